"""Bytes onto the disk, and what is said when the disk does not take them."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
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


def write(path: Path, data: bytes, *, is_safe: bool = True) -> None:
    """Writes a new file, `is_safe`: so that it outlives a power cut; raises OSError, and may leave a part of it."""
    with path.open("xb") as file:
        file.write(data)
        if is_safe:
            file.flush()
            os.fsync(file.fileno())


def content_of(path: Path) -> bytes | None:
    """Returns the bytes of a file; None where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def remove(path: Path) -> None:
    """Removes a file that may not be there."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def cannot_write(target: Path, error: OSError) -> SurroundingsError:
    known = _REASONS.get(error.errno or 0)
    reason = _(known) if known else system_reason(error)
    return SurroundingsError(_("{file}: cannot be written: {reason}").format(file=target, reason=reason))
