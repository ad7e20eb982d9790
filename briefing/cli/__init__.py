"""The command line: options in, exit statuses out; the only room that prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from briefing import assets, i18n
from briefing.cli import batch, build, check, facts, kinds, new, preview, schema, share, verify, watch
from briefing.cli.help import usage as usage_line
from briefing.cli.printing import complain, report, spare_characters
from briefing.cli.program import app, language_of
from briefing.cli.tree import translated
from briefing.cli.usage import UsageError, sentence
from briefing.errors import BriefingError, Exit, OutlineError, Severity
from briefing.i18n import gettext as _

__all__ = [
    "app",
    "batch",
    "build",
    "check",
    "facts",
    "kinds",
    "main",
    "new",
    "preview",
    "schema",
    "share",
    "verify",
    "watch",
]

_INTERRUPTED = 130
"""What Typer returns after Ctrl-C, as shells do."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command line, the process's own unless given, and ends the process with its status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    spare_characters()
    i18n.speak(language_of(words) or i18n.preferred(os.environ), assets.folder() / "locale")
    sys.exit(_status(words))


def _status(words: list[str]) -> int:
    """Runs a command line; every error of the user or the surroundings becomes a line and a status."""
    try:
        status = translated(app).main(words, prog_name="briefing", standalone_mode=False)
    except UsageError as error:
        _misused(error)
        return Exit.USAGE_IS_WRONG
    except OutlineError as error:
        report(error.problems)
        if not any(problem.severity is Severity.ERROR for problem in error.problems):
            complain(_("nothing was written, because --strict lets no warning pass"))
        return error.status
    except BriefingError as error:
        complain(str(error))
        return error.status
    except (KeyboardInterrupt, typer.Abort):
        status = _INTERRUPTED
    except Exception as error:
        if os.environ.get("BRIEFING_TRACEBACK"):
            raise
        told = _("the tool itself failed ({kind}: {error}); nothing was written.")
        complain(told.format(kind=type(error).__name__, error=error))
        print(_("Please report it; BRIEFING_TRACEBACK=1 shows where it happened."), file=sys.stderr)
        return Exit.SURROUNDINGS_ARE_WRONG
    if status == _INTERRUPTED:
        print(_("stopped"), file=sys.stderr)
        return Exit.SURROUNDINGS_ARE_WRONG
    return status or Exit.DONE


def _misused(error: Exception) -> None:
    """Says what is wrong with a command as it was typed, and how it is written."""
    complain(sentence(error))
    context = getattr(error, "ctx", None)
    if context is not None:
        print(usage_line(context.command, context), file=sys.stderr)
        print(_("“{command}” tells more").format(command=f"{context.command_path} --help"), file=sys.stderr)
