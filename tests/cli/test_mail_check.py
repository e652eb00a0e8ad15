"""`letters mail-check`, which asks a name server of our own."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from doors import in_process
from name_server import answering

LONG_KEY = base64.b64encode(b"k" * 294).decode()
SHORT_KEY = base64.b64encode(b"k" * 162).decode()
SOUND: dict[str, dict[str, list[str]]] = {
    "rights.example": {"MX": ["10 mail.rights.example."], "TXT": ['"v=spf1 ip4:192.0.2.25 -all"']},
    "mail.rights.example": {"A": ["192.0.2.25"]},
    "25.2.0.192.in-addr.arpa": {"PTR": ["mail.rights.example."]},
    "_dmarc.rights.example": {"TXT": ['"v=DMARC1; p=quarantine"']},
    "s1._domainkey.rights.example": {"TXT": [f'"v=DKIM1; k=rsa; " "p={LONG_KEY[:200]}" "{LONG_KEY[200:]}"']},
}
Ask = Callable[..., tuple[int, str]]


@pytest.fixture(name="ask")
def asked_of_us(tmp_path: Path) -> Iterator[Ask]:
    """Runs the command; what it says and its exit code. A name that is None is left out of the zone."""
    zone: dict[str, Mapping[str, list[str]]] = {}
    with answering(zone) as server:

        def ask(*words: str, smtp: str = "smtp://u:p@mail.rights.example", **more: object) -> tuple[int, str]:
            zone.clear()
            changed = {name.replace("__", "."): records for name, records in more.items()}
            zone.update({name: records for name, records in {**SOUND, **changed}.items() if records})  # type: ignore[misc]  # mixed values
            command = ("mail-check", "--sender", "letters@rights.example", "--resolver", server, *words)
            said = in_process(*command, cwd=tmp_path, LETTERS_SMTP=smtp)
            return said.returncode, said.stdout + said.stderr

        yield ask


def test_a_domain_in_order_is_said_to_be_so(ask: Ask) -> None:
    code, said = ask()
    assert code == 0, said
    assert "through mail.rights.example (192.0.2.25)" in said
    assert "good  SPF    rights.example lets mail come from 192.0.2.25." in said
    assert "the key s1 of rights.example is there" in said
    assert "_dmarc.rights.example says p=quarantine" in said
    assert "192.0.2.25 is called mail.rights.example, and that name leads back to it." in said
    assert said.endswith("All is well.\n")


@pytest.mark.parametrize(
    ("changed", "sentences"),
    [
        (
            {"rights.example": {"MX": ["10 mail.rights.example."]}},
            ["doesn't say who may send its mail", "TXT record of rights.example:", "v=spf1 mx ip4:192.0.2.25 ~all"],
        ),
        (
            {"rights.example": {"MX": ["10 m.example."], "TXT": ['"v=spf1 include:other.example -all"']},
             "other.example": {"TXT": ['"v=spf1 ip4:198.51.100.7 -all"']}},
            ["forbids mail from 192.0.2.25", "v=spf1 include:other.example ip4:192.0.2.25 -all"],
        ),
        (
            {"rights.example": {"MX": ["10 m.example."], "TXT": ['"v=spf1 mx ~all"', '"v=spf1 a -all"']}},
            ["has 2 SPF records", "v=spf1 a mx ip4:192.0.2.25 ~all"],
        ),
        (
            {"rights.example": {"MX": ["10 m.example."], "TXT": ['"v=spf1 include:gone.example -all"']}},
            ["includes gone.example, which has no SPF record"],
        ),
        ({"rights.example": {"TXT": ['"v=spf1 ip4:192.0.2.25 -all"']}}, ["takes no mail: it has no MX record"]),
        ({"rights.example": {"MX": ["0 ."], "TXT": ['"v=spf1 ip4:192.0.2.25 -all"']}}, ["takes no mail at all"]),
        ({"_dmarc.rights.example": None}, ["_dmarc.rights.example:", "v=DMARC1; p=none; rua=mailto:letters@"]),
        ({"_dmarc.rights.example": {"TXT": ['"v=DMARC1; rua=mailto:x@y.example"']}}, ["can't be used"]),
        ({"25.2.0.192.in-addr.arpa": None}, ["192.0.2.25 has no name"]),
        (
            {"25.2.0.192.in-addr.arpa": {"PTR": ["static-25.host.example."]}},
            ["is called static-25.host.example, but that name doesn't lead to it"],
        ),
        ({"s1._domainkey.rights.example": {"TXT": ['"v=DKIM1; p="']}}, ["the key s1 of rights.example is withdrawn"]),
        ({"s1._domainkey.rights.example": {"TXT": [f'"v=DKIM1; p={SHORT_KEY}"']}}, ["1024 bits or fewer"]),
        ({"s1._domainkey.rights.example": {"TXT": ['"v=DKIM1; p=***"']}}, ["can't be read"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_what_to_set(ask: Ask, changed: dict[str, object], sentences: list[str]) -> None:
    code, said = ask(**changed)
    assert code == 1
    assert [sentence for sentence in sentences if sentence not in said] == []
    assert "to set" in said


def test_a_key_under_a_name_of_one_s_own_is_found_only_by_that_name(ask: Ask) -> None:
    moved = {
        "s1._domainkey.rights.example": None,
        "y26._domainkey.rights.example": SOUND["s1._domainkey.rights.example"],
    }
    code, said = ask(**moved)
    assert code == 0 and "no key was found for rights.example under the usual names" in said
    assert "the key y26 of rights.example is there" in ask("--selector", "y26", **moved)[1]
    code, said = ask("--selector", "nope", **moved)
    assert code == 1 and "there is no key at nope._domainkey.rights.example" in said


def test_the_policy_of_a_parent_counts(ask: Ask) -> None:
    parents = {"_dmarc.rights.example": None, "_dmarc.news.rights.example": None}
    _, said = ask(
        "--sender",
        "letters@news.rights.example",
        **{**parents, "_dmarc.rights.example": {"TXT": ['"v=DMARC1; p=reject; sp=none"']}},
    )
    assert "_dmarc.rights.example says p=none" in said


def test_of_a_server_on_this_machine_the_addresses_have_to_be_named(ask: Ask) -> None:
    code, said = ask(smtp="smtp://localhost")
    assert code == 0 and "can't be known from here; name the addresses" in said
    assert "lets mail come from 192.0.2.25" in ask("--ip", "192.0.2.25", smtp="smtp://localhost")[1]


def test_the_password_of_the_mail_server_is_never_said(ask: Ask) -> None:
    assert "secret" not in ask(smtp="smtp://user:secret@mail.rights.example")[1]
    code, said = ask(smtp="smtp://user:sec/ret@mail.rights.example")
    assert code == 1 and "LETTERS_SMTP" in said and "sec" not in said.replace("SET", "")


@pytest.mark.slow
def test_without_an_answer_it_says_so_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.mailing.names.SECONDS", 0.2)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        server = f"127.0.0.1:{silent.getsockname()[1]}"
        said = in_process("mail-check", "--sender", "a@rights.example", "--resolver", server, cwd=tmp_path)
    assert said.returncode == 1
    assert "no name server says anything about rights.example" in said.stderr


@pytest.mark.parametrize("resolver", ["localhost", "127.0.0.1:dns", "[::1"])
def test_a_resolver_is_an_address(tmp_path: Path, resolver: str) -> None:
    said = in_process("mail-check", "--sender", "a@rights.example", "--resolver", resolver, cwd=tmp_path)
    assert said.returncode == 1 and "--resolver must be the address of a name server" in said.stderr
