"""Which node of a relation diagram stands where: pure decisions, no geometry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefing.document import Link, Node, Relation, Side

COLUMNS = (Side.FIRST, Side.BOTH, Side.SECOND)


@dataclass(frozen=True, slots=True)
class Stop:
    """What takes a place in a column: a node, or the label of links that pass through or stay in the column."""

    node: Node | None = None
    links: tuple[Link, ...] = ()


Order = dict[Side, list[Stop]]


def order(relation: Relation) -> Order | None:
    """Returns the columns from top to bottom, with few crossings.

    A link between the two circles takes a place of its own in the overlap, so that it never runs over a node. A link
    within a column stands between its two nodes; None if not all of them can be neighbours.
    """
    side = {node.id: node.side for node in relation.nodes}
    inner = [link for link in relation.links if side[link.start] is side[link.end]]
    columns: Order = {c: [Stop(node=node) for node in relation.nodes if node.side is c] for c in COLUMNS}
    through = [link for link in relation.links if {side[link.start], side[link.end]} == {Side.FIRST, Side.SECOND}]
    columns[Side.BOTH] += [Stop(links=(link,)) for link in through]
    _improve(columns, relation, inner)
    if _apart(columns, inner):
        return None
    for column in columns.values():
        _insert_inner(column, inner)
    return columns


def _improve(columns: Order, relation: Relation, inner: Sequence[Link]) -> None:
    """Swaps two stops of a column as long as that makes the whole better; deterministic."""
    best = _cost(columns, relation, inner)
    better = True
    while better:
        better = False
        for column in columns.values():
            for i, j in combinations(range(len(column)), 2):
                column[i], column[j] = column[j], column[i]
                cost = _cost(columns, relation, inner)
                if cost < best - 1e-9:
                    best, better = cost, True
                else:
                    column[i], column[j] = column[j], column[i]


def _cost(columns: Order, relation: Relation, inner: Sequence[Link]) -> float:
    lines = list(_lines(columns, relation))
    slopes = sum(abs(a - b) for _, a, b in lines)
    crossings = sum(
        1 for (gap, a, b), (other, c, d) in combinations(lines, 2) if gap == other and (a - c) * (b - d) < 0
    )
    return slopes + 2.0 * crossings + 20.0 * _apart(columns, inner)


def _lines(columns: Order, relation: Relation) -> Iterator[tuple[int, float, float]]:
    """Yields for every line its gap (0 left, 1 right) and its heights at both ends, 0 to 1, outer end first."""
    height = {
        key: (i + 0.5) / len(column)
        for column in columns.values()
        for i, stop in enumerate(column)
        for key in ([stop.node.id] if stop.node else list(stop.links))
    }
    side = {node.id: node.side for node in relation.nodes}
    for link in relation.links:
        for end in (link.start, link.end):
            other = link.end if end == link.start else link.start
            if side[end] is Side.BOTH or side[other] is side[end]:
                continue
            inward = height[link] if link in height else height[other]
            yield (0 if side[end] is Side.FIRST else 1), height[end], inward


def _apart(columns: Order, inner: Sequence[Link]) -> int:
    """Returns how many links within a column join nodes that are not neighbours."""
    place = {stop.node.id: i for column in columns.values() for i, stop in enumerate(column) if stop.node}
    return sum(abs(place[link.start] - place[link.end]) != 1 for link in inner)


def _insert_inner(column: list[Stop], inner: Sequence[Link]) -> None:
    """Puts the links within a column between their nodes."""
    for i in range(len(column) - 1, 0, -1):
        upper, lower = column[i - 1].node, column[i].node
        if upper and lower:
            pair = {upper.id, lower.id}
            if links := tuple(link for link in inner if {link.start, link.end} == pair):
                column.insert(i, Stop(links=links))
