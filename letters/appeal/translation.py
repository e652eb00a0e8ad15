"""A translation of an appeal: what stands in a file such as fr.yaml, block for block as the appeal, and no facts."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from letters.appeal.body import Block, Demands, LetterText, Points
from letters.appeal.file import AppealFile
from letters.errors import Finding, InvalidFiles
from letters.fields.languages import language_called
from letters.fields.text import Text
from letters.language.language import LANGUAGES
from letters.yamlfile.source import Source
from letters.yamlfile.validation import Frozen, validate


class TranslatedPerson(Frozen):
    """What a translation says about one of the people, in the appeal's order."""

    about: Text | None = None
    """who this is, in a few words"""


class TranslatedPhoto(Frozen):
    """What a translation says of a photo, in the appeal's order."""

    alt: Text | None = None
    """what it shows, for those who can't see it"""
    caption: Text | None = None
    """what stands below it"""
    credit: Text | None = None
    """who took it, if there is something to translate in that"""


class TranslatedDocument(Frozen):
    """What a translation says of one of the earlier documents, in the appeal's order."""

    news: Text | None = None
    """what was new in it"""


class Translation(Frozen):
    """The texts of an appeal in another language, and no facts."""

    BEGINS = "`letters translate` starts a translation"

    title: Text
    """the headline"""
    summary: Text
    """who is in danger and what to do"""
    people: tuple[TranslatedPerson, ...] = ()
    """only `about`, in the appeal's order"""
    photo: TranslatedPhoto | None = None
    """only `alt` and `caption`, and `credit` where it has words to translate"""
    photos: tuple[TranslatedPhoto, ...] = ()
    """likewise, where the appeal has several, in its order"""
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

    @property
    def pictures(self) -> tuple[TranslatedPhoto, ...]:
        """What it says of the photos, in their order."""
        return (self.photo,) if self.photo else self.photos


_SHARED = ("addressees.yaml", "embassies.yaml", "site.yaml")


def translation_from(source: Source, facts: AppealFile | None) -> Translation:
    """What a translation's file says.

    Raises InvalidFiles, also where it says something otherwise than the appeal does. No facts: the appeal itself has
    errors, so the two can't be compared.
    """
    own, file = facts.language if facts else "", source.file
    if file.name in _SHARED:
        message = "stands in an appeal's folder, where only texts belong; move it up, beside site.yaml"
        raise InvalidFiles([source.finding((), "A316", message)])
    if file.stem not in LANGUAGES or file.stem == own:
        raise InvalidFiles([source.finding((), "A316", misnamed(file.stem, own))])
    translation = validate(Translation, source)
    if facts and (findings := list(_unlike(source, facts, translation))):
        raise InvalidFiles(findings)
    return translation


def misnamed(stem: str, own: str, whose: str = "the appeal's") -> str:
    """What is wrong with the name of a translation's file."""
    if stem == own:
        return f"is named as a translation into {own!r}, which is {whose} own language: delete it, or rename it"
    known = ", ".join(code for code in LANGUAGES if code != own)
    # fr_FR, as some programs name it, is French too.
    meant = language_called(stem)
    hint = f"; rename it to {meant}.yaml" if meant in LANGUAGES and meant not in (stem, own) else ""
    return f"a translation is named by its language: {known}{hint}"


def _unlike(source: Source, facts: AppealFile, translated: Translation) -> Iterator[Finding]:
    """Where a translation does not mirror the appeal: its letter block for block."""
    original, translation = facts.letter, translated.letter
    if len(translated.people) > len(facts.people):
        yield source.finding(("people", len(facts.people)), "A317", f"the appeal has only {len(facts.people)} people")
    if len(translated.earlier) > (known := len(facts.earlier)):
        yield source.finding(("earlier", known), "A317", f"the appeal has only {known} earlier documents")
    if translated.photo and translated.photos:
        yield source.finding(("photos",), "A317", "stands beside `photo`: put that first into this list")
    elif translated.photo and not facts.pictures:
        yield source.finding(("photo",), "A317", "the appeal has no photo")
    elif len(translated.pictures) > (shown := len(facts.pictures)):
        number = f"only {shown} photo{'s' if shown > 1 else ''}" if shown else "no photos"
        yield source.finding(("photos", shown), "A317", f"the appeal has {number}")
    if bool(original.subject) != bool(translation.subject):
        yield source.finding(("letter", "subject"), "A317", "must be given where the appeal gives one, and only there")
    if len(original.body) != len(translation.body):
        numbers = f"{len(translation.body)} blocks, the appeal has {len(original.body)}"
        how = _how(source, more=len(translation.body) > len(original.body))
        message = f"must mirror the appeal's body: it has {numbers}; {how}"
        yield source.finding(("letter", "body"), "A317", message)
    for index, (theirs, ours) in enumerate(zip(original.body, translation.body, strict=False)):
        if difference := _difference(theirs, ours):
            how = _how(source, more=_has_more(theirs, ours))
            yield source.finding(("letter", "body", index), "A317", f"{difference}; {how}")


def _has_more(theirs: Block, ours: Block) -> bool:
    return isinstance(theirs, Demands) and isinstance(ours, Demands) and len(ours.items) > len(theirs.items)


def _how(source: Source, *, more: bool) -> str:
    if more:
        return "delete what the appeal doesn't have"
    return (
        f"`letters translate {quote(source.file.absolute().parent.name)} {source.file.stem}` makes room for what is new"
    )


def _difference(theirs: Block, ours: Block) -> str:
    if type(theirs) is not type(ours):
        return f"is of another kind than in the appeal: {_name(ours)} here, {_name(theirs)} there"
    if isinstance(theirs, Points) and isinstance(ours, Points) and theirs.choices.keys() != ours.choices.keys():
        return f"the choices must have the appeal's names: {', '.join(theirs.choices)}"
    if isinstance(theirs, Demands) and isinstance(ours, Demands) and len(theirs.items) != len(ours.items):
        return f"has {_demands(len(ours.items))}, the appeal has {len(theirs.items)}"
    if theirs.only_to != ours.only_to:
        return "only_to must be the same as in the appeal"
    return ""


def _demands(count: int) -> str:
    return "1 demand" if count == 1 else f"{count} demands"


def _name(block: Block) -> str:
    return {"Paragraph": "a paragraph", "Points": "points", "OwnWords": "own_words"}.get(
        type(block).__name__, "demands"
    )
