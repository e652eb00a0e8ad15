"""No pattern takes much longer than its text is long, whatever stands in it: a site that waits for one hangs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("pumping.py")
PATIENCE = 600
"""Seconds; hanging for ever is the alternative."""


def test_no_pattern_takes_clearly_longer_than_the_square_of_its_text() -> None:
    try:
        done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        pytest.fail(f"never came to an end: {(error.stdout or b'').decode().splitlines()[-1]}")
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert int(lines[0].split()[0]) > 70 and len([line for line in lines if line.startswith("trying")]) > 70
    assert [line for line in lines if line.startswith("SLOW")] == []
