"""Numbers that people copy from paper: their characters, and the last one, by which a slip is noticed.

The last character is that of a pure system of ISO 7064 (2003, 6), with the modulus 31 and the radix 3: both are prime
and the radix isn't 1, so every single wrong character and every swap of two neighbours is found, in whatever place. The
31 characters leave out what is easily misread: 1, I, L, O and U.
"""

from __future__ import annotations

import hashlib
import re

ALPHABET = "023456789ABCDEFGHJKMNPQRSTVWXYZ"
MODULUS, RADIX = len(ALPHABET), 3


def typed_signs(text: str) -> str:
    """The characters that somebody has typed, in small letters or capitals, without blanks and dashes; O is 0."""
    return re.sub(r"[\s–—‑-]+", "", text).upper().replace("O", "0")


def strange_sign(signs: str) -> str:
    """The first character that no number has; or nothing."""
    return next((sign for sign in signs if sign not in ALPHABET), "")


def signs_for(text: str, length: int) -> str:
    """So many characters that stand for a text, and by which it can't be found out."""
    digest = hashlib.sha256(text.encode()).digest()
    return written(int.from_bytes(digest[:8], "big") % MODULUS**length, length)


def written(number: int, length: int) -> str:
    """The number in so many characters."""
    signs = ""
    for _ in range(length):
        number, sign = divmod(number, MODULUS)
        signs = ALPHABET[sign] + signs
    return signs


def read(signs: str) -> int:
    """The number that was so written."""
    number = 0
    for sign in signs:
        number = number * MODULUS + ALPHABET.index(sign)
    return number


def total(signs: str) -> int:
    """The sum of a whole number: each character's value by a power of the radix, the last one's by 1."""
    found = 0
    for sign in signs:
        found = (found * RADIX + ALPHABET.index(sign)) % MODULUS
    return found


def check_sign(body: str, wanted: int) -> str:
    """The character that makes the sum what is wanted; each kind of number has a sum of its own."""
    return ALPHABET[(wanted - total(body) * RADIX) % MODULUS]
