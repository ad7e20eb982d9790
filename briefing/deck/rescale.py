"""Brings a unit's template to the size that text is set for, as PowerPoint does when the slide size is changed.

Sizes of text are points on a slide 7.5 in high. A slide of 10 × 5.625 in shows the same on the wall, but the same
points would fill a third more of it; on one of 20 × 11.25 in nobody could read them. So slides, frames and text of the
template grow or shrink together, in proportion, and look as before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from briefing.deck.grid import PAGE

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_LIKE = 0.02
"""Slides that differ by less are left as they are: some programs round to whole millimetres."""
_NUMBER = re.compile(r"-?\d+")
"""Lengths may have units (ECMA-376 part 1, 22.9.2.15), but no program writes them; those stay as they are."""
_TEXT = ("sz", "spc")
_PARAGRAPH = ("marL", "marR", "indent", "defTabSz")
_LENGTHS: Mapping[str, tuple[str, ...]] = {
    "off": ("x", "y"),
    "chOff": ("x", "y"),
    "ext": ("cx", "cy"),
    "chExt": ("cx", "cy"),
    "rPr": _TEXT,
    "defRPr": _TEXT,
    "endParaRPr": _TEXT,
    "pPr": _PARAGRAPH,
    "defPPr": _PARAGRAPH,
    **{f"lvl{level}pPr": _PARAGRAPH for level in range(1, 10)},
    "spcPts": ("val",),
    "buSzPts": ("val",),
    "tab": ("pos",),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns"),
    "ln": ("w",),
    "lnL": ("w",),
    "lnR": ("w",),
    "lnT": ("w",),
    "lnB": ("w",),
    "outerShdw": ("blurRad", "dist"),
    "innerShdw": ("blurRad", "dist"),
    "glow": ("rad",),
    "softEdge": ("rad",),
    "gridCol": ("w",),
    "tr": ("h",),
    "tcPr": ("marL", "marR", "marT", "marB"),
}
"""The attributes of DrawingML elements (ECMA-376 part 1, 20.1 and 21.1) that are lengths or sizes of text."""


def rescaled(presentation: Presentation) -> bool:
    """Brings the shorter side of the slides to that of ours, if it is another; returns whether it was.

    The notes keep their page, and so do the template's own slides, which are dropped.
    """
    factor = min(PAGE.width.emu, PAGE.height.emu) / min(presentation.slide_width, presentation.slide_height)
    if abs(factor - 1) < _LIKE:
        return False
    root = presentation.part._element  # noqa: SLF001 - python-pptx has no name for the default text style
    size = root.find("{*}sldSz")
    size.attrib.pop("type", None)  # names a size that it no longer has
    _scale(size, ("cx", "cy"), factor)
    for master in presentation.slide_masters:
        _scale_all(master._element, factor)  # noqa: SLF001 - the same: lengths of every kind
        for layout in master.slide_layouts:
            _scale_all(layout._element, factor)  # noqa: SLF001 - the same
    for style in root.findall("{*}defaultTextStyle"):
        _scale_all(style, factor)
    return True


def _scale_all(root: Any, factor: float) -> None:  # noqa: ANN401 - lxml comes without types
    for element in root.iter("{*}*"):
        _scale(element, _LENGTHS.get(element.tag.rpartition("}")[2], ()), factor)


def _scale(element: Any, names: tuple[str, ...], factor: float) -> None:  # noqa: ANN401 - the same
    for name in names:
        value = element.get(name, "")
        if _NUMBER.fullmatch(value):
            element.set(name, str(round(int(value) * factor)))
