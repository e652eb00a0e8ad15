"""Help: a page with an answer for each question, to which the other pages lead where it arises."""

from __future__ import annotations

import re

import pytest
from conftest import SITE
from visitor import JANE, TYPED, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

SECTIONS = ("why", "safe", "post", "fax", "mail", "after", "reading", "who")


@pytest.mark.parametrize("language", ["en", "fr", "es", "de", "ar", "zh"])
def test_help_has_a_section_for_each_question_and_a_link_to_each(visit: Visit, language: str) -> None:
    site = visit({"site.yaml": f"{SITE}contact_email: help@rights.example\nlanguages: [{language}]\n"})
    page = site.get("/help").text
    assert re.findall(r'<h2 id="(\w+)">', page) == list(SECTIONS)
    assert re.findall(r'<li><a href="#(\w+)">', page) == list(SECTIONS)
    assert "Letters for Rights" in page and "help@rights.example" in page
    assert len(page.encode()) < 50_000


def test_every_page_leads_to_help_and_the_fields_for_an_address_to_what_we_protect(visit: Visit) -> None:
    site = visit()
    for path in ("/", JANE, f"{JANE}/write", "/privacy", "/nothing"):
        assert 'href="/help"' in site.get(path).text
    form = site.get(f"{JANE}/write").text
    beside_the_fields = form.partition('name="name"')[0].partition("<main")[2]
    assert 'href="/privacy"' in beside_the_fields


def test_the_ways_to_send_a_letter_lead_to_the_answers_about_them(visit: Visit) -> None:
    page = visit().post(f"{JANE}/check", TYPED).text
    assert 'href="/help#post"' in page and 'href="/help#fax"' in page


def test_larger_text_is_a_switch_that_no_form_sends(visit: Visit) -> None:
    site = visit()
    for path in ("/", f"{JANE}/write"):
        page = site.get(path).text
        (switch,) = re.findall(r'<label class="larger"><input[^>]*>', page)
        assert "name=" not in switch
        assert page.index(switch) < page.index("<main")
