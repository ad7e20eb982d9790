"""`briefing preview`."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from briefing.cli.completion import files
from briefing.cli.printing import report
from briefing.cli.program import AllowOutsideOption, OutlineFile, app, whole
from briefing.errors import BriefingError
from briefing.i18n import gettext as _

_MEGABYTE = 1_000_000


@app.command()
def preview(
    outline: OutlineFile = Path("outline.yaml"),
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Write the page to a file (.html) instead.",
            autocompletion=files(".html", ".htm"),
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(metavar="PORT", parser=whole(0, 65535), help="The port of this computer; 0 is any free one.")
    ] = 0,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    _outside: AllowOutsideOption = False,
) -> None:
    """Show slides and Word briefing in the browser, and again after each save; with --out, write them to one HTML file.

    Example: briefing preview outline.yaml --out preview.html
    """
    from briefing.pipeline import settle  # noqa: PLC0415 - as above

    if out is not None:
        if out.suffix.lower() not in {".html", ".htm"}:
            raise typer.BadParameter(_("“{file}” is no name for a page; expected FILE.html").format(file=out))
        from briefing.placing.delivery import put_in_place  # noqa: PLC0415 - as above
        from briefing.preview import page  # noqa: PLC0415 - as above
        from briefing.preview.state import settled_state  # noqa: PLC0415 - as above

        settled = settle(outline)
        data = page.file(settled_state(outline, settled))
        put_in_place({out: data})
        report(settled.warnings)
        print(_("{file} ({size:.1f} MB)").format(file=out, size=len(data) / _MEGABYTE))
        return
    if not outline.exists():
        raise BriefingError(_("{file}: there is no such file").format(file=outline))
    from briefing.preview import live  # noqa: PLC0415 - the server and the watching of files

    def announce(address: str) -> None:
        print(address, flush=True)
        print(_("The page follows every save; Ctrl-C ends the preview."), flush=True)
        if browser:
            webbrowser.open(address)

    with suppress(KeyboardInterrupt):
        live.run(outline, settle, port, announce, Event())
