"""Another process that writes: `child.py VERB ROOT INCIDENT ...`; it prints what it was told is stored."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.domain.times import Moment
from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Receipt


def append(timeline: FileTimeline, incident: str, name: str, count: str, size: str = "20") -> None:
    """Append notes, and say of each that it is stored, and the longest time that one took."""
    worst = 0.0
    for number in range(int(count)):
        begun = time.monotonic()
        text = f"{name}:{number}:" + "x" * (int(size) * (number % 7))
        receipt = timeline.append(incident, [New(Noted(text))], by=name)
        worst = max(worst, time.monotonic() - begun)
        sys.stdout.write(f"{receipt.outcome} {receipt.facts[0].id} {receipt.where}\n")
        sys.stdout.flush()
    sys.stdout.write(f"worst {worst}\n")


def take(timeline: FileTimeline, incident: str, name: str) -> None:
    """Become commander unless there is one."""

    def decide(state: Incident) -> Sequence[New]:
        return [] if state.value("roles.commander") else [New(FieldSet("roles.commander", name))]

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    receipt = timeline.transact(incident, decide, by=name)
    sys.stdout.write("won\n" if receipt else "lost\n")


def begin(timeline: FileTimeline, incident: str, name: str, rounds: str) -> None:
    """Begin a change of the system in each round, unless a rule refuses."""
    from incidentctl.domain import writes  # noqa: PLC0415 - the other verbs start sooner without these
    from incidentctl.domain.events.writes import WriteBegun  # noqa: PLC0415
    from incidentctl.domain.rules import judge  # noqa: PLC0415
    from incidentctl.errors import NotRecorded, Refused  # noqa: PLC0415
    from incidentctl.library.find import YamlRunbooks  # noqa: PLC0415

    policy = YamlRunbooks(lang="en", cwd=Path("/")).built_in_policy()

    def decide(state: Incident) -> Sequence[New]:
        ruling = writes.begin(state, policy, WriteBegun("restart"), None, name)
        judge(ruling.broken, policy, state.pulse, name)
        return ruling.news

    for _ in range(int(rounds)):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        try:
            timeline.transact(incident, decide, by=name)
            sys.stdout.write("won\n")
        except Refused as error:
            sys.stdout.write(f"{error.rules[0].rule}\n")  # type: ignore[attr-defined]
        except NotRecorded:  # the others had the lock for too long
            sys.stdout.write("not recorded\n")
        sys.stdout.flush()


def guarded(timeline: FileTimeline, incident: str, name: str, count: str, size: str) -> None:
    """Take the command over (two events), begin or end a change, declare recovery or open again; then notes.

    Say of each fact that it is stored.
    """
    from incidentctl.domain.events.endings import Reopened, Resolved  # noqa: PLC0415 - as in `begin`
    from incidentctl.domain.events.roles import RoleReleased, RoleTaken  # noqa: PLC0415
    from incidentctl.domain.events.writes import WriteBegun, WriteEnded  # noqa: PLC0415
    from incidentctl.errors import NotRecorded  # noqa: PLC0415

    long = "x" * int(size)

    def take_over(state: Incident) -> Sequence[New]:
        held = [New(RoleReleased("commander", who, long)) for who in state.roles.get("commander", ())]
        return [*held, New(RoleTaken("commander", name, long))]

    def change(state: Incident) -> Sequence[New]:
        write = state.open_write
        return [New(WriteEnded(write.fact.id, long)) if write else New(WriteBegun(long))]

    def recover(state: Incident) -> Sequence[New]:
        return [New(Reopened(long) if state.pulse.resolved else Resolved())]

    for number in range(int(count)):
        try:
            receipt = timeline.transact(incident, (take_over, change, recover)[number % 3], by=name)
        except NotRecorded:  # the others had the lock for too long
            continue
        assert receipt is not None
        lines = [f"{receipt.outcome} {fact.id} {receipt.where}\n" for fact in receipt.facts]
        sys.stdout.write("".join(lines))
        sys.stdout.flush()


def interrupted(timeline: FileTimeline, incident: str, receipts: list[Receipt]) -> None:
    """Append until a signal comes, and print every receipt, as `__main__` does."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)
    try:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for number in range(100_000):
            timeline.append(incident, [New(Noted(str(number)))], by="ann")
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for receipt in receipts:
            sys.stdout.write(f"{receipt.outcome} {receipt.facts[0].id}\n")
        sys.stdout.flush()


def adopt(timeline: FileTimeline, incident: str, count: str, crash: str = "") -> None:
    """Bring as many rows and say how many were new; or die with 9 right before they would be seen."""
    at = Moment(datetime(2026, 11, 22, 4, 0, tzinfo=UTC))
    news = [New(Noted(f"row {n}"), at, {}, f"r{n:011}") for n in range(int(count))]
    if crash:
        os.rename = lambda *_, **__: os._exit(9)
    receipt = timeline.adopt(incident, lambda _: news, by="ann")
    sys.stdout.write(f"{len(receipt.facts) if receipt else 0}\n")


def recover(timeline: FileTimeline) -> None:
    """Take home what is outside, and say what was done."""
    for repair in timeline.recover(is_dry=False):
        sys.stdout.write(f"{repair.key} {repair.path}\n")


def hold(path: str) -> None:
    """Lock a file, say so, and stop."""
    fd = os.open(path, os.O_RDWR)
    fcntl.flock(fd, fcntl.LOCK_EX)
    sys.stdout.write("held\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGSTOP)


def main(verb: str, root: str, incident: str, *rest: str) -> None:
    """Do what the first argument says."""
    receipts: list[Receipt] = []
    home = Path(root)
    timeline = FileTimeline(home / "home", lambda: datetime.now(UTC), receipts, fallbacks=[home / "fallback"])
    match verb:
        case "append":
            append(timeline, incident, *rest)
        case "take":
            take(timeline, incident, *rest)
        case "guarded":
            guarded(timeline, incident, *rest)
        case "begin":
            begin(timeline, incident, *rest)
        case "interrupted":
            interrupted(timeline, incident, receipts)
        case "interrupted, unmasked":
            signal.pthread_sigmask = lambda *_: set()
            interrupted(timeline, incident, receipts)
        case "adopt":
            adopt(timeline, incident, *rest)
        case "recover":
            recover(timeline)
        case "hold":
            hold(*rest)


if __name__ == "__main__":
    main(*sys.argv[1:])
