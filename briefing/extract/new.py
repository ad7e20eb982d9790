"""The whole way from article files to a first outline in its place; what `briefing new` calls."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing import new_outline
from briefing.article.reading import read
from briefing.errors import LocatedProblem, OutlineError, Place, Severity
from briefing.extract import writing
from briefing.extract.drafting import draft
from briefing.extract.drafts import Draft, with_lists
from briefing.extract.structure import parse
from briefing.i18n import gettext as _
from briefing.pipeline import settle


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
    problems = list(new_outline.in_the_way(outline, overwrite=overwrite))
    parsed = []
    seen: set[Path] = set()
    for article in articles:
        if article.resolve() in seen:
            message = _("this article is given twice")
            problems.append(LocatedProblem(Place(str(article), 1, 1), message, of_file=True))
            continue
        seen.add(article.resolve())
        if article.resolve() == outline.resolve():
            message = _("this article is where the outline is to be written")
            problems.append(LocatedProblem(Place(str(article), 1, 1), message, of_file=True))
            continue
        try:
            parsed.append(parse(str(article), read(article, str(article))))
        except OutlineError as error:
            problems.extend(error.problems)
    if problems:
        raise OutlineError(problems)
    made = draft(parsed, today)
    text = _fitting(made)
    return Found(
        outline, new_outline.put(outline, text), made.statistics, len(made.facts), made.quotations, writing.marks(text)
    )


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
