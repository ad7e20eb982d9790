"""The preview's server answers the browser of this computer and nobody else, and leaves nothing open when it ends."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from briefing.errors import SurroundingsError
from briefing.preview.page import Page
from briefing.preview.server import Board, serving

FIRST = Page(b"<!DOCTYPE html><title>one</title>", "default-src 'none'; script-src 'sha256-x'", "one")
SECOND = Page(b"<!DOCTYPE html><title>two</title>", "default-src 'none'", "two")
MOST_SECONDS = 2.0


def port_of(address: str) -> int:
    return int(address.rstrip("/").rsplit(":", 1)[1])


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a server whose page stays the same."""
    with serving(Board(FIRST), 0) as address:
        yield port_of(address)


@pytest.fixture
def turning() -> Iterator[tuple[Board, int]]:
    """A board to put pages on, and its server's port."""
    board = Board(FIRST)
    with serving(board, 0) as address:
        yield board, port_of(address)


def ask(port: int, path: str = "/", method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """Asks for a path; headers are named with underscores, and Host is the server's own unless it is given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": f"127.0.0.1:{port}", **headers}.items():
            if value:
                connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(4096), b""))


@contextmanager
def hearing(port: int, seen: str) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", f"/events?seen={seen}")
    answer = connection.getresponse()
    try:
        yield answer
    finally:
        answer.close()
        connection.close()


def next_version(answer: http.client.HTTPResponse) -> str:
    """The next version that a stream of events tells of; empty when it ends."""
    while line := answer.readline():
        if line.startswith(b"data: "):
            return line.removeprefix(b"data: ").decode().strip()
    return ""


def test_the_page_is_served_with_its_policy(port: int) -> None:
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        answer, content = ask(port, Host=host)
        assert answer.status == 200
        assert content == FIRST.content
    assert answer.headers["Content-Security-Policy"] == FIRST.policy
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Python" not in answer.headers["Server"]


def test_head_has_no_content(port: int) -> None:
    for path in ("/", "/events"):
        answer, content = ask(port, path, "HEAD")
        assert (answer.status, content) == (200, b"")


@pytest.mark.parametrize(
    "host",
    [
        "",
        "example.com",
        "example.com:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.example.com",
        "[::1]:{port}",
    ],
)
def test_a_foreign_name_is_not_answered(port: int, host: str) -> None:
    for path in ("/", "/events"):
        answer, content = ask(port, path, Host=host.format(port=port))
        assert answer.status == 421
        assert b"html" not in content


def test_two_names_are_not_answered(port: int) -> None:
    answer = raw(port, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: example.com\r\n\r\n".encode())
    assert b" 421 " in answer.splitlines()[0]


@pytest.mark.parametrize(
    "origin", ["http://example.com", "null", "http://127.0.0.1", "https://127.0.0.1:{port}", "http://localhost:{port}"]
)
def test_another_page_is_not_answered(port: int, origin: str) -> None:
    answer, _ = ask(port, Origin=origin.format(port=port))
    assert answer.status == 403


def test_its_own_page_is_answered(port: int) -> None:
    headers = {"Origin": f"http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
    assert ask(port, **headers)[0].status == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_requests_of_other_sites_are_refused_but_links_are_followed(port: int, site: str) -> None:
    def status(path: str, mode: str, what: str) -> int:
        return ask(port, path, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=what)[0].status

    assert status("/", "no-cors", "script") == 403
    assert status("/", "cors", "empty") == 403
    assert status("/", "navigate", "iframe") == 403
    assert status("/events", "navigate", "document") == 403
    assert status("/", "navigate", "document") == 200


@pytest.mark.parametrize(
    "path",
    [
        "/outline.yaml",
        "/page.js",
        "/../outline.yaml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/events/..",
        "/index.html",
        "http://example.com/",
        "*",
    ],
)
def test_no_file_is_served(port: int, path: str) -> None:
    answer, content = ask(port, path)
    assert answer.status == 404
    assert content == b"404 Not Found\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "NONSENSE"])
def test_nothing_can_be_sent(port: int, method: str) -> None:
    answer, _ = ask(port, "/", method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_what_is_no_request_is_not_repeated(port: int) -> None:
    answer = raw(port, b"<script>alert(1)</script>\r\n\r\n")
    assert answer.startswith(b"400 ")
    assert b"<script>" not in answer


def test_only_this_computer_is_listened_to(port: int) -> None:
    with pytest.raises(OSError, match=r"refused|timed out|unreachable|assign"):
        socket.create_connection(("127.0.0.2", port), timeout=2).close()


def test_a_port_that_is_taken_is_told(port: int) -> None:
    with (
        pytest.raises(SurroundingsError, match=f"port {port} of this computer cannot be used: .+--port"),
        serving(Board(FIRST), port),
    ):
        pass


def test_every_tab_hears_of_another_page(turning: tuple[Board, int]) -> None:
    board, port = turning
    with hearing(port, "one") as first, hearing(port, "one") as second, hearing(port, "older") as behind:
        assert next_version(behind) == "one"
        board.put(SECOND)
        assert [next_version(tab) for tab in (first, second, behind)] == ["two"] * 3
    assert ask(port)[1] == SECOND.content


def test_a_tab_that_comes_back_says_what_it_saw_last(turning: tuple[Board, int]) -> None:
    board, port = turning
    board.put(SECOND)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    connection.request("GET", "/events?seen=one", headers={"Last-Event-ID": "two"})
    answer = connection.getresponse()
    with pytest.raises(TimeoutError):
        next_version(answer)
    answer.close()
    connection.close()


def test_a_tab_that_was_closed_keeps_nothing_open(turning: tuple[Board, int]) -> None:
    board, port = turning
    before = threading.active_count()
    for _ in range(5):
        with hearing(port, "older") as tab:
            next_version(tab)
    for page in (SECOND, FIRST, SECOND, FIRST):  # the first write to a closed connection succeeds
        board.put(page)
        time.sleep(0.1)
    assert threading.active_count() == before
    assert ask(port)[0].status == 200


def test_the_end_waits_for_nobody() -> None:
    threads = threading.active_count()
    with serving(Board(FIRST), 0) as address:
        port = port_of(address)
        silent = socket.create_connection(("127.0.0.1", port), timeout=5)
        listening = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        listening.request("GET", "/events?seen=one")
        answer = listening.getresponse()
        begun = time.monotonic()
    assert time.monotonic() - begun < MOST_SECONDS
    assert next_version(answer) == ""
    assert silent.recv(1) == b""
    assert threading.active_count() == threads
    answer.close()
    listening.close()
    silent.close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
