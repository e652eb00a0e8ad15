"""The tables of `script/bench`: what was measured, beside its target."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table. `reached` is None where there is no target."""

    what: str
    value: str
    target: str = ""
    reached: bool | None = None


def below(what: str, value: float, target: float, unit: str, before: str = "") -> Row:
    """A row for what must stay below its target."""
    return Row(what=what, value=f"{before}{value:.2f} {unit}", target=f"< {target:g} {unit}", reached=value < target)


def at_least(what: str, value: float, target: float, unit: str, before: str = "") -> Row:
    """A row for what must reach its target."""
    return Row(what=what, value=f"{before}{value:.2f} {unit}", target=f">= {target:g} {unit}", reached=value >= target)


def show(rows: list[Row]) -> None:
    """The table."""
    words = {True: "yes", False: "no", None: ""}
    lines = [("what", "measured", "target", "reached")]
    lines += [(row.what, row.value, row.target, words[row.reached]) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
