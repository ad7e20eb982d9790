"""The whole way from an outline's file to the two finished files in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing import assets
from briefing.charts import Artwork, Drawing, Medium, Painted, render
from briefing.charts.studio import Studio
from briefing.deck import plan as deck_plan
from briefing.deck.book import Template
from briefing.deck.book import read as read_template
from briefing.deck.slides import Deck
from briefing.document import Chart, Document
from briefing.errors import LocatedProblem, OutlineError, Problem, Severity
from briefing.filenames import safe, without_blanks
from briefing.lengths import Size
from briefing.outline.load import Outline, load
from briefing.outline.rows import Row
from briefing.outline.schema import is_theme_file
from briefing.plan import plan
from briefing.trial import artworks, charts, undrawable
from briefing.word import plan as word_plan
from briefing.word import summary

if TYPE_CHECKING:
    from briefing.deck.native import Native
    from briefing.word.write import Written

_LONGEST_NAME = 80
"""Characters of a file's name without its ending; most disks take 255 bytes, of which a Chinese character has three."""
_Made = TypeVar("_Made")
Progress = Callable[[int, int], None]
"""Called with the number of charts drawn and their total."""


class Output(StrEnum):
    """One of the two files."""

    DECK = "deck"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Settled:
    """An outline with everything decided and nothing written."""

    outline: Outline
    document: Document
    template: Template
    deck: Deck
    warnings: tuple[LocatedProblem, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The files of an outline in memory; None for one that was not asked for."""

    deck: bytes | None
    word: Written | None


def settle(path: Path, row: Row | None = None) -> Settled:
    """Returns the outline settled, with a row of a table laid over it if one is given.

    Raises OutlineError with every problem that can be found without writing.
    """
    outline = load(path, row)
    document, problems = plan(outline)
    template, lacks = _template(outline, document)
    deck, misfits = deck_plan.plan(document, template.book, template.page)
    too_long = summary.misfits(word_plan.plan(document).blocks)
    undrawn = undrawable(document, deck, template.book, outline.theme)
    lacks += _lacks_of_reference(outline, document)
    located = outline.locate([*problems, *lacks, *misfits, *too_long, *undrawn])
    errors = [problem for problem in located if problem.severity is Severity.ERROR]
    if errors:
        raise OutlineError([*errors, *outline.warnings])
    return Settled(outline, document, template, deck, (*outline.warnings, *located))


def _template(outline: Outline, document: Document) -> tuple[Template, list[Problem]]:
    """Returns the template of the theme, or the outline's own with what it lacks for this document."""
    if outline.template is None:
        return Template(_template_of_theme(outline)), []
    planned, _ = deck_plan.plan(document)
    return read_template(outline.template, {slide.layout for slide in planned.slides})


def _lacks_of_reference(outline: Outline, document: Document) -> list[Problem]:
    """Returns what the unit's own .docx lacks for this document, where the outline names one."""
    if outline.reference is None:
        return []
    from briefing.word.own import lacks  # noqa: PLC0415 - for a reference of one's own only

    return lacks(outline.reference, document)


def _template_of_theme(outline: Outline) -> bytes:
    """Returns the template of the outline's theme; that of its own theme file is made on the spot."""
    from briefing.deck.template import make  # noqa: PLC0415 - most outlines have a shipped theme

    name = outline.model.document.theme
    return make(outline.theme) if is_theme_file(name) else assets.file("templates", name, ".pptx").read_bytes()


def without_notes(settled: Settled) -> Settled:
    """Returns an outline settled for a deck that says nothing but what it shows."""
    slides = tuple(replace(slide, notes=()) for slide in settled.deck.slides)
    return replace(settled, deck=replace(settled.deck, slides=slides))


def files_of(settled: Settled, made: Made, out: Path) -> dict[Path, bytes]:
    """Returns the files that were made, by their places in a folder: their name is the document's title."""
    stem = out / file_stem(settled.document.meta.title)
    files: dict[Path, bytes] = {}
    if made.deck is not None:
        files[stem.with_name(stem.name + ".pptx")] = made.deck
    if made.word is not None:
        files[stem.with_name(stem.name + ".docx")] = made.word.data
    return files


def make(
    settled: Settled, only: Output | None = None, progress: Progress | None = None, studio: Studio | None = None
) -> Made:
    """Returns both files, or one, in memory; raises BriefingError."""
    studio = studio or Studio()
    studio.order(_artworks(settled, only))
    easel = _Easel(settled, studio, 1 if only else 2, progress)
    return Made(
        deck=_deck(settled, easel) if only is not Output.WORD else None,
        word=_word(settled, easel) if only is not Output.DECK else None,
    )


def _artworks(settled: Settled, only: Output | None) -> Iterator[Artwork]:
    document, deck = settled.document, settled.deck
    if only is Output.WORD:
        deck = replace(deck, slides=())
    if only is Output.DECK:
        document = replace(document, sections=())
    return artworks(document, deck, settled.template.book, settled.outline.theme)


def file_stem(title: str) -> str:
    """Returns a file name for a title that Windows, macOS and Linux accept, without its ending."""
    return safe(without_blanks(title), _LONGEST_NAME) or "briefing"


def _deck(settled: Settled, easel: _Easel) -> bytes:
    from briefing.deck.write import write  # noqa: PLC0415 - libraries are imported when a file is written

    theme, meta = settled.outline.theme, settled.document.meta
    return write(settled.deck, meta, theme, settled.template, easel.draw_for(Medium.SLIDE), easel.compose)


def _word(settled: Settled, easel: _Easel) -> Written:
    from briefing.word.write import compose  # noqa: PLC0415 - the same

    reference = assets.file("templates", "briefing", ".docx").read_bytes()
    if settled.outline.reference is not None:
        from briefing.word.restyle import restyled  # noqa: PLC0415 - for a reference of one's own only

        reference = restyled(reference, settled.outline.reference, settled.document.meta.date)
    return compose(settled.document, settled.outline.theme, reference, easel.draw_for(Medium.PAGE))


@dataclass(slots=True)
class _Easel:
    """Draws charts for both files, counting them."""

    settled: Settled
    studio: Studio
    files: int
    progress: Progress | None
    drawn: int = 0
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = self.files * len(charts(self.settled.document))

    def draw_for(self, medium: Medium) -> Callable[[Chart, Size], Drawing]:
        def draw(chart: Chart, size: Size) -> Drawing:
            return render(chart, size, self.settled.outline.theme, medium, self._paint)

        return draw

    def _paint(self, artwork: Artwork) -> Painted:
        return self._counted(self.studio.paint(artwork))

    def compose(self, chart: Chart, size: Size) -> Native:
        """Returns a native chart."""
        from briefing.deck import native  # noqa: PLC0415 - a room of seven modules that few outlines enter

        return self._counted(native.compose(chart, size, self.settled.outline.theme, self.settled.document.meta.date))

    def _counted(self, made: _Made) -> _Made:
        self.drawn += 1
        if self.progress:
            self.progress(self.drawn, self.total)
        return made


def coverage(settled: Settled) -> tuple[int, int, int]:
    """Returns how many article sections slides draw from, how many are left out with a reason, and how many there are."""
    model = settled.outline.model
    used = {reference for section in model.sections for slide in section.slides for reference in slide.source_sections}
    total = sum(len(source.sections) for source in model.sources.values())
    return len(used), len(model.left_out), total
