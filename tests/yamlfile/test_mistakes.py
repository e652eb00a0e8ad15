"""What each mistake of somebody who has never seen YAML is answered with: the whole line, and one line only."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import APPEAL, Make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters.cli.check import gather
from letters.errors import InvalidFiles
from letters.yamlfile.loader import load

FOLDED = APPEAL.replace(
    "summary: A teacher is held without charge.",
    "summary: >-\n  A teacher is held\n  without charge, and nobody\n  knows why.",
)
QUOTED = APPEAL.replace("- I write to you about Jane Doe.", '- "I write to you about Jane Doe."')

Change = tuple[str, str] | tuple[str, str, str] | bytes
"""What is replaced in the appeal by what (perhaps in another than the usual one), or a file's whole content."""

# The mistake, and what is said behind the file's name.
MISTAKES: dict[str, tuple[Change, str]] = {
    # Spaces, tabs and blanks
    "a tab in place of spaces": (
        ("  - name: Jane", "\t- name: Jane"),
        "9:1: error: there is a tab here; type spaces instead, two for each step further in [A106]",
    ),
    "a tab behind spaces": (
        ("  subject:", "  \tsubject:"),
        "12:3: error: there is a tab here; type spaces instead, two for each step further in [A106]",
    ),
    "a tab behind a colon": (
        ("title: A", "title:\tA"),
        "1:7: error: there is a tab here; type spaces instead, two for each step further in [A106]",
    ),
    "a tab in a text of several lines": (
        (FOLDED, "  without", "\twithout"),
        "9:1: error: there is a tab here; type spaces instead, two for each step further in [A106]",
    ),
    "a blank that is no space, as indentation": (
        ("  subject:", "\xa0\xa0subject:"),
        "12:1: error: this line begins with a blank that is no space (U+00A0), as word processors write it; type spaces instead [A106]",
    ),
    "a blank that is no space, behind a colon": (
        ("title: A", "title:\xa0A"),
        "1:7: error: the blank after `title:` is no space (U+00A0); delete it and type a space [A106]",
    ),
    "an invisible sign before a name": (
        ("country: US", "\u200bcountry: US"),
        "2:1: error: there is an invisible sign in this name (U+200B); delete the name and type it again [A105]",
    ),
    "an invisible mark of another file's beginning": (
        ("country: US", "\ufeffcountry: US"),
        "2:1: error: there is an invisible sign in this name (U+FEFF); delete the name and type it again [A105]",
    ),
    "a field that begins too far in": (
        ("  body:\n", "   body:\n"),
        "13:4: error: this line begins with 3 spaces, line 12 above it with 2 spaces; what belongs together begins in the same column [A108]",
    ),
    "a field that does not begin far enough in": (
        ("  subject:", " subject:"),
        "13:3: error: this line begins with 2 spaces, line 12 above it with 1 space; what belongs together begins in the same column [A108]",
    ),
    "a field of the file that begins with a space": (
        ("country: US", " country: US"),
        "2:2: error: this line begins with 1 space, line 1 above it with no space; what belongs together begins in the same column [A108]",
    ),
    "an item that does not begin far enough in": (
        ("    - points:", "   - points:"),
        "15:4: error: this line begins with 3 spaces, line 14 above it with 4 spaces; what belongs together begins in the same column [A108]",
    ),
    "an item that begins too far in": (
        ("    - points:", "     - points:"),
        "15:6: error: this line begins with 5 spaces, line 14 above it with 4 spaces; what belongs together begins in the same column [A108]",
    ),
    "part of a block in the column of its dash": (
        ("      choices:", "    choices:"),
        "16:5: error: this line begins with 4 spaces; what belongs to the item of line 15 begins with 6, and an item itself with `- ` [A108]",
    ),
    "an item without its dash": (
        ("    - points: What", "    points: What"),
        "15:5: error: this line begins with 4 spaces; what belongs to the item of line 14 begins with 6, and an item itself with `- ` [A108]",
    ),
    "a field in the line after its dash": (
        ("  - name: Jane Doe", "  -\n  name: Jane Doe"),
        "10:3: error: this line begins with 2 spaces; what belongs to the item of line 9 begins with 4, and an item itself with `- ` [A108]",
    ),
    "the letter's parts outside of the letter": (
        ("  subject:", "subject:"),
        "13:3: error: this line begins with 2 spaces, line 12 above it with no space; what belongs together begins in the same column [A108]",
    ),
    "a line of a text that lost its spaces": (
        (FOLDED, "  without charge, and", "without charge, and"),
        "9:1: error: this line has no ': ' after its name; if it continues the text above, begin it as far in as that text does, and if it is a field, write `name: value` [A108]",
    ),
    "a line of a text that lost one space": (
        (FOLDED, "  without charge, and", " without charge, and"),
        "9:2: error: this line begins with 1 space, line 8 above it with 2 spaces; what belongs together begins in the same column [A108]",
    ),
    "a line of a text that lost its spaces and has a colon": (
        (FOLDED, "  without charge, and", "without charge: and"),
        "9:1: error: without charge: there is no such field; if this line continues the text above it, begin it as far in as that text does [A202]",
    ),
    "the last line of a text that lost its spaces": (
        (FOLDED, "  knows why.", "knows why."),
        "10:1: error: this line has no ': ' after its name; if it continues the text above, begin it as far in as that text does, and if it is a field, write `name: value` [A108]",
    ),
    # Colons, dashes and brackets
    "no space behind a colon": (
        ("title: A", "title:A"),
        "1:6: error: a space is missing after the colon; write `title: ` and then the text [A108]",
    ),
    "no space behind a colon, further in": (
        ("  subject: Jane", "  subject:Jane"),
        "12:10: error: a space is missing after the colon; write `subject: ` and then the text [A108]",
    ),
    "no space behind a colon of an item": (
        ("  - name: Jane", "  - name:Jane"),
        "9:5: error: people 1: must have fields below it, each as `name: value`: name; a space is missing after the colon [A206]",
    ),
    "no space behind a dash": (
        ("    - I write", "    -I write"),
        "14:5: error: a space is missing after the dash; write `- ` and then the text [A108]",
    ),
    "no space behind the dashes of a list": (
        ("        - release Jane Doe;\n        - let", "        -release Jane Doe;\n        -let"),
        "22:9: error: letter > body 4 > items: must be a list, each item on a line of its own that begins with '- '; a space is missing after the dash [A205]",
    ),
    "a wide colon": (
        ("title: A", "title：A"),
        "1:6: error: this is the wide colon of a Chinese or Japanese keyboard; write a plain one and a space: `title: ` [A107]",
    ),
    "no colon at all": (
        ("country: US", "country US"),
        "2:1: error: this line has no ': ' after its name; if it continues the text above, begin it as far in as that text does, and if it is a field, write `name: value` [A108]",
    ),
    "an equals sign": (
        ("title: A", "title = A"),
        "1:1: error: this line has no ': ' after its name; if it continues the text above, begin it as far in as that text does, and if it is a field, write `name: value` [A108]",
    ),
    "a line of text between fields": (
        ("country: US", "country: US\nThis is an urgent case"),
        "3:1: error: this line has no ': ' after its name; if it continues the text above, begin it as far in as that text does, and if it is a field, write `name: value` [A108]",
    ),
    "a colon in a title": (
        ("title: A teacher is held", "title: China: a teacher is held"),
        "1:13: error: this text contains a colon and a space; put the whole text between double quotes [A107]",
    ),
    "a colon at a title's end": (
        ("title: A teacher is held", "title: Urgent:"),
        "1:14: error: this text ends with a colon: take it away, or put the whole text between double quotes [A107]",
    ),
    "a colon in a paragraph": (
        ("I write to you about", "I write: about"),
        "14:7: error: letter > body 1: is no block: it has none of points, own_words and demands; if it is a paragraph that contains ': ', put it between double quotes [A219]",
    ),
    "a colon in a demand": (
        ("release Jane Doe;", "release: Jane Doe;"),
        "22:11: error: letter > body 4 > items 1: this text contains a colon and a space; put the whole text between double quotes [A107]",
    ),
    "a dash of a word processor": (
        ("    - I write", "    – I write"),
        "14:5: error: an item of a list begins with a plain hyphen and a space (`- `), not with – [A108]",
    ),
    "a bullet": (
        ("    - I write", "    • I write"),
        "14:5: error: an item of a list begins with a plain hyphen and a space (`- `), not with • [A108]",
    ),
    "an asterisk": (
        ("    - I write", "    * I write"),
        "14:5: error: an item of a list begins with a plain hyphen and a space (`- `), not with * [A108]",
    ),
    "a bracket that is never closed": (
        ("to: [mayor]", "to: [mayor"),
        "10:5: error: a bracket that opens here is never closed, or a comma is missing after it [A110]",
    ),
    "a bracket that never opens": (
        ("to: [mayor]", "to: mayor]"),
        "10:5: error: to: must be a list: write [mayor] [A205]",
    ),
    "braces that are never closed": (
        ("to: [mayor]", 'to:\n  - {name: X, salutation: {en: "X,", email: [a@b.example]}'),
        "11:5: error: a bracket that opens here is never closed, or a comma is missing after it [A110]",
    ),
    "a comma that is missing": (
        ("to: [mayor]", 'to:\n  - {name: X, salutation: {en: "X,"} email: [a@b.example]}'),
        "11:38: error: a comma is missing before this, or the bracket that opens in this line is never closed [A110]",
    ),
    "a list without brackets": (
        ("to: [mayor]", "to: mayor, judge"),
        "10:5: error: to: must be a list: write [mayor, judge] [A205]",
    ),
    "a comma at a value's end": (
        ("country: US", "country: US,"),
        "2:10: error: country: 'US,' is no country code; use two letters of ISO 3166-1, such as CN; take away the comma at its end [A211]",
    ),
    "a comma at a word's end": (
        ("status: open", "status: open,"),
        "5:9: error: status: must be one of draft, open, stopped (did you mean open?); take away the comma at its end [A208]",
    ),
    "an item that begins elsewhere than the others": (
        ("        - let her see a lawyer.", "      - let her see a lawyer."),
        "23:7: error: this line begins with 6 spaces, line 22 above it with 8 spaces; what belongs together begins in the same column [A108]",
    ),
    "a field of an item that begins between the dash and its fields": (
        ("  - name: Jane Doe", "  - name: Jane Doe\n   pronouns: she/her"),
        "10:4: error: this line begins with 3 spaces; what belongs to the item of line 9 begins with 4, and an item itself with `- ` [A108]",
    ),
    "a field of an item that begins too far in": (
        ("  - name: Jane Doe", "  - name: Jane Doe\n      pronouns: she/her"),
        "10:7: error: this line begins with 6 spaces; what belongs to the item of line 9 begins with 4, and an item itself with `- ` [A108]",
    ),
    "two names in one line": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: [a@b.example]\n    salutation: en: "Dear X,"'),
        "13:17: error: a second name begins here; write it in a line of its own, two spaces further in [A108]",
    ),
    "a text that begins with a bracket": (
        ("    - I write to you about Jane Doe.", "    - [Jane] Doe is held."),
        "14:7: error: a text that begins with [ goes between double quotes [A111]",
    ),
    "a path with backslashes": (
        ("title: A teacher is held", 'title: "C:\\Users"'),
        "1:13: error: between double quotes \\ has a meaning of its own; write \\\\ for one, or leave it out [A112]",
    ),
    "an apostrophe at the beginning": (
        ("title: A teacher is held", "title: 'tis a teacher"),
        '1:8: error: a quotation mark that opens here is never closed; close it where the text ends, or if it is an apostrophe, put the whole text between double quotation marks (") [A109]',
    ),
    "a name in place of a list of keys": (
        ("to: [mayor]", "to: The Minister of Justice"),
        "10:5: error: to: must be a list of keys of the address book, such as [minister-of-justice] [A205]",
    ),
    "nobody to write to": (
        ("to: [mayor]", "to: []"),
        "10:5: error: to: must not be empty: write a key of the address book, or an addressee in full [A207]",
    ),
    "a photo without its parts": (
        ("to: [mayor]", "to: [mayor]\nphoto: jane.jpg"),
        "11:8: error: photo: must have fields below it, each as `name: value`: file, alt, credit [A206]",
    ),
    "an e-mail address without brackets": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: a@b.example\n    salutation: {en: "X,"}'),
        "12:12: error: to 1 > email: must be a list: write each item on a line of its own that begins with '- ', or [a@b.example] [A205]",
    ),
    "an e-mail address as a link": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: ["mailto:a@b.example"]\n    salutation: {en: "X,"}'),
        "12:13: error: to 1 > email 1: 'mailto:a@b.example' is no e-mail address; write it alone, such as name@city.example [A216]",
    ),
    "a sign in a code that nobody sees": (
        ("country: US", "country: US\u200b"),
        "2:10: error: country: 'US\\u200b' is no country code; use two letters of ISO 3166-1, such as CN; there is an invisible sign in it (U+200B): type it again [A211]",
    ),
    "a salutation that has lost its comma between braces": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: [a@b.example]\n    salutation: {en: Dear X, fr: "Monsieur,"}'),
        "13:22: warning: to 1 > salutation > en: ends without a comma, and is printed so: write it between double quotes, comma included [A427]",
    ),
    "a country among the lines of an address that is written out": (
        ("to: [mayor]", 'to:\n  - name: X\n    post: {lines: [City, France], country: FR}\n    salutation: {en: "X,"}'),
        "12:26: warning: to 1 > post > lines 2: is the country, which the program adds itself: leave this line out [A417]",
    ),
    "an item of the letter that begins too far in": (
        (
            "    - own_words: Why do you write?",
            "    - I write to you.\n      - And I hope.\n    - own_words: Why do you write?",
        ),
        "20:7: warning: letter > body 3: holds a dash as of a list's item, which is printed: begin the item as far in as the one above it [A429]",
    ),
    "a sign for long texts that is mistyped": (
        ("summary: A teacher", "summary: ->\n  A teacher"),
        "7:10: warning: summary: holds '->', which is printed as it stands: take it out [A429]",
    ),
    "words that should be bold": (
        ("I write to you about", "I write to you **now** about"),
        "14:22: warning: letter > body 1: holds '**', which is printed as it stands: take it out [A429]",
    ),
    "a second pair of braces": (
        ("to: [mayor]", 'to:\n  - name: X\n    email: [a@b.example]\n    salutation: {en: "X,"} {fr: "Y,"}'),
        "13:28: error: what is between brackets ended before this; put all of it between one pair, with commas [A110]",
    ),
    "a bracket that nothing has opened": (
        ("to: [mayor]", 'to:\n  - name: X\n    fax: "+1 202 495 2138"]\n    salutation: {en: "X,"}'),
        "12:27: error: a bracket closes here that nothing has opened: take it away, or open it where the list begins [A110]",
    ),
    "a colon at the end of a text": (
        ("    - demands: I ask you to", "    - demands: I ask you to:"),
        "20:28: error: this text ends with a colon: take it away, or put the whole text between double quotes [A107]",
    ),
    "a straight quotation mark and a curly one": (
        ("title: A teacher is held", 'title: "Teachers: one is held”'),
        "1:30: error: this quotation mark is a curly one, which doesn't end the text; type a straight one [A107]",
    ),
    "brackets around a text": (
        ("title: A teacher is held", "title: [A teacher is held]"),
        "1:8: error: title: must be one text and no list: take the brackets or the dash away [A204]",
    ),
    "a name in place of a list of people": (
        ("people:\n  - name: Jane Doe", "people: Jane Doe"),
        "8:9: error: people: must be a list: each item begins with `- name: ` on a line of its own [A205]",
    ),
    "a block without its dash": (
        (
            "        family: I think of her family.\n    - own_words",
            "        family: I think of her family.\n    own_words",
        ),
        "19:5: error: this line begins with 4 spaces; the item of line 15 begins with `- ` there: if this is the next one, write `- ` before it [A108]",
    ),
    # Quotation marks and signs
    "a hashtag at the end of a text": (
        ("title: A teacher is held", "title: A teacher is held #FreeJane"),
        "1:26: error: what follows the # would be left out, as a note for authors; put the whole text between double quotes, or a space behind the # if it is a note [A119]",
    ),
    "a number with its sign in a paragraph": (
        ("about Jane Doe.", "about Jane Doe,\n      prisoner #5"),
        "15:16: error: what follows the # would be left out, as a note for authors; put the whole text between double quotes, or a space behind the # if it is a note [A119]",
    ),
    "a salutation's comma between braces": (
        ("to: [mayor]", "to:\n  - {name: X, email: [a@b.example], salutation: {en: Dear X,}}"),
        "11:60: error: this comma would be left out; put the text between double quotes, comma included, or take it away [A119]",
    ),
    "curly quotation marks between braces": (
        ("to: [mayor]", "to:\n  - {name: X, email: [a@b.example], salutation: {en: “Dear X,”}}"),
        "11:54: error: curly quotation marks don't hold a text together; put straight ones (\") around it [A107]",
    ),
    "a quotation mark that is not closed between braces": (
        ("to: [mayor]", 'to:\n  - {name: X, email: [a@b.example], salutation: {en: "Dear X,}}'),
        "11:54: error: a quotation mark that opens here is never closed; close it where the text ends [A109]",
    ),
    "curly quotation marks around a salutation": (
        ("to: [mayor]", "to:\n  - name: X\n    email: [a@b.example]\n    salutation:\n      en: “Dear X,”"),
        "14:11: error: to 1 > salutation > en: these quotation marks would be printed; take them away, or use straight ones [A107]",
    ),
    "a salutation without a language": (
        ("to: [mayor]", 'to:\n  - {name: X, email: [a@b.example], salutation: "Dear X,"}'),
        '11:49: error: to 1 > salutation: must say in which language it is, such as {en: "Dear X,"} [A206]',
    ),
    "a paragraph over two lines that begins with a word and a colon": (
        ("    - I write to you about Jane Doe.", "    - Note: I write to you\n      about Jane Doe."),
        "14:11: error: this text contains a colon and a space; put the whole text between double quotes [A107]",
    ),
    "a control sign in a field's name": (
        ("title: A", '"\\e]0;x": y\ntitle: A'),
        "1:1: error: there is an invisible sign in this name (U+001B); delete the name and type it again [A105]",
    ),
    "a line break in a field's name": (
        ("title: A", '"a\\nb": y\ntitle: A'),
        "1:1: error: there is an invisible sign in this name (U+000A); delete the name and type it again [A105]",
    ),
    "curly quotation marks around a colon": (
        ("title: A teacher is held", "title: “Hello: world”"),
        "1:8: error: curly quotation marks don't hold a text together; put straight ones (\") around it [A107]",
    ),
    "curly quotation marks around a key": (
        ("to: [mayor]", "to: [“mayor”]"),
        "10:6: error: to 1: '“mayor”' is not in the address book (did you mean mayor?) [A311]",
    ),
    "curly quotation marks around a date": (
        ("deadline: none", "deadline: “2026-12-31”"),
        "4:11: error: deadline: '“2026-12-31”' is no date; write year-month-day, such as 2026-12-31, or `none`; remove the curly quotation marks, or use straight ones [A212]",
    ),
    "a double quote that is never closed": (
        ("title: A teacher is held", 'title: "A teacher is held'),
        "1:8: error: a quotation mark that opens here is never closed; close it where the text ends [A109]",
    ),
    "a single quote that is never closed": (
        ("title: A teacher is held", "title: 'A teacher is held"),
        '1:8: error: a quotation mark that opens here is never closed; close it where the text ends, or if it is an apostrophe, put the whole text between double quotation marks (") [A109]',
    ),
    "a quote that is closed by the next one": (
        (QUOTED, "title: A teacher is held", 'title: "A teacher is held'),
        "1:8: error: a quotation mark that opens here is never closed; close it where the text ends [A109]",
    ),
    "a quotation within quotation marks": (
        ("title: A teacher is held", 'title: "A "teacher" is held"'),
        '1:11: error: this quotation mark ends the text; write \\" for one within a text that stands between quotation marks [A109]',
    ),
    "a text that goes on behind its quotation": (
        ("title: A teacher is held", 'title: "Urgent" case'),
        '1:15: error: this quotation mark ends the text; write \\" for one within a text that stands between quotation marks [A109]',
    ),
    "an apostrophe between apostrophes": (
        ("title: A teacher is held", "title: 'A teacher's case'"),
        '1:18: error: this apostrophe ends the text; put a text with apostrophes between double quotation marks (") [A109]',
    ),
    "a text that begins with *": (
        ("title: A teacher", "title: *A teacher* is"),
        "1:8: error: a text that begins with * is an alias in YAML, which can't be used here; put the text between double quotes [A116]",
    ),
    "a text that begins with &": (
        ("title: A teacher", "title: &A teacher"),
        "1:8: error: a text that begins with & is an anchor in YAML, which can't be used here; put the text between double quotes [A116]",
    ),
    "a text that begins with !": (
        ("title: A teacher", "title: !A teacher"),
        "1:8: error: a text that begins with ! is a tag in YAML, which can't be used here; put the text between double quotes [A116]",
    ),
    "a text that begins with @": (
        ("title: A teacher", "title: @teacher"),
        "1:8: error: a text can't begin with this sign; put the text between double quotes [A111]",
    ),
    "a text that begins with %": (
        ("title: A teacher", "title: %A"),
        "1:8: error: a text can't begin with this sign; put the text between double quotes [A111]",
    ),
    "a text that begins with #": (
        ("title: A teacher", "title: #FreeJane"),
        "1:1: error: title: has no value; what follows a # is a note, unless it stands between double quotes [A203]",
    ),
    "a text that begins with >": (
        ("title: A teacher", "title: > A teacher"),
        "1:10: error: after > or | the text begins in the next line, two spaces further in; a text that begins with such a sign goes between double quotes [A111]",
    ),
    "a text that begins with ?": (
        ("title: A teacher", "title: ? A teacher"),
        "1:8: error: a text can't begin with ? and a space; put it between double quotes [A111]",
    ),
    "a paragraph that begins with braces": (
        ("- I write to you about", "- {{ addressee.name }}, I write about"),
        "14:8: error: a name must be plain text; put a text with braces between double quotes [A114]",
    ),
    "braces that are never closed in a text": (
        ("I write to you about", "I write to {{ addressee.name about"),
        "14:18: error: letter > body 1: the double braces that open here are never closed: write }} behind the name [A218]",
    ),
    "braces closed with one": (
        ("I write to you about", "I write to {{ addressee.name } about"),
        "14:18: error: letter > body 1: the double braces that open here are never closed: write }} behind the name [A218]",
    ),
    "a name between braces that there isn't": (
        ("I write to you about", "I write to {{ addresse.name }} about"),
        "14:21: error: letter > body 1: there is no {{ addresse.name }} (did you mean addressee.name?) [A218]",
    ),
    "more than a name between braces": (
        ("I write to you about", "I write to {{ addressee.name|upper }} about"),
        "14:18: error: letter > body 1: only names can stand between double braces, nothing else: addressee.name, addressee.office, supporter.name, supporter.town, supporter.country [A218]",
    ),
    "a word between braces": (
        ("I write to you about", "I write to {{ name }} about"),
        "14:18: error: letter > body 1: only names can stand between double braces, nothing else: addressee.name, addressee.office, supporter.name, supporter.town, supporter.country [A218]",
    ),
    "single braces": (
        ("I write to you about", "I write to { addressee.name } about"),
        '14:18: warning: letter > body 1: "{ addressee.name }" is printed as it stands; a name goes between two braces on either side [A416]',
    ),
    # Files of other programs
    "a document of Word": (
        b"PK\x03\x04\x14\x00\x06\x00",
        "1:1: error: is not a text file but a document of Word or LibreOffice, whatever its name; copy its text into a text editor, and save it as plain text in UTF-8 [A103]",
    ),
    "a document of an old Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
        "1:1: error: is not a text file but a document of an old Word, whatever its name; copy its text into a text editor, and save it as plain text in UTF-8 [A103]",
    ),
    "a PDF": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        "1:1: error: is not a text file but a PDF, whatever its name; copy its text into a text editor, and save it as plain text in UTF-8 [A103]",
    ),
    "an RTF": (
        b"{\\rtf1\\ansi\\deff0 {\\fonttbl{\\f0 Times;}}\n title: x\\par\n}",
        "1:1: error: is not a text file but a document in RTF, whatever its name; copy its text into a text editor, and save it as plain text in UTF-8 [A103]",
    ),
    "a page of the web": (
        b"<!DOCTYPE html>\n<html>\n<head><title>x: y</title></head></html>",
        "1:1: error: is not a text file but a page of the web (HTML), whatever its name; copy its text into a text editor, and save it as plain text in UTF-8 [A103]",
    ),
    "a picture": (
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "1:1: error: is not a text file but a picture, whatever its name; copy its text into a text editor, and save it as plain text in UTF-8 [A103]",
    ),
    "an appeal in Latin-1": (
        APPEAL.replace("A teacher is held\n", "Café closed\n", 1).encode("latin-1"),
        "1:11: error: is not UTF-8 here (perhaps é was meant); choose UTF-8 as the encoding where your editor saves the file [A104]",
    ),
    "an appeal in UTF-16": (
        APPEAL.encode("utf-16"),
        "1:1: error: is in UTF-16; choose UTF-8 as the encoding where your editor saves the file [A104]",
    ),
    "a file that is too large": (
        APPEAL.encode() + b"#" * 300_000,
        "1:1: error: is larger than 256 kB; an appeal is a short text, and pictures are files of their own [A102]",
    ),
    "an empty file": (
        b"",
        "1:1: error: the file is empty [A118]",
    ),
    # Fields and values
    "a field that is missing": (
        ("deadline: none\n", ""),
        "1:1: error: deadline: is missing: add it (`deadline: ...`) [A201]",
    ),
    "a mistyped field": (
        ("deadline: none", "deadlin: none"),
        "4:1: error: deadlin: there is no such field (did you mean deadline?) [A202]",
    ),
    "a field with a capital": (
        ("title: A", "Title: A"),
        "1:1: error: Title: there is no such field (did you mean title?) [A202]",
    ),
    "a field with a space": (
        ("country: US", "mention organisation: avoid\ncountry: US"),
        "2:1: error: mention organisation: there is no such field (did you mean mention_organisation?) [A202]",
    ),
    "a field that is not known at all": (
        ("country: US", "country: US\ncolour: blue"),
        "3:1: error: colour: there is no such field (did you mean country?) [A202]",
    ),
    "a field without a value": (
        ("summary: A teacher is held without charge.", "summary:"),
        "7:1: error: summary: has no value: write one [A203]",
    ),
    "a field twice": (
        ("country: US", "country: US\ncountry: US"),
        "3:1: error: `country` stands here a second time (first in line 2); keep one of the two [A115]",
    ),
    "a second document": (
        ("country: US", "---\ncountry: US"),
        "2:1: error: a second document begins with ---; a file holds one: take this line away [A113]",
    ),
    "a date with strokes": (
        ("deadline: none", "deadline: 31/12/2026"),
        "4:11: error: deadline: '31/12/2026' is no date; write 2026-12-31 [A212]",
    ),
    "a date in words": (
        ("deadline: none", "deadline: 1 June 2026"),
        "4:11: error: deadline: '1 June 2026' is no date; write 2026-06-01 [A212]",
    ),
    "a date that is none": (
        ("deadline: none", "deadline: tomorrow"),
        "4:11: error: deadline: 'tomorrow' is no date; write year-month-day, such as 2026-12-31, or `none` [A212]",
    ),
    "a day that there isn't": (
        ("deadline: none", "deadline: 2026-13-45"),
        "4:11: error: deadline: '2026-13-45' is no date: there is no month 13; write year-month-day [A212]",
    ),
    "a date without zeros": (
        ("deadline: none", "deadline: 2026-6-1"),
        "4:11: error: deadline: '2026-6-1' is no date; write 2026-06-01 [A212]",
    ),
    "none with a capital": (
        ("deadline: none", "deadline: None"),
        "4:11: error: deadline: must be in small letters: none [A212]",
    ),
    "a deadline before the day of issue": (
        ("deadline: none", "deadline: 2020-04-19"),
        "4:11: error: deadline: is earlier than the day of issue: correct one of the two [A302]",
    ),
    "an embargo without a time zone": (
        ("deadline: none", "deadline: none\nembargo: 2020-04-19T23:01"),
        "5:10: error: embargo: needs a time zone: end it with Z for UTC, or with an offset such as +02:00 [A213]",
    ),
    "a status with a capital": (
        ("status: open", "status: Open"),
        "5:9: error: status: must be one of draft, open, stopped (did you mean open?) [A208]",
    ),
    "a status that is none": (
        ("status: open", "status: published"),
        "5:9: error: status: must be one of draft, open, stopped (did you mean open?) [A208]",
    ),
    "a stopped appeal without an outcome": (
        ("status: open", "status: stopped"),
        "5:9: error: outcome: is missing: a stopped appeal tells what happened, and thanks [A304]",
    ),
    "a country's name": (
        ("country: US", "country: China"),
        "2:10: error: country: 'China' is no country code; write CN for China [A211]",
    ),
    "a country that isn't one": (
        ("country: US", "country: ZZ"),
        "2:10: error: country: 'ZZ' is no country code; use two letters of ISO 3166-1, such as CN [A211]",
    ),
    "a country in small letters": (
        ("country: US", "country: us"),
        "2:10: error: country: must be in capitals: US [A211]",
    ),
    "a language's name": (
        ("language: en", "language: English"),
        "6:11: error: language: 'English' is no language code; write en [A215]",
    ),
    "one person in place of a list": (
        ("people:\n  - name: Jane Doe", "people:\n  name: Jane Doe"),
        "9:3: error: people: must be a list: each item begins with `- name: ` on a line of its own [A205]",
    ),
    "a text in place of blocks": (
        ("- release Jane Doe;\n        - let her see a lawyer.", "release Jane Doe;"),
        "22:9: error: letter > body 4 > items: must be a list: write each item on a line of its own that begins with '- ', or [release Jane Doe;] [A205]",
    ),
    "a list beside its name": (
        ("        - release Jane Doe;\n        - let her", "    - release Jane Doe;\n    - let her"),
        "21:7: error: letter > body 4 > items: has no value; if its items stand below, begin them further in than its name [A203]",
    ),
    "a mistyped block": (
        ("- points: What", "- point: What"),
        "15:7: error: letter > body 2 > point: there is no such field (did you mean points?) [A202]",
    ),
    "a photo without credit": (
        ("to: [mayor]", "to: [mayor]\nphoto: {file: a.jpg, alt: Jane}"),
        "11:1: error: photo > credit: is missing: add it (`credit: ...`) [A201]",
    ),
    "a photo that isn't there": (
        ("to: [mayor]", "to: [mayor]\nphoto: {file: a.jpg, alt: Jane, credit: Joe}"),
        "11:15: error: photo > file: there is no file a.jpg in the appeal's folder [A315]",
    ),
    "a key that the address book hasn't": (
        ("to: [mayor]", "to: [major]"),
        "10:6: error: to 1: 'major' is not in the address book (did you mean mayor?) [A311]",
    ),
    "a name in place of a key": (
        ("to: [mayor]", "to: [Mayor Ada Byron]"),
        "10:6: error: to 1: 'Mayor Ada Byron' is a name; write the key that stands before it in the address book: mayor [A311]",
    ),
    "an addressee without a salutation": (
        ("to: [mayor]", "to:\n  - {name: X, email: [a@b.example]}"),
        "11:5: error: to 1: X has no salutation in 'en'; add `salutation: {en: \"...\"}` to the entry, which begins in line 11 of appeal.yaml, as it shall be printed, its comma included [A313]",
    ),
    "an addressee without a channel": (
        ("to: [mayor]", 'to:\n  - {name: X, salutation: {en: "X,"}}'),
        "11:5: error: to 1: X has no channel: add post, fax or email to it [A314]",
    ),
    "a place that waits for its text": (
        ("summary: A teacher is held without charge.", 'summary: "[Who is in danger?]"'),
        "7:11: error: summary: [Who is in danger?] still waits for its text: replace it, brackets and quotation marks included [A320]",
    ),
    "a last day beside none": (
        ("summary: A teacher is held without charge.", "summary: Write before 1 June 2030."),
        "7:16: error: summary: says 'before 1 June 2030', but deadline is none: give one date for both [A319]",
    ),
    # Advice
    "a demand in a report's words": (
        ("release Jane Doe;", "Urging the authorities to release her;"),
        '22:11: warning: letter > body 4 > items 1: begins with \'Urging\', as a report does: it goes on from "I ask you to", so begin with the verb: "release her;" [A402]',
    ),
    "lawyers' Latin": (
        ("I write to you about", "I write, inter alia, about"),
        '14:16: warning: letter > body 1: "inter alia" is lawyers\' Latin; say "among other things" [A410]',
    ),
    "an insult": (
        ("I write to you about", "Your thugs hold"),
        '14:12: warning: letter > body 1: "thugs" insults, and the reader decides over a life; say what was done, and to whom [A411]',
    ),
    "capitals": (
        ("I write to you about", "FREE HER NOW. I write about"),
        '14:7: warning: letter > body 1: "FREE HER NOW" in capitals reads like shouting; write it as other words are written [A412]',
    ),
    "marks in a row": (
        ("I write to you about Jane Doe.", "I write about Jane Doe!!"),
        '14:29: warning: letter > body 1: "!!" sounds shrill; one mark is enough [A413]',
    ),
    "a demand outside of the list": (
        ("I write to you about Jane Doe.", "I call on you to free Jane Doe."),
        '14:7: warning: letter > body 1: "I call on you to" asks for something outside of `demands`, the list that survives all editing: put it there, or take it out [A414]',
    ),
    "no demands": (
        (
            "    - demands: I ask you to\n      items:\n        - release Jane Doe;\n        - let her see a lawyer.\n",
            "",
        ),
        "14:5: warning: letter > body: the letter to mayor asks for nothing: add `demands` with the list of what shall be done [A415]",
    ),
}


@pytest.mark.parametrize(("change", "line"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_with_one_line_that_says_what_to_do(
    make_appeals: Make, change: Change, line: str
) -> None:
    file = make_appeals({"jane-doe/appeal.yaml": changed(change)}) / "jane-doe" / "appeal.yaml"
    found = [finding for finding in gather(file.parents[1]).found if finding.file == file]
    assert [str(finding).removeprefix(f"{file}:") for finding in found] == [line]


def changed(change: Change) -> bytes:
    if isinstance(change, bytes):
        return change
    base, old, new = change if len(change) == 3 else (APPEAL, *change)
    assert base.count(old) == 1
    return base.replace(old, new).encode()


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
