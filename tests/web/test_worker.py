"""The server's worker, run in a thread of the test's own process, with limits of parts of a second and a small site."""

from __future__ import annotations

import errno
import logging
import os
import re
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from letters.web.clients import is_there
from letters.web.security import HEADERS
from letters.web.worker import Connection, Exchange, Head, Patience, Phase, Worker, read_head

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

GET = b"GET /one HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /two HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"
DRIP = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "
LONG = 8_000_000  # more than the system keeps for somebody who doesn't read
QUICK = Patience(head=0.2, whole=0.4, body_bytes=1000, reading=0.3, reading_rate=LONG, leaving=0.3, sweep=0.05)
THREADS = 2


def site(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Says what was asked for."""
    size = int(environ.get("CONTENT_LENGTH") or 0)
    if size > QUICK.body_bytes:
        start_response("413 Content Too Large", [("Content-Length", "0")])
        return [b""]
    said = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {environ['wsgi.input'].read().decode()}".encode()
    if environ["PATH_INFO"] == "/long":
        said = b"x" * LONG
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@dataclass
class Served:
    """A worker, and where it listens."""

    worker: Any
    thread: threading.Thread
    port: int

    def connect(self, *sent: bytes) -> socket.socket:
        client = socket.create_connection(("127.0.0.1", self.port), 60)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        for part in sent:
            client.sendall(part)
        return client

    def stop(self) -> None:
        self.worker.handle_exit(None, None)
        self.thread.join(60)
        assert not self.thread.is_alive()


Serve = Callable[..., Served]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a worker with these limits."""
    started: list[Served] = []

    def serve(app: Any = site, places: int = 100, keepalive: int = 60, *, runs: bool = True, **limits: Any) -> Served:
        cfg = Config()
        given = {"threads": THREADS, "worker_connections": places, "keepalive": keepalive, "graceful_timeout": 5}
        for name, value in given.items():
            cfg.set(name, value)
        listener = socket.create_server(("127.0.0.1", 0))
        worker = Worker(1, os.getppid(), [listener], None, 30, cfg, Logger(cfg))
        worker.patience = replace(QUICK, **limits)
        worker.wsgi, worker.tpool, worker.poller = app, worker.get_thread_pool(), selectors.DefaultSelector()
        worker.method_queue.init()
        started.append(Served(worker, threading.Thread(target=worker.run), listener.getsockname()[1]))
        if runs:
            started[-1].thread.start()
        return started[-1]

    yield serve
    for served in started:
        if served.thread.ident is None:
            served.worker.alive = False
            served.thread.start()
        served.stop()
        served.worker.tmp.close()


@pytest.fixture
def still(serve: Serve) -> Iterator[Any]:
    """A worker whose loop doesn't run, so that its state can be looked at."""
    worker = serve(runs=False).worker
    yield worker
    for connection in list(worker._waiting):
        worker._drop(connection)


def read_all(client: socket.socket) -> bytes:
    """What comes until the server closes."""
    got = b""
    while part := client.recv(65536):
        got += part
    client.close()
    return got


def rest(client: socket.socket) -> bytes:
    """What has come, and comes while the server still sends; the connection's end may be a rude one."""
    got = b""
    client.settimeout(0.2)
    with suppress(ConnectionResetError, TimeoutError):
        while part := client.recv(1 << 20):
            got += part
    client.close()
    return got


def until(true: Callable[[], bool]) -> None:
    """Wait for something that happens in the worker's thread; it has two minutes, whatever else the machine does."""
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)


def read_one(client: socket.socket) -> bytes:
    """One answer, whose body ends where its length says."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += client.recv(1)
    size = re.search(rb"Content-Length: (\d+)", got)
    assert size
    body = b""
    while len(body) < int(size[1]):
        body += client.recv(int(size[1]) - len(body))
    return got + body


def ask(served: Served, sent: bytes = GET) -> bytes:
    with served.connect(sent) as client:
        return read_one(client)


class Gated:
    """The small site behind a gate; it counts who comes."""

    def __init__(self) -> None:
        self.gate, self.calls = threading.Event(), 0
        self.are_there: list[bool] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.calls += 1
        self.are_there.append(is_there(environ))
        self.gate.wait(60)
        self.are_there.append(is_there(environ))
        return site(environ, start_response)


class Reader(socket.socket):
    """A client's socket as the worker has it: takes so many bytes, and then no more."""

    def __init__(self, takes: int = 0) -> None:
        here, self.there = socket.socketpair()
        super().__init__(fileno=here.detach())
        self.takes = takes

    def send(self, data: Any, _flags: int = 0) -> int:
        if not self.takes:
            raise BlockingIOError
        taken, self.takes = min(self.takes, len(data)), max(self.takes - len(data), 0)
        return taken

    def close(self) -> None:
        self.there.close()
        super().close()


@pytest.mark.parametrize("whole", [GET, POST, b"\r\n" + GET, b"GET / HTTP/1.0\r\n\r\n"])
def test_a_request_is_found_wherever_it_is_split(whole: bytes) -> None:
    end = whole.index(b"\r\n\r\n") + 4
    for split in range(len(whole)):
        first = read_head(bytearray(whole[:split]), 0, Patience())
        second = read_head(bytearray(whole), 0 if first else split, Patience())
        assert (first is None) == (split < end)
        assert second == Head(end=end, body=len(whole) - end)


def test_requests_in_pieces_of_a_byte_are_answered(serve: Serve) -> None:
    served = serve(head=30, whole=30)
    with served.connect(*(bytes([byte]) for byte in POST), *(bytes([byte]) for byte in GET)) as client:
        assert read_one(client).endswith(b"POST /two hello")
        assert read_one(client).endswith(b"GET /one ")


def test_pipelined_requests_are_answered_in_their_order(serve: Serve) -> None:
    with serve(whole=60).connect(GET + POST + POST[:60]) as client:
        assert read_one(client).endswith(b"GET /one ") and read_one(client).endswith(b"POST /two hello")
        client.sendall(POST[60:] + GET.replace(b"one", b"three"))
        assert read_one(client).endswith(b"POST /two hello") and read_one(client).endswith(b"GET /three ")


@pytest.mark.parametrize(
    "begun", [DRIP, POST[:-1], b"\r\n", b"", b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"]
)
def test_many_who_have_begun_delay_nobody(serve: Serve, begun: bytes) -> None:
    served = serve(head=60, whole=60)
    slow = [served.connect(begun) for _ in range(20 * THREADS)]
    assert all(ask(served).endswith(b"GET /one ") for _ in range(5))
    for client in slow:
        client.close()


@pytest.mark.slow
@pytest.mark.parametrize("begun", [DRIP, POST[:-1], b"G"])
def test_who_takes_too_long_is_told_so_with_the_headers_of_every_page(serve: Serve, begun: bytes) -> None:
    said = read_all(serve().connect(begun)).decode()
    assert said.startswith("HTTP/1.1 408 Request Timeout\r\n")
    assert all(f"{name}: {value}\r\n" in said for name, value in HEADERS.items())


@pytest.mark.slow
@pytest.mark.parametrize("begun", [DRIP, POST[:-4]])
def test_bytes_that_drip_gain_no_time(serve: Serve, begun: bytes) -> None:
    served = serve(head=0.3, whole=0.3)
    client = served.connect(begun)
    client.settimeout(0.01)
    for _ in range(10_000):
        try:
            client.sendall(b"x" if begun == DRIP else b"")
            said = client.recv(12)
            break
        except TimeoutError:
            continue
    assert said == b"HTTP/1.1 408"
    client.close()


def test_who_says_nothing_is_left_without_a_word(serve: Serve) -> None:
    assert read_all(serve().connect()) == b""


@pytest.mark.slow
def test_a_connection_is_kept_for_a_while_and_then_closed(serve: Serve) -> None:
    client = serve(keepalive=1).connect(GET)
    assert read_one(client).endswith(b"GET /one ")
    client.sendall(GET)
    assert read_one(client).endswith(b"GET /one ")
    assert read_all(client) == b""


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (DRIP + b"x" * 33_000, 431),
        (DRIP + b"x" * 33_000 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 411),
        (POST.replace(b"Content-Length", b"Transfer-Encoding: identity\r\nContent-Length"), 411),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\nx", 413),
        (POST.replace(b"Length: 5", b"Length: " + b"9" * 18), 413),
        (POST.replace(b"Length: 5", b"Length: " + b"9" * 5000), 400),
        (POST.replace(b"Content-Length: 5", b"Content-Length: 5\r\nContent-Length: 5"), 400),
        (POST.replace(b"Length: 5", b"Length: +5"), 400),
        (POST.replace(b"Length: 5", b"Length: -5"), 400),
        (POST.replace(b"Length: 5", b"Length: 5, 5"), 400),
        (POST.replace(b"Length: 5", b"Length : 5"), 400),
        (POST.replace(b"Content-Length", b"Expect: tea\r\nContent-Length"), 417),
        (b"GET / HTTP/1.1\nHost: localhost\n\n", 400),
        (b"\r\n\r\n" + GET, 400),
        (b"zz HTTP/1.1\r\n\r\n", 400),
        (b"GET zz HTTP/1.1\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    ],
)
def test_what_cannot_be_answered_ends_at_once_and_with_the_connection(serve: Serve, sent: bytes, status: int) -> None:
    said = read_all(serve(head=60, whole=60).connect(sent))
    assert re.match(rb"HTTP/1.1 (\d+) ", said).group(1) == str(status).encode()  # type: ignore[union-attr]  # None fails too
    assert said.count(b"HTTP/1.1 ") == 1 and re.search(b"connection: close", said, re.IGNORECASE)


def test_a_client_that_asks_first_is_told_to_go_on(serve: Serve) -> None:
    head, body = POST.replace(b"\r\n\r\nhello", b"\r\nExpect: 100-Continue\r\n\r\n"), b"hello"
    with serve(head=60, whole=60).connect(head) as client:
        assert client.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        assert read_one(client).endswith(b"POST /two hello")
        # Whoever hasn't waited needs no word, and whoever would send too much gets none.
        client.sendall(head + body)
        assert read_one(client).startswith(b"HTTP/1.1 200")
        client.sendall(head.replace(b"Length: 5", b"Length: 5000"))
        assert read_one(client).startswith(b"HTTP/1.1 413")


def test_an_older_client_is_told_nothing_in_between(serve: Serve) -> None:
    sent = POST.replace(b"HTTP/1.1", b"HTTP/1.0").replace(b"\r\n\r\nhello", b"\r\nExpect: 100-continue\r\n\r\n")
    with serve(head=60, whole=60).connect(sent, b"hello") as client:
        assert read_all(client).startswith(b"HTTP/1.0 200")


@pytest.mark.parametrize("begun", [b"", DRIP, POST[:-1]])
def test_who_goes_away_takes_no_place(serve: Serve, begun: bytes) -> None:
    served = serve(places=THREADS + 1, head=60, whole=60)
    for _ in range(10):
        served.connect(begun).close()
    assert ask(served).endswith(b"GET /one ")


@pytest.mark.parametrize("working", [POST[:-1], POST[:-4]])
def test_the_silent_push_out_nobody_who_is_sending(serve: Serve, working: bytes) -> None:
    served = serve(places=4, head=60, whole=60)
    busy = served.connect(working)
    until(lambda: any(connection.head for connection in served.worker._waiting))
    silent = [served.connect() for _ in range(12)]
    assert read_all(silent[0]) == b"" and read_all(silent[7]) == b""
    busy.sendall(POST[len(working) :])
    assert read_one(busy).endswith(b"POST /two hello")
    for client in (busy, *silent):
        client.close()


def test_the_silent_push_out_nobody_who_is_reading(serve: Serve) -> None:
    served = serve(places=4, reading=60)
    reader = served.connect(GET.replace(b"one", b"long"))
    until(lambda: served.worker._unread > 0)
    silent = [served.connect() for _ in range(12)]
    assert read_all(silent[7]) == b""
    assert len(read_one(reader)) > LONG
    for client in (reader, *silent):
        client.close()


def test_those_without_a_whole_head_go_before_those_with_one(still: Any) -> None:
    whole, begun, later = (Connection(Reader(), None, None) for _ in range(3))
    for connection in (whole, begun, later):
        still._wait(connection, Phase.ARRIVING, 60)
    whole.head = Head(end=1)
    assert still._make_place() and list(still._waiting) == [whole, later]


def test_those_who_are_busy_leave_a_place_for_who_has_just_come(still: Any) -> None:
    busy = [Connection(Reader(), None, None) for _ in range(15)]
    for connection in busy:
        still._wait(connection, Phase.READING, 60)
    newcomer = Connection(Reader(), None, None)
    still._wait(newcomer, Phase.SILENT, 60)
    assert still._make_place() and list(still._waiting) == [*busy[1:], newcomer]


def test_where_all_places_are_taken_who_has_kept_us_waiting_longest_gives_way(serve: Serve) -> None:
    served = serve(places=4, head=60, whole=60)
    slow = []
    for _ in range(4):
        slow.append(served.connect(DRIP))
        until(lambda: len(served.worker._waiting) == len(slow))
    assert ask(served).endswith(b"GET /one ")
    assert read_all(slow[0]).startswith(b"HTTP/1.1 408")
    slow[3].sendall(b"\r\n\r\n")
    assert read_one(slow[3]).endswith(b"GET / ")
    for client in slow[1:]:
        client.close()


@pytest.mark.slow
def test_who_does_not_read_holds_no_thread_and_is_left_in_the_end(serve: Serve) -> None:
    served = serve(reading=0.3)
    greedy = [served.connect(GET.replace(b"one", b"long")) for _ in range(2 * THREADS)]
    assert all(ask(served).endswith(b"GET /one ") for _ in range(5))
    until(lambda: not served.worker._waiting and not served.worker._unread)
    assert all(len(rest(client)) < LONG for client in greedy)


def test_who_reads_slowly_gets_all_of_it(serve: Serve) -> None:
    served = serve(reading=60)
    with served.connect(GET.replace(b"one", b"long")) as client:
        assert len(read_one(client)) > LONG
        client.sendall(GET)
        assert read_one(client).endswith(b"GET /one ")


@pytest.mark.slow
def test_answers_that_nobody_reads_fill_no_memory(serve: Serve) -> None:
    served = serve(reading=60, unread_bytes=3 * LONG)
    greedy = [served.connect(GET.replace(b"one", b"long")) for _ in range(4)]
    # Its own thread may just be counting the last one.
    until(lambda: served.worker.nr == 4 and not served.worker._answering and served.worker._unread <= 3 * LONG)
    assert 0 < served.worker._unread <= 3 * LONG
    assert sum(len(rest(client)) < LONG for client in greedy) in (1, 2)  # the system itself holds a part of each
    assert ask(served).endswith(b"GET /one ")


def answered(worker: Any, size: int, takes: int) -> Connection:
    """A connection whose answer of this size has just been made."""
    connection = Connection(Reader(takes), None, None)
    done = Future[bool]()
    done.set_result(False)
    exchange = Exchange(worker.cfg, b"", connection, is_last=False)
    exchange.sock.sendall(b"x" * size)
    worker._answering += 1
    worker._answered(connection, exchange, done)
    return connection


def test_an_answer_counts_whole_until_all_of_it_is_read(still: Any) -> None:
    still.patience = replace(QUICK, unread_bytes=2500)
    slow = [answered(still, 1000, takes) for takes in (900, 0, 999)]
    assert still._unread == 2000
    assert [connection in still._waiting for connection in slow] == [False, True, True]
    slow[2].wire.takes = 1  # type: ignore[attr-defined]
    still._send(slow[2])
    assert still._unread == 1000


def test_where_too_much_is_unread_the_longest_answer_goes_not_the_oldest(still: Any) -> None:
    still.patience = replace(QUICK, unread_bytes=1500)
    short, long, last = (answered(still, size, 0) for size in (300, 1000, 400))
    assert short in still._waiting and last in still._waiting and long not in still._waiting
    assert still._unread == 700


def test_who_does_not_close_after_the_last_answer_delays_nobody(serve: Serve) -> None:
    served = serve(leaving=60)
    last = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    staying = [served.connect(last) for _ in range(20)]
    assert ask(served).endswith(b"GET /one ")
    for client in staying:
        client.sendall(b"and one more thing")
        assert read_all(client).endswith(b"GET /one ")


def test_a_body_that_is_too_long_does_not_drown_the_answer(serve: Serve) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 600000\r\n\r\n"
    client = serve(leaving=60).connect(head, b"x" * 600_000)
    assert read_one(client).startswith(b"HTTP/1.1 413")
    client.close()


def test_whoever_sends_on_and_on_is_cut_off(serve: Serve) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000000\r\n\r\n"
    client = serve(leaving=60, leaving_bytes=100_000).connect(head)
    with pytest.raises(OSError, match=r"reset|pipe"):
        for _ in range(1000):
            client.sendall(b"x" * 100_000)
    client.close()


def test_a_worker_that_stops_lets_nobody_in_whom_it_would_not_answer(serve: Serve) -> None:
    gated = Gated()
    served = serve(gated, head=60)
    with served.connect(GET) as asking:
        until(lambda: gated.calls == 1)
        served.worker.handle_exit(None, None)
        until(lambda: served.worker.sockets[0].fileno() == -1)
        with pytest.raises(ConnectionRefusedError):
            served.connect()
        gated.gate.set()
        assert read_one(asking).endswith(b"GET /one ")


def test_who_has_asked_is_answered_while_the_worker_stops(serve: Serve) -> None:
    gate, inside = threading.Event(), threading.Event()

    def waiting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        inside.set()
        gate.wait(60)
        return site(environ, start_response)

    served = serve(waiting, head=60)
    asking, silent = served.connect(GET), served.connect()
    assert inside.wait(60)
    served.worker.handle_exit(None, None)
    gate.set()
    assert read_one(asking).endswith(b"GET /one ")
    # It was told that it may ask once more, so it may; and then no more.
    asking.sendall(POST)
    answer = read_all(asking)
    assert b"Connection: close" in answer and answer.endswith(b"POST /two hello")
    silent.close()
    served.stop()


@pytest.mark.parametrize("more", [b"", b"G", GET])
def test_who_has_left_while_others_had_their_turn_costs_nothing(serve: Serve, more: bytes) -> None:
    gated = Gated()
    served = serve(gated, head=60)
    busy = [served.connect(GET) for _ in range(THREADS)]
    until(lambda: gated.calls == THREADS)
    gone = [served.connect(GET) for _ in range(20)]
    until(lambda: served.worker._answering == THREADS + len(gone))
    for client in gone:
        client.sendall(more)
        client.close()
    patient = served.connect(GET)
    until(lambda: served.worker._answering == THREADS + len(gone) + 1)
    gated.gate.set()
    assert all(read_one(client).endswith(b"GET /one ") for client in (patient, *busy))
    assert gated.calls == THREADS + 1
    for client in (patient, *busy):
        client.close()


def test_the_site_can_ask_whether_somebody_still_waits(serve: Serve) -> None:
    gated = Gated()
    client = serve(gated, head=60).connect(GET)
    until(lambda: bool(gated.are_there))
    client.close()
    gated.gate.set()
    until(lambda: len(gated.are_there) == 2)
    assert gated.are_there == [True, False] and is_there({})


def test_a_mistake_of_the_site_ends_one_connection_and_no_worker(serve: Serve) -> None:
    def broken(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/two":
            start_response("200 OK", [("Content-Length", "9")])
            return iter([b"half", 1])  # type: ignore[return-value]
        raise SystemExit if environ["PATH_INFO"] == "/three" else RuntimeError

    served = serve(broken)
    assert read_all(served.connect(GET)).startswith(b"HTTP/1.1 500")
    assert read_all(served.connect(POST)).endswith(b"half")
    assert read_all(served.connect(GET.replace(b"one", b"three"))) == b""
    assert read_all(served.connect(GET)).startswith(b"HTTP/1.1 500")


class Failing:
    """A listener at which nobody can be let in."""

    def __init__(self, number: int) -> None:
        self.number = number

    def accept(self) -> None:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(
    "number",
    [
        errno.EMFILE,
        errno.EAGAIN,
        errno.ECONNABORTED,
        errno.ECONNRESET,
        errno.EPROTO,
        errno.ENETDOWN,
        errno.EPERM,
        errno.EOPNOTSUPP,
        errno.EIO,
    ],
)
def test_somebody_who_cannot_be_let_in_ends_no_worker(serve: Serve, number: int) -> None:
    served, done = serve(head=60), threading.Event()
    served.worker.method_queue.defer(served.worker.accept, Failing(number))
    served.worker.method_queue.defer(done.set)
    assert done.wait(10) and ask(served).endswith(b"GET /one ")


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets the machine start no more threads for the site."""
    start = threading.Thread.start

    def fail(thread: threading.Thread) -> None:
        if "ThreadPoolExecutor" in thread.name:
            raise RuntimeError("can't start new thread")
        start(thread)

    return lambda: monkeypatch.setattr(threading.Thread, "start", fail)


def test_all_threads_are_there_before_anybody_needs_them(serve: Serve, no_threads: Callable[[], None]) -> None:
    gated = Gated()
    served = serve(gated, head=60)
    with served.connect(GET) as first:
        until(lambda: gated.calls == 1)
        no_threads()
        with served.connect(GET) as second:
            until(lambda: gated.calls == 2)
            gated.gate.set()
            assert read_one(first) and read_one(second).endswith(b"GET /one ")


def test_where_no_thread_can_be_started_the_answer_says_so_and_the_worker_goes_on(
    serve: Serve, no_threads: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    no_threads()
    gated = Gated()
    gated.gate.set()
    served = serve(gated, head=60)
    for _ in range(2):
        said = read_all(served.connect(GET)).decode()
        assert said.startswith("HTTP/1.1 503 Service Unavailable\r\n")
        assert all(f"{name}: {value}\r\n" in said for name, value in HEADERS.items())
    monkeypatch.undo()
    assert ask(served).endswith(b"GET /one ")
    assert gated.calls == 1 and not served.worker._answering


@pytest.mark.slow
def test_nothing_is_written_down_about_who_is_slow_or_garbled(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        served = serve()
        for sent in (DRIP, POST[:-1], b"GET zz HTTP/1.1\r\n\r\n", b"a\n", DRIP + b"x" * 40_000):
            assert read_all(served.connect(sent)).startswith(b"HTTP/1.1 4")
    assert caplog.text == ""
