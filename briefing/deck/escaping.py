"""Text within XML that is written by hand.

As xml.sax.saxutils does it, whose import brings half the network library along.
"""

from __future__ import annotations

from html import escape as html_escape

_BLANKS = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
"""Blanks that a reader would take for spaces in an attribute (XML 1.0, 3.3.3)."""


def escape(text: str) -> str:
    """Returns a text as the content of an element."""
    return html_escape(text, quote=False)


def quoteattr(text: str) -> str:
    """Returns a text as the value of an attribute, in its quotation marks."""
    return f'"{html_escape(text).translate(_BLANKS)}"'
