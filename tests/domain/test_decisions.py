"""Decisions: weighed, put to somebody above, pinned until something is done; pulse and fold agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain import decisions
from incidentctl.domain.answers import ruling
from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.events.decisions import Decided, DecisionSettled
from incidentctl.domain.events.endings import Resolved
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.events.writes import WriteBegun
from incidentctl.domain.facts import New
from incidentctl.errors import NotFound, Refused
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.domain.rules import Ruling
    from tests.domain.conftest import Story


def answered(story: Story, field: str, value: object, step: str = "") -> Ruling:
    new = New(FieldSet(field, value, step=step))
    return ruling(story.incident(), policy(), new, "sato", story.now)


def broken(ruled: Ruling) -> list[str]:
    return [each.rule for each in ruled.broken]


def events(ruled: Ruling) -> list[Any]:
    return [new.event for new in ruled.news]


class TestWeighing:
    def test_intuition_without_a_risk_is_kept_and_asks_for_it(self, story: Story) -> None:
        ruled = decisions.decide(story.incident(), Decided("roll back", "intuition"), "sato")
        assert broken(ruled) == ["S2-9"]
        assert events(ruled) == [Decided("roll back", "intuition")]

    @pytest.mark.parametrize(("basis", "risk"), [("evidence", ""), ("intuition", "old prices"), ("", "")])
    def test_nothing_else_is_asked_for(self, story: Story, basis: str, risk: str) -> None:
        assert not decisions.decide(story.incident(), Decided("roll back", basis, risk), "sato").broken

    def test_the_risk_may_be_named_afterwards(self, story: Story) -> None:
        story.add(Decided("roll back", "intuition"))
        assert [known.fact.event.text for known in decisions.unweighed(story.incident())] == ["roll back"]
        story.set("decision.risk", "old prices")
        assert decisions.unweighed(story.incident()) == ()

    def test_a_step_that_asks_for_the_risk_next_is_not_told_so_before(self, story: Story) -> None:
        story.add(Decided("roll back", step="first-response/F7"))
        assert not answered(story, "decision.basis", "intuition", "first-response/F7").broken
        story.set("decision.basis", "intuition", step="first-response/F7")
        assert broken(answered(story, "decision.risk", None, "first-response/F7")) == ["S2-9"]
        assert not answered(story, "decision.risk", "old prices", "first-response/F7").broken

    def test_set_without_a_step_is_told_at_once(self, story: Story) -> None:
        story.add(Decided("roll back"))
        assert broken(answered(story, "decision.basis", "intuition")) == ["S2-9"]

    def test_a_declined_one_needs_no_risk(self, story: Story) -> None:
        story.add(Decided("stop", "intuition", level="owner")).add(DecisionSettled("f00002", "declined"))
        assert decisions.unweighed(story.incident()) == ()

    def test_nobody_without_a_role_decides_in_the_formation(self, stories: type[Story]) -> None:
        story = stories().declare(profile="formation").add(RoleTaken("commander", "sato"))
        assert broken(decisions.decide(story.incident(), Decided("roll back"), "tanaka")) == ["S3-3"]
        assert not decisions.decide(story.incident(), Decided("roll back"), "sato").broken


class TestAnswers:
    def test_an_answer_at_a_step_is_a_decision_that_ticks_it(self, story: Story) -> None:
        (event,) = events(answered(story, "decision", "roll back", "first-response/F7"))
        assert event == Decided("roll back", step="first-response/F7")
        record = story.add(event).incident().steps["first-response/F7"]
        assert record.parts == {"decision": "roll back"}

    def test_nobody_knows_is_an_answer(self, story: Story) -> None:
        assert events(answered(story, "decision", None)) == [FieldSet("decision", None)]

    def test_the_details_that_follow_are_those_of_the_newest_decision(self, story: Story) -> None:
        story.add(Decided("look again", "evidence", "none")).add(Decided("roll back"))
        for name, value in (("basis", "intuition"), ("risk", "old prices"), ("stop_if", "errors rise")):
            story.set(f"decision.{name}", value)
        first, second = story.incident().decisions.values()
        assert (first.basis, first.risk, first.stop_if) == ("evidence", "none", "")
        assert (second.basis, second.risk, second.stop_if) == ("intuition", "old prices", "errors rise")

    def test_a_new_decision_does_not_take_over_what_was_said_of_the_last_one(self, story: Story) -> None:
        story.add(Decided("look again", "intuition", "none")).add(Decided("roll back"))
        incident = story.incident()
        assert incident.value("decision") == "roll back"
        assert incident.value("decision.basis") is None
        assert "decision.risk" not in incident.fields

    def test_saying_it_again_at_another_step_confirms_it(self, story: Story) -> None:
        story.add(Decided("roll back", step="first-response/F7"))
        (event,) = events(answered(story, "decision", "roll back", "first-response/F5"))
        assert event == FieldSet("decision", "roll back", step="first-response/F5")
        incident = story.add(event).incident()
        assert len(incident.decisions) == 1
        assert incident.steps["first-response/F5"].parts == {"decision": "roll back"}
        assert story.page().count("Decision: roll back |") == 1

    def test_saying_something_else_is_another_decision(self, story: Story) -> None:
        story.add(Decided("roll back", step="first-response/F7"))
        assert events(answered(story, "decision", "wait", "first-response/F5")) == [
            Decided("wait", step="first-response/F5")
        ]

    def test_the_level_that_was_said_before_any_decision_is_that_of_the_first(self, story: Story) -> None:
        story.set("decision.level", "owner", step="first-response/F3")
        first = events(answered(story, "decision", "stop the service"))
        assert first == [Decided("stop the service", level="owner")]
        story.add(first[0])
        assert events(answered(story, "decision", "roll back")) == [Decided("roll back")]


class TestSomebodyAbove:
    def test_above_the_field_it_waits(self, story: Story) -> None:
        story.add(Decided("stop the service", level="director"))
        incident = story.incident()
        assert [known.fact.id for known in decisions.pending(incident)] == ["f00002"]
        assert decisions.standing(incident) == ()

    @pytest.mark.parametrize(("verdict", "count"), [("approved", 1), ("declined", 0)])
    def test_it_stands_once_it_is_approved(self, story: Story, verdict: str, count: int) -> None:
        story.add(Decided("stop the service", level="owner"))
        ruled = decisions.settle(story.incident(), "j-f00002", verdict, "the owner", "", "sato")
        story.add(ruled.news[0].event)
        assert decisions.pending(story.incident()) == ()
        assert len(decisions.standing(story.incident())) == count

    def test_what_waits_for_nobody_is_not_settled(self, story: Story) -> None:
        story.add(Decided("roll back")).add(Decided("stop", level="owner"))
        with pytest.raises(Refused, match="decision-not-waiting"):
            decisions.settle(story.incident(), "f00002", "approved", "", "", "sato")
        with pytest.raises(NotFound, match="no-such-decision"):
            decisions.settle(story.incident(), "f00001", "approved", "", "", "sato")  # the declaration
        story.add(DecisionSettled("f00003", "approved"))
        with pytest.raises(Refused):
            decisions.settle(story.incident(), "f00003", "declined", "", "", "sato")

    @pytest.mark.parametrize(
        "levels", [("owner",), ("owner", "field"), ("owner", None), ("field", "director")]
    )
    def test_the_level_may_be_said_afterwards_and_the_pulse_agrees(
        self, story: Story, levels: tuple[str | None, ...]
    ) -> None:
        story.add(Decided("roll back")).add(Decided("stop", level="director"))
        for level in levels:
            story.set("decision.level", level)
        incident = story.incident()
        waiting = tuple(known.fact.id for known in decisions.pending(incident))
        assert incident.pulse.pending == waiting == (("f00003",) if levels[-1] not in {None, "field"} else ())

    def test_what_was_settled_does_not_wait_again(self, story: Story) -> None:
        story.add(Decided("stop", level="owner")).add(DecisionSettled("f00002", "approved"))
        incident = story.set("decision.level", "director").incident()
        assert incident.pulse.pending == ()
        assert decisions.pending(incident) == ()

    def test_a_decision_that_was_taken_back_is_none(self, story: Story) -> None:
        incident = story.add(Decided("stop", level="owner")).add(Undone("f00002")).incident()
        assert decisions.pending(incident) == ()
        assert incident.pulse.pending == ()
        assert "decision" not in incident.fields


class TestPinned:
    def test_the_newest_that_stands_is_the_next_step(self, story: Story) -> None:
        story.add(Decided("look again")).add(Decided("roll back")).add(Decided("stop", level="owner"))
        fact = decisions.pinned(story.incident())
        assert fact is not None
        assert fact.event.text == "roll back"

    @pytest.mark.parametrize(
        ("event", "is_pinned"),
        [
            (Acted("restarted web-03"), False),
            (WriteBegun("rolling back"), False),
            (Acted("tailed the log", look=True), True),
        ],
    )
    def test_until_something_is_done_to_the_system(
        self,
        story: Story,
        event: Any,
        is_pinned: bool,  # noqa: FBT001 - a column
    ) -> None:
        story.add(Acted("scaled out")).add(Decided("roll back")).add(event)
        assert (decisions.pinned(story.incident()) is not None) is is_pinned

    def test_one_that_was_approved_counts_from_then(self, story: Story) -> None:
        story.add(Decided("stop", level="owner")).add(Acted("scaled out"))
        assert decisions.pinned(story.incident()) is None
        story.add(DecisionSettled("f00002", "approved"))
        assert decisions.pinned(story.incident()) is not None

    def test_nothing_is_pinned_after_recovery(self, story: Story) -> None:
        story.add(Decided("roll back")).add(Resolved())
        assert decisions.pinned(story.incident()) is None


class TestTicket:
    def test_set_alone_it_names_what_is_missing(self, story: Story) -> None:
        (rule,) = answered(story, "fix.choice", "ticket").broken
        assert rule.rule == "S0-31"
        assert rule.fixes == ("incidentctl set fix.owner TEXT", "incidentctl set fix.due DATE")
        story.set("fix.owner", "payments team")
        (rule,) = answered(story, "fix.choice", "ticket").broken
        assert rule.fixes == ("incidentctl set fix.due DATE",)

    def test_at_a_step_only_an_unknown_one_is_missing(self, story: Story) -> None:
        assert not answered(story, "fix.choice", "ticket", "fix/X1").broken
        story.set("fix.choice", "ticket", step="fix/X1")
        assert broken(answered(story, "fix.owner", None, "fix/X1")) == ["S0-31"]
        assert not answered(story, "fix.owner", "payments team", "fix/X1").broken

    def test_what_is_fixed_now_needs_neither(self, story: Story) -> None:
        story.set("fix.choice", "now")
        assert "S0-31" not in broken(answered(story, "fix.owner", None))


class TestReports:
    def test_it_has_one_row_and_its_details_are_for_engineers(self, story: Story) -> None:
        story.add(Decided("roll back", "intuition", "old prices", "errors rise"))
        page = story.page()
        assert page.count("Decision: roll back |") == 1
        assert "| roll back | intuition | old prices | errors rise |" in page
        final = story.page("final", "ja", "engineer")
        assert "決定: roll back" in final
        assert "old prices" not in final
        assert "直感" not in final

    def test_what_waits_is_no_decision_yet(self, story: Story) -> None:
        story.add(Decided("stop the service", level="owner"))
        for page in story.pages():
            assert "Decision: stop" not in page
            assert "決定: stop" not in page
            assert "決定事項: stop" not in page
        assert "Decision asked of the business owner: stop the service" in story.page()
        story.add(DecisionSettled("f00002", "approved", "鈴木", "orders are safe"))
        page = story.page("final", "ja")
        assert "事業責任者が承認: stop the service(orders are safe)" in page
        assert "決定事項: stop the service" in page
        assert "鈴木" not in page

    def test_what_was_declined_is_not_what_was_decided(self, story: Story) -> None:
        story.add(Decided("roll back")).add(Decided("stop", level="owner"))
        story.add(DecisionSettled("f00003", "declined", why="a sale is running"))
        page = story.page("final", audience="engineer")
        assert "Decision: roll back" in page
        assert "Not approved by the business owner: stop (a sale is running)" in page
        assert "Decision: stop" not in page

    def test_a_risk_that_nobody_named_is_an_open_question(self, story: Story) -> None:
        story.add(Decided("roll back", "intuition"))
        assert "The risk accepted with: roll back" in story.page()
        story.set("decision.risk", "old prices")
        assert "The risk accepted with" not in story.page()

    def test_a_decision_of_the_privacy_track_is_in_no_wide_report(self, story: Story) -> None:
        story.add(
            Decided("write to the 1,200 guests", "evidence", "alarm", step="personal-data/P9", level="owner")
        )
        story.add(DecisionSettled("f00002", "approved", why="duty to guests"))
        assert not [page for page in story.pages() if "guests" in page or "alarm" in page]


def test_a_log_from_before_decisions_had_events_reads_as_it_did(story: Story) -> None:
    story.set("decision", "roll back", step="first-response/F7").set("decision.basis", "intuition")
    incident = story.incident()
    assert dict(incident.decisions) == {}
    assert decisions.pinned(incident) is None
    assert decisions.unweighed(incident) == ()
    assert story.page().count("Decision: roll back |") == 1
    assert "- Decision: roll back" in story.page("final", audience="engineer")
    story.add(Decided("wait"))
    assert next(iter(story.incident().decisions.values())).basis == ""
