"""How long letters with many signatories take, and how much memory: beside WeasyPrint's own columns in the same run."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench_table import Row, below
from pypdfium2 import PdfDocument

from letters.appeal.roll import read_roll
from letters.appeal.signatories import MemberType, SignatoryGroup
from letters.appeal.signed import signed_groups
from letters.compose import Words, compose, organisation
from letters.language.language import LANGUAGES
from letters.letter import Letter
from letters.library.library import read
from letters.resources import folder

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # where `memory` is

COUNTS = (500, 8_352, 70_000)
"""A petition of a town, of a campaign, and of a country."""
_PEER = 500  # names: a thousand take WeasyPrint ten seconds
_MOST_MEGABYTES = 400
_MOST_FILE = {500: 0.5, 8_352: 2.0, 70_000: 10.0}
_ONES = ("Ada", "Zoë", "Łukasz", "Amal", "Ngozi", "Анна", "Γιώργος", "أمل", "王", "सुनीता", "José", "Maya")
_OTHERS = ("Byron", "Müller-Lüdenscheidt", "Okafor", "O’Brien", "Nguyễn", "Example", "مثال", "小明", "van der Berg")
_ROLES = ("", "", "", "", ", teacher", ", chair of the parents’ council, Anytown School")


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF: seconds on the processor, seconds by the clock, megabytes of memory, megabytes of the file, pages."""

    seconds: float
    clock: float
    memory: float
    size: float
    pages: int


def measured() -> list[Row]:
    """The time and memory for each number of names, and what WeasyPrint takes for those that it can."""
    rows, peer = list[Row](), _made(_PEER, "weasyprint")
    for count in COUNTS:
        made = _made(count, "letters")
        name = f"{count:,} names"
        rows += [
            Row(what=f"{name}: processor", value=f"{made.seconds:.2f} s, {1000 * made.seconds / count:.2f} ms a name"),
            Row(what=f"{name}: clock", value=f"{made.clock:.2f} s"),
            below(f"{name}: memory", made.memory, _MOST_MEGABYTES, "MB"),
            below(f"{name}: file, {made.pages} pages", made.size, _MOST_FILE[count], "MB"),
        ]
        if count == _PEER:
            rows.append(below(f"{name}: beside WeasyPrint's columns", made.seconds, peer.seconds, "s"))
    rows.append(Row(what=f"{_PEER:,} names by WeasyPrint: memory", value=f"{peer.memory:.0f} MB, {peer.size:.2f} MB"))
    return rows


def _made(count: int, way: str) -> Made:
    """What a fresh process takes, after its imports."""
    answer = subprocess.run(  # noqa: S603 this file
        [sys.executable, __file__, str(count), way], capture_output=True, check=True, text=True
    )
    return Made(**json.loads(answer.stdout))


def _make(count: int, way: str) -> Made:
    from memory import most_megabytes

    from letters import pdf
    from letters.pdf import parts

    letter = _letter(count)
    pdf.render([replace(letter, signed=())])
    if way == "weasyprint":
        parts.MOST_WITH_THE_LETTER = count
    began, clock = time.process_time(), time.perf_counter()
    data = pdf.render([letter])
    took, waited = time.process_time() - began, time.perf_counter() - clock
    return Made(took, waited, most_megabytes(), len(data) / (1 << 20), len(PdfDocument(data)))


def _letter(count: int) -> Letter:
    """An open letter with so many names, the same each time."""
    names = (f"{_ONES[n % 12]} {_OTHERS[n // 12 % 9]}{_ROLES[n // 7 % 6]}" for n in range(count))
    roll, _ = read_roll("\n".join(names).encode())
    group = SignatoryGroup(group="People", type=MemberType.PEOPLE, members_from="people.csv").with_roll(roll)
    library = read(folder("appeals"))
    appeal, day = library.appeals["xinjiang-un-secretary-general"], dt.date(2026, 11, 30)
    letter = compose(appeal, next(iter(appeal.to)), organisation(library.site), Words(), language="en", date=day)
    return replace(letter, signed=signed_groups([group], LANGUAGES["en"], "GB"))


if __name__ == "__main__":
    print(json.dumps(asdict(_make(int(sys.argv[1]), sys.argv[2]))))
