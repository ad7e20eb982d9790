"""`briefing verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import reports
from briefing.cli.articles import articles_of
from briefing.cli.completion import files
from briefing.cli.printing import counts, print_json, report
from briefing.cli.program import AllowOutsideOption, ArticleOption, Format, OutlineFile, app, choice
from briefing.display.cells import padded
from briefing.errors import Exit, Severity
from briefing.garbage import uncollected
from briefing.i18n import gettext as _
from briefing.i18n import ngettext

if TYPE_CHECKING:
    from briefing.outline.load import Outline
    from briefing.readback import Finding
    from briefing.verify.evidence import Entry

_VERDICT_CELLS = 11


@app.command()
@uncollected()
def verify(
    outline: OutlineFile = Path("outline.yaml"),
    article: ArticleOption = None,
    deck: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A built deck (.pptx).", autocompletion=files(".pptx"))
    ] = None,
    word: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A built briefing (.docx).", autocompletion=files(".docx"))
    ] = None,
    output: Annotated[Format, choice(Format, "--format", help="How to print what was found.")] = Format.TEXT,
    _outside: AllowOutsideOption = False,
) -> None:
    """Look up every figure and quotation in the articles; read the numbers of built files back.

    Example: briefing verify --article dual-circle=dual-circle.txt
    Example: briefing verify --deck out/deck.pptx --word out/briefing.docx
    """
    from briefing.pipeline import settle  # noqa: PLC0415 - as above
    from briefing.readback import check_files, content_of  # noqa: PLC0415
    from briefing.verify import evidence  # noqa: PLC0415

    if not (article or deck or word):
        raise typer.BadParameter(
            _("nothing to verify against; expected --article SOURCE=FILE, --deck FILE or --word FILE")
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
        words = _("“{words}”").format(words=entry.words) if entry.words else ""
        verdict = padded(_(entry.verdict), _VERDICT_CELLS)
        parts = (verdict, _(entry.kind), entry.name, entry.label, entry.stated, words, where)
        print("  ".join(filter(None, parts)))
    wrong = (entry.problem() for entry in entries if entry.message and not entry.is_consequence)
    report(outline.locate(wrong))
    for kind in dict.fromkeys(entry.kind for entry in entries):
        of_kind = [entry for entry in entries if entry.kind is kind]
        print(_found(kind, sum(entry.holds for entry in of_kind), len(of_kind)))


def _found(kind: str, found: int, number: int) -> str:
    """Returns how many of a kind were found, of how many."""
    told = {
        "fact": ngettext("{found} of {n} fact found", "{found} of {n} facts found", number),
        "quotation": ngettext("{found} of {n} quotation found", "{found} of {n} quotations found", number),
        "section": ngettext("{found} of {n} section found", "{found} of {n} sections found", number),
        "source": ngettext("{found} of {n} source found", "{found} of {n} sources found", number),
    }
    return told[kind].format(found=found, n=number)


def _print_findings(found: list[Finding], built: list[str]) -> None:
    for finding in found:
        print(finding, file=sys.stderr)
    if built:
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        print(_("{files}: {counts}").format(files=", ".join(built), counts=counts(errors, len(found) - errors)))
