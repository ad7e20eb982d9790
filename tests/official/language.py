"""Clauses on what the text of the file says: marks, spaces, figures, dates, names, quotations (conventions 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wordfile import DOCUMENT, NOTES, Paragraph, WordFile

from official.clause import Clause, inserted, paragraph, rewritten, said
from official.fonts import CHINESE
from official.page import lacking

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
BODY = "body text"


def none_matches(*patterns: str, aside: str = r"\b\B") -> Callable[[WordFile], Iterator[str]]:
    """Returns the check that no paragraph shows any of the patterns; what matches `aside` is not looked at."""

    def check(file: WordFile) -> Iterator[str]:
        yield from lacking([item for item in file.all_paragraphs if item.text], "text")
        for item in file.all_paragraphs:
            text = re.sub(aside, "", item.text)
            for pattern in patterns:
                for found in re.finditer(pattern, text):
                    yield f"“{found[0]}” in “{text[max(0, found.start() - 8) : found.end() + 8]}”"

    return check


def end_marks(file: WordFile) -> Iterator[str]:
    """Sentences of the text and notes end in a full stop, headings and the title in no mark at all."""
    notes = file.paragraphs_of(NOTES) if NOTES in file.parts else []
    for item in [*file.paragraphs, *(note for note in notes if note.text)]:
        if (item.style == BODY or item in notes) and not re.search("[。！？：；…][”’）》]?$", item.text):
            yield f"“{item.text[-12:]}”: no end mark"
        if (item.level is not None or item.style == "title") and re.search("[。；，、：]$", item.text):
            yield f"“{item.text}”: an end mark"


def pairs(file: WordFile) -> Iterator[str]:
    for item in file.all_paragraphs:
        open_: list[str] = []
        for mark in item.text:
            if mark in PAIRS:
                open_.append(PAIRS[mark])
            elif mark in PAIRS.values() and (not open_ or open_.pop() != mark):
                yield f"“{item.text[:20]}”: {mark} closes nothing"
        if open_:
            yield f"“{item.text[:20]}”: {open_} is missing"


def names(file: WordFile) -> Iterator[str]:
    """Names and the title of the outline plan stand in full before they are shortened."""
    text = "\n".join(item.text.replace("\n", "") for item in file.paragraphs)
    for full, short in (
        ("成渝地区双城经济圈", "(?<!成渝地区)双城经济圈"),
        ("粤港澳大湾区", "(?<!粤港澳)大湾区"),
        ("《成渝地区双城经济圈建设规划纲要》", "《规划纲要》"),
    ):
        shortened = re.search(short, text)
        if shortened and not -1 < text.find(full) < shortened.start():
            yield f"“{shortened[0]}” before “{full}”"
    plan = next((item.text for item in file.paragraphs if "《成渝地区双城经济圈建设规划纲要》" in item.text), None)
    if plan is not None and not re.search("中共中央、国务院.*2021年10月|2021年10月.*中共中央、国务院", plan):
        yield "the outline plan is named without who issued it and when"


def quotations(file: WordFile) -> Iterator[str]:
    """A leader's words stand in quotation marks, with the occasion and the month."""
    for item in file.all_paragraphs:
        for found in re.finditer(r"总书记[^。]{0,12}?(强调|指出|要求)", item.text):
            before, after = (
                re.split("[。；]", item.text[: found.start()]),
                re.split("[。；]", item.text[found.start() :]),
            )
            sentence = before[-1] + after[0]
            if not re.search(r"\d{4}年\d+月", sentence) or not re.search("考察|会议|座谈会|讲话|致辞|致信", sentence):
                yield f"“{sentence[:30]}”: no occasion or month"
            if found[1] != "要求" and "“" not in sentence:
                yield f"“{sentence[:30]}”: not in quotation marks"


def figures_listed(file: WordFile) -> Iterator[str]:
    """The annex gives every figure with value, scope, date and source, no cell left empty."""
    tables = [item for item in file.blocks if not isinstance(item, Paragraph)]
    for table in tables:
        rows = [
            [Paragraph(file, cell).text for cell in row.iter(f"{{{file.tree(DOCUMENT).nsmap['w']}}}tc")]
            for row in table.iter(f"{{{file.tree(DOCUMENT).nsmap['w']}}}tr")
        ]
        if len(rows[0]) == 5:
            yield from (f"{row}: a cell is empty" for row in rows if not all(row))
            return
    yield "no table of all figures"


_C = CHINESE
CLAUSES = (
    Clause(
        "gbt15834_full_width_marks",
        none_matches(
            rf"{_C}[,;:?!()]",
            rf"[,;:?!()]{_C}",
            rf"{_C}[.\"']|[\"']{_C}",
            rf"{_C}[-–]{_C}",
            r"\.{3}|-{2}",
            "(?<!…)…(?!…)",
        ),
        (
            said("产量增长,增速第一。"),
            said("产量(全市)增长。"),
            said('所谓"链主"企业。'),
            said("产业-人才。"),
            said("等等...。"),
        ),
    ),
    Clause(
        "gbt15834_no_spaces_beside_chinese",
        none_matches(rf"{_C}[ \u00a0]+\S", rf"\S[ \u00a0]+{_C}", r"\d[ \u00a0]+[%℃]", aside="《[^》]*》"),
        (said("使用 AI修复。"), said("共144 个。"), said("达50 %。")),
    ),
    Clause(
        "gbt15835_half_width_figures",
        none_matches("[０-９]", "[Ａ-Ｚａ-ｚ]", "％"),
        (said("产量１２万辆。"), said("使用ＡＩ修复。"), said("增长5％。")),
    ),
    Clause(
        "gbt15835_ranges",
        none_matches(
            r"\d[%万亿]?[-~–－—]\d+[^\d年]*?[天年人家个%万亿]?(?<!年)(?<![\d-])(?=[天人家个%万亿])",
            r"\d{4}年?[-~～–－]\d{4}年",
            r"\d～\d[\d.]*%",
            r"(?<![\d.万亿])[\d.]+～[\d.]+[万亿]",
            r"\d[-~–－]\d[\d.]*[天年人家个%万亿小倍]",
        ),
        (
            said("节约5-14天。"),
            said("增长15～30%。"),
            said("约13～17万元。"),
            said("2021～2024年。"),
            said("节约5~14天。"),
        ),
    ),
    Clause(
        "gbt15835_dates",
        none_matches(
            r"(?<!\d)0\d[月日]",
            r"\d{4}[-./]\d{1,2}[-./]\d{1,2}",
            r"(?<!\d)\d{2}年\d{1,2}月",
            "[〇零一二三四五六七八九]{4}年",
        ),
        (said("2024年07月下线。"), said("2024-07-29下线。"), said("二〇二四年下线。")),
    ),
    Clause("language_no_pause_before_deng", none_matches("、等"), (said("汽车、电子、等产业。"),)),
    Clause("gbt15834_pairs", pairs, (said("“链主企业。"), said("（全市。"), said("全市）。"))),
    Clause(
        "gbt15834_end_marks",
        end_marks,
        (
            said("没有句号"),
            rewritten(DOCUMENT, "<w:t>合作背景<", "<w:t>合作背景。<"),
            rewritten(NOTES, "。</w:t>", "</w:t>"),
        ),
        also=("contents_list_every_heading",),
    ),
    Clause(
        "language_names_in_full_first",
        names,
        (
            rewritten(DOCUMENT, "《成渝地区双城经济圈建设规划纲要》", "《规划纲要》"),
            rewritten(DOCUMENT, "中共中央、国务院", "国家"),
            rewritten(DOCUMENT, "与粤港澳大湾区", "与大湾区"),
        ),
        also=("properties_are_set",),
    ),
    Clause(
        "language_wordings",
        none_matches(
            "中港(?!口)|中澳(?!门)",
            "一带一路”?战略",
            "(?<!中国)(?:香港|澳门|台湾)(?:等国|、[^，。、]{2,4}等国)",
            "[二三四五六七八九十两]国[^，。]{0,4}(香港|澳门|台湾)",
        ),
        (said("中港合作。"), said("落实“一带一路”战略。"), said("香港、新加坡等国。")),
    ),
    Clause(
        "practice_leaders_words",
        quotations,
        (
            said("习近平总书记强调加强协同。"),
            rewritten(DOCUMENT, "2023年7月在四川考察时", "此前"),
        ),
    ),
    Clause(
        "practice_figures_listed_with_scope_date_source",
        figures_listed,
        (
            rewritten(
                DOCUMENT,
                r'(<w:pStyle w:val="Annex(?:Text|Short)"/></w:pPr><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)[^<]+',
                r"\1",
            ),
            rewritten(DOCUMENT, r'(<w:pStyle w:val="AnnexMark"/>.*?)<w:tbl>.*?</w:tbl>', r"\1"),
        ),
        also=("practice_no_empty_paragraphs",),
    ),
    Clause(
        "practice_maps_show_their_approval",
        none_matches(r"(?<!审图号)(?:行政区划图|地图)$"),
        (inserted(paragraph("合作地图", "SourceLine")),),
    ),
)
