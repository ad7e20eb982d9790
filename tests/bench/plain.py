"""A plain script that writes the same deck, pages and charts: python-pptx, python-docx and matplotlib, no checks.

Run: python plain.py DESCRIPTION.json FOLDER [--png]. It is what `briefing build` is held against, written as one would
who knows these libraries and wants it quick, and it uses nothing of `briefing`; what to write comes from
`described.py`. Charts are saved as SVG, too, as a build does; with --png they are not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt as DocPt
from lxml import etree
from plain_charts import save_charts
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

Plain = dict[str, Any]
ALIGN = {"l": PP_ALIGN.LEFT, "r": PP_ALIGN.RIGHT, "ctr": PP_ALIGN.CENTER}
ANCHOR = {"t": MSO_ANCHOR.TOP, "ctr": MSO_ANCHOR.MIDDLE, "b": MSO_ANCHOR.BOTTOM}
ON_PAGE = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def main() -> None:
    description = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    save_charts(description["charts"], folder, with_svg="--png" not in sys.argv)
    save_deck(description, folder)
    save_word(description, folder)


# Deck


def save_deck(description: Plain, folder: Path) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    title_only = deck.slide_layouts.get_by_name("Title Only")
    links = []
    for slide in description["slides"]:
        made = deck.slides.add_slide(title_only)
        if slide["ground"]:
            made.background.fill.solid()
            made.background.fill.fore_color.rgb = RGBColor.from_string(slide["ground"])
        for shape in slide["shapes"]:
            added = add_shape(made, shape, folder)
            if shape.get("goes_to") is not None:
                links.append((added, shape["goes_to"]))
        if slide["notes"]:
            made.notes_slide.notes_text_frame.text = slide["notes"]
    slides = list(deck.slides)
    for added, target in links:
        added.click_action.target_slide = slides[target]
    deck.core_properties.title = description["title"]
    deck.save(str(folder / "plain.pptx"))


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


# Word


def save_word(description: Plain, folder: Path) -> None:
    word = description["word"]
    document = Document()
    styles = {name: make_style(document, name, looks) for name, looks in word["styles"].items()}
    set_page(document, word, styles)
    for block in word["blocks"]:
        add_block(document, block, styles, folder)
    for note in word["notes"]:  # python-docx knows no footnotes
        set_runs(document.add_paragraph(style=styles[note["style"]]), note)
    document.core_properties.title = description["title"]
    document.save(str(folder / "plain.docx"))


def make_style(document: Any, name: str, looks: Plain) -> Any:
    known = [style for style in document.styles if style.name.casefold() == name.casefold()]
    style = known[0] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size = looks["latin"], DocPt(looks["size"])
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), looks["face"])
    manner = style.paragraph_format
    manner.alignment = ON_PAGE[looks["align"]]
    manner.line_spacing = None if looks["line"] is None else DocPt(looks["line"])
    manner.space_before, manner.space_after = DocPt(looks["before"]), DocPt(looks["after"])
    manner.first_line_indent, manner.left_indent = DocPt(looks["first"]), DocPt(looks["left"])
    manner.keep_with_next, manner.page_break_before = looks["keep_next"], looks["new_page"]
    if looks["tab"]:
        manner.tab_stops.add_tab_stop(DocPt(looks["tab"]))
    return style


def set_page(document: Any, word: Plain, styles: dict[str, Any]) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (DocPt(length) for length in word["page"]["size"])
    edges = (DocPt(length) for length in word["page"]["margins"])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = edges
    if word["page"]["header"]:
        section.header.paragraphs[0].text = word["page"]["header"]
    number = section.footer.paragraphs[0]
    number.style = styles[word["footer"]]
    field = etree.SubElement(number._p, qn("w:fldSimple"))
    field.set(qn("w:instr"), "PAGE")


def add_block(document: Any, block: Plain, styles: dict[str, Any], folder: Path) -> None:
    match block["kind"]:
        case "paragraph":
            set_runs(document.add_paragraph(style=styles[block["style"]]), block)
        case "picture":
            width, height = (DocPt(length) for length in block["size"])
            file = block["file"] or folder / f"{block['chart']}.png"
            run = document.add_paragraph(style=styles[block["style"]]).add_run()
            run.add_picture(str(file), width, height)._inline.docPr.set("descr", block["alt"])
        case _:
            table = document.add_table(len(block["rows"]), len(block["widths"]), "Table Grid")
            for row, texts in zip(table.rows, block["rows"], strict=True):
                for cell, text, width in zip(row.cells, texts, block["widths"], strict=True):
                    cell.width = DocPt(width)
                    cell.paragraphs[0].style = styles[text["style"]]
                    set_runs(cell.paragraphs[0], text)


def set_runs(made: Any, paragraph: Plain) -> None:
    if paragraph["new_page"]:
        made.paragraph_format.page_break_before = True
    for text, strong in paragraph["runs"]:
        run = made.add_run(text)
        if strong:
            run.bold = True
    if paragraph["note"]:
        made.add_run(f"[{paragraph['note']}]").font.superscript = True


if __name__ == "__main__":
    main()
