"""What was pasted with a letter's text, and is printed by the program itself."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import APPEAL, Make

from letters.check import findings
from letters.check.greetings import BEGINNINGS, ENDINGS, TITLES
from letters.errors import Finding, Severity
from letters.language.language import LANGUAGES
from letters.library.library import read

TODAY = dt.date(2026, 11, 22)
PASTED = ("A423", "A424", "A425")
SALUTATIONS = {
    "en": ["Dear Minister,", "Dear Minister, I write to you about Jane Doe.", "Your Excellency:", "Judge Xu,"],
    "fr": ["Monsieur le Président,", "Madame la Ministre,\nJe vous écris.", "Cher Monsieur,"],
    "es": ["Estimado señor ministro:", "Excelentísimo Señor:", "Señor Presidente:"],
    "de": ["Sehr geehrte Frau Ministerin,", "Sehr geehrter Herr Minister, ich schreibe Ihnen.", "Exzellenz,"],
    "it": ["Egregio Ministro,", "Signor Presidente,"],
    "pt": ["Excelentíssimo Senhor Ministro,", "Senhor Presidente,"],
    "nl": ["Geachte heer Roe,", "Excellentie,"],
    "pl": ["Szanowny Panie Ministrze,"],
    "ru": ["Уважаемый господин министр!"],
    "tr": ["Sayın Bakan,"],
    "el": ["Αξιότιμε κύριε Υπουργέ,"],
    "ar": ["معالي الوزير،"],
    "fa": ["جناب آقای وزیر،"],
    "zh": ["尊敬的部长：", "尊敬的部长先生：我写信给您。"],
    "ja": ["拝啓、"],
}
CLOSINGS = {
    "en": [
        "Yours sincerely,",
        "I hope for your answer. Yours faithfully, Maya Lind",
        "Kind regards\nMaya",
        "Sincerely,",
    ],
    "fr": [
        "Veuillez agréer, Monsieur le Ministre, l’expression de ma haute considération.",
        "Je vous prie, Madame, d’agréer mes salutations distinguées.",
        "Cordialement,",
    ],
    "es": ["Atentamente,", "Le saluda atentamente, Maya Lind"],
    "de": ["Mit freundlichen Grüßen", "Mit freundlichen Grüssen\nMaya Lind", "Hochachtungsvoll,"],
    "it": ["Distinti saluti", "Cordiali saluti,\nMaya"],
    "pt": ["Atenciosamente,"],
    "nl": ["Met vriendelijke groet,", "Hoogachtend,"],
    "pl": ["Z poważaniem,"],
    "ru": ["С уважением,"],
    "tr": ["Saygılarımla,"],
    "el": ["Με εκτίμηση,"],
    "ar": ["وتفضلوا بقبول فائق الاحترام والتقدير،"],
    "fa": ["با احترام،"],
    "zh": ["此致\n敬礼！"],
    "ja": ["敬具"],
}
LEFT_ALONE = {
    "en": [
        "Mr Roe, a teacher, has been held for a year.",
        "I write to you, dear Minister, about Jane Doe.",
        "Your Excellency has the power, and I ask you to use it.",
        "She respectfully asked for a lawyer. Sincerely held beliefs are no crime.",
    ],
    "fr": [
        "Madame Doe, enseignante, est détenue. Je vous prie de la libérer.",
        "Monsieur Roe a été arrêté,\nsans mandat.",
        "Il a reçu cordialement ses élèves.",
    ],
    "es": ["El señor Roe está detenido. Señor Roe es su nombre.", "La trataron muy atentamente."],
    "de": ["Herr Roe ist Lehrer, und er ist in Haft.", "Liebe ist kein Verbrechen, sagt sie."],
    "it": ["Cara a tutti, è stata arrestata ieri.", "Distinti signori lo hanno detto."],
    "zh": ["尊敬的教师简·多被捕，没有人知道为什么。"],
    "ar": ["السيدة دو معلمة، وهي محتجزة."],
    "tr": ["Sayın Doe bir öğretmendir, ve tutukludur."],
}


def checked(make_appeals: Make, language: str, first: str = "", last: str = "", **changes: str) -> list[Finding]:
    """What is said of texts that were pasted, in a letter with these as its first or last paragraph."""
    greeted = f'to: [{{name: Judge Xu, salutation: {{{language}: "Judge Xu,"}}, email: [x@y.example]}}]'
    text = APPEAL.replace("language: en", f"language: {language}").replace("to: [mayor]", greeted)
    for old, new in changes.items():
        text = text.replace(f"{old}: ", f"{old}: {new}  # ")
    indented = first.replace("\n", "\n      ")
    text = text.replace("- I write to you about Jane Doe.", f"- |\n      {indented}") if first else text
    text += "    - |\n      " + last.replace("\n", "\n      ") + "\n" if last else ""
    library = read(make_appeals({"jane-doe/appeal.yaml": text}))
    assert "jane-doe" in library.appeals, library.findings
    return [finding for finding in findings(library, TODAY) if finding.code in PASTED]


def rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in table.items() for text in texts]


def test_each_language_of_letters_has_its_ways_to_begin_and_to_end() -> None:
    assert set(SALUTATIONS) == set(CLOSINGS) == set(ENDINGS) == set(TITLES) == set(LANGUAGES)
    assert set(BEGINNINGS) <= set(LANGUAGES)


@pytest.mark.parametrize(("language", "text"), rows(SALUTATIONS))
def test_a_pasted_salutation_is_noticed(make_appeals: Make, language: str, text: str) -> None:
    (found,) = checked(make_appeals, language, first=text)
    assert (found.code, found.field, found.severity) == ("A423", "letter.body[1]", Severity.WARNING)
    assert text[:6] in found.message and "printed twice" in found.message


@pytest.mark.parametrize(("language", "text"), rows(CLOSINGS))
def test_a_pasted_closing_is_noticed(make_appeals: Make, language: str, text: str) -> None:
    (found,) = checked(make_appeals, language, last=text)
    assert (found.code, found.field, found.severity) == ("A424", "letter.body[5]", Severity.WARNING)


@pytest.mark.parametrize(("language", "text"), rows(LEFT_ALONE))
def test_a_paragraph_that_only_begins_or_ends_in_such_words_is_left_alone(
    make_appeals: Make, language: str, text: str
) -> None:
    assert checked(make_appeals, language, first=text, last=text) == []


@pytest.mark.slow
def test_the_program_s_own_closing_and_the_name_are_noticed_too(make_appeals: Make) -> None:
    for language, known in LANGUAGES.items():
        assert [found.code for found in checked(make_appeals, language, last=known.closing)] == ["A424"]
    (found,) = checked(make_appeals, "en", last="{{ supporter.name }}")
    assert found.code == "A424" and "{{ supporter.name }}" in found.message


@pytest.mark.parametrize("quotes", ["“”", "„“", "«»", "‘’", "「」"])
def test_quotation_marks_around_a_whole_text_are_noticed(make_appeals: Make, quotes: str) -> None:
    whole = f"{quotes[0]}A teacher is held{quotes[1]}"
    found = checked(make_appeals, "en", title=whole, summary=whole, subject=whole)
    assert [(finding.code, finding.field) for finding in found] == [
        ("A425", "title"),
        ("A425", "summary"),
        ("A425", "letter.subject"),
    ]
    assert checked(make_appeals, "en", title=f"{whole} – she is “free”", summary=f"She said {whole}") == []
