"""An outline in English: the ledger's Chinese figures in English words, and both files with no Chinese of the program's."""

from __future__ import annotations

import re
import shutil
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))

from packages import dangling, faults, parts
from pptx import Presentation
from rendering import convert, needs_libreoffice, pages, strays

from briefing.errors import OutlineError, Severity
from briefing.evidence import dates, numbers, numerals
from briefing.evidence.wording import bound_together, knows, worded
from briefing.outline import looks
from briefing.outline.load import Outline, load
from briefing.pipeline import settle
from briefing.readback import check_files
from briefing.workshop import build

ROOT = Path(__file__).parent.parent
ENGLISH = ROOT / "tests" / "outlines" / "english.yaml"
found_words = looks.number_words("en")
assert found_words is not None
WORDS = found_words
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ASIAN = re.compile("[\u2e80-\u9fff\uff00-\uffef]")


def said(value: str, unit: str) -> str:
    found = worded(numbers.parse(value), unit, WORDS)
    return found.quantity.text + found.counted


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("39.1", "万辆", "391,000 vehicles"),
        ("超180", "亿元", "over 18 billion yuan"),
        ("5～14", "天", "5–14 days"),
        ("2/3", "", "2/3"),
        ("三分之二", "", "2/3"),
        ("近三成", "", "nearly 30%"),
        ("百分之十五", "", "15%"),
        ("前十", "", "the top 10"),
        ("七", "年", "7 years"),
        ("1.5", "倍", "1.5 times"),
        ("1.50", "倍", "1.50 times"),
        ("78.5", "%", "78.5%"),
        ("-28", "%", "−28%"),
        ("200余", "家", "more than 200 companies"),
        ("近250", "万元", "nearly 2.5 million yuan"),
        ("超368", "亿个", "over 36.8 billion"),
        ("368", "亿个", "36.8 billion"),
        ("121.4", "万辆", "1.214 million vehicles"),
        ("123.4567", "万辆", "1,234,567 vehicles"),
        ("7.1", "万家", "71,000 companies"),
        ("第40万", "辆", "the 400,000th vehicle"),
        ("第40", "万辆", "the 400,000th vehicle"),
        ("第21", "辆", "the 21st vehicle"),
        ("第112", "辆", "the 112th vehicle"),
        ("第3", "位", "the 3rd"),
        ("上千", "条", "over 1,000"),
        ("上千", "万元", "over 10 million yuan"),
        ("数百", "家", "several hundred companies"),
        ("数十", "个", "dozens"),
        ("数十", "万户", "several hundred thousand households"),
        ("十几", "户", "more than 10 households"),
        ("两三", "年", "about 2–3 years"),
        ("约30", "人", "about 30 people"),
        ("30以内", "分钟", "at most 30 minutes"),
        ("至少3", "天", "at least 3 days"),
        ("不足5", "%", "less than 5%"),
        ("1", "年", "1 year"),
        ("0.5", "小时", "0.5 hours"),
        ("过半", "", "over half"),
        ("1.2", "万元/人/年", "12,000 yuan per person per year"),
        ("15%～30%", "", "15%–30%"),
        ("13万～17万", "元", "130,000–170,000 yuan"),
        ("1.2亿～1.5亿", "元", "120–150 million yuan"),
        ("80万～1.5亿", "元", "800,000–150 million yuan"),
        ("1.2", "万亿元", "1.2 trillion yuan"),
        ("120", "万千瓦", "1.2 million kW"),
        ("3.4", "个百分点", "3.4 percentage points"),
        # What an author wrote in English is the author's, but for Chinese words left in it.
        ("391,000", "vehicles", "391,000 vehicles"),
        ("391000", "vehicles", "391000 vehicles"),
        ("5～14", "days", "5–14 days"),
        ("2014", "", "2014"),
        # A unit without English words: as the ledger has it.
        ("3.2", "万斛", "3.2万斛"),
        ("2/3", "万辆", "2/3万辆"),
    ],
)
def test_a_figure_of_the_ledger_in_english(value: str, unit: str, words: str) -> None:
    assert said(value, unit) == words


_NAMES = {"": 0, "million": 6, "billion": 9, "trillion": 12}


@given(
    st.decimals(min_value=0, max_value=10**8, places=4, allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "百", "千", "万", "亿", "万亿"]),
)
def test_english_words_give_exactly_the_ledgers_number(value: Decimal, scale: str) -> None:
    typed = f"{value:f}"
    shown = re.fullmatch(r"([\d.,]+) ?([a-z]*)", said(typed, scale + "元").removesuffix(" yuan"))
    assert shown is not None
    assert Decimal(shown[1].replace(",", "")).scaleb(_NAMES[shown[2]]) == value.scaleb(numerals.exponent_of(scale))
    found = worded(numbers.parse(typed), scale + "元", WORDS)
    assert found.quantity.low == value.scaleb(numerals.exponent_of(scale)), "a chart draws the same number"


def test_every_unit_of_the_shipped_ledger_has_english_words() -> None:
    ledger = yaml.safe_load((ROOT / "assets" / "facts.yaml").read_text("utf-8"))
    units = {str(fact.get("unit", "")) for fact in ledger.values()}
    assert {unit for unit in units if not knows(unit, WORDS)} == set()
    for fact in ledger.values():
        if "value" in fact:
            assert not ASIAN.search(said(str(fact["value"]), str(fact.get("unit", ""))))


def test_no_line_end_parts_a_number_from_its_words() -> None:
    assert bound_together("over 18 billion", " yuan") == "over 18\u00a0billion\u00a0yuan"
    assert bound_together("超180", "亿元") == "超180亿元"


@pytest.mark.parametrize(
    ("when", "position"),
    [
        ("May 2021", 2021.37),
        ("8 April 2024", 2024.27),
        ("April 8, 2024", 2024.27),
        ("end of 2023", 2023.98),
        ("first half of 2025", 2025.25),
        ("2021–2024", 2021.0),
        ("2024", 2024.5),
    ],
)
def test_dates_in_english_stand_on_an_axis(when: str, position: float) -> None:
    assert dates.position(when) == pytest.approx(position, abs=0.005)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    deck, word = build(ENGLISH, tmp_path_factory.mktemp("english")).files
    return deck, word


@pytest.fixture(scope="module")
def outline() -> Outline:
    return load(ENGLISH)


PRINTED = (
    "1.214 million vehicles",
    "823,000 vehicles",
    "67.8%",
    "the 400,000th vehicle",
    "71,000 companies",
    "more than 200 companies",
    "over 18 billion yuan",
    "nearly 2.5 million yuan",
    "3.68 million TEU",
    "5–14 days",
    "1 hour",
    "26 hours",
    "12,000 yuan per household per year",
    "1.5 times",
    "over 1,000 visits",
    "12 projects",
)
ARTICLES = ("两港一年间", "沿海统计年鉴")
"""The articles' own titles: the only Chinese that an English file shows."""


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def slides_text(deck: Path) -> str:
    lines = []
    for slide in Presentation(deck).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                lines += [paragraph.text for paragraph in shape.text_frame.paragraphs]
            if shape.has_table:
                lines += [cell.text for row in shape.table.rows for cell in row.cells]
    return spaced("\n".join(lines)).replace("\v", "")


def notes_text(deck: Path) -> str:
    notes = (slide.notes_slide.notes_text_frame for slide in Presentation(deck).slides if slide.has_notes_slide)
    return spaced("\n".join(frame.text for frame in notes if frame))


def word_text(word: Path) -> str:
    content = parts(word)
    roots = (etree.fromstring(content[f"word/{name}.xml"]) for name in ("document", "footnotes"))
    paragraphs = (paragraph for root in roots for paragraph in root.iter(f"{W}p"))
    return spaced("\n".join("".join(text.text or "" for text in found.iter(f"{W}t")) for found in paragraphs))


def without_articles(text: str) -> str:
    for title in ARTICLES:
        text = text.replace(title, "")
    return text


def test_an_english_outline_has_no_problem(outline: Outline) -> None:
    assert outline.warnings == ()
    assert settle(ENGLISH).warnings == ()


def test_both_files_print_the_figures_in_english(built: tuple[Path, Path]) -> None:
    deck, word = built
    on_slides, in_notes, in_word = slides_text(deck), notes_text(deck), word_text(word)
    for figure in PRINTED:
        assert figure in on_slides + in_notes, figure
        assert figure in in_word, figure


def test_nothing_chinese_is_left_but_the_articles_own_words(built: tuple[Path, Path], outline: Outline) -> None:
    deck, word = built
    notes = notes_text(deck)
    for fact in outline.facts.values():
        notes = notes.replace(fact.evidence, "") if fact.evidence else notes
    for text in (slides_text(deck), notes, word_text(word)):
        assert ASIAN.findall(without_articles(text)) == []
    charts = [data for name, data in parts(deck).items() if re.search(r"(charts/chart|media/).*\.(xml|svg)$", name)]
    assert charts
    assert not any(ASIAN.search(data.decode("utf-8")) for data in charts if b"<svg" in data)


def test_the_words_of_an_english_briefing(built: tuple[Path, Path]) -> None:
    deck, word = built
    on_slides, in_word = slides_text(deck), word_text(word)
    for text in ("Contents", "Part 1", "1. Where the two shores stand", "22 November 2026", "Source: Coast Daily, “"):
        assert text in on_slides
    for text in (
        "Contents",
        "Summary",
        "22 November 2026",
        "(see Figure 1).",
        "Figure 1\u2003Vehicles built",
        "Annex 1",
    ):
        assert text in in_word
    assert "Containers handled: 3.68 million TEU (both ports; 2025; Totals of the coast; “" in notes_text(deck)


def test_the_properties_are_in_english_too(built: tuple[Path, Path]) -> None:
    for file in built:
        properties = parts(file)["docProps/core.xml"].decode()
        assert not ASIAN.search(properties)
        assert "ports" in properties
    assert b"report" in parts(built[1])["docProps/core.xml"]


def test_headings_are_counted_in_figures_and_bold(built: tuple[Path, Path]) -> None:
    content = parts(built[1])
    levels = re.findall(rb'lvlText w:val="([^"]*)"', content["word/numbering.xml"])
    assert levels == [b"%1. ", b"%1.%2 ", b"%1.%2.%3 ", b"(%4) "]
    heading = re.search(rb'w:styleId="Heading2".*?</w:style>', content["word/styles.xml"], re.DOTALL)
    assert heading is not None
    assert b"<w:b/>" in heading[0]


def test_charts_are_drawn_and_labelled_in_what_is_counted(outline: Outline) -> None:
    document = settle(ENGLISH).document
    charts = {
        figure.id: figure
        for section in document.sections
        for topic in section.topics
        if (figure := getattr(topic.body, "figure", None))
    }
    assert charts["output"].unit == "vehicles"
    values = [row.values[0] for row in charts["output"].data.rows]
    assert [(int(value.quantity.low), value.text) for value in values] == [
        (823_000, "823,000 vehicles"),
        (391_000, "391,000 vehicles"),
        (400_000, "400,000 vehicles"),
    ]
    assert charts["times"].unit == outline.facts["transit"].unit == "days"
    assert charts["yearly"].alt.endswith("2024 3.055 million TEU; 2025 3.68 million TEU")


def test_both_packages_are_sound(built: tuple[Path, Path]) -> None:
    for file in built:
        assert faults(file) == []
        assert dangling(parts(file)) == []


@needs_libreoffice
def test_nothing_leaves_its_frame(built: tuple[Path, Path], tmp_path: Path) -> None:
    rendered = list(pages(convert(built[0], tmp_path)))
    slides = Presentation(built[0]).slides
    assert len(rendered) == len(slides)
    found = {
        number: strays(slide, lines, number)
        for number, (slide, lines) in enumerate(zip(slides, rendered, strict=True), 1)
        if not any(shape.has_chart for shape in slide.shapes)  # a native chart's labels are in no frame
    }
    assert {number: lines for number, lines in found.items() if lines} == {}


@needs_libreoffice
def test_the_contents_name_the_pages(built: tuple[Path, Path], tmp_path: Path) -> None:
    """The cover is the first page of the file and has no number."""
    sheets = [[spaced(line.text) for line in lines] for lines in pages(convert(built[1], tmp_path))]
    listed = [re.fullmatch(r"(.+?)\.{4,}(\d+)", text) for text in sheets[2]]
    entries = [(match[1], int(match[2])) for match in listed if match]
    assert len(entries) == 14
    for heading, page in entries:
        assert heading in sheets[page], heading


def changed(folder: Path, old: str, new: str) -> Path:
    text = ENGLISH.read_text("utf-8")
    assert old in text
    file = folder / "english.yaml"
    file.write_text(text.replace(old, new), "utf-8")
    return file


def test_a_unit_without_english_words_is_pointed_out(tmp_path: Path) -> None:
    file = changed(tmp_path, "unit: 人次", "unit: 斛")
    (warning,) = (each for each in load(file).warnings if "English words" in each.message)
    assert warning.severity is Severity.WARNING
    assert "“斛” has no English words; expected a unit in English" in str(warning)
    line = next(number for number, text in enumerate(file.read_text("utf-8").splitlines(), 1) if "斛" in text)
    assert str(warning).startswith(f"{file}:{line}:")


def test_an_english_bulletin_has_its_masthead(tmp_path: Path) -> None:
    with pytest.raises(OutlineError, match="a bulletin needs its masthead"):
        load(changed(tmp_path, "  language: en", "  language: en\n  kind: bulletin"))
    masthead = (
        "bulletin: {name: Coast Bulletin, issue: 12, total: 36, publisher: Office, report_to: [Council], copies: 50}"
    )
    file = changed(tmp_path, "  language: en", "  language: en\n  kind: bulletin")
    file.write_text(file.read_text("utf-8") + masthead + "\n", "utf-8")
    word = build(file, tmp_path / "out").files[1]
    text = word_text(word)
    for words in ("No. 12 (No. 36 of all)", "Edited by Office", "To: Council.", "50 copies"):
        assert words in text


def test_what_a_chinese_ledger_prints_stays(tmp_path: Path) -> None:
    """Without `language: en`, the same figures stand as the ledger has them."""
    shutil.copytree(ROOT / "tests" / "outlines", tmp_path / "outlines")
    chinese = load(tmp_path / "outlines" / "minimal.yaml")
    assert chinese.number_words is None
    assert all(fact.suffix is None and fact.text == fact.quantity.text + fact.unit for fact in chinese.facts.values())


def test_every_number_of_the_files_is_read_back_and_covered(built: tuple[Path, Path]) -> None:
    deck, word = (file.read_bytes() for file in built)
    assert check_files(settle(ENGLISH), deck, word) == []


def test_a_number_typed_in_english_is_told(tmp_path: Path) -> None:
    file = changed(tmp_path, "One window by spring", "One window for 45 firms by 8 April 2027")
    (message,) = (warning.message for warning in load(file).warnings)
    assert message.startswith("“45” is typed, and no fact of the ledger states it")
