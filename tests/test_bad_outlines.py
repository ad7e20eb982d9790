"""Every slip in an outline, its ledger or its files gets a plain sentence at the right place, and nothing is written.

Each case changes one line of `outlines/minimal.yaml` (or of its ledger); “‸” marks where the error has to point.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from briefing.errors import Exit, LocatedProblem, OutlineError
from briefing.outline import nodes
from briefing.outline.load import load

OUTLINES = Path(__file__).parent / "outlines"
LEDGER = "data/minimal-facts.yaml"
TIMES = "data/times.csv"
CARET = "‸"


@dataclass(frozen=True)
class Slip:
    name: str
    old: str
    new: str
    says: str
    file: str = "minimal.yaml"


NOT_YAML = [
    Slip("tab", "  title: 两地", "‸\ttitle: 两地", "a tab stands in the indentation"),
    Slip("tab deeper", "      output: 产量", "    ‸\toutput: 产量", "a tab stands in the indentation"),
    Slip("full-width space", "  title: 两地", "‸　　title: 两地", "a full-width space stands in the indentation"),
    Slip("full-width colon", "  title: 两", "  title‸：两", "a full-width colon “：” follows “title”"),
    Slip("full-width colon, swallowed", "  subtitle: 每", "  subtitle‸：每", "a full-width colon “：” follows “subtitle”"),
    Slip("full-width colon after an id", "  east: {", "  east‸：{", "a full-width colon “：” follows “east”"),
    Slip("full-width colon, top level", "\ncircles:", "\ncircles‸：", "a full-width colon “：” follows “circles”"),
    Slip("no space after colon", "  subtitle: 每", "  subtitle‸:每", "a space is missing after the colon"),
    Slip("no space after hyphen", '  - "**效率**提', '  ‸-"**效率**提', "an item of a list begins with “- ”"),
    Slip("full-width hyphen", '  - "**效率**提', '  ‸－"**效率**提', "an item of a list begins with “- ”"),
    Slip("bullet", '  - "**效率**提', '  ‸• "**效率**提', "an item of a list begins with “- ”"),
    Slip("no colon", "  unit: 示例单位", "  ‸unit 示例单位", "neither “key: text” nor “- text”"),
    Slip("two colons", "  unit: 示例单位", "  unit: 示例‸: 单位", "a second “: ” stands in this line"),
    Slip("too far in", "  unit: 示例单位", "    ‸unit: 示例单位", "further in than the line above"),
    Slip("too far out", "  unit: 示例单位", " ‸unit: 示例单位", "does not line up with the keys above"),
    Slip("quote not closed", "  unit: 示例单位", '  unit: ‸"示例单位', "the quotation mark that opens here is not closed"),
    Slip("single quote", "  unit: 示例单位", "  unit: ‸'示例单位", "the quotation mark that opens here is not closed"),
    Slip("text after quote", "  unit: 示例单位", '  unit: ‸"示例"单位', "goes on after its end"),
    Slip("backslash", "  unit: 示例单位", '  unit: "示例‸\\单位"', "a backslash must be written twice"),
    Slip("text begins with @", "  unit: 示例单位", "  unit: ‸@示例单位", "a text cannot begin with “@”"),
    Slip("text begins with %", "  unit: 示例单位", "  unit: ‸%示例单位", "a text cannot begin with “%”"),
    Slip("text begins with *", '  - "**效率**提高{efficiency}"', "  - ‸**效率**提高", "must stand in quotes"),
    Slip("text begins with &", "  unit: 示例单位", "  unit: ‸&示例单位", "a text cannot begin with “&”"),
    Slip("list beside its key", "    slides:\n      - kind: key", "    slides: ‸- kind: key", "a list begins in a line of its own"),
    Slip("tag", "  unit: 示例单位", "  unit: ‸!important 示例", "a text that begins with “!” must stand in quotes"),
    Slip("alias of nothing", "  unit: 示例单位", "  unit: ‸*unit", "“*unit” names nothing above"),
    Slip("text begins with {", "  unit: 示例单位", "  unit: ‸{east_output}万", "the text begins with “{” but goes on"),
    Slip("only {…}", "  unit: 示例单位", "  unit: ‸{east_output}", "a text beginning with “{”, without quotes"),
    Slip("[ not closed", "  unit: 示例单位", "  unit: ‸[示例单位", "“[” opens here"),
    Slip("full-width comma", "what: 牵头, means", "what: 牵头，means", "not separated by “, ”"),
    Slip("second document", "  unit: 示例单位", "  unit: 示例单位\n‸---", "begins a second document"),
    Slip("merge key", "  unit: 示例单位", "  ‸<<: {unit: 示例}\n  unit: 示例单位", "“<<” is not used in outlines"),
    Slip("mapping as key", "  unit: 示例单位", "  unit: 示例单位\n  ? ‸[a]\n  : b", "expected a key here"),
    Slip("cycle", "  unit: 示例单位", "  unit: &a [‸*a]", "stands inside the very node that it names"),
    Slip("control character", "  unit: 示例单位", "  unit: 示例‸\x07单位", "a control character (U+0007) stands here"),
    Slip("invisible character", "  unit: 示例单位", "  unit: 示例‸\u200b单位", "an invisible character (U+200B)"),
    Slip("control character, escaped", "  unit: 示例单位", '  unit: ‸"示例\\x07"', "stands for a control character (U+0007)"),
    Slip("empty", "", "", "the file is empty", file="empty.yaml"),
]  # fmt: skip

SLIPS = [
    Slip("only a list", "", "‸- a\n", "expected keys and values here, beginning with “document:”", file="list.yaml"),
    # Keys
    Slip("duplicate key", "  unit: 示例单位", "  unit: 示例单位\n  ‸unit: 又", "already in line 5"),
    Slip("unknown key", "  unit: 示例单位", "  ‸unt: 示例单位", "“unt” is not a key here; did you mean “unit”?"),
    Slip("unknown key, top level", "\nclosing:", "\n‸closign:", "“closign” is not a key here; did you mean “closing”?"),
    Slip("unknown key in a slide", "points: [短板", "‸poinst: [短板", "did you mean “points”?"),
    Slip("missing key", "\ndocument:\n  title: 两地协作示例材料", "\n‸document:", "“title” is missing"),
    Slip("missing key of an item", "- kind: points\n        claim: 改造让效率升、成本降", "- ‸kind: points", "“claim” is missing"),
    Slip("missing kind", "      - kind: compare\n        claim", "      - ‸claim", "“kind” is missing; expected one of: points,"),
    Slip("no value", "  unit: 示例单位", "  unit:‸", "“unit” has no value; expected text"),
    Slip("key is no id", "  works:\n", "  ‸2works:\n", "“2works” is not an id; expected Latin letters"),
    # Values
    Slip("list for text", "  unit: 示例单位", "  unit: ‸[示例单位]", "a list stands here; expected text"),
    Slip("text for list", "points: [做整车]", "points: ‸做整车", "a text stands here; expected a list"),
    Slip("text for mapping", "\nclosing:\n  claim: 两地协作，各展所长", "\nclosing: ‸结束\nx:\n  a: b", "expected keys and values"),
    Slip("no date", "date: 2025-06-30", "date: ‸去年底", "“去年底”; expected a date such as 2025-06-30"),
    Slip("impossible date", "date: 2025-06-30", "date: ‸2025-13-30", "expected a date such as 2025-06-30"),
    Slip("no yes or no", "opener: no", "opener: ‸也许", "“也许”; expected yes or no"),
    Slip("no number", "widths: [1, 2, 2]", "widths: [1, 2, ‸甲]", "“甲”; expected a number"),
    Slip("number too small", "widths: [1, 2, 2]", "widths: [1, 2, ‸0]", "expected a number greater than 0"),
    Slip("long title", "title: 两地协作示例材料", f"title: ‸{'字' * 300}", "the text has 300 characters; expected at most 60"),
    Slip("many points", "points: [做整车]", f"points: ‸[{', '.join('要点' for _ in range(40))}]", "has 40 items; expected at most 12"),
    Slip("too few figures", "          - {fact: total_output, label: 合计产量, circle: both}\n", "", "expected at least 3"),
    Slip("long quotation", "words: 补上短板，才能走远。", f"words: ‸{'话' * 41}", "41 characters; expected at most 40"),
    Slip("unknown kind of slide", "kind: compare", "kind: ‸compair", "“compair” is not a kind; did you mean “compare”?"),
    Slip("unknown kind of chart", "kind: diverging", "kind: ‸xyz", "“xyz” is not a kind; there are: area, bar, column"),
    Slip("unknown language", "  unit: 示例单位", "  language: ‸zh\n  unit: 示例", "did you mean “zh-CN”?"),
    Slip("unknown theme", "  unit: 示例单位", "  theme: ‸policy-bleu\n  unit: 示例", "did you mean “policy-blue”?"),
    # Kinds of document, and what only the Word briefing has
    Slip("bulletin without its masthead", "  unit: 示例单位", "  kind: ‸简报\n  unit: 示例", "expected a key “bulletin:” with name, issue and publisher"),
    Slip("masthead of no bulletin", "\ncircles:", "\n‸bulletin: {name: 简报, issue: 1, publisher: 甲}\ncircles:", "only a 简报 has a masthead; expected “kind: 简报” under “document:”"),
    Slip("masthead without a publisher", "\ncircles:", "\n‸bulletin: {name: 简报, issue: 1}\ncircles:", "“publisher” is missing"),
    Slip("unknown kind of document", "  unit: 示例单位", "  kind: ‸简讯\n  unit: 示例", "“简讯” is not possible here; did you mean “简报”?"),
    Slip("issue 0", "\ncircles:", "\nbulletin: {name: 简报, issue: ‸0, publisher: 甲}\ncircles:", "“0”; expected a number not below 1"),
    Slip("receivers as text", "\ncircles:", "\nbulletin: {name: 简报, issue: 1, publisher: 甲, send_to: ‸乙}\ncircles:", "expected a list"),
    Slip("unknown place of page numbers", "word: {contents: yes}", "word: {page_numbers: ‸left}", "“left” is not possible here; there are: centred, outside"),
    Slip("long watermark", "word: {contents: yes}", f"word: {{watermark: ‸{'密' * 13}}}", "13 characters; expected at most 12"),
    Slip("no yes or no for a cover", "word: {contents: yes}", "word: {cover: ‸封面}", "“封面”; expected yes or no"),
    Slip("unknown option of the page", "word: {contents: yes}", "word: {‸watermrk: 密}", "did you mean “watermark”?"),
    # References
    Slip("section is no reference", "from: report#effects", "from: ‸report", "is not a section of a source; expected SOURCE#SECTION"),
    Slip("unknown section", "from: report#effects", "from: ‸report#efects", "did you mean “effects”?"),
    Slip("unknown source", "from: [report#output]", "from: [‸reprot#output]", "is not one of the sources; did you mean “report”?"),
    Slip("unknown section left out", "section: report#weather", "section: ‸report#wether", "did you mean “weather”?"),
    Slip("unknown figure", "figure: output_chart", "figure: ‸outputs_chart", "did you mean “output_chart”?"),
    Slip("unknown table", "table: works", "table: ‸work", "“work” is not a table of this outline; did you mean “works”?"),
    Slip("unknown fact", "{fact: east_output", "{fact: ‸eats_output", "is not a fact of this outline; did you mean “east_output”?"),
    Slip("unknown fact of a card", "facts: [efficiency]", "facts: [‸efficient]", "did you mean “efficiency”?"),
    Slip("unknown circle", "circle: east, highlight", "circle: ‸eats, highlight", "“eats” is not a circle of this outline"),
    Slip("unknown reference in text", "西区产量{west_output}", "西区产量‸{west_outptu}", "did you mean “west_output”?"),
    Slip("blank in a reference", "西区产量{west_output}", "西区产量‸{ west_output }", "did you mean “west_output”?"),
    Slip("unknown attribute", "西区产量{west_output}", "西区产量‸{west_output.as_off}", "has no “.as_off”; did you mean “as_of”?"),
    Slip("attribute of a chart", "时间见{time_chart}", "时间见‸{time_chart.scope}", "“time_chart” is not a fact"),
    Slip("brace alone", "西区产量{west_output}", "西区产量‸{west_output", "“{” stands alone; expected {id}"),
    Slip("full-width braces", "西区产量{west_output}", "西区产量‸｛west_output｝", "“｛” stands alone"),
    Slip("stars alone", '"**效率**提高', '"‸**效率提高', "“**” stands alone; expected **strong words**"),
    Slip("id of two things", "  works:\n", "  ‸plant:\n", "already the id of one of the pictures"),
    Slip("circle named both", "  west: {", "  ‸both: {", "has a meaning of its own"),
    Slip("left out twice", "    reason: 与主题无关", "    reason: 无\n  - section: ‸report#weather\n    reason: 无", "a second time"),
    Slip("left out and used", "section: report#weather", "section: ‸report#people", "left out here, but a slide draws from it"),
    # Charts and tables
    Slip("value is nothing", "value: 11}", "value: ‸east_outpt}", "neither a fact nor a number; did you mean “east_output”?"),
    Slip("value is no number", "value: 11}", "value: ‸11个}", "“11个” is not a number"),
    Slip("range in a bar", "value: 11}", "value: ‸5～14}", "is a range, which only a chart of kind “range” shows"),
    Slip("range without its mark", "value: 11}", "value: ‸5～14%}", "leaves out “%”; expected 5%～14%"),
    Slip("share above 100", "value: 11}", "value: ‸111}", "expected per cent, from 0 to 100"),
    Slip("neither rows nor csv", "  time_chart:\n    kind: bar\n    title: 各地到中心站的时间\n    source: 示例统计年报\n    unit: 小时\n    csv: {file: data/times.csv, label: 城市, values: 小时}", "  ‸time_chart:\n    kind: bar\n    title: 时间", "either “rows” or “csv”"),
    Slip("neither value nor values", "{label: 产值占比, value: 11}", "‸{label: 产值占比}", "either “value” or “values”; expected “value”"),
    Slip("one value for two series", "values: [87, 1]", "value: ‸87", "one value for 2 series"),
    Slip("three values for two series", "values: [87, 1]", "values: ‸[87, 1, 2]", "3 values stand here; expected 2"),
    Slip("no value at all", "values: [87, 1]", "values: ‸[~, ~]", "no value stands here"),
    Slip("dumbbell of three", "series: [改造前, 改造后]", "series: ‸[改造前, 改造中, 改造后]", "has two series, before and after"),
    Slip("stacked of one", "series: [中央, 城市]", "series: ‸[中央]", "has two series at least"),
    Slip("shares of nothing", "{label: 首批, values: [1.5, 3, 2]}", "‸{label: 首批, values: [0, 0, 0]}", "the total is 0, of which nothing is a share"),
    Slip("negative share", "{label: 首批, values: [1.5, 3, 2]}", "‸{label: 首批, values: [-1, 3, 2]}", "negative, which a stacked-100 chart cannot show"),
    Slip("shares of one", "series: [中央, 城市, 企业]", "series: ‸[中央]", "has two series at least"),
    Slip("circle of a series", "circles: [east, west]", "circles: [east, ‸wets]", "“wets” is not a circle of this outline"),
    Slip("circles of series", "circles: [east, west]", "circles: ‸[east]", "1 circles for 2 series; expected one for each"),
    Slip("circles of rows", "    kind: stacked-100\n", "    kind: stacked-100\n    ‸circles: [east, west, both]\n", "gives each row its circle"),
    Slip("gap in an area", "{label: 2024年, values: [150, 95]}", "‸{label: 2024年, values: [150, ~]}", "an area chart cannot have gaps"),
    Slip("negative area", "{label: 2024年, values: [150, 95]}", "‸{label: 2024年, values: [150, -95]}", "which an area chart cannot show"),
    Slip("area of one row", "    kind: area\n    title: 历年货运量\n    source: 示例统计年报\n    unit: 万吨\n    series: [铁路, 水路]\n    rows:\n      - {label: 2023年, values: [120, 80]}\n      - {label: 2024年, values: [150, 95]}\n      - {label: 2025年, values: [190, 130]}", "    kind: ‸area\n    title: 历年货运量\n    rows:\n      - {label: 2023年, value: 120}", "expected two rows at least"),
    Slip("combo of three", "series: [贸易额, 比上年增长]", "series: ‸[贸易额, 甲, 乙]", "two series, columns and a line; found 3"),
    Slip("one unit for two series", 'units: [亿元, "%"]', "units: ‸[亿元]", "1 units for 2 series"),
    Slip("units of a bar", "    kind: diverging\n", "    kind: diverging\n    ‸units: [甲]\n", "only a combo can have two"),
    Slip("negative columns", "{label: 2023年, values: [520, 4.1]}", "‸{label: 2023年, values: [-520, 4.1]}", "the columns of a combo cannot show"),
    Slip("waterfall that does not add up", "{label: 现在, value: 680, highlight: yes}", "‸{label: 现在, value: 700, highlight: yes}", "the total is 700, but the rows before it come to 680"),
    Slip("range without ranges", "    kind: range\n    title: 海铁联运节省的天数\n    source: 示例统计年报\n    unit: 天\n    rows:\n      - {label: 至甲港, value: days_saved}\n      - {label: 至乙港, value: 3～6}", "    kind: ‸range\n    title: 天数\n    rows:\n      - {label: 至甲港, value: 5}", "no row of this range chart has a range"),
    Slip("no year", "when: 2020年1月", "when: ‸去年", "does not begin with a year"),
    Slip("unknown node", "{start: chips", "{start: ‸chip", "“chip” is not a node of this chart; did you mean “chips”?"),
    Slip("node twice", "{id: park", "{id: ‸chips", "“chips” is the id of two nodes"),
    Slip("cells of a table", "- [制造, 整车, 芯片]", "- ‸[制造, 整车]", "the row has 2 cells; expected 3"),
    Slip("widths of a table", "widths: [1, 2, 2]", "widths: ‸[1, 2]", "2 widths for 3 columns"),
    # Facts
    Slip("no ledger", "facts: data/minimal-facts.yaml", "facts: ‸data/minimal-fact.yaml", "did you mean “minimal-facts.yaml”?"),
    Slip("ledger elsewhere", "facts: data/minimal-facts.yaml", "facts: ‸../facts.yaml", "leads out of the outline's folder"),
    Slip("ledger, absolute", "facts: data/minimal-facts.yaml", "facts: ‸/etc/passwd", "is an absolute path"),
    Slip("ledger, Windows path", "facts: data/minimal-facts.yaml", "facts: ‸data\\facts.yaml", "write paths with “/”"),
    Slip("ledger is a list", "facts: data/minimal-facts.yaml", "facts: ‸[a]", "a list stands here; expected keys and values"),
    Slip("unknown key of a fact", "label: 西区产量", "‸lable: 西区产量", "did you mean “label”?", LEDGER),
    Slip("duplicate fact", "west_output:", "‸east_output:", "already in line 2", LEDGER),
    Slip("full-width colon in the ledger", "west_output:", "west_output‸：", "a full-width colon", LEDGER),
    Slip("no figure", "value: 28,", "value: ‸二十八点,", "“二十八点” is not a number", LEDGER),
    Slip("fact without value", "value: 28, ", "", "a fact needs “value”", LEDGER),
    Slip("value and formula", "value: 28,", "value: 28, formula: ‸east_output * 2,", "either “value” or “formula”", LEDGER),
    Slip("no evidence", ", evidence: 西区产量28万辆", "", "“evidence” is missing", LEDGER),
    Slip("evidence of a formula", "decimals: 1", "evidence: ‸67万辆", "leave out “evidence”", LEDGER),
    Slip("no formula", "formula: east_output + west_output", "formula: ‸east_output ** 9", "is not a formula", LEDGER),
    Slip("formula of code", "formula: east_output + west_output", "formula: ‸__import__('os')", "is not a formula", LEDGER),
    Slip("unknown fact in a formula", "+ west_output", "+ ‸west_outptu", "did you mean “west_output”?", LEDGER),
    Slip("formula by zero", "formula: east_output + west_output", "formula: ‸east_output / 0", "divides by zero", LEDGER),
    Slip("formula of itself", "formula: east_output + west_output", "formula: ‸total_output + 1", "total_output → total_output", LEDGER),
    Slip("formula of a range", "+ west_output", "+ ‸days_saved", "“days_saved” is a range", LEDGER),
    Slip("section of a fact", "source: report#transport", "source: ‸report#transprot", "did you mean “transport”?", LEDGER),
    Slip("decimals", "decimals: 1", "decimals: ‸一", "“一”; expected a whole number", LEDGER),
    # Files
    Slip("no picture", "file: data/plant.png", "file: ‸data/plnat.png", "there is no such file; did you mean “plant.png”?"),
    Slip("picture is text", "file: data/plant.png", "file: ‸data/times.csv", "the file is not a picture"),
    Slip("picture is a folder", "file: data/plant.png", "file: ‸data", "this is a folder"),
    Slip("picture 20,000 px wide", "file: data/plant.png", "file: ‸wide.png", "is 20000 × 10 pixels; expected at most 10000"),
    Slip("picture of 400 MP", "file: data/plant.png", "file: ‸bomb.png", "more than 50 million pixels"),
    Slip("picture is damaged", "file: data/plant.png", "file: ‸damaged.png", "damaged"),
    Slip("picture elsewhere", "file: data/plant.png", "file: ‸link.png", "leads out of the outline's folder"),
    Slip("no CSV", "file: data/times.csv", "file: ‸data/tiems.csv", "there is no such file; did you mean “times.csv”?"),
    Slip("no column", "values: 小时}", "values: ‸小食}", "has no column “小食”; did you mean “小时”?"),
    Slip("no number in CSV", "乙城,1.2", "乙城,‸若干", "“若干” is not a number", TIMES),
    Slip("no number after a quoted comma", '甲城,0.5,"近,直达"', '"甲,城",‸很快,"近"', "“很快” is not a number", TIMES),
    Slip("ragged CSV", "丙城,7,慢车", "‸丙城,7", "the row has 2 cells; expected 3", TIMES),
    Slip("CSV without label", "丙城,7", "‸,7", "expected a label", TIMES),
    Slip("CSV with control characters", "丙城", "丙‸\x02城", "a control character (U+0002)", TIMES),
    Slip("CSV quote", '"近,直达"', '"近,直达', "cannot be read as CSV", TIMES),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the minimal outline and its files, and some pictures that are too large."""
    shutil.copytree(OUTLINES, tmp_path / "outline")
    target = tmp_path / "outline"
    (target / "wide.png").write_bytes(_png(20_000, 10))
    (target / "bomb.png").write_bytes(_png(30_000, 30_000))
    (target / "damaged.png").write_bytes((target / "data/plant.png").read_bytes()[:-30])
    shutil.copy(target / "data/plant.png", tmp_path / "outside.png")
    (target / "link.png").symlink_to(tmp_path / "outside.png")
    return target


def _png(width: int, height: int) -> bytes:
    """Returns a PNG whose header promises a size; its pixels are not needed."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    end = b"IEND"
    chunks = (struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in (header, end))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def problems(path: Path) -> tuple[LocatedProblem, ...]:
    """Returns the problems of an outline that cannot be loaded, having seen that nothing was written."""
    before = _listing(path.parent)
    with pytest.raises(OutlineError) as caught:
        load(path)
    assert _listing(path.parent) == before
    assert caught.value.status is Exit.INPUT_IS_WRONG
    return caught.value.problems


def _listing(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*")) if folder.is_dir() else []


def _place_of_caret(text: str) -> tuple[int, int]:
    before = text[: text.index(CARET)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("slip", NOT_YAML, ids=lambda slip: slip.name)
def test_a_slip_in_yaml_is_named_by_either_parser(
    slip: Slip, loader: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where PyYAML comes without libyaml, its slower parser words its errors differently.
    monkeypatch.setattr(nodes, "_LOADER", getattr(yaml, loader, yaml.SafeLoader))
    test_a_slip_is_named_where_it_stands(slip, folder)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_named_where_it_stands(slip: Slip, folder: Path) -> None:
    file = folder / slip.file
    good = file.read_text(encoding="utf-8") if file.exists() else ""
    assert slip.old in good
    text = good.replace(slip.old, slip.new, 1)
    file.write_text(text.replace(CARET, ""), encoding="utf-8")
    outline = file if file.parent == folder else folder / "minimal.yaml"

    found = problems(outline)

    named = [problem for problem in found if slip.says in problem.message]
    assert named, [str(problem) for problem in found]
    if CARET in text:
        places = [(problem.place.line, problem.place.column) for problem in named]
        assert places == [_place_of_caret(text)], str(named[0])
        assert named[0].place.file == str(file)


def test_every_mistake_is_told_at_once(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8")
    for old, new in [
        ("  unit: 示例单位", "  unt: 示例单位"),
        ("kind: compare", "kind: compair"),
        ("西区产量{west_output}", "西区产量{west_outptu}"),
        ("table: works", "table: work"),
        ("value: 11}", "value: 111}"),
        ("file: data/plant.png", "file: data/times.csv"),
        ("values: 小时}", "values: 小食}"),
        ("date: 2025-06-30", "date: 昨天\n  date: 今天"),
    ]:
        text = text.replace(old, new, 1)
    outline.write_text(text, encoding="utf-8")
    ledger = folder / LEDGER
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("value: 28,", "value: 多,"), encoding="utf-8")

    found = problems(outline)

    assert len(found) == 9 + 1, [str(problem) for problem in found]
    assert [problem.place for problem in found] == sorted(problem.place for problem in found)


def test_a_broken_part_does_not_make_others_look_wrong(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8").replace("title: 东圈产量高于西区", "titel: 东圈产量高于西区", 1)
    outline.write_text(text, encoding="utf-8")
    assert [problem.message for problem in problems(outline)] == ["“titel” is not a key here; did you mean “title”?"]


def test_a_broken_ledger_does_not_make_every_reference_look_wrong(folder: Path) -> None:
    (folder / LEDGER).write_text("a: [", encoding="utf-8")
    found = problems(folder / "minimal.yaml")
    assert [problem.place.file for problem in found] == [str(folder / LEDGER)]


def test_an_outline_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "outline.yaml").touch()
    (found,) = problems(tmp_path / "outlin.yaml")
    assert str(found) == f"{tmp_path / 'outlin.yaml'}:1:1: error: there is no such file; did you mean “outline.yaml”?"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (found,) = problems(tmp_path / "nowhere/outline.yaml")
    assert "the folder" in found.message
    assert "does not exist" in found.message


def test_a_folder_for_an_outline(tmp_path: Path) -> None:
    (found,) = problems(tmp_path)
    assert str(found) == f"{tmp_path}:1:1: error: this is a folder; expected a text file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_for_an_outline(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = problems(tmp_path / "pipe")
    assert "a device or a pipe" in found.message


def test_an_outline_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outline = tmp_path / "outline.yaml"
    outline.touch()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = problems(outline)
    assert found.message == "the file cannot be read: Permission denied"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gbk_text_is_named_with_the_remedy(folder: Path, encoding: str) -> None:
    outline = folder / "minimal.yaml"
    outline.write_text("document:\n  title: 示例\n", encoding=encoding)
    (found,) = problems(outline)
    assert (found.place.line, found.place.column) == (2, 10)
    assert "the file is GB18030 (GBK) text, not UTF-8" in found.message
    assert "另存为" in found.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_text_is_named_with_the_remedy(folder: Path, encoding: str) -> None:
    outline = folder / "minimal.yaml"
    outline.write_text("document:\n  title: 示例\n", encoding=encoding)
    (found,) = problems(outline)
    assert (found.place.line, found.place.column) == (1, 1)
    assert "the file is UTF-16 text" in found.message


def test_bytes_that_are_no_text(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    outline.write_bytes(b"title: caf\xe9 \xff\xff\n")
    (found,) = problems(outline)
    assert (found.place.line, found.place.column) == (1, 11)
    assert "the file is not UTF-8 text" in found.message


def test_a_line_of_gbk_in_utf_8_text(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    outline.write_bytes("document:\n  title: 两地协作\n  unit: ".encode() + "单位\n".encode("gbk"))
    (found,) = problems(outline)
    assert (found.place.line, found.place.column) == (3, 9)
    assert "not UTF-8 text, as the rest is" in found.message


@pytest.mark.parametrize("file", [LEDGER, TIMES])
def test_gbk_text_in_another_file(folder: Path, file: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8-sig"), encoding="gb18030")
    (found,) = problems(folder / "minimal.yaml")
    assert "GB18030 (GBK)" in found.message


def test_a_file_too_large_for_an_outline(tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    outline.write_bytes(b"#" * 4_000_001)
    (found,) = problems(outline)
    assert found.message == "the file is larger than 4 MB; expected a text file"


BOMBS = {
    "aliases": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "deep mappings": "".join(f"{' ' * i}a:\n" for i in range(1000)),
    "deep list in a line": "- " * 100_000 + "a",
    "deep brackets": "a: " + "[" * 100_000,
    "chain of aliases": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 1000)),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_ends_in_a_clear_error_soon(bomb: str, tmp_path: Path) -> None:
    outline = tmp_path / "bomb.yaml"
    outline.write_text(bomb, encoding="utf-8")
    command = "import sys; from pathlib import Path; from briefing.outline.load import load; load(Path(sys.argv[1]))"
    # Starting Python takes most of this; the load itself a few hundredths of a second.
    done = subprocess.run(
        [sys.executable, "-c", command, str(outline)], capture_output=True, text=True, timeout=20, check=False
    )
    assert "OutlineError" in done.stderr
    assert "at the most" in done.stderr or "deep" in done.stderr
