"""Where charts are painted: each once, by several processes at a time where there are any, and none that the cache still has."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, Future
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from briefing.cache import Store, store
from briefing.charts.artwork import Artwork, Painted
from briefing.charts.painting import paint
from briefing.helpers import Helpers

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

    With helpers, artworks that are ordered are painted by them while the files are assembled.
    """

    def __init__(self, kept: Store | None = None, helpers: Helpers | None = None) -> None:
        self._kept, self._helpers = kept, helpers or Helpers()
        self._at_hand: dict[Artwork, Painted] = {}
        self._ordered: dict[Artwork, Future[Painted]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no chart at all is kept, so that every one has to be painted."""
        return self._kept is None or self._kept.is_empty

    def order(self, artworks: Iterable[Artwork]) -> None:
        """Has the helpers, if there are any, begin with what will be asked for."""
        if self._helpers:
            missing = [artwork for artwork in dict.fromkeys(artworks) if not self._fetched(artwork)]
            self._ordered |= {artwork: self._helpers.give(paint, artwork) for artwork in missing}

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
            self._helpers = Helpers()
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


def kept_charts() -> Store | None:
    """Returns the cache of charts, if there is to be one."""
    return store("charts", _ROOM)


def get_ready() -> None:
    """Imports what painting needs, which takes as long as to paint five charts."""
    from briefing.charts import canvas  # noqa: F401, PLC0415 - importing it is the point


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
