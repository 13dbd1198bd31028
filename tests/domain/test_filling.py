"""`$name` in a command: each value stays one argument, and none is looked at again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentctl.domain.filling import filled, names_in, needed, read_as_options, text_of, variable
from incidentctl.domain.runbook import Step


def test_names_are_found_and_a_doubled_sign_is_none() -> None:
    assert list(names_in("$service ${impact.users} $$HOME $1 $")) == ["service", "impact.users"]


@given(st.text(min_size=1, max_size=40))
def test_a_value_is_put_in_as_it_is_and_never_looked_at_again(value: str) -> None:
    assert filled("--name=$service", {"service": value, "cause": "x"}) == f"--name={value}"
    assert filled("$service", {"service": f"{value}$cause", "cause": "x"}) == f"{value}$cause"


def test_what_has_no_value_stays_and_a_doubled_sign_is_one() -> None:
    assert filled("$service costs $$5", {}) == "$service costs $5"


def test_a_command_needs_each_field_once() -> None:
    step = Step("x", {"en": "x"}, run=("a", "$service", "--n=${impact.users}", "$service"))
    assert needed(step) == ("service", "impact.users")


@pytest.mark.parametrize(
    ("run", "found"),
    [
        (("find", "$service", "-ls"), ["service"]),
        (("find", "${service}/x"), ["service"]),
        (("find", "./$service"), []),
        (("get", "deploy/$service", "--name=$service"), []),
        (("find", "$impact.users", "$$service"), []),
        (("df", "--", "$service"), []),
        (("cp", "--", "$cause", "$service"), []),
        (("sudo", "--", "df", "$service"), ["service"]),  # that ended the options of another program
    ],
)
def test_a_word_that_a_value_begins_with_a_hyphen_is_an_option_unless_two_stand_before_it(
    run: tuple[str, ...], found: list[str]
) -> None:
    assert list(read_as_options(run, {"service": "-delete", "cause": "x"})) == found
    assert not list(read_as_options(run, {"service": "delete-", "cause": "x"}))


def test_a_shell_needs_the_fields_whose_variables_it_reads() -> None:
    text = 'echo "$IC_SERVICE" "$HOME" "${IC_IMPACT_USERS}" $(date) $IC_CUSTOM_KEY_ID $IC_OTHER'
    step = Step("x", {"en": "x"}, shell=text)
    assert needed(step) == ("service", "impact.users", "custom.key_id")
    assert variable("custom.key_id") == "IC_CUSTOM_KEY_ID"
    assert variable("impact.users") == "IC_IMPACT_USERS"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ({"t": "2026-11-22T14:05:00+09:00", "pr": "minute"}, "2026-11-22T14:05:00+09:00"),
        ({"min": 1200, "max": 1500}, "1200"),
        ({"min": None, "max": 5}, "5"),
        (["a", "b"], "a,b"),
        (12, "12"),
        ("checkout", "checkout"),
    ],
)
def test_a_value_is_written_as_a_command_takes_it(value: object, text: str) -> None:
    assert text_of(value) == text
