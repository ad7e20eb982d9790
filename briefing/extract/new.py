"""The whole way from article files to a first outline in its place; what `briefing new` calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.errors import LocatedProblem, OutlineError, Place
from briefing.extract import writing
from briefing.extract.drafting import draft
from briefing.extract.reading import read
from briefing.extract.structure import parse
from briefing.place import put_in_place


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the new outline, to tell its user."""

    file: Path
    statistics: int
    facts: int
    quotations: int
    marks: int


def new(articles: Sequence[Path], outline: Path, today: date, *, overwrite: bool = False) -> Found:
    """Writes a first outline made from articles and returns what it holds.

    Raises OutlineError with every article that cannot be read, or for an outline that exists and may not be replaced;
    SurroundingsError when it cannot be written. Nothing is written then.
    """
    problems: list[LocatedProblem] = []
    if outline.exists() and not outline.is_dir() and not overwrite:
        problems.append(
            LocatedProblem(
                Place(str(outline), 1, 1),
                "this file exists and is not overwritten; choose another with -o, or write --force to replace it",
            )
        )
    parsed = []
    for article in articles:
        if article.resolve() == outline.resolve():
            problems.append(
                LocatedProblem(Place(str(article), 1, 1), "this article is where the outline is to be written")
            )
            continue
        try:
            parsed.append(parse(str(article), read(article, str(article))))
        except OutlineError as error:
            problems.extend(error.problems)
    if problems:
        raise OutlineError(problems)
    made = draft(parsed, today)
    text = writing.outline(made)
    put_in_place({outline: text.encode("utf-8")})
    return Found(outline, made.statistics, len(made.facts), made.quotations, writing.marks(text))
