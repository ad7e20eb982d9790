"""The table of recipients: a CSV file with one row for each pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import LocatedProblem, OutlineError, Place
from briefing.i18n import gettext as _
from briefing.outline.cells import Record, cell_offset, cell_span, records
from briefing.outline.files import cells_message
from briefing.outline.reading import TextFile, read_table
from briefing.outline.rows import FOLDERS, OF_PACK, Cell, Row

_ZIP = b"PK\3\4"
"""What a workbook begins with, being a zip package."""
_OF_ONE_LINE = {*OF_PACK, *FOLDERS}
"""Columns whose cells a line break, typed with Alt+Enter, only gets into by mistake."""
_OTHER_SEPARATORS = (";", "；", "\t", "，", "|")


@dataclass(frozen=True, slots=True)
class Table:
    """A table without mistakes in its form."""

    file: str
    columns: Mapping[str, Place]
    """The columns' names, and where they stand."""
    rows: tuple[Row, ...]


def read(path: Path) -> Table:
    """Returns the table in a file; raises OutlineError with everything that is wrong with its form."""
    _refuse_workbook(path)
    file = read_table(path, str(path))
    problems = file.unwanted()
    found = records(file, problems)
    problems += _other_separator(file, found[:1])
    if problems:
        raise OutlineError(problems)
    if not found:
        message = _("the table is empty; expected names of columns in its first line and a row for each pack below it")
        raise OutlineError([LocatedProblem(Place(file.name, 1, 1), message)])
    header, *rows = found
    names = _names(file, header, rows, problems)
    columns = {name: place for name, place, _index in names}
    made = tuple(_row(file, record, names, len(header.cells), problems) for record in rows)
    if not rows:
        message = _("the table has no rows under its header; expected one for each pack")
        problems.append(LocatedProblem(Place(file.name, header.line, 1), message))
    if problems:
        raise OutlineError(problems)
    return Table(file.name, columns, made)


def _refuse_workbook(path: Path) -> None:
    """Raises OutlineError for a workbook of Excel, whatever its name ends in."""
    if not path.is_file():
        return  # reading it tells why
    with suppress(OSError), path.open("rb") as file:
        if file.read(len(_ZIP)) == _ZIP:
            message = _(
                "this is a workbook of Excel, not a CSV file; save it in Excel as “CSV UTF-8” (另存为 → CSV UTF-8)"
            )
            raise OutlineError([LocatedProblem(Place(str(path), 1, 1), message)])


def _other_separator(file: TextFile, header: list[Record]) -> Iterator[LocatedProblem]:
    """Yields a problem for a header whose names stand apart by something else than commas."""
    for record in header:
        marks = [mark for mark in _OTHER_SEPARATORS if mark in record.text]
        if len(record.cells) == 1 and marks:
            message = _("the columns stand apart by {mark}; expected commas: save the table as “CSV UTF-8”")
            offset = file.line_starts[record.line - 1] + record.text.index(marks[0])
            told = message.format(mark=_("tabs") if marks[0] == "\t" else f"“{marks[0]}”")
            yield LocatedProblem(file.place(offset), told)


_Named = list[tuple[str, Place, int]]
"""The columns with their places and indices."""


def _names(file: TextFile, header: Record, rows: list[Record], problems: list[LocatedProblem]) -> _Named:
    """Returns the columns that have a name; those without one may only be the blank ones that Excel leaves behind."""
    names: _Named = []
    for index, cell in enumerate(header.cells):
        name = cell.strip()
        place = _place(file, header, index)
        if not name and any(index < len(row.cells) and row.cells[index].strip() for row in rows):
            problems.append(LocatedProblem(place, _("this column has no name; expected one above its cells")))
        elif name in {known for known, _place, _index in names}:
            message = _("there is a column “{name}” already; expected each name once")
            problems.append(LocatedProblem(place, message.format(name=name)))
        elif name:
            names.append((name, place, index))
    return names


def _place(file: TextFile, record: Record, column: int) -> Place:
    start = file.line_starts[record.line - 1]
    return file.place(start + cell_offset(file.text, start, column))


def _row(file: TextFile, record: Record, names: _Named, width: int, problems: list[LocatedProblem]) -> Row:
    if len(record.cells) != width:
        message = cells_message(len(record.cells), width)
        problems.append(LocatedProblem(Place(file.name, record.line, 1), message))
        return Row(file.name, record.line, record.text, ())
    for name, _named, index in names:
        if name in _OF_ONE_LINE and len(record.cells[index].strip().splitlines()) > 1:
            message = _("the cell under “{name}” holds a line break; expected one line")
            problems.append(LocatedProblem(_place(file, record, index), message.format(name=name)))
    return Row(file.name, record.line, record.text, tuple(_cells(record, names)))


def _cells(record: Record, names: _Named) -> Iterator[Cell]:
    for name, _place, index in names:
        text = record.cells[index].strip()
        if text:
            yield Cell(name, text, *cell_span(record.text, index))
