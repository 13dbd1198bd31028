"""`update`: a post ready to paste on stdout, and nothing else there; what was recorded goes to stderr."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.domain.forms import AUDIENCES
from incidentctl.errors import NotFound
from incidentctl.render.update import MOST, post_lines
from incidentctl.usecases.update import Updated
from incidentctl.usecases.update import update as post_update


def update(
    call: Call,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-news")] = None,
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="WHO",
            help="help.option-audience",
            autocompletion=choices.one_of(*AUDIENCES),
        ),
    ] = "",
    until_next: Annotated[str, typer.Option("--next", metavar="TIME", help="help.option-next")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="help.option-draft")] = False,
    approve: Annotated[
        str | None, typer.Option("--approve", metavar="ID", help="help.option-approve")
    ] = None,
    source: Annotated[str, typer.Option("--source", metavar="WHO", help="help.option-source")] = "",
    override: Override = "",
) -> None:
    """Post an update: the prefix from the phase, the time, the fact, and what these readers need."""
    located = call.located(is_write=True)
    if approve is not None and not approve.strip():  # an empty variable must not post something else
        raise NotFound("no-such-draft", id=approve)
    typed = " ".join(text or ()).strip()
    if not typed and not approve and call.context.is_interactive and not call.is_json:
        from incidentctl.domain.screens import Ask  # only where somebody is asked

        ask = Ask(name="update", kind="text", title=call.words("update.ask"), flag="TEXT")
        reply = call.context.prompter.ask(ask)
        if reply.command:
            call.err(call.words("update.nothing-posted"))
            return
        typed = call.heard(reply)
    updated = post_update(
        call.context,
        located,
        typed,
        audience=audience,
        until_next=until_next,
        source=source.strip(),
        is_draft=draft,
        approve=approve or "",
        at=call.moment(located),
        override=override,
    )
    _tell(call, updated, is_draft=draft)


def _tell(call: Call, updated: Updated, *, is_draft: bool) -> None:
    post, recorded = updated.post, updated.recorded
    lines = post_lines(post, call.words, call.context.zone_of(recorded.pulse.zone))
    audience = call.words(f"update.audience.{post.audience}")
    if not call.is_json:
        call.out(*lines)
        call.err(call.words("update.draft" if is_draft else "update.paste", audience=audience))
    length = len("\n".join(lines))
    if post.audience == "customer" and call.context.lang == "ja" and length > MOST:
        call.err(call.words("update.too-long", n=length, most=MOST))
    following = [f"incidentctl update --approve {recorded.handle(recorded.facts[-1])}"] if is_draft else None
    echo(call, recorded, following=following, is_aside=True, also={"post": "\n".join(lines)})


commands = {"update": (update, True)}
