"""Lists of members: what the columns mean, which rows are refused and why, and the list of the refused."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from places import TESTS
from spreadsheets import excel, excel_row, open_document, open_row, read_in_this_process  # noqa: F401 one is a fixture

from letters.errors import LettersError, Refused
from letters.fields.cells import escaped, unescaped
from letters.members.columns import meaning_of
from letters.members.roster import Member, MemberList, read_members
from letters.members.written import refused_list, refused_workbook, sample
from letters.supporter import SignAs, Supporter, supporter_from

Read = Callable[..., MemberList]
HEADER = "name,street,postcode,town,country"
EMMA = "Emma Woods,12 Elm Row,N1 7AA,London,GB"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a list with this content."""

    def read(*lines: str, name: str = "members.csv", **options: Any) -> MemberList:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
        return read_members(path, **options)

    return read


def reasons(found: MemberList) -> dict[int, tuple[str, ...]]:
    assert found.rows == len(found.members) + len(found.refused)
    return {row.row: row.reasons for row in found.refused}


def problem(read: Read, *lines: str, **options: str) -> str:
    with pytest.raises(LettersError) as caught:
        read(*lines, **options)
    return str(caught.value)


def test_a_row_is_what_the_form_would_make_of_it(read: Read) -> None:
    found = read(
        "email,own words,points,Addressees,language," + HEADER,
        f'emma@woods.example,- I teach.,"family; colleague",judge mayor,German,{EMMA}',
    )
    form = dict(zip(HEADER.split(","), EMMA.split(","), strict=True))
    assert found.members == (
        Member(
            row=2,
            supporter=supporter_from({**form, "email": "emma@woods.example"}),
            language="de",
            own_words=("- I teach.",),
            points=("family", "colleague"),
            addressees=("judge", "mayor"),
        ),
    )
    assert (found.rows, found.refused, found.delimiter) == (1, (), ",")


HEADERS = {
    "en": "First name;Last name;Street;Post code;City;Country;Language;E-mail;Own words;Sign as",
    "de": "Vorname;Name;Straße;PLZ;Ort;Land;Sprache;E-Mail-Adresse;Eigene Worte;Unterschreiben als",
    "fr": "Prénom;Nom;Rue;Code postal;Ville;Pays;Langue;Courriel;Mots personnels;Signer comme",
    "es": "Nombre;Apellidos;Calle;Código postal;Ciudad;País;Idioma;Correo electrónico;Palabras propias;Firmar como",
    "it": "Nome;Cognome;Via;CAP;Città;Paese;Lingua;Posta elettronica;Parole personali;Firmare come",
    "nl": "VOORNAAM;Achternaam;straat;Postcode;Woonplaats;Land;Taal;E-mailadres;Eigen woorden;Ondertekenen als",
    "pt": "Nome;Sobrenome;Rua;Código postal;Cidade;País;Língua;E-mail;Palavras próprias;Assinar como",
    "ar": "الاسم الأول;اسم العائلة;الشارع;الرمز البريدي;المدينة;البلد;اللغة;البريد الإلكتروني;كلمات خاصة;التوقيع",
    "zh": "名;姓;街道;邮编;城市;国家;语言;电子邮件;自己的话;署名方式",
}


@pytest.mark.parametrize("language", HEADERS)
def test_columns_are_known_in_every_language_of_the_interface(read: Read, language: str) -> None:
    found = read(
        HEADERS[language], "Ada;Byron;Elm Row 5;12345;Dresden;Allemagne;inglés;ada@byron.example;Hope;Initialen"
    )
    assert found.said == ("members.csv: UTF-8, separated by semicolons",)
    supporter = Supporter(signature="A. B.", town="Dresden", country="DE", sign_as=SignAs.INITIALS)
    assert found.members == (Member(row=2, supporter=supporter, language="en", own_words=("Hope",)),)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("STRASSE", "street"), ("strasse:", "street"), ("Anschrift", "address"), ("Adresse 2", "address2"),
        ("Address Line 3", "address3"), ("address7", ""), ("Own words 2", "own_words2"), ("zip-code", "postcode"),
        ("  E  Mail ", "email"), ("Telefon", ""), ("", ""), ("name2", ""), ("address٣", ""),
    ],
)  # fmt: skip
def test_case_spaces_and_punctuation_of_a_column_do_not_count(name: str, meaning: str) -> None:
    assert meaning_of(name) == meaning


@pytest.mark.parametrize(
    ("header", "row", "lines"),
    [
        ("name,address,country", 'A,"12 Elm Row\nLeeds LS1",GB', ("12 Elm Row", "Leeds LS1")),
        ("name,address,country", 'A,"12 Elm Row, Leeds LS1",GB', ("12 Elm Row", "Leeds LS1")),
        ("name,address,country", 'A,"12, rue Noire, 69002 Lyon",FR', ("12, rue Noire", "69002 Lyon")),
        ("name,address,plz,ort,land", "A,Gasse 5,01067,Dresden,DE", ("Gasse 5", "01067 Dresden")),
        ("name,address,plz,land", "A,Gasse 5 in Dresden,01067,DE", ("Gasse 5 in Dresden", "01067")),
        ("name,address2,address1,town,country", "A,Flat 2,12 Elm Row,Leeds,GB", ("12 Elm Row", "Flat 2", "Leeds")),
        ("name,address1,address2,address3,country", "A,Flat 2,,Leeds,GB", ("Flat 2", "Leeds")),
        ("name,address,town,country", 'A,"12 Elm Row\nLeeds",,GB', ("12 Elm Row", "Leeds")),
    ],
)
def test_an_address_may_be_whole_or_in_parts(read: Read, header: str, row: str, lines: tuple[str, ...]) -> None:
    assert [member.supporter.address for member in read(header, row).members] == [lines]


@pytest.mark.parametrize(
    ("header", "street", "line"),
    [
        ("Straße,Hausnummer", "Lange Gasse,12a", "Lange Gasse 12a"),
        ("Hausnr.,Straße", "12a,Lange Gasse", "Lange Gasse 12a"),
        ("Straße,Nr.", "Lange Gasse,12", "Lange Gasse 12"),
        ("Adresse,Hausnummer", "Lange Gasse,12", "Lange Gasse 12"),
        ("straat,huisnummer", "Oudegracht,5 bis", "Oudegracht 5 bis"),
        ("via,numero civico", "Via Roma,3", "Via Roma 3"),
        ("calle,número", "Calle Mayor,7", "Calle Mayor 7"),
        ("rua,nº", "Rua Nova,7", "Rua Nova 7"),
        ("街道,门牌号", "中山路,12号", "中山路12号"),
        ("house number,street", "12,Elm Row", "12 Elm Row"),
        ("street,No.", "Elm Row,12", "12 Elm Row"),
        ("numéro,rue", "12 bis,rue Noire", "12 bis rue Noire"),
        ("رقم المنزل,الشارع", "١٢,شارع الزيتون", "١٢ شارع الزيتون"),
        ("street,house number", '"Flat 2\nElm Row",12', "12 Elm Row"),
        ("street,house number", "12 Elm Row,", "12 Elm Row"),
    ],
)
def test_a_house_number_is_joined_to_its_street(read: Read, header: str, street: str, line: str) -> None:
    found = read(f"name,{header},town,country", f"A,{street},Leeds,GB")
    assert [member.supporter.address[-2:] for member in found.members] == [(line, "Leeds")]
    assert len(found.said) == 1


def test_a_house_number_without_a_street_is_no_address(read: Read) -> None:
    assert reasons(read("name,street,house number,town,country", "A,,12,Leeds,GB")) == {
        2: ("street: This cell is empty.",)
    }


@pytest.mark.parametrize(
    ("header", "column"),
    [("Nr,name,street,town,country", '"Nr" is not used'), ("Hausnummer,name,address,country", '"Hausnummer" is not')],
)
def test_a_number_that_belongs_to_no_street_is_not_used(read: Read, header: str, column: str) -> None:
    found = read(header, "7,A,Elm Row,Leeds,GB" if "town" in header else '7,A,"Elm Row, Leeds",GB')
    assert column in found.said[1]
    assert [member.supporter.address for member in found.members] == [("Elm Row", "Leeds")]


def test_a_town_that_was_forgotten_is_missed(read: Read) -> None:
    assert reasons(read("name,address,town,country", "A,12 Elm Row,,GB")) == {2: ("town: This cell is empty.",)}


def test_a_chinese_name_is_put_together_without_a_space(read: Read) -> None:
    found = read("名,姓,地址,国家", '小明,王,"中山路12号,台北",台湾')
    assert [member.supporter.signature for member in found.members] == ["王小明"]


def test_an_arabic_row_works(read: Read) -> None:
    found = read("الاسم,العنوان,البلد,اللغة", 'مريم المثال,"١٢ شارع الزيتون، عمّان",الأردن,العربية')
    assert [(member.supporter.signature, member.supporter.country, member.language) for member in found.members] == [
        ("مريم المثال", "JO", "ar")
    ]
    assert found.members[0].supporter.street == ("١٢ شارع الزيتون", "عمّان")


@pytest.mark.parametrize("word", ["DE", "de", "deu", "Germany", "DEUTSCHLAND", "Alemania", "D", "ألمانيا", "德国"])
def test_a_country_is_known_by_code_or_name(read: Read, word: str) -> None:
    found = read("name,address,country", f'A,"Gasse 5\nDresden",{word}', country="GB")
    assert [member.supporter.country for member in found.members] == ["DE"]


def test_what_the_rows_leave_out_comes_from_whoever_prints(read: Read) -> None:
    found = read(
        "name,address,language", 'A,"Gasse 5\nDresden",', 'B,"Gasse 5\nDresden",fr', country="de", language="en"
    )
    assert [(member.supporter.country, member.language) for member in found.members] == [("DE", "en"), ("DE", "fr")]


def test_whoever_gives_only_initials_signs_with_them(read: Read) -> None:
    found = read("name,initials,street,town,country", ",A. B.,12 Elm Row,Leeds,GB", "Cy Doe,C.,1 Row,Leeds,GB")
    assert [member.supporter.signature for member in found.members] == ["A. B.", "Cy Doe"]


def test_a_column_that_is_not_used_is_named(read: Read) -> None:
    found = read(f"{HEADER},Telefon,Langage,", f"{EMMA},+49 30 1234,de")
    assert found.said[1:] == (
        'the column "Telefon" is not used', 'the column "Langage" is not used (did you mean "language"?)',
    )  # fmt: skip
    assert len(found.members) == 1


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("street,town,country", "no column for the name"),
        ("name,street,country", "no column for the address"),
        ("name,street,town", "no column for the country"),
        ("name,street,town,Land,Country", 'the columns "Land" and "Country" mean the same'),
        ("Emma Woods,12 Elm Row,London", "has no column name that we know"),
        ('name,"street,town', "a quotation mark isn't closed"),
    ],
)
def test_a_header_that_cannot_do_is_refused_before_any_row(read: Read, header: str, expected: str) -> None:
    said = problem(read, header, EMMA)
    assert expected in said and said.startswith("members.csv: ")
    assert "Emma" not in said and "Elm" not in said


def test_all_that_is_wrong_with_a_header_is_said_at_once(read: Read) -> None:
    assert len(problem(read, "town,town,email", "x,y,z").splitlines()) == 4


def test_a_list_without_members_is_refused(read: Read) -> None:
    assert "has no members" in problem(read, HEADER, "", ",,")


ROWS = {
    ",12 Elm Row,N1 7AA,London,GB": "name: This cell is empty.",
    "Emma,12 Elm Row,N1 7AA,London,Nowhere": "country: We don't know this country. "
    "Use its two-letter code, such as GB.",
    "=1+1,12 Elm Row,N1 7AA,London,GB": "name: begins with =, like a formula; remove that character",
    "'=1+1,12 Elm Row,N1 7AA,London,GB": "name: begins with =, like a formula; remove that character",
    "@SUM(A1),12 Elm Row,N1 7AA,London,GB": "name: begins with @, like a formula; remove that character",
    "Emma,12 Elm Row,N1 7AA,+London,GB": "town: begins with +, like a formula; remove that character",
    "Emma,-12 Elm Row,N1 7AA,London,GB": "street: begins with -, like a formula; remove that character",
    "Emma,12 Elm Row,#REF!,London,GB": "postcode: shows an error of the spreadsheet",
    'Emma,"12 Elm Row,N1 7AA,London,GB': "a quotation mark isn't closed",
    'Emma,12 Elm Row",N1 7AA,London,GB': "street: a quotation mark isn't closed",
    "Emma,12 Elm Row,N1 7AA,London,GB,UK": "6 cells, but only 5 columns have names",
    "Emma\u202e,12 Elm Row,N1 7AA,London,GB": "name: There is an invisible control character here "
    "(U+202E, right-to-left override). Please remove it or type this again.",
    "Emma,12 Elm Row," + "1" * 17 + ",London,GB": "postcode: This is too long: 17 characters, at most 16 fit.",
    'Emma,"1\n2\n3\n4\n5\n6",N1 7AA,London,GB': "street: At most 5 lines fit on the letter.",
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_cannot_be_used_is_refused_and_the_others_are_not(read: Read, row: str) -> None:
    found = read(HEADER, row, EMMA)
    assert reasons(found) == {2: (ROWS[row],)}
    assert [member.supporter.signature for member in found.members] == ["Emma Woods"]
    assert found.refused[0].cells[0].startswith(row[:3].strip('"').split(",")[0])


def test_an_address_of_seven_lines_is_refused(read: Read) -> None:
    found = read("name,Anschrift,country", 'A,"1\n2\n3\n4\n5\n6\n7",GB', 'B,"1\n2\n3\n4\n5\n6",GB')
    assert reasons(found) == {2: ("Anschrift: At most 6 lines fit on the letter.",)}


def test_every_reason_comes_at_once_under_the_name_of_its_column(read: Read) -> None:
    found = read("Nom;Rue;Ville;Pays;Courriel;Langue;Mots personnels;Signer comme",
                 f"=A;;Lyon;FR;nobody;Klingon;{'x y ' * 400};seal")  # fmt: skip
    assert reasons(found) == {
        2: (
            "Nom: begins with =, like a formula; remove that character",
            "Mots personnels: This is too long: 1599 characters, at most 1500 fit.",
            "Langue: We don't know this language. Use its code, such as en, or its name.",
            "Rue: This cell is empty.",
            "Courriel: This does not look like an e-mail address. An address has the form name@example.org.",
            "Signer comme: Please write full or initials.",
        )
    }


def test_the_same_person_writes_once(read: Read) -> None:
    found = read(HEADER, EMMA, "EMMA  WOODS,12 Elm-Row,n17aa,London,GB", "Emma Woods,14 Elm Row,N1 7AA,London,GB",
                 "Emma Woods,12 Elm Row,A65 F4E2,London,Ireland")  # fmt: skip
    assert reasons(found) == {3: ("the same person as row 2",)}


def test_equal_initials_in_one_town_can_be_two_people(read: Read) -> None:
    found = read("initials,town,country,own words", "A. B.,Leeds,GB,I", "A. B.,Leeds,GB,You", "A. B.,Leeds,GB,I")
    assert reasons(found) == {4: ("the same person as row 2",)}


def test_a_refused_row_does_not_stand_in_the_way_of_a_mended_one(read: Read) -> None:
    found = read(HEADER + ",email", EMMA + ",nobody", EMMA + ",emma@woods.example")
    assert list(reasons(found)) == [2] and len(found.members) == 1


@pytest.mark.parametrize("cell", ["- I teach", "'- I teach", "'+1", "@all of you"])
def test_own_words_may_begin_like_a_formula(read: Read, cell: str) -> None:
    found = read(HEADER + ",own words", f"{EMMA},{cell}")
    assert [member.own_words for member in found.members] == [(cell.removeprefix("'"),)]


def test_own_words_keep_their_places(read: Read) -> None:
    found = read(HEADER + ",own words 1,own words 2,own words 3", EMMA + ",,second,")
    assert [member.own_words for member in found.members] == [("", "second")]


def test_numbers_of_a_workbook_are_no_decimals(tmp_path: Path) -> None:
    row = excel_row("A", "Weg 5", "PLZ", "Ort").replace(
        '<c t="inlineStr"><is><t>PLZ</t></is></c>', "<c><v>12345</v></c>"
    )
    assert "<v>" in row
    path = excel(tmp_path / "members.xlsx", [excel_row("Name", "Straße", "PLZ", "Ort"), row])
    assert [member.supporter.address for member in read_members(path, country="DE").members] == [("Weg 5", "12345 Ort")]


def test_the_list_of_the_refused_can_be_mended_and_read_again(read: Read, tmp_path: Path) -> None:
    rows = ["=1+1;Weg 5;01067;Dresden;DE;- I teach", 'Bob;"Weg 6;01067;Dresden;DE;+1', "Cy;Weg 7;01067;;DE;x;y"]
    found = read("name;street;postcode;town;country;own words", *rows, EMMA.replace(",", ";"))
    file = tmp_path / "refused.csv"
    file.write_bytes(refused_list(found))
    text = file.read_bytes().decode("utf-8-sig")
    assert file.read_bytes().startswith(b'\xef\xbb\xbf"row";"reason";"name";"street"')
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert len(cells) == 8 * 3 + 9 and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]

    again = read_members(file)
    assert (again.rows, again.members, again.said[1:]) == (3, (), ())
    assert [row.cells[-1] for row in again.refused] == ["'- I teach", "'+1", "y"]
    first, unclosed, third = reasons(found).values()
    assert unclosed == ("a quotation mark isn't closed",)
    assert list(reasons(again).values()) == [first, (f"street: {unclosed[0]}",), third]
    assert refused_list(again).decode("utf-8-sig").splitlines()[0] == text.splitlines()[0]

    mended = text.replace("'=1+1", "Ann").replace('"""Weg 6', '"Weg 6')
    mended = mended.replace(';"";"DE"', ';"Leipzig";"DE"').replace(';"y"', "")
    file.write_bytes(mended.encode("utf-8-sig"))
    done = read_members(file)
    assert [(member.supporter.signature, member.own_words) for member in done.members] == [
        ("Ann", ("- I teach",)), ("Bob", ("+1",)), ("Cy", ("x",)),
    ]  # fmt: skip


SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−"]
BEFORE = [
    "",
    " ",
    *"\u200b\ufeff\u00a0\u2060\u202f\u3000\t\x01\xad\u200e\u202a\u2066\u180e\u3164\ufe0f",
    "\r\n",
    " \u200b\u00a0\t ",
]


@pytest.mark.parametrize("before", BEFORE, ids=ascii)
def test_no_cell_of_a_refused_list_is_a_formula_whatever_stands_before_its_sign(before: str) -> None:
    for sign in SIGNS:
        typed = f"{before}{sign}1+1"
        assert escaped(typed) == f"'{typed}" and unescaped(escaped(typed)) == typed
        assert escaped(escaped(typed)) == escaped(typed)


@pytest.mark.parametrize(
    "typed", ["", " ", "\u200b", "Weg 5", "'t Hof 3", "O'-Brien", "3-5", "rock '-n' roll", "’=", "„=1"]
)
def test_other_cells_stay_as_they_are(typed: str) -> None:
    assert escaped(typed) == typed == unescaped(typed)


def test_every_cell_of_a_refused_list_stands_between_marks_so_that_no_other_sign_parts_it(read: Read) -> None:
    found = read("name;street;town;country;a;=b", 'A;Weg 5;;DE;"ZZ,=1+1";"x""y"', ";;;;;\t@x")
    for line in refused_list(found).decode("utf-8-sig").splitlines():
        assert re.fullmatch('"[^"]*"(;"([^"]|"")*")*', line)
    cells = list(csv.reader(io.StringIO(refused_list(found).decode("utf-8-sig")), delimiter=";"))
    assert [row[-1] for row in cells] == ["'=b", 'x"y', "'\t@x"]


@pytest.mark.parametrize("write", [refused_list, refused_workbook])
def test_a_refused_list_gives_back_what_was_typed(
    read: Read, tmp_path: Path, write: Callable[[MemberList], bytes]
) -> None:
    words = ["\u200b=1+1", "\u00a0-x", "＝1", "'=1", "a\n=b", "\u2060 + c", '"=d"', "e;=f", "@"]
    quoted = (word.replace('"', '""') for word in words)
    rows = [f'N{number};1 Weg;;DE;"{word}"' for number, word in enumerate(quoted)]
    found = read("name;street;town;country;own words", *rows)
    assert len(found.refused) == len(words)
    file = tmp_path / ("list.csv" if write is refused_list else "list.xlsx")
    file.write_bytes(write(found))
    again = read_members(file)
    assert [unescaped(row.cells[-1]) for row in again.refused] == [unescaped(row.cells[-1]) for row in found.refused]


def test_columns_called_row_and_reason_elsewhere_are_named(read: Read) -> None:
    assert read(f"{HEADER},row,reason", EMMA).said[1:] == (
        'the column "row" is not used', 'the column "reason" is not used',
    )  # fmt: skip


def test_the_sample_is_a_list_that_works(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_text(sample(), encoding="utf-8", newline="")
    found = read_members(path)
    assert found.rows == len(found.members) >= 5 and len(found.said) == 1
    assert {"ar", "zh"} <= {member.language for member in found.members}
    assert all(member.supporter.email.endswith((".example", "")) for member in found.members)


def test_the_sample_for_several_appeals_has_a_column_of_own_words_for_each(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_text(sample(("jane-doe", "john-roe")), encoding="utf-8", newline="")
    found = read_members(path, appeals={"jane-doe": "jane-doe", "John Roe": "john-roe"})
    assert found.members[0].own_words_for == {"jane-doe": ("I teach as well.",)} and found.members[0].own_words == ()
    path.write_text(sample(("jane-doe",)), encoding="utf-8", newline="")
    assert read_members(path).members[0].own_words == ("I teach as well.",)


CELLS = st.text(st.characters(codec="cp1252", exclude_characters="\0\x81\x8d\x8f\x90\x9d"), max_size=12)


@pytest.mark.slow
@given(
    table=st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8-sig", "utf-16", "cp1252"]),
)
@example(table=[["0", "0", "", "\n", "A"]], delimiter=",", encoding="utf-8-sig")
def test_every_row_is_a_member_or_refused_and_comes_back_from_the_refused(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], delimiter: str, encoding: str
) -> None:
    folder = tmp_path_factory.mktemp("members")
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([HEADER.split(","), *table, EMMA.split(",")])
    (folder / "members.csv").write_bytes(text.getvalue().encode(encoding))
    found = read_members(folder / "members.csv", encoding=encoding)
    filled = [number for number, row in enumerate(table, 2) if any(cell.strip() for cell in row)]
    assert sorted([*(m.row for m in found.members[:-1]), *(r.row for r in found.refused)]) == filled
    assert found.members[-1].supporter.signature == "Emma Woods"
    if found.refused:
        (folder / "refused.csv").write_bytes(refused_list(found))
        again = read_members(folder / "refused.csv")
        # Whoever was refused as the same person may stand there alone now.
        twice = [row for row in found.refused if row.reasons[0].startswith("the same person")]
        assert again.rows == len(found.refused) and len(again.members) <= len(twice)


READ = """
import sys
from pathlib import Path
import letters.members.roster
from memory import most_megabytes
few, many = map(Path, sys.argv[1:])
letters.members.roster.read_members(few)  # what stays in memory however long the list is
before = most_megabytes()
found = letters.members.roster.read_members(many)
print(found.rows, len(found.members), most_megabytes() - before)
"""


@pytest.mark.slow
def test_ten_thousand_rows_take_some_megabytes(tmp_path: Path) -> None:
    few, many = tmp_path / "few.csv", tmp_path / "members.csv"
    for path, count in ((few, 1), (many, 10_000)):
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(HEADER + ",own words\r\n")
            file.writelines(f'Ada {n},"{n} Elm Row\nFlat",01067,Dresden,Germany,"I, {n}"\r\n' for n in range(count))
    here = TESTS  # where `memory` is
    run = subprocess.run([sys.executable, "-c", READ, few, many], capture_output=True, text=True, check=True, cwd=here)
    rows, members, grown = map(float, run.stdout.split())
    assert rows == members == 10_000
    assert 0 < grown < 16


def test_nothing_personal_is_in_what_is_raised(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text(f"{HEADER},street\n{EMMA}\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_members(path)
    assert "Emma" not in str(caught.value) and "Elm" not in repr(caught.value.__cause__)


PLACE = "name,street,house number,postcode,town,country,own words"
GOOD = ("Ada Byron", "Elm Row", "12", "N1 7AA", "London", "GB", "I hope.")


def in_all_three(tmp_path: Path, column: str, cell: str, *, excel_cell: str, open_cell: str) -> list[MemberList]:
    """The same list as CSV, XLSX and ODS, a good row and one in which this column holds this."""
    names = PLACE.split(",")
    place = names.index(column)
    before, after = GOOD[:place], GOOD[place + 1 :]
    text = tmp_path / "members.csv"
    with text.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, GOOD, ("Bob Byron", *before[1:], cell, *after) if place else (cell, *after)])
    row = excel_row("Bob Byron", *before[1:]) if place else excel_row()
    row = row.replace("</row>", f"{excel_cell}{excel_row(*after).removeprefix('<row>')}")
    book = excel(tmp_path / "members.xlsx", [excel_row(*names), excel_row(*GOOD), row])
    texts = ("Bob Byron", *before[1:]) if place else ()
    last = open_row(*texts, more=open_cell + open_row(*after).partition(">")[2].removesuffix("</table:table-row>"))
    document = open_document(tmp_path / "members.ods", open_row(*names), open_row(*GOOD), last)
    return [read_members(path) for path in (text, book, document)]


ZERO = 'office:value-type="float" office:value="0"'
FORMULA = f'table:formula="of:=[.A99]" {ZERO}'
ERROR = 'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"'
YES = 'office:value-type="boolean" office:boolean-value="true"'
DAY = 'office:value-type="date" office:date-value="2026-05-03"'


@pytest.mark.usefixtures("here")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "cell", "excel_cell", "open_cell", "reason"),
    [
        ("own words", "=A99", "<c><f>A99</f><v>0</v></c>", f"{FORMULA}><text:p>0</text:p>", "formula"),
        ("street", "#DIV/0!", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', f"{ERROR}><text:p>#DIV/0!</text:p>", "error"),
        ("town", "#WERT!", '<c t="e"><v>#VALUE!</v></c>', f"{ERROR}><text:p>#WERT!</text:p>", "shows an error"),
        ("own words", "Err:502", '<c t="e"><v>#N/A</v></c>', f"{ERROR}><text:p>Err:502</text:p>", "shows an error"),
        ("house number", "TRUE", '<c t="b"><v>1</v></c>', f"{YES}><text:p>TRUE</text:p>", "yes and no"),
        ("name", "WAHR", '<c t="b"><v>1</v></c>', f"{YES}><text:p>WAHR</text:p>", "yes and no"),
        ("house number", "03.05.2026", '<c s="1"><v>46145</v></c>', f"{DAY}><text:p>03.05.26</text:p>", "made a date"),
        (
            "own words",
            "0",
            "<c><v>0</v></c>",
            'office:value-type="float" office:value="0"><text:p>0</text:p>',
            "is a number",
        ),
    ],
)
def test_what_a_spreadsheet_has_made_of_a_cell_refuses_its_row_in_every_kind_of_file(
    tmp_path: Path, column: str, cell: str, excel_cell: str, open_cell: str, reason: str
) -> None:
    ods = f"<table:table-cell {open_cell}</table:table-cell>"
    for found in in_all_three(tmp_path, column, cell, excel_cell=excel_cell, open_cell=ods):
        assert [member.row for member in found.members] == [2], found.said
        assert list(reasons(found)) == [3]
        assert any(f"{column}: " in said and reason in said for said in reasons(found)[3]), reasons(found)


@pytest.mark.parametrize("number", ["5-Mar", "03. Mai", "mars-05", "5.дек"])
def test_a_house_number_of_which_a_spreadsheet_has_made_a_month_refuses_its_row(read: Read, number: str) -> None:
    found = read(PLACE, f"Ada Byron,Elm Row,{number},N1 7AA,London,GB,")
    assert "has made a date of it" in reasons(found)[2][0]
    assert read(PLACE, "Ada Byron,Elm Row,12 bis,N1 7AA,London,GB,").refused == ()


@pytest.mark.usefixtures("here")
def test_rows_that_a_filter_hides_count_and_one_line_says_so(tmp_path: Path) -> None:
    rows = [excel_row(*PLACE.split(",")), excel_row(*GOOD), excel_row("Bob Byron", *GOOD[1:])]
    rows[2] = rows[2].replace("<row", '<row hidden="1"')
    found = read_members(excel(tmp_path / "members.xlsx", rows))
    assert len(found.members) == 2
    assert next(said for said in found.said if "hidden" in said).startswith("row 3 is hidden in the spreadsheet")


def test_a_row_with_initials_whose_own_words_say_who_writes_is_told(read: Read) -> None:
    header = "Name,Sign as,Town,Country,Own words"
    found = read(header, "Emma Woods,initials,Leeds,GB,I am Emma.", "Ada Byron,full,Leeds,GB,I am Ada.")
    told = [sentence for sentence in found.said if "initials" in sentence]
    assert told == ["row 2 signs with initials, but its own words say who writes: name"]
