"""A package that arrived, held against what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.content import NoContentError, content
from briefing.errors import BriefingError
from briefing.handover import manifest
from briefing.handover.digests import Digests, digests
from briefing.handover.manifest import Item, Manifest
from briefing.handover.parcel import archived
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.opening.archive import Archive, DamagedError, Limits, NotAnArchiveError, TooLargeError, UnsafeFileError
from briefing.outline.bundle import bundle

_MOST = 500_000_000
"""Bytes of a package."""
_MOST_MEMBERS = 60_000
"""A package has a few files, but the parts of those that are packages, stored in it as they are, count as well."""


class State(StrEnum):
    """What a file of a package is found to be; told in the user's language."""

    WHOLE = N_("whole")
    CHANGED = N_("changed")
    MISSING = N_("missing")
    UNLISTED = N_("not listed")


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of a package."""

    name: str
    state: State
    has_sm3: bool = False
    """Whether its SM3 was compared, too."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found."""

    manifest: Manifest
    files: tuple[Seen, ...]
    is_as_packed: bool
    """Whether the zip is, byte for byte, the one that these files were packed into; a folder has none."""
    digests: Digests | None
    """Of the zip."""

    @property
    def holds(self) -> bool:
        return self.is_as_packed and all(seen.state is State.WHOLE for seen in self.files)


def inspect(path: Path) -> Inspection:
    """Returns what a zip, or the folder that was unpacked from one, is found to be; raises BriefingError for others."""
    try:
        if path.is_dir():
            return _compared(_of_folder(path), None, path)
        data = content(path, _MOST, _("a package of “briefing share” (.zip)"))
        return _compared(_of_archive(data), data, path)
    except (NoContentError, UnsafeFileError) as error:
        raise BriefingError(_("{file}: {reason}").format(file=path, reason=error)) from None


def manifest_of(path: Path) -> Manifest | None:
    """Returns what a zip or a folder says of itself; None where it is no package, or is not there."""
    try:
        return inspect(path).manifest if path.exists() else None
    except BriefingError:
        return None


@dataclass(frozen=True, slots=True)
class _Found:
    """The files of a package by their names in its folder."""

    folder: str
    files: Mapping[str, bytes]


def _of_folder(path: Path) -> _Found:
    files = sorted(each for each in path.iterdir() if each.is_file())
    if len(files) > _MOST_MEMBERS:
        raise NoContentError(_("this folder holds {n} files, which no package does").format(n=len(files)))
    return _Found(path.name, {file.name: content(file, _MOST, _("a file")) for file in files})


def _of_archive(data: bytes) -> _Found:
    try:
        # Nothing in a package is compressed, so that all of it is no larger than itself.
        archive = Archive(data, Limits(_MOST_MEMBERS, len(data), len(data)))
        members = {name: _read(archive, name) for name in archive}
    except (NotAnArchiveError, TooLargeError):
        raise NoContentError(_("is damaged, or no package of “briefing share” (.zip)")) from None
    folders = {name.rpartition("/")[0] for name in members}
    folder = folders.pop() if len(folders) == 1 else ""
    return _Found(folder, {name.removeprefix(f"{folder}/"): member for name, member in members.items()})


def _read(archive: Archive, name: str) -> bytes:
    """Returns a member; of one that cannot be unpacked nothing, which is not what was listed: the others are told of."""
    try:
        return archive.read(name)
    except DamagedError:
        return b""


def _compared(found: _Found, data: bytes | None, path: Path) -> Inspection:
    told = manifest.read(found.files.get(manifest.NAME, b""))
    if told is None:
        if manifest.NAME in found.files:
            message = _("{file}: its {name} was changed or is damaged")
            raise BriefingError(message.format(file=path, name=manifest.NAME))
        message = _("{file}: is no package of “briefing share”; it has no {name}")
        raise BriefingError(message.format(file=path, name=manifest.NAME))
    if data is None:
        return Inspection(told, tuple(_seen(told, found.files)), is_as_packed=True, digests=None)
    packed = archived(found.files, found.folder, told.date)
    return Inspection(told, tuple(_seen(told, found.files)), packed == data, digests(data))


def _seen(told: Manifest, files: Mapping[str, bytes]) -> Iterator[Seen]:
    for item in told.files:
        yield Seen(item.name, *_state(item, files.get(item.name)))
    listed = {manifest.NAME, *(item.name for item in told.files)}
    yield from (Seen(name, State.UNLISTED) for name in files if name not in listed)


def _state(item: Item, data: bytes | None) -> tuple[State, bool]:
    if data is None:
        return State.MISSING, False
    found = digests(data)
    has_both = None not in (item.sm3, found.sm3)
    is_same = found.sha256 == item.sha256 and len(data) == item.size and (not has_both or found.sm3 == item.sm3)
    return (State.WHOLE if is_same else State.CHANGED), has_both


def is_version_of(told: Manifest, outline: Path) -> bool:
    """Whether an outline and the files that it names are those that a package was made from."""
    return bundle(outline).digest == told.outline
