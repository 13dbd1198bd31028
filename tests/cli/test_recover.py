"""`recover`: what it says, in both languages, and how it ends."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply
from incidentctl.timeline import lock
from incidentctl.timeline.journal import FileTimeline
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.screens import Ask, Say
    from incidentctl.ports import Context
    from tests.cli.conftest import Desk


@pytest.fixture
def full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give where the incident is at home, with one note outside, as after a full disk."""
    context = desk.context
    fallback = desk.home.with_name("fallback")

    def with_fallback() -> Context:
        made = context()
        made._timeline = FileTimeline(desk.home, made.now, made.receipts, fallbacks=[fallback])  # noqa: SLF001
        return made

    monkeypatch.setattr(desk, "context", with_fallback)
    desk("declare", "Checkout returns 500")
    (main,) = desk.home.rglob("w-*.jsonl")
    (desk.home / "ballast").unlink()
    with no_room(desk.home):
        ran = desk("note", "rolled back")
    assert (ran.code, "incidentctl recover" in ran.err, str(fallback) in ran.err) == (0, True, True)
    return main


@contextmanager
def no_room(home: Path) -> Iterator[None]:
    """Let no fact be written below a directory, as when its disk is full."""
    write = lock.write

    def full(fd: int, data: bytes) -> int:
        if str(Path(f"/proc/self/fd/{fd}").readlink()).startswith(f"{home}/"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(fd, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lock, "write", full)
        yield


@pytest.mark.parametrize("lang", LANGS)
def test_a_clean_home_is_one_line(desk: Desk, lang: str) -> None:
    ran = desk("recover", "--lang", lang)
    assert (ran.code, ran.out.count("\n"), ran.err) == (0, 1, "")
    assert desk("recover", "--json").json == {"schema_version": 1, "dry_run": False, "repairs": []}


@pytest.mark.parametrize("lang", LANGS)
def test_each_file_is_named_and_a_dry_run_changes_nothing(desk: Desk, full: Path, lang: str) -> None:
    dry = desk("recover", "--dry-run", "--lang", lang)
    assert (dry.code, full.parent.name in dry.out, "--dry-run" in dry.err) == (0, True, True)
    done = desk("recover", "--lang", lang)
    assert (done.code, str(desk.home.with_name("fallback")) in done.out, dry.out == done.out) == (
        0,
        True,
        False,
    )
    assert "rolled back" in desk("timeline").out
    assert desk("verify").code == 0
    assert desk("recover", "--lang", lang).out.count("\n") == 1


class OneAnswer:
    """Answers one question (or gives `reply`), then stops the walk, and keeps what is said."""

    def __init__(self, reply: Reply | None = None) -> None:
        self.said: list[str] = []
        self.asked = 0
        self.reply = reply

    def ask(self, ask: Ask) -> Reply:
        self.asked += 1
        if self.reply and self.asked == 1:
            return self.reply
        return Reply(ask.choices[0].id if ask.choices else "x") if self.asked == 1 else Reply(command="q")

    def say(self, say: Say) -> None:
        self.said.append(say.key)


@pytest.mark.usefixtures("full")
def test_a_walk_says_where_its_answers_went(desk: Desk) -> None:
    desk.prompter, desk.is_interactive = prompter, _ = OneAnswer(), True
    with no_room(desk.home):
        desk("walk", "report")
    assert "walk.fallback" in prompter.said
    assert prompter.asked == 2
    facts = len(desk("timeline", "--all", "--json").json["entries"])
    assert desk("recover").code == 0
    assert len(desk("timeline", "--all", "--json").json["entries"]) == facts


@pytest.mark.usefixtures("full")
def test_a_walk_says_where_a_note_went(desk: Desk) -> None:
    desk.prompter, desk.is_interactive = prompter, _ = OneAnswer(Reply("the disk is full", command="n")), True
    with no_room(desk.home):
        desk("walk", "report")
    assert {"walk.noted", "walk.fallback"} <= set(prompter.said)


@pytest.mark.parametrize("lang", LANGS)
def test_a_damaged_line_ends_with_6_until_it_is_mended(desk: Desk, full: Path, lang: str) -> None:
    desk("note", "x")
    full.write_bytes(full.read_bytes().replace(b"Checkout", b"CHECKOUT"))
    ran = desk("recover", "--lang", lang)
    assert (ran.code, "verify" in ran.err) == (6, True)
    assert "quarantine" in ran.out
    found = desk("recover", "--json").json["repairs"]
    assert [(row["key"], row["left"], row["line"], row["byte"]) for row in found] == [("damaged", True, 1, 0)]
    full.write_bytes(full.read_bytes().replace(b"CHECKOUT", b"Checkout"))
    assert desk("recover").code == 0


def test_every_view_says_that_a_line_is_left_out(desk: Desk, full: Path) -> None:
    desk("note", "x")
    desk("note", "y")
    full.write_bytes(full.read_bytes().replace(b'"text":"x"', b'"text":"z"'))
    for view in ("timeline", "report", "brief", ""):
        ran = desk(*view.split())
        assert "incidentctl verify" in ran.err, view
        assert ran.code == 0


@pytest.mark.parametrize("lang", LANGS)
def test_a_note_for_an_incident_that_cannot_be_opened_is_kept_outside(
    desk: Desk, full: Path, lang: str
) -> None:
    """It was NOT RECORDED, though the place outside would have taken it."""
    assert desk("recover").code == 0
    shutil.rmtree(desk.home.with_name("fallback"))
    away = full.parent.rename(desk.home / "away")
    full.parent.symlink_to(away)
    ran = desk("note", "in the dark", "--lang", lang)
    assert (ran.code, str(desk.home.with_name("fallback")) in ran.err) == (0, True)
    full.parent.unlink()
    away.rename(full.parent)
    assert desk("recover").code == 0
    assert "in the dark" in desk("timeline").out
    assert desk("verify").code == 0
