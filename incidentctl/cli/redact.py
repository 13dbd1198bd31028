"""`redact`: erase a secret that was recorded, from every file of this machine."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import absolute, echo
from incidentctl.domain.redaction import check_why
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.locate import Located
from incidentctl.usecases.redact import Meant, meant
from incidentctl.usecases.redact import redact as erase


def redact(
    call: Call,
    handle: Annotated[str | None, typer.Argument(metavar="ID", help="help.argument-fact-redact")] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why-redact")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="help.option-yes-redact")] = False,
) -> None:
    """Erase the text of a fact for good, once somebody has confirmed that."""
    if not (handle or "").strip():
        raise NeedsAnswer("needs-handle-redact")
    located = call.located(is_write=True)
    what = meant(call.context, located, handle or "")
    if not what.is_done:
        why = why or call.asked("redact.ask-why", "--why")
        if not why.strip():
            raise NeedsAnswer("needs-why-redact", handle=handle)
        check_why(what.facts, why)
        if not yes and not _is_meant(call, located, what):
            call.err(call.words("redact.nothing"))
            return
    erased = erase(call.context, located, what, why)
    said = [call.words("redact.done", handles=_listed(call, what, what.facts))]
    if what.also:
        said.append(call.words("redact.also", handles=_listed(call, what, what.also)))
    also = {"erased": [fact.id for fact in what.facts], "also": [fact.id for fact in what.also]}
    if erased.recorded is not None:
        echo(call, erased.recorded, said=said, following=_following(what), also=also)
    elif call.is_json:
        call.json({"incident": located.id, "outcome": "recorded", "facts": [], **also})
    else:
        call.out(call.words("redact.again", handles=_listed(call, what, what.facts)))
    call.err(call.words("redact.elsewhere"))


def _following(what: Meant) -> list[str]:
    return [f"incidentctl redact {what.names[fact.id]} --why TEXT" for fact in what.also[:3]]


def _listed(call: Call, what: Meant, facts: object) -> str:
    return call.words("when.list").join(what.names[fact.id] for fact in facts)  # type: ignore[attr-defined]


def _is_meant(call: Call, located: Located, what: Meant) -> bool:
    """Ask whether to go on; which fact it is is said without its text, which is not to be seen again."""
    from incidentctl.domain.screens import Ask  # only where somebody is asked

    if not call.context.is_interactive:
        raise NeedsAnswer("needs-yes-redact", handle=what.names[what.target.id])
    at = absolute(what.target.at, call, located.pulse.zone)
    title = call.words("redact.ask", handles=_listed(call, what, what.facts), at=at)
    reply = call.context.prompter.ask(Ask(name="redact", kind="confirm", title=title, flag="--yes"))
    return not reply.command and reply.text == "yes"


commands = {"redact": (redact, False)}
