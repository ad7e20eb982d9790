"""What a case may not do: write outside its folders, start programs, use the network, take too long or too much memory."""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

SECONDS = 5.0
"""Of the processor; the machine may be busy with other things, so that a clock on the wall would find slow what is not."""
WAITED = 30
"""Seconds on the wall: what waits instead of computing is ended, too."""
MOST_MEMORY = 500 << 20
"""Bytes that a worker holds at once, its libraries included."""
_ADDRESSES = 8 << 30
"""Bytes of address space: a backstop, far above what the libraries reserve without using it."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.utime", "os.setxattr", "os.removexattr", "shutil.rmtree", "shutil.move", "shutil.chown", "shutil.make_archive",
    "shutil.unpack_archive", "sqlite3.connect", "tempfile.mkstemp", "tempfile.mkdtemp",
}  # fmt: skip
"""Events of the interpreter that change files; their first arguments are paths."""
_FORBIDDEN = {
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "subprocess.Popen", "os.system",
    "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.spawn", "pty.spawn", "os.kill", "ctypes.dlopen",
    "os.chdir", "webbrowser.open", "urllib.Request",
}  # fmt: skip


class TooSlowError(BaseException):
    """A case has used up its time; no `except Exception` of the code under test stops it."""


class ForbiddenError(BaseException):
    """A case did what it may not; raised so that it does not happen."""


@dataclass(slots=True)
class Guard:
    """Watches this process; there is one, for the interpreter forgets no hook."""

    allowed: tuple[str, ...]
    """Folders that may be written to, resolved."""
    is_on: bool = False
    seen: list[str] = field(default_factory=list)
    """What was done that may not be."""

    def hook(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event == "open":
            path, mode, flags = given
            is_written = bool(flags & _WRITING) if isinstance(flags, int) else any(c in str(mode) for c in "wax+")
            if is_written:
                self._check(event, path)
        elif event in _CHANGES:
            for path, folder in _changed(event, given):
                self._check(event, path, folder)
        elif event in _FORBIDDEN and not (event == "ctypes.dlopen" and given[0] is None):
            self._refuse(f"{event} {given!r:.200}")

    def _check(self, event: str, path: object, folder: int = -1) -> None:
        if isinstance(path, int):
            return  # what is open already was checked then
        try:
            around = str(Path(f"/proc/self/fd/{folder}").readlink()) if folder >= 0 else ""
            real = os.path.realpath(os.path.join(around, os.fsdecode(path)))  # type: ignore[arg-type]  # noqa: PTH118
        except (TypeError, ValueError):
            return  # no path: the call fails by itself
        if real != os.devnull and not any(real == each or real.startswith(each + os.sep) for each in self.allowed):
            self._refuse(f"{event} {real}")

    def _refuse(self, what: str) -> None:
        self.seen.append(what)
        raise ForbiddenError(what)

    @contextmanager
    def watching(self, seconds: float = SECONDS) -> Iterator[None]:
        """Ends what it encloses when its time is over, and lets it write to the allowed folders only."""
        self.seen.clear()
        for kind, limit in ((signal.ITIMER_PROF, seconds), (signal.ITIMER_REAL, WAITED)):
            signal.setitimer(kind, limit)
        self.is_on = True
        try:
            yield
        finally:
            self.is_on = False
            for kind in (signal.ITIMER_PROF, signal.ITIMER_REAL):
                signal.setitimer(kind, 0)


def _changed(event: str, given: tuple[Any, ...]) -> list[tuple[Any, int]]:
    """Returns the paths that an event changes, each with the open folder that it is relative to, or -1."""
    match event:
        case "os.rename" | "os.link":
            source, target, of_source, of_target = given
            return [(source, of_source), (target, of_target)]
        case "os.symlink":
            return [(given[1], given[2])]
        case "os.remove" | "os.rmdir":
            return [(given[0], given[1])]
        case "os.mkdir" | "os.chmod":
            return [(given[0], given[2])]
        case _:
            return [(given[0], -1)]


def installed(folder: Path, cache: Path) -> Guard:
    """Returns the guard of this process, which from now on keeps its cache and its temporary files in these folders."""
    temporary = folder / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    os.environ |= {"TMPDIR": str(temporary), "BRIEFING_CACHE": str(cache), "BRIEFING_LANG": "en"}
    os.environ["MPLCONFIGDIR"] = str(cache)  # where matplotlib keeps its list of fonts
    tempfile.tempdir = str(temporary)
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    guard = Guard(tuple(os.path.realpath(each) for each in (folder, cache)))
    for kind in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(kind, _too_slow)
    sys.addaudithook(guard.hook)
    return guard


def _too_slow(number: int, _frame: FrameType | None) -> None:
    raise TooSlowError("seconds of the processor" if number == signal.SIGPROF else "seconds of waiting")


def forget_peak() -> None:
    """Has the peak of memory counted anew, where Linux lets a process do so (proc(5), /proc/pid/clear_refs)."""
    try:
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    except OSError:
        return


def peak() -> int:
    """Returns the most memory held at once, in bytes, since it was forgotten or since the process began."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM"))
