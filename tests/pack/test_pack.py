"""A group's letters: composed once where they say the same, in the order of the stack, in shards, and recorded."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import APPEAL, Make
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.appeal.appeal import Appeal
from letters.appeal.file import Kind, Status
from letters.channel import Channel
from letters.compose import compose, copy_of
from letters.errors import Refused
from letters.files import write_whole
from letters.layout import LayoutName
from letters.library.library import Library, read
from letters.members import Member
from letters.pack import orders as orders_of_a_pack
from letters.pack import shards as shards_of_a_pack
from letters.pack.folder import make_room, tidy
from letters.pack.job import Evening, Sort
from letters.pack.orders import LetterMaker, reasons_against, town_of
from letters.pack.record import Used, version_of
from letters.pack.shards import Shard, chunks, make, spread
from letters.supporter import supporter_from

DATE = dt.date(2026, 1, 31)


def member(row: int, name: str = "", **fields: Any) -> Member:
    given = {"name": name or f"Member {row}", "street": f"{row} Elm Row", "town": "Leeds", "country": "GB"}
    person = {key: fields.pop(key) for key in (*given, "email", "sign_as", "initials", "postcode") if key in fields}
    return Member(row=row, supporter=supporter_from({**given, **person}), **fields)


MEMBERS = (
    member(2, "Maya Lind", town="Leeds", email="maya@lind.example", points=("family", "colleague")),
    member(3, "Jonas Beispiel", town="Dresden", country="DE", language="fr"),
    member(4, "Élodie Exemple", town="Lyon", country="FR", language="fr", own_words=("J’enseigne.", "Encore.")),
    member(5, "Tom Brown", sign_as="initials", initials="T. B.", town="Utrecht", country="NL", language="zh"),
    member(6, "Mei Lin", town="Boston", country="US", language="ar"),
    member(7, "Zed Last", town="leeds"),
)


def open_appeals(library: Library) -> tuple[Appeal, ...]:
    return tuple(
        appeal
        for appeal in library.appeals.values()
        if appeal.facts.kind is not Kind.OPEN_LETTER and appeal.facts.status is Status.OPEN
    )


def evening(library: Library, *, appeals: tuple[Appeal, ...] = (), **options: Any) -> Evening:
    return Evening(library=library, appeals=appeals or open_appeals(library), date=DATE, **options)


def alone(maker: LetterMaker, library: Library, who: Member, appeal: Appeal, key: str) -> Any:
    """The letter as `letters write` would make it."""
    language = maker.language(who, appeal)
    words = maker.words(who, appeal, language)
    copies = library.copies(appeal, who.supporter.country) if maker.evening.copies else {}
    return compose(appeal, key, who.supporter, words, language=language, date=DATE, copies=copies)


@pytest.mark.parametrize("channel", Channel)
def test_every_shipped_letter_is_the_one_that_is_composed_alone(shipped: Library, channel: Channel) -> None:
    maker, seen = LetterMaker(evening(shipped, channel=channel)), 0
    for order in maker.orders(MEMBERS):
        appeal = shipped.appeals[order.letter.appeal]
        # All that ship are examples, and their letters say so.
        assert "2" in order.letter.watermark and (order.letter.notice == "") is (channel is Channel.POST)
        letter = replace(order.letter, watermark="", notice="")
        assert letter == alone(maker, shipped, order.member, appeal, order.letter.addressee)
        seen += 1
    assert seen > (50 if channel is Channel.POST else 5)


def test_a_text_that_names_the_town_is_composed_for_each_and_others_once(
    shipped: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[str] = []

    def counted(appeal: Appeal, *given: Any, **named: Any) -> Any:
        composed.append(appeal.slug)
        return compose(appeal, *given, **named)

    monkeypatch.setattr(orders_of_a_pack, "compose", counted)
    group = [member(row, town=f"Town{row}") for row in range(2, 32)]
    for slug, points, differ in (
        ("gao-zhisheng", ("town",), True),
        ("gao-zhisheng", ("family",), False),
        ("tashpolat-tiyip", (), False),
    ):
        composed.clear()
        appeal = shipped.appeals[slug]
        maker = LetterMaker(evening(shipped, appeals=(appeal,)))
        made = list(maker.orders([replace(one, points=points) for one in group]))
        assert len(made) == 30 * len(appeal.to)
        assert all((one.member.supporter.town in one.letter.plain_body()) is differ for one in made)
        assert len(composed) >= 30 if differ else 0 < len(composed) <= 3 * len(appeal.to)


people = st.builds(
    lambda name, town, country, language, points, own: {
        "name": name,
        "town": town,
        "country": country,
        "language": language,
        "points": points,
        "own_words": own,
    },
    name=st.sampled_from(["Maya Lind", "Aaaa Bbbb", "Cccc Dddd", "Mayor Ada Byron", "Jane Doe", "王小样"]),
    town=st.sampled_from(["Leeds", "Aaaa Bbbb", "Cccc Dddd", "Anytown", "it's – “so”", "- Leeds", "1. Leeds"]),
    country=st.sampled_from(["GB", "US", "DE", "FR"]),
    language=st.sampled_from(["", "en", "fr"]),
    points=st.sampled_from([(), ("family",), ("colleague", "family")]),
    own=st.sampled_from([(), ("I teach.",)]),
)
TEXTS = (
    "I write to you about Jane Doe.",
    "I write from {{ supporter.town }}.",
    "My name is {{ supporter.name }}, and I live in {{ supporter.country }}.",
)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Three appeals: one text for all, one that names the town, one that names writer and country."""
    from conftest import ADDRESSEES, SITE

    root = tmp_path_factory.mktemp("three")
    (root / "site.yaml").write_text(SITE)
    (root / "addressees.yaml").write_text(ADDRESSEES)
    for number, text in enumerate(TEXTS):
        (root / f"case-{number}").mkdir()
        changed = APPEAL.replace(f"- {TEXTS[0]}", f"- {text}").replace("to: [mayor]", "to: [mayor, judge]")
        (root / f"case-{number}" / "appeal.yaml").write_text(changed)
    library = read(root)
    assert len(library.appeals) == 3, library.findings
    return library


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(group=st.lists(people, min_size=1, max_size=6), sort=st.sampled_from(Sort), channel=st.sampled_from(Channel))
def test_whoever_writes_and_in_whatever_order_each_letter_is_the_one_composed_alone(
    three: Library, group: list[dict[str, Any]], sort: Sort, channel: Channel
) -> None:
    members = [member(row, **person) for row, person in enumerate(group, 2)]
    maker = LetterMaker(evening(three, sort=sort, channel=channel))
    made = list(maker.orders(members))
    assert [order.number for order in made] == list(range(1, len(made) + 1))
    for order in made:
        appeal = three.appeals[order.letter.appeal]
        assert order.letter == alone(maker, three, order.member, appeal, order.letter.addressee)
    reached = [key for key in ("mayor", "judge") if channel in three.book[key].channels]
    wanted = {(who.row, slug, key) for who in members for slug in three.appeals for key in reached}
    assert len(made) == len(wanted)
    assert {(order.member.row, order.letter.appeal, order.letter.addressee) for order in made} == wanted


@pytest.mark.slow
def test_the_stack_is_sorted_by_member_addressee_or_town(three: Library) -> None:
    group = [member(2, town="York"), member(3, town="ambleside"), member(4, town="Bath"), member(5, town="bath")]
    appeals = (three.appeals["case-0"], three.appeals["case-1"])

    def rows(sort: Sort) -> list[tuple[int, str]]:
        maker = LetterMaker(evening(three, appeals=appeals, sort=sort))
        return [(order.member.row, order.letter.appeal[-1]) for order in maker.orders(group)]

    # By post only the mayor is reached.
    assert rows(Sort.MEMBER) == [(row, case) for row in (2, 3, 4, 5) for case in "01"]
    assert rows(Sort.TOWN) == [(row, case) for row in (3, 4, 5, 2) for case in "01"]
    assert rows(Sort.ADDRESSEE) == [(row, case) for case in "01" for row in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("fields", "town"),
    [
        ({"street": "12 Elm Row", "postcode": "LS1 4AB", "town": "Leeds"}, "Leeds"),
        ({"address": "12 Elm Row\nLeeds LS1 4AB"}, "Leeds"),
        ({"address": "Lange Gasse 5\n01067 Dresden"}, "Dresden"),
        ({"address": "12 Elm Row, Leeds, LS1 4AB"}, "Leeds"),
    ],
)
def test_a_town_is_found_in_its_field_or_in_the_last_line(fields: dict[str, str], town: str) -> None:
    assert town_of(supporter_from({"name": "Maya Lind", "country": "GB", **fields})) == town


def test_copies_stand_behind_the_letters_that_they_copy_if_the_channel_reaches_them(shipped: Library) -> None:
    appeal = shipped.appeals["tashpolat-tiyip"]
    recipients = shipped.copies(appeal, "GB")
    assert recipients
    maker = LetterMaker(evening(shipped, appeals=(appeal,), copies=True))
    letter, *copies = maker.letters(MEMBERS[0], appeal, "xi-jinping")
    assert copies == [copy_of(letter, key, recipient) for key, recipient in recipients.items()]
    for channel in (Channel.EMAIL, Channel.FAX):
        maker = LetterMaker(evening(shipped, appeals=(appeal,), copies=True, channel=channel))
        assert len(list(maker.letters(MEMBERS[0], appeal, "xi-jinping"))) == 1


def test_a_letter_that_can_only_be_passed_on_is_printed_and_not_mailed(three: Library) -> None:
    mayor = three.book["mayor"].model_copy(update={"post": None, "fax": (), "email": ()})
    appeal = three.appeals["case-0"]
    # Only letters of solidarity may go to somebody whose address nobody knows (A314).
    appeal = replace(appeal, facts=appeal.facts.model_copy(update={"kind": Kind.SOLIDARITY}), to={"mayor": mayor})
    for channel in Channel:
        maker = LetterMaker(evening(three, appeals=(appeal,), channel=channel))
        made, said = list(maker.orders(MEMBERS[:1])), list(maker.unreached())
        if channel is Channel.POST:
            assert len(made) == 1 and not said
        else:
            assert not made and said == [f"no letters to mayor of case-0: no {channel.value} now."]


def test_a_member_whom_nothing_reaches_is_told_so(three: Library) -> None:
    maker = LetterMaker(evening(three))
    reasons = reasons_against(member(2, addressees=("judge",)), maker, LayoutName.UK)
    assert reasons == ("there is nobody to write to",)


def test_all_problems_of_a_member_are_named_at_once(three: Library) -> None:
    maker = LetterMaker(evening(three))
    odd = member(2, points=("famly", "x"), addressees=("mayr",), own_words=("a", "b"))
    reasons = reasons_against(odd, maker, LayoutName.UK)
    assert len(reasons) == 4 and reasons[-1] == "places for own words in these letters: 1"
    assert reasons_against(member(2, own_words=("a",)), maker, LayoutName.UK) == ()


def shard(library: Library, **options: Any) -> Shard:
    letters = tuple(order.letter for order in LetterMaker(evening(library)).orders([member(2), member(3)]))
    return Shard(**{"letters": letters, "numbers": (), "layout": LayoutName.UK, **options})


def test_a_shard_s_name_says_all_that_its_pages_show(three: Library) -> None:
    plain = shard(three)
    other = replace(plain.letters[0], signature="Somebody Else")
    changed = [
        plain,
        shard(three, numbers=tuple(range(1, len(plain.letters) + 1))),
        shard(three, layout=LayoutName.US),
        shard(three, duplex=True),
        shard(three, fold_marks=True),
        replace(plain, letters=(other, *plain.letters[1:])),
        replace(plain, letters=plain.letters[::-1]),
    ]
    assert len({one.name for one in changed}) == len(changed)
    assert shard(three).name == plain.name == pickle.loads(pickle.dumps(plain)).name  # noqa: S301  # our own


@pytest.mark.slow
def test_a_shard_that_is_there_is_not_made_again(three: Library, tmp_path: Path) -> None:
    one = shard(three)
    (tmp_path / one.name).write_bytes(b"made before")
    assert make(one, tmp_path).read_bytes() == b"made before"
    assert make(replace(one, duplex=True), tmp_path).read_bytes().startswith(b"%PDF")
    assert len(list(tmp_path.iterdir())) == 2


class Slow(Executor):
    """Does its work only when it is asked for, and counts what was handed to it and not yet taken back."""

    def __init__(self) -> None:
        self.handed, self.most = 0, 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        executor = self
        self.handed += 1
        self.most = max(self.most, self.handed)

        class Late(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                executor.handed -= 1
                return fn(*args, **kwargs)

        return Late()


@pytest.mark.slow
def test_shards_come_back_in_order_and_few_wait_at_a_time(
    three: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards_of_a_pack, "_printed", lambda one: one.letters[0].signature.encode())
    letter = shard(three).letters[0]
    names = [f"Member {number}" for number in range(20)]
    many = (shard(three, letters=(replace(letter, signature=name),)) for name in names)
    executor, counts = Slow(), list[int]()
    paths = list(spread(many, tmp_path, executor, counts.append, at_once=3))
    assert [path.read_text() for path in paths] == names
    assert executor.most == 3 and counts == [1] * 20


@pytest.mark.slow
@given(items=st.lists(st.integers(), max_size=50), size=st.integers(1, 20))
def test_chunks_lose_nothing(items: list[int], size: int) -> None:
    found = list(chunks(items, size))
    assert [item for chunk in found for item in chunk] == items
    assert all(len(chunk) == size for chunk in found[:-1]) and all(found)


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "letters.pdf"
    write_whole(path, b"old")

    def full(*given: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("letters.files.os.replace", full)
    with pytest.raises(OSError, match="no space"):
        write_whole(path, b"new", lasting=True)
    assert path.read_bytes() == b"old"


def results(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
        yield path


def test_room_is_made_for_a_pack_and_what_is_others_stays(tmp_path: Path) -> None:
    ours = list(
        results(
            tmp_path,
            [
                "letters.pdf",
                ".letters.pdf.part",
                "sign-x-y.pdf",
                "pack.json",
                "email/row-0002/00001-x.eml",
                "email/list.xlsx",
                "fax/row-0017/.123456-x.tif.0a1b",
            ],
        )
    )
    others = list(results(tmp_path, ["letters.odt", "email/notes.txt", "parts/screws.csv"]))
    with pytest.raises(Refused, match="--force"):
        make_room(tmp_path, force=False)
    assert all(path.exists() for path in ours)
    make_room(tmp_path, force=True)
    tidy(tmp_path)
    assert not any(path.exists() for path in ours) and all(path.exists() for path in others)
    assert not (tmp_path / "fax").exists()


def test_an_interrupted_run_goes_on_without_force_and_another_s_file_does_not_go(tmp_path: Path) -> None:
    (letters,) = results(tmp_path, ["letters.pdf"])
    with pytest.raises(Refused, match=r"letters\.pdf already exists"):
        make_room(tmp_path, force=False)
    assert letters.exists()
    (shard,) = results(tmp_path, [f"parts/{'a' * 32}.pdf"])
    make_room(tmp_path, force=False)
    assert not letters.exists() and shard.exists()


USED = Used(channel=Channel.POST, languages=("en",), to=("mayor",), countries=("GB",), copies=False)


def test_a_version_changes_with_what_a_letter_takes_and_with_nothing_else(make_appeals: Make) -> None:
    library = read(make_appeals())
    appeal = library.appeals["jane-doe"]
    version = version_of(appeal, library, USED)
    judge, mayor = library.book["judge"], library.book["mayor"]
    for same in (
        replace(appeal, folder=Path("/elsewhere")),
        replace(appeal, to={"mayor": mayor.model_copy(update={"note": "rang twice", "checked": DATE})}),
        replace(appeal, to={"mayor": mayor.model_copy(update={"fax": (), "email": ()})}),
        replace(appeal, to={"mayor": mayor, "judge": judge}),
        replace(appeal, facts=appeal.facts.model_copy(update={"deadline": DATE})),
    ):
        assert version_of(same, library, USED) == version
    for changed in (
        replace(appeal, to={"mayor": mayor.model_copy(update={"office": "Mayor"})}),
        replace(appeal, to={"mayor": mayor.model_copy(update={"post": None})}),
        replace(appeal, to={"judge": judge}),
        replace(appeal, copies={"judge": judge}),
        replace(appeal, facts=appeal.facts.model_copy(update={"document": "Second UA"})),
    ):
        assert version_of(changed, library, USED) != version


def test_who_only_gets_named_as_the_one_with_a_copy_may_move(make_appeals: Make) -> None:
    library = read(make_appeals())
    judge = library.book["judge"]
    one, other = (
        replace(library.appeals["jane-doe"], copies={"judge": each})
        for each in (judge, judge.model_copy(update={"email": ("court@anytown.example",), "fax": ("+12024952139",)}))
    )
    assert version_of(one, library, USED) == version_of(other, library, USED)
    mailed = replace(USED, channel=Channel.EMAIL)
    assert version_of(one, library, mailed) != version_of(other, library, mailed)
