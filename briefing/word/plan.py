"""What the Word briefing says and in what order, decided before anything is written: Document → Manuscript."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.document import Chart, Citation, Document, Figure, Picture, Run, Source, Table, Text, Topic, shown_by
from briefing.word import styles
from briefing.word.annexes import Annex, fact_annex, source_annex
from briefing.word.blocks import Block, Caption, Drawn, Grid, Paragraph, columns
from briefing.word.counting import Counter, levels
from briefing.word.head import cover, head
from briefing.word.masthead import imprint
from briefing.word.style import ParagraphStyle
from briefing.word.summary import summary
from briefing.word.topics import further, numbered


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The whole text, block by block."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    """The footnotes; a paragraph's `note` counts them from 1."""
    bookmarks: Mapping[str, str]
    """The bookmark of each chart, picture and table by its id."""
    cover: tuple[Paragraph, ...] = ()
    """A page of its own before the text; none where the outline asks for none."""


def plan(document: Document) -> Manuscript:
    """Returns the manuscript of a document."""
    planner = _Planner(document)
    counter = Counter(levels(document.words.heading_numbers))
    blocks = tuple(counter.numbered(block) for block in _held(planner.blocks()))
    return Manuscript(blocks, tuple(planner.notes), planner.bookmarks, cover(document))


class _Planner:
    """Goes through a document once, counting its footnotes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self.names = {source.id: source.name for source in document.sources}
        self.short_names = _short_names(document.sources)
        self.cited: set[str] = set()
        self.notes: list[str] = []
        self.bookmarks = {item.id: _bookmark(item) for item in numbered(document)}

    def blocks(self) -> Iterator[Block]:
        yield from head(self.document)
        yield from summary(self.document)
        for section in self.document.sections:
            yield Paragraph(styles.HEADINGS[0], (Run(section.name),))
            for topic in section.topics:
                yield from self._topic(topic)
        if self.document.closing is not None:
            yield from self._passage(self.document.closing)
        yield from self._annexes()
        yield from self._imprint()

    def _topic(self, topic: Topic) -> Iterator[Block]:
        # A topic without prose has no other paragraph that could carry the mark of its sources.
        note = None if topic.prose else self._note(topic)
        yield Paragraph(styles.HEADINGS[1], topic.claim, note)
        yield from self._passage(topic)

    def _passage(self, topic: Topic) -> Iterator[Block]:
        """Yields a topic's prose, with its figure or table after the paragraph that first points at it."""
        item = shown_by(topic.body)
        place = next((i for i, text in enumerate(topic.prose) if item and _points_at(text, item.id)), None)
        for index, text in enumerate(topic.prose):
            last = index == len(topic.prose) - 1
            yield Paragraph(styles.BODY, text, self._note(topic) if last else None)
            if index == place:
                yield from self._inset(topic)
        if place is None:
            yield from self._inset(topic)

    def _inset(self, topic: Topic) -> tuple[Block, ...]:
        match shown_by(topic.body):
            case None:
                return ()
            case Table() as table:
                return tuple(self._table(table))
            case figure:
                return tuple(self._figure(figure))

    def _figure(self, figure: Figure) -> Iterator[Block]:
        yield Drawn(figure)
        yield self._caption(styles.FIGURE_CAPTION, self.words.figure, figure)
        yield from self._below(None if isinstance(figure, Picture) else self._noted(figure.note), figure)

    def _table(self, table: Table) -> Iterator[Block]:
        yield self._caption(styles.TABLE_CAPTION, self.words.table, table)
        cells = columns(table.rows, len(table.header), styles.TABLE_TEXT, styles.TABLE_SHORT)
        yield Grid(table.header, table.rows, table.widths, cells, styles.TABLE_HEADER, table.title)
        yield from self._below(self._noted(table.note), table)

    def _caption(self, style: ParagraphStyle, label: str, item: Figure | Table) -> Caption:
        return Caption(style, label, item.number, f"{self.words.gap}{item.title}", self.bookmarks[item.id])

    def _noted(self, note: str | None) -> str | None:
        return f"{self.words.note}{self.words.colon}{note}" if note else None

    def _below(self, note: str | None, item: Figure | Table) -> Iterator[Block]:
        """Yields the line beneath a figure or table: its note, its sources; never none, for tables need one."""
        if isinstance(item, Chart) and item.source:
            names = [item.source]
        else:
            names = [self._cited(source) for source in dict.fromkeys(citation.source for citation in item.citations)]
        if isinstance(item, Picture) and item.credit and item.credit not in names:
            names = [item.credit, *names]
        line = note or ""
        if line and names and not line.endswith(self.words.full_stop):
            line += self.words.full_stop
        if line and names:
            line += self.words.space
        if names:
            line += f"{self.words.source}{self.words.colon}{self.words.clause.join(names)}"
        yield Paragraph(styles.SOURCE, (Run(line),))

    def _note(self, topic: Topic) -> int | None:
        """Returns the number of a new footnote with a topic's sources, or None where it has none."""
        text = self.words.clause.join(
            f"{self._cited(source)}{self.words.colon}{self.words.separator.join(headings)}"
            for source, headings in _by_source(topic.citations).items()
        )
        if not text:
            return None
        self.notes.append(text + self.words.full_stop)
        return len(self.notes)

    def _cited(self, source: str) -> str:
        """Returns how an article is named: in full at first, then by its publisher if that is no other article's."""
        short = self.short_names[source] if source in self.cited else self.names[source]
        self.cited.add(source)
        return short

    def _annexes(self) -> Iterator[Block]:
        made = [annex for annex in (fact_annex(self.document), source_annex(self.document)) if annex]
        made += [Annex(topic.claim, tuple(self._passage(topic))) for topic in further(self.document)]
        single = len(made) == 1
        for number, annex in enumerate(made, start=1):
            yield self._annex_note(number, annex, single=single)
        for number, annex in enumerate(made, start=1):
            mark = self.words.annex.strip() if single else f"{self.words.annex}{number}"
            yield Paragraph(styles.ANNEX_MARK, (Run(mark),))
            yield Paragraph(styles.ANNEX_TITLE, annex.name)
            yield from annex.blocks

    def _imprint(self) -> Iterator[Block]:
        """Yields the 版记 of a 简报, after the annexes (7.3.7), and the paragraph that its place is counted from."""
        bulletin = self.document.bulletin
        made = imprint(self.document, bulletin) if bulletin else None
        if made is not None:
            yield made
            yield Paragraph(styles.AFTER_TABLE, ())

    def _annex_note(self, number: int, annex: Annex, *, single: bool) -> Paragraph:
        """Returns a line of the note below the text: 附件：1. name, without an end mark (7.3.4)."""
        lead = self.words.annexes if number == 1 else ""
        style = styles.ANNEX_NOTE if number == 1 else styles.ANNEX_NOTE_MORE
        return Paragraph(style, (Run(lead if single else f"{lead}{number}.\t"), *annex.name))


def _short_names(sources: Iterable[Source]) -> dict[str, str]:
    """Returns the publishers of articles by their ids; the whole name where it has none or is not the only one."""
    counts = Tally(source.publisher for source in sources)
    return {
        source.id: source.publisher if source.publisher and counts[source.publisher] == 1 else source.name
        for source in sources
    }


def _bookmark(item: Figure | Table) -> str:
    """Returns the name of a bookmark that Word hides from its lists, as it does with those it makes itself."""
    return f"_Ref_{'table' if isinstance(item, Table) else 'figure'}_{item.number}"


def _held(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yields blocks, with the text's last paragraph held to the note on annexes below it."""
    for block, following in pairwise([*blocks, None]):
        is_last = isinstance(following, Paragraph) and following.style is styles.ANNEX_NOTE
        if is_last and isinstance(block, Paragraph) and block.style is styles.BODY:
            yield replace(block, style=styles.BODY_LAST)
        elif block is not None:
            yield block


def _points_at(text: Text, item: str) -> bool:
    return any(run.refers_to == item for run in text)


def _by_source(citations: Iterable[Citation]) -> dict[str, list[str]]:
    """Returns the headings cited of each source, in the order of first use."""
    headings: dict[str, list[str]] = {}
    for citation in citations:
        named = headings.setdefault(citation.source, [])
        if citation.heading not in named:
            named.append(citation.heading)
    return headings
