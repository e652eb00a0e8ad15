"""The faces that the site serves: the letter's own, glyph for glyph, under a name that they may bear."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont
from webfonts import FACES, FONTS, MARKS, STYLE, cut, ranges

FILES = sorted(FONTS.glob("*.woff2"))


@cache
def face(name: str) -> TTFont:
    return TTFont(FONTS / f"GentiumBookPlus-{name}.ttf")


def test_every_file_that_the_style_sheet_names_is_there_and_no_other() -> None:
    named = set(re.findall(r'url\("fonts/([^"]+)"\)', STYLE.read_text()))
    assert {path.name for path in FILES} == named and len(named) == len(FACES) * len(ranges()) == 8


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_the_glyphs_of_the_letter_s_face_as_wide_as_there(path: Path) -> None:
    name, part = path.stem.removeprefix("letters-book-").split("-", 1)
    whole, served = face(name.capitalize()), TTFont(path)
    asked = set(parse_unicodes(f"{ranges()[part]}, {MARKS}".replace("U+", "")))
    assert set(served.getBestCmap()) == asked & set(whole.getBestCmap())
    assert len(served.getBestCmap()) > 100
    for code, glyph in served.getBestCmap().items():
        assert served["hmtx"][glyph][0] == whole["hmtx"][whole.getBestCmap()[code]][0]
    kept = {"kern", "mark"} if part == "latin" else {"mark"}
    assert kept <= {record.FeatureTag for record in served["GPOS"].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_cut_face_bears_no_reserved_name_and_keeps_its_licence(path: Path) -> None:
    names = {record.nameID: record.toUnicode() for record in TTFont(path)["name"].names}
    assert names[1] == "Letters Book" and "SIL Open Font License" in names[13]
    assert [
        text for number, text in names.items() if number in (1, 3, 4, 6, 16) and re.search("Gentium|SIL", text)
    ] == []


@pytest.mark.slow
def test_the_files_are_those_that_the_script_makes() -> None:
    served = TTFont(FONTS / "letters-book-regular-greek.woff2")
    made = cut("Regular", f"{ranges()['greek']}, {MARKS}")
    assert len(served.getGlyphOrder()) == len(made.getGlyphOrder())
    assert served.getBestCmap().keys() == made.getBestCmap().keys()
    assert served["head"].fontRevision == made["head"].fontRevision


def test_latin_greek_and_cyrillic_are_covered_wholly() -> None:
    covered = {code for said in ranges().values() for code in parse_unicodes(said.replace("U+", ""))}
    known = face("Regular").getBestCmap()
    letters = {code for code in known if unicodedata.name(chr(code), "").startswith(("LATIN", "GREEK", "CYRILLIC"))}
    assert len(letters) > 1000 and [hex(code) for code in sorted(letters - covered) if code < 0x10000] == []
