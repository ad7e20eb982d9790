"""What an editor inserts at a stroke: a slide or chart of each kind, a figure, an entry of any other table by id.

A snippet's body is the YAML to insert as JSON; servers write its texts as they are, so they bring their quotation marks
along, and stops such as ${1:text} where the cursor halts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from typing import Any, TypeAlias

import yaml

from briefing.editor.guide import Both, Kind

Snippet: TypeAlias = dict[str, Any]
_Typed: TypeAlias = "str | list[_Typed] | dict[str, _Typed]"
"""A part of an example, its texts as typed, with their quotation marks."""
_NO_STOP = "kind"


def item(kind: str, said: Kind) -> Snippet:
    """Returns the snippet of a mapping that is an item of a list."""
    return _of_kind(kind, said, _with_stops(_example(said)[0], count(1)))


def with_id(kind: str, said: Kind) -> Snippet:
    """Returns the snippet of a mapping with its id."""
    return _of_kind(kind, said, _with_ids(_example(said)))


def without_id(kind: str, said: Kind) -> Snippet:
    """Returns the snippet of what follows an id."""
    (body,) = _example(said).values()
    return _of_kind(kind, said, _with_stops(body, count(1)))


def entries(label: str, said: Both, example: Mapping[str, Any]) -> Snippet:
    """Returns the snippet of entries by their ids."""
    return {"label": label, "description": f"{said.zh}\n{said.en}", "body": _with_ids(example)}


def _of_kind(kind: str, said: Kind, body: _Typed) -> Snippet:
    return {"label": f"{kind} {said.name}", "description": f"{said.shows.zh}\n{said.shows.en}", "body": body}


def _example(said: Kind) -> Any:  # noqa: ANN401 - a _Typed of which the caller knows the form
    return _typed(yaml.compose(said.example, Loader=yaml.SafeLoader))


def _typed(node: yaml.Node | None) -> Any:  # noqa: ANN401 - as above
    match node:
        case yaml.MappingNode(value=pairs):
            return {key.value: _typed(value) for key, value in pairs}
        case yaml.SequenceNode(value=items):
            return [_typed(item) for item in items]
        case yaml.ScalarNode(value=value, style='"'):
            return f'"{value}"'
        case yaml.ScalarNode(value=value):
            return value
    return None


def _with_ids(entries: Mapping[str, _Typed]) -> _Typed:
    numbers = count(1)
    return {_stop(key, next(numbers)): _with_stops(value, numbers) for key, value in entries.items()}


def _with_stops(part: _Typed, numbers: count[int]) -> _Typed:
    match part:
        case str():
            return _stop(part, next(numbers))
        case list():
            return [_with_stops(item, numbers) for item in part]
        case dict():
            return {key: value if key == _NO_STOP else _with_stops(value, numbers) for key, value in part.items()}


def _stop(text: str, number: int) -> str:
    """Returns a text that is selected when the cursor halts there, its quotation marks aside."""
    mark = '"' if text.startswith('"') else ""
    inner = re.sub(r"([\\$}])", r"\\\1", text.removeprefix(mark).removesuffix(mark) if mark else text)
    return f"{mark}${{{number}:{inner}}}{mark}"
