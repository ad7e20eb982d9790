"""Native tables as PresentationML (ECMA-376 part 1, 21.1.3)."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from briefing.deck import markup
from briefing.deck.slides import Cell, TableFill
from briefing.deck.slots import Slot
from briefing.deck.tables import CELL_SIDE, CELL_TOP
from briefing.lengths import Frame, Length
from briefing.theme import Palette

_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_NO_LINE = '<a:ln{edge} w="0"><a:noFill/></a:ln{edge}>'
ZEBRA_FROM = 8
"""Body rows from which on every second one is tinted."""


def table(fill: TableFill, slot: Slot, index: int, number: int, palette: Palette) -> str:
    """Returns a table in its placeholder, with a header row and hairlines between rows."""
    total = Length(sum(height.emu for height in fill.heights))
    frame = Frame(slot.frame.left, slot.frame.top, slot.frame.width, total)
    columns = "".join(f'<a:gridCol w="{width.emu}"/>' for width in fill.widths)
    zebra = len(fill.rows) > ZEBRA_FROM
    rows = "".join(
        f'<a:tr h="{height.emu}">{"".join(_cell(cell, row, palette, zebra=zebra) for cell in cells)}</a:tr>'
        for row, (cells, height) in enumerate(zip(fill.rows, fill.heights, strict=True))
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={quoteattr(slot.name)} '
        f'descr={quoteattr(fill.name)}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f'<p:nvPr><p:ph type="tbl" idx="{index}"/></p:nvPr></p:nvGraphicFramePr>{markup.transform(frame, "p")}'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>'
        f"{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cell: Cell, row: int, palette: Palette, *, zebra: bool) -> str:
    ground = "ground" if row == 0 else ("tint" if zebra and row % 2 == 0 else None)
    fill = markup.colour(ground, palette) if ground else "<a:noFill/>"
    sides = "".join(_NO_LINE.format(edge=edge) for edge in ("L", "R", "T"))
    below = f'<a:lnB w="9525">{markup.colour("line", palette)}</a:lnB>'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{markup.paragraph(cell.paragraph, palette)}</a:txBody>"
        f'<a:tcPr marL="{CELL_SIDE.emu}" marR="{CELL_SIDE.emu}" marT="{CELL_TOP.emu}" marB="{CELL_TOP.emu}" '
        f'anchor="ctr">{sides}{below}{fill}</a:tcPr></a:tc>'
    )
