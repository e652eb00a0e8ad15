"""How much fits, what can be printed, and that nothing is ever cut: on the form, at the field, as at the download."""

from __future__ import annotations

import html
import re

import pytest
from conftest import APPEAL
from visitor import JANE, TYPED, Visit, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.compose import MAX_OWN_WORDS, MAX_TEXT
from letters.pdf import geometry
from letters.supporter import LIMITS, MAX_LINES

CHECK = f"{JANE}/check"
FIELDS = ("name", "initials", "street", "postcode", "town", "region", "email", "own_words-0")


def described(page: str, field: str) -> str:
    """What is said to whoever comes to this field."""
    control = re.search(rf'<(?:input|textarea)[^>]*\bid="{field}"[^>]*>', page)
    assert control
    ids = re.search('aria-describedby="([^"]*)"', control[0])
    parts = [re.search(rf'id="{id}"[^>]*>(.*?)</(?:p|span)>', page, re.DOTALL) for id in ids[1].split()] if ids else []
    return html.unescape(" ".join(part[1] for part in parts if part))


def test_how_much_fits_is_told_of_every_field_before_anything_is_typed(visit: Visit) -> None:
    site = visit()
    page = site.get(f"{JANE}/write").text
    for field in FIELDS:
        limit = MAX_OWN_WORDS if field == "own_words-0" else LIMITS[field]
        assert f"At most {limit:,} characters" in described(page, field), field
    assert f"on {MAX_LINES['street']} lines" in described(page, "street")
    whole = site.post(f"{JANE}/write", {**TYPED, "action": "rewrite"}).text
    assert f"of {MAX_TEXT:,} characters" in described(whole, "text")


def test_no_field_lets_a_browser_cut_what_is_pasted(visit: Visit) -> None:
    site = visit()
    for page in (site.get(f"{JANE}/write").text, site.post(f"{JANE}/write", {**TYPED, "action": "rewrite"}).text):
        assert "<textarea" in page and "maxlength" not in page


@pytest.mark.parametrize("field", [*FIELDS, "text"])
def test_what_is_too_long_is_counted_named_and_kept_whole(visit: Visit, field: str) -> None:
    words = "word " * 2000 + "end"
    mode = "whole" if field == "text" else ""
    signs = "initials" if field == "initials" else "full"
    answer = visit().post(CHECK, {**TYPED, "mode": mode, "sign_as": signs, field: words})
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert fields_of(answer.text)[field] == words
    assert "This is too long: 10,003 characters, at most" in described(answer.text, field)
    assert "10,003 of " in described(answer.text, field)
    named = re.search(rf'<label for="{field}"[^>]*>(?:<span>)?(.*?)(?:</span>)?</label>', page)
    label = re.sub(r" \(.*\)", "", named[1]) if named else "no label"
    assert re.search(rf'<a href="#{field}"><strong[^>]*>{re.escape(label)}</strong> – This is too long', page)


def test_too_many_lines_are_refused_with_the_field_s_name(visit: Visit) -> None:
    answer = visit().post(CHECK, {**TYPED, "street": "\n".join("abcdefg")})
    assert answer.status_code == 422
    assert "<strong>Street and number</strong> – At most 5 lines fit on the letter." in answer.text
    assert re.search('<textarea id="street" name="street" rows="8"', answer.text), "all of it can be seen"


def test_the_letter_to_rewrite_holds_all_that_was_said_before_however_long(visit: Visit) -> None:
    words = "word " * 500 + "end."
    text = fields_of(visit().post(f"{JANE}/write", {**TYPED, "own_words-0": words, "action": "rewrite"}).text)["text"]
    assert words in text


def test_every_place_for_own_words_is_kept(visit: Visit) -> None:
    places = "".join(f"    - own_words: Question {number}?\n" for number in range(30))
    site = visit({"jane-doe/appeal.yaml": APPEAL.replace("    - own_words: Why do you write?\n", places)})
    typed = {f"own_words-{number}": f"Answer {number}." for number in range(30)}
    page = site.post(CHECK, {**TYPED, **typed}).text
    assert all(f"Answer {number}." in page.split("</article>")[0] for number in range(30))


@pytest.mark.slow
@pytest.mark.parametrize("field", ["name", "street", "postcode", "town", "own_words-0", "text"])
@pytest.mark.parametrize("signs", ["🙏", "👨\u200d👩\u200d👧"])
def test_pictures_are_refused_at_their_field_wherever_the_letter_is_made(visit: Visit, field: str, signs: str) -> None:
    mode = "whole" if field == "text" else ""
    typed = {**TYPED, "mode": mode, field: f"Free {signs}"}
    site = visit()
    for path in ("check", "letters/mayor.pdf", "letters/mayor.eml", "letters/mayor.tif"):
        answer = site.post(f"{JANE}/{path}", typed)
        assert answer.status_code == 422
        assert f"No letter can be printed with these characters: {signs[0]}" in described(answer.text, field)
        assert fields_of(answer.text)[field] == typed[field]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["王小样", "مريم المثال", "מרים דוגמה", "Ольга Примерова", "Łucja Ångström"])
def test_what_the_check_page_takes_the_download_prints(visit: Visit, name: str) -> None:
    typed, site = {**TYPED, "name": name, "own_words-0": f"{name} ★ „“"}, visit()
    assert site.post(CHECK, typed).status_code == 200
    assert site.post(f"{JANE}/letters/mayor.pdf", typed).status_code == 200


def test_marks_of_direction_go_and_overrides_are_refused_by_name_at_their_field(visit: Visit) -> None:
    site = visit()
    page = site.post(
        CHECK, {**TYPED, "name": "\u200eEmma \u2067Woods\u2069", "own_words-0": "I\u2028teach\u200f."}
    ).text
    assert "Emma Woods" in page and "I<br>\nteach.</p>" in page
    answer = site.post(CHECK, {**TYPED, "town": "Lon\u202edon"})
    assert answer.status_code == 422
    assert "(U+202E, right-to-left override)" in described(answer.text, "town")


def test_a_sender_with_no_room_on_the_paper_is_refused_before_any_download(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geometry, "_SENDER_TYPE", ((30, 40),))
    answer = visit().post(CHECK, TYPED)
    assert answer.status_code == 422 and "too long for the head of the letter" in described(answer.text, "street")
    assert fields_of(answer.text)["street"] == TYPED["street"]
