"""Serves one page to the browsers of this computer alone, and tells them when it is another one."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from briefing.errors import SurroundingsError
from briefing.i18n import gettext as _
from briefing.preview.page import Page

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_UNSAID = 80
"""The port that browsers leave out."""
_BREATH = 15.0
"""Seconds after which a silent stream says something, which is how a tab that was closed is noticed."""
_PATIENCE = 30
"""Seconds that a connection may take to ask for something."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Board:
    """The page as it is now; those who wait hear of the next one."""

    def __init__(self, page: Page) -> None:
        self._page: Page | None = page
        self._turned = threading.Condition()

    @property
    def page(self) -> Page | None:
        """None when there will be no more."""
        return self._page

    def put(self, page: Page | None) -> None:
        with self._turned:
            self._page = page
            self._turned.notify_all()

    def other_than(self, version: str, seconds: float) -> str | None:
        """Returns the page's version as soon as it is another than the given one, or the same one when time is up.

        None when there will be no more pages.
        """
        with self._turned:
            self._turned.wait_for(lambda: self._page is None or self._page.version != version, seconds)
            return self._page.version if self._page else None


@contextmanager
def serving(board: Board, port: int) -> Iterator[str]:
    """Serves until the end of the block, and gives the address; 0 is any free port. Raises SurroundingsError."""
    try:
        server = _Server(board, port)
    except OSError as error:
        message = _("port {port} of this computer cannot be used: {reason}; choose another with --port")
        raise SurroundingsError(message.format(port=port, reason=error.strerror or error)) from None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        board.put(None)
        server.shutdown()
        server.hang_up()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that none is left when it ends."""

    daemon_threads = False
    block_on_close = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two programs have one port

    def __init__(self, board: Board, port: int) -> None:
        self.board = board
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer would ask the network for this computer's name
        self.server_name, self.server_port = HOST, self.socket.getsockname()[1]

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in the standard library
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - the same
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Ends every connection, also those on which nothing was asked yet."""
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    """Answers a browser on this computer that asks for the page by its own address, and nobody else."""

    server: _Server
    timeout = _PATIENCE
    server_version = "briefing"
    sys_version = ""

    def handle(self) -> None:
        with suppress(OSError):  # the tab was closed
            super().handle()

    def do_GET(self) -> None:
        refusal = self._refusal()
        if refusal:
            self._say(refusal)
            return
        asked = urlsplit(self.path)
        match asked.path if self.path.startswith("/") else None:
            case "/":
                self._page()
            case "/events":
                self._events(*parse_qs(asked.query).get("seen", [""])[:1])
            case _:
                self._say(HTTPStatus.NOT_FOUND)

    def do_HEAD(self) -> None:
        self.do_GET()

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        if self.command in {"GET", "HEAD"}:
            return True
        self._say(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
        return False

    def _refusal(self) -> HTTPStatus | None:
        """Returns why a request is not answered: it comes from another web page, or was led here by a foreign name."""
        port = self.server.server_port
        names = {f"{name}:{port}" for name in _NAMES} | (set(_NAMES) if port == _UNSAID else set())
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0].lower() not in names:
            return HTTPStatus.MISDIRECTED_REQUEST
        origin = self.headers.get("Origin")
        if origin is not None and origin.lower() != f"http://{hosts[0].lower()}":
            return HTTPStatus.FORBIDDEN
        if self.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"} and not self._is_opened():
            return HTTPStatus.FORBIDDEN
        return None

    def _is_opened(self) -> bool:
        """Whether somebody follows a link to the page, from a mail read in the browser for example."""
        fetched = (self.headers.get("Sec-Fetch-Mode"), self.headers.get("Sec-Fetch-Dest"))
        return fetched == ("navigate", "document") and self.path == "/"

    def _page(self) -> None:
        page = self.server.board.page
        if page is None:
            self._say(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", page.content, {"Content-Security-Policy": page.policy})

    def _events(self, seen: str) -> None:
        """Sends the page's version whenever it is another than the browser has seen (HTML, 9.2: server-sent events)."""
        seen = self.headers.get("Last-Event-ID", seen)
        self._head(HTTPStatus.OK, "text/event-stream", {})
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 500\n\n")
        while (version := self.server.board.other_than(seen, _BREATH)) is not None:
            self.wfile.write(f"id: {version}\ndata: {version}\n\n".encode() if version != seen else b":\n\n")
            seen = version

    def _say(self, status: HTTPStatus, more: dict[str, str] | None = None) -> None:
        self._send(status, "text/plain; charset=utf-8", f"{status.value} {status.phrase}\n".encode(), more or {})

    def _send(self, status: HTTPStatus, kind: str, content: bytes, more: dict[str, str]) -> None:
        self._head(status, kind, {"Content-Length": str(len(content)), **more})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, kind: str, more: dict[str, str]) -> None:
        self.send_response(status)
        closed = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
        for name, value in (closed | _HEADERS | {"Content-Type": kind} | more).items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answers what is no request of HTTP, without repeating any of it."""
        self._say(HTTPStatus(code))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the standard library
        """Says nothing: only the command line prints."""
