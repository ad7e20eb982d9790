"""What should stand in the place of a wrong value, where only one thing can be meant."""

from __future__ import annotations

import re

from briefing.errors import Keys
from briefing.evidence import numerals
from briefing.outline.keys import GLUED, items
from briefing.outline.quoting import quoted, scalar
from briefing.patterns import KeptPattern

_FULL_WIDTH_LIST = re.compile(r"[［【\[（(](.*)[］】\]）)]")
_SEPARATORS = KeptPattern(r"\s*[，,、；;]\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?<=\d)\s*[:：/xX×]\s*(?=\d)")
"""Between items; between the two numbers of “5:7” too."""
_ID = re.compile(r"[A-Za-z][\w.-]*")
_ITEM_MARK = re.compile(r"^[-*•·●▪◆■－–—]\s*")


def instead_of(error: str, value: object, keys: Keys) -> str | None:
    """Returns what a value that raised pydantic's type of error should be, as it is written in the file."""
    match error, value:
        case "string_type", [str(item)]:
            return scalar(item)
        case "string_type", dict():
            return _text_of(value)
        case "list_type", str():
            return _list_of(value, next((key for key in reversed(keys) if isinstance(key, str)), ""))
        case "dict_type" | "model_type" | "model_attributes_type", str():
            glued = GLUED.fullmatch(value)
            return f"{glued['key']}: {glued['value']}" if glued and glued["key"].isascii() else None
        case "int_parsing", str():
            return _digits_of(value)
        case _:
            return None


def _text_of(value: dict[object, object]) -> str | None:
    """Returns the text that YAML took for a mapping, because it begins with “{” or holds “: ”."""
    match list(value.items()):
        case [(str(name), None)] if _ID.fullmatch(name):
            return quoted(f"{{{name}}}")
        case [(str(name), str() | None as rest)] if not name.isascii():
            return quoted(f"{name}: {rest}" if rest else f"{name}:")
        case _:
            return None


def _list_of(text: str, name: str) -> str | None:
    """Returns the list that a text stands for behind a key; a comma may be part of a sentence, which then is not clear."""
    kinds = items().get(name, frozenset())
    bracketed = _FULL_WIDTH_LIST.fullmatch(text)
    if "\t" in text:
        return _flow(text.split("\t"))
    if "mapping" in kinds:
        return None
    if bracketed or "sentence" not in kinds:
        return _flow(_SEPARATORS.split((bracketed[1] if bracketed else text).strip()))
    return None if _SEPARATORS.search(text) else _flow([_ITEM_MARK.sub("", text, count=1)])


def _flow(items: list[str]) -> str:
    return f"[{', '.join(item if item.isdecimal() else scalar(item.strip()) for item in items)}]"


def _digits_of(text: str) -> str | None:
    try:
        return str(numerals.chinese(text.strip("第期份"))) if text.strip("第期份") else None
    except ValueError:
        return None
