"""A plain script that writes the same deck, pages and charts: python-pptx, python-docx and matplotlib, no checks.

Run: python plain.py DESCRIPTION FOLDER [--png]. It is what `briefing build` is held against, written as one would who
knows these libraries and wants it quick, and it uses nothing of `briefing`; what to write comes from `described.py`.
Charts are saved as SVG, too, as a build does; with --png they are not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from plain_charts import save_charts
from plain_deck import save_deck
from plain_word import save_word


def main() -> None:
    description, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    charts = json.loads((description / "charts.json").read_text("utf-8"))
    save_charts(charts, folder, with_svg="--png" not in sys.argv)
    save_deck(description, folder)
    save_word(description, folder)


if __name__ == "__main__":
    main()
