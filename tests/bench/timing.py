"""Processes with their time and memory, rounds in which two take turns, and the table of what was measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from goals import GOALS, Goal

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Ran:
    """One process, or several one after the other."""

    seconds: float
    peak: int = 0
    """The most memory that was held at once, in bytes."""

    def __add__(self, other: Ran) -> Ran:
        return Ran(self.seconds + other.seconds, max(self.peak, other.peak))


Run = Callable[[], Ran]


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the table: the same measured of ours and of what stands beside it, round by round."""

    name: str
    what: str
    ours: tuple[float, ...]
    beside: tuple[float, ...]
    unit: str = "s"

    @property
    def goal(self) -> Goal | None:
        return GOALS.get(self.name)

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours by the other, each within its round."""
        return tuple(mine / other for mine, other in zip(self.ours, self.beside, strict=True))

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def met(self) -> bool | None:
        return None if self.goal is None else self.goal.met_by(self.ratio)


def environment() -> dict[str, str]:
    """Returns what every process gets: this project's own code, and lines so wide that no option is broken in its help."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}


def clocked(*command: str | Path) -> Ran:
    """Returns the time and memory of a command; raises with what it printed where it fails."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as output:
        clock = [sys.executable, "-I", "-S", str(HERE / "clock.py"), output.name, *map(str, command)]
        done = subprocess.run(clock, env=environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))}\n{output.read()}{done.stderr}")
    found = json.loads(done.stdout)
    return Ran(found["seconds"], found["peak"])


def in_turn(rounds: int, ours: Run, *beside: Run) -> list[tuple[Ran, ...]]:
    """Returns what each took, ours first, in every round; they take turns, every other round backwards."""
    found = []
    for number in range(rounds):
        runs: list[tuple[int, Run]] = list(enumerate((ours, *beside)))
        ran = {place: run() for place, run in (reversed(runs) if number % 2 else runs)}
        found.append(tuple(ran[place] for place in sorted(ran)))
    return found


def seconds(rounds: Sequence[tuple[Ran, ...]], place: int) -> tuple[float, ...]:
    """Returns the seconds of ours (0) or of what stands beside it (1, 2 …)."""
    return tuple(ran[place].seconds for ran in rounds)


def peaks(rounds: Sequence[tuple[Ran, ...]], place: int) -> tuple[float, ...]:
    """Returns the peaks of memory in MB."""
    return tuple(ran[place].peak / 1e6 for ran in rounds)


def table(lines: Sequence[Compared], skipped: Mapping[str, str]) -> str:
    """Returns the lines as a table in Markdown, and beneath it what was not measured, with its reason."""
    head = ["measure", "ours", "beside", "ratio", "to reach", "met"]
    rows = [head, ["---"] * len(head), *(_row(line) for line in lines)]
    told = ["| " + " | ".join(row) + " |" for row in rows] if lines else []
    return "\n".join([*told, *(f"{name}: not measured, {reason}" for name, reason in skipped.items())])


def _row(line: Compared) -> list[str]:
    met = {True: "yes", False: "no", None: "—"}[line.met]
    sides = (_spread(line.ours, line.unit), _spread(line.beside, line.unit))
    return [f"`{line.name}` {line.what}", *sides, _spread(line.ratios, ""), str(line.goal or "—"), met]


def _spread(values: Sequence[float], unit: str) -> str:
    """Returns the median, and from where to where the values go."""
    if len(values) == 1:
        return f"{_rounded(values[0])} {unit}".strip()
    least, most = _rounded(min(values)), _rounded(max(values))
    return f"{_rounded(median(values))} {unit}".strip() + f" ({least}–{most})"


def _rounded(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def figures(lines: Sequence[Compared], skipped: Mapping[str, str]) -> str:
    """Returns the same as JSON, every round with its figures."""
    measured = [
        {
            "name": line.name,
            "what": line.what,
            "unit": line.unit,
            "ours": line.ours,
            "beside": line.beside,
            "ratios": line.ratios,
            "ratio": line.ratio,
            "to_reach": str(line.goal) if line.goal else None,
            "met": line.met,
        }
        for line in lines
    ]
    return json.dumps({"measured": measured, "not_measured": dict(skipped)}, ensure_ascii=False, indent=2)
