"""A slide's marks as XML: shapes of its own, which no layout needs a place for."""

from __future__ import annotations

from xml.sax.saxutils import escape

from briefing.deck import markup
from briefing.deck.marks import ANGLE, strength
from briefing.deck.slides import Foot, Watermark
from briefing.theme import Palette

_FACES = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
_NO_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>'


def watermark(number: int, item: Watermark, palette: Palette) -> str:
    """Returns the words turned by 30° to the left, as decoration that assistive software passes over.

    Angles count clockwise in 60,000ths of a degree (ECMA-376 part 1, 20.1.10.3). It has to be the slide's first shape
    to stand behind the others.
    """
    place = markup.transform(item.frame).replace("<a:xfrm", f'<a:xfrm rot="{(360 - ANGLE) * 60_000}"', 1)
    fill = markup.colour(item.colour, palette, strength(item.colour, palette))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="watermark" descr="">{markup.DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place}{_RECTANGLE}</p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="none" {_NO_INSETS}<a:p><a:pPr algn="ctr"/>'
        f'<a:r><a:rPr {markup.LANGUAGE} sz="{round(item.size * 100)}" b="0" dirty="0">{fill}{_FACES}</a:rPr>'
        f"<a:t>{escape(item.text)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def foot(number: int, item: Foot, palette: Palette) -> str:
    """Returns the line at the foot, which is read last."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="footer mark"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{markup.transform(item.frame)}{_RECTANGLE}</p:spPr>"
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" {_NO_INSETS}'
        f"{markup.paragraph(item.paragraph, palette)}</p:txBody></p:sp>"
    )
