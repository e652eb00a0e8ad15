"""The field for a state, province or county: under its country's own name, without a script, and at every door."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from visitor import JANE, TYPED, Visit, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.fields.countries import COUNTRIES
from letters.fields.formats import format_of
from letters.resources import folder
from letters.web.texts import REGIONS

HOME = {
    "street": "742 Evergreen Ter",
    "town": "Springfield",
    "region": "Illinois",
    "postcode": "62704",
    "country": "US",
}


def test_every_kind_of_region_has_a_name_and_a_style() -> None:
    kinds = {format_of(code).region for code in COUNTRIES} - {""}
    assert kinds == REGIONS.keys()
    sheet = Path(folder("static") / "form.css").read_text(encoding="utf-8")
    for kind in kinds:
        name = kind.replace("_", "-")
        assert f"form:has(.has-{name}:checked) .region label::before {{ content: attr(data-{name}); }}" in sheet


def test_a_region_goes_from_the_form_into_the_letter(visit: Visit) -> None:
    page = visit().post(f"{JANE}/check", {**TYPED, **HOME})
    assert page.status_code == 200 and "Springfield IL 62704" in page.text
    assert fields_of(page.text)["region"] == "Illinois"


@pytest.mark.parametrize(
    ("country", "label"),
    [("US", "State"), ("CA", "Province"), ("JP", "Prefecture"), ("DE", "State, province or county")],
)
def test_a_form_that_comes_back_names_the_region_as_the_country_does(visit: Visit, country: str, label: str) -> None:
    page = visit().post(f"{JANE}/check", {**TYPED, **HOME, "postcode": "", "name": "", "country": country}).text
    found = re.search(r'<label for="region"[^>]*><span>([^<]*)</span>', page)
    assert found and html.unescape(found[1]) == label


@pytest.mark.parametrize(("country", "postcode"), [("DE", "1067"), ("AT", "101"), ("US", "2139"), ("NO", "150")])
def test_a_postcode_that_cannot_be_is_refused_at_its_field(visit: Visit, country: str, postcode: str) -> None:
    page = visit().post(f"{JANE}/check", {**TYPED, **HOME, "country": country, "postcode": postcode}).text
    assert "a zero at its beginning counts too" in page and 'id="error-postcode"' in page
    assert "preadsheet" not in page and fields_of(page)["postcode"] == postcode
