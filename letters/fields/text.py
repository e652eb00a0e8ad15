"""The small types that YAML files are made of, each with a message that tells an author what to write."""

from __future__ import annotations

import re
from typing import Annotated, Any

import phonenumbers
from babel import Locale
from babel.core import get_global
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator

from letters.errors import Mistake, nearest_word
from letters.fields import shapes
from letters.language import LANGUAGES
from letters.typed import MAX_RUN, long_run
from letters.yamlfile.validation import problem

# Codes that CLDR names but ISO 3166-1 doesn't assign to a country: reserved ones, groupings and test codes.
_NOT_ASSIGNED = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
# Kosovo stays: XK is what the EU, CLDR and banks use, and people there sign letters too.
_NAMES_OF_COUNTRIES = {
    code: name
    for code, name in Locale("en").territories.items()
    if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_ASSIGNED
}
COUNTRIES = frozenset(_NAMES_OF_COUNTRIES)
_CODES = {name: code for code, name in _NAMES_OF_COUNTRIES.items()}


def country_code(value: str) -> str:
    """The code itself. Raises ValueError, with the nearest one, where it isn't a country's."""
    if value in COUNTRIES:
        return value
    if re.fullmatch(shapes.PLACE_PATTERN, value):
        raise Mistake("A211", f"replace {value} by two letters, such as EG")
    if value.upper() in COUNTRIES:
        raise Mistake("A211", f"must be in capitals: {value.upper()}")
    if code := _country_called(value):
        raise Mistake("A211", f"{value!r} is no country code; write {code} for {_NAMES_OF_COUNTRIES[code]}")
    near = nearest_word(value, _CODES)
    hint = f" (did you mean {_CODES[near]} for {near}?)" if near else ""
    raise Mistake("A211", f"{value!r} is no country code; use two letters of ISO 3166-1, such as CN{hint}")


def _country_called(value: str) -> str | None:
    # CLDR knows what else is in use for a country: CHN, UK, the codes of states that are no more.
    alias = get_global("territory_aliases").get(value.upper(), [])
    if alias and alias[0] in COUNTRIES:
        return str(alias[0])
    return next((code for name, code in _CODES.items() if name.casefold() == value.casefold()), None)


def key(value: str) -> str:
    """The key itself. Raises ValueError where it can't name an entry and a file."""
    if not re.fullmatch(shapes.KEY_PATTERN, value):
        raise Mistake("A214", f"{value!r} must be small letters a to z, digits and single hyphens, such as xi-jinping")
    return value


def _language_code(value: str) -> str:
    if not re.fullmatch(shapes.LANGUAGE_PATTERN, value):
        raise Mistake("A215", f"{value!r} is no language code; {_language_meant(value)}")
    return value


def _language_meant(value: str) -> str:
    code = language_called(value)
    return f"write {code}" if code else "use one of ISO 639, such as en, fr or zh"


def language_called(value: str) -> str | None:
    """The code of the language that is clearly meant: by `English`, `Deutsch`, `EN` and `en-GB`."""
    names = {name.casefold(): code for code, name in Locale("en").languages.items() if len(code) <= 3}
    names |= {language.locale.languages[code].casefold(): code for code, language in LANGUAGES.items()}
    word = value.casefold()
    code = names.get(word) or re.split("[-_]", word)[0]
    return code if code in names.values() else None


def _email(value: str) -> str:
    try:
        return email_address(value)
    except EmailNotValidError:
        raise Mistake("A216", f"{value!r} is no e-mail address; write it alone, such as name@city.example") from None


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


# Unicode's categories Cc, but the line break, and Cs.
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


_ADDRESS = re.compile(r"https?://\S{1,1000}(?!\S)")


def _not_empty(value: str) -> str:
    if not value:
        raise Mistake("A207", "must not be empty")
    # Escapes between double quotes can write what no editor shows.
    if hidden := _HIDDEN.search(value):
        raise Mistake("A105", f"there is an invisible control character here (U+{ord(hidden[0]):04X}); remove it")
    # A source's address is as long as it is, and pages may break it.
    if run := long_run(_ADDRESS.sub("", value)):
        message = f"there is a word of more than {MAX_RUN} signs without a break; put spaces into it"
        raise problem("A222", message, word=run)
    return value


def _is_text(value: Any) -> Any:
    if isinstance(value, dict) and len(value) == 1 and all(isinstance(part, str) for part in value.values()):
        raise Mistake("A107", "this text contains a colon and a space; put the whole text between double quotes")
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        raise Mistake("A204", "must be one text and no list: take the brackets or the dash away")
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
Key = Annotated[str, AfterValidator(key), shapes.KEY]
LanguageCode = Annotated[str, AfterValidator(_language_code), shapes.LANGUAGE_CODE]


def _website(value: str) -> str:
    if not re.fullmatch(shapes.WEBSITE_PATTERN, value):
        raise Mistake("A221", f"must be a whole address, such as https://{value.partition('://')[2] or value}")
    return value


Website = Annotated[Text, AfterValidator(_website), shapes.WEBSITE]
EmailAddress = Annotated[str, AfterValidator(_email), shapes.EMAIL_ADDRESS]
FaxNumber = Annotated[str, AfterValidator(_fax), shapes.FAX_NUMBER]
WholeNumber = Annotated[int, BeforeValidator(_number), shapes.WHOLE_NUMBER]
TrueOrFalse = Annotated[bool, BeforeValidator(_truth), shapes.one_of("TrueOrFalse", [True, False, *_TRUTHS])]
