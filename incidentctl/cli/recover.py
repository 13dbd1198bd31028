"""`recover`: put right what can be put right without losing or changing a fact."""

import sys
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.errors import Damaged
from incidentctl.ports import Repair
from incidentctl.usecases.recover import recover as mend


def recover(
    call: Call,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.option-dry-run-recover")] = False,
) -> None:
    """Say of each file what was done, or (`--dry-run`) what would be done; 6 where something is left."""
    found = []
    for repair in mend(call.context, is_dry=dry_run):
        found.append(repair)
        if not call.is_json:
            _print(call, repair, is_dry=dry_run)
    if call.is_json:
        call.json({"dry_run": dry_run, "repairs": [_json(call, repair, is_dry=dry_run) for repair in found]})
    elif not found:
        call.out(call.words("recover.nothing"))
    elif dry_run:
        call.err(call.words("recover.dry"))
    left = [repair for repair in found if repair.is_left]
    if left:
        raise Damaged("recover-left", count=len(left))


def _print(call: Call, repair: Repair, *, is_dry: bool) -> None:
    """Say at once what was done: more may follow, and the next may fail."""
    call.out(_told(call, repair, is_dry=is_dry))
    sys.stdout.flush()


def _told(call: Call, repair: Repair, *, is_dry: bool) -> str:
    key = f"recover.{repair.key}"
    if is_dry and call.words.has(f"{key}.dry"):
        key += ".dry"
    return call.words(key, incident=repair.incident, path=repair.path, **repair.params)


def _json(call: Call, repair: Repair, *, is_dry: bool) -> dict[str, object]:
    return {
        "key": repair.key,
        "incident": repair.incident or None,
        "path": repair.path,
        "left": repair.is_left,
        "text": _told(call, repair, is_dry=is_dry),
        **repair.params,
    }


commands = {"recover": (recover, False)}
