"""A PDF read in a process of its own, bounded in time and memory: a small file can unpack to gigabytes."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from letters.errors import Refused
from letters.importing.pdffile import read_pdf
from letters.importing.pieces import Piece

MAX_MEGABYTES = 512
MAX_SECONDS = 60
# Kept from Python files of the folder where the command is started.
_COMMAND = ("-P", "-m", "letters.importing.pdfapart")


def read_pdf_apart(name: str, content: bytes) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each page. Raises Refused for a file that can't be read, or that needs too much to be read."""
    command = [sys.executable, *_COMMAND, name, str(MAX_MEGABYTES)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MAX_SECONDS)  # noqa: S603 no shell
    except subprocess.TimeoutExpired:
        raise Refused(_too_much(name, f"takes longer than {MAX_SECONDS} seconds to read")) from None
    # PDFium ends its process where it gets no more memory.
    if done.returncode < 0:
        raise Refused(_too_much(name, f"is damaged, or needs more than {MAX_MEGABYTES} MB of memory to be read"))
    if done.returncode:
        raise RuntimeError(f"reading the PDF failed:\n{done.stderr.decode(errors='replace')}")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return tuple(tuple(Piece(**piece) for piece in page) for page in answer["pages"])


def _too_much(name: str, what: str) -> str:
    return f"{name} {what}; print it to a new PDF, or copy its text into a text file in UTF-8"


def _bound(megabytes: int) -> None:
    """Give this process no more memory, where the system can do that, and let it leave no dump."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _answer(name: str, content: bytes) -> dict[str, Any]:
    try:
        return {"pages": [[asdict(piece) for piece in page] for page in read_pdf(name, content)]}
    except MemoryError:
        return {"refused": _too_much(name, "needs too much memory to be read")}
    except Refused as error:
        return {"refused": str(error)}


if __name__ == "__main__":
    _bound(int(sys.argv[2]))
    sys.stdout.write(json.dumps(_answer(sys.argv[1], sys.stdin.buffer.read())))
