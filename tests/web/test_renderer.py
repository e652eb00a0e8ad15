"""The renderer's process: it answers, it refuses, and it is replaced when it hangs or dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from bounded_jobs import TYPED
from places import TESTS
from sample_letters import LETTERS
from visitor import one_renderer  # noqa: F401 a fixture

from letters.errors import Refused
from letters.letter import Paragraph
from letters.pdf.breaks import read
from letters.web.renderer import Busy, Renderer, TooLong
from letters.web.turns import Turns

pytestmark = pytest.mark.slow


def has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


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
    unprintable = replace(LETTERS["en"], subject="An unassigned sign: \U000e0fff")
    with pytest.raises(Refused):
        renderer.pdf([unprintable], None)
    assert renderer.pdf([LETTERS["en"]], None).startswith(b"%PDF")


def test_a_render_that_hangs_is_ended_and_the_next_one_works() -> None:
    renderer = Renderer(timeout=60)
    try:
        renderer.pdf([LETTERS["en"]], None)
        hung = renderer._relay.pid
        os.kill(hung, signal.SIGSTOP)
        renderer._timeout = 0.2
        with pytest.raises(Busy, match="too long"):
            renderer.pdf([LETTERS["en"]], None)
        assert has_ended(hung) and renderer._relay.pid != hung
        renderer._timeout = 60
        assert renderer.pdf([LETTERS["en"]], None).startswith(b"%PDF")
    finally:
        renderer.close()


def test_a_process_that_somebody_ends_costs_nobody_a_letter(mine: Renderer) -> None:
    mine.pdf([LETTERS["en"]], None)
    os.kill(mine._relay.pid, signal.SIGKILL)
    assert mine.pdf([LETTERS["en"]], None).startswith(b"%PDF")


def test_a_letter_that_ends_each_process_is_refused_and_told_without_a_word_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    renderer = Renderer(timeout=60)
    try:
        with pytest.raises(Busy, match="try again"):
            renderer._made(1, "bounded_jobs:end_badly")
        with pytest.raises(TooLong):
            renderer._made(1, "bounded_jobs:take_memory")
        assert renderer.pdf([LETTERS["en"]], None).startswith(b"%PDF")
    finally:
        renderer.close()
    assert "ended while it made a letter" in caplog.text


def test_when_too_many_wait_the_next_is_asked_to_come_back(mine: Renderer) -> None:
    mine._turns = Turns(0, 60)
    with mine._turns.turn(), pytest.raises(Busy, match="try again"):
        mine.pdf([LETTERS["en"]], None)


def test_no_letter_is_made_for_who_has_left_before_it_was_their_turn() -> None:
    renderer = Renderer(is_there=lambda: False)
    before = renderer._relay.pid
    for ask in (renderer.pdf, renderer.breaks):
        with pytest.raises(Busy):
            ask([LETTERS["en"]], None)
    assert renderer._relay.pid == before and not renderer._turns.is_taken
    renderer.close()


@pytest.mark.parametrize("count", [1, 151])
def test_what_is_too_long_is_refused_while_others_are_served(mine: Renderer, count: int) -> None:
    endless = replace(LETTERS["en"], body=(Paragraph("\n".join("x" * 3000)),))
    letters = [endless] if count == 1 else [LETTERS["en"]] * count
    with mine._turns.turn():
        for ask in (mine.pdf, mine.breaks):
            with pytest.raises(Refused, match=r"too many pages|about 151 pages: at most 150"):
                ask(letters, None)


def test_what_is_closed_while_it_makes_a_letter_starts_no_other_process(mine: Renderer) -> None:
    mine.pdf([LETTERS["en"]], None)
    pid, errors = mine._relay.pid, list[BaseException]()
    os.kill(pid, signal.SIGSTOP)

    def ask() -> None:
        try:
            mine.pdf([LETTERS["en"]], None)
        except Exception as error:
            errors.append(error)

    asks = threading.Thread(target=ask)
    asks.start()
    while not mine._turns.is_taken:
        time.sleep(0.01)
    mine.close()
    asks.join(60)
    assert mine._relay.pid == pid and has_ended(pid)
    assert [type(error) for error in errors] == [Busy]
    with pytest.raises(Busy):
        mine.pdf([LETTERS["en"]], None)
    assert mine._relay.pid == pid, "and none after it"


def test_a_bug_leaves_its_lines_in_the_log_and_nothing_that_was_typed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    renderer = Renderer(timeout=60)
    try:
        with pytest.raises(RuntimeError, match="its frames are in the log"):
            renderer._made(1, "bounded_jobs:fail_loudly", TYPED)
        assert renderer.pdf([LETTERS["en"]], None).startswith(b"%PDF")
    finally:
        renderer.close()
    assert "bounded_jobs.py" in caplog.text and "ValueError" in caplog.text
    assert not any(word in caplog.text + "".join(capfd.readouterr()) for word in TYPED.split())


def _unreadable(length: int, deadline: float) -> bytes:
    """What comes in when the answer can't be taken in."""
    raise MemoryError


def test_an_answer_that_could_not_be_read_never_goes_to_the_next_supporter(
    mine: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.pdf([LETTERS["en"]], None)
    monkeypatch.setattr(mine._relay._child, "_read", _unreadable)
    with pytest.raises(MemoryError):
        mine.pdf([LETTERS["fr"]], None)
    from letters import pdf

    assert mine.pdf([LETTERS["en"]], None) == pdf.render([LETTERS["en"]])


def test_where_lines_end_is_told_but_those_who_print_go_first(renderer: Renderer) -> None:
    (breaks,) = read(renderer.breaks((LETTERS["en"],), None))
    assert breaks.pages == 1 and len(breaks.blocks) > 5
    with renderer._turns.turn(), pytest.raises(Busy):
        renderer.breaks((LETTERS["en"],), None)
    assert len(read(renderer.breaks((LETTERS["en"],), None))) == 1


def test_a_letter_whose_lines_cannot_be_told_is_shown_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    monkeypatch.setattr("letters.web.renderer._BREAKS", "bounded_jobs:leave")
    renderer = Renderer(timeout=60)
    try:
        with pytest.raises(Busy):
            renderer.breaks((LETTERS["en"],), None)
        assert renderer.pdf([LETTERS["en"]], None).startswith(b"%PDF")
    finally:
        renderer.close()
