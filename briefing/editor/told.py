"""What an editor tells of a key: its name and meaning in two languages, whether it is needed, its limits and default."""

from __future__ import annotations

from functools import cache
from typing import Any

from briefing.editor import guide, scalars
from briefing.editor.guide import Both
from briefing.editor.scalars import Schema
from briefing.outline import schema as models
from briefing.outline.schema import Model


def mapping(name: str) -> Schema:
    """Returns what is told of a model or a union of models as a whole; nothing of one that is one of several kinds."""
    said = guide.mappings().get(name)
    if said is None or not said.name:
        return {}
    return {"title": said.name, **_described(Both(said.zh, said.en))}


def kind(name: str, said: guide.Kind) -> Schema:
    """Returns what is told of a mapping of one kind."""
    return {"title": f"{name} {said.name}", **_described(said.shows)}


def key(model: str, name: str, node: Schema, *, required: bool) -> Schema:
    """Returns what is told of a key; `node` is pydantic's schema of its value, without null."""
    said, default = said_of(model, name), _default(model, name)
    found = {
        "title": title(model, name),
        **_described(Both(said.zh, said.en), _conditions(node, default, required=required, named=bool(said.values))),
    }
    if said.example is not None:
        found["examples"] = [_as_read(node, said.example)]
    if default is not None:
        found["default"] = default
    return found


def title(model: str, name: str) -> str:
    """Returns a key's name in Chinese and as it is typed."""
    return f"{said_of(model, name).name} {name}"


def said_of(model: str, name: str) -> guide.Key:
    """Returns what is said of a key: of the model that declares it, or of the base that it has it from."""
    found = _models().get(model)
    names = [each.__name__ for each in found.__mro__] if found else [model]
    tables = (guide.mappings()[each].keys for each in names if each in guide.mappings())
    return next(keys[name] for keys in tables if name in keys)


def both(said: Both) -> str:
    """Returns both languages in one line."""
    return f"{said.zh} · {said.en}"


def _described(said: Both, conditions: Both | None = None) -> Schema:
    further = f"\n\n{conditions.zh}。 *{conditions.en}.*" if conditions else ""
    return {"description": f"{said.zh}\n{said.en}", "markdownDescription": f"{said.zh}\n\n{said.en}{further}"}


@cache
def _models() -> dict[str, type[Model]]:
    return {name: each for name, each in vars(models).items() if isinstance(each, type) and issubclass(each, Model)}


def _default(model: str, name: str) -> Any:  # noqa: ANN401 - JSON
    """Returns a key's default, or None when there is none to speak of."""
    found = _models().get(model)
    fields = found.model_fields.items() if found else ()
    for python_name, field in fields:
        if name == (field.alias or python_name) and not field.is_required():
            value = field.get_default(call_default_factory=True)
            return None if isinstance(value, Model) or value in ("", [], {}) else value
    return None


def _conditions(node: Schema, default: Any, *, required: bool, named: bool) -> Both:  # noqa: ANN401 - JSON
    """Returns whether a key is needed, its limits unless its values are named, and its default."""
    parts = [Both("必写", "Required") if required else Both("可不写", "Optional")]
    said = scalars.limits(node)
    if said and not named:
        parts.append(said)
    if default is not None:
        shown = ("yes" if default else "no") if isinstance(default, bool) else default
        parts.append(Both(f"不写时为 `{shown}`", f"`{shown}` when left out"))
    return Both("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _as_read(node: Schema, example: Any) -> Any:  # noqa: ANN401 - JSON
    """Returns an example as YAML reads it, where the model wants numbers."""
    match node:
        case {"type": "integer"}:
            return int(example)
        case {"items": {"type": "integer"} | {"anyOf": [{"type": "number"}, *_]}}:
            return [int(each) for each in example]
        case _:
            return example
