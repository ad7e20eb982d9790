"""Values read as people mean them, where only one thing can be meant: flags, counts, dates; else the reason why not."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from pydantic_core import PydanticCustomError

from briefing.evidence import numerals
from briefing.i18n import gettext as _

YES = {"true", "yes", "y", "on", "1", "是", "是的", "对", "要", "需要", "有", "开", "√", "✓", "✔", "☑"}
NO = {"false", "no", "n", "off", "0", "否", "不是", "不", "不要", "不需要", "无", "没有", "关", "×", "✗", "✘", "☒"}

BEFORE_COUNT, AFTER_COUNT = "第|共|总第|印", "期|份|个?月|位|位小数"
"""What may stand beside a count, as patterns."""
_COUNT = re.compile(rf"(?:{BEFORE_COUNT})?\s*(\d+)\s*(?:{AFTER_COUNT})?")

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-") | {"。": ".", "·": ".", "、": "."})
_MIDNIGHT = r"(?:[T ]\s*0?0:00(?::00(?:\.0+)?)?)?"
_WEEKDAY = r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?)?"
_DAY = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_WEEKDAY}{_MIDNIGHT}")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SPELLED = re.compile(
    r"([〇零○Oo0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3})[a-z]*[.,]?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})",
    re.IGNORECASE,
)
_TWO_DIGITS = re.compile(r"(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_ALONE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?|\d{4}\s*年?")
_SERIAL = re.compile(r"[2-7]\d{4}")
_SERIALS_BEGIN = date(1899, 12, 30)
"""Excel keeps a day as the number of days since then."""
_MONTHS = 12


def mistaken(reason: str, instead: str = "") -> PydanticCustomError:
    """Returns the error for a value; the reason completes “X …”, `instead` is what alone can be meant."""
    return PydanticCustomError("mistaken", "{reason}", {"reason": reason, "instead": instead})


def half_width(text: str) -> str:
    """Returns a text with ordinary digits, letters and marks for full-width ones, without quotation marks around it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    inner = re.fullmatch(r"[“”‘’\"'](.*)[“”‘’\"']", plain)
    return inner[1].strip() if inner else plain


def flag(value: object) -> object:
    if isinstance(value, str):
        word = half_width(value).lower()
        if word in YES or value.strip() in YES:
            return True
        if word in NO or value.strip() in NO:
            return False
    return value


def count(value: object) -> object:
    """Returns the digits of a count such as １２, 第12期 or 50份."""
    found = _COUNT.fullmatch(half_width(value)) if isinstance(value, str) else None
    return found[1] if found else value


def number(value: object) -> object:
    return half_width(value) if isinstance(value, str) else value


def day(value: object) -> object:
    """Returns a date in any usual spelling as YYYY-MM-DD; raises with a reason for what is nearly one."""
    if not isinstance(value, str):
        return value
    text = half_width(value).translate(_DASHES).rstrip(".,，;；").strip()
    for read in (_digits, _spelled, _english):
        parts = read(text)
        if parts:
            return _in_calendar(*parts)
    return _nearly_a_date(text, value)


def _digits(text: str) -> tuple[int, int, int] | None:
    found = _DAY.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _spelled(text: str) -> tuple[int, int, int] | None:
    found = _SPELLED.fullmatch(text)
    if found is None:
        return None
    year = "".join("0" if each in "〇零○Oo0" else str(numerals.CHINESE_DIGITS[each]) for each in found[1])
    try:
        return int(year), int(numerals.chinese(found[2])), int(numerals.chinese(found[3]))
    except ValueError:
        return None


def _english(text: str) -> tuple[int, int, int] | None:
    found = _ENGLISH.fullmatch(text)
    name = found[2].lower() if found else ""
    if found is None or name not in _NAMES or bool(found[1]) == bool(found[3]):
        return None
    return int(found[4]), _NAMES.index(name) + 1, int(found[1] or found[3])


def _in_calendar(year: int, month: int, of_month: int) -> str:
    if not 1 <= month <= _MONTHS:
        raise mistaken(
            _("is not in the calendar: there is no month {month}; expected a date such as 2025-06-30").format(
                month=month
            )
        )
    last = monthrange(year, month)[1] if year else 31
    if not 1 <= of_month <= last:
        raise mistaken(
            _(
                "is not in the calendar: that month has {last} days, and no day {day}; expected a date such as 2025-06-30"
            ).format(last=last, day=of_month)
        )
    return f"{year:04}-{month:02}-{of_month:02}"


def _nearly_a_date(text: str, typed: str) -> str:
    """Returns the text as typed; raises the reason why it is no date, where that is known."""
    checks: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], PydanticCustomError]], ...] = (
        (_YEAR_LAST, _year_is_last),
        (_TWO_DIGITS, _year_of_two_digits),
        (_MONTH_ALONE, _no_day),
        (_SERIAL, _serial_number),
    )
    for pattern, error in checks:
        found = pattern.fullmatch(text)
        if found:
            raise error(found)
    return typed


def _year_is_last(found: re.Match[str]) -> PydanticCustomError:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    reason = _("has its year at the end; write year, month, day, such as 2025-06-30")
    days = (
        {(first, second), (second, first)} if first <= _MONTHS and second <= _MONTHS else {_month_first(first, second)}
    )
    if len(days) > 1:
        return mistaken(reason)
    month, of_month = days.pop()
    return mistaken(reason, f"{year:04}-{month:02}-{of_month:02}")


def _month_first(first: int, second: int) -> tuple[int, int]:
    return (second, first) if first > _MONTHS else (first, second)


def _year_of_two_digits(found: re.Match[str]) -> PydanticCustomError:
    instead = f"20{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if "年" in found[0] else ""
    return mistaken(_("has a year of two digits; write all four, such as 2025-06-30"), instead)


def _no_day(_found: re.Match[str]) -> PydanticCustomError:
    return mistaken(_("names no day; expected year, month and day, such as 2025-06-30"))


def _serial_number(found: re.Match[str]) -> PydanticCustomError:
    meant = (_SERIALS_BEGIN + timedelta(days=int(found[0]))).isoformat()
    return mistaken(
        _("is the number by which Excel keeps a date; expected the date itself, {date}").format(date=meant), meant
    )
