"""The server's worker: no thread waits for a client, neither for its request nor until it has read the answer.

Gunicorn's own threads read and write sockets, so that a few slow clients stop them all. Here the loop alone touches
sockets, and waits at all of them together; a thread gets a whole request in memory and writes its answer there.
Everything that a client can make the loop wait for has an end, and where all places are taken, somebody gives way to
who is new: who is silent before who sends or reads. Nothing of this is written down.
"""

from __future__ import annotations

import errno
import io
import re
import select
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from functools import partial
from http import HTTPStatus
from operator import attrgetter
from typing import IO, Any

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from letters.settings import MAX_POST_BYTES
from letters.web.wsgi import refuse

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_AT_ONCE = 64 * 1024
# A quarter of all places is for those who have just come, however many others are busy.
_FEW = 4
_BARE_LF = re.compile(rb"(?<!\r)\n")
_LENGTH = re.compile(rb"[0-9]{1,18}")
# Of a listener that will never let anybody in again: the worker had better be replaced.
_BROKEN = (errno.EBADF, errno.ENOTSOCK, errno.EINVAL)
# What went wrong with whoever came, and with nobody else: accept(2) tells it of the connection it would have given.
_NOBODY = (
    *(errno.EAGAIN, errno.EWOULDBLOCK, errno.EINTR, errno.ECONNABORTED, errno.ECONNRESET, errno.EPROTO),
    *(errno.ENOPROTOOPT, errno.ENETDOWN, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EOPNOTSUPP),
)
# That the client has closed, even behind something that nobody has read yet.
_LEFT = getattr(select, "POLLRDHUP", select.POLLHUP)
_FULL = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """For how many seconds and bytes a client is waited for. How long it may stay silent, gunicorn's settings say."""

    head: float = 10
    """From a request's first byte to the end of its head, and from connecting to a first byte."""
    whole: float = 60
    """From a request's first byte to its last: the longest form takes half of it over a slow Tor circuit."""
    head_bytes: int = 32 * 1024
    body_bytes: int = MAX_POST_BYTES
    """A longer body isn't waited for: the site refuses it for its length alone."""
    reading: float = 60
    """For the client to read its answer, and a second more for each `reading_rate` bytes."""
    reading_rate: int = 4 * 1024
    leaving: float = 2
    """For the client to close, after an answer that is the last one; what it still sends is thrown away."""
    leaving_bytes: int = 1024 * 1024
    unread_bytes: int = 64 * 1024 * 1024
    """Of all answers that aren't read to their end, each whole; beyond it, the longest is given up."""
    sweep: float = 0.25
    """How often it is looked whose time is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a request's head says about what comes after it."""

    end: int
    """Where the body begins."""
    body: int = 0
    """How long the body is that is waited for."""
    is_last: bool = False
    """Whether it can't be known where another request would begin."""
    asks_first: bool = False
    """Whether the client waits to be told that the body may come (RFC 9110, section 10.1.1)."""
    refused: HTTPStatus | None = None


def read_head(received: bytearray, seen: int, patience: Patience) -> Head | None:
    """The head of the request that begins here, once it is there; `seen` bytes were in vain before.

    What can't be a head is left to gunicorn, which says so in its answer.
    """
    end = received.find(b"\r\n\r\n", max(seen - 3, 0)) + 4
    if end > patience.head_bytes or (end < 4 and len(received) > patience.head_bytes):
        return Head(end=len(received), refused=HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    if end < 4:
        return Head(end=len(received), is_last=True) if _BARE_LF.search(received, max(seen - 1, 0)) else None
    first, *lines = bytes(received[:end]).removeprefix(b"\r\n").split(b"\r\n")
    fields = [(name.lower(), value.strip(b" \t")) for name, _, value in (line.partition(b":") for line in lines)]
    return _promised(end, first.endswith(b" HTTP/1.1"), fields, patience)


def _promised(end: int, is_new: bool, fields: Iterable[tuple[bytes, bytes]], patience: Patience) -> Head:
    named: dict[bytes, list[bytes]] = {b"content-length": [], b"transfer-encoding": [], b"expect": []}
    for name, value in fields:
        named.get(name, []).append(value)
    if named[b"transfer-encoding"]:
        # No browser sends a form so, and nginx gathers what comes in pieces.
        return Head(end=end, refused=HTTPStatus.LENGTH_REQUIRED)
    lengths, expected = named[b"content-length"] or [b"0"], {value.lower() for value in named[b"expect"]}
    is_clear = len(lengths) == 1 and _LENGTH.fullmatch(lengths[0]) and expected <= {b"100-continue"}
    body = int(lengths[0]) if is_clear else 0
    if not is_clear or body > patience.body_bytes:
        return Head(end=end, is_last=True)
    return Head(end=end, body=body, asks_first=is_new and bool(expected))


class Memory:
    """Stands in a thread for the client's socket: gives a request, and takes the answer."""

    def __init__(self, request: bytes, is_there: Callable[[], bool]) -> None:
        self._request = io.BytesIO(request)
        self.is_there = is_there
        self.answer: list[bytes] = []

    def recv(self, size: int) -> bytes:
        """The next bytes of the request; none at its end."""
        return self._request.read(size)

    def sendall(self, data: bytes) -> None:
        """Keep a part of the answer."""
        self.answer.append(bytes(data))

    def sendfile(self, file: IO[bytes], offset: int = 0, count: int | None = None) -> None:
        """Keep what a file holds."""
        file.seek(offset)
        self.answer.append(file.read(-1 if count is None else count))

    def send(self, data: bytes) -> int:
        """Nothing: this is how gunicorn says that the body may come, which is here already."""
        return len(data)

    def gettimeout(self) -> float:
        """That nothing here takes time."""
        return 0.0

    def setblocking(self, _blocking: bool) -> None:
        """Nothing: nothing here takes time."""

    def shutdown(self, _how: int) -> None:
        """Raises OSError: there is nobody at the other end."""
        raise OSError(errno.ENOTCONN, "only memory")

    def close(self) -> None:
        """Nothing: the loop closes."""


class Exchange(TConn):  # type: ignore[misc]  # gunicorn ships no types
    """One request and its answer, as a thread sees them."""

    def __init__(self, cfg: Any, request: bytes, connection: Connection, *, is_last: bool) -> None:
        super().__init__(cfg, Memory(request, connection.is_there), connection.client, connection.server)
        self.data_ready = True
        self.is_last = is_last
        self.is_given_up = False

    def answer(self) -> bytes:
        """All that was answered."""
        return b"".join(self.sock.answer)

    def is_read_whole(self) -> bool:
        """Whether gunicorn found the request to end where we did."""
        return self.parser is not None and not self.parser.unreader.buf.getvalue()


class Phase(Enum):
    """What is waited for."""

    SILENT = auto()
    ARRIVING = auto()
    READING = auto()
    LEAVING = auto()


class Ease(IntEnum):
    """How little a client loses that has to come back."""

    IDLE = auto()
    BEGUN = auto()
    BUSY = auto()


class Connection:
    """A client, what it has sent, and what it hasn't read yet."""

    def __init__(self, wire: socket.socket, client: object, server: object) -> None:
        self.wire, self.client, self.server = wire, client, server
        self.phase, self.until = Phase.SILENT, 0.0
        self.received, self.seen, self.began = bytearray(), 0, 0.0
        self.head: Head | None = None
        self.unread, self.held = memoryview(b""), 0
        self.is_kept = False
        self.drained = 0

    @property
    def ease(self) -> Ease:
        """What it would lose."""
        if self.phase in (Phase.SILENT, Phase.LEAVING):
            return Ease.IDLE
        return Ease.BEGUN if self.phase is Phase.ARRIVING and self.head is None else Ease.BUSY

    def taken(self) -> bytes | None:
        """What has come; nothing at its end, None where the client isn't there any more or nothing has come yet."""
        try:
            return self.wire.recv(_AT_ONCE)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def is_there(self) -> bool:
        """Whether anybody may still read an answer.

        Who has closed only its own direction counts as gone: browsers and proxies never do so, and what has been left
        looks just the same from here.
        """
        poller = select.poll()
        poller.register(self.wire, _LEFT)
        return not poller.poll(0)

    def hears(self, status: HTTPStatus) -> None:
        """Say why there is no answer. Whoever reads nothing hears nothing."""
        with suppress(OSError):
            refuse(self.wire, status.value, status.phrase, "")

    def may_send(self) -> None:
        """Say that the body may come."""
        with suppress(OSError):
            self.wire.send(CONTINUE)

    def request(self, size: int) -> bytes:
        """The first bytes of what was received, which begins behind them from now on."""
        whole = bytes(self.received[:size])
        del self.received[:size]
        self.head, self.seen = None, 0
        return whole


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn's worker with threads, which here know nothing of clients."""

    patience = Patience()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # In the order in which the loop began to wait for them.
        self._waiting: dict[Connection, None] = {}
        self._answering = 0
        self._unread = 0
        self._is_choked = False
        self._next_sweep = 0.0

    def run(self) -> None:
        """Serve until the worker is to stop, and then those who are being served."""
        self.poller.register(self.method_queue.fileno(), selectors.EVENT_READ, self.method_queue.run_callbacks)
        self._start_threads()
        while self.alive and self.is_parent_alive():
            has_place = bool(self._waiting) or self._answering < self.worker_connections
            self.set_accept_enabled(has_place and not self._is_choked)
            self._turn()
        self.set_accept_enabled(False)
        # Else the system would let people in here whom nobody answers; other workers may still listen there.
        for listener in self.sockets:
            listener.close()
        self._finish()
        self.tpool.shutdown(wait=False)
        self.poller.close()
        self.method_queue.close()

    def _start_threads(self) -> None:
        """Have all threads now: when many ask the machine may have none to give. With fewer it goes on all the same."""
        all_begun = threading.Event()
        for _ in range(self.cfg.threads):
            # Each waits, so that the next needs a thread of its own.
            with suppress(RuntimeError):
                self.tpool.submit(all_begun.wait)
        all_begun.set()

    def _turn(self) -> None:
        self.notify()
        self.wait_for_and_dispatch_events(timeout=self.patience.sweep)
        if time.monotonic() >= self._next_sweep:
            self._sweep()

    def _finish(self) -> None:
        """Answer what has begun. A silent client may just have asked for something more, so it has a moment too."""
        now = time.monotonic()
        end = now + self.cfg.graceful_timeout
        for connection in self._waiting:
            last = now + STOP_KEEPALIVE_LINGER if connection.phase is Phase.SILENT else end
            connection.until = min(connection.until, last)
        while (self._waiting or self._answering) and time.monotonic() < end:
            self._turn()
        for connection in list(self._waiting):
            self._drop(connection)

    def accept(self, listener: socket.socket) -> None:
        """Wait for somebody new, and for nobody who has kept us waiting longer, where there is no other place."""
        try:
            wire, client = listener.accept()
        except OSError as error:
            self._let_nobody_in(error)
            return
        wire.setblocking(False)
        if len(self._waiting) + self._answering >= self.worker_connections:
            self._make_place()
        self._wait(Connection(wire, client, listener.getsockname()), Phase.SILENT, self.patience.head)

    def _let_nobody_in(self, error: OSError) -> None:
        """Who is here is served on, whatever happens at the door; for what may last, the door is shut for a moment."""
        if error.errno in _BROKEN:
            raise error
        if error.errno in _FULL:
            self._is_choked = not self._make_place()
        elif error.errno not in _NOBODY:
            self._is_choked = True

    def _make_place(self) -> bool:
        """Whether somebody was there to give way."""
        if not self._waiting:
            return False
        going = self._least_busy()
        if going.phase is Phase.ARRIVING:
            going.hears(HTTPStatus.REQUEST_TIMEOUT)
        self._drop(going)
        return True

    def _least_busy(self) -> Connection:
        """The oldest of those who do nothing, or have at least not said what they want, or else of all.

        Where only few of a kind are there, they are new ones who would lose their places before they can speak.
        """
        for least in (Ease.IDLE, Ease.BEGUN):
            found = [connection for connection in self._waiting if connection.ease <= least]
            if found and len(found) >= len(self._waiting) // _FEW:
                return found[0]
        return next(iter(self._waiting))

    def _wait(self, connection: Connection, phase: Phase, seconds: float) -> None:
        connection.phase, connection.until = phase, time.monotonic() + seconds
        events = selectors.EVENT_WRITE if phase is Phase.READING else selectors.EVENT_READ
        register = self.poller.modify if connection in self._waiting else self.poller.register
        register(connection.wire, events, partial(self._ready, connection))
        self._waiting.pop(connection, None)
        self._waiting[connection] = None

    def _ready(self, connection: Connection, _wire: object) -> None:
        if connection not in self._waiting:
            return  # it has just given way
        if connection.phase is Phase.READING:
            self._send(connection)
            return
        came = connection.taken()
        if came == b"":
            self._drop(connection)
        elif came and connection.phase is Phase.LEAVING:
            self._drain(connection, len(came))
        elif came:
            connection.received += came
            self._gather(connection)

    def _gather(self, connection: Connection) -> None:
        """Hand the request over if all of it is there, refuse it, or wait on."""
        if connection.phase is not Phase.ARRIVING:
            self._wait(connection, Phase.ARRIVING, self.patience.head)
            connection.began = time.monotonic()
        head = connection.head or self._headed(connection)
        if head is None:
            connection.seen = len(connection.received)
        elif head.refused:
            self._refuse(connection, head.refused)
        elif len(connection.received) >= head.end + head.body:
            self._hand_over(connection, head)

    def _headed(self, connection: Connection) -> Head | None:
        head = connection.head = read_head(connection.received, connection.seen, self.patience)
        if head:
            connection.until = connection.began + self.patience.whole
            if head.asks_first and len(connection.received) < head.end + head.body:
                connection.may_send()
        return head

    def _hand_over(self, connection: Connection, head: Head) -> None:
        request = connection.request(head.end + head.body)
        exchange = Exchange(self.cfg, request, connection, is_last=head.is_last)
        try:
            answered: Future[Any] = self.tpool.submit(self.handle, exchange)
        except RuntimeError:
            # There is no thread, and none can be started. The pool keeps the request for one all the same.
            exchange.is_given_up = True
            self._refuse(connection, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self._forget(connection)
        self._answering += 1
        answered.add_done_callback(lambda done: self.method_queue.defer(self._answered, connection, exchange, done))

    def handle(self, conn: Exchange) -> Any:
        """Answer, in a thread; but do nothing for somebody who has left while others had their turn."""
        return not conn.is_given_up and conn.sock.is_there() and super().handle(conn)

    def handle_request(self, req: Any, conn: Exchange) -> Any:
        """Let the site answer; where another request would begin is known but for what wasn't waited for."""
        if conn.is_last:
            req.force_close()
        return super().handle_request(req, conn)

    def _answered(self, connection: Connection, exchange: Exchange, done: Future[Any]) -> None:
        self._answering -= 1
        is_sound = not done.cancelled() and done.exception() is None and bool(done.result())
        connection.is_kept = is_sound and not exchange.is_last and exchange.is_read_whole()
        connection.unread = memoryview(exchange.answer())
        connection.held = len(connection.unread)
        self._unread += connection.held
        self._wait(
            connection, Phase.READING, self.patience.reading + len(connection.unread) / self.patience.reading_rate
        )
        self._send(connection)
        while self._unread > self.patience.unread_bytes:
            self._drop(max(self._waiting, key=attrgetter("held")))

    def _send(self, connection: Connection) -> None:
        try:
            sent = connection.wire.send(connection.unread)
        except BlockingIOError:
            return
        except OSError:
            self._drop(connection)
            return
        connection.unread = connection.unread[sent:]
        if connection.unread:
            return
        self._let_go(connection)
        if connection.is_kept:
            self._begin_again(connection)
        else:
            self._leave(connection)

    def _begin_again(self, connection: Connection) -> None:
        self._wait(connection, Phase.SILENT, self.cfg.keepalive if self.alive else STOP_KEEPALIVE_LINGER)
        if connection.received:
            self._gather(connection)

    def _refuse(self, connection: Connection, status: HTTPStatus) -> None:
        connection.hears(status)
        self._leave(connection)

    def _leave(self, connection: Connection) -> None:
        """Close so that the answer arrives: a client that is still sending would lose it otherwise (RFC 9112, 9.6)."""
        try:
            connection.wire.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(connection)
        else:
            self._wait(connection, Phase.LEAVING, self.patience.leaving)

    def _drain(self, connection: Connection, size: int) -> None:
        connection.drained += size
        if connection.drained > self.patience.leaving_bytes:
            self._drop(connection)

    def _sweep(self) -> None:
        now = time.monotonic()
        self._next_sweep, self._is_choked = now + self.patience.sweep, False
        for connection in [connection for connection in self._waiting if connection.until <= now]:
            if connection.phase is Phase.ARRIVING:
                self._refuse(connection, HTTPStatus.REQUEST_TIMEOUT)
            else:
                self._drop(connection)

    def _forget(self, connection: Connection) -> None:
        del self._waiting[connection]
        self.poller.unregister(connection.wire)

    def _drop(self, connection: Connection) -> None:
        self._forget(connection)
        self._let_go(connection)
        connection.wire.close()

    def _let_go(self, connection: Connection) -> None:
        """Of its answer, all of which is in memory until then."""
        self._unread -= connection.held
        connection.unread, connection.held = memoryview(b""), 0
