"""What somebody changed in a file since it was built, in a few words: slide by slide, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from briefing.errors import BriefingError
from briefing.i18n import gettext as _
from briefing.i18n import ngettext
from briefing.package import trace
from briefing.placing.edits import Edited
from briefing.readback.passages import SLIDE, Contents, Passage, Shown
from briefing.readback.reading import Kind, read

_MOST = 6
"""Changes that are told; the rest are counted."""
_LONGEST = 18
"""Characters of a text that are shown."""
_BEFORE = 4
"""Of these, before the first that differs."""
_COMPARED = 40
"""Texts that are gone, of which the one most like a new one is looked for."""
_ALIKE = 0.5
_KEPT = re.compile(rb"[0-9a-f]{8}-\d+")
"""A picture's trace."""
_BESIDE_TEXT = "properties"
"""The home of what no page shows."""


def told(edited: Edited) -> str:
    """Returns a sentence that names a file and what was changed in it."""
    if edited.said is None:
        message = _("{file}: nothing says that this file was built here, so it may be somebody's work")
        return message.format(file=edited.file)
    kind = Kind.DECK if edited.file.suffix == ".pptx" else Kind.WORD
    try:
        built, current = (read(data, kind, edited.file.name) for data in (edited.said, edited.current))
    except BriefingError:
        return _("{file}: was changed since it was built, and cannot be read back").format(file=edited.file)
    found = [*_changes(built, current)]
    if not found:
        message = _("{file}: was saved anew since it was built; no text differs, formatting or places may")
        return message.format(file=edited.file)
    shown = _("; ").join(found[:_MOST])
    if len(found) > _MOST:
        more = len(found) - _MOST
        shown += ngettext("; and {n} more", "; and {n} more", more).format(n=more)
    return _("{file}: was changed since it was built: {changes}").format(file=edited.file, changes=shown)


def _changes(built: Contents, current: Contents) -> Iterator[str]:
    was, now = _Pages.of(built), _Pages.of(current)
    same = _same_slides(was, now)
    for home in now.homes:
        before = same.get(home) if home.startswith(SLIDE) else home
        if before is None:
            yield _("{where} is new").format(where=now.called(home))
        else:
            yield from _of_home(was, before, now, home)
    gone = [home for home in was.homes if home not in same.values() and home.startswith(SLIDE)]
    yield from (_("{where} is gone").format(where=was.called(home)) for home in gone)
    kept = [_number(before) for before in same.values()]
    if kept != sorted(kept):
        yield _("the slides stand in another order")


@dataclass(slots=True)
class _Pages:
    """What a file shows, by slide or part, in order."""

    texts: dict[str, list[Passage]] = field(default_factory=lambda: defaultdict(list))
    pictures: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @classmethod
    def of(cls, contents: Contents) -> _Pages:
        pages = cls()
        for passage in contents.passages:
            if passage.home != _BESIDE_TEXT and not passage.is_data and _squeezed(passage.text):
                pages.texts[passage.home].append(passage)
        for picture in contents.pictures:
            pages.pictures[picture.home][_key(picture)] += 1
        return pages

    @property
    def homes(self) -> list[str]:
        return list(dict.fromkeys([*self.texts, *self.pictures]))

    def called(self, home: str) -> str:
        """Returns a slide's place in words, with its first text."""
        first = self.texts[home][0] if self.texts[home] else None
        return f"{first.where} “{_shortened(first.text)}”" if first else home


def _same_slides(was: _Pages, now: _Pages) -> dict[str, str]:
    """Returns the slide that each slide was: the one that it shares most texts with, each at most once."""
    homes_of: dict[str, set[str]] = defaultdict(set)
    for home, passages in was.texts.items():
        for passage in passages:
            homes_of[_squeezed(passage.text)].add(home)
    votes = Counter(
        (home, before)
        for home, passages in now.texts.items()
        if home.startswith(SLIDE)
        for passage in passages
        for before in homes_of[_squeezed(passage.text)]
        if before.startswith(SLIDE)
    )
    found: dict[str, str] = {}
    for (home, before), _count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0][0] != vote[0][1])):
        if home not in found and before not in found.values():
            found[home] = before
    for home in now.homes:  # a slide whose every text is another is the one in its place
        if home.startswith(SLIDE) and home not in found and home in was.homes and home not in found.values():
            found[home] = home
    return {home: found[home] for home in now.homes if home in found}


def _of_home(was: _Pages, before: str, now: _Pages, home: str) -> Iterator[str]:
    """Yields what differs between a slide or part and what it was, whatever order its texts stand in.

    A slide that was moved is told by its number in the file as it is now, which whoever changed it has before them.
    """
    gone = _without(was.texts[before], now.texts[home])
    new = _without(now.texts[home], was.texts[before])
    for passage in new:
        old = _nearest(passage, gone)
        if old is None:
            yield _("{where}: “{text}” is new").format(where=passage.where, text=_shortened(passage.text))
            continue
        gone.remove(old)
        start = _first_difference(old.text, passage.text)
        told_old, told_new = (_shortened(text, start) for text in (old.text, passage.text))
        where = old.where if home == before else passage.where
        yield _("{where}: “{old}” is now “{new}”").format(where=where, old=told_old, new=told_new)
    for passage in gone:
        if passage.slot.endswith("alt"):
            continue  # LibreOffice drops those of tables, which nobody sees to have changed
        where = passage.where if home == before else now.called(home)
        yield _("{where}: “{text}” is gone").format(where=where, text=_shortened(passage.text))
    if was.pictures[before] != now.pictures[home]:
        yield _("{where}: a picture is another one").format(where=now.called(home))


def _without(passages: Iterable[Passage], others: Iterable[Passage]) -> list[Passage]:
    """Returns the passages whose texts the others do not have, or not so often."""
    left = Counter(_squeezed(passage.text) for passage in others)
    found = []
    for passage in passages:
        text = _squeezed(passage.text)
        if left[text]:
            left[text] -= 1
        else:
            found.append(passage)
    return found


def _nearest(passage: Passage, gone: Sequence[Passage]) -> Passage | None:
    """Returns what a new text was, if it was anything: a text of the same slot, the one most like it."""
    of_slot = [old for old in gone if old.slot == passage.slot][:_COMPARED]
    like = [(SequenceMatcher(None, old.text, passage.text, autojunk=False).ratio(), old) for old in of_slot]
    best = max(like, key=lambda each: each[0], default=None)
    return best[1] if best and (best[0] > _ALIKE or len(of_slot) == 1) else None


def _first_difference(old: str, new: str) -> int:
    return next(
        (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _shortened(text: str, around: int = 0) -> str:
    """Returns a text of a few characters, from a little before a place in it on."""
    start = max(around - _BEFORE, 0) if around > _LONGEST - _BEFORE else 0
    shown = " ".join(text[start:].split())
    return ("…" if start else "") + (shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…")


def _squeezed(text: str) -> str:
    """Returns a text without what programs set otherwise that save a file anew: blanks and line breaks."""
    return "".join(text.split())


def _key(picture: Shown) -> str:
    """Returns what tells a picture from another; of a record it is all that is kept of it (see package.thinned)."""
    raster = picture.raster or b""
    return raster.decode("ascii") if _KEPT.fullmatch(raster) else trace(raster)


def _number(home: str) -> int:
    return int(home.removeprefix(SLIDE))
