"""The language that messages are in: English as the code has them, others from gettext's catalogues.

Chosen once, where a command begins; whatever makes a message afterwards makes it in that language. The words of the
built files are not messages: they come from the outline and its language's word list.
"""

from __future__ import annotations

import gettext as standard
import locale
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("en", "zh")
DOMAIN = "briefing"

_translations = standard.NullTranslations()


def speak(language: str, catalogues: Path) -> None:
    """Makes messages from now on in one of LANGUAGES; `catalogues` is gettext's folder of them."""
    global _translations  # noqa: PLW0603 - as gettext.install does: one language for the whole process
    _translations = standard.NullTranslations()
    if language != "en":
        _translations = standard.translation(DOMAIN, catalogues, [language])


def spoken() -> str:
    """Returns the language of messages as HTML has it (BCP 47)."""
    return "en" if type(_translations) is standard.NullTranslations else "zh-CN"


def gettext(message: str) -> str:
    """Returns a message in the chosen language; imported as `_`, which is how its catalogue is gathered."""
    return _translations.gettext(message)


def ngettext(one: str, several: str, number: int) -> str:
    """Returns the message for a number of things; imported under this name, for the same reason."""
    return _translations.ngettext(one, several, number)


def marked(message: str) -> str:
    """Returns a message as it is, for the catalogue to hold it; it is translated where it is told. Imported as `N_`."""
    return message


def preferred(environment: Mapping[str, str]) -> str:
    """Returns the language that the user's surroundings ask for: BRIEFING_LANG, or that of the locale (POSIX, 8.2)."""
    names = ("BRIEFING_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    stated = next((environment[name] for name in names if environment.get(name)), None)
    name = stated if stated is not None else locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
