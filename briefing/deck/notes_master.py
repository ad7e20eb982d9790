"""The notes master of the template: the slide's picture above, what the speaker says below."""

from __future__ import annotations

from briefing.deck import markup
from briefing.lengths import Frame, Length
from briefing.theme import Palette

PICTURE = Frame(Length(685_800), Length(685_800), Length(5_486_400), Length(3_086_100))
NOTES = Frame(Length(685_800), Length(4_000_500), Length(5_486_400), Length(4_457_700))
BODY_INDEX = 1
IMAGE_INDEX = 2


def part(palette: Palette) -> str:
    """Returns notesMaster1.xml."""
    levels = "".join(
        f'<a:lvl{n}pPr marL="0" algn="l" eaLnBrk="1" hangingPunct="1"><a:defRPr sz="1200" kern="1200">'
        f'{markup.colour("ink", palette)}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        f"</a:defRPr></a:lvl{n}pPr>"
        for n in range(1, 10)
    )
    return (
        f'<p:notesMaster {markup.NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{markup.GROUP}{image(2)}{_body()}</p:spTree></p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def image(number: int) -> str:
    """Returns the placeholder that shows the slide itself."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        f'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="{IMAGE_INDEX}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{markup.transform(PICTURE)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )


def _body() -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="body" sz="quarter" idx="{BODY_INDEX}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{markup.transform(NOTES)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr {markup.LANGUAGE}/></a:p></p:txBody></p:sp>"
    )
