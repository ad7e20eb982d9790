"""Long patterns: compiled when they are first used, and once on a machine instead of in every process.

The patterns that find the figures of a text are twenty thousand characters long, and re, which is written in Python,
takes half a second to compile them. What it comes to is a list of numbers for re's engine; the list is kept, with
the version of Python that made it. re has no public way to do that, so this module uses its own parts and does
without, should another version not have them. `regex` and `google-re2` were not taken: the first compiles more slowly
still, the second has no lookbehind.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from functools import cached_property
from typing import Any

from briefing.cache import store

_ROOM = 16 << 20
"""Bytes; those of one version of Python take one."""


class LongPattern:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        kept = store("patterns", _ROOM)
        if kept is None:
            return re.compile(self.source, self.flags)
        key = f"{sys.version} {sys.byteorder} {self.flags} {self.source}"
        entry = kept.get(key)
        try:
            if entry is None:
                entry = _dumped(self.source, self.flags)
                kept.put(key, entry)
            return _loaded(self.source, entry)
        except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
            return re.compile(self.source, self.flags)


def _dumped(source: str, flags: int) -> bytes:
    """Returns what re._compiler.compile gives to the engine."""
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415 - private, so it may be missing

    parsed: Any = _parser.parse(source, flags)
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
