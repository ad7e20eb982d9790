"""The records of a CSV file, with the places of their cells."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from briefing.errors import LocatedProblem
from briefing.i18n import gettext as _
from briefing.outline.reading import TextFile


@dataclass(frozen=True, slots=True)
class Record:
    """A row that is not blank."""

    line: int
    """The number of its first line."""
    cells: tuple[str, ...]
    text: str
    """The row as it is typed."""


def records(file: TextFile, located: list[LocatedProblem]) -> list[Record]:
    """Returns the records of a file; notes where it cannot be read on."""
    reader = csv.reader(io.StringIO(file.text, newline=""), strict=True)
    found: list[Record] = []
    starts = [*file.line_starts, len(file.text)]
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                typed = file.text[starts[before] : starts[min(reader.line_num, len(starts) - 1)]]
                found.append(Record(before + 1, tuple(cells), typed))
            before = reader.line_num
    except csv.Error:
        offset = file.line_starts[min(before, len(file.line_starts) - 1)]
        message = _("the line cannot be read as CSV; check its quotation marks")
        located.append(LocatedProblem(file.place(offset), message))
    return found


def cell_offset(text: str, start: int, column: int) -> int:
    """Returns the characters before a cell of a record, counting the commas that stand outside quotes."""
    is_quoted, commas = False, 0
    for offset in range(start, len(text)):
        if commas == column:
            return offset - start
        if text[offset] == '"':
            is_quoted = not is_quoted
        elif text[offset] == "," and not is_quoted:
            commas += 1
    return len(text) - start


def cell_span(text: str, column: int) -> tuple[int, int]:
    """Returns where a cell begins and ends in its record, without the blanks around it."""
    start = cell_offset(text, 0, column)
    end = cell_offset(text, 0, column + 1)
    typed = text[start:end]
    typed = typed.removesuffix(",")  # one within the cell stands in quotes
    return start + len(typed) - len(typed.lstrip()), start + len(typed.rstrip())
