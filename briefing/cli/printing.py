"""How things are printed: problems to the standard error stream, rows as JSON, progress."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from briefing.cli import colour
from briefing.display import lines
from briefing.errors import LocatedProblem, Severity
from briefing.i18n import gettext as _

_CELLS = 100
"""Of a line that is cut, where no narrower terminal shows it."""


def report(problems: Iterable[LocatedProblem], *, headed: bool = False) -> None:
    """Prints problems, errors first, each with its line; `headed`: with the count of each group above it."""
    colour.show(lines.found(problems, _cells(sys.stderr), headed=headed), sys.stderr, os.environ)


def counts(errors: int, warnings: int) -> str:
    """Returns “1 error, no warnings”."""
    told = lines.counted(Severity.ERROR, errors), lines.counted(Severity.WARNING, warnings)
    return _("{errors}, {warnings}").format(errors=told[0], warnings=told[1])


def complain(message: str) -> None:
    """Prints an error that has no place in a file; one of several sentences, line by line."""
    before, _name, after = _("error: {message}").partition("{message}")
    told = [((before, lines.Tone.ERROR), (line + after, lines.Tone.PLAIN)) for line in message.splitlines()]
    colour.show(told, sys.stderr, os.environ)


def tell_kept(files: Iterable[Path]) -> None:
    """Says where files stand now that somebody had edited."""
    for file in files:
        print(_("kept, as it was edited: {file}").format(file=file))


def print_json(rows: object) -> None:
    """Prints JSON; in escapes where the stream is not UTF-8, as JSON has to be (RFC 8259, 8.1)."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(rows, ensure_ascii=not is_utf8, indent=2))


def spare_characters() -> None:
    """Lets streams of another encoding than UTF-8, as on Chinese Windows, print what they can and escape the rest."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """Gives a bar that shows charts being drawn, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - nobody sees it elsewhere
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("charts"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _cells(stream: TextIO) -> int:
    """Returns how wide a line may be: as wide as the terminal, and no wider than is read at a glance."""
    with suppress(OSError, ValueError):
        columns = os.get_terminal_size(stream.fileno()).columns - 1
        return min(columns, _CELLS) if columns > 0 else _CELLS
    return _CELLS
