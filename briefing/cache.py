"""What can be made again but took its time, kept in the user's cache folder from one run to the next.

No part of a result: without it, damaged or emptied at any moment, everything comes out the same, only later.
diskcache was not taken: it reads what it finds with pickle, which runs whatever somebody put there.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

VARIABLE = "BRIEFING_CACHE"
"""In the environment: another folder for the cache; empty for none."""
_DIGEST = 32
"""Bytes of SHA-256, with which an entry begins."""
_KEPT = 0.9
"""How much of the room is still taken after the oldest entries have gone."""
_ABANDONED = 3600
"""Seconds after which what a process has not finished writing will not be finished any more."""
_UNFINISHED = ".new"


def switch_off() -> None:
    """Has this process, and those that it will start, neither read the cache nor write it."""
    os.environ[VARIABLE] = ""


@dataclass(frozen=True, slots=True)
class Store:
    """Entries of one sort: files that are named after their keys, the least lately used of which go when room is short.

    Several processes may use one at once: an entry appears whole or not at all, and one that was damaged, or stands
    under another's name, counts as missing.
    """

    folder: Path
    most: int
    """Bytes that the entries may take together, but for those that are being added."""

    def get(self, key: str) -> bytes | None:
        """Returns what was kept under a key."""
        path = self._path(key)
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        content = entry[_DIGEST:]
        if entry[:_DIGEST] != _digest(key, content):
            return None
        with suppress(OSError):
            os.utime(path)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keeps content under a key; a folder that cannot be written to, or a full disk, is no error."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_digest(key, content) + content)
                Path(name).replace(self._path(key))
            except OSError:
                Path(name).unlink(missing_ok=True)
            self._make_room()

    @property
    def is_empty(self) -> bool:
        return next(self._files(), None) is None

    def _path(self, key: str) -> Path:
        return self.folder / sha256(key.encode()).hexdigest()

    def _files(self) -> Iterator[os.DirEntry[str]]:
        with suppress(OSError), os.scandir(self.folder) as found:
            yield from found

    def _make_room(self) -> None:
        states = []
        for file in self._files():
            with suppress(OSError):  # another process may have removed it
                states.append((file.stat().st_mtime, file.stat().st_size, Path(file.path)))
        states.sort()
        taken, abandoned = sum(size for _time, size, _path in states), time.time() - _ABANDONED
        goal = self.most if taken <= self.most else self.most * _KEPT
        for used, size, path in states:
            is_litter = path.suffix == _UNFINISHED and used < abandoned
            if taken > goal or is_litter:
                with suppress(OSError):
                    path.unlink()
                taken -= size


def store(sort: str, most: int) -> Store | None:
    """Returns the store of a sort of entries; None where there is to be none."""
    folder = _folder(os.environ.get(VARIABLE))
    return Store(folder / sort, most) if folder else None


@cache
def _folder(named: str | None) -> Path | None:
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path  # noqa: PLC0415 - for those who name none

    return user_cache_path("briefing", appauthor=False)


def _digest(key: str, content: bytes) -> bytes:
    return sha256(b"%d %b" % (len(key), key.encode()) + content).digest()
