"""A figure's text, Chinese or English, read as a number: 39.1, 超180, 5～14, 2/3, 1.5亿, 200余, 七, 上千, 第3."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from briefing.document import Bound, Quantity
from briefing.evidence import compounds, numerals
from briefing.i18n import gettext as _
from briefing.patterns import KeptPattern

DIGITS = "0-9零〇一二两三四五六七八九十百千万亿半.,"
"""Characters that numbers consist of, for a class of a pattern."""
MOST_CHARACTERS = 100
BEFORE = {
    **dict.fromkeys(("超过", "超出", "超", "逾", "突破", "破", "over", "more than"), Bound.OVER),
    **dict.fromkeys(("接近", "将近", "近", "不足", "不到", "nearly", "under"), Bound.UNDER),
    **dict.fromkeys(("大约", "约", "about"), Bound.ABOUT),
    **dict.fromkeys(("不低于", "不少于", "最低", "最快", "最少", "最小", "最短", "至少", "at least"), Bound.AT_LEAST),
    **dict.fromkeys(("不超过", "不高于", "最高", "最多", "最大", "最长", "至多", "up to"), Bound.AT_MOST),
    **dict.fromkeys(("达到", "高达", "达"), Bound.EXACT),
}
"""What a word before a number says of it."""
AFTER = {
    **dict.fromkeys(("余", "多", "出头", "开外", "挂零"), Bound.OVER),
    **dict.fromkeys(("以上", "及以上"), Bound.AT_LEAST),
    **dict.fromkeys(("以下", "及以下", "以内", "之内"), Bound.AT_MOST),
    **dict.fromkeys(("左右", "上下", "来"), Bound.ABOUT),
}
"""What a word after it says; the two do not meet in one figure."""
BEFORE_SCALE = {"上": Bound.OVER, "过": Bound.OVER}
"""Words that stand before 千, 万 or 亿 alone: 上千, 过亿."""

NO_NOUN = "(?![级元吨斤方立千万平规产体身])"
"""个亿 is colloquial for 亿; but 三个亿元村 counts villages."""

NUMBER = (
    rf"(?:{numerals.DIGITS}|{numerals.VAGUE}|{numerals.CHINESE}{numerals.DECIMALS}?|万(?=分之))(?:/\d+|分之(?:{numerals.DIGITS}|{numerals.CHINESE}{numerals.DECIMALS}?))?"
    rf"(?:个[半多来](?=小时|钟头|月|星期|世纪|百分点))?"
    rf"(?:个(?=[多来]亿{NO_NOUN}))?(?:[余多来](?=[百千万亿]|个亿{NO_NOUN}))?(?:个(?=亿{NO_NOUN}))?(?:(?:[百千]?[万亿]+(?:{numerals.CHINESE}万?(?!分))?|[百千]){numerals.NO_UNIT})?"
)
"""A number without a word before or after it."""
TENTHS = "[一二两三四五六七八九]成[一二三四五六七八九半](?![个年家成])"
"""三成五 is 35 %."""
RATIO = r"\d+(?:\.\d+)?\s?[:：∶]\s?\d+(?:\.\d+)?(?![\d:：])"
"""1:3 is a third."""
DOUBLES = "翻番"
RANGE_MARK = r"\s*(?:～|~|–|—|－|-|至|到)\s*"
_SIGN = "(?:[-+±]|零下|负)"
_ATOM = rf"{_SIGN}?{NUMBER}[%成]?"
_REPEATED_UNIT = r"(?:[^\^\d\s零〇一二两三四五六七八九十百千万亿半%成余多来至到～~–—－-]{1,5})?"
_RANGE = KeptPattern(rf"(?P<low>{_ATOM})(?P<unit>{_REPEATED_UNIT}){RANGE_MARK}(?P<high>{_ATOM})")
"""80元至380, with 元 for its unit, repeats it."""


def _any_of(words: Iterable[str]) -> str:
    """Returns a pattern for any of the words, longer ones first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_WHOLE = KeptPattern(
    rf"(?P<ordinal>[第前])?(?P<prefix>{_any_of(BEFORE)})?\s*"
    rf"(?:(?P<bare>[{''.join(BEFORE_SCALE)}])(?P<scale>[百千万亿]+|[百千]个亿|半数?)|(?P<number>.*?))(?P<suffix>{_any_of(AFTER)})?"
)
_PARTS = KeptPattern(
    rf"(?P<sign>{_SIGN}?)(?P<number>{numerals.DIGITS}|{numerals.VAGUE}|半数|(?:{numerals.CHINESE}{numerals.DECIMALS}?)?|万(?=分之))"
    rf"(?:(?P<slash>/|分之)(?P<other>{numerals.DIGITS}|{numerals.CHINESE}{numerals.DECIMALS}?))?(?P<half>(?:个[半多来](?!亿))?)(?:个(?=[多来]亿))?"
    rf"(?P<more>[余多来]?)(?:个(?=亿))?(?P<scale>[百千]?[万亿]*|[百千])(?P<rest>(?<=[万亿]){numerals.CHINESE}万?)?(?P<mark>[%成]?)"
)
MINUS = "\u2212"
"""What is printed for a typed hyphen; a line may end after a hyphen, but not after a minus."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％－＋／−", "0123456789.%-+/-")


def parse(text: str) -> Quantity:
    """Returns the quantity that a text states; raises ValueError, with a reason that completes “X …”, for any other."""
    typed = text.strip().translate(_FULL_WIDTH)
    if len(typed) > MOST_CHARACTERS:
        raise ValueError(_("is too long for a figure; expected {most} characters at most").format(most=MOST_CHARACTERS))
    if re.search(f"[{DIGITS}]{{{numerals.MOST_DIGITS + 1}}}", typed):
        raise ValueError(
            _("has more than {most} digits; expected a figure that can be read").format(most=numerals.MOST_DIGITS)
        )
    special = _special(typed)
    if special is not None:
        return Quantity(special, special, typed)
    whole = _WHOLE.fullmatch(typed)
    if whole is None or not (whole["number"] or whole["bare"]):
        raise ValueError(_("is not a number"))
    is_ordinal = whole["ordinal"] is not None
    if whole["bare"]:
        value = (
            Decimal("0.5")
            if whole["scale"][0] == "半"
            else numerals.scaled(Decimal(1), whole["scale"].replace("个", ""))
        )
        return Quantity(value, value, typed, BEFORE_SCALE[whole["bare"]], is_ordinal)
    number = whole["number"]
    if number.endswith("个") and whole["suffix"] in {"多", "来"}:
        number += whole["suffix"]  # 一个多, of 一个多小时
    bound = _bound(whole["prefix"], number, whole["suffix"])
    if bound is Bound.EXACT and re.fullmatch("[万亿]+", number):
        raise ValueError(_("is not a number"))
    is_span = number.startswith("±")
    pair = _RANGE.fullmatch(number)
    if pair is None:
        compound = compounds.value(number)
        low, high = (compound, compound) if compound is not None else _value(number)[:2]
        bound = Bound.ABOUT if low != high and not is_span else bound
        shown = MINUS + typed[1:] if typed.startswith("-") else typed
        return Quantity(low, high, shown, bound, is_ordinal)
    low, high = _ends(pair["low"], pair["high"])
    shown = "".join([whole["prefix"] or "", pair["low"], pair["unit"], "～", pair["high"], whole["suffix"] or ""])
    return Quantity(low, high, shown, bound, is_ordinal)


_WORDS = re.compile(_any_of(word for word in (*BEFORE, *AFTER, "数", "几") if word.isalpha()))


def words_of(text: str) -> list[str]:
    """Returns the words in a figure's text that say how it bounds: 超 of 超180亿元, 余 of 200余家."""
    return _WORDS.findall(text)


def _special(typed: str) -> Decimal | None:
    """Returns the value of what is no numeral with a scale: 翻番 (twice), 三成五, 1:3."""
    if typed == DOUBLES:
        return Decimal(2)
    if re.fullmatch(TENTHS, typed):
        tenths, rest = (Decimal("0.5") if each == "半" else numerals.CHINESE_DIGITS[each] for each in typed.split("成"))
        return (tenths + (rest if rest < 1 else rest / 10)) / 10
    if re.fullmatch(RATIO, typed):
        first, second = (Decimal(each) for each in re.split("[:：∶]", typed))
        return _fraction(first, second, "/")
    return None


def _bound(prefix: str | None, number: str, suffix: str | None) -> Bound:
    before = BEFORE.get(prefix or "", Bound.EXACT)
    if before is not Bound.EXACT:
        return before
    within = re.search("[余多来]", number)
    return AFTER[within[0]] if within else AFTER.get(suffix or "", Bound.EXACT)


def _ends(low_text: str, high_text: str) -> tuple[Decimal, Decimal]:
    _low, high, high_mark = _value(high_text)
    if high_mark == "成" and low_text[-1] != "成":
        low_text += "成"  # 三至五成 leaves no doubt
    low, _high, low_mark = _value(low_text)
    if high_mark and not low_mark:
        # 15～30% could mean 15 and 0.3; conventions.md repeats the mark.
        message = _("leaves out “{mark}”; expected {expected}")
        raise ValueError(message.format(mark=high_mark, expected=f"{low_text}{high_mark}～{high_text}"))
    if low > high:
        raise ValueError(_("is a range whose first number is greater than its second"))
    return low, high


def _value(text: str) -> tuple[Decimal, Decimal, str]:
    """Returns the least and the greatest exact number, and the mark that follows: %, 万, 亿, 成."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise ValueError(_("is not a number"))
    low, high = numerals.plain(parts["number"]) if parts["number"] or not parts["scale"] else (Decimal(1), Decimal(1))
    if parts["half"] == "个半":
        low, high = low + Decimal("0.5"), high + Decimal("0.5")
    if parts["slash"]:
        low = high = _fraction(low, numerals.plain(parts["other"])[0], parts["slash"])
    rest = numerals.rest(parts["rest"], parts["scale"]) if parts["rest"] else Decimal(0)
    tenth = Decimal("0.1") if parts["mark"] == "成" else 1
    low, high = ((numerals.scaled(value, parts["scale"]) + rest) * tenth for value in (low, high))
    match parts["sign"]:
        case "-" | "零下" | "负":
            low, high = -high, -low
        case "±":
            low = -high
    return low, high, parts["scale"] + parts["mark"]


def _fraction(first: Decimal, second: Decimal, mark: str) -> Decimal:
    top, bottom = (first, second) if mark == "/" else (second, first)
    if not bottom:
        raise ValueError(_("divides by zero"))
    return top / bottom


def fraction(text: str) -> tuple[Decimal, Decimal] | None:
    """Returns the two numbers of a fraction without a scale, 2/3 or 三分之二; None for any other quantity's text."""
    whole = _WHOLE.fullmatch(text)
    parts = _PARTS.fullmatch(whole["number"] or "") if whole else None
    if parts is None or not parts["slash"] or parts["scale"]:
        return None
    first, second = numerals.plain(parts["number"])[0], numerals.plain(parts["other"])[0]
    return (first, second) if parts["slash"] == "/" else (second, first)
