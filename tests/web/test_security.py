"""What docs/SECURITY and the site's privacy page promise, seen from outside; a test for each promise."""

from __future__ import annotations

import email
import email.policy
import logging
import re
from pathlib import Path
from urllib.parse import urlencode

import pypdfium2
import pytest
from visitor import JANE, TYPED, Broken, Visit, fields_of, one_renderer, open_sites  # noqa: F401 two are fixtures

from letters.channel import Channel
from letters.rendering import MEDIA_TYPES, Format, channel_of

CHECK = f"{JANE}/check"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Emma\r\nBcc: all@world.example"),
        ("name", "=?utf-8?q?Emma=0d=0aBcc:_all@world.example?="),
        ("email", "emma@woods.example\nBcc: all@world.example"),
        ("town", "London\u2028Bcc: all@world.example"),
    ],
)
def test_no_typed_value_becomes_a_mail_header(visit: Visit, field: str, value: str) -> None:
    answer = visit().post(f"{JANE}/letters/mayor.eml", {**TYPED, field: value})
    if answer.status_code == 200:
        message = email.message_from_bytes(answer.data, policy=email.policy.default)
        assert set(message.keys()) <= {"X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type"}
    else:
        assert answer.status_code == 422 and f'id="error-{field}"' in answer.text


@pytest.mark.slow
def test_supporters_text_is_data_in_every_format(visit: Visit) -> None:
    site, evil = visit(), "{{7*7}} {% raw %} <script>alert(1)</script> ${7*7}"
    fields = {**TYPED, "own_words-0": evil, "name": "<b>{{7*7}}</b>"}
    page = site.post(CHECK, fields).text
    assert "<script>alert" not in page and "{{7*7}} {% raw %} &lt;script&gt;" in page and "<b>{{" not in page
    with pypdfium2.PdfDocument(site.post(f"{JANE}/letters/mayor.pdf", fields).data) as document:
        assert "{{7*7}} {% raw %} <script>alert(1)" in document[0].get_textpage().get_text_range()
    mail = email.message_from_bytes(site.post(f"{JANE}/letters/mayor.eml", fields).data, policy=email.policy.default)
    body = mail.get_body(("plain",))
    assert body is not None and "{{7*7}} {% raw %} <script>" in body.get_content()
    assert "{{7*7}} {% raw %} <script>" in site.post(f"{JANE}/letters/mayor.txt", fields).data.decode("latin-1")


@pytest.mark.slow
def test_making_letters_leaves_no_file_and_no_word_in_the_log(
    visit: Visit, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = visit()
    before = sorted(tmp_path.rglob("*"))
    with caplog.at_level(logging.DEBUG):
        for path in ("check", "write", "letters/mayor.pdf", "letters/mayor.eml"):
            assert site.post(f"{JANE}/{path}").status_code == 200
    assert sorted(tmp_path.rglob("*")) == before
    assert "Emma" not in caplog.text and "Elm Row" not in caplog.text and "I teach" not in caplog.text


def test_a_mistake_of_ours_keeps_the_text_and_logs_where_but_not_what(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    answer = visit(makes=Broken()).post(f"{JANE}/letters/mayor.pdf")
    assert answer.status_code == 500 and "It is our mistake" in answer.text
    assert {name: fields_of(answer.text)[name] for name in TYPED} == TYPED
    assert 'action="/appeals/jane-doe/letters/mayor.pdf"' in answer.text
    assert "RuntimeError" in caplog.text and "in pdf" in caplog.text
    assert "Jane Doe" not in caplog.text and "I teach" not in caplog.text and "jane-doe" not in caplog.text


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_more_than_64_kib_is_refused_however_it_is_encoded(visit: Visit, kind: str) -> None:
    site = visit()
    data = {**TYPED, "text": "x" * 70_000}
    answer = site.client.post(CHECK, data=data, content_type=kind)
    assert answer.status_code == 413 and "Go back in your browser" in answer.text


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["a\x00b", "a\u202eb", "a\x07b", "x" * 201, "a\ufffdb"])
def test_what_cannot_be_printed_is_refused_with_its_field(visit: Visit, typed: str) -> None:
    answer = visit().post(CHECK, {**TYPED, "own_words-0": typed})
    assert answer.status_code == 422 and 'id="error-own_words-0"' in answer.text


def test_invalid_utf8_is_refused_with_its_field(visit: Visit) -> None:
    site = visit()
    fields = {**TYPED, "town": "L*n"}
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()]
    body = "".join([*parts, "--x--\r\n"]).encode().replace(b"L*n", b"L\xffn")
    answer = site.client.post(CHECK, data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 422 and 'id="error-town"' in answer.text


URLENCODED = "application/x-www-form-urlencoded"


@pytest.mark.slow
@pytest.mark.parametrize("sent", [b"L%FFn", b"L\xffn", b"L%ED%A0%80n"], ids=["quoted", "bare", "surrogate"])
@pytest.mark.parametrize(
    ("field", "mode"), [("town", ""), ("own_words-0", ""), ("text", "whole")], ids=["line", "own words", "rewritten"]
)
def test_invalid_utf8_in_an_urlencoded_form_is_refused_alike(visit: Visit, field: str, mode: str, sent: bytes) -> None:
    site = visit()
    fields = {**TYPED, "mode": mode, "text": "All my own.", field: "L*n"}
    answer = site.client.post(CHECK, data=urlencode(fields).encode().replace(b"L%2An", sent), content_type=URLENCODED)
    assert answer.status_code == 422 and f'id="error-{field}"' in answer.text
    kept = fields_of(answer.text)
    assert re.fullmatch("L\ufffd+n", kept[field])
    assert {name: kept[name] for name in TYPED if name != field} == {k: v for k, v in TYPED.items() if k != field}


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["100%", "%FF", "100 %25 sure, 50%+"])
@pytest.mark.parametrize("kind", [URLENCODED, "multipart/form-data"])
def test_a_percent_sign_stays_as_it_was_typed(visit: Visit, typed: str, kind: str) -> None:
    site = visit()
    for field, mode in (("own_words-0", ""), ("text", "whole")):
        data = {**TYPED, "mode": mode, field: f"I mean {typed}"}
        answer = site.client.post(CHECK, data=data, content_type=kind)
        assert answer.status_code == 200 and f"I mean {typed}</p>" in answer.text
        assert fields_of(answer.text)[field] == f"I mean {typed}"


def test_joiners_are_kept(visit: Visit) -> None:
    words = "نامه\u200cها می\u200cنویسم"
    assert words in visit().post(CHECK, {**TYPED, "own_words-0": words}).text


POSTS = ["check", "write", "letters/mayor.pdf", "letters.pdf", "letters/mayor/envelope.pdf", "envelopes.pdf"]
POSTS += ["letters.zip"]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        # What a page without a referrer sends, in browsers that say more than that.
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://localhost"},
        {"Origin": "https://LOCALHOST:443"},
        {"Origin": "https://letters.example"},
    ],
    ids=str,
)
def test_a_form_of_ours_makes_letters_without_any_cookie_or_token(
    visit: Visit, path: str, said: dict[str, str]
) -> None:
    site = visit(address="https://letters.example", allowed_hosts=("localhost",))
    site.client = site.app.test_client(use_cookies=False)
    answer = site.post(f"{JANE}/{path}", headers=said)
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:8080"},
        {"Origin": "file://localhost"},
        {"Origin": "http://["},
    ],
    ids=str,
)
def test_a_form_from_another_site_makes_nothing_and_gives_everything_back(
    visit: Visit, path: str, said: dict[str, str]
) -> None:
    answer = visit().post(f"{JANE}/{path}", headers=said)
    assert (
        answer.status_code == 403 and "from a page of another site" in answer.text and "nothing is lost" in answer.text
    )
    kept = fields_of(answer.text)
    assert {name: kept[name] for name in TYPED} == TYPED


@pytest.mark.parametrize(
    "said",
    [
        # What a person does by herself comes from no page, so it has no origin but ours.
        {"Sec-Fetch-Site": "none", "Origin": "null"},
        {"Sec-Fetch-Site": "none", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "Same-Origin"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "http://localhost@evil.example"},
        {"Origin": "http://localhost, https://evil.example"},
        {"Origin": "http://[::1].evil.example"},
    ],
    ids=str,
)
def test_what_says_little_or_two_things_of_its_origin_is_foreign(visit: Visit, said: dict[str, str]) -> None:
    assert visit().post(CHECK, headers=said).status_code == 403


@pytest.mark.slow
def test_a_form_that_a_person_sends_again_by_herself_is_ours(visit: Visit) -> None:
    site = visit()
    for said in ({"Origin": "http://localhost."}, {"Sec-Fetch-Site": "none", "Origin": "http://localhost"}):
        assert site.post(CHECK, headers=said).status_code == 200


def test_every_page_that_takes_a_form_is_tried(visit: Visit) -> None:
    urls = visit().app.url_map
    tried = {urls.bind("localhost").match(f"{JANE}/{path}", method="POST")[0] for path in POSTS}
    assert {rule.endpoint for rule in urls.iter_rules() if "POST" in (rule.methods or ())} == tried


@pytest.mark.parametrize(("path", "status"), [("/appeals/nobody/check", 404), ("/nothing", 404), (JANE, 405)])
def test_a_foreign_form_for_a_page_that_is_not_there_is_answered_too(visit: Visit, path: str, status: int) -> None:
    assert visit().post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == status


def test_forms_of_ours_may_say_where_they_were_and_nobody_else_learns_it(visit: Visit) -> None:
    site = visit()
    for page in (site.get(f"{JANE}/write"), site.post(CHECK), site.post(CHECK, {})):
        # Under `no-referrer` alone browsers call the origin of a form `null` (Fetch, section 3.1).
        assert '<meta name="referrer" content="same-origin">' in page.text
        assert page.headers["Referrer-Policy"] == "no-referrer"


def test_nothing_needs_a_script_or_somebody_elses_server(visit: Visit) -> None:
    site = visit()
    pages = [site.get(path).text for path in ("/", JANE, f"{JANE}/write", "/privacy")] + [site.post(CHECK).text]
    for page in pages:
        assert not re.search(r'<(?:script|img|link rel="stylesheet")[^>]*(?:src|href)="(?!/)', page)
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:", page)
        for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
            # What is looked for changes nothing and makes nothing, and its address can be passed on.
            sends = 'method="get"' if 'role="search"' in form else 'method="post" enctype="multipart/form-data"'
            assert all(part in form for part in sends.split()) and "<button" in form
            assert ("<textarea" in form or 'name="name"' in form) <= ('method="post"' in form)


def test_every_answer_carries_the_headers_errors_included(visit: Visit) -> None:
    site, broken = visit(), visit(makes=Broken())
    answers = {
        200: site.get("/"),
        400: site.get("/", base_url="http://evil.example"),
        404: site.get("/nothing"),
        405: site.get(CHECK),
        413: site.post(CHECK, {"text": "x" * 70_000}),
        422: site.post(CHECK, {}),
        500: broken.post(f"{JANE}/letters/mayor.pdf"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        # For browsers that don't know `frame-ancestors`; no page shares its process or a window with another site's.
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert site.get("/static/site.css").headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.slow
@pytest.mark.parametrize("path", ["check", "write", "letters/mayor.pdf", "letters/mayor.eml"])
def test_pages_with_what_was_typed_are_never_stored(visit: Visit, path: str) -> None:
    assert visit().post(f"{JANE}/{path}").headers["Cache-Control"] == "no-store"


def test_no_cookie_is_ever_set(visit: Visit) -> None:
    site = visit(address="https://letters.example", allowed_hosts=("letters.example",))
    secure = {"base_url": "https://letters.example"}
    for path in ("/", JANE, f"{JANE}/write", "/privacy", "/nothing"):
        assert "Set-Cookie" not in site.get(path, **secure).headers
    for path in ("check", "write", "letters/mayor.eml"):
        answer = site.post(f"{JANE}/{path}", base_url=secure["base_url"])
        assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
    assert "csrf" not in site.get(f"{JANE}/write", **secure).text
    assert "sets no cookie" in site.get("/privacy", **secure).text


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "", "a b", ".", ":", ":80", "localhost..", "evil@localhost"),
        *("localhost/evil", "localhost:99999", "localhost:x", "[::1", "[::2]", "[::1].evil.example", "[::1]evil"),
        *("xlocalhost", "localhost,evil.example", "evil.example.example", "localhos\u0167", "localhost\\evil"),
    ],
)
def test_hosts_that_are_not_ours_are_refused(visit: Visit, host: str) -> None:
    answer = visit().get("/", environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == 400 and "evil" not in answer.text


SPELT = [
    "localhost",
    "LOCALHOST",
    "LocalHost.",
    "localhost:8000",
    "localhost.:8000",
    "127.0.0.1:1",
    "[::1]",
    "[::1]:80",
]
SPELT += ["letters.example", "Letters.Example.:443", "[2001:DB8::1]:8443", "xn--bcher-kva.example", "a.many.example"]
SPELT += ["many.example:81"]


@pytest.mark.parametrize("host", SPELT)
def test_our_own_hosts_are_known_however_they_are_spelt(visit: Visit, host: str) -> None:
    names = (
        "localhost",
        "127.0.0.1:8000",
        "[::1]",
        "LETTERS.example.",
        "2001:db8::1",
        "bücher.example",
        ".many.example",
    )
    site = visit(allowed_hosts=names)
    assert site.get("/", environ_overrides={"HTTP_HOST": host}).status_code == 200
    said = {"Origin": f"https://{host}"}
    assert site.post(f"{JANE}/write", headers=said, environ_overrides={"HTTP_HOST": host}).status_code == 200


@pytest.mark.parametrize(
    "address", ["https://letters.example", "http://[2001:db8::1]:8000", "https://Letters.example."]
)
def test_the_site_answers_to_the_host_of_its_address(visit: Visit, address: str) -> None:
    site = visit(address=address, allowed_hosts=("localhost",))
    host = address.partition("//")[2]
    for name in (host, host.upper(), host.lower()):
        assert site.get("/", environ_overrides={"HTTP_HOST": name}).status_code == 200


def test_a_proxy_is_believed_the_scheme_alone(visit: Visit) -> None:
    site = visit(proxy_headers=1, allowed_hosts=("localhost",))
    usual = site.get(f"{JANE}/write").text
    for proto in ("https", "gopher", "http, https", "", ",", "a b"):
        lies = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "X-Forwarded-Port": "1"}
        lies |= {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": proto, "X-Script-Name": "/evil"}
        answer = site.get(f"{JANE}/write", headers={**lies, "Forwarded": "host=evil.example;proto=gopher"})
        assert (answer.status_code, answer.text) == (200, usual)
        assert site.get("/appeals", headers=lies).headers["Location"] == "/"


def test_links_are_built_from_the_settings_and_no_proxy_is_believed_unasked(visit: Visit) -> None:
    site = visit(address="https://letters.example", allowed_hosts=("localhost",))
    page = site.get(JANE, headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"}).text
    assert '<link rel="canonical" href="https://letters.example/appeals/jane-doe">' in page
    assert "evil" not in page and "gopher" not in page and "http://localhost" not in page


def test_nothing_typed_is_ever_part_of_an_address_or_a_file_name(visit: Visit) -> None:
    answer = visit().post(CHECK)
    links = re.findall(r'(?:href|action|formaction)="(/[^"]*)"', answer.text)
    assert links and not [link for link in links if re.search("emma|woods|teach", link, re.IGNORECASE)]
    download = visit().post(f"{JANE}/letters/mayor.eml")
    assert download.headers["Content-Disposition"] == 'attachment; filename="jane-doe-mayor.eml"'


def test_no_letter_comes_for_a_name_that_is_not_in_the_appeal(visit: Visit) -> None:
    site = visit()
    assert site.post(f"{JANE}/letters/judge.pdf").status_code == 409
    assert site.post(f"{JANE}/letters/..%2f..%2fetc.pdf").status_code in (404, 409)
    assert site.post(f"{JANE}/letters/mayor.exe").status_code == 404


def test_undefined_names_in_our_own_templates_are_errors(visit: Visit) -> None:
    site = visit()
    with site.app.test_request_context("/"), pytest.raises(Exception, match="is undefined"):
        site.app.jinja_env.from_string("{{ nothing }}").render()
    assert site.app.jinja_env.autoescape


def test_every_kind_of_file_has_its_channel() -> None:
    assert {channel_of(form) for form in Format} == set(Channel)
    assert set(MEDIA_TYPES) == set(Format)


@pytest.mark.parametrize("path", [f"{JANE}/check", f"{JANE}/letters/mayor.pdf"])
def test_a_form_has_no_more_fields_than_any_form_needs_in_both_encodings(visit: Visit, path: str) -> None:
    site = visit()
    for encoding in ("application/x-www-form-urlencoded", "multipart/form-data"):
        answer = site.client.post(path, data={f"a{number}": "" for number in range(1100)}, content_type=encoding)
        assert answer.status_code == 413 and len(answer.data) < 10_000
