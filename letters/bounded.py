"""Work on what strangers send, in a process of its own that is bounded in memory and time and ends with its parent.

A small file can unpack to gigabytes, and a page can take for ever. Here such work takes nothing but its process with
it. A job is a function that gives bytes; bytes alone come back, as unpickling what such a process says could run code.

Before anything is imported, the process gives itself bounds, as far as the system has them:

- Linux: it gets no more memory (RLIMIT_AS), gains no rights (PR_SET_NO_NEW_PRIVS), and leaves no core file, also none
  that a program would collect (PR_SET_DUMPABLE). The kernel refuses it sockets of any kind, also to libraries in C:
  by a filter (seccomp) on x86-64, ARM64 and RISC-V; elsewhere by a network of its own that leads nowhere, where users
  may make one.
- macOS takes no bound on memory. There, and where Linux has neither filter nor network, only Python's own sockets are
  refused.
- Everywhere its parent ends it when its time is over, and it ends by itself when the parent is gone: at once on Linux;
  else when it asks for the next job, or a second after its time.

This guards against files that ask for too much. It is no wall against one that takes the process over: that could still
read what its user can read.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import math
import os
import pickle
import platform
import resource
import select
import signal
import struct
import subprocess
import sys
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from letters.errors import Refused

Job = Callable[..., bytes] | str
"""A function on top of a module, or its name, `package.module:function`, which the caller then need not import."""

# -P keeps it from Python files of the folder where the command is started; ours stands last on its path.
_START = "import sys; sys.path.append(sys.argv[1]); from letters import bounded; bounded.work(*sys.argv[2:])"
_OURS = str(Path(__file__).parent.parent)
_LENGTH = struct.Struct("!Q")
_KIND = struct.Struct("!4sQ")
_PIECE = 1 << 16
_MADE, _REFUSED, _NO_MEMORY, _FAILED = b"made", b"refu", b"memo", b"fail"


class Unfinished(Exception):
    """There is no answer. Whoever asked says why in a sentence of their own."""


class OutOfTime(Unfinished):
    """The job took longer than it may."""


class OutOfMemory(Unfinished):
    """Python got no more memory for the job."""


class Ended(Unfinished):
    """The process ended, as it does where a library in C gets no more memory."""


class NotStarted(Unfinished):
    """The system has no room for another process just now."""


class Failed(RuntimeError):
    """A bug. It says in which lines, but not with what: nothing that somebody typed can be in it."""


def run(job: Job, *arguments: object, seconds: float, megabytes: int) -> bytes:
    """What the job gives, done in a process that ends with it.

    Raises Refused as the job does, Unfinished where it needs too much, Failed for everything else.
    """
    child = Child(megabytes=megabytes)
    try:
        return child.do(job, *arguments, seconds=seconds)
    finally:
        child.end()


class Child:
    """A process that lives on and does one job after the other, for one thread at a time.

    `ready` is a module that it imports before the first job comes. Raises NotStarted.
    """

    def __init__(self, *, megabytes: int, ready: str = "") -> None:
        self._most = megabytes << 20
        # Nothing is ever written into it: that it closes is how the process learns of our end.
        lifeline, held = os.pipe()
        command = [sys.executable, "-P", "-c", _START, _OURS, str(megabytes), ready, str(lifeline)]
        # The settings hold the site's key, which is nothing for it.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LETTERS_")}
        try:
            self._process = subprocess.Popen(  # noqa: S603 this very Python
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment, pass_fds=[lifeline]
            )
        except BaseException as error:
            os.close(held)
            if isinstance(error, OSError):
                raise NotStarted from None
            raise
        finally:
            os.close(lifeline)
        self.pid = self._process.pid
        self.end = weakref.finalize(self, _end, self._process, held)
        """Ends the process for good; more than once does nothing."""
        assert self._process.stdin and self._process.stdout  # noqa: S101 they are pipes
        self._jobs, self._answers = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._jobs, False)

    def do(self, job: Job, *arguments: object, seconds: float, **named: object) -> bytes:
        """What the job gives. Raises as `run` does."""
        if self.has_ended:
            raise Ended
        name = job if isinstance(job, str) else f"{job.__module__}:{job.__qualname__}"
        # Packed twice: a job that isn't there is told from arguments that don't come to life.
        asked = pickle.dumps((name, seconds, pickle.dumps((arguments, named))))
        try:
            kind, said = self._ask(asked, time.monotonic() + seconds)
        except BaseException:
            # An answer left in the pipe would go to whoever asks next.
            self.end()
            raise
        return _made(kind, said)

    def kill(self) -> None:
        """End the process from another thread: the one that waits for it gets Ended."""
        self._process.kill()

    @property
    def has_ended(self) -> bool:
        """Whether it can do no more: after OutOfTime, after Ended, after some bugs, and once somebody has ended it."""
        return not self.end.alive

    @property
    def is_gone(self) -> bool:
        """Whether the process is there no more, as it has ended or somebody else has ended it. For its own thread."""
        return self.has_ended or self._process.poll() is not None

    def _ask(self, asked: bytes, deadline: float) -> tuple[bytes, bytes]:
        try:
            self._write(_LENGTH.pack(len(asked)), deadline)
            self._write(asked, deadline)
            kind, length = _KIND.unpack(self._read(_KIND.size, deadline))
            if length > self._most:
                raise Failed("the process said more than it can hold")
            return kind, self._read(length, deadline)
        except (EOFError, BrokenPipeError):
            raise self._why() from None

    def _write(self, data: bytes, deadline: float) -> None:
        left = memoryview(data)
        while left:
            _wait(self._jobs, select.POLLOUT, deadline)
            left = left[os.write(self._jobs, left[:_PIECE]) :]

    def _read(self, length: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < length:
            _wait(self._answers, select.POLLIN, deadline)
            piece = os.read(self._answers, min(length - len(data), _PIECE))
            if not piece:
                raise EOFError
            data += piece
        return bytes(data)

    def _why(self) -> Exception:
        """Why the process is no longer there."""
        self._process.kill()
        match self._process.wait():
            case code if code == -signal.SIGALRM:
                return OutOfTime()
            case code if code < 0:
                return Ended()
            case code:
                return Failed(f"the process for a job ended with exit code {code}")


def _end(process: subprocess.Popen[bytes], held: int) -> None:
    process.kill()
    process.wait()
    os.close(held)
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def _wait(pipe: int, event: int, deadline: float) -> None:
    waiting = select.poll()
    waiting.register(pipe, event)
    if not waiting.poll(max(0, math.ceil((deadline - time.monotonic()) * 1000))):
        raise OutOfTime


def _made(kind: bytes, said: bytes) -> bytes:
    if kind == _MADE:
        return said
    if kind == _REFUSED:
        message, values = json.loads(said)
        raise Refused(message, **values)
    if kind == _NO_MEMORY:
        raise OutOfMemory
    raise Failed(said.decode(errors="replace"))


def work(megabytes: str, ready: str, lifeline: str) -> None:
    """The process itself: jobs in, answers out, until its parent is gone."""
    # Ctrl-C reaches all of a terminal's processes; this one ends with its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent(int(lifeline))
    jobs, answers = _own_pipes()
    _bound(int(megabytes) << 20)
    if ready:
        import_module(ready)
    with os.fdopen(jobs, "rb") as asked, os.fdopen(answers, "wb") as answer:
        while len(start := asked.read(_LENGTH.size)) == _LENGTH.size:
            kind, said = _answer(asked.read(_LENGTH.unpack(start)[0]))
            answer.write(_KIND.pack(kind, len(said)))
            answer.write(said)
            answer.flush()


def memory() -> bytes:
    """A job: how many bytes of memory the process has; 0 where the system doesn't say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        pages = 0
    return str(pages * os.sysconf("SC_PAGE_SIZE")).encode()


def _own_pipes() -> tuple[int, int]:
    """The pipes as nobody else knows them: what a library prints is no answer."""
    jobs, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return jobs, answers


def _answer(asked: bytes) -> tuple[bytes, bytes | memoryview]:
    try:
        name, seconds, given = pickle.loads(asked)  # noqa: S301 from our own parent
        function = _function(name)
    except Exception:
        # Nothing typed has come to life yet.
        return _FAILED, traceback.format_exc().encode()
    _fall_silent()
    try:
        arguments, named = pickle.loads(given)  # noqa: S301 from our own parent
        with _within(seconds):
            return _MADE, memoryview(function(*arguments, **named))
    except Refused as error:
        # The sentence and its values apart: the site says them in the reader's language.
        return _REFUSED, json.dumps((error.message, error.values)).encode()
    except MemoryError:
        return _NO_MEMORY, b""
    except BaseException as error:
        # Where it failed, but not with what: a message could quote what was typed.
        return _FAILED, "".join([*traceback.format_tb(error.__traceback__), type(error).__name__]).encode()


def _function(name: str) -> Callable[..., bytes]:
    module, _, function = name.partition(":")
    found: Callable[..., bytes] = getattr(import_module(module), function)
    return found


def _fall_silent() -> None:
    """From the first job on, nothing that a library writes, and could quote, reaches a terminal or a log."""
    os.dup2(0, 1)
    os.dup2(0, 2)


def _end_with_parent(lifeline: int) -> None:
    """Has the kernel end this process when its parent's end of the pipe closes, on Linux.

    Python's own signal handlers would wait until a library in C is done. The pipe of the jobs wouldn't do: it tells of
    each job that arrives, and may do so when the job has already begun.
    """
    if sys.platform == "linux":
        # Elsewhere the signal that this sends ends nothing by itself.
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def leave_no_core_file() -> None:
    """From now on this process, and those that it starts, leave no core file: it would hold all that was typed."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@cache
def leave_no_core() -> None:
    """The same, and of this process alone there is also none that a program of the system would collect.

    On Linux; nor can a debugger of the same user look into it then (PR_SET_DUMPABLE).
    """
    leave_no_core_file()
    if sys.platform == "linux":
        _system().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


@contextlib.contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Has the kernel end this process when its time is long over."""
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _bound(memory: int) -> None:
    """Give this process no more memory, no core file and no sockets, as far as the system can do that."""
    leave_no_core()
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    if not (sys.platform == "linux" and _bound_by_kernel()):
        sys.addaudithook(_refuse_sockets)


def _refuse_sockets(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        raise PermissionError(errno.EACCES, "no sockets here")


_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 4, 22, 38
_SECCOMP_MODE_FILTER = 2
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def _bound_by_kernel() -> bool:
    """Whether Linux refuses sockets to this process from now on. Source: prctl(2), unshare(2)."""
    system = _system()
    if system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and _is_filtered(system):
        return True
    return bool(system.unshare(_CLONE_NEWNET) == 0 or system.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


@cache
def _system() -> Any:
    # Not before it is needed: it takes a while.
    import ctypes

    system = ctypes.CDLL(None)
    system.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    return system


# Source: linux/audit.h, and the number of the call `socket` in each machine's table.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198), "riscv64": (0xC00000F3, 198)}
# It opens sockets, too.
_IO_URING_SETUP = 425
# From here on, calls of another kind (x32) stand for the same.
_OTHER_CALLS = 0x40000000


def _is_filtered(system: Any) -> bool:
    """Whether the kernel has taken a filter of calls that refuses sockets. Source: seccomp(2)."""
    import ctypes

    machine = _MACHINES.get(platform.machine())
    if not machine or sys.maxsize < 1 << 32:
        return False
    steps = _filter(*machine)
    code = ctypes.create_string_buffer(steps, len(steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps) // 8, ctypes.addressof(code)))
    return bool(system.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(program), 0, 0) == 0)


def _filter(machine: int, socket: int) -> bytes:
    """Steps of a packet filter: load a word of a call, compare and jump so far, end. Source: linux/filter.h."""
    load, equal, at_least, end = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EACCES
    steps = [
        (load, 0, 0, 4),
        (equal, 0, 5, machine),
        (load, 0, 0, 0),
        (equal, 3, 0, socket),
        (equal, 2, 0, _IO_URING_SETUP),
        (at_least, 1, 0, _OTHER_CALLS),
        (end, 0, 0, allow),
        (end, 0, 0, refuse),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
