"""Letters for tests: invented people at `.example` addresses, in four languages and three scripts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from letters.letter import Copied, CountryLine, DemandList, Letter, Paragraph

ENGLISH = Letter(
    appeal="mara-lind",
    addressee="minister",
    addressee_name="Minister of Justice",
    language_code="en",
    sender=("Ada Example", "12 Orchard Lane", "Leeds LS1 1AA", "UNITED KINGDOM"),
    sender_country="GB",
    recipient=("Minister of Justice", "1 Court Square", "10000 Sampleton"),
    country_lines=(CountryLine("Switzerland", "en"),),
    date=dt.date(2026, 3, 5),
    notice="",
    subject="Mara Lind, held since 9 May 2025",
    salutation="Dear Minister,",
    body=(
        Paragraph(
            "I am writing about Mara Lind, a teacher from Sampleton, who was taken from her home on 9 May 2025 "
            "and has not seen a lawyer since. Her family doesn’t know where she is held – nobody will tell them."
        ),
        Paragraph("She told her pupils: “Read everything.”\nThat is what she is accused of…"),
        DemandList(
            "I ask you:",
            (
                "to release Mara Lind at once and without conditions, as she is held only because she spoke her mind;",
                "to let her see her family and a doctor until then.",
            ),
        ),
    ),
    closing="Yours sincerely,",
    signature="Ada Example",
    copies=(Copied("Embassy of Switzerland, London"),),
    names=("Mara Lind",),
    emails=("minister@justice.example",),
    copy_emails=("embassy@london.example",),
    faxes=("+442079460018",),
    reply_to="ada@home.example",
)

FRENCH = replace(
    ENGLISH,
    addressee_name="Garde des Sceaux",
    language_code="fr",
    sender=("Zoé Exemple", "12, allée des Tilleuls", "69001 Lyon", "FRANCE"),
    sender_country="FR",
    recipient=("Madame la Garde des Sceaux", "1, place du Palais", "1000 Exempleville"),
    country_lines=(CountryLine("Suisse", "fr"),),
    subject="Mara Lind, détenue depuis le 9 mai 2025",
    salutation="Madame la Ministre,",
    body=(
        Paragraph(
            "Je vous écris au sujet de Mara Lind, enseignante, arrêtée chez elle le 9\u00a0mai\u00a02025. Elle "
            "n’a pas vu d’avocat depuis\u202f; sa famille ignore où elle se trouve."
        ),
        Paragraph("Elle disait à ses élèves\u00a0: «\u00a0Lisez tout\u202f!\u00a0»"),
        DemandList(
            "Je vous demande\u00a0:",
            (
                "de libérer Mara Lind sans condition\u202f; elle n’est détenue que pour ses idées\u202f;",
                "de lui permettre de voir sa famille et un médecin.",
            ),
        ),
    ),
    closing="Je vous prie d’agréer l’expression de ma haute considération.",
    signature="Zoé Exemple",
    copies=(Copied("Ambassade de Suisse, Paris"),),
    emails=("garde@justice.example", "cabinet@justice.example"),
    copy_emails=(),
    reply_to="zoe@maison.example",
)

CHINESE = replace(
    ENGLISH,
    addressee_name="司法部长",
    language_code="zh",
    sender=("安例子", "示例路12号", "LEEDS LS1 1AA"),
    recipient=("司法部长", "示例市法院广场1号"),
    country_lines=(CountryLine("瑞士", "zh"),),
    subject="关于玛拉·林德被拘押一事",
    salutation="尊敬的部长：",
    body=(
        Paragraph("我为教师玛拉·林德的处境写信给您。她于2025年5月9日在家中被带走，至今未能会见律师。"),
        DemandList("我请求您：", ("立即无条件释放玛拉·林德；", "在此之前，准许她会见家人和医生。")),
    ),
    closing="此致\n敬礼！",
    signature="安例子",
    copies=(Copied("瑞士驻伦敦大使馆"),),
    names=("玛拉·林德",),
)

ARABIC = replace(
    ENGLISH,
    addressee_name="وزير العدل",
    language_code="ar",
    sender=("آدا مثال", "12 Orchard Lane", "Leeds LS1 1AA"),
    recipient=("وزير العدل", "ساحة المحكمة 1"),
    country_lines=(CountryLine("سويسرا", "ar"),),
    subject="مارا ليند، المحتجزة منذ 9 مايو 2025",
    salutation="معالي الوزير،",
    body=(
        Paragraph(
            "أكتب إليكم بشأن المعلمة مارا ليند التي أُخذت من بيتها في 9 مايو 2025 ولم تقابل محاميًا منذ ذلك الحين."
        ),
        DemandList("أطلب منكم:", ("الإفراج عن مارا ليند فورًا ودون شروط؛", "السماح لها برؤية أسرتها وطبيب.")),
    ),
    closing="وتفضلوا بقبول فائق الاحترام والتقدير،",
    signature="آدا مثال",
    copies=(Copied("سفارة سويسرا، لندن"),),
    names=("مارا ليند",),
)

LETTERS = {"en": ENGLISH, "fr": FRENCH, "zh": CHINESE, "ar": ARABIC}


def letter(language: str = "en", **changes: Any) -> Letter:
    """The sample letter in a language, with some of its fields changed."""
    return replace(LETTERS[language], **changes)
