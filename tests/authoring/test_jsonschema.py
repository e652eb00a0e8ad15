"""What an editor with the published schemas says of a file, and what the loader says of it, is the same."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from places import CHECKOUT
from pydantic import BaseModel, WithJsonSchema
from ruamel.yaml import YAML

from letters.addressee import Addressee, Embassy
from letters.appeal.file import AppealFile
from letters.appeal.notice import EventFile, NewsFile, TranslatedNotice
from letters.appeal.signatories import RoughCount, SignatoryGroup
from letters.appeal.translation import Translation
from letters.authoring.jsonschema import NAMED_BY, schemas, write
from letters.cli import main
from letters.errors import Finding, InvalidFiles
from letters.fields.dates import PartialDate
from letters.library.library import read
from letters.library.site import Site
from letters.resources import folder
from letters.yamlfile.loader import load
from letters.yamlfile.validation import validate

SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
VALIDATORS = {name.partition(".")[0]: Draft7Validator(schema) for name, schema in SCHEMAS.items()}
SHIPPED = sorted(folder("appeals").rglob("*.yaml"))
KIND_OF_FILE = {"appeal": "appeal.yaml", "addressees": "addressees.yaml", "embassies": "embassies.yaml"}
KIND_OF_FILE |= {"site": "site.yaml", "translation": "a translation", "news": "news.yaml", "event": "event.yaml"}
KIND_OF_FILE |= {"notice-translation": "a translation of news or an event"}


def kind_of(path: Path) -> str:
    of_notice = any(path.with_name(f"{kind}.yaml").exists() for kind in ("news", "event"))
    return path.stem if path.stem in VALIDATORS else "notice-translation" if of_notice else "translation"


def test_the_schemas_are_valid_draft_07() -> None:
    assert set(VALIDATORS) == set(KIND_OF_FILE)
    for schema in SCHEMAS.values():
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        Draft7Validator.check_schema(schema)


def test_the_shipped_schemas_are_those_of_the_code() -> None:
    """After a change that is meant: `letters schema`."""
    shipped = {path.name: path.read_text(encoding="utf-8") for path in folder("appeals").glob("*.schema.json")}
    assert shipped == schemas()


def test_a_schema_is_written_over_a_link_and_never_through_it(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("organisation: X\n")
    (tmp_path / "site.schema.json").symlink_to("site.yaml")
    write(tmp_path)
    assert (tmp_path / "site.yaml").read_text() == "organisation: X\n"
    assert (tmp_path / "site.schema.json").read_text("utf-8") == schemas()["site.schema.json"]


def test_no_schema_is_written_when_one_leads_out_of_the_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.write_text("theirs")
    (inside / "translation.schema.json").symlink_to(outside)
    result = CliRunner().invoke(main, ["schema", "--out", str(inside)])
    assert result.exit_code == 1 and f"{inside / 'translation.schema.json'} is a link" in result.output
    assert outside.read_text() == "theirs" and len(list(inside.iterdir())) == 1


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_shipped_file_names_its_schema_and_keeps_to_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    assert first == NAMED_BY[KIND_OF_FILE[kind_of(path)]]
    assert (path.parent / first.partition("$schema=")[2]).resolve().is_file()
    assert [error.message for error in VALIDATORS[kind_of(path)].iter_errors(_as_an_editor(text))] == []


def _as_an_editor(text: str) -> Any:
    """The data of the file as YAML 1.2 has it: numbers and truth values are such, a date is a text."""
    data = YAML(typ="safe", pure=True).load(text)
    return json.loads(json.dumps(data, default=str))


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    assert {path.name for path in write(tmp_path)} == set(SCHEMAS)
    (tmp_path / "site.schema.json").write_text("{}")
    assert write(tmp_path) == [tmp_path / "site.schema.json"]
    assert write(tmp_path) == []


def test_every_field_is_explained_and_those_of_appeal_and_site_as_in_the_page_for_authors() -> None:
    page = (CHECKOUT / "docs" / "appeals.md").read_text(encoding="utf-8")
    for name, heading in (
        *(("appeal", "field"), ("site", "field of the site")),
        *(("news", "field of news"), ("event", "field of an event")),
    ):
        table = page.partition(f"| {heading} |")[2].partition("\n\n")[0]
        fields = SCHEMAS[f"{name}.schema.json"]["properties"]
        said = {field: described.get("description") for field, described in fields.items()}
        assert said == dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.MULTILINE))
    places = [schema for schema in SCHEMAS.values() if "properties" in schema]
    places += [
        place for schema in SCHEMAS.values() for place in schema["definitions"].values() if "properties" in place
    ]
    assert len(places) > 10
    assert [
        place for place in places if any("description" not in field for field in place["properties"].values())
    ] == []


# --- The same verdict -----------------------------------------------------------------------------------------------

# Valid values of each small type, as an editor reads them.
SAMPLES: dict[str, list[Any]] = {
    "Text": ["A text.", "Zwei\n\nAbsätze", 2020, 1.5, True, "{{ anything }}", "«»", " x "],
    "AuthorText": ["I ask you.", "Dear {{ addressee.name }}, of {{supporter.town}}", "{ } {x", 7, False],
    "Key": ["mayor", "judge-2", "7"],
    "CountryCode": ["CN", "NO", "GB"],
    "Day": ["2020-02-29", "2026-12-31"],
    "Deadline": ["none", "2026-12-31"],
    "Instant": ["2020-04-19T23:01Z", "2020-04-19 23:01:59+02:00"],
    "LocalTime": ["2020-04-19 18:30", "2020-02-29T23:01:59"],
    "LanguageCode": ["en", "fr", "kab"],
    "LanguageOfLetters": ["en", "fr"],
    "Topic": ["death-penalty", "torture"],
    "EmailAddress": ["a@b.example", "jane.doe@city.example.org"],
    "FaxNumber": ["+86 10 6238 1025", "(00 202) 2577 4716", "011-52-722-276-0046"],
    "WholeNumber": [2020, "2020", 0],
    "Year": [2020, "1999"],
    "PositiveNumber": [70000, "1"],
    "TrueOrFalse": [True, False, "true"],
    "Website": ["https://rights.example", "http://www.rights.example/en/"],
    "SecureWebsite": ["https://give.example/now"],
    "Phrase": ["Donate", 2020, {"en": "Donate", "fr": "Faire un don"}],
    "SiteColour": ["#1c3f72", "#FA0", {"light": "#1c3f72", "dark": "#a9c7f5"}, {"dark": "#ffffff"}],
    "TimeZone": ["UTC", "Europe/London", "Etc/GMT+1"],
    "AgeKey": ["age1vnwwrg4sm0x9vapngccwx3z0gm7h6gx3c56jv7kd6ayu4nl0mufsqqa4j9"],
    "PartialDate": [2019, "2019", "2019-09", "2019-09-10"],
}
JUNK: list[Any] = [
    *(
        None,
        [],
        {},
        "",
        " ",
        "x",
        "none",
        12,
        0,
        -3,
        755,
        "0755",
        1.5,
        True,
        [None],
        ["x"],
        [[]],
        {"x": "y"},
        {"text": "x"},
    ),
    *("2020-02-30", "2020-02-29", "CN", "en", "stopped", "solidarity", "open-letter", "a@b.example", "yes", "embassy"),
    *("{{ supporter.town }}", "{{ supporter.twon }}", "{{ 7 * 7 }}", "{% if x %}", "{# x #}", "{{", "a\x07b", "a\nb"),
]
NO_SCHEMA_CAN_TELL = re.compile(
    r"'[A-Za-z][\w+/-]*' isn't a time zone|is in this list twice|another choice of this letter|is earlier than"
    r"|has a contrast of only"
)


def values(annotation: Any, metadata: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """Values, as an editor reads them, of what a field is annotated with."""
    titles = [item.json_schema["title"] for item in metadata if isinstance(item, WithJsonSchema) and item.json_schema]
    if titles:
        return st.sampled_from(SAMPLES[titles[-1]])
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return values(arguments[0], arguments[1:])
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(argument) for argument in arguments])
    if origin is tuple:
        return st.lists(values(arguments[0]), min_size=1, max_size=2)
    if annotation in (None, types.NoneType):
        return st.none()
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(values(arguments[0]), values(arguments[1]), min_size=1, max_size=2)
    if annotation is PartialDate:
        return st.sampled_from(SAMPLES["PartialDate"])
    if issubclass(annotation, Enum):
        return st.sampled_from([member.value for member in annotation])
    return documents(annotation)


def documents(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """What a file can say of a model: the fields that it needs and some of the others."""
    fields = {name: values(field.annotation, tuple(field.metadata)) for name, field in model.model_fields.items()}
    needed = {name: fields[name] for name, field in model.model_fields.items() if field.is_required()}
    optional = {name: value for name, value in fields.items() if name not in needed}
    document = st.fixed_dictionaries(needed, optional=optional)
    return document.map(MENDED[model]) if model in MENDED else document


def _suiting(appeal: dict[str, Any]) -> dict[str, Any]:
    kind, letter = appeal.get("kind", "appeal"), dict(appeal["letter"])
    banned = {"solidarity": {"demands"}, "open-letter": {"points", "own_words"}}.get(kind, set())
    letter["body"] = [block for block in letter["body"] if not (isinstance(block, dict) and banned & set(block))] or [
        "x"
    ]
    letter["subject"] = None if kind == "solidarity" else letter.get("subject") or "x"
    if kind != "open-letter":
        appeal = {name: value for name, value in appeal.items() if name != "petition"}
    if appeal["status"] == "stopped":
        appeal = {**appeal, "outcome": appeal.get("outcome") or "x"}
    if appeal.get("photo"):
        appeal = {name: value for name, value in appeal.items() if name != "photos"}
    return {**appeal, "letter": letter}


def _counted(group: dict[str, Any]) -> dict[str, Any]:
    if group.get("members"):
        return {name: value for name, value in group.items() if name not in ("count", "members_from")}
    if group.get("members_from"):
        return {name: value for name, value in group.items() if name not in ("count", "members")}
    if isinstance(group.get("count"), dict):
        group = {name: value for name, value in group.items() if name != "approximate"}
    return {**group, "count": group.get("count") or 7, "date": group.get("date") or "2019-09-10"}


def _rough(count: dict[str, Any]) -> dict[str, Any]:
    said = [name for name, number in count.items() if number is not None]
    return {said[0]: count[said[0]]} if said else {"about": 7}


def _reachable(addressee: dict[str, Any]) -> dict[str, Any]:
    usable = {channel: why for channel, why in addressee.get("unavailable", {}).items() if addressee.get(channel)}
    return {**addressee, "unavailable": usable} if "unavailable" in addressee else addressee


MENDED: dict[type[BaseModel], Callable[[dict[str, Any]], dict[str, Any]]] = {
    AppealFile: _suiting,
    SignatoryGroup: _counted,
    RoughCount: _rough,
    Addressee: _reachable,
    Embassy: _reachable,
}
KEYS, COUNTRIES = st.sampled_from(SAMPLES["Key"]), st.sampled_from(SAMPLES["CountryCode"])
FILES: dict[str, st.SearchStrategy[Any]] = {
    "appeal": documents(AppealFile),
    "translation": documents(Translation),
    "site": documents(Site),
    "news": documents(NewsFile),
    "event": documents(EventFile),
    "notice-translation": documents(TranslatedNotice),
    "addressees": st.dictionaries(KEYS, documents(Addressee), max_size=2),
    "embassies": st.dictionaries(COUNTRIES, st.dictionaries(COUNTRIES, documents(Embassy), max_size=2), max_size=2),
}
MODELS: dict[str, type[BaseModel]] = {"appeal": AppealFile, "translation": Translation, "site": Site}
MODELS |= {"news": NewsFile, "event": EventFile, "notice-translation": TranslatedNotice}


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value in it, the whole included."""
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, item in items:
        yield from places(item, (*path, name))


def changed(data: Any, path: tuple[Any, ...], how: str, junk: Any) -> Any:
    """The data with the value at the path replaced or left out, or with an unknown field beside its own."""
    if path:
        inner = changed(data[path[0]], path[1:], how, junk)
        if isinstance(data, dict):
            rest = {name: value for name, value in data.items() if name != path[0]}
            return rest if how == "leave out" and len(path) == 1 else {**rest, path[0]: inner}
        dropped = [] if how == "leave out" and len(path) == 1 else [inner]
        return [*data[: path[0]], *dropped, *data[path[0] + 1 :]]
    if how == "add":
        return {**data, "unknown": junk} if isinstance(data, dict) else junk
    return junk if how == "replace" else data


def findings(kind: str, data: Any, root: Path) -> list[Finding]:
    """What the loader says of the data as a file, but for what no schema can tell. JSON is YAML."""
    path = root / f"{kind}.yaml"
    path.write_text(json.dumps(data), encoding="utf-8")
    try:
        if kind in MODELS:
            validate(MODELS[kind], load(path))
            return []
        (root / "site.yaml").write_text("organisation: x\n")
        found = read(root).findings
    except InvalidFiles as error:
        found = error.findings
    finally:
        path.unlink()
    return [finding for finding in found if not NO_SCHEMA_CAN_TELL.match(finding.message)]


CHANGES = ("replace", "leave out", "add")
PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("kind", FILES)
def test_both_accept_whatever_the_models_allow(kind: str, root: Path) -> None:
    @PATIENT
    @given(FILES[kind])
    def compare(data: Any) -> None:
        assert [error.message for error in VALIDATORS[kind].iter_errors(data)] == []
        assert findings(kind, data, root) == []

    compare()


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("kind", FILES)
def test_both_give_the_same_verdict_on_a_changed_file(kind: str, root: Path) -> None:
    """One thing changed: a value left out or replaced, or an unknown field."""
    verdicts = {True: 0, False: 0}

    @PATIENT
    @given(st.data())
    def compare(draw: st.DataObject) -> None:
        data = draw.draw(FILES[kind])
        path, how = draw.draw(st.sampled_from(list(places(data)))), draw.draw(st.sampled_from(CHANGES))
        data = changed(data, path, how, draw.draw(st.sampled_from(JUNK)))
        found = findings(kind, data, root)
        verdicts[not found] += 1
        refused = [error.message for error in VALIDATORS[kind].iter_errors(data)]
        assert bool(found) == bool(refused), (data, [finding.message for finding in found], refused)

    compare()
    assert all(verdicts.values()), verdicts


def test_the_command_writes_them_beside_the_site_or_where_it_is_told(
    make_appeals: Callable[[], Path], tmp_path: Path
) -> None:
    root, other = make_appeals(), tmp_path / "other"
    other.mkdir()
    told = CliRunner().invoke(main, ["schema", "--appeals", str(root)])
    assert told.exit_code == 0 and NAMED_BY["a translation"] in told.output
    assert {path.name for path in root.glob("*.schema.json")} == set(SCHEMAS)
    assert CliRunner().invoke(main, ["schema", "--out", str(other)]).exit_code == 0
    assert (other / "site.schema.json").read_text(encoding="utf-8") == schemas()["site.schema.json"]
    refused = CliRunner().invoke(main, ["schema", "--out", str(tmp_path / "none")])
    assert refused.exit_code == 1 and "there is no folder" in refused.output
