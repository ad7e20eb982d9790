"""One build from within a process that has started up: what the work itself takes, apart from a process's imports.

Run: python inside.py SMALL OUTLINE deck|word. Builds SMALL first, which is not timed, and prints as JSON the seconds that
OUTLINE takes to be settled and then written to packed bytes, its slides or pages, and the peak of memory.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from briefing.pipeline import Output, make, settle


def main() -> None:
    small, outline, only = Path(sys.argv[1]), Path(sys.argv[2]), Output(sys.argv[3])
    make(settle(small), only)
    start = time.perf_counter()
    settled = settle(outline)
    decided = time.perf_counter()
    made = make(settled, only)
    written = time.perf_counter()
    count = made.word.pages if made.word else len(settled.deck.slides)
    print(json.dumps({"settle": decided - start, "write": written - decided, "count": count}))


if __name__ == "__main__":
    main()
