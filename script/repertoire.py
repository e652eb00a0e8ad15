"""Writes letters/language/repertoire.txt: the characters that letters can be printed with, wherever they are made.

They are those of the shipped face, and those that the fonts which script/bootstrap installs have of the scripts in use
today (UAX 31, tables 5 and 7): never those of whatever other fonts a machine happens to have. Pictures are left out,
as every machine draws them differently, if at all.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.unicodedata import script

from letters.pdf.fonts import FILES, path

REPERTOIRE = Path(__file__).resolve().parent.parent / "letters" / "language" / "repertoire.txt"
SCRIPTS = frozenset(
    (
        "Arab Armn Beng Bopo Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hani Hebr Hira Kana Khmr Knda Laoo Latn Mlym Mymr "
        "Orya Sinh Taml Telu Thaa Thai Tibt Adlm Bali Bamu Batk Cakm Cans Cham Cher Java Kali Lana Lepc Limb Lisu Mand "
        "Mong Mtei Newa Nkoo Olck Osge Plrd Rohg Saur Sund Sylo Syrc Tale Talu Tavt Tfng Vaii Wcho Yiii"
    ).split()
)
_SHARED = ("Zyyy", "Zinh")
# No faces for running text, or such as not every system's package has.
_OTHERS = ("Symbols", "Music", "Math", "SignWriting", "Display", "Mono", "Emoji")
_JAPANESE_SYMBOLS = range(0x2100, 0x3400)
# Emoji_Presentation within them (Unicode, emoji-data.txt): programs take these from a coloured font.
_PICTURES = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)


def characters() -> set[int]:
    """All that a letter may hold."""
    return _of_the_shipped_face() | {code for code in _of_the_installed_fonts() if _may_stand(chr(code))}


def _of_the_shipped_face() -> set[int]:
    faces = (_of_the_file(path(name)) for name in FILES)
    return {code for code in set.intersection(*faces) if unicodedata.category(chr(code)) not in ("Cc", "Cf", "Co")}


def _of_the_file(file: Path) -> set[int]:
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())


def _of_the_installed_fonts() -> Iterator[int]:
    question = ["fc-list", "--format", "%{family}\t%{charset}\n", ":scalable=true"]
    answer = subprocess.run(question, capture_output=True, check=True, text=True)  # noqa: S603 nothing typed in it
    for line in answer.stdout.splitlines():
        family, _, spans = line.partition("\t")
        if family.startswith("Noto ") and not any(word in family.split(",")[0] for word in _OTHERS):
            for span in spans.split():
                first, _, last = span.partition("-")
                yield from range(int(first, 16), int(last or first, 16) + 1)


def _may_stand(sign: str) -> bool:
    kind = unicodedata.category(sign)
    if kind[0] == "C" or sign in _PICTURES:
        return False
    if script(sign) in SCRIPTS:
        return True
    is_symbol = kind == "So" and ord(sign) not in _JAPANESE_SYMBOLS
    return script(sign) in _SHARED and not is_symbol and ord(sign) < 0x1F000


def written(codes: Iterable[int]) -> str:
    """The codes as a text: a span on each line, in hexadecimal digits."""
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"{first:X}-{last:X}\n" if last > first else f"{first:X}\n" for first, last in spans)


if __name__ == "__main__":
    REPERTOIRE.write_text(written(characters()), encoding="ascii")
