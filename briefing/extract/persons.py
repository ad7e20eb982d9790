"""Persons as articles name them: a role and a name behind it, or a name and a title; 她 and 他 are who was named last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SURNAMES = (
    "习王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟"
    "熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮"
    "柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫"
    "米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻"
    "位厉伊仝郗邴郏隗訾苻区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "令狐",
    "夏侯",
    "端木",
    "百里",
    "呼延",
)
_ROLES = (
    "工作人员 人士 群众 研究人员 技术人员 负责人 责任人 发言人 创始人 主持人 经纪人 带头人 传承人 代表人 合伙人 投资人 候选人 继承人 "
    "总经理 经理 总监 总裁 总工程师 工程师 设计师 会计师 律师 医师 药师 教师 老师 技师 厨师 董事长 理事长 会长 秘书长 院长 校长 所长 局长 处长 科长 "
    "部长 厅长 司长 关长 署长 庭长 检察长 审判长 政委 机长 舰长 连长 参谋长 领队 股长 县长 市长 省长 区长 镇长 乡长 村长 州长 社长 站长 厂长 行长 店长 队长 组长 班长 船长 列车长 护士长 团长 馆长 台长 园长 主任 主席 "
    "书记 委员 专员 调研员 教授 研究员 助理 院士 博士 博士后 硕士 学者 专家 顾问 总编辑 主编 编辑 医生 大夫 护士 护理员 操作员 调度员 驾驶员 飞行员 "
    "检修员 巡检员 讲解员 服务员 售货员 快递员 网格员 技术员 管理员 保洁员 安全员 辅导员 教练员 运动员 消防员 邮递员 营业员 联络员 协管员 "
    "司机 师傅 工人 员工 职工 村民 居民 市民 农民 牧民 渔民 船工 民警 法官 检察官 律师 记者 学生 同学 家长 游客 旅客 乘客 顾客 客户 用户 业主 住户 大户 "
    "农户 茶农 果农 菜农 花农 粮农 牧户 老板 老板娘 店主 摊主 船主 车主 户主 主理人 创业者 志愿者 消费者 经营者 从业者 爱好者 参与者 亲历者 设计者 "
    "主任医师 副教授 首席科学家 科学家 分析师 架构师 首席执行官 执行官 CEO CTO 掌门人 当家人 老人 大爷 大妈 大姐 大叔 阿姨 奶奶 爷爷 女士 先生 "
    "党员 队员 社员 会员 代表 干部 村干部 选调生 研究生 大学生 毕业生 校友 青年 姑娘 小伙 妈妈 爸爸 母亲 父亲 妻子 丈夫 匠人 艺人 画家 作家 企业家 "
    "老农 老汉 老乡 老兵 大伯 大娘 大哥 大嫂 婆婆 乡亲 商户 摊贩 骑手 网友 主管 干事 值班长 段长 工长 总设计师 总师 秘书 大使 支书 护林员 饲养员 "
    "农艺师 畜牧师 测量员 质检员 电工 焊工 钳工 木工 瓦工 货主 船员 船东 教练 导游 主播 店员 员"
)
_ROLE = "|".join(["副[一-龥]长", *sorted(set(_ROLES.split()), key=len, reverse=True)])
_DOING = (
    "说 道 笑 表示 表达 介绍 指出 告诉 一边 一直 一脸 在 也 则 是 算 打 的 向 对 回忆 回答 感慨 感叹 感激 坦言 透露 谈到 谈及 谈起 认为 强调 补充 解释 "
    "建议 称 和 与 有 拿 举例 正在 带 就 又 还 跟 给 从 为了 把 被 将 看 站 坐 走 不 很 都 已 曾 直言 接过 先 着 等 及 "
    "到 于 手 自豪 兴奋 激动 高兴 欣慰 分析 提到 呼吁 乐呵 憨 爽朗 开心 无奈 骄傲 得意 满意 动情 郑重 肯定"
)
_DOES = "|".join(_DOING.split())
"""What begins the words on what a person does, and ends the name."""
_DOES_NOW = re.compile(_DOES)
_NAME = rf"(?:[一-龥]{{1,5}}(?:·[一-龥]{{1,6}})+|[A-Z][a-z]+(?: [A-Z][a-z]+)?|(?:{'|'.join(_COMPOUND)})[一-龥]{{1,2}}|(?!谢谢|多谢)[{_SURNAMES}](?:[一-龥](?!{_DOES})[一-龥](?![着了])|[一-龥]))"
_NO_SURNAME = "(?!车间|项目|单位|党[委组校支]|支部|常[委务]|办公|施工|公司|景区|连队|农[场业]|林[场业]|管理|计划|商会|安全|水[务利]|全[国市县]|包装|金融|宣传|项目)"
"""What begins a title with a character that is also a surname: 车间主任."""
_TITLES = "总书记|主席|总理|书记|院士|教授|老师|先生|女士|总经理|经理|主任|局长|院长|市长|县长|师傅|博士|医生"
_NO_OFFICE = "(?<!局(?=局))(?<!院(?=院))(?<!市(?=市))(?<!县(?=县))"
"""An office is no name before its own head: 招商局局长."""
_INTRODUCED = re.compile(
    rf"(?:(?:{_ROLE})[、，]?|(?:姓名|名叫|叫做?|名为|，叫))(?P<name>{_NAME})(?![一-龥]?(?:市|县|区|省|公司))|(?P<titled>{_NO_SURNAME}[{_SURNAMES}][一-龥]{{1,2}})(?P<title>{_NO_OFFICE}(?:{_TITLES}))"
)
_CLEAR_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦邹孟熊秦邱江尹薛闫段雷侯龙史陶黎"
    "贺顾毛郝龚邵钱严覃武戴莫孔汤岳柏祝闻穆聂骆盛乔季柯苗窦裴翟庞樊霍虞殷尤卓欧邢葛温纪舒阮凌梅童游辛靳鲍喻祁蒲屈牟娄戚岑费晏席"
)
"""Surnames that seldom begin other words."""
_CLEAR_NAME = (
    "(?!高[速校铁新标中考兴质水温等级原]|江[水苏南北河]|石[头油材化]|田[间野]|林[场业区地下]|马[路拉上]|黄[河金山土]|任[务何]|程序|何[时种处]|许多|曾经|段落|夏[天季]"
    "|秦岭|武汉|毛利|钟声|陆[续地]|余[下额]|周[边末期围一二三四五六日]|罗列|龙头|史料|雷达|季[度节]|温[度室]|盛[会夏]|游[客戏]|梅[雨花]|欧[洲盟]|武[术器]|严[格重]|钱[款包])"
    rf"(?:[{_CLEAR_SURNAMES}][一-龥]{{2}}|[{_CLEAR_SURNAMES}][一-龥](?=[一-龥][了着]|[，。]))"
)
"""A name that no role goes before."""
_MET = re.compile(
    rf"(?:[\d一二三四五六七八九十]岁的?(?P<aged>{_NAME})|(?:的是|名叫|叫做|绕不开|离不开|提起|提到|说起|说到|问起|要数|莫过于|首推|当属|找到|见到|遇到|采访|拜访|走访|认识)(?P<name>{_CLEAR_NAME}))(?=[，。、的时]|已|正|家|在|今|是|每|从|也|还|又|就|说|[一-龥]{{1,2}}[了着])"
    rf"|(?P<resumed>{_CLEAR_NAME})[，。](?:她|他)(?!们)"
)
"""How a text brings in who has no role: 87岁的邵满仓, 放羊的是岳大川, 绕不开姚杏林, 姚杏林。她家."""
_ROLE_SUFFIX = "官员长师家手工生者士任记授理监裁事民匠农友客夫商总婆嫂哥叔伯姐妹军星主户的"
"""Last characters of what stands before a name: 首席财务官, 冠军, 排队的."""
_SUFFIXED = re.compile(rf".*[{_ROLE_SUFFIX}](?P<name>{_NAME})")
_ANAPHOR = re.compile(
    "(?:(?:这位|这名|那位|该)[^，。]{0,12}|(?:老人家?|老汉|老太太|老爷子|大爷|大娘|大妈|大叔|大姐|大伯|阿姨|奶奶|爷爷|小伙子?|姑娘|汉子|女孩|男孩|当家人|掌柜)(?=[^，。家们]))"
)
"""Descriptions of who was named before: 老人直起腰, 这位老支书说; 一位老人 is someone else."""
_DESCRIBED = re.compile(r"(?:^|.*[，,。；;：:！？\s])(?P<role>[^，,。；;：:！？\s]+)$", re.DOTALL)
_PRONOUN = re.compile(r"(?:^|[，,。；;：:\s”])(?:她|他|前者|后者)(?!们|人)")


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker: the name alone, or the description where there is no name."""

    name: str
    role: str
    """As it stands before the name; empty where it does not."""
    title: str = ""
    """As it stands behind the name: 总书记."""


_REACH = 4000
"""Characters before a speech within which its speaker is named."""


def last_named(text: str) -> Person | None:
    """Returns the person whom a text introduces last."""
    text = text[-_REACH:]
    known = {person.name: person for person in _introduced(text)}
    return max(known.values(), key=lambda person: text.rfind(person.name), default=None)


def _introduced(text: str) -> Iterator[Person]:
    for match in _INTRODUCED.finditer(text):
        if match[0].startswith("记者") and text[max(match.start() - 1, 0)] in "向对跟给同与和诉":
            continue
        yield Person(_trimmed(match["name"]), "") if match["name"] else Person(match["titled"], "", match["title"])
    for match in _MET.finditer(text):
        yield Person(_trimmed(match["aged"] or match["name"] or match["resumed"]), "")


def just_named(text: str) -> Person | None:
    """Returns the person who was named last, in the last two sentences of a text, or whom these call 她 or 他."""
    person = last_named(text)
    text = text[-_REACH:]
    ends = [match.start() for match in re.finditer("[。！？]", text.rstrip("。！？”\n "))]
    last_two = text[ends[-2] :] if len(ends) > 1 else text
    acting = [match for match in _ACTING.finditer(last_two) if person is None or match["name"] != person.name]
    if acting and (person is None or last_two.rfind(person.name) < acting[-1].start()):
        return Person(acting[-1]["name"], "")
    if person is None:
        return None
    return person if person.name in last_two or is_pronoun(last_two) else None


def _trimmed(name: str) -> str:
    return name[:-1] if len(name) > 2 and _DOES_NOW.fullmatch(name[-1]) else name  # noqa: PLR2004 - surname and one character


def speaker(clause: str, *, is_ended: bool) -> Person | None:
    """Returns who stands in a clause before its verb; `is_ended` when the verb was cut off, so that the name ends it."""
    clause = re.sub("^(?:据|对此|而|有|一位|一名|几位|不少|多位)+|\ufffc", "", clause.strip(" 　，,。：:、"))
    told = _TOLD.match(clause)
    if told:
        clause, is_ended = told["head"], True
    titled = re.match(
        rf"(?P<name>{_NO_SURNAME}[{_SURNAMES}][一-龥]{{1,2}})(?P<title>{_NO_OFFICE}(?:{_TITLES}))", clause
    )
    if titled and len(titled["name"]) > 1:
        return Person(titled["name"], "", titled["title"])
    clause = _CIRCUMSTANCE.sub("", clause)
    ends = [match.end() for match in _ROLE_END.finditer(clause)]
    for end in reversed(ends):
        name = re.match(_NAME, clause[end:].lstrip("、，, "))
        if name and _is_whole(clause[end:].lstrip("、，, "), name[0], is_ended=is_ended):
            return Person(_trimmed(name[0]), _described(clause[:end]))
    if ends:
        return _without_surname(clause[: ends[-1]], clause[ends[-1] :].lstrip("、，, "), is_ended=is_ended)
    suffixed = _SUFFIXED.fullmatch(clause) if is_ended else None
    if suffixed:
        return Person(suffixed["name"], _described(clause.removesuffix(suffixed["name"])))
    begun = re.match(_NAME, clause)
    if begun and _is_whole(clause, begun[0], is_ended=is_ended):
        return Person(_trimmed(begun[0]), "")
    return None


_TOLD = re.compile(
    "(?P<head>.{2,}?)(?:(?:向|对|跟|给|同|与|和|告诉)(?:本[报台刊])?记者|(?:向|对|跟|告诉)(?:我们?|大家|笔者))"
)
_CIRCUMSTANCE = re.compile("在[^，,]{2,20}(?:上|中|时|期间|后|里|前|现场)$")
_ROLE_END = re.compile(rf"(?:{_ROLE})")


def _is_whole(text: str, name: str, *, is_ended: bool) -> bool:
    """Whether a name ends where it was cut: before what a person does, or where the clause was cut at its verb."""
    rest = text[len(name) :]
    return not rest or bool(_DOES_NOW.match(rest)) or not is_ended


def _described(role: str) -> str:
    found = _DESCRIBED.match(role)
    return found["role"] if found else role


def _without_surname(role: str, rest: str, *, is_ended: bool) -> Person | None:
    if not rest or _DOES_NOW.match(rest):
        return Person(_described(role), "")
    if is_ended and 2 <= len(rest) <= 3 and not _DOES_NOW.fullmatch(rest[-1]):  # noqa: PLR2004 - a Chinese name
        return Person(rest, _described(role))
    return None


_ACTING = re.compile(rf"(?:^|[。！？\n])\s*(?P<name>{_CLEAR_NAME})(?=[一-龥]{{0,2}}[了着过起下出住完])")


def is_anaphor(clause: str) -> bool:
    """Whether a clause begins with a description of someone who was named before."""
    return bool(_ANAPHOR.match(clause))


def is_pronoun(clause: str) -> bool:
    return bool(_PRONOUN.search(clause))
