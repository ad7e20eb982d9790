"""Lines printed in colours on terminals, and plain everywhere else: the text is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from briefing.display.lines import Line, Tone

_UNSEEN = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)), "\ufffd")
"""Control characters, which an escape in an outline can stand for, would let it write to the terminal what it likes."""
_STYLES = {
    Tone.PLAIN: "",
    Tone.ERROR: "bold red",
    Tone.WARNING: "bold yellow",
    Tone.PLACE: "bold",
    Tone.RIGHT: "green",
}


def is_wanted(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether colours are shown: never with NO_COLOR (no-color.org), always with FORCE_COLOR, else on terminals."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def show(lines: Iterable[Line], stream: TextIO, environment: Mapping[str, str]) -> None:
    if not is_wanted(stream, environment):
        for line in lines:
            print("".join(text for text, _ in line).translate(_UNSEEN), file=stream)
        return
    # rich also paints old Windows consoles, which know no escape sequences.
    from rich.console import Console  # noqa: PLC0415 - most runs need no colours
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, force_terminal=True, color_system="standard", no_color=False, highlight=False)
    for line in lines:
        console.print(Text.assemble(*((text.translate(_UNSEEN), _STYLES[tone]) for text, tone in line)), soft_wrap=True)
