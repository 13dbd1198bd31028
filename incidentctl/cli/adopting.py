"""`runbook diff` and `runbook adopt`: an edit of a runbook that is being walked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.errors import NeedsAnswer

if TYPE_CHECKING:
    from incidentctl.usecases.adopting import Edit

Id = Annotated[
    str | None, typer.Argument(metavar="ID", help="help.argument-runbook", autocompletion=choices.runbooks)
]


def diff(call: Call, wanted: Id = None) -> None:
    """Print how the files of this incident's runbooks differ from what it walks."""
    from incidentctl.usecases.adopting import edits  # only here

    found = edits(call.context, call.located(), wanted or "")
    if call.is_json:
        call.json({"edits": [_json(each) for each in found]})
        return
    for each in found:
        call.out(*_lines(call, each))
    if not found:
        call.err(call.words("runbook.no-edit"))
    for each in found:
        call.err(f"→ incidentctl runbook adopt {each.runbook}")


def adopt(call: Call, wanted: Id = None) -> None:
    """Walk the text that stands in the file from now on."""
    if not wanted:
        raise NeedsAnswer("needs-runbook-to-adopt")
    from incidentctl.usecases.adopting import adopt as adopt_edit  # only here

    edit = adopt_edit(call.context, call.located(is_write=True), wanted)
    if call.is_json:
        call.json({"adopted": _json(edit) if edit else None})
        return
    if edit is None:
        call.err(call.words("runbook.no-edit"))
        return
    call.out(*_lines(call, edit))
    call.err(call.words("runbook.adopted", runbook=edit.runbook))
    if gone := [change.step for change in edit.changes if change.key == "removed"]:
        call.err(call.words("runbook.adopted-gone", steps=call.words("when.list").join(gone)))
    call.err(f"→ incidentctl walk {edit.runbook}")


def _lines(call: Call, edit: "Edit") -> Iterator[str]:
    yield f"{edit.runbook}  {edit.found.path}"
    for change in edit.changes:
        key = f"runbook.edit.{change.key}" if change.step else "runbook.edit.head"
        yield f"  {call.words(key, step=change.step)}"
    for change in edit.changes:
        yield from change.diff


def _json(edit: "Edit") -> dict[str, object]:
    changes = [{**change._asdict(), "diff": "\n".join(change.diff)} for change in edit.changes]
    return {"runbook": edit.runbook, "path": edit.found.path, "changes": changes}
