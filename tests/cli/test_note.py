"""`note` and `act`: never refused, never lost; and `tell`."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply
from tests.cli.test_declare import Typed

if TYPE_CHECKING:
    from tests.cli.conftest import Desk, Ran


def newest(desk: Desk) -> dict[str, object]:
    entries = desk("timeline", "--json").json["entries"]
    return max(entries, key=lambda entry: entry["recorded"])  # type: ignore[no-any-return]


def pipe(desk: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes, *argv: str) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    return desk(*argv)


@pytest.mark.parametrize(
    ("argv", "stance", "source"),
    [
        (("error rate 12 percent",), "fact", None),
        (("the cache is cold", "--guess"), "guess", None),
        (("it is down", "--source", "support"), "relayed", "support"),
        (("maybe the cache is cold",), "unsure", None),
        (("キャッシュが空かもしれない",), "unsure", None),
        (("maybe the cache is cold", "--fact"), "fact", None),
    ],
)
def test_a_note_has_the_stance_of_its_author(
    desk: Desk, argv: tuple[str, ...], stance: str, source: str | None
) -> None:
    desk("declare", "x")
    assert desk("note", *argv).code == 0
    data = newest(desk)["data"]
    assert isinstance(data, dict)
    assert (data.get("stance", "fact"), data.get("source")) == (stance, source)


def test_what_reads_like_a_guess_says_how_to_settle_it(desk: Desk) -> None:
    desk("declare", "x")
    ran = desk("note", "maybe the cache is cold")
    handle = ran.out.split()[1]
    assert f"amend {handle} --to fact" in ran.err
    assert desk("amend", handle, "--to", "fact").code == 0
    assert "maybe" in desk("report").out


def test_the_echo_gives_handle_absolute_time_zone_text_and_the_next_command(desk: Desk) -> None:
    desk("declare", "x")
    ran = desk("note", "error", "rate", "12%", "--at", "10m")
    _, handle, day, clock, zone, *text = ran.out.split()
    assert handle.startswith("n-")
    assert (day, clock, zone) == ("2026-11-22", "13:55", "JST")
    assert " ".join(text) == "error rate 12%"
    assert ran.err.splitlines()[-1] == "→ incidentctl tell WHO..."
    desk("tell", "manager")
    assert desk("note", "y").err.splitlines()[-1] == "→ incidentctl walk"


def test_a_dash_reads_standard_input_as_one_note(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk("declare", "x")
    assert pipe(desk, monkeypatch, b"pod a\npod b\n", "note", "-").code == 0
    assert newest(desk)["data"] == {"text": "pod a\npod b"}


def test_bytes_that_are_no_utf_8_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk("declare", "x")
    ran = pipe(desk, monkeypatch, b"a\xffb", "note", "-")
    assert ran.code == 0
    assert "a\\udcffb" in ran.out
    assert newest(desk)["data"] == {"text": "a\udcffb"}


def test_a_note_larger_than_a_record_is_kept_whole(desk: Desk) -> None:
    desk("declare", "x")
    text = "ページ" * 100_000
    assert desk("note", text).code == 0
    assert newest(desk)["data"] == {"text": text}


@pytest.mark.parametrize("data", [b"", b" \n \n"])
def test_nothing_piped_in_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    desk("declare", "x")
    assert pipe(desk, monkeypatch, data, "note", "-").code == 2


@pytest.mark.parametrize(
    ("argv", "code"), [(("note",), 7), (("note", ""), 2), (("act",), 7), (("act", " "), 7)]
)
def test_no_text_and_no_terminal_names_what_is_missing(desk: Desk, argv: tuple[str, ...], code: int) -> None:
    desk("declare", "x")
    ran = desk(*argv)
    assert (ran.code, ran.out) == (code, "")
    assert argv[0] == "note" or "incidentctl act" in ran.err


def test_on_a_terminal_each_line_is_one_durable_note(desk: Desk) -> None:
    desk("declare", "x")
    desk.is_interactive = True
    desk.prompter = Typed(Reply("one"), Reply(" "), Reply("two"), Reply(command="q"))
    ran = desk("note")
    assert [line.split()[-1] for line in ran.out.splitlines()] == ["one", "two"]
    assert "→" not in ran.err


def test_without_an_incident_the_text_stands_in_a_ready_line(desk: Desk) -> None:
    ran = desk("note", "it's", "down")
    assert ran.code == 3
    assert """incidentctl declare 'it'"'"'s down'""" in ran.err


def test_without_an_incident_a_terminal_offers_to_declare_with_this_text(desk: Desk) -> None:
    desk.is_interactive = True
    desk.prompter = Typed(Reply("yes"), Reply(command="q"))
    assert desk("note", "login is down").code == 0
    assert desk("list", "--json").json["incidents"][0]["title"] == "login is down"


@pytest.mark.parametrize("reply", [Reply("no"), Reply(command="q")])
def test_anything_but_yes_declares_nothing(desk: Desk, reply: Reply) -> None:
    desk.is_interactive, desk.prompter = True, Typed(reply)
    ran = desk("note", "login is down")
    assert (ran.code, "incidentctl declare" in ran.err) == (3, True)
    assert desk("list", "--json").json["incidents"] == []


def test_a_wrong_incident_loses_no_text(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk("declare", "x")
    ran = pipe(desk, monkeypatch, b"what the pipe said", "-i", "zzzz", "note", "-")
    assert ran.code == 3
    assert "'what the pipe said'" in ran.err


def test_a_note_after_the_end_is_kept_and_says_so(desk: Desk) -> None:
    desk("declare", "x")
    desk("withdraw", "--why", "none")
    ran = desk("note", "one more thing")
    assert ran.code == 0
    assert "already over" in ran.err


def test_fact_and_guess_exclude_each_other(desk: Desk) -> None:
    desk("declare", "x")
    assert desk("note", "x", "--fact", "--guess").code == 2


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_means_the_usual_one(desk: Desk, name: str) -> None:
    desk("declare", "x")
    desk("note", "y", "--as", name)
    assert newest(desk)["by"] == "aoki"


def test_an_act_keeps_what_was_before_and_after(desk: Desk) -> None:
    desk("declare", "x")
    ran = desk("act", "restarted", "web-03", "--before", "12%", "--after", "0.1%")
    assert "restarted web-03 (12% → 0.1%)" in ran.out
    assert "--before" not in ran.err
    assert desk("--json").json["phase"] == "mitigating"


def test_an_act_without_values_gets_a_hint_and_a_look_does_not(desk: Desk) -> None:
    desk("declare", "x")
    assert "--before" in desk("act", "restarted web-03").err
    assert "--before" not in desk("act", "--look", "tailed the log").err


def test_looking_is_no_mitigation(desk: Desk) -> None:
    desk("declare", "x")
    desk("act", "--look", "tailed the log")
    assert desk("--json").json["phase"] == "investigating"


@pytest.mark.parametrize(
    "who", [("manager, support",), ("manager", "support"), ("manager、support",), ("manager,", "support")]
)
def test_people_are_named_with_spaces_or_commas(desk: Desk, who: tuple[str, ...]) -> None:
    desk("declare", "x")
    assert desk("tell", *who, "--how", "phone", "--at", "14:04").code == 0
    assert newest(desk)["data"] == {"who": ["manager", "support"], "how": "phone"}
    assert newest(desk)["at"] == "2026-11-22T14:04:00+09:00"


@pytest.mark.parametrize("who", [(), (",",), ("",)])
def test_telling_nobody_is_asked_about(desk: Desk, who: tuple[str, ...]) -> None:
    desk("declare", "x")
    assert desk("tell", *who).code == 7
