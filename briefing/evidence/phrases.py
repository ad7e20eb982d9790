"""Chinese words that hold a numeral and count nothing: 一体化, 半导体, 四川, 数据, 二十大."""

from __future__ import annotations

import re

_NUMERAL = "[一二三四五六七八九十]"

_AFTER_ONE = (
    *"体 批 起 定 系列 方面 直 些 样 般 线 流 旦 致 心 路 手 举 把手 带一路 站 网 窗 件事".split(),
    *"盘棋 张网 张图 把 大 度 下 次性".split(),
    *"季度 一 目了然 举一动 刻(?!钟) 次产业 产 揽子 律 再 向 经 同 切 贯 共 概 味 旁 边 时 代 早 对一".split(),
    *"帆风顺 刀切 技之长".split(),
)
"""What follows 一 in words; 一刻钟 is a quarter of an hour."""
_AFTER_SMALL = {
    "二": "级 产 季度 次产业 维 手 胎 孩 元",
    "三": "天两头 亚 峡 星(?!级) 番五次 农 甲 级 产 者 明 江 元 季度 次产业 维 公 伏 资 顾茅庐 位一体 中全会 令 包",
    "四": "川 海 周 处 季度 通八达 平 面 肢 方 中全会 联",
    "五": "金 星(?!级) 湖 花八门 一(?!百|千|万) 年规划 粮 谷 行 位一体 中全会 险",
    "六": "安 一(?!百|千|万) 盘水 中全会 神",
    "七": "夕 星(?!级) 一(?!百|千|万)",
    "八": "方 达 仙 一(?!百|千|万) 卦",
    "九": "江 寨 州 龙",
    "十": "分(?!之) 足 堰 一黄金周 字路口 拿九稳",
}
_AFTER_LARGE = {
    "百": "度 岁 姓 货 花 年 家争鸣 业 强 亿级 色 科 余年来 日咳 炼成钢 折不挠 舸 花齐放 货店 万级",
    "千": "万(?=别|不|要) 里 家万户 方百计 行百业 亿级 万级 山 古 秋 篇一律 军万马 家 兆 禧 载 变万化 头万绪",
    "万": "一 亿级 国 达 科 里 物 众 事 全 象 州 宁 盛 能 无一失 元户 户 分(?!之) 向 家灯火 马奔腾 水千山 世 古",
    "亿": "级",
    "零": "(?!下)",
    "〇": "",
}
_AFTER_PAIR = {
    "双": "[一-龥]",
    "两": "会 岸 江 地 侧 翼 手 国 用 化 新 重 者 头 旁 边 省 市 县 湖 广 山 宜 院 级 种 面 端 极 类 难 全 相 侧 码 弹一星 不 办 委 法 高 权",
    "半": "导体 岛 成品 决赛 路 夜 天 数以上的人 径 球 挂 空 截 拉 殖民 山 坡 程 自动 封闭",
    "数": "字 据 智 控 量 码 学 值 目 额 列 落 来 模 理 组 不 说",
    "几": "乎 何 内亚 率 经 度 时 分 许 近",
}
_BEFORE_NUMERAL = (
    *"统一 唯一 之一 同一 专一 单一 逐一 不一 合一 归一 划一 对半 多半 大半 无数 多数 少数 人数 户数 指数 参数 函数 总数 次数".split(),
    *"系数 倍数 位数 基数 分数 件数 双十一 成千上万 成百上千 千千万万 第一 万一 接二连三 举一反三 丢三落四 不二 数一数二".split(),
    *"最后一公里 二十四节气 说一不二 独一无二 三三两两 家数 天数 年数 岁数 整数 奇数 偶数 小数 负数 正数 级数 计数 读数 度数 招数 套数 悉数 如数".split(),
)
"""Words that end in a numeral, or hold one behind another character; 第一产业 and 双十一 too."""
_WHOLE = (
    rf"{_NUMERAL}{{1,3}}(?:大|届)(?!小)",
    "[一二三四五六七八九]季(?!度|稻)",
    "第[一二三]产业",
    "[百千]分(?!之|点)",
)


def _words(by_head: dict[str, str]) -> list[str]:
    return [head + after for head, followers in by_head.items() for after in (followers.split() or [""])]


PHRASE = re.compile(
    "|".join(
        [
            *sorted(
                [
                    *(f"一{after}" for after in _AFTER_ONE),
                    *_words(_AFTER_SMALL),
                    *_words(_AFTER_LARGE),
                    *_words(_AFTER_PAIR),
                    *(f"{word}(?![十百千万亿])" if word.endswith("数") else word for word in _BEFORE_NUMERAL),
                ],
                key=len,
                reverse=True,
            ),
            *_WHOLE,
        ]
    )
)
"""Matches where such a word begins."""
