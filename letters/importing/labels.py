"""The words by which published sheets label their parts, as data: a label counts by its words, never as a whole.

A semicolon parts the words; `|` parts those that say it by themselves from those that only support it. `*` stands for
any ending. All of it is compared without case and accents, with plain apostrophes.
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
    CASE = "case"
    COUNTRY = "country"
    ACTION = "action"
    """Who to write to, and the letter; in the older form what to write."""
    DEMANDS = "demands"
    LETTER = "letter"
    SUBJECT = "subject"
    CONTACT = "contact"
    COPIES = "copies"
    LANGUAGE = "language"
    DEADLINE = "deadline"
    BACKGROUND = "background"
    PEOPLE = "people"
    GENDER = "gender"
    PREVIOUS = "previous"
    PHOTO = "photo"
    SIGNATORIES = "signatories"
    SIGNER = "signer"
    """The places for the writer's own name and address."""
    OUTCOME = "outcome"
    MORE = "more"
    """About the organisation, links, what else one can do: nothing for a letter."""


LABELS: Mapping[Part, Mapping[str, str]] = {
    Part.HEADLINE: {
        "en": """urgent action; urgent appeal; action alert; urgent alert; rapid action; appeal case; action call;
            rapid response; letter writing action; open letter|update; alert""",
        "fr": "action urgente; appel urgent; alerte urgente; lettre ouverte|alerte; appel",
        "es": "acción urgente; llamamiento urgente; alerta urgente; acción urgente; carta abierta|alerta; llamamiento",
        "de": "eilaktion; urgent action; eilappell; dringlicher appell; offener brief|appell; aktion",
    },
    Part.TITLE: {
        "en": "title; headline",
        "fr": "titre",
        "es": "título; titular",
        "de": "titel; überschrift",
    },
    Part.SUMMARY: {
        "en": """summary; in brief; what is going on; what s going on; what is happening; why act; why it matters;
            the case; case summary; the situation; situation; the facts; facts; case details;
            brief description; description of the situation; new information; what happened; what has happened;
            the story; in short; case description; case narrative; case in brief; at a glance; concern;
            the issue; key facts; overview; who is|case; brief; description; narrative; story; details""",
        "fr": """résumé; en bref; les faits; faits; exposé des faits; la situation; situation; l'affaire; le cas;
            description de la situation; nouvelles informations; ce qui s'est passé; rappel des faits;
            qui est|bref; brève description; l'histoire""",
        "es": """resumen; en breve; los hechos; hechos; la situación; situación; el caso; descripción del caso;
            descripción de la situación; nueva información; qué ha pasado; qué ha ocurrido; quién es|breve""",
        "de": """zusammenfassung; kurzfassung; sachlage; kurz gefasst; in kürze; der fall; fall; die fakten; lage;
            die situation; worum es geht; worum geht es; was ist passiert; kurzinfo; das geschehen; wer ist|kurz""",
    },
    Part.ISSUED: {
        "en": "date; issue date; date of issue; issued; issued on; date issued; published; publication date; released",
        "fr": "date; date d'émission; date de publication; publiée le; publié le; émise le; émis le; en date du",
        "es": "fecha; fecha de emisión; fecha de publicación; publicado; publicada; emitida; emitido",
        "de": "datum; ausgabedatum; ausgestellt am; veröffentlicht; veröffentlicht am; stand; vom",
    },
    Part.CASE: {
        "en": "case; case number; case no; reference; ref; our ref; ua number; ua no; index; ai index; case code;"
        " reference number; document number; index number",
        "fr": "référence; réf; numéro; index; numéro d'au; n° d'au; code; n°",
        "es": "referencia; ref; número; índice; índice ai; código",
        "de": "aktenzeichen; nummer; index; ai-index; ua-nummer; fallnummer; referenz; ua-nr",
    },
    Part.COUNTRY: {
        "en": "country; country of concern; location; place|where",
        "fr": "pays; lieu",
        "es": "país; lugar",
        "de": "land; ort",
    },
    Part.ACTION: {
        "en": """take action; act now; what can you do; what can i do; how can you help; how can i help;
            how you can act; your help; what you can do; recommended action*; suggested action*; requested action*;
            action* requested; please write; write an appeal; write a letter; how you can help; how to help;
            what to do;
            please act; action needed; please take action; your action; call to action; action required;
            help now; get involved; action recommended; join the action; please help; how to act
            |action*; write; send; appeal*; letter*; model; sample; email*; fax*; tweet*; call; act; help""",
        "fr": """passez à l'action; passer à l'action; agissez; agir; agissons; actions recommandées;
            action* demandée*;
            que faire; ce que vous pouvez faire; action* requise*; écrivez; mobilisez-vous; comment agir;
            comment aider; intervenez|action*; appel*; lettre*; écrire; modèle; envoyez; rédigez""",
        "es": """actúa; actúen; actúe; pasa a la acción; acción recomendada; acciones recomendadas; acción solicitada;
            acciones solicitadas; qué puedes hacer; qué puede hacer; qué pueden hacer; cómo ayudar; cómo actuar;
            escribe; escriban|acción*; acciones; llamamiento*; carta*; escribir; modelo; envíen; envía; redacta""",
        "de": """werden sie aktiv; werde aktiv; setzen sie sich ein; setz dich ein; handeln sie; empfohlene aktion*;
            was sie tun können; was du tun kannst; empfohlene maßnahmen; bitte schreiben sie; schreiben sie bitte;
            mitmachen; jetzt handeln; so können sie helfen; ihre hilfe
            |aktion*; appell*; brief*; e-mail*; luftpostbrief*; fax*; schreiben""",
    },
    Part.DEMANDS: {
        "en": """demands; our demands; we demand; we ask; we request; we call for; what we ask; what we ask for;
            what we want; what to ask for;
            what we are asking for; points to raise; points to make; suggested points; please ask;
            asking them to; urging them to; calling on; call on; requests; our requests; ask; asks; asking; urging;
            what to say; what to write; talking points; recommended points; key demands; key messages;
            recommendations; calling upon; expressing concern; expressing
            |authorit*; please; points; message; authorities; government; following""",
        "fr": """revendications; nos demandes; demandes; nous demandons; nous exigeons; demander; demandez;
            points à soulever; points à aborder;
            exhortez; exhortant; priant; recommandations; demandant; que demander; appelant
            |autorité*; points""",
        "es": """demandas; exigencias; peticiones; pedir; pidan; pide; pidiendo; instando; exhortando; solicitando;
            solicitamos; pedimos; exigimos; demandamos;
            puntos a plantear; qué pedir; recomendaciones; qué escribir; nuestras peticiones|autoridad*; puntos""",
        "de": """forderungen; wir fordern; wir bitten; unsere bitte; unsere forderungen; folgende* forderungen;
            fordern sie; bitten sie;
            empfohlene punkte; was sie schreiben können; anliegen; mit folgenden bitten; empfehlungen|behörden;
            punkte""",
    },
    Part.LETTER: {
        "en": """model letter; sample letter; letter text; text of the letter; suggested letter; draft letter;
            letter; template letter; example letter; your letter; letter template; template; sample text; model text;
            text of letter; sample email; model email; suggested text; sample message; example of a letter
            |sample; model; text; body; below; message""",
        "fr": """modèle de lettre; lettre type; lettre-type; texte de la lettre; lettre; exemple de lettre;
            proposition de lettre; votre lettre; courrier type; modèle de courrier|texte; modèle""",
        "es": """carta modelo; modelo de carta; texto de la carta; carta; carta tipo; ejemplo de carta;
            texto sugerido; carta sugerida; su carta|texto; modelo""",
        "de": """musterbrief; briefvorschlag; brieftext; text des briefs; text des briefes; brief; vorschlag für ihren
            brief; briefvorlage; mustertext; beispielbrief; vorlage; ihr brief; textvorschlag|text; vorschlag""",
    },
    Part.SUBJECT: {
        "en": "subject; subject line; re; concerning; regarding",
        "fr": "objet; sujet; concerne",
        "es": "asunto; ref. asunto",
        "de": "betreff; betr; betrifft",
    },
    Part.CONTACT: {
        "en": """contact detail*; contact*; addressee*; address*; target*; recipient*; appeals to; write to;
            letters to; send to; where to send; where to write; who to write to; authorities to contact;
            please write to; send your letter*; send letter*; send appeal*; send your appeal*; mailing address*;
            postal address*; contact information; send your message*; send message*; decision-maker*; officials;
            send an email to; whom to write; please send; address your letter*; to be sent to; direct your letter*;
            please address; send polite|appeal*; letter*; to; write; send; authorities; message*; email*""",
        "fr": """coordonnées; contact*; destinataire*; adresse*; adressez; appels à; écrire à; écrivez à; envoyer à;
            à envoyer à; envoyez vos appels; envoyez vos lettres; où écrire; à qui écrire; cible*; lettres à;
            adresser vos|appel*; lettre*; envoyez; envoyer; courrier*""",
        "es": """datos de contacto; contacto*; destinatari*; direcci*; llamamientos a; escribir a; escriban a;
            escriba a;
            cartas a; envíen llamamientos; envíen sus cartas; envíen a; enviar a; a quién escribir; dónde escribir;
            envíen sus llamamientos; envíe*|llamamiento*; carta*; enviar""",
        "de": """kontaktdaten; kontakt*; adressat*; empfänger*; appelle an; schreiben sie an; anschrift*; adresse*;
            briefe an; senden an; senden sie; an wen; schicken sie; zielperson*; zu richten an; ansprechpartner*
            |appell*; brief*; senden""",
    },
    Part.COPIES: {
        "en": "copy; copies; copies to; copy to; cc; with copies; and to; please also send; also send",
        "fr": "copie; copies; copies à; copie à; copie*; avec copie; cc",
        "es": "copia; copias; copias a; con copia; copia*; cc",
        "de": "kopie; kopien; kopien an; kopie an; in kopie; kopie*; cc",
    },
    Part.LANGUAGE: {
        "en": """preferred language*; language*; write in; language of letter*; languages to write in;
            in which language|preferred; address; target*; english""",
        "fr": """langue* à privilégier; langue* préférée*; langue*; écrire en; langue(s)|privilégier; appels; cible""",
        "es": "idioma* preferido*; idioma preferente; idioma*; escribir en; lengua*|preferido; destinatario",
        "de": "bevorzugte sprache*; sprache*; sprache der appelle; schreiben sie in; briefsprache|bevorzugte; appelle",
    },
    Part.DEADLINE: {
        "en": """deadline*; write before; write by; act by; act before; until; no later than; expires; expiry;
            expiry date; valid until; action date; take action until; take action before; take action by; end date;
            closing date; not later than; last date; last day; by when; time limit; appeals by; letters by; due date;
            action expires; please act by|before; by; as soon as possible; immediately; urgent""",
        "fr": """date limite; échéance; délai; au plus tard; avant le; jusqu'au; agir avant; à envoyer avant; expire;
            date d'expiration; date butoir; valable jusqu'au|dès que possible; plus brefs délais""",
        "es": """fecha límite; plazo; antes del; hasta el; a más tardar; vence; caduca; fecha de vencimiento;
            fecha de caducidad; fecha tope; válido hasta; fecha de cierre|lo antes posible""",
        "de": """frist; einsendeschluss; stichtag; spätestens; bis zum; bis spätestens; gültig bis; läuft bis;
            aktionsende; laufzeit; letzter tag; läuft ab; enddatum; schreiben sie bis|so schnell wie möglich;
            möglichst sofort""",
    },
    Part.BACKGROUND: {
        "en": """background; background information; additional information; further information; more information on;
            context; the context; history; about the case; background to the case; more about; the background;
            read more; human rights situation; additional background; further background; who are
            |information; additional; further; more; details; case""",
        "fr": """contexte; informations complémentaires; complément d'information*; renseignements complémentaires;
            information complémentaire; informations générales; arrière-plan; pour en savoir plus sur; le contexte;
            informations de base; rappel; en savoir plus|information*""",
        "es": """información complementaria; información adicional; antecedentes; información de contexto; más
            información; contexto; el contexto; historia; información de fondo; información general|información""",
        "de": """hintergrund; hintergrundinformation*; weitere informationen; zusätzliche information*; kontext;
            der hintergrund; zum hintergrund; vorgeschichte; mehr zum fall|information*""",
    },
    Part.PEOPLE: {
        "en": """name*; who; name and preferred pronoun*; names and preferred pronouns; name and pronoun*;
            person at risk;
            people at risk; name of the victim*; name of victim*; victim*; individual* at risk; name of person;
            persons at risk; individuals concerned; prisoner*; detainee*; human rights defender*; about the person;
            person* concerned|preferred; pronoun*; person*; people; individual*""",
        "fr": """nom; noms; qui; prénom; nom et pronom*; nom et prénom; noms et pronoms; personne* en danger;
            victime*;
            nom de la victime; personne* concernée*; prénom, nom et pronom; défenseur*|pronom*; utiliser; préféré*""",
        "es": """nombre*; quién; nombre y pronombre*; nombre y género; nombres y pronombres; víctima*;
            persona* en peligro;
            persona* en riesgo; nombre de la víctima; persona afectada; personas afectadas|pronombre*; preferido*""",
        "de": """name*; wer; namen; name und pronomen; name und bevorzugtes pronomen; betroffene*; gefährdete person*;
            opfer; person in gefahr; name des opfers; menschenrechtsverteidiger*|pronomen; bevorzugte*; person*""",
    },
    Part.GENDER: {
        "en": "gender m/f; gender; sex; gender (m/f); gender identity",
        "fr": "genre; sexe; homme/femme; genre h/f",
        "es": "género; sexo; hombre/mujer; género h/m",
        "de": "geschlecht; geschlecht m/w",
    },
    Part.PREVIOUS: {
        "en": """link to previous; links to previous; previous ua*; previous; previous action*; previous document*;
            earlier action*; earlier appeal*; previous appeal*; earlier documents; related action*; previous updates;
            follow-up to; this is the first update; related documents|link*; ua; update""",
        "fr": "lien vers; au précédente*; précédent*; actions précédentes; documents précédents|lien",
        "es": "enlace a; enlaces a; au anterior*; anterior*; acciones anteriores; documentos anteriores|enlace*",
        "de": "link zu*; frühere ua; vorherige*; frühere*; frühere aktionen; vorangegangene*|link",
    },
    Part.PHOTO: {
        "en": "photo; photo credit; picture; image; image credit; credit; photo by; caption; credits",
        "fr": "photo; crédit photo; crédit photographique; légende; image; photographie",
        "es": "foto; fotografía; crédito de la foto; crédito; imagen; pie de foto",
        "de": "foto; bild; bildnachweis; fotonachweis; bildunterschrift",
    },
    Part.SIGNATORIES: {
        "en": """signatories; signatory organisations; signatory organizations; signed by; signed; co-signed by;
            the undersigned; undersigned; endorsed by; signatures|organisations; organizations; individuals""",
        "fr": "signataires; organisations signataires; signé par; premiers signataires; cosignataires",
        "es": "firmantes; organizaciones firmantes; firmado por; firman; firmas",
        "de": "unterzeichnende*; unterzeichner*; unterzeichnet von; erstunterzeichner*; mitunterzeichnende",
    },
    Part.SIGNER: {
        "en": "your name; your address; signature; signed (name); sign here; your details; your signature",
        "fr": "votre nom; votre adresse; signature; vos nom et adresse; nom et adresse",
        "es": "su nombre; su dirección; firma; tu nombre",
        "de": "ihr name; ihre adresse; unterschrift; ihre anschrift; absender*",
    },
    Part.OUTCOME: {
        "en": """good news; no further action; outcome; result; case closed; stop action|update""",
        "fr": "bonne nouvelle; bonnes nouvelles; aucune action complémentaire; résultat; affaire close",
        "es": "buena noticia; buenas noticias; no se requiere ninguna acción; resultado; caso cerrado",
        "de": "gute nachricht*; keine weiteren aktionen; ergebnis; fall abgeschlossen; ausgang",
    },
    Part.MORE: {
        "en": """about us; about the organisation; about the organization; for more information; for further
            information; contact us; share; share this; follow us; spread the word; useful links; links; sources;
            useful hashtags; social media; hashtags; press contact; media contact; further reading; donate; subscribe;
            newsletter; related; related posts; related news; tips for writing; guidelines; other ways to help;
            let us know; tell us;
            send us; please inform us; our contact details; writing tips; notes for writers; feedback;
            reply received|""",
        "fr": """à propos; pour plus d'informations; pour plus d'information; contactez-nous; partagez; suivez-nous;
            liens; sources;
            faire un don; nous contacter; réseaux sociaux; conseils de rédaction|""",
        "es": """sobre nosotros; para más información; contáctenos; comparte; síguenos; enlaces; fuentes; dona;
            redes sociales; contacto de prensa|""",
        "de": """über uns; für weitere informationen; für mehr informationen; kontaktieren sie uns; teilen;
            folgen sie uns;
            links; quellen; spenden; soziale medien; schreibtipps; hinweise zum schreiben|""",
    },
}

# What is too common to be a label unless a colon, capitals or bold type say that it is one.
COMMON = frozenset(
    (
        *(Part.PEOPLE, Part.ISSUED, Part.SUBJECT, Part.PHOTO, Part.GENDER, Part.CASE, Part.COUNTRY, Part.TITLE),
        *(Part.SIGNER, Part.DEMANDS, Part.MORE, Part.LANGUAGE, Part.PREVIOUS, Part.OUTCOME),
    )
)
# What stands below these is one block; then the section above goes on.
ONE_BLOCK = frozenset(
    (
        *(Part.ISSUED, Part.PHOTO, Part.GENDER, Part.CASE, Part.COUNTRY, Part.SUBJECT, Part.DEADLINE, Part.LANGUAGE),
        *(Part.TITLE, Part.PREVIOUS, Part.SIGNER),
    )
)
NEUTRAL = frozenset(
    """a an the of to in on for and or your our this that these those is are be with as at by from it its using use own
    words following below above please immediately very polite politely possible soon now all any other also if you we
    their his her them they more one both each such via yes can will not
    le la les l un une des du de d en et ou a au aux pour par sur vos votre nos ce cette ces ci-dessous suivants
    suivantes merci veuillez vous est sont avec vos propres mots ou
    el la los las un una de del y o para por en su sus tu al a con este esta estos por favor se que lo
    der die das den dem des ein eine einen und oder an in im zu zum zur fur mit von vom auf ihre ihren ihr ihrem sie
    bitte unter dieser diese folgende folgenden sich als bei ist sind
    m/f ua au s""".split()
)
