"""Line breaking: where a line of mixed Chinese and Latin text may end, and how a title breaks in balance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from briefing.text.measure import CAUTIOUS, Glyph, Metrics, Script, SetText, script

NEVER_FIRST = frozenset("。，、；：？！”’）》〉】〕〗」』］｝…—～·%‰％℃.,;:?!)]}’々〃/–‐‑′″")
"""What may not begin a line (GB/T 15834-2011, 5.1.10; units in one sign stay with their number)."""
NEVER_LAST = frozenset("“‘（《〈【〔〖「『［｛([{")
"""What may not end a line (the same)."""
_NO_BREAK_SPACE = "\u00a0"
"""Holds the words on both sides like a letter, and is no place where a line may end."""
_DOUBLED = frozenset("—…")
_QUOTES = frozenset("“”‘’'\"")
_CLOSING = frozenset("，、。）》〉】〕〗」』］｝)]}")
_HYPHENS = frozenset("-–")
"""Offices end lines after these within a word; titles are not broken there."""
_HOLD_NEXT = frozenset("/+±$€¥£№")
"""Signs that UAX 14 keeps with what follows."""
_GOOD_ENDS = frozenset("，、；：。！？”）》—")
_TWO_LINES = 2
_REMEMBERED = 1 << 14
"""Texts whose lines are remembered: each is tried at several sizes, and most come again when a deck is planned anew."""
_SLACK = 1.0
"""Points that a line keeps free, because offices round the width of every run to units of their own."""
_NEAR = 1
"""So many characters on either side of the place where a line is full decide whether it is full at a Latin word."""
_OPENERS = frozenset("与和及从将由把")
"""A title breaks better before these than inside a word that no rule knows …"""
_CLOSERS = frozenset("的在为向对")
"""… and after these, which often end a word (走向, 成为, 面对)."""
_TEARING = 10.0
"""How much worse a break is that tears a name apart."""
_BETWEEN_NAMES = 0.6
"""How much better one is that stands at a name's edge: there, at least, no word is torn."""


def _is_latin(char: str) -> bool:
    if char == _NO_BREAK_SPACE:
        return True
    return not char.isspace() and char not in _QUOTES and char not in _DOUBLED and script(char) is not Script.ASIAN


def may_break(before: str, after: str) -> bool:
    """Returns whether a line may end between two characters."""
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before == after and before in _DOUBLED:
        return False
    if after.isspace():
        return False
    return not (_is_latin(before) and _is_latin(after))


def breaks_beside_latin(before: str, after: str) -> bool:
    """Returns whether a line that is full at a Latin word may end here.

    LibreOffice then asks the rules of UAX 14 as they stood in Unicode 5.1, for which a quotation mark may be opening
    or closing (LB19), and brackets and commas hold on to the words beside them (LB30), East Asian ones too.
    """
    if before in _QUOTES or after in _QUOTES or before in _HOLD_NEXT or after == "-":
        return False
    if before in _CLOSING and _is_latin(after):
        return False
    return not (_is_latin(before) and after in NEVER_LAST)


def clusters(text: str) -> Iterator[str]:
    """Yields the stretches of a text that no line end may divide."""
    start = 0
    for index in range(1, len(text)):
        if may_break(text[index - 1], text[index]):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def lines(text: str, width: float, size: float, *, strong: bool = False, metrics: Metrics = CAUTIOUS) -> list[str]:
    """Returns the lines that a renderer makes of one paragraph; `width` and `size` in points.

    A newline in the text is a break that the author or the planner set.
    """
    return broken(metrics.glyphs([(text, size, strong)]), width)


def broken(glyphs: Sequence[Glyph], width: float, *, gap_at_end: bool = True) -> list[str]:
    """Returns the lines of a paragraph of measured characters, each filled as far as `width` (points) allows.

    `gap_at_end` says whether the space between scripts needs its room where a line ends between them, too:
    LibreOffice gives it room at some line ends and not at others.
    """
    found: list[str] = []
    start = 0
    for index, glyph in enumerate(glyphs):
        if glyph.char == "\n":
            found.extend(_filled(glyphs[start:index], width, gap_at_end=gap_at_end))
            start = index + 1
    return [*found, *_filled(glyphs[start:], width, gap_at_end=gap_at_end)]


def most_lines(glyphs: Sequence[Glyph], width: float) -> list[str]:
    """Returns the lines of a paragraph, broken in the way that takes more of them.

    A character more in one line can make the paragraph longer: the next line then ends before another word.
    """
    found = broken(glyphs, width)
    if len(found) == 1 or not any(glyph.gap for glyph in glyphs):
        return found
    return max(found, broken(glyphs, width, gap_at_end=False), key=len)


def likely_lines(glyphs: Sequence[Glyph], width: float) -> list[str]:
    """Returns the lines as an office most likely sets them, in as many lines as are counted with."""
    counted = most_lines(glyphs, width)
    likely = broken(glyphs, width, gap_at_end=False)
    return likely if len(likely) == len(counted) else counted


@lru_cache(maxsize=_REMEMBERED)
def most_lines_of(spans: tuple[SetText, ...], width: float, metrics: Metrics = CAUTIOUS) -> tuple[str, ...]:
    """Returns `most_lines` of a paragraph of several spans."""
    return tuple(most_lines(metrics.glyphs(spans), width))


@lru_cache(maxsize=_REMEMBERED)
def likely_lines_of(spans: tuple[SetText, ...], width: float) -> tuple[str, ...]:
    """Returns `likely_lines` of a paragraph of several spans."""
    return tuple(likely_lines(CAUTIOUS.glyphs(spans), width))


def _filled(glyphs: Sequence[Glyph], width: float, *, gap_at_end: bool) -> Iterator[str]:
    """Yields the lines of text without set breaks; spaces that end a line may stand outside it."""
    start = 0
    while (full := _full(glyphs, start, width, gap_at_end=gap_at_end)) < len(glyphs):
        end = _line_end(glyphs, start, full)
        yield "".join(glyph.char for glyph in glyphs[start:end])
        start = end
    yield "".join(glyph.char for glyph in glyphs[start:])


def _full(glyphs: Sequence[Glyph], start: int, width: float, *, gap_at_end: bool) -> int:
    """Returns the index of the first character that a line has no room for, past the last one's if there is none."""
    used = 0.0
    for index in range(start, len(glyphs)):
        glyph = glyphs[index]
        needed = used + glyph.advance + (glyph.gap if gap_at_end else 0.0)
        if needed > width - _SLACK and not glyph.char.isspace():
            return max(index, start + 1)
        used += glyph.advance + glyph.gap
    return len(glyphs)


def _line_end(glyphs: Sequence[Glyph], start: int, full: int) -> int:
    """Returns where the next line begins when a line is full before a character."""
    near = glyphs[max(full - _NEAR, start) : full + _NEAR]
    strict = any(glyph.script is Script.LATIN for glyph in near)
    for index in range(full, start, -1):
        before, after = glyphs[index - 1].char, glyphs[index].char
        if before in _HYPHENS and after.isalpha() and glyphs[index - 2].char.isalnum() and index - start > 1:
            return index
        if may_break(before, after) and not (strict and not breaks_beside_latin(before, after)):
            return index
    return _inside_word(glyphs, start, full)


def _inside_word(glyphs: Sequence[Glyph], start: int, full: int) -> int:
    """Returns where a word is divided that is longer than a line: at its last joint that fits, or anywhere."""
    for index in range(full, start, -1):
        if glyphs[index - 1].char.isalnum() != glyphs[index].char.isalnum():
            return index
    return full


@lru_cache(maxsize=_REMEMBERED)
def balanced(
    text: str,
    width: float,
    size: float,
    *,
    strong: bool = False,
    metrics: Metrics = CAUTIOUS,
    names: tuple[str, ...] = (),
    bound: frozenset[int] = frozenset(),
) -> str:
    """Returns a title with the newline that divides it into two even lines, or as it is when it needs one or three.

    No line end divides one of the `names`, or stands at a `bound` place, if that can be helped; a title whose author
    set a newline is returned as it is (GB/T 9704-2012, 7.3.1: a title's lines are even, and no word is torn apart).
    """
    if "\n" in text or len(lines(text, width, size, strong=strong, metrics=metrics)) != _TWO_LINES:
        return text
    pieces = list(clusters(text))
    inside, edges = _places(text, names)
    inside.update(bound)
    best, best_cost, end = text, float("inf"), 0
    for piece in pieces[:-1]:
        end += len(piece)
        head, tail = text[:end].rstrip(), text[end:]
        first = metrics.width(head, size, strong=strong)
        second = metrics.width(tail, size, strong=strong)
        if max(first, second) > width - _SLACK:
            continue
        name = _TEARING if end in inside else _BETWEEN_NAMES if end in edges else 1.0
        cost = _raggedness(first, second) * _roughness(head[-1], tail[0]) * name
        if cost < best_cost:
            best, best_cost = f"{head}\n{tail}", cost
    return best


def _places(text: str, names: Collection[str]) -> tuple[set[int], set[int]]:
    """Returns the places in a text that are inside a name, and those where one begins or ends."""
    inside: set[int] = set()
    edges: set[int] = set()
    for name in filter(None, names):
        start = text.find(name)
        while start >= 0:
            inside.update(range(start + 1, start + len(name)))
            edges.update((start, start + len(name)))
            start = text.find(name, start + len(name))
    return inside, edges - inside


def _raggedness(first: float, second: float) -> float:
    """Lines of one length are best; a longer first line looks steadier than a longer second one."""
    longer, shorter = max(first, second), min(first, second)
    return float((longer / shorter) ** 2.5) * (1.0 if first >= second else 1.1)


def _roughness(end: str, start: str) -> float:
    if end in _GOOD_ENDS:
        return 0.3
    if end in _CLOSERS:
        return 0.4
    if start in _OPENERS:
        return 0.33
    if end in _OPENERS:
        return 0.55
    return 1.0
