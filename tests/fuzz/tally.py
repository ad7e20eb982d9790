"""What was tried and what came of it, counted by kinds of case."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from worker import Outcome

_BUILDING = {"valid", "repeated"}
_ENDS = ("built", "reported", "failed")
"""Ends that have a column; every other is counted as a third that is as it should be."""


@dataclass(slots=True)
class Tally:
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    largest: dict[str, int] = field(default_factory=dict)
    failures: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        kind = outcome.kind
        self.ends[kind, outcome.end] += 1
        self.slowest[kind] = max(self.slowest.get(kind, 0.0), outcome.seconds)
        self.largest[kind] = max(self.largest.get(kind, 0), outcome.peak)
        if outcome.why or outcome.end == "failed":
            self.failures.append(outcome)

    @property
    def built(self) -> int:
        """How many of the outlines that are right were built."""
        return sum(self.ends[kind, "built"] for kind in _BUILDING)

    @property
    def unfit(self) -> int:
        """How many of them are too long somewhere."""
        return sum(self.ends[kind, "does not fit"] for kind in _BUILDING)

    def table(self) -> str:
        """Returns a table in Markdown, a line for each kind of case."""
        head = ["kind", "cases", "built or read", "reported", "failed", "slowest (s)", "largest (MB)"]
        rows = [head, ["---"] + ["---:"] * (len(head) - 1), *map(self._row, self.slowest)]
        return "\n".join("| " + " | ".join(row) + " |" for row in rows)

    def _row(self, kind: str) -> list[str]:
        ends = {end: count for (of_kind, end), count in self.ends.items() if of_kind == kind}
        reported = ends.get("reported", 0) + ends.get("does not fit", 0)
        failed = ends.get("failed", 0)
        done = sum(ends.values()) - reported - failed
        figures = [sum(ends.values()), done, reported, failed]
        timed = [f"{self.slowest[kind]:.1f}", f"{self.largest[kind] >> 20}"] if self.largest[kind] else ["—", "—"]
        return [kind, *map(str, figures), *timed]

    def figures(self) -> dict[str, Any]:
        """Returns the same for programs."""
        kinds = {
            kind: {
                "ends": {end: count for (of_kind, end), count in self.ends.items() if of_kind == kind},
                "slowest_seconds": round(slowest, 2),
                "largest_bytes": self.largest[kind],
            }
            for kind, slowest in self.slowest.items()
        }
        return {"kinds": kinds, "failures": [{"name": each.name, "why": each.why} for each in self.failures]}
