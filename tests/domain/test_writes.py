"""Changing the system: who may, one at a time, and how a change that takes time ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain import writes
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.roles import Joined, RoleTaken
from incidentctl.domain.events.writes import WriteBegun, WriteEnded
from incidentctl.errors import IncidentctlError, NeedsAnswer, NotFound, Refused, UsageError
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from tests.domain.conftest import Story


@pytest.fixture
def planned(story: Story) -> Story:
    """Agree a plan, so that only what is looked at speaks."""
    return story.set("plan", "back to 411")


def rules(incident: Incident, by: str = "sato") -> list[str]:
    found = writes.act(incident, policy(), Acted("restarted web-03"), None, by)
    return [f"{each.rule}.{each.variant}".rstrip(".") for each in found.broken if each.rule != "S3-3"]


def test_whoever_declared_changes_the_system_while_nobody_has_a_role(planned: Story) -> None:
    assert rules(planned.incident()) == []
    assert rules(planned.incident(), "tanaka") == ["S1-9"]


def test_who_holds_the_role_that_writes_does_so_alone(planned: Story) -> None:
    planned.add(RoleTaken("operator", "tanaka"))
    assert rules(planned.incident(), "tanaka") == []
    assert rules(planned.incident()) == ["S1-9"]
    [found] = writes.act(planned.incident(), policy(), Acted("x"), None, "sato").broken
    assert found.fixes == ("incidentctl role take operator --why REASON",)


def test_in_the_formation_the_expert_writes(stories: type[Story]) -> None:
    story = stories().declare(profile="formation").set("plan", "back").add(RoleTaken("sme", "mori"))
    assert rules(story.incident(), "mori") == []
    broken = writes.act(story.incident(), policy(), Acted("x"), None, "tanaka").broken
    assert {each.rule: each.fixes[0] for each in broken} == {
        "S1-9": "incidentctl role take sme --why REASON",
        "S3-3": "incidentctl role take ROLE",
    }


@pytest.mark.parametrize("event", [Joined("tanaka", "watching"), RoleTaken("onlooker", "tanaka")])
def test_onlookers_hear_that_they_watch(planned: Story, event: Any) -> None:
    planned.add(event, by="tanaka")
    assert rules(planned.incident(), "tanaka") == ["S1-15"]
    planned.add(RoleTaken("operator", "tanaka"))
    assert rules(planned.incident(), "tanaka") == []


def test_a_change_that_is_open_keeps_everybody_else_out(planned: Story) -> None:
    planned.add(WriteBegun("rolling back"), by="tanaka")
    assert rules(planned.incident()) == ["S1-12"]
    assert rules(planned.incident(), "tanaka") == ["S1-9"]


def test_what_is_done_inside_an_own_change_is_part_of_it_but_no_second_one_begins(planned: Story) -> None:
    planned.add(WriteBegun("rolling back"))
    assert rules(planned.incident()) == []
    found = writes.begin(planned.incident(), policy(), WriteBegun("restart"), None, "sato")
    assert [(each.rule, each.variant) for each in found.broken] == [("S1-12", "own")]
    planned.add(WriteEnded("f00003"))
    assert not writes.begin(planned.incident(), policy(), WriteBegun("restart"), None, "sato").broken


def test_the_method_that_was_chosen_goes_to_the_next_change_only(planned: Story) -> None:
    planned.set("mitigation.method", "traffic").add(Acted("looked", look=True))
    incident = planned.incident()
    assert writes.act(incident, policy(), Acted("x"), None, "sato").news[0].event == Acted(
        "x", method="traffic"
    )
    assert writes.begin(incident, policy(), WriteBegun("x"), None, "sato").news[0].event == WriteBegun(
        "x", "traffic"
    )
    own = writes.act(planned.incident(), policy(), Acted("x", method="flag"), None, "sato").news[0].event
    assert own == Acted("x", method="flag")
    planned.add(Acted("sent traffic to 411", method="traffic"))
    assert writes.planned(planned.incident()) == ""
    assert writes.planned(planned.set("mitigation.method", "stop").incident()) == "stop"
    assert writes.planned(planned.add(WriteBegun("stopping", method="stop")).incident()) == ""
    assert writes.planned(planned.set("mitigation.method", None).incident()) == ""


def ended(story: Story, by: str = "sato", **values: str) -> WriteEnded:
    event = WriteEnded(**{"write": "", **values})
    [new] = writes.end(story.incident(), event, None, by).news
    assert isinstance(new.event, WriteEnded)
    return new.event


def test_the_open_change_is_meant_where_none_is_named(planned: Story) -> None:
    planned.add(WriteBegun("rolling back"))
    assert ended(planned, after="0.1%") == WriteEnded("f00003", "0.1%")


def test_ones_own_change_is_meant_before_another(planned: Story) -> None:
    planned.add(WriteBegun("rolling back"), by="tanaka").add(WriteBegun("restart"))
    assert ended(planned).write == "f00004"
    assert ended(planned, "tanaka").write == "f00003"


def test_somebody_elses_change_ends_with_a_reason_only(planned: Story) -> None:
    planned.add(WriteBegun("rolling back"), by="tanaka")
    with pytest.raises(NeedsAnswer, match="needs-why-of-end"):
        ended(planned)
    assert ended(planned, why="does not answer").write == "f00003"


def test_what_cannot_be_ended_is_said(planned: Story) -> None:
    def failure(error: type[IncidentctlError], by: str = "sato", **values: str) -> str:
        with pytest.raises(error) as raised:
            ended(planned, by, **values)
        return raised.value.key

    assert failure(NotFound) == "no-open-write"
    planned.add(WriteBegun("rolling back")).add(WriteBegun("restart"))
    assert failure(UsageError) == "write-ambiguous"
    assert ended(planned, write="f00004").write == "f00004"
    planned.add(WriteEnded("f00003"))
    assert failure(Refused, write="f00003") == "write-has-ended"


def test_the_first_word_names_a_change_only_if_it_is_written_like_one(planned: Story) -> None:
    planned.add(WriteBegun("rolling back"))
    incident = planned.incident()
    assert writes.named(incident, ["a-f00003", "it", "works"]) == ("f00003", "it works")
    assert writes.named(incident, ["works", "again"]) == ("", "works again")
    assert writes.named(incident, []) == ("", "")
    with pytest.raises(NotFound):
        writes.named(incident, ["a-zzz"])


def test_a_change_of_an_old_log_has_no_method(planned: Story) -> None:
    planned.add(Acted("restarted web-03"))
    assert "restarted web-03" in planned.page()
    assert writes.open_writes(planned.incident()) == ()


@pytest.fixture
def worked(planned: Story) -> Story:
    planned.set("mitigation.method", "previous_build")
    planned.at("14:20").add(WriteBegun("rolling back to 411", "previous_build", "12%"))
    planned.at("14:26").add(WriteEnded("f00004", "0.1%", "users can pay"))
    return planned.set("mitigation.result", "restored")


def test_a_mitigation_has_its_method_both_times_and_its_effect(worked: Story) -> None:
    page = worked.page().partition("## Mitigation")[2].partition("## Action items")[0]
    assert (
        "| 14:20 | Commander | Begun: rolling back to 411 (method: deploy the previous build; before: 12%) |"
        in page
    )
    assert (
        "| 14:26 | Commander | Ended: rolling back to 411 (after: 0.1%); users can pay. "
        "Effect for users: users can work again |" in page
    )
    assert worked.page().count("Ended: rolling back to 411") == 2


def test_it_reads_as_well_in_japanese(worked: Story) -> None:
    page = worked.page("final", "ja", "engineer")
    assert "開始: rolling back to 411(手段: 前のビルドに戻す、変更前: 12%)" in page
    assert "終了: rolling back to 411(変更後: 0.1%)" in page
    assert "利用者から見た効果: 利用できるようになった" in page


def test_no_name_stands_in_the_rows_of_a_change(planned: Story) -> None:
    planned.add(WriteBegun("tanaka rolls back"), by="tanaka").add(
        WriteEnded("f00003", "", "sato saw it", "tanaka away")
    )
    for page in planned.pages():
        assert "tanaka" not in page
        assert "sato" not in page


def test_the_end_of_a_change_that_is_not_in_view_is_no_row(planned: Story) -> None:
    assert "Ended" not in planned.add(WriteEnded("nowhere")).page()
