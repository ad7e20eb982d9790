"""Every name that an outline declares, and what else each thing is known by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.outline.tree import Tree

COMMON_CIRCLES = ("both", "context")
DECLARING = ("facts", "charts", "pictures", "tables")


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that an outline declares."""

    facts: frozenset[str] | None
    """None when the ledger could not be read: then nothing is said about facts. So it is with the other names."""
    figures: frozenset[str] | None
    """Charts and pictures."""
    tables: frozenset[str] | None
    sections: Mapping[str, str]
    """SOURCE#SECTION → heading, in the order declared."""
    unread: frozenset[str]
    """The sources whose sections could not be read."""
    circles: tuple[str, ...] | None
    described: Mapping[str, Mapping[str, str]]
    """For each kind of name: what describes one thing alone, as a title, a label, a circle's short name → its id."""
    all: frozenset[str] | None
    """What text may refer to in braces: facts, figures and tables."""

    @classmethod
    def of(cls, tree: Mapping[str, Tree]) -> Names:
        headings = {
            f"{source}#{section}": str(value.get("heading") if isinstance(value, dict) else value)
            for source, article in mapping(tree, "sources").items()
            if isinstance(article, dict)
            for section, value in mapping(article, "sections").items()
        }
        articles = mapping(tree, "sources").items()
        return cls(
            facts=_declared(tree, "facts"),
            all=_declared(tree, *DECLARING),
            figures=_declared(tree, "charts", "pictures"),
            tables=_declared(tree, "tables"),
            sections=headings,
            unread=frozenset(name for name, article in articles if not mapping(mapping(article).get("sections"))),
            described={
                "circle": _described(tree, "name", "circles") | _described(tree, "short", "circles"),
                "fact": _described(tree, "label", "facts"),
                "figure": _described(tree, "title", "charts", "pictures"),
                "table": _described(tree, "title", "tables"),
            },
            circles=_circles(tree),
        )


def _described(tree: Mapping[str, Tree], key: str, *kinds: str) -> dict[str, str]:
    """Returns the ids of things by what stands under a key of each, as far as no two have the same there."""
    words = [
        (str(mapping(thing).get(key)).strip(), name) for kind in kinds for name, thing in mapping(tree, kind).items()
    ]
    count = Counter(text for text, _name in words)
    return {text: name for text, name in words if count[text] == 1}


def _circles(tree: Mapping[str, Tree]) -> tuple[str, ...] | None:
    """Returns the ids of circles; None where one is to be chosen anew, so that what refers to it is not wrong by itself."""
    circles = _declared(tree, "circles")
    if circles is None or circles & set(COMMON_CIRCLES):
        return None
    return (*mapping(tree, "circles"), *COMMON_CIRCLES)


def _declared(tree: Mapping[str, Tree], *kinds: str) -> frozenset[str] | None:
    """Returns the names under some of the outermost keys; None where what stands under one of them is no mapping."""
    if not all(isinstance(tree.get(kind, {}), dict) for kind in kinds):
        return None
    return frozenset(name for kind in kinds for name in mapping(tree, kind))


def mapping(tree: Tree | Mapping[str, Tree], key: str | None = None) -> Mapping[str, Tree]:
    inner = tree.get(key) if key is not None and isinstance(tree, Mapping) else tree
    return inner if isinstance(inner, Mapping) else {}
