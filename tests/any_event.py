"""Events of every kind, as other people, machines and programs may have written them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from incidentctl.domain.events import KINDS, _module
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.shapes import VOCABULARY

if TYPE_CHECKING:
    from incidentctl.domain.facts import Event

PEOPLE = ("ann", "bob", "cho", "dan")
FROZEN = b"{}"
"""What a checklist that was frozen holds; whoever plays a life keeps it as a blob first."""

TARGETS = {
    "task": ("task_assigned",), "decision": ("decided",), "concern": ("concern_raised",),
    "hypothesis": ("hypothesis_added",), "write": ("write_begun", "command_begun"),
    "command": ("command_begun",), "draft": ("update_drafted",),
    "criterion": ("criterion_added", "field_set"), "follow_up": ("follow_up_added", "field_set"),
    "target": tuple(KINDS),
}  # fmt: skip
"""Payload fields that hold the id of a fact, and the kinds of facts that they mean."""

_times = st.sampled_from(
    ["2026-11-22T05:30:00+00:00", "2026-11-22T23:59:00+09:00", "2026-11-01T01:30:00-04:00"]
)
_moments = st.builds(lambda at, pr: {"t": at, "pr": pr}, _times, st.sampled_from(["minute", "day", "approx"]))
_people = st.sampled_from([*PEOPLE, ""])
_BY_SHAPE: dict[str, st.SearchStrategy[Any]] = {
    "str": st.sampled_from(["text", "", "=1+1", "line\nline", "確認中"]),
    "bool": st.booleans(),
    "Code": st.sampled_from([0, 1, 127, -9]),
    "Seconds": st.sampled_from([0.0, 1.5, 3600]),
    "Size": st.sampled_from([0, 4096]),
    "Minutes": st.sampled_from([0, 15, 60]),
    "Time": _times,
    "TimeOrNone": _times | st.just(""),
    "tuple[str, ...]": st.sampled_from([(), ("ops",), ("support", "cs")]),
    **{name: st.sampled_from(words) for name, words in VOCABULARY.items()},
}
_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "who": _people,
    "role": st.sampled_from(["commander", "commander", "operator", "scribe", "of-a-team"]),
    "clock": st.sampled_from(["gdpr-33", "of-a-team"]),
    "audience": st.sampled_from(["manager", "engineer", "customer"]),
    "profile": st.sampled_from(["taskforce", "formation", "of-a-team"]),
    "zone": st.sampled_from(["UTC", "Asia/Tokyo", "of-a-team"]),
    "field": st.sampled_from(
        ["", "cause", "repair.data", "privacy.concern", "fix.due", "of.a.newer.version"]
    ),
    "step": st.sampled_from(["", "report/R5", "first-response/F7", "stand-down/C3", "of-a-team/X1"]),
    "hop": st.sampled_from(["client", "api"]),
    "stream": st.sampled_from(["", "data", "of-a-team"]),
    "kept": st.sampled_from([None, {"zone": "UTC", "suspected": True}, {"zone": 1}, "text", {"title": "T"}]),
    "rule": st.sampled_from(["S1-9", "S1-12.own", "S9-99"]),
    "source": st.just(""),
}
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "time": _moments,
    "list": st.sampled_from([["data"], ["a", "b"]]),
    "hops": st.just(["client", "api"]),
    "count": st.just({"min": 1, "max": None}),
    "number": st.just(3),
    "duration": st.just(60),
    "yesno": st.sampled_from(["yes", "no"]),
    "person": st.sampled_from(PEOPLE),
}
_OLD_FIELDS = ["roles.commander", "roles.operator", "resolved_at", "ended_at", "closed_at", "decision"]
"""How logs said it before these had events of their own."""
_NAMES = st.sampled_from([*_OLD_FIELDS, "decision.level"]) | st.sampled_from(sorted(FIELDS))


@st.composite
def _field_set(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(_NAMES)
    field = FIELDS[name]
    value = (
        st.sampled_from(field.choices) if field.type == "choice" else _VALUES.get(field.type, st.just("x"))
    )
    found = draw(st.none() | value)
    certainty = "unknown" if found is None else draw(_BY_SHAPE["Certainty"])
    return {"field": name, "value": found, "certainty": certainty, "step": draw(_BY_NAME["step"])}


def _payloads(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    if kind == "field_set":
        return _field_set()
    cls = getattr(_module(KINDS[kind].module), KINDS[kind].name)
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, shape in shapes(kind).items():
        whole = None if kind == "told" else _BY_NAME.get(name)
        if kind == "runbook_frozen" and name in {"source", "compiled"}:
            whole = st.just(hashlib.sha256(FROZEN).hexdigest())
        elif name in TARGETS:
            whole = st.integers(0, 1000)
        fields[name] = _BY_SHAPE[shape.removesuffix(" | None")] if whole is None else whole
    needed = {name: each for name, each in fields.items() if name not in cls._field_defaults}
    rest = {name: each for name, each in fields.items() if name in cls._field_defaults}
    return st.fixed_dictionaries(needed, optional=rest)


def shapes(kind: str) -> dict[str, str]:
    """Give the payload fields of a kind and the names of their shapes."""
    cls = getattr(_module(KINDS[kind].module), KINDS[kind].name)
    return {name: getattr(hint, "__forward_arg__", hint) for name, hint in cls.__annotations__.items()}


payloads = {kind: _payloads(kind) for kind in KINDS}
"""For each kind, payloads of the right shapes; where an id belongs stands a number for `aimed`."""

any_payload: st.SearchStrategy[tuple[str, dict[str, Any]]] = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.tuples(st.just(kind), payloads[kind])
)


def aimed(payload: dict[str, Any], known: list[tuple[str, str]]) -> dict[str, Any]:
    """Put ids where numbers stand: mostly of the kind that is meant, else any other, or of nothing.

    `known` are the kinds and ids of the facts so far.
    """
    result = {}
    for name, value in payload.items():
        result[name] = value
        if name in TARGETS and isinstance(value, int):
            meant = [id_ for kind, id_ in known if kind in TARGETS[name]]
            ids = [id_ for _, id_ in known] if value % 5 == 0 else meant
            result[name] = ids[value % len(ids)] if ids and value % 7 else "nowhere"
    return result


def raw(kind: str, payload: dict[str, Any]) -> Event:
    """Give an event that is written with exactly this payload, whatever is in it."""
    event: Event = type(KINDS[kind].name, (), {"_asdict": lambda _: payload})()
    return event
