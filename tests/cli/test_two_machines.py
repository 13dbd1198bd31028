"""Two machines that had not heard of each other, and whose logs were brought together afterwards."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.facts import New
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


@pytest.fixture
def there(desk: Desk) -> Desk:
    """Give the other desk: it has a copy of everything up to now, and half a minute later."""
    desk("declare", "Checkout returns 500", "--no-walk")
    desk("role", "take", "operator", "--override", "x")
    other = type(desk)(desk.home.with_name("there"), desk.capsys)
    shutil.copytree(desk.home, other.home)
    (other.home / "writer").unlink()
    other.at, other.user = desk.at + timedelta(seconds=30), "tanaka"
    return other


def bring_together(desk: Desk, there: Desk) -> None:
    """Bring each machine the files of the other."""
    for one, other in ((desk, there), (there, desk)):
        for path in (one.home / "incidents").rglob("w-*.jsonl"):
            copy = other.home / path.relative_to(one.home)
            if not copy.exists() or copy.stat().st_size < path.stat().st_size:
                shutil.copyfile(path, copy)
    desk.at = there.at = max(desk.at, there.at)


def test_two_commanders_are_shown_and_one_lets_go(desk: Desk, there: Desk) -> None:
    desk("role", "take", "commander")
    there("role", "take", "commander")
    bring_together(desk, there)
    assert desk("brief").out == there("brief").out
    assert "aoki since 14:05, tanaka since 14:05" in desk("role", "list").out
    for lang in LANGS:
        assert "ic role release commander" in desk("note", "x", "--lang", lang).err
    assert there("role", "release", "commander").code == 0
    assert "S1-3" not in there("note", "x").err
    assert desk("verify").code == there("verify").code == 0


def test_two_changes_under_way_are_said_until_one_ended(desk: Desk, there: Desk) -> None:
    desk("act", "--begin", "roll back")
    there("role", "take", "operator", "--why", "no answer", "--override", "y")
    there("act", "--begin", "restart")
    bring_together(desk, there)
    said = desk("note", "x").err
    assert "S1-12: 2 changes of the system are under way at once" in said
    assert desk("act", "--begin", "more").code == 4
    assert desk("act", "--end", "--after", "1").code == 0
    assert "under way at once" not in desk("note", "x").err
    assert "restart" in desk("brief").out


def test_an_end_that_was_declared_twice_is_one_end(desk: Desk, there: Desk) -> None:
    for each in (desk, there):
        each("resolve", "orders go through", "--override", "y")
    there("stand-down", "--override", "y")
    there("close", "--override", "y")
    desk.wait(minutes=5)
    desk("note", "still a few errors")
    desk("role", "take", "commander", "--why", "no answer")
    bring_together(desk, there)
    assert desk("list", "--json").json["incidents"] == there("list", "--json").json["incidents"]
    assert "closed" in desk("list").out
    assert "still a few errors" in desk("report").out
    for line in ("brief", "role list", "timeline", "report --form final", "task list", "clock list"):
        assert desk(*line.split()).code == 0, line
    incident = desk("list", "--json").json["incidents"][0]["id"]
    assert desk("reopen", "--why", "it is back", "-i", incident).code == 0
    assert desk("verify").code == 0


def test_a_zone_that_this_machine_does_not_know_is_utc(desk: Desk) -> None:
    declared = New(Declared("Checkout returns 500", "Mars/Olympus"))
    desk.context().timeline.begin([declared], by="ann", day=desk.at.date())
    for line in ("brief", "list", "timeline", "report", "note x", "role list"):
        assert desk(*line.split()).code == 0, line
    assert "05:05" in desk("timeline").out
    assert desk("note", "x", "--zone", "Mars/Olympus").code == 2


def test_what_a_clock_of_next_year_began_can_be_ended(desk: Desk, there: Desk) -> None:
    """Its facts sort behind all others: what was said of them came before, and was lost."""
    there.wait(days=60)
    there("role", "take", "commander")
    for line in ("act --begin restart --override y", "concern x", "hypothesis add x", "criteria add x"):
        assert there(*line.split()).code == 0, line
    there("assign", "aoki", "look", "--why", "x", "--within", "30m")
    there("decide", "stop the service", "--level", "owner")
    told = {entry["kind"]: entry["handle"] for entry in there("timeline", "--json").json["entries"]}
    desk.at = there.at - timedelta(days=60)
    at = desk.at
    bring_together(desk, there)
    desk.at = at
    for line in (
        f"act --end {told['write_begun']} --after 1 --why x",
        f"concern answer {told['concern_raised']} accepted --why x",
        f"task done {told['task_assigned']}", f"decide --approve {told['decided']} --by owner",
        f"hypothesis settle {told['hypothesis_added']} refuted --because x",
        f"criteria tick {told['criterion_added']} --evidence x",
    ):  # fmt: skip
        assert desk(*line.split()).code == 0, line
    (incident,) = desk.context().timeline.incidents()
    pulse = desk.context().timeline.pulse(incident)
    assert (pulse.writes, pulse.concerns, pulse.tasks, pulse.pending) == ({}, (), {}, ())
    assert "[x]" in desk("criteria", "list").out or "holds" in desk("criteria", "list").out
    for line in ("brief", "role list", "timeline", "report", "list", "clock list", "note x"):
        assert desk(*line.split()).code == 0, line
    assert "clock" in desk("verify").out
