"""What is handed over, put together in memory: one folder, and the same as one zip."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefing import __version__
from briefing.filenames import mailable
from briefing.handover import manifest
from briefing.handover.digests import Digests, digests
from briefing.handover.listing import listing
from briefing.handover.manifest import Font, Item, Manifest, Origin, Pdfs, Role
from briefing.handover.words import ShareWords
from briefing.outline.bundle import bundle
from briefing.package import pack
from briefing.pipeline import Made, Settled
from briefing.readers.asked import of_deck, of_word

DECK, WORD = ".pptx", ".docx"
_LONGEST_TITLE = 40
"""Characters of a title in a file's name: with folder, recipient and day the whole path stays below Windows' 260."""
_LONGEST_UNIT = 20


@dataclass(frozen=True, slots=True)
class Contents:
    """The files to be handed over, by what they are."""

    settled: Settled
    made: Made
    pdfs: Mapping[str, bytes]
    """By the ending of the file that each is of."""
    are_pdfs_wanted: bool
    preview: bytes | None
    compared: frozenset[str]
    """The ids of the sources whose articles were looked into."""

    @property
    def why_pdfs(self) -> Pdfs:
        if self.pdfs:
            return Pdfs.MADE
        return Pdfs.NOT_POSSIBLE if self.are_pdfs_wanted else Pdfs.NOT_WANTED


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package in memory."""

    name: str
    """Of the folder; with .zip, of the zip."""
    files: Mapping[str, bytes]
    """What is in the folder, by name."""
    archive: bytes
    manifest: Manifest
    digests: Digests
    """Of the archive."""

    def placed(self, out: Path) -> dict[Path, bytes]:
        """Returns all that is written, by its place."""
        folder = {out / self.name / name: data for name, data in self.files.items()}
        return {**folder, out / f"{self.name}.zip": self.archive}


def parcel(contents: Contents, words: ShareWords, now: dt.datetime) -> Parcel:
    """Returns the package; it is the same, byte for byte, for the same contents at the same moment."""
    settled = contents.settled
    meta = settled.document.meta
    stem = mailable(meta.title, _LONGEST_TITLE) or "briefing"
    parts = [stem, mailable(meta.recipient.unit, _LONGEST_UNIT), meta.recipient.copy, f"{meta.date:%Y%m%d}"]
    name = "-".join(filter(None, parts))
    files = dict(_files(contents, words, stem))
    told = _manifest(contents, files, now)
    text = f"{words.listing}.txt"
    files[text] = (Role.LISTING, listing(told, words, f"{name}.zip"))
    told = replace(told, files=(*told.files, _item(text, *files[text])))
    data = {file: content for file, (_role, content) in files.items()} | {manifest.NAME: told.written()}
    archive = archived(data, name, meta.date)
    return Parcel(name, data, archive, told, digests(archive))


def archived(files: Mapping[str, bytes], folder: str, day: dt.date) -> bytes:
    """Returns the zip of a folder's files: nothing is compressed, so that no version of zlib makes another one."""
    return pack({f"{folder}/{name}": data for name, data in files.items()}, day, is_stored=True)


def moment() -> dt.datetime:
    """Returns now, to the second; SOURCE_DATE_EPOCH is what reproducible builds set it to."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdigit():
        return dt.datetime.fromtimestamp(int(given), dt.UTC)
    return dt.datetime.now().astimezone().replace(microsecond=0)


def _files(contents: Contents, words: ShareWords, stem: str) -> Iterator[tuple[str, tuple[Role, bytes]]]:
    made = contents.made
    if made.deck is not None:
        yield f"{stem}{DECK}", (Role.DECK, made.deck)
    if made.word is not None:
        yield f"{stem}{WORD}", (Role.WORD, made.word.data)
    if DECK in contents.pdfs:
        yield f"{words.deck_pdf.format(stem)}.pdf", (Role.DECK_PDF, contents.pdfs[DECK])
    if WORD in contents.pdfs:
        yield f"{words.word_pdf.format(stem)}.pdf", (Role.WORD_PDF, contents.pdfs[WORD])
    if contents.preview is not None:
        yield f"{words.preview.format(stem)}.html", (Role.PREVIEW, contents.preview)


def _manifest(contents: Contents, files: Mapping[str, tuple[Role, bytes]], now: dt.datetime) -> Manifest:
    settled = contents.settled
    document, meta = settled.document, settled.document.meta
    return Manifest(
        format=manifest.FORMAT,
        title=meta.title,
        unit=meta.unit,
        date=meta.date,
        recipient=meta.recipient.unit,
        copy=meta.recipient.copy,
        watermark=document.marks.watermark or "",
        footer=document.marks.footer or "",
        has_notes=any(slide.notes for slide in settled.deck.slides),
        made=now.isoformat(),
        tool=f"briefing {__version__}",
        outline=bundle(settled.outline.file).digest,
        files=tuple(_item(name, role, data) for name, (role, data) in files.items()),
        sources=tuple(
            Origin(source.id, source.name, source.date, source.used, source.id in contents.compared)
            for source in document.sources
        ),
        fonts=_fonts(settled),
        pdfs=contents.why_pdfs,
    )


def _item(name: str, role: Role, data: bytes) -> Item:
    found = digests(data)
    return Item(name, role, len(data), found.sha256, found.sm3)


def _fonts(settled: Settled) -> tuple[Font, ...]:
    """Returns what the reader's machine has to bring, since no font is embedded."""
    asked = {Role.DECK: of_deck(settled).fonts, Role.WORD: of_word(settled).fonts}
    names = dict.fromkeys(name for fonts in asked.values() for name in fonts)
    return tuple(Font(name, tuple(role for role, fonts in asked.items() if name in fonts)) for name in names)
