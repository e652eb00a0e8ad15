"""The small types that YAML files are made of, each with a message that tells an author what to write."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated, Any

import phonenumbers
from babel import Locale
from babel.core import get_global
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from letters import shapes
from letters.errors import Mistake
from letters.schema import nearest_word, problem
from letters.typed import MAX_RUN, long_run

# Codes that CLDR names but ISO 3166-1 doesn't assign to a country: reserved ones, groupings and test codes.
_NOT_ASSIGNED = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
# Kosovo stays: XK is what the EU, CLDR and banks use, and people there sign letters too.
_NAMES_OF_COUNTRIES = {
    code: name
    for code, name in Locale("en").territories.items()
    if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_ASSIGNED
}
COUNTRIES = frozenset(_NAMES_OF_COUNTRIES)


def country_code(value: str) -> str:
    """The code itself. Raises ValueError, with the nearest one, where it isn't a country's."""
    if value in COUNTRIES:
        return value
    if value.upper() in COUNTRIES:
        raise Mistake("A211", f"must be in capitals: {value.upper()}")
    near = _nearest_country(value)
    hint = f" (did you mean {near}, {_NAMES_OF_COUNTRIES[near]}?)" if near else ""
    raise Mistake("A211", f"{value!r} is no country code; use two letters of ISO 3166-1, such as CN{hint}")


def _nearest_country(value: str) -> str | None:
    # CLDR knows what else is in use for a country: CHN, UK, the codes of states that are no more.
    alias = get_global("territory_aliases").get(value.upper(), [])
    if alias and alias[0] in COUNTRIES:
        return str(alias[0])
    by_name = {name.casefold(): code for code, name in _NAMES_OF_COUNTRIES.items()}
    near = nearest_word(value, by_name)
    return by_name[near] if near else None


def _day(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(value)):
            raise ValueError
        return dt.date.fromisoformat(value)
    except ValueError:
        raise Mistake("A212", f"{value!r} is no date; write year-month-day, such as 2026-12-31") from None


def _deadline(value: Any) -> Any:
    if value == "none":
        return None
    try:
        return _day(value)
    except ValueError:
        if str(value).casefold() == "none":
            raise Mistake("A212", "must be in small letters: none") from None
        raise Mistake("A212", f"{value!r} is no date; write year-month-day, such as 2026-12-31, or `none`") from None


def _instant(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value
    try:
        instant = dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise Mistake("A213", f"{value!r} is no instant; write it as 2026-04-19T23:01Z") from None
    if instant.tzinfo is None:
        raise Mistake("A213", "needs a time zone: end it with Z for UTC, or with an offset such as +02:00")
    if not re.fullmatch(shapes.INSTANT_PATTERN, str(value)):
        raise Mistake("A213", f"{value!r} is no instant; write it as 2026-04-19T23:01Z")
    return instant


def key(value: str) -> str:
    """The key itself. Raises ValueError where it can't name an entry and a file."""
    if not re.fullmatch(shapes.KEY_PATTERN, value):
        raise Mistake("A214", f"{value!r} must be small letters a to z, digits and single hyphens, such as xi-jinping")
    return value


def _language_code(value: str) -> str:
    if not re.fullmatch(shapes.LANGUAGE_PATTERN, value):
        raise Mistake("A215", f"{value!r} must be a language code of ISO 639 such as en, fr or zh")
    return value


def _email(value: str) -> str:
    try:
        return email_address(value)
    except EmailNotValidError:
        raise Mistake("A216", f"{value!r} is no e-mail address") from None


def email_address(value: str) -> str:
    """The address in its normal form, ASCII only. Raises EmailNotValidError. Asks no server."""
    result = validate_email(value, check_deliverability=False, allow_smtputf8=False, strict=True)
    # The domain in its ASCII form: a Cyrillic look-alike then shows as what it is.
    return result.ascii_email or result.normalized


def _fax(value: str) -> str:
    # A word or a second number must not vanish into one long number.
    digits = re.sub(r"[\s().-]", "", value) if re.fullmatch(r"[\s+(]*[0-9][0-9\s().-]*", value) else ""
    digits = re.sub(r"^(00|011)", "+", digits)
    try:
        number = phonenumbers.parse(digits)
        if not phonenumbers.is_possible_number(number):
            raise ValueError
    except (phonenumbers.NumberParseException, ValueError):
        raise Mistake(
            "A217", f"{value!r} is no fax number; begin with + and the country's code, such as +86 10 6238 1025"
        ) from None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def international(e164: str) -> str:
    """A number stored as E.164, in the international form that people read: `+86 10 6238 1025`."""
    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _not_empty(value: str) -> str:
    if not value:
        raise Mistake("A207", "must not be empty")
    # Escapes between double quotes can write what no editor shows.
    if hidden := next((sign for sign in value if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n"), None):
        raise Mistake("A105", f"there is an invisible control character here (U+{ord(hidden):04X}); remove it")
    if run := long_run(value):
        message = f"there is a word of more than {MAX_RUN} signs without a break; put spaces into it"
        raise problem("A222", message, word=run)
    return value


def _is_text(value: Any) -> Any:
    if isinstance(value, (dict, list)):
        raise Mistake(
            "A204", "must be one text; put it between double quotes if it contains ': ' or begins with [ or {"
        )
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(shapes.NUMBER_PATTERN, value):
        raise Mistake("A209", "must be a whole number, in digits only")
    return value


def _truth(value: Any) -> Any:
    # The words of YAML 1.2; `yes` is a text to it.
    if isinstance(value, str) and value not in _TRUTHS:
        raise Mistake("A210", "must be true or false")
    return value


_TRUTHS = ("true", "True", "TRUE", "false", "False", "FALSE")

Text = Annotated[str, AfterValidator(_not_empty), BeforeValidator(_is_text), shapes.TEXT]
CountryCode = Annotated[str, AfterValidator(country_code), shapes.one_of("CountryCode", sorted(COUNTRIES))]
Day = Annotated[dt.date, BeforeValidator(_day), shapes.DAY]
Deadline = Annotated[dt.date | None, BeforeValidator(_deadline), shapes.DEADLINE]
Instant = Annotated[dt.datetime, BeforeValidator(_instant), shapes.INSTANT]
Key = Annotated[str, AfterValidator(key), shapes.KEY]
LanguageCode = Annotated[str, AfterValidator(_language_code), shapes.LANGUAGE_CODE]
EmailAddress = Annotated[str, AfterValidator(_email), shapes.EMAIL_ADDRESS]
FaxNumber = Annotated[str, AfterValidator(_fax), shapes.FAX_NUMBER]
WholeNumber = Annotated[int, BeforeValidator(_number), shapes.WHOLE_NUMBER]
TrueOrFalse = Annotated[bool, BeforeValidator(_truth), shapes.one_of("TrueOrFalse", [True, False, *_TRUTHS])]


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which perhaps only the year, or year and month, are known (ISO 8601 reduced precision)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: str) -> PartialDate:
        """From `2019`, `2019-09` or `2019-09-10`. Raises ValueError."""
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", str(value))
        if not match:
            raise Mistake("A212", f"{value!r} is no date; write 2019-09-10, or 2019-09 or 2019 if you know no more")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            dt.date(year or 0, month or 1, day or 1)
        except ValueError:
            raise Mistake("A212", f"{value!r} is no day of the calendar") from None
        return cls(year or 0, month, day)

    @property
    def first_day(self) -> dt.date:
        """The earliest day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __lt__(self, other: PartialDate) -> bool:
        return self.first_day < other.first_day

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(value)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(shapes.PARTIAL_DATE.json_schema or {})
