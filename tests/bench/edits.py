"""The shipped outline, from nothing and after an edit: a deck of some thirty slides and fifteen pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing

from desk import Desk
from timing import Compared, Ran, in_turn, seconds

from briefing.outline.named import NamedFiles
from briefing.watching import saves
from briefing.workshop import Workshop

_USUAL = 5


def cold(desk: Desk) -> Iterator[Compared]:
    """Yields a build from nothing beside a plain script that makes the same, charts as SVG and PNG or as PNG alone."""
    _ = desk.same_as_plain
    rounds = in_turn(desk.options.of(_USUAL), desk.build_from_nothing, desk.plain, lambda: desk.plain("--png"))
    ours = seconds(rounds, 0)
    yield Compared("cold", "beside a plain script", ours, seconds(rounds, 1))
    yield Compared("cold-png", "beside one that makes no SVG", ours, seconds(rounds, 2))


def rebuild(desk: Desk) -> Iterator[Compared]:
    """Yields a build after an edit, what it keeps from one to the next at hand, beside pandoc."""
    _ = desk.same_as_pandoc
    edited = desk.edits()

    def after_an_edit() -> Ran:
        desk.outline.write_text(next(edited), "utf-8")
        return desk.build()

    rounds = in_turn(desk.options.of(_USUAL), after_an_edit, desk.pandoc)
    desk.outline.write_text(desk.text, "utf-8")
    yield Compared("rebuild", "beside pandoc", seconds(rounds, 0), seconds(rounds, 1))


def watch(desk: Desk) -> Iterator[Compared]:
    """Yields an edit in a process that stays, as `briefing watch` builds it, beside pandoc and a build from nothing."""
    _ = desk.same_as_pandoc
    with closing(_Watching(desk)) as watching:
        rounds = in_turn(desk.options.of(_USUAL), watching.edit, desk.pandoc, desk.build_from_nothing)
    desk.outline.write_text(desk.text, "utf-8")
    work, pandoc = seconds(rounds, 0), seconds(rounds, 1)
    yield Compared("watch", "from the noticed save, beside pandoc", work, pandoc)
    whole = tuple(a + b for a, b in zip(work, watching.noticed, strict=True))
    yield Compared("watch-save", "from the save, beside pandoc", whole, pandoc)
    yield Compared("watch-cold", "from the noticed save, beside a build from nothing", work, seconds(rounds, 2))


class _Watching:
    """A process that stays and has built once."""

    def __init__(self, desk: Desk) -> None:
        self._outline, self._edits = desk.outline, desk.edits()
        self._workshop = Workshop(desk.outline, desk.folder / "watched")
        self._stop = threading.Event()
        self._saved = saves(NamedFiles(desk.outline), self._stop)
        self._workshop.build()
        self.noticed: list[float] = []
        """The seconds from each save to its being noticed."""

    def edit(self) -> Ran:
        """Returns what a build takes, from the noticed save of an edit to both files in place."""
        start = time.perf_counter()
        self._outline.write_text(next(self._edits), "utf-8")
        next(self._saved)
        seen = time.perf_counter()
        self._workshop.build()
        self.noticed.append(seen - start)
        return Ran(time.perf_counter() - seen)

    def close(self) -> None:
        self._stop.set()
