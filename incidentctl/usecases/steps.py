"""Steps: which runbooks an incident has, how a step is addressed, and what its answer records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.answers import event_for
from incidentctl.domain.checklist import Checklist, Item
from incidentctl.domain.events.steps import (
    StepAnswered,
    StepDeferred,
    StepDone,
    StepFailed,
    StepSkipped,
)
from incidentctl.domain.facts import New
from incidentctl.domain.fields import Field, field_named
from incidentctl.domain.runbook import (
    Option,
    Part,
    Runbook,
    Step,
    fold_id,
    said,
)
from incidentctl.domain.values import parse_value
from incidentctl.errors import NeedsAnswer, NotFound, Refused, UsageError
from incidentctl.usecases.freezing import as_walked, freeze, frozen, frozen_runbooks
from incidentctl.usecases.record import Recorded, Warned, record, record_answers
from incidentctl.usecases.spoken import spoken
from incidentctl.usecases.value import labels_of, severities, severity_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context, Found
    from incidentctl.usecases.locate import Located


class Addressed(NamedTuple):
    """A step, the runbook that it belongs to, and the key under which the log knows it."""

    runbook: Runbook
    step: Step
    found: Found | None = None

    @property
    def key(self) -> str:
        """Give `RUNBOOK/STEP`."""
        return f"{self.runbook.id}/{self.step.id}"


def address(context: Context, incident: Incident, text: str) -> Addressed:
    """Find the step that is meant by `STEP` or `RUNBOOK/STEP`, in any case and width.

    The incident's own runbooks come first, then those on the search path. Raises `UsageError` when several
    have it, `NotFound` when none has.
    """
    runbook_id, _, step_id = fold_id(text.strip()).rpartition("/")
    own = [
        Addressed(runbook, step)
        for runbook in frozen_runbooks(context, incident)
        if (not runbook_id or fold_id(runbook.id) == runbook_id) and (step := runbook.step(step_id))
    ]
    matches = own or [
        Addressed(found.runbook, step, found)
        for found in context.runbooks.find()
        if found.runbook
        and not any(problem.severity == "error" for problem in found.problems)
        and (not runbook_id or fold_id(found.id) == runbook_id)
        and (step := found.runbook.step(step_id))
    ]
    if not matches:
        raise NotFound("no-such-step", step=text)
    if len(matches) > 1:
        raise UsageError("step-ambiguous", step=text, details=tuple(f"  {match.key}" for match in matches))
    if own:
        return own[0]
    runbook = as_walked(context, incident.pulse, matches[0].runbook)
    return matches[0]._replace(runbook=runbook, step=runbook.step(step_id) or matches[0].step)


def field_of(part: Part) -> Field:
    """Give the field that a part saves to, with the type and choices that the part gives it."""
    if not part.save:
        return Field("", part.type, "internal", tuple(option.id for option in part.options))
    field = field_named(part.save)
    if part.options:
        return field._replace(type="choice", choices=tuple(option.id for option in part.options))
    return field._replace(type=part.type or field.type)


def answer(  # noqa: PLR0913 - what an answer may carry
    context: Context,
    located: Located,
    addressed: Addressed,
    part: Part,
    text: str,
    *,
    certainty: str = "",
    at: Moment | None = None,
) -> New:
    """Read what was typed for one part of a step and make the event that records it.

    Raises `UsageError` when it cannot be read; "don't know" always can be said.
    """
    field = field_of(part)
    if field.name == "severity":
        field = field._replace(choices=tuple(severities(context, field)))
    levels = severities(context, field)
    labels = {label: option.id for option in part.options for label in option.label.values()}
    if field.type == "choice" and not labels:
        labels = {**labels_of(field), **severity_labels(levels)}
    value = parse_value(field, text, context.now(), context.zone_of(located.pulse.zone), labels)
    if not part.save:
        return New(StepAnswered(addressed.key, None if value is None else str(value)), at)
    return event_for(field, value, severities=levels, certainty=certainty, step=addressed.key, at=at)


def _option_label(context: Context, part: Part, option: Option) -> str:
    """Give what an option is called: its own label, else that of the field's choice."""
    key = f"fields.{part.save}={option.id}"
    own = said(option.label, context.lang)
    return own or (context.words(key) if context.words.has(key) else option.id)


class Listing(NamedTuple):
    """The steps of one runbook as they stand, and the title of each as it is shown."""

    runbook: Runbook
    items: tuple[Item, ...]
    titles: tuple[str, ...] = ()


def list_steps(context: Context, located: Located, runbook_id: str = "") -> Sequence[Listing]:
    """Give the steps of one runbook, or of every runbook of the incident, with their outcomes."""
    incident = context.timeline.state(located.id)
    if runbook_id:
        runbook = frozen(context, incident, runbook_id)
        if runbook is None and (found := context.runbooks.get(runbook_id).runbook):
            runbook = as_walked(context, incident.pulse, found)
        runbooks: Sequence[Runbook] = [runbook] if runbook else []
    else:
        runbooks = frozen_runbooks(context, incident)
    listings = [Listing(runbook, items_of(context, incident, runbook)) for runbook in runbooks]
    return [
        listing._replace(titles=tuple(spoken(context, incident, item.step.title) for item in listing.items))
        for listing in listings
    ]


def items_of(context: Context, incident: Incident, runbook: Runbook) -> tuple[Item, ...]:
    """Give a checklist as it stands, the rollback gate in its place (S0-10).

    Without the time of a change the gate stays where it is written, and no policy has to be read for it.
    """
    return items_on(context, incident, Checklist(runbook))


def items_on(context: Context, incident: Incident, checklist: Checklist) -> tuple[Item, ...]:
    """Give the steps as `items_of` does, of a checklist that is looked at again and again."""
    if incident.value("change.at") is None:
        return checklist.items(incident, context.now())
    from incidentctl.domain.rollback import later  # noqa: PLC0415 - start-up: only where something changed

    return checklist.items(incident, context.now(), later(incident, context.policy()))


class Ended(NamedTuple):
    """The step that was ended or answered, and what was recorded; `left` are the answers that are not."""

    addressed: Addressed
    recorded: Recorded
    left: tuple[str, ...] = ()


def end_step(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    step_id: str,
    outcome: str,
    *,
    values: Sequence[str] = (),
    why: str = "",
    until: str = "",
    certainty: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Ended:
    """Give a step its outcome without walking: done (with its answers), skipped, deferred or failed.

    Raises `NotFound`, `UsageError`, `NeedsAnswer` (a reason or an answer is missing) and `Refused` (a
    required step is skipped by somebody who is not the commander).
    """
    incident = context.timeline.state(located.id)
    addressed = address(context, incident, step_id)
    typed: Sequence[str] = ()
    if outcome == "done":
        news, typed = _done(context, located, addressed, values, certainty=certainty, at=at)
    else:
        if outcome == "skipped":
            check_skip(incident, addressed, context.user)
        news = [New(_ending(context, located, addressed.key, outcome, why=why, until=until), at)]
    if addressed.found is not None and addressed.runbook.id not in incident.runbooks:
        freeze(context, located, addressed.found)
    warnings = check_role(context, incident, addressed)
    if outcome != "done":
        return Ended(addressed, record(context, located, news, warnings))
    recorded = record_answers(
        context, located, news, override=override, warnings=warnings, looks_at=addressed.step.looks_at
    )
    left = [new for new, _ in recorded.left]
    texts = (text for new, text in zip(news, typed, strict=True) if any(new is each for each in left))
    return Ended(addressed, recorded, tuple(texts))


def _ending(  # noqa: PLR0913 - what an ending may carry
    context: Context, located: Located, key: str, outcome: str, *, why: str, until: str
) -> StepSkipped | StepDeferred | StepFailed:
    if outcome == "deferred":
        if not until:
            return StepDeferred(key)
        from incidentctl.domain.times import iso, parse_due  # noqa: PLC0415 - only with a time

        return StepDeferred(key, iso(parse_due(until, context.now(), context.zone_of(located.pulse.zone))))
    if not why.strip():
        raise NeedsAnswer("needs-why")
    return StepSkipped(key, why) if outcome == "skipped" else StepFailed(key, why)


def _done(  # noqa: PLR0913 - what an answer may carry
    context: Context,
    located: Located,
    addressed: Addressed,
    values: Sequence[str],
    *,
    certainty: str,
    at: Moment | None,
) -> tuple[list[New], list[str]]:
    """Give what the answers record, in the order in which a walk asks for them, and each as it was typed."""
    parts = addressed.step.parts
    whole = " ".join(values)
    if not parts:
        return [New(StepDone(addressed.key, whole), at)], [whole]
    if not values:
        incident = context.timeline.state(located.id)
        names = tuple(
            f"  {part.save or addressed.step.id}: {spoken(context, incident, part.title)}" for part in parts
        )
        raise NeedsAnswer("step-needs-value", step=addressed.key, details=names)
    if len(parts) == 1 and not _pair(parts, values[0]):
        return [answer(context, located, addressed, parts[0], whole, certainty=certainty, at=at)], [whole]
    news: dict[int, tuple[New, str]] = {}
    for typed in values:
        pair = _pair(parts, typed)
        if pair is None:
            known = ", ".join(part.save for part in parts)
            raise UsageError("step-needs-pairs", step=addressed.key, text=typed, names=known)
        part, text = pair
        new = answer(context, located, addressed, part, text, certainty=certainty, at=at)
        news[parts.index(part)] = new, typed
    return [news[place][0] for place in sorted(news)], [news[place][1] for place in sorted(news)]


def _pair(parts: Sequence[Part], typed: str) -> tuple[Part, str] | None:
    name, equals, text = typed.partition("=")
    if not equals:
        return None
    wanted = fold_id(name.strip())
    for part in parts:
        if wanted and wanted in {fold_id(part.save), fold_id(part.save.rpartition(".")[2])}:
            return part, text
    return None


def check_skip(incident: Incident, addressed: Addressed, user: str) -> None:
    """Refuse to let anybody but the commander skip a required step (runbooks.md, `required`)."""
    if addressed.step.required and not is_commander(incident, user):
        raise Refused("required-step", step=addressed.key)


def is_commander(incident: Incident, user: str) -> bool:
    """Say whether `user` commands: named, or acting while nobody is named (S1-20)."""
    return incident.holds(user, "commander")


def check_role(context: Context, incident: Incident, addressed: Addressed) -> tuple[Warned, ...]:
    """Say when somebody else holds the role that a step is meant for; it is recorded all the same."""
    role = addressed.step.role
    holders = incident.roles.get(role, ())
    if holders and context.user not in holders:
        from incidentctl.usecases.role import role_label  # noqa: PLC0415 - start-up: only for this warning

        label = role_label(context, incident.pulse, role)
        return (Warned("meant-for-role", {"step": addressed.step.id, "role": label}),)
    return ()


def labels_for(context: Context, part: Part) -> Mapping[str, str]:
    """Give the choices of a part and how they are called in the reader's language; {} for free text."""
    field = field_of(part)
    if part.options:
        return {option.id: _option_label(context, part, option) for option in part.options}
    if field.name == "severity":
        levels = severities(context, field).values()
        return {level.id: f"{level.id} {said(level.label, context.lang)}" for level in levels}
    words = context.words
    if field.type == "yesno":
        return {"yes": words("walk.yes"), "no": words("walk.no")}
    if field.type == "choice":
        keys = {choice: f"fields.{field.name}={choice}" for choice in field.choices}
        return {choice: words(key) if words.has(key) else choice for choice, key in keys.items()}
    return {}
