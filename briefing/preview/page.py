"""The whole page: one HTML document that asks for nothing else."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from briefing.i18n import gettext as _
from briefing.i18n import spoken
from briefing.preview import labels, parts
from briefing.preview.content import Content
from briefing.preview.markup import element, text
from briefing.preview.notices import assigned
from briefing.preview.state import State
from briefing.preview.words import style_sheet

_BEFORE = "M10 3L5 8l5 5"
_AFTER = "M6 3l5 5-5 5"
_CROSS = "M4 4l8 8M12 4l-8 8"


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what has to be sent along with it."""

    content: bytes
    policy: str
    """Its Content-Security-Policy: its own script and style by their hashes, and nothing else from anywhere."""
    version: str
    """Another one for another content."""


def live(state: State) -> Page:
    """Returns the page that `briefing preview` shows, which replaces what has changed after a save."""
    body, data = _body(state), _data(state)
    version = _digest(body + data)
    policy = f"{_policy()}; connect-src 'self'; frame-ancestors 'none'"
    return Page(_document(state, body, data, version=version), policy, version)


def file(state: State) -> bytes:
    """Returns the page as a file of its own, which can be opened from anywhere."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
    return _document(state, _body(state), _data(state), meta=meta)


def _document(state: State, body: str, data: str, *, meta: str = "", version: str | None = None) -> bytes:
    title = state.content.title if state.content else Path(state.outline).name
    said = element("script", data, type="application/json", id="data", data_version=version)
    return (
        f'<!DOCTYPE html><html lang="{spoken()}"><head><meta charset="utf-8">{meta}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f'<link rel="icon" href="data:,"><title>{text(title)}</title><style>{_style()}</style></head>'
        f"{body}"
        f"{said}<script>{_script()}</script></html>"
    ).encode()


def _policy() -> str:
    rules = {
        "default-src": "'none'",
        "script-src": _hash(_script()),
        "style-src": _hash(_style()),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:16]


@cache
def _script() -> str:
    return _packaged("page.js")


@cache
def _style() -> str:
    """Returns the style of every page; it stays the same from save to save, for its hash is in the policy."""
    return _packaged("page.css") + style_sheet()


@cache
def _packaged(name: str) -> str:
    return (files("briefing.preview") / name).read_text("utf-8")


def _data(state: State) -> str:
    """Returns what the script needs, as JSON that cannot end the element it stands in."""
    facts = state.content.facts.items() if state.content else ()
    data = {
        "program": _digest(_script() + _style()),
        "language": state.content.language if state.content else None,
        "facts": {key: labels.evidence(fact) for key, fact in facts},
        "words": labels.of_script(),
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.translate({ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def _body(state: State) -> str:
    stage = _stage(state, state.content) if state.content else _alone(state)
    kind = "shown" if state.content else "alone"
    return f'<body data-kind="{kind}">{stage}{_evidence()}{_status()}{_help()}</body>'


def _alone(state: State) -> str:
    """Returns what is wrong with an outline that has not been in order yet."""
    heading = element("h1", text(_("{file} cannot be shown yet").format(file=Path(state.outline).name)))
    lead = element(
        "p", text(_("Mend what is listed here and save; the slides then appear by themselves.")), class_="lead"
    )
    found = parts.listed(state.notices, state.outline)
    return element(
        "main", heading, element("p", text(parts.count(state.notices)), class_="count"), lead, found, id="stage"
    )


def _stage(state: State, content: Content) -> str:
    found = assigned(state.notices, content.slides, state.outline)
    cards = "".join(
        parts.card(slide, found.slides.get(slide.number, ()), state.outline, content.language)
        for slide in content.slides
    )
    slides = element(
        "section",
        element("h2", text(_("Slides")), class_="unseen"),
        *_aside(content),
        element("div", cards, id="deck"),
        id="slides",
        aria_label=_("Slides"),
    )
    word = element(
        "section",
        element("h2", text(_("Word briefing")), class_="unseen"),
        element("div", content.word, class_="word", lang=content.language),
        id="paper",
        aria_label=_("Word briefing"),
        tabindex="-1",
    )
    return element(
        "div",
        element("a", text(_("Skip to the Word briefing")), href="#paper", class_="skip"),
        _bar(state, content),
        parts.general(found, state.outline, is_stale=state.is_stale),
        element("div", parts.rail(content, found), element("main", slides, word), class_="desk"),
        _large_bar(),
        id="stage",
    )


def _aside(content: Content) -> tuple[str, ...]:
    if not content.own_template:
        return ()
    words = _("The deck takes your unit's own template; its grounds and decoration are not shown here.")
    return (element("p", text(words), class_="aside"),)


def _bar(state: State, content: Content) -> str:
    title = element("h1", text(content.title), id="title", lang=content.language)
    found = [element("p", text(parts.counts(content)), class_="counts")]
    if state.notices:
        kind = "error" if state.is_stale else "warning"
        sign = element("span", text("!"), aria_hidden="true", class_="sign")
        said = element("span", text(parts.count(state.notices)))
        tip = _("Go to the next problem")
        found.append(
            element("button", sign, said, type="button", class_=f"found {kind}", data_does="problem", title=tip)
        )
    views = (("slides", _("Slides")), ("both", _("Side by side")), ("word", "Word"))
    buttons = (
        element("button", text(name), type="button", data_does="view", data_view=view, aria_pressed="false")
        for view, name in views
    )
    return element(
        "header",
        title,
        element("div", *found, id="found"),
        element("p", id="position"),
        element("div", *buttons, class_="views", role="group", aria_label=_("What is shown")),
        element(
            "button",
            text("?"),
            type="button",
            class_="icon",
            data_does="help",
            aria_label=_("Keys"),
            title=_("Keys"),
        ),
        class_="bar",
    )


def _large_bar() -> str:
    return element(
        "div",
        parts.button(_("Previous slide"), "before", _BEFORE),
        element("span", id="large-position"),
        parts.button(_("Next slide"), "after", _AFTER),
        parts.button(_("Back to all slides"), "shrink", _CROSS),
        class_="large-bar",
        role="group",
        aria_label=_("Enlarged slide"),
    )


def _evidence() -> str:
    return element("div", id="evidence", role="tooltip", hidden="")


def _status() -> str:
    """Returns what is said after a save, to screen readers, and when the preview has stopped, to all."""
    return element("p", id="status", role="status", class_="unseen") + element(
        "p", id="stopped", role="alert", hidden=""
    )


def _help() -> str:
    rows = (
        element(
            "tr", element("th", *(element("kbd", text(key)) for key in keys), scope="row"), element("td", text(does))
        )
        for keys, does in labels.keyboard()
    )
    tip = _("Point at a figure, or tap it, to see its scope, date, source and the article's words.")
    heading = element("h2", text(_("Keys")), id="help-title")
    close = parts.button(_("Close"), "close", _CROSS)
    return element(
        "dialog",
        heading,
        close,
        element("table", *rows),
        element("p", text(tip)),
        id="help",
        aria_labelledby="help-title",
    )
