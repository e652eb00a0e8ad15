"""To whom a sheet asks to write: those who decide, those in copy, and diplomats in the reader's country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from letters.importing import clues
from letters.importing.assign import Placed
from letters.importing.contacts import ContactBlock, contact_blocks
from letters.importing.lettertext import LetterOnSheet
from letters.importing.phrases import DIPLOMATS, EMBASSY
from letters.importing.roles import Role
from letters.importing.sheet import Sheet, lines_of
from letters.typed import folded


def receivers_on(
    sheet: Sheet, letter: LetterOnSheet
) -> tuple[tuple[ContactBlock, ...], tuple[ContactBlock, ...], tuple[str, ...]]:
    """Those who decide, those in copy, and what is said of diplomats in the reader's own country."""
    embassy: list[str] = []
    found = []
    for role, name in ((Role.ADDRESSEE, "to"), (Role.COPY, "copies")):
        blocks: list[ContactBlock] = []
        for run in _runs(sheet, role):
            for block in contact_blocks(lines_of(run)):
                certainty = sum(one.certainty for one in run) / len(run)
                text = " ".join(block.lines)
                if _means_diplomats(block, text):
                    embassy.append(text)
                else:
                    blocks.append(replace(block, certainty=certainty))
            sheet.take(name, run)
        merged = _merged(blocks)
        found.append(_reached(merged))
        sheet.named += [line for block in merged if block not in found[-1] for line in block.lines]
    for one in sheet.of(Role.INSTRUCTION):
        if clues.DIPLOMATIC.search(folded(one.block.text)):
            embassy.append(one.block.text)
            sheet.take("", [one])
    addressees, copies = found
    if letter.salutation and (len(addressees) == 1 or _FOR_ALL.fullmatch(folded(letter.salutation).strip(" ,:!"))):
        addressees = tuple(
            block if block.salutation else replace(block, salutation=letter.salutation) for block in addressees
        )
    return addressees, copies, tuple(embassy)


# Each of several addressees can be greeted so.
_FOR_ALL = re.compile(
    r"(?:your )?excellency|(?:votre )?excellence|(?:su )?excelencia|(?:eure )?exzellenz"
    r"|dear sirs?(?:(?: or | and |/| / )madams?)?"
    r"|dear madams?(?:(?: or | and |/| / )sirs?)?|sir|to whom it may concern"
    r"|madame,? monsieur|a quien corresponda|sehr geehrte damen und herren"
)


def _runs(sheet: Sheet, role: Role) -> Iterator[list[Placed]]:
    """Blocks of the role that stand behind each other; labels part them."""
    run: list[Placed] = []
    for one in sheet.placed:
        if one.role is role:
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _merged(blocks: Sequence[ContactBlock]) -> tuple[ContactBlock, ...]:
    """The blocks; one without any line of an address goes to the one before it."""
    found: list[ContactBlock] = []
    for block in blocks:
        if found and not block.address:
            before = found[-1]
            found[-1] = replace(
                before,
                lines=(*before.lines, *block.lines),
                fax=(*before.fax, *block.fax),
                email=(*before.email, *block.email),
                salutation=before.salutation or block.salutation,
            )
        else:
            found.append(block)
    return tuple(found)


def _reached(blocks: Sequence[ContactBlock]) -> tuple[ContactBlock, ...]:
    """The blocks; where some have addresses, those that only name somebody are said again above or below them."""
    full = [block for block in blocks if block.fax or block.email or len(block.address) > 1]
    return tuple(full or blocks)


def _means_diplomats(block: ContactBlock, text: str) -> bool:
    """Whether it speaks of the diplomats in the reader's country, and is no address of an embassy."""
    plain = folded(text)
    if clues.DIPLOMATIC.search(plain) or DIPLOMATS.search(plain):
        return True
    is_address = block.fax or block.email or any(sign.isdigit() for sign in text)
    return EMBASSY.search(plain) is not None and not is_address
