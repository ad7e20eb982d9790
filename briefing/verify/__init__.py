"""Reading built files back: what they state, against the outline that they were built from."""

from __future__ import annotations

from briefing.verify.built import check_files
from briefing.verify.findings import Finding, Sort
from briefing.verify.package import UnreadableFileError

__all__ = ["Finding", "Sort", "UnreadableFileError", "check_files"]
