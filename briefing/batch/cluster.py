"""Packs built by a Dask cluster, whose machines have this tool but not the outline's folder.

The outline goes there once, with the files that it names; finished packs come back as bytes and are put in place here.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from briefing.batch.inputs import tool
from briefing.batch.orders import Order, Outcome
from briefing.batch.run import Builders
from briefing.batch.worker import build
from briefing.errors import LocatedProblem, SurroundingsError
from briefing.i18n import gettext as _
from briefing.outline.bundle import Bundle

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 4
"""Seconds for the scheduler to answer, and as many for its first worker."""
_AHEAD = 3
"""Packs that wait for each thread of the cluster, so that none stands idle and few are in memory at once."""
_one_at_a_time = threading.Lock()
"""A worker of several threads builds one pack after the other: the libraries that write were not made for more."""


def builders(address: str) -> Builders:
    """Returns who builds on the cluster whose scheduler has this address; raises SurroundingsError when it is asked."""

    def run(orders: Sequence[Order], bundles: dict[Path, Bundle]) -> Iterator[Outcome]:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="distributed")
            client = _client(address)
            try:
                yield from _gathered(client, orders, bundles)
            finally:
                with suppress(Exception):
                    client.close(timeout=_PATIENCE)

    return run


def _client(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra of the installation
    except ImportError:
        message = _('--dask needs the package distributed; install it with: pip install "dask[distributed]"')
        raise SurroundingsError(message) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    nobody = _("no Dask scheduler answers at “{address}”; expected one such as tcp://10.0.0.5:8786")
    if not _answers(address):
        raise SurroundingsError(nobody.format(address=address))
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError):  # TimeoutError is an OSError
        raise SurroundingsError(nobody.format(address=address)) from None
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except OSError:
        client.close(timeout=_PATIENCE)
        message = _("the Dask cluster at “{address}” has no workers; start one there")
        raise SurroundingsError(message.format(address=address)) from None
    return client


def _answers(address: str) -> bool:
    """Whether a scheduler listens there: a client asked in vain would try again and again, and say so at length."""
    from distributed.comm import connect  # noqa: PLC0415 - as above

    async def greeted() -> None:
        comm = await connect(address if "://" in address else f"tcp://{address}", timeout=_PATIENCE)
        comm.abort()

    try:
        asyncio.run(asyncio.wait_for(greeted(), _PATIENCE))
    except Exception:  # noqa: BLE001 - whoever else listens there may answer anything
        return False
    return True


def _gathered(client: Client, orders: Sequence[Order], bundles: dict[Path, Bundle]) -> Iterator[Outcome]:
    """Yields the outcomes as they come; a few packs more than there are threads are under way at any time."""
    from distributed import as_completed  # noqa: PLC0415 - as above

    sent = {
        outline: client.scatter(bundles[outline], broadcast=True, hash=False)
        for outline in {order.outline for order in orders}
    }
    left = iter(orders)

    def submitted() -> Iterator[Any]:
        order = next(left, None)
        if order is not None:
            yield client.submit(build_sent, sent[order.outline], order, tool(), pure=False)

    room = max(sum(client.nthreads().values()), 1) * _AHEAD
    done = as_completed([future for _number in range(room) for future in submitted()], loop=client.loop)
    for future in done:
        yield _result(future)
        for another in submitted():
            done.add(another)


def _result(future: Any) -> Outcome:  # noqa: ANN401 - distributed ships no complete types
    try:
        found = future.result()
    except ImportError:
        message = _("a worker of the Dask cluster lacks this tool; install the same version of it there")
        raise SurroundingsError(message) from None
    except Exception as error:  # noqa: BLE001 - build_sent raises nothing itself: the cluster has lost it
        message = _("the Dask cluster gave up ({kind}); the same command goes on where it stopped")
        raise SurroundingsError(message.format(kind=type(error).__name__)) from None
    if found is None:
        message = _(
            "a worker of the Dask cluster has another version of this tool or its libraries; install the same there"
        )
        raise SurroundingsError(message)
    return found  # type: ignore[no-any-return]  # it is what build_sent returns


def build_sent(sent: Bundle, order: Order, wanted: str) -> Outcome | None:
    """Builds a pack on a worker, from an outline that was sent; what is wrong is told with the places of the sender.

    Returns None where this tool is not the wanted one, and the files would not be the same.
    """
    if tool() != wanted:
        return None
    with _one_at_a_time:
        folder = _unpacked(sent)
        return _as_sent(build(replace(order, outline=folder / sent.outline)), folder, order.outline.parent)


_folders: dict[str, Path] = {}


def _unpacked(sent: Bundle) -> Path:
    """Returns the folder of an outline that was sent, which is written once for all of its packs."""
    if sent.digest not in _folders:
        folder = _own_folder() / sent.digest
        for name, data in sent.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        _folders[sent.digest] = folder
    return _folders[sent.digest]


@cache
def _own_folder() -> Path:
    """Returns a folder that goes with the process."""
    folder = TemporaryDirectory(prefix="briefing-batch-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _as_sent(outcome: Outcome, there: Path, here: Path) -> Outcome:
    """Returns an outcome whose problems name the files as the sender knows them."""

    def renamed(text: str) -> str:
        return text.replace(f"{there}{os.sep}", "" if str(here) == "." else f"{here}/")

    def moved(problem: LocatedProblem) -> LocatedProblem:
        place = replace(problem.place, file=renamed(problem.place.file))
        return replace(problem, place=place, message=renamed(problem.message))

    return replace(outcome, problems=tuple(map(moved, outcome.problems)), message=renamed(outcome.message))
