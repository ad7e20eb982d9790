"""A client of a YAML language server, as an editor is one: JSON-RPC over the server's standard streams (LSP 3.17)."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeVar

NAME = "yaml-language-server"
VARIABLE = "BRIEFING_YAML_LANGUAGE_SERVER"
PATIENCE = 60
"""Seconds that an answer may take."""
CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
}
Message = dict[str, Any]
_Wanted = TypeVar("_Wanted")


def program() -> str | None:
    """Returns the server's program, if there is one."""
    return os.environ.get(VARIABLE) or shutil.which(NAME)


@dataclass(frozen=True)
class Opened:
    """A file that is open in the editor, and where in it the cursor stands."""

    uri: str
    text: str
    line: int
    column: int


class Server:
    """The server, from its start to its end; only one thread may ask it."""

    def __init__(self, command: str, folder: Path, version: str = "1.2") -> None:
        """Starts it for a folder; `version` is that of YAML."""
        self._process = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input: IO[bytes] = self._process.stdin
        self._output: IO[bytes] = self._process.stdout
        self._numbers = count(1)
        self._messages: queue.Queue[Message | None] = queue.Queue()
        self._folder = folder
        store = {"enable": False}  # no look-ups on the net
        self._settings = {"yaml": {"schemaStore": store, "yamlVersion": version, "validate": True, "completion": True}}
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        workspace = [{"uri": folder.as_uri(), "name": folder.name}]
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "workspaceFolders": workspace,
                "capabilities": CAPABILITIES,
            },
        )
        self._tell("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the server, which has nothing to lose."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._input.close()
        self._output.close()

    def open(self, text: str, name: str = "") -> Opened:
        """Opens a file of the folder, whether or not it is on the disk, with the cursor where “‸” stands."""
        name = name or f"unsaved-{next(self._numbers)}.yaml"
        before, _, after = text.partition("‸")
        uri = (self._folder / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": before + after}
        self._tell("textDocument/didOpen", {"textDocument": document})
        line_start = before.rfind("\n") + 1
        return Opened(uri, before + after, before.count("\n"), len(before) - line_start)

    def diagnostics(self, opened: Opened) -> list[Message]:
        """Returns what the server finds wrong with a file just opened."""

        def of_the_file(message: Message) -> list[Message] | None:
            is_told = message.get("method") == "textDocument/publishDiagnostics"
            found: list[Message] = message["params"]["diagnostics"] if is_told else []
            return found if is_told and message["params"]["uri"] == opened.uri else None

        return self._wait(of_the_file)

    def completions(self, opened: Opened) -> dict[str, Message]:
        """Returns what the server proposes at the cursor, by its labels."""
        found = self.ask("textDocument/completion", _position(opened))
        return {each["label"]: each for each in found["items"]}

    def hover(self, opened: Opened) -> str:
        """Returns what the server tells of the word under the cursor, as Markdown."""
        found = self.ask("textDocument/hover", _position(opened))
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, params: Message) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})

        def answer(message: Message) -> tuple[Any] | None:
            return (message.get("result"),) if message.get("id") == number and "method" not in message else None

        return self._wait(answer)[0]

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._input.flush()

    def _wait(self, wanted: Callable[[Message], _Wanted | None]) -> _Wanted:
        """Returns what is wanted of the server's messages, answering what it asks on the way."""
        while True:
            message = self._messages.get(timeout=PATIENCE)
            assert message is not None, "the server has ended"
            if "method" in message and "id" in message:
                self._answer(message)
            found = wanted(message)
            if found is not None:
                return found

    def _answer(self, question: Message) -> None:
        asked = question["params"]["items"] if question["method"] == "workspace/configuration" else ()
        self._send({"id": question["id"], "result": [self._settings.get(each.get("section")) for each in asked]})

    def _read(self) -> None:
        """Passes the server's messages on, and None at its end."""
        while header := self._output.readline():
            length = re.match(rb"content-length:\s*(\d+)", header, re.IGNORECASE)
            if length:
                while self._output.readline().strip():
                    pass
                self._messages.put(json.loads(self._output.read(int(length[1]))))
        self._messages.put(None)


def _position(opened: Opened) -> Message:
    return {"textDocument": {"uri": opened.uri}, "position": {"line": opened.line, "character": opened.column}}


def inserted(opened: Opened, completion: Message) -> str:
    """Returns the file's text after a completion, its stops passed over; further lines are indented like the first."""
    lines = opened.text.splitlines()
    edit = completion.get("textEdit") or {"range": _at(opened), "newText": completion["insertText"]}
    start, end = edit["range"]["start"], edit["range"]["end"]
    assert start["line"] == end["line"] == opened.line
    line = lines[opened.line]
    indentation = line[: len(line) - len(line.lstrip(" "))]
    new = without_stops(edit["newText"]).replace("\n", f"\n{indentation}")
    lines[opened.line] = line[: start["character"]] + new + line[end["character"] :]
    return "\n".join(lines) + "\n"


def _at(opened: Opened) -> Message:
    place = {"line": opened.line, "character": opened.column}
    return {"start": place, "end": place}


def without_stops(snippet: str) -> str:
    """Returns what a snippet leaves when the cursor has passed all its stops."""
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{?\d+\}?", lambda stop: stop[1] or "", snippet)
    return re.sub(r"\\([\\$}])", r"\1", text)
