"""What a number counts, in the article's own words: a short label, and the evidence that carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.outline.schema import MAX_EVIDENCE

MAX_LABEL = 18
"""Characters that a key figure shows in two lines."""
_LIMIT = r"[，。；：！？、,;:!?（）()“”\"‘’\n|｜]|——"
_CLAUSE_LIMIT = re.compile(_LIMIT)
_OPENING = re.compile(
    r"^(?:\d{1,2}[.、．]|位于[^的]{1,12}的|实现|完成|首次|其中|同时|目前|此外|另外|如今|眼下|现在|据介绍|据悉|据了解|数据显示|预计|累计|共计?|已经?|还|也|又|全年|当年|今年|去年|近年来|"
    r"(?:19|20)\d{2}\s?年度?(?:底|末|初)?|(?:今年|去年)?(?:上半年|下半年|前三季度|[一二三四]季度|前?\d{1,2}个?月(?:份|底|末)?)|"
    r"截至|截止|到|至|在|从|由|让|使|将|把|对|就|并|且|而|但|由于|通过|随着|经过|依托|每年|平均|一共|总共|年底|\s)+"
)
_CLOSING = re.compile(
    r"(?:达到|达|为|是|突破|超过|超|接近|将近|近|(?<!节)约|逾|实现|完成|共有|拥有|有|增至|增加到|增加至|降至|降低到|降到|下降到|升至|上升到|提升到|提升至|提高到|提高至|"
    r"缩短到|缩短至|减少到|减至|占|共|已|了|到|至|由|从|不足|不到|仅|只有|只|高达|多达|累计|总计|合计|预计|将|可|可达|稳定在|保持在|发展到|扩大到|获得|在|"
    r"位居|首次|力争|预期|连续|均|平均|就|能|最快|最高|最低|最多|最少|至少|不少于|不低于|\s)+$"
)
_CHANGE = re.compile(
    r"(?P<compared>(?:同比|环比|(?<!占)比[^，。]{2,9}?|较[^，。]{0,6}|年均|平均)?)"
    r"(?P<change>增长|下降|减少|提高|提升|降低|增加|上升|增幅|降幅|缩短|上涨|回落|压缩|高出|扩大|收窄|翻|(?<=水平)[高低])(?:了|近|约|超过|超|达|为|到|至)*$"
)
_LEVEL = re.compile("[到至](?:了|近|约|超过|超|达|为)*$")
_NO_NOUN = re.compile(
    "能|可|将|就|才|缩短|下?降|增|提[高升]|压|上?升|减|扩|拉|到|至|上|下|以|左右|则|是|有|没|不|只|正"
)
_COUNTED_STOP = re.compile(
    rf"{_LIMIT}|[和与及以从在把被将并而就也都让使占比较]|\d|\ufffc|达|为了|已|于|能(?=在|够|把|让|将)"
)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns where the clause of a number begins and ends; marks between digits limit nothing."""
    before = [
        match.end() for match in _CLAUSE_LIMIT.finditer(text, 0, start) if not _is_within_number(text, match.start())
    ]
    after = next(
        (m.start() for m in _CLAUSE_LIMIT.finditer(text, end) if not _is_within_number(text, m.start())), len(text)
    )
    return (before[-1] if before else 0), after


def _is_within_number(text: str, at: int) -> bool:
    return text[at] in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


_OTHER = "\ufffc"
"""Stands for each character of another number."""
_FROM_OTHER = re.compile(rf"(?:[从由]|比)?{_OTHER}+(?:左右|以上|[^和与及{_OTHER}]{{1,10}}[和与及](?={_OTHER}*$))?")


def label(text: str, start: int, end: int, others: Sequence[tuple[int, int]], label_before: str) -> str:
    """Returns what a number is said of.

    `others` are where the other numbers of the paragraph stand; `label_before` is the label of the one before.
    """
    begin, stop = _clause(text, start, end)
    for first, last in others:
        text = text[:first] + _OTHER * (last - first) + text[last:]
    before, after = _FROM_OTHER.sub("", text[begin:start]).strip(), text[end:stop].strip()
    change = _CHANGE.search(before)
    if change and _LEVEL.search(change[0]):
        before, change = before[: change.start()], None  # 增加到38万人: the figure is what there is, not the increase
    if change:
        own = _stripped(before[: change.start()])
        word = change["change"].replace("翻", "增长")
        subject = own or _without_change(label_before)
        return shortened(subject + ("同比" if change["compared"].startswith("同比") else "") + word)
    counted = _counted(after)
    subject = _stripped(before)
    if counted and (not subject or len(subject) + len(counted) <= MAX_LABEL):
        return shortened(_joined(subject, counted))
    if len(subject) > 1:
        return shortened(subject)
    if counted:
        return shortened(counted)
    above = _FROM_OTHER.sub("", text[_clause_before(text, begin) : max(begin - 1, 0)])
    return shortened(_without_change(label_before) or _stripped(above) or text[begin:stop].replace(_OTHER, ""))


def _clause_before(text: str, begin: int) -> int:
    before = [match.end() for match in _CLAUSE_LIMIT.finditer(text, 0, max(begin - 1, 0))]
    return before[-1] if before else 0


def _joined(subject: str, counted: str) -> str:
    return counted if counted in subject else subject + counted if subject not in counted else counted


def _stripped(before: str) -> str:
    """Returns the words before a number without what opens and closes a clause."""
    return _CLOSING.sub("", _OPENING.sub("", before.strip())).strip('的— 　-·*“”"')


def _counted(after: str) -> str:
    """Returns the noun that follows a number and its measure word."""
    stop = _COUNTED_STOP.search(after)
    noun = after[: stop.start() if stop else len(after)].strip()
    noun = re.sub("^(?:的|就|才|能|可|将)+", "", noun)
    return "" if _NO_NOUN.match(noun) else noun if 1 < len(noun) <= MAX_LABEL - 4 else ""


def _without_change(text: str) -> str:
    return re.sub(
        "(?:同比|环比)?(?:增长|下降|减少|提高|提升|降低|增加|上升|增幅|降幅|缩短|上涨|回落|压缩|扩大|收窄)$", "", text
    )


def shortened(text: str) -> str:
    """Returns the end of a text that is too long, beginning where a word may begin."""
    plain = re.sub(r"[{}*\[\]#`]", "", " ".join(text.split()))
    if len(plain) <= MAX_LABEL:
        return plain or "数据"
    tail = plain[-MAX_LABEL:]
    limits = [match.end() for match in re.finditer("[的在是了和与及对以为将把从]", tail[: MAX_LABEL - 4])]
    return (tail[limits[0] :] if limits else tail) or "数据"


def evidence(text: str, start: int, end: int) -> str:
    """Returns the article's words around a number, at most as many as a ledger takes, cut at the clause's limits."""
    if end - start > MAX_EVIDENCE:
        return text[start : start + MAX_EVIDENCE]
    begin, stop = _clause(text, start, end)
    noun = _counted(text[end:stop])
    needed = end + (text[end:stop].find(noun) + len(noun) if noun else 0)
    if stop - begin <= MAX_EVIDENCE:
        return text[begin:stop].strip()
    if needed - begin <= MAX_EVIDENCE:
        return text[begin : begin + MAX_EVIDENCE if needed < begin else needed].strip()
    needed = min(needed, start + MAX_EVIDENCE)
    return text[max(begin, needed - MAX_EVIDENCE) : max(needed, end)][-MAX_EVIDENCE:].strip()
