"""What pydantic found wrong, in plain words: what it is, what was expected, the nearest right name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from briefing.errors import Keys, Problem, listed
from briefing.i18n import gettext as _
from briefing.i18n import ngettext
from briefing.outline import keys as known_keys
from briefing.outline import shape, vocabulary
from briefing.outline.corrections import instead_of
from briefing.outline.tree import Tree
from briefing.theme import Motif

Context = Mapping[str, Any]


def _mapping(what: str, _context: Context) -> str:
    return _("{what}; expected keys and values, one “key: value” a line, indented").format(what=what)


def _text(what: str, _context: Context) -> str:
    return _("{what}; expected text").format(what=what)


def _yes_or_no(what: str, _context: Context) -> str:
    return _("{what}; expected yes or no (是 or 否)").format(what=what)


def _whole_number(what: str, _context: Context) -> str:
    return _("{what}; expected a whole number").format(what=what)


def _number(what: str, _context: Context) -> str:
    return _("{what}; expected a number").format(what=what)


def _date(what: str, _context: Context) -> str:
    return _("{what}; expected a date such as 2025-06-30").format(what=what)


def _at_most(what: str, context: Context) -> str:
    return _("{what}; expected at most {most}").format(what=what, most=context["max_length"])


SENTENCES: Mapping[str, Callable[[str, Context], str]] = {
    "string_type": _text,
    "string_too_short": _text,
    "string_too_long": _at_most,
    "too_short": lambda what, context: _("{what}; expected at least {least}").format(
        what=what, least=context["min_length"]
    ),
    "too_long": _at_most,
    "list_type": lambda what, _context: _("{what}; expected a list, one “- ” a line or “[甲, 乙]” in one").format(
        what=what
    ),
    "dict_type": _mapping,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "bool_type": _yes_or_no,
    "bool_parsing": _yes_or_no,
    "int_type": _whole_number,
    "int_parsing": _whole_number,
    "int_parsing_size": lambda what, _context: _("{what}; expected a whole number of a few digits").format(what=what),
    "int_from_float": _whole_number,
    "decimal_type": _number,
    "decimal_parsing": _number,
    "finite_number": _number,
    "greater_than": lambda what, context: _("{what}; expected a number greater than {bound}").format(
        what=what, bound=context["gt"]
    ),
    "greater_than_equal": lambda what, context: _("{what}; expected a number not below {bound}").format(
        what=what, bound=context["ge"]
    ),
    "less_than_equal": lambda what, context: _("{what}; expected a number not above {bound}").format(
        what=what, bound=context["le"]
    ),
    "date_type": _date,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": lambda what, _context: _(
        "{what}; expected a date such as 2025-06-30, without a time"
    ).format(what=what),
    "no_colour": lambda what, _context: _("{what}; expected a colour as six hexadecimal digits, such as 1F4E8C").format(
        what=what
    ),
    "no_motif": lambda what, _context: _("{what}; expected one of: {choices}").format(what=what, choices=listed(Motif)),
    "value_error": lambda what, context: _("{what} {reason}").format(what=what, reason=context["error"]),
    "mistaken": lambda what, context: _("{what} {reason}").format(what=what, reason=context["reason"]),
}
"""The sentence for each type of error that a value can have; keys and kinds have functions of their own below."""

_ABOUT_KEYS = {"missing", "extra_forbidden", "union_tag_invalid", "union_tag_not_found", "literal_error"}
_REASONED = {"value_error", "mistaken"}
_MAPPINGS = {"dict_type", "model_type", "model_attributes_type"}


def _not_as_expected(what: str, _context: Context) -> str:
    return _("{what}; expected something else").format(what=what)


def problems_of(errors: Iterable[ErrorDetails], root: type[BaseModel], tree: Tree = None) -> list[Problem]:
    """Returns the problems that pydantic's errors tell of, with keys as in the outline; `tree` is what was validated.

    A missing key whose name is only mistyped, or that stands elsewhere, is left out: the unknown key says so already.
    """
    listed = list(errors)
    unknown = [_unknown(error, root, tree) for error in listed if error["type"] == "extra_forbidden"]
    meant = {(*each.problem.keys[:-1], key) for each in unknown for key in each.meant}
    displaced = {(home, each.problem.keys[-1]) for each in unknown for home in each.homes}
    problems = [each.problem for each in unknown]
    for error in listed:
        if error["type"] == "missing":
            keys, _kind = shape.follow(error["loc"], root)
            _keys, model = shape.follow(error["loc"][:-1], root)
            if keys in meant or (model, keys[-1]) in displaced:
                continue
        if error["type"] != "extra_forbidden":
            problems.append(_problem(error, root))
    return problems


def is_known(kind: str) -> bool:
    """Whether there is a sentence for pydantic's type of error."""
    return kind in SENTENCES or kind in _ABOUT_KEYS


def _unknown(error: ErrorDetails, root: type[BaseModel], tree: Tree) -> known_keys.Unknown:
    keys, _kind = shape.follow(error["loc"], root)
    _keys, model = shape.follow(error["loc"][:-1], root)
    return known_keys.unknown(keys, model, _typed(tree, keys[:-1]), root)


def _typed(tree: Tree, keys: Keys) -> Mapping[str, object]:
    """Returns the mapping at some keys as it was typed."""
    node: Any = tree
    for key in keys if tree else ():
        node = node[key]
    return node if isinstance(node, dict) else {}


def _problem(error: ErrorDetails, root: type[BaseModel]) -> Problem:
    location, context = error["loc"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            keys, _kind = shape.follow(location, root)
            return Problem(keys[:-1], _("“{key}” is missing").format(key=keys[-1]), at_key=True)
        case "union_tag_invalid" | "union_tag_not_found":
            return _wrong_kind(error, root)
        case "literal_error":
            keys, kind = shape.follow(location, root)
            return _wrong_choice(keys, error["input"], get_args(kind))
        case other:
            keys, _kind = shape.follow(location, root)
            message = SENTENCES.get(other, _not_as_expected)(_found(error, keys), context)
            instead = context.get("instead") or instead_of(other, error["input"], keys)
            return Problem(keys, message, at_key="[key]" in location, instead=instead or None)


def _found(error: ErrorDetails, keys: Keys) -> str:
    """Returns how a message names what stands at some keys."""
    value, kind = error["input"], error["type"]
    if value is None and keys:
        return _no_value(keys[-1])
    if kind in _MAPPINGS and isinstance(value, str) and (glued := known_keys.glued(value)):
        return _("a text stands here: {why}").format(why=glued)
    return _what(value, kind)


def _no_value(key: object) -> str:
    if isinstance(key, int):
        return _("an item without text stands here")
    return _("“{key}” has no value").format(key=key)


def _wrong_choice(keys: Keys, value: object, choices: tuple[str, ...]) -> Problem:
    meant, hint = vocabulary.suggested(str(value), choices)
    message = _("{what} is not possible here{hint}").format(what=_what(value), hint=hint)
    return Problem(keys, message, instead=meant)


def _wrong_kind(error: ErrorDetails, root: type[BaseModel]) -> Problem:
    keys, members = shape.follow(error["loc"], root)
    kinds = [tag for model in members for tag in shape.tags(model)]
    kind = error["input"].get("kind")
    if isinstance(kind, str):
        meant, hint = vocabulary.suggested(kind, kinds)
        message = _("“{kind}” is not a kind{hint}").format(kind=kind, hint=hint)
        return Problem((*keys, "kind"), message, instead=meant)
    expected = listed(kinds)
    if "kind" not in error["input"]:
        message = _("“kind” is missing; expected one of: {choices}").format(choices=expected)
        return Problem(keys, message, at_key=True)
    found = _no_value("kind") if kind is None else _what(kind)
    return Problem((*keys, "kind"), _("{what}; expected one of: {choices}").format(what=found, choices=expected))


def _what(value: object, error: str = "") -> str:
    """Returns how a message names the value that was found."""
    match value:
        case None:
            return _("nothing stands here")
        case list() if error in _REASONED:
            return f"[{', '.join(map(str, value))}]"
        case str() if not value.strip() and error not in _REASONED:
            return _("nothing stands here")
        case str() if error == "string_too_long":
            return ngettext("the text has {n} character", "the text has {n} characters", len(value.strip())).format(
                n=len(value.strip())
            )
        case str() if error == "list_type" and "\t" in value:
            return _("cells with tabs between them stand here, as they come from Excel")
        case str() if error in {"list_type", *_MAPPINGS}:
            return _("a text stands here")
        case str():
            return f"“{value if len(value) <= 40 else value[:40] + '…'}”"  # noqa: PLR2004 - as much as helps to find it
        case list() if error in {"too_short", "too_long"}:
            return ngettext("the list has {n} item", "the list has {n} items", len(value)).format(n=len(value))
        case list():
            return _("a list stands here")
        case dict() if error in {"too_short", "too_long"}:
            return ngettext("there is {n} of these", "there are {n} of these", len(value)).format(n=len(value))
        case dict():
            return _mapping_found(value, error)
        case _:
            return f"“{value}”"


def _mapping_found(value: Mapping[str, object], error: str) -> str:
    match list(value.items()):
        case [(name, str() | None)] if error == "string_type" and not name.isascii():
            return _("“{name}: ” makes a key of a text (put the whole text in quotes)").format(name=name)
        case _:
            return _("keys and values (or a text beginning with “{{”, without quotes) stand here").format()
