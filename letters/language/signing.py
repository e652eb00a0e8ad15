"""How a language says how many have signed: words before a number that isn't exact, and what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """`about`, `at_least`, `more_than` and `almost` have a place for `{number}`; the others keep clear of grammar.

    `online_...` are headings of groups that have signed on the site; `unnamed` are those who show no name.
    """

    about: str
    at_least: str
    more_than: str
    almost: str
    organisations: str
    people: str
    together: str
    online_organisations: str
    online_people: str
    online_unnamed: str


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
            online_organisations="Organisations that signed online",
            online_people="Individuals who signed online",
            online_unnamed="Others who signed online",
        ),
        "fr": Signing(
            about="environ {number}",
            at_least="au moins {number}",
            more_than="plus de {number}",
            almost="près de {number}",
            organisations="organisations",
            people="personnes",
            together="Au total",
            online_organisations="Organisations ayant signé en ligne",
            online_people="Personnes ayant signé en ligne",
            online_unnamed="Autres signatures en ligne",
        ),
        "de": Signing(
            about="etwa {number}",
            at_least="mindestens {number}",
            more_than="mehr als {number}",
            almost="fast {number}",
            organisations="Organisationen",
            people="Personen",
            together="Insgesamt",
            online_organisations="Organisationen, die online unterzeichnet haben",
            online_people="Personen, die online unterzeichnet haben",
            online_unnamed="Weitere Unterschriften online",
        ),
        "es": Signing(
            about="unas {number}",
            at_least="al menos {number}",
            more_than="más de {number}",
            almost="casi {number}",
            organisations="organizaciones",
            people="personas",
            together="En total",
            online_organisations="Organizaciones que firmaron en línea",
            online_people="Personas que firmaron en línea",
            online_unnamed="Otras firmas en línea",
        ),
        "it": Signing(
            about="circa {number}",
            at_least="almeno {number}",
            more_than="più di {number}",
            almost="quasi {number}",
            organisations="organizzazioni",
            people="persone",
            together="In tutto",
            online_organisations="Organizzazioni che hanno firmato online",
            online_people="Persone che hanno firmato online",
            online_unnamed="Altre firme online",
        ),
        "pt": Signing(
            about="cerca de {number}",
            at_least="pelo menos {number}",
            more_than="mais de {number}",
            almost="quase {number}",
            organisations="organizações",
            people="pessoas",
            together="No total",
            online_organisations="Organizações que assinaram online",
            online_people="Pessoas que assinaram online",
            online_unnamed="Outras assinaturas online",
        ),
        "nl": Signing(
            about="ongeveer {number}",
            at_least="ten minste {number}",
            more_than="meer dan {number}",
            almost="bijna {number}",
            organisations="organisaties",
            people="personen",
            together="In totaal",
            online_organisations="Organisaties die online hebben ondertekend",
            online_people="Personen die online hebben ondertekend",
            online_unnamed="Andere handtekeningen online",
        ),
        "pl": Signing(
            about="około {number}",
            at_least="co najmniej {number}",
            more_than="ponad {number}",
            almost="prawie {number}",
            organisations="organizacje",
            people="osoby",
            together="Razem",
            online_organisations="Organizacje, które podpisały online",
            online_people="Osoby, które podpisały online",
            online_unnamed="Inne podpisy online",
        ),
        "ru": Signing(
            about="около {number}",
            at_least="не менее {number}",
            more_than="более {number}",
            almost="почти {number}",
            organisations="организации",
            people="люди",
            together="Всего",
            online_organisations="Организации, подписавшие онлайн",
            online_people="Люди, подписавшие онлайн",
            online_unnamed="Другие подписи онлайн",
        ),
        "tr": Signing(
            about="yaklaşık {number}",
            at_least="en az {number}",
            more_than="{number} üzeri",
            almost="neredeyse {number}",
            organisations="kuruluş",
            people="kişi",
            together="Toplam",
            online_organisations="Çevrimiçi imzalayan kuruluşlar",
            online_people="Çevrimiçi imzalayan kişiler",
            online_unnamed="Diğer çevrimiçi imzalar",
        ),
        "el": Signing(
            about="περίπου {number}",
            at_least="τουλάχιστον {number}",
            more_than="πάνω από {number}",
            almost="σχεδόν {number}",
            organisations="οργανώσεις",
            people="πρόσωπα",
            together="Συνολικά",
            online_organisations="Οργανώσεις που υπέγραψαν διαδικτυακά",
            online_people="Πρόσωπα που υπέγραψαν διαδικτυακά",
            online_unnamed="Άλλες υπογραφές στο διαδίκτυο",
        ),
        "ar": Signing(
            about="نحو {number}",
            at_least="{number} على الأقل",
            more_than="أكثر من {number}",
            almost="ما يقارب {number}",
            organisations="منظمات",
            people="أشخاص",
            together="المجموع",
            online_organisations="منظمات وقّعت عبر الإنترنت",
            online_people="أشخاص وقّعوا عبر الإنترنت",
            online_unnamed="توقيعات أخرى عبر الإنترنت",
        ),
        "fa": Signing(
            about="حدود {number}",
            at_least="دست‌کم {number}",
            more_than="بیش از {number}",
            almost="نزدیک به {number}",
            organisations="سازمان",
            people="نفر",
            together="در مجموع",
            online_organisations="سازمان‌هایی که آنلاین امضا کرده‌اند",
            online_people="افرادی که آنلاین امضا کرده‌اند",
            online_unnamed="امضاهای آنلاین دیگر",
        ),
        "zh": Signing(
            about="约{number}",
            at_least="至少{number}",
            more_than="超过{number}",
            almost="近{number}",
            organisations="组织",
            people="个人",
            together="共计",
            online_organisations="在线签名的组织",
            online_people="在线签名的个人",
            online_unnamed="其他在线签名",
        ),
        "ja": Signing(
            about="約{number}",
            at_least="少なくとも{number}",
            more_than="{number}超",
            almost="{number}近く",
            organisations="団体",
            people="個人",
            together="合計",
            online_organisations="オンラインで署名した団体",
            online_people="オンラインで署名した個人",
            online_unnamed="その他のオンライン署名",
        ),
    }
)
