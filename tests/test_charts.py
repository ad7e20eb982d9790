"""The charts room: every kind fits its slot, is legible, and is the same every time."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import TypeVar
from xml.sax.saxutils import escape

import pytest
from PIL import Image

from briefing.charts import ChartDoesNotFit, Medium, MissingGlyph, UnsuitableData, page_height, render
from briefing.charts.bars import signed
from briefing.charts.canvas import Canvas
from briefing.charts.engine import draw
from briefing.charts.marks import Box, Dot, Line, Rectangle, Stroke
from briefing.charts.ordered import places
from briefing.charts.relation_order import order
from briefing.charts.sheet import Sheet
from briefing.charts.style import ramp
from briefing.charts.wrap import balanced, greedy
from briefing.contrast import luminance
from briefing.document import (
    Chart,
    ChartKind,
    Datum,
    Link,
    Milestone,
    Milestones,
    Node,
    Quantity,
    Relation,
    Row,
    Rows,
    Side,
)
from briefing.lengths import Size, inch, mm
from briefing.outline import looks

THEME = looks.theme("policy-blue")
T = TypeVar("T")

SLOTS = [
    (Medium.SLIDE, Size(inch(12.1), inch(4.6))),
    (Medium.SLIDE, Size(inch(7.0), inch(4.6))),
    (Medium.SLIDE, Size(inch(6.4), inch(4.2))),
    (Medium.SLIDE, Size(inch(12.1), inch(4.1))),
    (Medium.SLIDE, Size(inch(7.0), inch(4.85))),
    (Medium.PAGE, Size(mm(156), mm(70))),
    (Medium.PAGE, Size(mm(156), mm(60))),
    (Medium.PAGE, Size(mm(156), mm(85))),
    (Medium.PAGE, Size(mm(150), mm(76))),
]
LEAST = {Medium.SLIDE: 14.0, Medium.PAGE: 9.0}


def datum(low: str, unit: str, text: str = "", high: str = "") -> Datum:
    return Datum(Quantity(Decimal(low), Decimal(high or low), text or low.lstrip("-")), unit)


def row(label: str, *values: Datum | None, side: Side = Side.FIRST, highlight: bool = False) -> Row:
    return Row(label, values, side, highlight)


def chart(kind: ChartKind, title: str, unit: str, data: Rows | Milestones | Relation) -> Chart:
    return Chart(kind.value, 1, kind, title, unit, data, None, title, ())


CHARTS = {
    made.kind: made
    for made in (
        chart(
            ChartKind.COLUMN,
            "从重庆东站出发的到达时间",
            "小时",
            Rows(
                (),
                (
                    row("成都、贵阳", datum("1", "小时"), highlight=True),
                    row("武汉、昆明、长沙", datum("3", "小时"), side=Side.CONTEXT),
                    row("北京、上海、广州", datum("6", "小时"), side=Side.CONTEXT),
                ),
            ),
        ),
        chart(
            ChartKind.BAR,
            "重庆已建成的智能制造单元（截至2023年底）",
            "个",
            Rows((), (row("智能工厂", datum("144", "个")), row("数字化车间", datum("958", "个"), highlight=True))),
        ),
        chart(
            ChartKind.GROUPED,
            "三地投入（示例）",
            "亿元",
            Rows(
                ("2021年", "2022年", "2023年"),
                (
                    row("重庆", datum("3", "亿元"), datum("4", "亿元"), datum("5.5", "亿元")),
                    row("成都", datum("2", "亿元"), datum("3.5", "亿元"), None),
                    row("广州", datum("6", "亿元"), datum("7", "亿元"), datum("9", "亿元"), side=Side.SECOND),
                ),
            ),
        ),
        chart(
            ChartKind.STACKED,
            "成都数字化转型试点资金",
            "亿元",
            Rows(("中央财政资金", "市级配套资金"), (row("成都", datum("1.5", "亿元"), datum("2", "亿元")),)),
        ),
        chart(
            ChartKind.DIVERGING,
            "各案例的生产变化",
            "%",
            Rows(
                (),
                (
                    row("重庆智能工厂 生产效率", datum("50", "%")),
                    row("重庆智能工厂 运营成本", datum("-30", "%")),
                    row("赛力斯一体化压铸 零件减重", datum("-28", "%")),
                    row("微网优联 单台制造成本", datum("-40", "%"), side=Side.BOTH, highlight=True),
                    row("微网优联 单线每小时产量", datum("30", "%"), side=Side.BOTH),
                    row("广域铭岛平台 质量损失成本", datum("-13", "%")),
                    row("广域铭岛平台 订单交付周期", datum("-15", "%")),
                ),
            ),
        ),
        chart(
            ChartKind.DUMBBELL,
            "赛力斯一体化压铸前后的零件数",
            "个",
            Rows(
                ("原零件数", "一体化压铸后"),
                (
                    row("第一处", datum("87", "个"), datum("1", "个")),
                    row("第二处", datum("222", "个"), datum("10", "个")),
                ),
            ),
        ),
        chart(
            ChartKind.RANGE,
            "陆海新通道铁海联运节约的运输时间",
            "天",
            Rows((), (row("与传统进口模式相比", datum("5", "天", "5～14", "14"), side=Side.BOTH),)),
        ),
        chart(
            ChartKind.SHARE,
            "成渝与两江新区的占比",
            "%",
            Rows(
                (),
                (
                    row("成渝电子信息产业规模占全国", datum("11", "%", "超11")),
                    row("两江新区投用服务器占全市", datum("78.5", "%")),
                    row("两江新区智能算力占全市", datum("68", "%")),
                ),
            ),
        ),
        chart(
            ChartKind.STACKED_100,
            "三地投入的构成",
            "亿元",
            Rows(
                ("中央财政", "市级财政", "企业"),
                (
                    row("重庆", datum("1.5", "亿元"), datum("2", "亿元"), datum("3", "亿元")),
                    row("成都", datum("2", "亿元"), datum("3.5", "亿元"), None),
                    row("广州", datum("6", "亿元"), datum("0.2", "亿元"), datum("7", "亿元"), side=Side.SECOND),
                ),
            ),
        ),
        chart(
            ChartKind.LINE,
            "两地汽车产量",
            "万辆",
            Rows(
                ("成渝", "大湾区"),
                (
                    row("2019年", datum("201", "万辆"), datum("310", "万辆")),
                    row("2020年", datum("215", "万辆"), datum("330", "万辆")),
                    row("2021年", None, datum("322", "万辆")),
                    row("2022年", datum("260", "万辆"), datum("400", "万辆")),
                    row("2023年", datum("318.5", "万辆"), datum("519", "万辆")),
                ),
                (Side.FIRST, Side.SECOND),
            ),
        ),
        chart(
            ChartKind.AREA,
            "三类企业产值",
            "亿元",
            Rows(
                ("国有企业", "民营企业", "外资企业"),
                (
                    row("2021年", datum("15", "亿元"), datum("10", "亿元"), datum("8", "亿元")),
                    row("2022年", datum("18", "亿元"), datum("14", "亿元"), datum("9", "亿元")),
                    row("2023年", datum("24", "亿元"), datum("20", "亿元"), datum("10", "亿元")),
                ),
            ),
        ),
        chart(
            ChartKind.COMBO,
            "进出口额与增速",
            "亿元",
            Rows(
                ("进出口额", "比上年增长"),
                (
                    row("2020年", datum("6513", "亿元"), datum("12.5", "%")),
                    row("2021年", datum("8000", "亿元"), datum("22.8", "%")),
                    row("2022年", datum("8158", "亿元"), datum("2", "%")),
                    row("2023年", datum("7137", "亿元"), datum("-12.5", "%", "-12.5")),
                ),
            ),
        ),
        chart(
            ChartKind.WATERFALL,
            "单台成本的变化",
            "元",
            Rows(
                (),
                (
                    row("改造前", datum("1000", "元")),
                    row("人工", datum("-220", "元")),
                    row("能耗", datum("-80", "元")),
                    row("设备折旧", datum("60", "元")),
                    row("改造后", datum("760", "元"), highlight=True),
                ),
            ),
        ),
        chart(
            ChartKind.MULTIPLES,
            "三类设施的分布",
            "个",
            Rows(
                ("智能工厂", "数字化车间", "5G工厂"),
                (
                    row("重庆", datum("144", "个"), datum("958", "个"), datum("30", "个")),
                    row("成都", datum("90", "个"), datum("400", "个"), datum("24", "个")),
                    row("广州", datum("120", "个"), datum("610", "个"), None, side=Side.SECOND),
                ),
            ),
        ),
        chart(
            ChartKind.TIMELINE,
            "两地合作大事",
            "",
            Milestones(
                (
                    Milestone("2014年", 2014, "微芯生物在成都设立子公司", Side.BOTH),
                    Milestone("2020年12月", 2020.95, "微网优联落地成都高新区", Side.BOTH),
                    Milestone("2021年10月", 2021.79, "《规划纲要》印发"),
                    Milestone("2023年6月", 2023.46, "成都、渝北入选首批试点", Side.FIRST),
                    Milestone("2024年4月", 2024.3, "西部大开发座谈会在重庆召开"),
                )
            ),
        ),
        chart(
            ChartKind.RELATION,
            "两个圈之间的合作",
            "",
            Relation(
                (
                    Node("wx", "深圳微芯生物", Side.SECOND),
                    Node("hw", "华为", Side.SECOND),
                    Node("gz", "中交四航局", Side.SECOND),
                    Node("cd", "成都微芯药业", Side.FIRST),
                    Node("sls", "赛力斯", Side.FIRST),
                    Node("wl", "重庆国际物流枢纽园区", Side.FIRST),
                    Node("ll", "冷链智慧产业园", Side.BOTH),
                ),
                (
                    Link("wx", "cd", "资本"),
                    Link("cd", "wx", "成果"),
                    Link("hw", "sls", "技术"),
                    Link("gz", "ll", "资本"),
                    Link("wl", "ll", "市场、物流"),
                    Link("sls", "wl", "整车"),
                ),
                "成渝地区双城经济圈",
                "粤港澳大湾区",
            ),
        ),
    )
}


def texts(made: Chart, medium: Medium = Medium.SLIDE) -> list[str]:
    size = next(size for slot, size in SLOTS if slot is medium)
    return [text for text, _, _ in draw(made, size, THEME, medium).extents()]


def with_rows(made: Chart, *rows: Row) -> Chart:
    assert isinstance(made.data, Rows)
    return replace(made, data=replace(made.data, rows=rows))


def marks(sheet: Sheet, kind: type[T]) -> list[T]:
    return [mark for mark in sheet.marks if isinstance(mark, kind)]


def bars(sheet: Sheet) -> list[Box]:
    return [mark.box for mark in marks(sheet, Rectangle)]


def test_every_kind_has_a_sample() -> None:
    assert set(CHARTS) == set(ChartKind)


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize(("medium", "size"), SLOTS)
def test_text_stands_free_inside_its_slot_and_is_large_enough(kind: ChartKind, medium: Medium, size: Size) -> None:
    extents = draw(CHARTS[kind], size, THEME, medium).extents()
    assert extents
    for number, (text, points, box) in enumerate(extents):
        assert points >= LEAST[medium], text
        assert box.left >= -0.6, text
        assert box.top >= -0.6, text
        assert box.right <= size.width.pt + 0.6, text
        assert box.bottom <= size.height.pt + 0.6, text
        for other, _, second in extents[number + 1 :]:
            assert not box.touches(second, 0.6), f"{text} touches {other}"


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize(("medium", "size"), SLOTS)
def test_text_is_painted_where_it_was_settled(kind: ChartKind, medium: Medium, size: Size) -> None:
    """What is checked before painting is worth as much as the boxes of the renderer."""
    sheet = draw(CHARTS[kind], size, THEME, medium)
    settled, painted = sheet.extents(), Canvas(sheet.artwork).extents()
    assert [text for text, _, _ in settled] == [text for text, _ in painted]
    for (text, points, box), (_, ink) in zip(settled, painted, strict=True):
        # The renderer rounds to its pixels (a third of a point), kerns, and leaves the white of the outer signs out.
        assert ink.left > box.left - 0.5, text
        assert ink.right < box.right + max(0.5, points * 0.05), text
        assert ink.top == pytest.approx(box.top, abs=0.6), text
        assert ink.bottom == pytest.approx(box.bottom, abs=0.6), text
        assert ink.width > box.width - points, text


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("medium", Medium)
def test_two_drawings_have_the_same_bytes_and_the_size_of_the_slot(kind: ChartKind, medium: Medium) -> None:
    size = next(size for slot, size in SLOTS if slot is medium)
    first, second = (render(CHARTS[kind], size, THEME, medium) for _ in range(2))
    assert first.painted == second.painted
    svg, png = first.painted.svg, first.painted.png
    with Image.open(BytesIO(png)) as image:
        assert image.size == pytest.approx((size.width.inch * 200, size.height.inch * 200), abs=1)
        assert "Software" not in image.info
    head = svg[:600].decode(errors="replace")
    assert f'width="{size.width.pt:.6f}'[:10] in head
    assert b"<text" not in svg
    assert b"dc:date" not in svg
    with Image.open(BytesIO(png)) as image:
        described = image.info["Description"]
    assert CHARTS[kind].title[:4] in described or medium is Medium.PAGE, "its labels can be read back"
    assert escape(described).encode() in svg


@pytest.mark.parametrize("kind", ChartKind)
def test_the_height_proposed_for_a_page_is_enough(kind: ChartKind) -> None:
    size = Size(mm(156), page_height(CHARTS[kind]))
    assert render(CHARTS[kind], size, THEME, Medium.PAGE).size == size


def test_a_slide_has_title_and_unit_and_a_page_only_the_unit() -> None:
    made = CHARTS[ChartKind.DIVERGING]
    assert "各案例的生产变化（%）" in texts(made)
    assert "（%）" in texts(made, Medium.PAGE)
    assert not any("各案例" in text for text in texts(made, Medium.PAGE))


def test_the_unit_joins_parentheses_that_the_title_has() -> None:
    assert "重庆已建成的智能制造单元（截至2023年底，个）" in texts(CHARTS[ChartKind.BAR])


def test_bars_are_sorted_from_the_largest() -> None:
    shown = texts(CHARTS[ChartKind.BAR])
    assert shown.index("958") < shown.index("144")


def test_changes_carry_their_signs() -> None:
    assert {"+50", "−28", "−40"} <= set(texts(CHARTS[ChartKind.DIVERGING]))
    assert signed("超50", 50) == "超50"
    assert signed("约28", -28) == "约−28"
    assert signed("-28", -28) == "−28"
    assert signed("0", 0) == "0"


def test_a_figure_is_labelled_as_it_is_printed() -> None:
    assert "超11%" in texts(CHARTS[ChartKind.SHARE])
    assert {"5", "14"} <= set(texts(CHARTS[ChartKind.RANGE]))
    assert "12吨" in texts(with_rows(CHARTS[ChartKind.BAR], row("其他单位", datum("12", "吨"))))


def test_the_range_near_zero_is_labelled_behind_its_bar() -> None:
    made = with_rows(
        CHARTS[ChartKind.RANGE], row("长", datum("5", "天", high="50")), row("短", datum("0", "天", "0～2", "2"))
    )
    assert "0～2" in texts(made)


def test_a_dot_at_zero_keeps_off_the_rows_labels() -> None:
    made = with_rows(
        CHARTS[ChartKind.RANGE], row("至甲港", datum("0", "天")), row("至乙港", datum("5", "天", "5～14", "14"))
    )
    for medium, size in SLOTS:
        sheet = draw(made, size, THEME, medium)
        (dot,) = marks(sheet, Dot)
        labels = [box for text, _, box in sheet.extents() if text.startswith("至")]
        assert all(box.right < dot.center[0] - dot.radius - 3 for box in labels)


def test_shares_are_of_their_rows_total_and_rounded_half_up() -> None:
    made = with_rows(
        CHARTS[ChartKind.STACKED_100],
        row("甲", datum("1", "亿元"), datum("1", "亿元"), datum("6", "亿元")),
        row("乙", datum("1", "亿元"), datum("199", "亿元"), None),
    )
    # 1 of 8 is 12.5 per cent, and 1 of 200 would be nothing without a decimal.
    assert [text for text in texts(made) if "%" in text] == ["13%", "13%", "75%", "100%", "0.5%"]
    assert "三地投入的构成" in texts(made), "the title names no unit, for the labels carry %"


def test_lines_are_named_at_their_ends_in_the_colours_of_their_circles() -> None:
    sheet = draw(CHARTS[ChartKind.LINE], SLOTS[0][1], THEME, Medium.SLIDE)
    colors = {line.text: line.color for line in marks(sheet, Line)}
    assert (colors["成渝"], colors["大湾区"]) == ("9E2F1D", "0F7A8A")
    right = {text: box.left for text, _, box in sheet.extents()}
    assert right["成渝"] > right["318.5"]


def test_years_stand_in_proportion_to_time() -> None:
    years = [row(label, datum("1", "万辆")) for label in ("2010年", "2020年", "2022年")]
    assert places(years, 0, 120) == [0, 100, 120]
    steps = [row(label, datum("1", "万辆")) for label in ("2010年", "一期", "二期")]
    assert places(steps, 0, 120) == [0, 60, 120]


def test_many_points_have_an_axis_and_their_last_values() -> None:
    many = [row(f"{n}月", datum(str(n), "万辆"), datum(str(n * 2 - 5), "万辆")) for n in range(1, 13)]
    shown = texts(with_rows(CHARTS[ChartKind.LINE], *many))
    assert {"成渝 12", "大湾区 19", "0", "−5"} <= set(shown)


def test_values_that_find_no_room_give_way_to_an_axis() -> None:
    thin = [row(f"{year}年", datum("1000", "亿元"), datum("1", "亿元"), datum("2", "亿元")) for year in (2021, 2022)]
    shown = texts(with_rows(CHARTS[ChartKind.AREA], *thin))
    assert {"0", "500", "外资企业"} <= set(shown)
    assert "2" not in shown


def test_the_line_of_a_combo_carries_its_own_unit() -> None:
    shown = texts(CHARTS[ChartKind.COMBO])
    assert {"进出口额与增速（亿元）", "6513", "12.5%", "−12.5%", "进出口额", "比上年增长"} <= set(shown)


def test_one_unit_in_a_combo_has_one_scale() -> None:
    made = with_rows(
        CHARTS[ChartKind.COMBO],
        *(row(f"{year}年", datum("100", "亿元"), datum("50", "亿元")) for year in (2021, 2022)),
    )
    sheet = draw(made, SLOTS[0][1], THEME, Medium.SLIDE)
    top = min(max(line.start[1], line.end[1]) for line in marks(sheet, Stroke) if line.weight == 1)
    first, _ = marks(sheet, Dot)
    assert top - first.center[1] == pytest.approx(bars(sheet)[0].height / 2)


def test_changes_of_a_waterfall_carry_their_signs_and_totals_do_not() -> None:
    assert {"1000", "−220", "+60", "760"} <= set(texts(CHARTS[ChartKind.WATERFALL]))


def test_panels_have_one_scale() -> None:
    sheet = draw(CHARTS[ChartKind.MULTIPLES], SLOTS[0][1], THEME, Medium.SLIDE)
    widths = [box.width for box in bars(sheet) if box.width]
    assert max(widths) / min(widths) == pytest.approx(958 / 24)


def test_few_rows_in_a_tall_slot_are_drawn_larger() -> None:
    for kind in (ChartKind.BAR, ChartKind.STACKED, ChartKind.RANGE):
        sheet = draw(CHARTS[kind], Size(inch(7.0), inch(4.85)), THEME, Medium.SLIDE)
        assert max(box.height for box in bars(sheet)) == pytest.approx(64, abs=12)
        assert max(points for _, points, _ in sheet.extents()) > 30


def xs_of(sheet: Sheet) -> list[tuple[float, float]]:
    """Returns where the bars begin and end, from the left."""
    return sorted((box.left, box.right) for box in bars(sheet) if box.width > 1)


@pytest.mark.parametrize("kind", [ChartKind.COLUMN, ChartKind.COMBO, ChartKind.WATERFALL])
@pytest.mark.parametrize("count", [2, 3, 4, 6])
@pytest.mark.parametrize(("medium", "size"), [SLOTS[0], SLOTS[1], SLOTS[5]])
def test_columns_are_no_slivers_and_few_stand_close(kind: ChartKind, count: int, medium: Medium, size: Size) -> None:
    values = [datum("100", "元"), *([datum("4", "%")] if kind is ChartKind.COMBO else [])]
    made = chart(
        kind,
        "标题",
        "元",
        Rows(
            ("甲", "乙")[: len(values)] if len(values) > 1 else (),
            tuple(row(f"第{n}年", *values) for n in range(1, count + 1)),
        ),
    )
    sheet = draw(made, size, THEME, medium)
    places = xs_of(sheet)
    assert len(places) == count
    share = (places[0][1] - places[0][0]) / (places[1][0] - places[0][0])
    assert 0.55 <= share <= 0.65
    assert places[0][1] - places[0][0] <= (108 if medium is Medium.SLIDE else 51)


def test_columns_stand_in_the_middle() -> None:
    places = xs_of(draw(CHARTS[ChartKind.COLUMN], SLOTS[0][1], THEME, Medium.SLIDE))
    assert places[0][0] == pytest.approx(SLOTS[0][1].width.pt - places[-1][1], abs=5)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("medium", list(Medium))
def test_few_horizontal_bars_are_thick_and_stay_together(count: int, medium: Medium) -> None:
    size = SLOTS[0][1] if medium is Medium.SLIDE else Size(mm(156), mm(70))
    made = with_rows(CHARTS[ChartKind.BAR], *(row(f"第{n}处", datum(str(9 - n), "个")) for n in range(count)))
    sheet = draw(made, size, THEME, medium)
    found = sorted((box.top, box.bottom) for box in bars(sheet))
    thickness = found[0][1] - found[0][0]
    assert thickness >= (40 if medium is Medium.SLIDE else 20)
    for (_, bottom), (top, _) in pairwise(found):
        assert thickness / (thickness + top - bottom) == pytest.approx(0.6, abs=0.05)


def test_panels_leave_nothing_blank_but_equal_gaps() -> None:
    made = CHARTS[ChartKind.MULTIPLES]
    assert isinstance(made.data, Rows)
    made = replace(made, data=replace(made.data, series=("工厂", "车间", "仓库")))
    sheet = draw(made, SLOTS[0][1], THEME, Medium.SLIDE)
    values = [box for text, _, box in sheet.extents() if text.isdigit()]
    zeros = sorted({round(box.left, 3) for box in bars(sheet)})
    ends = [
        max(box.right for box in values if box.left > zero and box.right < end) for zero, end in pairwise([*zeros, 1e9])
    ]
    gaps = [zero - end for zero, end in zip(zeros[1:], ends, strict=False)]
    assert gaps == [pytest.approx(gaps[0], abs=3)] * 2
    assert 25 < gaps[0] < 60
    assert ends[-1] == pytest.approx(sheet.width, abs=gaps[0])


def test_the_head_keeps_off_the_rule_above_the_drawing_and_the_values_off_the_head() -> None:
    for kind in (ChartKind.COLUMN, ChartKind.WATERFALL):
        (title, *others) = [box for _, _, box in draw(CHARTS[kind], SLOTS[0][1], THEME, Medium.SLIDE).extents()]
        assert title.top >= 5
        assert min(box.top for box in others) - title.bottom >= 18


@pytest.mark.parametrize("kind", [ChartKind.DUMBBELL, ChartKind.DIVERGING])
def test_a_value_beside_the_label_of_its_row_keeps_clear_of_it(kind: ChartKind) -> None:
    for medium, size in SLOTS:
        sheet = draw(CHARTS[kind], size, THEME, medium)
        shown = [(text, box) for text, _, box in sheet.extents()]
        labels = [
            box for text, box in shown if re.search(r"处|成本|周期|减重|产量|效率", text) and "零件数" not in text
        ]
        values = [box for text, box in shown if re.fullmatch(r"[+−]?\d+", text)]
        gap = min(box.left for box in values) - max(box.right for box in labels)
        assert gap >= sheet.sizes.label * 1.15


def test_a_row_without_a_value_is_shown_as_a_gap() -> None:
    assert "—" in texts(CHARTS[ChartKind.GROUPED])


def test_narrow_parts_have_their_values_outside() -> None:
    made = with_rows(CHARTS[ChartKind.STACKED], row("成都", datum("300", "亿元"), datum("1", "亿元")))
    assert {"300", "1", "中央财政资金", "市级配套资金"} <= set(texts(made))


def test_a_missing_glyph_is_an_error_that_names_the_character() -> None:
    made = with_rows(CHARTS[ChartKind.BAR], row("工厂🏭", datum("1", "个")))
    with pytest.raises(MissingGlyph, match=r"🏭.*U\+1F3ED"):
        render(made, SLOTS[0][1], THEME, Medium.SLIDE)


def test_too_much_for_a_slot_is_an_error_that_names_the_chart() -> None:
    made = with_rows(CHARTS[ChartKind.BAR], *(row(f"第{i}行", datum("1", "个")) for i in range(24)))
    with pytest.raises(ChartDoesNotFit, match=r"“bar” \(重庆已建成.*24 rows need more height"):
        render(made, SLOTS[1][1], THEME, Medium.SLIDE)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ChartKind.COLUMN, datum("-1", "小时")),
        (ChartKind.SHARE, datum("120", "%")),
        (ChartKind.DUMBBELL, datum("1", "个")),
        (ChartKind.BAR, None),
        (ChartKind.STACKED_100, datum("1", "亿元")),
        (ChartKind.LINE, datum("1", "万辆")),
        (ChartKind.AREA, datum("1", "亿元")),
        (ChartKind.COMBO, datum("1", "亿元")),
        (ChartKind.WATERFALL, datum("1", "元")),
        (ChartKind.MULTIPLES, datum("1", "个")),
    ],
)
def test_data_that_a_kind_cannot_show_are_an_error(kind: ChartKind, value: Datum | None) -> None:
    with pytest.raises(UnsuitableData):
        render(with_rows(CHARTS[kind], row("甲", value)), SLOTS[0][1], THEME, Medium.SLIDE)


@pytest.mark.parametrize(
    ("kind", "rows", "reason"),
    [
        (ChartKind.STACKED_100, [("0", "0", "0")], "total of “甲” is 0"),
        (ChartKind.AREA, [("1", None, "1"), ("1", "1", "1")], "no value for “甲”; an area cannot have gaps"),
        (ChartKind.AREA, [("1", "-1", "1"), ("1", "1", "1")], "negative value"),
        (ChartKind.COMBO, [("-1", "1"), ("1", "1")], "negative value for its columns"),
        (ChartKind.WATERFALL, [("1",), (None,)], "no value for “乙”"),
    ],
)
def test_values_that_a_kind_cannot_show_are_named(
    kind: ChartKind, rows: list[tuple[str | None, ...]], reason: str
) -> None:
    made = with_rows(
        CHARTS[kind],
        *(
            row(label, *(datum(value, CHARTS[kind].unit) if value else None for value in values))
            for label, values in zip("甲乙", rows, strict=False)
        ),
    )
    with pytest.raises(UnsuitableData, match=reason):
        render(made, SLOTS[0][1], THEME, Medium.SLIDE)


@pytest.mark.parametrize("kind", [ChartKind.LINE, ChartKind.STACKED_100, ChartKind.MULTIPLES, ChartKind.WATERFALL])
def test_another_unit_has_no_place_on_a_common_scale(kind: ChartKind) -> None:
    made = replace(CHARTS[kind], unit="吨")
    with pytest.raises(UnsuitableData, match="has one scale in 吨"):
        render(made, SLOTS[0][1], THEME, Medium.SLIDE)


def test_a_node_outside_both_rings_is_an_error() -> None:
    made = chart(ChartKind.RELATION, "甲", "", Relation((Node("a", "北京", Side.CONTEXT),), (), "成渝", "大湾区"))
    with pytest.raises(UnsuitableData, match="北京"):
        render(made, SLOTS[0][1], THEME, Medium.SLIDE)


def test_links_between_the_circles_have_places_of_their_own_in_the_overlap() -> None:
    relation = CHARTS[ChartKind.RELATION].data
    assert isinstance(relation, Relation)
    columns = order(relation)
    assert columns is not None
    labels = sorted(link.label for stop in columns[Side.BOTH] for link in stop.links)
    assert labels == sorted(["资本", "成果", "技术"])


def test_series_differ_in_greyscale() -> None:
    for color in ("9E2F1D", "1C93A6", "5B4B8A", "1F4E8C"):
        lights = [luminance(shade) for shade in ramp(color, 3)]
        assert all(b - a > 0.1 for a, b in pairwise(lights))


def test_lines_break_after_the_rules() -> None:
    def measure(text: str) -> float:
        return float(len(text))

    assert balanced("赛力斯 一体化压铸减重", 8, measure) == ["赛力斯", "一体化压铸减重"]
    assert greedy("产量达到39.1万辆以上", 6, measure) == ["产量达到", "39.1万辆", "以上"]
    for width in range(4, 12):
        lines = greedy("成都、重庆，（渝北）：武汉、长沙。《纲要》", width, measure)
        assert not any(line[0] in "，。、：）》" or line[-1] in "（《" for line in lines)


LABELS = (
    "全年产量超过39.1万辆",
    "运输距离约1200公里左右",
    "提高12.5个百分点",
    "合计超180万千瓦",
    "每年服务15万人次",
    "投资1亿美元",
    "首批10 家企业",
    "带动20多家企业",
    "全程100 km以上",
    "2024年1—6月产量（万辆）",
    "铁路、港口（渝北）：货运",
    "第3批试点城市",
)
WHOLE = re.compile(
    r"39\.1万辆|1200公里|12\.5个百分点|超180万千瓦|15万人次|1亿美元|10 家|20多家|100 km|2024年|1—6月|（万辆）|第3批"
)


@pytest.mark.parametrize("text", LABELS)
def test_a_number_stays_with_its_unit_and_no_line_begins_with_a_mark(text: str) -> None:
    def measure(line: str) -> float:
        return sum(1.0 if ord(c) > 0x2000 else 0.55 for c in line)

    for width in (n / 2 for n in range(14, 30)):
        lines = balanced(text, width, measure)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(any(found in line for line in lines) for found in WHOLE.findall(text))
        assert not any(line[0] in "，。、：）—·%" or line[-1] in "（《" for line in lines)
        assert len(lines[-1]) > 1


def test_no_character_stands_alone_in_the_last_line() -> None:
    assert balanced("123456公里甲乙丙丁戊己庚辛壬", 8, len) == ["123456公里", "甲乙丙丁戊己庚", "辛壬"]
    assert balanced("123456公里甲乙丙丁戊己庚、辛。", 8, len) == ["123456公里", "甲乙丙丁戊己", "庚、辛。"]


def test_labels_break_at_their_joints() -> None:
    assert balanced("微网优联·单台制造成本", 7, len) == ["微网优联·", "单台制造成本"]


def test_larger_text_gives_way_before_a_number_loses_its_unit() -> None:
    made = with_rows(CHARTS[ChartKind.BAR], *(row(f"超{n}0000000个百分点", datum("5", "个")) for n in range(1, 3)))
    for wide in (3.6, 4.4, 5.2):
        sheet = draw(made, Size(inch(wide), inch(4)), THEME, Medium.SLIDE)
        assert any("个百分点" in text and "超" in text for text, _, _ in sheet.extents()) or sheet.sizes.label == 14


def test_settling_a_chart_does_not_import_matplotlib() -> None:
    code = "import sys, briefing.charts.engine; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_drawing_leaves_matplotlibs_settings_alone() -> None:
    import matplotlib as mpl  # noqa: PLC0415 - the room imports it as late

    before = dict(mpl.rcParams)
    render(CHARTS[ChartKind.BAR], SLOTS[0][1], THEME, Medium.SLIDE)
    assert dict(mpl.rcParams) == before
