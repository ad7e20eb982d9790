"""Fuzzing that is guided by what the code does: libFuzzer changes the input wherever that leads to new branches.

Run: python tests/fuzz/guided.py numbers|mentions|formulas|outline [-max_total_time=60] [other options of libFuzzer].
It ends with a traceback at the first defect and leaves the input as crash-…; the same command with that file's name tries
it again. Needs the extra `fuzz` (atheris), which is made for Linux and macOS.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

atheris: Any = import_module("atheris")
"""Not imported by name: it comes without types, and is not installed where the other tests run."""
ROOT = Path(__file__).resolve().parents[2]
for _place in (ROOT, ROOT / "tests", ROOT / "tests/fuzz"):
    sys.path.insert(0, str(_place))
os.environ["BRIEFING_LANG"] = "en"

with atheris.instrument_imports(include=["briefing"]):
    from briefing.errors import OutlineError
    from briefing.evidence import formula, numbers
    from briefing.evidence.mentions import mentions
    from briefing.outline.load import load

from checks import misplaced  # noqa: E402 - what is instrumented has to be imported first
from tokens import of_figures, of_outlines  # noqa: E402 - the same

OUTLINES = ROOT / "tests" / "outlines"
_LONGEST = {"outline": 40_000}
"""Bytes of an input; of texts without a name here, a line of prose."""
_LINE = 400
_SECONDS = 5
"""After which an input is slow (-timeout)."""
_MEGABYTES = 1500
"""Which an input may have the process hold (-rss_limit_mb); the instruments of libFuzzer take their share."""


def _numbers(data: bytes) -> None:
    text, accepted = data.decode("utf-8", "replace"), list[str]()
    with suppress(ValueError):
        quantity = numbers.parse(text)
        assert quantity.low <= quantity.high, text
        assert quantity.low.is_finite(), text
        accepted.append(quantity.text)
    for each in accepted:
        numbers.fraction(each)
        numbers.words_of(each)


def _mentions(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = mentions(text)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text), (text, mention)
    for one, other in pairwise(found):
        assert one.end <= other.start, (text, one, other)


def _formulas(data: bytes) -> None:
    with suppress(ValueError, ArithmeticError):
        parsed = formula.parse(data.decode("utf-8", "replace"))
        parsed.evaluate(dict.fromkeys(parsed.names, numbers.parse("39.1").low))


def _outline(data: bytes) -> None:
    folder = Path(_FOLDER.name)
    outline = folder / "outline.yaml"
    outline.write_bytes(data)
    try:
        load(outline)
    except OutlineError as error:
        misplaced(error, folder)


_TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "numbers": _numbers,
    "mentions": _mentions,
    "formulas": _formulas,
    "outline": _outline,
}
_FOLDER = tempfile.TemporaryDirectory(prefix="briefing-guided-")


def _samples(name: str, folder: Path) -> None:
    """Writes inputs to begin with."""
    if name == "outline":
        texts = [(OUTLINES / "minimal.yaml").read_text("utf-8"), (OUTLINES / "english.yaml").read_text("utf-8")]
        starter = (ROOT / "assets/starter/zh-CN.yaml").read_text("utf-8")
        texts += [starter, *("\n".join(starter.split("\n")[:lines]) for lines in (3, 20, 40, 80))]
    else:
        texts = list(of_figures())
    for number, text in enumerate(texts):
        (folder / f"{number}").write_text(text, "utf-8")


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in _TARGETS:
        sys.exit(f"expected one of {', '.join(_TARGETS)}, then options of libFuzzer such as -max_total_time=60")
    name, given = sys.argv[1], sys.argv[2:]
    data = OUTLINES / "data"
    beside = Path(_FOLDER.name) / "data"
    beside.mkdir()
    for file in data.iterdir():
        (beside / file.name).write_bytes(file.read_bytes())
    corpus, words = Path(_FOLDER.name) / "corpus", Path(_FOLDER.name) / "words"
    corpus.mkdir()
    _samples(name, corpus)
    tokens = of_outlines() if name == "outline" else of_figures()
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in dict.fromkeys(tokens) if token), "ascii")
    options = [f"-dict={words}", f"-max_len={_LONGEST.get(name, _LINE)}", f"-timeout={_SECONDS}"]
    options += [f"-rss_limit_mb={_MEGABYTES}", "-print_final_stats=1"]
    has_inputs = any(not each.startswith("-") for each in given)
    atheris.Setup([sys.argv[0], *options, *given, *([] if has_inputs else [str(corpus)])], _TARGETS[name])
    atheris.Fuzz()


def _escaped(token: str) -> str:
    r"""Returns a token as libFuzzer's dictionaries have it: every byte that is no plain letter as \xAB."""
    return "".join(
        chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else f"\\x{byte:02X}" for byte in token.encode()
    )


if __name__ == "__main__":
    main()
