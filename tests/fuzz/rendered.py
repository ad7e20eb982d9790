"""Built decks as LibreOffice shows them: every text frame's predicted lines beside the rendered ones."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import fitting
import pymupdf
from rendering import SOFFICE
from valid import Case

from briefing.deck import native
from briefing.deck.slides import FigureFill, Slide
from briefing.deck.write import write
from briefing.document import Chart
from briefing.errors import OutlineError
from briefing.lengths import Size
from briefing.pipeline import Settled, settle

_PER_START = 20
"""Decks that one start of LibreOffice converts."""


@dataclass(slots=True)
class Shown:
    """What the rendering of decks showed."""

    decks: int = 0
    slides: int = 0
    frames: list[fitting.Compared] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    """Characters outside the frame of their text, or missing in it, with the outline and the place."""
    failures: list[tuple[Case, str]] = field(default_factory=list)

    @property
    def below(self) -> list[fitting.Compared]:
        """Returns the frames that have more lines than predicted."""
        return [frame for frame in self.frames if frame.difference < 0]


def shown(cases: Iterator[Case], wanted: int) -> Shown:
    """Renders so many of the outlines; those that do not fit are left out and replaced."""
    found = Shown()
    with TemporaryDirectory(prefix="briefing-rendered-") as folder:
        while found.decks < wanted:
            _render(cases, min(_PER_START, wanted - found.decks), Path(folder) / str(found.decks), found)
    return found


def _render(cases: Iterator[Case], count: int, folder: Path, found: Shown) -> None:
    folder.mkdir()
    ready: list[tuple[Case, Settled, Path]] = []
    for number, case in enumerate(cases):
        outline = case.put(folder / f"{number}")
        try:
            settled = settle(outline)
        except OutlineError:
            continue
        deck = folder / f"{number}.pptx"
        deck.write_bytes(_written(settled))
        ready.append((case, settled, deck))
        if len(ready) == count:
            break
    _convert([deck for _case, _settled, deck in ready], folder)
    for case, settled, deck in ready:
        strays, below = len(found.strays), len(found.below)
        _compare(settled, deck, found)
        if len(found.strays) > strays or len(found.below) > below:
            why = [
                *found.strays[strays:],
                *(f"{f.place.text}: {f.place.predicted} predicted, {f.lines}" for f in found.below[below:]),
            ]
            found.failures.append((case, "\n".join(why)))


def _written(settled: Settled) -> bytes:
    """Returns the deck with empty pictures for charts, whose labels would be taken for text of the slide."""
    outline, meta = settled.outline, settled.document.meta

    def compose(chart: Chart, size: Size) -> native.Native:
        return native.compose(chart, size, outline.theme, meta.date)

    return write(settled.deck, meta, outline.theme, settled.template, fitting.stub, compose)


def _convert(decks: Sequence[Path], folder: Path) -> None:
    profile = (folder / "profile").resolve().as_uri()
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, *map(str, decks)], check=True, capture_output=True, timeout=600)


def _compare(settled: Settled, deck: Path, found: Shown) -> None:
    book = settled.template.book
    with pymupdf.open(deck.with_suffix(".pdf")) as pdf:
        for slide, page in zip(settled.deck.slides, pdf, strict=True):
            found.slides += 1
            frames, strays = fitting.compared(slide, found.slides, list(fitting.glyphs(page)), book, _drawn(slide))
            found.frames += frames
            found.strays += strays
    found.decks += 1


def _drawn(slide: Slide) -> list[str]:
    """Returns the slots of native charts."""
    figures = [fill for fill in slide.fills if isinstance(fill, FigureFill)]
    return [fill.slot for fill in figures if isinstance(fill.figure, Chart) and fill.figure.native]
