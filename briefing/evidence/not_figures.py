"""Numbers that count nothing, told by their form and neighbours: dates, ordinals, labels and names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from briefing.evidence import numbers, units
from briefing.patterns import KeptPattern


class Sort(StrEnum):
    """What a number in a text is."""

    FIGURE = "figure"
    """It counts or measures."""
    DATE = "date"
    """Years, months, days, times of day."""
    ORDINAL = "ordinal"
    """第三, 前十, 500强, 3号."""
    LABEL = "label"
    """Numbers of figures, lists, documents, telephones, places on the globe."""
    NAME = "name"
    """Part of a name: M9, 5G-A, 9000T, 1+3."""


_NUMBER = numbers.NUMBER
_DIGIT = "[一二三四五六七八九十]"
_YEAR = r"(?:1[89]|2[01])\d{2}"
_SPELLED_YEAR = "[二一][〇○零九八][〇○零一二三四五六七八九]{2}"
_FREE = r"(?<![\d.])"
"""No digit stands before."""
_TO = "[-—–～~至到]"
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_LINE_START = r"(?:^|(?<=[\n。；;]))"

_DATES = (
    # 2024年, 2024年底, 2024年4月8日, 2021—2024年; but 2000年产 and 2000年均 may count years
    rf"{_FREE}{_YEAR}\s?(?:年(?!度?[均产])|[-—–～~至](?={_YEAR}\s?年))(?:[初底末中]|度)?(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号])?)?",
    rf"{_FREE}{_YEAR}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?![\d.])",
    rf"{_FREE}\d{{2}}年(?=\d{{1,2}}月)",
    # 4月, 4月8日, 1-9月, 3月5日至8日
    rf"{_FREE}\d{{1,2}}\s?月(?!报)(?:\s?\d{{1,2}}\s?[日号])?(?:\s?{_TO}\s?\d{{1,2}}(?:月(?:\d{{1,2}}[日号])?|[日号]))?",
    rf"{_FREE}\d{{1,2}}\s?{_TO}\s?\d{{1,2}}月",
    rf"{_FREE}\d{{1,2}}(?:[日号])?[-—–～~至]\d{{1,2}}[日号](?!线|楼|机|院|文|令|馆|门|店|厅|桥)",
    rf"{_FREE}\d{{1,2}}日(?!元|均)",
    rf"(?<![以之])前{_NUMBER}个?(?:月|季度)",
    rf"(?:{_DIGIT}|\d){_TO}(?:{_DIGIT}|\d)季度",
    # in English: 8 April 2025, April 8, 2025
    rf"{_FREE}\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s\d{{4}})?|\b{MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?(?!\d)",
    r"['’‘]\d{2}年",
    # decades and centuries
    rf"(?:第?{_NUMBER}世纪|[上本]世纪)(?:初|末|中叶)?(?:(?:\d0|[一二三四五六七八九]十)年代)?",
    r"(?<!\d)\d{2,4}年代|[一二三四五六七八九]十年代",
    # times of day
    r"(?<![\d:：比])(?<!比例)(?<!比例为)(?<!比为)(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)",
    rf"{_FREE}\d{{1,2}}[时点](?:\d{{1,2}}分|整|许|半|钟)?(?!间|[,，]?\d)",
    rf"(?:上午|下午|早上|早晨|晚上|凌晨|清晨|傍晚|中午|午后|深夜|当晚|午夜)(?:{_DIGIT}|两){{1,3}}[时点](?:{_DIGIT}{{1,3}}分|整|许|半|钟|[一三]刻)?",
    # spelled: 二〇二四年九月十日, 民国二十六年, 正月十五, 腊月, 初一
    rf"{_SPELLED_YEAR}年(?:{_DIGIT}{{1,3}}月(?:{_DIGIT}{{1,3}}日)?)?",
    rf"(?:民国|公元前?|光绪|康熙|乾隆|道光|嘉庆|雍正|同治|咸丰|宣统|洪武|永乐|万历|贞观|开元)\s?(?:\d+|{_DIGIT}+|[一二三四五六七八九十百千]+)年",
    "十[一二]月(?!龄)",
    rf"{_DIGIT}{{1,3}}月(?:份|{_DIGIT}{{1,3}}[日号]|[初底末中上下]旬?)",
    rf"(?:正月|腊月|冬月|农历{_DIGIT}{{1,2}}月)(?:初{_DIGIT}|[二三]?{_DIGIT}{{1,2}}|廿{_DIGIT})?|(?:大年)?初[一二三四五六七八九十](?![中级步期次])",
    rf"(?:周|星期|礼拜){_DIGIT}(?![年次])",
    # a bare year: 截至2023, （2024）
    rf"(?<![\d.,])(?:19|20)\d{{2}}(?![\d.,%‰]|\s?[万亿余多]|年|\s?(?:{units.STRONG_UNIT}))(?=[^\d\s]|$|\s)",
)
_NUMBERED = (
    "份号|邮编|邮政编码|代码|编号|证号|账号|帐号|单号|文号|房号|房间|门牌|车牌|学号|工号|证书|座位|号码布?|口令|密码|频道|频率|批号|案号|专利号|公告号"
    "|登记号|备案号|许可证|工单|流水号|航班|车次|尾号|区号|邮箱|ISBN|ISSN|QQ|微信"
)
"""What has a number to be told from others of its kind."""
_CALLED = "电话|热线|专线|传真|手机|座机|分机|总机|拨打|拨通|致电|短信"
_LABELS = (
    r"(?:https?://|www\.)[\w./?=&%#:-]+|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+",
    r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])",
    # documents and standards
    r"[〔\[【(（](?:19|20)\d{2}[〕\]】)）]\s?\d+号",
    r"(?<![A-Za-z])(?:(?:[A-Z]{1,5}/)?(?:GB|DB|ISO|IEC|IEEE|ITU|EN|DIN|ASTM|YY|JT|GA|HJ|JGJ|NB|DL|NY|RFC|CN|ZL|PCT)(?:/[A-Z]{1,4})?|T/[A-Z]{2,8})[ -]?\d[\d.]*(?:[-—–:./]\d+)*",
    r"\b(?:arXiv|DOI|doi|PMID)[:：]?\s?[\d./A-Za-z-]+|\b10\.\d{4,}/\S+|\b(?:[Nn][Oo]|[Vv]ol|pp?)\.\s?\d+(?:[-–]\d+)?",
    # footnote marks: [3], [1,2], [4-6]
    r"\[\^?\d{1,3}(?:[,，\-–]\s?\d{1,3})*\](?!\s?[万亿%])",
    rf"(?:{_NUMBERED})号?码?(?:为|是|由|从)?\s?[:：]?\s?[\dA-Za-z][\dA-Za-z.-]{{1,}}(?!\s?[万亿个户家%])",
    # numbers of copies: 004713
    r"(?<![\d.,:：])0\d{4,5}(?![\d.,:：])",
    # telephones
    rf"(?:{_CALLED})(?:号码)?(?:为|是|至|到)?\s?[:：“]?\s?[(（+]?\d[\d ()（）*—–-]*\d(?:\s?[转、/]\s?\d[\d—-]*)*(?![\d.]|\s?[万亿部台个次户人起件%通条余多])",
    r"(?<=火警|急救|报警|匪警|客服)1\d{2}(?![\d.]|\s?[次人起件分名个])",
    r"(?:(?<!\d)\+?86[- ])?(?<!\d)1[3-9]\d[- ]?[\d*]{4}[- ]?\d{4}(?!\d)|(?<!\d)[48]00[-— ]?\d{3,4}[-— ]?\d{3,4}(?!\d)",
    r"(?<!\d)(?:0\d{2,3}[-—]|[（(]0\d{2,3}[）)]\s?)\d{3,4}[- ]?\d{4}(?:[-转]\d{1,5})?(?!\d)|(?<!\d)\d{7,8}转\d{1,5}|(?<=转)\d{3,5}(?=分机)",
    r"(?<!\d)\d{3,6}(?=[”’」]?(?:政务|服务|便民)?(?:热线|专线|平台接|急救|报警|客服))|(?<!\d)\d{2,5}(?=字头|号段|开头的|打头)",
    r"(?<=是)1(?:10|19|20|22)(?=来)",
    # figures, tables, chapters, list items
    r"\b(?:[Ff]igure|[Tt]able|[Ss]ection|[Pp]art|[Ss]lide|[Aa]nnex|[Cc]hapter|[Pp]age|No\.)\s\d{1,3}(?:\.\d{1,2})*(?![\d%])",
    r"(?:图|表|附件|附图|附表|注释|注|式|栏|版)\s?\d{1,3}(?:[-—.]\d{1,2})?(?![\d.]|\s?[%万亿])",
    r"(?:章节|章|节)\s?\d{1,2}(?:\.\d{1,2})+(?![\d%万亿])",
    rf"{_LINE_START}[\s#>*-]*\d{{1,2}}(?:\.\d{{1,2}})*[.、．)）](?!\d)|(?<=[:：，,])\s*\d{{1,2}}[.．)）](?=\s?[一-龥《“*])",
    rf"{_LINE_START}[\s#>*-]*\d{{1,2}}(?:\.\d{{1,2}})+\s+(?=[一-龥])",
    r"[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]",
    rf"{_LINE_START}[\s#>*-]*{_DIGIT}{{1,3}}、",
    "[①-⑳]",
    # places on the globe, and scores
    r"(?:东经|西经|北纬|南纬)\s?\d+(?:\.\d+)?[度°](?:\d+(?:\.\d+)?[分′'])?(?:\d+(?:\.\d+)?[秒″\"])?",
    r"(?<=比分)(?:为|是|锁定在|定格在)?\s?\d{1,3}[:：∶比]\d{1,3}",
    r"(?<![\d:：])\d{1,3}[:：∶比]\d{1,3}(?=的?(?:战胜|击败|获胜|险胜|负于|不敌|力克|大胜|战平|逆转|领先|落后|取胜|告负|比分|淘汰|横扫|完胜|绝杀|惜败|告捷|收官|大比分|逼平|握手言和|主场|客场))",
    r"(?<=[以被])\d{1,3}[:：∶比]\d{1,3}(?=[^。；]{0,16}(?:胜|败|负|平|敌|克|冠|淘汰))",
    # addresses and roads
    r"(?<![\d.])\d{1,3}比\d{1,3}(?![\d.])",
    # 100号2楼203室, A座3层, 幸福苑12栋; but 28层高楼 and 建成12栋 count
    r"(?<![\d.])\d{1,3}楼(?!盘|宇)|(?<=[A-Za-z]座|号楼|栋楼|大厦|大楼)\d{1,3}层(?=[的一-龥A-Za-z\d]|$)(?![高共为])|(?<=[栋幢座])\d{1,3}层",
    r"(?<=[苑园弄号庭])\d{1,3}[栋幢](?![楼房建别厂住])|(?<!\d)\d{1,3}[栋幢座](?=\d+(?:单元|室|层|楼|号))",
    r"(?<!\d)\d{1,4}(?=国道|省道|县道|乡道|室(?![内外温])|弄)|(?<!\d)\d{1,3}路(?=公交|车|汽车|巴士)",
)
_LATIN_UNIT = "|".join(
    sorted((re.escape(word) for word in units.MEASURES if word.isascii() and word[0].isalpha()), key=len, reverse=True)
)
_NAMES = (
    # a letter before digits, digits before a letter that is no unit
    rf"(?<![A-Za-z\d])[A-Za-z][A-Za-z.]*(?:[-–/]?| (?!\d[\d,.]*\s?(?:%|‰|{units.SCALE}|{units.ONE})))\d[\dA-Za-z]*(?:[-+./][\dA-Za-z]+)*次?",
    # a hyphen in a name: 神舟-19, 歼-20; but 增速为-1.8% has a sign
    rf"(?<=[一-龥])[-–—]\d+[A-Z]?(?![\d.,]|\s?(?:%|‰|{units.SCALE}|{units.ONE}|{_TO}))",
    # 15分钟生活圈, 1小时经济圈, and other names in quotation marks that a number begins: “7×24小时”, “3分钟放款”
    rf"(?:(?<!\d)\d+|{_DIGIT}{{1,3}}|半)个?(?:分钟|小时|公里)[一-龥]{{0,6}}圈(?!内)",
    r"[“‘「]\d+(?:[+×x*/-]\d+)*(?:分钟|小时|天|公里|元|年|个|项|条|步)?[一-龥]{2,6}[”’」]",
    rf"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?!(?:{_LATIN_UNIT})(?![A-Za-z0-9]))[A-Za-z][A-Za-z\d]*(?:[-+/][A-Za-z\d]+)*",
    r"(?<![\d.])\d{1,4}次(?=列车|航班|快速|特快|专列)",
    # 1+3+N, 50+
    r"(?<![\d.])\d+(?:\+[\dA-Za-zNX]+)+|(?<![\d.])\d+\+(?=[^\d])",
    # slogans and plans in quotation marks: “十五五”, “9073”, “三步走”, “两个一百年”
    rf"[“‘「]{_DIGIT}{{1,3}}[”’」]|“{_DIGIT}{{2}}五”|十[一二三四]五(?=规划|时期|期间|[”’」])",
    r"[“‘「][一二两三四五六七八九十百千万](?![成年倍半])[^”’」，。、,.；;：:\d]{1,7}[”’」]",
    r"[“‘「]\d{2,}[”’」](?!\s?[年月日])",
    r"(?<!\d)24小时(?=值班|营业|服务|在线|不间断|热线|不打烊|客服)|(?<!\d)(?:365天|7天(?=无理由)|7×24|7\*24)(?:小时)?",
    # lists of universities, days of shopping, days that stand for events: 211高校, 双11, 3·15
    r"(?<!\d)(?:211|985)(?=[、/”工高院大])|(?<!\d)(?:863|973)(?=计划)|(?<!\d)(?:315|618)(?=晚会|大促|购物|活动|期间)",
    r"双\s?1[12](?!\d)|(?<![\d.])\d{1,2}[·•]\d{1,2}(?![\d])",
    # generations and plans: 95后, 三代, 三年行动, and days known by their date
    r"(?<!\d)\d0后|(?<!\d)(?:[6-9]5|05)后|(?<![\d.])(?<!第)\d(?:\.\d)?代(?![人理替])|(?<!\d)\d{1,2}单元|24节气",
    rf"(?:{_NUMBER})年(?=行动|规划|计划|攻坚|大计)",
    r"(?<![\d.])\d{1,2}\.\d{1,2}(?=晚会|妇女节|大促|购物节|国际|特大|专案)",
    # those who leave or enter a school in a year: 2024届毕业生, 2023级新生
    rf"{_FREE}(?:19[5-9]|20[0-4])\d(?:届|级(?=新生|学生|本科|硕士|博士|研究生|同学|学员|毕业|校友))",
    # versions: 2.0版, 工业4.0
    rf"{_FREE}\d\.\d(?=版|时代|模式|阶段)|(?<=工业)\d\.0|{_FREE}[1-9]\.0(?![\d.%‰]|\s?(?:{units.SCALE}|{units.ONE}))",
)
_ORDINALS = (
    rf"第{_NUMBER}(?:\s?(?:{units.SCALE})?(?:{units.UNIT}))?",
    # 前十, 前100名; but 集成前222个 counts
    rf"(?<![以之日月年提目此当先眼从空超成造改])前(?:(?!\d{{3}}){_NUMBER}(?:强|名|位|列|大)?|{_NUMBER}(?:强|名|位))",
    rf"(?!.{{1,3}}分之)(?:{_NUMBER})强(?![度制化])",
    r"(?<![\d.月])\d{1,4}号(?!人)(?:线|楼|机组|院|泊位|馆|门|店|厅|桥|文|令|码头|井|机)?",
    rf"(?:{_NUMBER})(?:级|等奖|星级)",
    # 二期, 三类 name; 12期 and 5类 count
    rf"{_DIGIT}[期类]|(?<![\d.])\d期(?=工程|项目|建设|、|和|厂)",
    r"(?:TOP|Top|top)\s?\d+",
)


def _any_of(patterns: Iterable[str]) -> KeptPattern:
    return KeptPattern("|".join(patterns))


_PATTERNS = (
    (Sort.LABEL, _any_of(_LABELS)),
    (Sort.NAME, _any_of(_NAMES)),
    (Sort.DATE, _any_of(_DATES)),
    (Sort.ORDINAL, _any_of(_ORDINALS)),
)
"""Of two that overlap the one that stands first here wins."""


def find(plain: str) -> dict[int, tuple[int, Sort]]:
    """Returns where what is no figure begins and ends in a text with half-width digits and marks."""
    taken: dict[int, tuple[int, Sort]] = {}
    is_taken = bytearray(len(plain))
    for sort, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if not any(is_taken[start:end]):
                taken[start] = (end, sort)
                is_taken[start:end] = b"\1" * (end - start)
    return taken
