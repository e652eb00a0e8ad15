"""What each mistake of somebody who has never seen YAML is answered with: the whole line, and one line only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path

import golden
import pytest
from conftest import APPEAL, write_appeals
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters.cli.check import gather
from letters.errors import InvalidFiles
from letters.yamlfile.loader import load

pytestmark = pytest.mark.xdist_group("mistakes")  # each is looked at once, for its place and for its words
FOLDED = APPEAL.replace(
    "summary: A teacher is held without charge.",
    "summary: >-\n  A teacher is held\n  without charge, and nobody\n  knows why.",
)
QUOTED = APPEAL.replace("- I write to you about Jane Doe.", '- "I write to you about Jane Doe."')

CHECKED = f"\n    checked: {dt.date.today()}"

Change = tuple[str, str] | tuple[str, str, str] | bytes
"""What is replaced in the appeal by what (perhaps in another than the usual one), or a file's whole content."""

# The mistake, the place that the answer names, and its code. What it says stands in tests/golden/mistakes.txt.
MISTAKES: dict[str, tuple[Change, str, str]] = {
    # Spaces, tabs and blanks
    "a tab in place of spaces": (("  - name: Jane", "\t- name: Jane"), "9:1", "A106"),
    "a tab behind spaces": (("  subject:", "  \tsubject:"), "12:3", "A106"),
    "a tab behind a colon": (("title: A", "title:\tA"), "1:7", "A106"),
    "a tab in a text of several lines": ((FOLDED, "  without", "\twithout"), "9:1", "A106"),
    "a blank that is no space, as indentation": (("  subject:", "\xa0\xa0subject:"), "12:1", "A106"),
    "a blank that is no space, behind a colon": (("title: A", "title:\xa0A"), "1:7", "A106"),
    "an invisible sign before a name": (("country: US", "\u200bcountry: US"), "2:1", "A105"),
    "an invisible mark of another file's beginning": (("country: US", "\ufeffcountry: US"), "2:1", "A105"),
    "a field that begins too far in": (("  body:\n", "   body:\n"), "13:4", "A108"),
    "a field that does not begin far enough in": (("  subject:", " subject:"), "13:3", "A108"),
    "a field of the file that begins with a space": (("country: US", " country: US"), "2:2", "A108"),
    "an item that does not begin far enough in": (("    - points:", "   - points:"), "15:4", "A108"),
    "an item that begins too far in": (("    - points:", "     - points:"), "15:6", "A108"),
    "part of a block in the column of its dash": (("      choices:", "    choices:"), "16:5", "A108"),
    "an item without its dash": (("    - points: What", "    points: What"), "15:5", "A108"),
    "a field in the line after its dash": (("  - name: Jane Doe", "  -\n  name: Jane Doe"), "10:3", "A108"),
    "the letter's parts outside of the letter": (("  subject:", "subject:"), "13:3", "A108"),
    "a line of a text that lost its spaces": ((FOLDED, "  without charge, and", "without charge, and"), "9:1", "A108"),
    "a line of a text that lost one space": ((FOLDED, "  without charge, and", " without charge, and"), "9:2", "A108"),
    "a line of a text that lost its spaces and has a colon": (
        (FOLDED, "  without charge, and", "without charge: and"),
        "9:1",
        "A202",
    ),
    "the last line of a text that lost its spaces": ((FOLDED, "  knows why.", "knows why."), "10:1", "A108"),
    # Colons, dashes and brackets
    "no space behind a colon": (("title: A", "title:A"), "1:6", "A108"),
    "no space behind a colon, further in": (("  subject: Jane", "  subject:Jane"), "12:10", "A108"),
    "no space behind a colon of an item": (("  - name: Jane", "  - name:Jane"), "9:5", "A206"),
    "no space behind a dash": (("    - I write", "    -I write"), "14:5", "A108"),
    "no space behind the dashes of a list": (
        ("        - release Jane Doe;\n        - let", "        -release Jane Doe;\n        -let"),
        "22:9",
        "A205",
    ),
    "a wide colon": (("title: A", "title：A"), "1:6", "A107"),
    "no colon at all": (("country: US", "country US"), "2:1", "A108"),
    "an equals sign": (("title: A", "title = A"), "1:1", "A108"),
    "a line of text between fields": (("country: US", "country: US\nThis is an urgent case"), "3:1", "A108"),
    "a colon in a title": (("title: A teacher is held", "title: China: a teacher is held"), "1:13", "A107"),
    "a colon at a title's end": (("title: A teacher is held", "title: Urgent:"), "1:14", "A107"),
    "a colon in a paragraph": (("I write to you about", "I write: about"), "14:7", "A219"),
    "a colon in a demand": (("release Jane Doe;", "release: Jane Doe;"), "22:11", "A107"),
    "a dash of a word processor": (("    - I write", "    – I write"), "14:5", "A108"),
    "a bullet": (("    - I write", "    • I write"), "14:5", "A108"),
    "an asterisk": (("    - I write", "    * I write"), "14:5", "A108"),
    "a bracket that is never closed": (("to: [mayor]", "to: [mayor"), "10:5", "A110"),
    "a bracket that never opens": (("to: [mayor]", "to: mayor]"), "10:5", "A205"),
    "braces that are never closed": (
        ("to: [mayor]", 'to:\n  - {name: X, salutation: {en: "X,", email: [a@b.example]}'),
        "11:5",
        "A110",
    ),
    "a comma that is missing": (
        ("to: [mayor]", 'to:\n  - {name: X, salutation: {en: "X,"} email: [a@b.example]}'),
        "11:38",
        "A110",
    ),
    "a list without brackets": (("to: [mayor]", "to: mayor, judge"), "10:5", "A205"),
    "a comma at a value's end": (("country: US", "country: US,"), "2:10", "A211"),
    "a comma at a word's end": (("status: open", "status: open,"), "5:9", "A208"),
    "an item that begins elsewhere than the others": (
        ("        - let her see a lawyer.", "      - let her see a lawyer."),
        "23:7",
        "A108",
    ),
    "a field of an item that begins between the dash and its fields": (
        ("  - name: Jane Doe", "  - name: Jane Doe\n   pronouns: she/her"),
        "10:4",
        "A108",
    ),
    "a field of an item that begins too far in": (
        ("  - name: Jane Doe", "  - name: Jane Doe\n      pronouns: she/her"),
        "10:7",
        "A108",
    ),
    "two names in one line": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: [a@b.example]\n    salutation: en: "Dear X,"'),
        "13:17",
        "A108",
    ),
    "a text that begins with a bracket": (
        ("    - I write to you about Jane Doe.", "    - [Jane] Doe is held."),
        "14:7",
        "A111",
    ),
    "a path with backslashes": (("title: A teacher is held", 'title: "C:\\Users"'), "1:13", "A112"),
    "an apostrophe at the beginning": (("title: A teacher is held", "title: 'tis a teacher"), "1:8", "A109"),
    "a name in place of a list of keys": (("to: [mayor]", "to: The Minister of Justice"), "10:5", "A205"),
    "nobody to write to": (("to: [mayor]", "to: []"), "10:5", "A207"),
    "a photo without its parts": (("to: [mayor]", "to: [mayor]\nphoto: jane.jpg"), "11:8", "A206"),
    "an e-mail address without brackets": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: a@b.example\n    salutation: {en: "X,"}'),
        "12:12",
        "A205",
    ),
    "an e-mail address as a link": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: ["mailto:a@b.example"]\n    salutation: {en: "X,"}'),
        "12:13",
        "A216",
    ),
    "a sign in a code that nobody sees": (("country: US", "country: US\u200b"), "2:10", "A211"),
    "a salutation that has lost its comma between braces": (
        (
            "to: [mayor]",
            'to:\n  - name: X\n    email: [a@b.example]\n    salutation: {en: Dear X, fr: "Monsieur,"}' + CHECKED,
        ),
        "13:22",
        "A427",
    ),
    "a country among the lines of an address that is written out": (
        (
            "to: [mayor]",
            'to:\n  - name: X\n    post: {lines: [City, France], country: FR}\n    salutation: {en: "X,"}' + CHECKED,
        ),
        "12:26",
        "A417",
    ),
    "an item of the letter that begins too far in": (
        (
            "    - own_words: Why do you write?",
            "    - I write to you.\n      - And I hope.\n    - own_words: Why do you write?",
        ),
        "20:7",
        "A429",
    ),
    "a sign for long texts that is mistyped": (("summary: A teacher", "summary: ->\n  A teacher"), "7:10", "A429"),
    "words that should be bold": (("I write to you about", "I write to you **now** about"), "14:22", "A429"),
    "a second pair of braces": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: [a@b.example]\n    salutation: {en: "X,"} {fr: "Y,"}'),
        "13:28",
        "A110",
    ),
    "a bracket that nothing has opened": (
        ("to: [mayor]", 'to:\n  - name: X\n    fax: "+1 202 495 2138"]\n    salutation: {en: "X,"}'),
        "12:27",
        "A110",
    ),
    "a colon at the end of a text": (("    - demands: I ask you to", "    - demands: I ask you to:"), "20:28", "A107"),
    "a straight quotation mark and a curly one": (
        ("title: A teacher is held", 'title: "Teachers: one is held”'),
        "1:30",
        "A107",
    ),
    "brackets around a text": (("title: A teacher is held", "title: [A teacher is held]"), "1:8", "A204"),
    "a name in place of a list of people": (("people:\n  - name: Jane Doe", "people: Jane Doe"), "8:9", "A205"),
    "a block without its dash": (
        (
            "        family: I think of her family.\n    - own_words",
            "        family: I think of her family.\n    own_words",
        ),
        "19:5",
        "A108",
    ),
    # Quotation marks and signs
    "a hashtag at the end of a text": (
        ("title: A teacher is held", "title: A teacher is held #FreeJane"),
        "1:26",
        "A119",
    ),
    "a number with its sign in a paragraph": (
        ("about Jane Doe.", "about Jane Doe,\n      prisoner #5"),
        "15:16",
        "A119",
    ),
    "a salutation's comma between braces": (
        ("to: [mayor]", "to:\n  - {name: X, email: [a@b.example], salutation: {en: Dear X,}}"),
        "11:60",
        "A119",
    ),
    "curly quotation marks between braces": (
        ("to: [mayor]", "to:\n  - {name: X, email: [a@b.example], salutation: {en: “Dear X,”}}"),
        "11:54",
        "A107",
    ),
    "a quotation mark that is not closed between braces": (
        ("to: [mayor]", 'to:\n  - {name: X, email: [a@b.example], salutation: {en: "Dear X,}}'),
        "11:54",
        "A109",
    ),
    "curly quotation marks around a salutation": (
        ("to: [mayor]", "to:\n  - name: X\n    email: [a@b.example]\n    salutation:\n      en: “Dear X,”"),
        "14:11",
        "A107",
    ),
    "a salutation without a language": (
        ("to: [mayor]", 'to:\n  - {name: X, email: [a@b.example], salutation: "Dear X,"}'),
        "11:49",
        "A206",
    ),
    "a paragraph over two lines that begins with a word and a colon": (
        ("    - I write to you about Jane Doe.", "    - Note: I write to you\n      about Jane Doe."),
        "14:11",
        "A107",
    ),
    "a control sign in a field's name": (("title: A", '"\\e]0;x": y\ntitle: A'), "1:1", "A105"),
    "a line break in a field's name": (("title: A", '"a\\nb": y\ntitle: A'), "1:1", "A105"),
    "curly quotation marks around a colon": (("title: A teacher is held", "title: “Hello: world”"), "1:8", "A107"),
    "curly quotation marks around a key": (("to: [mayor]", "to: [“mayor”]"), "10:6", "A311"),
    "curly quotation marks around a date": (("deadline: none", "deadline: “2026-12-31”"), "4:11", "A212"),
    "a double quote that is never closed": (("title: A teacher is held", 'title: "A teacher is held'), "1:8", "A109"),
    "a single quote that is never closed": (("title: A teacher is held", "title: 'A teacher is held"), "1:8", "A109"),
    "a quote that is closed by the next one": (
        (QUOTED, "title: A teacher is held", 'title: "A teacher is held'),
        "1:8",
        "A109",
    ),
    "a quotation within quotation marks": (
        ("title: A teacher is held", 'title: "A "teacher" is held"'),
        "1:11",
        "A109",
    ),
    "a text that goes on behind its quotation": (("title: A teacher is held", 'title: "Urgent" case'), "1:15", "A109"),
    "an apostrophe between apostrophes": (("title: A teacher is held", "title: 'A teacher's case'"), "1:18", "A109"),
    "a text that begins with *": (("title: A teacher", "title: *A teacher* is"), "1:8", "A116"),
    "a text that begins with &": (("title: A teacher", "title: &A teacher"), "1:8", "A116"),
    "a text that begins with !": (("title: A teacher", "title: !A teacher"), "1:8", "A116"),
    "a text that begins with @": (("title: A teacher", "title: @teacher"), "1:8", "A111"),
    "a text that begins with %": (("title: A teacher", "title: %A"), "1:8", "A111"),
    "a text that begins with #": (("title: A teacher", "title: #FreeJane"), "1:1", "A203"),
    "a text that begins with >": (("title: A teacher", "title: > A teacher"), "1:10", "A111"),
    "a text that begins with ?": (("title: A teacher", "title: ? A teacher"), "1:8", "A111"),
    "a paragraph that begins with braces": (
        ("- I write to you about", "- {{ addressee.name }}, I write about"),
        "14:8",
        "A114",
    ),
    "braces that are never closed in a text": (
        ("I write to you about", "I write to {{ addressee.name about"),
        "14:18",
        "A218",
    ),
    "braces closed with one": (("I write to you about", "I write to {{ addressee.name } about"), "14:18", "A218"),
    "a name between braces that there isn't": (
        ("I write to you about", "I write to {{ addresse.name }} about"),
        "14:21",
        "A218",
    ),
    "more than a name between braces": (
        ("I write to you about", "I write to {{ addressee.name|upper }} about"),
        "14:18",
        "A218",
    ),
    "a word between braces": (("I write to you about", "I write to {{ name }} about"), "14:18", "A218"),
    "single braces": (("I write to you about", "I write to { addressee.name } about"), "14:18", "A416"),
    # Files of other programs
    "a document of Word": (b"PK\x03\x04\x14\x00\x06\x00", "1:1", "A103"),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "1:1", "A103"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "1:1", "A103"),
    "an RTF": (b"{\\rtf1\\ansi\\deff0 {\\fonttbl{\\f0 Times;}}\n title: x\\par\n}", "1:1", "A103"),
    "a page of the web": (b"<!DOCTYPE html>\n<html>\n<head><title>x: y</title></head></html>", "1:1", "A103"),
    "a picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "1:1", "A103"),
    "an appeal in Latin-1": (
        APPEAL.replace("A teacher is held\n", "Café closed\n", 1).encode("latin-1"),
        "1:11",
        "A104",
    ),
    "an appeal in UTF-16": (APPEAL.encode("utf-16"), "1:1", "A104"),
    "a file that is too large": (APPEAL.encode() + b"#" * 300_000, "1:1", "A102"),
    "an empty file": (b"", "1:1", "A118"),
    # Fields and values
    "a field that is missing": (("deadline: none\n", ""), "1:1", "A201"),
    "a mistyped field": (("deadline: none", "deadlin: none"), "4:1", "A202"),
    "a field with a capital": (("title: A", "Title: A"), "1:1", "A202"),
    "a field with a space": (("country: US", "mention organisation: avoid\ncountry: US"), "2:1", "A202"),
    "a field that is not known at all": (("country: US", "country: US\ncolour: blue"), "3:1", "A202"),
    "a field without a value": (("summary: A teacher is held without charge.", "summary:"), "7:1", "A203"),
    "a field twice": (("country: US", "country: US\ncountry: US"), "3:1", "A115"),
    "a second document": (("country: US", "---\ncountry: US"), "2:1", "A113"),
    "a date with strokes": (("deadline: none", "deadline: 31/12/2026"), "4:11", "A212"),
    "a date in words": (("deadline: none", "deadline: 1 June 2026"), "4:11", "A212"),
    "a date that is none": (("deadline: none", "deadline: tomorrow"), "4:11", "A212"),
    "a day that there isn't": (("deadline: none", "deadline: 2026-13-45"), "4:11", "A212"),
    "a date without zeros": (("deadline: none", "deadline: 2026-6-1"), "4:11", "A212"),
    "none with a capital": (("deadline: none", "deadline: None"), "4:11", "A212"),
    "a deadline before the day of issue": (("deadline: none", "deadline: 2020-04-19"), "4:11", "A302"),
    "an embargo without a time zone": (("deadline: none", "deadline: none\nembargo: 2020-04-19T23:01"), "5:10", "A213"),
    "a status with a capital": (("status: open", "status: Open"), "5:9", "A208"),
    "a status that is none": (("status: open", "status: published"), "5:9", "A208"),
    "a stopped appeal without an outcome": (("status: open", "status: stopped"), "5:9", "A304"),
    "a country's name": (("country: US", "country: China"), "2:10", "A211"),
    "a country that isn't one": (("country: US", "country: ZZ"), "2:10", "A211"),
    "a country in small letters": (("country: US", "country: us"), "2:10", "A211"),
    "a language's name": (("language: en", "language: English"), "6:11", "A215"),
    "one person in place of a list": (("people:\n  - name: Jane Doe", "people:\n  name: Jane Doe"), "9:3", "A205"),
    "a text in place of blocks": (
        ("- release Jane Doe;\n        - let her see a lawyer.", "release Jane Doe;"),
        "22:9",
        "A205",
    ),
    "a list beside its name": (
        ("        - release Jane Doe;\n        - let her", "    - release Jane Doe;\n    - let her"),
        "21:7",
        "A203",
    ),
    "a mistyped block": (("- points: What", "- point: What"), "15:7", "A202"),
    "a photo without credit": (("to: [mayor]", "to: [mayor]\nphoto: {file: a.jpg, alt: Jane}"), "11:1", "A201"),
    "a photo that isn't there": (
        ("to: [mayor]", "to: [mayor]\nphoto: {file: a.jpg, alt: Jane, credit: Joe}"),
        "11:15",
        "A315",
    ),
    "a key that the address book hasn't": (("to: [mayor]", "to: [major]"), "10:6", "A311"),
    "a name in place of a key": (("to: [mayor]", "to: [Mayor Ada Byron]"), "10:6", "A311"),
    "an addressee without a salutation": (("to: [mayor]", "to:\n  - {name: X, email: [a@b.example]}"), "11:5", "A313"),
    "an addressee without a channel": (("to: [mayor]", 'to:\n  - {name: X, salutation: {en: "X,"}}'), "11:5", "A314"),
    "a place that waits for its text": (
        ("summary: A teacher is held without charge.", 'summary: "[Who is in danger?]"'),
        "7:11",
        "A320",
    ),
    "a last day beside none": (
        ("summary: A teacher is held without charge.", "summary: Write before 1 June 2030."),
        "7:16",
        "A319",
    ),
    # Advice
    "a demand in a report's words": (("release Jane Doe;", "Urging the authorities to release her;"), "22:11", "A402"),
    "lawyers' Latin": (("I write to you about", "I write, inter alia, about"), "14:16", "A410"),
    "an insult": (("I write to you about", "Your thugs hold"), "14:12", "A411"),
    "capitals": (("I write to you about", "FREE HER NOW. I write about"), "14:7", "A412"),
    "marks in a row": (("I write to you about Jane Doe.", "I write about Jane Doe!!"), "14:29", "A413"),
    "a demand outside of the list": (
        ("I write to you about Jane Doe.", "I call on you to free Jane Doe."),
        "14:7",
        "A414",
    ),
    "no demands": (
        (
            "    - demands: I ask you to\n      items:\n        - release Jane Doe;\n        - let her see a lawyer.\n",
            "",
        ),
        "14:5",
        "A415",
    ),
}


@pytest.fixture(name="answers", scope="module")
def found_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """What is found in the file with a mistake, as a terminal shows it behind the file's name."""

    @cache
    def answers(mistake: str) -> list[str]:
        change, _, _ = MISTAKES[mistake]
        folder = tmp_path_factory.mktemp("mistake") / "appeals"
        file = write_appeals(folder, {"jane-doe/appeal.yaml": changed(change)}) / "jane-doe" / "appeal.yaml"
        found = [finding for finding in gather(folder).found if finding.file == file]
        return [str(finding).removeprefix(f"{file}:") for finding in found]

    return answers


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_answered_with_one_line_at_its_place(answers: Callable[[str], list[str]], mistake: str) -> None:
    _, place, code = MISTAKES[mistake]
    (answer,) = answers(mistake)
    assert answer.startswith(f"{place}: ") and answer.endswith(f" [{code}]")


@pytest.mark.slow
def test_each_answer_says_what_to_do(answers: Callable[[str], list[str]]) -> None:
    said = ""
    for mistake, (_, place, code) in MISTAKES.items():
        (answer,) = answers(mistake)
        said += f"{mistake}\n    {answer.removeprefix(f'{place}: ').removesuffix(f' [{code}]')}\n"
    golden.check("mistakes.txt", said)


def changed(change: Change) -> bytes:
    if isinstance(change, bytes):
        return change
    base, old, new = change if len(change) == 3 else (APPEAL, *change)
    assert base.count(old) == 1
    return base.replace(old, new).encode()


@pytest.mark.slow
@given(
    place=st.integers(0, len(APPEAL)),
    length=st.integers(0, 12),
    typed=st.text(st.sampled_from("\"'“”:：-–*#&!|>[]{},% \t\n\u00a0ab"), max_size=6),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_the_answer_names_a_line_of_the_file(
    tmp_path: Path, place: int, length: int, typed: str
) -> None:
    path = tmp_path / "appeal.yaml"
    text = APPEAL[:place] + typed + APPEAL[place + length :]
    path.write_text(text, encoding="utf-8")
    try:
        load(path)
    except InvalidFiles as error:
        lines = text.split("\n")
        for finding in error.findings:
            assert (
                finding.message
                and 1 <= finding.line <= len(lines)
                and 1 <= finding.column <= len(lines[finding.line - 1]) + 1
            )
