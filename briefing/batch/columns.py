"""What a table's columns are for: each says who a pack is for, gives a figure, or is named by a section's `when`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefing.batch.table import Table
from briefing.errors import Keys, LocatedProblem, Problem, is_near, listed, nearest, only_name
from briefing.i18n import gettext as _
from briefing.outline.load import Outline
from briefing.outline.rows import FOLDERS, OF_PACK, RECIPIENT, keys_of
from briefing.outline.schema import FactModel
from briefing.outline.shape import fields

_COPY, _UNIT = "copy", "unit"
_USUAL = ("单位", "称呼", "份号", "水印", "页脚标记", "文件夹")
_OF_ARTICLES = ("value", "evidence")
"""What a derived figure has none of."""


def check(table: Table, outline: Outline) -> list[LocatedProblem]:
    """Returns what is wrong between a table's columns and an outline."""
    problems = [*unasked(table, outline), *_same_copies(table), *_for_nobody(table, outline)]
    return [*problems, *outline.locate(_lacking(table, outline))]


def unasked(table: Table, outline: Outline) -> list[LocatedProblem]:
    """Returns what is wrong with a table's columns, such as that nothing in an outline asks for one."""
    return [*_Columns(table, outline).problems()]


def _same_copies(table: Table) -> Iterator[LocatedProblem]:
    """Yields a problem for each number of a copy that an earlier row has: it is there to tell copies apart."""
    lines: dict[str, int] = {}
    for row in table.rows:
        for cell in row.cells:
            if RECIPIENT.get(cell.column) != _COPY:
                continue
            if cell.text in lines:
                message = _("the row in line {line} has the copy number {number} already; expected one for each row")
                message = message.format(line=lines[cell.text], number=cell.text)
                yield LocatedProblem(row.spans()[cell.column].place(), message)
            lines.setdefault(cell.text, row.line)


def _for_nobody(table: Table, outline: Outline) -> Iterator[LocatedProblem]:
    """Yields a problem for each row without a unit in a table that has a column of units, where the outline has none either."""
    column = next((column for column in table.columns if RECIPIENT.get(column) == _UNIT), None)
    recipient = outline.model.recipient
    if column is None or (recipient is not None and recipient.unit):
        return
    for row in table.rows:
        if column not in row.by_column():
            message = _("this row has nothing under “{column}”; expected for whom its pack is")
            yield LocatedProblem(row.place, message.format(column=column))


def _lacking(table: Table, outline: Outline) -> Iterator[Problem]:
    """Yields a problem for each column that a section's `when` names and the table lacks."""
    for index, section in enumerate(outline.model.sections):
        for column in section.when:
            if column.strip() not in table.columns:
                message = _("the table {file} has no column “{column}”{hint}")
                message = message.format(file=table.file, column=column, hint=nearest(column, table.columns))
                instead = only_name(column, table.columns)
                yield Problem(("sections", index, "when", column), message, at_key=True, instead=instead)


@dataclass(frozen=True, slots=True)
class _Columns:
    table: Table
    outline: Outline

    def problems(self) -> Iterator[LocatedProblem]:
        asked = {column.strip() for section in self.outline.model.sections for column in section.when}
        first: dict[Keys, str] = {}
        for column, place in self.table.columns.items():
            keys = ("folder",) if column in FOLDERS else keys_of(column)
            message = self._unknown(column, keys, asked)
            if message is None and keys is not None and keys in first:
                message = _("the columns “{first}” and “{second}” mean the same; expected one of them")
                message = message.format(first=first[keys], second=column)
            if message is not None:
                yield LocatedProblem(place, message)
            elif keys is not None:
                first.setdefault(keys, column)

    def _unknown(self, column: str, keys: Keys | None, asked: Collection[str]) -> str | None:
        """Returns what is wrong with a column by itself."""
        if keys is not None and keys[0] != "facts":
            return None
        fact = None if keys is None else self.outline.model.facts.get(str(keys[1]))
        if keys is not None and fact is not None:
            if fact.formula is None or keys[2] not in _OF_ARTICLES:
                return None
            message = _("“{fact}” is worked out by a formula; expected columns of the figures that it rests on")
            return message.format(fact=keys[1])
        if column in asked:
            return None
        id_, point, key = column.partition(".")
        if point and id_ in self.outline.model.facts:
            message = _("“{key}” is not a key of a fact{hint}")
            return message.format(key=key, hint=nearest(key, fields(FactModel)))
        known = {*OF_PACK, *FOLDERS, *self.outline.model.facts, *asked}
        if is_near(column, known):
            message = _("nothing in the outline asks for a column “{column}”{hint}")
            return message.format(column=column, hint=nearest(column, known))
        message = _("nothing in the outline asks for a column “{column}”; expected {usual}, a fact's id, or a column that the “when” of a section names")  # fmt: skip
        return message.format(column=column, usual=listed([*(f"“{name}”" for name in _USUAL)]))
