"""What was erased is nowhere in the state, whatever it was and however the facts come together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentctl.domain.erasing import TITLE, erasures, hidden, leaks, telling_parts, texts
from incidentctl.domain.events.corrections import Amended, Redacted, Undone
from incidentctl.domain.events.steps import StepDone
from incidentctl.domain.facts import Erased
from incidentctl.domain.incident import Folding, fold
from incidentctl.domain.redaction import meant, quoting, redact
from incidentctl.errors import Refused, UsageError
from tests.any_event import PEOPLE, any_payload
from tests.domain.conftest import Story
from tests.domain.test_taking_back import fact, told

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact

WHY = "a password was pasted"
SECRET = "hunter2-0123456789"  # noqa: S105


@pytest.fixture
def story() -> Story:
    """Begin with nothing told."""
    return Story()


def erased(story: Story, target: Fact) -> Story:
    for new in redact(story.incident(), target, WHY):
        story.add(new.event)
    return story


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(any_payload, st.sampled_from(PEOPLE)), min_size=1, max_size=14),
    st.integers(0, 14),
    st.data(),
)
def test_nothing_of_an_erased_fact_is_left_in_the_state(
    life: list[tuple[tuple[str, dict[str, Any]], str]], chosen: int, data: st.DataObject
) -> None:
    facts = [each for each in told(life) if each.kind != "redacted"]
    chosen %= len(facts)
    facts = [
        each._replace(event=_with(each.event, SECRET)) if n == chosen else each
        for n, each in enumerate(facts)
    ]
    target = facts[chosen]
    redaction = fact(50, "redacted", Redacted(target.id, WHY), "ann")
    shuffled = data.draw(st.permutations([*facts, redaction]))
    incident = fold(shuffled)
    assert SECRET not in str(incident)
    (entry,) = [each for each in incident.entries if each.fact.id == target.id]
    assert isinstance(entry.fact.event, Erased)
    assert entry.erased is not None
    assert entry.erased.event.target == target.id
    late = Folding([each for each in shuffled if each.id != target.id])
    late.extend([target])  # the file of another machine, which comes last
    assert late.incident() == incident
    assert late.is_leaking
    clean = hidden(facts, erasures([*facts, redaction]))
    assert not Folding([*clean, redaction]).is_leaking


def _with(event: Any, text: str) -> Any:
    names = [
        name
        for name, value in event._asdict().items()
        if isinstance(value, str) and name in {"text", "why", "title"}
    ]
    return event._replace(**dict.fromkeys(names, text))


def test_a_value_goes_back_to_what_it_was_before_and_its_step_is_open_again(story: Story) -> None:
    story.declare().set("cause", "the pool")
    story.set("cause", SECRET, step="isolate-cause/C3")
    assert story.incident().value("cause") == SECRET
    erased(story, story.facts[-1])
    incident = story.incident()
    assert incident.value("cause") == "the pool"
    assert "isolate-cause/C3" not in incident.steps


def test_a_declaration_keeps_all_but_its_title(story: Story) -> None:
    story.declare(f"it is {SECRET}", "Asia/Tokyo", suspected=True, notice_minutes=60, profile="formation")
    before = story.incident().pulse
    erased(story, story.facts[0])
    assert story.incident().pulse._replace(facts=before.facts, last=before.last) == before._replace(
        title=TITLE
    )
    story.add(Amended(story.facts[0].id, "Checkout"))
    assert story.incident().pulse.title == "Checkout"


@pytest.mark.parametrize("kept", [None, "text", {"zone": 1}, {}])
def test_what_another_program_kept_of_a_declaration_is_taken_only_if_it_is_one(
    story: Story, kept: object
) -> None:
    story.declare(SECRET)
    story.add(Redacted(story.facts[0].id, WHY, kept))
    incident = story.incident()
    assert SECRET not in str(incident)
    assert incident.declared is None


def test_what_put_it_right_is_meant_as_well(story: Story) -> None:
    story.declare().note(SECRET)
    target = story.facts[-1]
    story.add(Amended(target.id, f"{SECRET}!")).note("other")
    assert [each.kind for each in meant(story.incident(), target)] == ["noted", "amended"]
    assert len(redact(story.incident(), target, WHY)) == 2
    erased(story, target)
    assert redact(story.incident(), target, WHY) == ()
    assert SECRET not in str(story.incident())
    story.add(Undone(story.facts[-1].id))
    assert SECRET not in str(story.incident())


def test_what_holds_no_text_is_refused_and_so_is_a_reason_that_tells(story: Story) -> None:
    story.declare().add(StepDone("report/R1")).note(f"password: {SECRET}")
    with pytest.raises(Refused):
        redact(story.incident(), story.facts[1], WHY)
    for why in (SECRET, f"it was {SECRET}", f"password: {SECRET}"):
        with pytest.raises(UsageError):
            redact(story.incident(), story.facts[2], why)
    assert redact(story.incident(), story.facts[2], "a password")


@pytest.mark.parametrize(
    "text", [SECRET, f"KEY={SECRET}", f"https://user:{SECRET}@host/", f"「{SECRET}」", f"see `{SECRET}`, now"]
)
def test_other_facts_with_the_same_secret_are_found(story: Story, text: str) -> None:
    story.declare().note(f"the key {SECRET} was used").note(text).note("the key was used, 12 times")
    story.set("cause", text)
    found = quoting(story.incident(), [story.facts[1]])
    assert [each.id for each in found] == [story.facts[2].id, story.facts[4].id]


def test_a_leak_is_a_text_that_is_still_there(story: Story) -> None:
    story.declare().note(SECRET)
    target = story.facts[-1]
    known = {target.id: story.add(Redacted(target.id, WHY)).facts[-1]}
    assert leaks(target, known)
    (left,) = hidden([target], known)
    assert not leaks(left, known)
    assert not leaks(story.facts[0], known)


def test_the_parts_by_which_a_text_is_found_again_are_few_and_telling() -> None:
    assert list(telling_parts("short")) == []
    assert list(telling_parts("the password is hunter2-0123456789")) == [
        "the password is hunter2-0123456789", "hunter2-0123456789"
    ]  # fmt: skip
    assert [len(part) for part in telling_parts("x" * 5000)] == [200]


def test_only_what_somebody_typed_is_text(story: Story) -> None:
    story.set("cause", "the pool", step="isolate-cause/C3").note("text", source="support")
    assert [list(texts(each)) for each in story.facts] == [["the pool"], ["text"]]
