"""`assign` and `task`: ask one named person, hear from them, and see who does what until when."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.domain.state import Task
from incidentctl.domain.tasks import Order, is_dropped, is_open, overdue, person, said
from incidentctl.errors import NeedsAnswer
from incidentctl.render.board import about, board_lines, order_lines
from incidentctl.usecases import task as use
from incidentctl.usecases.task import Asked, Board

Id = Annotated[str | None, typer.Argument(metavar="[ID]", help="help.argument-task")]
Text = Annotated[list[str] | None, typer.Argument(metavar="[ID] TEXT...", help="help.argument-task-text")]
Purpose = Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-purpose")]
Within = Annotated[str, typer.Option("--within", metavar="15m", help="help.option-within")]
BOARD = "incidentctl task list"


def assign(
    call: Call,
    who: Annotated[str | None, typer.Argument(metavar="WHO", help="help.argument-assignee")] = None,
    what: Annotated[list[str] | None, typer.Argument(metavar="WHAT...", help="help.argument-what")] = None,
    why: Purpose = "",
    within: Within = "",
    stream: Annotated[str, typer.Option("--stream", metavar="NAME", help="help.option-stream")] = "",
    private: Annotated[bool, typer.Option("--private", help="help.option-private")] = False,
    task: Annotated[str, typer.Option("--task", metavar="ID", help="help.option-task")] = "",
    override: Override = "",
) -> None:
    """Ask one named person: what, why, and when to report back."""
    located = call.located(is_write=True)
    context, text = call.context, " ".join(what or ())
    who = who or _asked(call, "who", "WHO")
    if not task:
        text = text or _asked(call, "what", "WHAT")
        if person(who):
            why = why or _asked(call, "why", "--why")
            within = within or _asked(call, "within", "--within", default=call.words("task.box"))
    at = call.moment(located)
    order = Order(who, text, why, use.when(context, located, within, at), stream, private)
    _tell_order(call, use.assign(context, located, order, task=task, at=at, override=override))


def give(
    call: Call,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[ID] WHO", help="help.argument-task-who")
    ] = None,
    why: Purpose = "",
    within: Within = "",
    override: Override = "",
) -> None:
    """Give a task to somebody else."""
    located = call.located(is_write=True)
    handle, who = use.split(words or [])
    at = call.moment(located)
    order = Order(who, why=why, within=use.when(call.context, located, within, at))
    _tell_order(call, use.give(call.context, located, order, handle, at=at, override=override))


def ack(call: Call, task: Id = None) -> None:
    """Say that one is on it."""
    located = call.located(is_write=True)
    asked = use.ack(call.context, located, task or "", call.moment(located))
    _tell(call, asked, f"incidentctl task report {asked.recorded.handle(asked.task.fact)} TEXT")


def report(
    call: Call,
    text: Text = None,
    following: Annotated[str, typer.Option("--next", metavar="30m", help="help.option-next-report")] = "",
) -> None:
    """Say how a task goes."""
    located = call.located(is_write=True)
    _tell(call, use.report(call.context, located, text or [], following, call.moment(located)))


def done(call: Call, text: Text = None) -> None:
    """End a task."""
    located = call.located(is_write=True)
    asked = use.done(call.context, located, text or [], call.moment(located))
    field = use.still_unknown(call.context, located, asked.task)
    _tell(call, asked, f"incidentctl set {field} VALUE" if field else BOARD)


def drop(
    call: Call,
    task: Id = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why")] = "",
) -> None:
    """Give a task up, for a reason."""
    located = call.located(is_write=True)
    _tell(call, use.drop(call.context, located, task or "", why, call.moment(located)))


def list_(
    call: Call, all_: Annotated[bool, typer.Option("--all", help="help.option-all-tasks")] = False
) -> None:
    """Print the board: overdue, unowned, the rest, and how far each workstream is."""
    board = use.see_board(call.context, call.located())
    shown = [task for task in board.tasks if all_ or is_open(board.incident, task)]
    if call.is_json:
        call.json(_json(call, board, shown))
        return
    pulse, context = board.incident.pulse, call.context
    call.out(f"{board.incident.id}  {call.titled(pulse)}")
    if not shown:
        call.out(call.words("task.none"))
    zone = context.zone_of(pulse.zone)
    call.out(
        *board_lines(board.incident, shown, board.handles, context.now(), zone, call.words, call.columns)
    )
    call.clocks(pulse)


def _json(call: Call, board: Board, shown: list[Task]) -> dict[str, object]:
    late = overdue(board.incident, call.context.now())
    rows = []
    for task in shown:
        event, live = task.fact.event, is_open(board.incident, task)
        rows.append(
            {
                "id": task.fact.id,
                "handle": board.handles[task.fact.id],
                "who": task.who or None,
                "what": said(task, call.words),
                "why": task.why or None,
                "field": event.field or None,
                "stream": event.stream or None,
                "state": "open" if live else "dropped" if is_dropped(task) else "done",
                "since": task.fact.at.at.isoformat(),
                "due": task.due or None,
                "overdue": task in late,
                "acknowledged": task.acked is not None,
                "reports": [{"at": fact.at.at.isoformat(), "text": fact.event.text} for fact in task.reports],
                "private": event.private,
            }
        )
    streams = {name: row._asdict() for name, row in board.streams.items()}
    return {"incident": board.incident.id, "tasks": rows, "streams": streams}


def _asked(call: Call, part: str, flag: str, *, default: str = "") -> str:
    """Ask for a part of an order; "" without a terminal, and for a purpose that nobody knows (`?`)."""
    if not call.context.is_interactive:
        return ""
    from incidentctl.domain.screens import Ask  # only where somebody is asked

    title = call.words(f"task.ask-{part}")
    ask = Ask(name=f"assign-{part}", kind="text", title=title, default=default, flag=flag)
    reply = call.context.prompter.ask(ask)
    if reply.command:
        raise NeedsAnswer("needs-answer", question=title, flag=flag)
    if part == "why" and reply.text.strip() in {"?", "？"}:
        return ""
    return call.heard(reply) if part in {"what", "why"} else reply.text


def _tell(call: Call, asked: Asked, following: str = BOARD) -> None:
    """Echo what was recorded, with what the task is about."""
    echo(call, asked.recorded, said=[f"  {about(asked.task, call.words)}"], following=[following])


def _tell_order(call: Call, asked: Asked) -> None:
    """Echo an order, and print it as it can be pasted to whoever is asked (S2-15)."""
    task, recorded = asked.task, asked.recorded
    handle = recorded.handle(task.fact)
    if not task.who:
        _tell(call, asked, f"incidentctl task give {handle} WHO")
        return
    zone = call.context.zone_of(recorded.pulse.zone)
    order = ["", *order_lines(task, call.titled(recorded.pulse), zone, call.words), ""]
    named = tuple(
        each._replace(fixes=tuple(fix.replace(" ID ", f" {handle} ") for fix in each.fixes))
        for each in recorded.broken
    )
    order.append(call.words("task.then-ack"))
    recorded = recorded._replace(broken=named)
    echo(call, recorded, to_paste=order, following=[f"incidentctl task ack {handle}"])


commands = {
    "assign": (assign, True),
    "task": {
        "list": (list_, False),
        "give": (give, True),
        "ack": (ack, True),
        "report": (report, True),
        "done": (done, True),
        "drop": (drop, True),
    },
}
