from __future__ import annotations

import datetime as dt
import re
from dataclasses import FrozenInstanceError, fields, replace
from functools import cache

import pytest
from conftest import APPEAL, Make
from hypothesis import given
from hypothesis import strategies as st

from letters.addressee import Addressee, Post
from letters.appeal.appeal import Appeal
from letters.appeal.body import OwnWords, Points
from letters.channel import Channel
from letters.compose import Words, compose, copy_of, country_lines, default_text, demands_of, words_from
from letters.edited import lost_demands, parse
from letters.errors import InvalidFields
from letters.language.language import LANGUAGES, Language
from letters.letter import DemandList, Letter, Paragraph
from letters.library.library import Library, read
from letters.resources import folder
from letters.supporter import Supporter, supporter_from

DAY = dt.date(2026, 11, 22)
SHIPPED = read(folder("appeals"))
APPEALS = [
    (appeal, key, language) for appeal in SHIPPED.appeals.values() for key in appeal.to for language in appeal.texts
]
TASHPOLAT = SHIPPED.appeals["tashpolat-tiyip"]


def letter(supporter: Supporter, words: Words | None = None, language: str = "en") -> Letter:
    return compose(TASHPOLAT, "xi-jinping", supporter, words or Words(), language=language, date=DAY)


def texts(value: object) -> str:
    return " ".join(f"{getattr(value, field.name)!r}" for field in fields(value))  # type: ignore[arg-type]  # any dataclass


@pytest.mark.slow
@given(st.sampled_from(APPEALS), st.sampled_from(["Qzname Qzother", "Qzjean-Qzpaul"]), st.data())
def test_initials_leak_nothing_else_into_any_field(
    case: tuple[Appeal, str, str], name: str, data: st.DataObject
) -> None:
    appeal, key, language = case
    typed = {"name": name, "street": "Qzstreet 1", "postcode": "Qz 999", "email": "qz@qz.example", "town": "Paris"}
    writer = supporter_from({**typed, "country": data.draw(st.sampled_from(["FR", "CN", "US"])), "sign_as": "initials"})
    made = compose(appeal, key, writer, Words(), language=language, date=DAY)
    for found in (made, copy_of(made, key, appeal.to[key])):
        assert "qz" not in texts(found).casefold()
        assert "Paris" in texts(found)


@given(st.sampled_from(APPEALS), st.data())
def test_every_letter_makes_every_demand_and_comes_back_from_editing_the_same(
    case: tuple[Appeal, str, str], data: st.DataObject
) -> None:
    appeal, key, language = case
    blocks = appeal.texts_in(language).letter.body
    choices = [choice for block in blocks if isinstance(block, Points) for choice in block.choices]
    places = sum(isinstance(block, OwnWords) for block in blocks)
    own = data.draw(st.lists(st.text(alphabet="ab-–*{}%7\"' \n.字", max_size=30), min_size=places, max_size=places))
    ticked = data.draw(st.sets(st.sampled_from(choices))) if choices else set()
    words = words_from(appeal.texts_in(language).letter, points=sorted(ticked), own=own, text="")
    writer = supporter_from({"name": "E W", "street": "1 Elm", "town": "Paris", "country": "FR"})
    made = compose(appeal, key, writer, words, language=language, date=DAY)
    demands = demands_of(appeal, key, writer, language)
    assert (
        tuple(item for block in made.body if isinstance(block, DemandList) for item in block.items if item in demands)
        == demands
    )
    text = default_text(appeal, key, writer, words, language)
    assert parse(text, LANGUAGES[language]) == made.body
    assert lost_demands(text, demands) == ()
    for demand in demands:
        assert demand in lost_demands(text.replace(demand, ""), demands)
    assert compose(appeal, key, writer, words, language=language, date=DAY) == made


def test_a_dash_above_its_words_comes_back_from_editing_the_same(supporter: Supporter) -> None:
    words = words_from(TASHPOLAT.texts["en"].letter, points=[], own=["- \n7"], text="")
    made = letter(supporter, words)
    assert DemandList("", ("7",)) in made.body
    assert parse(made.plain_body(), LANGUAGES["en"]) == made.body


def test_own_words_come_out_as_typed(supporter: Supporter) -> None:
    assert "{{7*7}} {% x %} <b>" in letter(supporter, Words(own=("{{7*7}} {% x %} <b>",))).plain_body()


def test_own_words_in_chinese_gain_no_latin_comma(supporter: Supporter) -> None:
    own = "我是老师，\n我关心他。"
    assert own in letter(supporter, Words(own=(own,)), "zh").plain_body()
    assert "," not in letter(supporter, Words(own=(own,)), "zh").plain_body()


@pytest.mark.parametrize(
    ("sender", "language", "lines"),
    [
        ("CN", "en", []),
        ("GB", "en", ["China"]),
        ("FR", "en", ["Chine"]),
        ("CH", "fr", ["Chine"]),
        ("JP", "en", ["中国", "China"]),
        ("GR", "en", ["Κίνα", "China"]),
        ("TR", "en", ["Çin"]),
        ("WS", "fr", ["China"]),
    ],
)
def test_the_country_line_is_in_the_senders_language(sender: str, language: str, lines: list[str]) -> None:
    post = Post(lines=("X",), country="CN")
    assert [line.text for line in country_lines(post, sender, language)] == lines


def test_a_letter_is_frozen(supporter: Supporter, shipped: Library) -> None:
    made = letter(supporter)
    with pytest.raises(FrozenInstanceError):
        made.subject = "x"  # type: ignore[misc]  # what must fail
    assert hash(made) == hash(letter(supporter))
    with pytest.raises(TypeError):
        shipped.book["xi-jinping"].salutation["en"] = "x"  # type: ignore[index]  # what must fail


def test_a_copy_is_the_letter_behind_another_address(supporter: Supporter) -> None:
    embassy = SHIPPED.embassy("CN", "GB")
    assert embassy is not None
    made = letter(supporter)
    copy = copy_of(made, "embassy", embassy)
    assert copy.notice == "Copy for information. Addressee: President Xi Jinping"
    assert embassy.post is not None
    assert (copy.recipient, copy.country_lines) == (embassy.post.lines, ())
    assert (copy.body, copy.salutation, copy.stem) == (
        made.body,
        made.salutation,
        "tashpolat-tiyip-xi-jinping-copy-embassy",
    )
    assert (copy.addressee, copy.copy_to, copy.is_copy) == (made.addressee, "embassy", True)
    assert (made.copy_to, made.is_copy, made.name) == ("", False, "xi-jinping")


def test_copies_are_named_at_the_foot_and_only_open_channels_used(supporter: Supporter) -> None:
    judge = SHIPPED.book["sundar-pichai"]
    shut = judge.model_copy(update={"unavailable": {"email": "Not now."}})
    for copy, emails in ((judge, judge.email), (shut, ())):
        made = compose(TASHPOLAT, "xi-jinping", supporter, Words(), language="en", date=DAY, copies={"x": copy})
        assert (made.copies_line, made.copy_emails) == ("Copy: Sundar Pichai", emails)


def test_a_block_is_only_for_those_it_names(make_appeals: Make, supporter: Supporter) -> None:
    text = APPEAL.replace("[mayor]", "[mayor, judge]").replace(
        "    - I write to you",
        "    - text: Only for {{ addressee.name }}.\n      only_to: [judge]\n    - I write to you",
    )
    appeal = read(make_appeals({"jane-doe/appeal.yaml": text})).appeals["jane-doe"]
    made = {key: compose(appeal, key, supporter, Words(), language="en", date=DAY) for key in appeal.to}
    assert "Only for Judge Mary Roe." in made["judge"].plain_body()
    assert "Only for" not in made["mayor"].plain_body()
    assert [made[key].salutation for key in made] == ["Dear Mayor,", "Dear Judge,"]


def test_words_that_have_no_place_are_refused_without_being_repeated() -> None:
    text = TASHPOLAT.texts["en"].letter
    with pytest.raises(InvalidFields) as caught:
        words_from(text, points=["familly"], own=["a", "secret"], text="")
    assert [problem.field for problem in caught.value.problems] == ["points", "own_words-1"]
    assert "did you mean family?" in str(caught.value)
    assert "familly" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_an_edited_text_takes_the_bodys_place(supporter: Supporter) -> None:
    assert letter(supporter, replace(Words(), text="Mine.")).plain_body() == "Mine."


def test_the_names_that_later_letters_share_hold_nothing_that_was_typed(shipped: Library, supporter: Supporter) -> None:
    appeal = shipped.appeals["tashpolat-tiyip"]
    letter = compose(appeal, "xi-jinping", supporter, Words(), language="en", date=dt.date(2026, 11, 22))
    assert supporter.signature not in letter.names
    assert "Tashpolat Tiyip" in letter.names


def test_the_date_is_written_as_the_senders_country_does(supporter: Supporter) -> None:
    assert letter(supporter).date_line == "22 November 2026"
    assert letter(replace(supporter, country="US")).date_line == "November 22, 2026"


def test_a_letter_names_at_its_foot_only_those_whom_a_copy_reaches_by_its_channel(supporter: Supporter) -> None:
    by_post = Addressee(name="Embassy", post=Post(lines=("1 High Street",), country="GB"))
    by_mail = Addressee(name="Editor", email=("editor@paper.example",))
    copies = {"embassy": by_post, "editor": by_mail, "nobody": Addressee(name="Nobody")}
    made = compose(TASHPOLAT, "xi-jinping", supporter, Words(), language="en", date=DAY, copies=copies)
    lines = {channel: made.by(channel).copies_line for channel in Channel}
    assert lines == {Channel.POST: "Copy: Embassy", Channel.EMAIL: "Copy: Editor", Channel.FAX: ""}
    assert made.copies_line == lines[Channel.POST] and made.copy_emails == by_mail.email


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stand_behind_a_colon_wherever_a_letter_speaks_of_copies(language: str) -> None:
    tongue = LANGUAGES[language]
    for words, place in ((tongue.copy, "{names}"), (tongue.copy_notice, "{name}")):
        # So no article and no case of the language can be wrong: "adressée à Le ministre", "ging an Der Minister".
        assert re.search(rf"[:：]\s?{re.escape(place)}\Z", words), words


def test_who_composes_for_many_need_not_read_each_text_anew(make_appeals: Make) -> None:
    library = read(make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("to: [mayor]", "to: [mayor, judge]")}))
    texts_read = list[str]()

    def once(text: str, tongue: Language) -> tuple[Paragraph | DemandList, ...]:
        texts_read.append(text)
        return parse(text, tongue)

    appeal, words = library.appeals["jane-doe"], Words(own=("I teach.",))
    supporter, remembered = Supporter(signature="Emma Woods", country="GB"), cache(once)
    for key in appeal.to:
        for_many = compose(appeal, key, supporter, words, language="en", date=DAY, read=remembered)
        assert for_many == compose(appeal, key, supporter, words, language="en", date=DAY)
    assert len(appeal.to) == 2 and texts_read == ["I write to you about Jane Doe.", "I teach."]
