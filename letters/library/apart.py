"""The files of a folder of appeals, read in a process of their own: one at a time, each within its own time and memory.

What a file costs is told there, by reading all of it as far as the library will. Its data comes back as JSON, as what
such a process says isn't trusted any further; what is wrong in it is found once more, where it is known to be cheap.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from letters import bounded
from letters.errors import Finding, InvalidFiles
from letters.library import notices
from letters.library.book import read_book, read_embassies
from letters.library.reading import tried
from letters.library.site import Site
from letters.library.sources import Sources
from letters.yamlfile.loader import parse, text_in
from letters.yamlfile.source import KeyPath, Position, Source, lines_of
from letters.yamlfile.validation import validate

SECONDS = 10.0
MEGABYTES = 512
_TO_START = 60.0
_IDLE = 60.0
"""After so many seconds without a file the process is ended; it takes as many megabytes."""
UNFINISHED = "A121"
"""The code of a file that was given up."""
_SLOW = f"takes longer than {SECONDS:.0f} seconds to read: shorten it, or divide it"
_LARGE = f"takes more than {MEGABYTES} MB to read: shorten it, or divide it"
_NO_PROCESS = "can't be read just now, as the computer has no room for another process; it is tried again"
_BUG = "can't be read, as the program has a mistake; its log says where"
log = logging.getLogger(__name__)


class ReaderApart:
    """Reads YAML files as `load` does, in a process that it starts, ends and replaces. For one thread at a time."""

    def __init__(self, *, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._child: bounded.Child | None = None
        self._owner, self._used, self._is_ready = 0, 0.0, False

    def __call__(self, path: Path) -> Source:
        """The file's data with its positions. Raises InvalidFiles, also for one that takes too much to read."""
        text = text_in(path)
        try:
            answer = self._answer(path.name, text)
        except bounded.OutOfTime:
            raise given_up(path, _SLOW) from None
        except bounded.NotStarted:
            raise given_up(path, _NO_PROCESS) from None
        except bounded.Unfinished:
            raise given_up(path, _LARGE) from None
        except bounded.Failed as failure:
            # Frames, which hold nothing of the file.
            log.error("Reading %s failed:\n%s", path, failure)
            raise given_up(path, _BUG) from None
        finally:
            self._used = self._clock()
            if self._child and self._child.has_ended:
                # The next file needn't wait for it.
                with suppress(bounded.NotStarted):
                    self._start()
        return _source(path, text, json.loads(answer.decode("utf-8", "surrogatepass")))

    def _answer(self, name: str, text: str) -> bytes:
        try:
            return self._process().do(parsed, name, text, seconds=self._seconds)
        except bounded.Ended:
            # Somebody may have ended it. A file at which it ends twice takes too much memory.
            return self._process().do(parsed, name, text, seconds=self._seconds)

    def end_if_idle(self) -> None:
        """End the process if it has had nothing to do for a while; the next file starts another."""
        if self._clock() - self._used > _IDLE:
            self.close()

    def close(self) -> None:
        """End the process; the next file starts another."""
        if self._child and self._owner == os.getpid():
            self._child.end()
        self._child = None

    def _process(self) -> bounded.Child:
        if self._child is None or self._child.has_ended or self._owner != os.getpid():
            if self._child and self._owner != os.getpid():
                # It is the process's from which this one was forked.
                self._child.end.detach()
            self._start()
        assert self._child  # noqa: S101 for mypy: `_start` has just set it, or raised
        if not self._is_ready:
            # What starting takes is no file's fault.
            self._child.do(parsed, "", "", seconds=_TO_START)
            self._is_ready = True
        return self._child

    def _start(self) -> None:
        self._child, self._owner = bounded.Child(megabytes=MEGABYTES, ready=__name__), os.getpid()
        self._is_ready = False


def given_up(path: Path, message: str) -> InvalidFiles:
    """What is said of a file that nobody waits for."""
    return InvalidFiles([Finding(path, 1, 1, "", UNFINISHED, message)])


def parsed(name: str, text: str) -> bytes:
    """The data of a file of this name as JSON, or what is wrong with it. Runs bounded."""
    path = Path(name)
    try:
        source = parse(path, text)
    except InvalidFiles as error:
        return _packed({"findings": [_finding(each) for each in error.findings]})
    _try(source)
    return _packed({"data": source.data, "values": _numbers(source.values), "keys": _numbers(source.keys)})


def _try(source: Source) -> None:
    """Read the file as far as the library will, so that what it costs is told here."""
    path, files = source.file, Sources(lambda _: source)
    with suppress(InvalidFiles):
        match path.stem:
            case "site":
                validate(Site, source)
            case "addressees":
                read_book(path, files)
            case "embassies":
                read_embassies(path, files)
            case "news" | "event":
                notices.tried(source)
            # A translation of news or of an event has no letter.
            case _ if isinstance(source.data, dict) and path.stem != "appeal" and "letter" not in source.data:
                notices.tried(source)
            case _:
                tried(source)


def _packed(answer: dict[str, Any]) -> bytes:
    # Escapes between double quotes can write half a character.
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _finding(finding: Finding) -> list[object]:
    return [finding.line, finding.column, finding.field, finding.code, finding.message, finding.more]


def _numbers(positions: dict[KeyPath, Position]) -> list[int]:
    """Lines and columns alone: they stand in the order in which the data is read."""
    return [number for position in positions.values() for number in position]


def _source(path: Path, text: str, answer: dict[str, Any]) -> Source:
    if "findings" in answer:
        raise InvalidFiles([_found(path, *each) for each in answer["findings"]])
    source = Source(path, answer["data"], lines=lines_of(text))
    if answer["values"]:
        _place(source, source.data, (), _pairs(answer["values"]), _pairs(answer["keys"]))
    return source


def _found(path: Path, line: int, column: int, field: str, code: str, message: str, more: int) -> Finding:
    return Finding(path, line, column, field, code, message, more=more)


def _pairs(numbers: list[int]) -> Iterator[Position]:
    return zip(numbers[::2], numbers[1::2], strict=True)


def _place(source: Source, data: Any, path: KeyPath, values: Iterator[Position], keys: Iterator[Position]) -> None:
    """Give each value and each key its position, in the order in which the parser has met them."""
    source.values[path] = next(values)
    if isinstance(data, dict):
        for name, part in data.items():
            source.keys[*path, name] = next(keys)
            _place(source, part, (*path, name), values, keys)
    elif isinstance(data, list):
        for index, part in enumerate(data):
            _place(source, part, (*path, index), values, keys)
