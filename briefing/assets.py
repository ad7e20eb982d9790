"""Where the files that come with the tool are: themes, words, templates, pictures."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from briefing.errors import SurroundingsError, nearest
from briefing.i18n import gettext as _


@cache
def folder() -> Path:
    """Returns the assets' folder: inside the package when installed, beside it in a checkout."""
    package = Path(str(files("briefing")))
    for candidate in (package / "assets", package.parent / "assets"):
        if (candidate / "themes").is_dir():
            return candidate
    message = _("the installation is incomplete: no folder “assets” in {folder} or beside it")
    raise SurroundingsError(message.format(folder=package))


def names(kind: str, suffix: str = ".yaml") -> tuple[str, ...]:
    """Returns the names, sorted, of the assets of a kind ("themes", "words", …), without their suffix."""
    return tuple(sorted(path.stem for path in (folder() / kind).glob(f"*{suffix}")))


def file(kind: str, name: str, suffix: str = ".yaml") -> Path:
    """Returns the path of one asset; raises SurroundingsError, naming the nearest, when there is none."""
    path = folder() / kind / f"{name}{suffix}"
    if not path.is_file():
        message = _("no “{name}” among the {kind} in {folder}{hint}")
        hint = nearest(name, names(kind, suffix))
        raise SurroundingsError(message.format(name=name, kind=kind, folder=path.parent, hint=hint))
    return path
