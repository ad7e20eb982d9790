"""Clauses on the page, the head of the text, its levels, its page numbers and what stands below it (conventions 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wordfile import DOCUMENT, NUMBERING, SETTINGS, Paragraph, W, WordFile

from official.clause import Clause, inserted, paragraph, restyled, rewritten, said

TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1587, 1474
"""37, 35, 28 and 26 mm in twips."""
WIDTH, HEIGHT = 11906, 16838
BODY, TITLE, DATE, ANNEX_NOTE = "body text", "title", "date", "附件说明"
FACES = ("黑体", "楷体", "仿宋", "仿宋")
LEVELS = ("%1、", "（%2）", "%3.", "（%4）")


def of_style(file: WordFile, style: str) -> list[Paragraph]:
    return [item for item in file.paragraphs if item.style == style]


def lacking(found: object, what: str) -> Iterator[str]:
    """Yields that something is missing altogether: a check with nothing to look at has seen nothing."""
    if not found:
        yield f"no {what}"


def paper(file: WordFile) -> Iterator[str]:
    sizes = file.xpath(DOCUMENT, "//w:pgSz")
    yield from lacking(sizes, "page size")
    for size in sizes:
        found = (int(size.get(f"{W}w")), int(size.get(f"{W}h")))
        if found != (WIDTH, HEIGHT) or size.get(f"{W}orient") == "landscape":
            yield f"{found} is not A4 upright"


def margins(file: WordFile) -> Iterator[str]:
    found = file.xpath(DOCUMENT, "//w:pgMar")
    yield from lacking(found, "margins")
    for item in found:
        for side, expected in (("top", TOP), ("bottom", BOTTOM), ("left", LEFT), ("right", RIGHT)):
            if abs(int(item.get(f"{W}{side}")) - expected) > 1:
                yield f"{side} is {item.get(f'{W}{side}')} twips and not {expected}"
        if item.get(f"{W}gutter", "0") != "0":
            yield "a gutter narrows the text"


def text(file: WordFile) -> Iterator[str]:
    yield from lacking(of_style(file, BODY), "text")
    for item in of_style(file, BODY):
        place = item.text[:12]
        if (item.number("ind", "firstLineChars"), item.number("ind", "firstLine")) != (200, 640):
            yield f"{place}: not indented by two characters"
        if item.number("ind", "leftChars") or item.number("ind", "left"):
            yield f"{place}: set in from the left"
        for run in item.runs:
            if run.text and (run.size, run.face("eastAsia")) != (16, "仿宋"):
                yield f"{place}: {run.face('eastAsia')} of {run.size:g} pt"


def grid(file: WordFile) -> Iterator[str]:
    for item in of_style(file, BODY):
        lines = (HEIGHT - TOP - BOTTOM) // max(item.number("spacing", "line"), 1)
        if lines != 22:
            yield f"{item.text[:12]}: {lines} lines a page"
        for run in item.runs:
            if run.text:
                spacing = int(run.properties.get("spacing", {}).get("val", "0"))
                characters = (WIDTH - LEFT - RIGHT) // (run.size * 20 + spacing)
                if characters != 28:
                    yield f"{item.text[:12]}: {characters:g} characters a line"


def pitch(file: WordFile) -> Iterator[str]:
    """The text, the headings and all else of 16 pt outside tables stand 28 pt apart; so do the lines of the grid."""
    for value in file.xpath(DOCUMENT, "//w:docGrid/@w:linePitch"):
        if value != "560":
            yield f"a grid of {value} twips"
    for item in file.paragraphs:
        if not item.text or item.in_table or any(run.size != 16 for run in item.runs if run.text):
            continue
        spacing = item.properties.get("spacing", {})
        if (spacing.get("lineRule"), spacing.get("line")) != ("exact", "560"):
            yield f"{item.text[:12]}: {spacing}"


def title(file: WordFile) -> Iterator[str]:
    found = of_style(file, TITLE)
    if len(found) != 1:
        yield f"{len(found)} titles"
    for item in found:
        if item.properties.get("jc", {}).get("val") != "center":
            yield "not centred"
        for run in item.runs:
            if run.text and (run.size, run.face("eastAsia")) != (22, "方正小标宋简体"):
                yield f"{run.face('eastAsia')} of {run.size:g} pt"
            if run.text and run.properties.get("b", {"val": "0"}).get("val") != "0":
                yield "bold"


def title_shape(file: WordFile) -> Iterator[str]:
    """Lines that fit, none of them far shorter than the others, no name divided between two of them."""
    for item in of_style(file, TITLE):
        lines = item.text.split("\n")
        fitting = (WIDTH - LEFT - RIGHT) // (22 * 20)
        if max(map(len, lines)) > fitting:
            yield f"“{max(lines, key=len)}” is longer than {fitting} characters"
        if min(map(len, lines)) < 0.6 * max(map(len, lines)):
            yield f"uneven lines: {lines}"
        names = file.xpath("docProps/core.xml", "//*[local-name() = 'keywords']/text()")
        for name in "".join(names).split(", "):
            if name and name in "".join(lines) and not any(name in line for line in lines):
                yield f"“{name}” is divided"


def levels(file: WordFile) -> Iterator[str]:
    """Every level is a style, also those that this text has no use for."""
    for number, face in enumerate(FACES, start=1):
        paragraph_properties, run_properties = file.style_properties(f"heading {number}")
        if paragraph_properties.get("outlineLvl", {}).get("val") != str(number - 1):
            yield f"heading {number} is not on level {number} of the navigation pane"
        if (run_properties["rFonts"].get("eastAsia"), run_properties["sz"]["val"]) != (face, "32"):
            yield f"heading {number}: {run_properties['rFonts'].get('eastAsia')} of {run_properties['sz']['val']}/2 pt"
        if run_properties.get("color", {}).get("val", "auto") not in {"auto", "000000"}:
            yield f"heading {number} is not black"
        if run_properties.get("b", {"val": "0"}).get("val") != "0":
            yield f"heading {number} is bold"


def headings(file: WordFile) -> Iterator[str]:
    """Headings are in the heading styles, and their runs say nothing against it; no level is left out."""
    yield from lacking(file.headings, "headings")
    for depth, number, item in file.headings:
        if item.style != f"heading {depth + 1}" or item.level != depth:
            yield f"{number}{item.text}: style {item.style}"
        for run in item.runs:
            if run.text and (run.face("eastAsia"), run.size) != (FACES[depth], 16):
                yield f"{number}{item.text}: {run.face('eastAsia')} of {run.size:g} pt"
    depths = [-1, *(depth for depth, *_ in file.headings)]
    for (above, depth), (_, number, item) in zip(pairwise(depths), file.headings, strict=True):
        if depth > above + 1:
            yield f"{number}{item.text}: a level is left out above it"


def numbering(file: WordFile) -> Iterator[str]:
    """一、（一）1.（1）, counted by Word and not typed."""
    for depth, expected in enumerate(LEVELS):
        level = file.numbering_level(file.style_properties(f"heading {depth + 1}")[0])
        if level is None:
            yield f"heading {depth + 1} is not numbered"
            continue
        form = level.find(f"{W}lvlText").get(f"{W}val")
        kind = level.find(f"{W}numFmt").get(f"{W}val")
        if form != expected or kind not in (("chineseCounting", "chineseCountingThousand") if depth < 2 else "decimal"):
            yield f"level {depth + 1} is numbered {form} in {kind}"
        if level.find(f"{W}suff") is None or level.find(f"{W}suff").get(f"{W}val") != "nothing":
            yield f"level {depth + 1}: a tab follows the number"
    for paragraph_ in file.paragraphs:
        if paragraph_.level is not None and re.match(
            r"[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+\.", paragraph_.text
        ):
            yield f"{paragraph_.text}: its number is typed"


def page_number(file: WordFile) -> Iterator[str]:
    """“— 1 —” by a field, 4号半角宋体."""
    footers = [part for part in file.text_parts if part.startswith("word/footer")]
    yield from lacking(footers, "footer")
    for part in footers:
        for item in file.paragraphs_of(part):
            if not re.fullmatch(r"— \d+ —", item.text):
                yield f"{part}: “{item.text}”"
            for run in item.runs:
                faces = {run.face(script) for script in ("ascii", "hAnsi", "eastAsia")}
                if run.text and (run.size, faces) != (14, {"宋体"}):
                    yield f"{part}: {'、'.join(faces)} of {run.size:g} pt"
        if [field.kind for field in file.fields(part)] != ["PAGE"]:
            yield f"{part}: no PAGE field"


def page_number_place(file: WordFile) -> Iterator[str]:
    """Odd pages right and even left, one character in; or both in the middle."""
    found = {}
    for pages in ("default", "even"):
        part = file.beside("footer", pages) or file.beside("footer", "default")
        if part is None:
            yield f"no footer for {pages} pages"
            return
        found[pages] = file.paragraphs_of(part)[0]
    sides = [item.properties.get("jc", {}).get("val") for item in found.values()]
    if sides == ["right", "left"]:
        if not file.xpath(SETTINGS, "//w:evenAndOddHeaders"):
            yield "the even pages' footer is not in use"
        if [found["default"].number("ind", "rightChars"), found["even"].number("ind", "leftChars")] != [100, 100]:
            yield "not one character in"
    elif sides != ["center", "center"]:
        yield f"{sides}"
    for item in file.xpath(DOCUMENT, "//w:pgMar"):
        middle = BOTTOM - int(item.get(f"{W}footer")) - found["default"].number("spacing", "line") / 2
        if abs(middle / 1440 * 25.4 - 7) > 1:
            yield f"{middle / 1440 * 25.4:.1f} mm below the text"


def annex_note(file: WordFile) -> Iterator[str]:
    """附件：1. … one line below the text, two characters in, without an end mark."""
    found = [item for item in file.paragraphs if re.match("附件：", item.text)]
    if bool(found) != any(re.fullmatch(r"附件\d*", item.text) for item in file.paragraphs):
        yield "annexes and their note are not both there"
    for item in found:
        if item.number("spacing", "before") != 560:
            yield "not one line below the text"
        if item.number("ind", "leftChars") - item.number("ind", "hangingChars") != 200:
            yield "not two characters in"
    for item in file.paragraphs:
        if item.style.startswith(ANNEX_NOTE) and re.search("[。；，、.]$", item.text):
            yield f"{item.text}: has an end mark"


def date(file: WordFile) -> Iterator[str]:
    """Below the title, or beside the publisher of a 简报."""
    place = next((index for index, item in enumerate(file.paragraphs) if item.style == TITLE), 0)
    found = [item.text for item in of_style(file, DATE)]
    found += [item.text.rpartition("\t")[2] for item in file.paragraphs[:place] if "\t" in item.text]
    yield from lacking(found, "date")
    for text_ in found:
        if not re.fullmatch(r"（?\d{4}年[1-9]\d?月[1-9]\d?日）?", text_):
            yield text_


def issuing_marks(file: WordFile) -> Iterator[str]:
    """A 汇报材料 shows no masthead, document number, secrecy, urgency, red."""
    for item in file.all_paragraphs:
        if re.search(r"[\u4e00-\u9fff]〔\d{4}〕\d+号|^(绝密|机密|秘密|特急|加急|签发人)|^第\d+期$", item.text):
            yield item.text
        for run in item.runs:
            colour = run.properties.get("color", {}).get("val", "000000")
            if run.text and colour not in {"auto", "000000"}:
                yield f"“{run.text}” in {colour}"
        if item.properties.get("pBdr", {}).get("bottom.color", "auto") not in {"auto", "000000"}:
            yield f"{item.text}: a coloured rule"


_HEADING = r'(<w:p><w:pPr><w:pStyle w:val="Heading1"/>)'
CLAUSES = (
    Clause(
        "gbt9704_5_1_paper",
        paper,
        (rewritten(DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'),),
        also=("stock_templates_left_nothing",),
    ),
    Clause(
        "gbt9704_5_2_1_margins",
        margins,
        (
            rewritten(DOCUMENT, 'w:top="2098"', 'w:top="1440"'),
            rewritten(DOCUMENT, 'w:right="1474"', 'w:right="1587"'),
        ),
    ),
    Clause(
        "gbt9704_5_2_2_text",
        text,
        (
            restyled("BodyText", ' w:firstLineChars="200"', ""),
            restyled("BodyText", 'w:eastAsia="仿宋"', 'w:eastAsia="宋体"'),
            rewritten(
                DOCUMENT,
                r'(<w:pStyle w:val="BodyText"/></w:pPr><w:r>)(<w:t>)',
                r'\1<w:rPr><w:sz w:val="30"/></w:rPr>\2',
            ),
        ),
        also=("gbt9704_5_2_3_lines_and_characters", "practice_named_styles_only"),
    ),
    Clause(
        "gbt9704_5_2_3_lines_and_characters",
        grid,
        (
            restyled("BodyText", '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>'),
            restyled("BodyText", 'w:line="560"', 'w:line="600"'),
        ),
        also=("practice_line_pitch_28pt",),
    ),
    Clause(
        "practice_line_pitch_28pt",
        pitch,
        (
            restyled("Heading2", 'w:line="560" w:lineRule="exact"', 'w:line="360" w:lineRule="auto"'),
            rewritten(DOCUMENT, 'w:linePitch="560"', 'w:linePitch="312"'),
        ),
    ),
    Clause(
        "gbt9704_7_3_1_title",
        title,
        (
            restyled("Title", "<w:sz w", "<w:b/><w:sz w"),
            restyled("Title", 'w:jc w:val="center"', 'w:jc w:val="left"'),
            restyled("Title", 'w:eastAsia="方正小标宋简体"', 'w:eastAsia="宋体"'),
            restyled("Title", 'w:sz w:val="44"', 'w:sz w:val="36"'),
        ),
        also=("practice_bold_only_by_style",),
    ),
    Clause(
        "gbt9704_7_3_1_title_shape",
        title_shape,
        (
            rewritten(
                DOCUMENT,
                "<w:t>成渝地区双城经济圈</w:t><w:br/><w:t>与粤",
                "<w:t>成渝地区双城经济圈与粤</w:t><w:br/><w:t>",
            ),
            rewritten(DOCUMENT, "<w:t>成渝地区双城经济圈</w:t><w:br/><w:t>与", "<w:t>成渝地区双城经济圈与"),
            rewritten(
                DOCUMENT, "<w:t>成渝地区双城经济圈</w:t><w:br/><w:t>", "<w:t>成渝</w:t><w:br/><w:t>地区双城经济圈"
            ),
        ),
    ),
    Clause(
        "gbt9704_7_3_3_levels",
        levels,
        (
            restyled("Heading4", 'w:outlineLvl w:val="3"', 'w:outlineLvl w:val="2"'),
            restyled("Heading3", "<w:sz w", '<w:color w:val="2F5496"/><w:sz w'),
            restyled("Heading3", "<w:sz w", "<w:b/><w:sz w"),
            restyled("Heading3", 'w:eastAsia="仿宋"', 'w:eastAsia="楷体"'),
        ),
    ),
    Clause(
        "gbt9704_7_3_3_headings",
        headings,
        (
            rewritten(DOCUMENT, '<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading3"/>'),
            rewritten(
                DOCUMENT,
                r'(<w:pStyle w:val="Heading2"/>(?:(?!</w:p>).)*?<w:r>)',
                r'\1<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>',
            ),
        ),
        also=(
            "contents_list_every_heading",
            "practice_named_styles_only",
        ),
    ),
    Clause(
        "gbt9704_7_3_3_numbering",
        numbering,
        (
            rewritten(NUMBERING, "（%2）", "(%2)"),
            rewritten(NUMBERING, "（%4）", "%4)"),
            rewritten(NUMBERING, '"chineseCountingThousand"', '"decimal"'),
            rewritten(NUMBERING, '<w:suff w:val="nothing"/>', ""),
            rewritten(DOCUMENT, r'(<w:pStyle w:val="Heading1"/>(?:(?!</w:p>).)*?<w:t>)', r"\1一、"),
        ),
        also=("contents_list_every_heading",),
    ),
    Clause(
        "gbt9704_7_5_page_number",
        page_number,
        (
            rewritten("word/footer1.xml", "— <", "- <"),
            rewritten("word/footer2.xml", " PAGE ", " NUMPAGES "),
            restyled("Footer", 'w:ascii="宋体"', 'w:ascii="Times New Roman"'),
            restyled("FooterEven", 'w:sz w:val="28"', 'w:sz w:val="21"'),
        ),
        also=("fonts_latin_in_times",),
    ),
    Clause(
        "gbt9704_7_5_page_number_place",
        page_number_place,
        (
            rewritten(SETTINGS, "<w:evenAndOddHeaders/>", ""),
            restyled("FooterEven", 'w:jc w:val="left"', 'w:jc w:val="right"'),
            restyled("Footer", 'w:rightChars="100"', 'w:rightChars="0"'),
            rewritten(DOCUMENT, 'w:footer="1407"', 'w:footer="850"'),
        ),
    ),
    Clause(
        "gbt9704_7_3_4_annex_note",
        annex_note,
        (
            restyled("AnnexNote", 'w:before="560"', 'w:before="0"'),
            restyled("AnnexNote", 'w:leftChars="600"', 'w:leftChars="400"'),
            rewritten(DOCUMENT, '(<w:pStyle w:val="AnnexNote"/>(?:(?!</w:p>).)*主要数据一览)', r"\1。"),
            rewritten(DOCUMENT, "<w:t>附件：1", "<w:t>1"),
        ),
    ),
    Clause(
        "gbt9704_7_3_5_4_date",
        date,
        (
            rewritten(DOCUMENT, r"(<w:t>（\d{4}年)\d+月", r"\g<1>07月"),
            rewritten(DOCUMENT, r"(<w:t>（\d{4}年)\d+月", r"\g<1>七月"),
        ),
        also=("gbt15835_dates",),
    ),
    Clause(
        "practice_no_issuing_marks",
        issuing_marks,
        (
            said("渝府办发〔2024〕12号"),
            inserted(paragraph("机密", "Unit")),
            restyled("Title", "<w:sz w", '<w:color w:val="FF0000"/><w:sz w'),
            restyled("Date", "<w:spacing", '<w:pBdr><w:bottom w:val="single" w:color="FF0000"/></w:pBdr><w:spacing'),
        ),
        kinds=("汇报材料",),
        also=("gbt15834_end_marks",),
    ),
)
