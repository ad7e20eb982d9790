"""A bar of packs with their rate and the time that is left, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.i18n import gettext as _

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_MINUTE = 60


@dataclass(slots=True)
class Bar:
    """Counts packs; nothing is shown where there is no terminal."""

    total: int
    shown: Progress | None = None
    task: TaskID | None = None
    done: int = 0
    built: int = 0
    start: float = field(default_factory=time.monotonic)

    def advance(self, *, was_built: bool) -> None:
        """Counts a pack; what was there already took no time, so that it does not count for the rate."""
        self.done += 1
        self.built += was_built
        if not self.built:
            self.start = time.monotonic()
        if self.shown is not None and self.task is not None:
            told = pace(self.built, time.monotonic() - self.start, self.total - self.done)
            self.shown.update(self.task, completed=self.done, pace=told)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Takes the bar away while lines are printed."""
        if self.shown is not None:
            self.shown.stop()
        yield
        if self.shown is not None:
            self.shown.start()


@contextmanager
def bar(total: int, *, quiet: bool = False) -> Iterator[Bar]:
    """Gives a bar for so many packs."""
    if quiet or not sys.stderr.isatty():
        yield Bar(total)
        return
    from rich.console import Console  # noqa: PLC0415 - nobody sees it elsewhere
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # it is taken away for lines; those that go to a file would end on the terminal
        redirect_stderr=False,
    )
    with shown:
        yield Bar(total, shown, shown.add_task(_("packs"), total=total, pace=""))


def pace(built: int, seconds: float, left: int) -> str:
    """Returns how many packs are built in a second or a minute, and how long those that are left take."""
    if not built or seconds <= 0:
        return ""
    rate = built / seconds
    speed = _("{n:.1f} packs a second") if rate >= 1 else _("{n:.1f} packs a minute")
    minutes, rest = divmod(round(left / rate), _MINUTE)
    told = _("{speed}, {minutes}:{seconds:02} left")
    return told.format(speed=speed.format(n=rate if rate >= 1 else rate * _MINUTE), minutes=minutes, seconds=rest)
