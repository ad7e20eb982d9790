"""Article files become lines of text: plain text, Markdown or Word, the latter with its headings and tables marked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from briefing.article.encoding import UnreadableError, decode
from briefing.content import NoContentError, content
from briefing.errors import LocatedProblem, OutlineError, Place
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_

MAX_BYTES = 20_000_000
"""Of a file, and of a Word file's text once unpacked: a long book, with room to spare."""
_MAGIC = (
    (b"%PDF", N_("the file is a PDF; copy its text into a text file, or save it as Word (.docx)")),
    (
        b"\xd0\xcf\x11\xe0",
        N_(
            "the file is an old Word file (.doc) or one with a password; open it in Word or WPS and save it as .docx without a password"
        ),
    ),
    (b"{\\rtf", N_("the file is an RTF file; open it in Word or WPS and save it as .docx")),
    (b"\x89PNG", N_("the file is a picture; expected text (.txt), Markdown (.md) or Word (.docx)")),
    (b"\xff\xd8\xff", N_("the file is a picture; expected text (.txt), Markdown (.md) or Word (.docx)")),
    (b"Rar!", N_("the file is an archive; unpack it first")),
    (b"7z\xbc\xaf", N_("the file is an archive; unpack it first")),
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def read(path: Path, name: str) -> str:
    """Returns an article's text with Unix line ends and without Markdown's marks for bold.

    Raises OutlineError with the place of what is wrong.
    """
    data = _bytes(path, name)
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise wrong(name, _(message))
    text = _word_text(data, name) if data.startswith(b"PK\x03\x04") else _plain_text(data, name)
    clean = _INVISIBLE.sub("", _LINE_END.sub("\n", text)).replace("\xa0", " ").replace("**", "")
    if re.search(r"<html|<!doctype html", clean[:500], re.IGNORECASE):
        raise wrong(name, _("the file is a web page; copy its text into a text file"))
    if not clean.strip():
        raise wrong(name, _("the file holds no text"))
    return clean


def wrong(name: str, message: str, line: int = 1, column: int = 1) -> OutlineError:
    return OutlineError([LocatedProblem(Place(name, line, column), message)])


def _bytes(path: Path, name: str) -> bytes:
    try:
        data = content(path, MAX_BYTES, _("an article: text (.txt), Markdown (.md) or Word (.docx)"))
    except NoContentError as error:
        raise wrong(name, str(error)) from None
    if not data:
        raise wrong(name, _("the file is empty"))
    return data


def _plain_text(data: bytes, name: str) -> str:
    try:
        return decode(data)
    except UnreadableError as error:
        lines = _LINE_END.sub("\n", error.before).split("\n")
        raise wrong(name, str(error), len(lines), len(lines[-1]) + 1) from None


def _word_text(data: bytes, name: str) -> str:
    """Returns a .docx as Markdown: headings by their styles, tables as rows of cells."""
    from docx import Document  # noqa: PLC0415 - half a second that a text file does not need
    from docx.exceptions import PythonDocxError  # noqa: PLC0415
    from docx.opc.exceptions import OpcError, PackageNotFoundError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "word/document.xml" not in package.namelist():
                raise wrong(name, _("the file is an archive but no Word file (.docx)"))
            if package.getinfo("word/document.xml").file_size > MAX_BYTES * 5:
                raise wrong(name, _("the Word file holds more text than one article can"))
        return "\n".join(_word_lines(Document(io.BytesIO(data))))
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, AttributeError, TypeError, AssertionError,
            LxmlError, OpcError, PackageNotFoundError, PythonDocxError, NotImplementedError, OSError):  # fmt: skip
        raise wrong(name, _("the Word file is damaged; open it in Word or WPS and save it again")) from None


def _word_lines(document: object) -> Iterator[str]:
    from docx.table import Table  # noqa: PLC0415 - as above

    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            yield ""
            for number, row in enumerate(block.rows):
                cells = [" ".join(cell.text.split()) for cell in row.cells]
                yield f"| {' | '.join(cells)} |"
                if number == 0:
                    yield f"|{' --- |' * len(cells)}"
            yield ""
        else:
            style = (block.style.name or "") if block.style is not None else ""
            level = re.fullmatch(r"(?:heading|标题) (\d)", style, re.IGNORECASE)
            mark = "#" * (int(level[1]) + 1) + " " if level else "# " if style in {"Title", "标题"} else ""
            yield mark + block.text.replace("\n", " ") if mark and block.text.strip() else block.text
