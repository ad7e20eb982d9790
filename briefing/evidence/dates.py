"""Dates as articles give them, placed on an axis: 2021年10月, 2023年底, 2021—2024年, 8 April 2024, end of 2023."""

from __future__ import annotations

import re

from briefing.i18n import gettext as _

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
_ENGLISH = re.compile(r"(?P<before>[A-Za-z0-9 ,.-]*?)(?P<year>\b\d{4})\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s+)?(?P<name>{'|'.join(_MONTHS)})[a-z]*\b\.?\s*(?P<after>\d{{1,2}})?"
)
_ENGLISH_PARTS = (
    ("first half", 0.25),
    ("second half", 0.75),
    ("first quarter", 0.125),
    ("second quarter", 0.375),
    ("third quarter", 0.625),
    ("fourth quarter", 0.875),
    ("mid", 0.5),
    ("early", 0.02),
    ("beginning", 0.02),
    ("end", 0.98),
    ("late", 0.98),
    ("spring", 0.25),
    ("summer", 0.5),
    ("autumn", 0.7),
    ("winter", 0.9),
)

_ANY_YEAR = re.compile(r"\d{4}")
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
    "first half": 0.5,
    "first quarter": 0.25,
    "second quarter": 0.5,
    "third quarter": 0.75,
    "mid": 0.5,
    "early": 0.02,
    "beginning": 0.02,
    "spring": 0.25,
    "summer": 0.5,
    "autumn": 0.75,
}
"""Parts of a year that are over before the year is."""


def position(when: str) -> float:
    """Returns where a date stands, in years since year 0; a range stands where it begins, a bare year at its middle.

    Raises ValueError, with a reason that completes “X …”, for what does not begin with a year, or in English has none.
    """
    english = _ENGLISH.match(when.strip())
    if english and english["before"]:
        return int(english["year"]) + _share_in_english(english["before"].lower())
    found = _YEAR.match(when.strip())
    if found is None:
        raise ValueError(_("does not begin with a year; expected such as 2024年4月, 2023年底 or 2021—2024年"))
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
    plain = when.strip().lower()
    *_earlier, last = _ANY_YEAR.finditer(plain)
    year, rest = int(last[0]), plain[last.end() :].removeprefix("年")
    month = _MONTH.match(rest)
    if month:
        return year + int(month["month"]) / 12
    named = _ENGLISH_MONTH.search(plain[: last.start()])
    if named:
        return year + (_MONTHS.index(named["name"]) + 1) / 12
    return year + next((share for part, share in _ENDS.items() if part in plain), 1.0)


def _share_in_english(before: str) -> float:
    """Returns where in its year a date stands, from the words before the year: 8 April, end of."""
    month = _ENGLISH_MONTH.search(before)
    if month:
        return _within(_MONTHS.index(month["name"]) + 1, int(month["day"] or month["after"] or 15))
    return next((share for part, share in _ENGLISH_PARTS if part in before), 0.5)


def _within(month: int, day: int) -> float:
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004 - the calendar
        raise ValueError(_("has a month or day that no calendar has"))
    return (month - 1 + (day - 1) / 31) / 12
