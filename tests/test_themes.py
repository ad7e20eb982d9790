"""A unit's own theme file: what it changes in both files, and what is said when it is wrong."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parent))

from packages import dangling, faults, parts

from briefing import assets
from briefing.contrast import contrast, weak_pairs
from briefing.errors import LocatedProblem, OutlineError, Severity
from briefing.outline import looks
from briefing.outline.load import load
from briefing.pipeline import Output
from briefing.workshop import build

OUTLINES = Path(__file__).parent / "outlines"
OWN = "themes/our-unit.yaml"
CARET = "‸"


@dataclass(frozen=True)
class Slip:
    name: str
    old: str
    new: str
    says: str


SLIPS = [
    Slip("unknown key", "  tint:", "  ‸tinnt:", "“tinnt” is not a key here; did you mean “tint”?"),
    Slip("unknown key, top level", "\nmotif:", "\n‸motive:", "“motive” is not a key here; did you mean “motif”?"),
    Slip("missing colour", '  both: "5B4B8A"', "", "“both” is missing"),
    Slip("missing typefaces", "\ntypefaces:\n", "\n‸typeface:\n", "“typeface” is not a key here; did you mean “typefaces”?"),
    Slip("unknown motif", "motif: interlocked-rings", "motif: ‸stars", "“stars”; expected one of: bleeding-rings, interlocked-rings, light-rings"),
    Slip("three digits", '"E3D8C6"', '‸"ED8"', "“ED8”; expected a colour as six hexadecimal digits, such as 1F4E8C"),
    Slip("no hexadecimal digits", '"E3D8C6"', '‸"E3D8G6"', "“E3D8G6”; expected a colour"),
    Slip("a colour's name", '"E3D8C6"', "‸red", "“red”; expected a colour"),
    Slip("# begins a comment", 'line: "E3D8C6"', "line:‸ #E3D8C6", "“line” has no value; expected a colour"),
    Slip("a list for a colour", '"E3D8C6"', "‸[227, 216, 198]", "a list stands here; expected a colour"),
    Slip("a text for the palette", "\npalette:\n", "\npalette: ‸蓝色\nold:\n", "a text stands here; expected keys and values"),
    Slip("no typeface", "  latin: 微软雅黑", "  latin:‸", "“latin” has no value; expected text"),
    Slip("not YAML", "  latin: 微软雅黑", "  latin‸：微软雅黑", "a full-width colon “：” follows “latin”"),
    Slip("the same key twice", '  both: "5B4B8A"', '  both: "5B4B8A"\n  ‸both: "5B4B8A"', "stands here a second time"),
]  # fmt: skip


@pytest.fixture
def outline(tmp_path: Path) -> Path:
    """The small outline with the party red as its own theme file."""
    folder = tmp_path / "outlines"
    shutil.copytree(OUTLINES, folder)
    (folder / "themes").mkdir()
    shutil.copy(assets.file("themes", "party-red"), folder / OWN)
    return choose(folder / "minimal.yaml", OWN)


def choose(outline: Path, theme: str) -> Path:
    text = outline.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  theme: .*\n", "", text)
    outline.write_text(text.replace("document:\n", f"document:\n  theme: {theme}\n", 1), encoding="utf-8")
    return outline


def change(outline: Path, old: str, new: str) -> Path:
    file = outline.parent / OWN
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def problems(outline: Path) -> tuple[LocatedProblem, ...]:
    with pytest.raises(OutlineError) as caught:
        load(outline)
    return caught.value.problems


def test_an_own_theme_reaches_both_files(outline: Path, tmp_path: Path) -> None:
    change(outline, "name: party-red", "name: 本单位")
    change(outline, 'cover_ground: "8E1B1B"', 'cover_ground: "3B1030"')
    change(outline, 'second: "1F9BAE"', 'second: "#1c97aa"')
    deck, word = build(outline, tmp_path / "out").files
    assert faults(deck) == []
    assert dangling(parts(deck)) == []
    theme = parts(deck)["ppt/theme/theme1.xml"].decode()
    assert 'name="本单位"' in theme
    assert '<a:dk2><a:srgbClr val="3B1030"/></a:dk2>' in theme
    assert "华文中宋" in theme
    assert b'<a:accent3><a:srgbClr val="1C97AA"/>' in parts(word)["word/theme/theme1.xml"]
    assert Presentation(deck).slides[0].slide_layout.name == "cover"


def test_an_own_theme_named_like_a_shipped_one_is_still_its_own(outline: Path, tmp_path: Path) -> None:
    change(outline, "name: party-red", "name: policy-blue")
    (deck,) = build(outline, tmp_path / "out", Output.DECK).files
    assert b"8E1B1B" in parts(deck)["ppt/theme/theme1.xml"]


@pytest.mark.parametrize("name", assets.names("themes"))
def test_every_shipped_theme_builds(name: str, outline: Path, tmp_path: Path) -> None:
    (deck,) = build(choose(outline, name), tmp_path / "out", Output.DECK).files
    assert faults(deck) == []
    assert looks.theme(name).palette.primary.encode() in parts(deck)["ppt/theme/theme1.xml"]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_in_a_theme_file_is_named_where_it_stands(slip: Slip, outline: Path) -> None:
    file = change(outline, slip.old, slip.new)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(CARET, ""), encoding="utf-8")
    found = [problem for problem in problems(outline) if slip.says in problem.message]
    assert len(found) == 1, [str(problem) for problem in problems(outline)]
    assert found[0].place.file == str(file)
    if CARET in text:
        before = text[: text.index(CARET)].split("\n")
        assert (found[0].place.line, found[0].place.column) == (len(before), len(before[-1]) + 1)


def test_every_mistake_in_a_theme_file_is_told_at_once_with_those_of_the_outline(outline: Path) -> None:
    change(outline, '"E3D8C6"', "red")
    change(outline, "interlocked-rings", "stars")
    change(outline, "  tint:", "  tinnt:")
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace("kind: compare", "kind: compair", 1), encoding="utf-8")
    assert len(problems(outline)) == 4


@pytest.mark.parametrize(
    ("theme", "says"),
    [
        ("themes/our-unti.yaml", "there is no such file; did you mean “our-unit.yaml”?"),
        ("../our-unit.yaml", "leads out of the outline's folder"),
        ("/etc/our-unit.yaml", "is an absolute path"),
        ("party-rde", "neither a theme nor the path of a theme file (.yaml); did you mean “party-red”?"),
        ("themes/our-unit.yml", "neither a theme nor the path of a theme file (.yaml)"),
    ],
)
def test_a_theme_that_cannot_be_found_is_reported_at_its_name(theme: str, says: str, outline: Path) -> None:
    found = [problem for problem in problems(choose(outline, theme)) if says in problem.message]
    assert [(problem.place.file, problem.place.line) for problem in found] == [(str(outline), 3)]


def test_a_list_for_a_theme_is_reported(outline: Path) -> None:
    (outline.parent / OWN).write_text("- a\n", encoding="utf-8")
    (found,) = problems(outline)
    assert "expected keys and values here, beginning with “name:”" in found.message


def test_weak_contrast_is_a_warning_that_names_the_pair_and_its_ratio(outline: Path) -> None:
    file = change(outline, 'cover_text: "FFFFFF"', 'cover_text: "D07070"')
    change(outline, 'context: "8F877F"', 'context: "C0BAB3"')
    change(outline, 'second: "1F9BAE"', 'second: "127A8A"')
    warnings = [warning for warning in load(outline).warnings if warning.place.file == str(file)]
    assert [warning.message for warning in warnings] == [
        "second on first has a contrast of 1.0:1; expected at least 1.5:1",
        "context on white has a contrast of 1.9:1; expected at least 3:1",
        "cover_text on cover_ground has a contrast of 2.7:1; expected at least 4.5:1",
    ]
    assert {warning.severity for warning in warnings} == {Severity.WARNING}
    line = next(n for n, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if "cover_text" in text)
    assert warnings[-1].place.line == line


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert list(weak_pairs(looks.theme("policy-blue").palette)) == []
