"""Plain data into frozen, typed values, and every mistake into a finding with its line."""

from __future__ import annotations

import re
import typing
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from letters.errors import MOST_FINDINGS, Finding, InvalidFiles, did_you_mean, nearest_word, quoted, the_rest
from letters.yamlfile.source import KeyPath, Source


class Frozen(BaseModel):
    """A typed, frozen value whose fields are all known: a mistyped name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    BEGINS: ClassVar[str] = ""
    """For a kind of file: the commands that begin one, for authors who put plain text into it."""


ModelT = TypeVar("ModelT", bound=BaseModel)
KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


def _freeze(mapping: Mapping[KeyT, ValueT]) -> Mapping[KeyT, ValueT]:
    return MappingProxyType(dict(mapping))


FrozenMapping = Annotated[Mapping[KeyT, ValueT], AfterValidator(_freeze)]
"""A mapping that nobody can change after loading."""

EMPTY: Any = Field(default_factory=lambda: MappingProxyType({}))


def problem(
    code: str, message: str, *at: str | int, near: Sequence[str | int] = (), word: str = ""
) -> PydanticCustomError:
    """The error for a validator to raise, where a finding shall point elsewhere than to the validator's own field.

    `at` leads further into the field's value. `near` names a field beside this one in whose line the finding
    is shown, for one that is missing. `word` is the part of the value that is wrong.
    """
    return PydanticCustomError(
        "problem", "{message}", {"code": code, "message": message, "at": at, "near": near, "word": word}
    )


def validate(model: type[ModelT], source: Source, path: KeyPath = ()) -> ModelT:
    """The part of the file at `path` as a `model`. Raises InvalidFiles with all findings at once."""
    data = source.data
    for part in path:
        data = data[part]
    if not path and not data:
        raise InvalidFiles([source.finding((), "A118", "the file is empty")])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = list(_without_echoes(model, error.errors(include_url=False, include_context=True)))
        raise InvalidFiles(_findings(model, source, path, data, details)) from None


def _findings(
    model: type[BaseModel], source: Source, prefix: KeyPath, data: Any, details: Sequence[ErrorDetails]
) -> list[Finding]:
    """A finding for each of the first errors, in the order of lines: what to do is worked out for no more of them."""

    def place(detail: ErrorDetails) -> tuple[int, int]:
        return source.position((*prefix, *_path_in_file(data, detail["loc"])))

    in_order = sorted(details, key=place) if len(details) > MOST_FINDINGS else details
    found = [_finding(model, source, prefix, data, detail) for detail in in_order[:MOST_FINDINGS]]
    if left := in_order[MOST_FINDINGS:]:
        line, column = place(left[0])
        found.append(the_rest(Finding(source.file, line, column, "", "", ""), len(left)))
    return found


def _without_echoes(model: type[BaseModel], errors: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors, without those that only follow from another: a field is absent where its name is mistyped."""
    missing = {error["loc"][:-1] for error in errors if error["type"] == "missing"}
    unknown: dict[tuple[str | int, ...], list[str]] = {}
    for error in errors:
        if error["type"] == "extra_forbidden" and error["loc"][:-1] in missing:
            unknown.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    mistyped = {
        (*location, nearest_word(name, fields))
        for location, names in unknown.items()
        for fields in [_fields_at(model, location)]
        for name in names[:MOST_FINDINGS]
    }
    # A list counts only the items without errors, so it may seem too short.
    around = {error["loc"][:end] for error in errors for end in range(len(error["loc"]))}
    for error in errors:
        echo = (error["type"] == "missing" and error["loc"] in mistyped) or (
            error["type"] == "too_short" and error["loc"] in around
        )
        if not echo:
            yield error


def _finding(model: type[BaseModel], source: Source, prefix: KeyPath, data: Any, error: ErrorDetails) -> Finding:
    kind, context = error["type"], error.get("ctx", {})
    unknown = kind == "extra_forbidden"
    path = (*prefix, *_path_in_file(data, error["loc"]))
    if kind == "missing":
        return source.finding(
            (*path, error["loc"][-1]), "A201", f"is missing: add it (`{error['loc'][-1]}: ...`)", at_key=True
        )
    if kind == "problem":
        # A field that isn't in the file was left out of the path; it is the one that the message is about.
        absent = error["loc"][-1:] if context["near"] and path[-1:] != error["loc"][-1:] else ()
        near = (*(path if absent else path[:-1]), *context["near"]) if context["near"] else None
        path = (*path, *absent, *context["at"])
        return source.finding(path, *_explain(error), near=near, word=context["word"])
    explained = ("A202", _unknown_field(model, error["loc"])) if unknown else _explain(error)
    if kind in ("tuple_type", "list_type") and (fields := _fields_of(model, (*error["loc"], 0))):
        begin = f"each item begins with `- {fields[0]}: ` on a line of its own"
        explained = ("A205", f"must be a list: {begin}{_slip(error['input'])}")
    if explained[0] == "A203":
        needed = not error["loc"] or error["loc"][-1] in _required_at(model, error["loc"][:-1])
        explained = ("A203", f"{explained[1]}{_why_empty(source, path, needed=needed)}")
    if explained[0] == "A206" and not path and isinstance(data, str) and issubclass(model, Frozen) and model.BEGINS:
        explained = ("A206", f"holds text but no fields; {model.BEGINS}")
    elif explained[0] == "A206" and (fields := _fields_of(model, error["loc"])):
        explained = (
            "A206",
            f"must have fields below it, each as `name: value`: {', '.join(fields)}{_slip(error['input'])}",
        )
    return source.finding(path, *explained, at_key=unknown or error["loc"][-1:] == ("[key]",))


def _why_empty(source: Source, path: KeyPath, *, needed: bool) -> str:
    """What the author may have meant as the value that isn't there."""
    line = source.line(path)
    if re.search(r"\s#", source.lines[line - 1]):
        return "; anything after a # is a note, unless it is between double quotes"
    below = source.lines[line : line + 1]
    if not isinstance(path[-1], int) and any(text.lstrip().startswith("- ") for text in below):
        return "; if its items stand below, indent them further than its name"
    return ": write one" if needed else ": write one, or delete the line"


def _required_at(model: type[BaseModel], location: Sequence[str | int]) -> set[str]:
    """The fields that can't be left out where every model that can stand there asks for them."""
    models = list(_models_at(model, location))
    required = [{name for name, field in each.model_fields.items() if field.is_required()} for each in models]
    return set.intersection(*required) if required else set()


def _fields_of(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """The fields of what must stand here, those that can't be left out if there are any."""
    models = list(_models_at(model, location))
    if len(models) != 1:
        return []
    fields = models[0].model_fields
    return [name for name, field in fields.items() if field.is_required()] or list(fields)


def _path_in_file(data: Any, location: Sequence[str | int]) -> KeyPath:
    """Pydantic's location without the names of union members, which no author has written."""
    path: list[str | int] = []
    for part in location:
        in_list = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if in_list or (isinstance(data, dict) and part in data):
            data = data[part]
            path.append(part)
    return tuple(path)


def _unknown_field(model: type[BaseModel], location: Sequence[str | int]) -> str:
    fields = _fields_at(model, location[:-1])
    name = str(location[-1])
    hint = did_you_mean(name, fields) or f" (known here: {', '.join(sorted(fields))})"
    if " " in name and hint.startswith(" (known"):
        hint = "; if this line continues the text above it, begin it in the same column as that text"
    return f"there is no such field{hint}"


def _fields_at(model: type[BaseModel], location: Sequence[str | int]) -> set[str]:
    return {name for candidate in _models_at(model, location) for name in candidate.model_fields}


def _models_at(annotation: Any, location: Sequence[str | int]) -> Iterator[type[BaseModel]]:
    """The models that can stand at a location, as far as the annotations tell."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not location:
            yield annotation
        elif location[0] in annotation.model_fields:
            yield from _models_at(annotation.model_fields[str(location[0])].annotation, location[1:])
        elif location[0] == annotation.__name__:
            yield from _models_at(annotation, location[1:])
        return
    for argument in typing.get_args(annotation):
        is_list = typing.get_origin(annotation) in (list, tuple, dict, Mapping)
        yield from _models_at(argument, location[1:] if is_list else location)


# What can stand between brackets as it is.
_ONE_ITEM = r"[^-\s,\[\]{}#&*!|>'\"%@`][^,\[\]{}#:\n]{0,60}"
_MESSAGES = {
    "string_type": ("A204", "must be a text"),
    "tuple_type": ("A205", "must be a list, each item on a line of its own that begins with '- '"),
    "list_type": ("A205", "must be a list, each item on a line of its own that begins with '- '"),
    "dict_type": ("A206", "must have fields below it, each as `name: value`"),
    "model_type": ("A206", "must have fields below it, each as `name: value`"),
    "mapping_type": ("A206", "must have fields below it, each as `name: value`"),
    "bool_parsing": ("A210", "must be true or false"),
    "int_parsing": ("A209", "must be a whole number"),
    "too_short": ("A207", "must not be empty"),
    "string_too_short": ("A207", "must not be empty"),
    "no_block": ("A219", ""),
    "greater_than_equal": ("A209", "must be at least 1"),
}


def _explain(error: ErrorDetails) -> tuple[str, str]:
    """A code and a message."""
    kind, context = error["type"], error.get("ctx", {})
    if error["input"] is None and kind != "problem":
        return "A203", "has no value"
    if kind == "problem":
        return str(context["code"]), str(context["message"])
    if kind == "enum" or kind == "literal_error":
        known = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        wrong = f", not {quoted(error['input'])}" if isinstance(error["input"], str) else ""
        return "A208", f"must be one of {', '.join(known)}{wrong}{did_you_mean(str(error['input']), known)}"
    if kind == "value_error":
        code = context["error"].code
        # What says itself what to write needs no more.
        return code, f"{context['error']}{_slip(error['input']) if code not in ('A206', 'A216') else ''}"
    value = error["input"]
    if kind in ("tuple_type", "list_type") and isinstance(value, str) and re.fullmatch(_ONE_ITEM, value):
        return "A205", f"must be a list: write each item on a line of its own that begins with '- ', or [{value}]"
    if kind == "string_type" and isinstance(value, list) and len(value) == 1:
        return "A204", "must be one text, not a list: remove the brackets or the dash"
    code, message = _MESSAGES.get(kind, ("A221", ""))
    if code in ("A209", "A210") and isinstance(value, (str, int)):
        message += f", not {quoted(value)}"
    return code, f"{message or error['msg']}{_slip(error['input'])}"


def _slip(value: Any) -> str:
    """A hint on what else than the value itself is wrong with it, such as quotation marks of a word processor."""
    if not isinstance(value, str):
        return ""
    if value[:1] in tuple("“”„‘’«"):
        return "; remove the curly quotation marks, or use straight ones"
    if hidden := next((sign for sign in value if unicodedata.category(sign) == "Cf"), ""):
        return f"; there is an invisible character in it (U+{ord(hidden):04X}): type it again"
    if value.endswith(","):
        return "; remove the comma at its end"
    if re.match(r"[A-Za-z_]\w*:\S", value):
        return "; a space is missing after the colon"
    return "; a space is missing after the dash" if re.match(r"-\S", value) else ""
