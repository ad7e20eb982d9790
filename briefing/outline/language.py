"""The language rules, applied to a sound outline: with its circles' names, its list of terms and what it allows."""

from __future__ import annotations

from collections.abc import Mapping

from briefing import assets, language
from briefing.document import Fact
from briefing.errors import Problem
from briefing.language import Name, Terms
from briefing.outline import looks
from briefing.outline.schema import OutlineModel
from briefing.outline.tree import Tree


def check(tree: Mapping[str, Tree], model: OutlineModel, facts: Mapping[str, Fact], terms: Terms) -> list[Problem]:
    """Returns a warning for each place where an outline breaks the rules; `terms` are those of its own list."""
    spoken = model.document.language
    if spoken not in assets.names("terms"):
        return []  # the rules are those of official Chinese
    figure = looks.words(spoken).figure + "1"

    def resolve(name: str, attribute: str | None) -> str:
        return _printed(facts[name], attribute) if name in facts else figure

    circles = tuple(Name(circle.name, (circle.short,)) for circle in model.circles.values())
    allowed = tuple(each.words for each in model.allow)
    return language.check(tree, language.Language(looks.terms(spoken) + terms, circles, allowed, resolve))


def _printed(fact: Fact, attribute: str | None) -> str:
    """Returns what a reference to a fact prints, as plan/wording.py does."""
    match attribute:
        case None:
            return fact.text
        case "value":
            return fact.quantity.text
        case _:
            return str(getattr(fact, attribute))
