"""Advice on appeals: what `letters check` says beyond errors."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ADDRESSEES, APPEAL, FRENCH, Make
from PIL import Image

from letters.check import findings, rendered_findings
from letters.errors import Finding, Refused, Severity
from letters.layout import LayoutName
from letters.letter import Letter
from letters.library.library import Library, read
from letters.resources import folder
from letters.yamlfile.loader import load
from letters.yamlfile.source import Source

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def check(tmp_path: Path) -> Callable[[str, str, str], tuple[Finding, ...]]:
    """Replace a text in a copy of an appeal's file, and check."""

    def changed(file: str, old: str, new: str) -> tuple[Finding, ...]:
        own = Path(shutil.copytree(folder("appeals"), tmp_path / "own"))
        path = own / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))
        return findings(read(own), TODAY)

    return changed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "severity", "message"),
    [
        (
            "gao-zhisheng/appeal.yaml",
            "summary: >-\n",
            f"summary: >-\n  {'word ' * 91}\n",
            "warning",
            "rarely read more than 90",
        ),
        (
            "gao-zhisheng/appeal.yaml",
            "background: |\n",
            f"background: |\n  {'word ' * 401}\n",
            "warning",
            "rarely read more than 400",
        ),
        (
            "tashpolat-tiyip/appeal.yaml",
            "- halt any plans",
            "- Urging the authorities to halt any plans",
            "error",
            "begins with 'Urging'",
        ),
        (
            "tashpolat-tiyip/appeal.yaml",
            "One page is enough.",
            "Send it before 1 June 2020.",
            "error",
            "deadline is none",
        ),
        (
            "tashpolat-tiyip/appeal.yaml",
            "spare this scholar's life and set him free.",
            "spare this scholar's life by June 1.",
            "error",
            "says 'by June 1', but deadline is none",
        ),
        (
            "tashpolat-tiyip/fr.yaml",
            "Une page suffit.",
            "Envoyez la lettre avant le 1er juin 2020.",
            "error",
            "says 'avant le 1er juin 2020', but deadline is none",
        ),
        ("addressees.yaml", "checked: 2020-04-20", "checked: 2025-01-01", "warning", "more than a year ago"),
        ("tashpolat-tiyip/fr.yaml", "background: |", "outcome: |", "warning", "but the translation doesn't"),
        ("tashpolat-tiyip/fr.yaml", "news: Publié deux", "{} # deux", "warning", "news of an earlier document"),
    ],
)
def test_advice_names_its_reason(
    check: Callable[[str, str, str], tuple[Finding, ...]], file: str, old: str, new: str, severity: str, message: str
) -> None:
    found = [finding for finding in check(file, old, new) if message in finding.message]
    assert found
    assert all(finding.severity is Severity(severity) for finding in found)
    assert found[0].file.match(file)


@pytest.mark.parametrize(
    ("language", "rule"),
    [
        ("en", "Write no later than 3 June 2020."),
        ("en", "Write until June 3rd."),
        ("en", "Write before 2020-06-03."),
        ("en", "Write by 31 June 2020."),
        ("fr", "Écrivez jusqu'au 3 juin."),
        ("es", "Escriba antes del 3 de junio de 2020."),
        ("de", "Schreiben Sie bis zum 3. Juni 2020."),
        ("it", "Scriva entro il 3 giugno 2020."),
        ("pt", "Escreva até 3 de junho de 2020."),
        ("nl", "Schrijf vóór 3 juni 2020."),
    ],
)
def test_a_last_day_is_noticed_in_many_languages_and_one_that_is_history_is_not(
    make_appeals: Make, language: str, rule: str
) -> None:
    salutation = f'to:\n  - {{name: X, salutation: {{{language}: "X,"}}, email: [x@y.example]}}'
    text = APPEAL.replace("language: en", f"language: {language}").replace("to: [mayor]", salutation)
    history = [(rule.replace("2020", "2019"), set[str]())] if "2020" in rule and "31" not in rule else []
    for words, expected in ((rule, {"A319"}), *history):
        root = make_appeals({"jane-doe/appeal.yaml": f'{text}rules: ["{words}"]\n'})
        codes = {finding.code for finding in findings(read(root), TODAY) if finding.severity is Severity.ERROR}
        assert codes == expected


REPORT = ("release Jane Doe;", "Urging the authorities to release Jane Doe;")


@pytest.mark.parametrize("status", ["draft", "open", "stopped"])
def test_a_demand_in_the_words_of_a_report_holds_an_open_appeal_back(make_appeals: Make, status: str) -> None:
    text = APPEAL.replace(*REPORT).replace("I write to you", "I demand it. I write to you")
    text = text.replace("status: open", f"status: {status}" + ("\noutcome: Free." if status == "stopped" else ""))
    library = read(make_appeals({"jane-doe/appeal.yaml": text}))
    found = {finding.code: finding for finding in findings(library, TODAY)}
    assert found["A402"].severity is (Severity.ERROR if status == "open" else Severity.WARNING)
    assert found["A402"].field == "letter.body[4].items[1]"
    assert ("jane-doe" in library.appeals) is (status != "open")
    # The author is told of everything else at once.
    assert "A414" in found


def test_a_translation_in_the_words_of_a_report_is_left_out(make_appeals: Make) -> None:
    french = FRENCH.replace("demands: Je vous demande de", "demands: En demandant aux autorités de")
    library = read(make_appeals({"jane-doe/fr.yaml": french}))
    (found,) = [finding for finding in library.findings if finding.file.name == "fr.yaml"]
    assert (found.code, found.severity, found.field) == ("A402", Severity.ERROR, "letter.body[4].demands")
    assert library.appeals["jane-doe"].languages == ("en",)


def test_a_letter_may_speak_of_any_date(make_appeals: Make) -> None:
    text = APPEAL.replace("about Jane Doe.", "about Jane Doe, held until 1 June 2030.")
    assert {finding.code for finding in findings(read(make_appeals({"jane-doe/appeal.yaml": text})), TODAY)} == {"A405"}


PHOTO = APPEAL.replace("to: [mayor]", "to: [mayor]\nphoto: {file: jane.png, alt: Jane, credit: Joe}")


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (png(1200, 800), ""),
        (png(10_000, 4_001), "has more pixels than any page needs: make it about 1200 pixels wide"),
        (png(10_000, 10_000), "has more pixels than any page needs: make it about 1200 pixels wide"),
        (b"<html>", "isn't a JPEG, PNG or WebP picture, whatever its name"),
    ],
)
def test_a_photo_is_opened(make_appeals: Make, content: bytes, message: str) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": PHOTO, "jane-doe/jane.png": content})
    found = [finding for finding in findings(read(root), TODAY) if finding.code == "A315"]
    assert [(finding.field, finding.message) for finding in found] == ([("photo.file", message)] if message else [])


LATE = ("deadline: none", "deadline: 2026-11-21")
PETITION = (
    ("status: open", "status: open\nkind: open-letter\nsigners: people\npetition: true"),
    (APPEAL[APPEAL.index("    - points") : APPEAL.index("    - demands")], ""),
)
SOON = ("issued: 2020-04-20", "issued: 2026-11-23")


@pytest.mark.parametrize(
    ("changes", "code", "field", "message"),
    [
        ([LATE], "A418", "deadline", "passed on 2026-11-21, so no letter can be made"),
        ([LATE, *PETITION], "A418", "deadline", "passed on 2026-11-21, so nobody can sign any more"),
        ([("deadline: none", "deadline: 2026-11-22")], "", "", ""),
        ([LATE, ("status: open", "status: draft")], "", "", ""),
        ([LATE, ("status: open", "status: stopped\noutcome: Free.")], "", "", ""),
        ([LATE, ("title: A", "example: 2026\ntitle: A")], "", "", ""),
        ([SOON], "A419", "issued", "in the future (2026-11-23)"),
        ([SOON, ("status: open", "status: open\nembargo: 2026-11-23T08:00Z")], "", "", ""),
        ([SOON, ("status: open", "status: open\nembargo: 2026-11-20T08:00Z")], "A419", "issued", "set an `embargo`"),
        ([SOON, ("status: open", "status: draft")], "", "", ""),
        ([("issued: 2020-04-20", "issued: 2026-11")], "", "", ""),
        (
            [("to: [mayor]", "to: [mayor]\nearlier: [{document: UA 1, issued: 2020-05}]")],
            "A420",
            "earlier[1].issued",
            "later than this document itself, which was issued on 2020-04-20",
        ),
        ([("to: [mayor]", "to: [mayor]\nearlier: [{document: UA 1, issued: 2020-04}]")], "", "", ""),
        (
            [("to: [mayor]", 'to: [{name: X, salutation: {en: "X,"}, email: [x@y.example], checked: 2027-01-01}]')],
            "A421",
            "to[1].checked",
            "2027-01-01 is in the future",
        ),
    ],
)
def test_days_that_cannot_be_right_are_noticed(
    make_appeals: Make, changes: list[tuple[str, str]], code: str, field: str, message: str
) -> None:
    text = APPEAL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    library = read(make_appeals({"jane-doe/appeal.yaml": text}))
    assert "jane-doe" in library.appeals
    found = [finding for finding in findings(library, TODAY) if finding.code in ("A418", "A419", "A420", "A421")]
    assert [(finding.code, finding.field, finding.severity) for finding in found] == (
        [(code, field, Severity.WARNING)] if code else []
    )
    assert all(message in finding.message for finding in found)


def test_an_entry_of_the_address_book_is_checked_before_today(make_appeals: Make) -> None:
    book = ADDRESSEES.replace("office: Mayor of", "checked: 2026-11-23\n  office: Mayor of")
    (found,) = [f for f in findings(read(make_appeals({"addressees.yaml": book})), TODAY) if f.code[:3] != "A40"]
    assert (found.code, found.line, found.field) == ("A421", 3, "mayor.checked")
    same_day = make_appeals({"addressees.yaml": book.replace("11-23", "11-22")})
    assert "A421" not in {f.code for f in findings(read(same_day), TODAY)}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("jane-doe/fr.yaml.txt", "rename fr.yaml.txt to fr.yaml"),
        ("jane-doe/FR.yml", "rename FR.yml to fr.yaml"),
        ("jane-doe/appeal.yml", "is not read, because appeal.yaml is there too: delete it"),
        ("addressees.yaml.txt", "is not read, because addressees.yaml is there too"),
        ("jane-doe/notes.txt", ""),
        ("jane-doe/xx.yml", ""),
    ],
)
def test_a_file_that_nobody_reads_is_named(make_appeals: Make, name: str, message: str) -> None:
    root = make_appeals({name: "title: x"})
    found = [finding for finding in findings(read(root), TODAY) if finding.code != "A405"]
    assert [(finding.code, finding.file, finding.severity) for finding in found] == (
        [("A422", root / name, Severity.WARNING)] if message else []
    )
    assert all(message in finding.message for finding in found)


def test_each_file_is_loaded_once(make_appeals: Make) -> None:
    loaded: list[Path] = []

    def counted(path: Path) -> Source:
        loaded.append(path)
        return load(path)

    library = read(make_appeals(), counted)
    assert findings(library, TODAY) and len(loaded) == len(set(loaded)) == 3


def rendered(library: Library, pages: Callable[[Letter, LayoutName], int], missing: str = "") -> list[Finding]:
    appeal = library.appeals["tashpolat-tiyip"]
    return list(rendered_findings(library, appeal, TODAY, pages, lambda letter: missing))


def test_a_letter_over_one_page_is_an_error_when_rendered(shipped: Library) -> None:
    found = rendered(shipped, lambda letter, layout: 2)
    assert len(found) == len(shipped.appeals["tashpolat-tiyip"].texts)
    assert all("more than one page" in finding.message and finding.severity is Severity.ERROR for finding in found)


def test_copies_are_made_too_with_the_longest_address_and_named_by_their_letter(shipped: Library) -> None:
    tried: list[Letter] = []

    def pages(letter: Letter, layout: LayoutName) -> int:
        tried.append(letter)
        return 1 + bool(letter.notice and layout is LayoutName.UK)

    found = rendered(shipped, pages)
    assert len(found) == len(shipped.appeals["tashpolat-tiyip"].texts)
    assert all(
        "more than one page on uk" in f.message and "(copy of the letter to xi-jinping" in f.message for f in found
    )
    assert all(letter.copies for letter in tried)
    longest = max(len("".join(e.post.lines)) for e in shipped.embassies["CN"].values() if e.post)
    assert {len("".join(letter.recipient)) for letter in tried if letter.notice} == {longest}


def test_an_address_that_fits_no_window_is_a_finding(shipped: Library) -> None:
    def pages(letter: Letter, layout: LayoutName) -> int:
        raise Refused("The address is too long.")

    assert {finding.message.partition(" (")[0] for finding in rendered(shipped, pages)} == {"The address is too long."}


def test_characters_without_a_font_are_named(shipped: Library) -> None:
    found = rendered(shipped, lambda letter, layout: 1, "ᛒ")
    assert found and all("ᛒ" in finding.message for finding in found)


def test_a_country_among_the_lines_of_an_address_is_noticed(make_appeals: Make) -> None:
    book = ADDRESSEES.replace("Anytown 12345]", "Anytown 12345, United States]", 1)
    library = read(make_appeals({"addressees.yaml": book}))
    (found,) = [found for found in findings(library, TODAY) if found.code == "A417"]
    assert (found.line, found.field) == (5, "mayor.post.lines[4]")
    assert "leave this line out" in found.message


@pytest.mark.parametrize("status", ["open", "stopped"])
def test_a_letter_too_long_for_a_mail_link_is_said_by_name_while_it_is_written(make_appeals: Make, status: str) -> None:
    words = "We ask you to release her. " * 100
    appeal = APPEAL.replace("to: [mayor]", 'to:\n  - {name: Jo Roe, salutation: {en: "X,"}, email: [a@b.example]}')
    appeal = appeal.replace("  body:\n", f"  body:\n    - {words}\n")
    appeal = appeal.replace("status: open", f"status: {status}" + ("\noutcome: Free." if status == "stopped" else ""))
    library = read(make_appeals({"jane-doe/appeal.yaml": appeal}))
    assert library.findings == ()
    said = [found.message for found in findings(library, TODAY) if found.code == "A404"]
    if status == "stopped":
        assert said == []
    else:
        assert len(said) == 1 and said[0].startswith("the letter to Jo Roe is too long for the link that opens a mail")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (6, ""),
        (7, "is printed in 7 points on uk, us: shorten its lines, or join some"),
        (12, "doesn't fit the window on uk, us, where no letter can be made"),
    ],
)
def test_an_address_that_prints_too_small_is_found(make_appeals: Make, lines: int, message: str) -> None:
    written = ", ".join(f"Line {number}" for number in range(1, lines + 1))
    post = f"post: {{lines: [{written}], country: CN}}"
    entry = f'to:\n  - {{name: Jo Roe, salutation: {{en: "X,"}}, {post}, checked: 2026-11-01}}'
    library = read(make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("to: [mayor]", entry)}))
    found = [finding.message for finding in findings(library, TODAY) if finding.code == "A450"]
    assert [message in text for text in found] == [True] * bool(message)
    assert bool(found) is bool(message)


@pytest.mark.slow
def test_no_address_of_the_examples_prints_too_small() -> None:
    library = read(folder("appeals"))
    assert [finding for finding in findings(library, TODAY) if finding.code == "A450"] == []
