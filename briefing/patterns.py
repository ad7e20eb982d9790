"""Patterns that take long: compiled when they are first used, once on a machine, and tried only where they can begin.

The patterns that find the figures of a text are twenty thousand characters long, and re's compiler, which is written
in Python, takes half a second for them; a class of all ideographs takes it two milliseconds. Its engine tries every
alternative at every character. What a pattern compiles to is a list of numbers; that list is kept, with the version of
Python that made it, and a look at the next character is put before it. re has no public way to either, so this module uses its parts, and does without should
another version not have them. `regex` and `google-re2` were not taken: the first compiles more slowly still, the second
has no lookbehind.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.cache import store

_ROOM = 16 << 20
"""Bytes; those of one version of Python take one."""

_Token = tuple[Any, Any]
"""An operation of a parsed pattern, and what belongs to it."""


class KeptPattern:
    """A regular expression that is compiled when it is first used, and used as re's own are."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        try:
            return _loaded(self.source, _kept(self.source, self.flags))
        except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
            return re.compile(self.source, self.flags)

    # The methods are re's own once they are found: most are called at every character of a text.

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[[str], list[str]]:
        return self.compiled.split

    @cached_property
    def sub(self) -> Callable[[str | Callable[[re.Match[str]], str], str], str]:
        return self.compiled.sub


def _kept(source: str, flags: int) -> bytes:
    """Returns what a pattern compiles to, from the cache where it has it."""
    kept = store("patterns", _ROOM)
    key = f"{_compiler()} {flags} {source}"
    entry = kept.get(key) if kept else None
    if entry is None:
        entry = _dumped(source, flags)
        if kept:
            kept.put(key, entry)
    return entry


@cache
def _compiler() -> str:
    """Returns what decides, besides the pattern, what it compiles to."""
    return f"{sys.version} {sys.byteorder} {sha256(Path(__file__).read_bytes()).hexdigest()}"


def _dumped(source: str, flags: int) -> bytes:
    """Returns what re._compiler.compile gives to the engine."""
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415 - private, so it may be missing

    parsed = _parser.parse(source, flags)
    if not flags & re.IGNORECASE:
        _look_before(parsed, _parser)
    code: list[int] = _compiler._code(parsed, flags)  # noqa: SLF001 - there is no public way
    state = parsed.state
    return marshal.dumps((flags | state.flags, array("I", code).tobytes(), state.groups, dict(state.groupdict)))


def _loaded(source: str, entry: bytes) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]  # noqa: PLC0415 - the same

    flags, code, groups, names = marshal.loads(entry)  # noqa: S302 - numbers and names whose digest was checked
    by_index: list[str | None] = [None] * groups
    for name, index in names.items():
        by_index[index] = name
    pattern: re.Pattern[str] = _sre.compile(
        source, flags, array("I", code).tolist(), groups - 1, names, tuple(by_index)
    )
    return pattern


def _look_before(parsed: Any, parser: Any) -> None:  # noqa: ANN401 - re's own parts have no types
    """Puts a look at the next character before a parsed pattern, which is tried only if a match can begin with that."""
    first, may_be_empty = _first_of(parsed, parser)
    if first and not may_be_empty:
        ahead = parser.SubPattern(parsed.state, [(parser.IN, list(first))])
        parsed.insert(0, (parser.ASSERT, (1, ahead)))


_First = tuple[dict[_Token, None] | None, bool]
"""The characters that a match can begin with, as members of a class, or None for any; whether it can be empty."""


def _first_of(parsed: Iterable[_Token], parser: Any) -> _First:  # noqa: ANN401 - the same
    found: dict[_Token, None] = {}
    for operation, argument in parsed:
        first, may_be_empty = _first(operation, argument, parser)
        if first is None:
            return None, False
        found |= first
        if not may_be_empty:
            return found, False
    return found, True


def _first(operation: Any, argument: Any, parser: Any) -> _First:  # noqa: ANN401 - the same
    match str(operation):
        case "LITERAL":
            return {(operation, argument): None}, False
        case "IN":
            is_negated = argument[0][0] is parser.NEGATE
            return None if is_negated else dict.fromkeys(argument), False
        case "BRANCH":
            ways = [_first_of(way, parser) for way in argument[1]]
            if any(first is None for first, _empty in ways):
                return None, False
            return {token: None for first, _empty in ways for token in first or ()}, any(empty for _, empty in ways)
        case "SUBPATTERN":
            return _first_of(argument[-1], parser)
        case "MAX_REPEAT" | "MIN_REPEAT":
            first, may_be_empty = _first_of(argument[2], parser)
            return first, may_be_empty or argument[0] == 0
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return {}, True
        case _:
            return None, False
