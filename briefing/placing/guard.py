"""Files that somebody worked on since they were built: found by their digests, and never overwritten unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from briefing.errors import SurroundingsError, quoted
from briefing.i18n import ngettext
from briefing.placing.edits import Edited
from briefing.placing.records import read
from briefing.placing.writing import content_of


class EditedError(SurroundingsError):
    """Files that somebody worked on stand in the way; nothing was written."""

    def __init__(self, edited: tuple[Edited, ...]) -> None:
        from briefing.placing.changes import told  # noqa: PLC0415 - reading files back takes libraries, seldom needed

        self.edited = edited
        super().__init__("\n".join([*map(told, edited), _ways_on(edited)]))


def edited(files: Mapping[Path, bytes], record_of: Callable[[Path], Path]) -> Iterator[Edited]:
    """Yields those of the files to be written in whose places something else stands than what was built there."""
    today = dt.datetime.now().astimezone().date()
    for target, data in files.items():
        current = content_of(target)
        if current is None or current == data:
            continue
        known = read(record_of(target))
        if known is None or known.digest != sha256(current).hexdigest():
            said = None if known is None else known.said
            yield Edited(target, current, said, _dated(target, today))


def _dated(target: Path, day: dt.date) -> Path:
    """Returns a free name beside a file, with the day in it."""
    number, name = 1, f"{target.stem}-{day}"
    while (free := target.with_name(name + target.suffix)).exists():
        number += 1
        name = f"{target.stem}-{day}-{number}"
    return free


def _ways_on(edited: tuple[Edited, ...]) -> str:
    told = ngettext(
        "nothing was written; expected --keep, which keeps the file as {names}, --force, which replaces it,"
        " or another folder with -o",
        "nothing was written; expected --keep, which keeps the files as {names}, --force, which replaces them,"
        " or another folder with -o",
        len(edited),
    )
    return told.format(names=quoted(each.kept.name for each in edited))
