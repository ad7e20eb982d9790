"""Charts for generated outlines: every kind, from facts, typed numbers and CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from ledger import Ledger, number
from words import Author, Tree

from briefing.document import ChartKind
from briefing.outline.schema import RelationChartModel, RowModel, RowsChartModel, TimelineChartModel

SIDES = ("both", "context")
_NOT_BELOW_ZERO = {"column", "grouped", "stacked", "dumbbell", "range", "share", "stacked-100", "area", "multiples"}
_SEVERAL = {"grouped", "stacked", "stacked-100", "dumbbell", "multiples", "combo"}
_BY_SERIES = {"line", "area", "combo", "multiples"}
_ROWS = {"share": (1, 3), "dumbbell": (1, 4), "waterfall": (3, 6), "multiples": (2, 4), "combo": (2, 6)}
_SERIES = {"dumbbell": (2, 2), "combo": (2, 2), "waterfall": (1, 1), "share": (1, 1), "range": (1, 1), "column": (1, 1),
           "bar": (1, 1), "diverging": (1, 1)}  # fmt: skip
_LABEL = 4
"""Characters of a label beneath a column or beside a bar: long ones need the room of few rows."""


class Graphs:
    """Makes the charts of one outline, and the files that they read."""

    def __init__(self, author: Author, made: Ledger, circles: Sequence[str], files: dict[str, bytes]) -> None:
        self.author, self.ledger, self.files = author, made, files
        self.circles = (*circles, *SIDES)

    def chart(self) -> Tree:
        kind = self.author.one_of([each.value for each in ChartKind])
        match kind:
            case "timeline":
                return self._timeline()
            case "relation":
                return self._relation()
            case _:
                return self._rows_chart(kind)

    def _base(self, kind: str, model: type[RowsChartModel | TimelineChartModel | RelationChartModel]) -> Tree:
        base: Tree = {"kind": kind, "title": self.author.line(14, 2)}
        if self.author.flag(3):
            base["note"] = self.author.line(24)
        if self.author.flag(3):
            base["alt"] = self.author.line(60)
        return self.author.options(model, base | {"render": "picture"})

    def circled(self, part: Tree) -> Tree:
        """Returns a part with a circle, two times in three."""
        return part if self.author.flag(3) else part | {"circle": self.author.one_of(self.circles)}

    def _timeline(self) -> Tree:
        years = sorted(self.author.many(2, 6, lambda: self.author.whole(2001, 2030)))
        events = [self.circled({"when": self.when(year), "text": self.author.line(10, 2)}) for year in years]
        return self._base("timeline", TimelineChartModel) | {"events": events}

    def when(self, year: int) -> str:
        month = self.author.whole(1, 12)
        chinese = (f"{year}年", f"{year}年{month}月", f"{year}年{month}月{self.author.whole(1, 28)}日", f"{year}年底")
        english = (f"{year}", f"May {year}", f"end of {year}", f"8 April {year}", f"first half of {year}")
        return self.author.one_of(english if self.author.is_english else chinese)

    def _relation(self) -> Tree:
        names = [self.author.new_id("node") for _ in range(self.author.whole(2, 7))]
        nodes = [
            {"id": name, "name": self.author.line(5, 2), "circle": self.author.one_of(self.circles[:3])}
            for name in names
        ]
        links = []
        for first, second in pairwise(names):
            if self.author.flag():
                links.append({"start": first, "end": second, "label": self.author.line(4, 2)})
        return self._base("relation", RelationChartModel) | {"nodes": nodes, "links": links}

    def _rows_chart(self, kind: str) -> Tree:
        author = self.author
        least, most = _ROWS.get(kind, (2 if kind in {"line", "area"} else 1, 6))
        rows = author.whole(least, most)
        low, high = _SERIES.get(kind, (2 if kind in _SEVERAL else 1, 3))
        series = author.whole(low, high)
        rows = min(rows, max(least, 12 // series))
        unit = "%" if kind == "share" else author.one_of(("万辆", "亿元", "%", "个", "天"))
        chart = self._base(kind, RowsChartModel) | {"unit": unit, "source": author.line(10, 2)}
        labels = [author.line(_LABEL, 2) for _ in range(rows)]
        cells = self._waterfall(rows) if kind == "waterfall" else self._cells(kind, unit, rows, series)
        if series > 1:
            chart["series"] = [author.line(4, 2) for _ in range(series)]
            if kind in _BY_SERIES and author.flag():
                chart["circles"] = [author.one_of(self.circles) for _ in range(series)]
        if kind == "combo" and author.flag():
            facts_have_it = any(row[1] in self.ledger.entries for row in cells)
            chart["units"] = [unit, unit if facts_have_it else author.one_of(("%", unit))]
        if (
            author.flag(5)
            and kind != "waterfall"
            and all(cell not in self.ledger.entries for row in cells for cell in row)
        ):
            return chart | {"csv": self._csv(labels, cells)}
        chart["rows"] = [
            self._row(kind, label, row, is_total=number == rows - 1)
            for number, (label, row) in enumerate(zip(labels, cells, strict=True))
        ]
        if len(cells) <= 6 and author.flag(3) and ChartKind(kind).is_native and (kind != "share" or rows == 1):
            chart["render"] = "native"
        return chart

    def _row(self, kind: str, label: str, cells: list[str | None], *, is_total: bool) -> Tree:
        row: Tree = {"label": label} | ({"values": cells} if len(cells) > 1 else {"value": cells[0]})
        if kind == "waterfall":
            return row | ({"highlight": "yes"} if is_total else {})
        if kind not in _BY_SERIES:
            row = self.circled(row)
        return self.author.options(RowModel, row)

    def _cells(self, kind: str, unit: str, rows: int, series: int) -> list[list[str | None]]:
        """Returns typed numbers, ids of facts and gaps."""
        size = self.author.one_of((1, 2, 3))
        cells: list[list[str | None]] = [[self._cell(kind, unit, size) for _ in range(series)] for _ in range(rows)]
        if kind == "range":
            own = [name for name, counted in self.ledger.ranges.items() if counted == unit]
            cells[0][0] = self.author.one_of(own) if own and self.author.flag() else "5～14"
        if series > 1 and kind in {"grouped", "line"} and rows > 2 and self.author.flag(4):
            cells[1][0] = None
        if kind == "stacked-100":
            cells = [[*row[:-1], "50"] for row in cells]
        return cells

    def _cell(self, kind: str, unit: str, size: int) -> str:
        author = self.author
        is_positive = kind in _NOT_BELOW_ZERO or kind == "combo"
        limits = (Decimal(0) if is_positive else None, Decimal(100) if kind == "share" else Decimal(10_000))
        facts = self.ledger.of_unit(unit, *limits)
        if facts and author.flag(8 if kind.startswith("stacked") else 2):
            return author.one_of(facts)
        value = Decimal(author.whole(0, 1000)) / 10 if kind == "share" else number(author, size - 1, size)
        value = Decimal(author.whole(30, 99)) if kind.startswith("stacked") else value  # narrow parts hold no label
        return f"-{value}" if not is_positive and value and author.flag(4) else str(value)

    def _waterfall(self, rows: int) -> list[list[str | None]]:
        steps = [Decimal(self.author.whole(200, 900))]
        steps += [Decimal(self.author.whole(-90, 90)) for _ in range(rows - 2)]
        return [[str(step)] for step in [*steps, sum(steps, Decimal(0))]]

    def _csv(self, labels: list[str], cells: list[list[str | None]]) -> Tree:
        name = f"data/{self.author.new_id('rows')}.csv"
        columns = [f"c{number}" for number in range(len(cells[0]))]
        text = io.StringIO()
        writer = csv.writer(text, lineterminator=self.author.one_of(("\n", "\r\n")))
        writer.writerow(["label", *columns])
        writer.writerows(
            [label, *("" if cell is None else cell for cell in row)] for label, row in zip(labels, cells, strict=True)
        )
        encoding: Callable[[str], bytes] = (lambda t: t.encode("utf-8-sig")) if self.author.flag() else str.encode
        self.files[name] = encoding(text.getvalue())
        return {"file": name, "label": "label", "values": columns if len(columns) > 1 else columns[0]}
