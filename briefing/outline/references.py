"""Whether everything that an outline refers to exists, and everything in it is used.

Works on the tree as typed, not on the models, so that a slip in one slide does not hide a wrong reference in another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefing import assets
from briefing.errors import Keys, Problem, Severity, nearest, only_name
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.outline import in_text, vocabulary
from briefing.outline.declared import COMMON_CIRCLES, DECLARING, Names, mapping
from briefing.outline.schema import IS_SECTION, is_theme_file
from briefing.outline.tree import Tree

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

_UNKNOWN: Mapping[str, str] = {
    "circle": N_("“{name}” is not a circle of this outline{hint}"),
    "fact": N_("“{name}” is not a fact of this outline{hint}"),
    "figure": N_("“{name}” is not a chart or picture of this outline{hint}"),
    "table": N_("“{name}” is not a table of this outline{hint}"),
}
_UNUSED: Mapping[str, str] = {
    "charts": N_("no slide shows the chart “{name}”"),
    "pictures": N_("no slide shows the picture “{name}”"),
    "tables": N_("no slide shows the table “{name}”"),
}
_CITED_BY = ("publisher", "title", "description")
_WITH_BRACES = {"summary", "sections", "closing", "appendix", "charts", "tables", "pictures"}


@dataclass(slots=True)
class _Found:
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Figures and tables that a slide shows."""
    covered: dict[str, Keys] = field(default_factory=dict)
    """Article sections that a slide draws from, and where it first says so."""


def check(tree: Mapping[str, Tree], names: Names, taken_out: Iterable[Tree] = ()) -> list[Problem]:
    """Returns what is wrong with the outline's references; what is only unused comes as warnings.

    What the sections draw from and show that were taken out counts as used: the outline uses it, if not in every pack.
    """
    found = _Found(_clashes(tree))
    _note_uses(taken_out, found)
    for keys, text in leaves(dict(tree)):
        kind = _REFERRING.get(_pattern(keys))
        if kind:
            _check_name(kind, keys, text.strip(), names, found)
        elif keys[0] in _WITH_BRACES:
            found.problems += in_text.check(keys, text, names)
    theme = mapping(tree, "document").get("theme")
    if isinstance(theme, str) and not is_theme_file(theme.strip()) and theme.strip() not in assets.names("themes"):
        meant, hint = vocabulary.suggested(theme, assets.names("themes"))
        message = _("“{name}” is neither a theme nor the path of a theme file (.yaml){hint}")
        message = message.format(name=theme, hint=hint)
        found.problems.append(Problem(("document", "theme"), message, instead=meant))
    return [*found.problems, *_nameless(tree), *_left_out(tree, names, found), *_unused(tree, found)]


def _note_uses(taken_out: Iterable[Tree], found: _Found) -> None:
    for keys, text in leaves({"sections": list(taken_out)}):
        kind = _REFERRING.get(_pattern(keys))
        if kind == "section" and "from" in keys:
            found.covered.setdefault(text.strip(), keys)
        elif kind in {"figure", "table"}:
            found.used.add(text.strip())


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
    is_declared = keys[0] in DECLARING
    return tuple("*" if isinstance(key, int) or (i == 1 and is_declared) else key for i, key in enumerate(keys))


def _check_name(kind: str, keys: Keys, name: str, names: Names, found: _Found) -> None:
    match kind:
        case "section":
            found.problems += _section_problem(keys, name, names)
            if "from" in keys:
                found.covered.setdefault(name, keys)
        case "circle":
            found.problems += _unknown(kind, keys, name, names.circles, names)
        case "fact":
            found.problems += _unknown(kind, keys, name, names.facts, names)
        case "figure":
            found.used.add(name)
            found.problems += _unknown(kind, keys, name, names.figures, names)
        case _:
            found.used.add(name)
            found.problems += _unknown(kind, keys, name, names.tables, names)


def _unknown(kind: str, keys: Keys, name: str, known: Collection[str] | None, names: Names) -> list[Problem]:
    if known is None or name in known:
        return []
    meant = names.described[kind].get(name)
    hint = _("; did you mean “{name}”?").format(name=meant) if meant else nearest(name, known)
    return [Problem(keys, _(_UNKNOWN[kind]).format(name=name, hint=hint), instead=meant or only_name(name, known))]


def _section_problem(keys: Keys, name: str, names: Names) -> list[Problem]:
    source, _mark, section = name.partition("#")
    headed = [known for known, heading in names.sections.items() if heading and heading in (name, section)]
    if len(headed) == 1 and name not in names.sections:
        message = _("“{heading}” is a heading; expected {reference}").format(
            heading=section or name, reference=headed[0]
        )
        return [Problem(keys, message, instead=headed[0])]
    if name in names.sections or not IS_SECTION(name) or source in names.unread:
        return []  # what is malformed, or of a source that is, its model reports
    of_source = [known.partition("#")[2] for known in names.sections if known.startswith(f"{source}#")]
    if of_source:
        message = _("“{section}” is not a section of “{source}”{hint}")
        message = message.format(section=section, source=source, hint=nearest(section, of_source))
        meant = only_name(section, of_source)
        return [Problem(keys, message, instead=f"{source}#{meant}" if meant else None)]
    sources = dict.fromkeys(known.partition("#")[0] for known in names.sections)
    message = _("“{name}” is not one of the sources{hint}").format(name=source, hint=nearest(source, sources))
    meant = f"{only_name(source, sources)}#{section}"
    return [Problem(keys, message, instead=meant if meant in names.sections else None)]


def _clashes(tree: Mapping[str, Tree]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for kind in DECLARING:
        for name in mapping(tree, kind):
            if name in seen:
                message = _("“{name}” is already the id of one of the {kind}; every id may be given once")
                problems.append(Problem((kind, name), message.format(name=name, kind=seen[name]), at_key=True))
            seen.setdefault(name, kind)
    taken = [name for name in mapping(tree, "circles") if name in COMMON_CIRCLES]
    message = _("“{name}” has a meaning of its own; choose another id")
    return problems + [Problem(("circles", name), message.format(name=name), at_key=True) for name in taken]


def _nameless(tree: Mapping[str, Tree]) -> Iterator[Problem]:
    """Yields a problem for each article that nothing is known of by which it could be cited."""
    for name, source in mapping(tree, "sources").items():
        stated = mapping(source)
        if "sections" in stated and not any(stated.get(key) for key in _CITED_BY):
            message = _("an article is cited by its publisher, its title or a description; expected one of them")
            yield Problem(("sources", name), message, at_key=True)


def _left_out(tree: Mapping[str, Tree], names: Names, found: _Found) -> Iterator[Problem]:
    left_out: set[str] = set()
    entries = tree.get("left_out")
    for i, entry in enumerate(entries if isinstance(entries, list) else []):
        section = mapping(entry).get("section")
        if not isinstance(section, str):
            continue
        if section in left_out:
            message = _("“{section}” is left out a second time")
            yield Problem(("left_out", i, "section"), message.format(section=section))
        elif section in found.covered:
            message = _("“{section}” is left out here, but a slide draws from it")
            yield Problem(("left_out", i, "section"), message.format(section=section))
        left_out.add(section)
    for name in names.sections:
        if name not in left_out and name not in found.covered:
            source, section = name.split("#", 1)
            message = _("no slide draws from “{section}”; use it, or list it under “left_out” with a reason")
            where = ("sources", source, "sections", section)
            yield Problem(where, message.format(section=name), Severity.WARNING, at_key=True)


def _unused(tree: Mapping[str, Tree], found: _Found) -> Iterator[Problem]:
    for kind, message in _UNUSED.items():
        for name in mapping(tree, kind):
            if name not in found.used:
                yield Problem((kind, name), _(message).format(name=name), Severity.WARNING, at_key=True)
