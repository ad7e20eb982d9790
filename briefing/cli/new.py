"""`briefing new`."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.printing import count
from briefing.cli.program import app


@app.command()
def new(
    articles: Annotated[
        list[Path], typer.Argument(metavar="ARTICLE...", help="Articles: text (.txt), Markdown (.md), Word (.docx).")
    ],
    outline: Annotated[Path, typer.Option("--out", "-o", help="The outline to write.")] = Path("outline.yaml"),
    force: Annotated[bool, typer.Option("--force", help="Replace an outline that exists.")] = False,
) -> None:
    """Make a first outline from articles: their figures, quotations and sections, with what is left to decide marked.

    Example: briefing new article.txt -o outline.yaml
    """
    from briefing.extract.new import new as make  # noqa: PLC0415 - as above
    from briefing.extract.writing import ASK  # noqa: PLC0415

    found = make(articles, outline, date.today(), overwrite=force)  # noqa: DTZ011 - the day where the user is
    print(
        f"found: {count(found.statistics, 'statistic')} ({found.facts} in the ledger), {count(found.quotations, 'quotation')}"
    )
    print(f"to decide: {count(found.marks, 'mark')} “{ASK}”")
    print(outline)
    print(found.schema)
    print(f"next: edit it, then run briefing check {shlex.quote(str(outline))}")
