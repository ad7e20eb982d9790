"""The outline's JSON Schema for editors: pydantic's own, told in two languages and open for all that an outline may type.

Draft 7, which every editor knows: yaml-language-server has read 2020-12 only since its version 1.20, and nothing here
needs it. No `$ref`, whose neighbours draft 7 ignores; an outline has no mapping within itself. The kinds of slides and
charts are told by `if`, so that an editor proposes the keys of the kind that is written, and names one wrong key rather
than fourteen kinds that do not fit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from briefing.editor import guide, scalars, snippets, told
from briefing.editor.guide import Both
from briefing.editor.scalars import SCALARS, Schema
from briefing.outline.schema import ALONE, ID, OutlineModel

NAME = "outline.schema.json"
"""The name of the file that holds it, among the assets and beside an outline."""
FIRST_LINE = f"# yaml-language-server: $schema={NAME}"
"""What an outline begins with that has the file beside it: editors look for it there."""
DRAFT = "http://json-schema.org/draft-07/schema#"
_ORIGIN = "Made by “briefing schema”, which replaces this file without asking."
_UNIONS = {"slides": "SlideModel", "charts": "ChartModel", "appendix": "AppendixModel"}
_FILE = {"type": "string", "minLength": 1, "maxLength": 400}
"""The path that may stand in the place of a table."""


@cache
def text() -> str:
    """Returns the schema as the text of a file."""
    return json.dumps(outline(), ensure_ascii=False, indent=1) + "\n"


def is_one(file: Path) -> bool:
    """Whether a file holds such a schema, of this or another version, and not something of its user's."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("$comment") == _ORIGIN


def outline() -> Schema:
    """Returns the schema of an outline."""
    pydantic = OutlineModel.model_json_schema()
    return {"$schema": DRAFT, "$comment": _ORIGIN, **_Writer(pydantic["$defs"]).model("OutlineModel", pydantic)}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a value stands: under which key, and whether null may stand there, for a key left empty or for a gap."""

    key: str
    title: str
    nullable: bool
    values: Mapping[str, Both] = field(default_factory=dict)
    """What each of its values means, where it has a few."""

    @property
    def null(self) -> frozenset[str]:
        return frozenset({"null"}) if self.nullable else frozenset()


@dataclass(frozen=True, slots=True)
class _Writer:
    definitions: Mapping[str, Schema]
    """Pydantic's schemas of the models, by their names."""

    def model(self, name: str, node: Schema) -> Schema:
        """Returns the schema of a mapping that has keys of its own."""
        required = node.get("required", [])
        properties = {key: self._key(name, key, key in required, each) for key, each in node["properties"].items()}
        return {
            **told.mapping(name),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def _key(self, model: str, key: str, required: bool, node: Schema) -> Schema:
        value, _nullable = _without_null(node)
        spot = _Spot(key, told.title(model, key), not required, told.said_of(model, key).values)
        found = {**self._value(value, spot), **told.key(model, key, value, required=required)}
        if model == "OutlineModel" and "propertyNames" in found:
            found["defaultSnippets"] = list(_entries(key))
        return found

    def _value(self, node: Schema, spot: _Spot) -> Schema:
        match node:
            case {"discriminator": {"mapping": kinds}}:
                return self._one_of_kinds(spot.key, kinds)
            case {"$ref": reference} | {"allOf": [{"$ref": reference}]}:  # pydantic before 2.9, beside other keywords
                return self._referred(reference, node.get(ALONE), spot)
            case {"type": "array", "enum": pairs}:
                return _compound("array", _divisions(pairs, node, spot), spot)
            case {"type": "array", "items": items}:
                found = {"items": self._inner(items, spot), **_kept(node, "minItems", "maxItems")}
                return _compound("array", found, spot, items if ALONE in node else None)
            case {"type": "object"}:
                found = {**self._by_id(node, spot), **_kept(node, "minProperties", "maxProperties")}
                return _compound("object", found, spot, _FILE if ALONE in node else None)
            case _ if spot.values and "enum" not in node:
                return _named_or_file(spot)
            case _:
                return _scalar(node, spot)

    def _inner(self, node: Schema, spot: _Spot) -> Schema:
        """Returns the schema of an item of a list, or of an entry by its id."""
        value, nullable = _without_null(node)
        return {"title": spot.title, **self._value(value, _Spot(spot.key, spot.title, nullable))}

    def _by_id(self, node: Schema, spot: _Spot) -> Schema:
        names = node.get("propertyNames", {"pattern": ID})
        ids, _hidden = scalars.core({"type": "string", **names})
        entries = node.get("additionalProperties") or next(iter(node["patternProperties"].values()))
        return {
            "propertyNames": _kept(ids, "pattern", "patternErrorMessage"),
            "additionalProperties": self._inner(entries, spot),
        }

    def _referred(self, reference: str, alone: str | None, spot: _Spot) -> Schema:
        """Returns the schema of a model; `alone` is that of its keys whose value may stand for the whole."""
        name = _name(reference)
        found = self.model(name, self.definitions[name])
        del found["type"]
        return _compound("object", found, spot, self.definitions[name]["properties"][alone] if alone else None)

    def _one_of_kinds(self, key: str, references: Mapping[str, str]) -> Schema:
        """Returns the schema of a mapping whose `kind` decides on its other keys."""
        union, kinds = _UNIONS[key], guide.kinds(key)
        by_model: dict[str, list[str]] = {}
        for name in kinds:
            by_model.setdefault(references[name], []).append(name)
        chosen = {
            **told.key(union, "kind", {}, required=True),
            "enum": list(kinds),
            "markdownEnumDescriptions": [told.both(each.shows) for each in kinds.values()],
        }
        snippet = snippets.without_id if key == "charts" else snippets.item
        return {
            **told.mapping(union),
            "type": "object",
            "properties": {"kind": chosen},
            "required": ["kind"],
            "if": {"type": "object", "required": ["kind"]},
            "then": {"allOf": [self._of_kinds(key, name, each) for name, each in by_model.items()]},
            "else": {
                **told.mapping(union),
                "type": "object",
                "defaultSnippets": [snippet(name, each) for name, each in kinds.items()],
            },
        }

    def _of_kinds(self, key: str, reference: str, kinds: list[str]) -> Schema:
        node = self.definitions[_name(reference)]
        others = {name: each for name, each in node["properties"].items() if name != "kind"}
        required = [name for name in node["required"] if name != "kind"]
        found = self.model(_name(reference), {"properties": others, "required": required})
        found["properties"]["kind"] = True  # told once, for all kinds
        if len(kinds) == 1:
            found |= told.kind(kinds[0], guide.kinds(key)[kinds[0]])
        return {"if": {"properties": {"kind": {"enum": kinds}}}, "then": found}


def _scalar(node: Schema, spot: _Spot) -> Schema:
    found, hidden = scalars.core(node)
    if spot.values:
        found["markdownEnumDescriptions"] = [told.both(spot.values[name]) for name in found["enum"]]
    return scalars.tolerant(found, hidden | spot.null, spot.title)


def _compound(type_: str, found: Schema, spot: _Spot, alone: Schema | None = None) -> Schema:
    """Returns the schema of a list or mapping in whose place null may stand, or a text.

    What may stand instead is told by `if`, because `type` would have it proposed.
    """
    if alone is not None:
        instead = _scalar(alone, _Spot(spot.key, spot.title, nullable=False))
        types = [type_, "null"] if spot.nullable else type_
        return {**found, "if": {"type": list(SCALARS)}, "then": instead, "else": {"type": types}}
    if spot.nullable:
        return {**found, "if": {"type": "null"}, "else": {"type": type_}}
    return {"type": type_, **found}


def _named_or_file(spot: _Spot) -> Schema:
    """Returns the schema of a name that is shipped or the path of a YAML file of one's own."""
    meanings = [told.both(each) for each in spot.values.values()]
    shipped = {"enum": list(spot.values), "markdownEnumDescriptions": meanings}
    found = scalars.tolerant(shipped, spot.null, spot.title)
    return {"anyOf": [*found["anyOf"], {"type": "string", "pattern": r"[.]yaml\s*$"}]}


def _divisions(pairs: list[list[int]], node: Schema, spot: _Spot) -> Schema:
    """Returns the schema of two columns; which numbers in quotes are possible is left to the models."""
    whole, _hidden = scalars.core(node["items"])
    return {
        "items": whole,
        **_kept(node, "minItems", "maxItems"),
        "anyOf": [{"title": spot.title, "enum": pairs}, {"contains": {"type": "string"}}],
    }


def _entries(key: str) -> Iterator[snippets.Snippet]:
    """Yields the snippets of a table of the outline."""
    if key in guide.KINDS:
        yield from (snippets.with_id(name, each) for name, each in guide.kinds(key).items())
    else:
        said = told.said_of("OutlineModel", key)
        yield snippets.entries(f"{said.name} {key}", Both(said.zh, said.en), said.example)


def _without_null(node: Schema) -> tuple[Schema, bool]:
    match node:
        case {"anyOf": [found, {"type": "null"}]}:
            return found, True
        case _:
            return node, False


def _kept(node: Schema, *keys: str) -> dict[str, Any]:
    return {key: node[key] for key in keys if key in node}


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
