"""Where a sentence ends, and where it only seems to."""

from __future__ import annotations

import pytest

from letters.language.sentences import length, sentences

# Each text, its sentences divided by a bar.
DIVIDED = {
    "en": [
        "She was arrested.| Nobody knows why.| Do you?| I don't!",
        "Mr. and Mrs. Doe live in St. Louis with Dr. B. L. Roe.| They wait.",
        "The U.N. spoke for her, e.g. in Geneva, at 10.30 a.m. on 3 June.| It helped.",
        "It cost $3.50.| No. 5 was free... and then it wasn't.| Then...| Nobody knew.",
        'He asked "Why?" and left.| "Why?"| She said: "No."| He left (at last.)| Then it rained.',
        'In 2017 it began.| It ended in 2018.| "No." was the answer, and no.| No. 3 was.',
        "He was 17.| He is 20.",
        "A first line\nand a second one.| A new\none.",
        "A heading without a stop|\n\nA paragraph.",
        "I write to {{ addressee.name }} today.| I hope.",
    ],
    "fr": [
        "M. Dupont est libre.| Mme Roe ne l'est pas !| Pourquoi ?| Nul ne le sait.",
        "Il a dit : « Non. »| Puis il est parti…| Elle attend… encore.",
        "Il demande « Pourquoi ? » et part.| C'est l'art. 5 du code.",
    ],
    "de": [
        "Am 3. Juni wurde sie festgenommen.| Seit dem 5. Mai 2017 fehlt sie.| Es war 2017.| Das war es.",
        "Dr. Roe, d. h. z. B. Frau B. L. Roe, kam ca. um zehn.| „Warum?“, fragte er.| Sie schwieg.",
    ],
    "es": ["¿Por qué?| ¡Libérenla!| El Sr. Roe no lo sabe.| Nadie lo sabe."],
    "el": ["Γιατί;| Κανείς δεν ξέρει.| Ο κ. Ρόε περιμένει!| Τέλος."],
    "ar": ["لماذا؟| لا أحد يعرف.| كتب د. أحمد رسالة.| انتهى!"],
    "fa": ["چرا؟| هیچ کس نمی‌داند.| تمام۔| پایان."],
    "ru": ["Она родилась в 1980 г. в городе.| И. И. Иванов пишет.| Почему?| Никто не знает."],
    "zh": ["她被捕了。|没有人知道为什么！|您知道吗？|他说：“不。”|她问：“为什么？”，然后走了。"],
    "ja": ["彼女は逮捕された。|なぜですか？|「いいえ。」と彼は言った。|終わり。"],
}
TEXTS = [(language, text) for language, texts in DIVIDED.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), TEXTS, ids=[f"{language} {text[:20]}" for language, text in TEXTS])
def test_a_text_is_divided_where_its_sentences_end(language: str, text: str) -> None:
    expected = [sentence.strip() for sentence in text.split("|")]
    assert sentences(text.replace("|", ""), language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "I write to you, at last - now.", 7),
        ("en", "I live in {{ supporter.town }}.", 4),
        ("en", "Jane Doe's well-being: 3 June.", 5),
        ("fr", "Pourquoi ? Parce que !", 3),
        ("zh", "她在2017年被捕。", 9),
        ("ja", "「はい」", 2),
        ("ar", "لماذا؟ لا أحد.", 3),
        ("en", "", 0),
    ],
)
def test_words_are_counted_and_signs_where_there_are_no_spaces(language: str, text: str, expected: int) -> None:
    assert length(text, language) == expected


@pytest.mark.slow
def test_the_time_grows_with_the_text_and_no_faster() -> None:
    # Much of what is hard to part: whoever makes the time grow faster than the text waits here for very long.
    for part in ("!!!!", "((((", "Mr. A. B. ", "{{ ", '"\u201c "'):
        text = part * (250_000 // len(part))
        assert sentences(text, "en")
        assert length(text, "en") >= 0
