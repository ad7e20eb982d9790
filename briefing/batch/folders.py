"""The folders of packs: names that every file system takes, each for one pack."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefing import filenames
from briefing.errors import LocatedProblem, Place
from briefing.i18n import gettext as _
from briefing.outline.rows import FOLDERS, RECIPIENT, Row

_LONGEST = 60
"""Characters; most disks take 255 bytes, of which a Chinese character has three."""
_DIGITS = 4
"""Of the row's number, where nothing else names its pack."""


def of_rows(rows: Iterable[Row]) -> tuple[list[str], list[LocatedProblem]]:
    """Returns the folder of each row's pack, and what is wrong with the folders that rows name themselves."""
    rows = list(rows)
    problems: list[LocatedProblem] = []
    taken: dict[str, int] = {}
    named = [_named(row, taken, problems) for row in rows]
    names = []
    for number, (row, name) in enumerate(zip(rows, named, strict=True), start=1):
        names.append(name or _free(_by_itself(row) or f"{number:0{_DIGITS}}", taken, row.line))
    return names, problems


def of_outlines(outlines: Iterable[Path]) -> list[str]:
    """Returns the folder of each outline's pack: the outline's name, with its folder's where others are called so too."""
    outlines = list(outlines)
    taken: dict[str, int] = {}
    stems = [safe(outline.stem).casefold() for outline in outlines]
    names = []
    for outline, stem in zip(outlines, stems, strict=True):
        wide = stems.count(stem) > 1 and outline.resolve().parent.name
        names.append(_free(safe(f"{wide}-{outline.stem}" if wide else outline.stem), taken, 0))
    return names


def _named(row: Row, taken: dict[str, int], problems: list[LocatedProblem]) -> str:
    """Returns the folder that a row names; empty where it names none."""
    for cell in row.cells:
        if cell.column not in FOLDERS:
            continue
        place = row.spans()[cell.column].place()
        if safe(cell.text) != cell.text:
            message = _("“{name}” is no name for a folder; expected one such as “{safe}”")
            message = message.format(name=cell.text, safe=safe(cell.text) or _by_itself(row) or "0001")
            problems.append(LocatedProblem(place, message))
        elif cell.text.casefold() in taken:
            problems.append(_twice(place, cell.text, taken[cell.text.casefold()]))
        taken.setdefault(cell.text.casefold(), row.line)
        return cell.text
    return ""


def _twice(place: Place, name: str, line: int) -> LocatedProblem:
    message = _("the folder “{name}” is named by the row in line {line} already; expected one for each row")
    return LocatedProblem(place, message.format(name=name, line=line))


def _by_itself(row: Row) -> str:
    """Returns the name that a row's copy number and unit make."""
    keys = {RECIPIENT[cell.column]: cell.text for cell in row.cells if cell.column in RECIPIENT}
    return safe("-".join(filter(None, (keys.get("copy"), keys.get("unit") or keys.get("salutation")))))


def _free(name: str, taken: dict[str, int], line: int) -> str:
    """Returns the name, with a number where it is taken."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    taken[free.casefold()] = line
    return free


def safe(name: str) -> str:
    """Returns a name without what a file system would not take or would take for a path."""
    return filenames.safe(name, _LONGEST)
