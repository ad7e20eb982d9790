"""The command line as a case runs it: in this process, with what it prints caught."""

from __future__ import annotations

import contextlib
import io

from worker import WrongError

from briefing import cli, helpers


def ran(words: list[str]) -> str:
    """Returns how a command ended; raises WrongError for a traceback, a status that a file cannot cause, or silence."""
    helpers.suitable_count = lambda: 0  # helpers are processes, which a case may not start
    told, complained = io.StringIO(), io.StringIO()
    status: object = None
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(complained):
        try:
            cli.main(words)
        except SystemExit as error:
            status = int(error.code or 0)
    errors = complained.getvalue()
    if status not in {0, 1}:
        raise WrongError(f"{' '.join(words)}: status {status}: {errors[-2000:]}")
    if "Traceback" in errors or "the tool itself failed" in errors:
        raise WrongError(f"{' '.join(words)}: {errors[-2000:]}")
    if status == 1 and not errors.strip() and "json" not in words:
        raise WrongError(f"{' '.join(words)}: status 1 without a word")
    return "built" if status == 0 else "reported"
