"""Slips in writing YAML that a line shows by itself, whatever stands around it: told with the line as it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.errors import MOST_TOLD, LocatedProblem, Severity
from briefing.i18n import gettext as _
from briefing.outline import repairs
from briefing.outline.keys import glued_message, shapes
from briefing.outline.lines import ANGLES, BARS, BLANKS, Line, open_columns, parts, shown, structure
from briefing.outline.quoting import quoted
from briefing.outline.reading import TextFile
from briefing.outline.schema import known_keys
from briefing.patterns import KeptPattern

_START = KeptPattern(
    rf"""\ *(?:
    (?P<blank>[{"".join(set(BLANKS) - {" "})}])
    |(?P<conflict>(?<![\ ])(?:<{{7}}(?!<)|={{7}}\s*$|>{{7}}(?!>)|\|{{7}}(?!\|)))
    |(?P<fence>```|~~~)
    |(?P<comment>＃|//|/\*|<!--)
    |(?P<item>-(?=[^-\s\d])|(?!——)[{repairs.BULLETS}][\ \u3000]?(?=\S)|\*[\ \t])
    |(?P<dashes>(?:-\ +)*)(?:(?P<key>[A-Za-z][\w-]*)(?P<gap>[\ \u3000]*)(?P<colon>[:：∶﹕=＝])(?P<after>.?))?
    )""",
    re.VERBOSE,
)
_CUT = re.compile(r"(?<=\S)[ ](?=#(?:\d{1,3}(?![\d年月日.、:：)）])|[^\s#]{1,20}#))|(?<=\s)(?=＃(?![^＃]*＃))")
"""Where YAML ends a text that goes on: “排名 #1 的城市”, “ #话题# ”; and where it does not end one, at “＃ 注释”."""
_GLUED_COMMENT = KeptPattern(r"[\u4e00-\u9fff，。；：、）”》][ ](?P<words>#[\u4e00-\u9fff][^#]*)$")
"""A comment without a space behind its sign, one space behind a Chinese text: it may be meant as text."""
_BLANK_OR_END = {"", " ", "\t", "\u3000", "\xa0"}
_ORDINARY_VALUE = re.compile(r" *(?:[\"'{\[][^［｛]*|(?!\*\*|[“‘\\/｜丨∣│])(?:[^#＃［｛]*[^#＃［｛\"'\]\s])?\s*)$")
"""A text in which nothing has to be looked at more closely."""
_STRONG_KEY = re.compile(r"\*\*[A-Za-z][\w-]*\*\* *[:：]")
_HYPHENS = re.compile(" *(?:- +)*")
_GLUED_ID = re.compile(r" *(?P<key>[A-Za-z][\w-]*)(?P<mark>[:：∶﹕])(?!//)(?=\S)")
_OPENING = re.compile(r" *(?:- +)*(?P<key>[A-Za-z][\w-]*): *(?:#.*)?$")
_FULL_WIDTH = re.compile(r"(?P<key>[A-Za-z][\w-]*): *(?P<mark>[［｛])[^［］｛｝]*[］｝\]}](?=\s*(?:[,}\]]|#|$))")
_ANY = frozenset({"list", "mapping"})
_HALF_CHINESE = re.compile(r"“[^”\"]*\"\s*|‘[^’']*'\s*")
_OF_PARAGRAPHS = {"prose", "notes", "summary"}
_REFERENCE_CUT = re.compile(r"[A-Za-z][\w-]*[ \t]+#[ ]?[A-Za-z][\w-]*\s*")
_REFERRING = {"from", "source", "section"}


def slips(file: TextFile) -> list[LocatedProblem]:
    """Returns the slips that can be told from a line alone: tabs, full-width marks, a missing space."""
    found: list[LocatedProblem] = []
    before: list[Line] = []
    for line in structure(file):
        if len(found) >= MOST_TOLD:
            break
        found += _of(line, before, file, found)
        before.append(line)
    return found


def _of(line: Line, before: list[Line], file: TextFile, found: list[LocatedProblem]) -> list[LocatedProblem]:
    """Returns the slips of a line; `before` and `found` are the lines above it and their slips."""
    start = _START.match(line.text)
    if start is None or _is_ordinary(line, start, before[-1] if before else None):
        return []
    return (
        [*_of_line(file, line, before, start)]
        or [*_of_id(file, line, before, found)]
        or [*_under_text(line, before, file)]
    )


def _is_ordinary(line: Line, start: re.Match[str], above: Line | None) -> bool:
    """Whether a line can be told at a glance to have no slip, as most can."""
    after = start["after"]
    has_key = after is not None
    if line.block or (has_key and (start["colon"] != ":" or after not in _BLANK_OR_END)):
        return False
    if not has_key and not start["dashes"]:
        return False
    if start["dashes"] and above and line.indent > above.indent and not above.text.endswith(":"):
        return False
    return _ORDINARY_VALUE.match(line.text, start.end()) is not None


def is_conflict(line: str) -> bool:
    """Whether a line is a mark that a version control program left between two versions."""
    found = _START.match(line)
    return found is not None and found.lastgroup == "conflict"


def _of_line(file: TextFile, line: Line, before: list[Line], found: re.Match[str]) -> Iterator[LocatedProblem]:
    match found.lastgroup:
        case "after" | "dashes":
            is_inside_flow = bool(before) and before[-1].text.rstrip()[-1] in ",[{"
            yield from _in_structure(file, line, found, is_inside_flow=is_inside_flow)
        case "blank":
            if line.text[found.end() :].lstrip()[:1] not in {"", "#"}:
                yield _slip(file, line, found.start("blank"), _blank_message(found["blank"]), _indented(line, before))
        case "conflict":
            message = _(
                "two versions of these lines stand here, since two people changed the file; keep one, without the lines of “<”, “=” and “>”"
            )
            yield _slip(file, line, 0, message, None)
        case "fence":
            message = _("“{mark}” is no part of an outline; delete this line").format(mark=found["fence"])
            yield _slip(file, line, found.start("fence"), message, "")
        case "comment":
            message = _("“{mark}” begins no comment here; a comment begins with “#”").format(mark=found["comment"])
            text = line.text[found.end() :].removesuffix("-->").removesuffix("*/").strip()
            yield _slip(file, line, found.start("comment"), message, f"{' ' * line.indent}# {text}")
        case "item":
            message = _("an item of a list begins with “- ”, a hyphen and a space")
            yield _slip(file, line, found.start("item"), message, repairs.with_item(line.text))


def _in_structure(
    file: TextFile, line: Line, found: re.Match[str], *, is_inside_flow: bool
) -> Iterator[LocatedProblem]:
    """Yields the slips of a line that is a key, an item, or goes on with a text."""
    key, colon = found["key"], found["colon"]
    if key in known_keys() and (colon != ":" or found["after"].strip()):
        yield _slip(file, line, found.start("colon"), glued_message(key, colon), repairs.with_key(line.text))
        return
    start = found.end("colon") if colon == ":" else found.end("dashes")
    value = line.text[start:].lstrip(" ")
    start = len(line.text) - len(value)
    if "［" in value or "｛" in value:
        yield from _brackets(file, line)
    if value.rstrip() in {"\\", "/"}:
        message = _("“{mark}” is not the ordinary “{right}” that begins a text of several lines")
        message = message.format(mark=value.rstrip(), right=BARS[0])
        yield _slip(file, line, start, message, line.text[:start] + BARS[0])
    elif value.startswith("**") and line.text[:start].strip() and not _STRONG_KEY.match(value):
        text = value.rstrip()
        text = text[:-1] if text.count('"') == text.endswith('"') == 1 else text
        expected = line.text[:start].lstrip(" ") + quoted(text)
        message = _("a text that begins with “**” must stand in quotes; expected {expected}").format(expected=expected)
        yield _slip(file, line, start, message, line.text[:start] + quoted(text))
    elif line.block and line.block not in {BARS[0], ANGLES[0]}:
        right = BARS[0] if line.block in BARS else ANGLES[0]
        message = _("“{mark}” is not the ordinary “{right}” that begins a text of several lines").format(
            mark=line.block, right=right
        )
        yield _slip(file, line, start, message, line.text[:start] + right)
    elif (mark := _left_over(value)) and line.text[:start].strip() and not is_inside_flow:
        message = _("“{mark}” stands at the end, but none stands before it").format(mark=mark)
        corrected = line.text[:start] + value.rstrip()[:-1]
        yield _slip(file, line, len(line.text.rstrip()) - 1, message, corrected)
    elif _HALF_CHINESE.fullmatch(value):
        message = _("the text begins with “{begins}” but ends with “{ends}”; the two do not match")
        message = message.format(begins=value[0], ends=value.rstrip()[-1])
        yield _slip(file, line, start, message, line.text[:start] + quoted(value.rstrip()[1:-1]))
    elif value and value[0] in BARS[1:] and key in _OF_PARAGRAPHS:
        message = _("after “|” or “>” the text begins in the next line, indented by two spaces more")
        yield _slip(file, line, start, message, None)
    elif ("#" in value or "＃" in value) and value[:1] not in {'"', "'", "{", "[", "|", ">"}:
        yield from _cut(file, line, start, key)


def _left_over(value: str) -> str:
    """Returns the mark at the end of a plain Chinese text whose other half is missing."""
    text = value.rstrip()
    if text[-1:] not in {'"', "'", "]"} or text[0] in "\"'[{#&|>" or text.isascii():
        return ""
    other = "[" if text[-1] == "]" else text[-1]
    return text[-1] if text[:-1].count(other) == (text[:-1].count("]") if other == "[" else 0) else ""


def _last_hyphen(line: Line) -> int:
    """Returns where the items of a line's innermost list stand; where the line begins, when it opens none."""
    return max(line.text.rfind("-", 0, len(_HYPHENS.match(line.text)[0])), line.indent)  # type: ignore[index]  # it always matches


def _under_text(line: Line, before: list[Line], file: TextFile) -> Iterator[LocatedProblem]:
    """Yields an item that stands further in than a text above it, so that YAML takes it for more of that text."""
    bare = line.text.lstrip()
    above = next((each for each in reversed(before) if each.text.lstrip()[0] != "#"), None)
    if not bare.startswith("- ") or above is None or line.indent <= _last_hyphen(above) or above.block:
        return
    found = parts(above.text)
    if above.text.strip() in known_keys():
        return  # what is wrong is the key's missing colon
    if found and found.value[0] not in "\"'{[#&*" and not above.text.rstrip().endswith(":"):
        message = _("this item stands further in than the line above allows; line it up with the others")
        is_item = above.text.lstrip().startswith("- ") and not found.key
        corrected = repairs.lined_up(line.text, above.indent) if is_item else None
        yield _slip(file, line, line.indent, message, corrected)


def _of_id(file: TextFile, line: Line, before: list[Line], found: list[LocatedProblem]) -> Iterator[LocatedProblem]:
    """Yields the missing space after an id that begins a mapping, or that follows such a slip: YAML takes it for text."""
    glued = _GLUED_ID.match(line.text)
    if glued is None or not before:
        return
    owner = before[-1]
    opening = _OPENING.match(owner.text)
    is_inside = opening and line.indent > owner.indent and "mapping" in shapes().get(opening["key"], {"mapping"})
    is_next = found and found[-1].place.line == owner.number and line.indent == owner.indent
    if is_inside or is_next:
        message = glued_message(glued["key"], glued["mark"])
        yield _slip(file, line, glued.start("mark"), message, repairs.with_key(line.text))


def _brackets(file: TextFile, line: Line) -> Iterator[LocatedProblem]:
    """Yields the full-width brackets around a list or a mapping."""
    for found in _FULL_WIDTH.finditer(line.text):
        if shapes().get(found["key"], _ANY) & ({"list"} if found["mark"] == "［" else {"mapping"}):
            inner = found[0][:-1].replace("［", "[").replace("｛", "{") + ("]" if found["mark"] == "［" else "}")
            corrected = line.text[: found.start()] + inner + line.text[found.end() :]
            message = _("“{mark}” is a full-width bracket; expected “{{ }}” or “[ ]”").format(mark=found["mark"])
            yield _slip(file, line, found.start("mark"), message, repairs.half_width_flow(corrected) or corrected)


def _cut(file: TextFile, line: Line, start: int, key: str | None) -> Iterator[LocatedProblem]:
    """Yields the slip of a text that YAML ends at a “#” in its midst, or that swallows what is meant as a comment."""
    value = line.text[start:]
    if key in _REFERRING and _REFERENCE_CUT.fullmatch(value):
        message = _("a space before “#” makes what follows a comment; expected SOURCE#SECTION without spaces")
        yield _slip(file, line, line.text.index("#", start), message, line.text[:start] + "".join(value.split()))
        return
    cut = _CUT.search(line.text, start - 1)
    if cut is None:
        glued = _GLUED_COMMENT.search(line.text, start)
        if glued:
            message = _("“{words}” is a comment, which is not printed; if it is text, put the whole text in quotes")
            yield _slip(
                file, line, glued.start("words"), message.format(words=glued["words"].strip()), None, Severity.WARNING
            )
        return
    at = max(cut.end(), start)
    if line.text[at] == "＃":
        message = _("“{mark}” begins no comment here; a comment begins with “#”").format(mark="＃")
        yield _slip(file, line, at, message, f"{line.text[:at]}# {line.text[at + 1 :].lstrip()}")
    else:
        message = _("“ #” begins a comment, so that “{words}” is cut off; put the whole text in quotes")
        words = line.text[at:].strip()
        yield _slip(file, line, at, message.format(words=words), line.text[:start] + quoted(value.rstrip()))


def _blank_message(blank: str) -> str:
    name = {"\t": _("a tab"), "\u3000": _("a full-width space")}.get(blank) or _("a non-breaking space")
    return _("{blank} stands in the indentation; indent with ordinary spaces, two for each level").format(blank=name)


def _indented(line: Line, before: list[Line]) -> str | None:
    """Returns a line with ordinary spaces before it, if only one number of them fits the lines above."""
    blanks = line.text[: len(line.text) - len(line.text.lstrip("".join(BLANKS)))]
    widths = {shown(blanks)} if "\t" in blanks else {shown(blanks), len(blanks)}
    fitting = widths & open_columns(before)
    return repairs.lined_up(line.text, fitting.pop()) if len(fitting) == 1 else None


def _slip(
    file: TextFile,
    line: Line,
    column: int,
    message: str,
    corrected: str | None,
    severity: Severity = Severity.ERROR,
) -> LocatedProblem:
    return LocatedProblem(file.place(line.start + column), message, severity, corrected=corrected)
