"""A secret is erased from every file of this machine, wherever that is stopped, and the log verifies."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain import redaction
from incidentctl.domain.erasing import TITLE
from incidentctl.domain.events.corrections import Amended, Undone
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.steps import RunbookFrozen
from incidentctl.domain.facts import Erased, New
from incidentctl.domain.handles import find
from incidentctl.domain.incident import fold
from incidentctl.errors import NotRecorded, Refused, Unconfirmed, UsageError
from incidentctl.timeline import lock
from incidentctl.timeline.erasing import without_payload
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.record import parse
from tests.timeline.killed import killed_at_each_step
from tests.timeline.test_reserves import lost

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from incidentctl.ports import Receipt
    from tests.timeline.conftest import Desk  # noqa: PLC0415

SECRET = "hunter2-p4ssw0rd-✓"  # noqa: S105
PARTS = [part.encode() for part in (SECRET, "hunter2-p4ssw0rd", "hunter2", r"hunter2-p4ssw0rd-\u2713")]


def redact(timeline: FileTimeline, incident: str, id_: str, why: str = "it was a password") -> Receipt | None:
    target = find(timeline.read(incident).facts, id_)
    return timeline.redact(incident, lambda state: redaction.redact(state, target, why), by="ann")


def remains(root: Path, parts: list[bytes] = PARTS) -> list[str]:
    """Give each file below a directory that still holds a part of the secret."""
    files = [path for path in root.rglob("*") if path.is_file()]
    return [str(path.relative_to(root)) for path in files if any(part in path.read_bytes() for part in parts)]


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Give a desk where a password is in a note, and everywhere it can get to."""
    desk.note("before")
    desk.secret = desk.note(f"the password is {SECRET}").facts[0].id  # type: ignore[attr-defined]
    desk.note("after")
    return desk


def secret_of(desk: Desk) -> str:
    return str(desk.secret)  # type: ignore[attr-defined]


def spread(desk: Desk) -> None:
    """Let the secret get to a torn write, a damaged line, their copies, half-made files, and the index."""
    with lost(desk.folder):
        desk.note(f"outside: {SECRET}")
    with desk.main.open("ab") as file:
        torn = desk.main.read_bytes().splitlines()[2]
        file.write(torn[:-30] + b" #torn\n")
        file.write(torn[: torn.index(b"hunter2") + 5] + b" #torn\n")
    desk.note("fenced")
    (desk.folder / ".abcdefghjk").write_bytes(torn)
    whole = desk.folder.parent / ".0123456789"
    whole.mkdir()
    (whole / "w-00000000.jsonl").write_bytes(torn)
    quarantine = desk.root / "home" / "quarantine"
    quarantine.mkdir(mode=0o700)
    (quarantine / f"{desk.incident}.{desk.main.stem}.0-9.abc.20261122").write_bytes(torn)
    (desk.root / "home" / "index.db").write_bytes(SECRET.encode())
    (desk.root / "home" / ".index-1").write_bytes(SECRET.encode())
    for path in [desk.folder / ".abcdefghjk", *quarantine.iterdir()]:
        path.chmod(0o600)


def test_a_line_without_its_payload_is_as_long_and_its_hashes_hold(told: Desk) -> None:
    for line in told.main.read_bytes().splitlines(keepends=True):
        for raw in (line, line[:-1]):
            blank = without_payload(raw)
            assert len(blank) == len(raw)
            assert parse(blank)._replace(data=None) == parse(raw)._replace(data=None)
            assert parse(blank).data is None


def test_a_redacted_text_is_nowhere_and_the_log_verifies(told: Desk) -> None:
    spread(told)
    assert len(remains(told.root)) >= 7
    outside = next(
        fact.id
        for fact in told.timeline.read(told.incident).facts
        if fact.event == Noted(f"outside: {SECRET}")
    )
    size = told.main.stat().st_size
    receipt = redact(told.timeline, told.incident, secret_of(told))
    assert receipt is not None
    assert [fact.kind for fact in receipt.facts] == ["redacted"]
    assert redact(told.timeline, told.incident, outside)
    assert remains(told.root) == []
    assert told.main.stat().st_size > size
    assert {severity for _, _, severity in told.troubles()} <= {"notice"}
    facts = told.timeline.read(told.incident).facts
    assert [type(fact.event) for fact in facts if fact.id in {secret_of(told), outside}] == [Erased, Erased]
    assert told.texts() == ["before", "after", "fenced"]
    assert told.note("goes on").where == "log"
    assert told.another().pulse(told.incident) == fold(told.timeline.read(told.incident).facts).pulse
    assert [each.key for each in told.timeline.recover(is_dry=False)] == ["adopted"]


def test_what_put_it_right_is_erased_with_it(told: Desk) -> None:
    told.timeline.append(told.incident, [New(Amended(secret_of(told), f"{SECRET} it is"))], by="ann")
    receipt = redact(told.timeline, told.incident, secret_of(told))
    assert receipt is not None
    assert len(receipt.facts) == 2
    assert remains(told.root) == []
    assert told.troubles() == []


def test_a_long_text_leaves_its_blob_unless_another_fact_needs_it(told: Desk) -> None:
    text = f"{SECRET} " * 20_000
    first, second = (told.note(text).facts[0].id for _ in range(2))
    assert len(list((told.root / "home" / "blobs").iterdir())) == 1
    redact(told.timeline, told.incident, secret_of(told))
    redact(told.timeline, told.incident, first)
    assert told.texts()[-1] == text  # the other one says the same, and still does
    assert told.troubles() == []
    redact(told.timeline, told.incident, second)
    assert remains(told.root) == []
    assert list((told.root / "home" / "blobs").iterdir()) == []
    assert told.troubles() == []


def test_a_title_is_erased_and_the_incident_goes_on_as_it_was(desk: Desk) -> None:
    begun = desk.timeline.begin(
        [New(Declared(f"it is {SECRET}", "Asia/Tokyo", suspected=True, profile="formation"))],
        by="ann", day=desk.clock().date(),
    )  # fmt: skip
    incident = begun.facts[0].incident
    before = desk.timeline.pulse(incident)
    redact(desk.timeline, incident, begun.facts[0].id)
    assert remains(desk.root) == []
    pulse = desk.another().pulse(incident)
    assert pulse.title == TITLE
    assert pulse._replace(title="", facts=0, last="") == before._replace(title="", facts=0, last="")
    desk.timeline.append(incident, [New(Amended(begun.facts[0].id, "Checkout returns 500"))], by="ann")
    assert desk.another().pulse(incident).title == "Checkout returns 500"
    assert desk.timeline.verify(incident).troubles == ()


def test_once_more_changes_nothing_and_an_undo_brings_nothing_back(told: Desk) -> None:
    receipt = redact(told.timeline, told.incident, secret_of(told))
    before = told.main.read_bytes()
    assert redact(told.timeline, told.incident, secret_of(told)) is None
    assert told.main.read_bytes() == before
    assert receipt is not None
    told.timeline.append(told.incident, [New(Undone(receipt.facts[0].id))], by="bob")
    (entry,) = [
        each for each in told.timeline.state(told.incident).entries if each.fact.id == secret_of(told)
    ]
    assert isinstance(entry.fact.event, Erased)
    assert told.troubles() == []


def test_a_payload_that_is_missing_without_a_redaction_is_damage(told: Desk) -> None:
    lines = told.main.read_bytes().splitlines(keepends=True)
    told.main.write_bytes(b"".join([*lines[:2], without_payload(lines[2]), lines[3]]))
    for reading in (told.timeline.read(told.incident), told.timeline.verify(told.incident)):
        assert [(each.key, each.line, each.severity) for each in reading.troubles] == [
            ("payload-missing", 3, "damage")
        ]


def test_what_holds_no_text_and_a_reason_that_tells_are_refused(told: Desk) -> None:
    told.timeline.keep(b"{}")
    frozen = told.timeline.append(told.incident, [New(RunbookFrozen("report", "0" * 64, "1" * 64))], by="ann")
    receipt = redact(told.timeline, told.incident, secret_of(told))
    assert receipt is not None
    for fact in (frozen.facts[0], receipt.facts[0]):
        with pytest.raises(Refused):
            redact(told.timeline, told.incident, fact.id)
    other = told.note(f"again {SECRET}").facts[0].id
    for why in (SECRET, f"it was {SECRET}.", "hunter2-p4ssw0rd-✓!"):
        with pytest.raises(UsageError):
            redact(told.timeline, told.incident, other, why)


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_wherever_it_is_killed_it_is_not_begun_or_hidden_and_can_be_finished(
    told: Desk, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    told.note(f"{SECRET} " * 20_000)
    big = told.timeline.read(told.incident).facts[-1].id
    spread(told)
    facts = told.timeline.read(told.incident).facts
    ids = [fact.id for fact in facts if isinstance(fact.event, Noted) and SECRET in fact.event.text]
    assert big in ids

    def timeline(root: Path) -> FileTimeline:
        return FileTimeline(root / "home", told.clock, [], fallbacks=[root / "fallback"])

    def work(root: Path) -> None:
        for id_ in ids:
            redact(timeline(root), told.incident, id_)

    hidden = set()
    for step, root in enumerate(killed_at_each_step(told.root, work, every)):
        found = timeline(root).read(told.incident)
        erased = {fact.event.target for fact in found.facts if fact.kind == "redacted"}
        shown = {
            fact.id for fact in found.facts if isinstance(fact.event, Noted) and SECRET in fact.event.text
        }
        assert shown == set(ids) - erased  # as it was, or gone from every view
        assert {each.severity for each in timeline(root).verify(told.incident).troubles} <= {"notice"}
        hidden.add(len(erased))
        if step % 2:  # whoever writes next, or `recover`, finishes what was begun
            timeline(root).transact(told.incident, lambda _: [New(Noted("next"))], by="bob")
        else:
            assert not [each for each in timeline(root).recover(is_dry=False) if each.is_left]
        keys = {each.key for each in timeline(root).verify(told.incident).troubles}
        assert "not-erased" not in keys
        work(root)
        assert remains(root) == []
        assert {each.severity for each in timeline(root).verify(told.incident).troubles} <= {"notice"}
        assert len(timeline(root).read(told.incident).facts) >= len(facts) + len(ids)
    assert hidden == {0, 1, 2, 3}


def test_a_writer_that_holds_the_old_file_writes_to_the_new_one(told: Desk) -> None:
    """Row 16 of the fault matrix: it waits for the lock of a file that is replaced meanwhile."""
    acquire, done = lock.acquire, threading.Event()
    calls: list[int] = []

    def acquire_late(fd: int, seconds: float) -> bool:
        if threading.current_thread() is not threading.main_thread() and not calls:
            calls.append(fd)
            done.wait(10)  # it has opened the old file by now
        return acquire(fd, seconds)

    receipts: list[Receipt] = []
    writer = threading.Thread(
        target=lambda: receipts.append(told.another().append(told.incident, [New(Noted("late"))], by="bob"))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lock, "acquire", acquire_late)
        writer.start()
        while not calls:
            pass
        redact(told.timeline, told.incident, secret_of(told))
        done.set()
        writer.join(10)
    assert receipts[0].path == str(told.main)
    assert told.texts() == ["before", "after", "late"]
    assert told.troubles() == []
    assert remains(told.root) == []


def test_beside_other_writers_nothing_is_lost(
    told: Desk, child: Callable[..., subprocess.Popen[str]]
) -> None:
    started = [child("append", told.root, told.incident, f"p{number}", 40) for number in range(3)]
    ids = [told.note(f"{SECRET} {number}").facts[0].id for number in range(4)]
    refused = 0
    for id_ in [secret_of(told), *ids]:
        while True:
            try:
                redact(told.timeline, told.incident, id_)
                break
            except NotRecorded:  # the others had the lock for too long
                refused += 1
    said = [process.communicate(timeout=60)[0] for process in started]
    told.clock.move(10**9)
    acked = {line.split()[1] for text in said for line in text.splitlines() if line.startswith("recorded")}
    assert len(acked) == 120
    assert acked <= {fact.id for fact in told.timeline.read(told.incident).facts}
    assert remains(told.root) == []
    assert {severity for _, _, severity in told.troubles()} <= {"notice"}


def test_while_a_file_is_held_it_says_that_it_is_not_done_and_can_be_finished(
    told: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lost(told.folder):
        told.note("outside")
    (path,) = (told.root / "fallback").rglob("w-*.jsonl")
    copy = told.main.read_bytes().splitlines(keepends=True)[2]
    path.write_bytes(path.read_bytes() + copy)  # the same fact, once more
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.001)
    with path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Unconfirmed):
            redact(told.timeline, told.incident, secret_of(told))
        assert told.texts() == ["before", "after", "outside"]
    assert redact(told.timeline, told.incident, secret_of(told)) is None
    assert remains(told.root) == []


def test_under_a_lock_that_is_not_to_be_had_nothing_is_erased(
    told: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.001)
    before = told.main.read_bytes()
    with told.main.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(NotRecorded):
            redact(told.timeline, told.incident, secret_of(told))
    assert told.main.read_bytes() == before


@pytest.mark.parametrize("how", ["append", "transact", "recover"])
def test_another_machine_erases_its_own_copy_when_it_hears_of_it(told: Desk, how: str) -> None:
    laptop = told.root / "laptop"
    shutil.copytree(told.root / "home", laptop)
    (laptop / "writer").unlink()
    there = FileTimeline(laptop, told.clock, [])
    there.append(told.incident, [New(Noted("there"))], by="bob")
    redact(told.timeline, told.incident, secret_of(told))
    (laptop / "over").mkdir(exist_ok=True)
    (news,) = told.folder.glob("w-*.jsonl")
    copy = laptop / told.folder.relative_to(told.root / "home") / "w-zzzzzzzz.jsonl"
    line = news.read_bytes().splitlines(keepends=True)[-1]
    copy.write_bytes(line)  # the redaction has come, the rest of that file has not
    copy.chmod(0o600)
    assert remains(laptop)
    assert "hunter2" not in str(there.read(told.incident).facts)
    assert ("not-erased", "notice") in [
        (each.key, each.severity) for each in there.verify(told.incident).troubles
    ]
    told.clock.move(5)
    if how == "append":
        there.append(told.incident, [New(Noted("next"))], by="bob")
    elif how == "transact":
        FileTimeline(laptop, told.clock, []).transact(told.incident, lambda _: [New(Noted("next"))], by="bob")
    else:
        assert [each.key for each in there.recover(is_dry=True)] == ["erased"]
        assert remains(laptop)
        assert [each.key for each in there.recover(is_dry=False)] == ["erased"]
    assert remains(laptop) == []
    assert "not-erased" not in [each.key for each in there.verify(told.incident).troubles]


def test_damaged_lines_of_other_facts_are_left_as_they_are(told: Desk) -> None:
    lines = told.main.read_bytes().splitlines(keepends=True)
    damaged = lines[1].replace(b"before", b"bef0re")
    told.main.write_bytes(b"".join([lines[0], damaged, *lines[2:]]))
    list(told.timeline.recover(is_dry=False))
    (copy,) = (told.root / "home" / "quarantine").iterdir()
    redact(told.timeline, told.incident, secret_of(told))
    assert damaged in told.main.read_bytes()
    assert copy.read_bytes() == damaged
    assert remains(told.root) == []


def test_a_walk_that_goes_on_reads_what_is_left(told: Desk) -> None:
    other = told.another()
    assert SECRET in str(other.state(told.incident).entries)
    redact(told.timeline, told.incident, secret_of(told))
    assert SECRET not in str(other.state(told.incident).entries)
    assert other.append(told.incident, [New(Noted("on"))], by="bob").where == "log"
    assert told.troubles() == []
