"""The parts of the page as markup: what is wrong, the list of slides, and each slide with its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from briefing.display.lines import counted
from briefing.errors import Severity
from briefing.i18n import gettext as _
from briefing.i18n import ngettext
from briefing.preview.content import Content, SlideView
from briefing.preview.markup import element, text
from briefing.preview.notices import Assigned, Notice, common

_BETWEEN = " · "
_AROUND = 48
"""Characters of a line that are shown on either side of what is wrong in it."""


def count(notices: Sequence[Notice]) -> str:
    """Returns how many errors and warnings there are, in words; empty where there are none."""
    severities = [notice.severity for notice in notices]
    return _BETWEEN.join(counted(each, severities.count(each)) for each in Severity if each in severities)


def counts(content: Content) -> str:
    slides, facts = len(content.slides), len(content.facts)
    return _BETWEEN.join(
        (
            ngettext("{n} slide", "{n} slides", slides).format(n=slides),
            ngettext("{n} figure with its evidence", "{n} figures with their evidence", facts).format(n=facts),
        )
    )


# What is wrong


def general(assigned: Assigned, outline: str, *, is_stale: bool) -> str:
    """Returns the panel above the slides: that they are older than the outline, and what belongs to none of them."""
    errors = [notice for notice in assigned.others if notice.is_error]
    warnings = [notice for notice in assigned.others if not notice.is_error]
    parts = []
    if is_stale:
        lead = _("{file} cannot be shown as it was saved last. The slides and the Word text are those from before.")
        parts.append(element("p", text(lead.format(file=Path(outline).name)), class_="lead"))
    if errors:
        parts.append(listed(errors, outline))
    if warnings:
        parts.append(_folded(warnings, outline, "reminders"))
    state = "is-stale" if is_stale else None
    label = _("What is wrong") if is_stale else _("Warnings")
    return element("section", *parts, id="problems", class_=state, aria_label=label, hidden=None if parts else "")


def listed(notices: Iterable[Notice], outline: str) -> str:
    return element("ul", *(_item(notice, outline) for notice in notices), class_="notices")


def _folded(notices: Sequence[Notice], outline: str, name: str) -> str:
    heading = element("summary", text(count(notices)))
    return element("details", heading, listed(notices, outline), class_=name)


def _item(notice: Notice, outline: str) -> str:
    kind = _("Error") if notice.is_error else _("Warning")
    head = [element("strong", text(kind), class_="kind")]
    if notice.place:
        head.append(element("span", text(_where(notice, outline)), class_="where"))
    parts = [
        element("p", " ".join(head), class_="heading"),
        element("p", text(notice.message), class_="message"),
        *_lines(notice),
    ]
    return element("li", *parts, class_="error" if notice.is_error else "warning")


def _where(notice: Notice, outline: str) -> str:
    if notice.place is None or notice.place.file == outline:
        return _("line {line}").format(line=notice.place.line if notice.place else 0)
    return _("{file}, line {line}").format(file=Path(notice.place.file).name, line=notice.place.line)


def _lines(notice: Notice) -> Iterator[str]:
    """Yields the line that is wrong, and the one that should stand there where only one can."""
    if not notice.line.strip() or notice.place is None:
        return
    if notice.corrected is None or notice.corrected == notice.line:
        yield _code(_excerpt(notice.line, notice.place.column - 1))
        return
    head, old, tail = _difference(notice.line, notice.corrected)
    _head, new, _tail = _difference(notice.corrected, notice.line)
    before, after = text(_last(head)), text(_first(tail))
    yield _code(before + (element("del", text(old)) if old else "") + after)
    yield element("p", text(_("Write instead:")), class_="instead")
    yield _code(before + (element("ins", text(new)) if new else "") + after)


def _code(markup: str) -> str:
    return element("pre", element("code", markup))


def _excerpt(line: str, at: int) -> str:
    return text(_last(line[:at]) + _first(line[at:]))


def _last(words: str) -> str:
    return words if len(words) <= _AROUND else "…" + words[-_AROUND:]


def _first(words: str) -> str:
    return words if len(words) <= _AROUND else words[:_AROUND] + "…"


def _difference(line: str, other: str) -> tuple[str, str, str]:
    """Returns a line in three parts: as in the other, not as in the other, and as in the other again."""
    head = common(line, other)
    tail = common(line[head:][::-1], other[head:][::-1])
    end = len(line) - tail
    return line[:head], line[head:end], line[end:]


# The slides


def rail(content: Content, assigned: Assigned) -> str:
    """Returns the list of slides, by section."""
    groups = [
        element("li", *_section(name), element("ol", *(_entry(slide, assigned) for slide in slides)))
        for name, slides in groupby(content.slides, key=lambda slide: slide.section)
    ]
    return element("nav", element("ol", *groups), id="rail", aria_label=_("List of slides"))


def _section(name: str | None) -> Iterator[str]:
    if name:
        yield element("p", text(name), class_="section")


def _entry(slide: SlideView, assigned: Assigned) -> str:
    notices = assigned.slides.get(slide.number, ())
    parts = [
        element("span", str(slide.number), class_="number"),
        element("span", text(slide.title), class_="title", lang=None),
    ]
    if notices:
        state = "error" if any(notice.is_error for notice in notices) else "warning"
        sign = element("span", text("!"), aria_hidden="true")
        parts.append(element("span", sign, _hidden(count(notices)), class_=f"badge {state}"))
    return element("li", element("a", *parts, href=f"#slide-{slide.number}", title=slide.title))


def card(slide: SlideView, notices: Sequence[Notice], outline: str, language: str) -> str:
    """Returns a slide with its number, what is wrong with it, and its notes."""
    errors = [notice for notice in notices if notice.is_error]
    warnings = [notice for notice in notices if not notice.is_error]
    frame = [element("div", slide.svg, class_="sheet", lang=language)]
    if errors:
        frame.append(element("div", listed(errors, outline), class_="over"))
    parts = [_head(slide, language), element("div", *frame, class_="frame")]
    if warnings:
        parts.append(_folded(warnings, outline, "reminders"))
    if slide.notes:
        heading = element("summary", text(_("Speaker notes")))
        said = (element("p", text(paragraph)) for paragraph in slide.notes)
        parts.append(element("details", heading, element("div", *said, lang=language), class_="notes"))
    states = ["card", *(["has-error"] if errors else []), *(["has-warning"] if warnings else [])]
    return element(
        "article",
        *parts,
        id=f"slide-{slide.number}",
        class_=" ".join(states),
        data_title=slide.title,
        tabindex="-1",
        aria_labelledby=f"slide-{slide.number}-title",
    )


def _head(slide: SlideView, language: str) -> str:
    number = element("span", str(slide.number), class_="number")
    title = element("span", text(slide.title), class_="title", lang=language)
    section = [element("p", text(slide.section), class_="section", lang=language)] if slide.section else []
    enlarge = button(_("Enlarge slide {n}").format(n=slide.number), "enlarge", "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4")
    heading = element("h3", number, " ", title, id=f"slide-{slide.number}-title")
    return element("header", heading, *section, enlarge, class_="head")


def button(label: str, does: str, path: str) -> str:
    """Returns a button that shows a drawing of 16 by 16."""
    drawing = element("svg", element("path", d=path), viewBox="0 0 16 16", aria_hidden="true", focusable="false")
    return element("button", drawing, type="button", class_="icon", data_does=does, aria_label=label, title=label)


def _hidden(words: str) -> str:
    """Returns words for screen readers only."""
    return element("span", text(words), class_="unseen")
