"""Public keys of age, for which the site seals what it collects; the private one stays with the organisation."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from letters.errors import Mistake
from letters.fields import shapes


def is_recipient(text: str) -> bool:
    """Whether that is a public key of age (X25519), its checksum included."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def _recipient(value: str) -> str:
    # It isn't repeated: who mixes the two up has written down the private one.
    if value.upper().startswith("AGE-SECRET-KEY-"):
        raise Mistake(
            "A224",
            "is the private key, which must not be on the site: write the public one here, which begins with age1,"
            " and make a new pair if somebody else may have seen this file",
        )
    if not is_recipient(value):
        raise Mistake(
            "A224",
            "isn't an age key: copy the whole line that begins with age1, from `letters signatures keygen`"
            " or age-keygen",
        )
    return value


AgeKey = Annotated[str, AfterValidator(_recipient), shapes.AGE_KEY]
