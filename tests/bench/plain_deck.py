"""The deck of the plain script, with python-pptx.

Run: python plain_deck.py DESCRIPTION FOLDER, for a deck alone. DESCRIPTION is a folder; its slides are read one by one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

Plain = dict[str, Any]
ALIGN = {"l": PP_ALIGN.LEFT, "r": PP_ALIGN.RIGHT, "ctr": PP_ALIGN.CENTER}
ANCHOR = {"t": MSO_ANCHOR.TOP, "ctr": MSO_ANCHOR.MIDDLE, "b": MSO_ANCHOR.BOTTOM}


def save_deck(description: Path, folder: Path) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    title_only = deck.slide_layouts.get_by_name("Title Only")
    links: list[tuple[Any, int]] = []
    with (description / "slides.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            links += add_slide(deck, title_only, json.loads(line), folder)
    slides = list(deck.slides)
    for shape, target in links:
        shape.click_action.target_slide = slides[target]
    deck.save(str(folder / "plain.pptx"))


def add_slide(deck: Any, layout: Any, slide: Plain, folder: Path) -> list[tuple[Any, int]]:
    """Returns the shapes that lead to a slide, with its index."""
    made = deck.slides.add_slide(layout)
    if slide["ground"]:
        made.background.fill.solid()
        made.background.fill.fore_color.rgb = RGBColor.from_string(slide["ground"])
    added = [(add_shape(made, shape, folder), shape.get("goes_to")) for shape in slide["shapes"]]
    if slide["notes"]:
        made.notes_slide.notes_text_frame.text = slide["notes"]
    return [(shape, target) for shape, target in added if target is not None]


def add_shape(slide: Any, shape: Plain, folder: Path) -> Any:
    match shape["kind"]:
        case "title" | "text":
            return add_text(slide, shape)
        case "table":
            return add_table(slide, shape)
        case kind:
            file = folder / f"{shape['chart']}.png" if kind == "chart" else shape["file"]
            picture = slide.shapes.add_picture(str(file), *shape["frame"])
            picture._element.nvPicPr.cNvPr.set("descr", shape["alt"])
            return picture


def add_text(slide: Any, shape: Plain) -> Any:
    if shape["kind"] == "title":
        box = slide.shapes.title
        box.left, box.top, box.width, box.height = shape["frame"]
    else:
        box = slide.shapes.add_textbox(*shape["frame"])
    if shape["fill"]:
        box.fill.solid()
        box.fill.fore_color.rgb = RGBColor.from_string(shape["fill"])
    if shape["edge"]:
        edge = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *shape["edge"]["frame"])
        edge.fill.solid()
        edge.fill.fore_color.rgb = RGBColor.from_string(shape["edge"]["colour"])
        edge.line.fill.background()
    frame = box.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = ANCHOR[shape["anchor"]]
    frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = shape["inset"]
    for number, paragraph in enumerate(shape["paragraphs"]):
        set_paragraph(frame.add_paragraph() if number else frame.paragraphs[0], paragraph)
    return box


def set_paragraph(made: Any, paragraph: Plain) -> None:
    made.alignment = ALIGN[paragraph["align"]]
    made.line_spacing, made.space_before = Pt(paragraph["leading"]), Pt(paragraph["before"])
    if paragraph["bullet"]:
        properties = made._p.get_or_add_pPr()
        properties.set("marL", "285750")
        properties.set("indent", "-285750")
        etree.SubElement(properties, qn("a:buChar")).set("char", "■")
    for span in paragraph["spans"]:
        run = made.add_run()
        run.text = span["text"].replace("\n", "\v")
        font = run.font
        font.size, font.bold, font.color.rgb = Pt(span["size"]), span["strong"], RGBColor.from_string(span["colour"])


def add_table(slide: Any, shape: Plain) -> Any:
    rows = shape["rows"]
    left, top, width, height = shape["frame"]
    added = slide.shapes.add_table(len(rows), len(rows[0]), left, top, width, height)
    table = added.table
    for column, column_width in zip(table.columns, shape["widths"], strict=True):
        column.width = column_width
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        row.height = shape["heights"][number]
        for cell, paragraph in zip(row.cells, texts, strict=True):
            set_paragraph(cell.text_frame.paragraphs[0], paragraph)
            if number == 0:
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string(shape["ground"])
    return added


if __name__ == "__main__":
    save_deck(Path(sys.argv[1]), Path(sys.argv[2]))
