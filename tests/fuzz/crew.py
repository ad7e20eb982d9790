"""Several workers, kept busy: each is replaced after so many cases, when it holds too much, and when it hangs or dies."""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

from worker import READY, Limits, Outcome, Places, Tries, keep, serve

Order = tuple[str, int, int]
"""A kind of case, the seed, and how many."""
_RENEWED = 300
"""Cases after which a worker makes room for a fresh one."""
_GRACE = 240
"""Seconds without a word after which a worker hangs: longer than a case may wait, and than a run of them takes to draw."""


_STARTING = 120
"""Seconds in which a worker has to begin, with all that it imports."""


@dataclass(slots=True)
class _Member:
    """One worker, seen from outside."""

    process: BaseProcess
    connection: Connection
    places: Places
    order: Order | None = None
    done: int = 0
    of_order: int = 0
    """How many cases of its order it has told of."""
    heard: float = field(default_factory=monotonic)


class Crew:
    """Carries out orders; what a case does must not end the others'."""

    def __init__(
        self, jobs: int, tries: Tries, kept: Path, limits: Limits | None = None, grace: float = _GRACE
    ) -> None:
        """Takes the number of workers, what they try, and the folder for the files of cases that fail."""
        self._jobs, self._tries, self._kept = jobs, tries, kept
        self._limits, self._grace = limits or Limits(), grace
        self._folder = Path(tempfile.mkdtemp(prefix="briefing-fuzz-"))
        self._started = 0

    def run(self, orders: Sequence[Order]) -> Iterator[Outcome]:
        """Yields what came of every case, in the order in which they end."""
        waiting = deque(orders)
        members = [self._member() for _ in range(min(self._jobs, len(waiting)))]
        try:
            while waiting or any(member.order for member in members):
                for place in range(len(members)):
                    self._give(members, place, waiting)
                busy = {member.connection: place for place, member in enumerate(members) if member.order}
                for ready in wait(list(busy), timeout=1):
                    yield from self._heard(members, busy[ready], waiting)  # type: ignore[index]
                for place, member in enumerate(members):
                    if member.order and monotonic() - member.heard > self._grace:
                        yield self._lost(members, place, waiting, "hangs: no alarm reaches it")
        finally:
            for member in members:
                self._dismiss(member)
            shutil.rmtree(self._folder, ignore_errors=True)

    def _give(self, members: list[_Member], place: int, waiting: deque[Order]) -> None:
        """Gives a worker that has none the next order; one that has tried much is replaced before."""
        if members[place].order is None and members[place].done >= _RENEWED:
            self._dismiss(members[place])
            members[place] = self._member()
        member = members[place]
        if member.order is None and waiting:
            member.order, member.of_order, member.heard = waiting.popleft(), 0, monotonic()
            member.connection.send(member.order)

    def _heard(self, members: list[_Member], place: int, waiting: deque[Order]) -> Iterator[Outcome]:
        member = members[place]
        member.heard = monotonic()
        try:
            told: Outcome | None = member.connection.recv()
        except (EOFError, OSError):
            yield self._lost(members, place, waiting, "the process died")
            return
        if told is None:
            member.order = None
            return
        member.done += 1
        member.of_order += 1
        yield told
        if told.peak > self._limits.memory or "TooSlow" in told.why:  # what it holds, others would be blamed for
            self._go_on(members, place, waiting)

    def _lost(self, members: list[_Member], place: int, waiting: deque[Order], why: str) -> Outcome:
        """Returns the outcome of the case that a worker was lost with; a fresh one goes on behind it."""
        member = members[place]
        assert member.order is not None
        kind, seed, _count = member.order
        name = f"{kind} {seed} {member.of_order}"
        member.process.join(1)
        why = f"{why} (exit status {member.process.exitcode})"
        keep(member.places, name, why)
        member.of_order += 1
        self._go_on(members, place, waiting)
        return Outcome(kind, name, "failed", why=why)

    def _go_on(self, members: list[_Member], place: int, waiting: deque[Order]) -> None:
        """Replaces a worker in the midst of its order; what is left of that is tried with another seed."""
        member = members[place]
        assert member.order is not None
        kind, seed, count = member.order
        if member.of_order < count:
            waiting.append((kind, seed + 1_000_003, count - member.of_order))
        self._dismiss(member)
        members[place] = self._member()

    def _member(self) -> _Member:
        self._started += 1
        places = Places(self._folder / str(self._started), self._folder / "cache", self._kept)
        (places.folder / "case").mkdir(parents=True)
        places.cache.mkdir(exist_ok=True)
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, places, self._tries, self._limits))
        process.start()
        theirs.close()
        if not ours.poll(_STARTING) or ours.recv() != READY:
            raise RuntimeError("a worker did not start")
        return _Member(process, ours, places)

    def _dismiss(self, member: _Member) -> None:
        if member.order is None:
            with suppress(OSError):
                member.connection.send(None)
            member.process.join(5)
        if member.process.is_alive():
            member.process.kill()
            member.process.join()
        member.connection.close()
        shutil.rmtree(member.places.folder, ignore_errors=True)
