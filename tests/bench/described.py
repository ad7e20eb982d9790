"""Everything that a build decides, as plain data: what the scripts and converters held against it are given to write.

All of it is decided beforehand and not timed, so that they have nothing left to do but to write.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from described_word import word

from briefing.charts import Medium
from briefing.charts.engine import draw
from briefing.charts.sheet import Sheet
from briefing.deck.desk import text_colour
from briefing.deck.fit import paragraph
from briefing.deck.slides import FigureFill, Fill, Paragraph, Slide, TableFill, TextFill
from briefing.deck.slots import SIDE, Layout, Slot, SlotKind, contained
from briefing.document import Chart, Run, Side
from briefing.lengths import Frame
from briefing.pipeline import Settled, settle
from briefing.theme import Palette

Plain = dict[str, Any]


def describe(outline: Path, folder: Path, *, deck_only: bool = False) -> Path:
    """Writes what is decided of an outline, the slides one a line, and returns the folder.

    Colours are RRGGBB, slides are in EMU, charts and pages in points.
    """
    folder.mkdir()
    settled = settle(outline)
    deck = _Deck(settled)
    slides = (deck.slide(slide, number) for number, slide in enumerate(settled.deck.slides, 1))
    (folder / "slides.jsonl").write_text("".join(f"{_json(slide)}\n" for slide in slides), "utf-8")
    if not deck_only:
        pages = word(settled.document, settled.outline.theme)
        (folder / "word.json").write_text(_json(pages.data), "utf-8")
        charts = [_chart(sheet) for sheet in (*deck.sheets, *pages.sheets)]
        (folder / "charts.json").write_text(_json(charts), "utf-8")
    return folder


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


class _Deck:
    """Goes through the slides, collecting the charts that they show."""

    def __init__(self, settled: Settled) -> None:
        self.settled, self.palette = settled, settled.outline.theme.palette
        self.sheets: list[Sheet] = []

    def slide(self, slide: Slide, number: int) -> Plain:
        layout = self.settled.template.book[slide.layout]
        shapes = [self._shape(fill, layout) for fill in slide.fills]
        shapes += [
            _page_number(slot, number, self.palette) for slot in layout.slots if slot.kind is SlotKind.PAGE_NUMBER
        ]
        ground = self.palette.cover_ground if layout.cover_rule is not None else None
        return {"title": slide.title, "ground": ground, "shapes": shapes, "notes": "\n".join(slide.notes)}

    def _shape(self, fill: Fill, layout: Layout) -> Plain:
        slot = layout.slot(fill.slot)
        match fill:
            case TextFill():
                return _text(fill, slot, self.palette)
            case FigureFill():
                return self._figure(fill, slot)
            case TableFill():
                return _table(fill, slot, self.palette)

    def _figure(self, fill: FigureFill, slot: Slot) -> Plain:
        figure = fill.figure
        if not isinstance(figure, Chart):
            frame = contained(figure, slot.frame)
            return {"kind": "picture", "frame": _frame(frame), "file": str(figure.file), "alt": figure.alt}
        if figure.native:
            raise ValueError(f"chart {figure.id} is native, which the plain script does not make")
        self.sheets.append(draw(figure, slot.frame.size, self.settled.outline.theme, Medium.SLIDE))
        return {"kind": "chart", "frame": _frame(slot.frame), "chart": f"slide-{len(self.sheets)}", "alt": figure.alt}


def _text(fill: TextFill, slot: Slot, palette: Palette) -> Plain:
    ground = text_colour(fill.side) if slot.fill == SIDE else slot.fill
    edge = slot.accent and {"frame": _frame(slot.accent.frame), "colour": getattr(palette, fill.side.value)}
    return {
        "kind": "title" if slot.kind is SlotKind.TITLE else "text",
        "frame": _frame(slot.frame),
        "inset": slot.inset.emu,
        "anchor": slot.style.anchor.value,
        "fill": getattr(palette, ground) if ground else None,
        "edge": edge,
        "goes_to": fill.goes_to,
        "paragraphs": [_paragraph(item, palette) for item in fill.paragraphs],
    }


def _page_number(slot: Slot, number: int, palette: Palette) -> Plain:
    text = paragraph((Run(f"{number}"),), slot.style, slot.style.sizes[0], first=True)
    return _text(TextFill(slot.name, (text,), Side.CONTEXT), slot, palette)


def _table(fill: TableFill, slot: Slot, palette: Palette) -> Plain:
    return {
        "kind": "table",
        "frame": _frame(slot.frame),
        "widths": [width.emu for width in fill.widths],
        "heights": [height.emu for height in fill.heights],
        "ground": palette.ground,
        "rows": [[_paragraph(cell.paragraph, palette) for cell in row] for row in fill.rows],
    }


def _paragraph(item: Paragraph, palette: Palette) -> Plain:
    spans = [
        {"text": span.text, "size": span.size, "colour": getattr(palette, span.colour), "strong": span.strong}
        for span in item.spans
    ]
    return {
        "align": item.align,
        "bullet": item.bullet,
        "leading": item.leading.pt,
        "before": item.before.pt,
        "spans": spans,
    }


def _frame(frame: Frame) -> list[int]:
    return [frame.left.emu, frame.top.emu, frame.width.emu, frame.height.emu]


def _chart(sheet: Sheet) -> Plain:
    return {
        "medium": sheet.medium.value,
        "size": [sheet.size.width.inch, sheet.size.height.inch],
        "marks": [{"kind": type(mark).__name__, **_values(mark)} for mark in sheet.marks],
    }


def _values(mark: Any) -> Plain:
    """Returns a mark's fields as plain values, those of its own dataclasses within."""
    found = ((field.name, getattr(mark, field.name)) for field in fields(mark))
    return {name: _values(value) if is_dataclass(value) else value for name, value in found}
