"""One suite for every kind of timeline: what callers rely on, on disk and in memory alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.events.corrections import Amended, Undone
from incidentctl.domain.events.incidents import Declared, Withdrawn
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import Erased, New, Unknown
from incidentctl.domain.incident import fold
from incidentctl.domain.redaction import redact
from incidentctl.domain.times import Moment
from incidentctl.errors import Damaged, NotFound, Refused
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.memory import MemoryTimeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Receipt, Timeline

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 14, 5, 6, 789000, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture
def receipts() -> list[Receipt]:
    return []


@pytest.fixture(params=["memory", "file"])
def timeline(request: pytest.FixtureRequest, tmp_path: Path, receipts: list[Receipt]) -> Timeline:
    if request.param == "memory":
        return MemoryTimeline(lambda: NOW, receipts)
    return FileTimeline(tmp_path / "home", lambda: NOW, receipts, fallbacks=[tmp_path / "fallback"])


def declare(timeline: Timeline, day: date = DAY) -> str:
    return timeline.begin([New(Declared("Checkout returns 500", "UTC"))], by="ann", day=day).facts[0].incident


def test_an_incident_begins_with_its_first_facts(timeline: Timeline) -> None:
    receipt = timeline.begin(
        [New(Declared("決済が 500 を返す", "Asia/Tokyo")), New(Noted("x"))], by="安", day=DAY
    )
    assert receipt.facts[0].incident.startswith("INC-20261122-")
    assert (receipt.outcome, receipt.where) == ("recorded", "log")
    assert timeline.read(receipt.facts[0].incident).facts == receipt.facts
    assert receipt.pulse.title == "決済が 500 を返す"


def test_what_is_read_is_what_the_receipt_said(timeline: Timeline) -> None:
    incident = declare(timeline)
    at = Moment(datetime(2026, 11, 22, 14, 2, tzinfo=timezone(timedelta(hours=9))))
    receipt = timeline.append(incident, [New(Noted("deploy", "action"), at)], by="bob")
    fact = timeline.read(incident).facts[-1]
    assert fact == receipt.facts[0]
    assert (fact.by, fact.event, fact.at, fact.kind) == ("bob", Noted("deploy", "action"), at, "noted")
    assert fact.at.at.utcoffset() == timedelta(hours=9)
    assert fact.recorded == NOW
    assert fact.recorded.tzinfo == UTC


def test_without_a_time_a_fact_happened_as_it_was_recorded(timeline: Timeline) -> None:
    incident = declare(timeline)
    fact = timeline.append(incident, [New(Noted("x"))], by="ann").facts[0]
    assert fact.at == Moment(NOW, "second")
    assert fact.at.at.utcoffset() == timedelta(hours=9)


def test_facts_keep_their_order_when_the_clock_stands_still(timeline: Timeline) -> None:
    incident = declare(timeline)
    for number in range(5):
        timeline.append(incident, [New(Noted(str(number)))], by="ann")
    facts = timeline.read(incident).facts
    assert [fact.event.text for fact in facts[1:]] == ["0", "1", "2", "3", "4"]
    assert [fact.n for fact in facts] == [1, 2, 3, 4, 5, 6]
    assert len({fact.clock for fact in facts}) == len({fact.id for fact in facts}) == 6


@pytest.mark.parametrize(
    "event",
    [
        Noted("a\n\r\t\0\x1b\u2028\ud800 \U0001f600 'q' \"d\" \\", "fact"),
        FieldSet("of.another.version", {"a": [1, 2.5, None, True], "": {}}),
        FieldSet("summary"),
        Told(("ann", "bob"), "chat"),
        Declared("", "UTC", suspected=True, notice_minutes=0),
    ],
)
def test_events_come_back_as_they_were_given(timeline: Timeline, event: Any) -> None:
    incident = declare(timeline)
    timeline.append(incident, [New(event)], by="a\ud800")
    fact = timeline.read(incident).facts[-1]
    assert (fact.event, fact.by) == (event, "a\ud800")


def test_a_text_too_big_for_a_line_comes_back_whole(timeline: Timeline) -> None:
    incident = declare(timeline)
    big = Noted("障" * 300_000, source="s" * 300_000)
    receipt = timeline.append(incident, [New(big)], by="ann")
    assert timeline.read(incident).facts[-1].event == receipt.facts[0].event == big
    assert timeline.verify(incident).troubles == ()


def test_a_kind_that_is_not_known_is_kept(timeline: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    incident = declare(timeline)
    monkeypatch.setattr("incidentctl.timeline.record.kind_of", lambda _: "invented_later")
    timeline.append(incident, [New(Noted("x", "guess"))], by="ann")
    fact = timeline.read(incident).facts[-1]
    assert (fact.kind, fact.event) == ("invented_later", Unknown({"text": "x", "stance": "guess"}))


def test_a_decision_sees_every_earlier_fact(timeline: Timeline) -> None:
    incident = declare(timeline)
    timeline.append(incident, [New(Noted("first"))], by="ann")

    def decide(state: Incident) -> Sequence[New]:
        assert [entry.fact.kind for entry in state.entries] == ["declared", "noted"]
        return [New(FieldSet("roles.commander", "bob")), New(Noted("second"))]

    receipt = timeline.transact(incident, decide, by="bob")
    assert receipt is not None
    assert receipt.pulse.commander == "bob"
    assert [fact.kind for fact in timeline.read(incident).facts] == [
        "declared",
        "noted",
        "field_set",
        "noted",
    ]


def test_a_decision_for_nothing_records_nothing(timeline: Timeline, receipts: list[Receipt]) -> None:
    incident = declare(timeline)
    assert timeline.transact(incident, lambda _: [], by="ann") is None
    assert len(receipts) == 1
    assert len(timeline.read(incident).facts) == 1


def test_a_refusal_passes_through_and_records_nothing(timeline: Timeline, receipts: list[Receipt]) -> None:
    incident = declare(timeline)

    def refuse(_: Incident) -> Sequence[New]:
        raise Refused("rule-not-met")

    with pytest.raises(Refused):
        timeline.transact(incident, refuse, by="ann")
    assert len(receipts) == len(timeline.read(incident).facts) == 1
    timeline.append(incident, [New(Noted("the lock is free again"))], by="ann")


def test_every_write_leaves_a_receipt(timeline: Timeline, receipts: list[Receipt]) -> None:
    incident = declare(timeline)
    appended = timeline.append(incident, [New(Noted("x"))], by="ann")
    decided = timeline.transact(incident, lambda _: [New(Noted("y"))], by="ann")
    assert receipts[1:] == [appended, decided]


def test_the_pulse_is_that_of_the_fold(timeline: Timeline) -> None:
    incident = declare(timeline)
    noted = timeline.append(incident, [New(Noted("x")), New(Noted("y"))], by="bob")
    for event in (Undone(noted.facts[0].id), Amended(noted.facts[1].id, "z"), Noted("after")):
        receipt = timeline.append(incident, [New(event)], by="ann")
        expected = fold(timeline.read(incident).facts).pulse
        assert timeline.pulse(incident) == receipt.pulse == expected


def test_incidents_are_listed_newest_first(timeline: Timeline) -> None:
    assert list(timeline.incidents()) == []
    days = [date(2026, 9, 30), date(2027, 1, 1), date(2026, 10, 1)]
    ids = [declare(timeline, day) for day in days]
    assert list(timeline.incidents()) == [ids[1], ids[2], ids[0]]


def test_the_open_incidents_are_those_that_need_somebody(timeline: Timeline) -> None:
    assert list(timeline.open_incidents()) == []
    first, second = declare(timeline, date(2026, 11, 21)), declare(timeline)
    assert list(timeline.open_incidents()) == [second, first]
    timeline.transact(second, lambda _: [New(Withdrawn("a drill"))], by="ann")
    assert list(timeline.open_incidents()) == [first]


@pytest.mark.parametrize(
    "name",
    ["INC-20261122-zzzz", "../x", "/etc/x", "INC-1%2f", "\0", "-rf", "INC-20261122-k7f3\n", "x" * 300, ""],
)
def test_an_incident_that_is_not_there_is_not_found(timeline: Timeline, tmp_path: Path, name: str) -> None:
    declare(timeline)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotFound):
        timeline.append(name, [New(Noted("x"))], by="ann")
    with pytest.raises(NotFound):
        timeline.transact(name, lambda _: [], by="ann")
    for look in (timeline.read, timeline.pulse, timeline.verify):
        with pytest.raises(NotFound):
            look(name)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_comes_in_pieces_is_the_same_blob_as_the_whole(timeline: Timeline) -> None:
    pieces = [b"a" * 1000, b"", b"\0b"]
    name, size = timeline.keep_stream(iter(pieces))
    assert (name, size) == (timeline.keep(b"".join(pieces)), 1002)
    assert timeline.fetch(name) == b"".join(pieces)
    assert timeline.keep_stream(()) == (timeline.keep(b""), 0)


def test_pieces_that_break_off_leave_nothing(timeline: Timeline) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise NotFound("no-such-fact", id="x")

    with pytest.raises(NotFound):
        timeline.keep_stream(breaking())
    with pytest.raises(Damaged):
        timeline.fetch(sha256(b"half").hexdigest())


def test_blobs_come_back_by_their_hash(timeline: Timeline) -> None:
    digest = timeline.keep(b"\x00evidence")
    assert digest == timeline.keep(b"\x00evidence")
    assert len(digest) == 64
    assert timeline.fetch(digest) == b"\x00evidence"
    for name in ("0" * 64, "../writer", ""):
        with pytest.raises(Damaged):
            timeline.fetch(name)


def test_each_terminal_session_remembers_its_incident(timeline: Timeline) -> None:
    incident, other = declare(timeline), declare(timeline)
    assert timeline.last_used("tty1") == ""
    timeline.use("tty1", incident)
    timeline.use("tty/../2\0\ud800", other)
    timeline.use("tty1", other)
    timeline.use("tty1", incident)
    assert (timeline.last_used("tty1"), timeline.last_used("tty/../2\0\ud800")) == (incident, other)


def test_the_heads_name_the_last_record(timeline: Timeline) -> None:
    incident = declare(timeline)
    before = timeline.read(incident).heads
    timeline.append(incident, [New(Noted("x"))], by="ann")
    (head,) = timeline.read(incident).heads
    assert head.n == 2
    assert head != before[0]
    assert timeline.verify(incident).heads == (head,)


def history(*texts: str) -> list[New]:
    at = Moment(NOW - timedelta(hours=1))
    row = {"role": "operator", "columns": {"load": 0.5}}
    return [New(Noted(text), at, row, f"row{text}") for text in texts]


def test_history_is_recorded_with_its_own_ids_and_what_its_rows_said(timeline: Timeline) -> None:
    incident = declare(timeline)
    receipt = timeline.adopt(incident, lambda _: history("a", "b"), by="ann")
    assert receipt is not None
    assert (receipt.outcome, receipt.where) == ("recorded", "log")
    facts = timeline.read(incident).facts[1:]
    assert facts == receipt.facts
    assert [(fact.id, fact.by, fact.event) for fact in facts] == [
        ("rowa", "ann", Noted("a")),
        ("rowb", "ann", Noted("b")),
    ]
    assert facts[0].row == {"role": "operator", "columns": {"load": 0.5}}
    assert facts[0].at.at == NOW - timedelta(hours=1)
    assert timeline.pulse(incident) == receipt.pulse == fold(timeline.read(incident).facts).pulse
    assert timeline.verify(incident).troubles == ()


def test_history_that_is_there_already_is_left_out(timeline: Timeline, receipts: list[Receipt]) -> None:
    incident = declare(timeline)
    timeline.adopt(incident, lambda _: history("a", "b"), by="ann")
    assert timeline.adopt(incident, lambda _: history("b", "a"), by="bob") is None
    more = timeline.adopt(incident, lambda _: history("a", "c", "c"), by="bob")
    assert more is not None
    assert [fact.id for fact in more.facts] == ["rowc"]
    assert len(receipts) == 3
    assert len(timeline.read(incident).facts) == 4
    timeline.append(incident, [New(Undone("rowa"))], by="ann")
    assert timeline.adopt(incident, lambda _: history("a"), by="bob") is None


def test_history_is_decided_on_what_is_there(timeline: Timeline, receipts: list[Receipt]) -> None:
    incident = declare(timeline)
    timeline.append(incident, [New(Noted("first"))], by="ann")

    def refuse(state: Incident) -> Sequence[New]:
        assert [entry.fact.kind for entry in state.entries] == ["declared", "noted"]
        raise Refused("rule-not-met")

    with pytest.raises(Refused):
        timeline.adopt(incident, refuse, by="ann")
    with pytest.raises(NotFound):
        timeline.adopt("INC-20261122-zzzz", lambda _: history("a"), by="ann")
    assert len(receipts) == len(timeline.read(incident).facts) == 2


def test_history_too_big_for_a_line_comes_back_whole(timeline: Timeline) -> None:
    incident = declare(timeline)
    big = New(Noted("障" * 100_000), None, {"columns": {"log": "x" * 300_000}}, "big")
    timeline.adopt(incident, lambda _: [big], by="ann")
    fact = timeline.read(incident).facts[-1]
    assert (fact.event, fact.row) == (big.event, big.row)


def test_what_is_erased_is_gone_and_once_more_changes_nothing(timeline: Timeline) -> None:
    incident = declare(timeline)
    for text in ("the password is hunter2", "x" * 300_000):
        fact = timeline.append(incident, [New(Noted(text))], by="ann").facts[0]

        def decide(state: Incident, target: Fact = fact) -> Sequence[New]:
            return redact(state, target, "a password")

        receipt = timeline.redact(incident, decide, by="bob")
        assert receipt is not None
        assert [each.kind for each in receipt.facts] == ["redacted"]
        facts = timeline.read(incident).facts
        assert [type(each.event) for each in facts if each.id == fact.id] == [Erased]
        assert text not in str(facts)
        assert timeline.redact(incident, decide, by="bob") is None
        assert timeline.read(incident).facts == facts
        assert timeline.pulse(incident) == receipt.pulse == fold(facts).pulse
    assert timeline.verify(incident).troubles == ()
    with pytest.raises(NotFound):
        timeline.redact("INC-20261122-zzzz", lambda _: [], by="ann")
    assert list(timeline.recover(is_dry=False)) == []
