"""Slips that nobody sees while writing, and that every reader sees; and what only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import ADDRESSEES, APPEAL, FRENCH, SITE, Make
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.check import findings
from letters.check.garbled import _KINDS, _MAY_BE, garbled_words
from letters.check.instructions import TO_WRITERS, YOUR_NAME
from letters.errors import Finding, Severity
from letters.language.language import LANGUAGES
from letters.library.library import read

TODAY = dt.date(2026, 11, 22)
PARAGRAPH = "I write to you about Jane Doe."
CHECKED = ADDRESSEES.replace("  office: Mayor", "  checked: 2026-11-01\n  office: Mayor")


def found(make_appeals: Make, text: str = APPEAL, **files: str) -> list[Finding]:
    """All that is said of an appeal; the address book has been checked."""
    names = {"book": "addressees.yaml", "site": "site.yaml"}
    contents = {names.get(name, f"jane-doe/{name}.yaml"): content for name, content in files.items()}
    library = read(make_appeals({"addressees.yaml": CHECKED, "jane-doe/appeal.yaml": text, **contents}))
    return list(findings(library, TODAY))


def having(*changes: tuple[str, str]) -> str:
    text = APPEAL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def saying(paragraph: str) -> str:
    return having((f"- {PARAGRAPH}", "- '" + paragraph.replace("'", "''") + "'"))


def in_language(language: str, paragraph: str) -> str:
    greeted = f'to: [{{name: X, salutation: {{{language}: "X,"}}, email: [x@y.example], checked: 2026-11-01}}]'
    return saying(paragraph).replace("language: en", f"language: {language}").replace("to: [mayor]", greeted)


def test_an_appeal_without_slips_is_left_alone(make_appeals: Make) -> None:
    assert found(make_appeals) == []


# A text in the place of the paragraph, the code, and the words that are shown with their place.
NOTICED = [
    ("I write to you about Jnae Doe, who is held. Jane Doe.", "A430", "Jnae"),
    ("I write to you about Jane Deo and Jane Doe.", "A430", "Deo"),
    ("I write to you about her.", "A431", ""),
    ("Jane Doe can be reached at jane@prison.example.", "A433", "jane@prison.example"),
    ("Please fax Jane Doe on +20 2 2795 8103.", "A433", "+20 2 2795 8103"),
    ("Jane Doe: call 0020 2 2795 8103.", "A433", "+20 2 2795 8103"),
    ("Click here to write for Jane Doe.", "A434", "Click here"),
    ("Please write immediately for Jane Doe.", "A434", "Please write immediately"),
    ("I write about Jane Doe. Add your name below.", "A434", "Add your name"),
    ("Jane Doe wasnâ€™t charged.", "A435", "â€™"),
    ("I write about Jane Doe , a teacher.", "A438", "Doe ,"),
    ("I write about Jane Doe .", "A438", "Doe ."),
]


@pytest.mark.parametrize(("text", "code", "words"), NOTICED)
def test_a_slip_is_noticed_where_it_stands(make_appeals: Make, text: str, code: str, words: str) -> None:
    changes = (
        [] if code != "A431" else [("subject: Jane Doe, held", "subject: held"), ("release Jane Doe;", "release her;")]
    )
    (finding,) = found(make_appeals, having((f"- {PARAGRAPH}", f"- '{text}'"), *changes))
    assert (finding.code, finding.severity) == (code, Severity.WARNING)
    assert finding.field.startswith("letter.body") and words in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "I write to you about Jane Doe, about Janes and Does in all towns, and about Jane’s family.",
        "I write to you about Jane Doe and Jean Roe. Done. Dover is far. Jan Steen painted.",
        "Jane Doe was held under case 119/19 on 12.12.2026, at 10.30, for 2,000 days; see A/HRC/12/34 + annex.",
        "I clicked with Jane Doe. Below I say why; it links us.",
        "Jane Doe earns 5 .5 % less ... and so on. “Why?” she asked. Is Jane?",
        "Jane Doe’s “friend” – naïve, cœur, Ærø, Ślązak, ÀÉÎ, Straße – says so. AT&T; R&D.",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(make_appeals: Make, text: str) -> None:
    assert found(make_appeals, saying(text)) == []


def test_a_name_is_looked_for_in_every_text_and_said_once(make_appeals: Make) -> None:
    text = (
        having(("title: A teacher", "title: Jane Doee, a teacher"))
        + "background: Jane Doee taught. Jane Doee is held.\n"
    )
    assert [(each.code, each.field) for each in found(make_appeals, text)] == [
        ("A430", "title"),
        ("A430", "background"),
    ]


def test_a_name_that_changes_at_its_end_is_spelt_right(make_appeals: Make) -> None:
    people = ("- name: Jane Doe", "- name: Amala Kowalska")
    polish = in_language("pl", "Piszę w sprawie Amali Kowalskiej. Amalę znam.").replace(*people)
    assert "A430" not in {each.code for each in found(make_appeals, polish)}
    wrong = in_language("pl", "Piszę w sprawie Amali Kowlaskiej i Amala Kowlaska.").replace(*people)
    assert "A430" in {each.code for each in found(make_appeals, wrong)}


def test_of_many_people_a_letter_may_name_some(make_appeals: Make) -> None:
    more = having(("  - name: Jane Doe\n", "  - name: Jane Doe\n  - name: Ann Poe\n  - name: Bea Moe\n"))
    assert found(make_appeals, more) == []
    one = having(("  - name: Jane Doe\n", "  - name: Jane Doe\n  - name: Ann Poe\n"))
    (finding,) = found(make_appeals, one)
    assert finding.code == "A431" and "never names Ann Poe" in finding.message


@pytest.mark.parametrize(
    ("pronouns", "text", "odd"),
    [
        ("she/her", "Jane Doe is held. I ask you to let him go.", "him"),
        ("he/him", "Jane Doe is held, and nobody has seen her.", "her"),
        ("she/her", "Jane Doe is held, and nobody has seen her.", ""),
        ("they/them", "Jane Doe is held, and nobody has seen them.", ""),
        ("she/her", "Jane Doe has not seen her husband since he was freed.", ""),
        ("she/they", "Jane Doe is held, and they are ill.", ""),
    ],
)
def test_pronouns_at_odds_are_noticed(make_appeals: Make, pronouns: str, text: str, odd: str) -> None:
    people = ("- name: Jane Doe", f"- name: Jane Doe\n    pronouns: {pronouns}")
    # The letter's last demand speaks of her.
    changed = having(people, (f"- {PARAGRAPH}", f"- {text}"), ("let her see a lawyer", "allow a lawyer"))
    changed = changed.replace("I think of her family.", "I think of the family.")
    said = [each for each in found(make_appeals, changed) if each.code == "A432"]
    assert [each.field for each in said] == (["letter.body[1]"] if odd else [])
    assert all(f'says "{odd}"' in each.message for each in said)


INSTRUCTIONS = {
    "en": "Click here to sign the petition.",
    "fr": "Cliquez ici pour signer.",
    "es": "Haga clic aquí.",
    "de": "Klicken Sie hier.",
    "it": "Clicca qui.",
    "pt": "Clique aqui.",
    "nl": "Klik hier.",
    "pl": "Kliknij tutaj.",
    "ru": "Нажмите здесь.",
    "tr": "Buraya tıklayın.",
    "el": "Κάντε κλικ εδώ.",
    "ar": "انقر هنا.",
    "fa": "اینجا کلیک کنید.",
    "zh": "请点击这里。",
    "ja": "ここをクリック。",
}
NAMES = {
    "en": "Your name",
    "fr": "Votre nom",
    "es": "Su nombre",
    "de": "Ihr Name",
    "it": "Il suo nome",
    "pt": "O seu nome",
    "nl": "Uw naam",
    "pl": "Imię i nazwisko",
    "ru": "Ваше имя",
    "tr": "Adınız soyadınız",
    "el": "Το όνομά σας",
    "ar": "اسمكم",
    "fa": "نام شما",
    "zh": "您的姓名",
    "ja": "お名前",
}


def test_each_language_of_letters_has_its_words_for_those_who_write() -> None:
    assert set(INSTRUCTIONS) == set(NAMES) == set(TO_WRITERS) == set(YOUR_NAME) == set(LANGUAGES)


@pytest.mark.parametrize("language", INSTRUCTIONS)
def test_an_instruction_is_noticed_in_every_language(make_appeals: Make, language: str) -> None:
    assert "A434" in {each.code for each in found(make_appeals, in_language(language, INSTRUCTIONS[language]))}


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("before", ["", "Thank you.\n\n", "Thank you.\n"])
def test_the_place_of_a_name_at_the_end_is_noticed_in_every_language(
    make_appeals: Make, language: str, before: str
) -> None:
    last = (before + NAMES[language] + ":").replace("\n", "\n      ")
    text = in_language(language, PARAGRAPH) + f"    - |\n      {last}\n"
    assert "A424" in {each.code for each in found(make_appeals, text)}


@pytest.mark.parametrize(
    "item", ["• release Jane Doe;", "– release Jane Doe;", "1. release Jane Doe;", "(a) release Jane Doe;"]
)
def test_a_mark_before_an_item_is_noticed(make_appeals: Make, item: str) -> None:
    (finding,) = found(make_appeals, having(("- release Jane Doe;", f'- "{item}"')))
    assert (finding.code, finding.field) == ("A429", "letter.body[4].items[1]")
    assert f"begins with {item.split()[0]!r}" in finding.message


@pytest.mark.slow
@settings(max_examples=10)
@given(st.data())
def test_no_garbled_characters_are_passed_by(data: st.DataObject) -> None:
    for begins, pattern in _KINDS:
        text = data.draw(st.from_regex(pattern))
        assert begins.search(text) and _MAY_BE.search(text)


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "cp1251", "cp437", "cp850", "mac_roman", "latin-1"])
@pytest.mark.parametrize("text", ["libérée", "“détenue”", "Müller", "Señor Núñez", "свобода", "αλήθεια"])
def test_utf_8_read_in_an_old_encoding_is_noticed(encoding: str, text: str) -> None:
    garbled = text.encode().decode(encoding, "replace")
    assert garbled != text and garbled_words(f"She is {garbled} today.")


@pytest.mark.parametrize(
    "text", ["lib\ufffdrée", "lib?rée", "don?t", "lib&eacute;r&eacute;e", "l&#39;art", "=C3=A9t=C3=A9", "\uf0b7 x"]
)
def test_a_letter_that_was_lost_is_noticed(text: str) -> None:
    assert garbled_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le président, à l’été, « libre » : « là-bas » ; « MENÜ » et « ÉTÉ »",
        "»Über Ärzte« – „Größe“, MENÜ«, Ö»",
        "Правда», «РИА» и «ТАСС», съёмка № 5",
        "ΕΊΝΑΙ «ΑΛΉΘΕΙΑ», είναι",
        "حرية، عدالة؛ “سلام”",
        "她说：“自由”。《宪法》第三十五条",
        "「自由」と『正義』、Łódź, Çeşme, São Paulo, MANHÃ, Übung",
        "https://example.org/?q=caf%C3%A9&lang=fr Why? Because.",
    ],
)
def test_sound_texts_of_all_scripts_are_left_alone(text: str) -> None:
    assert garbled_words(text) == ""


def test_a_long_title_and_a_long_subject_are_noticed(make_appeals: Make) -> None:
    long = "a teacher whom nobody has seen, " * 9 + "is held"
    text = having(("title: A teacher is held", f"title: {long}"), ("subject: Jane Doe", f"subject: Jane Doe, {long}"))
    assert [(each.code, each.field) for each in found(make_appeals, text)] == [
        ("A401", "title"),
        ("A401", "letter.subject"),
    ]


def test_two_appeals_of_one_case_are_noticed_unless_one_has_ended(make_appeals: Make) -> None:
    first, second = (having(("title: A", f"case: {case}\ntitle: A")) for case in ("UA 119/19", "ua 119 / 19"))

    def said(second: str) -> list[tuple[str, str, str]]:
        root = make_appeals({"addressees.yaml": CHECKED, "jane-doe/appeal.yaml": first, "zoe-roe/appeal.yaml": second})
        return [(each.code, each.file.parent.name, each.field) for each in findings(read(root), TODAY)]

    assert said(second) == [("A436", "zoe-roe", "case")]
    assert said(second.replace("status: open", "status: stopped\noutcome: Free.")) == []
    assert said(second.replace("119", "120")) == []
    # Also where only one of them is asked for.
    root = make_appeals({"addressees.yaml": CHECKED, "jane-doe/appeal.yaml": first, "zoe-roe/appeal.yaml": second})
    assert [each.code for each in findings(read(root), TODAY, ["zoe-roe"])] == ["A436"]


def test_an_addressee_written_out_is_to_be_checked_too(make_appeals: Make) -> None:
    for checked, code in ((", checked: 2024-01-01", "A405"), ("", "A405"), (", checked: 2026-11-01", "")):
        written = f'to: [{{name: X, salutation: {{en: "X,"}}, email: [x@y.example]{checked}}}]'
        said = found(make_appeals, having(("to: [mayor]", written)))
        assert [(each.code, each.field[:5]) for each in said] == ([(code, "to[1]")] if code else [])


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('en: "Dear Mayor,"', 'en: "Dear Mayor / Dear Judge,"', "A437", "mayor.salutation.en"),
        ('fr: "Madame la Maire,"', 'fr: "Madame/Monsieur,"', "A437", "mayor.salutation.fr"),
        ('en: "Dear Mayor,"', 'en: "Excellency ,"', "A438", "mayor.salutation.en"),
        ("1 Main Street,", '"1 Main Street,",', "A440", "mayor.post.lines[2]"),
        ("Anytown 12345]", '"Anytown 12345;"]', "A440", "mayor.post.lines[3]"),
    ],
)
def test_marks_where_none_belong_are_noticed_in_the_address_book(
    make_appeals: Make, old: str, new: str, code: str, field: str
) -> None:
    assert old in CHECKED
    (finding,) = found(make_appeals, book=CHECKED.replace(old, new, 1))
    assert (finding.code, finding.field, finding.file.name) == (code, field, "addressees.yaml")


def test_an_embassy_s_address_is_looked_at_too(make_appeals: Make) -> None:
    embassies = 'US:\n  GB:\n    name: Embassy\n    post: {lines: ["1 Square,", London], country: GB}\n'
    root = make_appeals({"addressees.yaml": CHECKED, "embassies.yaml": embassies})
    assert findings(read(root), TODAY) == ()
    (root / "jane-doe" / "appeal.yaml").write_text(having(("to: [mayor]", "to: [mayor]\ncopies: [embassy]")))
    (finding,) = findings(read(root), TODAY)
    assert (finding.code, finding.field) == ("A440", "US.GB.post.lines[1]")


@pytest.mark.parametrize(
    ("language", "text", "mark"),
    [
        ("zh", "她是教师,被捕了。", "，"),
        ("zh", "她被捕了!", "！"),
        ("ja", "彼女は教師で,逮捕された。", "、"),
        ("zh", "她被捕了.", "。"),
    ],
)
def test_half_width_marks_are_noticed_in_chinese_and_japanese(
    make_appeals: Make, language: str, text: str, mark: str
) -> None:
    said = [each for each in found(make_appeals, in_language(language, text)) if each.code == "A439"]
    assert len(said) == 1 and said[0].message.endswith(f"write {mark}")
    sound = in_language(language, "她（Jane Doe, 40）在 10:30 被捕，案件编号1.2。")
    assert "A439" not in {each.code for each in found(make_appeals, sound)}


def test_a_space_that_french_wants_is_left_alone(make_appeals: Make) -> None:
    assert found(make_appeals, fr=FRENCH) == []
    (finding,) = found(make_appeals, fr=FRENCH.replace("au sujet de Jane Doe.", "au sujet de Jane Doe , vite !"))
    assert (finding.code, finding.file.name) == ("A438", "fr.yaml")


AMNESTY = SITE.replace("Letters for Rights", "Amnesty International UK")
NEVER = ("title: A", "mention_organisation: never\ntitle: A")


@pytest.mark.parametrize(
    ("site", "text", "named"),
    [
        (AMNESTY, "I write as an Amnesty member for Jane Doe.", "Amnesty"),
        (AMNESTY, "I belong to amnesty international UK. Jane Doe.", "amnesty international UK"),
        (AMNESTY + "website: https://www.amnesty.example/uk\n", "See amnesty.example on Jane Doe.", "amnesty.example"),
        (AMNESTY + "short_name: AIUK\n", "AIUK told me of Jane Doe.", "AIUK"),
        (AMNESTY, "I ask for an amnesty for Jane Doe. This is international.", ""),
        (SITE.replace("Letters for Rights", "Human Rights Watch"), "HRW told me of Jane Doe.", "HRW"),
        (SITE.replace("Letters for Rights", "Human Rights Watch"), "Human rights matter; we watch Jane Doe.", ""),
        (SITE, "I write letters for my rights and Jane Doe.", ""),
        (SITE, "Letters\n      for Rights told me of Jane Doe.", "Letters for Rights"),
    ],
)
def test_a_letter_that_names_the_organisation_where_it_never_may_is_an_error(
    make_appeals: Make, site: str, text: str, named: str
) -> None:
    said = found(make_appeals, having(NEVER, (PARAGRAPH, text)), site=site)
    assert [(each.code, each.severity, each.field) for each in said] == (
        [("A324", Severity.ERROR, "letter.body[1]")] if named else []
    )
    assert all(f'("{named}")' in each.message for each in said)


@pytest.mark.parametrize(
    "change",
    [
        ("subject: Jane Doe", "subject: Amnesty on Jane Doe"),
        ("colleague: I teach as well.", "colleague: I teach as well, with Amnesty."),
        ("let her see a lawyer.", "let Amnesty see her."),
        ("own_words: Why do you write?", "own_words: Since when are you with Amnesty?"),
        ("points: What matters to you", "points: What matters to Amnesty"),
    ],
)
def test_every_text_of_the_letter_is_searched_for_the_organisation(make_appeals: Make, change: tuple[str, str]) -> None:
    assert [each.code for each in found(make_appeals, having(NEVER, change), site=AMNESTY)] == ["A324"]


def test_a_translation_is_searched_for_the_organisation_and_avoid_is_a_warning(make_appeals: Make) -> None:
    french = FRENCH.replace("au sujet de Jane Doe.", "avec Amnesty au sujet de Jane Doe.")
    (finding,) = found(make_appeals, having(NEVER), fr=french, site=AMNESTY)
    assert (finding.code, finding.file.name) == ("A324", "fr.yaml")
    (finding,) = found(
        make_appeals, having(("title: A", "mention_organisation: avoid\ntitle: A")), fr=french, site=AMNESTY
    )
    assert (finding.code, finding.severity) == ("A441", Severity.WARNING)
    welcome = having(("title: A", "mention_organisation: welcome\ntitle: A"))
    assert found(make_appeals, welcome, fr=french, site=AMNESTY) == []


ITEMS = "\n      items:\n        - release Jane Doe;\n        - let her see a lawyer.\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("items", "cut"),
    [
        ("[release Solafa, Hossam and Jane Doe.]", ["Hossam and Jane Doe."]),
        ("[release Jane Doe, and let her go.]", ["and let her go."]),
        ("[release Jane Doe, drop the charges]", ["drop the charges"]),
        ('[say "yes, now" to Jane Doe.]', ['now" to Jane Doe.']),
        ("[освободить Jane Doe, и снять обвинения.]", ["и снять обвинения."]),
        ("[release Jane Doe;, let her see a lawyer.]", []),
        ('["release Jane Doe, now;", "let her see a lawyer."]', []),
        ("[Release Jane Doe, Drop the charges]", []),
        ("[release Jane Doe.]", []),
    ],
)
def test_an_item_cut_in_two_by_a_comma_is_noticed(make_appeals: Make, items: str, cut: list[str]) -> None:
    said = found(make_appeals, having((ITEMS, f"\n      items: {items}\n")))
    assert [each.code for each in said] == ["A442"] * len(cut)
    assert [words for words, each in zip(cut, said, strict=True) if f'"{words}"' in each.message] == cut


def test_items_on_lines_of_their_own_are_left_alone(make_appeals: Make) -> None:
    assert found(make_appeals, having(("release Jane Doe;", "release Jane Doe"))) == []


def test_rules_between_brackets_are_read_too(make_appeals: Make) -> None:
    (finding,) = found(make_appeals, APPEAL + "rules: [Write politely, briefly and soon.]\n")
    assert (finding.code, finding.field) == ("A442", "rules[2]")


def test_one_cause_has_one_finding(make_appeals: Make) -> None:
    # A demand outside the list is why there is none in it.
    text = having((f"    - demands: I ask you to{ITEMS}", "    - I ask you to release Jane Doe.\n"))
    assert [each.code for each in found(make_appeals, text)] == ["A414"]
    # A name in capitals that recurs is one name.
    loud = having(("title: A teacher", "title: XIYUE WANGLI"), ("summary: A teacher", "summary: XIYUE WANGLI"))
    loud = loud.replace(PARAGRAPH, "I write to you about Jane Doe and XIYUE WANGLI.")
    assert [(each.code, each.field) for each in found(make_appeals, loud)] == [("A412", "title")]


def test_a_long_letter_is_noticed_only_where_there_is_no_other_way_than_by_mail(make_appeals: Make) -> None:
    long = having((f"- {PARAGRAPH}", f"- {'She was held. ' * 200}Jane Doe."))
    assert found(make_appeals, long) == []
    only = long.replace("to: [mayor]", "to: [judge]")
    book = CHECKED.replace("  name: Judge", "  checked: 2026-11-01\n  name: Judge")
    assert [each.code for each in found(make_appeals, only, book=book)] == ["A404"]
