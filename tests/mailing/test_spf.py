"""SPF as receivers evaluate it, asked of a name server of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ipaddress import ip_address

import pytest
from name_server import Zone, answering

from letters.mailing.names import Names
from letters.mailing.spf import Check, Result

Ask = Callable[..., tuple[Result, str, int]]
OURS, OTHER, SIX = "192.0.2.25", "198.51.100.7", "2001:db8::25"


def spf(record: str) -> dict[str, list[str]]:
    return {"TXT": [f'"{record}"', '"something else"']}


ZONE: Zone = {
    "mail.rights.example": {"A": [OURS], "AAAA": [SIX]},
    "near.example": {"A": ["192.0.2.30"]},
    "host.example": {"MX": ["10 mail.rights.example."], "TXT": ['"v=spf1 ip4:192.0.2.0/24 ?all"']},
    "25.2.0.192.in-addr.arpa": {"PTR": ["mail.rights.example."]},
    "letters.192.0.2.25.seen.example": {"A": ["127.0.0.2"]},
    "softly.example": spf("v=spf1 ~all"),
    "long.example": {"TXT": ['"v=spf1 ip4:192.0." "2.25 -all"']},
    "two.example": {"TXT": ['"v=spf1 -all"', '"v=spf1 +all"']},
    **{f"deep{depth}.example": spf(f"v=spf1 include:deep{depth + 1}.example") for depth in range(12)},
}


@pytest.fixture(scope="module", name="ask")
def asked_of_us() -> Iterator[Ask]:
    zone = dict(ZONE)
    with answering(zone) as server:

        def ask(record: str, address: str = OURS) -> tuple[Result, str, int]:
            zone["rights.example"] = spf(record) if record else {}
            check = Check(Names(server), ip_address(address), "letters@rights.example")
            return *check.result("rights.example"), check.lookups

        yield ask


@pytest.mark.parametrize(
    ("record", "address", "result"),
    [
        ("", OURS, "none"),
        ("v=spf1", OURS, "neutral"),
        ("v=spf1 -all", OURS, "fail"),
        ("v=spf1 ip4:192.0.2.25 -all", OURS, "pass"),
        ("v=spf1 ip4:192.0.2.25 -all", OTHER, "fail"),
        ("v=spf1 IP4:192.0.2.0/24 ~ALL", OURS, "pass"),
        ("v=spf1 -ip4:192.0.2.25 +all", OURS, "fail"),
        ("v=spf1 ip6:2001:db8::/32 -all", SIX, "pass"),
        ("v=spf1 ip6:2001:db8::/32 -all", OURS, "fail"),
        ("v=spf1 a:mail.rights.example -all", OURS, "pass"),
        ("v=spf1 a:mail.rights.example -all", SIX, "pass"),
        ("v=spf1 a:near.example/24 ?all", OURS, "pass"),
        ("v=spf1 mx:host.example -all", OURS, "pass"),
        ("v=spf1 mx -all", OURS, "fail"),
        ("v=spf1 include:host.example -all", OURS, "pass"),
        ("v=spf1 include:host.example -all", OTHER, "fail"),
        ("v=spf1 include:softly.example -all", OURS, "fail"),
        ("v=spf1 redirect=host.example", OTHER, "neutral"),
        ("v=spf1 redirect=softly.example", OTHER, "softfail"),
        ("v=spf1 include:long.example -all", OURS, "pass"),
        ("v=spf1 exists:%{l}.%{i}.seen.example -all", OURS, "pass"),
        ("v=spf1 exists:%{l}.%{i}.seen.example -all", OTHER, "fail"),
        ("v=spf1 ptr:rights.example -all", OURS, "pass"),
        ("v=spf1 unknown=modifier ip4:192.0.2.25 -all", OURS, "pass"),
    ],
)
def test_a_record_says_of_an_address_what_receivers_read_there(
    ask: Ask, record: str, address: str, result: str
) -> None:
    assert ask(record, address)[:2] == (result, "")


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ("v=spf1 include:nobody.example -all", "includes nobody.example, which has no SPF record"),
        ("v=spf1 include:two.example -all", "two.example has 2 SPF records"),
        ("v=spf1 redirect=nobody.example", "leads to nobody.example"),
        ("v=spf1 ipv4:192.0.2.25 -all", "a word that SPF doesn't know: ipv4:192.0.2.25"),
        ("v=spf1 ip4:192.0.2.256 -all", "an address that can't be read: 192.0.2.256"),
        ("v=spf1 a:x1.example a:x2.example a:x3.example -all", "more than 2 of the names in it don't exist"),
        ("v=spf1 include:deep0.example -all", "more than 10 times"),
        ("v=spf1 include:rights.example -all", "more than 10 times"),
    ],
)
def test_a_record_that_receivers_cannot_use_is_said_to_be_broken_and_why(ask: Ask, record: str, why: str) -> None:
    result, said, _ = ask(record, OTHER)
    assert result is Result.PERMERROR
    assert why in said


def test_ten_questions_are_counted_where_addresses_cost_none(ask: Ask) -> None:
    hosts = " ".join(["a:near.example"] * 10)
    assert ask(f"v=spf1 {hosts} ip4:192.0.2.25 -all")[::2] == (Result.PASS, 10)
    assert ask(f"v=spf1 {hosts} a:near.example ip4:192.0.2.25 -all")[0] is Result.PERMERROR
