"""The program itself and the options that commands share."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing import __version__, cache
from briefing.cli.completion import files
from briefing.cli.tree import LANG, App, Program
from briefing.errors import Exit, nearest
from briefing.i18n import gettext as _
from briefing.readers.names import Reader

if TYPE_CHECKING:
    from briefing.placing.edits import OnEdit

app = App(
    name="briefing",
    cls=Program,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="One outline in; a PowerPoint deck and a Word briefing for officials out.",
)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


class Language(StrEnum):
    """As briefing.i18n has them."""

    ZH = "zh"
    EN = "en"

    @classmethod
    def _missing_(cls, value: object) -> Language | None:
        return _LANGUAGES.get(str(value).lower())


_LANGUAGES = dict.fromkeys(("cn", "zh-cn", "zh_cn", "chinese", "中文"), Language.ZH) | dict.fromkeys(
    ("en-us", "english", "英文"), Language.EN
)
"""By the other names that people give them."""


def choice(kind: type[StrEnum], *names: str, **settings: Any) -> Any:  # noqa: ANN401 - as typer.Option has it
    """Returns an option that is one of a few words; what Typer says of a wrong one cannot be translated."""
    words = [each.value for each in kind]

    def chosen(word: str) -> StrEnum:
        try:
            return kind(word)
        except ValueError:
            hint = nearest(word, words)
            raise typer.BadParameter(_("“{word}” is not possible{hint}").format(word=word, hint=hint)) from None

    return typer.Option(*names, metavar="|".join(words), parser=chosen, autocompletion=lambda: words, **settings)


def whole(least: int, most: int) -> Callable[[str], int]:
    """Returns what reads an option that is a whole number; given as `parser`, for the same reason."""

    def read(word: str) -> int:
        if re.fullmatch(r"\d{1,9}", str(word), re.ASCII) and least <= int(word) <= most:
            return int(word)
        told = _("“{word}” is not possible; expected a whole number from {least} to {most}")
        raise typer.BadParameter(told.format(word=word, least=least, most=most))

    return read


OutlineFile = Annotated[
    Path, typer.Argument(metavar="OUTLINE", help="The outline, a YAML file.", autocompletion=files(".yaml", ".yml"))
]
ArticleOption = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="SOURCE=FILE", help="The article of a source; once for each source."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]


def _switch_off_the_cache(wanted: bool) -> None:
    if wanted:
        cache.switch_off()


NoCacheOption = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        help="Draw every chart anew, and keep nothing for the next time.",
        callback=_switch_off_the_cache,
        expose_value=False,
    ),
]
NotesOption = Annotated[
    bool, typer.Option("--notes/--no-notes", help="Whether the deck has its speaker notes; as a rule it has.")
]
KeepOption = Annotated[
    bool, typer.Option("--keep", help="Keep a file that was edited since it was built, under a name with the date.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file though it was edited since it was built.")]


def on_edit(*, keep: bool, force: bool) -> OnEdit:
    """Returns what becomes of files that were edited; raises BadParameter for both options at a time."""
    from briefing.placing.edits import OnEdit  # noqa: PLC0415 - for commands that write

    if keep and force:
        raise typer.BadParameter(_("--keep and --force say different things; expected one of them"))
    return OnEdit.KEEP if keep else OnEdit.FORCE if force else OnEdit.STOP


def _allow_outside(wanted: bool) -> None:
    if wanted:
        from briefing.outline.files import allow_outside  # noqa: PLC0415 - the models take their time, which --help saves

        allow_outside()


AllowOutsideOption = Annotated[
    bool,
    typer.Option(
        "--allow-outside",
        help="Let the outline name files outside its folder; for outlines of your own only.",
        callback=_allow_outside,
        expose_value=False,
    ),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Do not let warnings pass: the exit status is 1.")]


ReaderOption = Annotated[
    Reader | None,
    choice(Reader, "--for", help="What the receiver reads the files with: warn of what is shown otherwise there."),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
    _lang: Annotated[
        Language | None,
        choice(Language, LANG, help="The language of messages: Chinese or English.", expose_value=False),
    ] = None,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help(), file=sys.stderr)
        raise typer.Exit(Exit.USAGE_IS_WRONG)


def language_of(arguments: list[str]) -> str | None:
    """Returns the language that a command line asks for, before or after its command; None for none or an unknown one.

    It is looked for before Typer reads the line, because help and what is wrong with the line are told in it, too.
    """
    words = arguments[: arguments.index("--")] if "--" in arguments else arguments
    asked = [after for word, after in pairwise(words) if word == LANG]
    asked += [word.partition("=")[2] for word in words if word.startswith(f"{LANG}=")]
    for word in reversed(asked):
        with suppress(ValueError):
            return Language(word).value
    return None
