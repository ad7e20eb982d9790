"""The studio: a chart's pictures are the same whether they are painted here, by a helper, or taken from the cache."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, SHIPPED
from test_charts import CHARTS, SLOTS, THEME

from briefing.cache import VARIABLE, Store
from briefing.charts import Artwork, Medium, Painted, paint, studio
from briefing.charts.engine import draw
from briefing.charts.marks import Line, Stroke
from briefing.charts.studio import Studio
from briefing.document import ChartKind
from briefing.helpers import Helpers, suitable_count
from briefing.workshop import build


@pytest.fixture(scope="module")
def artworks() -> list[Artwork]:
    kinds = (ChartKind.BAR, ChartKind.TIMELINE, ChartKind.SHARE)
    return [draw(CHARTS[kind], size, THEME, medium).artwork for kind in kinds for medium, size in SLOTS]


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    return Store(tmp_path / "charts", 1 << 24)


@pytest.fixture
def no_painting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def forbid() -> None:
        monkeypatch.setattr(studio, "paint", fail)

    return forbid


def fail(artwork: Artwork) -> Painted:
    raise AssertionError(f"painted again: {artwork.labels}")


def test_what_is_kept_is_not_painted_again(
    artworks: list[Artwork], kept: Store, no_painting: Callable[[], None]
) -> None:
    first = [Studio(kept).paint(artwork) for artwork in artworks]
    no_painting()
    assert [Studio(kept).paint(artwork) for artwork in artworks] == first == [paint(artwork) for artwork in artworks]


def test_one_studio_paints_nothing_twice_even_without_a_cache(
    artworks: list[Artwork], no_painting: Callable[[], None]
) -> None:
    warm = Studio()
    first = warm.paint(artworks[0])
    no_painting()
    assert warm.paint(replace(artworks[0])) is first


def test_a_damaged_entry_is_painted_again(artworks: list[Artwork], kept: Store) -> None:
    right = Studio(kept).paint(artworks[0])
    entry = next(kept.folder.iterdir())
    entry.write_bytes(entry.read_bytes()[:-100] + bytes(100))
    assert Studio(kept).paint(artworks[0]) == right
    assert Studio(kept)._fetched(artworks[0]) == right


def test_whatever_changes_the_picture_is_another_entry(artworks: list[Artwork], kept: Store) -> None:
    """The least change: another digit, colour, size, medium or version of a library."""
    artwork = artworks[0]
    Studio(kept).paint(artwork)
    text = next(mark for mark in artwork.marks if isinstance(mark, Line))
    others = (
        replace(artwork, medium=Medium.PAGE if artwork.medium is Medium.SLIDE else Medium.SLIDE),
        replace(artwork, size=replace(artwork.size, height=artwork.size.height + artwork.size.height)),
        replace(artwork, marks=artwork.marks[:-1]),
        replace(artwork, marks=(*artwork.marks, replace(text, text=text.text + "0"))),
        replace(artwork, marks=(*artwork.marks, replace(text, color="000001"))),
        replace(artwork, marks=(*artwork.marks, Stroke((0.0, 0.0), (1.0, 1.0), "000000", 1.0))),
        replace(artwork, marks=(*artwork.marks, Stroke((-0.0, 0.0), (1.0, 1.0), "000000", 1.0))),
    )
    assert len({artwork, *others}) == len(others) + 1
    assert all(Studio(kept)._fetched(other) is None for other in others)


def test_another_version_of_what_paints_is_another_entry(
    artworks: list[Artwork], kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    Studio(kept).paint(artworks[0])
    ways = studio._ways()
    assert all(name in ways for name in ("matplotlib", "pillow", "numpy", "pylopdf-fonts-zh-cn", sys.version))
    monkeypatch.setattr(studio, "_ways", lambda: ways.replace("matplotlib ", "matplotlib 9."))
    assert Studio(kept)._fetched(artworks[0]) is None


def test_helpers_paint_the_same(artworks: list[Artwork], kept: Store, no_painting: Callable[[], None]) -> None:
    expected = [paint(artwork) for artwork in artworks]
    with Helpers(2) as helpers:
        busy = Studio(kept, helpers)
        busy.order(artworks)
        assert isinstance(helpers._pool, ProcessPoolExecutor)
        for future in busy._ordered.values():
            future.result()
        no_painting()
        assert [busy.paint(artwork) for artwork in artworks] == expected
    no_painting()
    assert [Studio(kept).paint(artwork) for artwork in artworks] == expected


def test_what_is_kept_asks_for_no_helper(artworks: list[Artwork], kept: Store) -> None:
    Studio(kept).paint(artworks[0])
    with Helpers(2) as idle:
        Studio(kept, idle).order(artworks[:1])
        assert idle._pool is None


def test_without_helpers_it_goes_on_by_itself(artworks: list[Artwork], monkeypatch: pytest.MonkeyPatch) -> None:
    with Helpers(1) as helpers:
        left_alone = Studio(helpers=helpers)
        left_alone.order(artworks[:2])
        for future in left_alone._ordered.values():
            future.exception()
            monkeypatch.setattr(future, "result", killed)
        assert left_alone.paint(artworks[0]) == paint(artworks[0])
        assert left_alone.paint(artworks[1]) == paint(artworks[1])


def killed() -> Painted:
    raise BrokenProcessPool


def test_the_pictures_survive_being_kept(artworks: list[Artwork]) -> None:
    painted = paint(artworks[0])
    assert studio._unpacked(studio._packed(painted)) == painted
    assert studio._unpacked(studio._packed(Painted(b"", b"x"))) == Painted(b"", b"x")


def test_files_are_the_same_with_the_cache_without_it_and_with_helpers(tmp_path: Path) -> None:
    """The command itself, in processes of its own: with nothing kept, twice with a cache, and without one."""
    environment = {**os.environ, VARIABLE: str(tmp_path / "cache")}
    folders = {"nothing kept": [], "all kept": [], "no cache": ["--no-cache"]}
    found = {}
    for name, options in folders.items():
        command = [sys.executable, "-m", "briefing", "build", str(SHIPPED), "-o", str(tmp_path / name), "-q", *options]
        subprocess.run(command, check=True, env=environment, cwd=ROOT)
        found[name] = [file.read_bytes() for file in sorted((tmp_path / name).glob("*.*x"))]
    assert found["nothing kept"] == found["all kept"] == found["no cache"]
    kept = list((tmp_path / "cache" / "charts").iterdir())
    assert len(kept) == 20, "ten charts, for the deck and for Word"


def test_no_cache_keeps_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, VARIABLE: str(tmp_path / "cache")}
    command = [sys.executable, "-m", "briefing", "build", "tests/outlines/minimal.yaml", "--only", "word", "--no-cache"]
    subprocess.run([*command, "-q", "-o", str(tmp_path)], check=True, env=environment, cwd=ROOT)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(("cores", "count"), [(1, 0), (2, 2), (4, 4), (64, 4)])
def test_a_machine_of_many_cores_does_not_start_a_process_on_each(
    cores: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert suitable_count() == count


def test_a_build_from_python_needs_no_helper_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script without a guard around its main part would be run again by each of them."""
    monkeypatch.setattr(Helpers, "give", fail)
    monkeypatch.setenv(VARIABLE, "")
    assert build(ROOT / "tests" / "outlines" / "minimal.yaml", tmp_path).files
