"""Texts as YAML writes them in one line: plain, or in quotes where they would be read as something else."""

from __future__ import annotations

import re

from briefing.patterns import KeptPattern

_PLAIN = KeptPattern(r"[一-龥A-Za-z《][^\x00-\x1f\x7f-\x9f:#{}\[\],&*!|>'\"%@`\\\ufeff\u2028\u2029\ud800-\udfff]*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')


def scalar(text: str) -> str:
    """Returns a text as a YAML scalar of one line, in quotes where it would else be read as something different."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Returns a text in quotes: in single ones where it holds a double one or a backslash, so that none is written twice."""
    found = set(_ESCAPED.findall(text))
    if found and found <= {'"', "\\"} and "'" not in text:
        return f"'{text}'"
    return '"' + _ESCAPED.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}", text) + '"'
