"""What the small types of YAML files look like to an editor, as JSON Schema.

An editor reads `2020` as a number and `true` as a truth value where the loader sees texts; so a type accepts
whatever its text would be read as. `patternErrorMessage` is what editors show in place of the pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import WithJsonSchema

KEY_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
LANGUAGE_PATTERN = "[a-z]{2,3}"
# A place in a draft that waits for its author.
PLACE_PATTERN = r"\s*\[[^\[\]]+\]\s*"
NUMBER_PATTERN = "0*[0-9]{1,9}"
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
_LONG, _SHORT = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(0[1-9]|1[0-9]|2[0-8])"
_DAY = f"((?!0000)[0-9]{{4}}-({_LONG}|{_SHORT}|{_FEBRUARY})|{_LEAP_YEAR}-02-29)"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
INSTANT_PATTERN = f"{_DAY}[T ]{_CLOCK}(:[0-5][0-9])?(Z|[+-]{_CLOCK})"
LOCAL_TIME_PATTERN = f"{_DAY}[T ]{_CLOCK}(:[0-5][0-9])?"
_MONTH = "[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?"
# Signs that can be seen: blanks may stand between and around them, and line breaks.
_SEEN = r"[^\s\x00-\x1f\x7f-\x9f]"
_TEXT = rf"\s*{_SEEN}([^\x00-\x09\x0b-\x1f\x7f-\x9f]*{_SEEN})?\s*"
# Digits and dashes of every script, which no pattern of an editor can name; and marks that copying brings along.
_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_DIALLED = "[^\\x00-\\x08A-Za-z,;:/#+@*=&!?]"
_ABROAD = r"[+＋]|0[\s().-]*0|0[\s().-]*1[\s().-]*1"


def looks_like(title: str, pattern: str, hint: str, *types: str, **more: Any) -> WithJsonSchema:
    """A text that matches as a whole, or a value of one of the other `types`. `hint` says what to write."""
    accepted = ["string", *types] if types else "string"
    shape = {"title": title, "type": accepted, "pattern": f"^({pattern})$", "patternErrorMessage": hint, **more}
    return WithJsonSchema(shape)


def one_of(title: str, values: Iterable[Any]) -> WithJsonSchema:
    """One of these values."""
    return WithJsonSchema({"title": title, "enum": list(values)})


def naming(title: str, names: Iterable[str]) -> WithJsonSchema:
    """A text in which these names, and nothing else, may stand between double braces."""
    known = ", ".join(names)
    place = "|".join(name.replace(".", r"\s*\.\s*") for name in names)
    braces = rf"^([^{{]|\{{(?![{{%#])|\{{\{{[-+]?\s*({place})\s*[-+]?\}}\}})*$"
    hint = f"only these names can be used between double braces: {known}"
    return WithJsonSchema(
        {
            "title": title,
            "allOf": [TEXT.json_schema, {"pattern": braces, "patternErrorMessage": hint}],
        }
    )


TEXT = looks_like("Text", _TEXT, "must not be empty, nor hold invisible control characters", "number", "boolean")
DAY = looks_like("Day", _DAY, "write year-month-day, such as 2026-12-31")
DEADLINE = looks_like("Deadline", f"none|{_DAY}", "write year-month-day, such as 2026-12-31, or none")
INSTANT = looks_like("Instant", INSTANT_PATTERN, "write it as 2026-04-19T23:01Z")
LOCAL_TIME = looks_like("LocalTime", LOCAL_TIME_PATTERN, "write the time on a clock there, as 2026-12-10 18:30")
PARTIAL_DATE = looks_like(
    "PartialDate",
    f"{_MONTH}|(?!0){_DAY}",
    "write 2019-09-10, or 2019-09 or 2019 if you know no more",
    "integer",
    minimum=1000,
    maximum=9999,
)
YEAR = looks_like("Year", "[1-9][0-9]{3}", "write four digits, such as 2019", "integer", minimum=1000, maximum=9999)
KEY = looks_like(
    "Key",
    KEY_PATTERN,
    "small letters a to z, digits and single hyphens, such as xi-jinping",
    "integer",
    "boolean",
    minimum=0,
)
LANGUAGE_CODE = looks_like("LanguageCode", LANGUAGE_PATTERN, "a language code of ISO 639 such as en, fr or zh")
WEBSITE_PATTERN = r"https?://[^\s/.]+\.\S+"
WEBSITE = looks_like("Website", WEBSITE_PATTERN, "a whole address, such as https://organisation.example")
SECURE_WEBSITE_PATTERN = r"https://[^\s/.]+\.\S+"
SECURE_WEBSITE = looks_like(
    "SecureWebsite", SECURE_WEBSITE_PATTERN, "a whole address that begins with https://, such as https://give.example"
)
COLOUR_PATTERN = "#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"
COLOUR = looks_like("Colour", COLOUR_PATTERN, 'a # and six digits between double quotes, such as "#1c3f72"')
EMAIL_ADDRESS = looks_like("EmailAddress", r"[^@\s]+@[^@\s]+\.[^@\s.]+", "must be one e-mail address")
AGE_KEY = looks_like("AgeKey", "age1[02-9ac-hj-np-z]{58}", "the public key, such as age1...; never the private one")
TIME_ZONE = looks_like("TimeZone", "[A-Za-z][A-Za-z0-9_+/-]*", "a time zone such as Europe/London", "boolean")
FAX_NUMBER = looks_like(
    "FaxNumber",
    rf"[\s({_MARKS}]*({_ABROAD}){_DIALLED}{{5,}}",
    "begin with + and the country code, such as +86 10 6238 1025",
    "integer",
    minimum=100_000,
)
WHOLE_NUMBER = looks_like(
    "WholeNumber", NUMBER_PATTERN, "must be a whole number, in digits only", "integer", minimum=0, maximum=999_999_999
)
POSITIVE_NUMBER = looks_like(
    "PositiveNumber", "0*[1-9][0-9]{0,8}", "must be at least 1", "integer", minimum=1, maximum=999_999_999
)


PHRASE = WithJsonSchema(
    {
        "title": "Phrase",
        "anyOf": [
            TEXT.json_schema,
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": LANGUAGE_CODE.json_schema,
                "additionalProperties": TEXT.json_schema,
            },
        ],
    }
)
SITE_COLOUR = WithJsonSchema(
    {
        "title": "SiteColour",
        "anyOf": [
            COLOUR.json_schema,
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "light": {**(COLOUR.json_schema or {}), "description": "on white paper"},
                    "dark": {**(COLOUR.json_schema or {}), "description": "where a reader has asked for dark pages"},
                },
                "minProperties": 1,
            },
        ],
    }
)


def one_field(schema: dict[str, Any]) -> None:
    """Exactly one of the fields."""
    schema["oneOf"] = [{"required": [name], "properties": {name: _SOMETHING}} for name in schema["properties"]]


def members_or_a_count(schema: dict[str, Any]) -> None:
    """Plain names among the members; members without a count, or a count with its date."""
    _also(schema["properties"]["members"], TEXT.json_schema)
    none: dict[str, Any] = {"members": {"maxItems": 0}, "members_from": _NOTHING, "count": _NOTHING}
    named = {"properties": {**none, "members": {"minItems": 1}}, "required": ["members"]}
    listed = {"properties": {**none, "members_from": _SOMETHING}, "required": ["members_from"]}
    counted = {"properties": {**none, "count": _SOMETHING, "date": _SOMETHING}, "required": ["count", "date"]}
    schema["oneOf"] = [named, listed, counted]
    rough = {"properties": {"count": {"type": "object"}}, "required": ["count"]}
    schema["allOf"] = [{"if": rough, "then": {"properties": {"approximate": _NOT_TRUE}}}]


def unavailable_channels_exist(schema: dict[str, Any]) -> None:
    """Contact data for each channel that is called unavailable."""
    schema["allOf"] = [
        {
            "if": {
                "required": ["unavailable"],
                "properties": {"unavailable": {"type": "object", "required": [channel]}},
            },
            "then": {"required": [channel], "properties": {channel: {"not": {"enum": [None, []]}}}},
        }
        for channel in ("post", "email", "fax")
    ]


def plain_texts_in(field: str, text: WithJsonSchema) -> Callable[[dict[str, Any]], None]:
    """A plain text among the items of a field, in place of one with fields of its own."""
    return lambda schema: _also(schema["properties"][field], text.json_schema)


def suits_kind_and_status(schema: dict[str, Any]) -> None:
    """What each kind of letter has and hasn't, an outcome where it is stopped, and photos in one place."""
    stopped = {"properties": {"status": {"const": "stopped"}}, "required": ["status"]}
    schema["allOf"] = [
        {
            "if": _of_kind("solidarity"),
            "then": _letter(_without("demands"), subject=_NOTHING),
            "else": {"properties": {"letter": {"required": ["subject"], "properties": {"subject": _SOMETHING}}}},
        },
        {
            "if": _of_kind("open-letter"),
            "then": _letter(_without("points", "own_words")),
            "else": {"properties": {"petition": _NOT_TRUE}},
        },
        {"if": stopped, "then": {"required": ["outcome"], "properties": {"outcome": _SOMETHING}}},
        {
            "if": {"properties": {"photo": _SOMETHING}, "required": ["photo"]},
            "then": {"properties": {"photos": {"maxItems": 0}}},
        },
    ]


def _of_kind(kind: str) -> dict[str, Any]:
    return {"properties": {"kind": {"const": kind}}, "required": ["kind"]}


def _without(*blocks: str) -> dict[str, Any]:
    """Items that are none of these blocks. A plain text has no fields at all."""
    return {"not": {"type": "object", "anyOf": [{"required": [block]} for block in blocks]}}


def _letter(items: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"properties": {"letter": {"properties": {"body": {"items": items}, **fields}}}}


def _also(array: dict[str, Any], shape: Any) -> None:
    """Let items of an array have this shape too."""
    items = array["items"]
    array["items"] = {"anyOf": [shape, *items.get("anyOf", [items])]}


_NOTHING = {"type": "null"}
_NOT_TRUE = {"not": {"enum": [True, "true", "True", "TRUE"]}}
_SOMETHING = {"not": _NOTHING}
