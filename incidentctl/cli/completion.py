"""`completion`: the script that makes a shell complete commands and flags."""

import sys
from typing import Annotated

import typer
from typer import _completion_shared

from incidentctl.cli.call import Call
from incidentctl.errors import NeedsAnswer, UsageError

SHELLS = ("bash", "zsh", "fish")


def completion(
    call: Call,
    shell: Annotated[str | None, typer.Argument(metavar="bash|zsh|fish", help="help.argument-shell")] = None,
) -> None:
    """Print the script."""
    if not shell:
        raise NeedsAnswer("needs-shell")
    if shell not in SHELLS:
        raise UsageError("no-such-shell", shell=shell, choices=", ".join(SHELLS))
    for name in ("incidentctl", "ic"):
        variable = f"_{name.upper()}_COMPLETE"
        script = _completion_shared.get_completion_script(prog_name=name, complete_var=variable, shell=shell)
        sys.stdout.write(script + "\n")
    del call


commands = {"completion": (completion, False)}
