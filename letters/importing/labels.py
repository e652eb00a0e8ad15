"""The labels of published sheets, as data: what each part is called, in the wordings of all their forms.

A semicolon parts the wordings. `…` stands where a value stands within a label. Case, accents, apostrophes, spaces, a
colon at the end and breaks between lines don't matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Part(StrEnum):
    """What stands below a label."""

    HEADLINE = "headline"
    TITLE = "title"
    SUMMARY = "summary"
    ISSUED = "issued"
    ACTION = "action"
    """Who to write to, and the letter; in the older form what to write."""
    LETTER = "letter"
    SUBJECT = "subject"
    CONTACT = "contact"
    APPEALS = "appeals"
    """Who to write to, with the deadline in the label."""
    COPIES = "copies"
    LANGUAGE = "language"
    SENTENCE_ON_LANGUAGE = "sentence on language"
    DEADLINE = "deadline"
    BACKGROUND = "background"
    PEOPLE = "people"
    GENDER = "gender"
    PREVIOUS = "previous"
    PHOTO = "photo"


LABELS: Mapping[Part, Mapping[str, str]] = {
    Part.HEADLINE: {
        "en": "urgent action",
        "fr": "action urgente",
        "es": "acción urgente",
        "de": "eilaktion; urgent action",
    },
    Part.TITLE: {"en": "title; headline", "fr": "titre", "es": "título; titular", "de": "titel; überschrift"},
    Part.SUMMARY: {
        "en": "summary; summary of the case; case summary",
        "fr": "résumé; résumé de l'affaire; en bref",
        "es": "resumen; resumen del caso",
        "de": "zusammenfassung; kurzfassung; sachlage",
    },
    Part.ISSUED: {
        "en": "date; issue date; date of issue; issued; issued on; date issued",
        "fr": "date; date d'émission; date de publication; publiée le; date de l'au",
        "es": "fecha; fecha de emisión; fecha de publicación; fecha de la au",
        "de": "datum; ausgabedatum; ausgestellt am; veröffentlicht am; vom",
    },
    Part.ACTION: {
        "en": """take action; take action now; take action: write an appeal; take action: write a letter;
            take action: write an appeal in your own words or use this model letter;
            take action: write an appeal in your own words or using this model letter;
            take action: write an appeal in your own words or using the model letter below;
            take action: write a letter in your own words or use this model letter;
            take action: write a letter in your own words or using this model letter;
            write an appeal in your own words or using this model letter;
            write an appeal in your own words or use this model letter; write a letter in your own words or use this
            model letter; what you can do; recommended action; recommended actions; write a letter, send an email,
            call, fax or tweet; please write""",
        "fr": """passez à l'action; agissez; agissez maintenant; passez à l'action: envoyez un appel;
            passez à l'action: rédigez un appel; passez à l'action: écrivez un appel;
            passez à l'action: envoyez un appel en utilisant vos propres mots ou en vous inspirant du modèle de lettre
            ci-dessous; passez à l'action: écrivez un appel avec vos propres mots ou utilisez ce modèle de lettre;
            actions recommandées; dans les appels que vous ferez parvenir aux destinataires mentionnés ci-après;
            ce que vous pouvez faire""",
        "es": """actúa; actúen; pasa a la acción; actúa: escribe un llamamiento; actúa: redacta un llamamiento;
            actúa: redacta tu propio llamamiento o utiliza la siguiente carta modelo; actúa: redacta un llamamiento con
            tus propias palabras o utiliza esta carta modelo; acciones recomendadas; qué pueden hacer; qué puedes
            hacer; escriban una carta, envíen un correo electrónico, un fax o un tuit""",
        "de": """werden sie aktiv; handeln sie; handeln sie jetzt; werden sie aktiv: schreiben sie einen appell;
            werden sie aktiv: schreiben sie einen appell in ihren eigenen worten oder nutzen sie diesen musterbrief;
            schreiben sie einen appell in ihren eigenen worten oder nutzen sie diesen musterbrief; empfohlene aktionen;
            schreiben sie bitte; bitte schreiben sie; was sie tun können; forderungen; mit folgenden forderungen;
            schreiben sie bitte e-mails, faxe oder luftpostbriefe mit folgenden forderungen""",
    },
    Part.LETTER: {
        "en": "letter; model letter; sample letter; text of the letter; letter text",
        "fr": "lettre; modèle de lettre; lettre type; texte de la lettre",
        "es": "carta; carta modelo; modelo de carta; texto de la carta",
        "de": "brief; musterbrief; briefvorschlag; brieftext; text des briefs",
    },
    Part.SUBJECT: {
        "en": "subject; subject line; re",
        "fr": "objet; sujet",
        "es": "asunto",
        "de": "betreff; betr.; betrifft",
    },
    Part.CONTACT: {
        "en": "contact details; contacts; contact; addressee; addressees; target; targets; appeals to; write to",
        "fr": "coordonnées; contacts; contact; destinataire; destinataires; appels à; écrire à; écrivez à",
        "es": """datos de contacto; contactos; contacto; destinatario; destinatarios; destinataria;
            llamamientos a; escribir a; escriban a""",
        "de": """kontaktdaten; kontakt; kontakte; adressat; adressaten; adressatin; empfänger; appelle an;
            schreiben sie an; anschrift; anschriften""",
    },
    Part.APPEALS: {
        "en": "please send appeals before … to; please send appeals to; send appeals before … to; send appeals to",
        "fr": """merci d'envoyer vos appels avant le … à; veuillez envoyer vos appels avant le … à;
            envoyez vos appels avant le … à; merci d'envoyer vos appels à; envoyez vos appels à;
            prière d'envoyer vos appels avant le … à""",
        "es": """envíen llamamientos antes del … a; envíen sus llamamientos antes del … a; envíen llamamientos a;
            envíen los llamamientos antes del … a; envía llamamientos antes del … a""",
        "de": """bitte senden sie ihre appelle vor dem … an; senden sie ihre appelle bitte vor dem … an;
            bitte schicken sie ihre appelle vor dem … an; bitte senden sie ihre appelle bis zum … an;
            senden sie ihre appelle an; bitte senden sie ihre appelle an""",
    },
    Part.COPIES: {
        "en": "and copies to; copies to; copy to; copies; please send copies to; with copies to",
        "fr": "et copies à; copies à; copie à; copies; veuillez envoyer des copies à; avec copie à",
        "es": "y copias a; copias a; copia a; copias; envíen copias a; con copia a; y copia a",
        "de": "und kopien an; kopien an; kopie an; kopien; bitte senden sie kopien an; senden sie kopien an",
    },
    Part.LANGUAGE: {
        "en": """preferred language to address target; preferred language to address targets; preferred language;
            preferred languages; language of letters; please write in""",
        "fr": """langue à privilégier dans les appels; langue(s) à privilégier dans les appels à la cible;
            langue à privilégier dans les appels à la cible; langue(s) à privilégier; langue à privilégier;
            langues à privilégier; langue préférée; langue préférée pour s'adresser au destinataire;
            vous pouvez écrire en""",
        "es": """idioma preferido para dirigirse al destinatario; idioma preferente para dirigirse al destinatario;
            idioma preferido; idiomas preferidos; idioma preferente; pueden escribir llamamientos en;
            puedes escribir llamamientos en""",
        "de": """bevorzugte sprache; bevorzugte sprachen; bevorzugte sprache für ihre appelle;
            bevorzugte sprache für den brief; sprache der appelle; schreiben sie in; sprache""",
    },
    Part.SENTENCE_ON_LANGUAGE: {
        "en": "please write immediately in … or your own language; please write in … or your own language",
        "fr": """veuillez écrire immédiatement en … ou dans votre propre langue; écrivez immédiatement en … ou dans
            votre propre langue; veuillez écrire en … ou dans votre propre langue""",
        "es": """escriban inmediatamente en … o en su propio idioma; escriban en … o en su propio idioma;
            escriban inmediatamente, en … o en su propio idioma""",
        "de": """schreiben sie bitte sofort in … oder in ihrer eigenen sprache; bitte schreiben sie sofort in … oder in
            ihrer eigenen sprache; schreiben sie in gutem … oder auf deutsch;
            bitte schreiben sie in gutem … oder auf deutsch""",
    },
    Part.DEADLINE: {
        "en": """please take action as soon as possible until; please take action as soon as possible before;
            please take action before; please take action by; please take action until; deadline; write before;
            deadline for letters; please send appeals before""",
        "fr": """merci d'agir dans les plus brefs délais et avant le; merci d'agir dans les plus brefs délais avant le;
            merci d'agir dès que possible et avant le; veuillez agir dès que possible et avant le; date limite;
            date limite d'envoi; échéance; merci d'agir avant le; délai""",
        "es": """actúen lo antes posible hasta el; actúa lo antes posible hasta el; actúen lo antes posible antes del;
            actúa lo antes posible antes del; por favor, actúen lo antes posible hasta el; por favor, actúa lo antes
            posible hasta el; fecha límite; plazo; fecha límite para escribir; actúa antes del; actúen antes del""",
        "de": """bitte werden sie so schnell wie möglich aktiv, spätestens bis zum; bitte handeln sie so schnell wie
            möglich bis zum; bitte schreiben sie so schnell wie möglich bis zum; bitte werden sie so bald wie möglich
            aktiv bis zum; frist; einsendeschluss; stichtag; schreiben sie bis zum;
            bitte schreiben sie ihre appelle möglichst sofort, spätestens bis zum""",
    },
    Part.BACKGROUND: {
        "en": "background; background information; additional information; further information",
        "fr": """contexte; informations complémentaires; information complémentaire;
            complément d'information; renseignements complémentaires""",
        "es": """información complementaria; información adicional; antecedentes; información de contexto;
            más información""",
        "de": "hintergrund; hintergrundinformationen; hintergrundinformation; weitere informationen",
    },
    Part.PEOPLE: {
        "en": """name and preferred pronoun; name and preferred pronouns; names and preferred pronouns;
            name and pronoun; name; names; person at risk; people at risk""",
        "fr": """prénom, nom et pronom à utiliser; nom et pronom à utiliser; nom et pronom préféré; nom et prénom;
            nom; noms; nom et pronoms; noms et pronoms à utiliser""",
        "es": """nombre y pronombre preferido; nombre y género; nombre y pronombres; nombres y pronombres preferidos;
            nombre; nombres""",
        "de": "name und bevorzugtes pronomen; name und pronomen; namen und pronomen; name; namen",
    },
    Part.GENDER: {
        "en": "gender m/f; gender; sex; gender (m/f)",
        "fr": "genre; sexe; homme/femme; genre h/f",
        "es": "género; sexo; hombre/mujer; género h/m",
        "de": "geschlecht; geschlecht m/w",
    },
    Part.PREVIOUS: {
        "en": "link to previous ua; link to previous uas; links to previous uas; previous ua; previous uas",
        "fr": "lien vers l'au précédente; lien vers les au précédentes; au précédente; au précédentes",
        "es": "enlace a la au anterior; enlaces a las au anteriores; enlace a au anterior; au anterior; au anteriores",
        "de": """link zur vorherigen ua; link zu vorherigen ua; link zur früheren ua; links zu früheren ua; frühere ua;
            vorherige ua; link zur vorherigen urgent action""",
    },
    Part.PHOTO: {
        "en": "photo; photo credit; picture",
        "fr": "photo; crédit photo; crédit photographique",
        "es": "foto; fotografía; crédito de la foto",
        "de": "foto; bild; bildnachweis",
    },
}
