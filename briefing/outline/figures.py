"""Whether the data of charts and tables make sense: enough values, the right number of them, of the right kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from briefing.document import ChartKind, Fact, Quantity
from briefing.errors import Keys, Problem, about, listed, nearest
from briefing.evidence import numbers
from briefing.evidence.wording import NumberWords, named, worded
from briefing.i18n import gettext as _
from briefing.outline import conditions
from briefing.outline.files import CsvRows, cells_message
from briefing.outline.schema import ChartModel, RelationChartModel, RowModel, RowsChartModel, TableModel

_SEVERAL_SERIES = {"grouped", "stacked", "stacked-100", "dumbbell", "multiples"}
_NOT_BELOW_ZERO = {"column", "grouped", "stacked", "dumbbell", "range", "share"}
_WHOLE = 100
"""Per cent."""


_OTHER_MINUS = frozenset("－−–—")


class Values:
    """Reads the values of charts: facts by id, “-” before one for a decrease, or numbers as typed."""

    def __init__(
        self, known: frozenset[str] | None, settled: Mapping[str, Fact], words: NumberWords | None = None
    ) -> None:
        """Takes the ids of the facts, or None when the ledger could not be read, and those that are sound.

        `words` are those of the outline's language for figures, in which the facts are settled.
        """
        self.known = known
        self.settled = settled
        self.words = words

    def read(self, text: str, unit: str = "") -> Quantity | None:
        """Returns the quantity, or None for a fact that is itself wrong; raises ValueError with a reason.

        `unit` is the chart's, in which typed numbers are counted.
        """
        name = text.removeprefix("-").strip()
        if self.known is not None and name in self.known:
            fact = self.settled.get(name)
            return _signed(fact.quantity, text) if fact else None
        try:
            quantity = numbers.parse(text)
            return worded(quantity, unit, self.words).quantity if self.words else quantity
        except ValueError as error:
            if re.match(r"[-+]?\d", text):
                raise
            if self.known is None:
                return None
            if text[:1] in _OTHER_MINUS and text[1:].strip() in self.known:
                message = _("begins with “{mark}”; a decrease is written with “-”: -{name}")
                raise ValueError(message.format(mark=text[0], name=text[1:].strip())) from error
            message = _("is neither a fact nor a number{hint}")
            raise ValueError(message.format(hint=nearest(name, self.known))) from error

    def unit(self, text: str) -> str | None:
        """Returns the unit of a fact, None for a typed number: that has the chart's."""
        fact = self.settled.get(text.removeprefix("-").strip())
        return fact.unit if fact else None


def _signed(quantity: Quantity, text: str) -> Quantity:
    return replace(quantity, low=-quantity.high, high=-quantity.low) if text.startswith("-") else quantity


def check_rows(keys: Keys, chart: RowsChartModel, from_csv: CsvRows | None, values: Values) -> list[Problem]:
    """Returns what is wrong with the rows of a chart that has categories."""
    if (chart.rows is None) == (chart.csv is None):
        message = _("a chart has either “rows” or “csv” with a file; expected one of them")
        return [Problem(keys, message, at_key=True)]
    problems = _series_problems(keys, chart)
    if problems:
        return problems
    if chart.csv is not None:
        for label, cells in from_csv or ():
            problems += _value_problems((*keys, "csv"), chart.kind, [cell for cell in cells if cell], values, label)
    for i, row in enumerate(chart.rows or ()):
        problems += _row_problems((*keys, "rows", i), chart, row, values)
    problems += _unit_problems(keys, chart, values)
    if (
        chart.kind == "range"
        and chart.rows
        and not problems
        and not any(_is_range(row, values) for row in chart.rows or ())
    ):
        problems.append(Problem((*keys, "kind"), _("no row of this range chart has a range such as 5～14")))
    if problems or (chart.csv is not None and from_csv is None):
        return problems
    read = conditions.cells(keys, chart, from_csv, lambda text: values.read(text, chart.unit))
    return conditions.check_cells(keys, chart.kind, read) if read is not None else []


def _unit_problems(keys: Keys, chart: RowsChartModel, values: Values) -> list[Problem]:
    """Returns a problem for each row with a unit of its own: one axis compares what has one unit only."""
    if chart.units:
        return []  # a combo says which unit each series has
    problems = []
    expected = named(chart.unit, values.words) or None
    for i, row in enumerate(chart.rows or ()):
        for cell in filter(None, [row.value, *(row.values or ())]):
            unit = values.unit(cell)
            expected = expected if expected is not None else unit
            if unit is not None and unit != expected:
                message = _("“{cell}” is counted in {unit}, the chart in {expected}; what has different units stands in two charts")  # fmt: skip
                nothing = _("nothing")
                message = message.format(cell=cell, unit=unit or nothing, expected=expected or nothing)
                problems.append(Problem((*keys, "rows", i), message))
    return problems


def _series_problems(keys: Keys, chart: RowsChartModel) -> list[Problem]:
    columns = len(chart.csv.values) if chart.csv else None
    count = len(chart.series) or columns or 1
    if columns is not None and chart.series and columns != count:
        message = _("{count} columns for {series} series; expected one for each")
        return [Problem((*keys, "csv", "values"), message.format(count=columns, series=count))]
    if chart.kind == "dumbbell" and count != 2:  # noqa: PLR2004 - before and after
        message = _("a dumbbell chart has two series, before and after; found {count}").format(count=count)
        return [Problem((*keys, "series"), message)]
    if chart.kind in _SEVERAL_SERIES and count == 1:
        message = _("{chart} has two series at least; found one").format(chart=conditions.chart_name(chart.kind))
        return [Problem((*keys, "series"), message)]
    return conditions.check_settings(keys, chart, count)


def _row_problems(keys: Keys, chart: RowsChartModel, row: RowModel, values: Values) -> list[Problem]:
    count = len(chart.series) or 1
    if (row.value is None) == (row.values is None):
        if chart.series:
            return [Problem(keys, _("a row has either “value” or “values”; expected “values”, one for each series"))]
        return [Problem(keys, _("a row has either “value” or “values”; expected “value”"))]
    if row.value is not None:
        if count > 1:
            message = _("one value for {series} series; expected “values” with one for each").format(series=count)
            return [Problem((*keys, "value"), message)]
        return _value_problems((*keys, "value"), chart.kind, [row.value], values)
    cells = row.values or []
    if len(cells) != count:
        message = (
            _("{count} values stand here; expected {series}, one for each series")
            if chart.series
            else _("{count} values stand here; expected “value”, or “series” with their names")
        )
        return [Problem((*keys, "values"), message.format(count=len(cells), series=count))]
    if not any(cells):
        return [Problem((*keys, "values"), _("no value stands here; leave the row out"))]
    problems = []
    for i, cell in enumerate(cells):
        if cell is not None:
            problems += _value_problems((*keys, "values", i), chart.kind, [cell], values)
    return problems


def _value_problems(keys: Keys, kind: str, cells: list[str], values: Values, label: str = "") -> list[Problem]:
    problems = []
    for cell in cells:
        try:
            quantity = values.read(cell)
        except ValueError as error:
            message = about(cell, error)
        else:
            message = _misfit(cell, quantity, kind) if quantity else ""
        if message:
            where = _(" (row “{label}”)").format(label=label) if label else ""
            problems.append(Problem(keys, message + where))
    return problems


def _misfit(cell: str, quantity: Quantity, kind: str) -> str:
    """Returns why a kind of chart cannot show a value; empty if it can."""
    if quantity.low != quantity.high and kind != "range":
        return _("“{cell}” is a range, which only a chart of kind “range” shows").format(cell=cell)
    if kind in _NOT_BELOW_ZERO and quantity.low < 0:
        message = _("“{cell}” is below zero, which {chart} cannot show")
        return message.format(cell=cell, chart=conditions.chart_name(kind))
    if kind == "share" and not 0 <= quantity.low <= quantity.high <= _WHOLE:
        return _("“{cell}” is no share; expected per cent, from 0 to 100").format(cell=cell)
    return ""


def _is_range(row: RowModel, values: Values) -> bool:
    quantities = [values.read(cell) for cell in [row.value, *(row.values or ())] if cell]
    # A fact that is wrong itself might be a range.
    return any(quantity is None or quantity.low != quantity.high for quantity in quantities)


def check_relation(keys: Keys, chart: RelationChartModel) -> list[Problem]:
    problems = []
    seen: set[str] = set()
    for i, node in enumerate(chart.nodes):
        if node.id in seen:
            message = _("“{name}” is the id of two nodes").format(name=node.id)
            problems.append(Problem((*keys, "nodes", i, "id"), message))
        seen.add(node.id)
    for i, link in enumerate(chart.links):
        for end in ("start", "end"):
            name: str = getattr(link, end)
            if name not in seen:
                message = _("“{name}” is not a node of this chart{hint}").format(name=name, hint=nearest(name, seen))
                problems.append(Problem((*keys, "links", i, end), message))
        if link.start == link.end:
            message = _("the link leads from “{name}” to itself").format(name=link.start)
            problems.append(Problem((*keys, "links", i, "end"), message))
    return problems


def check_render(keys: Keys, chart: ChartModel, from_csv: CsvRows) -> list[Problem]:
    """Returns why a chart that is to be PowerPoint's own cannot be one."""
    if chart.render != "native":
        return []
    kind = ChartKind(chart.kind)
    if not kind.is_native:
        kinds = listed(other for other in ChartKind if other.is_native)
        message = _("PowerPoint has no {kind} charts of its own; expected “picture”, or one of the kinds {kinds}")
        return [Problem((*keys, "render"), message.format(kind=kind, kinds=kinds))]
    if kind is ChartKind.SHARE and isinstance(chart, RowsChartModel):
        rings = len(chart.rows or from_csv)
        if rings > 1:
            message = _("a native share chart has one ring; expected “picture” for {rings} rings")
            return [Problem((*keys, "render"), message.format(rings=rings))]
    return []


def check_table(keys: Keys, table: TableModel) -> list[Problem]:
    columns = len(table.header)
    problems = [
        Problem((*keys, "rows", i), cells_message(len(row), columns))
        for i, row in enumerate(table.rows)
        if len(row) != columns
    ]
    if table.widths is not None and len(table.widths) != columns:
        message = _("{count} widths for {columns} columns; expected one for each")
        problems.append(Problem((*keys, "widths"), message.format(count=len(table.widths), columns=columns)))
    return problems
