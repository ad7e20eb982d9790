"""Whether everything that an outline refers to exists, and everything in it is used.

Works on the tree as typed, not on the models, so that a slip in one slide does not hide a wrong reference in another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from briefing import assets
from briefing.errors import Keys, Problem, Severity, nearest, only_name
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.outline import vocabulary
from briefing.outline.schema import IS_SECTION, is_theme_file
from briefing.outline.tree import Tree

COMMON_CIRCLES = ("both", "context")
_DECLARING = ("facts", "charts", "pictures", "tables")
_IN_BRACES = re.compile(r"\{(?P<name>[^{}\n.]*)(?:\.(?P<attribute>[^{}\n]*))?\}")
_OF_SENTENCES = {"summary", "sections", "closing"}
_BARE_ID = re.compile(
    r"(?<![\w{｛.#/-])[(（\[【<《$]?(?P<name>[A-Za-z]+(?:_\w+|\d{3,}))(?![\w.]*[}｝])[)）\]】>》]?(?![\w/])", re.ASCII
)
"""An id, told from a word by an underscore or its number, without its braces or with other brackets."""
_HALF_OPEN = re.compile(r"[{｛](?P<name>[A-Za-z][\w-]*)｝?")
"""A reference whose braces are full-width, or that has only the first."""
_OTHER_POINT = re.compile("[。．·・，,、]")
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
_LONE_MARKS: Mapping[str, str] = {
    "{": N_("“{{” stands alone; expected {{id}}"),
    "}": N_("“}}” stands alone; expected {{id}}"),
    "｛": N_("“｛” stands alone; expected {{id}} in half-width braces"),
    "**": N_("“**” stands alone; expected **strong words**"),
    "＊＊": N_("“＊＊” is full-width; expected **strong words**"),
}

_WITH_BRACES = {"summary", "sections", "closing", "appendix", "charts", "tables", "pictures"}


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
    circle_words: Mapping[str, str]
    """Names and short names of circles → id."""
    all: frozenset[str] | None
    """What text may refer to in braces: facts, figures and tables."""

    @classmethod
    def of(cls, tree: Mapping[str, Tree]) -> Names:
        headings = {
            f"{source}#{section}": str(value.get("heading") if isinstance(value, dict) else value)
            for source, article in _mapping(tree, "sources").items()
            if isinstance(article, dict)
            for section, value in _mapping(article, "sections").items()
        }
        articles = _mapping(tree, "sources").items()
        return cls(
            facts=_declared(tree, "facts"),
            all=_declared(tree, *_DECLARING),
            figures=_declared(tree, "charts", "pictures"),
            tables=_declared(tree, "tables"),
            sections=headings,
            unread=frozenset(name for name, article in articles if not _mapping(_mapping(article).get("sections"))),
            circle_words={
                words.strip(): circle
                for circle, settings in _mapping(tree, "circles").items()
                for words in _mapping(settings).values()
                if isinstance(words, str)
            },
            circles=None if _declared(tree, "circles") is None else (*_mapping(tree, "circles"), *COMMON_CIRCLES),
        )


def _declared(tree: Mapping[str, Tree], *kinds: str) -> frozenset[str] | None:
    """Returns the names under some of the outermost keys; None where what stands under one of them is no mapping."""
    if not all(isinstance(tree.get(kind, {}), dict) for kind in kinds):
        return None
    return frozenset(name for kind in kinds for name in _mapping(tree, kind))


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
        meant, hint = vocabulary.suggested(theme, assets.names("themes"))
        message = _("“{name}” is neither a theme nor the path of a theme file (.yaml){hint}")
        message = message.format(name=theme, hint=hint)
        found.problems.append(Problem(("document", "theme"), message, instead=meant))
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
            found.problems += _unknown(kind, keys, name, names.circles, names.circle_words.get(name))
        case "fact":
            found.problems += _unknown(kind, keys, name, names.facts)
        case "figure":
            found.used.add(name)
            found.problems += _unknown(kind, keys, name, names.figures)
        case _:
            found.used.add(name)
            found.problems += _unknown(kind, keys, name, names.tables)


def _unknown(
    kind: str, keys: Keys, name: str, known: Collection[str] | None, meant: str | None = None
) -> list[Problem]:
    if known is None or name in known:
        return []
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


def _check_marks(keys: Keys, text: str, names: Names, found: _Found) -> None:
    for match in _BARE_ID.finditer(text) if keys[0] in _OF_SENTENCES else ():
        if match["name"] in (names.all or ()):
            message = _("“{name}” would be printed as it stands; expected {{{name}}}").format(name=match["name"])
            found.problems.append(Problem(keys, message, near=match[0], instead=f"{{{match['name']}}}"))
    for match in _IN_BRACES.finditer(text):
        wrong, meant = _wrong_reference(match, names)
        if wrong:
            found.problems.append(Problem(keys, wrong, near=match[0], instead=f"{{{meant}}}" if meant else None))
    rest = _STRONG.sub(_blanked, _IN_BRACES.sub(_blanked, text))
    for mark, message in _LONE_MARKS.items():
        if (at := rest.find(mark)) >= 0:
            near, meant = _closed(text, at, names) or (text[at:].split(maxsplit=1)[0][:_NEAR], None)
            found.problems.append(Problem(keys, _(message).format(), near=near, instead=meant))


def _closed(text: str, at: int, names: Names) -> tuple[str, str] | None:
    """Returns the reference at a lone brace as typed and with both its braces, if it names something."""
    match = _HALF_OPEN.match(text, at)
    return (match[0], f"{{{match['name']}}}") if match and match["name"] in (names.all or ()) else None


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _wrong_reference(match: re.Match[str], names: Names) -> tuple[str | None, str | None]:
    """Returns what is wrong with a reference, if anything, and what alone can be meant by it."""
    name, attribute = match["name"], match["attribute"]
    if names.facts is None or names.all is None:
        return None, None
    parted = _OTHER_POINT.sub(".", name.strip())
    if name not in names.all and parted.partition(".")[0] in names.all and parted.partition(".")[2] in ATTRIBUTES:
        message = _("the point before “{attribute}” is full-width; expected {{{reference}}}")
        return message.format(attribute=parted.partition(".")[2], reference=parted), parted
    if name not in names.all:
        message = _("“{name}” is not a fact, chart, picture or table of this outline{hint}")
        meant = only_name(name, names.all)
        whole = meant if meant is None or attribute is None else f"{meant}.{attribute}"
        return message.format(name=name, hint=nearest(name, names.all)), whole
    if attribute is not None and name not in names.facts:
        message = _("“{name}” is not a fact; only facts have “.{attribute}”")
        return message.format(name=name, attribute=attribute), None
    if attribute is not None and attribute not in ATTRIBUTES:
        message = _("a fact has no “.{attribute}”{hint}")
        meant = only_name(attribute, ATTRIBUTES)
        return message.format(attribute=attribute, hint=nearest(attribute, ATTRIBUTES)), meant and f"{name}.{meant}"
    return None, None


def _clashes(tree: Mapping[str, Tree]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for kind in _DECLARING:
        for name in _mapping(tree, kind):
            if name in seen:
                message = _("“{name}” is already the id of one of the {kind}; every id may be given once")
                problems.append(Problem((kind, name), message.format(name=name, kind=seen[name]), at_key=True))
            seen.setdefault(name, kind)
    taken = [name for name in _mapping(tree, "circles") if name in COMMON_CIRCLES]
    message = _("“{name}” has a meaning of its own; choose another id")
    return problems + [Problem(("circles", name), message.format(name=name), at_key=True) for name in taken]


def _left_out(tree: Mapping[str, Tree], names: Names, found: _Found) -> Iterator[Problem]:
    left_out: set[str] = set()
    entries = tree.get("left_out")
    for i, entry in enumerate(entries if isinstance(entries, list) else []):
        section = _mapping(entry).get("section")
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
        for name in _mapping(tree, kind):
            if name not in found.used:
                yield Problem((kind, name), _(message).format(name=name), Severity.WARNING, at_key=True)


def _mapping(tree: Tree | Mapping[str, Tree], key: str | None = None) -> Mapping[str, Tree]:
    inner = tree.get(key) if key is not None and isinstance(tree, Mapping) else tree
    return inner if isinstance(inner, Mapping) else {}
