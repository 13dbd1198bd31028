"""The lines of a post: what, impact and outlook always (S3-1), then what these readers need (S2-18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.decisions import pinned
from incidentctl.domain.post_material import AFTER, OVER, Joined, Listed
from incidentctl.domain.report_values import Labelled, Said
from incidentctl.domain.tasks import is_open, said
from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import TypeAlias

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.post_material import Material
    from incidentctl.domain.report_values import Inline, Typed

    Line: TypeAlias = Inline | Labelled | Listed | Joined

IMPACT = ("scope", "users", "share", "regions", "period", "data", "tickets", "sla")
TO_CUSTOMERS = ("scope", "regions", "period")
_FACTS = 8
_LINKS = ("links.working", "links.call", "links.screen", "links.dashboard", "links.ticket", "links.report")


def body(m: Material, head: Inline, due: datetime | None) -> Iterator[Line]:
    """Give the lines in their order; a false alarm needs none but the first."""
    phase = m.phase
    if phase == "withdrawn":
        return
    if phase == "suspected":
        yield m.view.phrase("P2")
        decide = m.incident.pulse.notice_due
        if decide and from_iso(decide) > m.now and not m.is_for_customers:
            yield Said("update.decide-by", {"at": m.clock(from_iso(decide))})
    if head != m.sentence(m.what):
        label = "update.what-was" if phase in AFTER else "update.what"
        yield Labelled(Said(label), m.what)
    yield _impact(m)
    yield Labelled(Said("update.recovery" if phase in AFTER else "update.outlook"), outlook(m, head))
    if (since := m.milestone("started")) is not None:
        yield Labelled(Said("update.since"), _since(m, since))
    if phase not in AFTER:
        yield from _row(m, "workaround", is_certain=not m.is_technical)
    yield from _for_audience(m, head)
    yield from _ending(m, due)


def _impact(m: Material) -> Labelled | Joined:
    """Give the impact; P4 as long as nobody knows any of it."""
    items: list[Inline] = []
    for name in TO_CUSTOMERS if m.is_for_customers else IMPACT:
        value = m.value(f"impact.{name}")
        if value is not None:
            items.append(Said(f"update.impact.{name}", {"value": value}))
    if items and _is_uncounted(m):
        items.append(Said("update.impact.uncounted"))
    label = Said("update.impact")
    return Joined(label, tuple(items)) if items else Labelled(label, m.view.phrase("P4"))


def _is_uncounted(m: Material) -> bool:
    """Say whether somebody said that the number of users is not known yet."""
    known = m.incident.fields.get("impact.users")
    return not m.is_for_customers and known is not None and known.value is None


def outlook(m: Material, head: Inline | None = None) -> Inline:
    """Give when it will be over, or was; never a promise that is less than certain to whoever waits."""
    phase = m.phase
    reached = {"mitigated": "mitigated"}.get(phase, "resolved") if phase in AFTER else ""
    at = m.milestone(reached) if reached else None
    promised = m.value("outlook", is_certain=not m.is_technical)
    if reached == "resolved" and at is not None:
        return Said("update.outlook.recovered", {"at": at})
    if promised is not None:
        return promised
    if at is not None and _spoken(head).startswith("mitigated"):
        return Said("update.outlook.open")
    if at is not None:
        return Said("update.outlook.mitigated", {"at": at})
    return Said("update.outlook.ended") if phase in OVER else m.view.phrase("P10")


def _since(m: Material, started: Typed) -> Inline:
    length, is_rough = m.view.duration.length, m.view.duration.at_least
    if length is None or is_rough or m.is_for_customers:
        return started
    key = "continues" if m.view.duration.continues else "over"
    return Said(f"update.since.{key}", {"at": started, "length": length})


def _row(m: Material, name: str, *, is_certain: bool = False) -> Iterator[Labelled]:
    value = m.value(name, is_certain=is_certain)
    if value is not None:
        yield Labelled(Said(f"update.{name}"), value)


def _for_audience(m: Material, head: Inline) -> Iterator[Labelled | Listed]:
    """Give what only these readers need (S2-18)."""
    match m.audience:
        case "customer":
            if m.phase not in OVER and _spoken(head) not in _SAYS_WORK:
                yield Labelled(Said("update.doing"), Said(f"update.doing.{m.phase}"))
        case "engineer":
            if _spoken(head) != "identified":
                yield from _row(m, "cause")
            yield from _listed("doing", (*_work(m, head), *_tasks(m, owned=True)))
            yield from _listed("needed", (*_pending(m), *_tasks(m, owned=False)))
            yield from _listed("facts", tuple(_facts(m)))
            yield from _listed("hypotheses", tuple(_hypotheses(m)))
            yield from _listed("links", tuple(_links(m)))
        case _:
            if _spoken(head) != "identified":
                yield from _row(m, "cause", is_certain=True)
            yield from _doing(m, head)
            yield from _listed("needed", tuple(_pending(m)))
            yield from _listed("risks", tuple(_risks(m)))
            yield from _listed("links", tuple(_report(m)))


_SAYS_WORK = frozenset({"identified.customer", "mitigating.customer", "mitigated.customer"})
"""The first sentences of ours that say already what is being done."""


def _spoken(head: Inline | None) -> str:
    """Give which of our first sentences this is, so that no line says it again; "" for one that was typed."""
    return head.key.partition(".head.")[2] if isinstance(head, Said) else ""


def _doing(m: Material, head: Inline) -> Iterator[Labelled | Listed]:
    """Give what is being done, in the words of the phase where nobody said more."""
    work = tuple(_work(m, head))
    if work:
        yield Listed(Said("update.doing"), work)
    elif m.phase not in OVER:
        yield Labelled(Said("update.doing"), Said(f"update.doing.{m.phase}"))


def _work(m: Material, head: Inline) -> Iterator[Inline]:
    """Give what is going on: the change under way, the plan, the decision to be carried out next."""
    if m.phase in AFTER:
        return
    if m.incident.open_write is not None and m.acting is not None and head != m.acting:
        yield m.acting
    if (plan := m.value("plan", is_certain=not m.is_technical)) is not None:
        yield plan
    decided = pinned(m.incident)
    if decided is not None and m.view.shows(decided):
        yield Said("update.decided", {"text": m.bare(decided.event.text, decided)})


def _tasks(m: Material, *, owned: bool) -> Iterator[Inline]:
    """Give the open tasks, with the role that has each and when it reports; or those that nobody has."""
    for task in m.incident.tasks.values():
        if not is_open(m.incident, task) or bool(task.who) is not owned or not m.view.shows(task.fact):
            continue
        params: dict[str, Any] = {"text": m.bare(said(task, m.words), task.fact)}
        if task.who:
            params["role"] = m.view.role(m.view.names.role(task.who))
        if task.who and task.due:
            params["at"] = m.clock(from_iso(task.due))
        yield Said(f"update.task{'.owned' if task.who else ''}{'.due' if 'at' in params else ''}", params)


def _pending(m: Material) -> Iterator[Inline]:
    """Give the decisions that wait: what, whose it is, since when (S2-3)."""
    for decision in m.incident.decisions.values():
        fact = decision.fact
        if decision.is_pending and m.view.shows(fact):
            level = Said(f"fields.decision.level={decision.level}")
            params = {"text": m.bare(fact.event.text, fact), "level": level}
            yield Said("update.pending", {**params, "at": m.clock(fact.at.at)})


def _risks(m: Material) -> Iterator[Inline]:
    for decision in m.incident.decisions.values():
        fact = decision.fact
        if decision.risk and m.view.shows(fact) and (decision.stands or decision.is_pending):
            yield m.bare(decision.risk, fact)


def _facts(m: Material) -> Iterator[Inline]:
    """Give what was seen and done since the last post: facts, relayed ones only with their source (S2-19)."""
    since = m.last.fact.order if m.last else None
    facts = [entry.fact for entry in m.view.entries if since is None or entry.fact.order > since]
    for fact in [fact for fact in facts if _is_fact(fact)][-_FACTS:]:
        source = getattr(fact.event, "source", "")
        params: dict[str, Any] = {"at": m.clock(fact.at.at), "text": m.bare(fact.event.text, fact)}
        if source:
            params["source"] = m.typed(source, fact)
        yield Said("update.fact.sourced" if source else "update.fact", params)


def _hypotheses(m: Material) -> Iterator[Inline]:
    for hypothesis in m.incident.hypotheses.values():
        if hypothesis.settled is None and m.view.shows(hypothesis.fact):
            yield m.bare(hypothesis.fact.event.text, hypothesis.fact)


def _links(m: Material) -> Iterator[Inline]:
    for name in _LINKS:
        if (value := m.value(name)) is not None:
            yield Said("update.link", {"label": Said(f"fields.{name}"), "value": value})


def _report(m: Material) -> Iterator[Inline]:
    value = m.value("links.report") if m.phase in OVER else None
    if value is not None:
        yield Said("update.link", {"label": Said("fields.links.report"), "value": value})


def _ending(m: Material, due: datetime | None) -> Iterator[Inline]:
    """Give when the next one comes (P5), and where questions go (P6): always to customers, else at first."""
    if m.phase not in OVER:
        yield m.view.phrase("P5", time=m.clock(due).text) if due else Said("update.on-change")
        contact = m.contact
        if contact is not None and (m.is_for_customers or not m.has_named_contact):
            yield contact


def _listed(label: str, items: tuple[Inline, ...]) -> Iterator[Listed]:
    if items:
        yield Listed(Said(f"update.{label}"), items)


def _is_fact(fact: Fact) -> bool:
    event = fact.event
    if fact.kind == "noted":
        is_known = event.stance in {"fact", "action", "decision"}
        return is_known or (event.stance == "relayed" and bool(event.source))
    return fact.kind in {"acted", "command_begun"} and not event.look
