"""The field table: every name that an answer may be saved to, and what it means in the report."""

from __future__ import annotations

from typing import NamedTuple

from incidentctl.errors import UsageError

SECTIONS: tuple[str, ...] = (
    "summary",
    "what_happened",
    "impact",
    "times",
    "detection",
    "trigger",
    "mitigation",
    "cause",
    "permanent",
    "timeline",
    "outlook",
    "contact",
    "roles",
    "lessons",
    "privacy",
    "internal",
)
"""The sections of the report; `privacy` goes to the privacy track's own report, `internal` to none."""


class Field(NamedTuple):
    """One row of the table. The label in both languages is `words("fields.<name>")`."""

    name: str
    type: str  # text number count time duration choice yesno list hops person role
    section: str  # of the report: see SECTIONS
    choices: tuple[str, ...] = ()  # ids (of a list: the usual ones); labelled by words "fields.<name>=<id>"
    milestone: str = ""  # for a time that is a milestone: started, detected, ...
    ahead: bool = False  # a time that lies ahead is read by the DUE grammar
    hidden: bool = False  # its value is shown nowhere, and no checklist asks for it


CUSTOM = "custom."
"""The prefix of the fields that a team makes up; everything else is in the table."""

_DUTY = ("applies", "no", "undecided")
_SWEEP = ("done", "na")
_TOLD = ("told", "not_needed")
_NEED = ("needed", "not_needed")
_STREAMS = ("fix", "partners", "customers", "data", "refunds", "authorities", "pr")
_VERIFIED = ("fixed", "not_fixed", "not_tried")

_ROWS = (
    Field("service", "text", "summary"),
    Field("summary", "text", "summary"),
    Field("happening", "text", "summary"),
    Field("resolved_when", "text", "summary"),
    Field("recovery.fact", "text", "summary"),
    Field("expected", "text", "what_happened"),
    Field("symptom", "text", "what_happened"),
    Field("out_of_spec", "yesno", "what_happened"),
    Field("repro.result", "choice", "what_happened", ("yes", "no", "not_tried")),
    Field("repro.same_build", "yesno", "what_happened"),
    Field("repro.environment", "text", "what_happened"),
    Field("repro.steps", "text", "what_happened"),
    Field("severity", "choice", "impact", ("SEV1", "SEV2", "SEV3", "SEV4")),
    Field("impact.scope", "text", "impact"),
    Field("impact.users", "count", "impact"),
    Field("impact.share", "text", "impact"),
    Field("impact.regions", "list", "impact"),
    Field("impact.period", "text", "impact"),
    Field("impact.data", "text", "impact"),
    Field("impact.sla", "text", "impact"),
    Field("impact.tickets", "count", "impact"),
    Field("started_at", "time", "times", milestone="started"),
    Field("detected_at", "time", "times", milestone="detected"),
    Field("declared_at", "time", "times", milestone="declared"),
    Field("acknowledged_at", "time", "times", milestone="acknowledged"),
    Field("mitigated_at", "time", "times", milestone="mitigated"),
    Field("resolved_at", "time", "times", milestone="resolved"),
    Field("ended_at", "time", "times", milestone="ended"),
    Field("fixed_at", "time", "times", milestone="fixed"),
    Field("closed_at", "time", "times", milestone="closed"),
    Field("detection.source", "choice", "detection", ("alert", "inquiry", "sales", "staff", "other")),
    Field("detection.reporter", "text", "detection"),
    Field("detection.delay", "text", "detection"),
    Field("change.recent", "choice", "trigger", ("released", "config", "external", "none")),
    Field("change.what", "text", "trigger"),
    Field("change.at", "time", "trigger"),
    Field("change.id", "text", "trigger"),
    Field("change.rollback_label", "yesno", "trigger"),
    Field("change.causality", "yesno", "trigger"),
    Field("trigger", "text", "trigger"),
    Field("rollback.data", "choice", "mitigation", ("safe", "hurts")),
    Field("rollback.features", "choice", "mitigation", ("none", "acceptable", "not_acceptable")),
    Field("rollback.procedure", "choice", "mitigation", ("ready", "not_ready")),
    Field("rollback.dependants", "choice", "mitigation", ("none", "safe", "breaks")),
    Field("rollback.undo", "text", "mitigation"),
    Field("rollback.decision", "choice", "mitigation", ("roll_back", "go_forward", "wait")),
    Field(
        "mitigation.method",
        "choice",
        "mitigation",
        ("flag", "traffic", "previous_build", "revert_deploy", "redeploy_same", "stop", "patch", "other"),
    ),
    Field("mitigation.result", "choice", "mitigation", ("restored", "partly", "no_change")),
    Field("mitigation", "text", "mitigation"),
    Field("workaround", "text", "mitigation"),
    Field("decision", "text", "mitigation"),
    Field("decision.basis", "choice", "internal", ("evidence", "experience", "intuition")),
    Field("decision.risk", "text", "internal"),
    Field("decision.stop_if", "text", "internal"),
    Field("decision.level", "choice", "internal", ("field", "director", "owner")),
    Field("musts", "list", "mitigation"),
    Field("plan", "text", "mitigation"),
    Field("streams", "list", "mitigation", _STREAMS),
    Field("repair.data", "choice", "mitigation", _NEED),
    Field("repair.refunds", "choice", "mitigation", _NEED),
    Field("repair.resends", "choice", "mitigation", _NEED),
    Field("repair.owner", "text", "mitigation"),
    Field("repair.for_others", "text", "mitigation"),
    Field("path", "hops", "cause"),
    Field("path.last_good", "text", "cause"),
    Field("path.first_bad", "text", "cause"),
    Field("cause", "text", "cause"),
    Field("cause.evidence", "text", "cause"),
    Field("cause.certainty", "choice", "internal", ("confirmed", "likely", "possible")),
    Field("cause.factors", "list", "cause"),
    Field("fix.choice", "choice", "permanent", ("now", "next_business_day", "ticket")),
    Field("fix.owner", "text", "permanent"),
    Field("fix.due", "time", "permanent", ahead=True),
    Field("fix.priority", "text", "permanent"),
    Field("fix.rollback_plan", "text", "permanent"),
    Field("planned_at", "time", "permanent", ahead=True),
    Field("verification", "text", "permanent"),
    Field("verification.dev", "choice", "permanent", _VERIFIED),
    Field("verification.production", "choice", "permanent", _VERIFIED),
    Field("verification.metric", "text", "permanent"),
    Field("workaround.state", "choice", "permanent", ("removed", "kept", "none")),
    Field("workaround.due", "time", "permanent", ahead=True),
    Field("follow_up.cause", "text", "permanent"),
    Field("follow_up.permanent", "text", "permanent"),
    Field("follow_up.prevent", "text", "permanent"),
    Field("follow_up.detect", "text", "permanent"),
    Field("follow_up.recover", "text", "permanent"),
    Field("priorities.now", "text", "permanent"),
    Field("priorities.later", "text", "permanent"),
    Field("priorities.wont", "text", "permanent"),
    Field("priorities.decided_by", "text", "permanent"),
    Field("told", "list", "timeline"),
    Field("outlook", "text", "outlook"),
    Field("next_update_at", "time", "outlook", ahead=True),
    Field("watch_until", "time", "outlook", ahead=True),
    Field("standdown_when", "text", "outlook"),
    Field("contact", "text", "contact"),
    Field("roles.commander", "person", "roles"),
    Field("roles.operator", "person", "roles"),
    Field("roles.sme", "person", "roles"),
    Field("roles.liaison", "person", "roles"),
    Field("roles.scribe", "person", "roles"),
    Field("decider", "person", "roles"),
    Field("lessons.response.went_well", "text", "lessons"),
    Field("lessons.response.went_badly", "text", "lessons"),
    Field("lessons.response.next", "text", "lessons"),
    Field("lessons.cause.went_well", "text", "lessons"),
    Field("lessons.cause.went_badly", "text", "lessons"),
    Field("lessons.cause.next", "text", "lessons"),
    Field("lessons.lucky", "text", "lessons"),
    Field("runbook_change", "text", "lessons"),
    Field("privacy.concern", "yesno", "privacy"),
    Field("privacy.aware_at", "time", "privacy"),
    Field("privacy.lead", "person", "privacy"),
    Field("privacy.channel", "text", "privacy"),
    Field("privacy.told", "list", "privacy"),
    Field("privacy.items", "list", "privacy"),
    Field("privacy.whose", "text", "privacy"),
    Field("privacy.count", "count", "privacy"),
    Field("privacy.as_of", "time", "privacy"),
    Field("privacy.sensitive", "yesno", "privacy"),
    Field("privacy.payment", "yesno", "privacy"),
    Field("privacy.unlawful", "yesno", "privacy"),
    Field("privacy.secrecy", "yesno", "privacy"),
    Field("privacy.how", "text", "privacy"),
    Field("privacy.reached", "choice", "privacy", ("seen", "reachable", "not_reachable")),
    Field("privacy.contained", "choice", "privacy", ("yes", "partly", "no")),
    Field("privacy.containment", "text", "privacy"),
    Field("privacy.preserved", "text", "privacy"),
    Field("privacy.regulators", "choice", "privacy", _DUTY),
    Field("privacy.persons", "choice", "privacy", _DUTY),
    Field("privacy.partners", "choice", "privacy", _DUTY),
    Field("privacy.police", "choice", "privacy", _DUTY),
    Field("privacy.judged_by", "text", "privacy"),
    Field("privacy.first_report_due", "time", "privacy", ahead=True),
    Field("privacy.final_report_due", "time", "privacy", ahead=True),
    Field("privacy.next_check_at", "time", "privacy", ahead=True),
    Field("privacy.report", "text", "privacy"),
    Field("change.by", "person", "internal", hidden=True),  # S1-1, S1-10
    Field("triage.result", "choice", "internal", ("incident", "undecided", "not_incident")),
    Field("duties.regulators", "choice", "internal", _DUTY),
    Field("duties.partners", "choice", "internal", _DUTY),
    Field("duties.customers", "choice", "internal", _DUTY),
    Field("duties.judged_by", "text", "internal"),
    Field("duties.due", "time", "internal", ahead=True),
    Field("departments.pending", "list", "internal"),
    Field("departments.dev", "choice", "internal", _TOLD),
    Field("departments.support", "choice", "internal", _TOLD),
    Field("departments.public_affairs", "choice", "internal", _TOLD),
    Field("departments.legal", "choice", "internal", _TOLD),
    Field("departments.sales", "choice", "internal", _TOLD),
    Field("departments.pr", "choice", "internal", _TOLD),
    Field("departments.management", "choice", "internal", _TOLD),
    Field("sweep.logs", "choice", "internal", _SWEEP),
    Field("sweep.billing", "choice", "internal", _SWEEP),
    Field("sweep.notices", "choice", "internal", _SWEEP),
    Field("sweep.data", "choice", "internal", _SWEEP),
    Field("sweep.queues", "choice", "internal", _SWEEP),
    Field("sweep.alerts", "choice", "internal", _SWEEP),
    Field("links.working", "text", "internal"),
    Field("links.reporting", "text", "internal"),
    Field("links.call", "text", "internal"),
    Field("links.screen", "text", "internal"),
    Field("links.dashboard", "text", "internal"),
    Field("links.ticket", "text", "permanent"),
    Field("links.report", "text", "lessons"),
)

FIELDS: dict[str, Field] = {row.name: row for row in _ROWS}
"""The closed table, by name, in the order in which a report prints the rows of a section."""


def is_hidden(name: object) -> bool:
    """Say whether the value of a field is shown nowhere: nobody is blamed for having made a change (S1-1)."""
    field = FIELDS.get(name) if isinstance(name, str) else None
    return field is not None and field.hidden


def field_named(name: str) -> Field:
    """Give the row of `name`; a free `custom.*` name is a text that stands under what happened.

    Raises UsageError "no-such-field" with `name` and `suggestion`: a name of the table that ends
    like it or is near to it, or else the same name as a custom field, which always works.
    """
    wanted = name.strip()
    found = FIELDS.get(wanted) or FIELDS.get(wanted.lower())
    if found:
        return found
    if wanted.startswith(CUSTOM) and len(wanted) > len(CUSTOM):
        return Field(wanted, "text", "what_happened")
    from difflib import get_close_matches  # noqa: PLC0415 - start-up: only when a name is wrong

    near = [row for row in FIELDS if row.endswith("." + wanted.lower())]
    near += get_close_matches(wanted.lower(), FIELDS, n=1)
    raise UsageError(
        "no-such-field",
        name=name,
        suggestion=near[0] if near else CUSTOM + (wanted.removeprefix(CUSTOM) or "name"),
    )
