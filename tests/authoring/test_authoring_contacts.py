"""`letters addressees`: where each is used, who was not checked for long, who may be the same."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner
from conftest import ADDRESSEES, APPEAL, Make

from letters.addressee import Addressee
from letters.authoring.uses import Contact, contacts, perhaps_the_same
from letters.cli import main
from letters.library.library import Library, read

TODAY = dt.date(2026, 11, 1)


def contact(key: str, name: str, *, fax: tuple[str, ...] = (), email: tuple[str, ...] = ()) -> Contact:
    return Contact(key=key, addressee=Addressee(name=name, fax=fax, email=email), uses=())


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Minister Bill Blair", "Bil Blair", True),
        ("Xi Jinping", "President Jinping Xi", True),
        ("António Guterres", "Antonio Guterres", True),
        ("Vladimír Putin", "Wladimir Putin", True),
        ("Bill Blair", "Tony Blair", False),
        ("President Xi Jinping", "President Joe Biden", False),
        ("Minister of Justice", "Minister of the Interior", False),
        ("习近平主席", "习近平主席", True),
    ],
)
def test_names_are_compared_without_titles_order_and_accents(one: str, other: str, alike: bool) -> None:
    assert bool(list(perhaps_the_same([contact("a", one), contact("b", other)]))) is alike


def test_a_shared_number_or_address_is_a_reason() -> None:
    one = contact("a", "The Mayor", fax=("+1 202 495 2138",), email=("Office@anytown.example",))
    other = contact("b", "Ada Byron", fax=("(001) 202-495-2138",), email=("Office@anytown.example",))
    (pair,) = perhaps_the_same([one, other, contact("c", "Mary Roe")])
    assert pair == ("a", "b", "the same fax, +1 202-495-2138; the same e-mail, Office@anytown.example")


@pytest.mark.slow
def test_the_shipped_book_has_nobody_twice(shipped: Library) -> None:
    everybody = contacts(shipped, TODAY)
    assert len(everybody) == len(shipped.book)
    assert list(perhaps_the_same(everybody)) == []


def test_the_table_tells_where_each_is_used_and_what_is_old(make_appeals: Make) -> None:
    book = ADDRESSEES + (
        'clerk:\n  name: Clerk Ann Poe\n  salutation: {en: "Dear Clerk,"}\n  email: [mayor@anytown.example]\n'
        "  checked: 2020-01-01\n"
    )
    own = "[{name: Judge Mary Rowe, salutation: {en: 'Dear Judge,'}, email: [roe@anytown.example]}]"
    appeals = make_appeals(
        {
            "addressees.yaml": book,
            "jane-doe/appeal.yaml": APPEAL + "copies: [clerk]\n",
            "over/appeal.yaml": APPEAL.replace("deadline: none", "deadline: 2021-01-01"),
            "own/appeal.yaml": APPEAL.replace("[mayor]", own),
        }
    )
    result = CliRunner().invoke(main, ["addressees", "--appeals", str(appeals)])
    assert result.exit_code == 0, result.stderr
    rows = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert rows[:5] == [
        "KEY NAME CHECKED USED BY",
        "mayor Mayor Ada Byron never jane-doe, (over)",
        "judge Judge Mary Roe never nobody",
        "clerk Clerk Ann Poe 2020-01-01 jane-doe as a copy",
        "own: addressee-1 Judge Mary Rowe never own",
    ]
    assert "clerk: last on 2020-01-01; 1 open appeal" in rows
    assert "judge and own: addressee-1: Judge Mary Roe and Judge Mary Rowe" in rows
    assert "mayor and clerk: the same e-mail, mayor@anytown.example" in rows
    assert read(appeals).findings == ()


def test_words_choose_who_is_shown(make_appeals: Make) -> None:
    appeals = str(make_appeals())
    result = CliRunner().invoke(main, ["addressees", "--appeals", appeals, "mary"])
    assert "judge" in result.stdout and "mayor" not in result.stdout
    result = CliRunner().invoke(main, ["addressees", "--appeals", appeals, "nobody"])
    assert (result.exit_code, result.stderr.count("has that name")) == (1, 1)


def test_a_change_names_the_open_appeals_that_change_with_it(make_appeals: Make) -> None:
    root = make_appeals({"over/appeal.yaml": APPEAL.replace("status: open", "status: draft")})
    earlier = root.parent / "earlier.yaml"
    earlier.write_text(ADDRESSEES)

    def said() -> str:
        return CliRunner().invoke(main, ["addressees", "--appeals", str(root), "--since", str(earlier)]).output

    assert said() == "No entry has changed in a way that affects a letter.\n"
    (root / "addressees.yaml").write_text(ADDRESSEES + "  checked: 2026-10-01\n")
    assert said() == "No entry has changed in a way that affects a letter.\n"
    (root / "addressees.yaml").write_text(
        ADDRESSEES.replace("Anytown 12345", "Anytown 54321").replace("judge:", "jury:")
    )
    assert said() == (
        "mayor: 1 open appeal changes: jane-doe\njury: no open appeal changes\njudge: is gone from the address book\n"
    )


def test_an_earlier_address_book_that_is_missing_or_broken_is_refused(make_appeals: Make) -> None:
    root = make_appeals({"broken.yaml": "mayor: {nmae: x}\n"})
    for name, reason in (("none.yaml", "there is no file"), ("broken.yaml", "did you mean name?")):
        result = CliRunner().invoke(main, ["addressees", "--appeals", str(root), "--since", str(root / name)])
        assert result.exit_code == 1
        assert reason in result.output
