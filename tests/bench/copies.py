"""Hundreds of packs of one outline, one for each reader: `briefing batch` beside a build for each, and on two cores."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

from desk import BRIEFING, Desk, SkippedError, accepts
from timing import Compared, Ran, clocked, in_turn, seconds


def batch(desk: Desk) -> Iterator[Compared]:
    """Yields all packs at once beside a build of each in a process of its own."""
    packs = _packs(desk)
    rounds = in_turn(desk.options.of(1), partial(_batch, desk, packs), partial(_one_by_one, desk, packs))
    what = f"{packs} packs, beside as many builds one after another"
    yield Compared("batch", what, seconds(rounds, 0), seconds(rounds, 1))


def cores(desk: Desk) -> Iterator[Compared]:
    """Yields the packs a second of two jobs beside those of one."""
    packs = _packs(desk)
    rounds = in_turn(desk.options.of(1), *(partial(_batch, desk, packs, "--jobs", jobs) for jobs in ("2", "1")))
    two, one = (tuple(packs / taken for taken in seconds(rounds, place)) for place in (0, 1))
    yield Compared("cores", f"{packs} packs, two jobs beside one", two, one, "packs a second")


def _packs(desk: Desk) -> int:
    if not accepts("--table", "batch"):
        raise SkippedError("this version has no `briefing batch` that takes a table")
    return desk.options.packs


_places = count(1)


def _batch(desk: Desk, packs: int, *more: str) -> Ran:
    """Returns what all packs take; they go to a new folder, where none of them is as it was."""
    table = desk.folder / "recipients.csv"
    lines = (f"{_unit(number)},{number:06}" for number in range(1, packs + 1))
    table.write_text("unit,copy\n" + "\n".join(lines) + "\n", "utf-8")
    out = desk.folder / f"batch-{next(_places)}"
    ran = clocked(*BRIEFING, "batch", desk.outline, "--table", table, "-o", out, *more)
    _require_all(out, packs)
    return ran


def _one_by_one(desk: Desk, packs: int) -> Ran:
    """Returns what as many builds take, each of an outline that names its recipient."""
    out = desk.folder / f"single-{next(_places)}"
    ran = Ran(0)
    for number in range(1, packs + 1):
        recipient = f'\nrecipient: {{unit: {_unit(number)}, copy: "{number:06}"}}\n'
        desk.outline.write_text(desk.text + recipient, "utf-8")
        ran += clocked(*BRIEFING, "build", desk.outline, "-o", out / f"{number}")
    desk.outline.write_text(desk.text, "utf-8")
    _require_all(out, packs)
    return ran


def _unit(number: int) -> str:
    return f"某单位{number}"


def _require_all(out: Path, packs: int) -> None:
    for ending in ("pptx", "docx"):
        made = len(list(out.rglob(f"*.{ending}")))
        if made != packs:
            raise RuntimeError(f"{out.name} holds {made} files of .{ending}, not {packs}")
