"""A unit's own template: its frames and its look are taken, its slides are not, and what it lacks is told at once."""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.parts.chart import ChartPart
from pptx.util import Emu, Inches, Mm, Pt

sys.path.insert(0, str(Path(__file__).parent))

from packages import dangling, faults, parts
from rendering import convert, needs_libreoffice, pages, strays

from briefing import assets
from briefing.errors import LocatedProblem, OutlineError
from briefing.pipeline import Output, settle
from briefing.workshop import build

GALLERY = Path(__file__).parent / "outlines"
OURS = assets.file("templates", "policy-blue", ".pptx")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

SCALE = 0.96
DOWN = Mm(3)
RENAMED = "compare"
OWN_SLIDES = ("本单位的旧首页", "本单位的旧内页")
OWN_COLOUR = "7A1FA2"
OWN_SERIES = "本单位"
OWN_INDEX = 100
"""What the placeholders of the renamed layout count from."""

Change = Callable[[Any], None]


def outline_with(folder: Path, template: bytes) -> Path:
    """Returns the gallery's outline with a template of its own beside it."""
    shutil.copytree(GALLERY / "data", folder / "data")
    (folder / "unit.pptx").write_bytes(template)
    file = folder / "outline.yaml"
    text = (GALLERY / "minimal.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("  unit: 示例单位\n", "  unit: 示例单位\n  template: unit.pptx\n"), encoding="utf-8")
    return file


def changed(*changes: Change) -> bytes:
    """Returns our template as other hands have left it."""
    presentation = Presentation(OURS)
    for change in changes:
        change(presentation)
    data = io.BytesIO()
    presentation.save(data)
    return data.getvalue()


def layout_of(presentation: Any, name: str) -> Any:
    return next(layout for layout in presentation.slide_layouts if layout.name == name)


def moved_and_smaller(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            shape.left, shape.top = Emu(round(shape.left * SCALE)), Emu(round(shape.top * SCALE) + DOWN)
            shape.width, shape.height = Emu(round(shape.width * SCALE)), Emu(round(shape.height * SCALE))


def renamed(presentation: Any) -> None:
    """Names and numbers one layout's placeholders as PowerPoint does, so that only their types tell them apart."""
    for number, shape in enumerate(layout_of(presentation, RENAMED).placeholders, 1):
        place = shape._element.ph
        shape.name = f"占位符 {number}"
        if place.get("type") != "title":
            place.set("idx", str(OWN_INDEX + number))


def with_slides(presentation: Any) -> None:
    for title in OWN_SLIDES:
        slide = presentation.slides.add_slide(layout_of(presentation, "points-1"))
        slide.shapes.title.text_frame.text = title
        slide.notes_slide.notes_text_frame.text = f"{title}的备注"


def with_a_logo(presentation: Any) -> None:
    """Puts a picture on a layout; the file name of its part is the one that the first picture of a deck would have."""
    layout = layout_of(presentation, "cover")
    picture = (GALLERY / "data" / "plant.png").read_bytes()
    _, identity = layout.part.get_or_add_image_part(io.BytesIO(picture))
    layout._element.cSld.spTree.append(
        etree.fromstring(
            f'<p:pic xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<p:nvPicPr><p:cNvPr id="90" name="徽标" descr="徽标"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{identity}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )


def with_a_chart(page_of: Callable[[Any], Any]) -> Change:
    """Puts a native chart with its workbook on the master or a layout, under the names that PowerPoint gives them."""

    def change(presentation: Any) -> None:
        data = CategoryChartData()
        data.categories = ["一", "二"]
        data.add_series(OWN_SERIES, (1, 2))
        page = page_of(presentation)
        chart = ChartPart.new(XL_CHART_TYPE.COLUMN_CLUSTERED, data, page.part.package)
        chart.partname = PackURI("/ppt/charts/chart1.xml")
        chart.chart_workbook.xlsx_part.partname = PackURI("/ppt/embeddings/Microsoft_Excel_Sheet1.xlsx")
        identity = page.part.relate_to(chart, RT.CHART)
        place = (Emu(0), Emu(0), Mm(20), Mm(20))
        page._element.cSld.spTree.append(CT_GraphicalObjectFrame.new_chart_graphicFrame(90, "图", identity, *place))

    return change


def without_notes_master(presentation: Any) -> None:
    part = presentation.part
    for identity, relation in list(part.rels.items()):
        if relation.reltype == RT.NOTES_MASTER:
            part.rels.pop(identity)
    for listed in part._element.findall(f"{P}notesMasterIdLst"):
        part._element.remove(listed)
    for slide in presentation.slides:
        for identity, relation in list(slide.part.rels.items()):
            if relation.reltype == RT.NOTES_SLIDE:
                slide.part.rels.pop(identity)


def own_colours(presentation: Any) -> None:
    face = presentation.slide_master.part.part_related_by(RT.THEME)
    root = etree.fromstring(face.blob)
    accent = root.find(f".//{A}accent1/{A}srgbClr")
    accent.set("val", OWN_COLOUR)
    face._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def of_size(width: float, height: float) -> Change:
    """Gives the slides another size, in inches; frames and text go with it as in PowerPoint."""

    def change(presentation: Any) -> None:
        across = Inches(width) / presentation.slide_width
        down = Inches(height) / presentation.slide_height
        for page in (presentation.slide_master, *presentation.slide_layouts):
            for element in page._element.iter(f"{A}off", f"{A}ext"):
                for name, factor in (("x", across), ("y", down), ("cx", across), ("cy", down)):
                    if element.get(name):
                        element.set(name, str(round(int(element.get(name)) * factor)))
            for element in page._element.iter(f"{A}defRPr"):
                if element.get("sz"):
                    element.set("sz", str(round(int(element.get("sz")) * down)))
        presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
        presentation.part._element.find(f"{P}sldSz").set("type", "screen16x9" if height < 7 else "screen4x3")

    return change


@pytest.fixture(scope="module")
def template() -> bytes:
    """A template as a unit may have it."""
    return changed(moved_and_smaller, renamed, with_slides, own_colours, without_notes_master)


@pytest.fixture(scope="module")
def built(template: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unit")
    return build(outline_with(folder, template), folder / "out", Output.DECK).files[0]


def placed(file: Path) -> Iterator[tuple[str, Any, Any]]:
    """Yields the layout's name with each placeholder of a slide and the one of the layout that it fills."""
    for slide in Presentation(file).slides:
        offered = {shape.placeholder_format.idx: shape for shape in slide.slide_layout.placeholders}
        for shape in slide.placeholders:
            yield slide.slide_layout.name, shape, offered[shape.placeholder_format.idx]


def frame(shape: Any) -> tuple[int, int, int, int]:
    return shape.left, shape.top, shape.width, shape.height


def assert_no_part_twice(file: Path) -> None:
    with zipfile.ZipFile(file) as package:
        assert len(package.namelist()) == len(set(package.namelist()))


def test_the_template_of_the_test_has_slides_and_no_notes_master(template: bytes, tmp_path: Path) -> None:
    file = tmp_path / "unit.pptx"
    file.write_bytes(template)
    assert len(Presentation(file).slides) == len(OWN_SLIDES)
    assert not any("notes" in name for name in parts(file))
    assert OWN_COLOUR.encode() in b"".join(data for name, data in parts(file).items() if "/theme/" in name)
    assert faults(file) == []


def test_the_deck_is_valid(built: Path) -> None:
    assert_no_part_twice(built)
    assert faults(built) == []
    assert dangling(parts(built)) == []


def test_text_and_charts_stand_in_the_frames_of_the_template(built: Path) -> None:
    ours = {layout.name: {frame(shape) for shape in layout.placeholders} for layout in Presentation(OURS).slide_layouts}
    count = 0
    for layout, shape, offered in placed(built):
        if shape._element.tag == f"{P}sp":
            assert frame(shape) == frame(offered), (layout, shape.name)
            assert frame(shape) not in ours[layout], (layout, shape.name)
            count += 1
    assert count > 100


def test_nothing_but_sides_photographs_and_tables_says_where_it_stands(built: Path) -> None:
    """Frames are the template's: a slide that repeats one would not follow when the unit changes it."""
    for layout, shape, offered in placed(built):
        placing = shape._element.find(f"{P}spPr/{A}xfrm")
        if placing is not None and shape._element.tag == f"{P}sp":
            assert frame(shape) == frame(offered), (layout, shape.name)
            assert shape._element.find(f"{P}spPr/{A}solidFill") is not None, (layout, shape.name)


def test_tables_stand_where_the_template_has_them(built: Path) -> None:
    tables = [(shape, offered) for _, shape, offered in placed(built) if shape._element.tag == f"{P}graphicFrame"]
    assert len(tables) >= 4
    for shape, offered in tables:
        assert frame(shape)[:3] == pytest.approx(frame(offered)[:3], abs=Pt(1))
        assert shape.height <= offered.height


def test_photographs_stand_within_their_frames(built: Path) -> None:
    for layout, shape, offered in placed(built):
        if shape._element.tag == f"{P}pic":
            assert offered.left <= shape.left, layout
            assert offered.top <= shape.top, layout
            assert shape.left + shape.width <= offered.left + offered.width + 1, layout
            assert shape.top + shape.height <= offered.top + offered.height + 1, layout


def test_coloured_edges_stand_at_the_frames_of_the_template(built: Path) -> None:
    """The bars that slides draw beside cards, panels and quotations go with their placeholders."""
    bars = 0
    for slide in Presentation(built).slides:
        frames = {(shape.left, shape.top, shape.height) for shape in slide.placeholders}
        for shape in slide.shapes:
            if not shape.is_placeholder and shape._element.xpath('./p:spPr/a:prstGeom[@prst="rect"]'):
                assert (shape.left, shape.top, shape.height) in frames, (slide.slide_layout.name, shape.name)
                bars += 1
    assert bars >= 4


def test_placeholders_under_other_names_are_found_by_their_types(built: Path) -> None:
    """The slide's shapes have our names whatever they fill, so it is the index that tells where a text stands."""
    slide = next(slide for slide in Presentation(built).slides if slide.slide_layout.name == RENAMED)
    ours = [shape.name for shape in layout_of(Presentation(OURS), RENAMED).placeholders]
    filled = {shape.placeholder_format.idx: shape for shape in slide.placeholders if shape.has_text_frame}
    assert all(index == 0 or index > OWN_INDEX for index in filled)
    said = {ours[index - OWN_INDEX - 1]: shape.text_frame.text for index, shape in filled.items() if index}
    assert filled[0].text_frame.text == "两地分工不同"
    assert (said["left-heading"], said["right-heading"]) == ("东圈", "西区")
    assert said["right-points"].split("\n") == ["做芯片", "做港口"]


def test_the_slides_of_the_template_are_gone(built: Path) -> None:
    content = parts(built)
    everything = b"".join(data for name, data in content.items() if name.endswith(".xml")).decode()
    for title in OWN_SLIDES:
        assert title not in everything
    settled = settle(built.parent.parent / "outline.yaml")
    assert sum(name.startswith("ppt/slides/slide") for name in content) == len(settled.deck.slides)


def test_the_colours_of_the_template_are_kept(built: Path) -> None:
    face = Presentation(built).slide_master.part.part_related_by(RT.THEME)
    assert OWN_COLOUR.encode() in face.blob


def test_the_pictures_of_the_template_are_kept_apart_from_those_of_the_deck(tmp_path: Path) -> None:
    file = build(outline_with(tmp_path, changed(with_a_logo)), tmp_path / "out", Output.DECK).files[0]
    assert_no_part_twice(file)
    logo = next(shape for shape in layout_of(Presentation(file), "cover").shapes if shape.name == "徽标")
    assert logo.image.blob == (GALLERY / "data" / "plant.png").read_bytes()


@pytest.mark.parametrize("page_of", [lambda deck: deck.slide_master, lambda deck: layout_of(deck, "cover")])
def test_charts_of_the_template_are_kept_apart_from_those_of_the_deck(
    page_of: Callable[[Any], Any], tmp_path: Path
) -> None:
    outline = outline_with(tmp_path, changed(with_a_chart(page_of)))
    text = outline.read_text(encoding="utf-8")
    for kind in ("bar", "stacked", "grouped"):
        assert f"    kind: {kind}\n" in text
        text = text.replace(f"    kind: {kind}\n", f"    kind: {kind}\n    render: native\n", 1)
    outline.write_text(text, encoding="utf-8")
    file = build(outline, tmp_path / "out", Output.DECK).files[0]
    made = Presentation(file)
    assert_no_part_twice(file)
    # python-pptx gives the axes of its own charts negative ids, which the schema does not know.
    assert [fault for fault in faults(file) if "/ppt/charts/chart1.xml:" not in fault] == []
    assert dangling(parts(file)) == []
    own = next(shape for shape in page_of(made).shapes if shape.has_chart).chart
    assert [series.name for series in own.plots[0].series] == [OWN_SERIES]
    assert own.part.chart_workbook.xlsx_part.blob[:2] == b"PK"
    added = [shape.chart.part for slide in made.slides for shape in slide.shapes if shape.has_chart]
    assert len(added) == 3
    books = {part.chart_workbook.xlsx_part.partname for part in (own.part, *added)}
    assert len({part.partname for part in (own.part, *added)}) == len(books) == 4


def test_notes_are_there_without_a_notes_master_in_the_template(built: Path) -> None:
    presentation = Presentation(built)
    assert sum(listed.tag == f"{P}notesMasterIdLst" for listed in presentation.part._element) == 1
    noted = [slide.notes_slide.notes_text_frame.text for slide in presentation.slides if slide.has_notes_slide]
    assert any("讲的时候先说效率。" in text for text in noted)


def test_a_template_with_a_notes_master_keeps_it(tmp_path: Path) -> None:
    def marked(presentation: Any) -> None:
        presentation.notes_master.placeholders[0].name = "本单位备注"

    file = build(outline_with(tmp_path, changed(with_slides, marked)), tmp_path / "out", Output.DECK).files[0]
    assert next(iter(Presentation(file).notes_master.placeholders)).name == "本单位备注"
    assert faults(file) == []
    assert dangling(parts(file)) == []


def sizes_of_text(page: Any) -> list[int]:
    return [int(found.get("sz")) for found in page._element.iter(f"{A}defRPr") if found.get("sz")]


@pytest.mark.parametrize(("width", "height"), [(10, 5.625), (20, 11.25)])
def test_slides_of_our_proportions_are_brought_to_our_size(width: float, height: float, tmp_path: Path) -> None:
    """Text would not fit on the small ones, and nobody could read it on the large ones."""
    outline = outline_with(tmp_path, changed(of_size(width, height), with_a_logo))
    file = build(outline, tmp_path / "out", Output.DECK).files[0]
    made, ours = Presentation(file), Presentation(OURS)
    assert (made.slide_width, made.slide_height) == (ours.slide_width, ours.slide_height)
    assert made.part._element.find(f"{P}sldSz").get("type") is None
    for layout in ours.slide_layouts:
        found = {shape.shape_id: frame(shape) for shape in layout_of(made, layout.name).shapes}
        for shape in layout.shapes:
            assert found[shape.shape_id] == pytest.approx(frame(shape), abs=3), (layout.name, shape.name)
        assert sizes_of_text(layout_of(made, layout.name)) == pytest.approx(sizes_of_text(layout), abs=2)
    logo = next(shape for shape in layout_of(made, "cover").shapes if shape.name == "徽标")
    assert logo.width == pytest.approx(360_000 * ours.slide_width / Inches(width), abs=1)
    assert faults(file) == []


def test_slides_of_four_to_three_keep_their_size_and_take_what_fits(tmp_path: Path) -> None:
    outline = outline_with(tmp_path, changed(of_size(10, 7.5)))
    file = build(outline, tmp_path / "out", Output.DECK).files[0]
    made = Presentation(file)
    assert (made.slide_width, made.slide_height) == (Inches(10), Inches(7.5))
    for slide in made.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= Inches(10), (slide.slide_layout.name, shape.name)
            assert 0 <= shape.top <= shape.top + shape.height <= Inches(7.5), (slide.slide_layout.name, shape.name)
    for layout, shape, offered in placed(file):
        if shape._element.tag == f"{P}pic" and shape._element.findall(".//{*}svgBlip"):
            with Image.open(io.BytesIO(shape.image.blob)) as drawn:
                assert drawn.width / drawn.height == pytest.approx(offered.width / offered.height, rel=0.01), layout
    assert faults(file) == []
    assert dangling(parts(file)) == []


@needs_libreoffice
@pytest.mark.parametrize(("width", "height"), [(10, 5.625), (10, 7.5)])
def test_text_stays_in_its_frames_on_slides_of_other_sizes(width: float, height: float, tmp_path: Path) -> None:
    outline = outline_with(tmp_path, changed(of_size(width, height)))
    file = build(outline, tmp_path / "out", Output.DECK).files[0]
    shown = zip(Presentation(file).slides, pages(convert(file, tmp_path)), strict=True)
    left = {number: strays(slide, lines, number) for number, (slide, lines) in enumerate(shown, 1)}
    assert {number: texts for number, texts in left.items() if texts} == {}


def problems_of(outline: Path) -> tuple[LocatedProblem, ...]:
    with pytest.raises(OutlineError) as raised:
        settle(outline)
    return raised.value.problems


def assert_at_template(outline: Path, problems: tuple[LocatedProblem, ...]) -> None:
    lines = outline.read_text(encoding="utf-8").splitlines()
    number, line = next((n, text) for n, text in enumerate(lines, 1) if text.startswith("  template:"))
    for problem in problems:
        assert (problem.place.file, problem.place.line) == (str(outline), number), problem
        assert problem.place.column == line.index("unit.pptx") + 1, problem


def test_every_layout_and_placeholder_that_is_lacking_is_named_at_once(tmp_path: Path) -> None:
    def without_layouts(presentation: Any) -> None:
        for name in ("chain-4", "relation"):
            presentation.slide_layouts.remove(layout_of(presentation, name))

    def without_table(presentation: Any) -> None:
        shape = next(shape for shape in layout_of(presentation, "table").placeholders if shape.name == "table")
        shape._element.getparent().remove(shape._element)

    outline = outline_with(tmp_path, changed(without_layouts, without_table))
    problems = problems_of(outline)
    said = "\n".join(problem.message for problem in problems)
    assert (
        "the template has no layout “chain-4”, which this outline needs, with placeholders “title” (title), “mark” (body)"
        in said
    )
    assert "the template has no layout “relation”, which this outline needs, with" in said
    assert "layout “table” of the template has no placeholder “table” of type tbl" in said
    assert len(problems) == 3
    assert_at_template(outline, problems)


def test_places_outside_the_slide_are_reported(tmp_path: Path) -> None:
    """Setting another slide size with a library moves nothing: what stood at the right edge then stands beyond it."""

    def four_by_three(presentation: Any) -> None:
        presentation.slide_width, presentation.slide_height = 9144000, 6858000

    outline = outline_with(tmp_path, changed(four_by_three))
    problems = problems_of(outline)
    assert "stands outside the slide by" in problems[0].message
    assert_at_template(outline, problems)


def test_a_layout_that_no_slide_needs_may_be_lacking(tmp_path: Path) -> None:
    def without_spare(presentation: Any) -> None:
        presentation.slide_layouts.remove(layout_of(presentation, "contents-10"))

    settle(outline_with(tmp_path, changed(without_spare)))


def test_a_placeholder_too_low_for_one_line_is_named_at_the_template(tmp_path: Path) -> None:
    """The section's name cannot be cut to fit a place that holds no line; only the template can be mended."""

    def flat(presentation: Any) -> None:
        shape = next(s for s in layout_of(presentation, "compare").placeholders if s.name == "mark")
        shape.height = Mm(5)

    outline = outline_with(tmp_path, changed(flat))
    problems = problems_of(outline)
    at_template = [p for p in problems if p.message.startswith("placeholder “mark” of layout “compare” is too small: ")]
    assert len(at_template) == 1
    assert "× 6 mm at least" in at_template[0].message
    assert_at_template(outline, tuple(at_template))


def test_a_placeholder_without_a_place_is_named(tmp_path: Path) -> None:
    def nowhere(presentation: Any) -> None:
        for page in (presentation.slide_master, layout_of(presentation, "compare")):
            for shape in page.placeholders:
                if shape._element.ph.get("type") == "body":
                    frame_of = shape._element.spPr.find(f"{A}xfrm")
                    if frame_of is not None:
                        shape._element.spPr.remove(frame_of)

    outline = outline_with(tmp_path, changed(nowhere))
    problems = problems_of(outline)
    message = "placeholder “mark” of layout “compare” has no place, nor has the one of the master"
    assert message in [problem.message for problem in problems]
    assert_at_template(outline, problems)


def test_a_placeholder_that_is_too_small_is_named_with_the_size_it_needs(tmp_path: Path) -> None:
    def small(presentation: Any) -> None:
        shape = next(s for s in layout_of(presentation, "closing").placeholders if s.name == "lines")
        shape.width, shape.height = Mm(12), Mm(4)

    outline = outline_with(tmp_path, changed(small))
    problems = [p for p in problems_of(outline) if "too small" in p.message]
    assert len(problems) == 1
    assert problems[0].message.startswith("placeholder “lines” of layout “closing” is too small: 12 × 4 mm; expected ")
    assert_at_template(outline, tuple(problems))


def truncated() -> bytes:
    return OURS.read_bytes()[:4000]


def with_broken_xml() -> bytes:
    return with_part("ppt/presentation.xml", b"<p:presentation")


def without_types() -> bytes:
    return with_part("[Content_Types].xml", None)


def with_part(name: str, content: bytes | None) -> bytes:
    """Returns our template with one part replaced, or left out."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for part, kept in parts(OURS).items():
            if part != name:
                package.writestr(part, kept)
            elif content is not None:
                package.writestr(part, content)
    return data.getvalue()


def a_word_file() -> bytes:
    return assets.file("templates", "briefing", ".docx").read_bytes()


@pytest.mark.parametrize(
    "content", [bytes, lambda: b"no package", truncated, a_word_file, without_types, with_broken_xml]
)
def test_a_file_that_is_no_presentation_is_told_with_its_place(content: Callable[[], bytes], tmp_path: Path) -> None:
    outline = outline_with(tmp_path, content())
    problems = problems_of(outline)
    (problem,) = problems
    assert problem.message.startswith("the file is no PowerPoint file (.pptx)")
    assert_at_template(outline, problems)


def test_a_template_that_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    outline = outline_with(tmp_path, b"")
    (tmp_path / "unit.pptx").unlink()
    problems = problems_of(outline)
    assert "unit.pptx" in problems[0].message
    assert_at_template(outline, problems)
