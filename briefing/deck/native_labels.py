"""The labels of native charts: what the drawn chart writes at its marks, following the data sheet where they can."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from briefing.charts.bars import midpoint, signed
from briefing.charts.frame import GAP, value_text
from briefing.charts.series import shades
from briefing.charts.sheet import Sheet
from briefing.charts.style import row_colors, text_on
from briefing.deck.chart_form import Label
from briefing.document import Datum, Quantity, Row

OFF = 0.25
"""How far a label is moved from the place beside its mark that offices give it, in ems."""
_PLAIN = re.compile(r'([+−-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([^\d"]*)')


def value_of(datum: Datum | None) -> float:
    return float(datum.quantity.high) if datum else 0.0


def width_of(sheet: Sheet, datum: Datum | None, size: float) -> float:
    """Returns the room that a label takes beside its mark, in points."""
    return sheet.block(value_text(sheet, datum), size).width + size * GAP if datum else 0.0


def signed_text(sheet: Sheet, datum: Datum | None) -> str:
    return signed(value_text(sheet, datum), midpoint(datum)) if datum else "—"


def label(
    sheet: Sheet, datum: Datum | None, size: float, *, with_signs: bool = False, with_unit: bool = False
) -> Label | None:
    """Returns the label of a value in ink, or None where there is no value."""
    if datum is None:
        return None
    text = datum.text if with_unit else value_text(sheet, datum)
    text = signed_text(sheet, datum) if with_signs else text
    return Label(text, size, sheet.ink, number_format(text, datum.quantity))


def labels_inside(
    sheet: Sheet, row: Row, size: float, scale: float, thick: float, *, with_unit: bool = False
) -> list[Label | None]:
    """Returns a row's labels within its parts; those of narrow ones stand under them, pushed apart.

    `scale` is points per unit, `thick` the bar's thickness in points.
    """
    (color,) = row_colors([row], sheet.theme)
    labels: list[Label | None] = []
    x = taken = 0.0
    for datum, shade in zip(row.values, shades(color, len(row.values), last_darkest=False), strict=True):
        item = label(sheet, datum, size, with_unit=with_unit)
        if item:
            width, text = value_of(datum) * scale, sheet.measure(item.text, size)
            if text + size * 0.4 <= width:
                item = replace(item, colour=text_on(shade, sheet.ink))
            else:
                left = max(x + (width - text) / 2, taken)
                taken = left + text + size * 0.5
                across = left + text / 2 - x - width / 2
                item = replace(item, moved=(across / sheet.width, (thick / 2 + size) / sheet.height))
            x += width
        labels.append(item)
    return labels


def share_format(text: str) -> str:
    """Returns the format with which an exact share reads as its rounded text: 23%, 0.4%."""
    return f'{"0.0" if "." in text else "0"}"%"'


def number_format(text: str, quantity: Quantity) -> str | None:
    """Returns the format with which a value reads as the text, so that its label follows the data sheet.

    None where the text says more than the number does: 超180, 1000余.
    """
    found = _PLAIN.fullmatch(text)
    if not found or quantity.approximate:
        return None
    value = quantity.high
    sign, whole, rest, unit = found[1], found[2].replace(",", ""), found[3] or "", found[4]
    if Decimal(f"{whole}.{rest}0") != abs(value) or (len(whole) > 1 and whole[0] == "0"):
        return None
    digits = ("#,##0" if "," in found[2] else "0") + (f".{'0' * len(rest)}" if rest else "")
    suffix = f'"{unit}"' if unit else ""
    if not sign:
        return digits + suffix if value >= 0 else None
    return f'"+"{digits}{suffix};"−"{digits}{suffix};{digits}{suffix}'
