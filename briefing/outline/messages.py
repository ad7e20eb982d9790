"""What pydantic found wrong, in plain words: what it is, what was expected, the nearest right name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from briefing.errors import Keys, Problem, nearest
from briefing.outline import shape
from briefing.theme import Motif

Context = Mapping[str, Any]

_TEXT = "expected text"
_YES_OR_NO = "expected yes or no (是 or 否)"
_WHOLE_NUMBER = "expected a whole number"
_NUMBER = "expected a number"
_DATE = "expected a date such as 2025-06-30"
_COLOUR = "expected a colour as six hexadecimal digits, such as 1F4E8C"
_MAPPING = "expected keys and values, one “key: value” a line, indented"

SENTENCES: Mapping[str, Callable[[str, Context], str]] = {
    "string_type": lambda what, _: f"{what}; {_TEXT}",
    "string_too_short": lambda what, _: f"{what}; {_TEXT}",
    "string_too_long": lambda what, context: f"{what}; expected at most {context['max_length']}",
    "too_short": lambda what, context: f"{what}; expected at least {context['min_length']}",
    "too_long": lambda what, context: f"{what}; expected at most {context['max_length']}",
    "list_type": lambda what, _: f"{what}; expected a list, one “- ” a line",
    "dict_type": lambda what, _: f"{what}; {_MAPPING}",
    "model_type": lambda what, _: f"{what}; {_MAPPING}",
    "model_attributes_type": lambda what, _: f"{what}; {_MAPPING}",
    "bool_type": lambda what, _: f"{what}; {_YES_OR_NO}",
    "bool_parsing": lambda what, _: f"{what}; {_YES_OR_NO}",
    "int_type": lambda what, _: f"{what}; {_WHOLE_NUMBER}",
    "int_parsing": lambda what, _: f"{what}; {_WHOLE_NUMBER}",
    "int_parsing_size": lambda what, _: f"{what}; {_WHOLE_NUMBER} of a few digits",
    "int_from_float": lambda what, _: f"{what}; {_WHOLE_NUMBER}",
    "decimal_type": lambda what, _: f"{what}; {_NUMBER}",
    "decimal_parsing": lambda what, _: f"{what}; {_NUMBER}",
    "finite_number": lambda what, _: f"{what}; {_NUMBER}",
    "greater_than": lambda what, context: f"{what}; {_NUMBER} greater than {context['gt']}",
    "greater_than_equal": lambda what, context: f"{what}; {_NUMBER} not below {context['ge']}",
    "less_than_equal": lambda what, context: f"{what}; {_NUMBER} not above {context['le']}",
    "date_type": lambda what, _: f"{what}; {_DATE}",
    "date_parsing": lambda what, _: f"{what}; {_DATE}",
    "date_from_datetime_parsing": lambda what, _: f"{what}; {_DATE}",
    "date_from_datetime_inexact": lambda what, _: f"{what}; {_DATE}, without a time",
    "no_colour": lambda what, _: f"{what}; {_COLOUR}",
    "no_motif": lambda what, _: f"{what}; expected one of: {', '.join(Motif)}",
    "value_error": lambda what, context: f"{what.removesuffix(' stands here')} {context['error']}",
}
"""The sentence for each type of error that a value can have; keys and kinds have functions of their own below."""

_ABOUT_KEYS = {"missing", "extra_forbidden", "union_tag_invalid", "union_tag_not_found", "literal_error"}


def _not_as_expected(what: str, _: Context) -> str:
    return f"{what}; expected something else"


def problems_of(errors: Iterable[ErrorDetails], root: type[BaseModel]) -> list[Problem]:
    """Returns the problems that pydantic's errors tell of, with keys as in the outline.

    A missing key whose name is only mistyped is left out: the unknown key beside it says so already.
    """
    described = [(_problem(error, root), error["type"]) for error in errors]
    hints = {(problem.keys[:-1], problem.message.partition("; ")[2]) for problem, _ in described}
    return [problem for problem, kind in described if kind != "missing" or not _is_explained(problem, hints)]


def _is_explained(problem: Problem, hints: set[tuple[Keys, str]]) -> bool:
    return (problem.keys, f"did you mean {problem.message.removesuffix(' is missing')}?") in hints


def is_known(kind: str) -> bool:
    """Whether there is a sentence for pydantic's type of error."""
    return kind in SENTENCES or kind in _ABOUT_KEYS


def _problem(error: ErrorDetails, root: type[BaseModel]) -> Problem:
    location, context = error["loc"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            keys, _ = shape.follow(location, root)
            return Problem(keys[:-1], f"“{keys[-1]}” is missing", at_key=True)
        case "extra_forbidden":
            keys, _ = shape.follow(location, root)
            _, kind = shape.follow(location[:-1], root)
            hint = nearest(str(keys[-1]), shape.fields(kind) if isinstance(kind, type) else ())
            return Problem(keys, f"“{keys[-1]}” is not a key here{hint}", at_key=True)
        case "union_tag_invalid" | "union_tag_not_found":
            return _wrong_kind(error, root)
        case "literal_error":
            keys, kind = shape.follow(location, root)
            return Problem(
                keys, f"{_what(error['input'])} is not possible here{nearest(str(error['input']), get_args(kind))}"
            )
        case other:
            keys, kind = shape.follow(location, root)
            what = f"“{keys[-1]}” has no value" if error["input"] is None and keys else _what(error["input"], other)
            message = SENTENCES.get(other, _not_as_expected)(what, context)
            return Problem(keys, message, at_key="[key]" in location)


def _wrong_kind(error: ErrorDetails, root: type[BaseModel]) -> Problem:
    keys, members = shape.follow(error["loc"], root)
    kinds = [tag for model in members for tag in shape.tags(model)]
    kind = error["input"].get("kind")
    if isinstance(kind, str):
        return Problem((*keys, "kind"), f"“{kind}” is not a kind{nearest(kind, kinds)}")
    expected = f"expected one of: {', '.join(kinds)}"
    if "kind" not in error["input"]:
        return Problem(keys, f"“kind” is missing; {expected}", at_key=True)
    found = "“kind” has no value" if kind is None else _what(kind)
    return Problem((*keys, "kind"), f"{found}; {expected}")


def _what(value: object, error: str = "") -> str:
    """Returns how a message names the value that was found."""
    match value:
        case None:
            return "nothing stands here"
        case list() if error == "value_error":
            return f"[{', '.join(map(str, value))}]"
        case str() if not value.strip():
            return "nothing stands here"
        case str() if error == "string_too_long":
            return f"the text has {len(value.strip())} characters"
        case str() if error in {"list_type", "dict_type", "model_type", "model_attributes_type"}:
            return "a text stands here"
        case str():
            return f"“{value if len(value) <= 40 else value[:40] + '…'}”"  # noqa: PLR2004 - as much as helps to find it
        case list() if error in {"too_short", "too_long"}:
            return f"the list has {len(value)} items"
        case list():
            return "a list stands here"
        case dict() if error in {"too_short", "too_long"}:
            return f"there are {len(value)} of these"
        case dict():
            return "keys and values (or a text beginning with “{”, without quotes) stand here"
        case _:
            return f"“{value}”"
