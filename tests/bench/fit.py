"""Does text fit as predicted? Renders generated slides with LibreOffice and counts the lines of every text frame.

Run: python tests/bench/fit.py [--slides 500] [--seed 1] [--json]. Exit status 1 when a frame has more lines than
predicted, a character stands outside its frame, or fewer than 97 % of the frames are predicted exactly.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from fitting import Result, compare

WORST = 15


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares predicted with rendered lines on generated slides.")
    parser.add_argument("--slides", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        result = compare(options.slides, options.seed, Path(folder))
    seconds = time.monotonic() - start
    print(_json(result, options.seed, seconds) if options.json else _text(result, options.seed, seconds))
    return 0 if result.passed else 1


def _text(result: Result, seed: int, seconds: float) -> str:
    above = sum(frame.difference > 0 for frame in result.frames)
    lines = [
        f"slides: {result.slides}, layouts: {len(result.kinds)}, seed: {seed}, seconds: {seconds:.0f}",
        f"text frames: {len(result.frames)}",
        f"lines as predicted: {result.equal:.2%} (of the frames that wrap: {result.equal_of_wrapped:.2%})",
        f"fewer lines than predicted: {above} ({above / len(result.frames):.2%})",
        f"more lines than predicted: {result.below}",
        f"characters outside their frame: {len(result.strays)}",
    ]
    lines.extend(result.strays[:WORST])
    worst = sorted((f for f in result.frames if f.difference), key=lambda f: (f.difference >= 0, -abs(f.difference)))
    for frame in worst[:WORST]:
        where = f"slide {frame.slide}, {frame.layout}, {frame.place.name} ({frame.place.text_width.pt:.1f} pt)"
        lines.append(
            f"{where}: {frame.place.predicted} predicted, {len(frame.lines)} rendered: {' | '.join(frame.lines)}"
        )
    return "\n".join(lines)


def _json(result: Result, seed: int, seconds: float) -> str:
    figures = {
        "slides": result.slides,
        "layouts": len(result.kinds),
        "seed": seed,
        "seconds": round(seconds, 1),
        "frames": len(result.frames),
        "equal": round(result.equal, 5),
        "equal_of_wrapped": round(result.equal_of_wrapped, 5),
        "above": sum(frame.difference > 0 for frame in result.frames),
        "below": result.below,
        "outside": len(result.strays),
        "passed": result.passed,
    }
    return json.dumps(figures, indent=2)


if __name__ == "__main__":
    sys.exit(main())
