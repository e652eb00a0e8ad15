from __future__ import annotations

import datetime as dt
import re

import pytest
from pydantic import TypeAdapter, ValidationError

from letters.fields.countries import COUNTRIES, country_code
from letters.fields.dates import Deadline, Instant
from letters.fields.text import EmailAddress, FaxNumber, international


@pytest.mark.parametrize(
    ("written", "stored", "shown"),
    [
        ("+86 10 6238 1025", "+861062381025", "+86 10 6238 1025"),
        ("(00 202) 2577 4716", "+20225774716", "+20 2 25774716"),
        ("011-52-722-276-0046", "+527222760046", "+52 722 276 0046"),
        ("+44 20–7946–0018", "+442079460018", "+44 20 7946 0018"),
        ("+44\u00a020\u20117946\u20110018", "+442079460018", "+44 20 7946 0018"),
        ("\u202a+44 (0)20 7946 0018\u202c", "+442079460018", "+44 20 7946 0018"),
        ("+٢٠ ٢ ٢٧٩٥ ٨١٠٣", "+20227958103", "+20 2 27958103"),
        ("۰۰۹۸ ۲۱ ۸۸۹۰ ۱۲۳۴", "+982188901234", "+98 21 8890 1234"),
        ("＋８６ １０ ６２３８ １０２５", "+861062381025", "+86 10 6238 1025"),
        ("+९१ ११ २३३८ ६३४५", "+911123386345", "+91 11 2338 6345"),
    ],
)
def test_fax_numbers_are_stored_as_e164_and_shown_internationally(written: str, stored: str, shown: str) -> None:
    assert TypeAdapter(FaxNumber).validate_python(written) == stored
    assert international(stored) == shown


@pytest.mark.parametrize(
    "written",
    ["010 6238 1025", "+86", "+1 202 495 2138 ext 5", "+86 10 1 / +86 10 2", "+86 10 6238 1025 fax", "+44 20 7"],
)
def test_what_is_no_single_whole_fax_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match=r"isn.t a fax number"):
        TypeAdapter(FaxNumber).validate_python(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("+44 20 7946 0018 ext. 12", "nothing can dial its extension; write it without: +44 20 7946 0018"),
        ("+44 20 7946 0018 (fax)", "'f' can't stand in one"),
        ("+44 20 7", "has no numbers of this length"),
        ("020 7946 0018", "begin with + and the country code"),
    ],
)
def test_what_is_wrong_with_a_fax_number_is_said(written: str, said: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(said)):
        TypeAdapter(FaxNumber).validate_python(written)


def test_addresses_of_the_reserved_example_domain_are_accepted() -> None:
    assert TypeAdapter(EmailAddress).validate_python("mayor@vancouver.example") == "mayor@vancouver.example"


def test_a_look_alike_domain_shows_as_what_it_is() -> None:
    assert TypeAdapter(EmailAddress).validate_python("a@аpple.com").endswith("@xn--pple-43d.com")


@pytest.mark.parametrize("written", ["a", "a@b@c.org", "a@b", "A <a@b.org>", "a@b.org\nBcc: c@d.org", "ä@b.org"])
def test_what_is_no_email_address_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match=r"isn.t an e-mail address"):
        TypeAdapter(EmailAddress).validate_python(written)


def test_countries_are_those_of_iso_3166_1_and_kosovo() -> None:
    assert len(COUNTRIES) == 249 + 1
    assert "XK" in COUNTRIES
    assert not COUNTRIES & set("AC CP DG EA EU IC QO TA UN XA ZZ".split())


@pytest.mark.parametrize(("written", "nearest"), [("CHN", "CN"), ("UK", "GB"), ("Chnia", "CN"), ("germany", "DE")])
def test_a_mistyped_country_names_the_nearest(written: str, nearest: str) -> None:
    with pytest.raises(ValueError, match=f"(did you mean|write) {nearest} for "):
        country_code(written)


def test_a_deadline_is_a_day_or_none() -> None:
    deadline = TypeAdapter(Deadline)
    assert deadline.validate_python("none") is None
    assert deadline.validate_python("2026-12-31") == dt.date(2026, 12, 31)


def test_an_instant_needs_its_time_zone() -> None:
    instant = TypeAdapter(Instant)
    assert instant.validate_python("2020-04-20T01:01+02:00") == dt.datetime(2020, 4, 19, 23, 1, tzinfo=dt.UTC)
    with pytest.raises(ValidationError, match="time zone"):
        instant.validate_python("2020-04-19")
