"""One incident, entered in any order: the report tells what happened, not when somebody got round to it."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.decisions import Decided
from incidentctl.domain.events.endings import Resolved, StoodDown
from incidentctl.domain.events.follow_ups import FollowUpAdded
from incidentctl.domain.events.notes import Acted, Noted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.steps import StepSkipped
from incidentctl.domain.events.tasks import TaskAssigned
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.events.values import FieldSet, HopMarked, SeveritySet
from incidentctl.domain.events.voices import Parked
from incidentctl.domain.forms import AUDIENCES, FORMS
from incidentctl.domain.times import Moment, iso
from incidentctl.render.as_json import report_json
from incidentctl.render.html import report_as_html
from incidentctl.render.markdown import report_as_markdown
from incidentctl.words import LANGS
from tests.domain.conftest import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.facts import Event, Fact
    from incidentctl.domain.report_values import Report

BEGIN = "2026-11-22T14:00:00+09:00"


def told(events: Sequence[tuple[int, Event, str]]) -> Story:
    """Enter in this order, an hour later, events that happened so many minutes after the begin."""
    story = Story(BEGIN).declare()
    begin = story.now
    for role, who in (("commander", "sato"), ("operator", "suzuki"), ("scribe", "kato")):
        story.add(RoleTaken(role, who))
    story.at("15:00")
    for minutes, event, by in events:
        story.add(event, by, Moment(begin + timedelta(minutes=minutes), "minute"))
    story.at("16:00")
    story.add(Resolved(""), "sato", Moment(begin + timedelta(minutes=55), "minute"))
    return story.add(StoodDown("")).at("17:00")


def reports(facts: Sequence[Fact], story: Story) -> list[Report]:
    """Give the report in all forms, audiences and languages, of facts that are read in this order."""
    read = Story()
    read.facts, read.now = [*facts], story.now
    return [read.report(form, lang, audience) for form, audience, lang in product(FORMS, AUDIENCES, LANGS)]


def pages(found: Sequence[Report]) -> list[str]:
    return [render(each) for each in found for render in (report_as_markdown, report_as_html, report_json)]


def milestone(story: Story, name: str, minutes: int) -> FieldSet:
    return FieldSet(f"{name}_at", {"t": iso(story.now + timedelta(minutes=minutes)), "pr": "minute"})


def happenings() -> list[tuple[int, Event, str]]:
    """Give what happened, a minute apart, each about something of its own."""
    start = Story(BEGIN)
    events: list[tuple[Event, str]] = [
        (Noted("31 % of the calls fail"), "suzuki"), (Noted("twelve calls", "relayed", "support"), "kato"),
        (Noted("did the cache expire?", "question"), "sato"), (Noted("stop the batch", "decision"), "sato"),
        (Acted("rolled back to 411", before="31 %", after="0.2 %"), "suzuki"),
        (Acted("read the log", look=True), "kato"), (Acted("restarted the queue"), "suzuki"),
        (Told(("support",)), "sato"), (Told(("sales", "PR"), "mail"), "kato"),
        (HopMarked("api", "ng", "timeouts"), "suzuki"), (HopMarked("client", "ok"), "suzuki"),
        (Decided("roll back", "evidence", "orders are lost", "rate above 1 %", "field"), "sato"),
        (Decided("close the shop", "experience", "", "", "owner"), "sato"),
        (FieldSet("cause", "a division by zero", "confirmed"), "sato"),
        (FieldSet("impact.scope", "checkout"), "kato"), (FieldSet("custom.shop", "all"), "kato"),
        (FieldSet("custom.region", "east"), "kato"), (FieldSet("repro.steps", None, "unknown"), "kato"),
        (FieldSet("workaround", None, "unknown"), "kato"), (FieldSet("change.at", None, "unknown"), "kato"),
        (FieldSet("path", ["client", "api"]), "kato"), (milestone(start, "started", -12), "kato"),
        (milestone(start, "detected", -2), "kato"), (milestone(start, "mitigated", 40), "kato"),
        (SeveritySet("SEV2", "payments", 30, 60, 60), "sato"),
        (Parked("why two caches?", question=True), "suzuki"), (Parked("read the old report"), "kato"),
        (StepSkipped("first-response/F12", "told by mail"), "sato"),
        (StepSkipped("close/C9", "later"), "sato"), (FollowUpAdded("add an alert", "detect"), "sato"),
        (FollowUpAdded("test zero rates", "prevent"), "kato"),
        (FollowUpAdded("page for cards", "detect"), "kato"),
        (FieldSet("follow_up.cause", "read the dump"), "kato"),
        (UpdatePosted("Cards fail.", "customer", "investigating"), "kato"),
        (TaskAssigned("kato", "count"), "sato"),
        (UpdatePosted("31 % fail.", "manager", "investigating"), "kato"),
        (RoleTaken("liaison", "abe"), "abe"), (RoleTaken("sme", "mori"), "mori"),
    ]  # fmt: skip
    return [(minutes, event, by) for minutes, (event, by) in enumerate(events, 2)]


SEEDS = [0, 1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 40))]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_entry_changes_no_report(seed: int) -> None:
    events = happenings()
    Random(seed).shuffle(events)  # noqa: S311 - a fixed seed
    story, again = told(happenings()), told(events)
    first, second = reports(story.facts, story), reports(again.facts, again)
    assert first == second
    if not seed:
        assert pages(first) == pages(second)


@pytest.mark.parametrize("seed", SEEDS)
def test_neither_the_order_of_files_nor_how_many_there_are_changes_a_report(seed: int) -> None:
    story, random = told(happenings()), Random(seed)  # noqa: S311 - a fixed seed
    facts = [fact._replace(writer=f"w-{random.randrange(1 + seed % 4)}") for fact in story.facts]
    copies = [*facts, *random.sample(facts, 5)]
    random.shuffle(copies)
    assert reports(copies, story) == reports(facts, story)


def test_of_one_minute_the_order_of_entry_counts() -> None:
    rows: list[tuple[int, Event, str]] = [(5, Noted("first"), "kato"), (5, Noted("second"), "kato")]
    rows.append((4, Noted("before"), "kato"))
    page = told(rows).page()
    assert page.index("before") < page.index("first") < page.index("second")


def test_what_a_late_post_could_not_say_yet_has_changed_since() -> None:
    post: tuple[int, Event, str] = (20, UpdatePosted("31 % fail.", "manager", "investigating"), "kato")
    note: tuple[int, Event, str] = (10, Noted("entered an hour after it was seen"), "kato")
    for rows in ([post, note], [note, post]):
        changes = told(rows).page("progress").split("\n## ")[1]
        assert "entered an hour after it was seen" in changes
    live = Story(BEGIN).declare().note("seen before the post")
    live.at("14:20").add(UpdatePosted("31 % fail.", "manager", "investigating")).at("14:30")
    assert "seen before the post" not in live.page("progress").split("\n## ")[1]


@pytest.mark.parametrize("form", FORMS)
def test_customers_of_what_is_over_do_not_read_of_work_that_goes_on(form: str) -> None:
    page = told([]).page(form, "en", "customer")
    assert "looking for the cause" not in page
    assert "[RESOLVED]" in page or "[CLOSED]" in page
