"""The command line: options in, exit statuses out; the only place that prints."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from briefing import __version__
from briefing.errors import BriefingError, Exit, LocatedProblem, OutlineError, Severity

app = typer.Typer(
    name="briefing",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="One outline in; a PowerPoint deck and a Word briefing for officials out.",
)


class Only(StrEnum):
    DECK = "deck"
    WORD = "word"


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


OutlineFile = Annotated[Path, typer.Argument(metavar="[OUTLINE]", help="The outline, a YAML file.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command()
def build(
    outline: OutlineFile = Path("outline.yaml"),
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the files.")] = Path("out"),
    only: Annotated[Only | None, typer.Option(help="Build one of the two files.")] = None,
) -> None:
    """Build the deck (.pptx) and the briefing (.docx).

    Example: briefing build outline.yaml -o out
    """
    from briefing.pipeline import Output  # noqa: PLC0415 - the libraries take half a second, which --help can save
    from briefing.pipeline import build as build_files  # noqa: PLC0415

    with _progress() as progress:
        built = build_files(outline, out, Output(only.value) if only else None, progress)
    _report(built.warnings)
    for decision in built.decisions:
        print(f"decided: {decision}")
    if built.pages is not None:
        print(f"Word: about {_count(built.pages, 'page')}")
    for file in built.files:
        print(file)


@app.command()
def check(
    outline: OutlineFile = Path("outline.yaml"),
    output: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
) -> None:
    """Report everything that is wrong with an outline, without writing anything.

    Example: briefing check outline.yaml --format json
    """
    from briefing.pipeline import coverage, settle  # noqa: PLC0415 - as above

    try:
        settled = settle(outline)
    except OutlineError as error:
        _print_found(error.problems, output)
        raise typer.Exit(Exit.INPUT_IS_WRONG) from None
    _print_found(settled.warnings, output)
    if output is Format.TEXT:
        used, left_out, total = coverage(settled)
        print(f"article sections: {used} used, {left_out} left out with a reason, {total} in all")
        print(f"slides: {len(settled.deck.slides)}; figures of the ledger used: {len(settled.document.facts)}")


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
        f"found: {_count(found.statistics, 'statistic')} ({found.facts} in the ledger), {_count(found.quotations, 'quotation')}"
    )
    print(f"to decide: {_count(found.marks, 'mark')} “{ASK}”")
    print(outline)
    print(f"next: edit it, then run briefing check {shlex.quote(str(outline))}")


def _print_found(problems: tuple[LocatedProblem, ...], output: Format) -> None:
    if output is Format.JSON:
        rows = [
            {
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": problem.severity.value,
                "message": problem.message,
            }
            for problem in problems
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    _report(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    print(f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}")


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _report(problems: tuple[LocatedProblem, ...]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """Gives a bar that shows charts being drawn, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - nobody sees it elsewhere
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("charts", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def main() -> NoReturn:
    """Runs the command line; every error of the user or the surroundings becomes a line and a status."""
    try:
        app(standalone_mode=True)
    except OutlineError as error:
        _report(error.problems)
        sys.exit(error.status)
    except BriefingError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.status)
    except Exception as error:
        if os.environ.get("BRIEFING_TRACEBACK"):
            raise
        print(f"error: the tool itself failed ({type(error).__name__}: {error}); nothing was written.", file=sys.stderr)
        print("Please report it; BRIEFING_TRACEBACK=1 shows where it happened.", file=sys.stderr)
        sys.exit(Exit.SURROUNDINGS_ARE_WRONG)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        sys.exit(Exit.SURROUNDINGS_ARE_WRONG)
    sys.exit(Exit.DONE)
