"""The summary and the contents of the Word briefing, and the pages that the contents name."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pymupdf
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from rendering import bare, convert, needs_libreoffice, needs_times

from briefing.document import Document, Run
from briefing.errors import Problem, Severity
from briefing.lengths import mm
from briefing.outline.load import load
from briefing.pipeline import Output
from briefing.plan import plan as settle
from briefing.word import styles, summary
from briefing.word.blocks import Block, Contents, Paragraph
from briefing.word.contents import Set, with_contents
from briefing.word.counting import Counter, chinese, levels
from briefing.word.numbering import OFFICIAL
from briefing.word.pages import Setter, paginate
from briefing.word.plan import plan
from briefing.word.style import ParagraphStyle
from briefing.workshop import build

ROOT = Path(__file__).parent.parent
OUTLINES = (ROOT / "outline.yaml", ROOT / "tests" / "outlines" / "minimal.yaml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document() -> Document:
    return settle(load(ROOT / "outline.yaml"))[0]


def paragraph(style: ParagraphStyle, words: str) -> Paragraph:
    return Paragraph(style, (Run(words),))


def body(lines: int) -> Paragraph:
    """Returns a paragraph of so many lines: 26 characters in the first one, 28 in the others."""
    return paragraph(styles.BODY, "字" * (28 * lines - 2))


def pages(*blocks: Block) -> list[int]:
    return pages_of(blocks, ())


def pages_of(blocks: Sequence[Block], notes: Sequence[str]) -> list[int]:
    setter = Setter(notes, lambda _: mm(50))
    return list(paginate([setter.measured(block) for block in blocks]).first)


def made(blocks: tuple[Block, ...], wanted: bool | None) -> Set:
    return with_contents(blocks, (), "目录", lambda _: mm(50), wanted=wanted)


# Setting the pages


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    """GB/T 9704-2012, 5.2.3."""
    assert pages(body(22), body(1)) == [1, 2]
    assert pages(body(21), body(1)) == [1, 1]


def test_a_heading_goes_to_the_next_page_with_its_text() -> None:
    assert pages(body(21), paragraph(styles.HEADINGS[0], "标题"), body(3)) == [1, 2, 2]
    assert pages(body(20), paragraph(styles.HEADINGS[0], "标题"), body(3)) == [1, 1, 1]


def test_a_footnote_takes_its_room_from_the_text() -> None:
    blocks = [body(21), replace(paragraph(styles.BODY, "一行"), note=1), body(1)]
    assert pages_of(blocks, ["来源。"]) == [1, 2, 2]


def test_an_annex_begins_a_page() -> None:
    """GB/T 9704-2012, 7.3.7."""
    assert pages(body(1), paragraph(styles.ANNEX_MARK, "附件")) == [1, 2]


# The contents


def test_english_headings_repeat_the_number_above_them() -> None:
    counter = Counter(levels(("1. ", "1.1 ", "1.1.1 ", "(1) ")))
    order = (0, 1, 2, 3, 2, 1, 0, 1)
    found = [counter.numbered(paragraph(styles.HEADINGS[depth], "")) for depth in order]
    numbers = [block.number for block in found if isinstance(block, Paragraph)]
    assert numbers == ["1. ", "1.1 ", "1.1.1 ", "(1) ", "1.1.2 ", "1.2 ", "2. ", "2.1 "]


def test_there_are_contents_only_when_there_are_more_than_ten_pages() -> None:
    ten = (paragraph(styles.HEADINGS[0], "标题"), body(22 * 10 - 1))
    eleven = (*ten, body(1))
    assert not any(isinstance(block, Contents) for block in made(ten, None).blocks)
    assert any(isinstance(block, Contents) for block in made(eleven, None).blocks)
    assert any(isinstance(block, Contents) for block in made(ten, True).blocks)
    assert not any(isinstance(block, Contents) for block in made(eleven, False).blocks)


def test_contents_stand_on_pages_of_their_own_and_count_themselves() -> None:
    counter = Counter(levels(OFFICIAL))
    blocks = (body(2), paragraph(styles.HEADINGS[0], "甲"), body(30), paragraph(styles.HEADINGS[1], "乙"), body(1))
    found = made(tuple(counter.numbered(block) for block in blocks), True)
    assert found.paged.first == (1, 2, 3, 3, 4, 4)
    contents = found.blocks[1]
    assert isinstance(contents, Contents)
    assert [(entry.text, entry.page) for entry in contents.entries] == [("一、甲", 3), ("（一）乙", 4)]


def test_contents_of_two_pages_shift_the_text_by_two() -> None:
    headings = tuple(block for _ in range(40) for block in (paragraph(styles.HEADINGS[0], "甲"), body(1)))
    found = made((body(1), *headings), True)
    assert found.paged.first[:3] == (1, 2, 4)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (35, "三十五"),
        (100, "一百"),
        (105, "一百〇五"),
        (110, "一百一十"),
        (326, "三百二十六"),
    ],
)
def test_numbers_of_headings_are_written_as_word_writes_them(number: int, written: str) -> None:
    assert chinese(number) == written


@pytest.fixture(scope="module", params=OUTLINES, ids=lambda path: path.stem)
def briefing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Returns a built briefing under an ASCII name, and the number of pages that the build reports."""
    built = build(request.param, tmp_path_factory.mktemp("contents"))
    assert built.pages is not None
    return built.files[1].rename(built.files[1].with_name("briefing.docx")), built.pages


RECIPIENT = 'recipient: {unit: 示例市发展改革委, copy: "000001"}\n'


@needs_libreoffice
@needs_times
@pytest.mark.parametrize("added", [RECIPIENT, RECIPIENT.replace("unit:", "salutation: 各位领导, unit:")])
def test_a_recipient_and_a_copy_number_count_on_the_first_page(added: str, tmp_path: Path) -> None:
    """LibreOffice sets no line of text below the last whole line of the grid, which titles stand off."""
    folder = tmp_path / "outline"
    shutil.copytree(OUTLINES[0].parent / "assets", folder / "assets")
    outline = folder / "outline.yaml"
    outline.write_text(OUTLINES[0].read_text("utf-8") + added, "utf-8")
    built = build(outline, tmp_path / "out", Output.WORD)
    assert built.pages is not None
    file = built.files[0].rename(tmp_path / "briefing.docx")
    test_every_heading_stands_on_the_page_that_the_contents_name((file, built.pages), tmp_path)


def entries(file: Path) -> list[tuple[str, str, int]]:
    """Returns bookmark, words and page of every line of the contents."""
    links = docx.Document(str(file)).element.body.iter(f"{W}hyperlink")
    found = []
    for link in links:
        words = [text.text for text in link.iter(f"{W}t")]
        found.append((link.get(f"{W}anchor"), words[0], int(words[-1])))
    return found


def test_the_contents_are_a_field_whose_lines_point_at_the_headings(briefing: tuple[Path, int]) -> None:
    root: Any = docx.Document(str(briefing[0])).element
    instructions = [item.text.strip() for item in root.iter(f"{W}instrText")]
    assert r'TOC \o "1-2" \h \z \u' in instructions
    bookmarks = {item.get(f"{W}name") for item in root.iter(f"{W}bookmarkStart")}
    listed = entries(briefing[0])
    assert {anchor for anchor, _, _ in listed} <= bookmarks
    assert [f"PAGEREF {anchor} \\h" for anchor, _, _ in listed] == [i for i in instructions if i.startswith("PAGEREF")]


def test_the_contents_list_annexes_and_not_themselves(briefing: tuple[Path, int]) -> None:
    words = [text for _, text, _ in entries(briefing[0])]
    assert words[-2:] == ["主要数据一览", "资料来源"]
    assert "目录" not in words


@needs_libreoffice
@needs_times
def test_every_heading_stands_on_the_page_that_the_contents_name(briefing: tuple[Path, int], tmp_path: Path) -> None:
    file, count = briefing
    with pymupdf.open(convert(file, tmp_path)) as pdf:
        sheets = [bare(page.get_text()) for page in pdf]
        left = {number for number, page in enumerate(pdf, 1) if _ends_with_a_heading(page, entries(file))}
    contents = next(number for number, sheet in enumerate(sheets, 1) if "目录" in sheet)
    wrong = []
    for _, text, page in entries(file):
        on = {number for number, sheet in enumerate(sheets, 1) if bare(text) in sheet and number != contents}
        # LibreOffice 7.4 leaves a heading behind when only the footnote of the line after it has no room.
        if page not in on | {number + 1 for number in on & left}:
            wrong.append((text, page, on))
    assert wrong == []
    assert len(sheets) == count
    assert len(left) <= 1


def _ends_with_a_heading(page: Any, listed: list[tuple[str, str, int]]) -> bool:
    lines = sorted(
        (line["bbox"][3], bare("".join(span["text"] for span in line["spans"])))
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        if max(span["size"] for span in line["spans"]) == styles.BODY.size.pt
    )
    return bool(lines) and lines[-1][1] in {bare(text) for _, text, _ in listed}


# The summary


def test_the_summary_stands_before_the_text_in_styles_of_its_own(document: Document) -> None:
    used = [block.style.name for block in plan(document).blocks[:9] if isinstance(block, Paragraph)]
    assert used[4:] == ["摘要标题", "摘要", "摘要", "摘要", "heading 1"]


def misfit(document: Document, characters: int) -> Problem | None:
    """Returns what is said of a summary of one paragraph of so many characters."""
    (*_, problem) = (None, *summary.misfits(plan(replace(document, summary=((Run("字" * characters),),))).blocks))
    return problem


def test_a_summary_of_more_than_a_page_is_reported_with_the_characters_to_cut(document: Document) -> None:
    assert summary.misfits(plan(document).blocks) == []
    problem = misfit(document, 28 * 30)
    assert problem is not None
    assert (problem.keys, problem.severity) == (("summary",), Severity.ERROR)
    longest = 28 * 30 - int("".join(filter(str.isdigit, problem.message)))
    for characters, severity in ((longest, Severity.WARNING), (longest + 1, Severity.ERROR)):
        found = misfit(document, characters)
        assert found is not None
        assert found.severity is severity


def test_a_summary_that_goes_on_overleaf_is_a_warning(document: Document) -> None:
    problem = misfit(document, 28 * 18)
    assert problem is not None
    assert (problem.keys, problem.severity) == (("summary",), Severity.WARNING)
    longest = 28 * 18 - int("".join(filter(str.isdigit, problem.message)))
    assert misfit(document, longest) is None
    assert misfit(document, longest + 1) is not None


def test_a_document_without_a_summary_has_no_heading_for_one(document: Document) -> None:
    blocks = plan(replace(document, summary=())).blocks
    assert not any(isinstance(block, Paragraph) and block.style == styles.SUMMARY_HEADING for block in blocks)
