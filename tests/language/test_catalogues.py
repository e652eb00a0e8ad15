"""What translators find: every phrase of the site, as the program and its pages have it now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from places import CHECKOUT

from letters.language.language import LANGUAGES

TEMPLATE = CHECKOUT / "letters" / "locale" / "messages.pot"
SHIPPED = ("fr", "es", "de", "ar", "zh")
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
"""What a message leaves open: `%(name)s`, `{name}`."""


def translated(language: str) -> Catalog:
    """What translators have written; what they weren't sure of is still empty."""
    with (TEMPLATE.parent / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    assert len(catalogue) > 350
    return catalogue


def plural_forms(message: Message) -> tuple[str, ...]:
    """What a plural says for each kind of number; nothing of a message without one."""
    return () if isinstance(message.id, str) else tuple(message.string or ())


def texts(catalogue: Catalog) -> list[tuple[str, str]]:
    """Each translation behind the message that it says; of a plural each form."""
    messages = [message for message in catalogue if message.id]
    single = [(message.id, str(message.string)) for message in messages if isinstance(message.id, str)]
    return [*single, *((message.id[-1], form) for message in messages for form in plural_forms(message))]


def searched(folder: str | Path) -> bool:
    return Path(folder).relative_to(CHECKOUT).parts[0] in ("letters", "templates")


@pytest.mark.slow
def test_the_template_of_the_catalogues_holds_what_the_site_says() -> None:
    with (CHECKOUT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel has none for it
    found = extract_from_dir(
        CHECKOUT, methods, options, {**DEFAULT_KEYWORDS, "gettext_noop": None}, directory_filter=searched
    )
    said = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    with TEMPLATE.open("rb") as file:
        kept = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)}
    assert len(said) > 200
    assert kept - {""} == said, "script/messages collects them again"


@pytest.mark.parametrize("language", SHIPPED)
def test_a_catalogue_says_all_that_the_site_says(language: str) -> None:
    catalogue = translated(language)
    with TEMPLATE.open("rb") as file:
        kept = {message.id for message in read_po(file) if message.id}
    assert {message.id for message in catalogue if message.id} == kept, "script/messages brings it up to date"
    assert not [message.id for message in catalogue if message.id and message.fuzzy]
    assert not [said for said, text in texts(catalogue) if not text.strip()]


@pytest.mark.parametrize("language", SHIPPED)
def test_a_translation_keeps_the_places_of_its_message(language: str) -> None:
    catalogue = translated(language)
    plurals = {message.id[-1] for message in catalogue if not isinstance(message.id, str)}
    for said, text in texts(catalogue):
        # "One letter", "two letters": a form that is for one number alone may do without its figure.
        assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(said)) or (
            said in plurals and set(PLACES.findall(text)) < set(PLACES.findall(said))
        ), f"{said} -> {text}"


@pytest.mark.parametrize("language", SHIPPED)
def test_each_number_has_its_form(language: str) -> None:
    catalogue = translated(language)
    forms = {message.id[-1]: said for message in catalogue if (said := plural_forms(message))}
    assert len(forms) >= 4
    assert {len(each) for each in forms.values()} == {catalogue.num_plurals}
    # What is for many numbers, as the last form is, needs the figure.
    for plural, each in forms.items():
        assert set(PLACES.findall(each[-1])) == set(PLACES.findall(plural))


@pytest.mark.parametrize("language", SHIPPED)
def test_a_translation_has_the_marks_of_its_language(language: str) -> None:
    tongue = LANGUAGES[language]
    foreign = set("“”„«»‘‚") - set("".join((*tongue.quotes, *tongue.inner)))
    seen = 0
    for said, text in texts(translated(language)):
        assert not foreign & set(text), f"{said} -> {text}"
        assert '"' not in text and "  " not in text and text == text.strip(), text
        seen += tongue.quotes[0] in text
        if said.endswith((".", "?", ":")):
            ends = {"zh": "。？：", "ar": ".؟:"}.get(language, ".?:")
            assert text[-1] in ends, f"{said} -> {text}"
    assert seen >= 3
