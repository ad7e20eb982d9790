"""Renames that happen all or not at all, however a process ends: written down before the first, gone on with later."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import FrameType

from briefing.errors import SurroundingsError
from briefing.placing.writing import cannot_write, content_of, remove


@dataclass(frozen=True, slots=True)
class Move:
    """A file and the name that it gets, in the place of what has that name."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class _Planned:
    move: Move
    before: str | None
    """The digest of what stands at the target before; None for nothing."""


@dataclass(frozen=True, slots=True)
class Moves:
    """A folder's renames; files that are on their way stand in `staging`, a folder that holds nothing else."""

    home: Path
    """All targets are in it or in folders of it."""
    staging: Path

    @property
    def _journal(self) -> Path:
        return self.staging / "journal.json"

    def recover(self) -> None:
        """Does what a process that was killed had begun, and clears what it left; raises SurroundingsError."""
        for planned in self._written_down():
            move = planned.move
            # What somebody put there in the meantime is theirs.
            if move.source.is_file() and digest_of(move.target) == planned.before:
                _rename(move)
        self.clear()

    def clear(self) -> None:
        """Removes what waits for a name in vain."""
        with suppress(OSError):
            for litter in list(self.staging.iterdir()):
                remove(litter)

    def perform(self, moves: Sequence[Move]) -> None:
        """Renames all, or puts back those that were; raises SurroundingsError that names the one that failed.

        What it had to set aside stays in `staging`, to be cleared.
        """
        with undisturbed():
            planned = _planned(moves)
            self._write_down(planned)
            asides: list[tuple[Move, Path | None]] = []
            try:
                for each in planned:
                    aside = None if each.before is None else self._set_aside(each.move.target, len(asides))
                    asides.append((each.move, aside))
                for move in moves:
                    _rename(move)
            except BaseException:
                self._put_back(asides)
                raise
            finally:
                remove(self._journal)

    def _set_aside(self, target: Path, number: int) -> Path:
        """Returns a second name of what stands at a target, under which it outlives the rename."""
        aside = self.staging / f"old-{number}"
        try:
            remove(aside)
            try:
                os.link(target, aside)
            except OSError:
                aside.write_bytes(target.read_bytes())  # disks without hard links: FAT, some network drives
        except OSError as error:
            raise cannot_write(target, error) from None
        return aside

    def _put_back(self, asides: Sequence[tuple[Move, Path | None]]) -> None:
        done = [
            Move(aside, move.target) if aside else Move(move.target, move.source)
            for move, aside in reversed(asides)
            if aside or not move.source.exists()
        ]
        with suppress(SurroundingsError, OSError):
            self._write_down([_Planned(move, digest_of(move.target)) for move in done])
            for move in done:
                _rename(move)

    def _write_down(self, planned: Sequence[_Planned]) -> None:
        rows = [[self._name(each.move.source), self._name(each.move.target), each.before] for each in planned]
        fresh = self._journal.with_suffix(".new")
        try:
            fresh.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self._journal)
        except OSError as error:
            raise cannot_write(self._journal, error) from None

    def _written_down(self) -> Iterator[_Planned]:
        """Yields the renames of a process that was killed; a line that leads elsewhere is none that it wrote."""
        with suppress(OSError, ValueError, TypeError):
            for source, target, before in json.loads(self._journal.read_text(encoding="utf-8")):
                paths = [self._path(str(name)) for name in (source, target)]
                if None not in paths and (before is None or isinstance(before, str)):
                    yield _Planned(Move(*filter(None, paths)), before)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.home).as_posix()

    def _path(self, name: str) -> Path | None:
        relative = PurePosixPath(name)
        path = self.home / relative
        is_inside = not relative.is_absolute() and ".." not in relative.parts and "\\" not in name
        return path if is_inside and path.parent.resolve().is_relative_to(self.home.resolve()) else None


def digest_of(path: Path) -> str | None:
    """Returns the SHA-256 of a file's bytes, in hexadecimal digits; None for a file that is not there."""
    data = content_of(path)
    return None if data is None else sha256(data).hexdigest()


def _planned(moves: Sequence[Move]) -> list[_Planned]:
    gone = set[Path]()
    planned = []
    for move in moves:
        planned.append(_Planned(move, None if move.target in gone else digest_of(move.target)))
        gone.add(move.source)
    return planned


def _rename(move: Move) -> None:
    try:
        move.source.replace(move.target)
    except OSError as error:
        raise cannot_write(move.target, error) from None


@contextmanager
def undisturbed() -> Iterator[None]:
    """Puts Ctrl-C off until what belongs together is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []

    def later(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = signal.signal(signal.SIGINT, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt
