"""Opens a built .docx and says what a reader of the file would see: effective properties, shown text, fields, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"
DOCUMENT, STYLES, SETTINGS, NOTES, NUMBERING, FONTS = (
    f"word/{name}.xml" for name in ("document", "styles", "settings", "footnotes", "numbering", "fontTable")
)

Parts = dict[str, bytes]
Properties = dict[str, dict[str, str]]
"""The properties of a paragraph or run: element → attribute → value; an on/off property without value is {}."""


@dataclass(frozen=True)
class Place:
    """What gives a paragraph its looks before it says anything itself."""

    style: str
    table: str = ""
    """The id of its table's style."""
    in_header_row: bool = False


@dataclass
class Field:
    """A complex field: what it says and what it shows."""

    instruction: str = ""
    result: str = ""
    is_whole: bool = False
    """Whether it has its separator and its end."""
    has_result: bool = False

    @property
    def words(self) -> list[str]:
        return self.instruction.split()

    @property
    def kind(self) -> str:
        return self.words[0] if self.words else ""


@dataclass(eq=False)
class Paragraph:
    """A paragraph with the file it stands in."""

    file: WordFile
    element: Any
    runs: list[Run] = field(default_factory=list)

    @cached_property
    def place(self) -> Place:
        return self.file.place_of(self.element)

    @cached_property
    def style(self) -> str:
        """The name of its style, in lower case as Word compares the names of its own."""
        return self.file.style_name(self.place.style)

    @cached_property
    def properties(self) -> Properties:
        """What holds for it: defaults, its table's style, its numbering, its own style with all ancestors, itself."""
        return self.file.paragraph_properties(self)

    @cached_property
    def text(self) -> str:
        """What is shown: line breaks as newlines, tabs as tabs, results of fields and not their codes."""
        return "".join(shown(item) for item in self.element.iter(f"{W}t", f"{W}br", f"{W}tab") if is_shown(item))

    @property
    def level(self) -> int | None:
        """Its level in the navigation pane, from 0; None for text."""
        value = int(self.properties.get("outlineLvl", {}).get("val", "9"))
        return value if value < 9 else None

    @property
    def in_table(self) -> bool:
        return any(True for _ in self.element.iterancestors(f"{W}tbl"))

    @property
    def drawings(self) -> list[Any]:
        return list(self.element.iter(f"{W}drawing"))

    def has(self, name: str) -> bool:
        """Returns whether an on/off property holds."""
        return is_on(self.properties, name)

    def number(self, name: str, attribute: str) -> int:
        """Returns a measure, 0 where none is set."""
        return int(self.properties.get(name, {}).get(attribute, "0"))


@dataclass(eq=False)
class Run:
    """A run with what holds for its text."""

    paragraph: Paragraph
    element: Any

    @cached_property
    def text(self) -> str:
        return "".join(item.text or "" for item in self.element.iterchildren(f"{W}t"))

    @cached_property
    def properties(self) -> Properties:
        return self.paragraph.file.run_properties(self.paragraph.place, self.element)

    @property
    def size(self) -> float:
        """Points."""
        return int(self.properties.get("sz", {}).get("val", "20")) / 2

    def face(self, script: str) -> str:
        """Returns the typeface of a script (ascii, hAnsi, eastAsia); a theme's font overrides a named one (17.3.2.26)."""
        fonts = self.properties.get("rFonts", {})
        theme = fonts.get(f"{script}Theme")
        return f"theme font {theme}" if theme else fonts.get(script, "")


def shown(item: Any) -> str:
    return {"t": item.text or "", "br": "\n", "tab": "\t"}[local(item)]


def is_shown(item: Any) -> bool:
    """Returns whether a w:t, w:br or w:tab is text; a w:tab within w:tabs is a tab stop."""
    return item.getparent() is not None and local(item.getparent()) == "r"


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def is_on(properties: Properties, name: str) -> bool:
    return name in properties and properties[name].get("val", "1") not in {"0", "false", "off"}


def merged(layers: Sequence[Any], below: Properties | None = None) -> Properties:
    """Returns what several w:pPr or w:rPr say together, over what holds already; the later one wins, by attribute."""
    result = {name: dict(attributes) for name, attributes in (below or {}).items()}
    for layer in layers:
        for item in layer if layer is not None else ():
            attributes = {key.rpartition("}")[2]: value for key, value in item.attrib.items()}
            result.setdefault(local(item), {}).update(attributes)
            for child in item:  # numbering, borders and tab stops say what they say in children
                result[local(item)][local(child)] = child.get(f"{W}val", "")
                result[local(item)][f"{local(child)}.color"] = child.get(f"{W}color", "")
    return result


class WordFile:
    """A built .docx, its parts as XML."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._trees: dict[str, Any] = {}
        self._chains: dict[str, list[Any]] = {}
        self._settled: dict[tuple[Place, str | bytes], Properties] = {}

    def tree(self, part: str) -> Any:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    def xpath(self, part: str, path: str) -> list[Any]:
        return list(self.tree(part).xpath(path, namespaces=NAMESPACES)) if part in self.parts else []

    @cached_property
    def xml_parts(self) -> list[str]:
        return [name for name in self.parts if name.endswith((".xml", ".rels"))]

    # Where text stands

    @cached_property
    def text_parts(self) -> list[str]:
        """The parts with text: the document, its footnotes, headers and footers."""
        beside = [name for name in self.parts if name.startswith(("word/header", "word/footer", "word/footnotes"))]
        return [DOCUMENT, *sorted(beside)]

    @cached_property
    def all_paragraphs(self) -> list[Paragraph]:
        return [paragraph for part in self.text_parts for paragraph in self._paragraphs(part)]

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the text, with those in tables."""
        return self._paragraphs(DOCUMENT)

    def paragraphs_of(self, part: str) -> list[Paragraph]:
        return [item for item in self.all_paragraphs if item.element.getroottree().getroot() is self.tree(part)]

    @cached_property
    def runs(self) -> list[Run]:
        """Every run with text, of the document and what stands beside it."""
        return [run for paragraph in self.all_paragraphs for run in paragraph.runs if run.text]

    def _paragraphs(self, part: str) -> list[Paragraph]:
        found = []
        for element in self.tree(part).iter(f"{W}p"):
            paragraph = Paragraph(self, element)
            paragraph.runs = [Run(paragraph, item) for item in element.iter(f"{W}r")]
            found.append(paragraph)
        return found

    @cached_property
    def blocks(self) -> list[Paragraph | Any]:
        """The paragraphs and tables of the body in order; tables are elements."""
        known = {id(item.element): item for item in self.paragraphs}
        body = self.tree(DOCUMENT)[0]
        return [known.get(id(item), item) for item in body.iter(f"{W}p", f"{W}tbl") if item.getparent() is body]

    def neighbour(self, block: Any, step: int) -> Paragraph | None:
        """Returns the paragraph before (-1) or after (1) a block of the body."""
        elements = [item.element if isinstance(item, Paragraph) else item for item in self.blocks]
        place = elements.index(block.element if isinstance(block, Paragraph) else block) + step
        found = self.blocks[place] if 0 <= place < len(self.blocks) else None
        return found if isinstance(found, Paragraph) else None

    # Fields and bookmarks

    def fields(self, part: str) -> list[Field]:
        """Returns the complex fields of a part, those within others after them; a w:fldSimple counts as one."""
        found: list[Field] = []
        open_: list[Field] = []
        separated: set[int] = set()
        for item in self.tree(part).iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}fldSimple"):
            kind = item.get(f"{W}fldCharType")
            if local(item) == "fldSimple":
                text = "".join(item.xpath(".//w:t/text()", namespaces=NAMESPACES))
                found.append(Field(item.get(f"{W}instr"), text, is_whole=True, has_result=bool(text.strip())))
            elif kind == "begin":
                open_.append(Field())
                found.append(open_[-1])
            elif kind == "separate" and open_:
                separated.add(id(open_[-1]))
            elif kind == "end" and open_:
                done = open_.pop()
                done.is_whole = id(done) in separated
                done.has_result = bool(done.result.strip())
            elif local(item) == "instrText" and open_:
                open_[-1].instruction += item.text or ""
            elif local(item) == "t":
                for outer in open_:
                    outer.result += (item.text or "") if id(outer) in separated else ""
        return found

    @cached_property
    def all_fields(self) -> list[Field]:
        return [item for part in self.text_parts for item in self.fields(part)]

    @cached_property
    def bookmarks(self) -> dict[str, str]:
        """The text that each bookmark of the document surrounds."""
        ends = {item.get(f"{W}id"): item for item in self.tree(DOCUMENT).iter(f"{W}bookmarkEnd")}
        found = {}
        for start in self.tree(DOCUMENT).iter(f"{W}bookmarkStart"):
            text, end = "", ends.get(start.get(f"{W}id"))
            for item in start.xpath("following::w:t | following::w:bookmarkEnd", namespaces=NAMESPACES):
                if item is end:
                    break
                text += (item.text or "") if local(item) == "t" else ""
            found[start.get(f"{W}name")] = text
        return found

    @cached_property
    def captions(self) -> list[Paragraph]:
        """The paragraphs that number a figure or table, known by their field."""
        path = ".//w:instrText[starts-with(normalize-space(.), 'SEQ ')]"
        return [item for item in self.paragraphs if item.element.xpath(path, namespaces=NAMESPACES)]

    # Styles

    @cached_property
    def _styles(self) -> dict[str, Any]:
        return {item.get(f"{W}styleId"): item for item in self.tree(STYLES).iter(f"{W}style")}

    @cached_property
    def _default_style(self) -> str:
        path = "//w:style[@w:type='paragraph' and @w:default='1']/@w:styleId"
        return str((self.xpath(STYLES, path) or [""])[0])

    def style_name(self, identifier: str) -> str:
        style = self._styles.get(identifier)
        name = None if style is None else style.find(f"{W}name")
        return "" if name is None else str(name.get(f"{W}val")).casefold()

    def style_of(self, paragraph: Any) -> str:
        """Returns the id of a paragraph's style; the default one where it names none."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._default_style if found is None else str(found.get(f"{W}val"))

    def _chain(self, identifier: str) -> list[Any]:
        """Returns a style with all that it is based on, the root first."""
        if identifier not in self._chains:
            chain: list[Any] = []
            style = self._styles.get(identifier)
            while style is not None and style not in chain:
                chain.insert(0, style)
                based_on = style.find(f"{W}basedOn")
                style = None if based_on is None else self._styles.get(based_on.get(f"{W}val"))
            self._chains[identifier] = chain
        return self._chains[identifier]

    def style_layers(self, identifier: str, kind: str) -> list[Any]:
        return [style.find(f"{W}{kind}") for style in self._chain(identifier)]

    def style_properties(self, name: str) -> tuple[Properties, Properties]:
        """Returns the paragraph and the run properties that a style of a name gives, with the defaults."""
        identifier = next((key for key in self._styles if self.style_name(key) == name.casefold()), "")
        pair = ("pPr", "rPr")
        paragraph, run = (merged([self._defaults(kind), *self.style_layers(identifier, kind)]) for kind in pair)
        return paragraph, run

    def _defaults(self, kind: str) -> Any:
        return self.tree(STYLES).find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")

    def _table_layers(self, place: Place, kind: str) -> list[Any]:
        """Returns what a paragraph's table gives: its style, then the header row's part of it."""
        layers = self.style_layers(place.table, kind)
        if place.in_header_row:
            for style in self._chain(place.table):
                layers += style.xpath(f"w:tblStylePr[@w:type='firstRow']/w:{kind}", namespaces=NAMESPACES)
        return layers

    def place_of(self, paragraph: Any) -> Place:
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        if table is None:
            return Place(self.style_of(paragraph))
        named = table.find(f"{W}tblPr/{W}tblStyle")
        is_first = next(paragraph.iterancestors(f"{W}tr")) is table.find(f"{W}tr")
        return Place(self.style_of(paragraph), "" if named is None else named.get(f"{W}val"), is_first)

    def paragraph_properties(self, paragraph: Paragraph) -> Properties:
        place, own = paragraph.place, paragraph.element.find(f"{W}pPr")
        key = (place, b"" if own is None else etree.tostring(own))
        if key not in self._settled:
            self._settled[key] = self._settle(place, own)
        return self._settled[key]

    def _settle(self, place: Place, own: Any) -> Properties:
        style = self.style_layers(place.style, "pPr")
        level = self.numbering_level(merged([*style, own]))
        numbered = None if level is None else level.find(f"{W}pPr")
        return merged([self._defaults("pPr"), *self._table_layers(place, "pPr"), numbered, *style, own])

    def run_properties(self, place: Place, run: Any) -> Properties:
        own = run.find(f"{W}rPr")
        named = None if own is None else own.find(f"{W}rStyle")
        character = "" if named is None else str(named.get(f"{W}val"))
        if (place, character) not in self._settled:
            styles = [*self.style_layers(place.style, "rPr"), *self.style_layers(character, "rPr")]
            layers = [self._defaults("rPr"), *self._table_layers(place, "rPr"), *styles]
            self._settled[place, character] = merged(layers)
        settled = self._settled[place, character]
        return settled if own is None else merged([own], settled)

    # Numbering

    def numbering_level(self, properties: Properties) -> Any:
        """Returns the w:lvl that numbers a paragraph of these properties, or None."""
        reference = properties.get("numPr")
        if not reference or NUMBERING not in self.parts:
            return None
        path = f"//w:num[@w:numId='{reference.get('numId')}']/w:abstractNumId/@w:val"
        for abstract in self.xpath(NUMBERING, path):
            level = f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{reference.get('ilvl', '0')}']"
            return next(iter(self.xpath(NUMBERING, level)), None)
        return None

    @cached_property
    def headings(self) -> list[tuple[int, str, Paragraph]]:
        """The numbered headings: level from 0, the number Word shows, the paragraph."""
        counts: dict[int, int] = {}
        found = []
        for paragraph in self.paragraphs:
            level = self.numbering_level(paragraph.properties)
            if level is None or paragraph.level is None:
                continue
            depth = int(level.get(f"{W}ilvl"))
            counts = {key: value for key, value in counts.items() if key <= depth}
            counts[depth] = counts.get(depth, 0) + 1
            text = level.find(f"{W}lvlText").get(f"{W}val")
            chinese = level.find(f"{W}numFmt").get(f"{W}val").startswith("chinese")
            number = in_chinese(counts[depth]) if chinese else str(counts[depth])
            found.append((depth, text.replace(f"%{depth + 1}", number), paragraph))
        return found

    # Relations

    def targets(self, kind: str) -> dict[str, str]:
        """Returns the parts that the document is related to in a way, by the ids of the relationships."""
        path = f"//rel:Relationship[contains(@Type, '/{kind}')]"
        found = self.xpath("word/_rels/document.xml.rels", path)
        return {item.get("Id"): f"word/{item.get('Target')}" for item in found}

    def beside(self, kind: str, pages: str) -> str | None:
        """Returns the part of the header or footer (`kind`) of odd (`default`) or `even` pages, or None."""
        path = f"//w:{kind}Reference[@w:type='{pages}']"
        found = self.xpath(DOCUMENT, path)
        return self.targets(kind).get(found[-1].get(f"{R}id")) if found else None


def in_chinese(number: int) -> str:
    """Returns a number below 100 as chineseCounting writes it."""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    lead = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return lead + (digits[ones] if ones or not tens else "")


def opened(file: Path | bytes) -> WordFile:
    with ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as archive:
        return WordFile({name: archive.read(name) for name in archive.namelist()})
