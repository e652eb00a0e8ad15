"""The commands for authors: from a new appeal to its end.

What a command needs is imported when it runs, so that `letters --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from letters.cli.guard import appeals_option, fixable

_yes = click.option("--yes", is_flag=True, help="Make the change without asking.")


@click.command()
@appeals_option
@click.argument("slug")
@click.option("--title", metavar="TEXT", help="The headline.")
@click.option("--country", metavar="CODE", help="Where it happens, in two letters: CN.")
@click.option("--person", multiple=True, metavar="NAME", help="Who is at risk; repeatable.")
@click.option("--to", multiple=True, metavar="KEY", help="Who receives the letters, in the address book; repeatable.")
@click.option("--deadline", metavar="YYYY-MM-DD", help="The last day on which a letter may leave, or none.")
@click.option("--kind", type=click.Choice(["appeal", "open-letter", "solidarity"]), help="Default appeal.")
@click.option("--language", metavar="CODE", help="The language of its texts; default: the site's.")
@click.option("--from", "other", metavar="APPEAL", help="Begin with the texts of another appeal.")
@fixable
def new(**options: Any) -> None:
    """Begin the appeal SLUG: a draft that says what to write where.

    SLUG is its name on the site: small letters, digits and hyphens. Asks for what is missing.
    """
    from letters.cli.drafting import new

    new(**options)


@click.command("import")
@appeals_option
@click.argument("file")
@click.option("--slug", metavar="SLUG", help="The draft's name; default: from the people at risk or the headline.")
@click.option("--country", metavar="CODE", help="Where it happens, in two letters, in place of what the sheet says.")
@click.option("--to", multiple=True, metavar="KEY", help="Who receives the letters, in the address book; repeatable.")
@click.option("--deadline", metavar="YYYY-MM-DD", help="The last day on which a letter may leave, or none.")
@click.option("--language", type=click.Choice(["en", "fr", "es", "de"]), help="The sheet's; default: it is found out.")
@fixable
def import_(**options: Any) -> None:
    """Draft an appeal from the published sheet FILE, a PDF or a text file in UTF-8.

    What can't be placed stands in notes in the draft; no address, country or day is guessed.
    """
    from letters.cli.importing import import_

    import_(**options)


@click.command()
@appeals_option
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--render", is_flag=True, help="Also make every letter and look for overflow and missing characters.")
@click.option("--reading", is_flag=True, help="Also say how each letter reads: words, time, longest sentence.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="For people, for notes in a pull request, or for programs.",
)
@click.option("--watch", is_flag=True, help="Check again each time that a file has been saved, until Ctrl-C.")
@fixable
def check(*, watch: bool, **options: Any) -> None:
    """Check appeals: every error and warning at once, as file:line:column: message.

    PATH is an appeal's folder, or a folder of appeals with its site.yaml. Exits with 1 on errors. What each code means
    stands in docs/checks.md.
    """
    from letters.cli.checking import check
    from letters.cli.watching import watch_and_check

    if watch:
        watch_and_check(**options)
    else:
        sys.exit(check(**options))


@click.command()
@appeals_option
@click.argument("appeal")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on; default: the first free from 8010.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
@fixable
def preview(**options: Any) -> None:
    """Show APPEAL as the site will, drafts too, with its letters and findings; anew each time you save.

    APPEAL is its name, or the path of its folder. Only this machine can see it, and
    there only who opens the address that is printed.
    """
    from letters.cli.previewing import preview

    preview(**options)


@click.command()
@appeals_option
@click.argument("slug")
@click.argument("language")
@fixable
def translate(appeals: str, slug: str, language: str) -> None:
    """Begin a translation of the appeal SLUG into LANGUAGE (fr, zh), or say what is left to do in it.

    The file holds the source texts in notes. Later runs add what is new and mark what has changed.
    """
    from letters.cli.translating import translate

    translate(appeals, slug, language)


@click.command()
@appeals_option
@click.argument("slug")
@click.option("--document", metavar="NAME", help="What the next document is called: Second UA.")
@click.option("--index", help="The next document's index, if it has one.")
@click.option("--issued", metavar="YYYY-MM-DD", help="The day on which it is issued; default: today.")
@click.option("--deadline", metavar="YYYY-MM-DD", help="The last day on which a letter may leave, or none.")
@click.option("--news", metavar="TEXT", help="What was new in the document that now becomes an earlier one.")
@click.option("--extend", metavar="YYYY-MM-DD", help="Only a later deadline; with --document as one of its own.")
@_yes
@fixable
def update(**options: Any) -> None:
    """Open the next document of the appeal SLUG; the current one becomes an earlier one.

    Asks for what is missing, and shows what would change in the file before it changes it.
    """
    from letters.cli.authoring import update

    update(**options)


@click.command()
@appeals_option
@click.argument("slug")
@click.option("--outcome", metavar="TEXT", help="What happened, and thanks.")
@_yes
@fixable
def stop(**options: Any) -> None:
    """End the appeal SLUG: from then on no letter can be made from it."""
    from letters.cli.authoring import stop

    stop(**options)


COMMANDS = (new, import_, check, preview, translate, update, stop)
