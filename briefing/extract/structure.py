"""An article's lines in their parts: title, sections with their headings, tables, and what belongs to the printed page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

MAX_HEADING = 40
"""Characters of a heading that an outline takes."""
_LONGEST_SHORT_LINE = 38
_SHORTEST_TITLE = 6
_MARK = re.compile(r"\s*(?P<mark>#{1,6})\s+(?P<text>.*?)\s*#*\s*$")
_NUMBERED = re.compile(
    r"\s*(?:(?P<chapter>第[一二三四五六七八九十]{1,3}[章节篇部]分?)|(?P<first>[一二三四五六七八九十]{1,3}、)|(?P<second>[（(][一二三四五六七八九十]{1,3}[）)])"
    r"|(?P<third>\d{1,2}(?:\.\d{1,2}){0,2}[.、．]?\s))"
)
_ITEM = re.compile(r"\s*(?:[-*•·●▪◆]\s|\d{1,2}[.、．)）]\s?\S|[①-⑳]|问[：:]|答[：:]|Q[：:]|A[：:])")
_ENDS_SENTENCE = re.compile(r"[。；;，,、：:…!！.]['”’」）)]*$")
_INNER_SENTENCE = re.compile(r"[。；;!！]")
_OF_THE_PAGE = re.compile(
    r"记者(?!手记|观察|调查|札记|见闻)|通讯员|撰文|摄影|[／/]摄|摄[)）]|供图|图片|图[/／为：:]|来源[:：]|编辑|责编|校对|作者[:：]|策划|统筹|监制|审核|资料图|视觉中国|跟贴|评论|点赞|转载"
    r"|版权|扫码|二维码|阅读原文|字号|分享|本文|供测试|第?\d+版|^\s*(?:文|图|编|审)[/／|｜:：]|^——|^\s*[|｜]|[|｜]\s*\S+\s*$"
)
"""By-lines, credits and what a web page adds."""
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_EMPHASIS = re.compile(r"\*\*|__|`")


class Role(Enum):
    """What a line is."""

    BLANK = "blank"
    HEADING = "heading"
    TEXT = "text"
    ROW = "row"
    PAGE = "page"
    """By-lines, credits, page furniture."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the article; `number` counts from 1, `start` characters of the article."""

    number: int
    start: int
    text: str
    role: Role
    level: int = 0
    """Of a heading: 1 for the title's marks, larger below; 9 where nothing marks it but its shortness."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article under one heading; the part before the first heading has its own first words for one."""

    heading: str
    level: int
    lines: tuple[Line, ...]
    """Text and table rows, without the heading."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article in its parts."""

    name: str
    text: str
    title: str
    """As the article has it; empty where its first line is none."""
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]


def parse(name: str, text: str) -> Article:
    """Returns an article's parts; every line of text stands in just one section."""
    lines = _lines(text)
    title = _title(lines)
    sections = _sections([line for line in lines if line is not title]) or [_of_everything(lines)]
    return Article(name, text, _words(title.text) if title else "", tuple(lines), tuple(sections))


def _of_everything(lines: list[Line]) -> Section:
    """Returns the one section of an article that has nothing but short lines."""
    texts = [replace(line, role=Role.TEXT) for line in lines if line.role is not Role.BLANK] or lines
    return _section("", 0, texts)


def _lines(text: str) -> list[Line]:
    lines, start = [], 0
    texts = text.split("\n")
    for number, each in enumerate(texts, 1):
        role, level = _role(each, texts[number] if number < len(texts) else "", texts[number - 2] if number > 1 else "")
        lines.append(Line(number, start, each, role, level))
        start += len(each) + 1
    return _confirmed(lines)


def _role(text: str, following: str, before: str) -> tuple[Role, int]:
    if not text.strip() or _RULE.match(text):
        return (Role.ROW if "|" in text else Role.BLANK), 0
    if text.strip().startswith("|") and text.strip().endswith("|") and text.count("|") > 2:  # noqa: PLR2004 - a row
        return Role.ROW, 0
    tabs = text.strip("\n").count("\t")
    if tabs and (following.count("\t") == tabs or before.count("\t") == tabs):
        return Role.ROW, 0
    marked = _MARK.match(text)
    if marked and marked["text"]:
        return Role.HEADING, len(marked["mark"])
    words = text.strip()
    if len(words) > _LONGEST_SHORT_LINE:
        return (Role.PAGE if _is_by_line(words) else Role.TEXT), 0
    if _OF_THE_PAGE.search(words) and not re.search("[。！？]$", words):
        return Role.PAGE, 0
    numbered = _NUMBERED.match(words)
    if numbered and not _ENDS_SENTENCE.search(words) and not _INNER_SENTENCE.search(words):
        return Role.HEADING, 2 + next(i for i, group in enumerate(numbered.groups()) if group)
    if (
        _ITEM.match(words)
        or _ENDS_SENTENCE.search(words)
        or _INNER_SENTENCE.search(words)
        or (words.startswith(("—", "（", "(", "“", "*")) and words.endswith(("）", ")", "”", "*")))
    ):
        return Role.TEXT, 0
    return Role.HEADING, 9


def _is_by_line(words: str) -> bool:
    return len(words) < 2 * _LONGEST_SHORT_LINE and bool(
        re.match(r"本[版报]?(?:撰文|文字|图片)|(?:撰文|文|图)[/／|｜]", words)
    )


def _confirmed(lines: list[Line]) -> list[Line]:
    """Returns the lines with short ones taken for text where a paragraph was broken into lines of one length."""
    texts = [line for line in lines if line.role is Role.TEXT]
    short = [line for line in lines if line.role is Role.HEADING and line.level == 9]  # noqa: PLR2004 - as in Line
    if len(short) <= 2 * len(texts) + 1:
        return lines
    return [Line(line.number, line.start, line.text, Role.TEXT) if line in short[1:] else line for line in lines]


def _words(text: str) -> str:
    marked = _MARK.match(text)
    return _EMPHASIS.sub("", marked["text"] if marked else text).strip().strip("　 ")


def _title(lines: list[Line]) -> Line | None:
    """Returns the line that is the article's title: the first that is no by-line, if it has the form of a title."""
    first = next((line for line in lines if line.role not in {Role.BLANK, Role.PAGE}), None)
    if first is None or first.role is not Role.HEADING:
        return None
    is_marked = first.level == 1
    is_numbered = 1 < first.level < 9 and not _MARK.match(first.text)  # noqa: PLR2004 - as in Line
    if is_numbered or (len(_words(first.text)) < _SHORTEST_TITLE and not is_marked):
        return None
    return first


def _sections(lines: list[Line]) -> list[Section]:
    found: list[Section] = []
    heading, level, held = "", 0, list[Line]()
    for line in lines:
        if line.role is Role.HEADING:
            if held:
                found.append(_section(heading, level, held))
            heading, level, held = _words(line.text), line.level, []
        elif line.role in {Role.TEXT, Role.ROW}:
            held.append(line)
    if held:
        found.append(_section(heading, level, held))
    return found


def _section(heading: str, level: int, lines: list[Line]) -> Section:
    own = heading or _words(lines[0].text)
    return Section(cut_at_clause(own, MAX_HEADING) or "正文", level, tuple(lines))


_LIMIT = re.compile(r"[，,。；;：:！!？?、—\s]")


def cut_at_clause(text: str, most: int) -> str:
    """Returns the text's beginning up to the last clause that fits; within a clause only where none fits."""
    text = text.strip()
    if len(text) <= most:
        return text.rstrip("，,。；;：:、— ")
    limits = [match.start() for match in _LIMIT.finditer(text, 1, most + 1)]
    return text[: limits[-1] if limits else most].rstrip("，,。；;：:、— ")
