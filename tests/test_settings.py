"""Settings from the environment."""

from __future__ import annotations

import re

import pytest

from letters.settings import VARIABLES, InvalidSetting, MailServer, mail_server, settings_from

KEY = "k" * 32
WORD = "c/:"


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
        ("LETTERS_SMTP", "mail.rights.example"),
        ("LETTERS_SMTP", "http://mail.rights.example"),
        ("LETTERS_SMTP", "smtp://"),
        ("LETTERS_SMTP", "smtp://mail.rights.example:port"),
        ("LETTERS_SMTP", "smtp://letters@mail.rights.example"),
        ("LETTERS_SMTP", "smtp://mail.rights.example/folder"),
        ("LETTERS_SENDER", "letters"),
        ("LETTERS_SENDER", "letters@localhost"),
        ("LETTERS_SENDER", "Letters <letters@rights.example>"),
        ("LETTERS_SENDER", "a@rights.example, b@rights.example"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_its_variable(name: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=re.escape(name)):
        settings_from({name: value})
    assert name in VARIABLES


def test_the_key_shows_in_no_repr() -> None:
    assert KEY not in repr(settings_from({"LETTERS_SECRET_KEY": KEY}))


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.rights.example", MailServer(host="mail.rights.example", port=587)),
        ("smtps://m.example", MailServer(host="m.example", port=465, is_tls=True, must_start_tls=False)),
        ("smtp://localhost", MailServer(host="localhost", port=25, must_start_tls=False)),
        ("smtp://[::1]:2525", MailServer(host="::1", port=2525, must_start_tls=False)),
        ("smtp://a%40b:c%2F%3A@m.example:25", MailServer(host="m.example", port=25, user="a@b", password=WORD)),
    ],
)
def test_a_mail_server_is_encrypted_unless_it_is_this_machine(url: str, server: MailServer) -> None:
    assert mail_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "smtp://user:se/cret@mail.example",
        "smtp://user:se#cret@mail.example",
        "smtp://user:se?cret@mail.example",
        "smtp://user:secret@mail.example:x",
        "smtp://user:se cret@mail.example",
        "smtp://user:secrét@mail.example",
        "smtp://user:secret@[mail.example",
        "http://user:secret@mail.example",
    ],
)
def test_no_message_and_no_repr_holds_the_password_of_the_mail_server(url: str) -> None:
    with pytest.raises(InvalidSetting) as error:
        settings_from({"LETTERS_SMTP": url})
    assert "cret" not in str(error.value) + repr(error.value)
    good = "smtp://user:secret@mail.example"
    assert "secret" not in repr(settings_from({"LETTERS_SMTP": good})) + repr(mail_server(good))
