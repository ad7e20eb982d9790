"""How well extraction finds what a careful reader listed: the hand-made lists in tests/extraction, and the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from briefing.article.reading import read
from briefing.evidence import numbers, units
from briefing.extract.quotations import Quotation, quotations
from briefing.extract.statistics import Statistic, statistics
from briefing.extract.structure import parse

LISTS = Path(__file__).resolve().parent / "extraction"
LEAST_RECALL, LEAST_PRECISION = 0.95, 0.90


class Span(NamedTuple):
    start: int
    end: int

    def meets(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Score:
    """How many of the listed entries were found, and what was found besides."""

    listed: int
    found: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.found / self.listed if self.listed else 1.0

    @property
    def precision(self) -> float:
        told = self.found + len(self.wrong)
        return self.found / told if told else 1.0

    @property
    def passes(self) -> bool:
        return self.recall >= LEAST_RECALL and self.precision >= LEAST_PRECISION

    def __add__(self, other: Score) -> Score:
        return Score(
            self.listed + other.listed, self.found + other.found, self.missed + other.missed, self.wrong + other.wrong
        )


class Measured(NamedTuple):
    statistics: Score
    quotations: Score


def lists() -> list[Path]:
    return sorted(LISTS.glob("*.yaml"))


def article_of(listing: Path, folder: Path | None) -> Path | None:
    """Returns the article that a list is about, beside it or in the folder; None where there is none."""
    name = yaml.safe_load(listing.read_text("utf-8"))["article"]
    return next((file for file in (LISTS / name, *([folder / name] if folder else [])) if file.is_file()), None)


def measure(listing: Path, article: Path) -> Measured:
    told = yaml.safe_load(listing.read_text("utf-8"))
    text = read(article, article.name)
    parts = parse(article.name, text)
    found = [each for _, group in statistics(parts) for each in group]
    return Measured(_of_statistics(told, text, found), _of_quotations(told, text, quotations(parts)))


def _span(text: str, entry: dict[str, Any], words: str) -> Span:
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: entry["line"] - 1])
    at = lines[entry["line"] - 1].find(words)
    if at < 0:
        raise ValueError(f"line {entry['line']} does not have {words}")
    return Span(start + at, start + at + len(words))


def _of_statistics(told: dict[str, Any], text: str, found: Iterable[Statistic]) -> Score:
    left = list(found)
    missed = []
    for entry in told["statistics"]:
        span = _span(text, entry, str(entry["words"]))
        near = (each for each in left if span.meets(each.start, each.end))
        hit = next((each for each in near if _is_listed(each, str(entry["value"]), str(entry["unit"]))), None)
        if hit is None:
            missed.append(f"{entry['line']}: {entry['words']}")
        else:
            left.remove(hit)
    optional = [_span(text, entry, str(entry["words"])) for entry in told.get("optional", [])]
    wrong = [each for each in left if not any(span.meets(each.start, each.end) for span in optional)]
    listed = len(told["statistics"])
    return Score(
        listed, listed - len(missed), tuple(missed), tuple(f"{each.line}: {each.value}{each.unit}" for each in wrong)
    )


def _is_listed(found: Statistic, value: str, unit: str) -> bool:
    """Whether what was found is what was listed; what no parser reads as a number has to be the same words."""
    try:
        listed = units.amount(numbers.parse(value), unit)
    except ValueError:
        return found.value + found.unit == value + unit
    return _agree(found.amount, listed)


def _agree(found: units.Amount, listed: units.Amount) -> bool:
    """Whether two amounts are the same; 内 and 以内 behind a unit, which the lists leave out, make no difference."""
    return found.is_as_large_as(listed) and (found.unit, found.per) == (listed.unit, listed.per)


def _of_quotations(told: dict[str, Any], text: str, found: Iterable[Quotation]) -> Score:
    left = list(found)
    missed = []
    for entry in told["quotations"]:
        span = _span(text, entry, str(entry["begins"]))
        hit = next((each for each in left if span.meets(each.start, each.start + 1)), None)
        if hit is None or hit.speaker != entry["speaker"]:
            said = f" ({hit.speaker})" if hit else ""
            missed.append(f"{entry['line']}: {entry['begins']} {entry['speaker']}{said}")
        if hit is not None:
            left.remove(hit)
    optional = list(_optional(told, text))
    wrong = [each for each in left if not any(span.meets(each.start, each.end) for span in optional)]
    listed = len(told["quotations"])
    return Score(
        listed,
        listed - len(missed),
        tuple(missed),
        tuple(f"{each.line}: {each.words[:12]} {each.speaker}" for each in wrong),
    )


def _optional(told: dict[str, Any], text: str) -> Iterator[Span]:
    for entry in told.get("optional_quotations", []):
        yield _span(text, entry, str(entry["begins"]))
