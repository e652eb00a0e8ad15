"""The commands for those who keep a folder of appeals: its beginning, its address book, its schemas.

What a command needs is imported when it runs, so that `letters --help` answers at once.
"""

from __future__ import annotations

from typing import Any

import click

from letters.cli.guard import appeals_option, fixable


@click.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--organisation", metavar="NAME", help="The organisation's name.")
@click.option("--contact-email", metavar="ADDRESS", help="Where readers can ask.")
@click.option("--country", metavar="CODE", help="The organisation's country, in two letters: GB.")
@click.option("--time-zone", metavar="ZONE", help="In which days begin, such as Europe/London; default: the country's.")
@fixable
def init(folder: str, **options: Any) -> None:
    """Begin your own folder of appeals: FOLDER with its site.yaml and an empty address book.

    Asks for what is missing. Every other command then takes --appeals FOLDER.
    """
    from letters.cli.beginning import init

    init(folder, **options)


@click.command("new-addressee")
@appeals_option
@click.argument("key_", metavar="KEY")
@click.option("--name", metavar="TEXT", help="How pages and lists call the addressee.")
@click.option("--office", metavar="TEXT", help="The addressee's office.")
@click.option("--salutation", multiple=True, metavar="CODE=TEXT", help="en=Dear Minister, as printed; repeatable.")
@click.option("--line", multiple=True, metavar="TEXT", help="A line of the envelope, without the country; repeatable.")
@click.option("--country", metavar="CODE", help="The country of the address, in two letters.")
@click.option("--fax", multiple=True, metavar="NUMBER", help="With + and the country's code; repeatable.")
@click.option("--email", multiple=True, metavar="ADDRESS", help="Repeatable.")
@click.option("--checked", metavar="YYYY-MM-DD", help="When somebody last made sure of this; default: today.")
@fixable
def new_addressee(**options: Any) -> None:
    """Add somebody to the address book under KEY, by which appeals then name them.

    KEY is small letters, digits and hyphens, such as minister-of-justice. Asks for what is missing.
    """
    from letters.cli.entering import new_addressee

    new_addressee(**options)


@click.command()
@appeals_option
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--since", metavar="FILE", help="Only what is otherwise than in this earlier addressees.yaml.")
@fixable
def addressees(appeals: str, words: tuple[str, ...], since: str | None) -> None:
    """List the address book: where each is used, who is out of date, who may be there twice.

    WORD is part of a name, an office or a key; without one everybody is shown. With --since: which open appeals change.
    """
    from letters.cli.contacts import addressees

    addressees(appeals, words, since)


@click.command()
@appeals_option
@click.option("--out", metavar="DIR", default="", help="Where the schemas go; default: the folder of appeals.")
@fixable
def schema(appeals: str, out: str) -> None:
    """Write the JSON Schema of each kind of file, with which editors complete and explain."""
    from letters.cli.schemas import schema

    schema(appeals, out)


COMMANDS = (init, new_addressee, addressees, schema)
