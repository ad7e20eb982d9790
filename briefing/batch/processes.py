"""Packs built on this machine: in this process, or in several that stay warm from pack to pack."""

from __future__ import annotations

import signal
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.batch.orders import Order, Outcome
from briefing.batch.run import Builders
from briefing.batch.worker import build
from briefing.errors import SurroundingsError
from briefing.helpers import end_with_the_starter
from briefing.i18n import gettext as _
from briefing.outline.bundle import Bundle


def cores() -> int:
    """Returns how many cores this process may use."""
    from joblib import cpu_count  # noqa: PLC0415 - for batches only

    return int(cpu_count())


def builders(jobs: int) -> Builders:
    """Returns who builds with so many processes; one is this process itself."""

    def run(orders: Sequence[Order], _bundles: dict[Path, Bundle]) -> Iterator[Outcome]:
        count = min(jobs, len(orders))
        return map(build, orders) if count == 1 else _in_several(orders, count)

    return run


def _in_several(orders: Sequence[Order], count: int) -> Iterator[Outcome]:
    from joblib import Parallel, delayed  # noqa: PLC0415 - for several processes only
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # noqa: PLC0415 - the same

    # One pack a task: a process keeps what it remembers from task to task, and each pack is in place as soon as it can be.
    parallel = Parallel(n_jobs=count, backend="loky", return_as="generator_unordered", batch_size=1)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="joblib")  # that packs are given up when the user stops the batch
        try:
            yield from parallel(delayed(_build)(order) for order in orders)
        except TerminatedWorkerError:
            message = _("the system ended a process that built packs, perhaps for lack of memory; try a smaller --jobs")
            raise SurroundingsError(message) from None


def _build(order: Order) -> Outcome:
    """Builds in a process of its own; Ctrl-C, which the terminal sends to all, is left to the one that writes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_the_starter()
    return build(order)
