"""Putting finished files in place: all of them or none, each by an atomic rename."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from briefing.errors import SurroundingsError, system_reason
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_

_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EFBIG: N_("the file would be larger than the system allows"),
    errno.EACCES: N_(
        "writing there is not allowed; if the file is open in PowerPoint, Word or WPS, close it there first"
    ),
    errno.EPERM: N_(
        "writing there is not allowed; if the file is open in PowerPoint, Word or WPS, close it there first"
    ),
    errno.EBUSY: N_("it is in use; close it in PowerPoint, Word or WPS first"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOTDIR: N_("a part of the path is a file, not a folder"),
    errno.EEXIST: N_("a file of that name stands where the folder should be"),
    errno.EISDIR: N_("a folder of that name stands there"),
    errno.ENAMETOOLONG: N_("the name is too long for this disk; shorten the document's title"),
}


def put_in_place(files: Mapping[Path, bytes]) -> None:
    """Writes every file beside its place, then renames them all; raises SurroundingsError with the old files kept."""
    with ExitStack() as litter:
        fresh = {target: _written(target, data, litter) for target, data in files.items()}
        _swap(fresh, litter)


def differing(files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Returns the files that do not stand in their places as they should."""
    return {target: data for target, data in files.items() if _content(target) != data}


def _content(target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except OSError:
        return None


def _written(target: Path, data: bytes, litter: ExitStack) -> Path:
    """Returns the temporary file that holds the data, safely on the disk."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        handle, name = tempfile.mkstemp(prefix=".briefing-", suffix=".tmp", dir=target.parent)
        litter.callback(_remove, Path(name))
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _cannot_write(target, error) from None
    with suppress(OSError):
        Path(name).chmod(0o666 & ~_umask())
    return Path(name)


def _swap(fresh: Mapping[Path, Path], litter: ExitStack) -> None:
    """Renames new files over old ones; when one cannot be, those renamed before it are put back."""
    undo: list[tuple[Path, Path | None]] = []
    for target, new in fresh.items():
        try:
            old = _set_aside(target, litter)
            undo.append((target, old))
            new.replace(target)
        except OSError as error:
            _restore(undo)
            raise _cannot_write(target, error) from None


def _set_aside(target: Path, litter: ExitStack) -> Path | None:
    """Returns a second name of the old file, under which it outlives the rename."""
    if not target.exists():
        return None
    aside = target.with_name(f".briefing-{os.getpid()}-{target.name}.old")
    _remove(aside)
    litter.callback(_remove, aside)
    try:
        os.link(target, aside)
    except OSError:
        aside.write_bytes(target.read_bytes())  # disks without hard links: FAT, some network drives
    return aside


def _restore(undo: list[tuple[Path, Path | None]]) -> None:
    for target, old in undo:
        with suppress(OSError):
            if old is None:
                target.unlink(missing_ok=True)
            else:
                old.replace(target)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _cannot_write(target: Path, error: OSError) -> SurroundingsError:
    known = _REASONS.get(error.errno or 0)
    reason = _(known) if known else system_reason(error)
    return SurroundingsError(_("{file}: cannot be written: {reason}").format(file=target, reason=reason))
