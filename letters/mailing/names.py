"""What name servers say (RFC 1035), asked with dnspython."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import dns.exception
import dns.resolver
import dns.reversename

from letters.errors import LettersError, Refused

SECONDS = 6.0
"""So long an answer is waited for, from all servers together."""


class Names:
    """The names that a name server knows; by default that of the system. `resolver`: ADDRESS or ADDRESS:PORT."""

    def __init__(self, resolver: str = "") -> None:
        """Raises LettersError where there is no name server to ask."""
        self._resolver, self._known = _resolver(resolver), dict[tuple[str, str], list[Any]]()

    def texts(self, name: str) -> list[str]:
        """The TXT records, each as one text."""
        return [b"".join(found.strings).decode("utf-8", "replace") for found in self._ask(name, "TXT")]

    def exchanges(self, name: str) -> list[str]:
        """Who receives mail for the domain (MX), the preferred one first; `.` alone: nobody (RFC 7505)."""
        found = sorted(self._ask(name, "MX"), key=lambda record: int(record.preference))
        return [_plain(record.exchange) or "." for record in found]

    def addresses(self, name: str, *, v6: bool) -> list[IPv4Address | IPv6Address]:
        """The host's addresses of one kind."""
        return [ip_address(record.address) for record in self._ask(name, "AAAA" if v6 else "A")]

    def pointers(self, address: IPv4Address | IPv6Address) -> list[str]:
        """What an address is called (PTR)."""
        return [_plain(record.target) for record in self._ask(dns.reversename.from_address(str(address)), "PTR")]

    def _ask(self, name: Any, kind: str) -> list[Any]:
        """The records, none where there are none. Raises LettersError where nobody answers."""
        key = str(name).lower(), kind
        if key not in self._known:
            self._known[key] = self._asked(name, kind)
        return self._known[key]

    def _asked(self, name: Any, kind: str) -> list[Any]:
        try:
            return list(self._resolver.resolve(name, kind, search=False))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, UnicodeError, OSError) as error:
            if isinstance(error, dns.exception.Timeout | dns.resolver.NoNameservers | OSError):
                raise LettersError(
                    f"no name server says anything about {name} ({kind}): is this machine online? Another can be asked"
                    " with --resolver, such as --resolver 9.9.9.9"
                ) from None
            return []  # no name at all, as in an include with a slip in it


def _plain(name: Any) -> str:
    return str(name).rstrip(".").lower()


def _resolver(named: str) -> dns.resolver.Resolver:
    if not named:
        try:
            resolver = dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration:
            raise LettersError("this machine knows no name server; name one with --resolver ADDRESS") from None
    else:
        resolver = dns.resolver.Resolver(configure=False)
        address, port = _split(named)
        resolver.nameservers, resolver.port = [address], port
    resolver.lifetime, resolver.timeout = SECONDS, SECONDS / 3
    return resolver


def _split(named: str) -> tuple[str, int]:
    """Address and port of `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`."""
    bracketed = re.fullmatch(r"\[(.+)\](?::(\d{1,5}))?", named) or re.fullmatch(r"([^:]+):(\d{1,5})", named)
    address, port = bracketed.groups() if bracketed else (named, None)
    try:
        found = str(ip_address(address)), int(port or 53)
    except ValueError:
        raise Refused(
            "--resolver must be the address of a name server, such as 9.9.9.9, or with a port: 127.0.0.1:5353"
        ) from None
    return found
