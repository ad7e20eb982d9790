"""Editors and `briefing kinds` tell something of every key and kind, in two languages, with examples that are right."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))

from editing import Spot, read
from readme import README
from test_schema import models_accept, schema_accepts, smallest, the_schema

from briefing import assets
from briefing.editor import guide, told
from briefing.outline import schema, shape
from briefing.outline.schema import Model
from briefing.pipeline import settle

ROOT = README.parent
OUTLINES = ROOT / "tests" / "outlines"
UNIONS = {"slides": schema.SlideModel, "charts": schema.ChartModel, "appendix": schema.AppendixModel}
CHINESE = re.compile("[\u4e00-\u9fff]")


def models() -> dict[str, type[Model]]:
    return {name: each for name, each in vars(schema).items() if isinstance(each, type) and issubclass(each, Model)}


def members() -> set[type[Model]]:
    """Returns the models that are one of several kinds."""
    return {each for union in UNIONS.values() for each in get_args(get_args(union)[0])}


def own_keys(model: type[Model]) -> set[str]:
    """Returns the keys that a model declares itself, without the kind, which is told once for all kinds."""
    declared = [name for name in model.__annotations__ if name in model.model_fields]
    keys = {model.model_fields[name].alias or name for name in declared}
    return keys - {"kind"} if model in members() else keys


# Keys


def test_every_key_of_every_model_is_told_and_no_other() -> None:
    expected = {name: own_keys(model) for name, model in models().items() if own_keys(model)}
    expected |= {name: {"kind"} for name in ("SlideModel", "ChartModel", "AppendixModel")}
    assert {name: set(said.keys) for name, said in guide.mappings().items()} == expected


def test_every_mapping_has_a_name() -> None:
    bases = {"SlideBase", "ChartBase"}
    several = {"RowsChartModel", "TimelineChartModel", "RelationChartModel"}
    nameless = bases | {each.__name__ for each in members()} - several
    assert {name for name, said in guide.mappings().items() if not said.name} == nameless


def test_what_is_told_is_a_sentence_in_each_language() -> None:
    told_of: list[guide.Key | guide.Mapping] = [said for said in guide.mappings().values() if said.name]
    told_of += [each for said in guide.mappings().values() for each in said.keys.values()]
    for each in told_of:
        assert CHINESE.search(each.name), each
        assert CHINESE.search(each.zh), each
        assert each.zh.endswith("。"), each
        assert each.en.endswith("."), each
        assert each.en[0].isupper(), each


def fields() -> list[tuple[Spot, str]]:
    return [(spot, key) for spot in smallest() for key in shape.fields(spot.model)]


def test_an_example_stands_where_there_is_nothing_to_choose_from() -> None:
    for spot, key in fields():
        if key == "kind" and spot.model in members():
            continue
        kind = shape.plain_type(shape.fields(spot.model)[key])
        said = told.said_of(spot.model.__name__, key)
        chosen = kind is bool or bool(said.values)
        assert (said.example is None) is chosen, f"{spot.model.__name__}.{key}"


def test_every_example_is_right() -> None:
    for spot, key in fields():
        if key == "kind" and spot.model in members():
            continue
        node = spot.keys["properties"][key]
        for example in [*node.get("examples", []), *([node["default"]] if "default" in node else [])]:
            as_text = read(yaml.safe_dump({"value": example}, allow_unicode=True)).ours["value"]
            assert schema_accepts(example, node), f"{spot.model.__name__}.{key}"
            assert models_accept({**spot.value.ours, key: as_text}, spot.kind), f"{spot.model.__name__}.{key}"


def test_the_meaning_of_each_value_is_told() -> None:
    for spot, key in fields():
        if key == "kind" and spot.model in members():
            continue
        said = told.said_of(spot.model.__name__, key)
        kind = shape.plain_type(shape.fields(spot.model)[key])
        possible = assets.names("themes") if key == "theme" else get_args(kind) if kind not in (list, dict) else ()
        if key == "theme" or "Literal" in str(kind).split("[")[0]:
            assert sorted(said.values) == sorted(possible), f"{spot.model.__name__}.{key}"
        else:
            assert said.values == {}, f"{spot.model.__name__}.{key}"


# Kinds


@pytest.mark.parametrize("key", UNIONS)
def test_every_kind_is_told_and_no_other(key: str) -> None:
    tags = [tag for model in get_args(get_args(UNIONS[key])[0]) for tag in shape.tags(model)]
    assert sorted(guide.kinds(key)) == sorted(tags)


@pytest.mark.parametrize("key", guide.KINDS)
def test_what_a_kind_shows_is_told_in_both_languages(key: str) -> None:
    for name, said in guide.kinds(key).items():
        assert CHINESE.search(said.name), name
        assert CHINESE.search(said.shows.zh), name
        needs = (said.needs.zh, said.needs.en) if said.needs else ("", "")
        assert re.findall("`[^`]+`", needs[0]) == re.findall("`[^`]+`", needs[1]), name


def examples(key: str) -> list[Any]:
    """Returns the examples of each kind, as mappings by id or lists of one."""
    return [read(each.example).theirs for each in guide.kinds(key).values()]


def with_every_example() -> tuple[dict[str, Any], dict[str, Any]]:
    """Returns the outline that has every kind with the examples in the place of its slides, and its ledger with them."""
    outline = read((OUTLINES / "minimal.yaml").read_text("utf-8")).theirs
    ledger = read((OUTLINES / "data" / "minimal-facts.yaml").read_text("utf-8")).theirs
    charts = {name: chart for example in examples("charts") for name, chart in example.items()}
    slides = [slide for (slide,) in examples("slides")]
    shown = [
        {"kind": "figure", "claim": chart["title"], "from": "report#output", "figure": name}
        | {"reading": "一看就懂。", "prose": f"见{{{name}}}。"}
        for name, chart in charts.items()
    ]
    named = {slide.get("figure") for slide in slides}
    outline["charts"] = {name: chart for name, chart in outline["charts"].items() if name in named} | charts
    outline["pictures"] = {name: each for name, each in outline["pictures"].items() if name in named}
    outline["sections"] = [
        {"name": name, "claim": "每种一例", "opener": False, "slides": each}
        for name, each in (("示例页", slides), ("示例图", shown))
    ]
    outline["appendix"] = [item for (item,) in examples("appendix")]
    return outline, ledger | {name: fact for example in examples("facts") for name, fact in example.items()}


def test_every_example_builds_without_a_word(tmp_path: Path) -> None:
    shutil.copytree(OUTLINES, tmp_path, dirs_exist_ok=True)
    outline, ledger = with_every_example()
    for file, content in (("minimal.yaml", outline), ("data/minimal-facts.yaml", ledger)):
        (tmp_path / file).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    settled = settle(tmp_path / "minimal.yaml")
    assert [each.message for each in settled.warnings] == []
    kinds_of = [slide["kind"] for slide in outline["sections"][0]["slides"]]
    assert kinds_of == list(guide.kinds("slides"))
    assert len(settled.deck.slides) > len(kinds_of) + len(guide.kinds("charts"))


# Snippets


def snippets(node: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Returns every snippet of a schema with a body, and what of the schema it stands in."""
    if isinstance(node, list):
        return [each for item in node for each in snippets(item)]
    if not isinstance(node, dict):
        return []
    own = [(each, node) for each in node.get("defaultSnippets", ()) if isinstance(each["body"], dict)]
    return own + [each for key, inner in node.items() if key != "defaultSnippets" for each in snippets(inner)]


def inserted(body: Any, depth: int = 0) -> str:
    """Returns what an editor inserts, with every stop passed over."""
    match body:
        case dict():
            lines = (f"{'  ' * depth}{inserted(key)}:{inserted(value, depth + 1)}" for key, value in body.items())
            return ("\n" if depth else "") + "\n".join(lines)
        case list():
            items = (inserted(item, depth + 1) for item in body)
            return "".join(f"\n{'  ' * depth}-{f' {item.strip()}' if item.strip() else ''}" for item in items)
        case _:
            text = re.sub(r"\$\{\d+:((?:\\.|[^}])*)\}", r"\1", str(body))
            return ("" if depth == 0 else " ") + re.sub(r"\\(.)", r"\1", text)


def test_what_a_snippet_inserts_is_right() -> None:
    the_union = {id(each["else"]): each for each in unions(the_schema())}
    found = snippets(the_schema())
    assert len(found) == 14 + 16 + 16 + 2 + 2 + len({"circles", "sources", "pictures", "tables"})
    for snippet, node in found:
        text = inserted(snippet["body"])
        value = read(text)
        assert schema_accepts(value.theirs, the_union.get(id(node), node)), text


def unions(node: Any) -> list[dict[str, Any]]:
    """Returns what of a schema depends on the kind."""
    if isinstance(node, list):
        return [each for item in node for each in unions(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("if") == {"type": "object", "required": ["kind"]} else []
    return own + [each for inner in node.values() for each in unions(inner)]


# The README and the command


def table(key: str, last: str) -> str:
    rows = [
        f"| `{name}` | {said.shows.en} | {said.needs.en if said.needs else ''} |"
        for name, said in guide.kinds(key).items()
    ]
    lines = [f"| kind | shows | {last} |", "| --- | --- | --- |", *rows]
    return "\n".join(line.replace("|  |", "| |") for line in lines)


@pytest.mark.parametrize(("key", "last"), [("slides", "needs"), ("charts", "asks for")])
def test_the_readmes_tables_are_those_of_the_kinds(key: str, last: str) -> None:
    assert table(key, last) in README.read_text("utf-8"), f"the table is:\n{table(key, last)}"


def kinds(*arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing", "kinds", *arguments]
    environment = {"PYTHONPATH": str(ROOT), "BRIEFING_LANG": language, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_kinds_are_listed_with_a_line_each(language: str) -> None:
    printed = kinds(language=language).stdout
    for key in UNIONS:
        for name, said in guide.kinds(key).items():
            shows = said.shows.en if language == "en" else f"{said.name}：{said.shows.zh}"
            assert f"  {name} " in printed
            assert shows.replace("`", "") in printed


def test_a_kind_is_shown_with_its_example() -> None:
    printed = kinds("timeline").stdout
    for key in ("slides", "charts"):
        assert guide.kinds(key)["timeline"].example in printed
    assert guide.kinds("charts")["line"].example not in printed


def test_all_kinds_are_shown() -> None:
    printed = kinds("all", language="zh").stdout
    for key in UNIONS:
        for each in guide.kinds(key).values():
            assert each.example in printed


def test_an_unknown_kind_is_wrong_usage() -> None:
    done = kinds("tabel")
    assert done.returncode == 2
    assert "did you mean “table”?" in done.stderr
