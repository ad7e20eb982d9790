"""Whether everything that an outline refers to exists, and everything in it is used.

Works on the tree as typed, not on the models, so that a slip in one slide does not hide a wrong reference in another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from briefing import assets
from briefing.errors import Keys, Problem, Severity, nearest
from briefing.outline.schema import is_theme_file
from briefing.outline.tree import Tree

COMMON_CIRCLES = ("both", "context")
_DECLARING = ("facts", "charts", "pictures", "tables")
_IN_BRACES = re.compile(r"\{(?P<name>[^{}\n.]*)(?:\.(?P<attribute>[^{}\n]*))?\}")
_NEAR = 20
"""Characters that tell one place in a text from another."""
_STRONG = re.compile(r"\*\*.+?\*\*")
ATTRIBUTES = ("value", "unit", "label", "as_of", "scope")
"""What may follow a fact's id and a full stop: {output.as_of}."""

_SLIDE: Keys = ("sections", "*", "slides", "*")
_REFERRING: Mapping[Keys, str] = {
    (*_SLIDE, "from"): "section",
    (*_SLIDE, "from", "*"): "section",
    (*_SLIDE, "quotes", "*", "source"): "section",
    ("facts", "*", "source"): "section",
    ("left_out", "*", "section"): "section",
    (*_SLIDE, "figure"): "figure",
    (*_SLIDE, "table"): "table",
    (*_SLIDE, "changes", "*", "before"): "fact",
    (*_SLIDE, "changes", "*", "after"): "fact",
    (*_SLIDE, "facts", "*"): "fact",
    (*_SLIDE, "figures", "*", "fact"): "fact",
    (*_SLIDE, "cards", "*", "facts", "*"): "fact",
    ("appendix", "*", "facts", "*"): "fact",
    (*_SLIDE, "left", "circle"): "circle",
    (*_SLIDE, "right", "circle"): "circle",
    (*_SLIDE, "figures", "*", "circle"): "circle",
    (*_SLIDE, "cards", "*", "circle"): "circle",
    (*_SLIDE, "changes", "*", "circle"): "circle",
    (*_SLIDE, "events", "*", "circle"): "circle",
    (*_SLIDE, "steps", "*", "circle"): "circle",
    (*_SLIDE, "circle"): "circle",
    ("charts", "*", "circles", "*"): "circle",
    ("charts", "*", "rows", "*", "circle"): "circle",
    ("charts", "*", "events", "*", "circle"): "circle",
    ("charts", "*", "nodes", "*", "circle"): "circle",
}
"""The places that hold nothing but a name; * stands for any item of a list and any id."""

_WITH_BRACES = {"sections", "closing", "appendix", "charts", "tables", "pictures"}


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that an outline declares."""

    facts: frozenset[str] | None
    """None when the ledger could not be read: then nothing is said about facts."""
    figures: frozenset[str]
    """Charts and pictures."""
    tables: frozenset[str]
    sections: Mapping[str, str]
    """SOURCE#SECTION → heading, in the order declared."""
    circles: tuple[str, ...]
    all: frozenset[str]
    """What text may refer to in braces: facts, figures and tables."""

    @classmethod
    def of(cls, tree: Mapping[str, Tree]) -> Names:
        headings = {
            f"{source}#{section}": str(value.get("heading") if isinstance(value, dict) else value)
            for source, article in _mapping(tree, "sources").items()
            if isinstance(article, dict)
            for section, value in _mapping(article, "sections").items()
        }
        return cls(
            facts=frozenset(_mapping(tree, "facts")) if isinstance(tree.get("facts", {}), dict) else None,
            all=frozenset(name for kind in _DECLARING for name in _mapping(tree, kind)),
            figures=frozenset(_mapping(tree, "charts")) | frozenset(_mapping(tree, "pictures")),
            tables=frozenset(_mapping(tree, "tables")),
            sections=headings,
            circles=(*_mapping(tree, "circles"), *COMMON_CIRCLES),
        )


@dataclass(slots=True)
class _Found:
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Figures and tables that a slide shows."""
    covered: dict[str, Keys] = field(default_factory=dict)
    """Article sections that a slide draws from, and where it first says so."""


def check(tree: Mapping[str, Tree], names: Names) -> list[Problem]:
    """Returns what is wrong with the outline's references; what is only unused comes as warnings."""
    found = _Found(_clashes(tree))
    for keys, text in leaves(dict(tree)):
        kind = _REFERRING.get(_pattern(keys))
        if kind:
            _check_name(kind, keys, text.strip(), names, found)
        elif keys[0] in _WITH_BRACES:
            _check_marks(keys, text, names, found)
    theme = _mapping(tree, "document").get("theme")
    if isinstance(theme, str) and not is_theme_file(theme.strip()) and theme.strip() not in assets.names("themes"):
        hint = nearest(theme, assets.names("themes"))
        message = f"“{theme}” is neither a theme nor the path of a theme file (.yaml){hint}"
        found.problems.append(Problem(("document", "theme"), message))
    return [*found.problems, *_left_out(tree, names, found), *_unused(tree, found)]


def leaves(tree: Tree, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yields every text of the tree with its keys."""
    match tree:
        case str():
            yield keys, tree
        case list():
            for i, item in enumerate(tree):
                yield from leaves(item, (*keys, i))
        case dict():
            for key, value in tree.items():
                yield from leaves(value, (*keys, key))


def _pattern(keys: Keys) -> Keys:
    is_declared = keys[0] in _DECLARING
    return tuple("*" if isinstance(key, int) or (i == 1 and is_declared) else key for i, key in enumerate(keys))


def _check_name(kind: str, keys: Keys, name: str, names: Names, found: _Found) -> None:
    match kind:
        case "section":
            found.problems += _section_problem(keys, name, names)
            if "from" in keys:
                found.covered.setdefault(name, keys)
        case "circle":
            found.problems += _unknown(keys, name, "a circle", names.circles)
        case "fact":
            found.problems += _unknown(keys, name, "a fact", names.facts)
        case "figure":
            found.used.add(name)
            found.problems += _unknown(keys, name, "a chart or picture", names.figures)
        case _:
            found.used.add(name)
            found.problems += _unknown(keys, name, "a table", names.tables)


def _unknown(keys: Keys, name: str, what: str, known: Collection[str] | None) -> list[Problem]:
    return (
        []
        if known is None or name in known
        else [Problem(keys, f"“{name}” is not {what} of this outline{nearest(name, known)}")]
    )


def _section_problem(keys: Keys, name: str, names: Names) -> list[Problem]:
    source, mark, section = name.partition("#")
    if name in names.sections or not mark:
        return []  # without # it is malformed, which its model reports
    of_source = [known.partition("#")[2] for known in names.sections if known.startswith(f"{source}#")]
    if of_source:
        return [Problem(keys, f"“{section}” is not a section of “{source}”{nearest(section, of_source)}")]
    sources = dict.fromkeys(known.partition("#")[0] for known in names.sections)
    return [Problem(keys, f"“{source}” is not one of the sources{nearest(source, sources)}")]


def _check_marks(keys: Keys, text: str, names: Names, found: _Found) -> None:
    for match in _IN_BRACES.finditer(text):
        message = _reference_message(match, names)
        if message:
            found.problems.append(Problem(keys, message, near=match[0]))
    rest = _STRONG.sub(_blanked, _IN_BRACES.sub(_blanked, text))
    for mark, pair in (("{", "{id}"), ("}", "{id}"), ("｛", "{id} in half-width braces"), ("**", "**strong words**")):
        if (at := rest.find(mark)) >= 0:
            near = text[at:].split(maxsplit=1)[0][:_NEAR]
            found.problems.append(Problem(keys, f"“{mark}” stands alone; expected {pair}", near=near))


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _reference_message(match: re.Match[str], names: Names) -> str | None:
    name, attribute = match["name"], match["attribute"]
    if names.facts is None:
        return None
    if name not in names.all:
        return f"“{name}” is not a fact, chart, picture or table of this outline{nearest(name, names.all)}"
    if attribute is not None and name not in names.facts:
        return f"“{name}” is not a fact; only facts have “.{attribute}”"
    if attribute is not None and attribute not in ATTRIBUTES:
        return f"a fact has no “.{attribute}”{nearest(attribute, ATTRIBUTES)}"
    return None


def _clashes(tree: Mapping[str, Tree]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for kind in _DECLARING:
        for name in _mapping(tree, kind):
            if name in seen:
                message = f"“{name}” is already the id of one of the {seen[name]}; every id may be given once"
                problems.append(Problem((kind, name), message, at_key=True))
            seen.setdefault(name, kind)
    problems += [
        Problem(("circles", name), f"“{name}” has a meaning of its own; choose another id", at_key=True)
        for name in _mapping(tree, "circles")
        if name in COMMON_CIRCLES
    ]
    return problems


def _left_out(tree: Mapping[str, Tree], names: Names, found: _Found) -> Iterator[Problem]:
    left_out: set[str] = set()
    entries = tree.get("left_out")
    for i, entry in enumerate(entries if isinstance(entries, list) else []):
        section = _mapping(entry).get("section")
        if not isinstance(section, str):
            continue
        if section in left_out:
            yield Problem(("left_out", i, "section"), f"“{section}” is left out a second time")
        elif section in found.covered:
            yield Problem(("left_out", i, "section"), f"“{section}” is left out here, but a slide draws from it")
        left_out.add(section)
    for name in names.sections:
        if name not in left_out and name not in found.covered:
            source, _, section = name.partition("#")
            message = f"no slide draws from “{name}”; use it, or list it under “left_out” with a reason"
            yield Problem(("sources", source, "sections", section), message, Severity.WARNING, at_key=True)


def _unused(tree: Mapping[str, Tree], found: _Found) -> Iterator[Problem]:
    for kind, noun in (("charts", "chart"), ("pictures", "picture"), ("tables", "table")):
        for name in _mapping(tree, kind):
            if name not in found.used:
                yield Problem((kind, name), f"no slide shows the {noun} “{name}”", Severity.WARNING, at_key=True)


def _mapping(tree: Tree | Mapping[str, Tree], key: str | None = None) -> Mapping[str, Tree]:
    inner = tree.get(key) if key is not None and isinstance(tree, Mapping) else tree
    return inner if isinstance(inner, Mapping) else {}
