"""The numerals in a text, in digits and in Chinese, and the text with all of them masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.document import Bound
from briefing.evidence import numbers
from briefing.evidence.mentions import AMBIGUOUS

_CHINESE = "零〇一二两三四五六七八九十百千万亿半"
_BEFORE = f"(?:超过|将近|接近|大约|{'|'.join(AMBIGUOUS)}|逾|不足|不到)?"
_NUMERAL = re.compile(rf"{_BEFORE}(?:[0-9０-９{_CHINESE}]|(?<=[0-9０-９])[.,．](?=[0-9０-９]))+[余多]?|[①-⑳]")
"""With the words that make a figure approximate: 1600家 for 1600多家 is a changed figure, not another sentence."""
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_MASK = "#"
_ENOUGH = 4
"""Characters beside the numerals with which a text is hardly met twice by chance."""
_CACHE = 1 << 15


@dataclass(frozen=True, slots=True)
class Numeral:
    """A stretch of digits or of Chinese numerals; in 一体化, too: a changed one is to be seen wherever it stands."""

    start: int
    end: int
    value: str
    """The same for 7, ７, 7.0 and 七, and for 超180 and 超过180."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as it is compared."""

    mask: str
    """Without white space, each numeral the same sign."""
    numerals: tuple[Numeral, ...]
    squeezed: str
    """The text itself without white space."""

    @property
    def is_specific(self) -> bool:
        """Whether two texts with this mask are the same sentence, and not two chance figures such as 39.1万辆."""
        return sum(character.isalpha() for character in self.mask) >= _ENOUGH


@lru_cache(_CACHE)
def masked(text: str) -> Masked:
    """Returns a text's mask and its numerals, whose places count characters of the text as it is."""
    pieces, found, end = [], [], 0
    for match in _NUMERAL.finditer(text):
        pieces += [text[end : match.start()], _MASK]
        end = match.end()
        found.append(Numeral(match.start(), end, _value(match[0])))
    pieces.append(text[end:])
    return Masked("".join("".join(pieces).replace("−", "-").split()), tuple(found), "".join(text.split()))


def _value(numeral: str) -> str:
    plain = numeral.translate(_HALF_WIDTH)
    try:
        quantity = numbers.parse(plain)
    except (ValueError, ArithmeticError):  # the latter for numbers of more digits than are ever meant
        return plain
    if quantity.low != quantity.high:
        return plain
    bound = "" if quantity.bound is Bound.EXACT else f"{quantity.bound} "
    return bound + str(quantity.low.normalize())
