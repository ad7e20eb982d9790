"""Problems as lines of text for people, errors first; what colours mean is said, not how they are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from briefing.display.excerpt import excerpt, should_be
from briefing.errors import LocatedProblem, OutlineError, Severity
from briefing.i18n import gettext as _
from briefing.i18n import ngettext
from briefing.outline.reading import TextFile, read_text


class Tone(Enum):
    """What a stretch of a line is."""

    PLAIN = auto()
    ERROR = auto()
    WARNING = auto()
    PLACE = auto()
    RIGHT = auto()


Line = tuple[tuple[str, Tone], ...]
_TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING}


@dataclass(slots=True)
class Files:
    """Text files that problems are in, each read once; what cannot be read as text has no lines."""

    read: dict[str, TextFile | None] = field(default_factory=dict)

    def line(self, name: str, number: int) -> str | None:
        """Returns a line, counted from 1, without its end; None where there is none."""
        if name not in self.read:
            self.read[name] = _text(name)
        file = self.read[name]
        return file.line(number) if file else None


def _text(name: str) -> TextFile | None:
    try:
        return read_text(Path(name), name)
    except OutlineError:
        return None


def found(problems: Iterable[LocatedProblem], cells: int, *, headed: bool = False) -> Iterator[Line]:
    """Yields errors and then warnings, each by file and line, with their lines cut to so many cells.

    `headed`: each of the two groups begins with a line that counts it.
    """
    files = Files()
    problems = sorted(problems, key=lambda problem: (problem.place, problem.message))
    groups = ([each for each in problems if each.severity is severity] for severity in Severity)
    for number, group in enumerate(filter(None, groups)):
        severity = group[0].severity
        if headed and number:
            yield ()
        if headed:
            yield ((_("{count}:").format(count=counted(severity, len(group))), _TONES[severity]),)
        for problem in group:
            yield from _told(problem, files, cells)


def counted(severity: Severity, number: int) -> str:
    """Returns how many errors or warnings there are, in words."""
    match severity:
        case Severity.ERROR:
            return ngettext("{n} error", "{n} errors", number).format(n=number) if number else _("no errors")
        case Severity.WARNING:
            return ngettext("{n} warning", "{n} warnings", number).format(n=number) if number else _("no warnings")


def _told(problem: LocatedProblem, files: Files, cells: int) -> Iterator[Line]:
    """Yields `FILE:LINE:COLUMN: error: message`, as editors read it in any language, and the line that it is about."""
    tone = _TONES[problem.severity]
    yield (
        (f"{problem.place}:", Tone.PLACE),
        (" ", Tone.PLAIN),
        (f"{problem.severity}:", tone),
        (f" {problem.message}", Tone.PLAIN),
    )
    line = None if problem.of_file else files.line(problem.place.file, problem.place.line)
    shown = excerpt(line, problem.place.line, problem.place.column, cells) if line is not None else None
    if line is None or shown is None:
        return
    yield ((shown[0], Tone.PLAIN),)
    yield ((shown[1], tone),)
    if problem.corrected is not None:
        better = should_be(line, problem.corrected, problem.message)
        if better is not None:
            yield ((better, Tone.RIGHT),)
