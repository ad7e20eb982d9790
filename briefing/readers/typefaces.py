"""The typefaces that the two files ask for: the theme's or the template's, and those of the styles that Word uses."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree as ET

from briefing.deck.book import Template
from briefing.theme import Typefaces
from briefing.word.own import Own

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LATIN, _EAST_ASIAN = "latin", "ea"
_SLOTS: Mapping[str, tuple[str, ...]] = {_LATIN: ("ascii", "hAnsi"), _EAST_ASIAN: ("eastAsia",)}
"""The attributes of `w:rFonts` (ECMA-376 part 1, 17.3.2.26) for each script."""


def of_theme(typefaces: Typefaces, *, asian: bool) -> list[str]:
    """Returns the typefaces of a shipped theme's deck; without `asian`, those of Latin text only."""
    latin = [typefaces.heading_latin, typefaces.latin]
    return _once([*latin, *([typefaces.heading_east_asian, typefaces.east_asian] if asian else [])])


def of_template(template: Template, *, asian: bool) -> list[str]:
    """Returns those of a unit's own template: its text takes the faces of the template's theme."""
    from pptx import Presentation  # noqa: PLC0415 - half a second, for a template of one's own only
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT  # noqa: PLC0415 - the same
    from pptx.oxml import parse_xml  # noqa: PLC0415 - the same

    master = Presentation(BytesIO(template.data)).slide_master
    theme = parse_xml(master.part.part_related_by(RT.THEME).blob)
    kinds = (_LATIN, _EAST_ASIAN) if asian else (_LATIN,)
    found = _theme_faces(theme)
    return _once(found.get((font, kind), "") for font in ("major", "minor") for kind in kinds)


def of_styles(own: Own, names: Container[str], *, asian: bool) -> list[str]:
    """Returns those of the styles of these names, case-folded, in a .docx."""
    root = ET.fromstring(own.styles)  # noqa: S314 - what `opened` returns declares no entities
    theme = {} if own.theme is None else _theme_faces(ET.fromstring(own.theme))  # noqa: S314 - the same
    styles = {element.get(f"{_W}styleId", ""): element for element in root.iter(f"{_W}style")}
    default = root.find(f"{_W}docDefaults/{_W}rPrDefault")
    used = [style for style in styles.values() if _value(style, "name").casefold() in names]
    kinds = (_LATIN, _EAST_ASIAN) if asian else (_LATIN,)
    chains = [[*_generations(style, styles), *([default] if default is not None else [])] for style in used]
    return _once(
        _face(chain, attribute, kind, theme) for chain in chains for kind in kinds for attribute in _SLOTS[kind]
    )


def _once(faces: Iterator[str] | list[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, faces)))


def _theme_faces(theme: ET.Element) -> dict[tuple[str, str], str]:
    """Returns the faces of a theme part by ("major" or "minor", script)."""
    found = {}
    for font in ("major", "minor"):
        for element in theme.iter(f"{_A}{font}Font"):
            scripts = {each.get("script"): each.get("typeface", "") for each in element.iter(f"{_A}font")}
            for kind in (_LATIN, _EAST_ASIAN):
                face = element.find(f"{_A}{kind}")
                named = "" if face is None else face.get("typeface", "")
                found[font, kind] = named or (scripts.get("Hans", "") if kind == _EAST_ASIAN else "")
    return found


def _generations(style: ET.Element, styles: Mapping[str, ET.Element]) -> Iterator[ET.Element]:
    """Yields a style and those that it is based on, the nearest first."""
    for _generation in range(len(styles)):
        yield style
        parent = styles.get(_value(style, "basedOn"))
        if parent is None:
            return
        style = parent


def _face(chain: list[ET.Element], attribute: str, kind: str, theme: Mapping[tuple[str, str], str]) -> str:
    for element in chain:
        fonts = element.find(f"{_W}rPr/{_W}rFonts")
        if fonts is None:
            continue
        of_theme_ = fonts.get(f"{_W}{attribute}Theme", "")
        if of_theme_:
            return theme.get(("major" if of_theme_.startswith("major") else "minor", kind), "")
        if named := fonts.get(f"{_W}{attribute}"):
            return named
    return ""


def _value(element: ET.Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")
