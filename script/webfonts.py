"""The letter's faces as the site serves them: cut into ranges of characters, so that a reader loads what a page shows.

A cut font may not bear a reserved name (static/fonts/OFL.txt, condition 3), so these are called Letters Book. In
static/paper.css they stand in for Gentium Book Plus, which they are, glyph for glyph.
"""

from __future__ import annotations

import re
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
STYLE = FONTS.parent / "paper.css"
FAMILY = "Letters Book"
FACES = ("Regular", "Bold")
# What accents are put on stands in each range, as a browser sets a letter and its accent in one font.
MARKS = "0300-036F"
_NAMES = {1: FAMILY, 3: "{family} {face}", 4: "{family} {face}", 6: "{plain}-{face}", 16: FAMILY}


def ranges() -> dict[str, str]:
    """The characters of each file, by its name without the face: as the style sheet says it."""
    found = re.findall(r"letters-book-regular-([\w-]+)\.woff2.*?unicode-range: ([^;]+);", STYLE.read_text(), re.DOTALL)
    return {name: " ".join(said.split()) for name, said in found}


def cut(face: str, characters: str) -> TTFont:
    """The face with these characters alone, under a name of its own."""
    options = Options()
    options.layout_features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.hinting = False
    font = TTFont(FONTS / f"GentiumBookPlus-{face}.ttf", recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(characters.replace("U+", "")))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in _NAMES:
            name = _NAMES[record.nameID].format(family=FAMILY, plain=FAMILY.replace(" ", ""), face=face)
            font["name"].setName(name, record.nameID, record.platformID, record.platEncID, record.langID)
    font.flavor = "woff2"
    return font


def main() -> None:
    """Write every file that static/paper.css names."""
    for face in FACES:
        for name, characters in ranges().items():
            path = FONTS / f"letters-book-{face.lower()}-{name}.woff2"
            cut(face, f"{characters}, {MARKS}").save(path)
            print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
