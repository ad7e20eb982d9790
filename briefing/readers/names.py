"""What the readers are called on the command line and in the table."""

from __future__ import annotations

from enum import StrEnum


class Reader(StrEnum):
    """What a receiver reads the files with."""

    OFFICE = "office"
    """Microsoft Office on Windows."""
    WPS = "wps"
    """WPS Office on Windows."""
    KYLIN = "kylin"
    """WPS and others on 银河麒麟 and 统信UOS."""
