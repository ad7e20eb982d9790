"""Line breaking: where a line of mixed Chinese and Latin text may end, and how a title breaks in balance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefing.text.measure import CAUTIOUS, Glyph, Metrics, Script, script

NEVER_FIRST = frozenset("。，、；：？！”’）》〉】〕〗」』］｝…—～·%‰％℃.,;:?!)]}’々〃")
"""What may not begin a line (GB/T 15834-2011, 5.1.10; units in one sign stay with their number)."""
NEVER_LAST = frozenset("“‘（《〈【〔〖「『［｛([{")
"""What may not end a line (the same)."""
_DOUBLED = frozenset("—…")
_GOOD_ENDS = frozenset("，、；：。！？”）》—")
_TWO_LINES = 2
_OPENERS = frozenset("与和及从将由把")
"""A title breaks better before these than inside a word that no rule knows …"""
_CLOSERS = frozenset("的在为向对")
"""… and after these, which often end a word (走向, 成为, 面对)."""
_TEARING = 10.0
"""How much worse a break is that tears a name apart."""
_BETWEEN_NAMES = 0.6
"""How much better one is that stands at a name's edge: there, at least, no word is torn."""


def _is_latin(char: str) -> bool:
    return script(char) is Script.LATIN


def may_break(before: str, after: str) -> bool:
    """Returns whether a line may end between two characters."""
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before == after and before in _DOUBLED:
        return False
    if after.isspace():
        return False
    return not (_is_latin(before) and _is_latin(after))


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


def broken(glyphs: Sequence[Glyph], width: float) -> list[str]:
    """Returns the lines of a paragraph of measured characters, each filled as far as `width` (points) allows."""
    found: list[str] = []
    start = 0
    for index, glyph in enumerate(glyphs):
        if glyph.char == "\n":
            found.extend(_filled(glyphs[start:index], width))
            start = index + 1
    return [*found, *_filled(glyphs[start:], width)]


def _filled(glyphs: Sequence[Glyph], width: float) -> Iterator[str]:
    """Yields the lines of text without set breaks; spaces that end a line may stand outside it."""
    line, used, end = "", 0.0, 0
    for cluster in clusters("".join(glyph.char for glyph in glyphs)):
        members = glyphs[end : end + len(cluster)]
        end += len(cluster)
        if line and used + _seen(members) > width:
            yield line
            line, used = "", 0.0
        while _seen(members) > width and len(members) > 1:
            head = _longest_head(members, width)
            yield "".join(glyph.char for glyph in members[:head])
            members = members[head:]
        line += "".join(glyph.char for glyph in members)
        used += sum(glyph.advance + glyph.gap for glyph in members)
    yield line


def _seen(members: Sequence[Glyph]) -> float:
    """Returns the width up to the last character that is no space; the gap after it needs its room too."""
    seen = len(members)
    while seen and members[seen - 1].char.isspace():
        seen -= 1
    return sum(glyph.advance + glyph.gap for glyph in members[:seen])


def _longest_head(members: Sequence[Glyph], width: float) -> int:
    """Returns how many characters of an overlong word a line holds; one at the least."""
    used = 0.0
    for count, glyph in enumerate(members):
        used += glyph.advance + glyph.gap
        if used > width:
            return max(count, 1)
    return len(members)


def balanced(
    text: str,
    width: float,
    size: float,
    *,
    strong: bool = False,
    metrics: Metrics = CAUTIOUS,
    names: Collection[str] = (),
) -> str:
    """Returns a title with the newline that divides it into two even lines, or as it is when it needs one or three.

    No line end divides one of the `names` if that can be helped; a title whose author set a newline is returned
    as it is (GB/T 9704-2012, 7.3.1: a title's lines are even, and no word is torn apart).
    """
    if "\n" in text or len(lines(text, width, size, strong=strong, metrics=metrics)) != _TWO_LINES:
        return text
    pieces = list(clusters(text))
    inside, edges = _places(text, names)
    best, best_cost, end = text, float("inf"), 0
    for piece in pieces[:-1]:
        end += len(piece)
        head, tail = text[:end].rstrip(), text[end:]
        first = metrics.width(head, size, strong=strong)
        second = metrics.width(tail, size, strong=strong)
        if max(first, second) > width:
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
