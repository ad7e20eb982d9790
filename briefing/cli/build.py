"""`briefing build`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.printing import progress, report, tell_kept
from briefing.cli.program import (
    AllowOutsideOption,
    ForceOption,
    KeepOption,
    NoCacheOption,
    NotesOption,
    OutlineFile,
    QuietOption,
    ReaderOption,
    StrictOption,
    app,
    choice,
    on_edit,
)
from briefing.garbage import uncollected
from briefing.i18n import gettext as _
from briefing.i18n import ngettext


class Only(StrEnum):
    DECK = "deck"
    WORD = "word"


@app.command()
@uncollected()
def build(
    outline: OutlineFile = Path("outline.yaml"),
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the files.")] = Path("out"),
    only: Annotated[Only | None, choice(Only, "--only", help="Build one of the two files.")] = None,
    notes: NotesOption = True,
    reader: ReaderOption = None,
    strict: StrictOption = False,
    keep: KeepOption = False,
    force: ForceOption = False,
    _no_cache: NoCacheOption = False,
    _outside: AllowOutsideOption = False,
    quiet: QuietOption = False,
) -> None:
    """Build the deck (.pptx) and the briefing (.docx).

    Example: briefing build outline.yaml -o out
    Example: briefing build --only deck --strict
    """
    from briefing.helpers import suitable_count  # noqa: PLC0415 - the libraries take their time, which --help saves
    from briefing.pipeline import Output  # noqa: PLC0415
    from briefing.workshop import build as build_files  # noqa: PLC0415

    with progress(quiet=quiet) as shown:
        chosen = Output(only.value) if only else None
        built = build_files(
            outline,
            out,
            chosen,
            shown,
            notes=notes,
            reader=reader,
            strict=strict,
            helpers=suitable_count(),
            on_edit=on_edit(keep=keep, force=force),
        )
    if quiet:
        return
    report(built.warnings)
    for decision in built.decisions:
        print(_("decided: {decision}").format(decision=decision))
    if built.pages is not None:
        print(ngettext("Word: about {n} page", "Word: about {n} pages", built.pages).format(n=built.pages))
    tell_kept(built.kept)
    for file in built.files:
        print(file)
