"""What is alike for everybody is made once, and anew where anything of it has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import APPEAL, FRENCH, SITE, Make
from translated import own_catalogues, write_catalogue  # noqa: F401 one is a fixture
from visitor import JANE, NOON, TYPED, Visit, Visitor, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.library.library import Library, read
from letters.web.page_cache import PageCache

FORM = f"{JANE}/write"


def made_of(words: list[str]) -> Callable[[], str]:
    """Makes a page of the next word each time it is asked."""
    return iter(words).__next__


@pytest.fixture(name="library")
def one_library(make_appeals: Make) -> Library:
    return read(make_appeals())


def test_a_page_is_made_once_for_a_key(library: Library) -> None:
    cache, make = PageCache(), made_of(["first", "second"])
    assert [cache.page(library, key, make) for key in ("en", "en", "fr", "en")] == ["first", "first", "second", "first"]


def test_what_was_asked_for_longest_ago_goes_first(library: Library) -> None:
    cache, make = PageCache(room=2), made_of(list("abcd"))
    asked = ["en", "fr", "en", "ar", "en", "fr"]
    assert [cache.page(library, key, make) for key in asked] == ["a", "b", "a", "c", "a", "d"]


def test_appeals_read_anew_make_new_pages(library: Library, make_appeals: Make) -> None:
    cache, make = PageCache(), made_of(["old", "new"])
    assert cache.page(library, "en", make) == "old"
    assert cache.page(read(make_appeals()), "en", make) == "new"


def test_what_changed_while_a_page_was_made_isnt_kept(library: Library, make_appeals: Make) -> None:
    cache, later = PageCache(), read(make_appeals())

    def slow() -> str:
        cache.page(later, "other", lambda: "meanwhile")
        return "old"

    assert cache.page(library, "en", slow) == "old"
    assert cache.page(later, "en", lambda: "new") == "new"


def test_the_empty_form_shows_what_its_appeal_says_now(visit: Visit, make_appeals: Make) -> None:
    site = visit()
    assert "A teacher is held" in site.get(FORM).text
    make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("A teacher is held\n", "A teacher was tried\n")})
    live = site.app.extensions["letters"].live
    live.look()
    assert "A teacher was tried" in site.get(FORM).text


def test_nothing_that_one_visitor_has_typed_is_shown_to_the_next(visit: Visit) -> None:
    site = visit()
    empty = site.get(FORM).text
    for path, action in ((f"{JANE}/check", ""), (FORM, "rewrite")):
        assert "Emma Woods" in site.post(path, {**TYPED, "action": action}).text
        assert site.get(FORM).text == empty


def test_a_look_at_the_heads_alone_leaves_the_page_for_readers(visit: Visit) -> None:
    site = visit()
    length = site.client.head(FORM).headers["Content-Length"]
    page = site.get(FORM)
    assert 'property="og:title"' in page.text and page.headers["Content-Length"] == length


def test_each_language_and_each_way_to_it_has_its_own_form(visit: Visit, catalogues: Path) -> None:
    write_catalogue(catalogues, "fr", {"All appeals": "Tous les appels"})
    site = visit({"site.yaml": SITE + "languages: [en, fr]\n", "jane-doe/fr.yaml": FRENCH})

    def form(named: str = "", accepted: str = "en") -> str:
        return site.get(named + FORM, headers={"Accept-Language": accepted}).text

    assert "Tous les appels" not in form() and "Tous les appels" in form(accepted="fr")
    assert f'action="/fr{JANE}/check"' in form("/fr") and f'action="/fr{JANE}/check"' in form(accepted="fr")
    assert f'action="/en{JANE}/check"' in form("/en", accepted="fr")


def test_after_the_deadline_no_form_is_left_over(visit: Visit) -> None:
    files: dict[str, str | bytes | None] = {
        "jane-doe/appeal.yaml": APPEAL.replace("deadline: none", "deadline: 2020-05-01")
    }
    now = [NOON]
    site: Visitor = visit(files)
    site.app.config["NOW"] = lambda: now[0]
    before = site.get(FORM).text
    now[0] += dt.timedelta(days=1)
    assert site.get(FORM).text != before


@pytest.mark.slow
def test_a_form_of_appeals_that_were_read_anew_meanwhile_is_shown_once(
    visit: Visit, make_appeals: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = visit()
    later = read(make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("A teacher is held\n", "She is ill\n")}))
    monkeypatch.setattr("letters.web.writing.library", lambda: later)
    assert "A teacher is held" in site.get(FORM).text
    monkeypatch.setattr("letters.web.context.library", lambda: later)
    assert "She is ill" in site.get(FORM).text
