"""The ledger of facts, settled: figures read, formulas worked out, citations filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from briefing.document import Bound, Citation, Fact, Quantity
from briefing.errors import Problem, about, nearest
from briefing.evidence import formula, numbers, units
from briefing.i18n import gettext as _


class Entry(Protocol):
    """A fact as it stands in the ledger, not yet read."""

    @property
    def label(self) -> str: ...
    @property
    def value(self) -> str | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def as_of(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def evidence(self) -> str | None: ...
    @property
    def formula(self) -> str | None: ...
    @property
    def decimals(self) -> int: ...
    @property
    def note(self) -> str | None: ...


_SCALES = "万亿"


def settle(
    facts: Mapping[str, Entry], headings: Mapping[str, str], declared: Collection[str] = ()
) -> tuple[dict[str, Fact], list[Problem]]:
    """Returns the facts in the ledger's order and what is wrong in it.

    `headings` maps SOURCE#SECTION to the section's heading; `declared` are ids of facts that exist but are not handed
    in, because something else is wrong with them. Facts that are wrong, or rest on one that is, are left out.
    """
    problems: list[Problem] = []
    quantities: dict[str, Quantity] = {}
    formulas: dict[str, formula.Formula] = {}
    for key, fact in facts.items():
        _read(key, fact, quantities, formulas, problems)
    for key, parsed in _known(formulas, {*facts, *declared}, problems).items():
        _work_out(key, facts[key], parsed, quantities, problems)
    inputs = {key: parsed.names for key, parsed in formulas.items()}
    settled = {
        key: _fact(key, fact, quantities[key], headings, inputs.get(key, ()))
        for key, fact in facts.items()
        if key in quantities
    }
    return settled, problems


def _read(
    key: str,
    fact: Entry,
    quantities: dict[str, Quantity],
    formulas: dict[str, formula.Formula],
    problems: list[Problem],
) -> None:
    try:
        if fact.value is not None:
            quantities[key] = numbers.parse(fact.value)
        if fact.formula is not None:
            formulas[key] = formula.parse(fact.formula)
    except ValueError as error:
        name = "formula" if fact.formula is not None else "value"
        problems.append(Problem(("facts", key, name), about(getattr(fact, name), error)))
        return
    problems += [
        Problem(("facts", key, *where), message, at_key=not where) for where, message in _what_is_missing(fact)
    ]
    if fact.value and fact.unit and fact.unit[0] in _SCALES and fact.value.strip()[-1] in _SCALES:
        message = _("“{value}” and the unit “{unit}” both say how large; write “{scale}” once")
        message = message.format(value=fact.value, unit=fact.unit, scale=fact.value.strip()[-1])
        problems.append(Problem(("facts", key, "value"), message))


def _what_is_missing(fact: Entry) -> list[tuple[tuple[str, ...], str]]:
    match fact.value, fact.formula, fact.evidence:
        case None, None, _:
            return [((), _("a fact needs “value” (with “evidence”), or “formula” when it is derived from others"))]
        case str(), str(), _:
            return [(("formula",), _("a fact has either “value” or “formula”, not both"))]
        case _, str(), str():
            return [(("evidence",), _("a derived fact rests on the facts of its formula; leave out “evidence”"))]
        case str(), _, None:
            return [((), _("“evidence” is missing; expected the article's own words that state the figure"))]
        case _:
            return []


def _known(
    formulas: Mapping[str, formula.Formula], facts: Collection[str], problems: list[Problem]
) -> dict[str, formula.Formula]:
    """Returns the formulas all of whose names are facts and that do not rest on themselves, dependencies first."""
    sound: dict[str, formula.Formula] = {}
    for key, parsed in formulas.items():
        unknown = [name for name in parsed.names if name not in facts]
        for name in unknown:
            message = _("“{name}” is no fact{hint}").format(name=name, hint=nearest(name, facts))
            problems.append(Problem(("facts", key, "formula"), message, near=name))
        if not unknown:
            sound[key] = parsed
    ordered, cycles = formula.in_order(sound)
    for cycle in cycles:
        message = _("the formula leads back to itself: {way}").format(way=" → ".join(cycle))
        problems.append(Problem(("facts", cycle[0], "formula"), message))
    return {key: sound[key] for key in ordered}


def _work_out(
    key: str, fact: Entry, parsed: formula.Formula, quantities: dict[str, Quantity], problems: list[Problem]
) -> None:
    where = ("facts", key, "formula")
    if any(name not in quantities for name in parsed.names):
        return  # what it rests on is wrong and reported there
    unfit = {name: _unfit(quantities[name]) for name in parsed.names}
    problems += [Problem(where, about(name, reason), near=name) for name, reason in unfit.items() if reason]
    if any(unfit.values()):
        return
    try:
        exact = parsed.evaluate({name: quantities[name].low for name in parsed.names})
        value = exact.quantize(Decimal(1).scaleb(-fact.decimals), ROUND_HALF_UP)
    except ArithmeticError:
        message = _("“{formula}” cannot be worked out: it divides by zero or grows too large")
        problems.append(Problem(where, message.format(formula=fact.formula)))
        return
    quantities[key] = Quantity(value, value, f"{value:f}".replace("-", numbers.MINUS))


def _unfit(quantity: Quantity) -> str | None:
    """Returns why a formula cannot take a quantity: its result would look more exact than it is."""
    if quantity.low != quantity.high:
        return _("is a range; a formula needs single numbers")
    if quantity.approximate:
        return _("is approximate ({text}); a formula needs exact numbers").format(text=quantity.text)
    return None


def _fact(key: str, fact: Entry, quantity: Quantity, headings: Mapping[str, str], inputs: tuple[str, ...]) -> Fact:
    source, section = fact.source.split("#")
    bound = units.bound_of(fact.unit)  # 10 and 个以上
    quantity = quantity if bound is Bound.EXACT else replace(quantity, bound=bound)
    return Fact(
        id=key,
        label=fact.label,
        quantity=quantity,
        unit=fact.unit,
        as_of=fact.as_of,
        scope=fact.scope,
        citation=Citation(source, section, headings.get(fact.source, section)),
        evidence=fact.evidence or "",
        inputs=inputs,
        note=fact.note,
    )
