"""A copy's marks: the watermark and the line at the foot, on every slide and page; nothing of either by default."""

from __future__ import annotations

import re
import sys
from copy import deepcopy
from dataclasses import replace
from math import cos, radians, sin
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parent))

from batches import office
from packages import dangling, faults, parts
from rendering import bare, convert, needs_libreoffice, pages

from briefing import assets
from briefing.batch import table
from briefing.batch.columns import check
from briefing.contrast import TEXT, WHITE, contrast
from briefing.deck.grid import COVER_FOOT_PLACE, FOOT_PLACE, PAGE
from briefing.deck.layouts import LAYOUTS
from briefing.deck.marks import ANGLE, blended, marked, strength, watermark_size
from briefing.document import Marks, Recipient
from briefing.errors import OutlineError
from briefing.lengths import Frame, Size, mm
from briefing.outline import looks
from briefing.outline.load import load
from briefing.outline.rows import Cell, Row
from briefing.pipeline import Settled, make, settle
from briefing.preview.slides import Painter
from briefing.readback import check_files

ROOT = Path(__file__).resolve().parent.parent
OUTLINE = ROOT / "outline.yaml"
GALLERY = ROOT / "tests" / "outlines" / "minimal.yaml"
ENGLISH = GALLERY.with_name("english.yaml")
STARTERS = sorted((ROOT / "assets" / "starter").glob("*.yaml"))
THEMES = assets.names("themes")
WATERMARK, FOOTER = "示例市第2发展改革委", "内部资料　注意保存"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def row(**cells: str) -> Row:
    """Returns a row of a table with these cells."""
    return Row("row", 1, ",".join(cells.values()), tuple(Cell(key, text, 0, 0) for key, text in cells.items()))


@pytest.fixture(scope="module")
def settled() -> Settled:
    return settle(GALLERY, row(watermark=WATERMARK, footer=FOOTER))


@pytest.fixture(scope="module")
def files(settled: Settled, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The gallery's deck and Word briefing with both marks."""
    made = make(settled)
    assert made.deck is not None
    assert made.word is not None
    folder = tmp_path_factory.mktemp("marks")
    deck, word = folder / "deck.pptx", folder / "word.docx"
    deck.write_bytes(made.deck)
    word.write_bytes(made.word.data)
    return deck, word


# Nothing by default


@pytest.mark.parametrize("outline", [OUTLINE, GALLERY, ENGLISH, *STARTERS], ids=lambda file: file.name)
def test_nothing_shipped_has_a_mark_or_what_only_an_issuing_body_may_use(outline: Path, tmp_path: Path) -> None:
    """份号, 密级, 发文字号 and the red head (GB/T 9704-2012, 7.2.1 to 7.2.5) are for those who issue a document."""
    found = settle(outline)
    document = found.document
    assert document.marks == Marks()
    assert document.meta.recipient == Recipient()
    assert document.bulletin is None
    assert not document.pages.header
    assert all(slide.watermark is None and slide.foot is None for slide in found.deck.slides)
    made = make(found)
    assert made.deck is not None
    assert made.word is not None
    deck, word = tmp_path / "deck.pptx", tmp_path / "word.docx"
    deck.write_bytes(made.deck)
    word.write_bytes(made.word.data)
    said = {name: data for name, data in {**parts(deck), **parts(word)}.items() if name.endswith(".xml")}
    for name, data in said.items():
        shown = re.sub(rb"(?s)<w:style .*?</w:style>", b"", data)
        for words in ("绝密", "机密", "秘密★", "份号", "〔20", "PowerPlusWaterMark", 'name="watermark"'):
            assert words.encode() not in shown, (name, words)
    assert not re.search(rb"FF0000|Masthead|CopyNumber", said["word/document.xml"])


# The outline and the table


def marks_of(text: str, tmp_path: Path) -> Marks:
    file = office(tmp_path) / "outline.yaml"
    file.write_text(file.read_text("utf-8") + text, "utf-8")
    return settle(file).document.marks


def test_the_outline_says_what_a_copy_is_marked_with(tmp_path: Path) -> None:
    assert marks_of("\nmarks: {watermark: 征求意见稿, footer: 内部资料}\n", tmp_path) == Marks("征求意见稿", "内部资料")


def test_each_may_be_left_out(tmp_path: Path) -> None:
    assert marks_of("\nmarks: {footer: 内部资料}\n", tmp_path) == Marks("", "内部资料")


def test_the_former_key_of_word_is_told_with_its_new_place(tmp_path: Path) -> None:
    with pytest.raises(OutlineError) as raised:
        marks_of("\nword: {watermark: 内部资料}\n", tmp_path)
    (problem,) = raised.value.problems
    assert "“watermark” is not a key here; it belongs under “marks”" in problem.message
    line = (tmp_path / "outline.yaml").read_text("utf-8").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith("watermark:")


@pytest.mark.parametrize(("watermark", "footer"), [("水印", "页脚标记"), ("watermark", "footer")])
def test_every_row_of_a_table_may_have_marks_of_its_own(
    watermark: str, footer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office(tmp_path))
    Path("t.csv").write_text(f"单位,类别,{watermark},{footer}\n甲局,市级,甲局专用,\n乙局,区级,,内部资料\n", "utf-8")
    found = table.read(Path("t.csv"))
    assert check(found, load(Path("outline.yaml"))) == []
    documents = [settle(Path("outline.yaml"), each).document for each in found.rows]
    assert [document.marks for document in documents] == [Marks("甲局专用", ""), Marks("", "内部资料")]


def test_a_row_s_mark_stands_in_for_the_outline_s(tmp_path: Path) -> None:
    file = office(tmp_path) / "outline.yaml"
    file.write_text(file.read_text("utf-8") + "\nmarks: {watermark: 内部资料, footer: 注意保存}\n", "utf-8")
    found = settle(file, row(类别="市级", 水印="甲局")).document.marks
    assert found == Marks("甲局", "注意保存")


def test_a_mark_that_is_too_long_is_told_at_its_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office(tmp_path))
    Path("t.csv").write_text(f"单位,类别,水印\n甲局,市级,{'密' * 13}\n", "utf-8")
    (only,) = table.read(Path("t.csv")).rows
    with pytest.raises(OutlineError) as raised:
        settle(Path("outline.yaml"), only)
    assert [str(problem.place) for problem in raised.value.problems] == ["t.csv:2:7"]


# The watermark of the deck


def corners(frame: Frame) -> list[tuple[float, float]]:
    """Returns a frame's corners in points after it was turned about its middle."""
    x, y = frame.left.pt + frame.width.pt / 2, frame.top.pt + frame.height.pt / 2
    turn = radians(-ANGLE)
    halves = [(a * frame.width.pt / 2, b * frame.height.pt / 2) for a in (-1, 1) for b in (-1, 1)]
    return [(x + a * cos(turn) - b * sin(turn), y + a * sin(turn) + b * cos(turn)) for a, b in halves]


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize(
    "page", [PAGE, Size(mm(254), mm(190.5)), Size(mm(190.5), mm(338.7))], ids=["16:9", "4:3", "9:16"]
)
def test_a_turned_watermark_of_any_length_stays_on_the_slide(count: int, page: Size, settled: Settled) -> None:
    for slide in marked(settled.deck.slides[:2], Marks("印" * count), LAYOUTS, page):
        assert slide.watermark is not None
        for x, y in corners(slide.watermark.frame):
            assert 0 < x < page.width.pt
            assert 0 < y < page.height.pt


def test_a_watermark_is_large() -> None:
    sizes = [watermark_size("印" * count, PAGE) for count in range(1, 13)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[3] >= 96
    assert sizes[11] >= 48


@pytest.mark.parametrize("name", THEMES)
def test_text_on_a_watermark_keeps_its_contrast_and_the_watermark_can_be_seen(name: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5:1 for text; the watermark itself differs from its ground by what an eye can tell."""
    palette = looks.theme(name).palette
    for colour, ground, texts in (
        ("ink", WHITE, ("ink", "primary", "first", "second_text", "both", "context_text")),
        ("cover_text", palette.cover_ground, ("cover_text", "cover_accent")),
    ):
        mixed = blended(getattr(palette, colour), ground, strength(colour, palette))
        for token in texts:
            assert contrast(getattr(palette, token), mixed) >= TEXT, (name, token, mixed)
        assert contrast(mixed, ground) >= 1.08, (name, colour)


def test_the_watermark_is_the_first_shape_of_every_slide_and_decoration(files: tuple[Path, Path]) -> None:
    for slide in Presentation(str(files[0])).slides:
        tree = slide.shapes._spTree
        first, *others = [shape for shape in tree if shape.tag.endswith(("}sp", "}pic", "}graphicFrame"))]
        assert first.xpath(".//a:t/text()") == [WATERMARK]
        assert first.find(f".//{A}xfrm").get("rot") == str((360 - ANGLE) * 60_000)
        assert first.find(f".//{DECORATIVE}").get("val") == "1"
        assert first.xpath(".//p:cNvPr/@descr") == [""]
        (alpha,) = first.xpath(".//a:rPr//a:alpha/@val")
        assert 4_000 <= int(alpha) <= 10_000
        assert not any(WATERMARK in words for shape in others for words in shape.xpath(".//a:t/text()"))
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))


def test_the_footer_mark_is_the_last_shape_of_every_slide_and_clear_of_the_others(files: tuple[Path, Path]) -> None:
    for slide in Presentation(str(files[0])).slides:
        *others, last = slide.shapes
        assert last.text_frame.text == FOOTER
        assert not any(FOOTER in shape.text_frame.text for shape in others if shape.has_text_frame)
        assert {run.font.size.pt for paragraph in last.text_frame.paragraphs for run in paragraph.runs} == {12}
    for layout in LAYOUTS.values():
        place = FOOT_PLACE if layout.cover_rule is None else COVER_FOOT_PLACE
        assert place.bottom.emu <= PAGE.height.emu
        for slot in layout.slots:
            if slot.name not in {"source", "page", "line"}:
                assert slot.frame.bottom.emu <= place.top.emu, (layout.name, slot.name)


def test_marks_change_nothing_else_of_the_slides(settled: Settled) -> None:
    plain = settle(GALLERY)
    without = replace(settled.deck, slides=tuple(replace(s, watermark=None, foot=None) for s in settled.deck.slides))
    assert without.slides == plain.deck.slides


def test_both_files_are_valid(files: tuple[Path, Path]) -> None:
    for file in files:
        assert faults(file) == []
        assert dangling(parts(file)) == []


def test_a_unit_s_own_template_shows_the_marks_where_its_footer_is(tmp_path: Path) -> None:
    own = Presentation(str(assets.folder() / "templates" / "policy-blue.pptx"))
    layout = next(layout for layout in own.slide_layouts if layout.name == "cover")
    sp = layout.shapes._spTree
    shape = next(shape for shape in layout.placeholders if shape.name == "line")._element
    footer = deepcopy(shape)
    footer.xpath(".//p:ph")[0].set("type", "ftr")
    footer.xpath(".//p:ph")[0].set("idx", "99")
    footer.xpath(".//p:cNvPr")[0].set("name", "Footer")
    footer.xpath(".//a:off")[0].set("y", "5943600")
    sp.append(footer)
    file = office(tmp_path) / "outline.yaml"
    own.save(str(tmp_path / "own.pptx"))
    text = file.read_text("utf-8").replace("date: 2026-11-22}", "date: 2026-11-22, template: own.pptx}")
    file.write_text(text + "\nmarks: {watermark: 内部资料, footer: 注意保存}\n", "utf-8")
    slides = settle(file).deck.slides
    cover, contents = slides[:2]
    assert cover.foot is not None
    assert contents.foot is not None
    assert cover.foot.frame.top.emu == 5943600
    assert contents.foot.frame == FOOT_PLACE
    assert all(slide.watermark for slide in slides)


@pytest.mark.parametrize("page", [Size(mm(254), mm(190.5)), Size(mm(190.5), mm(338.7))], ids=["4:3", "9:16"])
def test_the_footer_mark_stays_on_slides_of_another_shape(page: Size, settled: Settled) -> None:
    for slide in marked(settled.deck.slides, Marks(footer="印" * 20), LAYOUTS, page):
        assert slide.foot is not None
        frame = slide.foot.frame
        assert frame.left.emu >= 0
        assert frame.right.emu <= page.width.emu
        assert frame.bottom.emu <= page.height.emu
        assert frame.width.pt >= 20 * slide.foot.paragraph.spans[0].size


# Word


def footers(word: Path) -> dict[str, list[tuple[str, str]]]:
    """Returns the paragraphs of each footer: style and text."""
    found = {}
    for name, data in parts(word).items():
        if name.startswith("word/footer"):
            root = etree.fromstring(data)
            found[name] = [
                (p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), "".join(t.text for t in p.iter(f"{W}t")))
                for p in root.iter(f"{W}p")
            ]
    return found


def test_word_has_the_footer_mark_below_the_page_number_on_every_page(files: tuple[Path, Path]) -> None:
    found = footers(files[1])
    assert list(found.values()) == [
        [("Footer", "— 1 —"), ("FooterMark", FOOTER)],
        [("FooterEven", "— 1 —"), ("FooterMark", FOOTER)],
    ]


def test_a_cover_has_the_footer_mark_and_no_number(tmp_path: Path) -> None:
    file = office(tmp_path) / "outline.yaml"
    file.write_text(file.read_text("utf-8") + "\nword: {cover: yes}\nmarks: {footer: 内部资料}\n", "utf-8")
    word = make(settle(file)).word
    assert word is not None
    (tmp_path / "w.docx").write_bytes(word.data)
    found = list(footers(tmp_path / "w.docx").values())
    assert found[:2] == [[("FooterMark", "内部资料")]] * 2
    assert [style for lines in found[2:] for style, _text in lines] == [
        "Footer",
        "FooterMark",
        "FooterEven",
        "FooterMark",
    ]


def test_marks_change_neither_pages_nor_the_contents(tmp_path: Path) -> None:
    plain, marked_ = make(settle(OUTLINE)).word, make(settle(OUTLINE, row(watermark="内部资料", footer=FOOTER))).word
    assert plain is not None
    assert marked_ is not None
    assert plain.pages == marked_.pages

    def body(data: bytes) -> bytes:
        (tmp_path / "w.docx").write_bytes(data)
        return re.sub(rb"(?s)<w:sectPr.*", b"", parts(tmp_path / "w.docx")["word/document.xml"])

    assert body(plain.data) == body(marked_.data)


# What reads the files again


def test_marks_with_numbers_are_no_figures(tmp_path: Path) -> None:
    file = office(tmp_path) / "outline.yaml"
    before = settle(file)
    file.write_text(file.read_text("utf-8") + "\nmarks: {watermark: 供50家单位, footer: 限12人阅看}\n", "utf-8")
    marked_ = settle(file)
    assert [problem.message for problem in marked_.warnings] == [problem.message for problem in before.warnings]
    assert read_back(marked_) == read_back(before)


def read_back(settled: Settled) -> list[str]:
    """Returns the numbers that are found in an outline's own files without a fact."""
    made = make(settled)
    assert made.word is not None
    return [finding.stated for finding in check_files(settled, made.deck, made.word.data)]


def test_the_preview_shows_both(settled: Settled) -> None:
    painter = Painter(settled.template.book, settled.outline.theme)
    for number, slide in enumerate(settled.deck.slides, 1):
        shown = painter.slide(slide, number)
        assert re.search(rf'<text[^>]* transform="rotate\(-{ANGLE} [^>]*aria-hidden="true"[^>]*>{WATERMARK}<', shown)
        assert FOOTER in shown


@needs_libreoffice
def test_rendered_every_slide_and_page_shows_both(files: tuple[Path, Path], tmp_path: Path) -> None:
    for file in files:
        for number, lines in enumerate(pages(convert(file, tmp_path)), 1):
            texts = [bare(line.text) for line in lines]
            assert bare(FOOTER) in texts, (file.name, number)
            if file.suffix == ".pptx":
                assert any(bare(WATERMARK) in text for text in texts), number
