"""A process that writes until it is stopped: `writer.py STORE HOME INCIDENT NAME COUNT SIZE`.

It prints the word for each fact as soon as it has it, and at the end the longest time that one took.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.errors import NotRecorded
from incidentctl.timeline import lock
from incidentctl.timeline.journal import FileTimeline
from tests.faults.homes import now
from tests.faults.oracle import NOT_RECORDED, NaiveStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import HasFileno

PAIRED = 100_000
"""From this size on, each write is of two notes."""


def key(name: str, number: int) -> str:
    """Give the key of a fact: the text of the note begins with it."""
    return f"{name}:{number}:"


def second(text: str) -> str:
    """Give the text of the second note of a pair, from that of the first."""
    return f"second {text}"


def begun(number: int) -> bool:
    """Say whether a new incident is begun after this fact, as well."""
    return number % 25 == 24


def unconfirmed(fd: int | HasFileno) -> None:
    """Wait for no disk."""
    del fd


def write(store: str, home: Path, incident: str, name: str, size: int) -> Iterator[str]:
    """Write one fact after the other, and give the word for each and its key."""
    if store == "ours, with no fsync":
        lock.confirm = os.fsync = unconfirmed
    timeline, naive = FileTimeline(home, now, []), NaiveStore(home)
    for number in count():
        text = key(name, number) + "x" * (size * (number % 7) // 6)
        if store == "naive":
            try:
                yield f"{naive.append(key(name, number))}|{key(name, number)}"
            except (OSError, ValueError):  # it met a file that another was writing
                yield f"{NOT_RECORDED}|{key(name, number)}"
            continue
        texts = [text, second(text)] if size > PAIRED else [text]
        try:
            word = timeline.append(incident, [New(Noted(text)) for text in texts], by=name).outcome
        except NotRecorded:
            word = NOT_RECORDED
        yield "\n".join(f"{word}|{text.rstrip('x')}" for text in texts)
        if begun(number):
            receipt = timeline.begin([New(Declared("another", "UTC"))], by=name, day=now().date())
            yield f"{receipt.outcome}|{receipt.facts[0].incident}"


def main(argv: list[str]) -> None:
    """Say what was written, line by line; a count of 0 is for ever."""
    store, home, incident, name, limit, size = argv
    worst, before = 0.0, time.monotonic()
    for number, line in enumerate(write(store, Path(home), incident, name, int(size)), 1):
        worst = max(worst, time.monotonic() - before)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        if number == int(limit):
            break
        before = time.monotonic()
    sys.stdout.write(f"worst|{worst}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
