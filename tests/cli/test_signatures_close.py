"""`letters signatures close` and `prove`: the total stays, and of those who signed nothing does."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest
from doors import Said, in_process
from signed import OPEN_LETTER, Petition

from letters.appeal.signatories import MemberType, SignatoryGroup
from letters.authoring.closing import tidy
from letters.authoring.collected import Entry
from letters.library.library import read
from letters.signing.signature import Shown
from letters.store.closing import Closing

SHEET = ("--type", "people", "--source", "Market square, Leeds", "--date", "2026-03-05")
CANARIES = ("Quintessa", "Vandermolen", "Xanadu-on-Sea", "quintessa@lists.example", "lists.example")
STOPPED = OPEN_LETTER.replace("status: open", "status: stopped\noutcome: She is free. Thank you.")


@pytest.fixture(name="petition")
def a_petition(tmp_path: Path) -> Petition:
    petition = Petition(tmp_path)
    petition.signs("Quintessa Vandermolen", town="Xanadu-on-Sea", stays_in_touch=True)
    petition.signs("Jonas Beispiel", shown=Shown.NOTHING)
    petition.signs("Bo Lind")
    petition.signs("Ada Byron", organisation="Open Desk", type=MemberType.ORGANISATIONS)
    petition.asks("Somebody Else")
    petition.store.close()
    return petition


def says(petition: Petition, *words: str | Path) -> Said:
    return in_process("signatures", *words, cwd=petition.appeals, **petition.environment)


def groups(petition: Petition) -> list[tuple[str, int, bool]]:
    """The heading of each group below the letter, how many they are, and whether they are named."""
    (appeal,) = read(petition.appeals).appeals.values()
    return [(group.group, group.size, bool(group.members)) for group in appeal.facts.signatories]


TOTALS = [("Organisations that signed online", 1, False), ("Individuals who signed online", 3, False)]


@pytest.mark.slow
def test_closing_leaves_the_total_in_the_file_and_nobody_to_be_found(petition: Petition) -> None:
    says(petition, "add", "jane-doe", "--count", "27", *SHEET)
    search = [word for text in CANARIES for word in ("--search", text)]
    before = says(petition, "prove", "jane-doe", *search)
    assert before.returncode == 1 and "not closed" in before.stdout
    assert "found in letters.db" in before.stdout and "nowhere" not in before.stdout
    petition.file.write_text(STOPPED + "# a note at the end\n", encoding="utf-8")
    done = says(petition, "close", "jane-doe", "--now", "--yes")
    assert done.returncode == 0, done.stderr
    assert "with 3 people, 1 organisations" in done.stdout and "The total is in appeal.yaml" in done.stdout
    assert groups(petition) == [*TOTALS, ("Market square, Leeds", 27, False)]
    assert petition.file.read_text(encoding="utf-8").startswith(STOPPED)
    assert "# a note at the end" in petition.file.read_text(encoding="utf-8")
    after = says(petition, "prove", "jane-doe", *search)
    assert after.returncode == 0 and "Nothing is left" in after.stdout and "found in" not in after.stdout
    assert not any(text in done.stdout + after.stdout for text in CANARIES)


@pytest.mark.slow
def test_closing_again_changes_nothing(petition: Petition) -> None:
    says(petition, "close", "jane-doe", "--now", "--yes")
    once = petition.file.read_bytes()
    again = says(petition, "close", "jane-doe")
    assert again.returncode == 0 and petition.file.read_bytes() == once
    listed = says(petition, "list", "jane-doe").stdout
    assert "jane-doe: closed since" in listed and "isn't in the appeal's own file" not in listed
    late = says(petition, "add", "jane-doe", "--count", "27", *SHEET)
    assert late.returncode == 1 and "was closed on" in late.stderr


def test_an_open_letter_is_not_closed_unless_somebody_says_so(petition: Petition) -> None:
    early = says(petition, "close", "jane-doe", "--yes")
    assert early.returncode == 1 and "can still be signed" in early.stderr
    petition.file.write_text(STOPPED, encoding="utf-8")
    early = says(petition, "close", "jane-doe", "--yes")
    assert early.returncode == 1 and "is closed by itself on" in early.stderr
    unasked = says(petition, "close", "jane-doe", "--now")
    assert unasked.returncode == 1 and "Add --yes" in unasked.stderr
    assert Closing(petition.store).closed() == []


def test_a_month_after_the_deadline_it_may_be_closed(petition: Petition) -> None:
    petition.file.write_text(OPEN_LETTER.replace("deadline: none", "deadline: 2026-03-31"), encoding="utf-8")
    assert says(petition, "close", "jane-doe", "--yes").returncode == 0
    assert groups(petition) == TOTALS


@pytest.mark.slow
def test_names_below_the_letter_stay_but_for_those_who_have_withdrawn(petition: Petition) -> None:
    gone = petition.signs("Cleo Lind", role="teacher")
    says(petition, "export", "jane-doe", "--into-appeal", "--yes", "--order", "number")
    assert "Cleo Lind" in petition.file.read_text(encoding="utf-8")
    petition.signatures.withdraw(gone.token)
    petition.store.close()
    says(petition, "close", "jane-doe", "--now", "--yes")
    assert groups(petition) == [
        ("Organisations that signed online", 1, True),
        ("Individuals who signed online", 2, True),
        ("Others who signed online", 1, False),
    ]
    assert "Cleo" not in petition.file.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("owner", "name", "is_after"),
    [
        (Closing, "end", True),
        (Closing, "close", False),
        (Closing, "close", True),
        (Entry, "save", False),
        (Entry, "save", True),
        (Closing, "note_entered", True),
    ],
)
def test_killed_at_any_step_it_loses_no_total_and_counts_nobody_twice(
    petition: Petition, owner: Any, name: str, is_after: bool
) -> None:
    with_child(lambda: close_until(petition, owner, name, is_after=is_after))
    assert says(petition, "close", "jane-doe", "--now", "--yes").returncode == 0
    assert groups(petition) == TOTALS
    assert says(petition, "prove", "jane-doe", "--search", "Quintessa").returncode == 0


def with_child(work: Callable[[], object]) -> None:
    """Do it in a process of its own, which must have been killed by what it did."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def close_until(petition: Petition, owner: Any, name: str, *, is_after: bool) -> None:
    """Close, and be killed when the step begins or is done."""
    step = getattr(owner, name)

    def last(*words: Any, **named: Any) -> None:
        if is_after:
            step(*words, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, last)
    says(petition, "close", "jane-doe", "--now", "--yes")


@pytest.mark.slow
def test_where_the_file_cannot_be_changed_the_total_stays_in_the_store(petition: Petition) -> None:
    brackets = "signatories: [{group: Initiators, type: organisations, members: [The Open Desk]}]\n"
    petition.file.write_text(OPEN_LETTER + brackets, encoding="utf-8")
    done = says(petition, "close", "jane-doe", "--now", "--yes")
    assert done.returncode == 1 and "The total stays in the store" in done.stderr
    assert petition.file.read_text(encoding="utf-8") == OPEN_LETTER + brackets
    listed = says(petition, "list", "jane-doe").stdout
    assert "isn't in the appeal's own file yet" in listed and "people                 3" in listed
    petition.file.write_text(OPEN_LETTER, encoding="utf-8")
    assert says(petition, "close", "jane-doe").returncode == 0
    assert groups(petition) == TOTALS


def at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T12:00+00:00")


def test_the_site_closes_a_month_after_the_end_by_itself(petition: Petition) -> None:
    petition.file.write_text(OPEN_LETTER.replace("deadline: none", "deadline: 2026-03-31"), encoding="utf-8")
    assert list(tidy(petition.store, read(petition.appeals), at("2026-04-20"))) == []
    assert groups(petition) == [] and Closing(petition.store).closed() == []
    assert list(tidy(petition.store, read(petition.appeals), at("2026-05-02"))) == []
    assert groups(petition) == TOTALS and Closing(petition.store).left("jane-doe", CANARIES).is_gone


def test_what_staff_make_of_the_closed_groups_is_theirs(petition: Petition) -> None:
    says(petition, "close", "jane-doe", "--now", "--yes")
    text = petition.file.read_text(encoding="utf-8").replace("    collected: true\n", "")
    petition.file.write_text(text, encoding="utf-8")
    assert list(tidy(petition.store, read(petition.appeals), at("2026-05-02"))) == []
    assert petition.file.read_text(encoding="utf-8") == text


@pytest.mark.slow
def test_each_day_the_names_of_those_who_have_withdrawn_go_from_below_the_letter(petition: Petition) -> None:
    gone = petition.signs("Cleo Lind", role="teacher")
    twin = petition.signs("Bo Lind", "bo@elsewhere.example")
    says(petition, "export", "jane-doe", "--into-appeal", "--yes")
    before = petition.file.read_text(encoding="utf-8")
    assert list(tidy(petition.store, read(petition.appeals), at("2026-03-06"))) == []
    assert petition.file.read_text(encoding="utf-8") == before
    petition.signatures.withdraw(gone.token)
    petition.signatures.withdraw(twin.token)
    assert list(tidy(petition.store, read(petition.appeals), at("2026-03-07"))) == []
    left = before.replace("      - {name: Cleo Lind, role: teacher}\n", "").replace("      - Bo Lind\n", "", 1)
    assert petition.file.read_text(encoding="utf-8") == left and "Bo Lind" in left


def test_a_file_that_cannot_be_written_is_told_and_keeps_nobody_from_being_forgotten(petition: Petition) -> None:
    brackets = "signatories: [{group: Initiators, type: organisations, members: [The Open Desk]}]\n"
    text = OPEN_LETTER.replace("deadline: none", "deadline: 2026-03-31") + brackets
    petition.file.write_text(text, encoding="utf-8")
    assert list(tidy(petition.store, read(petition.appeals), at("2026-05-02"))) == ["jane-doe"]
    assert Closing(petition.store).left("jane-doe", CANARIES).is_gone
    (closed,) = Closing(petition.store).closed()
    assert (closed.people, closed.organisations, closed.is_entered) == (3, 1, False)


def test_the_groups_of_a_translation_s_language_have_headings(petition: Petition) -> None:
    from letters.language.signing import SIGNING

    for words in SIGNING.values():
        headings = {words.online_organisations, words.online_people, words.online_unnamed}
        assert len(headings) == 3
        for heading in headings:
            assert SignatoryGroup(group=heading, type="people", count=1, date="2026").group == heading  # type: ignore[arg-type]  # read by pydantic


@pytest.mark.slow
def test_whoever_has_lost_the_secret_key_can_close_still(petition: Petition) -> None:
    petition.file.write_text(STOPPED, encoding="utf-8")
    for environment in (
        {**petition.environment, "LETTERS_SECRET_KEY": "another key, of forty characters or more"},
        {name: value for name, value in petition.environment.items() if name != "LETTERS_SECRET_KEY"},
    ):
        done = in_process("signatures", "close", "jane-doe", "--now", "--yes", cwd=petition.appeals, **environment)
        assert done.returncode == 0 and "closed on" in done.stdout
        assert Closing(petition.store).left("jane-doe").is_gone


@pytest.mark.slow
def test_before_closing_it_says_how_names_that_are_sealed_are_handed_over(tmp_path: Path) -> None:
    petition = Petition(tmp_path, recipient=str(pyrage.x25519.Identity.generate().to_public()))
    petition.signs("Quintessa Vandermolen")
    petition.store.close()
    petition.file.write_text(STOPPED, encoding="utf-8")
    said = says(petition, "close", "jane-doe", "--now", "--yes").stdout
    assert "--out jane-doe.pdf --identity our-key.txt" in said
