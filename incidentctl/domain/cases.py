"""A test of a runbook: what is typed at its steps, and what must come out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.checklist import condition_of
from incidentctl.domain.conditions import references
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import UNKNOWN, fold_id
from incidentctl.domain.runbook_rules import Finding, answers_of, field_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from incidentctl.domain.runbook import Runbook, Step
    from incidentctl.domain.runbook_rules import Place

    Ran: TypeAlias = "tuple[str, ...] | str"


class Given(NamedTuple):
    """What is typed once at a step: a text, the answers to several questions, or what a command comes to."""

    text: str = ""
    fields: Mapping[str, str] = {}
    exit: int | None = None
    output: str | None = None

    @property
    def is_run(self) -> bool:
        """Say whether it is what a command comes to."""
        return self.exit is not None or self.output is not None


class Case(NamedTuple):
    """One walk and what must come out of it, by step (or field) as the file writes them.

    `answers` are typed one after the other at a step. `commands` are the arguments (of a shell: the text) of
    all that may run; None: not looked at.
    """

    name: str
    known: Mapping[str, str] = {}
    answers: Mapping[str, Sequence[Given]] = {}
    steps: Mapping[str, str] = {}
    fields: Mapping[str, str] = {}
    commands: Mapping[str, Ran] | None = None
    shown: Mapping[str, str] = {}


class Played(NamedTuple):
    """What came out of a case: how each step stands, what ran, and what stood on the screen at a step.

    `answers` is what `when` sees of each step that was answered. `trouble` is what kept the walk from going
    as the case says, `findings` where fields are not as it says; their places begin in the case.
    """

    states: Mapping[str, str]
    answers: Mapping[str, str]
    commands: Mapping[str, Sequence[Ran]]
    shown: Mapping[str, str]
    trouble: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()


def problems(case: Case, runbook: Runbook) -> Iterator[Finding]:
    """Give every step and field that a case names and the runbook has not; places begin in the case."""
    ids = {fold_id(step.id): step for step in runbook.steps}
    parts: list[tuple[str, Mapping[str, object]]] = [
        ("answers", case.answers),
        ("steps", case.steps),
        ("commands", case.commands or {}),
        ("shown", case.shown),
    ]
    for key, part in parts:
        for name in part:
            if fold_id(name) not in ids:
                params = {
                    "name": name,
                    "runbook": runbook.id,
                    "suggestion": near(name, (s.id for s in ids.values())),
                }
                yield Finding((key, name), "case-no-step", params)
            elif key == "commands" and not (ids[fold_id(name)].run or ids[fold_id(name)].shell):
                yield Finding((key, name), "case-no-command", {"name": name})
    for key, values in (("known", case.known), ("fields", case.fields)):
        unknown = (name for name in values if (field := field_of(name)) is None or field.hidden)
        yield from (_no_field((key, name), name, FIELDS) for name in unknown)
    for name, given in case.answers.items():
        step = ids.get(fold_id(name))
        if step is not None:
            yield from _given(step, name, given)


def _given(step: Step, name: str, given: Sequence[Given]) -> Iterator[Finding]:
    saves = [part.save for part in step.parts if part.save]
    for index, each in enumerate(given):
        place: Place = ("answers", name, index)
        if each.is_run and not (step.run or step.shell):
            yield Finding(place, "case-no-command", {"name": step.id})
        yield from (_no_field((*place, field), field, saves) for field in each.fields if field not in saves)


def _no_field(place: Place, name: str, known: Iterable[str]) -> Finding:
    return Finding(place, "unknown-field", {"name": name, "suggestion": near(name, known)})


def differences(case: Case, played: Played) -> Iterator[Finding]:
    """Give where what came out is not as the case says; where the walk did not go as it says, only that."""
    if played.trouble:
        yield from played.trouble
        return
    yield from played.findings
    for name, expected in case.steps.items():
        actual = played.states[fold_id(name)]
        if actual != expected:
            yield Finding(
                ("steps", name), "case-step", {"name": name, "expected": expected, "actual": actual}
            )
    for name, piece in case.shown.items():
        text = played.shown.get(fold_id(name))
        if text is None:
            yield Finding(("shown", name), "case-not-shown", {"name": name})
        elif piece not in text:
            params = {"name": name, "actual": text.replace("\n", " / ")}
            yield Finding(("shown", name), "case-shown", params)
    if case.commands is not None:
        yield from _of_commands(case.commands, played)


def _of_commands(commands: Mapping[str, Ran], played: Played) -> Iterator[Finding]:
    for name, expected in commands.items():
        ran = played.commands.get(fold_id(name), ())
        if not ran:
            params = {"name": name, "state": played.states[fold_id(name)]}
            yield Finding(("commands", name), "case-not-run", params)
        for actual in dict.fromkeys(ran):
            if actual != expected:
                yield Finding(("commands", name), "case-command", {"name": name, "actual": _listed(actual)})
    for name, ran in played.commands.items():
        if name not in map(fold_id, commands):
            yield Finding(("commands",), "case-ran", {"name": name, "actual": _listed(ran[0])})


def _listed(ran: Ran) -> str:
    """Write a command as a test states it."""
    import json  # noqa: PLC0415 - only where something is wrong

    return json.dumps(ran if isinstance(ran, str) else list(ran), ensure_ascii=False)


class Gap(NamedTuple):
    """What no case reaches: a step, an answer to it (`value`), or its condition being false.

    `key` is step, answer or condition.
    """

    key: str
    step: str
    value: str = ""


def coverage(runbook: Runbook, played: Sequence[Played]) -> tuple[int, tuple[Gap, ...]]:
    """Give how many branches a runbook has, and those that none of the walks took.

    The branches are: each step is asked; each answer of a closed list is given, "don't know" where a
    condition looks at it; each condition is false once.
    """
    looked_at = {fold_id(name) for step in runbook.steps for name in references_of(step)}
    branches: list[tuple[Gap, bool]] = []
    for step in runbook.steps:
        name = fold_id(step.id)
        states = {each.states[name] for each in played}
        branches.append((Gap("step", step.id), any(name in each.shown for each in played)))
        if step.when:
            branches.append((Gap("condition", step.id), "not_applicable" in states))
        answers = answers_of(step) if step.parts else None
        told = {fold_id(each.answers[name]) for each in played if name in each.answers}
        unknown = (UNKNOWN,) if name in looked_at else ()
        branches += [
            (Gap("answer", step.id, value), fold_id(value) in told)
            for value in (*(answers or ()), *unknown)
            if step.parts
        ]
    return len(branches), tuple(gap for gap, is_reached in branches if not is_reached)


def references_of(step: Step) -> tuple[str, ...]:
    """Give what the condition of a step names; () without a sound one."""
    condition = condition_of(step)
    return references(condition) if condition else ()
