"""Is a file ever torn or missing? Kills builds at random moments and looks at what stands in their folder.

Run: python tests/bench/kills.py [--kills 1000] [--seed 1] [--jobs 2]. Exit status 1 when a file was torn or missing,
both were not of one build after the next, or something was left behind.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from killed import Kills, Tally


def main() -> int:
    parser = argparse.ArgumentParser(description="Kills builds at random moments.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    start = time.monotonic()
    shares = [options.kills // options.jobs + (job < options.kills % options.jobs) for job in range(options.jobs)]
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        tallies = list(pool.map(_run, shares, [options.seed + job for job in range(options.jobs)]))
    total = Tally()
    for tally in tallies:
        total += tally
    print(f"builds: {total.builds}, killed: {total.killed}, seconds: {time.monotonic() - start:.0f}")
    print(f"killed while files were on their way: {total.placing}")
    print(f"of these between two renames, until the next build: {total.between}")
    print(f"files torn: {total.torn}")
    print(f"files missing: {total.missing}")
    print(f"the two not of one build after the next: {total.unlike}")
    print(f"something left behind after the next: {total.litter}")
    print(f"a file taken for edited that was not: {total.refused}")
    return 0 if total.is_clean and total.killed == options.kills else 1


def _run(kills: int, seed: int) -> Tally:
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        Kills(Path(folder), seed).run(kills, tally)
    return tally


if __name__ == "__main__":
    sys.exit(main())
