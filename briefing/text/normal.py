"""Texts made comparable: widths, spaces and kinds of marks make no difference to a reader who looks words up."""

from __future__ import annotations

import re

_WIDTHS = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟「」『』″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("–—―−～〜∼‐‑~", "-"),
        **dict.fromkeys("、，﹑", ","),
        **dict.fromkeys("。．｡", "."),
        **dict.fromkeys("·・•‧∙", "·"),
    }
)
SPACE = re.compile(r"[\s\u3000\u200b\ufeff\u00ad]+")
"""What is left out: spaces and characters that cannot be seen."""


def normalised(text: str) -> str:
    """Returns a text with half-width marks of one kind each and without spaces; every other character stays."""
    return SPACE.sub("", one_for_one(text))


def one_for_one(text: str) -> str:
    """Returns the same without leaving spaces out, so that every character keeps its place."""
    return text.translate(_MARKS).translate(_WIDTHS).translate(_MARKS)
