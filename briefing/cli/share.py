"""`briefing share`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.articles import articles_of
from briefing.cli.completion import files
from briefing.cli.printing import complain, progress, report, tell_kept
from briefing.cli.program import (
    AllowOutsideOption,
    ArticleOption,
    ForceOption,
    KeepOption,
    NoCacheOption,
    NotesOption,
    QuietOption,
    ReaderOption,
    StrictOption,
    app,
    on_edit,
)
from briefing.display.cells import padded
from briefing.errors import Exit
from briefing.garbage import uncollected
from briefing.i18n import gettext as _
from briefing.i18n import ngettext

if TYPE_CHECKING:
    from briefing.handover.digests import Digests
    from briefing.handover.inspection import Inspection
    from briefing.handover.sharing import Shared

_STATE_CELLS = 11


@app.command()
@uncollected()
def share(
    outline: Annotated[
        Path | None,
        typer.Argument(metavar="OUTLINE", help="The outline, a YAML file.", autocompletion=files(".yaml", ".yml")),
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="UNIT", help="Whom the package is for.")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the package.")] = Path(
        "share"
    ),
    cells: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="COLUMN=TEXT", help="What a table of recipients would say of this one."),
    ] = None,
    copy: Annotated[str | None, typer.Option(metavar="NUMBER", help="The number of the copy, six digits.")] = None,
    watermark: Annotated[str | None, typer.Option(metavar="TEXT", help="A watermark for this copy.")] = None,
    footer: Annotated[str | None, typer.Option(metavar="TEXT", help="A mark at the foot of pages and slides.")] = None,
    notes: NotesOption = True,
    pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help="Whether PDFs are made, which needs LibreOffice.")] = True,
    preview: Annotated[bool, typer.Option("--preview", help="Add the page for the browser.")] = False,
    article: ArticleOption = None,
    reader: ReaderOption = None,
    strict: StrictOption = False,
    keep: KeepOption = False,
    force: ForceOption = False,
    verify: Annotated[
        Path | None,
        typer.Option(
            metavar="ZIP", help="Check a package that arrived, a zip or its folder.", autocompletion=files(".zip")
        ),
    ] = None,
    _outside: AllowOutsideOption = False,
    _no_cache: NoCacheOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check, build and pack what is handed over to one unit: both files, PDFs, digests and a manifest; or check a package.

    Example: briefing share outline.yaml --to 示例市发展改革委 --copy 000001
    Example: briefing share --verify share/package.zip
    """
    if verify is not None:
        _verify(verify, outline, quiet=quiet)
        return
    if not to:
        raise typer.BadParameter(_("for whom is the package? expected --to UNIT, or --verify ZIP to check one"))
    from briefing.handover.sharing import Wish  # noqa: PLC0415 - the libraries take their time, which --help saves
    from briefing.handover.sharing import share as put_together  # noqa: PLC0415

    with progress(quiet=quiet) as shown:
        shared = put_together(
            outline or Path("outline.yaml"),
            out,
            Wish(to, tuple(map(_cell, cells or [])), copy, watermark, footer, notes, preview, pdf, strict, reader),
            lambda loaded: articles_of(article or [], loaded),
            progress=shown,
            on_edit=on_edit(keep=keep, force=force),
        )
    if not quiet:
        _tell(shared, article=bool(article))


def _cell(given: str) -> tuple[str, str]:
    column, mark, words = (part.strip() for part in given.partition("="))
    if not (column and mark and words):
        raise typer.BadParameter(_("“{given}” is no cell; expected COLUMN=TEXT").format(given=given))
    return column, words


def _tell(shared: Shared, *, article: bool) -> None:
    report(shared.warnings)
    for decision in shared.decisions:
        print(_("decided: {decision}").format(decision=decision))
    if shared.left_out:
        told = ngettext(
            "{n} section is left out: its “when” is for others",
            "{n} sections are left out: their “when” is for others",
            shared.left_out,
        )
        print(told.format(n=shared.left_out))
    if not article:
        print(_("figures and quotations were not compared with their articles; --article SOURCE=FILE does"))
    if shared.parcel.manifest.pdfs == "not-possible":
        print(_("no PDFs: LibreOffice is not there, or failed; the package says so"))
    tell_kept(shared.kept)
    print(shared.folder)
    for name in shared.parcel.files:
        print(f"  {name}")
    print(shared.archive)
    _tell_digests(shared.parcel.digests)


def _tell_digests(digests: Digests) -> None:
    print(f"  SHA-256 {digests.sha256}")
    if digests.sm3 is None:
        print(_("  no SM3: the OpenSSL of this Python does not have it"))
    else:
        print(f"  SM3     {digests.sm3}")


def _verify(package: Path, outline: Path | None, *, quiet: bool) -> None:
    from briefing.handover.inspection import inspect, is_version_of  # noqa: PLC0415 - as above

    found = inspect(package)
    if not quiet:
        _tell_inspection(found)
    is_of_outline = outline is None or is_version_of(found.manifest, outline)
    if not is_of_outline:
        complain(_("{outline}: was changed since the package was made from it").format(outline=outline))
    if not found.holds:
        complain(_("{package}: is not as it was packed").format(package=package))
    if not (found.holds and is_of_outline):
        raise typer.Exit(Exit.INPUT_IS_WRONG)


def _tell_inspection(found: Inspection) -> None:
    told = found.manifest
    who = [told.title, told.recipient, told.copy, told.made]
    print("  ".join(filter(None, who)))
    for seen in found.files:
        print(f"  {padded(_(seen.state), _STATE_CELLS)}{seen.name}")
    if found.digests is not None:
        _tell_digests(found.digests)
    if found.holds:
        number = len(found.files)
        print(ngettext("{n} file is as it was packed", "{n} files are as they were packed", number).format(n=number))
