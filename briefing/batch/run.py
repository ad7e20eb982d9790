"""A batch from beginning to end: what is there already is left, the rest is built, put in place and recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from briefing.batch.inputs import digest
from briefing.batch.orders import Order, Outcome
from briefing.batch.record import Record
from briefing.errors import SurroundingsError
from briefing.outline.bundle import Bundle, bundle
from briefing.placing.delivery import deliver
from briefing.placing.edits import OnEdit
from briefing.placing.moves import undisturbed

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
    kept: tuple[Path, ...] = ()
    """Where files that somebody had edited stand now."""


def run(orders: Sequence[Order], out: Path, builders: Builders, on_edit: OnEdit = OnEdit.STOP) -> Iterator[Finished]:
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
    place = _Place(out, record, on_edit)
    for outcome in builders(list(waiting.values()), bundles):
        with (
            undisturbed()
        ):  # until whoever asks has told of it: a pack that stands there is never passed over in silence
            yield place.put(waiting[outcome.folder], outcome, digests[outcome.folder])


def left_over(orders: Sequence[Order], out: Path) -> list[str]:
    """Returns the packs of an earlier batch in this folder that are none of this one's; raises SurroundingsError."""
    return Record(out).others({order.folder for order in orders})


def _is_done(order: Order, record: Record, inputs: str, out: Path) -> bool:
    entry = record.of(order.folder)
    if entry is None or entry.inputs != inputs or (order.strict and entry.warnings):
        return False
    return entry.stands(out / order.folder)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where packs are put."""

    out: Path
    record: Record
    on_edit: OnEdit

    def put(self, order: Order, outcome: Outcome, inputs: str) -> Finished:
        if not outcome.files:
            return Finished(order, End.FAILED, outcome)
        files = {self.out / order.folder / name: data for name, data in outcome.files.items()}
        try:
            kept = deliver(files, self.out, self.on_edit)
            self.record.add(order.folder, inputs, outcome.files, len(outcome.problems))
        except SurroundingsError as error:
            return Finished(order, End.FAILED, Outcome(order.folder, message=str(error)))
        return Finished(order, End.BUILT, outcome, kept)
