"""One outline built again and again by one process, which draws no chart twice and writes no file that is as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.charts.studio import Studio, kept_charts
from briefing.pipeline import Built, Output, Progress, built_of, files_of, make, settle
from briefing.place import differing, put_in_place


@dataclass(frozen=True, slots=True)
class Placed:
    """What a build put in place."""

    built: Built
    former: tuple[Path, ...] = ()
    """The files of the build before that stay beside those of this one, because the title is another."""


class Workshop:
    """Builds an outline; a build gives the same bytes as one by a process of its own."""

    def __init__(self, outline: Path, out: Path, only: Output | None = None) -> None:
        self._outline, self._out, self._only = outline, out, only
        self._studio = Studio(kept_charts())
        self._last: Built | None = None
        self._waiting: tuple[Built, dict[Path, bytes]] | None = None

    @property
    def has_built(self) -> bool:
        """Whether it has put files in place."""
        return self._last is not None

    def build(self, progress: Progress | None = None) -> Placed:
        """Builds anew; raises BriefingError and leaves what was there."""
        settled = settle(self._outline)
        made = make(settled, self._only, progress, self._studio)
        files = files_of(settled, made, self._out)
        return self._put(built_of(settled, made, files), files)

    def try_again(self) -> Placed | None:
        """Puts in place what could not be put there before, if there is any; raises SurroundingsError."""
        return self._put(*self._waiting) if self._waiting else None

    def _put(self, built: Built, files: dict[Path, bytes]) -> Placed:
        self._waiting = built, files
        put_in_place(differing(files))
        former = set(self._last.files if self._last else ()) - set(built.files)
        self._last, self._waiting = built, None
        return Placed(built, tuple(sorted(former)))
