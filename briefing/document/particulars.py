"""The particulars of the document: its circles, title and unit, masthead, pages and fixed words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Circle:
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the files are for; what is not stated is empty."""

    unit: str = ""
    salutation: str = ""
    copy: str = ""
    """The number of the copy, six digits."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What every page and slide of this copy is marked with; what is not stated is empty, and nothing is by default."""

    watermark: str = ""
    """Pale words across it, behind the text."""
    footer: str = ""
    """A short line at its foot."""


@dataclass(frozen=True, slots=True)
class Meta:
    """The particulars of the document itself."""

    title: str
    subtitle: str
    kind: str
    unit: str
    date: dt.date
    language: str
    keywords: tuple[str, ...] = ()
    recipient: Recipient = Recipient()


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What a 简报 shows above and below its text."""

    name: str
    issue: int
    total: int | None
    """The number of the issue counted from the first one on."""
    publisher: str
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int | None = None


class PageNumbers(StrEnum):
    """Where page numbers stand (GB/T 9704-2012, 7.5; working papers centre them)."""

    OUTSIDE = "outside"
    CENTRED = "centred"


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What the outline chooses for the pages of the Word briefing."""

    numbers: PageNumbers = PageNumbers.OUTSIDE
    cover: bool = False
    header: str | None = None
    contents: bool | None = None
    """None: when there are more than ten pages."""


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that both files need and no outline should have to give, in the outline's language."""

    kinds: tuple[str, ...]
    """What the two kinds of document are called: 汇报材料, 简报."""
    contents: str
    source: str
    source_list: str
    figure_list: str
    figure: str
    table: str
    continued: str
    continued_again: str
    """How the continuations after the first are told apart: （续{}）."""
    derived: str
    numerals: tuple[str, ...]
    """Section numbers in order: 一, 二, 三 …."""
    numbered: str
    """How a section's name stands beside its number: {}、{}."""
    part: str
    """How a section opener is numbered: 第{}部分."""
    heading_numbers: tuple[str, ...]
    """The first number of each of Word's four levels of headings: 一、 （一） 1. （1）."""
    date: str
    """How a date is written, of {year}, {month} and {day}."""
    months: tuple[str, ...]
    """What stands for {month}, from January on."""
    annex: str
    annexes: str
    """Before the first line of the note on annexes: 附件：."""
    note: str
    """Heads what is said beneath a figure: 注."""
    as_of: str
    """How a chart's note says of when its figures are: 时点：{}."""
    approximate: str
    """How it names the words that mark approximate figures: 标{}的为约数."""
    slide: str
    """How another slide is named: 第{}页."""
    this_slide: str
    """How a slide names what it shows itself: 本页."""
    carried_on: str
    """What the notes of a continuation say, whose text was said on the slide before."""
    see: str
    """How a paragraph points at a figure: （见{}）."""
    fact_columns: tuple[str, ...]
    """Headings of the table of figures: figure, value, scope, as of, source."""
    fact_shares: tuple[float, ...]
    """The shares of a slide's width that these columns take, for the figures' words are longer or shorter."""
    source_columns: tuple[str, ...]
    """Headings of the list of sources: article, sections used."""
    summary: str
    """Heads the summary: 摘要."""
    issue: str
    """How an issue is numbered: 第{}期."""
    total_issue: str
    """How it is numbered from the first one on: （总第{}期）."""
    publisher: str
    """How a bulletin's publisher is named: {}编."""
    report_to: str
    send_to: str
    distribute_to: str
    recipient: str
    """How a cover names the one whom the files are for: 呈送：{}."""
    copy_number: str
    """How it names the number of the copy: 份号：{}."""
    copies: str
    """How many copies there are: 共印{}份."""
    recommendation_columns: tuple[str, ...]
    """Headings of the table of recommendations: who, does what, by which means."""
    figures_used: str
    """Heads the list of a slide's figures in its notes."""
    colon: str
    title: str
    """How a title is marked: 《{}》."""
    cited: str
    """How an article is cited by its publisher and its marked title: {}{}."""
    article: str
    """How an article is referred to by its number: 〔{}〕."""
    quotation: str
    """How quoted words are marked: “{}”."""
    brackets: str
    """How an aside is marked: （{}）."""
    full_stop: str
    gap: str
    """Between a caption's number and its title."""
    thousands: str
    """Between the thousands of a number on an axis; nothing in Chinese, which counts in 万."""
    space: str
    """Between two sentences, and between a label and its value."""
    separator: str
    """Between items of an enumeration: 、."""
    clause: str
    """Between the parts of a line: ；."""

    def written(self, day: dt.date) -> str:
        """Returns a date in figures without leading zeros (GB/T 9704-2012, 7.3.5.4) or with its month's name."""
        return self.date.format(year=day.year, month=self.months[day.month - 1], day=day.day)
