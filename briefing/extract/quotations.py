"""Direct speech in an article, with its speakers: named before, behind or within it, or meant by 她 and 他."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.extract import persons
from briefing.extract.persons import Person
from briefing.extract.structure import Article, Line, Role
from briefing.outline.schema import MAX_QUOTATION

_VERBS = (
    "说道 说起 说 表示 指出 介绍道 介绍说 介绍 强调 认为 告诉记者 告诉 坦言 透露 回忆道 回忆说 回忆 感慨道 感慨 感叹道 感叹 补充道 补充 解释道 解释 "
    "建议 举例道 举例说 举例 谈到 谈及 提到 分析道 分析 笑道 称赞 直言 称 问道 问 答道 回答 喊道 写道 呼吁 提醒 希望 评价 总结 反问 叮嘱 嘱咐 介绍起 "
    "引用 念叨 讲道 讲 道 算起了账 打了个比方 打比方 打趣 调侃 承诺 宣布 要求 提出 报告 汇报 描述 形容 发言 追问 回应 反驳 坦承 承认 证实 表态 交代 讲述 自嘲 喊话 预测 判断 嘀咕 嘟囔 嘱托 插话 致辞 道出 摆手 点赞 赞叹 自豪 兴奋 高兴 欣慰 算了一笔账 算了笔账"
)
_VERB = "|".join(sorted(_VERBS.split(), key=len, reverse=True))
_SPEECH = re.compile(rf"(?:{_VERB})")
_ENDS_SPEECH = re.compile(r"[。！？，,.!?…；;]['’]?$")
_BEFORE_OPENING = re.compile(rf"(?:(?:{_VERB})(?:了|着|过|起)?(?:道|说)?[^，。：:“”]{{0,6}}?[：:，,]?|[：:])\s*$")
_TIGHT = re.compile(
    r"(?:介绍|坦言|透露|告诉记者|直言|补充|感慨|提醒|呼吁|回应|回答|承诺|指出|强调|表示|认为|提出|要求|说|称|道|写道|问|喊)[：:，,]?\s*$"
)
_LONGEST_ASIDE = 40
_SHORTEST_SPEECH = 12
"""Characters of a speech without a mark at its end; what is shorter is a term."""
_PARENTHESES = re.compile(r"[（(][^（）()]{0,60}[）)]")
_SENTENCE_LIMIT = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of direct speech; `start` counts characters of the article, to the first within the marks."""

    start: int
    end: int
    line: int
    words: str
    speaker: str
    role: str
    title: str = ""

    @property
    def excerpt(self) -> str:
        """The first clauses that fit a slide, exactly; empty where the first is too long."""
        return excerpt(self.words)


_PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_CLAUSE_END = re.compile(r"[。！？!?；;，,：:]")


def excerpt(words: str) -> str:
    """Returns the beginning of a speech up to the last mark that leaves it short enough, with no pair torn."""
    whole = words.strip()
    if len(whole) <= MAX_QUOTATION:
        return _without_end(whole) if _is_paired(whole) else ""
    ends = [match.start() for match in _CLAUSE_END.finditer(whole, 0, MAX_QUOTATION + 1)]
    fitting = [whole[:end] for end in ends if _is_paired(whole[:end]) and end >= _FEWEST]
    sentences = [text for text in fitting if whole[len(text)] in "。！？!?"]
    return (sentences or fitting or [""])[-1]


_FEWEST = 6
"""Characters; 是的 and 未来 alone say nothing."""


def _without_end(text: str) -> str:
    return text.rstrip("。，,；;：: ")


def _is_paired(text: str) -> bool:
    marks = "‘’“”（）()《》"
    return all(text.count(marks[i]) == text.count(marks[i + 1]) for i in range(0, len(marks), 2))


def quotations(article: Article) -> list[Quotation]:
    """Returns the direct speech of named speakers, in the order of the article."""
    found: list[Quotation] = []
    for line in article.lines:
        if line.role in {Role.TEXT, Role.PAGE}:
            found.extend(_of_line(line, article.text[: line.start]))
    return found


def _of_line(line: Line, above: str) -> Iterator[Quotation]:
    text = _curled(line.text)
    masked = _PARENTHESES.sub(lambda match: "\ufffc" * len(match[0]), text)
    spans = _spans(masked)
    last: Person | None = None
    for i, (start, end) in enumerate(spans):
        before = masked[spans[i - 1][1] + 1 if i else 0 : start - 1]
        after = masked[end + 1 : spans[i + 1][0] - 1 if i + 1 < len(spans) else len(masked)]
        words = text[start:end]
        continued = last if _continues(words, before) else None
        if not continued and not _is_speech(words, before, after):
            last = None
            continue
        person = _speaker(before, after, above + masked[: start - 1], last if i else None, continued)
        if person is None:
            continue
        last = person
        yield Quotation(
            line.start + start,
            line.start + end,
            line.number,
            line.text[start:end],
            person.name,
            person.role,
            person.title,
        )


def _curled(text: str) -> str:
    """Returns the text with straight quotation marks in pairs, at the same places."""
    opened = False
    result = []
    for character in text:
        if character == '"':
            opened = not opened
            result.append("“" if opened else "”")
        else:
            result.append({"「": "“", "」": "”", "『": "“", "』": "”"}.get(character, character))
    return "".join(result)


def _spans(text: str) -> list[tuple[int, int]]:
    """Returns where the words within outer quotation marks begin and end."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character == "“":
            depth += 1
            if depth == 1:
                start = at + 1
        elif character == "”" and depth:
            depth -= 1
            if not depth:
                found.append((start, at))
    return found


def _is_speech(words: str, before: str, after: str) -> bool:
    ended = bool(_ENDS_SPEECH.search(words))
    if (
        not ended
        and len(words) >= _SHORTEST_SPEECH
        and (_TIGHT.search(before) or before.rstrip().endswith(("：", ":")))
    ):
        return not after or after[0] in "。，,；;！？"
    if not ended or len(words) < 4:  # noqa: PLR2004 - 好！
        return False
    if _stands_alone(before, after):
        return len(words) >= _SHORTEST_SPEECH
    return bool(_BEFORE_OPENING.search(before) or re.match(r"\s*[^\s，,。：:]", after) or not before.strip())


def _continues(words: str, before: str) -> bool:
    """Whether a speech goes on behind the words on its speaker: “…。”他掰着指头数，“…”."""
    between = before.strip()
    is_short = 0 < len(between) <= _LONGEST_ASIDE and not _SENTENCE_LIMIT.search(between)
    return is_short and between[-1] in "，,：:" and bool(_ENDS_SPEECH.search(words))


def _speaker(
    before: str, after: str, above: str, last: Person | None, continued: Person | None = None
) -> Person | None:
    """Returns who speaks: named in the clause in front, in the one behind, or the speaker of the part before."""
    if _BEFORE_OPENING.search(before):
        found = _in_front(before, above, last)
        if found:
            return found
        if last and not _SENTENCE_LIMIT.search(before.strip("，,。")):
            return last
    if continued:
        return continued
    behind = _behind(after, above, last) or (last if last and len(before.strip()) < 2 else None)  # noqa: PLR2004 - a comma
    return behind or (persons.just_named(above) if _stands_alone(before, after) else None)


def _stands_alone(before: str, after: str) -> bool:
    """Whether no words around a speech say whose it is, so that it is of whom the text has just told."""
    return (not before.strip() or before.rstrip()[-1] in "。！？") and not after.strip(" 。")


def _in_front(before: str, above: str, last: Person | None) -> Person | None:
    sentence = _SENTENCE_LIMIT.split(before.rstrip("：:，, "))[-1]
    clauses = [clause for clause in re.split("[，,]", sentence) if clause.strip()]
    for clause in reversed(clauses):
        verb = _last_verb(clause)
        person = persons.speaker(verb if verb is not None else clause, is_ended=verb is not None)
        if person and person.name[0] in "她他":
            person = None
        if person and (person.role or not person.name.endswith(("记者",))):
            return person
        if persons.is_pronoun(clause) or (persons.is_anaphor(clause.strip()) and persons.last_named(above)):
            return last or persons.last_named(above)
    titled = persons.last_named(sentence)
    if titled:
        return titled
    return persons.last_named(above) if _GOES_ON.match(sentence.strip()) else None


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
    resumed = (last or persons.last_named(above)) if persons.is_anaphor(clause) else None
    if resumed:
        return resumed
    if persons.is_pronoun(clause[:2]):
        return last or persons.last_named(above)
    verb = _last_verb(clause)
    if verb is not None:
        return persons.speaker(verb, is_ended=True)
    return persons.speaker(clause, is_ended=False)
