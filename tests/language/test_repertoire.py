from __future__ import annotations

import pytest
from repertoire import REPERTOIRE, characters

from letters.language.repertoire import span_of, unprintable
from letters.pdf import fonts
from letters.supporter import supporter_from

LISTED = {code for span in REPERTOIRE.read_text(encoding="ascii").split() for code in span_of(span)}
NAMES = (
    "Zoë Ångström-Łęcka", "Ελένη Παράδειγμα", "Ольга Примерова", "مریم نمونه", "מרים דוגמה", "王小样", "例子 花子",
    "김예시", "मीरा उदाहरण", "สมหญิง ตัวอย่าง", "მარიამ მაგალითი", "Անի Օրինակ", "ሰላም ምሳሌ", "ᎠᏂ", "Ngũgĩ wa Mfano",
    "Nguyễn Thị Ví Dụ", "ⵎⴰⵢⴰ", "ᐊᓐᓂ", "ပုံစံ", "བསྟན་འཛིན",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_in_the_scripts_in_use_can_be_printed(name: str) -> None:
    assert unprintable(name) == ""
    assert supporter_from({"name": name, "street": "1", "town": "A", "country": "GB"}).signature == name


@pytest.mark.parametrize(
    ("text", "signs"),
    [("Free her 🙏🙏!", "🙏"), ("👨\u200d👩\u200d👧", "👨👩👧"), ("peace 🕊 ✅ ⭐", "🕊✅⭐"), ("𓀀", "𓀀"), ("🇬🇧", "🇬🇧")],
)
def test_pictures_are_named_once_each(text: str, signs: str) -> None:
    assert unprintable(text) == signs


def test_what_can_be_printed_does_not_depend_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_coverage", frozenset)
    monkeypatch.setenv("PATH", "")
    assert unprintable("王小样 مريم 🙏") == "🙏"
    monkeypatch.setattr(fonts, "_coverage", lambda: frozenset(range(0x20, 0x110000)))
    assert unprintable("王小样 مريم 🙏") == "🙏"


def test_all_of_the_shipped_face_can_be_printed() -> None:
    own = {code for code in fonts._widths() if chr(code).isprintable() and not 0xE000 <= code <= 0xF8FF}
    assert own and own - LISTED == set()


def test_what_can_be_printed_is_in_the_fonts_that_are_installed() -> None:
    assert LISTED and {chr(code) for code in LISTED - fonts._coverage()} == set()


@pytest.mark.slow
def test_the_list_is_what_the_script_writes_from_newer_fonts_or_less() -> None:
    assert LISTED and {chr(code) for code in LISTED - characters()} == set()
