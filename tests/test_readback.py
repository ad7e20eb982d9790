"""Built files read back: a figure that was changed by hand is found wherever it stands, and nothing else is."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

sys.path.insert(0, str(Path(__file__).parent))

from conftest import SHIPPED
from rendering import convert, needs_libreoffice

from briefing.errors import BriefingError, Severity
from briefing.pipeline import Output, Settled, settle
from briefing.readback import Finding, Sort, built, check_files, pairing
from briefing.readback.built import Comparison, Expectation, expectations
from briefing.readback.charts import labels_of_png, labels_of_svg, number
from briefing.readback.cover import Cover
from briefing.readback.numerals import masked
from briefing.readback.package import MOST_XML
from briefing.readback.passages import Contents, Passage
from briefing.readback.reading import Kind, content_of, read
from briefing.workshop import build

OUTLINES = Path(__file__).parent / "outlines"
SLIDE = "ppt/slides/slide{}.xml"
NOTES = "ppt/notesSlides/notesSlide{}.xml"
BODY = "word/document.xml"

Edit = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def settled() -> Settled:
    return settle(SHIPPED)


@pytest.fixture(scope="module")
def cover(settled: Settled) -> Cover:
    return Cover(settled.outline, settled.document)


@pytest.fixture(scope="module")
def expected(deck_file: Path, word_file: Path, cover: Cover) -> dict[Kind, Expectation]:
    """What the shipped outline gives, from the files of its build; `check_files` builds them anew."""
    files = {Kind.DECK: deck_file, Kind.WORD: word_file}
    return {kind: Expectation.of(read(file.read_bytes(), kind, file.name), cover) for kind, file in files.items()}


@pytest.fixture(scope="module")
def check(expected: dict[Kind, Expectation], cover: Cover) -> Callable[[bytes, Kind], list[Finding]]:
    """Returns a function that compares one file with the shipped outline."""

    def checked(data: bytes, kind: Kind) -> list[Finding]:
        return list(Comparison(read(data, kind, kind), expected[kind], cover, kind).findings())

    return checked


Check = Callable[[bytes, Kind], list[Finding]]


def edited(data: bytes, edits: Mapping[str, Edit]) -> bytes:
    """Returns a package with some parts changed; each edit has to change its part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as package:
        assert set(edits) <= set(source.namelist())
        for name in source.namelist():
            before = source.read(name)
            after = edits[name](before) if name in edits else before
            assert (after != before) == (name in edits), name
            package.writestr(name, after)
    return target.getvalue()


def swapped(old: str, new: str, count: int = 1) -> Edit:
    return lambda data: data.replace(old.encode(), new.encode(), count)


def errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def told(findings: list[Finding]) -> list[tuple[str, str, str, str | None]]:
    return [(finding.where, finding.stated, finding.ledger, finding.fact) for finding in findings]


def test_the_built_files_state_what_the_outline_gives(settled: Settled, deck_file: Path, word_file: Path) -> None:
    assert check_files(settled, deck_file.read_bytes(), word_file.read_bytes()) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "where", "states", "gives", "fact"),
    [
        (SLIDE.format(7), "率达59.7%", "率达59.8%", "slide 7, title", "59.8%", "59.7%", "cq_nev_contribution"),
        (SLIDE.format(7), "<a:t>39.1<", "<a:t>121.4<", "slide 7, cell-1", "121.4万辆", "39.1万辆", "cq_nev_output"),
        (SLIDE.format(8), "30秒", "36秒", "slide 8, points", "最快36秒", "最快30秒", "seres_takt"),
        (SLIDE.format(11), "368亿个", "363亿个", "slide 11, table, row 4", "超363亿个", "超368亿个", "id_registered"),
        (SLIDE.format(6), "87个", "57个", "slide 6, claims", "57个", "87个", "parts_a_before"),
        (SLIDE.format(6), "第二部分", "第五部分", "slide 6, number", "第五部", "第二部", None),
        (SLIDE.format(5), "2024年报道", "2014年报道", "slide 5, source", "2014年", "2024年", None),
        (SLIDE.format(19), "问界M9", "问界M7", "slide 19, card-1", "M7", "M9", None),
        (SLIDE.format(15), "7年", "9年", "slide 15, right-points", "9年", "7年", "gd_innovation_years"),
        (NOTES.format(5), "：39.1万辆（", "：39.7万辆（", "slide 7, notes", "39.7万辆", "39.1万辆", "cq_nev_output"),
        (SLIDE.format(9), "效率50%", "效率56%", "slide 9, figure 4, alternative text", "56%", "50%", None),
        ("docProps/core.xml", "2024", "2021", "document properties, subject", "2021年", "2024年", None),
    ],
)
def test_one_digit_of_the_deck(
    part: str, old: str, new: str, where: str, states: str, gives: str, fact: str | None, deck_file: Path, check: Check
) -> None:
    found = check(edited(deck_file.read_bytes(), {part: swapped(old, new)}), Kind.DECK)
    assert (where, states, gives) in [finding[:3] for finding in told(errors(found))], found
    if fact:
        assert fact in {finding.fact for finding in found}


@pytest.mark.parametrize(
    ("part", "old", "new", "where", "states", "gives", "fact"),
    [
        (BODY, "39.1万辆", "39.7万辆", "body text, paragraph “成渝地区双城经济圈与粤港…”", "39.7万辆", "39.1万辆", "cq_nev_output"),
        (BODY, "<w:t>超368亿个", "<w:t>超868亿个", "table 表1, row 4", "超868亿个", "超368亿个", "id_registered"),
        ("word/footnotes.xml", "5G-A", "6G-A", "footnote 5", "6G-A", "5G-A", None),
        (BODY, "国家部署与两圈合作重要节点</w:t>", "国家部署与三圈合作重要节点</w:t>", "body text, paragraph “图1　国家部署与三圈合作…”", "家部署与三圈合作重", "两圈", None),
        (BODY, "效率50%", "效率56%", "body text, picture “数字化、智能化改造后的变…”, alternative text", "56%", "50%", None),
        (BODY, "<w:t>超355亿次</w:t>", "<w:t>超365亿次</w:t>", "table 表1, row 5", "超365亿次", "超355亿次", "id_resolved"),
        (BODY, "（2026年11月22日）", "（2026年11月27日）", "body text, paragraph “（2026年11月27日…”", "2026年11月27日", "2026年11月22日", None),
        (BODY, "智能工厂平均提效50%", "智能工厂平均提效60%", "body text, contents “（三）重庆智能工厂平均提…”", "60%", "50%", "cq_factory_efficiency"),
    ],
)  # fmt: skip
def test_one_digit_of_the_word_file(
    part: str, old: str, new: str, where: str, states: str, gives: str, fact: str | None, word_file: Path, check: Check
) -> None:
    found = check(edited(word_file.read_bytes(), {part: swapped(old, new)}), Kind.WORD)
    assert (where, states, gives) in [finding[:3] for finding in told(errors(found))], found
    if fact:
        assert fact in {finding.fact for finding in found}


def test_one_digit_of_an_annex(word_file: Path, check: Check) -> None:
    def last(data: bytes) -> bytes:
        head, old, tail = data.rpartition("39.1万辆".encode())
        assert old
        return head + "89.1万辆".encode() + tail

    found = errors(check(edited(word_file.read_bytes(), {BODY: last}), Kind.WORD))
    assert told(found) == [("table “主要数据一览”, row 2", "89.1万辆", "39.1万辆", "cq_nev_output")]


@pytest.mark.parametrize(("old", "new"), [(">图2<", ">图4<"), (">2</w:t>", ">6</w:t>")], ids=["reference", "caption"])
def test_a_number_of_a_figure_that_the_file_does_not_count_so(
    old: str, new: str, word_file: Path, check: Check
) -> None:
    def edit(data: bytes) -> bytes:
        start = data.index(b" REF " if "图" in old else b" SEQ ")
        at = data.index(old.encode(), start)
        return data[:at] + new.encode() + data[at + len(old.encode()) :]

    assert errors(check(edited(word_file.read_bytes(), {BODY: edit}), Kind.WORD))


def test_figures_that_word_numbered_anew_are_right(word_file: Path, check: Check) -> None:
    """Without its first figure every caption and every reference counts one less, as Word has it after F9."""
    document = docx.Document(io.BytesIO(word_file.read_bytes()))
    body = document.element.body
    caption = next(p for p in body.iter("{*}p") if "SEQ 图" in "".join(p.itertext()))
    referring = next(p for p in body.iter("{*}p") if "（见图1）" in "".join(p.itertext()))
    body.remove(caption.getprevious())
    body.remove(caption)
    body.remove(referring)
    for paragraph in body.iter("{*}p"):
        code = ""
        for item in paragraph.iter("{*}instrText", "{*}t"):
            if item.tag.endswith("instrText"):
                code = item.text
            elif re.fullmatch(r"(图)?\d+", item.text or "") and (
                "SEQ 图" in code or ("REF _" in code and "图" in item.text)
            ):
                item.text = re.sub(r"\d+", lambda digits: str(int(digits[0]) - 1), item.text)
                code = ""
    data = io.BytesIO()
    document.save(data)
    assert errors(check(data.getvalue(), Kind.WORD)) == []


def test_headers_of_a_bulletin(bulletin_file: Path) -> None:
    settled_ = settle(bulletin_file.parent.parent / "outline.yaml")
    data = bulletin_file.read_bytes()
    assert check_files(settled_, word=data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read(BODY).decode()
    issue = re.search(r"第(\d+)期", text)
    assert issue
    old, new = f"第{issue[1]}期", f"第{int(issue[1]) + 1}期"
    found = check_files(settled_, word=edited(data, {BODY: swapped(old, new)}))
    assert any(new in finding.stated or finding.stated in new for finding in errors(found)), found


# Every position


def positions(passage: Passage) -> Iterator[tuple[int, str]]:
    """Yields each place of a digit or a Chinese numeral with another one to stand there."""
    for at, character in enumerate(passage.text):
        if character in "0123456789":
            yield at, "7" if character != "7" else "2"
        elif character in "一二三四五六七八九":
            yield at, "七" if character != "七" else "四"


@pytest.mark.parametrize("kind", Kind)
def test_every_digit_counts(kind: Kind, expected: dict[Kind, Expectation], cover: Cover) -> None:
    """Changes each digit by itself; page numbers are no passages, what a field counts is tested above."""
    passages = expected[kind].contents.passages
    tried, missed = 0, []
    for index, passage in enumerate(passages):
        for at, digit in positions(passage):
            if any(start <= at < end for start, end in passage.counted):
                continue
            text = passage.text[:at] + digit + passage.text[at + 1 :]
            changed = Contents([*passages[:index], replace(passage, text=text), *passages[index + 1 :]])
            comparison = Comparison(changed, expected[kind], cover, kind)
            tried += 1
            if passage.where not in {change.pair.stated.where for change in comparison.changes}:
                missed.append((passage.where, text))
    assert missed == []
    assert tried > 1200, "as many positions as there are digits"


SEED = 20261122


@pytest.mark.parametrize("kind", Kind)
def test_digits_changed_in_the_xml_itself(kind: Kind, deck_file: Path, word_file: Path, check: Check) -> None:
    """Takes text nodes by a pattern that knows nothing of the reader, so that no kind of text is passed over."""
    data = (deck_file if kind is Kind.DECK else word_file).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    node = re.compile(r"<[aw]:t(?: [^>]*)?>([^<]*[0-9][^<]*)</[aw]:t>|descr=\"([^\"]*[0-9][^\"]*)\"")
    places = [
        (name, match.start(group) + digit.start())
        for name, text in parts.items()
        if re.search("slides/|notesSlides/|document|footnotes", name)
        for match in node.finditer(text)
        for group in (1, 2)
        if match[group]
        for digit in re.finditer("[0-9]", match[group])
        if not re.search(r"(PAGEREF|SEQ|REF) [^<]*</w:instrText></w:r><w:r>(<w:rPr>.{,80}</w:rPr>)?<w:fldChar[^>]*separate\"/></w:r><w:r>(<w:rPr>.{,80}</w:rPr>)?<w:t>[^<]*$", text[max(match.start(group) - 400, 0) : match.start(group)])
    ]  # fmt: skip
    assert len(places) > 500
    for name, at in random.Random(SEED).sample(places, 40):  # noqa: S311 - nothing secret hangs on it
        old = parts[name][at]
        new = parts[name][:at] + ("3" if old != "3" else "8") + parts[name][at + 1 :]
        found = check(edited(data, {name: lambda _, new=new: new.encode()}), kind)  # type: ignore[misc]
        assert any(finding.sort is Sort.CHANGED for finding in found), (name, parts[name][at - 40 : at + 20])


# Charts


def svg_parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".svg")}


def test_labels_of_a_drawn_chart(deck_file: Path, check: Check) -> None:
    data = deck_file.read_bytes()
    part = next(name for name, text in svg_parts(data).items() if "\n222\n" in labels_of_svg(text.encode()))
    found = check(edited(data, {part: swapped("\n222\n", "\n272\n")}), Kind.DECK)
    assert ("272", "222", "parts_b_before") in [finding[1:] for finding in told(errors(found))]
    assert all(finding.where.startswith("slide 8, chart “一体化压铸集成前后的零件数（个）”") for finding in found)


def test_labels_within_a_png(word_file: Path, check: Check) -> None:
    """A chart drawn with other data, put in its place, carries its own labels; its SVG is another part."""
    data = word_file.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pngs = {name: package.read(name) for name in package.namelist() if name.endswith(".png")}
    part, png = next((name, png) for name, png in pngs.items() if "222" in labels_of_png(png).split("\n"))
    at = png.index(b"iTXt") - 4
    length = struct.unpack(">I", png[at : at + 4])[0]
    content = png[at + 4 : at + 8 + length].replace(b"222", b"272")
    chunk = png[at : at + 4] + content + struct.pack(">I", zlib.crc32(content))
    found = check(edited(data, {part: lambda _: png[:at] + chunk + png[at + 12 + length :]}), Kind.WORD)
    assert ("272", "222", "parts_b_before") in [finding[1:] for finding in told(errors(found))]


def test_a_picture_that_looks_otherwise_is_a_warning(deck_file: Path, check: Check) -> None:
    data = deck_file.read_bytes()
    part = next(name for name, text in svg_parts(data).items() if "\n222\n" in labels_of_svg(text.encode()))
    found = check(edited(data, {part: lambda svg: svg.replace(b'<path d="M ', b'<path d="M 1', 1)}), Kind.DECK)
    assert [(finding.sort, finding.severity) for finding in found] == [(Sort.PICTURE, Severity.WARNING)]
    assert found[0].where == "slide 8, chart “一体化压铸集成前后的零件数（个）”"


def test_a_picture_packed_otherwise_is_the_same(deck_file: Path, check: Check) -> None:
    data = deck_file.read_bytes()

    def packed(png: bytes) -> bytes:
        target = io.BytesIO()
        with Image.open(io.BytesIO(png)) as image:
            image.save(target, "PNG", compress_level=1)
        return target.getvalue()

    assert check(edited(data, {"ppt/media/figure2.png": packed}), Kind.DECK) == []


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settled, bytes]:
    """The minimal outline with a native chart of facts, and one of typed data that says where they come from."""
    folder = tmp_path_factory.mktemp("native") / "outlines"
    shutil.copytree(OUTLINES, folder)
    outline = folder / "minimal.yaml"
    text = outline.read_text("utf-8")
    text = text.replace("    title: 东圈产量高于西区\n", "    title: 东圈产量高于西区\n    render: native\n")
    text = text.replace("    title: 历年货运量\n", "    title: 历年货运量\n    render: native\n")
    text = text.replace("    title: 贸易额与增速\n    source: 示例统计年报\n", "    title: 贸易额与增速\n")
    outline.write_text(text, "utf-8")
    return settle(outline), build(outline, folder / "out", Output.DECK).files[0].read_bytes()


def chart_part(data: bytes, title: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("ppt/charts/chart")]
        return next(name for name in names if title in package.read(name).decode())


def test_typed_data_with_a_source_are_covered(native: tuple[Settled, bytes]) -> None:
    found = check_files(*native)
    assert errors(found) == []
    assert not any("历年货运量" in finding.where or finding.stated.endswith("万吨") for finding in found)
    assert any(finding.stated == "520亿元" for finding in found), "typed data without a source are told"


def test_the_cache_of_a_native_chart(native: tuple[Settled, bytes]) -> None:
    settled_, data = native
    part = chart_part(data, "东圈产量高于西区")
    found = errors(check_files(settled_, edited(data, {part: swapped("<c:v>39.1</c:v>", "<c:v>39.7</c:v>")})))
    assert ("39.7", "39.1", "east_output") in [finding[1:] for finding in told(found)], found
    assert "its cached values" in found[0].where


def test_the_workbook_of_a_native_chart(native: tuple[Settled, bytes]) -> None:
    settled_, data = native
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        books = {name: package.read(name) for name in package.namelist() if name.endswith(".xlsx")}
    name = next(
        name
        for name, book in books.items()
        if b"150" in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    )
    book = edited(books[name], {"xl/worksheets/sheet1.xml": swapped("<v>150</v>", "<v>160</v>")})
    found = errors(check_files(settled_, edited(data, {name: lambda _: book})))
    assert [(finding.stated, finding.ledger) for finding in found] == [("160", "150")]
    assert "历年货运量" in found[0].where
    assert "its data sheet, row 3" in found[0].where


def test_values_as_spreadsheets_keep_them() -> None:
    assert [number(value) for value in ("39.100000000000001", "39.1", "1E3", "甲", "-0.5")] == ["39.1", "39.1", "1000", "甲", "-0.5"]  # fmt: skip


# Two files, new text, missing text


def test_deck_and_word_that_disagree(settled: Settled, deck_file: Path, word_file: Path) -> None:
    deck = edited(deck_file.read_bytes(), {SLIDE.format(7): swapped("<a:t>39.1<", "<a:t>39.7<")})
    found = check_files(settled, deck, word_file.read_bytes(), deck_name="a.pptx", word_name="b.docx")
    changed, disagreement = found
    assert (
        str(changed)
        == "a.pptx: slide 7, cell-1: error: 39.7万辆 stands where the outline gives 39.1万辆 (fact cq_nev_output)"
    )
    assert disagreement.sort is Sort.DISAGREEMENT
    assert disagreement.fact == "cq_nev_output"
    assert disagreement.stated == "39.7万辆 and 39.1万辆"
    assert disagreement.where.startswith("slide 7, cell-1; body text")


@pytest.mark.usefixtures("chinese")
def test_findings_are_told_in_chinese(deck_file: Path, word_file: Path, check: Check) -> None:
    """What was read while messages were in English pairs with what is read in Chinese: only words for people differ."""
    deck = edited(deck_file.read_bytes(), {SLIDE.format(7): swapped("<a:t>39.1<", "<a:t>39.7<")})
    word = edited(word_file.read_bytes(), {BODY: swapped("<w:t>超368亿个", "<w:t>超858亿个")})
    assert [str(finding) for finding in check(deck, Kind.DECK)] == [
        "deck: 第7页，cell-1: error: 此处写的是“39.7万辆”，大纲给出的是“39.1万辆”（数据“cq_nev_output”）"
    ]
    assert [str(finding) for finding in check(word, Kind.WORD)] == [
        "word: 表格（表1），第4行: error: 此处写的是“超858亿个”，大纲给出的是“超368亿个”（数据“id_registered”）"
    ]


def test_files_that_are_wrong_alike_do_not_disagree(settled: Settled, deck_file: Path, word_file: Path) -> None:
    deck = edited(deck_file.read_bytes(), {SLIDE.format(7): swapped("<a:t>39.1<", "<a:t>39.7<")})
    word = edited(word_file.read_bytes(), {BODY: swapped("39.1万辆", "39.7万辆")})
    assert {finding.sort for finding in check_files(settled, deck, word)} == {Sort.CHANGED}


def with_box(data: bytes, text: str) -> bytes:
    presentation = Presentation(io.BytesIO(data))
    presentation.slides[4].shapes.add_textbox(Emu(0), Emu(0), Emu(1), Emu(1)).text_frame.text = text
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("text", "uncovered"),
    [
        ("另有投资83.6亿元", ["83.6亿元"]),
        ("产量39.1万辆，近39.1万辆，39.1亿辆", ["近39.1万辆", "39.1亿辆"]),
        ("2023年底第3次会议，见图3，问界M9", []),
        ("七年增长五分之三", ["五分之三"]),
        ("制作上千条短视频", []),
        ("今年上半年,重庆新能源汽车产量39.1万辆", []),
    ],
)
def test_typed_figures_that_nothing_covers(text: str, uncovered: list[str], deck_file: Path, check: Check) -> None:
    found = check(with_box(deck_file.read_bytes(), text), Kind.DECK)
    assert all(finding.sort is Sort.UNCOVERED and finding.where.startswith("slide 5") for finding in found)
    assert [finding.stated for finding in errors(found)] == uncovered


def without(data: bytes, slide: int, words: str) -> bytes:
    """Returns the deck with the shape deleted that says these words."""
    presentation = Presentation(io.BytesIO(data))
    shapes = presentation.slides[slide - 1].shapes
    shape = next(shape for shape in shapes if shape.has_text_frame and words in shape.text_frame.text)
    shape._element.getparent().remove(shape._element)
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def test_a_figure_that_has_gone_is_a_warning(deck_file: Path, check: Check) -> None:
    found = check(without(deck_file.read_bytes(), 7, "121.4万辆"), Kind.DECK)
    assert [(finding.sort, finding.fact, finding.severity) for finding in found] == [
        (Sort.GONE, "cq_car_output", Severity.WARNING)
    ]
    assert found[0].where == "slide 7, cell-4"


def test_a_figure_of_the_ledger_written_elsewhere_is_no_change(deck_file: Path, check: Check) -> None:
    """Another figure with the same unit, in a new box of the slide that lost one, need not be what that was."""
    presentation = Presentation(io.BytesIO(without(deck_file.read_bytes(), 7, "39.1万辆")))
    box = presentation.slides[6].shapes.add_textbox(Emu(0), Emu(0), Emu(1), Emu(1))
    box.text_frame.text = "121.4万辆"
    target = io.BytesIO()
    presentation.save(target)
    found = check(target.getvalue(), Kind.DECK)
    assert [(finding.sort, finding.fact) for finding in found] == [(Sort.GONE, "cq_nev_output")]


def test_words_put_otherwise_keep_their_figures(deck_file: Path, check: Check) -> None:
    presentation = Presentation(str(deck_file))
    paragraph = next(
        paragraph
        for shape in presentation.slides[7].shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if "30秒下线" in paragraph.text
    )
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = "下线一台新车最快30秒"
    target = io.BytesIO()
    presentation.save(target)
    assert check(target.getvalue(), Kind.DECK) == []


def test_the_one_of_several_alike_that_was_changed_is_named(cover: Cover) -> None:
    lines = [Passage("slide 1", "points", f"line {value}", f"本厂零件{value}个") for value in (87, 1, 10)]
    changed = [replace(lines[0], text="本厂零件1个"), *lines[1:]]
    comparison = Comparison(Contents(changed), Expectation.of(Contents(lines), cover), cover, "deck")
    assert [(change.pair.stated.where, change.expected) for change in comparison.changes] == [("line 87", "87个")]
    moved = Comparison(Contents(lines[::-1]), Expectation.of(Contents(lines), cover), cover, "deck")
    assert moved.changes == []


def rearranged(data: bytes) -> bytes:
    """Returns the deck with two slides deleted, two exchanged, references following, and sentences put otherwise."""
    presentation = Presentation(io.BytesIO(data))
    identities = presentation.slides._sldIdLst
    slides = list(identities)
    for gone in (slides[4], slides[12]):
        presentation.part.drop_rel(gone.rId)
        identities.remove(gone)
    identities.remove(slides[8])
    identities.insert(5, slides[8])
    for slide in presentation.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    run.text = run.text.replace("数据港服务两地上千家客户", "两地客户上千家由数据港服务").replace(
                        "自动化", "自动"
                    )
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def test_a_rearranged_deck_has_no_errors(deck_file: Path, check: Check) -> None:
    found = check(rearranged(deck_file.read_bytes()), Kind.DECK)
    assert errors(found) == []
    assert {finding.sort for finding in found} <= {Sort.GONE}


def test_a_changed_digit_of_a_rearranged_deck(deck_file: Path, check: Check) -> None:
    deck = edited(deck_file.read_bytes(), {SLIDE.format(24): swapped("五个方面", "三个方面"), SLIDE.format(7): swapped("率达59.7%", "率达57.9%")})  # fmt: skip
    found = errors(check(rearranged(deck), Kind.DECK))
    assert [(finding.stated, finding.ledger) for finding in found] == [
        ("57.9%", "59.7%"),
        ("从三个方面", "从五个方面"),
    ] or {finding.ledger[:2] for finding in found} >= {"59"}
    assert len(found) == 2


def test_rows_that_swapped_their_figures(deck_file: Path, check: Check) -> None:
    def swap(data: bytes) -> bytes:
        text = data.decode().replace("超368亿个", "\0").replace("超355亿次", "超368亿次").replace("\0", "超355亿个")
        return text.encode()

    found = errors(check(edited(deck_file.read_bytes(), {SLIDE.format(11): swap}), Kind.DECK))
    assert [finding.fact for finding in found] == ["id_registered", "id_resolved"]


# Where people add things


def in_a_comment(document: Any) -> None:
    document.add_comment(document.paragraphs[5].runs[0], "据称83.6亿元")


def in_a_header(document: Any) -> None:
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header.paragraphs[0].text = "据称83.6亿元"


def in_a_text_box(document: Any) -> None:
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
        "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>据称83.6亿元</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    document.paragraphs[5]._p.append(etree.fromstring(box))


def in_a_property(document: Any) -> None:
    document.core_properties.comments = "据称83.6亿元"


def in_a_new_table(document: Any) -> None:
    document.add_table(1, 2).rows[0].cells[1].text = "据称83.6亿元"


def as_an_insertion(document: Any) -> None:
    text = '<w:ins xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>据称83.6亿元</w:t></w:r></w:ins>'
    document.add_paragraph()._p.append(etree.fromstring(text))


@pytest.mark.parametrize(
    ("add", "where"),
    [
        (in_a_comment, "comments, paragraph"),
        (in_a_header, "header, paragraph"),
        (in_a_text_box, "body text, paragraph"),
        (in_a_property, "document properties, description"),
        (in_a_new_table, "table "),
        (as_an_insertion, "body text, paragraph"),
    ],
)
def test_a_figure_added_in_word(add: Callable[[Any], None], where: str, word_file: Path, check: Check) -> None:
    document = docx.Document(str(word_file))
    add(document)
    data = io.BytesIO()
    document.save(data)
    found = errors(check(data.getvalue(), Kind.WORD))
    assert [finding.stated for finding in found] == ["83.6亿元"]
    assert found[0].where.startswith(where)


@pytest.mark.parametrize(("change", "holder"), [("del", "delText"), ("moveFrom", "t")])
def test_what_a_tracked_change_took_away_is_not_stated(change: str, holder: str, word_file: Path, check: Check) -> None:
    document = docx.Document(str(word_file))
    text = f'<w:{change} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:{holder}>83.6亿元</w:{holder}></w:r></w:{change}>'
    document.add_paragraph()._p.append(etree.fromstring(text))
    data = io.BytesIO()
    document.save(data)
    assert check(data.getvalue(), Kind.WORD) == []


def test_a_figure_added_to_a_layout(deck_file: Path, check: Check) -> None:
    """Text on a layout is shown on each of its slides, and is told once."""
    presentation = Presentation(str(deck_file))
    box = presentation.slides[4].shapes.add_textbox(Emu(0), Emu(0), Emu(1), Emu(1))
    box.text_frame.text = "据称83.6亿元"
    presentation.slides[4].slide_layout.shapes._spTree.append(box._element)
    data = io.BytesIO()
    presentation.save(data)
    (finding,) = errors(check(data.getvalue(), Kind.DECK))
    assert finding.stated == "83.6亿元"
    assert finding.where.startswith("layout “")


def test_a_figure_added_as_a_native_chart(deck_file: Path, check: Check) -> None:
    data = CategoryChartData()
    data.categories = ["甲", "乙"]
    data.add_series("产量", (39.1, 83.6))
    presentation = Presentation(str(deck_file))
    presentation.slides[4].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Emu(0), Emu(0), Emu(1), Emu(1), data)
    target = io.BytesIO()
    presentation.save(target)
    found = errors(check(target.getvalue(), Kind.DECK))
    assert {finding.stated for finding in found} == {"83.6"}, "39.1 is a value of the ledger"
    assert {finding.where.rpartition(", ")[2] for finding in found} == {"its cached values", "row 3"}


# Files that other programs have saved


def test_files_saved_by_the_libraries(deck_file: Path, word_file: Path, check: Check) -> None:
    deck, word = io.BytesIO(), io.BytesIO()
    Presentation(str(deck_file)).save(deck)
    docx.Document(str(word_file)).save(word)
    assert check(deck.getvalue(), Kind.DECK) == []
    assert check(word.getvalue(), Kind.WORD) == []


@needs_libreoffice
@pytest.mark.parametrize("kind", Kind)
def test_files_saved_by_libreoffice(kind: Kind, deck_file: Path, word_file: Path, check: Check, tmp_path: Path) -> None:
    file = deck_file if kind is Kind.DECK else word_file
    again = convert(file, tmp_path, file.suffix[1:]).read_bytes()
    found = check(again, kind)
    assert errors(found) == []
    assert {finding.sort for finding in found} <= {Sort.PICTURE}
    part = SLIDE.format(8) if kind is Kind.DECK else BODY
    with zipfile.ZipFile(io.BytesIO(again)) as package:
        text = package.read(part).decode()
    assert "1440" in text
    changed = check(edited(again, {part: swapped("1440", "1470")}), kind)
    assert [(finding.stated, finding.fact) for finding in errors(changed)] == [("1470个", "seres_weld_cut")]


@needs_libreoffice
def test_native_charts_saved_by_libreoffice(native: tuple[Settled, bytes], tmp_path: Path) -> None:
    (tmp_path / "n.pptx").write_bytes(native[1])
    (tmp_path / "again").mkdir()
    again = convert(tmp_path / "n.pptx", tmp_path / "again", "pptx")
    assert errors(check_files(native[0], again.read_bytes())) == []


# Files that are none


def zipped(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "39"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: b"%PDF-1.7", "is no Office file"),
        (lambda _: b"", "is no Office file"),
        (lambda _: OLE, "is a file of Office 97"),
        (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (lambda _: zipped({"a.txt": b"a"}), "names no main part"),
        (lambda data: data[: len(data) // 2], "is no Office file"),
        (lambda data: edited(data, {SLIDE.format(3): lambda _: b"<p:sld"}), "slide3.xml is not XML"),
        (lambda data: edited(data, {SLIDE.format(3): lambda xml: xml.replace(b"<p:sld ", ENTITIES + b"<p:sld ", 1).replace(b"?>" + ENTITIES, b"?>" + ENTITIES)}), "declares a document type"),
        (lambda data: edited(data, {SLIDE.format(3): lambda _: bytes(MOST_XML + 1)}), "is larger than"),
        (lambda data: edited(data, {"ppt/_rels/presentation.xml.rels": lambda _: b"\xff"}), "is not XML"),
    ],
)  # fmt: skip
def test_what_is_no_deck(make: Callable[[bytes], bytes], says: str, deck_file: Path, check: Check) -> None:
    with pytest.raises(BriefingError, match=re.escape(says)):
        check(make(deck_file.read_bytes()), Kind.DECK)


def test_any_damage_is_told_plainly(deck_file: Path, check: Check) -> None:
    """Bytes turned over anywhere give findings or a BriefingError, never another exception."""
    data, chance = deck_file.read_bytes(), random.Random(SEED)  # noqa: S311 - the same
    for _ in range(25):
        damaged = bytearray(data)
        for _ in range(40):
            damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            check(bytes(damaged), Kind.DECK)
        except BriefingError as error:
            if not str(error).startswith("deck: "):
                raise


def test_deck_and_word_in_each_others_place(deck_file: Path, word_file: Path, check: Check) -> None:
    with pytest.raises(BriefingError, match="is a Word file"):
        check(word_file.read_bytes(), Kind.DECK)
    with pytest.raises(BriefingError, match="is a deck"):
        check(deck_file.read_bytes(), Kind.WORD)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="there is no such file"):
        content_of(tmp_path / "none.pptx")
    with pytest.raises(BriefingError, match="this is a folder"):
        content_of(tmp_path)


@pytest.mark.parametrize(
    "text", ["9" * 5000 + "万亿辆", "一" * 3000, "3～" * 2000, "1,1" * 3000, "万" * 3000, "²③" * 500]
)
def test_numbers_that_nobody_means(text: str, deck_file: Path, check: Check) -> None:
    found = check(with_box(deck_file.read_bytes(), text), Kind.DECK)
    assert all(finding.where.startswith("slide 5") for finding in found)


def test_values_that_nobody_means() -> None:
    assert number("1E999999") == "1E999999"
    assert number("NaN") == "NaN"


# What it costs


def test_the_cost_grows_with_the_length(cover: Cover, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts the texts looked at; each passage is changed, and half of them have the same words."""
    calls = 0

    def counted(text: str) -> object:
        nonlocal calls
        calls += 1
        return masked(text)

    monkeypatch.setattr(pairing, "masked", counted)
    monkeypatch.setattr(built, "masked", counted)

    def cost(size: int) -> int:
        nonlocal calls
        given = [Passage(f"slide {n // 9 + 1}", "points", "", f"{'甲乙丙丁'[n % 4] if n % 2 else n}地生产新车{n}万辆") for n in range(size)]  # fmt: skip
        there = [replace(passage, text=passage.text.replace("万辆", "1万辆")) for passage in [*reversed(given), *given]]
        expectation = Expectation.of(Contents(given), cover)
        calls = 0
        assert len(list(Comparison(Contents(there), expectation, cover, "deck").findings())) >= size
        return calls

    assert cost(4000) < 2.3 * cost(2000)


def test_the_expectations_are_those_of_a_build(settled: Settled, expected: dict[Kind, Expectation]) -> None:
    found = expectations(settled, Kind.WORD)
    assert list(found) == [Kind.WORD]
    assert found[Kind.WORD].contents.passages == expected[Kind.WORD].contents.passages


@pytest.mark.parametrize(
    ("swaps", "stated"),
    [
        ((("1600多家", "1600家"),), [("1600家", "1600多家", "cy_suppliers")]),
        ((("超11%", "近11%"),), [("近11%", "超11%", "elec_share")]),
        (
            (("45家", "…"), ("1600多家", "45家"), ("…", "1600多家")),
            [("1600多家", "45家", "cy_carmakers"), ("45家", "1600多家", "cy_suppliers")],
        ),
    ],
)
def test_approximate_figures_made_exact_and_swapped_figures(
    swaps: tuple[tuple[str, str], ...], stated: list[tuple[str, str, str]], word_file: Path, check: Check
) -> None:
    def edit(part: bytes) -> bytes:
        text = part.decode()
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new, 1)
        return text.encode()

    found = errors(check(edited(word_file.read_bytes(), {BODY: edit}), Kind.WORD))
    assert [(each.stated, each.ledger, each.fact) for each in found] == stated


# The command


def verified(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing", "verify", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=SHIPPED.parent, encoding="utf-8")


def test_verify_tells_what_someone_changed_in_either_file(deck_file: Path, word_file: Path, tmp_path: Path) -> None:
    right = verified("--deck", deck_file, "--word", word_file)
    assert (right.returncode, right.stderr) == (0, "")
    assert right.stdout == f"{deck_file}, {word_file}: no errors, no warnings\n"
    deck, word = tmp_path / "deck.pptx", tmp_path / "word.docx"
    deck.write_bytes(edited(deck_file.read_bytes(), {SLIDE.format(7): swapped("59.7", "59.1")}))
    word.write_bytes(edited(word_file.read_bytes(), {BODY: swapped("39.1万辆", "39.7万辆")}))
    wrong = verified("--deck", deck, "--word", word)
    assert wrong.returncode == 1
    assert re.search(rf"{deck}: slide 7, .*: error: 59.1% stands where the outline gives 59.7%", wrong.stderr)
    assert re.search(rf"{word}: body text, .*: error: 39.7万辆 stands where the outline gives 39.1万辆", wrong.stderr)
    rows = json.loads(verified("--deck", deck, "--format", "json").stdout)["files"]
    assert {(row["stated"], row["fact"]) for row in rows} == {("59.1%", "cq_nev_contribution")}


def test_verify_tells_which_file_is_not_there(tmp_path: Path) -> None:
    gone = verified("--deck", tmp_path / "gone.pptx")
    assert (gone.returncode, gone.stderr) == (1, f"error: {tmp_path}/gone.pptx: there is no such file\n")
