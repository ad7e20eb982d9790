"""What may be typed where the models expect a text, a number, a date or a flag, as JSON Schema.

Every scalar reaches the models as text, whatever YAML takes it for: a number is a text too, so are `true` and `yes`, and
a whole number may stand in quotes. Patterns are written for JavaScript and Python alike.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from briefing.editor.guide import Both
from briefing.outline import meant
from briefing.outline.schema import COPY_NUMBER, ID, SECTION, WIDTH

Schema: TypeAlias = dict[str, Any]

TYPES = ("string", "number", "boolean", "null", "array", "object")
SCALARS = TYPES[:3]
"""What a text can look like to YAML."""

_WIDE = r"\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
"""Characters that count whole: the wide and full-width ones of Chinese text (Unicode Standard Annex 11), and with them a
few narrow ones that nobody types, such as hexagrams."""
_MONTHS = (
    ("0?[13578]|1[02]", "0?[1-9]|[12][0-9]|3[01]"),
    ("0?[469]|11", "0?[1-9]|[12][0-9]|30"),
    ("0?2", "0?[1-9]|[12][0-9]"),
)
"""Months, and the days that they have; in which years February has 29 is left to the models."""
_YEARS = "19[89][0-9]|20[0-9]{2}|210[0-7]"
_WHOLE = (
    rf"^\s*(?:[+]?[0-9]+(?:_[0-9]+)*(?:[.]0+)?|(?:{meant.BEFORE_COUNT})?\s*[0-9０-９]+\s*(?:{meant.AFTER_COUNT})?)\s*$"
)
_NUMBER = r"^\s*[+]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]+)?\s*$"


def core(node: Schema) -> tuple[Schema, frozenset[str]]:
    """Returns what editors propose and check for a scalar of a model, and the types that pass besides.

    The latter would be proposed, too, if they stood under `type`: true and false for every text. Raises ValueError for a
    scalar of another type, which needs a rule of its own here.
    """
    match node:
        case {"enum": values}:
            return {"enum": values}, frozenset()
        case {"type": "boolean"}:
            return _flag(), frozenset({"boolean"})
        case {"type": "integer"}:
            bounds: Schema = {key: node[key] for key in ("minimum", "maximum") if key in node}
            said = _pattern(_WHOLE, Both("请写整数", "expected a whole number"))
            return {"type": ["integer", "string"], **bounds, **said}, frozenset()
        case {"anyOf": [{"type": "number", "exclusiveMinimum": above}, *_]}:
            said = _pattern(_NUMBER, Both("请写数字", "expected a number"))
            return {"type": ["number", "string"], "exclusiveMinimum": above, **said}, frozenset()
        case {"format": "date"}:
            said = _pattern(_date(), Both("请写日期，如2025-06-30", "expected a date such as 2025-06-30"))
            return {"type": "string", **said}, frozenset()
        case {"pattern": pattern}:
            return _formed(pattern, node.get(WIDTH))
        case {"type": "string"}:
            return {"type": ["string", "number"], **_sized(node)}, frozenset({"boolean"})
        case _:
            raise ValueError(f"no rule for {node}")


def tolerant(found: Schema, hidden: frozenset[str], title: str) -> Schema:
    """Returns a scalar's schema that lets further types pass without proposing them.

    Servers propose what `type` and `enum` name, but not what `not` leaves open. The titles stand there because a server
    would tell halves without any, or with the same, as two alternatives.
    """
    if not hidden:
        return found
    others = [name for name in TYPES if name not in hidden]
    return {"anyOf": [{"title": title, **found}, {"title": "", "not": {"type": others}}]}


def limits(node: Schema) -> Both | None:
    """Returns how long, large or many a value may be, in words."""
    if WIDTH in node:
        most = node[WIDTH]
        return Both(f"至多{most}字，字母、数字算半个", f"at most {most} characters, a Latin letter counts half")
    match node:
        case {"maxLength": most}:
            return Both(f"至多{most}字", f"at most {most} characters")
        case {"minItems": least, "maxItems": most} if least == most:
            return Both(f"{most}项", f"{most} items")
        case {"minItems": least, "maxItems": most}:
            return Both(f"{least}至{most}项", f"{least} to {most} items")
        case {"maxItems": most}:
            return Both(f"至多{most}项", f"at most {most} items")
        case {"minimum": least, "maximum": most}:
            return Both(f"{least}至{most}", f"{least} to {most}")
        case _:
            return None


def _pattern(pattern: str, said: Both) -> Schema:
    """Returns a pattern with what is said of a text that it does not fit; only some editors know the latter."""
    return {"pattern": pattern, "patternErrorMessage": f"{said.zh} · {said.en}"}


def _formed(pattern: str, width: int | None) -> tuple[Schema, frozenset[str]]:
    """Returns the schema of a text that has a form of its own: an id, SOURCE#SECTION, or a date that begins with a year."""
    whole = rf"^\s*{pattern}\s*$"
    if pattern == ID:
        said = Both(
            "编号用字母、数字、_ 和 -，以字母开头", "expected Latin letters, digits, _ and -, beginning with a letter"
        )
        return {"type": "string", **_pattern(whole, said)}, frozenset({"boolean"})  # `true` is an id, too
    if pattern == SECTION:
        return {
            "type": "string",
            **_pattern(whole, Both("请写报道编号#章节编号", "expected SOURCE#SECTION")),
        }, frozenset()
    if pattern == COPY_NUMBER:
        said = Both("请写六位数字，如000001", "expected six digits, such as 000001")
        return {"type": ["string", "number"], "minimum": 0, "exclusiveMaximum": 1_000_000} | _pattern(
            whole, said
        ), frozenset()
    if width is None:
        raise ValueError(f"no rule for {pattern}")
    said = Both("请从年份写起，如2024年4月", "expected a date that begins with a year, such as 2024年4月")
    years: Schema = {"type": ["string", "number"], "minimum": 1000, "exclusiveMaximum": 10000}
    return years | _pattern(rf"^\s*(?={pattern}){_cells(width)}\s*$", said), frozenset()


def _sized(node: Schema) -> Schema:
    """Returns the pattern of a text by its length; blanks around it do not count, which `maxLength` cannot say."""
    least, most, width = node.get("minLength", 0), node.get("maxLength"), node.get(WIDTH)
    said = limits(node) or Both("请写文字", "expected text")
    if width is not None:
        something = r"(?=\S)" if least else ""
        return _pattern(rf"^\s*{something}{_cells(width)}\s*$", said)
    if most is None:
        return _pattern(r"\S", said)
    between = rf"[\s\S]{{{max(least - 2, 0)},{most - 2}}}\S"
    return _pattern(rf"^\s*\S{between}\s*$" if least > 1 else rf"^\s*\S(?:{between})?\s*$", said)


def _cells(width: int) -> str:
    """Returns a pattern for texts as wide as so many Chinese characters.

    A run of Latin letters of odd length between Chinese ones is counted half a character short; none is counted too long.
    """
    return f"(?:[^{_WIDE}]?[{_WIDE}]|[^{_WIDE}]{{2}}){{0,{width}}}[^{_WIDE}]?"


def _flag() -> Schema:
    words = "|".join("".join(map(_in_either_case, word)) for word in sorted(meant.YES | meant.NO))
    said = Both("请写 yes 或 no（是、否）", "expected yes or no")
    return {
        "type": ["string", "integer"],
        "minimum": 0,
        "maximum": 1,
        **_pattern(rf"^\s*(?:{words})\s*$|^[01YyNnTtFf]$", said),
        "defaultSnippets": [
            {"label": "yes", "description": "是", "body": "yes"},
            {"label": "no", "description": "否", "body": "no"},
        ],
    }


def _in_either_case(letter: str) -> str:
    return f"[{letter.upper()}{letter}]" if letter.upper() != letter else letter


def _date() -> str:
    days = "|".join(rf"(?:{month})\s*[-/.月]\s*(?:{day})" for month, day in _MONTHS)
    return rf"^\s*(?:{_YEARS})\s*[-/.年]\s*(?:{days})\s*日?\s*$"
