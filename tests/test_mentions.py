"""Which numbers of a text are figures, with which unit, and which are dates, ordinals, labels or names."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evidence.mentions import Sort, mentions


def figures(text: str) -> list[tuple[str, str]]:
    return [(mention.value, mention.unit) for mention in mentions(text) if mention.is_statistic]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产量39.1万辆，增长1.5倍", [("39.1", "万辆"), ("1.5", "倍")]),
        ("达到 10.3 亿元，增长 6.2%", [("10.3", "亿元"), ("6.2", "%")]),
        ("１２３．４万元", [("123.4", "万元")]),
        ("发放2 000元，共3 500 万元", [("2 000", "元"), ("3 500", "万元")]),
        ("5,000元", [("5,000", "元")]),
        ("下降3.5个百分点", [("3.5", "个百分点")]),
        ("每平方米2.3万元，20人/月", [("2.3", "万元"), ("20", "人/月")]),
        ("零下12℃", [("零下12", "℃")]),
        ("PM2.5浓度29微克/立方米", [("29", "微克/立方米")]),
        ("120km/h，10Gbps，20ms", [("120", "km/h"), ("10", "Gbps"), ("20", "ms")]),
        ("大型仪器1860台（套），12件(套)", [("1860", "台（套）"), ("12", "件(套)")]),
        ("租金18元/平方米·月", [("18", "元/平方米·月")]),
        ("订舱1800柜，3柜台", [("1800", "柜"), ("3", "")]),
    ],
)
def test_digits_with_their_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20多万人", [("20多", "万人")]),
        ("1万多户，6万多度电", [("1万多", "户"), ("6万多", "度电")]),
        ("一两百人，两三千人", [("一两百", "人"), ("两三千", "人")]),
        ("近千万元，近万人", [("近千万", "元"), ("近万", "人")]),
        ("上百万人，税收过亿元", [("上百万", "人"), ("过亿", "元")]),
        ("数亿元，数百家", [("数亿", "元"), ("数百", "家")]),
        ("万余名，百余家，10余年", [("万余", "名"), ("百余", "家"), ("10余", "年")]),
        ("二十几个，十来家", [("二十几", "个"), ("十来", "家")]),
        ("观看人数破百万", [("破百万", "")]),
        ("至少5家，8小时内", [("至少5", "家"), ("8", "小时内")]),
    ],
)
def test_what_bounds_or_blurs_a_number_belongs_to_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("占三成五，八成以上", [("三成五", ""), ("八成以上", "")]),
        ("三分之一，万分之三，百分之三点五", [("三分之一", ""), ("万分之三", ""), ("百分之三点五", "")]),
        ("人数过半，低一半", [("过半", ""), ("一半", "")]),
        ("近半数留下，半数以上企业", [("近半数", ""), ("半数以上", "")]),
        ("过半数人，超半数学生", [("过半数", ""), ("超半数", "")]),
        ("力争翻番，翻两番", [("翻番", ""), ("两", "番")]),
        ("师生比为1:3，比例1∶1.5", [("1:3", ""), ("1∶1.5", "")]),
        ("10%-15%", [("10%-15%", "")]),
    ],
)
def test_shares_and_ratios(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.2～1.5万元", [("1.2～1.5", "万元")]),
        ("500万—700万千瓦", [("500万—700万", "千瓦")]),
        ("7至9天，10到15年", [("7至9", "天"), ("10到15", "年")]),
        ("1500 - 2000元", [("1500 - 2000", "元")]),
    ],
)
def test_ranges(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("八万四千亩", [("八万四千", "亩")]),
        ("一百二十余公里", [("一百二十余", "公里")]),
        ("三点五倍", [("三点五", "倍")]),
        ("半小时，两个半小时", [("半", "小时"), ("两个半", "小时")]),
        ("一刻钟左右", [("一", "刻钟左右")]),
        ("百万千瓦机组", [("百万", "千瓦")]),
        ("三个方面，两家，一个", []),
    ],
)
def test_spelled_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2小时08分15秒，3分20秒，9秒98", [("2小时08分15秒", ""), ("3分20秒", ""), ("9秒98", "")]),
        ("1天半，3年半，两年零三个月", [("1天半", ""), ("3年半", ""), ("两年零三个月", "")]),
        ("每斤三块六，涨了四毛，12块5", [("三块六", ""), ("四", "毛"), ("12块5", "")]),
        ("宽四米五，身高一米七五，一斤二两", [("四米五", ""), ("一米七五", ""), ("一斤二两", "")]),
        ("一个多小时，两个多月，一个半月", [("一个多", "小时"), ("两个多", "月"), ("一个半", "月")]),
        ("一年半载，两天半价，三块五亩的地", [("两", "天"), ("五", "亩")]),
    ],
)
def test_numbers_of_several_numerals_are_one_figure(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("净落两万出头，七十开外，户均六千多，", [("两万出头", ""), ("七十开外", ""), ("六千多", "")]),
        ("三百来号人，涨了半成，少一成半，两成半", [("三百来", "号人"), ("半成", ""), ("一成半", ""), ("两成半", "")]),
        ("1千5百人，1亿2000万元，3万5千户", [("1千5百", "人"), ("1亿2000万", "元"), ("3万5千", "户")]),
        ("三十筐，四十晚，1200间夜，2.3晚", [("三十", "筐"), ("四十", "晚"), ("1200", "间夜"), ("2.3", "晚")]),
        ("三分地，半亩，8.5折", [("三", "分"), ("半", "亩"), ("8.5", "折")]),
        ("10的负6次方帕，10^6个，两个数量级", [("10的负6次方", "帕"), ("10^6", "个"), ("两", "个数量级")]),
        ("1.2亿光年，72个量子比特", [("1.2", "亿光年"), ("72", "个")]),
        ("提前3天", [("3", "天")]),
        ("人均GDP 8.6万元，AI 300家", [("8.6", "万元"), ("300", "家")]),
        ("一番努力，翻了两番", [("两", "番")]),
        ("28层高楼，建成12栋", [("28", "层"), ("12", "栋")]),
        ("电话3000部，手机5000台，急救30分钟", [("3000", "部"), ("5000", "台"), ("30", "分钟")]),
        ("不到三个亿，投资近两百个亿", [("不到三个亿", ""), ("近两百个亿", "")]),
        ("八百六七十个亿、十来个亿", [("八百六七十个亿", ""), ("十来个亿", "")]),
        ("上百个亿，两个多亿", [("上百个亿", ""), ("两个多亿", "")]),
        ("产值一千五百亿，我们呢，二十六七万。", [("一千五百亿", ""), ("二十六七万", "")]),
        ("人均四万八。", [("四万八", "")]),
        ("十二个亿元村，十三个亿万富翁", [("十二", "个"), ("十三", "个")]),
    ],
)
def test_colloquial_and_rare_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80元至380元，10公里到15公里", [("80元至380", "元"), ("10公里到15", "公里")]),
        ("15%至20%，三至五成", [("15%至20%", ""), ("三至五成", "")]),
        ("从300家到500家", [("300", "家"), ("500", "家")]),
    ],
)
def test_ranges_that_repeat_their_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


SORTS = {
    Sort.DATE: "2024年4月8日|2 月 3 日|2024-04-08|1—8月|18:30|上午9点半|上午九点|20世纪90年代|上世纪八十年代|二〇二四年|民国二十六年|正月十五|初一|前三季度|前9个月|十二月|周五|’24年|本世纪",
    Sort.ORDINAL: "第三届|第40万辆|前十|500强|1号线|三级|第七次",
    Sort.LABEL: "邮编400010|章节2.1|东经106度|北纬29.5度|〔2024〕12号|12345热线|400-820-1234|表3|①|比分3:2|318国道|5楼|2楼|7654321转801|138 0000 1234|电话：0000-7654321|（010）12345678|火警119|95字头|[3]|[1,2]|IEC 60000-9|GB/T 9704—2012|专利号ZL202410012345.6|门牌从101|3比2",
    Sort.NAME: "M9|5G-A|9000T|1+3|“8+10”|5A级景区|211高校|CA1234|G1234次|双11|3·15晚会|2.0版|95后|“三步走”|三年行动计划|24小时值班|神舟-19|No. 5|15分钟办事圈|一小时经济圈|“7×24小时”|“3分钟放款”|7天无理由",
}


@pytest.mark.parametrize(("sort", "text"), [(sort, text) for sort, texts in SORTS.items() for text in texts.split("|")])
def test_what_is_no_figure_is_told_from_one(sort: Sort, text: str) -> None:
    found = mentions(f"说到{text}，如此。")
    assert not any(mention.is_statistic for mention in found)
    assert [mention.sort for mention in found] == [sort]


PHRASES = "一体化 一带一路 半导体 四川 数据 二十大 十四届全国人大 五位一体 千方百计 最后一公里 统一 三次产业 百度 两会 成千上万 千家万户 三峡 十分 负增长 三番五次 三番两次 一人一卡 两点一线 七上八下 四梁八柱 百里挑一 一亩三分地 两比特门 九年义务教育"


@pytest.mark.parametrize("text", PHRASES.split())
def test_words_with_numerals_count_nothing(text: str) -> None:
    assert mentions(text) == ()


@given(
    st.text(
        alphabet="0123456789.,%-～第前近超约上过多余半一二两三十百千万亿年月日个家元小时成分之点至到（）“”翻番零下负 ",
        max_size=60,
    )
)
def test_mentions_stand_in_order_and_say_what_the_text_says(text: str) -> None:
    found = mentions(text)
    assert all(text[each.start : each.end] == each.text and each.start < each.end for each in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@pytest.mark.parametrize("run", ["一", "三千", "两三", "1"])
def test_a_long_run_of_digits_is_no_figure_and_is_passed_over_at_once(run: str) -> None:
    # Tried from each of its characters on, a run of this length would take minutes.
    assert len(mentions(run * 20_000 + "，共39.1万辆")) <= 2


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "built 1.214 million vehicles in 2025, of which 823,000",
            [("1.214 million", 1_214_000), ("823,000", 823_000)],
        ),
        (
            "over 18 billion yuan, nearly 2.5 million",
            [("over 18 billion", 18 * 10**9), ("nearly 2.5 million", 2_500_000)],
        ),
        ("5–14 days; 67.8%; −3.2%; 2/4 of them", [("5–14", 5), ("67.8%", 67.8), ("−3.2%", -3.2), ("2/4", 0.5)]),
        ("the 400,000th vehicle on 8 April 2024, see Figure 3, slide 12 and Section 1.2", []),
        ("1.1 Eastbank builds with M9, 5G-A and GB/T 9704-2012 since 2021–2025", []),
        ("Vehicles: 39,100 (both shores; “全年39.1万辆”)", [("39,100", 39_100), ("39.1万辆", 39.1)]),
    ],
)
def test_english_texts_are_read_too(text: str, figures: list[tuple[str, float]]) -> None:
    found = [each for each in mentions(text) if each.sort is Sort.FIGURE and each.quantity is not None]
    assert [(each.text, float(each.quantity.low)) for each in found if each.quantity] == figures


@pytest.mark.parametrize("run", ["3分20秒", "10的", "80元至", "三块"])
def test_a_run_of_compounds_takes_no_longer_than_its_length(run: str) -> None:
    assert mentions(run * 5_000 + "，共39.1万辆")[-1].text == "39.1万辆"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产值达翻番", ("翻番", 3)),
        ("学费达到两年半", ("两年半", 4)),
        ("占比达过半", ("过半", 3)),
        ("增长达到了三成五", ("三成五", 5)),
    ],
)
def test_a_figure_behind_a_word_that_says_no_more_begins_where_it_stands(text: str, expected: tuple[str, int]) -> None:
    (mention,) = mentions(text)
    assert (mention.text, mention.start) == expected
    assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("text", ["0的0次方", "0的负5次方", "0⁻²", "3×0^0"])
def test_naught_to_a_power_that_it_has_not_is_read_without_an_error(text: str) -> None:
    assert all(mention.quantity is None or mention.quantity.low.is_finite() for mention in mentions(text))


def test_a_share_of_things_is_no_count_of_them() -> None:
    (share,) = mentions("约三分之一企业参与")
    assert (share.text, share.value, share.unit, share.is_statistic) == ("约三分之一", "约三分之一", "", True)
