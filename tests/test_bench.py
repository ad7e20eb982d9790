"""What builds are held against writes the same: tests/bench/speed.py measures how long each takes."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image, ImageChops, ImageStat

sys.path.insert(0, str(Path(__file__).resolve().parent / "bench"))

from contents import Contents
from desk import Desk, Options, SkippedError, UnlikeError, lacking, require_alike
from goals import GOALS, Goal
from long import write_outline
from timing import HERE, Compared, Ran, clocked, figures, in_turn, seconds, table

from briefing.pipeline import settle
from briefing.workshop import Built


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The shipped outline, with what the plain script made of it."""
    made = Desk(tmp_path_factory.mktemp("desk"), Options())
    made.plain()
    return made


@pytest.fixture
def ours(shipped: Built) -> Path:
    return shipped.files[0].parent


def test_the_plain_script_writes_what_a_build_does(desk: Desk, ours: Path) -> None:
    require_alike(ours, desk.folder / "plain")
    charts = {each.stem for each in (desk.folder / "plain").glob("*.png")}
    assert charts == {each.stem for each in (desk.folder / "plain").glob("*.svg")}
    assert len(charts) == 20, "each of ten charts for both files"


@pytest.mark.parametrize("ending", [".pptx", ".docx"])
def test_charts_of_both_look_alike(desk: Desk, ours: Path, ending: str) -> None:
    mine, plain = (_pictures(next(folder.glob(f"*{ending}"))) for folder in (ours, desk.folder / "plain"))
    assert len(mine) == len(plain) == 10
    for picture in mine:
        alike = min((_difference(picture, other) for other in plain if other.size == picture.size), default=255.0)
        assert alike < 8, "hinted otherwise, letters differ by a shade; another chart differs by 20 and more"


def _pictures(file: Path) -> list[Image.Image]:
    """Returns a file's charts on white ground."""
    with ZipFile(file) as package:
        names = [name for name in package.namelist() if name.endswith(".png")]
        found = [Image.open(BytesIO(package.read(name))).convert("RGBA") for name in names]
    return [Image.alpha_composite(Image.new("RGBA", each.size, "white"), each).convert("L") for each in found]


def _difference(picture: Image.Image, other: Image.Image) -> float:
    """Returns how much the grey of two pictures of one size differs on average."""
    return float(ImageStat.Stat(ImageChops.difference(picture, other)).mean[0])


def test_pandoc_writes_what_a_build_does(desk: Desk, ours: Path) -> None:
    try:
        desk.pandoc()
    except SkippedError as error:
        pytest.skip(str(error))
    require_alike(ours, desk.folder / "pandoc")


def test_a_peer_that_leaves_a_slide_out_is_not_measured(desk: Desk, ours: Path, tmp_path: Path) -> None:
    for part in ("charts.json", "word.json"):
        (tmp_path / part).write_text((desk.description / part).read_text("utf-8"), "utf-8")
    slides = (desk.description / "slides.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "slides.jsonl").write_text("".join(slides[:-1]), "utf-8")
    less = Desk(tmp_path / "desk", Options())
    less.__dict__["description"] = tmp_path
    less.plain("--png")
    with pytest.raises(UnlikeError, match="25 pages, not 26"):
        require_alike(ours, less.folder / "plain")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Contents(2, "甲乙丙", "注", 1, 0), ""),
        (Contents(2, "甲乙", "注丙丁", 1, 0), ""),
        (Contents(2, "甲乙", "注", 1, 0), "75.0% of the characters"),
        (Contents(1, "甲乙丙", "注", 1, 0), "1 pages, not 2"),
        (Contents(2, "甲乙丙", "注", 0, 0), "0 pictures, not 1"),
    ],
)
def test_what_a_peer_lacks_is_told(other: Contents, said: str) -> None:
    assert lacking(Contents(2, "甲乙丙", "注", 1, 0), other) == said


def test_the_plain_script_uses_nothing_of_ours() -> None:
    for script in HERE.glob("plain*.py"):
        imported = {name.split(".")[0] for name in _imports(script)}
        assert "briefing" not in imported, script.name


def _imports(script: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(script.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_generated_outlines_are_in_order(tmp_path: Path) -> None:
    settled = settle(write_outline(tmp_path / "long", 12))
    assert settled.warnings == ()
    shown = [slide for slide in settled.deck.slides if slide.shows]
    assert len(shown) == 12
    assert len({picture.read_bytes() for picture in (tmp_path / "long").glob("*.jpg")}) == 12


def test_both_take_turns_and_ratios_are_of_one_round() -> None:
    order: list[str] = []

    def taking(name: str, times: Iterator[float]) -> Ran:
        order.append(name)
        return Ran(next(times))

    ours, beside = iter((1.0, 4.0, 1.0)), iter((2.0, 4.0, 8.0))
    rounds = in_turn(3, lambda: taking("ours", ours), lambda: taking("beside", beside))
    assert order == ["ours", "beside", "beside", "ours", "ours", "beside"]
    line = Compared("x", "", seconds(rounds, 0), seconds(rounds, 1))
    assert line.ratios == (0.5, 1.0, 0.125)
    assert line.ratio == 0.5


def test_the_table_tells_spreads_and_what_was_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GOALS, "x", Goal(1.0, at_least=True))
    monkeypatch.setitem(GOALS, "y", Goal(0.9))
    lines = [Compared(name, "of w", (1.0, 2.0, 6.0), (2.0, 2.0, 2.0)) for name in "xyw"]
    told = table(lines, {"z": "there is none"}).splitlines()
    assert told[2] == "| `x` of w | 2 s (1–6) | 2 s (2–2) | 1 (0.5–3) | ≥ 1 | yes |"
    assert told[3].endswith("| ≤ 0.9 | no |")
    assert told[4].endswith("| — | — |")
    assert told[5] == "z: not measured, there is none"
    assert json.loads(figures(lines, {}))["measured"][0]["ratios"] == [0.5, 1.0, 3.0]


def test_memory_is_that_of_the_process_alone() -> None:
    kept = b"x" * 200_000_000
    assert clocked(sys.executable, "-c", "pass").peak < len(kept) / 2
