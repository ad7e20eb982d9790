"""From an outline to a package for one recipient: checked, compared with the articles, built, read back, packed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.article.text import Article
from briefing.batch import columns
from briefing.batch.table import Table
from briefing.charts.studio import Studio, kept_charts
from briefing.errors import BriefingError, Exit, LocatedProblem, OutlineError, Place, Severity, listed, quoted
from briefing.handover.inspection import manifest_of
from briefing.handover.parcel import DECK, WORD, Contents, Parcel, moment, parcel
from briefing.handover.pdf import pdfs
from briefing.handover.words import share_words
from briefing.i18n import gettext as _
from briefing.outline.load import Outline, load
from briefing.outline.rows import Cell, Row, keys_of
from briefing.pipeline import Made, Progress, Settled, make, settle, without_notes
from briefing.placing.delivery import deliver
from briefing.placing.edits import OnEdit
from briefing.readback import check_files
from briefing.readers.check import warned
from briefing.readers.names import Reader
from briefing.verify import evidence

_OPTIONS = ("--to", "--copy", "--watermark", "--footer")
_SET = "--set"
_OPTION = re.compile(rf"{_SET} [^ =]+(?==)|--\w+")
Articles = Callable[[Outline], Mapping[str, Article]]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    to: str
    cells: tuple[tuple[str, str], ...] = ()
    """What else a table of recipients would say of this one, by its columns: for whom a section is, another figure."""
    copy: str | None = None
    watermark: str | None = None
    footer: str | None = None
    notes: bool = True
    preview: bool = False
    pdf: bool = True
    strict: bool = False
    reader: Reader | None = None
    """What the files will be read with."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What was put in place, and what there is to tell."""

    parcel: Parcel
    folder: Path
    archive: Path
    warnings: tuple[LocatedProblem, ...]
    decisions: tuple[str, ...]
    left_out: int
    """Sections that are for other recipients."""
    kept: tuple[Path, ...]


def share(
    outline: Path,
    out: Path,
    wish: Wish,
    articles: Articles,
    *,
    progress: Progress | None = None,
    on_edit: OnEdit = OnEdit.STOP,
) -> Shared:
    """Puts a folder and a zip of the same into `out`; raises BriefingError, and leaves what was there.

    Figures and quotations of sources whose articles are given are looked up in them: OutlineError for what differs.
    """
    row = _row(wish)
    settled = _settled(outline, row)
    if wish.reader is not None:
        settled = warned(settled, wish.reader)
    settled = replace(settled, warnings=tuple(_at_option(row, problem) for problem in settled.warnings))
    given = articles(settled.outline)
    warnings = _compared(settled, given)
    if wish.strict and warnings:
        raise OutlineError(warnings)
    if not wish.notes:
        settled = without_notes(settled)
    made = make(settled, None, progress, Studio(kept_charts()))
    _read_back(settled, made)
    contents = Contents(
        settled,
        made,
        pdfs(_files(made), settled.document.meta.date) if wish.pdf else {},
        wish.pdf,
        _preview(settled) if wish.preview else None,
        frozenset(given),
    )
    packed = parcel(contents, share_words(settled.document.meta.language), moment())
    if on_edit is not OnEdit.FORCE:
        _spare_others(out, packed)
    kept = deliver(packed.placed(out), out, on_edit)
    return Shared(
        packed,
        out / packed.name,
        out / f"{packed.name}.zip",
        warnings,
        settled.deck.decisions,
        settled.outline.left_out,
        kept,
    )


def _spare_others(out: Path, packed: Parcel) -> None:
    """Raises BriefingError where a package for somebody else would be replaced: two names can make one file's name."""
    for standing in (out / packed.name, out / f"{packed.name}.zip"):
        there = manifest_of(standing)
        if there is not None and there.recipient != packed.manifest.recipient:
            message = _(
                "{file}: a package for “{other}” stands there, whose name comes out the same; choose another folder"
                " with -o, or replace it with --force"
            )
            raise BriefingError(message.format(file=standing, other=there.recipient))


class WishError(BriefingError):
    """Options say what cannot be; one sentence a line."""

    status = Exit.USAGE_IS_WRONG


def _settled(outline: Path, row: Row) -> Settled:
    """Returns the outline settled for a recipient; raises WishError where it is the wish that is wrong."""
    try:
        _check(row, load(outline))
        return settle(outline, row)
    except OutlineError as error:
        own = [problem for problem in error.problems if problem.place.file == row.file]
        wrong = [problem for problem in own if problem.severity is Severity.ERROR]
        if not wrong:
            raise
        told = _("{file}: {reason}")
        lines = (told.format(file=_at_option(row, problem).place, reason=problem.message) for problem in wrong)
        raise WishError("\n".join(dict.fromkeys(lines))) from None


def _at_option(row: Row, problem: LocatedProblem) -> LocatedProblem:
    """Returns a problem of the wish with the option that it is about for its place; any other as it is."""
    if problem.place.file != row.file:
        return problem
    before = row.text[: problem.place.column - 1]
    option = next((found[0] for found in reversed([*_OPTION.finditer(before)])), _OPTIONS[0])
    return replace(problem, place=Place(option, 0, 0), of_file=True)


def _row(wish: Wish) -> Row:
    """Returns the wish as a row of a table, in whose place the command's options stand."""
    if not any(map(str.isalnum, wish.to)):
        raise WishError(
            _("{option}: “{name}” is no name; expected that of a unit").format(option=_OPTIONS[0], name=wish.to)
        )
    given = {"单位": wish.to, "份号": wish.copy, "水印": wish.watermark, "页脚标记": wish.footer}
    options = [(f"{option} ", cell) for option, cell in zip(_OPTIONS, given.items(), strict=True)]
    options += [(f"{_SET} {column}=", (column, words)) for column, words in wish.cells]
    text, cells = "", []
    for option, (column, words) in options:
        if words is not None:
            text += f"{' ' if text else ''}{option}"
            cells.append(Cell(column, words, len(text), len(text) + len(words)))
            text += words
    keys = [keys_of(cell.column) for cell in cells]
    twice = [cell.column for number, cell in enumerate(cells) if keys[number] and keys[number] in keys[:number]]
    if twice:
        raise WishError(_("{columns}: given twice; expected once").format(columns=quoted(twice)))
    return Row("briefing-share", 1, text, tuple(cells))


def _check(row: Row, loaded: Outline) -> None:
    """Raises BriefingError for columns that the outline asks for and nobody gives, and those that it does not ask for."""
    table = Table(row.file, {column: span.place() for column, span in row.spans().items()}, (row,))
    problems = columns.unasked(table, loaded)
    if problems:
        raise OutlineError(problems)
    asked = dict.fromkeys(column.strip() for section in loaded.model.sections for column in section.when)
    lacking = [column for column in asked if column not in table.columns]
    if lacking:
        message = _("some sections are for some recipients only; expected {options}, by which it is known for whom")
        raise WishError(message.format(options=listed(f"{_SET} {column}=…" for column in lacking)))


def _compared(settled: Settled, articles: Mapping[str, Article]) -> tuple[LocatedProblem, ...]:
    """Returns the warnings; raises OutlineError for what the articles say otherwise."""
    failing = evidence.failing(settled.outline, settled.document, articles) if articles else []
    if failing:
        raise OutlineError([*failing, *settled.warnings])
    return settled.warnings


def _read_back(settled: Settled, made: Made) -> None:
    """Raises AssertionError where a file does not say what the outline gives, which no outline can bring about."""
    deck, word = made.deck, made.word.data if made.word else None
    found = [each for each in check_files(settled, deck, word) if each.severity is Severity.ERROR]
    if found:
        raise AssertionError(str(found[0]))


def _files(made: Made) -> dict[str, bytes]:
    word = None if made.word is None else made.word.data
    return {ending: data for ending, data in ((DECK, made.deck), (WORD, word)) if data is not None}


def _preview(settled: Settled) -> bytes:
    """Returns the page for the browser: without what is only for the author, such as warnings."""
    from briefing.preview import page  # noqa: PLC0415 - on request only
    from briefing.preview.content import content  # noqa: PLC0415 - the same
    from briefing.preview.state import State  # noqa: PLC0415 - the same

    return page.file(State(settled.document.meta.title, content(settled)))
