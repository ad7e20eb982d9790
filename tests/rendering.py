"""Renders built files with LibreOffice and reads the text back with its place; used by the render tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not installed: rendering is not checked"
)


@dataclass(frozen=True)
class RenderedLine:
    """A line of text on a page; the box is left, top, right, bottom in points."""

    text: str
    box: tuple[float, float, float, float]
    size: float

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
    for line in block.get("lines", []):  # type: ignore[attr-defined]
        spans = [span for span in line["spans"] if span["text"].strip()]
        if not spans:
            continue
        size = max(span["size"] for span in spans)
        baseline = spans[0]["origin"][1]
        left, right = min(span["bbox"][0] for span in spans), max(span["bbox"][2] for span in spans)
        text = "".join(span["text"] for span in spans).rstrip()
        if text[-1] in "，。、；：”）》":
            right -= 0.5 * size  # these fill half of their em, and may hang over the edge
        box = (left, baseline - 0.86 * size, right, baseline + 0.14 * size)
        yield RenderedLine(text, box, size)


def bare(text: str) -> str:
    """Returns a text without white space, for comparing what a file says with what a page shows."""
    return "".join(text.split())
