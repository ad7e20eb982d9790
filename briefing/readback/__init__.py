"""Reading built files back: what they state, against the outline that they were built from."""

from __future__ import annotations

from briefing.readback.built import check_files
from briefing.readback.findings import Finding, Sort
from briefing.readback.package import UnreadableFileError
from briefing.readback.reading import content_of

__all__ = ["Finding", "Sort", "UnreadableFileError", "check_files", "content_of"]
