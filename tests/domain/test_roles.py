"""Roles: taken, given, released; who is there, and since when (S1-3, S1-4, S2-13, S3-6, S3-7, S3-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain import handover, people
from incidentctl.domain.answers import ruling
from incidentctl.domain.events.endings import StoodDown
from incidentctl.domain.events.roles import Joined, Left, RoleReleased, RoleTaken
from incidentctl.domain.events.tasks import TaskAssigned, TaskEnded, TaskGiven
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.events.writes import WriteBegun
from incidentctl.domain.facts import New, Unknown
from incidentctl.domain.policy import Profile, Role
from incidentctl.domain.roles import (
    acting_commander,
    find_role,
    fitted,
    formation,
    labels,
    roster,
    stints,
    vacant,
)
from incidentctl.domain.runbook import Part, Runbook, Step
from incidentctl.errors import NotFound, Refused, UsageError
from tests.domain.conftest import Story, policy

if TYPE_CHECKING:
    from incidentctl.domain.rules import Ruling


def events(made: Ruling) -> list[object]:
    return [new.event for new in made.news]


def rules(made: Ruling) -> list[str]:
    return [f"{each.rule}.{each.variant}".rstrip(".") for each in made.broken]


def take(  # noqa: PLR0913 - as the command has them
    story: Story, role: str, who: str, by: str = "", *, why: str = "", step: str = ""
) -> Ruling:
    return handover.take(story.incident(), policy(), role, who, by=by or who, why=why, step=step)


def formed(stories: type[Story]) -> Story:
    return stories().declare(profile="formation")


def test_a_free_role_is_taken_without_a_word(story: Story) -> None:
    made = take(story, "operator", "tanaka")
    assert events(made) == [RoleTaken("operator", "tanaka")]
    assert rules(made) == []


def test_a_full_role_is_refused_and_the_reason_is_enough_to_take_it_over(story: Story) -> None:
    story.add(RoleTaken("operator", "tanaka"))
    refused = take(story, "operator", "suzuki")
    assert rules(refused) == ["S1-3"]
    assert [fix.split(" --")[0] for fix in refused.broken[0].fixes] == [
        "incidentctl role give operator WHO",
        "incidentctl role take operator",
    ]
    made = take(story, "operator", "suzuki", why="no answer")
    assert rules(made) == []
    assert events(made) == [RoleReleased("operator", "tanaka"), RoleTaken("operator", "suzuki", "no answer")]
    assert rules(take(story, "operator", "suzuki", why="  ")) == ["S1-3"]


def test_a_reason_takes_over_for_oneself_only(story: Story) -> None:
    story.add(RoleTaken("commander", "tanaka")).add(RoleTaken("operator", "tanaka"))
    assert rules(take(story, "operator", "suzuki", by="kato", why="no answer")) == ["S1-3"]


@pytest.mark.parametrize("by", ["tanaka", "sato"])
def test_the_holder_and_the_commander_hand_over(story: Story, by: str) -> None:
    story.add(RoleTaken("commander", "sato")).add(RoleTaken("operator", "tanaka"))
    made = take(story, "operator", "suzuki", by=by)
    assert rules(made) == []
    assert events(made) == [RoleReleased("operator", "tanaka"), RoleTaken("operator", "suzuki")]


def test_whoever_declared_hands_over_the_roles_of_others_until_somebody_commands(story: Story) -> None:
    story.add(RoleTaken("operator", "tanaka"))
    assert rules(take(story, "operator", "suzuki", by="sato")) == []
    story.add(RoleTaken("commander", "kato"))
    assert rules(take(story, "operator", "suzuki", by="sato")) == ["S1-3"]


def test_a_role_without_a_limit_is_never_full(story: Story) -> None:
    for who in ("tanaka", "suzuki", "kato"):
        made = take(story, "observer", who)
        assert "S1-3" not in rules(made)
        story.add(RoleTaken("observer", who))
    assert story.incident().roles["observer"] == ("tanaka", "suzuki", "kato")


def test_who_has_it_already_takes_nothing_but_answers_the_question(story: Story) -> None:
    story.add(RoleTaken("operator", "tanaka"))
    assert events(take(story, "operator", "tanaka")) == []
    step = "first-response/F1"
    assert events(take(story, "operator", "tanaka", step=step)) == [
        RoleTaken("operator", "tanaka", step=step)
    ]


def test_a_role_that_the_formation_lacks_cannot_be_meant(stories: type[Story]) -> None:
    with pytest.raises(UsageError) as caught:
        take(formed(stories), "operator", "tanaka")
    assert caught.value.params["choices"] == "commander, sme, liaison, scribe"


def test_an_earlier_role_comes_first_s3_6(stories: type[Story]) -> None:
    story = formed(stories)
    assert rules(take(story, "liaison", "kato")) == ["S3-6"]
    assert take(story, "liaison", "kato").broken[0].fixes == ("incidentctl role give sme WHO",)
    story.add(RoleTaken("sme", "tanaka"))
    assert rules(take(story, "liaison", "kato")) == []
    story.add(RoleTaken("liaison", "kato")).add(RoleReleased("sme", "tanaka"))
    assert rules(take(story, "liaison", "mori", by="kato")) == []  # a handover fills nothing anew


def test_whoever_only_watches_is_in_nobodys_way(story: Story) -> None:
    assert vacant(story.incident(), formation(story.incident(), policy())) == ("operator",)
    assert rules(take(story, "observer", "kato")) == ["S3-6"]
    assert rules(take(story, "onlooker", "kato")) == []


def test_the_sme_holds_no_second_role_whichever_came_first_s3_7(stories: type[Story]) -> None:
    story = formed(stories)
    story.add(RoleTaken("commander", "sato")).add(RoleTaken("sme", "tanaka"))
    assert "S3-7.other" in rules(take(story, "scribe", "tanaka"))
    assert take(story, "scribe", "tanaka").broken[-1].fixes == ("incidentctl role give sme WHO",)
    assert rules(take(story, "sme", "sato", by="tanaka")) == ["S3-7"]
    assert rules(take(story, "liaison", "sato")) == []  # the others may double
    assert "S3-7" not in rules(take(story, "sme", "kato", by="tanaka"))


def test_the_acting_commander_is_no_sme_either(stories: type[Story]) -> None:
    made = take(formed(stories), "sme", "sato")
    assert rules(made) == ["S3-7"]
    assert made.broken[0].fixes == ("incidentctl role give commander WHO",)


def test_both_answers_of_one_command_are_decided_together_s3_7(stories: type[Story]) -> None:
    incident = formed(stories).set("roles.sme", "tanaka").incident()
    assert "S3-7.other" in rules(handover.take(incident, policy(), "scribe", "tanaka", by="sato"))


def test_who_made_the_change_does_not_undo_it_unless_experienced_s1_10(story: Story) -> None:
    story.set("change.by", "Tanaka")
    made = take(story, "operator", "ｔanaka", by="sato")
    assert rules(made) == ["S1-10"]
    assert "anaka" not in str(made.broken)
    assert rules(take(story, "operator", "suzuki", by="sato")) == []
    assert rules(take(story, "commander", "tanaka", by="sato")) == []


def test_a_role_is_released_by_its_holder_or_the_commander(story: Story) -> None:
    story.add(RoleTaken("scribe", "kato")).add(RoleTaken("scribe", "mori"))
    mine = handover.release(story.incident(), "scribe", by="kato")
    assert (events(mine), rules(mine)) == ([RoleReleased("scribe", "kato")], [])
    all_ = handover.release(story.incident(), "scribe", by="sato")
    assert (len(events(all_)), rules(all_)) == (2, [])
    assert rules(handover.release(story.incident(), "scribe", by="suzuki")) == ["S1-3.release"]
    with pytest.raises(Refused, match="role-is-free"):
        handover.release(story.incident(), "operator", by="sato")


class TestAnswers:
    """What is answered at F1 and what `role` records come to the same."""

    STEP = "first-response/F1"

    def answer(self, story: Story, value: str | None, by: str = "sato") -> Ruling:
        new = New(FieldSet("roles.operator", value, step=self.STEP))
        return ruling(story.incident(), policy(), new, by, story.now)

    def test_a_name_takes_or_gives_the_role(self, story: Story) -> None:
        made = self.answer(story, "tanaka")
        assert events(made) == [RoleTaken("operator", "tanaka", step=self.STEP)]
        story.add(made.news[0].event)
        assert story.incident().steps[self.STEP].parts == {"roles.operator": "tanaka"}
        again = self.answer(story, "suzuki")
        assert events(again)[0] == RoleReleased("operator", "tanaka")
        assert rules(again) == []

    def test_nobody_yet_is_an_answer(self, story: Story) -> None:
        assert events(self.answer(story, None)) == [FieldSet("roles.operator", None, step=self.STEP)]

    def test_whoever_does_not_know_takes_the_role_from_nobody(self, story: Story) -> None:
        story.add(RoleTaken("operator", "tanaka"))
        for event in events(self.answer(story, None, by="kato")):
            story.add(event)  # type: ignore[arg-type]
        assert story.incident().roles["operator"] == ("tanaka",)
        assert "roles.operator" in story.incident().steps[self.STEP].parts

    def test_set_unknown_releases_as_the_command_does(self, story: Story) -> None:
        story.add(RoleTaken("operator", "tanaka"))
        new = New(FieldSet("roles.operator", None))
        made = ruling(story.incident(), policy(), new, "tanaka", story.now)
        assert events(made) == [RoleReleased("operator", "tanaka")]
        assert rules(ruling(story.incident(), policy(), new, "kato", story.now)) == ["S1-3.release"]


class TestRoster:
    """Watching, standby, responding (K2)."""

    def levels(self, story: Story) -> dict[str, str]:
        return {each.name: each.level for each in roster(story.incident())}

    def test_whoever_declared_responds_until_somebody_else_commands(self, story: Story) -> None:
        assert self.levels(story) == {"sato": "responding"}
        assert acting_commander(story.incident()) == "sato"
        story.add(RoleTaken("commander", "tanaka"))
        assert self.levels(story) == {"tanaka": "responding", "sato": "standby"}
        assert acting_commander(story.incident()) == ""

    def test_who_joins_stands_by_or_watches(self, story: Story) -> None:
        story.add(Joined("kato")).add(Joined("mori", "watching")).add(RoleTaken("onlooker", "ito"))
        assert self.levels(story) == {
            "sato": "responding", "kato": "standby", "mori": "watching", "ito": "watching",
        }  # fmt: skip

    def test_a_note_makes_nobody_join(self, story: Story) -> None:
        assert "kato" not in self.levels(story.note("I saw 500", by="kato"))

    def test_an_open_task_is_work_and_a_finished_one_is_not(self, story: Story) -> None:
        story.add(TaskAssigned("kato", "count the users", "scope"))
        task = story.facts[-1].id
        [kato] = [each for each in roster(story.incident()) if each.name == "kato"]
        assert (kato.level, kato.tasks) == ("responding", (task,))
        story.add(TaskEnded(task), by="kato")
        [kato] = [each for each in roster(story.incident()) if each.name == "kato"]
        assert (kato.level, kato.since) == ("standby", story.facts[-1].at)

    def test_who_left_is_off_the_roster_until_they_come_again(self, story: Story) -> None:
        story.add(Joined("kato")).add(Left("kato"))
        assert "kato" not in self.levels(story)
        assert self.levels(story.add(RoleTaken("scribe", "kato")))["kato"] == "responding"

    def test_the_end_of_the_formation_sends_everybody_home(self, story: Story) -> None:
        story.add(RoleTaken("operator", "kato")).add(Joined("mori")).add(StoodDown())
        assert roster(story.incident()) == ()
        assert acting_commander(story.incident()) == ""

    def test_logs_from_before_roles_had_events_read_the_same(self, story: Story) -> None:
        story.set("roles.operator", "kato").set("roles.operator", "mori").set("roles.operator", None)
        assert self.levels(story) == {"sato": "responding", "kato": "standby", "mori": "standby"}
        spans = [(stint.role, stint.who, stint.until is None) for stint in stints(story.incident())]
        assert spans == [("operator", "kato", False), ("operator", "mori", False)]

    def test_what_a_newer_version_wrote_moves_nobody(self, story: Story) -> None:
        story.add(Joined("kato"))
        story.facts[-1] = story.facts[-1]._replace(event=Unknown({"who": 1}))
        assert self.levels(story) == {"sato": "responding"}


def test_stints_are_the_roster_over_time_s3_11(story: Story) -> None:
    story.add(RoleTaken("operator", "kato")).add(RoleReleased("operator", "kato"))
    story.add(RoleTaken("operator", "mori")).add(RoleTaken("scribe", "ito"))
    story.add(StoodDown())
    held = [(each.role, each.who, each.until.kind if each.until else "") for each in stints(story.incident())]
    assert held == [
        ("operator", "kato", "role_released"),
        ("operator", "mori", "stood_down"),
        ("scribe", "ito", "stood_down"),
    ]


class TestLeaving:
    """Who goes leaves nothing behind that looks as if somebody had it."""

    def test_roles_and_tasks_become_free(self, story: Story) -> None:
        story.add(RoleTaken("operator", "kato")).add(TaskAssigned("kato", "count", "scope"))
        task = story.facts[-1].id
        made = people.leave(story.incident(), policy(), "KATO")
        assert events(made) == [RoleReleased("operator", "kato"), TaskGiven(task, ""), Left("kato")]
        assert rules(made) == ["S1-20.left"]
        assert made.broken[0].fixes == ("incidentctl role give operator WHO",)

    def test_who_stands_by_goes_without_a_word(self, story: Story) -> None:
        made = people.leave(story.add(Joined("kato")).incident(), policy(), "kato")
        assert (events(made), rules(made)) == ([Left("kato")], [])

    def test_who_is_not_there_cannot_go(self, story: Story) -> None:
        with pytest.raises(NotFound) as caught:
            people.leave(story.add(Joined("kato")).incident(), policy(), "katoo")
        assert caught.value.params["suggestion"] == "kato"

    def test_the_commander_lets_go_who_stands_by(self, story: Story) -> None:
        story.add(Joined("kato"))
        made = people.let_go(story.incident(), "kato", by="sato")
        assert (events(made), rules(made)) == ([Left("kato", thanked=True)], [])
        assert rules(people.let_go(story.incident(), "kato", by="mori")) == ["S2-13.commander"]

    def test_work_in_their_hands_is_named_first_k2(self, story: Story) -> None:
        story.add(RoleTaken("operator", "kato"))
        made = people.let_go(story.incident(), "kato", by="sato")
        assert rules(made) == ["S2-13.holds"]
        assert made.broken[0].fixes == ("incidentctl role give operator WHO",)
        assert events(made)[0] == RoleReleased("operator", "kato")

    def test_watching_is_always_welcome(self, story: Story) -> None:
        with pytest.raises(Refused, match="only-watches"):
            people.let_go(story.add(Joined("kato", "watching")).incident(), "kato", by="sato")


def test_joining_twice_is_once_and_watching_may_become_helping(story: Story) -> None:
    assert events(people.join(story.incident(), "kato")) == [Joined("kato")]
    story.add(Joined("kato", "watching"))
    assert events(people.join(story.incident(), "kato", watches=True)) == []
    assert events(people.join(story.incident(), "kato")) == [Joined("kato")]
    story.add(RoleTaken("scribe", "kato"))
    assert events(people.join(story.incident(), "kato")) == []


def test_idle_people_are_named_once_there_is_work_or_it_lasts_s2_13(story: Story) -> None:
    story.add(RoleTaken("operator", "tanaka")).add(Joined("kato"))
    gaps = people.gaps(story.incident(), policy(), story.now)
    assert gaps == ()
    story.add(TaskAssigned("", "count the users", "scope"))
    assert [each.variant for each in people.gaps(story.incident(), policy(), story.now)] == ["unowned"]
    story.add(TaskEnded(story.facts[-1].id))
    assert people.gaps(story.incident(), policy(), story.at("14:34").now) == ()
    [idle] = people.gaps(story.incident(), policy(), story.at("14:36").now)
    assert (idle.variant, idle.params) == ("idle", {"count": 1, "minutes": 30})


def test_the_least_is_a_commander_and_who_writes_s1_20(stories: type[Story]) -> None:
    story = stories().declare()
    [gap] = people.gaps(story.incident(), policy(), story.now)
    assert (gap.rule, gap.fixes) == ("S1-20", ("incidentctl role give operator WHO",))
    story.add(Left("sato"))
    [gap] = people.gaps(story.incident(), policy(), story.now)
    assert gap.fixes == ("incidentctl role give commander WHO", "incidentctl role give operator WHO")
    story.add(RoleTaken("commander", "kato")).add(RoleTaken("operator", "kato"))
    assert people.gaps(story.incident(), policy(), story.now) == ()
    [gap] = people.gaps(formed(stories).incident(), policy(), story.now)
    assert gap.fixes == ("incidentctl role give sme WHO",)


TEAM = Profile(
    "team",
    {"en": "team"},
    {
        "scribe": Role("scribe", {"en": "note taker", "ja": "記録係"}, {}),
        "commander": Role("commander", {"en": "incident lead", "ja": "統括"}, {}, least=1),
        "dba": Role("dba", {"en": "database", "ja": "DB担当"}, {}),
    },
    write="dba",
)


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("DBA", "dba"), ("ｄｂａ", "dba"), ("incident  Lead", "commander"), (" 統括 ", "commander"),
        ("ＤＢ担当", "dba"), ("operator", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_role_is_known_by_id_and_label_in_any_case_and_width(typed: str, role: str) -> None:
    found = find_role(TEAM, typed)
    assert (found.id if found else "") == role


def test_a_misspelt_role_is_suggested() -> None:
    with pytest.raises(UsageError) as caught:
        handover.role_named(TEAM, "incident laed")
    assert caught.value.params["suggestion"] == "commander"


def test_a_checklist_asks_for_the_roles_of_the_formation_in_its_order_and_words_s3_6() -> None:
    parts = tuple(Part(f"roles.{role}", {"en": f"Who is the ${role}?"}, "person") for role in
                  ("commander", "operator", "scribe"))  # fmt: skip
    other = Part("contact", {"en": "Where?"}, "text")
    title = {"en": "The $commander first", "ja": "$operatorは一人"}
    step = Step("F1", title, role="operator", parts=(*parts, other))
    [walked] = fitted(Runbook("r", {"en": "r"}, (step,)), TEAM).steps
    assert [part.save for part in walked.parts] == ["roles.scribe", "roles.commander", "contact"]
    assert walked.parts[1].title == {"en": "Who is the incident lead?"}
    assert walked.title == {"en": "The incident lead first", "ja": "DB担当は一人"}
    assert walked.role == "dba"


def test_what_is_meant_for_the_operator_is_meant_for_who_writes_k8() -> None:
    assert labels(TEAM, "ja")["operator"] == "DB担当"
    assert labels(policy().profiles["taskforce"], "ja")["operator"] == "作業者"


class TestReport:
    """Roles, never names."""

    def test_the_roster_says_which_role_was_filled_from_when_to_when(self, story: Story) -> None:
        story.at("14:10").add(RoleTaken("operator", "tanaka")).at("14:20")
        story.add(RoleReleased("operator", "tanaka")).add(RoleTaken("operator", "mori", "no answer"))
        story.add(RoleTaken("onlooker", "ito")).add(Joined("kato")).add(Left("kato"))
        page = story.page("postmortem", "en")
        assert "## Roles" in page
        assert page.count("| Operator | 2026-11-22 (Sun) 14:1") == 1
        assert "| Operator | 2026-11-22 (Sun) 14:20 JST | ongoing |" in page
        assert "| 14:20 |  | Operator role handed over |" in page
        assert "role released" not in page
        assert "Onlooker" not in page
        for page in story.pages():
            assert not any(name in page for name in ("tanaka", "mori", "kato", "ito", "no answer"))

    def test_a_lone_engineer_without_roles_has_no_such_section(self, story: Story) -> None:
        assert "体制" not in story.page("postmortem", "ja")

    def test_notes_of_observers_onlookers_and_who_left_are_in_a_report(self, story: Story) -> None:
        story.add(RoleTaken("observer", "mori")).note("p99 is 4 s", by="mori")
        story.add(Joined("kato", "watching")).note("support is calling", by="kato")
        story.add(Left("kato")).note("back at my desk", by="kato")
        page = story.page("postmortem", "en").replace("\\", "")
        assert "| 14:05 | Observer | p99 is 4 s |" in page
        assert "| 14:05 | Onlooker | support is calling |" in page
        assert "| 14:05 | Responder | back at my desk |" in page

    def test_who_made_the_change_is_in_no_report_s1_1(self, story: Story) -> None:
        story.set("change.by", "tanaka").set("change.what", "release 412").note("tanaka released it")
        for page in story.pages():
            assert "tanaka" not in page
            assert "change.by" not in page
            assert "Who made" not in page


def test_an_open_write_stays_open_when_its_role_moves(story: Story) -> None:
    story.add(RoleTaken("operator", "tanaka")).add(WriteBegun("restart web-03"), by="tanaka")
    for event in events(take(story, "operator", "mori", why="no answer")):
        story.add(event, by="mori")  # type: ignore[arg-type]
    write = story.incident().open_write
    assert write is not None
    assert write.fact.by == "tanaka"
