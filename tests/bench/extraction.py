"""How well does `briefing new` find statistics and quotations? Compares it with lists made by hand.

Run: python tests/bench/extraction.py [--articles DIR]. DIR holds the two articles that the shipped outline is made
from, which are not in this repository; without it they are named as not measured. Exit status 1 when recall is below
95 % or precision below 90 % for the statistics of any article.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from yardstick import Score, article_of, lists, measure


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares what is extracted with lists made by hand.")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="the folder of the two articles that are not here")
    folder = parser.parse_args().articles
    totals = [Score(0, 0, (), ()), Score(0, 0, (), ())]
    passed = True
    for listing in lists():
        article = article_of(listing, folder)
        if article is None:
            print(f"{listing.stem}: not measured, the article is not here (--articles DIR)")
            continue
        measured = measure(listing, article)
        passed = passed and measured.statistics.passes
        for i, (kind, score) in enumerate(zip(measured._fields, measured, strict=True)):
            totals[i] += score
            _print(f"{listing.stem}: {kind}", score)
    for kind, score in zip(("statistics", "quotations"), totals, strict=True):
        _print(f"all: {kind}", Score(score.listed, score.found, (), ("",) * len(score.wrong)), details=False)
    return 0 if passed else 1


def _print(name: str, score: Score, *, details: bool = True) -> None:
    print(
        f"{name}: recall {score.recall:.1%} ({score.found} of {score.listed}), "
        f"precision {score.precision:.1%} ({len(score.wrong)} too many)"
    )
    if details:
        for missed in score.missed:
            print(f"    missed  {missed}")
        for wrong in score.wrong:
            print(f"    wrong   {wrong}")


if __name__ == "__main__":
    sys.exit(main())
