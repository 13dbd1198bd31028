"""The review: what comes back, and the proposed edit of a checklist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.steps import StepDeferred, StepDone, StepFailed, StepSkipped
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.events.voices import Parked
from incidentctl.domain.events.writes import WriteBegun
from incidentctl.domain.report_names import Names
from incidentctl.domain.review import Change, changes, edited, parked
from incidentctl.library.find import YamlRunbooks
from incidentctl.words import Words

if TYPE_CHECKING:
    from tests.domain.conftest import Story

BUILT_IN = Path(__file__).parents[2] / "runbooks"
SMALL = """\
incidentctl: 1
id: small
title: Small
steps:
  - id: one  # the first
    title: "One"
    ja: {title: "一"}
  # two follows
  - id: two
    kind: choose
    title: Two
    options: [a, b]
"""


def suggested(story: Story, runbook: str) -> list[Change]:
    incident = story.incident()
    return [*changes(incident, runbook, Names(incident, Words("en")))]


def after(source: str, *wanted: Change) -> str:
    return edited(source, wanted, "INC-1", Words("en"))


def test_questions_come_back_and_nothing_of_the_privacy_track(story: Story) -> None:
    story.add(Parked("what is a canary?", question=True)).note("who owns the table?", "question")
    story.note("whose data is it?", "question", at_step="personal-data/P1").add(Parked("taken back"))
    story.add(Undone(story.facts[-1].id)).note("a fact")
    texts = [fact.event.text for fact in parked(story.incident())]
    assert texts == ["what is a canary?", "who owns the table?"]


def test_what_was_not_done_as_written_is_suggested_with_its_reason_and_without_names(story: Story) -> None:
    story.add(StepDone("report/R1")).add(StepSkipped("report/R10", "sato has a room"))
    story.add(StepFailed("report/R4", "no dev")).add(StepDeferred("first-response/F11"))
    story.add(StepSkipped("personal-data/P1", "private"))
    assert suggested(story, "report") == [
        Change("R10", "skipped", "The commander has a room"), Change("R4", "failed", "no dev"),
    ]  # fmt: skip
    assert suggested(story, "first-response") == [Change("F11", "deferred", "")]
    assert suggested(story, "personal-data") == []


def test_what_was_put_off_and_done_later_is_not_suggested(story: Story) -> None:
    story.add(StepDeferred("report/R10")).add(StepDone("report/R10"))
    assert suggested(story, "report") == []


def test_what_was_done_by_hand_is_a_step_after_the_one_at_which_it_was_done(story: Story) -> None:
    story.add(StepDone("report/R1")).add(Acted("flush the cache")).add(Acted("the dashboard", look=True))
    story.add(FieldSet("happening", "x", step="first-response/F2")).add(WriteBegun("drain the queue"))
    story.add(Acted("deploy 411", step="first-response/F8")).note("restart", "action").note("a fact")
    assert suggested(story, "report") == [Change("R1", "added", "flush the cache")]
    assert suggested(story, "first-response") == [
        Change("F2", "added", "drain the queue"), Change("F8", "added", "restart"),
    ]  # fmt: skip


def test_a_remark_stands_above_the_step_and_a_new_step_below_it() -> None:
    text = after(
        SMALL,
        Change("one", "skipped", "no time\nleft"),
        Change("two", "added", 'say "hi" to $all: #now'),
        Change("two", "failed", "no\x1b[2J way"),
        Change("gone", "failed", "x"),
    )
    added = [line for line in text.splitlines() if line not in SMALL.splitlines()]
    assert added == [
        "  # INC-1: left out: no time left",
        "  # INC-1: did not work: no [2J way",
        "  # INC-1: done by hand here",
        "  - id: by-hand-1",
        '    title: "say \\"hi\\" to $$all: #now"',
    ]
    assert text.splitlines()[4:6] == [added[0], "  - id: one  # the first"]
    assert text.endswith(f"{added[-1]}\n")


def test_without_anything_to_suggest_the_text_stays() -> None:
    assert after(SMALL) == SMALL
    assert after("steps: [{id: one, title: One}]\n", Change("one", "failed", "x")) == (
        "steps: [{id: one, title: One}]\n"
    )


@pytest.mark.parametrize("name", sorted(path.name for path in BUILT_IN.glob("*.yaml")))
def test_the_edited_checklist_can_be_walked(tmp_path: Path, name: str) -> None:
    source = (BUILT_IN / name).read_text(encoding="utf-8")
    books = YamlRunbooks(lang="en", cwd=tmp_path)
    book = books.get(name.removesuffix(".yaml")).runbook
    assert book is not None
    wanted = [
        Change(step.id, key, f"{key} {step.id}: #1 'x' \"y\" $z 😀")
        for step in book.steps
        for key in ("skipped", "added")
    ]
    text = edited(source, wanted, "INC-1", Words("ja"))
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (found,) = books.check([path])
    assert [problem.key for problem in found.problems if problem.severity == "error"] == []
    assert found.runbook is not None
    before = [step.id for step in book.steps]
    own = [step.id for step in found.runbook.steps if not step.id.startswith("by-hand-")]
    assert own == before
    assert len(found.runbook.steps) == 2 * len(before)
    titles = [step.title for step in found.runbook.steps if step.id == "by-hand-1"]
    assert "$z 😀" in next(iter(titles[0].values())).replace("$$", "$")
