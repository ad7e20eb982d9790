"""The rules of language and evidence, applied to a sound outline: with its names, its ledger and what it allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefing import assets, language
from briefing.document import Fact
from briefing.errors import Problem
from briefing.evidence import quoting, soundness, typed
from briefing.language import Name, Terms
from briefing.outline import looks
from briefing.outline.schema import OutlineModel, QuoteModel, QuotesSlide
from briefing.outline.tree import Tree

FIGURES = "figures"
"""The rule that figures and quotations have their evidence."""


def check(
    tree: Mapping[str, Tree],
    model: OutlineModel,
    facts: Mapping[str, Fact],
    as_in_articles: Mapping[str, Fact],
    terms: Terms,
) -> list[Problem]:
    """Returns a warning for each place where an outline breaks the rules; `terms` are those of its own list.

    `facts` are in the words of the outline's language, `as_in_articles` in those of their evidence.
    """
    spoken = model.document.language
    figure = looks.words(spoken).figure + "1"

    def resolve(name: str, attribute: str | None) -> str:
        return _printed(facts[name], attribute) if name in facts else figure

    allowed = tuple(each.words for each in model.allow)
    of_figures = [
        *typed.check(tree, typed.Ledger(facts, resolve, allowed)),
        *soundness.check(as_in_articles, model.document.date, model.document.max_age_months),
        *quoting.check(tree, [quote.words for quote in _quotes(model)]),
    ]
    found = [replace(problem, rule=FIGURES) for problem in of_figures]
    if spoken not in assets.names("terms"):
        return found  # the language rules are those of official Chinese
    circles = tuple(Name(circle.name, (circle.short,)) for circle in model.circles.values())
    return found + language.check(tree, language.Language(looks.terms(spoken) + terms, circles, allowed, resolve))


def _quotes(model: OutlineModel) -> Iterator[QuoteModel]:
    for section in model.sections:
        for slide in section.slides:
            if isinstance(slide, QuotesSlide):
                yield from slide.quotes


def _printed(fact: Fact, attribute: str | None) -> str:
    """Returns what a reference to a fact prints, as plan/wording.py does."""
    match attribute:
        case None:
            return fact.text
        case "value":
            return fact.quantity.text
        case _:
            return str(getattr(fact, attribute))
