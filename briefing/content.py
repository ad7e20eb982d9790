"""The bytes of a file that a user names, or a plain reason why there are none."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.errors import system_reason
from briefing.i18n import gettext as _

_MEGABYTE = 1_000_000


class NoContentError(ValueError):
    """Why a file gives no bytes, as a sentence that does not name it."""


def content(path: Path, most: int, expected: str) -> bytes:
    """Returns a file's bytes, `most` at the most; `expected` says what the user should have named: a text file.

    Raises NoContentError for a file that is missing, a folder, a device, forbidden or too large.
    """
    _check_kind(path, expected)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            # Reading makes room for all that it is asked for; what has no size, such as /proc, is read to its end.
            data = b"" if size > most else file.read(size + 1 if size else most + 1)
    except FileNotFoundError:
        raise NoContentError(_("there is no such file{hint}").format(hint=_similar(path))) from None
    except (OSError, ValueError) as error:
        raise NoContentError(_("the file cannot be read: {reason}").format(reason=system_reason(error))) from None
    if size > most or len(data) > most:
        message = _("the file is larger than {most} MB; expected {expected}")
        raise NoContentError(message.format(most=most // _MEGABYTE, expected=expected))
    return data


def _check_kind(path: Path, expected: str) -> None:
    try:
        is_folder, is_other = path.is_dir(), path.exists() and not path.is_file()
    except (OSError, ValueError):
        return  # opening it tells why
    if is_folder:
        raise NoContentError(_("this is a folder; expected {expected}").format(expected=expected))
    if is_other:
        raise NoContentError(_("this is a device or a pipe; expected {expected}").format(expected=expected))


def _similar(path: Path) -> str:
    """Returns a hint that names the nearest file of the same kind in the folder; empty where none is near."""
    try:
        names = [each.name for each in path.parent.iterdir() if each.suffix == path.suffix]
    except OSError:
        if path.parent.is_dir():
            return ""
        return _("; the folder {folder} does not exist").format(folder=path.parent)
    from difflib import get_close_matches  # noqa: PLC0415 - needed after a slip only

    matches = get_close_matches(path.name, names, n=1, cutoff=0.6)
    return _("; did you mean “{name}”?").format(name=matches[0]) if matches else ""
