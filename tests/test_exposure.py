from __future__ import annotations

import pytest
from conftest import APPEAL, Make

from letters.appeal.appeal import Appeal
from letters.exposure import Detail, exposed_in, writes_from_within
from letters.library.library import read

EMMA = {
    "sign_as": "initials",
    "name": "Emma Lind",
    "initials": "E. L.",
    "street": "12 Elm Road",
    "postcode": "N1 7AA",
    "town": "Leeds",
    "country": "GB",
    "email": "emma@lind.example",
}


@pytest.fixture
def appeal(make_appeals: Make) -> Appeal:
    text = APPEAL.replace("- I write to you about Jane Doe.", "- I will write to you about Jane Doe in May.")
    return read(make_appeals({"jane-doe/appeal.yaml": text})).appeals["jane-doe"]


def found(appeal: Appeal, text: str, **fields: str) -> list[tuple[str, str]]:
    exposed = exposed_in({**EMMA, **fields}, {"own_words-0": text}, appeal)
    return [(place.detail.value, place.words) for place in exposed]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("I am Emma Lind.", [("name", "Emma Lind")]),
        ("i am emma lind", [("name", "emma lind")]),
        ("My name is ÉMMA.", [("name", "ÉMMA")]),
        ("This is Emma's letter.", [("name", "Emma")]),
        ("Familie Linds Brief", [("name", "Linds")]),
        ("I live at 12 Elm Road.", [("street", "12 Elm Road")]),
        ("I live in elm rd, number 12", [("street", "elm rd")]),
        ("Find me at Elm 12", [("street", "Elm 12")]),
        ("write to N17AA please", [("postcode", "N17AA")]),
        ("write to n1-7aa please", [("postcode", "n1-7aa")]),
        ("We in Leeds ask you", [("town", "Leeds")]),
        ("Answer to Emma@Lind.example", [("name", "Emma@Lind"), ("email", "Emma@Lind.example")]),
        ("Answer to someone.else@web.example!", [("email", "someone.else@web.example")]),
        ("Call me: 020 7946 0018", [("phone", "020 7946 0018")]),
    ],
)
def test_what_gives_somebody_away_is_found_with_its_place(
    appeal: Appeal, text: str, places: list[tuple[str, str]]
) -> None:
    assert found(appeal, text) == places


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Élodie Müller", "Je suis Elodie Mueller", "Elodie Mueller"),
        ("Anna Kowalska", "List od Anny Kowalskiej", "Anny Kowalskiej"),
        ("Ольга Иванова", "письмо Ольги Ивановой", "Ольги Ивановой"),
        ("Ελένη Παπαδόπουλος", "του Παπαδόπουλου", "Παπαδόπουλου"),
        ("Maya Yılmaz", "MAYA YILMAZ'ın mektubu", "MAYA YILMAZ"),
        ("مريم المثال", "كتبت ومَريم هذه الرسالة", "ومَريم"),
        ("מרים דוגמה", "מכתב למרים", "למרים"),
        ("王小样", "我叫王小样，是老师", "王小样"),
        ("王小样", "小样写信给您", "小样"),
        ("김예시", "저는 김예시입니다", "김예시"),
        ("例子 花子", "私は花子です", "花子"),
        ("สมหญิง ตัวอย่าง", "ฉันชื่อสมหญิงค่ะ", "สมหญิง"),
        ("मीरा उदाहरण", "मेरा नाम मीरा है", "मीरा"),
        ("Dr. Maya van Lind jr.", "frau lind", "lind"),
        ("Søren Łęcki", "Soren Lecki", "Soren Lecki"),
    ],
)
def test_names_are_found_in_every_script_however_they_are_written(
    appeal: Appeal, name: str, text: str, words: str
) -> None:
    assert found(appeal, text, name=name, town="") == [("name", words)]


def test_a_name_that_was_not_given_is_known_by_its_initials(appeal: Appeal) -> None:
    assert found(appeal, "I am Emma Lind and teach.", name="") == [("name", "Emma Lind")]
    assert found(appeal, "I am Emma and teach. Let her go.", name="") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Will May", "I will write in May. Will you let her go?"),
        ("Jane Roe", "Jane Doe must be free. Jane is a teacher."),
        ("Emma Lind", "Emmanuel Lindberghs ist ein anderer; blind, linden, dilemma."),
        ("Dr. Maya van Lind", "Dr. Ibn Sina and the van."),
        ("王小样", "王先生是老师"),
    ],
)
def test_other_words_are_left_alone(appeal: Appeal, name: str, text: str) -> None:
    assert found(appeal, text, name=name) == []


@pytest.mark.parametrize(
    "text",
    ["I am 12 years old.", "On the road to freedom.", "1789 people", "In 2020 she was taken.", "Article 19, 7 AA"],
)
def test_numbers_and_common_words_of_an_address_are_left_alone(appeal: Appeal, text: str) -> None:
    assert found(appeal, text) == []


@pytest.mark.parametrize(
    ("street", "text", "words"),
    [
        ("Hinterhaus\nHauptstraße 5", "in der Hauptstr. 5", "Hauptstr. 5"),
        ("3, rue du Moulin", "j'habite rue du moulin", "rue du moulin"),
        ("中山路12号", "我住在中山路", "中山路"),
        ("١٢ شارع الزيتون", "أسكن في شارع الزيتون", "شارع الزيتون"),
    ],
)
def test_streets_are_found_in_every_script(appeal: Appeal, street: str, text: str, words: str) -> None:
    assert found(appeal, text, street=street) == [("street", words)]


def test_the_words_around_a_place_are_whole(appeal: Appeal) -> None:
    text = "I have been teaching for many years in a school by the river, and I, Emma, ask you to let her go home soon."
    (place,) = exposed_in(EMMA, {"text": text}, appeal)
    assert (place.field, place.detail) == ("text", Detail.NAME)
    assert place.before == "… years in a school by the river, and I, " and place.words == "Emma"
    assert place.after == ", ask you to let her go home soon."


def test_who_signs_in_full_gives_nothing_away(appeal: Appeal) -> None:
    assert exposed_in({**EMMA, "sign_as": "full"}, {"own_words-0": "I am Emma Lind."}, appeal) == ()


@pytest.mark.parametrize(
    ("country", "within"), [("US", True), ("PR", True), ("GU", True), ("GB", False), ("CA", False), ("", False)]
)
def test_who_lives_under_those_whom_the_appeal_is_about_writes_from_within(
    appeal: Appeal, country: str, within: bool
) -> None:
    assert writes_from_within(country, appeal) is within
