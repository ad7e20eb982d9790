"""Trees of YAML made wrong at random: nodes deleted, doubled, renamed, swapped, of another type."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from mutations import of_text

_ODD: tuple[Any, ...] = (
    None, "", " ", 0, -1, 3.5, True, [], {}, [[]], {"a": {}}, ["a", {"b": None}], "x" * 5000, "字" * 500, "{nowhere}", "both",
    "context", "a#b", "-", "超", "1/0", "0～0", "9～1", "第0", "1e400", "2024-02-30", "../x.png", "outline.yaml", "**", "{}",
    "{a}" * 50, "\u200b", "\U0001f600", "\ud7ff", "0" * 40, "-0", "1,2,3", "٣", "²", "Ⅷ", "1_000", "0x10", "True", "~", "\t",
    ["points"] * 13, dict.fromkeys(map(str, range(30)), "x"), "e\u0301" * 20, "\u202eabc",
)  # fmt: skip


def of_tree(random: Random, tree: Any) -> Any:
    """Returns a tree of YAML with nodes deleted, doubled, renamed, of another type, swapped, or referring to another."""
    tree = copy.deepcopy(tree)
    for _time in range(random.choice((1, 1, 1, 2, 3, 8))):
        ways = list(_ways(tree))
        if not ways:
            return tree
        around, key = random.choice(ways)
        other_around, other_key = random.choice(ways)
        match random.randrange(8):
            case 0:
                del around[key]
            case 1 if isinstance(around, list):
                around.insert(random.randrange(len(around) + 1), copy.deepcopy(around[key]))
            case 1 | 2 if isinstance(around, dict):
                content = around.pop(key)
                around[_renamed(random, str(key), str(other_key))] = content
            case 3 | 4:
                around[key] = copy.deepcopy(random.choice(_ODD))
            case 5:
                around[key] = copy.deepcopy(other_around[other_key])
            case 6:
                content, other = around[key], other_around[other_key]
                around[key], other_around[other_key] = copy.deepcopy(other), copy.deepcopy(content)
            case _ if isinstance(around[key], str):
                around[key] = of_text(random, around[key].encode("utf-8", "replace")).decode("utf-8", "replace")
            case _:
                around[key] = [around[key]] * random.choice((1, 2, 30))
    return tree


def _renamed(random: Random, key: str, other: str) -> str:
    renamers: tuple[Callable[[], str], ...] = (
        lambda: key[:-1],
        lambda: key[::-1],
        key.upper,
        lambda: other,
        lambda: random.choice(("kind", "from", "<<", "1", "", "字", "a b", "None", "facts", "x" * 200)),
    )
    return random.choice(renamers)()


def _ways(tree: Any) -> list[tuple[Any, Any]]:
    """Returns every node's parent and key."""
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting and len(found) < 20_000:
        around = waiting.pop()
        members = (
            list(around.items())
            if isinstance(around, dict)
            else list(enumerate(around))
            if isinstance(around, list)
            else []
        )
        for key, inner in members:
            found.append((around, key))
            waiting.append(inner)
    return found
