"""The incident: a fold over its facts, in two passes, frozen once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.beat import beat
from incidentctl.domain.draft import Draft
from incidentctl.domain.erasing import erasures, hidden, leaks
from incidentctl.domain.events import apply, in_turn
from incidentctl.domain.facts import Unknown
from incidentctl.domain.pulse import Pulse
from incidentctl.domain.times import Moment, from_iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.state import (
        Concern,
        Criterion,
        Decision,
        Duty,
        FollowUp,
        Hypothesis,
        Run,
        StepRecord,
        Task,
        Update,
        Write,
    )

CORRECTIONS = frozenset({"undone", "amended", "redacted"})
ROLE_ORDER = ("commander", "operator", "sme", "liaison", "scribe")


class Entry(NamedTuple):
    """A fact as the views show it: with corrections applied, and the role of its author at that time.

    What a file told has the role that stands there, as it stands there if the formation has none of that
    name, or "": whoever imported it did not do it.
    `fact` is the fact after amendments, `original` as it was recorded. An undone entry stays in the log and
    in `timeline --all`, and is in no report. `erased` is the fact that says that its text was.
    """

    fact: Fact
    original: Fact
    role: str
    undone: bool = False
    erased: Fact | None = None

    @property
    def is_amended(self) -> bool:
        """Say whether a later fact has put this one right."""
        return self.fact is not self.original


class FieldValue(NamedTuple):
    """The newest value of a field (None: unknown), how sure it is, and what it was before."""

    value: Any
    certainty: str
    fact: Fact
    before: tuple[Any, ...] = ()


class Incident(NamedTuple):
    """Everything that the log says of one incident.

    Mappings of tasks, decisions, concerns, hypotheses, writes, runs, drafts, criteria and follow-ups are by
    the id of the fact that began each, `duties` by the id of the clock, `roles` name the holders of each role
    (empty: nobody), `people` the last `Joined` or `Left` of each person. `named` are people whom only facts
    out of view name: what was known at a time is told without the names that came later (K9).
    """

    id: str
    entries: tuple[Entry, ...]
    pulse: Pulse
    declared: Fact | None
    confirmed: Fact | None
    withdrawn: Fact | None
    severity: tuple[Fact, ...]
    fields: Mapping[str, FieldValue]
    hops: Mapping[str, Fact]
    told: tuple[Fact, ...]
    runbooks: Mapping[str, Fact]
    steps: Mapping[str, StepRecord]
    roles: Mapping[str, tuple[str, ...]]
    people: Mapping[str, Fact]
    tasks: Mapping[str, Task]
    decisions: Mapping[str, Decision]
    overridden: tuple[Fact, ...]
    concerns: Mapping[str, Concern]
    parked: tuple[Fact, ...]
    hypotheses: Mapping[str, Hypothesis]
    writes: Mapping[str, Write]
    runs: Mapping[str, Run]
    drafts: Mapping[str, Update]
    updates: tuple[Update, ...]
    duties: Mapping[str, Duty]
    criteria: Mapping[str, Criterion]
    follow_ups: Mapping[str, FollowUp]
    reopened: tuple[Fact, ...]
    named: frozenset[str] = frozenset()

    @property
    def commander(self) -> str:
        """Who commands: named, or acting while nobody is (whoever declared; S1-20)."""
        return self.pulse.commander or self.pulse.declarer

    @property
    def open_write(self) -> Write | None:
        """The change of the system that is under way."""
        return next((write for write in self.writes.values() if write.ended is None), None)

    def holds(self, who: str, role: str) -> bool:
        """Say whether somebody holds a role; whoever declared holds the command while nobody else does."""
        if role == "commander":
            return who == self.commander
        return who in self.roles.get(role, ())

    def value(self, field: str) -> Any:  # noqa: ANN401 - JSON
        """Give the newest value of a field; None when it is unknown or was never set."""
        known = self.fields.get(field)
        return known.value if known else None

    def milestone(self, name: str) -> Moment | None:
        """Give the time of a milestone (`started`, `detected`, ...); None: unknown or not reached.

        `declared` is when the incident was declared, `acknowledged` the same, unless corrected.
        """
        known = self.fields.get(f"{name}_at")
        if known is not None:
            return moment_of(known.value)
        if name == "acknowledged":
            return self.milestone("declared")
        if name == "declared" and self.declared is not None:
            return self.declared.at
        return None


def moment_of(value: object) -> Moment | None:
    """Give the time that a milestone has as its value; None where nobody knows it."""
    if not isinstance(value, dict):
        return None
    return Moment(from_iso(value["t"]), value.get("pr", "minute"))


def fold(facts: Iterable[Fact]) -> Incident:
    """Fold facts, in any order, into an incident.

    First pass: which of the facts in view are undone or amended. Second pass: apply the survivors.
    What is in the log is history: nothing is refused here.
    """
    return Folding(facts).incident()


class Folding:
    """A fold that can go on: the state is read outside the lock, and under it only the tail is applied."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Fold `facts`; of two with the same id (a copy, made when the disk failed) the first counts."""
        self._facts: list[Fact] = []
        self._ids: set[str] = set()
        self._latest: tuple[int, int] | None = None  # the highest clock of them
        self._erased: Mapping[str, Fact] = {}
        self.is_leaking = False
        """Whether something that was erased has its text in a file of this machine."""
        self._restart(facts)

    def extend(self, facts: Iterable[Fact]) -> None:
        """Apply later facts; a correction, or a fact that sorts among the earlier ones, folds all again."""
        tail = sorted(facts, key=lambda fact: fact.order)
        if not tail:
            return
        is_late = self._latest is not None and tail[0].clock <= self._latest
        if is_late or any(fact.kind in CORRECTIONS or fact.id in self._erased for fact in tail):
            self._restart([*self._facts, *tail])
        else:
            self._apply(in_turn(tail), set(), {})

    def incident(self) -> Incident:
        """Give the state so far, frozen."""
        draft = self._draft
        return Incident(
            id=self._facts[0].incident if self._facts else "",
            entries=tuple(self._entries),
            pulse=Pulse(**self._pulse),
            declared=draft.declared,
            confirmed=draft.confirmed,
            withdrawn=draft.withdrawn,
            severity=tuple(draft.severity),
            fields=_fields(draft.fields),
            hops=dict(draft.hops),
            told=tuple(draft.told),
            runbooks=dict(draft.runbooks),
            steps=dict(draft.steps),
            roles=dict(draft.roles),
            people=dict(draft.people),
            tasks=dict(draft.tasks),
            decisions=dict(sorted(draft.decisions.items(), key=lambda item: item[1].fact.at.at)),
            overridden=tuple(draft.overridden),
            concerns=dict(draft.concerns),
            parked=tuple(draft.parked),
            hypotheses=dict(draft.hypotheses),
            writes=dict(draft.writes),
            runs=dict(draft.runs),
            drafts=dict(draft.drafts),
            updates=tuple(draft.updates),
            duties=dict(draft.duties),
            criteria=dict(draft.criteria),
            follow_ups=dict(draft.follow_ups),
            reopened=tuple(draft.reopened),
        )

    def _restart(self, facts: Iterable[Fact]) -> None:
        once: dict[str, Fact] = {}
        for fact in sorted(facts, key=lambda fact: fact.order):
            once.setdefault(fact.id, fact)  # before anything is put in turn: a copy would come in between
        self._erased = erasures(once.values())
        self.is_leaking = self.is_leaking or any(leaks(fact, self._erased) for fact in once.values())
        ordered = [*in_turn(hidden(list(once.values()), self._erased))]
        self._facts, self._ids, self._latest = [], set(), None
        self._draft, self._pulse = Draft(), dict[str, Any]()
        self._holders, self._entries = Holders(), list[Entry]()
        self._apply(ordered, *corrections(ordered))

    def _apply(self, facts: Iterable[Fact], undone: set[str], amendments: Mapping[str, list[Fact]]) -> None:
        for original in facts:
            if original.id in self._ids:
                continue
            self._ids.add(original.id)
            self._facts.append(original)
            self._latest = max(self._latest or original.clock, original.clock)
            is_undone = original.id in undone
            fact = _amended(original, amendments.get(original.id, ()))
            role = role_of(self._holders, original.by) if fact.kind == "stood_down" else ""  # held until now
            row = original.row
            if not is_undone:
                apply(self._draft, fact)
                beat(self._pulse, fact)
                hold(self._holders, fact)
            role = role or role_of(self._holders, original.by) if row is None else str(row.get("role", ""))
            self._entries.append(Entry(fact, original, role, is_undone, self._erased.get(original.id)))


def corrections(facts: Sequence[Fact]) -> tuple[set[str], dict[str, list[Fact]]]:
    """Give the ids of undone facts, and the amendments of each id, oldest first.

    Read from the newest back, since an undo may itself be undone. What was said of a decision goes with it;
    the draft of a post that went out stays, for what was sent was said.
    """
    undone, sent = set[str](), set[str]()
    amendments: dict[str, list[Fact]] = {}
    for fact in reversed(facts):
        if fact.kind == "update_drafted" and fact.id in sent:
            undone.discard(fact.id)
        if fact.id in undone or isinstance(fact.event, Unknown):
            continue
        if fact.kind == "undone":
            undone.add(fact.event.target)
        elif fact.kind == "amended":
            amendments.setdefault(fact.event.target, []).insert(0, fact)
        elif fact.kind == "update_posted":
            sent.add(fact.event.draft)
    return undone | set(_said_of(facts, undone)) if undone else undone, amendments


def _said_of(facts: Sequence[Fact], undone: set[str]) -> Iterator[str]:
    """Give the ids of what was said of decisions that were taken back later."""
    decided: list[str] = []
    for fact in facts:
        if isinstance(fact.event, Unknown):
            continue
        if fact.kind == "decided":
            decided.append(fact.id)
        elif fact.kind == "undone" and fact.id not in undone and fact.event.target in decided:
            decided.remove(fact.event.target)
        elif fact.kind == "field_set" and fact.event.field.startswith("decision."):
            yield from (fact.id for newest in decided[-1:] if newest in undone)


def _amended(fact: Fact, amendments: Sequence[Fact]) -> Fact:
    event, at = fact.event, fact.at
    for amendment in amendments:
        change = amendment.event
        name = "title" if fact.kind == "declared" else "text"
        if change.text is not None and hasattr(event, name):
            event = event._replace(**{name: change.text})
        if change.to is not None and hasattr(event, "stance"):
            event = event._replace(stance=change.to)
        if change.moved:
            at = amendment.at
    return fact if event is fact.event and at is fact.at else fact._replace(event=event, at=at)


def _fields(histories: Mapping[str, Sequence[Fact]]) -> Mapping[str, FieldValue]:
    fields = {name: _field_value(history) for name, history in histories.items()}
    cause, certainty = fields.get("cause"), fields.get("cause.certainty")
    if cause and certainty and certainty.fact.order > cause.fact.order:
        fields["cause"] = cause._replace(certainty=certainty.value or "unknown")
    return fields


def _field_value(history: Sequence[Fact]) -> FieldValue:
    newest = history[-1]
    before = tuple(fact.event.value for fact in history[:-1])
    return FieldValue(newest.event.value, newest.event.certainty, newest, before)


Holders = dict[str, tuple[str, ...]]
"""Who holds each role; under `acting` whoever declared, who commands while nobody is named (S1-20)."""


def hold(holders: Holders, fact: Fact) -> None:
    """Remember who holds which role."""
    event = fact.event
    if isinstance(event, Unknown):
        return
    match fact.kind:
        case "declared":
            holders.setdefault("acting", (fact.by,))
        case "role_taken":
            others = tuple(name for name in holders.get(event.role, ()) if name != event.who)
            holders[event.role] = (*others, event.who)
        case "role_released":
            holders[event.role] = tuple(name for name in holders.get(event.role, ()) if name != event.who)
        case "field_set" if event.field.startswith(
            "roles."
        ):  # logs from before roles had events of their own
            holders[event.field.removeprefix("roles.")] = (event.value,) if event.value else ()
        case "joined" | "left":
            for level in ("standby", "watching"):
                others = tuple(name for name in holders.get(level, ()) if name != event.who)
                is_it = fact.kind == "joined" and event.level == level
                holders[level] = (*others, event.who) if is_it else others
        case "stood_down":
            for role in [role for role in holders if role != "acting"]:
                del holders[role]


def role_of(holders: Holders, name: str) -> str:
    """Give the first role that somebody holds; onlooker for who only watches, `responder` without one."""
    others = (role for role in holders if role not in {*ROLE_ORDER, "acting", "standby", "watching"})
    for role in (*ROLE_ORDER, *others):
        if name in holders.get(role, ()):
            return role
    if not holders.get("commander") and name in holders.get("acting", ()):
        return "commander"
    return "onlooker" if name in holders.get("watching", ()) else "responder"
