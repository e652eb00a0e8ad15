"""One address, however it is written."""

from __future__ import annotations

import pytest

from letters.errors import InvalidFields
from letters.signing.address import canonical, deliverable


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Maya.Lind@Example.ORG", "maya.lind@example.org"),
        ("maya.lind+petition@gmail.com", "mayalind@gmail.com"),
        ("MayaLind@googlemail.com", "mayalind@gmail.com"),
        ("maya+x@outlook.com", "maya@outlook.com"),
        ("maya+x@example.org", "maya+x@example.org"),
        ("maya@me.com", "maya@icloud.com"),
        ("maya@b\u00fccher.example", "maya@xn--bcher-kva.example"),
        ("\uff4daya@example.org", "maya@example.org"),
    ],
)
def test_an_address_has_one_form(typed: str, meant: str) -> None:
    assert canonical(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "maya", "maya@", "maya@example", "a" * 65 + "@example.org", "m\r\nBcc:x@y.example"]
)
def test_what_no_mail_reaches_is_no_address(typed: str) -> None:
    with pytest.raises(InvalidFields):
        deliverable(typed)
