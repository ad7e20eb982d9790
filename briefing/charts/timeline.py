"""Dated events on a rule: in proportion to time, and never so close that their texts touch."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.charts.drawing import ChartDoesNotFit
from briefing.charts.frame import open_frame
from briefing.charts.sheet import Block, Box, Sheet
from briefing.document import Milestone, Milestones, Side
from briefing.i18n import gettext as _

_WIDTHS = (0.8, 0.9, 1.0)
"""Of the widest possible texts; the narrower, the better the distances tell the time between events."""
_LINES = 4
ALTERNATE_FROM = 5


@dataclass(frozen=True, slots=True)
class _Event:
    milestone: Milestone
    x: float
    date: Block
    label: Block


def draw(sheet: Sheet, data: Milestones) -> None:
    """Draws dates above the rule and texts under it; many events stand above and below in turn."""
    box = open_frame(sheet)
    events = sorted(data.events, key=lambda event: event.position)
    if len(events) < ALTERNATE_FROM and (placed := _place(sheet, box, events, alternate=False)):
        _draw_one_side(sheet, box, placed)
        return
    placed = _place(sheet, box, events, alternate=True)
    if not placed:
        raise sheet.misfit(_("the texts of {n} events need more width").format(n=len(events)))
    _draw_both_sides(sheet, box, placed)


def _place(sheet: Sheet, box: Box, events: list[Milestone], *, alternate: bool) -> list[_Event]:
    """Returns the events with their places and texts; none if they would need too many lines."""
    gap = sheet.sizes.label * 1.2
    sides = 2 if alternate else 1
    per_side = (len(events) + sides - 1) / sides
    widest = (box.width - (per_side - 1) * gap) / per_side
    for share in _WIDTHS:
        width = widest * share
        dates = [sheet.block(event.when, sheet.sizes.value) for event in events]
        try:
            labels = [sheet.block(event.label, sheet.sizes.label, width, _LINES) for event in events]
        except ChartDoesNotFit:
            continue
        if max(date.width for date in dates) > width:
            continue
        last = max(dates[-1].width, labels[-1].width)
        xs = _spread([e.position for e in events], box.left, box.right - last, (width + gap) / sides)
        return [
            _Event(*event) for event in zip(events, xs, dates, _widen(sheet, labels, events, xs, sides), strict=True)
        ]
    return []


def _widen(sheet: Sheet, labels: list[Block], events: list[Milestone], xs: list[float], sides: int) -> list[Block]:
    """Returns the texts broken anew where the next event on their side leaves them more width."""
    gap = sheet.sizes.label * 1.2
    wider = []
    for number, (label, event) in enumerate(zip(labels, events, strict=True)):
        following = xs[number + sides] if number + sides < len(xs) else sheet.width + gap
        most = max(label.width, min(following - xs[number] - gap, label.width * 2))
        wider.append(sheet.block(event.label, label.size, most, _LINES))
    return wider


def _spread(positions: list[float], left: float, right: float, step: float) -> list[float]:
    """Returns places between left and right in proportion to time, at least `step` apart."""
    first, last = positions[0], positions[-1]
    scale = (right - left) / (last - first) if last > first else 0.0
    xs = [left + (position - first) * scale for position in positions]
    step = min(step, (right - left) / max(len(xs) - 1, 1))
    for i in range(1, len(xs)):
        xs[i] = max(xs[i], xs[i - 1] + step)
    xs[-1] = min(xs[-1], right)
    for i in range(len(xs) - 2, -1, -1):
        xs[i] = min(xs[i], xs[i + 1] - step)
    return xs


def _rule(sheet: Sheet, box: Box, y: float, radius: float) -> None:
    color = sheet.theme.palette.context
    head = radius * 1.6
    sheet.line((box.left, y), (box.right - head * 0.8, y), color, 2.0)
    sheet.head((box.right, y), (1.0, 0.0), head, color)


def _colors(sheet: Sheet, events: list[_Event]) -> list[tuple[str, str]]:
    """Returns for each event the colours of its dot and of its date."""
    palette = sheet.theme.palette
    return [
        (palette.primary, palette.primary)
        if event.milestone.side is Side.CONTEXT
        else (sheet.theme.graphic(event.milestone.side), sheet.theme.text(event.milestone.side))
        for event in events
    ]


def _draw_one_side(sheet: Sheet, box: Box, events: list[_Event]) -> None:
    em = sheet.sizes.label
    radius = em * 0.42
    above = events[0].date.height + em * 0.6 + radius
    below = radius + em * 0.8 + max(event.label.height for event in events)
    if above + below > box.height:
        raise sheet.misfit(_("the texts need more height"))
    y = box.top + (box.height - above - below) / 2 + above
    _rule(sheet, box, y, radius)
    for event, (dot, text) in zip(events, _colors(sheet, events), strict=True):
        sheet.put(event.date, event.x, y - radius - em * 0.6, "left", "bottom", text, strong=True)
        sheet.dot((event.x + radius, y), radius, dot, "FFFFFF", 1.5)
        sheet.put(event.label, event.x, y + radius + em * 0.8, "left", "top")


def _draw_both_sides(sheet: Sheet, box: Box, events: list[_Event]) -> None:
    em = sheet.sizes.label
    radius, stem, lead = em * 0.42, em * 1.3, em * 0.45
    heights = [event.date.height + lead + event.label.height + stem + radius for event in events]
    above, below = max(heights[::2]), max(heights[1::2])
    if above + below > box.height:
        raise sheet.misfit(_("the texts need more height"))
    y = box.top + (box.height - above - below) / 2 + above
    _rule(sheet, box, y, radius)
    for number, (event, (dot, color)) in enumerate(zip(events, _colors(sheet, events), strict=True)):
        upward = number % 2 == 0
        top = y - heights[number] if upward else y + radius + stem
        x = event.x + radius
        sheet.line((x, y), (x, y - radius - stem + 3 if upward else y + radius + stem - 3), dot, 1.0)
        sheet.dot((x, y), radius, dot, "FFFFFF", 1.5)
        date = sheet.put(event.date, event.x, top, "left", "top", color, strong=True)
        sheet.put(event.label, event.x, date.bottom + lead, "left", "top")
