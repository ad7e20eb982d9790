"""Saves of files are noticed, however an editor saves: in place, by renaming another file over it, or by a new file."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from threading import Event

from watchfiles import watch

_QUIET_MS = 25
"""A save is over when nothing has stirred for so long."""
_LONGEST_MS = 200
"""A folder in which something stirs all the time is looked at nevertheless."""
_LOOK_MS = 1000
"""Files are looked at after so long though nothing was told: network drives, and systems out of watches, tell nothing."""
_PATIENCE = 0.5
"""Seconds in which a file that is gone or empty may come back: some editors delete and create."""
_GLANCE = 0.02
"""Seconds between looks in that time."""
_RECENT = 3.0
"""Seconds in which a file may be written again without its time changing; FAT counts in steps of two."""
_MOST_BYTES = 100_000_000
"""Of files whose content is compared; larger ones, which no outline may name, are told by size and time."""


def saves(files: Callable[[], Collection[Path]], stop: Event, *, pauses: bool = False) -> Iterator[frozenset[Path]]:
    """Yields the files that were saved with another content, once for each save, until `stop` is set.

    `files` returns those to watch; it is asked now and after each save. Saves are told from the state of the files
    when this function is called. A file that was deleted counts as saved, when it does not come back at once.
    With `pauses`, an empty set comes about once a second while nothing is saved.
    """
    return _Watch(files, stop, pauses=pauses).saves()


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file looks like."""

    stamp: tuple[int, ...] = ()
    """Inode, size and time; empty when there is no such file."""
    digest: str = ""
    time: float = 0
    """Of its last change, in seconds."""

    @property
    def is_empty(self) -> bool:
        return self.digest in {"", _EMPTY}


_GONE = _Look()
_EMPTY = hashlib.sha256().hexdigest()


class _Watch:
    """Compares files with what they looked like before, whenever something stirs in their folders."""

    def __init__(self, files: Callable[[], Collection[Path]], stop: Event, *, pauses: bool) -> None:
        self._files = files
        self._stop = stop
        self._pauses = pauses
        self._seen = {file: _look(file) for file in files()}

    def saves(self) -> Iterator[frozenset[Path]]:
        while not self._stop.is_set():
            if changed := self._changed():  # before anyone is asked to tell of it
                yield from self._saved(changed)
                continue
            folders = _folders(self._seen)
            for _stirring in self._stirrings([path for path, _inode in folders]):
                if changed := self._changed():
                    yield from self._saved(changed)
                elif self._pauses:
                    yield changed
                if _folders(self._seen) != folders:
                    break  # another folder is to be watched, or one was replaced

    def _saved(self, changed: frozenset[Path]) -> Iterator[frozenset[Path]]:
        """Yields a save, and learns afterwards which files are named now."""
        asked = time.time()
        yield changed
        self._ask_again(asked)

    def _stirrings(self, folders: Collection[Path]) -> Iterator[None]:
        """Yields whenever something stirs in the folders, and now and then."""
        try:
            for _changes in watch(
                *folders,
                watch_filter=None,
                recursive=False,
                debounce=_LONGEST_MS,
                step=_QUIET_MS,
                rust_timeout=_LOOK_MS,
                yield_on_timeout=True,
                stop_event=self._stop,
            ):
                yield
        except (OSError, RuntimeError):  # the system has no watch left, or a folder went away
            while not self._stop.wait(_LOOK_MS / 1000):
                yield

    def _changed(self) -> frozenset[Path]:
        """Returns the files whose content is another than when they were last looked at."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            now = {file: _look(file, before) for file, before in self._seen.items()}
            left = any(look.is_empty and not self._seen[file].is_empty for file, look in now.items())
            if not left or time.monotonic() > deadline or self._stop.wait(_GLANCE):
                break
        changed = frozenset(file for file, look in now.items() if look.digest != self._seen[file].digest)
        self._seen = now
        return changed

    def _ask_again(self, since: float) -> None:
        """Asks for the files; one that is new among them and was saved after `since` counts as changed."""
        before, self._seen = self._seen, {}
        for file in self._files():
            look = before.get(file) or _look(file)
            self._seen[file] = _GONE if file not in before and look.time > since else look


def _look(file: Path, before: _Look = _GONE) -> _Look:
    """Returns what a file looks like; it is not read again where it cannot have changed."""
    try:
        status = file.stat()
        stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
        if stamp == before.stamp and abs(time.time() - status.st_mtime) > _RECENT:
            return before
        if not S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            return _Look(stamp, str(stamp), status.st_mtime)
        return _Look(stamp, hashlib.sha256(file.read_bytes()).hexdigest(), status.st_mtime)
    except (OSError, ValueError):
        return _GONE


def _folders(files: Collection[Path]) -> frozenset[tuple[Path, tuple[int, int]]]:
    """Returns the folders in which files stand, and those that their symbolic links lead to, with their inodes.

    Of a folder that does not exist, the nearest one above it that does.
    """
    found = set()
    for file in files:
        for path in {file, _target(file)}:
            for folder in path.parents:
                try:
                    status = folder.stat()
                except (OSError, ValueError):
                    continue
                found.add((folder, (status.st_dev, status.st_ino)))
                break
    return frozenset(found)


def _target(file: Path) -> Path:
    try:
        return file.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle
        return file
