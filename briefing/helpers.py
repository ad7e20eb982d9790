"""Processes of their own that take work off the one that builds, on the cores that it leaves idle."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import cache
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

_MOST = 4
"""Helpers of one build, on however many cores: each imports for as long as it takes to paint seven charts."""
_LOOKS = 1.0
"""Seconds after which a process looks again whether the one that started it is still there."""
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Helpers:
    """Up to so many processes, started when there is work for them.

    Each begins by importing the program's main module again, so only a program that is made for that may have any; and
    each reads the user's cache for itself. A task that they were given may raise BrokenExecutor: one can be killed, or
    not be started.
    """

    def __init__(self, count: int = 0) -> None:
        self._count = count
        self._pool: Executor | None = None

    def __bool__(self) -> bool:
        return self._count > 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def give(self, task: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs) -> Future[_Made]:
        """Returns the result of a task, to be waited for."""
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - for those who have helpers
            from multiprocessing import get_context  # noqa: PLC0415 - the same

            # A forked process would inherit the threads' locks, such as that of the progress bar, and not the threads.
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), _begin)
        return self._pool.submit(task, *given, **named)


def _begin() -> None:
    """Leaves Ctrl-C, which reaches every process of a terminal, to the one that is in charge."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_the_starter()


@cache
def end_with_the_starter() -> None:
    """Ends this process when the one that started it is gone; asked more than once, it is begun once.

    The processes of a pool wait for ever, for work or for somebody to take what they made, when their own was killed.
    """
    from multiprocessing import parent_process  # noqa: PLC0415 - 15 ms, in a process of a pool it is there already
    from threading import Thread  # noqa: PLC0415 - the same

    starter = os.getppid()

    def watch() -> None:
        if os.name == "posix":
            while os.getppid() == starter:
                time.sleep(_LOOKS)
            os._exit(1)
        elif parent := parent_process():
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def suitable_count() -> int:
    """Returns how many helpers a build has use for: one a core, none on a single core, and never many.

    Not joblib's count, as for a batch: to import it takes as long as a helper saves.
    """
    allowed = getattr(os, "sched_getaffinity", None)  # Linux only
    cores = len(allowed(0)) if allowed else os.cpu_count() or 1
    return min(cores, _MOST) if cores > 1 else 0
