"""`runbook`: the checklists that there are, one of them, and what is wrong with a file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.adopting import adopt, diff
from incidentctl.cli.authoring import new, schema
from incidentctl.cli.call import Call
from incidentctl.cli.rehearsal import rehearse
from incidentctl.domain.runbook import said
from incidentctl.errors import Invalid, NeedsAnswer
from incidentctl.ports import Found

OPTION_ID = Annotated[
    str | None, typer.Argument(metavar="ID", help="help.argument-runbook", autocompletion=choices.runbooks)
]


def list_(call: Call) -> None:
    """List the runbooks and where each comes from."""
    rows = call.context.runbooks.find()
    if call.is_json:
        call.json(
            {
                "runbooks": [
                    {
                        "id": row.id,
                        "title": said(row.runbook.title, call.context.lang) if row.runbook else None,
                        "origin": row.origin,
                        "path": row.path,
                        "errors": len(_errors(row)),
                    }
                    for row in rows
                ]
            }
        )
        return
    for row in rows:
        title = said(row.runbook.title, call.context.lang) if row.runbook else call.words("runbook.broken")
        call.out(f"{row.id or Path(row.path).name:<16} {row.origin:<12} {title}")
        if not row.runbook:
            call.err(f"→ incidentctl runbook check {row.path}")


def show(call: Call, wanted: OPTION_ID = None) -> None:
    """Print a runbook as Markdown."""
    if not wanted:
        raise NeedsAnswer("needs-runbook")
    found = call.context.runbooks.get(wanted)
    assert found.runbook is not None  # noqa: S101 - `get` gives only sound ones
    if call.is_json:
        from incidentctl.domain.runbook import to_json  # only for JSON

        call.json({"origin": found.origin, "path": found.path, "runbook": to_json(found.runbook)})
        return
    from incidentctl.render.runbook import runbook_markdown  # only here

    call.out(runbook_markdown(found.runbook, call.words).rstrip("\n"))


def check(
    call: Call,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="help.argument-paths")] = None,
) -> None:
    """Print every problem of every file; without a path, of every runbook on the search path."""
    source = call.context.runbooks
    rows = source.check(paths) if paths else source.find()
    from incidentctl.library.problems import lines  # only here

    if call.is_json:
        call.json({"files": [_json(call, row) for row in rows]})
    else:
        for row in rows:
            for problem in row.problems:
                call.out(*lines(problem, call.words))
    wrong = [row for row in rows if _errors(row)]
    if wrong:
        count = sum(len(_errors(row)) for row in wrong)
        raise Invalid("runbooks-wrong", count=count, files=len(wrong))
    if not call.is_json:
        call.err(call.words("runbook.sound", count=len(rows)))


def propose(call: Call, wanted: OPTION_ID = None) -> None:
    """Print what this incident suggests to change in its runbooks, as a diff."""
    from incidentctl.usecases.review import proposals  # only here

    found = proposals(call.context, call.located(), wanted or "")
    if call.is_json:
        call.json({"proposals": [{**each._asdict(), "diff": "\n".join(each.diff)} for each in found]})
        return
    for each in found:
        call.out(*each.diff)
    call.err(call.words("follow_up.only-a-proposal" if found else "follow_up.nothing-to-propose"))


def trust(
    call: Call,
    wanted: OPTION_ID = None,
    yes: Annotated[bool, typer.Option("--yes", help="help.option-yes-trust")] = False,
) -> None:
    """Show the commands of a runbook, and let them be run from now on."""
    from incidentctl.usecases import trusting  # only here

    if not wanted:
        raise NeedsAnswer("needs-runbook")
    shown = trusting.show(call.context, wanted)
    for step, lines, is_look in shown.commands:
        mark = f" ({call.words('run.only-looks')})" if is_look else ""
        call.out(f"{step}:{mark}", *(f"  {line}" for line in lines))
    if shown.is_relative:
        call.err(call.words("run.relative"))
    sys.stdout.flush()  # what could not be shown is not trusted
    if shown.is_trusted or not shown.commands:
        call.err(call.words("run.trusted-already" if shown.commands else "run.no-commands"))
        return
    if not yes and not _is_meant(call, shown.found.path):
        call.err(call.words("run.not-trusted"))
        return
    trusting.trust(call.context, shown)
    call.err(call.words("run.trusted", runbook=shown.found.id))


def _is_meant(call: Call, path: str) -> bool:
    """Ask; nothing is highlighted, since nobody can take back what was run."""
    if not call.context.is_interactive:
        raise NeedsAnswer("needs-yes-to-trust")
    from incidentctl.domain.screens import Ask, Choice  # only where somebody is asked

    answers = (Choice("1", "yes", call.words("run.trust-yes")), Choice("2", "no", call.words("run.trust-no")))
    title = call.words("run.ask-trust", path=path)
    ask = Ask(name="trust", kind="choose", title=title, choices=answers, flag="--yes")
    reply = call.context.prompter.ask(ask)
    return not reply.command and reply.text == "yes"


def _errors(row: Found) -> list[object]:
    return [problem for problem in row.problems if problem.severity == "error"]


def _json(call: Call, row: Found) -> dict[str, object]:
    from incidentctl.library.problems import lines  # only here

    return {
        "path": row.path,
        "id": row.id,
        "problems": [
            {
                "line": problem.line,
                "column": problem.column,
                "severity": problem.severity,
                "key": problem.key,
                "text": lines(problem, call.words)[0],
            }
            for problem in row.problems
        ],
    }


commands = {
    "runbook": {
        "list": (list_, False),
        "show": (show, False),
        "check": (check, False),
        "test": (rehearse, False),
        "diff": (diff, False),
        "adopt": (adopt, False),
        "new": (new, False),
        "schema": (schema, False),
        "propose": (propose, False),
        "trust": (trust, False),
    }
}
