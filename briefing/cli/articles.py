"""The articles that are given with `--article SOURCE=FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefing.errors import nearest
from briefing.i18n import gettext as _

if TYPE_CHECKING:
    from briefing.article.text import Article
    from briefing.outline.load import Outline


def articles_of(given: list[str], outline: Outline) -> dict[str, Article]:
    """Returns the articles by the sources they are given for; a name that is no source's is wrong usage."""
    from briefing.article.reading import read  # noqa: PLC0415 - for articles only
    from briefing.article.text import Article  # noqa: PLC0415

    articles = {}
    for each in given:
        source, mark, file = each.partition("=")
        if not mark or not file:
            told = _("“{given}” is no article; expected SOURCE=FILE, as in dual-circle=article.txt")
            raise typer.BadParameter(told.format(given=each))
        if source not in outline.model.sources:
            hint = nearest(source, outline.model.sources)
            raise typer.BadParameter(
                _("“{source}” is not a source of the outline{hint}").format(source=source, hint=hint)
            )
        if source in articles:
            told = _("“{source}” has two articles; expected one for each source")
            raise typer.BadParameter(told.format(source=source))
        articles[source] = Article(file, read(Path(file), file))
    return articles
