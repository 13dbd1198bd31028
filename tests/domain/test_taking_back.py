"""What was taken back is as if it had never been said; what hangs on it goes, or stays, with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from incidentctl.domain import decisions
from incidentctl.domain.events import KINDS, decode
from incidentctl.domain.events.corrections import Amended, Undone
from incidentctl.domain.events.decisions import Decided
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.tasks import TaskAcked, TaskAssigned, TaskEnded, TaskReported
from incidentctl.domain.events.updates import UpdateDrafted, UpdatePosted
from incidentctl.domain.facts import Fact
from incidentctl.domain.incident import Incident, fold
from incidentctl.domain.times import Moment
from tests.any_event import PEOPLE, aimed, any_payload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.domain.conftest import Story


def told(life: Sequence[tuple[tuple[str, dict[str, Any]], str]]) -> list[Fact]:
    facts = [fact(0, "declared", Declared("Checkout", "UTC"), "ann")]
    for number, ((kind, payload), by) in enumerate(life, start=1):
        event, _ = decode(kind, aimed(payload, [(known.kind, known.id) for known in facts]))
        facts.append(fact(number, kind, event, by))
    return facts


def fact(n: int, kind: str, event: Any, by: str) -> Fact:
    at = datetime(2026, 11, 22, 5, n, tzinfo=UTC)
    return Fact(f"f{n:05}", "INC-20261122-k7f3", "w-7k2m9qxt", n, (n, 0), at, Moment(at), by, kind, event, {})


def state(incident: Incident) -> Incident:
    """Give what stands, without what says how it came to that."""
    pulse = incident.pulse._replace(facts=0, last="", actors=())
    return incident._replace(entries=(), pulse=pulse)


def hangs(one: Fact) -> bool:
    """Say whether something goes, or stays, with a fact: see the tests below."""
    return one.kind in {"decided", "update_drafted", "update_posted", "undone", "amended"}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(any_payload, st.sampled_from(PEOPLE)), max_size=14), st.integers(1, 14))
def test_what_was_taken_back_was_never_said(
    life: list[tuple[tuple[str, dict[str, Any]], str]], chosen: int
) -> None:
    facts = [each for each in told(life) if each.kind not in {"undone", "amended"}]
    target = facts[chosen % len(facts)]
    if not KINDS[target.kind].undoable or hangs(target):
        return
    undo = fact(50, "undone", Undone(target.id), "ann")
    again = fact(51, "undone", Undone(undo.id), "ann")
    without = [each for each in facts if each is not target]
    assert state(fold([*facts, undo])) == state(fold(without))
    assert state(fold([*facts, undo, again])) == state(fold(facts))
    assert next(each for each in fold([*facts, undo]).entries if each.fact.id == target.id).undone


def test_what_was_said_of_a_decision_goes_with_it(story: Story) -> None:
    story.add(Decided("wait", "evidence")).set("decision.risk", "it gets worse")
    first = story.facts[-2].id
    story.add(Decided("roll back")).set("decision.risk", "old prices").set("decision.level", "owner")
    story.add(Undone(story.facts[-3].id))
    undo = story.facts[-1].id
    incident = story.incident()
    assert [known.risk for known in incident.decisions.values()] == ["it gets worse"]
    assert (incident.value("decision"), incident.value("decision.risk")) == ("wait", "it gets worse")
    assert incident.pulse.pending == ()
    assert [entry.undone for entry in incident.entries[-4:]] == [True, True, True, False]

    story.set("decision.risk", "users leave")  # said of the one that stands now
    assert story.incident().decisions[first].risk == "users leave"
    story.add(Undone(undo))
    newest = [*story.incident().decisions.values()][-1]
    assert (newest.fact.event.text, newest.level, newest.is_pending) == ("roll back", "owner", True)
    assert decisions.pending(story.incident()) == (newest,)


def test_what_was_said_of_a_task_that_was_taken_back_harms_nothing(story: Story) -> None:
    story.add(TaskAssigned("ito", "look at the log", due="2026-11-22T14:20:00+09:00"))
    task = story.facts[-1].id
    story.add(TaskAcked(task), by="ito").add(TaskReported(task, "half done"), by="ito").add(Undone(task))
    story.add(TaskReported(task, "all done"), by="ito").add(TaskEnded(task), by="ito")
    incident = story.incident()
    assert incident.tasks == {}
    assert (incident.pulse.tasks, incident.pulse.unowned) == ({}, ())
    assert story.pages()


def test_a_draft_that_was_posted_cannot_be_unsaid(story: Story) -> None:
    story.add(UpdateDrafted("Rolling back", "manager"))
    draft = story.facts[-1].id
    story.add(Undone(draft))
    assert story.incident().drafts == {}
    story.add(UpdatePosted(audience="manager", phase="mitigating", draft=draft))  # by who had not heard of it
    assert [update.text for update in story.incident().updates] == ["Rolling back"]
    assert story.incident().pulse.drafts == ()
    assert not any(entry.undone for entry in story.incident().entries)


def test_a_post_brings_nothing_back_that_is_no_draft(story: Story) -> None:
    story.note("wrong")
    note = story.facts[-1].id
    story.add(Undone(note)).add(UpdatePosted("x", "manager", "mitigating", draft=note))
    assert next(entry for entry in story.incident().entries if entry.fact.id == note).undone


def test_an_amended_decision_is_the_one_that_stands(story: Story) -> None:
    story.add(Decided("rol back"))
    story.add(Amended(story.facts[-1].id, "roll back to 411"))
    assert story.incident().value("decision") == "roll back to 411"
    assert decisions.pinned(story.incident()) == story.incident().entries[-2].fact
