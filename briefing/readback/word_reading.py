"""A .docx, whoever wrote it last: every text that it states, with its place, and the pictures of its charts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.readback import charts
from briefing.readback.package import Element, Package, Relation, attribute, local
from briefing.readback.passages import Contents, Home, Passage, Shown, Span, inside
from briefing.readback.properties import properties

_BODY_TEXT = "text"
_HOMES = {
    "header": N_("header"),
    "footer": N_("footer"),
    "footnotes": N_("footnotes"),
    "endnotes": N_("endnotes"),
    "comments": N_("comments"),
}
"""What else is read, in words, by the relationships that lead there."""
_COUNTED_BY_OFFICE = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "DATE", "TIME", "PRINTDATE", "SAVEDATE"}
"""Fields whose result the program that shows the page works out."""
_NOTES = {"footnote", "endnote"}
_START = 12
"""Characters of a paragraph that tell people which one it is."""
_PAGE_AFTER_TAB = re.compile(r"\t\s*\d+\s*$")


def word(package: Package) -> Contents:
    """Returns what a Word file states, part by part; raises UnreadableFileError."""
    contents = Contents(passages=list(properties(package)))
    _Story(package, package.main, Home(_BODY_TEXT, _("body text")), contents).read()
    for relation in package.related(package.main):
        if relation.kind in _HOMES:
            home = Home(relation.kind, _(_HOMES[relation.kind]))
            _Story(package, relation.target, home, contents).read()
    return contents


@dataclass(slots=True)
class _Field:
    """A field that is open: first its instruction is read, then its result (ECMA-376 part 1, 17.16.18)."""

    instruction: str = ""
    is_result: bool = False

    @property
    def words(self) -> list[str]:
        return self.instruction.split() or [""]

    @property
    def keyword(self) -> str:
        return self.words[0].upper()


@dataclass(slots=True)
class _Line:
    """A paragraph or a row being read."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    results: list[tuple[Span, tuple[str, ...]]] = field(default_factory=list)
    """Where results of fields stand, with their instructions."""
    in_contents: bool = False

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Story:
    """The text of one part, read from beginning to end: fields run on from paragraph to paragraph."""

    package: Package
    part: str
    home: Home
    contents: Contents
    fields: list[_Field] = field(default_factory=list)
    bookmarks: dict[str, list[str]] = field(default_factory=dict)
    open_bookmarks: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[Passage, _Line]] = field(default_factory=list)
    targets: dict[str, Relation] = field(default_factory=dict)
    notes: int = 0
    tables: int = 0
    before: str = ""
    """What a table that comes next is called by: the number of its caption, 表1, or the paragraph above."""
    sequences: Counter[str] = field(default_factory=Counter)

    def read(self) -> None:
        """Adds the part's passages and pictures to the contents."""
        self.targets = self.package.targets(self.part)
        self._walk(self.package.xml(self.part))
        for passage, line in self.lines:
            counted = tuple(span for span, words in line.results if self._is_counted_rightly(passage, span, words))
            self.contents.passages.append(replace(passage, counted=(*passage.counted, *counted)))

    def _is_counted_rightly(self, passage: Passage, span: Span, words: tuple[str, ...]) -> bool:
        """Whether a field's result is what the file counts: 3 in the third caption, and the words of a bookmark."""
        text, keyword = passage.text[slice(*span)].strip(), words[0].upper()
        if keyword == "SEQ":
            sequence = words[1] if len(words) > 1 else ""
            self.sequences[sequence] += 1
            return text == str(self.sequences[sequence])
        name = words[1] if keyword == "REF" and len(words) > 1 else keyword
        return text == "".join(self.bookmarks.get(name, ())).strip() != ""

    def _walk(self, element: Element, line: _Line | None = None) -> None:
        for child in element:
            match local(child):
                case "p":
                    self._paragraph(child)
                case "tbl" if self._is_table(child):
                    self._table(child)
                case "footnote" | "endnote" | "comment" as name:
                    if attribute(child, "type") in {None, "normal"}:
                        self.notes += name in _NOTES
                        self._walk(child)
                case _:
                    self._piece(child, line)

    @staticmethod
    def _is_table(element: Element) -> bool:
        return any(local(child) == "tr" for child in element)

    def _paragraph(self, paragraph: Element) -> None:
        line = _Line()
        line.in_contents = any(field.keyword == "TOC" for field in self.fields)
        self._walk(paragraph, line)
        text = "".join(line.text)
        slot = "paragraph"
        if line.in_contents:
            # The page number is Word's to count, be it still a field or not.
            slot, text = "contents", _PAGE_AFTER_TAB.sub("", text)
        captions = [span for span, words in line.results if words[0].upper() == "SEQ"]
        if text.strip():
            self.before = text[: captions[0][1]].strip() if captions else _named(text)
            self.lines.append((Passage(self.home.key, slot, self._where(text, line), text), line))

    def _where(self, text: str, line: _Line) -> str:
        match self.home.key:
            case "footnotes":
                return _("footnote {n}").format(n=self.notes)
            case "endnotes":
                return _("endnote {n}").format(n=self.notes)
            case _:
                within = _("contents {words}") if line.in_contents else _("paragraph {words}")
                return inside(self.home.words, within.format(words=_named(text)))

    def _table(self, table: Element) -> None:
        """Reads a table by rows: what a number counts stands in the cell beside it."""
        self.tables += 1
        name = self.before or str(self.tables)
        for properties_ in (child for child in table if local(child) == "tblPr"):
            for child in properties_:
                if local(child) in {"tblCaption", "tblDescription"}:
                    where = inside(_("table {name}").format(name=name), _("alternative text"))
                    self._add(where, "table, alt", attribute(child, "val") or "")
        for number, row in enumerate(_rows(table), 1):
            line = _Line()
            for index, cell in enumerate(_cells(row)):
                if index:
                    line.add("\t")
                self._cell(cell, line)
            text = "".join(line.text)
            if text.strip():
                is_in_text = self.home.key == _BODY_TEXT
                place = _("table {name}") if is_in_text else _("table {name} ({home})")
                where = inside(place.format(name=name, home=self.home.words), _("row {n}").format(n=number))
                self.lines.append((Passage(self.home.key, "row", where, text), line))

    def _cell(self, cell: Element, line: _Line) -> None:
        for child in cell:
            if local(child) == "tbl":
                self._table(child)
            elif local(child) in {"p", "sdt", "sdtContent"}:
                self._walk_inline(child, line)

    def _walk_inline(self, element: Element, line: _Line) -> None:
        for child in element:
            if local(child) in {"p", "sdtContent"}:
                self._walk_inline(child, line)
            else:
                self._piece(child, line)

    def _add(self, where: str, slot: str, text: str) -> None:
        if text.strip():
            self.lines.append((Passage(self.home.key, slot, where, text), _Line()))

    # Pieces of a paragraph

    def _piece(self, element: Element, line: _Line | None) -> None:
        name = local(element)
        match name:
            case "fldChar":
                self._field(attribute(element, "fldCharType") or "", line)
            case "instrText":
                if self.fields:
                    self.fields[-1].instruction += element.text or ""
            case "fldSimple":
                self.fields.append(_Field(attribute(element, "instr") or "", is_result=True))
                self._walk(element, line)
                self.fields.pop()
            case "bookmarkStart":
                self.open_bookmarks[attribute(element, "id") or ""] = attribute(element, "name") or ""
            case "bookmarkEnd":
                self.open_bookmarks.pop(attribute(element, "id") or "", None)
            case "delText" | "del" | "moveFrom":
                pass  # what a tracked change took away is not stated any more
            case "t" | "noBreakHyphen" | "tab" if line is not None and local(element.getparent()) in {"r", "rt"}:
                self._text({"t": element.text or "", "noBreakHyphen": "-", "tab": "\t"}[name], line)
            case "drawing" | "pict" | "object":
                self._drawing(element)
            case "":
                pass
            case _:
                self._walk(element, line)

    def _field(self, kind: str, line: _Line | None) -> None:
        match kind:
            case "begin":
                self.fields.append(_Field())
            case "separate" if self.fields:
                self.fields[-1].is_result = True
                if line is not None and self.fields[-1].keyword == "TOC":
                    line.in_contents = True
            case "end" if self.fields:
                self.fields.pop()

    def _text(self, text: str, line: _Line) -> None:
        in_contents = any(field.keyword == "TOC" for field in self.fields)
        for opened in self.fields:
            # LibreOffice puts the end of an entry's text into the field of its page number.
            is_entry = in_contents and opened.keyword == "PAGEREF"
            if not opened.is_result or (opened.keyword in _COUNTED_BY_OFFICE and not is_entry):
                return
        start = line.length
        line.add(text)
        for bookmark in self.open_bookmarks.values():
            self.bookmarks.setdefault(bookmark, []).append(text)
        if self.fields:
            words = tuple(self.fields[-1].words)
            if line.results and line.results[-1][1] == words and line.results[-1][0][1] == start:
                start = line.results.pop()[0][0]
            line.results.append(((start, line.length), words))

    # Drawings

    def _drawing(self, drawing: Element) -> None:
        alts = [
            attribute(item, name) or ""
            for item in drawing.iter()
            if local(item) in {"docPr", "cNvPr", "shape", "textpath"}
            for name in ("descr", "title", "alt", "string")
        ]
        alt = next(filter(None, alts), "")
        where = inside(self.home.words, _("picture {words}").format(words=_named(alt)))
        for text in dict.fromkeys(filter(None, alts)):
            self._add(inside(where, _("alternative text")), "alt", text)
        found: dict[str, str] = {}
        for element in drawing.iter():
            name = local(element)
            if name == "txbxContent":
                self._walk(element)
            for key, identity in element.attrib.items() if name else ():
                relation = self.targets.get(identity) if "/relationships" in key else None
                if relation is None:
                    continue
                if relation.kind in {"chart", "chartEx"}:
                    self.contents.passages += charts.native(self.package, relation.target, self.home)
                elif relation.kind == "diagramData":
                    self._diagram(relation.target)
                elif relation.kind == "image":
                    found[name] = relation.target
        if found:
            names = [name for name in found if name != "svgBlip"]
            raster = self.package.data(found[names[0]]) if names else None
            vector = self.package.data(found["svgBlip"]) if "svgBlip" in found else None
            place = inside(self.home.words, charts.name_of(alt))
            picture = Shown(self.home.key, place, alt, raster, vector)
            self.contents.pictures.append(picture)
            self.contents.passages += charts.drawn(picture)

    def _diagram(self, part: str) -> None:
        for paragraph in (item for item in self.package.xml(part).iter() if local(item) == "p"):
            text = "".join(item.text or "" for item in paragraph.iter() if local(item) == "t")
            self._add(inside(self.home.words, _("diagram")), "diagram", text)


def _named(text: str) -> str:
    """Returns the beginning of a text in quotation marks."""
    text = text.strip()
    return f"“{text[:_START]}{'…' if len(text) > _START else ''}”"


def _rows(table: Element) -> Iterator[Element]:
    """Yields a table's own rows, also those within content controls and tracked changes."""
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(child)
