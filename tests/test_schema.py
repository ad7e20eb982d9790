"""The schema for editors accepts what the models accept and rejects what they reject.

Each case sets one key of one mapping to one value, typed as in YAML, and asks both: the models, which get every scalar
as text, and the schema, which gets what an editor's YAML makes of it. What a schema cannot say, and the few odd spellings
that are not worth a rule in it, are the EXCEPTIONS; each of them has to happen.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_origin

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import BaseModel, TypeAdapter, ValidationError

sys.path.insert(0, str(Path(__file__).parent))

from editing import Reading, Spot, Yaml11, Yaml12, as_loaded, read, spots
from readme import whole_outline

from briefing.editor import scalars, schema
from briefing.errors import OutlineError
from briefing.outline import shape
from briefing.outline.load import load
from briefing.outline.schema import WIDTH, FactModel, OutlineModel

ROOT = Path(__file__).resolve().parent.parent
OUTLINES = [ROOT / "outline.yaml", *sorted((ROOT / "tests" / "outlines").glob("*.yaml"))]
LEDGERS = [ROOT / "assets" / "facts.yaml", ROOT / "tests" / "outlines" / "data" / "minimal-facts.yaml"]

TYPED = """
~
""
"  "
12
"12"
12.0
"12.0"
12.5
-1
0
1
"0"
7
1_000
+5
012
0x1F
0o17
1e3
.5
.inf
.nan
true
True
no
"NO"
on
是
否
y
"t"
√
不要
第12期
50份
１２
甲
a b
"a b "
a#b
a#
2a
"true"
2025-06-30
2025年6月30日
2025.6.3
2025/06/30
2025-02-30
2024-02-29
2025-02-29
2025-06-31
2025-13-01
1979-12-31
1980-01-01
2107-12-31
2108-01-01
2025-06-30 00:00:00
20250630
2024年4月
2024年13月
2024
2024.5
999
20年
June 2025
8 April 2024
2024—2026年
2024 spring
[]
[a]
[a#b]
[a#b, c]
[a, b]
[~]
[[a]]
[5, 7]
["5", "7"]
["9", "3"]
[7, 6]
[5, 7, 1]
[1, 2.5]
[1, -2]
[0, 1]
[.inf, 1]
{}
{a: b}
{a: ~}
[{a: b}]
policy-blue
our.yaml
blue
汇报材料
en
outside
picture
points
sources
column
""".strip().split("\n")
"""What is tried for the value of every key."""
IDS = ["a", "b_2-c", "2a", "东", "a b", "a.b", "true", "12", "~"]


@cache
def the_schema() -> dict[str, Any]:
    return schema.outline()


def schema_accepts(value: Any, node: dict[str, Any]) -> bool:
    return bool(Draft7Validator(node).is_valid(value))


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def models_accept(value: Any, kind: Any) -> bool:
    if kind is OutlineModel and isinstance(value, dict):
        value = as_loaded(value)
    try:
        adapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


# Whole files


@pytest.mark.parametrize("loader", [Yaml12, Yaml11])
@pytest.mark.parametrize("file", OUTLINES, ids=lambda file: file.name)
def test_outlines_are_accepted(file: Path, loader: type[yaml.SafeLoader]) -> None:
    outline = read(file.read_text("utf-8"), loader)
    assert [each.message for each in Draft7Validator(the_schema()).iter_errors(outline.theirs)] == []
    assert models_accept(outline.ours, OutlineModel)


@pytest.mark.parametrize("loader", [Yaml12, Yaml11])
def test_the_readmes_outline_is_accepted(loader: type[yaml.SafeLoader]) -> None:
    outline = read(whole_outline(), loader)
    assert [each.message for each in Draft7Validator(the_schema()).iter_errors(outline.theirs)] == []


@pytest.mark.parametrize("file", LEDGERS, ids=lambda file: file.name)
def test_ledgers_are_accepted(file: Path) -> None:
    ledger = read(file.read_text("utf-8"))
    node = the_schema()["properties"]["facts"]
    assert [each.message for each in Draft7Validator(node).iter_errors(ledger.theirs)] == []
    assert models_accept(ledger.ours, dict[str, FactModel])


def test_the_schema_is_sound() -> None:
    Draft7Validator.check_schema(the_schema())
    assert "$ref" not in json.dumps(the_schema())


def test_what_counts_whole_is_wide() -> None:
    counted = re.compile(f"[{scalars._WIDE}]")
    narrow = [
        character
        for character in map(chr, range(0x10000))
        if counted.match(character)
        and unicodedata.category(character) not in {"Cn", "Cs"}
        and unicodedata.east_asian_width(character) not in {"W", "F"}
    ]
    circled, hexagrams = range(0x3248, 0x3250), range(0x4DC0, 0x4E00)
    assert {ord(each) for each in narrow} <= {0x303F, *circled, *hexagrams}
    assert all(map(counted.match, "东圈，。：；！？（）《》〇１Ａ"))


def test_the_kept_file_is_what_the_command_prints() -> None:
    done = subprocess.run([sys.executable, "-m", "briefing", "schema"], cwd=ROOT, capture_output=True, check=True)
    kept = ROOT / "assets" / schema.NAME
    assert kept.read_bytes() == done.stdout, "run python -m briefing schema -o assets/outline.schema.json"


def test_the_command_writes_it_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / schema.NAME
    command = [sys.executable, "-m", "briefing", "schema", "-o", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"{file}\n"
    assert file.read_bytes() == (ROOT / "assets" / schema.NAME).read_bytes()
    assert schema.is_one(file)


# One value at a time


@dataclass(frozen=True)
class Case:
    """A mapping with one key changed."""

    spot: Spot
    key: str
    typed: str
    """The new value in YAML, or what was done to the key."""
    mapping: Any
    """As the models get it."""
    value: Any
    """What the schema is asked about, as an editor has it: the new value, or the mapping."""
    node: dict[str, Any]
    """The schema of that."""

    def __str__(self) -> str:
        return f"{self.spot.model.__name__}.{self.key}: {self.typed[:60]}"


@dataclass(frozen=True)
class Exceptional:
    """Cases that the schema takes otherwise than the models."""

    why: str
    accepts: bool
    """Whether the schema accepts them; the models do not, or the other way round."""
    holds: Callable[[Case], bool]


FILES = {"facts": "data/minimal-facts.yaml"}
FURTHER = """
bulletin: {name: 简报, issue: 1, publisher: 甲, total: 3, copies: 5, report_to: [乙], send_to: [丙], distribute_to: [丁]}
allow: [{words: 甲, reason: 乙}]
"""


def corpus() -> list[Reading]:
    """Returns outlines in which each model occurs: the one with every kind, with its ledger, and the README's."""
    outlines = ROOT / "tests" / "outlines"
    text = (outlines / "minimal.yaml").read_text("utf-8")
    ledger = "".join(f"  {line}\n" for line in (outlines / FILES["facts"]).read_text("utf-8").splitlines())
    return [read(text.replace(f"facts: {FILES['facts']}\n", f"facts:\n{ledger}") + FURTHER), read(whole_outline())]


@cache
def smallest() -> list[Spot]:
    """Returns the smallest mapping of each model, where the schema speaks of it otherwise or not."""
    found: dict[str, Spot] = {}
    for outline in corpus():
        for spot in spots(outline, OutlineModel, the_schema()):
            known = found.get(spot.model.__name__)
            if known is None or len(str(spot.value.ours)) < len(str(known.value.ours)):
                found[spot.model.__name__] = spot
    return list(found.values())


@cache
def pydantics(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def limits(node: Any) -> Iterator[tuple[str, int]]:
    """Yields every limit that pydantic's schema of a value names, by its keyword."""
    if isinstance(node, dict):
        yield from ((name, each) for name, each in node.items() if isinstance(each, int) and name != "alone")
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from limits(each)


def sized(spot: Spot, key: str) -> Iterator[str]:
    """Yields texts, numbers and lists at the limits of a key, as typed."""
    node = pydantics(spot.model)["properties"][key]
    present = spot.value.theirs.get(key)
    for keyword, limit in set(limits(node)):
        if keyword == WIDTH:
            for text in ("字" * limit, "字" * (limit + 1), "字" * limit + "a", "a" * 2 * limit, "a" * (2 * limit + 2)):
                yield from (text, f"[{text}]")
            yield f'"  {"字" * limit} "'
        elif keyword == "maxLength":
            for text in ("字" * limit, "字" * (limit + 1), "a" * limit, "a" * (limit + 1)):
                yield from (text, f"[{text}]")
            yield f'"{"字" * limit}  "'
        elif keyword in {"minimum", "maximum"}:
            yield from (f"{limit - 1}", f"{limit}", f"{limit + 1}", f'"{limit}"')
        elif keyword in {"minItems", "maxItems"} and isinstance(present, list):
            item = json.dumps(present[0], ensure_ascii=False)
            yield from (f"[{', '.join([item] * count)}]" for count in (limit - 1, limit, limit + 1))
        elif keyword in {"minProperties", "maxProperties"}:
            item = json.dumps(next(iter(present.values())), ensure_ascii=False)
            for count in (limit - 1, limit, limit + 1):
                yield f"{{{', '.join(f'a{number}: {item}' for number in range(count))}}}"


def cases(spot: Spot) -> Iterator[Case]:
    ours, theirs = spot.value.ours, spot.value.theirs
    for key, kind in shape.fields(spot.model).items():
        if key in ours:
            yield Case(spot, key, "absent", without(ours, key), without(theirs, key), spot.schema)
        for typed in (*TYPED, *sized(spot, key)):
            value = typed_as(typed)
            mapping = {**ours, key: value.ours}
            if key == "kind":  # decides on the other keys, so that it cannot be looked at by itself
                yield Case(spot, key, typed, mapping, {**theirs, key: value.theirs}, spot.schema)
            else:
                yield Case(spot, key, typed, mapping, value.theirs, spot.keys["properties"][key])
        if get_origin(shape.plain_type(kind)) is dict and isinstance(ours.get(key), dict):
            for id_ in IDS:
                mapping = {**ours, key: with_first(ours[key], id_)}
                yield Case(spot, key, f"id {id_}", mapping, with_first(theirs[key], id_), spot.keys["properties"][key])
    yield Case(spot, "tilte", "unknown", {**ours, "tilte": "a"}, {**theirs, "tilte": "a"}, spot.schema)


def without(mapping: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: each for name, each in mapping.items() if name != key}


@cache
def typed_as(typed: str) -> Reading:
    found = read(f"key: {typed}")
    return Reading(found.ours["key"], found.theirs["key"])


def with_first(entries: dict[str, Any], id_: str) -> dict[str, Any]:
    """Returns entries whose first one has another id."""
    (_, first), *others = entries.items()
    return {id_: first, **dict(others)}


def is_at(*keys: str) -> Callable[[Case], bool]:
    return lambda case: f"{case.spot.model.__name__}.{case.key}" in keys


def is_typed(*typed: str) -> Callable[[Case], bool]:
    return lambda case: case.typed.strip("[]").split(",")[0] in typed


EXCEPTIONS = [
    Exceptional(
        "a theme that is neither shipped nor a file of one's own: the models leave that to the loader, which rejects it",
        accepts=False,
        holds=is_at("DocumentModel.theme"),
    ),
    Exceptional(
        "half a character too many: a pattern cannot add up widths, and counts odd runs of Latin letters short",
        accepts=True,
        holds=lambda case: case.typed.strip("[]").endswith("字a"),
    ),
    Exceptional(
        "a whole number as text, in quotes or with “_”, beyond its limits: only numbers have limits in a schema",
        accepts=True,
        holds=lambda case: (
            isinstance(case.value, str) and is_typed('"0"', '"12"', '"12.0"', "1_000", "第12期", "50份", "１２")(case)
        ),
    ),
    Exceptional(
        "two columns in quotes that no slide can have: those in quotes are not compared with the possible ones",
        accepts=True,
        holds=lambda case: case.key == "columns" and case.typed.startswith('["'),
    ),
    Exceptional(
        "numbers that are such to YAML alone",
        accepts=True,
        holds=is_typed("0x1F", "0o17", "1e3", ".inf", ".nan"),
    ),
    Exceptional(
        "days and months that no calendar has, where a pattern would need arithmetic",
        accepts=True,
        holds=is_typed("2025-02-29", "2024年13月", "2025-13-01"),
    ),
    Exceptional(
        "a date without marks, or in English: the models read it as meant, an editor asks for one that is easier to read",
        accepts=False,
        holds=is_typed("20250630", "8 April 2024"),
    ),
    Exceptional(
        "a date with midnight behind it, as programs write it: the models drop the time, and it is not worth a rule",
        accepts=False,
        holds=is_typed("2025-06-30 00:00:00"),
    ),
]


def test_the_schema_and_the_models_agree() -> None:
    unexplained: list[str] = []
    needed: set[str] = set()
    asked = [case for spot in smallest() for case in cases(spot)]
    for case in asked:
        theirs = schema_accepts(case.value, case.node)
        if theirs is models_accept(case.mapping, case.spot.kind):
            continue
        reasons = [each for each in EXCEPTIONS if each.accepts is theirs and each.holds(case)]
        needed.update(each.why for each in reasons)
        if not reasons:
            unexplained.append(f"{case}: the {'schema' if theirs else 'models'} alone would have it")
    assert unexplained == []
    assert {each.why for each in EXCEPTIONS} == needed
    assert len(asked) > 10_000


# What only the tool sees


@dataclass(frozen=True)
class Unseen:
    what: str
    old: str
    new: str


UNSEEN = [
    Unseen("a circle that is not declared", "circle: east, points: [做整车]", "circle: north, points: [做整车]"),
    Unseen(
        "a figure that is not in the ledger", "- {fact: east_output, circle: east}", "- {fact: eastt, circle: east}"
    ),
    Unseen("a chart that is not declared", "figure: output_chart", "figure: outputs"),
    Unseen("a section that the article has not", "from: report#people", "from: report#person"),
    Unseen("a reference in a text", "效率提高{efficiency}", "效率提高{efficient}"),
    Unseen("an id given twice", "  works:\n", "  output_chart:\n"),
    Unseen("a bulletin without its masthead", "  unit: 示例单位", "  unit: 示例单位\n  kind: 简报"),
    Unseen(
        "a chart with rows and a file",
        "csv: {file: data/times.csv",
        "rows: [{label: a, value: 1}]\n    csv: {file: data/times.csv",
    ),
    Unseen("values that are not as many as the series", "values: [30, east_output]", "values: [30]"),
    Unseen("settings of another kind of chart", "series: [中央, 城市]", "series: [中央, 城市]\n    units: [元, 元]"),
    Unseen("totals that do not add up", "value: 680, highlight: yes", "value: 690, highlight: yes"),
    Unseen("a file that is not there", "file: data/plant.png", "file: data/plan.png"),
    Unseen("a row with another number of cells", "- [制造, 整车, 芯片]", "- [制造, 整车]"),
    Unseen("strong words not closed", '"**效率**提高', '"**效率提高'),
]
"""What the schema and the models accept, and the loader, which sees the whole, does not."""


@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda each: each.what)
def test_what_no_schema_can_see_is_left_to_the_tool(unseen: Unseen, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "outlines", tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "minimal.yaml").read_text("utf-8")
    assert unseen.old in text
    changed = text.replace(unseen.old, unseen.new, 1)
    outline = read(changed)
    assert schema_accepts(outline.theirs, the_schema())
    assert models_accept(outline.ours, OutlineModel)
    (tmp_path / "minimal.yaml").write_text(changed, "utf-8")
    with pytest.raises(OutlineError):
        load(tmp_path / "minimal.yaml")


def test_a_theme_that_is_not_there_is_rejected_by_the_loader(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "outlines", tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "minimal.yaml").read_text("utf-8")
    (tmp_path / "minimal.yaml").write_text(text.replace("  unit: ", "  theme: blue\n  unit: ", 1), "utf-8")
    with pytest.raises(OutlineError, match="neither a theme"):
        load(tmp_path / "minimal.yaml")
