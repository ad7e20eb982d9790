"""An outline with the files that it names: all that its briefing is made of, as bytes and as one digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.content import NoContentError, content
from briefing.outline.files import MAX_BYTES
from briefing.outline.named import NamedFiles


@dataclass(frozen=True, slots=True)
class Bundle:
    """An outline with the files that it names, as they can be sent to another machine."""

    outline: str
    """Its path among the files."""
    files: Mapping[str, bytes]
    """By their paths from the outline's folder; those that are missing are left out."""

    @property
    def digest(self) -> str:
        return digest_of(
            [self.outline, *([name, sha256(data).hexdigest()] for name, data in sorted(self.files.items()))]
        )


def bundle(outline: Path) -> Bundle:
    """Returns an outline and its files; what cannot be read is left out, and told by the build."""
    files = {}
    for file in NamedFiles(outline)():
        try:
            files[file.relative_to(outline.parent).as_posix()] = content(file, MAX_BYTES, "")
        except NoContentError:
            continue
    return Bundle(outline.name, files)


def digest_of(parts: object) -> str:
    """Returns the digest of plain data, whatever machine works it out."""
    return sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
