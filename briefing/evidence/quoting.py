"""Words in quotation marks in running text, held against the quotations that the outline sets as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from briefing.errors import Problem, Severity
from briefing.i18n import gettext as _
from briefing.language import texts
from briefing.text.normal import normalised

QUOTED = re.compile("“([^“”]+)”")
LEAST_QUOTED = 8
"""Characters; shorter words in quotation marks are terms."""
_ALIKE = 0.6
"""Share of characters in common from which words are taken for the same quotation."""


def check(tree: Mapping[str, object], quotations: Sequence[str]) -> Iterator[Problem]:
    """Yields a warning for each passage that quotes one of the quotations, but in other words.

    Whether the quotations themselves are right only their articles tell.
    """
    if not quotations:
        return
    for keys, typed in texts(tree):
        for match in QUOTED.finditer(typed):
            other = _misquoted(match[1], quotations) if len(match[1]) >= LEAST_QUOTED and keys[-1] != "words" else None
            if other:
                message = _("these words are quoted otherwise than on their slide: “{words}”").format(words=other)
                yield Problem(keys, message, Severity.WARNING, near=match[1].splitlines()[0])


def _misquoted(words: str, quotations: Sequence[str]) -> str | None:
    """Returns the quotation that words resemble without being part of it."""
    wanted = normalised(words)
    known = {quotation: normalised(quotation) for quotation in quotations}
    if any(wanted in each or each in wanted for each in known.values()):
        return None
    return next((quotation for quotation, each in known.items() if _in_common(wanted, each) >= _ALIKE), None)


def _in_common(words: str, quotation: str) -> float:
    blocks = SequenceMatcher(None, words, quotation, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / len(words)
