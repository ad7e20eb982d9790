"""Builds that are killed at random moments, and what stands in their folder then."""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).parent))

from readme import whole_outline

from briefing import cli, workshop
from briefing.placing import moves
from briefing.placing.delivery import FOLDER

Sight = Mapping[str, bytes]


@dataclass(slots=True)
class Tally:
    """What became of builds."""

    builds: int = 0
    killed: int = 0
    """The others had come to their end."""
    placing: int = 0
    """Killed while there were files on their way."""
    between: int = 0
    """Killed between the two renames, so that one file was new and the other old until the next build."""
    torn: int = 0
    missing: int = 0
    unlike: int = 0
    """Times that the two files were not of one build even after the next one."""
    litter: int = 0
    """Times that the next build left something on its way, or that a stranger stood in the folder."""
    refused: int = 0
    """Times that the next build took a file for edited that nobody had edited."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def is_clean(self) -> bool:
        return not (self.torn or self.missing or self.unlike or self.litter or self.refused)


class Kills:
    """A folder into which two outlines of the same title are built in turn."""

    def __init__(self, folder: Path, seed: int, before_build: Callable[[], None] | None = None) -> None:
        """Builds both once. `before_build` is called in the process that builds, to have it go wrong in a test."""
        self._out, self._before_build = folder / "out", before_build
        self._random = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
        text = whole_outline()
        self._outlines = [folder / "one.yaml", folder / "two.yaml"]
        folder.mkdir(parents=True, exist_ok=True)
        self._outlines[0].write_text(text, "utf-8")
        self._outlines[1].write_text(
            re.sub("prose: 两地协作可以先易后难。", "prose: 两地协作宜先易后难。", text), "utf-8"
        )
        workshop.build(self._outlines[0], folder / "warm")  # what is imported here no child has to import
        self._wanted: list[Sight] = []
        for outline in self._outlines:
            start = time.monotonic()
            assert self._finished(self._start(outline))
            self._usual = time.monotonic() - start
            self._wanted.append(self._sight())
        assert self._wanted[0].keys() == self._wanted[1].keys()
        assert all(self._wanted[0][name] != data for name, data in self._wanted[1].items())

    def run(self, kills: int, tally: Tally) -> None:
        """Has so many builds killed, two at any moment and two when the first file is on its way; some are faster."""
        for number in count():
            if tally.killed == kills:
                return
            outline = self._outlines[number % 2]
            child = self._start(outline)
            if number % 4 < 2:
                time.sleep(self._random.uniform(0, self._usual))
            else:
                self._await_placing(child)
                time.sleep(self._random.uniform(0, _PLACING))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            tally.builds += 1
            tally.killed += not self._finished(child)
            self._look(tally)

    def _look(self, tally: Tally) -> None:
        """Counts what stands there, has the next build come to its end, and counts again."""
        found = self._sight()
        tally.missing += found.keys() != self._wanted[0].keys()
        tally.torn += any(all(data != wanted.get(name) for wanted in self._wanted) for name, data in found.items())
        is_placing = any((self._out / FOLDER / "new").iterdir())
        tally.placing += is_placing
        if found in self._wanted and not is_placing:
            return
        tally.between += found not in self._wanted
        # Another title: it writes neither file, and yet has to bring what was begun to its end.
        moves.Moves(self._out, self._out / FOLDER / "new").recover()
        tally.unlike += self._sight() not in self._wanted
        tally.litter += any((self._out / FOLDER / "new").iterdir())
        number = tally.builds % 2
        tally.refused += not self._finished(self._start(self._outlines[number]))
        tally.unlike += self._sight() != self._wanted[number]
        names = {path.name for path in self._out.iterdir()}
        tally.litter += names != {*self._wanted[0], FOLDER} or any((self._out / FOLDER / "new").iterdir())

    def _start(self, outline: Path) -> int:
        """Starts a build in a process of its own, which is warm: of what is killed, nothing is importing."""
        child = os.fork()
        return child or self._build(outline)

    def _build(self, outline: Path) -> NoReturn:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        if self._before_build:
            self._before_build()
        try:
            cli.main(["build", str(outline), "-o", str(self._out)])
        except SystemExit as end:
            os._exit(int(end.code or 0))

    def _await_placing(self, child: int) -> None:
        waiting = self._out / FOLDER / "new"
        while not any(waiting.iterdir()):
            if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                return
            time.sleep(0.0002)

    def _finished(self, child: int) -> bool:
        """Waits for the end of a build; returns whether it came to it by itself, and in order."""
        _pid, status = os.waitpid(child, 0)
        return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0

    def _sight(self) -> Sight:
        return {file.name: file.read_bytes() for file in self._out.iterdir() if file.is_file()}


_PLACING = 0.02
"""Seconds that putting both files in place takes at the most, as a rule."""
