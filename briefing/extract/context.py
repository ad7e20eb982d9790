"""What stands around a number: the place or body that it is about, and the date that it holds for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 "
    "青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_CITIES = (
    "成都 广州 深圳 杭州 南京 武汉 西安 苏州 宁波 青岛 厦门 大连 沈阳 长沙 郑州 合肥 福州 济南 昆明 贵阳 南宁 海口 三亚 太原 石家庄 "
    "哈尔滨 长春 兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 南昌 无锡 佛山 东莞 珠海 中山 惠州 绵阳 宜宾 泸州 德阳 南充 达州"
)
_REGIONS = (
    "全国 我国 中国 全球 世界 川渝 成渝地区 成渝两地 成渝 粤港澳大湾区 大湾区 长三角 京津冀 珠三角 长江经济带 西部地区 东部地区 中部地区 西部 "
    "西南地区 东南亚"
)
_KNOWN = "|".join(sorted({*_PROVINCES.split(), *_CITIES.split(), *_REGIONS.split()}, key=len, reverse=True))
_ENDINGS = (
    "自治区 自治州 新区 示范区 高新区 开发区 园区 产业园 经济圈 城市群 集团 有限公司 股份公司 分公司 公司 银行 医院 大学 学院 中学 小学 "
    "研究院 研究所 电厂 工厂 水厂 合作社 博物馆 图书馆 委员会 管委会 交易所 实验室 智算中心 数据中心 枢纽 机场 车站 口岸 水库 灌区 "
    "林场 农场 牧场 街道"
)
_ENDING = "|".join(sorted(_ENDINGS.split(), key=len, reverse=True))
_BREAK = "在的从到由与和及对据将把被向于是为以了已也就并而共让使比占经但该各每这那其某本此达新建设有个家座位名较上下前后内外中年月日等用给称入出进至往"
_GENERIC = "智能|智慧|现代|一期|二期|三期|重点|大型|无水|省级|国家|一批|首批|批|整车|配套|受端|世界|高等|落地|所属|示范|公立|三甲|老旧|数字|整个"
_LOCAL = r"(?:省|市|县|区|镇|乡|村|港)(?![了下去力心钱时事份域村场民委派口级属政办长内外里])"
_NAMED = re.compile(
    rf"(?:{_KNOWN})(?:[^{_BREAK}\W\d]{{0,8}}?(?:{_ENDING})|[^{_BREAK}\W\d]{{0,3}}{_LOCAL})?"
    rf"|(?<![一-龥])(?!{_GENERIC})[^{_BREAK}\W\d]{{2,10}}?(?:{_ENDING})"
    rf"|(?<=[{_BREAK}])(?!{_GENERIC})[^{_BREAK}\W\d]{{3,10}}?(?:{_ENDING})"
    rf"|(?:(?<![一-龥])|(?<=[在于与和及到从据省市县来]))(?!{_GENERIC})[^{_BREAK}\W\d省市县区]{{2,3}}{_LOCAL}"
)
_UNNAMED = re.compile(
    r".*(?:沿线|行政|城|老旧|农|灾|景|社|片|库|辖|郊|特|整|小|主城|中心城|第一|首个?)[区村镇港市县省]"
)
_WHOLE = re.compile("全(?P<of>[省市县区州镇乡村港院校厂])")
_SENTENCE_END = re.compile("[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Names:
    """The places and bodies that an article names, in its order."""

    found: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Names:
        return cls(tuple(_names(text)))

    def nearest(self, text: str, at: int) -> str:
        """Returns the name that stands nearest before a character, in its sentence or the one before; else nothing."""
        ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, at)]
        for begin in (ends[-1] if ends else 0, ends[-2] if len(ends) > 1 else 0):
            before = text[begin:at]
            whole = list(_WHOLE.finditer(before))
            names = _names(before)
            if whole and (not names or before.rfind(names[-1]) < whole[-1].start()):
                return self._ending_in(whole[-1]["of"]) or whole[-1][0]
            if names:
                return names[-1][:40]
        return ""

    def _ending_in(self, ending: str) -> str:
        """Returns the name that 全市 or 全县 stands for: the one that the article names most."""
        candidates = [name for name in self.found if name.endswith(ending)]
        return max(candidates, key=candidates.count, default="")


def _names(text: str) -> list[str]:
    return [match[0] for match in _NAMED.finditer(text) if not _UNNAMED.fullmatch(match[0])]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date that a figure holds for; undecided where the text leaves its year open or gives none."""

    text: str
    is_decided: bool


UNDATED = "报道时"
"""Said of what is stated without a date."""
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_PART = (
    rf"(?:上半年|下半年|{_NUMBER}月(?:{_NUMBER}[日号]|[初底末中上下]旬?|份(?!额))|(?:前|第)?(?:{_NUMBER}(?:至|—|-|~|～))?{_NUMBER}个?(?:季度|月(?!\d))|一季度|年?[初底末中]|全年|春节|国庆|暑期|"
    rf"{_NUMBER}月(?:份|{_NUMBER}[日号]|[初底末中上下]旬?)?)"
)
_YEAR = r"(?:19|20)\d{2}\s?年"
_DATE = re.compile(
    rf"(?P<until>截至|截止到?|至|到)?\s?(?:(?P<year>{_YEAR})|(?P<relative>今年|去年|前年|明年|上年|当年|本年))度?\s?(?P<rest>{_PART})?"
    rf"|(?P<plan>[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|末))|(?P<alone>(?:截至|截止到?)?\s?(?:前三季度|上半年|下半年|(?:\d{{1,2}}[-—至~～])?\d{{1,2}}月(?:份|底|末|\d{{1,2}}日)?|前\d{{1,2}}个月|全年))"
)
_STEP = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_COMPARED = re.compile(r"(?:比|较|于|同|与|相当于)\s*$")
_AS_A_MEASURE = re.compile(r"度?的?\s*(?:约|近|超|超过)?[\d.一二两三四五六七八九十]+(?:倍|成)")
"""Behind a date: 是2014年的2.3倍 tells what is compared with, not of when the figures are."""


def as_of(text: str, at: int, year: str, above: str = "") -> AsOf:
    """Returns the date that stands nearest before a character; `year` is what 今年 is, if it is known.

    A date that stands only in the paragraphs `above` is no more than a hint, and undecided.
    """
    dates = [match for match in _DATE.finditer(text, 0, at) if not _is_compared_with(text, match)]
    if not dates:
        return replace(as_of(above, len(above), year), is_decided=False) if above else AsOf(UNDATED, is_decided=False)
    last = dates[-1]
    found = _of_date(text, last, year)
    is_near = not _SENTENCE_END.search(text, last.end(), at)  # further on, another date may be meant
    return found if is_near else replace(found, is_decided=False)


def _is_compared_with(text: str, date: re.Match[str]) -> bool:
    return bool(_COMPARED.search(text[: date.start()]) or _AS_A_MEASURE.match(text, date.end()))


def _of_date(text: str, last: re.Match[str], year: str) -> AsOf:
    if last["year"]:
        return AsOf(_said(last["until"], last["year"], last["rest"]), is_decided=True)
    if last["plan"]:
        return AsOf(last["plan"].replace('"', ""), is_decided=True)
    word = last["relative"] or "今年"
    rest = (
        last["rest"]
        if last["relative"]
        else last["alone"].strip().removeprefix("截至").removeprefix("截止到").removeprefix("截止")
    )
    stated = _stated_before(text, last.start()) if word == "当年" or not last["relative"] else ""
    base = stated or year
    if not base:
        return AsOf(_said(last["until"], word if last["relative"] else "", rest), is_decided=False)
    return AsOf(_said(last["until"], f"{int(base) + (0 if stated else _STEP[word])}年", rest), is_decided=True)


def _said(until: str | None, year: str, rest: str | None) -> str:
    """Returns a date in the form of a ledger: 截至2023年底, 2024年上半年."""
    when = (year + (rest or "")).replace(" ", "").replace("年年", "年").replace("年全年", "年")
    return ("截至" if until and until.startswith("截") else "") + when


def _stated_before(text: str, at: int) -> str:
    years = re.findall(r"((?:19|20)\d{2})\s?年", text[:at])
    return years[-1] if years else ""


_DATELINE = re.compile(
    r"((?:19|20)\d{2})年\d{1,2}月\d{1,2}日(?:\s?(?:电|讯|报道|发布|刊发|第)|[）)]?\s*$)", re.MULTILINE
)


def stated_year(text: str, title: str) -> str:
    """Returns the year that the article says it is written in: in its title, its dateline or with 今年; else nothing."""
    for found in (
        re.search(r"((?:19|20)\d{2})年", title),
        _DATELINE.search(text),
        re.search(r"今年[（(，,是即]{1,2}((?:19|20)\d{2})", text),
    ):
        if found:
            return found[1]
    return ""
