"""A .pptx, whoever wrote it last: every text that it states, with its place, and the pictures of its charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.readback import charts
from briefing.readback.package import Element, Package, Relation, attribute, local
from briefing.readback.passages import NOTES, SLIDE, Contents, Home, Passage, Shown, inside
from briefing.readback.properties import properties

_SLOTS = {
    "title": N_("title"),
    NOTES: N_("notes"),
    "shape": N_("shape"),
    "watermark": N_("watermark"),
    "footer": N_("footer"),
}
"""Slots in words; the others are called what their shapes are."""
_SHAPES = {"sp", "pic", "graphicFrame", "cxnSp"}
_COUNTED_BY_OFFICE = ("slidenum", "datetime")
"""Fields whose text the program that shows the slide works out (ECMA-376 part 1, 21.1.2.2.4)."""
_BESIDE = {"comments", "comment"}
"""Comments of PowerPoint, old and new."""


def deck(package: Package) -> Contents:
    """Returns what a deck states, slide by slide; raises UnreadableFileError."""
    contents = Contents(passages=list(properties(package)))
    root = package.xml(package.main)
    targets = package.targets(package.main)
    layouts: dict[str, None] = {}
    slides = [targets.get(attribute(item, "id") or "") for item in root.iter() if local(item) == "sldId"]
    for number, slide in enumerate((slide for slide in slides if slide and slide.kind == "slide"), 1):
        home = Home(f"{SLIDE}{number}", _("slide {n}").format(n=number))
        _slide(package, slide.target, home, contents, layouts)
    for layout in _with_masters(package, layouts):
        tree = package.xml(layout)
        name = next((attribute(e, "name") or "" for e in tree.iter() if local(e) == "cSld"), "")
        _shapes(package, layout, tree, _home_of_layout(name), contents, with_placeholders=False)
    for section in (item for item in root.iter() if local(item) == "section"):
        name = attribute(section, "name") or ""
        contents.passages.append(Passage("sections", "name", _("name of a section of slides"), name))
    return contents


def _home_of_layout(name: str) -> Home:
    if not name:
        return Home("master", _("slide master"))
    return Home(f"layout {name}", _("layout “{name}”").format(name=name))


def _with_masters(package: Package, layouts: Iterable[str]) -> list[str]:
    masters = {
        relation.target: None
        for layout in layouts
        for relation in package.related(layout)
        if relation.kind == "slideMaster"
    }
    return [*layouts, *masters]


def _slide(package: Package, part: str, home: Home, contents: Contents, layouts: dict[str, None]) -> None:
    _shapes(package, part, package.xml(part), home, contents)
    for relation in package.related(part):
        if relation.kind == "slideLayout":
            layouts[relation.target] = None
        elif relation.kind == "notesSlide":
            tree = package.xml(relation.target)
            _shapes(package, relation.target, tree, home, contents, within=NOTES)
        elif relation.kind in _BESIDE:
            contents.passages += _comments(package.xml(relation.target), home)


def _comments(root: Element, home: Home) -> Iterator[Passage]:
    texts = ["".join(t.text or "" for t in p.iter() if local(t) == "t") for p in root.iter() if local(p) == "p"]
    texts += [element.text or "" for element in root.iter() if local(element) == "text"]
    for text in texts:
        yield Passage(home.key, "comment", inside(home.words, _("comment")), text)


def _shapes(
    package: Package,
    part: str,
    root: Element,
    home: Home,
    contents: Contents,
    *,
    within: str = "",
    with_placeholders: bool = True,
) -> None:
    """Adds what the shapes of a slide, its notes or a layout state; a layout's placeholders are not shown."""
    targets = package.targets(part)
    for shape in (element for element in root.iter() if local(element) in {*_SHAPES, "grpSp"}):
        is_group = local(shape) == "grpSp"
        own = shape[0] if is_group and len(shape) else shape
        holder = next((item for item in own.iter() if local(item) == "ph"), None)
        if holder is not None and not with_placeholders:
            continue
        slot = within or _slot(own, holder)
        where = inside(home.words, _(_SLOTS[slot]) if slot in _SLOTS else slot)
        alt = _alt(own)
        if alt:
            contents.passages.append(Passage(home.key, f"{slot}, alt", inside(where, _("alternative text")), alt))
        if is_group:
            continue
        contents.passages += _texts(shape, home.key, slot, where)
        _related(package, shape, targets, home, alt, contents)


def _slot(shape: Element, holder: Element | None) -> str:
    kind = None if holder is None else attribute(holder, "type")
    if kind in {"title", "ctrTitle"}:
        return "title"
    return next((attribute(item, "name") or "" for item in shape.iter() if local(item) == "cNvPr"), "") or "shape"


def _alt(shape: Element) -> str:
    found = next((item for item in shape.iter() if local(item) == "cNvPr"), None)
    texts = [] if found is None else [attribute(found, "descr"), attribute(found, "title")]
    texts += [attribute(item, "tooltip") for item in shape.iter() if local(item) == "hlinkClick"]
    return "；".join(text for text in texts if text)


def _texts(shape: Element, home: str, slot: str, where: str) -> Iterator[Passage]:
    """Yields a shape's paragraphs, or its table's rows: what a number counts stands in the cell beside it."""
    rows = [element for element in shape.iter() if local(element) == "tr"]
    if rows:
        for number, row in enumerate(rows, 1):
            cells = ["".join(map(_text, _paragraphs(cell))) for cell in row if local(cell) == "tc"]
            place = inside(where, _("row {n}").format(n=number))
            yield Passage(home, slot, place, "\t".join(cells), _number_of_row(cells, number))
        return
    for paragraph in _paragraphs(shape):
        text = _text(paragraph)
        if text.strip():
            yield Passage(home, slot, where, text)


def _number_of_row(cells: list[str], number: int) -> tuple[tuple[int, int], ...]:
    """Returns where a row's own number stands, below a header row."""
    return ((0, len(cells[0])),) if cells and cells[0].strip() == str(number - 1) else ()


def _paragraphs(element: Element) -> list[Element]:
    return [item for item in element.iter() if local(item) == "p"]


def _text(paragraph: Element) -> str:
    """Returns a paragraph's text; line breaks are set by fit and say nothing."""
    found = []
    for item in paragraph.iter():
        if local(item) != "t":
            continue
        parent = item.getparent()
        kind = (attribute(parent, "type") or "") if local(parent) == "fld" else ""
        if not kind.startswith(_COUNTED_BY_OFFICE):
            found.append(item.text or "")
    return "".join(found)


def _related(
    package: Package,
    shape: Element,
    targets: dict[str, Relation],
    home: Home,
    alt: str,
    contents: Contents,
) -> None:
    """Adds what the parts state that a shape shows: charts, diagrams, pictures."""
    found: dict[str, str] = {}
    for element in shape.iter():
        name = local(element)
        identities = [value for key, value in element.attrib.items() if "/relationships" in key] if name else []
        for relation in (targets[identity] for identity in identities if identity in targets):
            if relation.kind in {"chart", "chartEx"}:
                contents.passages += charts.native(package, relation.target, home)
            elif relation.kind == "diagramData":
                tree, place = package.xml(relation.target), inside(home.words, _("diagram"))
                contents.passages += _texts(tree, home.key, "diagram", place)
            elif relation.kind == "image" and name in {"blip", "svgBlip"}:
                found[name] = relation.target
    if found:
        raster, vector = (package.data(found[name]) if name in found else None for name in ("blip", "svgBlip"))
        picture = Shown(home.key, inside(home.words, charts.name_of(alt)), alt, raster, vector)
        contents.pictures.append(picture)
        contents.passages += charts.drawn(picture)
