"""The Word briefing: the page of GB/T 9704-2012, real styles, fields and footnotes, and nothing of a stock template."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
import yaml
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image

from briefing.charts.drawing import Drawing
from briefing.document import (
    Chart,
    ChartKind,
    Circle,
    Citation,
    Closing,
    Datum,
    Document,
    Fact,
    FullFigure,
    KeyFigure,
    KeyFigures,
    Meta,
    Picture,
    Points,
    Quantity,
    Row,
    Rows,
    Run,
    Section,
    Side,
    Source,
    Table,
    TableBody,
    Text,
    Topic,
    Words,
)
from briefing.errors import BriefingError, SurroundingsError
from briefing.lengths import Size, mm
from briefing.package import repack
from briefing.theme import Palette, Theme, Typefaces
from briefing.word.blocks import Grid, Paragraph
from briefing.word.drawing import WIDTH, chart_size, picture_size
from briefing.word.plan import plan
from briefing.word.write import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_WORDS = yaml.safe_load(Path(__file__).parent.parent.joinpath("assets/words/zh-CN.yaml").read_text("utf-8"))
WORDS = Words(**{key: tuple(value) if isinstance(value, list) else value for key, value in _WORDS.items()})
COLOURS = "14213D 12305C 1F4E8C 9E2F1D 1C93A6 0F7A8A 5B4B8A 8A95A3 56606E F4F7FB D9DFE7 FFFFFF E8C36A F2B8A6 9ED8E0"
THEME = Theme("policy-blue", Palette(*COLOURS.split()), Typefaces("微软雅黑", "微软雅黑"))
MAKING = Citation("dual", "making", "智能工厂遍地开花")
TRADE = Citation("dual", "trade", "开放通道越走越宽")
FIVE = Citation("five", "start", "五年答卷")


def text(words: str) -> Text:
    return (Run(words),)


def quantity(value: str) -> Quantity:
    return Quantity(Decimal(value), Decimal(value), value)


def fact(name: str, label: str, value: str, unit: str, *, derived: bool = False) -> Fact:
    return Fact(name, label, quantity(value), unit, "2024年上半年", "重庆市", MAKING, "原文", derived=derived)


OUTPUT = fact("nev", "新能源汽车产量", "39.1", "万辆")
GROWTH = fact("growth", "新能源汽车产量同比增长", "150.3", "%", derived=True)
CHART = Chart(
    id="output",
    number=1,
    kind=ChartKind.BAR,
    title="重庆市新能源汽车产量",
    unit="万辆",
    data=Rows(series=(), rows=(Row("2024年上半年", (Datum(quantity("39.1"), "万辆"),), Side.FIRST),)),
    note="数据为全市口径",
    alt="条形图：2024年上半年重庆市新能源汽车产量39.1万辆",
    citations=(MAKING, TRADE),
)
TABLE = Table(
    id="projects",
    number=1,
    title="合作项目",
    header=("项目", "内容", "年份"),
    rows=(
        (text("西部陆海新通道"), text("货物由重庆经广西出海，比走江海联运节省时间"), text("2017年")),
        (text("两江新区"), text("智能网联新能源汽车零部件产业集聚"), text("2010年")),
    ),
    widths=(0.3, 0.5, 0.2),
    citations=(FIVE,),
)


def topic(claim: str, *prose: Text, body: Any = None, citations: tuple[Citation, ...] = ()) -> Topic:
    empty = KeyFigures((KeyFigure(OUTPUT, "产量", Side.FIRST),))
    return Topic((), text(claim), body or empty, prose, (), citations, ())


def document(**changes: Any) -> Document:
    """Returns a small briefing with everything a briefing can have."""
    making = topic(
        "新能源汽车成为重庆制造业的第一增长点",
        (Run("上半年产量达"), Run("39.1万辆", strong=True, fact="nev"), Run("（见"), Run("图1", refers_to="output"), Run("）。")),
        text("“智能工厂”——成片出现，2024年共有144个……"),
        body=Points((text("产量39.1万辆"),), CHART),
        citations=(MAKING, TRADE),
    )
    trade = topic(
        "两地合作由项目走向制度",
        (Run("合作项目见"), Run("表1", refers_to="projects"), Run("。")),
        body=TableBody(TABLE),
        citations=(FIVE, MAKING),
    )
    closing = Topic((), text("携手向前"), Closing(()), (text("两个圈可以携手向前。"),), (), (FIVE,), ())
    settled: dict[str, Any] = {
        "meta": Meta(
            title="成渝地区双城经济圈与粤港澳大湾区携手培育新质生产力的情况",
            subtitle="——由两篇报道看双圈合作",
            kind="汇报材料",
            unit="区域合作处",
            date=date(2024, 7, 5),
            language="zh-CN",
            keywords=("成渝", "大湾区"),
        ),
        "circles": (Circle("成渝地区双城经济圈", "成渝"), Circle("粤港澳大湾区", "大湾区")),
        "words": WORDS,
        "sources": (
            Source("dual", "羊城晚报《双圈共舞》", "羊城晚报", "2024年7月", (("making", MAKING.heading), ("trade", TRADE.heading))),
            Source("five", "《两江新区五年》", None, None, (("start", FIVE.heading), ("unused", "未用的一节"))),
        ),
        "sections": (
            Section((), 1, "发展现状", text("现状"), (making,)),
            Section((), 2, "合作基础", text("基础"), (trade, topic("两地各有所长", text("各有所长。")))),
        ),
        "closing": closing,
        "appendix": (),
        "facts": (OUTPUT, GROWTH),
    }
    return Document(**{**settled, **changes})


def draw(_chart: Chart, size: Size) -> Drawing:
    """Returns an empty drawing in place of a chart."""
    buffer = BytesIO()
    Image.new("RGB", (round(size.width.mm * 4), round(size.height.mm * 4)), "#D9DFE7").save(buffer, "PNG")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.width.mm}mm" height="{size.height.mm}mm"/>'
    return Drawing(svg.encode(), buffer.getvalue(), size)
