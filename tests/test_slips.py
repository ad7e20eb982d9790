"""Every slip in an outline is named where it stands, in both languages, with the right line; nothing is written.

The slips are in slips.py. Where only one thing can be meant, no slip is told, and what is meant is read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))

import slips
from slips import CARET, Meant, Slip

from briefing import assets, i18n
from briefing.errors import LocatedProblem, OutlineError
from briefing.extract.new import new
from briefing.outline import nodes
from briefing.outline.keys import shapes
from briefing.outline.load import load
from briefing.outline.reading import read_text
from briefing.outline.tree import parse
from briefing.outline.vocabulary import CHOICES, KEYS

GROUPS = (
    slips.COLONS_AND_MARKS,
    slips.INDENTATION_AND_BLOCKS,
    slips.KEYS_AND_KINDS,
    slips.VALUES_AND_BEGINNINGS,
    slips.OTHER_HABITS,
    slips.REFERENCES_AND_FILES,
    slips.MODELS_AND_FILES,
)
ALL = [*slips.NOT_YAML, *(slip for group in GROUPS for slip in group)]
LOCALE = assets.folder() / "locale"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return slips.office(tmp_path)


@pytest.fixture
def speak() -> Iterator[Any]:
    """Chooses the language of messages; English again after the test."""
    yield lambda language: i18n.speak(language, LOCALE)
    i18n.speak("en", LOCALE)


def problems(outline: Path) -> tuple[LocatedProblem, ...]:
    """Returns the problems of an outline, having seen that nothing was written; none if it can be loaded."""
    before = listing(outline.parent)
    found: tuple[LocatedProblem, ...] = ()
    try:
        load(outline)
    except OutlineError as error:
        found = error.problems
    assert listing(outline.parent) == before
    return found


def listing(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*"))


def place_of_caret(text: str) -> tuple[int, int]:
    before = text[: text.index(CARET)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("slip", ALL, ids=lambda slip: slip.name)
def test_a_slip_is_named_where_it_stands(slip: Slip, folder: Path, speak: Any) -> None:
    outline, file, text = with_slip(slip, folder)
    found = problems(outline)
    speak("zh")
    in_chinese = problems(outline)
    speak("en")

    check_cause(slip, found, file, text)
    cause = found[0]
    assert len(found) - 1 <= slip.others, [str(problem) for problem in found]
    assert [problem.place for problem in in_chinese] == [problem.place for problem in found]
    assert any(slip.chinese in problem.message for problem in in_chinese if problem.place == cause.place), in_chinese
    assert (cause.corrected is not None) == slip.mends, cause.corrected
    if cause.corrected is not None:
        lines = text.replace(CARET, "").split("\n")
        assert lines[cause.place.line - 1] != cause.corrected
        lines[cause.place.line - 1] = cause.corrected
        file.write_text("\n".join(lines), encoding="utf-8")
        after = problems(outline)
        assert cause.message not in [other.message for other in after if other.place.line == cause.place.line]


@pytest.mark.parametrize("slip", slips.NOT_YAML, ids=lambda slip: slip.name)
def test_the_slower_parser_tells_the_same(slip: Slip, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Where PyYAML comes without libyaml, its slower parser words its errors differently.
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    outline, file, text = with_slip(slip, folder)
    check_cause(slip, problems(outline), file, text)


def with_slip(slip: Slip, folder: Path) -> tuple[Path, Path, str]:
    """Returns the outline to load, the file that now has a slip, and its text with the mark."""
    file = folder / slip.file
    good = file.read_text(encoding="utf-8") if file.exists() else ""
    assert slip.old in good
    text = good.replace(slip.old, slip.new, 1)
    file.write_text(text.replace(CARET, ""), encoding="utf-8")
    return file if file.parent == folder else folder / "minimal.yaml", file, text


def check_cause(slip: Slip, found: tuple[LocatedProblem, ...], file: Path, text: str) -> None:
    """Checks that the first problem is the slip, at its place."""
    assert found
    assert slip.english in found[0].message, [str(problem) for problem in found]
    if CARET in text:
        assert found[0].place.file == str(file)
        assert (found[0].place.line, found[0].place.column) == place_of_caret(text), str(found[0])


@pytest.mark.parametrize("meant", slips.MEANT, ids=lambda meant: meant.name)
def test_what_can_be_meant_in_one_way_only_is_read_so(meant: Meant, folder: Path) -> None:
    ledger, outline = folder / slips.LEDGER, folder / "minimal.yaml"
    file = ledger if meant.keys[0] == "facts" else outline
    good = file.read_text(encoding="utf-8")
    assert meant.old in good
    file.write_text(good.replace(meant.old, meant.new, 1), encoding="utf-8")
    value: Any = load(outline).model
    for key in meant.keys:
        value = value[key] if isinstance(key, int) or isinstance(value, dict) else getattr(value, key)
    assert (value.strip() if isinstance(value, str) else value) == meant.value


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
def test_slips_are_found_whatever_ends_the_lines(line_end: str, folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = (
        outline.read_text(encoding="utf-8")
        .replace("  unit: 示例单位", "  unit：示例: 单位")
        .replace("  date: 2025-06-30", "  Date: 2025-06-30")
    )
    outline.write_text(text, encoding="utf-8-sig", newline=line_end)
    found = problems(outline)
    assert [(problem.place.line, problem.place.column) for problem in found] == [(5, 7), (5, 10), (6, 3)]


def test_several_slips_are_told_at_once(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8")
    changes = [
        ("  subtitle: 每种", "  subtitle：每种"),
        ("  unit: 示例单位", "  unit: 示例: 单位"),
        ("keywords: [示例, 协作]", "keywords: [示例, 协作"),
        ("      transport: 交通与时间", "        transport: 交通与时间"),
        ("          - 成本降低{cost_cut}，见", "          • 成本降低{cost_cut}，见"),
        ("        figure: effects_chart\n", "        figrue: effects_chart\n"),
        ("kind: compare", "kind: 对比"),
        ("closing:\n  claim: 两地协作", "closing:\n  claim: @两地协作"),
        ("  - {kind: facts, claim: 主要数据", "  - {kind: facts，claim: 主要数据"),
    ]
    for typed, mistyped in changes:
        assert typed in text
        text = text.replace(typed, mistyped, 1)
    outline.write_text(text, encoding="utf-8")
    found = problems(outline)
    assert len(found) == len(changes), [str(problem) for problem in found]
    assert all(problem.corrected for problem in found)


def test_a_line_put_right_leaves_the_columns_of_other_mistakes_in_it(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace("  date: 2025-06-30", "  date：2025-13-30", 1), encoding="utf-8")
    assert [(problem.place.line, problem.place.column) for problem in problems(outline)] == [(6, 7), (6, 8)]


def test_a_wrong_line_is_never_built_from_what_it_may_mean(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace("  unit: 示例单位", "  unit：示例单位", 1), encoding="utf-8")
    (slip,) = problems(outline)
    assert slip.corrected == "  unit: 示例单位"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("points: [短板在芯片]", "points: [短板在芯片，长板在整车]", "“，” does not separate items"),
        ("  title: 两地协作", "  title: 两地\t协作", "a tab stands in this text"),
        ("reading: 越短越近。", "reading: 越短越近。&nbsp;", "“&nbsp;” is a sign of web pages"),
        ("prose: 专家谈到了短板。", "prose: 专家谈到了<br>短板。", "“<br>” is a sign of web pages"),
    ],
)
def test_what_may_be_meant_so_is_a_warning(old: str, new: str, message: str, folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8")
    assert old in text
    outline.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert message in next(warning.message for warning in load(outline).warnings)


ROOT = Path(slips.__file__).parent.parent
IN_ORDER = [
    ROOT / "outline.yaml",
    *sorted((ROOT / "assets").rglob("*.yaml")),
    *sorted((ROOT / "tests" / "outlines").rglob("*.yaml")),
    *sorted((ROOT / "tests" / "extraction").glob("*.yaml")),
]


@pytest.mark.parametrize("file", IN_ORDER, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_what_is_in_order_gives_no_alarm(file: Path) -> None:
    _tree, _places, found = parse(read_text(file, file.name))
    assert found == []


@pytest.mark.parametrize("name", ["port.txt", "county.md"])
def test_a_drafted_outline_gives_no_alarm(name: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    new([ROOT / "tests" / "extraction" / name], draft, date(2026, 11, 22), overwrite=True)
    _tree, _places, found = parse(read_text(draft, draft.name))
    assert found == []


SIGNS = [
    *"：:，,、；;\"'“”‘’[]{}［］｛｝()（）#＃-—*&!|>｜%@`?\\/=＝ \t　\xa0\n\u200b.。",
    "- ",
    ": ",
    "**",
    "---\n",
    "标题：",
    "|\n",
]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_typed_ends_in_problems_or_in_an_outline(seed: int, folder: Path) -> None:
    chance = Random(seed)  # noqa: S311 - the same typing each time, not secrets
    outline = folder / "minimal.yaml"
    good = outline.read_text(encoding="utf-8")
    for _time in range(20):
        text = good
        for _change in range(chance.choice([1, 1, 2, 4])):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(SIGNS) + text[at + chance.choice([0, 0, 1, 3, 30]) :]
        outline.write_text(text, encoding="utf-8")
        for problem in problems(outline):
            assert problem.message


def test_the_words_of_clerks_mean_keys_and_choices_that_there_are() -> None:
    keys = set(shapes())
    assert [(word, key) for word, meant in KEYS.items() for key in meant if key not in keys] == []
    known = {slip.name for slip in ALL}
    assert len(known) == len(ALL) >= 130
    assert "对比" in CHOICES


def test_no_word_of_clerks_stands_twice() -> None:
    source = (ROOT / "briefing/outline/vocabulary.py").read_text(encoding="utf-8")
    for table in source.split('"""\n')[1:3]:
        words = Counter(word for line in table.splitlines() if ": " in line for word in line.split(": ")[0].split())
        assert [word for word, count in words.items() if count > 1] == []
