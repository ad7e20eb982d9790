"""Finds the numbers that an English text states: 1.214 million vehicles, over 18 billion yuan, the 400,000th vehicle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from briefing.document import Bound, Quantity
from briefing.evidence.mention import Mention
from briefing.evidence.not_figures import MONTH, Sort
from briefing.patterns import KeptPattern

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_BEFORE = {
    **dict.fromkeys(("more than", "over"), Bound.OVER),
    **dict.fromkeys(("nearly", "almost", "less than", "under"), Bound.UNDER),
    **dict.fromkeys(("about", "around", "approximately"), Bound.ABOUT),
    "at least": Bound.AT_LEAST,
    **dict.fromkeys(("at most", "up to"), Bound.AT_MOST),
}
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = rf"(?:\s(?:{'|'.join(_SCALES)})\b)?"
_OTHERS = {
    Sort.DATE: (
        # 8 April 2025, April 8, 2025, 2023–2025, 2025, 10:30
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s\d{{4}})?|\b{MONTH}\s(?:\d{{1,2}}(?:,?\s\d{{4}})?|\d{{4}})(?!\d)",
        r"\b(?:19|20)\d{2}[-–—/](?:(?:19|20)?\d{2})\b(?![-–\d])|\b(?:19|20)\d{2}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b",
        rf"(?<![\d,.])(?:19|20)\d{{2}}(?:s\b)?(?![\d%]|,\d{3}|\.\d|\s(?:{'|'.join(_SCALES)}))",
    ),
    Sort.LABEL: (
        # 1.1 Heading, 2) item, [3], Figure 4, slide 5, No. 6
        r"^\s*\d{1,3}(?:\.\d{1,3})*[.)]?(?=\s+[A-Z“\"(])|^\s*\d{1,3}(?:\.\d{1,3})*[.)](?=\s|$)|\[\d{1,3}\]",
        r"\b(?:figure|table|section|part|slide|annex|chapter|page|note|no\.)\s\d{1,3}(?:\.\d{1,3})*\b(?![%,]?\d)",
        r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\+?\d[\d ()-]{8,}\d",
    ),
    Sort.NAME: (
        # M9, 5G-A, GB/T 9704, COVID-19
        r"\b[A-Za-z]+[-/]?[A-Za-z]*\d[\w.-]*|\b\d+(?:\.\d+)?(?!(?:st|nd|rd|th|km|kg|kW|MW|GW|TEU)\b)[A-Za-z][\w-]*|\b(?:GB|ISO|IEC)(?:/T)?\s\d[\d.-]*",
    ),
    Sort.ORDINAL: (rf"\b(?:{_DIGITS})(?:st|nd|rd|th)\b",),
}
_OTHER = KeptPattern(
    "|".join(f"(?P<{sort.name}>{'|'.join(patterns)})" for sort, patterns in _OTHERS.items()),
    re.IGNORECASE | re.MULTILINE,
)
_FIGURE = KeptPattern(
    rf"(?:\b(?P<before>{'|'.join(_BEFORE)})\s)?(?P<number>(?P<top>\d+)/(?P<bottom>[1-9]\d*)|(?P<sign>[-+−]?)(?P<low>{_DIGITS})(?P<first>{_SCALE})"
    rf"(?:\s?[–—-]\s?(?P<high>{_DIGITS}))?(?P<scale>{_SCALE}))(?P<percent>\s?%)?"
)


def find(text: str) -> Iterator[Mention]:
    """Yields the numbers in their order; a unit other than % is not told from the words that follow."""
    at = 0
    plain = text.replace("\u00a0", " ")
    while at < len(plain):
        other, figure = _OTHER.search(plain, at), _FIGURE.search(plain, at)
        match = min(
            (each for each in (other, figure) if each), key=lambda each: (each.start(), each is figure), default=None
        )
        if match is None:
            return
        at = match.end()
        if match is other:
            yield Mention(*match.span(), Sort[str(match.lastgroup)], text[match.start() : match.end()])
        else:
            yield _figure(match, text)


def _figure(match: re.Match[str], text: str) -> Mention:
    if match["bottom"]:
        low = high = Decimal(match["top"]) / Decimal(match["bottom"])
    else:
        scale = match["scale"] or match["first"]
        low, high = (
            _scaled(digits, each or scale)
            for digits, each in ((match["low"], match["first"]), (match["high"] or match["low"], scale))
        )
        if match["sign"] in {"-", "−"}:
            low, high = -high, -low
    bound = _BEFORE[match["before"]] if match["before"] else Bound.EXACT
    quantity = Quantity(min(low, high), max(low, high), match["number"], bound)
    value = f"{match['before']} {match['number']}" if match["before"] else match["number"]
    return Mention(
        *match.span(), Sort.FIGURE, text[match.start() : match.end()], value, "%" if match["percent"] else "", quantity
    )


def _scaled(digits: str, scale: str) -> Decimal:
    return Decimal(digits.replace(",", "")) * Decimal(10) ** _SCALES.get(scale.strip(), 0)
