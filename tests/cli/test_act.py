"""`act`: done at once, or begun and ended; refused without losing what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.domain.screens import Ask, Say
    from tests.cli.conftest import Desk, Ran


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500")
    desk("set", "plan", "back to 411")
    return desk


def kinds(desk: Desk) -> list[str]:
    return [entry["kind"] for entry in desk("timeline", "--json").json["entries"]]


def begin(desk: Desk, *more: str) -> Ran:
    return desk("act", "rolling", "back", "to", "411", "--begin", *more)


class Typing:
    """Somebody who types one answer to every question."""

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, list[str]()

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask.title)
        return Reply(self.text)

    def say(self, say: Say) -> None:
        raise AssertionError(say)


def test_a_change_is_begun_and_ended(open_desk: Desk) -> None:
    begun = begin(open_desk, "--method", "previous_build", "--before", "12%")
    assert begun.code == 0
    assert "rolling back to 411 (before: 12%) [deploy the previous build]" in begun.out
    assert "→ incidentctl act --end --after VALUE" in begun.err
    ended = open_desk("act", "--end", "--after", "0.1%", "users", "can", "pay")
    assert ended.code == 0
    assert "(after: 0.1%) — users can pay" in ended.out
    assert "began: rolling back to 411" in ended.out
    assert "--before" not in ended.err
    assert kinds(open_desk)[-2:] == ["write_begun", "write_ended"]


@pytest.mark.parametrize("method", ["previous_build", "前のビルドに戻す", "deploy the previous build"])
def test_a_method_is_read_by_its_id_and_its_label(open_desk: Desk, method: str) -> None:
    assert "[deploy the previous build]" in begin(open_desk, "--method", method).out


def test_a_wrong_method_is_said_and_nothing_recorded(open_desk: Desk) -> None:
    ran = begin(open_desk, "--method", "previus_build")
    assert (ran.code, ran.out) == (2, "")
    assert "previous_build" in ran.err
    assert "write_begun" not in kinds(open_desk)


def test_the_end_names_a_change_by_its_handle(open_desk: Desk) -> None:
    handle = begin(open_desk).out.split()[1]
    assert open_desk("act", "--end", handle, "works again").code == 0
    again = open_desk("act", "--end", handle)
    assert again.code == 4
    assert "ended already" in again.err


def test_missing_values_are_hinted_at(open_desk: Desk) -> None:
    begin(open_desk)
    assert "--before and --after" in open_desk("act", "--end").err
    assert "--before and --after" in open_desk("act", "restarted web-03").err
    assert "--before and --after" not in open_desk("act", "x", "--before", "1", "--after", "2").err


def test_nothing_to_end(open_desk: Desk) -> None:
    ran = open_desk("act", "--end")
    assert ran.code == 3
    assert "incidentctl act WHAT" in ran.err


def test_a_look_is_never_refused(open_desk: Desk) -> None:
    begin(open_desk)
    ran = open_desk("act", "--look", "tailed the log", "--as", "tanaka")
    assert ran.code == 0
    assert "looked at: tailed the log" in ran.out


@pytest.mark.parametrize(
    "flags",
    [
        ("--begin", "--end"),
        ("--begin", "--look"),
        ("--begin", "--after", "1"),
        ("--end", "--before", "1"),
        ("--end", "--method", "flag"),
        ("--look", "--method", "flag"),
        ("--why", "x"),
    ],
)
def test_flags_that_do_not_go_together_are_named(open_desk: Desk, flags: tuple[str, ...]) -> None:
    before = kinds(open_desk)
    ran = open_desk("act", "x", *flags)
    assert ran.code == 2
    assert all(flag in ran.err for flag in flags if flag.startswith("--"))
    assert kinds(open_desk) == before


@pytest.mark.parametrize("lang", LANGS)
def test_a_refusal_keeps_the_text_in_a_line_that_works(open_desk: Desk, lang: str) -> None:
    begin(open_desk)
    ran = open_desk("act", "it's", "restarted", "--as", "tanaka", "--lang", lang)
    assert (ran.code, ran.out) == (4, "")
    assert "S1-12" in ran.err
    assert "S1-9" in ran.err
    assert "--override" in ran.err
    assert """→ incidentctl note 'it'"'"'s restarted'""" in ran.err
    assert kinds(open_desk)[-1] == "write_begun"


def test_a_reason_goes_on_and_is_on_the_timeline(open_desk: Desk) -> None:
    begin(open_desk)
    ran = open_desk("act", "restarted web-03", "--as", "tanaka", "--override", "told by phone")
    assert ran.code == 0
    assert kinds(open_desk)[-3:] == ["overridden", "overridden", "acted"]


def test_somebody_elses_change_ends_with_a_reason(open_desk: Desk) -> None:
    begin(open_desk)
    refused = open_desk("act", "--end", "--after", "1%", "--as", "tanaka")
    assert refused.code == 7
    assert "--why" in refused.err
    assert open_desk("act", "--end", "--after", "1%", "--why", "does not answer", "--as", "tanaka").code == 0
    assert kinds(open_desk)[-1] == "write_ended"


def test_the_reason_and_the_text_are_asked_for_on_a_terminal(open_desk: Desk) -> None:
    open_desk.is_interactive = True
    typing = open_desk.prompter = Typing("restarted web-03")
    assert "restarted web-03" in open_desk("act", "--begin").out
    open_desk.user = "tanaka"
    assert "— restarted web-03" in open_desk("act", "--end").out
    assert len(typing.asked) == 2


def test_without_a_terminal_the_missing_text_is_named(open_desk: Desk) -> None:
    ran = open_desk("act", "--begin")
    assert ran.code == 7
    assert "incidentctl act" in ran.err


def test_alone_nobody_is_in_the_way(open_desk: Desk) -> None:
    begin(open_desk)
    assert open_desk("act", "and the cache cleared").code == 0
    second = open_desk("act", "restart", "--begin")
    assert second.code == 4
    assert "incidentctl act --end --after VALUE" in second.err
    assert open_desk("act", "--end").code == 0
    assert open_desk("act", "restart", "--begin").code == 0


def test_the_second_person_is_held_to_the_rules_with_the_first_thing_they_do(open_desk: Desk) -> None:
    ran = open_desk("act", "restarted web-03", "--as", "tanaka")
    assert ran.code == 4
    assert "S1-9" in ran.err


def test_mitigated_waits_for_the_end_of_the_change(open_desk: Desk) -> None:
    begin(open_desk)
    open_desk("mark", "mitigated")
    assert open_desk("--json").json["phase"] == "mitigating"
    open_desk("act", "--end")
    assert open_desk("--json").json["phase"] == "mitigated"
