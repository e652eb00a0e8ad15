"""What tests of the pipeline share: the appeals that ship, a folder of a test's own, and somebody who writes."""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

import pytest
from counted import is_not_looked, pytest_report_teststatus  # noqa: F401 a hook
from hypothesis import settings
from postgres import postgresql_database, postgresql_server  # noqa: F401 fixtures, begun once

from letters.library.library import Library, read
from letters.resources import folder
from letters.supporter import Supporter, supporter_from

SITE = "organisation: Letters for Rights\ncountry: GB\ntime_zone: Europe/London\n"
ADDRESSEES = """\
mayor:
  name: Mayor Ada Byron
  office: Mayor of Anytown
  salutation: {en: "Dear Mayor,", fr: "Madame la Maire,", zh: 尊敬的市长：}
  post: {lines: [Town Hall, 1 Main Street, Anytown 12345], country: US}
  fax: ["+1 202 495 2138"]
  email: [mayor@anytown.example]
judge:
  name: Judge Mary Roe
  salutation: {en: "Dear Judge,", fr: "Madame la Juge,", zh: 尊敬的法官：}
  email: [judge@anytown.example]
"""
APPEAL = """\
title: A teacher is held
country: US
issued: 2020-04-20
deadline: none
status: open
language: en
summary: A teacher is held without charge.
people:
  - name: Jane Doe
to: [mayor]
letter:
  subject: Jane Doe, held without charge
  body:
    - I write to you about Jane Doe.
    - points: What matters to you
      choices:
        colleague: I teach as well.
        family: I think of her family.
    - own_words: Why do you write?
    - demands: I ask you to
      items:
        - release Jane Doe;
        - let her see a lawyer.
"""
Make = Callable[..., Path]

# The samples for hosting are Debian's.
collect_ignore = [] if shutil.which("apt-get") else ["test_deploy.py"]
# No time limits: what else the machine does is no fault of the program.
settings.register_profile("letters", deadline=None)
settings.load_profile("letters")


def pytest_configure() -> None:
    """What a script has begun in the background ignores Ctrl-C, and so would all that the tests begin."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def trace_no_typesetter() -> None:
    """Coverage counts our lines alone. To look at each of WeasyPrint's, too, takes more than half of a run's time."""
    if sys.gettrace() is None:
        return
    import weasyprint

    for owner, name in ((weasyprint.HTML, "render"), (weasyprint.CSS, "__init__"), (weasyprint.Document, "write_pdf")):
        setattr(owner, name, _untraced(getattr(owner, name)))


def _untraced(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def work(*arguments: Any, **named: Any) -> Any:
        trace = sys.gettrace()
        sys.settrace(None)
        try:
            return function(*arguments, **named)
        finally:
            sys.settrace(trace)

    return work


_SLOW_FILE = re.compile(r"^pytestmark = pytest\.mark\.slow$|^from browsing import .*\bpytestmark\b", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """In the daily round a file all of whose tests are slow isn't even imported."""
    is_daily = config.option.markexpr == "not slow" and collection_path.suffix == ".py"
    return True if is_daily and _SLOW_FILE.search(collection_path.read_text(encoding="utf-8")) else None


ROWS = 4
"""How many of a test's parameters the daily round tries."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test with many parameters the daily round tries the first, the last and some between; the rest is slow.

    Nor is it watched which lines the rest goes through, which takes longer than the tests themselves.
    """
    tables: dict[str, list[pytest.Item]] = {}
    for item in items:
        if "[" in item.nodeid:
            tables.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for rows in tables.values():
        kept = {round(number * (len(rows) - 1) / (ROWS - 1)) for number in range(ROWS)}
        for number, item in enumerate(rows):
            if number not in kept:
                item.add_marker(pytest.mark.slow)
                item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI=true a test that is skipped has failed: nobody reads there which part was missing.

    What nobody could look at isn't a part that is missing; the summary counts it by itself.
    """
    report = yield
    is_counted = hasattr(report, "wasxfail") or is_not_looked(report)
    if report.skipped and not is_counted and os.environ.get("CI") == "true":
        report.outcome, report.longrepr = "failed", f"{item.nodeid} was skipped, with CI=true: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The library of the appeals that ship."""
    return read(folder("appeals"))


def write_appeals(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """A folder of appeals: valid files, but for those given by their path below it (None leaves one out)."""
    contents: dict[str, str | bytes | None] = {
        "site.yaml": SITE,
        "addressees.yaml": ADDRESSEES,
        "jane-doe/appeal.yaml": APPEAL,
    }
    for name, content in {**contents, **files}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.fixture
def make_appeals(tmp_path: Path) -> Make:
    """Builds a folder of appeals in the test's own folder, as `write_appeals` does."""

    def make(files: dict[str, str | bytes | None] | None = None) -> Path:
        return write_appeals(tmp_path / "appeals", files or {})

    return make


@pytest.fixture
def supporter() -> Supporter:
    """Somebody in London who signs with her full name."""
    return supporter_from(
        {
            "name": "Emma Woods",
            "street": "12 Elm Row",
            "postcode": "N1 7AA",
            "town": "London",
            "country": "GB",
            "email": "emma@woods.example",
        }
    )


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What WeasyPrint lays out during the test: the work that takes time, on whatever machine."""
    import weasyprint

    made: list[object] = []
    render = weasyprint.HTML.render

    def counted(html: Any, *arguments: Any, **options: Any) -> Any:
        made.append(html)
        return render(html, *arguments, **options)

    monkeypatch.setattr(weasyprint.HTML, "render", counted)
    return made


FRENCH = """\
title: Une enseignante détenue
summary: Une enseignante est détenue.
letter:
  subject: Jane Doe
  body:
    - J'écris au sujet de Jane Doe.
    - points: Ce qui compte
      choices: {colleague: J'enseigne aussi., family: Je pense à sa famille.}
    - own_words: Pourquoi ?
    - demands: Je vous demande de
      items: [libérer Jane Doe ;, la laisser voir un avocat.]
"""
