"""Names of files and folders that every system takes: Windows, macOS, Linux, and Chinese mail systems."""

from __future__ import annotations

import re
import unicodedata

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices (Microsoft: Naming Files, Paths, and Namespaces)."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_BETWEEN_CHINESE = re.compile(r"(?<![!-~]) | (?![!-~])")
_MARKS = frozenset("（）《》〈〉【】“”‘’、，。；：！？—…·-_.()")
"""What mail systems leave as it is besides letters and digits; others, such as # % & + ; or a space, some escape or cut."""


def safe(name: str, most: int) -> str:
    """Returns a name of `most` characters at the most without what a file system refuses or takes for a path."""
    spaced = " ".join(unicodedata.normalize("NFC", name).split())
    plain = _FORBIDDEN.sub("", spaced)[:most].strip(". ")
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def without_blanks(title: str) -> str:
    """Returns a title without its spaces, but for those between Latin words."""
    return _BETWEEN_CHINESE.sub("", " ".join(title.split()))


def mailable(name: str, most: int) -> str:
    """Returns a safe name of letters, digits and plain marks that GBK has, the encoding of older mail programs."""
    kept = "".join(map(_mailed, without_blanks(unicodedata.normalize("NFC", name))))
    plain = re.sub("_+", "_", kept)[:most].strip("_-. ")
    return f"{plain}_" if _RESERVED.fullmatch(plain) else plain


def _mailed(character: str) -> str:
    if character.isspace() or (character.isascii() and not character.isalnum() and character not in _MARKS):
        return "_"
    if not (character.isalnum() or character in _MARKS):
        return ""
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return ""
    return character
