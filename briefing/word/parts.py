"""The parts of the package around the text: settings, footnotes, theme colours, properties, relationships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.document import Meta
from briefing.theme import Palette
from briefing.word import styles
from briefing.word.runs import paragraph, run
from briefing.word.style import LATIN, Face
from briefing.word.style_sheet import languages
from briefing.word.xml import Element, node, part

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship from one part to another."""

    id: str
    type: str
    target: str


def relations(items: Iterable[Relation]) -> bytes:
    """Returns a .rels part."""
    nodes = (node("rel:Relationship", Id=item.id, Type=item.type, Target=item.target) for item in items)
    return part(node("rel:Relationships", *nodes))


def content_types(overrides: Iterable[tuple[str, str]], defaults: Iterable[tuple[str, str]]) -> bytes:
    """Returns [Content_Types].xml; overrides are (part name, type), defaults (file extension, type)."""
    return part(
        node(
            "ct:Types",
            *(node("ct:Default", Extension=extension, ContentType=kind) for extension, kind in defaults),
            *(node("ct:Override", PartName=f"/{name}", ContentType=kind) for name, kind in overrides),
        )
    )


def settings(language: str) -> bytes:
    """Returns settings.xml: two kinds of pages, Chinese line breaking and compression, footnotes."""
    return part(
        node(
            "w:settings",
            node("w:zoom", percent=100),
            node("w:defaultTabStop", val=420),
            node("w:evenAndOddHeaders"),
            node("w:characterSpacingControl", val="compressPunctuation"),
            # Footnotes count through the document: LibreOffice shows stale marks where they start afresh on each page.
            node("w:footnotePr", *(node("w:footnote", id=number) for number, _ in _SEPARATORS)),
            _compatibility(),
            # Tells Word which script's fonts a theme would give.
            node("w:themeFontLang", **languages(language)),
            node("w:clrSchemeMapping", **_COLOUR_MAP),
            node("w:decimalSymbol", val="."),
            node("w:listSeparator", val=","),
        )
    )


_COLOUR_MAP: dict[str, str | int | None] = {
    "bg1": "light1",
    "t1": "dark1",
    "bg2": "light2",
    "t2": "dark2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}


def _compatibility() -> Element:
    """Returns the compatibility options that Word sets for Chinese documents, and the mode of Word 2013 and later."""
    return node(
        "w:compat",
        node("w:balanceSingleByteDoubleByteWidth"),
        node("w:doNotLeaveBackslashAlone"),
        node("w:doNotExpandShiftReturn"),
        node("w:useFELayout"),
        node("w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
    )


def footnotes(notes: Iterable[str]) -> Element:
    """Returns the root of footnotes.xml; notes count from 1, -1 and 0 are the separators that Word needs."""
    separators = (
        node("w:footnote", paragraph(styles.NOTE_SEPARATOR, node("w:r", node(f"w:{kind}"))), type=kind, id=number)
        for number, kind in _SEPARATORS
    )
    made = []
    for number, text in enumerate(notes, start=1):
        mark = node("w:r", node("w:rPr", node("w:rStyle", val=styles.NOTE_MARK)), node("w:footnoteRef"))
        made.append(node("w:footnote", paragraph(styles.FOOTNOTE, mark, run(f" {text}")), id=number))
    return node("w:footnotes", *separators, *made)


def extended_properties(meta: Meta) -> bytes:
    """Returns docProps/app.xml, which names the unit and no program."""
    return part(node("ep:Properties", node("ep:Company", meta.unit)))


def theme_part(name: str, palette: Palette) -> bytes:
    """Returns theme1.xml: the briefing's colours for what a clerk draws in later; text names its fonts itself."""
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": palette.ink,
        "lt2": palette.tint,
        "accent1": palette.primary,
        "accent2": palette.first,
        "accent3": palette.second,
        "accent4": palette.both,
        "accent5": palette.context,
        "accent6": palette.context_text,
        "hlink": palette.primary,
        "folHlink": palette.both,
    }
    scheme = (node(f"a:{slot}", node("a:srgbClr", val=colour)) for slot, colour in colours.items())
    return part(
        node(
            "a:theme",
            node(
                "a:themeElements",
                node("a:clrScheme", *scheme, name=name),
                node("a:fontScheme", _font("major", Face.HEITI), _font("minor", Face.FANGSONG), name=name),
                _format_scheme(name),
            ),
            name=name,
        )
    )


def _font(slot: str, face: Face) -> Element:
    return node(
        f"a:{slot}Font",
        node("a:latin", typeface=LATIN),
        node("a:ea", typeface=face),
        node("a:cs", typeface=""),
        node("a:font", script="Hans", typeface=face),
    )


def _format_scheme(name: str) -> Element:
    """Returns the plain fills, lines and effects that a theme must have three of each (20.1.4.1.14)."""

    def fill() -> Element:
        return node("a:solidFill", node("a:schemeClr", val="phClr"))

    return node(
        "a:fmtScheme",
        node("a:fillStyleLst", fill(), fill(), fill()),
        node("a:lnStyleLst", *(node("a:ln", fill(), w=width) for width in (6350, 12700, 19050))),
        node("a:effectStyleLst", *(node("a:effectStyle", node("a:effectLst")) for _ in range(3))),
        node("a:bgFillStyleLst", fill(), fill(), fill()),
        name=name,
    )
