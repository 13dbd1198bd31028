"""One write: decide under the lock, put the facts where they hold, and give the receipt."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING

from incidentctl.domain.events import KINDS, kind_of
from incidentctl.domain.pulse import Pulse
from incidentctl.errors import NotRecorded
from incidentctl.ports import Receipt
from incidentctl.timeline import lock
from incidentctl.timeline.ballast import with_room
from incidentctl.timeline.files import Target, open_main, open_private, place_file, put
from incidentctl.timeline.pulse import Known, known, save
from incidentctl.timeline.record import LINE_CAP, chain, mint, parse, random_id, stamp, to_fact
from incidentctl.timeline.refusal import reason, texts
from incidentctl.timeline.tail import is_newer, latest_clock, links, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from incidentctl.domain.facts import New
    from incidentctl.timeline.place import Directory, Place
    from incidentctl.timeline.places import Places
    from incidentctl.timeline.pulse import Fetch, Memory
    from incidentctl.timeline.record import Link, Minted
    from incidentctl.timeline.tail import FileHead


_PATIENCE = 10  # how many times an import waits for the lock


class _BusyError(Exception):
    """The lock was not to be had in time."""


class Writing:
    """Everything that one write to an incident needs."""

    def __init__(  # noqa: PLR0913 - they are all needed, and all known at the start
        self,
        incident: str,
        by: str,
        *,
        places: Places,
        directories: list[Directory],
        memory: Memory,
        clock: Callable[[], datetime],
        receipts: list[Receipt],
        keep: Callable[[bytes], str],
        fetch: Fetch,
    ) -> None:
        """Write to `incident` in the name of `by`; the first of `directories` holds the main file."""
        self._incident, self._by = incident, by
        self._places, self._directories, self._memory = places, directories, memory
        self._clock, self._receipts = clock, receipts
        self._keep, self._fetch = keep, fetch
        self._reason, self._is_fresh_needed = "", False
        self._known = Known({}, is_copy=False)

    def commit(self, decide: Callable[[], Sequence[New]]) -> Receipt | None:
        """Take the lock, catch up, decide, write; the receipt is put down before signals come in again.

        Raise `NotRecorded` when no file takes the facts, or when the lock is not to be had and they are
        guarded; whatever `decide` raises passes through, with nothing written.
        """
        with lock.signals_held_back(), ExitStack() as stack:
            main = None
            try:
                main = stack.enter_context(open_main(self._directories[0], self._memory.main))
                key = "busy"
            except OSError as error:
                key, self._reason = "not-recorded", reason(error)
            try:
                self._catch_up()
            except OSError as error:
                raise NotRecorded("not-recorded", reason=reason(error)) from error
            news = decide()
            if not news:
                return None
            if main is None and any(KINDS[kind_of(new.event)].guarded for new in news):
                raise NotRecorded(key, reason=self._reason, details=texts(news))
            if main is not None and self._is_closed(main):
                main = None
            return self._store(news, main, stack)

    def _is_closed(self, main: Target) -> bool:
        """Say whether my chain must not go on in this file: then it does in another one.

        A newer program has written to it; or the chain stands in another place only, and begun here anew it
        would count from 1 again; or this is an older copy of the file, and what it lacks may be elsewhere.
        """
        heads, name = self._memory.heads, stem(main.name)
        head = heads.get(main.label)
        if is_newer(head) or (head is None and name in {stem(label) for label in heads}):
            return True
        is_copy = self._known.is_copy and main.label in self._known.heads
        is_old = self._memory.known > (head.n if head else 0) or is_copy or name in self._lost()
        if is_old:
            self._places.give_up(self._memory.main)
        return is_old

    def _catch_up(self) -> None:
        self._known = known(self._directories[0])
        self._memory.catch_up(self._directories)

    def _lost(self) -> dict[str, Link]:
        """Give what was on disk once and is not any more."""
        return self._known.lost(self._directories, self._memory.heads)

    def adopt(self, decide: Callable[[], Sequence[New]]) -> Receipt | None:
        """Put what is decided in place as a file of its own: all of it, or nothing.

        The lock of the main file is held until it is there, so that of two who bring the same facts one finds
        them; who waits for it does so longer than a note would, for nothing is lost meanwhile.
        """
        for _ in range(_PATIENCE):
            with suppress(_BusyError):
                return self._adopt(decide)
        raise NotRecorded("busy")

    def _adopt(self, decide: Callable[[], Sequence[New]]) -> Receipt | None:
        with lock.signals_held_back(), ExitStack() as stack:
            try:
                if stack.enter_context(open_main(self._directories[0], self._memory.main)) is None:
                    raise _BusyError
                self._catch_up()
                news = decide()
                if not news:
                    return None
                minted = mint(news, self._by, self._clock(), self._keep)
                minted = stamp(minted, latest_clock(self._memory.heads, self._memory.main, self._clock()))
                directory = self._directories[0]
                name = f"{self._memory.main}-{random_id(5)}.jsonl"
                target = Target(-1, directory, name, directory.holder("log"), is_new=True)
                lines = self._lines(minted, target)
                is_confirmed = with_room(
                    self._places.home, partial(place_file, directory, name, b"".join(lines))
                )
            except OSError as error:
                raise NotRecorded("import-not-recorded", reason=reason(error)) from error
            stack.close()  # the rest is done behind the lock: others may write
            return self._receipt(lines, target, is_confirmed=is_confirmed)

    def _store(self, news: Sequence[New], main: Target | None, stack: ExitStack) -> Receipt:
        """Write to the first file that takes the facts and confirms them.

        After a failed fsync nothing is known of that file, and it is not asked again: the same facts, ids
        and all, go to a new one.
        """
        minted = self._mint(news)
        unsure: tuple[list[bytes], Target] | None = None
        for target in self._targets(main, stack):
            try:
                if not unsure:
                    minted = stamp(minted, latest_clock(self._memory.heads, self._memory.main, self._clock()))
                lines = self._lines(minted, target)
                head = self._memory.heads.get(target.label)
                size = head.size if head else 0
                with_room(self._places.home, partial(put, target, b"".join(lines), size))
            except OSError as error:
                self._reason = self._reason or reason(error)
                continue
            try:
                lock.confirm(target.fd)
                if target.is_new:
                    os.fsync(target.directory.fd)
            except OSError:
                unsure = unsure or (lines, target)
                self._is_fresh_needed = True
                continue
            return self._receipt(lines, target, is_confirmed=True)
        if unsure:
            return self._receipt(*unsure, is_confirmed=False)
        raise NotRecorded("not-recorded", reason=self._reason, details=texts(news))

    def _targets(self, main: Target | None, stack: ExitStack) -> Iterator[Target]:
        """Open the files that may take the facts: the main one, then a private one in each place."""
        if main is not None:
            yield main
        for place in self._places.all:
            try:
                directory = self._directory(place, stack)
                if directory is None:
                    continue
                taken = set(_taken(self._memory.heads))
                opened = open_private(directory, self._memory.main, taken, is_fresh=self._is_fresh_needed)
                target = stack.enter_context(opened)
                self._memory.catch_up(self._directories)
            except OSError as error:
                self._reason = self._reason or reason(error)
            else:
                yield target

    def _directory(self, place: Place, stack: ExitStack) -> Directory | None:
        """Open the directory for a private file; the home's is never made anew here, the fallback's is."""
        for directory in self._directories:
            if directory.label == place.label:
                return directory
        if place is self._places.home:
            return None
        directory = stack.enter_context(place.incident(self._incident, create=True))
        self._directories.append(directory)
        return directory

    def _lines(self, minted: Sequence[Minted], target: Target) -> list[bytes]:
        """Write the lines of one decision, linked to the chain of the file.

        What was lost counts as seen, so that `verify` misses it: the pulse, which knew of it, is made anew.
        """
        writer, heads = target.name.removesuffix(".jsonl"), self._memory.heads
        head = heads.get(target.label)
        told: Mapping[str, Link] = self._memory.seen if writer == self._memory.main else {}
        seen = {
            other: link
            for other, link in (links(heads) | self._lost()).items()
            if other != writer and told.get(other) != link
        }
        lines = chain(minted, self._incident, writer, (head.n, head.hash) if head else (0, ""), seen)
        if max(map(len, lines)) > LINE_CAP:
            raise NotRecorded("too-long")
        return lines

    def _mint(self, news: Sequence[New]) -> list[Minted]:
        try:
            return mint(news, self._by, self._clock(), self._keep)
        except NotRecorded as error:
            error.details = texts(news)
            raise
        except OSError as error:
            raise NotRecorded("not-recorded", reason=reason(error), details=texts(news)) from error

    def _receipt(self, lines: Sequence[bytes], target: Target, *, is_confirmed: bool) -> Receipt:
        facts = tuple(to_fact(parse(each), self._fetch) for each in lines)
        is_gone_soon = bool(target.directory.label) and is_volatile(target.directory.path, self._places.home)
        is_safe = is_confirmed and not is_gone_soon
        receipt = Receipt(facts, outcome(is_safe), target.where, target.path, Pulse(id=self._incident))
        self._receipts.append(receipt)
        self._receipts[-1] = refreshed(receipt, self._memory, self._directories)
        return self._receipts[-1]


def refreshed(receipt: Receipt, memory: Memory, directories: Sequence[Directory]) -> Receipt:
    """Bring the pulse of a receipt, and the one on disk, up to date: its failure changes no outcome."""
    with suppress(OSError):
        memory.catch_up(directories)
        receipt = receipt._replace(pulse=memory.pulse(directories))
        save(directories[0], memory, receipt.pulse)
    return receipt


def _taken(heads: Mapping[str, FileHead]) -> Iterator[str]:
    """Give the files that are not written to: those of a newer program, and those that stand in two places.

    Such a copy is about to go (`recovery`): whoever wrote to one of the two would fork the chain.
    """
    stems = [stem(label) for label in heads]
    for label, head in heads.items():
        if is_newer(head) or stems.count(stem(label)) > 1:
            yield label


def outcome(is_safe: bool) -> str:  # noqa: FBT001 - one question, one answer
    """Give the word for what is on a disk that has confirmed it, and for what is not."""
    return "recorded" if is_safe else "unconfirmed"


def is_volatile(path: str, home: Place) -> bool:
    """Say whether what is kept there is gone when the machine stops, though what is in the home is not."""
    from incidentctl.timeline.condition import VOLATILE, file_system  # noqa: PLC0415 - only in a fallback

    return file_system(os.path.realpath(path)) in VOLATILE and file_system(home.root) not in VOLATILE
