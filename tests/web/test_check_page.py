"""The page on which a letter is looked at and sent: its cards, its weight, and what goes with it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import html
import io
import re
import zipfile
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from conftest import ADDRESSEES, APPEAL
from visitor import JANE, TYPED, Visit, Visitor, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

YAML = "jane-doe/appeal.yaml"
CHECK = f"{JANE}/check"
LONG = {**TYPED, "own_words-0": "My pupils ask me every week about her. " * 38}


def shown(site: Visitor, fields: dict[str, Any] | None = None) -> str:
    answer = site.post(CHECK, fields)
    assert answer.status_code == 200
    return answer.text


def many(count: int) -> dict[str, str]:
    """An appeal to so many members of a parliament, each with all three ways."""
    keys = [f"member-{number}" for number in range(1, count + 1)]
    entry = ADDRESSEES[: ADDRESSEES.index("judge:")]
    book = "".join(
        entry.replace("mayor:", f"{key}:").replace("Mayor Ada Byron", f"Honourable Member Number {number} of Anytown")
        .replace("mayor@", f"{key}@")
        for number, key in enumerate(keys, 1)
    )  # fmt: skip
    return {"addressees.yaml": book, YAML: APPEAL.replace("[mayor]", f"[{', '.join(keys)}]")}


def sent_to(count: int) -> dict[str, Any]:
    return {**TYPED, "to": [f"member-{number}" for number in range(1, count + 1)]}


@pytest.mark.slow
def test_the_title_names_the_appeal_and_leads_to_it(visit: Visit) -> None:
    page = shown(visit())
    assert "<title>Your letter: A teacher is held – Letters for Rights</title>" in page
    assert re.search(rf'<h1>Your letter: <a href="{JANE}" lang="en" dir="ltr">A teacher is held</a></h1>', page)


@pytest.mark.slow
def test_a_jump_leads_to_each_way_and_to_the_letter_itself(visit: Visit) -> None:
    page = shown(visit())
    (jump,) = re.findall(r'<nav class="jump".*?</nav>', page, re.DOTALL)
    targets = re.findall(r'href="#([\w-]+)"', jump)
    assert targets == ["post-mayor", "email-mayor", "fax-mayor", "letter-mayor", "onward"]
    assert [target for target in targets if page.count(f'id="{target}"') != 1] == []


@pytest.mark.slow
def test_a_mail_program_is_opened_however_long_the_letter_is(visit: Visit) -> None:
    def link(fields: dict[str, str]) -> tuple[str, str]:
        page = shown(visit(), fields)
        (found,) = re.findall(r'<a class="button" href="(mailto:[^"]*)"', page)
        return html.unescape(found), page

    short, page = link(TYPED)
    assert "I teach as well." in parse_qs(urlsplit(short).query)["body"][0]
    assert "<details>\n<summary>The text, to copy by hand" in page
    long, page = link(LONG)
    assert long == "mailto:mayor@anytown.example?subject=Jane%20Doe%2C%20held%20without%20charge"
    assert "copy its text first" in page and "<details open>\n<summary>The text, to copy by hand" in page


def test_address_subject_and_text_can_be_copied_each_by_itself(visit: Visit) -> None:
    page = shown(visit())
    copied = re.findall(r'data-copy="([\w-]+)"', page)
    assert set(copied) == {"address-mayor", "subject-mayor", "text-mayor"}
    assert [name for name in copied if page.count(f' id="{name}"') != 1] == []
    assert all(" hidden " in button for button in re.findall(r"<button[^>]*data-(?:copy|share)[^>]*>", page))
    assert re.search('<textarea id="text-mayor"[^>]* readonly', page) and 'data-share="text-mayor"' in page


@pytest.mark.slow
def test_fax_numbers_and_addresses_are_links(visit: Visit) -> None:
    page = shown(visit())
    assert '<a href="tel:+12024952138"><bdi dir="ltr">+1 202-495-2138</bdi></a>' in page
    assert re.search(
        r'<a href="mailto:mayor(@|%40)anytown.example"><bdi dir="ltr">mayor@anytown.example</bdi></a>', page
    )


def test_a_fax_whose_script_plain_text_cannot_carry_goes_as_an_image_and_says_so(visit: Visit) -> None:
    page = shown(visit(), {**TYPED, "own_words-0": "她说好。"})
    assert "mayor.tif" in page and "mayor.txt" not in page and "plain text can’t carry this script" in page


def test_a_letter_that_cannot_be_mailed_can_still_be_printed(visit: Visit) -> None:
    # A subject that no header may hold.
    page = shown(visit({YAML: APPEAL.replace("Jane Doe, held without charge", '"Jane =?x?= Doe"')}))
    assert "letters/mayor.pdf" in page and "mailto:mayor@anytown.example?" not in page
    assert "characters =? can’t be used together" in page


def test_a_letter_that_cannot_be_printed_says_so_in_its_cards_and_can_still_be_mailed(visit: Visit) -> None:
    book = ADDRESSEES.replace("1 Main Street", ", ".join(f"Room {number} of many" for number in range(30)))
    page = html.unescape(shown(visit({"addressees.yaml": book})))
    assert page.count("The address is too long for the window of the layout uk") == 2
    assert "letters/mayor.pdf" not in page and "mailto:mayor@anytown.example?" in page


@pytest.mark.slow
def test_the_letter_is_shown_with_the_ends_of_its_lines_and_pages_on_paper(visit: Visit) -> None:
    site = visit()
    words = "\n\n".join(["I have taught for thirty years and know what a lesson can mean to a class. " * 3] * 6)
    page = shown(site, {**TYPED, "mode": "whole", "text": f"{words}\n\n{words}"})
    assert (
        page.count('<br class="end">') > 10 and page.count('<span class="turn" lang="en" dir="ltr">Page 2</span>') == 1
    )
    assert "This letter takes 2 pages on paper." in page
    assert len(pypdfium2.PdfDocument(site.post(f"{JANE}/letters/mayor.pdf", fields_of(page)).data)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 7, 60, 120])
def test_the_page_is_light_for_however_many_letters(visit: Visit, count: int) -> None:
    site = visit(many(count))
    page = shown(site, sent_to(count))
    styles = re.findall(r'(?:href|src)="(/static/[^"]*\.(?:css|js))"', page)
    assert len(styles) == 7
    assert len(page.encode()) + sum(len(site.get(style).data) for style in styles) < 50_000
    assert page.count('<article class="letter"') >= 1


@pytest.mark.slow
def test_of_many_letters_one_stands_in_full_and_the_others_are_opened_from_the_contents(visit: Visit) -> None:
    site = visit(many(60))
    page = shown(site, sent_to(60))
    (contents,) = re.findall(r'<nav class="contents".*?</nav>', page, re.DOTALL)
    assert page.count('<article class="letter"') == 1 and "<details>" in contents
    assert re.findall(r'href="#(to-[\w-]+)"', contents) == ["to-member-1"]
    assert re.findall(r'name="see" value="([\w-]+)"', contents) == [f"member-{number}" for number in range(2, 61)]
    assert page.index("Download all as one PDF (60)") < page.index('<nav class="contents"') < page.index("<article")
    page = shown(site, {**sent_to(60), "see": "member-41"})
    assert page.count('<article class="letter"') == 1 and 'id="post-member-41"' in page
    assert fields_of(page)["name"] == "Emma Woods"
    assert re.findall(r'value="([\w-]+)"><span>See the next letter:', page) == ["member-42"]


@pytest.mark.slow
def test_all_e_mails_come_as_drafts_in_one_zip_the_same_each_time(visit: Visit) -> None:
    site, fields = visit(many(12)), sent_to(12)
    assert "Download all e-mails as drafts in a ZIP file (12)" in shown(site, fields)
    answer = site.post(f"{JANE}/letters.zip", fields)
    assert answer.mimetype == "application/zip" and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="jane-doe-emails.zip"'
    assert site.post(f"{JANE}/letters.zip", fields).data == answer.data
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        to = {email.message_from_bytes(archive.read(name), policy=email.policy.default)["To"] for name in names}
    assert names[0] == "jane-doe-member-1.eml" and len(to) == 12


def test_where_nobody_has_an_e_mail_address_there_is_no_zip(visit: Visit) -> None:
    book = ADDRESSEES.replace("  email: [mayor@anytown.example]\n", "")
    answer = visit({"addressees.yaml": book}).post(f"{JANE}/letters.zip")
    assert answer.status_code == 409 and "None of these letters goes by e-mail." in answer.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "name", "width", "height"),
    [
        ("", "envelope", 220, 110),
        ("c6", "envelope", 162, 114),
        ("L7160", "labels", 210, 297),
        ("5160", "labels", 215.9, 279.4),
    ],
)
def test_a_letter_has_its_envelope_or_label(visit: Visit, asked: str, name: str, width: float, height: float) -> None:
    answer = visit().post(f"{JANE}/letters/mayor/envelope.pdf", {**TYPED, "outside-mayor": asked, "start-mayor": "3"})
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="jane-doe-mayor-{name}.pdf"'
    with pypdfium2.PdfDocument(answer.data) as document:
        size = [side * 25.4 / 72 for side in document[0].get_size()]
        text = document[0].get_textpage().get_text_range()
    assert size == pytest.approx([width, height], abs=0.2)
    assert "Town Hall" in text and ("Emma Woods" in text) is (name == "envelope")


@pytest.mark.slow
def test_the_envelopes_of_all_letters_come_in_one_file(visit: Visit) -> None:
    answer = visit(many(3)).post(f"{JANE}/envelopes.pdf", {**sent_to(3), "outside": "dl"})
    with pypdfium2.PdfDocument(answer.data) as document:
        assert len(document) == 3


@pytest.mark.parametrize(("field", "value"), [("outside-mayor", "A9"), ("start-mayor", "99"), ("start-mayor", "one")])
def test_an_envelope_or_label_that_there_is_not_is_explained_and_all_is_kept(
    visit: Visit, field: str, value: str
) -> None:
    fields = {**TYPED, "outside-mayor": "L7160", field: value}
    answer = visit().post(f"{JANE}/letters/mayor/envelope.pdf", fields)
    assert answer.status_code == 422 and fields_of(answer.text)["own_words-0"] == TYPED["own_words-0"]
    assert "There is no such envelope" in answer.text or "The sheet L7160 has labels 1 to 21" in answer.text


@pytest.mark.slow
def test_marks_show_where_to_fold_when_they_are_asked_for(visit: Visit) -> None:
    site = visit()
    plain, marked = (site.post(f"{JANE}/letters/mayor.pdf", {**TYPED, **more}) for more in ({}, {"fold_marks": "yes"}))
    assert plain.data != marked.data and marked.data.startswith(b"%PDF")
    assert 'name="fold_marks" value="yes"' in shown(site)


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_the_last_day_can_be_put_into_a_calendar(visit: Visit) -> None:
    title = 'Held; without "charge", 为什么\\ ' + "a teacher of a very long title " * 3
    text = APPEAL.replace("deadline: none", "deadline: 2020-06-01").replace("A teacher is held\n", f"'{title}'\n")
    site = visit({YAML: text}, address="https://letters.example", allowed_hosts=("localhost",))
    assert f'href="{JANE}/reminder.ics"' in shown(site)
    answer = site.get(f"{JANE}/reminder.ics")
    assert answer.mimetype == "text/calendar"
    lines = unfolded(answer.data.decode())
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0", "DTSTART;VALUE=DATE:20200601", "DTSTAMP:20200501T120000Z"} <= set(lines)
    assert f"URL:https://letters.example{JANE}" in lines
    (summary,) = (line for line in lines if line.startswith("SUMMARY:"))
    assert summary.startswith("SUMMARY:Write by 1 June 2020: Held\\; without “charge”\\, 为什么\\\\ a teacher")
    (uid,) = (line for line in lines if line.startswith("UID:"))
    assert re.fullmatch("UID:[0-9a-f-]{36}", uid) and uid in unfolded(site.get(f"{JANE}/reminder.ics").data.decode())
    assert [line for line in lines if line.startswith("TRIGGER")] == ["TRIGGER:-P1DT15H", "TRIGGER:PT9H"]


def test_without_a_last_day_there_is_nothing_to_remind_of(visit: Visit) -> None:
    site = visit()
    assert "reminder.ics" not in shown(site) and site.get(f"{JANE}/reminder.ics").status_code == 404


@pytest.mark.slow
def test_of_many_addressees_all_or_none_can_be_ticked_and_nothing_is_lost(visit: Visit) -> None:
    site = visit(many(60))
    form = site.get(f"{JANE}/write").text
    assert 'name="action" value="all"' in form and 'name="action" value="none"' in form
    for action, count in (("none", 0), ("all", 60)):
        page = site.post(f"{JANE}/write", {**sent_to(2), "action": action}).text
        assert len(re.findall(r'name="to" value="[\w-]+" checked', page)) == count
        assert fields_of(page)["own_words-0"] == TYPED["own_words-0"]
    assert 'value="none"' not in visit().get(f"{JANE}/write").text


def test_the_letter_s_own_face_is_served_from_here_and_kept(visit: Visit) -> None:
    site = visit()
    assert "font-src 'self'" in site.post(CHECK).headers["Content-Security-Policy"]
    style = site.get("/static/paper.css").text
    files = re.findall(r'url\("(fonts/[^"]+\.woff2)"\)', style)
    assert len(files) == 8 and len(re.findall(r"url\(", style)) == 8
    for file in files:
        answer = site.get(f"/static/{file}")
        assert answer.status_code == 200 and answer.data[:4] == b"wOF2" and len(answer.data) < 100_000
        assert "max-age=" in answer.headers["Cache-Control"]


def test_no_style_sheet_hides_a_heading(visit: Visit) -> None:
    site = visit()
    for style in ("site.css", "paper.css", "reading.css", "check.css", "letter.css"):
        text = re.sub(r"/\*.*?\*/", "", site.get(f"/static/{style}").text, flags=re.DOTALL)
        hidden = [rule for rule, body in re.findall(r"([^{}]+){([^{}]*)}", text) if re.search(r"display:\s*none", body)]
        assert [rule for rule in hidden if re.search(r"(?<![\w.-])h[1-6]\b|:is\([^)]*\bh[1-6]", rule)] == []


def test_today_is_asked_for_where_the_organisation_is(visit: Visit) -> None:
    # The page is the same by day and by night; the deadline ends with the day in London.
    late = dt.datetime(2020, 6, 1, 23, tzinfo=dt.UTC)
    text = APPEAL.replace("deadline: none", "deadline: 2020-06-01")
    assert visit({YAML: text}, now=late).get(f"{JANE}/reminder.ics").status_code == 410
