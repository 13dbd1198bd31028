"""What a runbook must mean, once its shape is sound: fields, roles, names, conditions, code last."""

from __future__ import annotations

from functools import lru_cache
from itertools import product, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from incidentctl.domain.checklist import DONE
from incidentctl.domain.command_rules import faults
from incidentctl.domain.conditions import (
    Condition,
    ConditionError,
    Is,
    Referent,
    evaluate,
    parse,
    references,
    terms,
)
from incidentctl.domain.fields import CUSTOM, FIELDS, Field, field_named
from incidentctl.domain.filling import names
from incidentctl.domain.nearest import listed, near
from incidentctl.domain.runbook import ROLES, UNKNOWN, Option, Part, Runbook, Step, Text, fold_id
from incidentctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

BEFORE_CODE = {"expected": "I1", "symptom": "I2", "path": "I4", "path.first_bad": "I5"}
"""The fields that have to be asked before a step that looks at code (S0-19), and the steps that do it."""

MOST_OPTIONS = 100
"""Nobody chooses among more."""

_BEYOND_CAUSE = ("write_report", "fix", "close")  # stages whose cause was isolated before they began
_YES_NO = ("yes", "no")
_MOST_CASES = 4096  # combinations of answers times terms; beyond that, reachability is not looked at
_MOST_STEPS = 200  # nor in runbooks longer than this

Place: TypeAlias = tuple[str | int, ...]


class Finding(NamedTuple):
    """A mistake of meaning: where in the file, and what (worded by words/runbook.py).

    `place` leads through maps and lists, such as ("steps", 3, "when"); "parts" stands for `fields`, or for
    the step itself where it asks one question of its own. `offset` and `width` are characters inside the
    text there (0: all of it).
    """

    place: Place
    key: str
    params: dict[str, Any]
    offset: int = 0
    width: int = 0
    severity: str = "error"


def problems(
    runbook: Runbook,
    *,
    roles: Collection[str] = ROLES,
    runbooks: Collection[str] | None = None,
    must_be_translated: bool = False,
    langs: Collection[str] = ("en", "ja"),
) -> Iterator[Finding]:
    """Give everything that is wrong with a runbook's meaning, in the order of its steps.

    `runbooks` are the ids that `alongside` may name (None: not looked at). A missing translation is an
    error where `must_be_translated`, else a note, and only in a runbook that has some.
    """
    yield from _alongside(runbook, runbooks)
    yield from _duplicate_steps(runbook)
    asked: set[str] = set()
    earlier: dict[str, Step] = {}
    for index, step in enumerate(runbook.steps):
        place: Place = ("steps", index)
        if step.role and step.role not in roles:
            yield _unknown((*place, "role"), "unknown-role", step.role, roles)
        for number, part in enumerate(step.parts):
            yield from _part((*place, "parts", number), step, part)
        yield from _duplicate_parts(place, step)
        yield from _names(place, runbook.lang, step, roles)
        yield from _command(place, step)
        yield from _when(place, runbook, step, earlier)
        yield from _code_last(place, runbook, step, asked)
        asked |= {part.save for part in step.parts}
        earlier[fold_id(step.id)] = step
    yield from _translations(runbook, langs, must=must_be_translated)


def answers_of(step: Step) -> tuple[str, ...] | None:
    """Give the values that `when` may compare the step with, without "unknown"; None for any text."""
    if not step.parts:
        return (DONE,)
    part = step.parts[0]
    if part.options:
        return tuple(option.id for option in part.options)
    if part.type == "yesno":
        return _YES_NO
    field = field_of(part.save)
    return field.choices if field and field.choices else None


def field_of(save: str) -> Field | None:
    """Give the row of the field table that an answer is saved to; None if there is none of that name."""
    is_custom = save.startswith(CUSTOM) and save != CUSTOM
    return field_named(save) if is_custom or save.lower() in FIELDS else None


def _unknown(  # noqa: PLR0913, PLR0917 - a finding and its place
    place: Place, key: str, name: str, known: Iterable[str], offset: int = 0, width: int = 0
) -> Finding:
    return Finding(place, key, {"name": name, "suggestion": near(name, known)}, offset, width)


def _alongside(runbook: Runbook, runbooks: Collection[str] | None) -> Iterator[Finding]:
    for index, name in enumerate(runbook.alongside):
        if runbooks is not None and fold_id(name) not in map(fold_id, runbooks):
            yield _unknown(("alongside", index), "unknown-runbook", name, runbooks)


def _duplicate_steps(runbook: Runbook) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for index, step in enumerate(runbook.steps):
        before = first.get(fold_id(step.id))
        first.setdefault(fold_id(step.id), step.id)
        if step.id and before is not None:
            yield Finding(("steps", index, "id"), "duplicate-step", {"name": step.id, "before": before})


def _duplicate_parts(place: Place, step: Step) -> Iterator[Finding]:
    saves = [part.save for part in step.parts]
    for number, save in enumerate(saves):
        if save and save in saves[:number]:
            yield Finding((*place, "parts", number, "save"), "duplicate-save", {"name": save})


def _part(place: Place, step: Step, part: Part) -> Iterator[Finding]:  # noqa: C901 - a finding for each
    """Check where an answer is saved to, and what may be answered."""
    field = field_of(part.save)
    if part.save and field is None:
        yield Finding((*place, "save"), "unknown-field", {"name": part.save, "suggestion": _meant(part.save)})
        return
    if field and field.hidden:
        yield Finding((*place, "save"), "never-asked", {"name": part.save})
    if len(part.options) > MOST_OPTIONS:
        yield Finding((*place, "options"), "too-many-options", {"most": MOST_OPTIONS})
        return
    seen: set[str] = set()
    for option in part.options:
        if fold_id(option.id) in seen:
            yield Finding((*place, "options", option.id), "duplicate-option", {"name": option.id})
        seen.add(fold_id(option.id))
        if fold_id(option.id) == UNKNOWN:
            yield Finding((*place, "options", option.id), "unknown-declared", {})
        elif field and field.type in ("choice", "yesno"):
            known = field.choices or _YES_NO
            if option.id not in known:
                known_text = {"field": part.save, "known": listed(known)}
                finding = _unknown((*place, "options", option.id), "option-not-of-field", option.id, known)
                yield finding._replace(params={**finding.params, **known_text})
    if part.options and part.type not in ("choice", "yesno"):
        yield Finding((*place, "options"), "options-for-type", {"type": part.type, "field": part.save})
    if step.kind == "choose" and answers_of(step) is None:
        where = (*place, "save") if part.save else place[:2]
        yield Finding(where, "choose-without-options", {"name": step.id})


def _meant(save: str) -> str:
    try:
        return field_named(save).name
    except UsageError as error:
        return str(error.params["suggestion"])


def _names(place: Place, lang: str, step: Step, roles: Collection[str]) -> Iterator[Finding]:
    """Check every `$name`: fields in a command, fields and the labels of roles in texts."""
    for number, argument in enumerate(step.run):
        yield from _names_in((*place, "run", number), argument, ())
    texts: list[tuple[Place, str, Text]] = [
        (place, "title", step.title),
        (place, "detail", step.detail),
        (place, "undo", step.undo),
    ]
    for number, part in enumerate(step.parts):
        if part.title != step.title:
            at: Place = (*place, "parts", number)
            texts += [(at, "title", part.title), (at, "detail", part.detail)]
    for at, key, text in texts:
        for each, words in text.items():
            yield from _names_in((*at, key) if each == lang else (*at, each, key), words, roles)


def _command(place: Place, step: Step) -> Iterator[Finding]:
    for fault in faults(step) if step.run or step.shell else ():
        at: Place = (*place, "shell") if fault.argument is None else (*place, "run", fault.argument)
        yield Finding(at, fault.key, fault.params, fault.offset, fault.width, fault.severity)


def _names_in(place: Place, text: str, roles: Collection[str]) -> Iterator[Finding]:
    for match in names().finditer(text):
        if match[0] == "$$":
            continue
        name = match[1] if match[1] is not None else match[2]
        if match[0].startswith("${") and not match[0].endswith("}"):
            yield Finding(place, "name-unclosed", {"name": name}, match.start(), len(match[0]))
        elif name not in roles and name not in FIELDS and not (name.startswith(CUSTOM) and name != CUSTOM):
            finding = _unknown(place, "unknown-name", name, (*roles, *FIELDS), match.start(), len(match[0]))
            rest = takewhile(lambda sign: sign.isalnum() or sign in "._", text[match.end() :])
            if field_of(dotted := (name + "".join(rest)).rstrip(".")) is not None:  # $impact.users
                finding = finding._replace(params={"name": name, "suggestion": f"${{{dotted}}}"})
            yield finding


def _when(place: Place, runbook: Runbook, step: Step, earlier: dict[str, Step]) -> Iterator[Finding]:
    if not step.when:
        return
    place = (*place, "when")
    try:
        condition = parse(step.when)
    except ConditionError as error:
        width = max(len(error.found), 1)
        params = {"found": error.found, "expected": error.expected}
        yield Finding(place, error.key, params, min(error.offset, len(step.when) - 1), width)
        return
    sound = True
    for term in terms(condition):
        known = earlier.get(fold_id(term.step))
        field = None if known else _field_term(runbook, term.step)
        if known is None and field is None:
            sound = False
            yield _referent(place, runbook, term.step, term.at, earlier)
            continue
        answers = answers_of(known) if known else answers_of_field(field)
        if not isinstance(term, Is) or answers is None or len(answers) > MOST_OPTIONS:
            continue
        for value, at in zip(term.values, term.values_at, strict=True):
            if value not in answers and fold_id(value) not in _folded(answers):
                sound = False
                finding = _unknown(place, "when-option", value, (*answers, UNKNOWN), at, len(value))
                more = {"step": known.id if known else term.step, "known": listed((*answers, UNKNOWN))}
                yield finding._replace(params={**finding.params, **more})
    if sound and len(earlier) < _MOST_STEPS and not _can_be_shown(runbook, condition, earlier):
        yield Finding(place, "never-shown", {"name": step.id}, severity="note")


@lru_cache(maxsize=64)
def _folded(answers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_id, (*answers, UNKNOWN)))


def _referent(place: Place, runbook: Runbook, name: str, at: int, earlier: dict[str, Step]) -> Finding:
    if runbook.step(name) is not None:
        return Finding(place, "when-later", {"name": name}, at, len(name))
    known = [step.id for step in earlier.values()] + ([*FIELDS] if "." in name else [])
    return _unknown(place, "when-missing", name, known, at, len(name))


def _field_term(runbook: Runbook, name: str) -> Field | None:
    """Give the field that a condition names; a step of that name, wherever it stands, comes first."""
    return None if runbook.step(name) is not None else field_of(name)


def answers_of_field(field: Field | None) -> tuple[str, ...] | None:
    """Give the values that a field may be compared with, without "unknown"; None for any text."""
    return None if field is None else _YES_NO if field.type == "yesno" else field.choices or None


def _can_be_shown(runbook: Runbook, condition: Condition, earlier: dict[str, Step]) -> bool:
    """Try every combination of answers; True as well where they are too many."""
    steps = [fold_id(name) for name in dict.fromkeys(map(fold_id, references(condition)))]
    mentioned = {value for term in terms(condition) if isinstance(term, Is) for value in term.values}
    domains = []
    cases = len(list(terms(condition)))
    for name in steps:
        step = earlier.get(name)
        answers = answers_of(step) if step else answers_of_field(_field_term(runbook, name))
        values = (*mentioned, "") if answers is None else answers
        cases *= len(values) + 2
        if cases > _MOST_CASES:
            return True
        domain = [Referent("answered", value) for value in (*values, UNKNOWN)]
        if step is None:
            domain.append(Referent("unset", UNKNOWN))
        domains.append([*domain, Referent("void")] if step and step.when else domain)
    for case in product(*domains):
        known = dict(zip(steps, case, strict=True))
        if evaluate(condition, lambda name, known=known: known[fold_id(name)]).state == "open":  # type: ignore[misc]
            return True
    return False


def _code_last(place: Place, runbook: Runbook, step: Step, asked: set[str]) -> Iterator[Finding]:
    """Never read the code first (S0-19); stages after the isolation of the cause may."""
    missing = [f"{save} ({row})" for save, row in BEFORE_CODE.items() if save not in asked]
    if step.looks_at == "code" and missing and runbook.stage not in _BEYOND_CAUSE:
        yield Finding((*place, "looks_at"), "code-too-early", {"missing": ", ".join(missing)})


def _translations(runbook: Runbook, langs: Collection[str], *, must: bool) -> Iterator[Finding]:
    texts = list(_texts(runbook))
    used = set(langs) if must else {lang for _, text in texts for lang, words in text.items() if words}
    for place, text in texts:
        for lang in sorted(used - {lang for lang, words in text.items() if words}):
            if any(text.values()):
                severity = "error" if must else "note"
                yield Finding(place, "missing-translation", {"lang": lang}, severity=severity)


def _texts(runbook: Runbook) -> Iterator[tuple[Place, Text]]:
    yield ("title",), runbook.title
    for index, step in enumerate(runbook.steps):
        place: Place = ("steps", index)
        yield (*place, "title"), step.title
        yield (*place, "detail"), step.detail
        yield (*place, "undo"), step.undo
        for number, part in enumerate(step.parts):
            at: Place = (*place, "parts", number)
            if part.title != step.title:
                yield (*at, "title"), part.title
                yield (*at, "detail"), part.detail
            for option in part.options:
                if _is_free(part, option):
                    yield (*at, "options", option.id), option.label


def _is_free(part: Part, option: Option) -> bool:
    """Say whether the words have no label for this option, so that the runbook has to bring it."""
    return bool(option.label) and not (part.save in FIELDS and FIELDS[part.save].choices)
