"""Plain data into frozen, typed values, and every mistake into a finding with its line."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from letters.errors import Finding, InvalidFiles
from letters.loader import KeyPath, Source


class Frozen(BaseModel):
    """A typed, frozen value whose fields are all known: a mistyped name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


ModelT = TypeVar("ModelT", bound=BaseModel)


def validate(model: type[ModelT], source: Source, path: KeyPath = ()) -> ModelT:
    """The part of the file at `path` as a `model`. Raises InvalidFiles with all findings at once."""
    data = source.data
    for part in path:
        data = data[part]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        raise InvalidFiles([_finding(model, source, path, data, detail) for detail in details]) from None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean ...?)` with the nearest known word, or nothing."""
    nearest = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {nearest[0]}?)" if nearest else ""


def _finding(model: type[BaseModel], source: Source, prefix: KeyPath, data: Any, error: ErrorDetails) -> Finding:
    unknown = error["type"] == "extra_forbidden"
    path = (*prefix, *_path_in_file(data, error["loc"]))
    if error["type"] == "missing":
        return source.finding((*path, error["loc"][-1]), "is missing", at_key=True)
    message = _unknown_field(model, error["loc"]) if unknown else _explain(error)
    return source.finding(path, message, at_key=unknown)


def _path_in_file(data: Any, location: Sequence[str | int]) -> KeyPath:
    """Pydantic's location without the names of union members, which no author has written."""
    path: list[str | int] = []
    for part in location:
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _unknown_field(model: type[BaseModel], location: Sequence[str | int]) -> str:
    fields = {name for candidate in _models_at(model, location[:-1]) for name in candidate.model_fields}
    hint = did_you_mean(str(location[-1]), fields) or f" (known here: {', '.join(sorted(fields))})"
    return f"there is no such field{hint}"


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
        is_list = typing.get_origin(annotation) in (list, tuple, dict)
        yield from _models_at(argument, location[1:] if is_list else location)


_MESSAGES = {
    "string_type": "must be a text",
    "tuple_type": "must be a list, each item on a line of its own that begins with '- '",
    "list_type": "must be a list, each item on a line of its own that begins with '- '",
    "dict_type": "must have fields below it, each as `name: value`",
    "model_type": "must have fields below it, each as `name: value`",
    "mapping_type": "must have fields below it, each as `name: value`",
    "bool_parsing": "must be true or false",
    "int_parsing": "must be a whole number",
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
}


def _explain(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "enum" or kind == "literal_error":
        known = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return f"must be one of {', '.join(known)}{did_you_mean(str(error['input']), known)}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters"
    if error["input"] is None:
        return "has no value"
    return _MESSAGES.get(kind, error["msg"])
