"""Makes the reference document that every briefing starts from: `python -m briefing.word.reference` rewrites it.

It holds the styles, numbering, fonts, settings, footers and the page, and shows each style with its name. The package
is written from nothing, so that no trace of a library's stock template can remain in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefing.package import pack
from briefing.theme import Palette
from briefing.word import fonts, headers, numbering, parts, style_sheet, styles
from briefing.word.parts import OFFICE, WORD, Relation
from briefing.word.runs import paragraph, run
from briefing.word.sections import Sides, section_properties
from briefing.word.xml import Element, node, part

NAME = "briefing"
DEFAULT_THEME = "policy-blue"
"""Its colours are the reference's own; a briefing puts those of its outline's theme in their place."""
LANGUAGE = "zh-CN"
"""What the reference is written in; a briefing in another language says so in its own settings."""
_DAY = date(2024, 1, 1)
"""The date stamped on its parts, so that making it again gives the same bytes."""
_BESIDE = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
    "footnotes": "footnotes",
    "footer1": "footer",
    "footer2": "footer",
}
"""The parts beside the text by name: the ends of their relationship and content types."""


def make(palette: Palette) -> bytes:
    """Returns the package of the reference document; the same palette gives the same bytes."""
    content = [*_samples(), section_properties(Sides("footer1", "footer2"))]
    package = {
        "word/document.xml": part(node("w:document", node("w:body", *content))),
        "word/styles.xml": style_sheet.style_sheet(LANGUAGE),
        "word/numbering.xml": numbering.numbering(),
        "word/fontTable.xml": fonts.font_table(),
        "word/settings.xml": parts.settings(LANGUAGE),
        "word/footnotes.xml": part(parts.footnotes(())),
        "word/footer1.xml": part(headers.footer(styles.ODD_NUMBER)),
        "word/footer2.xml": part(headers.footer(styles.EVEN_NUMBER)),
        "word/theme/theme1.xml": parts.theme_part(NAME, palette),
        "word/_rels/document.xml.rels": parts.relations(_relations()),
        "_rels/.rels": parts.relations([Relation("document", f"{OFFICE}officeDocument", "word/document.xml")]),
        "[Content_Types].xml": _content_types(),
    }
    return pack(package, _DAY)


def _samples() -> Iterator[Element]:
    """Yields a paragraph in each style with the style's name, for those who want to change one."""
    for style in styles.PARAGRAPHS:
        yield paragraph(style, run(style.name))


def _relations() -> list[Relation]:
    beside = [Relation(name, f"{OFFICE}{kind}", f"{name}.xml") for name, kind in _BESIDE.items()]
    return [*beside, Relation("theme1", f"{OFFICE}theme", "theme/theme1.xml")]


def _content_types() -> bytes:
    overrides = [("word/document.xml", f"{WORD}document.main+xml")]
    overrides += [(f"word/{name}.xml", f"{WORD}{kind}+xml") for name, kind in _BESIDE.items()]
    overrides.append(("word/theme/theme1.xml", parts.THEME_TYPE))
    defaults = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ]
    return parts.content_types(overrides, defaults)


def main() -> None:
    """Writes the reference document into assets/templates."""
    from briefing import assets  # noqa: PLC0415 - only the script needs the shipped files
    from briefing.outline import looks  # noqa: PLC0415

    target = assets.folder() / "templates" / f"{NAME}.docx"
    target.write_bytes(make(looks.theme(DEFAULT_THEME).palette))


if __name__ == "__main__":
    main()
