"""The rule for Hong Kong, Macao and Taiwan among countries, the slip that costs most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.i18n import gettext as _
from briefing.language.hits import Hit, Rule
from briefing.patterns import KeptPattern

COUNTRIES = (
    *("中国", "美国", "日本", "韩国", "朝鲜", "蒙古", "英国", "法国", "德国", "意大利", "西班牙", "葡萄牙", "荷兰"),
    *("比利时", "卢森堡", "瑞士", "瑞典", "挪威", "芬兰", "丹麦", "冰岛", "爱尔兰", "奥地利", "希腊", "波兰", "捷克"),
    *("斯洛伐克", "斯洛文尼亚", "匈牙利", "罗马尼亚", "保加利亚", "塞尔维亚", "克罗地亚", "阿尔巴尼亚", "立陶宛"),
    *("拉脱维亚", "爱沙尼亚", "乌克兰", "白俄罗斯", "俄罗斯", "哈萨克斯坦", "乌兹别克斯坦", "吉尔吉斯斯坦"),
    *("塔吉克斯坦", "土库曼斯坦", "格鲁吉亚", "阿塞拜疆", "亚美尼亚", "土耳其", "伊朗", "伊拉克", "以色列", "约旦"),
    *("黎巴嫩", "叙利亚", "沙特阿拉伯", "沙特", "阿联酋", "卡塔尔", "科威特", "巴林", "阿曼", "也门", "阿富汗"),
    *("巴基斯坦", "印度尼西亚", "印度", "印尼", "孟加拉国", "尼泊尔", "不丹", "斯里兰卡", "马尔代夫", "缅甸", "泰国"),
    *("老挝", "柬埔寨", "越南", "马来西亚", "新加坡", "文莱", "菲律宾", "东帝汶", "澳大利亚", "新西兰", "斐济"),
    *("加拿大", "墨西哥", "古巴", "巴拿马", "哥伦比亚", "委内瑞拉", "厄瓜多尔", "秘鲁", "智利", "阿根廷", "巴西"),
    *("乌拉圭", "玻利维亚", "埃及", "摩洛哥", "阿尔及利亚", "突尼斯", "利比亚", "苏丹", "埃塞俄比亚", "肯尼亚"),
    *("坦桑尼亚", "乌干达", "卢旺达", "尼日利亚", "加纳", "安哥拉", "赞比亚", "津巴布韦", "南非", "日韩"),
)
"""The usual ones; before “等国” and the like any other is seen too."""
_CITY = "新加坡"
"""A country that is listed among cities as often."""
_WHOLE = "特别行政区|特区|地区|省"
_NO_MEMBER = (
    "(?!大学|科技大|理工|中文大|城市大|浸会|交易所|联交所|海峡|岛|仔|银行|商会|移动|联通|电信|石油|石化|科学院|工程院)"
)
_PLAIN = r"香港|澳门|台湾|(?<![粤珠深闽川渝])(?:港澳台|港澳|港台|澳台)"
_JOIN = "、|以及|[和与及]"
_MEMBER = KeptPattern(
    rf"(?P<right>中国(?:内地|大陆|(?:香港|澳门|台湾|港澳台|港澳)(?:{_WHOLE})?))"
    rf"|(?P<region>{_PLAIN})(?P<whole>{_WHOLE})?{_NO_MEMBER}"
    rf"|(?P<country>(?<!内)(?:{'|'.join(sorted(COUNTRIES, key=len, reverse=True))})){_NO_MEMBER}"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _MEMBER.source)
_OTHER = "(?<=、)[^\\W\\da-zA-Z_和与及等国]{2,4}(?=、)"
"""A member between two that are known."""
_LIST = KeptPattern(rf"(?:{_UNNAMED})(?:(?:{_JOIN})(?:{_UNNAMED}|{_OTHER}))+")
_COUNT = "(?:[\\d一二两三四五六七八九十几]+余?多?|多|各)?个?"
_COUNTRY = "国(?:家(?!级|[的]?支持|重大|战略|重点|标准|政策|规划|项目|工程|部委|机关|安全|实验|中心|队)|(?![家际内外有资产务防庆民]|企(?!业)))"
_OR_REGION = "(?!(?:和|及|与|或|、|（|\\(|/|以及)?(?:其他)?地区)"
_AS_COUNTRIES = f"(?:等{_COUNT}|(?:[\\d两三四五六七八九十几]+余?多?)个?){_COUNTRY}{_OR_REGION}"
_IS_OF_COUNTRIES = KeptPattern(_AS_COUNTRIES)
_IS_OF_PLACES = KeptPattern(
    f"等?{_COUNT}(?:国家|国)?(?:和|及|与|或|、|（|\\(|/|以及)?(?:其他)?(?:地区|经济体)"
    f"|等?{_COUNT}(?:地(?!区)|[大座]?城)|等[^，。；：！？、]{{0,8}}(?:城|市|港|中心|枢纽|口岸|湾区)"
)
_FROM = re.compile("(?:来自|出口到?|销往|赴|前往|进口自)$")
_LISTED = "[^，。；：！？（）\\s]{0,40}?"
_JOINED = _LISTED.replace("[^", "[^与")
_AMONG_OTHERS = KeptPattern(
    rf"(?P<a>(?<!中国)(?:{_PLAIN})(?:{_WHOLE})?)(?=(?:、{_JOINED}|[和及]{_JOINED}、{_JOINED})?等{_COUNT}{_COUNTRY}{_OR_REGION})"
    rf"|(?:国家|国外|外国)(?:包括|有：|（如|（包括|，如|，包括|（){_LISTED}(?P<b>(?<!中国)(?:{_PLAIN}))"
)


def regions(text: str) -> Iterator[Hit]:
    """Yields Hong Kong, Macao or Taiwan listed among countries; “国家和地区” is right, and so is 中国香港."""
    found: dict[int, Hit] = {}
    for each in _LIST.finditer(text):
        for start, end in _taken_for_countries(text, each):
            found[start] = _hit(text, start, end, "…等国家和地区")
    for match in _AMONG_OTHERS.finditer(text):
        kind = "a" if match["a"] else "b"
        start, end = match.span(kind)
        found.setdefault(start, _hit(text, start, end, "…等国家和地区" if match["a"] else "国家和地区（…）"))
    yield from (found[start] for start in sorted(found))


def _hit(text: str, start: int, end: int, instead: str) -> Hit:
    found = _("“{region}” listed among countries").format(region=text[start:end])
    return Hit(start, end, Rule.REGIONS, found, instead)


def _taken_for_countries(text: str, listed: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yields the spans of the regions in a list that nothing tells from countries."""
    if _IS_OF_PLACES.match(text, listed.end()):
        return
    members = [member for member in _MEMBER.finditer(text, *listed.span()) if not member["right"]]
    members = members[_partners(text, members) :]
    countries = {member["country"] for member in members} - {None}
    regions = [member for member in members if member["region"]]
    if not _IS_OF_COUNTRIES.match(text, listed.end()):
        is_list = "、" in listed[0] or _FROM.search(text[: listed.start()])
        if not is_list or not countries:
            return
        if countries == {_CITY} and not any("台" in member["region"] for member in regions):
            return
    for member in regions:
        if not _is_whole(text, member, regions):
            yield member.span()


def _partners(text: str, members: list[re.Match[str]]) -> int:
    """Returns how many regions stand before 与 and countries, which are whom they deal with: 香港与英国、法国等国."""
    first = next((index for index, member in enumerate(members) if member["country"]), 0)
    return first if first and text[members[first].start() - 1] == "与" else 0


def _is_whole(text: str, member: re.Match[str], regions: list[re.Match[str]]) -> bool:
    """Whether 地区 follows, after this region or after the others joined to it: 日本及香港、台湾地区."""
    if member["whole"]:
        return not _IS_OF_COUNTRIES.match(text, member.end())
    following = [each for each in regions if each.start() == member.end() + 1]
    return bool(following) and following[0].start() > member.end() and _is_whole(text, following[0], regions)
