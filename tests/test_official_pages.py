"""What only the pages of the Word file show, as LibreOffice sets them; each clause is broken to see it fail.

The clauses stand in tests/official/sheets.py; the edits that break them move and cut what was seen on the pages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from official.clause import BOTH, paragraph, restyled, rewritten
from official.sheets import CLAUSES, Edit, PageClause, Sheets, full_page, sheets_of
from rendering import needs_libreoffice
from wordfile import DOCUMENT, Parts, WordFile, opened

from briefing.package import pack

pytestmark = needs_libreoffice


@pytest.fixture(scope="module", params=BOTH)
def written(request: pytest.FixtureRequest, word_file: Path, bulletin_file: Path) -> tuple[str, Path]:
    return request.param, word_file if request.param == "汇报材料" else bulletin_file


@pytest.fixture(scope="module")
def file(written: tuple[str, Path]) -> WordFile:
    return opened(written[1])


@pytest.fixture(scope="module")
def sheets(written: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    return sheets_of(written[1], tmp_path_factory.mktemp("sheets"))


def text_alone(parts: Parts, folder: Path) -> Sheets:
    """Returns the pages of a file with the briefing's styles and page, and nothing but text."""
    text = paragraph("成渝地区双城经济圈与粤港澳大湾区携手培育新质生产力" * 60)
    parts = rewritten(DOCUMENT, "(<w:body>).*?(<w:sectPr)", rf"\1{text}\2")(parts)
    folder.joinpath("full.docx").write_bytes(pack(parts, date(2024, 1, 1)))
    return sheets_of(folder / "full.docx", folder)


def test_gbt9704_5_2_3_a_full_page_has_22_lines_of_28_characters(word_file: Path, tmp_path: Path) -> None:
    found = text_alone(opened(word_file).parts, tmp_path)
    assert len(found) > 2
    assert list(full_page(found)) == []


def test_other_lines_and_characters_are_seen(word_file: Path, tmp_path: Path) -> None:
    wider = restyled("BodyText", '<w:spacing w:val="-5"/>', '<w:spacing w:val="6"/>')
    pitched = rewritten(DOCUMENT, 'w:linePitch="560"', 'w:linePitch="640"')  # the grid's, which LibreOffice follows
    found = list(full_page(text_alone(pitched(wider(opened(word_file).parts)), tmp_path)))
    assert found[0] == "19 lines a page"
    assert found[1].startswith("27 characters")


@pytest.mark.parametrize("clause", [pytest.param(clause, id=clause.name) for clause in CLAUSES])
def test_the_pages_keep(clause: PageClause, sheets: Sheets, file: WordFile) -> None:
    assert list(clause.check(sheets, file)) == []


@pytest.mark.parametrize(
    ("clause", "edit"),
    [
        pytest.param(clause, edit, id=f"{clause.name}-{number}")
        for clause in CLAUSES
        for number, edit in enumerate(clause.breaks, start=1)
    ],
)
def test_one_sees_the_pages_break(clause: PageClause, edit: Edit, sheets: Sheets, file: WordFile) -> None:
    assert not list(clause.check(sheets, file))
    assert list(clause.check(edit(sheets), file))


def test_how_many_pages_there_are(
    written: tuple[str, Path], sheets: Sheets, record_property: Callable[[str, object], None]
) -> None:
    """The number is printed at the end of the run; no right or wrong is known but that there are some."""
    record_property("pages", f"{written[0]}: {len(sheets)}")
    assert 5 < len(sheets) < 20
