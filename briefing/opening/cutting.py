"""Taking out of a part's XML what refers to parts that are left out, so that nothing dangles for Office to repair."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from briefing.opening.kinds import Kinds
from briefing.opening.markup import Element, local
from briefing.opening.unwanted import Sort, Unwanted

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LINKS = {"hlinkClick", "hlinkHover", "hlinkMouseOver"}
_HARMLESS = re.compile(r"ppaction://(?:hlinkshowjump\?jump=\w+|noaction)?")
"""Actions that only turn slides (ECMA-376 part 1, 21.1.2.3.5); the others run macros or programs, or open files."""
_SHAPES = {"pic", "graphicFrame", "sp", "cxnSp", "contentPart"}
_WITHIN_SHAPES = {"chart", "oleObj", "relIds"}
_FILLS = {"fillStyleLst", "bgFillStyleLst"}
"""A theme has three fills in each, and they are coloured by what uses them."""
_HOLLOW = {"controls", "embeddedFontLst", "custDataLst", "handoutMasterIdLst", "notesMasterIdLst", "extLst",
           "externalReferences", "hyperlinks", "oleObjects", "tableParts", "fmtScheme"}  # fmt: skip
"""Elements that are there for what they hold alone."""
_VERBS = {"cmd", "audio", "video"}
"""Steps of an animation that play media or call an object (19.5)."""


def cut(root: Element, kept: Collection[str], kinds: Kinds, note: Callable[[Unwanted], None]) -> None:
    """Takes out of a tree what is not kept; `kept` are the ids of the relationships that stay."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        name = local(element)
        if name in kinds.dropped:
            _remove(element)
        elif name == "modifyVerifier":
            note(Unwanted(Sort.PASSWORDS, ""))
            _remove(element)
        elif name in _LINKS and not _is_harmless(element, kept, note):
            _remove(element)
        elif lost := _lost(element, kept):
            _take_out(element, lost)
    _still(root)
    _without_paths(root)


def _is_harmless(link: Element, kept: Collection[str], note: Callable[[Unwanted], None]) -> bool:
    action = link.get("action", "")
    if action and not _HARMLESS.fullmatch(action.lower()):
        note(Unwanted(Sort.MACROS if "macro" in action.lower() else Sort.LINKS, action))
        return False
    return not _lost(link, kept)


def _lost(element: Element, kept: Collection[str]) -> Mapping[str, str]:
    """Returns the attributes that refer to relationships which are left out."""
    return {
        key: value for key, value in element.attrib.items() if key.startswith(_RELATED) and value and value not in kept
    }


def _take_out(element: Element, lost: Mapping[str, str]) -> None:
    name = local(element)
    if name == "blip" or element.getparent() is None:
        for key in lost:
            del element.attrib[key]
        if element.getparent() is not None and not element.get(f"{_RELATED}embed"):
            _unpicture(element.getparent())
    elif name == "snd" and (action := _above(element, {"sndAc"})) is not None:
        _remove(action)
    elif local(element.getparent()) == "embeddedFont":
        _remove(element.getparent())
    elif (extension := _above(element, {"ext"})) is not None:
        _remove(extension)
    elif name in _WITHIN_SHAPES and (shape := _above(element, _SHAPES)) is not None:
        _remove(shape)
    else:
        _remove(element)


def _unpicture(fill: Element) -> None:
    """Takes out what shows a picture that is left out: the picture, the bullet, or the fill."""
    parent = fill.getparent()
    if local(fill) != "blipFill" or parent is None:
        _remove(fill)
    elif local(parent) == "pic":
        _remove(parent)
    elif local(parent) in _FILLS:
        plain = fill.makeelement(f"{_DRAWING}solidFill")
        plain.append(fill.makeelement(f"{_DRAWING}schemeClr", val="phClr"))
        parent.replace(fill, plain)
    else:
        parent.replace(fill, fill.makeelement(f"{_DRAWING}noFill"))


def _above(element: Element, names: Collection[str]) -> Element | None:
    return next((each for each in element.iterancestors() if local(each) in names), None)


def _remove(element: Element) -> None:
    """Takes an element out, with what is there for its sake alone: the choice between versions of it, its list."""
    parent = element.getparent()
    if parent is None:
        return
    if local(parent) in {"Choice", "Fallback"} and parent.getparent() is not None:
        _remove(parent.getparent())
        return
    parent.remove(element)
    if local(parent) in _HOLLOW and not len(parent):
        _remove(parent)


def _still(root: Element) -> None:
    """Takes out animations that move a shape which is gone, or play what is left out."""
    shapes = {element.get("id") for element in root.iter("{*}cNvPr")}
    for timing in list(root.iter("{*}timing")):
        moved = {target.get("spid") for target in timing.iter("{*}spTgt", "{*}inkTgt", "{*}bldP", "{*}bldOleChart")}
        if not moved <= shapes or any(local(step) in _VERBS for step in timing.iter()):
            _remove(timing)


def _without_paths(root: Element) -> None:
    """Takes folders out of descriptions: Office gives a picture the path that it had on its author's computer."""
    for shape in root.iter("{*}cNvPr"):
        words = shape.get("descr", "")
        if re.match(r"(?:[A-Za-z]:|\\|/|file:)[^\n]*[\\/]", words):
            shape.set("descr", re.split(r"[\\/]", words)[-1])
