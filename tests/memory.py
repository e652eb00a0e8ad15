"""How much memory a process has needed: asked by the programs that tests start, in their own process."""

from __future__ import annotations

import resource
from pathlib import Path

STATUS = Path("/proc/self/status")


def most_megabytes_apart() -> float:
    """The most memory that one of the processes has had which this one has started, and which have ended."""
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / 1024 if STATUS.exists() else most / (1 << 20)


def most_megabytes() -> float:
    """The most memory that this process has had at once, since its program began."""
    if STATUS.exists():
        # What getrusage says on Linux also counts the process that started the program, before it did.
        return next(int(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)  # macOS counts in bytes
