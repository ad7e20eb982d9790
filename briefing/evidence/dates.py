"""Dates as articles give them, placed on an axis: 2021年10月, 2023年底, 2024年上半年, 2021—2024年."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?P<year>\d{4})\s*(?:年|(?=[-—–～/.至到])|$)")
_MONTH = re.compile(r"\s*[-/.]?\s*(?P<month>\d{1,2})\s*(?:月|[-/.]|$)(?:\s*(?P<day>\d{1,2})\s*日?)?")
_PARTS = (
    ("上半年", 0.25),
    ("下半年", 0.75),
    ("一季度", 0.125),
    ("二季度", 0.375),
    ("三季度", 0.625),
    ("四季度", 0.875),
    ("年中", 0.5),
    ("初", 0.02),
    ("底", 0.98),
    ("末", 0.98),
    ("春", 0.25),
    ("夏", 0.5),
    ("秋", 0.7),
    ("冬", 0.9),
)
"""Parts of a year that articles name, by where their middle, or the point they mean, lies in the year."""

_ENDS = {
    "上半年": 0.5,
    "一季度": 0.25,
    "二季度": 0.5,
    "三季度": 0.75,
    "年中": 0.5,
    "初": 0.02,
    "春": 0.25,
    "夏": 0.5,
    "秋": 0.75,
}
"""Parts of a year that are over before the year is."""


def position(when: str) -> float:
    """Returns where a date stands, in years since year 0; a range stands where it begins, a bare year at its middle.

    Raises ValueError, with a reason that completes “X …”, for what does not begin with a year.
    """
    found = _YEAR.match(when.strip())
    if found is None:
        raise ValueError("does not begin with a year; expected such as 2024年4月, 2023年底 or 2021—2024年")
    year, rest = int(found["year"]), when.strip()[found.end() :]
    if rest[:1] in {"-", "—", "–", "～", "至", "到"} and re.match(r".\s*\d{4}", rest):
        return float(year)
    month = _MONTH.match(rest)
    if month:
        return year + _within(int(month["month"]), int(month["day"] or 15))
    return year + next((share for part, share in _PARTS if part in rest), 0.5)


def end(when: str) -> float:
    """Returns when what a date names is over, in years since year 0: 2024年 at the end of the year, 2021—2024年 likewise.

    Raises ValueError as `position` does.
    """
    position(when)
    *_, last = _YEAR.finditer(when.strip())
    year, rest = int(last["year"]), when.strip()[last.end() :]
    month = _MONTH.match(rest)
    if month:
        return year + int(month["month"]) / 12
    return year + next((share for part, share in _ENDS.items() if part in rest), 1.0)


def _within(month: int, day: int) -> float:
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004 - the calendar
        raise ValueError("has a month or day that no calendar has")
    return (month - 1 + (day - 1) / 31) / 12
