"""Follow-ups: five kinds, each with an owner, a date, and now or later; and as old logs have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain import follow_ups
from incidentctl.domain.answers import ruling
from incidentctl.domain.events.corrections import Amended, Undone
from incidentctl.domain.events.follow_ups import (
    FollowUpAdded,
    FollowUpEnded,
    FollowUpSet,
    reason_in,
    says_none,
)
from incidentctl.domain.events.tasks import TaskAssigned
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.factors import KINDS as FACTORS
from incidentctl.domain.factors import factor, unsorted
from incidentctl.domain.facts import New
from incidentctl.domain.follow_up_terms import KINDS, TIMINGS, kind_named, timing_named, url_of
from incidentctl.domain.follow_ups import Row, is_overdue, standing, uncovered
from incidentctl.domain.report_names import Names
from incidentctl.errors import NeedsAnswer, Refused, UsageError
from incidentctl.words import LANGS, Words
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.domain.facts import Event
    from incidentctl.domain.rules import Broken, Ruling
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

DUE = "2026-12-01T23:59:00+09:00"
TICKET = {"t": DUE, "pr": "day"}


def answer(story: Story, field: str, value: object, step: str = "close/C8") -> Ruling:
    """Decide on an answer, and let it be recorded."""
    ruled = ruling(story.incident(), policy(), New(FieldSet(field, value, step=step)), "sato", story.now)
    for new in ruled.news:
        story.add(new.event)
    return ruled


def texts(story: Story, lang: Lang = "en") -> list[str]:
    return [row.text for row in rows(story, lang)]


def rows(story: Story, lang: Lang = "en") -> tuple[Row, ...]:
    incident = story.incident()
    return follow_ups.rows(incident, Words(lang), Names(incident, Words(lang)))


def rules(found: tuple[Broken, ...]) -> list[str]:
    return [f"{broken.rule}.{broken.variant}".rstrip(".") for broken in found]


# -- the fold ----------------------------------------------------------------------------------------


def test_what_was_said_later_changes_only_that(story: Story) -> None:
    story.add(FollowUpAdded("a test", "prevent", "payments team", DUE))
    added = story.facts[-1].id
    story.add(FollowUpSet(added, when="later", why="after the migration")).add(FollowUpSet(added, owner=""))
    (row,) = standing(story.incident())
    assert row[1:8] == ("prevent", "", DUE, "later", "after the migration", "", "")
    assert row.is_open
    story.add(FollowUpEnded(added, why="live in 420"))
    (row,) = standing(story.incident())
    assert not row.is_open
    assert rows(story)[0].ending == "live in 420"


def test_it_is_taken_back_and_put_right_like_any_other_fact(story: Story) -> None:
    story.add(FollowUpAdded("a tset", "prevent"))
    added = story.facts[-1].id
    assert texts(story.add(Amended(added, "a test"))) == ["a test"]
    story.add(FollowUpEnded(added))
    assert standing(story.incident())[0].ended
    assert not standing(story.add(Undone(story.facts[-1].id)).incident())[0].ended
    assert texts(story.add(Undone(added))) == []


@pytest.mark.parametrize("event", [FollowUpSet("nowhere", owner="x"), FollowUpEnded("nowhere")])
def test_what_is_said_of_one_that_is_not_in_view_changes_nothing(story: Story, event: Event) -> None:
    assert standing(story.add(event).incident()) == ()


# -- old logs ----------------------------------------------------------------------------------------


def test_an_old_log_has_them_as_fields(story: Story) -> None:
    story.set("follow_up.prevent", "a test").set("follow_up.detect", "none: it was the provider")
    story.set("follow_up.permanent", "the retry").set("fix.owner", "payments team").set("fix.due", TICKET)
    found = {row.kind: row for row in standing(story.incident())}
    assert found.keys() == {"prevent", "permanent"}
    assert (found["permanent"].owner, found["permanent"].due) == ("payments team", DUE)
    story.add(FollowUpSet(found["prevent"].fact.id, owner="web team")).add(
        FollowUpEnded(found["prevent"].fact.id)
    )
    assert {row.owner for row in rows(story) if row.state == "done"} == {"web team"}


def test_a_field_that_is_set_again_takes_the_place_of_what_it_said(story: Story) -> None:
    story.set("follow_up.prevent", "a test").set("follow_up.prevent", "a contract test")
    assert texts(story) == ["a contract test"]
    assert texts(story.set("follow_up.prevent", None)) == []


def test_in_an_old_log_prose_says_what_is_done_now_and_what_later(story: Story) -> None:
    story.set("follow_up.prevent", "a test")
    assert rules(tuple(follow_ups.unsettled(story.incident()))) == ["S4-12", "S4-12.by"]
    for name in (*TIMINGS, "decided_by"):
        story.set(f"priorities.{name}", "a text")
    assert rules(tuple(follow_ups.unsettled(story.incident()))) == []


# -- the fix and the workaround ----------------------------------------------------------------------


def test_a_fix_that_is_put_off_is_a_follow_up_itself_s0_31(story: Story) -> None:
    story.set("fix.choice", "ticket").set("fix.owner", "payments team").set("links.ticket", "https://t/1")
    (row,) = rows(story)
    assert (row.text, row.kind, row.owner, row.when, row.url) == (
        "make the permanent fix", "permanent", "payments team", "later", "https://t/1",
    )  # fmt: skip
    assert texts(story, "ja") == ["恒久対応を行う"]
    assert texts(story.set("fix.choice", "now")) == []


def test_the_fix_that_has_a_text_stands_once(story: Story) -> None:
    story.set("fix.choice", "ticket").set("fix.owner", "payments team")
    story.add(FollowUpAdded("bring the retry back", "permanent"))
    (row,) = rows(story)
    assert (row.text, row.owner, row.when) == ("bring the retry back", "payments team", "later")


def test_a_workaround_that_is_kept_is_one_until_it_is_removed(story: Story) -> None:
    story.set("workaround", "pay by invoice").set("workaround.state", "kept").set("workaround.due", TICKET)
    (row,) = rows(story)
    assert (row.text, row.kind, row.due) == ("remove the workaround: pay by invoice", "permanent", DUE)
    story.set("workaround.state", "kept")
    assert [again.id for again in rows(story)] == [row.id]  # said again: what was said of it stays
    assert texts(story.set("workaround.state", "removed")) == []


# -- answers at steps --------------------------------------------------------------------------------


def test_an_answer_at_c8_adds_one_of_its_kind_and_ticks_the_step(story: Story) -> None:
    (new,) = answer(story, "follow_up.prevent", "a test").news
    assert new.event == FollowUpAdded("a test", "prevent", step="close/C8")
    incident = story.incident()
    assert incident.steps["close/C8"].parts == {"follow_up.prevent": "a test"}
    assert incident.value("follow_up.prevent") == "a test"  # what Enter takes where it is asked again


def test_saying_again_what_is_there_adds_nothing(story: Story) -> None:
    answer(story, "follow_up.permanent", "the retry", "write-report/W6")
    answer(story, "follow_up.permanent", "the retry", "close/C8")
    assert texts(story) == ["the retry"]
    assert {"write-report/W6", "close/C8"} <= story.incident().steps.keys()


def test_another_answer_at_the_same_step_puts_the_one_before_right(story: Story) -> None:
    answer(story, "follow_up.prevent", "a tset")
    answer(story, "follow_up.prevent", "a test")
    assert texts(story) == ["a test"]
    answer(story, "follow_up.prevent", "none, because the service is retired")
    assert [row.state for row in rows(story)] == ["dropped"]
    assert "prevent" not in uncovered(story.incident())


def test_nobody_knowing_is_an_answer(story: Story) -> None:
    assert answer(story, "follow_up.prevent", None).news[0].event == FieldSet(
        "follow_up.prevent", None, "confirmed", "", "close/C8"
    )
    assert standing(story.incident()) == ()
    assert "prevent" in uncovered(story.incident())


@pytest.mark.parametrize(
    ("text", "is_none", "reason"),
    [
        ("none", True, ""),
        ("None.", True, ""),
        ("なし。", True, ""),
        ("特になし", True, ""),
        ("-", True, ""),
        ("n/a", True, ""),
        ("nothing to do", True, ""),
        ("none, because it was the provider", True, "because it was the provider"),
        ("None — already done", True, "already done"),
        ("none: confirmed", True, "confirmed"),
        ("なし(外部要因)", True, "外部要因"),
        ("なし: 確定済み", True, "確定済み"),
        ("none of the clients may retry more than twice", False, ""),
        ("no retries without a limit", False, ""),
        ("nothing is deployed without a canary", False, ""),
        ("無しでも動くようにする", False, ""),
        ("不要なジョブを止める", False, ""),
        ("- an alert", False, ""),
        ("NA region failover", False, ""),
    ],
)
def test_what_says_that_there_is_nothing_to_do(text: str, is_none: bool, reason: str) -> None:  # noqa: FBT001
    assert says_none(text) is is_none
    assert reason_in(text) == reason


# -- the gates ---------------------------------------------------------------------------------------


def test_each_kind_has_one_or_a_reason_s2_12(story: Story) -> None:
    assert uncovered(story.incident()) == KINDS
    story.add(FollowUpAdded("a test", "prevent")).set("follow_up.detect", "none: the alert fired at once")
    story.set("follow_up.recover", "none").add(FollowUpAdded("no kind"))
    assert uncovered(story.incident()) == ("cause", "permanent", "recover")


def test_one_that_was_dropped_covers_its_kind_by_the_reason(story: Story) -> None:
    story.add(FollowUpAdded("a test", "prevent"))
    added = story.facts[-1].id
    assert "prevent" not in uncovered(story.add(FollowUpEnded(added, "dropped", "retired")).incident())
    story.add(Undone(story.facts[-1].id)).add(FollowUpEnded(added, "dropped"))
    assert "prevent" in uncovered(story.incident())


def test_each_is_settled_with_a_reason_and_with_somebody_s4_12(story: Story) -> None:
    story.add(FollowUpAdded("a test", "prevent", when="now", decided_by="product owner"))
    assert rules(tuple(follow_ups.unsettled(story.incident()))) == []
    story.add(FollowUpAdded("an alert", "detect"))
    handle = f"m-{story.facts[-1].id}"
    undecided, by = follow_ups.unsettled(story.incident())
    assert undecided.fixes == (f"incidentctl follow-up set {handle} --when now",)
    assert by.fixes == ("incidentctl set priorities.decided_by TEXT",)
    story.add(FollowUpSet(story.facts[-1].id, when="wont")).set("priorities.decided_by", "product owner")
    (broken,) = follow_ups.unsettled(story.incident())
    assert (broken.variant, broken.fixes) == ("why", (f"incidentctl follow-up set {handle} --why TEXT",))


def test_without_an_owner_or_a_date_it_is_named_unless_it_is_not_done_s0_31(story: Story) -> None:
    story.add(FollowUpAdded("a test", "prevent", "web team")).add(FollowUpAdded("x", when="wont", why="y"))
    (broken,) = follow_ups.unowned(story.incident())
    handle = f"m-{story.facts[-2].id}"
    assert broken.fixes == (f"incidentctl follow-up set {handle} --due DATE",)
    assert broken.params == {"count": 1}
    assert not list(follow_ups.unowned(story.add(FollowUpSet(story.facts[-2].id, due=DUE)).incident()))


# -- C9 ----------------------------------------------------------------------------------------------


@pytest.fixture
def three(story: Story) -> Story:
    """Three follow-ups that nobody has settled; their ids are f00002 to f00004."""
    return (
        story.add(FollowUpAdded("a test", "prevent"))
        .add(FollowUpAdded("an alert", "detect"))
        .add(FollowUpAdded("a button", "recover"))
    )


def settled(story: Story) -> dict[str, tuple[str, str]]:
    return {row.text: (row.when, row.why) for row in rows(story)}


def test_they_are_settled_by_naming_them(three: Story) -> None:
    answer(three, "priorities.now", "m-f00002, f-f00003", "close/C9")
    ruled = answer(three, "priorities.later", "rest: after the migration", "close/C9")
    assert ruled.broken == ()
    assert settled(three) == {
        "a test": ("now", ""), "an alert": ("now", ""), "a button": ("later", "after the migration"),
    }  # fmt: skip
    parts = three.incident().steps["close/C9"].parts
    assert parts == {"priorities.now": "f00002 f00003", "priorities.later": "f00004"}
    assert "priorities.now" not in three.incident().fields  # no report prints ids


@pytest.mark.parametrize("text", ["残り全部:移行のあと", "all: 移行のあと", "すべて : 移行のあと"])
def test_all_that_are_left_are_named_in_both_languages(three: Story, text: str) -> None:
    answer(three, "priorities.later", text, "close/C9")
    assert set(settled(three).values()) == {("later", "移行のあと")}


def test_putting_off_without_a_reason_is_told(three: Story) -> None:
    ruled = answer(three, "priorities.wont", "m-f00002", "close/C9")
    assert rules(ruled.broken) == ["S4-12.why"]
    assert ruled.broken[0].fixes == ("incidentctl follow-up set m-f00002 --why TEXT",)
    assert settled(three)["a test"] == ("wont", "")


@pytest.mark.parametrize("text", ["the contract test, this week", "m-nowhere", "契約テストを今週中に"])
def test_prose_is_kept_and_settles_none(three: Story, text: str) -> None:
    ruled = answer(three, "priorities.now", text, "close/C9")
    assert rules(ruled.broken) == ["S4-12"]
    assert three.incident().value("priorities.now") == text
    assert {when for when, _ in settled(three).values()} == {""}


@pytest.mark.parametrize(
    ("field", "value"), [("now", "none"), ("wont", "なし"), ("later", None), ("decided_by", "PO")]
)
def test_an_answer_that_names_none_of_them_asks_for_nothing(
    three: Story, field: str, value: str | None
) -> None:
    ruled = answer(three, f"priorities.{field}", value, "close/C9")
    assert ruled.broken == ()
    assert [new.event for new in ruled.news] == [FieldSet(f"priorities.{field}", value, step="close/C9")]


# -- deciding ----------------------------------------------------------------------------------------


def test_what_lacks_an_owner_a_date_or_a_reason_is_told_as_it_is_added() -> None:
    with pytest.raises(NeedsAnswer, match="needs-follow-up"):
        follow_ups.add(FollowUpAdded("  "))
    assert follow_ups.add(FollowUpAdded("x", owner="web team", due=DUE)).broken == ()
    assert rules(follow_ups.add(FollowUpAdded("x", owner="web team")).broken) == ["S0-31.follow-up"]
    assert rules(follow_ups.add(FollowUpAdded("x", when="wont")).broken) == ["S4-12.why"]


def test_it_ends_once_and_is_dropped_for_a_reason_only(three: Story) -> None:
    (row, *_) = standing(three.incident())
    with pytest.raises(NeedsAnswer, match="needs-why-follow-up"):
        follow_ups.end(row, "dropped", " ")
    ended = follow_ups.end(row, "dropped", "retired").news[0].event
    with pytest.raises(Refused, match="follow-up-is-over"):
        follow_ups.end(standing(three.add(ended).incident())[0], "done", "")
    with pytest.raises(NeedsAnswer, match="follow-up-set-what"):
        follow_ups.change(row, FollowUpSet(row.fact.id))


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_view_calls_a_kind_or_a_timing_can_be_typed(lang: Lang) -> None:
    words = Words(lang)
    assert [kind_named(words(f"fields.follow_up.{kind}").upper()) for kind in KINDS] == [*KINDS]
    assert [timing_named(words(f"follow_up.when.{when}")) for when in TIMINGS] == [*TIMINGS]
    assert [factor(f"{words(f'report.factor.{kind}')}: x") for kind in FACTORS] == [
        (kind, "x") for kind in FACTORS
    ]


def test_what_is_neither_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        kind_named("detct")
    assert caught.value.params["suggestion"] == "detect"
    assert kind_named("収束時間短縮") == "recover"
    with pytest.raises(UsageError, match="no-such-follow-up-when"):
        timing_named("tomorrow")


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://tracker.example/PAY-77?a=1#x", True),
        ("http://10.0.0.1:8080/1", True),
        ("", True),
        ("ftp://x.example/1", False),
        ("javascript:alert(1)", False),
        ("https://x y", False),
        ("https://x.example/\x1b[2J", False),
        ("https://x.example/<b>", False),
        ("PAY-77", False),
    ],
)
def test_a_ticket_stands_at_an_http_address(url: str, is_one: bool) -> None:  # noqa: FBT001 - a column
    if is_one:
        assert url_of(url) == url
        return
    with pytest.raises(UsageError, match="follow-up-url"):
        url_of(url)


# -- views -------------------------------------------------------------------------------------------


def test_a_person_as_the_owner_is_shown_as_a_role(story: Story) -> None:
    story.add(FollowUpAdded("ask suzuki to add a test", "prevent", "sato", why="as sato said", when="later"))
    story.note("here", by="suzuki")
    (row,) = rows(story)
    assert (row.text, row.owner, row.why) == (
        "ask a responder to add a test", "The commander", "as the commander said",
    )  # fmt: skip


def test_nothing_of_the_privacy_track_is_listed(story: Story) -> None:
    story.add(FollowUpAdded("tell the 12 people", "prevent", step="personal-data/P10"))
    story.add(TaskAssigned("sato", "x", private=True)).add(FollowUpAdded("a test", "prevent"))
    assert texts(story) == ["a test"]
    assert all("12 people" not in page for page in story.pages())


def test_it_is_overdue_after_its_day(story: Story) -> None:
    story.add(FollowUpAdded("a test", "prevent", due=DUE)).add(FollowUpAdded("x", due=DUE, when="wont"))
    test, wont = rows(story)
    assert not is_overdue(test, story.at("2026-12-01T23:58:00+09:00").now)
    assert is_overdue(test, story.at("2026-12-02T00:00:00+09:00").now)
    assert not is_overdue(wont, story.now)


def test_the_report_has_a_table_with_owner_date_state_and_ticket(story: Story) -> None:
    story.add(
        FollowUpAdded("a test", "prevent", "web team", DUE, "later", "after 420", url="https://t.example/1")
    )
    story.add(FollowUpAdded("an alert", "detect")).add(
        FollowUpEnded(story.facts[-1].id, "dropped", "retired")
    )
    story.set("follow_up.cause", "none: confirmed")
    en, ja = story.page(), story.page("final", "ja")
    assert "| # | Area | Action | Owner | Due | State | Ticket |" in en
    assert (
        "| 3 | Prevent recurrence | a test | web team | 2026-12-01 (Tue) | later: after 420 "
        "| <https://t.example/1> |" in en
    )
    assert "| 1 | Confirm the cause | none: confirmed |" in en
    assert "| 4 | Detect sooner | an alert | not decided yet | not decided yet | dropped: retired |" in en
    assert "Follow-up dropped: an alert (retired)" in en
    assert "| 3 | 再発防止 | a test | web team | 2026年12月1日(火) | 後日対応(after 420) |" in ja


def test_p12_names_an_action_that_goes_on_and_no_reason_for_none(story: Story) -> None:
    story.add(FollowUpAdded("reproduce it", "cause")).mark("closed", "15:00")
    assert "(action 1)" in story.page("final")
    story.add(FollowUpEnded(story.facts[1].id, "dropped", "too costly"))
    assert "(action" not in story.page("final")
    story.set("follow_up.cause", "none: it does not happen any more")
    assert "(action" not in story.page("final")


# -- contributing factors ----------------------------------------------------------------------------


def test_a_factor_has_a_kind_such_as_external_s4_14(story: Story) -> None:
    assert rules(tuple(unsorted(story.incident()))) == ["S4-14"]
    story.set("cause.factors", ["no test", "14:02: it began"])
    assert rules(tuple(unsorted(story.incident()))) == ["S4-14"]
    story.set("cause.factors", ["no test", "external: the bank was slow", "外部要因:銀行の応答が遅れた"])
    assert rules(tuple(unsorted(story.incident()))) == []
    page = story.page()
    assert "Contributing factor: no test" in page
    assert "Contributing factor (external): the bank was slow" in page
    assert "寄与した要因(外部): 銀行の応答が遅れた" in story.page("final", "ja")
