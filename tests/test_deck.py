"""The deck: its template, what is planned for it, and what stands in the file."""

from __future__ import annotations

import colorsys
import re
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

sys.path.insert(0, str(Path(__file__).parent))

from packages import dangling, faults, parts, traces

from briefing import assets
from briefing.deck import motif
from briefing.deck import plan as deck_plan
from briefing.deck.grid import PAGE
from briefing.deck.layouts import LAYOUTS
from briefing.deck.slides import Deck, TableFill, TextFill
from briefing.deck.slots import SlotKind
from briefing.deck.template import make
from briefing.document import BeforeAfter, Change, Document, FullFigure, Points, Run, Side, Table, TableBody
from briefing.errors import Problem
from briefing.outline import looks, themes
from briefing.pipeline import settle
from briefing.theme import Motif, Palette

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "tests" / "outlines" / "minimal.yaml"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEMES = assets.names("themes")


@pytest.fixture(scope="module")
def document() -> Document:
    return settle(ROOT / "outline.yaml").document


def with_points(document: Document, items: list[str], claim: str = "一句话的结论") -> tuple[Deck, list[Problem]]:
    """Plans a document whose first topic has these points and nothing else."""
    section = document.sections[0]
    topic = replace(section.topics[0], claim=(Run(claim),), body=Points(tuple((Run(item),) for item in items), None))
    changed = replace(document, sections=(replace(section, topics=(topic,)),), appendix=(), closing=None)
    return deck_plan.plan(changed)


def luminance(colour: str) -> float:
    """Returns relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_the_template_in_assets_is_the_one_the_script_makes(name: str) -> None:
    shipped = (assets.folder() / "templates" / f"{name}.pptx").read_bytes()
    is_what_is_made = shipped == make(
        looks.theme(name)
    )  # outside the assertion, which would take minutes to show how they differ
    assert is_what_is_made, "run: python -m briefing.deck.template"


@pytest.mark.parametrize("name", THEMES)
def test_the_template_is_valid_and_its_own(name: str) -> None:
    file = assets.folder() / "templates" / f"{name}.pptx"
    assert faults(file) == []
    assert traces(parts(file)) == []
    assert dangling(parts(file)) == []


@pytest.mark.parametrize("name", THEMES)
def test_the_template_has_every_layout_with_its_placeholders(name: str) -> None:
    presentation = Presentation(assets.folder() / "templates" / f"{name}.pptx")
    assert (presentation.slide_width, presentation.slide_height) == (PAGE.width.emu, PAGE.height.emu)
    found = {layout.name: {shape.name for shape in layout.placeholders} for layout in presentation.slide_layouts}
    assert found == {layout.name: {slot.name for slot in layout.slots} for layout in LAYOUTS.values()}


@pytest.mark.parametrize("name", THEMES)
def test_the_theme_fonts_are_named_for_chinese(name: str) -> None:
    theme = etree.fromstring(parts(assets.folder() / "templates" / f"{name}.pptx")["ppt/theme/theme1.xml"])
    typefaces = looks.theme(name).typefaces
    for face, expected in (("majorFont", typefaces.heading_east_asian), ("minorFont", typefaces.east_asian)):
        font = theme.find(f".//{A}{face}")
        assert font.find(f"{A}ea").get("typeface") == expected
        assert font.find(f"{A}font[@script='Hans']").get("typeface") == expected


@pytest.mark.parametrize("name", THEMES)
def test_titles_take_the_heading_face_and_nothing_else_does(name: str) -> None:
    for layout in Presentation(assets.folder() / "templates" / f"{name}.pptx").slide_layouts:
        for shape in layout.placeholders:
            is_title = shape.placeholder_format.type == PP_PLACEHOLDER.TITLE
            faces = set(shape._element.xpath(".//a:defRPr/a:ea/@typeface"))
            assert faces == {"+mj-ea" if is_title else "+mn-ea"}, (layout.name, shape.name)


def test_themes_differ_in_motif_ground_and_type() -> None:
    shipped = [looks.theme(name) for name in THEMES]
    assert {theme.motif for theme in shipped} == set(Motif)
    assert len({theme.palette.cover_ground for theme in shipped}) == 3
    red = looks.theme("party-red").typefaces
    assert red.heading_east_asian != red.east_asian


@pytest.mark.parametrize("name", THEMES)
def test_slots_stand_at_the_same_place_in_every_theme(name: str) -> None:
    for layout in Presentation(assets.folder() / "templates" / f"{name}.pptx").slide_layouts:
        frames = {shape.name: (shape.left, shape.top, shape.width, shape.height) for shape in layout.placeholders}
        expected = {
            slot.name: (slot.frame.left.emu, slot.frame.top.emu, slot.frame.width.emu, slot.frame.height.emu)
            for slot in LAYOUTS[layout.name].slots
        }
        assert frames == expected


@pytest.mark.parametrize("drawn_as", Motif)
def test_no_motif_stands_under_text(drawn_as: Motif) -> None:
    for layout in LAYOUTS.values():
        for item in motif.decoration(drawn_as, layout):
            for slot in layout.slots:
                one, other = item.frame, slot.frame
                apart = (
                    one.right.emu <= other.left.emu
                    or other.right.emu <= one.left.emu
                    or one.bottom.emu <= other.top.emu
                    or other.bottom.emu <= one.top.emu
                )
                assert apart, (layout.name, slot.name, item)


def test_no_slot_leaves_the_slide() -> None:
    for layout in LAYOUTS.values():
        for slot in layout.slots:
            assert slot.frame.left.emu >= 0
            assert slot.frame.right.emu <= PAGE.width.emu, (layout.name, slot.name)
            assert slot.frame.bottom.emu <= PAGE.height.emu, (layout.name, slot.name)


def test_no_two_slots_of_a_layout_overlap() -> None:
    for layout in LAYOUTS.values():
        for index, one in enumerate(layout.slots):
            for other in layout.slots[index + 1 :]:
                apart = (
                    one.frame.right.emu <= other.frame.left.emu
                    or other.frame.right.emu <= one.frame.left.emu
                    or one.frame.bottom.emu <= other.frame.top.emu
                    or other.frame.bottom.emu <= one.frame.top.emu
                )
                assert apart, f"{layout.name}: {one.name} and {other.name}"


@pytest.mark.parametrize("name", THEMES)
def test_text_colours_are_legible(name: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5:1 for text, 3:1 for graphics and large text."""
    palette: Palette = looks.theme(name).palette
    for token in ("ink", "primary", "first", "second_text", "both", "context_text"):
        assert contrast(getattr(palette, token), "FFFFFF") >= 4.5, token
        assert contrast(getattr(palette, token), palette.tint) >= 4.5, token
    assert contrast(palette.on_ground, palette.ground) >= 4.5
    for token in ("cover_text", "cover_accent"):
        assert contrast(getattr(palette, token), palette.cover_ground) >= 4.5, token
    for token in ("first", "second", "both", "context"):
        assert contrast(getattr(palette, token), "FFFFFF") >= 3, token


@pytest.mark.parametrize("name", THEMES)
def test_the_two_circles_part_in_greyscale(name: str) -> None:
    palette = looks.theme(name).palette
    assert contrast(palette.first, palette.second) >= 1.5


@pytest.mark.parametrize("name", THEMES)
def test_the_first_circle_is_apart_from_the_theme_s_own_colour(name: str) -> None:
    """By lightness or by hue: on party red the first circle is orange, so that it is not taken for furniture."""
    palette = looks.theme(name).palette
    hues = [colorsys.rgb_to_hsv(*bytes.fromhex(colour))[0] * 360 for colour in (palette.first, palette.primary)]
    distance = abs(hues[0] - hues[1]) % 360
    assert min(distance, 360 - distance) >= 20


@pytest.mark.parametrize("name", THEMES)
def test_a_shipped_theme_is_told_of_no_weak_contrast(name: str) -> None:
    assert themes.read(assets.file("themes", name)).warnings == ()


def test_the_deck_is_valid_and_complete(deck_file: Path) -> None:
    content = parts(deck_file)
    assert faults(deck_file) == []
    assert dangling(content) == []
    assert traces(content) == []


def test_shape_ids_are_unique_on_every_slide(deck_file: Path) -> None:
    for number, slide in enumerate(Presentation(deck_file).slides, 1):
        ids = Counter(shape.shape_id for shape in slide.shapes)
        assert max(ids.values()) == 1, f"slide {number}: {ids}"


def test_slides_are_made_of_filled_placeholders(deck_file: Path) -> None:
    for slide in Presentation(deck_file).slides:
        held = {shape.placeholder_format.idx for shape in slide.placeholders}
        offered = {
            shape.placeholder_format.idx
            for shape in slide.slide_layout.placeholders
            if shape.name not in {"source", "subtitle"}
        }
        assert offered <= held, "every placeholder is filled, but for a source that there is not"
        for shape in slide.placeholders:
            if shape.has_text_frame:
                assert shape.text_frame.text.strip(), f"{shape.name} is empty"
        text_boxes = [s for s in slide.shapes if not s.is_placeholder and s.has_text_frame and s.text_frame.text]
        assert text_boxes == []


def test_titles_are_unique_and_short(deck_file: Path) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(deck_file).slides]
    assert len(titles) == len(set(titles))
    assert max(title.count("\v") for title in titles) <= 1
    assert max(len(title.replace("\v", "")) for title in titles) <= 30


def test_the_shipped_deck_has_twenty_to_twenty_six_slides(deck_file: Path) -> None:
    assert 20 <= len(Presentation(deck_file).slides) <= 26


def test_content_slides_have_source_page_number_and_notes(deck_file: Path) -> None:
    for slide in Presentation(deck_file).slides:
        names = {shape.name for shape in slide.placeholders}
        layout = slide.slide_layout.name
        if layout not in {"cover", "section", "closing"}:
            assert "page" in names
        if "source" in {shape.name for shape in slide.slide_layout.placeholders} and slide.has_notes_slide:
            assert "source" in names, slide.shapes.title.text_frame.text
            assert len(slide.notes_slide.notes_text_frame.text) > 20


def test_pictures_and_tables_say_what_they_show(deck_file: Path) -> None:
    pictures = 0
    for slide in Presentation(deck_file).slides:
        for shape in slide.shapes:
            if not shape.has_text_frame:
                description = shape._element.xpath(".//p:cNvPr/@descr")[0]
                assert len(description) >= 4
                assert ".png" not in description
            pictures += shape.shape_type is not None and shape._element.tag.endswith("}pic")
    assert pictures >= 10


def test_every_picture_is_vector_with_a_raster_beside_it(deck_file: Path) -> None:
    content = parts(deck_file)
    slides = b"".join(data for name, data in content.items() if name.startswith("ppt/slides/slide"))
    assert slides.count(b"svgBlip") == slides.count(b"<p:pic>") >= 10


def test_contents_lead_to_the_sections(deck_file: Path) -> None:
    presentation = Presentation(deck_file)
    contents = presentation.slides[1]
    targets = [rel.target_part.slide for rel in contents.part.rels.values() if rel.reltype.endswith("/slide")]
    assert len(targets) == len(settle(ROOT / "outline.yaml").document.sections)


def test_every_run_is_marked_as_chinese(deck_file: Path) -> None:
    for name, data in parts(deck_file).items():
        if name.startswith("ppt/slides/slide"):
            for run in etree.fromstring(data).iter(f"{A}rPr"):
                assert run.get("lang") == "zh-CN"


def test_no_text_is_set_below_the_floor(document: Document) -> None:
    deck, _ = deck_plan.plan(document)
    for slide in deck.slides:
        for fill in slide.fills:
            if isinstance(fill, TextFill):
                slot = LAYOUTS[slide.layout].slot(fill.slot)
                smallest = min(span.size for item in fill.paragraphs for span in item.spans)
                assert smallest >= 12
                if slot.kind is SlotKind.TITLE:
                    assert smallest >= 28


def test_points_beyond_six_go_on_to_another_slide(document: Document) -> None:
    deck, problems = with_points(document, [f"第{n}条要点" for n in "甲乙丙丁戊己庚辛"])
    titles = [slide.title for slide in deck.slides if slide.layout.startswith("points")]
    assert titles == ["一句话的结论", "一句话的结论（续）"]
    assert problems == []
    assert any("takes 2 slides" in decision for decision in deck.decisions)


def test_no_point_is_lost_on_the_way(document: Document) -> None:
    items = [f"第{n}条要点" for n in "甲乙丙丁戊己庚辛"]
    deck, _ = with_points(document, items)
    shown = [
        item.text
        for slide in deck.slides
        for fill in slide.fills
        if isinstance(fill, TextFill) and fill.slot.startswith("point-")
        for item in fill.paragraphs
    ]
    assert shown == items


def with_figure(document: Document, unit: str) -> list[Problem]:
    """Returns the problems of a slide of figures before and after, one of which has a unit as long as a sentence."""
    section, fact = document.sections[0], next(iter(document.facts))
    change = Change("产量", fact, replace(fact, unit=unit), Side.FIRST)
    topic = replace(section.topics[0], claim=(Run("前后"),), body=BeforeAfter((change,)))
    changed = replace(document, sections=(replace(section, topics=(topic,)),), appendix=(), closing=None)
    return deck_plan.plan(changed)[1]


def test_a_figure_that_is_too_long_is_reported_with_what_to_cut(document: Document) -> None:
    unit = "万辆新能源汽车及其零部件" * 5
    (problem,) = with_figure(document, unit)
    (cut,) = (int(number) for number in re.findall(r"cut at least (\d+) characters", problem.message))
    assert cut > 1
    assert with_figure(document, unit[:-cut]) == []
    assert len(with_figure(document, unit[: -cut + 1])) == 1


def test_a_point_that_is_too_long_is_reported_with_what_to_cut(document: Document) -> None:
    _, problems = with_points(document, ["很长的要点" * 60, "短的要点"])
    assert [problem.keys[-2:] for problem in problems] == [("points", 0)]
    assert "cut at least" in problems[0].message


def test_a_claim_of_three_lines_is_reported(document: Document) -> None:
    _, problems = with_points(document, ["要点"], claim="结论" * 40)
    assert any("the title does not fit its place" in problem.message for problem in problems)


def test_the_cover_shows_title_unit_and_date(deck_file: Path) -> None:
    cover = Presentation(deck_file).slides[0]
    text = "".join(shape.text_frame.text for shape in cover.shapes if shape.has_text_frame)
    meta = settle(ROOT / "outline.yaml").document.meta
    assert meta.title in text.replace("\v", "")
    assert meta.unit in text
    assert f"{meta.date.year}年{meta.date.month}月{meta.date.day}日" in text
    assert isinstance(meta.date, date)


def test_the_page_number_is_a_field(deck_file: Path) -> None:
    slide = next(s for s in Presentation(deck_file).slides if s.slide_layout.name == "table")
    numbers = [s for s in slide.placeholders if s.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER]
    assert len(numbers) == 1
    assert numbers[0]._element.findall(f".//{A}fld")


def test_points_with_leads_keep_their_form_when_one_more_is_added(document: Document) -> None:
    topic = next(t for s in document.sections for t in s.topics if isinstance(t.body, Points) and t.body.figure)
    assert isinstance(topic.body, Points)
    more = replace(
        topic.body, items=tuple((Run(f"要点{n}", strong=True), Run("：一句说明")) for n in "甲乙丙丁戊己庚辛")
    )
    changed = replace(document.sections[0], topics=(replace(topic, body=more),))
    deck, problems = deck_plan.plan(replace(document, sections=(changed,), appendix=(), closing=None))
    beside, further = (slide for slide in deck.slides if slide.layout.startswith("points"))
    leads = next(fill for fill in beside.fills if isinstance(fill, TextFill) and fill.slot == "points").paragraphs[::2]
    assert problems == []
    assert [item.text for item in leads] == [f"要点{n}" for n in "甲乙丙丁戊己庚辛"[: len(leads)]]
    assert further.layout == f"points-{8 - len(leads)}"


def test_the_title_is_read_first(deck_file: Path) -> None:
    for slide in Presentation(deck_file).slides:
        assert slide.shapes[0].is_placeholder
        assert slide.shapes[0].placeholder_format.idx == 0


def planned_texts(deck: Deck) -> str:
    fills = (fill for slide in deck.slides for fill in slide.fills if isinstance(fill, TextFill))
    return "\n".join(item.text for fill in fills for item in fill.paragraphs)


def test_a_figure_of_another_slide_is_named_by_its_page_and_its_own_by_this_one() -> None:
    deck = settle(GALLERY).deck
    shown = next(number for number, slide in enumerate(deck.slides, 1) if slide.shows == "parts_chart")
    assert f"成本降低21%，见第{shown}页" in planned_texts(deck)
    notes = [line for slide in deck.slides for line in slide.notes]
    assert any("（见本页）" in line or "见本页" in line for line in notes)
    assert not any(re.search(r"见[图表]\d", line) for line in notes)


def test_sources_name_only_the_sections_that_are_drawn_from() -> None:
    settled = settle(GALLERY)
    assert all("天气花絮" not in source.used for source in settled.document.sources)
    cells = (
        cell.paragraph.text
        for slide in settled.deck.slides
        for fill in slide.fills
        if isinstance(fill, TableFill)
        for row in fill.rows
        for cell in row
    )
    assert not any("天气花絮" in cell for cell in cells)


def test_two_slides_of_one_title_are_reported(document: Document) -> None:
    section = document.sections[0]
    twice = replace(document, sections=(replace(section, topics=(section.topics[0], section.topics[0])),))
    _, problems = deck_plan.plan(twice)
    assert ["another slide has the title" in problem.message for problem in problems] == [True]


def test_the_parts_of_a_long_table_fill_their_slides(document: Document) -> None:
    rows = tuple(tuple((Run(f"第{n}行{column}"),) for column in "甲乙丙") for n in range(26))
    table = Table("long", 1, "长表", ("甲", "乙", "丙"), rows, (0.3, 0.3, 0.4), ())
    topic = replace(document.sections[0].topics[0], body=TableBody(table))
    changed = replace(document, sections=(replace(document.sections[0], topics=(topic,)),), appendix=(), closing=None)
    deck, _ = deck_plan.plan(changed)
    parts = [fill for slide in deck.slides for fill in slide.fills if isinstance(fill, TableFill)]
    room = LAYOUTS["table"].slot("table").frame.height
    assert sum(len(part.rows) - 1 for part in parts) == 26
    assert all(0.8 * room.emu <= sum(h.emu for h in part.heights) <= room.emu for part in parts)


def test_a_row_of_which_nothing_is_printed_takes_a_line(document: Document) -> None:
    rows = (((Run(""),), (Run(""),)), ((Run("甲"),), (Run("乙"),)))
    table = Table("blank", 1, "有空行的表", ("甲", "乙"), rows, (0.5, 0.5), ())
    topic = replace(document.sections[0].topics[0], body=TableBody(table))
    changed = replace(document, sections=(replace(document.sections[0], topics=(topic,)),), appendix=(), closing=None)
    deck, problems = deck_plan.plan(changed)
    (fill,) = [fill for slide in deck.slides for fill in slide.fills if isinstance(fill, TableFill)]
    assert not problems
    assert len(fill.rows) == 3
    assert fill.heights[1].emu == fill.heights[2].emu


def test_a_before_and_an_after_of_different_scopes_carry_their_own() -> None:
    settled = settle(GALLERY)
    slide = next(slide for slide in settled.deck.slides if slide.layout.startswith("before-after"))
    texts = {fill.slot: [item.text for item in fill.paragraphs] for fill in slide.fills if isinstance(fill, TextFill)}
    assert texts["before-1"][1:] == ["东部示例圈 · 2024年上半年"]
    assert texts["after-1"][1:] == ["东部示例圈 · 2025年上半年"]
    assert texts["label-2"][1:] == ["示例工厂 · 2025年"]
    assert len(texts["before-2"]) == 1


def test_a_picture_on_a_slide_of_its_own_keeps_title_and_credit() -> None:
    slide = next(slide for slide in settle(GALLERY).deck.slides if slide.title == "照片完整显示不裁切")
    source = next(fill for fill in slide.fills if isinstance(fill, TextFill) and fill.slot == "source")
    assert source.paragraphs[0].text.startswith("图：示例车间。资料来源：")
    assert "示例日报" in source.paragraphs[0].text


def test_continued_points_count_on_and_are_not_said_twice(document: Document) -> None:
    topic = next(t for s in document.sections for t in s.topics if isinstance(t.body, Points) and t.body.figure)
    assert isinstance(topic.body, Points)
    more = replace(topic.body, items=tuple((Run(f"第{n}条要点"),) for n in "甲乙丙丁戊己庚辛壬癸"))
    changed = replace(document.sections[0], topics=(replace(topic, body=more),))
    deck, _ = deck_plan.plan(replace(document, sections=(changed,), appendix=(), closing=None))
    first, second = (slide for slide in deck.slides if slide.layout.startswith("points"))
    points = next(fill for fill in first.fills if isinstance(fill, TextFill) and fill.slot == "points").paragraphs
    number = next(fill for fill in second.fills if isinstance(fill, TextFill) and fill.slot == "number-1")
    assert number.paragraphs[0].text == str(len(points) + 1)
    assert second.notes[0] == "接上页。"


def test_the_page_that_a_text_names_is_the_page_also_where_naming_it_adds_a_slide(document: Document) -> None:
    """The longer words 第n页 push a point on to a continuation, which moves the slide that they name."""
    topics = [t for s in document.sections for t in s.topics]
    beside = next(t for t in topics if isinstance(t.body, Points) and t.body.figure)
    shown = next(t for t in topics if isinstance(t.body, FullFigure))
    assert isinstance(beside.body, Points)
    assert isinstance(shown.body, FullFigure)
    figure = shown.body.figure.id
    counts = set()
    for length in range(40, 100):
        last = (Run("字" * length), Run("图1", refers_to=figure))
        body = replace(beside.body, items=(*((Run("字" * 40),) for _ in range(2)), last))
        section = replace(document.sections[0], topics=(replace(beside, body=body), shown))
        deck, _ = deck_plan.plan(replace(document, sections=(section,), appendix=(), closing=None))
        named = re.search(r"第(\d+)页", planned_texts(deck).replace("\n", ""))
        assert named is not None
        assert deck.slides[int(named[1]) - 1].shows == figure
        counts.add(len(deck.slides))
    assert len(counts) > 1


def test_an_opener_and_the_closing_share_no_title_with_a_slide(document: Document) -> None:
    section = document.sections[0]
    named = replace(section, name="同一个标题", topics=(replace(section.topics[0], claim=(Run("同一个标题"),)),))
    _, problems = deck_plan.plan(replace(document, sections=(named,), appendix=()))
    assert [problem.keys for problem in problems] == [(*section.topics[0].keys, "claim")]
    assert document.closing is not None
    twin = replace(document.closing, claim=section.topics[0].claim)
    _, problems = deck_plan.plan(replace(document, sections=(section,), closing=twin, appendix=()))
    assert [problem.keys for problem in problems] == [("closing", "claim")]
