"""The bytes of a text file become characters, or a plain reason why they cannot."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path

from briefing.content import NoContentError, content
from briefing.errors import MOST_TOLD, LocatedProblem, OutlineError, Place
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.i18n import ngettext
from briefing.patterns import KeptPattern

MAX_BYTES = 4_000_000
"""An outline of three thousand slides; what is larger is another file chosen by mistake."""

MAX_LINES = 100_000
MAX_LINE = 100_000
"""Characters of a line; a long paragraph has a thousand."""

_HOW_TO_SAVE = N_(
    "save it again as UTF-8 (Notepad 记事本: 另存为 → 编码 UTF-8; WPS and VS Code: choose the encoding UTF-8 when saving)"
)

UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters and characters that cannot be seen; XML forbids the first, readers stumble over the second."""

_IDEOGRAPH = KeptPattern("[\u4e00-\u9fff]")
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
    typed: Mapping[int, str] = field(default_factory=dict, repr=False)
    """The lines that were corrected to be read on, by their numbers, as they stand in the file."""

    @classmethod
    def of(cls, name: str, text: str) -> TextFile:
        return cls(name, text, [0, *(match.end() for match in _LINE_BREAK.finditer(text))])

    def place(self, offset: int) -> Place:
        line = bisect_right(self.line_starts, offset)
        column = offset - self.line_starts[line - 1]
        if line in self.typed:
            column = _column_in(self.typed[line], self.text_of(line), column)
        return Place(self.name, line, column + 1)

    def text_of(self, number: int) -> str:
        """Returns a line that there is, counted from 1, without its end."""
        ends = [*self.line_starts[number : number + 1], len(self.text)]
        return self.text[self.line_starts[number - 1] : ends[0]].rstrip("\r\n")

    def corrected(self, lines: Mapping[int, str]) -> TextFile:
        """Returns the file with other lines in the place of some; places in it are those of the lines as typed."""
        if not lines:
            return self
        ends = [*self.line_starts[1:], len(self.text)]
        parts = [self.text[start:end] for start, end in zip(self.line_starts, ends, strict=True)]
        typed = dict(self.typed)
        for number, line in lines.items():
            old = self.text_of(number)
            typed.setdefault(number, old)
            parts[number - 1] = line + parts[number - 1][len(old) :]
        again = TextFile.of(self.name, "".join(parts))
        return TextFile(again.name, again.text, again.line_starts, typed)

    def line(self, number: int) -> str | None:
        """Returns a line, counted from 1, without its end; None when the text has fewer."""
        return self.text_of(number) if number <= len(self.line_starts) else None

    def unwanted(self) -> list[LocatedProblem]:
        """Returns a problem for each line with control or invisible characters, at the first of them."""
        found: dict[int, list[re.Match[str]]] = {}
        for match in UNWANTED.finditer(self.text):
            found.setdefault(bisect_right(self.line_starts, match.start()), []).append(match)
        return [
            LocatedProblem(
                self.place(first.start()),
                _unwanted_message(first[0], len(others)),
                corrected=UNWANTED.sub("", self.text_of(number)),
            )
            for number, (first, *others) in islice(found.items(), MOST_TOLD)
        ]


def _column_in(typed: str, corrected: str, column: int) -> int:
    """Returns where in a line as typed a column of the corrected line stands: both are the same before and after."""
    before = next((i for i, (old, new) in enumerate(zip(typed, corrected, strict=False)) if old != new), len(typed))
    return column if column <= before else max(before, column - len(corrected) + len(typed))


def unwanted_name(character: str) -> str:
    name = _("a control character ({code})") if character < "\xa0" else _("an invisible character ({code})")
    return name.format(code=f"U+{ord(character):04X}")


def _unwanted_message(character: str, more: int) -> str:
    name = unwanted_name(character)
    if not more:
        return _("{character} stands here; delete it and type the text again").format(character=name)
    return ngettext(
        "{character} stands here, and {n} more in this line; delete them and type the text again",
        "{character} stands here, and {n} more in this line; delete them and type the text again",
        more,
    ).format(character=name, n=more)


def read_text(path: Path, name: str) -> TextFile:
    """Returns the text of a UTF-8 file, with or without byte order mark; raises OutlineError with its place."""
    data = _read_bytes(path, name)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]:
        raise _wrong(Place(name, 1, 1), _remedied(_("the file is UTF-16 text (“Unicode”); {remedy}")))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return _within_limits(TextFile.of(name, data.decode("utf-8")))
    except UnicodeDecodeError as error:
        offset, message = _explain_bytes(data, error.start)
        raise _wrong(_place_of_byte(data, offset, name), message) from None


def read_table(path: Path, name: str) -> TextFile:
    """Returns the text of a table saved as CSV, in UTF-8 or, as Excel saves it, in GB18030; raises OutlineError."""
    data = _read_bytes(path, name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        is_utf8 = len(_IDEOGRAPH.findall(data[: error.start].decode("utf-8"))) >= _ENOUGH
        with suppress(UnicodeDecodeError):
            text = data.decode("gb18030")
            if not is_utf8:
                return _within_limits(TextFile.of(name, text))
    return read_text(path, name)


def _within_limits(file: TextFile) -> TextFile:
    """Returns the file; raises OutlineError for one whose lines are so many or so long that no person wrote them."""
    starts = file.line_starts
    if len(starts) > MAX_LINES:
        message = _("the file has more than {most} lines; expected a text that a person wrote")
        raise _wrong(Place(file.name, MAX_LINES + 1, 1), message.format(most=MAX_LINES))
    for number, (start, end) in enumerate(pairwise([*starts, len(file.text)]), start=1):
        if end - start > MAX_LINE:
            message = _("this line has more than {most} characters; expected lines that a person can read")
            raise _wrong(Place(file.name, number, MAX_LINE + 1), message.format(most=MAX_LINE))
    return file


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        return content(path, MAX_BYTES, _("a text file"))
    except NoContentError as error:
        raise _wrong(Place(name, 1, 1), str(error)) from None


def _explain_bytes(data: bytes, first_wrong: int) -> tuple[int, str]:
    """Returns the offset to point at and what the bytes probably are."""
    if len(_IDEOGRAPH.findall(data[:first_wrong].decode("utf-8"))) >= _ENOUGH:
        return first_wrong, _("what stands here is not UTF-8 text, as the rest is; delete it and type it again")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return first_wrong, _remedied(_("the file is not UTF-8 text; {remedy}"))
    first = next(i for i, byte in enumerate(data) if byte > _LAST_ASCII)
    return first, _remedied(_("the file is GB18030 (GBK) text, not UTF-8; {remedy}"))


def _remedied(message: str) -> str:
    return message.format(remedy=_(_HOW_TO_SAVE))


def _place_of_byte(data: bytes, offset: int, name: str) -> Place:
    before = data[:offset].decode("utf-8")
    file = TextFile.of(name, before)
    return file.place(len(before))


def _wrong(place: Place, message: str) -> OutlineError:
    return OutlineError([LocatedProblem(place, message)])
