"""Lines as they should be: each function returns a line without one sort of slip, or None where that is not clear."""

from __future__ import annotations

import re

from briefing.outline.lines import parts
from briefing.outline.quoting import quoted
from briefing.outline.schema import known_keys
from briefing.patterns import KeptPattern

_COLONS = "[:：∶﹕]"
BULLETS = "－–—−‐‑﹣•·●▪◆◇■□○►▶➢➤★☆※‣⁃∙◦＊\uf06c\uf06e\uf075\uf076\uf09f\uf0a7\uf0a8\uf0b2\uf0b7\uf0d8\uf0e0\uf0fc"
"""Signs that stand for an item in Word, those of its symbol fonts last."""
ITEM_MARK = re.compile(rf"(?:-+|[{BULLETS}]|[*+](?=[ \t]))[ \t\u3000\xa0]*")
_NUMBER = re.compile(
    r"^(?:\d{1,2}[.、)）]|[一二三四五六七八九十]{1,3}、|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳])\s*"
)
NUMBERED_KEY = re.compile(rf" *{_NUMBER.pattern[1:]}[A-Za-z][\w-]*: ")
KEY = re.compile(
    rf"(?P<before> *(?:- +)*)(?P<key>[^\s:：∶﹕=＝\"'#{{\[,，。；]+)[ \u3000]*(?P<mark>{_COLONS}|[=＝]){_COLONS}*[ \u3000\xa0\t]*"
)
"""A key with what may stand for its colon."""
_PAIRS = {"{": "}", "[": "]"}
_HALF_WIDTH = str.maketrans("｛｝［］", "{}[]")
_END_OF_VALUE = re.compile(r", (?=[A-Za-z][\w-]*: )|[\]}]+,?\s*(?:#.*)?$")
_END_OF_ITEM = re.compile(r", |[\]}]+,?\s*(?:#.*)?$")
_WITH_REFERENCE = re.compile(
    r"(?<=[\[,:] )[^\[\]{},:\"' ]*(?:\{[A-Za-z][\w.-]*\}[^\[\]{},:\"']*)+(?=[,\]}])|(?<=\[)[^\[\]{},:\"']*(?:\{[A-Za-z][\w.-]*\}[^\[\]{},:\"']*)+(?=[,\]}])"
)
_IDEOGRAPH = KeptPattern("[\u3400-\u9fff]")
_GLUED_IN_FLOW = re.compile(rf"(?P<start>[{{,，、;；]) *(?P<key>[A-Za-z][\w-]*) *(?P<colon>{_COLONS}) *")


def in_quotes(line: str) -> str | None:
    """Returns a line with its whole value in quotes."""
    found = parts(line)
    return f"{found.before}{quoted(found.value)}{found.after}" if found else None


def closed_quote(line: str) -> str | None:
    """Returns a line with the quotation mark that its value lacks at its end."""
    found = parts(line)
    if found is None or found.value[0] not in "\"'" or found.value[0] in found.value[1:]:
        return None
    mark, text = found.value[0], re.sub("[”’“‘]$", "", found.value[1:])
    return f"{found.before}{mark}{text}{mark}{found.after}"


def chinese_quotes(line: str) -> str | None:
    """Returns a line whose straight quotes within a text are Chinese ones; a pair around the whole stays."""
    found = parts(line)
    if found is None or found.value[0] != '"' or found.value.count('"') % 2 or not _IDEOGRAPH.search(found.value):
        return None
    around = '"' if found.value.endswith('"') and found.value.count('"') > len('""') else ""
    paired = re.sub('"([^"]*)"', r"“\1”", found.value[len(around) : len(found.value) - len(around)])
    return f"{found.before}{around}{paired}{around}{found.after}"


def without_end(line: str) -> str | None:
    """Returns a line without the comma or semicolon that stands after its value, as in other notations."""
    stripped = re.fullmatch(r"(.*[\"'\]}])\s*[,;，；]\s*", line)
    return stripped[1] if stripped else None


def half_width_flow(line: str) -> str | None:
    """Returns a line in which brackets, commas and colons around known keys are those of YAML."""
    found = parts(line)
    if found is None or found.value[0] not in "{[｛［":
        return None
    value = re.sub(r",(?:\s*,)+", ",", found.value)
    if value[0] in "｛［" or value[-1] in "｝］":
        value = value[0].translate(_HALF_WIDTH) + value[1:-1] + value[-1].translate(_HALF_WIDTH)
    if value[0] == "{":
        value = _GLUED_IN_FLOW.sub(_apart, value)
        value = re.sub(r"(?<=[^\s,{:]) +(?=([A-Za-z][\w-]*): )", _comma, value)
    elif value[0] == "[" and ("，" in value or "、" in value) and "," not in value:
        value = re.sub(" *[，、] *", ", ", value)
    return f"{found.before}{value}{found.after}" if value != found.value else None


def _apart(found: re.Match[str]) -> str:
    if found["key"] not in known_keys():
        return found[0]
    start = "{" if found["start"] == "{" else ", "
    return f"{start}{found['key']}: "


def _comma(found: re.Match[str]) -> str:
    return ", " if found[1] in known_keys() else found[0]


def quoted_in_flow(line: str, column: int) -> str | None:
    """Returns a line in which the value at a column, within “{…}” or “[…]”, stands in quotes; it ends at a key or bracket."""
    start = max(line.rfind(mark, 0, column) for mark in (": ", ", ", "[", "{"))
    if start < 0:
        return None
    start += 1 + (line[start] in ":,")
    is_list = line.rfind("[", 0, start) > max(line.rfind(mark, 0, start) for mark in "]{}")
    end = re.search(_END_OF_ITEM if is_list else _END_OF_VALUE, line[start:])
    text = line[start : start + end.start()] if end else ""
    return f"{line[:start]}{quoted(text)}{line[start + len(text) :]}" if text and text[0] not in "\"'" else None


def quoted_references(line: str) -> str | None:
    """Returns a line in which each text of “{…}” or “[…]” that holds a reference such as {id} stands in quotes."""
    found = parts(line)
    if found is None or found.value[0] not in _PAIRS:
        return None
    value = _WITH_REFERENCE.sub(lambda text: quoted(text[0]), found.value)
    return f"{found.before}{value}{found.after}" if value != found.value else None


def half_width_brackets(line: str) -> str | None:
    """Returns a line with ordinary brackets for all full-width ones in a value that begins with a bracket."""
    found = parts(line)
    if found is None or found.value[0] not in "{[｛［":
        return None
    value = found.value.translate(_HALF_WIDTH)
    return f"{found.before}{value}{found.after}" if value != found.value else None


def without_ending(line: str) -> str | None:
    """Returns a line without the one bracket at its end that it has too many."""
    found = parts(line)
    if found is None or found.value[0] not in _PAIRS or found.value[-1] not in _PAIRS.values():
        return None
    opening = next(mark for mark, end in _PAIRS.items() if end == found.value[-1])
    if found.value.count(found.value[-1]) - found.value.count(opening) != 1:
        return None
    return f"{found.before}{found.value[:-1]}{found.after}"


def with_ending(line: str) -> str | None:
    """Returns a line with the one bracket at its end that it lacks."""
    found = parts(line)
    if found is None or found.value[0] not in _PAIRS or found.value[-1] in "{[,，":
        return None
    missing = _PAIRS[found.value[0]]
    if found.value.count(found.value[0]) - found.value.count(missing) != 1:
        return None
    return f"{found.before}{found.value}{missing}{found.after}"


def with_key(line: str) -> str | None:
    """Returns a line with an ordinary colon and a space after its key, for a full-width one, an equals sign or none."""
    found = KEY.match(line)
    if found is None:
        return None
    value = line[found.end() :]
    return f"{found['before']}{found['key'].strip('“”‘’')}:{' ' if value else ''}{value}"


def with_item(line: str) -> str:
    """Returns a line as an item of a list, without the bullet or number that stands in the hyphen's place."""
    bare = line.lstrip(" \t\u3000\xa0")
    return f"{' ' * (len(line) - len(bare))}- {_NUMBER.sub('', ITEM_MARK.sub('', bare, count=1))}"


def lined_up(line: str, column: int) -> str:
    """Returns a line that begins at a column, counted from 0."""
    return " " * column + line.lstrip(" \t\u3000\xa0")
