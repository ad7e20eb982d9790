"""The bytes of a text file become characters, or a plain reason why they cannot."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from briefing.content import NoContentError, content
from briefing.errors import LocatedProblem, OutlineError, Place

MAX_BYTES = 4_000_000
"""An outline of three thousand slides; what is larger is another file chosen by mistake."""

_HOW_TO_SAVE = "save it again as UTF-8 (Notepad 记事本: 另存为 → 编码 UTF-8; WPS and VS Code: choose the encoding UTF-8 when saving)"

UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters and characters that cannot be seen; XML forbids the first, readers stumble over the second."""

_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_ENOUGH = 3
"""Ideographs that GBK bytes do not make when they are read as UTF-8."""
_LAST_ASCII = 0x7F

_LINE_BREAK = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True, eq=False)
class TextFile:
    """A text with the name its user knows it by; offsets in it count characters from 0."""

    name: str
    text: str
    line_starts: list[int] = field(repr=False)

    @classmethod
    def of(cls, name: str, text: str) -> TextFile:
        return cls(name, text, [0, *(match.end() for match in _LINE_BREAK.finditer(text))])

    def place(self, offset: int) -> Place:
        line = bisect_right(self.line_starts, offset)
        return Place(self.name, line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str | None:
        """Returns a line, counted from 1, without its end; None when the text has fewer."""
        if number > len(self.line_starts):
            return None
        end = [*self.line_starts, len(self.text)][number]
        return self.text[self.line_starts[number - 1] : end].rstrip("\r\n")

    def unwanted(self) -> list[LocatedProblem]:
        """Returns a problem for each control or invisible character."""
        return [
            LocatedProblem(self.place(match.start()), unwanted_message(match.group()))
            for match in UNWANTED.finditer(self.text)
        ]


def unwanted_message(character: str) -> str:
    kind = "a control character" if character < "\xa0" else "an invisible character"
    return f"{kind} (U+{ord(character):04X}) stands here; delete it and type the text again"


def read_text(path: Path, name: str) -> TextFile:
    """Returns the text of a UTF-8 file, with or without byte order mark; raises OutlineError with its place."""
    data = _read_bytes(path, name)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]:
        raise _wrong(Place(name, 1, 1), f"the file is UTF-16 text (“Unicode”); {_HOW_TO_SAVE}")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return TextFile.of(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        offset, message = _explain_bytes(data, error.start)
        raise _wrong(_place_of_byte(data, offset, name), message) from None


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        return content(path, MAX_BYTES, "a text file")
    except NoContentError as error:
        raise _wrong(Place(name, 1, 1), str(error)) from None


def _explain_bytes(data: bytes, first_wrong: int) -> tuple[int, str]:
    """Returns the offset to point at and what the bytes probably are."""
    if len(_IDEOGRAPH.findall(data[:first_wrong].decode("utf-8"))) >= _ENOUGH:
        return first_wrong, "what stands here is not UTF-8 text, as the rest is; delete it and type it again"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return first_wrong, f"the file is not UTF-8 text; {_HOW_TO_SAVE}"
    first = next(i for i, byte in enumerate(data) if byte > _LAST_ASCII)
    return first, f"the file is GB18030 (GBK) text, not UTF-8; {_HOW_TO_SAVE}"


def _place_of_byte(data: bytes, offset: int, name: str) -> Place:
    before = data[:offset].decode("utf-8")
    file = TextFile.of(name, before)
    return file.place(len(before))


def _wrong(place: Place, message: str) -> OutlineError:
    return OutlineError([LocatedProblem(place, message)])
