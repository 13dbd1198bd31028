"""What a report may see of an incident: facts only, roles instead of names, nothing of the privacy track."""

from __future__ import annotations

from datetime import UTC, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from incidentctl.domain.drill import WATERMARK, titled
from incidentctl.domain.factors import Factor, factor
from incidentctl.domain.facts import Unknown
from incidentctl.domain.fields import CUSTOM, FIELDS, Field
from incidentctl.domain.glossary import Glossary
from incidentctl.domain.handles import handles
from incidentctl.domain.incident import ROLE_ORDER
from incidentctl.domain.lifecycle import duration, phase
from incidentctl.domain.privacy import private_ids
from incidentctl.domain.report_names import Names
from incidentctl.domain.report_values import Bullets, Labelled, Phrase, Said, Typed, Value
from incidentctl.domain.roles import formation, labels
from incidentctl.domain.runbook import said
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, tzinfo

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry, FieldValue, Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.words import Lang

_ROUGH = frozenset({"hour", "approx"})
_MINUTE = timedelta(minutes=1)
_FOR_ENGINEERS = frozenset(
    {"change.id", "change.rollback_label", "change.causality", "mitigation.method", "rollback.decision"}
    | {"path", "path.last_good", "path.first_bad", "rollback.data", "rollback.features", "rollback.procedure"}
    | {"rollback.dependants", "rollback.undo", "repro.same_build", "repro.environment", "repro.steps"}
)
"""The fields whose labels, choices or names of components say something to engineers only (S0-27, S2-18)."""
_COUNTED = frozenset({"impact.users", "impact.share", "impact.tickets"})
_NOT_OPEN = frozenset({"privacy", "internal", "outlook", "roles", "timeline"})


class View:
    """An incident as one form sees it.

    `marks_certainty`: what is less than confirmed is marked as such, else it is left out.
    `audience`: who reads it. Whoever is no engineer reads plain words (S0-27); customers read of no role.
    `zone`: in which a phrase tells a time. `placed`: the fields to which the form gives a place of their own.
    """

    def __init__(  # noqa: PLR0913 - everything that a report depends on
        self,
        incident: Incident,
        policy: Policy,
        now: datetime,
        lang: Lang,
        *,
        marks_certainty: bool,
        audience: str = "engineer",
        zone: tzinfo = UTC,
        placed: frozenset[str] = frozenset(),
        apologizes: bool = False,
    ) -> None:
        """Look at `incident` as of `now`."""
        self.placed = placed
        self.apologizes = apologizes
        self.audience = audience
        self.zone = zone
        self.incident = incident
        self.policy = policy
        self.now = now
        self.lang = lang
        self.marks_certainty = marks_certainty
        self.phase = phase(incident.pulse)
        self.duration = duration(incident, now)
        called = labels(formation(incident, policy), lang)
        if self.is_for_customers:
            called = dict.fromkeys((*ROLE_ORDER, *called, "responder"), Words(lang)("report.who.customer"))
        self.labels = {role: label[:1].upper() + label[1:] for role, label in called.items()}
        self.names = Names(incident, Words(lang), called)
        self.labels |= self._told()

    def _told(self) -> dict[str, str]:
        """Give the roles that a file told and the formation does not have, as they stand there."""
        told = {entry.role for entry in self.incident.entries if entry.fact.row is not None}
        ours = {"", "onlooker", "responder", *ROLE_ORDER, *self.labels}
        return {role: self.names.replaced(role) for role in sorted(told - ours)}

    @cached_property
    def private(self) -> frozenset[str]:
        """The ids of the facts of the privacy track."""
        return private_ids(self.incident.entries)

    @cached_property
    def handles(self) -> Mapping[str, str]:
        """The handles of all facts, by id, as `incidentctl evidence` and `timeline` give them."""
        return handles(entry.fact for entry in self.incident.entries)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that stand, without those of the privacy track (S4-5)."""
        return tuple(e for e in self._standing if e.fact.id not in self.private)

    @cached_property
    def happened(self) -> tuple[Entry, ...]:
        """The entries in the order in which things happened, whenever somebody got round to entering them."""
        return tuple(sorted(self.entries, key=lambda entry: entry.fact.happened))

    @property
    def _standing(self) -> tuple[Entry, ...]:
        entries = self.incident.entries
        return tuple(e for e in entries if not (e.undone or isinstance(e.fact.event, Unknown)))

    @cached_property
    def _visible(self) -> frozenset[str]:
        return frozenset(entry.fact.id for entry in self.entries)

    def shows(self, fact: Fact | None) -> bool:
        """Say whether a fact may be seen outside of the privacy track."""
        return fact is not None and fact.id in self._visible

    @property
    def is_for_customers(self) -> bool:
        """Say whether it leaves the company: then confirmed facts only, and no role (S2-17)."""
        return self.audience == "customer"

    @cached_property
    def _glossary(self) -> Glossary | None:
        return None if self.audience == "engineer" else Glossary(self.policy, self.lang)

    def plain(self, text: str) -> str:
        """Give a text in plain words, for whoever is no engineer (S0-27)."""
        return self._glossary.plain(text) if self._glossary else text

    @cached_property
    def posts(self) -> tuple[Fact, ...]:
        """The posts to these readers, which were the reports before this one."""
        facts = (update.fact for update in self.incident.updates)
        shown = (fact for fact in facts if fact.event.audience == self.audience and self.shows(fact))
        return tuple(sorted(shown, key=lambda fact: fact.happened))

    @property
    def is_over(self) -> bool:
        """Say whether nobody is working on it any more."""
        return self.phase in ("withdrawn", "closed", "ended")

    def typed(self, text: str, fact: Fact | None = None) -> Typed:
        """Give free text with roles for names, as they were when `fact` was recorded (K9)."""
        return Typed(self.plain(self.names.replaced(text, fact)))

    @property
    def title(self) -> Typed:
        """The title, as declared; with the mark of a drill."""
        pulse = self.incident.pulse
        return Typed(titled(pulse, Words(self.lang), self.typed(pulse.title).text))

    @property
    def watermark(self) -> Phrase | None:
        """What says first of all that it is a drill (P14); None for an incident."""
        return self.phrase(WATERMARK) if self.incident.pulse.drill else None

    @property
    def prefix(self) -> str:
        """The prefix of the phase, by the policy."""
        words = self.policy.phases.get(self.phase)
        return said(words.prefix, self.lang) if words else Words(self.lang)(f"phase.{self.phase}.prefix")

    def phrase(self, phrase_id: str, **params: object) -> Phrase:
        """Give a fixed phrase; P1 stays byte for byte as the policy has it (S0-25)."""
        text = said(self.policy.phrases[phrase_id], self.lang)
        return Phrase(phrase_id, text.format(**params))

    def severity(self, level: str) -> Inline:
        """Give a level with the label that the policy has for it."""
        known = self.policy.severities.get(level)
        if not level:
            return Said("report.severity.none")
        if known is None:
            return Typed(level)
        return Said("report.severity", {"level": Typed(level), "label": Typed(said(known.label, self.lang))})

    def role(self, name: str) -> Inline:
        """Give the label of a role, for a column: as the formation calls it."""
        if name in self.labels:
            return Typed(self.labels[name])
        return Said(f"report.who.{name if name in ROLE_ORDER else 'responder'}")

    def known(self, name: str) -> FieldValue | None:
        """Give a field if it has a value that this form may print (certain enough, and not private)."""
        found = self.incident.fields.get(name)
        if found is None or found.value is None or not self.shows(found.fact) or self._is_too_deep(name):
            return None
        return found if self.marks_certainty or found.certainty == "confirmed" else None

    def _is_too_deep(self, name: str) -> bool:
        return name in _FOR_ENGINEERS and self.audience != "engineer"

    def value(self, name: str) -> Inline | None:
        """Give the value of a field to print; None if there is none that may be printed."""
        found = self.known(name)
        return self._value(_row(name), found) if found else None

    def _value(self, field: Field, found: FieldValue) -> Inline:
        if field.type == "person":
            return self.role(self.names.role(str(found.value)))
        certainty = "" if found.certainty == "confirmed" else found.certainty
        return Value(field, self._plain(field, self.without_names(found.value, found.fact)), certainty)

    def _plain(self, field: Field, value: Any) -> Any:  # noqa: ANN401 - JSON
        """Give what somebody typed in plain words; a choice is worded by the program."""
        if isinstance(value, list):
            return [self._plain(field, item) for item in value]
        return self.plain(value) if isinstance(value, str) and field.type in {"text", "list"} else value

    def was(self, fact: Fact) -> Inline | None:
        """Give the value that a field had after `fact` set it, if it may be printed; None else."""
        field, event = _row(fact.event.field), fact.event
        is_known = event.value is not None and (self.marks_certainty or event.certainty == "confirmed")
        if not is_known or field.type == "person":
            return None
        certainty = "" if event.certainty == "confirmed" else event.certainty
        return Value(field, self._plain(field, self.without_names(event.value, fact)), certainty)

    def without_names(self, value: Any, fact: Fact) -> Any:  # noqa: ANN401 - JSON
        """Give the value of a field with roles for names (K9)."""
        if isinstance(value, str):
            return self.names.replaced(value, fact)
        if isinstance(value, list | tuple):
            return [self.without_names(item, fact) for item in value]
        return value

    def counted(self, name: str) -> Inline | None:
        """Give a value to print, and as of when where it is a number that still moves."""
        text, found = self.value(name), self.known(name)
        if text is None or found is None or name not in _COUNTED or self.is_over:
            return text
        at, now = (moment.astimezone(self.zone) for moment in (found.fact.at.at, self.now))
        is_today = at.date() == now.date()
        return Said("report.as_of", {"text": text, "at": Typed(f"{at:%H:%M}") if is_today else found.fact.at})

    def row(self, name: str, otherwise: Inline | None = None) -> tuple[Labelled, ...]:
        """Give the row of a field: its value, "unknown" where somebody said so, `otherwise`, or none."""
        text = self.counted(name)
        if (
            text is None
            and name in self.incident.fields
            and self.marks_certainty
            and not self._is_too_deep(name)
        ):
            found = self.incident.fields[name]
            if found.value is None and self.shows(found.fact):
                text = otherwise or Said("when.unknown")
        text = text or otherwise
        return (Labelled(_label(name), text),) if text is not None else ()

    def rows(self, names: Iterable[str]) -> tuple[Labelled, ...]:
        """Give the rows of several fields; those without a value are left out."""
        return tuple(row for name in names for row in self.row(name))

    def custom(self) -> tuple[Labelled, ...]:
        """Give the rows of the fields that the team made up and that the form has no place for.

        They stand in the order in which they were first known.
        """
        set_ = (entry.fact.event for entry in self.happened if entry.fact.kind == "field_set")
        names = dict.fromkeys(event.field for event in set_ if event.field.startswith(CUSTOM))
        return tuple(
            Labelled(_label(name), text)
            for name in names
            if name not in self.placed and (text := self.value(name))
        )

    def milestone(self, name: str) -> Inline:
        """Give the time of a milestone, or why there is none: unknown, not yet, or not recorded."""
        moment = self.incident.milestone(name)
        if moment is not None:
            return moment
        if f"{name}_at" in self.incident.fields:
            return Said("when.unknown")
        if name in ("started", "detected"):
            return Said("when.unknown" if self.is_over else "report.being_confirmed")
        return Said("report.not_recorded" if self.is_over else "report.not_yet")

    def factors(self) -> tuple[Labelled, ...]:
        """Give a row for each contributing factor (S4-14)."""
        found = self.known("cause.factors")
        factors = found.value if found and isinstance(found.value, list | tuple) else ()
        return tuple(self._factor(factor(str(one)), found.fact if found else None) for one in factors)

    def _factor(self, one: Factor, fact: Fact | None) -> Labelled:
        kind = {"kind": Said(f"report.factor.{one.kind}")}
        label = Said("report.factor.of", kind) if one.kind else Said("report.factor")
        return Labelled(label, self.typed(one.text, fact))

    @property
    def cause(self) -> Inline | None:
        """The cause, once it is confirmed (S0-25, S4-14); never below."""
        found = self.known("cause")
        return self.value("cause") if found and found.certainty == "confirmed" else None

    def span(self, length: timedelta, *milestones: str) -> Inline:
        """Give the time between milestones, no more exact than they are: "about", or in whole days."""
        found = [moment for name in milestones if (moment := self.incident.milestone(name))]
        precisions = {moment.precision for moment in found}
        if "day" in precisions:
            days = timedelta(days=length.days)
            return Said("report.about", {"length": days}) if days else Said("report.within_a_day")
        is_rough = not precisions.isdisjoint(_ROUGH) and length >= _MINUTE
        return Said("report.about", {"length": length}) if is_rough else length

    def lasted(self, key: str = "lasted") -> Said:
        """Say whether it continues, and how long it lasted (S0-28): as a sentence, or short (`duration`)."""
        length, since, until = self.duration.length, self.duration.since, self.duration.until
        state = "continues" if self.duration.continues else "over"
        if length is None:
            return Said(f"report.{key}.{state}.unknown")
        key = f"report.{key}.{state}{'.at_least' if self.duration.at_least else ''}"
        length_said = self.span(length, since, *filter(None, (until,)))
        params: dict[str, Any] = {"length": length_said, "since": self.incident.milestone(since)}
        params["first"] = Said(f"report.milestone.{since}")
        if until:
            params |= {"until": self.incident.milestone(until), "last": Said(f"report.milestone.{until}")}
        return Said(key, params)

    def unknowns(self) -> tuple[Inline, ...]:
        """Give the labels of what a reader would want to know and nobody does yet."""
        labels = [Said("fields.started_at")] if self.incident.milestone("started") is None else []
        if self.cause is None:
            labels.append(Said("fields.cause"))
        for name, field in FIELDS.items():
            found = self.incident.fields.get(name)
            is_open = found is not None and found.value is None and field.section not in _NOT_OPEN
            if not found or not is_open or name in ("started_at", "cause"):
                continue
            if self.shows(found.fact) and not self._is_too_deep(name):
                labels.append(Said(f"fields.{name}"))
        return tuple(labels)


def bullets(items: Iterable[Inline | Labelled]) -> tuple[Block, ...]:
    """Give a list, or nothing instead of an empty one."""
    kept = tuple(items)
    return (Bullets(kept),) if kept else ()


def section_fields(section: str) -> tuple[str, ...]:
    """Give the names of the fields of a section, in the order in which a report prints them."""
    return tuple(field.name for field in FIELDS.values() if field.section == section)


def _label(name: str) -> Inline:
    """Give what a field is called; one that the team made up is called as it is written."""
    return Typed(name.removeprefix(CUSTOM)) if name.startswith(CUSTOM) else Said(f"fields.{name}")


def _row(name: str) -> Field:
    return FIELDS.get(name) or Field(name, "text", "what_happened")
