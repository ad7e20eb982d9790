"""Where dates of articles stand on an axis."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing.evidence import dates

IN_ORDER = [
    "2014年",
    "2020年12月",
    "2021年初",
    "2021年上半年",
    "2021年10月",
    "2021年底",
    "2023—2024年",
    "2023年7月29日",
    "2023年底",
    "2024-04-01",
    "2024年三季度",
    "2024年",
    "2024年10月底",
    "2025年末",
]


def test_dates_stand_in_their_order() -> None:
    order = [when for when in IN_ORDER if when != "2024年"]  # a bare year stands at its middle
    places = [dates.position(when) for when in order]
    assert all(one < other for one, other in pairwise(places)), list(zip(order, places, strict=True))


def test_a_bare_year_stands_at_its_middle() -> None:
    assert dates.position("2024年") == dates.position("2024") == 2024.5


@pytest.mark.parametrize("when", ["去年底", "4月", "第2024届", ""])
def test_what_begins_with_no_year_is_refused(when: str) -> None:
    with pytest.raises(ValueError, match="does not begin with a year"):
        dates.position(when)


@pytest.mark.parametrize("when", ["2024年13月", "2024年4月45日"])
def test_what_no_calendar_has_is_refused(when: str) -> None:
    with pytest.raises(ValueError, match="no calendar has"):
        dates.position(when)
