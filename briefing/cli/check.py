"""`briefing check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.articles import articles_of
from briefing.cli.printing import print_found
from briefing.cli.program import ArticleOption, Format, OutlineFile, app
from briefing.errors import Exit, OutlineError, Severity


@app.command()
def check(
    outline: OutlineFile = Path("outline.yaml"),
    article: ArticleOption = None,
    output: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
) -> None:
    """Report everything that is wrong with an outline, without writing anything; with articles, also what differs from them.

    Example: briefing check outline.yaml --format json
    """
    from briefing.pipeline import coverage, settle  # noqa: PLC0415 - as above

    try:
        settled = settle(outline)
    except OutlineError as error:
        print_found(error.problems, output)
        raise typer.Exit(Exit.INPUT_IS_WRONG) from None
    found = settled.warnings
    if article:
        from briefing.verify import evidence  # noqa: PLC0415 - for articles only

        entries = evidence.check(settled.outline, settled.document, articles_of(article, settled.outline))
        failing = settled.outline.locate(entry.problem() for entry in entries if entry.fails)
        told = {problem.place for problem in failing}  # what the article says replaces what the evidence alone says
        doubts = (problem for problem in found if problem.place not in told)
        found = tuple(sorted([*doubts, *failing], key=lambda problem: problem.place))
    print_found(found, output)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise typer.Exit(Exit.INPUT_IS_WRONG)
    if output is Format.TEXT:
        used, left_out, total = coverage(settled)
        print(f"article sections: {used} used, {left_out} left out with a reason, {total} in all")
        print(f"slides: {len(settled.deck.slides)}; figures of the ledger used: {len(settled.document.facts)}")
