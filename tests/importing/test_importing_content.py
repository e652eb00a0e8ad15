"""What must be read of a sheet whatever its form: greetings, numbers, deadlines, people, addresses, bullets."""

from __future__ import annotations

import pytest

from letters.importing.assign import assigned
from letters.importing.blocks import blocks_of
from letters.importing.contacts import contact_blocks
from letters.importing.deadlines import deadlines_in
from letters.importing.facts import facts_in
from letters.importing.greetings import closes, greets
from letters.importing.order import in_order
from letters.importing.people import people_in
from letters.importing.pieces import Line, Pages, Piece
from letters.importing.published import Published, published_from
from letters.importing.signs import BULLET


def lines(text: str, *, each_apart: bool = False) -> tuple[Line, ...]:
    """Lines of a text; an empty one is a gap."""
    found: list[Line] = []
    gap = True
    for line in text.split("\n"):
        if line.strip():
            found.append(Line(text=line.strip(), gap=gap or each_apart))
        gap = not line.strip()
    return tuple(found)


def read(text: str) -> Published:
    return published_from(assigned(blocks_of(lines(text))))


@pytest.mark.parametrize(
    "text",
    [
        *("Dear Minister,", "Your Excellency:", "Excellency,", "Respected Sir,", "To Whom It May Concern:"),
        *("Esteemed President Example,", "Monsieur le Président,", "Madame la Ministre,", "Sehr geehrte Frau Muster,"),
        *(
            "Excelencia:",
            "Estimado Sr. Ejemplo:",
            "尊敬的主席先生：",
            "سيادة الوزير،",
            "Dear Mr. President and Dear Minister,",
        ),
    ],
)
def test_a_line_that_greets_somebody_is_known_in_many_languages(text: str) -> None:
    assert greets(text) >= 0.7


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Dear friends,",
            "Dear letter writers,",
            "Chers amis,",
            "Liebe Freundinnen und Freunde,",
            "Estimadas amigas:",
        ),
        *("Dear Minister, I write to you because she is ill.", "Minister of Justice", "Sir Example Street 12, London."),
    ],
)
def test_readers_addresses_and_sentences_are_no_greeting(text: str) -> None:
    assert greets(text) < 0.7


@pytest.mark.parametrize(
    "text",
    [
        *("Yours sincerely,", "Sincerely,", "Respectfully,", "Best wishes,", "In solidarity,", "Hochachtungsvoll"),
        *("Veuillez agréer, Madame, mes salutations distinguées.", "Mit freundlichen Grüßen", "Atentamente,", "此致"),
    ],
)
def test_a_closing_is_known_in_many_languages(text: str) -> None:
    assert closes(text) and not closes(f"She wrote: {text}")


@pytest.mark.parametrize(
    ("text", "case", "index"),
    [
        ("UA 60/16", "UA 60/16", ""),
        ("UA 12.26", "UA 12.26", ""),
        ("UA: 119/19", "UA 119/19", ""),
        ("FI 119/19-1", "UA 119/19", ""),
        ("THIRD UA 60/16 AMR 37/6674/2017", "UA 60/16", "AMR 37/6674/2017"),
        ("AU 274/11", "AU 274/11", ""),
        ("Urgent Appeal Case: EHRC-UAC-004-2022", "EHRC-UAC-004-2022", ""),
        ("LBN 001 / 0518 / OBS 063", "LBN 001 / 0518 / OBS 063", ""),
        ("Case EGY 270303.2", "EGY 270303.2", ""),
        ("https://rights.example/ua-60/16/amr37/6674/2017/en", "", ""),
        ("write to ua@60/16.example", "", ""),
    ],
)
def test_numbers_of_many_issuers_are_read_and_never_one_within_a_link(text: str, case: str, index: str) -> None:
    found = facts_in(text)
    assert (found.case, found.index) == (case, index)


@pytest.mark.parametrize(
    ("text", "label", "day"),
    [
        ("Please take action until 12 May 2026.", "", "2026-05-12"),
        ("Write before 12 May 2026", "", "2026-05-11"),
        ("Act by May 12, 2026", "", "2026-05-12"),
        ("This action expires on 12 May 2026", "", "2026-05-12"),
        ("12 May 2026", "DEADLINE", "2026-05-12"),
        ("12 May 2026", "PLEASE SEND APPEALS BEFORE", "2026-05-11"),
        ("Check with us if sending appeals after 12 May 2026", "", "2026-05-12"),
        ("avant le 12 mai 2026", "", "2026-05-11"),
        ("À envoyer jusqu'au 12 mai 2026", "", "2026-05-12"),
        ("antes del 12 de mayo de 2026", "", "2026-05-11"),
        ("hasta el 12 de mayo de 2026", "", "2026-05-12"),
        ("bis zum 12. Mai 2026", "", "2026-05-12"),
        ("vor dem 12. Mai 2026", "", "2026-05-11"),
        ("None", "Deadline", "none"),
        ("There is no end date", "Deadline", "none"),
        ("Aucune", "Date limite", "none"),
        ("unbefristet", "Frist", "none"),
    ],
)
def test_a_deadline_is_read_in_the_sense_of_its_words(text: str, label: str, day: str) -> None:
    found = deadlines_in([(text, label)], [], [])
    assert found.day and found.day.value == day


def test_of_two_days_that_disagree_both_are_shown_and_neither_is_taken() -> None:
    found = deadlines_in([("12 May 2026", "DEADLINE")], ["PLEASE WRITE UNTIL 1 JUNE 2026 TO"], [])
    assert found.day and found.day.value == "" and "12 May 2026" in found.day.words and "1 JUNE 2026" in found.day.words


def test_two_ways_to_say_one_day_agree() -> None:
    found = deadlines_in([("12 May 2026", "DEADLINE")], ["WRITE BEFORE 13 MAY 2026"], [])
    assert found.day and found.day.value == "2026-05-12"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Amal Example (f), teacher, aged 41", ["Amal Example"]),
        ("Mr. Karim Muster", ["Karim Muster"]),
        ("N/A", []),
        ("Amal Example (she/her)", ["Amal Example"]),
    ],
)
def test_people_are_read_without_what_stands_beside_their_names(text: str, names: list[str]) -> None:
    assert [person.name for person in people_in([text])] == names


def test_who_is_at_risk_is_proposed_from_the_texts_and_marked() -> None:
    found = read(
        "FREE AMAL EXAMPLE\n\nAmal Example, a teacher, has been held in Cairo since May. Police took her from school."
        "\n\nDear Minister,\n\nI am writing to you about Amal Example, who is ill.\n\nYours sincerely,"
    )
    assert [person.name for person in found.people] == ["Amal Example"] and found.is_uncertain("people")


def test_places_for_the_writer_s_name_are_nobody_at_risk() -> None:
    found = read(
        "Monsieur le Ministre,\n\nJe vous demande de libérer Amal Exemple, détenue au Caire depuis mai.\n\n"
        "Veuillez agréer, Monsieur le Ministre, mes salutations.\n\nNom :\nAdresse :\nSignature :"
    )
    assert found.people == () or [person.name for person in found.people] == ["Amal Exemple"]
    assert found.addressees == ()


ADDRESS = "Amal Muster\nMinister of Justice\n12 Example Road\nRiyadh 11111\nSaudi Arabia"
CONTACT = "Fax: (via the ministry) +966 11 403 3125 (please keep trying)\nEmail: minister@justice.example"


@pytest.mark.parametrize("each_apart", [False, True])
def test_an_address_is_read_on_many_lines_also_where_each_is_a_paragraph(each_apart: bool) -> None:
    (block,) = contact_blocks(
        lines(f"{ADDRESS}\n{CONTACT}\nSalutation: Dear Minister\n@justice", each_apart=each_apart)
    )
    assert block.address == ("Amal Muster", "Minister of Justice", "12 Example Road", "Riyadh 11111")
    assert block.country and block.country.value == "SA"
    assert ([fax.number for fax in block.fax], block.email) == (["+966 11 403 3125"], ("minister@justice.example",))
    assert block.salutation == "Dear Minister"


def test_an_address_is_read_on_one_line() -> None:
    text = "• H.E. Amal Muster, Minister of Justice, 12, Example Road, Riyadh, Saudi Arabia."
    text += " Fax: +966 11 403 3125; E-mail: a@b.example"
    (block,) = contact_blocks(lines(text))
    assert block.address == ("H.E. Amal Muster", "Minister of Justice", "12, Example Road", "Riyadh")
    assert block.country and block.country.value == "SA"
    assert ([fax.number for fax in block.fax], block.email) == (["+966 11 403 3125"], ("a@b.example",))


@pytest.mark.parametrize("sign", [*"•▪■◼●○□❑➢➔→√✔–—-*»\uf0b7", "i.", "a.", "1.", "2)", "(iii)", "o"])
def test_a_list_has_any_kind_of_bullet(sign: str) -> None:
    assert BULLET.sub("", f"{sign} release her;") == "release her;"


def test_demands_without_bullets_are_demands() -> None:
    found = read(
        "RECOMMENDED ACTION: Please write to the authorities:\n\nUrging them to release Amal Example at once;\n\n"
        "Calling on them to let her see a lawyer;\n\nAPPEALS TO:\nMinister of Justice\n1 Road\nCairo\nEgypt"
    )
    (demands,) = found.letter.body
    assert not isinstance(demands, str)
    assert [item.text for item in demands.items] == ["release Amal Example at once;", "let her see a lawyer;"]


def test_instructions_labels_and_addresses_are_in_no_field_that_readers_see() -> None:
    found = read(
        "Amal Example is held in Cairo for a lesson that she gave to her pupils on elections in May.\n\n"
        "Click here to send a message.\n\nPlease write a letter or send an e-mail to the minister.\n\nBACKGROUND\n"
        "Teachers in Egypt have been on strike since January, and many of them have lost their work.\n\n"
        "Please share this action with your friends.\n\nWrite to:\nMinister of Justice\n1 Road\nCairo\nEgypt"
    )
    seen = " ".join([found.title, found.summary, *found.background, *found.letter.paragraphs, found.letter.subject])
    assert "Click" not in seen and "Please" not in seen and "Road" not in seen and "BACKGROUND" not in seen
    assert found.summary.startswith("Amal Example is held") and len(found.background) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("尊敬的主席先生：\n\n我写信是为了王小明的案件，请您立即释放他。", "zh"),
        ("سيادة الوزير،\n\nأكتب إليكم بشأن المعلمة أمل", "ar"),
    ],
)
def test_chinese_and_arabic_are_known_as_such(text: str, code: str) -> None:
    assert read(text).language == code


@pytest.mark.parametrize(
    ("text", "case", "issued"),
    [
        ("Maroc – Dossier 14/2026 – 3 mars 2026", "14/2026", "2026-03-03"),
        ("Publicado el 17 de febrero de 2026 | Ref. CL-08/2026", "CL-08/2026", "2026-02-17"),
        ("Chile · RRN 22/26", "RRN 22/26", ""),
        *((text, "", "") for text in ("Casos urgentes / Chile", "Chile – 03/2026", "Before 3 May 2026 | File 14/2026")),
        ("A teacher on trial – File 14/2026 – 3 May 2026", "", ""),
    ],
)
def test_a_line_of_facts_alone_says_the_number_and_the_day(text: str, case: str, issued: str) -> None:
    facts = facts_in(text)
    assert (facts.case, facts.issued.value if facts.issued else "") == (case, issued)


def test_such_a_line_is_no_part_of_the_headline_above_it() -> None:
    sheet = read(
        "A bee-keeper is convicted for a banner\n\nMorocco – File 14/2026 – 3 March 2026\n\n"
        "Idriss Example, a bee-keeper, serves four years in prison because he asked for clean water in his village."
    )
    assert (sheet.title, sheet.facts.case) == ("A bee-keeper is convicted for a banner", "14/2026")


def test_the_label_of_a_deadline_may_go_on_in_the_next_line() -> None:
    sheet = read("A teacher on trial\n\nPLEASE WRITE BEFORE 30\nAPRIL 2026\n\nAmal Example is on trial for a lesson.")
    assert sheet.deadline and sheet.deadline.value == "2026-04-29"


def test_the_address_of_a_mail_is_put_together_again_where_a_column_broke_it() -> None:
    pieces = [
        Piece(text=text, left=300.0, right=400.0, top=top, size=10.0)
        for text, top in (("The Embassy", 100.0), ("Email: info@amb\u00ad", 112.0), ("example.example", 124.0))
    ]
    read_in_order = in_order(Pages(pieces=(tuple(pieces),)))
    assert contact_blocks(read_in_order)[0].email == ("info@amb-example.example",)
