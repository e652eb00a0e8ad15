"""`letters mail-check`: whether receivers will believe the site's mails, and what to set in the domain."""

from __future__ import annotations

import os
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

from letters.cli.terminal import echo
from letters.errors import Refused
from letters.library.library import read
from letters.mailing.domain import Said, Verdict, looked_at
from letters.mailing.messages import sender_of
from letters.mailing.names import Names
from letters.mailing.spf import Address
from letters.settings import Settings, appeals_folder, is_this_machine, mail_server, sender_address

_MARKS = {Verdict.GOOD: "good", Verdict.NOTE: "note", Verdict.SET: "SET "}
_WIDTH = len("good  DMARC  ")


def mail_check(*, appeals: str, sender: str, selector: Sequence[str], ip: Sequence[str], resolver: str) -> int:
    """Print what is to be said of the sender's domain; 1 if anything is to be set, else 0. Raises LettersError."""
    names = Names(resolver)
    address = sender_address(sender, "--sender") or _sender(appeals)
    leaves_from, how = _addresses(names, ip)
    echo(f"Mail from {address}, {how}\n")
    found = looked_at(names, address, leaves_from, selector)
    for said in found:
        _say(said)
    wrong = sum(said.verdict is Verdict.SET for said in found)
    echo(f"\n{wrong} to set; what is set now may take some hours to be seen everywhere." if wrong else "\nAll is well.")
    return 1 if wrong else 0


def _sender(appeals: str) -> str:
    named = sender_address(os.environ.get("LETTERS_SENDER", ""), "LETTERS_SENDER")
    if named:
        return named
    folder = appeals_folder(appeals)
    return sender_of(Settings(secret_key="", appeals=folder), read(Path(folder)).site)


def _addresses(names: Names, named: Sequence[str]) -> tuple[list[Address], str]:
    """The addresses from which mail leaves, and the words for them."""
    try:
        given = [ip_address(text) for text in named]
    except ValueError:
        raise Refused("--ip must be an address such as 192.0.2.25 or 2001:db8::25") from None
    if given:
        return given, f"leaving from {', '.join(map(str, given))}:"
    url = os.environ.get("LETTERS_SMTP", "")
    host = mail_server(url).host if url else ""
    if not host or is_this_machine(host):
        where = (
            "through a mail server on this machine" if host else "through a mail server that LETTERS_SMTP doesn't name"
        )
        return [], f"{where}; from which address it leaves, --ip can say:"
    found = _at(names, host)
    if not found:
        raise Refused("LETTERS_SMTP: its host has no address; look at how it is written")
    shown = ", ".join(map(str, found))
    return found, f"through {host} ({shown}); if it sends from other addresses, name them with --ip:"


def _at(names: Names, host: str) -> list[Address]:
    try:
        return [ip_address(host)]
    except ValueError:
        return [*names.addresses(host, v6=False), *names.addresses(host, v6=True)]


def _say(said: Said) -> None:
    echo(f"{_MARKS[said.verdict]}  {said.about:<5}  {said.text}")
    if said.record:
        echo(f"{'':{_WIDTH}}TXT record of {said.name}:\n{'':{_WIDTH}}{said.record}")
