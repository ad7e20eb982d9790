"""Planned slides as SVG in points: the layouts' decoration, every text line where the planner set it, charts, tables."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from math import cos, radians, sin

from briefing.charts import ChartError, Medium
from briefing.charts.engine import draw
from briefing.deck import motif
from briefing.deck.desk import text_colour
from briefing.deck.grid import PAGE, Anchor
from briefing.deck.marks import ANGLE, strength
from briefing.deck.slides import FigureFill, Fill, Paragraph, Slide, Span, TableFill, TextFill
from briefing.deck.slots import SIDE, Arc, Bar, Book, Layout, Ornament, Ring, Slot, SlotKind, contained
from briefing.deck.table_markup import ZEBRA_FROM
from briefing.deck.tables import CELL_SIDE, CELL_TOP
from briefing.document import Chart, Picture
from briefing.lengths import Frame, Length, Size, pt
from briefing.pictures import files
from briefing.preview import drawn
from briefing.preview.lines import SetLine, lines
from briefing.preview.markup import Attributes, element, figure, text
from briefing.theme import Theme

_ANCHORS = {"l": None, "ctr": "middle", "r": "end"}
_BULLET = 0.6
"""The size of a bullet, as a share of its text's (the deck's `a:buSzPct`)."""
_HEAD, _SHAFT = 0.5, 0.25
"""How long an arrow's head is and how far in its shaft begins, by its height (the defaults of the preset shapes)."""


@dataclass(frozen=True, slots=True)
class Painter:
    """Paints the slides of one deck."""

    book: Book
    theme: Theme
    page: Size = PAGE

    def slide(self, slide: Slide, number: int) -> str:
        """Returns a slide as an `svg` element; `number` counts from 1."""
        layout = self.book[slide.layout]
        prefix = f"slide-{number}"
        parts = [
            *self._ground(layout),
            *self._watermark(slide),
            *(self._slot(fill, layout.slot(fill.slot), f"{prefix}-{fill.slot}") for fill in slide.fills),
            *(self._page_number(slot, number) for slot in layout.slots if slot.kind is SlotKind.PAGE_NUMBER),
            *self._foot(slide),
        ]
        return element(
            "svg",
            *parts,
            class_="slide",
            viewBox=f"0 0 {self.page.width.pt:g} {self.page.height.pt:g}",
            role="group",  # its figures can be reached, which nothing within an img can
            aria_label=slide.title,
        )

    # The layout

    def _ground(self, layout: Layout) -> Iterator[str]:
        colour = self._colour("cover_ground") if layout.cover_rule is not None else "#FFFFFF"
        yield element("rect", width=self.page.width.pt, height=self.page.height.pt, fill=colour)
        for item in (*motif.decoration(self.theme.motif, layout), *layout.decoration):
            yield self._ornament(item)

    def _ornament(self, item: Ornament) -> str:
        match item:
            case Bar():
                return self._bar(item)
            case Ring(frame, colour, weight, breath):
                return element(
                    "ellipse",
                    **_round(frame),
                    fill=self._colour(colour) if breath else "none",
                    fill_opacity=breath / 100 if breath else None,
                    stroke=self._colour(colour),
                    stroke_width=weight.pt,
                )
            case Arc(frame, colour, weight, start, end):
                (x1, y1), (x2, y2) = (_on_circle(frame, angle) for angle in (start, end))
                radius = f"{frame.width.pt / 2:.2f} {frame.height.pt / 2:.2f}"
                path = f"M{x1:.2f} {y1:.2f}A{radius} 0 0 1 {x2:.2f} {y2:.2f}"
                return element("path", d=path, fill="none", stroke=self._colour(colour), stroke_width=weight.pt)

    def _bar(self, item: Bar) -> str:
        fill = self._colour(item.colour)
        left, top, width, height = _place(item.frame)
        right, bottom, middle = left + width, top + height, top + height / 2
        tip = right - _HEAD * min(width, height)
        match item.shape:
            case "ellipse":
                return element("ellipse", **_round(item.frame), fill=fill)
            case "rightArrow":
                upper, lower = top + _SHAFT * height, bottom - _SHAFT * height
                path = f"M{left} {upper}H{tip}V{top}L{right} {middle}L{tip} {bottom}V{lower}H{left}Z"
                return element("path", d=path, fill=fill)
            case "chevron":
                notch = left + right - tip
                path = f"M{left} {top}H{tip}L{right} {middle}L{tip} {bottom}H{left}L{notch} {middle}Z"
                return element("path", d=path, fill=fill)
            case _:
                return element("rect", x=left, y=top, width=width, height=height, fill=fill)

    def _page_number(self, slot: Slot, number: int) -> str:
        size = slot.style.sizes[0]
        span = Span(str(number), size, slot.style.colour, slot.style.strong)
        item = Paragraph((span,), pt(size * slot.style.leading), pt(0), slot.style.align)
        return self._paragraphs((item,), slot, slot.frame)

    def _watermark(self, slide: Slide) -> Iterator[str]:
        mark = slide.watermark
        if mark is None:
            return
        left, top, width, height = _place(mark.frame)
        x, y = left + width / 2, top + height / 2
        yield element(
            "text",
            text(mark.text),
            x=x,
            y=y + 0.38 * mark.size,
            text_anchor="middle",
            font_size=mark.size,
            fill=self._colour(mark.colour),
            fill_opacity=strength(mark.colour, self.theme.palette) / 100,
            transform=f"rotate(-{ANGLE} {x:.2f} {y:.2f})",
            class_="text",
            aria_hidden="true",
        )

    def _foot(self, slide: Slide) -> Iterator[str]:
        if slide.foot is not None:
            set_lines = lines((slide.foot.paragraph,), slide.foot.frame, Anchor.MIDDLE)
            yield element("g", *map(self._line, set_lines), class_="text")

    # The content

    def _slot(self, fill: Fill, slot: Slot, prefix: str) -> str:
        """Returns what a slot is filled with, in a group that says which slot it is and where."""
        match fill:
            case TextFill():
                content = self._text(fill, slot)
            case FigureFill(figure=Chart() as chart):
                content = self._chart(chart, slot, prefix)
            case FigureFill(figure=Picture() as picture):
                content = image(picture, contained(picture, slot.frame))
            case TableFill():
                content = self._table(fill, slot)
        frame = " ".join(f"{value:.2f}" for value in _place(slot.frame))
        return element("g", content, class_="slot", data_slot=slot.name, data_frame=frame)

    def _text(self, fill: TextFill, slot: Slot) -> str:
        ground = text_colour(fill.side) if slot.fill == SIDE else slot.fill
        parts = [self._bar(Bar(slot.frame, ground))] if ground else []
        parts.append(self._paragraphs(fill.paragraphs, slot, _inside(slot.frame, slot.inset, slot.inset)))
        if slot.accent is not None:
            parts.append(self._bar(replace(slot.accent, colour=fill.side.value)))
        return "".join(parts)

    def _paragraphs(self, items: tuple[Paragraph, ...], slot: Slot, frame: Frame) -> str:
        family = "heading" if slot.kind is SlotKind.TITLE else "text"
        set_lines = "".join(self._line(line) for line in lines(items, frame, slot.style.anchor))
        return element("g", set_lines, class_=family)

    def _line(self, line: SetLine) -> str:
        words = "".join(self._span(span) for span in line.spans)
        shown = element("text", words, x=line.x, y=line.baseline, text_anchor=_ANCHORS[line.align])
        if line.bullet is None:
            return shown
        first = line.spans[0]
        side = _BULLET * first.size * 0.62
        colour = "cover_accent" if first.colour == "cover_text" else "primary"
        top = line.baseline - 0.36 * first.size - side / 2
        square: Attributes = {"x": line.bullet + 0.1 * first.size, "y": top, "width": side, "height": side}
        return element("rect", **square, fill=self._colour(colour)) + shown

    def _span(self, span: Span) -> str:
        weight = "700" if span.strong else None
        looks: Attributes = {"font_size": float(span.size), "fill": self._colour(span.colour), "font_weight": weight}
        if span.fact:
            return figure("tspan", span.text, span.fact, **looks)
        return element("tspan", text(span.text), **looks)

    def _chart(self, chart: Chart, slot: Slot, prefix: str) -> str:
        """Returns a chart as it is drawn for pictures, which one of PowerPoint's own resembles."""
        left, top, width, height = _place(slot.frame)
        try:
            sheet = draw(chart, slot.frame.size, self.theme, Medium.SLIDE)
        except ChartError:  # only a chart of PowerPoint's own, which needs less room, comes so far
            frame: Attributes = {"width": width, "height": height, "fill": "none", "stroke": self._colour("line")}
            words = element("text", text(chart.title), x=12.0, y=24.0, font_size=14.0, fill=self._colour("ink"))
            content = element("rect", **frame) + words
        else:
            content = drawn.chart(sheet, prefix)
        return element("g", content, transform=f"translate({left:.2f} {top:.2f})")

    def _table(self, fill: TableFill, slot: Slot) -> str:
        """Returns a table as the deck writes it: a filled header, hairlines, every second row tinted when there are many."""
        lefts = [slot.frame.left, *(slot.frame.left + width for width in accumulate(fill.widths))]
        tops = [slot.frame.top, *(slot.frame.top + height for height in accumulate(fill.heights))]
        tinted = len(fill.rows) > ZEBRA_FROM
        parts = []
        for row, cells in enumerate(fill.rows):
            across = Frame(slot.frame.left, tops[row], lefts[-1] - lefts[0], fill.heights[row])
            ground = "ground" if row == 0 else "tint" if tinted and row % 2 == 0 else None
            if ground:
                parts.append(self._bar(Bar(across, ground)))
            below: Attributes = {
                "x1": across.left.pt,
                "x2": across.right.pt,
                "y1": across.bottom.pt,
                "y2": across.bottom.pt,
            }
            parts.append(element("line", **below, stroke=self._colour("line"), stroke_width=0.75))
            for column, cell in enumerate(cells):
                frame = Frame(lefts[column], tops[row], fill.widths[column], fill.heights[row])
                set_lines = lines((cell.paragraph,), _inside(frame, CELL_SIDE, CELL_TOP), Anchor.MIDDLE)
                parts.extend(self._line(line) for line in set_lines)
        return element("g", *parts, class_="text")

    def _colour(self, token: str) -> str:
        return f"#{getattr(self.theme.palette, token)}"


def image(picture: Picture, frame: Frame) -> str:
    """Returns a picture with its content inside the page."""
    left, top, width, height = _place(frame)
    content, kind = files.read(picture.file)
    data = base64.b64encode(content).decode()
    place: Attributes = {"x": left, "y": top, "width": width, "height": height}
    return element("image", element("title", text(picture.alt)), **place, href=f"data:image/{kind.value};base64,{data}")


def _inside(frame: Frame, side: Length, top: Length) -> Frame:
    return Frame(frame.left + side, frame.top + top, frame.width - 2 * side, frame.height - 2 * top)


def _place(frame: Frame) -> tuple[float, float, float, float]:
    return frame.left.pt, frame.top.pt, frame.width.pt, frame.height.pt


def _round(frame: Frame) -> dict[str, float]:
    left, top, width, height = _place(frame)
    return {"cx": left + width / 2, "cy": top + height / 2, "rx": width / 2, "ry": height / 2}


def _on_circle(frame: Frame, angle: float) -> tuple[float, float]:
    """Returns a point of a circle's outline; degrees clockwise from three o'clock."""
    where = _round(frame)
    return where["cx"] + where["rx"] * cos(radians(angle)), where["cy"] + where["ry"] * sin(radians(angle))
