"""The whole way from article files to a first outline in its place; what `briefing new` calls."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.article.reading import read
from briefing.editor import schema
from briefing.errors import LocatedProblem, OutlineError, Place, Severity
from briefing.extract import writing
from briefing.extract.drafting import draft
from briefing.extract.drafts import Draft, with_lists
from briefing.extract.structure import parse
from briefing.i18n import gettext as _
from briefing.pipeline import settle
from briefing.place import put_in_place


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the new outline, to tell its user."""

    file: Path
    schema: Path
    """What editors read, beside it."""
    statistics: int
    facts: int
    quotations: int
    marks: int


def new(articles: Sequence[Path], outline: Path, today: date, *, overwrite: bool = False) -> Found:
    """Writes a first outline made from articles, with the schema for editors beside it, and returns what it holds.

    Raises OutlineError with every article that cannot be read, or for an outline that exists and may not be replaced;
    SurroundingsError when it cannot be written. Nothing is written then.
    """
    beside = outline.parent / schema.NAME
    problems = [] if overwrite else list(_in_the_way(outline, beside))
    if outline.name == schema.NAME:
        reason = _("the file for editors beside the outline has this name; choose another one with -o")
        problems.append(LocatedProblem(Place(str(outline), 1, 1), reason))
    parsed = []
    seen: set[Path] = set()
    for article in articles:
        if article.resolve() in seen:
            problems.append(LocatedProblem(Place(str(article), 1, 1), "this article is given twice"))
            continue
        seen.add(article.resolve())
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
    text = _fitting(made)
    put_in_place({outline: text.encode("utf-8"), beside: schema.text().encode("utf-8")})
    return Found(outline, beside, made.statistics, len(made.facts), made.quotations, writing.marks(text))


def _in_the_way(outline: Path, beside: Path) -> Iterator[LocatedProblem]:
    """Yields the files that may not be replaced; the schema of another version may."""
    if outline.exists() and not outline.is_dir():
        reason = "this file exists and is not overwritten; choose another with -o, or write --force to replace it"
        yield LocatedProblem(Place(str(outline), 1, 1), reason)
    if beside.exists() and not beside.is_dir() and not schema.is_one(beside):
        reason = _(
            "a file of yours stands where the one for editors goes; move it away, or write --force to replace it"
        )
        yield LocatedProblem(Place(str(beside), 1, 1), reason)


def _fitting(made: Draft) -> str:
    """Returns the outline's text with key figures that do not fit their slide, as the deck is planned, in points."""
    text = writing.outline(made)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "outline.yaml"
        trial.write_text(text, "utf-8")
        try:
            settle(trial)
        except OutlineError as error:
            lines = {each.place.line for each in error.problems if each.severity is Severity.ERROR}
            text = writing.outline(with_lists(made, {writing.slide_at(text, line) for line in lines}))
    return text
