"""The command line: each command reads its options, calls one function and ends clearly.

`commands` has every command with its options; what it does stands in the file of its name. This room alone knows Click,
and may import everything but `web`, which it starts as a process.
"""

from __future__ import annotations

import click

from letters import __version__
from letters.cli.commands import COMMANDS
from letters.cli.terminal import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Letters for those at risk: from an appeal in YAML to letters to post, to mail and to fax."""
    # Not before a command runs: who asks for help waits for nothing.
    from letters import bounded

    bounded.leave_no_core()


for _command in COMMANDS:
    main.add_command(_command)
