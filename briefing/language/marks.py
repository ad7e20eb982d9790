"""Rules for marks: full-width beside Chinese, whole dashes and ellipses, no typed spaces, no full-width digits.

They do not read: every ideograph of their text is 字.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.i18n import gettext as _
from briefing.language.hits import HAN, MARKS, Hit, Rule, quoted
from briefing.patterns import KeptPattern

_FULL = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARK = re.compile(r"(?<!\.)[,.:;?!](?!\.)")
_CHINESE = re.compile(f"[{HAN}{MARKS}]")
_TRANSPARENT = " \t\xa0\"'“”‘’()[]"
"""Characters that a mark is looked through for its neighbour."""
_ABBREVIATION = re.compile(r"(?:(?<![A-Za-z])(?:Inc|Co|Ltd|Corp|Nos?|vs|Dr|Mrs?|Ms|St|Jr|etc|al|Vol|Fig|[A-Za-z])|\d)$")
_SUFFIX = re.compile(r"[a-z0-9]|NET(?![A-Za-z])")
_DOUBLED = re.compile(r"([，、；：])\1+|(?<!。)(。)。(?!。)")
_BRACKET = re.compile("[()]")
_DOUBLE = re.compile(r'(?<!\d)"([^"\n]*)"')
_SINGLE = re.compile(r"(?<![A-Za-z0-9])'([^'\n]*)'(?![A-Za-z0-9])")
_BLANK = "[ \t\xa0\u2009\u202f]"
_LATIN = r"A-Za-z0-9\u00c0-\u024f%‰℃°+\-±$¥€#@&"
_SPACE = KeptPattern(
    f"(?<=[{HAN}]){_BLANK}+(?=[{HAN}{_LATIN}])|(?<=[{_LATIN}]){_BLANK}+(?=[{HAN}])"
    f"|(?<=[{MARKS}]){_BLANK}+|{_BLANK}+(?=[{MARKS}])|(?<=[,:;?!]){_BLANK}+(?=[{HAN}])|(?<=[{HAN}]){_BLANK}+(?=[,.:;?!)])"
)
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]+(?:．[０-９％]+)*|(?<=[0-9])．(?=[0-9])")
_NARROW = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_DASH = KeptPattern(
    rf"(?<![-\w])--+(?![-\w])|(?<=[{HAN}{MARKS}])--+(?!-)|(?<!-)--+(?=[{HAN}{MARKS}])"
    f"|—{{3,}}|[―─]+|－－+|— +—|(?<=[{HAN}])–(?=[{HAN}])|(?<=[{MARKS}”])—(?!—)|(?<!—)—(?=[{MARKS}“])"
)
_ELLIPSIS = re.compile(rf"(?<=[{HAN}{MARKS}“”])\.{{2,}}|(?<!\.)\.{{2,}}(?=[{HAN}{MARKS}“”])|。{{3,}}|⋯+|(?<!…)…(?!…)")


def punctuation(text: str) -> Iterator[Hit]:
    """Yields half-width marks beside Chinese; marks within numbers and Latin phrases are right (GB/T 15834-2011, 4)."""
    for match in _MARK.finditer(text):
        if _belongs_to_chinese(text, match.start()):
            yield _half_width(match.start(), match[0], _FULL[match[0]])


def doubled(text: str) -> Iterator[Hit]:
    """Yields marks typed twice; three 。 and more are meant for an ellipsis."""
    for match in _DOUBLED.finditer(text):
        yield Hit(*match.span(), Rule.PUNCTUATION, _("doubled “{marks}”").format(marks=match[0]), match[0][0])


def _belongs_to_chinese(text: str, at: int) -> bool:
    before, after = (
        text[max(at - 40, 0) : at].rstrip(_TRANSPARENT)[-1:],
        text[at + 1 : at + 40].lstrip(_TRANSPARENT)[:1],
    )
    if text[at] == ".":
        if not _is_chinese(before) and _ABBREVIATION.search(text[max(at - 5, 0) : at]):
            return False  # 1.总则, A.选项, Ltd.
        if _SUFFIX.match(text, at + 1):
            return False  # .docx, .NET
    return _is_chinese(before) or _is_chinese(after)


def _is_chinese(character: str) -> bool:
    return bool(_CHINESE.match(character))


def _half_width(at: int, mark: str, instead: str) -> Hit:
    found = _("half-width {mark} beside Chinese").format(mark=quoted(mark))
    return Hit(at, at + 1, Rule.PUNCTUATION, found, instead)


def brackets(text: str) -> Iterator[Hit]:
    """Yields half-width parentheses around or beside Chinese (GB/T 15834-2011, 4.9)."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "(":
            opened.append(at)
        elif not opened:
            if _is_chinese(text[at - 1 : at]) or _is_chinese(text[at + 1 : at + 2]):
                yield _half_width(at, ")", "）")
        elif _is_chinese_aside(text, start := opened.pop(), at):
            yield _half_width(start, "(", "（")
            yield _half_width(at, ")", "）")
    for at in opened:
        if _is_chinese(text[at - 1 : at]) or _is_chinese(text[at + 1 : at + 2]):
            yield _half_width(at, "(", "（")


def _is_chinese_aside(text: str, start: int, end: int) -> bool:
    before = text[max(start - 1, 0) : start]
    if _is_chinese(before) or _CHINESE.search(text, start, end):
        return True
    return _is_chinese(text[end + 1 : end + 2]) and not before.isalnum()  # f(x)函数 is Latin


def quotes(text: str) -> Iterator[Hit]:
    """Yields straight quotation marks around or beside Chinese (GB/T 15834-2011, 4.8); inches and apostrophes are none."""
    for pattern in (_DOUBLE, _SINGLE):
        for match in pattern.finditer(text):
            outside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
            if _CHINESE.search(match[1]) or _CHINESE.search(outside):
                opening, closing = "‘’" if pattern is _SINGLE and _is_quoted(text[: match.start()]) else "“”"
                yield _half_width(match.start(), match[0][0], opening)
                yield _half_width(match.end() - 1, match[0][0], closing)


def _is_quoted(before: str) -> bool:
    """Whether what follows stands within quotation marks, where ‘ ’ belong."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def spaces(text: str) -> Iterator[Hit]:
    """Yields typed spaces beside Chinese: programs set the distance, marks bring their own (GB/T 15834-2011, 5.1)."""
    for match in _SPACE.finditer(text):
        yield Hit(*match.span(), Rule.SPACES, _("a typed space beside Chinese"))


def widths(text: str) -> Iterator[Hit]:
    """Yields full-width digits, letters and per cent signs (GB/T 15835-2011, 5.1: Arabic figures are half-width)."""
    for match in _WIDE.finditer(text):
        found = _("full-width “{text}”").format(text=match[0])
        yield Hit(*match.span(), Rule.WIDTHS, found, match[0].translate(_NARROW))


def dashes(text: str) -> Iterator[Hit]:
    """Yields dashes and ellipses that are not whole: —— and …… take two characters (GB/T 15834-2011, 4.10 and 4.11)."""
    for match in _DASH.finditer(text):
        instead = "—" if match[0] == "–" else "——"
        yield Hit(*match.span(), Rule.DASHES, _("“{mark}” for a dash").format(mark=match[0]), instead)
    for match in _ELLIPSIS.finditer(text):
        beside = text[match.start() - 1 : match.start()] or text[match.end() : match.end() + 1]
        if match[0] != "…" or _is_chinese(beside):
            yield Hit(*match.span(), Rule.DASHES, _("“{mark}” for an ellipsis").format(mark=match[0]), "……")
