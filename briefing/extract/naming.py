"""What things are called in a first outline: ids, slide titles in the marks of official documents, the two circles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.extract.structure import Article, cut_at_clause

MAX_CLAIM = 30


def source_ids(files: Iterable[str]) -> list[str]:
    """Returns an id for each file, made of the Latin letters of its name."""
    found: list[str] = []
    for number, file in enumerate(files, 1):
        stem = re.sub(r"\.[A-Za-z0-9]+$", "", re.split(r"[/\\]", file)[-1])
        latin = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-").lower()[:24].strip("-")
        name = latin if re.match("[a-z]", latin) and len(latin) > 1 else f"article{number}"
        while name in found:
            name = f"{name}-{number}"
        found.append(name)
    return found


def numbered(claim: str, number: int, count: int) -> str:
    """Returns the title of one of several slides on the same: …（二）."""
    if count == 1:
        return claim
    return f"{cut_at_clause(claim, MAX_CLAIM)}（{numeral(number + 1)}）"


def numeral(number: int) -> str:
    """Returns 一 to 九十九."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return "".join([digits[tens] if tens > 1 else "", "十" if tens else "", digits[ones] if ones else ""])


_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节篇部]分?"
    r"|\d{1,2}(?:\.\d{1,2})*[.、．]?(?![\d年月日]))\s*"
)


def claim(heading: str) -> str:
    """Returns a section's heading as a slide's title: without its number, 30 characters at most, with full-width marks."""
    plain = _NUMBERING.sub("", heading)
    cut = cut_at_clause(official(plain or heading), MAX_CLAIM)
    return paired(re.sub(r"[{}*]", "", cut)) or "待定"


_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "【": "】"}


def paired(text: str) -> str:
    """Returns a text without the marks of pairs whose other half is not there."""
    opened: list[tuple[str, int]] = []
    lone: set[int] = set()
    for at, character in enumerate(text):
        if character in _PAIRS:
            opened.append((_PAIRS[character], at))
        elif character in _PAIRS.values():
            if opened and opened[-1][0] == character:
                opened.pop()
            else:
                lone.add(at)
    lone |= {at for _, at in opened}
    return "".join(character for at, character in enumerate(text) if at not in lone)


_FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")
_HALF = re.compile(r"(?<![\x21-\x7e])[,:;?!()]|[,:;?!()](?![\x21-\x7e])")


def official(text: str) -> str:
    """Returns a text with full-width marks, paired quotation marks and no typed spaces beside Chinese."""
    halves = text.split('"')
    quoted = "".join(
        half + ("" if i == len(halves) - 1 else "“" if i % 2 == 0 else "”") for i, half in enumerate(halves)
    )
    spaced = re.sub(r"(?<=[一-龥]{4})\s+(?=[一-龥]{4})|(?<=[一-龥]{4})\s+(?=“)", "，", quoted)
    bare = re.sub(r"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])", "", spaced)
    if "“" not in bare:
        bare = bare.replace("‘", "“").replace("’", "”")
    return re.sub(r"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])", "", full_width(bare))


def full_width(text: str) -> str:
    """Returns a text with full-width marks beside Chinese, and every other character as it is."""
    return _HALF.sub(lambda found: found[0].translate(_FULL_WIDTH), text)


def document_title(articles: Sequence[Article]) -> str:
    titles = [paired(cut_at_clause(official(article.title), 20)) for article in articles]
    titles = [title for title in titles if 2 * len(re.findall("[一-龥]", title)) > len(title)]  # others break badly
    if not titles:
        return "有关报道情况摘报"
    return f"《{titles[0]}》{'等报道' if len(articles) > 1 else ''}情况摘报"


_REGION = re.compile(
    r"(?:成渝|粤港澳|京津冀|长三角|珠三角|[一-龥]{2,4}?)(?:地区双城经济圈|大湾区|经济圈|城市群|都市圈)"
)
_KNOWN = {"成渝地区双城经济圈": "成渝", "粤港澳大湾区": "大湾区"}


def circles(text: str) -> tuple[tuple[tuple[str, str, str], ...], bool]:
    """Returns the two regions that the articles name most, or two placeholders."""
    found = [name for name in _REGION.findall(text) if not re.match("[的在和与及将为对了]", name)]
    counted = sorted({name for name in found if found.count(name) > 1}, key=lambda name: (-found.count(name), name))
    if all(name in found for name in _KNOWN):
        counted = list(_KNOWN)
    if len(counted) < 2:  # noqa: PLR2004 - an outline has two
        return (("first", "甲方", "甲"), ("second", "乙方", "乙")), False
    pair = counted[:2]
    shorts = [
        _KNOWN.get(name) or re.sub("地区双城经济圈|经济圈|城市群|都市圈|大湾区", "", name) or name for name in pair
    ]
    if shorts[0] == shorts[1]:
        shorts = pair
    return (("first", pair[0], shorts[0]), ("second", pair[1], shorts[1])), True
