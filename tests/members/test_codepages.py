"""Lists that aren't in Unicode: read where their code page is certain, else refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from letters.errors import Refused
from letters.members.codepages import code_page_of, is_garbled
from letters.members.roster import MemberList, read_members

PEOPLE = {
    "cp1252": ["Jürgen Müller", "Élodie Lefèvre", "Søren Bjørn", "Iñaki Núñez", "O’Brien", "JÜRGEN VOß"],
    "cp1250": ["Łukasz Wałęsa", "Jiří Dvořák", "Őrsi Ödön", "Žofie Müller"],
    "iso8859-2": ["Łukasz Wałęsa", "Jiří Dvořák", "Żaneta Ślązak"],
    "cp1251": ["Иван Петров", "Оксана Ющенко", "Мария Смирнова"],
    "mac-roman": ["Jürgen Müller", "Élodie Lefèvre", "Iñaki Núñez"],
    "cp1253": ["Γιώργος Παπαδόπουλος", "Ελένη Κώστα"],
}  # fmt: skip


def write(tmp_path: Path, encoding: str, names: list[str]) -> Path:
    path = tmp_path / "members.csv"
    text = "name,street,town,country\n" + "".join(f"{name},Elm Row 1,Leeds,GB\n" for name in names)
    path.write_bytes(text.encode(encoding))
    return path


def names(found: MemberList) -> list[str]:
    return [member.supporter.signature for member in found.members]


@pytest.mark.parametrize("encoding", PEOPLE)
def test_a_list_in_a_code_page_that_is_certain_is_read_and_that_is_said(encoding: str, tmp_path: Path) -> None:
    found = read_members(write(tmp_path, encoding, PEOPLE[encoding]))
    assert names(found) == PEOPLE[encoding]
    assert "if its letters look wrong, add --encoding" in found.said[0]


@pytest.mark.parametrize("encoding", PEOPLE)
def test_whoever_knows_the_encoding_can_say_it(encoding: str, tmp_path: Path) -> None:
    path = write(tmp_path, encoding, PEOPLE[encoding][:1])
    assert names(read_members(path, encoding=encoding)) == PEOPLE[encoding][:1]


def test_a_list_whose_code_page_is_uncertain_is_refused_with_the_option(tmp_path: Path) -> None:
    path = write(tmp_path, "cp1250", ["Żółć"])
    with pytest.raises(Refused, match="add --encoding with what it is written in: such are utf-8, cp1252") as caught:
        read_members(path)
    assert "Ż" not in str(caught.value)
    for encoding, said in (("klingon", "there is no 'klingon'"), ("utf-8", "isn't written in utf-8")):
        with pytest.raises(Refused, match=said):
            read_members(path, encoding=encoding)


@pytest.mark.parametrize("name", ["Müller-£ukasz", "Èâàí Ïåòðîâ", "MÃ¼ller", "Wa³êsa", "Jo¯ko"])
def test_a_row_with_signs_that_stand_in_no_name_is_refused(name: str, tmp_path: Path) -> None:
    found = read_members(write(tmp_path, "utf-8", [name, "Jiří Dvořák"]))
    assert names(found) == ["Jiří Dvořák"]
    assert found.refused[0].reasons[0].startswith("name: signs that stand in no name; where the list is garbled")


@pytest.mark.parametrize(
    "name",
    ["Þórður", "Nguyễn Thị Ánh", "N°5", "Mª José", "Gal·la", "Iñaki", "Œuvre", "Éé", "ÖÄ", "李小明", "Ōē", "“Mo”"],
)
def test_names_of_every_language_are_none_of_that(name: str) -> None:
    assert not is_garbled(name)


@pytest.mark.parametrize("text", ["£20 for me", "12 ½ Row", "« été »", "¿Qué?", "20° C", "wait…", "plain"])
def test_signs_of_a_sentence_leave_western_europe_certain(text: str) -> None:
    assert code_page_of(text.encode("cp1252")) == "cp1252"
