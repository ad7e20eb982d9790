"""All that a pack is made from, as one digest: the outline, the files that it names, the row, and the tool itself."""

from __future__ import annotations

import zlib
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from briefing import __version__, assets
from briefing.batch.orders import Order
from briefing.outline.bundle import digest_of
from briefing.outline.rows import FOLDERS

_LIBRARIES = ("lxml", "matplotlib", "pillow", "pylopdf-fonts-zh-cn", "python-docx", "python-pptx")
"""Those whose other version may write other bytes."""


def digest(order: Order, outline: str) -> str:
    """Returns the digest of an order's inputs; `outline` is that of the outline's bundle."""
    row = {} if order.row is None else order.row.by_column()
    cells = sorted((column, text) for column, text in row.items() if column not in FOLDERS)
    return digest_of([tool(), outline, order.row is not None, cells, order.only, order.notes])


@cache
def tool() -> str:
    """Returns the digest of this tool, its assets and the libraries that write: where it is the same, so are the files."""
    here = Path(__file__).resolve().parent.parent
    sources = [(file.relative_to(here).as_posix(), file) for file in here.rglob("*.py")]
    shipped = [file for file in assets.folder().rglob("*") if file.is_file()]
    sources += [(f"assets/{file.relative_to(assets.folder()).as_posix()}", file) for file in shipped]
    digests = sorted((name, sha256(file.read_bytes()).hexdigest()) for name, file in sources)
    libraries = [(name, metadata.version(name)) for name in _LIBRARIES]
    return digest_of([__version__, zlib.ZLIB_RUNTIME_VERSION, libraries, digests])
