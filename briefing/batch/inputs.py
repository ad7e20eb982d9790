"""All that a pack is made from, as one digest: the outline, the files that it names, the row, and the tool itself."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from briefing import __version__, assets
from briefing.batch.orders import Order
from briefing.content import NoContentError, content
from briefing.outline.files import MAX_BYTES
from briefing.outline.named import NamedFiles
from briefing.outline.rows import FOLDERS

_LIBRARIES = ("lxml", "matplotlib", "pillow", "pylopdf-fonts-zh-cn", "python-docx", "python-pptx")
"""Those whose other version may write other bytes."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """An outline with the files that it names, as they can be sent to another machine."""

    outline: str
    """Its path among the files."""
    files: Mapping[str, bytes]
    """By their paths from the outline's folder; those that are missing are left out."""

    @property
    def digest(self) -> str:
        return _of([self.outline, *([name, sha256(data).hexdigest()] for name, data in sorted(self.files.items()))])


def bundle(outline: Path) -> Bundle:
    """Returns an outline and its files; what cannot be read is left out, and told by the build."""
    files = {}
    for file in NamedFiles(outline)():
        try:
            files[file.relative_to(outline.parent).as_posix()] = content(file, MAX_BYTES, "")
        except NoContentError:
            continue
    return Bundle(outline.name, files)


def digest(order: Order, outline: str) -> str:
    """Returns the digest of an order's inputs; `outline` is that of the outline's bundle."""
    row = {} if order.row is None else order.row.by_column()
    cells = sorted((column, text) for column, text in row.items() if column not in FOLDERS)
    return _of([tool(), outline, order.row is not None, cells, order.only])


@cache
def tool() -> str:
    """Returns the digest of this tool, its assets and the libraries that write: where it is the same, so are the files."""
    here = Path(__file__).resolve().parent.parent
    sources = [(file.relative_to(here).as_posix(), file) for file in here.rglob("*.py")]
    shipped = [file for file in assets.folder().rglob("*") if file.is_file()]
    sources += [(f"assets/{file.relative_to(assets.folder()).as_posix()}", file) for file in shipped]
    digests = sorted((name, sha256(file.read_bytes()).hexdigest()) for name, file in sources)
    libraries = [(name, metadata.version(name)) for name in _LIBRARIES]
    return _of([__version__, zlib.ZLIB_RUNTIME_VERSION, libraries, digests])


def _of(parts: object) -> str:
    return sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
