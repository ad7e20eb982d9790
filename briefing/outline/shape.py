"""The way from a pydantic error's location to the outline's keys, and to the kind of mapping that stands there."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from briefing.errors import Keys


def follow(location: Keys, root: type[BaseModel]) -> tuple[Keys, Any]:
    """Returns the keys without pydantic's own additions (the tag of a union, “[key]”), and the type at the end."""
    keys: list[str | int] = []
    kind: Any = root
    for step in location:
        kind = plain_type(kind)
        if isinstance(kind, tuple):
            kind = next((model for model in kind if step in tags(model)), None)
            continue
        if step == "[key]":
            continue
        keys.append(step)
        kind = _inner(kind, step)
    return tuple(keys), plain_type(kind)


def plain_type(kind: Any) -> Any:  # noqa: ANN401 - a type expression has no type
    """Returns a type without Annotated and None; a union of models becomes the tuple of them."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    members = [plain_type(each) for each in get_args(kind) if each is not type(None)]
    if get_origin(kind) in {list, dict, Literal} or not members:
        return kind
    return members[0] if len(members) == 1 else tuple(members)


def tags(model: type[BaseModel]) -> tuple[str, ...]:
    """Returns the values of `kind` that stand for a model of a union."""
    return get_args(model.model_fields["kind"].annotation)


def fields(model: type[BaseModel]) -> dict[str, Any]:
    """Returns the keys of a mapping as typed in the outline, with their types."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _inner(kind: Any, step: str | int) -> Any:  # noqa: ANN401 - see plain_type
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return fields(kind).get(str(step))
    return get_args(kind)[-1] if get_origin(kind) in {list, dict} else None
