"""The language rules: what each finds, what it must leave alone, where messages point, and that generated text obeys."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document import Fact, Quotation, Run, Source, plain
from briefing.errors import LocatedProblem, OutlineError, Severity
from briefing.language import Hit, Language, Name, Rule, check, hits
from briefing.language.structure import ends_as_prose, ends_as_title
from briefing.language.terms import FirstUses
from briefing.language.typed import paragraphs
from briefing.outline import looks
from briefing.outline.load import load
from briefing.pipeline import settle
from briefing.word.plan import plan as plan_word

ROOT = Path(__file__).resolve().parent.parent
OUTLINES = Path(__file__).parent / "outlines"
SHIPPED, GALLERY = ROOT / "outline.yaml", OUTLINES / "minimal.yaml"
ALPHABET = "重庆成渝大湾区中港年月日等国家香港和 ,.:;?!()\"'，。、：；？！（）“”‘’《》…—-~～–0159.%万亿AZaz／１Ａ％\u3000\n*{}/"

Expected = list[tuple[str, str]]
"""What each hit covers, and what to write instead."""

TABLE: dict[Rule, list[tuple[str, Expected]]] = {
    Rule.PUNCTUATION: [
        ("产量增长,出口增长.", [(",", "，"), (".", "。")]),
        ("接入AITO,华为参与", [(",", "，")]),
        ("同比增长1.5倍;单价下降", [(";", "；")]),
        ("时间:10:30开始", [(":", "：")]),
        ("怎么做?马上做!", [("?", "？"), ("!", "！")]),
        ("“产量”,“销量”", [(",", "，")]),
        ("产量 , 销量", [(",", "，")]),
        ("人工智能(AI)应用", [("(", "（"), (")", "）")]),
        ("Geega(际嘉)平台", [("(", "（"), (")", "）")]),
        ("(一)加强领导", [("(", "（"), (")", "）")]),
        ('称为"链主"企业', [('"', "“"), ('"', "”")]),
        ("特点在于'实'", [("'", "“"), ("'", "”")]),
        ("他说“特点在于'实'”", [("'", "‘"), ("'", "’")]),
        ('引用"Belt and Road"一词', [('"', "“"), ('"', "”")]),
        ("产量，，销量、、产值。。", [("，，", "，"), ("、、", "、"), ("。。", "。")]),
        ("，产量增长", [("，", "")]),
        ("。产量增长", [("。", "")]),
        ("太好了！！真的？？", []),
        ("“产量”增长，（一）加快", []),
        ("5G-A、9000T、3C、问界M9、AITO、Wi-Fi、1.5倍、10:30", []),
        ("见http://example.com/a,b?c=d(e)和a.b@example.com", []),
        ("1,000台、39.1万辆、C919、L'Oréal、AT&T、PM2.5、V2.0版", []),
        ('Latin "quoted, words" (and more): fine.', []),
        ("函数f(x)与Guangdong, Hong Kong and Macao Co., Ltd.公司", []),
        ("1.总则", []),
        ("保存为.docx文件，运行在.NET平台", []),
        ('15.6"显示屏', []),
    ],
    Rule.SPACES: [
        ("2024 年", [(" ", "")]),
        ("华为 AITO 问界", [(" ", ""), (" ", "")]),
        ("成渝 大湾区", [(" ", "")]),
        ("增长 15% 以上", [(" ", ""), (" ", "")]),
        ("增长， 同比", [(" ", "")]),
        ("增长 ，同比", [(" ", "")]),
        ("GB/T 9704的规定，Hong Kong与Macao", []),
        ("双“圈”辉映　跨“圈”并进", []),
    ],
    Rule.WIDTHS: [
        ("２０２４年", [("２０２４", "2024")]),
        ("增长３．５％", [("３．５％", "3.5%")]),
        ("ＡＩ应用", [("ＡＩ", "AI")]),
        ("5～14天，（一）", []),
    ],
    Rule.DASHES: [
        ("合作--共赢", [("--", "——")]),
        ("三个城市...等地。", [("...", "……")]),
        ("稍等。。。", [("。。。", "……")]),
        ("一个…两个", [("…", "……")]),
        ("合作———共赢", [("———", "——")]),
        ("他说，—是的", [("—", "——")]),
        ("成都–重庆铁路", [("–", "—")]),
        ("合作——共赢……成都—重庆铁路、Chengdu–Chongqing、吐鲁番-哈密盆地", []),
        ("python --version", []),
    ],
    Rule.RANGES: [
        ("需要5-14天", [("5-14", "5～14")]),
        ("需要5~14天", [("5~14", "5～14")]),
        ("需要5—14天", [("5—14", "5～14")]),
        ("增长15～30%", [("15～30%", "15%～30%")]),
        ("增长15%-30%", [("15%-30%", "15%～30%")]),
        ("每辆13～17万元", [("13～17万", "13万～17万")]),
        ("每辆13-17万元", [("13-17万", "13万～17万")]),
        ("2021-2024年", [("2021-2024年", "2021—2024年")]),
        ("2021～2024年", [("2021～2024年", "2021—2024年")]),
        ("10月1日-7日", [("1日-7日", "1日—7日")]),
        ("每年3-5月", [("3-5月", "3—5月")]),
        ("5～14天、15%～30%、13万～17万元、13万元～17万元、2021—2024年、3—5月、8000～1万元", []),
        ("GB/T 15834-2011规定，5G-A，C919-2型，比分3-2，电话023-8888", []),
        ("2021年—2024年，第1、2章", []),
    ],
    Rule.DATES: [
        ("2024年04月", [("2024年04月", "2024年4月")]),
        ("2024年08日", [("08日", "8日")]),
        ("2024年4月08日", [("2024年4月08日", "2024年4月8日")]),
        ("07月起", [("07月", "7月")]),
        ("2024.4.8召开", [("2024.4.8", "2024年4月8日")]),
        ("于2024/04/08", [("2024/04/08", "2024年4月8日")]),
        ("2024-04-08发布", [("2024-04-08", "2024年4月8日")]),
        ("24年4月，98年04月", [("24年4月", "2024年4月"), ("98年04月", "1998年4月")]),
        ("2024年至25年", [("2024年至25年", "2024年至2025年")]),
        ("2024年4月8日、10月、2004年、20日、0.05月", []),
        ("版本1.2.3、V2024.4.8、版本2024.4.8、地址10.24.4.8和192.168.1.1，电话023-8888-1234", []),
        ("GB/T 2024.4.8，见2024-04-08.docx，民国24年4月，服役24年4个月", []),
        ("2024.13.8、2024.4.32、2024年至2025年、1924年4月", []),
    ],
    Rule.ENUMERATION: [
        ("汽车、电子、等产业", [("、", "")]),
        ("第一、推进合作。第二、扩大开放", [("、", "，"), ("、", "，")]),
        ("（1）、加快建设；（二）、扩大开放", [("、", ""), ("、", "")]),
        ("汽车、电子等产业，硬件、等级", []),
        ("第一、第二产业，第一、二季度，规模居西部第一、全国第三", []),
        ("第一，推进合作。（1）加快建设；甲企业（1）、乙企业（2）", []),
    ],
    Rule.PAIRS: [
        ("加强“链主企业", [("“", "“…”")]),
        ("加强链主”企业", [("”", "“…”")]),
        ("（见图3。", [("（", "（…）")]),
        ("《规划纲要", [("《", "《…》")]),
        ("他说“重在“实””", [("“", "‘…’")]),
        ("重在‘实’", [("‘", "“…”")]),
        ("他说“重在‘实’”（见《规划纲要》）", []),
        ("重点：1）加强领导；2）明确分工", []),
        ("L’Oréal公司", []),
    ],
    Rule.TERMS: [
        ("截止2024年底", [("截止", "截至")]),
        ("数据截止6月底，截止到今年6月", [("截止", "截至"), ("截止到", "截至")]),
        ("截至2024年底，报名截止6月30日，截止日期，截止时间", []),
        ("增长百分之5", [("百分之5", "5%")]),
        ("增长百分之5至10", [("百分之5至10", "5%～10%")]),
        ("增长百分之五，增长5%", []),
        ("成本下降了2倍", [("下降了2倍", "下降了××%")]),
        ("用时减少三倍，成本降低了一倍", [("减少三倍", "减少××%"), ("降低了一倍", "降低了一半")]),
        ("产量增长2倍，成本下降了一半", []),
        ("约100个左右", [("左右", "")]),
        ("约1.5万吨上下，近三百家左右", [("上下", ""), ("左右", "")]),
        ("约100个，100个左右，节约10万元左右，合约三年左右", []),
    ],
    Rule.REGIONS: [
        ("日本、香港、韩国等国家", [("香港", "…等国家和地区")]),
        ("国家（如台湾", [("台湾", "国家和地区（…）")]),
        ("日本、香港、韩国等国家和地区", []),
        ("来自美国、日本、香港、台湾的企业参会。", [("香港", "…等国家和地区"), ("台湾", "…等国家和地区")]),
        ("来自日本、韩国、香港、台湾等国的客商。", [("香港", "…等国家和地区"), ("台湾", "…等国家和地区")]),
        ("出口到英国、香港、台湾等国。", [("香港", "…等国家和地区"), ("台湾", "…等国家和地区")]),
        ("有日本、香港等国参加。", [("香港", "…等国家和地区")]),
        ("赴香港、新加坡等国考察。", [("香港", "…等国家和地区")]),
        ("台湾和日本等国。", [("台湾", "…等国家和地区")]),
        ("向美国、日本、台湾出口。", [("台湾", "…等国家和地区")]),
        ("台湾、韩国、日本企业来访。", [("台湾", "…等国家和地区")]),
        ("中国、台湾、香港三国。", [("台湾", "…等国家和地区"), ("香港", "…等国家和地区")]),
        ("国外（香港、日本）投资。", [("香港", "…等国家和地区")]),
        ("外资来自港澳台、日本等国家。", [("港澳台", "…等国家和地区")]),
        ("来自日本和香港的企业", [("香港", "…等国家和地区")]),
        ("来自美国、欧盟、香港、台湾的企业", [("香港", "…等国家和地区"), ("台湾", "…等国家和地区")]),
        ("日本、台湾地区等国家", [("台湾地区", "…等国家和地区")]),
        ("不在册国、台湾等多个国家", [("台湾", "…等国家和地区")]),
        ("日本、香港等国家和地区，日本、香港等地", []),
        ("日本、韩国及香港、台湾地区", []),
        ("内地与香港、澳门", []),
        ("粤港澳三地，粤港澳、日本等地", []),
        ("广东、香港、澳门", []),
        ("深圳、香港、新加坡等城市", []),
        ("“香港、伦敦、纽约等金融中心”", []),
        ("香港、新加坡的经验", []),
        ("香港、澳门与英国、法国等国家合作，澳门与葡萄牙、巴西等葡语国家", []),
        ("英国、香港特区政府，美国、日本、香港特别行政区", []),
        ("香港与英国的贸易，日本、香港两地", []),
        ("美国、日本、中国香港、中国台湾的企业", []),
        ("台湾地区和日本等国家", []),
        ("内蒙古、香港、澳门", []),
        ("香港、澳门和葡语国家合作", []),
        ("日本、香港大学", []),
        ("香港、澳门青年了解国家，香港、澳门等国企，香港、澳门等国际化城市，香港、澳门等国家战略", []),
        ("香港、澳门等地区，国家支持香港发展，香港国家级实验室", []),
    ],
}
CASES = [(rule, text, expected) for rule, cases in TABLE.items() for text, expected in cases]


def shown(text: str, found: list[Hit], rule: Rule) -> Expected:
    return [(text[hit.start : hit.end], hit.instead) for hit in found if hit.rule is rule]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES, ids=[f"{rule}-{text}" for rule, text, _ in CASES])
def test_a_rule_finds_what_breaks_it_and_nothing_else(rule: Rule, text: str, expected: Expected) -> None:
    assert shown(text, hits(text), rule) == expected


@pytest.mark.parametrize("text", [text for _, text, expected in CASES if not expected])
def test_what_is_right_for_one_rule_is_right_for_all(text: str) -> None:
    assert hits(text) == []


# The other rules say how to write it: they cannot know where the second mark of a pair belongs.
@pytest.mark.parametrize("text", [text for rule, text, _ in CASES if rule not in {Rule.PAIRS, Rule.REGIONS}])
def test_what_is_to_be_written_breaks_no_rule(text: str) -> None:
    for hit in reversed(hits(text)):
        text = text[: hit.start] + hit.instead + text[hit.end :]
    assert hits(text) == [], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已经完成。", []),
        ("他说：“好。”", []),
        ("（见图3。）", []),
        ("主要有四组：", []),
        ("已经完成", ["完成"[-1:]]),
        ("完成AI", ["I"]),
        ("已经完成；", ["；"]),
        ("已经完成，", ["，"]),
        ("（一）已经完成；", []),
        ("一是已经完成；", []),
    ],
)
def test_a_paragraph_ends_with_a_mark(text: str, expected: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in ends_as_prose(text)] == expected


@pytest.mark.parametrize(("text", "count"), [("合作已升级", 0), ("怎样合作？", 0), ("合作已升级。", 1), ("合作，", 1)])
def test_a_title_ends_without_one(text: str, count: int) -> None:
    assert len(list(ends_as_title(text))) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进中港合作", [("中港", "内地与香港")]),
        ("集中港口资源，其中港澳投资居首", []),
        ("中澳往来", [("中澳", "内地与澳门")]),
        ("“一带一路”战略", [("“一带一路”战略", "“一带一路”倡议")]),
        ("共建一带一路", [("一带一路", "“一带一路”")]),
        ("共建“一带一路”倡议", []),
        ("成渝经济圈", [("成渝经济圈", "成渝地区双城经济圈")]),
        ("成渝地区双城经济圈、粤港澳大湾区", []),
        ("台湾总统", [("台湾总统", "台湾地区领导人")]),
        ("台湾政府", [("台湾政府", "台湾当局")]),
        ("台湾国立大学", [("台湾国立", "台湾")]),
        ("台湾地区领导人、台湾当局、台湾大学", []),
        ("习近平指出", [("习近平", "习近平总书记")]),
        ("习近平总书记指出，习近平新时代中国特色社会主义思想", []),
    ],
)
def test_wordings_to_avoid(text: str, expected: Expected) -> None:
    assert shown(text, list(looks.terms("zh-CN").hits(text)), Rule.TERMS) == expected


def test_every_wording_of_the_list_is_found_and_its_remedy_is_not() -> None:
    terms = looks.terms("zh-CN")
    for wording in terms.wordings:
        for words in wording.avoid:
            assert list(terms.hits(words)), words
        assert list(terms.hits(wording.write)) == [], wording.write
        for longer in wording.unless:
            assert not [hit for hit in terms.hits(longer) if hit.instead == wording.write], longer


def test_a_name_stands_in_full_first() -> None:
    uses = FirstUses((Name("粤港澳大湾区", ("大湾区",)), Name("甲规划", ("规划",)), Name("乙规划", ("规划",))))
    texts = ["按乙规划，规划已定。", "大湾区开放。", "大湾区开放。", "粤港澳大湾区"]
    assert [[text[hit.start : hit.end] for hit in uses.hits(text)] for text in texts] == [[], ["大湾区"], [], []]


# The tree


def messages(tree: dict[str, object], **options: object) -> list[str]:
    return [problem.message for problem in check(tree, Language(looks.terms("zh-CN"), **options))]  # type: ignore[arg-type]


def test_exact_words_and_what_is_not_printed_are_left_alone() -> None:
    slide = {"kind": "quotes", "quotes": [{"words": "推进中港,合作"}], "from": ["a#b"]}
    sources = {"a": {"title": "中港,合作", "sections": {"b": "中港,合作"}}}
    facts = {"a": {"evidence": "未来0-2小时,预计", "value": "0-2"}}
    assert messages({"sections": [{"slides": [slide]}], "sources": sources, "facts": facts}) == []


def test_names_are_introduced_in_the_order_that_word_prints() -> None:
    circle = Name("东部示例圈", ("东圈",))
    slides = [{"claim": "东圈领先", "notes": "东圈领先。", "prose": "东圈领先。"}]
    first: dict[str, object] = {"sections": [{"slides": slides}]}
    message = "“东圈” before its full name (rule: names: in full where it is first used); write “东部示例圈”"
    assert messages(first, circles=(circle,)) == [message]
    assert messages({**first, "summary": "东部示例圈（下称东圈）领先。"}, circles=(circle,)) == []


def test_every_paragraph_of_prose_ends_with_a_mark_and_no_claim() -> None:
    slide = {
        "claim": "东圈领先。",
        "prose": "第一段\n\n第二段。\n\n第三\n段\n",
        "notes": "讲稿",
        "points": ["要点", "要点。"],
    }
    problems = check({"sections": [{"slides": [slide]}]}, Language(looks.terms("zh-CN")))
    assert [(problem.keys[-1], problem.near, problem.skip) for problem in problems] == [
        ("claim", "。", 0),
        ("prose", "段", 0),
        ("prose", "段", 2),
        ("notes", "稿", 0),
    ]


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("prose", "合作取得明显成效.", ["half-width “.” beside Chinese (rule: punctuation); write “。”"]),
        ("prose", "合作取得明显成效!", ["half-width “!” beside Chinese (rule: punctuation); write “！”"]),
        ("prose", "合作取得明显成效...", ["“...” for an ellipsis (rule: dashes); write “……”"]),
        ("prose", "合作取得AI.", ["the paragraph ends without a mark (rule: endings); write “。”"]),
        ("claim", "合作取得明显成效.", ["a title ends with “.” (rule: endings); leave it out"]),
        ("claim", "合作取得明显成效?", ["half-width “?” beside Chinese (rule: punctuation); write “？”"]),
    ],
)
def test_the_last_mark_gets_one_advice(key: str, text: str, expected: list[str]) -> None:
    assert messages({"sections": [{key: text}]}) == expected


def test_words_with_quotation_marks_are_told_from_the_marks_around_them() -> None:
    says = "「“一带一路”战略」 (rule: terms: 一带一路是倡议，不是战略或计划); write 「“一带一路”倡议」"
    assert messages({"sections": [{"claim": "“一带一路”战略"}]}) == [says]


def test_allowed_words_are_left_alone() -> None:
    tree: dict[str, object] = {"sections": [{"claim": "中港集团与Yahoo!中国"}]}
    assert len(messages(tree)) == 2
    assert messages(tree, allowed=("中港集团", "Yahoo!中国")) == []


def test_references_count_as_what_they_print() -> None:
    printed = {"growth": "1.5倍", "days": "5~14天"}

    def found(text: str) -> list[str]:
        return messages({"sections": [{"claim": text}]}, resolve=lambda name, _: printed.get(name, "图1"))

    assert found("增长{growth}，省时{days}（见{chart}）") == []
    assert found("**{growth}**,同比") == ["half-width “,” beside Chinese (rule: punctuation); write “，”"]
    assert len(found("增长 {growth}")) == 1
    assert found("{growth}：{chart}，{chart.value}") == []


@given(st.text(ALPHABET, max_size=80))
def test_rules_never_fail_and_hits_lie_inside(text: str) -> None:
    for hit in hits(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] != hit.instead
    for hit in (*ends_as_prose(text), *ends_as_title(text), *looks.terms("zh-CN").hits(text)):
        assert 0 <= hit.start < hit.end <= len(text)


@given(st.text(ALPHABET, max_size=80))
def test_printed_text_knows_where_it_was_typed(text: str) -> None:
    for paragraph in paragraphs(text, lambda name, _: name):
        assert paragraph.text
        pairs = zip(paragraph.text, paragraph.offsets, paragraph.referred, strict=True)
        assert all(text[offset] == character for character, offset, name in pairs if name is None)
        assert list(paragraph.offsets) == sorted(paragraph.offsets)
    check({"summary": text}, Language(looks.terms("zh-CN")))


def test_newspaper_text_breaks_only_the_rules_that_it_breaks() -> None:
    # What stood in articles of 2024, with the marks that their web page had.
    text = "运输时间可节约5-14天。赛力斯汽车超级工厂,3000多台机器人协同作业;微网优联在成都落地3C行业首家5G-A智慧工厂(占地1.5万平方米)。"
    assert [(text[hit.start : hit.end], hit.instead) for hit in hits(text)] == [
        ("5-14", "5～14"),
        (",", "，"),
        (";", "；"),
        ("(", "（"),
        (")", "）"),
    ]


# Outlines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OUTLINES, tmp_path / "outline"))


def change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def place(file: Path, marked: str) -> tuple[str, int, int]:
    """Returns the place of the first occurrence of words in a file, counted from 1."""
    before = file.read_text(encoding="utf-8").partition(marked)[0]
    return str(file), before.count("\n") + 1, len(before) - before.rfind("\n")


def places(warnings: tuple[LocatedProblem, ...]) -> list[tuple[str, int, int]]:
    return [(warning.place.file, warning.place.line, warning.place.column) for warning in warnings]


def test_warnings_point_at_the_very_character(folder: Path) -> None:
    outline, ledger = folder / "minimal.yaml", folder / "data/minimal-facts.yaml"
    change(
        outline,
        ("第二段：份额见{share_chart}，资金见{stacked_chart}，", "第二段：份额见{share_chart},资金见{stacked_chart},"),
        ("claim: 两地分工不同", "claim: 两地分工 AB 不同"),
        ('- "**效率**提高{efficiency}"', '- "**效率**提高{efficiency},\\"快\\""'),
    )
    change(ledger, ("label: 西区产量", "label: 西区产量（２）"))
    warnings = load(outline).warnings
    assert all(warning.severity is Severity.WARNING for warning in warnings)
    expected = [
        place(ledger, "２"),
        place(outline, ',\\"快'),
        place(outline, '"快'),
        place(outline, '""\n          - 成本'),
        place(outline, ",资金"),
        place(outline, ",车间"),
        place(outline, " AB 不同"),
        place(outline, " 不同"),
    ]
    assert sorted(places(warnings)) == sorted(expected)


def test_the_sentence_of_a_warning(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    change(outline, ("claim: 两地分工不同", "claim: 两地分工,不同"))
    (warning,) = load(outline).warnings
    line = place(outline, ",不同")[1]
    assert (
        str(warning) == f"{outline}:{line}:20: warning: half-width “,” beside Chinese (rule: punctuation); write “，”"
    )


def test_a_list_of_the_outlines_own(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    (folder / "ours.yaml").write_text(
        "wordings:\n  - {avoid: 做整车, write: 整车制造, reason: 本室用语}\nnames:\n  - {full: 示例港口集团, short: 港口}\n",
        encoding="utf-8",
    )
    change(
        outline, ("facts: data", "terms: ours.yaml\nallow:\n  - {words: 西区做芯片和港口, reason: 泛指}\nfacts: data")
    )
    warnings = load(outline).warnings
    assert places(warnings)[0] == place(outline, "做整车]")
    assert warnings[0].message == "“做整车” (rule: terms: 本室用语); write “整车制造”"


@pytest.mark.parametrize(
    ("content", "says", "line", "column"),
    [
        ("wordings:\n  - {avoid: 甲, wirte: 乙, reason: 丙}\n", "did you mean “write”?", 2, 16),
        ("names:\n  - {full: 甲}\n", "“short” is missing", 2, 5),
        ("- 甲\n", "beginning with “wordings:”", 1, 1),
    ],
)
def test_mistakes_in_the_list_are_located_in_it(folder: Path, content: str, says: str, line: int, column: int) -> None:
    (folder / "ours.yaml").write_text(content, encoding="utf-8")
    change(folder / "minimal.yaml", ("facts: data", "terms: ours.yaml\nfacts: data"))
    with pytest.raises(OutlineError) as caught:
        load(folder / "minimal.yaml")
    found = [problem for problem in caught.value.problems if says in problem.message]
    assert [(each.place.file, each.place.line, each.place.column) for each in found] == [
        (str(folder / "ours.yaml"), line, column)
    ]


def test_a_list_that_is_not_there(folder: Path) -> None:
    change(folder / "minimal.yaml", ("facts: data", "terms: our.yaml\nfacts: data"))
    with pytest.raises(OutlineError, match="there is no such file"):
        load(folder / "minimal.yaml")


def test_a_long_outline_is_checked_in_no_time() -> None:
    slide = {"claim": "重庆智能工厂提效", "prose": "重庆市2024年上半年生产新能源汽车39.1万辆,同比增长1.5倍。" * 10}
    tree: dict[str, object] = {"sections": [{"slides": [dict(slide) for _ in range(1000)]}]}
    start = time.perf_counter()
    assert len(messages(tree)) == 10_000
    assert time.perf_counter() - start < 10, "a thousand slides, ten thousand hits"


def test_rules_need_no_library() -> None:
    command = "import sys, briefing.language; print({'pydantic', 'yaml', 'lxml', 'PIL'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"


# Generated text


def texts(value: object) -> Iterator[str]:
    """Yields every text of planned slides and pages; runs that make one paragraph are one text."""
    match value:
        case str():
            yield value
        case Quotation() | Fact() | Source():
            pass  # exact words; what is printed of them stands in the slide or block
        case tuple() if value and all(isinstance(item, Run) for item in value):
            yield plain(value)
        case tuple() | list():
            for item in value:
                yield from texts(item)
        case _ if isinstance(getattr(value, "spans", None), tuple):
            yield value.text  # type: ignore[attr-defined]
        case _ if is_dataclass(value):
            for each in fields(value):
                yield from texts(getattr(value, each.name))


@cache
def generated(outline: Path, of: Callable[[Path], object]) -> frozenset[str]:
    return frozenset(texts(of(outline)))


def deck(outline: Path) -> object:
    return settle(outline).deck.slides


def manuscript(outline: Path) -> object:
    planned = plan_word(settle(outline).document)
    return (planned.blocks, planned.notes)


@pytest.mark.parametrize("outline", [SHIPPED, GALLERY], ids=["shipped", "gallery"])
@pytest.mark.parametrize("of", [deck, manuscript])
def test_generated_text_breaks_no_rule(outline: Path, of: Callable[[Path], object]) -> None:
    found = generated(outline, of)
    assert len(found) > 100
    exact = [fact.evidence for fact in settle(outline).document.facts if fact.evidence]
    terms = looks.terms("zh-CN")
    broken = {
        (text, hit.message)
        for text in found
        if not any(words in text for words in exact)
        for hit in (*hits(text), *terms.hits(text))
    }
    assert broken == set()


@pytest.mark.parametrize("outline", [SHIPPED, GALLERY], ids=["shipped", "gallery"])
def test_the_outlines_that_come_with_it_break_no_rule(outline: Path) -> None:
    assert load(outline).warnings == ()
