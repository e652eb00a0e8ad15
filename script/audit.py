"""Whether a package of the lock has a known vulnerability, and whether anybody could look.

pip-audit is content when it could look nothing up. Here that is an outcome of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.txt"
_NO_NETWORK = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ServiceError")
_OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--timeout", "5", "--format", "json")


class Broken(RuntimeError):
    """pip-audit itself failed; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Audit:
    """How many packages were looked up, of how many, and a line for each vulnerability."""

    looked_up: int
    packages: int
    found: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether each package was looked up."""
        return 0 < self.packages == self.looked_up

    @property
    def said(self) -> str:
        """The outcome in a line."""
        if not self.is_whole and not self.found:
            return f"not looked: vulnerability data within reach for {self.looked_up} of {self.packages} packages"
        return f"looked up {self.looked_up} of {self.packages} packages, vulnerabilities: {len(self.found)}"


Run = Callable[[Sequence[str]], subprocess.CompletedProcess[str]]


def _run(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 words of ours


def audit(lock: Path = LOCK, run: Run = _run) -> Audit:
    """What is known of the lock's packages. Raises Broken where pip-audit can't be asked at all."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        said = run([f"{Path(sys.executable).parent}/pip-audit", "-r", str(lock), *_OPTIONS, "--output", str(report)])
        if report.exists() and (text := report.read_text(encoding="utf-8")).strip():
            return read(text)
    if any(word in said.stderr for word in _NO_NETWORK):
        return Audit(0, sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines()), ())
    raise Broken(said.stderr)


def read(report: str) -> Audit:
    """The audit of which pip-audit's report tells."""
    packages = json.loads(report)["dependencies"]
    known = [package for package in packages if "vulns" in package]
    found = tuple(
        f"{package['name']} {package['version']}: {each['id']}, fixed in {', '.join(each['fix_versions']) or 'none'}"
        for package in known
        for each in package["vulns"]
    )
    return Audit(len(known), len(packages), found)


def main() -> int:
    """Say what was found; 0 for nothing, 1 for something, 3 where nobody could look and AUDIT=required."""
    outcome = audit()
    for line in (*outcome.found, outcome.said):
        print(f"pip-audit: {line}")
    if outcome.found:
        return 1
    return 3 if not outcome.is_whole and os.environ.get("AUDIT") == "required" else 0


if __name__ == "__main__":
    sys.exit(main())
