"""What a worker tries by the kind of case: outlines that are right, and files that are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import mutants
import valid
from checks import built, check, is_unfit
from worker import Act, Try, WrongError

from briefing.errors import OutlineError

VALID, REPEATED, RENDERED = "valid", "repeated", "rendered"


def tries(kind: str, seed: int, count: int, folder: Path) -> Iterator[Try]:
    """Yields the cases of an order (see worker.Tries)."""
    if kind in {VALID, REPEATED}:
        for number, case in enumerate(valid.drawn(seed, count)):
            yield Try(f"{kind} {seed} {number}", _building(case.put(folder), repeats=kind == REPEATED))
    else:
        yield from mutants.tries(kind, seed, count, folder)


def _building(outline: Path, *, repeats: bool) -> Act:
    def act() -> str:
        try:
            settled, made = built(outline)
        except OutlineError as error:
            if is_unfit(error):
                return "does not fit"
            raise
        check(settled, made)
        if repeats:
            _settled, again = built(outline)
            same = made.deck == again.deck and made.word is not None and again.word is not None
            if not same or made.word.data != again.word.data:  # type: ignore[union-attr]
                raise WrongError("the second build gives other bytes")
        return "built"

    return act
