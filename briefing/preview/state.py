"""What there is to show after a save: what the outline gives now, or the last good content and what is wrong since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError, OutlineError
from briefing.i18n import gettext as _
from briefing.pipeline import Settled
from briefing.preview.content import Content, content
from briefing.preview.notices import Notice, noticed

Settle = Callable[[Path], Settled]


@dataclass(frozen=True, slots=True)
class State:
    """All that a page is made from."""

    outline: str
    """The outline's file, as its user names it."""
    content: Content | None
    """None while the outline has never been in order."""
    notices: tuple[Notice, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the content is older than the outline."""
        return any(notice.is_error for notice in self.notices)


def settled_state(outline: Path, settled: Settled) -> State:
    """Returns what a settled outline gives; raises BriefingError."""
    return State(str(outline), content(settled), noticed(settled.warnings))


def state_after(outline: Path, settle: Settle, last: Content | None) -> State:
    """Returns what there is to show after a save, whatever the outline has become; `last` is the last good content."""
    try:
        return settled_state(outline, settle(outline))
    except OutlineError as error:
        notices = noticed(error.problems)
    except BriefingError as error:
        notices = (Notice(str(error)),)
    except Exception as error:  # noqa: BLE001 - a defect that one outline shows must not end the preview
        message = _("the tool itself failed ({kind}: {error}); the slides stay as they were")
        notices = (Notice(message.format(kind=type(error).__name__, error=error)),)
    return State(str(outline), last, notices)
