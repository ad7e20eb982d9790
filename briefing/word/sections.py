"""The sections of the text: the page of GB/T 9704-2012 with its headers and footers, and where its numbers begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.lengths import Length
from briefing.word import page
from briefing.word.xml import Element, node


@dataclass(frozen=True, slots=True)
class Sides:
    """The relationship ids of a header or footer on odd pages and on even ones."""

    odd: str
    even: str


def section_properties(
    footers: Sides | None, headers: Sides | None = None, *, begins_anew: bool = False, below: Length | None = None
) -> Element:
    """Returns a section's properties; one that `begins_anew` counts its pages from 1.

    `below`: the height of what stands under the page number, which stays where it is.

    A first section without headers and footers has none; later ones inherit what they do not name (17.10.1). Two
    pages 1 in a row make the back of the first one blank in print, where odd pages stand on the right: an oddPage
    section would say so, but LibreOffice then sets its first page's text right below the header.
    """
    return node(
        "w:sectPr",
        *_references("headerReference", headers),
        *_references("footerReference", footers),
        node("w:pgSz", w=page.PAPER.width.twips, h=page.PAPER.height.twips),
        node(
            "w:pgMar",
            top=page.TOP.twips,
            right=page.RIGHT.twips,
            bottom=page.BOTTOM.twips,
            left=page.LEFT.twips,
            header=page.HEADER_DISTANCE.twips,
            footer=page.footer_distance(below).twips,
            gutter=0,
        ),
        node("w:pgNumType", start=1) if begins_anew else None,
        node("w:cols", space=720),
        node("w:docGrid", type="lines", linePitch=page.LINE.twips),
    )


def _references(name: str, sides: Sides | None) -> Iterator[Element]:
    if sides is not None:
        yield node(f"w:{name}", type="default", r_id=sides.odd)
        yield node(f"w:{name}", type="even", r_id=sides.even)
