"""What is wrong with a command as it was typed, in plain words.

Typer has English sentences for that, which only some of its versions let others translate. What it raises tells enough
to say the same in words of our own: the kind of mistake, the option or argument, and the command.
"""

from __future__ import annotations

from typing import Any

import typer

from briefing.cli.help import Context, Parameter, metavar
from briefing.errors import nearest
from briefing.i18n import gettext as _
from briefing.i18n import ngettext

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for every mistake of usage; it gives no name to it itself."""


def sentence(error: Any) -> str:  # noqa: ANN401 - the errors' classes belong to Typer or to click, by version
    """Returns what is wrong, without end mark."""
    match type(error).__name__:
        case "NoSuchOption":
            names = (name for each in error.ctx.command.get_params(error.ctx) for name in each.opts if _is_long(name))
            hint = nearest(error.option_name, names)
            return _("“{name}” is not an option here{hint}").format(name=error.option_name, hint=hint)
        case "BadOptionUsage":
            return _about_value(error)
        case "MissingParameter":
            return _("{name} is missing").format(name=_name(error.param))
        case "BadParameter" if error.param is not None:
            return _("{name}: {what}").format(name=_name(error.param), what=error.message)
        case _:
            return str(error.message)


def _about_value(error: Any) -> str:  # noqa: ANN401 - as above
    """Returns that an option lacks its value, or has one that it does not take."""
    known = (each for each in error.ctx.command.get_params(error.ctx) if error.option_name in each.opts)
    if any(each.is_flag for each in known):
        return _("“{name}” takes no value").format(name=error.option_name)
    return _("a value is missing after “{name}”").format(name=error.option_name)


def _is_long(name: str) -> bool:
    return name.startswith("--")


def _name(parameter: Parameter) -> str:
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return metavar(parameter)


def no_such_command(name: str, context: Context) -> str:
    hint = nearest(name, context.command.commands)
    return _("“{name}” is not a command{hint}").format(name=name, hint=hint)


def too_many(words: list[str]) -> str:
    told = ngettext(
        "there is no place for “{words}”; a name with spaces stands in quotation marks",
        "there is no place for these {n}: “{words}”; a name with spaces stands in quotation marks",
        len(words),
    )
    return told.format(n=len(words), words=" ".join(words))
