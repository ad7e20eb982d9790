"""How editors read an outline, as YAML 1.2 or 1.1, and each mapping of it with its model and what the schema says there."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

import yaml
from pydantic import BaseModel

from briefing.outline import shape
from briefing.outline.reading import TextFile
from briefing.outline.tree import parse

_CORE = {
    "null": r"^(?:~|null|Null|NULL|)$",
    "bool": r"^(?:true|True|TRUE|false|False|FALSE)$",
    "int": r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$",
    "float": r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
}
"""YAML 1.2, 10.3.2."""


class Yaml11(yaml.SafeLoader):
    """YAML 1.1: yes and no are flags, 1_000 and 012 numbers; dates are texts, as the language server takes them."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Returns a mapping whose keys are texts, as in JSON."""
        return {key.value: self.construct_object(value, deep=deep) for key, value in node.value}


class Yaml12(Yaml11):
    """The core schema of YAML 1.2: yes and no are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML declares it


def _text(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


def _number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    text = _text(loader, node)
    return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)


Yaml11.add_constructor("tag:yaml.org,2002:timestamp", _text)
Yaml12.add_constructor("tag:yaml.org,2002:int", _number)
for _tag, _pattern in _CORE.items():
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), None)


@dataclass(frozen=True)
class Reading:
    """A piece of YAML as the outline's models get it, all its scalars as text, and as an editor has it."""

    ours: Any
    theirs: Any


def read(text: str, loader: type[yaml.SafeLoader] = Yaml12) -> Reading:
    ours, _places, problems = parse(TextFile.of("text", text))
    assert problems == [], text[:200]
    return Reading(ours, yaml.load(text, loader))  # noqa: S506 - safe loaders


def as_loaded(outline: dict[str, Any]) -> dict[str, Any]:
    """Returns an outline as its model gets it, the ledger's file read; that one is looked at by itself."""
    facts = outline.get("facts", {})
    return {**outline, "facts": {}} if facts is None or (isinstance(facts, str) and facts.strip()) else outline


@dataclass(frozen=True)
class Spot:
    """A mapping of an outline."""

    value: Reading
    kind: Any
    """Its type: a model, or a union of models."""
    model: type[BaseModel]
    schema: dict[str, Any]
    """What the schema says of it."""
    keys: dict[str, Any]
    """The part of that which tells its keys: where there are kinds, that of its kind."""


def spots(value: Reading, kind: Any, schema: dict[str, Any]) -> Iterator[Spot]:
    """Yields a mapping with keys of its own, and all such within it."""
    plain = shape.plain_type(kind)
    if get_origin(plain) is list and isinstance(value.ours, list):
        for ours, theirs in zip(value.ours, value.theirs, strict=True):
            yield from spots(Reading(ours, theirs), get_args(plain)[0], schema["items"])
    elif get_origin(plain) is dict and isinstance(value.ours, dict):
        for key, ours in value.ours.items():
            inner = schema["additionalProperties"]
            yield from spots(Reading(ours, value.theirs[key]), get_args(plain)[1], inner)
    elif isinstance(value.ours, dict):
        model = plain
        keys = schema
        if isinstance(plain, tuple):
            model = next(each for each in plain if value.ours["kind"] in shape.tags(each))
            keys = of_kind(schema, value.ours["kind"])
        yield Spot(value, kind, model, schema, keys)
        for key, ours in value.ours.items():
            if key != "kind":
                inner = Reading(ours, value.theirs[key])
                yield from spots(inner, shape.fields(model)[key], keys["properties"][key])


def of_kind(schema: dict[str, Any], kind: str) -> dict[str, Any]:
    """Returns what the schema says of mappings of one kind."""
    branches = schema["then"]["allOf"]
    found: dict[str, Any] = next(each["then"] for each in branches if kind in each["if"]["properties"]["kind"]["enum"])
    return found
