"""letters print: from a group's list of members to a pack, each option with what it changes."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import re
import stat
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
import pytest
import python_calamine
from conftest import APPEAL
from doors import in_process
from evening import BOTH, ELODIE, HEADER, JONAS, MAYA, WHOLE, Group, a_group, pages, write_list  # noqa: F401 a fixture
from glyphs import glyphs

from letters.pack.alphabet import alphabet
from letters.pack.folder import alone_in

NAMES = ("Maya Lind", "Jonas Beispiel", "Élodie Exemple")


def named(texts: Sequence[str], names: Sequence[str]) -> list[str]:
    """On each page the one of the names that stands on it, pages without any left out."""
    return [name for text in texts for name in names if name in text]


def outline(pdf: Path) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Bookmarks: title, number of the page from 1, and those below."""
    with pikepdf.open(pdf) as document:
        numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(document.pages, 1)}

        def chain(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
            entry = parent.get("/First")
            while entry is not None:
                yield entry
                entry = entry.get("/Next")

        def read(entry: pikepdf.Object) -> tuple[str, int]:
            return str(entry.Title), numbers[entry.Dest[0].objgen]

        return [(*read(entry), [read(below) for below in chain(entry)]) for entry in chain(document.Root.Outlines)]


@pytest.fixture(name="one")
def a_group_with_one_letter(group: Group) -> Group:
    """A member who writes to the mayor: one letter to be set, where it doesn't matter which."""
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(APPEAL)
    write_list(group.folder, MAYA)
    return group


@pytest.mark.slow
def test_every_member_writes_to_every_addressee_in_the_order_of_the_list(group: Group) -> None:
    result = group.run()
    assert result.returncode == 0, result.stderr
    assert "6 letters: out/letters.pdf" in result.stdout
    assert "3 rows: 3 printed, 0 refused" in result.stdout
    texts = pages(group.out / "letters.pdf")
    assert named(texts, NAMES) == [name for name in NAMES for _ in range(2)]
    assert named(texts, ("Dear Mayor,", "Dear Judge,")) == ["Dear Mayor,", "Dear Judge,"] * 3
    assert {path.name for path in group.out.iterdir()} == WHOLE


@pytest.mark.slow
def test_sorted_by_addressee_each_one_s_letters_stand_together(group: Group) -> None:
    assert group.print("--sort", "addressee").returncode == 0
    texts = pages(group.out / "letters.pdf")
    assert named(texts, ("Dear Mayor,", "Dear Judge,")) == ["Dear Mayor,"] * 3 + ["Dear Judge,"] * 3
    assert named(texts, NAMES) == [*NAMES, *NAMES]
    assert outline(group.out / "letters.pdf") == [
        ("Mayor Ada Byron", 1, list(zip(NAMES, (1, 2, 3), strict=True))),
        ("Judge Mary Roe", 4, list(zip(NAMES, (4, 5, 6), strict=True))),
    ]


@pytest.mark.slow
def test_sorted_by_town_a_whole_address_stands_where_its_town_does(group: Group) -> None:
    header = "name,address,country"
    rows = ['Maya Lind,"12 Station Road\nLeeds LS1 4AB",GB', 'Jonas Beispiel,"Lange Gasse 5\n01067 Dresden",DE']
    write_list(group.folder, *rows, 'Élodie Exemple,"3 rue du Moulin\n69002 Lyon",FR', header=header)
    assert group.print("--sort", "town").returncode == 0
    found = named(pages(group.out / "letters.pdf"), NAMES)
    assert found[::2] == ["Jonas Beispiel", "Maya Lind", "Élodie Exemple"]


@pytest.mark.slow
def test_copies_follow_their_letters_and_bookmarks_lead_to_both(group: Group) -> None:
    appeal = APPEAL.replace("to: [mayor]", "to: [mayor]\ncopies: [judge]")
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(appeal)
    for sort, title, below in (
        ("member", "Maya Lind", ["Mayor Ada Byron", "Mayor Ada Byron (Court House)"]),
        ("addressee", "Mayor Ada Byron", ["Maya Lind", "Maya Lind (Court House)"]),
    ):
        result = group.print("--copies", "--sort", sort, "--force")
        assert result.returncode == 0 and "6 letters" in result.stdout, result.stderr
        texts = pages(group.out / "letters.pdf")
        assert ["Copy for information" in text for text in texts] == [False, True] * 3
        assert named(texts, NAMES) == [name for name in NAMES for _ in range(2)]
        first = outline(group.out / "letters.pdf")[0]
        assert first[:2] == (title, 1)
        assert [name for name, _ in first[2]][:2] == below
        assert [number for _, number in first[2]][:2] == [1, 2]


@pytest.mark.slow
def test_a_member_with_one_letter_has_one_bookmark(group: Group) -> None:
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(APPEAL)
    assert group.print().returncode == 0
    expected: list[tuple[str, int, list[tuple[str, int]]]] = [
        (f"{name} · Mayor Ada Byron", number, []) for number, name in enumerate(NAMES, 1)
    ]
    assert outline(group.out / "letters.pdf") == expected


@pytest.mark.slow
def test_in_duplex_each_letter_begins_on_a_front_page_and_the_bookmarks_know(group: Group) -> None:
    assert group.print("--duplex").returncode == 0
    texts = pages(group.out / "letters.pdf")
    assert len(texts) == 12
    assert all("Jane Doe" in text for text in texts[::2]) and not any(text.strip() for text in texts[1::2])
    assert [page for _, _, below in outline(group.out / "letters.pdf") for _, page in below] == [1, 3, 5, 7, 9, 11]


@pytest.mark.slow
def test_envelopes_stand_in_the_letters_order_with_the_letters_numbers(group: Group) -> None:
    result = group.print("--envelopes", "DL", "--numbers", "--sort", "addressee")
    assert result.returncode == 0, result.stderr
    sheets, envelopes = pages(group.out / "letters.pdf"), pages(group.out / "envelopes.pdf")
    places = ("Town Hall", "Court House")
    assert named(sheets, places) == named(envelopes, places) == ["Town Hall"] * 3 + ["Court House"] * 3
    assert named(sheets, NAMES) == named(envelopes, NAMES) == [*NAMES, *NAMES]
    for texts in (sheets, envelopes):
        assert [str(n) in re.split(r"\s+", text) for n, text in enumerate(texts, 1)] == [True] * 6
    assert group.record()["files"] == {"letters.pdf": 6, "envelopes.pdf": 6, "tally.pdf": 6}


@pytest.mark.slow
def test_labels_stand_in_the_letters_order(group: Group) -> None:
    result = group.print("--labels", "L7163", "--start-label", "14")
    assert result.returncode == 0, result.stderr
    texts = pages(group.out / "labels.pdf")
    assert [text.count("Anytown 12345") for text in texts] == [1, 5]


@pytest.mark.slow
def test_each_member_writes_in_a_language_that_each_appeal_has(group: Group) -> None:
    (group.appeals / "john-roe").mkdir()
    second = APPEAL.replace("Jane Doe", "John Roe").replace("A teacher is held", "A nurse is held")
    (group.appeals / "john-roe" / "appeal.yaml").write_text(second)
    write_list(group.folder, MAYA, ELODIE.replace("FR,,", "FR,français,"))
    result = group.print(appeals=("jane-doe", "john-roe"))
    assert result.returncode == 0, result.stderr
    texts = pages(group.out / "letters.pdf")
    begins = ("I write to you about Jane Doe", "I write to you about John Roe", "au sujet de Jane Doe")
    assert named(texts, begins) == [begins[0], begins[0], begins[1], begins[2], begins[2], begins[1]]
    titles = [name for _, _, below in outline(group.out / "letters.pdf") for name, _ in below]
    assert titles[:3] == ["Mayor Ada Byron · jane-doe", "Judge Mary Roe · jane-doe", "Mayor Ada Byron · john-roe"]


@pytest.mark.slow
def test_a_language_for_all_must_be_one_that_some_appeal_has(group: Group) -> None:
    assert group.print("--language", "fr").returncode == 0
    assert all("au sujet de" in text for text in pages(group.out / "letters.pdf"))
    refused = group.print("--language", "xx", "--out", "other")
    assert refused.returncode == 1 and "choose from: en, fr" in refused.stderr
    assert not (group.folder / "other").exists()


@pytest.mark.slow
def test_points_and_addressees_of_a_row_count_for_its_letters_alone(group: Group) -> None:
    write_list(group.folder, MAYA.removesuffix(",,") + ",family,judge", JONAS)
    assert group.print().returncode == 0
    texts = pages(group.out / "letters.pdf")
    assert named(texts, ("Dear Mayor,", "Dear Judge,")) == ["Dear Judge,", "Dear Mayor,", "Dear Judge,"]
    assert ["I think of her family" in text for text in texts] == [True, False, False]


@pytest.mark.slow
def test_what_no_appeal_has_refuses_the_row_with_its_reason_and_the_rest_is_printed(group: Group) -> None:
    rows = [MAYA, JONAS.removesuffix(",,") + ",famly,", ELODIE.removesuffix(",") + ",mayr", ",1 Road,1,Leeds,GB,,,"]
    write_list(group.folder, *rows)
    result = group.print()
    assert result.returncode == 1
    assert "4 rows: 1 printed, 3 refused" in result.stdout
    assert "row 3: no appeal here has the point 'famly' (did you mean family?)" in result.stderr
    assert "row 4: no appeal here has the addressee 'mayr' (did you mean mayor?)" in result.stderr
    assert "row 5: name: This cell is empty." in result.stderr
    assert named(pages(group.out / "letters.pdf"), NAMES) == ["Maya Lind"] * 2
    assert group.record()["rows"] == 4 and group.record()["refused_rows"] == 3


@pytest.mark.slow
def test_own_words_without_a_place_in_any_letter_refuse_their_row(group: Group) -> None:
    appeal = APPEAL.replace("    - own_words: Why do you write?\n", "")
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(appeal)
    (group.appeals / "jane-doe" / "fr.yaml").unlink()
    write_list(group.folder, MAYA + ",I teach too.", JONAS + ",", header=HEADER + ",own words")
    result = group.print()
    assert result.returncode == 1
    assert "row 2: places for own words in these letters: none" in result.stderr
    assert "2 rows: 1 printed, 1 refused" in result.stdout


@pytest.mark.slow
def test_refused_rows_are_mended_and_printed_next(group: Group) -> None:
    write_list(group.folder, MAYA, JONAS.removesuffix(",,") + ",famly,")
    assert group.print().returncode == 1
    refused = group.out / "refused.csv"
    rows = list(csv.reader(io.StringIO(refused.read_text("utf-8-sig"))))
    assert rows[0] == ["row", "reason", *HEADER.split(",")] and [row[0] for row in rows[1:]] == ["3"]
    refused.write_text(refused.read_text("utf-8-sig").replace('"famly"', '"family"'), "utf-8")
    inside = group.print("--members", refused, "--force")
    assert inside.returncode == 1 and "would be overwritten" in inside.stderr
    assert "family" in refused.read_text("utf-8") and (group.out / "letters.pdf").exists()
    result = group.print("--members", refused, "--out", "next")
    assert result.returncode == 0 and "1 rows: 1 printed, 0 refused" in result.stdout, result.stderr
    assert named(pages(group.folder / "next" / "letters.pdf"), NAMES) == ["Jonas Beispiel"] * 2


@pytest.mark.slow
def test_a_spreadsheet_program_leaves_refused_rows_as_they_are(group: Group) -> None:
    words = "-1+1 is not what I write."
    write_list(group.folder, MAYA + ",", JONAS.removesuffix(",,") + f",famly,,{words}", header=HEADER + ",own words")
    result = group.print()
    assert "--members out/refused.xlsx" in result.stderr
    workbook = python_calamine.CalamineWorkbook.from_path(group.out / "refused.xlsx")
    (head, row) = workbook.get_sheet_by_index(0).to_python()
    assert head == ["row", "reason", *HEADER.split(","), "own words"]
    assert row[:5] == ["3", row[1], "Jonas Beispiel", "Lange Gasse 5", "01067"] and row[-1] == words
    with zipfile.ZipFile(group.out / "refused.xlsx") as parts:
        sheet, styles = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    # Every cell is text, those of columns that are empty still too, and nothing is a formula or a number.
    assert "<f>" not in sheet and set(re.findall(r'<c [^>]*t="(\w+)"', sheet)) == {"s"} and "<v/>" not in sheet
    kinds = re.findall(r"<xf [^>]*", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    assert all('numFmtId="49"' in kind for kind in kinds[1:]) and any("quotePrefix" in kind for kind in kinds)
    assert sheet.count('<col min="') == sheet.count('" style="1" customWidth="1"/>') >= 3
    again = group.print("--members", group.out / "refused.xlsx", "--out", "next")
    assert "1 rows: 0 printed, 1 refused" in again.stdout and "(did you mean family?)" in again.stderr


@pytest.mark.parametrize(
    ("words", "header", "message"),
    [
        ((), "street,postcode,town,country", "there is no column for the name"),
        (("--country", "Narnia"), "name,street,postcode,town", "isn't a country that we know"),
        (("--envelopes", "DLX"), HEADER, "There is no such envelope"),
        (("--labels", "L1"), HEADER, "There is no such sheet of labels"),
        (("--labels", "L7163", "--start-label", "15"), HEADER, "labels 1 to 14"),
        (("--date", "31/12/2026"), HEADER, "year-month-day"),
    ],
)
def test_a_problem_of_all_rows_stops_before_anything_is_written(
    group: Group, words: tuple[str, ...], header: str, message: str
) -> None:
    write_list(group.folder, MAYA, header=header) if header == HEADER else write_list(
        group.folder, "12 Road,LS1 4AB,Leeds,GB", header=header
    )
    result = group.print(*words)
    assert result.returncode == 1 and message in result.stderr, result.stderr
    assert "Traceback" not in result.stderr
    assert not group.out.exists()


@pytest.mark.slow
def test_the_sample_is_a_list_that_can_be_printed(group: Group) -> None:
    (group.folder / "members.csv").write_text(
        in_process("print", "--sample", cwd=group.folder).stdout, encoding="utf-8"
    )
    result = group.print()
    assert result.returncode == 0 and "6 rows: 6 printed, 0 refused" in result.stdout, result.stderr


@pytest.mark.slow
def test_a_pack_is_replaced_only_by_force_and_leaves_nothing_beside_the_new_one(group: Group) -> None:
    assert group.print("--envelopes", "C6").returncode == 0
    before = (group.out / "letters.pdf").read_bytes()
    again = group.print()
    assert again.returncode == 1 and "--force" in again.stderr
    assert (group.out / "letters.pdf").read_bytes() == before and (group.out / "envelopes.pdf").exists()
    (group.out / "notes.txt").write_text("ours")
    assert group.print("--force", "--channel", "email").returncode == 0
    assert {path.name for path in group.out.iterdir()} == {"email", "notes.txt", "pack.json"}
    write_list(group.folder, MAYA.replace("Leeds,GB", ",GB"))
    assert group.print("--force").returncode == 1
    assert {path.name for path in group.out.iterdir()} == {"notes.txt", "pack.json", "refused.csv", "refused.xlsx"}
    assert group.record()["files"] == {}


@pytest.mark.slow
def test_a_file_of_somebody_else_is_not_replaced_without_force(group: Group) -> None:
    (group.out / "parts").mkdir(parents=True)
    (group.out / "parts" / "screws.csv").write_text("M3")
    (group.out / "pack.json").write_text("mine")
    assert group.print().returncode == 1
    assert (group.out / "pack.json").read_text() == "mine"
    assert group.print("--force").returncode == 0
    assert (group.out / "parts" / "screws.csv").read_text() == "M3"


def test_by_email_there_is_a_draft_for_each_letter_with_its_recipients(group: Group) -> None:
    appeal = APPEAL.replace("to: [mayor]", "to: [mayor]\ncopies: [judge]")
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(appeal)
    write_list(group.folder, MAYA + ",maya@lind.example", JONAS + ",", header=HEADER + ",email")
    result = group.print("--channel", "email", "--copies")
    assert result.returncode == 0, result.stderr
    assert group.record()["files"] == {"email/": 2}
    folder = group.out / "email"
    assert sorted(path.name for path in folder.iterdir()) == ["list.xlsx", "row-0002", "row-0003"]
    drafts = [folder / "row-0002" / "00001-jane-doe-mayor.eml", folder / "row-0003" / "00002-jane-doe-mayor.eml"]
    assert sorted(folder.glob("*/*")) == drafts
    whose = python_calamine.CalamineWorkbook.from_path(folder / "list.xlsx").get_sheet_by_index(0).to_python()
    assert whose[1:] == [["row-0002", "Maya Lind", "Leeds", "1"], ["row-0003", "Jonas Beispiel", "Dresden", "1"]]
    first, second = (email.message_from_bytes(p.read_bytes(), policy=email.policy.strict) for p in drafts)
    assert first["To"].addresses[0].addr_spec == "mayor@anytown.example"
    assert first["Cc"].addresses[0].addr_spec == "judge@anytown.example"
    assert first["From"].addresses[0].addr_spec == "maya@lind.example" and second["From"] is None
    for message, name in ((first, "Maya Lind"), (second, "Jonas Beispiel")):
        part = message.get_body(("plain",))
        assert part is not None and name in part.get_content()


def test_an_address_that_no_draft_may_hold_refuses_its_row_and_not_the_evening(group: Group) -> None:
    write_list(group.folder, MAYA + ",maya@lind.example", ELODIE + ",élodie@exemple.example", header=HEADER + ",email")
    result = group.print("--channel", "email")
    assert result.returncode == 1 and "2 rows: 1 printed, 1 refused" in result.stdout, result.stderr
    assert "row 3: " in result.stderr and "e-mail address" in result.stderr
    assert len(list((group.out / "email").glob("*/*.eml"))) == 2


@pytest.mark.slow
def test_by_fax_there_is_an_image_and_text_where_it_suffices(group: Group) -> None:
    write_list(group.folder, MAYA, "Анна Петрова,улица Мира 7,101000,Москва,RU,,,")
    result = group.print("--channel", "fax", "--copies")
    assert result.returncode == 0, result.stderr
    assert "no letters to judge of jane-doe: no fax now." in result.stderr
    files = sorted((group.out / "fax").glob("row-*/*"))
    names = [path.name for path in files]
    assert names == ["00001-jane-doe-mayor.tif", "00001-jane-doe-mayor.txt", "00002-jane-doe-mayor.tif"]
    assert "Maya Lind" in files[1].read_text("latin-1")
    assert files[0].read_bytes()[:2] in (b"II", b"MM")
    assert group.record()["files"] == {"fax/": 2}


@pytest.mark.slow
def test_copies_that_a_channel_doesn_t_reach_stop_nothing(group: Group) -> None:
    appeal = APPEAL.replace("to: [mayor]", "to: [mayor]\ncopies: [judge]")
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(appeal)
    result = group.print("--channel", "fax", "--copies")
    assert result.returncode == 0 and "3 letters" in result.stdout, result.stderr


@pytest.mark.slow
def test_the_record_names_nobody_and_an_unchanged_appeal_may_be_sent(group: Group) -> None:
    assert group.print().returncode == 0
    text = (group.out / "pack.json").read_text()
    assert not any(part in text for part in ("Maya", "Lind", "Station", "Jonas", "Leeds", "Dresden"))
    result = group.verify()
    assert result.returncode == 0, result.stdout
    assert "jane-doe (A teacher is held) is as it was when the pack was made" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("jane-doe/appeal.yaml", "I write to you about", "I write about", "has been updated since"),
        ("jane-doe/appeal.yaml", "status: open", "status: open\nmention_organisation: never", "has been updated since"),
        ("addressees.yaml", "2 Main Street", "3 Main Street", "has been updated since"),
        ("jane-doe/appeal.yaml", "status: open", "status: stopped\noutcome: She is free.", "has ended: don't send"),
        ("jane-doe/appeal.yaml", "deadline: none", "deadline: 2020-05-01", "had its deadline on 2020-05-01"),
        ("jane-doe/appeal.yaml", "status: open", "status: draft", "gone back to being a draft"),
        ("jane-doe/appeal.yaml", "title: A teacher is held", "titel: A teacher is held", "is no longer there"),
    ],
)
def test_an_outdated_pack_is_not_to_be_sent(group: Group, file: str, old: str, new: str, sentence: str) -> None:
    assert group.print().returncode == 0
    path = group.appeals / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    result = group.verify()
    assert result.returncode == 1 and sentence in result.stdout, result.stdout + result.stderr


@pytest.mark.slow
def test_an_address_that_was_only_checked_again_and_moved_files_outdate_nothing(group: Group) -> None:
    assert group.print().returncode == 0
    book = group.appeals / "addressees.yaml"
    book.write_text(book.read_text().replace("  fax:", "  checked: 2026-01-01\n  fax:"))
    group.appeals = group.appeals.rename(group.folder / "elsewhere")
    assert group.verify().returncode == 0


@pytest.mark.slow
def test_an_embassy_that_moved_outdates_the_pack_whose_copies_go_there(group: Group) -> None:
    embassies = (
        "US:\n  GB:\n    name: Embassy of the United States\n    post: {lines: [33 Nine Elms Lane], country: GB}\n"
    )
    (group.appeals / "embassies.yaml").write_text(embassies)
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(
        BOTH.replace("to: [mayor, judge]", "to: [mayor, judge]\ncopies: [embassy]")
    )
    result = group.print("--copies")
    assert result.returncode == 0, result.stderr
    assert group.verify().returncode == 0
    (group.appeals / "embassies.yaml").write_text(embassies.replace("33 Nine", "34 Nine"))
    assert group.verify().returncode == 1


@pytest.mark.parametrize("text", ["", "[]", '{"format": 1}', '{"format": 9, "appeals": {}}', None])
def test_what_is_no_record_is_said_to_be_none(group: Group, text: str | None) -> None:
    group.out.mkdir()
    if text is not None:
        (group.out / "pack.json").write_text(text)
    result = group.verify()
    assert result.returncode == 1 and "pack.json" in result.stderr and "Traceback" not in result.stderr


JOHN = APPEAL.replace("Jane Doe", "John Roe").replace("A teacher is held", "A nurse is held")
WRITES = "name,street,postcode,town,country"
WHO = "Maya Lind,12 Station Road,LS1 4AB,Leeds,GB"
ELSE = "Jonas Beispiel,Lange Gasse 5,01067,Dresden,DE"


@pytest.fixture(name="two")
def a_group_with_two_appeals(group: Group) -> Group:
    for slug, text in (
        ("jane-doe", APPEAL),
        ("john-roe", JOHN),
        ("mara-lind", APPEAL.replace("Jane Doe", "Mara Lind")),
    ):
        (group.appeals / slug).mkdir(exist_ok=True)
        (group.appeals / slug / "appeal.yaml").write_text(text)
    (group.appeals / "jane-doe" / "fr.yaml").unlink()
    return group


BOTH_APPEALS = ("jane-doe", "john-roe")


@pytest.mark.slow
@pytest.mark.parametrize(
    "column", ["Own words: {}", "Eigene Worte: {}", "Mots personnels ({})", "كلماتي: {}", "自己的话：{}"]
)
def test_own_words_for_one_appeal_stand_in_its_letters_alone(two: Group, column: str) -> None:
    header = f"{WRITES},{column.format('jane-doe')},{column.format('john-roe')}"
    write_list(two.folder, f"{WHO},Jane is brave.,", f"{ELSE},,John is kind.", header=header)
    result = two.print(appeals=BOTH_APPEALS)
    assert result.returncode == 0, result.stderr
    texts = pages(two.out / "letters.pdf")
    assert ["Jane is brave" in text for text in texts] == [True, False, False, False]
    assert ["John is kind" in text for text in texts] == [False, False, False, True]


@pytest.mark.slow
def test_own_words_that_may_be_for_several_appeals_are_asked_about_before_anything_is_printed(two: Group) -> None:
    write_list(two.folder, f"{WHO},I think of her.", ELSE + ",", header=f"{WRITES},Eigene Worte")
    asked = two.print(appeals=BOTH_APPEALS)
    assert asked.returncode == 1 and not two.out.exists()
    assert "for which appeal are the own words in row 2: jane-doe or john-roe?" in asked.stderr
    assert "--own-words-for jane-doe" in asked.stderr and "Own words: jane-doe" in asked.stderr
    for answer, expected in (("jane-doe", [True, False, False, False]), ("all", [True, True, False, False])):
        result = two.print("--own-words-for", answer, "--force", appeals=BOTH_APPEALS)
        assert result.returncode == 0, result.stderr
        assert [
            "I think of her" in text.replace("her family", "") for text in pages(two.out / "letters.pdf")
        ] == expected
    wrong = two.print("--own-words-for", "jane-do", "--out", "other", appeals=BOTH_APPEALS)
    assert wrong.returncode == 1 and "did you mean jane-doe?" in wrong.stderr


@pytest.mark.slow
@pytest.mark.parametrize("column", ["Appeals", "Eilaktionen", "Affaires", "Casos", "案件"])
def test_a_row_may_say_to_which_appeals_its_member_writes(two: Group, column: str) -> None:
    rows = (f"{WHO},jane-doe,Only for her.", f"{ELSE},,")
    write_list(two.folder, *rows, header=f"{WRITES},{column},Own words")
    result = two.print(appeals=BOTH_APPEALS)
    assert result.returncode == 0, result.stderr
    texts = pages(two.out / "letters.pdf")
    assert named(texts, ("about Jane Doe", "about John Roe")) == ["about Jane Doe", "about Jane Doe", "about John Roe"]
    assert ["Only for her" in text for text in texts] == [True, False, False]


@pytest.mark.slow
def test_an_appeal_that_nobody_knows_refuses_its_row_and_one_for_another_day_is_told(two: Group) -> None:
    rows = (f"{WHO},jane-do", f"{ELSE},jane-doe; mara-lind", "Ann Lee,1 High Street,LS1 4AB,Leeds,GB,mara-lind")
    write_list(two.folder, *rows, header=f"{WRITES},Appeals")
    result = two.print(appeals=BOTH_APPEALS)
    assert "3 rows: 1 printed, 2 refused" in result.stdout
    assert "row 2: there is no appeal 'jane-do' (did you mean jane-doe?)" in result.stderr
    assert "row 4: writes to none of the appeals that are printed now (jane-doe, john-roe)" in result.stderr
    assert "mara-lind isn't printed now, though 2 rows write to it" in result.stderr


@pytest.mark.slow
def test_a_column_for_an_appeal_that_nobody_knows_stops_before_anything_is_printed(two: Group) -> None:
    write_list(two.folder, f"{WHO},Hope", header=f"{WRITES},Own words: jane-do")
    result = two.print(appeals=BOTH_APPEALS)
    assert result.returncode == 1 and "did you mean jane-doe?" in result.stderr and not two.out.exists()
    write_list(two.folder, f"{WHO},Hope", header=f"{WRITES},Own words: mara-lind")
    result = two.print(appeals=BOTH_APPEALS)
    assert result.returncode == 0 and "own words for mara-lind aren't used (1)" in result.stderr


def test_own_words_for_an_appeal_to_which_the_member_does_not_write_refuse_the_row(two: Group) -> None:
    write_list(two.folder, f"{WHO},john-roe,Hope", header=f"{WRITES},Appeals,Own words: jane-doe")
    result = two.print(appeals=BOTH_APPEALS)
    assert result.returncode == 1
    assert "row 2: own words for jane-doe, to which this member doesn't write" in result.stderr


@pytest.mark.slow
def test_letters_copies_envelopes_tally_and_stamps_are_counted_alike(group: Group) -> None:
    appeal = APPEAL.replace("to: [mayor]", "to: [mayor]\ncopies: [judge]")
    (group.appeals / "jane-doe" / "appeal.yaml").write_text(appeal)
    write_list(group.folder, MAYA, "Ann Lee,1 Main Street,12345,Anytown,US,,,")
    result = group.print("--copies", "--envelopes", "DL", "--numbers")
    assert result.returncode == 0, result.stderr
    assert "4 letters: out/envelopes.pdf" in result.stdout and "copies among the letters: 2" in result.stdout
    assert "stamps: 4, within the country: 2, abroad: 2" in result.stdout
    assert len(pages(group.out / "letters.pdf")) == len(pages(group.out / "envelopes.pdf")) == 4
    (tally,) = pages(group.out / "tally.pdf")
    assert re.search(r"Mayor Ada Byron\s+2\s", tally) and re.search(r"Copy: Judge Mary Roe\s+2\s", tally)
    assert re.search(r"In all\s+Members: 2\s+4\s", tally) and "Stamps: 4" in tally


@pytest.mark.slow
def test_the_tally_shows_the_running_numbers_of_each_member_s_letters(two: Group) -> None:
    for slug in BOTH_APPEALS:
        path = two.appeals / slug / "appeal.yaml"
        path.write_text(path.read_text().replace("to: [mayor]", "to: [mayor, judge]"))
    write_list(two.folder, WHO, ELSE, header=WRITES)
    assert two.print("--numbers", appeals=BOTH_APPEALS).returncode == 0
    (tally,) = pages(two.out / "tally.pdf")
    assert {"1–2", "3–4", "5–6", "7–8", "1–4", "5–8"} <= set(tally.split())
    assert two.print("--numbers", "--sort", "addressee", "--force", appeals=BOTH_APPEALS).returncode == 0
    (tally,) = pages(two.out / "tally.pdf")
    assert re.search(r"Mayor Ada Byron\s+1–2\s+2\s", tally) and "1, 3" in tally and "6, 8" in tally


LONG = "[Town Hall, Office of the Mayor, Fourth Floor, Room 412, 1 Main Street, Old Town, First Ward, Anytown 12345]"


@pytest.mark.slow
def test_an_address_that_fits_no_label_is_named_before_anything_is_made(group: Group) -> None:
    book = group.appeals / "addressees.yaml"
    book.write_text(book.read_text().replace("[Town Hall, 1 Main Street, Anytown 12345]", LONG))
    result = group.print("--labels", "5160", "--envelopes", "C5")
    assert result.returncode == 1 and not group.out.exists()
    assert "the address of Mayor Ada Byron (jane-doe) has 9 lines, too many for --labels 5160" in result.stderr
    assert "--labels L7160 or L7163 or 5163 has room for all" in result.stderr
    assert "Judge" not in result.stderr
    assert group.print("--labels", "L7163").returncode == 0


@pytest.mark.slow
def test_letters_of_an_example_say_so_on_each_page_on_the_tally_and_in_the_terminal(group: Group) -> None:
    path = group.appeals / "jane-doe" / "appeal.yaml"
    path.write_text(BOTH.replace("status: open", "status: open\nexample: 2020"))
    result = group.print("--duplex")
    assert (
        result.returncode == 0 and "jane-doe is an example, from 2020. Please don't send the letters." in result.stderr
    )
    said = "Example, from 2020 – please don’t send this letter"
    assert [text.count(said) for text in pages(group.out / "letters.pdf") if text.strip()] == [2] * 6
    assert said in " ".join(pages(group.out / "tally.pdf")[0].split())
    assert group.print("--channel", "email", "--force").returncode == 0
    for draft in (group.out / "email").glob("*/*.eml"):
        part = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default).get_body(("plain",))
        assert part is not None and said in part.get_content()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("languages", "words"),
    [
        ("[de]", "Briefmarken: 1"),
        ("[sv, fr]", "Timbres"),
        ("[zh]", "邮票：1"),
        ("[ru]", "Страница 1 из 1"),
        ("[ar]", "الطوابع"),
    ],
)
def test_the_tally_speaks_the_group_s_language(one: Group, languages: str, words: str) -> None:
    site = one.appeals / "site.yaml"
    site.write_text(site.read_text() + f"languages: {languages}\n")
    assert one.print().returncode == 0
    (tally,) = pages(one.out / "tally.pdf")
    assert words in tally or (words == "الطوابع" and "Members" not in tally)
    assert "Stamps" not in tally


@pytest.mark.slow
def test_the_organisation_s_country_chooses_the_paper_of_a_mixed_group(group: Group) -> None:
    write_list(group.folder, "Ann Lee,1 Main Street,12345,Anytown,US,,,", MAYA, ELODIE)
    result = group.print("--labels", "5163")
    assert "the letters' layout: A4, window on the left (UK, C5); for another one add --layout" in result.stderr
    assert "the labels are on Letter and the letters on A4" in result.stderr
    with pikepdf.open(group.out / "letters.pdf") as document:
        assert {round(float(page.mediabox[3])) for page in document.pages} == {842}
    write_list(group.folder, "Ann Lee,1 Main Street,12345,Anytown,US,,,")
    assert "US Letter" in group.print("--force").stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("languages", "towns"),
    [
        ("de", ["Aachen", "Ärzen", "Łódź", "Lübeck", "Zittau"]),
        ("sv", ["Aachen", "Lund", "Zittau", "Åre", "Ängelholm", "Örebro"]),
        ("es", ["Nules", "Ñora", "Oviedo"]),
        ("da", ["Aachen", "Zittau", "Ærø", "Østerby", "Aabenraa"][:4]),
    ],
)
def test_towns_stand_in_the_order_of_the_group_s_alphabet(languages: str, towns: list[str]) -> None:
    order = alphabet(languages)
    assert sorted(reversed(towns), key=order) == sorted(towns, key=order) == towns


@pytest.mark.slow
def test_a_fax_number_or_an_unused_translation_that_changed_is_nothing_to_a_printed_pack(group: Group) -> None:
    assert group.print().returncode == 0
    for file, old, new in (
        ("addressees.yaml", "+1 202 495 2138", "+1 202 495 2139"),
        ("addressees.yaml", "judge@anytown.example", "court@anytown.example"),
        ("jane-doe/fr.yaml", "Je vous écris", "J'écris"),
        ("jane-doe/appeal.yaml", "summary: A teacher", "summary: This teacher"),
    ):
        path = group.appeals / file
        path.write_text(path.read_text().replace(old, new))
        result = group.verify()
        assert result.returncode == 0, (file, result.stdout)
    assert group.print("--language", "fr", "--out", "french").returncode == 0
    path.with_name("fr.yaml").write_text(path.with_name("fr.yaml").read_text().replace("J'écris", "Je vous écris"))
    french = in_process("print", "--verify", "french", "--appeals", group.appeals, cwd=group.folder)
    assert french.returncode == 1 and "has been updated since" in french.stdout


@pytest.mark.slow
def test_a_folder_is_verified_by_its_pack_and_one_without_is_told(one: Group) -> None:
    assert one.print().returncode == 0
    assert in_process("print", "--verify", "out", "--appeals", one.appeals, cwd=one.folder).returncode == 0
    other = in_process("print", "--verify", ".", "--appeals", one.appeals, cwd=one.folder)
    assert other.returncode == 1 and "there is no pack.json in ." in other.stderr


@pytest.mark.slow
def test_two_runs_do_not_use_one_folder(one: Group) -> None:
    with alone_in(one.out):
        result = one.print()
    assert result.returncode == 1 and "another run is using out: wait" in result.stderr
    assert one.print().returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--labels", "L7163", "--envelopes", "DL"), ("--channel", "email")])
def test_a_pack_can_be_read_by_its_owner_alone(group: Group, words: tuple[str, ...]) -> None:
    write_list(group.folder, MAYA, ",1 Road,1,Leeds,GB,,,")
    assert group.print(*words).returncode == 1
    assert stat.S_IMODE(group.out.stat().st_mode) == 0o700
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in group.out.rglob("*")}
    assert len(modes) >= 5
    assert [path for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)] == []


@pytest.mark.slow
def test_a_shift_moves_labels_and_envelopes_and_no_letters(group: Group) -> None:
    words = ("--labels", "L7163", "--envelopes", "DL")
    assert group.print(*words).returncode == 0
    before = {name: first_sign(group.out / name) for name in ("letters.pdf", "labels.pdf", "envelopes.pdf")}
    assert group.print(*words, "--shift", "2,-1.5", "--force").returncode == 0
    for name, (x, y) in before.items():
        moved = (0, 0) if name == "letters.pdf" else (2, -1.5)
        now = first_sign(group.out / name)
        assert (now[0] - x, now[1] - y) == pytest.approx(moved, abs=0.01), name
    wrong = group.print("--labels", "L7163", "--shift", "2", "--force")
    assert wrong.returncode == 1 and "--shift: give two numbers" in wrong.stderr
    assert "10 mm at most" in group.print("--labels", "L7163", "--shift", "20,0", "--force").stderr


def first_sign(pdf: Path) -> tuple[float, float]:
    """Where the first glyph of the first page stands."""
    box = glyphs(pdf.read_bytes())[0].box
    return box.x, box.y


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--start-label", "3"), "--start-label changes nothing: there are no labels"),
        (("--shift", "1,1"), "--shift changes nothing: it moves what is on envelopes and labels"),
        (("--attach",), "--attach changes nothing: it is for --channel email"),
        (("--sign-pages", "2"), "--sign-pages changes nothing: there is no open letter here"),
        (("--copies",), "--copies changes nothing: no appeal here asks for copies"),
        (("--channel", "email", "--envelopes", "DL"), "--envelopes changes nothing: nothing is printed on paper"),
        (("--channel", "email", "--layout", "us"), "--layout changes nothing: a draft shows no page"),
        (("--channel", "fax", "--duplex"), "--duplex changes nothing: nothing is printed on paper"),
    ],
)
def test_an_option_that_changes_nothing_is_said_to(one: Group, words: tuple[str, ...], said: str) -> None:
    result = one.print(*words)
    assert result.returncode == 0 and said in result.stderr
    assert result.stderr.count("changes nothing") == 1


@pytest.mark.slow
def test_options_that_were_not_given_are_not_spoken_of(one: Group) -> None:
    assert "changes nothing" not in one.print("--labels", "L7163", "--start-label", "2").stderr
