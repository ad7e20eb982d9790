"""The files that an outline names: where they may be, pictures' headers, the rows of CSV files."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from briefing.content import NoContentError, content
from briefing.errors import Keys, LocatedProblem, OutlineError, Problem, about, nearest
from briefing.evidence import numbers
from briefing.i18n import gettext as _
from briefing.outline.cells import cell_offset, records
from briefing.outline.reading import TextFile, read_text
from briefing.outline.schema import CsvModel

MAX_SIDE = 10_000
"""Pixels; A3 at 600 dots per inch needs fewer."""
MAX_PIXELS = 50_000_000
MAX_BYTES = 50_000_000
"""Of a template."""
_FORMATS = {"PNG", "JPEG"}

CsvRows = tuple[tuple[str, tuple[str | None, ...]], ...]
"""Each row's label and the text of its values."""


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """A picture's file and what its header says."""

    file: Path
    width: int
    height: int
    """Pixels, as the other."""
    format: str
    """PNG or JPEG."""


class FileError(ValueError):
    """Why a file cannot be used, as a sentence."""


def inside(folder: Path, name: str) -> Path:
    """Returns the path of a file named in the outline; raises FileError when it leads out of the outline's folder."""
    if "\\" in name:
        raise FileError(_("“{name}” contains “\\”; write paths with “/”").format(name=name))
    path = PurePosixPath(name)
    if path.is_absolute() or PureWindowsPath(name).drive or name.startswith("~"):
        message = _("“{name}” is an absolute path; expected one relative to the outline's folder")
        raise FileError(message.format(name=name))
    target = folder / path
    if ".." in path.parts or not target.resolve().is_relative_to(folder.resolve()):
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
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - takes a tenth of a second, needed for pictures only

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                info = PictureInfo(path, *image.size, image.format or "?")
                _check_picture(info)
                image.verify()
    except FileNotFoundError:
        raise FileError(_("there is no such file{hint}").format(hint=similar(path))) from None
    except IsADirectoryError:
        raise FileError(_("this is a folder; expected {expected}").format(expected=_("a picture"))) from None
    except UnidentifiedImageError:
        raise FileError(_("the file is not a picture; expected PNG or JPEG")) from None
    except Image.DecompressionBombError:
        message = _("the picture has more than {most} million pixels; make it smaller")
        raise FileError(message.format(most=MAX_PIXELS // 1_000_000)) from None
    except FileError:
        raise
    except Exception:  # noqa: BLE001 - Pillow's readers let any error of a broken file through
        raise FileError(_("the picture's file is damaged or cannot be read")) from None
    return info


def _check_picture(info: PictureInfo) -> None:
    width, height = info.width, info.height
    if max(width, height) > MAX_SIDE:
        message = _("the picture is {width} × {height} pixels; expected at most {most} on a side")
        raise FileError(message.format(width=width, height=height, most=MAX_SIDE))
    if width * height > MAX_PIXELS:
        message = _("the picture is {width} × {height} pixels; expected at most {most} million")
        raise FileError(message.format(width=width, height=height, most=MAX_PIXELS // 1_000_000))
    if info.format not in _FORMATS:
        raise FileError(_("the picture is {format}; expected PNG or JPEG").format(format=info.format))


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
