"""The page that `--help` prints, in the language of the messages, and never wider than the terminal.

Typer lays help out for Latin text, with headings of its own in English; the page is therefore made here, from what
Typer knows of a command: its help, its parameters and its commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from rich.cells import cell_len

from briefing.display.cells import padded, wrapped
from briefing.i18n import gettext as _

Context: TypeAlias = Any
AnyCommand: TypeAlias = Any
Parameter: TypeAlias = Any
"""What Typer hands over; its classes are Typer's own in some versions and click's in others."""
_Row = tuple[str, str]

EXAMPLE = "Example:"
"""How a line of a command's docstring begins that shows the command in use."""
_GAP = 2
_WIDEST_NAME = 30
"""Cells; what is described by a longer name begins on a line of its own."""
_CLAUSE = re.compile(r"[.;:](?=\s|$)|[。；：]")


def page(command: AnyCommand, context: Context, cells: int) -> str:
    """Returns what a command does, its examples, arguments, options and commands."""
    return "\n".join(_lines(command, context, cells)) + "\n"


def usage(command: AnyCommand, context: Context) -> str:
    """Returns the line that says how a command is written."""
    pieces = [context.command_path, _("[OPTIONS]")]
    pieces += [metavar(each) if each.required else f"[{metavar(each)}]" for each in _arguments(command, context)]
    if hasattr(command, "commands"):
        pieces.append(_("COMMAND …"))
    return _("Usage: {line}").format(line=" ".join(pieces))


def first_clause(text: str) -> str:
    """Returns as much of a command's help as a list of commands shows."""
    return _CLAUSE.split(text, maxsplit=1)[0]


def paragraphs(text: str) -> tuple[list[str], list[str]]:
    """Returns the paragraphs of a docstring, each in one line, and the commands of its examples."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    said = [" ".join(part.split()) for part in parts if not part.startswith(EXAMPLE)]
    lines = [line.strip() for part in parts if part.startswith(EXAMPLE) for line in part.splitlines()]
    return said, [line.removeprefix(EXAMPLE).strip() for line in lines]


def _lines(command: AnyCommand, context: Context, cells: int) -> Iterator[str]:
    yield usage(command, context)
    said, examples = paragraphs(command.help or "")
    for text in said:
        yield ""
        yield from (f"  {line}" for line in wrapped(text, cells - 2))
    yield from _section(_("Examples:"), [(example, "") for example in examples], cells)
    yield from _section(_("Arguments:"), [_row(each) for each in _arguments(command, context)], cells)
    yield from _section(_("Options:"), [_row(each) for each in _options(command, context)], cells)
    commands = getattr(command, "commands", {}).values()
    yield from _section(_("Commands:"), [(each.name, each.short_help) for each in commands if not each.hidden], cells)


def _section(heading: str, rows: Sequence[_Row], cells: int) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield heading
    widths = (cell_len(name) for name, text in rows if text)
    indent = 2 + max((width for width in widths if width <= _WIDEST_NAME), default=0) + _GAP
    for name, text in rows:
        lines = wrapped(text, cells - indent) if text else []
        if not lines or cell_len(name) > _WIDEST_NAME:
            yield f"  {name}"
        else:
            yield padded(f"  {name}", indent) + lines.pop(0)
        yield from (" " * indent + line for line in lines)


def _arguments(command: AnyCommand, context: Context) -> list[Parameter]:
    return [each for each in command.get_params(context) if each.param_type_name == "argument"]


def _options(command: AnyCommand, context: Context) -> list[Parameter]:
    return [each for each in command.get_params(context) if each.param_type_name == "option" and not each.hidden]


def _row(parameter: Parameter) -> _Row:
    if parameter.param_type_name == "argument":
        name = metavar(parameter)
    else:
        name = ", ".join(sorted([*parameter.opts, *parameter.secondary_opts], key=len))
        name += "" if parameter.is_flag else f" {metavar(parameter)}"
    return name, (parameter.help or "") + _default(parameter)


def metavar(parameter: Parameter) -> str:
    """Returns what stands for a parameter's value, as DIR does for a folder."""
    name = in_capitals(parameter)
    return _(name) if name else str(parameter.metavar)


def in_capitals(parameter: Parameter) -> str | None:
    """Returns the same in English, where it is a word to be translated and no list of values."""
    name = str(parameter.metavar or parameter.name.upper())
    return name if name.isupper() else None


def _default(parameter: Parameter) -> str:
    if parameter.default is None or isinstance(parameter.default, bool) or callable(parameter.default):
        return ""
    return _(" [default: {value}]").format(value=parameter.default)
