"""How fast the program is on this machine: tables, each value beside its target. Start it with `script/bench`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

import bench_authoring
import bench_clock
import bench_import
import bench_letters
import bench_load
import bench_print
import bench_signatories
import bench_site
import bench_store
import bench_visitors
from bench_table import Row, show

TABLES: dict[str, tuple[str, Callable[[bool], list[Row]]]] = {
    "site": (
        f"The site: medians of {bench_clock.ROUNDS} in alternation, {bench_visitors.WORKERS} workers.\n"
        "WeasyPrint alone: fonts and style sheets read once, PDF/UA-1, shipped files only.",
        lambda large: bench_site.measured(),
    ),
    "letters": (
        f"Many letters: medians of {bench_letters.ROUNDS} processes in alternation, milliseconds on the processor for "
        "each letter\nafter the imports; without tags, which a pack doesn't have either.",
        lambda large: bench_letters.measured(),
    ),
    "signatories": (
        "An open letter with all who signed it, to its PDF; after the imports, a process for each.\n"
        "WeasyPrint's columns: how the names of a short list are set.",
        lambda large: bench_signatories.measured(),
    ),
    "authoring": (
        "What authors wait for. A copy of the shipped appeals many times over, and one of them saved again and again.",
        lambda large: bench_authoring.measured(),
    ),
    "import": (
        "Published sheets, read by `letters import`: how much stands in the right field, by half of the layouts.\n"
        "Rules may be tuned on the first half; the second is only counted.",
        lambda large: bench_import.measured(),
    ),
    "load": (
        f"What the site bears: {bench_load.SECONDS:.0f} s for each mix, {bench_visitors.WORKERS} workers, all on this "
        "machine.\nMemory: of all processes, what they share counted for each.",
        bench_load.measured,
    ),
    "store": (
        "Signatures, each kept for sure: the disk is waited for. Whoever signs or reads the page is on this machine.",
        lambda large: bench_store.measured(),
    ),
    "print": (
        "`letters print` from the list to the finished file, imports included. Memory: shared pages counted once.",
        bench_print.measured,
    ),
}


def main() -> None:
    """Measure what was asked for, or all; a table for each."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"{', '.join(TABLES)}; default: all")
    parser.add_argument("--large", action="store_true", help="print 50,000 letters, and soak with 20,000")
    options = parser.parse_args()
    if unknown := set(options.tables) - set(TABLES):
        parser.error(f"there is no table {', '.join(sorted(unknown))}")
    for name in options.tables or TABLES:
        note, measured = TABLES[name]
        load = os.getloadavg()[0]
        show(measured(options.large))
        print(f"\n{note}")
        print(f"{os.cpu_count()} processors. Before it began, {load:.1f} processes were at work here;", end=" ")
        print("above 0.5 the numbers belong to them, too.\n", flush=True)


if __name__ == "__main__":
    main()
