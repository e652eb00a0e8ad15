"""Letters that supporters say they have sent: counted once for each ticket, and nothing else is kept of them."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import ADDRESSEES, APPEAL
from visitor import JANE, KEY, NOON, TYPED, Visit, Visitor, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures
from werkzeug.test import TestResponse

from letters.signing.keys import Keys
from letters.store.database import Store, opened
from letters.store.reports import Reports, Tally
from letters.store.schema import metadata
from letters.web import tickets

YAML, CHECK, SENT, REPORT = "jane-doe/appeal.yaml", f"{JANE}/check", f"{JANE}/sent", f"{JANE}/sent/report"
TWO = APPEAL.replace("to: [mayor]", "to: [mayor, judge]")
DAY = dt.timedelta(days=1)


class Sender:
    """A site with a store, and somebody with a clock who has written on it."""

    def __init__(self, visitor: Visitor, url: str) -> None:
        self.visitor, self.url, self.now = visitor, url, NOON
        visitor.app.config["NOW"] = lambda: self.now

    def takes_along(self, slug: str = "jane-doe", **typed: Any) -> dict[str, str]:
        """The fields that lead on from the page on which the letter was looked at."""
        page = self.visitor.post(f"/appeals/{slug}/check", {**TYPED, **typed}).text
        (form,) = re.findall(r'<form id="sent".*?</form>', page, re.DOTALL)
        return fields_of(form)

    def asked(self, **typed: Any) -> str:
        """The page on which she is asked how she has sent it."""
        answer = self.visitor.post(SENT, self.takes_along(**typed))
        assert answer.status_code == 200
        return answer.text

    def reports(self, fields: dict[str, str], slug: str = "jane-doe", **more: str) -> TestResponse:
        return self.visitor.post(f"/appeals/{slug}/sent/report", {**fields, **more})

    def tally(self) -> Tally:
        store = opened(self.url, Keys(KEY))
        try:
            return Reports(store, Keys(KEY)).tally("jane-doe")
        finally:
            store.close()

    def counts(self) -> dict[tuple[str, str], int]:
        return {(each.addressee, each.channel.value): each.letters for each in self.tally().counted}


Send = Callable[..., Sender]


@pytest.fixture(name="send")
def counting_sites(visit: Visit, tmp_path: Path) -> Send:
    """Opens a site that counts letters in a file of the test's own."""
    url = f"sqlite:///{tmp_path / 'store' / 'letters.db'}"

    def open_site(text: str = APPEAL, files: dict[str, str] | None = None, **settings: Any) -> Sender:
        return Sender(visit({YAML: text, **(files or {})}, store=url, **settings), url)

    return open_site


def said(answer: TestResponse | str) -> str:
    page = answer if isinstance(answer, str) else answer.text
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page.split("<main")[1])).split())


def test_a_letter_is_counted_by_its_channel_and_the_country_apart_from_it(send: Send) -> None:
    sender = send()
    page = sender.asked()
    assert "How did you send your letter to Mayor Ada Byron ?" in said(page)
    answer = sender.reports(fields_of(page), **{"channel-mayor": "fax", "country": "FR"})
    assert answer.status_code == 200
    assert "Thank you" in said(answer) and "Your letter is counted" in said(answer)
    tally = sender.tally()
    assert sender.counts() == {("mayor", "fax"): 1}
    assert [(each.country, each.people) for each in tally.people] == [("FR", 1)]


def test_each_letter_is_counted_for_whom_it_went_to_and_none_that_was_not_sent(send: Send) -> None:
    sender = send(TWO)
    page = sender.asked(to=["mayor", "judge"])
    fields = fields_of(page)
    assert (fields["channel-mayor"], fields["channel-judge"]) == ("none", "none")
    answer = sender.reports(fields, **{"channel-mayor": "post"})
    assert "Your letter is counted" in said(answer)
    page = sender.asked(to=["mayor", "judge"])
    answer = sender.reports(fields_of(page), **{"channel-mayor": "post", "channel-judge": "email"})
    assert "Your letters are counted" in said(answer)
    assert sender.counts() == {("mayor", "post"): 2, ("judge", "email"): 1}
    assert sender.tally().people == ()


def test_an_addressee_of_any_name_is_asked_about_for_herself_alone(send: Send) -> None:
    sender = send(APPEAL.replace("[mayor]", "[mayor, all]"), {"addressees.yaml": ADDRESSEES.replace("judge:", "all:")})
    page = sender.asked(to=["mayor", "all"])
    assert page.count("How did you send your letter to ") == 2 and "your letters?" not in page
    assert "Your letter is counted" in said(sender.reports({**fields_of(page), "channel-all": "email"}))
    assert "Your letter is counted" in said(
        sender.reports({**sender.takes_along(to=["mayor", "all"]), "channel-mayor": "", "channel-all": "email"})
    )
    assert sender.counts() == {("all", "email"): 2}


def test_only_those_are_asked_about_to_whom_she_has_written(send: Send) -> None:
    page = send(TWO).asked(to=["judge"])
    assert "channel-judge" in page and "channel-mayor" not in page
    # The judge can be reached in one way alone.
    assert fields_of(page)["channel-judge"] == "email"


def test_of_very_many_letters_it_is_asked_once(send: Send) -> None:
    keys = [f"member-{number}" for number in range(12)]
    entry = ADDRESSEES[: ADDRESSEES.index("judge:")]
    book = "".join(entry.replace("mayor:", f"{key}:", 1) for key in keys[1:])
    book += ADDRESSEES[ADDRESSEES.index("judge:") :].replace("judge:", "member-0:", 1)
    sender = send(APPEAL.replace("[mayor]", f"[{', '.join(keys)}]"), {"addressees.yaml": book})
    page = sender.asked(to=keys)
    assert page.count("<fieldset") == 1 and "How did you send your letters?" in page
    assert "Your letters are counted" in said(sender.reports(fields_of(page), **{"channel-all": "post"}))
    # One of them has no postal address.
    assert sender.counts() == {(key, "post"): 1 for key in keys[1:]}


def test_a_ticket_counts_once_and_pressing_twice_says_the_same(send: Send) -> None:
    sender = send()
    fields = {**fields_of(sender.asked()), "channel-mayor": "post"}
    first, second = sender.reports(fields), sender.reports(fields)
    assert (first.status_code, said(first)) == (second.status_code, said(second))
    assert sender.counts() == {("mayor", "post"): 1}


def test_without_saying_how_nothing_is_counted_and_what_was_chosen_is_still_there(send: Send) -> None:
    sender = send()
    fields = fields_of(sender.asked())
    answer = sender.reports(fields, country="FR")
    assert answer.status_code == 422 and "Please say how you sent your letter." in said(answer)
    again = fields_of(answer.text)
    assert again["country"] == "FR" and again["ticket"] == fields["ticket"]
    assert sender.reports(again, **{"channel-mayor": "email"}).status_code == 200
    assert sender.counts() == {("mayor", "email"): 1}


@pytest.mark.parametrize("spoilt", ["", "x", "00.aa.bb"])
def test_without_a_genuine_ticket_nothing_is_counted(send: Send, spoilt: str) -> None:
    sender = send()
    fields = {**sender.takes_along(), "channel-mayor": "post"}
    answer = sender.reports({**fields, "ticket": spoilt})
    assert answer.status_code == 422 and "<form" not in answer.text
    assert sender.visitor.post(SENT, {**fields, "ticket": spoilt}).status_code == 422
    assert sender.counts() == {}


def test_a_ticket_is_for_one_appeal_and_for_two_weeks(send: Send) -> None:
    sender = send(files={"other/appeal.yaml": APPEAL})
    fields = {**sender.takes_along(), "channel-mayor": "post"}
    assert sender.reports(fields, slug="other").status_code == 422
    sender.now += 14 * DAY + dt.timedelta(seconds=1)
    assert "more than two weeks" in said(sender.reports(fields))
    assert sender.counts() == {}
    sender.now -= DAY
    assert sender.reports(fields).status_code == 200


def test_a_letter_of_the_last_day_can_still_be_counted_and_a_month_later_none(send: Send) -> None:
    sender = send(APPEAL.replace("deadline: none", "deadline: 2020-05-01"))
    fields = {**sender.takes_along(), "channel-mayor": "post"}
    sender.now += 5 * DAY
    assert sender.visitor.post(CHECK).status_code == 410
    assert sender.reports(fields).status_code == 200
    with sender.visitor.app.test_request_context():
        sender.now = NOON + 40 * DAY
        late = tickets.new_ticket("jane-doe")
    answer = sender.reports({**fields, "ticket": late})
    assert answer.status_code == 410 and "aren’t counted any more" in said(answer)


def test_a_report_sets_no_cookie_and_keeps_nothing_but_numbers(send: Send, tmp_path: Path) -> None:
    sender = send(TWO)
    fields = fields_of(sender.asked(to=["mayor", "judge"]))
    answer = sender.reports(fields, **{"channel-mayor": "post", "channel-judge": "email", "country": "GB"})
    assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
    typed = [text.encode() for text in (*TYPED.values(), fields["ticket"], fields["ticket"].split(".")[0])]
    kept = b"".join(path.read_bytes() for path in (tmp_path / "store").iterdir())
    assert b"mayor" in kept
    assert [text for text in typed if len(text) > 5 and text in kept] == []
    store = Store(sender.url)
    with store.reading() as connection:
        full = {
            name for name, table in metadata.tables.items()
            if connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        }  # fmt: skip
    store.close()
    assert full == {"site", "tallies", "reports", "reporters", "budgets"}


def test_another_sites_form_counts_nothing(send: Send) -> None:
    sender = send()
    fields = {**sender.takes_along(), "channel-mayor": "post"}
    answer = sender.visitor.post(REPORT, fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert sender.counts() == {}


def test_while_the_store_is_away_the_page_comes_back_with_what_was_chosen(send: Send, tmp_path: Path) -> None:
    sender = send()
    fields = {**sender.takes_along(), "channel-mayor": "fax"}
    (tmp_path / "store").mkdir(exist_ok=True)
    (tmp_path / "store" / "letters.db").write_bytes(b"no database")
    answer = sender.reports(fields)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "120"
    assert fields_of(answer.text)["channel-mayor"] == "fax"


def test_everybody_sees_rounded_numbers_from_the_next_monday_on(send: Send) -> None:
    sender = send()
    with sender.visitor.app.test_request_context():
        fields = {"to": "mayor", "channel-mayor": "post", "country": "FR"}
        for _ in range(13):
            assert sender.reports({**fields, "ticket": tickets.new_ticket("jane-doe")}).status_code == 200
    assert "reported" not in said(sender.visitor.get(JANE))
    sender.now = NOON + 2 * DAY  # Sunday, 3 May 2020
    assert "reported" not in said(sender.visitor.get(JANE))
    sender.now = NOON + 3 * DAY
    page = said(sender.visitor.get(JANE))
    assert "About 10 letters reported by supporters." in page
    assert "France: about 10" in page and "groups" not in page


def test_examples_and_open_letters_are_never_counted(send: Send) -> None:
    sender = send(APPEAL + "example: 2019\n")
    page = sender.visitor.post(CHECK).text
    assert 'name="ticket"' not in page and f'href="{SENT}"' in page


def test_without_the_store_the_site_has_no_such_pages(visit: Visit) -> None:
    site = visit()
    rules = {rule.endpoint for rule in site.app.url_map.iter_rules()}
    assert not {name for name in rules if name.startswith("reporting.")}
    assert "sent.sent" in rules


def test_the_privacy_page_says_what_is_counted_and_where_groups_report(send: Send, visit: Visit) -> None:
    page = send().visitor.get("/privacy").text
    assert "If you say that you have sent a letter" in said(page) and 'href="/report"' in page
    without = said(visit().get("/privacy"))
    assert "sent a letter" not in without and "This site sets no cookie" in without
