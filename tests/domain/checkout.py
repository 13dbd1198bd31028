"""A checkout outage from the first alert to the end of its review, told in both languages.

Its people stand in notes and orders, so that a report that let a name through would show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.events.clocks import ClockStarted, ClockStopped
from incidentctl.domain.events.decisions import Decided, DecisionSettled
from incidentctl.domain.events.endings import Closed, CriterionAdded, CriterionTicked, Resolved, StoodDown
from incidentctl.domain.events.follow_ups import FollowUpAdded, FollowUpEnded
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.roles import RoleReleased, RoleTaken
from incidentctl.domain.events.steps import RunbookFrozen, StepSkipped
from incidentctl.domain.events.tasks import TaskAssigned, TaskEnded
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.events.values import HopMarked, SeveritySet
from incidentctl.domain.events.voices import HypothesisAdded, Parked
from incidentctl.domain.events.writes import WriteBegun, WriteEnded
from incidentctl.domain.times import Moment, from_iso
from tests.domain.checkout_texts import TEXTS

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

PEOPLE = {"en": ("Priya", "Tom", "Elena", "Marcus", "Jane"), "ja": ("鈴木", "佐藤", "田中", "高橋", "伊藤")}
"""Commander, operator, the next operator, liaison, scribe."""

COMPONENTS = ("edge-gw", "orders-api", "payments-db")
"""What only engineers know by name."""

ZONES = {"en": ("Europe/London", "+00:00"), "ja": ("Asia/Tokyo", "+09:00")}


class _Night:
    """One telling: the texts of a language, and who holds which role."""

    def __init__(self, story: Story, lang: Lang) -> None:
        self.s, self.t = story, TEXTS[lang]
        self.commander, self.operator, self.second, self.liaison, self.scribe = PEOPLE[lang]
        self.zone, self.offset = ZONES[lang]

    def fields(self, by: str, *names: str, **values: Any) -> None:
        """Set fields to what the texts say, and others (`impact__users=`) to values."""
        for name in names:
            self.s.set(name, self.t[name], by=by)
        for name, value in values.items():
            self.s.set(name.replace("__", "."), value, by=by)

    def time(self, text: str) -> str:
        return f"{text if 'T' in text else '2026-11-22T' + text}:00{self.offset}"

    def begin(self) -> None:
        s, t, commander = self.s, self.t, self.commander
        s.add(Declared(t["title"], self.zone), by=commander)
        s.add(RunbookFrozen("report", "9f8e7d6c5b4a" + "0" * 52, "1" * 64), by=commander)
        s.mark("started", "13:58", by=commander).mark("detected", "14:01", by=commander)
        s.add(RoleTaken("commander", commander), by=commander)
        self.fields(commander, "detection.reporter", "service", detection__source="alert")
        s.add(Told((t["support"], t["team"]), t["channel"]), by=commander)
        s.at("14:05").add(SeveritySet("SEV2", t["level"], 30, 60, 60), by=commander)
        self.fields(commander, privacy__concern="no")
        for role in ("operator", "liaison", "scribe"):
            s.add(RoleTaken(role, getattr(self, role)), by=commander)

    def investigate(self) -> None:
        s, t = self.s, self.t
        s.at("14:07").note(t["error_rate"], by=self.operator).note(t["guess"], "guess", by=self.operator)
        s.add(HypothesisAdded(t["suspicion"]), by=self.operator)
        s.at("14:09").note(t["calls"], "relayed", source=t["support"], by=self.scribe)
        s.note(t["question"], "question", by=self.scribe)
        self.fields(self.scribe, "happening", "expected", "symptom", "workaround", "impact.scope")
        self.fields(self.scribe, impact__users={"min": 300, "max": 400}, repro__result="not_tried")
        self.fields(self.liaison, "contact")
        for audience in ("manager", "customer"):
            s.at("14:12").add(
                UpdatePosted(t[f"first.{audience}"], audience, "investigating", first=True), by=self.liaison
            )
        s.at("14:14")
        self.fields(
            self.operator, "change.what", change__recent="released", change__id="412", path=[*COMPONENTS]
        )
        s.add(HopMarked("edge-gw", "ok"), by=self.operator)
        s.add(HopMarked("orders-api", "ng", t["hop"]), by=self.operator)
        s.set("cause", t["guess"], "likely", by=self.operator)
        s.at("14:16")
        self.fields(
            self.scribe,
            "impact.share",
            impact__users={"min": 1200, "max": 1500},
            impact__tickets={"min": 12, "max": 12},
        )

    def change(self) -> None:
        s, t = self.s, self.t
        s.at("14:18").add(Decided(t["decided"], "evidence", t["risk"], t["stop_if"]), by=self.commander)
        self.fields(self.operator, rollback__data="safe", rollback__procedure="ready")
        self.fields(self.commander, rollback__decision="roll_back")
        s.at("14:19").add(Decided(t["asked"], level="owner"), by=self.commander)
        s.set("outlook", t["outlook"], "likely", by=self.commander)
        s.at("14:20").add(WriteBegun(t["act"], "previous_build", t["before"]), by=self.operator)
        s.at("14:24")

    def recover(self) -> None:
        s, t = self.s, self.t
        asked, write = (self.newest(kind) for kind in ("decided", "write_begun"))
        s.at("14:25").add(
            DecisionSettled(asked, "approved", self.commander, t["approved"]), by=self.commander
        )
        s.at("14:27").add(WriteEnded(write, t["after"]), by=self.operator)
        self.fields(
            self.operator, "mitigation", mitigation__method="previous_build", mitigation__result="restored"
        )
        s.mark("mitigated", "14:27", by=self.operator)
        for audience in ("manager", "customer"):
            s.at("14:30").add(UpdatePosted(t[f"second.{audience}"], audience, "mitigated"), by=self.liaison)
        s.at("14:33").note(t["handover"], by=self.scribe)
        s.add(RoleReleased("operator", self.operator), by=self.commander)
        s.add(RoleTaken("operator", self.second), by=self.commander)
        s.add(Acted(t["look"], look=True, after=t["looked"]), by=self.second)
        s.at("14:36").note(t["release_note"], by=self.second)  # it happened before anybody was there
        s.facts[-1] = s.facts[-1]._replace(at=Moment(from_iso(self.time("13:52"))))
        s.at("14:37").add(TaskAssigned(self.second, t["count"]), by=self.commander)
        s.at("14:40").add(CriterionAdded(t["criterion"]), by=self.commander)

    def finish(self) -> None:
        s, t = self.s, self.t
        task, criterion = (self.newest(kind) for kind in ("task_assigned", "criterion_added"))
        s.at("14:52").set("cause", t["cause"], "confirmed", by=self.second)
        self.fields(self.second, "cause.evidence", repro__result="yes", repro__same_build="yes")
        s.at("14:58").add(TaskEnded(task), by=self.second)
        self.fields(self.second, impact__users={"min": 1204, "max": 1204})
        s.at("15:02").add(CriterionTicked(criterion, t["ticked"]), by=self.commander)
        self.fields(self.commander, "recovery.fact")
        s.add(Resolved(self.time("16:05")), by=self.commander)
        s.at("15:06").add(UpdatePosted(t["third.customer"], "customer", "recovered"), by=self.liaison)
        s.add(Told((t["support"], t["team"], t["sales"]), t["channel"]), by=self.liaison)
        s.add(StepSkipped("first-response/F12", t["skip"]), by=self.liaison)
        s.at("16:10").add(StoodDown(""), by=self.commander)

    def review(self) -> None:
        s, t = self.s, self.t
        s.at(self.time("2026-11-25T10:00"))
        self.fields(self.scribe, "summary", "happening", "detection.delay", "cause.factors", "impact.regions")
        self.fields(self.scribe, "impact.period", "impact.data", "impact.sla")
        self.fields(self.scribe, impact__share=t["share_in_all"], impact__tickets={"min": 57, "max": 57})
        s.set(f"custom.{t['custom']}", t["stores"], by=self.scribe)
        tickets = "https://tickets.example/PAY-71"
        for kind, owner, due, when, url in (
            ("cause", "team", "2026-11-27", "now", f"{tickets}0"),
            ("permanent", "team", "2026-11-27", "now", f"{tickets}1"),
            ("prevent", "team", "2026-12-04", "now", f"{tickets}2"),
            ("detect", "platform", "2026-12-04", "now", ""),
            ("recover", "platform", "2027-01-29", "later", ""),
        ):
            why = t["recover.why"] if when == "later" else ""
            ends = self.time(f"{due}T23:59")
            action = FollowUpAdded(t[f"to.{kind}"], kind, t[owner], ends, when, why, t["head"], url)
            s.add(action, by=self.scribe)
        s.add(FollowUpEnded(s.facts[-5].id, why=t["done"]), by=self.scribe)
        self.fields(self.scribe, verification__production="fixed", workaround__state="none")
        s.add(Parked(t["parked"]), by=self.scribe)
        lessons = (name for name in t if name.startswith("lessons."))
        self.fields(self.scribe, *lessons, "runbook_change")
        s.at(self.time("2026-11-25T11:30")).add(Closed(""), by=self.commander)

    def protect(self) -> None:
        s, t = self.s, self.t
        s.at("14:45").note(t["seen"], by=self.operator, private=True)
        self.fields(self.commander, "privacy.channel", privacy__concern="yes", privacy__lead=self.scribe)
        self.fields(self.commander, privacy__aware_at={"t": self.time("14:45"), "pr": "minute"})
        s.at("14:50")
        self.fields(self.scribe, "privacy.told", "privacy.items", "privacy.whose", "privacy.how")
        self.fields(self.scribe, "privacy.containment", "privacy.preserved", privacy__contained="yes")
        self.fields(self.scribe, privacy__sensitive="no", privacy__payment="yes", privacy__unlawful=None)
        self.fields(self.scribe, privacy__count={"min": 800, "max": 1300}, privacy__reached="reachable")
        self.fields(self.scribe, privacy__as_of={"t": self.time("14:48"), "pr": "minute"})
        due, soft = self.time("2026-11-27T14:45"), self.time("2026-11-25T14:45")
        clock = ClockStarted("appi-first", self.time("14:45"), due, soft, private=True)
        s.at("14:55").add(clock, by=self.scribe, at=Moment(from_iso(self.time("14:45"))))
        s.add(ClockStopped("gdpr-33", t["why"], private=True), by=self.scribe)
        s.add(TaskAssigned(self.operator, t["task"], private=True), by=self.scribe)
        s.at("15:05").add(TaskEnded(self.newest("task_assigned"), text=t["answer"]), by=self.operator)
        self.fields(self.scribe, "privacy.judged_by", privacy__regulators="applies")
        self.fields(self.scribe, privacy__persons="undecided")
        s.at("15:10")

    def newest(self, kind: str) -> str:
        found: str = next(fact.id for fact in reversed(self.s.facts) if fact.kind == kind)
        return found


def under_way(stories: type[Story], lang: Lang) -> Story:
    """Tell the first 26 minutes: a change is under way, and the cause is not known."""
    night = _Night(stories(f"2026-11-22T14:03:00{ZONES[lang][1]}"), lang)
    night.begin()
    night.investigate()
    night.change()
    return night.s


def finished(stories: type[Story], lang: Lang) -> Story:
    """Tell all of it: recovery, the watch, the review with five kinds of follow-ups, and the end."""
    night = _Night(under_way(stories, lang), lang)
    night.recover()
    night.finish()
    night.review()
    return night.s


def private(stories: type[Story], lang: Lang) -> Story:
    """Tell of the same incident with its personal-data track open: it has a report of its own."""
    night = _Night(under_way(stories, lang), lang)
    night.protect()
    return night.s
