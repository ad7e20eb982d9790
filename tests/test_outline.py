"""What a good outline becomes when it is loaded: text as typed, places, facts, rows, pictures, warnings."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from briefing import assets
from briefing.document import ChartKind
from briefing.errors import Place, Problem, Severity, SurroundingsError
from briefing.outline import looks, messages, shape
from briefing.outline.load import load
from briefing.outline.places import Places
from briefing.outline.reading import TextFile
from briefing.outline.schema import AppendixModel, OutlineModel, SlideModel
from briefing.outline.tree import Tree, parse

OUTLINES = Path(__file__).parent / "outlines"
MINIMAL = OUTLINES / "minimal.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the minimal outline and its files."""
    return Path(shutil.copytree(OUTLINES, tmp_path / "outline"))


def tree_of(text: str) -> tuple[Tree, Places]:
    tree, places, problems = parse(TextFile.of("a.yaml", text))
    assert not problems
    return tree, places


# The minimal outline


def test_the_minimal_outline_has_no_problem_and_every_kind_once() -> None:
    outline = load(MINIMAL)
    assert outline.warnings == ()
    slides = {slide.kind for section in outline.model.sections for slide in section.slides}
    assert slides == {tag for model in shape.plain_type(SlideModel) for tag in shape.tags(model)}
    assert {chart.kind for chart in outline.model.charts.values()} == {kind.value for kind in ChartKind}
    appendix = {part.kind for part in outline.model.appendix}
    assert appendix == {tag for model in shape.plain_type(AppendixModel) for tag in shape.tags(model)}


def test_facts_come_settled_from_the_ledgers_file() -> None:
    facts = load(MINIMAL).facts
    assert facts["east_output"].text == "39.1万辆"
    assert facts["east_output"].citation.heading == "产量与份额"
    assert facts["total_output"].derived
    assert facts["total_output"].text == "67.1万辆"
    assert (facts["days_saved"].quantity.low, facts["days_saved"].quantity.high) == (Decimal(5), Decimal(14))


def test_a_ledger_inside_the_outline_is_the_same(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    ledger = (folder / "data/minimal-facts.yaml").read_text(encoding="utf-8")
    inside = "facts:\n" + "".join(f"  {line}\n" for line in ledger.splitlines())
    text = outline.read_text(encoding="utf-8").replace("facts: data/minimal-facts.yaml", inside)
    outline.write_text(text, encoding="utf-8")
    assert load(outline).facts == load(MINIMAL).facts


def test_pictures_and_rows_are_read() -> None:
    outline = load(MINIMAL)
    plant = outline.pictures["plant"]
    assert (plant.file, plant.width, plant.height) == (OUTLINES / "data/plant.png", 640, 360)
    assert outline.csv_rows == {"time_chart": (("甲城", ("0.5",)), ("乙城", ("1.2",)), ("丙城", ("7",)))}


def test_theme_and_words_are_those_of_the_assets() -> None:
    outline = load(MINIMAL)
    assert outline.theme.name == "policy-blue"
    assert outline.words.contents == "目录"
    assert len(outline.words.recommendation_columns) == 3


def test_a_theme_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(SurroundingsError, match="did you mean “policy-blue”"):
        looks.theme("policy-bleu")


def test_assets_are_found() -> None:
    assert "policy-blue" in assets.names("themes")
    assert assets.file("words", "zh-CN").is_file()


def line_of(words: str, text: str | None = None) -> int:
    """Returns the first line of the gallery's outline that has these words, counted from 1."""
    lines = (text or MINIMAL.read_text(encoding="utf-8")).splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_problems_are_located_in_the_file_they_stand_in() -> None:
    outline = load(MINIMAL)
    found = outline.locate(
        [
            Problem(("facts", "west_output", "value"), "b"),
            Problem(("sections", 0, "slides", 0, "prose"), "a", near="{west_output}"),
            Problem(("document", "unit"), "c", at_key=True),
            Problem(("document", "theme"), "d"),
        ]
    )
    assert [(Path(each.place.file).name, each.place.line, each.place.column) for each in found] == [
        ("minimal-facts.yaml", 4, 35),
        ("minimal.yaml", 2, 1),
        ("minimal.yaml", 5, 3),
        ("minimal.yaml", line_of("西区产量{west_output}"), 59),
    ]


def test_nothing_heavy_is_imported_to_load() -> None:
    command = (
        "import sys; from pathlib import Path; from briefing.outline.load import load; load(Path(sys.argv[1]));"
        "print({name.partition('.')[0] for name in sys.modules} & {'matplotlib', 'numpy', 'pptx', 'docx', 'lxml'})"
    )
    done = subprocess.run([sys.executable, "-c", command, str(MINIMAL)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# Ways to write and save it


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_byte_order_mark_and_windows_line_ends_are_accepted(folder: Path, encoding: str, line_end: str) -> None:
    outline = folder / "minimal.yaml"
    text = MINIMAL.read_text(encoding="utf-8")
    outline.write_text(text, encoding=encoding, newline=line_end)
    loaded = load(outline)
    assert loaded.model == load(MINIMAL).model
    problem = Problem(("sections", 0, "slides", 0, "prose"), "", near="{west_output}")
    assert loaded.places.of(problem) == Place(str(outline), line_of("西区产量{west_output}"), 59)


def test_every_scalar_stays_as_typed() -> None:
    tree, _ = tree_of("a: 39.10\nb: 2024-01-01\nc: no\nd: 1_000\ne: 0x1F\nf: '007'\ng: ~\nh:\ni: '~'\nj: 1:30\n")
    assert tree == {
        "a": "39.10",
        "b": "2024-01-01",
        "c": "no",
        "d": "1_000",
        "e": "0x1F",
        "f": "007",
        "g": None,
        "h": None,
        "i": "~",
        "j": "1:30",
    }


def test_aliases_repeat_a_node_and_keep_its_place() -> None:
    tree, places = tree_of("a: &x [甲, 乙]\nb: *x\n")
    assert tree == {"a": ["甲", "乙"], "b": ["甲", "乙"]}
    assert places.of(Problem(("b", 1), "")) == Place("a.yaml", 1, 11)


def test_places_count_characters_not_bytes() -> None:
    _, places = tree_of("甲乙: 丙\n😀: {丁: 戊}\n")
    assert places.of(Problem(("甲乙",), "")) == Place("a.yaml", 1, 5)
    assert places.of(Problem(("😀", "丁"), "")) == Place("a.yaml", 2, 8)


def test_an_optional_key_without_value_counts_as_absent(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = MINIMAL.read_text(encoding="utf-8").replace("  subtitle: 每种页面与图表各一例", "  subtitle:")
    outline.write_text(text, encoding="utf-8")
    assert load(outline).model.document.subtitle == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("2025年6月30日", "2025-06-30"), ("2025/6/30", "2025-06-30"), ("2025.06.30", "2025-06-30")],
)
def test_dates_are_read_as_people_write_them(folder: Path, typed: str, expected: str) -> None:
    outline = folder / "minimal.yaml"
    text = MINIMAL.read_text(encoding="utf-8").replace("date: 2025-06-30", f"date: {typed}")
    outline.write_text(text, encoding="utf-8")
    assert load(outline).model.document.date.isoformat() == expected


@pytest.mark.parametrize(
    "prose",
    ["title：一个冒号", "- title:没有空格", "\t制表符", "　　缩进两字", "•要点", "---", "# 不是注释"],
)
def test_a_text_block_may_hold_what_would_be_a_slip_elsewhere(folder: Path, prose: str) -> None:
    outline = folder / "minimal.yaml"
    block = f"prose: |\n          第一行\n          {prose}\n"
    text = MINIMAL.read_text(encoding="utf-8").replace("prose: 东圈做整车，西区做芯片和港口。\n", block)
    outline.write_text(text, encoding="utf-8")
    assert prose.strip() in str(load(outline).model.sections[0].slides[3].prose)


def test_a_csv_may_leave_a_value_out(folder: Path) -> None:
    (folder / "data/times.csv").write_text("城市,小时\n甲,1\n\n乙,\n", encoding="utf-8")
    assert load(folder / "minimal.yaml").csv_rows["time_chart"] == (("甲", ("1",)), ("乙", (None,)))


# Warnings


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        (
            "      weather: 天",
            "      more: 多\n      weather: 天",
            "      more: 多",
            "no slide draws from “report#more”",
        ),
        ("figure: days_chart", "figure: time_chart", "  days_chart:", "no slide shows the chart “days_chart”"),
        ("figure: plant\n", "figure: time_chart\n", "  plant:", "no slide shows the picture “plant”"),
    ],
)
def test_what_is_unused_is_a_warning(folder: Path, old: str, new: str, where: str, message: str) -> None:
    outline = folder / "minimal.yaml"
    text = MINIMAL.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new)
    outline.write_text(changed, encoding="utf-8")
    (warning,) = load(outline).warnings
    assert warning.severity is Severity.WARNING
    assert message in warning.message
    assert warning.place.line == line_of(where, changed)


# Sentences for everything pydantic can find


RAISED_BY: dict[str, set[str]] = {
    "str": {"string_type"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float"},
    "bool": {"bool_type", "bool_parsing"},
    "decimal": {"decimal_type", "decimal_parsing", "finite_number"},
    "date": {"date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"},
    "list": {"list_type"},
    "dict": {"dict_type"},
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "literal": {"literal_error"},
    "tagged-union": {"union_tag_invalid", "union_tag_not_found", "model_attributes_type"},
    "function-after": {"value_error"},
    "function-before": {"value_error"},
    "nullable": set(),
    "default": set(),
    "definitions": set(),
    "definition-ref": set(),
}
"""Kinds of nodes in a pydantic core schema, and the errors that each can raise by itself."""

BY_CONSTRAINT = {
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("list", "min_length"): "too_short",
    ("list", "max_length"): "too_long",
    ("dict", "min_length"): "too_short",
    ("dict", "max_length"): "too_long",
    ("int", "ge"): "greater_than_equal",
    ("int", "le"): "less_than_equal",
    ("decimal", "gt"): "greater_than",
}
NO_CONSTRAINTS = {"type", "metadata", "ref", "strict", "keys_schema", "values_schema", "items_schema", "serialization"}


def _nodes(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for key, value in schema.items():
            if key not in {"metadata", "serialization"}:
                yield from _nodes(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from _nodes(value)


def test_there_is_a_sentence_for_every_error_that_the_models_can_raise() -> None:
    errors: set[str] = set()
    for node in _nodes(OutlineModel.__pydantic_core_schema__):
        kind = node["type"]
        if kind in {"model-field", "no-info"}:  # parts of the node around them
            continue
        assert kind in RAISED_BY, f"a new kind of schema: {kind}"
        errors |= RAISED_BY[kind]
        if kind in {"str", "list", "dict", "int", "decimal"}:
            errors |= {BY_CONSTRAINT[kind, key] for key in node.keys() - NO_CONSTRAINTS if key in _limits()}
    assert len(errors) > 20
    assert [error for error in sorted(errors) if not messages.is_known(error)] == []


def _limits() -> set[str]:
    return {
        "min_length",
        "max_length",
        "ge",
        "le",
        "gt",
        "lt",
        "multiple_of",
        "pattern",
        "max_digits",
        "decimal_places",
    }


WRONG_VALUES: list[Tree] = ["", None, "字" * 7000, [], {}, {"kind": "甲"}, ["甲"] * 100, {"甲": "乙"}, "1e999", "-1"]


def test_no_jargon_reaches_the_user() -> None:
    tree, places = tree_of(MINIMAL.read_text(encoding="utf-8"))
    assert isinstance(tree, dict)
    ledger, _ = tree_of((OUTLINES / "data/minimal-facts.yaml").read_text(encoding="utf-8"))
    tree["facts"] = ledger
    said = set()
    # One node of each sort is enough: of those that differ in the numbers of list items only, the last.
    sorts = {(len(keys), keys[0], keys[-1]): keys for keys in places.values if keys}
    nodes = sorts.values()
    for keys in [*nodes, ("facts",), ("facts", "east_output"), ("facts", "total_output", "decimals")]:
        for wrong in WRONG_VALUES:
            changed = json.loads(json.dumps(tree))
            node: Any = changed
            for key in keys[:-1]:
                node = node[key]
            node[keys[-1]] = wrong
            try:
                OutlineModel.model_validate(changed)
            except ValidationError as error:
                said |= {problem.message for problem in messages.problems_of(error.errors(), OutlineModel)}
    assert len(said) > 100
    jargon = ("Input", "should", "valid", "pydantic", "str_", "None", "Extra", "Decimal", "tag", "something else")
    assert [message for message in sorted(said) if any(word in message for word in jargon)] == []


def test_widths_are_decimal() -> None:
    assert load(MINIMAL).model.tables["works"].widths == [Decimal(1), Decimal(2), Decimal(2)]


def test_every_kind_is_reached_by_shape() -> None:
    location = ("sections", 0, "slides", 3, "compare", "left", "points", 0)
    keys, kind = shape.follow(location, OutlineModel)
    assert keys == ("sections", 0, "slides", 3, "left", "points", 0)
    assert kind is str
    assert len(get_args(get_args(SlideModel)[0])) == 14
