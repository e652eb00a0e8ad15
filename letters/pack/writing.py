"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name beside the file's own, then rename (POSIX: atomic in one folder)."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(content)
    os.replace(half, path)
