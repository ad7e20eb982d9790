"""Renders built files with LibreOffice and reads the text back with its place; used by the render tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from pptx.slide import Slide

TOLERANCE = 2.0
"""Points; hinting and overhanging glyphs."""
EMU_PER_PT = 12700
_GAP = 0.3
"""Ems between two spans that are more than an office puts between scripts."""
SOFFICE = shutil.which("soffice")


def has_times() -> bool:
    """Returns whether Times New Roman, or a font that was made with its widths, stands in for it."""
    fc_match = shutil.which("fc-match")
    if fc_match is None:
        return False
    found = subprocess.run([fc_match, "Times New Roman", "family"], capture_output=True, text=True, check=False)
    return any(name in found.stdout for name in ("Times New Roman", "Liberation Serif", "Tinos"))


needs_times = pytest.mark.skipif(
    not has_times(), reason="no font with the widths of Times New Roman is installed: pages are not compared"
)
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not installed: rendering is not checked"
)


@dataclass(frozen=True)
class RenderedLine:
    """A line of text on a page; the box is left, top, right, bottom in points."""

    text: str
    box: tuple[float, float, float, float]
    size: float
    baseline: float

    def overlaps(self, other: RenderedLine) -> bool:
        """Returns whether the glyphs of the two share more than a sliver."""
        width = min(self.box[2], other.box[2]) - max(self.box[0], other.box[0])
        height = min(self.box[3], other.box[3]) - max(self.box[1], other.box[1])
        return width > 1 and height > 0.35 * min(self.size, other.size)


def convert(file: Path, folder: Path, kind: str = "pdf") -> Path:
    """Converts a file with LibreOffice, in a profile of its own so that tests do not wait for each other."""
    profile = (folder / "profile").resolve().as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=240)
    return folder / f"{file.stem}.{kind}"


def pages(pdf: Path) -> Iterator[list[RenderedLine]]:
    """Yields the lines of each page; characters stand where their ink may be, not where their line box ends."""
    with pymupdf.open(pdf) as document:
        for page in document:
            yield [line for block in page.get_text("dict")["blocks"] for line in _lines(block)]


def _lines(block: dict[str, object]) -> Iterator[RenderedLine]:
    """Yields the lines of a block; text of two frames or cells that stands on one line is told apart by the gap."""
    for line in block.get("lines", []):  # type: ignore[attr-defined]
        found: list[dict[str, Any]] = []
        for span in line["spans"]:
            if not span["text"].strip():
                continue
            if found and span["bbox"][0] - found[-1]["bbox"][2] > _GAP * span["size"]:
                yield _line(found)
                found = []
            found.append(span)
        if found:
            yield _line(found)


def _line(spans: Sequence[dict[str, Any]]) -> RenderedLine:
    size = max(span["size"] for span in spans)
    baseline = spans[0]["origin"][1]
    left, right = min(span["bbox"][0] for span in spans), max(span["bbox"][2] for span in spans)
    text = "".join(span["text"] for span in spans).rstrip()
    if text[-1] in "，。、；：”）》":
        right -= 0.5 * size  # these fill half of their em, and may hang over the edge
    return RenderedLine(text, (left, baseline - 0.86 * size, right, baseline + 0.14 * size), size, baseline)


def bare(text: str) -> str:
    """Returns a text without white space, for comparing what a file says with what a page shows."""
    return "".join(text.split())


def frames(slide: Slide) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Returns each text of a slide with the frame it must stay in: a shape's, or its table cell's."""
    found = []
    for shape in slide.shapes:
        box = tuple(value / EMU_PER_PT for value in (shape.left, shape.top, shape.width, shape.height))
        left, top, width, height = box
        if shape.has_text_frame and shape.text_frame.text.strip():
            found.append((bare(shape.text_frame.text), (left, top, left + width, top + height)))
        if shape.has_table:
            y = top
            for row in shape.table.rows:
                x, bottom = left, y + row.height / EMU_PER_PT
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    right = x + column.width / EMU_PER_PT
                    found.append((bare(cell.text), (x, y, right, bottom)))
                    x = right
                y = bottom
    return found


def inside(line: RenderedLine, frame: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = frame
    return (
        line.box[0] >= left - TOLERANCE
        and line.box[1] >= top - TOLERANCE
        and line.box[2] <= right + TOLERANCE
        and line.box[3] <= bottom + TOLERANCE
    )


def strays(slide: Slide, lines: list[RenderedLine], number: int) -> list[str]:
    """Returns the lines of a slide that stand in no frame of a text that contains them."""
    places = frames(slide)
    shown = [line for line in lines if bare(line.text) not in {str(number), "■"}]
    return [
        line.text
        for line in shown
        if not any(bare(line.text).removeprefix("■") in text and inside(line, frame) for text, frame in places)
    ]


MACRO = """
Sub Update(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  Dim doc As Object
  Dim i As Integer
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  doc.refresh()
  For i = 0 To doc.DocumentIndexes.Count - 1
    doc.DocumentIndexes.getByIndex(i).update()
  Next i
  doc.TextFields.refresh()
  doc.storeToURL(target, kind())
  doc.close(True)
End Sub
"""
_LIBRARY = "http://openoffice.org/2000/library"
_SCRIPT = "http://openoffice.org/2000/script"


def updated(file: Path, folder: Path) -> Path:
    """Returns a .docx as LibreOffice writes it after updating every index and field, by a macro in a fresh profile."""
    profile = folder / "profile"
    basic = profile / "user" / "basic" / "Standard"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless"]
    # The first start in a profile puts the shipped macros, an empty module, over any that are there.
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=240)
    names = f'<library:library xmlns:library="{_LIBRARY}" library:name="Standard" library:readonly="false" library:passwordprotected="false">'
    basic.joinpath("script.xlb").write_text(
        f'{names}<library:element library:name="Fields"/></library:library>', "utf-8"
    )
    basic.joinpath("dialog.xlb").write_text(f"{names}</library:library>", "utf-8")
    module = f'<script:module xmlns:script="{_SCRIPT}" script:name="Fields" script:language="StarBasic">{MACRO}</script:module>'
    basic.joinpath("Fields.xba").write_text(module, "utf-8")
    source, target = folder / "source.docx", folder / "updated.docx"
    source.write_bytes(file.read_bytes())
    macro = f'macro:///Standard.Fields.Update("{source.resolve().as_uri()}","{target.resolve().as_uri()}")'
    subprocess.run([*command, macro], check=True, capture_output=True, timeout=240)
    assert target.exists(), "the macro did not run"
    return target
