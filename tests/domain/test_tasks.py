"""Orders: who is asked, what is open, and what a board derived from facts says."""

from __future__ import annotations

import json
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain import tasks
from incidentctl.domain.answers import ruling
from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.events.tasks import TaskAcked, TaskAssigned, TaskEnded, TaskGiven, TaskReported
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.domain.incident import fold
from incidentctl.domain.pulse import Pulse
from incidentctl.domain.tasks import Order
from incidentctl.domain.times import Moment, from_iso
from incidentctl.errors import NeedsAnswer, Refused
from incidentctl.words import LANGS, Words
from tests.domain.conftest import Story, policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from incidentctl.domain.rules import Ruling
    from incidentctl.domain.state import Task

ASKED = TaskAssigned(
    "tanaka", "count the 500s", "how many are hit?", "2026-11-22T14:20:00+09:00", "customers"
)


def only(story: Story) -> Task:
    (task,) = story.incident().tasks.values()
    return task


def ids(broken: Ruling) -> list[str]:
    return [f"{each.rule}.{each.variant}".rstrip(".") for each in broken.broken]


def asked(story: Story, who: str, what: str = "look", why: str = "to know", **more: object) -> Ruling:
    return tasks.assign(Order(who, what, why, **more), policy(), "aoki", story.now)  # type: ignore[arg-type]


def test_an_order_is_due_in_a_quarter_of_an_hour_unless_said(story: Story) -> None:
    story.at("14:05")
    assert from_iso(asked(story, "tanaka").news[0].event.due) == story.now + timedelta(minutes=15)  # type: ignore[attr-defined]
    within = Moment(story.now + timedelta(hours=1))
    assert from_iso(asked(story, "tanaka", within=within).news[0].event.due) == within.at  # type: ignore[attr-defined]


def test_one_named_person_with_a_purpose_meets_the_rule(story: Story) -> None:
    found = asked(story, "@tanaka")
    assert found.news[0].event == TaskAssigned("tanaka", "look", "to know", found.news[0].event.due)  # type: ignore[attr-defined]
    assert ids(found) == []
    assert ids(asked(story, "tanaka", why=" ")) == ["S2-15"]


@pytest.mark.parametrize(
    "who",
    [
        "@team", "everyone", "All", "backend-team", "開発チーム", "みんな", "誰か", "@ｔｅａｍ",
        "tanaka, sato", "田中、佐藤", "tanaka and sato", "support", "開発部", "法務", "広報", "運用班",
        "関係者各位",
    ],
)  # fmt: skip
def test_a_group_is_not_one_person(story: Story, who: str) -> None:
    assert ids(asked(story, who)) == ["S2-15.group"]


@pytest.mark.parametrize(
    "who",
    ["tanaka", "田中さん", "阿部", "長谷部", "氷室", "Sally", "Stephen Allen", "みなみ", "Teamwork Ltd"],
)
def test_a_name_that_looks_a_little_like_a_group_is_a_person(story: Story, who: str) -> None:
    assert ids(asked(story, who)) == []


@pytest.mark.parametrize("who", ["?", "unknown", "不明", "@"])
def test_nobody_yet_is_an_answer(story: Story, who: str) -> None:
    found = asked(story, who, why="")
    assert found.news[0].event == TaskAssigned("", "look")
    assert ids(found) == []


def test_whoever_asks_themselves_need_not_say_why(story: Story) -> None:
    assert ids(tasks.assign(Order("aoki", "look"), policy(), "aoki", story.now)) == []


def test_a_report_is_overdue_from_its_minute_on(story: Story) -> None:
    story.add(ASKED)
    due = from_iso(ASKED.due)
    assert tasks.overdue(story.incident(), due - timedelta(seconds=1)) == ()
    assert tasks.overdue(story.incident(), due) == (only(story),)
    story.add(TaskReported("f00002", "200 so far", "2026-11-22T14:50:00+09:00"))
    assert tasks.overdue(story.incident(), due) == ()
    assert only(story).acked is not None


def test_a_report_without_a_time_promises_the_next_quarter_of_an_hour(story: Story) -> None:
    story.add(ASKED).at("14:30")
    new = tasks.report(only(story), "200 so far", story.now).news[0]
    assert new.event == TaskReported("f00002", "200 so far", "2026-11-22T14:45:00+09:00")


def test_a_task_that_is_over_keeps_what_is_said_about_it(story: Story) -> None:
    story.add(ASKED).add(TaskEnded("f00002"))
    assert tasks.report(only(story), "430 in all", story.now).news[0].event == TaskReported(
        "f00002", "430 in all"
    )
    refused: tuple[Callable[[], Ruling], ...] = (
        lambda: tasks.end(only(story), "done", ""),
        lambda: tasks.ack(only(story), "tanaka", story.now),
        lambda: tasks.give(only(story), Order("sato"), policy(), "aoki", story.now),
    )
    for decide in refused:
        with pytest.raises(Refused, match="task-is-over"):
            decide()


def test_dropping_needs_a_reason(story: Story) -> None:
    story.add(ASKED)
    with pytest.raises(NeedsAnswer):
        tasks.end(only(story), "dropped", " ")
    assert tasks.end(only(story), "dropped", "not needed").news[0].event == TaskEnded(
        "f00002", "dropped", "not needed"
    )


def test_taking_up_what_nobody_has_makes_it_ones_own(story: Story) -> None:
    story.add(TaskAssigned("", "call the bank")).at("14:30")
    assert tasks.unowned(story.incident()) == (only(story),)
    found = tasks.ack(only(story), "sato", story.now)
    given, acked = found.news
    assert given.event == TaskGiven("f00002", "sato", due="2026-11-22T14:45:00+09:00")
    assert acked.event == TaskAcked("f00002")
    for new in found.news:
        story.add(new.event, by="sato")
    assert tasks.unowned(story.incident()) == ()
    assert (only(story).who, only(story).acked is not None) == ("sato", True)
    assert story.incident().pulse.tasks == {"f00002": "2026-11-22T14:45:00+09:00"}


def test_a_task_that_goes_to_another_keeps_its_purpose_and_gets_time(story: Story) -> None:
    story.add(ASKED).add(TaskAcked("f00002"), by="tanaka").at("14:40")
    found = tasks.give(only(story), Order("sato"), policy(), "aoki", story.now)
    assert ids(found) == []
    story.add(found.news[0].event)
    task = only(story)
    assert (task.who, task.why, task.due) == ("sato", ASKED.why, "2026-11-22T14:55:00+09:00")
    assert task.acked is None


@pytest.mark.parametrize(("value", "is_over"), [("na", True), (None, False), ("undecided", False)])
def test_what_was_to_be_found_out_is_over_once_it_is_known(
    story: Story, value: str | None, *, is_over: bool
) -> None:
    story.set("sweep.billing", None).add(TaskAssigned(field="sweep.billing"))
    assert tasks.is_open(story.incident(), only(story))
    story.set("sweep.billing", value)
    assert tasks.is_open(story.incident(), only(story)) is not is_over
    assert bool(tasks.unowned(story.incident())) is not is_over
    assert bool(story.incident().pulse.asking) is not is_over


def test_another_field_does_not_end_it(story: Story) -> None:
    story.add(TaskAssigned(field="sweep.billing")).set("sweep.logs", "done")
    assert tasks.is_open(story.incident(), only(story))


def test_nothing_is_asked_for_twice(story: Story) -> None:
    (new,) = tasks.find_out(story.incident(), "rollback.data", who="sato")
    story.add(new.event)
    assert tasks.find_out(story.incident(), "rollback.data") == ()
    story.set("rollback.data", "safe")
    assert len(tasks.find_out(story.incident(), "rollback.data")) == 1


@pytest.mark.parametrize(
    ("field", "en", "ja"),
    [
        ("sweep.billing", "find out: ", "を確かめる"),
        ("repair.refunds", "make the refunds", "返金する"),
        ("custom.moon", "find out: custom.moon", "custom.moonを確かめる"),
    ],
)
def test_a_task_without_a_text_is_worded_by_its_field(story: Story, field: str, en: str, ja: str) -> None:
    story.add(TaskAssigned(field=field))
    assert en in tasks.said(only(story), Words("en"))
    assert ja in tasks.said(only(story), Words("ja"))


@pytest.mark.parametrize(
    ("typed", "stream"),
    [
        ("Refunds", "refunds"), ("返金", "refunds"), ("取引先", "partners"), ("お客様対応", "customers"),
        ("PR", "pr"), ("当局", "authorities"), ("修正", "fix"), ("ｄａｔａ", "data"),
        (" call centre ", "call centre"),
    ],
)  # fmt: skip
def test_a_workstream_is_known_by_its_names_in_both_languages(typed: str, stream: str) -> None:
    assert tasks.stream_named(typed) == stream


def test_every_workstream_is_labelled_and_known_by_its_label() -> None:
    for stream in tasks.STREAMS:
        for lang in LANGS:
            assert tasks.stream_named(tasks.stream_label(stream, Words(lang))) == stream


def test_progress_counts_what_was_done_and_not_what_was_dropped(story: Story) -> None:
    story.set("streams", ["pr", "customers"])
    for _ in range(3):
        story.add(ASKED)
    story.add(TaskEnded("f00003")).add(TaskEnded("f00004", "dropped", "not needed"))
    story.add(TaskAssigned("sato", "x", stream="moon"))
    assert dict(tasks.progress_by_stream(story.incident())) == {
        "customers": (1, 2), "pr": (0, 0), "moon": (0, 1),
    }  # fmt: skip
    assert list(tasks.progress_by_stream(story.incident())) == ["customers", "pr", "moon"]


def decided(story: Story, field: str, value: object, by: str = "sato") -> Story:
    new = New(FieldSet(field, value))
    for each in ruling(story.incident(), policy(), new, by, story.now).news:
        story.add(each.event, by)
    return story


def test_what_must_be_repaired_becomes_a_task_once_and_is_dropped_when_it_need_not(story: Story) -> None:
    story.note("here", by="tanaka")
    decided(decided(story, "repair.data", "needed"), "repair.data", "needed")
    assert (only(story).who, only(story).fact.event.stream) == ("", "data")
    assert tasks.is_open(story.incident(), only(story))
    decided(story, "repair.data", "not_needed")
    assert tasks.is_dropped(only(story))
    decided(story, "repair.data", "needed")
    assert len(story.incident().tasks) == 2


@pytest.mark.parametrize(
    ("field", "value", "stream"),
    [
        ("repair.refunds", "needed", "refunds"),
        ("repair.resends", "needed", "customers"),
        ("repair.for_others", "order ids of 14:00 to 15:00", "data"),
        ("repair.for_others", "なし", None),
        ("repair.data", None, None),
        ("repair.data", "not_needed", None),
        ("repair.owner", "the data team", None),
    ],
)
def test_only_what_is_needed_becomes_a_task(
    story: Story, field: str, value: str | None, stream: str | None
) -> None:
    story.note("here", by="tanaka")
    decided(story, field, value)
    assert story.incident().value(field) == value
    assert [task.fact.event.stream for task in story.incident().tasks.values()] == (
        [stream] if stream else []
    )


def test_alone_it_is_ones_own(story: Story) -> None:
    decided(story, "repair.data", "needed")
    assert only(story).who == "sato"
    assert story.incident().pulse.unowned == ()


def test_what_is_late_comes_first_then_what_nobody_has_then_the_next_to_report(story: Story) -> None:
    for who, due in (
        ("a", "15:00"),
        ("b", "14:10"),
        ("c", "14:40"),
        ("", ""),
        ("d", "14:12"),
        ("e", "14:50"),
    ):
        story.add(TaskAssigned(who, "x", "y", f"2026-11-22T{due}:00+09:00" if due else ""))
    story.add(TaskEnded("f00007")).at("14:30")
    assert [task.who for task in tasks.board(story.incident(), story.now)] == ["b", "d", "", "c", "a", "e"]


def test_the_same_facts_give_the_same_board_in_any_order(story: Story) -> None:
    story.set("streams", ["customers"]).add(ASKED).add(TaskAssigned("", "y")).add(TaskAcked("f00003"))
    story.add(TaskGiven("f00004", "sato", due="2026-11-22T14:12:00+09:00")).add(TaskReported("f00003", "200"))
    story.add(TaskAssigned(field="sweep.logs")).set("sweep.logs", "done").add(TaskEnded("f00003"))
    story.add(Undone("f00010"))
    first = story.incident()
    now = story.now
    for seed in range(20):
        facts = story.facts * 2
        Random(seed).shuffle(facts)  # noqa: S311 - the same order in every run
        again = fold(facts)
        assert tasks.board(again, now) == tasks.board(first, now)
        assert tasks.progress_by_stream(again) == tasks.progress_by_stream(first)
        assert again.pulse == first.pulse


def test_the_pulse_of_tasks_is_json(story: Story) -> None:
    story.add(ASKED).add(TaskAssigned(field="sweep.logs"))
    pulse = story.incident().pulse
    assert Pulse(**json.loads(json.dumps(pulse._asdict()))).asking == pulse.asking == {"f00003": "sweep.logs"}


def test_what_was_done_is_one_row_of_the_postmortem_and_of_no_other_report(story: Story) -> None:
    story.add(ASKED).add(TaskAcked("f00002")).add(TaskReported("f00002", "half way"))
    story.add(TaskEnded("f00002", "done", "430 in all"), by="tanaka")
    story.add(TaskAssigned("sato", "ask the bank", private=True)).add(TaskEnded("f00006"))
    story.add(TaskAssigned("sato", "draw a picture")).add(TaskEnded("f00008", "dropped", "no pen"))
    page = story.page("postmortem")
    assert page.count("count the 500s") == 1
    assert "Finished: count the 500s" in page
    assert "完了: count the 500s" in story.page("postmortem", "ja")
    for text in ("half way", "430", "ask the bank", "draw a picture", "no pen", "tanaka", "how many"):
        assert not [each for each in story.pages() if text in each], text
    assert "count the 500s" not in story.page("final") + story.page("final", "ja")


def test_the_text_of_a_task_names_roles_in_a_report(story: Story) -> None:
    story.add(TaskAssigned("tanaka", "ask Suzuki with tanaka")).add(TaskEnded("f00002"), by="suzuki")
    page = story.page("postmortem")
    assert "Finished: ask" in page
    assert "tanaka" not in page
    assert "Suzuki" not in page


def test_an_older_log_has_no_tasks(story: Story) -> None:
    incident = story.note("a line").incident()
    assert (tasks.board(incident, story.now), dict(tasks.progress_by_stream(incident))) == ((), {})
    assert (tasks.overdue(incident, story.now), tasks.unowned(incident)) == ((), ())
