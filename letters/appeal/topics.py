"""What appeals are about: a small vocabulary, with its words in the languages of the pages, as data.

Keys stand in appeals and in addresses, so one that has been published is never renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator

from letters.errors import Mistake, did_you_mean
from letters.fields import shapes
from letters.fields.text import Text

LANGUAGES = ("en", "fr", "es", "de", "ar", "zh")
"""The languages in which each topic has a name, in the order of the table."""

_TABLE = {
    "arbitrary-detention": (
        *("Arbitrary detention", "Détention arbitraire", "Detención arbitraria"),
        *("Willkürliche Haft", "الاحتجاز التعسفي", "任意拘押"),
    ),
    "business": (
        *("Business and human rights", "Entreprises et droits humains", "Empresas y derechos humanos"),
        *("Wirtschaft und Menschenrechte", "الشركات وحقوق الإنسان", "企业与人权"),
    ),
    "children": (
        *("Children’s rights", "Droits des enfants", "Derechos de la infancia"),
        *("Kinderrechte", "حقوق الطفل", "儿童权利"),
    ),
    "death-penalty": (
        *("Death penalty", "Peine de mort", "Pena de muerte"),
        *("Todesstrafe", "عقوبة الإعدام", "死刑"),
    ),
    "disappearance": (
        *("Enforced disappearance", "Disparition forcée", "Desaparición forzada"),
        *("Verschwindenlassen", "الاختفاء القسري", "强迫失踪"),
    ),
    "discrimination": (
        *("Discrimination", "Discriminations", "Discriminación"),
        *("Diskriminierung", "التمييز", "歧视"),
    ),
    "environment": (
        *("Land and environment", "Terre et environnement", "Tierra y medio ambiente"),
        *("Land und Umwelt", "الأرض والبيئة", "土地与环境"),
    ),
    "freedom-of-assembly": (
        *("Freedom of assembly and association", "Liberté de réunion et d’association"),
        *("Libertad de reunión y de asociación", "Versammlungs- und Vereinigungsfreiheit"),
        *("حرية التجمع وتكوين الجمعيات", "集会与结社自由"),
    ),
    "freedom-of-expression": (
        *("Freedom of expression", "Liberté d’expression", "Libertad de expresión"),
        *("Meinungsfreiheit", "حرية التعبير", "言论自由"),
    ),
    "freedom-of-religion": (
        *("Freedom of religion and belief", "Liberté de religion et de conviction"),
        *("Libertad de religión y de creencias", "Religions- und Glaubensfreiheit"),
        *("حرية الدين والمعتقد", "宗教与信仰自由"),
    ),
    "health-in-detention": (
        *("Health in detention", "Santé en détention", "Salud en detención"),
        *("Gesundheit in Haft", "الصحة في أماكن الاحتجاز", "羁押中的健康"),
    ),
    "human-rights-defenders": (
        *("Human rights defenders", "Défense des droits humains", "Personas defensoras de los derechos humanos"),
        *("Menschenrechtsverteidigung", "المدافعون عن حقوق الإنسان", "人权捍卫者"),
    ),
    "indigenous-peoples": (
        *("Indigenous peoples", "Peuples autochtones", "Pueblos indígenas"),
        *("Indigene Völker", "الشعوب الأصلية", "原住民"),
    ),
    "journalists": (
        *("Journalists and the press", "Journalistes et presse", "Periodistas y prensa"),
        *("Presse und Journalismus", "الصحفيون والصحافة", "记者与新闻自由"),
    ),
    "lawyers": (
        *("Lawyers and the courts", "Avocats et justice", "Abogacía y justicia"),
        *("Anwaltschaft und Justiz", "المحامون والقضاء", "律师与司法"),
    ),
    "lgbti": (
        *("LGBTI rights", "Droits des personnes LGBTI", "Derechos de las personas LGBTI"),
        *("Rechte von LGBTI", "حقوق مجتمع الميم", "性少数群体权利"),
    ),
    "minorities": (
        *("Minorities", "Minorités", "Minorías"),
        *("Minderheiten", "الأقليات", "少数群体"),
    ),
    "police": (
        *("Police powers and violence", "Pouvoirs et violences de la police", "Poderes y violencia policiales"),
        *("Polizeibefugnisse und Polizeigewalt", "سلطات الشرطة وعنفها", "警察权力与暴力"),
    ),
    "refugees": (
        *("Refugees and migrants", "Personnes réfugiées et migrantes", "Personas refugiadas y migrantes"),
        *("Flucht und Migration", "اللاجئون والمهاجرون", "难民与移民"),
    ),
    "surveillance": (
        *("Surveillance and privacy", "Surveillance et vie privée", "Vigilancia y privacidad"),
        *("Überwachung und Privatsphäre", "المراقبة والخصوصية", "监控与隐私"),
    ),
    "torture": (
        *("Torture and ill-treatment", "Torture et mauvais traitements", "Tortura y malos tratos"),
        *("Folter und Misshandlung", "التعذيب وسوء المعاملة", "酷刑与虐待"),
    ),
    "unfair-trial": (
        *("Unfair trial", "Procès inéquitable", "Juicio injusto"),
        *("Unfaires Verfahren", "المحاكمة الجائرة", "不公正审判"),
    ),
    "war": (
        *("War and armed conflict", "Guerre et conflits armés", "Guerra y conflictos armados"),
        *("Krieg und bewaffnete Konflikte", "الحرب والنزاعات المسلحة", "战争与武装冲突"),
    ),
    "women": (
        *("Women’s rights", "Droits des femmes", "Derechos de las mujeres"),
        *("Frauenrechte", "حقوق المرأة", "妇女权利"),
    ),
    "workers": (
        *("Workers’ rights", "Droits des travailleurs", "Derechos laborales"),
        *("Arbeitsrechte", "حقوق العمال", "劳工权利"),
    ),
}
TOPICS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {key: MappingProxyType(dict(zip(LANGUAGES, names, strict=True))) for key, names in _TABLE.items()}
)
"""The name of each topic by language."""


def topic_named(key: str, language: str) -> tuple[str, str]:
    """A topic's name, and the language in which it is: the one asked for, or English where nobody has translated it."""
    spoken = language if language in LANGUAGES else "en"
    return TOPICS[key][spoken], spoken


def _known(value: str) -> str:
    if value not in TOPICS:
        meant = did_you_mean(value, TOPICS) or _by_name(value)
        raise Mistake("A225", f"there is no topic {value!r}{meant or '; known: ' + ', '.join(TOPICS)}")
    return value


def _by_name(value: str) -> str:
    """The topic whose name in any of the languages this is."""
    said = value.casefold().replace("'", "’")
    key = next((key for key, names in TOPICS.items() if said in map(str.casefold, names.values())), "")
    return f" (did you mean {key}?)" if key else ""


Topic = Annotated[Text, AfterValidator(_known), shapes.one_of("Topic", TOPICS)]
