"""Charts, pictures and tables as the outline gives them, settled: values read, sides coloured, alternative text made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat

from briefing.document import (
    Bound,
    Chart,
    ChartKind,
    Citation,
    Datum,
    Figure,
    Link,
    Milestone,
    Milestones,
    Node,
    Picture,
    Quantity,
    Relation,
    Row,
    Rows,
    Side,
    Table,
    Words,
)
from briefing.evidence import dates, numbers
from briefing.evidence.wording import named, worded
from briefing.outline.load import Outline
from briefing.outline.schema import (
    ChartModel,
    MilestoneModel,
    RelationChartModel,
    RowModel,
    RowsChartModel,
    TimelineChartModel,
)
from briefing.plan.wording import Wording, stated


@dataclass(frozen=True, slots=True)
class Figures:
    """Settles what the outline's slides show; the outline was checked, so nothing here can be missing."""

    outline: Outline
    wording: Wording

    def figure(self, name: str, fallback: tuple[Citation, ...]) -> Figure:
        """Returns a chart or picture; `fallback` is cited where its facts cite nothing."""
        if name in self.outline.model.charts:
            return self._chart(name, fallback)
        model, info = self.outline.model.pictures[name], self.outline.pictures[name]
        number = self.wording.numbering.figures[name]
        return Picture(name, number, info.file, info.width, info.height, model.title, model.credit, model.alt, fallback)

    def side(self, circle: str | None) -> Side:
        """Returns the side that a circle's id stands for."""
        if circle == "both":
            return Side.BOTH
        circles = list(self.outline.model.circles)
        return (Side.FIRST, Side.SECOND)[circles.index(circle)] if circle in circles else Side.CONTEXT

    def table(self, name: str, fallback: tuple[Citation, ...]) -> Table:
        model, keys = self.outline.model.tables[name], ("tables", name, "rows")
        rows = tuple(self.wording.texts(row, (*keys, index)) for index, row in enumerate(model.rows))
        shares = [float(width) for width in model.widths or [Decimal(1)] * len(model.header)]
        return Table(
            id=name,
            number=self.wording.numbering.tables[name],
            title=model.title,
            header=tuple(model.header),
            rows=rows,
            widths=tuple(share / sum(shares) for share in shares),
            citations=self._citations(stated(cell for row in rows for cell in row)) or fallback,
            note=model.note,
        )

    def _chart(self, name: str, fallback: tuple[Citation, ...]) -> Chart:
        model = self.outline.model.charts[name]
        match model:
            case RowsChartModel():
                data: Rows | Milestones | Relation = self._rows(name, model)
            case TimelineChartModel():
                data = Milestones(self.events(model.events))
            case RelationChartModel():
                data = self._relation(model)
        facts = _facts_of(data)
        return Chart(
            id=name,
            number=self.wording.numbering.figures[name],
            kind=ChartKind(model.kind),
            title=model.title,
            unit=named(_unit(model), self.outline.number_words),
            data=data,
            note=self._note(model, data, facts),
            alt=model.alt or self._alt(model.title, data),
            citations=self._citations(facts) or fallback,
            facts=facts,
            source=model.source,
            thousands=self.wording.words.thousands,
            native=model.render == "native",
        )

    def _note(self, model: ChartModel, data: Rows | Milestones | Relation, facts: Iterable[str]) -> str | None:
        """Returns what is said beneath a chart: its note, of when its figures are, and which of them are approximate."""
        words = self.wording.words
        dates_told = dict.fromkeys(self.outline.facts[fact].as_of for fact in facts)
        untold = [when for when in dates_told if when not in (model.note or "") + model.title]
        marks = _approximations(data)
        parts = [
            (model.note or "").rstrip(words.full_stop),
            words.as_of.format(words.separator.join(untold)) if untold else "",
            words.approximate.format(words.space.join(words.quotation.format(mark) for mark in marks)) if marks else "",
        ]
        return words.clause.join(filter(None, parts)) or None

    def _citations(self, facts: Iterable[str]) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(self.outline.facts[fact].citation for fact in facts))

    def _rows(self, name: str, model: RowsChartModel) -> Rows:
        if model.rows is None:
            listed = [RowModel(label=label, values=list(values)) for label, values in self.outline.csv_rows[name]]
        else:
            listed = model.rows
        rows = tuple(
            Row(
                row.label,
                tuple(
                    self._datum(value, unit)
                    for value, unit in zip(row.values or [row.value], model.units or repeat(model.unit), strict=False)
                ),
                self.side(row.circle),
                row.highlight,
            )
            for row in listed
        )
        return Rows(tuple(model.series), rows, tuple(self.side(circle) for circle in model.circles))

    def _datum(self, typed: str | None, unit: str) -> Datum | None:
        if typed is None:
            return None
        name = typed.removeprefix("-").strip()
        if name not in self.outline.facts:
            return self._counted(numbers.parse(typed), unit)
        fact = self.outline.facts[name]
        quantity = _negative(fact.quantity) if typed.startswith("-") else fact.quantity
        return Datum(quantity, fact.unit, fact.id, fact.suffix)

    def _counted(self, quantity: Quantity, unit: str) -> Datum:
        """Returns a typed number, in the words of the outline's language."""
        words = self.outline.number_words
        if words is None:
            return Datum(quantity, unit)
        said = worded(quantity, unit, words)
        return Datum(said.quantity, said.unit, suffix=said.counted)

    def events(self, models: Iterable[MilestoneModel]) -> tuple[Milestone, ...]:
        """Returns dated events in the order of their dates."""
        events = (
            Milestone(event.when, dates.position(event.when), event.text, self.side(event.circle)) for event in models
        )
        return tuple(sorted(events, key=lambda event: event.position))

    def _relation(self, model: RelationChartModel) -> Relation:
        first, second = self.outline.model.circles.values()
        return Relation(
            tuple(Node(node.id, node.name, self.side(node.circle)) for node in model.nodes),
            tuple(Link(link.start, link.end, link.label) for link in model.links),
            first.name,
            second.name,
        )

    def _alt(self, title: str, data: Rows | Milestones | Relation) -> str:
        """Returns what the chart shows, in words: its title and its data."""
        words = self.wording.words
        return title + words.colon + words.clause.join(_described(data, words))


def _unit(model: ChartModel) -> str:
    """Returns the unit that the title names; where two are given it is the first, and the others' values carry theirs."""
    return model.units[0] if isinstance(model, RowsChartModel) and model.units else model.unit


def _facts_of(data: Rows | Milestones | Relation) -> tuple[str, ...]:
    if not isinstance(data, Rows):
        return ()
    values = (value for row in data.rows for value in row.values if value is not None and value.fact)
    return tuple(dict.fromkeys(str(value.fact) for value in values))


def _approximations(data: Rows | Milestones | Relation) -> list[str]:
    """Returns the words that tell that a chart's values are approximate, each once; the chart draws them as if exact."""
    if not isinstance(data, Rows):
        return []
    values = (value for row in data.rows for value in row.values if value is not None)
    vague = (value for value in values if value.quantity.bound in {Bound.OVER, Bound.UNDER, Bound.ABOUT})
    return list(dict.fromkeys(word for value in vague for word in numbers.words_of(value.quantity.text)))


def _described(data: Rows | Milestones | Relation, words: Words) -> Sequence[str]:
    space, separator = words.space, words.separator
    match data:
        case Rows(series=series, rows=rows):
            return [f"{row.label}{space}{separator.join(_values(series, row, space))}" for row in rows]
        case Milestones(events):
            return [f"{event.when}{space}{event.label}" for event in events]
        case Relation(nodes, links):
            names = {node.id: node.name for node in nodes}
            return [f"{names[link.start]}—{names[link.end]}{separator}{link.label}" for link in links] or [
                node.name for node in nodes
            ]


def _values(series: tuple[str, ...], row: Row, space: str) -> list[str]:
    names = [name + space for name in series] or [""] * len(row.values)
    return [f"{name}{value.text}" for name, value in zip(names, row.values, strict=True) if value is not None]


def _negative(quantity: Quantity) -> Quantity:
    return replace(quantity, low=-quantity.high, high=-quantity.low, text=numbers.MINUS + quantity.text)
