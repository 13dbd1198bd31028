"""What the task force did, in one line: roles, orders, decisions, changes, updates, clocks, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.commands import written
from incidentctl.domain.evidence import size_said
from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from incidentctl.render.reader import Reader
    from incidentctl.words import Words

END_OF_DAY = "23:59"
"""The time of day of a date that stands for its end."""


def _write_begun(event: Any, reader: Reader) -> str:  # noqa: ANN401
    words = reader.words
    before = words("fact.before", value=event.before) if event.before else ""
    return words("fact.write_begun", text=event.text) + before + reader.by_method(event.method)


def _write_ended(event: Any, reader: Reader) -> str:  # noqa: ANN401
    words = reader.words
    after = words("fact.after", value=event.after) if event.after else ""
    ended = words("fact.write_ended", write=reader.handle("write_begun", event.write))
    return ended + after + reader.because(event.text) + reader.because(event.why)


def _attached(event: Any, reader: Reader) -> str:  # noqa: ANN401
    words = reader.words
    stance = words(f"fact.stance-{event.stance}") if event.stance != "fact" else ""
    file = words("when.list").join(filter(None, (event.name, event.media, size_said(event.size))))
    key = "fact.attached" if event.text else "fact.attached.bare"
    return stance + words(key, text=event.text, file=file) + reader.source(event.source)


def _command_begun(event: Any, reader: Reader) -> str:  # noqa: ANN401
    command = written(event)
    key = "fact.command_begun" + ("-look" if event.look else "") + ("-shown" if event.text != command else "")
    return reader.words(key, text=event.text, command=command) + reader.by_method(event.method)


def _command_ended(event: Any, reader: Reader) -> str:  # noqa: ANN401
    words, command = reader.words, reader.handle("command_begun", event.command)
    if event.end == "missing":
        return words("fact.command_ended-missing", command=command, reason=event.reason)
    end = "done" if (event.end, event.code) == ("exited", 0) else event.end
    result = words(f"fact.end-{end}", code=abs(event.code))
    told = words("fact.command_ended", command=command, result=result, seconds=f"{event.seconds:.0f}")
    last = event.tail.rstrip().rsplit("\n", 1)[-1]
    return told + (words("fact.command_ended-tail", tail=last) if last else "")


def _update_posted(event: Any, reader: Reader) -> str:  # noqa: ANN401
    words = reader.words
    if not event.audience:  # a file told it, and did not say to whom
        return words("fact.update_posted-told", text=event.text) + reader.source(event.source)
    text = event.text
    if event.draft:
        text = words("fact.update-approved", draft=reader.handle("update_drafted", event.draft))
    phase = words(f"phase.{event.phase}") if words.has(f"phase.{event.phase}") else event.phase
    key = "fact.update_posted-form" if event.form else "fact.update_posted"
    form = words(f"report.form.{event.form}") if words.has(f"report.form.{event.form}") else event.form
    posted = words(key, audience=_audience(event, words), phase=phase, form=form)
    return posted + (words("fact.update-text", text=text) if text else "") + reader.source(event.source)


def _update_drafted(event: Any, reader: Reader) -> str:  # noqa: ANN401
    told = reader.words("fact.update_drafted", audience=_audience(event, reader.words))
    text = reader.words("fact.update-text", text=event.text) if event.text else ""
    return told + text + reader.source(event.source)


def _audience(event: Any, words: Words) -> str:  # noqa: ANN401
    key = f"update.audience.{event.audience}"
    return words(key) if words.has(key) else str(event.audience)


def _role(event: Any, reader: Reader, key: str) -> str:  # noqa: ANN401
    name = f"role.{event.role}"
    label = reader.labels.get(event.role)
    role = label or (reader.words(name) if reader.words.has(name) else event.role)
    return reader.words(f"fact.{key}", role=role, who=event.who) + reader.because(event.why)


def _role_taken(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return _role(event, reader, "role_taken")


def _role_released(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return _role(event, reader, "role_released")


def _joined(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.joined-watching" if event.level == "watching" else "fact.joined", who=event.who)


def _left(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.left-thanked" if event.thanked else "fact.left", who=event.who)


def _criterion_ticked(event: Any, reader: Reader) -> str:  # noqa: ANN401
    told = reader.words("fact.criterion_ticked", criterion=reader.handle("", event.criterion)[2:])
    return told + reader.because(event.evidence)


def _resolved(event: Any, reader: Reader) -> str:  # noqa: ANN401
    if not event.watch_until:
        return reader.words("fact.resolved")
    until = from_iso(event.watch_until)
    until = until.astimezone(reader.zone) if reader.zone else until
    return reader.words("fact.resolved-until", until=f"{until:%H:%M}")


def _decided(event: Any, reader: Reader) -> str:  # noqa: ANN401
    words = reader.words
    told = words("fact.decided", text=event.text)
    if event.level != "field":
        key = f"fields.decision.level={event.level}"
        level = words(key) if words.has(key) else event.level
        told = words("fact.decided.waits", level=level, text=event.text)
    basis = f"fields.decision.basis={event.basis}"
    details = [words("fact.decided.basis", text=words(basis) if words.has(basis) else event.basis)]
    details.append(words("fact.decided.risk", text=event.risk))
    details.append(words("fact.decided.stop_if", text=event.stop_if))
    known = [text for text, value in zip(details, event[1:4], strict=True) if value]
    return told + (words("fact.decided.detail", details="; ".join(known)) if known else "")


def _decision_settled(event: Any, reader: Reader) -> str:  # noqa: ANN401
    handle = reader.handle("decided", event.decision)
    told = reader.words(f"fact.decision_settled.{event.verdict}", decision=handle)
    by = reader.words("fact.decision_settled.by", who=event.who) if event.who else ""
    return told + by + reader.because(event.why)


def _concern_answered(event: Any, reader: Reader) -> str:  # noqa: ANN401
    handle = reader.handle("concern_raised", event.concern)
    told = reader.words(f"fact.concern_answered.{event.verdict}", concern=handle)
    return told + reader.because(event.why)


def _parked(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.parked.question" if event.question else "fact.parked", text=event.text)


def _hypothesis_settled(event: Any, reader: Reader) -> str:  # noqa: ANN401
    id_ = reader.handle("hypothesis_added", event.hypothesis)
    told = reader.words(f"fact.hypothesis_settled.{event.result}", hypothesis=id_)
    return told + reader.because(event.because)


def _task_assigned(event: Any, reader: Reader) -> str:  # noqa: ANN401
    from incidentctl.domain.tasks import wording  # noqa: PLC0415 - start-up: not on the path of `note`

    key = "fact.task_assigned" if event.who else "fact.task_assigned-nobody"
    what = reader.words(key, who=event.who, what=wording(event, reader.words))
    return what + reader.because(event.why) + _report_due(event.due, reader)


def _task_given(event: Any, reader: Reader) -> str:  # noqa: ANN401
    key = "fact.task_given" if event.who else "fact.task_given-nobody"
    given = reader.words(key, task=_task(event, reader), who=event.who)
    return given + reader.because(event.why) + _report_due(event.due, reader)


def _task_acked(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.task_acked", task=_task(event, reader))


def _task_reported(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.task_reported", task=_task(event, reader), text=event.text) + _report_due(
        event.due, reader
    )


def _task_ended(event: Any, reader: Reader) -> str:  # noqa: ANN401
    outcome = "done" if event.outcome == "done" else "dropped"
    return reader.words(f"fact.task_ended-{outcome}", task=_task(event, reader)) + reader.because(event.text)


def _task(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.handle("task_assigned", event.task)


def _report_due(due: str, reader: Reader) -> str:
    if not due:
        return ""
    at = from_iso(due).astimezone(reader.zone) if reader.zone else from_iso(due)
    return reader.words("fact.task-due", at=f"{at:%H:%M}")


def _follow_up_added(event: Any, reader: Reader) -> str:  # noqa: ANN401
    key = "fact.follow_up_added.kind" if event.kind else "fact.follow_up_added"
    kind = reader.words(f"fields.follow_up.{event.kind}") if event.kind else ""
    details = _follow_up_details(event._replace(kind=""), reader)
    told = reader.words(key, kind=kind, text=event.text)
    return told + (reader.words("fact.decided.detail", details=details) if details else "")


def _follow_up_set(event: Any, reader: Reader) -> str:  # noqa: ANN401
    id_ = reader.handle("follow_up_added", event.follow_up)
    return reader.words("fact.follow_up_set", follow_up=id_, details=_follow_up_details(event, reader))


def _follow_up_details(event: Any, reader: Reader) -> str:  # noqa: ANN401
    """Give what was said of a follow-up; what was taken off again stands as a dash."""
    words, said = reader.words, []
    for name in ("kind", "owner", "due", "when", "why", "decided_by", "url"):
        value = getattr(event, name)
        if value is None or (not value and hasattr(event, "text")):
            continue
        if name == "due" and value:
            at = from_iso(value).astimezone(reader.zone) if reader.zone else from_iso(value)
            value = f"{at:%Y-%m-%d}" if f"{at:%H:%M}" == END_OF_DAY else f"{at:%Y-%m-%d %H:%M}"
        elif name in {"kind", "when"} and value:
            value = words(f"fields.follow_up.{value}" if name == "kind" else f"follow_up.when.{value}")
        said.append(words(f"fact.follow_up.{name}", text=value or words("fact.follow_up.cleared")))
    return words("when.list").join(said)


def _follow_up_ended(event: Any, reader: Reader) -> str:  # noqa: ANN401
    outcome = "done" if event.outcome == "done" else "dropped"
    id_ = reader.handle("follow_up_added", event.follow_up)
    return reader.words(f"fact.follow_up_ended-{outcome}", follow_up=id_) + reader.because(event.why)


def _clock_started(event: Any, reader: Reader) -> str:  # noqa: ANN401
    due = from_iso(event.due).astimezone(reader.zone) if reader.zone else from_iso(event.due)
    return reader.words("fact.clock_started", clock=event.clock, due=f"{due:%Y-%m-%d %H:%M %Z}")


TELLERS: Mapping[str, Callable[[Any, Reader], str]] = {
    "write_begun": _write_begun,
    "write_ended": _write_ended,
    "attached": _attached,
    "command_begun": _command_begun,
    "command_ended": _command_ended,
    "task_assigned": _task_assigned,
    "task_given": _task_given,
    "task_acked": _task_acked,
    "task_reported": _task_reported,
    "task_ended": _task_ended,
    "update_posted": _update_posted,
    "update_drafted": _update_drafted,
    "criterion_ticked": _criterion_ticked,
    "resolved": _resolved,
    "decided": _decided,
    "decision_settled": _decision_settled,
    "concern_answered": _concern_answered,
    "clock_started": _clock_started,
    "follow_up_added": _follow_up_added,
    "follow_up_set": _follow_up_set,
    "follow_up_ended": _follow_up_ended,
    "parked": _parked,
    "hypothesis_settled": _hypothesis_settled,
    "role_taken": _role_taken,
    "role_released": _role_released,
    "joined": _joined,
    "left": _left,
}
"""By kind; the others are told by `telling`."""
