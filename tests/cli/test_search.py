"""`list` and `search` as people type them, and what `declare` says of earlier incidents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.render.width import width
from incidentctl.timeline.index import FileIndex
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.scan import Scan

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROW_KEYS = [
    "id", "title", "phase", "severity", "declared", "open", "facts", "service", "updated", "drill", "damaged",
]  # fmt: skip


def play(desk: Desk, title: str, *commands: tuple[str, ...], end: bool = False) -> str:
    id_: str = desk("declare", title, "--no-walk", "--json").json["incident"]
    for command in commands:
        ran = desk("-i", id_, *command)
        assert ran.code == 0, ran.err
    if end:
        desk("-i", id_, "withdraw", "--why", "over")
    return id_


@pytest.fixture
def three(desk: Desk) -> Desk:
    play(
        desk, "Checkout returns 500", ("set", "service", "shop"), ("severity", "SEV1"),
        ("set", "mitigation", "rolled build 12 back with tanaka"), ("set", "cause", "the pool leaked"),
        ("note", "connection pool is exhausted"),
        ("follow-up", "add", "alert on the pool", "--kind", "detect"),
    )  # fmt: skip
    play(desk, "決済が遅い", ("note", "接続プールが枯渇している"), end=True)
    desk.wait(days=1)
    play(desk, "Mail is late", ("note", "queue is long"))
    return desk


@pytest.mark.parametrize(
    ("argv", "titles"),
    [
        ((), ["Mail is late", "Checkout returns 500", "決済が遅い"]),
        (("--closed",), ["決済が遅い"]),
        (("--open",), ["Mail is late", "Checkout returns 500"]),
        (("--open", "--closed"), ["Mail is late", "Checkout returns 500", "決済が遅い"]),
        (("--severity", "sev1"), ["Checkout returns 500"]),
        (("--severity", "１"), ["Checkout returns 500"]),
        (("--service", "SHO"), ["Checkout returns 500"]),
        (("--since", "2026-11-23"), ["Mail is late"]),
        (("--until", "yesterday"), ["Checkout returns 500", "決済が遅い"]),
        (("--sort", "severity"), ["Checkout returns 500", "Mail is late", "決済が遅い"]),
        (("--limit", "1"), ["Mail is late"]),
    ],
)
def test_a_list_can_be_filtered_and_sorted(three: Desk, argv: tuple[str, ...], titles: list[str]) -> None:
    assert [row["title"] for row in three("list", *argv, "--json").json["incidents"]] == titles
    assert [line for line in three("list", *argv).out.splitlines() if line] != []


def test_the_keys_of_json_are_pinned(three: Desk) -> None:
    found = three("list", "--json").json
    assert list(found) == ["schema_version", "incidents", "total", "unreadable", "damaged"]
    assert list(found["incidents"][0]) == ROW_KEYS
    searched = three("search", "POOL", "--json").json
    assert list(searched) == ["schema_version", "terms", "found", "total", "unreadable"]
    assert list(searched["found"][0]) == [*ROW_KEYS, "matches", "lines"]
    keys = ["id", "handle", "kind", "in", "field", "at", "precision", "private", "text"]
    assert list(searched["found"][0]["lines"][0]) == keys
    assert searched["terms"] == ["pool"]


def test_what_lies_beyond_the_limit_is_counted(three: Desk) -> None:
    ran = three("list", "--limit", "1")
    assert (len(ran.out.splitlines()), "(2 more: `incidentctl list --limit 0`)" in ran.err) == (1, True)
    assert "(ほか2件" in three("list", "--limit", "1", "--lang", "ja").err


@pytest.mark.parametrize("command", [("list",), ("search", "x")])
@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--limit", "-1"), "-1"),
        (("--since", "soonish"), "soonish"),
        (("--since", "11/20", "--until", "11/19"), "11-20"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    three: Desk, command: tuple[str, ...], argv: tuple[str, ...], said: str
) -> None:
    ran = three(*command, *argv)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


def test_an_order_that_there_is_not_is_corrected(three: Desk) -> None:
    ran = three("list", "--sort", "severty")
    assert (ran.code, "severity" in ran.err, "declared, severity, updated" in ran.err) == (2, True, True)


def test_a_filter_that_nothing_meets_says_so_and_how_to_see_all(three: Desk) -> None:
    ran = three("list", "--severity", "SEV4")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == ["No incident like that.", "→ incidentctl list"]


def test_a_search_shows_each_incident_and_the_lines_with_their_time_and_handle(three: Desk) -> None:
    ran = three("search", "pool")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert re.fullmatch(r"INC-\S+  11-22 14:05  SEV1  \S.*", lines[0])
    assert lines[1] == "  Checkout returns 500"
    assert re.fullmatch(r"    11-22 14:05  f-\w+  Cause.*: the pool leaked", lines[2])
    assert re.fullmatch(r"    11-22 14:05  m-\w+  alert on the pool", lines[3])
    assert re.fullmatch(r"    11-22 14:05  n-\w+  connection pool is exhausted", lines[4])
    assert len(lines) == 5


def test_japanese_without_spaces_is_found_in_japanese(three: Desk) -> None:
    ran = three("search", "プール", "枯渇", "--lang", "ja")
    assert "決済が遅い" in ran.out
    assert "接続プールが枯渇している" in ran.out
    assert "Checkout" not in ran.out


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Nothing found for: zzz"), ("ja", "見つからなかった: zzz")]
)
def test_nothing_found_is_no_error(three: Desk, lang: str, said: str) -> None:
    ran = three("search", "zzz", "--lang", lang)
    assert (ran.code, ran.out, ran.err.strip()) == (0, "", said)


def test_without_a_word_there_is_nothing_to_look_for(three: Desk) -> None:
    for argv in (("search",), ("search", " ")):
        ran = three(*argv)
        assert (ran.code, ran.out, "incidentctl search" in ran.err) == (7, "", True)


def test_the_personal_data_track_is_found_only_on_demand(three: Desk) -> None:
    three("note", "--private", "mails of 30 people leaked")
    assert three("search", "leaked people", "--json").json["total"] == 0
    assert three("search", "people leaked", "--private", "--json").json["total"] == 1


def test_what_was_found_stands_out_where_there_is_colour(three: Desk) -> None:
    three.environ["FORCE_COLOR"] = "1"
    out = three("search", "POOL").out
    assert "the \x1b[1mpool\x1b[0m leaked" in out
    three.environ["FORCE_COLOR"] = "0"
    assert "\x1b" not in three("search", "POOL").out


@pytest.mark.parametrize("columns", [30, 40, 80])
@pytest.mark.parametrize("argv", [("list",), ("search", "ー"), ("search", "word")])
def test_no_line_is_wider_than_the_terminal_and_no_text_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: int, argv: tuple[str, ...]
) -> None:
    play(desk, "長い件名" * 20 + "サーバー word", ("note", "データベースの応答が遅い" * 15 + " word"))
    play(desk, "w" * 200 + " word ー")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    out = re.sub("\x1b\\[[0-9;]*m", "", desk(*argv).out)
    assert max(map(width, out.splitlines())) <= columns
    assert "".join(out.split()).count("長い件名") == 20


def test_text_that_would_steer_a_terminal_is_shown(desk: Desk) -> None:
    play(desk, "title \x1b[2J\u202e", ("note", "pool \x1b]0;x\x07 \x9b31m"))
    for argv in (("list",), ("search", "pool"), ("search", "title")):
        out = desk(*argv).out
        assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out) is None
        assert r"\x1b" in out


def test_damage_is_told_beside_the_list(three: Desk) -> None:
    log = next(file for file in three.home.rglob("*.jsonl") if b"queue is long" in file.read_bytes())
    log.write_bytes(log.read_bytes().replace(b"queue is long", b"queue is lost"))
    ran = three("list")
    assert (ran.code, len(ran.out.splitlines())) == (0, 3)
    assert f"damaged or missing (1): {log.parent.name}" in ran.err


def test_an_incident_that_cannot_be_read_is_listed_or_named(three: Desk) -> None:
    log = next(file for file in three.home.rglob("*.jsonl") if b"queue is long" in file.read_bytes())
    log.write_bytes(b"\x00\xff" * 40 + b"\n")
    assert f"{log.parent.name}  cannot be read" in three("list").out
    assert log.parent.name in three("list", "--limit", "1").err
    assert log.parent.name in three("search", "pool").err
    assert three("list", "--json").json["unreadable"] == [log.parent.name]


QUESTIONS: list[tuple[str, ...]] = [
    ("list", "--json"), ("search", "pool", "--json"), ("stats", "--json"),
    ("stats", "--by", "month", "--json"),
    ("follow-up", "list", "--json"), ("follow-up", "list", "--all", "--json"), ("follow-up", "list"),
]  # fmt: skip


def test_every_answer_is_the_one_that_reading_everything_gives(
    three: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = three("follow-up", "add", "dropped one", "--kind", "prevent", "--json").json["facts"][-1]["id"]
    three("follow-up", "drop", ended, "--why", "too costly")
    asked = [three(*argv) for argv in QUESTIONS]
    monkeypatch.setattr(FileTimeline, "index", lambda self: Scan(self))  # noqa: PLW0108 - a class is no method
    assert [three(*argv) for argv in QUESTIONS] == asked
    assert asked[4].json["follow_ups"] != asked[5].json["follow_ups"] != []


def test_follow_ups_are_read_only_where_there_are_any(three: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    three("list")
    read: list[str] = []
    monkeypatch.setattr(FileTimeline, "state", watched(FileTimeline.state, read))
    assert len(three("follow-up", "list", "--json").json["follow_ups"]) == 1
    assert len(set(read)) == 1


def watched(function: Any, ids: list[str]) -> Any:
    def watching(self: Any, incident: str) -> Any:
        ids.append(incident)
        return function(self, incident)

    return watching


# -- at declare ----------------------------------------------------------------------------------------


def declared(desk: Desk, title: str, *argv: str) -> str:
    return desk("declare", title, "--no-walk", *argv).err


def test_declare_says_what_ended_an_earlier_one_like_it_with_roles_for_names(three: Desk) -> None:
    three.user = "tanaka"
    three("-i", three("list", "--severity", "SEV1", "--json").json["incidents"][0]["id"], "note", "x")
    three.user = "aoki"
    three("list")  # so that the index is at hand
    said = declared(three, "Checkout returns 502 to cards")
    assert re.search(r"\(like this before: INC-\S+ Checkout returns 500\)", said)
    assert "it ended with: rolled build 12 back with" in said
    assert "cause: the pool leaked" in said
    assert "tanaka" not in said
    assert "収めた手段" in declared(three, "Checkout returns 503", "--lang", "ja")


def test_declare_says_nothing_of_others_nor_where_the_index_is_not_at_hand(
    three: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    three("list")
    assert "before" not in declared(three, "Printer is on fire")
    (three.home / "index.db").unlink()
    assert "before" not in declared(three, "Checkout returns 502")
    three("list")
    monkeypatch.setattr("incidentctl.usecases.similar.SECONDS", -1.0)
    monkeypatch.setattr("incidentctl.timeline.index._PATIENCE", 1)
    assert "before" not in declared(three, "Checkout returns 502")


def test_declare_says_nothing_of_the_privacy_track(desk: Desk) -> None:
    id_ = play(desk, "Checkout leaks", ("set", "cause", "a file was public"))
    secret = New(FieldSet("mitigation", "wrote to 30 people", step="personal-data/P1"))
    desk.context().timeline.append(id_, [secret], by="aoki")
    desk("list")
    said = declared(desk, "Checkout leaks again")
    assert "a file was public" in said
    assert "30 people" not in said


def test_whatever_is_wrong_with_the_index_an_incident_is_declared(
    three: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    three("list")
    (three.home / "index.db").write_bytes(b"\0" * 5000)
    assert three("declare", "Checkout returns 502", "--no-walk").code == 0

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(FileIndex, "_opened", fail)
    assert three("declare", "Checkout returns 502", "--no-walk").code == 0
