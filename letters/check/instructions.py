"""What a letter says to its writers, and not to its reader: where to click, what to fill in; by language. Data only.

Patterns of regular expressions, for small and capital letters alike.
"""

from __future__ import annotations

from collections.abc import Mapping

TO_WRITERS: Mapping[str, str] = {
    "en": r"click(?:ing)?\s+(?:here|on|the|below|this)|sign\s+(?:the|this|our)\s+petition|(?:the\s+)?(?:link"
    r"|button|form)\s+below"
    r"|below\s+you\s+(?:will\s+)?find|share\s+this\s+(?:page|appeal|post)|(?:fill\s+in|complete)\s+(?:the"
    r"|this)\s+form"
    r"|copy\s+and\s+paste|(?:insert|add|put|write|type|enter|print)\s+your\s+(?:full\s+)?(?:name|address"
    r"|own\s+words|signature|country)"
    r"|please\s+(?:write|send)\s+(?:your\s+)?(?:letters?|appeals?|e-?mails?|faxes|immediately|in\s+your\s+own)"
    r"|feel\s+free\s+to\s+(?:use|adapt|change|edit)|(?:sample|model|template)\s+letter|print\s+(?:this"
    r"|the)\s+(?:letter|page)",
    "fr": r"cliqu(?:ez|er|ant)\b|signez\s+(?:la|cette|notre)\s+pétition|(?:lien|bouton|formulaire)\s+ci-dessous"
    r"|remplissez\s+(?:le|ce)"
    r"|copiez-collez|copier-coller|(?:insérez|ajoutez|indiquez|inscrivez)\s+(?:ici\s+)?(?:votre|vos)"
    r"|partagez\s+(?:cette|cet)"
    r"|(?:lettre|modèle)\s+(?:type|de\s+lettre)|imprimez\s+(?:cette|la)\s+lettre|envoyez\s+vos\s+(?:appels|lettres)",
    "es": r"(?:haga|haz|hacer)\s+clic|pulse\s+(?:aquí|en|el)|firm[ea]\s+(?:la|esta|nuestra)\s+petición"
    r"|(?:enlace|botón|formulario)\s+(?:de\s+)?abajo"
    r"|rellene\s+(?:el|este)|copi(?:e|a)\s+y\s+pegu?[ea]|(?:inserte|añada|escriba"
    r"|ponga)\s+(?:aquí\s+)?su\s+(?:nombre|dirección|firma)"
    r"|comparta\s+est[ae]|carta\s+(?:modelo|tipo)|envíen?\s+sus\s+(?:llamamientos|cartas)",
    "de": r"(?:hier\s+)?klicken\s+sie|klick(?:e|t)?\s+hier|hier\s+klicken|(?:link|formular|button)\s+unten"
    r"|untenstehende[nrs]?\s+(?:link|formular)"
    r"|unterzeichnen\s+sie\s+(?:die|diese|unsere)\s+petition|füllen\s+sie\s+(?:das|dieses)"
    r"|kopieren\s+sie\s+(?:den|diesen)"
    r"|(?:setzen|fügen|tragen|geben)\s+sie\s+(?:hier\s+)?ihre?n?\s+(?:namen|adresse|unterschrift|eigenen)"
    r"|teilen\s+sie\s+diese\s+seite"
    r"|musterbrief|briefvorlage|drucken\s+sie\s+(?:diesen|den)\s+brief",
    "it": r"clicc(?:a|ate|ando|are|hi)\b|fai\s+clic|firma(?:te)?\s+(?:la|questa)\s+petizione|(?:link|modulo"
    r"|pulsante)\s+(?:qui\s+)?sotto"
    r"|compil(?:a|ate|i)\s+(?:il|questo)\s+modulo|copia\s+e\s+incolla|(?:inserisc\w+|aggiung\w+"
    r"|scriv\w+)\s+(?:qui\s+)?(?:il\s+)?(?:tuo|suo|vostro)"
    r"\s+(?:nome|indirizzo)|lettera\s+(?:tipo|modello)|stampa(?:te)?\s+(?:questa|la)\s+lettera",
    "pt": r"cli(?:que|car|cando|ca)\b|assine\s+(?:a|esta|nossa)\s+petição|(?:link|formulário|botão)\s+abaixo"
    r"|preencha\s+(?:o|este)"
    r"|copie\s+e\s+cole|(?:insira|acrescente|escreva|coloque)\s+(?:aqui\s+)?(?:o\s+)?seu\s+(?:nome|endereço)"
    r"|partilhe\s+est[ae]|carta\s+modelo"
    r"|imprima\s+esta",
    "nl": r"klik(?:ken)?\s+(?:hier|op)|teken\s+(?:de|deze|onze)\s+petitie|(?:link|formulier|knop)\s+hieronder"
    r"|onderstaande\s+(?:link|formulier|knop)"
    r"|vul\s+(?:het|dit|hier)|kopieer\s+en\s+plak|(?:vul|zet|schrijf)\s+(?:hier\s+)?(?:uw|je)\s+(?:naam|adres)"
    r"|deel\s+deze\s+pagina|voorbeeldbrief"
    r"|print\s+deze",
    "pl": r"klikn(?:ij|ąć|ijcie)|podpisz\s+(?:tę\s+)?petycję|(?:link|formularz|przycisk)\s+poniżej"
    r"|poniższ\w+\s+(?:link|formularz)"
    r"|wypełnij\s+formularz|skopiuj\s+i\s+wklej|(?:wpisz|wstaw|dodaj|podaj)\s+(?:tutaj\s+)?(?:swoje|swój)\b"
    r"|wzór\s+listu|wydrukuj",
    "ru": r"нажмите|кликните|щ[её]лкните|подпишите\s+(?:эту\s+)?петицию|(?:по\s+)?ссылк\w+\s+ниже"
    r"|форм\w+\s+ниже|заполните\s+форму"
    r"|скопируйте|(?:вставьте|впишите|укажите)\s+(?:здесь\s+)?(?:ваше|сво[её])\s+(?:имя|адрес)|образец\s+письма"
    r"|распечатайте",
    "tr": r"tıkla(?:yın|yınız|yarak|y)?\b|imza\s+kampanyasını\s+imzala\w+|aşağıdaki\s+(?:bağlantı|link|form"
    r"|düğme)\w*|formu\s+doldur\w+"
    r"|kopyalayıp\s+yapıştır\w+|(?:adınızı|adresinizi)\s+(?:yazın|ekleyin|girin)\w*|örnek\s+mektup|yazdırın",
    "el": r"κάντε\s+κλικ|πατήστε\s+(?:εδώ|το)|υπογράψτε\s+(?:το|αυτό)\s+(?:το\s+)?ψήφισμα|(?:σύνδεσμο|φόρμα"
    r"|κουμπί)\s+(?:παρακάτω|πιο\s+κάτω)"
    r"|συμπληρώστε\s+(?:τη|τη\s+φόρμα)|αντιγράψτε|(?:γράψτε|προσθέστε|βάλτε)\s+το\s+όνομά\s+σας|εκτυπώστε",
    "ar": r"(?:انقر|اضغط)\w*\s+(?:هنا|على|فوق)|وق[ّ]?عوا?\s+(?:على\s+)?العريضة|الرابط\s+(?:أدناه|التالي)"
    r"|النموذج\s+أدناه|املأ\w*\s+(?:النموذج|الاستمارة)"
    r"|انسخ\w*\s+والصق|(?:أضف|اكتب|أدخل)\s+(?:هنا\s+)?(?:اسمك|عنوانك)|رسالة\s+نموذجية|اطبع",
    "fa": r"کلیک\s+کنید|(?:پیوند|لینک|فرم|دکمهٔ?)\s+(?:زیر|پایین)|فرم\s+را\s+پر|(?:نام"
    r"|نشانی)\s+خود\s+را\s+(?:بنویسید|وارد|اضافه)|نامهٔ?\s+نمونه"
    r"|طومار\s+را\s+امضا",
    "zh": r"点击|单击|點擊|下面的(?:链接|表格|按钮)|以下链接|填写(?:表格|您的)|复制(?:并)?粘贴|(?:填上|写上"
    r"|插入|输入)(?:您的)?(?:姓名|名字|地址)|签署请愿书|样信|信件模板|打印(?:此|这)",
    "ja": r"クリック|下の(?:リンク|フォーム|ボタン)|以下のリンク|フォームに(?:記入|入力)|コピー\s*(?:し|＆|&)"
    r"|(?:お名前|住所)を(?:記入|入力|書)|署名はこちら"
    r"|見本の手紙|印刷してください",
}
"""Words that only those who write a letter need."""

YOUR_NAME: Mapping[str, str] = {
    "en": r"(?:your|full|first|my)\s+name|name(?:\s+(?:and|,|&)\s+\w+){0,2}|signature|signed"
    r"|your\s+(?:signature|address)|print\s+name",
    "fr": r"(?:votre|vos)\s+noms?(?:\s+et\s+prénoms?)?|nom(?:\s+et\s+prénom)?|prénom(?:\s+et\s+nom)?"
    r"|(?:votre\s+)?signature",
    "es": r"(?:su|tu)\s+(?:propio\s+)?nombre(?:\s+completo)?|nombre(?:\s+y\s+apellidos?)?|(?:su\s+)?firma",
    "de": r"(?:ihr|dein|euer)\s+(?:voller\s+)?name|(?:vor-?\s*und\s*(?:nach)?)?name"
    r"|vorname\s+(?:und\s+)?nachname|(?:ihre\s+)?unterschrift",
    "it": r"(?:il\s+)?(?:tuo|suo|vostro)\s+nome|nome(?:\s+e\s+cognome)?|(?:la\s+sua\s+)?firma",
    "pt": r"(?:o\s+)?seu\s+nome(?:\s+completo)?|nome(?:\s+completo)?|(?:a\s+sua\s+)?assinatura",
    "nl": r"(?:uw|je|jouw)\s+(?:volledige\s+)?naam|naam|(?:uw\s+)?handtekening",
    "pl": r"(?:twoje|pana|pani|swoje)\s+imię(?:\s+i\s+nazwisko)?|imię\s+i\s+nazwisko|(?:twój\s+)?podpis",
    "ru": r"ваше\s+имя|имя(?:\s+и\s+фамилия)?|ф\.?\s?и\.?\s?о\.?|(?:ваша\s+)?подпись",
    "tr": r"adınız(?:\s+(?:ve\s+)?soyadınız)?|adı?\s+soyadı?|isminiz|imza(?:nız)?",
    "el": r"το\s+όνομ[άα]\s+σας|ονοματεπώνυμο|όνομα|(?:η\s+)?υπογραφή(?:\s+σας)?",
    "ar": r"اسمكم?|الاسم(?:\s+الكامل)?|التوقيع|توقيعكم?",
    "fa": r"نام\s+(?:شما|و\s+نام\s+خانوادگی)|نام|امضا(?:ی\s+شما)?",
    "zh": r"(?:您的|你的)?(?:姓名|名字)|(?:您的)?签名",
    "ja": r"(?:あなたの|ご)?(?:お名前|氏名|名前)|署名",
}
"""What stands in a pasted letter where the name of who signs belongs."""
