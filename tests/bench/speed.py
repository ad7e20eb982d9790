"""How fast is it on one desk? Builds held against plain scripts with python-pptx and python-docx, and against pandoc.

Run: python tests/bench/speed.py [--rounds 5] [--only NAME …] [--json FILE], with --help for more. Ours and what stands beside it
take turns, and a ratio is that of one round. What stands beside it gets everything that a build decides as plain data
beforehand, not timed (`described.py`), and that both write the same is checked before anything is measured. Exit status
1 when a ratio is not as it should be.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

import copies
import edits
import lengths
from desk import Desk, Options, SkippedError, UnlikeError
from timing import Compared, figures, table


@dataclass(frozen=True, slots=True)
class Measure:
    """A measurement of its own; it may give several lines."""

    name: str
    what: str
    run: Callable[[Desk], Iterator[Compared]]


@dataclass(slots=True)
class _Found:
    """What was measured, and why the rest was not."""

    lines: list[Compared] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    unlike: dict[str, str] = field(default_factory=dict)

    @property
    def lacking(self) -> dict[str, str]:
        return {**self.skipped, **self.unlike}


MEASURES = (
    Measure("cold", "a build of the shipped outline in a new process, beside a plain script", edits.cold),
    Measure("rebuild", "a build after an edit in a new process, beside pandoc", edits.rebuild),
    Measure("watch", "the same edit in a process that stays, beside pandoc and a build from nothing", edits.watch),
    Measure("long", "time and memory of a deck of 2,000 slides, beside python-pptx used plainly", lengths.long),
    Measure("per-slide", "a slide, and a page, of a long file beside one of a short file", lengths.per_slide),
    Measure("batch", "200 packs by one command, beside as many builds", copies.batch),
    Measure("cores", "packs a second of two jobs, beside one", copies.cores),
)


def main() -> int:
    options = _options()
    if options.list:
        print("\n".join(f"{measure.name:11}{measure.what}" for measure in MEASURES))
        return 0
    wanted = [measure for measure in MEASURES if not options.only or measure.name in options.only]
    sizes = Options(options.rounds, options.slides, options.most, options.packs)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIEFING_CACHE"] = str(Path(folder) / "cache")  # nobody's own: only what builds here keep
        found = _measured(wanted, Desk(Path(folder), sizes))
    print(table(found.lines, found.lacking))
    if options.json:
        options.json.write_text(figures(found.lines, found.lacking) + "\n", "utf-8")
    return 1 if found.unlike or any(line.met is False for line in found.lines) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures builds against plain scripts and pandoc.")
    names, usual = [measure.name for measure in MEASURES], Options()
    parser.add_argument("--rounds", type=int, help="how often each is measured (default 5, of the long ones 1)")
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures of every round there, too")
    parser.add_argument("--slides", type=int, default=usual.slides, help="of the long deck (default 2000)")
    parser.add_argument("--most", type=int, default=usual.most, help="slides that 100 are held against (default 5000)")
    parser.add_argument("--packs", type=int, default=usual.packs, help="of a batch (default 200)")
    parser.add_argument("--list", action="store_true", help="tell what is measured")
    return parser.parse_args()


def _measured(wanted: Sequence[Measure], desk: Desk) -> _Found:
    found = _Found()
    for measure in wanted:
        print(f"{measure.name}: {measure.what}", file=sys.stderr)
        try:
            found.lines.extend(measure.run(desk))
        except SkippedError as error:
            found.skipped[measure.name] = str(error)
        except UnlikeError as error:
            found.unlike[measure.name] = str(error)
    return found


if __name__ == "__main__":
    sys.exit(main())
