"""The incident that a text is meant for; where there is none, the text is not lost."""

from collections.abc import Sequence

from incidentctl.cli.call import Call
from incidentctl.errors import Damaged, NeedsAnswer, NotFound, NotRecorded, UsageError
from incidentctl.usecases.locate import Located


def located_for(call: Call, typed: str, command: str, flags: Sequence[str] = ()) -> Located | None:
    """Find the incident; where there is none, offer to declare one with this very text (None: done so).

    A text is never lost: a refusal prints it inside the line that records it, with its `flags` (cli.md,
    behaviour 4). One of the privacy track is no title.
    """
    import shlex  # loaded already

    try:
        return call.located(is_blind=bool(typed))
    except (NotFound, UsageError, NeedsAnswer) as error:
        if not typed:
            raise
        is_private = "--private" in flags
        text = ["--", typed] if typed.startswith("-") else [typed]
        if error.key != "no-open-incident" or is_private:
            which = "" if error.key == "no-open-incident" else "-i ID "
            error.details += (f"  incidentctl {which}{shlex.join([command, *flags, *text])}",)
            raise
        if call.context.is_interactive and _is_meant(call):
            from incidentctl.cli.declare import declare  # only where it is offered

            declare(call, [typed])
            return None
        raise NotFound("note-without-incident", line=shlex.join(["incidentctl", "declare", *text])) from None
    except Damaged as error:
        if not typed:
            raise
        why = str(error.params.get("reason", error.key))
        raise NotRecorded("not-recorded", reason=why, details=(typed,)) from error


def _is_meant(call: Call) -> bool:
    from incidentctl.domain.screens import Ask  # only where somebody is asked

    ask = Ask(name="declare", kind="confirm", title=call.words("ask.declare"), flag="declare TITLE")
    reply = call.context.prompter.ask(ask)
    return not reply.command and reply.text == "yes"
