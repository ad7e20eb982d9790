"""A first outline as YAML that reads well: block style, comments that say what to decide, and quotes only where needed.

Written as text: PyYAML writes no comments, and the layout matters more here than round trips, which ruamel.yaml is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing.editor.schema import FIRST_LINE
from briefing.evidence.mentions import mentions
from briefing.extract.drafts import UNKNOWN_SCOPE, Draft, DraftFact, DraftPart, DraftSlide, DraftSource
from briefing.outline.quoting import scalar

_References = Mapping[tuple[str, str], str]
"""How a figure is referred to, by its section and its text."""
ASK = "请定"
"""What every mark begins with: search for it to find what is left to decide."""


def outline(draft: Draft) -> str:
    """Returns the outline's text."""
    lines = [
        *_head(draft),
        *_document(draft),
        *_circles(draft),
        *_sources(draft),
        *_facts(draft),
        *_sections(draft),
        *_end(draft),
    ]
    return "\n".join(lines) + "\n"


def marks(text: str) -> int:
    """Returns how many decisions an outline still asks for."""
    return sum(f"# {ASK}：" in line for line in text.splitlines())


def slide_at(text: str, line: int) -> int:
    """Returns which slide a line of an outline belongs to, counted from 0 through all parts; -1 above the first."""
    return sum(each.startswith(_SLIDE) for each in text.split("\n")[:line]) - 1


_SLIDE = "      - kind: "


def _head(draft: Draft) -> Iterator[str]:
    files = " ".join("、".join(source.file for source in draft.sources).split())
    yield FIRST_LINE
    yield f"# 初稿：由报道自动整理（{files}）。"
    yield "# 数字、出处和引语取自报道，标题和句子只是占位，请改写成自己的话。"
    yield f"# 需要人来决定的地方都标有“{ASK}”：逐处核对原文，改好后删去标注。"
    yield "# 改完运行 briefing check 核对，再运行 briefing build 生成两份文件。"
    yield ""


def _document(draft: Draft) -> Iterator[str]:
    yield "document:"
    yield f"  title: {scalar(draft.title)}  # {ASK}：题目"
    yield f"  unit: 待定  # {ASK}：起草单位"
    yield f"  date: {draft.day.isoformat()}  # {ASK}：成文日期"
    yield ""


def _circles(draft: Draft) -> Iterator[str]:
    yield "# —— 两个比较对象：各有一种颜色；页面不写 circle 时不着色 ——"
    yield "circles:"
    ask = "报道中出现最多的两个区域，是否合用" if draft.circles_are_named else "两个比较对象的全称和简称"
    for i, (key, name, short) in enumerate(draft.circles):
        mark = f"  # {ASK}：{ask}" if i == 0 else ""
        yield f"  {key}: {{name: {scalar(name)}, short: {scalar(short)}}}{mark}"
    yield ""


def _sources(draft: Draft) -> Iterator[str]:
    yield "# —— 依据的报道及其章节：报道没有写明的不补写 ——"
    yield "sources:"
    for source in draft.sources:
        yield from _source(source)
    yield ""


def _source(source: DraftSource) -> Iterator[str]:
    yield f"  {source.name}:"
    missing = [
        name for name, text in (("媒体", source.publisher), ("标题", source.title), ("日期", source.date)) if not text
    ]
    if missing:
        yield f"    # {ASK}：报道未写明{'、'.join(missing)}，知道的补上（publisher、title、date），不知道的不写"
    if source.publisher:
        yield f"    publisher: {scalar(source.publisher)}"
    if source.title:
        yield f"    title: {scalar(source.title[:60])}"
    else:
        yield f"    description: {scalar(f'文件“{source.file}”所载报道'[:60])}"
    if source.date:
        yield f"    date: {scalar(source.date)}"
    yield "    sections:"
    for key, heading in source.sections:
        yield f"      {key}: {scalar(heading)}"


def _facts(draft: Draft) -> Iterator[str]:
    if not draft.facts:
        return
    yield "# —— 数据台账：正文用 {编号} 引用 ——"
    yield f"# {ASK}：名称、范围、时点取自数字近旁的字句，不一定说的是它；逐条对照原文核对"
    yield "facts:"
    headings = {f"{source.name}#{key}": heading for source in draft.sources for key, heading in source.sections}
    section = ""
    for fact in draft.facts:
        if fact.source != section:
            section = fact.source
            yield f"  # {' '.join(headings[section].split())}"
        yield from _fact(fact)
        yield ""


def _fact(fact: DraftFact) -> Iterator[str]:
    asks = dict(fact.asks)
    yield f"  {fact.name}:"
    for key, text in (
        ("label", fact.label), ("value", fact.value), ("unit", fact.unit), ("as_of", fact.as_of), ("scope", fact.scope),
        ("source", fact.source), ("evidence", fact.evidence),
    ):  # fmt: skip
        if text:
            written = text if key == "source" else f'"{text}"' if key == "value" else scalar(text)
            yield f"    {key}: {written}" + (f"  # {ASK}：{asks[key]}" if key in asks else "")


def _sections(draft: Draft) -> Iterator[str]:
    yield "# —— 正文：一页一段；claim 是一句话的结论，30字以内 ——"
    yield "sections:"
    references = {(fact.source, fact.text): f"{{{fact.name}}}" for fact in reversed(draft.facts)}
    for part in draft.parts:
        yield from _part(part, references, is_alone=len(draft.parts) == 1)


def _part(part: DraftPart, references: _References, *, is_alone: bool) -> Iterator[str]:
    yield f"  - name: {scalar(part.name)}  # {ASK}：这一部分的名称和结论"
    yield f"    claim: {scalar(_referring(part.claim, part.slides[0].source, references))}"
    if is_alone or not part.has_opener:
        yield "    opener: no"
    yield "    slides:"
    for slide in part.slides:
        yield from _slide(slide, references)
        yield ""


def _referring(claim: str, section: str, references: _References) -> str:
    """Returns a claim with the figures of its section as references, where they are printed as the heading has them."""
    whole, at = "", 0
    for mention in mentions(claim):
        if mention.is_statistic and (section, mention.text) in references:
            whole += claim[at : mention.start] + references[section, mention.text]
            at = mention.end
    return whole + claim[at:]


def _slide(slide: DraftSlide, references: _References) -> Iterator[str]:
    yield f"{_SLIDE}{slide.kind}"
    yield f"        claim: {scalar(_referring(slide.claim, slide.source, references))}  # {ASK}：一句话结论"
    yield f"        from: {slide.source}"
    match slide.kind:
        case "key-figures":
            yield "        figures:"
            yield from (f"          - fact: {fact.name}" for fact in slide.facts)
        case "quotes":
            yield from _quotes(slide)
        case _:
            yield "        points:"
            yield from _points(slide.facts)
    if slide.too_long:
        yield f"        # 未收入：{'、'.join(dict.fromkeys(slide.too_long))}的话，首句超过40字；可从原文选一分句"
    yield f"        # {ASK}：下面是数据罗列，改写成自己的话"
    yield "        prose: |"
    yield from (f"          {line}" for line in _prose(slide))


def _points(facts: Sequence[DraftFact]) -> Iterator[str]:
    for fact in facts:
        label = _bare(fact.label)
        head = f"**{label}**：" if label else ""
        yield f'          - "{head}{{{fact.name}}}（{{{fact.name}.scope}}，{{{fact.name}.as_of}}）"'
    if not facts:
        yield f"          - 要点待补充  # {ASK}：报道这一节的要点"


def _quotes(slide: DraftSlide) -> Iterator[str]:
    yield "        quotes:"
    for quote in slide.quotes:
        ask = f"  # {ASK}：原话的一部分，核对是否引得完整" if quote.is_part else ""
        yield f"          - words: {scalar(quote.words)}{ask}"
        yield f"            speaker: {scalar(quote.speaker[:40])}"
        yield f"            occasion: 接受采访  # {ASK}：场合"
        yield f"            source: {quote.source}"
    if slide.facts:
        yield "        points:"
        yield from _points(slide.facts)


def _prose(slide: DraftSlide) -> Iterator[str]:
    """Yields one plain sentence for each figure and quotation; the articles' own sentences are not carried over."""
    sentences = [_sentence(fact) for fact in slide.facts]
    sentences += [f"{quote.speaker}谈到有关情况。" for quote in slide.quotes if not slide.facts]
    yield "".join(dict.fromkeys(sentences)) or "这一节的内容待补充。"


def _sentence(fact: DraftFact) -> str:
    label = _bare(fact.label)
    scope = "" if fact.scope in {UNKNOWN_SCOPE, label} or fact.scope in label else f"{_bare(fact.scope)}"
    when = "" if any(key == "as_of" for key, _ in fact.asks) else f"{fact.as_of}，"
    return f"{when}{scope}{label}：{{{fact.name}}}。"


def _bare(text: str) -> str:
    """Returns a text without the signs that have a meaning in an outline's text."""
    return re.sub(r'[{}*"\\]', "", text).strip()


def _end(draft: Draft) -> Iterator[str]:
    if draft.left_out:
        yield f"# —— 没有数据和引语的章节  # {ASK}：补页，或写明不用的理由 ——"
        yield "left_out:"
        yield from (f"  - {{section: {each}, reason: 待定}}" for each in draft.left_out)
        yield ""
    yield "appendix:"
    yield "  - {kind: sources, claim: 资料来源与所用部分}"
