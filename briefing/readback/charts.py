"""What charts state: native ones by their labels, cached values and workbooks, drawn ones by the labels they carry."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from briefing.i18n import gettext as _
from briefing.opening.archive import OF_SHEETS
from briefing.readback.package import Element, Package, UnreadableFileError, attribute, local, parsed
from briefing.readback.passages import Home, Passage, Shown, inside

_PNG = b"\x89PNG\r\n\x1a\n"
_SIGNIFICANT = 12
"""Digits of a value that spreadsheets keep through binary fractions: 39.1 comes back as 39.100000000000001."""
_NAME = 40
_LONGEST_INDEX = 9
_CELL_KINDS = {"str", "inlineStr"}


def native(package: Package, part: str, home: Home) -> Iterator[Passage]:
    """Yields what a chart part states: its texts, each point of its caches, each row of its workbook."""
    root = package.xml(part)
    texts = ["".join(t.text or "" for t in p.iter() if local(t) == "t") for p in root.iter() if local(p) == "p"]
    name = next(filter(None, texts), "")
    chart = inside(home.words, _("chart “{name}”").format(name=name))
    for text in texts:
        if text:
            yield Passage(home.key, "chart", chart, text, is_data=True)
    for series in (element for element in root.iter() if local(element) == "ser"):
        for text in _points(series):
            yield Passage(home.key, f"chart {name}", inside(chart, _("its cached values")), text, is_data=True)
    for relation in package.related(part):
        if relation.kind == "package":
            yield from _workbook(package.data(relation.target), home, chart, name)


def _points(series: Element) -> Iterator[str]:
    """Yields series, category and value of each point, as they are cached."""
    cached = {local(child): _cache(child) for child in series}
    name = cached.get("tx", {}).get(0, "")
    labels = cached.get("cat") or cached.get("xVal") or {}
    for kind in ("val", "yVal", "bubbleSize"):
        for index, value in cached.get(kind, {}).items():
            yield f"{name}\t{labels.get(index, '')}\t{number(value)}"


def _cache(element: Element) -> dict[int, str]:
    return {
        index: next((child.text or "" for child in point if local(child) == "v"), "")
        for point in element.iter()
        if local(point) == "pt" and (index := _index(attribute(point, "idx") or "")) is not None
    }


def _index(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST_INDEX else None


def number(typed: str) -> str:
    """Returns a value as people write it, without what binary fractions add; other text stays."""
    try:
        value = Decimal(typed.strip())
    except InvalidOperation:
        return typed
    if not value.is_finite() or abs(value.adjusted()) > _SIGNIFICANT * 2:
        return typed
    rounded = +value if len(value.as_tuple().digits) <= _SIGNIFICANT else Decimal(f"{value:.{_SIGNIFICANT}g}")
    return format(rounded.normalize(), "f")


def _workbook(data: bytes, home: Home, chart: str, name: str) -> Iterator[Passage]:
    """Yields the rows of every sheet, with the cells' values as they were last worked out."""
    where = inside(chart, _("its data sheet"))
    try:
        book = Package(data, _("the data sheet of chart “{name}”").format(name=name), OF_SHEETS)
        shared = _shared(book)
        sheets = [relation.target for relation in book.related(book.main) if relation.kind == "worksheet"]
        rows = [row for sheet in sheets for row in book.xml(sheet).iter() if local(row) == "row"]
    except UnreadableFileError as error:
        raise UnreadableFileError(f"{home.words}: {error}") from None
    for row in rows:
        cells = [_cell(cell, shared) for cell in row if local(cell) == "c"]
        if any(cells):
            place = inside(where, _("row {n}").format(n=attribute(row, "r") or "?"))
            yield Passage(home.key, f"sheet {name}", place, "\t".join(cells), is_data=True)


def _shared(book: Package) -> list[str]:
    for relation in book.related(book.main):
        if relation.kind == "sharedStrings":
            return [_text(item) for item in book.xml(relation.target) if local(item) == "si"]
    return []


def _cell(cell: Element, shared: list[str]) -> str:
    kind = attribute(cell, "t") or "n"
    value = next((child.text or "" for child in cell if local(child) == "v"), "")
    if kind == "s":
        index = _index(value)
        return value if index is None or index >= len(shared) else shared[index]
    if kind == "inlineStr":
        return _text(cell)
    return value if kind in _CELL_KINDS else number(value)


def _text(element: Element) -> str:
    return "".join(child.text or "" for child in element.iter() if local(child) == "t")


def drawn(picture: Shown) -> Iterator[Passage]:
    """Yields the labels that a picture carries, once where its SVG and its PNG carry the same."""
    vector = labels_of_svg(picture.vector) if picture.vector else ""
    raster = labels_of_png(picture.raster) if picture.raster else ""
    for text in dict.fromkeys(filter(None, (vector, raster))):
        yield Passage(picture.home, "chart", inside(picture.where, _("its labels")), text, is_data=True)


def name_of(alt: str) -> str:
    """Returns what a chart is called by: its title, with which its alternative text begins."""
    if not alt:
        return _("picture without alternative text")
    return _("chart “{name}”").format(name=alt.partition("：")[0].strip()[:_NAME])


def labels_of_svg(data: bytes) -> str:
    """Returns the labels that a drawn chart carries in its description, with any text set as text; "" for none."""
    root = parsed(data)
    if root is None:
        return ""
    names = {"description", "text"}
    found = ["".join(element.itertext()) for element in root.iter() if local(element) in names]
    return "\n".join(text for text in found if text.strip())


def labels_of_png(data: bytes) -> str:
    """Returns the labels in a PNG's description (PNG 11.3.4, text chunks); "" where there is none."""
    if not data.startswith(_PNG):
        return ""
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind in {b"tEXt", b"iTXt"}:
            keyword, _end, rest = data[at + 8 : at + 8 + length].partition(b"\0")
            if keyword == b"Description":
                return _chunk_text(kind, rest)
        at += length + 12
    return ""


_MOST_LABELS = 1 << 20
"""Bytes of a description; a compressed one could grow beyond all memory."""


def _chunk_text(kind: bytes, rest: bytes) -> str:
    if kind == b"tEXt":
        return rest.decode("latin-1")
    is_packed, text = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
    try:
        return (zlib.decompressobj().decompress(text, _MOST_LABELS) if is_packed else text).decode("utf-8")
    except (zlib.error, UnicodeDecodeError):
        return ""
