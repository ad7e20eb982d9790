"""The words of the page itself, in the language of messages."""

from __future__ import annotations

from briefing.i18n import gettext as _
from briefing.preview.content import FactView


def evidence(fact: FactView) -> dict[str, object]:
    """Returns what a figure shows on hover, as the page's script takes it."""
    rows = [
        (_("Scope"), fact.scope),
        (_("As of"), fact.as_of),
        (_("Source"), fact.source),
        (_("Worked out from"), "\n".join(fact.inputs)),
        (_("Note"), fact.note),
    ]
    return {
        "label": fact.label,
        "text": fact.text,
        "quotation": fact.evidence,
        "rows": [[name, value] for name, value in rows if value],
    }


def of_script() -> dict[str, str]:
    """Returns the words that the script sets while the page is open."""
    return {
        "position": _("{n} of {total}"),
        "quotation": _("The article's words"),
        "stopped": _("The preview has stopped. Run briefing preview to start it again."),
        "updated": _("The page shows the saved outline."),
        "broken": _("The outline cannot be shown as it was saved; the page stays as it was."),
    }


def keyboard() -> list[tuple[tuple[str, ...], str]]:
    """Returns the keys and what each does."""
    return [
        (("←", "→", "↑", "↓", "PageUp", "PageDown"), _("previous or next slide")),
        (("Home", "End"), _("first or last slide")),
        (("f",), _("enlarge the slide, and back")),
        (("n",), _("open or close the slide's notes")),
        (("w",), _("show or hide the Word briefing")),
        (("e",), _("go to the next problem")),
        (("Tab",), _("go from figure to figure, and see what each rests on")),
        (("?",), _("this list")),
        (("Esc",), _("close what is open")),
    ]
