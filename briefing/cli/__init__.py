"""The command line: options in, exit statuses out; the only room that prints."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from briefing import assets, i18n
from briefing.cli import build, check, facts, kinds, new, schema, verify
from briefing.cli.printing import report
from briefing.cli.program import app
from briefing.errors import BriefingError, Exit, OutlineError

__all__ = ["app", "build", "check", "facts", "kinds", "main", "new", "schema", "verify"]


def main() -> NoReturn:
    """Runs the command line; every error of the user or the surroundings becomes a line and a status."""
    i18n.speak(i18n.preferred(os.environ), assets.folder() / "locale")
    try:
        app(standalone_mode=True)
    except OutlineError as error:
        report(error.problems)
        sys.exit(error.status)
    except BriefingError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.status)
    except Exception as error:
        if os.environ.get("BRIEFING_TRACEBACK"):
            raise
        print(f"error: the tool itself failed ({type(error).__name__}: {error}); nothing was written.", file=sys.stderr)
        print("Please report it; BRIEFING_TRACEBACK=1 shows where it happened.", file=sys.stderr)
        sys.exit(Exit.SURROUNDINGS_ARE_WRONG)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        sys.exit(Exit.SURROUNDINGS_ARE_WRONG)
    sys.exit(Exit.DONE)
