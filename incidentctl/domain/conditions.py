"""The `when` of a step: its grammar, what it refers to, and its value while answers are still missing."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from incidentctl.domain.runbook import fold_id

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

KEYWORDS = ("and", "or", "not", "in", "answered")
"""Words of the grammar, which no step may have as its id."""

SIGNS = ("(", ")", "[", "]", ",", "==", "!=", "=", "!")

DEEPEST = 32
"""How far `not` and parentheses may nest."""


class Is(NamedTuple):
    """`step == value`, or `step in [value, ...]`; instead of a step it may name a field of the field table.

    The offsets say where the words stand in the text.
    """

    step: str
    values: tuple[str, ...]
    at: int = 0
    values_at: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Write it as the grammar has it."""
        if len(self.values) == 1:
            return f"{self.step} == {self.values[0]}"
        return f"{self.step} in [{', '.join(self.values)}]"


class Answered(NamedTuple):
    """`answered(step)`: it was answered (also with "don't know") or done; not skipped, not inapplicable."""

    step: str
    at: int = 0

    def __str__(self) -> str:
        """Write it as the grammar has it."""
        return f"answered({self.step})"


class Not(NamedTuple):
    """`not ...`; `step != value` is `not step == value`."""

    inner: Condition

    def __str__(self) -> str:
        """Write it as the grammar has it."""
        if isinstance(self.inner, Is) and len(self.inner.values) == 1:
            return f"{self.inner.step} != {self.inner.values[0]}"
        return f"not {_bracketed(self.inner, All, Either)}"


class All(NamedTuple):
    """`... and ...`, of two or more."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        """Write it as the grammar has it."""
        return " and ".join(_bracketed(part, All, Either) for part in self.parts)


class Either(NamedTuple):
    """`... or ...`, of two or more."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        """Write it as the grammar has it."""
        return " or ".join(_bracketed(part, Either) for part in self.parts)


Condition: TypeAlias = Is | Answered | Not | All | Either


class ConditionError(Exception):
    """The text is no condition. `offset` counts characters from 0; `key` is worded by words/runbook.py."""

    def __init__(self, key: str, offset: int, found: str, expected: str = "") -> None:
        """Keep what is wrong and where, the word found there ("" at the end), and the expected one."""
        super().__init__(f"{key} at {offset}: {found!r}")
        self.key = key
        self.offset = offset
        self.found = found
        self.expected = expected


class Referent(NamedTuple):
    """What is known of a step, or of a field, that a condition names.

    `state` is answered (with `value`, an option id), waiting (open or deferred), void (not applicable) or
    missing (skipped or failed). A field is answered or unset; nothing waits for it, whoever may answer it in
    another runbook: until then its value is unknown.
    """

    state: Literal["answered", "waiting", "void", "missing", "unset"]
    value: str = ""


class Verdict(NamedTuple):
    """What a condition makes of its step: open, waiting or not_applicable.

    `because` is the step (or field) that made it not applicable, or that it waits for. `missing` are the
    skipped or failed steps without which an open one could not be decided.
    """

    state: Literal["open", "waiting", "not_applicable"]
    because: str = ""
    missing: tuple[str, ...] = ()


def parse(text: str) -> Condition:
    """Read a condition; raise ConditionError with the place of the first word that does not fit.

    Grammar: `step == value`, `step != value`, `step in [value, ...]`, `answered(step)`, `not`, `and`, `or`
    (`and` binds closer) and parentheses; a field (`change.recent`) may stand instead of a step.
    """
    return _Parser(text).whole()


def terms(condition: Condition) -> Iterator[Is | Answered]:
    """Give the terms from left to right."""
    match condition:
        case Is() | Answered():
            yield condition
        case Not(inner):
            yield from terms(inner)
        case All(parts) | Either(parts):
            for part in parts:
                yield from terms(part)


def references(condition: Condition) -> tuple[str, ...]:
    """Give the steps and fields that a condition names, each once, as they are first written."""
    return tuple(dict.fromkeys(term.step for term in terms(condition)))


def evaluate(condition: Condition, look: Callable[[str], Referent]) -> Verdict:
    """Evaluate with what `look` knows of each step (runbooks.md, "`when` is tiny").

    A term of a waiting or missing step may still be true or false, one of a void step has no value, and
    the other terms may decide nevertheless. What cannot become true is not applicable; what waits, waits;
    what only a missing step keeps open is shown.
    """
    outcome = _outcome(condition, look)
    if True not in outcome.possible:
        return Verdict("not_applicable", outcome.because)
    if len(outcome.possible) == 1:
        return Verdict("open")
    if outcome.waiting:
        return Verdict("waiting", outcome.waiting[0])
    return Verdict("open", missing=outcome.missing)


class _Outcome(NamedTuple):
    """Every value that is still possible (None: no value), which step says so, and what is still to come."""

    possible: frozenset[bool | None]
    because: str
    waiting: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def _outcome(condition: Condition, look: Callable[[str], Referent]) -> _Outcome:
    match condition:
        case Is(step, values):
            state, value = look(step)
            return _of(step, state, fold_id(value) in map(fold_id, values))
        case Answered(step):
            state = look(step).state
            return _of(step, "waiting" if state == "waiting" else "answered", state == "answered")
        case Not(inner):
            outcome = _outcome(inner, look)
            return outcome._replace(
                possible=frozenset(None if value is None else not value for value in outcome.possible)
            )
        case All(parts):
            return _joined([_outcome(part, look) for part in parts], decides=False)
        case Either(parts):
            return _joined([_outcome(part, look) for part in parts], decides=True)


def _of(step: str, state: str, value: bool) -> _Outcome:  # noqa: FBT001 - the value of the term
    match state:
        case "answered" | "unset":
            return _Outcome(frozenset((value,)), step)
        case "void":
            return _Outcome(frozenset((None,)), step)
        case "waiting":
            return _Outcome(frozenset((True, False)), step, waiting=(step,))
        case _:
            return _Outcome(frozenset((True, False)), step, missing=(step,))


def _joined(parts: list[_Outcome], *, decides: bool) -> _Outcome:
    """Join the parts of an `and` (False decides) or an `or` (True decides); "no value" is neither."""

    def join(one: bool | None, two: bool | None) -> bool | None:  # noqa: FBT001 - truth values
        if decides in (one, two):
            return decides
        return None if None in (one, two) else not decides

    possible = parts[0].possible
    for part in parts[1:]:
        possible = frozenset(join(one, two) for one, two in product(possible, part.possible))
    against = (part.because for part in parts if (not decides) not in part.possible)
    sure = (part.because for part in parts if part.possible == {decides})
    because = next(sure, None) or next(against, parts[0].because)
    if len(possible) == 1:
        return _Outcome(possible, because)
    waiting = tuple(step for part in parts for step in part.waiting)
    missing = tuple(dict.fromkeys(step for part in parts for step in part.missing))
    return _Outcome(possible, because, waiting, missing)


def _bracketed(part: Condition, *loose: type) -> str:
    return f"({part})" if isinstance(part, loose) else str(part)


@cache
def _tokens() -> re.Pattern[str]:
    import re  # start-up: only where conditions are read

    return re.compile(r"\s*(==|!=|[()\[\],]|[^\s()\[\],=!]+|\S|\Z)")


class _Parser:
    """Recursive descent over words; the last one is "", the end of the text."""

    def __init__(self, text: str) -> None:
        self._words = [(match[1], match.start(1)) for match in _tokens().finditer(text)]
        self._next = 0
        self._depth = 0

    @property
    def _word(self) -> str:
        return self._words[self._next][0]

    @property
    def _at(self) -> int:
        return self._words[self._next][1]

    def whole(self) -> Condition:
        condition = self._either()
        if self._word:
            raise self._error("condition-joint")
        return condition

    def _either(self) -> Condition:
        parts = [self._all()]
        while self._took("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self) -> Condition:
        parts = [self._negation()]
        while self._took("and"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _negation(self) -> Condition:
        if self._depth >= DEEPEST:
            raise self._error("condition-deep")
        self._depth += 1
        try:
            if self._took("not"):
                return Not(self._negation())
            if self._took("("):
                inner = self._either()
                self._expect(")")
                return inner
            return self._term()
        finally:
            self._depth -= 1

    def _term(self) -> Condition:
        if self._took("answered"):
            self._expect("(")
            at, step = self._at, self._name("condition-step")
            self._expect(")")
            return Answered(step, at)
        at, step = self._at, self._name("condition-step")
        if self._took("in"):
            self._expect("[")
            values = [self._value()]
            while self._took(","):
                values.append(self._value())
            self._expect("]")
            return _is(step, at, values)
        if self._took("!="):
            return Not(_is(step, at, [self._value()]))
        if self._took("=="):
            return _is(step, at, [self._value()])
        raise self._error("condition-comparison")

    def _value(self) -> tuple[str, int]:
        at = self._at
        return self._name("condition-value", *KEYWORDS), at

    def _name(self, key: str, *allowed: str) -> str:
        word = self._word
        if not word or word in SIGNS or (word in KEYWORDS and word not in allowed):
            raise self._error(key)
        self._next += 1
        return word

    def _took(self, word: str) -> bool:
        if self._word != word:
            return False
        self._next += 1
        return True

    def _expect(self, word: str) -> None:
        if not self._took(word):
            raise self._error("condition-expected", word)

    def _error(self, key: str, expected: str = "") -> ConditionError:
        return ConditionError(key, self._at, self._word, expected)


def _is(step: str, at: int, values: list[tuple[str, int]]) -> Is:
    return Is(step, tuple(value for value, _ in values), at, tuple(place for _, place in values))
