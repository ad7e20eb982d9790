"""Which of what the files ask for a receiver's machine does not have, what is seen there instead, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.errors import Keys, LocatedProblem, Problem, Severity, quoted
from briefing.i18n import gettext as _
from briefing.pipeline import Output, Settled
from briefing.readers.asked import DOCUMENT, Asked, of_deck, of_word
from briefing.readers.names import Reader
from briefing.readers.table import Feature, FeatureEntry, Presence, Profile, Shown, table


def warnings(settled: Settled, reader: Reader, *, deck: bool = True, word: bool = True) -> tuple[LocatedProblem, ...]:
    """Returns what this reader shows otherwise than the outline's files are meant: one warning for each matter.

    `deck`, `word`: whether that file is handed over.
    """
    profile = table().readers[reader]
    asked = [*([of_deck(settled)] if deck else []), *([of_word(settled)] if word else [])]
    found = [*_typefaces(profile, reader, asked), *_features(profile, reader, asked)]
    places = settled.outline.places
    # A key that the outline does not have decides by its absence: the document as a whole is where to look.
    present = (
        Problem(keys if keys in places.values else DOCUMENT, message, Severity.WARNING, at_key=True)
        for keys, message in found
    )
    return tuple(settled.outline.locate(present))


def warned(settled: Settled, reader: Reader, only: Output | None = None) -> Settled:
    """Returns the same with these warnings, of the files that are handed over."""
    found = warnings(settled, reader, deck=only is not Output.WORD, word=only is not Output.DECK)
    return replace(settled, warnings=(*settled.warnings, *found))


def name(reader: Reader) -> str:
    """Returns what a reader is called in messages."""
    match reader:
        case Reader.OFFICE:
            return _("Microsoft Office on Windows")
        case Reader.WPS:
            return _("WPS Office on Windows")
        case Reader.KYLIN:
            return _("WPS on Kylin or UOS")


def _typefaces(profile: Profile, reader: Reader, asked: Iterable[Asked]) -> Iterator[tuple[Keys, str]]:
    told: set[str] = set()
    for file in asked:
        fonts = [font for font in file.fonts if font not in told]
        told.update(fonts)
        lacking = [font for font in fonts if profile.presence(font) is Presence.LACKS]
        unknown = [font for font in fonts if profile.presence(font) is None]
        if lacking:
            message = _(
                "{reader} does not bring {fonts}, which {file} asks for: text is shown there in another typeface, and"
                " lines and pages may end elsewhere; have it installed there; the PDF brings its own"
            )
            yield file.fonts_at, message.format(reader=name(reader), fonts=quoted(lacking), file=file.name)
        if unknown:
            message = _(
                "whether {reader} brings {fonts}, which {file} asks for, is not known; ask the receiver; the PDF brings its own"
            )
            yield file.fonts_at, message.format(reader=name(reader), fonts=quoted(unknown), file=file.name)


def _features(profile: Profile, reader: Reader, asked: Iterable[Asked]) -> Iterator[tuple[Keys, str]]:
    wanted: dict[Feature, Keys] = {}
    for file in asked:
        for feature, keys in file.features.items():
            wanted.setdefault(feature, keys)
    for entry in profile.features:
        if entry.feature in wanted:
            yield wanted[entry.feature], _told(entry, name(reader))


def _told(entry: FeatureEntry, reader: str) -> str:
    """Returns what is seen instead, and what to do."""
    match entry.feature, entry.shown:
        case Feature.SVG, Shown.NEWER:
            message = _(
                "{reader} shows charts as pictures made of dots (PNG) in versions before {since}: nothing is missing,"
                " but they blur when they are enlarged; for the deck, “render: native” makes a chart of Office's own"
            )
        case Feature.WATERMARK, Shown.NEWER:
            message = _(
                "{reader} shows the watermark of the Word briefing in newer versions only ({since} and later); where it"
                " has to be seen, the PDF shows it"
            )
        case Feature.CONTENTS, Shown.AS_WRITTEN:
            message = _(
                "{reader} shows the contents as they are written in the file and does not renew them on opening; where"
                " pages end elsewhere there, update them (right-click, 更新目录); the PDF has them right"
            )
        case _:
            message = _("{reader} may not show this as it is meant; the PDF does")
    return message.format(reader=reader, since=entry.since)
