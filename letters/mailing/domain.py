"""Whether receivers will believe the sender's domain: MX, SPF, DKIM, DMARC and PTR, and what to set.

Sources: RFC 5321 (5.1), RFC 7208, RFC 6376, RFC 8301, RFC 7489 (policies are looked for in the domain and its parents).
What can't be seen from outside is said to be so.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from letters.mailing.names import Names
from letters.mailing.spf import Address, Broken, Check, Result, mechanism, record_of, records_of

SELECTORS = tuple(
    "default mail dkim letters selector1 selector2 s1 s2 s1024 s2048 k1 k2 k3 google fm1 fm2 fm3 protonmail protonmail2"
    " mx smtp key1 key2 mta zoho sig1 dkim1 dkim2 20230601 mandrill mailjet pm sendgrid mailo brevo1 brevo2".split()
)
"""Names that many providers give to their keys; any other is possible."""
_SHORT_KEY = 200
"""Bytes: a public RSA key of 1024 bits has 162, one of 2048 has 294."""


class Verdict(StrEnum):
    """What a finding asks for."""

    GOOD = "good"
    NOTE = "note"
    SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing about the domain. `name` and `record`: the TXT record that would put it right, where one would."""

    about: str
    verdict: Verdict
    text: str
    name: str = ""
    record: str = ""


def looked_at(names: Names, sender: str, addresses: Sequence[Address], selectors: Sequence[str] = ()) -> list[Said]:
    """What is to be said of the sender's domain, for mail that leaves from these addresses.

    Raises LettersError where no name server answers.
    """
    domain = sender.rpartition("@")[2].lower()
    return [
        *_receives(names, domain),
        *_spf(names, sender, domain, addresses),
        *_dkim(names, domain, selectors),
        *_dmarc(names, sender, domain),
        *(said for address in addresses for said in _ptr(names, address)),
    ]


def _receives(names: Names, domain: str) -> Iterator[Said]:
    hosts = names.exchanges(domain)
    if hosts == ["."]:
        text = f"{domain} says that it takes no mail at all (RFC 7505): neither answers nor bounces reach you."
        yield Said(about="MX", verdict=Verdict.SET, text=f"{text} Send from a domain that does.")
    elif hosts:
        text = f"{domain} takes mail at {', '.join(hosts)}, so answers and bounces reach you."
        yield Said(about="MX", verdict=Verdict.GOOD, text=text)
    elif names.addresses(domain, v6=False) or names.addresses(domain, v6=True):
        text = f"{domain} has no MX record; mail to it goes to the host of that name. Better set one."
        yield Said(about="MX", verdict=Verdict.NOTE, text=text)
    else:
        text = f"{domain} takes no mail: it has no MX record and no address. Many servers refuse what it sends."
        yield Said(about="MX", verdict=Verdict.SET, text=text)


def _spf(names: Names, sender: str, domain: str, addresses: Sequence[Address]) -> Iterator[Said]:
    try:
        record = record_of(names, domain)
    except Broken as error:
        text = f"{error}; receivers take that for a mistake and believe none. Join them to one:"
        yield _set_spf(domain, text, _joined(sorted(records_of(names, domain)), addresses))
        return
    if record is None:
        text = f"{domain} doesn't say who may send its mail. Set this, and add whoever else sends mail for it:"
        yield _set_spf(domain, text, _joined(["v=spf1 mx ~all"], addresses))
        return
    if not addresses:
        text = (
            f"{domain} says: {record}. Whether that lets your mail server in can't be known from here; name the"
            " addresses from which mail leaves with --ip."
        )
        yield Said(about="SPF", verdict=Verdict.NOTE, text=text)
    for address in addresses:
        yield _let_in(names, sender, domain, record, address)


def _let_in(names: Names, sender: str, domain: str, record: str, address: Address) -> Said:
    result, why = Check(names, address, sender).result(domain)
    match result:
        case Result.PASS:
            text = f"{domain} lets mail come from {address}."
            return Said(about="SPF", verdict=Verdict.GOOD, text=text)
        case Result.PERMERROR:
            text = f"the record of {domain} can't be used by receivers: {why}. It says: {record}"
            return Said(about="SPF", verdict=Verdict.SET, text=text)
        case _:
            meant = {
                Result.FAIL: "forbids mail from",
                Result.SOFTFAIL: "distrusts mail from",
                Result.NEUTRAL: "says nothing of mail from",
            }
            text = f"{domain} {meant.get(result, 'says nothing of mail from')} {address}. Change its record to:"
            return _set_spf(domain, text, _joined([record], [address]))


def _set_spf(domain: str, text: str, record: str) -> Said:
    return Said(about="SPF", verdict=Verdict.SET, text=text, name=domain, record=record)


def _joined(records: Sequence[str], addresses: Sequence[Address]) -> str:
    """One record that says what these say and lets the addresses in, before what it says of all others."""
    terms = [term for record in records for term in record.split()[1:]]
    last = [term for term in terms if re.fullmatch(r"[+?~-]?all|redirect=.*", term, re.IGNORECASE)]
    last.sort(key=lambda term: term.startswith("-"))  # the milder one, so that no forgotten mail is lost
    others = [term for term in terms if term not in last]
    new = [mechanism(str(address)) for address in addresses]
    return " ".join(["v=spf1", *dict.fromkeys([*others, *new]), *(last[:1] or ["~all"])])


def _dkim(names: Names, domain: str, selectors: Sequence[str]) -> Iterator[Said]:
    found = {selector: key for selector in selectors or SELECTORS if (key := _key(names, selector, domain)) is not None}
    for selector, key in found.items():
        yield _judged(selector, domain, key)
    missing = [selector for selector in selectors if selector not in found]
    for selector in missing:
        text = (
            f"there is no key at {selector}._domainkey.{domain}. Copy the TXT record that your mail server or provider"
            " shows you for this selector."
        )
        yield Said(about="DKIM", verdict=Verdict.SET, text=text)
    if not found and not missing:
        text = (
            f"no key was found for {domain} under the usual names; under which name yours stands can't be known from"
            " outside. Look into a mail that you have sent: its DKIM-Signature says s=NAME; run this again with"
            " --selector NAME. If it has none, have your mail server sign."
        )
        yield Said(about="DKIM", verdict=Verdict.NOTE, text=text)
    elif found:
        text = (
            "whether your mail server signs can't be known from outside: send yourself a mail, and look for"
            f" d={domain} in its DKIM-Signature."
        )
        yield Said(about="DKIM", verdict=Verdict.NOTE, text=text)


def _key(names: Names, selector: str, domain: str) -> str | None:
    texts = names.texts(f"{selector}._domainkey.{domain}")
    return next((text for text in texts if re.search(r"(?:\A|;)\s*[pv]\s*=", text)), None)


def _judged(selector: str, domain: str, record: str) -> Said:
    tags = _tags(record)
    where, key = f"the key {selector} of {domain}", "".join(tags.get("p", "").split())
    if not key:
        return Said(about="DKIM", verdict=Verdict.SET, text=f"{where} is withdrawn (p= is empty). Set the new one.")
    try:
        length = len(base64.b64decode(key, validate=True))
    except binascii.Error:
        return Said(about="DKIM", verdict=Verdict.SET, text=f"{where} can't be read. Copy its TXT record once more.")
    if tags.get("k", "rsa") == "rsa" and length < _SHORT_KEY:
        text = f"{where} has 1024 bits or fewer; make one of 2048, as some receivers don't believe it (RFC 8301)."
        return Said(about="DKIM", verdict=Verdict.SET, text=text)
    tests = " It says t=y (only a test); take that out once it works." if "y" in tags.get("t", "") else ""
    return Said(about="DKIM", verdict=Verdict.NOTE if tests else Verdict.GOOD, text=f"{where} is there.{tests}")


def _dmarc(names: Names, sender: str, domain: str) -> Iterator[Said]:
    at, records = next(_policies(names, domain), ("", []))
    advised = f"v=DMARC1; p=none; rua=mailto:{sender}"
    where = f"_dmarc.{domain}"
    if not records:
        text = (
            f"{domain} doesn't say what receivers should do with mail that only pretends to come from it. Begin with"
            " this; once SPF and DKIM hold for all your mail, write p=quarantine:"
        )
        yield Said(about="DMARC", verdict=Verdict.SET, text=text, name=where, record=advised)
        return
    policy = _tags(records[0]).get("sp" if at != domain and "sp" in _tags(records[0]) else "p", "").lower()
    if len(records) > 1 or policy not in ("none", "quarantine", "reject"):
        text = f"the record at _dmarc.{at} can't be used: there may be one only, with p=none, quarantine or reject:"
        yield Said(about="DMARC", verdict=Verdict.SET, text=text, name=where, record=advised)
        return
    text = (
        f"_dmarc.{at} says p={policy}. Our mails name {domain} in their head and on the envelope, so SPF counts for it"
        " as long as your mail server keeps to that; where mail is forwarded, only DKIM does."
    )
    if policy == "none":
        text += " Once SPF and DKIM hold for all your mail, write p=quarantine."
    yield Said(about="DMARC", verdict=Verdict.GOOD, text=text)


def _policies(names: Names, domain: str) -> Iterator[tuple[str, list[str]]]:
    """The first domain, from this one upwards, that says something, and what it says."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        at = ".".join(labels[start:])
        if found := [text for text in names.texts(f"_dmarc.{at}") if re.match(r"v\s*=\s*DMARC1\b", text)]:
            yield at, found


def _ptr(names: Names, address: Address) -> Iterator[Said]:
    hosts = names.pointers(address)
    leads_back = [host for host in hosts if address in names.addresses(host, v6=address.version == 6)]
    if leads_back:
        text = f"{address} is called {leads_back[0]}, and that name leads back to it."
        yield Said(about="PTR", verdict=Verdict.GOOD, text=text)
    elif hosts:
        text = (
            f"{address} is called {hosts[0]}, but that name doesn't lead to it. Give {hosts[0]} the address {address},"
            " or have whoever rents the address to you name it after your mail server."
        )
        yield Said(about="PTR", verdict=Verdict.SET, text=text)
    else:
        text = f"{address} has no name. Have whoever rents it to you set its PTR record to your mail server's name."
        yield Said(about="PTR", verdict=Verdict.SET, text=text)


def _tags(record: str) -> dict[str, str]:
    """The tags of a record such as `v=DKIM1; p=...` (RFC 6376, 3.2)."""
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}
