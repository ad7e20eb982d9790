"""Which numbers in Chinese numerals count something: 三分之二, 八成, 两万出头, 三分地; not the 一 of 一分为二."""

from __future__ import annotations

import re

from briefing.evidence import units


def is_figure(match: re.Match[str], plain: str, unit: str) -> bool:
    """Whether Chinese numerals count something: they have a unit that is no chance neighbour, or are a fraction."""
    number = match["number"] or ""
    if match["bare"]:
        return match["round"][0] == "半" or "个亿" in match["round"] or bool(unit)
    if match["whole"] or "分之" in number or number in {"一半", "半数"} or "个亿" in number or _MORE_YI.search(number):
        return True
    if not unit and len(number) > 1 and (match["after"] in _AROUND or _MORE.fullmatch(number) or _is_sum(match, plain)):
        return True
    if not unit and match["before"] and re.fullmatch("[一二两三四五六七八九十百千几数]+[余多]?[万亿]", number):
        return True  # 观看人数破百万 leaves its unit to the words before
    if not unit or (number == "半" and not _halves(match, plain, unit)):
        return False
    base = units.first_word(unit)
    while base and base[0] in "万亿":
        base = base[1:]
    if base == "番":
        return "翻" in plain[max(match.start() - 2, 0) : match.start()]
    is_long = len(number) > 1 or unit[0] in "万亿"
    return (
        base in units.STRONG
        or number == "两"
        or (base in _MEANT and bool(_MEANT[base].match(plain, match.end("unit"))))
        or (is_long and base in {*units.MEASURES, *units.COUNTS})
    )


_AROUND = frozenset({"余", "多", "出头", "开外", "挂零", "左右", "上下", "以上", "以下"})
"""What lets a spelled number stand without a unit: 两万出头, 七十开外."""
_MORE = re.compile("[一二两三四五六七八九十几]*[百千万亿][余多]")
_MORE_YI = re.compile("个[多来]亿")
_SUM = re.compile("[一二两三四五六七八九十几数]+[百千万亿][零一二三四五六七八九十千百万亿]*[余多]?")
_HAD = re.compile("[了到达过赚挣省补贴赔欠存值落卖]$")


def _is_sum(match: re.Match[str], plain: str) -> bool:
    """Whether a large spelled number ends its clause: any with 万 or 亿 (产值一千五百亿，), others behind what yields it (净落三千二)."""
    behind, before = plain[match.end() : match.end() + 1], plain[max(match.start() - 2, 0) : match.start()]
    if not _SUM.fullmatch(match["number"]) or (behind and behind not in "，。；、！？,.;!?”）)："):
        return False
    return bool(_HAD.search(before) or (re.search("[万亿]", match["number"]) and not _FEARED.search(before)))


_FEARED = re.compile("不怕|怕一")
"""不怕一万，只怕万一 counts nothing."""


_HALVED = "小时 个小时 个钟头 钟头 分钟 秒 公里 里 米 公斤 斤 吨 个月 年 亩 成 倍 个世纪 世纪"
_HALVES = frozenset(_HALVED.split())
_NOT_HALVED = re.compile("[报度会线品身]")


def _halves(match: re.Match[str], plain: str, unit: str) -> bool:
    """Whether 半 measures: 半小时, but not 上半年, 两个半天."""
    before = plain[max(match.start() - 1, 0)]
    return unit in _HALVES and before not in "上下前后大小多一两个" and not _NOT_HALVED.match(plain, match.end("unit"))


_MEANT = {
    "成": re.compile("(?![为立长本果员功就效型都渝品分绩熟套批片])"),  # 三成立
    "分": re.compile("菜?[地田]"),  # 三分地; 一分为二
    "位": re.compile("(?!一体|数|置|于|居|列)"),
    "门": re.compile("课|学科|语言|专业|技术|手艺|功课"),
    "层": re.compile("小?楼|建筑"),
    "折": re.compile("(?![叠腾磨线射断中戟屏页回])"),
}
"""Units that also begin words, with what may stand behind them."""
