"""What the slide kinds work with and what they make: the desk, and drafts of slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.deck.fit import DoesNotFitError, fit_texts, fits, fitting_count, largest, paragraph
from briefing.deck.grid import Style
from briefing.deck.slides import Fill, TextFill
from briefing.deck.slots import Book, Layout
from briefing.document import Columns, Document, Side, Text
from briefing.errors import Keys, Problem
from briefing.i18n import gettext as _
from briefing.i18n import ngettext


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide before it has title, mark, source and notes."""

    layout: str
    fills: tuple[Fill, ...]


@dataclass(slots=True)
class Desk:
    """What the kinds work with: the document, the layouts, and the problems and decisions that come up."""

    document: Document
    book: Book
    keys: Keys
    problems: list[Problem] = field(default_factory=list)

    def too_long(self, what: str, error: DoesNotFitError, *keys: str | int) -> None:
        message = ngettext(
            "{what} does not fit its place on the slide; cut at least {n} character",
            "{what} does not fit its place on the slide; cut at least {n} characters",
            error.excess,
        )
        self._report(message.format(what=what, n=error.excess), keys)

    def one_too_long(self, what: str, error: DoesNotFitError, *keys: str | int) -> None:
        """Reports that one of several texts is too long by itself."""
        message = ngettext(
            "a text of {what} does not fit its place on the slide; cut at least {n} character",
            "a text of {what} does not fit its place on the slide; cut at least {n} characters",
            error.excess,
        )
        self._report(message.format(what=what, n=error.excess), keys)

    def too_many(self, what: str, count: int, room: int, *keys: str | int) -> None:
        message = _("{n} of {what} do not fit their place on the slide; there is room for {room}")
        self._report(message.format(n=count, what=what, room=room), keys)

    def _report(self, message: str, keys: Keys) -> None:
        self.problems.append(Problem((*self.keys, *keys), message))

    def text(
        self,
        layout: Layout,
        slot: str,
        texts: Sequence[Text],
        what: str,
        *keys: str | int,
        colour: str | None = None,
        largest: int | None = None,
    ) -> TextFill:
        """Returns the texts fitted into a slot, no larger than `largest`; what is too long is reported."""
        place = layout.slot(slot)
        try:
            return TextFill(slot, fit_texts(place, texts, colour=colour, largest=largest))
        except DoesNotFitError as error:
            room = fitting_count(place, texts)
            if room > 1:
                self.too_many(what, len(texts), room, *keys)
            elif len(texts) > 1:
                self.one_too_long(what, error, *keys)
            else:
                self.too_long(what, error, *keys)
            return TextFill(slot, ())


def text_colour(side: Side) -> str:
    """Returns the palette token for text of a side."""
    match side:
        case Side.FIRST:
            return "first"
        case Side.SECOND:
            return "second_text"
        case Side.BOTH:
            return "both"
        case Side.CONTEXT:
            return "primary"


def divided(name: str, columns: Columns, usual: Columns) -> str:
    """Returns the name of the variant of a layout with these columns."""
    return name if columns == usual else f"{name}-{columns[0]}-{columns[1]}"


def row(name: str, texts: Sequence[Sequence[Text]]) -> dict[str, Sequence[Text]]:
    """Returns the texts by the slots of a row: `name-1`, `name-2` and so on."""
    return {f"{name}-{index}": of_slot for index, of_slot in enumerate(texts, 1)}


def common_size(layout: Layout, texts: Mapping[str, Sequence[Text]]) -> int:
    """Returns the largest size at which every slot takes its text, so that equals are set equal."""
    style: Style = layout.slot(next(iter(texts))).style

    def all_fit(size: int) -> bool:
        return all(
            fits(
                tuple(paragraph(text, style, size, first=place == 0) for place, text in enumerate(of_slot)),
                layout.slot(name),
            )
            for name, of_slot in texts.items()
        )

    return largest(style.sizes, all_fit)
