"""The whole plan: sections and topics of the outline, settled in their order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from briefing.document import (
    Bulletin,
    Circle,
    Citation,
    Closing,
    Document,
    Fact,
    FactTable,
    Marks,
    Meta,
    PageNumbers,
    PageOptions,
    Recipient,
    Section,
    Source,
    SourceList,
    Topic,
    shown_by,
)
from briefing.errors import Keys, Problem
from briefing.outline.load import Outline
from briefing.outline.schema import (
    BULLETINS,
    ClosingModel,
    FactTableModel,
    SectionModel,
    SlideModel,
    SourceListModel,
    SourceModel,
)
from briefing.plan.bodies import Bodies, facts_of
from briefing.plan.figures import Figures
from briefing.plan.numbering import number
from briefing.plan.wording import Wording, stated, with_pointer


def plan(outline: Outline) -> tuple[Document, list[Problem]]:
    """Returns the settled briefing, and every problem that only settling it can show."""
    numbering, problems = number(outline.model)
    wording = Wording(outline.facts, outline.words, numbering, problems)
    planner = _Planner(outline, wording)
    return planner.document(), wording.problems


@dataclass(slots=True)
class _Planner:
    outline: Outline
    wording: Wording
    headings: dict[str, str] = field(init=False)
    """SOURCE#SECTION → heading."""
    bodies: Bodies = field(init=False)

    def __post_init__(self) -> None:
        self.headings = {
            f"{source}#{name}": section.heading
            for source, model in self.outline.model.sources.items()
            for name, section in model.sections.items()
        }
        self.bodies = Bodies(self.outline, self.wording, Figures(self.outline, self.wording), self._citation)

    def document(self) -> Document:
        model = self.outline.model
        sections = tuple(self._section(index, section) for index, section in enumerate(model.sections))
        closing = self._closing(model.closing) if model.closing else None
        appendix = tuple(self._appendix(index, item) for index, item in enumerate(model.appendix))
        topics = [topic for section in sections for topic in section.topics]
        summary = self.wording.paragraphs(model.summary, ("summary",)) if model.summary else ()
        in_summary = self._facts(stated(summary))
        in_topics = (fact for topic in (*topics, *([closing] if closing else [])) for fact in topic.facts)
        used = dict.fromkeys([*in_summary, *in_topics])
        cited = {
            citation for topic in (*topics, *([closing] if closing else []), *appendix) for citation in topic.citations
        }
        cited |= {fact.citation for fact in used}
        first, second = (Circle(circle.name, circle.short) for circle in model.circles.values())
        return Document(
            meta=self._meta(),
            circles=(first, second),
            words=self.outline.words,
            sources=tuple(self._sources(cited)),
            sections=sections,
            closing=closing,
            appendix=appendix,
            facts=tuple(used),
            summary=summary,
            bulletin=self._bulletin(),
            pages=self._pages(),
            marks=self._marks(),
        )

    def _meta(self) -> Meta:
        model = self.outline.model.document
        return Meta(
            title=model.title,
            subtitle=model.subtitle,
            kind=self.outline.words.kinds[model.kind in BULLETINS],
            unit=model.unit,
            date=model.date,
            language=model.language,
            keywords=tuple(model.keywords),
            recipient=self._recipient(),
        )

    def _recipient(self) -> Recipient:
        model = self.outline.model.recipient
        if model is None:
            return Recipient()
        return Recipient(model.unit or "", model.salutation or "", model.number or "")

    def _bulletin(self) -> Bulletin | None:
        model = self.outline.model.bulletin
        if model is None:
            return None
        return Bulletin(
            name=model.name,
            issue=model.issue,
            total=model.total,
            publisher=model.publisher,
            report_to=tuple(model.report_to),
            send_to=tuple(model.send_to),
            distribute_to=tuple(model.distribute_to),
            copies=model.copies,
        )

    def _pages(self) -> PageOptions:
        model = self.outline.model.word
        return PageOptions(PageNumbers(model.page_numbers), model.cover, model.header, model.contents)

    def _marks(self) -> Marks:
        model = self.outline.model.marks
        return Marks(model.watermark or "", model.footer or "")

    def _sources(self, cited: Container[Citation]) -> Iterator[Source]:
        """Yields the articles; of an outline with sections taken out, those that are left to be drawn from."""
        for name, model in self.outline.model.sources.items():
            source = self._source(name, model, cited)
            if source.used or not self.outline.left_out:
                yield source

    def _source(self, name: str, model: SourceModel, cited: Container[Citation]) -> Source:
        title = self.outline.words.title.format(model.title) if model.title else model.description or ""
        headings = ((key, section.heading) for key, section in model.sections.items())
        used = tuple(heading for key, heading in headings if Citation(name, key, heading) in cited)
        if model.publisher and title:
            title = self.outline.words.cited.format(model.publisher, title)
        return Source(name, title or model.publisher or "", model.publisher, model.date, used)

    def _citation(self, reference: str) -> Citation:
        source, section = reference.split("#")
        return Citation(source, section, self.headings[reference])

    def _section(self, index: int, model: SectionModel) -> Section:
        keys: Keys = ("sections", index)
        topics = (self._topic((*keys, "slides", place), slide) for place, slide in enumerate(model.slides))
        claim = self.wording.text(model.claim, (*keys, "claim"))
        return Section(keys, index + 1, model.name, claim, tuple(topics), model.opener)

    def _topic(self, keys: Keys, slide: SlideModel) -> Topic:
        citations = tuple(dict.fromkeys(self._citation(reference) for reference in slide.source_sections))
        claim = self.wording.text(slide.claim, (*keys, "claim"))
        body = self.bodies.body(keys, slide, citations)
        prose = self.wording.paragraphs(slide.prose, (*keys, "prose"))
        shown = shown_by(body)
        if shown:
            prose = with_pointer(prose, shown.id, self.wording.figure_name(shown.id), self.outline.words.see)
        notes = self.wording.paragraphs(slide.notes, (*keys, "notes")) if slide.notes else prose
        facts = dict.fromkeys([*stated([claim]), *facts_of(body), *stated([*prose, *notes])])
        return Topic(keys, claim, body, prose, notes, citations, self._facts(facts))

    def _facts(self, names: Iterable[str]) -> tuple[Fact, ...]:
        return tuple(self.outline.facts[name] for name in names)

    def _closing(self, model: ClosingModel) -> Topic:
        keys: Keys = ("closing",)
        claim = self.wording.text(model.claim, (*keys, "claim"))
        lines = self.wording.texts(model.lines, (*keys, "lines"))
        prose = self.wording.paragraphs(model.prose, (*keys, "prose"))
        facts = self._facts(stated([claim, *lines, *prose]))
        return Topic(keys, claim, Closing(lines), prose, prose, (), facts)

    def _appendix(self, index: int, model: SourceListModel | FactTableModel) -> Topic:
        keys: Keys = ("appendix", index)
        claim = self.wording.text(model.claim, (*keys, "claim"))
        match model:
            case SourceListModel():
                return Topic(keys, claim, SourceList(), (), (), (), ())
            case FactTableModel(facts=names):
                facts = self._facts(names)
                citations = tuple(dict.fromkeys(fact.citation for fact in facts))
                return Topic(keys, claim, FactTable(facts), (), (), citations, facts)
