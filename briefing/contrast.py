"""Contrast of colours (WCAG 2.2, 1.4.3 and 1.4.11), and what a palette has to keep so that all of it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.theme import Palette

TEXT = 4.5
"""The least contrast of text on its ground."""
GRAPHIC = 3.0
"""The least contrast of marks that carry meaning."""
GREY = 1.5
"""The least contrast of the two circles' colours, so that they part in greyscale."""
WHITE = "FFFFFF"
_DARK = 0.04045
"""Below it the sRGB curve is a straight line (IEC 61966-2-1)."""


@dataclass(frozen=True, slots=True)
class WeakPair:
    """Two colours of a palette that are too much alike; `ground` is a token, or white."""

    token: str
    ground: str
    ratio: float
    least: float


def luminance(colour: str) -> float:
    """Returns the relative luminance, 0 to 1."""
    linear = [
        c / 12.92 if c <= _DARK else ((c + 0.055) / 1.055) ** 2.4 for c in (b / 255 for b in bytes.fromhex(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Returns the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def weak_pairs(palette: Palette) -> Iterator[WeakPair]:
    """Yields the pairs that are too weak. The rings of the cover are decoration and may be as light as they like."""
    for token, ground, least in _pairs():
        other = WHITE if ground == "white" else getattr(palette, ground)
        ratio = contrast(getattr(palette, token), other)
        if ratio < least:
            yield WeakPair(token, ground, ratio, least)


def _pairs() -> Iterator[tuple[str, str, float]]:
    for token in ("ink", "primary", "first", "second_text", "both", "context_text"):
        yield token, "white", TEXT
        yield token, "tint", TEXT
    yield "on_ground", "ground", TEXT
    yield "cover_text", "cover_ground", TEXT
    yield "cover_accent", "cover_ground", TEXT
    for token in ("second", "context"):
        yield token, "white", GRAPHIC
    yield "second", "first", GREY
