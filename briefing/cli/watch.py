"""`briefing watch`."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.build import Only
from briefing.cli.printing import complain, progress, report, tell_kept
from briefing.cli.program import (
    AllowOutsideOption,
    ForceOption,
    KeepOption,
    NoCacheOption,
    OutlineFile,
    QuietOption,
    app,
    choice,
    on_edit,
)
from briefing.errors import BriefingError, Keys, LocatedProblem, OutlineError, Severity, SurroundingsError
from briefing.i18n import gettext as _
from briefing.i18n import ngettext

if TYPE_CHECKING:
    from briefing.placing.edits import OnEdit
    from briefing.workshop import Placed, Workshop


@app.command()
def watch(
    outline: OutlineFile = Path("outline.yaml"),
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the files.")] = Path("out"),
    only: Annotated[Only | None, choice(Only, "--only", help="Build one of the two files.")] = None,
    keep: KeepOption = False,
    force: ForceOption = False,
    _no_cache: NoCacheOption = False,
    _outside: AllowOutsideOption = False,
    quiet: QuietOption = False,
) -> None:
    """Build both files, and again after each save of the outline or of a file that it names; Ctrl-C ends it.

    Example: briefing watch outline.yaml -o out
    """
    if not outline.exists():
        raise BriefingError(_("{file}: there is no such file").format(file=outline))
    try:
        _follow(outline, out, only, on_edit(keep=keep, force=force), quiet=quiet)
    except KeyboardInterrupt:
        if not quiet:
            print(_("stopped watching"))


def _follow(outline: Path, out: Path, only: Only | None, edits: OnEdit, *, quiet: bool) -> None:
    """Builds at once and after each save, until the user ends it."""
    from threading import Event  # noqa: PLC0415 - as above

    from briefing.outline.named import NamedFiles  # noqa: PLC0415 - as above
    from briefing.pipeline import Output  # noqa: PLC0415 - as above
    from briefing.watching import saves  # noqa: PLC0415 - as above
    from briefing.workshop import Workshop  # noqa: PLC0415 - as above

    saved = saves(NamedFiles(outline), Event(), pauses=True)
    workshop = Workshop(outline, out, Output(only.value) if only else None, edits)
    teller = _Teller(workshop, outline.parent, quiet=quiet)
    teller.build([outline])
    teller.tell(_("Every save of the outline and of the files that it names is built; Ctrl-C ends it."))
    for files in saved:
        if files:
            teller.build(files)
        else:
            teller.try_again()


@dataclass(slots=True)
class _Teller:
    """Has files built, and tells in one line what became of them."""

    workshop: Workshop
    folder: Path
    quiet: bool
    files: tuple[Path, ...] = ()
    """The files that were told of."""
    warnings: frozenset[tuple[Keys, str]] = frozenset()
    """Those that were told; a warning is told again only when it was gone in between."""

    def tell(self, line: str) -> None:
        if not self.quiet:
            print(line, flush=True)

    def build(self, saved: Iterable[Path]) -> None:
        names = ", ".join(sorted(str(file.relative_to(self.folder)) for file in saved))
        start = time.perf_counter()
        try:
            with progress(quiet=self.quiet) as shown:
                placed = self.workshop.build(shown)
        except OutlineError as error:
            errors = tuple(problem for problem in error.problems if problem.severity is Severity.ERROR)
            self._tell_failure(names, start, len(errors))
            report(errors)
        except SurroundingsError as error:
            print(_line(names, start, _("not written; it is tried again until it can be")), flush=True)
            complain(str(error))
        except BriefingError as error:
            self._tell_failure(names, start, 1)
            complain(str(error))
        except Exception as error:  # noqa: BLE001 - a defect that one outline shows must not end the watching
            self._tell_failure(names, start, 1)
            complain(_("the tool itself failed ({kind}: {error})").format(kind=type(error).__name__, error=error))
        else:
            self._tell_success(names, start, placed)

    def try_again(self) -> None:
        """Puts in place what another program kept from being written; while it does so, nothing is told anew."""
        start = time.perf_counter()
        try:
            placed = self.workshop.try_again()
        except SurroundingsError:
            return
        if placed:
            self._tell_success(_("what could not be written"), start, placed)

    def _tell_failure(self, names: str, start: float, errors: int) -> None:
        outcome = (
            ngettext("{n} error; the last good files are kept", "{n} errors; the last good files are kept", errors)
            if self.workshop.has_built
            else ngettext("{n} error; nothing was written", "{n} errors; nothing was written", errors)
        )
        print(_line(names, start, outcome.format(n=errors)), flush=True)

    def _tell_success(self, names: str, start: float, placed: Placed) -> None:
        built = placed.built
        outcome = ngettext("the file is up to date", "both files are up to date", len(built.files))
        if built.warnings:
            warnings = ngettext("{n} warning", "{n} warnings", len(built.warnings)).format(n=len(built.warnings))
            outcome = _("{outcome}; {warnings}").format(outcome=outcome, warnings=warnings)
        self.tell(_line(names, start, outcome))
        self._tell_warnings(built.warnings)
        if not self.quiet:
            tell_kept(built.kept)
        for file in built.files if built.files != self.files else ():
            self.tell(str(file))
        if placed.former:
            former = ", ".join(map(str, placed.former))
            self.tell(_("The files have the new title's name; the former ones stay: {former}").format(former=former))
        self.files = built.files

    def _tell_warnings(self, warnings: tuple[LocatedProblem, ...]) -> None:
        new = tuple(each for each in warnings if (each.keys, each.message) not in self.warnings)
        self.warnings = frozenset((each.keys, each.message) for each in warnings)
        if not self.quiet:
            report(new)


def _line(names: str, start: float, outcome: str) -> str:
    moment, seconds = time.strftime("%H:%M:%S"), time.perf_counter() - start
    return _("{moment}  {names}  {seconds:.2f} s  {outcome}").format(
        moment=moment, names=names, seconds=seconds, outcome=outcome
    )
