"""A batch from beginning to end: what is there already is left, the rest is built, put in place and recorded."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from types import FrameType

from briefing.batch.inputs import Bundle, bundle, digest
from briefing.batch.orders import Order, Outcome
from briefing.batch.record import Record
from briefing.errors import SurroundingsError
from briefing.place import differing, put_in_place

Builders = Callable[[Sequence[Order], dict[Path, Bundle]], Iterator[Outcome]]
"""Who builds: this process, several, or a cluster. Outcomes come as they are finished; bundles are by their outlines."""


class End(Enum):
    """What became of a pack."""

    BUILT = auto()
    UNCHANGED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Finished:
    """A pack that the batch is done with."""

    order: Order
    end: End
    outcome: Outcome


def run(orders: Sequence[Order], out: Path, builders: Builders) -> Iterator[Finished]:
    """Yields each pack when it stands in its place, or has failed; raises SurroundingsError for what stops the batch."""
    record = Record(out)
    bundles = {outline: bundle(outline) for outline in dict.fromkeys(order.outline for order in orders)}
    of_outlines = {outline: each.digest for outline, each in bundles.items()}
    digests = {order.folder: digest(order, of_outlines[order.outline]) for order in orders}
    waiting: dict[str, Order] = {}
    for order in orders:
        if _is_done(order, record, digests[order.folder], out):
            yield Finished(order, End.UNCHANGED, Outcome(order.folder))
        else:
            waiting[order.folder] = order
    if not waiting:
        return
    for outcome in builders(list(waiting.values()), bundles):
        yield _finished(waiting[outcome.folder], outcome, out, record, digests[outcome.folder])


def left_over(orders: Sequence[Order], out: Path) -> list[str]:
    """Returns the packs of an earlier batch in this folder that are none of this one's; raises SurroundingsError."""
    return Record(out).others({order.folder for order in orders})


def _is_done(order: Order, record: Record, inputs: str, out: Path) -> bool:
    entry = record.of(order.folder)
    if entry is None or entry.inputs != inputs or (order.strict and entry.warnings):
        return False
    return entry.stands(out / order.folder)


def _finished(order: Order, outcome: Outcome, out: Path, record: Record, inputs: str) -> Finished:
    if not outcome.files:
        return Finished(order, End.FAILED, outcome)
    files = {out / order.folder / name: data for name, data in outcome.files.items()}
    try:
        with _whole():
            put_in_place(differing(files))
            record.add(order.folder, inputs, outcome.files, len(outcome.problems))
    except SurroundingsError as error:
        return Finished(order, End.FAILED, Outcome(order.folder, message=str(error)))
    return Finished(order, End.BUILT, outcome)


@contextmanager
def _whole() -> Iterator[None]:
    """Puts Ctrl-C off until a pack's files are all in place and recorded."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []

    def later(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = signal.signal(signal.SIGINT, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt
