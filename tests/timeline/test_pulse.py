"""The pulse: a shortcut that always says what the whole log says, and never decides anything alone."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentctl.domain.events import KINDS, decode, kind_of
from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.voices import ConcernAnswered, ConcernRaised
from incidentctl.domain.facts import Erased, Fact, New, Unknown
from incidentctl.domain.incident import Folding, fold
from incidentctl.domain.pulse import TUPLES, Pulse
from incidentctl.domain.times import Moment
from incidentctl.errors import NotRecorded
from incidentctl.timeline import lock, tail
from incidentctl.timeline.files import open_private
from incidentctl.timeline.journal import FileTimeline
from tests.any_event import FROZEN, PEOPLE, aimed, any_payload, raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.facts import Event
    from tests.timeline.conftest import Desk  # noqa: PLC0415

VERBS = [
    "append",
    "transact",
    "private",
    "other",
    "crash",
    "drop",
    "back",
    "two",
    "offline",
    "next year",
    "merge",
]
Life = list[tuple[str, tuple[str, dict[str, Any]], str]]
step = st.tuples(st.sampled_from(VERBS), any_payload, st.sampled_from(PEOPLE))


def run(desk: Desk, verb: str, event: Event, by: str) -> bool:
    """Do one step in the life of a log; say whether something was recorded here.

    `other` has a writer id of its own, `crash` loses the new pulse. `offline` writes on a copy of the home,
    on a machine that has not heard from here since (`next year`: by its clock); `merge` brings what was
    written there.
    """
    news = [New(event)] * (2 if verb == "two" else 1)
    if verb in {"offline", "next year"}:
        away(desk, days=365 if verb == "next year" else 0).append(desk.incident, news, by=by)
    elif verb == "merge":
        merge(desk)
    elif verb == "private" and KINDS[kind_of(event)].guarded:
        with desk_locked(desk), pytest.raises(NotRecorded):
            desk.another().append(desk.incident, news, by=by)
    else:
        write(desk, verb, news, by)
        return True
    return False


def write(desk: Desk, verb: str, news: list[New], by: str) -> None:
    stored = desk.folder / "pulse.json"
    before = stored.read_bytes() if stored.exists() else None
    if verb == "other":
        (desk.root / "home" / "writer").unlink()
    elif verb == "back":
        desk.clock.move(-3600)
    timeline = desk.another()
    if verb == "transact":
        timeline.transact(desk.incident, lambda _: news, by=by)
    else:
        with desk_locked(desk) if verb == "private" else nullcontext():
            timeline.append(desk.incident, news, by=by)
    if verb == "crash" and before is not None:
        stored.write_bytes(before)
    elif verb == "drop":
        stored.unlink(missing_ok=True)  # a redaction has dropped it already


def merge(desk: Desk) -> None:
    """Bring the files that have grown on the other machine."""
    there = desk.root / "away" / desk.folder.relative_to(desk.root / "home")
    for path in there.glob("w-*.jsonl"):
        here = desk.folder / path.name
        if not here.exists() or here.stat().st_size < path.stat().st_size:
            here.write_bytes(path.read_bytes())


def away(desk: Desk, days: int) -> FileTimeline:
    """Give the timeline of another machine, which took a copy of the home when it was first used."""
    home = desk.root / "away"
    if not home.exists():
        shutil.copytree(desk.root / "home", home)
        (home / "writer").unlink()
    return FileTimeline(home, lambda: desk.clock() + timedelta(days=days), [])


def through_json(pulse: Pulse) -> Pulse:
    """Give a pulse as `pulse.json` gives it back."""
    beat: Any = json.loads(json.dumps(pulse._asdict()))
    beat |= {name: tuple(beat[name]) for name in TUPLES}
    return Pulse(**beat)


@contextmanager
def no_sync() -> Iterator[None]:
    """Do not wait for the disk: these properties are about what is in the files, not about power cuts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@contextmanager
def desk_locked(desk: Desk) -> Iterator[None]:
    """Hold the lock of the main file, as another process would."""
    name = json.loads((desk.root / "home" / "writer").read_text())["writer"]
    with (desk.folder / f"{name}.jsonl").open("ab") as file, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(file, fcntl.LOCK_EX)
        patch.setattr(lock, "LOCK_SECONDS", 0)
        yield


def play(desk: Desk, life: Life) -> None:
    desk.timeline.keep(FROZEN)
    for verb, (kind, payload), by in life:
        desk.clock.move(0.5)
        known = [(fact.kind, fact.id) for fact in desk.timeline.read(desk.incident).facts]
        is_here = run(desk, verb, raw(kind, aimed(payload, known)), by)
        pulse = fold(desk.timeline.read(desk.incident).facts).pulse
        assert desk.timeline.pulse(desk.incident) == pulse == through_json(pulse)
        if is_here:
            assert desk.receipts[-1].pulse == pulse
    desk.note()
    found = desk.timeline.verify(desk.incident)
    assert found.facts == desk.timeline.read(desk.incident).facts
    assert {each.key for each in found.troubles} <= {"clock-ahead", "not-erased"}
    assert {type(fact.event) for fact in found.facts if isinstance(fact.event, Unknown)} <= {Erased}


@settings(max_examples=40, deadline=None)
@given(st.lists(step, max_size=14))
def test_pulse_and_tail_are_the_fold_of_everything(life: Life) -> None:
    from tests.timeline.conftest import Desk  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as root, no_sync():
        play(Desk(Path(root)), life)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(st.lists(step, max_size=30))
def test_they_are_in_long_lives(life: Life) -> None:
    from tests.timeline.conftest import Desk  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as root, no_sync():
        play(Desk(Path(root)), life)


def test_json_gives_back_each_tuple_of_the_pulse_as_one() -> None:
    hints = {name: str(hint) for name, hint in Pulse.__annotations__.items()}
    assert {name for name, hint in hints.items() if "tuple" in hint} == set(TUPLES)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(any_payload, st.sampled_from(PEOPLE), st.integers(0, 20)), max_size=14),
    st.integers(0, 14),
)
def test_a_fold_that_goes_on_is_the_fold_of_everything(
    life: list[tuple[tuple[str, dict[str, Any]], str, int]], cut: int
) -> None:
    facts = [fact_of(0, 0, "declared", Declared("Checkout", "UTC"), "ann")]
    for number, ((kind, payload), by, at) in enumerate(life, start=1):
        known = [(fact.kind, fact.id) for fact in facts]
        event, _ = decode(kind, through(aimed(payload, known)))
        facts.append(fact_of(number, at, kind, event, by))
    folding = Folding(facts[:cut])
    folding.extend(facts[cut:])
    folding.extend(facts[:cut])
    assert folding.incident() == fold(facts) == fold(facts[::-1])


def test_a_copy_of_an_undo_does_not_come_behind_what_undid_it() -> None:
    facts = [fact_of(0, 0, "declared", Declared("Checkout", "UTC"), "ann")]
    facts.append(fact_of(1, 0, "noted", Noted("x"), "ann"))
    facts.append(fact_of(2, 9, "undone", Undone("f00001"), "ann"))
    facts.append(fact_of(3, 0, "undone", Undone("f00002"), "bob"))  # by a clock that is behind
    assert fold([*facts, *facts]) == fold(facts)
    assert [entry.undone for entry in fold(facts).entries if entry.fact.kind == "noted"] == [False]


def fact_of(number: int, at: int, kind: str, event: Any, by: str) -> Fact:
    """Give a fact that sorts by `at`, whenever it came."""
    then = datetime(2026, 11, 22, 5, number, tzinfo=UTC)
    writer = "w-7k2m9qxt"
    return Fact(
        f"f{number:05}", "INC-20261122-k7f3", writer, number, (at, number), then, Moment(then), by, kind,
        event, {},
    )  # fmt: skip


def through(payload: dict[str, Any]) -> dict[str, Any]:
    """Give a payload as a line of the log gives it back."""
    known: dict[str, Any] = json.loads(json.dumps(payload))
    return known


def count_reading(patch: pytest.MonkeyPatch) -> list[int]:
    """Count the lines that are parsed, one entry per call of `lines`."""
    counts: list[int] = []
    lines = tail.lines

    def counted(file: Any, start: int = 0) -> Iterator[tail.Line]:
        counts.append(0)
        for line in lines(file, start):
            counts[-1] += 1
            yield line

    patch.setattr(tail, "lines", counted)
    return counts


def test_a_note_reads_only_the_tail(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(20):
        desk.note()
    counts = count_reading(monkeypatch)
    desk.note()
    assert sum(counts) == 1
    desk.timeline.pulse(desk.incident)
    assert sum(counts) == 1


def test_after_an_undo_the_pulse_is_rebuilt_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    target = desk.note().facts[0].id
    desk.timeline.append(desk.incident, [New(Undone(target))], by="ann")
    counts = count_reading(monkeypatch)
    assert desk.note().pulse.facts == fold(desk.timeline.read(desk.incident).facts).pulse.facts
    assert counts[0] == 1


def rewritten(desk: Desk, **changes: Any) -> None:
    path = desk.folder / "pulse.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


LIE = Pulse(title="a lie", id="x")._asdict()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "null",
        "[]",
        '{"by": 1}',
        "[" * 100_000,
        '{"by":"0.1.0","heads":{},"seen":{},"beat":{"title":"a lie"}}',
    ],
)
def test_a_pulse_that_cannot_be_read_is_rebuilt(desk: Desk, content: str) -> None:
    desk.note()
    (desk.folder / "pulse.json").write_text(content)
    assert desk.timeline.pulse(desk.incident) == fold(desk.timeline.read(desk.incident).facts).pulse
    assert desk.note().pulse.title == "Checkout returns 500"


def test_a_pulse_that_names_another_record_is_not_trusted(desk: Desk) -> None:
    desk.note()
    stored = json.loads((desk.folder / "pulse.json").read_text())
    (name, head), = stored["heads"].items()  # fmt: skip
    rewritten(desk, beat=LIE)
    assert desk.timeline.pulse(desk.incident).title == "a lie"  # the control: a pulse that holds is used
    for place, value in ((0, head[0] + 1), (1, head[1] - 2), (2, head[2] + 1), (4, "0" * 64), (1, 10**9)):
        changed = [*head[:place], value, *head[place + 1 :]]
        rewritten(desk, beat=LIE, heads={name: changed})
        assert desk.timeline.pulse(desk.incident).title == "Checkout returns 500"
    rewritten(desk, beat=LIE, heads={name: head}, by="another version")
    assert desk.timeline.pulse(desk.incident).title == "Checkout returns 500"


@pytest.mark.parametrize("name", Pulse._fields)
def test_a_pulse_that_knows_less_or_more_than_this_program_is_rebuilt(desk: Desk, name: str) -> None:
    desk.note()
    rewritten(desk, beat={known: value for known, value in LIE.items() if known != name})
    assert desk.timeline.pulse(desk.incident).title == "Checkout returns 500"
    rewritten(desk, beat={**LIE, f"{name}_2": ""})
    assert desk.timeline.pulse(desk.incident).title == "Checkout returns 500"


def test_a_log_that_was_replaced_is_read_again(desk: Desk) -> None:
    desk.note("one")
    copy = desk.folder / "copy"
    copy.write_bytes(desk.main.read_bytes())
    desk.note("two")
    copy.replace(desk.main)
    assert desk.timeline.pulse(desk.incident).facts == 2
    assert desk.note("three").pulse.facts == 3
    assert desk.texts() == ["one", "three"]


def test_a_pulse_that_cannot_be_saved_changes_nothing(desk: Desk) -> None:
    (desk.folder / "pulse.json").unlink()
    (desk.folder / "pulse.json").mkdir()
    assert desk.note("one").outcome == "recorded"
    assert desk.note("two").pulse.facts == 3
    assert desk.texts() == ["one", "two"]


def test_verify_finds_a_pulse_that_lies(desk: Desk) -> None:
    desk.note()
    assert desk.troubles() == []
    beat = json.loads((desk.folder / "pulse.json").read_text())["beat"]
    rewritten(desk, beat={**beat, "title": "a lie"})
    (found,) = desk.timeline.verify(desk.incident).troubles
    assert (found.key, found.file, dict(found.params)) == ("pulse-wrong", "pulse.json", {"fields": "title"})


def test_a_copied_home_gets_a_writer_of_its_own(desk: Desk) -> None:
    first = desk.note("one").facts[0].writer
    path = desk.root / "home" / "writer"
    content = path.read_bytes()
    other = path.with_name("copied")
    other.write_bytes(content)
    other.replace(path)
    assert desk.another().append(desk.incident, [New(Noted("two"))], by="ann").facts[0].writer != first
    stored = json.loads(path.read_text())
    path.write_text(json.dumps({**stored, "machine": "0" * 16}))
    assert (
        desk.another().append(desk.incident, [New(Noted("three"))], by="ann").facts[0].writer
        != stored["writer"]
    )
    assert desk.texts() == ["one", "two", "three"]
    assert desk.troubles() == []


def test_a_record_says_which_heads_of_others_were_new_to_its_writer(desk: Desk) -> None:
    desk.note("mine")
    with desk_locked(desk):
        private = desk.another().append(desk.incident, [New(Noted("private"))], by="ann")
    desk.note("knows it")
    desk.note("nothing new")
    lines = [json.loads(line) for line in desk.main.read_text().splitlines()]
    seen = [line["e"].get("seen") for line in lines]
    fact, hashed = private.facts[0], json.loads(Path(private.path).read_text())["h"]
    assert seen == [None, None, {fact.writer: [1, hashed]}, None]


def test_a_clock_far_ahead_is_flagged_and_not_adopted(desk: Desk) -> None:
    desk.note("mine")
    (desk.root / "home" / "writer").unlink()
    desk.clock.move(365 * 86400)
    ahead = desk.another().append(desk.incident, [New(Noted("from next year"))], by="bob").facts[0]
    desk.clock.move(-365 * 86400)
    (desk.root / "home" / "writer").unlink()
    mine = desk.another().append(desk.incident, [New(Noted("now"))], by="ann").facts[0]
    assert mine.clock < ahead.clock
    reading = desk.timeline.read(desk.incident)
    assert [(each.key, each.params) for each in reading.troubles] == [
        ("clock-ahead", {"writer": ahead.writer})
    ]
    assert desk.texts() == ["mine", "now", "from next year"]


def test_my_own_clock_going_back_keeps_the_order(desk: Desk) -> None:
    desk.note("one")
    desk.clock.move(-3600)
    desk.note("two")
    assert desk.texts() == ["one", "two"]
    assert desk.troubles() == [("clock-ahead", 1, "notice")]
    desk.clock.move(3600)
    assert desk.troubles() == []


def test_an_existing_private_file_is_used_again_when_it_is_free(desk: Desk) -> None:
    with desk.another()._places.home.incident(desk.incident) as directory:  # noqa: SLF001
        writer = desk.main.stem
        with open_private(directory, writer, (), is_fresh=False) as first:
            os.write(first.fd, b"\n")
            with open_private(directory, writer, (), is_fresh=False) as second:
                os.write(second.fd, b"\n")
            names = {first.name, second.name}
        assert len(names) == 2
        with open_private(directory, writer, (), is_fresh=False) as third:
            assert third.name in names
        with open_private(directory, writer, names, is_fresh=False) as fourth:
            assert fourth.name not in names
        with open_private(directory, writer, (), is_fresh=True) as fifth:
            assert fifth.name not in names
    assert {path.name for path in desk.folder.glob("w-*-*.jsonl")} == names


def test_an_answer_and_what_it_answers_may_come_at_once_in_the_wrong_order(desk: Desk) -> None:
    raised = away(desk, days=365).append(desk.incident, [New(ConcernRaised("x"))], by="bob").facts[0]
    desk.clock.move(1)
    third = desk.root / "third"
    shutil.copytree(desk.root / "away", third)
    (third / "writer").unlink()
    answer = New(ConcernAnswered(raised.id, "accepted"))
    answered = FileTimeline(third, desk.clock, []).append(desk.incident, [answer], by="cho").facts[0]
    assert answered.order < raised.order
    assert desk.timeline.pulse(desk.incident).facts == 1
    (desk.root / "away").rename(desk.root / "gone")
    third.rename(desk.root / "away")
    merge(desk)
    pulse = desk.timeline.pulse(desk.incident)
    assert (pulse.facts, pulse.concerns) == (3, ())
    assert pulse == fold(desk.timeline.read(desk.incident).facts).pulse
