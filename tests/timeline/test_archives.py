"""Archives: the same bytes for the same log, all of it or nothing, and nobody else's file is ever trusted."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import stat
import tarfile
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.errors import FoundWanting, IncidentctlError, NotFound, NotRecorded, UsageError
from incidentctl.timeline import lock
from incidentctl.timeline.archive import File, Manifest, Reader, header, write
from incidentctl.timeline.archives import FileArchives
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.merging import merge
from incidentctl.timeline.places import Places
from incidentctl.timeline.record import Minted, chain, mint, parse, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from incidentctl.ports import TakenIn
    from tests.timeline.conftest import Desk


class House:
    """Another machine, which has nothing yet."""

    def __init__(self, root: Path, desk: Desk) -> None:
        self.root, self.desk = root, desk
        self.timeline = FileTimeline(root, desk.clock, [])
        self.archives = FileArchives(Places(root, []))

    def take(self, data: bytes, *, is_dry: bool = False, expected: str = "") -> TakenIn:
        return self.archives.take(io.BytesIO(data), is_dry=is_dry, expected=expected)

    def export(self) -> bytes:
        out = io.BytesIO()
        self.archives.export(self.desk.incident, out)
        return out.getvalue()

    def texts(self) -> list[str]:
        facts = self.timeline.read(self.desk.incident).facts
        return [fact.event.text for fact in facts if isinstance(fact.event, Noted)]

    def note(self, text: str) -> None:
        self.desk.clock.move(1)
        self.timeline.append(self.desk.incident, [New(Noted(text))], by="bob")

    def files(self) -> dict[str, bytes]:
        found = {str(path.relative_to(self.root)): path for path in self.root.rglob("*") if path.is_file()}
        return {
            name: path.read_bytes()
            for name, path in found.items()
            if name not in {"writer", "dirty"} and path.name != "pulse.json"
        }

    def troubles(self) -> list[str]:
        return [each.key for each in self.timeline.verify(self.desk.incident).troubles]


@pytest.fixture
def here(desk: Desk) -> House:
    """Give the machine that has the incident: three writers, a text too long for a line, a torn line."""
    here = House(desk.root / "home", desk)
    desk.note("one")
    here.note("x" * 300_000)
    with lock_held(desk), pytest.MonkeyPatch.context() as hurried:
        hurried.setattr(lock, "LOCK_SECONDS", 0)
        desk.note("in a private file")
    with desk.main.open("ab") as file:
        file.write(b'{"h":"torn')
    desk.note("behind a fence")
    return here


def lock_held(desk: Desk) -> Holding:
    return Holding(desk.main)


class Holding:
    """Somebody who holds the lock of a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        self.fd = os.open(self.path, os.O_RDWR)
        assert lock.acquire(self.fd, 0)

    def __exit__(self, *_: object) -> None:
        os.close(self.fd)


@pytest.fixture
def there(desk: Desk) -> House:
    return House(desk.root / "there", desk)


def rewritten(data: bytes, **changes: object) -> bytes:
    """Give an archive whose manifest says something else, and is well-formed otherwise."""
    reader = Reader(io.BytesIO(data))
    size = len(reader.manifest.line())
    said = {**json.loads(reader.manifest.line()), **changes}
    line = json.dumps(said, separators=(",", ":")).encode() + b"\n"
    name = f"{reader.manifest.incident}/manifest.json"
    rest = data[512 + size + (-size % 512) :]
    return header(name, len(line)) + line + bytes(-len(line) % 512) + rest


def archive_of(incident: str, files: Iterable[tuple[str, bytes]], heads: list[list[object]]) -> bytes:
    """Give a well-formed archive of these files, whatever they hold."""
    held = dict(files)
    listed = [File(name, len(data), sha256(data).hexdigest()) for name, data in held.items()]
    manifest = Manifest(incident, tuple(map(tuple, heads)), tuple(listed))  # type: ignore[arg-type]
    out = io.BytesIO()
    write(out, manifest, (iter([held[file.name]] if held[file.name] else []) for file in listed))
    return out.getvalue()


def test_an_archive_is_the_same_on_both_machines_and_the_log_too(here: House, there: House) -> None:
    data = here.export()
    assert data == here.export()
    taken = there.take(data)
    assert (taken.is_new, taken.facts, taken.blobs) == (True, 5, 1)
    assert there.texts() == here.texts()
    assert there.export() == data
    ours, theirs = here.files(), there.files()
    assert {name: ours[name] for name in theirs} == theirs
    assert here.troubles() == there.troubles() == ["torn"]


def test_any_tar_can_read_it_and_only_its_owner_may(here: House, desk: Desk) -> None:
    with tarfile.open(fileobj=io.BytesIO(here.export())) as tar:
        names = tar.getnames()
        assert names[0] == f"{desk.incident}/manifest.json"
        assert {(each.mode, each.uid, each.mtime, each.isreg()) for each in tar.getmembers()} == {
            (0o600, 0, 0, True)
        }
        log = tar.extractfile(f"{desk.incident}/{desk.main.name}")
        assert log is not None
        assert log.read() == desk.main.read_bytes()


def test_a_line_that_is_just_being_written_is_left_for_the_next_export(here: House, desk: Desk) -> None:
    before = here.export()
    with desk.main.open("ab") as file:
        file.write(b'{"h":"half')
    assert here.export() == before


def test_twice_adds_nothing_and_a_newer_one_only_what_is_new(here: House, there: House) -> None:
    old = here.export()
    there.take(old)
    before = there.files()
    again = there.take(old)
    assert (again.facts, again.logs, again.is_behind) == (0, 0, False)
    assert there.files() == before
    here.note("later")
    newer = here.export()
    assert there.take(newer).facts == 1
    assert there.export() == newer
    assert there.take(old)._replace(is_behind=False) == again
    assert there.take(old).is_behind
    assert there.export() == newer


def test_what_each_machine_wrote_meanwhile_is_kept_on_both(here: House, there: House) -> None:
    there.take(here.export())
    there.note("theirs")
    here.note("ours")
    there.take(here.export())
    here.take(there.export())
    assert here.texts() == there.texts()
    assert {"ours", "theirs"} <= set(here.texts())
    assert here.export() == there.export()
    assert here.troubles() == there.troubles() == ["torn"]


def test_a_dry_run_says_the_same_and_leaves_nothing(here: House, there: House) -> None:
    data = here.export()
    said = there.take(data, is_dry=True)
    assert there.files() == {}
    assert [path.name for path in there.root.iterdir()] == []
    assert there.take(data) == said


def test_a_fork_keeps_both_is_reported_and_can_be_taken_in_again(
    here: House, there: House, desk: Desk
) -> None:
    there.take(here.export())
    shutil.copytree(here.root, there.root.with_name("restored"))
    restored = House(there.root.with_name("restored"), desk)
    before = desk.main.read_bytes()
    here.note("went on here")
    with desk.main.open("rb") as file:
        ours = file.read()
    name = f"incidents/2026/11/{desk.incident}/{desk.main.name}"
    other = next_record(before, desk.incident, desk.main.stem, "went on there")
    (restored.root / name).write_bytes(before + other)
    taken = here.take(restored.export())
    (fork,) = taken.forks
    assert here.files()[name] == ours
    assert {"went on here", "went on there"} <= set(here.texts())
    assert "fork" in here.troubles()
    again = here.take(restored.export())
    assert (again.logs, list(again.forks)) == (0, [fork])
    more = next_record(before + other, desk.incident, desk.main.stem, "and on")
    (restored.root / name).write_bytes(before + other + more)
    assert (here.take(restored.export()).facts, "and on" in here.texts()) == (1, True)
    assert there.take(here.export()).is_new is False
    assert set(there.texts()) == set(here.texts())


def next_record(data: bytes, incident: str, writer: str, text: str) -> bytes:
    """Give the line that a writer would have added on a machine that did not know of the others."""
    last = parse(data.splitlines()[-1])
    minted = stamp(mint([New(Noted(text))], "ann", last.recorded, lambda _: ""), last.clock)
    return b"".join(chain(minted, incident, writer, (last.n, last.hash), {}))


def erased(desk: Desk, name: str, text: bytes) -> bytes:
    """Erase the payload of the record that holds `text` and say so, as a redaction does; give the log."""
    path = desk.folder / name
    lines = path.read_bytes().splitlines(keepends=True)
    target = ""
    for number, line in enumerate(lines):
        if text in line:
            target = parse(line).id
            end = line.index(b',"s":"')
            lines[number] = (line[:end] + b',"s":null,"d":null').ljust(len(line) - 2) + b"}\n"
    last = parse(lines[-1])
    minted = stamp(
        [Minted("redactedfact", last.recorded, (0, 0), last.at, "ann", "redacted", "", _said(target))],
        last.clock,
    )
    path.write_bytes(b"".join([*lines, *chain(minted, desk.incident, path.stem, (last.n, last.hash), {})]))
    return path.read_bytes()


def _said(target: str) -> str:
    return json.dumps({"target": target, "why": "a password"})


def test_what_was_redacted_never_comes_back_and_goes_from_a_copy_as_well(
    here: House, there: House, desk: Desk
) -> None:
    desk.note("the password is hunter2")
    old = here.export()
    there.take(old)
    log = erased(desk, desk.main.name, b"hunter2")
    taken = here.take(old)
    assert (taken.facts, taken.erased, taken.logs) == (0, 1, 0)
    assert desk.main.read_bytes() == log
    assert there.take(here.export()).erased == 1
    for house in (here, there):
        assert not [name for name, data in house.files().items() if b"hunter2" in data]
        assert house.troubles() == ["torn"]
    assert there.export() == here.export()


def test_a_blob_that_only_an_erased_text_named_does_not_come_back(here: House, desk: Desk) -> None:
    old = here.export()
    (blob,) = (here.root / "blobs").iterdir()
    erased(desk, desk.main.name, blob.name.encode())
    blob.unlink()
    here.take(old)
    assert not blob.exists()


def test_a_blob_that_was_damaged_here_is_mended(here: House) -> None:
    data = here.export()
    (blob,) = (here.root / "blobs").iterdir()
    sound = blob.read_bytes()
    blob.write_bytes(b"?")
    here.note("so that something changes")
    assert [each.key for each in here.timeline.read(here.desk.incident).troubles if each.key != "torn"] == [
        "blob-missing"
    ]
    shutil.rmtree(here.root / "incidents")
    here.take(data)
    assert blob.read_bytes() == sound


def test_a_machine_that_gets_its_own_records_back_writes_under_another_id(here: House) -> None:
    data, name = here.export(), (here.root / "writer").read_bytes()
    here.note("lost with the disk, but somebody has it")
    shutil.rmtree(here.root / "incidents")
    assert here.take(data).is_own
    House(here.root, here.desk).note("new")
    assert (here.root / "writer").read_bytes() != name
    assert here.troubles() == ["torn"]


def test_damage_travels_as_it_is_and_more_of_it_does_not(here: House, there: House, desk: Desk) -> None:
    log = desk.main.read_bytes()
    desk.main.write_bytes(log.replace(b'"one"', b'"two"'))
    data = here.export()
    there.take(data)
    assert there.export() == data
    assert here.troubles() == there.troubles()
    assert "payload-wrong" in here.troubles()
    with pytest.raises(FoundWanting):
        House(desk.root / "third", desk).take(rewritten(data, damaged=[]))


@pytest.mark.parametrize("step", [1, 509, 512, 4096])
def test_whatever_is_cut_off_nothing_is_taken(here: House, there: House, step: int) -> None:
    data = here.export()
    for size in range(0, len(data), max(step, len(data) // 40)):
        with pytest.raises(FoundWanting) as refused:
            there.take(data[:size])
        assert refused.value.key in {"archive-cut", "archive-foreign"}
    assert there.files() == {}


def test_whatever_byte_is_changed_nothing_is_taken(here: House, there: House) -> None:
    data, chance = here.export(), random.Random(5)  # noqa: S311 - the same each time
    program = data.index(b'"program":"') + 11  # what wrote it is said, and nothing rests on it
    places = [*range(0, 2048, 3), *(chance.randrange(len(data)) for _ in range(150))]
    for place in places:
        wrong = bytearray(data)
        wrong[place] ^= 1 << chance.randrange(8)
        if not program <= place < data.index(b'"', program):
            with pytest.raises(IncidentctlError):
                there.take(bytes(wrong))
    assert there.files() == {}
    assert not list(there.root.glob(".*"))


def evil(desk: Desk) -> dict[str, bytes]:
    """Give archives as somebody may make them who wants more than to share an incident."""
    log = desk.main.read_bytes()
    name, id_ = desk.main.name, desk.incident
    heads: list[list[object]] = [
        [desk.main.stem, parse(log.splitlines()[-1]).n, parse(log.splitlines()[-1]).hash]
    ]
    good = archive_of(id_, [(name, log)], heads)
    other = f"INC-20261122-{'z' * 4}"
    found = {
        "foreign member": archive_of(id_, [(name, log), ("notes.txt", b"x")], heads),
        "up": archive_of(id_, [("../../w-00000000.jsonl", log)], heads),
        "root": archive_of(id_, [("/etc/w-00000000.jsonl", log)], heads),
        "pulse": archive_of(id_, [("pulse.json", b"{}"), (name, log)], heads),
        "blob of another name": archive_of(id_, [(name, log), (f"blobs/{'0' * 64}", b"x")], heads),
        "another incident": archive_of(other, [(name, log)], heads),
        "id with a path": archive_of("INC-20261122-k7f3/../../x", [(name, log)], heads),
        "no file": archive_of(id_, [], []),
        "other heads": archive_of(id_, [(name, log)], [[desk.main.stem, 1, "0" * 64]]),
        "no heads": archive_of(id_, [(name, log)], []),
        "cut chain": archive_of(id_, [(name, log.split(b"\n", 1)[1])], heads),
        "trailing": good + b"x",
        "manifest twice": good[:512] + good,
        "newer": rewritten(good, format=99, program="9.9"),
        "no number": rewritten(good, format="1"),
        "files of text": rewritten(good, files="x"),
        "file of none": rewritten(good, files=[[None, 1, "0" * 64]]),
        "negative": rewritten(good, files=[[name, -1, sha256(log).hexdigest()]]),
        "huge": rewritten(good, files=[[name, 2**40, sha256(log).hexdigest()]]),
        "huge number": rewritten(good, files=[[name, 2**70, sha256(log).hexdigest()]]),
        "twice": rewritten(good, files=[[name, len(log), sha256(log).hexdigest()]] * 2),
        "another spelling": good.replace(b'{"archive"', b'{ "archive"', 1),
        "deep": archive_of(id_, [(name, log), ("[" * 90_000, b"")], heads),
        "nothing": b"", "zeros": bytes(10_240), "text": b"x" * 2048,
    }  # fmt: skip
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            member = tarfile.TarInfo(f"{id_}/{name}")
            member.type, member.linkname = kind, "/etc/passwd"
            tar.addfile(member)
        found[f"type {kind!r}"] = good[:-1024] + out.getvalue()
        found[f"first type {kind!r}"] = out.getvalue()
    repacked = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(good)) as tar, tarfile.open(fileobj=repacked, mode="w") as again:
        for each in tar.getmembers():
            each.mode = 0o4777
            again.addfile(each, tar.extractfile(each))
    return {**found, "repacked": repacked.getvalue()}


def test_nothing_of_a_hostile_archive_is_taken(here: House, there: House, desk: Desk) -> None:
    before = sorted(desk.root.rglob("*"))
    assert there.take(archive_good(desk), is_dry=True).facts
    for name, data in evil(desk).items():
        with pytest.raises(IncidentctlError) as refused:
            there.take(data)
        assert refused.value.key.startswith("archive-"), (name, refused.value)
        assert there.files() == {}, name
    there.root.rmdir()
    assert sorted(desk.root.rglob("*")) == before
    assert "one" in here.texts()


def archive_good(desk: Desk) -> bytes:
    log = desk.main.read_bytes()
    last = parse(log.splitlines()[-1])
    return archive_of(desk.incident, [(desk.main.name, log)], [[desk.main.stem, last.n, last.hash]])


def test_another_incident_than_the_one_that_is_meant_is_refused(
    here: House, there: House, desk: Desk
) -> None:
    with pytest.raises(UsageError):
        there.take(here.export(), expected="zzzz")
    assert there.take(here.export(), expected=desk.incident[-4:].upper()).is_new


def test_an_archive_is_no_table_and_a_table_no_archive(here: House) -> None:
    assert here.archives.knows(here.export()[:512])
    for text in (b"", b"at,text\n14:02,x\n", b"14:02 ustar\n", b'{"at": "14:02"}\n', bytes(512)):
        assert not here.archives.knows(text)


def test_a_full_disk_while_it_is_unpacked_leaves_nothing(
    here: House, there: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, real = here.export(), os.fsync
    for failing in range(6):

        def fsync(fd: int, failing: int = failing, calls: Iterator[int] = iter(range(1000))) -> None:  # noqa: B008 - one for each
            if next(calls) == failing:
                raise OSError(28, "No space left on device")
            real(fd)

        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(NotRecorded):
            there.take(data)
        with pytest.raises(NotFound):
            there.timeline.read(there.desk.incident)
        assert not [path for path in there.root.glob(".*") if path.is_dir()]
    monkeypatch.undo()
    assert there.take(data).is_new


def test_whoever_is_killed_on_the_way_leaves_nothing_in_view(here: House, there: House) -> None:
    """What is put in place comes last, and the incident as a whole; the same command finishes it."""
    data, done = here.export(), 0
    real = os.rename

    class KilledError(BaseException):
        pass

    for dying in range(8):
        left = dying

        def rename(*args: object, **kwargs: object) -> None:
            nonlocal left
            if left == 0:
                raise KilledError
            left -= 1
            real(*args, **kwargs)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "rename", rename)
            try:
                there.take(data)
            except KilledError:
                with pytest.raises(NotFound):
                    there.timeline.read(there.desk.incident)
            else:
                done += 1
    assert done
    assert there.texts() == here.texts()


def test_somebody_who_writes_meanwhile_loses_nothing(
    here: House, there: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.take(here.export())
    there.note("before")
    here.note("from the other side")
    here.take(there.export())
    there.note("more")
    newer, acquire = there.export(), lock.acquire
    said = list[int]()

    def slow(fd: int, seconds: float) -> bool:
        if not said:
            said.append(1)
            monkeypatch.setattr(lock, "acquire", acquire)
            here.note("while the lock was waited for")
        return acquire(fd, seconds)

    monkeypatch.setattr(lock, "acquire", slow)
    assert here.take(newer).facts == 1
    assert {"more", "while the lock was waited for"} <= set(here.texts())
    assert here.troubles() == ["torn"]


def test_modes_do_not_depend_on_the_mask(here: House, there: House) -> None:
    old = os.umask(0)
    try:
        there.take(here.export())
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in there.root.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in there.root.rglob("*") if path.is_dir()}
    assert (modes, folders) == ({0o600}, {0o700})


@pytest.mark.parametrize("seed", range(12))
def test_any_life_of_two_machines_comes_to_the_same_log(desk: Desk, seed: int) -> None:
    """Notes here and there, archives at any time, in any order: in the end both have all, byte for byte."""
    chance, archives = random.Random(seed), list[bytes]()  # noqa: S311 - the same each time
    houses = [House(desk.root / "home", desk), House(desk.root / "there", desk)]
    houses[1].take(houses[0].export())
    written = set[str]()
    for number in range(40):
        house = chance.choice(houses)
        match chance.randrange(4):
            case 0 | 1:
                written.add(f"note {number}")
                house.note(f"note {number}")
            case 2:
                archives.append(house.export())
            case _ if archives:
                house.take(chance.choice(archives))
    for _ in range(2):
        houses[1].take(houses[0].export())
        houses[0].take(houses[1].export())
    assert set(houses[0].texts()) == set(houses[1].texts()) == written
    assert houses[0].export() == houses[1].export()
    assert houses[0].troubles() == houses[1].troubles() == []


def test_merging_never_invents_or_drops_a_line(desk: Desk) -> None:
    for number in range(6):
        desk.note(f"n {number}")
    log = desk.main.read_bytes()
    for cut in range(len(log) + 1):
        out = io.BytesIO()
        merged = merge(io.BytesIO(log[:cut]), io.BytesIO(log), out.write, ())
        assert (out.getvalue(), merged.fork) == (log, ""), cut
        out = io.BytesIO()
        assert merge(io.BytesIO(log), io.BytesIO(log[:cut]), out.write, ()).is_changed is False
        assert out.getvalue() == log


def test_an_erased_text_is_never_put_at_all(desk: Desk) -> None:
    """Not even for the moment until it would be erased again, or longer, should that fail."""
    desk.note("hunter2")
    desk.note("other")
    theirs, out = desk.main.read_bytes(), io.BytesIO()
    erased_id = parse(theirs.splitlines()[1]).id
    merged = merge(io.BytesIO(), io.BytesIO(theirs), out.write, {erased_id})
    assert (merged.added, merged.erased, len(out.getvalue())) == (3, 1, len(theirs))
    assert b"hunter2" not in out.getvalue()
    assert [parse(line).hash for line in out.getvalue().splitlines()] == [
        parse(line).hash for line in theirs.splitlines()
    ]
