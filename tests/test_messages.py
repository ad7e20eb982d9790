"""Whatever a user can read goes through gettext: no message stands in the code in English alone.

What is put together from several messages is read here in Chinese, where its parts have to make a sentence too.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from briefing import assets, i18n
from briefing.errors import OutlineError, about
from briefing.evidence import formula, numbers
from briefing.language import Language, Name, check, hits
from briefing.outline import conditions, looks
from briefing.outline.load import load
from briefing.outline.schema import RowsChartModel

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "briefing"

NOT_HERE = ("cli/", "editor/")
"""What the one prints is no record and no exception: its own tests read it. The other says everything in two languages."""
FILES = sorted(file for file in ROOMS.rglob("*.py") if not file.relative_to(ROOMS).as_posix().startswith(NOT_HERE))

GETTEXT = {"_", "N_", "ngettext"}
RECORDS = {"Problem", "LocatedProblem", "Hit", "Entry", "Finding"}
NOT_SHOWN = {"KeyError", "AssertionError", "PydanticCustomError"}
"""Defects of the tool, and texts in whose place messages.py has sentences of its own."""

SENTENCE = re.compile(r"(?<![A-Za-z])[a-z]{2,} [a-z]{2,}(?![A-Za-z])")
"""Two English words: a sentence, or a piece of one."""
MARKUP = re.compile(r"<[a-z!?/]|=\"|^\S* [a-z]+=|\{[a-z-]+:|px solid")
"""XML, HTML and style sheets."""
OTHER_WORDS = {
    # of figures and dates in English texts
    *("at least", "at most", "up to", "more than", "less than"),
    *("first half", "second half", "first quarter", "second quarter", "third quarter", "fourth quarter"),
    # of Word's styles
    *("footnote text", "footnote reference"),
    # of what PyYAML says, by which its mistakes are told apart
    *("end of stream", "document indicator", "start any token", "block scalar", "sequence entries", "document start"),
    *(
        "node content",
        "mapping values",
        "mapping keys are not allowed",
        "block mapping",
        "block collection",
        "flow node",
    ),
    # of keys by which the parts of a built file are told apart
    *("data sheet ", "slide master", "document properties", "body text"),
    # classes of the preview's page
    "icon keys",
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
    """Yields the texts, and the pieces of f-strings, that nothing translates; patterns are no texts."""
    if isinstance(node, ast.Call) and (name_of(node) in GETTEXT or ast.unparse(node.func).startswith("re.")):
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
        ('def f():\n    match = re.match("[ a]*", text)\n    raise Wrong(match)', []),
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
        ("sheet = '.word nav p{display:flex}'", []),
        ('raise KeyError("the slide has no slot")', []),
        ('WORDS = "half of them".split()', []),
    ],
)  # fmt: skip
def test_an_english_sentence_is_found(code: str, found: list[str]) -> None:
    assert sentences(ast.parse(code)) == found


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.speak("zh", assets.folder() / "locale")
    yield
    i18n.speak("en", assets.folder() / "locale")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("read", "words", "sentence"),
    [
        (numbers.parse, "11个", "“11个”不是数字"),
        (numbers.parse, "1/0", "“1/0”的分母为零"),
        (numbers.parse, "5～14%", "“5～14%”少写了一个“%”；请写成5%～14%"),
        (formula.parse, "a ** 2", "“a ** 2”不是公式；公式只能由数据、数字、+ - * /和括号组成"),
    ],
)
def test_words_and_what_is_wrong_with_them_make_a_sentence(
    read: Callable[[str], object], words: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence.removeprefix(f"“{words}”"))) as caught:
        read(words)
    assert about(words, caught.value) == sentence


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("合作,发展", "中文里用了半角“,”（标点规则）；请改为“，”"),
        ("产业、科技、等", "“等”前用了“、”（列举规则）；请删去"),
        ("增长百分之5", "“百分之5”（用语规则：阿拉伯数字与“%”连用）；请改为“5%”"),
        ("约10家左右", "“约”之后又用了“左右”（用语规则：约数只用一次）；请删去"),
    ],
)
def test_a_hit_is_a_sentence_whatever_it_has_to_say(text: str, message: str) -> None:
    assert [hit.message for hit in hits(text)] == [message]


OUTLINES = ROOT / "tests" / "outlines"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("figure: output_chart", "figure: outputs_chart", "大纲里没有“outputs_chart”这个图表或图片；您是不是要写“output_chart”？"),
        ("{label: 2024年, values: [150, 95]}", "{label: 2024年, values: [150, ~]}", "缺少一个数值，面积图（area）不能有空缺（“2024年”行）"),
        ("西区产量{west_output}", "西区产量{west_output", "“{”没有配对；请写成{id}"),
        ("kind: dumbbell", "kind: dumbbell\n    render: native", "PowerPoint没有“dumbbell”这种图表；请写“picture”，或把“kind”改为以下之一：column、bar、grouped、stacked、stacked-100、diverging、share、line、area、combo"),
        ("file: data/plant.png", "file: data/plnat.png", "“data/plnat.png”：找不到这个文件；您是不是要写“plant.png”？"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_outline_is_told_in_chinese(old: str, new: str, message: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OUTLINES, tmp_path / "outline"))
    text = (folder / "minimal.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "minimal.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OutlineError) as caught:
        load(folder / "minimal.yaml")
    assert [problem.message for problem in caught.value.problems] == [message]


def test_what_is_read_once_holds_no_language() -> None:
    tree = {"sections": [{"slides": [{"prose": "东圈领先。"}]}]}

    def told() -> str:
        (problem,) = check(tree, Language(looks.terms("zh-CN"), circles=(Name("东部示例圈", ("东圈",)),)))
        return problem.message

    assert "in full where it is first used" in told()
    try:
        i18n.speak("zh", assets.folder() / "locale")
        assert told() == "“东圈”出现在全称之前（名称规则：首次出现用全称）；请改为“东部示例圈”"
    finally:
        i18n.speak("en", assets.folder() / "locale")


def test_every_kind_of_chart_with_rows_has_a_name() -> None:
    kinds = get_args(RowsChartModel.model_fields["kind"].annotation)
    assert [conditions.chart_name(kind) for kind in kinds] == [
        f"an {kind} chart" if kind[0] in "aeiou" else f"a {kind} chart" for kind in kinds
    ]
