"""What the ledger shows by itself to be doubtful: evidence that says otherwise, contradictions, figures out of date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from briefing.document import Fact
from briefing.errors import Problem, Severity
from briefing.evidence import dates, units
from briefing.evidence.agreement import counted, difference, is_year
from briefing.i18n import gettext as _


def check(facts: Mapping[str, Fact], today: date, months: int | None = None) -> list[Problem]:
    """Returns a warning for each doubt; `months` is how old a figure may be on the document's day, None: any age."""
    return [*_evidence(facts), *_conflicts(facts), *(_stale(facts, today, months) if months is not None else ())]


def _evidence(facts: Mapping[str, Fact]) -> Iterator[Problem]:
    for key, fact in facts.items():
        if fact.derived:
            continue
        differs = difference(fact, counted(fact.evidence))
        if differs:
            message = _("“{id}”: the evidence {differs}").format(id=key, differs=differs)
            yield Problem(("facts", key, "evidence"), message, Severity.WARNING)


def _conflicts(facts: Mapping[str, Fact]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], str] = {}
    for key, fact in facts.items():
        what = tuple("".join(part.split()) for part in (fact.label, fact.scope, fact.as_of))
        other = first.setdefault(what, key)
        if not _agree(facts[other], fact):
            message = _("“{id}” is {text}, “{other}” is {other_text}: both are {label} of {scope}, {as_of}").format(
                id=key,
                text=fact.text,
                other=other,
                other_text=facts[other].text,
                label=fact.label,
                scope=fact.scope,
                as_of=fact.as_of,
            )
            yield Problem(("facts", key), message, Severity.WARNING, at_key=True)


def _agree(one: Fact, other: Fact) -> bool:
    return units.amount(one.quantity, one.unit).agrees_with(units.amount(other.quantity, other.unit))


def _stale(facts: Mapping[str, Fact], today: date, months: int) -> Iterator[Problem]:
    oldest = today.year + (today.month - 1 + (today.day - 1) / 31) / 12 - months / 12
    for key, fact in facts.items():
        if is_year(fact):
            continue  # a year that something happened in does not grow old
        try:
            end = dates.end(fact.as_of)
        except ValueError:
            continue  # “at the start of production” has no place in the calendar
        if end < oldest:
            message = _("“{id}” is of {as_of}; the outline allows figures to be {months} months old at the most")
            message = message.format(id=key, as_of=fact.as_of, months=months)
            yield Problem(("facts", key, "as_of"), message, Severity.WARNING)
