"""The commands that put something on paper: one supporter's letters, a group's, and sheets to hand out.

What a command needs is imported when it runs, so that `letters --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from letters.cli.guard import appeals_option, fixable


@click.command()
@appeals_option
@click.argument("appeal")
@click.option("--channel", multiple=True, type=click.Choice(["pdf", "email", "fax"]), help="Repeatable; default pdf.")
@click.option("--to", multiple=True, metavar="KEY", help="Repeatable; default: every addressee of the appeal.")
@click.option("--supporter", metavar="FILE.yaml", help="Who signs, in a file; options come first.")
@click.option("--name", help="Your name, as you sign.")
@click.option("--initials", help="Your initials, with --sign-as initials.")
@click.option("--sign-as", type=click.Choice(["full", "initials"]), help="Default full.")
@click.option("--address", help="Your address; a comma or a line break begins a new line.")
@click.option("--town", help="Your town; with initials it is all that is printed.")
@click.option("--country", metavar="CODE", help="Your country, in two letters: GB.")
@click.option("--email", help="Your e-mail address, for the From line of an e-mail.")
@click.option("--language", metavar="CODE", help="The letter's language; default: the appeal's own.")
@click.option("--date", metavar="YYYY-MM-DD", help="The date on the letter; default: today.")
@click.option("--own-words", type=click.Path(), metavar="FILE", help="A text file (- for standard input).")
@click.option("--text", type=click.Path(), metavar="FILE", help="A text in place of the letter's whole body.")
@click.option("--tick", multiple=True, metavar="ID", help="A point to include; repeatable.")
@click.option(
    "--layout",
    type=click.Choice(["din5008b", "din5008a", "fr", "uk", "ch", "us"]),
    help="Default: by the country of the supporter.",
)
@click.option("--fold-marks", is_flag=True, help="Print marks where to fold.")
@click.option("--copies", is_flag=True, help="Also make the copies that the appeal asks for.")
@click.option("--one-file", is_flag=True, help="All PDFs in one file, in order.")
@click.option("--attach", is_flag=True, help="Attach the PDF to the e-mail.")
@click.option("--late", is_flag=True, help="Make the letter although the deadline is over.")
@click.option("--force", is_flag=True, help="Overwrite files.")
@click.option("--out", default="out", show_default=True, metavar="DIR", help="Where the files go.")
@fixable
def write(**options: Any) -> None:
    """Write one supporter's letters to APPEAL, the name of a folder of appeals, into files."""
    from letters.cli.writing import write

    write(**options)


@click.command("print")
@appeals_option
@click.argument("appeal", nargs=-1)
@click.option("--members", metavar="FILE", help="The list of members: CSV, XLSX or ODS.")
@click.option("--out", default="out", show_default=True, metavar="DIR", help="Where the pack goes.")
@click.option("--channel", type=click.Choice(["pdf", "email", "fax"]), default="pdf", show_default=True)
@click.option(
    "--sort",
    type=click.Choice(["member", "addressee", "town"]),
    default="member",
    show_default=True,
    help="What stands together in the stack.",
)
@click.option("--copies", is_flag=True, help="Also print the copies that the appeals ask for.")
@click.option("--envelopes", metavar="SIZE", help="Also envelopes, in the letters' order: DL, C5, C6 or 10.")
@click.option("--labels", metavar="SHEET", help="Also labels: L7160, L7163, 5160 or 5163.")
@click.option("--start-label", type=click.IntRange(1), default=1, help="The first label that is still there.")
@click.option("--numbers", is_flag=True, help="Print a small running number on each letter and its envelope.")
@click.option("--duplex", is_flag=True, help="Begin each letter on a front page, for printing on both sides.")
@click.option(
    "--layout",
    type=click.Choice(["din5008b", "din5008a", "fr", "uk", "ch", "us"]),
    help="Default: by the country of the first member.",
)
@click.option("--fold-marks", is_flag=True, help="Print marks where to fold.")
@click.option("--sign-pages", type=click.IntRange(1), default=1, help="Pages of lines to sign, for open letters.")
@click.option("--country", metavar="CODE", help="For members whose rows name none; default: the organisation's.")
@click.option("--language", metavar="CODE", help="For members whose rows name none; default: each appeal's own.")
@click.option("--date", metavar="YYYY-MM-DD", help="The date on the letters; default: today.")
@click.option("--attach", is_flag=True, help="Attach the PDF to each e-mail.")
@click.option("--late", is_flag=True, help="Print although a deadline is over.")
@click.option("--force", is_flag=True, help="Replace the pack that is there.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes that make letters; default: one for each core.")
@click.option("--scheduler", metavar="ADDRESS", help="Let a dask.distributed cluster make them: tcp://host:8786.")
@click.option("--sample", is_flag=True, help="Write an example list to the terminal and do nothing else.")
@click.option("--verify", metavar="PACK.JSON", help="Say whether a pack's appeals are still as they were printed.")
@fixable
def print_(**options: Any) -> None:
    """Print a group's letters to the addressees of each APPEAL, for everybody on a list of members."""
    from letters.cli.printing import print_pack

    sys.exit(print_pack(**options))


@click.command()
@appeals_option
@click.argument("slug")
@click.option("--language", metavar="CODE", help="The sheet's language; default: the appeal's own.")
@click.option(
    "--address",
    metavar="URL",
    envvar="LETTERS_ADDRESS",
    default="",
    help="The site's address, for the QR code to its form (or LETTERS_ADDRESS).",
)
@click.option("--late", is_flag=True, help="Make the sheet although the deadline is over.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@click.option("--out", default="out", show_default=True, metavar="DIR", help="Where the file goes.")
@fixable
def sheet(**options: Any) -> None:
    """Set the appeal SLUG as a sheet to hand out: two pages with the case, the letter and whom to write to.

    Drafts and embargoed appeals can be set too; every page then says that it is not to be handed out.
    """
    from letters.cli.sheets import sheet

    sheet(**options)


COMMANDS = (write, print_, sheet)
