"""`briefing check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import reports
from briefing.cli.articles import articles_of
from briefing.cli.printing import complain, counts, print_json, report
from briefing.cli.program import AllowOutsideOption, ArticleOption, OutlineFile, ReaderOption, StrictOption, app, choice
from briefing.errors import Exit, LocatedProblem, OutlineError, Severity
from briefing.garbage import uncollected
from briefing.i18n import gettext as _

if TYPE_CHECKING:
    from briefing.pipeline import Settled


class Form(StrEnum):
    """Who reads what was found: people, programs, code hosts, GitHub's checks of a change."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


@app.command()
@uncollected()
def check(
    outline: OutlineFile = Path("outline.yaml"),
    article: ArticleOption = None,
    output: Annotated[Form, choice(Form, "--format", help="How to print what was found.")] = Form.TEXT,
    reader: ReaderOption = None,
    strict: StrictOption = False,
    _outside: AllowOutsideOption = False,
) -> None:
    """Report everything that is wrong with an outline, without writing anything; with articles, also what differs from them.

    Example: briefing check
    Example: briefing check outline.yaml --strict --format json
    Example: briefing check --for wps
    """
    from briefing.pipeline import settle  # noqa: PLC0415 - as above

    try:
        settled = settle(outline)
    except OutlineError as error:
        _print(error.problems, output)
        raise typer.Exit(Exit.INPUT_IS_WRONG) from None
    if reader is not None:
        from briefing.readers.check import warned  # noqa: PLC0415 - for those who name their reader

        settled = warned(settled, reader)
    found = _compared(settled, article) if article else settled.warnings
    _print(found, output)
    errors = any(problem.severity is Severity.ERROR for problem in found)
    if output is Form.TEXT and not errors:
        _print_coverage(settled)
    if found and strict and not errors:
        complain(_("--strict lets no warning pass"))
    if errors or (found and strict):
        raise typer.Exit(Exit.INPUT_IS_WRONG)


def _compared(settled: Settled, article: list[str]) -> tuple[LocatedProblem, ...]:
    """Returns the warnings with what differs from the articles."""
    from briefing.verify import evidence  # noqa: PLC0415 - for articles only

    failing = evidence.failing(settled.outline, settled.document, articles_of(article, settled.outline))
    told = {problem.place for problem in failing}  # what the article says replaces what the evidence alone says
    doubts = (problem for problem in settled.warnings if problem.place not in told)
    return tuple(sorted([*doubts, *failing], key=lambda problem: problem.place))


def _print(found: tuple[LocatedProblem, ...], output: Form) -> None:
    match output:
        case Form.TEXT:
            report(found, headed=True)
            errors = sum(problem.severity is Severity.ERROR for problem in found)
            print(counts(errors, len(found) - errors))
        case Form.JSON:
            print_json([reports.problem(problem) for problem in found])
        case Form.SARIF:
            from briefing.display import sarif  # noqa: PLC0415 - seldom asked for

            print_json(sarif.log(found))
        case Form.GITHUB:
            from briefing.display import workflow  # noqa: PLC0415 - the same

            for problem in found:
                print(workflow.command(problem))


def _print_coverage(settled: Settled) -> None:
    from briefing.pipeline import coverage  # noqa: PLC0415 - as above

    used, left_out, total = coverage(settled)
    told = _("article sections: {used} used, {left_out} left out with a reason, {total} in all")
    print(told.format(used=used, left_out=left_out, total=total))
    told = _("slides: {slides}; figures of the ledger used: {figures}")
    print(told.format(slides=len(settled.deck.slides), figures=len(settled.document.facts)))
