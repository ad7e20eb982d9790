"""The statistics of an article: each number that counts or measures, with its unit, label, scope, date and evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.evidence import units
from briefing.evidence.mentions import Mention, Sort, mentions
from briefing.extract import context, labels, tables
from briefing.extract.structure import Article, Line, Role, Section


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statement of a number; `start` counts characters of the article."""

    start: int
    end: int
    line: int
    value: str
    unit: str
    amount: units.Amount
    label: str
    scope: str
    """Empty where the text names none."""
    as_of: context.AsOf
    evidence: str
    """The article's own words, at most as many as a ledger takes."""


def statistics(article: Article) -> list[tuple[Section, list[Statistic]]]:
    """Returns each section with its statistics, in the order of the article."""
    year = context.stated_year(article.text, article.title)
    places = context.Names.of(article.text)
    headings = _in_headings(article, places, year)
    found = []
    for section in article.sections:
        first = section.lines[0].start
        own = [headings.pop(start) for start in sorted(headings) if start < first]
        rows = tables.cells([line for line in section.lines if line.role is Role.ROW], _texts_above(section))
        ordered = [
            *own,
            *_of_texts(section, places, year),
            *(each for cell in rows for each in _of_cell(cell, places, year, section)),
        ]
        found.append((section, sorted(ordered, key=lambda each: each.start)))
    return found


def _of_texts(section: Section, places: context.Names, year: str) -> Iterator[Statistic]:
    above = ""
    for line in section.lines:
        if line.role is Role.TEXT:
            yield from _of_line(line, places, year, above)
            above += line.text + "\n"


def _in_headings(article: Article, places: context.Names, year: str) -> dict[int, Statistic]:
    return {
        each.start: each for line in article.lines if line.role is Role.HEADING for each in _of_line(line, places, year)
    }


def _texts_above(section: Section) -> dict[int, str]:
    return {line.number: line.text for line in section.lines if line.role is Role.TEXT}


def _of_line(line: Line, places: context.Names, year: str, above: str = "") -> Iterator[Statistic]:
    found = _with_shared_units(mentions(line.text), line.text)
    if line.text.strip(" 　-—·").isdigit():  # the number of a page
        return
    label_before, previous_end = "", 0
    for mention, unit in found:
        if not _is_counted(mention, line.text):
            continue
        amount = units.amount(mention.quantity, unit) if mention.quantity else None
        if amount is None:
            continue
        others = [(other.start, other.end) for other, _ in found if other is not mention and other.sort is Sort.FIGURE]
        last_sentence = re.search("[。！？；;]", line.text[previous_end : mention.start])
        label = labels.label(line.text, mention.start, mention.end, others, "" if last_sentence else label_before)
        label_before, previous_end = label, mention.end
        yield Statistic(
            line.start + mention.start,
            line.start + mention.end,
            line.number,
            mention.value,
            unit,
            amount,
            label,
            places.nearest(line.text, mention.start),
            context.as_of(line.text, mention.start, year, above),
            labels.evidence(line.text, mention.start, mention.end),
        )


_JOINED = re.compile(r"\s*(?:[、和与及]|以及|，|,)\s*")


def _with_shared_units(found: list[Mention], text: str) -> list[tuple[Mention, str]]:
    """Returns each figure with its unit, one of its neighbour where they share it: 5.2和3.1个百分点."""
    result: list[tuple[Mention, str]] = []
    following: Mention | None = None
    unit_of_following = ""
    for mention in reversed(found):
        unit = mention.unit
        if (
            mention.sort is Sort.FIGURE
            and not unit
            and not mention.is_spelled
            and following is not None
            and following.sort is Sort.FIGURE
            and _JOINED.fullmatch(text[mention.end : following.start])
            and re.fullmatch(r"[\d.]+", mention.value)
        ):
            unit = unit_of_following
        result.append((mention, unit))
        following, unit_of_following = mention, unit
    return result[::-1]


_BASE = re.compile(r"(?:每|平均每|第)$")
_SMALL = frozenset(
    "家 台 辆 架 艘 列 座 栋 幢 所 条 张 只 头 户 株 棵 间 套 口 枚 颗 例 根 本 趟 场 名 人 匹 羽 亩 里 块 处".split()
)
"""What even two or three of are a figure; 三个方面, 四项 and 五点 are an arrangement of the text."""
_THINGS = re.compile(
    "国家|省|市|县|区|镇|乡|村|社区|街道|港|泊位|车间|厂|园|基地|项目|站|机场|码头|品种|学校|医院|床位|岗位|班次|航线|实验室|企业|品牌|小区"
)


def _is_counted(mention: Mention, text: str) -> bool:
    """Whether a careful reader would list it: spans that only place in time and bases of rates are left out."""
    if mention.sort is not Sort.FIGURE or mention.quantity is None:
        return False
    if _is_span(mention, text) or (
        _BASE.search(text[: mention.start]) and mention.unit.lstrip("万亿")[:1] in {"人", "户", "床", "亩"}
    ):
        return False
    if text[mention.end : mention.end + 1] == "级" or re.search("^岁[及以]", mention.unit):
        return False
    if mention.is_statistic:
        return not (mention.is_spelled and mention.unit in {"大", "点", "步", "期"})
    base = units.strip_bound(mention.unit)
    is_several = mention.is_spelled and mention.quantity.low >= 2  # noqa: PLR2004 - 一家 tells of one, it counts nothing
    return is_several and (base in _SMALL or (base == "个" and bool(_THINGS.match(text, mention.end))))


def _is_span(mention: Mention, text: str) -> bool:
    if re.fullmatch("周年", mention.unit) or (mention.unit in {"里", "公里"} and mention.text[0] in "数几"):
        return True
    if not re.search("年|月|天|日|时|钟", mention.unit):
        return False
    if "年" in mention.unit and re.search("(?:下一?个|未来|今后|过去|接下来|新的)$", text[: mention.start]):
        return True
    return bool(re.match("以?来|以?前|以?后|之前|之后|间(?!隔)", text[mention.end : mention.end + 2])) and not text[
        mention.end : mention.end + 2
    ].startswith("前三")


def _of_cell(cell: tables.Cell, places: context.Names, year: str, section: Section) -> Iterator[Statistic]:
    for mention in mentions(cell.text):
        unit = mention.unit or cell.unit
        if mention.sort is not Sort.FIGURE or mention.quantity is None:
            continue
        if not mention.unit and (re.search("[%成/:：分番]", mention.value)):
            unit = ""
        start = cell.start + mention.start
        yield Statistic(
            start,
            cell.start + mention.end,
            cell.line,
            mention.value,
            unit,
            units.amount(mention.quantity, unit),
            labels.shortened(f"{cell.row}{cell.column}") or "表中数据",
            places.nearest(section.heading + "。" + cell.row, len(section.heading) + len(cell.row) + 1),
            context.as_of(cell.above, len(cell.above), year),
            cell.evidence,
        )
