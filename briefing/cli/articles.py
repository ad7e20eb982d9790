"""The articles that are given with `--article SOURCE=FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefing.errors import nearest

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
            raise typer.BadParameter(f"“{each}” is no article; expected SOURCE=FILE, as in dual-circle=article.txt")
        if source not in outline.model.sources:
            hint = nearest(source, outline.model.sources)
            raise typer.BadParameter(f"“{source}” is not a source of the outline{hint}")
        if source in articles:
            raise typer.BadParameter(f"“{source}” has two articles; expected one for each source")
        articles[source] = Article(file, read(Path(file), file))
    return articles
