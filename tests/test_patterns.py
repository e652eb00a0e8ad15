"""No pattern takes much longer than its text is long, whatever stands in it: a site that waits for one hangs."""

from __future__ import annotations

import datetime as dt
import gc
import re
import subprocess
import sys
import time

import pytest
from conftest import APPEAL, Make
from places import TESTS

from letters.check import findings
from letters.check.quotations import own_words
from letters.library.library import read

SCRIPT = TESTS / "pumping.py"
PATIENCE = 600
"""Seconds; hanging for ever is the alternative."""


@pytest.mark.slow
def test_no_pattern_takes_clearly_longer_than_the_square_of_its_text() -> None:
    try:
        done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        pytest.fail(f"never came to an end: {(error.stdout or b'').decode().splitlines()[-1]}")
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert int(lines[0].split()[0]) > 70 and len([line for line in lines if line.startswith("trying")]) > 70
    assert [line for line in lines if line.startswith("SLOW")] == []


HARD = [
    *[
        ("en", part)
        for part in (
            "“",
            "‘",
            "«",
            "»",
            "„",
            '"',
            ".",
            ".»",
            " »",
            "I ask you ",
            "{ ",
            "AA ",
            "inter ",
            "you murderer ",
            "sincerely. ",
            "dear ",
        )
    ],
    *[("de", part) for part in ("ich bitte Sie ", "ich bitte Sie zu", "zu")],
    *[("nl", "ik verzoek u "), ("fr", "je vous prie de croire "), ("el", ";»"), ("zh", "《"), ("ja", "あなたは")],
]


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(("language", "part"), HARD)
def test_advice_on_a_hard_text_takes_as_long_as_the_text_is_long(make_appeals: Make, language: str, part: str) -> None:
    before, after = (
        _seconds_to_check(make_appeals, language, broken(part * (size // len(part.encode()))))
        for size in (20_000, 80_000)
    )
    # Four times the text may take four times as long; were it the square of it, it would be sixteen.
    assert after < 9 * max(before, 0.03)


def broken(text: str) -> str:
    """The text with a blank in each run of signs that is too long for a line: longer ones are refused when loaded."""
    return re.sub(r"(\S{150})(?=\S)", r"\1 ", text)


def _seconds_to_check(make_appeals: Make, language: str, text: str) -> float:
    """The time that this process itself spends; what else the machine does counts for nothing."""
    greeted = f'to: [{{name: Judge X, salutation: {{{language}: "X,"}}, email: [x@y.example]}}]'
    appeal = APPEAL.replace("language: en", f"language: {language}").replace("to: [mayor]", greeted)
    appeal = appeal.replace("- I write to you about Jane Doe.", f"- |\n      a{text}x")
    library = read(make_appeals({"jane-doe/appeal.yaml": appeal}))
    assert "jane-doe" in library.appeals
    # What other tests have left would be looked through meanwhile, and counted.
    gc.freeze()
    start = time.process_time()
    findings(library, dt.date(2026, 11, 22))
    taken = time.process_time() - start
    gc.unfreeze()
    return taken


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("He said “no” and „nein“ and „nie” and «non» and »nie«.", "He said and and and and ."),
        ('A "word", a 「word」, a 『word』, a 《word》.', "A , a , a , a ."),
        ("It was ‘said, it’s so’ by the prisoners’ friends.", "It was by the prisoners’ friends."),
        ("“One” and “one that nobody closes", "and “one that nobody closes"),
        ("«a « b » c", "c"),
    ],
)
def test_what_stands_between_quotation_marks_is_not_the_writers_wording(text: str, own: str) -> None:
    ((_, left),) = own_words([((), text)])
    assert len(left) == len(text) and " ".join(left.split()) == own
