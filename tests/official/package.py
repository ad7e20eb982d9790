"""Clauses on fields, footnotes, alternative texts and properties: what makes the file behave (issue: Format)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from wordfile import DOCUMENT, NAMESPACES, NOTES, W, WordFile

from official.clause import Clause, restyled, rewritten
from official.figures import tables
from official.page import TITLE, lacking, of_style

CORE = "docProps/core.xml"
KNOWN = {"SEQ", "REF", "PAGE", "PAGEREF", "TOC", "HYPERLINK", "NUMPAGES", "SECTIONPAGES", "STYLEREF"}


def fields(file: WordFile) -> Iterator[str]:
    """Every field is whole and shows a result before anyone updates it; numbers in those that are numbers."""
    found = file.all_fields
    yield from (f"no {kind} field" for kind in ("PAGE", "SEQ", "REF") if kind not in {item.kind for item in found})
    for item in found:
        if not item.is_whole or not item.has_result:
            yield f"{item.instruction}: shows nothing"
        if item.kind not in KNOWN:
            yield f"{item.instruction}: is no field of a briefing"
        if item.kind in {"PAGE", "PAGEREF", "SEQ"} and not re.fullmatch(r"\d+", item.result):
            yield f"{item.instruction}: shows “{item.result}”"
        if item.kind in {"REF", "PAGEREF"} and item.words[1] not in file.bookmarks:
            yield f"{item.instruction}: leads nowhere"
    for path in ("//w:fldChar[@w:dirty]", "//w:updateFields"):
        yield from (f"{part}: asks the reader to update" for part in file.xml_parts if file.xpath(part, path))


def references(file: WordFile) -> Iterator[str]:
    """What a reference shows is what its bookmark surrounds, so that updating it changes nothing."""
    for item in file.all_fields:
        if item.kind == "REF" and item.result != file.bookmarks.get(item.words[1]):
            yield f"{item.instruction}: shows “{item.result}” for “{file.bookmarks.get(item.words[1])}”"


def bookmarks(file: WordFile) -> Iterator[str]:
    """Each has its own name and id and an end, and the name is one that Word takes (at most 40 characters)."""
    for attribute in ("name", "id"):
        for value, count in Counter(file.xpath(DOCUMENT, f"//w:bookmarkStart/@w:{attribute}")).items():
            if count > 1 or (attribute == "name" and not re.fullmatch(r"\w{1,40}", value)):
                yield f"{attribute} {value}"
    starts, ends = (sorted(file.xpath(DOCUMENT, f"//w:bookmark{end}/@w:id")) for end in ("Start", "End"))
    if starts != ends:
        yield "a bookmark has no end"


def contents(file: WordFile) -> Iterator[str]:
    """Contents, where there are any, list every heading of the levels they show, with its page."""
    tocs = [item for item in file.fields(DOCUMENT) if item.kind == "TOC"]
    entries = [item.text for item in file.paragraphs if item.style.startswith("toc ")]
    if len(tocs) != bool(entries):
        yield f"{len(tocs)} TOC fields, {len(entries)} entries"
    depths = {int(style[4:]) for style in (item.style for item in file.paragraphs) if re.fullmatch(r"toc \d", style)}
    if entries:
        listed = [
            item
            for depth, number, paragraph in file.headings
            if depth + 1 in depths
            for item in [number + paragraph.text.replace("\n", "")]
        ]
        shown = [re.sub(r"[\t\s]*\d*$", "", entry) for entry in entries]
        yield from (f"{heading}: is not in the contents" for heading in listed if heading not in shown)
        yield from (f"{entry}: has no page" for entry in entries if not re.search(r"\t\d+$", entry))


def footnotes(file: WordFile) -> Iterator[str]:
    """Marks count 1, 2, 3 in the order of the text; each has its note, which says something, and no note is loose."""
    marks = [int(value) for value in file.xpath(DOCUMENT, "//w:footnoteReference/@w:id")]
    yield from lacking(marks, "footnotes")
    if marks != list(range(1, len(marks) + 1)):
        yield f"marks {marks}"
    notes = {int(item.get(f"{W}id")): item for item in file.xpath(NOTES, "//w:footnote")}
    if sorted(notes) != [-1, 0, *range(1, len(marks) + 1)]:
        yield f"notes {sorted(notes)}"
    for number, note in notes.items():
        if number > 0 and (not "".join(note.itertext()).strip() or note.find(f".//{W}footnoteRef") is None):
            yield f"note {number} is empty or has no mark"
    for run in (run for item in file.all_paragraphs for run in item.runs):
        is_mark = run.element.find(f"{W}footnoteReference") is not None
        if is_mark and run.properties.get("vertAlign", {}).get("val") != "superscript":
            yield "a mark is not raised"
    if file.xpath(DOCUMENT, "//w:footnoteReference/@w:customMarkFollows"):
        yield "a mark is typed"


def alt_texts(file: WordFile) -> Iterator[str]:
    """Each picture says what it shows: not its file's name, not only its title; ids are unique."""
    found = file.xpath(DOCUMENT, "//wp:docPr")
    yield from lacking(found, "pictures")
    for item in found:
        text = item.get("descr", "")
        if len(text) < 8 or re.search(r"\.(png|svg|jpe?g)$", text, re.IGNORECASE):
            yield f"picture {item.get('id')}: “{text}”"
    for value, count in Counter(item.get("id") for item in found).items():
        if count > 1:
            yield f"{count} pictures with the id {value}"
    for table in tables(file):
        if not table.xpath("w:tblPr/w:tblCaption/@w:val", namespaces=NAMESPACES):
            yield "a table does not say what it shows"


def properties(file: WordFile) -> Iterator[str]:
    """Title, subject, keywords, language and the unit are set; the title is the text's own."""
    core = {item.tag.rpartition("}")[2]: item.text or "" for item in file.tree(CORE)}
    yield from (f"no {name}" for name in ("title", "subject", "keywords", "language", "creator") if not core.get(name))
    if [core.get("title")] != [item.text.replace("\n", "") for item in of_style(file, TITLE)]:
        yield f"title “{core.get('title')}”"
    if core.get("language") not in {"zh-CN", None}:
        yield f"language {core.get('language')}"


_RESULT = r'( {} .*?w:fldCharType="separate"/></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t>){}<'
CLAUSES = (
    Clause(
        "fields_show_results",
        fields,
        (
            rewritten(DOCUMENT, _RESULT.format("SEQ 图", r"\d+"), r"\1<"),
            rewritten("word/footer1.xml", "<w:t>1</w:t>", "<w:t/>"),
            rewritten(DOCUMENT, " REF _Ref_figure_1 ", " REF _Ref_nothing "),
            rewritten(DOCUMENT, '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="begin" w:dirty="1"/>'),
            rewritten("word/settings.xml", "<w:evenAndOddHeaders/>", "<w:updateFields/><w:evenAndOddHeaders/>"),
        ),
        also=(
            "practice_no_spaces_for_layout",
            "gbt9704_7_5_page_number",
            "practice_caption_numbers",
            "practice_caption_form",
            "practice_references_repeat_the_number",
            "practice_figures_are_cited",
            "practice_captions_above_tables_below_figures",
        ),
    ),
    Clause(
        "practice_references_repeat_the_number",
        references,
        (rewritten(DOCUMENT, _RESULT.format("REF _Ref_figure_2", "图2"), r"\1图9<"),),
    ),
    Clause(
        "bookmarks_are_sound",
        bookmarks,
        (
            rewritten(DOCUMENT, 'w:name="_Ref_figure_2"', 'w:name="_Ref_figure_1"'),
            rewritten(DOCUMENT, '<w:bookmarkEnd w:id="[^"]*"/>', ""),
        ),
        also=("fields_show_results", "practice_references_repeat_the_number", "practice_figures_are_cited"),
    ),
    Clause(
        "contents_list_every_heading",
        contents,
        (rewritten(DOCUMENT, " REF _Ref_figure_1 ", " TOC _Ref_figure_1 "),),
        also=("practice_figures_are_cited",),
    ),
    Clause(
        "footnotes_count_from_1",
        footnotes,
        (
            rewritten(DOCUMENT, '<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="3"/>'),
            rewritten(NOTES, r'<w:footnote w:id="2">.*?</w:footnote>', ""),
            rewritten(NOTES, r"<w:footnoteRef/>", ""),
            restyled("FootnoteReference", '<w:vertAlign w:val="superscript"/>', ""),
        ),
    ),
    Clause(
        "figures_have_alt_text",
        alt_texts,
        (
            rewritten(DOCUMENT, '(<wp:docPr [^>]*)descr="[^"]*"', r'\1descr="image1.png"'),
            rewritten(DOCUMENT, '(<wp:docPr [^>]*)descr="[^"]*"', r"\1"),
            rewritten(DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"'),
            rewritten(DOCUMENT, '<w:tblCaption w:val="[^"]*"/>', ""),
        ),
    ),
    Clause(
        "properties_are_set",
        properties,
        (
            rewritten(CORE, "<dc:title>[^<]*", "<dc:title>outline"),
            rewritten(CORE, "<dc:language>zh-CN</dc:language>", ""),
            rewritten(CORE, "<cp:keywords>[^<]*", "<cp:keywords>"),
            rewritten(CORE, "<dc:subject>[^<]*</dc:subject>", ""),
        ),
    ),
)
