"""`letters translate`: what is finished is never touched, and nobody is shown half a translation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ADDRESSEES, APPEAL, Make

from letters.cli import main
from letters.library.library import read
from letters.resources import folder
from letters.yamlfile.loader import load

RICH = APPEAL.replace("  - name: Jane Doe\n", "  - name: Jane Doe\n    about: teacher\n  - name: Jo\n") + (
    "    - {text: Your Honour., only_to: [mayor]}\nrules: [Be brief., Be polite.]\nbackground: |\n  One.\n\n  Two.\n"
)


def translate(appeals: Path, slug: str = "jane-doe", language: str = "fr") -> Result:
    return CliRunner().invoke(main, ["translate", slug, language, "--appeals", str(appeals)])


def written(appeals: Path) -> str:
    return (appeals / "jane-doe" / "fr.yaml").read_text()


def change(appeals: Path, old: str, new: str) -> None:
    file = appeals / "jane-doe" / "appeal.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.fixture
def finished(make_appeals: Make) -> Path:
    """Appeals with a French translation that has everything, made as a translator makes it."""
    appeals = make_appeals({"jane-doe/appeal.yaml": RICH})
    translate(appeals)
    waiting = appeals / "jane-doe" / "unfinished" / "fr.yaml"
    waiting.write_text(waiting.read_text().replace("\n[...]", "").replace("[...]", "Un texte : fini."))
    assert "The translation is complete" in translate(appeals).stdout
    return appeals


@pytest.mark.slow
def test_the_photo_and_earlier_documents_have_their_places_in_a_translation(make_appeals: Make) -> None:
    more = (
        "photo: {file: a.jpg, alt: Jane at a desk, credit: Joe}\n"
        "earlier:\n  - {document: First UA}\n  - {document: Second UA, news: She vanished.}\n"
    )
    appeals = make_appeals({"jane-doe/appeal.yaml": RICH + more, "jane-doe/a.jpg": b"a file"})
    translate(appeals)
    waiting = appeals / "jane-doe" / "unfinished" / "fr.yaml"
    assert "#| Jane at a desk\n  alt: >-\n" in waiting.read_text()
    waiting.write_text(waiting.read_text().replace("\n[...]", "").replace("[...]", "Un texte."))
    assert "The translation is complete" in translate(appeals).stdout
    texts = read(appeals).appeals["jane-doe"].texts["fr"]
    assert (texts.photos[0].alt, texts.news, texts.untranslated) == ("Un texte.", (None, "Un texte."), frozenset())
    change(appeals, "She vanished.", "She was taken away.")
    translate(appeals)
    assert "#| CHANGED: mend" in written(appeals) and "#| She was taken away." in written(appeals)


def test_an_unfinished_translation_waits_where_nobody_sees_it(make_appeals: Make) -> None:
    appeals = make_appeals({"jane-doe/appeal.yaml": RICH})
    result = translate(appeals)
    assert result.exit_code == 0, result.stderr
    waiting = appeals / "jane-doe" / "unfinished" / "fr.yaml"
    text = waiting.read_text()
    assert "#| A teacher is held\ntitle: >-\n  [...]\n" in text
    assert text.count("\n") > 40 and "16 texts still to be translated" in result.stdout
    library = read(appeals)
    assert library.findings == () and library.appeals["jane-doe"].languages == ("en",)
    assert translate(appeals).exit_code == 0
    assert waiting.read_text() == text


@pytest.mark.slow
def test_a_complete_one_is_put_in_its_place(finished: Path) -> None:
    assert not (finished / "jane-doe" / "unfinished").exists()
    library = read(finished)
    assert library.findings == () and library.appeals["jane-doe"].languages == ("en", "fr")
    before = written(finished)
    assert "has everything that the appeal has" in translate(finished).stdout
    assert written(finished) == before


@pytest.mark.slow
def test_what_has_changed_is_marked_until_the_translator_takes_the_mark_away(finished: Path) -> None:
    data = load(finished / "jane-doe" / "fr.yaml").data
    change(finished, "I write to you about", "I am writing about")
    result = translate(finished)
    text = written(finished)
    assert "1 text changed in the appeal since" in result.stdout
    assert "#| CHANGED: mend" in text and "#| I am writing about Jane Doe." in text and "#| I write to you" in text
    assert load(finished / "jane-doe" / "fr.yaml").data == data
    translate(finished)
    assert written(finished) == text
    old = text[text.index("    #| The old text was:") : text.index("    - >-\n", text.index("#| The old text was:"))]
    mended = text.replace(old, "").replace(next(line for line in text.split("\n") if "#| CHANGED" in line) + "\n", "")
    (finished / "jane-doe" / "fr.yaml").write_text(mended)
    assert "has everything" in translate(finished).stdout
    assert written(finished) == mended


def test_a_text_that_is_not_begun_has_nothing_to_mend(make_appeals: Make) -> None:
    appeals = make_appeals({"jane-doe/appeal.yaml": RICH})
    translate(appeals)
    change(appeals, "I write to you about", "I am writing about")
    assert "changed in the appeal since" not in translate(appeals).stdout
    text = (appeals / "jane-doe" / "unfinished" / "fr.yaml").read_text()
    assert "CHANGED" not in text and "I write to you" not in text
    assert "#| I am writing about Jane Doe.\n    - >-\n      [...]" in text


def test_a_translation_that_is_complete_is_named_where_it_stands(make_appeals: Make) -> None:
    appeals = make_appeals({"jane-doe/appeal.yaml": RICH})
    translate(appeals)
    waiting = appeals / "jane-doe" / "unfinished" / "fr.yaml"
    waiting.write_text(waiting.read_text().replace("\n[...]", "").replace("[...]", "Un texte."))
    change(appeals, "I write to you about", "I am writing about")
    said = translate(appeals).stdout
    assert f"is now in {appeals / 'jane-doe' / 'fr.yaml'}" in said and "unfinished" not in said
    assert f"1 text changed in the appeal since: {appeals / 'jane-doe' / 'fr.yaml'}" in said


@pytest.mark.slow
def test_a_change_that_is_taken_back_leaves_no_mark(finished: Path) -> None:
    before = written(finished)
    change(finished, "I write to you about", "I am writing about")
    translate(finished)
    change(finished, "I am writing about", "I write to you about")
    translate(finished)
    assert written(finished) == before


def test_line_breaks_are_no_change(finished: Path) -> None:
    before = written(finished)
    change(finished, "    - I write to you about Jane Doe.", "    - >-\n      I write to you\n      about Jane Doe.")
    translate(finished)
    assert written(finished) == before


@pytest.mark.slow
def test_what_is_new_gets_a_place_and_check_names_it(finished: Path) -> None:
    change(finished, "    - points:", "    - A new paragraph.\n    - points:")
    change(finished, "        family:", "        extra: A new choice.\n        family:")
    change(finished, "        - let her", "        - tell us where she is;\n        - let her")
    change(finished, "status: open", "status: stopped\noutcome: She is free.")
    result = translate(finished)
    assert result.exit_code == 0, result.stderr
    text = written(finished)
    assert "    #| en " in text and '    #| A new paragraph.\n    - ""\n' in text
    assert '        #| A new choice.\n        extra: ""\n' in text
    assert '        #| tell us where she is;\n        - ""\n' in text
    assert '#| She is free.\n#outcome: ""\n' in text
    line = text.split("\n").index('#outcome: ""') + 1
    again = translate(finished).stdout
    assert "4 texts still to be translated" in again and f", {line}\n" in again
    assert "CHANGED" not in text
    found = [finding.message for finding in read(finished).findings]
    assert found == ["must not be empty"] * 3
    translate(finished)
    assert written(finished) == text


@pytest.mark.slow
def test_a_new_outcome_is_still_to_be_translated_until_its_place_is_filled(finished: Path) -> None:
    change(finished, "status: open", "status: stopped\noutcome: She is free.")
    for _ in range(2):
        said = translate(finished).stdout
        assert "1 text still to be translated" in said and "has everything" not in said
    path = finished / "jane-doe" / "fr.yaml"
    path.write_text(written(finished).replace('#outcome: ""', "outcome: Elle est libre."))
    assert "has everything that the appeal has" in translate(finished).stdout


@pytest.mark.slow
def test_a_new_field_is_right_when_its_sign_alone_is_taken_away(finished: Path) -> None:
    more = (
        "earlier:\n  - {document: First UA}\n  - {document: Second UA, news: She vanished.}\n"
        "photo: {file: a.jpg, alt: Jane at a desk, credit: Joe}\noutcome: She is free.\n"
    )
    change(finished, "status: open", "status: stopped\n" + more.rstrip())
    (finished / "jane-doe" / "a.jpg").write_bytes(b"a file")
    before = written(finished)
    assert "3 texts still to be translated" in translate(finished).stdout
    assert "fr" in read(finished).appeals["jane-doe"].languages
    new = written(finished)[len(before) :]
    # Neither a note's lines nor those that say what to do.
    mended = re.sub(r"(?m)^#(?!\|| \w)", "", new).replace('""', "Un texte.").replace("the Un texte.", "the texts")
    (finished / "jane-doe" / "fr.yaml").write_text(before + mended)
    texts = read(finished).appeals["jane-doe"].texts["fr"]
    assert (texts.outcome, texts.photos[0].alt, texts.news) == ("Un texte.", "Un texte.", (None, "Un texte."))
    assert "has everything that the appeal has" in translate(finished).stdout


@pytest.mark.slow
def test_a_new_rule_does_not_make_a_translation_unusable(finished: Path) -> None:
    change(finished, "[Be brief., Be polite.]", "[Be brief., Be polite., Be kind.]")
    assert "rules: the appeal has 1 more" in translate(finished).stdout
    assert read(finished).findings == ()


@pytest.mark.slow
def test_what_is_gone_is_named_and_left(finished: Path) -> None:
    change(finished, "    - own_words: Why do you write?\n", "")
    result = translate(finished)
    assert "letter > body 3 > own_words is no longer in the appeal" in result.stdout
    assert "own_words" in written(finished)


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["tashpolat-tiyip", "xinjiang-un-supporters"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_translation_without_marks_gets_them_and_nothing_else(slug: str, ends: str, tmp_path: Path) -> None:
    appeals = tmp_path / "own"
    shutil.copytree(folder("appeals") / slug, appeals / slug)
    for name in ("site.yaml", "addressees.yaml", "embassies.yaml"):
        shutil.copy(folder("appeals") / name, appeals)
    file = appeals / slug / "fr.yaml"
    before = file.read_text()
    file.write_bytes(before.replace("\n", ends).encode())
    assert translate(appeals, slug).exit_code == 0
    after = file.read_bytes().decode()
    kept = [line for line in after.split(ends) if not line.lstrip().startswith("#|")]
    assert ends.join(kept) == before.replace("\n", ends) and "#| en " in after


@pytest.mark.parametrize(
    ("slug", "language", "message"),
    [
        ("jane-doe", "en", "is written in 'en' itself"),
        ("jane-doe", "french", "'french' isn't a language code; write fr"),
        ("jane-doe", "FR", "write fr"),
        ("jane-doe", "fy", "letters can't be written in 'fy' yet"),
        ("jane-do", "fr", "did you mean jane-doe?"),
    ],
)
def test_a_wrong_name_is_explained(slug: str, language: str, message: str, make_appeals: Make) -> None:
    result = translate(make_appeals(), slug, language)
    assert result.exit_code == 1 and message in result.stderr


def test_a_missing_salutation_is_said_before_it_hinders(make_appeals: Make) -> None:
    assert "Mayor Ada Byron has no salutation in 'ar' yet" in translate(make_appeals(), language="ar").stdout


@pytest.mark.slow
@pytest.mark.parametrize("ends", [', fr: "Madame la Maire,"', ""])
def test_what_is_told_of_a_missing_salutation_mends_it(ends: str, make_appeals: Make) -> None:
    book = ADDRESSEES.replace(', fr: "Madame la Maire,"', ends)
    root = make_appeals({"addressees.yaml": book})
    told = re.search(
        r"write `(.+?)` in place of the whole `salutation:` in line (\d+)", translate(root, language="ar").stdout
    )
    assert told
    lines = book.split("\n")
    at = int(told[2]) - 1
    lines[at] = re.sub(r"salutation: \{.*?\}", lambda _: told[1], lines[at])
    (root / "addressees.yaml").write_text("\n".join(lines))
    library = read(root)
    assert not library.findings and library.book["mayor"].salutation["ar"] == "..."
    assert "has no salutation" not in translate(root, language="ar").stdout


def test_a_missing_salutation_among_lines_of_their_own_goes_above_the_first(make_appeals: Make) -> None:
    book = re.sub(r"( *)salutation: \{.*\}", r"\1salutation:\n\1  en: >-\n\1    Dear\n\1    Mayor,", ADDRESSEES)
    number = next(index for index, line in enumerate(book.split("\n"), 1) if "en: >-" in line)
    root = make_appeals({"addressees.yaml": book})
    assert f"above `en:`, which is line {number} of {root / 'addressees.yaml'}" in translate(root).stdout


@pytest.mark.slow
def test_a_complete_translation_waits_until_everybody_is_greeted(make_appeals: Make) -> None:
    book = ADDRESSEES.replace(', fr: "Madame la Maire,"', "")
    root = make_appeals({"addressees.yaml": book})
    words = ["translate", "jane-doe", "fr", "--appeals", str(root)]
    assert CliRunner().invoke(main, words).exit_code == 0
    waiting = root / "jane-doe" / "unfinished" / "fr.yaml"
    waiting.write_text(re.sub(r"(?m)^(?!#)(.*)\[\.\.\.\]", r"\1Un texte.", waiting.read_text()))
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "Mayor Ada Byron has no salutation in 'fr' yet" in result.output
    assert "until everybody has a salutation" in result.output
    assert waiting.is_file() and "jane-doe" in read(root).appeals
    (root / "addressees.yaml").write_text(ADDRESSEES)
    assert CliRunner().invoke(main, words).exit_code == 0
    assert read(root).appeals["jane-doe"].languages == ("en", "fr")
