"""The mails that wait: taken by one sender each, tried again, given up, and never about what is over."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from databases import KEYS, NOW, a_store, an_empty_store, asks, rows, signs  # noqa: F401 two are fixtures

from letters.store.database import Store
from letters.store.outbox import CLAIM, Outbox, Waiting
from letters.store.schema import outbox as table
from letters.store.signatures import MailKind, Signatures

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.fixture(name="outbox")
def an_outbox(store: Store) -> Outbox:
    return Outbox(store, KEYS)


@pytest.fixture(name="signatures")
def some_signatures(store: Store) -> Signatures:
    return Signatures(store, KEYS)


def taken(outbox: Outbox, now: dt.datetime = NOW) -> Waiting:
    mail = outbox.take(now)
    assert mail is not None
    return mail


@pytest.mark.slow
def test_many_senders_never_have_the_same_mail(outbox: Outbox, signatures: Signatures) -> None:
    for number in range(24):
        signatures.ask(asks(email=f"maya{number}@example.org"), NOW)
    with ThreadPoolExecutor(6) as senders:
        found = list(senders.map(lambda _: outbox.take(NOW), range(30)))
    ids = [mail.id for mail in found if mail]
    assert len(ids) == len(set(ids)) == 24


def test_a_mail_has_what_is_needed_and_shows_none_of_it(outbox: Outbox, signatures: Signatures) -> None:
    nonce = signatures.ask(asks(), NOW)
    mail = taken(outbox)
    assert (mail.code, mail.token) == (KEYS.code(nonce, 1), KEYS.token(nonce))
    assert (mail.kind, mail.about.name, mail.about.town) == (MailKind.CONFIRM, "Maya Lind", "Leeds")
    assert repr(mail) == f"Waiting(id={mail.id}, kind='confirm')"
    assert nonce.hex() not in mail.key and mail.key not in mail.token


def test_what_was_handed_over_is_forgotten(outbox: Outbox, signatures: Signatures, store: Store) -> None:
    signatures.ask(asks(), NOW)
    outbox.handed(taken(outbox).id)
    assert (rows(store, "outbox"), rows(store, "pending")) == (0, 1)
    assert outbox.take(NOW + CLAIM) is None


@pytest.mark.slow
def test_pauses_grow_and_end_after_a_week_with_the_signature_that_nobody_could_confirm(
    outbox: Outbox, signatures: Signatures, store: Store
) -> None:
    signatures.ask(asks(), NOW)
    now, pauses = NOW, []
    while (mail := outbox.take(now)) is not None:
        outbox.later(mail.id, now)
        with store.reading() as connection:
            due = connection.execute(sa.select(table.c.due)).scalar_one_or_none()
        if due is not None:
            pauses.append(due - now)
            now = due
    assert pauses[:7] == [minutes * MINUTE for minutes in (1, 2, 5, 10, 20, 30, 60)]
    assert 6 * DAY < now - NOW <= 7 * DAY
    assert (rows(store, "outbox"), rows(store, "pending")) == (0, 0)


def test_a_mail_whose_signature_was_withdrawn_or_confirmed_is_not_sent(outbox: Outbox, signatures: Signatures) -> None:
    nonce = signatures.ask(asks(), NOW)
    signatures.withdraw(KEYS.token(nonce))
    signs(signatures, asks("Jonas Lind", "jonas@example.org"))
    assert outbox.take(NOW) is None


def test_who_asks_again_before_the_mail_has_left_gets_one(outbox: Outbox, signatures: Signatures, store: Store) -> None:
    nonce = signatures.ask(asks(), NOW)
    assert signatures.ask(asks(), NOW + MINUTE) == nonce
    assert taken(outbox, NOW + MINUTE).code == KEYS.code(nonce, 1)
    assert outbox.take(NOW + MINUTE) is None
    assert rows(store, "outbox") == 1


def test_a_code_that_would_end_on_its_way_is_left_out(outbox: Outbox, signatures: Signatures) -> None:
    nonce = signatures.ask(asks(), NOW)
    late = taken(outbox, NOW + 56 * MINUTE)
    assert (late.code, late.token) == ("", KEYS.token(nonce))


def test_only_the_address_that_signed_gets_the_link_that_withdraws(outbox: Outbox, signatures: Signatures) -> None:
    signs(signatures, asks(organisation="Blue House"))
    signatures.ask(asks("Nosy Nora", "nora@example.com", organisation="Blue House"), NOW)
    other = taken(outbox)
    assert (other.kind, other.token, other.number) == (MailKind.AGAIN, "", 1)
    outbox.handed(other.id)
    signatures.ask(asks(organisation="Blue House"), NOW + DAY)
    assert taken(outbox, NOW + DAY).token


def test_each_time_somebody_is_told_again_it_is_another_mail(outbox: Outbox, signatures: Signatures) -> None:
    signs(signatures, asks())
    keys = set()
    for days in (1, 2):
        signatures.ask(asks(), NOW + days * DAY)
        mail = taken(outbox, NOW + days * DAY)
        keys.add(mail.key)
        outbox.handed(mail.id)
    assert len(keys) == 2
