"""What one kind of chart asks of its rows beyond what all ask: enough of them, no gaps, totals that add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.document import Quantity
from briefing.errors import Keys, Problem
from briefing.outline.files import CsvRows
from briefing.outline.schema import RowsChartModel

_ORDERED = {"line", "area", "combo", "waterfall"}
_FROM_ZERO = {"stacked-100", "area", "multiples"}
_WITHOUT_GAPS = {"area", "waterfall"}
_BY_SERIES = {"line", "area", "combo", "multiples"}
_SINGLE = {"waterfall"}

Read = Callable[[str], Quantity | None]


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a chart, wherever it was written."""

    keys: Keys
    label: str
    values: tuple[Quantity | None, ...]
    """None for a gap."""
    is_total: bool


def check_settings(keys: Keys, chart: RowsChartModel, count: int) -> list[Problem]:
    """Returns what is wrong with the settings of series that only some kinds have; `count` is that of the series."""
    problems = []
    if chart.circles and chart.kind not in _BY_SERIES:
        expected = ", ".join(sorted(_BY_SERIES))
        message = f"a {chart.kind} chart gives each row its circle; only {expected} give one to each series"
        problems.append(Problem((*keys, "circles"), message, at_key=True))
    elif chart.circles and len(chart.circles) != count:
        message = f"{len(chart.circles)} circles for {count} series; expected one for each"
        problems.append(Problem((*keys, "circles"), message))
    if chart.units and chart.kind != "combo":
        message = f"a {chart.kind} chart has one “unit”; only a combo can have two"
        problems.append(Problem((*keys, "units"), message, at_key=True))
    elif chart.units and len(chart.units) != count:
        message = f"{len(chart.units)} units for {count} series; expected one for each"
        problems.append(Problem((*keys, "units"), message))
    if chart.kind == "combo" and count != 2:  # noqa: PLR2004 - columns and a line
        message = f"a combo has two series, columns and a line; found {count}"
        problems.append(Problem((*keys, "series"), message))
    if chart.kind in _SINGLE and count > 1:
        problems.append(Problem((*keys, "series"), f"a {chart.kind} chart has one series; found {count}"))
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
        return [Problem((*keys, "kind"), f"a {kind} chart leads from row to row; expected two rows at least")]
    problems = []
    for row in rows:
        problems += _row_problems(kind, row)
    if kind == "waterfall" and not problems:
        problems += _sum_problems(rows)
    return problems


def _row_problems(kind: str, row: Cells) -> list[Problem]:
    where = f"(row “{row.label}”)"
    given = [value for value in row.values if value]
    if kind in _WITHOUT_GAPS and len(given) < len(row.values):
        return [Problem(row.keys, f"a value is missing, and {_article(kind)} chart cannot have gaps {where}")]
    from_zero = given if kind in _FROM_ZERO else [v for v in row.values[:1] if v and kind == "combo"]
    if any(value.low < 0 for value in from_zero):
        what = "the columns of a combo cannot show" if kind == "combo" else f"{_article(kind)} chart cannot show"
        return [Problem(row.keys, f"a value is negative, which {what} {where}")]
    if kind == "stacked-100" and not sum(value.high for value in given):
        return [Problem(row.keys, f"the total is 0, of which nothing is a share {where}")]
    return []


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


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
                message = f"the total is {value.text}, but the rows before it come to {level} (row “{row.label}”)"
                problems.append(Problem(row.keys, message))
            level, slack, is_vague = value.high, step / 2, value.approximate
        else:
            level += value.high
    return problems
