"""Line breaking by GB/T 15834 and titles broken in balance."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import marks
from briefing.text.breaking import NEVER_FIRST, NEVER_LAST, balanced, broken, lines, may_break, most_lines
from briefing.text.measure import AS_MEASURED, CAUTIOUS
from briefing.text.together import breaks, inside_numbers

TYPICAL = "成渝地区双城经济圈与粤港澳大湾区，2024年39.1万辆（5～14天）“链主”——5G-A……AITO、97.5%。；：？！《纲要》"


def test_a_chinese_character_is_one_em_wide() -> None:
    assert AS_MEASURED.width("成渝", 20) == 40


def test_latin_letters_are_taken_wider_than_they_are_to_be_on_the_safe_side() -> None:
    assert CAUTIOUS.width("AITO", 20) > AS_MEASURED.width("AITO", 20)


def test_a_space_is_kept_free_where_chinese_meets_digits() -> None:
    assert CAUTIOUS.width("年39", 20) > CAUTIOUS.width("年", 20) + CAUTIOUS.width("39", 20)


@pytest.mark.parametrize(
    ("before", "after"), [("成", "，"), ("“", "成"), ("—", "—"), ("…", "…"), ("3", "9"), ("9", "%"), ("A", "I")]
)
def test_a_line_never_ends_between(before: str, after: str) -> None:
    assert not may_break(before, after)


@given(st.text(alphabet=TYPICAL, min_size=1, max_size=120), st.integers(min_value=120, max_value=900))
def test_breaking_loses_nothing_and_keeps_the_rules(text: str, width: int) -> None:
    broken = lines(text, width, 20)
    assert "".join(broken) == text
    for line, following in pairwise(broken):
        whole_cluster = CAUTIOUS.width(line, 20) <= width
        if whole_cluster and len(line) > 1 and may_break(line[-1], following[0]):
            assert following[0] not in NEVER_FIRST
            assert line[-1] not in NEVER_LAST


@given(st.text(alphabet=TYPICAL, min_size=1, max_size=60))
def test_no_line_is_wider_than_its_frame(text: str) -> None:
    assert all(CAUTIOUS.width(line.rstrip(), 20) <= 400 or len(line) == 1 for line in lines(text, 400, 20))


def test_a_title_of_one_line_stays_as_it_is() -> None:
    assert balanced("双圈已有的合作", 500, 32) == "双圈已有的合作"


def test_a_title_of_two_lines_breaks_at_its_joint() -> None:
    title = "成渝地区双城经济圈与粤港澳大湾区合作情况汇报"
    assert balanced(title, 540, 44) in {
        "成渝地区双城经济圈\n与粤港澳大湾区合作情况汇报",
        "成渝地区双城经济圈与\n粤港澳大湾区合作情况汇报",
    }


def test_a_title_breaks_after_its_comma() -> None:
    assert balanced("从规划纲要到项目落地，合作正一步一步向前推进", 400, 32).startswith("从规划纲要到项目落地，\n")


def test_a_break_that_the_author_set_is_kept() -> None:
    assert balanced("双圈\n合作", 40, 32) == "双圈\n合作"


@given(st.text(alphabet=TYPICAL, min_size=2, max_size=40))
def test_no_title_leaves_one_character_on_its_last_line(title: str) -> None:
    broken = balanced(title, 400, 28).split("\n")
    if len(broken) == 2 and CAUTIOUS.width(title, 28) > 440:
        assert len(broken[1]) > 1


def test_marks_are_told_from_words() -> None:
    assert list(marks.parse("**重点**：产量{cq_output}，{cq_output.as_of}")) == [
        marks.Words("重点", strong=True),
        marks.Words("：产量"),
        marks.Reference("cq_output"),
        marks.Words("，"),
        marks.Reference("cq_output", "as_of"),
    ]


def torn(text: str, width: float) -> list[tuple[str, str]]:
    """Returns the line ends of a text, with its breaks set, that part a number from its unit."""
    glyphs = CAUTIOUS.glyphs([(text, 20, False)])
    inside = frozenset(inside_numbers(text))
    starts = [0, *breaks(glyphs, width, inside), len(glyphs)]
    found, place = [], 0
    for start, end in pairwise(starts):
        parts = broken(glyphs[start:end], width)
        for line, following in pairwise([*parts, ""]):
            place += len(line)
            if place in inside:
                found.append((line, following))
    return found


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("区县今年前十个月生产汽车121.4万辆，同比增长", 178),
        ("数据中心项目建设共耗时15小时整", 212),
        ("经铁海联运可节省时间5～14天", 232),
        ("力争到二〇二五年占比达到78.5%以上", 212),
    ],
)
def test_a_number_keeps_its_unit(text: str, width: float) -> None:
    assert torn(text, width) == []


@given(
    st.lists(
        st.sampled_from(["产业", "合作区", "39.1万辆", "5～14天", "1.5小时", "，", "AI", "达"]), min_size=3, max_size=30
    ),
    st.integers(min_value=160, max_value=500),
)
def test_no_number_is_parted_from_its_unit_where_the_line_has_another_end(words: list[str], width: int) -> None:
    for line, _ in torn("".join(words), width):
        inside = set(inside_numbers(line))
        assert not any(may_break(line[place - 1], line[place]) and place not in inside for place in range(1, len(line)))


def test_a_paragraph_does_not_end_in_a_single_character() -> None:
    text = "东圈组织整车生产"
    glyphs = CAUTIOUS.glyphs([(text, 20, False)])
    assert broken(glyphs, 145)[-1] == "产"
    assert breaks(glyphs, 145, ()) == (6,)


def test_an_author_s_own_breaks_are_kept() -> None:
    assert breaks(CAUTIOUS.glyphs([("东圈组织\n整车生产", 20, False)]), 65, ()) == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("合计超180万千瓦时以上", "超180万千瓦时"),
        ("带动20多家企业", "20多家"),
        ("1000余家企业", "1000余家"),
        ("2024年1—6月", "1—6月"),
        ("提高12.5个百分点左右", "12.5个百分点"),
        ("共10 家企业", "10 家"),
    ],
)
def test_a_number_is_kept_with_its_limits_and_its_whole_unit(text: str, kept: str) -> None:
    inside = set(inside_numbers(text))
    start = text.index(kept)
    assert inside >= set(range(start + 1, start + len(kept)))
    assert start + len(kept) not in inside


def test_the_longer_of_two_ways_to_break_is_counted() -> None:
    """LibreOffice set the first seven characters on one line; the quotation mark then took a line more (seen at 24 pt)."""
    glyphs = CAUTIOUS.glyphs([("工业设计、继续30个百分点转移；前海、“AITO和”提升并装备制造。", 24, False)])
    assert len(broken(glyphs, 169.8)) == 5
    assert len(most_lines(glyphs, 169.8)) == 6
