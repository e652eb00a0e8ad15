"""The news and events of a folder: each in a folder of its own, and checked as appeals are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType

from letters.appeal.appeal import Appeal
from letters.appeal.file import AppealFile
from letters.appeal.notice import EventFile, NewsFile, Notice, NoticeTexts, texts_of, translated, translation_of
from letters.appeal.placeholders import left_over
from letters.errors import Finding, InvalidFiles, did_you_mean, few_guesses
from letters.files import is_inside
from letters.language.language import LANGUAGES
from letters.library.filenames import is_left_behind, right_name
from letters.library.reading import bad_folder, saved
from letters.library.sources import Sources
from letters.typed import squeezed
from letters.yamlfile.source import Source
from letters.yamlfile.validation import validate

KINDS: Mapping[str, type[NewsFile] | type[EventFile]] = {"news": NewsFile, "event": EventFile}
"""The models of these files, by their names without the ending."""


def read_notices(folder: Path, appeals: Mapping[str, Appeal], files: Sources) -> dict[str, Notice]:
    """News and events by the names of their folders; those that can't be used are left out and noted in `files`."""
    found: dict[str, Notice] = {}
    for path in sorted(path for kind in KINDS for path in folder.glob(f"*/{kind}.yaml")):
        # In an appeal's folder it is taken for a translation, and said to be none.
        if (path.parent / "appeal.yaml").exists():
            continue
        notice = files.attempt(partial(_notice, folder, path, appeals, files))
        if notice and path.parent.name in found:
            message = "there is a news.yaml in this folder too; give the event a folder of its own"
            files.findings.append(Finding(path, 1, 1, "", "A327", message))
        elif notice:
            found[path.parent.name] = notice
    return found


def notice_file(folder: Path) -> Path | None:
    """The news.yaml or event.yaml of a folder that is no appeal's; None where there is none."""
    if (folder / "appeal.yaml").exists():
        return None
    return next((file for kind in KINDS if (file := folder / f"{kind}.yaml").is_file()), None)


def tried(source: Source) -> None:
    """Look through such a file as `read_notices` does, for what that costs. Raises InvalidFiles."""
    with few_guesses():
        if source.file.stem in KINDS:
            validate(KINDS[source.file.stem], source)
        else:
            translation_of(source, None)
        list(left_over(source, "A320"))


def _notice(folder: Path, path: Path, appeals: Mapping[str, Appeal], files: Sources) -> Notice:
    if not is_inside(path.parent, folder):
        raise InvalidFiles(
            [Finding(path, 1, 1, "", "A309", "is in a folder that is a link out of the folder of appeals")]
        )
    source = files.open_inside(path)
    with few_guesses():
        facts: NewsFile | EventFile = validate(KINDS[path.stem], source)
        of_case = appeals_of(facts.case, appeals) if facts.case else {}
        if findings := list(_unfit(source, facts, of_case, appeals)):
            raise InvalidFiles(findings)
        texts = {facts.language: texts_of(facts), **_translations(path, facts, files)}
    first: AppealFile | None = next((appeal.facts for appeal in of_case.values()), None)
    return Notice(
        slug=path.parent.name,
        facts=facts,
        texts=MappingProxyType(texts),
        appeals=tuple(of_case),
        country=facts.country or (first.country if first else None),
        topics=facts.topics or (first.topics if first else ()),
        changed=saved(path, *(path.with_name(f"{language}.yaml") for language in texts)),
    )


def _translations(path: Path, facts: NewsFile | EventFile, files: Sources) -> dict[str, NoticeTexts]:
    """The texts by language; those that can't be used are noted and left out."""
    texts = {}
    for file in sorted(path.parent.glob("*.yaml")):
        if file.stem in KINDS or is_left_behind(file) or right_name(file.name, LANGUAGES):
            continue
        if found := files.attempt(partial(_translation, file, facts, files)):
            texts[file.stem] = found
    return texts


def _translation(file: Path, facts: NewsFile | EventFile, files: Sources) -> NoticeTexts:
    source = files.open_inside(file)
    translation = translation_of(source, facts)
    if str(facts.status) != "draft" and (findings := list(left_over(source, "A320"))):
        raise InvalidFiles(findings)
    return translated(translation, facts)


def appeals_of(case: str, appeals: Mapping[str, Appeal]) -> dict[str, Appeal]:
    """The appeals of a case by their slugs: the one in the folder of this name, or all that have this number."""
    if case in appeals:
        return {case: appeals[case]}
    wanted = numbered(case)
    return {slug: appeal for slug, appeal in appeals.items() if numbered(appeal.facts.case or "") == wanted}


@lru_cache(maxsize=8192)
def numbered(case: str) -> str:
    """A case's number in small letters and digits, however it is written. It is asked for again and again."""
    return squeezed(case)


def _unfit(
    source: Source, facts: NewsFile | EventFile, of_case: Mapping[str, Appeal], appeals: Mapping[str, Appeal]
) -> Iterator[Finding]:
    yield from bad_folder(source)
    if str(facts.status) != "draft":
        yield from left_over(source, "A320")
    if facts.case and not of_case:
        known = [*appeals, *(appeal.facts.case for appeal in appeals.values() if appeal.facts.case)]
        message = f"there is no case {facts.case!r} here{did_you_mean(facts.case, known)}"
        yield source.finding(("case",), "A328", f"{message}; write the name of an appeal's folder, or a case's number")
