"""The slide of contents: every section's number, its name as a link, and its claim, all set alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from briefing.deck.desk import Desk, common_size, row
from briefing.deck.fit import DoesNotFitError, excess, fits, largest, paragraph
from briefing.deck.grid import ENTRY_CLAIM
from briefing.deck.line_ends import whole_words
from briefing.deck.slides import Paragraph, Span, TextFill
from briefing.deck.slots import Layout, Slot
from briefing.document import Document, Run, Section, Text
from briefing.errors import Keys
from briefing.i18n import gettext as _
from briefing.lengths import pt

_BENEATH = pt(4)
"""Between a name and the claim beneath it."""


def entries(
    document: Document, layout: Layout, starts: Sequence[int], desk_at: Callable[[Keys], Desk]
) -> Iterator[TextFill]:
    """Yields the fills of the sections' entries; `starts` are the indices of the slides that they begin at."""
    for index, section in enumerate(document.sections, 1):
        style = layout.slot(f"number-{index}").style
        numeral = Span(document.words.numerals[section.number - 1], style.sizes[0], style.colour, strong=True)
        yield TextFill(f"number-{index}", (Paragraph((numeral,), pt(numeral.size * 1.25), pt(0)),))
    arrange = _beside if layout.has("claim-1") else _beneath
    for fill in arrange(document.sections, layout, desk_at):
        kind, _dash, number = fill.slot.partition("-")
        if kind == "entry":
            fill = whole_words(replace(fill, goes_to=starts[int(number) - 1]), layout.slot(fill.slot))  # noqa: PLW2901
        yield fill


def _name(section: Section) -> Text:
    return (Run(section.name, strong=True),)


def _beside(sections: Sequence[Section], layout: Layout, desk_at: Callable[[Keys], Desk]) -> Iterator[TextFill]:
    """Yields names with their claims beside them."""
    names = common_size(layout, row("entry", [(_name(section),) for section in sections]))
    claims = common_size(layout, row("claim", [(section.claim,) for section in sections]))
    for index, section in enumerate(sections, 1):
        desk = desk_at(section.keys)
        yield desk.text(layout, f"entry-{index}", (_name(section),), _("the name"), "name", largest=names)
        yield desk.text(layout, f"claim-{index}", (section.claim,), _("the claim"), "claim", largest=claims)


def _beneath(sections: Sequence[Section], layout: Layout, desk_at: Callable[[Keys], Desk]) -> Iterator[TextFill]:
    """Yields names with their claims beneath them."""
    slots = [layout.slot(f"entry-{index}") for index in range(1, len(sections) + 1)]

    def all_fit(size: int) -> bool:
        return all(fits(_two_lines(section, slot, size), slot) for section, slot in zip(sections, slots, strict=True))

    size = largest(slots[0].style.sizes, all_fit)
    for section, slot in zip(sections, slots, strict=True):
        items = _two_lines(section, slot, size)
        if not fits(items, slot):
            desk_at(section.keys).too_long(_("the name with its claim"), DoesNotFitError(excess(items, slot)), "claim")
            items = ()
        yield TextFill(slot.name, items)


def _two_lines(section: Section, slot: Slot, size: int) -> tuple[Paragraph, ...]:
    below = paragraph(section.claim, ENTRY_CLAIM, ENTRY_CLAIM.floor, first=True)
    return paragraph(_name(section), slot.style, size, first=True), replace(below, before=_BENEATH)
