"""Finds the numbers that a text states, and tells figures from dates, ordinals, list numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefing.document import Bound, Quantity
from briefing.evidence import numbers, units


class Sort(StrEnum):
    """What a number in a text is."""

    FIGURE = "figure"
    """It counts or measures."""
    DATE = "date"
    """Years, months, days, times of day."""
    ORDINAL = "ordinal"
    """第三, 前十, 500强, 3号."""
    LABEL = "label"
    """Numbers of figures, lists, documents, telephones."""
    NAME = "name"
    """Part of a name: M9, 5G-A, 9000T, 1+3."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One number; `start` and `end` count characters of the text, with the words that bound it and its unit."""

    start: int
    end: int
    sort: Sort
    text: str
    value: str = ""
    """As a ledger has it, without unit: 39.1, 超180, 3000多."""
    unit: str = ""
    """With its scale: 万辆, 亿元, 万元/人/年."""
    quantity: Quantity | None = None
    """Of figures and ordinals that count something (第40万辆)."""

    @property
    def is_spelled(self) -> bool:
        """Whether the number is written in Chinese numerals."""
        return not re.search(r"\d", self.text)

    @property
    def amount(self) -> units.Amount | None:
        return units.amount(self.quantity, self.unit) if self.quantity else None

    @property
    def is_statistic(self) -> bool:
        """Whether it is a figure that wants a source: any in digits, and spelled ones that do more than list or name.

        四个方面, 两家 and 一个 are no statistics; 十条, 七年, 三分之二, 八成 and 上千家 are.
        """
        if self.sort is not Sort.FIGURE or self.quantity is None:
            return False
        if not self.is_spelled:
            return True
        base = units.strip_bound(self.unit).split("/")[0].lstrip("万亿")
        if self.quantity.low == 1 and self.quantity.bound is Bound.EXACT and base:
            return base in _COUNTED_SINGLY
        return self.quantity.low >= _MANY or not base or base in units.MEASURES


_MANY = 10
_COUNTED_SINGLY = frozenset({"倍", "成", "番", "公里", "元", "吨", "刻钟"})
"""Units with which even 一 measures; 一年 and 一个 are mostly turns of speech."""
_WIDTHS = {ord("０") + i: str(i) for i in range(10)} | str.maketrans("．％＋－／，", ".%+-/,")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％＋－／　", "0123456789.%+-/ ")

_SPELLED = "零〇一二两三四五六七八九十百千万亿半数几"
_BEFORE = "|".join(
    [
        *(re.escape(word) for word in numbers.BEFORE if word[0].isalpha() and len(word) > 1 and not word.isascii()),
        "(?<![赶反])超",
        "(?<![最附靠临将接])近",
        "(?<![节合签预公特制条大相契邀])约",
        "(?<![优])逾",
        "达",
    ]
)
_NUMBER = numbers.NUMBER
_FIGURE = re.compile(
    rf"(?P<ordinal>第)?(?P<before>(?:{_BEFORE})(?:了)?\s?)?"
    r"(?:(?P<bare>(?<![线网海晚早天空以不通经越])(?:[上过](?=[百千万亿])|过(?=半)))(?P<round>半|[百千]?[万亿]+|[百千])|"
    rf"(?P<number>[-+−±]?{_NUMBER}(?:[余多]|来(?=[^\d自源看说说临到回去年]))?(?:{numbers.RANGE_MARK}{_NUMBER})?))"
    rf"(?P<unit>(?:{units.SCALE}[余多]?)?\s?(?:{units.UNIT}))?"
    rf"(?P<after>(?:及)?以上|(?:及)?以下|以内|之内|内|左右|上下|余|多(?![个家种项]))?"
)
_DATE = re.compile(
    r"(?<![\d.])(?:1[89]|2[01])\d{2}\s?(?:年(?!度?[均产])|[-—–～~至](?=(?:1[89]|2[01])\d{2}\s?年))(?:[初底末中]|度)?(?:\s?\d{1,2}月(?:\s?\d{1,2}[日号])?)?"
    r"|(?<![\d.])(?:1[89]|2[01])\d{2}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?![\d.])"
    r"|(?<![\d.])\d{2}年(?=\d{1,2}月)"
    r"|(?<![\d.])\d{1,2}月(?:\d{1,2}[日号])?(?:\s?[-—–～~至到]\s?\d{1,2}(?:月(?:\d{1,2}[日号])?|[日号]))?"
    r"|(?<![\d.])\d{1,2}(?:[日号])?[-—–～~至]\d{1,2}[日号](?!线|楼|机|院|文|令|馆|门|店|厅|桥)|(?<![\d.])\d{1,2}日(?!元|均)"
    rf"|(?<![以之])前{numbers.NUMBER}个?(?:月|季度)|(?<!\d)\d{{2,4}}年代|(?<![\d:：])\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?!\d)"
    r"|(?<![\d.])\d{1,2}[时点](?:\d{1,2}分|整|许|半)?(?!间|[,，]?\d)"
    r"|[二一][〇○零九八][〇○零一二三四五六七八九]{2}年(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?"
    r"|[一二三四五六七八九十]{1,3}月(?:份|[一二三四五六七八九十]{1,3}[日号]|[初底末中上下]旬?)"
    r"|(?<![\d.,])(?:19|20)\d{2}(?![\d.,%‰]|\s?[万亿余多]|年)(?=[^\d\s]|$|\s)"
)
_LABEL = re.compile(
    r"(?:https?://|www\.)[\w./?=&%#:-]+|[\w.+-]+@[\w.-]+"
    r"|[〔\[【(（](?:19|20)\d{2}[〕\]】)）]\s?\d+号|(?:GB|DB|ISO|IEC|YY|JT)(?:/T)?\s?\d[\d.]*(?:[-—–:]\d{4})?"
    r"|(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{3,6}(?=热线|专线)|(?<=热线|专线|电话)[:：]?\d{3,}"
    r"|(?:图|表|附件|附图|附表|注释|注|式|栏|版)\s?\d{1,3}(?:[-—.]\d{1,2})?(?![\d.]|\s?[%万亿])"
    r"|(?:^|(?<=[\n。；;]))\s*\d{1,2}(?:\.\d{1,2})*[.、．)）](?!\d)"
    r"|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|(?:^|(?<=[\n。；;]))\s*[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_LATIN_UNIT = "|".join(
    sorted((re.escape(word) for word in units.MEASURES if word.isascii() and word[0].isalpha()), key=len, reverse=True)
)
_NAME = re.compile(
    r"(?<![A-Za-z\d])[A-Za-z][A-Za-z.]*[-–/ ]?\d[\dA-Za-z]*(?:[-+./][\dA-Za-z]+)*"
    rf"|(?<![A-Za-z\d.])\d+(?:\.\d+)?(?!(?:{_LATIN_UNIT})(?![A-Za-z0-9]))[A-Za-z][A-Za-z\d]*(?:[-+/][A-Za-z\d]+)*"
    r"|(?<![\d.])\d+(?:\+[\dA-Za-zNX]+)+|(?<![\d.])\d+\+(?=[^\d])"
    r"|[“‘「][一二三四五六七八九十]{1,3}[”’」]|“[一二三四五六七八九十]{2}五”|[十][一二三四]五(?=规划|时期|期间|[”’」])"
    r"|[“‘「]\d{2,}[”’」](?!\s?[年月日])"
    r"|(?<!\d)24小时(?=值班|营业|服务|在线|不间断|热线)|(?<!\d)(?:365天|7×24)"
)
_ORDINAL = re.compile(
    rf"第{_NUMBER}(?:\s?(?:{units.SCALE})?(?:{units.UNIT}))?|(?<![以之日月年])前{_NUMBER}(?:强|名|位|列|大)?"
    rf"|(?:{_NUMBER})强(?![度制化])|(?<![\d.月])\d{{1,4}}号(?:线|楼|机组|院|泊位|馆|门|店|厅|桥|文|令|码头|井|机)?|(?:{_NUMBER})(?:级|类|期|等奖|星级)(?=[^\d]|$)"
)
_PHRASE = re.compile(
    "一体|一批|一起|一定|一系列|一方面|一直|一些|一样|一般|一线|一流|一旦|一致|一心|一路|一手|一举|一把手|一带一路|一站|一网|一窗|一件事|一盘棋|一张网|一张图|一把|一大|一度|一下|一次性|一季度"
    "|三天两头|最后一公里|二季度|三季度|四季度|[一二三四]季|统一|唯一|之一|同一|专一|万一|第一|十分|十足|千万[别不要]|四川|四海|四周|四处|五金|五星|五湖|六安|七夕|八方|八达|百度|百姓|百货|百花|百年|百家争鸣|百业|百强|千里|千家万户|千方百计|千行百业|千亿级|万亿级|百亿级|十亿级|千万级|亿级"
    "|[零〇]|[一二三四五六七八九十]{1,3}(?:大|届)(?=[^小])|万国|万达|万科|万里|万物|万众|万事|万全|万象|三亚|三峡|三星|三番五次|三农|三甲|三级|二级|三产|二产|一产|[一二三]次产业|第[一二三]产业|双[一-龥]|两会|两岸|两江|两地|两侧|两翼|两手|两国|两用|两化|两新|两重|三者|二者|两者|半导体|半岛|半成品|半决赛|对半|多半|半路|半夜|半天|半数以上的人|四通八达|五花八门|九江|九寨|三江|三明|四平|七星|八仙|十堰|千山|百色|万州|万宁|万盛|数字|数据|数智|数控|数量|数码|几乎|几何|无数|多数|少数|人数|户数|指数|参数|函数|总数|次数|系数|倍数|位数|基数|分数|件数"
    "|三元|五一|十一黄金周|六一|双十一|一刻|一一|不一|逐一|单一|万无一失|一目了然|一举一动|四大|八大|三大|五大|六大|七大|九大|十大|两大|一大|四化|四网|五年规划"
)
_CANDIDATE = re.compile(rf"[\d①-⑳{_SPELLED}]|第|前")
_RANGE = re.compile(numbers.RANGE_MARK)


def mentions(text: str) -> list[Mention]:
    """Returns every number in a text, in order and without overlaps; Chinese words that only look like numbers are left out."""
    return list(_scan(text.translate(_HALF_WIDTH), text))


def _scan(plain: str, text: str) -> Iterator[Mention]:
    taken = _others(plain)
    at = 0
    while at < len(plain):
        other = taken.get(at)
        if other:
            yield Mention(at, other[0], other[1], text[at : other[0]])
            at = other[0]
            continue
        phrase = _PHRASE.match(plain, at)
        if phrase and not plain[at].isdigit():
            at = phrase.end()
            continue
        mention = _figure_at(plain, text, at, taken)
        if mention:
            yield mention
            at = mention.end
        else:
            at += 1


def _others(plain: str) -> dict[int, tuple[int, Sort]]:
    """Returns where what is no figure begins and ends; what is found first among labels, names, dates and ordinals wins."""
    taken: dict[int, tuple[int, Sort]] = {}
    is_taken = bytearray(len(plain))
    for pattern, sort in ((_LABEL, Sort.LABEL), (_NAME, Sort.NAME), (_DATE, Sort.DATE), (_ORDINAL, Sort.ORDINAL)):
        for match in pattern.finditer(plain):
            start, end = match.span()
            if not any(is_taken[start:end]):
                taken[start] = (end, sort)
                is_taken[start:end] = b"\1" * (end - start)
    return taken


def _figure_at(plain: str, text: str, at: int, taken: dict[int, tuple[int, Sort]]) -> Mention | None:
    match = _FIGURE.match(plain, at)
    if match is None or not match[0]:
        return None
    number = match["number"]
    is_spelled = not re.search(r"\d", match[0])
    if any(at < start < match.end() for start in taken) and is_spelled:
        return None
    if (
        number
        and number[0] in "-+−±"
        and at
        and ((plain[at - 1].isascii() and plain[at - 1].isalnum()) or plain[at - 1] in ")）%")
    ):
        return None
    unit = (match["unit"] or "").replace(" ", "")
    if is_spelled and not _is_spelled_figure(match, plain, unit):
        return None
    return _mention(match, text, unit)


_DIGITS_WITH_SCALE = re.compile(
    r"(?P<digits>[-+]?[\d.,]+(?:-[\d.,]+)?)(?P<more>[余多]?)(?P<scale>[百千]?[万亿]+)(?P<after>[余多]?)"
)


def _with_scale_in_unit(number: str, unit: str) -> tuple[str, str]:
    """Returns 39.1 and 万辆 for 39.1万 and 辆, 30多 and 万人 for 30万多 and 人."""
    match = _DIGITS_WITH_SCALE.fullmatch(number)
    if match is None or not unit:
        return number, unit
    return match["digits"] + match["more"] + match["after"], match["scale"] + unit


def _is_spelled_figure(match: re.Match[str], plain: str, unit: str) -> bool:
    """Whether Chinese numerals count something: they have a unit that is no chance neighbour, or are a fraction."""
    number = match["number"] or ""
    if match["bare"] or "分之" in number or number == "一半":
        return bool(match["bare"] is None or match["round"] == "半" or unit)
    if number == "半" or not unit:
        return False
    base = units.strip_bound(unit)
    while base and base[0] in "万亿":
        base = base[1:]
    is_long = len(number) > 1 or unit[0] in "万亿"
    return (
        base in units.STRONG
        or number == "两"
        or (base == "成" and not _NO_TENTHS.match(plain, match.end("unit")))
        or (is_long and base in {*units.MEASURES, *units.COUNTS})
    )


_NO_TENTHS = re.compile("[为立长本果员功就效型都渝品分绩熟套批片]")
"""What makes 成 part of another word: 一分成三, 三成立."""


def _mention(match: re.Match[str], text: str, unit: str) -> Mention | None:
    before = (match["before"] or "").strip().removesuffix("了")
    bare = (match["bare"] or "") + (match["round"] or "")
    number = (match["number"] or bare).replace("−", "-")
    after = match["after"] or ""
    if after == "内" and not unit:
        after = ""
    if after in {"余", "多", "来"} and not unit:
        number, after = number + after, ""
    number, unit = _with_scale_in_unit(number, unit)
    if before and numbers.BEFORE.get(before) is Bound.EXACT:
        before = ""
    value = before + number
    try:
        quantity = numbers.parse(value)
    except ValueError:
        return None
    start = match.start() if before == (match["before"] or "").strip().removesuffix("了") else match.start("number")
    end = match.end() if after or not match["after"] else match.end("unit") if match["unit"] else match.end("number")
    return Mention(start, end, Sort.FIGURE, text[start:end], value, unit + after, quantity)
