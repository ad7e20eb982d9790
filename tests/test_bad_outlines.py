"""Outlines with several mistakes, that cannot be read at all, or that are made to do harm; single slips are in test_slips.py."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import Exit, LocatedProblem, OutlineError
from briefing.outline.load import load

OUTLINES = Path(__file__).parent / "outlines"
LEDGER = "data/minimal-facts.yaml"
TIMES = "data/times.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the minimal outline and its files."""
    return Path(shutil.copytree(OUTLINES, tmp_path / "outline"))


def problems(path: Path) -> tuple[LocatedProblem, ...]:
    """Returns the problems of an outline that cannot be loaded, having seen that nothing was written."""
    before = _listing(path.parent)
    with pytest.raises(OutlineError) as caught:
        load(path)
    assert _listing(path.parent) == before
    assert caught.value.status is Exit.INPUT_IS_WRONG
    return caught.value.problems


def _listing(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*")) if folder.is_dir() else []


def test_every_mistake_is_told_at_once(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8")
    for old, new in [
        ("  unit: 示例单位", "  unt: 示例单位"),
        ("kind: compare", "kind: compair"),
        ("西区产量{west_output}", "西区产量{west_outptu}"),
        ("table: works", "table: work"),
        ("value: 11}", "value: 111}"),
        ("file: data/plant.png", "file: data/times.csv"),
        ("values: 小时}", "values: 小食}"),
        ("date: 2025-06-30", "date: 昨天\n  date: 今天"),
    ]:
        text = text.replace(old, new, 1)
    outline.write_text(text, encoding="utf-8")
    ledger = folder / LEDGER
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("value: 28,", "value: 多,"), encoding="utf-8")

    found = problems(outline)

    assert len(found) == 9 + 1, [str(problem) for problem in found]
    assert [problem.place for problem in found] == sorted(problem.place for problem in found)


def test_a_broken_part_does_not_make_others_look_wrong(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8").replace("title: 东圈产量高于西区", "titel: 东圈产量高于西区", 1)
    outline.write_text(text, encoding="utf-8")
    assert [problem.message for problem in problems(outline)] == ["“titel” is not a key here; did you mean “title”?"]


def test_a_broken_ledger_does_not_make_every_reference_look_wrong(folder: Path) -> None:
    (folder / LEDGER).write_text("a: [", encoding="utf-8")
    found = problems(folder / "minimal.yaml")
    assert [problem.place.file for problem in found] == [str(folder / LEDGER)]


def test_an_article_of_which_nothing_is_known_cannot_be_cited(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    text = outline.read_text(encoding="utf-8")
    for line in ("    publisher: 示例日报\n", "    title: 两地协作的一年\n"):
        assert not [each for each in load(outline).warnings if "is cited by" in each.message]
        assert line in text
        text = text.replace(line, "", 1)
        outline.write_text(text, encoding="utf-8")
    (found,) = problems(outline)
    assert found.message == "an article is cited by its publisher, its title or a description; expected one of them"
    assert text.split("\n")[found.place.line - 1].strip() == "report:"


def test_an_outline_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "outline.yaml").touch()
    (found,) = problems(tmp_path / "outlin.yaml")
    assert str(found) == f"{tmp_path / 'outlin.yaml'}:1:1: error: there is no such file; did you mean “outline.yaml”?"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (found,) = problems(tmp_path / "nowhere/outline.yaml")
    assert "the folder" in found.message
    assert "does not exist" in found.message


def test_a_folder_for_an_outline(tmp_path: Path) -> None:
    (found,) = problems(tmp_path)
    assert str(found) == f"{tmp_path}:1:1: error: this is a folder; expected a text file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_for_an_outline(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = problems(tmp_path / "pipe")
    assert "a device or a pipe" in found.message


def test_an_outline_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outline = tmp_path / "outline.yaml"
    outline.touch()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = problems(outline)
    assert found.message == "the file cannot be read: Permission denied"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gbk_text_is_named_with_the_remedy(folder: Path, encoding: str) -> None:
    outline = folder / "minimal.yaml"
    outline.write_text("document:\n  title: 示例\n", encoding=encoding)
    (found,) = problems(outline)
    assert (found.place.line, found.place.column) == (2, 10)
    assert "the file is GB18030 (GBK) text, not UTF-8" in found.message
    assert "另存为" in found.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_text_is_named_with_the_remedy(folder: Path, encoding: str) -> None:
    outline = folder / "minimal.yaml"
    outline.write_text("document:\n  title: 示例\n", encoding=encoding)
    (found,) = problems(outline)
    assert (found.place.line, found.place.column) == (1, 1)
    assert "the file is UTF-16 text" in found.message


def test_bytes_that_are_no_text(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    outline.write_bytes(b"title: caf\xe9 \xff\xff\n")
    (found,) = problems(outline)
    assert (found.place.line, found.place.column) == (1, 11)
    assert "the file is not UTF-8 text" in found.message


def test_a_line_of_gbk_in_utf_8_text(folder: Path) -> None:
    outline = folder / "minimal.yaml"
    outline.write_bytes("document:\n  title: 两地协作\n  unit: ".encode() + "单位\n".encode("gbk"))
    (found,) = problems(outline)
    assert (found.place.line, found.place.column) == (3, 9)
    assert "not UTF-8 text, as the rest is" in found.message


@pytest.mark.parametrize("file", [LEDGER, TIMES])
def test_gbk_text_in_another_file(folder: Path, file: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8-sig"), encoding="gb18030")
    (found,) = problems(folder / "minimal.yaml")
    assert "GB18030 (GBK)" in found.message


def test_a_file_too_large_for_an_outline(tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    outline.write_bytes(b"#" * 4_000_001)
    (found,) = problems(outline)
    assert found.message == "the file is larger than 4 MB; expected a text file"


BOMBS = {
    "aliases": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "deep mappings": "".join(f"{' ' * i}a:\n" for i in range(1000)),
    "deep list in a line": "- " * 100_000 + "a",
    "deep brackets": "a: " + "[" * 100_000,
    "chain of aliases": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 1000)),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_ends_in_a_clear_error_soon(bomb: str, tmp_path: Path) -> None:
    outline = tmp_path / "bomb.yaml"
    outline.write_text(bomb, encoding="utf-8")
    command = "import sys; from pathlib import Path; from briefing.outline.load import load; load(Path(sys.argv[1]))"
    # Starting Python takes most of this; the load itself a few hundredths of a second.
    done = subprocess.run(
        [sys.executable, "-c", command, str(outline)], capture_output=True, text=True, timeout=20, check=False
    )
    assert "OutlineError" in done.stderr
    assert "at the most" in done.stderr or "more than" in done.stderr
