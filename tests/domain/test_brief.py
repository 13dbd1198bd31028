"""The brief: what somebody needs who takes over, on one screen, without a name (S3-2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.brief import brief, checks
from incidentctl.domain.events.clocks import ClockStarted
from incidentctl.domain.events.decisions import Decided, DecisionSettled
from incidentctl.domain.events.endings import Resolved, StoodDown
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.roles import Joined, Left, RoleTaken
from incidentctl.domain.events.tasks import TaskAssigned, TaskEnded
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.events.values import HopMarked, SeveritySet
from incidentctl.domain.events.voices import ConcernAnswered, ConcernRaised
from incidentctl.domain.events.writes import WriteBegun, WriteEnded
from incidentctl.render.brief import ROWS, Page, lines
from incidentctl.render.brief_json import brief_data
from incidentctl.render.when import zone_named
from incidentctl.render.width import width
from incidentctl.words import LANGS, Words
from tests.domain.conftest import Story, policy

if TYPE_CHECKING:
    from incidentctl.domain.brief import Brief
    from incidentctl.words import Lang

NAMES = ("sato", "tanaka", "suzuki", "yamada", "kato", "watanabe")
TOKYO = zone_named("Asia/Tokyo")


def rich() -> Story:
    """Tell of an incident in which everything is going on at once, and names are typed everywhere."""
    told = Story().declare()
    told.add(SeveritySet("SEV1", every=30)).add(RoleTaken("commander", "tanaka"))
    told.add(RoleTaken("operator", "suzuki")).add(Joined("kato", "watching")).add(Joined("watanabe"))
    told.set("happening", "cards are refused, says tanaka").set("resolved_when", "no 500 for 15 min")
    told.set("decider", "tanaka").set("musts", ["no lost orders", "sato checks"])
    told.set("impact.users", {"min": 1200, "max": 1200}).set("impact.scope", "card payments")
    told.set("cause", "the pool of yamada is exhausted", "possible")
    told.set("path", ["client", "edge", "api"]).add(HopMarked("edge", "ok")).add(HopMarked("api", "ng"))
    told.add(Decided("back to the build of suzuki", "evidence", "sessions end"), "tanaka")
    told.add(Decided("stop taking cards", "experience", "no revenue", level="owner"), "tanaka")
    told.add(TaskAssigned("yamada", "count the orders for sato", "scope", "2026-11-22T14:20:00+09:00"))
    told.add(TaskAssigned("suzuki", "watch the pool", "see", "2026-11-22T16:00:00+09:00"))
    told.add(TaskAssigned("", "ask the bank", "see"))
    told.add(TaskAssigned("yamada", "call the lawyer of ito", private=True))
    told.add(ConcernRaised("is suzuki alone at the keyboard?"), "kato")
    told.add(ConcernRaised("the leak of kato", private=True), "kato")
    told.set("privacy.concern", "yes").set("privacy.how", "passports of watanabe")
    told.add(ClockStarted("appi-first", "aware", "2026-11-25T14:05:00+09:00"))
    told.add(Told(("manager",))).add(
        UpdatePosted("we look", "manager", "investigating", "2026-11-22T15:00:00+09:00")
    )
    told.set("standdown_when", "no 500 for one hour")
    told.at("14:30").note("error rate 12 percent, tanaka saw it").note("retries by yamada", "guess")
    told.note("queue is empty").note("the bank answers").note("p99 is 300 ms", by="tanaka")
    told.add(Acted("looked at the pool", look=True), "suzuki")
    told.add(WriteBegun("restart web-03 with sato"), "suzuki")
    return told.at("14:47")


def of(told: Story, lang: Lang = "en") -> Brief:
    return brief(told.incident(), policy(), told.now, lang)


def screen(told: Story, lang: Lang = "en", columns: int = 80, checks: tuple[str, ...] = ()) -> list[str]:
    return lines(
        of(told, lang),
        Words(lang),
        TOKYO,
        told.now,
        columns,
        following="incidentctl act --end",
        checks=checks,
    )


CHECKS = ("S1-20: a role is missing. `ic role take operator`", "S2-13: idle", "S4-7: no meeting", "S9: ?")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("columns", [80, 60, 40])
@pytest.mark.parametrize("checks", [(), CHECKS])
def test_a_rich_incident_fits_on_one_screen(lang: Lang, columns: int, checks: tuple[str, ...]) -> None:
    shown = screen(rich(), lang, columns, checks=checks)
    assert len(shown) <= ROWS
    assert max(map(width, shown)) <= columns
    assert shown[-1] == "→ incidentctl act --end"


NEEDED = {
    "en": (
        "SEV1", "mitigating", "42 min since 14:05 JST", "task force",
        "What is happening: cards are refused, says the commander",
        "What counts as resolved: no 500 for 15 min", "Decides: the commander", "no lost orders",
        "card payments, 1,200 users", "Cause: not confirmed yet", "edge is good, api is not",
        "Filled: commander, operator", "Vacant: liaison", "3 working, 2 ready, 1 watching",
        "CHANGE UNDER WAY since 14:30, by the operator: restart web-03",
        "Decided: back to the build of the operator (risk: sessions end)",
        "WAITING for the business owner to decide: stop taking cards (risk: no revenue)",
        "Open tasks: 3, overdue 1, without an owner 1", "a responder: count the orders for a responder",
        "is the operator alone at the keyboard?", "queue is empty", "the bank answers", "p99 is 300 ms",
        "Checked: looked at the pool", "Personal data: handled apart since 14:05",
        "appi-first: 11-25 14:05", "verify with legal", "Next update: 15:00, in 13 min",
        "Stand down when: no 500 for one hour",
    ),
    "ja": (
        "SEV1", "暫定対応中", "14:05 JSTから42分", "タスクフォース",
        "何が起きているのか: cards are refused", "どんな状態になれば解決と言えるか: no 500 for 15 min",
        "決める人: 指揮官", "no lost orders", "card payments、1,200人", "原因は未確定",
        "「edge」までは正常、「api」から異常", "着任: 指揮官、作業者", "空席: 外部通信役",
        "対応中3名、待機2名、見学1名", "変更中(14:30から、作業者): restart web-03", "決定: back to the build",
        "リスク: sessions end", "事業責任者の判断待ち: stop taking cards", "作業中3件(遅れ1・担当なし1)",
        "対応者: count the orders", "未回答の懸念", "queue is empty", "p99 is 300 ms",
        "個人情報: 14:05から", "期限 appi-first: 11-25 14:05", "法務に確認する",
        "次回報告: 15:00(あと13分)", "解除条件: no 500",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_it_suffices_to_take_over(lang: Lang) -> None:
    shown = "\n".join(screen(rich(), lang))
    assert [text for text in NEEDED[lang] if text not in shown] == []


@pytest.mark.parametrize("lang", LANGS)
def test_nobody_is_named_and_nothing_private_or_guessed_is_told(lang: Lang) -> None:
    told = rich()
    seen = of(told, lang)
    whole = brief_data(seen, Page(seen, Words(lang), TOKYO, told.now))
    texts = [*screen(told, lang, 400), str(whole)]
    hidden = (*NAMES, "lawyer", "leak", "passports", "exhausted", "retries")
    assert [(word, text) for word in hidden for text in texts if word in text] == []


def test_what_was_never_agreed_says_so_with_its_command() -> None:
    shown = screen(Story().declare())
    assert shown[2].endswith("not agreed yet → incidentctl set happening TEXT")
    assert shown[3].endswith("not agreed yet → incidentctl set resolved_when TEXT")


@pytest.mark.parametrize("lang", LANGS)
def test_both_alignments_come_first_whatever_their_length(lang: Lang) -> None:
    told = rich().set("happening", "cards are refused " * 9).set("resolved_when", "no 500 " * 30)
    shown = screen(told, lang)
    assert len(shown) <= ROWS
    assert [index for index, line in enumerate(shown) if Words(lang)("fields.happening") in line] == [1]
    assert [index for index, line in enumerate(shown) if Words(lang)("fields.resolved_when") in line] == [4]


def test_what_does_not_fit_gives_way_in_order_and_says_how_much() -> None:
    shown = screen(rich(), checks=CHECKS)
    assert shown[-2] == "+6 more: incidentctl task list, incidentctl brief --json, incidentctl timeline"
    assert not any(line.startswith("! ") for line in shown)
    told = Story().declare()
    roomy = screen(told, checks=CHECKS)
    assert [line for line in roomy if line.startswith("! ")] == [f"! {text}" for text in CHECKS[:3]]
    assert not any("more:" in line for line in roomy)


def test_a_log_from_before_these_events_has_a_brief_too() -> None:
    told = Story().declare().set("roles.operator", "tanaka").set("decision", "stop taking cards")
    told.add(Acted("restarted web-03"), "tanaka")
    seen = of(told)
    assert seen.filled == ("commander", "operator")
    assert (seen.decision, seen.tasks, seen.people.responding) == (None, (), 2)
    assert "restarted web-03" in "\n".join(screen(told))


def test_a_cause_is_a_fact_or_nothing() -> None:
    told = Story().declare().set("cause", "a pool of 10", "likely")
    assert "a pool of 10" not in "\n".join(screen(told))
    assert "Cause, confirmed: a pool of 10." in "\n".join(
        screen(told.set("cause", "a pool of 10", "confirmed"))
    )


def test_an_unknown_impact_is_being_confirmed() -> None:
    line = "Impact: Being confirmed. We will update this as soon as we know more."
    assert line in screen(Story().declare().set("impact.users", None))


def test_who_left_is_not_counted_and_who_only_watches_is_counted_as_that() -> None:
    told = Story().declare().add(Joined("kato")).add(Left("kato")).add(Joined("yamada", "watching"))
    assert of(told).people == (1, 0, 1)


def test_tasks_stand_with_the_most_urgent_first_and_without_what_is_done() -> None:
    told = Story().declare()
    told.add(TaskAssigned("sato", "later", "see", "2026-11-22T16:00:00+09:00"))
    told.add(TaskAssigned("", "nobody's", "see"))
    told.add(TaskAssigned("sato", "late", "see", "2026-11-22T14:05:01+09:00"))
    told.add(TaskAssigned("sato", "done", "see")).add(TaskEnded(told.facts[-1].id))
    assert [job.text.text for job in of(told).tasks] == ["late", "nobody's", "later"]


def test_a_decision_that_was_declined_is_not_what_was_decided() -> None:
    told = Story().declare().add(Decided("wait", "evidence")).add(Decided("stop all", level="owner"))
    told.add(DecisionSettled(told.facts[-1].id, "declined", "kato"))
    seen = of(told)
    assert seen.decision is not None
    assert (seen.decision.text.text, seen.pending) == ("wait", ())


def test_once_it_is_over_nothing_is_missing_any_more() -> None:
    told = rich().add(Resolved()).add(StoodDown())
    shown = "\n".join(screen(told))
    assert [word for word in ("Vacant", "Filled", "Nobody", "Next update", "UPDATE") if word in shown] == []
    assert "stood down" in shown
    assert checks(told.incident(), policy(), told.now) == ()


def test_the_standing_rules_are_told_as_far_as_they_bite() -> None:
    alone = Story().declare().add(Decided("try it", "intuition")).at("14:30")
    assert [each.rule for each in checks(alone.incident(), policy(), alone.now)] == ["S2-9"]
    both = alone.note("I am here", by="tanaka")
    assert [each.rule for each in checks(both.incident(), policy(), both.now)] == ["S1-20", "S2-9"]
    rules = {**policy().rules, "S2-9": policy().rules["S2-9"]._replace(level="hint")}
    hinting = policy()._replace(rules=rules)
    early = both.now - timedelta(minutes=20)
    assert [each.rule for each in checks(both.incident(), hinting, early)] == ["S1-20"]
    assert [each.rule for each in checks(both.incident(), hinting, both.now)] == ["S1-20", "S2-9"]


def test_what_is_answered_or_ended_is_not_told_any_more() -> None:
    told = Story().declare().add(ConcernRaised("too fast?"))
    told.add(ConcernAnswered(told.facts[-1].id, "accepted", "slower")).add(WriteBegun("restart"))
    told.add(WriteEnded(told.facts[-1].id))
    assert (of(told).concerns, of(told).change) == ((), None)


@pytest.mark.parametrize(
    ("minutes", "line"),
    [(0, "Next update: 14:35, in 30 min."), (31, "UPDATE OVERDUE: was promised for 14:35, 1 min ago.")],
)
def test_the_next_update_counts_down_and_then_is_overdue(minutes: int, line: str) -> None:
    told = Story().declare().at("14:05")
    told.add(UpdatePosted("", "engineer", "investigating", "2026-11-22T14:35:00+09:00"))
    told.now = datetime(2026, 11, 22, 5, 5, tzinfo=UTC) + timedelta(minutes=minutes)
    assert line in screen(told)
