"""Outlines of hundreds and thousands of slides: beside python-pptx, and each slide and page beside one of a short file."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from contents import deck_contents
from described import describe
from desk import BRIEFING, Desk, UnlikeError, lacking
from long import write_outline
from timing import HERE, Compared, Ran, clocked, environment, in_turn, peaks, seconds

_SHORT, _WARMING = 100, 3
"""Slides of the file that a long one is held against, and of the one that a process starts up with."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A build within a process that has started up, in seconds."""

    settle: float
    write: float
    count: int
    """Slides, or pages."""

    @property
    def each(self) -> float:
        """Milliseconds for each slide or page."""
        return 1000 * (self.settle + self.write) / self.count


def long(desk: Desk) -> Iterator[Compared]:
    """Yields time and memory of a long deck beside python-pptx, used plainly on what is decided."""
    slides = desk.options.slides
    outline = _outline(desk, slides)
    description = describe(outline, desk.folder / f"decided-{slides}", deck_only=True)
    plain = desk.folder / "plain-long"
    plain.mkdir()
    script = partial(clocked, sys.executable, HERE / "plain_deck.py", description, plain)
    rounds = in_turn(desk.options.of(1), partial(_deck, desk, outline), script)
    _require_alike(desk.folder / "long", plain)
    ours, others = seconds(rounds, 0), seconds(rounds, 1)
    size = f"{slides:,} slides, beside python-pptx used plainly"
    yield Compared("long", size, ours, others)
    written = tuple(_inside(desk, outline, "deck").write for _ in rounds)
    yield Compared("write-only", f"{size}; ours is the writer alone, all decided before", written, others)
    yield Compared("memory", size, peaks(rounds, 0), peaks(rounds, 1), "MB")


def per_slide(desk: Desk) -> Iterator[Compared]:
    """Yields the time of each slide of a long deck beside that of a short one, and of each page of Word's."""
    most = desk.options.most
    long_one, short_one = _outline(desk, most), _outline(desk, _SHORT)
    count = desk.options.of(1)
    what = f"of {most:,} beside of {_SHORT}"
    for name, only, unit in (("per-slide", "deck", "ms a slide"), ("per-page", "word", "ms a page")):
        pairs = [(_inside(desk, long_one, only), _inside(desk, short_one, only)) for _ in range(count)]
        ours, others = (tuple(pair[place].each for pair in pairs) for place in (0, 1))
        yield Compared(name, f"{what} slides, without a process's start", ours, others, unit)
        if only == "deck":
            rounds = in_turn(count, partial(_deck, desk, long_one), partial(_deck, desk, short_one))
            sizes = (pairs[0][0].count, pairs[0][1].count)
            raw = [tuple(1000 * took / size for took in seconds(rounds, place)) for place, size in enumerate(sizes)]
            yield Compared("per-slide-raw", f"{what} slides, whole processes", raw[0], raw[1], unit)


def _outline(desk: Desk, slides: int) -> Path:
    folder = desk.folder / f"outline-{slides}"
    return folder / "outline.yaml" if folder.exists() else write_outline(folder, slides)


def _deck(desk: Desk, outline: Path) -> Ran:
    """Returns what a deck takes in a new process."""
    return clocked(*BRIEFING, "build", outline, "--only", "deck", "-o", desk.folder / "long", *desk.nothing_kept)


def _inside(desk: Desk, outline: Path, only: str) -> Inside:
    command: list[str | Path] = [sys.executable, HERE / "inside.py", _outline(desk, _WARMING), outline, only]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    return Inside(**json.loads(done.stdout))


def _require_alike(ours: Path, plain: Path) -> None:
    mine, others = (deck_contents(next(folder.glob("*.pptx"))) for folder in (ours, plain))
    if lack := lacking(mine, others):
        raise UnlikeError(f"the plain deck is not the same: {lack}")
