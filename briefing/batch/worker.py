"""One pack built in memory, in whatever process; what a process remembers serves the packs that come after it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from briefing import assets, i18n
from briefing.batch.orders import Order, Outcome
from briefing.charts.studio import Studio, kept_charts
from briefing.errors import BriefingError, OutlineError
from briefing.i18n import gettext as _
from briefing.pipeline import files_of, make, settle, without_notes


@cache
def _studio() -> Studio:
    """Returns what paints every chart of this process, in it: the other cores have packs of their own."""
    return Studio(kept_charts())


def build(order: Order) -> Outcome:
    """Returns the pack's files, or what is wrong with it; raises nothing, for the other packs go on."""
    if i18n.spoken()[:2] != order.language:
        i18n.speak(order.language, assets.folder() / "locale")
    try:
        return _built(order)
    except OutlineError as error:
        return Outcome(order.folder, problems=error.problems)
    except BriefingError as error:
        return Outcome(order.folder, message=str(error))
    except Exception as error:  # noqa: BLE001 - a defect that one row shows must not end the batch
        told = _("the tool itself failed ({kind}: {error})")
        return Outcome(order.folder, message=told.format(kind=type(error).__name__, error=error))


def _built(order: Order) -> Outcome:
    settled = settle(order.outline, order.row)
    if order.strict and settled.warnings:
        return Outcome(order.folder, problems=settled.warnings)
    if not order.notes:
        settled = without_notes(settled)
    made = make(settled, order.only, None, _studio())
    files = {file.name: data for file, data in files_of(settled, made, Path()).items()}
    return Outcome(order.folder, files, settled.warnings)
