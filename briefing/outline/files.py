"""The files that an outline names: where they may be, pictures' headers, the rows of CSV files."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from briefing.content import NoContentError, content
from briefing.errors import Keys, LocatedProblem, OutlineError, Problem, about, nearest
from briefing.evidence import numbers
from briefing.i18n import gettext as _
from briefing.outline.cells import cell_offset, records
from briefing.outline.reading import TextFile, read_text
from briefing.outline.schema import CsvModel
from briefing.pictures import PictureError, header

MAX_BYTES = 50_000_000
"""Of a template, or a picture."""

CsvRows = tuple[tuple[str, tuple[str | None, ...]], ...]
"""Each row's label and the text of its values."""


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """A picture's file and what its header says."""

    file: Path
    width: int
    height: int
    """Pixels, as the other, when it stands upright."""


class FileError(ValueError):
    """Why a file cannot be used, as a sentence."""


_may_be_outside: ContextVar[bool] = ContextVar("_may_be_outside", default=False)
"""Whether outlines may name files that are not in their folder; only the user who starts the tool can say so."""


def allow_outside() -> None:
    """Has outlines that are read from now on, in this process, name files wherever they are."""
    _may_be_outside.set(True)


def inside(folder: Path, name: str) -> Path:
    """Returns the path of a file named in the outline; raises FileError when it leads out of the outline's folder."""
    if "\\" in name:
        raise FileError(_("“{name}” contains “\\”; write paths with “/”").format(name=name))
    path = PurePosixPath(name)
    if _may_be_outside.get():
        return folder / path
    if path.is_absolute() or PureWindowsPath(name).drive or name.startswith("~"):
        message = _("“{name}” is an absolute path; expected one relative to the outline's folder")
        raise FileError(message.format(name=name))
    target = folder / path
    try:
        is_inside = ".." not in path.parts and target.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, names that no disk takes
        is_inside = False
    if not is_inside:
        raise FileError(_("“{name}” leads out of the outline's folder; copy the file into it").format(name=name))
    return target


def existing(folder: Path, name: str) -> Path:
    """Returns the path of a file named in the outline; raises FileError when it may not be there or is not."""
    file = inside(folder, name.strip())
    if not file.exists():
        raise FileError(_("there is no such file{hint}").format(hint=similar(file)))
    return file


def read_bytes(path: Path) -> bytes:
    """Returns the content of a file such as a template; raises FileError."""
    try:
        return content(path, MAX_BYTES, _("a file of Office without media"))
    except NoContentError as error:
        raise FileError(str(error)) from None


def read_picture(path: Path) -> PictureInfo:
    """Returns what a picture's header says; raises FileError. Pixels are never decoded."""
    try:
        found = header(picture_bytes(path))
    except PictureError as error:
        raise FileError(str(error)) from None
    return PictureInfo(path, found.width, found.height)


def picture_bytes(path: Path) -> bytes:
    """Returns the content of a picture's file; raises FileError."""
    try:
        return content(path, MAX_BYTES, _("a picture"))
    except NoContentError as error:
        raise FileError(str(error)) from None


def similar(path: Path) -> str:
    try:
        names = sorted(each.name for each in path.parent.iterdir() if each.is_file())
    except OSError:
        return _("; there is no folder “{folder}”").format(folder=path.parent.name)
    return nearest(path.name, names)


def read_rows(
    path: Path, name: str, model: CsvModel, keys: Keys
) -> tuple[CsvRows, list[Problem], list[LocatedProblem]]:
    """Returns a chart's rows, the problems of the outline (columns) and those of the file itself (cells)."""
    try:
        file = read_text(path, name)
    except OutlineError as error:
        if path.is_file():
            return (), [], list(error.problems)
        reasons = [_("{file}: {reason}").format(file=name, reason=problem.message) for problem in error.problems]
        return (), [Problem((*keys, "file"), reason) for reason in reasons], []
    located = file.unwanted()
    lines = records(file, located)
    if located:
        return (), [], located
    header = [cell.strip() for cell in lines[0].cells] if lines else []
    problems = []
    for where, column in [(("label",), model.label), *((("values", i), each) for i, each in enumerate(model.values))]:
        if column not in header:
            message = _("{file} has no column “{column}”{hint}")
            hint = nearest(column, header)
            problems.append(Problem((*keys, *where), message.format(file=name, column=column, hint=hint)))
    if problems:
        return (), problems, []
    table = _Table(file, header.index(model.label), [header.index(each) for each in model.values], len(header))
    rows = tuple(table.row(record.line, record.cells, located) for record in lines[1:])
    if not rows:
        problems.append(Problem((*keys, "file"), _("{file} has no rows under its header").format(file=name)))
    return rows, problems, located


def cells_message(count: int, expected: int) -> str:
    """Returns what is wrong with a row that has more or fewer cells than the header."""
    message = _("the row has {count} cells; expected {expected}, as in the header")
    return message.format(count=count, expected=expected)


@dataclass(frozen=True, slots=True)
class _Table:
    file: TextFile
    label: int
    values: list[int]
    width: int

    def row(self, line: int, cells: Sequence[str], located: list[LocatedProblem]) -> tuple[str, tuple[str | None, ...]]:
        if len(cells) != self.width:
            message = cells_message(len(cells), self.width)
            located.append(LocatedProblem(self.file.place(self.file.line_starts[line - 1]), message))
            return "", ()
        label = cells[self.label].strip()
        if not label:
            self._report(line, self.label, _("nothing stands here; expected a label"), located)
        return label, tuple(self._value(line, column, cells[column].strip(), located) for column in self.values)

    def _value(self, line: int, column: int, text: str, located: list[LocatedProblem]) -> str | None:
        if not text:
            return None
        try:
            numbers.parse(text)
        except ValueError as error:
            self._report(line, column, about(text, error), located)
        return text

    def _report(self, line: int, column: int, message: str, located: list[LocatedProblem]) -> None:
        start = self.file.line_starts[line - 1]
        located.append(LocatedProblem(self.file.place(start + cell_offset(self.file.text, start, column)), message))
