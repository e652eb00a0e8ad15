"""A last day in a text beside another one, or none, in `deadline`: in every wording, order and language."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import APPEAL, Make

from letters.check import findings
from letters.check.deadlines import CUES
from letters.errors import Finding, Severity
from letters.language.language import LANGUAGES
from letters.library.library import read

TODAY = dt.date(2026, 11, 22)
SET = {
    "en": [
        "Please take action until: March 18, 2027",
        "This appeal expires on June 1 2027.",
        "Deadline: 18 March 2027",
        "Write by Friday, the 18th of March 2027.",
        "The deadline has been set to the first of June.",
        "Send it no later than 18/03/2027.",
        "Please write by the end of March 2027.",
        "18 March 2027 is the last day.",
        "Letters must leave before 18 Mar. 2027.",
        "Closing date: 2027-03-18",
        "Write until noon on 18.3.2027.",
        "Letters are valid through March 18, 2027.",
        "Write before the eighteenth of March 2027.",
        "Send it by Thurs., March 18.",
    ],
    "fr": [
        "Merci d’agir d’ici au 18 mars 2027.",
        "Date limite : 1er juin 2027",
        "Écrivez avant le premier juin.",
        "Envoyez-la jusqu’à fin mars 2027.",
        "Agissez au plus tard le vendredi 18 mars.",
        "L’action expire le 18/03/2027.",
    ],
    "es": [
        "Fecha límite: 18 de marzo de 2027",
        "Escriban hasta el 18 de marzo del 2027.",
        "El plazo vence el primero de junio.",
        "Envíen sus cartas a más tardar el viernes 18 de marzo.",
        "Actúen antes de finales de marzo de 2027.",
    ],
    "de": [
        "Einsendeschluss: 18. März 2027",
        "Bitte schreiben Sie bis spätestens Freitag, den 18. März 2027.",
        "Die Aktion läuft bis zum 18.03.2027.",
        "Die Frist endet am 1. Jänner 2027.",
        "Schreiben Sie bis 18.3. an den Minister.",
        "Schreiben Sie bis Ende März 2027.",
        "Schreiben Sie bis zum 18. Maerz.",
    ],
    "it": ["Scadenza: 18 marzo 2027", "Scrivete entro e non oltre il 18 marzo.", "Entro il primo giugno 2027."],
    "pt": ["Prazo: 18 de março de 2027", "Escreva até o dia 18 de março.", "O apelo expira em 18/03/2027."],
    "nl": ["Uiterste datum: 18 maart 2027", "Schrijf uiterlijk op vrijdag 18 maart.", "Voor 1 juni 2027."],
    "pl": ["Termin: 18 marca 2027", "Prosimy pisać do 18 marca 2027 r.", "Najpóźniej do końca marca 2027."],
    "ru": ["Крайний срок: 18 марта 2027 г.", "Пишите до 18 марта 2027 года.", "Не позднее 1-го июня."],
    "tr": ["Son tarih: 18 Mart 2027", "18 Mart 2027’ye kadar yazın.", "En geç 1 Haziran 2027 tarihine kadar."],
    "el": ["Προθεσμία: 18 Μαρτίου 2027", "Γράψτε μέχρι τις 18 Μαρτίου.", "Πριν από την 1η Ιουνίου 2027."],
    "ar": [
        "آخر موعد: 18 مارس 2027",
        "اكتبوا قبل ١٨ آذار ٢٠٢٧",
        "اكتبوا قبل الثامن عشر من مارس 2027",
        "الموعد النهائي هو يوم 18 مارس/آذار 2027",
    ],
    "fa": ["مهلت: ۱۸ مارس ۲۰۲۷", "لطفاً تا ۲۷ اسفند ۱۴۰۵ بنویسید.", "پیش از ۱ ژوئن ۲۰۲۷ بنویسید."],
    "zh": [
        "截止日期：2027年3月18日",
        "截止：二〇二七年三月二十八日",
        "请在2027年6月1日前写信。",
        "请于3月18日之前寄出。",
        "最迟2027-03-18",
    ],
    "ja": ["締め切り：2027年3月18日", "2027年6月1日（火）までに書いてください。", "期限は3月18日"],
}
OTHER_DATES = {
    "en": [
        "She was arrested by police on 18 March 2027, and her trial began on 1 June 2027.",
        "Her daughter was born on 18 March 2027. By then she had been moved twice.",
        "Write before she is moved. The law of 1 June 2027 protects her.",
    ],
    "fr": ["Elle a été arrêtée le 18 mars 2027 et jugée le 1er juin 2027."],
    "es": ["Fue detenida el 18 de marzo de 2027 por la policía."],
    "de": ["Sie wurde am 18. März 2027 festgenommen; die Verhandlung war am 1.6.2027."],
    "it": ["È stata arrestata il 18 marzo 2027."],
    "pt": ["Foi detida em 18 de março de 2027."],
    "nl": ["Zij is op 18 maart 2027 opgepakt."],
    "pl": ["Zatrzymano ją 18 marca 2027 r."],
    "ru": ["Её задержали 18 марта 2027 года."],
    "tr": ["18 Mart 2027 günü gözaltına alındı."],
    "el": ["Συνελήφθη στις 18 Μαρτίου 2027."],
    "ar": ["اعتقلت في 18 مارس 2027."],
    "fa": ["او در ۱۸ مارس ۲۰۲۷ بازداشت شد."],
    "zh": ["她于2027年3月18日被捕。"],
    "ja": ["彼女は2027年3月18日に逮捕された。"],
}


def rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    assert set(table) == set(LANGUAGES) == set(CUES)
    return [(language, text) for language, texts in table.items() for text in texts]


def said(make_appeals: Make, language: str, *, rule: str = "", more: str = "", **changes: str) -> list[Finding]:
    greeted = f'to: [{{name: X, salutation: {{{language}: "X,"}}, email: [x@y.example]}}]'
    text = APPEAL.replace("language: en", f"language: {language}").replace("to: [mayor]", greeted)
    for old, new in changes.items():
        assert f"{old}: " in text
        text = text.replace(f"{old}: ", f'{old}: "{new}"  # ')
    text += (f'rules: ["{rule}"]\n' if rule else "") + more
    library = read(make_appeals({"jane-doe/appeal.yaml": text}))
    assert "jane-doe" in library.appeals, library.findings
    return [finding for finding in findings(library, TODAY) if finding.code == "A319"]


@pytest.mark.parametrize(("language", "text"), rows(SET))
def test_a_last_day_is_noticed_in_every_wording(make_appeals: Make, language: str, text: str) -> None:
    (found,) = said(make_appeals, language, rule=text)
    assert found.severity is Severity.ERROR and found.field == "rules[1]"
    assert "but deadline is none: give one date for both" in found.message


@pytest.mark.parametrize(("language", "text"), rows(OTHER_DATES))
def test_other_dates_are_left_alone(make_appeals: Make, language: str, text: str) -> None:
    assert said(make_appeals, language, rule=text, summary=text) == []


@pytest.mark.parametrize(
    ("deadline", "rule", "message"),
    [
        ("2027-03-18", "Please write by 18 March 2027.", ""),
        ("2027-03-18", "Please write by March 18.", ""),
        ("2027-03-18", "Please write before 19 March 2027.", ""),
        ("2027-03-18", "Please write by the end of March 2027.", ""),
        ("2027-03-18", "Deadline: 18.03.2027", ""),
        ("2027-03-18", "Please write by 18 April 2027.", "says 'by 18 April 2027', but deadline is 2027-03-18"),
        ("2027-03-18", "Deadline: 1 June", "says 'Deadline: 1 June', but deadline is 2027-03-18"),
        ("2027-03-18", "Deadline: 18 March 2028", "but deadline is 2027-03-18"),
    ],
)
def test_another_day_than_the_deadline_is_noticed(make_appeals: Make, deadline: str, rule: str, message: str) -> None:
    found = said(make_appeals, "en", rule=rule, deadline=deadline)
    assert len(found) == bool(message) and all(message in each.message for each in found)


def test_beside_a_deadline_the_summary_may_tell_by_when_something_else_will_happen(make_appeals: Make) -> None:
    soon = "Jane Doe is to be moved before 1 June 2027."
    assert said(make_appeals, "en", deadline="2027-03-18", summary=soon) == []
    (found,) = said(make_appeals, "en", deadline="2027-03-18", summary=f"{soon} Write by 1 April 2027.")
    assert "says 'by 1 April 2027'" in found.message and found.field == "summary"


def test_the_background_tells_of_dates_and_asks_for_none(make_appeals: Make) -> None:
    history = 'background: "The court had to decide before 1 June 2027."\n'
    assert said(make_appeals, "en", more=history) == []
    (found,) = said(make_appeals, "en", more='background: "Please send letters until 1 June 2027."\n')
    assert found.field == "background"
