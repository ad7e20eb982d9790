"""Results of pure functions, remembered for the next time that the same is asked, as when an outline is built again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class _Call:
    """The arguments of a call, equal to another's when both are written alike."""

    written: str
    positional: tuple[object, ...] = field(compare=False)
    named: dict[str, object] = field(compare=False)


def remembered(most: int) -> Callable[[Callable[_Asked, _Made]], Callable[_Asked, _Made]]:
    """Returns a decorator that remembers a pure function's last `most` results, but no errors.

    Arguments are told apart by their repr, which has to say all there is to them, as that of a dataclass does.
    functools.lru_cache asks whether they are equal, as the numbers 39.1 and 39.10 are, which are printed differently.
    """

    def decorated(function: Callable[_Asked, _Made]) -> Callable[_Asked, _Made]:
        @lru_cache(maxsize=most)
        def result(call: _Call) -> _Made:
            return function(*call.positional, **call.named)  # type: ignore[arg-type]  # they came from _Asked

        @wraps(function)
        def remembering(*positional: _Asked.args, **named: _Asked.kwargs) -> _Made:
            return result(_Call(repr((positional, named)), positional, named))

        return remembering

    return decorated
