"""What was built and put in place: a file's digest, and what it said, kept beside the files in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

from briefing.package import thinned
from briefing.placing.writing import content_of

_DIGITS = 64
"""Of a SHA-256."""


@dataclass(frozen=True, slots=True)
class Record:
    """A file as it was built."""

    digest: str
    """SHA-256, in hexadecimal digits."""
    said: bytes
    """The package without its pictures; empty for a file that is none."""


def record(data: bytes) -> bytes:
    """Returns what is kept of a file that was built."""
    digest = sha256(data).hexdigest().encode()
    try:
        return digest + thinned(data)
    except BadZipFile:
        return digest


def read(path: Path) -> Record | None:
    """Returns a record; None where there is none that can be read."""
    data = content_of(path)
    if data is None or len(data) < _DIGITS:
        return None
    return Record(data[:_DIGITS].decode("ascii", errors="replace"), data[_DIGITS:])


def place_of(target: Path, home: Path, folder: Path) -> Path:
    """Returns where the record of a file of a folder is kept."""
    relative = target.relative_to(home)
    return folder / relative.with_name(f"{relative.name}.built")
