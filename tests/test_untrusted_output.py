"""What goes out carries nothing that runs elsewhere: no formulas in data sheets, no addresses to click, no markup."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import nasty
from packages import faults, parts

from briefing.deck.data_sheet import Column, DataSheet, workbook
from briefing.outline import looks
from briefing.pipeline import settle
from briefing.preview import page
from briefing.preview.notices import Notice
from briefing.preview.state import State, settled_state
from briefing.workshop import build

FORMULAS = ("=cmd|'/c calc'!A1", "@SUM(A1)", "+1+1", "-2+3", "\t=1", "\r=1")
SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("label", FORMULAS)
def test_labels_like_formulas_stay_text(label: str, tmp_path: Path) -> None:
    """Excel makes a formula of a text that begins so as soon as the cell is edited, unless it is quoted."""
    sheet = DataSheet((label, "甲"), (Column(label, (Decimal(1), Decimal(2))),))
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(workbook(sheet, looks.theme("policy-blue"), date(2024, 1, 1)))
    content = parts(file)
    cells = content["xl/worksheets/sheet1.xml"].decode()
    assert "<f>" not in cells
    assert '<c r="A2" s="1" t="s"><v>0</v></c>' in cells
    assert '<c r="B1" s="1" t="s"><v>0</v></c>' in cells
    assert '<c r="A3" t="s">' in cells
    assert content["xl/styles.xml"].count(b'quotePrefix="1"') == 1
    assert faults(file) == []


def test_other_labels_need_no_style() -> None:
    data = workbook(DataSheet(("甲",), (Column("乙", (Decimal(-1),)),)), looks.theme("policy-blue"), date(2024, 1, 1))
    assert b"quotePrefix" not in nasty.parts_of(data)["xl/styles.xml"]


def test_addresses_in_texts_are_not_made_links(tmp_path: Path) -> None:
    outline = nasty.outline_with(tmp_path)
    text = outline.read_text("utf-8")
    changed = text.replace(
        "        prose: 两地产量见", "        prose: 见javascript:alert(1)和http://tracker.example.com，两地产量见"
    )
    assert changed != text
    outline.write_text(changed, "utf-8")
    for file in build(outline, tmp_path / "out").files:
        content = parts(file)
        assert not any(b"External" in data for name, data in content.items() if name.endswith(".rels"))
        assert not any(b"instrText" in data and b'HYPERLINK "' in data for data in content.values())


def test_markup_in_an_outline_is_text_in_the_page(tmp_path: Path) -> None:
    """In titles, labels, descriptions, file names and in what the script is told."""
    (tmp_path / "<img src=x>").mkdir()
    outline = nasty.outline_with(tmp_path / "<img src=x>")
    ledger = outline.parent / "data" / "minimal-facts.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("scope: 东部示例圈", f'scope: "{SCRIPT[:60]}"'), "utf-8")
    text = (
        outline.read_text("utf-8").replace("  title: ", "  title: <b>粗</b>", 1).replace("alt: ", f"alt: {SCRIPT}", 1)
    )
    outline.write_text(text, "utf-8")
    shown = page.file(settled_state(outline, settle(outline))).decode()
    assert SCRIPT[:60] in ledger.read_text("utf-8")
    assert shown.count("<script") == 2
    assert shown.count("</script>") == 2
    assert "<img" not in shown
    assert "<b>粗" not in shown
    assert "&lt;b&gt;粗&lt;/b&gt;" in shown


def test_markup_in_a_problem_is_text_in_the_page() -> None:
    shown = page.file(State(f"{SCRIPT}.yaml", None, (Notice(f"{SCRIPT}\u2028"),))).decode()
    assert shown.count("<script") == 2
    assert "<img" not in shown


def test_the_page_asks_nobody_for_anything(tmp_path: Path) -> None:
    outline = nasty.outline_with(tmp_path)
    state = settled_state(outline, settle(outline))
    policy = page.live(state).policy
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert "unsafe" not in policy
    assert b"Content-Security-Policy" in page.file(state)
    assert b"//tracker" not in page.file(state)
