"""Every pattern of the package, tried on texts that are hard for patterns; says which take far longer than the text.

A program of its own: what takes for ever can only be ended from outside, and the last line says what was being tried.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import astuple
from itertools import product
from typing import Any

import letters
from letters.appeal import reported
from letters.check import lastdays
from letters.check.asking import _patterns
from letters.check.pasted import _ending, _salutation
from letters.language.language import LANGUAGES

PUMPS = (
    *(
        "- a: ",
        "»",
        " »",
        ". ",
        ".",
        '"',
        "“",
        "‘",
        "'",
        "Mr. ",
        " ",
        "\u1680",
        "\xa0",
        "\t",
        "\n",
        "a",
        "é",
        "1",
        "1 ",
    ),
    *("[", "(", "{{", "{ ", "}", "]", ")", "-", "- ", ",", ", a", ":", "!", " !", "?", "a ", "a-", "A ", "a\n", "/"),
    *("@", "a.", "x@y.", "+1 ", "zu", "zu ", "de ", "by ", "I ask you ", "ich bitte Sie ", "je vous prie ", "。", "「"),
    *("и", "你"),
)
BEFORE = ("", ".", "a")
"""What stands before them: many patterns look at nothing else than what follows a sign of their own."""
BEHIND = ("", "x")
SIZES = (12, 18, 24, 100, 300)
"""Numbers of repetitions, first small ones: what grows exponentially is slow there already."""
FAST = 0.004
"""Seconds, below which a clock tells nothing."""


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Those that stand in modules, in dicts and tuples too, and those that are made from a language's words."""
    for module in pkgutil.walk_packages(letters.__path__, "letters."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).copy().items():
                yield from _inside(f"{module.name}.{name}", value)
    for language in LANGUAGES:
        yield from _inside(f"demands in {language}", _patterns(language))
        yield from _inside(f"salutations in {language}", _salutation(language))
        yield from _inside(f"closings in {language}", _ending(language))
        yield from _inside(f"days in {language}", lastdays._written(language))
        yield from _inside(f"last days in {language}", astuple(lastdays._patterns(language)))
        yield from _inside(f"reports in {language}", astuple(reported._patterns(language)))


def _inside(name: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _inside(f"{name}[{key!r}]", part)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for number, part in enumerate(value):
            yield from _inside(f"{name}[{number}]", part)


def grows_too_fast(pattern: re.Pattern[Any], before: str, pump: str, behind: str) -> bool:
    """Whether the time grows clearly faster than the square of the text."""
    earlier, count = FAST, SIZES[0]
    for size in SIZES:
        seconds = _seconds(pattern, before + pump * size + behind)
        if seconds > FAST and seconds / max(earlier, FAST / 100) > (size / count) ** 2.6:
            return True
        earlier, count = seconds, size
    return False


def _seconds(pattern: re.Pattern[Any], text: str) -> float:
    """The shorter of two attempts, in time of this process: what else the machine does counts for nothing."""
    subject: Any = text if isinstance(pattern.pattern, str) else text.encode()
    taken = []
    for _ in range(2):
        start = time.process_time()
        pattern.fullmatch(subject)
        for _ in pattern.finditer(subject):
            pass
        taken.append(time.process_time() - start)
        if taken[-1] < FAST:
            break
    return min(taken)


def main() -> None:
    """Print each pattern's name when its turn comes, and those that take too long with what was hard for them."""
    known = {pattern: name for name, pattern in patterns()}
    print(len(known), "patterns", flush=True)
    for pattern, name in known.items():
        print("trying", name, flush=True)
        hard = next((text for text in product(BEFORE, PUMPS, BEHIND) if grows_too_fast(pattern, *text)), None)
        if hard:
            print(f"SLOW {name}: {hard[0]!r}, then {hard[1]!r} repeated, then {hard[2]!r}", flush=True)


if __name__ == "__main__":
    main()
