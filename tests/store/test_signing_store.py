"""Signatures as the store keeps them: confirmed once, counted once, and gone when they are withdrawn."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from databases import KEYS, NOW, a_store, an_empty_store, asks, signs  # noqa: F401 two are fixtures

from letters.store.database import Store
from letters.store.schema import outbox
from letters.store.signatures import Counted, Result, Signatures


def test_a_signature_counts_once_it_is_confirmed(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    nonce = signatures.ask(asks(), NOW)
    assert signatures.counted("liu-xia") == []
    assert signatures.confirm_with_code(nonce, "00000000", NOW).result is Result.WRONG
    code = KEYS.code(nonce, 1)
    done = signatures.confirm_with_code(nonce, f" {code[:4].lower()}-{code[4:]}", NOW)
    assert (done.result, done.number) == (Result.SIGNED, 1)
    assert signatures.counted("liu-xia") == [
        Counted(digest=b"1" * 32, first_seen=NOW.date(), people=1, organisations=0)
    ]


def test_the_same_person_signs_once_however_the_address_is_written(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    assert signs(signatures, asks(email="maya.lind@gmail.com")).number == 1
    nonce = signatures.ask(asks("MAYA  LIND", "MayaLind+letters@googlemail.com"), NOW)
    with store.reading() as connection:
        kinds = connection.execute(sa.select(outbox.c.kind)).scalars().all()
    assert kinds == ["again"]
    assert signatures.confirm_with_code(nonce, KEYS.code(nonce, 1), NOW).result is Result.WRONG
    assert signatures.counted("liu-xia")[0].people == 1


def test_two_people_may_share_an_address_and_a_third_may_not(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    days = [NOW + dt.timedelta(days=day) for day in range(3)]
    names = ("Maya Lind", "Jonas Lind", "Elodie Lind")
    results = [signs(signatures, asks(name), day).result for name, day in zip(names, days, strict=True)]
    assert results == [Result.SIGNED, Result.SIGNED, Result.WRONG]


def test_a_withdrawn_signature_is_gone_and_its_number_is_not_given_again(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    first = signs(signatures, asks())
    assert signatures.withdraw(first.token).result is Result.WITHDRAWN
    assert signatures.counted("liu-xia") == []
    assert signatures.withdraw(first.token).result is Result.WRONG
    assert signs(signatures, asks("Jonas Beispiel", "jonas@example.org")).number == 2


def test_a_changed_text_is_another_document(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    signs(signatures, asks())
    signs(signatures, asks("Jonas Beispiel", "jonas@example.org", text=b"2" * 32))
    assert [(counted.digest[:1], counted.people) for counted in signatures.counted("liu-xia")] == [(b"2", 1), (b"1", 1)]


def test_who_says_it_was_not_them_gets_no_more_mail(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    nonce = signatures.ask(asks(), NOW)
    assert signatures.disown(KEYS.token(nonce), NOW).result is Result.WITHDRAWN
    signatures.ask(asks("Somebody Else"), NOW + dt.timedelta(days=2))
    with store.reading() as connection:
        assert connection.execute(sa.select(outbox)).all() == []
