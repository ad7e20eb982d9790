"""Files beside the outline that have a model of their own, such as themes: read and reported like the outline itself."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from briefing.errors import LocatedProblem, OutlineError, Severity
from briefing.i18n import gettext as _
from briefing.outline.messages import problems_of
from briefing.outline.places import Places
from briefing.outline.reading import read_text
from briefing.outline.tree import parse

_Read = TypeVar("_Read", bound=BaseModel)


def read(path: Path, model: type[_Read], first_key: str) -> tuple[_Read, Places]:
    """Returns what a file says, with its places; raises OutlineError with every problem at once."""
    tree, places, found = parse(read_text(path, str(path)))
    if not isinstance(tree, dict):
        message = _("expected keys and values here, beginning with “{key}:”").format(key=first_key)
        raise OutlineError([*found, LocatedProblem(places.root.place(), message)])
    try:
        content = model.model_validate(tree)
    except ValidationError as error:
        problems = problems_of(error.errors(include_url=False), model, tree)
        raise OutlineError([*found, *places.located(problems)]) from None
    if any(problem.severity is Severity.ERROR for problem in found):
        raise OutlineError(found)
    return content, places
