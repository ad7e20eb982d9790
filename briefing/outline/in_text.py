"""References in texts: {id} and {id.attribute}, what is nearly one, and marks that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.errors import Keys, Problem, nearest, only_name
from briefing.i18n import gettext as _
from briefing.i18n import marked as N_
from briefing.outline.declared import Names

_IN_BRACES = re.compile(r"\{(?P<name>[^{}\n.]*)(?:\.(?P<attribute>[^{}\n]*))?\}")
_TWICE = re.compile(r"\{\{(?P<name>[\w-]+(?:\.\w+)?)\}\}", re.ASCII)
_OF_SENTENCES = {"summary", "sections", "closing"}
_BARE_ID = re.compile(
    r"(?<![\w{｛.#/-])[(（\[【<《$]?(?P<name>[A-Za-z]+(?:_\w+|\d{3,}))(?![\w.]*[}｝])[)）\]】>》]?(?![\w/])", re.ASCII
)
"""An id, told from a word by an underscore or its number, without its braces or with other brackets."""
_HALF_OPEN = re.compile(r"[{｛](?P<name>[A-Za-z][\w-]*)｝?")
"""A reference whose braces are full-width, or that has only the first."""
_OTHER_POINT = re.compile("[。．·・，,、]")
_NEAR = 20
"""Characters that tell one place in a text from another."""
_STRONG = re.compile(r"\*\*.+?\*\*")
ATTRIBUTES = ("value", "unit", "label", "as_of", "scope")
"""What may follow a fact's id and a full stop: {output.as_of}."""

_LONE_MARKS: Mapping[str, str] = {
    "{": N_("“{{” stands alone; expected {{id}}"),
    "}": N_("“}}” stands alone; expected {{id}}"),
    "｛": N_("“｛” stands alone; expected {{id}} in half-width braces"),
    "**": N_("“**” stands alone; expected **strong words**"),
    "＊＊": N_("“＊＊” is full-width; expected **strong words**"),
}


def check(keys: Keys, text: str, names: Names) -> Iterator[Problem]:
    """Yields what is wrong with the references and marks of a text."""
    for match in _TWICE.finditer(text):
        message = _("the braces stand twice; expected {{{name}}}").format(name=match["name"])
        yield Problem(keys, message, near=match[0], instead=f"{{{match['name']}}}")
    text = _TWICE.sub(_blanked, text)
    for match in _BARE_ID.finditer(_IN_BRACES.sub(_blanked, text)) if keys[0] in _OF_SENTENCES else ():
        if match["name"] in (names.all or ()) and match[0] != text.strip():
            message = _("“{name}” would be printed as it stands; expected {{{name}}}").format(name=match["name"])
            yield Problem(keys, message, near=match[0], instead=f"{{{match['name']}}}")
    for match in _IN_BRACES.finditer(text):
        wrong, meant = _wrong_reference(match, names)
        if wrong:
            yield Problem(keys, wrong, near=match[0], instead=f"{{{meant}}}" if meant else None)
    rest = _STRONG.sub(_blanked, _IN_BRACES.sub(_blanked, text))
    for mark, message in _LONE_MARKS.items():
        if (at := rest.find(mark)) >= 0:
            near, meant = _closed(text, at, names) or (text[at:].split(maxsplit=1)[0][:_NEAR], None)
            yield Problem(keys, _(message).format(), near=near, instead=meant)


def _closed(text: str, at: int, names: Names) -> tuple[str, str] | None:
    """Returns the reference at a lone brace as typed and with both its braces, if it names something."""
    match = _HALF_OPEN.match(text, at)
    return (match[0], f"{{{match['name']}}}") if match and match["name"] in (names.all or ()) else None


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _by_description(words: str, names: Names) -> str | None:
    found = [known[words] for kind, known in names.described.items() if words in known and kind != "circle"]
    return found[0] if len(found) == 1 else None


def _wrong_reference(match: re.Match[str], names: Names) -> tuple[str | None, str | None]:
    """Returns what is wrong with a reference, if anything, and what alone can be meant by it."""
    name, attribute = match["name"], match["attribute"]
    if names.facts is None or names.all is None:
        return None, None
    parted = _OTHER_POINT.sub(".", name.strip())
    if name not in names.all and parted.partition(".")[0] in names.all and parted.partition(".")[2] in ATTRIBUTES:
        message = _("the point before “{attribute}” is full-width; expected {{{reference}}}")
        return message.format(attribute=parted.partition(".")[2], reference=parted), parted
    if name not in names.all and (meant := _by_description(name, names)):
        message = _("“{name}” is not a fact, chart, picture or table of this outline{hint}")
        return message.format(name=name, hint=_("; did you mean “{name}”?").format(name=meant)), meant
    if name not in names.all:
        message = _("“{name}” is not a fact, chart, picture or table of this outline{hint}")
        meant = only_name(name, names.all)
        whole = meant if meant is None or attribute is None else f"{meant}.{attribute}"
        return message.format(name=name, hint=nearest(name, names.all)), whole
    if attribute is not None and name not in names.facts:
        message = _("“{name}” is not a fact; only facts have “.{attribute}”")
        return message.format(name=name, attribute=attribute), None
    if attribute is not None and attribute not in ATTRIBUTES:
        message = _("a fact has no “.{attribute}”{hint}")
        meant = only_name(attribute, ATTRIBUTES)
        return message.format(attribute=attribute, hint=nearest(attribute, ATTRIBUTES)), meant and f"{name}.{meant}"
    return None, None
