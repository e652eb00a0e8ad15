"""What can be put right is said in the reader's language."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from conftest import ADDRESSEES, SITE
from translated import write_catalogue
from visitor import JANE, TYPED, Visit, one_renderer, open_sites  # noqa: F401 two are fixtures

import letters
from letters.errors import Finding, Refused
from letters.fax import text_pages as fax
from letters.pdf import geometry, typesetting
from letters.web import texts
from letters.web.addresses import Spoken

PACKAGE = Path(letters.__file__).parent
# The modules whose refusals the site shows.
SHOWN = [PACKAGE / "mail.py", *sorted((PACKAGE / "fax").glob("*.py")), *sorted((PACKAGE / "pdf").glob("*.py"))]


def refusals(path: Path) -> list[str]:
    """The message of every `Refused(...)` in a module."""
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    module: Any = importlib.import_module(name)
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    first = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Refused"]
    # A message that is put together on the spot can't be looked up in a catalogue.
    return [
        str(getattr(module, message.id)) if isinstance(message, ast.Name) else ast.unparse(message) for message in first
    ]


@pytest.fixture
def german_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Gives the site a German catalogue with one sentence that is German."""
    monkeypatch.setattr(texts, "CATALOGUES", tmp_path / "locale")

    def translated(message: str, translation: str) -> None:
        write_catalogue(tmp_path / "locale", "de", {message: translation})
        texts._translations.cache_clear()

    yield translated
    texts._translations.cache_clear()


def test_a_refusal_keeps_its_values_apart_and_says_both_in_english() -> None:
    refusal = Refused("At most {limit} characters.", limit=60_000)
    assert (refusal.message, refusal.values) == ("At most {limit} characters.", {"limit": 60_000})
    assert str(refusal) == "At most 60,000 characters."


def test_a_refusal_without_values_is_said_as_it_stands() -> None:
    assert str(Refused("there is no letter in '{x}' here")) == "there is no letter in '{x}' here"


@pytest.mark.slow
def test_every_refusal_that_the_site_shows_can_be_translated() -> None:
    with (PACKAGE / "locale" / "messages.pot").open("rb") as file:
        known = {message.id for message in read_po(file)}
    found = {path.name: refusals(path) for path in SHOWN}
    assert all(found[name] for name in ("mail.py", "text_pages.py", "image.py", "geometry.py", "typesetting.py"))
    assert [message for messages in found.values() for message in messages if message not in known] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "message", "german", "shown"),
    [
        ("mayor.txt", fax.FOREIGN, "Dieser Brief geht nicht als Text.", "Dieser Brief geht nicht als Text."),
        # Through the renderer's pipe, with its value.
        ("mayor.pdf", geometry.LONG_ADDRESS, "Zu lang für {layout}.", "Zu lang für uk."),
    ],
)
def test_the_site_refuses_in_its_readers_language(
    visit: Visit, german_site: Callable[..., None], file: str, message: str, german: str, shown: str
) -> None:
    german_site(message, german)
    long = ", ".join(f"Room {number}" for number in range(30))
    files = {
        "site.yaml": SITE + "languages: [en, de]\n",
        "addressees.yaml": ADDRESSEES.replace("Town Hall", long) if file == "mayor.pdf" else ADDRESSEES,
    }
    answer = visit(files).post(f"/de{JANE}/letters/{file}", {**TYPED, "own_words-0": "I teach in Łódź."})
    assert (answer.status_code, shown in answer.text) == (422, True)


def test_numbers_in_a_refusal_are_written_as_the_reader_writes_them(
    visit: Visit, german_site: Callable[..., None]
) -> None:
    german_site(typesetting.LONG_TEXT, "Höchstens {limit} Zeichen.")
    app = visit({"site.yaml": SITE + "languages: [en, de]\n"}).app
    with app.test_request_context(environ_overrides={"letters.spoken": Spoken(language="de", offered=("de",))}):
        assert texts.explained(Refused(typesetting.LONG_TEXT, limit=60_000)) == "Höchstens 60.000 Zeichen."


def test_a_file_s_name_gives_no_orders_to_a_terminal() -> None:
    said = str(Finding(Path("a\x1b]0;x\nb\udcff"), 1, 1, "", "A101", "is no file"))
    assert said == "a\\x1b]0;x\\nb\\udcff:1:1: error: is no file [A101]"
