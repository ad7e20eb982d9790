"""What stands above and below the text of every page: the header's text, the watermark behind it, the page number."""

from __future__ import annotations

from math import sqrt

from briefing.lengths import Length, Size, pt
from briefing.text.measure import AS_MEASURED
from briefing.word import styles
from briefing.word.page import TYPE_AREA
from briefing.word.runs import field, paragraph, run
from briefing.word.style import Face, ParagraphStyle
from briefing.word.xml import Element, node

_WORD_ART = "_x0000_t136"
"""Word's own name for the shape type of straight word art."""
_GREY = "#D0D0D0"
"""Half of it shows. Paler than the silver of Word's own watermarks, in which a dense table is hard to read."""
_HIGHEST = pt(110)
_SHARE = 0.9
"""Of the type area's width, which a watermark takes when it is turned."""


def footer(style: ParagraphStyle | None, mark: str = "") -> Element:
    """Returns a footer with the page number between two dashes (GB/T 9704-2012, 7.5), and a mark in a line below it.

    `style` is that of the number; None on a cover, which has none.
    """
    number = None if style is None else paragraph(style, run("— "), *field("PAGE", "1"), run(" —"))
    return node("w:ftr", number, paragraph(styles.FOOTER_MARK, run(mark)) if mark else None)


def header(text: str | None, watermark: str, number: int) -> Element:
    """Returns a header; `number` tells the watermarks of several headers apart."""
    shown = [node("w:r", _picture(watermark, number))] if watermark else []
    return node("w:hdr", paragraph(styles.HEADER, *shown, *([run(text)] if text else [])))


def _picture(watermark: str, number: int) -> Element:
    """Returns a watermark as Word's own command makes it, so that the same command finds and removes it."""
    return node("w:pict", _shape_type(), _shape(watermark, number))


def _shape_type() -> Element:
    """Returns the shape type that Word declares for word art: a line of text between two straight edges."""
    formulas = (
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
        "mid @5 @6",
        "mid @8 @5",
        "mid @7 @8",
        "mid @6 @7",
        "sum @6 0 @5",
    )
    path = node(
        "v:path",
        textpathok="t",
        o_connecttype="custom",
        o_connectlocs="@9,0;@10,10800;@11,21600;@12,10800",
        o_connectangles="270,180,90,0",
    )
    return node(
        "v:shapetype",
        node("v:formulas", *(node("v:f", eqn=formula) for formula in formulas)),
        path,
        node("v:textpath", on="t", fitshape="t"),
        node("v:handles", node("v:h", position="#0,bottomRight", xrange="6629,14971")),
        node("o:lock", v_ext="edit", text="t", shapetype="t"),
        id=_WORD_ART,
        coordsize="21600,21600",
        o_spt=136,
        adj=10800,
        path="m@7,l@8,m@5,21600l@6,21600e",
    )


def _shape(watermark: str, number: int) -> Element:
    size = watermark_size(watermark)
    place = {
        "position": "absolute",
        "margin-left": "0",
        "margin-top": "0",
        "width": f"{size.width.pt:.1f}pt",
        "height": f"{size.height.pt:.1f}pt",
        "rotation": "315",
        # Behind the text: Word gives its watermarks such an order.
        "z-index": str(-251_650_000 - number),
        "mso-position-horizontal": "center",
        "mso-position-horizontal-relative": "margin",
        "mso-position-vertical": "center",
        "mso-position-vertical-relative": "margin",
    }
    return node(
        "v:shape",
        node("v:fill", opacity=".5"),
        node("v:textpath", style=f'font-family:"{Face.HEITI}";font-size:1pt', string=watermark),
        node("w10:wrap", anchorx="margin", anchory="margin"),
        id=f"PowerPlusWaterMarkObject{number}",
        o_spid=f"_x0000_s{2048 + number}",
        type=f"#{_WORD_ART}",
        style=";".join(f"{key}:{value}" for key, value in place.items()),
        alt=watermark,
        o_allowincell="f",
        fillcolor=_GREY,
        stroked="f",
    )


def watermark_size(watermark: str) -> Size:
    """Returns the size at which a watermark, turned by 45°, is as wide as most of the type area and not too high."""
    ems = AS_MEASURED.width(watermark, 1)
    diagonal: Length = TYPE_AREA.width * (_SHARE * sqrt(2))
    height = min(diagonal * (1 / (ems + 1)), _HIGHEST)
    return Size(height * ems, height)
