"""What single lines of a sheet say: dates, numbers, labels, people, demands, contacts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest

from letters.addressee import Addressee, Post
from letters.fields.dates import first_date, readings
from letters.importing.assign import assigned
from letters.importing.blocks import blocks_of
from letters.importing.contacts import contact_blocks, fax_numbers
from letters.importing.demands import DemandList, demand_list, introduction_of, sentence_of_demand
from letters.importing.facts import all_facts, country_in, facts_in, is_fact_line
from letters.importing.headline import recased
from letters.importing.labels import LABELS, Part
from letters.importing.languages import codes, rules, written_in
from letters.importing.lettertext import letter_from
from letters.importing.matching import match
from letters.importing.people import people_in
from letters.importing.pieces import Line
from letters.importing.published import Published, published_from
from letters.importing.signs import cleaned, spaced
from letters.importing.wording import label_at
from letters.typed import folded


def lines(text: str) -> tuple[Line, ...]:
    """Lines of a text; an empty one is a gap."""
    found: list[Line] = []
    gap = True
    for line in text.split("\n"):
        if line.strip():
            found.append(Line(text=line.strip(), gap=gap))
        gap = not line.strip()
    return tuple(found)


def read(text: str, language: str = "en") -> Published:
    """What a sheet with these lines says."""
    return published_from(assigned(blocks_of(lines(text))), language)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("23 December 2019", "2019-12-23"),
        ("December 23, 2019", "2019-12-23"),
        ("the 3rd of May 2021", "2021-05-03"),
        ("3 MAY 2021 TO:", "2021-05-03"),
        ("le 23 décembre 2019", "2019-12-23"),
        ("le 1er août 2020", "2020-08-01"),
        ("el 23 de diciembre de 2019", "2019-12-23"),
        ("1 de setiembre del 2020", "2020-09-01"),
        ("23. Dezember 2019", "2019-12-23"),
        ("1. Jänner 2020", "2020-01-01"),
        ("5. M\u00e4rz\u00a02020", "2020-03-05"),
        ("12 Sept. 2020", "2020-09-12"),
        ("2019-12-23", "2019-12-23"),
        ("31/12/2019", "2019-12-31"),
        ("12/31/2019", "2019-12-31"),
        ("04/04/2020", "2020-04-04"),
        ("03/04/2020", ""),
        ("3.4.2020", ""),
    ],
)
def test_a_date_is_read_and_one_that_may_be_two_is_not(text: str, iso: str) -> None:
    found = first_date(text)
    assert found is not None and found.iso == iso


def test_both_days_are_said_that_a_date_can_mean() -> None:
    assert readings("until 03/04/2020") == "2020-04-03 or 2020-03-04?"
    assert readings("as soon as possible") == "which day is that?"


@pytest.mark.parametrize("text", ["31 June 2020", "as soon as possible", "45/45/2020", "May 2020", "in 2019"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert first_date(text) is None


@pytest.mark.parametrize(
    ("text", "case", "document", "index"),
    [
        ("First UA: 119/19 Index: ASA 17/1006/2019", "UA 119/19", "First UA", "ASA 17/1006/2019"),
        ("FI 119/19-1", "UA 119/19", "FI 119/19-1", ""),
        ("Further information on UA: 216/16", "UA 216/16", "Further information on UA 216/16", ""),
        (
            "Complément d’information sur l’AU 7/20 – Index : EUR 44/001/2020",
            *("AU 7/20", "Complément d’information sur l’AU 7/20", "EUR 44/001/2020"),
        ),
        ("Segunda AU: 31/26 Índice: MDE 12/0031/2026", "AU 31/26", "Segunda AU", "MDE 12/0031/2026"),
        ("UA-Nr: UA-131/2020 AI-Index: ASA 17/2999/2020", "UA 131/2020", "", "ASA 17/2999/2020"),
        ("UA 251/17, ASA 17/7421/2017", "UA 251/17", "", "ASA 17/7421/2017"),
    ],
)
def test_a_head_says_which_document_this_is(text: str, case: str, document: str, index: str) -> None:
    facts = facts_in(text)
    assert (facts.case, facts.document, facts.index, facts.rest) == (case, document, index, ())
    assert is_fact_line(text)


def test_a_head_s_country_and_day_are_read_and_the_rest_is_kept() -> None:
    facts = facts_in("Second UA: 119/19 Index: ASA 17/2175/2020 China Date: 20 April 2020 Urgent!")
    assert facts.country and (facts.country.value, facts.country.words) == ("CN", "China")
    assert facts.issued and (facts.issued.value, facts.issued.words) == ("2020-04-20", "20 April 2020")
    assert facts.rest == ("Urgent!",)


def test_of_two_heads_that_disagree_the_first_holds_and_the_other_is_kept() -> None:
    facts = all_facts(["UA: 1/20 Index: ASA 17/1/2020 Date: 20 April 2020", "UA: 2/20 Index: ASA 17/1/2020"])
    assert (facts.case, facts.index, facts.rest) == ("UA 1/20", "ASA 17/1/2020", ("UA 2/20",))


@pytest.mark.parametrize("text", ["UA 119/19 was first issued when he disappeared in 2017.", "Date: 20 April 2020"])
def test_a_sentence_with_a_number_is_no_head(text: str) -> None:
    assert not is_fact_line(text)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("China", "CN"),
        ("CHINE", "CN"),
        ("Volksrepublik China", "CN"),
        ("People’s Republic of China", "CN"),
        ("Egipto", "EG"),
        ("Türkei", "TR"),
        ("USA", "US"),
        ("Russian Federation", "RU"),
        ("Kingdom of Saudi Arabia", "SA"),
        ("République arabe d’Égypte", "EG"),
        ("Republic of Equatorial Guinea", "GQ"),
        ("Republic of China", None),
        ("State of Georgia", None),
        ("Republic", None),
        ("Beijing, China", None),
        ("Georgia State Prison", None),
    ],
)
def test_a_country_is_known_by_its_names_and_never_guessed(name: str, code: str | None) -> None:
    found = country_in(name)
    assert (found.value if found else None) == code


def test_every_word_of_a_label_is_found_again_however_it_is_written() -> None:
    tried = missed = 0
    for part, languages in LABELS.items():
        for words in languages.values():
            for wording in words.partition("|")[0].split(";"):
                text = " ".join(wording.replace("*", "").split())
                if text.split()[0] in ("we", "nous", "wir"):
                    continue  # only in capitals: else it is a letter's own sentence
                capitals = text.upper().replace("'", "’")
                for form in (f"{text}:", f"{capitals}\u00a0:", f"[{capitals}]:", f"1) {folded(text)}: x"):
                    found = label_at([Line(text=form)], 0)
                    assert found and found.text, form
                    tried, missed = tried + 1, missed + (found.part is not part)
    # Some words stand for two parts, in one language or in two, such as `fecha` and `situation`.
    assert tried > 2_000 and missed < tried / 10


@pytest.mark.parametrize(
    ("text", "part", "value", "count"),
    [
        ("PREFERRED LANGUAGE TO ADDRESS\nTARGET: English", Part.LANGUAGE, "English", 2),
        ("TAKE ACTION: WRITE AN APPEAL IN\nYOUR OWN WORDS OR USE THIS\nMODEL LETTER", Part.ACTION, "", 3),
        ("PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL 1 June 2020", Part.DEADLINE, "1 June 2020", 1),
        ("**Background**", Part.BACKGROUND, "", 1),
        ("Background", Part.BACKGROUND, "", 1),
        ("BACKGROUND\nShe was", Part.BACKGROUND, "", 1),
        ("Name: Chen Huixia", Part.PEOPLE, "Chen Huixia", 1),
    ],
)
def test_a_label_is_found_with_its_value_also_over_several_lines(text: str, part: Part, value: str, count: int) -> None:
    found = label_at(lines(text), 0)
    assert found and (found.part, found.value, found.lines) == (part, value, count)


@pytest.mark.slow
def test_no_space_of_unicode_gets_past_the_door_but_those_that_are_known_inside() -> None:
    spaces = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Zs"]
    assert len(spaces) > 15
    assert {cleaned(space) for space in spaces} == {" ", "\u00a0", "\u202f"}
    # Patterns that look for a label take very long on many spaces in a row.
    assert [spaced(cleaned(f"take{space * 9}action")) for space in spaces] == ["take action"] * len(spaces)
    assert [folded(f"take{space}action") for space in spaces] == ["take action"] * len(spaces)


def test_below_a_label_of_one_line_the_section_above_goes_on() -> None:
    text = (
        "SUMMARY\nShe is held.\nDATE:\n20 April 2020\nShe is ill.\nPHOTO: private\nHer name is "
        "Amal, and she is a teacher.\n© Jo"
    )
    found = read(text)
    assert found.summary.split("\n\n") == ["She is held.", "She is ill.", "Her name is Amal, and she is a teacher."]
    assert found.facts.issued and found.facts.issued.value == "2020-04-20"
    assert found.photo == ("private", "© Jo")


@pytest.mark.parametrize(
    ("language", "text", "asked", "listed"),
    [
        ("en", "PREFERRED LANGUAGE: Arabic, English", ("Write in Arabic or English.",), ("ar", "en")),
        (
            "en",
            "PREFERRED LANGUAGE: Arabic, English. You can also write in\nyour own language.",
            ("Write in Arabic or English.", "You can also write in your own language."),
            ("ar", "en"),
        ),
        ("en", "PREFERRED LANGUAGE: Arabic or your own language.", ("Write in Arabic or your own language.",), ()),
        ("en", "PREFERRED LANGUAGE: Arabic,\nEnglish", ("Write in Arabic or English.",), ("ar", "en")),
        (
            "fr",
            "LANGUE À PRIVILÉGIER : chinois et anglais\nVous pouvez aussi écrire dans\nvotre propre langue",
            ("Écrivez en chinois ou anglais.", "Vous pouvez aussi écrire dans votre propre langue."),
            ("zh", "en"),
        ),
        ("es", "IDIOMA PREFERIDO: inglés", ("Escriba en inglés.",), ("en",)),
        (
            "de",
            "BEVORZUGTE SPRACHE: Englisch oder Deutsch",
            ("Schreiben Sie auf Englisch oder Deutsch.",),
            ("en", "de"),
        ),
        (
            "en",
            "Please write immediately in English or your own language:",
            ("Write in English or your own language.",),
            (),
        ),
    ],
)
def test_the_languages_of_a_sheet_become_what_writers_are_asked(
    language: str, text: str, asked: tuple[str, ...], listed: tuple[str, ...]
) -> None:
    found = read(text, language).languages
    assert rules(found, language, with_names=True) == asked
    assert rules(found, language, with_names=False) == asked[1 if found.names else 0 :]
    assert codes(found.names, language) == listed
    assert found.rest == ()


def test_what_stands_below_the_languages_and_is_no_rule_is_left() -> None:
    found = written_in(lines(f"English\n\n{'word ' * 50}\n\nOne.\n\nTwo."))
    assert found.names == "English" and found.sentences == ()
    assert [line.text for line in found.rest] == [("word " * 50).strip(), "One.", "Two."]


@pytest.mark.parametrize(
    "text",
    ["Background information shows that", "Letters were sent", "Name", "Date", "They met the deadline", "LETTER BOMB"],
)
def test_words_of_a_text_are_no_label(text: str) -> None:
    assert label_at(lines(text), 0) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Tashpolat Tiyip (he/him)", [("Tashpolat Tiyip", "", "he/him")]),
        ("Gao Zhisheng (高智晟) (he/him)", [("Gao Zhisheng", "高智晟", "he/him")]),
        ("Wei Zhili (er/ihm) und Ke Chengbing", [("Wei Zhili", "", "er/ihm"), ("Ke Chengbing", "", "")]),
        ("Hua Haifeng, Li Zhao and Su Heng", [("Hua Haifeng", "", ""), ("Li Zhao", "", ""), ("Su Heng", "", "")]),
        ("Amal Example, she/her", [("Amal Example", "", "she/her")]),
        ("Amal Ejemplo (ella)", [("Amal Ejemplo", "", "ella")]),
        ("Amal Example, teacher", [("Amal Example, teacher", "", "")]),
        ("up to 30 relatives of Rebiya Kadeer", [("up to 30 relatives of Rebiya Kadeer", "", "")]),
        ("Jo and his brother", [("Jo and his brother", "", "")]),
        ("Rosa Muestra y López", [("Rosa Muestra y López", "", "")]),
    ],
)
def test_people_are_told_apart_where_that_is_certain(text: str, people: list[tuple[str, str, str]]) -> None:
    assert [(person.name, person.native_name, person.pronouns) for person in people_in([text])] == people


@pytest.mark.parametrize(
    ("language", "item", "text"),
    [
        ("en", "Urging them to release her;", "release her;"),
        ("en", "Calling on the Chinese authorities to drop all charges", "drop all charges"),
        ("fr", "Exhortez les autorités à libérer Liu Xia", "libérer Liu Xia"),
        ("es", "Instando a las autoridades a liberar a Su Heng", "liberar a Su Heng"),
    ],
)
def test_an_item_is_put_into_a_letter_s_words_where_that_is_safe(language: str, item: str, text: str) -> None:
    (demand,) = demand_list("", [item], language).items
    assert (demand.text, f"{demand.beginning} {text}", demand.must_change) == (text, item, False)


@pytest.mark.parametrize(
    ("language", "item"),
    [
        ("en", "Urging them to ensure that they release her"),
        ("en", "Urging the Governor to release her"),
        ("en", "Expressing concern at her health"),
        ("en", "Asking that she be released"),
        ("fr", "Exhortez les autorités à dire ce qu’elles savent"),
        ("es", "Pidiendo que se la libere"),
        ("es", "Instando a las autoridades a que la liberen"),
        ("de", "Fordern Sie die Behörden auf, ihn freizulassen"),
    ],
)
def test_an_item_that_a_letter_can_t_say_stays_and_is_marked(language: str, item: str) -> None:
    (demand,) = demand_list("", [item], language).items
    assert (demand.text, demand.beginning, demand.must_change) == (item, "", True)


def test_an_item_that_a_letter_can_say_stays_as_it_is() -> None:
    found = demand_list("I ask you to", ["release her;", "tell her family where she is."], "en")
    assert [item.must_change for item in found.items] == [False, False] and not found.is_ours


@pytest.mark.parametrize(
    ("language", "text", "introduction"),
    [
        ("en", "I therefore urge you to release Amal at once.", "I therefore urge you to"),
        ("fr", "Je vous demande donc de libérer Amal.", "Je vous demande donc de"),
        ("es", "Por ello, le pido que libere a Amal.", "Por ello, le pido que"),
        ("de", "Ich bitte Sie daher, Amal freizulassen.", "Ich bitte Sie daher"),
    ],
)
def test_a_sentence_that_asks_for_something_becomes_a_demand(language: str, text: str, introduction: str) -> None:
    found = sentence_of_demand(text, language)
    assert found and found.introduction == introduction
    assert text.removeprefix(introduction).strip(" ,") == found.items[0].text


@pytest.mark.parametrize(
    "text",
    [
        "I call on you to:\n- release her;\n- end the\n  torture.",
        "I call on you to:\nrelease her;\nend the\ntorture.",
        "I call on you to:\n\nrelease her;\nend the\ntorture.",
        "She is ill.\n\nI call on you to: release her; end the torture.",
    ],
)
def test_a_list_is_one_also_where_its_marks_are_lost(text: str) -> None:
    demands = letter_from(lines(text), "en").body[-1]
    assert isinstance(demands, DemandList) and demands.introduction == "I call on you to"
    assert [item.text for item in demands.items] == ["release her;", "end the torture."]


def test_a_paragraph_of_several_sentences_stays_one() -> None:
    assert sentence_of_demand("I urge you to act. I also urge you to listen.", "en") is None
    assert introduction_of("She is ill. I call on you to:") == ("She is ill.", "I call on you to")


@pytest.mark.parametrize("language", ["en", "fr", "es", "de"])
def test_salutation_subject_and_closing_are_no_part_of_the_text(language: str) -> None:
    words = {
        "en": ("Subject: Amal", "Dear Minister,", "Yours sincerely,"),
        "fr": ("Objet : Amal", "Madame la Ministre,", "Veuillez agréer, Madame, mes salutations."),
        "es": ("Asunto: Amal", "Excelentísima Señora:", "Atentamente,"),
        "de": ("Betreff: Amal", "Sehr geehrte Frau Ministerin,", "Mit freundlichen Grüßen"),
    }
    subject, salutation, closing = words[language]
    letter = letter_from(lines(f"{subject}\n{salutation}\n\nThe text.\n\n{closing}\n[Name]"), language)
    assert (letter.subject, letter.salutation, letter.closing) == ("Amal", salutation, (closing, "[Name]"))
    assert letter.body == ("The text.",)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("+86 10 6238 1025", [("+86 10 6238 1025", "+86 10 6238 1025")]),
        ("(00 86) 10 6238 1025", [("(00 86) 10 6238 1025", "+86 10 6238 1025")]),
        ("011 86 10 6238 1025", [("011 86 10 6238 1025", "+86 10 6238 1025")]),
        ("010 6238 1025", [("010 6238 1025", "")]),
        ("+86 10 1", [("+86 10 1", "")]),
        ("on request", []),
        ("+999 10 6238 1025", [("+999 10 6238 1025", "")]),
        (
            "+86 10 6238 1025 / +86 10 6238 1026 (say “fax”)",
            [("+86 10 6238 1025", "+86 10 6238 1025"), ("+86 10 6238 1026", "+86 10 6238 1026")],
        ),
    ],
)
def test_a_fax_number_is_taken_only_where_its_country_is_certain(text: str, numbers: list[tuple[str, str]]) -> None:
    assert [(number.words, number.number) for number in fax_numbers(text)] == numbers


def test_addressees_are_told_apart_by_gaps_and_keep_their_contacts() -> None:
    text = """Minister A\n1 Road\nFax: +86 10 6238 1025\nEmail: a@b.example; c@d.example\nSalutation: Dear Minister,

    Judge B\n2 Road\n(in the old court)\n\nFax: 123456789"""
    one, other = contact_blocks(lines(text))
    assert (one.address, one.email, one.salutation) == (
        *(("Minister A", "1 Road"), ("a@b.example", "c@d.example")),
        "Dear Minister,",
    )
    assert (other.address, [fax.words for fax in other.fax]) == (("Judge B", "2 Road"), ["123456789"])
    assert other.lines == ("Judge B", "2 Road", "(in the old court)", "Fax: 123456789")


def test_a_country_at_the_top_of_a_column_belongs_to_the_address_beside_it() -> None:
    (block,) = contact_blocks(lines("Prosecutor A\n1 Square\n\nArab Republic of Egypt\nFax: +20 2 25774716"))
    assert block.address == ("Prosecutor A", "1 Square") and block.country and block.country.value == "EG"
    assert [fax.number for fax in block.fax] == ["+20 2 25774716"]


def entry(name: str, country: str = "", **fields: object) -> Addressee:
    post = {"post": Post(lines=("1 Road", "Town"), country=country)} if country else {}
    return Addressee.model_validate({"name": name, "salutation": {"en": "Dear Minister,"}, **post, **fields})


BOOK: Mapping[str, Addressee] = {
    "cn": entry("Minister of Justice", "CN"),
    "fr": entry("Minister of Justice", "FR"),
    "lee": entry("Minister Ann Lee", "CN", fax=["+86 10 6238 1025"], email=["lee@justice.example"]),
    "poe": entry("Governor", "US", email=["poe@state.example"]),
}


@pytest.mark.parametrize(
    ("text", "country", "key"),
    [
        ("Ann Lee", "CN", "lee"),
        ("Minister of the Interior\nLee Ann, MP", "CN", "lee"),
        ("Ann Lee", "FR", ""),
        ("Minister of Justice", "CN", "cn"),
        ("Minister of Justice", "FR", "fr"),
        ("Minister of Justice", "", ""),
        ("Minister of Justice\nEmail: lee@justice.example", "", "lee"),
        ("Somebody Else\nFax: 00 86 10 6238 1025", "", "lee"),
        ("Governor", "", ""),
        ("Governor Paul Roe", "US", ""),
        ("Nobody At All", "CN", ""),
    ],
)
def test_an_addressee_is_matched_only_where_that_is_certain(text: str, country: str, key: str) -> None:
    (block,) = contact_blocks(lines(text))
    assert match(block, BOOK, country, "en").key == key


def test_what_sheet_and_address_book_say_differently_is_said() -> None:
    (block,) = contact_blocks(
        lines("Zoe New\n9 Lane\nFax: +86 10 6238 1026\nEmail: LEE@justice.example\nSalutation: Dear Ms New,")
    )
    found = match(block, BOOK, "CN", "en")
    assert found.key == "lee" and found.reasons == ("the same e-mail",)
    assert found.differences == (
        "name: the address book has Minister Ann Lee; the sheet doesn't name them",
        "fax: the sheet has +86 10 6238 1026, the address book +86 10 6238 1025",
        "address: only the sheet has the line 'Zoe New'",
        "address: only the sheet has the line '9 Lane'",
        "address: only the address book has the line '1 Road'",
        "address: only the address book has the line 'Town'",
        "salutation: the sheet has 'Dear Ms New,', the address book 'Dear Minister,'",
    )


def test_of_two_entries_that_fit_neither_is_taken() -> None:
    (block,) = contact_blocks(lines("Ann Lee"))
    found = match(block, {**BOOK, "lee-2": entry("Ann Lee", "CN")}, "CN", "en")
    assert (found.key, found.similar) == ("", ("lee", "lee-2"))


def test_those_who_may_be_meant_are_named() -> None:
    (block,) = contact_blocks(lines("Minister of Justice"))
    assert match(block, BOOK, "", "en").similar == ("cn", "fr")


@pytest.mark.parametrize(
    ("language", "title", "sentence"),
    [
        ("en", "UYGHUR SCHOLAR’S TRIAL IN XINJIANG", "Uyghur scholar’s trial in Xinjiang"),
        ("de", "LEHRERIN VOR GERICHT", "Lehrerin vor Gericht"),
        ("en", "Already a sentence", "Already a sentence"),
    ],
)
def test_a_headline_in_capitals_becomes_a_sentence(language: str, title: str, sentence: str) -> None:
    text = "The trial of a Uyghur scholar from Xinjiang. Er stand vor dem Haus."
    assert recased(title, [text], language).value == sentence


@pytest.mark.parametrize(
    "label",
    [
        "TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS OR USING THIS\nMODEL LETTER",
        "TAKE ACTION: WRITE A LETTER IN YOUR OWN WORDS OR USE THIS MODEL LETTER",
    ],
)
def test_a_label_that_is_broken_into_lines_is_no_address(label: str) -> None:
    (found,) = read(f"{label}\n\nMinister of Justice\nRabat\n\nDear Minister,\n\nI write to you.").addressees
    assert found.address == ("Minister of Justice", "Rabat")
