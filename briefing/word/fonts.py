"""The typefaces: how a style names them, and fontTable.xml, which says what else they are called."""

from __future__ import annotations

from briefing.word.style import LATIN, Face
from briefing.word.xml import Element, node, part

_CHARSET_GB2312, _CHARSET_ANSI = "86", "00"
_ALTERNATIVES = {
    Face.TITLE: "方正小标宋_GBK",
    Face.HEITI: "SimHei",
    Face.KAITI: "楷体_GB2312",
    Face.FANGSONG: "仿宋_GB2312",
    Face.SONGTI: "SimSun",
}
"""The names the same designs go by on other machines: older Windows, 方正's own set, Kylin and UOS."""


def fonts(east_asian: str, latin: str = LATIN) -> Element:
    """Returns the typefaces of a style or run; no theme font is named that could override them."""
    return node("w:rFonts", ascii=latin, eastAsia=east_asian, hAnsi=latin, cs=latin)


def font_table() -> bytes:
    """Returns fontTable.xml, which tells a machine without a typeface what else it may be called there."""
    chinese = (
        node(
            "w:font",
            node("w:altName", val=_ALTERNATIVES[face]),
            node("w:charset", val=_CHARSET_GB2312),
            node("w:family", val="script" if face is Face.TITLE else "modern" if face is not Face.SONGTI else "auto"),
            node("w:pitch", val="variable" if face in (Face.TITLE, Face.SONGTI) else "fixed"),
            name=face,
        )
        for face in Face
    )
    latin = node(
        "w:font",
        node("w:charset", val=_CHARSET_ANSI),
        node("w:family", val="roman"),
        node("w:pitch", val="variable"),
        name=LATIN,
    )
    return part(node("w:fonts", *chinese, latin))
