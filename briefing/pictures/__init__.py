"""Pictures that somebody hands in: what they are, and the same without what tells of their authors."""

from __future__ import annotations

from briefing.pictures.clean import Header, PictureError, as_png, cleaned, header, upright
from briefing.pictures.formats import Format, format_of

__all__ = ["Format", "Header", "PictureError", "as_png", "cleaned", "format_of", "header", "upright"]
