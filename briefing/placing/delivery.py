"""Files into their places, all or none, however the process ends; what somebody edited since stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from briefing.errors import SurroundingsError
from briefing.i18n import gettext as _
from briefing.placing.edits import OnEdit
from briefing.placing.guard import EditedError, edited
from briefing.placing.moves import Move, Moves
from briefing.placing.records import place_of, record
from briefing.placing.writing import cannot_write, content_of, write

FOLDER = ".briefing"
"""Beside the files: what was built there, and for moments what is on its way."""
_PATIENCE = 60
"""Seconds that another build may take to put its files in place."""


def deliver(files: Mapping[Path, bytes], home: Path, on_edit: OnEdit = OnEdit.STOP) -> tuple[Path, ...]:
    """Puts files into `home` or folders of it, all or none; returns the names under which edited ones were kept.

    What a process that was killed had begun is brought to its end first. Raises EditedError, and SurroundingsError
    where the disk does not allow it, with the old files as they were.
    """
    folder = home / FOLDER

    def record_of(target: Path) -> Path:
        return place_of(target, home, folder / "built")

    with _alone(folder, next(iter(files), home)):
        moves = Moves(home, folder / "new")
        moves.recover()
        found = tuple(edited(files, record_of))
        if found and on_edit is OnEdit.STOP:
            raise EditedError(found)
        kept = [Move(each.file, each.kept) for each in found if on_edit is OnEdit.KEEP]
        wanted = {**files, **{record_of(target): record(data) for target, data in files.items()}}
        fresh = {target: data for target, data in wanted.items() if content_of(target) != data}
        try:
            moves.perform([*kept, *_staged(fresh, moves.staging, files)])
        finally:
            moves.clear()
    return tuple(move.target for move in kept)


def put_in_place(files: Mapping[Path, bytes]) -> None:
    """Puts files of one folder that stand alone, such as a new outline, into it: all or none, over what is there.

    Raises SurroundingsError with the old files as they were.
    """
    first = next(iter(files))
    try:
        first.parent.mkdir(parents=True, exist_ok=True)
        waiting = TemporaryDirectory(prefix=f"{FOLDER}-", dir=first.parent)
    except OSError as error:
        raise cannot_write(first, error) from None
    with waiting as staging:
        moves = Moves(first.parent, Path(staging))
        moves.perform(_staged(files, moves.staging, files))


def _staged(fresh: Mapping[Path, bytes], staging: Path, files: Mapping[Path, bytes]) -> list[Move]:
    """Writes every file that is new or other than before where it waits for its name; returns the renames."""
    moves = []
    for number, (target, data) in enumerate(fresh.items()):
        source = staging / f"new-{number}"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(EISDIR, "")
            write(source, data, is_safe=target in files)
        except OSError as error:
            raise cannot_write(target, error) from None
        moves.append(Move(source, target))
    return moves


@contextmanager
def _alone(folder: Path, target: Path) -> Iterator[None]:
    """Keeps other builds from putting files into the same place meanwhile; errors name the first file that is meant."""
    try:
        (folder / "new").mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=_PATIENCE)
        with suppress(NotImplementedError):  # a disk without locks, such as some network drives
            lock.acquire()
    except Timeout:
        message = _("{folder}: another build is putting its files there, and does not come to an end")
        raise SurroundingsError(message.format(folder=target.parent)) from None
    except OSError as error:
        raise cannot_write(target, error) from None
    try:
        yield
    finally:
        lock.release()
