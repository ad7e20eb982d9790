"""What clerks write for keys, kinds and settings who do not have the right word at hand, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from briefing.errors import nearest, only_name
from briefing.i18n import gettext as _

_KEYS = """
标题 题目 主标题 大标题: title claim heading name
副标题 副题: subtitle
类型 类别 种类 文种 版式 形式: kind
单位 计量单位: unit
起草单位 编制单位 发文单位 署名 作者 部门: unit publisher
日期 成文日期 时间 年月: date when as_of
语言 语种: language
主题 配色 风格: theme
模板: template reference
关键词 关键字: keywords
摘要 概要 提要: summary
文件 文档 文件信息: document file
路径 文件名: file
两圈 区域 经济圈 地区 圈: circles circle
来源 出处 资料来源 数据来源: source sources from
依据 取自 引自: from source
报道 文章: sources
章节 节 部分 小节: sections section
名称 名字 姓名: name label
全称: name
简称: short
媒体 报纸 发布单位 发布者 编印单位 编者: publisher
描述: description text
数据 台账 数据台账: facts rows
数字: fact facts value
指标 项目 标签 条目: label
数值 值: value values
时点 截至 截止 期间: as_of date when
范围 口径: scope
原文 证据 原文依据 原句: evidence
公式 算式: formula
小数 小数位 小数位数: decimals
说明 备注 注 注释 附注: note notes reading
图表 图 统计图: figure charts
图片 照片: figure pictures
表格 表: table tables
幻灯片 页面 页 各页: slides
结论 观点 主张 标题句 主旨: claim
要点 内容 要点列表: points text
正文 文字稿 文稿 段落: prose text
讲稿 讲话稿 演讲稿 演讲备注: notes
解读 读法 看点: reading
结束 结束页 结束语 结语 总结: closing
附录 附件: appendix
行 数据行: rows
系列: series
事件 大事记: events
节点: nodes events
连线 连接 关系: links
表头: header
页眉: header
列宽: widths
列 分栏: columns
替代文字 图片说明: alt
摄影 版权: credit
原因 理由: reason
不用 未用 未采用 舍去: left_out
例外 允许: allow
用语 术语 词表: terms
左 左边 左栏: left
右 右边 右栏: right
步骤 环节: steps
卡片: cards
案例: cards name
引语 引文 语录: quotes
原话 话: words
发言人 讲话人 说话人: speaker
场合: occasion
变化 对照 前后: changes
之前 以前 前 改造前: before
之后 以后 后 改造后: after
第一: first
第二: second
共同 两者: both
谁 主体 责任单位 牵头单位: who
任务 事项 做什么 工作: what
举措 措施 办法 做法: means
期号 期数 期: issue
总期号 总期数: total
报头 刊名: name
份数 印数: copies
报送 报: report_to
抄送 送: send_to
分发 发: distribute_to
页码: page_numbers
封面: cover
水印: watermark
标记: marks
页脚 页脚标记: footer
目录: contents
样式 版式文件: reference
过渡页 章节页: opener
高亮 突出 强调: highlight
何时: when
起点 起: start
终点 止: end
编号: id
简报: bulletin
文字: text words
语句 段首: begins
headline: claim title
title heading caption name label: title claim heading name label
body paragraph paragraphs text content: prose text words points
bullets bullet items item list lines: points lines
image picture photo pic img: figure pictures file
chart graph diagram plot: figure charts
author organisation organization department office: unit publisher
reference references source citation cite: from source sources
speaker_notes comment comments remarks speech: notes note
number amount: value fact
numbers data: facts rows values
type sort layout style: kind
colour color: circle theme
page pages: slides
conclusion ending thanks: closing
abstract overview: summary
time year month day: when as_of date
topic: title
quote quotation quotations: quotes words
sources: source from
fact: fact facts value
value: value fact
meta metadata info: document
tags: keywords
attachment attachments annex: appendix
path filename: file
""".split("\n")
"""Words before the colon, keys after it; the first key that the mapping may have is the likeliest."""

_CHOICES = """
要点 要点页 列表 bullets list text: points
图 图表 单图 chart graph: figure
对比 比较 对照 comparison vs: compare before-after
关键数字 关键数据 重要数据 数字 kpi numbers: key-figures
表 表格: table
卡片 案例卡片 多案例: cards
引语 引文 语录 quote quotation: quotes
前后对比 改造前后: before-after diverging
时间轴 时间线 大事记 milestones: timeline
链条 产业链 流程 流程图 步骤 process steps: chain
案例 case-study: case
关系 关系图 network: relation
图片 照片 photo image: picture
建议 工作建议 recommendation proposals: recommendations
柱状图 柱形图 柱图 columns: column
条形图 横条图 bars: bar
分组柱状图 分组条形图 簇状柱形图 clustered: grouped
堆叠图 堆积图 堆叠柱状图 堆积柱形图: stacked
百分比堆积图 百分比堆叠图 百分比堆积柱形图: stacked-100
正负图 正负条形图: diverging
哑铃图: dumbbell
区间图 范围图: range
饼图 环形图 圆环图 占比图 占比 pie donut doughnut ring: share
折线图 曲线图 走势图 lines: line
面积图: area
组合图 柱线图 双轴图 柱线组合: combo
瀑布图: waterfall
小多图 多图 small-multiples: multiples
来源 资料来源 source: sources
数据 数据表 主要数据 fact: facts
汇报 报告 报告材料 汇报稿: 汇报材料 report
快报 通报 newsletter: 简报 bulletin
中文 简体中文 汉语 zh zh-cn cn chinese: zh-CN
英文 英语 english en-us en-gb: en
居中 居中页码 center centre centered middle: centred
外侧 两侧 奇右偶左 outer: outside
图像 位图 image: picture
原生 可编辑 office: native
政策蓝 蓝色 蓝 blue: policy-blue
党政红 红色 红 red: party-red
湾区青 青色 青 teal: bay-teal
""".split("\n")
"""The same for what stands after “kind:” and other keys with a fixed choice."""


def _read(table: list[str]) -> Mapping[str, tuple[str, ...]]:
    lines = (line.partition(":") for line in table if line)
    return {word: tuple(names.split()) for words, _colon, names in lines for word in words.split()}


KEYS, CHOICES = _read(_KEYS), _read(_CHOICES)


def key(typed: str, keys: Collection[str]) -> str | None:
    """Returns the key of a mapping that a word alone can mean, of the keys that it may have."""
    return _meant(typed, KEYS, keys)


def choice(typed: str, choices: Collection[str]) -> str | None:
    """Returns what a word alone can mean of a fixed choice."""
    return _meant(typed, CHOICES, choices)


def suggested(typed: str, choices: Collection[str]) -> tuple[str | None, str]:
    """Returns what a word alone can mean of a fixed choice, and the hint that names it, or the nearest there is."""
    meant = choice(typed, choices)
    return meant, _("; did you mean “{name}”?").format(name=meant) if meant else nearest(typed, choices)


def _meant(typed: str, words: Mapping[str, tuple[str, ...]], names: Collection[str]) -> str | None:
    plain = typed.strip(" \u3000\t“”‘’\"'").lower().replace(" ", "_")
    known = next((name for name in words.get(plain, ()) if name in names), None)
    return known or only_name(typed, names)
