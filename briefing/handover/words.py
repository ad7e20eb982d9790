"""The words that are written into what is handed over, in the outline's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefing import assets
from briefing.outline import looks


@dataclass(frozen=True, slots=True)
class ShareWords:
    """Names of files, of the name that both have, and the lines of the list of contents; {} stands for what is told.

    Of a day or a moment, {0.year} and the like are its parts.
    """

    deck_pdf: str
    word_pdf: str
    preview: str
    listing: str
    title: str
    unit: str
    date: str
    recipient: str
    copy_number: str
    watermark: str
    footer: str
    made: str
    tool: str
    outline: str
    articles: str
    no_articles: str
    files: str
    deck_is: str
    word_is: str
    deck_pdf_is: str
    word_pdf_is: str
    preview_is: str
    size: str
    sm3: str
    sha256: str
    no_pdf: str
    pdf_not_wanted: str
    with_notes: str
    without_notes: str
    sources: str
    fonts: str
    no_fonts: str
    pdf_fonts: str
    checking: str
    by_hand: str
    separator: str


@cache
def share_words(language: str) -> ShareWords:
    """Returns the words of assets/share for a language; raises SurroundingsError where they are not complete."""
    return looks.read(assets.file("share", language), ShareWords)
