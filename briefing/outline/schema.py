"""What an outline may say: one pydantic model for each kind of mapping in `outline.yaml` and its ledger.

Every scalar reaches these models as the text the author typed, so a date stays a date and 39.10 keeps its zero;
the field's type, not YAML, decides what the text means.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal
from unicodedata import east_asian_width

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticKnownError

from briefing.errors import listed
from briefing.evidence import dates
from briefing.i18n import gettext as _
from briefing.outline import meant
from briefing.outline.meant import mistaken

BULLETINS = ("简报", "bulletin")
"""The kind of document that has a masthead."""
LANGUAGES = ("zh-CN", "en")
MAX_TITLE = 60
"""Characters of a document's or section's name."""
MAX_CLAIM = 60
"""Characters of a slide's claim as typed; thirty are the rule, fit is measured when the deck is planned."""
MAX_LABEL = 40
MAX_UNIT = 12
MAX_POINTS = 12
MAX_WATERMARK = 12
"""Characters of a watermark: more would be too small to see across a page."""
MAX_FOOTER = 20
MAX_QUOTATION = 40
"""Characters of a quotation."""
MAX_EVIDENCE = 30
COPY_DIGITS = 6
"""Digits of a copy's number (GB/T 9704-2012, 7.2.1)."""
FIRST_YEAR, LAST_YEAR = 1980, 2107
"""What a zip package can be stamped with."""

# What the validators below ask for besides, told to json_schema.py, which makes the schema for editors.
ALONE = "alone"
"""On a list, a mapping or a table of them: a text may stand in its place."""
WIDTH = "width"
"""The most Chinese characters that a text may be as wide as."""
ID = r"[A-Za-z][A-Za-z0-9_-]*"
SECTION = f"{ID}#{ID}"
COPY_NUMBER = f"[0-9]{{{COPY_DIGITS}}}"
_DATED = r"[0-9]{4}\s*(?:[年—–～/.至到-]|$)|[A-Za-z0-9 ,.-]*[ ,.-][0-9]{4}(?![\w\u0080-\uffff])"
"""How what `dates.position` can read begins."""

IS_ID = re.compile(ID).fullmatch
IS_SECTION = re.compile(SECTION).fullmatch


def _identifier(text: str) -> str:
    if not IS_ID(text):
        plain = re.sub(r"[\s.·/]+", "_", meant.half_width(text))
        raise mistaken(
            _("is not an id; expected Latin letters, digits, “_” and “-”, beginning with a letter"),
            plain if IS_ID(plain) else "",
        )
    return text


def is_theme_file(name: str) -> bool:
    """Whether the outline means a file of its own rather than a theme that is shipped."""
    return name.endswith(".yaml")


def _section_reference(text: str) -> str:
    if not IS_SECTION(text):
        parts = [re.sub(r"[/\\.:>]", "#", part.replace(" ", "")) for part in re.split("[,、;]", meant.half_width(text))]
        instead = f"[{', '.join(parts)}]" if len(parts) > 1 else parts[0]
        raise mistaken(
            _("is not a section of a source; expected SOURCE#SECTION without spaces, as in dual-circle#experts"),
            instead if all(map(IS_SECTION, parts)) else "",
        )
    return text


def _unit(text: str) -> str:
    """Returns a unit; one in Chinese quotation marks would be printed with them."""
    marked = re.fullmatch("[“‘](.*)[”’]", text)
    if marked:
        reason = _('would be printed with these quotation marks; write “"” for them, or none')
        raise mistaken(reason, f'"{marked[1]}"')
    return text


def _copy_number(text: str) -> str:
    """Returns the number of a copy; a spreadsheet takes the zeros before a number away."""
    plain = meant.half_width(text)
    digits = plain if plain.isascii() and plain.isdigit() and len(plain) <= COPY_DIGITS else ""
    if text != digits.zfill(COPY_DIGITS) or not digits:
        reason = _("is not the number of a copy; expected six digits, such as 000001")
        raise mistaken(reason, digits and digits.zfill(COPY_DIGITS))
    return text


def _dated(text: str) -> str:
    dates.position(text)
    return text


def _in_the_calendar(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        reason = _("is a date that the files cannot carry; expected a year from {first} to {last}")
        raise ValueError(reason.format(first=FIRST_YEAR, last=LAST_YEAR))
    return day


def _list_of_one(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _one_of(*allowed: tuple[int, int]) -> tuple[FieldInfo, AfterValidator]:
    def check(value: list[int]) -> list[int]:
        if tuple(value) not in allowed:
            choices = listed(f"[{left}, {right}]" for left, right in allowed)
            reason = _("is no division of the twelve columns that this slide can have; expected one of {choices}")
            raise ValueError(reason.format(choices=choices))
        return value

    return Field(json_schema_extra={"enum": [list(pair) for pair in allowed]}), AfterValidator(check)


def _as_wide_as(most: int) -> tuple[FieldInfo, AfterValidator]:
    """Returns the limit of a text that is as wide as so many Chinese characters: a Latin letter is half of one."""

    def check(text: str) -> str:
        if sum(2 if east_asian_width(char) in "WF" else 1 for char in text) > 2 * most:
            raise PydanticKnownError("string_too_long", {"max_length": most if _is_wide(text) else 2 * most})
        return text

    return Field(json_schema_extra={WIDTH: most}), AfterValidator(check)


def _counted(least: int, most: int) -> tuple[FieldInfo, BeforeValidator]:
    """Returns the limits of a count, before its reading: pydantic tells only such limits in its schema."""
    return Field(ge=least, le=most), BeforeValidator(meant.count)


def _is_wide(text: str) -> bool:
    return any(east_asian_width(char) in "WF" for char in text)


Shares = Annotated[list[Annotated[int, BeforeValidator(meant.count)]], Field(min_length=2, max_length=2)]
"""How the slide's twelve columns are divided between left and right."""
Line = Annotated[str, Field(min_length=1, max_length=400)]
"""One line of text; **strong** words and {references} are allowed."""
Title = Annotated[str, Field(min_length=1), *_as_wide_as(MAX_TITLE)]
Claim = Annotated[str, Field(min_length=1), *_as_wide_as(MAX_CLAIM)]
Label = Annotated[str, Field(min_length=1), *_as_wide_as(MAX_LABEL)]
Unit = Annotated[str, *_as_wide_as(MAX_UNIT), AfterValidator(_unit)]
Prose = Annotated[str, Field(min_length=1, max_length=6000)]
"""Paragraphs, separated by a blank line."""
Identifier = Annotated[str, Field(json_schema_extra={"pattern": ID}), AfterValidator(_identifier)]
SectionReference = Annotated[str, Field(json_schema_extra={"pattern": SECTION}), AfterValidator(_section_reference)]
SectionReferences = Annotated[
    list[SectionReference], BeforeValidator(_list_of_one), Field(min_length=1, json_schema_extra={ALONE: True})
]
Flag = Annotated[bool, BeforeValidator(meant.flag)]
Day = Annotated[date, BeforeValidator(meant.day), AfterValidator(_in_the_calendar)]
PointList = Annotated[list[Line], Field(min_length=1, max_length=MAX_POINTS)]


class Model(BaseModel):
    """A mapping of the outline; keys it does not know are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _an_empty_key_is_an_absent_one(cls, value: object) -> object:
        """Leaves out optional keys without a value, such as a list whose items are all commented out."""
        if not isinstance(value, dict):
            return value
        optional = {field.alias or name for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: inner for key, inner in value.items() if inner is not None or key not in optional}


@cache
def known_keys() -> frozenset[str]:
    """Returns every key that any kind of mapping of the outline may have."""
    models, keys = [Model], set[str]()
    while models:
        model = models.pop()
        models += model.__subclasses__()
        keys |= {field.alias or name for name, field in model.model_fields.items()}
    return frozenset(keys)


class DocumentModel(Model):
    title: Title
    subtitle: Annotated[str, *_as_wide_as(MAX_TITLE)] = ""
    kind: Literal["汇报材料", "简报", "report", "bulletin"] = "汇报材料"
    """In English, report and bulletin."""
    unit: Label
    date: Day
    language: Literal["zh-CN", "en"] = "zh-CN"
    theme: Line = "policy-blue"
    """A theme that is shipped, or the path of a theme file."""
    template: Line | None = None
    """A unit's own .pptx, whose layouts are used instead of the theme's."""
    keywords: Annotated[list[Label], Field(max_length=20)] = Field(default_factory=list)
    max_age_months: Annotated[int, *_counted(1, 1200)] | None = None
    """How old the figures may be on the document's day."""


class BulletinModel(Model):
    """What a 简报 shows above and below its text; a 汇报材料 has none of it."""

    name: Label
    """The masthead: 区域合作简报."""
    issue: Annotated[int, *_counted(1, 9999)]
    total: Annotated[int, *_counted(1, 99999)] | None = None
    """The number of the issue counted from the first one on: （总第36期）."""
    publisher: Label
    """编印单位."""
    report_to: Annotated[list[Label], Field(max_length=20)] = Field(default_factory=list)
    """报: superior bodies."""
    send_to: Annotated[list[Label], Field(max_length=20)] = Field(default_factory=list)
    """送: bodies of the same level."""
    distribute_to: Annotated[list[Label], Field(max_length=20)] = Field(default_factory=list)
    """发: subordinate bodies."""
    copies: Annotated[int, *_counted(1, 99999)] | None = None


class WordModel(Model):
    """What only the Word briefing has."""

    reference: Line | None = None
    """A unit's own .docx, whose styles of the same names are used instead."""
    page_numbers: Literal["outside", "centred"] = "outside"
    cover: Flag = False
    header: Label | None = None
    contents: Flag | None = None
    """Whether there are contents; without a word on it, when there are more than ten pages."""


class MarksModel(Model):
    """What every page and slide is marked with; nothing is unless it stands here."""

    watermark: Annotated[str, Field(min_length=1), *_as_wide_as(MAX_WATERMARK)] | None = None
    footer: Annotated[str, Field(min_length=1), *_as_wide_as(MAX_FOOTER)] | None = None


CopyNumber = Annotated[str, Field(json_schema_extra={"pattern": COPY_NUMBER}), AfterValidator(_copy_number)]


class RecipientModel(Model):
    """Whom this pack is for. `number` is written `copy` in the outline."""

    unit: Label | None = None
    """主送机关."""
    salutation: Label | None = None
    number: CopyNumber | None = Field(default=None, alias="copy")
    """份号."""


class CircleModel(Model):
    name: Label
    short: Label


def _heading_alone(value: object) -> object:
    return {"heading": value} if isinstance(value, str) else value


class ArticleSectionModel(Model):
    """A section of an article; written as its heading alone, it begins with that."""

    heading: Label
    begins: Annotated[
        list[Annotated[str, Field(min_length=2, max_length=MAX_EVIDENCE)]],
        BeforeValidator(_list_of_one),
        Field(min_length=1, max_length=9, json_schema_extra={ALONE: True}),
    ] = Field(default_factory=list)
    """The article's own words at which it begins, once for each place where columns are interleaved."""


class SourceModel(Model):
    """An article; what it does not state itself is left out, never guessed."""

    publisher: Label | None = None
    title: Title | None = None
    description: Title | None = None
    date: Label | None = None
    sections: Annotated[
        dict[
            Identifier,
            Annotated[
                ArticleSectionModel, BeforeValidator(_heading_alone), Field(json_schema_extra={ALONE: "heading"})
            ],
        ],
        Field(min_length=1),
    ]


class LeftOutModel(Model):
    section: SectionReference
    reason: Line


class AllowedModel(Model):
    """A wording that the language rules leave alone."""

    words: Line
    reason: Line


class FactModel(Model):
    """One figure of the ledger. A derived fact has a formula over other facts instead of value and evidence."""

    label: Label
    value: Label | None = None
    unit: Unit = ""
    as_of: Label
    scope: Label
    source: SectionReference
    evidence: Annotated[str, Field(min_length=1), *_as_wide_as(MAX_EVIDENCE)] | None = None
    formula: Label | None = None
    decimals: Annotated[int, *_counted(0, 6)] = 0
    note: Line | None = None


FactOrNumber = Annotated[str, Field(min_length=1, max_length=40)]
"""The id of a fact, or a number as typed."""


class RowModel(Model):
    """One category of a chart: `value` when there is one series, `values` when there are several."""

    label: Label
    value: FactOrNumber | None = None
    values: Annotated[list[FactOrNumber | None], Field(min_length=1, max_length=8)] | None = None
    circle: Identifier | None = None
    highlight: Flag = False


class CsvModel(Model):
    """Rows of a chart from a CSV file: the column of labels and the columns of values."""

    file: Line
    label: Label
    values: Annotated[
        list[Label],
        BeforeValidator(_list_of_one),
        Field(min_length=1, max_length=8, json_schema_extra={ALONE: True}),
    ]


class ChartBase(Model):
    title: Title
    unit: Unit = ""
    note: Line | None = None
    source: Line | None = None
    """Where typed or CSV data come from; facts bring their own source."""
    alt: Line | None = None
    render: Literal["picture", "native"] = "picture"
    """In the deck: a picture, or a chart of PowerPoint's own with its data sheet."""


class RowsChartModel(ChartBase):
    kind: Literal[
        "column",
        "bar",
        "grouped",
        "stacked",
        "stacked-100",
        "diverging",
        "dumbbell",
        "range",
        "share",
        "line",
        "area",
        "combo",
        "waterfall",
        "multiples",
    ]
    series: Annotated[list[Label], Field(max_length=8)] = Field(default_factory=list)
    circles: Annotated[list[Identifier], Field(max_length=8)] = Field(default_factory=list)
    """One for each series, where the series and not the rows belong to the circles."""
    units: Annotated[list[Unit], Field(max_length=2)] = Field(default_factory=list)
    """Of a combo's columns and of its line, where they differ."""
    rows: Annotated[list[RowModel], Field(min_length=1, max_length=24)] | None = None
    csv: CsvModel | None = None


class MilestoneModel(Model):
    when: Annotated[Label, AfterValidator(_dated), Field(json_schema_extra={"pattern": _DATED, WIDTH: MAX_LABEL})]
    """Written as it is shown; begins with a year: 2024年4月."""
    text: Label
    circle: Identifier | None = None


class TimelineChartModel(ChartBase):
    kind: Literal["timeline"]
    events: Annotated[list[MilestoneModel], Field(min_length=2, max_length=12)]


class NodeModel(Model):
    id: Identifier
    name: Label
    circle: Identifier


class LinkModel(Model):
    start: Identifier
    end: Identifier
    label: Label


class RelationChartModel(ChartBase):
    kind: Literal["relation"]
    nodes: Annotated[list[NodeModel], Field(min_length=2, max_length=16)]
    links: Annotated[list[LinkModel], Field(max_length=24)] = Field(default_factory=list)


ChartModel = Annotated[RowsChartModel | TimelineChartModel | RelationChartModel, Field(discriminator="kind")]


class PictureModel(Model):
    file: Line
    title: Title
    alt: Line
    credit: Label | None = None


class TableModel(Model):
    title: Title
    header: Annotated[list[Label], Field(min_length=2, max_length=8)]
    rows: Annotated[list[list[Line]], Field(min_length=1, max_length=40)]
    widths: (
        Annotated[
            list[Annotated[Decimal, Field(gt=0), BeforeValidator(meant.number)]], Field(min_length=2, max_length=8)
        ]
        | None
    ) = None
    note: Line | None = None


class SlideBase(Model):
    """What every slide has. `source_sections` is written `from` in the outline."""

    claim: Claim
    source_sections: Annotated[SectionReferences, Field(alias="from")]
    prose: Prose
    notes: Prose | None = None


class PointsSlide(SlideBase):
    kind: Literal["points"]
    points: PointList
    figure: Identifier | None = None
    columns: Annotated[Shares, *_one_of((4, 8), (5, 7), (6, 6), (7, 5))] = Field(default_factory=lambda: [5, 7])


class FigureSlide(SlideBase):
    kind: Literal["figure"]
    figure: Identifier
    reading: Line


class PanelModel(Model):
    heading: Label
    circle: Identifier | None = None
    points: PointList


class CompareSlide(SlideBase):
    kind: Literal["compare"]
    left: PanelModel
    right: PanelModel
    columns: Annotated[Shares, *_one_of((4, 8), (5, 7), (6, 6), (7, 5), (8, 4))] = Field(default_factory=lambda: [6, 6])


class KeyFigureModel(Model):
    fact: Identifier
    label: Label | None = None
    circle: Identifier | None = None


class KeyFiguresSlide(SlideBase):
    kind: Literal["key-figures"]
    figures: Annotated[list[KeyFigureModel], Field(min_length=3, max_length=6)]


class TableSlide(SlideBase):
    kind: Literal["table"]
    table: Identifier


class CardModel(Model):
    name: Label
    circle: Identifier | None = None
    facts: Annotated[list[Identifier], Field(max_length=2)] = Field(default_factory=list)
    text: Line


class CardsSlide(SlideBase):
    kind: Literal["cards"]
    cards: Annotated[list[CardModel], Field(min_length=2, max_length=6)]


class QuoteModel(Model):
    words: Annotated[str, Field(min_length=1), *_as_wide_as(MAX_QUOTATION)]
    speaker: Label
    occasion: Label
    source: SectionReference


class QuotesSlide(SlideBase):
    kind: Literal["quotes"]
    quotes: Annotated[list[QuoteModel], Field(min_length=1, max_length=2)]
    points: Annotated[list[Line], Field(max_length=6)] = Field(default_factory=list)


class RecommendationModel(Model):
    who: Label
    what: Line
    means: Line


class RecommendationsSlide(SlideBase):
    kind: Literal["recommendations"]
    rows: Annotated[list[RecommendationModel], Field(min_length=2, max_length=8)]


class ChangeModel(Model):
    label: Label
    before: Identifier
    after: Identifier
    circle: Identifier | None = None


class BeforeAfterSlide(SlideBase):
    kind: Literal["before-after"]
    changes: Annotated[list[ChangeModel], Field(min_length=1, max_length=4)]


class TimelineSlide(SlideBase):
    kind: Literal["timeline"]
    events: Annotated[list[MilestoneModel], Field(min_length=3, max_length=7)]


class StepModel(Model):
    name: Label
    text: Line
    circle: Identifier | None = None


class ChainSlide(SlideBase):
    kind: Literal["chain"]
    steps: Annotated[list[StepModel], Field(min_length=3, max_length=6)]


class CaseSlide(SlideBase):
    kind: Literal["case"]
    name: Label
    circle: Identifier | None = None
    facts: Annotated[list[Identifier], Field(min_length=1, max_length=3)]
    points: PointList


class RelationSlide(SlideBase):
    kind: Literal["relation"]
    first: Annotated[list[Line], Field(min_length=1, max_length=5)]
    both: Annotated[list[Line], Field(min_length=1, max_length=5)]
    second: Annotated[list[Line], Field(min_length=1, max_length=5)]


class PictureSlide(SlideBase):
    kind: Literal["picture"]
    figure: Identifier
    points: PointList
    columns: Annotated[Shares, *_one_of((5, 7), (6, 6), (7, 5), (8, 4))] = Field(default_factory=lambda: [7, 5])


SlideModel = Annotated[
    PointsSlide
    | FigureSlide
    | CompareSlide
    | KeyFiguresSlide
    | TableSlide
    | CardsSlide
    | QuotesSlide
    | RecommendationsSlide
    | BeforeAfterSlide
    | TimelineSlide
    | ChainSlide
    | CaseSlide
    | RelationSlide
    | PictureSlide,
    Field(discriminator="kind"),
]


Values = Annotated[
    list[Label], BeforeValidator(_list_of_one), Field(min_length=1, max_length=40, json_schema_extra={ALONE: True})
]


class SectionModel(Model):
    name: Title
    when: dict[Label, Values] = Field(default_factory=dict)
    """For which rows of a table the section is there: column → the cells that it is there for."""
    claim: Claim
    opener: Flag = True
    slides: Annotated[list[SlideModel], Field(min_length=1, max_length=500)]


class ClosingModel(Model):
    claim: Claim
    lines: PointList
    prose: Prose


class SourceListModel(Model):
    kind: Literal["sources"]
    claim: Claim


class FactTableModel(Model):
    kind: Literal["facts"]
    claim: Claim
    facts: Annotated[list[Identifier], Field(min_length=1)]


AppendixModel = Annotated[SourceListModel | FactTableModel, Field(discriminator="kind")]


class OutlineModel(Model):
    """The whole outline; `facts` is the ledger itself or the path of the file that holds it."""

    document: DocumentModel
    bulletin: BulletinModel | None = None
    word: WordModel = Field(default_factory=WordModel)
    marks: MarksModel = Field(default_factory=MarksModel)
    recipient: RecipientModel | None = None
    summary: Prose | None = None
    """摘要: at the head of the Word briefing."""
    circles: Annotated[dict[Identifier, CircleModel], Field(min_length=2, max_length=2)]
    sources: Annotated[dict[Identifier, SourceModel], Field(min_length=1)]
    left_out: list[LeftOutModel] = Field(default_factory=list)
    terms: Line | None = None
    """The path of the unit's own list of names and wordings."""
    allow: list[AllowedModel] = Field(default_factory=list)
    facts: Annotated[dict[Identifier, FactModel], Field(json_schema_extra={ALONE: True})] = Field(default_factory=dict)
    charts: dict[Identifier, ChartModel] = Field(default_factory=dict)
    pictures: dict[Identifier, PictureModel] = Field(default_factory=dict)
    tables: dict[Identifier, TableModel] = Field(default_factory=dict)
    sections: Annotated[list[SectionModel], Field(min_length=1, max_length=10)]
    closing: ClosingModel | None = None
    appendix: list[AppendixModel] = Field(default_factory=list)
