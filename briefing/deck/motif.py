"""What a theme's motif draws on a layout: the two circles and the rules; text stands at the same place in all."""

from __future__ import annotations

from math import acos, degrees

from briefing.deck.grid import COLUMNS, MARGIN, frame, width_of
from briefing.deck.slots import Arc, Bar, Layout, Ornament, Ring
from briefing.lengths import Frame, pt
from briefing.theme import Motif

_FULL = width_of(COLUMNS)
_RULE_TOP = 1.66
_PAGE_WIDTH = 13.334
_COVER_RULE = 7.4
"""As wide as the title of the cover."""
_SHIFT = 0.64
"""Distance of two interlocking circles' centres, as a share of their diameter."""


def decoration(motif: Motif, layout: Layout) -> tuple[Ornament, ...]:
    """Returns what a motif draws on a layout, from the back to the front."""
    if layout.cover_rule is None:
        return _content_rule(motif)
    is_opener = layout.name == "section"
    return (*_circles(motif, is_opener=is_opener), *_cover_rule(motif, layout.cover_rule.inch))


def _content_rule(motif: Motif) -> tuple[Bar, ...]:
    """Returns the rule between title and content."""
    match motif:
        case Motif.BLEEDING_RINGS:
            return (
                Bar(frame(MARGIN, _RULE_TOP, 0.55, 0.045), "first"),
                Bar(frame(MARGIN + 0.55, _RULE_TOP, 0.55, 0.045), "second"),
                Bar(frame(MARGIN + 1.1, _RULE_TOP + 0.016, _FULL - 1.1, 0.012), "line"),
            )
        case Motif.INTERLOCKED_RINGS:
            return (
                Bar(frame(MARGIN, _RULE_TOP - 0.03, _FULL, 0.05), "ground"),
                Bar(frame(MARGIN, _RULE_TOP + 0.05, _FULL, 0.025), "cover_accent"),
            )
        case Motif.LIGHT_RINGS:
            return (Bar(frame(MARGIN, _RULE_TOP + 0.01, _FULL, 0.018), "second"),)


def _cover_rule(motif: Motif, top: float) -> tuple[Bar, ...]:
    """Returns the rules of cover, openers and closing; `top` in inches is that of the one under the title."""
    match motif:
        case Motif.BLEEDING_RINGS:
            return (Bar(frame(MARGIN, top, 1.2, 0.05), "cover_accent"),)
        case Motif.INTERLOCKED_RINGS:
            return (
                Bar(frame(MARGIN, top - 0.02, _COVER_RULE, 0.06), "cover_accent"),
                Bar(frame(MARGIN, top + 0.08, _COVER_RULE, 0.018), "cover_accent"),
                Bar(frame(0, 7.12, _PAGE_WIDTH, 0.018), "cover_accent"),
                Bar(frame(0, 7.2, _PAGE_WIDTH, 0.06), "cover_accent"),
            )
        case Motif.LIGHT_RINGS:
            return (Bar(frame(MARGIN, top + 0.015, _COVER_RULE, 0.02), "cover_accent"),)


def _circles(motif: Motif, *, is_opener: bool) -> tuple[Ornament, ...]:
    match motif:
        case Motif.BLEEDING_RINGS:
            return _side_by_side(8.2, -1.5, 5.6, 12) if is_opener else _side_by_side(8.4, 1.55, 4.1, 9)
        case Motif.INTERLOCKED_RINGS:
            return _interlocked(9.0, 3.6, 2.26, 8) if is_opener else _interlocked(8.6, 2.35, 2.5, 9)
        case Motif.LIGHT_RINGS:
            upper, lower = ((9.7, -2.3), (8.6, 2.3)) if is_opener else ((8.5, -0.9), (10.0, 2.75))
            return (*_ripple(*upper, 5.4, "first_on_cover"), *_ripple(*lower, 5.4, "second_on_cover"))


def _pair(left: float, top: float, diameter: float) -> tuple[Frame, Frame]:
    first = frame(left, top, diameter, diameter)
    return first, frame(left + diameter * _SHIFT, top, diameter, diameter)


def _side_by_side(left: float, top: float, diameter: float, weight: float) -> tuple[Ring, Ring]:
    """Returns two rings that overlap; left edge, top and diameter in inches, weight in points."""
    first, second = _pair(left, top, diameter)
    return Ring(first, "first_on_cover", pt(weight), 12), Ring(second, "second_on_cover", pt(weight), 12)


def _interlocked(left: float, top: float, diameter: float, weight: float) -> tuple[Ornament, ...]:
    """Returns two rings of which each passes over the other once, with a gap on both sides of the upper one."""
    first, second = _pair(left, top, diameter)
    crossing = degrees(acos(_SHIFT))
    return (
        Ring(first, "first_on_cover", pt(weight), 0),
        Ring(second, "second_on_cover", pt(weight), 0),
        *_bridge(first, "first_on_cover", weight, 360 - crossing),
        *_bridge(second, "second_on_cover", weight, 180 - crossing),
    )


def _bridge(circle: Frame, colour: str, weight: float, at: float) -> tuple[Arc, Arc]:
    return (
        Arc(circle, "cover_ground", pt(weight * 2.2), at - 11, at + 11),
        Arc(circle, colour, pt(weight), at - 13, at + 13),
    )


def _ripple(left: float, top: float, diameter: float, colour: str) -> tuple[Ring, ...]:
    """Returns thin circles in one another, the outermost strongest."""
    return tuple(
        Ring(frame(left + inset, top + inset, diameter - 2 * inset, diameter - 2 * inset), colour, pt(weight), breath)
        for inset, weight, breath in ((0.0, 3, 8), (0.3, 1.25, 0), (0.6, 0.75, 0))
    )
