"""Sealing what somebody said of themselves, so that only the organisation's own key opens it (age, X25519)."""

from __future__ import annotations

from pathlib import Path

from letters.errors import LettersError, Refused


def seal(plain: bytes, recipient: str) -> bytes:
    """The bytes, encrypted for an age recipient (`age1...`)."""
    import pyrage

    return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)]))


def new_key_file() -> tuple[str, str]:
    """The text of a file with a new key, as `age-keygen` writes it, and the public key in it."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    return f"# public key: {public}\n{identity}\n", public


class Opener:
    """Opens what was sealed, with the keys of a file as `age-keygen` writes it."""

    def __init__(self, path: Path) -> None:
        """Reads the file. Raises LettersError where it can't be read or holds no key."""
        import pyrage

        try:
            lines = path.read_text(encoding="utf-8").split()
        except (OSError, UnicodeDecodeError) as error:
            raise LettersError(f"{path}: can't be read: {getattr(error, 'strerror', 'it is no text')}") from None
        keys = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
        try:
            self._keys = [pyrage.x25519.Identity.from_str(key) for key in keys]
        except pyrage.IdentityError:
            self._keys = []
        if not self._keys:
            raise Refused(f"{path} holds no age key: it has a line that begins with AGE-SECRET-KEY-1")

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises Refused where it was for another key."""
        import pyrage

        try:
            return bytes(pyrage.decrypt(sealed, self._keys))
        except pyrage.DecryptError:
            raise Refused(
                "a signature was sealed for another key than this one; give the file of the older key"
            ) from None
