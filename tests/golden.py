"""Comparison with files that hold what an output must be, whole. `UPDATE_GOLDEN=1` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check(name: str, output: str) -> None:
    """Fail unless the output is exactly what the golden file `name` holds, line ends and form feeds included."""
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(output.encode())
    assert path.is_file(), f"{name} is missing; run the tests with UPDATE_GOLDEN=1 and read what they write"
    assert output == path.read_bytes().decode()
