"""Units and measure words as Chinese texts write them, and amounts: numbers with their unit, made comparable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from briefing.document import Bound, Quantity
from briefing.evidence import compounds, numbers, numerals

MEASURES = (
    *"元 美元 港元 港币 澳门元 欧元 日元 英镑 人民币 块钱 角钱 毛 毛钱 加元 澳元 新元 韩元 新台币 卢布 卢比 泰铢 法郎 比索 迪拉姆 兰特".split(),
    *"吨 吨标准煤 吨标煤 标准煤 千克 公斤 斤 克 毫克 微克 磅 盎司 载重吨 总吨".split(),
    *"公里 千米 里 米 厘米 毫米 微米 纳米 海里 英里 英尺 英寸 延米 车公里 尺 寸 丈 分米 公分 光年 天文单位 皮米".split(),
    *"平方公里 平方千米 平方米 平方厘米 公顷 亩 万亩 平米 立方米 立方 升 毫升 加仑 桶".split(),
    *"小时 个小时 分钟 分 秒 秒钟 毫秒 微秒 纳秒 皮秒 飞秒 刻钟 钟头 个钟头 个小时 天 周 个星期 星期 个月 月 季度 个季度 年 周年 世纪 载 学时 课时 工时 个工作日 工作日".split(),
    *"千瓦时 度电 千瓦 兆瓦 兆瓦时 吉瓦 吉瓦时 太瓦时 瓦 千伏 伏 安 千安 千伏安 兆伏安 千焦 千卡 帕 千帕 兆帕 毫巴 牛 千牛 焦耳 兆焦 电子伏 开尔文 摩尔 特斯拉 库仑 流明 贝克勒尔 毫西弗 转 毫米汞柱 毫摩尔 微摩尔 赫兹 兆赫 吉赫".split(),
    *"岁 周岁 摄氏度 ℃ °C 度 分贝 公里/小时 米/秒 节 马力 牛米 牛·米".split(),
    *"% ‰ 百分点 个百分点 个点 个基点 基点 倍 成 番 比特 量子比特 字节 数量级 个数量级 个世纪".split(),
    *"TEU FEU kWh MWh GWh TWh kW MW GW TW kV kVA MVA km km² m² m³ mm cm nm kg mg g t km/h m/s GB TB PB MB Gbps Mbps Tbps".split(),
    *"EFLOPS PFLOPS TFLOPS ms ns μs fps bps kbps rpm dpi kcal kJ MJ GJ kN lx lm μg Hz MHz GHz ℓ L mL ml ha dB ppm bp μm hPa kPa MPa N·m P".split(),
)
"""Units proper: what they count needs no noun after them."""
COUNTS = (
    *"家 个 台 辆 架 艘 列 班 趟 条 款 项 件 份 回 起 宗 批 批次 期 届 轮 场 场次 次 只 头 匹 羽 尾 座 栋 幢 间 套 所 部 枚 颗 粒 片 块 张 本".split(),
    *"册 篇 字 页 层 级 站 处 口 眼 例 种 类 名 位 人 人次 人份 支 组 队 对 双 副 户 户次 户籍 员 校 店 门 扇 把 株 棵 箱 标箱 标准箱".split(),
    *"个标准箱 个标箱 国际标准箱 单 票 笔 手 股 省 个省 市 个市 县 个县 区 个区 镇 乡 村 个村 国 城 港 地 架次 艘次 车次 班次 列次 航次 航班".split(),
    *"台套 台次 台/套 件套 辆次 人天 人年 床 张床位 床位 泊位 个泊位 机位 车位 席 桩 根 道 幅 盏 瓶 袋 盒 包 吨次 亿次 跨 环 段 线 路 楼".split(),
    *"企业 项目 大类 大 方面 方 重 步 点 句 声 首 部委 院校 高校 院 科 房 万 亿 枪 塔 杆 缸 孔 机 屏 芯 核 帧 亿像素 像素 组组 节课 课 盘 杯 碗 桌 餐 折 剂 剂次 针 针次 顶 群 束 卷 集 幕 遍 圈 人份 单元 平方英里 亩次 户次".split(),
    *"筐 篮 篓 担 捆 垛 堆 摞 叠 沓 串 簇 丛 滴 勺 壶 坛 罐 缸 锅 炉 窝 畦 垄 拨 茬 顿 宿 晚 夜 间夜 季 轮次 趟次 件次 台时 机时 首 曲 局 回合".split(),
    *"胜 朵 瓣 枝 苗 尊 床 幢 床日 贴 丸 疗程 车皮 车 船 码 步 圈次 号人 号 口人 样 桩 尾 群 棚 盆 捧 挑 版 章 集 幕 尊 封 通 起 宗 道".split(),
    *"连胜 连冠 例次 金 银 铜 负 平".split(),
    *"柜 货柜 大柜 小柜 高柜 冷柜 托盘 麻袋 槽车 罐车".split(),
)
"""Measure words: what they count is named after them."""
_WEAK = frozenset(
    "分 里 点 度 步 重 方 线 路 道 声 首 期 级 环 段 手 门 口 地 城 国 港 楼 院 科 房 机 芯 屏 核 大 月 成 安 节 角 瓦 克 升 伏 桶 万 亿 班 站 部 对 双 批 位 轮 层 课 盘 折 针 顶 群 束 卷 集 幕 遍 圈 单元 首 季 晚 夜 胜 金 银 铜 负 平 号 床 车 船 码 样 通 章 集 版 封 曲 贴 苗 牛 尺 寸 丈 堆 宿 叠 摞 串 拨 担 挑 炉 锅 缸 柜".split()
)
"""Words that after a spelled numeral are more often part of a name or a phrase: 一分为二, 三里屯, 十大."""

SCALE = r"(?:[百千]?万亿|[百千]?万|亿|百|千(?![瓦米克伏焦卡安]))"
_ALL = frozenset({*MEASURES, *COUNTS})
_NOT_CUT = {
    "大": "(?!关)",
    "金": "(?![属额融])",
    "银": "(?!行)",
    "负": "(?![责担荷])",
    "回": "(?![忆归答应报收家到来去购落路音暖升])",
    "柜": "(?![台子员面门体机])",
    "个区": "(?![县域块间位])",
    "个省": "(?![份会区])",
    "个市": "(?![场州县民区])",
    "个县": "(?![城区市])",
    "个村": "(?![民庄寨社])",
}
"""What makes the noun behind 个 a longer one: 六个区县 is 六 个."""
_LATIN_END = r"(?![A-Za-z0-9])"


@dataclass(slots=True)
class _Branch:
    """What may follow the first letters of some words."""

    branches: dict[str, _Branch] = field(default_factory=dict)
    is_word: bool = False
    condition: str = ""
    """What has to stand behind the word."""

    def pattern(self) -> str:
        letters = [letter for letter, branch in self.branches.items() if branch.is_plain]
        longer = [
            re.escape(letter) + branch.pattern() for letter, branch in self.branches.items() if not branch.is_plain
        ]
        ways = [*longer, *([_any_of(letters)] if letters else [])]
        if not ways:
            return self.condition
        if self.is_word:
            return f"(?:{'|'.join([*ways, self.condition])})" if self.condition else f"(?:{'|'.join(ways)})?"
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"

    @property
    def is_plain(self) -> bool:
        return not self.branches and not self.condition


def _any_of(letters: list[str]) -> str:
    escaped = "".join(map(re.escape, letters))
    return escaped if len(letters) == 1 else f"[{escaped}]"


def _pattern(words: Iterable[str]) -> str:
    """Returns a pattern for any of the words, the longest that stands there.

    What words begin with alike stands in it once: a plain list of hundreds of words takes a quarter of a second to compile.
    """
    root = _Branch()
    for word in sorted(words):
        branch = root
        for letter in word:
            branch = branch.branches.setdefault(letter, _Branch())
        branch.is_word = True
        branch.condition = _LATIN_END if re.search("[A-Za-z0-9]$", word) else _NOT_CUT.get(word, "")
    return root.pattern()


ONE = _pattern(_ALL)
"""A unit without a division: all that a look ahead needs to know."""
_COUNT = _pattern(COUNTS)
_PER = rf"(?:{SCALE}?{ONE}|[日时]|[Lsd](?![A-Za-z]))"
UNIT = rf"(?:{_COUNT}[（(]{_COUNT}[）)]|{ONE})(?:/{_PER}(?:[·•]{_PER})*|每(?:立方米|升|平方米|公里|小时|秒|分钟|千瓦时|公斤))*"
"""A unit, with what it is divided by: 元/千瓦时, 元/平方米·月, 万元/人/年 (the scale stands before it); 台（套） is one."""
STRONG = _ALL - _WEAK
STRONG_UNIT = _pattern(STRONG)

_SAME = {
    **dict.fromkeys(("千米", "km"), "公里"),
    **dict.fromkeys(("千克", "kg"), "公斤"),
    **dict.fromkeys(("平方千米", "km²"), "平方公里"),
    **dict.fromkeys(("平米", "m²"), "平方米"),
    **dict.fromkeys(("立方", "m³"), "立方米"),
    **dict.fromkeys(("度电", "kWh"), "千瓦时"),
    **dict.fromkeys(("℃", "°C"), "摄氏度"),
    **dict.fromkeys(("标箱", "个标箱", "标准箱", "个标准箱", "国际标准箱", "TEU"), "标准箱"),
    **dict.fromkeys(("个百分点", "个点"), "百分点"),
    **{
        f"个{unit}": unit
        for unit in ("小时", "钟头", "星期", "工作日", "季度", "省", "市", "县", "区", "村", "泊位", "基点")
    },
    **dict.fromkeys(("个月", "月"), "个月"),
    **dict.fromkeys(("秒钟",), "秒"),
    **dict.fromkeys(("吨标煤",), "吨标准煤"),
    **dict.fromkeys(("MW",), "兆瓦"),
    **dict.fromkeys(("kW",), "千瓦"),
    **dict.fromkeys(("kV",), "千伏"),
    **dict.fromkeys(("名", "位", "口", "号人", "口人"), "人"),
    **dict.fromkeys(("块", "块钱"), "元"),
}
"""Names of one unit."""
_FACTORS = {
    "%": ("", Decimal("0.01")),
    "成": ("", Decimal("0.1")),
    "‰": ("", Decimal("0.001")),
    "毛": ("元", Decimal("0.1")),
    "毛钱": ("元", Decimal("0.1")),
    "角钱": ("元", Decimal("0.1")),
    "斤": ("公斤", Decimal("0.5")),
    "兆瓦": ("千瓦", Decimal(1000)),
    "吉瓦": ("千瓦", Decimal(10**6)),
    "GW": ("千瓦", Decimal(10**6)),
    "兆瓦时": ("千瓦时", Decimal(1000)),
    "MWh": ("千瓦时", Decimal(1000)),
    "吉瓦时": ("千瓦时", Decimal(10**6)),
    "GWh": ("千瓦时", Decimal(10**6)),
}
"""Units that are exact multiples of another."""
_SCALED = re.compile(rf"(?P<scale>{SCALE})(?P<unit>.*)")
_BOUNDED = re.compile(r"(?P<unit>.*?)(?P<after>(?:及)?以上|(?:及)?以下|以内|之内|内|左右|上下|出头|开外|挂零|多|余)")
_AFTER_UNIT = {**numbers.AFTER, "内": Bound.AT_MOST}
_BRACKETS = re.compile("[（()）]")
"""Around a second measure word: 台（套） is 台套."""
_VAGUE = frozenset({Bound.OVER, Bound.UNDER, Bound.ABOUT})
"""Bounds that say how far a number may be off; 至多 and 至少 name a limit, which the label of a figure can say too."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, both in one form: 39.1万辆 is 391000 辆, 八成 is 80% is 0.8, 10省 and 10个省 are the same."""

    low: Decimal
    high: Decimal
    unit: str
    per: tuple[str, ...] = ()
    """What the unit is divided by."""
    bound: Bound = Bound.EXACT

    def is_as_large_as(self, other: Amount) -> bool:
        return (self.low, self.high) == (other.low, other.high)

    @property
    def approximate(self) -> bool:
        return self.bound in _VAGUE

    def bounds_as(self, other: Amount) -> bool:
        """Whether neither says more than the other: 超180 is not 180, and neither is it 近180."""
        vague = {self.bound, other.bound} & _VAGUE
        return not vague or self.bound is other.bound

    def agrees_with(self, other: Amount) -> bool:
        return self.is_as_large_as(other) and self.unit == other.unit and self.bounds_as(other)


_REMEMBERED = 1 << 13
"""Amounts that are remembered: every number of a text is held against those of the ledger."""
_WITH_SCALE = frozenset({*MEASURES, *COUNTS} - {"万", "亿", "万亩", "亿次"})
"""Units in whose name a scale stands that is none."""


@lru_cache(maxsize=_REMEMBERED)
def amount(quantity: Quantity, unit: str) -> Amount:
    """Returns a quantity and its unit in a form that can be compared."""
    bound = bound_of(unit)
    base, *per = re.split("[/每·•]", strip_bound(unit).replace(" ", ""))
    base = _BRACKETS.sub("", base)
    scaled = _SCALED.fullmatch(base)
    exponent = 0
    if scaled and base not in _WITH_SCALE:
        exponent, base = numerals.exponent_of(scaled["scale"]), scaled["unit"]
    base = _SAME.get(base, base)
    base = compounds.unit(quantity.text) or base  # 三块六 is 3.6元
    if not base and "%" in quantity.text:  # 10%～15% repeats its mark and has no unit besides
        base = "%"
    base, factor = _FACTORS.get(base, (base, Decimal(1)))
    low, high = (value * Decimal(10) ** exponent * factor for value in (quantity.low, quantity.high))
    return Amount(
        low.normalize(),
        high.normalize(),
        base,
        tuple(_SAME.get(each, each) for each in per),
        quantity.bound if bound is Bound.EXACT else bound,
    )


def bound_of(unit: str) -> Bound:
    """Returns what a unit's own ending says of the number: 小时以内, 个以上."""
    match = _BOUNDED.fullmatch(unit)
    return _AFTER_UNIT[match["after"]] if match else Bound.EXACT


def first_word(unit: str) -> str:
    """Returns a unit's measure word without its bound and a second one in brackets: 台 of 台（套）."""
    return re.split("[（(]", strip_bound(unit))[0]


def strip_bound(unit: str) -> str:
    match = _BOUNDED.fullmatch(unit)
    return match["unit"] if match else unit
