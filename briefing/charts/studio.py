"""Where charts are painted: each once, by several processes at a time, and none that the cache still has."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Self

from briefing.cache import Store, store
from briefing.charts.artwork import Artwork, Painted, paint

_ROOM = 256 << 20
"""Bytes of the cache; a chart takes some two hundred thousand for the deck and as many for Word."""
_REMEMBERED = 512
"""Charts that one process has at hand, as when an outline is built again and again."""
_LENGTH = 8
"""Bytes that say how long the first of two pictures is."""
_PAINTS = ("matplotlib", "numpy", "pillow", "pylopdf-fonts-zh-cn")
"""The packages that decide what a painted artwork looks like."""


class Studio:
    """Paints charts; the same artwork gives the same pictures, wherever they come from.

    With helpers, artworks that are ordered are painted by processes of their own while the files are assembled. These
    begin by importing the program's main module again, so only a program that is made for that may ask for them.
    """

    def __init__(self, kept: Store | None = None, helpers: int = 0) -> None:
        self._kept, self._helpers = kept, helpers
        self._at_hand: dict[Artwork, Painted] = {}
        self._ordered: dict[Artwork, Future[Painted]] = {}
        self._pool: Executor | None = None

    def __enter__(self) -> Self:
        """Has the helpers get ready at once where nothing is kept, so that all will have to be painted."""
        if self._kept is None or self._kept.is_empty:
            for _number in range(self._helpers - 1):  # one core is busy reading the outline
                self._hired().submit(_get_ready)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def order(self, artworks: Iterable[Artwork]) -> None:
        """Has the helpers, if there are any, begin with what will be asked for."""
        if not self._helpers:
            return
        for artwork in artworks:
            if artwork not in self._ordered and not self._fetched(artwork):
                self._ordered[artwork] = self._hired().submit(paint, artwork)

    def paint(self, artwork: Artwork) -> Painted:
        """Returns both pictures of an artwork."""
        return self._fetched(artwork) or self._keep(artwork, self._painted(artwork))

    def _fetched(self, artwork: Artwork) -> Painted | None:
        if artwork not in self._at_hand and self._kept is not None:
            entry = self._kept.get(_key(artwork))
            if entry is not None:
                self._remember(artwork, _unpacked(entry))
        return self._at_hand.get(artwork)

    def _painted(self, artwork: Artwork) -> Painted:
        ordered = self._ordered.pop(artwork, None)
        try:
            return ordered.result() if ordered else paint(artwork)
        except BrokenExecutor:  # a helper was killed, or could not be started
            self._helpers = 0
            return paint(artwork)

    def _keep(self, artwork: Artwork, painted: Painted) -> Painted:
        if self._kept is not None:
            self._kept.put(_key(artwork), _packed(painted))
        self._remember(artwork, painted)
        return painted

    def _remember(self, artwork: Artwork, painted: Painted) -> None:
        self._at_hand[artwork] = painted
        if len(self._at_hand) > _REMEMBERED:
            del self._at_hand[next(iter(self._at_hand))]

    def _hired(self) -> Executor:
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most builds find every chart kept
            from multiprocessing import get_context  # noqa: PLC0415

            # A forked process would inherit the threads' locks, such as that of the progress bar, and not the threads.
            self._pool = ProcessPoolExecutor(self._helpers, get_context("spawn"), _ignore_interrupts)
        return self._pool


def kept_charts() -> Store | None:
    """Returns the cache of charts, if there is to be one."""
    return store("charts", _ROOM)


def usable_cores() -> int:
    """Returns how many processors this process may run on."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux only
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _get_ready() -> None:
    from briefing.charts import canvas  # noqa: F401, PLC0415 - importing it is what takes its time


def _ignore_interrupts() -> None:
    """Leaves Ctrl-C, which reaches every process of a terminal, to the one that is in charge."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _key(artwork: Artwork) -> str:
    return f"{_ways()} {artwork.written}"


@cache
def _ways() -> str:
    """Returns what besides the artwork decides about its pictures: the code that paints, and its libraries."""
    code = sha256(b"".join(Path(__file__).with_name(name).read_bytes() for name in ("canvas.py", "marks.py")))
    return " ".join([sys.version, code.hexdigest(), *(f"{name} {_version(name)}" for name in _PAINTS)])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _packed(painted: Painted) -> bytes:
    return len(painted.svg).to_bytes(_LENGTH, "big") + painted.svg + painted.png


def _unpacked(entry: bytes) -> Painted:
    end = _LENGTH + int.from_bytes(entry[:_LENGTH], "big")
    return Painted(entry[_LENGTH:end], entry[end:])
