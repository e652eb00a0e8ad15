"""How a letter speaks: what is noticed, where, and what is left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from conftest import APPEAL, Make

from letters.check import findings
from letters.check.demanding import DEMANDING
from letters.check.insults import CALLED, DEEDS, INSULTS
from letters.check.latin import PLAIN_WORDS
from letters.errors import Finding, Severity
from letters.language.language import LANGUAGES
from letters.library.library import read

TODAY = dt.date(2026, 11, 22)
PARAGRAPH = "I write to you about Jane Doe."
Check = Callable[..., tuple[Finding, ...]]
FRENCH = """\
title: Une enseignante est détenue
summary: Une enseignante est détenue sans inculpation.
people: [{}]
letter:
  subject: Jane Doe, détenue sans inculpation
  body:
    - Je vous écris au sujet de Jane Doe.
    - points: Ce qui compte pour vous
      choices: {colleague: J'enseigne aussi., family: Je pense à sa famille.}
    - own_words: Pourquoi écrivez-vous ?
    - demands: Je vous demande de
      items: [libérer Jane Doe ;, la laisser voir un avocat.]
"""


@pytest.fixture
def check(make_appeals: Make) -> Check:
    """What is said of an appeal in which texts are replaced by others; but for contact data."""

    def checked(*changes: tuple[str, str], **files: str) -> tuple[Finding, ...]:
        text = APPEAL
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        root = make_appeals({"jane-doe/appeal.yaml": text, **{f"jane-doe/{name}.yaml": t for name, t in files.items()}})
        found = findings(read(root), TODAY)
        return tuple(finding for finding in found if finding.file.parent.name == "jane-doe")

    return checked


def in_language(language: str, text: str) -> str:
    """The appeal in a language whose letters only this test can write, with the text as its paragraph."""
    salutation = f'\n  - {{name: Judge X, salutation: {{{language}: "X,"}}, email: [x@y.example]}}'
    changed = APPEAL.replace("language: en", f"language: {language}").replace(
        f"- {PARAGRAPH}", "- '" + text.replace("'", "''") + "'"
    )
    return changed.replace("to: [mayor]", f"to:{salutation}")


def test_a_polite_letter_is_left_alone(check: Check) -> None:
    assert check() == () and check(fr=FRENCH) == ()


# A text in the place of the paragraph, the code, and the words that are shown with their place.
NOTICED = [
    ("The court must respect, inter alia, her rights.", "A410", "inter alia", "among other things"),
    ("She was sentenced In Absentia.", "A410", "In Absentia", "without being present"),
    ("Your criminal regime holds her.", "A411", "criminal regime", "is an insult"),
    ("The thugs who hold her.", "A411", "thugs", "is an insult"),
    ("I beg you: FREE HER NOW.", "A412", "FREE HER NOW", "shouting"),
    ("It is IMPORTANT-ISSIMO.", "A412", "IMPORTANT-ISSIMO", "shouting"),
    ("This is URGENT.", "A412", "URGENT", "shouting"),
    ("Let her go!!", "A413", "!!", "shrill"),
    ("How could you?!", "A413", "?!", "shrill"),
    ("I turn to { addressee.name } for help.", "A416", "{ addressee.name }", "as it stands"),
    ("I turn to addressee.name }} for help.", "A416", "}}", "as it stands"),
    ("I urge you to free her.", "A414", "I urge you to", "outside of `demands`"),
    (
        "We therefore call upon the authorities, in all urgency, to free her.",
        "A414",
        "We therefore call upon",
        "outside",
    ),
    ("I demand her release.", "A414", "I demand", "outside"),
    ("You must free her.", "A414", "You must free", "outside"),
    ("Please release her.", "A414", "Please release", "outside"),
    ("I ask you to see to it that she is freed.", "A414", "I ask you to", "outside"),
]


@pytest.mark.parametrize(("text", "code", "words", "message"), NOTICED)
def test_what_is_noticed_is_shown_where_it_stands(check: Check, text: str, code: str, words: str, message: str) -> None:
    (finding,) = check((PARAGRAPH, f"Good day. {text}" if ": " not in text else f'"Good day. {text}"'))
    assert (finding.code, finding.field, finding.severity) == (code, "letter.body[1]", Severity.WARNING)
    assert words in finding.message and message in finding.message
    line = finding.file.read_text().split("\n")[finding.line - 1]
    assert line[finding.column - 1 :].startswith(words)


LEFT_ALONE = [
    "I am writing to ask for your urgent intervention in the case of Jane Doe.",
    "I would be grateful for a reply.",
    "I ask you to act. I urge you to intervene, and I ask you to consider her case.",
    "I ask for her freedom. We ask ourselves what will become of her.",
    "Please let me know what you decide. You should know that many people care.",
    "She is charged with murder, and the prosecution of murder must be fair.",
    'She is accused of "using an evil cult" and of "INCITING SUBVERSION OF STATE POWER".',
    "They called her “a thug” and „eine Mörderin“ and « un monstre ».",
    "UNESCO and the UNHCR, the OHCHR and INTERPOL know of her. I AM here.",
    "Her lawyer, JANE DOE, has said so in Room B L.",
    "She asked for habeas corpus, de facto in vain.",
    "Is she alive? I hope so!",
    "I live in {{ supporter.town }}, {{addressee.name}}.",
    "The court must respect her rights, and the authorities must be told.",
    "It is a historical question of the butchery trade.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_a_letter_may_say_is_left_alone(check: Check, text: str) -> None:
    assert check((PARAGRAPH, f"'{text}'"), ("name: Jane Doe", "name: Jane DOE JANE")) == ()


def test_words_that_stand_on_two_lines_are_shown_where_they_begin(check: Check) -> None:
    (finding,) = check((f"- {PARAGRAPH}", "- >-\n      The court said, inter\n      alia, that she is free."))
    line = finding.file.read_text().split("\n")[finding.line - 1]
    assert finding.code == "A410" and line[finding.column - 1 :] == "inter"


def test_choices_and_demands_are_read_and_title_and_summary_are(check: Check) -> None:
    found = check(
        ("family: I think of her family.", "family: I demand that you free her."),
        ("release Jane Doe;", "free her from your thugs;"),
        ("title: A teacher is held", "title: A TEACHER is HELD IN PRISON!!"),
        ("summary: A teacher is held without charge.", "summary: She is HELD WITHOUT CHARGE."),
    )
    assert [(finding.code, finding.field) for finding in found] == [
        ("A412", "title"),
        ("A413", "title"),
        ("A412", "summary"),
        ("A414", "letter.body[2].choices.family"),
        ("A411", "letter.body[4].items[1]"),
    ]


def test_a_translation_is_read_in_its_own_language(check: Check) -> None:
    french = FRENCH.replace("au sujet de Jane Doe.", "au sujet de Jane Doe. Je vous exhorte à la libérer, bourreaux !!")
    found = check(fr=french)
    assert {(finding.code, finding.file.name, finding.line) for finding in found} == {
        ("A411", "fr.yaml", 7),
        ("A413", "fr.yaml", 7),
        ("A414", "fr.yaml", 7),
    }


DEMANDS = {
    "en": [
        "I ask you to release her.",
        "I urge you, as a mother and a teacher, to release her and to help her family.",
        "You must not let her die.",
        "You should release her.",
        "Please stop this. Free her.",
        "We call on your government not to carry out the sentence.",
    ],
    "fr": [
        "Je vous exhorte à la libérer.",
        "Nous vous demandons instamment de la libérer.",
        "Vous devez la libérer.",
        "Libérez-la.",
        "Je vous prie, Monsieur le Ministre, de bien vouloir la libérer.",
        "Je vous demande d'ordonner sa libération.",
    ],
    "es": [
        "Le pido que la libere.",
        "Les insto a que la liberen.",
        "Exijo su libertad.",
        "Usted debe liberarla.",
        "Le pido a usted que la ponga en libertad.",
        "Libérela.",
    ],
    "de": [
        "Ich fordere Sie auf, sie freizulassen.",
        "Ich bitte Sie, sie freizulassen.",
        "Deshalb bitte ich Sie, für ihre Freilassung zu sorgen.",
        "Sie müssen sie freilassen.",
        "Ich bitte Sie dringend, sie zu ihrer Familie zu lassen.",
        "Ich bitte Sie, ihre Sicherheit sicherzustellen.",
        "Lassen Sie sie endlich frei.",
    ],
    "it": ["Le chiedo di liberarla.", "La esorto a liberarla.", "Esigo la sua liberazione.", "Lei deve liberarla."],
    "pt": ["Peço-lhe que a liberte.", "Exigimos a sua libertação.", "Vossa Excelência deve libertá-la.", "Liberte-a."],
    "nl": ["Ik verzoek u haar vrij te laten.", "Ik eis haar vrijlating.", "U moet haar vrijlaten.", "Laat haar vrij."],
    "pl": ["Żądam jej uwolnienia.", "Musi pan ją uwolnić."],
    "ru": ["Я требую её освобождения.", "Призываю вас освободить её.", "Вы должны её освободить."],
    "tr": ["Serbest bırakılmasını talep ediyorum.", "Onu serbest bırakmak zorundasınız."],
    "el": ["Απαιτώ την απελευθέρωσή της.", "Σας καλώ να την απελευθερώσετε."],
    "ar": ["أطالبكم بالإفراج عنها.", "أناشدكم الإفراج عنها."],
    "fa": ["من آزادی او را مطالبه می‌کنم.", "شما باید او را آزاد کنید."],
    "zh": ["我要求您释放她。", "您必须释放她。"],
    "ja": ["彼女の釈放を要求します。", "あなたは彼女を釈放しなければなりません。"],
}
NO_DEMANDS = {
    "en": [
        "I ask you to read what happened to her.",
        "I ask you not to forget her. I beg you to bear in mind what was done to her.",
        "I ask you this because you have the power to free her.",
        "We ask the question what happened to her.",
        "You must receive many letters. You must have heard of her. You should be proud of your schools.",
        "It is the power you have to free her of which I write.",
        "I ask you, as a teacher, to think of her students, who wait to see her.",
    ],
    "fr": [
        "Je vous prie d'agréer mes salutations.",
        "Je vous prie d'agréer, Monsieur le Ministre, l'expression de ma haute considération.",
        "Je vous prie, Madame, d'agréer, avec mes remerciements, l'assurance de mon respect.",
        "Je vous prie de croire que je pense à elle et que je demande sa liberté.",
        "Je me permets de solliciter votre intervention en faveur de Jane Doe.",
        "Je vous demande d'intervenir. Je vous remercie de votre attention.",
        "Je vous prie de bien vouloir me répondre. Je vous demande de ne pas l'oublier.",
        "Je vous invite à lire ce que dit la loi. Vous devez recevoir beaucoup de lettres.",
    ],
    "es": [
        "Le escribo para pedir su intervención.",
        "Le ruego que intervenga.",
        "Le agradecería una respuesta.",
        "Le pido que lea lo que le hicieron a ella.",
        "Le ruego que no la olvide. Les pido que piensen en lo que sufre a diario.",
        "Le ruego acepte el testimonio de mi respeto a usted. Le pido que me responda.",
        "Usted debe recibir muchas cartas.",
    ],
    "de": [
        "Ich bitte Sie um Ihr Eingreifen.",
        "Ich bitte Sie, zu handeln.",
        "Ich bitte Sie zu handeln, ohne zu zögern.",
        "Ich bitte Sie zu bedenken, dass sie krank ist.",
        "Ich bitte Sie, sie nicht zu vergessen. Ich bitte Sie, darüber nachzudenken, was zu tun ist.",
        "Ich bitte Sie herzlich um Ihre Hilfe in diesem Fall.",
        "Für eine Antwort wäre ich dankbar.",
        "Sie müssen viele solcher Briefe bekommen. Sie sollten stolz auf Ihre Schulen sein.",
        "Ich weiß, dass sie hungern müssen, und dass sie müssen, was sie nicht sollten.",
        "Sie sollten am Montag hingerichtet werden.",
    ],
    "it": [
        "Le chiedo di intervenire.",
        "Le sarei grato di una risposta.",
        "La prego di gradire i miei saluti. Le chiedo di leggere quello che hanno fatto a lei.",
        "Le chiedo di non dimenticarla. La prego di volermi rispondere.",
        "Lei deve ricevere molte lettere. So che lei deve dormire a terra.",
    ],
    "pt": [
        "Peço a sua intervenção.",
        "Agradeço a sua resposta.",
        "Peço-lhe que leia o que lhe fizeram e que pense nela.",
        "Peço que não se esqueça dela. Peço desculpa por dizer que sofro.",
        "Vossa Excelência deve receber muitas cartas.",
    ],
    "nl": [
        "Ik verzoek u om uw aandacht voor haar zaak.",
        "Ik vraag uw hulp.",
        "Ik vraag u te lezen wat haar te wachten staat.",
        "Ik verzoek u haar niet te vergeten. Ik vraag u eraan te denken. U moet veel brieven krijgen.",
    ],
    "pl": ["Musi pan otrzymywać wiele listów."],
    "ru": ["Вы должны знать, что её помнят. Призываю вас не забывать о ней."],
    "tr": ["Bunu bilmek zorundasınız."],
    "el": ["Σας καλώ να μην την ξεχάσετε. Σας καλώ να μην ξεχάσετε. Οφείλετε να γνωρίζετε."],
    "ar": ["أكتب إليكم بشأن قضية جين دو.", "أناشدكم ألا تنسوا قضيتها."],
    "fa": ["شما باید بدانید که او بیمار است."],
    "zh": ["我写信请您关注简·多的案件。", "我呼吁您关注此案。"],
    "ja": ["彼女のことを書きます。"],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in DEMANDS.items() for text in texts])
def test_a_demand_outside_the_list_is_noticed_in_every_language(make_appeals: Make, language: str, text: str) -> None:
    library = read(make_appeals({"jane-doe/appeal.yaml": in_language(language, text)}))
    assert "jane-doe" in library.appeals
    assert "A414" in {finding.code for finding in findings(library, TODAY)}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in NO_DEMANDS.items() for text in texts])
def test_a_request_for_attention_is_none_in_any_language(make_appeals: Make, language: str, text: str) -> None:
    library = read(make_appeals({"jane-doe/appeal.yaml": in_language(language, text)}))
    assert "jane-doe" in library.appeals
    assert "A414" not in {finding.code for finding in findings(library, TODAY)}


def test_each_language_of_letters_has_its_insults_and_demands() -> None:
    assert set(INSULTS) == set(DEEDS) == set(CALLED) == set(DEMANDING) == set(LANGUAGES)
    assert set(PLAIN_WORDS) <= set(LANGUAGES)


@pytest.mark.parametrize("language", INSULTS)
def test_each_insult_is_found_and_stands_once(make_appeals: Make, language: str) -> None:
    known = (*INSULTS[language], *DEEDS[language])
    words = [word.replace("*", "") for word in known]
    assert words and len(set(known)) == len(words)
    text = in_language(language, ". ".join(words).replace("'", "’") + ".")
    library = read(make_appeals({"jane-doe/appeal.yaml": text}))
    found = [finding for finding in findings(library, TODAY) if finding.code == "A411"]
    assert len(found) >= len([word for word in words if "'" not in word])


CALLED_SO = {
    "en": ["You are a murderer.", "Your murderous regime holds her.", "You and your gangsters, you are fascists."],
    "fr": ["Vous êtes un assassin.", "Libre, elle dit : vous êtes des bourreaux.", "Vos bourreaux la détiennent."],
    "es": ["Usted es un asesino.", "Ustedes son unos asesinos.", "¡Es usted un verdugo!"],
    "de": ["Sie sind ein Mörder.", "Sind Sie ein Henker?", "Sie Mörder!", "Das ist die Tat von Ihren Henkern."],
    "it": ["Lei è un assassino.", "Siete degli assassini."],
    "pt": ["O senhor é um assassino.", "Vocês são assassinos."],
    "nl": ["U bent een moordenaar.", "Uw moordenaars houden haar vast."],
    "pl": ["Pan jest mordercą, jesteście mordercami."],
    "ru": ["Вы убийца.", "Вы — палач."],
    "tr": ["Siz bir katil misiniz?"],
    "el": ["Είστε δολοφόνοι."],
    "ar": ["أنتم قتلة."],
    "fa": ["شما جلاد هستید."],
    "zh": ["您是凶手。"],
    "ja": ["あなたは人殺しだ。"],
}
FACTS = {
    "en": [
        "The murderer of her son was never tried. I write to you because his murderers are free.",
        "Her father, a butcher, survived the crimes of the Nazis and a murderous attack.",
        "I tell you that the murderers of her family, gangsters of the town, are known to you.",
    ],
    "fr": [
        "L’assassin de son frère n’a jamais été jugé. Je vous écris, car les bourreaux de son père sont libres.",
        "Son père, boucher à Lyon, a survécu aux crimes des nazis.",
    ],
    "es": ["El asesino de su hijo sigue libre, y sus asesinos también. Le escribo sobre los crímenes de los nazis."],
    "de": [
        "Der Mörder ihres Vaters wurde nie angeklagt. Ihre Mörder wurden nie gefasst.",
        "Ich schreibe Ihnen, weil die Verbrechen der Nazis und die Mörder ihres Sohnes bekannt sind.",
    ],
    "it": ["L’assassino di suo figlio è libero. Le scrivo dei crimini dei nazisti."],
    "pt": ["O assassino do seu filho está livre. Escrevo-lhe sobre os crimes dos nazis."],
    "nl": ["De moordenaar van haar zoon is vrij. Haar vader, een slager, overleefde de misdaden van de nazi’s."],
    "pl": ["Mordercy jej syna są wolni."],
    "ru": ["Убийца её сына на свободе. Я пишу вам, потому что палачи её отца известны."],
    "tr": ["Oğlunun katil zanlısı serbest."],
    "el": ["Ο δολοφόνος του γιου της είναι ελεύθερος."],
    "ar": ["لم يحاكم قتلة ابنها قط."],
    "fa": ["جلادان پدرش آزادند."],
    "zh": ["杀害她儿子的凶手从未受审。"],
    "ja": ["息子を殺した殺人者は裁かれていない。"],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in CALLED_SO.items() for text in texts])
def test_whoever_is_called_by_the_name_of_a_deed_is_insulted(make_appeals: Make, language: str, text: str) -> None:
    library = read(make_appeals({"jane-doe/appeal.yaml": in_language(language, text)}))
    assert "A411" in {finding.code for finding in findings(library, TODAY)}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in FACTS.items() for text in texts])
def test_what_somebody_else_did_is_a_fact_and_no_insult(make_appeals: Make, language: str, text: str) -> None:
    library = read(make_appeals({"jane-doe/appeal.yaml": in_language(language, text)}))
    assert "jane-doe" in library.appeals
    assert "A411" not in {finding.code for finding in findings(library, TODAY)}


def test_arabic_beginnings_of_a_word_are_part_of_it(make_appeals: Make) -> None:
    library = read(make_appeals({"jane-doe/appeal.yaml": in_language("ar", "أيها السفاح.")}))
    assert "A411" in {finding.code for finding in findings(library, TODAY)}


def test_a_demand_goes_on_from_the_beginning_of_its_own_list(check: Check) -> None:
    (item,) = check(("release Jane Doe;", "Calling for an inquiry;"), ("I ask you to", "We urge you to make sure of"))
    assert item.message.endswith('it goes on from "We urge you to make sure of", so begin with the verb')
    (whole,) = check(("demands: I ask you to", "demands: Urging you to"))
    assert whole.field == "letter.body[4].demands" and whole.message.endswith('a letter says "I urge you to"')


def test_plain_words_suit_a_woman_as_well_as_a_man() -> None:
    words = [word for plain in PLAIN_WORDS.values() for says in plain.values() for word in says.split()]
    assert len(words) > 300 and not {"his", "her", "him", "she", "he", "seiner", "ihrer", "seine"} & set(words)


def test_a_letter_that_asks_for_nothing_is_noticed_for_each_addressee(check: Check) -> None:
    demands = (
        "    - demands: I ask you to\n      items:\n        - release Jane Doe;\n        - let her see a lawyer.\n"
    )
    (finding,) = check((demands, ""))
    assert (finding.code, finding.field) == ("A415", "letter.body") and "to mayor asks for nothing" in finding.message
    only = demands.replace("- demands", "- only_to: [mayor]\n      demands")
    (finding,) = check(("to: [mayor]", "to: [mayor, judge]"), (demands, only))
    assert "to judge asks for nothing" in finding.message
    assert (
        check(
            (demands, ""),
            ("title: A", "kind: open-letter\ntitle: A"),
            (APPEAL[APPEAL.index("    - points") : APPEAL.index("    - demands")], ""),
        )
        == ()
    )
