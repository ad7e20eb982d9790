"""What the ratios should be, by the names of their lines; a line without a goal is told for comparison only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """What a ratio should be."""

    limit: float
    at_least: bool = False

    def met_by(self, ratio: float) -> bool:
        return ratio >= self.limit if self.at_least else ratio <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"


GOALS = {
    "cold": Goal(0.8),
    "rebuild": Goal(2.5),
    "watch": Goal(0.6),
    "long": Goal(0.05),
    "per-slide": Goal(1.3),
    "per-page": Goal(1.3),
    "memory": Goal(1),
    "batch": Goal(0.25),
    "cores": Goal(1.7, at_least=True),
}
