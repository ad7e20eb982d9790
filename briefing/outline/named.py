"""The files that an outline names, told even while the outline is not in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.errors import Keys, OutlineError
from briefing.outline.files import FileError, inside
from briefing.outline.reading import read_text
from briefing.outline.schema import is_theme_file
from briefing.outline.tree import Tree, parse

_NAMING: tuple[Keys, ...] = (
    ("facts",),
    ("terms",),
    ("document", "theme"),
    ("document", "template"),
    ("word", "reference"),
    ("charts", "*", "csv", "file"),
    ("pictures", "*", "file"),
)
"""Where an outline names a file; * stands for any id."""


class NamedFiles:
    """The outline and the files it names; those of an outline that cannot be read are the last ones known."""

    def __init__(self, outline: Path) -> None:
        self._outline = outline
        self._known: frozenset[Path] = frozenset()

    def __call__(self) -> frozenset[Path]:
        """Returns what the outline names now, whether those files exist or not."""
        try:
            tree, _places, problems = parse(read_text(self._outline, str(self._outline)))
        except OutlineError:
            return self._known | {self._outline}
        named = frozenset(_named(self._outline.parent, tree))
        # A slip may hide what stands below it.
        self._known = self._known | named if problems else named
        return self._known | {self._outline}


def _named(folder: Path, tree: Tree) -> Iterator[Path]:
    for keys in _NAMING:
        for name in _texts(tree, keys):
            if keys == ("document", "theme") and not is_theme_file(name.strip()):
                continue
            try:
                yield inside(folder, name.strip())
            except (FileError, OSError, ValueError):
                continue  # what leads out of the folder is never read


def _texts(tree: Tree, keys: Keys) -> Iterator[str]:
    """Yields the texts that stand under keys, if they do."""
    if not keys:
        if isinstance(tree, str) and tree.strip():
            yield tree
    elif isinstance(tree, dict):
        for key in tree if keys[0] == "*" else (str(keys[0]),):
            yield from _texts(tree.get(key), keys[1:])
