"""`letters stop`: the end of a case."""

from __future__ import annotations

from letters.appeal.file import Kind
from letters.authoring.documents import stop as stopped
from letters.cli.questions import Question, answers, confirm_and_save, own_folder, paragraphs
from letters.cli.request import appeal_named
from letters.cli.terminal import echo
from letters.cli.update import remind_of_translations
from letters.library.library import read


def stop(appeals: str, slug: str, *, outcome: str | None, yes: bool) -> None:
    """End a case. Raises LettersError with what to do."""
    library = read(own_folder(appeals))
    appeal = appeal_named(library, slug)
    question = Question(option="outcome", text="What happened, and your thanks to those who wrote", read=paragraphs)
    text = answers([question], {"outcome": outcome})["outcome"]
    if confirm_and_save([stopped(appeal, text)], yes=yes):
        is_signed = appeal.facts.kind is Kind.OPEN_LETTER
        over = "nobody can sign it any more" if is_signed else "no letter can be made from it any more"
        echo(f"{appeal.slug} has ended: {over}, and its page shows the outcome.")
        remind_of_translations(appeal, "Now tell the outcome")
