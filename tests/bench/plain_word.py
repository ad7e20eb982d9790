"""The Word briefing of the plain script, with python-docx."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

Plain = dict[str, Any]
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def save_word(description: Path, folder: Path) -> None:
    word = json.loads((description / "word.json").read_text("utf-8"))
    document = Document()
    styles = {name: make_style(document, name, looks) for name, looks in word["styles"].items()}
    set_page(document, word, styles)
    for block in word["blocks"]:
        add_block(document, block, styles, folder)
    for note in word["notes"]:  # python-docx knows no footnotes
        set_runs(document.add_paragraph(style=styles[note["style"]]), note)
    document.save(str(folder / "plain.docx"))


def make_style(document: Any, name: str, looks: Plain) -> Any:
    known = [style for style in document.styles if style.name.casefold() == name.casefold()]
    style = known[0] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size = looks["latin"], Pt(looks["size"])
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), looks["face"])
    manner = style.paragraph_format
    manner.alignment = ALIGN[looks["align"]]
    manner.line_spacing = None if looks["line"] is None else Pt(looks["line"])
    manner.space_before, manner.space_after = Pt(looks["before"]), Pt(looks["after"])
    manner.first_line_indent, manner.left_indent = Pt(looks["first"]), Pt(looks["left"])
    manner.keep_with_next, manner.page_break_before = looks["keep_next"], looks["new_page"]
    if looks["tab"]:
        manner.tab_stops.add_tab_stop(Pt(looks["tab"]))
    return style


def set_page(document: Any, word: Plain, styles: dict[str, Any]) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Pt(length) for length in word["page"]["size"])
    edges = (Pt(length) for length in word["page"]["margins"])
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
            width, height = (Pt(length) for length in block["size"])
            file = block["file"] or folder / f"{block['chart']}.png"
            run = document.add_paragraph(style=styles[block["style"]]).add_run()
            run.add_picture(str(file), width, height)._inline.docPr.set("descr", block["alt"])
        case _:
            table = document.add_table(len(block["rows"]), len(block["widths"]), "Table Grid")
            for row, texts in zip(table.rows, block["rows"], strict=True):
                for cell, text, width in zip(row.cells, texts, block["widths"], strict=True):
                    cell.width = Pt(width)
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
