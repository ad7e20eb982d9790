"""From the command line to the files in their place: what is written, what is said, and what is left alone."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

import briefing
from briefing import cli
from briefing.errors import OutlineError, SurroundingsError
from briefing.pipeline import file_stem
from briefing.placing import delivery
from briefing.workshop import Built, build

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "outline.yaml"


def run(
    *arguments: str | Path, cwd: Path = ROOT, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user does, without a terminal."""
    command = [sys.executable, "-m", "briefing", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120, preexec_fn=before)


def copy_of_the_shipped(folder: Path) -> Path:
    """Returns an outline that may be changed, with what it names beside it."""
    shutil.copytree(ROOT / "assets", folder / "assets")
    return Path(shutil.copy(SHIPPED, folder / "outline.yaml"))


def files_in(folder: Path) -> list[str]:
    """Returns the names of the files in a folder, but for what is remembered of builds."""
    found = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    return sorted(path.name for path in found if ".briefing" not in path.parts)


def all_text(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        names = [name for name in package.namelist() if name.endswith(".xml")]
        return "".join(package.read(name).decode() for name in names)


def test_a_build_puts_both_files_in_the_folder(shipped: Built) -> None:
    assert [file.suffix for file in shipped.files] == [".pptx", ".docx"]
    assert files_in(shipped.files[0].parent) == sorted(file.name for file in shipped.files)


def test_the_files_open_again(deck_file: Path, word_file: Path) -> None:
    assert len(Presentation(deck_file).slides) > 0
    assert len(Document(word_file).paragraphs) > 0


def test_the_command_prints_the_two_paths_and_what_was_decided(tmp_path: Path) -> None:
    done = run("build", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    printed = done.stdout.splitlines()
    (pages,) = (line for line in printed if line.startswith("Word:"))
    assert re.fullmatch(r"Word: about \d+ pages", pages)
    paths = (line for line in printed if line != pages and not line.startswith("decided:"))
    assert sorted(Path(line).name for line in paths) == files_in(tmp_path)
    assert done.stderr == "", "no progress where there is no terminal"


def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "briefing", "build", "--only", "deck", "-o", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # Linux ends a terminal whose other side is closed with an error
            while data := os.read(ours, 65_536):
                seen += data
    os.close(ours)
    assert process.returncode == 0
    assert b"charts" in seen


@pytest.mark.parametrize(("only", "suffix"), [("deck", ".pptx"), ("word", ".docx")])
def test_one_of_the_files_can_be_built_alone(only: str, suffix: str, tmp_path: Path) -> None:
    assert run("build", "--only", only, "-o", tmp_path).returncode == 0
    assert [Path(name).suffix for name in files_in(tmp_path)] == [suffix]


def test_two_builds_are_the_same_byte_for_byte(shipped: Built, tmp_path: Path) -> None:
    again = build(SHIPPED, tmp_path)
    for one, other in zip(shipped.files, again.files, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_a_sentence_changed_in_the_outline_stands_in_both_files(tmp_path: Path) -> None:
    outline = copy_of_the_shipped(tmp_path)
    text = outline.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.strip().startswith("title:"))
    outline.write_text(text.replace(title, "  title: 改动之后的标题", 1), encoding="utf-8")
    built = briefing.build(outline, tmp_path / "out")
    assert all("改动之后的标题" in all_text(file) for file in built.files)


def test_a_figure_changed_in_the_ledger_stands_in_both_files(tmp_path: Path) -> None:
    outline = copy_of_the_shipped(tmp_path)
    ledger = tmp_path / "assets" / "facts.yaml"
    text = ledger.read_text(encoding="utf-8")
    assert "value: 39.1" in text or 'value: "39.1"' in text
    ledger.write_text(text.replace("39.1", "76.5"), encoding="utf-8")
    built = briefing.build(outline, tmp_path / "out")
    for file in built.files:
        assert "76.5" in all_text(file)
        assert "39.1" not in all_text(file)


def test_the_version_is_printed() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"briefing {briefing.__version__}")


def test_the_version_costs_no_heavy_import() -> None:
    heavy = "{'matplotlib', 'pptx', 'docx', 'numpy', 'pydantic', 'yaml'}"
    code = f"import sys, briefing.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_check_imports_no_writer() -> None:
    code = (
        "import sys, pathlib\nfrom briefing.pipeline import settle\n"
        f"settle(pathlib.Path({str(SHIPPED)!r}))\n"
        "print(sorted({'matplotlib', 'pptx', 'docx', 'numpy', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_check_reports_full_coverage_and_no_problem() -> None:
    done = run("check")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "no errors, no warnings" in done.stdout
    assert "19 used, 0 left out with a reason, 19 in all" in done.stdout


def test_check_prints_json_for_machines(tmp_path: Path) -> None:
    outline = copy_of_the_shipped(tmp_path)
    outline.write_text(outline.read_text(encoding="utf-8").replace("  unit: ", "  unti: ", 1), encoding="utf-8")
    done = run("check", outline, "--format", "json")
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    assert {"file", "line", "column", "severity", "message", "corrected"} == set(rows[0])
    assert any("unti" in row["message"] and "unit" in row["message"] for row in rows)


def test_a_broken_outline_leaves_the_files_of_the_last_build_alone(tmp_path: Path) -> None:
    outline = copy_of_the_shipped(tmp_path)
    built = build(outline, tmp_path / "out")
    before = [file.read_bytes() for file in built.files]
    outline.write_text("document:\n", encoding="utf-8")
    done = run("build", outline, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{outline}:")
    assert ": error: " in done.stderr
    assert [file.read_bytes() for file in built.files] == before
    assert len(files_in(tmp_path / "out")) == 2


def test_usage_errors_exit_with_two() -> None:
    assert run("build", "--nonsense").returncode == 2
    assert run("nonsense").returncode == 2


def test_a_folder_that_cannot_be_made_is_an_error_of_the_surroundings(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    done = run("build", "-o", tmp_path / "out" / "deeper")
    assert done.returncode == 3
    assert "cannot be written: a part of the path is a file, not a folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_in(tmp_path) == ["out"]


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    name = file_stem("成渝地区双城经济圈与粤港澳大湾区合作情况汇报") + ".docx"
    (tmp_path / name).mkdir()
    done = run("build", "-o", tmp_path)
    assert done.returncode == 3
    assert "a folder of that name stands there" in done.stderr
    assert files_in(tmp_path) == []


def small_files_only() -> None:
    """Lets the process write 50,000 bytes into a file at the most, as a disk that fills up does."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))


def test_a_disk_that_fills_up_leaves_the_old_files(tmp_path: Path) -> None:
    built = build(SHIPPED, tmp_path)
    before = [file.read_bytes() for file in built.files]
    done = run("build", "--no-notes", "-o", tmp_path, before=small_files_only)
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert [file.read_bytes() for file in built.files] == before
    assert len(files_in(tmp_path)) == 2


@pytest.mark.parametrize("fails_at", [1, 2])
def test_when_one_file_is_locked_neither_is_replaced(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = [tmp_path / "a.pptx", tmp_path / "a.docx"]
    for target in targets:
        target.write_bytes(b"old")
    replace, calls = Path.replace, []

    def locked(self: Path, target: Path) -> Path:
        if self.name.startswith("new-"):
            calls.append(target)
            if len(calls) == fails_at:
                raise PermissionError(errno.EACCES, "locked")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(SurroundingsError, match="close it there first"):
        delivery.put_in_place(dict.fromkeys(targets, b"new"))
    assert [target.read_bytes() for target in targets] == [b"old", b"old"]
    assert files_in(tmp_path) == ["a.docx", "a.pptx"]


def test_a_full_disk_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SurroundingsError, match="the disk is full"):
        delivery.put_in_place({tmp_path / "a.pptx": b"new"})
    assert files_in(tmp_path) == []


def too_many_rows(folder: Path, settings: str = "") -> Path:
    """Returns the small outline with a chart of 24 rows, as many as one may have, which no slide has the height for."""
    return with_rows(folder, [f"第{number}地" for number in range(1, 25)], settings)


def with_rows(folder: Path, labels: list[str], settings: str = "") -> Path:
    """Returns the small outline with a chart of a row for each label."""
    shutil.copytree(ROOT / "tests" / "outlines" / "data", folder / "data")
    rows = "".join(f"      - {{label: {label}, value: east_output}}\n" for label in labels)
    text = (ROOT / "tests" / "outlines" / "minimal.yaml").read_text(encoding="utf-8")
    start, end = text.index("  time_chart:\n"), text.index("  grouped_chart:\n")
    chart = f"  time_chart:\n    kind: bar\n    title: 各地产量\n    unit: 万辆\n{settings}    rows:\n{rows}"
    outline = folder / "outline.yaml"
    outline.write_text(text[:start] + chart + text[end:], encoding="utf-8")
    return outline


@pytest.mark.parametrize("settings", ["", "    render: native\n"])
def test_check_tells_of_a_chart_that_cannot_be_drawn(settings: str, tmp_path: Path) -> None:
    outline = too_many_rows(tmp_path, settings)
    done = run("check", outline)
    line = outline.read_text(encoding="utf-8").splitlines().index("  time_chart:") + 2
    said = "chart “time_chart” (各地产量) does not fit its place on the slide (308 × 104 mm): 24 rows need more height"
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "1 error:",
        f"{outline}:{line}:5: error: {said}",
        f"{line:>6} |     kind: bar",
        "       |     ^",
    ]


def test_a_chart_too_crowded_for_its_compact_place_on_a_page_gets_a_higher_one(tmp_path: Path) -> None:
    name = "地的一个名称相当长的产业园区及其配套物流枢纽与冷链智慧产业园"
    built = build(with_rows(tmp_path, [f"第{number}{name}" for number in range(1, 5)]), tmp_path / "out")
    short = build(
        with_rows(tmp_path / "short", [f"第{number}地" for number in range(1, 5)]), tmp_path / "short" / "out"
    )
    crowded, compact = (
        next(
            shape.height
            for shape in Document(str(made.files[1])).inline_shapes
            if "各地产量" in shape._inline.docPr.name
        )
        for made in (built, short)
    )
    assert crowded > compact


def test_a_chart_that_cannot_be_drawn_builds_nothing(tmp_path: Path) -> None:
    outline = too_many_rows(tmp_path)
    checked, built = run("check", outline), run("build", outline, "-o", tmp_path / "out")
    assert built.returncode == 1
    assert f"1 error:\n{built.stderr}" == checked.stderr
    assert files_in(tmp_path / "out") == []


def test_check_tells_of_the_same_with_other_problems(tmp_path: Path) -> None:
    outline = too_many_rows(tmp_path)
    text = outline.read_text(encoding="utf-8")
    outline.write_text(
        text.replace("points: [短板在芯片]", f"points: [{', '.join(['短板在芯片' * 33] * 4)}]"), encoding="utf-8"
    )
    found = run("check", outline).stderr
    assert "24 rows need more height" in found
    assert "cut at least" in found


def test_a_defect_of_the_tool_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no")

    monkeypatch.setattr("briefing.pipeline.settle", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main(["check"])
    assert ended.value.code == 3
    printed = capsys.readouterr().err
    assert "the tool itself failed (ZeroDivisionError: no)" in printed
    assert "Traceback" not in printed


def test_every_chart_that_cannot_be_drawn_is_named_at_once(tmp_path: Path) -> None:
    outline = copy_of_the_shipped(tmp_path)
    text = outline.read_text(encoding="utf-8")
    for kind in ("timeline", "range"):
        start = f"    kind: {kind}\n    title: "
        assert start in text
        text = text.replace(start, start + "\U0001f600", 1)
    outline.write_text(text, encoding="utf-8")
    with pytest.raises(OutlineError) as found:
        build(outline, tmp_path / "out")
    assert len({problem.place for problem in found.value.problems}) == 2
    assert files_in(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("甲/乙: 丙?", "甲乙丙"),
        ("...", "briefing"),
        ("长" * 100, "长" * 80),
        ("双圈\n合作", "双圈合作"),
        ("Two Ports:  a Year", "Two Ports a Year"),
    ],
)
def test_file_names_are_safe_everywhere(title: str, stem: str) -> None:
    assert file_stem(title) == stem
