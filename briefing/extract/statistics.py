"""The statistics of an article: each number that counts or measures, with its unit, label, scope, date and evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.document import Quantity
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


def _with_shared_units(found: Sequence[Mention], text: str) -> list[tuple[Mention, str]]:
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
_ARRANGING = frozenset(
    "方面 大 大类 点 步 期 种 类 重 方 声 句 字 级 遍 下 季 届 首 次 层 页 部 件 回 轮 双 队 对 组 桌 地 国 城".split()
)
"""Measure words that with a small spelled number arrange the text or are a manner of speaking: 三大, 四点, 两遍."""
_ABSTRACT = re.compile(
    "方面|阶段|环节|层面|维度|层次|角度|问题|原则|特[点征性色]|要求|任务|步骤|部分|关键|重点|难点|要点|亮点|支点|抓手|导向|转变|坚持|确保|意识|自信|维护"
    "|举措|措施|建议|意见|思路|理由|原因|因素|目标|优势|短板|变化|故事|细节|镜头|工作|内容|条件|标准|字|词|人(?!员|家|次|才)|小?时代?|关口|“|‘"
    "|主要|主题|概念|体系|机制|方向|领域|要素|效应|统筹|结合|统一|服从|关系|话题|现象|误区|维|百年|月|均|都|也|就"
)
"""What stands behind small counts that a careful reader passes over: 三个方面, 两项均."""


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
        is_small = mention.is_spelled and mention.quantity.low < 10  # noqa: PLR2004 - one numeral
        return not (is_small and mention.unit in {"大", "点", "步", "期"})
    return mention.is_spelled and _is_small_count(mention, mention.quantity, text)


def _is_small_count(mention: Mention, quantity: Quantity, text: str) -> bool:
    """Whether a spelled number below ten counts things: 三个窗口, 两项纪录, 五六个人, 五折; 一家 tells of one."""
    base = units.strip_bound(mention.unit)
    if quantity.low < 2 or base not in units.COUNTS:  # noqa: PLR2004 - more than one
        return False
    if base == "折":
        return True
    if quantity.low != quantity.high:
        return mention.value[0] not in "几数" and base not in _ARRANGING
    if base in {"口人", "号人"}:
        return True
    if base in _PLACES:
        return quantity.low > 2  # noqa: PLR2004 - 两省 and 两地 are names for both
    if _ENDS_CLAUSE.match(text, mention.end) and text[max(mention.start - 1, 0)] in "的这那前后上下分":
        return False  # 较快的三项, with nothing that it counts
    if base in {"次", "回", "趟", "遍"} and _DONE.search(text[: mention.start]) and _OBJECT.match(text, mention.end):
        return True
    return base not in _ARRANGING and not _ABSTRACT.match(text, mention.end)


_DONE = re.compile("[换改跑开搬转修停倒盖填签审查评调考赛缴报递跳](?:了|过)?$")
_OBJECT = re.compile("[一-龥]{1,3}(?=[，。、；：！？）”,.;!?)]|$)")
"""What is done more than once, and to what: 换两次线, 改了三回方向; 走三回 alone is a manner of speaking."""
_ENDS_CLAUSE = re.compile("[，。、；：！？）]|$")
_PLACES = frozenset("省 市 县 区 镇 乡 村 港 院 科 校 店 厂 部委 院校 高校".split())


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
