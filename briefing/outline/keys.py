"""Keys that a mapping cannot have: the right one, or where in the outline they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from briefing.errors import Keys, Problem, listed, nearest
from briefing.i18n import gettext as _
from briefing.outline import shape, vocabulary
from briefing.outline.schema import Line, OutlineModel
from briefing.patterns import KeptPattern

GLUED = KeptPattern(
    r"\W*(?P<key>[A-Za-z][\w-]*|[\u4e00-\u9fff]{1,6})[ \u3000]*(?P<mark>[:：∶﹕=＝])[ \u3000]*(?P<value>.*)", re.DOTALL
)
_NEXT = re.compile(r"[，,、][ \u3000]*(?=[A-Za-z][\w-]*[ ]?[:：])")
_KEYS_OF = re.compile(r"([A-Za-z][\w-]*): ")
_QUOTES = "“”‘’「」＂"
_COLON = re.compile("[ \u3000]*[:：][ \u3000]*")
_OF_KINDS = {"slides", "charts", "appendix"}
"""Where mappings of several kinds stand."""
_SENTENCES = {"begins"}
"""Lists of an article's own words."""
_SHOWN = 3
"""Places that a message names at the most."""


@dataclass(frozen=True, slots=True)
class Home:
    """A kind of mapping that may have a key."""

    model: type[BaseModel]
    path: tuple[str, ...]
    """The keys on the way to it, without ids."""
    kinds: tuple[str, ...]
    """What stands after “kind:” in it, if it is one of several kinds."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown key's problem, and what it explains besides."""

    problem: Problem
    meant: frozenset[str] = frozenset()
    """The keys of the same mapping that were meant."""
    homes: frozenset[type[BaseModel]] = frozenset()
    """The mappings that it belongs to instead."""


def unknown(keys: Keys, model: type[BaseModel], present: Mapping[str, object], root: type[BaseModel]) -> Unknown:
    """Returns the problem of a key that the mapping of a model cannot have; `present` is the mapping as typed."""
    name, known = str(keys[-1]), shape.fields(model)
    free = [key for key in known if key not in present]
    found = GLUED.fullmatch(name) if present.get(name) is None else None
    if found and (key := vocabulary.key(found["key"], known)):
        message = glued_message(found["key"], found["mark"])
        instead = _apart(key, found)
        return Unknown(Problem(keys, message, at_key=True, instead=instead), frozenset(_KEYS_OF.findall(instead)))
    meant = vocabulary.key(name, free)
    homes = _homes(name, keys, root)
    if meant:
        message = _("“{name}” is not a key here; did you mean “{key}”?").format(name=name, key=meant)
        if name != name.strip(_QUOTES):
            message = _("a key stands without quotation marks such as {marks}; expected “{key}: …”")
            message = message.format(marks=" ".join(char for char in name if char in _QUOTES), key=meant)
        return Unknown(Problem(keys, message, at_key=True, instead=meant), frozenset({meant}))
    if homes:
        message = _("“{name}” is not a key here; {belongs}").format(name=name, belongs=_belongs(homes, model, root))
        return Unknown(Problem(keys, message, at_key=True), homes=frozenset(home.model for home in homes))
    message = _("“{name}” is not a key here{hint}").format(name=name, hint=nearest(name, known))
    return Unknown(Problem(keys, message, at_key=True))


def glued(text: str) -> str | None:
    """Returns what to say of a text that begins like a key whose colon YAML did not see."""
    found = GLUED.match(text)
    return glued_message(found["key"], found["mark"]) if found else None


def glued_message(key: str, mark: str) -> str:
    """Returns what to say of a key that has no ordinary colon and space behind it."""
    key = key.strip(_QUOTES)
    if mark in "=＝":
        return _("“{mark}” stands after “{key}”; expected a colon and a space: “{key}: …”").format(mark=mark, key=key)
    if mark != ":":
        return _(
            "a full-width colon “{mark}” follows “{key}”; expected an ordinary colon and a space: “{key}: …”"
        ).format(mark=mark, key=key)
    return _("a space is missing after the colon; expected “{key}: …”").format(key=key)


def _apart(key: str, found: re.Match[str]) -> str:
    """Returns key and value as they should stand, with the keys that a full-width comma glued to them."""
    first, *others = _NEXT.split(found["value"])
    return ", ".join([f"{key}: {first}", *(_COLON.sub(": ", other, count=1) for other in others)])


@cache
def _all_homes(root: type[BaseModel]) -> tuple[Home, ...]:
    """Returns every kind of mapping below a model, the outer ones first."""
    return tuple(sorted(_below(root, ()), key=lambda home: len(home.path)))


def _below(kind: Any, path: tuple[str, ...]) -> Iterator[Home]:  # noqa: ANN401 - a type expression has no type
    plain = shape.plain_type(kind)
    if isinstance(plain, tuple):
        for member in plain:
            yield from _below(member, path)
    elif isinstance(plain, type) and issubclass(plain, BaseModel):
        yield Home(plain, path, shape.tags(plain) if path[-1:] and path[-1] in _OF_KINDS else ())
        for key, inner in shape.fields(plain).items():
            yield from _below(inner, (*path, key))
    elif get_origin(plain) in {list, dict}:
        yield from _below(get_args(plain)[-1], path)


@cache
def shapes() -> Mapping[str, frozenset[str]]:
    """Returns for each key of an outline what may stand behind it: "list", "mapping" or "text"."""
    found: dict[str, set[str]] = {}
    for home in _all_homes(OutlineModel):
        for key, kind in shape.fields(home.model).items():
            found.setdefault(key, set()).add(_shape(shape.plain_type(kind)))
    return {key: frozenset(shapes) for key, shapes in found.items()}


@cache
def items() -> Mapping[str, frozenset[str]]:
    """Returns for each key of lists what their items are: "mapping", "sentence", which may hold commas, or "word"."""
    found: dict[str, set[str]] = {}
    for home in _all_homes(OutlineModel):
        for key, kind in shape.fields(home.model).items():
            inner, is_list = kind, False
            while inner != Line and get_origin(inner) in {list, Annotated}:
                is_list = is_list or get_origin(inner) is list
                inner = get_args(inner)[0]
            if is_list:
                is_text = _shape(shape.plain_type(inner)) == "text"
                is_sentence = inner == Line or key in _SENTENCES
                found.setdefault(key, set()).add("sentence" if is_sentence else "word" if is_text else "mapping")
    return {key: frozenset(kinds) for key, kinds in found.items()}


def _shape(plain: Any) -> str:  # noqa: ANN401 - a type expression has no type
    if get_origin(plain) is list:
        return "list"
    is_model = isinstance(plain, type) and issubclass(plain, BaseModel)
    return "mapping" if is_model or isinstance(plain, tuple) or get_origin(plain) is dict else "text"


def _homes(name: str, keys: Keys, root: type[BaseModel]) -> list[Home]:
    """Returns the mappings that may have a key and are nearest to where it stands: they share most of the way."""
    way = [key for key in keys[:-1] if isinstance(key, str)]
    having = [home for home in _all_homes(root) if name in shape.fields(home.model)]
    nearness = {home: (_common(home.path, way), -len(home.path)) for home in having}
    return [home for home in having if nearness[home] == max(nearness.values())]


def _common(path: tuple[str, ...], way: list[str]) -> int:
    """Returns how many steps of a path are taken on the way to a mapping, ids left aside."""
    steps = 0
    for step in way:
        steps += steps < len(path) and path[steps] == step
    return steps


def _belongs(homes: list[Home], model: type[BaseModel], root: type[BaseModel]) -> str:
    own = next((home for home in _all_homes(root) if home.model is model), None)
    if own and own.kinds and all(home.path == own.path for home in homes):
        kinds = listed(kind for home in homes for kind in home.kinds)
        return _("only these kinds have it: {kinds}").format(kinds=kinds)
    if not homes[0].path:
        return _("it stands at the beginning of a line, without indentation, like “document:”")
    places = dict.fromkeys("“" + " › ".join(home.path) + "”" for home in homes)
    return _("it belongs under {places}").format(places=listed(list(places)[:_SHOWN]))
