"""Template files and their layouts: ours as we made it, a unit's own as it is found."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.deck.grid import PAGE
from briefing.deck.layouts import LAYOUTS
from briefing.deck.rescale import rescaled
from briefing.deck.slots import Bar, Book, Layout, Slot, SlotKind
from briefing.errors import Problem, listed, nearest_in_file
from briefing.i18n import gettext as _
from briefing.lengths import Frame, Length, Size, pt

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.placeholder import LayoutPlaceholder
    from pptx.slide import SlideLayout

_KEYS = ("document", "template")
_KINDS = {
    "title": SlotKind.TITLE,
    "ctrTitle": SlotKind.TITLE,
    "body": SlotKind.TEXT,
    "subTitle": SlotKind.TEXT,
    "obj": SlotKind.TEXT,
    "pic": SlotKind.PICTURE,
    "tbl": SlotKind.TABLE,
    "sldNum": SlotKind.PAGE_NUMBER,
}
_NARROWER = 0.6
"""How much of our own slot's width and height will do where that holds less than four characters."""
_OVERHANG = 2.0
"""Millimetres that a placeholder may stand over the slide's edge: designers let frames end a hair beyond it."""
_STANDS_IN = {SlotKind.PICTURE: {"pic", "obj", "chart"}, SlotKind.TABLE: {"tbl", "obj"}}


@dataclass(frozen=True, slots=True)
class Template:
    """The file that slides are written into, and its layouts."""

    data: bytes
    book: Book = field(default_factory=lambda: LAYOUTS)
    page: Size = PAGE


def read(data: bytes, needed: set[str]) -> tuple[Template, list[Problem]]:
    """Returns a unit's own template with the places of its placeholders, and what it lacks of the layouts needed.

    Layouts are found by name, placeholders by name and else by their type in order. A layout that is missing is ours
    in the book that is returned, so that planning can go on and find what else is wrong.
    """
    from briefing.deck.own import OwnTemplateError, opened  # noqa: PLC0415 - half a second, for one's own template only
    from briefing.opening.unwanted import told  # noqa: PLC0415 - the same

    try:
        data, presentation, unwanted = opened(data)
    except OwnTemplateError as error:
        return Template(data), [Problem(_KEYS, str(error))]
    if rescaled(presentation):
        data = _saved(presentation)
    found = {layout.name: layout for layout in presentation.slide_layouts}
    book: dict[str, Layout] = dict(LAYOUTS)
    problems = list(told(_KEYS, unwanted))
    page = Size(Length(presentation.slide_width or 0), Length(presentation.slide_height or 0))
    for name in sorted(needed):
        if name not in found:
            hint = nearest_in_file(name, found.keys() - LAYOUTS.keys())
            message = _(
                "the template has no layout “{layout}”, which this outline needs, with placeholders {placeholders}{hint}"
            )
            message = message.format(layout=name, placeholders=_placeholders(LAYOUTS[name]), hint=hint)
            problems.append(Problem(_KEYS, message))
            continue
        slots = tuple(_slots(LAYOUTS[name], found[name], problems))
        problems.extend(_outside(LAYOUTS[name], slots, page))
        book[name] = replace(LAYOUTS[name], slots=slots, foot=_foot(found[name]))
    return Template(data, book, page), problems


def _saved(presentation: Presentation) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _placeholders(layout: Layout) -> str:
    return listed(_("“{name}” ({type})").format(name=slot.name, type=_type(slot.kind)) for slot in layout.slots)


def _type(kind: SlotKind) -> str:
    """Returns what a type of placeholder is called: as PowerPoint's menus have it, where they are in the language."""
    match kind:
        case SlotKind.TITLE:
            return _("title")
        case SlotKind.TEXT:
            return _("body")
        case SlotKind.PICTURE:
            return _("pic")
        case SlotKind.TABLE:
            return _("tbl")
        case SlotKind.PAGE_NUMBER:
            return _("sldNum")


def _slots(layout: Layout, found: SlideLayout, problems: list[Problem]) -> Iterator[Slot]:
    free = list(found.placeholders)
    by_name = {shape.name: shape for shape in free}
    ours = {slot.name for slot in layout.slots}
    for slot in layout.slots:
        shape = by_name.get(slot.name) or next((s for s in free if s.name not in ours and _suits(s, slot)), None)
        if shape is None or not _suits(shape, slot):
            message = _("layout “{layout}” of the template has no placeholder “{placeholder}” of type {type}")
            message = message.format(layout=layout.name, placeholder=slot.name, type=_type(slot.kind))
            problems.append(Problem(_KEYS, message))
            yield slot
            continue
        free = [other for other in free if other.shape_id != shape.shape_id]
        if shape.width is None:
            message = _("placeholder “{placeholder}” of layout “{layout}” has no place, nor has the one of the master")
            problems.append(Problem(_KEYS, message.format(placeholder=shape.name, layout=layout.name)))
            yield slot
            continue
        frame = _frame(shape)
        placed = replace(slot, frame=frame, accent=_moved(slot, frame), place=shape.placeholder_format.idx)
        problems.extend(_too_small(layout, placed))
        yield placed


def _moved(slot: Slot, frame: Frame) -> Bar | None:
    """Returns the slot's mark at its place beside the new frame; an edge is as high as its frame."""
    mark = slot.accent
    if mark is None:
        return None
    left = frame.left + (mark.frame.left - slot.frame.left)
    top = frame.top + (mark.frame.top - slot.frame.top)
    height = frame.height if mark.frame.height == slot.frame.height else mark.frame.height
    return replace(mark, frame=Frame(left, top, mark.frame.width, height))


def _suits(shape: LayoutPlaceholder, slot: Slot) -> bool:
    kind = shape._element.ph.get("type", "obj")  # noqa: SLF001 - python-pptx has no name for every type
    return _KINDS.get(kind) is slot.kind or kind in _STANDS_IN.get(slot.kind, set())


def _foot(found: SlideLayout) -> Frame | None:
    """Returns where a layout has its footer, if it has one with a place."""
    feet = (s for s in found.placeholders if s._element.ph.get("type") == "ftr" and s.width is not None)  # noqa: SLF001 - the same
    return next((_frame(shape) for shape in feet), None)


def _frame(shape: LayoutPlaceholder) -> Frame:
    return Frame(Length(shape.left), Length(shape.top), Length(shape.width), Length(shape.height))


def _outside(layout: Layout, slots: Sequence[Slot], page: Size) -> Iterator[Problem]:
    """Yields a problem for every place that leaves the template's slide, as all do when only its size was changed."""
    for slot in slots:
        frame = slot.frame
        beyond = max(
            frame.right - page.width, frame.bottom - page.height, Length(0) - frame.left, Length(0) - frame.top
        )
        if slot.place is not None and beyond.mm > _OVERHANG:
            message = _(
                "placeholder “{placeholder}” of layout “{layout}” stands outside the slide by {beyond} mm"
                " (the slide is {width} × {height} mm)"
            )
            message = message.format(
                placeholder=slot.name,
                layout=layout.name,
                beyond=f"{beyond.mm:.0f}",
                width=f"{page.width.mm:.0f}",
                height=f"{page.height.mm:.0f}",
            )
            yield Problem(_KEYS, message)


def _too_small(layout: Layout, slot: Slot) -> Iterator[Problem]:
    """Yields a problem when not even one line of four characters at the floor has room, nor a number in its place."""
    floor = slot.style.floor
    if slot.kind in {SlotKind.PAGE_NUMBER, SlotKind.PICTURE}:
        return
    ours = LAYOUTS[layout.name].slot(slot.name)
    width = min(4 * floor, _NARROWER * ours.text_width.pt)
    line = floor * slot.style.leading
    height = line if ours.text_height.pt >= line else _NARROWER * ours.text_height.pt
    if slot.text_width.pt < width or slot.text_height.pt < height:
        message = _("placeholder “{placeholder}” of layout “{layout}” is too small: {size}; expected {needed} at least")
        size, needed = _millimetres(slot.frame.size), _millimetres(Size(pt(width), pt(height)))
        message = message.format(placeholder=slot.name, layout=layout.name, size=size, needed=needed)
        yield Problem(_KEYS, message)


def _millimetres(size: Size) -> str:
    return _("{width} × {height} mm").format(width=f"{size.width.mm:.0f}", height=f"{size.height.mm:.0f}")
