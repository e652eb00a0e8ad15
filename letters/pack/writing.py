"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Write under a temporary name beside the file's own, then rename (POSIX: atomic in one folder).

    `lasting` waits for the disk, so that not even a power cut leaves an empty file under that name.
    """
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with half.open("wb") as file:
        file.write(content)
        if lasting:
            file.flush()
            os.fsync(file.fileno())
    os.replace(half, path)
