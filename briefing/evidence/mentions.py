"""Finds the numbers that a text states, and tells figures from dates, ordinals, list numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from briefing.document import Bound
from briefing.evidence import compounds, english, not_figures, numbers, numerals, spelled, units
from briefing.evidence.mention import Mention
from briefing.evidence.not_figures import Sort
from briefing.evidence.phrases import PHRASE
from briefing.patterns import KeptPattern
from briefing.text.measure import has_asian

__all__ = ["Mention", "Sort", "mentions"]

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％＋－／　", "0123456789.%+-/ ")

AMBIGUOUS = ("(?<![赶反])超", "(?<![最附靠临将接邻远])近", "(?<![节合签预公特制条大相契邀])约")
"""Words that make a figure approximate, but not as the end of another word: 赶超, 附近, 节约."""
_BEFORE = "|".join(
    [
        *(re.escape(word) for word in numbers.BEFORE if word[0].isalpha() and len(word) > 1 and not word.isascii()),
        *AMBIGUOUS,
        "(?<![优])逾",
        "(?<![打识看攻残])破(?=[百千]?[万亿])",
        "达",
    ]
)
_NUMBER = numbers.NUMBER
_SIGN = "[-+−±]|零下|(?<![抱肩担胜自])负"
_BARE = r"(?<![线网海晚早天空以不通经越路马])(?:[上过](?=[百千万亿])|过(?=半))"
"""Words that bound a scale alone: 上千, 过半; not those of 线上百家, 马上千里, 不过百."""
_ROUND = f"半|[百千]个亿{numbers.NO_NOUN}|[百千]?[万亿]+|[百千]"
_SCALE_ALONE = r"(?:[百千]?[万亿]+|[百千])(?=[余多])|(?<=近|超|逾|约|达|过)[万亿]+"
"""万余 and 近亿 need no numeral before them."""
_SOME = rf"(?:[余多]|来(?=\s?{units.ONE}))"
_REPEATED = (
    rf"(?<![从由]){_NUMBER}(?P<repeated>\s?(?![万亿]){units.ONE}){numbers.RANGE_MARK}{_NUMBER}(?=\s?(?P=repeated))"
)
"""80元至380元; but 从80元到380元 is a change, with two figures."""
_COMPOUND = rf"{compounds.WHOLE}|{compounds.SHORT}(?!\s?(?:{units.STRONG_UNIT}))"
_RANGE_END = rf"{numbers.RANGE_MARK}{_NUMBER}"
_PERCENTS = rf"{_NUMBER}%{numbers.RANGE_MARK}{_NUMBER}%"
_FIGURE = KeptPattern(
    rf"(?P<ordinal>第)?(?P<before>(?:{_BEFORE})(?:了)?\s?)?"
    rf"(?:(?P<whole>翻番|(?:(?<![不经通越路])过)?{numerals.HALF}|{numbers.TENTHS}|{_COMPOUND})|(?:(?P<bare>{_BARE})(?P<round>{_ROUND})|"
    rf"(?P<number>(?:{_SIGN})?(?:{_PERCENTS}|{_REPEATED}|{numbers.RATIO}|{compounds.POWER}|{compounds.MIXED}|(?:{_SCALE_ALONE}|{_NUMBER}){_SOME}?(?:{_RANGE_END})?)))"
    rf"(?P<unit>\s?(?:{units.SCALE}[余多]?)?\s?(?:{units.UNIT}))?)"
    rf"(?P<after>(?:及)?以上|(?:及)?以下|以内|之内|内|左右|上下|出头|开外|挂零|余|多(?![个家种项]))?"
)


_TOO_LONG = re.compile(f"[{numbers.DIGITS}]{{{numerals.MOST_DIGITS + 1},}}")
_STATING = ("number", "whole", "bare")
"""The groups of a figure, one of which states it."""
"""Runs of digits that no figure has; left in, they would be tried from each of their characters on."""


_REMEMBERED = 1 << 15
"""Texts whose numbers are remembered: the same come back in both files, and when an outline is read again."""


@lru_cache(maxsize=_REMEMBERED)
def mentions(text: str) -> tuple[Mention, ...]:
    """Returns every number in a text, Chinese or English, in order and without overlaps; words that only look like one are not."""
    if not _HAS_WORDS.search(text):
        return tuple(_chinese(text))
    # A text in English may hold Chinese evidence or titles, between marks.
    pieces = _PIECE.finditer(text)
    return tuple(found for piece in pieces for found in _of_piece(piece[0], piece.start()))


_HAS_WORDS = re.compile(r"[A-Za-z]{2,}[ \u00a0](?:[A-Za-z]{2,}|\d)|\d[ \u00a0][A-Za-z]{3,}")
"""Words of Latin letters with a space between: a text in English, not a name in a Chinese one."""
_PIECE = re.compile("[^“”()（）;；\\n]+")


def _of_piece(text: str, start: int) -> list[Mention]:
    is_chinese = has_asian(text) or not _HAS_LETTERS.search(text)
    mentioned = _chinese(text) if is_chinese else english.find(text)
    return [replace(found, start=found.start + start, end=found.end + start) for found in mentioned]


_HAS_LETTERS = re.compile("[A-Za-z]{2}")


def _chinese(text: str) -> list[Mention]:
    plain = text.translate(_HALF_WIDTH)
    return list(_scan(_TOO_LONG.sub(lambda run: "\0" * len(run[0]), plain), text))


def _scan(plain: str, text: str) -> Iterator[Mention]:
    taken = not_figures.find(plain)
    at = 0
    while at < len(plain):
        other = taken.get(at)
        if other:
            yield Mention(at, other[0], other[1], text[at : other[0]])
            at = other[0]
            continue
        phrase = PHRASE.match(plain, at)
        if phrase and not plain[at].isdigit():
            at = phrase.end()
            continue
        mention = _figure_at(plain, text, at, taken)
        if mention:
            yield mention
            at = mention.end
        else:
            at += 1


def _figure_at(plain: str, text: str, at: int, taken: dict[int, tuple[int, Sort]]) -> Mention | None:
    match = _FIGURE.match(plain, at)
    if match is None or not match[0]:
        return None
    number = match["number"]
    is_spelled = not re.search(r"\d", match[0])
    if match["ordinal"] or (is_spelled and any(start in taken for start in range(at + 1, match.end()))):
        return None
    if (
        number
        and number[0] in "-+−±"
        and at
        and ((plain[at - 1].isascii() and plain[at - 1].isalnum()) or plain[at - 1] in ")）%")
    ):
        return None
    unit = (match["unit"] or "").replace(" ", "")
    if is_spelled and not spelled.is_figure(match, plain, unit):
        return None
    return _mention(match, text, unit)


_DIGITS_WITH_SCALE = re.compile(
    rf"(?P<digits>[-+]?[\d.,]+(?:{numbers.RANGE_MARK}[\d.,]+)?(?P<more>[余多]?))(?P<scale>[百千]?[万亿]+)"
)


def _with_scale_in_unit(number: str, unit: str) -> tuple[str, str]:
    """Returns 39.1 and 万辆 for 39.1万 and 辆, 30多 and 万人 for 30多万 and 人; but 6万多 and 户 stay as they are."""
    match = _DIGITS_WITH_SCALE.fullmatch(number)
    if match is None or not unit:
        return number, unit
    return match["digits"], match["scale"] + unit


def _mention(match: re.Match[str], text: str, unit: str) -> Mention | None:
    before = (match["before"] or "").strip().removesuffix("了")
    bare = (match["bare"] or "") + (match["round"] or "")
    number = (match["number"] or match["whole"] or bare).replace("−", "-")
    after = match["after"] or ""
    if after == "内" and not unit:
        after = ""
    is_bounded = bool(after)
    if after in {"余", "多", "来"} and not unit:
        number, after = number + after, ""
    number, unit = _with_scale_in_unit(number, unit)
    if unit[:1] == "成" or (after and not unit):  # 八成以上 and 1/3以上 are whole values
        number, unit, after = number + unit + after, "", ""
    is_share = "分之" in number and unit in units.COUNTS  # 三分之一企业 is a share of them, not a count
    unit = "" if is_share else unit
    if before and numbers.BEFORE.get(before) is Bound.EXACT:
        before = ""
    value = before + number
    try:
        quantity = numbers.parse(value)
    except ValueError:
        return None
    is_whole = before == (match["before"] or "").strip().removesuffix("了")
    start = match.start() if is_whole else match.start(next(name for name in _STATING if match[name]))
    end = match.start("after") if match["after"] and not is_bounded else match.end()
    end = match.start("unit") if is_share else end
    return Mention(start, end, Sort.FIGURE, text[start:end], value, unit + after, quantity)
