"""The catalogue is complete: every message of the code stands in it, translated, with the same names in braces."""

from __future__ import annotations

import string
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import catalogue

from briefing import i18n

LOCALE = catalogue.FOLDER.parent.parent


def names(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def forms(message: str | Sequence[str] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message or ())


def test_the_catalogue_has_every_message_and_no_other() -> None:
    kept = {message.id for message in catalogue.translated() if message.id}
    assert kept == {message.id for message in catalogue.gathered() if message.id}, "run python tests/catalogue.py"


def test_every_message_is_translated() -> None:
    for message in catalogue.translated():
        if message.id:
            assert not message.fuzzy, message.id
            assert message.string, message.id
            assert all(forms(message.string)), message.id


def test_a_translation_names_what_its_message_names() -> None:
    for message in catalogue.translated():
        if message.id:
            asked = set.union(*(names(form) for form in forms(message.id)))
            for form in forms(message.string):
                assert names(form) == asked, message.id


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    assert catalogue.MO.read_bytes() == catalogue.as_mo(catalogue.translated()), "run python tests/catalogue.py"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"BRIEFING_LANG": "zh"}, "zh"),
        ({"BRIEFING_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"BRIEFING_LANG": "", "LC_MESSAGES": "zh_TW"}, "zh"),
    ],
)
def test_the_language_is_that_of_the_surroundings(environment: dict[str, str], language: str) -> None:
    assert i18n.preferred(environment) == language


def test_messages_are_in_the_chosen_language() -> None:
    try:
        i18n.speak("zh", LOCALE)
        assert i18n.gettext("; there are none") == "；这里一个也没有"
    finally:
        i18n.speak("en", LOCALE)
    assert i18n.gettext("; there are none") == "; there are none"
