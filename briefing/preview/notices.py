"""What is wrong, as the page shows it: each problem with its line, over the slide that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.display.lines import Files
from briefing.errors import Keys, LocatedProblem, Place, Severity
from briefing.preview.content import SlideView

_LEAST = 2
"""Keys that a problem of several slides has at least: ("sections", 3), not ("sections",)."""
_SHOWN = {"charts", "pictures", "tables"}


@dataclass(frozen=True, slots=True)
class Notice:
    """A problem with all that is said about it."""

    message: str
    severity: Severity = Severity.ERROR
    place: Place | None = None
    """None for what has no place in a file."""
    keys: Keys = ()
    line: str = ""
    """The line as it stands in its file; empty where there is none."""
    corrected: str | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Assigned:
    """Notices by the number of the slide that they belong to, and those that belong to none."""

    slides: Mapping[int, Sequence[Notice]]
    others: Sequence[Notice]


def noticed(problems: Iterable[LocatedProblem]) -> tuple[Notice, ...]:
    """Returns the problems with their lines, which are read from the files as they are now."""
    files = Files()
    return tuple(
        Notice(
            problem.message,
            problem.severity,
            problem.place,
            problem.keys,
            (files.line(problem.place.file, problem.place.line) or "").rstrip(),
            problem.corrected,
        )
        for problem in problems
    )


def assigned(notices: Iterable[Notice], slides: Sequence[SlideView], outline: str) -> Assigned:
    """Returns the notices by slide; `outline` is the name of the outline's own file."""
    by_slide: dict[int, list[Notice]] = {}
    others = []
    for notice in notices:
        slide = _by_keys(notice.keys, slides) or _by_line(notice.place, slides, outline)
        if slide is None:
            others.append(notice)
        else:
            by_slide.setdefault(slide.number, []).append(notice)
    return Assigned(by_slide, others)


def _by_keys(keys: Keys, slides: Sequence[SlideView]) -> SlideView | None:
    """Returns the slide that has the longest way in common with a node; the first one of continuations."""
    if keys[:1] and keys[0] in _SHOWN:
        return next((slide for slide in slides if slide.shows and keys[1:2] == (slide.shows,)), None)
    best, most = None, 0
    for slide in slides:
        shared = common(keys, slide.keys)
        is_inside = shared == len(slide.keys)
        is_around = shared == len(keys) and shared >= _LEAST
        if shared > most and (is_inside or is_around):
            best, most = slide, shared
    return best


def _by_line(place: Place | None, slides: Sequence[SlideView], outline: str) -> SlideView | None:
    """Returns the slide in whose lines a place stands; the innermost, for a section's lines hold those of its slides."""
    if place is None or place.file != outline:
        return None
    around = [slide for slide in slides if slide.lines and slide.lines[0] <= place.line <= slide.lines[1]]
    return min(around, key=_height, default=None)


def _height(slide: SlideView) -> int:
    first, last = slide.lines or (0, 0)
    return last - first


def common(one: Sequence[object], other: Sequence[object]) -> int:
    """Returns how many items two sequences have in common, from the first one on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))
