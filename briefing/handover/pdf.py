"""PDFs of both files, by LibreOffice where there is one, with nothing of the machine or the hour in them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

_PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_PATIENCE = 300
"""Seconds; a deck of two thousand slides takes a minute."""
_STAMP = re.compile(rb"(?<=Date)\s*\(D:\d{14}[^)]*\)")
_IDENTITY = re.compile(rb"(?<=[</])[0-9A-F]{32}(?=[>\s])")
_TRAILER = re.compile(rb"trailer\s*<<.*?>>\s*startxref", re.DOTALL)


def program() -> str | None:
    """Returns the LibreOffice of this machine."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def pdfs(files: Mapping[str, bytes], day: date) -> dict[str, bytes]:
    """Returns the PDF of each file, by the file's ending; none where there is no LibreOffice, or it gives up.

    `day` stands in them for when they were made.
    """
    found = program()
    if found is None:
        return {}
    with TemporaryDirectory(prefix="briefing-pdf-") as name:
        folder = Path(name)
        # Plain names: what the converter says, and what it leaves in a PDF, is not to depend on the real ones.
        sources = {ending: folder / f"file-{number}{ending}" for number, ending in enumerate(files)}
        for ending, source in sources.items():
            source.write_bytes(files[ending])
        profile = (folder / "profile").as_uri()
        command = [found, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf"]
        command += ["--outdir", str(folder), *map(str, sources.values())]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE, env=_surroundings(folder))  # noqa: S603 - LibreOffice, with files of ours
            return {ending: settled(source.with_suffix(".pdf").read_bytes(), day) for ending, source in sources.items()}
        except (OSError, subprocess.SubprocessError):
            return {}


def settled(pdf: bytes, day: date) -> bytes:
    """Returns a PDF with the day in the place of the moment it was made at, and identifiers that follow from the rest.

    Both are replaced by as many bytes, so that every place in the file stays what it was (ISO 32000-1, 7.5).
    """
    stamp = f"(D:{day:%Y%m%d}000000)".encode()
    dated = _STAMP.sub(lambda found: stamp.ljust(len(found[0])), pdf)
    trailer = _TRAILER.search(dated)
    if trailer is None:
        return dated
    blank = _IDENTITY.sub(b"0" * 32, trailer[0])
    before, after = dated[: trailer.start()], dated[trailer.end() :]
    # The identifier tells files apart and guards nothing (ISO 32000-1, 14.4).
    identity = hashlib.md5(before + blank + after, usedforsecurity=False).hexdigest().upper().encode()
    return before + _IDENTITY.sub(identity, trailer[0]) + after


def _surroundings(folder: Path) -> dict[str, str]:
    """Returns what a program needs to run, without who runs it."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
