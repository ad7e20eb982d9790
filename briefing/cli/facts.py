"""`briefing facts`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from briefing import reports
from briefing.cli.printing import print_json
from briefing.cli.program import AllowOutsideOption, Format, OutlineFile, app, choice
from briefing.i18n import gettext as _
from briefing.i18n import ngettext


@app.command()
def facts(
    outline: OutlineFile = Path("outline.yaml"),
    output: Annotated[Format, choice(Format, "--format", help="How to print them.")] = Format.TEXT,
    _outside: AllowOutsideOption = False,
) -> None:
    """List the figures of the ledger, and where each is used.

    Example: briefing facts
    Example: briefing facts outline.yaml --format json
    """
    from briefing.pipeline import settle  # noqa: PLC0415 - as above
    from briefing.verify.uses import uses  # noqa: PLC0415

    settled = settle(outline)
    places = uses(settled.document, settled.deck)
    ledger = settled.outline.facts.values()
    if output is Format.JSON:
        print_json([reports.fact(fact, places.get(fact.id, ())) for fact in ledger])
        return
    for fact in ledger:
        used_in = ", ".join(places.get(fact.id, ())) or _("not used")
        told = _("{id}: {label} {figure} ({scope}, {as_of}): {used_in}")
        parts = {"id": fact.id, "label": fact.label, "figure": fact.text, "scope": fact.scope, "as_of": fact.as_of}
        print(told.format(**parts, used_in=used_in))
    told = ngettext(
        "{n} figure: {used} used, {left} not used", "{n} figures: {used} used, {left} not used", len(ledger)
    )
    print(told.format(n=len(ledger), used=len(places), left=len(ledger) - len(places)))
