"""A settled chart as SVG: its marks one for one, with its labels as text."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin

from briefing.charts import typeface
from briefing.charts.marks import (
    Curve,
    Dot,
    Lens,
    Line,
    Mark,
    Paint,
    Point,
    Polygon,
    Rectangle,
    Ring,
    Rounded,
    Stroke,
)
from briefing.charts.sheet import Sheet
from briefing.document import Chart, Rows
from briefing.preview.markup import Attributes, element, figure, text

_CELL = 4.0
"""Points between the strokes of a hatching."""
_BOLDER = 0.035
"""Ems of the outline that makes the one weight of the charts' typeface bolder."""


def chart(sheet: Sheet, prefix: str) -> str:
    """Returns the marks of a chart, in points from its top left corner; `prefix` makes its ids the page's only ones."""
    facts = _facts(sheet.chart)
    return "".join(_drawn(mark, f"{prefix}-{number}", facts) for number, mark in enumerate(sheet.marks))


def _facts(item: Chart) -> Mapping[str, str]:
    """Returns the facts of a chart by the words that its labels show them in, as far as these tell them apart."""
    if not isinstance(item.data, Rows):
        return {}
    stated: dict[str, set[str]] = {}
    for row in item.data.rows:
        for datum in row.values:
            if datum is not None:
                for words in {datum.text, datum.quantity.text}:
                    stated.setdefault(words, set()).add(datum.fact or "")
    return {words: next(iter(facts)) for words, facts in stated.items() if len(facts) == 1 and all(facts)}


def _drawn(mark: Mark, name: str, facts: Mapping[str, str]) -> str:
    match mark:
        case Line():
            return _label(mark, facts)
        case Stroke((x1, y1), (x2, y2), color, weight):
            return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=f"#{color}", stroke_width=weight)
        case Rectangle(box, paint) | Rounded(box, _, paint):
            radius = mark.radius if isinstance(mark, Rounded) else None
            place: Attributes = {"x": box.left, "y": box.top, "width": box.width, "height": box.height, "rx": radius}
            shape = element("rect", **place, **_paint(paint))
            if not paint.hatch or not paint.edge:
                return shape
            hatched = element("rect", **place, fill=f"url(#{name})")
            return _hatching(name, paint.hatch, paint.edge) + shape + hatched
        case Dot((x, y), radius, paint):
            return element("circle", cx=x, cy=y, r=radius, **_paint(paint))
        case Ring():
            return _ring(mark)
        case Polygon(points, paint):
            return element("polygon", points=_points(points), stroke_linejoin="round", **_paint(paint))
        case Lens(first, second, paint):
            clip = element("clipPath", element("polygon", points=_points(second)), id=name)
            return clip + element("polygon", points=_points(first), clip_path=f"url(#{name})", **_paint(paint))
        case Curve(points, paint):
            return element("polyline", points=_points(points), stroke_linejoin="round", **_paint(paint))


def _label(line: Line, facts: Mapping[str, str]) -> str:
    x, y = line.at
    bolder: Attributes = {"stroke": f"#{line.color}", "stroke_width": line.size * _BOLDER} if line.strong else {}
    fact = facts.get(line.text)
    return element(
        "text",
        figure("tspan", line.text, fact) if fact else text(line.text),
        x=x,
        y=y,
        font_size=line.size,
        fill=f"#{line.color}",
        text_anchor={"left": None, "center": "middle", "right": "end"}[line.across],
        textLength=typeface.width(line.text, line.size),
        lengthAdjust="spacingAndGlyphs",
        **bolder,
    )


def _paint(paint: Paint) -> Attributes:
    edge = bool(paint.edge and paint.weight)
    return {
        "fill": f"#{paint.fill}" if paint.fill else "none",
        "stroke": f"#{paint.edge}" if edge else None,
        "stroke_width": paint.weight if edge else None,
    }


def _hatching(name: str, hatch: str, color: str) -> str:
    """Returns a pattern for one of the hatchings of matplotlib that charts use."""
    up, down = f"M0 {_CELL}L{_CELL} 0", f"M0 0L{_CELL} {_CELL}"
    middle = _CELL / 2
    line: Attributes = {"fill": "none", "stroke": f"#{color}", "stroke_width": 0.8}
    match hatch[0]:
        case ".":
            drawn = element("circle", cx=middle, cy=middle, r=0.8, fill=f"#{color}")
        case "o":
            drawn = element("circle", cx=middle, cy=middle, r=1.3, **line)
        case sign:
            strokes = {"/": up, "\\": down, "x": up + down, "-": f"M0 {middle}H{_CELL}", "|": f"M{middle} 0V{_CELL}"}
            drawn = element("path", d=strokes[sign], **line)
    return element("pattern", drawn, id=name, width=_CELL, height=_CELL, patternUnits="userSpaceOnUse")


def _ring(ring: Ring) -> str:
    (x, y), outer, inner = ring.center, ring.radius, ring.radius - ring.thickness
    if ring.share >= 1:
        middle = (outer + inner) / 2
        paint: Attributes = {"fill": "none", "stroke": f"#{ring.paint.fill}", "stroke_width": ring.thickness}
        return element("circle", cx=x, cy=y, r=middle, **paint)
    turn = 2 * pi * ring.share
    large = int(ring.share > 1 / 2)
    across, down = sin(turn), -cos(turn)
    path = (
        f"M{x:.2f} {y - outer:.2f}A{outer:.2f} {outer:.2f} 0 {large} 1 {x + outer * across:.2f} {y + outer * down:.2f}"
        f"L{x + inner * across:.2f} {y + inner * down:.2f}"
        f"A{inner:.2f} {inner:.2f} 0 {large} 0 {x:.2f} {y - inner:.2f}Z"
    )
    return element("path", d=path, **_paint(ring.paint))


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
