"""A row of a table laid over an outline: its recipient and marks, its own figures, and the sections that are for it.

It is laid over what was typed, before anything is checked, so that every rule holds for the row's words as for the
outline's own; what is wrong with them has its place in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.errors import Keys, LocatedProblem, OutlineError, Place
from briefing.i18n import gettext as _
from briefing.outline.places import Places, Span
from briefing.outline.reading import TextFile
from briefing.outline.schema import FactModel, MarksModel, RecipientModel
from briefing.outline.shape import fields
from briefing.outline.tree import Tree

RECIPIENT: Mapping[str, str] = {
    **{name: name for name in fields(RecipientModel)},
    "单位": "unit",
    "称呼": "salutation",
    "份号": "copy",
}
"""The columns that say whom a pack is for, and the keys they stand for."""
MARKS: Mapping[str, str] = {**{name: name for name in fields(MarksModel)}, "水印": "watermark", "页脚标记": "footer"}
"""Those that say what its pages and slides are marked with."""
OF_PACK: Mapping[str, Keys] = {
    **{column: ("recipient", key) for column, key in RECIPIENT.items()},
    **{column: ("marks", key) for column, key in MARKS.items()},
}
"""All columns that are the same for every outline, and where in it they are written."""
FOLDERS = ("folder", "文件夹")
"""The columns that name a pack's folder."""
_VALUE, _EVIDENCE = "value", "evidence"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it."""

    column: str
    text: str
    start: int
    """Where it begins in the row's text, and where it ends."""
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: all that its pack needs of it, so that it can be sent to another machine."""

    file: str
    line: int
    """The number of its first line."""
    text: str
    """The row as it is typed."""
    cells: tuple[Cell, ...]

    @property
    def place(self) -> Place:
        return Place(self.file, self.line, 1)

    def spans(self) -> dict[str, Span]:
        """Returns where the cells stand in the table, by their columns."""
        above = self.line - 1
        file = TextFile.of(self.file, "\n" * above + self.text)
        return {cell.column: Span(file, above + cell.start, above + cell.end) for cell in self.cells}

    def by_column(self) -> dict[str, str]:
        return {cell.column: cell.text for cell in self.cells}


def keys_of(column: str) -> Keys | None:
    """Returns the key that a column's cells stand for: the pack's, or a fact's; None for a column with another use."""
    if column in OF_PACK:
        return OF_PACK[column]
    fact, _point, key = column.partition(".")
    if column in FOLDERS or (key and key not in fields(FactModel)):
        return None
    return "facts", fact, key or _VALUE


def lay_over(tree: dict[str, Tree], places: Places, row: Row) -> list[Tree]:
    """Writes a row into an outline's tree and places; returns the sections that are not for it, and are taken out.

    Raises OutlineError for a row that no section is for.
    """
    spans = row.spans()
    for cell in sorted(row.cells, key=lambda cell: cell.column.endswith(_EVIDENCE)):
        keys = keys_of(cell.column)
        if keys is not None:
            _write(tree, places, keys, cell.text, spans[cell.column])
    return _take_out(tree, places, row)


def _write(tree: dict[str, Tree], places: Places, keys: Keys, text: str, span: Span) -> None:
    around: Tree = tree
    for key in keys[:-1]:
        if keys in OF_PACK.values() and tree.get(str(key)) is None:
            tree[str(key)] = {}
            places.values[keys[:1]] = places.keys[keys[:1]] = span
        around = around.get(str(key)) if isinstance(around, dict) else None
    if not isinstance(around, dict):
        return  # a column of no fact has another use
    around[str(keys[-1])] = text
    places.values[keys] = places.keys[keys] = span
    if keys[-1] == _VALUE:
        # Evidence that does not state the row's value is the row's doubt, unless it has evidence of its own.
        places.values[*keys[:-1], _EVIDENCE] = span


def _take_out(tree: dict[str, Tree], places: Places, row: Row) -> list[Tree]:
    sections = tree.get("sections")
    if not isinstance(sections, list):
        return []
    cells = row.by_column()
    kept = [index for index, section in enumerate(sections) if _is_for(section, cells)]
    if sections and not kept:
        message = _("no section is for this row; expected cells that the “when” of one section names at least")
        raise OutlineError([LocatedProblem(row.place, message)])
    taken = [section for index, section in enumerate(sections) if index not in kept]
    if taken:
        tree["sections"] = [sections[index] for index in kept]
        places.keep_items("sections", kept)
    return taken


def _is_for(section: Tree, cells: Mapping[str, str]) -> bool:
    """Whether a section is for a row: in each column that its `when` names stands one of the cells named there."""
    when = section.get("when") if isinstance(section, dict) else None
    if not isinstance(when, dict):
        return True
    return all(cells.get(column.strip(), "") in _texts(wanted) for column, wanted in when.items())


def _texts(wanted: Tree) -> list[str]:
    items = wanted if isinstance(wanted, list) else [wanted]
    return [item.strip() for item in items if isinstance(item, str)]
