"""`briefing kinds`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.program import app
from briefing.errors import nearest
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_

if TYPE_CHECKING:
    from briefing.editor.guide import Kind

_SHOWN = {
    "slides": N_("Slides, under “slides:”"),
    "charts": N_("Charts, under “charts:”"),
    "appendix": N_("Appendices, under “appendix:”"),
}
_ALL = "all"
_WIDEST = 16
"""Letters of a kind's name, with the space after it."""


@app.command()
def kinds(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="A kind to show with an example, or “all” of them.")
    ] = None,
) -> None:
    """List the kinds of slides and charts, and show how one is written.

    Example: briefing kinds points
    """
    from briefing.editor import guide  # noqa: PLC0415 - reads YAML, which --help can save

    tables = {key: guide.kinds(key) for key in _SHOWN}
    if kind is None:
        for key, heading in _SHOWN.items():
            print(_(heading))
            for name, said in tables[key].items():
                print(f"  {name:<{_WIDEST}}{_plain(said.spoken)}")
            print()
        print(_("briefing kinds KIND shows how one is written; briefing kinds all shows all of them."))
        return
    found = [(key, name) for key, table in tables.items() for name in table if kind in (name, _ALL)]
    if not found:
        hint = nearest(kind, {name for table in tables.values() for name in table})
        raise typer.BadParameter(_("“{kind}” is not a kind{hint}").format(kind=kind, hint=hint))
    for number, (key, name) in enumerate(found):
        if number:
            print()
        _show(key, name, tables[key][name])


def _show(key: str, name: str, said: Kind) -> None:
    print(f"{name}  {_(_SHOWN[key])}")
    print(_plain(said.spoken))
    if said.needs:
        print(_("Needs: {needs}").format(needs=_plain(said.needs.spoken)))
    print()
    print(said.example, end="")


def _plain(text: str) -> str:
    return text.replace("`", "")
