"""E-mail addresses as whose they are: how one may be written in many ways and is still the same person's."""

from __future__ import annotations

import unicodedata

import idna
from email_validator import EmailNotValidError, validate_email

from letters.errors import FieldProblem, InvalidFields, gettext_noop

MAX_ADDRESS = 254
"""Characters of an address that travels by mail (RFC 5321, 4.5.3.1.3)."""

NO_ADDRESS = gettext_noop("Please give your e-mail address; we send a code there.")
WRONG_ADDRESS = gettext_noop("That isn't an e-mail address to which mail can go, such as name@example.org.")

# Providers who say that dots don't matter, or that what follows a plus is a label of the owner's.
_DOTLESS = frozenset(["gmail.com"])
_LABELS = {
    **dict.fromkeys("gmail.com outlook.com hotmail.com live.com icloud.com me.com mac.com".split(), "+"),
    **dict.fromkeys("fastmail.com protonmail.com proton.me pm.me posteo.de mailbox.org zoho.com".split(), "+"),
}
_SAME = {
    **dict.fromkeys(("me.com", "mac.com"), "icloud.com"),
    **dict.fromkeys(("protonmail.com", "pm.me", "protonmail.ch"), "proton.me"),
    "googlemail.com": "gmail.com",
    "yandex.com": "yandex.ru",
}


def deliverable(typed: str) -> str:
    """The address to which mail goes, as it was typed but for its domain's case. Raises InvalidFields.

    Nothing is looked up: the mail itself shows whether somebody reads it.
    """
    typed = typed.strip()
    if not typed:
        raise InvalidFields([FieldProblem("email", NO_ADDRESS)])
    try:
        found = validate_email(typed, check_deliverability=False, strict=True)
    except EmailNotValidError:
        raise InvalidFields([FieldProblem("email", WRONG_ADDRESS)]) from None
    if len(found.normalized) > MAX_ADDRESS or "=?" in found.normalized:
        raise InvalidFields([FieldProblem("email", WRONG_ADDRESS)])
    return found.normalized


def domain_of(address: str) -> str:
    """The address's domain in the form of the network (IDNA), in small letters."""
    domain = address.rpartition("@")[2]
    try:
        # As email-validator does it (UTS 46): Python's own codec is that of 2003, for which ß is ss.
        return idna.encode(domain, uts46=True).decode().lower()
    except idna.IDNAError:
        return domain.casefold()


def canonical(address: str) -> str:
    """The one form of all ways to write the address: Unicode, case, dots and labels where its provider says so."""
    local = unicodedata.normalize("NFKC", address.rpartition("@")[0]).casefold()
    domain = domain_of(address)
    domain = _SAME.get(domain, domain)
    if domain in _LABELS:
        local = local.partition(_LABELS[domain])[0] or local
    if domain in _DOTLESS:
        local = local.replace(".", "")
    return f"{local}@{domain}"


def mailbox(owner: str) -> str:
    """Where mail to an address most likely arrives: most servers ignore what follows a plus, whatever their domain.

    `owner`: its canonical form. Not who somebody is: elsewhere such addresses may be those of two people.
    """
    local, _, domain = owner.rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
