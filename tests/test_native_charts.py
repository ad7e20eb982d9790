"""Charts of PowerPoint's own: the same values, colours and labels as the drawn ones, a sound file, nothing left behind."""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parent))

from packages import dangling, faults, parts, traces
from rendering import bare, convert, needs_libreoffice, pages

from briefing.deck.native_labels import number_format
from briefing.document import Quantity
from briefing.errors import OutlineError
from briefing.outline.load import load
from briefing.pipeline import Output, settle
from briefing.workshop import build

OUTLINES = Path(__file__).parent / "outlines"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHARTS = {
    "column": """[
      {label: 东圈, value: east_output, circle: east, highlight: yes}, {label: 西区, value: 超180, circle: west}]""",
    "bar": "[{label: 甲, value: 20}, {label: 乙, value: 1000余}, {label: 丙, value: 1.50}]",
    "grouped": """[
      {label: 甲, values: [45, 16], circle: east}, {label: 乙, values: [~, 800], circle: west}]""",
    "stacked": "[{label: 甲, values: [1.5, 3], circle: east}, {label: 乙, values: [2, 0.1], circle: east}]",
    "diverging": "[{label: 甲, value: -cost_cut}, {label: 乙, value: efficiency}, {label: 丙, value: 12.5}]",
    "share": "[{label: 占全国, value: 78.5, circle: west}]",
    "stacked-100": "[{label: 甲, values: [1, 3]}, {label: 乙, values: [2, 1]}, {label: 丙, values: [0.01, 4]}]",
    "line": """[{label: 2022年, values: [26, 21]}, {label: 2023年, values: [30, ~]},
      {label: 2024年, values: [-3, 25]}, {label: 2025年, values: [39.1, 超28]}]""",
    "area": "[{label: 2023年, values: [120, 80]}, {label: 2024年, values: [150, 95]}, {label: 2025年, values: [190, 130]}]",
    "combo": "[{label: 2023年, values: [520, 4.1]}, {label: 2024年, values: [560, 7.7]}, {label: 2025年, values: [630, 12.5]}]",
}
SERIES = {"grouped", "stacked", "stacked-100", "line", "area", "combo"}
UNITS = {"column": "万辆", "diverging": '"%"', "share": '"%"'}
MORE = {"line": "circles: [east, west]", "combo": 'units: [家, "%"]'}


def with_charts(folder: Path, render: str = "native") -> Path:
    """Writes the minimal outline with a chart of each kind on a slide of its own; returns its path."""
    shutil.copytree(OUTLINES, folder, dirs_exist_ok=True)
    charts = slides = ""
    for kind, rows in CHARTS.items():
        series = "series: [去年, 今年]\n    " if kind in SERIES else ""
        series += f"{MORE[kind]}\n    " if kind in MORE else ""
        key, unit = kind.replace("-", "_"), UNITS.get(kind, "家")
        charts += f"  n_{key}:\n    kind: {kind}\n    title: 标题{kind}\n    unit: {unit}\n    render: {render}\n    {series}rows: {rows}\n"
        slides += (
            f"      - kind: figure\n        claim: 结论{kind}\n        from: report#output\n        figure: n_{key}\n"
            f"        reading: 读法。\n        prose: 见{{n_{key}}}。\n"
        )
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8")
    text = text.replace("charts:\n", "charts:\n" + charts, 1).replace("    slides:\n", "    slides:\n" + slides, 1)
    outline.write_text(text, encoding="utf-8")
    return outline


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("native")
    return build(with_charts(folder / "outline"), folder / "out", Output.DECK).files[0]


@pytest.fixture(scope="module")
def shapes(deck: Path) -> dict[str, Any]:
    """The shapes that hold charts, by the kind in their title."""
    found = (shape for slide in Presentation(deck).slides for shape in slide.shapes if shape.has_chart)
    return {shape.chart.chart_title.text_frame.text.removeprefix("标题").split("（")[0]: shape for shape in found}


def fills(shape: Any, series: int = 0) -> list[str]:
    """Returns the colours of a series' points, in their order."""
    points = shape.chart.plots[0].series[series]._element.findall(f"{C}dPt")
    return [point.find(f"{C}spPr/{A}solidFill")[0].get("val") for point in points]


def labels(shape: Any, series: int = 0) -> list[str]:
    """Returns the text of a series' labels where they have one, else their number format."""
    found = shape.chart.plots[0].series[series]._element.findall(f"{C}dLbls/{C}dLbl")
    return [
        "".join(t.text for t in label.iter(f"{A}t")) or label.find(f"{C}numFmt").get("formatCode") for label in found
    ]


def test_every_kind_that_powerpoint_has_is_its_own_chart(shapes: dict[str, Any]) -> None:
    kinds = {kind: shape.chart.chart_type.name for kind, shape in shapes.items()}
    assert kinds == {
        "column": "COLUMN_CLUSTERED",
        "bar": "BAR_CLUSTERED",
        "grouped": "BAR_CLUSTERED",
        "stacked": "BAR_STACKED",
        "diverging": "BAR_CLUSTERED",
        "share": "DOUGHNUT",
        "stacked-100": "BAR_STACKED_100",
        "line": "LINE_MARKERS",
        "area": "AREA_STACKED",
        "combo": "COLUMN_CLUSTERED",
    }
    assert [type(plot).__name__ for plot in shapes["combo"].chart.plots] == ["BarPlot", "LinePlot"]


def test_the_values_are_read_back_in_the_drawn_order(shapes: dict[str, Any]) -> None:
    def values(kind: str) -> list[Any]:
        plot = shapes[kind].chart.plots[0]
        return [list(plot.categories), *(series.values for series in plot.series)]

    assert values("column") == [["东圈", "西区"], (39.1, 180)]
    assert values("bar") == [["乙", "甲", "丙"], (1000, 20, 1.5)]
    assert values("grouped") == [["甲", "乙"], (45, None), (16, 800)]
    assert values("stacked") == [["甲", "乙"], (1.5, 2), (3, 0.1)]
    assert values("diverging") == [["乙", "丙", "甲"], (30, 12.5, -21)]
    assert values("share") == [["占全国", ""], (78.5, 21.5)]
    assert values("stacked-100") == [["甲", "乙", "丙"], (25, 66.666667, 0.249377), (75, 33.333333, 99.750623)]
    assert values("line") == [["2022年", "2023年", "2024年", "2025年"], (26, 30, -3, 39.1), (21, None, 25, 28)]
    assert values("area") == [["2023年", "2024年", "2025年"], (120, 150, 190), (80, 95, 130)]
    assert values("combo") == [["2023年", "2024年", "2025年"], (520, 560, 630)]
    assert list(shapes["combo"].chart.plots[1].series[0].values) == [4.1, 7.7, 12.5]


def test_labels_say_what_the_ledger_says(shapes: dict[str, Any]) -> None:
    assert labels(shapes["column"]) == ["0.0", "超180"]
    assert labels(shapes["bar"]) == ["1000余", "0", "0.00"]
    assert labels(shapes["diverging"]) == ["超30", '"+"0.0;"−"0.0;0.0', '"+"0;"−"0;0']
    assert labels(shapes["share"]) == ['0.0"%"']
    assert labels(shapes["stacked-100"]) == ['0"%"', '0"%"', '0.0"%"']
    assert labels(shapes["line"], 1) == ["0", "0", "今年 超28"]
    assert labels(shapes["area"]) == ["0", "0", "0"]
    line = shapes["combo"].chart.plots[1].series[0]._element
    assert [item.get("formatCode") for item in line.iter(f"{C}numFmt")] == ['0.0"%"'] * 3


def test_labels_keep_off_the_ends_of_bars_without_leader_lines(shapes: dict[str, Any]) -> None:
    def moved(kind: str) -> list[float]:
        found = shapes[kind].chart.plots[0].series[0]._element.findall(f"{C}dLbls/{C}dLbl")
        places = [label.find(f"{C}layout/{C}manualLayout/{C}x") for label in found]
        return [0.0 if place is None else float(place.get("val")) for place in places]

    assert all(0.003 < across < 0.03 for kind in ("bar", "grouped") for across in moved(kind))
    assert [across > 0 for across in moved("diverging")] == [True, True, False]
    assert moved("column") == [0.0, 0.0]
    assert moved("line")[-1] > 0
    for kind in ("bar", "grouped", "diverging"):
        assert "showLeaderLines" in etree.tostring(shapes[kind].chart._chartSpace).decode()


def test_a_line_and_an_area_carry_their_name_at_the_end(shapes: dict[str, Any]) -> None:
    for kind in ("line", "area"):
        shown = [item.get("val") for item in shapes[kind].chart.plots[0].series[0]._element.iter(f"{C}showSerName")]
        assert shown[-2:] == ["1", "0"]  # the last label's, and the series' own


def test_a_combo_has_an_axis_for_each_unit_named_from_the_data_sheet(shapes: dict[str, Any]) -> None:
    columns, line = shapes["combo"].chart._chartSpace.findall(f".//{C}valAx")
    assert [axis.find(f"{C}title/{C}tx/{C}strRef/{C}f").text for axis in (columns, line)] == [
        "Sheet1!$B$1",
        "Sheet1!$C$1",
    ]
    low, high = (float(line.find(f"{C}scaling/{C}{end}").get("val")) for end in ("min", "max"))
    assert low < 0
    assert high > 12.5
    assert columns.find(f"{C}scaling/{C}min").get("val") == "0"
    assert columns.find(f"{C}delete").get("val") == line.find(f"{C}delete").get("val") == "0"
    assert {axis.find(f"{C}tickLblPos").get("val") for axis in (columns, line)} == {"none"}


def test_many_rows_have_an_axis_instead_of_values(tmp_path: Path) -> None:
    outline = with_charts(tmp_path / "outline")
    rows = ", ".join(f"{{label: {year}年, values: [{year - 2000}, 20]}}" for year in range(2010, 2022))
    text = outline.read_text(encoding="utf-8").replace(CHARTS["line"], f"[{rows}]")
    outline.write_text(text, encoding="utf-8")
    deck = build(outline, tmp_path / "out", Output.DECK).files[0]
    found = [shape.chart for slide in Presentation(deck).slides for shape in slide.shapes if shape.has_chart]
    (chart,) = (chart for chart in found if "标题line" in chart.chart_title.text_frame.text)
    assert faults(deck) == []
    assert chart.value_axis.visible
    assert chart.value_axis.has_major_gridlines
    assert len(chart.plots[0].series[0]._element.findall(f"{C}dLbls/{C}dLbl")) == 1


def test_years_at_uneven_distances_are_an_error_of_the_chart(tmp_path: Path) -> None:
    outline = with_charts(tmp_path / "outline")
    text = outline.read_text(encoding="utf-8").replace(
        "{label: 2022年, values: [26, 21]}", "{label: 2012年, values: [26, 21]}"
    )
    outline.write_text(text, encoding="utf-8")
    with pytest.raises(OutlineError) as raised:
        build(outline, tmp_path / "out", Output.DECK)
    assert any("equal distances" in problem.message for problem in raised.value.problems)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("39.10", "39.10", "0.00"),
        ("28万", "28", '0"万"'),
        ("1.5万", "15000", None),
        ("2/3", "0.667", None),
        ("−21", "-21", '"+"0;"−"0;0'),
        ("七", "7", None),
    ],
)
def test_a_label_follows_the_data_only_where_a_format_gives_its_text(
    text: str, value: str, expected: str | None
) -> None:
    assert number_format(text, Quantity(Decimal(value), Decimal(value), text)) == expected


def test_sides_are_colours_of_the_scheme_and_a_highlight_makes_tints_of_the_others(shapes: dict[str, Any]) -> None:
    tint = fills(shapes["column"])[1]
    assert fills(shapes["column"])[0] == "accent2"
    assert len(tint) == 6
    assert fills(shapes["bar"]) == ["accent1"] * 3
    assert fills(shapes["grouped"], 1) == ["accent2", "accent3"]
    assert fills(shapes["stacked"], 0) == ["accent2", "accent2"]
    assert fills(shapes["share"])[0] == "accent3"
    strokes = [
        series._element.find(f"{C}spPr/{A}ln/{A}solidFill")[0] for series in shapes["line"].chart.plots[0].series
    ]
    assert [stroke.get("val") for stroke in strokes] == ["accent2", "accent3"]


def test_titles_carry_the_unit_and_only_several_series_a_legend(shapes: dict[str, Any]) -> None:
    titles = [shape.chart.chart_title.text_frame.text for shape in shapes.values()]
    assert titles == [
        "标题column（万辆）",
        "标题bar（家）",
        "标题grouped（家）",
        "标题stacked（家）",
        "标题diverging（%）",
        "标题share",
        "标题stacked-100",
        "标题line（家）",
        "标题area（家）",
        "标题combo（家）",
    ]
    assert [kind for kind, shape in shapes.items() if shape.chart.has_legend] == [
        "grouped",
        "stacked",
        "share",
        "stacked-100",
    ]


def test_bars_stand_on_zero_without_a_grid(shapes: dict[str, Any]) -> None:
    for kind in ("column", "bar", "grouped", "stacked", "stacked-100", "area"):
        axis = shapes[kind].chart.value_axis
        assert axis.minimum_scale == 0
        assert not axis.has_major_gridlines
    assert shapes["diverging"].chart.value_axis.minimum_scale < -21


def test_text_is_chinese_in_the_themes_faces_and_large_enough(shapes: dict[str, Any]) -> None:
    for shape in shapes.values():
        chart = shape.chart._chartSpace
        runs = [run for run in chart.iter(f"{A}rPr", f"{A}defRPr") if run.get("sz")]
        assert runs
        for run in runs:
            assert int(run.get("sz")) >= 1400
            assert run.find(f"{A}ea").get("typeface") == "+mn-ea"
        assert {run.get("lang") for run in chart.iter(f"{A}rPr")} == {"zh-CN"}


def test_the_frame_says_what_it_shows_and_stands_in_the_slot(deck: Path, shapes: dict[str, Any]) -> None:
    slides = {slide.shapes.title.text_frame.text: slide for slide in Presentation(deck).slides}
    for kind, shape in shapes.items():
        assert "标题" in shape._element.xpath(".//p:cNvPr/@descr")[0]
        slots = slides[f"结论{kind}"].slide_layout.placeholders
        slot = next(item for item in slots if item.name == shape.name)
        assert (shape.left, shape.top, shape.width, shape.height) == (slot.left, slot.top, slot.width, slot.height)


def test_the_deck_is_sound_and_without_traces(deck: Path) -> None:
    content = parts(deck)
    assert faults(deck) == []
    assert dangling(content) == []
    assert traces(content) == []


def test_the_data_sheets_are_sound_and_without_traces(deck: Path, tmp_path: Path) -> None:
    books = {name: data for name, data in parts(deck).items() if name.endswith(".xlsx")}
    assert len(books) == len(CHARTS)
    day = settle(OUTLINES / "minimal.yaml").document.meta.date
    for number, data in enumerate(books.values()):
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(data)
        assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
        content = parts(file)
        assert traces(content) == []
        assert dangling(content) == []
        assert "docProps/app.xml" not in content
        core = etree.fromstring(content["docProps/core.xml"])
        assert {item.text for item in core} == {f"{day}T00:00:00Z"}


def test_the_data_sheet_holds_what_the_chart_shows(shapes: dict[str, Any]) -> None:
    blob = shapes["share"].chart.part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(BytesIO(blob)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>78.5</v>" in sheet
    assert "<f>100-B2</f><v>21.5</v>" in sheet


def test_two_builds_are_the_same(deck: Path, tmp_path: Path) -> None:
    again = build(with_charts(tmp_path / "outline"), tmp_path / "out", Output.DECK).files[0]
    assert again.read_bytes() == deck.read_bytes()


def test_pictures_are_the_default(tmp_path: Path) -> None:
    outline = with_charts(tmp_path / "outline")
    outline.write_text(outline.read_text(encoding="utf-8").replace("    render: native\n", ""), encoding="utf-8")
    built = build(outline, tmp_path / "out", Output.DECK).files[0]
    assert not [name for name in parts(built) if "/charts/" in name or "/embeddings/" in name]


def test_word_keeps_the_pictures(tmp_path: Path) -> None:
    outlines = [with_charts(tmp_path / render, render) for render in ("native", "picture")]
    for outline in outlines:  # a page has no room under two bars for the values of parts so narrow
        text = outline.read_text(encoding="utf-8").replace("[2, 0.1]", "[2, 1]").replace("[0.01, 4]", "[2, 4]")
        outline.write_text(text, encoding="utf-8")
    native, drawn = (build(outline, outline.parent / "out", Output.WORD).files[0] for outline in outlines)
    assert native.read_bytes() == drawn.read_bytes()


@pytest.mark.parametrize(
    ("old", "says"),
    [
        ("kind: dumbbell", "PowerPoint has no dumbbell charts of its own"),
        ("kind: range", "PowerPoint has no range charts of its own"),
        ("kind: timeline", "PowerPoint has no timeline charts of its own"),
        ("kind: relation", "PowerPoint has no relation charts of its own"),
        ("kind: waterfall", "PowerPoint has no waterfall charts of its own"),
        ("kind: multiples", "PowerPoint has no multiples charts of its own"),
        ("kind: share", "a native share chart has one ring; expected “picture” for 2 rings"),
        ("kind: bar", "did you mean “native”?"),
    ],
)
def test_what_cannot_be_native_is_an_error_where_it_is_asked_for(tmp_path: Path, old: str, says: str) -> None:
    shutil.copytree(OUTLINES, tmp_path, dirs_exist_ok=True)
    outline = tmp_path / "minimal.yaml"
    value = "nativ" if old == "kind: bar" else "native"
    text = outline.read_text(encoding="utf-8").replace(f"    {old}\n", f"    {old}\n    render: {value}\n", 1)
    outline.write_text(text, encoding="utf-8")
    with pytest.raises(OutlineError) as raised:
        load(outline)
    (problem,) = raised.value.problems
    line = text[: text.index("    render:")].count("\n") + 1
    assert (problem.place.line, problem.place.column) == (line, len("    render: ") + 1)
    assert says in problem.message


@needs_libreoffice
def test_libreoffice_shows_every_label(deck: Path, tmp_path: Path) -> None:
    shown = [bare("".join(line.text for line in page)) for page in pages(convert(deck, tmp_path))]
    for kind, words in {
        "column": ("39.1", "超180"),
        "bar": ("1000余", "20", "1.50"),
        "grouped": ("去年", "45", "800"),
        "stacked": ("1.5", "0.1"),
        "diverging": ("超30", "+12.5", "−21"),
        "share": ("78.5%", "占全国"),
        "stacked-100": ("67%", "0.2%"),
        "line": ("去年39.1", "今年超28", "−3"),
        "area": ("120", "去年190", "今年130"),
        "combo": ("520", "12.5%", "去年", "今年"),
    }.items():
        (page,) = (text for text in shown if re.search(f"结论{kind}(?!-)", text) and "读法" in text)
        assert [word for word in words if word not in page] == []
