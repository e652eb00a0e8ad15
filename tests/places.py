"""Where the tests find things."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent
CHECKOUT = TESTS.parent
