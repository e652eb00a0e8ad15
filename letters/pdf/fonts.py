"""The letter's typefaces: where they are, which characters they have and how wide these run."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

from letters.appeal.signed import Signed
from letters.language.repertoire import span_of, unprintable
from letters.letter import CountryLine, DemandList, Letter, Paragraph
from letters.resources import folder

SCHEME = "shipped"
FILES = {
    "GentiumBookPlus-Regular.ttf": ("normal", "normal"),
    "GentiumBookPlus-Bold.ttf": ("bold", "normal"),
    "GentiumBookPlus-Italic.ttf": ("normal", "italic"),
    "GentiumBookPlus-BoldItalic.ttf": ("bold", "italic"),
}
# A character outside the shipped face is taken as an em wide, as Chinese and Japanese are; words in Arabic and
# its neighbours, joined or narrow, run under two thirds of an em a letter.
_FOREIGN_WIDTH, _RIGHT_TO_LEFT_WIDTH = 1.0, 0.65
_PRINTED = (
    "sender", "recipient", "country_lines", "addressee_name", "date_line", "notice", "subject", "salutation",
    "body", "closing", "signature", "signed", "in_all", "copies_line",
)  # fmt: skip


def path(name: str) -> Path:
    """The shipped font file of that name. Raises KeyError for anything but the shipped ones."""
    if name not in FILES:
        raise KeyError(name)
    return folder("static") / "fonts" / name


def faces_css() -> str:
    """The @font-face rules for the shipped files, under the scheme that only our fetcher knows."""
    return "\n".join(
        f'@font-face {{ font-family: "Gentium Book Plus"; src: url("{SCHEME}:///{name}"); '
        f"font-weight: {weight}; font-style: {style}; }}"
        for name, (weight, style) in FILES.items()
    )


def width(text: str) -> float:
    """How wide the text runs in the regular face, in em; a little more than it will, never less."""
    return sum(_advance(sign) for sign in text if not unicodedata.combining(sign))


def _advance(sign: str) -> float:
    own = _widths().get(ord(sign))
    if own is not None:
        return own
    return _RIGHT_TO_LEFT_WIDTH if unicodedata.bidirectional(sign) in ("R", "AL") else _FOREIGN_WIDTH


def in_own_face(text: str) -> bool:
    """Whether the shipped face has all of the text's characters."""
    return all(ord(sign) in _widths() for sign in text)


def missing_characters(letter: Letter) -> str:
    """The characters of the letter that none can be printed with, each once, in their order in the letter."""
    return unprintable("".join(_printed(letter)))


def not_installed(text: str) -> str:
    """The characters that could be printed if this machine had the fonts which script/bootstrap installs."""
    if text.isascii():
        return ""
    have, refused = _coverage(), unprintable(text)
    signs = dict.fromkeys(sign for sign in text if ord(sign) not in have and sign not in refused)
    return "".join(sign for sign in signs if sign.isprintable() and not unicodedata.combining(sign))


def text_of(letter: Letter) -> str:
    """All that the letter prints."""
    return "".join(_printed(letter))


def length(letter: Letter) -> int:
    """How many characters the letter prints, without the names of those who have signed it."""
    return sum(len(part) for part in _printed(replace(letter, signed=())))


def _printed(letter: Letter) -> list[str]:
    return [text for name in _PRINTED for text in _texts(getattr(letter, name))]


def _texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case Paragraph() | DemandList() | Signed():
            return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
        case CountryLine():
            return [value.text]
        case Sequence():
            return [text for part in value for text in _texts(part)]
        case _:
            raise TypeError(f"not part of a printed letter: {type(value).__name__}")


@cache
def _widths() -> dict[int, float]:
    # Here, so that the preview on the site doesn't wait for fontTools.
    from fontTools.ttLib import TTFont

    with TTFont(path("GentiumBookPlus-Regular.ttf"), lazy=True) as font:
        em, advances = font["head"].unitsPerEm, font["hmtx"]
        return {code: advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}


@cache
def _coverage() -> frozenset[int]:
    return frozenset(_widths()) | _system_coverage()


def _system_coverage() -> frozenset[int]:
    """What the system's fonts have, after fontconfig, which WeasyPrint asks too; nothing where it has no tools."""
    question = ["fc-list", "--format", "%{charset}\n", ":scalable=true"]
    try:
        answer = subprocess.run(question, capture_output=True, check=True, timeout=60)  # noqa: S603 nothing typed in it
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    spans = {span for line in answer.stdout.decode("ascii", "replace").splitlines() for span in line.split()}
    return frozenset(code for span in spans for code in span_of(span))
