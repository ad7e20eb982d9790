"""Document → the bytes of a .docx: the reference document with the briefing's text, figures, notes and particulars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from briefing.charts import Drawing
from briefing.document import Chart, Document, Figure, Picture
from briefing.lengths import Length, Size
from briefing.package import pack
from briefing.pictures import files
from briefing.theme import Theme
from briefing.word.blocks import Drawn
from briefing.word.body import body, cover
from briefing.word.contents import with_contents
from briefing.word.drawing import Inline, drawing
from briefing.word.headers import footer, header
from briefing.word.host import Host
from briefing.word.plan import Manuscript, plan
from briefing.word.sections import Sides, section_properties
from briefing.word.slots import in_first_slot, picture_size
from briefing.word.style import ParagraphStyle
from briefing.word.styles import FOOTER_MARK, number_styles
from briefing.word.xml import Element

Draw = Callable[[Chart, Size], Drawing]


@dataclass(frozen=True, slots=True)
class Written:
    """A finished briefing."""

    data: bytes
    pages: int
    """How many pages it should have, the cover among them; the reader's typefaces decide."""


def write(document: Document, theme: Theme, reference: bytes, draw: Draw) -> bytes:
    """Returns the package of the Word briefing; what it needs and raises says `compose`."""
    return compose(document, theme, reference, draw).data


def compose(document: Document, theme: Theme, reference: bytes, draw: Draw) -> Written:
    """Returns the Word briefing; the same arguments give the same bytes.

    `reference` is a .docx whose styles, numbering and theme are used; its text and page are not. Raises BriefingError for a
    style that the reference lacks, and for a picture that cannot be used any more.
    """
    manuscript = plan(document)
    host = Host(reference)
    placer = _Placer(host, draw)
    finished = with_contents(
        manuscript.blocks, manuscript.notes, document.words.contents, placer.height, wanted=document.pages.contents
    )
    manuscript = replace(manuscript, blocks=finished.blocks)
    host.fill(_content(manuscript, document, host, placer))
    host.set_notes(manuscript.notes)
    host.set_language(document.meta.language)
    host.set_heading_numbers(document.words.heading_numbers)
    host.set_colours(theme)
    host.set_properties(document.meta)
    return Written(pack(host.contents(), document.meta.date), finished.paged.count + bool(manuscript.cover))


def _content(manuscript: Manuscript, document: Document, host: Host, placer: _Placer) -> Iterator[Element]:
    """Yields the cover, if there is one, with its section, and the text with its own."""
    has_cover = bool(manuscript.cover)
    pages, marks = document.pages, document.marks
    below = FOOTER_MARK.line if marks.footer else None
    if has_cover:
        footers = _footers(host, (None, None), marks.footer) if marks.footer else None
        yield from cover(manuscript, section_properties(footers, _headers(host, None, marks.watermark, 1), below=below))
    yield from body(manuscript, placer.place)
    footers = _footers(host, number_styles(pages.numbers), marks.footer)
    headers = _headers(host, pages.header, marks.watermark, 3)
    yield section_properties(footers, headers, begins_anew=has_cover, below=below)


def _footers(host: Host, numbers: Iterable[ParagraphStyle | None], mark: str) -> Sides:
    return Sides(*(host.add_margin("footer", footer(style, mark)) for style in numbers))


def _headers(host: Host, text: str | None, watermark: str, first: int) -> Sides | None:
    """Returns the headers of odd and even pages, whose numbers begin at `first`; None where nothing stands in them."""
    if not text and not watermark:
        return None
    return Sides(*(host.add_margin("header", header(text, watermark, number)) for number in (first, first + 1)))


class _Placer:
    """Draws figures and puts them into the package, numbered as they come."""

    def __init__(self, host: Host, draw: Draw) -> None:
        self._host = host
        self._draw = draw
        self._drawn: dict[str, Drawing] = {}
        self._count = 0

    def height(self, figure: Figure) -> Length:
        """Returns how high a figure stands on the page; a chart has to be drawn for that."""
        return (picture_size(figure) if isinstance(figure, Picture) else self._drawing(figure).size).height

    def place(self, block: Drawn) -> Element:
        """Returns the drawing of a figure."""
        self._count += 1
        figure = block.figure
        if isinstance(figure, Picture):
            data, kind = files.read(figure.file)
            picture = self._host.add_picture(data, kind.value)
            return drawing(Inline(self._count, figure.title, figure.alt, picture_size(figure), picture))
        drawn = self._drawing(figure)
        painted = drawn.painted
        png, svg = self._host.add_picture(painted.png, "png"), self._host.add_picture(painted.svg, "svg")
        return drawing(Inline(self._count, figure.title, figure.alt, drawn.size, png, svg))

    def _drawing(self, chart: Chart) -> Drawing:
        if chart.id not in self._drawn:
            self._drawn[chart.id] = in_first_slot(chart, self._draw)
        return self._drawn[chart.id]
