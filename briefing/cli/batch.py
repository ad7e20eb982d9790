"""`briefing batch`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import i18n
from briefing.cli import packs
from briefing.cli.build import Only
from briefing.cli.completion import files
from briefing.cli.printing import complain, report, tell_kept
from briefing.cli.program import (
    ForceOption,
    KeepOption,
    NoCacheOption,
    NotesOption,
    QuietOption,
    StrictOption,
    app,
    choice,
    on_edit,
    whole,
)
from briefing.errors import Exit, LocatedProblem, Severity, listed
from briefing.i18n import gettext as _
from briefing.i18n import ngettext

if TYPE_CHECKING:
    from briefing.batch.orders import Order
    from briefing.batch.run import Builders, Finished

_MOST_JOBS = 512


@app.command()
def batch(
    outlines: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="OUTLINE", help="The outline, or several, each a YAML file.", autocompletion=files(".yaml", ".yml")
        ),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A table (.csv) with a row for each recipient.", autocompletion=files(".csv")
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the packs.")] = Path("out"),
    only: Annotated[Only | None, choice(Only, "--only", help="Build one of the two files.")] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N", parser=whole(1, _MOST_JOBS), help="How many packs are built at a time; as a rule one a core."
        ),
    ] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Build on the Dask cluster with this scheduler.")
    ] = None,
    notes: NotesOption = True,
    strict: StrictOption = False,
    keep: KeepOption = False,
    force: ForceOption = False,
    _no_cache: NoCacheOption = False,
    quiet: QuietOption = False,
) -> None:
    """Build a pack for each row of a table of recipients, or for each of several outlines; what is there already stays.

    Example: briefing batch outline.yaml --table recipients.csv -o packs
    Example: briefing batch first.yaml second.yaml --only word
    """
    from briefing.batch import plan, run  # noqa: PLC0415 - the libraries take half a second, which --help can save
    from briefing.pipeline import Output  # noqa: PLC0415 - the same

    named = outlines or [Path("outline.yaml")]
    if table is not None and len(named) > 1:
        raise typer.BadParameter(_("--table goes with one outline; expected one, or several without a table"))
    if dask is not None and jobs is not None:
        raise typer.BadParameter(_("--jobs is for this machine and --dask for others; expected one of them"))
    manner = plan.Manner(Output(only.value) if only else None, strict, i18n.spoken()[:2], notes)
    orders = plan.of_outlines(named, manner) if table is None else plan.of_table(named[0], table, manner)
    teller = _Teller(out, quiet=quiet)
    try:
        with packs.bar(len(orders), quiet=quiet) as bar:
            for finished in run.run(orders, out, _builders(jobs, dask), on_edit(keep=keep, force=force)):
                was_built = finished.end is not run.End.UNCHANGED
                with bar.aside() if was_built else nullcontext():  # nothing is said of the others
                    teller.tell(finished)
                bar.advance(was_built=was_built)
    except KeyboardInterrupt:
        told = _("stopped; what is finished stays, and the same command goes on from there")
        print(told, file=sys.stderr)
        raise typer.Exit(Exit.SURROUNDINGS_ARE_WRONG) from None
    teller.tell_sum()
    if table is not None:
        teller.tell_left_over(run.left_over(orders, out))
    if teller.failed:
        raise typer.Exit(Exit.INPUT_IS_WRONG)


def _builders(jobs: int | None, dask: str | None) -> Builders:
    if dask is not None:
        from briefing.batch import cluster  # noqa: PLC0415 - for clusters only

        return cluster.builders(dask)
    from briefing.batch import processes  # noqa: PLC0415 - as above

    return processes.builders(jobs or processes.cores())


@dataclass(slots=True)
class _Teller:
    """Tells what became of each pack; what is wrong with all of them alike is told with the first."""

    out: Path
    quiet: bool
    counts: Counter[str] = field(default_factory=Counter)
    warnings: set[LocatedProblem] = field(default_factory=set)
    reasons: dict[tuple[object, ...], str] = field(default_factory=dict)

    @property
    def failed(self) -> int:
        return self.counts["FAILED"]

    def tell(self, finished: Finished) -> None:
        order, outcome = finished.order, finished.outcome
        self.counts[finished.end.name] += 1
        if finished.end.name == "FAILED":
            self._tell_failure(order, outcome.problems, outcome.message)
        elif finished.end.name == "BUILT" and not self.quiet:
            tell_kept(finished.kept)
            print(self.out / order.folder, flush=True)
            self._tell_warnings(outcome.problems)

    def _tell_failure(self, order: Order, problems: Sequence[LocatedProblem], message: str) -> None:
        where = order.outline if order.row is None else f"{order.row.file}:{order.row.line}"
        reasons = (*problems, message)
        if reasons in self.reasons:
            told = _("{where}: the pack “{pack}” was not built, for the same reasons as “{first}”")
            complain(told.format(where=where, pack=order.folder, first=self.reasons[reasons]))
            return
        self.reasons[reasons] = order.folder
        complain(_("{where}: the pack “{pack}” was not built").format(where=where, pack=order.folder))
        report(problems)
        if message:
            complain(message)
        elif all(problem.severity is Severity.WARNING for problem in problems):
            complain(_("nothing was written, because --strict lets no warning pass"))

    def _tell_warnings(self, problems: Iterable[LocatedProblem]) -> None:
        new = [problem for problem in problems if problem not in self.warnings]
        self.warnings.update(new)
        report(new)

    def tell_left_over(self, packs: Sequence[str]) -> None:
        """Says which packs are of no row any more: one copy number may stand on two of them."""
        if packs and not self.quiet:
            told = ngettext(
                "{n} pack of an earlier table stays there and is of no row of this one: {packs}",
                "{n} packs of an earlier table stay there and are of no row of this one: {packs}",
                len(packs),
            )
            print(told.format(n=len(packs), packs=listed(packs)))

    def tell_sum(self) -> None:
        if self.quiet:
            return
        built = ngettext("{n} pack built", "{n} packs built", self.counts["BUILT"]).format(n=self.counts["BUILT"])
        told = _("{built}, {unchanged} unchanged, {failed} failed")
        print(told.format(built=built, unchanged=self.counts["UNCHANGED"], failed=self.failed))
