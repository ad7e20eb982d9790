"""`briefing schema`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.program import app


@app.command()
def schema(
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="The file to write it to.")] = None,
) -> None:
    """Print the JSON Schema by which editors complete, explain and check an outline.

    Example: briefing schema -o outline.schema.json
    """
    from briefing.editor.schema import text  # noqa: PLC0415 - pydantic takes a quarter of a second, which --help can save
    from briefing.placing.delivery import put_in_place  # noqa: PLC0415 - the same

    if out is None:
        # Bytes: JSON is UTF-8 (RFC 8259, 8.1), whatever the terminal writes.
        sys.stdout.buffer.write(text().encode("utf-8"))
        return
    put_in_place({out: text().encode("utf-8")})
    print(out)
