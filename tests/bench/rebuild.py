"""How long does an edit take? A text edit in a process that stays warm, held against `briefing build` from nothing.

Run: python tests/bench/rebuild.py [--runs 7] [--json]. In turn, runs the command as a process of its own, and in one
warm process edits a sentence of another slide, waits until the save is noticed, and builds. The work of a rebuild is
that from the save's being noticed to both finished files' being in place.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count, islice
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import yaml

from briefing.outline.named import NamedFiles
from briefing.watching import saves
from briefing.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of one round."""

    cold: float
    """`briefing build`, from its start to its end."""
    work: float
    """From the noticed save of a text edit to both files in place."""
    noticed: float
    """From the save to its being noticed."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures a text edit in a warm process against a cold build.")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rounds = list(_measured(Path(folder), options.runs))
    print(json.dumps(_figures(rounds), indent=2) if options.json else _table(rounds))
    return 0


def _measured(folder: Path, runs: int) -> Iterator[Measured]:
    outline = _copied(folder)
    text = outline.read_text("utf-8")
    workshop = Workshop(outline, folder / "warm")
    stop = threading.Event()
    saved = saves(NamedFiles(outline), stop)
    workshop.build()
    for edited in islice(_edits(text), runs):
        cold = _cold(outline, folder / "cold")
        start = time.perf_counter()
        outline.write_text(edited, "utf-8")
        next(saved)
        seen = time.perf_counter()
        workshop.build()
        yield Measured(cold, time.perf_counter() - seen, seen - start)
    stop.set()


def _copied(folder: Path) -> Path:
    """Returns a copy of the shipped outline with its ledger."""
    (folder / "assets").mkdir()
    shutil.copy(ROOT / "assets" / "facts.yaml", folder / "assets")
    return Path(shutil.copy(ROOT / "outline.yaml", folder))


def _edits(text: str) -> Iterator[str]:
    """Yields the outline with a sentence of one slide after the other changed, in other words on each turn."""
    slides = [slide for section in yaml.safe_load(text)["sections"] for slide in section["slides"]]
    for turn in count(1):
        for slide in slides:
            paragraph = slide["prose"].strip().splitlines()[0]
            yield text.replace(paragraph, f"{paragraph[:-1]}，{'更' * turn}值得关注。")


def _cold(outline: Path, out: Path) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "briefing", "build", str(outline), "-o", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def _figures(rounds: list[Measured]) -> dict[str, object]:
    cold, work = median(each.cold for each in rounds), median(each.work for each in rounds)
    return {
        "rounds": [asdict(each) for each in rounds],
        "cold": cold,
        "work": work,
        "noticed": median(each.noticed for each in rounds),
        "ratio": median(each.work / each.cold for each in rounds),
    }


def _table(rounds: list[Measured]) -> str:
    columns = {
        "cold build, s": [each.cold for each in rounds],
        "work of a rebuild, s": [each.work for each in rounds],
        "save noticed after, s": [each.noticed for each in rounds],
        "work : cold build, %": [100 * each.work / each.cold for each in rounds],
    }
    lines = [f"{len(rounds)} rounds", f"{'':24}{'median':>8}{'least':>8}{'most':>8}"]
    lines += [f"{name:24}{median(of):8.3f}{min(of):8.3f}{max(of):8.3f}" for name, of in columns.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
