"""Words that outlines and figures are made of, taken from the schema and from the words for numbers themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mutations import TOKENS

from briefing import assets
from briefing.evidence import numbers, units
from briefing.outline.schema import known_keys

FIGURES = (
    "39.1", "39.10", "超180", "5～14", "2/3", "1.5亿", "200余", "七", "上千", "第3", "-28", "三分之二", "1:3", "翻番", "三成五",
    "零下5", "±2", "一百二十", "1,234.5", "15～30%", "15%～30%", "半", "过半", "一个半", "十几亿", "3万多", "两三百", "数十万",
    "more than 180 million", "5 to 14", "a third", "2.5 billion", "80元至380元", "2024年上半年", "2024年1—9月", "第一批", "No. 5",
    "同比增长1.5倍", "15个百分点", "24小时", "GB/T 9704-2012", "5G-A", "一是", "百分之三十", "万分之五", "½", "③", "１２３", "二〇二四",
)  # fmt: skip


def of_outlines() -> Iterator[str]:
    """Yields the keys, the words that values may be, and what slips of hand leave behind."""
    yield from (f"{key}: " for key in sorted(known_keys()))
    yield from _words(json.loads((assets.folder() / "outline.schema.json").read_text("utf-8")))
    yield from (token for token in TOKENS if len(token) <= 40)


def _words(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from (value for value in (*schema.get("enum", ()), schema.get("const")) if isinstance(value, str))
        for inner in schema.values():
            yield from _words(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _words(inner)


def of_figures() -> Iterator[str]:
    """Yields figures, the words before and after them, digits, and units."""
    yield from FIGURES
    yield from numbers.BEFORE
    yield from numbers.AFTER
    yield from numbers.DIGITS
    yield from (
        "～",
        "~",
        "至",
        "到",
        "/",
        "分之",
        "个",
        "%",
        "成",
        "第",
        "几",
        "数",
        "余",
        "多",
        " ",
        "年",
        "月",
        "日",
        "(",
        ")",
        "*",
        "+",
    )
    yield from units.MEASURES
    yield from units.COUNTS
