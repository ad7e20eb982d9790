"""Is every outline built or its mistakes told? Builds random outlines that are right, and hands in files that are wrong.

Run: python tests/bench/fuzz.py [--valid 2000] [--rendered 60] [--mutated 10000] [--seed 1] [--jobs 2] [--json FILE]
[--kept FOLDER]. Exit status 1 on any failure; the files of each are in the folder of kept cases, with the reason. A case
is had again with --again "KIND SEED [NUMBER]", as failures are named.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[place]) for place in (1, 2)]
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fuzz"))

import mutants
import valid
from crew import Crew, Order
from packages import faults
from rendered import Shown, shown
from tally import Tally
from trying import REPEATED, VALID, tries
from worker import Outcome

_PER_ORDER = 50
_REPEATED_IN = 20
"""One outline of so many is built twice."""
_VALIDATED = 20
"""Packages that the slow validator of the schemas looks at, too."""
_MOST_UNFIT = 0.1
"""The share of outlines that may be too long somewhere; they are replaced."""


def main() -> int:
    options = _options()
    os.environ.setdefault("BRIEFING_LANG", "en")
    kept = Path(options.kept or tempfile.mkdtemp(prefix="briefing-fuzz-kept-"))
    tally, start = Tally(), time.monotonic()
    crew = Crew(options.jobs, tries, kept)
    if options.again:
        kind, seed, *number = options.again.split()
        orders: list[Order] = [(kind, int(seed), int(number[0]) + 1 if number else 1)]
        _take(crew.run(orders), tally)
    _build(crew, options.valid, options.seed, tally)
    _take(crew.run(mutated(options.mutated, options.seed)), tally)
    looked = _rendered(options.rendered, options.seed, tally, kept)
    _validated(min(_VALIDATED, options.valid), options.seed, tally)
    seconds = time.monotonic() - start
    print(tally.table())
    print(looked)
    print(
        f"seed {options.seed}, {seconds:.0f} s; failures: {len(tally.failures)}"
        + (f", kept in {kept}" if tally.failures else "")
    )
    if options.json:
        Path(options.json).write_text(
            json.dumps(tally.figures() | {"seconds": round(seconds), "seed": options.seed}, indent=2), "utf-8"
        )
    return 1 if tally.failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Builds random outlines, and hands in files that are wrong.")
    for name, number in (
        ("valid", 2000),
        ("rendered", 60),
        ("mutated", 10_000),
        ("seed", 1),
        ("jobs", os.cpu_count() or 1),
    ):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--kept", metavar="FOLDER", help="where the files of failures go")
    parser.add_argument("--again", metavar="CASE", help="try this case, as failures are named")
    return parser.parse_args()


def _take(outcomes: Iterator[Outcome], tally: Tally) -> None:
    for outcome in outcomes:
        tally.add(outcome)
        if outcome.why:
            print(f"FAILED {outcome.name}: {outcome.why.strip().splitlines()[-1][:300]}", file=sys.stderr, flush=True)


def _build(crew: Crew, wanted: int, seed: int, tally: Tally) -> None:
    """Has outlines built until so many are; those that do not fit are replaced."""
    first = seed * 1_000_000
    while (missing := wanted - tally.built) > 0:
        runs = -(-missing // valid.PER_RUN)
        orders = [(REPEATED if run % _REPEATED_IN == 0 else VALID, first + run, valid.PER_RUN) for run in range(runs)]
        first += runs
        _take(crew.run(orders), tally)
    if tally.built and tally.unfit > _MOST_UNFIT * (tally.unfit + tally.built):
        tally.add(Outcome(VALID, "all", "failed", why=f"{tally.unfit} outlines do not fit, to {tally.built} that do"))


def mutated(count: int, seed: int) -> list[Order]:
    """Returns the orders for so many files that are wrong, of every kind its share."""
    orders: list[Order] = []
    for kind, share in mutants.SHARES.items():
        of_kind = count * share // 100
        orders += [
            (kind, seed * 1_000_000 + start, min(_PER_ORDER, of_kind - start))
            for start in range(0, of_kind, _PER_ORDER)
        ]
    return sorted(orders, key=lambda order: order[1])


def _cases(seed: int) -> Iterator[valid.Case]:
    while True:
        yield from valid.drawn(seed)
        seed += 1


def _rendered(wanted: int, seed: int, tally: Tally, kept: Path) -> str:
    if not wanted:
        return "rendered: none"
    looked: Shown = shown(_cases(seed * 1_000_000 + 500_000), wanted)
    for number, (case, why) in enumerate(looked.failures):
        case.put(kept / f"rendered-{number}")
        (kept / f"rendered-{number}" / "why.txt").write_text(why, "utf-8")
        tally.add(Outcome("rendered", f"rendered-{number}", "failed", why=why))
    for _deck in range(looked.decks - len(looked.failures)):
        tally.add(Outcome("rendered", "", "as predicted"))
    equal = sum(frame.difference == 0 for frame in looked.frames) / max(len(looked.frames), 1)
    return (
        f"rendered: {looked.decks} decks, {looked.slides} slides, {len(looked.frames)} text frames, {equal:.2%} with as many"
        f" lines as predicted, {len(looked.below)} with more; characters outside their frame or missing: {len(looked.strays)}"
    )


def _validated(wanted: int, seed: int, tally: Tally) -> None:
    """Has the packages of so many outlines looked at by a validator of the schemas, which takes a second each."""
    from checks import built  # noqa: PLC0415 - the parent builds few outlines

    from briefing.errors import OutlineError  # noqa: PLC0415 - the same

    counts: Counter[str] = Counter()
    for case in _cases(seed * 1_000_000 + 600_000):
        if counts["done"] >= wanted:
            return
        with tempfile.TemporaryDirectory() as folder:
            try:
                _settled, made = built(case.put(Path(folder)))
            except OutlineError:
                continue
            why = "; ".join(
                _found(Path(folder), {"deck.pptx": made.deck, "word.docx": made.word.data if made.word else None})
            )
        counts["done"] += 1
        tally.add(Outcome("validated", f"validated {counts['done']}", "failed" if why else "valid", why=why))


def _found(folder: Path, files: dict[str, bytes | None]) -> Sequence[str]:
    found = []
    for name, data in files.items():
        (folder / name).write_bytes(data or b"")
        found += [f"{name}: {fault}" for fault in faults(folder / name)]
    return found


if __name__ == "__main__":
    sys.exit(main())
