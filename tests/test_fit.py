"""Predicted lines are never fewer than LibreOffice's; tests/bench/fit.py measures the same on many more slides."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fitting import Result, compare
from rendering import needs_libreoffice

from briefing.deck.fit import excess, fits, line_count, paragraph
from briefing.deck.grid import Style
from briefing.deck.slides import Paragraph, Span
from briefing.deck.slots import Slot, SlotKind
from briefing.document import Run
from briefing.lengths import Frame, pt
from briefing.text.breaking import lines
from briefing.text.measure import CAUTIOUS, Script, script


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return compare(slides=60, seed=1, folder=tmp_path_factory.mktemp("fit"))


@needs_libreoffice
def test_no_frame_has_more_lines_than_predicted(rendered: Result) -> None:
    assert [(f.place.text, f.place.predicted, f.lines) for f in rendered.frames if f.difference < 0] == []


@needs_libreoffice
def test_no_glyph_stands_outside_its_frame(rendered: Result) -> None:
    assert rendered.strays == ()


@needs_libreoffice
def test_nearly_every_frame_has_as_many_lines_as_predicted(rendered: Result) -> None:
    assert rendered.slides == 60
    assert rendered.equal >= 0.97


@pytest.mark.parametrize(
    ("char", "expected"),
    [("国", Script.ASIAN), ("，", Script.ASIAN), ("A", Script.LATIN), ("·", Script.LATIN), ("“", Script.WEAK)],
)
def test_scripts_are_those_of_the_blocks(char: str, expected: Script) -> None:
    assert script(char) is expected


def test_a_gap_stands_wherever_the_script_changes_beside_punctuation_too() -> None:
    gap = CAUTIOUS.gap * 20
    for one, other in (("国", "A"), ("，", "A"), ("A", "。"), ("（", "3"), ("年 ", "3")):
        apart = CAUTIOUS.width(one, 20) + CAUTIOUS.width(other, 20)
        assert CAUTIOUS.width(one + other, 20) == pytest.approx(apart + gap, abs=0.01), one + other


def test_quotation_marks_are_set_in_the_script_before_them() -> None:
    assert CAUTIOUS.width("国”", 20) == pytest.approx(CAUTIOUS.width("国国", 20))
    assert CAUTIOUS.width("A”", 20) < CAUTIOUS.width("A", 20) + 20


def test_the_gap_is_as_large_as_the_character_before_it_is() -> None:
    small, large = (CAUTIOUS.glyphs([("国", size, False), ("A", 20, False)])[0].gap for size in (20, 40))
    assert large == 2 * small


def test_bold_letters_are_wider() -> None:
    assert CAUTIOUS.width("2024", 20, strong=True) > CAUTIOUS.width("2024", 20)


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        ("国国国国，620辆", 6.5, ["国国国", "国，620辆"]),  # a comma holds on to the number that is cut off
        ("国国国“国国”AITO国", 9.0, ["国国国“国", "国”AITO国"]),  # a mark beside a Latin word may open or close
        ("国国国国5G-Advanced", 7.0, ["国国国国5G-", "Advanced"]),
    ],
)
def test_a_line_that_is_full_at_a_latin_word_ends_by_the_stricter_rules(
    text: str, ems: float, expected: list[str]
) -> None:
    assert lines(text, ems * 20, 20) == expected


def test_lines_of_several_sizes_are_counted_character_by_character() -> None:
    spans = (Span("39.1", 60, "ink", strong=True), Span("万辆新能源汽车", 24, "ink", strong=True))
    together = CAUTIOUS.glyphs((span.text, span.size, span.strong) for span in spans)
    width = sum(glyph.advance + glyph.gap for glyph in together)
    item = Paragraph(spans, pt(72), pt(0))
    assert line_count(item, pt(width + 1)) == 1
    assert line_count(item, pt(width - 1)) == 2


def set_in(slot: Slot, *texts: str) -> tuple[Paragraph, ...]:
    return tuple(paragraph((Run(text),), slot.style, 20, first=index == 0) for index, text in enumerate(texts))


def test_what_to_cut_is_what_stands_on_the_lines_that_are_too_many() -> None:
    slot = Slot("slot", SlotKind.TEXT, Frame(pt(0), pt(0), pt(205), pt(55)), Style((20,)))
    for length in (21, 25, 30, 33):
        text = "国" * length
        cut = excess(set_in(slot, text), slot)
        assert cut == length - 20
        assert fits(set_in(slot, text[:-cut]), slot)
        assert not fits(set_in(slot, text[: len(text) - cut + 1]), slot)


def test_what_to_cut_is_taken_where_it_is_least() -> None:
    slot = Slot("slot", SlotKind.TEXT, Frame(pt(0), pt(0), pt(205), pt(85)), Style((20,), gap=0))
    assert excess(set_in(slot, "国" * 12, "国" * 18), slot) == 2
    assert excess(set_in(slot, "国" * 18, "国" * 13, "国" * 4), slot) == 11
    assert excess(set_in(slot, "国" * 9, "国" * 8, "国" * 7, "国" * 6), slot) == 6


def test_what_has_to_stand_on_one_line_is_cut_to_it() -> None:
    slot = Slot("slot", SlotKind.TEXT, Frame(pt(0), pt(0), pt(205), pt(85)), Style((20,), gap=0))
    items = set_in(slot, "国" * 14, "国" * 12)
    assert excess(items, slot, single=items[:1]) == 4
