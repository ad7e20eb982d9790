"""The Word briefing that a build decides, as plain data; lengths are points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.charts import Medium
from briefing.charts.engine import draw
from briefing.charts.sheet import Sheet
from briefing.document import Chart, Document, Figure, Picture, Text
from briefing.lengths import Length, Size
from briefing.theme import Theme
from briefing.word import page
from briefing.word.blocks import Block, Caption, Contents, Drawn, Grid, Imprint, Paragraph
from briefing.word.contents import with_contents
from briefing.word.plan import Manuscript, plan
from briefing.word.slots import in_first_slot, picture_size
from briefing.word.style import ParagraphStyle
from briefing.word.styles import FIGURE, FOOTNOTE, number_styles

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pages:
    """The briefing's data, and the charts in their order."""

    data: Plain
    sheets: tuple[Sheet, ...]


def word(document: Document, theme: Theme) -> Pages:
    """Returns the pages of a document with their contents, as a build prints them."""
    manuscript = plan(document)
    describer = _Describer(theme)
    finished = with_contents(
        manuscript.blocks, manuscript.notes, document.words.contents, describer.height, wanted=document.pages.contents
    )
    blocks = [item for block in (*manuscript.cover, *finished.blocks) for item in describer.block(block)]
    footer = describer.style(number_styles(document.pages.numbers)[0])
    data = {
        "page": _page(document),
        "blocks": blocks,
        "notes": _notes(manuscript, describer),
        "footer": footer,
        "styles": describer.styles,
    }
    return Pages(data, tuple(describer.sheets.values()))


def _page(document: Document) -> Plain:
    return {
        "size": [page.PAPER.width.pt, page.PAPER.height.pt],
        "margins": [edge.pt for edge in (page.TOP, page.RIGHT, page.BOTTOM, page.LEFT)],
        "header": document.pages.header,
    }


def _notes(manuscript: Manuscript, describer: _Describer) -> list[Plain]:
    style = describer.style(FOOTNOTE)
    return [_paragraph(style, [(f"[{n}] {note}", False)]) for n, note in enumerate(manuscript.notes, 1)]


@dataclass(slots=True)
class _Describer:
    """Goes through the blocks, collecting styles and charts."""

    theme: Theme
    styles: dict[str, Plain] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def height(self, figure: Figure) -> Length:
        return self._size(figure).height

    def block(self, block: Block) -> Sequence[Plain]:
        match block:
            case Paragraph():
                return [self._text(block)]
            case Caption():
                return [self._line(block.style, f"{block.label}{block.number}{block.title}")]
            case Drawn():
                return [self._drawn(block.figure)]
            case Grid():
                return [self._table(block)]
            case Contents():
                entries = (self._line(entry.style, f"{entry.text}\t{entry.page}") for entry in block.entries)
                return [self._line(block.entries[0].style, block.heading), *entries]
            case Imprint():
                return [self._text(line) for row in block.rows for line in row]

    def style(self, style: ParagraphStyle) -> str:
        """Returns the name of a style that the plain script is to make."""
        size = style.size.pt
        self.styles[style.name] = {
            "face": style.face.value,
            "latin": style.latin,
            "size": size,
            "align": style.align.value,
            "line": None if style.line is None else style.line.pt,
            "before": style.before.pt,
            "after": style.after.pt,
            "first": (style.indent.first - style.indent.hanging) * size,
            "left": style.indent.left * size,
            "keep_next": style.keep_next,
            "new_page": style.page_break_before,
            "tab": None if style.right_tab is None else style.right_tab.pt,
        }
        return style.name

    def _text(self, block: Paragraph) -> Plain:
        runs = [(block.number, False), *_runs(block.text)] if block.number else _runs(block.text)
        return {**_paragraph(self.style(block.style), runs), "note": block.note, "new_page": block.new_page}

    def _line(self, style: ParagraphStyle, text: str) -> Plain:
        return _paragraph(self.style(style), [(text, False)])

    def _drawn(self, figure: Figure) -> Plain:
        size = self._size(figure)
        number = list(self.sheets).index(figure.id) + 1 if isinstance(figure, Chart) else 0
        return {
            "kind": "picture",
            "style": self.style(FIGURE),
            "size": [size.width.pt, size.height.pt],
            "file": str(figure.file) if isinstance(figure, Picture) else None,
            "chart": f"page-{number}",
            "alt": figure.alt,
        }

    def _table(self, grid: Grid) -> Plain:
        header = [_paragraph(self.style(grid.header_style), [(cell, False)]) for cell in grid.header]
        styles = [self.style(style) for style in grid.columns]
        rows = [[_paragraph(style, _runs(text)) for style, text in zip(styles, row, strict=True)] for row in grid.rows]
        widths = [share * page.TYPE_AREA.width.pt for share in grid.widths]
        return {"kind": "table", "widths": widths, "rows": [header, *rows]}

    def _size(self, figure: Figure) -> Size:
        return picture_size(figure) if isinstance(figure, Picture) else self._sheet(figure).size

    def _sheet(self, chart: Chart) -> Sheet:
        if chart.id not in self.sheets:
            self.sheets[chart.id] = in_first_slot(chart, lambda c, size: draw(c, size, self.theme, Medium.PAGE))
        return self.sheets[chart.id]


def _runs(text: Text) -> list[tuple[str, bool]]:
    return [(run.text, run.strong) for run in text if run.text]


def _paragraph(style: str, runs: Sequence[tuple[str, bool]]) -> Plain:
    return {"kind": "paragraph", "style": style, "runs": runs, "note": None, "new_page": False}
