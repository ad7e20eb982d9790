"""The program and its commands as Typer runs them, with help, usage and `--lang` of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from briefing.cli import completion, help, usage  # noqa: A004 - the module is about nothing else
from briefing.cli.help import AnyCommand, Context, Parameter
from briefing.i18n import gettext as _

_Function = TypeVar("_Function", bound=Callable[..., Any])
LANG = "--lang"
"""The option that every command has from the program."""


class Command(TyperCommand):
    """A command that takes what the whole program takes, too, and says what is wrong in our words."""

    allow_extra_args = True
    """So that what is too much is told here."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        shared = [each for each in ctx.find_root().command.params if LANG in each.opts]
        return [*self.params, *shared, self.get_help_option(ctx)]

    def get_help_option(self, ctx: Context) -> Parameter:
        return _explained(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401 - Typer's or click's, by version
        formatter.write(help.page(self, ctx, formatter.width))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        rest = _told(super().parse_args, ctx, args)
        if rest and not ctx.resilient_parsing:
            ctx.fail(usage.too_many(rest))
        return rest


class Program(TyperGroup):
    """All commands."""

    def get_help_option(self, ctx: Context) -> Parameter:
        return _explained(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401 - as above
        formatter.write(help.page(self, ctx, formatter.width))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        return _told(super().parse_args, ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401 - as above
        if args[0] not in self.commands and not ctx.resilient_parsing:
            ctx.fail(usage.no_such_command(args[0], ctx))
        return super().resolve_command(ctx, args)


def _explained(option: Parameter) -> Parameter:
    option.help = _("Print this help.")
    return option


def _told(parse: Callable[[Context, list[str]], list[str]], context: Context, arguments: list[str]) -> list[str]:
    """Returns what parsing leaves over; an error that does not know its command is given it."""
    try:
        return parse(context, arguments)
    except usage.UsageError as error:
        if getattr(error, "ctx", None) is None:
            error.ctx = context  # type: ignore[attr-defined]  # an attribute of every error of usage
        raise


class App(typer.Typer):
    """Where commands are registered; each is a Command unless it says otherwise."""

    def command(self, *names: str, **settings: Any) -> Callable[[_Function], _Function]:  # type: ignore[override]  # noqa: ANN401 - passed on as they are
        return super().command(*names, **{"cls": Command, **settings})


def _made(app: typer.Typer) -> AnyCommand:
    return get_command(app)


def translated(app: typer.Typer) -> AnyCommand:
    """Returns the program, made anew, with its help in the language of the messages."""
    program = _made(app)
    for command in (program, *program.commands.values()):
        said, examples = help.paragraphs(command.help or "")
        said = [_(text) for text in said]
        command.help = "\n\n".join([*said, *(f"{help.EXAMPLE} {example}" for example in examples)])
        command.short_help = help.first_clause(said[0]) if said else ""
        for parameter in command.params:
            parameter.help = _(parameter.help) if parameter.help else ""
    completion.adopt(program)
    return program


def texts(app: typer.Typer) -> Iterator[str]:
    """Yields what the commands' help says in English, for the catalogue: paragraphs of docstrings, options, metavars."""
    program = _made(app)
    for command in (program, *program.commands.values()):
        yield from help.paragraphs(command.help or "")[0]
        for parameter in command.params:
            if parameter.name not in completion.NAMES:
                yield parameter.help or ""
                yield "" if getattr(parameter, "is_flag", False) else help.in_capitals(parameter) or ""
