"""What an editor's user sees: the YAML language server of VS Code, vim and others, with the schema that is shipped."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from language_server import NAME, VARIABLE, Opened, Server, inserted, program

from briefing.editor import guide, schema
from briefing.extract.new import new

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "outline.yaml"
FIRST_LINE = "# yaml-language-server: $schema=assets/outline.schema.json\n"
BEGUN = f"""{FIRST_LINE}document:
  title: 两地协作情况汇报
  unit: 示例研究室
  date: 2026-11-22
circles:
  east: {{name: 东部示例圈, short: 东圈}}
  west: {{name: 西部示例区, short: 西区}}
sources:
  report:
    sections: {{output: 产量, effects: 成效}}
"""
SLIDES = """sections:
  - name: 现状
    claim: 东圈产量居多
    slides:
"""
SLIDE = """      - kind: points
        claim: 东圈产量居多
        from: report#output
        points: [东圈产量居多]
        prose: 东圈产量居多。
"""


@pytest.fixture(scope="module")
def command() -> str:
    found = program()
    if found is None:
        pytest.skip(f"{NAME} is not on this machine: it is an npm package; {VARIABLE} names its program")
    return found


@pytest.fixture(scope="module")
def server(command: str) -> Iterator[Server]:
    with Server(command, ROOT) as started:
        yield started


def messages(server: Server, opened: Opened) -> list[str]:
    return [each["message"] for each in server.diagnostics(opened)]


# What is there


def test_nothing_is_wrong_with_the_shipped_outline(server: Server) -> None:
    assert SHIPPED.read_text("utf-8").startswith(FIRST_LINE)
    assert messages(server, server.open(SHIPPED.read_text("utf-8"), "outline.yaml")) == []


def test_nothing_is_wrong_with_it_as_yaml_1_1(command: str) -> None:
    with Server(command, ROOT, version="1.1") as older:
        assert messages(older, older.open(SHIPPED.read_text("utf-8"), "outline.yaml")) == []
        wrong = older.open(f"{BEGUN}{SLIDES}{SLIDE}wrong: 1\n")
        assert messages(older, wrong) == ["Property wrong is not allowed."]


def test_nothing_is_wrong_with_the_ledger_and_a_wrong_key_of_it_is_told(server: Server) -> None:
    ledger = (ROOT / "assets" / "facts.yaml").read_text("utf-8")
    assert messages(server, server.open(ledger, "assets/facts.yaml")) == []
    wrong = server.open(ledger.replace("  scope: ", "  scpoe: ", 1), "assets/facts2.yaml")
    assert {each["message"] for each in server.diagnostics(wrong)} == {
        "Property scpoe is not allowed.",
        'Missing property "scope".',
    }


def test_nothing_is_wrong_with_a_draft(command: str, tmp_path: Path) -> None:
    article = shutil.copy(ROOT / "tests" / "extraction" / "port.txt", tmp_path)
    found = new([Path(article)], tmp_path / "draft.yaml", date(2026, 11, 22))
    assert found.schema == tmp_path / schema.NAME
    with Server(command, tmp_path) as elsewhere:
        text = found.file.read_text("utf-8")
        assert messages(elsewhere, elsewhere.open(text, "draft.yaml")) == []
        wrong = elsewhere.open(text.replace("\ndocument:\n", "\ndocument:\n  tilte: a\n"))
        assert messages(elsewhere, wrong) == ["Property tilte is not allowed."]


def test_the_first_line_is_read_from_where_the_outline_stands(server: Server) -> None:
    text = f"{BEGUN}{SLIDES}{SLIDE}wrong: 1\n"
    deeper = text.replace("$schema=assets", "$schema=../../assets")
    assert messages(server, server.open(deeper, "tests/outlines/deeper.yaml")) == ["Property wrong is not allowed."]
    (missing,) = messages(server, server.open(text, "tests/outlines/missing.yaml"))
    assert f"{ROOT / 'tests' / 'outlines' / 'assets' / 'outline.schema.json'}" in missing.replace("/", os.sep)


# Completion


def test_keys_are_proposed_at_the_top(server: Server) -> None:
    proposed = server.completions(server.open(f"{BEGUN}‸\n"))
    assert {"bulletin", "word", "summary", "left_out", "facts", "charts", "sections", "closing"} <= set(proposed)
    assert not {"document", "circles", "title", "claim"} & set(proposed), "those there are, and those of other mappings"


def test_keys_are_proposed_with_what_they_mean(server: Server) -> None:
    proposed = server.completions(server.open(BEGUN.replace("  unit:", "  ‸\n  unit:")))
    assert {"subtitle", "kind", "theme", "language", "keywords"} <= set(proposed)
    assert not {"title", "unit", "claim"} & set(proposed)
    told = proposed["theme"]["documentation"]["value"]
    assert "配色和字体" in told
    assert "Colours and typefaces" in told
    assert "不写时为 `policy-blue`" in told


@pytest.mark.parametrize(
    ("kind", "own", "others"),
    [
        ("points", {"claim", "from", "prose", "notes", "points", "figure", "columns"}, {"quotes", "reading", "cards"}),
        ("quotes", {"claim", "from", "prose", "notes", "quotes", "points"}, {"figure", "columns", "cards", "left"}),
        ("compare", {"claim", "from", "prose", "notes", "left", "right", "columns"}, {"points", "figure", "rows"}),
    ],
)
def test_only_the_keys_of_its_kind_are_proposed_in_a_slide(
    server: Server, kind: str, own: set[str], others: set[str]
) -> None:
    text = f"{BEGUN}{SLIDES}      - kind: {kind}\n        ‸\n"
    proposed = set(server.completions(server.open(text)))
    assert own <= proposed
    assert not others & proposed
    assert not {each for each in proposed if each.startswith("timeline")}, "no snippets where a slide has been begun"


def test_values_are_proposed_with_what_they_mean(server: Server) -> None:
    kinds = server.completions(server.open(f"{BEGUN}{SLIDES}      - kind: ‸\n"))
    assert list(kinds) == list(guide.kinds("slides"))
    assert guide.kinds("slides")["points"].shows.zh in kinds["points"]["documentation"]["value"]
    themes = server.completions(server.open(BEGUN.replace("  unit:", "  theme: ‸\n  unit:")))
    assert list(themes) == ["policy-blue", "party-red", "bay-teal"]
    assert "政策蓝" in themes["policy-blue"]["documentation"]["value"]
    charts = server.completions(server.open(f"{BEGUN}charts:\n  a:\n    kind: ‸\n"))
    assert list(charts) == list(guide.kinds("charts"))


def test_a_text_is_not_proposed_to_be_a_flag(server: Server) -> None:
    proposed = server.completions(server.open(BEGUN.replace("  unit:", "  subtitle: ‸\n  unit:")))
    assert list(proposed) == ["据2024年两篇报道梳理"]


def test_a_flag_is_proposed_to_be_yes_or_no(server: Server) -> None:
    proposed = server.completions(server.open(f"{BEGUN}word:\n  cover: ‸\n"))
    assert {proposed["yes"]["insertText"], proposed["no"]["insertText"]} == {"yes", "no"}


@pytest.mark.parametrize("kind", guide.kinds("slides"))
def test_a_slide_of_each_kind_is_inserted_at_a_stroke(server: Server, kind: str) -> None:
    opened = server.open(f"{BEGUN}{SLIDES}      - ‸\n{SLIDE}")
    proposed = server.completions(opened)[f"{kind} {guide.kinds('slides')[kind].name}"]
    text = inserted(opened, proposed)
    assert f"- kind: {kind}\n" in text
    assert messages(server, server.open(text)) == []


@pytest.mark.parametrize(("key", "name"), [(key, name) for key in ("charts", "facts") for name in guide.kinds(key)])
def test_a_chart_and_a_figure_of_each_kind_are_inserted_at_a_stroke(server: Server, key: str, name: str) -> None:
    opened = server.open(f"{BEGUN}{SLIDES}{SLIDE}{key}:\n  ‸\n")
    proposed = server.completions(opened)[f"{name} {guide.kinds(key)[name].name}"]
    assert messages(server, server.open(inserted(opened, proposed))) == []


def test_no_snippet_stands_twice(server: Server) -> None:
    opened = server.open(f"{BEGUN}{SLIDES}      - ‸\n")
    found = server.ask(
        "textDocument/completion",
        {"textDocument": {"uri": opened.uri}, "position": {"line": opened.line, "character": opened.column}},
    )
    labels = [each["label"] for each in found["items"]]
    assert len(labels) == len(set(labels))


# Hover


def test_the_word_under_the_cursor_is_explained_in_both_languages(server: Server) -> None:
    told = server.hover(server.open(BEGUN.replace("  unit:", "  un‸it:")))
    assert told.startswith("#### 单位 unit\n")
    assert "报送材料的单位。" in told
    assert "Who hands the files over." in told
    assert "区域合作研究室" in told


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (f"{BEGUN}fac‸ts: assets/facts.yaml\n", "每个数据写一次", "Every figure once"),
        (f"{BEGUN}summ‸ary:\n", "一页以内", "a page at the most"),
        (f"{BEGUN}{SLIDES}{SLIDE.replace('claim', 'cl‸aim')}", "这一页的结论", "one sentence"),
        (f"{BEGUN}{SLIDES}{SLIDE.replace('from', 'fr‸om')}", "报道编号#章节编号", "SOURCE#SECTION"),
        (f"{BEGUN}{SLIDES}{SLIDE.replace('kind: points', 'kind: poi‸nts')}", "续到下一页", "beside a chart"),
        (f"{BEGUN}charts:\n  a: {{kind: bar, ren‸der: native}}\n", "能改数的图表", "a chart of PowerPoint's own"),
    ],
)
def test_keys_and_values_are_explained_wherever_they_stand(server: Server, text: str, zh: str, en: str) -> None:
    told = server.hover(server.open(text))
    assert zh in told
    assert en in told
    assert "||" not in told.splitlines()[0], "not told as alternatives"


# Diagnostics


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  unit: 示例研究室", "  ‸unti: 示例研究室", "Property unti is not allowed."),
        ("  unit: 示例研究室", "  theme: ‸blue\n  unit: 示例研究室", "Value is not accepted."),
        ("title: 两地协作情况汇报", f"title: ‸{'字' * 61}", "at most 60 characters"),
        ("date: 2026-11-22", "date: ‸去年底", "请写日期"),
        ("  east: {", "  ‸东圈: {", "编号用字母"),
        ("        points: [", "        ‸pionts: [", "Property pionts is not allowed."),
        ("kind: points", "kind: ‸pionts", "Value is not accepted."),
        ("from: report#output", "from: ‸产量", "请写报道编号#章节编号"),
        ("points: [东圈产量居多]", "points: ‸东圈产量居多", "array"),
        ("kind: points\n        claim: 东圈产量居多\n", "‸kind: points\n", 'Missing property "claim".'),
    ],
)
def test_what_is_wrong_is_told_where_it_is(server: Server, old: str, new: str, says: str) -> None:
    text = f"{BEGUN}{SLIDES}{SLIDE}"
    assert text.count(old) == 1
    opened = server.open(text.replace(old, new))
    found = server.diagnostics(opened)
    places = [each["range"]["start"] for each in found if says in each["message"]]
    assert places == [{"line": opened.line, "character": opened.column}], found
    others = [each["message"] for each in found if says not in each["message"]]
    assert all(message.startswith("Missing") for message in others), "only what is missing for it is told besides"
