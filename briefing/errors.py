"""What can go wrong for a user, as data: problems with their places, and the exceptions that carry them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from enum import IntEnum, StrEnum
from heapq import nlargest

from briefing.i18n import gettext as _
from briefing.i18n import marked as N_

Keys = tuple[str | int, ...]
"""The way to a node of the outline, e.g. ("sections", 0, "slides", 2, "claim")."""

_SYSTEM_REASONS = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Input/output error"),
    N_("Not a directory"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
)
"""Those that users meet most; the system says them in English, unless a program asks for another language."""
_FEW = 40
"""Names that difflib compares in a moment."""
_SURE, _APART = 0.7, 0.08
"""How near a name has to be, and how much nearer than any other, to be the only one that can be meant."""
_SEVERAL = re.compile("[,，、;；]")
"""Between several names, of which none alone is meant."""
_LONGEST = 100
"""Characters of a text that a message repeats."""
_DIGITS = re.compile(r"\d+")


MOST_TOLD = 1_000
"""Problems that are told at once; where there are more, the file is not what was meant."""


class Exit(IntEnum):
    """The exit statuses of every command."""

    DONE = 0
    INPUT_IS_WRONG = 1
    USAGE_IS_WRONG = 2
    SURROUNDINGS_ARE_WRONG = 3


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file; line and column count from 1. An option of a command is a place without lines: 0."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a node of the outline; it gets its place from the outline that was loaded."""

    keys: Keys
    message: str
    severity: Severity = Severity.ERROR
    at_key: bool = False
    """Whether the key itself is wrong (unknown, clashing), rather than its value."""
    near: str = ""
    """The words within the value that are wrong, as typed; narrows the place down to them."""
    skip: int = 0
    """How many times the same words stand in the value before."""
    instead: str | None = None
    """What should stand there, where only one thing can be meant: in the place of `near`, else of the key or value."""
    rule: str = ""
    """The name of the rule that is broken, where it has one."""


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A problem as it is shown: `FILE:LINE:COLUMN: error: message`."""

    place: Place
    message: str
    severity: Severity = Severity.ERROR
    keys: Keys = field(default=(), compare=False)
    """The node of the outline that it belongs to, where it is known."""
    corrected: str | None = field(default=None, compare=False)
    """The whole line as it should be, where only one thing can be meant."""
    rule: str = field(default="", compare=False)
    """The name of the rule that is broken, where it has one."""
    of_file: bool = field(default=False, compare=False)
    """Whether it is about the file as a whole, so that no line of it has to be shown."""

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


class BriefingError(Exception):
    """Anything this tool reports to its user; everything else is a defect of the tool."""

    status = Exit.INPUT_IS_WRONG


class OutlineError(BriefingError):
    """The outline, a fact or a file in it is wrong; carries every problem found, in the order of their places."""

    def __init__(self, problems: Iterable[LocatedProblem]) -> None:
        self.problems = tuple(sorted(_most_told(set(problems)), key=_in_order))
        super().__init__("\n".join(map(str, self.problems)))


def _most_told(problems: set[LocatedProblem]) -> Iterable[LocatedProblem]:
    """Returns the problems, or the first of them, errors before warnings, where nobody would read them all."""
    if len(problems) <= MOST_TOLD:
        return problems
    first = sorted(problems, key=lambda problem: (problem.severity, *_in_order(problem)))[:MOST_TOLD]
    message = _("there are more than {most} problems; only the first of them are told").format(most=MOST_TOLD)
    return [LocatedProblem(Place(first[0].place.file, 1, 1), message, of_file=True), *first]


def _in_order(problem: LocatedProblem) -> tuple[str, int, int, str]:
    place = problem.place
    return place.file, place.line, place.column, problem.message


class SurroundingsError(BriefingError):
    """The machine does not allow it: a folder that cannot be written, a full disk, a missing program."""

    status = Exit.SURROUNDINGS_ARE_WRONG


def nearest(name: str, names: Iterable[str]) -> str:
    """Returns a hint that names the nearest right name, or the first few there are; starts with "; "."""
    return _hint(name, names, _("; did you mean “{name}”?"), _("; there are: {names}"))


def is_near(name: str, names: Iterable[str]) -> bool:
    """Whether a right name is so near to a wrong one that it may be meant."""
    return bool(_near(name, sorted(names)))


def nearest_in_file(name: str, names: Iterable[str]) -> str:
    """Returns the same for a name that a file lacks and nobody typed; translations say it otherwise, hence its braces."""
    return _hint(name, names, _("; did you mean “{found}”?"), _("; there are: {found}"))


def _hint(name: str, names: Iterable[str], one: str, several: str) -> str:
    names = sorted(names)
    near = _near(name, names)
    if near:
        return one.format(name=near[0][1], found=near[0][1])
    if not names:
        return _("; there are none")
    shown = listed(names[:8]) + (" …" if len(names) > len(names[:8]) else "")
    return several.format(names=shown, found=shown)


def only_name(name: str, names: Iterable[str]) -> str | None:
    """Returns the right name that alone can be meant: nearest, none nearly as near, no other number in it."""
    if _SEVERAL.search(name):
        return None
    near = _near(name, sorted(names))
    if not near or near[0][0] < _SURE:
        return None
    score, best = near[0]
    if score < 1 and len(near) > 1 and score - near[1][0] < _APART:
        return None
    return best if _DIGITS.findall(_folded(name)) == _DIGITS.findall(best) else None


def _near(name: str, names: list[str]) -> list[tuple[float, str]]:
    """Returns the nearest names, two at the most, with how near they are; 1 is the same but for case and width."""
    folded = {_folded(other): other for other in names}
    wanted = _folded(name)
    near = get_close_matches(wanted, _likeliest(wanted, list(folded)), n=2, cutoff=0.5)
    return [(SequenceMatcher(None, other, wanted).ratio(), folded[other]) for other in near]


def _folded(name: str) -> str:
    """Returns a name in small, half-width letters, without marks and blanks around it and what cannot be seen."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", name) if unicodedata.category(char) != "Cf")
    return seen.strip(" \t“”‘’\"'").casefold().replace("-", "_").replace(" ", "_")


def about(words: str, reason: str | ValueError) -> str:
    """Returns a sentence of words that the user typed and a reason that completes “X …”: “甲” is not a number."""
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return _("“{words}” {reason}").format(words=shown, reason=reason)


def listed(names: Iterable[str]) -> str:
    """Returns names as a message enumerates them."""
    return _(", ").join(names)


def system_reason(error: OSError | ValueError) -> str:
    """Returns why the system did not do something, in its own words."""
    return _(getattr(error, "strerror", None) or str(error) or type(error).__name__)


def quoted(names: Iterable[str]) -> str:
    """Returns names as a message enumerates them, each in quotation marks."""
    return listed(f"“{name}”" for name in names)


def _likeliest(name: str, names: list[str]) -> list[str]:
    """Returns the names that share most pairs of characters with one; difflib is too slow for thousands."""
    if len(names) <= _FEW:
        return names
    pairs = {name[i : i + 2] for i in range(max(len(name) - 1, 1))}
    return nlargest(_FEW, names, key=lambda other: sum(pair in other for pair in pairs))
