"""Problems as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.display.paths import relative
from briefing.errors import LocatedProblem

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def command(problem: LocatedProblem) -> str:
    """Returns one line: `::error file=…,line=…,col=…,title=…::message`."""
    place = problem.place
    properties = {
        "file": relative(place.file).as_posix(),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"briefing: {problem.rule}" if problem.rule else "briefing",
    }
    told = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    return f"::{problem.severity} {told}::{_escaped(problem.message, _DATA)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)
