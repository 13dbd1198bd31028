"""A runbook as values: what the strict reader makes of YAML, and what a walk freezes as JSON."""

from __future__ import annotations

from typing import Any, NamedTuple

Text = dict[str, str]
"""One text by language; the first key is the runbook's own language, a missing one falls back to it."""

ROLES = ("commander", "operator", "sme", "liaison", "scribe", "observer", "onlooker")
"""The vocabulary of roles; a profile may add to it."""

FLOW = ("report", "first-response", "isolate-cause", "write-report", "stand-down", "fix", "close")
"""The built-in runbooks in the order of the flow; each is in the file of its name."""

PRIVACY = "personal-data"
"""The built-in runbook that runs beside them: what is written there is in no wide report (S4-4, S4-5)."""

UNKNOWN = "unknown"
"""What `when` calls the answer "don't know", which every question offers last and none declares."""


class Option(NamedTuple):
    """One answer of a `choose` step."""

    id: str
    label: Text


class Part(NamedTuple):
    """One question of a step: its own, or one of its `fields`. `type` is a type of the field table."""

    save: str
    title: Text
    type: str
    detail: Text = {}
    options: tuple[Option, ...] = ()


class Step(NamedTuple):
    """One step. Durations are seconds. `when` is the source text of the condition, "" for always."""

    id: str
    title: Text
    kind: str = "do"
    detail: Text = {}
    when: str = ""
    role: str = ""
    timebox: int = 0
    required: bool = False
    looks_at: str = ""
    parts: tuple[Part, ...] = ()
    wait_for: int = 0
    run: tuple[str, ...] = ()
    shell: str = ""
    writes: bool = True
    timeout: int = 0
    expect_exit: int | None = None
    expect_output: str = ""
    undo: Text = {}


class Runbook(NamedTuple):
    """A checklist. `stage` is one of the flow's stages, or "" for a service runbook."""

    id: str
    title: Text
    steps: tuple[Step, ...]
    stage: str = ""
    alongside: tuple[str, ...] = ()
    lang: str = "en"
    services: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def step(self, step_id: str) -> Step | None:
        """Give a step by id, in any case or width."""
        wanted = fold_id(step_id)
        return next((step for step in self.steps if fold_id(step.id) == wanted), None)


def fold_id(text: str) -> str:
    """Give the form of an id in which case and width do not matter."""
    import unicodedata  # noqa: PLC0415 - start-up: only where ids are compared

    return unicodedata.normalize("NFKC", text).casefold()


def said(text: Text, lang: str) -> str:
    """Give a text in a language, else in its own; "" when there is none."""
    return text.get(lang) or next(iter(text.values()), "")


def to_json(runbook: Runbook) -> dict[str, Any]:
    """Give the compiled form, for the blob that a walk freezes."""
    data = _plain(runbook)
    assert isinstance(data, dict)  # noqa: S101 - for the type checker
    return {"compiled": 1, **data}


def from_json(data: dict[str, Any]) -> Runbook:
    """Read a compiled form back; unknown keys are ignored, missing ones take their defaults.

    It may come from anybody's log: raises ValueError, LookupError, TypeError or AttributeError for another.
    """
    steps = [
        _known(Step, raw)._replace(
            parts=tuple(
                _known(Part, part)._replace(options=tuple(_known(Option, o) for o in part.get("options", ())))
                for part in raw.get("parts", ())
            ),
            run=tuple(raw.get("run", ())),
        )
        for raw in data["steps"]
    ]
    runbook: Runbook = _known(Runbook, data)
    return runbook._replace(
        steps=tuple(steps),
        alongside=tuple(runbook.alongside),
        services=tuple(runbook.services),
        words=tuple(runbook.words),
    )


def _known(cls: Any, raw: dict[str, Any]) -> Any:  # noqa: ANN401 - any of the NamedTuples above
    known = {key: value for key, value in raw.items() if key in cls._fields}
    for key, value in known.items():
        sample = _SAMPLES.get(key, cls._field_defaults.get(key, ""))
        wanted = list if isinstance(sample, tuple) else type(sample)
        items = value.values() if wanted is dict else value if key in _TEXTS else ()
        if type(value) is not wanted or not all(isinstance(item, str) for item in items):
            raise TypeError(key)
    return cls(**known)


_SAMPLES: dict[str, object] = {"title": {}, "label": {}, "steps": (), "expect_exit": 0}
"""What a key holds whose default does not say so; without either it is a text."""

_TEXTS = ("run", "alongside", "services", "words")
"""The keys that hold a list of texts."""


def _plain(value: object) -> object:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        defaults = value._field_defaults  # type: ignore[attr-defined]
        return {k: _plain(v) for k, v in value._asdict().items() if v != defaults.get(k, ...)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
