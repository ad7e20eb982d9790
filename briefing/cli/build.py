"""`briefing build`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.printing import count, progress, report
from briefing.cli.program import OutlineFile, app


class Only(StrEnum):
    DECK = "deck"
    WORD = "word"


@app.command()
def build(
    outline: OutlineFile = Path("outline.yaml"),
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the files.")] = Path("out"),
    only: Annotated[Only | None, typer.Option(help="Build one of the two files.")] = None,
) -> None:
    """Build the deck (.pptx) and the briefing (.docx).

    Example: briefing build outline.yaml -o out
    """
    from briefing.pipeline import Output  # noqa: PLC0415 - the libraries take half a second, which --help can save
    from briefing.pipeline import build as build_files  # noqa: PLC0415

    with progress() as shown:
        built = build_files(outline, out, Output(only.value) if only else None, shown)
    report(built.warnings)
    for decision in built.decisions:
        print(f"decided: {decision}")
    if built.pages is not None:
        print(f"Word: about {count(built.pages, 'page')}")
    for file in built.files:
        print(file)
