"""Clauses on figures, tables, captions and what keeps them together, and on layout that is faked (conventions 1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from wordfile import DOCUMENT, NAMESPACES, STYLES, Paragraph, W, WordFile, is_on

from official.clause import Clause, inserted, paragraph, restyled, rewritten, said
from official.page import LEFT, RIGHT, WIDTH, lacking

WIDEST = 156 * 36000
"""EMU."""
ANNEX_TITLE, AFTER_TABLE = "附件标题", "表后"
_CAPTION = re.compile(r"(图|表)(\d+)\u3000(\S.*)")


def tables(file: WordFile) -> list[Any]:
    """Returns the tables of data; whom a 简报 goes to stands in one that only keeps its lines together."""
    found = file.tree(DOCUMENT).iter(f"{W}tbl")
    return [item for item in found if not re.match("报：|送：|发：|共印", "".join(item.itertext()))]


def pictures(file: WordFile) -> list[Paragraph]:
    return [item for item in file.paragraphs if item.drawings]


def caption_places(file: WordFile) -> Iterator[str]:
    """表1 above its table, 图1 below its figure; the tables that are annexes have the annex's title."""
    for table in tables(file):
        above = file.neighbour(table, -1)
        if above is None or not (
            (above.text.startswith("表") and above in file.captions) or above.style == ANNEX_TITLE
        ):
            yield f"no caption above the table {table.xpath('string(w:tr[1])', namespaces=NAMESPACES)}"
    for picture in pictures(file):
        below = file.neighbour(picture, 1)
        if below is None or below not in file.captions or not below.text.startswith("图"):
            yield "no caption below a figure"
    for caption in file.captions:
        other = file.neighbour(caption, 1 if caption.text.startswith("表") else -1)
        if caption.text.startswith("图") and (other is None or not other.drawings):
            yield f"{caption.text}: no figure above it"
        if caption.text.startswith("表") and other is not None:
            yield f"{caption.text}: no table below it"


def caption_form(file: WordFile) -> Iterator[str]:
    """The number, a full-width space, the title, no end mark, smaller than the text."""
    for caption in file.captions:
        form = _CAPTION.fullmatch(caption.text)
        if form is None or re.search("[。；，、.：！？]$", caption.text):
            yield f"“{caption.text}”"
        if any(run.size >= 16 for run in caption.runs if run.text):
            yield f"{caption.text}: as large as the text"
        if caption.properties.get("jc", {}).get("val") != "center":
            yield f"{caption.text}: not centred"


def caption_numbers(file: WordFile) -> Iterator[str]:
    """Counted from 1 even where there is only one, by a SEQ field of the label's name, with the number in its result."""
    counts: Counter[str] = Counter()
    for caption in file.captions:
        form = _CAPTION.match(caption.text)
        label = form[1] if form else caption.text[:1]
        counts[label] += 1
        if form is None or int(form[2]) != counts[label]:
            yield f"{caption.text}: is number {counts[label]}"
    found = [(field.words[1], field.result) for field in file.fields(DOCUMENT) if field.kind == "SEQ"]
    if Counter(label for label, _ in found) != counts:
        yield f"{found} fields for {dict(counts)} captions"
    for item in file.paragraphs:
        if item not in file.captions and re.match(r"[图表]\d+\u3000", item.text):
            yield f"{item.text}: its number is typed"


def citations(file: WordFile) -> Iterator[str]:
    """Every caption is cited in the text by a field that repeats its number; no number is typed."""
    cited = {field.words[1] for field in file.fields(DOCUMENT) if field.kind == "REF"}
    for caption in file.captions:
        names = caption.element.xpath("w:bookmarkStart/@w:name", namespaces=NAMESPACES)
        if not cited & set(names):
            yield f"{caption.text}: is not cited"
    for item in file.paragraphs:
        plain, depth = "", 0
        for part in item.element.iter(f"{W}fldChar", f"{W}t"):
            depth += {"begin": 1, "end": -1}.get(part.get(f"{W}fldCharType"), 0)
            plain += "" if depth or part.tag != f"{W}t" else part.text or ""
        if re.search(r"[见如][图表]\s*\d|（[图表]\d", plain):
            yield f"{item.text[:20]}: the number of a figure is typed"


def sources(file: WordFile) -> Iterator[str]:
    """资料来源 beneath each figure and each table with a caption."""
    yield from lacking(file.captions, "captions")
    for caption in file.captions:
        below = file.neighbour(caption, 1)
        if caption.text.startswith("表"):
            table = caption.element.getnext()
            below = file.neighbour(table, 1) if table is not None and table.tag == f"{W}tbl" else None
        if below is None or "资料来源：" not in below.text:
            yield f"{caption.text}: no source beneath it"


def header_rows(file: WordFile) -> Iterator[str]:
    yield from lacking(tables(file), "tables")
    for table in tables(file):
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        if heads != [True] + [False] * (len(heads) - 1):
            yield f"header rows: {heads}"


def whole_rows(file: WordFile) -> Iterator[str]:
    for row in file.tree(DOCUMENT).iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}cantSplit") is None:
            yield f"a row may split: {''.join(row.itertext())[:20]}"


def table_width(file: WordFile) -> Iterator[str]:
    for table in tables(file):
        widths = [int(value) for value in table.xpath("w:tblGrid/w:gridCol/@w:w", namespaces=NAMESPACES)]
        if sum(widths) > WIDTH - LEFT - RIGHT:
            yield f"a table is {sum(widths)} twips wide"
        for row in table.iter(f"{W}tr"):
            cells = [int(value) for value in row.xpath("w:tc/w:tcPr/w:tcW/@w:w", namespaces=NAMESPACES)]
            if cells != widths:
                yield f"cells of {cells} twips in columns of {widths}"


def picture_spacing(file: WordFile) -> Iterator[str]:
    """Automatic; what stands in a line of exact height is clipped to it."""
    yield from lacking(pictures(file), "pictures")
    for item in pictures(file):
        if item.properties.get("spacing", {}).get("lineRule", "auto") != "auto":
            yield f"a picture stands in a line of {item.properties['spacing']}"


def picture_width(file: WordFile) -> Iterator[str]:
    for item in file.tree(DOCUMENT).iter(f"{{{NAMESPACES['wp']}}}extent", f"{{{NAMESPACES['a']}}}ext"):
        if int(item.get("cx", "0")) > WIDEST:
            yield f"{int(item.get('cx')) / 36000:.1f} mm wide"


def together(file: WordFile) -> Iterator[str]:
    """Headings, figures and the captions of tables stay with what follows; a figure's caption with its source."""
    for item in file.paragraphs:
        is_above = item.drawings or item in file.captions or item.style == ANNEX_TITLE
        if (is_above or item.level is not None) and not item.has("keepNext"):
            yield f"{item.text or 'a figure'}: does not stay with what follows"
        if (item in file.captions or item.level is not None) and not item.has("keepLines"):
            yield f"{item.text}: may be divided between pages"


def empty_paragraphs(file: WordFile) -> Iterator[str]:
    """None but the one that Word needs after a last table, which takes no room."""
    for item in file.paragraphs:
        content = item.element.xpath(".//w:drawing | .//w:pict | .//w:sectPr | .//w:fldChar", namespaces=NAMESPACES)
        above = item.element.getprevious()
        needed = above is not None and above.tag == f"{W}tbl" and item.number("spacing", "line") <= 20
        if not item.text.strip() and not content and not needed:
            yield f"after “{''.join(above.itertext())[-20:] if above is not None else ''}”"


def spaces(file: WordFile) -> Iterator[str]:
    """No run of spaces, none at either end; the one full-width space belongs after a caption's number."""
    for item in file.all_paragraphs:
        in_footer = item.element.getroottree().getroot() in [file.tree(part) for part in file.text_parts[1:]]
        if re.search(r"[ \u00a0\u3000]{2,}", item.text) or (not in_footer and item.text != item.text.strip()):
            yield f"“{item.text[:30]}”"
        loose = re.sub(r"《[^》]*》|〈[^〉]*〉|“[^”]*”", "", item.text)
        if "\u3000" in loose and not _CAPTION.match(item.text) and not re.match("摘要|报：|送：|发：", item.text):
            yield f"“{item.text[:30]}”: a full-width space"


def tabs(file: WordFile) -> Iterator[str]:
    """None at the start of a paragraph, and elsewhere only to a stop that the style has: its own or its hanging indent."""
    for item in file.paragraphs:
        has_stop = "tabs" in item.properties or item.number("ind", "hanging")
        if item.text.startswith("\t") or "\t\t" in item.text or ("\t" in item.text and not has_stop):
            yield f"“{item.text[:30]}”"


def page_breaks(file: WordFile) -> Iterator[str]:
    """A new page is begun by a style, not by a break or a series of line ends."""
    for item in file.tree(DOCUMENT).iter(f"{W}br"):
        if item.get(f"{W}type") == "page":
            yield "a typed page break"
    for item in file.paragraphs:
        if "\n\n" in item.text or (
            item.level is None and "\n" in item.text and item.style not in {"title", "subtitle"}
        ):
            yield f"“{item.text[:30]}”: typed line ends"


def named_styles(file: WordFile) -> Iterator[str]:
    """Every paragraph, mark and table has a style that exists; what else is set on it directly changes no looks."""
    present = set(file.xpath(STYLES, "//w:style/@w:styleId"))
    path = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
    yield from (f"no style {name}" for name in set(file.xpath(DOCUMENT, path)) - present)
    for item in file.paragraphs:
        own = item.element.find(f"{W}pPr")
        if own is None or own.find(f"{W}pStyle") is None:
            yield f"“{item.text[:20]}”: no style"
            continue
        allowed = {"pStyle", "keepNext", "sectPr", "pageBreakBefore"}
        extra = {child.tag.rpartition("}")[2] for child in own} - allowed
        if extra:
            yield f"“{item.text[:20]}”: {extra} set by hand"
        for run in item.runs:
            for child in run.element.xpath("w:rPr/*", namespaces=NAMESPACES):
                name = child.tag.rpartition("}")[2]
                is_hint = name == "rFonts" and list(child.attrib) == [f"{W}hint"]
                if name not in {"rStyle", "noProof", "webHidden"} and not is_hint:
                    yield f"“{run.text[:20]}”: {name} set by hand"


def bold(file: WordFile) -> Iterator[str]:
    """Headings and captions are told by their face; only words of the text that are marked as strong are bold."""
    for item in file.paragraphs:
        for run in item.runs:
            if run.text and is_on(run.properties, "b") and run.element.find(f"{W}rPr/{W}rStyle") is None:
                yield f"“{run.text[:20]}”"


_PICTURE = r'<w:p><w:pPr><w:pStyle w:val="Figure"/>(?:(?!</w:p>).)*</w:p>'
_CAPTION_BELOW = r'<w:p><w:pPr><w:pStyle w:val="FigureCaption"/>(?:(?!</w:p>).)*</w:p>'
_CAPTION_ABOVE = r'<w:p><w:pPr><w:pStyle w:val="Caption"/>(?:(?!</w:p>).)*</w:p>'
CLAUSES = (
    Clause(
        "practice_captions_above_tables_below_figures",
        caption_places,
        (
            rewritten(DOCUMENT, rf"({_PICTURE})({_CAPTION_BELOW})", r"\2\1"),
            rewritten(DOCUMENT, rf"({_CAPTION_ABOVE})(<w:tbl>.*?</w:tbl>)", r"\2\1"),
        ),
        also=("practice_sources_beneath",),
    ),
    Clause(
        "practice_caption_form",
        caption_form,
        (
            rewritten(DOCUMENT, '<w:t xml:space="preserve">\u3000国', '<w:t xml:space="preserve"> 国'),
            rewritten(DOCUMENT, "重要节点</w:t>", "重要节点。</w:t>"),
            restyled("FigureCaption", 'w:sz w:val="21"', 'w:sz w:val="32"'),
            restyled("Caption", 'w:jc w:val="center"', 'w:jc w:val="left"'),
        ),
        also=("practice_caption_numbers", "gbt15834_no_spaces_beside_chinese", "practice_line_pitch_28pt"),
    ),
    Clause(
        "practice_caption_numbers",
        caption_numbers,
        (
            rewritten(DOCUMENT, "( SEQ 图 .*?<w:t>)2<", r"\g<1>12<"),
            rewritten(DOCUMENT, " SEQ 表 ", " SEQ 图 "),
            inserted(paragraph("图99　某项数据", "FigureCaption")),
        ),
        also=("practice_references_repeat_the_number", "practice_captions_above_tables_below_figures"),
    ),
    Clause(
        "practice_figures_are_cited",
        citations,
        (
            rewritten(DOCUMENT, " REF _Ref_figure_3 ", " REF _Ref_figure_2 "),
            said("情况见图1。"),
        ),
        also=("practice_references_repeat_the_number",),
    ),
    Clause(
        "practice_sources_beneath",
        sources,
        (
            rewritten(DOCUMENT, "资料来源：羊城晚报<", "据羊城晚报<"),
            rewritten(DOCUMENT, "(</w:tbl><w:p>(?:(?!</w:p>).)*)资料来源：", r"\1据"),
        ),
    ),
    Clause("practice_header_rows_repeat", header_rows, (rewritten(DOCUMENT, "<w:tblHeader/>", ""),)),
    Clause("practice_rows_do_not_split", whole_rows, (rewritten(DOCUMENT, "<w:cantSplit/></w:trPr>", "</w:trPr>"),)),
    Clause(
        "practice_tables_within_the_text",
        table_width,
        (
            rewritten(DOCUMENT, r'<w:gridCol w:w="\d+"/>', '<w:gridCol w:w="9000"/>'),
            rewritten(DOCUMENT, r'<w:tcW w:w="\d+"', '<w:tcW w:w="9000"'),
        ),
    ),
    Clause(
        "practice_pictures_spaced_automatically",
        picture_spacing,
        (restyled("Figure", 'w:line="240" w:lineRule="auto"', 'w:line="560" w:lineRule="exact"'),),
    ),
    Clause(
        "practice_pictures_156mm_wide",
        picture_width,
        (
            rewritten(DOCUMENT, '<wp:extent cx="5616000"', '<wp:extent cx="5700000"'),
            rewritten(DOCUMENT, '<a:ext cx="5616000"', '<a:ext cx="5700000"'),
        ),
    ),
    Clause(
        "practice_kept_together",
        together,
        (
            restyled("Figure", "<w:keepNext/>", ""),
            restyled("Caption", "<w:keepNext/>", ""),
            restyled("Heading2", "<w:keepNext/>", '<w:keepNext w:val="0"/>'),
            restyled("Heading2", "<w:keepLines/>", ""),
        ),
    ),
    Clause(
        "practice_no_empty_paragraphs",
        empty_paragraphs,
        (
            inserted('<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'),
            inserted(paragraph(" ")),
            restyled("AfterTable", 'w:line="20"', 'w:line="560"'),
        ),
        also=("practice_no_spaces_for_layout", "gbt15834_end_marks"),
    ),
    Clause(
        "practice_no_spaces_for_layout",
        spaces,
        (
            said("\u3000\u3000以空格缩进。"),
            said("区域合作研究室  印发。"),
            said("前\u3000后。"),
        ),
        also=("gbt15834_no_spaces_beside_chinese",),
    ),
    Clause(
        "practice_no_tabs_for_indents",
        tabs,
        (
            rewritten(DOCUMENT, '(<w:pStyle w:val="BodyText"/></w:pPr><w:r>)', r"\1<w:tab/>"),
            rewritten(DOCUMENT, "(<w:t>成渝汽车产业)", r"<w:t>即</w:t><w:tab/>\1"),
        ),
        also=("practice_no_spaces_for_layout",),
    ),
    Clause(
        "practice_no_typed_page_breaks",
        page_breaks,
        (
            rewritten(DOCUMENT, '(<w:pStyle w:val="BodyText"/></w:pPr><w:r>)', r'\1<w:br w:type="page"/>'),
            rewritten(DOCUMENT, "(<w:t>成渝汽车产业)", r"<w:br/>\1"),
        ),
        also=("practice_no_spaces_for_layout",),
    ),
    Clause(
        "practice_named_styles_only",
        named_styles,
        (
            rewritten(DOCUMENT, '(<w:pStyle w:val="BodyText"/>)', r'\1<w:ind w:left="20"/>'),
            rewritten(DOCUMENT, '<w:pPr><w:pStyle w:val="SourceLine"/></w:pPr>', ""),
            rewritten(DOCUMENT, '"SourceLine"', '"Quelle"'),
            rewritten(DOCUMENT, '(<w:pStyle w:val="SourceLine"/></w:pPr><w:r>)(<w:t>)', r"\1<w:rPr><w:i/></w:rPr>\2"),
        ),
        also=("gbt9704_5_2_2_text", "practice_line_pitch_28pt"),
    ),
    Clause("practice_bold_only_by_style", bold, (restyled("FigureCaption", "<w:sz w", "<w:b/><w:sz w"),)),
)
