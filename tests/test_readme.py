"""The README says what is so: its commands run, and its tables name every kind."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from readme import README, command, daily_commands, whole_outline

from briefing.document import ChartKind
from briefing.outline import schema
from briefing.workshop import build

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with the outline, its assets and an article, as a user has it."""
    shutil.copy(ROOT / "tests" / "extraction" / "port.txt", tmp_path / "article.txt")
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    shutil.copy(ROOT / "outline.yaml", tmp_path)
    (tmp_path / "recipients.csv").write_text(
        "份号,单位\n000001,示例市发展改革委\n000002,示例区统计局\n", encoding="utf-8"
    )
    return tmp_path


def test_the_commands_run_one_after_another(office: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for line in daily_commands():
        program, *arguments = shlex.split(line)
        assert program in {"briefing", "python"}
        start = ["-m", "briefing"] if program == "briefing" else []
        command = [sys.executable, *start, *arguments]
        done = subprocess.run(command, cwd=office, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"


def test_the_whole_outline_builds_as_it_stands(tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    outline.write_text(whole_outline(), encoding="utf-8")
    built = build(outline, tmp_path / "out")
    assert len(built.files) == 2
    assert built.warnings == ()


def test_the_sample_message_is_what_is_printed(office: Path) -> None:
    outline = office / "outline.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace("  title: ", "  tilte: ", 1), encoding="utf-8")
    command = [sys.executable, "-m", "briefing", "build"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=office, env=environment, capture_output=True, text=True, check=False)
    sample = "".join(done.stderr.splitlines(keepends=True)[:3])
    assert "tilte" in sample
    assert f"```text\n{sample}```" in TEXT


def test_each_set_up_command_is_one_line() -> None:
    assert "\n" not in command("build")
    assert "\n" not in command("test")
    assert TEXT.count(command("build")) == 2, "in English and in Chinese"


def kinds(union: Any) -> set[str]:
    members = get_args(get_args(union)[0])
    return {kind for member in members for kind in get_args(member.model_fields["kind"].annotation)}


def test_every_slide_kind_is_in_the_table() -> None:
    section = TEXT[TEXT.index("### Slide kinds") : TEXT.index("### Chart kinds")]
    assert set(re.findall(r"^\| `([\w-]+)` ", section, re.MULTILINE)) == kinds(schema.SlideModel)


def test_every_chart_kind_is_named() -> None:
    section = TEXT[TEXT.index("### Chart kinds") : TEXT.index("## Commands")]
    assert {kind.value for kind in ChartKind} <= set(re.findall(r"`([\w-]+)`", section))


def test_every_command_is_in_the_table() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "briefing", "--help"], capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"^  ([a-z]+)  ", printed[printed.index("Commands") :], re.MULTILINE)
    assert commands
    for name in commands:
        assert f"| `briefing {name} " in TEXT, name


def test_every_file_that_is_named_exists() -> None:
    for name in re.findall(r"(?:briefing|assets)/[\w./-]+", TEXT):
        assert (ROOT / name.rstrip("./")).exists(), name
