"""Whether a domain lets mail come from an address: its SPF record, evaluated as receivers do (RFC 7208)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeVar
from urllib.parse import quote

from letters.mailing.names import Names

MOST_LOOKUPS = 10
"""Terms that ask a name server (4.6.4); whoever needs more is taken for broken."""
MOST_VOID = 2
"""Questions to which there may be no answer (4.6.4)."""
MOST_NAMES = 10
"""Hosts of one `mx` (4.6.4) or `ptr`."""

Address = IPv4Address | IPv6Address
_Found = TypeVar("_Found")


class Result(StrEnum):
    """What a record says of an address (2.6)."""

    NONE = "none"
    NEUTRAL = "neutral"
    PASS = "pass"  # noqa: S105 a result, no password
    FAIL = "fail"
    SOFTFAIL = "softfail"
    PERMERROR = "permerror"


_QUALIFIERS = {"+": Result.PASS, "-": Result.FAIL, "~": Result.SOFTFAIL, "?": Result.NEUTRAL}
_TERM = re.compile(r"([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?:([:/])(.*))?", re.IGNORECASE)
_MODIFIER = re.compile(r"([a-z][a-z0-9_.-]*)=(.*)", re.IGNORECASE)
_PREFIXES = re.compile(r"(.*?)(?:/(\d{1,2}))?(?://(\d{1,3}))?")
_MACRO = re.compile(r"%(?:\{([slodiphcrtv])(\d*)(r?)([.+,/_=-]*)\}|([%_-]))", re.IGNORECASE)


class Broken(Exception):
    """A record that receivers can't use; the text says why."""


@dataclass
class Check:
    """One evaluation: for the mails of `sender`, from `address`. `lookups` counts what it has asked so far."""

    names: Names
    address: Address
    sender: str
    lookups: int = 0
    voids: int = 0
    seen: list[str] = field(default_factory=list)

    def result(self, domain: str) -> tuple[Result, str]:
        """What the domain's record says, and why where it is broken."""
        try:
            return self._evaluate(domain), ""
        except Broken as error:
            return Result.PERMERROR, str(error)

    def _evaluate(self, domain: str) -> Result:
        record = record_of(self.names, domain)
        if record is None:
            return Result.NONE
        redirect = ""
        for term in record.split()[1:]:
            if modifier := _MODIFIER.fullmatch(term):
                redirect = modifier[2] if modifier[1].lower() == "redirect" else redirect
                continue
            found = _TERM.fullmatch(term)
            if found is None:
                raise Broken(f"it has a word that SPF doesn't know: {term}")
            if self._matches(found[2].lower(), (found[3] or "") + (found[4] or ""), domain):
                return _QUALIFIERS[found[1] or "+"]
        return self._redirected(redirect, domain) if redirect else Result.NEUTRAL

    def _redirected(self, to: str, domain: str) -> Result:
        self._count()
        result = self._evaluate(self._expanded(to, domain))
        if result is Result.NONE:
            raise Broken(f"it leads to {to}, which has no SPF record")
        return result

    def _matches(self, name: str, said: str, domain: str) -> bool:
        match name:
            case "all":
                return True
            case "ip4" | "ip6":
                return self._in_network(said)
            case "include":
                return self._included(said, domain)
            case "exists":
                self._count()
                return bool(self._answered(self.names.addresses(self._target(said, domain)[0], v6=False)))
            case "ptr":
                self._count()
                return self._by_ptr(self._target(said, domain)[0])
            case _:
                return self._by_host(name, said, domain)

    def _in_network(self, said: str) -> bool:
        try:
            return self.address in ip_network(said.removeprefix(":"), strict=False)
        except ValueError:
            raise Broken(f"it has an address that can't be read: {said.removeprefix(':')}") from None

    def _included(self, said: str, domain: str) -> bool:
        self._count()
        target = self._expanded(said.removeprefix(":"), domain)
        result = self._evaluate(target)
        if result is Result.NONE:
            raise Broken(f"it includes {target}, which has no SPF record")
        return result is Result.PASS

    def _by_host(self, name: str, said: str, domain: str) -> bool:
        self._count()
        target, four, six = self._target(said, domain)
        hosts = [target]
        if name == "mx":
            hosts = self._answered(self.names.exchanges(target))
            if len(hosts) > MOST_NAMES:
                raise Broken(f"its mx stands for more than {MOST_NAMES} hosts")
        length = four if self.address.version == 4 else six
        return any(self._is_near(found, length) for host in hosts for found in self._addresses(host, count=name == "a"))

    def _is_near(self, found: Address, length: int) -> bool:
        return found.version == self.address.version and self.address in ip_network((found, length), strict=False)

    def _addresses(self, host: str, *, count: bool) -> list[Address]:
        found = self.names.addresses(host, v6=self.address.version == 6)
        return self._answered(found) if count else found

    def _by_ptr(self, target: str) -> bool:
        hosts = self._answered(self.names.pointers(self.address))[:MOST_NAMES]
        sound = [host for host in hosts if self.address in self._addresses(host, count=False)]
        return any(host == target or host.endswith(f".{target}") for host in sound)

    def _target(self, said: str, domain: str) -> tuple[str, int, int]:
        """The domain that a mechanism names, or else the record's own, and how long its prefixes are (5)."""
        found = _PREFIXES.fullmatch(said.removeprefix(":"))
        name, four, six = found.groups() if found else ("", None, None)
        lengths = int(four or 32), int(six or 128)
        if lengths[0] > 32 or lengths[1] > 128:
            raise Broken(f"it has a prefix that is too long: {said}")
        return (self._expanded(name, domain) if name else domain), *lengths

    def _count(self) -> None:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            raise Broken(f"it asks name servers more than {MOST_LOOKUPS} times")

    def _answered(self, found: list[_Found]) -> list[_Found]:
        self.voids += not found
        if self.voids > MOST_VOID:
            raise Broken(f"more than {MOST_VOID} of the names in it don't exist")
        return found

    def _expanded(self, text: str, domain: str) -> str:
        """A name with its macros filled in (7)."""
        return _MACRO.sub(lambda found: self._macro(found, domain), text).rstrip(".").lower()

    def _macro(self, found: re.Match[str], domain: str) -> str:
        if found[5]:
            return {"%": "%", "_": " ", "-": "%20"}[found[5]]
        local, _, own = self.sender.rpartition("@")
        shown = str(self.address) if self.address.version == 4 else ".".join(self.address.exploded.replace(":", ""))
        values = {"s": self.sender, "l": local, "o": own, "d": domain, "i": shown, "h": own, "p": "unknown"}
        values["v"] = "in-addr" if self.address.version == 4 else "ip6"
        parts = re.split(f"[{re.escape(found[4] or '.')}]", values.get(found[1].lower(), ""))
        parts = parts[::-1] if found[3] else parts
        value = ".".join(parts[-int(found[2]) :] if found[2] else parts)
        return quote(value, safe="") if found[1].isupper() else value


def record_of(names: Names, domain: str) -> str | None:
    """The domain's SPF record, if it has one. Raises Broken where it has several, as none counts then (4.5)."""
    found = list(records_of(names, domain))
    if len(found) > 1:
        raise Broken(f"{domain} has {len(found)} SPF records, and may have one")
    return found[0] if found else None


def records_of(names: Names, domain: str) -> Iterator[str]:
    """Those of the domain's TXT records that are meant for SPF."""
    return (text for text in names.texts(domain) if re.match(r"v=spf1(?: |\Z)", text, re.IGNORECASE))


def mechanism(address: str) -> str:
    """What lets an address in."""
    return f"ip{ip_address(address).version}:{address}"
