"""How things are printed: problems to the standard error stream, rows as JSON, counts, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefing import reports
from briefing.cli.program import Format
from briefing.errors import LocatedProblem, Severity


def print_found(problems: tuple[LocatedProblem, ...], output: Format) -> None:
    if output is Format.JSON:
        print_json([reports.problem(problem) for problem in problems])
        return
    report(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    print(f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}")


def print_json(rows: object) -> None:
    print(json.dumps(rows, ensure_ascii=False, indent=2))


def count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def report(problems: tuple[LocatedProblem, ...]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Gives a bar that shows charts being drawn, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - nobody sees it elsewhere
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("charts", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
