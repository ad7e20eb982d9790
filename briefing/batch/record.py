"""What a batch has finished, one line a pack, so that the same command goes on where it was interrupted."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from briefing.errors import SurroundingsError, system_reason
from briefing.i18n import gettext as _
from briefing.placing.delivery import FOLDER

NAME = f"{FOLDER}/batch.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A pack that was put in place."""

    pack: str
    """Its folder."""
    inputs: str
    """The digest of all that it was made from."""
    files: Mapping[str, str]
    """The digests of its files, by their names."""
    warnings: int

    def stands(self, folder: Path) -> bool:
        """Whether its files are in the folder as they were put there."""
        return bool(self.files) and all(
            Path(name).name == name and _digest_of(folder / name) == digest for name, digest in self.files.items()
        )


class Record:
    """The file in the folder of a batch; a line that was torn by a crash is passed over, and so its pack made again."""

    def __init__(self, out: Path) -> None:
        self._out, self._file = out, out / NAME
        self._entries: dict[str, Entry] = {}
        try:
            text = self._file.read_bytes().decode("utf-8", errors="replace") if self._file.exists() else ""
        except OSError as error:
            raise self._failed(error) from None
        for line in text.splitlines():
            entry = _entry(line)
            if entry is not None:
                self._entries[entry.pack] = entry
        self._is_torn = bool(text) and not text.endswith("\n")

    def of(self, pack: str) -> Entry | None:
        return self._entries.get(pack)

    def others(self, packs: Collection[str]) -> list[str]:
        """Returns the packs that still stand there and are none of these: of rows that were renamed or taken out."""
        return sorted(pack for pack in self._entries if pack not in packs and (self._out / pack).is_dir())

    def add(self, pack: str, inputs: str, files: Mapping[str, bytes], warnings: int) -> None:
        """Appends a line for a pack that stands in its place; raises SurroundingsError."""
        entry = Entry(pack, inputs, {name: sha256(data).hexdigest() for name, data in files.items()}, warnings)
        line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab") as file:
                file.write((("\n" if self._is_torn else "") + line).encode())
        except OSError as error:
            raise self._failed(error) from None
        self._is_torn = False
        self._entries[pack] = entry

    def _failed(self, error: OSError) -> SurroundingsError:
        message = _("{file}: what is finished cannot be recorded: {reason}")
        return SurroundingsError(message.format(file=self._file, reason=system_reason(error)))


def _entry(line: str) -> Entry | None:
    try:
        found = json.loads(line)
        return Entry(str(found["pack"]), str(found["inputs"]), dict(found["files"]), int(found["warnings"]))
    except (ValueError, TypeError, KeyError):
        return None


def _digest_of(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
    except (OSError, ValueError):
        return ""
