"""Random documents of every kind of slide, from neutral words; the same seed gives the same documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

from briefing.document import (
    BeforeAfter,
    Body,
    Card,
    Cards,
    Case,
    Chain,
    Change,
    Chart,
    ChartKind,
    Citation,
    Closing,
    Compare,
    Document,
    Fact,
    FactTable,
    FullFigure,
    Illustrated,
    KeyFigure,
    KeyFigures,
    Milestone,
    Panel,
    Points,
    Quantity,
    Quotation,
    Quotes,
    Recommendation,
    Recommendations,
    Rows,
    Run,
    Section,
    Side,
    Source,
    SourceList,
    Step,
    Table,
    TableBody,
    Text,
    Timeline,
    Topic,
    TwoCircles,
)
from briefing.pipeline import settle

SHIPPED = Path(__file__).resolve().parent.parent / "outline.yaml"
"""Lends its few fixed words (目录, 来源); everything else is generated."""
_CHINESE = (
    "重庆 成都 广州 深圳 东莞 佛山 绵阳 宜宾 泸州 珠海 惠州 中山 江门 肇庆 德阳 万州 涪陵 永川 两江新区 天府新区 前海 横琴 "
    "高新技术产业开发区 汽车 零部件 新能源 动力电池 集成电路 显示面板 生物医药 装备制造 轨道交通 物流通道 跨境电商 数据中心 "
    "软件和信息服务业 人工智能 低空经济 航空航天 食品加工 文化旅游 科技金融 工业设计 检验检测 种子 冷链 港口 机场 铁路 "
    "企业 园区 研究院 实验室 高等院校 行业协会 主管部门 投资 订单 产能 专利 标准 人才 岗位 市场 平台 项目 协议 机制 "
    "共同 分别 逐步 主要 已经 继续 重点 率先 建设 布局 推进 形成 配套 承接 转移 培育 提升 增长 带动 签约 落地 投产 调试 "
    "的 和 与 在 由 向 从 为 并 对 以及 其中 比上年 占全省 每年 超过 达到 约 第一批 一体化 全链条 上下游 样本 试点"
).split()
_LATIN = (
    "AITO BYD HUAWEI TCL OPPO GoPro Schneider Siemens Bosch ABB SAP Airbus Volkswagen L'Oréal Zürich AT&T R&D ESG IPO LED OLED "
    "SiC GaN 5G-A Wi-Fi AIoT e-commerce DeepBlue iPhone C919 Type-C ISO9001 GB/T PM2.5 A320neo V2X B2B CAGR CO2 Q3 H1 "
    "Guangdong-Hong Kong-Macao Chengdu–Chongqing InnoHK TÜV"
).split(" ")
_UNITS = "万辆 亿元 % 个百分点 公里 km km/h GWh MW 万吨 万千瓦时 家 项 人次 小时 ℃ 平方米 m² 台/套 万美元 元/吨 TEU ‰ 天 倍 °".split()
_MARKS = "，，，，，、、；：，"
_ENDS = ("。", "", "", "！", "？", "……")
_SIDES = (Side.FIRST, Side.SECOND, Side.BOTH, Side.CONTEXT)
_SOURCES = 6


class Generator:
    """Makes documents; every text's length is drawn, so that lines end in every possible place."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing secret hangs on it
        self.base = settle(SHIPPED).document
        self.count = 0

    def document(self, sections: int, topics: int) -> Document:
        """Returns a document with so many sections, and so many topics spread over them."""
        sources = tuple(self._source(index) for index in range(_SOURCES))
        shares = [topics // sections + (index < topics % sections) for index in range(sections)]
        meta = replace(self.base.meta, title=self._line(6, 26), subtitle=self._line(4, 24), unit=self._line(4, 18))
        facts = tuple(self._fact() for _ in range(self.random.randint(3, 24)))
        appendix = (
            self._topic(("appendix", 0), SourceList()),
            self._topic(("appendix", 1), FactTable(facts)),
        )
        return replace(
            self.base,
            meta=meta,
            sources=sources,
            sections=tuple(self._section(index, share) for index, share in enumerate(shares)),
            closing=self._topic(("closing",), Closing(self._texts(1, 3, 6, 36))),
            appendix=appendix,
            facts=facts,
        )

    def _section(self, index: int, topics: int) -> Section:
        keys = ("sections", index)
        made = tuple(self._topic((*keys, "slides", number), self._body()) for number in range(topics))
        return Section(keys, index + 1, self._line(4, 10), self._text(6, 18), made)

    def _topic(self, keys: tuple[str | int, ...], body: Body) -> Topic:
        self.count += 1
        claim = (Run(f"{self._line(6, 30)}{self.count}"),)  # the number keeps titles unique
        citations = tuple(self._citation() for _ in range(self.random.randint(0, 2)))
        return Topic(keys, claim, body, (), (), citations, ())

    def _body(self) -> Body:
        makers: tuple[Callable[[], Body], ...] = (
            lambda: Points(self._texts(1, 8, 4, 110)),
            lambda: Points(self._texts(1, 4, 6, 60), self._chart()),
            lambda: Points(tuple(self._led() for _ in range(self.random.randint(2, 4))), self._chart()),
            lambda: FullFigure(self._chart(), self._text(8, 42)),
            lambda: Compare(self._panel(), self._panel()),
            lambda: KeyFigures(tuple(self._key_figure() for _ in range(self.random.randint(3, 6)))),
            lambda: TableBody(self._table()),
            lambda: Cards(tuple(self._card() for _ in range(self.random.randint(2, 6)))),
            self._quotes,
            lambda: Recommendations(tuple(self._recommendation() for _ in range(self.random.randint(2, 6)))),
            lambda: BeforeAfter(tuple(self._change() for _ in range(self.random.randint(1, 4)))),
            lambda: Timeline(tuple(self._milestone(n) for n in range(self.random.randint(3, 7)))),
            lambda: Chain(tuple(self._step() for _ in range(self.random.randint(3, 6)))),
            self._case,
            lambda: TwoCircles(self._texts(1, 4, 3, 16), self._texts(1, 3, 3, 12), self._texts(1, 4, 3, 16)),
            lambda: Illustrated(self._chart(), self._texts(1, 4, 6, 50), (7, 5)),
        )
        return self.random.choice(makers)()

    def _change(self) -> Change:
        return Change(self._line(3, 14), self._fact(), self._fact(), self.random.choice(_SIDES))

    def _milestone(self, number: int) -> Milestone:
        side = self.random.choice(_SIDES)
        return Milestone(f"{2018 + number}年{self.random.randint(1, 12)}月", 2018.0 + number, self._line(3, 24), side)

    def _step(self) -> Step:
        return Step(self._line(2, 8), self._text(4, 40), self.random.choice(_SIDES))

    def _case(self) -> Case:
        facts = tuple(self._fact() for _ in range(self.random.randint(1, 3)))
        return Case(self._line(3, 10), self.random.choice(_SIDES), facts, self._texts(1, 5, 6, 60))

    def _panel(self) -> Panel:
        return Panel(self._line(3, 12), self.random.choice(_SIDES), self._texts(1, 4, 5, 50))

    def _key_figure(self) -> KeyFigure:
        return KeyFigure(self._fact(), self._line(4, 20), self.random.choice(_SIDES))

    def _card(self) -> Card:
        facts = tuple(self._fact() for _ in range(self.random.randint(0, 2)))
        return Card(self._line(2, 12), self.random.choice(_SIDES), facts, self._text(5, 45))

    def _quotes(self) -> Quotes:
        quotes = tuple(
            Quotation(self._line(8, 40), self._line(3, 16), self._line(5, 30), self._citation())
            for _ in range(self.random.randint(1, 2))
        )
        return Quotes(quotes, self._texts(1, 2, 8, 50) if self.random.random() < 0.5 else ())

    def _recommendation(self) -> Recommendation:
        return Recommendation(self._line(3, 14), self._text(6, 36), self._text(6, 44))

    def _table(self) -> Table:
        columns = self.random.randint(2, 5)
        header = tuple(self._line(2, 8) for _ in range(columns))
        rows = tuple(tuple(self._text(2, 36) for _ in range(columns)) for _ in range(self.random.randint(2, 12)))
        weights = [self.random.uniform(1, 3) for _ in range(columns)]
        widths = tuple(weight / sum(weights) for weight in weights)
        return Table("table", 1, self._line(4, 12), header, rows, widths, ())

    def _chart(self) -> Chart:
        return Chart("chart", 1, ChartKind.BAR, "图", "", Rows((), ()), None, "图的说明", ())

    def _fact(self) -> Fact:
        value = self._number()
        text = self.random.choice(("", "", "", "超", "约", "近", "\u2212")) + value
        unit = self.random.choice(_UNITS)
        scope, as_of = self._line(2, 9), self.random.choice(("2024年", "2023年末", "2024年1—9月", "2021年以来"))
        zero = Decimal(0)
        return Fact("fact", self._line(3, 14), Quantity(zero, zero, text), unit, as_of, scope, self._citation(), "证据")

    def _source(self, index: int) -> Source:
        return Source(
            f"source-{index}",
            self._line(6, 24),
            None,
            self.random.choice((None, "2024年5月")),
            (self._line(4, 16),),
        )

    def _citation(self) -> Citation:
        return Citation(f"source-{self.random.randrange(_SOURCES)}", "a", self._line(4, 16))

    def _led(self) -> Text:
        return (Run(self._line(2, 8), strong=True), Run("：" + self._line(4, 30)))

    def _texts(self, fewest: int, most: int, shortest: int, longest: int) -> tuple[Text, ...]:
        return tuple(self._text(shortest, longest) for _ in range(self.random.randint(fewest, most)))

    def _text(self, shortest: int, longest: int) -> Text:
        """Returns a text, one time in three with strong words in it."""
        line = self._line(shortest, longest)
        if self.random.random() > 1 / 3 or len(line) < 6:
            return (Run(line),)
        start = self.random.randrange(1, len(line) - 3)
        end = self.random.randrange(start + 1, len(line))
        return (Run(line[:start]), Run(line[start:end], strong=True), Run(line[end:]))

    def _line(self, shortest: int, longest: int) -> str:
        """Returns words and numbers of a drawn length, in characters."""
        length = self.random.randint(shortest, longest)
        line = ""
        while len(line) < length:
            line += self._word()
            if self.random.random() < 0.16:
                line += self.random.choice(_MARKS)
        end = self.random.choice(_ENDS) if longest > 24 else ""
        return line[: length + 4].strip(_MARKS + " ") + end

    def _word(self) -> str:
        draw = self.random.random()
        if draw < 0.72:
            return self.random.choice(_CHINESE)
        if draw < 0.80:
            return self.random.choice(_LATIN)
        if draw < 0.88:
            return self._number() + self.random.choice(_UNITS)
        if draw < 0.90:
            return f"{self._number()}～{self._number()}{self.random.choice(_UNITS)}"
        inside = "".join(self.random.choice((*_CHINESE, *_LATIN)) for _ in range(self.random.randint(1, 3)))
        pair = self.random.choice(("“”", "《》", "（）", "“”", "‘’", "()", "【】"))
        dash = self.random.choice(("", "", "", "", "——", "·"))
        return f"{pair[0]}{inside}{pair[1]}{dash}"

    def _number(self) -> str:
        pattern = self.random.choice(("{:d}", "{:.1f}", "{:,d}", "{:.2f}"))
        value = self.random.uniform(1, 10 ** self.random.randint(1, 5))
        return pattern.format(round(value) if "d" in pattern else value)
