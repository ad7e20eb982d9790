"""The program itself and the options that commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefing import __version__

app = typer.Typer(
    name="briefing",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="One outline in; a PowerPoint deck and a Word briefing for officials out.",
)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


OutlineFile = Annotated[Path, typer.Argument(metavar="[OUTLINE]", help="The outline, a YAML file.")]
ArticleOption = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="SOURCE=FILE", help="The article of a source; once for each source."),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass
