"""A group's evening, as the tests of `letters print` share it: its folder, its members, and what is in its pack."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import ADDRESSEES, APPEAL, Make
from doors import PROGRAM, Said, as_process, in_process

from letters.pack import executors, shards

HEADER = "name,street,postcode,town,country,language,points,addressees"
MAYA = "Maya Lind,12 Station Road,LS1 4AB,Leeds,GB,,,"
JONAS = "Jonas Beispiel,Lange Gasse 5,01067,Dresden,DE,,,"
ELODIE = "Élodie Exemple,3 rue du Moulin,69002,Lyon,FR,,,"
WHOLE = {"letters.pdf", "tally.pdf", "pack.json"}
TWO = ADDRESSEES.replace(
    "  email: [judge@anytown.example]",
    "  post: {lines: [Court House, 2 Main Street, Anytown 12345], country: US}\n  email: [judge@anytown.example]",
)
BOTH = APPEAL.replace("to: [mayor]", "to: [mayor, judge]")
FRENCH = """\
title: Une enseignante est détenue
summary: Une enseignante est détenue sans inculpation.
letter:
  subject: Jane Doe, détenue sans inculpation
  body:
    - Je vous écris au sujet de Jane Doe.
    - points: Ce qui compte
      choices:
        colleague: J'enseigne aussi.
        family: Je pense à sa famille.
    - own_words: Pourquoi écrivez-vous ?
    - demands: Je vous demande
      items:
        - de libérer Jane Doe;
        - de la laisser voir un avocat.
"""
MANY = [f"Member{number:05d} Lind" for number in range(1_100)]  # three shards
FEW = MANY[:12]  # six small ones
SMALL = 2
_SMALL_SHARDS = f"from letters.pack import shards; shards.SHARD = {SMALL}; from letters.cli import main; main()"
ENDED = Path(__file__).parent / "ended"
HANGS = 120.0  # seconds after which a test gives up on what never comes; nothing is measured by it
_LOOK = 0.01


class Group:
    """A group's folder with its appeals, and the command run in it."""

    def __init__(self, folder: Path, appeals: Path) -> None:
        self.folder, self.appeals, self.out = folder, appeals, folder / "out"
        self.program = PROGRAM

    def print(self, *words: str | Path, appeals: Sequence[str] = ("jane-doe",)) -> Said:
        """The command in this process."""
        return in_process(*self._command(words, appeals), cwd=self.folder)

    def run(self, *words: str | Path, appeals: Sequence[str] = ("jane-doe",)) -> Said:
        """The command as the group's secretary starts it."""
        return as_process(*self._command(words, appeals), cwd=self.folder, program=self.program)

    def begin(self, *words: str, end_before: str = "") -> subprocess.Popen[str]:
        """The command in a session of its own, so that all its processes can be ended together.

        `end_before` is a step before which they are all killed, as tests/ended/sitecustomize.py tells.
        """
        steps = self.folder / "steps.txt"
        steps.unlink(missing_ok=True)
        ends = {"END_BEFORE": end_before, "END_STEPS": str(steps), "END_OUT": str(self.out.absolute())}
        return subprocess.Popen(
            [*self.program, *map(str, self._command(("--date", "2026-01-31", *words), ["jane-doe"]))],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, **ends, "PYTHONPATH": str(ENDED)} if end_before else None,
        )

    def end(self, *words: str, end_before: str = "") -> tuple[int, str]:
        """The command as `begin` begins it, waited for: its exit code or the signal that killed it, and what it said.

        It is a copy of this process, where all that the program loads is there already, with the small shards of `few`;
        with `--jobs 1` it makes them itself. What it leaves on the disk is the same.
        """
        said, steps = self.folder / "said.txt", self.folder / "steps.txt"
        steps.unlink(missing_ok=True)
        with warnings.catch_warnings():
            # Newer Pythons warn that the copy lacks the other threads: those of xdist hold nothing that it needs.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if not child:
            try:
                os.setsid()
                sys.settrace(None)
                file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.dup2(file, 1)
                os.dup2(file, 2)
                if end_before:
                    os.environ |= {"END_BEFORE": end_before, "END_STEPS": str(steps), "PYTHONPATH": str(ENDED)}
                    os.environ["END_OUT"] = str(self.out.absolute())
                    runpy.run_path(str(ENDED / "sitecustomize.py"))
                shards.SHARD = SMALL
                if "1" in words:
                    pytest.MonkeyPatch().setattr(executors, "ProcessPoolExecutor", lambda *_, **__: executors._Itself())
                result = self.print("--date", "2026-01-31", *words)
                os.write(1, (result.stdout + result.stderr).encode())
                os._exit(result.returncode)
            finally:
                os._exit(70)  # whatever happens, the copy never goes on with this process's tests
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), said.read_text()

    def verify(self) -> Said:
        return in_process("print", "--verify", self.out / "pack.json", "--appeals", self.appeals, cwd=self.folder)

    def record(self) -> dict[str, Any]:
        return dict(json.loads((self.out / "pack.json").read_text()))

    def shards(self) -> dict[str, int]:
        """The shards that are finished, and when each was."""
        return {path.name: path.stat().st_mtime_ns for path in self.out.glob("parts/*.pdf")}

    def _command(self, words: Sequence[str | Path], appeals: Sequence[str]) -> list[str | Path]:
        members = [] if "--members" in words else ["--members", "members.csv"]
        return ["print", *appeals, "--appeals", self.appeals, *members, *words]


@pytest.fixture(name="group")
def a_group(tmp_path: Path, make_appeals: Make) -> Group:
    """Three members, an appeal to a mayor and a judge, and a translation."""
    write_list(tmp_path, MAYA, JONAS, ELODIE)
    files = {"addressees.yaml": TWO, "jane-doe/appeal.yaml": BOTH, "jane-doe/fr.yaml": FRENCH}
    return Group(tmp_path, make_appeals(files))


@pytest.fixture(name="many")
def a_large_group(group: Group) -> Group:
    """Members by the hundred, who write to the mayor."""
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(APPEAL)
    write_list(group.folder, *(f"{name},12 Station Road,LS1 4AB,Leeds,GB,,," for name in MANY))
    return group


@pytest.fixture(name="few")
def a_group_with_small_shards(many: Group) -> Group:
    """A dozen members in shards of five: as many shards as `many` has, where what is in them doesn't matter."""
    write_list(many.folder, *(f"{name},12 Station Road,LS1 4AB,Leeds,GB,,," for name in FEW))
    many.program = (sys.executable, "-c", _SMALL_SHARDS)
    return many


def write_list(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "members.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def pages(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def found_in(pdf: Path) -> list[str]:
    """Which of the many signed, letter by letter."""
    return re.findall(r"Member\d{5} Lind(?=\s+12 Station)", "\n".join(pages(pdf)))


def wait_for_shards(group: Group, process: subprocess.Popen[str], count: int = 1) -> set[str]:
    end = time.monotonic() + HANGS
    while time.monotonic() < end and process.poll() is None:
        if len(found := group.shards()) >= count:
            return set(found)
        time.sleep(_LOOK)
    raise AssertionError(f"no shards; {process.poll()=}")
