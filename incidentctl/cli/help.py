"""`help`: the table of commands, one command, or a topic."""

import sys
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.help_text import TOPICS, fields_help, root_help
from incidentctl.cli.table import COMMANDS
from incidentctl.errors import NotFound


def help_(
    call: Call,
    topic: Annotated[list[str] | None, typer.Argument(metavar="TOPIC", help="help.argument-topic")] = None,
) -> None:
    """Print the table of commands, one command, or a topic."""
    words = call.words
    wanted = [word.casefold() for word in topic or ()]
    if not wanted:
        sys.stdout.write(root_help(words))
    elif wanted[0] in COMMANDS:
        call.run([*wanted, "--help", "--lang", words.lang])
    elif wanted[0] == "fields":
        sys.stdout.write(fields_help(words))
    elif wanted[0] in TOPICS:
        sys.stdout.write(words(f"help.topic-{wanted[0]}") + "\n")
    else:
        from incidentctl.domain.nearest import near  # only where a name is wrong

        suggestion = near(wanted[0], [*COMMANDS, *TOPICS]) or "exit-codes"
        raise NotFound("no-such-topic", topic=wanted[0], suggestion=suggestion)


commands = {"help": (help_, False)}
