"""The ways in which a letter reaches its addressee."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """A way to send a letter.

    Code that chooses by channel does so in one `match`.
    """

    POST = "post"
    EMAIL = "email"
    FAX = "fax"
