"""The file of a picture as it goes into what is built."""

from __future__ import annotations

from pathlib import Path

from briefing.content import NoContentError, content
from briefing.errors import BriefingError, SurroundingsError
from briefing.i18n import gettext as _
from briefing.pictures.clean import PictureError, upright
from briefing.pictures.formats import Format, format_of

MAX_BYTES = 50_000_000


def read(path: Path) -> tuple[bytes, Format]:
    """Returns a picture's bytes, cleaned and upright, and what it is; raises BriefingError, SurroundingsError where it is gone.

    It was looked at when the outline was read; it can only have been changed since.
    """
    try:
        data = upright(content(path, MAX_BYTES, _("a picture")))
    except NoContentError as error:
        raise SurroundingsError(f"{path}: {error}") from None
    except PictureError as error:
        raise BriefingError(f"{path}: {error}") from None
    return data, format_of(data) or Format.PNG
