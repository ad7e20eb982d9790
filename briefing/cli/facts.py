"""`briefing facts`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing import reports
from briefing.cli.printing import count, print_json
from briefing.cli.program import Format, OutlineFile, app


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
        print_json([reports.fact(fact, places.get(fact.id, ())) for fact in ledger])
        return
    for fact in ledger:
        used_in = ", ".join(places.get(fact.id, ())) or "not used"
        print(f"{fact.id}: {fact.label} {fact.text} ({fact.scope}, {fact.as_of}): {used_in}")
    print(f"{count(len(ledger), 'figure')}: {len(places)} used, {len(ledger) - len(places)} not used")
