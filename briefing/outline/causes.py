"""What may have made YAML's parser stumble, the likeliest first, each with its line as it may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.outline import repairs, vocabulary
from briefing.outline.keys import glued_message, shapes
from briefing.outline.lines import parts, structure
from briefing.outline.reading import TextFile
from briefing.outline.schema import known_keys
from briefing.patterns import KeptPattern

NOT_CLOSED = N_("the quotation mark that opens here is not closed in its line")
BEGINS_SO = N_('a text cannot begin with “{mark}”; put the whole text in quotes “"”')
NEITHER = N_("this line is neither “key: text” nor “- text”; a colon and a space are missing")
_QUOTED = re.compile(r"(?> *(?:- +)*)(?:[^\s:\"'{\[#][^:\"'{\[#]*: +)?(?P<quote>[\"'])")
_BARE_KEY = KeptPattern(
    r"(?P<before> *(?:- +)*)[`*_“‘]*(?P<key>[A-Za-z][\w-]*?)(?:[`*_”’]+\s*[:：]\s*|[ \u3000]+|[;；,，.。、][ \u3000]*)(?=[^\s:：=＝])"
)
_KEY_AFTER_COMMA = re.compile(r"[,，;；。]\s*([A-Za-z][\w-]*): ")
_FLOW = "{[｛［"


@dataclass(frozen=True, slots=True)
class Cause:
    """What may be wrong, and where."""

    offset: int
    message: str
    corrected: str | None = None
    """Its line as it may be meant; right only if the parser then gets beyond it."""
    is_certain: bool = False
    """Whether it is the cause even if that line does not help."""


@dataclass(frozen=True, slots=True, eq=False)
class Stumble:
    """Where the parser could not go on, and what it said."""

    file: TextFile
    problem: str
    context: str
    at: int
    """The offset of the place."""
    opened_at: int
    """That of what was open there: a quotation mark, a bracket."""

    @classmethod
    def of(cls, file: TextFile, error: yaml.MarkedYAMLError) -> Stumble:
        mark = error.problem_mark or error.context_mark
        at = min(mark.index, len(file.text)) if mark else 0
        opened_at = min(error.context_mark.index, len(file.text)) if error.context_mark else at
        if "expected ':'" in (error.problem or ""):  # told where the next line begins
            at = opened_at
        elif "flow node" in (error.context or ""):  # told where the node is missing
            opened_at = _left_open(file.text, at)
        return cls(file, error.problem or "", error.context or "", at, opened_at)

    @property
    def number(self) -> int:
        """The number of its line."""
        return self.file.place(self.at).line

    @property
    def line(self) -> str:
        return self.file.text_of(self.number)

    def offset(self, number: int, column: int) -> int:
        return self.file.line_starts[number - 1] + column


def _left_open(text: str, end: int) -> int:
    """Returns the offset of the innermost bracket that is open at `end`; `end` where none seems to be."""
    closed = 0
    for at in range(end - 1, -1, -1):
        if text[at] in "]}":
            closed += 1
        elif text[at] in "[{":
            if not closed:
                return at
            closed -= 1
    return end


def of_quote(stumble: Stumble) -> Iterator[Cause]:
    """Yields the first quote above that swallowed the lines up to some other text's quote, if there is one."""
    for line in structure(stumble.file, stumble.number):
        opened = _QUOTED.match(line.text)
        if opened and opened["quote"] not in line.text[opened.end() :].replace("\\" + opened["quote"], ""):
            end = stumble.file.text.find(opened["quote"], line.start + len(line.text))
            after = stumble.file.text[end + 1 : end + 2]
            if end < 0 or after.strip(",]}\r\n #"):
                yield Cause(
                    line.start + opened.start("quote"),
                    _(NOT_CLOSED),
                    repairs.closed_quote(line.text),
                    is_certain=True,
                )
                return


def of_key(stumble: Stumble) -> Iterator[Cause]:
    """Yields the keys, in the line and in the one above it, that have no colon which YAML sees."""
    for number in filter(None, (stumble.number, stumble.number - 1)):
        line = stumble.file.text_of(number)
        found = repairs.KEY.match(line)
        if found and not re.match(r":(?:\s|$)", line[found.start("mark") :]):
            is_known = found["key"] in known_keys() or found["key"] in vocabulary.KEYS
            message = glued_message(found["key"], found["mark"])
            yield Cause(
                stumble.offset(number, found.start("mark")), message, repairs.with_key(line), is_certain=is_known
            )
        alone = re.match(r" *(?:- +)*(?P<key>[A-Za-z][\w-]*)(?= *$| +[{\[])", line)
        if alone:
            message = _("a colon is missing after “{key}”").format(key=alone["key"])
            corrected = f"{alone[0]}:{line[alone.end() :]}".rstrip()
            yield Cause(stumble.offset(number, alone.start("key")), message, corrected)
        bare = _BARE_KEY.match(line)
        if bare and bare["key"] in known_keys():
            corrected = f"{bare['before']}{bare['key']}: {line[bare.end() :]}"
            yield Cause(stumble.offset(number, bare.start("key")), _(NEITHER), corrected)


def of_flow(stumble: Stumble) -> Iterator[Cause]:
    """Yields what may be wrong with “{…}” or “[…]” in a line."""
    number = stumble.file.place(stumble.opened_at).line if "flow" in stumble.context else stumble.number
    line = stumble.file.text_of(number)
    found = parts(line)
    if found is None or found.value[0] not in _FLOW:
        return
    start = len(found.before)
    for half_width in filter(None, (repairs.half_width_flow(line), repairs.half_width_brackets(line))):
        pairs = enumerate(zip(line, half_width, strict=False))
        column = next((i for i, (old, new) in pairs if old != new), start)
        yield Cause(stumble.offset(number, column), _full_width(line, column), half_width)
    cut = line.find(" #", start) + 1
    if cut:
        message = _("“ #” begins a comment, so that “{words}” is cut off; put the whole text in quotes")
        corrected = repairs.quoted_in_flow(line, cut)
        yield Cause(stumble.offset(number, cut), message.format(words=line[cut:].rstrip("]} ")), corrected)
    reference = re.compile(r"\{[A-Za-z][\w.-]*\}").search(line, start)
    if reference:
        message = _("within “{{…}}” and “[…]” a text with “{words}” must stand in quotes").format(words=reference[0])
        yield Cause(stumble.offset(number, reference.start()), message, repairs.quoted_references(line))
    message = _("one “{mark}” too many stands at the end of this line").format(mark=found.value[-1])
    end = stumble.offset(number, start + len(found.value) - 1)
    yield Cause(end, message, repairs.without_ending(line))
    message = _("“{mark}” opens here, but is not closed in its line")
    yield Cause(stumble.offset(number, start), message.format(mark=line[start]), repairs.with_ending(line))
    if number == stumble.number:
        yield from _text_in_flow(stumble)


def _text_in_flow(stumble: Stumble) -> Iterator[Cause]:
    """Yields the text within brackets that has to stand in quotes."""
    column = stumble.at - stumble.offset(stumble.number, 0)
    corrected = repairs.quoted_in_flow(stumble.line, column)
    first = re.compile(r"(?<=[\[{,:] )[@`&*!%|>?]").search(stumble.line, 0, column + 1)
    if first and corrected and corrected[first.start()] == '"':
        message = _(BEGINS_SO).format(mark=first[0])
        yield Cause(stumble.offset(stumble.number, first.start()), message, corrected)
    message = _("within “{{…}}” and “[…]” a text that holds “: ” or “,” must stand in quotes").format()
    yield Cause(stumble.at, message, corrected)


def _full_width(line: str, column: int) -> str:
    """Returns what to say of the mark at a column of “{…}” or “[…]”."""
    mark = line[column]
    if mark in "：:∶﹕":
        key = re.search(r"[\w-]+ *$", line[:column])
        return glued_message(key[0].strip() if key else "", mark)
    if mark in "｛［｝］":
        return _("“{mark}” is a full-width bracket; expected “{{ }}” or “[ ]”").format(mark=mark)
    if mark in "，、":
        return _("“{mark}” stands here, so that the parts are not separated by “, ”").format(mark=mark)
    return _("the parts are not separated by “, ” here")


def of_comment(stumble: Stumble) -> Iterator[Cause]:
    """Yields the line of signs around a heading that lacks the sign of a comment."""
    found = re.match(r" *(?=[—─━=~-]{2,})", stumble.line)
    if found:
        message = _("this line is neither “key: text” nor “- text”; a comment begins with “#”")
        corrected = f"{found[0]}# {stumble.line[found.end() :]}"
        yield Cause(stumble.offset(stumble.number, found.end()), message, corrected)


def of_list(stumble: Stumble) -> Iterator[Cause]:
    """Yields the hyphen that makes a list of what should be keys and values, as in “- output_chart:” below “charts:”."""
    line = stumble.line
    indent = len(line) - len(line.lstrip(" "))
    lines = [each for each in structure(stumble.file, stumble.number - 1) if each.text.lstrip()[0] != "#"]
    inside = [each for each in lines if each.indent <= indent]
    if len(inside) < 2 or not inside[-1].text[indent:].startswith("- ") or line[indent:].startswith("- "):  # noqa: PLR2004 - an item and the key above
        return
    owner = repairs.KEY.match(inside[-2].text)
    if owner and shapes().get(owner["key"]) == frozenset({"mapping"}):
        message = _("“{key}” has keys and values, no list; write this line without “- ”").format(key=owner["key"])
        corrected = f"{' ' * indent}{inside[-1].text[indent + 2 :].lstrip()}"
        yield Cause(inside[-1].start + indent, message, corrected)


def of_text(stumble: Stumble) -> Iterator[Cause]:
    """Yields the line that may go on with the text above it."""
    bare = stumble.line.lstrip(" ")
    if "expected ':'" in stumble.problem and bare and not bare[0].isascii() and not repairs.KEY.match(bare):
        message = _("this line is neither “key: text” nor “- text”; if it goes on with the line above, make them one")
        yield Cause(stumble.offset(stumble.number, len(stumble.line) - len(bare)), message, is_certain=True)


def of_colons(stumble: Stumble) -> Iterator[Cause]:
    """Yields why a colon and a space cannot stand where they do."""
    if "mapping values" not in stumble.problem:
        return
    line = stumble.line
    before = line[: stumble.at - stumble.offset(stumble.number, 0)]
    if re.search(r":\s", before):
        found = parts(line)
        if found and re.fullmatch("[“‘].*[”’]", found.value):
            message = _('“ ” are no quotation marks for YAML, and “: ” stands between them; write “"” for them')
            corrected = f'{found.before}"{found.value[1:-1]}"{found.after}'
            yield Cause(stumble.offset(stumble.number, len(found.before)), message, corrected)
        twice = re.match(r"(?P<before> *(?:- +)*(?P<key>[A-Za-z][\w-]*): +)(?P=key): +", line)
        if twice:
            message = _("“{key}:” stands here twice").format(key=twice["key"])
            yield Cause(stumble.at, message, twice["before"] + line[twice.end() :])
        round_ones = re.fullmatch(r"( *(?:- +)+)([(（])(.*)[)）]\s*", line)
        if round_ones:
            message = _("“{mark}” does not enclose keys and values; expected “{{ }}”").format(mark=round_ones[2])
            corrected = f"{round_ones[1]}{{{round_ones[3]}}}"
            yield Cause(stumble.offset(stumble.number, round_ones.start(2)), message, corrected)
        others = [key for key in _KEY_AFTER_COMMA.findall(line) if key in known_keys()]
        if others:
            message = _("“{key}:” stands in the midst of a line; each key begins a line of its own").format(
                key=others[0]
            )
            yield Cause(stumble.at, message, is_certain=True)
        message = _('a second “: ” stands in this line; put the whole text in quotes “"”')
        yield Cause(stumble.at, message, repairs.in_quotes(line), is_certain=True)
