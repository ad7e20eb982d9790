"""Figures and quotations against their articles, and what of an outline's figures check finds doubtful by itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from conftest import SHIPPED

from briefing.article.text import Article, sections
from briefing.document import Fact
from briefing.evidence import numbers, units
from briefing.evidence.agreement import counted, difference
from briefing.evidence.ledger import settle as settle_ledger
from briefing.outline.load import load
from briefing.outline.schema import FactModel
from briefing.pipeline import settle
from briefing.verify import evidence
from briefing.verify.evidence import Verdict

EXTRACTION = Path(__file__).parent / "extraction"
LEDGER = SHIPPED.parent / "assets" / "facts.yaml"


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, encoding="utf-8")


# The article as a text


def test_words_are_found_whatever_their_widths_spaces_and_marks() -> None:
    article = Article("a.txt", "第一行\n据介绍,产量３９．１ 万辆,占“总量”的5-14%。\n")
    (span,) = article.find("产量39.1万辆，占「总量」的5～14％")
    assert article.text[span.start : span.end] == "产量３９．１ 万辆,占“总量”的5-14%"
    assert article.line(span.start) == 2
    assert article.find("产量39.1万量") == []
    assert article.find(" ") == []


def test_sections_begin_at_their_headings_rather_than_at_words_within_a_line() -> None:
    text = "重庆东站，是枢纽，这一段很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长。\n说到赛力斯。\n# 赛力斯：快\n甲\n重庆东站：新\n乙\n"
    lie = sections(Article("a.txt", text), {"station": ["重庆东站"], "seres": ["赛力斯"], "none": ["没有的话"]})
    assert lie.at(text.index("甲")) == "seres"
    assert lie.at(text.index("乙")) == "station"
    assert lie.at(0) == "seres", "title and lead go with the first section"
    assert sections(Article("a.txt", text), {"none": ["没有的话"]}).at(0) is None
    assert lie.missing == [("none", "没有的话")]


# A figure against words


def fact(value: str, unit: str, label: str = "产量", evidence: str = "原文") -> FactModel:
    return FactModel.model_validate(
        {"label": label, "value": value, "unit": unit, "as_of": "2024年", "scope": "全市", "source": "a#b", "evidence": evidence}
    )  # fmt: skip


def differs(value: str, unit: str, words: str, label: str = "产量") -> str | None:
    facts, problems = settle_ledger({"f": fact(value, unit, label)}, {})
    assert not problems
    return difference(facts["f"], counted(words))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("39.1", "万辆", "产量39.1万辆"),
        ("391000", "辆", "产量39.1万辆"),
        ("超180", "亿元", "投资超过180亿元"),
        ("超1", "亿元", "税收过亿元"),
        ("7", "年", "连续七年领跑"),
        ("10", "条", "共十条措施"),
        ("5～14", "天", "可节约5-14天"),
        ("2/3", "", "减少三分之二"),
        ("80", "%", "八成的企业"),
        ("近4", "年", "落户近四年"),
        ("10", "个省", "西部10省"),
        ("40", "万辆", "第40万辆新车下线"),
        ("第三", "", "我国第三大集群"),
        ("2014", "年", "2014年，在成都设立"),
        ("10", "个以上", "10个以上试点"),
        ("1000", "斤", "500公斤"),
    ],
)
def test_words_state_a_figure_however_they_put_it(value: str, unit: str, words: str) -> None:
    assert differs(value, unit, words) is None


@pytest.mark.parametrize(
    ("value", "unit", "words", "reason"),
    [
        ("39.7", "万辆", "产量39.1万辆", "has “39.1万辆”, the ledger “39.7万辆”"),
        ("39.1", "亿辆", "产量39.1万辆", "10,000 times too large"),
        ("39.1", "辆", "产量39.1万辆", "10,000 times too small"),
        ("39.1", "万台", "产量39.1万辆", "the units differ"),
        ("180", "亿元", "投资超过180亿元", "an approximate figure may not be shown as an exact one"),
        ("近180", "亿元", "投资超过180亿元", "the words that say how exact it is differ"),
        ("超180", "亿元", "投资180亿元", "the words that say how exact it is differ"),
        ("5～14", "天", "可节约5天", "has “5天”"),
        ("5", "天", "可节约多日", "states no number there"),
        ("2014", "年", "2015年，在成都设立", "has “2015年”"),
        ("第三", "", "我国第二大集群", "has “第二大”"),
        ("3", "个", "我国第三大集群", "has “第三大”"),
        ("前十", "", "全球第十", "has “第十”"),
        ("45", "家", "45家以上", "the words that say how exact it is differ"),
        ("6", "小时", "6小时内可达", "the words that say how exact it is differ"),
    ],
)
def test_words_that_state_another_figure_are_told(value: str, unit: str, words: str, reason: str) -> None:
    assert reason in (differs(value, unit, words) or "")


def test_a_limit_may_be_said_by_the_label() -> None:
    assert differs("6", "小时", "6小时内可达", "用时上限") is None
    assert differs("6", "小时以内", "6小时内可达", "用时") is None


def test_what_a_unit_leaves_out_has_to_be_said_by_the_label() -> None:
    assert differs("近250", "万元", "近250万元/人/年", "人均年产出") is None
    assert differs("近250", "万元", "近250万元/人/年", "产出") is not None
    assert differs("近250", "万元/人/年", "近250万元/人/年", "产出") is None


# The shipped outline


def sources(folder: Path) -> list[str]:
    files = {"dual-circle": "dual-circle.txt", "liangjiang": "liangjiang-five-years.txt"}
    return [part for name, file in files.items() for part in ("--article", f"{name}={folder / file}")]


def test_every_figure_and_quotation_of_the_shipped_outline_stands_in_its_article(articles: Path) -> None:
    result = run("verify", *sources(articles), "--format", "json", cwd=SHIPPED.parent)
    assert (result.returncode, result.stderr) == (0, "")
    rows = json.loads(result.stdout)["evidence"]
    facts = [row for row in rows if row["kind"] == "fact"]
    assert len(facts) == len(yaml.safe_load(LEDGER.read_text("utf-8")))
    assert {row["verdict"] for row in rows} == {"found"}
    assert all(row["line"] for row in facts if row["name"] != "fund_total")
    assert sum(row["kind"] == "quotation" for row in rows) == 5


@pytest.mark.parametrize(
    ("listing", "source"), [("dual-circle", "dual-circle"), ("liangjiang-five-years", "liangjiang")]
)
def test_the_shipped_ledger_has_every_statistic_that_a_reader_lists(listing: str, source: str) -> None:
    listed = yaml.safe_load((EXTRACTION / f"{listing}.yaml").read_text("utf-8"))["statistics"]
    ledger = [fact for fact in load(SHIPPED).ledger.values() if fact.citation.source == source]
    known = {(amount.low, amount.high, amount.unit) for amount in map(amount_of, ledger)}
    amounts = {each["words"]: units.amount(numbers.parse(each["value"]), each["unit"]) for each in listed}
    assert [words for words, each in amounts.items() if (each.low, each.high, each.unit) not in known] == []


def amount_of(fact: Fact) -> units.Amount:
    return units.amount(fact.quantity, fact.unit)


def test_what_no_article_was_given_for_does_not_hold(articles: Path) -> None:
    result = run("verify", *sources(articles)[:2], cwd=SHIPPED.parent)
    assert result.returncode == 1
    (line,) = (line for line in result.stderr.splitlines() if ": error: " in line)
    assert re.match(r"outline.yaml:\d+:5: error: no article was given for “liangjiang”", line)


def test_check_raises_nothing_on_the_shipped_outline(articles: Path) -> None:
    result = run("check", *sources(articles), cwd=SHIPPED.parent)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("no errors, no warnings\n")


@dataclass(frozen=True)
class Mistake:
    """One planted mistake: what is replaced where, and what is said of it."""

    what: str
    file: str
    old: str
    new: str
    message: str
    after: str = ""
    """The first words after which `old` is meant."""
    within: str = ""
    """The words of the line that is named, where it is not that of the change."""


FACTS = "assets/facts.yaml"
OUTLINE = "outline.yaml"
MISTAKES = (
    Mistake("wrong unit", FACTS, "unit: 万辆", "unit: 万台", "the units differ", "cq_nev_output:", "今年上半年,重庆新能源汽车产量39.1万辆"),
    Mistake("wrong unit of time", FACTS, "unit: 分钟", "unit: 秒", "the units differ", "pack_takt:", "每2.5分钟可产出"),
    Mistake("ten thousand times too small", FACTS, "unit: 亿元", "unit: 万元", "10,000 times too small", "port_investment:", "累计投资超过180亿元"),
    Mistake("transposed digits", FACTS, '"121.4"', '"124.1"', "the ledger “124.1万辆”", "cq_car_output:", "重庆以121.4万辆汽车产量"),
    Mistake("wrong end of a range", FACTS, '"5～14"', '"5～15"', "the ledger “5～15天”", "corridor_days_saved:", "运输时间可节约5-14天"),
    Mistake("wrong fraction", FACTS, '"2/3"', '"1/3"', "the ledger “1/3”", "vv_staff_cut:", "产线员工减少2/3"),
    Mistake("stale date", FACTS, "as_of: 2023年底", "as_of: 2019年底", "36 months old at the most", "cq_smart_factories:"),
    Mistake("approximate shown as exact", FACTS, '"200余"', '"200"', "may not be shown as an exact one", "ai_center_users:", "成都智算中心已为200余家"),
    Mistake("evidence cut off before what makes it approximate", FACTS, '"微网优联营业收入就超过2000万元"', '"2000万元"', "the words that say how exact it is differ", "vv_first_month:"),
    Mistake("evidence that the article does not have", FACTS, "占全市在用服务器的78.5%", "占全市服务器的78.5%", "does not stand in"),
    Mistake("evidence in another section", FACTS, "source: dual-circle#digital", "source: dual-circle#manufacturing", "the words stand in “digital”", "fund_city:", "市级财政安排了2亿元"),
    Mistake("conflict", FACTS, "gd_industrial_firms:", "gd_other:\n  {label: 高新技术企业, value: '7.1', unit: 万家, as_of: 2023年, scope: 广东省, source: dual-circle#guangdong, evidence: '规模以上工业企业7.1万家'}\ngd_industrial_firms:", "both are 高新技术企业 of 广东省, 2023年", within="gd_hightech_firms:"),
    Mistake("typed in a claim", OUTLINE, "claim: 国家有部署，企业已先行", "claim: 国家有部署，20家企业已先行", "“20家” is typed, and no fact"),
    Mistake("typed in a point", OUTLINE, "成都实施产业建圈强链行动", "建圈强链带动增长12.5%", "“12.5%” is typed, and no fact"),
    Mistake("typed in the prose", OUTLINE, "全厂{seres_robots}机器人", "全厂3500多台机器人", "“3500多台” is typed, and no fact"),
    Mistake("typed in the notes, spelled", OUTLINE, "这是一个厂的数据。", "这个厂占全市三成。", "“三成” is typed"),
    Mistake("typed in a chart", OUTLINE, "value: -geega_delivery", "value: -16", "“-16%” is typed, and no fact"),
    Mistake("typed in a table", OUTLINE, '建成机柜, "{port_racks}"', '建成机柜, "3.9万个"', "“3.9万个” is typed, and no fact"),
    Mistake("typed although a fact states it", OUTLINE, "有企业{base_firms}；", "有企业13家；", "write {base_firms}"),
    Mistake("a unit that changes a reference", OUTLINE, "市级配套{fund_city}", "市级配套{fund_city.value}万元", "“fund_city” is 2亿元"),
    Mistake("a word that changes a reference", OUTLINE, "有整车企业{cy_carmakers}、", "有整车企业超{cy_carmakers}、", "“cy_carmakers” is 45家"),
    Mistake("a limit beside a reference", OUTLINE, "联结配套商{cy_suppliers}；", "联结配套商至少{cy_suppliers}；", "“cy_suppliers” is 1600多家"),
    Mistake("a rank beside a reference", OUTLINE, "配套商{cy_suppliers}。重庆", "配套商第{cy_suppliers}。重庆", "“cy_suppliers” is 1600多家"),
    Mistake("a rank of another kind", FACTS, 'value: "前十"', 'value: "第十"', "the ledger “第十”", "elec_rank_world:", "中国大陆第三、全球前十"),
    Mistake("misquotation", OUTLINE, "words: 大力推动成渝地区双城经济圈建设，", "words: 大力推进成渝地区双城经济圈建设，", "these words do not stand in"),
    Mistake("misquotation in the prose", OUTLINE, "强调“加强成渝区域协同发展”", "强调“加强成渝地区协同发展”", "“加强成渝地区协同发展” stands in none of the articles"),
    Mistake("wrong speaker", OUTLINE, "speaker: 宋瑾", "speaker: 刘翥", "“刘翥” is not named near these words"),
    Mistake("the speaker of the next section", OUTLINE, "speaker: 汪锋", "speaker: 宋瑾", "“宋瑾” is not named near these words"),
)  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    shutil.copy(SHIPPED, tmp_path)
    shutil.copy(LEDGER, tmp_path / "assets")
    return tmp_path


def plant(folder: Path, mistake: Mistake) -> None:
    file = folder / mistake.file
    text = file.read_text("utf-8")
    start = text.index(f"\n{mistake.after}") if mistake.after else 0
    at = text.index(mistake.old, start)
    file.write_text(text[:at] + mistake.new + text[at + len(mistake.old) :], "utf-8")


def line_of(folder: Path, mistake: Mistake) -> int:
    text = (folder / mistake.file).read_text("utf-8")
    start = text.index(f"\n{mistake.after}") if mistake.after else 0
    words = mistake.within or mistake.new.splitlines()[0]
    return text.count("\n", 0, text.index(words, start)) + 1


def test_check_finds_every_planted_mistake_and_nothing_else(copy: Path, articles: Path) -> None:
    for mistake in MISTAKES:
        plant(copy, mistake)
    result = run("check", *sources(articles), cwd=copy)
    assert result.returncode == 1
    found = [line for line in result.stderr.splitlines() if re.search(r":\d+:\d+: (error|warning): ", line)]
    explained = set()
    for mistake in MISTAKES:
        place = f"{mistake.file}:{line_of(copy, mistake)}:"
        lines = [line for line in found if line.startswith(place) and mistake.message in line]
        assert lines, f"{mistake.what}: nothing at {place}\n{result.stderr}"
        explained |= set(lines)
    places = {line.split(" ")[0] for line in explained}
    assert [line for line in found if line.split(" ")[0] not in places] == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_each_mistake_is_found_by_itself(mistake: Mistake, copy: Path, articles: Path) -> None:
    plant(copy, mistake)
    settled = settle(copy / "outline.yaml")
    texts = {
        name: Article(file, (articles / file).read_text("utf-8"))
        for name, file in (("dual-circle", "dual-circle.txt"), ("liangjiang", "liangjiang-five-years.txt"))
    }
    entries = evidence.check(settled.outline, settled.document, texts)
    problems = [*settled.warnings, *settled.outline.locate(entry.problem() for entry in entries if entry.fails)]
    line = line_of(copy, mistake)
    assert any(problem.place.line == line and mistake.message in problem.message for problem in problems), problems
    assert {problem.place.line for problem in problems} == {line}


# One outline of our own, for what the shipped one has not

OWN = """
document: {{title: 测试, unit: 测试室, date: 2025-06-30}}
circles: {{a: {{name: 甲圈, short: 甲}}, b: {{name: 乙圈, short: 乙}}}}
sources:
  report:
    title: 一篇报道
    sections: {{one: 一、产量, two: {{heading: 我们的标题, begins: [二、成效, 后来]}}}}
facts:
  output: {{label: 产量, value: "39.1", unit: 万辆, as_of: 2025年, scope: 甲圈, source: report#one, evidence: 产量39.1万辆}}
  all: {{label: 总量, value: "78.2", unit: 万辆, as_of: 2025年, scope: 两圈, source: report#two, evidence: 合计78.2万辆}}
  share: {{label: 占比, formula: output / all * 100, decimals: 0, unit: "%", as_of: 2025年, scope: 两圈, source: report#two}}
sections:
  - name: 现状
    claim: 过程平稳
    slides:
      - kind: points
        claim: 甲圈产量{{output}}
        from: [report#one, report#two]
        points: ["占两圈的{{share}}"]
        prose: 甲圈产量{{output}}，占两圈的{{share}}。{prose}
"""
ARTICLE = "一篇报道\n一、产量\n甲圈产量39.1万辆。\n二、成效\n不说数字。\n三、其他\n后来，两圈合计78.2万辆。“路通了，日子就活了，人也就回来了。”李某说。\n"


def entries_of(tmp_path: Path, article: str = ARTICLE, prose: str = "") -> dict[str, evidence.Entry]:
    file = tmp_path / "outline.yaml"
    file.write_text(OWN.format(prose=prose), "utf-8")
    settled = settle(file)
    found = evidence.check(settled.outline, settled.document, {"report": Article("report.txt", article)})
    return {entry.name: entry for entry in found}


def test_a_derived_fact_holds_if_what_it_is_computed_from_does(tmp_path: Path) -> None:
    assert {entry.verdict for entry in entries_of(tmp_path).values()} == {Verdict.FOUND}
    wrong = entries_of(tmp_path, ARTICLE.replace("78.2万辆", "87.2万辆"))
    assert (wrong["all"].verdict, wrong["share"].verdict) == (Verdict.NOT_FOUND, Verdict.NOT_FOUND)
    assert wrong["output"].holds
    assert "computed from “all”" in wrong["share"].message


def test_a_section_lies_in_several_places_where_columns_are_interleaved(tmp_path: Path) -> None:
    entries = entries_of(tmp_path, ARTICLE.replace("后来，", ""))
    assert entries["report#two"].verdict is Verdict.NOT_FOUND
    assert "“后来” does not stand in report.txt" in entries["report#two"].message


def test_words_quoted_in_the_prose_stand_in_some_article(tmp_path: Path) -> None:
    right, wrong = "路通了，日子就活了", "路修了，日子就活了"
    assert entries_of(tmp_path, prose=f"群众说“{right}”。")[right].holds
    assert entries_of(tmp_path, prose=f"群众说“{wrong}”。")[wrong].verdict is Verdict.NOT_FOUND


def warnings_of(tmp_path: Path, change: Callable[[str], str]) -> list[str]:
    file = tmp_path / "outline.yaml"
    file.write_text(change(OWN.format(prose="")), "utf-8")
    return [str(warning).partition("warning: ")[2] for warning in settle(file).warnings]


@pytest.mark.parametrize(
    "point",
    [
        "2024年4月8日起施行",
        "2021—2024年连续实施",
        "居全国第三、全球前十",
        "落实“十四五”规划和“1+3”机制",
        "用9000T设备、5G-A网络生产问界M9",
        "3C行业有两家、四个方面、一个平台",
        "（1）先通后融",
        "依据GB/T 9704—2012办理",
        "见附件1，电话010-12345678",
    ],
)
def test_dates_ordinals_labels_and_names_are_no_figures(point: str, tmp_path: Path) -> None:
    assert warnings_of(tmp_path, lambda text: text.replace('"占两圈的{share}"', f'"{point}"')) == []


def test_an_outline_allows_a_number_with_a_reason(tmp_path: Path) -> None:
    def typed(text: str) -> str:
        return text.replace('"占两圈的{share}"', "服务36小时不断档")

    assert len(warnings_of(tmp_path, typed)) == 1
    allowed = "allow: [{words: 36小时不断档, reason: 服务承诺}]\n"
    assert warnings_of(tmp_path, lambda text: typed(text) + allowed) == []


def test_typed_data_need_a_fact_or_a_source(tmp_path: Path) -> None:
    chart = "charts:\n  c: {kind: bar, title: 产量, unit: 万辆, rows: [{label: 甲, value: output}, {label: 乙, value: '12'}]MORE}\n"

    def with_chart(text: str, more: str = "") -> str:
        shown = text.replace("        points:", "        figure: c\n        points:")
        return shown.replace("sections:\n  -", chart.replace("MORE", more) + "sections:\n  -")

    (message,) = warnings_of(tmp_path, with_chart)
    assert message.startswith("“12万辆” is typed, and no fact of the ledger states it")
    assert warnings_of(tmp_path, lambda text: with_chart(text, ", source: 甲市统计局")) == []


def test_prose_that_quotes_a_slide_otherwise_is_told_without_an_article(tmp_path: Path) -> None:
    def quoting(text: str) -> str:
        slide = "      - kind: quotes\n        claim: 群众这样说\n        from: report#two\n        quotes: [{words: 路通了，日子就活了, speaker: 李某, occasion: 采访, source: report#two}]\n        prose: 李某说“路修了，日子就活了”。\n"
        return text + slide

    (message,) = warnings_of(tmp_path, quoting)
    assert message == "these words are quoted otherwise than on their slide: “路通了，日子就活了”"
    assert warnings_of(tmp_path, lambda text: quoting(text).replace("“路修了", "“路通了")) == []


# The command line


def test_verify_needs_something_to_verify_against() -> None:
    result = run("verify", cwd=SHIPPED.parent)
    assert result.returncode == 2
    assert "--article" in result.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [("dual-circle", "expected SOURCE=FILE"), ("dual-circl=x.txt", "did you mean “dual-circle”?")],
)
def test_an_article_is_given_for_a_source(given: str, said: str) -> None:
    result = run("verify", "--article", given, cwd=SHIPPED.parent)
    assert result.returncode == 2
    assert said in " ".join(re.sub(r"[│\s]+", " ", result.stderr).split())


def test_facts_lists_the_ledger_and_where_each_figure_is_used() -> None:
    result = run("facts", "--format", "json", cwd=SHIPPED.parent)
    rows = {row["id"]: row for row in json.loads(result.stdout)}
    assert list(rows) == list(yaml.safe_load(LEDGER.read_text("utf-8")))
    assert list(rows["cq_nev_output"]) == [
        "id",
        "label",
        "value",
        "unit",
        "as_of",
        "scope",
        "source",
        "evidence",
        "used_in",
    ]
    assert rows["cq_nev_output"]["used_in"] == ["slide 7", "summary", "Word 2.1"]
    assert rows["gd_hightech_firms"]["used_in"] == ["slide 14", "slide 16", "summary", "Word 3.2"]
    assert rows["forecast_window"]["used_in"] == []
