"""Completion of commands, options and files in a shell: Typer makes the scripts, what is said about them is ours."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import typer
from typer.completion import get_completion_script, install  # type: ignore[attr-defined]  # not in its list of names

from briefing.cli.help import AnyCommand, Context, Parameter
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_

_PROGRAM = "briefing"
_VARIABLE = "_BRIEFING_COMPLETE"
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_INSTALL, _SHOW = NAMES = ("install_completion", "show_completion")
"""Typer's own options: it adds them by itself."""
_METAVAR = N_("SHELL")


def adopt(program: AnyCommand) -> None:
    """Puts what Typer's two options say and do in our words."""
    says = {_INSTALL: _("Complete commands and file names in this shell."), _SHOW: _("Print the script for that.")}
    does: dict[str, Callable[..., None]] = {_INSTALL: _installed, _SHOW: _shown}
    for parameter in program.params:
        if parameter.name in NAMES:
            parameter.help, parameter.callback = says[parameter.name], does[parameter.name]
            parameter.metavar = _METAVAR


def _installed(context: Context, _parameter: Parameter, value: object) -> None:
    if value and not context.resilient_parsing:
        shell, path = install(_shell(value), _PROGRAM, _VARIABLE)
        print(_("completion for {shell} is in {path}; it works in the next window").format(shell=shell, path=path))
        raise typer.Exit


def _shown(context: Context, _parameter: Parameter, value: object) -> None:
    if value and not context.resilient_parsing:
        print(get_completion_script(prog_name=_PROGRAM, complete_var=_VARIABLE, shell=_shell(value)))
        raise typer.Exit


def _shell(value: object) -> str:
    """Returns the shell that is named, or the one that this runs in: as shellingham finds it, else by SHELL."""
    name = str(getattr(value, "value", value)) if isinstance(value, str) else _running()
    if name not in _SHELLS:
        told = _("there is no completion for “{shell}”, only for {known}")
        raise typer.BadParameter(told.format(shell=name or "?", known=", ".join(_SHELLS)))
    return name


def _running() -> str:
    with suppress(ImportError):
        import shellingham  # noqa: PLC0415 - comes with most versions of Typer, not with all

        with suppress(shellingham.ShellDetectionFailure):
            return str(shellingham.detect_shell()[0])
    return Path(os.environ.get("SHELL", "")).name


def files(*suffixes: str) -> Callable[[str], list[str]]:
    """Returns what completes a name to the files of a kind; where there are none, shells offer all files and folders."""

    def beginning(incomplete: str) -> list[str]:
        folder = incomplete[: max(incomplete.rfind("/"), incomplete.rfind("\\")) + 1]
        with suppress(OSError):
            names = sorted(each.name for each in Path(folder or ".").iterdir())
            found = [folder + name for name in names if name.endswith(suffixes)]
            return [name for name in found if name.startswith(incomplete)]
        return []

    return beginning
