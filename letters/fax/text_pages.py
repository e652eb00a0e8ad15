"""A letter as text for a fax program: 72 columns, 57 lines, characters of Latin-1 only.

That is what the type of fax programs has. Typographic signs become their plain forms; names are never transliterated: a
letter with anything else is refused, and goes as an image. The file itself is UTF-8, which every viewer and service
reads; HylaFAX, which takes text as ISO 8859-1, wants the image too where a letter holds more than ASCII.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

from letters.channel import Channel
from letters.errors import Refused, gettext_noop
from letters.fields.text import international
from letters.language.language import capitals
from letters.letter import Letter
from letters.resources import templates

FOREIGN_ADDRESSEE = gettext_noop(
    "This letter can't be faxed as text: it holds characters beyond Latin-1, such as {characters} in the "
    "addressee's lines. Fax its image (TIFF), which can hold them."
)
FOREIGN = gettext_noop(
    "This letter can't be faxed as text: some characters of its text, of the sender's lines or of its language "
    "are beyond Latin-1. Fax its image (TIFF), which can hold them."
)

COLUMNS = 72
_SHOWN = 5

_NO_BREAK = "\N{NO-BREAK SPACE}"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u2007\u2060\u202f", _NO_BREAK),
        **dict.fromkeys("\u2002\u2003\u2009\u200a\t", " "),
        "…": "...",
        "\N{SOFT HYPHEN}": "",
    }
)


def text_pages(letter: Letter, number: str) -> str:
    """The letter as pages for the fax `number` (E.164), with a form feed between them.

    Each page has its number at the top, the first also the fax's head. Raises Refused for a letter that Latin-1
    can't carry; what a supporter may have typed isn't named in the message.
    """
    letter = letter.by(Channel.FAX).in_short(in_pdf=True)
    if _unfit(_everything(letter)):
        raise _refusal(letter)
    blocks = _blocks(_text(letter))
    # How many pages there are changes what the head says, never how many lines it has.
    total = len(set_pages(_head(letter, number, 1), blocks))
    pages = set_pages(_head(letter, number, total), blocks)
    tops = (letter.language.fax.page.format(number=place, total=total) for place in range(1, total + 1))
    return "\f".join(_page(_plain(top), lines) for top, lines in zip(tops, pages, strict=True))


def fits_text(letter: Letter) -> bool:
    """Whether the letter can go as text, that is, whether Latin-1 carries all of it."""
    return not _unfit(_everything(letter.by(Channel.FAX).in_short(in_pdf=True)))


def _everything(letter: Letter) -> str:
    head = letter.language.fax
    words = (head.to, head.fax, head.sender, head.date, head.pages, head.subject, head.page, letter.language.colon)
    lines = (*letter.recipient, *_country_lines(letter), *letter.sender, letter.date_line, letter.subject)
    return _plain("\n".join((*words, *lines, _text(letter))))


def _unfit(text: str) -> list[str]:
    """The signs of a plain text that no faxed page can hold, controls among them."""
    return sorted({sign for sign in text if sign != "\n" and (sign > "\xff" or unicodedata.category(sign) == "Cc")})


def _refusal(letter: Letter) -> Refused:
    """Which signs are in the way: by name from the appeal's own lines, else only that there are some."""
    known = (letter.addressee_name, *letter.recipient, *_country_lines(letter), letter.salutation, *letter.named_copies)
    if signs := _unfit(_plain("".join(known))):
        listed = " ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs[:_SHOWN])
        return Refused(FOREIGN_ADDRESSEE, characters=listed)
    return Refused(FOREIGN)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def _text(letter: Letter) -> str:
    return templates("fax", keeps_last_line_end=True).get_template("letter.txt").render(letter=letter)


def _country_lines(letter: Letter) -> list[str]:
    return [capitals(line.text, line.language) for line in letter.country_lines]


def _head(letter: Letter, number: str, total: int) -> list[str]:
    """The fax's head, which is the letter's too: who, to whom, when, how many pages and about what; then a rule."""
    words = letter.language.fax
    fields: dict[str, tuple[str, ...]] = {
        words.to: (*letter.recipient, *_country_lines(letter)),
        words.fax: (international(number),),
        words.sender: letter.sender,
        words.date: (letter.date_line,),
        words.pages: (str(total),),
    } | ({words.subject: (letter.subject,)} if letter.subject else {})
    labels = {label: _plain(label + letter.language.colon).replace(_NO_BREAK, " ") for label in fields}
    width = max(map(len, labels.values())) + 2
    lines = [line for label, values in fields.items() for line in _field(labels[label], values, width)]
    return [*lines, "-" * COLUMNS]


def _field(label: str, values: Sequence[str], width: int) -> list[str]:
    """A field of the head: its values one below the other, beside the label."""
    labels = [label, *[""] * len(values)]
    pairs = zip(labels, values, strict=False)
    return [line for label, value in pairs for line in _wrapped(value, label.ljust(width), width)]


def _blocks(text: str) -> list[list[str]]:
    """The text as wrapped lines, in the blocks between which a page may end without a second thought."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line:
            blocks[-1] += _wrapped(line)
        else:
            blocks.append([])
    return [block for block in blocks if block]


def _wrapped(line: str, first: str = "", indent: int = 0) -> list[str]:
    """The line in at most 72 columns; what follows a dash hangs beneath its first word."""
    plain = _plain(line)
    hanging = " " * (indent or 2 * plain.startswith("- "))
    # No-break spaces hold words together while the line is broken, and become plain ones after.
    lines = textwrap.wrap(plain, COLUMNS, initial_indent=first, subsequent_indent=hanging, break_on_hyphens=False)
    return [line.replace(_NO_BREAK, " ").rstrip() for line in lines] or [first.rstrip()]


def _page(top: str, lines: list[str]) -> str:
    return "\n".join((top.rjust(COLUMNS), "", *lines)) + "\n"


LINES = 57

# The line with the page's number and the empty line below it.
_PAGE_TOP = 2
# A paragraph of so few lines stays on one page; of a longer one at least two lines stand on each.
_WHOLE = 4
_COMPANIONS = 2


def set_pages(head: list[str], blocks: list[list[str]]) -> list[list[str]]:
    """The pages' lines. The last block, the ending, stays whole, with at least two lines of the letter before it."""
    *body, ending = blocks
    *before, last = _paged([head, *body])
    accompanied = not before or len(last) >= _COMPANIONS
    if accompanied and len(last) + 1 + len(ending) <= LINES - _PAGE_TOP:
        return [*before, [*last, "", *ending]]
    staying, following = _parted(body)
    return [*_paged([head, *staying]), *_paged([*following, ending])]


def _parted(body: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """The blocks that stay, and those that go with the ending to its page: no more of them than it needs."""
    staying, following = [*body], list[list[str]]()
    while staying and sum(map(len, following)) < _COMPANIONS:
        block = staying.pop()
        if len(block) > _WHOLE:
            staying.append(block[:-_COMPANIONS])
            block = block[-_COMPANIONS:]
        following.insert(0, block)
    return staying, following


def _paged(blocks: list[list[str]]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for block in blocks:
        rest = block
        while rest:
            gap = [""] if pages[-1] and rest is block else []
            taken = _fitting(len(rest), LINES - _PAGE_TOP - len(pages[-1]) - len(gap))
            if taken:
                pages[-1] += [*gap, *rest[:taken]]
                rest = rest[taken:]
            if rest:
                pages.append([])
    return pages


def _fitting(lines: int, room: int) -> int:
    """How many lines of a block to set where there is room for `room`."""
    if lines <= room:
        return lines
    return min(room, lines - 2) if lines > _WHOLE and room >= 2 else 0
