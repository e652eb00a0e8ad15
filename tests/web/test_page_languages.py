from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from conftest import APPEAL, FRENCH, SITE
from test_collecting import Sign, collecting_sites  # noqa: F401 one is a fixture
from translated import compile_catalogue, own_catalogues, translated, write_catalogue  # noqa: F401 two are fixtures
from visitor import JANE, Visit, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.language.catalogues import untranslated, usable
from letters.language.language import LANGUAGES

FILES = {"site.yaml": SITE + "languages: [fr, en]\n", "jane-doe/fr.yaml": FRENCH}


def test_english_needs_no_catalogue_and_is_what_is_left_where_there_is_none(tmp_path: Path) -> None:
    assert untranslated("en", tmp_path) == 0
    assert usable(("fr", "ar"), tmp_path) == ("en",)
    assert usable(("fr", "en"), tmp_path) == ("en",)


@pytest.mark.parametrize("missing", [0, 1, 50])
def test_a_language_is_on_when_every_message_is_translated(tmp_path: Path, missing: int) -> None:
    write_catalogue(tmp_path, "fr", {}, leave_out=missing)
    assert untranslated("fr", tmp_path) == missing
    assert usable(("fr", "en"), tmp_path) == (("en",) if missing else ("fr", "en"))


@pytest.mark.usefixtures("catalogues")
def test_a_page_never_calls_english_words_french(visit: Visit) -> None:
    site = visit(FILES)
    for path in ("/", JANE, f"{JANE}/write", "/privacy", "/fr/"):
        page = site.get(path, headers={"Accept-Language": "fr"}).text
        assert '<html lang="en"' in page and 'hreflang="fr"' not in page.split("<main")[0]


def test_a_complete_language_is_offered(visit: Visit, catalogues: Path) -> None:
    write_catalogue(catalogues, "fr", {"All appeals": "Tous les appels"})
    page = visit(FILES).get("/", headers={"Accept-Language": "fr"}).text
    assert '<html lang="fr"' in page and "Tous les appels" in page


SHIPPED = ("fr", "es", "de", "ar", "zh")
SPEAKING = f"{SITE}languages: [{{}}]\ncontact_email: a@b.example\n"
SIGNED = {"language": "en", "name": "Emma Woods", "town": "York", "country": "GB", "shown_name": "name"}
JOINT = """\
country: US
title: A letter that many sign
kind: open-letter
signers: both
deadline: 2031-02-01
status: open
language: en
summary: Many sign it.
to: [mayor]
signatories:
  - {group: Initiators, count: {about: 1200}, type: organisations, date: 2020-04}
  - {group: Readers, count: {at_least: 70000}, type: people, date: 2020-04-20}
letter:
  subject: Jane Doe
  body:
    - I write about Jane Doe.
    - demands: I ask you to
      items: [free Jane Doe.]
"""


def seen(page: str) -> str:
    """What a page says around the letter: its text, and what attributes tell those who listen or point."""
    page = re.sub(r'(?s)<article class="letter".*?</article>', "", page)
    told = re.findall(r'(?:aria-label|title|alt|data-done|data-most|content)="([^"]*)"', page)
    return html.unescape(" ".join([re.sub(r"<[^>]*>", " ", page), *told]))


def translations_in(catalogues: Path, language: str) -> dict[str, str]:
    """What is said in one piece, and long enough to be told from other words, by what it is in English."""
    tongue = LANGUAGES["en"]
    said = {
        tongue.typographic(text): str(message.string)
        for message in compile_catalogue(catalogues, language)
        if isinstance(text := message.id, str) and len(text) > 7 and message.string != text and "%" not in text
    }
    assert len(said) > 250
    return said


def heard_in(pages: list[str], said: dict[str, str], language: str) -> int:
    """How many of the translations the pages say; nothing of it in English."""
    heard = " ".join(map(seen, pages))
    for page in pages:
        assert f'<html lang="{language}"' in page
    assert not {text for text in said if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", heard)}
    return sum(LANGUAGES[language].typographic(text) in heard for text in said.values())


@pytest.mark.slow
@pytest.mark.parametrize("language", SHIPPED)
def test_no_page_says_in_english_what_has_been_translated(visit: Visit, catalogues: Path, language: str) -> None:
    said = translations_in(catalogues, language)
    late = APPEAL.replace("deadline: none", "deadline: 2020-04-30")
    site = visit({"joint/appeal.yaml": JOINT, "late/appeal.yaml": late, "site.yaml": SPEAKING.format(language)})
    form = site.get(f"{JANE}/write").text
    filled = {**fields_of(form), "name": "Emma Woods", "street": "1 High Street", "town": "York", "country": "US"}
    pages = [
        form,
        *(site.get(path).text for path in ("/", JANE, "/privacy", "/appeals/joint", "/appeals/joint/write", "/none")),
        *(site.get(path).text for path in ("/search", "/search?q=Nobody", "/countries/us", "/topics/torture")),
        site.get("/appeals/late").text,
        site.post(f"{JANE}/write", {**filled, "action": "rewrite"}).text,
        site.post(f"{JANE}/check", filled).text,
        site.post(f"{JANE}/check", {**filled, "sign_as": "initials", "initials": "E. W."}).text,
        site.post(f"{JANE}/check", {**filled, "name": "", "town": "🎈", "postcode": "1"}).text,
        site.post("/appeals/joint/check", {**SIGNED, "signs_as": "people"}).text,
        site.post("/appeals/joint/check", {"language": "en"}).text,
        site.get(f"{JANE}/check").text,
    ]
    assert heard_in(pages, said, language) > 120, "of what pages say, too little was looked at"


@pytest.mark.slow
@pytest.mark.parametrize("language", SHIPPED)
def test_signing_says_nothing_in_english_what_has_been_translated(sign: Sign, catalogues: Path, language: str) -> None:
    said = translations_in(catalogues, language)
    site = sign(site=f"languages: [{language}]\n", address="https://letters.example")
    asked = site.asks().text
    link, wrong = site.link(), site.confirms(asked, "AAAA-AAAA").text
    pages = [asked, wrong, site.get(link).text, site.confirms(asked).text, site.get(link).text]
    withdrawn = site.visitor.post(link, {**fields_of(pages[-1]), "action": "withdraw-now"}, follow_redirects=True).text
    pages += [withdrawn, site.get(link).text, site.get("/privacy").text, site.get(f"{JANE}/write").text]
    pages += [site.asks(email="", name="").text, site.asks(country="US").text]
    assert heard_in(pages, said, language) > 60


@pytest.mark.parametrize(
    ("language", "error", "name", "place"),
    [
        ("fr", "Erreur\u00a0: ", "Nom\u00a0: Emma Woods", "Lieu\u00a0: York, Royaume-Uni"),
        ("de", "Fehler: ", "Name: Emma Woods", "Ort: York, Vereinigtes Königreich"),
        ("ar", "خطأ: ", "الاسم: Emma Woods", "المكان: York، المملكة المتحدة"),
        ("zh", "错误：", "姓名：Emma Woods", "地点：York，英国"),
    ],
)
def test_colons_and_commas_are_those_of_the_readers_language(
    visit: Visit, catalogues: Path, language: str, error: str, name: str, place: str
) -> None:
    compile_catalogue(catalogues, language)
    site = visit({"site.yaml": SPEAKING.format(language), "joint/appeal.yaml": JOINT})
    assert f"<title>{error}" in site.post(f"{JANE}/check", {"language": "en"}).text
    page = html.unescape(site.post("/appeals/joint/check", {**SIGNED, "signs_as": "people"}).text)
    assert f"{name}\n" in page and f"{place}\n" in page


@pytest.mark.usefixtures("translated")
def test_an_appeal_without_a_translation_says_in_which_language_it_is(visit: Visit) -> None:
    site = visit(
        {"site.yaml": SITE + "languages: [en, fr, ar]\n", "jane-doe/fr.yaml": FRENCH, "joint/appeal.yaml": JOINT}
    )
    for path in (JANE, f"{JANE}/write", "/appeals/joint", "/appeals/joint/write"):
        is_french = path.startswith(JANE)
        assert ("This appeal is in français." in site.get(f"/fr{path}").text) is False
        assert ("This appeal is in anglais." in site.get(f"/fr{path}").text) is not is_french
        assert "This appeal is in الإنجليزية." in site.get(f"/ar{path}").text
        assert "This appeal is in" not in site.get(f"/en{path}").text
    for path in ("/", "/countries/us", "/search?q="):
        assert site.get(f"/fr{path}").text.count("<bdi>In anglais</bdi>") == 1
        assert site.get(f"/ar{path}").text.count("<bdi>In الإنجليزية</bdi>") == 2
        assert "<bdi>In " not in site.get(f"/en{path}").text
    sheet = site.get(f"/ar{JANE}").text.partition('class="handouts"')[2].partition("</p>")[0]
    assert (
        "<bdi>In الإنجليزية</bdi>" in sheet
        and 'hreflang="en"' in sheet
        and 'hreflang="fr" lang="fr" dir="ltr"' in sheet
    )
