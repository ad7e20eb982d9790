"""The preview's page as text: which slide a problem belongs to, what a file may hold, and what the command says."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from readme import whole_outline

from briefing.contrast import contrast
from briefing.errors import BriefingError, Keys, LocatedProblem, Place, Severity, SurroundingsError
from briefing.pipeline import Settled, settle
from briefing.preview import page
from briefing.preview.content import SlideView
from briefing.preview.notices import Notice, assigned, noticed
from briefing.preview.state import State, settled_state, state_after

ROOT = Path(__file__).resolve().parent.parent
OUTLINE = whole_outline()
FILE = "outline.yaml"


def slide(number: int, keys: Keys, lines: tuple[int, int] | None = None, shows: str | None = None) -> SlideView:
    return SlideView(number, f"slide {number}", None, "", (), keys, lines, shows)


SLIDES = (
    slide(1, ("document",), (1, 6)),
    slide(2, ()),
    slide(3, ("sections", 0), (20, 60)),
    slide(4, ("sections", 0, "slides", 0), (24, 40), "compared"),
    slide(5, ("sections", 0, "slides", 0), (24, 40)),
    slide(6, ("sections", 0, "slides", 1), (42, 60)),
    slide(7, ("sections", 1, "slides", 0), (64, 80)),
)


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (("document", "title"), 1),
        (("sections", 0, "name"), 3),
        (("sections", 0), 3),
        (("sections", 0, "slides", 0, "points", 2), 4),
        (("sections", 0, "slides", 1), 6),
        (("sections", 0, "slides", 9, "claim"), 3),
        (("sections", 1, "claim"), None),
        (("sections", 1), 7),
        (("sections",), None),
        (("charts", "compared", "rows", 0, "value"), 4),
        (("charts", "other"), None),
        (("charts",), None),
        (("facts", "output", "value"), None),
        ((), None),
    ],
)
def test_a_problem_belongs_to_the_slide_nearest_to_its_node(keys: Keys, number: int | None) -> None:
    notice = Notice("wrong", place=Place("facts.yaml", 30, 1), keys=keys)
    found = assigned([notice], SLIDES, FILE)
    assert dict(found.slides) == ({number: [notice]} if number else {})
    assert list(found.others) == ([] if number else [notice])


@pytest.mark.parametrize(("line", "number"), [(1, 1), (24, 4), (41, 3), (60, 6), (64, 7), (62, None), (999, None)])
def test_a_problem_without_a_node_belongs_to_the_slide_of_its_line(line: int, number: int | None) -> None:
    found = assigned([Notice("wrong", place=Place(FILE, line, 1))], SLIDES, FILE)
    assert list(found.slides) == ([number] if number else [])


def test_a_problem_comes_with_its_line(tmp_path: Path) -> None:
    text, data = tmp_path / "outline.yaml", tmp_path / "picture.png"
    text.write_bytes("\ufeff一\r\n  二: “三”\r\n".encode())
    data.write_bytes(b"\x89PNG\xff")
    places = [
        Place(str(text), 2, 3),
        Place(str(text), 9, 1),
        Place(str(data), 1, 1),
        Place(str(tmp_path / "gone"), 1, 1),
    ]
    assert [notice.line for notice in noticed(LocatedProblem(place, "") for place in places)] == [
        "  二: “三”",
        "",
        "",
        "",
    ]


def shown(notice: Notice) -> str:
    return page.file(State(FILE, None, (notice,))).decode()


def test_what_should_stand_there_is_shown_beside_what_stands_there() -> None:
    notice = Notice("wrong", Severity.ERROR, Place(FILE, 3, 5), (), "    tilte: 甲 & 乙", "    title: 甲 & 乙")
    text = shown(notice)
    assert "<code>    ti<del>lt</del>e: 甲 &amp; 乙</code>" in text
    assert "<code>    ti<ins>tl</ins>e: 甲 &amp; 乙</code>" in text
    insertion = Notice("wrong", Severity.ERROR, Place(FILE, 3, 5), (), "claim:甲", "claim: 甲")
    assert "<code>claim:甲</code>" in shown(insertion)
    assert "<code>claim:<ins> </ins>甲</code>" in shown(insertion)


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    notice = Notice("wrong", Severity.WARNING, Place(FILE, 3, 201), (), "甲" * 200 + "误" + "乙" * 200)
    assert f"<code>…{'甲' * 48}误{'乙' * 47}…</code>" in shown(notice)


@pytest.fixture(scope="module")
def outline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / FILE
    file.write_text(OUTLINE, "utf-8")
    return file


def test_the_file_asks_for_nothing(outline: Path) -> None:
    text = page.file(settled_state(outline, settle(outline))).decode()
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "connect-src" not in policy[1]
    assert "unsafe" not in policy[1]
    assert "://" not in re.sub(r'"http://www\.w3\.org/2000/svg"', "", text)
    assert not re.search(r"\b(?:src|srcset|action|formaction)=", text)
    assert {found[:1] for found in re.findall(r'\bhref="([^"]*)', text)} <= {"#", "d"}
    assert not re.search(r"<[a-z][^>]*\sstyle=", text), "a style in an attribute would need a hole in the policy"
    assert str(outline.parent) not in text


def test_every_state_has_the_same_policy(outline: Path) -> None:
    good = page.live(settled_state(outline, settle(outline)))
    bad = page.live(State(str(outline), None, (Notice("wrong"),)))
    assert good.policy == bad.policy, "the open page takes over the parts of another one"
    assert good.version != bad.version
    assert good == page.live(settled_state(outline, settle(outline)))


def test_the_last_good_content_outlives_everything(outline: Path) -> None:
    good = state_after(outline, settle, None)
    assert good.content
    assert not good.is_stale

    def fails(error: Exception) -> State:
        def failing(_: Path) -> Settled:
            raise error

        return state_after(outline, failing, good.content)

    for error in (BriefingError("what is wrong"), SurroundingsError("what is wrong"), RecursionError("what is wrong")):
        state = fails(error)
        assert state.content is good.content
        assert state.is_stale
        assert "what is wrong" in state.notices[0].message
    assert "what is wrong" in page.live(state).content.decode()


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefing", "preview", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_command_writes_one_file_and_says_how_large_it_is(outline: Path) -> None:
    done = run(outline.parent, FILE, "--out", "out/page.html", BRIEFING_LANG="zh")
    assert (done.returncode, done.stderr) == (0, "")
    written = outline.parent / "out" / "page.html"
    assert done.stdout == f"{Path('out/page.html')}（{written.stat().st_size / 1e6:.1f} MB）\n"
    text = written.read_text("utf-8")
    assert '<html lang="zh-CN">' in text
    assert "讲稿" in text
    assert [file.name for file in written.parent.iterdir()] == ["page.html"]


def test_an_outline_with_errors_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(OUTLINE.replace("  title:", "  tilte:", 1), "utf-8")
    (tmp_path / "page.html").write_text("before", "utf-8")
    done = run(tmp_path, FILE, "--out", "page.html")
    assert (done.returncode, done.stdout) == (1, "")
    assert "“tilte” is not a key here" in done.stderr
    assert (tmp_path / "page.html").read_text("utf-8") == "before"


def test_only_a_page_is_written(outline: Path) -> None:
    done = run(outline.parent, FILE, "--out", FILE)
    assert done.returncode == 2
    assert outline.read_text("utf-8") == OUTLINE


def test_a_port_that_cannot_be_used_is_a_matter_of_the_surroundings(outline: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(outline.parent, FILE, "--no-open", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 3
    assert "choose another with --port" in done.stderr


TOKENS = re.compile(r"--([\w-]+): #([0-9a-f]{6});")
TEXT = ("ink", "quiet", "accent", "error", "warning")
GROUNDS = {"desk": TEXT, "panel": TEXT, "error-tint": ("error", "ink", "quiet")}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_can_be_read(dark: bool) -> None:
    style = (ROOT / "briefing" / "preview" / "page.css").read_text("utf-8")
    first, second = [dict(TOKENS.findall(block)) for block in re.findall(r":root \{(.+?)\}", style, re.DOTALL)[:2]]
    colours = first | (second if dark else {})
    for ground, texts in GROUNDS.items():
        for text in texts:
            assert contrast(colours[text], colours[ground]) >= 4.5, f"{text} on {ground}"
