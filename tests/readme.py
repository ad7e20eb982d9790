"""The README's commands, for the tests and for CI: `python3 tests/readme.py build` prints one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def command(name: str) -> str:
    """Returns the set-up command marked with a name."""
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.+?)\n```", README.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        raise KeyError(name)
    return found[1]


def whole_outline() -> str:
    """Returns the outline that shows all that one needs."""
    text = README.read_text(encoding="utf-8")
    section = text[text.index("### A whole outline") : text.index("### Slide kinds")]
    found = re.search(r"```yaml\n(.+?)```", section, re.DOTALL)
    if found is None:
        raise KeyError("yaml")
    return found[1]


def daily_commands() -> list[str]:
    """Returns the commands of the section on commands, one a line."""
    text = README.read_text(encoding="utf-8")
    section = text[text.index("## Commands") : text.index("## How it works")]
    return [line for block in re.findall(r"```sh\n(.+?)```", section, re.DOTALL) for line in block.splitlines()]


if __name__ == "__main__":
    sys.stdout.write(command(sys.argv[1]) + "\n")
