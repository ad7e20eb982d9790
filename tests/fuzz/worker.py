"""A process that tries one case after the other and tells what came of each; it stays warm until it is replaced."""

from __future__ import annotations

import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import guard
from guard import Guard

from briefing.charts.studio import get_ready
from briefing.errors import BriefingError

READY = "ready"
Act = Callable[[], str]
"""Tries a case whose files are in their folder; returns how it ended in a word: built, reported."""


class WrongError(Exception):
    """A case ended in another way than it should have, though without an exception."""


@dataclass(frozen=True, slots=True)
class Try:
    """One case: its name by which it can be had again, and what is done with it."""

    name: str
    act: Act


Tries = Callable[[str, int, int, Path], Iterator[Try]]
"""Yields the tries of a kind for a seed, so many; each writes its files into the folder before it is yielded."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case."""

    kind: str
    name: str
    end: str
    """A word of the case's own where it ended as it should, `failed` otherwise."""
    seconds: float = 0.0
    peak: int = 0
    why: str = ""
    """Of a failure: the traceback, or what was done that may not be."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a worker."""

    folder: Path
    """Of the case that is tried; it may write there."""
    cache: Path
    kept: Path
    """Takes the files of the cases that failed."""


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = guard.SECONDS
    memory: int = guard.MOST_MEMORY


def serve(connection: Connection, places: Places, tries: Tries, limits: Limits) -> None:
    """Says that it is ready, then answers orders (kind, seed, count): an Outcome for each case, then None.

    An order None ends it.
    """
    watch = guard.installed(places.folder, places.cache)
    get_ready()  # matplotlib, imported for the first time, makes a list of the fonts with a program
    connection.send(READY)
    case = places.folder / "case"
    while (order := connection.recv()) is not None:
        kind, seed, count = order
        case.mkdir(exist_ok=True)
        for each in tries(kind, seed, count, case):
            connection.send(_outcome(kind, each, watch, places, limits))
            shutil.rmtree(case, ignore_errors=True)
            case.mkdir()
        connection.send(None)


def _outcome(kind: str, each: Try, watch: Guard, places: Places, limits: Limits) -> Outcome:
    guard.forget_peak()
    start, end, why = time.process_time(), "failed", ""
    try:
        with watch.watching(limits.seconds):
            end = each.act()
    except BriefingError as error:
        end = "reported"
        why = "" if str(error) else "the error says nothing"
    except (WrongError, guard.ForbiddenError) as error:
        why = f"{type(error).__name__}: {error}"
    except (Exception, guard.TooSlowError, SystemExit):  # noqa: BLE001 - this is what is looked for
        why = traceback.format_exc()
    seconds, peak = time.process_time() - start, guard.peak()
    if watch.seen:
        why = "did what it may not: " + "; ".join(watch.seen)
    elif seconds > limits.seconds and not why:
        why = f"took {seconds:.1f} s"
    elif peak > limits.memory and not why:
        why = f"held {peak >> 20} MB"
    if why:
        keep(places, each.name, why)
    return Outcome(kind, each.name, "failed" if why else end, seconds, peak, why)


def keep(places: Places, name: str, why: str) -> Path:
    """Copies the files of a case to those that are kept, and says with them why; returns their folder."""
    kept = places.kept / name.replace("/", "-").replace(" ", "-")
    shutil.copytree(places.folder / "case", kept, dirs_exist_ok=True, symlinks=True)
    (kept / "why.txt").write_text(f"{name}\n{why}\n", "utf-8")
    return kept
