from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ADDRESSEES, APPEAL, FRENCH, Make

from letters import addressee as addressbook
from letters.check import findings
from letters.cli.check import gather
from letters.errors import InvalidFiles
from letters.library.library import Library, read
from letters.library.reading import MOST_GUESSES
from letters.yamlfile.loader import load
from letters.yamlfile.source import Source


def messages(library: Library) -> str:
    return "\n".join(map(str, library.findings))


def test_a_valid_folder_has_no_findings(make_appeals: Make) -> None:
    library = read(make_appeals({"jane-doe/fr.yaml": FRENCH}))
    assert library.findings == ()
    assert library.appeals["jane-doe"].languages == ("en", "fr")


def test_a_broken_site_hides_no_other_finding(make_appeals: Make) -> None:
    root = make_appeals(
        {
            "site.yaml": "organisation: X\ntime_zone: Europe/Lodnon\n",
            "addressees.yaml": ADDRESSEES.replace("office:", "offise:"),
            "embassies.yaml": "Chnia: {GB: {name: X, post: {lines: [Y], country: XX}}}\n",
            "jane-doe/appeal.yaml": APPEAL.replace("status: open", "status: opne"),
        }
    )
    with pytest.raises(InvalidFiles) as caught:
        read(root)
    found = "\n".join(map(str, caught.value.findings))
    for text in (
        "Europe/London?",
        "did you mean office?",
        "did you mean CN",
        "'XX' isn't a country",
        "did you mean open?",
    ):
        assert text in found


def test_a_broken_address_book_is_told_apart_from_an_unknown_key(make_appeals: Make) -> None:
    entry = messages(read(make_appeals({"addressees.yaml": ADDRESSEES.replace("country: US", "country: XX")})))
    assert "'mayor' has errors in the address book" in entry
    whole = messages(read(make_appeals({"addressees.yaml": "mayor:\n\tname: x\n"})))
    assert "'mayor' has errors in the address book" in whole
    assert "there is a tab here" in whole


def test_a_missing_address_book_is_told_apart_from_a_mistyped_key(make_appeals: Make) -> None:
    root = make_appeals({"addressees.yaml": None, "jane-doe/addressees.yaml": ADDRESSEES})
    said = messages(read(root))
    assert "'mayor' isn't known: there is no address book yet (addressees.yaml beside site.yaml)" in said
    assert "jane-doe/addressees.yaml:1:1: error: stands in an appeal's folder" in said and "move it up" in said


@pytest.mark.parametrize("written", ["Mayor Ada Byron", "Mayor of Anytown", "Mayor Ada Biron"])
def test_a_name_in_place_of_a_key_is_answered_with_the_key(make_appeals: Make, written: str) -> None:
    for form in (f"to: {written}", f"to: [{written}]", f"to:\n  - {written}", f"to: [mayor]\ncopies: [{written}]"):
        findings = read(make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("to: [mayor]", form)})).findings
        assert len(findings) == 1 and "mayor" in findings[0].message, findings


WRONG_NAMES = ["appeal.yaml.txt", "appeal.yml", "Appeal.yaml", "appeal.yaml.yaml", "APPEAL.YML.TXT", "appeal .yaml"]


@pytest.mark.parametrize("name", WRONG_NAMES)
def test_an_appeal_that_is_overlooked_for_its_file_s_name_is_an_error(make_appeals: Make, name: str) -> None:
    root = make_appeals({"jane-doe/appeal.yaml": None, f"jane-doe/{name}": APPEAL})
    (found,) = read(root).findings
    assert (found.code, found.file) == ("A321", root / "jane-doe" / name) and str(found).count("error") == 1
    assert f"rename {name} to appeal.yaml" in found.message
    assert ("file name extensions" in found.message) is name.lower().endswith(".txt")


@pytest.mark.parametrize("name", ["appeal.yaml.yaml", "Appeal.yaml", "FR.yaml", "fr.yml.yaml"])
def test_a_misnamed_file_beside_the_right_one_is_advice_alone(make_appeals: Make, name: str) -> None:
    root = make_appeals({f"jane-doe/{name}": APPEAL, "jane-doe/fr.yaml": FRENCH})
    library = read(root)
    assert library.findings == () and library.appeals["jane-doe"].languages == ("en", "fr")
    assert "A422" in {finding.code for finding in findings(library, dt.date(2026, 11, 24))}


@pytest.mark.parametrize("name", ["notes.txt", "appeal.txt", "appeal.docx", "appeal.yaml.bak", "photo.jpg"])
def test_other_files_may_have_any_name(make_appeals: Make, name: str) -> None:
    assert read(make_appeals({f"notes/{name}": "x", f"jane-doe/{name}": "x", name: "x"})).findings == ()


def test_a_misnamed_address_book_is_an_error(make_appeals: Make) -> None:
    assert "rename addressees.yml to addressees.yaml" in messages(
        read(make_appeals({"addressees.yaml": None, "addressees.yml": ADDRESSEES}))
    )


def test_a_misnamed_site_is_said_beside_the_one_that_is_missing(make_appeals: Make) -> None:
    with pytest.raises(InvalidFiles, match=r"is missing(?s:.*)rename site\.yaml\.txt to site\.yaml"):
        read(make_appeals({"site.yaml": None, "site.yaml.txt": "organisation: X"}))


def test_embassies_need_no_salutation(make_appeals: Make) -> None:
    root = make_appeals({"embassies.yaml": "US:\n  GB: {name: X, post: {lines: [Y], country: GB}}\n"})
    library = read(root)
    assert library.findings == ()
    assert library.embassy("US", "GB") is not None
    assert library.embassy("US", "FR") is None


def test_a_missing_salutation_is_named_for_the_right_addressee(make_appeals: Make) -> None:
    book = ADDRESSEES.replace("""{en: "Dear Judge,", fr: "Madame la Juge,", zh: 尊敬的法官：}""", '{en: "Dear Judge,"}')
    appeal = APPEAL.replace("to: [mayor]", "to:\n  - unknown\n  - mayor\n  - judge")
    library = read(make_appeals({"addressees.yaml": book, "jane-doe/appeal.yaml": appeal, "jane-doe/fr.yaml": FRENCH}))
    assert [(finding.line, finding.field) for finding in library.findings] == [(11, "to[1]"), (1, "")]
    assert "fr.yaml:1:1: error: Judge Mary Roe has no salutation in 'fr'" in messages(library)


@pytest.mark.parametrize(
    ("old", "new", "field", "message"),
    [
        (
            "    - own_words: Pourquoi ?\n",
            "",
            "letter.body",
            "it has 3 blocks, the appeal has 4; `letters translate jane-doe fr`",
        ),
        ("own_words: Pourquoi ?", "demands: X\n      items: [y]", "letter.body[3]", "demands here, own_words there"),
        ("colleague:", "colleagues:", "letter.body[2]", "colleague, family"),
        (", la laisser voir un avocat.", "", "letter.body[4]", "has 1 demand, the appeal has 2"),
        ("letter:", "earlier: [{news: Rien.}]\nletter:", "earlier[1]", "only 0 earlier documents"),
        ("letter:", "photo: {alt: Jane}\nletter:", "photo", "the appeal has no photo"),
    ],
)
def test_a_translation_mirrors_the_appeal(make_appeals: Make, old: str, new: str, field: str, message: str) -> None:
    findings = read(make_appeals({"jane-doe/fr.yaml": FRENCH.replace(old, new)})).findings
    assert any(finding.field == field and message in finding.message for finding in findings)


def test_a_translation_with_errors_is_left_out_and_the_appeal_stays(make_appeals: Make) -> None:
    for broken in (FRENCH.replace(", la laisser voir un avocat.", ""), FRENCH + "titel: x\n", "title: [\n"):
        library = read(make_appeals({"jane-doe/fr.yaml": broken}))
        assert library.appeals["jane-doe"].languages == ("en",)
        assert {finding.file.name for finding in library.findings} == {"fr.yaml"}


def test_a_translation_waits_for_the_addressees_salutation_and_the_appeal_does_not(make_appeals: Make) -> None:
    book = ADDRESSEES.replace('fr: "Madame la Maire,", ', "")
    assert book != ADDRESSEES
    library = read(make_appeals({"addressees.yaml": book, "jane-doe/fr.yaml": FRENCH}))
    assert library.appeals["jane-doe"].languages == ("en",)
    assert [(finding.file.name, finding.code) for finding in library.findings] == [("fr.yaml", "A313")]
    assert "until then this translation is left out" in messages(library)


@pytest.mark.parametrize("name", ["jane-doe/appeal.yaml", "jane-doe/fr.yaml"])
def test_no_link_leads_out_of_an_appeals_folder(make_appeals: Make, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(APPEAL if "appeal" in name else FRENCH)
    root = make_appeals()
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(outside)
    assert "is a link to a file outside" in messages(read(root))


@pytest.mark.parametrize("name", ["._fr.yaml", ".#appeal.yaml", ".fr.yaml", "#fr.yaml"])
def test_what_editors_and_file_systems_leave_behind_is_not_read(make_appeals: Make, name: str) -> None:
    root = make_appeals({f"jane-doe/{name}": b"\x00\x05\x16\x07", ".git/appeal.yml": "x"})
    assert read(root).findings == ()


def test_a_photo_that_can_be_no_file_is_a_finding(make_appeals: Make) -> None:
    for name in ("a b " * 80 + ".jpg", "loop.jpg"):
        root = make_appeals({"jane-doe/appeal.yaml": APPEAL + f'photo: {{file: "{name}", alt: Jane, credit: Jo}}\n'})
        (root / "jane-doe" / "loop.jpg").unlink(missing_ok=True)
        (root / "jane-doe" / "loop.jpg").symlink_to("loop.jpg")
        assert [finding.code for finding in read(root).findings] == ["A315"]


PHOTOS = """
photos:
  - {file: a.svg, alt: Jane at her desk, credit: "© Hu Jia", caption: Jane in 2019}
  - {file: b.svg, alt: Her desk, credit: Photo via Twitter}
"""
TINY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"/>'


def test_an_appeal_may_have_several_photos_and_a_translation_what_is_said_of_them(make_appeals: Make) -> None:
    french = (
        FRENCH + "photos:\n  - {alt: Jane à son bureau}\n  - {alt: Son bureau, credit: Photo diffusée sur Twitter}\n"
    )
    files = {"appeal.yaml": APPEAL + PHOTOS, "fr.yaml": french, "a.svg": TINY, "b.svg": TINY}
    library = read(make_appeals({f"jane-doe/{name}": content for name, content in files.items()}))
    assert library.findings == ()
    appeal = library.appeals["jane-doe"]
    assert [photo.file for photo in appeal.facts.pictures] == ["a.svg", "b.svg"]
    first, second = appeal.texts["fr"].photos
    assert (first.alt, first.caption, first.credit) == ("Jane à son bureau", "Jane in 2019", "© Hu Jia")
    assert (second.alt, second.credit) == ("Son bureau", "Photo diffusée sur Twitter")
    assert appeal.texts["fr"].untranslated == {"captions[0]"}
    assert appeal.language_of("photos[0]", "fr") == "fr" and appeal.language_of("captions[0]", "fr") == "en"


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("photos:", "photo: {file: a.svg, alt: x, credit: y}\nphotos:", "photos", "stands beside `photo`"),
        ("b.svg", "a.svg", "photos[2].file", "is in this list twice"),
        ("b.svg", "c.svg", "photos[2].file", "there is no file c.svg"),
        ("b.svg", "b.gif", "photos[2].file", "must be a JPEG, PNG, WebP or SVG picture"),
        ("alt: Her desk, ", "", "photos[2].alt", "is missing"),
        (PHOTOS, "\nphotos: {file: a.svg, alt: x, credit: y}\n", "photos", "must be a list of photos"),
        (
            PHOTOS,
            "\nphotos:\n" + "  - {file: a.svg, alt: x, credit: y}\n" * 13,
            "photos",
            "keep the 12 that matter most",
        ),
    ],
)
def test_photos_that_cannot_be_shown_are_findings(
    make_appeals: Make, old: str, new: str, field: str, said: str
) -> None:
    text = (APPEAL + PHOTOS).replace(old, new)
    root = make_appeals({"jane-doe/appeal.yaml": text, "jane-doe/a.svg": TINY, "jane-doe/b.svg": TINY})
    found = [(finding.field, finding.message) for finding in read(root).findings]
    assert len(found) == 1 and found[0][0] == field and said in found[0][1], found


def test_a_translation_describes_no_photo_that_its_appeal_has_not(make_appeals: Make) -> None:
    files = {"appeal.yaml": APPEAL + PHOTOS, "a.svg": TINY, "b.svg": TINY}
    for more, said in (
        ("photos: [{alt: x}, {alt: y}, {alt: z}]\n", "has only 2 photos"),
        ("photo: {alt: x}\nphotos: [{alt: x}]\n", "stands beside `photo`"),
    ):
        named = {f"jane-doe/{name}": content for name, content in {**files, "fr.yaml": FRENCH + more}.items()}
        (finding,) = read(make_appeals(named)).findings
        assert finding.code == "A317" and said in finding.message


def test_names_may_stand_between_their_own_quotation_marks(make_appeals: Make) -> None:
    book = ADDRESSEES.replace("  office:", '  names: {ru: "«Росатом»"}\n  office:')
    assert read(make_appeals({"addressees.yaml": book})).findings == ()
    book = ADDRESSEES.replace('fr: "Madame la Maire,"', 'fr: "«Madame», chère «Maire»"')
    assert read(make_appeals({"addressees.yaml": book})).findings == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("country: US", "country: US #the States"),
        ("status: open", "status: open #at last"),
        ("to: [mayor]", 'to: [{name: «Memoria» office, salutation: {en: "X,"}, email: [a@b.example], }]'),
        ("summary: A teacher", f"summary: See https://news.example/{'x' * 300} A teacher"),
    ],
)
def test_what_is_written_in_another_way_and_loses_nothing_is_no_error(make_appeals: Make, old: str, new: str) -> None:
    assert APPEAL.count(old) == 1
    assert read(make_appeals({"jane-doe/appeal.yaml": APPEAL.replace(old, new)})).findings == ()


def test_a_hashtag_is_noticed_whatever_ends_the_lines(make_appeals: Make) -> None:
    text = APPEAL.replace("A teacher is held\n", "A teacher is held #FreeJane\n").replace("\n", "\r")
    assert [finding.code for finding in read(make_appeals({"jane-doe/appeal.yaml": text.encode()})).findings] == [
        "A119"
    ]


def test_only_some_unknown_names_are_looked_for_in_the_whole_book(
    make_appeals: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(addressbook, "nearest_word", lambda name, _names: looked.append(name))
    names = ", ".join(f"Minister {number}" for number in range(200))
    findings = read(make_appeals({"jane-doe/appeal.yaml": APPEAL.replace("[mayor]", f"[{names}]")})).findings
    assert sum(finding.more or 1 for finding in findings if finding.code in ("A311", "A120")) == 200
    assert 0 < len(looked) <= MOST_GUESSES


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("french.yaml", "; rename it to fr.yaml"),
        ("fr_FR.yaml", "; rename it to fr.yaml"),
        ("en.yaml", "which is the appeal's own language: delete it, or rename it"),
        (
            "notes.yaml",
            "a translation is named by its language: fr, de, es, it, pt, nl, pl, ru, tr, el, ar, fa, zh, ja",
        ),
    ],
)
def test_a_translation_s_name_is_answered_with_the_right_one(make_appeals: Make, name: str, message: str) -> None:
    (found,) = read(make_appeals({f"jane-doe/{name}": FRENCH})).findings
    assert found.code == "A316" and found.message.endswith(message)


def test_each_file_is_read_once(make_appeals: Make) -> None:
    root = make_appeals({"jane-doe/fr.yaml": FRENCH})
    read_files: list[str] = []

    def counting(path: Path) -> Source:
        read_files.append(path.name)
        return load(path)

    assert read(root, counting).appeals["jane-doe"].languages == ("en", "fr")
    assert sorted(read_files) == ["addressees.yaml", "appeal.yaml", "fr.yaml", "site.yaml"]


@pytest.mark.parametrize("name", ["site.yaml", "addressees.yaml", "embassies.yaml"])
def test_a_file_of_the_folder_itself_that_is_a_link_out_of_it_is_not_read(make_appeals: Make, name: str) -> None:
    root = make_appeals({"embassies.yaml": "US: {}\n"})
    secret = root.parent / "secret"
    secret.write_text("password: 1234\n")
    (root / name).unlink()
    (root / name).symlink_to(secret)
    found = gather(root).found
    assert [(finding.code, finding.file) for finding in found if finding.code == "A309"] == [("A309", root / name)]
    assert "password" not in "".join(map(str, found))


@pytest.mark.parametrize(
    "name", ["site.yaml", "addressees.yaml", "embassies.yaml", "jane-doe/appeal.yaml", "jane-doe/fr.yaml"]
)
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_nobody_waits_for_what_is_no_file(make_appeals: Make, name: str, make: Callable[[Path], None]) -> None:
    root = make_appeals()
    (root / name).unlink(missing_ok=True)
    make(root / name)
    assert {finding.code for finding in gather(root).found} & {"A101", "A308"}


def test_a_link_within_the_folder_is_a_file_like_any_other(make_appeals: Make) -> None:
    root = make_appeals()
    (root / "site.yaml").rename(root / "organisation")
    (root / "site.yaml").symlink_to("organisation")
    assert read(root).findings == ()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("age1nonsense", "isn't an age key"),
        ("age1vnwwrg4sm0x9vapngccwx3z0gm7h6gx3c56jv7kd6ayu4nl0mufsqqa4j8", "isn't an age key"),
        ("AGE-SECRET-KEY-1SECRET", "is the private key"),
    ],
)
def test_a_key_for_which_nothing_can_be_sealed_is_found_and_not_repeated(
    make_appeals: Make, key: str, said: str
) -> None:
    root = make_appeals({"site.yaml": f"organisation: X\nage_key: {key}\n"})
    with pytest.raises(InvalidFiles) as caught:
        read(root)
    (finding,) = caught.value.findings
    assert (finding.line, finding.field, finding.code) == (2, "age_key", "A224")
    assert said in finding.message and key not in finding.message
