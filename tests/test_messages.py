"""Whatever a user can read goes through gettext: no message stands in the code in English alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "briefing"

WAITING = (
    "deck/",
    "word/",
    "charts/",
    "plan/",
    "extract/",
    "readback/",
    "outline/syntax.py",
    "outline/tree.py",
    "outline/reading.py",
    "outline/messages.py",
    "outline/schema.py",
)
"""Whose messages are still in English alone."""
NOT_HERE = "cli/"
"""What it prints is no record and no exception: its own tests read it."""
FILES = sorted(
    file for file in ROOMS.rglob("*.py") if not file.relative_to(ROOMS).as_posix().startswith((*WAITING, NOT_HERE))
)

GETTEXT = {"_", "N_", "ngettext"}
RECORDS = {"Problem", "LocatedProblem", "Hit", "Entry", "Finding"}
NOT_SHOWN = {"KeyError", "AssertionError", "PydanticCustomError"}
"""Defects of the tool, and texts in whose place messages.py has sentences of its own."""

SENTENCE = re.compile(r"(?<![A-Za-z])[a-z]{2,} [a-z]{2,}(?![A-Za-z])")
"""Two English words: a sentence, or a piece of one."""
MARKUP = re.compile(r"<[a-z!?/]|=\"|^\S* [a-z]+=")
OTHER_WORDS = {
    # of figures and dates in English texts
    *("at least", "at most", "up to", "more than", "less than"),
    *("first half", "second half", "first quarter", "second quarter", "third quarter", "fourth quarter"),
    # of Word's styles
    *("footnote text", "footnote reference"),
    # of what PyYAML says, by which its mistakes are told apart
    *("end of stream", "document indicator", "start any token", "block scalar", "sequence entries", "document start"),
    *("node content", "mapping values", "block mapping", "block collection"),
    # of the outline that a new one begins with
    "# 改完运行 briefing check 核对，再运行 briefing build 生成两份文件。",
}


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _other:
            return ""


def tells_users(call: ast.Call, raised: set[ast.AST]) -> bool:
    name = name_of(call)
    return name not in NOT_SHOWN and (name in RECORDS or name.endswith("Error") or call in raised)


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """Yields the texts, and the pieces of f-strings, that nothing translates."""
    if isinstance(node, ast.Call) and name_of(node) in GETTEXT:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def with_names_resolved(node: ast.AST, assigned: dict[str, list[ast.expr]]) -> Iterator[ast.AST]:
    """Yields an argument, and what was assigned to the names in it."""
    yield node
    for name in ast.walk(node):
        if isinstance(name, ast.Name):
            yield from assigned.get(name.id, ())


def assigned_in(function: ast.AST) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def untranslated(tree: ast.Module) -> list[str]:
    """Returns the messages given to a record or an exception without a translation, with their lines."""
    raised: set[ast.AST] = {node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc}
    found: dict[int, str] = {}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in (*functions, tree):
        assigned = assigned_in(scope) if scope is not tree else {}
        for call in ast.walk(scope):
            if isinstance(call, ast.Call) and tells_users(call, raised):
                for argument in (*call.args, *(each.value for each in call.keywords)):
                    for node in with_names_resolved(argument, assigned):
                        for text in literals(node):
                            if re.search("[A-Za-z]", str(text.value)) and " " in str(text.value):
                                found[text.lineno] = f"line {text.lineno}: {text.value!r}"
    return [found[line] for line in sorted(found)]


def sentences(tree: ast.Module) -> list[str]:
    """Returns the English sentences, wherever they go to, that are neither translated nor said of the code."""
    said_of_code = {id(text) for node in ast.walk(tree) if is_of_code(node) for text in ast.walk(node)}
    return [
        f"line {text.lineno}: {text.value!r}"
        for text in literals(tree)
        if id(text) not in said_of_code
        and SENTENCE.search(str(text.value))
        and not MARKUP.search(str(text.value))
        and str(text.value) not in OTHER_WORDS
    ]


def is_of_code(node: ast.AST) -> bool:
    """Whether what a node holds is a docstring, a defect's message or a list of words."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Attribute(value=ast.Constant(), attr="split"):
            return True
        case ast.Call():
            return name_of(node) in NOT_SHOWN
        case _other:
            return False


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOMS).as_posix())
def test_no_message_is_in_english_alone(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert untranslated(tree) == []
    assert sentences(tree) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOMS).as_posix())
def test_no_function_takes_the_translator_for_a_throw_away(file: Path) -> None:
    for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            nodes = list(ast.walk(function))
            stores = any(
                (isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store))
                or (isinstance(node, ast.arg) and node.arg == "_")
                for node in nodes
            )
            calls = any(isinstance(node, ast.Call) and name_of(node) == "_" for node in nodes)
            assert not (stores and calls), function.name


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('Problem(keys, "is wrong here")', ["line 1: 'is wrong here'"]),
        ('Problem(keys, message=f"{name} wrong")', ["line 1: ' wrong'"]),
        ('Problem(keys, _("is wrong here").format(name=name))', []),
        ('Problem(keys, "a fact" if one else _("facts"))', ["line 1: 'a fact'"]),
        ('def f():\n    text = "Is Wrong"\n    raise Wrong(_("{text}").format(text=text))', ["line 2: 'Is Wrong'"]),
        ('raise KeyError(f"no slot {name}")', []),
        ('return_it = SurroundingsError("no Disk")', ["line 1: 'no Disk'"]),
    ],
)
def test_an_untranslated_message_is_found(code: str, found: list[str]) -> None:
    assert untranslated(ast.parse(code)) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('REASONS = {1: "the disk is full"}', ["line 1: 'the disk is full'"]),
        ('REASONS = {1: N_("the disk is full")}', []),
        ('def f():\n    """Returns the disk."""\n    report(f"the disk {name} is full")', ["line 3: 'the disk '", "line 3: ' is full'"]),
        ("""part = '<a:latin typeface="x"/>'""", []),
        ('raise KeyError("the slide has no slot")', []),
        ('WORDS = "half of them".split()', []),
    ],
)  # fmt: skip
def test_an_english_sentence_is_found(code: str, found: list[str]) -> None:
    assert sentences(ast.parse(code)) == found
