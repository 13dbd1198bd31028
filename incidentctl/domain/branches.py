"""Every way through a runbook: the combinations of answers that its conditions tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.cases import Case, Given
from incidentctl.domain.checklist import DONE, condition_of
from incidentctl.domain.conditions import Is, Referent, evaluate, references, terms
from incidentctl.domain.fields import FIELDS, field_named
from incidentctl.domain.filling import needed
from incidentctl.domain.runbook import UNKNOWN, fold_id
from incidentctl.domain.runbook_rules import answers_of, answers_of_field, field_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from incidentctl.domain.cases import Gap, Played
    from incidentctl.domain.fields import Field
    from incidentctl.domain.runbook import Part, Runbook, Step

MOST = 200
"""How many ways are walked; of more, a sample spread over all of them."""

REASON = "rehearsal"

_SAMPLES = {"number": "1", "count": "1", "time": "12:00", "duration": "5m", "hops": "a > b", "person": "you"}
_AHEAD = "1h"
_STAGES = {"close": {"resolved_at": "11:00", "ended_at": "11:30"}}  # what is known before a stage begins
_SPREAD = 2654435761  # Knuth's multiplicative hash: neighbours come to lie far apart
_SKIP, _FAIL = f"/s {REASON}", f"/f {REASON}"
_OUTCOMES = {_SKIP: "skipped", _FAIL: "failed"}


class Ways(NamedTuple):
    """Walks as cases, each saying how every step must end. `is_whole`: these are all that there are."""

    cases: tuple[Case, ...]
    is_whole: bool


def ways(runbook: Runbook, most: int = MOST) -> Ways:
    """Give every reachable combination of the answers that some condition looks at, at most `most`.

    Such a step is answered with everything that it takes, with "don't know", and is left out; a command or a
    tick fails, too. Other questions take turns in their answers from way to way.
    """
    route, cases = _Route(runbook), list[Case]()
    trail: list[tuple[int, int]] = []
    prefix: list[int] = []

    def next_(count: int) -> int:
        picked = prefix[len(trail)] if len(trail) < len(prefix) else 0
        trail.append((picked, count))
        return picked

    while len(cases) < most:
        trail.clear()
        cases.append(route.walked(next_, len(cases)))
        while trail and trail[-1][0] + 1 == trail[-1][1]:
            trail.pop()
        if not trail:
            return Ways(tuple(cases), is_whole=True)
        prefix = [picked for picked, _ in trail]
        prefix[-1] += 1
    return Ways(tuple(_sample(route, most)), is_whole=False)


def turns(walked: Sequence[tuple[Case, Played]], gaps: Sequence[Gap]) -> Case | None:
    """Give a way to be walked once more, with answers that no way gave; None where that reaches nothing."""
    wanted: dict[str, str] = {}
    for gap in gaps:
        if gap.key == "answer":
            wanted.setdefault(gap.step, gap.value)
    for case, played in walked:
        asked = {step: text for step, text in wanted.items() if fold_id(step) in played.shown}
        asked = {step: text for step, text in asked.items() if step in case.answers}
        if asked:
            answers = {step: list(given) for step, given in case.answers.items()}
            for step, text in asked.items():
                before = answers[step][0]
                first = next(iter(before.fields), "")
                answers[step][0] = Given(fields={**before.fields, first: text}) if first else Given(text)
            return Case(f"{len(walked) + 1}. {case.name}", case.known, answers, case.steps)
    return None


def _sample(route: _Route, most: int) -> Iterator[Case]:
    return (route.walked(_spread(number), number) for number in range(most))


def _spread(number: int) -> Callable[[int], int]:
    """Give how one walk of a sample chooses: by the digits of a number that lies far from its neighbours'."""
    rest = first = (number + 1) * _SPREAD % 2**32

    def pick(count: int) -> int:
        nonlocal rest
        rest, picked = divmod(rest or first // 3, count)
        return picked

    return pick


class _Route:
    """A runbook, looked at for what decides its conditions."""

    def __init__(self, runbook: Runbook) -> None:
        self._steps = runbook.steps
        self._before = _STAGES.get(runbook.stage, {})
        conditions = [found for step in runbook.steps if (found := condition_of(step))]
        self._named = {fold_id(name): name for each in conditions for name in references(each)}
        said = [term for each in conditions for term in terms(each) if isinstance(term, Is)]
        self._said = {
            name: {v for term in said if fold_id(term.step) == name for v in term.values}
            for name in self._named
        }
        ids = {fold_id(step.id) for step in runbook.steps}
        saved = {fold_id(part.save) for step in runbook.steps for part in step.parts}
        self._known = [name for name in self._named if name not in ids | saved]  # before the walk begins
        needs = dict.fromkeys(name for step in runbook.steps for name in needed(step))
        self._needs = [
            name for name in needs if fold_id(name) not in saved and fold_id(name) not in self._known
        ]

    def walked(self, pick: Callable[[int], int], number: int) -> Case:
        """Make one walk: `pick` chooses among so many answers where it matters, `number` takes turns."""
        seen: dict[str, Referent] = {}
        known = {**self._before, **{name: _sample_of(field_named(name)) for name in self._needs}}
        for name in self._known:
            values = answers_of_field(field_named(name)) or self._said_of([name])
            picked = pick(len(values) + 1)
            if picked < len(values):
                known[self._named[name]] = values[picked]
                seen[name] = Referent("answered", values[picked])
        answers: dict[str, list[Given]] = {}
        outcomes: dict[str, str] = {}
        for step in self._steps:
            condition = condition_of(step)
            if condition and evaluate(condition, lambda name: _look(name, seen)).state != "open":
                outcomes[step.id] = "not_applicable"
                seen[fold_id(step.id)] = Referent("void")
                continue
            typed = self._typed(step, pick, number)
            if typed:
                answers[step.id] = _given(step, typed)
            outcomes[step.id] = _OUTCOMES.get(typed[-1], "done") if typed else "done"
            self._remember(step, typed, outcomes[step.id], seen)
        name = ", ".join(f"{step}: {given[0].text}" for step, given in answers.items() if given[0].text)
        return Case(f"{number + 1}. {name}".strip(), known, answers, outcomes)

    def _typed(self, step: Step, pick: Callable[[int], int], number: int) -> list[str]:
        """Give what is typed at a step, question by question; [] where it is only ticked, or run."""
        name = fold_id(step.id)
        if not step.parts:
            outcomes = ("", _SKIP, _FAIL) if name in self._named else ("",)
            return list(filter(None, (outcomes[pick(len(outcomes))],)))
        typed: list[str] = []
        for index, part in enumerate(step.parts):
            names = [fold_id(part.save), *([name] if index == 0 else [])]
            closed = answers_of(step) if index == 0 else _options(part)
            if any(each in self._named for each in names):
                values = (*(closed or self._said_of(names)), UNKNOWN, _SKIP)
                typed.append(values[pick(len(values))])
                if typed[-1] == _SKIP:
                    return typed
            else:
                typed.append(closed[number % len(closed)] if closed else _sample_of(_field(part)))
        return typed

    def _said_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give the values that conditions name for a free text, and one that none names."""
        said = {value for name in names for value in self._said.get(name, ())}
        return (*sorted(said - {UNKNOWN}), REASON)

    def _remember(self, step: Step, typed: list[str], outcome: str, seen: dict[str, Referent]) -> None:
        name = fold_id(step.id)
        for part, text in zip(step.parts, typed, strict=False):
            if text != _SKIP and part.save:
                seen[fold_id(part.save)] = Referent("answered", text)
        if outcome != "done":
            seen[name] = Referent("missing")
        else:
            seen[name] = Referent("answered", typed[0] if step.parts else DONE)


def _given(step: Step, typed: Sequence[str]) -> list[Given]:
    """Give what is typed at a step: of several questions, each by its field."""
    if len(step.parts) <= 1 or typed[0] == _SKIP:
        return [Given(text) for text in typed]
    pairs = zip(step.parts, typed, strict=False)
    answered = Given(fields={part.save: text for part, text in pairs if text != _SKIP})
    return [answered, *(Given(text) for text in typed[-1:] if text == _SKIP)]


def _options(part: Part) -> tuple[str, ...] | None:
    if part.options:
        return tuple(option.id for option in part.options)
    return answers_of_field(_field(part))


def _field(part: Part) -> Field:
    field = field_of(part.save)
    return field._replace(type=part.type) if field else FIELDS["summary"]._replace(type=part.type)


def _look(name: str, seen: Mapping[str, Referent]) -> Referent:
    return seen.get(fold_id(name), Referent("unset", UNKNOWN))


def _sample_of(field: Field) -> str:
    return _AHEAD if field.ahead else _SAMPLES.get(field.type, REASON)
