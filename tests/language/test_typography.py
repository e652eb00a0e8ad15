from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.language.language import LANGUAGES
from letters.language.typography import apostrophes, tied

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("it", "Il 'vero' processo dura un po' di tempo", "Il “vero” processo dura un po’ di tempo"),
        ("de", "Das 'gute' Gesetz: Hans' Haus", "Das ‚gute‘ Gesetz: Hans’ Haus"),
        ("de", "Ich hab' 'nein' gesagt", "Ich hab’ ‚nein‘ gesagt"),
        ("en", "the 'best' of the workers' rights, and Hans's", "the ‘best’ of the workers’ rights, and Hans’s"),
        ("en", "'the workers' paradise' of 1990", "‘the workers’ paradise’ of 1990"),
        ("en", "Plan 'C' isn't plan 'B'.", "Plan ‘C’ isn’t plan ‘B’."),
        ("fr", "l'homme 'libre' de l'an dernier, qu'il a vu", "l’homme “libre” de l’an dernier, qu’il a vu"),
        ("es", "la 'justicia' de O'Brien", "la “justicia” de O’Brien"),
        ("pl", "'dom' d'Artagnana", "«dom» d’Artagnana"),
        ("ru", "'да' и Мар'яна", "„да“ и Мар’яна"),
        ("zh", "她说'好'。", "她说‘好’。"),
        ("ja", "彼は'はい'と", "彼は『はい』と"),
        ("ar", "قال 'كلمة' و'كلمة'", "قال “كلمة” و“كلمة”"),
    ],
)
def test_single_marks_pair_where_they_stand_and_apostrophes_stay(language: str, typed: str, printed: str) -> None:
    assert LANGUAGES[language].typographic(typed) == printed


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "'Tis true, and the '68 movement's 'best' men", "’Tis true, and the ’68 movement’s ‘best’ men"),
        ("en", "rock 'n' roll", "rock ’n’ roll"),
        ("it", "d''70, gli anni '70 e la 'ndrangheta, po'", "d’’70, gli anni ’70 e la ’ndrangheta, po’"),
        ("nl", "'s avonds in 't huis zei hij 'ja'", "’s avonds in ’t huis zei hij ‘ja’"),
        ("fr", "l'\"affaire\" d'Alep", f"l’«{NO_BREAK}affaire{NO_BREAK}» d’Alep"),
        ("it", 'dell\'"Unità" e l\'"Ora"', "dell’«Unità» e l’«Ora»"),
        ("en", "don´t, O`Brien", "don’t, O’Brien"),
        ("de", "Geht‘s?", "Geht’s?"),
    ],
)
def test_what_is_left_out_of_a_word_is_an_apostrophe(language: str, typed: str, printed: str) -> None:
    assert LANGUAGES[language].typographic(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("He is 5'10\" tall.", "He is 5′10″ tall."),
        ("a cell of 6' by 12\"", "a cell of 6′ by 12″"),
        ("51°30'12\" N", "51°30′12″ N"),
        ('She read "Rule 12" aloud.', "She read “Rule 12” aloud."),
        ("the 1990's", "the 1990’s"),
    ],
)
def test_feet_minutes_and_inches_are_no_quotation_marks(typed: str, printed: str) -> None:
    assert LANGUAGES["en"].typographic(typed) == printed


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", '("Yes"), "no"; "… and"—she', "(“Yes”), “no”; “… and”—she"),
        ("en", "\"He said 'no.'\"", "“He said ‘no.’”"),
        ("en", "'He said \"no\"'", "‘He said “no”’"),
        ("zh", '他说，"好，"她说："不"。', "他说，“好，”她说：“不”。"),
        ("fr", '" bonjour "', f"«{NO_BREAK}bonjour{NO_BREAK}»"),
        ("ru", 'в "Новой газете", "Дождь"', "в «Новой газете», «Дождь»"),
    ],
)
def test_marks_beside_other_marks_open_and_close_rightly(language: str, typed: str, printed: str) -> None:
    assert LANGUAGES[language].typographic(typed) == printed


def test_a_names_apostrophes_are_of_one_kind_and_its_quotation_marks_stay() -> None:
    assert apostrophes("Sean O'Brien, 't Zand, Xichang'an Jie") == "Sean O’Brien, ’t Zand, Xichang’an Jie"
    assert apostrophes('ООО "Ромашка"') == 'ООО "Ромашка"'


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        (
            "pl",
            "Mieszka w Łodzi i z nim, a W Krakowie",
            f"Mieszka w{NO_BREAK}Łodzi i{NO_BREAK}z{NO_BREAK}nim, a{NO_BREAK}W{NO_BREAK}Krakowie",
        ),
        ("en", "I am a teacher", "I am a teacher"),
    ],
)
def test_words_of_one_letter_never_end_a_polish_line(language: str, typed: str, printed: str) -> None:
    assert LANGUAGES[language].typographic(typed) == printed


def test_only_whole_words_are_tied() -> None:
    assert tied("dom a) a-b k.o. x", "a") == "dom a) a-b k.o. x"


@given(st.sampled_from(sorted(LANGUAGES)), st.text(alphabet="ab s1«»\"'“”„‘’´°!?:;,.0\u00a0\n(字כو", max_size=40))
def test_setting_the_marks_twice_changes_nothing_more(language: str, text: str) -> None:
    tongue = LANGUAGES[language]
    assert tongue.typographic(tongue.typographic(text)) == tongue.typographic(text)


@given(st.sampled_from(sorted(LANGUAGES)), st.text(alphabet="ab s1\"'字و.,", max_size=40))
def test_no_straight_mark_stays_and_no_sign_is_lost(language: str, text: str) -> None:
    printed = LANGUAGES[language].typographic(text)
    assert "'" not in printed
    assert '"' not in printed
    assert [sign for sign in printed if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
