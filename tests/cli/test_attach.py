"""`attach`, `note --evidence` and long pipes become evidence, and `evidence` gives it back as it was."""

from __future__ import annotations

import io
import os
import socket
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.cli import attach, incoming
from incidentctl.domain import evidence
from incidentctl.domain.screens import Reply
from incidentctl.ports import Finished
from incidentctl.timeline import blobs
from tests.cli.conftest import Answers, Pretender

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.cli.conftest import Desk, Ran

SECRET = "hunter2!A"  # noqa: S105 - a made-up one
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    desk("declare", "Checkout returns 500", "--no-walk")
    return desk


def pipe(desk: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes, *argv: str) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    return desk(*argv)


def newest(desk: Desk) -> dict[str, Any]:
    entry: dict[str, Any] = desk("timeline", "--json").json["entries"][-1]
    return entry


def listed(desk: Desk) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk("evidence", "--json").json["evidence"]
    return rows


def saved(desk: Desk, tmp_path: Path) -> bytes:
    """Give the content of the newest evidence, as it is saved."""
    file = tmp_path / f"saved-{len(list(tmp_path.iterdir()))}"
    ran = desk("evidence", listed(desk)[-1]["handle"], "-o", str(file))
    assert ran.code == 0, ran.err
    assert file.stat().st_mode & 0o777 == 0o600
    return file.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("error.log", b"500 500 500\n", "text/plain"),
        ("pods.json", b"{}", "application/json"),
        ("screen.png", PNG, "image/png"),
        ("screen.txt", PNG, "image/png"),
        ("shot.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ("notes.txt", "障害の記録".encode("cp932"), "text/plain"),
        ("memo.pdf", b"no pdf at all", "text/plain"),
        ("empty", b"", "text/plain"),
        ("core", b"\0\1\2", "application/octet-stream"),
    ],
)
def test_a_file_is_kept_as_it_is_with_its_type_and_size(
    at_work: Desk, tmp_path: Path, name: str, data: bytes, media: str
) -> None:
    (tmp_path / name).write_bytes(data)
    ran = at_work("attach", name, "what", "it", "shows")
    assert (ran.code, f"what it shows [{name}, {media}, {len(data)} B]" in ran.out) == (0, True)
    (tmp_path / name).unlink()
    row = listed(at_work)[-1]
    assert (row["name"], row["media"], row["size"], row["sha256"]) == (
        name, media, len(data), sha256(data).hexdigest(),
    )  # fmt: skip
    assert row["path"] is None
    assert saved(at_work, tmp_path) == data


def test_what_is_no_file_is_refused_and_never_opened(at_work: Desk, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("x")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        for name, code, said in (
            ("link", 2, f"incidentctl attach {tmp_path}/real"),
            ("gone", 2, "is a link"),
            ("folder", 2, "tar cz folder | incidentctl attach -"),
            ("fifo", 2, "incidentctl attach - < fifo"),
            ("socket", 2, "is a device or a socket"),
            ("/dev/zero", 2, "is a device or a socket"),
            ("nothing", 3, "No such file"),
            ("a\0b", 2, "NUL"),
        ):
            ran = at_work("attach", name)
            assert (ran.code, said in ran.err) == (code, True), ran
    assert listed(at_work) == []


def test_a_link_put_there_in_the_last_moment_is_not_followed(
    at_work: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "theirs").write_text("theirs")
    look = os.lstat

    def swapping(path: str) -> os.stat_result:
        found = look(path)
        (tmp_path / "mine").unlink()
        (tmp_path / "mine").symlink_to("theirs")
        return found

    monkeypatch.setattr(os, "lstat", swapping)
    ran = at_work("attach", "mine")
    assert (ran.code, "is a link" in ran.err) == (2, True)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_it_is_never_refused_whoever_attaches_it(at_work: Desk, tmp_path: Path, lang: str) -> None:
    (tmp_path / "a.log").write_text("x\n")
    at_work.user = "suzuki"
    at_work("join", "--watch")
    assert at_work("attach", "a.log", "--lang", lang).code == 0
    at_work("withdraw", "--why", "planned", "--as", "aoki")
    incident = at_work("list", "--json").json["incidents"][0]["id"]
    ran = at_work("attach", "a.log", "-i", incident, "--lang", lang)
    assert ran.code == 0
    assert {"en": "already over", "ja": "終了済み"}[lang] in ran.err


def test_without_an_incident_the_line_to_type_is_given(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("x\n")
    ran = desk("attach", str(tmp_path / "a.log"), "errors", "rise")
    assert (ran.code, "incidentctl declare 'errors rise'" in ran.err) == (3, True)


def test_a_large_file_stays_where_it_is(
    at_work: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attach, "LARGEST", 10)
    (tmp_path / "small").write_bytes(b"x" * 10)
    (tmp_path / "large").write_bytes(b"x" * 11)
    at_work("attach", "small")
    at_work("attach", "large", "the heap")
    at_work("attach", "small", "--reference")
    assert [row["path"] for row in listed(at_work)] == [
        None,
        str(tmp_path / "large"),
        str(tmp_path / "small"),
    ]
    stored = {path.name for path in (at_work.home / "blobs").iterdir()}
    assert sha256(b"x" * 11).hexdigest() not in stored
    assert saved(at_work, tmp_path) == b"x" * 10
    report = at_work("report").out
    assert "the heap" in report
    assert str(tmp_path) not in report
    handle = listed(at_work)[1]["handle"]
    (tmp_path / "large").write_bytes(b"y" * 11)
    ran = at_work("evidence", handle, "-o", "new")
    assert (ran.code, "no longer holds" in ran.err, (tmp_path / "new").exists()) == (6, True, False)
    (tmp_path / "large").unlink()
    assert "no longer where it was" in at_work("evidence", handle).err


def test_a_file_that_grows_is_kept_as_it_was_and_that_is_said(
    at_work: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "live.log"
    log.write_bytes(b"one\n" * 50_000)
    keep = blobs.keep_stream

    def growing(places: Any, pieces: Iterable[bytes]) -> tuple[str, int]:
        with log.open("ab") as file:
            file.write(b"two\n")
        return keep(places, pieces)

    monkeypatch.setattr(blobs, "keep_stream", growing)
    ran = at_work("attach", "live.log")
    assert "live.log was written to while it was read" in ran.err
    assert saved(at_work, tmp_path) == b"one\n" * 50_000


@pytest.mark.parametrize(
    ("reply", "flags", "is_asked", "is_there"),
    [
        (Reply("mask"), (), True, False),
        (Reply("keep"), (), True, True),
        (Reply(command="q"), (), True, False),
        (Reply("keep"), ("--mask",), False, False),
        (Reply("mask"), ("--as-is",), False, True),
    ],
)
def test_a_secret_in_a_file_is_asked_about(  # noqa: PLR0913 - a table
    at_work: Desk, tmp_path: Path, reply: Reply, flags: tuple[str, ...], *, is_asked: bool, is_there: bool
) -> None:
    (tmp_path / "env").write_text(f"user=app\npassword={SECRET}\nregion=tokyo\n")
    at_work.is_interactive, at_work.prompter = True, (picks := Answers(reply))
    assert at_work("attach", "env", *flags).code == 0
    assert bool(picks.asked) == is_asked
    at_work.is_interactive = False
    kept = saved(at_work, tmp_path).decode()
    assert kept == f"user=app\npassword={SECRET if is_there else '***'}\nregion=tokyo\n"
    assert SECRET in (tmp_path / "env").read_text()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_where_nobody_can_be_asked_it_is_kept_and_that_is_said(
    at_work: Desk, tmp_path: Path, lang: str
) -> None:
    (tmp_path / "env").write_text(f"password={SECRET}\n")
    ran = at_work("attach", "env", "--lang", lang)
    assert "--mask" in ran.err
    assert "incidentctl redact b-" in ran.err
    handle = listed(at_work)[0]["handle"]
    assert at_work("redact", handle, "--why", "a secret", "--yes").code == 0
    assert not any(SECRET.encode() in file.read_bytes() for file in at_work.home.rglob("*") if file.is_file())
    assert listed(at_work) == []
    masked = at_work("attach", "env", "--mask", "--lang", lang)
    assert "***" in masked.err
    assert saved(at_work, tmp_path) == b"password=***\n"


@pytest.mark.parametrize("flags", [("--mask", "--as-is"), ("--mask", "--reference"), ("--guess", "--fact")])
def test_flags_that_contradict_each_other_are_refused(
    at_work: Desk, tmp_path: Path, flags: tuple[str, str]
) -> None:
    (tmp_path / "a").write_text("x")
    assert at_work("attach", "a", *flags).code == 2
    assert listed(at_work) == []


def test_a_long_pipe_is_a_note_of_its_first_lines_with_all_of_it_as_evidence(
    at_work: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pods = b"NAME READY\n" + b"".join(b"pod-%d maybe 1/1\n" % n for n in range(20_000))
    ran = pipe(at_work, monkeypatch, pods, "note", "-")
    assert ran.code == 0
    entry = newest(at_work)
    assert (entry["kind"], entry["data"]["text"]) == (
        "attached", "NAME READY\npod-0 maybe 1/1\npod-1 maybe 1/1",
    )  # fmt: skip
    assert "stance" not in entry["data"]  # what a program printed is no guess
    assert saved(at_work, tmp_path) == pods


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_of_a_pipe_that_nobody_can_read_the_note_says_what_it_is(
    at_work: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    packed = b"\x1f\x8b" + bytes(range(256)) * 20
    ran = pipe(at_work, monkeypatch, packed, "--lang", lang, "note", "-")
    assert (ran.code, newest(at_work)["data"].get("text", "")) == (0, "")
    assert "application/gzip, 5.1 KB" in ran.out.replace("、", ", ")
    assert saved(at_work, tmp_path) == packed


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"one\ntwo\nthree\n", "noted"),
        (b"one\ntwo\nthree\nfour\n", "attached"),
        (b"x" * 2048, "noted"),
        (b"x" * 2049, "attached"),
    ],
)
def test_a_note_holds_three_lines_and_two_kilobytes(
    at_work: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str
) -> None:
    pipe(at_work, monkeypatch, data, "note", "-")
    assert newest(at_work)["kind"] == kind


def test_of_a_pipe_without_end_the_begin_is_kept_and_that_is_said(
    at_work: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "LARGEST", 100_000)
    for argv in (("attach", "-", "--name", "yes.txt"), ("note", "-")):
        ran = pipe(at_work, monkeypatch, b"y\n" * 100_000, *argv)
        assert (ran.code, "the first 100 KB" in ran.err) == (0, True)
        assert saved(at_work, tmp_path) == b"y\n" * 50_000
    pipe(at_work, monkeypatch, b"y\n" * 50_000, "attach", "-")
    assert [row["cut"] for row in listed(at_work)] == [True, True, False]


def test_a_note_comes_with_its_evidence(at_work: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("x\n")
    at_work("note", "--evidence", "a.log", "--source", "the bank", "maybe", "it", "is", "us")
    data = newest(at_work)["data"]
    assert (data["text"], data["name"], data["stance"]) == ("maybe it is us", "a.log", "relayed")
    ran = at_work("note", "--evidence", "b.log", "errors", "rise")
    assert (ran.code, newest(at_work)["kind"], newest(at_work)["data"]["text"]) == (3, "noted", "errors rise")
    assert "recorded as a note, without the file" in ran.err


def test_a_disk_that_takes_no_file_still_takes_the_words(
    at_work: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.log").write_text("x\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(blobs, "open_file", full)
        ran = at_work("attach", "a.log", "errors", "rise")
    assert (ran.code, "No space left" in ran.err) == (74, True)
    assert newest(at_work)["data"] == {"text": "errors rise"}


def test_undo_takes_it_out_of_list_and_report(at_work: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("x\n")
    at_work("attach", "a.log", "wrong", "file")
    at_work("undo")
    assert listed(at_work) == []
    assert "wrong file" not in at_work("report").out


def test_what_a_command_printed_is_evidence_by_the_id_of_its_begin_or_end(at_work: Desk) -> None:
    at_work.runner = Pretender(Finished("exited", 0, 1.0, b"pod-1\npod-2\n", 12))
    at_work("run", "--look", "--yes", "kubectl", "get", "pods")
    facts = [entry for entry in at_work("timeline", "--json").json["entries"] if entry["handle"][0] == "a"]
    row = listed(at_work)[0]
    assert (row["what"], row["handle"]) == ("kubectl get pods", facts[0]["handle"])
    for fact in facts:
        assert at_work("evidence", fact["handle"]).out == "pod-1\npod-2\n"
    assert at_work("evidence", "n-zzz").code == 3
    assert at_work("evidence", "-o", "x").code == 2


@pytest.mark.parametrize(("lang", "said"), [("en", "begin and end kept"), ("ja", "先頭と末尾のみ保存")])
def test_where_a_command_printed_too_much_that_is_said_at_once_and_wherever_it_is_listed(
    at_work: Desk, lang: str, said: str
) -> None:
    at_work.runner = Pretender(Finished("exited", 0, 1.0, b"a [...] z", 100_000_000, is_cut=True))
    ran = at_work("--lang", lang, "run", "--look", "--yes", "kubectl", "logs", "api")
    assert {"en": "the begin and the end", "ja": "最初と最後だけ"}[lang] in ran.err
    for argv in (("evidence",), ("report",)):
        shown = at_work("--lang", lang, *argv).out
        assert said in shown
        assert "100 MB" in shown
    assert listed(at_work)[0]["cut"] is True


def test_a_file_that_is_there_is_not_written_over(at_work: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("new\n")
    (tmp_path / "mine").write_text("old\n")
    (tmp_path / "dangling").symlink_to("elsewhere")
    at_work("attach", "a.log")
    handle = listed(at_work)[0]["handle"]
    for name in ("mine", "dangling"):
        assert at_work("evidence", handle, "-o", name).code == 2
    assert (tmp_path / "mine").read_text() == "old\n"
    assert not (tmp_path / "elsewhere").exists()


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
        desk.environ["NO_COLOR"] = "1"

    return begin


def test_on_a_terminal_text_is_made_safe_and_the_rest_is_not_shown(
    at_work: Desk, tmp_path: Path, on_a_terminal: Callable[[Desk], None]
) -> None:
    (tmp_path / "a.log").write_bytes(b"\x1b]0;owned\x07 red \x1b[31m\n\xff end")
    (tmp_path / "screen.png").write_bytes(PNG)
    at_work("attach", "a.log")
    at_work("attach", "screen.png")
    handles = [row["handle"] for row in listed(at_work)]
    on_a_terminal(at_work)
    assert at_work("evidence", handles[0]).out == "\\x1b]0;owned\\x07 red \\x1b[31m\n\\xff end\n"
    ran = at_work("evidence", handles[1])
    assert (ran.code, ran.out, f"incidentctl evidence {handles[1]} -o FILE" in ran.err) == (2, "", True)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_postmortem_for_engineers_lists_it_and_rows_name_it(
    at_work: Desk, tmp_path: Path, lang: str
) -> None:
    (tmp_path / "a.log").write_text("x\n")
    (tmp_path / "b.log").write_text("y\n")
    at_work("attach", "a.log", "errors", "rise")
    at_work("attach", "b.log")
    first, second = (row["handle"] for row in listed(at_work))
    page = at_work("report", "--lang", lang).out
    appendix = page.partition({"en": "## Appendix: evidence", "ja": "## 付録: 資料"}[lang])[2]
    assert f"| {first} | " in appendix
    assert "a.log: errors rise" in appendix
    assert sha256(b"y\n").hexdigest()[:12] in appendix
    course = page.partition({"en": "## Timeline", "ja": "## 時系列"}[lang])[2].partition("\n## ")[0]
    assert {"en": f"errors rise ({first})", "ja": f"errors rise({first})"}[lang] in course
    assert second in course
    for form in (("--audience", "manager"), ("--form", "final")):
        other = at_work("report", *form, "--lang", lang).out
        assert "errors rise" in other
        assert not any(word in other for word in (first, second, "b.log"))
    assert "errors rise" not in at_work("report", "--form", "final", "--audience", "customer").out


def test_on_the_page_an_id_leads_to_its_row(at_work: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("x\n")
    at_work("attach", "a.log", "errors", "rise")
    handle = listed(at_work)[0]["handle"]
    at_work("note", f"see {handle} and https://x.test/{handle} and {handle}x <b>")
    page = at_work("report", "--format", "html").out
    assert page.count(f'<span id="{handle}">{handle}</span>') == 1
    assert f'errors rise (<a href="#{handle}">{handle}</a>)' in page
    assert f'see <a href="#{handle}">{handle}</a> and <a href="https://x.test/{handle}"' in page
    assert f"{handle}x &lt;b&gt;" in page


def test_evidence_of_the_privacy_track_is_in_its_report_alone(at_work: Desk, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name\n")
    (tmp_path / "a.log").write_text("x\n")
    at_work("attach", "people.csv", "whose data it is", "--private")
    at_work("attach", "a.log", "errors rise")
    privacy = at_work("report", "--form", "privacy").out
    assert "people.csv: whose data it is" in privacy
    assert "errors rise" not in privacy
    for form in ("postmortem", "first", "progress", "final"):
        page = at_work("report", "--form", form, "--audience", "engineer").out
        assert "people.csv" not in page
        assert "whose data" not in page
    assert [row["private"] for row in listed(at_work)] == [True, False]


def test_a_command_of_the_privacy_track_is_private_with_what_it_printed(at_work: Desk) -> None:
    at_work.runner = Pretender(Finished("exited", 0, 1.0, b"sato@example.test\n", 18))
    from incidentctl.domain.events.commands import CommandBegun, CommandEnded  # noqa: PLC0415
    from incidentctl.domain.facts import New  # noqa: PLC0415

    timeline = at_work.context().timeline
    incident = timeline.incidents()[0]
    news = [New(CommandBegun("count people", ("wc",), look=True, step="personal-data/PD2"))]
    begun = timeline.transact(incident, lambda _: news, by="aoki")
    assert begun is not None
    ended = CommandEnded(begun.facts[0].id, tail="sato@example.test", output=timeline.keep(b"sato\n"))
    timeline.append(incident, [New(ended)], by="aoki")
    assert [row["private"] for row in listed(at_work)] == [True]
    entries = at_work("timeline", "--json").json["entries"]
    assert [entry["private"] for entry in entries[-2:]] == [True, True]
    assert "sato" not in at_work("report").out
    assert "output of wc" in at_work("report", "--form", "privacy").out


@pytest.mark.parametrize("columns", [40, 80])
def test_the_list_says_what_each_is(
    at_work: Desk, tmp_path: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert at_work("evidence").err.startswith("No evidence yet")
    (tmp_path / "a\x1b.log").write_text("x\n")
    at_work("attach", "a\x1b.log", "errors\nrise")
    out = at_work("evidence").out
    assert "errors ⏎ rise  (text/plain, 2 B)" in out
    assert "\x1b" not in out


def test_sizes_are_said_as_people_say_them() -> None:
    said = {0: "0 B", 999: "999 B", 1000: "1.0 KB", 9949: "9.9 KB", 9950: "10 KB", 999_499: "999 KB",
            999_500: "1.0 MB", 52_428_800: "52 MB", 10**9: "1.0 GB", 10**16: "10000 TB"}  # fmt: skip
    assert {size: evidence.size_said(size) for size in said} == said
