"""The small types that YAML files are made of, each with a message that tells an author what to write."""

from __future__ import annotations

import re
from typing import Annotated, Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator

from letters.errors import Mistake, quoted
from letters.fields import shapes
from letters.typed import MAX_RUN, crowded, long_run, plain_signs
from letters.yamlfile.validation import problem


def key(value: str) -> str:
    """The key itself. Raises ValueError where it can't name an entry and a file."""
    if not re.fullmatch(shapes.KEY_PATTERN, value):
        raise Mistake("A214", f"{value!r} must be small letters a to z, digits and single hyphens, such as xi-jinping")
    return value


def _email(value: str) -> str:
    try:
        return email_address(value)
    except EmailNotValidError:
        raise Mistake(
            "A216", f"{value!r} isn't an e-mail address; write only the address, such as name@city.example"
        ) from None


def email_address(value: str) -> str:
    """The address in its normal form, ASCII only. Raises EmailNotValidError. Asks no server."""
    result = validate_email(value, check_deliverability=False, allow_smtputf8=False, strict=True)
    # The domain in its ASCII form: a Cyrillic look-alike then shows as what it is.
    return result.ascii_email or result.normalized


def _fax(value: str) -> str:
    # The digits and dashes of every script and keyboard, for a number that was copied from a page.
    plain = plain_signs(value).strip()
    if extension := _EXTENSION.search(plain):
        alone = plain[: extension.start()].strip()
        raise Mistake(
            "A217", f"{value!r} isn't a fax number: nothing can dial its extension; write it without: {alone}"
        )
    # A word or a second number must not vanish into one long number.
    digits = re.sub(r"[\s().-]", "", plain) if re.fullmatch(r"[\s+(]*[0-9][0-9\s().-]*", plain) else ""
    digits = re.sub(r"^(00|011)", "+", digits)
    try:
        number = phonenumbers.parse(digits)
        if not phonenumbers.is_possible_number(number):
            raise ValueError
    except (phonenumbers.NumberParseException, ValueError):
        raise Mistake("A217", f"{value!r} isn't a fax number; {_fax_hint(plain, digits)}") from None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_EXTENSION = re.compile(r"(?:,\s*)?(?:ext|extn|extension|x|#|poste|durchwahl|int|доб)[.:]?\s*[0-9]+\s*$", re.IGNORECASE)


def _fax_hint(plain: str, digits: str) -> str:
    """What to do about it, by what is wrong."""
    odd = next((sign for sign in plain if not re.match(r"[0-9\s().+-]", sign)), "")
    if odd:
        return f"{odd!r} can't stand in one; write only the number, such as +86 10 6238 1025"
    if digits.startswith("+"):
        return "the country that it begins with has no numbers of this length; check its digits"
    return "begin with + and the country code, such as +86 10 6238 1025"


def international(e164: str) -> str:
    """A number stored as E.164, in the international form that people read: `+86 10 6238 1025`."""
    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


# Unicode's line and paragraph separators: each channel would take them for something else.
_SEPARATORS = dict.fromkeys(map(ord, "\u2028\u2029"), "\n")
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
        message = f"there is a word of more than {MAX_RUN} characters without a break; put spaces into it"
        raise problem("A222", message, word=run)
    if found := crowded(value):
        message = f"there are more accents on one letter ({found[0]!a}) than any language has; leave some of them out"
        raise problem("A223", message, word=found)
    return value.translate(_SEPARATORS)


def _is_text(value: Any) -> Any:
    if isinstance(value, dict) and len(value) == 1 and all(isinstance(part, str) for part in value.values()):
        raise Mistake("A107", "this text contains a colon and a space; put the whole text between double quotes")
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        raise Mistake("A204", "must be one text, not a list: remove the brackets or the dash")
    if isinstance(value, (dict, list)):
        raise Mistake(
            "A204", "must be one text; put it between double quotes if it contains ': ' or begins with [ or {"
        )
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(shapes.NUMBER_PATTERN, value):
        raise Mistake("A209", f"must be a whole number, in digits only, not {quoted(value)}")
    return value


def _truth(value: Any) -> Any:
    # The words of YAML 1.2; `yes` is a text to it.
    if isinstance(value, str) and value not in _TRUTHS:
        raise Mistake("A210", f"must be true or false, not {quoted(value)}")
    return value


_TRUTHS = ("true", "True", "TRUE", "false", "False", "FALSE")

Text = Annotated[str, AfterValidator(_not_empty), BeforeValidator(_is_text), shapes.TEXT]
Key = Annotated[str, AfterValidator(key), shapes.KEY]


def _website(value: str) -> str:
    if not re.fullmatch(shapes.WEBSITE_PATTERN, value):
        raise Mistake("A221", f"must be a whole address, such as https://{value.partition('://')[2] or value}")
    return value


Website = Annotated[Text, AfterValidator(_website), shapes.WEBSITE]


def _secure(value: str) -> str:
    if not re.fullmatch(shapes.SECURE_WEBSITE_PATTERN, value):
        rest = value.partition("://")[2] or value
        raise problem("A221", f"must be a whole address that begins with https://, such as https://{rest}")
    return value


SecureWebsite = Annotated[Text, AfterValidator(_secure), shapes.SECURE_WEBSITE]
EmailAddress = Annotated[str, AfterValidator(_email), shapes.EMAIL_ADDRESS]
FaxNumber = Annotated[str, AfterValidator(_fax), shapes.FAX_NUMBER]
WholeNumber = Annotated[int, BeforeValidator(_number), shapes.WHOLE_NUMBER]
TrueOrFalse = Annotated[bool, BeforeValidator(_truth), shapes.one_of("TrueOrFalse", [True, False, *_TRUTHS])]
