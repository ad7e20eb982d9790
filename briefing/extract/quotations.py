"""Direct speech in an article, with its speakers: named before, behind or within it, or meant by 她 and 他."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.extract import attribution
from briefing.extract.persons import Person
from briefing.extract.structure import Article, Line, Role
from briefing.outline.schema import MAX_QUOTATION

_ENDS_SPEECH = re.compile(r"[。！？，,.!?…；;]['’]?$")
_TIGHT = re.compile(
    r"(?:介绍|坦言|透露|告诉记者|直言|补充|感慨|提醒|呼吁|回应|回答|承诺|指出|强调|表示|认为|提出|要求|说|称|道|写道|问|喊)[：:，,]?\s*$"
)
_FEWEST_SHOWN = 8
"""Characters of a speech that a clause without a verb of speech leads in."""
_LONGEST_ASIDE = 40
"""Characters between two parts of one speech."""
_SHORTEST_SPEECH = 12
"""Characters of a speech without a mark at its end; what is shorter is a term."""
_PARENTHESES = re.compile(r"[（(][^（）()]{0,60}[）)]")


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


_OPENING = 3
"""Lines of an article within which its title tells whose speech it is."""


def quotations(article: Article) -> list[Quotation]:
    """Returns the direct speech of named speakers, in the order of the article."""
    found: list[Quotation] = []
    told = [line for line in article.lines if line.role in {Role.TEXT, Role.PAGE}]
    opening = [line.text[:_REACH] for line in article.lines if line.role is not Role.BLANK][:_OPENING]
    orator = next(filter(None, map(attribution.orator, opening)), None)
    belows = [*(each.text for each in told[1:]), ""]
    for line, below in zip(told, belows[: len(told)], strict=True):
        found.extend(_of_line(line, article.text[: line.start], below, orator))
    return found


def _of_line(line: Line, above: str, below: str, orator: Person | None) -> Iterator[Quotation]:
    text = _curled(line.text)
    masked = _PARENTHESES.sub(lambda match: "\ufffc" * len(match[0]), text)
    spans = _spans(masked)
    last: Person | None = None
    for i, (start, end) in enumerate(spans):
        before = masked[spans[i - 1][1] + 1 if i else 0 : start - 1]
        after = masked[end + 1 : spans[i + 1][0] - 1 if i + 1 < len(spans) else len(masked)]
        words = text[start:end]
        continued = last if _continues(words, before) else None
        reported = _reported(words, before, after)
        if reported:
            before, after = reported, ""
        if not continued and not _is_speech(words, before, after):
            last = None
            continue
        person = (orator if orator and attribution.is_by_myself(before) else None) or (
            attribution.told_below(below) if len(spans) == i + 1 and attribution.stands_alone(before, after) else None
        )
        person = person or attribution.speaker(
            before, after, above + masked[: start - 1], last if i else None, continued
        )
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
    if attribution.shows(before) and words[-1] in "。！？!?" and len(words) >= _FEWEST_SHOWN:
        return True
    if attribution.stands_alone(before, after):
        return len(words) >= _SHORTEST_SPEECH
    return bool(attribution.BEFORE_OPENING.search(before) or re.match(r"\s*[^\s，,。：:]", after) or not before.strip())


_CLAUSES = re.compile("[，,；;。]")
_REACH = 300
"""Characters before a speech within which the clause that reports it stands."""
_REPORTED = re.compile(
    r"(?:^|[。！？!?，,”])(?P<lead>[^。！？!?，,“”]+?(?:认为|表示|坦言|直言|说|称|透露|介绍|指出|强调|分析|判断|感慨)[，,：:])[^。！？!?“”]*[，,]\s*$"
)


def _reported(words: str, before: str, after: str) -> str:
    """Returns the clause that names who says what ends in marks (段知微认为，两市…，“合起来看，…”); empty for other words."""
    lead = _REPORTED.search(before[-_REACH:])
    is_long = len(words) >= _SHORTEST_SPEECH and bool(_CLAUSES.search(words)) and not _ENDS_SPEECH.search(words)
    return lead["lead"] if lead and is_long and (not after or after[0] in "。；;！？!?") else ""


def _continues(words: str, before: str) -> bool:
    """Whether a speech goes on behind the words on its speaker: “…。”他掰着指头数，“…”."""
    between = before.strip()
    is_short = 0 < len(between) <= _LONGEST_ASIDE and not attribution.SENTENCE_LIMIT.search(between)
    return is_short and between[-1] in "，,：:" and bool(_ENDS_SPEECH.search(words))
