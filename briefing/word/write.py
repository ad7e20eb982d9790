"""Document → the bytes of a .docx.

The parts are written here rather than by python-docx with docx_plus: nothing of python-docx's stock template
(styles, theme, settings, properties, thumbnail) may remain, so that starting from it means replacing every part,
and docx_plus works on a python-docx document only and gives its footnotes random ids.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.document import Chart, Document, Picture
from briefing.errors import BriefingError, SurroundingsError
from briefing.lengths import Size
from briefing.package import pack
from briefing.theme import Theme
from briefing.word import fonts, numbering, parts, style_sheet, styles
from briefing.word.blocks import Drawn
from briefing.word.body import body
from briefing.word.drawing import Inline, chart_size, drawing, picture_size
from briefing.word.page import section_properties
from briefing.word.parts import METADATA, OFFICE, WORD, Relation
from briefing.word.plan import plan
from briefing.word.xml import Element, node, part

_PICTURE_TYPES = {
    "bmp": "image/bmp",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
_PARTS = {
    "styles": ("styles", "styles"),
    "numbering": ("numbering", "numbering"),
    "settings": ("settings", "settings"),
    "fontTable": ("fontTable", "fontTable"),
    "footnotes": ("footnotes", "footnotes"),
    "footer1": ("footer", "footer"),
    "footer2": ("footer", "footer"),
}
"""The parts beside the text by name: the ends of their relationship and content types."""


class Drawing(Protocol):
    """A drawn chart, as the charts room hands it over."""

    @property
    def svg(self) -> bytes: ...
    @property
    def png(self) -> bytes: ...
    @property
    def size(self) -> Size: ...


Draw = Callable[[Chart, Size], Drawing]


def write(document: Document, theme: Theme, draw: Draw) -> bytes:
    """Returns the package of the Word briefing; the same document gives the same bytes.

    Raises BriefingError for a picture of a kind that Word doesn't show, SurroundingsError for one that can't be read.
    """
    manuscript = plan(document)
    media = _Media(draw)
    content = [*body(manuscript, media.place), section_properties("footer1", "footer2")]
    text = part(node("w:document", node("w:body", *content)))
    meta = document.meta
    package = {
        "word/document.xml": text,
        "word/styles.xml": style_sheet.style_sheet(meta.language),
        "word/numbering.xml": numbering.numbering(),
        "word/fontTable.xml": fonts.font_table(),
        "word/settings.xml": parts.settings(meta),
        "word/footnotes.xml": parts.footnotes(manuscript.notes),
        "word/footer1.xml": parts.footer(styles.ODD_NUMBER),
        "word/footer2.xml": parts.footer(styles.EVEN_NUMBER),
        "word/theme/theme1.xml": parts.theme_part(theme.name, theme.palette),
        "word/_rels/document.xml.rels": parts.relations([*_relations(), *media.relations]),
        "docProps/core.xml": parts.core_properties(meta),
        "docProps/app.xml": parts.extended_properties(meta),
        "_rels/.rels": _package_relations(),
        "[Content_Types].xml": _content_types(media),
        **media.files,
    }
    return pack(package, meta.date)


class _Media:
    """The pictures of the package, numbered as they come."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._count = 0
        self.files: dict[str, bytes] = {}
        self.relations: list[Relation] = []
        self.extensions: set[str] = set()

    def place(self, block: Drawn) -> Element:
        """Returns the drawing of a figure, having put its files into the package."""
        self._count += 1
        figure = block.figure
        if isinstance(figure, Picture):
            picture = self._add(_read(figure), figure.file.suffix.lstrip(".").lower())
            return drawing(Inline(self._count, figure.title, figure.alt, picture_size(figure), picture))
        drawn = self._draw(figure, chart_size(figure))
        png, svg = self._add(drawn.png, "png"), self._add(drawn.svg, "svg")
        return drawing(Inline(self._count, figure.title, figure.alt, drawn.size, png, svg))

    def _add(self, data: bytes, extension: str) -> str:
        """Returns the relationship id of a picture file added to the package."""
        name = f"media/image{self._count}.{extension}"
        identifier = f"{extension}{self._count}"
        self.files[f"word/{name}"] = data
        self.relations.append(Relation(identifier, f"{OFFICE}image", name))
        self.extensions.add(extension)
        return identifier


def _read(picture: Picture) -> bytes:
    if picture.file.suffix.lstrip(".").lower() not in _PICTURE_TYPES:
        known = ", ".join(_PICTURE_TYPES)
        raise BriefingError(f"{picture.file}: Word shows no pictures of this kind; it shows: {known}")
    try:
        return picture.file.read_bytes()
    except OSError as error:
        raise SurroundingsError(f"{picture.file}: {error.strerror}") from error


def _relations() -> list[Relation]:
    beside = [Relation(name, f"{OFFICE}{kind}", f"{name}.xml") for name, (kind, _) in _PARTS.items()]
    return [*beside, Relation("theme1", f"{OFFICE}theme", "theme/theme1.xml")]


def _package_relations() -> bytes:
    return parts.relations(
        (
            Relation("document", f"{OFFICE}officeDocument", "word/document.xml"),
            Relation("core", f"{METADATA}core-properties", "docProps/core.xml"),
            Relation("app", f"{OFFICE}extended-properties", "docProps/app.xml"),
        )
    )


def _content_types(media: _Media) -> bytes:
    overrides = [("word/document.xml", f"{WORD}document.main+xml")]
    overrides += [(f"word/{name}.xml", f"{WORD}{kind}+xml") for name, (_, kind) in _PARTS.items()]
    overrides += [
        ("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ]
    defaults = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        *((extension, _PICTURE_TYPES[extension]) for extension in sorted(media.extensions)),
    ]
    return parts.content_types(overrides, defaults)
