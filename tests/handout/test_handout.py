"""What a sheet says: everything that a group needs, in every language, and nothing that harms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from conftest import APPEAL, SITE

from letters.appeal.signatories import Bound, SignatoryGroup, totals
from letters.appeal.signed import signed_groups
from letters.errors import Refused
from letters.handout import Handout, composing, hand_out
from letters.handout.content import Choices, OwnWordsPlace, Passage
from letters.handout.words import WORDS, Words
from letters.language.language import LANGUAGES
from letters.language.signing import SIGNING
from letters.library.library import Library, read

NOON = dt.datetime(2020, 5, 1, 12, tzinfo=dt.UTC)
PLACE = re.compile(r"\{(\w+)\}")
Make = Callable[..., Path]


def appeal(**fields: str | None) -> str:
    """The appeal of conftest with these fields in place of its own, each as YAML; None leaves one out."""
    lines = APPEAL
    for name, value in fields.items():
        lines = re.sub(rf"^{name}:.*\n", "", lines, flags=re.MULTILINE)
        lines += "" if value is None else f"{name}: {value}\n"
    return lines


@pytest.fixture
def made(make_appeals: Make) -> Callable[..., Handout]:
    """Makes the sheet of Jane Doe's appeal, with other files and fields."""

    def make(
        files: dict[str, str | bytes | None] | None = None,
        now: dt.datetime = NOON,
        **changes: Any,
    ) -> Handout:
        options = {name: changes.pop(name) for name in ("address", "picture") if name in changes}
        library = read(make_appeals({"jane-doe/appeal.yaml": appeal(**changes), **(files or {})}))
        assert library.findings == ()
        return hand_out(library.appeals["jane-doe"], library, changes.get("language", "en"), now, **options)

    return make


def test_every_language_of_letters_has_every_phrase_with_the_same_places() -> None:
    assert list(WORDS) == list(LANGUAGES) and len(WORDS) == 15
    for field in fields(Words):
        english = sorted(PLACE.findall(getattr(WORDS["en"], field.name)))
        for code, words in WORDS.items():
            phrase = getattr(words, field.name)
            assert phrase.strip() == phrase and phrase, (code, field.name)
            assert sorted(PLACE.findall(phrase)) == english, (code, field.name)


def test_no_phrase_was_left_in_another_language() -> None:
    english = {field.name: getattr(WORDS["en"], field.name) for field in fields(Words)}
    for code, words in WORDS.items():
        same = [name for name, phrase in english.items() if code != "en" and getattr(words, name) == phrase]
        # These are the same words elsewhere.
        assert set(same) <= {"email", "post", "organisations", "petition"}, code


@pytest.mark.parametrize(
    ("deadline", "language", "said"),
    [
        ("2020-06-01", "en", "Please write by 1 June 2020"),
        ("2020-06-01", "fr", "Écrivez au plus tard le 1er juin 2020"),
        ("2020-06-01", "zh", "请在2020年6月1日（含当日）之前写信"),
        ("none", "en", "Please write: letters are welcome until further notice"),
        ("2020-04-30", "en", "The last day was 30 April 2020. Please check with Letters for Rights before you write"),
    ],
)
def test_the_deadline_is_a_sentence_with_the_date_as_the_language_writes_it(
    make_appeals: Make, deadline: str, language: str, said: str
) -> None:
    library = read(make_appeals({"jane-doe/appeal.yaml": appeal(deadline=deadline, language=language)}))
    handout = hand_out(library.appeals["jane-doe"], library, language, NOON)
    assert handout.deadline.startswith(said)


def test_a_deadline_ends_with_the_day_where_the_organisation_is(made: Callable[..., Handout]) -> None:
    before, after = dt.datetime(2020, 5, 31, 22, 59, tzinfo=dt.UTC), dt.datetime(2020, 5, 31, 23, 1, tzinfo=dt.UTC)
    assert made(deadline="2020-05-31", now=before).deadline == "Please write by 31 May 2020"
    assert made(deadline="2020-05-31", now=after).deadline.startswith("The last day was 31 May 2020")


def test_from_a_stopped_appeal_no_sheet_is_made(made: Callable[..., Handout]) -> None:
    with pytest.raises(Refused, match=r"jane-doe has ended.*She is free"):
        made(status="stopped", outcome="She is free.")


def test_what_must_not_be_handed_out_says_so(made: Callable[..., Handout]) -> None:
    assert made().watermarks == ()
    assert made(status="draft").watermarks == ("Draft – not to be handed out",)
    assert made(embargo="2020-06-01T23:01Z").watermarks == (
        "Not to be handed out before 2 June 2020, 00:01 (Europe/London)",
    )
    assert made(embargo="2020-04-01T23:01Z").watermarks == ()
    assert made(example="2020").watermarks == ("Example, from 2020 – please don’t send this letter",)


def test_the_facts_are_country_document_numbers_and_date(made: Callable[..., Handout]) -> None:
    handout = made(document="Second UA", case="UA 1/20", index="AMR 51/1/2020")
    assert handout.facts == ("United States", "Second UA", "UA 1/20", "AMR 51/1/2020", "issued 20 April 2020")
    assert handout.case == "UA 1/20"
    assert made(issued="2020-04").facts[-1] == "issued April 2020"
    assert made(issued="2020").facts[-1] == "issued 2020"
    assert made(issued=None).facts == ("United States",)


def test_the_letter_has_every_part_and_places_where_the_writer_fills_in(made: Callable[..., Handout]) -> None:
    body = (
        'subject: "{{ addressee.name }} and Jane Doe"\n  body:\n'
        '    - "I live in {{ supporter.town }}, {{ supporter.country }}, and my name is {{ supporter.name }}."\n'
        "    - points: What matters to you\n      choices: {colleague: I teach., family: I think of them.}\n"
        "    - {own_words: Why do you write?, hint: A sentence.}\n"
        "    - {demands: I ask you to, items: [release her;, let her see a lawyer.]}"
    )
    letter = made(letter=None, files={"jane-doe/appeal.yaml": _with_letter(body)}).letter
    assert letter.subject == "Mayor Ada Byron and Jane Doe"
    assert letter.salutations == (("", "Dear Mayor,"),) and letter.closings == (("", "Yours sincerely,"),)
    first, choices, place, demands = letter.parts
    assert isinstance(first, Passage) and "I live in [your town], [your country]" in str(first.text)
    assert "my name is [your name]" in str(first.text)
    assert isinstance(choices, Choices) and len(choices.choices) == 2 and choices.ask == "What matters to you"
    assert place == OwnWordsPlace(ask="Why do you write?", hint="A sentence.", only_to="")
    assert isinstance(demands, Passage) and "release her;" in str(demands.text)


def _with_letter(letter: str) -> str:
    return APPEAL[: APPEAL.index("letter:\n")] + f"letter:\n  {letter}\n"


def test_two_addressees_are_addressed_apart(made: Callable[..., Handout]) -> None:
    body = (
        "subject: Jane Doe\n  body:\n"
        '    - "I write to you, {{ addressee.name }}."\n'
        '    - {text: "You judge, {{ addressee.name }}.", only_to: [judge]}'
    )
    text = _with_letter(body).replace("to: [mayor]", "to: [mayor, judge]")
    handout = made(files={"jane-doe/appeal.yaml": text})
    assert handout.letter.salutations == (("Mayor Ada Byron", "Dear Mayor,"), ("Judge Mary Roe", "Dear Judge,"))
    both, one = handout.letter.parts
    assert "I write to you, [name of your reader]." in str(both) and not both.only_to
    assert "You judge, Judge Mary Roe." in str(one) and one.only_to == "Only to Judge Mary Roe:"
    assert [who.salutation for who in handout.recipients] == ["Dear Mayor,", "Dear Judge,"]


def test_an_addressee_is_shown_with_every_way_that_is_open(made: Callable[..., Handout]) -> None:
    (mayor,) = made().recipients
    assert (mayor.name, mayor.office) == ("Mayor Ada Byron", "Mayor of Anytown")
    assert mayor.post == ("Town Hall", "1 Main Street", "Anytown 12345")
    assert [line.text for line in mayor.country_lines] == ["United States"]
    assert (mayor.faxes, mayor.emails) == (("+1 202-495-2138",), ("mayor@anytown.example",))


def test_a_way_that_is_closed_gives_its_reason_and_no_address(made: Callable[..., Handout]) -> None:
    book = (
        "mayor:\n  name: Mayor\n  salutation: {en: 'Dear Mayor,'}\n  post: {lines: [Town Hall], country: US}\n"
        "  fax: ['+1 202 495 2138']\n  languages: [zh, en]\n  unavailable: {post: Post is suspended.}\n"
    )
    (mayor,) = made({"addressees.yaml": book}).recipients
    assert (mayor.post, mayor.country_lines) == ((), ())
    assert mayor.unavailable == (("Post", "Post is suspended."),)
    assert mayor.languages == "Chinese; English"


def test_the_country_is_left_out_at_home_and_given_in_two_scripts_where_needed(made: Callable[..., Handout]) -> None:
    def lines(site: str, language: str = "en") -> list[str]:
        handout = made({"site.yaml": f"organisation: X\n{site}"}, language=language)
        return [line.text for line in handout.recipients[0].country_lines]

    assert lines("country: US\n") == []
    assert lines("country: DE\n") == ["Vereinigte Staaten"]
    assert lines("") == ["United States"]
    assert lines("", "zh") == ["美国", "United States"]


def test_an_embassy_that_is_not_known_is_a_sentence_and_no_address(made: Callable[..., Handout]) -> None:
    known = {"embassies.yaml": "US:\n  GB: {name: Embassy in London, post: {lines: [1 Square], country: GB}}\n"}
    here = made(known, copies="[embassy]")
    assert [who.name for who in here.copies] == ["Embassy in London"] and here.diplomats == ""
    assert (here.copies[0].salutation, here.copies[0].languages) == ("", "")
    elsewhere = made({**known, "site.yaml": "organisation: X\ncountry: FR\n"}, copies="[embassy, judge]")
    assert [who.name for who in elsewhere.copies] == ["Judge Mary Roe"]
    assert elsewhere.diplomats == "the diplomatic representatives of this country in yours: United States"
    assert made().diplomats == "" and made().copies == ()


@pytest.mark.parametrize(
    ("mention", "said"),
    [
        ("welcome", "You may mention Letters for Rights."),
        ("avoid", "It is better not to mention Letters for Rights."),
        ("never", "Please don’t mention Letters for Rights. It could do harm in this case."),
    ],
)
def test_the_notes_say_whether_to_mention_the_organisation(
    made: Callable[..., Handout], mention: str, said: str
) -> None:
    assert made(mention_organisation=mention, rules="[Be polite.]").notes == ("Be polite.", said)


def test_a_permission_that_nobody_gave_is_not_on_the_sheet(made: Callable[..., Handout]) -> None:
    assert made(rules="[Be polite.]").notes == ("Be polite.",)
    assert made().notes == ()


def test_a_single_group_of_signatures_is_its_own_total(made: Callable[..., Handout]) -> None:
    text = _with_letter("subject: Street checks\n  body: [Stop them.]").replace("title:", "kind: open-letter\ntitle:")
    group = "{group: People, type: people, count: 70000, approximate: true, date: 2020-04}"
    handout = made(files={"jane-doe/appeal.yaml": f"{text}signatories: [{group}]\n"})
    assert handout.signed[0].number == "about 70,000 (April 2020)" and handout.totals == ""


def test_an_example_doesnt_welcome_letters_that_it_asks_not_to_send(made: Callable[..., Handout]) -> None:
    handout = made(example="2019")
    assert handout.deadline == "" and "don’t send" in handout.watermarks[0]
    assert "welcome" in made().deadline and made(example="2019", deadline="2030-01-01").deadline


def test_an_open_letter_is_signed_and_its_numbers_are_never_more_exact_than_they_are(
    made: Callable[..., Handout],
) -> None:
    groups = (
        "[{group: Initiators, type: organisations, members: [One, Two]}, "
        "{group: Others, type: organisations, count: 29, date: 2020-04}, "
        "{group: People, type: people, count: {about: 70000}, date: 2020-04-11}, "
        "{group: Members, type: people, members: [{name: Ada, role: Chair, organisation: One}]}]"
    )
    text = _with_letter("subject: Street checks\n  body: [Stop them.]").replace("title:", "kind: open-letter\ntitle:")
    handout = made(files={"jane-doe/appeal.yaml": f"{text}signatories: {groups}\n"})
    assert handout.is_signed and handout.deadline.startswith("Please sign")
    assert [(group.members, group.number) for group in handout.signed] == [
        (("One", "Two"), ""),
        ((), "29 (April 2020)"),
        ((), "about 70,000 (11 April 2020)"),
        (("Ada, Chair, One",), ""),
    ]
    assert handout.totals == "In total: 31 (organisations); about 70,000 (people)"
    assert handout.notes == ("Sign on a list of signatures at a group’s table, or on the web.",)
    assert handout.recipients[0].languages == "" and handout.called == "Open letter"
    petition = made(files={"jane-doe/appeal.yaml": f"{text}petition: true\n"})
    assert petition.is_signed and petition.called == "Petition"


def test_solidarity_goes_to_the_person_whose_address_nobody_may_know(made: Callable[..., Handout]) -> None:
    text = _with_letter("body: [We think of you.]").replace("title:", "kind: solidarity\ntitle:")
    text = text.replace("to: [mayor]", 'to: [{name: Jane Doe, salutation: {en: "Dear Jane,"}}]')
    handout = made(files={"jane-doe/appeal.yaml": text})
    assert handout.letter.subject == "" and handout.letter.salutations == (("", "Dear Jane,"),)
    assert handout.recipients[0].nowhere.startswith("We have no address. Please give your letter to Letters for Rights")


def test_texts_are_set_with_the_marks_of_the_language_and_lines_of_the_file_are_joined(
    made: Callable[..., Handout],
) -> None:
    handout = made(summary='"She said \\"no\\"."', background='"One\\nline.\\n\\nAnother."')
    assert handout.summary == ("She said “no”.",)
    assert handout.background == ("One line.", "Another.")


def test_the_address_of_the_form_is_that_of_the_settings_or_nothing(made: Callable[..., Handout]) -> None:
    assert made(address="https://letters.example").web == "https://letters.example/appeals/jane-doe/write"
    assert made().web == ""


def test_the_address_of_the_form_is_in_the_sheets_language_where_the_site_is(made: Callable[..., Handout]) -> None:
    several = {"site.yaml": SITE + "languages: [fr, en]\n"}
    assert made(several, address="https://letters.example").web == "https://letters.example/en/appeals/jane-doe/write"
    others = {"site.yaml": SITE + "languages: [fr, de]\n"}
    assert made(others, address="https://letters.example").web == "https://letters.example/appeals/jane-doe/write"


def test_a_photo_comes_with_its_credit_and_description_or_not_at_all(made: Callable[..., Handout]) -> None:
    photo = {"photo": "{file: photo.jpg, alt: Jane at her desk, credit: Joe}"}
    handout = made({"jane-doe/photo.jpg": b"a file"}, picture=b"jpeg", **photo)
    assert (handout.picture, handout.picture_alt, handout.picture_credit) == (b"jpeg", "Jane at her desk", "Photo: Joe")
    without = made({"jane-doe/photo.jpg": b"a file"}, **photo)
    assert (without.picture, without.picture_alt, without.picture_credit) == (b"", "", "")


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        ("Ada Byron", "Photo: Ada Byron"),
        ("Photo via Twitter", "Photo via Twitter"),
        ("Photograph: Ada Byron", "Photograph: Ada Byron"),
        ("© Ada Byron", "© Ada Byron"),
        ("Foto: privat", "Foto: privat"),
        ("Drawing: the Letters project", "Drawing: the Letters project"),
        ("رسم: مشروع Letters", "رسم: مشروع Letters"),
        ("الرسم: Ada", "الرسم: Ada"),
        ("绘图：Letters 项目", "绘图：Letters 项目"),
        ("Dessin : Ada", "Dessin : Ada"),
        ("Drew Barrymore", "Photo: Drew Barrymore"),
        ("Photini Ioannou", "Photo: Photini Ioannou"),
        ("照片由家人提供", "照片由家人提供"),
    ],
)
def test_a_credit_that_says_that_it_is_one_is_printed_as_it_stands(credit: str, said: str) -> None:
    assert composing._credit(credit, "en") == said


def test_earlier_documents_are_told_with_their_dates(made: Callable[..., Handout]) -> None:
    handout = made(earlier="[{document: First UA, issued: 2019-09, news: She vanished.}, {document: FI 1}]")
    told = [(entry.document, entry.issued, entry.news) for entry in handout.earlier]
    assert [entry.index for entry in handout.earlier] == ["", ""]
    assert told == [("First UA", "September 2019", "She vanished."), ("FI 1", "", "")]


def test_a_translated_sheet_says_what_is_translated_and_knows_what_is_not(shipped: Library) -> None:
    appeal = shipped.appeals["tashpolat-tiyip"]
    french = appeal.texts["fr"]
    half = replace(french, news=(french.news[0], "It's new."), untranslated=frozenset({"earlier[1]"}))
    handout = hand_out(replace(appeal, texts={**appeal.texts, "fr": half}), shipped, "fr", NOON)
    told = [(entry.news, entry.language) for entry in handout.earlier]
    assert told == [("Publié deux ans après la disparition de Tashpolat Tiyip.", "fr"), ("It’s new.", "en")]


def test_the_same_appeal_makes_the_same_sheet_and_a_changed_one_another(shipped: Library) -> None:
    found = shipped.appeals["tashpolat-tiyip"]
    for language in found.languages:
        sheets = [hand_out(found, shipped, language, NOON) for _ in range(2)]
        assert sheets[0] == sheets[1] and hash(sheets[0]) == hash(sheets[1])
        assert sheets[0].stem == f"tashpolat-tiyip-sheet{'' if language == 'en' else f'-{language}'}"
    changed = replace(found, facts=found.facts.model_copy(update={"deadline": dt.date(2020, 6, 1)}))
    assert hand_out(changed, shipped, "en", NOON) != hand_out(found, shipped, "en", NOON)


@pytest.mark.parametrize(
    ("counts", "number"), [([70000, 1], 70_000), ([1250, 4], 1250), ([300000, 99999], 400_000), ([6], 6)]
)
def test_a_total_is_as_round_as_its_roundest_number(counts: list[int], number: int) -> None:
    groups = [
        SignatoryGroup.model_validate(
            {"group": "G", "type": "people", "count": count, "date": "2020", "approximate": index == 0}
        )
        for index, count in enumerate(counts)
    ]
    assert [(total.number, total.bound) for total in totals(groups)] == [(number, Bound.ABOUT)]


@pytest.mark.parametrize(
    ("counts", "number", "bound"),
    [
        ([29, 2], 31, None),
        ([{"at_least": 300000}], 300_000, Bound.AT_LEAST),
        ([{"almost": 70000}], 70_000, Bound.ALMOST),
        ([{"at_least": 300000}, 5], 300_005, Bound.AT_LEAST),
        ([{"at_least": 300000}, {"more_than": 200}], 300_200, Bound.MORE_THAN),
        ([{"almost": 70000}, 5], 70_000, Bound.ABOUT),
        ([{"more_than": 70000}, {"about": 500}], 70_000, Bound.ABOUT),
    ],
)
def test_a_total_claims_no_more_than_its_parts(counts: list[Any], number: int, bound: Bound | None) -> None:
    groups = [
        SignatoryGroup.model_validate({"group": "G", "type": "people", "count": count, "date": "2020"})
        for count in counts
    ]
    assert [(total.number, total.bound) for total in totals(groups)] == [(number, bound)]


@pytest.mark.parametrize("language", SIGNING)
@pytest.mark.parametrize("bound", Bound)
def test_every_language_says_that_a_number_is_not_exact(language: str, bound: Bound) -> None:
    group = SignatoryGroup.model_validate(
        {"group": "People", "type": "people", "count": {bound: 70000}, "date": "2017-08-11"}
    )
    tongue = LANGUAGES[language]
    (signed,) = signed_groups([group], tongue, "")
    said, number = signed.number, tongue.number(70_000)
    assert number in said and said != f"{number} ({tongue.date(dt.date(2017, 8, 11))})"
    others = [getattr(SIGNING[language], other) for other in Bound if other != bound]
    assert getattr(SIGNING[language], bound) not in others


def test_the_sheet_has_the_colour_of_its_organisation(made: Callable[..., Handout]) -> None:
    assert made().colour == "#000000"
    assert made({"site.yaml": 'organisation: Letters for Rights\ncolour: "#14532d"\n'}).colour == "#14532d"
