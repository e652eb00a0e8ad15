"""The renderer's process: it answers, it refuses, and it is replaced when it hangs or dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sample_letters import LETTERS
from visitor import one_renderer  # noqa: F401 a fixture

from letters.errors import Refused
from letters.web.renderer import Busy, Renderer


@pytest.fixture
def mine() -> Iterator[Renderer]:
    """A renderer that the test may harm."""
    renderer = Renderer(timeout=60)
    yield renderer
    renderer.close()


def test_it_makes_the_same_pdf_as_the_channel_itself(renderer: Renderer) -> None:
    from letters import pdf

    letter = LETTERS["en"]
    assert renderer.pdf([letter], None) == pdf.render([letter])


def test_what_the_channel_refuses_is_refused_here(renderer: Renderer) -> None:
    from dataclasses import replace

    unprintable = replace(LETTERS["en"], subject="An unassigned sign: \U000e0fff")
    with pytest.raises(Refused):
        renderer.pdf([unprintable], None)
    assert renderer.pdf([LETTERS["en"]], None).startswith(b"%PDF")


def test_a_render_that_hangs_is_ended_and_the_next_one_works() -> None:
    renderer = Renderer(timeout=60)
    try:
        renderer.pdf([LETTERS["en"]], None)
        hung = renderer._process.pid
        assert hung is not None
        os.kill(hung, signal.SIGSTOP)
        renderer._timeout = 0.2
        with pytest.raises(Busy, match="too long"):
            renderer.pdf([LETTERS["en"]], None)
        assert not Path(f"/proc/{hung}/status").exists() or renderer._process.pid != hung
        renderer._timeout = 60
        assert renderer.pdf([LETTERS["en"]], None).startswith(b"%PDF")
    finally:
        renderer.close()


def test_a_process_that_dies_is_replaced(mine: Renderer) -> None:
    mine.pdf([LETTERS["en"]], None)
    mine._process.kill()
    mine._process.join()
    with pytest.raises(RuntimeError, match="ended"):
        mine.pdf([LETTERS["en"]], None)
    assert mine.pdf([LETTERS["en"]], None).startswith(b"%PDF")


def test_when_too_many_wait_the_next_is_asked_to_come_back() -> None:
    renderer = Renderer(timeout=60, queue=1)
    try:
        assert renderer._places.acquire(blocking=False)
        with pytest.raises(Busy, match="try again"):
            renderer.pdf([LETTERS["en"]], None)
    finally:
        renderer.close()


def test_the_process_ends_with_its_parent(mine: Renderer) -> None:
    mine.pdf([LETTERS["en"]], None)
    mine._connection.close()
    mine._process.join(timeout=30)
    assert mine._process.exitcode == 0


def test_what_is_closed_while_it_makes_a_letter_starts_no_other_process(mine: Renderer) -> None:
    mine.pdf([LETTERS["en"]], None)
    process, errors = mine._process, list[BaseException]()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)

    def ask() -> None:
        try:
            mine.pdf([LETTERS["en"]], None)
        except Exception as error:
            errors.append(error)

    asks = threading.Thread(target=ask)
    asks.start()
    while not mine._turn.locked():
        time.sleep(0.01)
    mine.close()
    asks.join(60)
    assert mine._process is process and not process.is_alive()
    assert [type(error) for error in errors] == [Busy]
    with pytest.raises(Busy):
        mine.pdf([LETTERS["en"]], None)
    assert mine._process is process, "and none after it"


class _Unreadable:
    """A connection whose answers can't be taken in."""

    def __init__(self, connection: Connection) -> None:
        self.send, self.poll, self.close = connection.send, connection.poll, connection.close

    def recv(self) -> None:
        raise MemoryError


def test_an_answer_that_could_not_be_read_never_goes_to_the_next_supporter(mine: Renderer) -> None:
    mine.pdf([LETTERS["en"]], None)
    mine._connection = _Unreadable(mine._connection)  # type: ignore[assignment]  # a stand-in
    with pytest.raises(MemoryError):
        mine.pdf([LETTERS["fr"]], None)
    from letters import pdf

    assert mine.pdf([LETTERS["en"]], None) == pdf.render([LETTERS["en"]])
