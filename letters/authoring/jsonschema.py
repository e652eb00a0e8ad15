"""The JSON Schema (Draft-07) of every kind of file, so that editors complete and explain while one types.

What a schema accepts, the loader accepts, and the other way round, but for what no schema can hold:

- whatever needs another file: keys of the address book, salutations and channels of addressees, photos, what a
  translation mirrors, whether a translation's subject is needed;
- whatever compares two values: the deadline with the day of issue, an addressee or a choice that stands twice;
- whether a fax number, an e-mail address or a time zone exists;
- how a value is written: `010`, `1e3` and `0x1F` are numbers to an editor and texts here, `Null` is nothing to an
  editor and a name here, and blanks around a quoted word are cut off here. Names between double braces may stand
  in brackets here;
- YAML itself: anchors, aliases, tags, names that stand twice, the size of a file.
"""

from __future__ import annotations

import ast
import inspect
import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from letters.addressee import EMBASSY, Addressee, Embassy
from letters.appeal.file import AppealFile
from letters.appeal.notice import EventFile, NewsFile, TranslatedNotice
from letters.appeal.translation import Translation
from letters.fields.countries import CountryCode
from letters.fields.text import Key
from letters.files import put, refuse_outside
from letters.library.site import Site

DRAFT = "http://json-schema.org/draft-07/schema#"
_KINDS: dict[str, tuple[Any, str]] = {
    "appeal": (AppealFile, "An appeal: facts, and the texts in its own language."),
    "translation": (Translation, ""),
    "addressees": (dict[Key, Addressee], "The address book: addressees by the keys that appeals name them by."),
    "embassies": (
        dict[CountryCode, dict[CountryCode, Embassy]],
        "Embassies by the country that sends them, then by the country that hosts them.",
    ),
    "site": (Site, ""),
    "news": (NewsFile, ""),
    "event": (EventFile, ""),
    "notice-translation": (TranslatedNotice, ""),
}

NAMED_BY = {
    "appeal.yaml": "# yaml-language-server: $schema=../appeal.schema.json",
    "a translation": "# yaml-language-server: $schema=../translation.schema.json",
    "addressees.yaml": "# yaml-language-server: $schema=addressees.schema.json",
    "embassies.yaml": "# yaml-language-server: $schema=embassies.schema.json",
    "site.yaml": "# yaml-language-server: $schema=site.schema.json",
    "news.yaml": "# yaml-language-server: $schema=../news.schema.json",
    "event.yaml": "# yaml-language-server: $schema=../event.schema.json",
    "a translation of news or an event": "# yaml-language-server: $schema=../notice-translation.schema.json",
}
"""The first line of each kind of file, from which editors know its schema."""


@cache
def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file, such as `appeal.schema.json`."""
    return {
        f"{kind}.schema.json": json.dumps(_schema(kind, *described), ensure_ascii=False, indent=2) + "\n"
        for kind, described in _KINDS.items()
    }


def write(folder: Path) -> list[Path]:
    """Write the schemas into a folder; the files that were not there or not the same. Raises LettersError."""
    texts = {folder / name: text for name, text in schemas().items()}
    for path in texts:
        refuse_outside(path)
    changed = [path for path, text in texts.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in changed:
        put(path, texts[path])
    return changed


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas without titles made from field names, with names of entries that are checked.

    What stands below a field in the code is its description. It is read here, as pydantic would read it at the start of
    every command: a tenth of a second.
    """

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        for name, description in _described(schema["cls"]).items():
            made["properties"][name].setdefault("description", description)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        names = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", "propertyNames": names, "additionalProperties": values}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        return {"anyOf": [self.generate_inner(choice) for choice in schema["choices"].values()]}


def _described(model: type[BaseModel]) -> dict[str, str]:
    """The docstrings of a model's fields, inherited ones included."""
    found: dict[str, str] = {}
    for base in reversed([base for base in model.__mro__ if issubclass(base, BaseModel) and base is not BaseModel]):
        (written,) = ast.parse(dedent(inspect.getsource(base))).body
        for field, below in pairwise(written.body if isinstance(written, ast.ClassDef) else ()):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[name] = inspect.cleandoc(text)
                case _:
                    pass
    return {name: text for name, text in found.items() if name in model.model_fields}


def _schema(kind: str, described: Any, description: str) -> dict[str, Any]:
    made = TypeAdapter(described).json_schema(schema_generator=_Generator, ref_template="#/definitions/{model}")
    definitions: dict[str, Any] = {}
    found = {name: _hoisted(value, definitions, top=True) for name, value in made.pop("$defs", {}).items()}
    top = _hoisted(made, definitions, top=True)
    if kind == "addressees":
        # The key stands for the embassies.
        top["propertyNames"] = {"allOf": [top["propertyNames"], {"not": {"const": EMBASSY}}]}
    described_top = {"description": description} if description else {}
    return {"$schema": DRAFT, **described_top, **top, "definitions": dict(sorted({**found, **definitions}.items()))}


def _hoisted(value: Any, definitions: dict[str, Any], *, top: bool = False) -> Any:
    """The schema with each small type moved into `definitions` by its title."""
    if isinstance(value, list):
        return [_hoisted(item, definitions) for item in value]
    if not isinstance(value, dict):
        return value
    # A field may be called title, too; what stands there is no text.
    title = value["title"] if isinstance(value.get("title"), str) else ""
    inner = {name: _hoisted(item, definitions) for name, item in value.items() if not (name == "title" and title)}
    if isinstance(description := inner.get("description"), str):
        # The first paragraph; the rest is for those who read the code.
        inner["description"] = " ".join(description.partition("\n\n")[0].split())
    if inner.get("default", 0) in (None, []):
        del inner["default"]
    if title and not top:
        own = {name: inner.pop(name) for name in ("description", "default") if name in inner}
        definitions[title] = inner
        inner = {**own, "$ref": f"#/definitions/{title}"}
    if "$ref" in inner and len(inner) > 1:
        # Draft-07 overlooks what stands beside a $ref.
        inner["allOf"] = [{"$ref": inner.pop("$ref")}]
    return inner
