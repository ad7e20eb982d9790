"""Which passage of a file is which of those that the outline gives: by their words, whatever their numbers say.

Every step looks passages up by their masks; none compares all with all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from briefing.readback.numerals import masked
from briefing.readback.passages import Passage

_MOST_CANDIDATES = 8
"""Sentences with the same words that are looked at for the nearest one; a text that stands more often is a formula."""


@dataclass(frozen=True, slots=True)
class Pair:
    stated: Passage
    expected: Passage


@dataclass(slots=True)
class Pairing:
    """The outcome."""

    pairs: list[Pair] = field(default_factory=list)
    alone: list[Passage] = field(default_factory=list)
    """Passages of the file that the outline does not give."""
    gone: list[Passage] = field(default_factory=list)
    """Passages that the outline gives and the file does not have."""
    homes: dict[str, str] = field(default_factory=dict)
    """The slide of the outline's deck that each slide of the file is; the other parts are themselves."""


class Expected:
    """What the outline gives, indexed once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        homes: dict[str, set[str]] = defaultdict(set)
        self.same_words: dict[str, list[Passage]] = defaultdict(list)
        self.homes = {passage.home for passage in passages}
        for passage in passages:
            mask = masked(passage.text).mask
            homes[mask].add(passage.home)
            same = self.same_words[mask]
            if len(same) < _MOST_CANDIDATES:
                same.append(passage)
        self.only_home = {mask: next(iter(found)) for mask, found in homes.items() if len(found) == 1}
        """The home of each text that stands in one home alone, by which slides are known again."""
        self.texts = {_squeezed(passage.text) for passage in passages}


def paired(stated: Sequence[Passage], expected: Expected) -> Pairing:
    """Returns the pairs: within the same slide or part first, then anywhere; texts without numerals are left aside."""
    result = Pairing(homes=_homes(stated, expected))
    left = [passage for passage in stated if masked(passage.text).numerals]
    open_ = [passage for passage in expected.passages if masked(passage.text).numerals]
    homes = result.homes

    def placed(passage: Passage, *, ours: bool) -> str:
        return passage.home if ours else homes.get(passage.home, passage.home)

    left, open_ = _step(
        result, left, open_, lambda p, ours: (placed(p, ours=ours), p.slot, masked(p.text).mask), by_words=False
    )
    left, open_ = _step(result, left, open_, lambda p, ours: (placed(p, ours=ours), masked(p.text).mask))
    left, open_ = _step(result, left, open_, lambda p, _: masked(p.text).mask)
    result.alone = [passage for passage in left if not _pair_again(result, passage, expected)]
    result.gone = open_
    return result


Key = Callable[[Passage, bool], Hashable]
"""What a passage is looked up by; the second argument says whether it is the outline's own."""


def _step(
    result: Pairing, stated: Iterable[Passage], expected: Iterable[Passage], key: Key, *, by_words: bool = True
) -> tuple[list[Passage], list[Passage]]:
    """Pairs the passages that have the same key; returns those left over on both sides.

    With `by_words`, texts whose numbers differ are paired only when their words are enough to be sure: 39.1万辆
    somewhere on a slide need not be what 121.4万辆 was.
    """
    groups: dict[Hashable, list[Passage]] = defaultdict(list)
    for passage in expected:
        groups[key(passage, True)].append(passage)
    found: dict[Hashable, list[Passage]] = defaultdict(list)
    for passage in stated:
        found[key(passage, False)].append(passage)
    left: list[Passage] = []
    for each, ours in found.items():
        theirs = groups.get(each, [])
        pairs, alone, gone = _matched(ours, theirs)
        for stated_, expected_ in pairs:
            is_same = _squeezed(stated_.text) == _squeezed(expected_.text)
            if is_same or not by_words or masked(stated_.text).is_specific:
                result.pairs.append(Pair(stated_, expected_))
            else:
                alone.append(stated_)
                gone.append(expected_)
        groups[each] = gone
        left += alone
    return left, [passage for group in groups.values() for passage in group]


def _matched(
    stated: list[Passage], expected: list[Passage]
) -> tuple[list[tuple[Passage, Passage]], list[Passage], list[Passage]]:
    """Returns pairs of passages with the same words, and what is left over; the same text comes first, then the order.

    Where as many differ in order as at all, the order was kept, and tells which one was changed.
    """
    ours, theirs = ([_squeezed(passage.text) for passage in side] for side in (stated, expected))
    missing = Counter(theirs) - Counter(ours)
    if len(ours) == len(theirs):
        in_order = sum(one != other for one, other in zip(ours, theirs, strict=True))
        if in_order == missing.total():
            return list(zip(stated, expected, strict=True)), [], []
    by_text: dict[str, list[Passage]] = defaultdict(list)
    for passage, text in zip(reversed(expected), reversed(theirs), strict=True):
        by_text[text].append(passage)
    pairs, changed = [], []
    for passage, text in zip(stated, ours, strict=True):
        if by_text[text]:
            pairs.append((passage, by_text[text].pop()))
        else:
            changed.append(passage)
    rest = {id(passage) for same in by_text.values() for passage in same}
    open_ = [passage for passage in expected if id(passage) in rest]
    count = min(len(changed), len(open_))
    return [*pairs, *zip(changed, open_, strict=False)], changed[count:], open_[count:]


def _pair_again(result: Pairing, passage: Passage, expected: Expected) -> bool:
    """Pairs a text that stands more often than the outline gives it, with the nearest of its words; returns whether."""
    same = expected.same_words.get(masked(passage.text).mask)
    if not same or not (masked(passage.text).is_specific or _squeezed(passage.text) in expected.texts):
        return False
    values = [numeral.value for numeral in masked(passage.text).numerals]

    def distance(other: Passage) -> int:
        return sum(a != b.value for a, b in zip(values, masked(other.text).numerals, strict=True))

    if _squeezed(passage.text) not in expected.texts:
        result.pairs.append(Pair(passage, min(same, key=distance)))
    else:
        result.pairs.append(Pair(passage, passage))
    return True


def _homes(stated: Iterable[Passage], expected: Expected) -> dict[str, str]:
    """Returns the outline's slide that each slide of the file shares most texts with that stand on no other."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in stated:
        home = expected.only_home.get(masked(passage.text).mask)
        if home is not None:
            votes[passage.home][home] += 1
    return {home: counts.most_common(1)[0][0] for home, counts in votes.items()}


def _squeezed(text: str) -> str:
    return masked(text).squeezed
