"""The Word briefing: the page of GB/T 9704-2012, real styles, fields and footnotes, and nothing of a stock template."""

from __future__ import annotations

from dataclasses import replace
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

from briefing import assets
from briefing.charts import ChartDoesNotFit, Drawing, Painted, page_height
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
from briefing.outline import looks
from briefing.package import pack, repack
from briefing.pictures import cleaned
from briefing.text.breaking import balanced
from briefing.text.measure import AS_MEASURED
from briefing.word import reference, styles
from briefing.word.blocks import Grid, Paragraph
from briefing.word.columns import fitted
from briefing.word.host import StyleMissingError
from briefing.word.plan import plan
from briefing.word.slots import WIDTH, chart_sizes, picture_size
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
_SETTLED: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in _WORDS.items()}
WORDS = Words(**_SETTLED)
THEME = looks.theme("policy-blue")
REFERENCE = assets.file("templates", "briefing", ".docx").read_bytes()
MAKING = Citation("dual", "making", "智能工厂遍地开花")
TRADE = Citation("dual", "trade", "开放通道越走越宽")
FIVE = Citation("five", "start", "五年答卷")


def text(words: str) -> Text:
    return (Run(words),)


def quantity(value: str) -> Quantity:
    return Quantity(Decimal(value), Decimal(value), value)


def fact(name: str, label: str, value: str, unit: str, *, derived: bool = False) -> Fact:
    return Fact(name, label, quantity(value), unit, "2024年上半年", "重庆市", MAKING, "原文", ("a",) if derived else ())


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
        (
            Run("上半年产量达"),
            Run("39.1万辆", strong=True, fact="nev"),
            Run("（见"),
            Run("图1", refers_to="output"),
            Run("）。"),
        ),
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
            Source(
                "dual",
                "羊城晚报《双圈共舞》",
                "羊城晚报",
                "2024年7月",
                (MAKING.heading, TRADE.heading),
            ),
            Source("five", "《两江新区五年》", None, None, (FIVE.heading,)),
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
    return Drawing(size, lambda: Painted(svg.encode(), buffer.getvalue()))


class Package:
    """A built .docx with its parts as XML."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.infos = archive.infolist()
            self.files = {info.filename: archive.read(info) for info in self.infos}

    def xpath(self, part: str, path: str) -> list[Any]:
        root: Any = etree.fromstring(self.files[part])
        return list(root.xpath(path, namespaces=NS))

    def document(self, path: str) -> list[Any]:
        return self.xpath("word/document.xml", path)

    def styled(self, style: str) -> list[str]:
        """Returns the text of the paragraphs of a style, without field codes."""
        found = self.document(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")
        return ["".join(paragraph.xpath(".//w:t/text()", namespaces=NS)) for paragraph in found]

    def style(self, style: str, path: str) -> list[Any]:
        return self.xpath("word/styles.xml", f"//w:style[@w:styleId='{style}']/{path}")


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(document(), THEME, REFERENCE, draw)


@pytest.fixture(scope="module")
def package(data: bytes) -> Package:
    return Package(data)


def fields(package: Package) -> dict[str, str]:
    """Returns the results of the fields in the text by their instructions."""
    results: dict[str, str] = {}
    instruction, result, state = "", "", None
    for item in package.document("//w:fldChar | //w:instrText | //w:t"):
        kind = item.get(f"{W}fldCharType")
        if kind == "end":
            results[instruction.strip()] = result
            instruction, result, state = "", "", None
        elif kind:
            state = kind
        elif item.tag == f"{W}instrText":
            instruction += item.text
        elif state == "separate":
            result += item.text
    return results


# Styles and fonts: 7.3


def test_headings_are_real_and_numbered_by_word(package: Package) -> None:
    for level in range(1, 5):
        assert package.style(f"Heading{level}", "w:name/@w:val") == [f"heading {level}"]
        assert package.style(f"Heading{level}", "w:pPr/w:outlineLvl/@w:val") == [str(level - 1)]
        assert package.style(f"Heading{level}", "w:pPr/w:keepNext")
        assert package.style(f"Heading{level}", "w:pPr/w:jc/@w:val") == ["left"], "justified, a short line is stretched"
    assert package.xpath("word/numbering.xml", "//w:lvlText/@w:val") == ["%1、", "（%2）", "%3.", "（%4）"]
    assert package.xpath("word/numbering.xml", "//w:pStyle/@w:val") == [f"Heading{level}" for level in range(1, 5)]
    assert package.styled("Heading1") == ["发展现状", "合作基础"]
    assert package.styled("Heading2")[1:] == ["两地合作由项目走向制度", "两地各有所长"]


# Fields, references, footnotes


def test_captions_and_references_are_fields_with_results(package: Package) -> None:
    assert fields(package) == {
        r"SEQ 图 \* ARABIC": "1",
        r"SEQ 表 \* ARABIC": "1",
        r"REF _Ref_figure_1 \h": "图1",
        r"REF _Ref_table_1 \h": "表1",
    }
    assert package.styled("FigureCaption") == ["图1\u3000重庆市新能源汽车产量"]
    assert package.styled("Caption") == ["表1\u3000合作项目"]


def test_footnotes_count_from_1_and_name_the_sections(package: Package) -> None:
    assert package.document("//w:footnoteReference/@w:id") == ["1", "2", "3"]
    assert package.xpath("word/footnotes.xml", "//w:footnote/@w:id") == ["-1", "0", "1", "2", "3"]
    notes = [
        "".join(note.itertext()).strip() for note in package.xpath("word/footnotes.xml", "//w:footnote[@w:id > 0]")
    ]
    # The line beneath the figure comes first and names the article in full.
    assert notes[0] == "羊城晚报：智能工厂遍地开花、开放通道越走越宽。"
    assert notes[1] == "《两江新区五年》：五年答卷；羊城晚报：智能工厂遍地开花。"


def test_two_articles_of_one_publisher_are_named_in_full_each_time() -> None:
    dual, five = document().sources
    sources = (dual, replace(five, name="羊城晚报《五年》", publisher="羊城晚报"))
    assert plan(document(sources=sources)).notes[1].endswith("羊城晚报《双圈共舞》：智能工厂遍地开花。")


def test_a_topic_without_prose_keeps_its_sources_in_its_heading() -> None:
    section = Section((), 1, "现状", text("现状"), (topic("只有一句", citations=(FIVE,)),))
    blocks = plan(document(sections=(section,))).blocks
    assert [block.note for block in blocks if isinstance(block, Paragraph) and block.text == text("只有一句")] == [1]


# Figures and tables


def test_a_figure_stands_after_the_paragraph_that_points_at_it(package: Package) -> None:
    body = package.styled("BodyText")
    assert body[0].endswith("（见图1）。")
    (figure,) = package.document("//w:p[w:pPr/w:pStyle/@w:val='Figure']")
    assert "".join(figure.getprevious().itertext()).startswith("上半年产量达")
    assert package.styled("SourceLine") == [
        "注：数据为全市口径。资料来源：羊城晚报《双圈共舞》",
        "资料来源：《两江新区五年》",
    ]


def test_a_picture_has_alt_text_its_slot_and_both_formats(package: Package) -> None:
    size = next(chart_sizes(CHART))
    (properties,) = package.document("//wp:docPr")
    assert properties.get("descr") == CHART.alt
    (extent,) = package.document("//wp:extent")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (size.width.emu, size.height.emu)
    relations = {item.get("Id"): item.get("Target") for item in package.xpath("word/_rels/document.xml.rels", "/*/*")}
    assert relations[package.document("//a:blip/@r:embed")[0]] == "media/image1.png"
    assert relations[package.document("//asvg:svgBlip/@r:embed")[0]] == "media/image2.svg"


def test_every_chart_has_its_own_id_and_bookmark() -> None:
    topics = [
        topic(f"第{number}句", body=FullFigure(replace(CHART, id=f"chart{number}", number=number), ()))
        for number in (1, 2, 3)
    ]
    package = Package(write(document(sections=(Section((), 1, "现状", (), tuple(topics)),)), THEME, REFERENCE, draw))
    assert package.document("//wp:docPr/@id") == ["1", "2", "3"]
    assert package.document("//w:bookmarkStart/@w:name") == [f"_Ref_figure_{number}" for number in (1, 2, 3)]
    assert len(set(package.document("//w:bookmarkStart/@w:id"))) == 3


def test_a_picture_file_is_scaled_to_the_page(tmp_path: Path) -> None:
    file = tmp_path / "foto.JPG"
    Image.new("RGB", (800, 400)).save(file)
    picture = Picture("p", 1, file, 800, 400, "车间", "新华社", "车间内的机械臂", (MAKING,))
    section = Section((), 1, "现状", text("现状"), (topic("一句", text("文。"), body=FullFigure(picture, ())),))
    package = Package(write(document(sections=(section,)), THEME, REFERENCE, draw))
    assert package.files["word/media/image1.jpeg"] == cleaned(file.read_bytes())
    assert picture_size(picture) == Size(WIDTH, mm(78))
    assert package.styled("SourceLine") == ["资料来源：新华社；羊城晚报《双圈共舞》"]


def test_the_same_picture_is_put_into_the_package_once() -> None:
    topics = [
        topic("一句", body=FullFigure(replace(CHART, id=name, number=number), ()))
        for number, name in enumerate("ab", 1)
    ]
    package = Package(write(document(sections=(Section((), 1, "现状", (), tuple(topics)),)), THEME, REFERENCE, draw))
    assert len(package.document("//wp:docPr")) == 2
    assert [name for name in package.files if "/media/" in name] == ["word/media/image1.png", "word/media/image2.svg"]


def test_a_chart_with_one_row_is_low_and_no_chart_takes_more_than_it_deserves() -> None:
    assert next(chart_sizes(CHART)).height == mm(30)
    rows = tuple(replace(CHART.data.rows[0], label=f"第{number}类") for number in range(5))  # type: ignore[union-attr]
    *_, last = sizes = tuple(chart_sizes(replace(CHART, data=Rows((), rows))))
    assert mm(34) <= sizes[0].height < last.height == page_height(replace(CHART, data=Rows((), rows)))
    assert [size.height for size in sizes] == sorted(size.height for size in sizes)


def test_a_chart_too_crowded_for_its_slot_gets_a_higher_one() -> None:
    tried: list[Size] = []

    def demanding(chart: Chart, size: Size) -> Drawing:
        tried.append(size)
        if len(tried) < 2:
            raise ChartDoesNotFit(chart, "is too low")
        return draw(chart, size)

    package = Package(write(document(), THEME, REFERENCE, demanding))
    assert tried == list(chart_sizes(CHART))[:2]
    assert package.document("//wp:extent/@cy") == [str(tried[1].height.emu)]


def test_a_chart_that_fits_no_slot_is_reported() -> None:
    def failing(chart: Chart, _size: Size) -> Drawing:
        raise ChartDoesNotFit(chart, "is too crowded")

    with pytest.raises(ChartDoesNotFit, match="too crowded"):
        write(document(), THEME, REFERENCE, failing)


def test_a_picture_that_cannot_be_used_is_reported(tmp_path: Path) -> None:
    for name, problem in (("film.mp4", BriefingError), ("missing.png", SurroundingsError)):
        picture = Picture("p", 1, tmp_path / name, 8, 4, "车间", None, "车间", ())
        section = Section((), 1, "现状", text("现状"), (topic("一句", body=FullFigure(picture, ())),))
        with pytest.raises(problem, match=name):
            write(document(sections=(section,)), THEME, REFERENCE, draw)


def test_a_short_table_stays_on_one_page_and_a_long_one_does_not() -> None:
    def kept(rows: int) -> list[bool]:
        table = replace(TABLE, rows=TABLE.rows[:1] * rows)
        section = Section((), 1, "现状", text("现状"), (topic("一句", text("文。"), body=TableBody(table)),))
        package = Package(write(document(sections=(section,)), THEME, REFERENCE, draw))
        found = package.document("//w:tbl[w:tblPr/w:tblStyle/@w:val='ThreeLineTable']/w:tr[position() > 1]")
        return [len(row.xpath(".//w:keepNext", namespaces=NS)) == 3 for row in found]

    assert kept(12) == [True] * 11 + [False]
    assert kept(13) == [False] * 13


def test_columns_are_as_wide_as_they_need_until_too_wide_for_the_page() -> None:
    assert fitted([(10, 20), (30, 5)], 60, 10) == ([35, 25], 0)
    widths, wrapped = fitted([(100, 30), (40, 30), (40, 20)], 80, 10)
    assert wrapped == 1
    assert widths == [45, 35]


def test_columns_that_cannot_give_way_share_what_there_is() -> None:
    assert fitted([(100.0, 300.0)], 100, 50) == ([25, 75], 0)


def test_the_annex_names_only_the_article_where_its_sections_are_too_long(package: Package) -> None:
    assert package.styled("AnnexText")[-1] == "五年答卷"
    long = replace(MAKING, heading="很长的一节" * 12)
    facts = tuple(replace(fact, citation=long) for fact in (OUTPUT, GROWTH))
    grids = [block for block in plan(document(facts=facts)).blocks if isinstance(block, Grid)]
    assert [row[4][0].text for row in grids[1].rows] == ["〔1〕", "〔1〕"]


def test_tables_have_three_rules(package: Package) -> None:
    assert package.style("ThreeLineTable", "w:tblPr/w:tblBorders/w:top/@w:sz") == ["12"]
    assert package.style("ThreeLineTable", "w:tblPr/w:tblBorders/w:bottom/@w:sz") == ["12"]
    assert package.style("ThreeLineTable", "w:tblStylePr[@w:type='firstRow']//w:bottom/@w:sz") == ["6"]


# Head, closing, annexes


def test_the_title_breaks_between_words_and_the_date_is_unpadded(package: Package) -> None:
    (title,) = package.document("//w:p[w:pPr/w:pStyle/@w:val='Title']")
    assert title.xpath(".//w:t/text()", namespaces=NS) == [
        "成渝地区双城经济圈与粤港澳大湾区",
        "携手培育新质生产力的情况",
    ]
    assert package.styled("Unit") == ["区域合作处"]
    assert package.styled("Date") == ["（2024年7月5日）"]


def test_a_title_rather_breaks_beside_a_name_than_elsewhere_and_never_inside_it() -> None:
    for before, broken in ((12, 12), (10, 10), (9, 12)):
        title = "山" * before + "成渝圈" + "水" * (19 - before)
        assert balanced(title, 200, 10, metrics=AS_MEASURED, names=("成渝圈",)).index("\n") == broken


def test_the_closing_ends_the_text_without_a_heading(package: Package) -> None:
    assert package.styled("BodyTextLast") == ["两个圈可以携手向前。"]
    assert "携手向前" not in package.styled("Heading1") + package.styled("Heading2")


def test_the_note_on_annexes_is_never_alone_on_a_page(package: Package) -> None:
    (last,) = package.document("//w:p[w:pPr/w:pStyle/@w:val='BodyTextLast']")
    assert last.getnext().xpath("w:pPr/w:pStyle/@w:val", namespaces=NS) == ["AnnexNote"]
    assert package.style("BodyTextLast", "w:pPr/w:keepNext")
    assert not package.style("BodyTextLast", "w:pPr/w:keepLines"), "only its last lines move"
    alone = (Section((), 1, "现状", text("现状"), (topic("一句", text("文。")),)),)
    without = Package(write(document(sections=alone, closing=None, facts=(), sources=()), THEME, REFERENCE, draw))
    assert without.styled("BodyText") == ["文。"]


def test_annexes_list_every_figure_and_every_article(package: Package) -> None:
    assert package.styled("AnnexNote") == ["附件：1.主要数据一览"]
    assert package.styled("AnnexNoteMore") == ["2.资料来源"]
    assert package.styled("AnnexMark") == ["附件1", "附件2"]
    assert package.styled("AnnexTitle") == ["主要数据一览", "资料来源"]
    grids = [block for block in plan(document()).blocks if isinstance(block, Grid)]
    cells = [[cell[0].text for cell in row] for row in grids[1].rows]
    assert cells[1] == [
        "新能源汽车产量同比增长",
        "150.3%（据此计算）",
        "重庆市",
        "2024年上半年",
        "〔1〕智能工厂遍地开花",
    ]
    assert [row[2][0].text for row in grids[2].rows] == ["智能工厂遍地开花、开放通道越走越宽", "五年答卷"]


def test_7_3_7_each_annex_begins_on_a_page_of_its_own_with_its_title_in_the_third_line(package: Package) -> None:
    assert package.style("AnnexMark", "w:pPr/w:pageBreakBefore")
    assert package.style("AnnexMark", "w:pPr/w:jc/@w:val") == ["left"]
    assert not package.style("AnnexMark", "w:pPr/w:ind")
    assert package.style("AnnexTitle", "w:pPr/w:spacing/@w:before") == ["560"]


def test_a_table_of_the_appendix_becomes_a_further_annex() -> None:
    extra = topic("项目清单", body=TableBody(TABLE))
    section = Section((), 1, "现状", text("现状"), (topic("一句", text("文。")),))
    package = Package(write(document(sections=(section,), appendix=(extra,)), THEME, REFERENCE, draw))
    assert package.styled("AnnexTitle") == ["主要数据一览", "资料来源", "项目清单"]
    assert package.styled("Caption") == ["表1\u3000合作项目"]


# The package


def test_properties_come_from_the_outline_alone(package: Package) -> None:
    core = {item.tag.rpartition("}")[2]: item.text for item in package.xpath("docProps/core.xml", "/*/*")}
    assert core == {
        "title": "成渝地区双城经济圈与粤港澳大湾区携手培育新质生产力的情况",
        "subject": "——由两篇报道看双圈合作",
        "creator": "区域合作处",
        "keywords": "成渝, 大湾区",
        "category": "汇报材料",
        "language": "zh-CN",
        "lastModifiedBy": "区域合作处",
        "created": "2024-07-05T00:00:00Z",
        "modified": "2024-07-05T00:00:00Z",
    }


def test_two_calls_give_the_same_bytes(data: bytes, package: Package) -> None:
    assert write(document(), THEME, REFERENCE, draw) == data
    assert {info.date_time for info in package.infos} == {(2024, 7, 5, 0, 0, 0)}
    assert package.infos[0].filename == "[Content_Types].xml"


def test_repacking_changes_stamps_and_nothing_else(data: bytes, package: Package) -> None:
    assert repack(data, date(2024, 7, 5)) == data
    later = Package(repack(data, datetime(2025, 1, 2, 3, 4, 6)))  # noqa: DTZ001 - zip stamps have no zone
    assert {info.date_time for info in later.infos} == {(2025, 1, 2, 3, 4, 6)}
    assert later.files == package.files
    assert Package(repack(data, date(1970, 1, 1))).infos[0].date_time[0] == 1980


def test_validators_and_python_docx_open_it(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "briefing.docx"
    file.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator(strict=True).validate(file).errors] == []
    opened = docx.Document(str(file))
    assert opened.paragraphs[0].style.name == "Title"
    assert len(opened.tables) == 3


def test_ids_are_unique_and_every_relationship_has_its_part(package: Package) -> None:
    for path in ("//wp:docPr/@id", "//w:bookmarkStart/@w:id", "//w:footnoteReference/@w:id"):
        ids = package.document(path)
        assert len(ids) == len(set(ids)), path
    targets = package.xpath("word/_rels/document.xml.rels", "/*/*/@Target")
    assert {f"word/{target}" for target in targets} <= set(package.files)
    identifiers = set(package.xpath("word/_rels/document.xml.rels", "/*/*/@Id"))
    assert set(package.document("//@r:embed | //@r:id")) <= identifiers


# The reference document


def test_the_committed_reference_is_what_the_script_makes() -> None:
    made = Package(reference.make(looks.theme(reference.DEFAULT_THEME).palette))
    assert made.files == Package(REFERENCE).files
    assert [info.date_time for info in made.infos] == [info.date_time for info in Package(REFERENCE).infos]


def test_the_reference_shows_every_style_and_the_briefing_none_of_its_text(package: Package) -> None:
    names = [style.name for style in styles.PARAGRAPHS]
    assert [paragraph.text for paragraph in docx.Document(BytesIO(REFERENCE)).paragraphs] == names
    assert "".join(package.document("//w:p[1]//w:t/text()")).startswith("成渝地区双城经济圈")
    assert not {"Body Text", "图题"} & {"".join(item.itertext()) for item in package.document("//w:p")}


def test_the_reference_is_valid_and_has_no_properties_of_a_person(tmp_path: Path) -> None:
    file = tmp_path / "reference.docx"
    file.write_bytes(REFERENCE)
    assert [str(error) for error in OpenXmlValidator(strict=True).validate(file).errors] == []
    assert not [name for name in Package(REFERENCE).files if name.startswith("docProps")]


def changed(part: str, *changes: tuple[str, str]) -> bytes:
    """Returns the reference with something in one part written otherwise."""
    files = Package(REFERENCE).files
    for old, new in changes:
        assert old.encode() in files[part]
        files[part] = files[part].replace(old.encode(), new.encode())
    return pack(files, date(2024, 1, 1))


def test_styles_are_found_by_name_whatever_their_id_and_spelling() -> None:
    other = changed("word/styles.xml", ('w:styleId="Heading2"', 'w:styleId="a7"'), ('"heading 2"', '"Heading 2"'))
    package = Package(write(document(), THEME, other, draw))
    assert package.styled("a7")[0] == "新能源汽车成为重庆制造业的第一增长点"
    assert not package.styled("Heading2")


def test_a_missing_style_is_reported_with_the_names_present() -> None:
    for name in ("图题", "footnote text", "三线表"):
        with pytest.raises(StyleMissingError, match=f"no style “{name}”; it has: .*“Title”"):
            write(document(), THEME, changed("word/styles.xml", (f'w:val="{name}"', 'w:val="别名"')), draw)


def test_a_reference_with_colours_of_its_own_keeps_them() -> None:
    theme = "word/theme/theme1.xml"
    other = replace(THEME, name="other", palette=replace(THEME.palette, primary="ABCDEF"))
    assert b"ABCDEF" in Package(write(document(), other, REFERENCE, draw)).files[theme]
    own = changed(theme, (f'name="{reference.NAME}"', 'name="某单位"'))
    assert b"ABCDEF" not in Package(write(document(), other, own, draw)).files[theme]


def test_the_language_is_the_documents() -> None:
    package = Package(write(document(meta=replace(document().meta, language="en-GB")), THEME, REFERENCE, draw))
    assert package.xpath("word/styles.xml", "//w:rPrDefault//w:lang/@w:val") == ["en-GB"]
    assert package.xpath("word/settings.xml", "//w:themeFontLang/@w:val") == ["en-GB"]


def test_properties_longer_than_office_takes_are_cut() -> None:
    keywords = tuple(f"关键词{number}" * 8 for number in range(20))
    package = Package(write(document(meta=replace(document().meta, keywords=keywords)), THEME, REFERENCE, draw))
    assert len(package.xpath("docProps/core.xml", "//*[local-name() = 'keywords']/text()")[0]) == 255
