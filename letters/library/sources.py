"""The YAML files of a folder of appeals while it is read: what they say, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from letters.errors import Finding, InvalidFiles
from letters.yamlfile.loader import load, load_inside
from letters.yamlfile.source import Load, Source

ResultT = TypeVar("ResultT")


@dataclass(slots=True)
class Sources:
    """Files by their path, each read once, and every finding on the way. `load` may keep what it has read before."""

    load: Load = load
    by_path: dict[Path, Source] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def open(self, path: Path) -> Source:
        """What a file of the folder itself says. Raises InvalidFiles."""
        return self._kept(path, load_inside(path, path.parent, self.load, "the folder of appeals"))

    def open_inside(self, path: Path) -> Source:
        """What a file of an appeal's folder says, if it really stands there. Raises InvalidFiles."""
        return self._kept(path, load_inside(path, path.parent, self.load))

    def attempt(self, read: Callable[[], ResultT]) -> ResultT | None:
        """What is read, or None with the findings noted."""
        try:
            return read()
        except InvalidFiles as error:
            self.findings += error.findings
            return None

    def _kept(self, path: Path, source: Source) -> Source:
        self.by_path[path] = source
        return source
