from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FRENCH, SITE
from translated import own_catalogues, write_catalogue  # noqa: F401 one is a fixture
from visitor import JANE, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.language.catalogues import untranslated, usable

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
    for path in ("/", JANE, f"{JANE}/write", "/?lang=fr", "/privacy?lang=fr"):
        page = site.get(path, headers={"Accept-Language": "fr"}).text
        assert '<html lang="en"' in page and 'hreflang="fr"' not in page.split("<main")[0]


def test_a_complete_language_is_offered(visit: Visit, catalogues: Path) -> None:
    write_catalogue(catalogues, "fr", {"All appeals": "Tous les appels"})
    page = visit(FILES).get("/", headers={"Accept-Language": "fr"}).text
    assert '<html lang="fr"' in page and "Tous les appels" in page
