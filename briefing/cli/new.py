"""`briefing new`."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.completion import files
from briefing.cli.program import QuietOption, app
from briefing.i18n import gettext as _
from briefing.i18n import ngettext, spoken


@app.command()
def new(
    articles: Annotated[
        list[Path] | None,
        typer.Argument(metavar="ARTICLE…", help="Articles: text (.txt), Markdown (.md), Word (.docx)."),
    ] = None,
    outline: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="OUTLINE", help="The outline to write.", autocompletion=files(".yaml")),
    ] = Path("outline.yaml"),
    force: Annotated[bool, typer.Option("--force", help="Replace an outline that exists.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Make a first outline from articles: their figures, quotations and sections, with what is left to decide marked.

    Without an article, make a short outline of invented content, with comments, to be overwritten with your own.

    Example: briefing new article.txt -o outline.yaml
    Example: briefing new -o outline.yaml
    """
    if articles:
        schema, told = _from_articles(articles, outline, force=force)
    else:
        from briefing.starter import write  # noqa: PLC0415 - as above

        schema = write(outline, spoken(), overwrite=force)
        told = [_("an example to be overwritten; every line that begins with # explains what follows")]
    if quiet:
        return
    for line in told:
        print(line)
    print(outline)
    print(schema)
    print(_("next: edit it, then run {command}").format(command=f"briefing check {shlex.quote(str(outline))}"))


def _from_articles(articles: list[Path], outline: Path, *, force: bool) -> tuple[Path, list[str]]:
    """Writes the outline and returns the schema beside it, and what was found."""
    from briefing.extract.new import new as make  # noqa: PLC0415 - as above
    from briefing.extract.writing import ASK  # noqa: PLC0415

    found = make(articles, outline, date.today(), overwrite=force)  # noqa: DTZ011 - the day where the user is
    statistics = ngettext("{n} statistic", "{n} statistics", found.statistics).format(n=found.statistics)
    quotations = ngettext("{n} quotation", "{n} quotations", found.quotations).format(n=found.quotations)
    told = _("found: {statistics} ({facts} in the ledger), {quotations}")
    marks = ngettext("to decide: {n} mark “{mark}”", "to decide: {n} marks “{mark}”", found.marks)
    return found.schema, [
        told.format(statistics=statistics, facts=found.facts, quotations=quotations),
        marks.format(n=found.marks, mark=ASK),
    ]
