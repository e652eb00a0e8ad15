"""What is kept is the least that serves, and none of it can be found where it should be gone or sealed."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pyrage
import pytest
import sqlalchemy as sa
from databases import KEYS, NOW, TODAY, a_store, an_empty_store, asks, signs  # noqa: F401 two are fixtures

from letters.errors import Refused
from letters.signing.sealing import Opener
from letters.store.closing import Closing
from letters.store.database import Store, opened
from letters.store.records import Records
from letters.store.schema import metadata, outbox
from letters.store.signatures import Signatures

CANARIES = ("Quillon Vantongeren", "quillon@canary.example", "Leeds", "203.0.113.77")
NAME, EMAIL = CANARIES[:2]


def kept(store: Store) -> bytes:
    """Everything that stands in any column."""
    with store.reading() as connection:
        cells = [
            cell for table in metadata.tables.values() for row in connection.execute(sa.select(table)) for cell in row
        ]
    return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


def test_a_confirmed_address_is_nowhere_and_its_mail_is_gone(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    nonce = signatures.ask(asks(NAME, EMAIL), NOW)
    assert EMAIL.encode() in kept(store)  # until the mail is sent
    signatures.confirm(KEYS.token(nonce), NOW)
    assert EMAIL.encode() not in kept(store) and b"canary.example" not in kept(store)
    assert KEYS.token(nonce).encode() not in kept(store) and KEYS.code(nonce, 1).encode() not in kept(store)


def test_what_is_sealed_opens_with_the_organisation_s_key_alone(store: Store, tmp_path: Path) -> None:
    ours, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    signatures = Signatures(store, KEYS, recipient=str(ours.to_public()))
    asked = asks(NAME, EMAIL, organisation="Club of Chess", stays_in_touch=True)
    nonce = signatures.ask(asked, NOW)
    assert signatures.confirm(KEYS.token(nonce), NOW).number == 1
    everything = kept(store)
    assert b"Club of Chess" in everything  # it is to be shown
    assert NAME.encode() not in everything and EMAIL.encode() not in everything and b"Leeds" not in everything
    for identity, file in ((ours, "ours.txt"), (other, "other.txt")):
        (tmp_path / file).write_text(f"# an age key\n{identity}\n")
    [row] = Records(store).rows("liu-xia", Opener(tmp_path / "ours.txt"))
    assert (row.name, row.town, row.contact) == (NAME, "Leeds", EMAIL)
    with pytest.raises(Refused, match="sealed for another key"):
        list(Records(store).rows("liu-xia", Opener(tmp_path / "other.txt")))


@pytest.mark.slow
def test_after_closing_no_file_and_no_backup_holds_a_canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database, its log and index while the site has it open, temporary files, a backup taken afterwards."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("SQLITE_TMPDIR", "TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    (folder := tmp_path / "store").mkdir()
    store = opened(f"sqlite:///{folder / 'letters.db'}", KEYS)
    site = Store(f"sqlite:///{folder / 'letters.db'}")  # a site that stays open: the log isn't removed
    for letter in "abcdefghijklmnopqrst":
        signs(Signatures(site, KEYS), asks(f"{NAME} {letter}", f"{letter}{EMAIL}", stays_in_touch=True))
    found = {path.name for path in folder.iterdir() for text in CANARIES if text.encode() in path.read_bytes()}
    assert found
    Closing(store).close("liu-xia", TODAY)
    backup = sqlite3.connect(folder / "backup.db")
    with sqlite3.connect(folder / "letters.db") as source:
        source.backup(backup)
    backup.close()
    source.close()
    read = {path: path.read_bytes() for path in [*folder.iterdir(), *temporary.rglob("*")] if path.is_file()}
    assert {"letters.db", "letters.db-wal", "letters.db-shm", "backup.db"} <= {path.name for path in read}
    for text in CANARIES:
        assert [path.name for path, content in read.items() if text.encode() in content] == []
    site.close()
    store.close()


def test_what_is_withdrawn_is_gone_from_the_files_at_once(tmp_path: Path) -> None:
    store = opened(f"sqlite:///{tmp_path / 'letters.db'}", KEYS)
    outcome = signs(Signatures(store, KEYS), asks(NAME, EMAIL, stays_in_touch=True))
    assert any(NAME.encode() in path.read_bytes() for path in store.files())
    Signatures(store, KEYS).withdraw(outcome.token)
    assert not any(NAME.encode() in path.read_bytes() for path in store.files())
    store.close()


def test_postgresql_takes_no_samples_of_what_people_typed(store: Store) -> None:
    if store.is_sqlite:
        return
    signs(Signatures(store, KEYS), asks(NAME, EMAIL))
    store.command("ANALYZE")
    with store.reading() as connection:
        columns = connection.exec_driver_sql("SELECT tablename, attname FROM pg_stats WHERE schemaname='public'").all()
    assert ("signatures", "who") in columns and ("signatures", "shown") not in columns
    assert not {("outbox", "recipient"), ("pending", "domain"), ("signatures", "details")} & set(columns)


NAMES_THAT_DIFFER = [
    ("कमल", "कमला"),  # the vowels of Hindi make another name
    ("ดี", "ดู"),  # and those of Thai
    ("李明", "李敏"),
    ("Ana Lind", "Anna Lind"),
]
NAMES_THAT_ARE_ONE = [
    ("Élodie Exemple", "ELODIE  EXEMPLE"),
    ("مُحَمَّد علي", "محمد علي"),  # optional vowels
    ("Maya Lind", "\uff2daya Lind"),  # as a Chinese keyboard types it
    ("Strauß", "STRAUSS"),
    # Signs that nobody sees: a joiner of accents, the fillers of Hangul, choices between forms.
    *((f"Maya{sign} Lind", "Maya Lind") for sign in "\u034f\u115f\u1160\u3164\uffa0\u17b4\u180b\U000e0100"),
]


@pytest.mark.parametrize(("one", "other"), NAMES_THAT_DIFFER)
def test_names_of_which_a_vowel_differs_are_two_people(one: str, other: str) -> None:
    assert asks(one).signature.identity("a@example.org") != asks(other).signature.identity("a@example.org")


@pytest.mark.parametrize(("one", "other"), NAMES_THAT_ARE_ONE)
def test_a_name_that_is_written_differently_is_one_person(one: str, other: str) -> None:
    assert asks(one).signature.identity("a@example.org") == asks(other).signature.identity("a@example.org")


@pytest.mark.parametrize("names", [("\u0301\u0302", "\u0303"), ("🌻", "🌵"), ("ـ", "…")])
def test_names_without_any_letter_are_not_one_person(names: tuple[str, str]) -> None:
    assert len({asks(name).signature.identity("a@example.org") for name in names}) == 2


def test_no_row_is_kept_for_which_no_mail_goes_out(store: Store) -> None:
    """Whoever asks for somebody's address again and again heaps nothing up, and is answered as always."""
    signatures = Signatures(store, KEYS)
    nonces = {signatures.ask(asks(f"Name {letter}"), NOW) for letter in "ABCDEFG"}
    assert len(nonces) == 7 and {len(nonce) for nonce in nonces} == {16}
    left = Closing(store).left("liu-xia").rows
    assert (left["pending"], left["outbox"]) == (2, 2)


def test_a_mailbox_is_not_flooded_by_labels_behind_its_name(store: Store) -> None:
    """Most mail servers put name+label into the mailbox of that name, whatever their domain."""
    signatures = Signatures(store, KEYS)
    for number in range(5):
        signatures.ask(asks(email=f"maya+{number}@example.org"), NOW)
    assert Closing(store).left("liu-xia").rows["outbox"] == 2


def test_who_presses_the_button_twice_gets_one_mail_and_is_thanked_twice(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    first, second = signatures.ask(asks(), NOW), signatures.ask(asks(), NOW)
    assert first == second and Closing(store).left("liu-xia").rows["outbox"] == 1
    outcomes = [signatures.confirm_with_code(first, KEYS.code(first, 1), NOW) for _ in range(2)]
    assert [outcome.result for outcome in outcomes] == ["signed", "already"]
    assert outcomes[0].token == outcomes[1].token and outcomes[1].number == 1
    assert signatures.confirm_with_code(first, "00000000", NOW).token == ""


def test_a_code_stays_good_when_another_mail_is_asked_for(store: Store) -> None:
    signatures = Signatures(store, KEYS)
    nonce = signatures.ask(asks(), NOW)
    with store.writing() as connection:
        connection.execute(sa.delete(outbox))  # it has been sent
    assert signatures.ask(asks(), NOW) == nonce
    assert signatures.confirm_with_code(nonce, KEYS.code(nonce, 1), NOW).number == 1
