"""The preview shows the slides as they are rendered: the same lines at the same places, every figure marked."""

from __future__ import annotations

import re
import shutil
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from rendering import RenderedLine, bare, convert, needs_libreoffice, pages

from briefing.pipeline import Output, settle
from briefing.preview.content import Content, content
from briefing.workshop import build

ROOT = Path(__file__).resolve().parent.parent
OUTLINES = ROOT / "tests" / "outlines"
LINKED = {"entry"}
"""Slots whose text is a link: LibreOffice takes it for a field and sets it higher."""
_NEAR, _NEAR_IN_TABLES = 0.8, 2.5
"""Points; LibreOffice sets the lines of a table's cells a little higher than those of frames."""
_EQUAL = 0.99
"""The share of lines that has to end where LibreOffice ends them; it divides one in some hundreds otherwise."""


@dataclass(frozen=True)
class Line:
    slot: str
    text: str
    x: float
    baseline: float
    anchor: str | None


def shown(svg: str) -> list[Line]:
    """The lines of a slide's text; a chart's labels, whose widths are given, are left out."""
    lines = [
        Line(
            str(slot.get("data-slot")).split("-")[0],
            bare("".join(text.itertext())),
            float(str(text.get("x"))),
            float(str(text.get("y"))),
            text.get("text-anchor"),
        )
        for slot in ET.fromstring(svg).iter("g")  # noqa: S314 - our own markup
        if slot.get("class") == "slot"
        for text in slot.iter("text")
        if text.get("lengthAdjust") is None
    ]
    return [line for line in lines if line.text]


def whole(page: list[RenderedLine]) -> Iterator[tuple[str, float, float]]:
    """Yields text, left edge and baseline of each rendered piece, and of each with the next ones on its baseline."""
    for start, first in enumerate(page):
        text = ""
        for piece in page[start:]:
            if abs(piece.baseline - first.baseline) > 0.5:
                break
            text += bare(piece.text)
            yield text, first.box[0], first.baseline


@needs_libreoffice
@pytest.mark.parametrize("outline", [ROOT / "outline.yaml", OUTLINES / "minimal.yaml", OUTLINES / "english.yaml"])
def test_lines_end_and_stand_where_they_are_rendered(outline: Path, tmp_path: Path) -> None:
    built = build(outline, tmp_path, Output.DECK)
    seen = content(settle(outline))
    lost: list[str] = []
    count = 0
    printed = list(pages(convert(built.files[0], tmp_path)))
    for view, page in zip(seen.slides, printed, strict=True):
        candidates = list(whole(page))
        for line in shown(view.svg):
            count += 1
            same = [
                (abs(baseline - line.baseline), abs(x - line.x))
                for text, x, baseline in candidates
                if text in {line.text, f"■{line.text}"}
            ]
            if not same:
                lost.append(f"slide {view.number}: {line.text}")
            elif line.slot not in LINKED:
                down, across = min(same)
                assert down < (_NEAR_IN_TABLES if line.slot == "table" else _NEAR), (view.number, line)
                is_bulleted = f"■{line.text}" in {text for text, _, _ in candidates}
                assert line.anchor is not None or is_bulleted or across < 1, (view.number, line)
    assert count > 100
    assert len(lost) <= (1 - _EQUAL) * count, lost


@pytest.fixture(scope="module")
def seen() -> Content:
    return content(settle(OUTLINES / "minimal.yaml"))


def test_every_slide_is_well_formed_and_named(seen: Content) -> None:
    ids: list[str] = []
    for view in seen.slides:
        root = ET.fromstring(view.svg)  # noqa: S314 - our own markup
        assert root.get("aria-label") == view.title
        ids += [str(node.get("id")) for node in root.iter() if node.get("id")]
    ids += re.findall(r' id="([^"]+)"', seen.word)
    assert len(ids) == len(set(ids))


def test_links_of_the_word_text_lead_somewhere(seen: Content) -> None:
    targets = set(re.findall(r' id="([^"]+)"', seen.word))
    assert targets
    assert set(re.findall(r'href="#([^"]+)"', seen.word)) <= targets


def test_every_marked_figure_has_its_evidence(seen: Content) -> None:
    everything = "".join(view.svg for view in seen.slides) + seen.word
    marked = set(re.findall(r'data-fact="([^"]+)"', everything))
    assert marked
    assert marked <= set(seen.facts)
    for fact in seen.facts.values():
        assert fact.evidence or fact.inputs, fact.id


def test_charts_mark_their_figures() -> None:
    """The shipped deck's second chart: 87 and 1 are figures of the ledger, and its labels say so."""
    slides = content(settle(ROOT / "outline.yaml")).slides
    chart = slides[7].svg.split('data-slot="figure"')[1]
    assert chart.count('class="figure"') >= 4


def test_slides_know_where_they_are_written(seen: Content) -> None:
    text = (OUTLINES / "minimal.yaml").read_text(encoding="utf-8").splitlines()
    for view in seen.slides:
        if view.keys[-2:-1] == ("slides",):
            assert view.lines is not None
            first, last = view.lines
            assert any("claim:" in line for line in text[first - 1 : last]), view.title
            assert text[first - 1].lstrip().startswith(("- ", "kind", "claim"))


def test_text_of_the_outline_is_never_markup(tmp_path: Path) -> None:
    text = (OUTLINES / "minimal.yaml").read_text(encoding="utf-8")
    title = re.search(r"^  title: (.+)$", text, re.MULTILINE)
    assert title
    shutil.copytree(OUTLINES / "data", tmp_path / "data")
    evil = text.replace(f"  title: {title[1]}", "  title: '<img src=x onerror=alert(1)>\"&'", 1)
    (tmp_path / "outline.yaml").write_text(evil, encoding="utf-8")
    found = content(settle(tmp_path / "outline.yaml"))
    assert "<img" not in found.slides[0].svg + found.word
    assert "&lt;img src=x" in found.word
