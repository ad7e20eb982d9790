"""Built files against the outline: what the deck and the Word briefing state, number by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.errors import Severity
from briefing.evidence.agreement import counted, states
from briefing.evidence.mentions import Mention, mentions
from briefing.evidence.typed import wants_a_fact
from briefing.i18n import gettext as _
from briefing.pipeline import Output, Settled, make, without_notes
from briefing.readback import pictures
from briefing.readback.cover import Cover, at
from briefing.readback.findings import Finding, Sort
from briefing.readback.numerals import Numeral, masked
from briefing.readback.pairing import Expected, Pair, Pairing, paired
from briefing.readback.passages import NOTES, SLIDE, Contents, Passage, Span
from briefing.readback.reading import Kind, read

_AROUND = 4
"""Characters shown on either side of a numeral that is part of a word: 五个方面."""


def check_files(
    settled: Settled,
    deck: bytes | None = None,
    word: bytes | None = None,
    *,
    deck_name: str | None = None,
    word_name: str | None = None,
) -> list[Finding]:
    """Returns what the files state otherwise than the outline, or beyond its ledger; errors first, in their order.

    Every file given is compared with the one that the outline makes, which is built in memory and read back in the
    same way. Raises UnreadableFileError, a BriefingError, for a file that is none of its kind, named as given, and
    BriefingError where the outline's own file cannot be made.
    """
    given = {Kind.DECK: (deck, deck_name or _("deck")), Kind.WORD: (word, word_name or _("Word briefing"))}
    read_back = {kind: (read(data, kind, name), name) for kind, (data, name) in given.items() if data is not None}
    stated = read_back.get(Kind.DECK)
    if stated and not any(passage.slot == NOTES for passage in stated[0].passages):
        settled = without_notes(settled)  # built with --no-notes, or they were taken out to be handed over
    expected = expectations(settled, *read_back)
    cover = Cover(settled.outline, settled.document)
    compared = [Comparison(contents, expected[kind], cover, name) for kind, (contents, name) in read_back.items()]
    found = [finding for comparison in compared for finding in comparison.findings()]
    found += disagreements(compared)
    return sorted(found, key=lambda finding: finding.severity is not Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the outline gives for one of the files."""

    contents: Contents
    passages: Expected
    facts: Mapping[str, tuple[str | None, ...]]
    """The facts that the numerals of each text state."""

    @classmethod
    def of(cls, contents: Contents, cover: Cover) -> Expectation:
        """Returns the expectation that a file as built gives."""
        facts = {passage.text: cover.facts_of(passage.text) for passage in contents.passages}
        return cls(contents, Expected(contents.passages), facts)


def expectations(settled: Settled, *kinds: Kind) -> dict[Kind, Expectation]:
    """Returns what the outline gives for these files; draws their charts, which takes seconds."""
    only = None if len(kinds) != 1 else Output.DECK if kinds[0] is Kind.DECK else Output.WORD
    made = make(settled, only) if kinds else None
    cover = Cover(settled.outline, settled.document)
    found = {}
    if made and made.deck is not None:
        found[Kind.DECK] = Expectation.of(read(made.deck, Kind.DECK, _("the outline's deck")), cover)
    if made and made.word is not None:
        found[Kind.WORD] = Expectation.of(read(made.word.data, Kind.WORD, _("the outline's Word briefing")), cover)
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """A numeral that differs from the outline's."""

    pair: Pair
    stated: str
    expected: str
    fact: str | None
    span: Span


class Comparison:
    """One file with its expectation."""

    def __init__(self, stated: Contents, expected: Expectation, cover: Cover, name: str) -> None:
        """Pairs the passages; `name` is how findings name the file."""
        self.stated, self.expected, self.cover, self.name = stated, expected, cover, name
        self.pairing: Pairing = paired(stated.passages, expected.passages)
        self._slides = {(theirs, ours.removeprefix(SLIDE)) for ours, theirs in self.pairing.homes.items()}
        self.changes = [change for pair in self.pairing.pairs for change in self._changes(pair)]

    def findings(self) -> Iterator[Finding]:
        """Yields the findings of this file alone."""
        changed: dict[int, list[Span]] = {}
        for change in self.changes:
            changed.setdefault(id(change.pair.stated), []).append(change.span)
            where = change.pair.stated.where
            yield Finding(self.name, where, Sort.CHANGED, change.stated, change.expected, change.fact)
        for pair in self.pairing.pairs:
            if not pair.stated.is_data:
                spans = changed.get(id(pair.stated), [])
                known = self.expected.facts.get(pair.expected.text, ())
                yield from self._uncovered(pair.stated, spans, known, Severity.WARNING)
        for passage in self.pairing.alone:
            yield from self._uncovered(passage, (), (), Severity.ERROR)
        yield from self._gone()
        yield from self._pictures()

    def _changes(self, pair: Pair) -> Iterator[Change]:
        stated, expected = pair.stated.text, pair.expected.text
        if stated == expected:
            return
        facts = self.expected.facts.get(expected, ())
        shown: set[tuple[str, str]] = set()
        numerals = zip(masked(stated).numerals, masked(expected).numerals, strict=True)
        for index, (ours, theirs) in enumerate(numerals):
            if ours.value == theirs.value or _is_within(ours, pair.stated.counted):
                continue
            if self._follows_its_slide(stated, ours, theirs):
                continue
            words = _words(stated, ours), _words(expected, theirs)
            if words not in shown:
                shown.add(words)
                yield Change(pair, *words, facts[index] if index < len(facts) else None, (ours.start, ours.end))

    def _follows_its_slide(self, text: str, ours: Numeral, theirs: Numeral) -> bool:
        """Whether a reference such as 第19页 leads to the slide it is meant to, in a deck that was rearranged."""
        before, after = self.cover.slide_words
        names_a_slide = text.endswith(before, 0, ours.start) and text.startswith(after, ours.end)
        return names_a_slide and (f"{SLIDE}{theirs.value}", ours.value) in self._slides

    def _uncovered(
        self, passage: Passage, spans: Iterable[Span], known: tuple[str | None, ...], severity: Severity
    ) -> Iterator[Finding]:
        """Yields the figures of a passage that nothing covers; in words of the outline that is for `check` to refuse."""
        numerals = masked(passage.text).numerals
        for mention in mentions(passage.text):
            span = (mention.start, mention.end)
            if not wants_a_fact(mention) or any(_overlap(span, other) for other in (*spans, *passage.counted)):
                continue
            if any(fact and _overlap(span, (n.start, n.end)) for n, fact in zip(numerals, known, strict=False)):
                continue
            if passage.is_data and self.cover.has_value(mention):
                continue
            if _is_list_number(passage.text, mention) and severity is Severity.WARNING:
                continue
            if not self.cover.covers(passage.text, mention):
                alike = self.cover.alike(mention)
                text, name = (alike.text, alike.id) if alike else ("", None)
                yield Finding(self.name, passage.where, Sort.UNCOVERED, mention.text, text, name, severity)

    def _gone(self) -> Iterator[Finding]:
        """Yields the figures of passages that the file does not have and that none of its new passages states."""
        new: dict[str, list[Passage]] = {}
        for passage in self.pairing.alone:
            new.setdefault(self.pairing.homes.get(passage.home, passage.home), []).append(passage)
        stated = {home: [m for p in passages for m in counted(p.text)] for home, passages in new.items()}
        told: set[tuple[str, str]] = set()
        for passage in self.pairing.gone:
            if passage.is_data:
                continue
            for fact in filter(None, self.expected.facts.get(passage.text, ())):
                figure = self.cover.facts[fact]
                known = stated.get(passage.home, ())
                if (passage.home, fact) in told or any(states(mention, figure) for mention in known):
                    continue
                told.add((passage.home, fact))
                yield Finding(self.name, passage.where, Sort.GONE, "", figure.text, fact, Severity.WARNING)

    def _pictures(self) -> Iterator[Finding]:
        expected = self.expected.contents.pictures
        for picture, _given in pictures.others(self.stated.pictures, expected, self.pairing.homes):
            yield Finding(self.name, picture.where, Sort.PICTURE, "", "", None, Severity.WARNING)

    # What the file says of a fact

    def states(self, fact: str) -> str | None:
        """Returns the first place that states a fact as the outline does, or None."""
        for pair in self.pairing.pairs:
            if pair.stated.text == pair.expected.text and fact in self.expected.facts.get(pair.expected.text, ()):
                return pair.stated.where
        return None


def disagreements(compared: list[Comparison]) -> Iterator[Finding]:
    """Yields each fact that one file states otherwise than the other, once."""
    if len(compared) != 2:  # noqa: PLR2004 - a deck and a Word briefing
        return
    told: set[str] = set()
    for one, other in (compared, reversed(compared)):
        same_fact = {change.fact: change for change in other.changes}
        for change in one.changes:
            if change.fact is None or change.fact in told:
                continue
            theirs = same_fact.get(change.fact)
            where = theirs.pair.stated.where if theirs else other.states(change.fact)
            text = theirs.stated if theirs else change.expected
            if where is None or text == change.stated:
                continue
            told.add(change.fact)
            yield Finding(
                f"{one.name}, {other.name}",
                _("{one}; {other}").format(one=change.pair.stated.where, other=where),
                Sort.DISAGREEMENT,
                _("{one} and {other}").format(one=change.stated, other=text),
                change.expected,
                change.fact,
            )


def _words(text: str, numeral: Numeral) -> str:
    """Returns a numeral as it is told: the figure with its unit, or with a few characters around it."""
    mention = at(text, (numeral.start, numeral.end))
    if mention is not None:
        return mention.text.strip()
    return text[max(numeral.start - _AROUND, 0) : numeral.end + _AROUND].strip().replace("\t", " ")


def _is_list_number(text: str, mention: Mention) -> bool:
    """Whether a number stands alone or before a tab, as the tool sets those of lists; authors' texts say more."""
    return not mention.unit and (text.strip() == mention.text or text.startswith(".\t", mention.end))


def _is_within(numeral: Numeral, spans: Iterable[Span]) -> bool:
    return any(start <= numeral.start and numeral.end <= end for start, end in spans)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
