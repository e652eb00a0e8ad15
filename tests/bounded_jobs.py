"""Jobs that processes with bounds are given in tests: well-behaved ones, and those that ask for too much."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from letters.errors import Refused

TYPED = "Emma Woods, 74112 Elm Row"


def echo(said: bytes) -> bytes:
    return said


def refuse() -> bytes:
    raise Refused("{name} has {count} pages", name="sheet.pdf", count=1_200)


def process() -> bytes:
    return str(os.getpid()).encode()


def take_memory() -> bytes:
    return b"x" * (1 << 40)


def take_memory_in_c(megabytes: int) -> bytes:
    """As libraries in C do: ask, and end the process where there is none."""
    system = ctypes.CDLL(None)
    system.malloc.restype, system.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    if not system.malloc(megabytes << 20):
        system.abort()
    return b"had it"


def end_badly() -> bytes:
    ctypes.CDLL(None).abort()
    return b""


def nap(seconds: float) -> bytes:
    time.sleep(seconds)
    return b"rested"


def spin() -> bytes:
    while True:
        time.sleep(0)


def hang_in_c() -> bytes:
    """Where no Python code can do anything about it: the interpreter stays locked."""
    ctypes.PyDLL(None).pause()
    return b""


def stop() -> bytes:
    os.kill(os.getpid(), signal.SIGSTOP)
    return b""


def open_socket(family: str) -> bytes:
    socket.socket(getattr(socket, family))
    return b"opened"


def open_socket_in_c() -> bytes:
    return str(ctypes.CDLL(None).socket(socket.AF_INET, socket.SOCK_STREAM, 0)).encode()


def core_limits() -> bytes:
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
    return repr((resource.getrlimit(resource.RLIMIT_CORE), dumpable)).encode()


def fail_loudly(typed: str) -> bytes:
    """What was typed goes everywhere, by Python and below it."""
    print(typed, flush=True)
    print(typed, file=sys.stderr, flush=True)
    os.system(f"echo '{typed}'; echo '{typed}' >&2")  # noqa: S605 no stranger's words
    raise ValueError(typed)


def leave() -> bytes:
    sys.exit(3)


def give_text() -> str:
    return "no bytes"


def surroundings(typed: str) -> bytes:
    """What the process knows, and what others can see of it."""
    here = [*sys.argv, *sys.path, *(f"{name}={value}" for name, value in os.environ.items())]
    file = Path("/proc/self/cmdline")
    command = ["ps", "-ww", "-o", "args=", "-p", str(os.getpid())]
    seen = file.read_text() if file.exists() else subprocess.run(command, capture_output=True, text=True).stdout
    return "\n".join([*here, seen]).encode()


def network() -> bytes:
    """The name of the network in which the process is."""
    socket.socket().close()
    return os.readlink("/proc/self/ns/net").encode()


def end_by_its_clock() -> bytes:
    os.kill(os.getpid(), signal.SIGALRM)
    return b""


def answer_in_its_place(answer: bytes) -> bytes:
    """As somebody could who has taken the process over."""
    for pipe in range(3, 20):
        with contextlib.suppress(OSError):
            os.write(pipe, answer)
    time.sleep(60)
    return b""


def end_badly_once(mark: str) -> bytes:
    """The first time that it is asked it ends its process."""
    if not Path(mark).exists():
        Path(mark).touch()
        ctypes.CDLL(None).abort()
    return b"had to be asked twice"
