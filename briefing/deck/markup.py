"""PresentationML as text: the few elements that template and slides are made of (ECMA-376 part 1, 19 and 20)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from briefing.contrast import WHITE
from briefing.deck.fit import BULLET_INDENT
from briefing.deck.slides import Paragraph, Span
from briefing.deck.slots import Arc, Bar, Ornament, Ring, Slot
from briefing.lengths import Frame, Length, pt
from briefing.theme import Palette

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
"""Before a part's root (ECMA-376 part 2, 8.1.4: UTF-8)."""
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
"""The namespace of native charts (ECMA-376 part 1, 21.2)."""
LANGUAGE = 'lang="zh-CN" altLang="en-US"'


def in_language(xml: bytes, language: str) -> bytes:
    """Returns a part with its text in a language; that of the slides' own markup is Chinese."""
    if language.startswith("zh"):
        return xml
    return xml.replace(LANGUAGE.encode(), f'lang="{language}" altLang="zh-CN"'.encode())


GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_SCHEME = {
    "ink": "tx1",
    "cover_ground": "tx2",
    "tint": "bg2",
    "primary": "accent1",
    "first": "accent2",
    "second": "accent3",
    "both": "accent4",
    "context": "accent5",
    "cover_accent": "accent6",
}
"""Palette tokens that a theme's colour scheme holds; a unit that changes the scheme recolours them all."""


def colour(token: str, palette: Palette, alpha: int | None = None) -> str:
    """Returns a solid fill of a palette token; `alpha` in percent."""
    inside = f'<a:alpha val="{alpha * 1000}"/>' if alpha is not None else ""
    slot = _scheme_slot(token, palette)
    if slot:
        return f'<a:solidFill><a:schemeClr val="{slot}">{inside}</a:schemeClr></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{getattr(palette, token)}">{inside}</a:srgbClr></a:solidFill>'


def _scheme_slot(token: str, palette: Palette) -> str | None:
    """Returns the scheme's slot of a token, or of one that has the same colour in this palette."""
    if token in _SCHEME:
        return _SCHEME[token]
    return _slot_of(getattr(palette, token), palette)


def _slot_of(rgb: str, palette: Palette) -> str | None:
    if rgb == WHITE:
        return "bg1"
    return next((slot for other, slot in _SCHEME.items() if getattr(palette, other) == rgb), None)


def fill(rgb: str, palette: Palette) -> str:
    """Returns a solid fill of a colour; the scheme's own are named, so that a changed scheme recolours them."""
    slot = _slot_of(rgb, palette)
    return (
        f'<a:solidFill><a:schemeClr val="{slot}"/></a:solidFill>'
        if slot
        else f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'
    )


def transform(frame: Frame, prefix: str = "a") -> str:
    return (
        f'<{prefix}:xfrm><a:off x="{frame.left.emu}" y="{frame.top.emu}"/>'
        f'<a:ext cx="{frame.width.emu}" cy="{frame.height.emu}"/></{prefix}:xfrm>'
    )


def _ornament(number: int, name: str, geometry: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)} descr="">{DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{geometry}</p:spPr></p:sp>'
    )


def bar(number: int, item: Bar, palette: Palette) -> str:
    """Returns a filled rectangle that readers' assistive software passes over."""
    shape = f'{transform(item.frame)}<a:prstGeom prst="{item.shape}"><a:avLst/></a:prstGeom>'
    return _ornament(number, f"{item.shape} {number}", f"{shape}{colour(item.colour, palette)}<a:ln><a:noFill/></a:ln>")


def ornament(number: int, item: Ornament, palette: Palette) -> str:
    """Returns a piece of the decoration."""
    match item:
        case Bar():
            return bar(number, item, palette)
        case Ring():
            inside = colour(item.colour, palette, item.breath) if item.breath else "<a:noFill/>"
            shape = f'{transform(item.frame)}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>{inside}'
            return _ornament(number, f"ring {number}", shape + _outline(item, palette))
        case Arc():
            angles = "".join(
                f'<a:gd name="adj{n}" fmla="val {round(angle % 360 * 60_000)}"/>'
                for n, angle in enumerate((item.start, item.end), 1)
            )
            shape = f'{transform(item.frame)}<a:prstGeom prst="arc"><a:avLst>{angles}</a:avLst></a:prstGeom><a:noFill/>'
            return _ornament(number, f"arc {number}", shape + _outline(item, palette))


def _outline(item: Ring | Arc, palette: Palette) -> str:
    return f'<a:ln w="{item.weight.emu}" cap="flat">{colour(item.colour, palette)}</a:ln>'


def span(item: Span, palette: Palette, link: str | None = None) -> str:
    """Returns the runs of a span; a newline in it becomes a line break, `link` is the relationship of a slide."""
    strong = int(item.strong)  # written either way: a placeholder's own style may be bold
    properties = f'{LANGUAGE} sz="{round(item.size * 100)}" b="{strong}" dirty="0"'
    fill = colour(item.colour, palette) + (_link(link) if link else "")
    parts = [
        f"<a:r><a:rPr {properties}>{fill}</a:rPr><a:t>{escape(part)}</a:t></a:r>" for part in item.text.split("\n")
    ]
    return f"<a:br><a:rPr {properties}/></a:br>".join(parts)


def _link(relationship: str) -> str:
    """Returns a link to a slide that keeps the text's own colour ([MS-ODRAWXML] 2.41.3)."""
    return (
        f'<a:hlinkClick r:id="{relationship}" action="ppaction://hlinksldjump"><a:extLst>'
        '<a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
        'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst></a:hlinkClick>'
    )


def paragraph(item: Paragraph, palette: Palette, link: str | None = None) -> str:
    size = max(span.size for span in item.spans)
    indent = round(pt(size * BULLET_INDENT).emu)
    margins = f'marL="{indent}" indent="-{indent}"' if item.bullet else 'marL="0" indent="0"'
    bullets = bullet(item.spans[0].colour, palette) if item.bullet else "<a:buNone/>"
    return (
        f'<a:p><a:pPr {margins} algn="{item.align}" eaLnBrk="1" latinLnBrk="0" hangingPunct="0">'
        f"{spacing(item.leading, item.before)}{bullets}</a:pPr>"
        f"{''.join(span(part, palette, link) for part in item.spans)}</a:p>"
    )


def spacing(leading: Length, before: Length) -> str:
    """Returns line pitch and space before a paragraph, in points, so that every renderer sets the same."""
    return (
        f'<a:lnSpc><a:spcPts val="{round(leading.pt * 100)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before.pt * 100)}"/></a:spcBef>'
    )


def bullet(text_colour: str, palette: Palette) -> str:
    """Returns a small square, in the accent on the cover's ground."""
    token = "cover_accent" if text_colour == "cover_text" else "primary"
    fill = colour(token, palette).removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")
    return f'<a:buClr>{fill}</a:buClr><a:buSzPct val="60000"/><a:buFont typeface="+mn-lt"/><a:buChar char="■"/>'


def body_properties(slot: Slot) -> str:
    inset = slot.inset.emu
    edges = f'lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}"'
    return f'<a:bodyPr vert="horz" wrap="square" {edges} anchor="{slot.style.anchor}"><a:noAutofit/></a:bodyPr>'


def paragraphs(items: Sequence[Paragraph], palette: Palette, link: str | None = None) -> str:
    return "".join(paragraph(item, palette, link) for item in items)
