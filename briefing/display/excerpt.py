"""The line that a problem is in, with a caret under the place and the line as it should be.

Every part begins in the same cell, so that what stands and what should stand are compared at a glance:

    12 |   tilte: 两地
       |   ^
  write:   title: 两地
"""

from __future__ import annotations

import re

from rich.cells import cell_len

from briefing.display.cells import window
from briefing.i18n import gettext as _
from briefing.outline.reading import UNWANTED

_NUMBER = 6
"""Cells for the number of a line; one of a larger number stands out to the right."""
_TAB = "    "
_UNSEEN = "\ufffd"
"""Shown for a character that cannot be seen, or that would move the caret."""
_QUOTED = re.compile("“([^“”]+)”|「([^「」]+)」")
_LEAST = 20
"""Cells of text that a line shows, however narrow the terminal is."""


def excerpt(line: str, number: int, column: int, cells: int) -> tuple[str, str] | None:
    """Returns a line with its number, and the caret under a column (from 1); None where the line has nothing to show.

    A line of more than so many cells is cut around the caret.
    """
    if not line.strip() and column > len(line):
        return None
    index = min(column, len(line) + 1) - 1
    head = f"{number:>{_NUMBER}} | "
    shown, before = window(_seen(line), len(_seen(line[:index])), max(cells - cell_len(head), _LEAST))
    return (head + shown).rstrip(), " " * (len(head) - 2) + "| " + " " * before + "^"


def should_be(line: str, corrected: str, message: str) -> str | None:
    """Returns the line as it should be, led in; None where the message quotes all that is to be changed."""
    if any(_is_change(line, corrected, first or second) for first, second in _QUOTED.findall(message)):
        return None
    lead = "  " + _("write:")
    return lead + " " * (_NUMBER + 3 - cell_len(lead)) + _seen(corrected)


def _is_change(line: str, corrected: str, words: str) -> bool:
    """Whether these words, put in the place of others, make the corrected line."""
    starts = (match.start() for match in re.finditer(f"(?={re.escape(words)})", corrected))
    return any(_is_replaced(line, corrected, start, start + len(words)) for start in starts)


def _is_replaced(line: str, corrected: str, start: int, end: int) -> bool:
    """Whether the lines differ in what stands here in the corrected one, and no part of it was there already."""
    if not (line.startswith(corrected[:start]) and line[start:].endswith(corrected[end:])):
        return False
    replaced = line[start : len(line) - (len(corrected) - end)]
    return corrected[start:end] not in replaced


def _seen(text: str) -> str:
    return UNWANTED.sub(_UNSEEN, text.replace("\t", _TAB))
