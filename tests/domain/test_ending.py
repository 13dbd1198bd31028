"""How an incident ends, and begins again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.answers import ruling
from incidentctl.domain.ending import close, criteria, next_step, reopen, resolve, stand_down, swept, ticked
from incidentctl.domain.events.endings import Closed, CriterionAdded, Reopened, Resolved, StoodDown
from incidentctl.domain.events.follow_ups import FollowUpAdded
from incidentctl.domain.events.incidents import Withdrawn
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.steps import StepDone
from incidentctl.domain.events.tasks import TaskAssigned
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.events.values import FieldSet, SeveritySet
from incidentctl.domain.events.voices import ConcernAnswered, ConcernRaised
from incidentctl.domain.events.writes import WriteBegun, WriteEnded
from incidentctl.domain.facts import New
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.follow_up_terms import KINDS
from incidentctl.domain.gates import gates
from incidentctl.domain.lifecycle import duration, metrics, phase
from incidentctl.domain.times import Moment, from_iso, iso
from incidentctl.errors import NotFound, Refused
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.domain.rules import Ruling
    from tests.domain.conftest import Story

REVIEW = [name for name in FIELDS if name.startswith(("lessons.response.", "lessons.cause."))]
GATES = {"departments.management": "S4-11", "priorities.decided_by": "S4-12", "cause.factors": "S4-14"}
GATES |= dict.fromkeys(REVIEW, "S4-11")


def decided(story: Story, verb: str, by: str = "sato") -> Ruling:
    deciders = {"resolve": resolve, "stand-down": stand_down, "close": close}
    return deciders[verb](story.incident(), policy(), Moment(story.now), by, story.now)


def rules(ruled: Ruling) -> list[str]:
    """Give the rules that are not met, besides those that the bare story never meets."""
    return [broken.rule for broken in ruled.broken if broken.rule != "S1-7"]


def answer(story: Story, field: str, value: object, step: str = "", by: str = "sato") -> Ruling:
    """Decide an answer as a walk gives it."""
    new = New(FieldSet(field, value, step=step), Moment(story.now))
    return ruling(story.incident(), policy(), new, by, story.now)


def at(story: Story) -> dict[str, str]:
    return {"t": iso(story.now), "pr": "minute"}


def resolved(story: Story) -> Story:
    return story.set("recovery.fact", "orders go through again").add(Resolved("2026-11-22T16:00:00+09:00"))


def lifted(story: Story) -> Story:
    return resolved(story).add(StoodDown())


def reviewed(story: Story) -> Story:
    """Meet every gate of closing."""
    story.add(Told(("manager",))).add(StepDone("write-report/W8"))
    for name in REVIEW:
        story.set(name, "a text")
    for kind in KINDS:
        story.add(FollowUpAdded("a text", kind, "payments team", "2026-12-01T23:59:00+09:00", "now"))
    story.set("priorities.decided_by", "the product owner").set("cause.factors", ["external: a slow bank"])
    return story.set("departments.management", "told")


# -- recovery ----------------------------------------------------------------------------------------


def test_only_the_commander_declares_the_end(story: Story) -> None:
    assert rules(decided(story, "resolve", "sato")) == []  # declared it, and nobody was named
    assert rules(decided(story, "resolve", "tanaka")) == ["S1-5"]
    story.add(RoleTaken("commander", "tanaka"))
    assert rules(decided(story, "resolve", "sato")) == ["S1-5"]
    assert rules(decided(story, "resolve", "tanaka")) == []


def test_once_the_formation_is_lifted_the_command_rests_with_whoever_lifted_it(story: Story) -> None:
    story.add(RoleTaken("commander", "tanaka"))
    resolved(story).add(StoodDown(), by="tanaka")
    assert "S1-5" in rules(decided(story, "close", "sato"))
    assert "S1-5" not in rules(decided(story, "close", "tanaka"))
    story.add(RoleTaken("commander", "sato"))
    assert "S1-5" not in rules(decided(story, "close", "sato"))


def test_nothing_ends_while_a_change_of_the_system_is_open(story: Story) -> None:
    story.add(WriteBegun("restart web-03"))
    begun = story.facts[-1]
    assert rules(decided(story, "resolve")) == ["S1-12"]
    story.add(WriteEnded(begun.id, "0.1%"))
    assert rules(decided(story, "resolve")) == []


def test_recovery_is_declared_once(story: Story) -> None:
    resolved(story)
    with pytest.raises(Refused, match="already-resolved"):
        decided(story, "resolve")


@pytest.mark.parametrize("verb", ["resolve", "stand-down", "close"])
def test_a_false_alarm_is_over_already(story: Story, verb: str) -> None:
    story.add(Withdrawn("maintenance"))
    with pytest.raises(Refused, match="already-withdrawn"):
        decided(story, verb)


@pytest.mark.parametrize("verb", ["resolve", "stand-down", "close"])
def test_what_is_closed_is_not_ended_again(story: Story, verb: str) -> None:
    lifted(story).add(Closed())
    with pytest.raises(Refused, match="already-closed"):
        decided(story, verb)


@pytest.mark.parametrize(("watch", "minutes"), [(120, 120), (30, 30), (0, 0)])
def test_the_watch_lasts_as_the_severity_said_when_it_was_set(story: Story, watch: int, minutes: int) -> None:
    story.add(SeveritySet("SEV1", watch=watch))
    event = decided(story, "resolve").news[-1].event
    assert isinstance(event, Resolved)
    if not minutes:
        assert event.watch_until == ""
        return
    length = from_iso(event.watch_until) - story.now
    assert timedelta(minutes=minutes - 1) < length <= timedelta(minutes=minutes)


def test_a_watch_that_somebody_set_stays(story: Story) -> None:
    story.set("watch_until", {"t": "2026-11-22T20:00:00+09:00", "pr": "minute"})
    event = decided(story, "resolve").news[-1].event
    assert isinstance(event, Resolved)
    assert event.watch_until == "2026-11-22T20:00:00+09:00"


def test_the_watch_is_a_field_like_any_other(story: Story) -> None:
    assert resolved(story).incident().value("watch_until")["t"] == "2026-11-22T16:00:00+09:00"


# -- criteria ----------------------------------------------------------------------------------------


def test_what_counts_as_resolved_is_the_criterion_where_none_was_added(story: Story) -> None:
    assert criteria(story.incident()) == ()
    story.set("resolved_when", "no 500 for 15 minutes")
    assert [row.text for row in criteria(story.incident())] == ["no 500 for 15 minutes"]
    story.add(CriterionAdded("the queue is empty"))
    assert [row.text for row in criteria(story.incident())] == ["the queue is empty"]


def test_a_criterion_that_nobody_ticked_is_named_with_the_command_that_ticks_it(story: Story) -> None:
    story.add(CriterionAdded("the queue is empty"))
    (broken,) = [each for each in decided(story, "resolve").broken if each.rule == "S1-6"]
    assert broken.params == {"criteria": "the queue is empty"}
    assert broken.fixes == (f"incidentctl criteria tick i-{story.facts[-1].id} --evidence TEXT",)


@pytest.mark.parametrize("is_added", [True, False])
def test_ticking_every_criterion_meets_the_rule(story: Story, is_added: bool) -> None:  # noqa: FBT001 - a column
    if is_added:
        story.add(CriterionAdded("the queue is empty"))
    else:
        story.set("resolved_when", "the queue is empty")
    ruled = ticked(story.incident(), story.facts[-1].id, "0 of 0", None)
    assert ruled.broken == ()
    story.add(ruled.news[0].event)
    assert rules(decided(story, "resolve")) == []


def test_a_new_sentence_is_not_shown_by_what_showed_the_old_one(story: Story) -> None:
    story.set("resolved_when", "the queue is empty")
    story.add(ticked(story.incident(), story.facts[-1].id, "0 of 0", None).news[0].event)
    story.set("resolved_when", "no 500 for 15 minutes")
    assert rules(decided(story, "resolve")) == ["S1-6"]


def test_a_tick_without_evidence_is_kept_and_asks_for_it(story: Story) -> None:
    story.add(CriterionAdded("the queue is empty"))
    ruled = ticked(story.incident(), story.facts[-1].id, "", None)
    assert [(broken.rule, broken.variant) for broken in ruled.broken] == [("S1-6", "evidence")]
    assert len(ruled.news) == 1


def test_only_a_criterion_can_be_ticked(story: Story) -> None:
    story.add(CriterionAdded("the queue is empty")).note("seen")
    with pytest.raises(NotFound, match="no-such-criterion"):
        ticked(story.incident(), story.facts[-1].id, "", None)


# -- the sweep ---------------------------------------------------------------------------------------


def test_what_nobody_knows_of_the_sweep_becomes_one_task(story: Story) -> None:
    story.note("here", by="tanaka")
    for _ in range(2):
        for new in answer(story, "sweep.logs", None, "stand-down/C2").news:
            story.add(new.event)
    assert [task.fact.event for task in story.incident().tasks.values()] == [TaskAssigned(field="sweep.logs")]
    assert len(story.incident().pulse.tasks) == 1


def test_alone_whoever_answers_has_the_task(story: Story) -> None:
    (_, task) = answer(story, "sweep.logs", None).news
    assert task.event == TaskAssigned("sato", field="sweep.logs")


@pytest.mark.parametrize("value", ["done", "na"])
def test_what_was_swept_needs_no_task(story: Story, value: str) -> None:
    assert len(answer(story, "sweep.logs", value).news) == 1
    story.add(TaskAssigned(field="sweep.logs")).set("sweep.logs", value)
    assert story.incident().pulse.tasks == {}


def test_an_unfinished_sweep_blocks_nothing_and_is_hinted(story: Story) -> None:
    assert [broken.rule for broken in decided(story, "resolve").broken] == ["S1-7"]
    assert policy().rules["S1-7"].level == "hint"
    for name in (name for name in FIELDS if name.startswith("sweep.")):
        story.add(swept_event(story, name))
    assert decided(story, "resolve").broken == ()


def swept_event(story: Story, name: str) -> FieldSet:
    new = New(FieldSet(name, "done"))
    event = swept(story.incident(), policy(), new, "sato", story.now).news[0].event
    assert isinstance(event, FieldSet)
    return event


# -- the formation -----------------------------------------------------------------------------------


def test_the_formation_is_lifted_after_recovery_only(story: Story) -> None:
    with pytest.raises(Refused, match="not-resolved"):
        decided(story, "stand-down")
    with pytest.raises(Refused, match="already-stood-down"):
        decided(lifted(story), "stand-down")


def test_the_formation_is_not_lifted_without_its_condition(story: Story) -> None:
    resolved(story).add(Told(("manager",))).add(StepDone("write-report/W8"))
    assert rules(decided(story, "stand-down")) == ["S3-12"]
    story.set("standdown_when", None)
    assert rules(decided(story, "stand-down")) == ["S3-12"]
    story.set("standdown_when", "30 minutes without a 500")
    assert rules(decided(story, "stand-down")) == []


@pytest.mark.parametrize(
    ("told", "written", "missing"),
    [
        (False, False, ("incidentctl update", "incidentctl walk write-report")),
        (True, False, ("incidentctl walk write-report",)),
        (False, True, ("incidentctl update",)),
        (True, True, None),
    ],
)
def test_announced_then_written_then_lifted(
    story: Story,
    told: bool,  # noqa: FBT001 - a column
    written: bool,  # noqa: FBT001 - a column
    missing: tuple[str, ...] | None,
) -> None:
    story.add(UpdatePosted("before the recovery")).set("standdown_when", "x")
    resolved(story)
    if told:
        story.add(UpdatePosted("it is over"))
    if written:
        story.set("links.report", "https://wiki/1")
    found = {broken.rule: broken.fixes for broken in decided(story, "stand-down").broken}
    assert found.get("S3-13") == missing


def test_standing_down_frees_every_role_and_stops_the_cadence(story: Story) -> None:
    story.add(RoleTaken("operator", "tanaka"))
    resolved(story).add(UpdatePosted("it is over", due="2026-11-22T15:00:00+09:00")).add(StoodDown())
    incident = story.incident()
    assert not any(incident.roles.values())
    assert incident.pulse.next_update == ""
    assert phase(incident.pulse) == "ended"


# -- closing -----------------------------------------------------------------------------------------


def test_it_is_closed_after_the_formation_was_lifted_only(story: Story) -> None:
    resolved(story)
    with pytest.raises(Refused, match="not-stood-down"):
        decided(story, "close")


def test_with_everything_done_no_gate_is_left(story: Story) -> None:
    lifted(story)
    assert {broken.rule for broken in gates(story.incident())} == {"S2-12", "S3-13", "S4-11", "S4-14"}
    reviewed(story)
    assert gates(story.incident()) == ()
    assert rules(decided(story, "close")) == []


@pytest.mark.parametrize("name", GATES)
def test_each_missing_answer_closes_a_gate_and_unknown_is_no_answer(story: Story, name: str) -> None:
    reviewed(lifted(story)).set(name, None)
    (broken,) = gates(story.incident())
    assert broken.rule == GATES[name]
    (fix,) = broken.fixes
    assert fix.startswith((f"incidentctl set {name} ", "incidentctl walk close"))


def test_S2_22_a_concern_without_an_answer_is_a_gate(story: Story) -> None:  # noqa: N802 - an id
    reviewed(lifted(story)).add(ConcernRaised("the cache may be stale"))
    raised = story.facts[-1]
    (broken,) = gates(story.incident())
    assert broken.rule == "S2-22"
    assert broken.fixes == (f"incidentctl concern answer e-{raised.id} accepted --why TEXT",)
    story.add(ConcernAnswered(raised.id, "declined", "it was cleared"))
    assert gates(story.incident()) == ()


# -- answers at steps --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "step", "event"),
    [
        ("resolved_at", "stand-down/C3", Resolved),
        ("ended_at", "stand-down/C5", StoodDown),
        ("closed_at", "close/C11", Closed),
    ],
)
def test_the_time_at_a_step_declares_and_ticks_it(
    story: Story, field: str, step: str, event: type[Resolved | StoodDown | Closed]
) -> None:
    story.set("watch_until", {"t": "2026-11-22T20:00:00+09:00", "pr": "minute"})
    if field != "resolved_at":
        story.add(Resolved())
    if field == "closed_at":
        story.add(StoodDown())
    happened = iso(story.now)
    (new,) = answer(story, field, at(story), step).news
    assert isinstance(new.event, event)
    assert new.event.step == step
    assert new.at is not None
    assert iso(new.at) == happened
    incident = story.add(new.event, at=new.at).incident()
    assert incident.milestone(field.removesuffix("_at")) == new.at
    assert incident.steps[step].parts[field]["t"] == happened


def test_a_time_that_nobody_knows_ticks_the_step_and_declares_nothing(story: Story) -> None:
    ruled = answer(story, "resolved_at", None, "stand-down/C3", by="tanaka")
    assert [new.event for new in ruled.news] == [FieldSet("resolved_at", None, step="stand-down/C3")]
    assert ruled.broken == ()
    story.add(ruled.news[0].event)
    assert phase(story.incident().pulse) == "investigating"
    assert "stand-down/C3" in story.incident().steps


def test_a_second_answer_corrects_the_time(story: Story) -> None:
    resolved(story).at("15:30")
    (new,) = answer(story, "resolved_at", at(story), "stand-down/C3", by="tanaka").news
    assert new.event == FieldSet("resolved_at", at(story), step="stand-down/C3")


@pytest.mark.parametrize("field", ["resolved_at", "ended_at", "closed_at"])
def test_that_nobody_knows_when_takes_nothing_back(story: Story, field: str) -> None:
    lifted(story).add(Closed()).set(field, None)
    incident = story.incident()
    assert phase(incident.pulse) == "closed"
    assert incident.milestone(field.removesuffix("_at")) is None


def test_an_old_log_that_only_set_the_times_still_ends(story: Story) -> None:
    story.mark("resolved", "14:40").mark("ended", "15:00")
    assert phase(story.incident().pulse) == "ended"
    assert "S1-5" not in rules(decided(story, "close"))
    story.mark("closed", "16:00")
    assert phase(story.incident().pulse) == "closed"
    story.add(Reopened("500 again"))
    assert phase(story.incident().pulse) == "investigating"


# -- opened again ------------------------------------------------------------------------------------


def test_what_was_never_over_is_not_opened_again(story: Story) -> None:
    with pytest.raises(Refused, match="not-over"):
        reopen(story.incident(), "500 again", None)


@pytest.mark.parametrize("last", [Resolved(), StoodDown(), Closed(), Withdrawn("maintenance")])
def test_whatever_ended_can_be_opened_again(
    story: Story, last: Resolved | StoodDown | Closed | Withdrawn
) -> None:
    if not isinstance(last, Withdrawn):
        story.add(Resolved())
    story.add(last)
    new = reopen(story.incident(), "500 again", None)
    incident = story.add(new.event).incident()
    assert phase(incident.pulse) == "investigating"
    assert incident.pulse.is_open
    assert duration(incident, story.now).continues
    assert metrics(incident) != ()


def test_opening_again_asks_for_the_end_again(story: Story) -> None:
    story.set("mitigation.result", "restored", step="first-response/F8").mark("mitigated", "14:30")
    story.set("sweep.logs", "done", step="stand-down/C2").set("sweep.data", None, step="stand-down/C2")
    story.set("recovery.fact", "orders go through", step="stand-down/C3")
    story.add(Resolved("2026-11-22T16:00:00+09:00", "stand-down/C3")).set("standdown_when", "x")
    story.add(CriterionAdded("the queue is empty"))
    story.add(ticked(story.incident(), story.facts[-1].id, "0", None).news[0].event)
    incident = story.add(Reopened("500 again")).incident()
    assert [name for name in incident.fields if name != "standdown_when"] == []
    assert {step: record.outcome for step, record in incident.steps.items()} == {
        "first-response/F8": "", "stand-down/C2": "", "stand-down/C3": "",
    }  # fmt: skip
    assert [row.ticked for row in criteria(incident)] == [None]
    assert incident.pulse.watch_until == ""


def test_a_report_shows_both_recoveries_each_once_with_role_and_time(story: Story) -> None:
    story.add(RoleTaken("commander", "tanaka"))
    story.at("14:40").add(Resolved(), by="tanaka").mark("resolved", "14:38", by="suzuki")
    story.at("15:00").add(StoodDown(), by="tanaka").at("15:10").add(Reopened("500 again"))
    page = story.page()
    assert "| 14:38 | Commander | Recovery declared |" in page
    assert "| 15:00 | Commander | Response team stood down |" in page
    assert "| 15:10 | Commander | Reopened: 500 again |" in page
    assert "Reopened at 2026-11-22 (Sun) 15:10 JST: it is not over. Ongoing." in page
    assert page.count("Recovery declared") == 1
    story.add(RoleTaken("commander", "ito")).at("16:00").add(Resolved(), by="ito")
    page = story.page()
    assert "| 14:38 | Commander | Recovery declared |" in page
    assert "| 16:00 | Commander | Recovery declared |" in page
    assert page.count("Recovery declared") == 2
    assert "not over" not in page
    assert "対応を再開: 500 again" in story.page(lang="ja")


def test_a_criterion_that_was_met_stands_in_the_report_with_what_shows_it(story: Story) -> None:
    story.add(CriterionAdded("the queue is empty"))
    story.add(ticked(story.incident(), story.facts[-1].id, "0 of 0", None).news[0].event)
    assert "Criterion for recovery met: the queue is empty (0 of 0)" in story.page()
    assert "復旧の条件を満たした: the queue is empty(0 of 0)" in story.page("final", "ja", "engineer")


# -- what is said ------------------------------------------------------------------------------------


def test_each_phase_of_the_end_calls_for_its_command(story: Story) -> None:
    assert next_step(story.incident()) == ""
    assert next_step(story.mark("mitigated", "14:30").incident()) == "incidentctl walk stand-down"
    assert next_step(story.set("standdown_when", "x").incident()) == "incidentctl resolve FACT"
    assert next_step(story.add(Resolved()).incident()) == "incidentctl update"
    assert next_step(story.add(UpdatePosted("it is over")).incident()) == "incidentctl stand-down"
    assert next_step(story.add(StoodDown()).incident()) == "incidentctl walk close"
    assert next_step(reviewed(story).incident()) == "incidentctl close"
    assert next_step(story.add(Closed()).incident()) == ""


def test_nobody_is_sent_to_a_command_that_would_be_refused(story: Story) -> None:
    story.mark("mitigated", "14:30").add(Resolved()).add(UpdatePosted("it is over"))
    story.add(RoleTaken("commander", "sato")).add(RoleTaken("operator", "ito"), by="ito")
    assert next_step(story.incident(), "ito") == "incidentctl set standdown_when TEXT"
    story.set("standdown_when", "x")
    assert next_step(story.incident(), "sato") == "incidentctl stand-down"
    assert next_step(story.incident(), "ito") == "incidentctl task list"
