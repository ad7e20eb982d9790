"""What articles state is found: measured against lists made by hand, and on sentences of many kinds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from yardstick import LISTS, article_of, lists, measure

from briefing.extract.quotations import excerpt, quotations
from briefing.extract.statistics import Statistic, statistics
from briefing.extract.structure import parse
from briefing.outline.schema import MAX_EVIDENCE, MAX_QUOTATION


@pytest.mark.parametrize("listing", [file for file in lists() if article_of(file, None)], ids=lambda file: file.stem)
def test_a_synthetic_article_gives_what_a_reader_listed(listing: Path) -> None:
    article = article_of(listing, None)
    assert article
    measured = measure(listing, article)
    assert measured.statistics.passes, measured.statistics
    assert measured.quotations.passes, measured.quotations


@pytest.mark.parametrize("name", ["dual-circle", "liangjiang-five-years"])
def test_a_real_article_gives_what_a_reader_listed(name: str, articles: Path) -> None:
    measured = measure(LISTS / f"{name}.yaml", articles / f"{name}.txt")
    assert measured.statistics.passes, measured.statistics
    assert measured.quotations.passes, measured.quotations


def found(text: str) -> list[Statistic]:
    return [each for _, group in statistics(parse("article.txt", text)) for each in group]


@pytest.mark.parametrize(
    ("text", "label", "scope", "as_of", "evidence"),
    [
        ("2023年，重庆新能源汽车产量39.1万辆。", "重庆新能源汽车产量", "重庆", "2023年", "重庆新能源汽车产量39.1万辆"),
        (
            "截至2023年底，重庆已建成144个智能工厂。",
            "重庆已建成智能工厂",
            "重庆",
            "截至2023年底",
            "重庆已建成144个智能工厂",
        ),
        ("2024年上半年，全厂单耗由50%降至20%。", "全厂单耗", "全厂", "2024年上半年", "全厂单耗由50%降至20%"),
        (
            "位于沙坪县的基地规划面积128平方公里。",
            "基地规划面积",
            "沙坪县",
            "报道时",
            "位于沙坪县的基地规划面积128平方公里",
        ),
    ],
)
def test_a_statistic_says_what_where_and_when(text: str, label: str, scope: str, as_of: str, evidence: str) -> None:
    first = found(text)[0]
    assert (first.label, first.scope, first.as_of.text, first.evidence) == (label, scope, as_of, evidence)


def test_a_change_is_that_of_what_was_named_before() -> None:
    first, second = found("2023年，甲市汽车产量39.1万辆，同比增长1.5倍。")
    assert second.label == first.label + "同比增长"


def test_this_year_is_resolved_only_where_the_article_states_its_year() -> None:
    told = "示例社某地2024年10月18日电 今年上半年，产量39.1万辆，去年是30万辆。"
    untold = "今年上半年，产量39.1万辆。"
    assert [(each.as_of.text, each.as_of.is_decided) for each in found(told)] == [
        ("2024年上半年", True),
        ("2023年", True),
    ]
    assert [(each.as_of.text, each.as_of.is_decided) for each in found(untold)] == [("今年上半年", False)]


def test_evidence_is_the_articles_own_words() -> None:
    text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥里有企业3.5万家之多，" * 3
    for each in found(text):
        assert each.evidence in text
        assert len(each.evidence) <= MAX_EVIDENCE
        assert "3.5万家" in each.evidence


def test_cells_take_the_unit_of_their_column_and_the_name_of_their_row() -> None:
    text = (
        "# 重点项目的进展\n\n## 表\n\n| 序号 | 项目 | 投资（万元） |\n| --- | --- | --- |\n| 1 | 农田改造 | 12600 |\n"
    )
    assert [(each.value, each.unit, each.label) for each in found(text)] == [("12600", "万元", "农田改造投资")]


def test_a_columns_unit_may_be_divided_by_two() -> None:
    text = "# 房租\n\n| 园区 | 企业（家） | 租金（元/平方米·月） |\n| --- | --- | --- |\n| 二号工坊 | 74 | 18 |\n"
    assert [(each.value, each.unit) for each in found(text)] == [("74", "家"), ("18", "元/平方米·月")]


def test_figures_that_share_a_unit_have_it_each() -> None:
    assert [each.unit for each in found("增速分别比上年高5.2和3.1个百分点。")] == ["个百分点", "个百分点"]


@pytest.mark.parametrize(
    "text",
    [
        "五年来，面貌一新。",
        "未来三年将见效。",
        "三个方面的措施。",
        "65岁及以上的老人很多。",
        "成立75周年。",
        "第40万辆新车下线。",
        "一台新车。",
        "办理较快的三项，均已完成。",
        "坚持两个结合。",
        "分三个阶段、四个环节、五大任务推进。",
        "2024届毕业生。",
        "2023级新生报到。",
        "我们就上门走三回。",
        "不怕一万，就怕万一。",
    ],
)
def test_spans_bases_and_arrangements_are_no_statistics(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "换两次线。",
        "换了三回方向。",
        "要交四份单证。",
        "跑三个窗口。",
        "六个区县。",
        "打破两项纪录。",
        "顶得上五六个人。",
        "享受五折优惠。",
        "四位院士。",
    ],
)
def test_small_counts_of_things_are_statistics(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“羊认路，鸡认人。”岳大川掰着指头数，“头一年倒贴了三千来块。”", ["岳大川", "岳大川"]),
        ("87岁的邵满仓下了坡。“年轻人嫌它小，”老人直起腰，“够我刨到日头出山。”", ["邵满仓", "邵满仓"]),
        ("绕不开姚杏林。她家有棵树。去年摘了不少，她听得入神，回头却说：“树跟娃一样。”", ["姚杏林"]),
        ("有人追问走势。首席财务官祝临川坦言：“息差还没见底。”", ["祝临川"]),
        ("村支书石广田抓起一把土。“土不骗人，你糊弄它一季，它糊弄你一年。”", ["石广田"]),
        ("工人吴小兰向记者展示工资单，“这个月多拿了八百块。”", ["吴小兰"]),
        ("“机器不会累，人会。”车间主任许敬之拍拍机床。", ["许敬之"]),
        ("“没有他们，就没有我。”说起老师，工人方晓梅红了眼眶。", ["方晓梅"]),
        ("市长李强来了。会议指出：“要坚持问题导向。”", []),
        ("“账谈了十七轮，最后摊开算，道理就通了。”\n\n说这话的是甲市水务局局长雷鸣谦。", ["雷鸣谦"]),
        ("“账谈了十七轮，最后摊开算，道理就通了。”\n\n这番话出自老船长石大海之口。", ["石大海"]),
        ("“账谈了十七轮，最后摊开算，道理就通了。”\n\n这是山城最大的桥。", []),
        ("所长段知微认为，单打独斗都不够分量，“合起来看，人口七百万，底气足”。", ["段知微"]),
        ("张强走了。会议认为，任务仍然很重，“合起来看，人口七百万，底气足”。", []),
        (
            "海关副关长边晓峰介绍，申报增长。“省下来的是时间,”他说,“多等一天，损耗就多。”",
            ["边晓峰", "边晓峰"],
        ),
        ("当年的招商局局长郗长风跟我讲过一句话，我记到今天：“没有钱，就得有脸皮。”", ["郗长风"]),
        ("甲市市长闻朗在座谈会上的讲话\n\n有人问打多少分。我说：“七十五分，及格往上。”谢谢大家。", ["闻朗"]),
        ("有人问打多少分。我说：“七十五分，及格往上。”谢谢大家。", []),
        ("“我们的产量翻了一番。”公司董事长周明远说。", ["周明远"]),
        ("市发展改革委主任李强在发布会上表示：“今年的目标一定能完成。”", ["李强"]),
        ("“这条路，”清华大学教授薛澜指出，“是走得通的。”", ["薛澜", "薛澜"]),
        ("王芳笑着说：“日子越过越好。”她还说：“明年想再种十亩。”", ["王芳", "王芳"]),
        ("“以前是人找服务，现在是服务找人。”一位办事群众感慨。", ["办事群众"]),
        ('调度员葛长川说: "三伏天最怕多省同时告急。"', ["葛长川"]),
        ("老农陈根生摸着稻穗，笑得合不拢嘴：“头一回见这么好的收成！”", ["陈根生"]),
        ("据欧阳晓峰介绍，“项目将于年底投产。”", ["欧阳晓峰"]),
        ("他们打造了“一站式”服务平台，实现“最多跑一次”。", []),
        ("会议强调，要坚持“稳中求进”的总基调。", []),
    ],
)
def test_direct_speech_has_its_speaker(text: str, speakers: list[str]) -> None:
    assert [each.speaker for each in quotations(parse("article.txt", text))] == speakers


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("日子越过越好。", "日子越过越好"),
        ("第一句话不长。" + "第二句话很长很长" * 6 + "。", "第一句话不长"),
        ("没有停顿的话" * 10 + "。", ""),
        ("他说‘前面的话，" + "引在里面的话" * 8 + "’。", ""),
    ],
)
def test_an_excerpt_ends_where_a_clause_ends(words: str, expected: str) -> None:
    assert excerpt(words) == expected
    assert len(excerpt(words)) <= MAX_QUOTATION
