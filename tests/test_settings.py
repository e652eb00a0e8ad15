"""Settings from the environment."""

from __future__ import annotations

import re

import pytest

from letters.settings import VARIABLES, InvalidSetting, settings_from

KEY = "k" * 32


def test_without_variables_the_site_runs_for_this_machine_only() -> None:
    settings = settings_from({})
    assert settings.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert settings.proxy_headers == 0
    assert not settings.secure_cookies
    assert (settings.appeals / "site.yaml").is_file()


def test_a_key_is_made_for_the_run_when_none_is_given() -> None:
    first, second = settings_from({}), settings_from({})
    assert len(first.secret_key) >= 32
    assert first.secret_key != second.secret_key


def test_the_public_address_is_an_allowed_host_and_makes_cookies_secure() -> None:
    settings = settings_from({"LETTERS_ADDRESS": "https://letters.example/", "LETTERS_SECRET_KEY": KEY})
    assert settings.address == "https://letters.example"
    assert "letters.example" in settings.allowed_hosts
    assert settings.secure_cookies


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LETTERS_SECRET_KEY", "short"),
        ("LETTERS_ADDRESS", "letters.example"),
        ("LETTERS_ADDRESS", "https://letters.example/path"),
        ("LETTERS_WORKERS", "0"),
        ("LETTERS_WORKERS", "two"),
        ("LETTERS_PROXIES", "-1"),
        ("LETTERS_APPEALS", "/no/such/folder"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_its_variable(name: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=re.escape(name)):
        settings_from({name: value})
    assert name in VARIABLES


def test_the_key_shows_in_no_repr() -> None:
    assert KEY not in repr(settings_from({"LETTERS_SECRET_KEY": KEY}))
