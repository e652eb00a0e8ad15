"""What gives a block away, as data: words of offices, of addresses, of instructions, of asking, in four languages.

All of it is compared without case and accents, with plain apostrophes.
"""

from __future__ import annotations

import re

OFFICE = re.compile(
    r"\b(?:minist(?:er|re|ro|ra|ry|ere|erio|erium|erin|ers)|president[ae]?|presidence|presidency|presidente"
    r"|prasident(?:in)?"
    r"|prime minister|premier(?:e)? ministre|primer ministro|governor|gouverneur|gobernador[a]?|attorney general"
    r"|prosecutor|procur(?:ator|eur[e]?|ador[a]?|aduria|uracy|uratorate)|staatsanwalt\w*|fiscal(?:ia)?"
    r"|general prosecutor"
    r"|director|directeur|directrice|directora|direktor(?:in)?|commissioner|commission|commissaire|comision|ambassador"
    r"|embassy|ambassade|embajada|botschaft\w*|king|roi|rey|konig|sultan|emir|prince|sheikh|supreme leader"
    r"|chief justice"
    r"|judge|juge|juez[a]?|court|cour|tribunal|corte|gericht\w*|parliament|parlement|parlamento|assembly|senate|senator"
    r"|secretary|secretaire|secretari[oa]|sekretar\w*|department|departement|departamento|amt|office of|bureau|oficina"
    r"|palace|palais|palacio|palast|inspector|superintendent|chief of police|police|policia|polizei|warden"
    r"|chancell?or|kanzler\w*|bundes\w+|council|conseil|consejo|rat\b|board|ombudsman|mayor|maire|alcalde\w*"
    r"|burgermeister\w*"
    r"|chair(?:man|person|woman)?|general|head of|chief executive|ceo|mission|permanent representative)\b"
)
HONORIFIC = re.compile(
    r"^\W*(?:(?:his|her|your|h\.?e\.?|s\.?e\.?|son|sa|su|s\.e\.m\.?|sr|sra|seine?|ihre?)\b\.? ?"
    r"(?:royal |majestat |exzellenz )?(?:excellency|majesty|highness|honou?r|eminence|excellence|excelencia"
    r"|exzellenz|majeste)?"
    r"|mr|mrs|ms|dr|prof|m|mme|sheikh|general|gen|lt|col|hon(?:ou?rable)?|rt hon|the hon\w*|exc\w+|herrn?|frau|monsieur"
    r"|madame|senor[a]?|don|dona|sayyid|u|tuan|datuk|dato)\b\.? "
)
STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|av|boulevard|blvd|square|lane|drive|building|floor|suite|room"
    r"|p\.? ?o\.? ?box|po box"
    r"|b\.? ?p\.? ?\d+|apdo|apartado|rue|place|quai|boite postale|calle|carrera|avenida|plaza|paseo|colonia"
    r"|piso|edificio"
    r"|casilla|c\.? ?p\.? ?\d+|postfach|platz|allee|weg|district|province|postal code|postcode|c/o|ulitsa"
    r"|ul\.?|prospekt"
    r"|sector|block|compound|gate|secretariat|straat|jalan|soi|marg|chowk|hauptstra(?:ss|ß)e)\b|\w+stra(?:ss"
    r"|ß)e\b|\w+platz\b|\w+weg\b"
)
POSTCODE = re.compile(r"\b(?:\d{4,6}|[a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}|\d{3} \d{2}|\d{3}-\d{4})\b")
PHONE = re.compile(r"(?:\+|\b00)\s?\(?\d[\d\s()./-]{6,30}\d|\(\d{2,5}\)\s?\d[\d\s./-]{4,20}\d")
CONTACT_LABEL = re.compile(
    r"^\W*(?:fax|telefax|facsimile|telecopie|tel(?:ephone|efono|efon)?|phone|mobile|e-?mails?"
    r"|e-?mail address(?:es)?|courriel"
    r"|correo(?: electronico)?|mail|salutation|anrede|korrekte anrede|formule d'appel|formule de politesse"
    r"|tratamiento|saludo|twitter|x|facebook|instagram|web ?site|web|site web"
    r"|sitio web|internet|whatsapp|contact form|online form|postal address|address|adresse|direccion|anschrift)"
    r"(?: ?\([^)]{0,60}\)| (?:no|number|numero|nr|nummer)\.?)?\s*:"
)
EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}")
LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>()]{1,400}", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w.])@\w{2,30}\b")

INSTRUCTION = re.compile(
    r"\b(?:please (?:(?:also|do|then|immediately|urgently|politely) )*(?:write|send|check|take|sign|share"
    r"|copy|include|use|do not|don't|let|inform|keep|feel"
    r"|note|contact|forward|remember|consider|call|tweet|post|address|avoid|be |try|add|join|make|refer|quote|respond)"
    r"|write (?:a |an |your |polite|to (?:the|your))|send (?:a |an |your |polite|appeals|letters|copies|us)"
    r"|click (?:here|on)|sign (?:the|our|up)|take action|in your own (?:words|language)|copy and paste"
    r"|personali[sz]e|requests? your urgent intervention|in the following situation|seeks? your support"
    r"|use (?:the|this) (?:sample|model|template)|model letter|sample letter|check with (?:us|the|your|our)"
    r"|urgent action (?:office|team|network)|your (?:letter|appeal|message|email|country's)s? |share (?:this|on)|tweet"
    r"|kindly inform|inform us|quoting the code|replies? (?:you|to us)|if you (?:wish|want|receive|live|are"
    r"|have|can|would)"
    r"|tips for|do not (?:send|mention|forward)|don't (?:send|mention|forward)|you (?:can|may"
    r"|could) (?:also )?(?:write|send|use|copy|adapt)"
    r"|remember to|feel free|download|subscribe|print (?:this|the|out)|postage|appeals? (?:should|to arrive|after)"
    r"|we (?:encourage|invite|ask|urge) (?:you|everyone|readers|supporters) to (?:write|send|take|sign))\b"
    r"|\b(?:priere d(?:e |')\w+|merci de bien vouloir|veuillez (?:(?:aussi|egalement|immediatement) "
    r")?(?:ecrire|envoyer|adresser|verifier|consulter"
    r"|nous|utiliser|copier|signer)"
    r"|merci d(?:e |')(?:ecrire|envoyer|adresser|agir|nous|verifier|utiliser|signer|vous)"
    r"|requiert votre intervention|demande votre intervention|dans la situation suivante|ecrivez|envoyez"
    r"|redigez|adressez|signez|partagez|cliquez|telechargez"
    r"|vos propres mots|dans votre propre langue|modele de lettre|n'hesitez pas"
    r"|vous pouvez (?:aussi )?(?:ecrire|envoyer|utiliser)"
    r"|inspirez-vous|personnalise[rz]|n'envoyez|(?:apres|au-dela de) cette date|verifiez (?:aupres|avec)"
    r"|passez a l'action|imprime[rz])\b"
    r"|\b(?:por favor,? (?:escrib|env|consult|firm|compart|actu)\w*|escriban?|envien?|envia|redact\w+ (?:un"
    r"|una|su|tu)|firm[ae] (?:la|esta)|comparte"
    r"|haz clic|haga clic|en (?:su|tu) propio idioma|con (?:sus|tus) propias palabras|carta modelo"
    r"|modelo de carta|puede[ns]? (?:tambien )?(?:escribir|enviar)"
    r"|consult(?:e|en|a|ad)? (?:con|a)|actuen?|utilice[n]?|personali[cz]\w+)\b"
    r"|^\W*(?:many )?(?:thank you|thanks|merci|gracias|vielen dank|danke)\b[^.!]{0,60}[.!]?\W*$"
    r"|\b(?:bitte (?:schreiben|senden|schicken|prufen|beachten|verwenden|teilen|richten|unterzeichnen|werden"
    r"|achten|fragen|klicken|setzen)"
    r"|schreiben sie|senden sie|schicken sie|richten sie|klicken sie|teilen sie|unterschreiben sie|werden sie aktiv"
    r"|in ihren eigenen worten|in ihrer eigenen sprache|musterbrief|briefvorschlag|briefvorlage"
    r"|sie konnen (?:auch )?(?:schreiben|den|diesen)|drucken sie)\b"
)
WRITERS_VOICE = re.compile(
    r"\b(?:i|we) (?:am|are|was|write|urge|ask|call|request|appeal|implore|respectfully|therefore|also|hope"
    r"|believe|welcome|further|strongly|would|have"
    r"|wish|express|thank|look|learned|understand|hereby|demand|beg|remain|respect|join|note)\b|\b(?:my"
    r"|our) (?:deep|grave|serious|concern|name|sincere|profound|attention)"
    r"|\byou(?:r excellency|r government|r authorit\w+|r office|r ministry|r country)\b|\b(?:urge|ask"
    r"|call (?:up)?on|implore|request|beseech) (?:you|your)\b"
    r"|\bje (?:vous|suis|soussigne|me|souhaite|tiens|reste|demande|prie)\b|\bj'(?:ai|ecris|appelle|exprime"
    r"|espere|attire|aimerais)\b|\bnous (?:vous|sommes|demandons|appelons|prions)\b|\bpermettez-moi\b"
    r"|\bvotre (?:gouvernement|excellence|attention|pays|autorite)\b"
    r"|\b(?:le|les|lo|la) (?:escribo|insto|pido|ruego|solicito|exhorto|escribimos|pedimos|instamos)\b"
    r"|\bme (?:dirijo|preocupa|permito)\b|\bquisiera\b|\bmi (?:profunda|mas|preocupacion)\b|\bsu (?:gobierno"
    r"|excelencia|autoridad)\b"
    r"|\bich (?:bin|bitte|fordere|wende|schreibe|mochte|habe|ersuche|appelliere|hoffe|danke)\b|\b(?:bitte"
    r"|fordere|ersuche) ich\b|\bwir (?:bitten|fordern|wenden|appellieren|sind)\b|\bmich\b|\bihre regierung\b"
    r"|\bmeine (?:grosse|tiefe|sorge|besorgnis)\b"
)
ASKS = re.compile(
    r"\b(?:urg(?:e|es|ing)|call(?:s|ing)? (?:up)?on|ask(?:s|ing)?|request(?:s|ing)?|demand(?:s|ing)?"
    r"|appeal(?:s|ing)? to|implor(?:e|es|ing)|press(?:ing)?"
    r"|recommend(?:s|ing)?|insist(?:s|ing)? that|write to .{0,80}(?:ask|urg|call|request)ing"
    r"|exhort(?:e|ez|ant|ons)|demand(?:e|ez|ant|ons|er)|pri(?:e|ez|ant|ons|er)|appel(?:le|lent|ant|lez|lons"
    r"|er)|engag(?:e|ez|eant)|invit(?:e|ez|ant)"
    r"|inst(?:o|a|an|ando|en|amos|ar|e)|pid(?:o|e|en|iendo|an|amos)|exhort(?:o|a|an|ando|en|amos)|solicit(?:o"
    r"|a|an|ando|en)|exig(?:e|en|iendo|imos)|rueg(?:o|a|an)"
    r"|forder(?:e|n|t)|bitte[nt]?|ersuche[nt]?|appellier(?:e|en|t)|verlang(?:e|en|t)|drangen)\b"
)
LEADS = re.compile(
    r"\b(?:(?:urg|ask|call|demand|request|appeal|press|implor)ing\b(?: (?:up)?on)?|(?:and|to) (?:urge|ask"
    r"|request|call on|demand)\b"
    r"|en (?:leur|lui) demandant|leur demandant|demandant|exhortant|priant|afin (?:de|d'|qu)|pour (?:leur "
    r"|lui )?demander"
    r"|(?:inst|pid|exhort|solicit|exig)(?:and|iend)o|para (?:pedir|instar|exigir)"
    r"|und (?:bitten|fordern)|mit der (?:bitte|forderung))"
)
INFINITIVE = re.compile(
    r"^\W*(?:immediately |unconditionally |promptly |fully |take |to )*(?:release|ensure|guarantee|drop|stop"
    r"|halt|end|grant|allow|provide|investigate|order|conduct|put an end|make|give|respect"
    r"|protect|repeal|abolish|commute|quash|cancel|overturn|disclose|reveal|clarify|carry|bring|adopt|refrain"
    r"|lift|return|issue|free|cease|open|review|amend|conform|comply|implement|initiate|launch"
    r"|see to|do everything|use your|take all|take the|take immediate|establish|ratify|withdraw|reinstate"
    r"|permit|recogni[sz]e|inform|publish|acknowledge|desist|prevent|suspend|annul|restore|intervene"
    r"|reconsider)\b"
    r"|^\W*(?:de |d'|a )?(?:liberer|garantir|veiller|abandonner|cesser|mettre|permettre|ordonner|assurer"
    r"|respecter|proteger|enqueter|annuler|commuer|faire|prendre|fournir|autoriser|mener|lever|diligenter"
    r"|reveler|accorder|abroger)\b"
    r"|^\W*(?:que |a que )?(?:liber(?:e|en|ar)|garanti\w+|asegur\w+|pon(?:ga|gan|er)|retir\w+|permit\w+"
    r"|investig\w+|orden\w+|respet\w+|prote[jg]\w+|anul\w+|conmut\w+|deje[n]?|haga[n]?|adopt\w+|vel\w+"
    r"|cese[n]?|dar|revel\w+)\b"
    r"|^\W*(?:lassen sie|sorgen sie|stellen sie|gewahren sie|veranlassen sie|beenden sie|stoppen sie"
    r"|heben sie|setzen sie|ermitteln|leiten sie|garantieren sie|untersuchen sie|geben sie|schutzen sie"
    r"|verhindern sie|ordnen sie|wandeln sie|nehmen sie|fordern sie|sicherzustellen|freizulassen)\b"
)
READERS = re.compile(
    r"dear (?:all|friends?|colleagues?|readers?|members?|supporters?|comrades?|sisters?|brothers?|activists?"
    r"|letter[- ]writers?|network|everyone|partners?)\b"
    r"|chers? (?:amis?|ami\(e\)s|toutes|tous|membres?|collegues?|lecteurs?|camarades?)|cheres? (?:amies?|toutes|amis)"
    r"|(?:queridos|queridas|estimad[oa]s) (?:amig|companer|lector|soci|todos|colegas)\w*|liebe[rs]? (?:freund"
    r"|mitglied|leser|unterstutz|kolleg|alle|aktive|mitstreit)\w*"
)
DIPLOMATIC = re.compile(
    r"\b(?:diplomatic (?:representatives?|representations?|missions?)|ambassadors? (?:in|to) your|embass(?:y"
    r"|ies) (?:in|of|to) .{0,40}(?:your|respective)"
    r"|representa(?:nts?|tions?|ntes|ciones) diplomati\w+|diplomatische\w* vertret\w+)"
)
STOPPED = re.compile(
    r"\b(?:no (?:further|more|additional) (?:action|appeals?|letters?) (?:is|are)? ?(?:requested|required"
    r"|needed|necessary)|no further action|please (?:stop|do not) (?:send(?:ing)?|writ(?:e"
    r"|ing)) (?:any )?(?:more|further)?"
    r"|aucune action (?:complementaire|supplementaire)|aucune autre action|n'envoyez plus|il n'est plus necessaire"
    r"|no (?:se requiere|es necesaria?|se requieren|hace falta) (?:ninguna |mas )?(?:otra |nueva )?acci\w+"
    r"|no se requieren? (?:mas|nuevas) \w+"
    r"|keine weiteren? (?:aktion\w*|appelle|briefe|schreiben)|(?:weitere )?(?:aktion|appell)\w* (?:sind"
    r"|ist) (?:derzeit )?nicht (?:mehr )?(?:erforderlich|notig|notwendig))\b"
)
DEADLINE = re.compile(
    r"\b(?:until|before|by|no later than|not later than|expires?(?: on)?|deadline(?: is| for \w+)?"
    r"|valid (?:until|through)|up to|through|after|ends?(?: on)?|closes?(?: on)?"
    r"|avant(?: le)?|jusqu'au|au plus tard(?: le)?|expire le|d'ici(?: le| au)?|apres le|valable jusqu'au|date limite"
    r"|antes del?|hasta(?: el)?|a mas tardar(?: el)?|vence el|caduca el|despues del|fecha limite|plazo"
    r"|bis(?: zum| spatestens(?: zum)?)?|vor dem|spatestens(?: (?:bis )?(?:zum|am))?|nach dem|frist"
    r"|lauft (?:bis|am))\s*:?\s*(?:the |le |el |den |dem )?(?:\w+day,? )?$"
)
BEFORE = re.compile(
    r"\b(?:before|avant(?: le)?|antes(?: del?)?|vor dem|vor)\s*:?\s*(?:the |le |el |den |dem )?(?:\w+day,? )?$"
)
AFTER = re.compile(
    r"\b(?:after|apres(?: le)?|despues(?: del?)?|nach dem|nach)\s*:?\s*(?:the |le |el |den |dem )?(?:\w+day,? )?$"
)
NO_DEADLINE = re.compile(
    r"\b(?:no (?:end |closing |final )?(?:date|deadline)|none|n/?a|open[- ]ended|ongoing|until further notice"
    r"|no fixed deadline|aucune?(?: date)?(?: limite)?|sans date limite"
    r"|pas de date limite|sin fecha(?: limite)?|ninguna?|indefinid[oa]|hasta nuevo aviso|keine?(?: frist)?"
    r"|unbefristet|bis auf weiteres|jusqu'a nouvel ordre)\b"
)
BLANK = re.compile(
    r"_{4,}|\.{6,}|…{2,}|^\W*(?:nom|name|prenom|adresse|address|signature|firma|unterschrift|nombre|direccion"
    r"|ville|city|town|e-?mail|date|lieu|vorname|anschrift|ort|datum|country|pays|postcode|code postal"
    r"|signed)\s*:?\s*$"
    r"|^\(?(?:your|votre|vos|su|tu|ihr|ihre) (?:full )?(?:name|nom|nombre|address|adresse)\b"
    r"|\[(?:your |votre |su |ihr )?[^\]]{0,12}(?:name|nom|nombre|address|adresse|signature|date|city|country"
    r"|ville|anschrift)[^\]]{0,20}\]"
)
PRONOUNS = re.compile(
    r"\((?:both |all )?(?:he|she|they|il|elle|iel|el|ella|er|sie)\s*(?:[/,].{0,20})?\)|\((?:m|f|w|h|male"
    r"|female|homme|femme)\)",
    re.IGNORECASE,
)
CREDIT = re.compile(r"^\W*(?:©|\(c\)|photo(?:graph)? ?(?:by|credit|:|©)|credit ?:|foto ?:|credit photo|image ?:)|©")
UPDATE_OF = re.compile(
    r"\b(?:first|second|third|fourth|fifth|\d{1,2}(?:st|nd|rd|th))(?: and final)? update (?:of|to"
    r"|on)\b|\b(?:mise a jour"
    r"|actualisation) (?:de|concernant)\b|\bactualizacion de\b"
    r"|\b(?:aktualisierung|weitere information\w*) (?:der|zu|zur)\b|\bfurther information (?:on|to)\b"
    r"|\bfollow-?up (?:to|of)\b|\bupdate (?:to|on) (?:ua|case)\b"
)
CONTACT_US = re.compile(
    r"\b(?:to contact (?:the|us)|contact us|for (?:more|further) information|emergency line|press contact"
    r"|media contact|(?:please )?contact (?:the )?(?:secretariat|office|network|coordinator)"
    r"|pour (?:plus|toute|contacter)|contactez|para (?:mas|contactar)|contactenos|fur (?:weitere|mehr"
    r"|ruckfragen)|kontaktieren|was (?:created|founded) in|unsubscribe|ligne d'urgence|linea de emergencia)\b"
    r"|^\W*(?:from|von|de) ?: .*@|^-- ?(?:\w|$)"
)
KICKER = re.compile(
    r"\b(?:campaigns?|programmes?|programs?|network|newsletter|appeal of the month|appel du mois"
    r"|letter[- ]writing|urgent (?:appeals?|actions?)|action (?:network|alert)|rapid action|write for"
    r"|letters? for"
    r"|lettres? (?:de|du|pour) |n[°o]\.? ?\d+$|nr\.? ?\d+$|case sheet|fact ?sheet|fiche|bulletin"
    r"|briefe (?:fur|gegen)|red de accion|reseau|kampagne|campana|case of the month|public|internal"
    r"|embargo\w*|press release|joint statement)\b"
)
OWN = re.compile(
    r"\b(?:registered charity|founded in|all rights reserved|unsubscribe|privacy|cookies?|copyright|facebook"
    r"|twitter|instagram|newsletter|donate|spenden(?:konto)?|faire un don"
    r"|menu|home|search|log ?in|skip to|read more|share this|subscribe|iban|follow us)\b"
)
FUNCTION = frozenset(
    """the of and to in is for that was with on by he they his her has been have had were are be who
    which this from at as it not but an a
    le la les des du et est une un pour dans que qui par sur avec aux ete son sa ont au ne pas se il elle cette ces
    el los las del y es una para en que por con su sus ha fue se como lo al han no este esta
    der die das und ist ein eine fur von zu den mit auf dem sie er nicht wird wurde im des sich als
    auch sind einer""".split()
)
