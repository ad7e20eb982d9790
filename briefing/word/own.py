"""A unit's own .docx, opened without the libraries that write files: its styles, and what they lack for a briefing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from briefing.document import Document
from briefing.errors import Keys, Problem, Severity, nearest_in_file, quoted
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.opening.archive import (
    OF_TEMPLATES,
    DamagedError,
    NoOfficeFileError,
    NotAnArchiveError,
    OldFileError,
    TooLargeError,
    UnsafeFileError,
)
from briefing.opening.markup import DocumentTypeError, NoXmlError, parsed, plain, tree
from briefing.opening.package import STRICT, Package, wrong
from briefing.opening.unwanted import Unwanted, left_out, told
from briefing.word.contents import with_contents
from briefing.word.plan import Manuscript, plan
from briefing.word.slots import first_height
from briefing.word.style import ParagraphStyle
from briefing.word.styles import CONTENTS_HEADING, HEADINGS, PARAGRAPHS
from briefing.word.used import used

_KEYS: Keys = ("word", "reference")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAKEN = {
    "styles": f"{_W}styles",
    "numbering": f"{_W}numbering",
    "theme": "{http://schemas.openxmlformats.org/drawingml/2006/main}theme",
}
"""The relationships of the parts that are taken, and the root element of each."""
_NO_WORD_FILE = N_("the file is no Word file (.docx)")
_NO_WORD_FILE_OR_DAMAGED = N_("the file is no Word file (.docx), or it is damaged")
_OURS = "assets/templates/briefing.docx"
_KINDS = {"paragraph": N_("paragraph"), "character": N_("character"), "table": N_("table")}
"""The kinds of styles in words."""
_MANY = 5
"""Missing styles beyond which the file was not made for this at all."""


class OwnError(ValueError):
    """Why a file cannot be used, as a sentence."""


@dataclass(frozen=True, slots=True)
class Own:
    """The parts of a unit's own .docx that a briefing takes over."""

    styles: bytes
    numbering: bytes | None
    theme: bytes | None
    left_out: tuple[Unwanted, ...] = ()
    """What else stands in the file that could harm or lead elsewhere, of which nothing is taken."""


@dataclass(frozen=True, slots=True)
class _Style:
    kind: str
    """Paragraph, character or table."""
    based_on: str | None
    numbered: bool | None
    """None where the style says nothing about it."""
    half_points: int | None
    """Its size."""
    line: int | None
    """Its exact line pitch in twips."""


def opened(data: bytes) -> Own:
    """Returns the parts of a .docx; raises OwnError."""
    try:
        return _own(Package(data, OF_TEMPLATES))
    except OldFileError:
        raise OwnError(_("the file is a .doc or has a password; save it as .docx without one")) from None
    except TooLargeError as error:
        raise OwnError(_("the file {reason}").format(reason=error)) from None
    except DamagedError:
        raise OwnError(_(_NO_WORD_FILE_OR_DAMAGED)) from None
    except (NotAnArchiveError, NoOfficeFileError):
        raise OwnError(_(_NO_WORD_FILE)) from None
    except UnsafeFileError as error:
        raise OwnError(_("the file {reason}").format(reason=error)) from None


def _own(package: Package) -> Own:
    related = {relation.kind: relation for relation in package.related(package.main)}
    if any(relation.type.startswith(STRICT) for relation in (*package.related(""), *related.values())):
        raise OwnError(_("the file is saved as Strict Open XML; save it as an ordinary .docx"))
    styles, numbering, theme = (
        _part(package, related[kind].target, tag) if kind in related else None for kind, tag in _TAKEN.items()
    )
    if styles is None:
        raise OwnError(_(_NO_WORD_FILE))
    return Own(styles, numbering, theme, tuple(left_out(package)))


def _part(package: Package, name: str, tag: str) -> bytes:
    """Returns a part whose root is a certain element, in UTF-8."""
    content = package.text(name)
    try:
        root = tree(content)
        parsed(content)  # what is built from it is built with lxml, which refuses a little more
    except (DocumentTypeError, NoXmlError) as error:
        raise wrong(name, error) from None
    if root.tag != tag:
        raise OwnError(_(_NO_WORD_FILE))
    return plain(content)


def lacks(data: bytes, document: Document) -> list[Problem]:
    """Returns what a unit's own .docx lacks for a document: every style that is missing, and numbers of headings."""
    try:
        own = opened(data)
        styles = _styles(own.styles)
    except OwnError as error:
        return [Problem(_KEYS, str(error))]
    needed = used(_with_contents(document), document.pages, document.marks)
    return [
        *told(_KEYS, own.left_out),
        *_missing(styles, needed),
        *_unnumbered(styles, needed),
        *_resized(styles, needed),
    ]


def _with_contents(document: Document) -> Manuscript:
    """Returns the manuscript with the contents that it is to have; its charts are taken as low as they can be."""
    manuscript = plan(document)
    words, wanted = document.words.contents, document.pages.contents
    finished = with_contents(manuscript.blocks, manuscript.notes, words, first_height, wanted=wanted)
    return replace(manuscript, blocks=finished.blocks)


def _styles(part: bytes) -> dict[str, dict[str, _Style]]:
    """Returns the styles twice: by “name” and by “id”."""
    by_name: dict[str, _Style] = {}
    by_id: dict[str, _Style] = {}
    for element in tree(part).iter(f"{_W}style"):
        size, based_on = _value(element, "rPr/sz"), _value(element, "basedOn")
        half_points = int(size) if size and size.isdecimal() else None
        kind = element.get(f"{_W}type", "")
        style = _Style(kind, based_on, _numbered(element), half_points, _exact_line(element))
        by_id[element.get(f"{_W}styleId", "")] = style
        by_name[_value(element, "name") or ""] = style
    return {"name": by_name, "id": by_id}


def _value(element: ET.Element, path: str) -> str | None:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _exact_line(element: ET.Element) -> int | None:
    spacing = element.find(f"{_W}pPr/{_W}spacing")
    if spacing is None or spacing.get(f"{_W}lineRule") != "exact":
        return None
    line = spacing.get(f"{_W}line", "")
    return int(line) if line.isdecimal() else None


def _numbered(element: ET.Element) -> bool | None:
    number = _value(element, "pPr/numPr/numId")
    return None if number is None else number != "0"


def _missing(styles: Mapping[str, Mapping[str, _Style]], needed: Mapping[str, str]) -> Iterator[Problem]:
    present = {kind: _named(styles, kind) for kind in set(needed.values())}
    # Word knows the names of its own styles however they are spelt (“Heading 1”, “heading 1”).
    lacking = [name for name, kind in needed.items() if name.casefold() not in map(str.casefold, present[kind])]
    if len(lacking) > _MANY:
        message = _("the reference lacks {n} of the styles: {names}; begin from a copy of {ours}, which has them")
        yield Problem(_KEYS, message.format(n=len(lacking), names=quoted(lacking), ours=_OURS))
        return
    for name in lacking:
        kind = needed[name]
        message = _("the reference has no {kind} style “{name}”{hint}")
        hint = nearest_in_file(name, present[kind])
        yield Problem(_KEYS, message.format(kind=_(_KINDS[kind]), name=name, hint=hint))


def _named(styles: Mapping[str, Mapping[str, _Style]], kind: str) -> list[str]:
    return [name for name, style in styles["name"].items() if style.kind == kind]


def _resized(styles: Mapping[str, Mapping[str, _Style]], needed: Mapping[str, str]) -> Iterator[Problem]:
    """Yields a warning where text is set otherwise than in our reference: contents name pages that ours were set for."""
    if CONTENTS_HEADING.name not in needed:
        return
    ours = {style.name.casefold(): style for style in PARAGRAPHS}
    other = [
        name
        for name, style in styles["name"].items()
        if name in needed and (mine := ours.get(name.casefold())) and not _is_set_as(style, mine)
    ]
    if other:
        message = _(
            "the reference sets {names} in another size or line pitch than {ours}, for which the page numbers of the"
            " contents are worked out; update the contents in Word (select them, F9)"
        )
        yield Problem(_KEYS, message.format(names=quoted(other), ours=_OURS), Severity.WARNING)


def _is_set_as(style: _Style, ours: ParagraphStyle) -> bool:
    """Returns whether a style has our size and exact pitch; what it takes from another style counts as other."""
    return style.half_points == round(ours.size.pt * 2) and (ours.line is None or style.line == ours.line.twips)


def _unnumbered(styles: Mapping[str, Mapping[str, _Style]], needed: Mapping[str, str]) -> Iterator[Problem]:
    for heading in HEADINGS:
        found = next((s for name, s in styles["name"].items() if name.casefold() == heading.name.casefold()), None)
        if heading.name in needed and found is not None and not _is_numbered(found, styles["id"]):
            message = _(
                "style “{style}” of the reference has no numbers, so headings will have none; link it to a list"
            )
            yield Problem(_KEYS, message.format(style=heading.name), Severity.WARNING)


def _is_numbered(style: _Style, by_id: Mapping[str, _Style]) -> bool:
    for _generation in by_id:
        parent = by_id.get(style.based_on or "")
        if style.numbered is not None or parent is None:
            break
        style = parent
    return bool(style.numbered)
