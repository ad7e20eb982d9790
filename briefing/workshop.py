"""Outlines built into folders: once, or again and again by one process, which draws no chart twice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.charts.studio import Studio, get_ready, kept_charts
from briefing.errors import LocatedProblem, OutlineError
from briefing.garbage import uncollected
from briefing.helpers import Helpers
from briefing.pipeline import Made, Output, Progress, Settled, files_of, make, settle, without_notes
from briefing.placing.delivery import deliver
from briefing.placing.edits import OnEdit

if TYPE_CHECKING:
    from briefing.readers.names import Reader


@dataclass(frozen=True, slots=True)
class Built:
    """What a build put in place."""

    files: tuple[Path, ...]
    decisions: tuple[str, ...]
    warnings: tuple[LocatedProblem, ...]
    pages: int | None = None
    """How many pages the Word briefing should have; None when it was not built."""
    kept: tuple[Path, ...] = ()
    """Where files that somebody had edited stand now, if they were to be kept."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What a build of a workshop put in place."""

    built: Built
    former: tuple[Path, ...] = ()
    """The files of the build before that stay beside those of this one, because the title is another."""


def build(
    path: Path | str,
    out: Path | str,
    only: Output | None = None,
    progress: Progress | None = None,
    *,
    notes: bool = True,
    strict: bool = False,
    helpers: int = 0,
    on_edit: OnEdit = OnEdit.STOP,
    reader: Reader | None = None,
) -> Built:
    """Builds deck and briefing into a folder, both or neither; raises BriefingError and leaves what was there.

    `notes`: whether the deck has its speaker notes. `strict`: warnings, too, keep files from being written. `helpers`: how many processes may help (see Helpers).
    `reader`: what the files will be read with, for warnings of what is shown otherwise there.
    """
    with uncollected(), Helpers(helpers) as staff:
        studio = Studio(kept_charts(), staff)
        if staff and studio.is_empty:
            for _core in range(helpers - 1):  # one is busy reading the outline
                staff.give(get_ready)
        settled = settle(Path(path))
        if reader is not None:
            from briefing.readers.check import warned  # noqa: PLC0415 - for those who name their reader

            settled = warned(settled, reader, only)
        if strict and settled.warnings:
            raise OutlineError(settled.warnings)
        if not notes:
            settled = without_notes(settled)
        made = make(settled, only, progress, studio)
    return _Order(settled, made, files_of(settled, made, Path(out)), Path(out), on_edit).put()


@dataclass(frozen=True, slots=True)
class _Order:
    """Finished files, and where they go."""

    settled: Settled
    made: Made
    files: dict[Path, bytes]
    out: Path
    on_edit: OnEdit

    def put(self) -> Built:
        kept = deliver(self.files, self.out, self.on_edit)
        pages = None if self.made.word is None else self.made.word.pages
        return Built(tuple(self.files), self.settled.deck.decisions, self.settled.warnings, pages, kept)


class Workshop:
    """Builds an outline; a build gives the same bytes as one by a process of its own."""

    def __init__(self, outline: Path, out: Path, only: Output | None = None, on_edit: OnEdit = OnEdit.STOP) -> None:
        self._outline, self._out, self._only, self._on_edit = outline, out, only, on_edit
        self._studio = Studio(kept_charts())
        self._last: Built | None = None
        self._waiting: _Order | None = None

    @property
    def has_built(self) -> bool:
        """Whether it has put files in place."""
        return self._last is not None

    def build(self, progress: Progress | None = None) -> Placed:
        """Builds anew; raises BriefingError and leaves what was there."""
        settled = settle(self._outline)
        made = make(settled, self._only, progress, self._studio)
        files = files_of(settled, made, self._out)
        return self._put(_Order(settled, made, files, self._out, self._on_edit))

    def try_again(self) -> Placed | None:
        """Puts in place what could not be put there before, if there is any; raises SurroundingsError."""
        return self._put(self._waiting) if self._waiting else None

    def _put(self, order: _Order) -> Placed:
        self._waiting = order
        built = order.put()
        former = set(self._last.files if self._last else ()) - set(built.files)
        self._last, self._waiting = built, None
        return Placed(built, tuple(sorted(former)))
