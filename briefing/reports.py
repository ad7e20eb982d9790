"""What commands report, as rows for programs; the command line prints them, or says them in lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.errors import LocatedProblem

if TYPE_CHECKING:
    from briefing.document import Fact
    from briefing.readback import Finding
    from briefing.verify.evidence import Entry

Row = dict[str, object]


def problem(found: LocatedProblem) -> Row:
    place = found.place
    row: Row = {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": found.severity.value,
        "message": found.message,
    }
    return row if found.corrected is None else {**row, "corrected": found.corrected}


def fact(stated: Fact, used_in: Iterable[str]) -> Row:
    return {
        "id": stated.id,
        "label": stated.label,
        "value": stated.quantity.text,
        "unit": stated.unit,
        "as_of": stated.as_of,
        "scope": stated.scope,
        "source": f"{stated.citation.source}#{stated.citation.section}",
        "evidence": stated.evidence,
        "used_in": list(used_in),
    }


def evidence(entry: Entry) -> Row:
    """Returns what an article says of a fact, a quotation or a section."""
    return {
        "kind": entry.kind.value,
        "name": entry.name,
        "label": entry.label,
        "stated": entry.stated,
        "evidence": entry.words,
        "source": entry.source,
        "verdict": entry.verdict.value,
        "article": entry.article,
        "line": entry.line,
        "message": entry.message,
    }


def finding(found: Finding) -> Row:
    """Returns what was found in a built file."""
    return {
        "file": found.file,
        "where": found.where,
        "kind": found.sort.value,
        "severity": found.severity.value,
        "stated": found.stated,
        "ledger": found.ledger,
        "fact": found.fact,
        "message": found.message,
    }
