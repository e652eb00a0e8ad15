"""What an author's text seems to say, and doesn't: letters that look alike, and characters that nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ADDRESSEES, APPEAL, SITE, Make

from letters.check.invisible import first_unseen
from letters.check.lookalikes import misleading_signs, misleading_word
from letters.cli.check import gather
from letters.errors import Finding
from letters.resources import folder

DECEPTIVE_WORDS = {
    "Amal Ex\u0430mple": "Ex\u0430mple",
    "\u041en trial for a lesson": "\u041en",
    "\u0410 teacher is held": "\u0410",
    "Dear \u0421\u043e\u0440 officer": "\u0421\u043e\u0440",
    "Jane D\u03bfe": "D\u03bfe",
    "\u0399 write to you": "\u0399",
    "M\u043e\u0441\u043a\u0432\u0430": "M\u043e\u0441\u043a\u0432\u0430",
    "\u0410\u03b8\u03ae\u03bd\u03b1": "\u0410\u03b8\u03ae\u03bd\u03b1",
    "Dr \u0405mith": "\u0405mith",
    "10 Downing Str\u0435et": "Str\u0435et",
}
HONEST_TEXTS = [
    "Uyghur ULY: Ürümchi, Qeshqer, Uyƣur",
    "Σ of 5 µm and 5 \u03bcm, α-helix, ΔT, kΩ, λx, αs, β-Blocker, grade α",
    "COVID-19-пандемия, SMS и BBC",
    "卡拉OK、Tシャツ、東京タワーのビル、한국어 TV",
    "Сара",
    "He read Война и мир by Толстой",
    "Наталья Эстемирова (Natalia Estemirova)",
    "İstanbul, Əliyev, Łódź, Nguyễn, Þór, Ŋ, ĸ",
    "Қазақстан, Київ, Ґалаґан, Љубав, Їжак",
    "تاشپولات Tashpolat, صحيفة Le Monde",
    "№ 5, ℓ, Å, ½, ™",
]


@pytest.mark.parametrize("text", DECEPTIVE_WORDS)
def test_a_word_with_letters_of_another_script_that_look_alike_is_found(text: str) -> None:
    assert misleading_word(text)[0] == DECEPTIVE_WORDS[text]


@pytest.mark.parametrize("text", HONEST_TEXTS)
def test_scripts_that_people_do_mix_are_left_alone(text: str) -> None:
    assert misleading_word(text) == ("", "")


@pytest.mark.parametrize(
    ("domain", "signs"),
    [
        ("justic\u0435.example", "\u0435"),
        ("\u0430\u0440\u0440\u04cf\u0435.example", "\u0430\u0440\u0440\u04cf\u0435"),
        ("xn--80ak6aa92e.example", "\u0430\u0440\u0440\u04cf\u0435"),
        ("justice.example", ""),
        ("münchen.example", ""),
        ("xn--mnchen-3ya.example", ""),
        ("мвд.рф", ""),
        ("рос.рф", ""),
        ("例え.example", ""),
        ("правительство.example", ""),
    ],
)
def test_a_domain_that_only_looks_like_another_is_found(domain: str, signs: str) -> None:
    assert misleading_signs(domain) == signs


@pytest.mark.parametrize(
    "text",
    [
        "she is \u202edetaert llew",
        "a\u2066b\u2069",
        "minis\u200bter",
        "minis\u2060ter",
        "a\ufeffb",
        "minis\u00ad\u00adter",
        "minister\u00ad",
        "minis\u200dter",
        "a\ufe0fb",
        "10\u200f-12 years",
        "a\U000e0041b",
        "a\u3164b",
        "a\u034fb",
    ],
)
def test_a_character_that_nobody_sees_is_found(text: str) -> None:
    assert first_unseen(text, is_name=False)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष श्री\u200cमान",
        "👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 ⚖\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "葛\U000e0100城",
        "ภาษา\u200bไทย",
        "قضية\u200f (12)\u200e ",
        "Rechts\u00adschutz",
        "ᠨᠢ\u180b",
    ],
)
def test_a_character_that_its_script_needs_is_left_alone(text: str) -> None:
    assert first_unseen(text, is_name=False) is None


def test_a_soft_hyphen_in_a_name_is_found() -> None:
    assert first_unseen("Ex\u00adample", is_name=True)


def _found(root: Path, *codes: str) -> list[Finding]:
    return [finding for finding in gather(root).found if finding.code in codes]


def test_a_reviewer_is_told_where_an_appeal_misleads(make_appeals: Make) -> None:
    root = make_appeals(
        {
            "site.yaml": SITE + "website: https://letters-for-r\u0456ghts.example\n",
            "addressees.yaml": ADDRESSEES.replace("judge@anytown", "judge@anytow\u043f")
            .replace("mayor@anytown", "mayor@\u0430nytown")
            .replace("Town Hall", "T\u043ewn Hall"),
            "jane-doe/appeal.yaml": APPEAL.replace("Jane Doe", "Jane D\u043ee")
            + "# a note\u202e for reviewers\nrules:\n  - Write \u202eyletilop\n",
        }
    )
    found = {(each.file.name, each.line, each.code) for each in _found(root, "A105", "A325", "A451")}
    notes = [
        number
        for number, line in enumerate((root / "jane-doe/appeal.yaml").read_text().splitlines(), 1)
        if "\u202e" in line
    ]
    assert {("site.yaml", 4, "A325"), ("addressees.yaml", 7, "A325"), ("addressees.yaml", 5, "A451")} <= found
    assert {("appeal.yaml", number, "A105") for number in notes} <= found
    assert ("appeal.yaml", 9, "A451") in found


@pytest.mark.slow
def test_nothing_misleads_in_the_appeals_that_ship() -> None:
    assert _found(folder("appeals"), "A105", "A325", "A451") == []
