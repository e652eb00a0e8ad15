"""Every command with its options, as the person at the terminal sees them; each hands them to the file of its name.

What a command needs is imported when it runs, so that `letters --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from letters.cli.guard import CHANNELS, appeals_option, fixable

_yes = click.option("--yes", is_flag=True, help="Make the change without asking.")


@click.command()
@appeals_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--debug", is_flag=True, help="Run Flask's development server, with reloading and tracebacks.")
@fixable
def serve(**options: Any) -> None:
    """Start the site."""
    from letters.cli.serve import serve

    serve(**options)


@click.command("list")
@appeals_option
@fixable
def list_(appeals: str) -> None:
    """List the appeals: number, title, country, deadline, status."""
    from letters.cli.list import list_appeals

    list_appeals(appeals)


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
@click.option("--from", "other", metavar="APPEAL", help="Start from the texts of another appeal.")
@fixable
def new(**options: Any) -> None:
    """Start the appeal SLUG: a draft that says what to write where.

    SLUG is its name on the site: small letters, digits and hyphens. Asks for what is missing.
    """
    from letters.cli.new import new

    new(**options)


@click.command("new-news")
@appeals_option
@click.argument("slug")
@click.option("--title", metavar="TEXT", help="The headline.")
@click.option("--date", metavar="YYYY-MM-DD", help="Of the news; a month or year if no more is known; default: today.")
@click.option("--case", metavar="CASE", help="The case it belongs to: its appeal's folder, or its number.")
@click.option("--country", metavar="CODE", help="Where it happens, in two letters, if that isn't the case's.")
@click.option("--language", metavar="CODE", help="The language of its text; default: the site's.")
@fixable
def new_news(**options: Any) -> None:
    """Start the news SLUG: a draft that says what to write where.

    SLUG is its name on the site: small letters, digits and hyphens. Asks for what is missing.
    """
    from letters.cli.new_notice import new

    new("news", **options)


@click.command("new-event")
@appeals_option
@click.argument("slug")
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option("--begins", metavar="TIME", help="By the clocks there: 2026-12-10 18:30.")
@click.option("--ends", metavar="TIME", help="Likewise, if it is known.")
@click.option("--time-zone", metavar="ZONE", help="Of these times, such as Europe/London; default: the site's.")
@click.option("--place", metavar="TEXT", help="What the place is called; online, if it is nowhere else.")
@click.option("--online", metavar="URL", help="Where one can take part from elsewhere.")
@click.option("--case", metavar="CASE", help="The case it belongs to: its appeal's folder, or its number.")
@click.option("--country", metavar="CODE", help="The country it is about, in two letters, if that isn't the case's.")
@click.option("--language", metavar="CODE", help="The language of its text; default: the site's.")
@fixable
def new_event(**options: Any) -> None:
    """Start the event SLUG: a draft that says what to write where.

    SLUG is its name on the site: small letters, digits and hyphens. Asks for what is missing.
    """
    from letters.cli.new_notice import new

    new("event", **options)


@click.command("import")
@appeals_option
@click.argument("file")
@click.option("--slug", metavar="SLUG", help="The draft's name; default: from the people at risk or the headline.")
@click.option("--country", metavar="CODE", help="Where it happens, in two letters, instead of what the sheet says.")
@click.option("--to", multiple=True, metavar="KEY", help="Who receives the letters, in the address book; repeatable.")
@click.option("--deadline", metavar="YYYY-MM-DD", help="The last day on which a letter may leave, or none.")
@click.option("--language", type=click.Choice(["en", "fr", "es", "de"]), help="The sheet's; default: worked out.")
@fixable
def import_(**options: Any) -> None:
    """Draft an appeal from the published sheet FILE, a PDF or a document, a web page or a text.

    What is less certain is marked; what can't be placed is kept in notes in the draft. No address or day is guessed.
    """
    from letters.cli.import_ import import_

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
@click.option("--watch", is_flag=True, help="Check again each time a file is saved, until Ctrl-C.")
@fixable
def check(*, watch: bool, **options: Any) -> None:
    """Check appeals: every error and warning at once, as file:line:column: message.

    PATH is an appeal's folder, or a folder of appeals with its site.yaml. Exits with 1 on errors.
    docs/checks.md explains each code.
    """
    from letters.cli.check import check, watch_and_check

    if watch:
        watch_and_check(**options)
    else:
        sys.exit(check(**options))


@click.command()
@appeals_option
@click.argument("appeal")
@click.option("--language", metavar="CODE", help="Of the letters; default: the appeal's own.")
@click.option("--letters", "number", type=click.IntRange(2, 10_000), default=1000, show_default=True, help="How many.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number gives other letters.")
@fixable
def variety(**options: Any) -> None:
    """Say how much alike letters to APPEAL are in which points are ticked at random and nothing is added.

    0 % alike have no five words in a row in common. Demands don't count: every letter makes them.
    """
    from letters.cli.variety import variety

    variety(**options)


@click.command()
@appeals_option
@click.argument("appeal")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on; default: the first free from 8010.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
@fixable
def preview(**options: Any) -> None:
    """Show APPEAL as the site will, even a draft, with its letters and findings, and again each time you save.

    APPEAL is its name, or the path of its folder. It can only be seen on this computer, and only by somebody
    who opens the printed address.
    """
    from letters.cli.preview import preview

    preview(**options)


@click.command()
@appeals_option
@click.argument("slug")
@click.argument("language")
@fixable
def translate(appeals: str, slug: str, language: str) -> None:
    """Start a translation of the appeal SLUG into LANGUAGE (fr, zh), or say what is left to do in it.

    The file holds the source texts in notes. Later runs add what is new and mark what has changed.
    """
    from letters.cli.translate import translate

    translate(appeals, slug, language)


@click.command()
@appeals_option
@click.argument("slug")
@click.option("--document", metavar="NAME", help="What the next document is called: Second UA.")
@click.option("--index", help="The next document's index, if it has one.")
@click.option("--issued", metavar="YYYY-MM-DD", help="The day on which it is issued; default: today.")
@click.option("--deadline", metavar="YYYY-MM-DD", help="The last day on which a letter may leave, or none.")
@click.option("--news", metavar="TEXT", help="What was new in the document that now becomes an earlier one.")
@click.option("--link", metavar="URL", help="Where the document that now becomes an earlier one can be read.")
@click.option("--extend", metavar="YYYY-MM-DD", help="Only set a later deadline; with --document, as a new document.")
@_yes
@fixable
def update(**options: Any) -> None:
    """Open the next document of the appeal SLUG; the current one becomes an earlier one.

    Asks for what is missing, and shows what would change in the file before it changes it.
    """
    from letters.cli.update import update

    update(**options)


@click.command()
@appeals_option
@click.argument("slug")
@click.option("--outcome", metavar="TEXT", help="What happened, and thanks.")
@_yes
@fixable
def stop(**options: Any) -> None:
    """End the appeal SLUG: from then on nobody can write or sign a letter from it."""
    from letters.cli.stop import stop

    stop(**options)


@click.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--organisation", metavar="NAME", help="The organisation's name.")
@click.option("--contact-email", metavar="ADDRESS", help="Where readers can ask.")
@click.option("--country", metavar="CODE", help="The organisation's country, in two letters: GB.")
@click.option("--time-zone", metavar="ZONE", help="In which days begin, such as Europe/London; default: the country's.")
@fixable
def init(folder: str, **options: Any) -> None:
    """Set up your own folder of appeals: FOLDER with its site.yaml and an empty address book.

    Asks for what is missing. Every other command then takes --appeals FOLDER.
    """
    from letters.cli.init import init

    init(folder, **options)


@click.command("new-addressee")
@appeals_option
@click.argument("key_", metavar="KEY")
@click.option("--name", metavar="TEXT", help="How pages and lists call the addressee.")
@click.option("--office", metavar="TEXT", help="The addressee's office.")
@click.option("--salutation", multiple=True, metavar="CODE=TEXT", help="en=Dear Minister, as printed; repeatable.")
@click.option("--line", multiple=True, metavar="TEXT", help="A line of the envelope, without the country; repeatable.")
@click.option("--country", metavar="CODE", help="The country of the address, in two letters.")
@click.option("--fax", multiple=True, metavar="NUMBER", help="With + and the country code; repeatable.")
@click.option("--email", multiple=True, metavar="ADDRESS", help="Repeatable.")
@click.option("--checked", metavar="YYYY-MM-DD", help="When somebody last checked this; default: today.")
@fixable
def new_addressee(**options: Any) -> None:
    """Add somebody to the address book under KEY, the name that appeals use for them.

    KEY is small letters, digits and hyphens, such as minister-of-justice. Asks for what is missing.
    """
    from letters.cli.new_addressee import new_addressee

    new_addressee(**options)


@click.command()
@appeals_option
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--since", metavar="FILE", help="Only what differs from this earlier addressees.yaml.")
@fixable
def addressees(appeals: str, words: tuple[str, ...], since: str | None) -> None:
    """List the address book: where each entry is used, which are out of date, who may be in it twice.

    WORD is part of a name, an office or a key; without one everybody is shown. With --since: which open appeals change.
    """
    from letters.cli.addressees import addressees

    addressees(appeals, words, since)


@click.command()
@appeals_option
@click.option("--out", metavar="DIR", default="", help="Where the schemas go; default: the folder of appeals.")
@fixable
def schema(appeals: str, out: str) -> None:
    """Write the JSON Schema of each kind of file, so that editors can complete and explain fields."""
    from letters.cli.schema import schema

    schema(appeals, out)


@click.command()
@appeals_option
@click.argument("appeal")
@click.option("--channel", multiple=True, type=click.Choice(list(CHANNELS)), help="Repeatable; default pdf.")
@click.option("--to", multiple=True, metavar="KEY", help="Repeatable; default: every addressee of the appeal.")
@click.option("--supporter", metavar="FILE.yaml", help="Who signs, from a file; other options override it.")
@click.option("--name", help="Your name, as you sign.")
@click.option("--initials", help="Your initials, with --sign-as initials.")
@click.option("--sign-as", type=click.Choice(["full", "initials"]), help="Default full.")
@click.option("--address", help="Your whole address, with its line breaks; on one line, with commas between its parts.")
@click.option("--street", help="Your street and number, in place of --address; with --postcode, --town and --region.")
@click.option("--postcode", help="Your postcode.")
@click.option("--town", help="Your town; with initials it is all that is printed.")
@click.option("--region", help="Your state, province or county, where addresses in your country have one.")
@click.option("--country", metavar="CODE", help="Your country, in two letters: GB.")
@click.option("--email", help="Your e-mail address, for the From line of an e-mail.")
@click.option("--language", metavar="CODE", help="The letter's language; default: the appeal's own.")
@click.option("--date", metavar="YYYY-MM-DD", help="The date on the letter; default: today.")
@click.option("--own-words", type=click.Path(), metavar="FILE", help="A text file (- for standard input).")
@click.option("--text", type=click.Path(), metavar="FILE", help="A text to replace the letter's whole body.")
@click.option("--tick", multiple=True, metavar="ID", help="A point to include; repeatable.")
@click.option(
    "--layout",
    type=click.Choice(["din5008b", "din5008a", "fr", "uk", "ch", "us"]),
    help="Default: the one for the supporter's country.",
)
@click.option("--fold-marks", is_flag=True, help="Print marks that show where to fold.")
@click.option("--copies", is_flag=True, help="Also make the copies that the appeal asks for.")
@click.option("--one-file", is_flag=True, help="All PDFs in one file, in order.")
@click.option("--attach", is_flag=True, help="Attach the PDF to the e-mail.")
@click.option("--late", is_flag=True, help="Make the letter even after the deadline.")
@click.option("--force", is_flag=True, help="Overwrite files.")
@click.option("--out", default="out", show_default=True, metavar="DIR", help="Where the files go.")
@fixable
def write(**options: Any) -> None:
    """Write one supporter's letters to APPEAL, the name of a folder of appeals, into files."""
    from letters.cli.write import write

    write(**options)


@click.command("print")
@appeals_option
@click.argument("appeal", nargs=-1)
@click.option("--members", metavar="FILE", help="The list of members: CSV, XLSX or ODS.")
@click.option("--encoding", metavar="NAME", default="", help="What a CSV list is written in, such as cp1250.")
@click.option("--out", default="out", show_default=True, metavar="DIR", help="Where the pack goes.")
@click.option("--channel", type=click.Choice(list(CHANNELS)), default="pdf", show_default=True)
@click.option(
    "--sort",
    type=click.Choice(["member", "addressee", "town"]),
    default="member",
    show_default=True,
    help="What is kept together in the stack.",
)
@click.option(
    "--own-words-for",
    multiple=True,
    metavar="APPEAL",
    help="Which appeal the column of own words is for, or all; repeatable.",
)
@click.option("--copies", is_flag=True, help="Also print the copies that the appeals ask for.")
@click.option("--envelopes", metavar="SIZE", help="Also envelopes, in the letters' order: DL, C5, C6 or 10.")
@click.option("--labels", metavar="SHEET", help="Also labels: L7160, L7163, 5160 or 5163.")
@click.option("--start-label", type=click.IntRange(1), default=1, help="The first label that is left on the sheet.")
@click.option("--shift", metavar="X,Y", help="Move what is on envelopes and labels right and down, in millimetres.")
@click.option("--numbers", is_flag=True, help="Print a small running number on each letter and its envelope.")
@click.option("--duplex", is_flag=True, help="Begin each letter on a front page, for printing on both sides.")
@click.option(
    "--layout",
    type=click.Choice(["din5008b", "din5008a", "fr", "uk", "ch", "us"]),
    help="Default: the one for the members' country.",
)
@click.option("--fold-marks", is_flag=True, help="Print marks that show where to fold.")
@click.option("--sign-pages", type=click.IntRange(1), default=1, help="Pages of lines to sign, for open letters.")
@click.option("--group", metavar="NAME", default="", help="Who has these pages; each gets a number to report by.")
@click.option("--country", metavar="CODE", help="For members whose rows give none; default: the organisation's.")
@click.option("--language", metavar="CODE", help="For members whose rows give none; default: each appeal's own.")
@click.option("--date", metavar="YYYY-MM-DD", help="The date on the letters; default: today.")
@click.option("--attach", is_flag=True, help="Attach the PDF to each e-mail.")
@click.option("--late", is_flag=True, help="Print even after a deadline.")
@click.option("--force", is_flag=True, help="Replace the pack that is there.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes that make letters; default: one per core.")
@click.option("--scheduler", metavar="ADDRESS", help="Let a dask.distributed cluster make them: tcp://host:8786.")
@click.option("--sample", is_flag=True, help="Write an example list to the terminal and do nothing else.")
@click.option("--verify", metavar="PACK.JSON", help="Say whether a pack's appeals have changed since it was printed.")
@fixable
def print_(**options: Any) -> None:
    """Print a group's letters to the addressees of each APPEAL, for everybody on a list of members."""
    from letters.cli.print import print_pack

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
@click.option("--late", is_flag=True, help="Make the sheet even after the deadline.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@click.option("--out", default="out", show_default=True, metavar="DIR", help="Where the file goes.")
@fixable
def sheet(**options: Any) -> None:
    """Set the appeal SLUG as a sheet to hand out: two pages with the case, the letter and whom to write to.

    Drafts and embargoed appeals can be set too; every page then says that it is not to be handed out.
    """
    from letters.cli.sheet import sheet

    sheet(**options)


@click.command()
@appeals_option
@click.argument("what", metavar="PACK.JSON|NUMBER")
@click.option(
    "--posted",
    multiple=True,
    metavar="[KEY=]N",
    help="How many were posted, where it isn't all that were printed: in all (54), or to whom (mayor=27); repeatable.",
)
@click.option("--appeal", metavar="APPEAL", help="Only the letters to this one of the pack's appeals.")
@fixable
def report(**options: Any) -> None:
    """Report that a group's letters were posted: those of a pack, or those whose NUMBER is on the tally.

    A pack counts once; a later report corrects the earlier one. Where LETTERS_STORE is set, they are counted there;
    elsewhere this says what to send to the organisation.
    """
    from letters.cli.report import report

    report(**options)


@click.command()
@appeals_option
@click.argument("slug", metavar="APPEAL")
@click.option("--language", metavar="CODE", help="Of the paragraphs for the addressees; default: the appeal's own.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--remove-pack", type=int, metavar="N", help="Let the pack that is listed as N count no more.")
@fixable
def tally(*, remove_pack: int | None, appeals: str, slug: str, **options: Any) -> None:
    """Say how many letters to APPEAL were sent, by week, addressee and channel, and who says so.

    Supporters, groups and signatures are never added up. With a paragraph for each addressee, to be copied.
    """
    from letters.cli import tally

    if remove_pack is not None:
        tally.remove_pack(appeals, slug, remove_pack)
    else:
        tally.tally(appeals, slug, **options)


@click.group()
def signatures() -> None:
    """See, add to, strike, hand over and close the signatures that the site has collected.

    They are in the site's store: set LETTERS_STORE and LETTERS_SECRET_KEY to what the site has.
    """


_identity = click.option("--identity", metavar="FILE", help="The organisation's age key, where names are sealed.")


@signatures.command("list")
@appeals_option
@click.argument("appeal", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@fixable
def signatures_list(appeals: str, appeal: str | None, as_json: bool) -> None:
    """How many have signed, of all open letters or of APPEAL: by text, day, country and domain.

    Domains are named from which at least five have signed.
    """
    from letters.cli.signatures import list_all, list_one

    if appeal:
        list_one(appeals, appeal, as_json=as_json)
    else:
        list_all(appeals, as_json=as_json)


@signatures.command("add")
@appeals_option
@click.argument("appeal")
@click.option("--count", required=True, type=click.IntRange(1, 999_999_999), help="How many signed.")
@click.option(
    "--type",
    "type_",
    type=click.Choice(["people", "organisations"]),
    help="Who signed; default: those whom the appeal asks, unless it asks both.",
)
@click.option("--source", required=True, metavar="TEXT", help="Where they signed; it stands under the letter.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day on which the number was true; default: today.")
@click.option("--sheet", metavar="NUMBER", help="The number of the paper sheet, which is counted once.")
@click.option("--about", is_flag=True, help="The number may be a little more or less.")
@click.option("--at-least", is_flag=True, help="So many or more.")
@click.option("--more-than", is_flag=True, help="A little more.")
@click.option("--almost", is_flag=True, help="A little less.")
@fixable
def signatures_add(appeals: str, appeal: str, **options: Any) -> None:
    """Add how many signed APPEAL elsewhere: on paper, on another platform.

    They stay apart from those who signed on the site, with their source and date.
    """
    from letters.appeal.signatories import Bound
    from letters.cli.signatures import add

    bounds = {bound: options.pop(bound.value) for bound in Bound}
    add(appeals, appeal, bounds=bounds, **options)


@signatures.command("remove-addition")
@appeals_option
@click.argument("number", type=int)
@fixable
def signatures_remove_addition(appeals: str, number: int) -> None:
    """Take the addition NUMBER out again; `letters signatures list APPEAL` shows the numbers."""
    from letters.cli.signatures import remove_addition

    remove_addition(number)


@signatures.command("strike")
@appeals_option
@click.argument("appeal")
@click.option(
    "--where",
    required=True,
    multiple=True,
    metavar="FIELD=VALUE",
    help="domain=mail.example, number=12-40, day=2026-03-05 (or DAY..DAY), country=GB, type=people; or what name, role,"
    " organisation or town contain. Repeatable: all must be true.",
)
@click.option("--reason", required=True, metavar="TEXT", help="Why, for those who ask later.")
@_identity
@click.option("--dry-run", is_flag=True, help="Only say how many it would be.")
@click.option("--yes", is_flag=True, help="Strike without asking.")
@fixable
def signatures_strike(appeals: str, appeal: str, **options: Any) -> None:
    """Strike signatures of APPEAL that aren't genuine: they count nowhere and aren't exported."""
    from letters.cli.signatures import strike

    strike(appeals, appeal, **options)


@signatures.command("undo")
@appeals_option
@click.argument("number", type=int)
@fixable
def signatures_undo(appeals: str, number: int) -> None:
    """Undo the strike NUMBER: what it has struck counts again."""
    from letters.cli.signatures import undo

    undo(appeals, number)


@signatures.command("export")
@appeals_option
@click.argument("appeal")
@click.option("--out", metavar="FILE", help="The file to write, which its owner alone can read.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "age", "pdf", "yaml"]),
    help="A list, the same list sealed for the site's age_key, the petition to hand over, or a block for appeal.yaml;"
    " default: by the file's ending.",
)
@_identity
@click.option("--order", type=click.Choice(["name", "number"]), default="name", show_default=True)
@click.option("--contacts", is_flag=True, help="In a list, also the addresses of those who asked to be written to.")
@click.option("--to", multiple=True, metavar="KEY", help="Of a PDF; repeatable; default: every addressee.")
@click.option("--into-appeal", is_flag=True, help="Write the groups into appeal.yaml, in place of earlier ones.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@_yes
@fixable
def signatures_export(appeals: str, appeal: str, **options: Any) -> None:
    """Write out who has signed APPEAL: as a list for your own use, or below the letter.

    Below the letter stand the names of those who said that they may be shown; of the others only how many they are.
    """
    from letters.cli.signatures_export import export

    export(appeals, appeal, **options)


@signatures.command("close")
@appeals_option
@click.argument("appeal")
@click.option("--now", is_flag=True, help="Even if it can be signed still, or ended less than 30 days ago.")
@click.option("--yes", is_flag=True, help="Close it without asking.")
@fixable
def signatures_close(appeals: str, appeal: str, **options: Any) -> None:
    """Destroy who has signed APPEAL, 30 days after its end, and write how many they were into its file.

    The site does the same by itself, every hour.
    """
    from letters.cli.signatures_close import close

    close(appeals, appeal, **options)


@signatures.command("prove")
@appeals_option
@click.argument("appeal")
@click.option("--search", multiple=True, metavar="TEXT", help="A name, say, that must be nowhere; repeatable.")
@fixable
def signatures_prove(appeals: str, appeal: str, search: tuple[str, ...]) -> None:
    """Say what is left of the signatures of APPEAL. Exits with 1 unless it is closed and nothing is.

    What is searched for stands in the history of your shell; a name of your own will do.
    """
    from letters.cli.signatures_close import prove

    sys.exit(prove(appeals, appeal, search))


@signatures.command("keygen")
@click.option("--out", required=True, metavar="FILE", help="Where the private key goes, to be kept off the server.")
@fixable
def signatures_keygen(out: str) -> None:
    """Make a key for which the site seals what people say of themselves when they sign."""
    from letters.cli.signatures import keygen

    keygen(out)


@click.command("mail-check")
@appeals_option
@click.option("--sender", metavar="ADDRESS", default="", help="Instead of LETTERS_SENDER or the site's contact_email.")
@click.option("--selector", metavar="NAME", multiple=True, help="Of a DKIM key; default: the usual ones are tried.")
@click.option("--ip", metavar="ADDRESS", multiple=True, help="From which mail leaves; default: those of LETTERS_SMTP.")
@click.option("--resolver", metavar="ADDRESS[:PORT]", default="", help="Ask this name server; default: the system's.")
@fixable
def mail_check(**options: Any) -> None:
    """Look whether receivers will believe the site's mails: MX, SPF, DKIM, DMARC and PTR of the sender's domain.

    Says what to set, with the record to copy. Exit code 1 if anything is to be set.
    """
    from letters.cli.mail_check import mail_check

    sys.exit(mail_check(**options))


COMMANDS = (
    *(serve, list_),
    *(new, new_news, new_event, import_, check, variety, preview, translate, update, stop),
    *(init, new_addressee, addressees, schema),
    *(write, print_, report, tally, sheet, signatures, mail_check),
)
