"""The command line: each command reads its options, calls one function and ends clearly.

What a command needs is imported when it runs, so that `letters --help` answers at once.
"""

from __future__ import annotations

from typing import Any

import click

from letters import __version__
from letters.cli import forauthors, forkeepers, forwriters
from letters.cli.guard import appeals_option, fixable


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Letters for those at risk: from an appeal in YAML to letters to post, to mail and to fax."""


@main.command()
@appeals_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--debug", is_flag=True, help="Run Flask's development server, with reloading and tracebacks.")
@fixable
def serve(**options: Any) -> None:
    """Start the site."""
    from letters.cli.serving import serve

    serve(**options)


@main.command("list")
@appeals_option
@fixable
def list_(appeals: str) -> None:
    """List the appeals: number, title, country, deadline, status."""
    from letters.cli.checking import list_appeals

    list_appeals(appeals)


for _command in (*forauthors.COMMANDS, *forkeepers.COMMANDS, *forwriters.COMMANDS):
    main.add_command(_command)
