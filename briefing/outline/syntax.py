"""Slips in writing YAML, explained in plain words: what the parser stumbles over and what it swallows silently."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from briefing.errors import LocatedProblem
from briefing.outline.reading import TextFile
from briefing.outline.schema import known_keys

_KEY = re.compile(r"(?P<before>(?> *(?:- +)*))(?P<key>[A-Za-z][A-Za-z0-9_-]*)(?P<colon>[:：])(?P<after>.?)")
_ITEM = re.compile(r" *(?:-(?![-\s\d])|[－–—•·●▪◆][ \u3000]?)(?P<rest>\S)")
_STRONG = re.compile(r" *(?P<before>- |[A-Za-z][\w-]*: )(?P<text>\*\*.*)")
_QUOTED = re.compile(r"(?> *(?:- +)*)(?:[A-Za-z][\w-]*: +)?(?P<quote>[\"'])")
_BLOCK_TEXT = re.compile(r"(?P<before>(?> *(?:- +)*))(?:[^\s#\"'][^\"']*?:)? *(?:&\S+ +)?[|>][-+0-9]*\s*(?:#.*)?$")
_INDENTATION = re.compile(r"(?> *(?:- *)*)(?P<blank>[\t\u3000\u00a0])[\s\u3000]*(?P<rest>\S?)")

_QUOTE_IT = 'put the whole text in quotes “"”'

_SENTENCES = (
    # Words of the parser's problem, of its context, whether the context's mark is the place, and what to say.
    ("end of stream", "quoted", True, "the quotation mark that opens here is not closed in its line"),
    ("document indicator", "", False, "a line cannot begin with “---” or “...” inside a text; {quote_it}"),
    ("directive", "", False, "a line cannot begin with “%”; {quote_it}"),
    ("", "directive", False, "a line cannot begin with “%”; {quote_it}"),
    ("start any token", "", False, "a text cannot begin with “{}”; {quote_it}"),
    ("", "alias", True, "a text cannot begin with “{}”; {quote_it}"),
    ("", "anchor", True, "a text cannot begin with “{}”; {quote_it}"),
    ("", "tag", True, "a text cannot begin with “{}”; {quote_it}"),
    ("expected ':'", "", True, "this line is neither “key: text” nor “- text”; a colon and a space are missing"),
    (
        "",
        "flow",
        True,
        "“{}” opens here, but what follows is not separated by “, ” or not closed; a text that begins so must stand in quotes",
    ),
    ("escape", "", False, 'inside "…" a backslash must be written twice: “\\\\”'),
    ("hexadecimal", "", False, 'inside "…" a backslash must be written twice: “\\\\”'),
    ("", "block scalar", False, "after “|” or “>” the text begins in the next line, indented by two spaces more"),
    ("sequence entries", "", False, "“- ” cannot stand here; a list begins in a line of its own, below its key"),
    ("document start", "", False, "this text stands under no key; check the first lines of the file"),
    ("node content", "", False, "a text cannot begin with “{}”; {quote_it}"),
)


def slips(file: TextFile) -> list[LocatedProblem]:
    """Returns the slips that can be told from a line alone: tabs, full-width colons, a missing space."""
    problems = []
    for start, line in _lines_of_structure(file):
        blank = _INDENTATION.match(line)
        if blank and blank["rest"] not in {"", "#"}:
            problems.append(LocatedProblem(file.place(start + blank.start("blank")), _blank_message(blank["blank"])))
        elif strong := _STRONG.match(line):
            message = (
                f'a text that begins with “**” must stand in quotes; expected {strong["before"]}"{strong["text"]}"'
            )
            problems.append(LocatedProblem(file.place(start + strong.start("text")), message))
        elif _ITEM.match(line):
            place = file.place(start + len(line) - len(line.lstrip()))
            problems.append(LocatedProblem(place, "an item of a list begins with “- ”, a hyphen and a space"))
        elif (slip := _KEY.match(line)) and slip["key"] in known_keys():
            place = file.place(start + slip.start("colon"))
            if slip["colon"] == "：":
                problems.append(LocatedProblem(place, _full_width_message(slip["key"])))
            elif slip["after"].strip():
                message = f"a space is missing after the colon; expected “{slip['key']}: …”"
                problems.append(LocatedProblem(place, message))
    return problems


def _blank_message(blank: str) -> str:
    name = {"\t": "a tab", "\u3000": "a full-width space", "\xa0": "a non-breaking space"}[blank]
    return f"{name} stands in the indentation; indent with ordinary spaces, two for each level"


def _full_width_message(key: str) -> str:
    return f"a full-width colon “：” follows “{key}”; expected an ordinary colon and a space: “{key}: …”"


def _lines_of_structure(file: TextFile) -> Iterator[tuple[int, str]]:
    """Yields offset and text of each line that is not inside a text block opened by “|” or “>”."""
    block_indent: int | None = None
    ends = [*file.line_starts[1:], len(file.text)]
    for start, end in zip(file.line_starts, ends, strict=True):
        line = file.text[start:end].rstrip("\r\n")
        if not line.strip():
            continue
        if block_indent is not None:
            if len(line) - len(line.lstrip(" ")) > block_indent:
                continue
            block_indent = None
        opened = _BLOCK_TEXT.match(line)
        if opened:
            block_indent = len(opened["before"])
            if line[block_indent : block_indent + 1] in {"|", ">"}:
                block_indent = len(line) - len(line.lstrip(" "))
        yield start, line


def explain(file: TextFile, error: yaml.MarkedYAMLError, found: list[LocatedProblem]) -> list[LocatedProblem]:
    """Returns the parser's error in plain words, unless slips found at or just above its line are its cause."""
    offset, message = _explanation(file, error)
    place = file.place(offset)
    if any(place.line - slip.place.line in {0, 1} for slip in found):
        return found
    likelier = _unclosed_quote(file, offset) or _full_width_key(file, place.line)
    return [*found, likelier or LocatedProblem(place, message)]


def _unclosed_quote(file: TextFile, before: int) -> LocatedProblem | None:
    """Returns the first quote above that swallowed the lines up to some other text's quote, if there is one."""
    for start, line in _lines_of_structure(file):
        if start >= before:
            return None
        opened = _QUOTED.match(line)
        if opened and opened["quote"] not in line[opened.end() :].replace("\\" + opened["quote"], ""):
            closing = file.text.find(opened["quote"], start + len(line))
            after = file.text[closing + 1 : closing + 2]
            if closing < 0 or after.strip(",]}\r\n #"):
                place = file.place(start + opened.start("quote"))
                return LocatedProblem(place, "the quotation mark that opens here is not closed in its line")
    return None


def _full_width_key(file: TextFile, line: int) -> LocatedProblem | None:
    """Returns the problem of a full-width colon after a key we do not know, in a line or the one above."""
    for number in (line, line - 1):
        if number < 1:
            continue
        start = file.line_starts[number - 1]
        slip = re.compile(r"[ -]*([^\s:：\"'#]+)：").match(_line(file, number))
        if slip:
            return LocatedProblem(file.place(start + slip.end() - 1), _full_width_message(slip[1]))
    return None


def _line(file: TextFile, number: int) -> str:
    ends = [*file.line_starts[1:], len(file.text)]
    return file.text[file.line_starts[number - 1] : ends[number - 1]].rstrip("\r\n")


def _explanation(file: TextFile, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Returns the offset to point at and the sentence."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(file.text)) if mark else 0
    opened_at = min(error.context_mark.index, len(file.text)) if error.context_mark else at
    if "mapping values" in problem:
        return _two_colons(file, at)
    for words_of_problem, words_of_context, points_at_opening, sentence in _SENTENCES:
        if words_of_problem in problem and words_of_context in context:
            where = opened_at if points_at_opening else at
            if words_of_problem in {"escape", "hexadecimal"}:  # the two parsers of PyYAML differ by one here
                where = max(file.text.rfind("\\", 0, where + 1), 0)
            return where, sentence.format(file.text[where : where + 1], quote_it=_QUOTE_IT)
    opening = _text_opening(file, at)
    if opening is not None:
        return opening, f"the text begins with “{file.text[opening]}” but goes on after its end; {_QUOTE_IT}"
    if "'-' indicator" in problem or "block collection" in context:
        return at, "expected another “- ” here; this line stands in line with a list but does not belong to it"
    if "block mapping" in context:
        return at, "this line does not line up with the keys above it; check its indentation"
    return at, f"the line cannot be read as YAML ({problem}); check quotes, colons and indentation"


def _text_opening(file: TextFile, at: int) -> int | None:
    """Returns the offset of the quote or brace that opens the text before `at`, when the text goes on after it."""
    start = file.place(at).column
    line_start = at - start + 1
    opening = re.compile(r"[ -]*(?:[^\s:\"'{\[]+: +)?([\"'{\[])").match(file.text, line_start, at)
    return opening.start(1) if opening and opening.start(1) < at else None


def _two_colons(file: TextFile, at: int) -> tuple[int, str]:
    line_start = at - file.place(at).column + 1
    before = file.text[line_start:at]
    if re.search(r":\s", before):
        return at, f"a second “: ” stands in this line; {_QUOTE_IT}"
    return line_start + len(before) - len(before.lstrip(" -")), (
        "this line stands further in than the line above allows; line it up with the keys it belongs to"
    )
