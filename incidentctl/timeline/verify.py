"""Checks a log without trusting the code that wrote it: nothing here is shared with the writer.

It claims "tamper-evident against whoever cannot also rewrite the heads", no more: no chain can see by itself
that its tail was cut off. Heads stand in reports and exports, and other writers name them (`seen`).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from datetime import datetime
from errno import ELOOP, EPERM
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.erasing import erasures, hidden
from incidentctl.domain.events import decode
from incidentctl.domain.events.steps import RunbookFrozen
from incidentctl.domain.facts import Erased, Fact
from incidentctl.domain.incident import fold
from incidentctl.domain.times import Moment
from incidentctl.errors import Damaged
from incidentctl.ports import Head, Reading, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

_LONGEST = 256 * 1024
_MOST_TOLD = 5  # so many lines of one run that holds no record are told one by one
_SKEW_MS = 60_000
_LOG = re.compile(r"w-[0-9a-z]{8}(?:-[0-9a-z]{5})?\.jsonl")
_START = re.compile(rb'\{"h":"([0-9a-f]{64})","e":(?=\{)')
_REST = re.compile(rb'(?:"([0-9a-f]*)","d":(.*)|null,"d":(null) *)\}', re.DOTALL)
_SPLIT = b',"s":'
_PULSE = "pulse.json"
_FENCE = b" #torn\n"  # what a writer puts behind a torn line before it goes on


class _Line(NamedTuple):
    """A line as it stands in the file, with its envelope and payload if it is whole."""

    file: str
    number: int
    start: int
    end: int
    hash: str = ""
    envelope: Any = None
    data: Any = None
    problem: str = ""
    is_fenced: bool = False
    stands_for: int = 1  # how many lines

    def trouble(self, key: str, severity: str = "damage", **params: object) -> Trouble:
        return Trouble(key, self.file, self.number, self.start, severity, params)


def verify(
    directories: Sequence[tuple[str, int]],
    incident: str,
    now: datetime,
    fetch: Callable[[str], bytes],
    heads: Sequence[Head] = (),
) -> Reading:
    """Check every file of an incident: frame, hashes, counters, chains, forks, blobs and pulse.

    `directories` are labels and open directory descriptors. The facts that could be read come along. `heads`
    are what somebody wrote down as the last records at a time: each has to be here.
    """
    pulses = [
        _pulse_heads(directory) for _, directory in directories
    ]  # before the files, which go on growing
    files, troubles = _files(directories)
    whole: list[_Line] = []
    for file, lines in files.items():
        sound, found = _check_chain(file, lines, incident)
        whole += sound
        troubles += found
    whole.sort(key=_order)
    troubles += _check_forks(whole)
    troubles += _check_seen(whole)
    cut_off = [head for each in pulses for head in _cut_off(each, files)] if whole else []
    troubles += _check_heads(whole, dict.fromkeys([*heads, *cut_off]))
    troubles += _check_clocks(whole, now)
    troubles += _check_redactions(whole)
    facts, found = _facts(whole, fetch)
    troubles += found
    if not facts and not troubles:
        troubles.append(Trouble("empty", incident, 0, 0, "damage", {}))
    if facts and all(trouble.severity == "notice" for trouble in troubles):
        troubles += _check_beginning(whole, incident)
    if all(trouble.severity == "notice" for trouble in troubles):  # else they differ for a known reason
        for label, directory in directories:
            troubles += _check_pulse(label, directory, files, facts)
    troubles.sort(key=lambda trouble: (trouble.file, trouble.byte, trouble.key))
    once: dict[str, Fact] = {}
    for _, fact in facts:
        once.setdefault(fact.id, fact)
    shown = hidden(list(once.values()), erasures(once.values()))
    return Reading(tuple(shown), tuple(troubles), _heads(files))


def _files(directories: Sequence[tuple[str, int]]) -> tuple[dict[str, list[_Line]], list[Trouble]]:
    """Read every file, the home last: what is moved there meanwhile is not missed."""
    files: dict[str, list[_Line]] = {}
    troubles: list[Trouble] = []
    for label, directory in reversed(directories):
        for name in sorted(filter(_LOG.fullmatch, os.listdir(directory))):
            try:
                files[label + name] = _gathered(_lines(label + name, name, directory))
            except OSError as error:
                if not (label and isinstance(error, FileNotFoundError)):
                    key = "not-a-file" if error.errno in {ELOOP, EPERM} else "unreadable"
                    reason = {"reason": error.strerror or ""}
                    troubles.append(Trouble(key, label + name, 0, 0, "damage", reason))
    return files, troubles


def _opened(name: str, directory: int) -> BinaryIO:
    fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, dir_fd=directory)
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
        os.close(fd)
        raise PermissionError(EPERM, os.strerror(EPERM))
    return open(fd, "rb")


def _lines(file: str, name: str, directory: int) -> Iterator[_Line]:
    with _opened(name, directory) as opened:
        number, start, is_ended = 0, 0, True
        while is_ended and (raw := opened.readline(_LONGEST + 1)):  # behind a line that is growing is nothing
            number += 1
            end, is_ended = start + len(raw), raw.endswith(b"\n")
            if is_too_long := len(raw) > _LONGEST:
                while not is_ended and (more := opened.readline(_LONGEST)):
                    end, is_ended, raw = end + len(more), more.endswith(b"\n"), raw[-len(_FENCE) :] + more
            line = _Line(file, number, start, end, is_fenced=raw.endswith(_FENCE))
            line = line._replace(problem="too-long") if is_too_long else _take_apart(line, raw)
            if line.problem and not is_ended:
                line = line._replace(problem="in-progress")
            yield line
            start = end


def _gathered(lines: Iterator[_Line]) -> list[_Line]:
    """Keep the lines; of a long run that holds no record the first ones, and how many more there are."""
    kept: list[_Line] = []
    run = 0
    for line in lines:
        run = run + 1 if line.problem else 0
        if run <= _MOST_TOLD or line.problem == "in-progress":
            kept.append(line)
        elif run == _MOST_TOLD + 1:
            kept.append(line._replace(problem="more", is_fenced=False))
        else:
            kept[-1] = kept[-1]._replace(end=line.end, stands_for=kept[-1].stands_for + 1)
    return kept


def _take_apart(line: _Line, raw: bytes) -> _Line:
    """Find the envelope as the stretch whose hash the line begins with, and judge the rest from there."""
    body = raw[:-1] if raw.endswith(b"\n") else raw
    start = _START.match(body)
    if not start or not body.isascii():
        return line._replace(problem="line-broken")
    split = body.find(_SPLIT, start.end())
    while split != -1 and hashlib.sha256(body[start.end() : split]).hexdigest() != start[1].decode():
        split = body.find(_SPLIT, split + 1)
    if split == -1:
        return line._replace(problem="hash-wrong" if body.endswith(b"}") else "line-broken")
    rest = _REST.fullmatch(body, split + len(_SPLIT))
    try:
        envelope = json.loads(body[start.end() : split])
        _check_shape(envelope)
        data = None
        if not rest or (not rest[3] and hashlib.sha256(rest[1] + rest[2]).hexdigest() != envelope["dh"]):
            return line._replace(problem="payload-wrong")
        if not rest[3]:
            data = dict(**json.loads(rest[2]))
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        return line._replace(problem="line-broken")
    return line._replace(hash=start[1].decode(), envelope=envelope, data=data)


def _check_shape(envelope: Mapping[str, Any]) -> None:
    level, count = envelope["c"]
    numbers = [envelope["v"], envelope["n"], level, count]
    texts = [*(envelope[name] for name in ("id", "inc", "w", "by", "k", "p", "dh")), envelope["at"]["pr"]]
    for each in (envelope["t"], envelope["at"]["t"]):
        if datetime.fromisoformat(each).tzinfo is None:
            raise ValueError(each)
    for n, link in envelope.get("seen", {}).values():
        numbers.append(n)
        texts.append(link)
    if not all(type(each) is int and each >= 0 for each in numbers):
        raise TypeError
    if not all(type(each) is str for each in texts):
        raise TypeError


def _check_chain(file: str, lines: Sequence[_Line], incident: str) -> tuple[list[_Line], list[Trouble]]:
    """Walk one file: each record must name the one before it, and count on from it.

    Lines that are no records are judged by their end and by what follows: one that is fenced, where the
    chain goes on across it, is the torn rest of a write that nobody was told of; else it stands for a record
    that was lost.
    """
    writer = _writer(file)
    sound: list[_Line] = []
    troubles: list[Trouble] = []
    bad: list[_Line] = []
    n, link, clock = 0, "", [0, -1]
    for line in lines:
        if line.problem:
            bad.append(line)
            continue
        envelope = line.envelope
        goes_on = (envelope["n"], envelope["p"]) == (n + 1, link)
        troubles += [
            each.trouble("torn", "notice") if goes_on and each.is_fenced else _told(each) for each in bad
        ]
        lost = sum(each.stands_for for each in bad if not each.is_fenced)
        troubles += _check_link(line, n + 1 + lost, goes_on=goes_on, has_gap=bool(bad))
        if envelope["w"] != writer:
            troubles.append(line.trouble("wrong-writer", writer=envelope["w"]))
        if envelope["inc"] != incident:
            troubles.append(line.trouble("wrong-incident", incident=envelope["inc"]))
        else:
            sound.append(line)
        if envelope["c"] <= clock:
            troubles.append(line.trouble("clock-order"))
        if envelope["v"] > 1:
            troubles.append(line.trouble("newer", "notice", version=envelope["v"]))
        n, link, clock = envelope["n"], line.hash, envelope["c"]
        bad = []
    for each in bad:
        key = "torn" if each.is_fenced else each.problem
        troubles.append(each.trouble(key, "notice") if key in {"torn", "in-progress"} else _told(each))
    return sound, troubles


def _told(line: _Line) -> Trouble:
    if line.problem == "more":
        return line.trouble("more", count=line.stands_for)
    return line.trouble(line.problem)


def _check_link(line: _Line, expected: int, *, goes_on: bool, has_gap: bool) -> Iterator[Trouble]:
    if not goes_on and line.envelope["n"] != expected:
        yield line.trouble("counter", expected=expected, found=line.envelope["n"])
    elif not goes_on and not has_gap:
        yield line.trouble("chain")


def _check_forks(whole: Sequence[_Line]) -> Iterator[Trouble]:
    """Find two records that claim the same place in a chain, and two facts that claim the same id."""
    places: dict[tuple[str, int], _Line] = {}
    facts: dict[str, _Line] = {}
    for line in whole:
        writer, n, fact = line.envelope["w"], line.envelope["n"], line.envelope["id"]
        first = places.setdefault((writer, n), line)
        if first.hash != line.hash:
            yield line.trouble("fork", "fork", writer=writer, n=n, other=first.file, other_line=first.number)
        other = facts.setdefault(fact, line)
        if other.envelope["dh"] != line.envelope["dh"] and not _say_the_same(other, line):
            yield line.trouble("id-twice", id=fact)


def _say_the_same(one: _Line, other: _Line) -> bool:
    """Say whether two records tell the same row of a file, which two machines may both have imported."""
    return one.data is not None and _row_of(one) == _row_of(other)


def _row_of(line: _Line) -> tuple[str, datetime, Any]:
    return line.envelope["k"], datetime.fromisoformat(line.envelope["at"]["t"]), line.data


def _check_seen(whole: Sequence[_Line]) -> Iterator[Trouble]:
    """Hold what writers say they have seen against what is there: this is how a cut tail is found."""
    places = {(line.envelope["w"], line.envelope["n"]): line for line in whole}
    known = {line.hash for line in whole}  # or named already
    for line in whole:
        for writer, (n, link) in line.envelope.get("seen", {}).items():
            if link in known:
                continue
            known.add(link)
            if other := places.get((writer, n)):
                where = {"other": other.file, "other_line": other.number}
                yield line.trouble("fork-seen", "fork", writer=writer, n=n, **where)
            else:
                is_mine = writer[:10] == line.envelope["w"][:10]
                yield line.trouble("seen-missing", "damage" if is_mine else "notice", writer=writer, n=n)


def _check_heads(whole: Sequence[_Line], heads: Iterable[Head]) -> Iterator[Trouble]:
    """Hold heads that were written down elsewhere against the log: no chain sees that its tail was cut."""
    places = {(line.envelope["w"], line.envelope["n"]): line for line in whole}
    hashes = {line.hash for line in whole}
    for head in heads:
        if head.hash in hashes:
            continue
        if other := places.get((head.writer, head.n)):
            yield other.trouble("head-differs", writer=head.writer, n=head.n)
        else:
            last = max((n for writer, n in places if writer == head.writer), default=0)
            params = {"writer": head.writer, "n": head.n, "last": last}
            key = "head-missing" if last else "head-none"
            yield Trouble(key, f"{head.writer}.jsonl", 0, 0, "damage", params)


def _check_beginning(whole: Sequence[_Line], incident: str) -> Iterator[Trouble]:
    """Say where no record declares the incident: what came first is in a file that is not here."""
    if not any(line.envelope["k"] == "declared" for line in whole):
        yield Trouble("undeclared", incident, 0, 0, "damage", {})


def _pulse_heads(directory: int) -> Mapping[str, tuple[int, Head]]:
    """Give what the pulse says of each file: up to which byte it was read, and the last record there."""
    try:
        with _opened(_PULSE, directory) as opened:
            stored = json.loads(opened.read())["heads"]
        return {
            str(file): (int(values[1]), Head(_writer(file), int(values[3]), str(values[4])))
            for file, values in stored.items()
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def _cut_off(known: Mapping[str, tuple[int, Head]], files: Mapping[str, list[_Line]]) -> Iterator[Head]:
    """Give the last records of files that end before the byte up to which they were read once.

    A pulse is saved after the facts. Where a file is as long as it was, its lines say what happened to them.
    """
    for file, (size, head) in known.items():
        if max((line.end for line in files.get(file, ())), default=0) < size:
            yield head


def _writer(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".jsonl")


def _check_clocks(whole: Sequence[_Line], now: datetime) -> Iterator[Trouble]:
    """Find writers whose clock is more than 60 seconds ahead of `now`."""
    latest, named = now.timestamp() * 1000 + _SKEW_MS, set[str]()
    for line in whole:
        writer = line.envelope["w"]
        if line.envelope["c"][0] > latest and writer not in named:
            named.add(writer)
            yield line.trouble("clock-ahead", "notice", writer=writer)


def _check_redactions(whole: Sequence[_Line]) -> Iterator[Trouble]:
    """Find payloads that are missing though no `redacted` event names them, and those that it has missed."""
    named = _redacted(whole)
    for line in whole:
        is_named = line.envelope["id"] in named and line.envelope["k"] != "redacted"
        if line.data is None and not is_named:
            yield line.trouble("payload-missing")
        elif line.data is not None and is_named:
            yield line.trouble("not-erased", "notice")


def _redacted(whole: Sequence[_Line]) -> set[str]:
    return {str(line.data.get("target")) for line in whole if line.envelope["k"] == "redacted" and line.data}


def _facts(
    whole: Sequence[_Line], fetch: Callable[[str], bytes]
) -> tuple[list[tuple[_Line, Fact]], list[Trouble]]:
    """Give the fact of each line; of two with one id, the pulse may know either, so both are given."""
    facts: list[tuple[_Line, Fact]] = []
    troubles: list[Trouble] = []
    redacted = _redacted(whole)
    for line in whole:
        envelope, data = line.envelope, dict(line.data or {})
        blobs = data.pop("$blobs", None)
        for field, blob in blobs.items() if isinstance(blobs, dict) else ():
            try:
                data[field] = json.loads(fetch(blob))
            except (Damaged, ValueError, TypeError):
                if (
                    envelope["id"] not in redacted
                ):  # erased before the record itself, which says what to erase
                    troubles.append(line.trouble("blob-missing"))
        event, extra = decode(envelope["k"], data) if line.data is not None else (Erased({}), {})
        if isinstance(event, RunbookFrozen):
            try:
                fetch(event.source), fetch(event.compiled)
            except Damaged:
                troubles.append(line.trouble("checklist-missing", runbook=event.runbook))
        at = Moment(datetime.fromisoformat(envelope["at"]["t"]), envelope["at"]["pr"])
        level, count = envelope["c"]
        facts.append((line, Fact(
            envelope["id"], envelope["inc"], envelope["w"], envelope["n"], (level, count),
            datetime.fromisoformat(envelope["t"]), at, envelope["by"], envelope["k"], event, extra,
        )))  # fmt: skip
    return facts, troubles


def _check_pulse(
    label: str, directory: int, files: Mapping[str, list[_Line]], facts: Sequence[tuple[_Line, Fact]]
) -> Iterator[Trouble]:
    """Compare the pulse with the fold of the facts that it covers, if it is one that would be trusted."""
    try:
        with _opened(_PULSE, directory) as opened:
            stored = json.loads(opened.read())
        heads = {name: (head[1], head[4]) for name, head in stored["heads"].items()}
        claimed = json.loads(json.dumps(stored["beat"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return
    for name, (size, link) in heads.items():
        if not any(line.hash == link and line.end == size for line in files.get(name, ())):
            return
    covered = [fact for line, fact in facts if line.file in heads and line.end <= heads[line.file][0]]
    actual = fold(covered).pulse._asdict()
    wrong = sorted(
        name for name, value in json.loads(json.dumps(actual)).items() if claimed.get(name, value) != value
    )
    if wrong:
        yield Trouble("pulse-wrong", label + _PULSE, 1, 0, "damage", {"fields": ", ".join(wrong)})


def _heads(files: Mapping[str, list[_Line]]) -> tuple[Head, ...]:
    last = {file: [line for line in lines if line.hash][-1:] for file, lines in sorted(files.items())}
    return tuple(
        Head(_writer(file), line.envelope["n"], line.hash) for file, lines in last.items() for line in lines
    )


def _order(line: _Line) -> tuple[list[int], str, int]:
    return (line.envelope["c"], line.envelope["w"], line.envelope["n"])
