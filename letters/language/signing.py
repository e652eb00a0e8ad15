"""How a language says how many have signed: words before a number that isn't exact, and what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """`about`, `at_least`, `more_than` and `almost` have a place for `{number}`; the others keep clear of grammar."""

    about: str
    at_least: str
    more_than: str
    almost: str
    organisations: str
    people: str
    together: str


SIGNING: Mapping[str, Signing] = MappingProxyType(
    {
        "en": Signing(
            about="about {number}",
            at_least="at least {number}",
            more_than="more than {number}",
            almost="almost {number}",
            organisations="organisations",
            people="people",
            together="In total",
        ),
        "fr": Signing(
            about="environ {number}",
            at_least="au moins {number}",
            more_than="plus de {number}",
            almost="près de {number}",
            organisations="organisations",
            people="personnes",
            together="Au total",
        ),
        "de": Signing(
            about="etwa {number}",
            at_least="mindestens {number}",
            more_than="mehr als {number}",
            almost="fast {number}",
            organisations="Organisationen",
            people="Personen",
            together="Insgesamt",
        ),
        "es": Signing(
            about="unas {number}",
            at_least="al menos {number}",
            more_than="más de {number}",
            almost="casi {number}",
            organisations="organizaciones",
            people="personas",
            together="En total",
        ),
        "it": Signing(
            about="circa {number}",
            at_least="almeno {number}",
            more_than="più di {number}",
            almost="quasi {number}",
            organisations="organizzazioni",
            people="persone",
            together="In tutto",
        ),
        "pt": Signing(
            about="cerca de {number}",
            at_least="pelo menos {number}",
            more_than="mais de {number}",
            almost="quase {number}",
            organisations="organizações",
            people="pessoas",
            together="No total",
        ),
        "nl": Signing(
            about="ongeveer {number}",
            at_least="ten minste {number}",
            more_than="meer dan {number}",
            almost="bijna {number}",
            organisations="organisaties",
            people="personen",
            together="In totaal",
        ),
        "pl": Signing(
            about="około {number}",
            at_least="co najmniej {number}",
            more_than="ponad {number}",
            almost="prawie {number}",
            organisations="organizacje",
            people="osoby",
            together="Razem",
        ),
        "ru": Signing(
            about="около {number}",
            at_least="не менее {number}",
            more_than="более {number}",
            almost="почти {number}",
            organisations="организации",
            people="люди",
            together="Всего",
        ),
        "tr": Signing(
            about="yaklaşık {number}",
            at_least="en az {number}",
            more_than="{number} üzeri",
            almost="neredeyse {number}",
            organisations="kuruluş",
            people="kişi",
            together="Toplam",
        ),
        "el": Signing(
            about="περίπου {number}",
            at_least="τουλάχιστον {number}",
            more_than="πάνω από {number}",
            almost="σχεδόν {number}",
            organisations="οργανώσεις",
            people="πρόσωπα",
            together="Συνολικά",
        ),
        "ar": Signing(
            about="نحو {number}",
            at_least="{number} على الأقل",
            more_than="أكثر من {number}",
            almost="ما يقارب {number}",
            organisations="منظمات",
            people="أشخاص",
            together="المجموع",
        ),
        "fa": Signing(
            about="حدود {number}",
            at_least="دست‌کم {number}",
            more_than="بیش از {number}",
            almost="نزدیک به {number}",
            organisations="سازمان",
            people="نفر",
            together="در مجموع",
        ),
        "zh": Signing(
            about="约{number}",
            at_least="至少{number}",
            more_than="超过{number}",
            almost="近{number}",
            organisations="组织",
            people="个人",
            together="共计",
        ),
        "ja": Signing(
            about="約{number}",
            at_least="少なくとも{number}",
            more_than="{number}超",
            almost="{number}近く",
            organisations="団体",
            people="個人",
            together="合計",
        ),
    }
)
