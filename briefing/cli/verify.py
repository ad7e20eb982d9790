"""`briefing verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import reports
from briefing.cli.articles import articles_of
from briefing.cli.printing import count, print_json, report
from briefing.cli.program import ArticleOption, Format, OutlineFile, app
from briefing.errors import Exit, Severity

if TYPE_CHECKING:
    from briefing.outline.load import Outline
    from briefing.readback import Finding
    from briefing.verify.evidence import Entry


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
    articles = articles_of(article or [], settled.outline)
    entries = evidence.check(settled.outline, settled.document, articles) if article else []
    given = {name: content_of(file) if file else None for name, file in (("deck", deck), ("word", word))}
    found = check_files(settled, **given, deck_name=str(deck), word_name=str(word)) if deck or word else []
    if output is Format.JSON:
        rows = {"evidence": [*map(reports.evidence, entries)], "files": [*map(reports.finding, found)]}
        print_json(rows)
    else:
        _print_evidence(entries, settled.outline)
        _print_findings(found, [str(file) for file in (deck, word) if file])
    holds = all(entry.holds for entry in entries)
    if not holds or any(finding.severity is Severity.ERROR for finding in found):
        raise typer.Exit(Exit.INPUT_IS_WRONG)


def _print_evidence(entries: list[Entry], outline: Outline) -> None:
    for entry in entries:
        where = f"{entry.article}:{entry.line}" if entry.line else ""
        words = f"“{entry.words}”" if entry.words else ""
        parts = (f"{entry.verdict:<11}", entry.kind, entry.name, entry.label, entry.stated, words, where)
        print("  ".join(filter(None, parts)))
    wrong = (entry.problem() for entry in entries if entry.message and not entry.is_consequence)
    report(tuple(outline.locate(wrong)))
    for kind in dict.fromkeys(entry.kind for entry in entries):
        of_kind = [entry for entry in entries if entry.kind is kind]
        print(f"{sum(entry.holds for entry in of_kind)} of {count(len(of_kind), kind)} found")


def _print_findings(found: list[Finding], files: list[str]) -> None:
    for finding in found:
        print(finding, file=sys.stderr)
    if files:
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        print(f"{', '.join(files)}: {count(errors, 'error')}, {count(len(found) - errors, 'warning')}")
