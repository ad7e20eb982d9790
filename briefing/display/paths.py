"""Files as programs that read a whole repository name them."""

from __future__ import annotations

from pathlib import Path, PurePath
from urllib.parse import quote


def relative(name: str) -> PurePath:
    """Returns a file's path from the current folder, or the absolute one of a file that stands elsewhere."""
    path = PurePath(name)
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def uri(name: str) -> str:
    """Returns a file's URI, relative where its path is (RFC 3986: Chinese names in %-signs)."""
    path = relative(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
