"""Whose a speech is: the speaker is named in front of it, behind it or before it, or is whom 她, 老人 and 这位 mean."""

from __future__ import annotations

import re

from briefing.extract import persons
from briefing.extract.persons import Person

_VERBS = (
    "说道 说起 说 表示 指出 介绍道 介绍说 介绍 强调 认为 告诉记者 告诉 坦言 透露 回忆道 回忆说 回忆 感慨道 感慨 感叹道 感叹 补充道 补充 解释道 解释 "
    "建议 举例道 举例说 举例 谈到 谈及 提到 分析道 分析 笑道 称赞 直言 称 问道 问 答道 回答 喊道 写道 呼吁 提醒 希望 评价 总结 反问 叮嘱 嘱咐 介绍起 "
    "引用 念叨 讲道 讲 道 算起了账 打了个比方 打比方 打趣 调侃 承诺 宣布 要求 提出 报告 汇报 描述 形容 发言 追问 回应 反驳 坦承 承认 证实 表态 交代 讲述 自嘲 喊话 预测 判断 嘀咕 嘟囔 嘱托 插话 致辞 道出 摆手 点赞 赞叹 自豪 兴奋 高兴 欣慰 算了一笔账 算了笔账"
)
_VERB = "|".join(sorted(_VERBS.split(), key=len, reverse=True))
_SPEECH = re.compile(rf"(?:{_VERB})")
BEFORE_OPENING = re.compile(rf"(?:(?:{_VERB})(?:了|着|过|起)?(?:道|说)?[^，。：:“”]{{0,6}}?[：:，,]?|[：:])\s*$")
SENTENCE_LIMIT = re.compile(r"[。！？!?；;\n]")


_OF_A_SPEECH = re.compile(
    "(?:^|[—：:\\s])(?P<head>[^—：:，。\\s]{2,30}?)(?:同志)?在[^—。\\n]{2,40}(?:上|时|会|后|期间|仪式)的?(?:重要|主旨|主题|总结|开幕)?"
    "(?:讲话|发言|致辞|演讲|报告|讲稿)"
)
_MYSELF = re.compile(
    rf"我(?![们国省市县区校院局厂家])[^，,。他她它你谁您]{{0,8}}?(?:{_VERB})(?:了|着|过|起)?(?:道|说)?[^，。]{{0,6}}$"
)


def orator(opening: str) -> Person | None:
    """Returns who gives the speech that a text is, told by its title: 市长闻朗在座谈会上的讲话."""
    match = _OF_A_SPEECH.search(opening)
    return persons.speaker(match["head"], is_ended=True) if match else None


def is_by_myself(before: str) -> bool:
    """Whether words before a speech say that who tells the text says it himself: 我说."""
    return bool(_MYSELF.search(SENTENCE_LIMIT.split(before.rstrip("：:，, "))[-1]))


_SAID_THIS = re.compile(
    "(?:(?:说|讲|道出|说出|发出)(?:起|出)?(?:这|此|上述|以上)?(?:番|句|些|段)?(?:话|感慨|感叹|心声)?的(?:人)?，?(?:正?是|叫)"
    "|(?:这|此)(?:番|句|些|段)?(?:话|感慨|感叹|心声)，?(?:出自|来自|是)|(?:这|此)[^，。]{0,4}是)(?P<who>[^，。！？；]{2,40})"
)
_WORDS_SAID = re.compile("[话言叹慨声]")


def told_below(below: str) -> Person | None:
    """Returns whom the paragraph behind a speech names for its speaker (说这话的是市水务局局长雷鸣谦)."""
    match = _SAID_THIS.match(below.strip())
    if match is None or not _WORDS_SAID.search(match[0]):
        return None
    who = re.split("口中|之口|的(?:原话|心声|肺腑|感慨|感叹|心里话|感受)|说的|在[^，。]{2,20}(?:上|时)", match["who"])[
        0
    ]
    return persons.speaker(who, is_ended=True)


def speaker(before: str, after: str, above: str, last: Person | None, continued: Person | None = None) -> Person | None:
    """Returns who speaks: named in the clause in front, in the one behind, or the speaker of the part before."""
    found = _speaker(before, after, above, last, continued)
    # 会议作出部署，强调“…”: a verb without anyone before it names nobody.
    return None if found and found.name in _VERBS.split() else found


def _speaker(
    before: str, after: str, above: str, last: Person | None, continued: Person | None = None
) -> Person | None:
    if BEFORE_OPENING.search(before) or shows(before):
        found = _in_front(before, above, last)
        if found:
            return found
        if last and not SENTENCE_LIMIT.search(before.strip("，,。")):
            return last
    if continued:
        return continued
    behind = _behind(after, above, last) or (last if last and len(before.strip()) < 2 else None)  # noqa: PLR2004 - a comma
    return behind or (persons.just_named(above) if stands_alone(before, after) else None)


def shows(before: str) -> bool:
    """Whether a clause without a verb of speech leads in a speech: 吴小兰展示工资单，“…。”."""
    return before.rstrip().endswith(("，", ","))


def _in_front(before: str, above: str, last: Person | None) -> Person | None:
    sentence = SENTENCE_LIMIT.split(before.rstrip("：:，, "))[-1]
    clauses = [clause for clause in re.split("[，,]", sentence) if clause.strip()]
    for clause in reversed(clauses):
        verb = _last_verb(clause)
        person = persons.speaker(verb if verb is not None else clause, is_ended=verb is not None)
        if person and person.name[0] in "她他":
            person = None
        if person and not person.role and persons.is_anaphor(clause.strip()):
            person = last or _named(above) or person
        if person and (person.role or not person.name.endswith(("记者",))):
            return person
        if persons.is_pronoun(clause) or (persons.is_anaphor(clause.strip()) and persons.last_named(above)):
            return last or _named(above)
    titled = persons.last_named(sentence)
    if titled:
        return titled
    return persons.last_named(above) if _GOES_ON.match(sentence.strip()) else None


def _named(above: str) -> Person | None:
    return persons.just_named(above) or persons.last_named(above)


_GOES_ON = re.compile(rf"(?:[又还也再则便就]|接着|随后|继续|最后|然后|笑着|于是|进一步)*(?:{_VERB})")
"""A clause of speech that names nobody: 接着说; but 会议指出 names the meeting."""


def _last_verb(clause: str) -> str | None:
    """Returns what stands before the first verb of speech that follows a speaker; None without one."""
    verbs = [match for match in _SPEECH.finditer(clause) if match.start()]
    for verb in verbs:
        head = re.sub(
            r"(?:笑着|接着|继续|随后|对此|同时|也|则|这样|曾|郑重|激动地|高兴地|自豪地|动情地|进一步|向记者|对记者)+$",
            "",
            clause[: verb.start()],
        )
        if persons.speaker(head, is_ended=True):
            return head
    return None


_OPENS_SCENE = re.compile("说起|谈起|提起|聊起|谈到|说到|提到|回忆起|想起|面对|对于|看着|望着|指着")
"""What begins a clause before the one that names the speaker: 说起老师，方晓梅红了眼眶."""


def _behind(after: str, above: str, last: Person | None) -> Person | None:
    if not after.strip() or after.lstrip()[0] in "，,。；;、）)和与及等的":
        after = after.lstrip("，, 。")
        if not persons.is_pronoun(after[:3]) and not _SPEECH.search(after[:40]):
            return None
    clause = re.split(r"[，,。！？：:；;“]", after.strip())[0]
    if _OPENS_SCENE.match(clause):
        rest = after.strip()[len(clause) + 1 :]
        return _behind(rest, above, last) if rest else None
    if persons.is_pronoun(clause[:2]):
        return last or _named(above)
    verb = _last_verb(clause)
    person = persons.speaker(clause if verb is None else verb, is_ended=verb is not None)
    if persons.is_anaphor(clause) and (person is None or not person.role):
        return last or _named(above) or person
    return person


def stands_alone(before: str, after: str) -> bool:
    """Whether no words around a speech say whose it is, so that it is of whom the text has just told."""
    return (not before.strip() or before.rstrip()[-1] in "。！？") and not after.strip(" 。")
