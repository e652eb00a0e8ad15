"""What stands in a translation's file, such as fr.yaml: texts, and no facts."""

from __future__ import annotations

from letters.body import LetterText
from letters.fields.text import Text
from letters.yamlfile.validation import Frozen


class TranslatedPerson(Frozen):
    """What a translation says about one of the people, in the appeal's order."""

    about: Text | None = None
    """who this is, in a few words"""


class TranslatedPhoto(Frozen):
    """What a translation says of the photo."""

    alt: Text
    """what it shows, for those who can't see it"""


class TranslatedDocument(Frozen):
    """What a translation says of one of the earlier documents, in the appeal's order."""

    news: Text | None = None
    """what was new in it"""


class Translation(Frozen):
    """The texts of an appeal in another language, and no facts."""

    title: Text
    """the headline"""
    summary: Text
    """who is in danger and what to do"""
    people: tuple[TranslatedPerson, ...] = ()
    """only `about`, in the appeal's order"""
    photo: TranslatedPhoto | None = None
    """only `alt`: what it shows"""
    letter: LetterText
    """`subject` and `body`, block for block as in the appeal"""
    background: Text | None = None
    """the background, translated"""
    rules: tuple[Text, ...] = ()
    """what this appeal asks of its writers"""
    earlier: tuple[TranslatedDocument, ...] = ()
    """only `news` of the documents before this one, in the appeal's order"""
    outcome: Text | None = None
    """when it is `stopped`: what happened, and thanks"""
