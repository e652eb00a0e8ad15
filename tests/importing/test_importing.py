"""`letters import`, tried with published sheets: each draft is compared whole, loses no word and invents nothing."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import golden
import pytest
from click.testing import CliRunner, Result
from conftest import SITE
from doors import at_terminal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import CHECKOUT, TESTS
from pydantic import RootModel
from weasyprint import HTML

from letters.addressee import Addressee
from letters.check import findings
from letters.cli import main
from letters.errors import LettersError, Severity
from letters.importing.drafted import Imported
from letters.importing.labels import LABELS
from letters.importing.matching import match
from letters.importing.page import page
from letters.importing.published import read_sheet
from letters.importing.signs import cleaned
from letters.library.library import read
from letters.typed import folded
from letters.yamlfile.loader import load
from letters.yamlfile.validation import validate

SHEETS = TESTS / "published"
TEXTS = sorted(path.stem for path in SHEETS.glob("*.txt"))
PDFS = sorted(path.stem for path in SHEETS.glob("*.html"))
# What is said in other words in a draft: labels, and those of contact data and of heads.
SMALL_LABELS = (
    "index indice ai nr fax telefax telecopie e mail email courriel correo electronico salutation tratamiento anrede"
)
TODAY = dt.date(2026, 11, 1)
# What a sheet may leave to its author.
LEFT_OPEN = {
    *("country", "deadline", "summary", "letter.subject", "letter.body[1]", "title"),
    *(f"to[1]{part}" for part in ("", ".name", ".salutation.en", ".post.country", ".post.lines[1]", ".post.lines[2]")),
    *(f"to[1].salutation.{language}" for language in ("fr", "es", "de")),
    *(f"to[2]{part}" for part in ("", ".salutation.en", ".salutation.de", ".post.country")),
}
# What an author says where the sheet leaves it open, so that nothing is left to complain of.
ANSWERS = {
    "labelled-en": ["--country", "cn"],
    "labelled-fr": ["--to", "xi-jinping"],
    "current-fr": ["--to", "xi-jinping"],
    "older-en": ["--to", "song-yiyang"],
}


@cache
def pdf(name: str) -> bytes:
    return bytes(HTML(SHEETS / f"{name}.html").write_pdf())


@pytest.fixture
def appeals(tmp_path: Path) -> Path:
    """A folder of appeals with an address book, and nothing else."""
    target = tmp_path / "appeals"
    target.mkdir()
    (target / "site.yaml").write_text(SITE, encoding="utf-8")
    shutil.copy(SHEETS / "addressees.yaml", target)
    return target


def sheet_file(name: str, tmp_path: Path) -> Path:
    """The sheet as its file: a PDF is made of what stands as HTML."""
    if name in TEXTS:
        return SHEETS / f"{name}.txt"
    file = tmp_path / f"{name}.pdf"
    file.write_bytes(pdf(name))
    return file


def run(appeals: Path, file: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["import", str(file), "--appeals", str(appeals), *words])


def draft_of(name: str, appeals: Path, tmp_path: Path, *words: str) -> tuple[str, Result]:
    result = run(appeals, sheet_file(name, tmp_path), "--slug", name, *words)
    assert result.exit_code == 0, result.stderr
    return (appeals / name / "appeal.yaml").read_text(encoding="utf-8"), result


def words_of(text: str) -> list[str]:
    """The words of a text; those that a hyphen parts at a line's end are whole."""
    text = re.sub(r"(\w)(?:-|\u00ad|\u2010)\n\s*(?=[a-zà-ÿ])", r"\1", text)
    return re.findall(r"\w+", folded(text))


@cache
def the_book() -> Mapping[str, Addressee]:
    """The address book on its own."""
    return validate(RootModel[dict[str, Addressee]], load(SHEETS / "addressees.yaml")).root


@cache
def label_words() -> frozenset[str]:
    labels = " ".join(words for part in LABELS.values() for words in part.values())
    return frozenset(words_of(f"{labels} {SMALL_LABELS}"))


def sheet_words(name: str) -> list[str]:
    if name in TEXTS:
        return words_of((SHEETS / f"{name}.txt").read_text(encoding="utf-8"))
    markup = (SHEETS / f"{name}.html").read_text(encoding="utf-8")
    return words_of(re.sub("&emsp;|<[^>]*>", " ", markup.partition("</style>")[2]))


def test_there_are_sheets_of_each_form_and_language() -> None:
    assert len(TEXTS) >= 8 and len(PDFS) >= 2
    assert {name.partition("-")[0] for name in TEXTS} == {"labelled", "current", "older"}
    assert {name[-2:] for name in TEXTS} == {"en", "fr", "es", "de"}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TEXTS, *PDFS])
def test_a_draft_is_as_it_was_read(name: str, appeals: Path, tmp_path: Path) -> None:
    draft, result = draft_of(name, appeals, tmp_path, *ANSWERS.get(name, ()))
    golden.check(f"import-{name}.yaml", draft)
    golden.check(f"import-{name}.txt", result.stdout.replace(str(appeals), "my-appeals"))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TEXTS, *PDFS])
def test_no_word_of_a_sheet_is_lost(name: str, appeals: Path, tmp_path: Path) -> None:
    draft, _ = draft_of(name, appeals, tmp_path)
    said = sheet_words(name)
    known = set(words_of(draft.replace("\n#", "\n")))
    assert len(said) > 150
    assert [word for word in said if word not in known | label_words()] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TEXTS, *PDFS])
def test_nothing_is_invented(name: str, appeals: Path, tmp_path: Path) -> None:
    draft, _ = draft_of(name, appeals, tmp_path)
    sheet = set(sheet_words(name))
    book = (appeals / "addressees.yaml").read_text(encoding="utf-8")
    emails = re.findall(r"[\w.-]+@[\w.-]+\w", draft)
    assert [email for email in emails if not set(words_of(email)) <= sheet and email not in book] == []
    digits = re.sub(r"\D", "", "".join(sheet_words(name))) + re.sub(r"\D", "", book)
    lines = [line.lstrip("#- ") for line in draft.splitlines() if re.match(r"#       - ", line)]
    assert [line for line in lines if not set(words_of(line)) <= sheet] == []
    for number in re.findall(r"\+[\d ]{8,}\d", draft):
        assert re.sub(r"\D", "", number) in digits, number


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TEXTS, *PDFS])
def test_what_is_found_and_answered_is_all_that_check_asks_for(name: str, appeals: Path, tmp_path: Path) -> None:
    book = appeals / "addressees.yaml"
    greeting = 'en: "Your Excellency,"'
    text = book.read_text(encoding="utf-8").replace(greeting, f'{greeting}, de: "Exzellenz,", es: "Excelencia,"')
    book.write_text(text, encoding="utf-8")
    words = ["--to", "xi-jinping", "--country", "CN", "--deadline", "2099-12-31"]
    draft_of(name, appeals, tmp_path, *words)
    library = read(appeals)
    found = [finding for finding in findings(library, TODAY) if finding.file.parent.name == name]
    assert [str(finding) for finding in found if finding.severity is Severity.ERROR] == []
    assert library.appeals[name].facts.letter.body


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TEXTS, *PDFS])
def test_what_is_left_open_is_named_by_check_with_its_line(name: str, appeals: Path, tmp_path: Path) -> None:
    draft, result = draft_of(name, appeals, tmp_path)
    found = [finding for finding in findings(read(appeals), TODAY) if finding.field in LEFT_OPEN]
    lines = draft.splitlines()
    for finding in found:
        if finding.field != "to[1]":
            assert re.search(r"\[.+\]", lines[finding.line - 1])
        assert f"line {finding.line}: {finding.place}: {finding.message}" in result.stdout
    # One message for each thing, and none that only follows from another.
    assert len({finding.line for finding in found}) == len(found) == result.stdout.count("\n  line ")
    errors = {finding.field for finding in read(appeals).findings}
    assert errors <= LEFT_OPEN


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("change", ["windows", "no-break spaces", "form feed"])
def test_what_copying_does_to_a_text_changes_nothing(name: str, change: str, appeals: Path, tmp_path: Path) -> None:
    before, _ = draft_of(name, appeals, tmp_path)
    text = (SHEETS / f"{name}.txt").read_text(encoding="utf-8")
    changed = {
        "windows": "\ufeff" + text.replace("\n", "\r\n"),
        "no-break spaces": re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
        "form feed": text + "\f",
    }[change]
    shutil.rmtree(appeals / name)
    file = tmp_path / f"{name}.txt"
    file.write_bytes(changed.encode())
    assert run(appeals, file, "--slug", name).exit_code == 0
    assert (appeals / name / "appeal.yaml").read_text(encoding="utf-8") == before


@pytest.mark.slow
def test_a_text_without_its_empty_lines_is_read_all_the_same(appeals: Path, tmp_path: Path) -> None:
    before, _ = draft_of("older-en", appeals, tmp_path)
    shutil.rmtree(appeals / "older-en")
    file = tmp_path / "older-en.txt"
    file.write_text(re.sub(r"\n\s*\n", "\n", (SHEETS / file.name).read_text(encoding="utf-8")), encoding="utf-8")
    assert run(appeals, file, "--slug", "older-en").exit_code == 0
    assert (appeals / "older-en" / "appeal.yaml").read_text(encoding="utf-8") == before


def test_what_stands_in_brackets_is_all_that_is_to_be_filled_in(appeals: Path, tmp_path: Path) -> None:
    (appeals / "addressees.yaml").unlink()
    draft, _ = draft_of("current-es", appeals, tmp_path)
    file = appeals / "current-es" / "appeal.yaml"
    file.write_text(draft.replace('"[country code]"', "EG").replace('"[year-month-day]"', "2099-04-03"))
    library = read(appeals)
    assert findings(library, TODAY) == ()
    minister = library.appeals["current-es"].to["addressee-1"]
    assert (minister.name, minister.salutation) == ("Ministra de Justicia", {"es": "Señora Ministra:"})
    assert minister.fax == ("+20227958103",) and minister.email == ("ministra@justicia.example",)
    assert minister.post and minister.post.lines[-1] == "El Cairo"
    assert minister.languages == ("ar", "en")


def test_where_the_sheet_names_nobody_there_is_a_place_for_each_thing(appeals: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.txt"
    file.write_text("TITLE: A teacher on trial\n\nSUMMARY\nShe is on trial.\n\nDEADLINE: 1 June 2099\n")
    result = run(appeals, file, "--country", "EG")
    found = findings(read(appeals), TODAY)
    assert [(finding.field, finding.code) for finding in found if finding.field.startswith("to")] == [
        *(("to[1].name", "A406"), ("to[1].salutation.en", "A406")),
        *(("to[1].post.lines[1]", "A406"), ("to[1].post.lines[2]", "A406"), ("to[1].post.country", "A211")),
    ]
    assert all(f"  line {finding.line}: {finding.place}: " in result.stdout for finding in found)
    file = appeals / "a-teacher-on-trial" / "appeal.yaml"
    whole, number = re.subn(r"^to:.*?(?=^#)", "to: [xi-jinping]\n", file.read_text(), flags=re.DOTALL | re.MULTILINE)
    file.write_text(whole)
    assert number == 1 and not [found for found in findings(read(appeals), TODAY) if found.field.startswith("to")]


def test_an_embassy_is_written_to_only_where_nobody_else_is_named(appeals: Path, tmp_path: Path) -> None:
    sheet = "TITLE: A trial\n\nSUMMARY\nA trial.\n\nCONTACT:\n{}\nEmbassy of Egypt\n1 Road\nLondon\n"
    for slug, minister in (("both", "The Minister\n2 Road\nc/o Embassy of Egypt\n"), ("alone", "")):
        file = tmp_path / f"{slug}.txt"
        file.write_text(sheet.format(minister))
        run(appeals, file, "--slug", slug)
    both, alone = ((appeals / slug / "appeal.yaml").read_text() for slug in ("both", "alone"))
    assert "\n  - name: The Minister" in both and "\n        - c/o Embassy of Egypt\n" in both
    assert "\n# embassy-of-egypt:\n" in both and "# The sheet names this embassy; make sure" in both
    assert "\n  - name: Embassy of Egypt" in alone and "belongs in embassies.yaml" in alone


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "COPIES: embassy",
        "COPIES TO: Diplomatic representatives accredited to your country",
        "AND COPIES TO:\nDiplomatic missions of Egypt in your country",
        "COPIES TO: The Egyptian ambassador in your country",
        "COPIES TO:\nEmbassy of Egypt",
        "Please also send copies to the embassy of Egypt in your country.",
        "COPIES À : Ambassade d’Égypte dans votre pays",
        "COPIES À : les représentants diplomatiques de l’Égypte",
        "COPIAS A: Embajada de Egipto en su país",
        "COPIAS A: representantes diplomáticos en su país",
        "KOPIEN AN: Diplomatische Vertreter in Ihrem Land",
    ],
)
def test_diplomats_in_the_reader_s_country_are_the_embassy(words: str, appeals: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.txt"
    file.write_text(f"TITLE: A trial\n\nSUMMARY\nA trial.\n\nCONTACT:\nThe Minister\n1 Road\nCairo\n\n{words}\n")
    assert run(appeals, file, "--slug", "sheet").exit_code == 0
    draft = (appeals / "sheet" / "appeal.yaml").read_text()
    assert "\ncopies: [embassy] " in draft and "\n# The sheet says on copies: " in draft
    assert "embassies.yaml" not in draft and "Not placed" not in draft


def test_places_are_spoken_of_only_where_there_are_any(appeals: Path, tmp_path: Path) -> None:
    draft, result = draft_of("current-en", appeals, tmp_path)
    assert "in [brackets]" not in draft and "You still have to" not in result.stdout
    draft, _ = draft_of("current-es", appeals, tmp_path)
    assert "# Replace every text in [brackets], the brackets and" in draft


@pytest.mark.slow
def test_the_commands_that_follow_work_as_they_are_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "our appeals"
    folder.mkdir()
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    shutil.copy(SHEETS / "addressees.yaml", folder)
    facts = ["--title", "Held", "--country", "CN", "--deadline", "none", "--to", "xi-jinping"]
    for slug, words in (
        ("sheet", ["import", str(SHEETS / "current-en.txt"), "--slug", "sheet"]),
        ("new", ["new", "new", *facts]),
    ):
        shown = CliRunner().invoke(main, [*words, "--appeals", str(folder)]).stdout.splitlines()
        (check,) = [shlex.split(line) for line in shown if line.startswith("  letters check")]
        assert check == ["letters", "check", slug, "--appeals", str(folder)]
        assert CliRunner().invoke(main, check[1:]).exit_code == 0
        assert str(tmp_path) not in (folder / slug / "appeal.yaml").read_text(encoding="utf-8")
    monkeypatch.setenv("LETTERS_APPEALS", str(folder))
    shown = CliRunner().invoke(main, ["import", str(SHEETS / "current-en.txt"), "--slug", "other"]).stdout.splitlines()
    assert "  letters check other" in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--to", "xi-jinpin"], "'xi-jinpin' is not in the address book (addressees.yaml) (did you mean xi-jinping?)"),
        (["--country", "China"], "--country: 'China' isn't a country code"),
        (["--deadline", "03/04/2026"], "--deadline: '03/04/2026' isn't a date"),
        (["--slug", "Amal X"], "--slug: 'Amal X' must be small letters"),
        (["--slug", "there"], "already exists; choose another name"),
    ],
)
def test_what_can_t_be_used_is_said_and_nothing_is_written(words: list[str], message: str, appeals: Path) -> None:
    (appeals / "there").mkdir()
    result = run(appeals, SHEETS / "current-es.txt", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert sorted(path.name for path in appeals.iterdir()) == ["addressees.yaml", "site.yaml", "there"]


def test_nothing_is_written_through_a_link(appeals: Path, tmp_path: Path) -> None:
    for name, target in (("dangling", tmp_path / "elsewhere"), ("outside", tmp_path)):
        (appeals / name).symlink_to(target)
        result = run(appeals, SHEETS / "current-es.txt", "--slug", name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert f"{appeals / name} already exists" in result.stderr
    assert not (tmp_path / "elsewhere").exists() and not (tmp_path / "appeal.yaml").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("current-en", "tashpolat-tiyip"),
        ("current-de", "wei-zhili-ke-chengbing"),
        ("older-es", "detenidos-tres-investigadores-de-fabricas-de"),
    ],
)
def test_a_draft_is_named_after_the_people_or_the_headline(name: str, slug: str, appeals: Path) -> None:
    assert run(appeals, SHEETS / f"{name}.txt").exit_code == 0
    assert (appeals / slug / "appeal.yaml").is_file()
    again = run(appeals, SHEETS / f"{name}.txt")
    assert again.exit_code == 1 and "--slug gives the draft another name" in again.stderr


def test_what_is_given_comes_before_what_the_sheet_says(appeals: Path, tmp_path: Path) -> None:
    words = ["--to", "song-yiyang", "--country", "us", "--deadline", "none"]
    draft, result = draft_of("current-en", appeals, tmp_path, *words)
    assert re.findall(r"^(?:to|country|deadline): +(\S+)", draft, re.MULTILINE) == ["US", "none", "[song-yiyang]"]
    assert "# on the sheet: China" in draft and "# on the sheet: 1 June 2020" in draft
    assert "over" not in result.stdout


@pytest.mark.slow
def test_on_a_terminal_what_the_sheet_leaves_open_is_asked(appeals: Path) -> None:
    typed = "3/4/2026\n2099-04-03\nblair\n\n"
    seen = at_terminal(["import", str(SHEETS / "current-es.txt"), "--appeals", str(appeals)], typed)
    assert 'the sheet says "03/04/2026"' in seen and "'3/4/2026' isn't a date" in seen
    assert "The sheet names: Ministra de Justicia" in seen and "To bill-blair." in seen
    draft = (appeals / "amal-ejemplo" / "appeal.yaml").read_text(encoding="utf-8")
    assert "\ndeadline: 2099-04-03 " in draft and "\nto: [bill-blair] " in draft
    assert "line 31: to 1: Minister Bill Blair has no salutation in 'es'" in seen


@pytest.mark.slow
def test_on_a_terminal_enter_leaves_it_open(appeals: Path) -> None:
    seen = at_terminal(["import", str(SHEETS / "current-es.txt"), "--appeals", str(appeals)], "\n\n")
    assert 'the sheet says "03/04/2026": 2026-04-03 or 2026-03-04?' in seen
    assert "(Enter: as the sheet has them)" in seen and "deadline: replace [year-month-day]" in seen
    draft = (appeals / "amal-ejemplo" / "appeal.yaml").read_text(encoding="utf-8")
    assert 'deadline: "[year-month-day]"       # 2026-04-03 or 2026-03-04? on the sheet: 03/04/2026\n' in draft
    assert "\n  - name: Ministra de Justicia " in draft


@pytest.mark.slow
def test_the_page_on_publishing_shows_the_command(appeals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (CHECKOUT / "docs" / "publishing.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"`letters (import .+?)`", text)
    monkeypatch.chdir(appeals.parent)
    appeals.rename(appeals.parent / "my-appeals")
    _, file, *words = command.split()
    Path(file).write_bytes(pdf("two-pages-en"))
    result = CliRunner().invoke(main, ["import", file, *words])
    assert result.exit_code == 0, result.stderr
    assert Path("my-appeals/lan-example/appeal.yaml").is_file()
    options = set(re.findall(r"`(--[a-z]+)`", text.partition("## From a published sheet")[2].partition("\n## ")[0]))
    assert options == {"--country", "--to", "--deadline"}


PIECES = st.sampled_from(
    [
        *(line for name in TEXTS for line in (SHEETS / f"{name}.txt").read_text(encoding="utf-8").splitlines()),
        "",
        "Dear",
        "- ",
        "•",
        "Fax:",
        "DEADLINE:",
        "TO:",
        "(he/him)",
        "{{ x }}",
        "# not: a 'comment'",
        "\f",
    ]
)


def marked(lines: list[tuple[str, bool]]) -> str:
    """The lines; some end with a word that no other line has."""
    return "\n".join(
        f"{line} zq{chr(97 + n // 26)}{chr(97 + n % 26)}" if mark else line for n, (line, mark) in enumerate(lines)
    )


ANYTHING = st.lists(st.tuples(st.one_of(PIECES, st.text(max_size=60)), st.booleans()), max_size=60).map(marked)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANYTHING)
def test_any_text_becomes_a_draft_that_yaml_can_read_and_that_loses_no_word(text: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.txt"
    file.write_bytes(text.encode("utf-8", "ignore"))
    try:
        sheet = read_sheet(file)
    except LettersError:
        return
    matches = tuple(match(block, the_book(), "", sheet.language) for block in sheet.addressees)
    copies = tuple(match(block, the_book(), "", sheet.language) for block in sheet.copies)
    written = page(Imported(slug="sheet", sheet=sheet, addressees=matches, copies=copies))
    draft = tmp_path / "appeal.yaml"
    draft.write_bytes(written.encode())
    assert load(draft).data["status"] == "draft"
    known = "".join(words_of(written))
    # A word that a hyphen parts is whole in the draft, or its parts are.
    lost = [word for word in re.findall(r"\w+", folded(cleaned(text))) if word not in known]
    assert [word for word in lost if word not in label_words() and len(word) > 2 and word.isalpha()] == []
