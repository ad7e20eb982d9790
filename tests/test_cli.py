"""What the command line takes and says: languages, problems with their lines, formats, colours, completion."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args
from unicodedata import combining, east_asian_width
from urllib.parse import unquote

import pytest
import shellingham
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog
from rich.cells import cell_len

from briefing import assets, cli, i18n, starter
from briefing.cli import colour, program, tree, usage
from briefing.cli import help as pages
from briefing.display import cells, lines, sarif, workflow
from briefing.display.excerpt import excerpt, should_be
from briefing.document import ChartKind
from briefing.errors import LocatedProblem, OutlineError, Place, Problem, Severity
from briefing.language.hits import Rule
from briefing.outline import schema
from briefing.outline.language import FIGURES
from briefing.outline.reading import TextFile, read_text
from briefing.pipeline import settle
from briefing.workshop import build

ROOT = Path(__file__).resolve().parent.parent
STARTERS = sorted((ROOT / "assets" / "starter").glob("*.yaml"))
COMMANDS = sorted(pages.first_clause(each.name or "") for each in tree.translated(cli.app).commands.values())
ESCAPE = "\x1b["


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs a command line in this process, where no stream is a terminal."""
    for name in ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def ran(*arguments: str | Path) -> Said:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(each) for each in arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Said(ended.value.code, said.out, said.err)

    yield ran
    i18n.speak("en", assets.folder() / "locale")


@pytest.fixture
def outline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An outline without a mistake in the current folder."""
    monkeypatch.chdir(tmp_path)
    starter.write(Path("outline.yaml"), "zh-CN")
    return Path("outline.yaml")


def changed(outline: Path, *changes: tuple[str, str]) -> Path:
    text = outline.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    outline.write_text(text, "utf-8")
    return outline


COMMA = ("先易后难，逐步深化。", "先易后难,逐步深化。")
"""A change that gives a warning."""
KEY = ("    title: 两地分工\n", "    tilte: 两地分工\n")
"""One that gives errors."""


# Languages


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["--help"], {}, "en"),
        (["--help"], {"BRIEFING_LANG": "zh"}, "zh"),
        (["--help"], {"BRIEFING_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        (["--help"], {"BRIEFING_LANG": "", "LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        (["--lang", "zh", "--help"], {}, "zh"),
        (["--help", "--lang=zh"], {}, "zh"),
        (["--lang", "zh", "check", "--help"], {}, "zh"),
        (["check", "--lang", "zh", "--help"], {}, "zh"),
        (["check", "--help", "--lang=zh"], {}, "zh"),
        (["--lang", "en", "check", "--help"], {"BRIEFING_LANG": "zh"}, "en"),
        (["--lang", "zh", "check", "--lang", "en", "--help"], {}, "en"),
        (["check", "--help", "--", "--lang", "zh"], {}, "en"),
    ],
)
def test_the_language_is_asked_for_on_the_line_or_by_the_surroundings(
    arguments: list[str], environment: dict[str, str], language: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    said = run(*arguments)
    assert said.status == 0
    assert said.out.startswith({"en": "Usage: briefing", "zh": "用法：briefing"}[language])


def test_the_languages_of_the_option_are_those_of_the_messages() -> None:
    assert sorted(program.Language) == sorted(i18n.LANGUAGES)


def test_a_language_that_is_not_there_is_wrong_usage(run: Run) -> None:
    for arguments in (["--lang", "fr", "check"], ["check", "--lang=fr"]):
        said = run(*arguments)
        assert said.status == 2
        assert said.err.startswith("error: --lang: “fr” is not possible; there are: en, zh\n")


def english_in(text: str) -> list[str]:
    """Returns what stands in English words, two or more; commands, options and their values are none."""
    text = re.sub(r"briefing( [a-z]+)?|--[a-z-]+( [a-z|]+)?", "", text)
    return re.findall(r"[A-Za-z]+ [a-z]+", text)


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=lambda words: "".join(words) or "all")
def test_help_in_chinese_has_no_english_sentence(command: list[str], run: Run) -> None:
    page = run("--lang", "zh", *command, "--help").out
    own, _, examples = page.partition("\n示例：\n")
    said = own + re.sub(r"^  briefing .*$", "", examples, flags=re.MULTILINE)
    assert re.search("[\u4e00-\u9fff]", said)
    assert english_in(said) == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_eighty_cells_and_shows_examples(
    command: str, language: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = run(command, "--lang", language, "--help").out
    heading = {"en": "Examples:", "zh": "示例："}[language]
    examples = page[page.index(heading) :].partition("\n\n")[0].splitlines()[1:]
    assert all(each.startswith(f"  briefing {command}") for each in examples)
    assert 1 <= len(examples) <= 3
    assert [line for line in page.splitlines() if cell_len(line) > 80 and line not in examples] == []


def test_the_examples_of_help_are_sound_command_lines() -> None:
    whole = tree.translated(cli.app)
    examples = [each for command in whole.commands.values() for each in pages.paragraphs(command.help)[1]]
    for _, name, *arguments in map(str.split, examples):
        context = whole.make_context("briefing", [name])
        assert whole.commands[name].make_context(name, arguments, parent=context).args == []


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (["chekc"], "“chekc” is not a command; did you mean “check”?", "没有“chekc”这个命令；您是不是要写“check”？"),
        (["check", "--formt", "json"], "“--formt” is not an option here; did you mean “--format”?", "这里没有“--formt”这个选项；您是不是要写“--format”？"),
        (["check", "-x"], "“-x” is not an option here; there are: --allow-outside, --article", "这里没有“-x”这个选项；可以写：--allow-outside、--article"),
        (["--nosuch"], "“--nosuch” is not an option here; ", "这里没有“--nosuch”这个选项；"),
        (["build", "--out"], "a value is missing after “--out”", "“--out”后面缺少值"),
        (["build", "-o"], "a value is missing after “-o”", "“-o”后面缺少值"),
        (["build", "--quiet=1"], "“--quiet” takes no value", "“--quiet”后面不带值"),
        (["check", "a.yaml", "b.yaml"], "there is no place for “b.yaml”; a name with", "多写了1项：“b.yaml”；文件名里有空格的，请加引号"),
        (["check", "a", "b", "c"], "there is no place for these 2: “b c”; a name", "多写了2项：“b c”；文件名里有空格的，请加引号"),
        (["check", "--format", "xml"], "--format: “xml” is not possible; there are: github, json, sarif, text", "--format：不能写“xml”；可以写：github"),
        (["build", "--only", "dekc"], "--only: “dekc” is not possible; did you mean “deck”?", "--only：不能写“dekc”；您是不是要写“deck”？"),
        (["preview", "--port", "99999"], "--port: “99999” is not possible; expected a whole number from 0 to 65535", "--port：不能写“99999”；应当是0到65535之间的整数"),
        (["preview", "--port=一"], "--port: “一” is not possible", "--port：不能写“一”"),
        (["verify"], "nothing to verify against; expected --article SOURCE=FILE", "没有可以核对的东西；请给出 --article 来源=文件"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_command_line_is_said_in_the_language(
    arguments: list[str], english: str, chinese: str, run: Run
) -> None:
    said = run(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {english}")
    said = run("--lang", "zh", *arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"错误：{chinese}")
    command = arguments[0] if arguments[0] in COMMANDS else ""
    assert "\n用法：briefing" in said.err
    assert f"\n详见“briefing {command}".rstrip() in said.err
    assert english_in(said.err.replace("“b c”", "")) == []


def test_an_argument_that_is_missing_is_named() -> None:
    app = tree.App(cls=tree.Program)

    @app.command()
    def first(name: str) -> None:
        raise AssertionError(name)

    @app.command()
    def second() -> None: ...

    with pytest.raises(usage.UsageError) as found:
        tree.translated(app).main(["first"], standalone_mode=False)
    assert usage.sentence(found.value) == "NAME is missing"


def test_the_program_alone_prints_its_help_as_wrong_usage(run: Run) -> None:
    for arguments in ([], ["--lang", "zh"]):
        said = run(*arguments)
        assert (said.status, said.out) == (2, "")
        assert all(f"\n  {command} " in said.err for command in COMMANDS)


def test_every_help_text_of_the_tree_is_translated() -> None:
    try:
        i18n.speak("zh", assets.folder() / "locale")
        for text in filter(None, tree.texts(cli.app)):
            assert i18n.gettext(text) != text
    finally:
        i18n.speak("en", assets.folder() / "locale")


# The line that a problem is in


def cells_before(text: str) -> int:
    """Returns the cells of a text by Unicode's own tables: another count than that of the code."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("  tilte: 两地", 3, "  tilte: 两地", 2),
        ("  title: 两地,三地", 12, "  title: 两地,三地", 13),
        ("  title：两地", 8, "  title：两地", 7),
        ("　　title: x", 1, "　　title: x", 0),
        ("　　title: x", 3, "　　title: x", 4),
        ("\ttitle: x", 1, "    title: x", 0),
        ("\ttitle: x", 2, "    title: x", 4),
        ("cafe\u0301, 中", 6, "cafe\u0301, 中", 4),
        ("a“两”—b", 5, "a“两”—b", 5),
        ("a: b\x07c\u200bd", 7, "a: b\ufffdc\ufffdd", 6),
        ("x: ", 4, "x:", 3),
        ("两", 99, "两", 2),
    ],
)
def test_the_caret_stands_under_the_column(line: str, column: int, shown: str, caret: int) -> None:
    assert excerpt(line, 7, column, 80) == (f"     7 | {shown}", f"       | {' ' * caret}^")


def test_a_line_without_anything_is_not_shown() -> None:
    assert excerpt("", 1, 1, 80) is None
    assert excerpt("　", 1, 1, 80) == ("     1 |", "       | ^")


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "prose: " + "两地合作" * 20 + ",后面" + "还有很多" * 20
    found = excerpt(line, 41, line.index(",") + 1, 60)
    assert found is not None
    shown, caret = found
    assert shown == "    41 | …两地合作两地合作两地合作,后面还有很多还有很多还有…"
    assert caret.index("^") == cells_before(shown[: shown.index(",")])
    begin, end = excerpt(line, 41, 1, 60), excerpt(line, 41, len(line) + 1, 60)
    assert begin == ("    41 | prose: 两地合作两地合作两地合作两地合作两地合作两…", "       | ^")
    assert end == ("    41 | …还有很多还有很多还有很多还有很多还有很多还有很多", "       | " + " " * 49 + "^")


TEXTS = st.text(alphabet="ab 两地，“—…\u0301e", max_size=120)


@given(TEXTS, st.integers(0, 130), st.integers(20, 60))
def test_a_cut_line_keeps_its_width_and_the_place(text: str, index: int, room: int) -> None:
    index = min(index, len(text))
    shown, before = cells.window(text, index, room)
    assert cells_before(shown) + (index == len(text)) <= room
    if cells_before(text) + (index == len(text)) <= room:
        assert shown == text
    else:
        assert shown.startswith(cells.ELLIPSIS) or shown.endswith(cells.ELLIPSIS)
    if index < len(text) and not combining(text[index]):
        starts = [i for i in range(len(shown) + 1) if cells_before(shown[:i]) == before]
        assert text[index] in {shown[i] for i in starts if i < len(shown)}


@given(st.text(alphabet="ab 两地，。（）“”", max_size=80), st.integers(10, 40))
def test_wrapped_text_says_the_same_within_its_width(text: str, room: int) -> None:
    found = cells.wrapped(text, room)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(line[0] not in "，。）" for line in found[1:] if line)
    wide = [line for line in found if cells_before(line.rstrip()) > room]
    assert all(re.fullmatch("[ab]+[，。）”“（]*|[（“]*[ab两地]?[ab]*[，。）”“（]+[ab]*.*", line) for line in wide)


def problem(message: str = "x", *, line: int = 1, column: int = 1, file: str = "a.yaml", **more: Any) -> LocatedProblem:
    return LocatedProblem(Place(file, line, column), message, **more)


def told(problems: list[LocatedProblem], *, headed: bool = False, room: int = 80) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines.found(problems, room, headed=headed)]


def test_a_problem_is_told_with_its_line_and_how_it_should_be(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("document:\r\n  title：两地\r\n", "utf-8-sig")
    found = problem(
        "a full-width colon “：” follows “title”", line=2, column=8, file=str(file), corrected="  title: 两地"
    )
    assert told([found]) == [
        f"{file}:2:8: error: a full-width colon “：” follows “title”",
        "     2 |   title：两地",
        "       |        ^",
        "  write:   title: 两地",
    ]


@pytest.mark.usefixtures("run")  # speaks English again afterwards
def test_how_it_should_be_stands_in_the_same_cells_in_chinese() -> None:
    i18n.speak("zh", assets.folder() / "locale")
    better = should_be("  a：b", "  a: b", "")
    assert better == "  改为：   a: b"
    assert cell_len(better) == len("     2 |   a: b")


@pytest.mark.parametrize(
    ("line", "corrected", "message", "is_told"),
    [
        ("  tilte: x", "  title: x", "“tilte” is not a key here; did you mean “title”?", False),
        ("a: 两地,三地", "a: 两地，三地", "half-width “,” beside Chinese (rule: punctuation); write “，”", False),
        ('a: 他说"好"', "a: 他说“好”", "straight quotation marks; write 「“好”」", False),
        ("a: 两地,三地", "a: 两地，三地", "a comma of the wrong width", True),
        ("title：x", "title: x", "a full-width colon “：” follows “title”", True),
        ("  unit: x", "unit: x", "“unit” is further in than the line above", True),
        ("a: 约1千5", "a: 约1,500", "write “1,500”, not “约1千5”", False),
    ],
)
def test_what_should_be_is_told_once(line: str, corrected: str, message: str, *, is_told: bool) -> None:
    assert (should_be(line, corrected, message) is not None) == is_told


def test_what_cannot_be_read_as_text_is_told_without_a_line(tmp_path: Path) -> None:
    gbk, missing, short = tmp_path / "gbk.yaml", tmp_path / "none.yaml", tmp_path / "short.yaml"
    gbk.write_bytes("标题: 两地".encode("gb18030"))
    short.write_text("a: b\n", "utf-8")
    found = [problem(file=str(gbk)), problem(file=str(missing)), problem(file=str(short), line=9)]
    assert told(found) == [f"{gbk}:1:1: error: x", f"{missing}:1:1: error: x", f"{short}:9:1: error: x"]


def test_a_problem_of_a_whole_file_is_told_without_a_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: b\n", "utf-8")
    assert told([problem(file=str(file), of_file=True)]) == [f"{file}:1:1: error: x"]
    assert len(told([problem(file=str(file))])) == 3


def test_each_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = []

    def read(path: Path, name: str) -> TextFile:
        names.append(name)
        return read_text(path, name)

    monkeypatch.setattr("briefing.display.lines.read_text", read)
    files = [tmp_path / name for name in ("a.yaml", "b.yaml", "none.yaml")]
    for file in files[:2]:
        file.write_text("a\nb\nc\n", "utf-8")
    found = told([problem(line=line, file=str(file)) for line in (3, 1, 2) for file in files])
    assert names == [str(file) for file in files]
    assert [line for line in found if "|" in line and "^" not in line] == [
        f"     {n} | {'abc'[n - 1]}" for n in (1, 2, 3)
    ] * 2


def test_errors_come_first_and_each_group_is_counted() -> None:
    warned = [problem("w", line=line, severity=Severity.WARNING, file="none.yaml") for line in (9, 2)]
    wrong = [problem("e", line=line, file=file) for line, file in ((3, "none.yaml"), (10, "b.yaml"), (4, "b.yaml"))]
    assert told([*warned, *wrong], headed=True) == [
        "3 errors:",
        "b.yaml:4:1: error: e",
        "b.yaml:10:1: error: e",
        "none.yaml:3:1: error: e",
        "",
        "2 warnings:",
        "none.yaml:2:1: warning: w",
        "none.yaml:9:1: warning: w",
    ]
    assert told([warned[0]], headed=True) == ["1 warning:", "none.yaml:9:1: warning: w"]
    assert told([warned[0], wrong[0]]) == ["none.yaml:3:1: error: e", "none.yaml:9:1: warning: w"]
    assert told([], headed=True) == []


# What is checked, in each format


def test_check_groups_what_it_finds_and_counts_it(outline: Path, run: Run) -> None:
    changed(outline, KEY, ("        figure: output ", "        figure: outptu "))
    said = run("check", outline)
    assert said.status == 1
    assert [re.sub(r"\d+", "N", line) for line in said.err.splitlines()] == [
        "N errors:",
        "outline.yaml:N:N: error: “tilte” is not a key here; did you mean “title”?",
        "    N |     tilte: 两地分工",
        "       |     ^",
        "outline.yaml:N:N: error: “outptu” is not a chart or picture of this outline; did you mean “output”?",
        "   N |         figure: outptu         # 图表、照片的编号",
        f"       | {' ' * 16}^",
    ]
    assert said.out == "2 errors, no warnings\n"


def test_check_shows_a_warning_with_its_line(outline: Path, run: Run) -> None:
    said = run("check", changed(outline, COMMA))
    number = outline.read_text("utf-8").splitlines().index("  prose: 两地协作可以先易后难,逐步深化。") + 1
    assert said.status == 0
    assert said.err.splitlines() == [
        "1 warning:",
        f"outline.yaml:{number}:20: warning: half-width “,” beside Chinese (rule: punctuation); write “，”",
        f"{number:>6} |   prose: 两地协作可以先易后难,逐步深化。",
        f"       | {' ' * 29}^",
    ]
    assert said.out.splitlines()[0] == "no errors, 1 warning"
    assert run("check", outline, "--lang", "zh").out.splitlines()[0] == "没有错误，1处提醒"


def test_check_gives_rows_to_programs(outline: Path, run: Run) -> None:
    (row,) = json.loads(run("check", changed(outline, COMMA), "--format", "json").out)
    assert set(row) == {"file", "line", "column", "severity", "message"}
    assert (row["file"], row["column"], row["severity"]) == ("outline.yaml", 20, "warning")


def test_a_row_holds_the_corrected_line_where_there_is_one(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def wrong(_: Path) -> None:
        raise OutlineError([problem("a", corrected="a: b"), problem("b", line=2)])

    monkeypatch.setattr("briefing.pipeline.settle", wrong)
    rows = json.loads(run("check", "--format", "json").out)
    assert [row.get("corrected") for row in rows] == ["a: b", None]
    assert "corrected" not in rows[1]


SAMPLES = [
    problem(
        "第一行\n有 100% 的问题", file="大纲 一.yaml", line=14, column=3, corrected="  title: 两地", rule="punctuation"
    ),
    problem("plain", file="a:b.yaml", severity=Severity.WARNING),
    problem("evidence", file="a:b.yaml", line=2, severity=Severity.WARNING, rule=FIGURES),
]


def test_sarif_is_valid_and_says_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_: Path) -> None:
        raise OutlineError(SAMPLES)

    monkeypatch.setattr("briefing.pipeline.settle", wrong)
    said = run("check", "--format", "sarif")
    assert (said.status, said.err) == (1, "")
    log = SarifLog.model_validate_json(said.out)
    (ran,) = json.loads(said.out)["runs"]
    assert log.version.value == "2.1.0"
    assert str(log.field_schema).endswith("/sarif-schema-2.1.0.json")
    assert ran["columnKind"] == "unicodeCodePoints"
    assert ran["language"] == "en"
    driver = ran["tool"]["driver"]
    assert driver["name"] == "briefing"
    assert [rule["id"] for rule in driver["rules"]] == ["outline", "figures", "punctuation"]
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    places = [result["locations"][0]["physicalLocation"] for result in ran["results"]]
    uris = [place["artifactLocation"]["uri"] for place in places]
    assert uris == ["a%3Ab.yaml", "a%3Ab.yaml", "%E5%A4%A7%E7%BA%B2%20%E4%B8%80.yaml"]
    assert [unquote(uri) for uri in uris] == ["a:b.yaml", "a:b.yaml", "大纲 一.yaml"]
    assert places[2]["region"] == {"startLine": 14, "startColumn": 3}
    assert [result["level"] for result in ran["results"]] == ["warning", "warning", "error"]
    assert [driver["rules"][result["ruleIndex"]]["id"] for result in ran["results"]] == [
        "outline",
        "figures",
        "punctuation",
    ]
    assert ran["results"][2]["message"]["text"] == "第一行\n有 100% 的问题"
    (change,) = ran["results"][2]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 14}, "insertedContent": {"text": "  title: 两地"}}
    ]
    assert "fixes" not in ran["results"][0]


def test_sarif_of_a_sound_outline_has_no_result(outline: Path, run: Run) -> None:
    said = run("check", outline, "--format", "sarif")
    SarifLog.model_validate_json(said.out)
    assert json.loads(said.out)["runs"][0]["results"] == []


def test_the_validator_of_sarif_refuses_what_is_none() -> None:
    log: Any = sarif.log(SAMPLES)
    log["runs"][0]["results"][0]["levle"] = "error"
    with pytest.raises(ValueError, match="levle"):
        SarifLog.model_validate(log)


def test_files_are_named_from_the_current_folder_or_by_their_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "甲").mkdir()
    monkeypatch.chdir(tmp_path / "甲")
    inside, outside = problem(file=str(tmp_path / "甲" / "b.yaml")), problem(file=str(tmp_path / "b.yaml"))
    log: Any = sarif.log([inside, outside])
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]]
    assert uris == ["b.yaml", (tmp_path / "b.yaml").as_uri()]
    assert workflow.command(inside).startswith("::error file=b.yaml,")


def test_every_rule_is_described() -> None:
    assert {*Rule, FIGURES, sarif.OUTLINE} == set(sarif.RULES)


def test_problems_name_their_rules(outline: Path) -> None:
    changed(outline, COMMA, ("受访企业希望两地手续互认。", "受访企业有123家。"))
    assert {warning.rule for warning in settle(outline).warnings} == {"punctuation", "figures"}
    assert Problem(("a",), "b").rule == ""


def test_a_stream_that_is_not_utf8_gets_what_it_can_show(outline: Path) -> None:
    changed(outline, ("    label: 东湖圈汽车产量 ", "    label: 东湖圈𠮷产量 "), COMMA)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gbk", "BRIEFING_LANG": "zh"}
    command = [sys.executable, "-m", "briefing"]
    listed = subprocess.run([*command, "facts"], env=environment, capture_output=True, check=True).stdout
    assert "东湖圈\\U00020bb7产量" in listed.decode("gbk")
    rows = subprocess.run(
        [*command, "check", "--format", "json"], env=environment, capture_output=True, check=True
    ).stdout
    assert rows.isascii()
    assert "半角" in json.loads(rows)[0]["message"]


def test_github_gets_workflow_commands(outline: Path, run: Run) -> None:
    said = run("check", changed(outline, COMMA), "--format", "github")
    assert said.err == ""
    (line,) = said.out.splitlines()
    assert re.fullmatch(
        r"::warning file=outline\.yaml,line=\d+,col=20,title=briefing%3A punctuation::half-width “,” beside .+", line
    )
    assert workflow.command(SAMPLES[0]) == (
        "::error file=大纲 一.yaml,line=14,col=3,title=briefing%3A punctuation::第一行%0A有 100%25 的问题"
    )
    assert workflow.command(problem("a, b: c\r", file="a,b:c%.yaml")) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,title=briefing::a, b: c%0D"
    )


# Strict and quiet


def test_with_strict_a_warning_has_the_status_of_an_error(outline: Path, run: Run) -> None:
    assert run("check", outline, "--strict").status == 0
    changed(outline, COMMA)
    assert run("check", outline).status == 0
    said = run("check", outline, "--strict")
    assert said.status == 1
    assert ": warning: half-width" in said.err
    assert said.err.endswith("error: --strict lets no warning pass\n")
    assert said.out.startswith("no errors, 1 warning\n")
    assert run("check", outline, "--strict", "--format", "json").status == 1


def test_with_strict_a_warning_keeps_files_from_being_written(outline: Path, run: Run) -> None:
    said = run("build", changed(outline, COMMA), "--strict", "--quiet")
    assert said.status == 1
    assert ": warning: half-width" in said.err
    assert said.err.endswith("error: nothing was written, because --strict lets no warning pass\n")
    assert not Path("out").exists()


def test_quiet_prints_errors_only(outline: Path, run: Run) -> None:
    changed(outline, COMMA)
    assert run("build", outline, "--only", "deck", "--quiet") == Said(0, "", "")
    assert len(list(Path("out").glob("*.*x"))) == 1
    assert run("new", "-o", "other.yaml", "-q") == Said(0, "", "")
    refused = run("new", "-o", "other.yaml", "-q")
    assert refused.status == 1
    assert refused.err.startswith("other.yaml:1:1: error: this file exists")
    assert len(refused.err.splitlines()) == 1


# Colours


@dataclass
class Stream:
    is_terminal: bool

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "wanted"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": ""}, False),
        (True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_terminals_and_those_who_ask(
    *, terminal: bool, environment: dict[str, str], wanted: bool
) -> None:
    assert colour.is_wanted(Stream(terminal), environment) is wanted  # type: ignore[arg-type]


def without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_colours_change_nothing_of_the_text(outline: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "两地" * 60
    changed(outline, (COMMA[0], f"{long}先易后难,逐步[bold]深化[/bold] :smile:。"), KEY)
    plain = run("check", outline)
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("check", outline)
    assert ESCAPE not in plain.err
    assert f"{ESCAPE}1;31merror:{ESCAPE}0m" in coloured.err
    assert without_colours(coloured.err) == plain.err
    assert run("nosuch").err.startswith(f"{ESCAPE}1;31merror: {ESCAPE}0m“nosuch”")


def on_a_terminal(folder: Path, **environment: str) -> str:
    """Returns what `briefing check` prints to a terminal as its errors."""
    ours, theirs = pty.openpty()
    surroundings = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    surroundings |= {"PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}
    command = [sys.executable, "-m", "briefing", "check"]
    with subprocess.Popen(command, cwd=folder, env=surroundings, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # Linux ends a terminal whose other side is closed with an error
            while data := os.read(ours, 65_536):
                seen += data
    os.close(ours)
    assert process.returncode == 0
    return seen.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_shows_colours_unless_asked_not_to(outline: Path, run: Run, tmp_path: Path) -> None:
    plain = run("check", changed(outline, COMMA)).err
    coloured = on_a_terminal(tmp_path)
    assert f"{ESCAPE}1;33mwarning:{ESCAPE}0m" in coloured
    assert without_colours(coloured) == plain
    assert on_a_terminal(tmp_path, NO_COLOR="1") == plain


# Completion


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("shell", "words", "place"),
    [
        ("bash", "complete -o default -F _briefing_completion briefing", ".bash_completions/briefing.sh"),
        ("zsh", "#compdef briefing", ".zfunc/_briefing"),
        ("fish", "complete --command briefing", ".config/fish/completions/briefing.fish"),
    ],
)
def test_the_script_of_the_shell_is_shown_and_installed(
    shell: str, words: str, place: str, home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shellingham, "detect_shell", lambda: (shell, f"/bin/{shell}"))
    shown = run("--show-completion")
    assert (shown.status, shown.err) == (0, "")
    assert words in shown.out
    assert "_BRIEFING_COMPLETE" in shown.out
    installed = run("--install-completion")
    assert (installed.status, installed.err) == (0, "")
    assert installed.out == f"completion for {shell} is in {home / place}; it works in the next window\n"
    assert (home / place).read_text("utf-8").strip() == shown.out.strip()
    assert run("--install-completion", "--lang", "zh").out.startswith(f"{shell} 的补全脚本已写入 ")


def undetected() -> None:
    raise shellingham.ShellDetectionFailure


@pytest.mark.parametrize("is_there", [True, False])
def test_a_shell_that_is_not_told_is_taken_from_the_surroundings(
    run: Run, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    if is_there:
        monkeypatch.setattr(shellingham, "detect_shell", undetected)
    else:
        monkeypatch.setitem(sys.modules, "shellingham", None)
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert run("--show-completion").out.startswith("#compdef briefing")
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    said = run("--show-completion")
    assert (said.status, said.out) == (2, "")
    assert "there is no completion for “tcsh”, only for bash, zsh, fish" in said.err
    monkeypatch.delenv("SHELL")
    assert "no completion for “?”" in run("--install-completion").err


@pytest.fixture
def complete(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Returns what bash offers at the end of a line, as its script asks for it."""

    def completed(line: str) -> list[str]:
        monkeypatch.setenv("_BRIEFING_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        return run().out.split()

    return completed


def test_commands_options_and_values_are_completed(complete: Callable[[str], list[str]]) -> None:
    assert complete("briefing ") == [each.name for each in tree.translated(cli.app).commands.values()]
    assert complete("briefing ch") == ["check"]
    assert complete("briefing check --f") == ["--format", "--for"]
    assert complete("briefing check --format ") == ["text", "json", "sarif", "github"]
    assert complete("briefing build --only w") == ["word"]
    assert complete("briefing check --lang ") == ["zh", "en"]
    assert complete("briefing kinds key") == ["key-figures"]
    assert "--lang" in complete("briefing check --")


def test_an_outline_is_completed_to_yaml_files(
    complete: Callable[[str], list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    for name in ("outline.yaml", "other.yml", "notes.txt", "deck.pptx", "drafts/outline.yaml", "drafts/提纲.yaml"):
        (tmp_path / name).touch()
    assert complete("briefing check ") == ["other.yml", "outline.yaml"]
    assert complete("briefing check ou") == ["outline.yaml"]
    assert complete("briefing build drafts/") == ["drafts/outline.yaml", "drafts/提纲.yaml"]
    assert complete("briefing build dr") == [], "the shell itself offers folders then"
    assert complete("briefing build nowhere/") == []
    assert complete("briefing verify --deck ") == ["deck.pptx"]


def test_zsh_shows_commands_with_their_help_in_the_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_BRIEFING_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "briefing ch")
    monkeypatch.setenv("BRIEFING_LANG", "zh")
    assert '"check":"检查大纲里的所有问题，不写任何文件"' in run().out


def test_bash_completes_with_the_script_that_is_shown(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("bash", "/bin/bash"))
    command = tmp_path / "briefing"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m briefing "$@"\n', "utf-8")
    command.chmod(0o755)
    ask = 'COMP_WORDS=(briefing ve) COMP_CWORD=1; _briefing_completion briefing; echo "${COMPREPLY[@]}"'
    script = f'PATH="{tmp_path}:$PATH"\n{run("--show-completion").out}\n{ask}'
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=True)  # noqa: S607 - bash is found by its name
    assert (done.stdout, done.stderr) == ("verify\n", "")


# The starting outline


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_starting_outline_builds_at_once(
    language: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("new", "--lang", language)
    assert (made.status, made.err) == (0, "")
    assert made.out.splitlines()[-3:-1] == ["outline.yaml", "outline.schema.json"]
    assert run("check", "--strict").status == 0
    built = build(tmp_path / "outline.yaml", tmp_path / "out")
    assert (len(built.files), built.warnings) == (2, ())
    title = yaml.safe_load(Path("outline.yaml").read_text("utf-8"))["document"]["title"]
    assert title.startswith({"zh": "示例：", "en": "Example: "}[language])


def test_the_starting_outline_replaces_no_file_unless_forced(run: Run, tmp_path: Path) -> None:
    there = tmp_path / "mine.yaml"
    there.write_text("mine", "utf-8")
    said = run("new", "-o", there)
    assert said.status == 1
    assert said.err.startswith(f"{there}:1:1: error: this file exists and is not overwritten")
    assert there.read_text("utf-8") == "mine"
    assert run("new", "-o", there, "--force").status == 0
    assert there.read_text("utf-8") != "mine"
    assert run("new", "-o", tmp_path).status == 3


def kinds(union: Any) -> set[str]:
    members = get_args(get_args(union)[0])
    return {kind for member in members for kind in get_args(member.model_fields["kind"].annotation)}


def test_there_is_a_starting_outline_for_each_language() -> None:
    assert [file.stem[:2] for file in STARTERS] == sorted(i18n.LANGUAGES)


@pytest.mark.parametrize("file", STARTERS, ids=lambda file: file.stem)
def test_the_starting_outline_names_every_key_and_kind(file: Path) -> None:
    text = file.read_text("utf-8")
    named = set(re.findall(r"[A-Za-z][\w-]*", text))
    models = (schema.OutlineModel, schema.DocumentModel, schema.WordModel, schema.FactModel, schema.SectionModel)
    keys = {(each.alias or name) for model in models for name, each in model.model_fields.items()}
    keys |= {(each.alias or name) for name, each in schema.SlideBase.model_fields.items()}
    assert keys - named == set()
    assert kinds(schema.SlideModel) - named == set()
    assert {kind.value for kind in ChartKind} - named == set()
    assert set(assets.names("themes")) - named == set()


@pytest.mark.parametrize("file", STARTERS, ids=lambda file: file.stem)
def test_every_part_of_the_starting_outline_is_explained(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.startswith("# ")
    parts = re.split(r"\n(?=[a-z_]+:)", text)
    for before, part in pairwise(parts):
        above = before.rstrip().splitlines()[-1]
        assert above.startswith("#") or "#" in part, part.splitlines()[0]
    slides = [line for line in text.splitlines() if line.startswith("      - kind: ")]
    assert all("#" in line for line in slides)
    chinese = [line for line in text.splitlines() if re.search("#.*[\u4e00-\u9fff]", line)]
    assert (len(chinese) > 40) == (file.stem == "zh-CN")


def test_both_starting_outlines_show_the_same() -> None:
    one, other = (yaml.safe_load(file.read_text("utf-8")) for file in STARTERS)
    one["document"].pop("language")
    assert shape(one) == shape(other)


def shape(node: object) -> object:
    """Returns the keys of a tree, without its texts."""
    match node:
        case dict():
            return {key: shape(value) for key, value in node.items()}
        case list():
            return [shape(value) for value in node]
        case _:
            return ...


# The end of a run


def test_an_interrupted_run_ends_in_a_word(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefing.pipeline.settle", stopped)
    said = run("check")
    assert (said.status, said.err.strip()) == (3, "stopped")
    assert run("check", "--lang", "zh").err.strip() == "已停止"
