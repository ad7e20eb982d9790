"""The Word file after LibreOffice has read and written it, and after it has updated every field: no number changes."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from official.clause import BOTH, rewritten
from rendering import bare, convert, needs_libreoffice, updated
from wordfile import DOCUMENT, NAMESPACES, NOTES, WordFile, opened

from briefing.package import pack

pytestmark = needs_libreoffice


@pytest.fixture(scope="module", params=BOTH)
def written(request: pytest.FixtureRequest, word_file: Path, bulletin_file: Path) -> Path:
    return word_file if request.param == "汇报材料" else bulletin_file


@pytest.fixture(scope="module")
def before(written: Path) -> WordFile:
    return opened(written)


@pytest.fixture(scope="module", params=["read and written", "all fields updated"])
def after(request: pytest.FixtureRequest, written: Path, tmp_path_factory: pytest.TempPathFactory) -> WordFile:
    folder = tmp_path_factory.mktemp("roundtrip")
    return opened(convert(written, folder, "docx") if request.param == "read and written" else updated(written, folder))


def notes(file: WordFile) -> list[str]:
    """Returns the text of each footnote in the order of the marks."""
    found = {
        note.get(f"{{{NAMESPACES['w']}}}id"): bare("".join(note.xpath(".//w:t/text()", namespaces=NAMESPACES)))
        for note in file.xpath(NOTES, "//w:footnote")
    }
    return [found[mark] for mark in file.xpath(DOCUMENT, "//w:footnoteReference/@w:id")]


def marks(file: WordFile) -> list[str]:
    """Returns the end of the text before each footnote's mark: which words it belongs to."""
    found = []
    for mark in file.xpath(DOCUMENT, "//w:footnoteReference"):
        paragraph = mark.xpath("ancestor::w:p[1]", namespaces=NAMESPACES)[0]
        found.append(
            "".join(
                item.text or ""
                for item in mark.xpath("preceding::w:t", namespaces=NAMESPACES)
                if paragraph in item.iterancestors()
            )[-10:]
        )
    return found


def references(file: WordFile) -> list[tuple[str, str]]:
    return [(item.words[1], item.result) for item in file.fields(DOCUMENT) if item.kind == "REF"]


def sequences(file: WordFile) -> list[tuple[str, str]]:
    return [(item.words[1], item.result) for item in file.fields(DOCUMENT) if item.kind == "SEQ"]


def contents(file: WordFile) -> list[str]:
    """Returns the lines of the contents with their pages; LibreOffice sets a space after a number, and no PAGEREF."""
    return [bare(item.text) for item in file.paragraphs if re.match(r"toc \d|contents \d", item.style)]


def test_no_footnote_is_lost_or_moved(before: WordFile, after: WordFile) -> None:
    assert len(notes(before)) >= 10
    assert notes(after) == notes(before)
    assert marks(after) == marks(before)


def test_captions_keep_their_numbers(before: WordFile, after: WordFile) -> None:
    assert len(before.captions) >= 10
    assert [item.text for item in after.captions] == [item.text for item in before.captions]
    assert sequences(after) == sequences(before)


def test_references_stay_fields_and_show_the_same(before: WordFile, after: WordFile) -> None:
    assert len(references(before)) >= 10
    assert references(after) == references(before)
    assert {name: after.bookmarks.get(name) for name in before.bookmarks} == before.bookmarks


def test_headings_keep_levels_and_numbers(before: WordFile, after: WordFile) -> None:
    found = [(depth, number, item.text.strip()) for depth, number, item in before.headings]
    assert len(found) >= 15
    # LibreOffice writes a page break before a paragraph as one within it.
    assert [(depth, number, item.text.strip()) for depth, number, item in after.headings] == found
    assert [item.level for *_, item in after.headings] == [depth for depth, *_ in found]


def test_contents_keep_their_pages(before: WordFile, after: WordFile) -> None:
    assert contents(after) == contents(before)


def test_page_numbers_stay_fields(before: WordFile, after: WordFile) -> None:
    for file in (before, after):
        for pages in ("default", "even"):
            part = file.beside("footer", pages)
            assert part is not None
            assert [item.kind for item in file.fields(part)] == ["PAGE"]
            assert re.fullmatch(r"— \d* ?—", "".join(item.text for item in file.paragraphs_of(part)))


def test_updating_would_show_a_wrong_number(word_file: Path, tmp_path: Path) -> None:
    """Whether the update does anything: a number written wrongly into a caption and a reference comes out right."""
    parts = opened(word_file).parts
    shown = r'( {} .*?w:fldCharType="separate"/></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t>){}<'
    for field, result, wrong in (("SEQ 图", "1", "7"), ("REF _Ref_figure_2", "图2", "图8")):
        parts = rewritten(DOCUMENT, shown.format(field, result), rf"\g<1>{wrong}<")(parts)
    slipped = tmp_path / "slipped.docx"
    slipped.write_bytes(pack(parts, date(2024, 1, 1)))
    assert next(item.text[:2] for item in opened(slipped).captions) == "图7"
    right = opened(updated(slipped, tmp_path))
    assert [item.text for item in right.captions] == [item.text for item in opened(word_file).captions]
    assert references(right) == references(opened(word_file))
