"""Who signs a letter. The one place where a web form, the command line and a sheet's row are validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from email_validator import EmailNotValidError

from letters import typed
from letters.errors import FieldProblem, InvalidFields, gettext_noop
from letters.fields.addresses import address_lines, completed, read_address
from letters.fields.countries import country_called
from letters.fields.formats import format_of
from letters.fields.postcodes import postcode_problem
from letters.fields.text import email_address
from letters.language.initials import initials_of


class SignAs(StrEnum):
    """How a letter is signed."""

    FULL = "full"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """The signer. Signed with initials, the value holds neither name, street, postcode nor e-mail address,
    so nothing that is made from it can show them."""

    signature: str
    street: tuple[str, ...] = ()
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str
    email: str = ""
    sign_as: SignAs = SignAs.FULL
    whole_address: bool = False

    @property
    def address(self) -> tuple[str, ...]:
        """The lines of the address, without name and country, as its country has them."""
        return self.street if self.whole_address else self._lines("")

    @property
    def lines(self) -> tuple[str, ...]:
        """Name and address, without the country. The name is above, or below where addresses begin with the country."""
        return (self.signature, *self.street) if self.whole_address else self._lines(self.signature)

    def _lines(self, name: str) -> tuple[str, ...]:
        return address_lines(
            name, self.street, postcode=self.postcode, town=self.town, region=self.region, country=self.country
        )


LIMITS = {
    "name": 80,
    "initials": 20,
    "address": 300,
    "street": 240,
    "postcode": 16,
    "town": 60,
    "region": 60,
    "country": 2,
    "email": 254,
}
MAX_LINES = {"address": 6, "street": 5}

MISSING = {
    "name": gettext_noop("Please give your name as you want to sign it."),
    "initials": gettext_noop("Please give your initials, such as A. B."),
    "street": gettext_noop("Please give your address, or sign with initials and town."),
    "town": gettext_noop("Please give your town."),
    "country": gettext_noop("Please choose your country."),
}
NO_COUNTRY = gettext_noop("We don't know this country. Use its two-letter code, such as GB.")
NO_EMAIL = gettext_noop("This does not look like an e-mail address. An address has the form name@example.org.")
NO_SIGN_AS = gettext_noop("Please choose how you want to sign.")


def supporter_from(fields: Mapping[str, str]) -> Supporter:
    """The supporter that a form, options or a row describe.

    `fields`: name, initials, street (lines), postcode, town, region, country, email, sign_as; or, in place of street,
    postcode, town and region, an `address` of whole lines. What is absent counts as empty. Raises InvalidFields with
    every problem at once.
    """
    text = {field: typed.clean(fields.get(field, "")) for field in LIMITS}
    text["address"] = read_address(text["address"], country_called(text["country"]) or "")
    sign_as = typed.clean(fields.get("sign_as", "")) or SignAs.FULL
    if sign_as not in tuple(SignAs):
        raise InvalidFields([*_problems_in_full(text), FieldProblem("sign_as", NO_SIGN_AS)])
    make = _with_initials if sign_as == SignAs.INITIALS else _in_full
    return make(text)


def _in_full(text: dict[str, str]) -> Supporter:
    text = completed(text, country_called(text["country"]) or "")
    _refuse(_problems_in_full(text))
    lines = (text["address"] or text["street"]).split("\n")
    return Supporter(
        signature=text["name"],
        street=tuple(line.strip() for line in lines if line.strip()),
        postcode=text["postcode"],
        town=text["town"],
        region=text["region"],
        country=country_called(text["country"]) or "",
        email=email_address(text["email"]) if text["email"] else "",
        whole_address=bool(text["address"]),
    )


def _with_initials(text: dict[str, str]) -> Supporter:
    text = {**text, "initials": text["initials"] or initials_of(text["name"])}
    _refuse(_problems(text, ("initials", "town", "country"), ("initials", "town", "country")))
    return Supporter(
        signature=text["initials"],
        town=text["town"],
        country=country_called(text["country"]) or "",
        sign_as=SignAs.INITIALS,
    )


def _problems_in_full(text: dict[str, str]) -> list[FieldProblem]:
    place = ("address",) if text["address"] else ("street", *_towns(text))
    checked = ("name", "address", "street", "postcode", "town", "region", "country", "email")
    return _problems(text, ("name", *place, "country"), checked)


def _towns(text: dict[str, str]) -> tuple[str, ...]:
    """The field of the town, where the country's addresses have one: those of Singapore don't."""
    country = country_called(text["country"])
    return ("town",) if not country or "%C" in format_of(country).lines else ()


def _problems(text: dict[str, str], required: tuple[str, ...], checked: tuple[str, ...]) -> list[FieldProblem]:
    missing = [FieldProblem(field, MISSING[field]) for field in required if not text[field]]
    found = [problem for field in checked if text[field] and (problem := _problem(field, text))]
    return sorted(missing + found, key=lambda problem: list(LIMITS).index(problem.field))


def _refuse(problems: list[FieldProblem]) -> None:
    if problems:
        raise InvalidFields(problems)


def _problem(field: str, fields: dict[str, str]) -> FieldProblem | None:
    text, country = fields[field], country_called(fields["country"])
    if field == "country":
        return None if country else FieldProblem(field, NO_COUNTRY)
    lines = MAX_LINES.get(field)
    if problem := typed.problem(field, text, limit=LIMITS[field], lines=bool(lines), max_lines=lines):
        return problem
    if field == "postcode" and country:
        return postcode_problem(text, country)
    return _email_problem(text) if field == "email" else None


def _email_problem(text: str) -> FieldProblem | None:
    try:
        email_address(text)
    except EmailNotValidError:
        return FieldProblem("email", NO_EMAIL)
    return None
