"""The Word briefing's text as HTML, each block in a class of its style's name, and the style sheet of these classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefing.charts import Medium
from briefing.charts.engine import draw
from briefing.charts.sheet import Sheet
from briefing.document import Chart, Figure, Picture, Text
from briefing.lengths import Frame, Length, Size
from briefing.preview import drawn
from briefing.preview.markup import element, figure, text
from briefing.preview.slides import image
from briefing.theme import Theme
from briefing.word import styles
from briefing.word.blocks import Block, Caption, Contents, Drawn, Grid, Imprint, Paragraph
from briefing.word.contents import with_contents
from briefing.word.page import TEXT_SIZE
from briefing.word.plan import Manuscript
from briefing.word.slots import in_first_slot, picture_size
from briefing.word.style import Face, ParagraphStyle

_HEADS = ("h2", "h3", "h4", "h5")
_TITLES = {styles.TITLE.id, styles.TITLE_ABOVE_TEXT.id}
_SERIF = '"Noto Serif CJK SC","Source Han Serif SC","Songti SC",serif'
_FAMILIES = {
    Face.TITLE: f'"方正小标宋简体",FZXiaoBiaoSong-B05S,STZhongsong,{_SERIF}',
    Face.HEITI: '"黑体",SimHei,STHeiti,"Noto Sans CJK SC",sans-serif',
    Face.KAITI: f'"楷体",KaiTi,STKaiti,{_SERIF}',
    Face.FANGSONG: f'"仿宋",FangSong,STFangsong,{_SERIF}',
    Face.SONGTI: f'"宋体",SimSun,{_SERIF}',
}
"""The typefaces that GB/T 9704 names, under the names that systems have them by, and what stands in for them."""


_SIGNS = {"\n": element("br"), "\t": element("span", class_="tab")}


@dataclass(slots=True)
class Typesetter:
    """Sets one manuscript; charts are settled once, for their height and for their picture."""

    manuscript: Manuscript
    theme: Theme
    _sheets: dict[str, Sheet] = field(default_factory=dict)
    _anchors: dict[str, str] = field(default_factory=dict)

    def html(self, heading: str, *, contents: bool | None) -> str:
        """Returns the text; `heading` heads the contents, `contents` is the outline's choice of them."""
        written = self.manuscript
        finished = with_contents(written.blocks, written.notes, heading, self._height, wanted=contents)
        parts = [self._paragraph(item) for item in written.cover]
        parts.extend(self._blocks(finished.blocks))
        parts.append(self._notes())
        return "".join(parts)

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yields the blocks; a figure stands in one element with the lines beneath it."""
        for block in blocks:
            match block:
                case Paragraph():
                    yield self._paragraph(block)
                case Caption():
                    yield self._caption(block)
                case Drawn(item):
                    yield element("div", self._drawing(item), class_="drawing")
                case Grid():
                    yield self._table(block)
                case Contents():
                    yield self._contents(block)
                case Imprint(rows=rows):
                    paragraphs = (self._paragraph(item) for row in rows for item in row)
                    yield element("footer", *paragraphs, class_="imprint")

    def _paragraph(self, item: Paragraph) -> str:
        mark = ""
        if item.note is not None:
            link = element("a", str(item.note), href=f"#note-{item.note}", id=f"mark-{item.note}")
            mark = element("sup", link)
        return element(
            _tag(item.style),
            text(item.number),
            *self._runs(item.text),
            mark,
            class_=_class(item.style),
            id=item.bookmark,
        )

    def _runs(self, content: Text) -> Iterator[str]:
        for run in content:
            if run.fact:
                words = figure("span", run.text, run.fact)
            else:
                words = "".join(_SIGNS.get(part) or text(part) for part in re.split("([\n\t])", run.text))
            if bookmark := self.manuscript.bookmarks.get(run.refers_to or ""):
                words = element("a", words, href=f"#{bookmark}")
            yield element("strong", words) if run.strong else words

    def _caption(self, item: Caption) -> str:
        return element("p", text(f"{item.label}{item.number}{item.title}"), class_=_class(item.style), id=item.bookmark)

    def _table(self, grid: Grid) -> str:
        columns = (element("col", width=f"{share * 100:.1f}%") for share in grid.widths)
        head = (element("th", text(cell), class_=_class(grid.header_style), scope="col") for cell in grid.header)
        rows = (
            element("tr", *(self._cell(style, cell) for style, cell in zip(grid.columns, row, strict=True)))
            for row in grid.rows
        )
        return element(
            "div",
            element(
                "table",
                element("colgroup", *columns),
                element("thead", element("tr", *head)),
                element("tbody", *rows),
                aria_label=grid.description,
            ),
            class_="grid",
        )

    def _cell(self, style: ParagraphStyle, content: Text) -> str:
        return element("td", *self._runs(content), class_=_class(style))

    def _contents(self, item: Contents) -> str:
        lines = (
            element(
                "p",
                element("a", element("span", text(entry.text)), href=f"#{entry.bookmark}"),
                element("span", str(entry.page), class_="page"),
                class_=_class(entry.style),
            )
            for entry in item.entries
        )
        return element("nav", element("p", text(item.heading), class_=_class(styles.CONTENTS_HEADING)), *lines)

    def _notes(self) -> str:
        if not self.manuscript.notes:
            return ""
        notes = (
            element("li", element("a", text(note), href=f"#mark-{number}"), id=f"note-{number}")
            for number, note in enumerate(self.manuscript.notes, 1)
        )
        return element("ol", *notes, class_=_class(styles.FOOTNOTE))

    # Figures

    def _height(self, item: Figure) -> Length:
        return (picture_size(item) if isinstance(item, Picture) else self._sheet(item).size).height

    def _sheet(self, chart: Chart) -> Sheet:
        if chart.id not in self._sheets:
            self._sheets[chart.id] = in_first_slot(
                chart, lambda chart, size: draw(chart, size, self.theme, Medium.PAGE)
            )
        return self._sheets[chart.id]

    def _drawing(self, item: Figure) -> str:
        if isinstance(item, Picture):
            size = picture_size(item)
            return _picture(image(item, Frame(Length(0), Length(0), size.width, size.height)), size, item.alt)
        sheet = self._sheet(item)
        return _picture(drawn.chart(sheet, f"page-{item.number}"), sheet.size, item.alt, role="group")


def _picture(content: str, size: Size, alt: str, role: str = "img") -> str:
    """Returns a picture with its alternative text; its role is another where figures within it can be reached."""
    box = f"0 0 {size.width.pt:.2f} {size.height.pt:.2f}"
    return element("svg", content, viewBox=box, role=role, aria_label=alt)


def _class(style: ParagraphStyle) -> str:
    return f"w-{style.id}"


def _tag(style: ParagraphStyle) -> str:
    if style.id in _TITLES:
        return "h1"
    return "p" if style.outline is None else _HEADS[style.outline]


def style_sheet(paragraphs: Iterable[ParagraphStyle] = styles.PARAGRAPHS) -> str:
    """Returns the rules of the styles' classes within `.word`; `--text` is the size of running text there."""
    return "\n".join(f".word .{_class(style)}{{{_rules(style)}}}" for style in paragraphs)


def _rules(style: ParagraphStyle) -> str:
    size = style.size.pt
    rules = {
        "font-family": _FAMILIES[style.face],
        "font-size": f"calc(var(--text) * {size / TEXT_SIZE.pt:.4g})",
        "line-height": f"{style.line.pt / size:.4g}" if style.line else "1.4",
        "font-weight": "normal",
        "text-align": {"both": "justify"}.get(style.align.value, style.align.value),
        "text-indent": f"{style.indent.first - style.indent.hanging:g}em",
        "margin": f"{style.before.pt / size:.3g}em {style.indent.right:g}em {style.after.pt / size:.3g}em {style.indent.left:g}em",
    }
    if style.colour:
        rules["color"] = f"#{style.colour}"
    if style.rule:
        rules["border-bottom"] = f"{style.rule.width.pt:g}px solid #{style.rule.colour}"
    return ";".join(f"{name}:{value}" for name, value in rules.items())
