"""A group reports its letters on the site, by the number on its tally."""

from __future__ import annotations

import pytest
from conftest import APPEAL
from test_reporting import TWO, Send, Sender, counting_sites, said  # noqa: F401 a fixture
from visitor import Visit, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.channel import Channel
from letters.reporting.pack_number import pack_number

NUMBER = str(pack_number("jane-doe", Channel.POST, 54, "a pack"))
REPORT = "/report"


def posted(sender: Sender, number: str = NUMBER, **letters: str) -> str:
    fields = {"number": number, "action": "report"} | {f"letters-{key}": text for key, text in letters.items()}
    answer = sender.visitor.post(REPORT, fields)
    assert "Set-Cookie" not in answer.headers
    return f"{answer.status_code} {said(answer)}"


def test_a_number_leads_to_how_many_were_posted_and_is_counted_for_groups(send: Send) -> None:
    sender = send()
    page = sender.visitor.get(REPORT).text
    assert 'name="number"' in page and 'href="/static/form.css"' in page  # which shows a code large
    page = sender.visitor.post(REPORT, {"number": NUMBER.lower().replace("-", "")}).text
    assert "A teacher is held" in page and "54 letters printed" in said(page)
    fields = fields_of(page)
    # All that were printed go to one addressee: so many were posted, unless somebody says otherwise.
    assert fields["letters-mayor"] == "54"
    answer = sender.visitor.post(REPORT, {**fields, "letters-mayor": "50", "action": "report"})
    assert "50 letters of your pack are counted." in said(answer)
    (counted,) = sender.tally().counted
    assert (counted.source, counted.letters) == ("groups", 50)


def test_reporting_again_corrects_and_begins_with_what_was_said_before(send: Send) -> None:
    sender = send(TWO.replace("to: [mayor, judge]", "to: [mayor]"))
    assert posted(sender, mayor="50").startswith("200")
    assert fields_of(sender.visitor.post(REPORT, {"number": NUMBER}).text)["letters-mayor"] == "50"
    assert posted(sender, mayor="20").startswith("200")
    assert sender.counts() == {("mayor", "post"): 20}
    assert len(sender.tally().packs) == 1 and sender.tally().packs[0].by_site


@pytest.mark.parametrize(
    ("number", "letters", "message"),
    [
        ("", "", "This one has 0"),
        ("D3X0-68DC-DE39", "", "This is no pack’s number"),
        (str(pack_number("else", Channel.POST, 3, "x")), "3", "no appeal here to which this number belongs"),
        (NUMBER, "", "Please say how many letters were posted"),
        (NUMBER, "-3", "Please say how many letters were posted"),
        (NUMBER, "many", "Please say how many letters were posted"),
        (NUMBER, "55", "By its number this pack has 54 letters."),
        (str(pack_number("jane-doe", Channel.POST, 900, "a pack")), "501", "More than 500 letters can’t be reported"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_counted_or_lost(
    send: Send, number: str, letters: str, message: str
) -> None:
    sender = send()
    answer = sender.visitor.post(REPORT, {"number": number, "letters-mayor": letters, "action": "report"})
    assert answer.status_code == 422 and message in said(answer)
    again = fields_of(answer.text)
    assert again["number"] == number
    assert again.get("letters-mayor", letters) == letters
    assert sender.counts() == {}


def test_an_example_and_an_appeal_that_nobody_sees_cannot_be_reported(send: Send) -> None:
    for text in (APPEAL + "example: 2019\n", APPEAL.replace("status: open", "status: draft")):
        assert posted(send(text), mayor="3").startswith("422")


def test_too_many_reports_in_an_hour_come_back_with_what_was_typed(send: Send) -> None:
    sender = send()
    for _ in range(60):
        assert posted(sender, mayor="2").startswith("200")
    fields = {"number": NUMBER, "letters-mayor": "3", "action": "report"}
    answer = sender.visitor.post(REPORT, fields)
    assert answer.status_code == 503 and "no more can be counted in this hour" in said(answer)
    assert fields_of(answer.text)["letters-mayor"] == "3"
    assert sender.counts() == {("mayor", "post"): 2}


def test_without_a_store_there_is_no_such_page(visit: Visit) -> None:
    assert visit().get(REPORT).status_code == 404
