"""Demands in the words of a report, and those that only look like it."""

from __future__ import annotations

import pytest

from letters.appeal.reported import report_words, wrong_form
from letters.language.language import LANGUAGES

REPORTED = {
    "en": [
        "Urging the authorities to release her;",
        "calling on them to let her see a lawyer;",
        "Strongly urging the prosecutor to drop the charges;",
        "Pending her release, urging them to let her see a doctor;",
        "Until then, calling for an inquiry;",
        "Expressing concern about her health.",
        "And asking that she be freed.",
        "Kindly asking them to stop;",
    ],
    "fr": [
        "En demandant aux autorités de la libérer ;",
        "Exhortant les autorités à la libérer ;",
        "en les exhortant à la libérer ;",
        "Dans l’attente de sa libération, priant les autorités de la soigner ;",
        "Leur demandant de la libérer ;",
        "Et rappelant que la torture est interdite.",
    ],
    "es": [
        "Instando a las autoridades a que la liberen;",
        "Pidiéndoles que la liberen;",
        "Rogándoles encarecidamente que la liberen;",
        "Haciendo un llamamiento a las autoridades;",
        "Mientras siga detenida, exigiendo que vea a un médico;",
    ],
    "de": [
        "Mit der Aufforderung an die Behörden, sie freizulassen;",
        "Mit der dringenden Bitte, sie freizulassen;",
        "Die Behörden auffordernd, sie freizulassen;",
        "Unter nachdrücklicher Aufforderung, sie freizulassen;",
        "Mit Nachdruck ihre Freilassung fordernd;",
        "Unter Hinweis auf ihre Rechte.",
    ],
    "it": [
        "Sollecitando le autorità a liberarla;",
        "Chiedendo che sia liberata;",
        "In attesa, chiedendo cure mediche.",
    ],
    "pt": ["Instando as autoridades a libertá-la;", "Pedindo-lhes que a libertem;", "A exortar as autoridades."],
    "nl": ["Met het verzoek haar vrij te laten;", "Erop aandringend dat zij vrijkomt;", "De regering verzoekend."],
    "pl": ["Wzywając władze do jej uwolnienia;", "Z apelem o jej uwolnienie;", "Do czasu uwolnienia, żądając opieki."],
    "ru": ["Призывая власти освободить её;", "Настоятельно прося освободить её;", "С требованием освободить её;"],
    "tr": ["Yetkilileri onu serbest bırakmaya çağırarak;", "Serbest bırakılmasını talep ederek."],
    "el": [
        "Καλώντας τις αρχές να την απελευθερώσουν·",
        "Ζητώντας την απελευθέρωσή της.",
        "Παροτρύνοντάς τους να την ελευθερώσουν·",
    ],
    "ar": ["مطالباً السلطات بالإفراج عنها؛", "داعين السلطات إلى الإفراج عنها؛", "مع دعوة السلطات إلى الإفراج عنها."],
    "fa": ["با درخواست از مقامات برای آزادی او؛", "ضمن تأکید بر حقوق او."],
    "zh": ["敦促当局释放她；", "呼吁有关当局允许她见律师。"],
    "ja": ["当局に彼女の釈放を求めて", "当局に対し調査するよう求め、"],
}
ASKED = {
    "en": [
        "release her immediately;",
        "bring those responsible to justice;",
        "Pending her release, ensure that she can see a doctor;",
        "In the meantime, allow her to see her family;",
        "during her detention, let her see a lawyer;",
        "publish the findings, calling nobody guilty before a trial.",
    ],
    "fr": [
        "la libérer ;",
        "Avant tout, la libérer ;",
        "pendant sa détention, la laisser voir un médecin ;",
        "En attendant sa libération, lui permettre de voir ses enfants ;",
        "enquêter, en garantissant l’indépendance des enquêteurs.",
    ],
    "es": ["la ponga en libertad;", "cuando sea posible, la deje ver a sus hijos;", "mande abrir una investigación."],
    "de": ["sie umgehend freizulassen;", "dringend für einen Arzt zu sorgen;", "während der Haft Besuche zuzulassen."],
    "it": ["liberarla subito;", "quando possibile, lasciarla vedere i figli."],
    "pt": ["a liberte;", "quando possível, a deixe ver os filhos;", "mande investigar."],
    "nl": ["haar vrij te laten;", "tot haar vrijlating een arts toe te laten."],
    "pl": ["uwolnić ją;", "do czasu zwolnienia zapewnić jej opiekę."],
    "ru": ["освободить её;", "до освобождения допустить к ней врача;"],
    "tr": ["onu serbest bırakmanızı;", "avukatıyla görüşmesine izin vermenizi."],
    "el": ["να την απελευθερώσετε·", "μέχρι τότε, να την αφήσετε να δει γιατρό."],
    "ar": ["الإفراج عنها فوراً؛", "السماح لها برؤية محام، ريثما يفرج عنها."],
    "fa": ["او را آزاد کنید؛", "تا زمان آزادی، اجازه دهید پزشک را ببیند."],
    "zh": ["立即释放她；", "允许她见律师。"],
    "ja": ["彼女を釈放すること", "弁護士との面会を認めること"],
}


def rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    assert set(table) == set(LANGUAGES)
    return [(language, text) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), rows(REPORTED))
def test_the_words_of_a_report_are_known_in_every_language(language: str, text: str) -> None:
    words = report_words(text, language)
    assert words and words in text


@pytest.mark.parametrize(("language", "text"), rows(ASKED))
def test_a_demand_that_speaks_to_its_reader_is_left_alone(language: str, text: str) -> None:
    assert report_words(text, language) == ""


@pytest.mark.parametrize(
    ("language", "introduction", "text"),
    [
        ("en", "I therefore call on you to", "releasing her at once;"),
        ("fr", "Je vous demande donc de :", "garantissant qu’elle voie un médecin ;"),
        ("es", "Le pido que", "poniéndola en libertad o liberando a todas;"),
        ("it", "La prego di", "liberando tutte;"),
        ("el", "Σας ζητώ να", "απελευθερώνοντας όλες·"),
    ],
)
def test_any_participle_is_wrong_behind_an_introduction_that_waits_for_a_verb(
    language: str, introduction: str, text: str
) -> None:
    assert report_words(text, language, introduction)
    assert report_words(text, language, "…") == ""


def test_what_may_follow_an_introduction_is_left_alone() -> None:
    assert report_words("releasing her at once;", "en", "I ask you to end this by") == ""
    assert report_words("bringing her home;", "en", "Please consider") == ""
    assert report_words("bring her home;", "en", "I ask you to") == ""


def test_it_is_said_how_a_demand_goes_on() -> None:
    message, words = wrong_form("Urging the authorities to release her;", "en", "I ask you to")
    assert words == "Urging"
    assert message == (
        "begins with 'Urging', as a report does: it goes on from \"I ask you to\", so begin with the verb:"
        ' "release her;"'
    )
    assert wrong_form("Urging you to", "en")[0] == "begins with 'Urging': a letter says \"I urge you to\""
