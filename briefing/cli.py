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
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from briefing import __version__, reports
from briefing.errors import BriefingError, Exit, LocatedProblem, OutlineError, Severity, nearest

if TYPE_CHECKING:
    from briefing.article.text import Article
    from briefing.outline.load import Outline
    from briefing.readback import Finding
    from briefing.verify.evidence import Entry

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


ArticleOption = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="SOURCE=FILE", help="The article of a source; once for each source."),
]


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
        _print_found(error.problems, output)
        raise typer.Exit(Exit.INPUT_IS_WRONG) from None
    found = settled.warnings
    if article:
        from briefing.verify import evidence  # noqa: PLC0415 - for articles only

        entries = evidence.check(settled.outline, settled.document, _articles(article, settled.outline))
        failing = settled.outline.locate(entry.problem() for entry in entries if entry.fails)
        told = {problem.place for problem in failing}  # what the article says replaces what the evidence alone says
        doubts = (problem for problem in found if problem.place not in told)
        found = tuple(sorted([*doubts, *failing], key=lambda problem: problem.place))
    _print_found(found, output)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise typer.Exit(Exit.INPUT_IS_WRONG)
    if output is Format.TEXT:
        used, left_out, total = coverage(settled)
        print(f"article sections: {used} used, {left_out} left out with a reason, {total} in all")
        print(f"slides: {len(settled.deck.slides)}; figures of the ledger used: {len(settled.document.facts)}")


@app.command()
def facts(
    outline: OutlineFile = Path("outline.yaml"),
    output: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TEXT,
) -> None:
    """List the figures of the ledger, and where each is used.

    Example: briefing facts outline.yaml --format json
    """
    from briefing.pipeline import settle  # noqa: PLC0415 - as above
    from briefing.verify.uses import uses  # noqa: PLC0415

    settled = settle(outline)
    places = uses(settled.document, settled.deck)
    ledger = settled.outline.facts.values()
    if output is Format.JSON:
        _print_json([reports.fact(fact, places.get(fact.id, ())) for fact in ledger])
        return
    for fact in ledger:
        used_in = ", ".join(places.get(fact.id, ())) or "not used"
        print(f"{fact.id}: {fact.label} {fact.text} ({fact.scope}, {fact.as_of}): {used_in}")
    print(f"{_count(len(ledger), 'figure')}: {len(places)} used, {len(ledger) - len(places)} not used")


@app.command()
def verify(
    outline: OutlineFile = Path("outline.yaml"),
    article: ArticleOption = None,
    deck: Annotated[Path | None, typer.Option(metavar="FILE", help="A built deck (.pptx).")] = None,
    word: Annotated[Path | None, typer.Option(metavar="FILE", help="A built briefing (.docx).")] = None,
    output: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
) -> None:
    """Look up every figure and quotation in the articles; read the numbers of built files back.

    Example: briefing verify --article dual-circle=dual-circle.txt --deck out/deck.pptx --word out/briefing.docx
    """
    from briefing.pipeline import settle  # noqa: PLC0415 - as above
    from briefing.readback import check_files, content_of  # noqa: PLC0415
    from briefing.verify import evidence  # noqa: PLC0415

    if not (article or deck or word):
        raise typer.BadParameter(
            "nothing to verify against; expected --article SOURCE=FILE, --deck FILE or --word FILE"
        )
    settled = settle(outline)
    articles = _articles(article or [], settled.outline)
    entries = evidence.check(settled.outline, settled.document, articles) if article else []
    given = {name: content_of(file) if file else None for name, file in (("deck", deck), ("word", word))}
    found = check_files(settled, **given, deck_name=str(deck), word_name=str(word)) if deck or word else []
    if output is Format.JSON:
        rows = {"evidence": [*map(reports.evidence, entries)], "files": [*map(reports.finding, found)]}
        _print_json(rows)
    else:
        _print_evidence(entries, settled.outline)
        _print_findings(found, [str(file) for file in (deck, word) if file])
    holds = all(entry.holds for entry in entries)
    if not holds or any(finding.severity is Severity.ERROR for finding in found):
        raise typer.Exit(Exit.INPUT_IS_WRONG)


def _articles(given: list[str], outline: Outline) -> dict[str, Article]:
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


def _print_evidence(entries: list[Entry], outline: Outline) -> None:
    for entry in entries:
        where = f"{entry.article}:{entry.line}" if entry.line else ""
        words = f"“{entry.words}”" if entry.words else ""
        parts = (f"{entry.verdict:<11}", entry.kind, entry.name, entry.label, entry.stated, words, where)
        print("  ".join(filter(None, parts)))
    wrong = (entry.problem() for entry in entries if entry.message and not entry.is_consequence)
    _report(tuple(outline.locate(wrong)))
    for kind in dict.fromkeys(entry.kind for entry in entries):
        of_kind = [entry for entry in entries if entry.kind is kind]
        print(f"{sum(entry.holds for entry in of_kind)} of {_count(len(of_kind), kind)} found")


def _print_findings(found: list[Finding], files: list[str]) -> None:
    for finding in found:
        print(finding, file=sys.stderr)
    if files:
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        print(f"{', '.join(files)}: {_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}")


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
        _print_json([reports.problem(problem) for problem in problems])
        return
    _report(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    print(f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}")


def _print_json(rows: object) -> None:
    print(json.dumps(rows, ensure_ascii=False, indent=2))


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
