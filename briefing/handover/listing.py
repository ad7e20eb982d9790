"""The list of contents for people: what the manifest says, in plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from briefing.handover.manifest import Item, Manifest, Pdfs, Role
from briefing.handover.words import ShareWords

_BYTE_ORDER_MARK = "\ufeff"
"""Without it, Windows takes UTF-8 text for GBK."""


def listing(manifest: Manifest, words: ShareWords, archive: str) -> bytes:
    """Returns the text, as Windows' Notepad shows it rightly; `archive` is the name of the zip."""
    lines = [*_head(manifest, words), "", words.files, *_files(manifest, words)]
    lines += _lacking(manifest, words)
    lines += ["", words.sources, *(f"  {line}" for line in _sources(manifest, words))]
    lines += ["", words.fonts, *(f"  {font.name}" for font in manifest.fonts), words.no_fonts]
    if manifest.pdfs is Pdfs.MADE:
        lines += [words.pdf_fonts]
    lines += ["", words.checking.format(archive), words.by_hand]
    return (_BYTE_ORDER_MARK + "".join(f"{line}\r\n" for line in lines)).encode()


def _head(manifest: Manifest, words: ShareWords) -> Iterator[str]:
    told = {
        words.title: manifest.title,
        words.unit: manifest.unit,
        words.date: manifest.date,
        words.recipient: manifest.recipient,
        words.copy_number: manifest.copy,
        words.watermark: manifest.watermark,
        words.footer: manifest.footer,
        words.made: dt.datetime.fromisoformat(manifest.made),
        words.tool: manifest.tool,
        words.outline: manifest.outline,
    }
    yield from (line.format(what) for line, what in told.items() if what)
    compared = [source.name for source in manifest.sources if source.was_compared]
    yield words.articles.format(words.separator.join(compared)) if compared else words.no_articles


def _files(manifest: Manifest, words: ShareWords) -> Iterator[str]:
    for item in manifest.files:
        yield f"  {item.name}"
        yield from (f"    {line}" for line in _about(item, words))


def _lacking(manifest: Manifest, words: ShareWords) -> Iterator[str]:
    match manifest.pdfs:
        case Pdfs.NOT_WANTED:
            yield words.pdf_not_wanted
        case Pdfs.NOT_POSSIBLE:
            yield words.no_pdf
    yield words.with_notes if manifest.has_notes else words.without_notes


def _about(item: Item, words: ShareWords) -> Iterator[str]:
    kinds = {
        Role.DECK: words.deck_is,
        Role.WORD: words.word_is,
        Role.DECK_PDF: words.deck_pdf_is,
        Role.WORD_PDF: words.word_pdf_is,
        Role.PREVIEW: words.preview_is,
    }
    if item.role in kinds:
        yield kinds[item.role]
    yield words.size.format(item.size)
    yield words.sha256.format(item.sha256)
    if item.sm3:
        yield words.sm3.format(item.sm3)


def _sources(manifest: Manifest, words: ShareWords) -> Iterator[str]:
    for source in manifest.sources:
        sections = words.separator.join(source.sections)
        yield "  ".join(filter(None, [source.name, source.date, sections]))
