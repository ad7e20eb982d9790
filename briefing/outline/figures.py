"""Whether the data of charts and tables make sense: enough values, the right number of them, of the right kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.document import Quantity
from briefing.errors import Keys, Problem, nearest
from briefing.evidence import numbers
from briefing.outline import conditions
from briefing.outline.files import CsvRows
from briefing.outline.schema import RelationChartModel, RowModel, RowsChartModel, TableModel, TimelineChartModel

_SEVERAL_SERIES = {"grouped", "stacked", "stacked-100", "dumbbell", "multiples"}
_WHOLE = 100
"""Per cent."""


class Values:
    """Reads the values of charts: facts by id, “-” before one for a decrease, or numbers as typed."""

    def __init__(self, known: frozenset[str] | None, settled: Mapping[str, Quantity]) -> None:
        """Takes the ids of the facts, or None when the ledger could not be read, and the quantities of the sound."""
        self.known = known
        self.settled = settled

    def read(self, text: str) -> Quantity | None:
        """Returns the quantity, or None for a fact that is itself wrong; raises ValueError with a reason."""
        name = text.removeprefix("-").strip()
        if self.known is not None and name in self.known:
            return self.settled.get(name)
        try:
            return numbers.parse(text)
        except ValueError as error:
            if re.match(r"[-+]?\d", text):
                raise
            if self.known is None:
                return None
            message = f"is neither a fact nor a number{nearest(name, self.known)}"
            raise ValueError(message) from error


def check_rows(keys: Keys, chart: RowsChartModel, from_csv: CsvRows | None, values: Values) -> list[Problem]:
    """Returns what is wrong with the rows of a chart that has categories."""
    if (chart.rows is None) == (chart.csv is None):
        return [Problem(keys, "a chart has either “rows” or “csv” with a file; expected one of them", at_key=True)]
    problems = _series_problems(keys, chart)
    if problems:
        return problems
    if chart.csv is not None:
        for label, cells in from_csv or ():
            problems += _value_problems((*keys, "csv"), chart.kind, [cell for cell in cells if cell], values, label)
    for i, row in enumerate(chart.rows or ()):
        problems += _row_problems((*keys, "rows", i), chart, row, values)
    if (
        chart.kind == "range"
        and chart.rows
        and not problems
        and not any(_is_range(row, values) for row in chart.rows or ())
    ):
        problems.append(Problem((*keys, "kind"), "no row of this range chart has a range such as 5～14"))
    if problems or (chart.csv is not None and from_csv is None):
        return problems
    read = conditions.cells(keys, chart, from_csv, values.read)
    return conditions.check_cells(keys, chart.kind, read) if read is not None else []


def _series_problems(keys: Keys, chart: RowsChartModel) -> list[Problem]:
    columns = len(chart.csv.values) if chart.csv else None
    count = len(chart.series) or columns or 1
    if columns is not None and chart.series and columns != count:
        return [Problem((*keys, "csv", "values"), f"{columns} columns for {count} series; expected one for each")]
    if chart.kind == "dumbbell" and count != 2:  # noqa: PLR2004 - before and after
        return [Problem((*keys, "series"), f"a dumbbell chart has two series, before and after; found {count}")]
    if chart.kind in _SEVERAL_SERIES and count == 1:
        return [Problem((*keys, "series"), f"a {chart.kind} chart has two series at least; found one")]
    return conditions.check_settings(keys, chart, count)


def _row_problems(keys: Keys, chart: RowsChartModel, row: RowModel, values: Values) -> list[Problem]:
    count = len(chart.series) or 1
    if (row.value is None) == (row.values is None):
        expected = "“values”, one for each series" if chart.series else "“value”"
        return [Problem(keys, f"a row has either “value” or “values”; expected {expected}")]
    if row.value is not None:
        if count > 1:
            return [Problem((*keys, "value"), f"one value for {count} series; expected “values” with one for each")]
        return _value_problems((*keys, "value"), chart.kind, [row.value], values)
    cells = row.values or []
    if len(cells) != count:
        expected = f"{count}, one for each series" if chart.series else "“value”, or “series” with their names"
        return [Problem((*keys, "values"), f"{len(cells)} values stand here; expected {expected}")]
    if not any(cells):
        return [Problem((*keys, "values"), "no value stands here; leave the row out")]
    problems = []
    for i, cell in enumerate(cells):
        if cell is not None:
            problems += _value_problems((*keys, "values", i), chart.kind, [cell], values)
    return problems


def _value_problems(keys: Keys, kind: str, cells: list[str], values: Values, label: str = "") -> list[Problem]:
    where = f" (row “{label}”)" if label else ""
    problems = []
    for cell in cells:
        try:
            quantity = values.read(cell)
        except ValueError as error:
            problems.append(Problem(keys, f"“{cell}” {error}{where}"))
            continue
        if quantity is None:
            continue
        if quantity.low != quantity.high and kind != "range":
            problems.append(Problem(keys, f"“{cell}” is a range, which only a chart of kind “range” shows{where}"))
        elif kind == "share" and not 0 <= quantity.low <= quantity.high <= _WHOLE:
            problems.append(Problem(keys, f"“{cell}” is no share; expected per cent, from 0 to 100{where}"))
    return problems


def _is_range(row: RowModel, values: Values) -> bool:
    quantities = [values.read(cell) for cell in [row.value, *(row.values or ())] if cell]
    # A fact that is wrong itself might be a range.
    return any(quantity is None or quantity.low != quantity.high for quantity in quantities)


def check_timeline(keys: Keys, chart: TimelineChartModel) -> list[Problem]:
    return [
        Problem((*keys, "events", i, "when"), f"“{event.when}” does not begin with a year; expected such as 2024年4月")
        for i, event in enumerate(chart.events)
        if not re.match(r"\d{4}(?!\d)", event.when)
    ]


def check_relation(keys: Keys, chart: RelationChartModel) -> list[Problem]:
    problems = []
    seen: set[str] = set()
    for i, node in enumerate(chart.nodes):
        if node.id in seen:
            problems.append(Problem((*keys, "nodes", i, "id"), f"“{node.id}” is the id of two nodes"))
        seen.add(node.id)
    for i, link in enumerate(chart.links):
        for end in ("start", "end"):
            name: str = getattr(link, end)
            if name not in seen:
                message = f"“{name}” is not a node of this chart{nearest(name, seen)}"
                problems.append(Problem((*keys, "links", i, end), message))
        if link.start == link.end:
            problems.append(Problem((*keys, "links", i, "end"), f"the link leads from “{link.start}” to itself"))
    return problems


def check_table(keys: Keys, table: TableModel) -> list[Problem]:
    columns = len(table.header)
    problems = [
        Problem((*keys, "rows", i), f"the row has {len(row)} cells; expected {columns}, as in the header")
        for i, row in enumerate(table.rows)
        if len(row) != columns
    ]
    if table.widths is not None and len(table.widths) != columns:
        message = f"{len(table.widths)} widths for {columns} columns; expected one for each"
        problems.append(Problem((*keys, "widths"), message))
    return problems
