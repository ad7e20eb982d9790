"""The cells of an article's tables that hold numbers, with what row and column say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.evidence import units
from briefing.extract.structure import Line
from briefing.outline.schema import MAX_EVIDENCE

_UNIT = re.compile(rf"[（(/／,，]\s*(?:单位[:：])?\s*(?P<unit>(?:{units.SCALE})?(?:{units.UNIT}))\s*[）)]?\s*$")
_CAPTION = re.compile(rf"单位[:：]\s*(?P<unit>(?:{units.SCALE})?(?:{units.UNIT}))")
_NO_DATA = re.compile(
    r"序号|编号|名次|排名|排序|位次|代码|电话|年份|年度|日期|时间|月份|^#$|^No\.?$|备注", re.IGNORECASE
)
_RULE = re.compile(r"[\s|:-]+")
_NUMBER_ONLY = re.compile(r"[\d\s.,，%％+＋－-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with data; `start` counts characters of the article."""

    text: str
    start: int
    line: int
    row: str
    """What the row is called."""
    column: str
    """The column's header without its unit."""
    unit: str
    above: str
    """The line of text above the table."""
    evidence: str


def cells(lines: Sequence[Line], texts: Mapping[int, str]) -> Iterator[Cell]:
    """Yields the data of each table among a section's rows; `texts` are its other lines by their numbers."""
    for table in _tables(lines):
        header, *rows = table
        above = next((texts[n] for n in range(header.number - 1, max(header.number - 4, 0), -1) if n in texts), "")
        caption = _CAPTION.search(above)
        columns = [text for text, _ in _split(header)]
        for row in rows:
            yield from _of_row(row, columns, above, caption["unit"] if caption else "")


def _tables(lines: Sequence[Line]) -> Iterator[list[Line]]:
    table: list[Line] = []
    number = 0
    for line in lines:
        if table and line.number > number + 1:
            yield table
            table = []
        number = line.number
        if line.text.strip() and not _RULE.fullmatch(line.text):
            table.append(line)
    if table:
        yield table


def _split(line: Line) -> list[tuple[str, int]]:
    """Returns the text of each cell and where it begins in the line."""
    mark = "|" if line.text.strip().startswith("|") else "\t"
    found, at = [], 0
    for part in line.text.split(mark):
        found.append((part.strip(), at + len(part) - len(part.lstrip())))
        at += len(part) + 1
    return found[1:-1] if mark == "|" else found


def _of_row(line: Line, columns: list[str], above: str, unit: str) -> Iterator[Cell]:
    parts = _split(line)
    named = [
        i
        for i, (text, _) in enumerate(parts)
        if text and not _NUMBER_ONLY.fullmatch(text) and not (i < len(columns) and _NO_DATA.search(columns[i]))
    ]
    name_at = named[0] if named else -1
    name, name_start = parts[name_at] if named else ("", 0)
    for i, (text, start) in enumerate(parts):
        column = columns[i] if i < len(columns) else ""
        if i == name_at or not text or _NO_DATA.search(column):
            continue
        own = _UNIT.search(column)
        evidence = line.text[name_start : start + len(text)] if named and name_at < i else text
        yield Cell(
            text,
            line.start + start,
            line.number,
            name,
            _UNIT.sub("", column),
            own["unit"] if own else unit,
            above,
            (evidence if len(evidence) <= MAX_EVIDENCE else text)[:MAX_EVIDENCE],
        )
