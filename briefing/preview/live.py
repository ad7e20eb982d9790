"""The live preview: a page that follows the saves of an outline and of the files it names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from briefing.outline.named import NamedFiles
from briefing.preview import page
from briefing.preview.server import Board, serving
from briefing.preview.state import Settle, state_after
from briefing.watching import saves


def run(outline: Path, settle: Settle, port: int, announce: Callable[[str], None], stop: Event) -> None:
    """Serves the preview until `stop` is set; calls `announce` with its address. Raises SurroundingsError."""
    saved = saves(NamedFiles(outline), stop)
    state = state_after(outline, settle, None)
    board = Board(page.live(state))
    with serving(board, port) as address:
        announce(address)
        for _files in saved:
            state = state_after(outline, settle, state.content)
            board.put(page.live(state))
