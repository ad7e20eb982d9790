"""Which packs a batch has: one for each row of a table, or one for each outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.batch import columns, folders, table
from briefing.batch.orders import Order
from briefing.errors import LocatedProblem, OutlineError
from briefing.outline.load import load
from briefing.outline.rows import Row
from briefing.pipeline import Output


@dataclass(frozen=True, slots=True)
class Manner:
    """How every pack of a batch is built."""

    only: Output | None = None
    strict: bool = False
    language: str = "en"
    notes: bool = True


def of_outlines(outlines: Sequence[Path], manner: Manner) -> list[Order]:
    """Returns an order for each outline; what is wrong with one is told when it is built."""
    distinct = list({outline.resolve(): outline for outline in reversed(outlines)}.values())[::-1]
    names = folders.of_outlines(distinct)
    return [_order(name, outline, None, manner) for name, outline in zip(names, distinct, strict=True)]


def of_table(outline: Path, file: Path, manner: Manner) -> list[Order]:
    """Returns an order for each row; raises OutlineError with what is wrong with the outline by itself and the table."""
    problems: list[LocatedProblem] = []
    try:
        rows = table.read(file)
    except OutlineError as error:
        rows, problems = None, list(error.problems)
    try:
        loaded = load(outline)
    except OutlineError as error:
        raise OutlineError([*problems, *error.problems]) from None
    if rows is None:
        raise OutlineError(problems)
    names, wrong = folders.of_rows(rows.rows)
    problems = [*columns.check(rows, loaded), *wrong]
    if problems:
        raise OutlineError(problems)
    return [_order(name, outline, row, manner) for name, row in zip(names, rows.rows, strict=True)]


def _order(folder: str, outline: Path, row: Row | None, manner: Manner) -> Order:
    return Order(folder, outline, row, manner.only, manner.strict, manner.language, manner.notes)
