"""The parser's errors in plain words: the likeliest cause near the place where it could not go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import yaml

from briefing.errors import LocatedProblem
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.outline import causes, indentation, repairs
from briefing.outline.causes import Cause, Stumble
from briefing.outline.keys import items
from briefing.outline.lines import parts
from briefing.outline.quoting import scalar
from briefing.outline.reading import TextFile

causes.BEGINS_SO = N_('a text cannot begin with “{mark}”; put the whole text in quotes “"”')
_NO_DIRECTIVE = N_('a line cannot begin with “%”; put the whole text in quotes “"”')
_BACKSLASH = N_('inside "…" a backslash must be written twice: “\\\\”')
_SENTENCES = (
    # Words of the parser's problem, of its context, whether the context's mark is the place, and what to say.
    ("end of stream", "quoted", True, causes.NOT_CLOSED),
    (
        "document indicator",
        "",
        False,
        N_('a line cannot begin with “---” or “...” inside a text; put the whole text in quotes “"”'),
    ),
    ("directive", "", False, _NO_DIRECTIVE),
    ("", "directive", False, _NO_DIRECTIVE),
    ("start any token", "", False, causes.BEGINS_SO),
    ("", "alias", True, causes.BEGINS_SO),
    ("", "anchor", True, causes.BEGINS_SO),
    ("", "tag", True, causes.BEGINS_SO),
    ("expected ':'", "", True, causes.NEITHER),
    (
        "",
        "flow",
        True,
        N_(
            "“{mark}” opens here, but what follows is not separated by “, ” or not closed; a text that begins so must stand in quotes"
        ),
    ),
    ("escape", "", False, _BACKSLASH),
    ("hexadecimal", "", False, _BACKSLASH),
    ("", "block scalar", False, N_("after “|” or “>” the text begins in the next line, indented by two spaces more")),
    (
        "sequence entries",
        "",
        False,
        N_("“- ” cannot stand here; a list begins in a line of its own, below its key"),
    ),
    ("mapping keys are not allowed", "", False, causes.BEGINS_SO),
    ("document start", "", False, N_("this text stands under no key; check the first lines of the file")),
    ("node content", "", False, causes.BEGINS_SO),
)


def explain(
    file: TextFile,
    error: yaml.MarkedYAMLError,
    found: list[LocatedProblem],
    stops_at: Callable[[TextFile], int | None],
) -> LocatedProblem | None:
    """Returns the parser's error in plain words; None where a slip found at or just above its line is its cause.

    `stops_at` returns the number of the line beyond which the parser cannot go in another text.
    """
    stumble = Stumble.of(file, error)
    if any(stumble.number - slip.place.line in {0, 1} and slip.corrected is None for slip in found):
        return None
    for cause in _causes(stumble):
        place = file.place(cause.offset)
        if cause.corrected is not None:
            stop = stops_at(file.corrected({place.line: cause.corrected}))
            if stop is None or stop > max(place.line, stumble.number):
                return LocatedProblem(place, cause.message, corrected=cause.corrected)
        if cause.is_certain:
            return LocatedProblem(place, cause.message)
    message = _("the line cannot be read as YAML ({problem}); check quotes, colons and indentation")
    return LocatedProblem(file.place(stumble.at), message.format(problem=stumble.problem))


def _causes(stumble: Stumble) -> Iterator[Cause]:
    for find in (
        indentation.of_block,
        causes.of_quote,
        indentation.of_item,
        causes.of_key,
        causes.of_flow,
        causes.of_comment,
        causes.of_list,
        causes.of_colons,
        causes.of_text,
        _by_words,
        _going_on,
        indentation.of_place,
    ):
        yield from find(stumble)


def _by_words(stumble: Stumble) -> Iterator[Cause]:
    """Yields the sentence for the parser's own words."""
    text = stumble.file.text
    for problem, context, points_at_opening, sentence in _SENTENCES:
        if problem in stumble.problem and context in stumble.context:
            where = stumble.opened_at if points_at_opening else stumble.at
            if sentence == _BACKSLASH:  # the two parsers of PyYAML differ by one here
                where = max(text.rfind("\\", 0, where + 1), 0)
            message = _(sentence).format(mark=text[where : where + 1])
            yield from (Cause(where, message, line) for line in _corrections(stumble, where, sentence) if line)
            yield Cause(where, message, is_certain=True)


def _corrections(stumble: Stumble, where: int, sentence: str) -> Iterator[str | None]:
    place = stumble.file.place(where)
    line = stumble.file.text_of(place.line)
    found = parts(line)
    if sentence == _BACKSLASH:
        yield re.sub(r"\\(?!\\)", r"\\\\", line)
    elif sentence in {causes.BEGINS_SO, _NO_DIRECTIVE} and found:
        is_whole = place.column - 1 == len(found.before)
        yield repairs.in_quotes(line) if is_whole else repairs.quoted_in_flow(line, place.column - 1)
    elif "sequence entries" in stumble.problem and found and "sentence" in items().get(found.key, ()):
        yield f"{found.before}[{scalar(found.value.removeprefix('- ').strip())}]{found.after}"
    elif "block scalar" in stumble.context and found:
        yield f"{found.before}{scalar(found.value[1:].strip())}{found.after}"


def _going_on(stumble: Stumble) -> Iterator[Cause]:
    """Yields the text in quotes or brackets that goes on after their end."""
    line = stumble.line
    opening = re.compile(r"[ -]*(?:[^\s:\"'{\[]+: +)?([\"'{\[])").match(line)
    if opening is None or stumble.offset(stumble.number, opening.start(1)) >= stumble.at:
        return
    offset = stumble.offset(stumble.number, opening.start(1))
    message = _('the text begins with “{mark}” but goes on after its end; put the whole text in quotes “"”')
    ending = _("“{mark}” at the end of this line does not belong to it")
    yield Cause(
        stumble.offset(stumble.number, len(line.rstrip()) - 1),
        ending.format(mark=line.rstrip()[-1]),
        repairs.without_end(line),
    )
    for repair in (repairs.chinese_quotes, repairs.in_quotes):
        yield Cause(offset, message.format(mark=opening[1]), repair(line))
    yield Cause(offset, message.format(mark=opening[1]), is_certain=True)
