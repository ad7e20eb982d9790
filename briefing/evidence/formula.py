"""A derived fact's formula: + - * / and brackets over other facts and numbers, worked out in decimal."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefing.i18n import gettext as _
from briefing.i18n import marked as N_

_SIGNS = str.maketrans("×÷（）−＋－／＊", "*/()-+-/*")
_EXPECTED = N_("is not a formula; expected facts and numbers joined by + - * / and brackets")


@dataclass(frozen=True, slots=True)
class Formula:
    names: tuple[str, ...]
    """The facts it uses, without repetition, in order of first use."""
    tree: ast.expr
    text: str

    def evaluate(self, values: Mapping[str, Decimal]) -> Decimal:
        """Returns the result; raises ArithmeticError when it divides by zero."""
        return _evaluate(self.tree, values, self.text)


def parse(text: str) -> Formula:
    """Returns the formula that a text states; raises ValueError with a reason that completes “X …”."""
    plain = text.strip().translate(_SIGNS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(_(_EXPECTED)) from None
    names: dict[str, None] = {}
    _check(tree, names)
    if not names:
        raise ValueError(_("names no fact; a derived fact rests on others"))
    return Formula(tuple(names), tree, plain)


def _check(node: ast.expr, names: dict[str, None]) -> None:
    match node:
        case ast.Name(id=name):
            names[name] = None
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            pass
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(operand, names)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _check(left, names)
            _check(right, names)
        case _:
            raise ValueError(_(_EXPECTED))


def _evaluate(node: ast.expr, values: Mapping[str, Decimal], text: str) -> Decimal:
    match node:
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(operand=operand):
            return -_evaluate(operand, values, text)
        case ast.BinOp(left=left, op=operator, right=right):
            first, second = _evaluate(left, values, text), _evaluate(right, values, text)
            match operator:
                case ast.Add():
                    return first + second
                case ast.Sub():
                    return first - second
                case ast.Mult():
                    return first * second
                case _:
                    return first / second
        case _:
            # The number as typed: a float would bring its own digits.
            return Decimal(ast.get_source_segment(text, node) or "NaN")


def in_order(formulas: Mapping[str, Formula]) -> tuple[list[str], list[list[str]]]:
    """Returns the names of the formulas, each after those that it uses, and the circles among them.

    Formulas that lead into a circle are in neither.
    """
    waiting = {key: {name for name in formula.names if name in formulas} for key, formula in formulas.items()}
    users: dict[str, list[str]] = {}
    for key, names in waiting.items():
        for name in names:
            users.setdefault(name, []).append(key)
    ordered = [key for key, names in waiting.items() if not names]
    for key in ordered:  # grows while it is walked
        for user in users.get(key, []):
            waiting[user].discard(key)
            if not waiting[user]:
                ordered.append(user)
    return ordered, _circles({key: min(names) for key, names in waiting.items() if names})


def _circles(following: Mapping[str, str]) -> list[list[str]]:
    """Returns the circles of a graph where each node has one follower, each closed by its first name."""
    circles = []
    seen: set[str] = set()
    for start in following:
        path: list[str] = []
        name = start
        while name not in seen:
            seen.add(name)
            path.append(name)
            name = following[name]
        if name in path:
            circles.append([*path[path.index(name) :], name])
    return circles
