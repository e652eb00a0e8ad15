"""What is made from the site's secret key: links, codes, and fingerprints of addresses that nobody else can compute.

The store holds random numbers and fingerprints only; whoever has the store without the key can neither confirm nor
withdraw, nor find out whether an address is in it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from base64 import urlsafe_b64encode
from dataclasses import dataclass

NONCE_BYTES = 16
KEY_BYTES = 32
CODE_LENGTH = 8

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter looks like a digit, and none makes a rude word with its neighbours that U would."""
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one site."""

    secret: str

    def __repr__(self) -> str:
        return "Keys()"  # never the secret

    def token(self, nonce: bytes) -> str:
        """What a link carries: 256 bits that belong to this row, in 43 characters."""
        return urlsafe_b64encode(self._mac(b"link", nonce)).rstrip(b"=").decode()

    def code(self, nonce: bytes, mails: int) -> str:
        """What is typed instead of following the link: eight characters (40 bits); later mails have others."""
        number = int.from_bytes(self._mac(b"code", nonce + bytes([mails % 256]))[:5], "big")
        return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(CODE_LENGTH))

    def is_code(self, typed: str, nonce: bytes, mails: int) -> bool:
        """Whether that is the code, however it was written: spaces, small letters, O for 0."""
        return hmac.compare_digest(meant(typed).encode(), self.code(nonce, mails).encode())

    def for_page(self, nonce: bytes) -> bytes:
        """What a page carries for a row (32 bytes): another one each time, so nobody sees whether two are of one row.

        A row that waits is found again by whoever asks the same; without this, that would tell that nobody has signed.
        """
        salt = secrets.token_bytes(NONCE_BYTES)
        return salt + self._veiled(nonce, salt)

    def from_page(self, carried: bytes) -> bytes:
        """The row's number, of what a page carries; of anything else a number that no row has."""
        return self._veiled(carried[NONCE_BYTES:], carried[:NONCE_BYTES])

    def _veiled(self, number: bytes, salt: bytes) -> bytes:
        return bytes(one ^ other for one, other in zip(number, self._mac(b"page", salt), strict=False))

    def fingerprint(self, appeal_key: bytes, purpose: str, value: str) -> bytes:
        """An HMAC (SHA-256) under the appeal's own key and the site's, so that it ends with either."""
        inner = self._mac(b"appeal", appeal_key)
        return hmac.digest(inner, f"{purpose}\0{value}".encode(), "sha256")

    def budget(self, *parts: str) -> bytes:
        """An HMAC under which something is counted."""
        return self._mac(b"budget", "\0".join(parts).encode())

    def message_id(self, nonce: bytes, said: str) -> str:
        """What a mail is known by (128 bits in hexadecimal), however often it is handed over. It tells nothing."""
        return self._mac(b"message", nonce + said.encode())[:16].hex()

    def _mac(self, purpose: bytes, value: bytes) -> bytes:
        return hmac.digest(self.secret.encode(), purpose + b"\0" + value, "sha256")


def meant(code: str) -> str:
    """A code as we write it, whatever the keyboard, with spaces and dashes or without: `１２ab-٣` is 12AB3."""
    flat = unicodedata.normalize("NFKC", code)
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in flat if sign.isalnum())
    return plain.upper().translate(_MEANT)


def token_hash(token: str) -> bytes:
    """What is kept of a link (SHA-256; 256 random bits need no salt)."""
    return hashlib.sha256(token.encode()).digest()


def new_nonce() -> bytes:
    """A random number for a row."""
    return secrets.token_bytes(NONCE_BYTES)


def new_key() -> bytes:
    """A random key for an appeal."""
    return secrets.token_bytes(KEY_BYTES)
