"""The XML of one slide of every layout in the gallery, as it was last looked at: `pytest --refresh-golden` renews it."""

from __future__ import annotations

import io
import sys
from base64 import b64decode
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree
from pptx import Presentation

sys.path.insert(0, str(Path(__file__).parent))

from briefing.charts import Drawing, Painted
from briefing.deck.native import Native
from briefing.deck.write import write
from briefing.document import Chart
from briefing.lengths import Size
from briefing.outline.schema import SlideModel
from briefing.pipeline import Settled, settle

HERE = Path(__file__).parent
GALLERY = HERE / "outlines" / "minimal.yaml"
GOLDEN = HERE / "golden"
FEW_LINES = 30
"""Lines of a difference that a failure shows."""
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def _draw(_chart: Chart, size: Size) -> Drawing:
    """Stands in for a drawn chart: what it shows is not in the slide's XML."""
    return Drawing(size, lambda: Painted(b'<svg xmlns="http://www.w3.org/2000/svg"/>', PIXEL))


def _compose(chart: Chart, _size: Size) -> Native:
    raise AssertionError(f"the gallery has no native charts, but {chart.id} is one")


def gallery() -> Settled:
    return settle(GALLERY)


def normal(xml: bytes) -> str:
    """Returns XML that compares line by line: attributes in canonical order, one element a line."""
    canonical = etree.tostring(etree.fromstring(xml), method="c14n")
    return str(etree.tostring(etree.fromstring(canonical), pretty_print=True, encoding="unicode"))


def first_of_each() -> list[tuple[str, int]]:
    """Returns every layout of the gallery with the index of its first slide."""
    layouts = [slide.layout for slide in gallery().deck.slides]
    return [(layout, layouts.index(layout)) for layout in dict.fromkeys(layouts)]


@pytest.fixture(scope="module")
def slides() -> list[str]:
    """The gallery's slides as normalised XML; relationship ids are those that the writer counts."""
    settled = gallery()
    data = write(settled.deck, settled.document.meta, settled.outline.theme, settled.template, _draw, _compose)
    return [normal(slide.part.blob) for slide in Presentation(io.BytesIO(data)).slides]


def difference(expected: str, found: str) -> str:
    """Returns the first lines of a unified diff, and how many more there are."""
    lines = list(unified_diff(expected.splitlines(), found.splitlines(), "golden", "now", n=1, lineterm=""))
    rest = f"\n… and {len(lines) - FEW_LINES} lines more" if len(lines) > FEW_LINES else ""
    return "\n".join(islice(lines, FEW_LINES)) + rest


@pytest.mark.parametrize(("layout", "index"), first_of_each())
def test_a_slide_is_written_as_it_was(
    layout: str, index: int, slides: list[str], request: pytest.FixtureRequest
) -> None:
    file = GOLDEN / f"{layout}.xml"
    if request.config.getoption("--refresh-golden"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(slides[index], encoding="utf-8")
    assert file.exists(), f"there is no {file.name} yet: run pytest --refresh-golden, and look at what it writes"
    expected = file.read_text(encoding="utf-8")
    if expected != slides[index]:
        changes = difference(expected, slides[index])
        pytest.fail(f"{file.name} differs (pytest --refresh-golden, if this is meant):\n{changes}", pytrace=False)


def test_no_golden_file_is_left_over(request: pytest.FixtureRequest) -> None:
    left_over = {file.stem for file in GOLDEN.glob("*.xml")} - {layout for layout, _ in first_of_each()}
    if request.config.getoption("--refresh-golden"):
        for layout in left_over:
            (GOLDEN / f"{layout}.xml").unlink()
        return
    assert left_over == set(), "the gallery has no slide in these layouts"


def kinds() -> Iterator[str]:
    """Yields the kinds that the outline's schema knows, by the tag of each member of its union."""
    for member in get_args(get_args(SlideModel)[0]):
        yield from get_args(member.model_fields["kind"].annotation)


def test_the_schema_knows_slide_kinds() -> None:
    assert len(list(kinds())) == len(set(kinds())) > 10


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_of_slide_has_a_golden_file(kind: str) -> None:
    settled = gallery()
    layouts = {slide.title: slide.layout for slide in settled.deck.slides}
    models = [slide for section in settled.outline.model.sections for slide in section.slides]
    golden = {layouts[slide.claim] for slide in models if slide.kind == kind}
    assert golden, f"the gallery has no slide of kind {kind}"
    for layout in golden:
        assert (GOLDEN / f"{layout}.xml").exists(), layout


def test_a_difference_is_shown_short() -> None:
    shown = difference("\n".join(map(str, range(200))), "\n".join(map(str, range(200, 400))))
    assert len(shown.splitlines()) == FEW_LINES + 1
    assert shown.startswith("--- golden\n+++ now\n")
    assert shown.endswith("lines more")


def test_a_difference_in_the_order_of_attributes_is_none() -> None:
    assert normal(b'<a x="1" y="2"><b/></a>') == normal(b'<a y="2" x="1"><b></b></a>') != normal(b'<a y="1" x="2"/>')
