"""A unit's own template, opened: python-pptx sees only what was rebuilt from harmless parts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.exc import PythonPptxError

from briefing.i18n import gettext as _
from briefing.opening.archive import (
    DamagedError,
    NoOfficeFileError,
    NotAnArchiveError,
    OldFileError,
    OtherFileError,
    StrictFileError,
    UnsafeFileError,
)
from briefing.opening.cleaning import cleaned_presentation
from briefing.opening.unwanted import Unwanted

if TYPE_CHECKING:
    from pptx.presentation import Presentation as PresentationType

_LEAST, _MOST = 914_400, 51_206_400
"""EMU of a slide's side (ECMA-376 part 1, 19.7.10)."""


class OwnTemplateError(ValueError):
    """Why a file cannot be used, as a sentence."""


def opened(data: bytes) -> tuple[bytes, PresentationType, tuple[Unwanted, ...]]:
    """Returns a template rebuilt, the same opened, and what was left out of it; raises OwnTemplateError."""
    try:
        rebuilt, unwanted = cleaned_presentation(data)
    except UnsafeFileError as error:
        raise OwnTemplateError(_reason(error)) from None
    try:
        presentation = Presentation(io.BytesIO(rebuilt))
        sides = (presentation.slide_width or 0, presentation.slide_height or 0)
        for layout in presentation.slide_layouts:
            for shape in layout.placeholders:
                shape.left, shape.top, shape.width, shape.height  # noqa: B018 - read now, or they fail in planning
                shape.placeholder_format.idx  # noqa: B018 - the same
    except (PythonPptxError, LxmlError, ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        raise OwnTemplateError(_("the file is no PowerPoint file (.pptx), or it is damaged")) from None
    if not all(_LEAST <= side <= _MOST for side in sides):
        raise OwnTemplateError(_("the slides of the file are smaller or larger than PowerPoint allows"))
    return rebuilt, presentation, unwanted


def _reason(error: UnsafeFileError) -> str:
    match error:
        case StrictFileError():
            return _("the file is saved as Strict Open XML; save it as an ordinary .pptx")
        case NotAnArchiveError() | NoOfficeFileError() | OtherFileError():
            return _("the file is no PowerPoint file (.pptx)")
        case DamagedError():
            return _("the file is no PowerPoint file (.pptx), or it is damaged")
        case OldFileError():
            return _("the file is a .ppt or has a password; save it as .pptx without one")
        case _:
            return _("the file {reason}").format(reason=error)
