"""Update: a post ready to paste, recorded as sent, kept as a draft, or a draft approved (S3-1, S3-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.forms import AUDIENCES
from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.times import parse_due
from incidentctl.domain.update import Made, Reader, Wanted, approved, drafted, posted
from incidentctl.domain.update import report_sent as sent
from incidentctl.errors import Refused, UsageError
from incidentctl.usecases.lint import blame_in
from incidentctl.usecases.record import Recorded, Warned, decide_and_record

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.post import Post
    from incidentctl.domain.rules import Ruling
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located

_SPOKEN = {"エンジニア": "engineer", "社内": "manager", "お客様": "customer", "顧客": "customer"}


class Updated(NamedTuple):
    """What was recorded, and the post itself."""

    recorded: Recorded
    post: Post


def update(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    text: str = "",
    *,
    audience: str = "",
    until_next: str = "",
    source: str = "",
    is_draft: bool = False,
    approve: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Updated:
    """Write a post about the incident as it stands under the lock, and record it.

    `until_next` is when the next one comes, as typed. Raises `UsageError` for an audience or a time that
    cannot be read, or for a draft together with what makes another post; `NotFound` for an unknown draft.
    """
    if approve and (text or is_draft or audience or source):
        raise UsageError("approve-alone", id=approve)
    now, zone = context.now(), context.zone_of(located.pulse.zone)
    due = parse_due(until_next, now, zone).at if until_next else None
    wanted = Wanted(text, audience_named(audience), source, due, at)
    policy, reader = context.policy(), Reader(zone, context.lang)
    made: list[Made] = []

    def decide(incident: Incident) -> Ruling:
        if approve:
            made.append(approved(incident, policy, wanted, approve, context.user, now, reader))
        elif is_draft:
            made.append(drafted(incident, policy, wanted, now, reader))
        else:
            made.append(posted(incident, policy, wanted, context.user, now, reader))
        return made[-1].ruling

    recorded = decide_and_record(context, located, decide, override=override)
    post, typed = made[-1].post, made[-1].typed_prefix
    warnings = [Warned("prefix-replaced", {"typed": typed, "prefix": post.prefix})] if typed else []
    if post.audience == "customer" and not post.names_contact and post.due:
        warnings.append(Warned("no-contact", {}))
    if blame := blame_in(context, [text]):
        warnings.append(Warned("points-at-people", blame))
    return Updated(recorded._replace(warnings=tuple(warnings)), post)


def report_sent(  # noqa: PLR0913 - what a report is told apart by
    context: Context, located: Located, form: str, audience: str, *, facts: int, override: str = ""
) -> Recorded:
    """Record that a report went out that was made of so many facts.

    Raises `Refused` "report-outdated" when something was recorded meanwhile: the next report would not tell
    of it.
    """
    now, zone = context.now(), context.zone_of(located.pulse.zone)
    policy, reader = context.policy(), Reader(zone, context.lang)

    def decide(incident: Incident) -> Ruling:
        if len(incident.entries) != facts:
            raise Refused("report-outdated")
        return sent(incident, policy, form, audience, context.user, now, reader)

    return decide_and_record(context, located, decide, override=override)


def audience_named(typed: str) -> str:
    """Give the audience that was meant, in either language; raise `UsageError` for none of them."""
    word = fold_id(typed.strip())
    if not word:
        return AUDIENCES[0]
    known = _SPOKEN.get(word) or next((each for each in AUDIENCES if word in {each, f"{each}s"}), "")
    if not known:
        suggestion = near(word, AUDIENCES) or AUDIENCES[0]
        raise UsageError(
            "no-such-audience", audience=typed, suggestion=suggestion, choices=", ".join(AUDIENCES)
        )
    return known
