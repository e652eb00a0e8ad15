"""What a tally says by itself, in each language of letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyWords:
    """The heads of its columns and what stands beside numbers, which `{count}` takes; `{contact}` is an address,
    `{number}` the one under which letters are reported."""

    case: str
    letters: str
    number: str
    name: str
    town: str
    posted: str
    in_all: str
    folder: str
    members: str  # {count}
    stamps: str  # {count}
    home: str  # {count}
    abroad: str  # {count}
    posted_in_all: str
    posted_on: str
    counted_by: str
    back: str  # {contact}
    report: str  # {number}


def _words(columns: str, counted: str, posted: str, back: str, report: str) -> TallyWords:
    case, letters, number, name, town, column, in_all, folder = columns.split("|")
    members, stamps, home, abroad = counted.split("|")
    posted_in_all, posted_on, counted_by = posted.split("|")
    return TallyWords(
        case=case, letters=letters, number=number, name=name, town=town, posted=column, in_all=in_all, folder=folder,
        members=members, stamps=stamps, home=home, abroad=abroad,
        posted_in_all=posted_in_all, posted_on=posted_on, counted_by=counted_by, back=back, report=report,
    )  # fmt: skip


TALLY_WORDS: Mapping[str, TallyWords] = MappingProxyType(
    {
        "en": _words(
            "Case|Letters|No.|Name|Town|posted|In all|Folder",
            "Members: {count}|Stamps: {count}|within the country: {count}|abroad: {count}",
            "Posted in all:|on:|counted by:",
            "Please send this sheet back to: {contact}",
            "To report them: {number}",
        ),
        "fr": _words(
            "Affaire|Lettres|N°|Nom|Ville|postées|En tout|Dossier",
            "Membres\u00a0: {count}|Timbres\u00a0: {count}|pour le pays\u00a0: {count}|pour l’étranger\u00a0: {count}",
            "Postées en tout\u00a0:|le\u00a0:|comptées par\u00a0:",
            "Merci de renvoyer cette feuille à\u00a0: {contact}",
            "Pour les signaler\u00a0: {number}",
        ),
        "de": _words(
            "Fall|Briefe|Nr.|Name|Ort|in der Post|Zusammen|Ordner",
            "Mitglieder: {count}|Briefmarken: {count}|Inland: {count}|Ausland: {count}",
            "In der Post insgesamt:|am:|gezählt von:",
            "Bitte schicken Sie dieses Blatt zurück an: {contact}",
            "Zum Melden: {number}",
        ),
        "es": _words(
            "Caso|Cartas|N.º|Nombre|Ciudad|enviadas|En total|Carpeta",
            "Miembros: {count}|Sellos: {count}|para el país: {count}|para el extranjero: {count}",
            "Enviadas en total:|el:|contadas por:",
            "Por favor, devuelvan esta hoja a: {contact}",
            "Para comunicarlas: {number}",
        ),
        "it": _words(
            "Caso|Lettere|N.|Nome|Città|spedite|In tutto|Cartella",
            "Membri: {count}|Francobolli: {count}|per l’interno: {count}|per l’estero: {count}",
            "Spedite in tutto:|il:|contate da:",
            "Vi preghiamo di rimandare questo foglio a: {contact}",
            "Per segnalarle: {number}",
        ),
        "pt": _words(
            "Caso|Cartas|N.º|Nome|Cidade|enviadas|Ao todo|Pasta",
            "Membros: {count}|Selos: {count}|dentro do país: {count}|para o exterior: {count}",
            "Enviadas ao todo:|em:|contadas por:",
            "Por favor, devolvam esta folha a: {contact}",
            "Para as comunicar: {number}",
        ),
        "nl": _words(
            "Zaak|Brieven|Nr.|Naam|Plaats|gepost|Totaal|Map",
            "Leden: {count}|Postzegels: {count}|binnenland: {count}|buitenland: {count}",
            "Totaal gepost:|op:|geteld door:",
            "Stuur dit blad terug naar: {contact}",
            "Om ze te melden: {number}",
        ),
        "pl": _words(
            "Sprawa|Listy|Nr|Imię i nazwisko|Miejscowość|wysłane|Razem|Folder",
            "Osoby: {count}|Znaczki: {count}|krajowe: {count}|zagraniczne: {count}",
            "Wysłano razem:|dnia:|podliczenie:",
            "Prosimy odesłać ten arkusz na adres: {contact}",
            "Do zgłoszenia: {number}",
        ),
        "ru": _words(
            "Дело|Письма|№|Имя|Город|отправлено|Всего|Папка",
            "Участники: {count}|Марки: {count}|по стране: {count}|за границу: {count}",
            "Отправлено всего:|дата:|подсчёт:",
            "Пожалуйста, верните этот лист по адресу: {contact}",
            "Чтобы сообщить: {number}",
        ),
        "tr": _words(
            "Vaka|Mektup|No.|Ad|Şehir|gönderildi|Toplam|Klasör",
            "Üyeler: {count}|Pullar: {count}|yurt içi: {count}|yurt dışı: {count}",
            "Toplam gönderilen:|tarih:|sayan:",
            "Lütfen bu sayfayı şu adrese geri gönderin: {contact}",
            "Bildirmek için: {number}",
        ),
        "el": _words(
            "Υπόθεση|Επιστολές|Αρ.|Όνομα|Πόλη|στάλθηκαν|Σύνολο|Φάκελος",
            "Μέλη: {count}|Γραμματόσημα: {count}|εσωτερικού: {count}|εξωτερικού: {count}",
            "Στάλθηκαν συνολικά:|στις:|καταμέτρηση:",
            "Παρακαλούμε επιστρέψτε αυτό το φύλλο στη διεύθυνση: {contact}",
            "Για τη δήλωση: {number}",
        ),
        "ar": _words(
            "القضية|الرسائل|الرقم|الاسم|المدينة|أُرسلت|المجموع|المجلد",
            "الأعضاء: {count}|الطوابع: {count}|داخل البلد: {count}|إلى الخارج: {count}",
            "مجموع ما أُرسل:|بتاريخ:|عدّها:",
            "يرجى إعادة هذه الورقة إلى: {contact}",
            "للإبلاغ عنها: {number}",
        ),
        "fa": _words(
            "پرونده|نامه‌ها|شماره|نام|شهر|پست‌شده|جمع|پوشه",
            "اعضا: {count}|تمبر: {count}|داخل کشور: {count}|خارج از کشور: {count}",
            "جمع پست‌شده:|تاریخ:|شمارنده:",
            "لطفاً این برگه را برگردانید به: {contact}",
            "برای گزارش: {number}",
        ),
        "zh": _words(
            "个案|信件|编号|姓名|城市|已寄|合计|文件夹",
            "成员：{count}|邮票：{count}|国内：{count}|国外：{count}",
            "共寄出：|日期：|清点人：",
            "请将此表寄回：{contact}",
            "上报编号：{number}",
        ),
        "ja": _words(
            "事案|手紙|番号|氏名|市町村|投函|合計|フォルダー",
            "参加者：{count}|切手：{count}|国内：{count}|海外：{count}",
            "投函数：|日付：|集計者：",
            "この用紙の返送先：{contact}",
            "報告用番号：{number}",
        ),
    }
)


def tally_language(languages: Sequence[str]) -> str:
    """The first of a group's languages in which there are words for a tally, or English."""
    return next((language for language in languages if language in TALLY_WORDS), "en")
