"""The catalogue of messages: gathered from the code, merged with its translations, compiled.

`python tests/catalogue.py` brings `assets/locale/zh` up to date and says what is still to be translated.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from briefing.cli import app
from briefing.cli.tree import texts

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "locale" / "zh" / "LC_MESSAGES"
PO, MO = FOLDER / "briefing.po", FOLDER / "briefing.mo"
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def gathered() -> Catalog:
    """Returns the messages of the code and of the commands' help, without translations."""
    catalogue = Catalog(locale="zh", project="briefing", charset="utf-8")
    for _file, _line, message, comments, context in extract_from_dir(ROOT / "briefing", keywords=_KEYWORDS):
        if message:
            catalogue.add(message, None, (), (), comments, context=context)
    for text in filter(None, texts(app)):
        catalogue.add(text)
    return catalogue


def translated() -> Catalog:
    """Returns the catalogue as it is kept."""
    if not PO.exists():
        return Catalog(locale="zh", project="briefing", charset="utf-8")
    return read_po(io.BytesIO(PO.read_bytes()), locale="zh")


def merged() -> Catalog:
    """Returns the code's messages with the translations that are kept; what the code no longer has is left out."""
    kept, fresh = translated(), gathered()
    for message in fresh:
        old = kept.get(message.id)
        if message.id and old:
            message.string = old.string
    return fresh


def as_po(catalogue: Catalog) -> bytes:
    """Returns the catalogue as text, in the order of its messages; no dates and lines, which change with every edit."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, sort_output=True, omit_header=True, no_location=True)
    header = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    return header + buffer.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Returns the catalogue compiled; the same text always gives the same bytes."""
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> int:
    """Writes both files; the status is 1 while a translation is missing."""
    catalogue = merged()
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalogue))
    MO.write_bytes(as_mo(translated()))
    missing = [message.id for message in catalogue if message.id and not (message.string and all(message.string))]
    for message in missing:
        print(f"to be translated: {message!r}")
    print(f"{len(catalogue)} messages, {len(missing)} to be translated")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
