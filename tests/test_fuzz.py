"""A small share of the fuzzing of tests/bench/fuzz.py, and whether that notices what it looks for."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "fuzz"))

import checks
import mutants
import mutations
import samples
import tokens
import valid
from crew import Crew
from tally import Tally
from trying import REPEATED, tries
from worker import Limits, Outcome, Try, WrongError

from briefing.errors import BriefingError, LocatedProblem, OutlineError, Place
from briefing.pipeline import make, settle

OUTLINES = 6
MUTATED = 3
"""Cases of each kind."""


def planted(kind: str, _seed: int, _count: int, folder: Path) -> Iterator[Try]:
    """Yields cases with a failure in them, and one without, as a worker gets them."""

    def fail() -> str:
        raise KeyError("planted")

    def report() -> str:
        raise BriefingError("a sentence")

    def loop() -> str:
        while True:
            pass

    def write() -> str:
        (folder.parent.parent / "outside").write_text("planted", "ascii")
        return "built"

    def write_inside() -> str:
        (folder / "inside").write_text("planted", "ascii")
        (folder / "inside").unlink()
        return "built"

    def connect() -> str:
        socket.create_connection(("127.0.0.1", 9), 1)
        return "built"

    def hold() -> str:
        return "built" if len(b"x" * (350 << 20)) else ""

    def die() -> str:
        os._exit(7)

    def hang() -> str:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGPROF})
        time.sleep(60)
        return "built"

    acts = {each.__name__: each for each in (fail, report, loop, write, write_inside, connect, hold, die, hang)}
    (folder / "input.txt").write_text(kind, "ascii")
    yield Try(f"{kind} 1", acts[kind])


def outcomes(kinds: list[str], kept: Path) -> dict[str, Outcome]:
    crew = Crew(1, planted, kept, Limits(seconds=1, memory=400 << 20), grace=4)
    return {outcome.kind: outcome for outcome in crew.run([(kind, 1, 1) for kind in kinds])}


def test_the_harness_notices_every_planted_failure(tmp_path: Path) -> None:
    found = outcomes(["report", "write_inside", "fail", "loop", "write", "connect", "hold", "die", "hang"], tmp_path)

    assert {kind: outcome.end for kind, outcome in found.items() if outcome.end != "failed"} == {
        "report": "reported",
        "write_inside": "built",
    }
    assert "KeyError: 'planted'" in found["fail"].why
    assert "TooSlowError" in found["loop"].why
    assert "outside" in found["write"].why
    assert not list(tmp_path.parent.glob("outside"))
    assert "socket" in found["connect"].why
    assert "held" in found["hold"].why
    assert "exit status 7" in found["die"].why
    assert "hangs" in found["hang"].why
    kept = {path.name for path in tmp_path.iterdir()}
    assert {f"{kind}-1" for kind in ("fail", "loop", "write", "connect", "hold")} <= kept
    assert (tmp_path / "fail-1" / "input.txt").read_text("ascii") == "fail"
    assert "KeyError" in (tmp_path / "fail-1" / "why.txt").read_text("utf-8")


def test_random_outlines_are_built_and_wrong_files_are_told(tmp_path: Path) -> None:
    tally = Tally()
    orders = [(REPEATED, 7, OUTLINES), *((kind, 1, MUTATED) for kind in mutants.kinds())]
    for outcome in Crew(1, tries, tmp_path).run(orders):
        tally.add(outcome)

    assert [(each.name, each.why) for each in tally.failures] == []
    assert tally.built >= OUTLINES // 2
    assert sum(tally.ends.values()) == sum(count for _kind, _seed, count in orders)
    assert json.loads(json.dumps(tally.figures()))["failures"] == []


def test_the_same_seed_draws_the_same_outlines() -> None:
    first, second = ([(case.text, case.files) for case in valid.drawn(11, 4)] for _ in range(2))
    assert first == second
    assert first != [(case.text, case.files) for case in valid.drawn(12, 4)]


@pytest.mark.parametrize("kind", mutants.kinds())
def test_a_case_is_had_again_by_its_name(kind: str, tmp_path: Path) -> None:
    seen = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        next(iter(mutants.tries(kind, 5, 1, folder)))
        seen.append({str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert seen[0] == seen[1]
    assert seen[0]


def test_the_checks_of_packages_see_what_an_office_would_mend(tmp_path: Path) -> None:
    outline = tmp_path / "outline.yaml"
    outline.write_bytes(samples.small()["outline.yaml"])
    settled = settle(outline)
    deck = make(settled).deck
    assert deck is not None
    assert list(checks.faults(deck)) == []
    assert list(checks.overflows(settled)) == []

    parts = checks.parts_of(deck)
    slide = "ppt/slides/slide2.xml"
    for broken, told in (
        (parts | {"ppt/strange.thing": b""}, "has no type"),
        ({name: data for name, data in parts.items() if name != slide}, "slide2.xml"),
        (parts | {slide: parts[slide].replace(b'<p:cNvPr id="2"', b'<p:cNvPr id="3"', 1)}, "two shapes have one id"),
        (parts | {slide: parts[slide][:-9]}, slide),
        (parts | {f"ppt/slides/_rels/{slide[11:]}.rels": b"<Relationships/>"}, "nothing is related as"),
    ):
        assert any(told in fault for fault in checks.faults(mutations.zipped(list(broken.items())))), told


def test_a_place_outside_the_file_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "outline.yaml"
    file.write_text("document:\n  title: 示例\n", "utf-8")
    checks.misplaced(OutlineError([LocatedProblem(Place(str(file), 2, 12), "told")]), tmp_path)
    for place in (
        Place(str(file), 2, 13),
        Place(str(file), 4, 1),
        Place(str(file), 0, 1),
        Place(str(file), 1, 0),
        Place(str(tmp_path.parent / "other.yaml"), 1, 1),
    ):
        with pytest.raises(WrongError):
            checks.misplaced(OutlineError([LocatedProblem(place, "told")]), tmp_path)


def test_mutations_change_what_they_are_given() -> None:
    random = Random(1)  # noqa: S311 - nothing secret hangs on it
    text = samples.shipped()["outline.yaml"]
    package = samples.reference()
    changed = [mutations.of_text(random, text) != text for _ in range(20)]
    changed += [mutations.of_package(random, package) != package for _ in range(5)]
    assert sum(changed) > 20


def test_the_words_for_guided_fuzzing_come_from_the_schema() -> None:
    words = set(tokens.of_outlines())
    assert {"sections: ", "claim: ", "stacked-100", "key-figures", "简报"} <= words
    assert {"超", "以上", "公里", "39.1"} <= set(tokens.of_figures())
