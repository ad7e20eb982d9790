"""What one kind of chart asks of its rows beyond what all ask: enough of them, no gaps, totals that add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.document import Quantity
from briefing.errors import Keys, Problem, listed
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.outline.files import CsvRows
from briefing.outline.schema import RowsChartModel

_ORDERED = {"line", "area", "combo", "waterfall"}
_FROM_ZERO = {"stacked-100", "area", "multiples"}
_WITHOUT_GAPS = {"area", "waterfall"}
_BY_SERIES = {"line", "area", "combo", "multiples"}
_SINGLE = {"waterfall"}
_NAMES: Mapping[str, str] = {
    "column": N_("a column chart"),
    "bar": N_("a bar chart"),
    "grouped": N_("a grouped chart"),
    "stacked": N_("a stacked chart"),
    "stacked-100": N_("a stacked-100 chart"),
    "diverging": N_("a diverging chart"),
    "dumbbell": N_("a dumbbell chart"),
    "range": N_("a range chart"),
    "share": N_("a share chart"),
    "line": N_("a line chart"),
    "area": N_("an area chart"),
    "combo": N_("a combo chart"),
    "waterfall": N_("a waterfall chart"),
    "multiples": N_("a multiples chart"),
}
"""What messages call a chart that has rows."""

Read = Callable[[str], Quantity | None]


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a chart, wherever it was written."""

    keys: Keys
    label: str
    values: tuple[Quantity | None, ...]
    """None for a gap."""
    is_total: bool


def chart_name(kind: str) -> str:
    """Returns what a message calls a chart of a kind: “a column chart”."""
    return _(_NAMES[kind])


def check_settings(keys: Keys, chart: RowsChartModel, count: int) -> list[Problem]:
    """Returns what is wrong with the settings of series that only some kinds have; `count` is that of the series."""
    problems = []
    if chart.circles and chart.kind not in _BY_SERIES:
        message = _("{chart} gives each row its circle; only {kinds} give one to each series")
        message = message.format(chart=chart_name(chart.kind), kinds=listed(sorted(_BY_SERIES)))
        problems.append(Problem((*keys, "circles"), message, at_key=True))
    elif chart.circles and len(chart.circles) != count:
        message = _("{count} circles for {series} series; expected one for each")
        problems.append(Problem((*keys, "circles"), message.format(count=len(chart.circles), series=count)))
    if chart.units and chart.kind != "combo":
        message = _("{chart} has one “unit”; only a combo can have two").format(chart=chart_name(chart.kind))
        problems.append(Problem((*keys, "units"), message, at_key=True))
    elif chart.units and len(chart.units) != count:
        message = _("{count} units for {series} series; expected one for each")
        problems.append(Problem((*keys, "units"), message.format(count=len(chart.units), series=count)))
    if chart.kind == "combo" and count != 2:  # noqa: PLR2004 - columns and a line
        message = _("a combo has two series, columns and a line; found {count}").format(count=count)
        problems.append(Problem((*keys, "series"), message))
    if chart.kind in _SINGLE and count > 1:
        message = _("{chart} has one series; found {count}").format(chart=chart_name(chart.kind), count=count)
        problems.append(Problem((*keys, "series"), message))
    return problems


def cells(keys: Keys, chart: RowsChartModel, from_csv: CsvRows | None, read: Read) -> list[Cells] | None:
    """Returns the rows with their values read; None if one is a fact that is itself wrong."""
    rows = list(_written(keys, chart, from_csv))
    found = []
    for where, label, texts, is_total in rows:
        values = [read(text) if text else None for text in texts]
        if any(text and value is None for text, value in zip(texts, values, strict=True)):
            return None
        found.append(Cells(where, label, tuple(values), is_total))
    return found


def _written(
    keys: Keys, chart: RowsChartModel, from_csv: CsvRows | None
) -> Iterator[tuple[Keys, str, Sequence[str | None], bool]]:
    if chart.csv is not None:
        for label, texts in from_csv or ():
            yield (*keys, "csv"), label, texts, False
    for i, row in enumerate(chart.rows or ()):
        yield (*keys, "rows", i), row.label, row.values or [row.value], row.highlight


def check_cells(keys: Keys, kind: str, rows: Sequence[Cells]) -> list[Problem]:
    """Returns what keeps a kind of chart from showing the rows."""
    if kind in _ORDERED and len(rows) < 2:  # noqa: PLR2004 - from one to another
        message = _("{chart} leads from row to row; expected two rows at least").format(chart=chart_name(kind))
        return [Problem((*keys, "kind"), message)]
    problems = []
    for row in rows:
        problems += _row_problems(kind, row)
    if kind == "waterfall" and not problems:
        problems += _sum_problems(rows)
    return problems


def _row_problems(kind: str, row: Cells) -> list[Problem]:
    given = [value for value in row.values if value]
    if kind in _WITHOUT_GAPS and len(given) < len(row.values):
        message = _("a value is missing, and {chart} cannot have gaps (row “{label}”)")
        return [Problem(row.keys, message.format(chart=chart_name(kind), label=row.label))]
    from_zero = given if kind in _FROM_ZERO else [v for v in row.values[:1] if v and kind == "combo"]
    if any(value.low < 0 for value in from_zero):
        message = _("a value is negative, which {chart} cannot show (row “{label}”)")
        chart = _("the columns of a combo") if kind == "combo" else chart_name(kind)
        return [Problem(row.keys, message.format(chart=chart, label=row.label))]
    if kind == "stacked-100" and not sum(value.high for value in given):
        message = _("the total is 0, of which nothing is a share (row “{label}”)").format(label=row.label)
        return [Problem(row.keys, message)]
    return []


def _sum_problems(rows: Sequence[Cells]) -> list[Problem]:
    """Returns the totals of a waterfall that differ from the sum before them by more than rounding explains."""
    problems = []
    level, slack, is_vague = Decimal(0), Decimal(0), False
    for number, row in enumerate(rows):
        value = row.values[0]
        assert value is not None  # noqa: S101 - gaps are reported before sums
        step = Decimal(1).scaleb(int(value.high.as_tuple().exponent))
        slack += step / 2
        is_vague = is_vague or value.approximate
        if row.is_total and number:
            if abs(value.high - level) > slack and not is_vague:
                message = _("the total is {total}, but the rows before it come to {sum} (row “{label}”)")
                message = message.format(total=value.text, sum=level, label=row.label)
                problems.append(Problem(row.keys, message))
            level, slack, is_vague = value.high, step / 2, value.approximate
        else:
            level += value.high
    return problems
