"""The grammar of `when`, and its value while answers are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentctl.domain.conditions import (
    KEYWORDS,
    All,
    Answered,
    Condition,
    ConditionError,
    Either,
    Is,
    Not,
    Referent,
    Verdict,
    evaluate,
    parse,
    references,
)

STEPS = ("a", "b", "c-1", "F6", "切り戻し")
VALUES = ("x", "y", "unknown", "in", "SEV1")

steps = st.sampled_from(STEPS)
some_values = st.lists(st.sampled_from(VALUES), min_size=1, max_size=3).map(tuple)
leaves: st.SearchStrategy[Condition] = st.builds(Is, steps, some_values) | st.builds(Answered, steps)


def _joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, inner) | st.builds(All, parts) | st.builds(Either, parts)


conditions: st.SearchStrategy[Condition] = st.recursive(leaves, _joined, max_leaves=6)
referents = st.builds(
    Referent, st.sampled_from(["answered", "waiting", "void", "missing", "unset"]), st.sampled_from(VALUES)
)
worlds = st.fixed_dictionaries(dict.fromkeys(STEPS, referents))


def placeless(condition: Condition) -> Condition:
    """Forget where the words stood."""
    match condition:
        case Is(step, values):
            return Is(step, values)
        case Answered(step):
            return Answered(step)
        case Not(inner):
            return Not(placeless(inner))
        case All(parts):
            return All(tuple(placeless(part) for part in parts))
        case Either(parts):
            return Either(tuple(placeless(part) for part in parts))


def verdict(text: str, **known: Referent | str) -> Verdict:
    """Evaluate with answers given as text."""
    world = {step: Referent("answered", it) if isinstance(it, str) else it for step, it in known.items()}
    return evaluate(parse(text), lambda step: world[step])


OPEN, VOID, MISSING = Referent("waiting"), Referent("void"), Referent("missing")
UNSET = Referent("unset", "unknown")  # a field that nobody has answered


@given(conditions)
def test_what_is_printed_reads_back_as_the_same(condition: Condition) -> None:
    assert placeless(parse(str(condition))) == placeless(condition)


@given(st.text(alphabet=" ab=!()[],notiradswe'é。", max_size=40) | st.text(max_size=40))
def test_any_text_is_a_condition_or_an_error_with_a_place_in_it(text: str) -> None:
    try:
        condition = parse(text)
    except ConditionError as error:
        offset = error.offset
    else:
        offset = 0
        assert references(condition)
    assert 0 <= offset <= len(text)


@given(st.lists(conditions, min_size=2, max_size=3).map(tuple), worlds)
def test_de_morgan(parts: tuple[Condition, ...], world: dict[str, Referent]) -> None:
    one = evaluate(Not(All(parts)), world.__getitem__)
    two = evaluate(Either(tuple(Not(part) for part in parts)), world.__getitem__)
    assert (one.state, set(one.missing)) == (two.state, set(two.missing))


@given(conditions, worlds, worlds)
def test_a_condition_depends_only_on_the_steps_it_names(
    condition: Condition, world: dict[str, Referent], other: dict[str, Referent]
) -> None:
    named = references(condition)
    mixed = {step: world[step] if step in named else other[step] for step in STEPS}
    result = evaluate(condition, world.__getitem__)
    assert evaluate(condition, mixed.__getitem__) == result
    assert {result.because, *result.missing} <= {"", *named}


@given(conditions, worlds, st.data())
def test_an_answer_never_changes_what_was_decided_without_it(
    condition: Condition, world: dict[str, Referent], data: st.DataObject
) -> None:
    before = evaluate(condition, world.__getitem__)
    late = {
        step: Referent("answered", data.draw(st.sampled_from(VALUES))) if it.state == "waiting" else it
        for step, it in world.items()
    }
    after = evaluate(condition, late.__getitem__)
    assert after.state != "waiting"
    if before.state == "not_applicable" or (before.state == "open" and not before.missing):
        assert after.state == before.state


@pytest.mark.parametrize(
    ("text", "offset", "key"),
    [
        ("", 0, "condition-step"),
        ("a", 1, "condition-comparison"),
        ("a = x", 2, "condition-comparison"),
        ("a == ", 5, "condition-value"),
        ("a in []", 6, "condition-value"),
        ("a in [x", 7, "condition-expected"),
        ("a in x", 5, "condition-expected"),
        ("(a == x", 7, "condition-expected"),
        ("a == x b == y", 7, "condition-joint"),
        ("a == x or", 9, "condition-step"),
        ("and == x", 0, "condition-step"),
        ("answered a", 9, "condition-expected"),
        ("not " * 40 + "a == x", 128, "condition-deep"),
        ("(" * 40, 32, "condition-deep"),
    ],
)
def test_an_error_names_its_place(text: str, offset: int, key: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert (caught.value.offset, caught.value.key) == (offset, key)


def test_and_binds_closer_than_or_and_not_closest() -> None:
    assert placeless(parse("a == x or b == y and not F6 == x")) == Either(
        (Is("a", ("x",)), All((Is("b", ("y",)), Not(Is("F6", ("x",))))))
    )


def test_terms_know_where_they_stand() -> None:
    condition = parse("answered(a) and b in [x, y]")
    assert isinstance(condition, All)
    assert condition.parts == (Answered("a", 9), Is("b", ("x", "y"), 16, (22, 25)))


def test_a_field_is_written_like_a_step() -> None:
    assert placeless(parse("change.recent != none")) == Not(Is("change.recent", ("none",)))


def test_every_keyword_can_be_a_value_but_no_step() -> None:
    for word in KEYWORDS:
        assert placeless(parse(f"a == {word}")) == Is("a", (word,))
        with pytest.raises(ConditionError):
            parse(f"{word} == x")


def test_a_million_brackets_end_at_once() -> None:
    with pytest.raises(ConditionError):
        parse("(" * 1_000_000)


def test_case_and_width_do_not_matter() -> None:
    assert verdict("a == Released", a="ＲＥＬＥＡＳＥＤ").state == "open"


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("a == x", {"a": "x"}, Verdict("open")),
        ("a == x", {"a": "y"}, Verdict("not_applicable", "a")),
        ("a != x", {"a": "y"}, Verdict("open")),
        ("a in [x, unknown]", {"a": "unknown"}, Verdict("open")),
        ("a == x", {"a": OPEN}, Verdict("waiting", "a")),
        ("a == x and b == y", {"a": OPEN, "b": "x"}, Verdict("not_applicable", "b")),
        ("a == x or b == y", {"a": OPEN, "b": "y"}, Verdict("open")),
        ("a == x or b == y", {"a": OPEN, "b": OPEN}, Verdict("waiting", "a")),
        ("a == x", {"a": VOID}, Verdict("not_applicable", "a")),
        ("a != x", {"a": VOID}, Verdict("not_applicable", "a")),
        ("a == x or b == y", {"a": VOID, "b": "y"}, Verdict("open")),
        ("a == x or b == y", {"a": VOID, "b": "x"}, Verdict("not_applicable", "a")),
        ("a == x and b == y", {"a": VOID, "b": "y"}, Verdict("not_applicable", "a")),
        ("a == x", {"a": MISSING}, Verdict("open", "", ("a",))),
        ("a == x and b == y", {"a": MISSING, "b": "x"}, Verdict("not_applicable", "b")),
        ("a == x and b == y", {"a": MISSING, "b": OPEN}, Verdict("waiting", "b")),
        ("a == x or b == y", {"a": MISSING, "b": "y"}, Verdict("open")),
        ("a == x or b == y", {"a": MISSING, "b": VOID}, Verdict("open", "", ("a",))),
        ("a == x", {"a": UNSET}, Verdict("not_applicable", "a")),
        ("a != x", {"a": UNSET}, Verdict("open")),
        ("a in [x, unknown]", {"a": UNSET}, Verdict("open")),
        ("answered(a)", {"a": UNSET}, Verdict("not_applicable", "a")),
        ("answered(a)", {"a": "unknown"}, Verdict("open")),
        ("answered(a)", {"a": OPEN}, Verdict("waiting", "a")),
        ("answered(a)", {"a": MISSING}, Verdict("not_applicable", "a")),
        ("not answered(a)", {"a": VOID}, Verdict("open")),
    ],
)
def test_three_values(text: str, known: dict[str, Referent | str], expected: Verdict) -> None:
    assert verdict(text, **known) == expected
