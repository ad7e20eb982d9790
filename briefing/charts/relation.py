"""Two overlapping rings of actors, and what flows between them: a schematic picture, not a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts.drawing import UnsuitableData
from briefing.charts.frame import open_frame
from briefing.charts.relation_order import COLUMNS, Order, Stop, order
from briefing.charts.relation_paths import Path, chip_places, chord, curve, ring
from briefing.charts.sheet import Block, Box, Point, Sheet
from briefing.charts.style import mix
from briefing.contrast import WHITE
from briefing.document import Relation, Side
from briefing.i18n import gettext as _

_LINES = 3


@dataclass(frozen=True, slots=True)
class _Columns:
    """The three columns' middles and widths in points, and the edges of the rings."""

    middles: dict[Side, float]
    widths: dict[Side, float]
    first: Box
    second: Box
    margin: float
    """Between the edge of a ring and the column next to it."""


def draw(sheet: Sheet, relation: Relation) -> None:
    """Draws rings, links and nodes; raises UnsuitableData for a node outside both rings."""
    for node in relation.nodes:
        if node.side not in COLUMNS:
            message = _("has a node “{node}” that belongs to neither circle")
            raise UnsuitableData(sheet.chart, message.format(node=node.name))
    stops = order(relation)
    if stops is None:
        raise UnsuitableData(sheet.chart, _("has too many links among the nodes of one ring to be drawn"))
    box = _names(sheet, relation, open_frame(sheet))
    blocks = {id(stop): _block(sheet, stop, box.width) for column in stops.values() for stop in column}
    columns = _columns(sheet, box, stops, blocks)
    _rings(sheet, columns)
    boxes = {
        id(stop): place
        for side in COLUMNS
        for stop, place in zip(stops[side], _stack(sheet, box, columns, side, stops[side], blocks), strict=True)
    }
    _inner_links(sheet, stops, boxes)
    _outer_links(sheet, relation, columns, stops, boxes)
    for side in COLUMNS:
        for stop in stops[side]:
            _stop(sheet, stop, boxes[id(stop)], blocks[id(stop)])


def _names(sheet: Sheet, relation: Relation, box: Box) -> Box:
    size = sheet.sizes.label
    first = sheet.block(relation.first, size, box.width * 0.45, most=1)
    second = sheet.block(relation.second, size, box.width * 0.45, most=1)
    sheet.put(first, box.left, box.top, "left", "top", sheet.theme.text(Side.FIRST), strong=True)
    sheet.put(second, box.right, box.top, "right", "top", sheet.theme.text(Side.SECOND), strong=True)
    return Box(box.left + 1, box.top + size * 1.3, box.right - 1, box.bottom)


def _block(sheet: Sheet, stop: Stop, width: float) -> Block:
    if stop.node:
        return sheet.block(stop.node.name, sheet.sizes.label, width * 0.19, _LINES)
    text = " ".join(dict.fromkeys(link.label for link in stop.links))
    return sheet.block(text, sheet.sizes.small, width * 0.19, _LINES)


def _columns(sheet: Sheet, box: Box, stops: Order, blocks: dict[int, Block]) -> _Columns:
    """Returns columns as wide as their widest stop, with the rest of the width for the links."""
    em = sheet.sizes.label
    least = em * 4
    widths = {side: max([blocks[id(s)].width + em * 1.2 for s in stops[side]], default=least) for side in COLUMNS}
    widths[Side.FIRST] = widths[Side.SECOND] = max(widths[Side.FIRST], widths[Side.SECOND])
    margin = max(em * 1.4, box.width * 0.055)
    middles = {
        Side.FIRST: box.left + margin + widths[Side.FIRST] / 2,
        Side.SECOND: box.right - margin - widths[Side.SECOND] / 2,
    }
    inner_left = middles[Side.FIRST] + widths[Side.FIRST] / 2
    inner_right = middles[Side.SECOND] - widths[Side.SECOND] / 2
    middles[Side.BOTH] = (inner_left + inner_right) / 2
    half = widths[Side.BOTH] / 2 + margin
    if middles[Side.BOTH] - half < inner_left + em or inner_right - em < middles[Side.BOTH] + half:
        raise sheet.misfit(_("the names of the nodes leave no width for the links"))
    return _Columns(
        middles,
        widths,
        Box(box.left, box.top, middles[Side.BOTH] + half, box.bottom),
        Box(middles[Side.BOTH] - half, box.top, box.right, box.bottom),
        margin,
    )


def _rings(sheet: Sheet, columns: _Columns) -> None:
    first, second = sheet.theme.graphic(Side.FIRST), sheet.theme.graphic(Side.SECOND)
    sheet.polygon(ring(columns.first), mix(first, 0.93))
    sheet.polygon(ring(columns.second), mix(second, 0.9))
    sheet.lens(ring(columns.first), ring(columns.second), mix(sheet.theme.graphic(Side.BOTH), 0.84))
    sheet.polygon(ring(columns.first), None, first, 2.0)
    sheet.polygon(ring(columns.second), None, second, 2.0)


def _stack(
    sheet: Sheet, box: Box, columns: _Columns, side: Side, stops: Sequence[Stop], blocks: dict[int, Block]
) -> list[Box]:
    """Returns the places of a column's stops, evenly spread over the height that the rings leave."""
    if not stops:
        return []
    em = sheet.sizes.label
    pads = [em * (0.95 if stop.node else 0.3) for stop in stops]
    heights = [blocks[id(stop)].height + pad for stop, pad in zip(stops, pads, strict=True)]
    room = chord(columns.first, columns.margin) - em * 0.8
    free = (room - sum(heights)) / len(stops)
    if free < em * 0.45:
        raise sheet.misfit(_("{n} nodes and links in one column need more height").format(n=len(stops)))
    middle, y = columns.middles[side], box.top + (box.height - room) / 2 + free / 2
    places = []
    for stop, height in zip(stops, heights, strict=True):
        width = columns.widths[side] if stop.node else blocks[id(stop)].width + em * 0.6
        places.append(Box(middle - width / 2, y, middle + width / 2, y + height))
        y += height + free
    return places


def _stop(sheet: Sheet, stop: Stop, place: Box, block: Block) -> None:
    middle = ((place.left + place.right) / 2, (place.top + place.bottom) / 2)
    if stop.node:
        fill = sheet.theme.text(stop.node.side)
        sheet.rounded(place, sheet.sizes.label * 0.45, fill)
        sheet.put(block, *middle, "center", color=WHITE)
    else:
        sheet.rounded(place, sheet.sizes.small * 0.3, WHITE)
        sheet.put(block, *middle, "center")


def _inner_links(sheet: Sheet, stops: Order, boxes: dict[int, Box]) -> None:
    """Draws the links between neighbours of a column, straight through their label."""
    color = sheet.theme.palette.context_text
    for column in stops.values():
        for upper, stop, lower in zip(column, column[1:], column[2:], strict=False):
            if stop.node or not (upper.node and lower.node):
                continue
            if {stop.links[0].start, stop.links[0].end} != {upper.node.id, lower.node.id}:
                continue
            top, bottom = boxes[id(upper)], boxes[id(lower)]
            x = (top.left + top.right) / 2
            sheet.line((x, top.bottom), (x, bottom.top), color, 1.5)
            head = sheet.sizes.label * 0.5
            ends = {link.end for link in stop.links}
            if lower.node.id in ends:
                sheet.head((x, bottom.top), (0.0, 1.0), head, color)
            if upper.node.id in ends:
                sheet.head((x, top.bottom), (0.0, -1.0), head, color)


def _outer_links(sheet: Sheet, relation: Relation, columns: _Columns, stops: Order, boxes: dict[int, Box]) -> None:
    """Draws the links across the gaps between the columns, those of one gap with their labels free of each other."""
    color = sheet.theme.palette.context_text
    paths = _paths(relation, stops, boxes)
    for path in paths:
        sheet.curve(curve(path.start, path.end), color)
        if path.arrow:
            direction = 1.0 if path.end[0] > path.start[0] else -1.0
            sheet.head(path.end, (direction, 0.0), sheet.sizes.label * 0.5, color)
    labelled = [path for path in paths if path.label]
    size = sheet.sizes.small
    pad = size * 0.25
    blocks = [sheet.block(path.label, size, abs(path.end[0] - path.start[0]) - size * 1.6, _LINES) for path in labelled]
    sizes = [(block.width + pad * 2, block.height + pad) for block in blocks]
    places = chip_places(labelled, paths, sizes, [*ring(columns.first), *ring(columns.second)])
    if places is None:
        raise sheet.misfit(_("the labels of the links would cover each other"))
    for block, place in zip(blocks, places, strict=True):
        sheet.rounded(place, pad, WHITE)
        sheet.put(block, (place.left + place.right) / 2, (place.top + place.bottom) / 2, "center")


def _paths(relation: Relation, stops: Order, boxes: dict[int, Box]) -> list[Path]:
    """Returns the lines across the gaps, their ends spread over the edges they touch."""
    side = {node.id: node.side for node in relation.nodes}
    at = {stop.node.id: boxes[id(stop)] for column in stops.values() for stop in column if stop.node}
    chip = {link: boxes[id(s)] for s in stops[Side.BOTH] for link in s.links}
    legs: list[tuple[Box, Box, bool, str]] = []
    for link in relation.links:
        start, end = side[link.start], side[link.end]
        if start is end:
            continue
        if Side.BOTH in (start, end):
            legs.append((at[link.start], at[link.end], True, link.label))
        else:
            legs += [(at[link.start], chip[link], False, ""), (chip[link], at[link.end], True, "")]
    return [Path(_anchor(a, b, legs), _anchor(b, a, legs), arrow=arrow, label=label) for a, b, arrow, label in legs]


def _anchor(own: Box, other: Box, legs: Sequence[tuple[Box, Box, bool, str]]) -> Point:
    """Returns where a line leaves a box: on the edge that faces the other end, in the order of the other ends."""
    right = other.left > own.left
    others = [b if a is own else a for a, b, *_ in legs if own in (a, b)]
    facing = sorted((o for o in others if (o.left > own.left) is right), key=lambda o: o.top + o.bottom)
    place = next(i for i, o in enumerate(facing) if o is other)
    y = own.top + own.height * (place + 1) / (len(facing) + 1)
    return (own.right if right else own.left), y
