"""What a built outline has to be: whole packages, text within its frames as predicted, the same bytes each time."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from packages import dangling
from worker import WrongError

from briefing.charts.studio import Studio, kept_charts
from briefing.deck import fit
from briefing.deck.slides import Slide, TableFill, TextFill
from briefing.deck.slots import Book
from briefing.errors import OutlineError, Severity
from briefing.pipeline import Made, Settled, make, settle

UNFIT = re.compile(r"\bdo(?:es)? not fit\b|\bis longer than a page\b")
"""How messages say that a text or a chart is too long for its place."""
_TYPES = "[Content_Types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHAPE = "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"
_STUDIO: list[Studio] = []


def studio() -> Studio:
    """Returns where this process has its charts painted, each once."""
    if not _STUDIO:
        _STUDIO.append(Studio(kept_charts()))
    return _STUDIO[0]


def is_unfit(error: OutlineError) -> bool:
    """Whether every error says that something is too long for its place, each with where it stands."""
    errors = [problem for problem in error.problems if problem.severity is Severity.ERROR]
    return all(UNFIT.search(problem.message) for problem in errors)


def built(outline: Path) -> tuple[Settled, Made]:
    """Returns an outline settled and its files; raises OutlineError where something is too long, WrongError for any other."""
    try:
        settled = settle(outline)
    except OutlineError as error:
        misplaced(error, outline.parent)
        if is_unfit(error):
            raise
        raise WrongError(f"a valid outline was refused: {error}") from None
    return settled, make(settled, None, None, Studio(kept_charts()))  # one for all would hold every chart


def check(settled: Settled, made: Made) -> None:
    """Raises WrongError with everything that is wrong in what was made."""
    assert made.deck is not None
    assert made.word is not None
    found = [f"deck: {fault}" for fault in faults(made.deck)]
    found += [f"word: {fault}" for fault in faults(made.word.data)]
    found += overflows(settled)
    if found:
        raise WrongError("; ".join(found))


def faults(package: bytes) -> Iterator[str]:
    """Yields what makes an office offer a repair: parts without a type or twice, dangling relationships, ids used twice."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        names = opened.namelist()
    if len(set(names)) < len(names):
        yield "a part is there twice"
    content = parts_of(package)
    yield from dangling(content)
    yield from _untyped(content)
    for name, data in content.items():
        if name.endswith((".xml", ".rels")):
            try:
                root = etree.fromstring(data)
            except etree.XMLSyntaxError as error:
                yield f"{name}: {error}"
                continue
            yield from _ids(name, root, content)


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _untyped(content: Mapping[str, bytes]) -> Iterator[str]:
    types = etree.fromstring(content[_TYPES])
    extensions = {each.get("Extension").lower() for each in types if each.get("Extension")}
    parts = {each.get("PartName").lstrip("/") for each in types if each.get("PartName")}
    yield from (f"{part}: has a type but is not there" for part in parts - set(content))
    for name in content:
        if name != _TYPES and name not in parts and name.rpartition(".")[2].lower() not in extensions:
            yield f"{name}: has no type"


def _ids(name: str, root: etree._Element, content: Mapping[str, bytes]) -> Iterator[str]:
    """Yields ids of shapes that are used twice, and ids of relationships that there are none of."""
    shapes = [each.get("id") for each in root.iter(_SHAPE)]
    if len(set(shapes)) < len(shapes):
        yield f"{name}: two shapes have one id"
    used = {
        value
        for each in root.iter(etree.Element)
        for key, value in each.attrib.items()
        if key.startswith(_RELATIONSHIP) and value
    }
    folder, base = posixpath.split(name)
    rels = content.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    known = {each.get("Id") for each in etree.fromstring(rels)} if rels else set()
    yield from (f"{name}: nothing is related as {each}" for each in used - known)


def overflows(settled: Settled) -> Iterator[str]:
    """Yields every text whose predicted lines are higher than its frame."""
    for number, slide in enumerate(settled.deck.slides, 1):
        yield from (f"slide {number}: {each}" for each in _overflows(slide, settled.template.book))


def _overflows(slide: Slide, book: Book) -> Iterator[str]:
    for fill in slide.fills:
        slot = book[slide.layout].slot(fill.slot)
        if isinstance(fill, TextFill) and fill.paragraphs:
            taken, room = fit.height(fill.paragraphs, slot.text_width), slot.text_height
            if slot.name != "title" and taken.emu > room.emu * 1.001:
                yield f"{slide.layout}, {slot.name}: {taken.pt:.1f} pt of text in {room.pt:.1f} pt"
        elif isinstance(fill, TableFill):
            high = sum(height.emu for height in fill.heights)
            if high > slot.frame.height.emu * 1.001:
                yield f"{slide.layout}, {slot.name}: a table of {high} EMU in {slot.frame.height.emu}"


def misplaced(error: OutlineError, folder: Path) -> None:
    """Raises WrongError for a problem whose place is not in a file of the folder, or not within that file."""
    for problem in error.problems:
        place = problem.place
        path = Path(place.file)
        if not path.resolve().is_relative_to(folder.resolve()):
            raise WrongError(f"{problem}: a place outside the folder")
        if place.line < 1 or place.column < 1 or not problem.message.strip():
            raise WrongError(f"{problem}: no place")
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # there is no line to point to
        lines = re.split("\r\n|\r|\n", text)
        if place.line > len(lines) or place.column > len(lines[place.line - 1]) + 1:
            raise WrongError(f"{problem}: the file has {len(lines)} lines, and there is no such column")
