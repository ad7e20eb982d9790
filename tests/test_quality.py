"""Lint, format and types, so that the one test command says all there is to say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "briefing"


@pytest.mark.parametrize("arguments", [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)], ids=" ".join)
def test_the_code_passes(arguments: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return names | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def room_of(file: Path) -> str:
    relative = file.relative_to(ROOMS)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported_rooms(room: str) -> set[str]:
    files = [file for file in ROOMS.rglob("*.py") if room_of(file) == room]
    names = {name for file in files for name in imports(file) if name.startswith("briefing.")}
    return {name.split(".")[1] for name in names} - {room}


def test_the_settled_document_imports_nothing_of_ours() -> None:
    assert imported_rooms("document") == set()


@pytest.mark.parametrize(
    ("room", "never"),
    [("deck", {"word", "plan"}), ("word", {"deck", "plan"}), ("charts", {"deck", "word", "plan", "outline"})],
)
def test_writers_know_neither_each_other_nor_the_planner(room: str, never: set[str]) -> None:
    assert imported_rooms(room) & never == set()


@pytest.mark.parametrize("room", ["deck", "word"])
def test_writers_know_no_yaml(room: str) -> None:
    scripts = {"template.py", "reference.py"}
    files = [file for file in (ROOMS / room).rglob("*.py") if file.name not in scripts]
    for file in files:
        assert not {name for name in imports(file) if name.startswith(("yaml", "briefing.outline"))}, file.name


def test_rooms_do_not_import_in_circles() -> None:
    rooms = {room_of(file) for file in ROOMS.rglob("*.py")} - {"__init__", "__main__"}
    waiting = {room: imported_rooms(room) & rooms for room in rooms}
    while free := {room for room, needed in waiting.items() if not needed}:
        waiting = {room: needed - free for room, needed in waiting.items() if room not in free}
    assert waiting == {}, "these rooms import each other"


def test_the_top_level_holds_what_it_may_hold() -> None:
    allowed = {"pyproject.toml", "README.md", "briefing", "outline.yaml", "assets", "tests"}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607 - git is found by its name
    if listed.returncode:
        pytest.skip("not a git checkout: what belongs to the project cannot be told from what does not")
    top = {line.split("/")[0].strip('"') for line in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} <= allowed
