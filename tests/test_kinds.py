"""A 简报 and the options of the page: masthead and 版记, cover, marks, header, page numbers; each only when asked for."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import docx
import pymupdf
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conftest import SHIPPED
from packages import dangling, faults, parts
from rendering import bare, convert, needs_libreoffice, pages
from test_word import NS, REFERENCE, THEME, Package, W, changed, document, draw, text, topic

from briefing.document import Bulletin, Document, Marks, PageNumbers, PageOptions, Section
from briefing.pipeline import Output
from briefing.word import styles
from briefing.word.blocks import Imprint, Paragraph
from briefing.word.headers import watermark_size
from briefing.word.page import BOTTOM, LINE, PAPER, TYPE_AREA
from briefing.word.plan import plan
from briefing.word.write import write
from briefing.workshop import build

BULLETIN = Bulletin(
    name="区域合作简报",
    issue=12,
    total=36,
    publisher="区域合作处",
    report_to=("市委常委", "市人大常委会主任、副主任", "市政府市长、副市长", "市政协主席、副主席"),
    send_to=("市直有关单位",),
    distribute_to=("本处各科",),
    copies=50,
)
EVERYTHING = PageOptions(PageNumbers.CENTRED, cover=True, header="内部参考　注意保存")
MARKED = Marks("内部资料", "注意保存")
MASTHEAD_WORDS = ["区域合作简报", "第12期（总第36期）", "区域合作处编2024年7月5日"]


def bulletin(**changes: Any) -> Document:
    return document(bulletin=replace(BULLETIN, **changes))


def paged(marks: Marks = Marks(), **changes: Any) -> Document:  # noqa: B008 - frozen
    return document(pages=replace(PageOptions(), **changes), marks=marks)


def built(made: Document) -> Package:
    return Package(write(made, THEME, REFERENCE, draw))


def used_styles(package: Package) -> list[str]:
    return [str(style) for style in package.document("//w:pStyle/@w:val")]


def colours(package: Package) -> set[str]:
    """Returns the colours of the text and rules that a document shows."""
    styles = set(used_styles(package)) | set(package.document("//w:tblStyle/@w:val"))
    return {
        str(colour)
        for style in styles
        for colour in package.style(style, ".//w:color/@w:val") + package.style(style, ".//w:pBdr/*/@w:color")
    }


@pytest.fixture(scope="module")
def plain() -> Package:
    return built(document())


@pytest.fixture(scope="module")
def issued() -> Package:
    return built(bulletin())


@pytest.fixture(scope="module")
def covered() -> Package:
    return built(document(pages=EVERYTHING, marks=MARKED))


# What is not asked for


def test_a_report_shows_no_red_no_masthead_and_no_imprint(plain: Package) -> None:
    assert colours(plain) == set()
    assert not [style for style in used_styles(plain) if style.startswith(("Masthead", "Issue", "Publisher", "Cover"))]
    assert "ImprintTable" not in plain.document("//w:tblStyle/@w:val")
    assert "第12期" not in "".join(plain.document("//w:t/text()"))


def test_nothing_stands_above_the_text_that_was_not_asked_for(plain: Package) -> None:
    assert not [name for name in plain.files if "header" in name]
    assert not plain.document("//w:headerReference | //w:pgNumType | //w:p//w:sectPr")
    assert [name for name in plain.files if "footer" in name] == ["word/footer1.xml", "word/footer2.xml"]


# Above the text of a 简报 (7.2)


def test_a_bulletin_begins_with_its_name_number_publisher_and_date(issued: Package) -> None:
    assert used_styles(issued)[:5] == ["Masthead", "Issue", "Publisher", "Title", "SubtitleAboveText"]
    assert [issued.styled(style)[0] for style in ("Masthead", "Issue", "Publisher")] == MASTHEAD_WORDS


def test_7_2_4_the_name_is_red_large_centred_and_in_xiaobiaosong(issued: Package) -> None:
    assert issued.style("Masthead", "w:rPr/w:color/@w:val") == ["FF0000"]
    assert issued.style("Masthead", "w:rPr/w:rFonts/@w:eastAsia") == ["方正小标宋简体"]
    assert issued.style("Masthead", "w:rPr/w:sz/@w:val") == ["108"]
    assert issued.style("Masthead", "w:pPr/w:jc/@w:val") == ["center"]


@pytest.mark.parametrize(
    ("characters", "half_points", "lines"),
    [
        (8, "108", 1),
        (9, "84", 1),
        (10, "84", 1),
        (11, "72", 1),
        (12, "72", 1),
        (13, "52", 1),
        (16, "52", 1),
        (18, "52", 2),
    ],
)
def test_the_name_is_as_large_as_one_line_allows(characters: int, half_points: str, lines: int) -> None:
    package = built(bulletin(name="山" * characters))
    style = used_styles(package)[0]
    assert package.style(style, "w:rPr/w:sz/@w:val") == [half_points]
    assert len(package.document("//w:p[1]//w:br")) == lines - 1


def test_the_number_of_all_issues_may_be_unknown() -> None:
    assert built(bulletin(total=None)).styled("Issue") == ["第12期"]


def test_the_publisher_stands_left_and_the_date_right_one_character_in(issued: Package) -> None:
    assert len(issued.document("//w:p[w:pPr/w:pStyle/@w:val='Publisher']//w:tab")) == 1
    (tab,) = issued.style("Publisher", "w:pPr/w:tabs/w:tab")
    assert (tab.get(f"{W}val"), int(tab.get(f"{W}pos"))) == ("right", TYPE_AREA.width.twips - 320)
    assert issued.style("Publisher", "w:pPr/w:ind/@w:firstLineChars") == ["100"]


def test_7_2_7_a_red_rule_as_wide_as_the_text_closes_the_masthead(issued: Package) -> None:
    (rule,) = issued.style("Publisher", "w:pPr/w:pBdr/w:bottom")
    assert (rule.get(f"{W}color"), rule.get(f"{W}sz")) == ("FF0000", "18")
    assert not issued.style("Publisher", "w:pPr/w:ind/@w:left")
    assert not issued.style("Publisher", "w:pPr/w:ind/@w:right")


def test_unit_and_date_are_not_repeated_under_the_title_of_a_bulletin(issued: Package) -> None:
    assert issued.styled("Unit") == issued.styled("Date") == []
    assert issued.styled("Title")
    assert "".join(issued.document("//w:t/text()")).count("2024年7月5日") == 1


@pytest.mark.parametrize(("subtitle", "last"), [("副标题", "SubtitleAboveText"), ("", "TitleAboveText")])
def test_one_line_is_blank_between_title_and_text_without_a_paragraph_for_it(subtitle: str, last: str) -> None:
    made = bulletin()
    package = built(replace(made, meta=replace(made.meta, subtitle=subtitle)))
    assert used_styles(package)[used_styles(package).index("Heading1") - 1] == last
    assert package.style(last, "w:pPr/w:spacing/@w:after") == ["560"]


# The 版记 of a 简报 (7.4)


def imprint(package: Package) -> Any:
    (table,) = package.document("//w:tbl[w:tblPr/w:tblStyle/@w:val='ImprintTable']")
    return table


def test_the_imprint_names_the_receivers_and_the_copies(issued: Package) -> None:
    assert issued.styled("Imprint") == [
        "报：市委常委、市人大常委会主任、副主任、市政府市长、副市长、市政协主席、副主席。",
        "送：市直有关单位。",
        "发：本处各科。",
    ]
    assert issued.styled("Copies") == ["共印50份"]


def test_7_4_1_the_imprint_ends_on_the_lower_edge_of_the_last_page(issued: Package) -> None:
    table = imprint(issued)
    (place,) = table.xpath("w:tblPr/w:tblpPr", namespaces=NS)
    assert (place.get(f"{W}vertAnchor"), place.get(f"{W}tblpYSpec")) == ("margin", "bottom")
    assert (place.get(f"{W}horzAnchor"), place.get(f"{W}tblpX")) == ("page", "1587")
    assert table.xpath("w:tblGrid/w:gridCol/@w:w", namespaces=NS) == [str(TYPE_AREA.width.twips)]
    assert [element.tag for element in table.itersiblings()] == [f"{W}p", f"{W}sectPr"]


def test_7_4_1_its_outer_rules_are_thicker_than_the_one_between(issued: Package) -> None:
    (borders,) = issued.style("ImprintTable", "w:tblPr/w:tblBorders")
    assert {edge.tag.rpartition("}")[2]: edge.get(f"{W}sz") for edge in borders} == {
        "top": "8",
        "bottom": "8",
        "insideH": "6",
    }


def test_7_4_2_receivers_stand_one_character_in_and_further_lines_below_the_first_name(issued: Package) -> None:
    (indent,) = issued.style("Imprint", "w:pPr/w:ind")
    assert {key.rpartition("}")[2]: value for key, value in indent.attrib.items() if key.endswith("Chars")} == {
        "leftChars": "300",
        "rightChars": "100",
        "hangingChars": "200",
    }
    assert issued.style("Imprint", "w:rPr/w:sz/@w:val") == ["28"]


def test_the_imprint_is_not_divided_between_pages(issued: Package) -> None:
    assert all(row.xpath("w:trPr/w:cantSplit", namespaces=NS) for row in imprint(issued).xpath("w:tr", namespaces=NS))
    assert issued.style("Imprint", "w:pPr/w:keepNext")


def test_the_imprint_follows_the_annexes() -> None:
    *before, table, last = plan(bulletin()).blocks
    assert isinstance(table, Imprint)
    assert isinstance(last, Paragraph)
    assert not last.text
    assert "附件2" in [block.text[0].text for block in before if isinstance(block, Paragraph) and block.text]


def test_only_what_is_known_stands_in_the_imprint() -> None:
    nobody: dict[str, Any] = {"report_to": (), "send_to": (), "distribute_to": ()}
    assert len(imprint(built(bulletin(copies=None))).xpath("w:tr", namespaces=NS)) == 1
    assert len(imprint(built(bulletin(**nobody))).xpath("w:tr", namespaces=NS)) == 1
    assert not built(bulletin(**nobody, copies=None)).document("//w:tbl[w:tblPr/w:tblpPr]")


# Page numbers


def test_page_numbers_can_stand_in_the_middle_of_both_pages() -> None:
    package = built(paged(numbers=PageNumbers.CENTRED))
    for number in (1, 2):
        part = f"word/footer{number}.xml"
        assert "".join(package.xpath(part, "//w:t/text()")) == "— 1 —"
        assert package.xpath(part, "//w:pStyle/@w:val") == ["FooterCentred"]
    assert package.style("FooterCentred", "w:pPr/w:jc/@w:val") == ["center"]
    assert not package.style("FooterCentred", "w:pPr/w:ind")
    assert package.style("FooterCentred", "w:rPr/w:sz/@w:val") == ["28"]
    assert package.style("FooterCentred", "w:rPr/w:rFonts/@w:ascii") == ["宋体"]


# Cover


def test_the_cover_shows_title_subtitle_unit_and_date_on_a_page_of_its_own(covered: Package) -> None:
    cover = covered.document("//w:p[.//w:sectPr]/preceding-sibling::w:p | //w:p[.//w:sectPr]")
    assert [item.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=NS) for item in cover] == [
        "CoverTitle",
        "CoverSubtitle",
        "CoverUnit",
        "CoverDate",
    ]
    assert covered.styled("CoverUnit") == ["区域合作处"]
    assert covered.styled("CoverDate") == ["2024年7月5日"]
    assert len(covered.document("//w:p[1]//w:br")) == 1, "the title is divided into even lines"


def test_the_text_after_a_cover_has_its_title_and_neither_unit_nor_date(covered: Package) -> None:
    assert used_styles(covered)[4:6] == ["TitleAboveText", "Heading1"]
    assert covered.styled("Unit") == covered.styled("Date") == []


def test_no_number_stands_on_the_cover_and_the_text_begins_on_page_1(covered: Package) -> None:
    cover, body = covered.document("//w:sectPr")
    numbers = [bool(covered.xpath(f"word/footer{n}.xml", "//w:instrText")) for n in range(1, 5)]
    assert numbers == [False, False, True, True], "the cover's, which have the mark alone, and the text's"
    assert body.xpath("w:footerReference/@w:type", namespaces=NS) == ["default", "even"]
    assert not cover.xpath("w:pgNumType", namespaces=NS)
    assert body.xpath("w:pgNumType/@w:start", namespaces=NS) == ["1"]
    assert covered.xpath("word/settings.xml", "//w:evenAndOddHeaders")


@pytest.mark.parametrize("property_", ["w:pgSz", "w:pgMar", "w:cols", "w:docGrid"])
def test_both_sections_have_the_page_of_the_norm(property_: str, plain: Package) -> None:
    found = [dict(item.attrib) for item in built(document(pages=EVERYTHING)).document(f"//{property_}")]
    assert found == 2 * [dict(plain.document(f"//{property_}")[0].attrib)]


def test_footnotes_count_on_after_a_cover(covered: Package, plain: Package) -> None:
    path = "//w:footnoteReference/@w:id"
    assert covered.document(path) == plain.document(path) != []


def test_a_cover_with_a_long_title_stays_one_page() -> None:
    made = paged(cover=True)
    package = built(replace(made, meta=replace(made.meta, title="山" * 60, subtitle="水" * 60)))
    assert package.styled("CoverUnitNear")
    assert not package.styled("CoverUnit")
    used = [styles.COVER_TITLE] * 4 + [styles.COVER_SUBTITLE] * 3 + [styles.COVER_UNIT_NEAR] * 2 + [styles.COVER_DATE]
    lines = sum(style.line.pt for style in used if style.line)
    assert lines + sum(style.before.pt for style in {style.id: style for style in used}.values()) <= TYPE_AREA.height.pt


# Header and watermark


def test_the_header_stands_on_every_page_of_text_and_not_on_the_cover() -> None:
    package = built(paged(cover=True, header="内部参考"))
    cover, body = package.document("//w:sectPr")
    assert not cover.xpath("w:headerReference", namespaces=NS)
    assert body.xpath("w:headerReference/@w:type", namespaces=NS) == ["default", "even"]
    headers = [name for name in package.files if name.startswith("word/header")]
    assert ["".join(package.xpath(name, "//w:t/text()")) for name in headers] == ["内部参考"] * 2
    assert {style for name in headers for style in package.xpath(name, "//w:pStyle/@w:val")} == {"Header"}
    assert package.style("Header", "w:rPr/w:rFonts/@w:eastAsia") == ["楷体"]
    assert package.style("Header", "w:rPr/w:sz/@w:val") == ["24"]


VML = {**NS, "v": "urn:schemas-microsoft-com:vml", "o": "urn:schemas-microsoft-com:office:office"}


def test_a_watermark_stands_behind_every_page_as_word_makes_it(covered: Package) -> None:
    headers = [name for name in covered.files if name.startswith("word/header")]
    assert len(headers) == 4, "odd and even pages of the cover's section and of the text's"
    assert len(covered.document("//w:headerReference")) == 4
    shapes = [covered.xpath(name, "//*[local-name() = 'shape']")[0] for name in headers]
    for shape in shapes:
        assert shape.xpath("v:textpath/@string", namespaces=VML) == ["内部资料"]
        assert shape.get("type") == f"#{shape.getparent().xpath('v:shapetype/@id', namespaces=VML)[0]}"
        assert "rotation:315" in shape.get("style")
        assert "z-index:-" in shape.get("style")
        assert shape.get("fillcolor") == "#D0D0D0"
        assert shape.get("alt") == "内部资料"
    for key in ("id", f"{{{VML['o']}}}spid"):
        assert len({shape.get(key) for shape in shapes}) == 4, key
    assert {shape.get("id").rstrip("0123456789") for shape in shapes} == {"PowerPlusWaterMarkObject"}


@pytest.mark.parametrize("words", ["密", "内部资料", "征求意见稿请勿外传外泄啊", "DRAFT"])
def test_a_watermark_stays_within_the_text_when_it_is_turned(words: str) -> None:
    size = watermark_size(words)
    assert (size.width + size.height).pt / 2**0.5 <= TYPE_AREA.width.pt


# The package


@pytest.mark.parametrize(
    ("of_bulletin", "cover", "marks", "header", "numbers"),
    list(product((None, BULLETIN), (False, True), (Marks(), MARKED), (None, "内部参考"), PageNumbers)),
)
def test_every_option_gives_a_file_that_validators_accept(
    of_bulletin: Bulletin | None,
    cover: bool,
    marks: Marks,
    header: str | None,
    numbers: PageNumbers,
    tmp_path: Path,
) -> None:
    options = PageOptions(numbers, cover, header)
    file = tmp_path / "briefing.docx"
    file.write_bytes(write(document(bulletin=of_bulletin, pages=options, marks=marks), THEME, REFERENCE, draw))
    assert faults(file) == []
    assert dangling(parts(file)) == []
    assert len(docx.Document(str(file)).sections) == 1 + cover


def test_styles_are_found_by_name_in_headers_and_footers_too() -> None:
    other = changed("word/styles.xml", ('w:styleId="Header"', 'w:styleId="a3"'))
    package = Package(write(document(pages=EVERYTHING, marks=MARKED), THEME, other, draw))
    assert package.xpath("word/header1.xml", "//w:pStyle/@w:val") == ["a3"]


def test_nothing_but_named_styles_forms_the_head_and_the_imprint(issued: Package, covered: Package) -> None:
    for package in (issued, covered):
        assert not package.document(
            "//w:pPr/*[not(self::w:pStyle or self::w:sectPr or (self::w:keepNext and ancestor::w:tc))]"
        )
        empty = [p for p in package.document("//w:body/w:p") if not p.xpath(".//w:t | .//w:drawing", namespaces=NS)]
        assert {p.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=NS) for p in empty} <= {"AfterTable"}
        assert not [words for words in package.document("//w:t/text()") if "  " in words]


# The outline


@pytest.fixture(scope="module")
def from_outline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped briefing as a 简报 with every option."""
    folder = tmp_path_factory.mktemp("bulletin")
    shutil.copytree(SHIPPED.parent / "assets", folder / "assets")
    outline = SHIPPED.read_text(encoding="utf-8").replace("kind: 汇报材料", "kind: 简报", 1)
    file = folder / "outline.yaml"
    file.write_text(
        outline
        + "\nbulletin: {name: 区域合作简报, issue: 12, total: 36, publisher: 区域合作研究室, send_to: [市直有关单位], copies: 50}\n"
        + "\nword: {cover: yes, header: 内部参考, page_numbers: centred}\n"
        + "\nmarks: {watermark: 内部资料, footer: 注意保存}\n",
        encoding="utf-8",
    )
    return build(file, folder / "out", Output.WORD).files[0]


def test_the_keys_of_the_outline_reach_the_file(from_outline: Path) -> None:
    package = Package(from_outline.read_bytes())
    assert package.styled("Issue") == ["第12期（总第36期）"]
    assert package.styled("Imprint") == ["送：市直有关单位。"]
    assert package.styled("Copies") == ["共印50份"]
    assert package.styled("CoverTitle")
    assert package.xpath("word/footer1.xml", "//w:pStyle/@w:val") == ["FooterMark"]
    assert package.xpath("word/footer3.xml", "//w:pStyle/@w:val") == ["FooterCentred", "FooterMark"]
    assert package.xpath("word/header1.xml", "//@string") == ["内部资料"]
    assert package.xpath("word/header3.xml", "//@string | //w:t/text()") == ["内部资料", "内部参考"]
    assert faults(from_outline) == []


@needs_libreoffice
def test_rendered_the_cover_has_no_number_and_the_imprint_stands_at_the_foot_of_the_last_page(
    from_outline: Path, tmp_path: Path
) -> None:
    pdf = convert(from_outline, tmp_path)
    cover, first, *_, last = [list(page) for page in pages(pdf)]
    assert not [line for line in cover if "—" in line.text]
    assert [bare(line.text) for line in first if line.text.startswith("—")] == ["—1—"]
    assert "区域合作简报" in [bare(line.text) for line in first]
    copies = next(line for line in last if bare(line.text) == "共印50份")
    assert 0 < (PAPER.height - BOTTOM).pt - copies.box[3] < LINE.pt / 2
    with pymupdf.open(pdf) as opened:
        assert opened[0].get_drawings(), "the watermark is drawn on the cover too"


@needs_libreoffice
@pytest.mark.parametrize(("paragraphs", "count"), [(3, 1), (8, 2), (13, 2)])
def test_rendered_the_imprint_covers_no_text_of_a_full_page(paragraphs: int, count: int, tmp_path: Path) -> None:
    section = Section((), 1, "现状", text("现状"), (topic("一句", *[text("正文文字。")] * paragraphs),))
    made = replace(bulletin(), sections=(section,), closing=None, facts=(), sources=())
    file = tmp_path / "full.docx"
    file.write_bytes(write(made, THEME, REFERENCE, draw))
    rendered = [list(page) for page in pages(convert(file, tmp_path))]
    assert len(rendered) == count
    last = rendered[-1]
    top = min(line.box[1] for line in last if line.text.startswith(("报：", "送：")))
    below = [line.text for line in last if line.box[3] > top and "正文" in line.text]
    assert below == []
