"""`role`: taken, given, released, and the roster of who holds which and who is there."""

from collections.abc import Mapping
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.domain.times import Moment
from incidentctl.errors import NeedsAnswer
from incidentctl.render.when import short
from incidentctl.render.width import pad, width, wrap
from incidentctl.usecases.role import (
    Moved,
    Post,
    Posts,
    give_role,
    release_role,
    role_labels,
    see_roles,
    take_role,
)

Role = Annotated[
    str | None, typer.Argument(metavar="ROLE", help="help.argument-role", autocompletion=choices.roles)
]


def role_take(
    call: Call,
    role: Role = None,
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="help.option-why-take")] = "",
    override: Override = "",
) -> None:
    """Take a role."""
    located = call.located(is_write=True)
    wanted = role or _asked_role(call)
    moved = take_role(call.context, located, wanted, why=why, at=call.moment(located), override=override)
    _tell(call, moved)


def role_give(
    call: Call,
    role: Role = None,
    who: Annotated[list[str] | None, typer.Argument(metavar="WHO", help="help.argument-one-person")] = None,
    override: Override = "",
) -> None:
    """Hand a role over."""
    located = call.located(is_write=True)
    wanted = role or _asked_role(call)
    name = " ".join(who or ()) or call.asked("roster.ask-holder", "WHO")
    _tell(call, give_role(call.context, located, wanted, name, at=call.moment(located), override=override))


def role_release(call: Call, role: Role = None, override: Override = "") -> None:
    """Let go of a role."""
    located = call.located(is_write=True)
    wanted = role or _asked_role(call)
    moved = release_role(call.context, located, wanted, at=call.moment(located), override=override)
    echo(call, moved.recorded, following=["incidentctl role list"], labels=_labels(call, moved))


def _tell(call: Call, moved: Moved) -> None:
    """Print what was recorded, then what the new holder has to do; where things stand is in the brief."""
    heading = call.words("roster.duties", role=moved.role)
    duties = [heading, *(f"  - {line}" for line in moved.duties.split("\n") if line)]
    echo(call, moved.recorded, said=duties, following=["incidentctl brief"], labels=_labels(call, moved))


def _labels(call: Call, moved: Moved) -> Mapping[str, str]:
    return role_labels(call.context, moved.recorded.pulse)


def _asked_role(call: Call) -> str:
    """Ask for a role on a terminal; elsewhere say that it is missing."""
    if not call.context.is_interactive:
        raise NeedsAnswer("needs-role")
    from incidentctl.domain.screens import Ask, Choice  # only where somebody is asked

    located = call.located(is_write=True)
    known = call.context.policy().profile(located.pulse.profile).roles
    labels = role_labels(call.context, located.pulse)
    ask = Ask(
        name="role",
        kind="choose",
        title=call.words("roster.ask-role"),
        choices=tuple(Choice(str(n), id_, labels[id_]) for n, id_ in enumerate(list(known)[:9], start=1)),
        commands="q",
        flag="role",
    )
    reply = call.context.prompter.ask(ask)
    if reply.command:
        raise NeedsAnswer("needs-role")
    return reply.text


def role_list(call: Call) -> None:
    """Print who holds which role, and who is there."""
    located = call.located()
    seen = see_roles(call.context, located)
    if call.is_json:
        call.json(_json(call, seen))
        return
    zone = call.context.zone_of(located.pulse.zone)
    words = call.words
    call.out(words("roster.roles", formation=seen.label))
    left = max((width(post.label) for post in seen.posts), default=0) + 2
    for post in seen.posts:
        _row(call, post.label, left, _holders(call, post))
    if seen.people:
        call.out("", words("roster.people"))
    marks = {level: words(f"roster.{level}") for level in ("responding", "standby", "watching")}
    left = max(map(width, marks.values())) + 9
    labels = {post.id: post.label for post in seen.posts}
    for person in seen.people:
        what = [labels.get(role, role) for role in person.roles]
        what += [words("roster.tasks", count=len(person.tasks))] if person.tasks else []
        named = f"{person.name}  {words('when.list').join(what)}" if what else person.name
        _row(call, f"{short(person.since, zone):>6} {marks[person.level]}", left, named)
    for broken in seen.broken:
        first, *rest = broken.lines(words)
        call.err(f"! {first}", *rest)


def _row(call: Call, label: str, left: int, text: str) -> None:
    """Print a label and, beside it, text that wraps below itself."""
    first, *rest = wrap(text, max(12, call.columns - left - 2)) or [""]
    call.out(f"  {pad(label, left)}{first}", *(f"  {'':{left}}{line}" for line in rest))


def _holders(call: Call, post: Post) -> str:
    """Give who holds a role, and since when."""
    if post.acting:
        return call.words("roster.acting", name=post.acting)
    zone = call.context.zone_of(call.located().pulse.zone)
    held = [call.words("roster.held", name=name, at=short(since, zone)) for name, since in post.holders]
    return call.words("when.list").join(held) or (call.words("roster.nobody") if post.least else "-")


def _json(call: Call, seen: Posts) -> dict[str, object]:
    def at(moment: Moment) -> str:
        return moment.at.isoformat()

    return {
        "incident": call.located().id,
        "formation": seen.formation,
        "roles": [
            {
                "id": post.id,
                "label": post.label,
                "least": post.least,
                "most": post.most,
                "holders": [{"name": name, "since": at(since)} for name, since in post.holders],
                "acting": post.acting or None,
            }
            for post in seen.posts
        ],
        "people": [{**person._asdict(), "since": at(person.since)} for person in seen.people],
        "rules": [
            {"rule": each.rule, "text": each.lines(call.words)[0], "fixes": list(each.fixes)}
            for each in seen.broken
        ],
    }


commands = {
    "role": {
        "take": (role_take, True),
        "give": (role_give, True),
        "release": (role_release, True),
        "list": (role_list, False),
    }
}
