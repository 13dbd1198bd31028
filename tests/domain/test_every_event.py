"""Every kind of event: what is written is read back, and what cannot be one is kept and shown raw."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentctl.domain.events import KINDS, decode, encode, kind_of
from incidentctl.domain.facts import Unknown
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.shapes import fits
from tests.any_event import aimed, any_payload, shapes

WRONG: tuple[Any, ...] = (
    None, True, 5, -1, 10**30, 1.5, "soon", "2026-11-22", "2026-11-22T14:05", "9999-12-31T23:59:59-14:00", [],
    ["a"], [1], {}, {"t": "soon"},
)  # fmt: skip


def through_json(payload: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(json.dumps(payload))
    return known


@given(any_payload)
def test_what_is_written_is_read_back(drawn: tuple[str, dict[str, Any]]) -> None:
    kind, payload = drawn
    event, extra = decode(kind, through_json(aimed(payload, [])))
    assert kind_of(event) == kind
    assert decode(kind, through_json(encode(event))) == (event, extra)
    assert extra == {}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_written_and_keeps_what_a_newer_version_adds(kind: str) -> None:
    needed = {name: value for name, value in WHOLE.items() if name in shapes(kind)}
    event, extra = decode(kind, {**needed, **OWN.get(kind, {}), "added": {"later": [1]}})
    assert kind_of(event) == kind
    assert extra == {"added": {"later": [1]}}
    assert decode(kind, {**through_json(encode(event)), **extra}) == (event, extra)


WHOLE = {
    "text": "x", "title": "x", "zone": "UTC", "why": "x", "step": "report/R5", "who": "ann", "role": "scribe",
    "runbook": "report", "source": "0", "compiled": "0", "field": "cause", "level": "SEV2", "hop": "api",
    "mark": "ng", "task": "k", "decision": "j", "rule": "S1-9", "concern": "e", "hypothesis": "y",
    "result": "open", "write": "a", "clock": "gdpr-33", "anchor": "known",
    "due": "2026-11-22T14:05:00+09:00", "criterion": "i", "target": "n", "follow_up": "m", "command": "a",
}  # fmt: skip
OWN: dict[str, dict[str, Any]] = {
    "told": {"who": ["ops"]}, "joined": {"level": "watching"}, "decided": {"level": "owner"},
    "decision_settled": {"verdict": "approved"}, "concern_answered": {"verdict": "accepted"},
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_payload_of_another_shape_is_kept_raw(kind: str) -> None:
    needed = {name: value for name, value in WHOLE.items() if name in shapes(kind)}
    whole = {**needed, **OWN.get(kind, {})}
    for name, shape in shapes(kind).items():
        for value in WRONG:
            is_list = isinstance(value, list) and shape.startswith("tuple")
            payload = {**whole, name: value}
            event, _ = decode(kind, payload)
            if fits(shape, tuple(value) if is_list else value) and (kind, name) != ("field_set", "value"):
                assert not isinstance(event, Unknown), payload
            elif shape != "Any":
                assert event == Unknown(payload)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_takes_unknown_and_nothing_of_another_type(name: str) -> None:
    assert not isinstance(decode("field_set", {"field": name, "value": None})[0], Unknown)
    values: tuple[Any, ...] = (
        True,
        [1],
        {"t": "soon"},
        {"t": "2026-11-22"},
        {"t": 5},
        {"a": 1, "min": "x"},
        [[]],
    )
    for value in values:
        payload = {"field": name, "value": value}
        assert decode("field_set", payload)[0] == Unknown(payload)


@given(st.data())
def test_a_field_of_another_version_takes_anything(data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(WRONG))
    assert decode("field_set", {"field": "of.another.version", "value": value})[0].value == value
