"""The bare command, the brief and the footers, from the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.checklist import Item
from incidentctl.domain.runbook import Step
from incidentctl.domain.state import StepRecord
from incidentctl.render.width import width
from incidentctl.usecases.notices import notices_for, status
from incidentctl.usecases.overview import LINES
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

KEYS = [
    "schema_version", "incident", "title", "drill", "severity", "phase", "since", "minutes", "solo",
    "profile", "happening", "resolved_when", "decider", "musts", "impact", "cause", "boundary",
    "roles", "people", "change", "decision", "pending", "tasks", "concerns", "facts",
    "private_since", "clocks", "told", "next_update", "standdown_when", "checks", "next",
    "known_at",
]  # fmt: skip


def everything_at_once(desk: Desk) -> None:
    """Leave open whatever can be open, with three checklists begun and other incidents beside it."""
    desk("declare", "Login is slow")
    desk("declare", "Checkout returns 500", "--severity", "SEV1")
    desk("concern", "add", "too many hands?", "--as", "kato")
    desk("decide", "stop taking cards", "--level", "owner", "--risk", "no revenue")
    desk("decide", "back to the build before")
    desk("set", "privacy.concern", "yes")
    desk("set", "impact.users", "1200")
    desk("step", "done", "isolate-cause/I6")
    desk("step", "done", "write-report/W8")
    desk("note", "error rate 12 percent")
    desk("note", "queue is empty")
    desk("act", "--begin", "restart web-03", "--override", "test")
    desk.wait(minutes=45)


@pytest.mark.parametrize("lang", LANGS)
def test_the_bare_command_fits_in_twelve_lines_whatever_is_open(desk: Desk, lang: str) -> None:
    everything_at_once(desk)
    desk.lang = lang  # type: ignore[assignment]
    ran = desk()
    lines = ran.out.splitlines()
    assert len(lines) <= LINES == 12
    assert lines[-1].startswith("→ incidentctl ")
    for text in ("restart web-03", "stop taking cards", "S1-12", "report 1/"):
        assert text in ran.out
    assert any(line.startswith("  14:05 ") for line in lines)


def test_the_bare_command_shows_both_lanes(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    assert "Restore:  no change under way" in desk().out
    assert "Tell:     nobody yet" in desk().out
    desk("tell", "manager")
    desk("decide", "back to the build before", "--risk", "sessions end")
    ran = desk()
    assert "Tell:     last at 14:05" in ran.out
    assert "Decided:  back to the build before" in ran.out
    desk("act", "--begin", "roll back", "--before", "12%")
    assert "Restore:  roll back (since 14:05)" in desk().out
    assert desk("--json").json["restoring"] == "roll back"


def test_the_next_command_follows_what_blocks(desk: Desk) -> None:
    def following() -> str:
        return str(desk("--json").json["next"])

    desk("declare", "Checkout returns 500")
    assert following() == "incidentctl walk report"
    desk("tell", "manager")
    desk("concern", "add", "too many hands?", "--as", "kato")
    assert following().startswith("incidentctl concern answer e-")
    handle = following().split()[3]
    desk("act", "--begin", "restart")
    assert following() == "incidentctl act --end"
    desk("act", "--end", "--after", "0.1%")
    assert desk("concern", "answer", handle, "accepted", "--why", "yes").code == 0
    desk("decide", "stop cards", "--level", "owner")
    assert following().startswith("incidentctl decide --approve j-")
    assert desk("decide", "--approve", following().split()[3], "--by", "owner").code == 0
    desk("set", "next_update_at", "30m")
    assert following() == "incidentctl walk report"
    desk.wait(minutes=31)
    assert following() == "incidentctl update"


def test_the_brief_is_versioned_json_and_its_keys_are_only_added_to(desk: Desk) -> None:
    everything_at_once(desk)
    data = desk("brief", "--json").json
    assert list(data)[: len(KEYS)] == KEYS
    assert data["schema_version"] == 1
    assert data["change"].keys() == {"text", "role", "since"}
    assert data["pending"][0].keys() == {"handle", "level", "text", "risk"}
    assert data["concerns"][0].keys() == {"handle", "text"}
    assert data["facts"][0].keys() == {"at", "role", "text"}
    assert data["people"].keys() == {"responding", "standby", "watching"}


@pytest.mark.parametrize("columns", [80, 60, 40])
@pytest.mark.parametrize("lang", LANGS)
def test_the_brief_is_one_screen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str
) -> None:
    everything_at_once(desk)
    monkeypatch.setenv("COLUMNS", str(columns))
    ran = desk("brief", "--lang", lang)
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert len(lines) <= 23
    assert max(map(width, lines)) <= columns


def test_without_an_incident_the_brief_says_how_to_begin(desk: Desk) -> None:
    ran = desk("brief")
    assert ran.code == 3
    assert "declare" in ran.err


def test_what_was_typed_cannot_steer_the_terminal(desk: Desk) -> None:
    desk("declare", "Checkout\x1b[2J returns 500")
    desk("set", "happening", "cards\nare \x1b]0;x\x07refused")
    ran = desk("brief")
    assert "\x1b" not in ran.out
    assert "cards ⏎ are" in ran.out


def test_the_footer_holds_two_reminders_and_the_brief_the_rest(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    desk("tell", "manager")
    desk("concern", "add", "too many hands?", "--as", "kato")
    desk.wait(minutes=40)
    reminders = [line for line in desk("note", "x").err.splitlines() if line.startswith("! S")]
    assert [line.split(":")[0] for line in reminders] == ["! S2-22", "! S2-1"]
    brief = desk("brief").out
    assert "! S2-1: users have heard nothing for 40 min.\n" in brief  # its command stands below
    assert brief.endswith("→ incidentctl update\n")
    assert "! S2-10: nothing was decided for 40 min. `ic decide TEXT`" in brief
    assert "S2-22" not in brief  # the concern itself is there
    assert "too many hands?" in brief


def test_a_step_of_a_walk_shows_one_reminder(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    desk("tell", "manager")
    desk("concern", "add", "too many hands?", "--as", "kato")
    desk.wait(minutes=40)
    context = desk.context()
    pulse = context.timeline.pulse(desk("--json").json["incident"])
    item = Item(Step("R5", {"en": "Check"}), "open", "", StepRecord())
    assert [notice.text[:5] for notice in notices_for(context, pulse)] == ["UPDAT", "S2-22", "S2-1:"]
    assert [notice.text[:5] for notice in notices_for(context, pulse, item)] == ["UPDAT", "S2-22"]


def test_a_step_of_a_walk_tells_the_next_update_twice_only_when_it_is_near(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    desk("tell", "manager")
    desk("update", "We look", "--next", "30m")
    context = desk.context()
    pulse = context.timeline.pulse(desk("--json").json["incident"])
    item = Item(Step("R5", {"en": "Check"}), "open", "", StepRecord())
    assert "next 14:35" in status(context, pulse)
    assert notices_for(context, pulse, item) == ()
    desk.wait(minutes=21)
    assert [notice.text for notice in notices_for(desk.context(), pulse, item)][:1] == [
        "Next update at 14:35 (9 min left)"
    ]


def test_the_next_command_is_one_that_who_asks_may_run(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    desk("tell", "manager")
    desk("act", "rolling back", "--begin")
    assert "→ incidentctl act --end" in desk().out
    assert "→ incidentctl walk report" in desk("--as", "kato").out


@pytest.mark.parametrize(("lang", "solo"), [("en", "SEV? investigating solo"), ("ja", "SEV? 調査中 一人")])
def test_the_header_of_a_walk_says_who_is_alone(desk: Desk, lang: str, solo: str) -> None:
    desk.lang = lang  # type: ignore[assignment]
    desk("declare", "Checkout returns 500")
    context = desk.context()
    incident = desk("--json").json["incident"]
    assert status(context, context.timeline.pulse(incident)) == solo
    desk("note", "here", "--as", "kato")
    assert status(context, context.timeline.pulse(incident)) == solo.rpartition(" ")[0]


def test_a_reminder_names_a_handle_that_works(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    desk("tell", "manager")
    ran = desk("concern", "add", "too many hands?", "--as", "kato")
    assert "! S2-22: a concern waits for an answer.\n→ incidentctl concern answer" in ran.err
    command = desk("note", "x").err.split("`ic ")[1].split("`")[0]
    words = command.replace("TEXT", "slower").split()
    assert desk(*words).code == 0
    assert "S2-22" not in desk("note", "x").err


def test_the_first_ten_minutes_are_without_reminders(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    desk("tell", "manager")
    desk.wait(minutes=9)
    assert "! S" not in desk("note", "x").err
    desk.wait(minutes=1)
    assert "! S3-8: what is happening, and what counts as resolved?" in desk("note", "x").err
