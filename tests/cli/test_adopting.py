"""An edit of a runbook that is being walked: seen, shown step by step, and taken over by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk, Ran

HEAD = "incidentctl: 1\nid: mine\ntitle: Mine\nja: {title: 自分の}\nsteps:\n"
A = "  - {id: A, title: First, ja: {title: 一}}\n"
B = "  # about B\n  - {id: B, title: Second, ja: {title: 二}}\n"
C = "  - {id: C, title: Third, ja: {title: 三}}\n"


@pytest.fixture
def file(desk: Desk) -> Path:
    """Give the file of a runbook whose first two steps were walked."""
    directory = desk.home / ".incidentctl" / "runbooks"
    directory.mkdir(parents=True)
    (directory / "any-name.yaml").write_text(HEAD + A + B + C, encoding="utf-8")
    desk("declare", "x")
    walk(desk, "A: done\nB: looked twice\n")
    return directory / "any-name.yaml"


def walk(desk: Desk, answers: str) -> Ran:
    (desk.home / "answers").write_text(answers, encoding="utf-8")
    return desk("walk", "mine", "--answers", str(desk.home / "answers"))


def steps(desk: Desk) -> dict[str, str]:
    (listed,) = desk("step", "list", "mine", "--json").json["runbooks"]
    return {step["id"]: step["state"] for step in listed["steps"]}


def test_without_an_edit_there_is_nothing_to_adopt(desk: Desk, file: Path) -> None:
    assert file.exists()
    for command in ("diff", "adopt"):
        ran = desk("runbook", command, "mine")
        assert (ran.code, ran.out) == (0, "")
        assert "say what this incident walks" in ran.err
    assert desk("runbook", "diff", "--json").json["edits"] == []
    assert "edited since" not in walk(desk, "").err


@pytest.mark.parametrize(("lang", "said"), [("en", "edited since"), ("ja", "編集されている")])
def test_a_walk_says_that_the_file_was_edited_and_goes_on_as_it_began(
    desk: Desk, file: Path, lang: str, said: str
) -> None:
    file.write_text(HEAD + A + B + C.replace("Third", "3rd").replace("三", "三番"), encoding="utf-8")
    desk.lang = "ja" if lang == "ja" else "en"
    ran = walk(desk, "")
    assert said in ran.err
    assert "incidentctl runbook diff mine" in ran.err
    assert "3rd" not in ran.err
    assert "三番" not in ran.err


def test_a_diff_shows_both_texts_of_each_step(desk: Desk, file: Path) -> None:
    new = HEAD.replace("Mine", "Ours") + C + A.replace("First", "1st") + "  - {id: D, title: Last}\n"
    file.write_text(new, encoding="utf-8")
    ran = desk("runbook", "diff")
    (edit,) = desk("runbook", "diff", "--json").json["edits"]
    assert [(change["step"], change["key"]) for change in edit["changes"]] == [
        ("", "changed"),
        ("C", "moved"),
        ("A", "changed"),
        ("B", "removed"),
        ("D", "added"),
    ]
    for line in (
        "-title: Mine",
        "+title: Ours",
        "--- mine/A (incident)",
        "-  - {id: A, title: First, ja: {title: 一}}",
        "+  - {id: A, title: 1st, ja: {title: 一}}",
        "-  # about B",
        "+  - {id: D, title: Last}",
    ):
        assert line in ran.out.splitlines()
    assert "incidentctl runbook adopt mine" in ran.err
    assert steps(desk) == {"A": "done", "B": "done", "C": "open"}  # a diff changes nothing


def test_an_adopted_edit_keeps_the_answers_by_id_and_what_is_gone_stays_in_the_log(
    desk: Desk, file: Path
) -> None:
    file.write_text(HEAD + C + "  - {id: D, title: Last, ja: {title: 終}}\n" + A, encoding="utf-8")
    ran = desk("runbook", "adopt", "mine")
    assert ran.code == 0
    assert "still on the timeline: B" in ran.err
    assert steps(desk) == {"C": "open", "D": "open", "A": "done"}
    assert "looked twice" in desk("timeline").out
    assert "edited since" not in walk(desk, "C: done\nD: done\n").err
    assert set(steps(desk).values()) == {"done"}


def test_the_report_says_both_texts_that_were_walked(desk: Desk, file: Path) -> None:
    def hashes() -> list[str]:
        page = desk("report", "--form", "postmortem").out
        (line,) = [line for line in page.splitlines() if "Runbooks:" in line]
        return [each for each in line.split(", ") if "mine" in each]

    before = hashes()
    assert len(before) == 1
    file.write_text(HEAD + A, encoding="utf-8")
    assert hashes() == before
    desk("runbook", "adopt", "mine")
    assert hashes()[0] == before[0]
    assert len(set(hashes())) == 2
    file.write_text(HEAD + A + B + C, encoding="utf-8")
    desk("runbook", "adopt", "mine")  # back to the first
    assert len(hashes()) == 2


def test_a_wrong_edit_is_refused_with_its_place_and_the_walk_goes_on(desk: Desk, file: Path) -> None:
    file.write_text(HEAD + A.replace("title: First", "titel: First"), encoding="utf-8")
    ran = desk("runbook", "adopt", "mine")
    assert (ran.code, f"{file}:6:5: error" in ran.err) == (5, True)
    assert walk(desk, "C: done\n").code in {0, 7}
    assert steps(desk)["C"] == "done"


def test_a_file_that_is_gone_is_no_edit(desk: Desk, file: Path) -> None:
    file.unlink()
    assert "edited since" not in walk(desk, "").err
    assert desk("runbook", "diff").code == 0
    assert desk("runbook", "adopt", "mine").code == 3


@pytest.mark.parametrize(("argv", "code"), [(("adopt",), 7), (("adopt", "fix"), 3), (("diff", "fix"), 3)])
def test_what_is_not_walked_has_no_edit(desk: Desk, file: Path, argv: tuple[str, ...], code: int) -> None:
    assert file.exists()
    ran = desk("runbook", *argv)
    assert (ran.code, "incidentctl" in ran.err) == (code, True)


def test_adopting_in_one_terminal_is_seen_in_the_walk_of_another(desk: Desk, file: Path) -> None:
    from incidentctl.domain.screens import Reply  # noqa: PLC0415 - only here somebody is at a terminal

    asked: list[str] = []
    said: list[str] = []

    class Typist:
        """Adopts an edit elsewhere while the first question stands."""

        def ask(self, ask) -> Reply:  # type: ignore[no-untyped-def]  # noqa: ANN001
            asked.append(ask.name)
            if len(asked) == 1:
                text = HEAD + A + C.replace("Third", "3rd") + "  - {id: D, title: Last, ja: {title: 終}}\n"
                file.write_text(text, encoding="utf-8")
                context = desk.context()
                from incidentctl.usecases.adopting import adopt  # noqa: PLC0415 - as above
                from incidentctl.usecases.locate import locate  # noqa: PLC0415 - as above

                assert adopt(context, locate(context), "mine") is not None
            return Reply("", "q") if len(asked) > 2 else Reply()

        def say(self, say) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
            said.append(say.key)

    desk.prompter, desk.is_interactive = Typist(), True
    desk("walk", "mine")
    assert asked[:2] == ["mine/C", "mine/D"]
    assert "walk.adopted" in said


def test_terminals_that_adopt_or_begin_at_the_same_moment_record_it_once(desk: Desk, file: Path) -> None:
    from incidentctl.usecases.freezing import freeze  # noqa: PLC0415 - here the state of both is too old
    from incidentctl.usecases.locate import locate  # noqa: PLC0415 - as above

    def texts() -> list[str]:
        entries = desk("timeline", "--json").json["entries"]
        events = [entry["data"] for entry in entries if entry["kind"] == "runbook_frozen"]
        return [event["source"][:4] for event in events if event["runbook"] == "mine"]

    context = desk.context()
    located = locate(context)
    (before,) = texts()
    file.write_text(HEAD + A + "  - {id: Z, title: Z, ja: {title: 末}}\n", encoding="utf-8")
    edited = desk.context().runbooks.get("mine")
    freeze(context, located, edited)  # another terminal began it with the earlier text: that is walked
    assert texts() == [before]
    for _ in range(2):
        freeze(context, located, edited, is_adopted=True)
    assert len(texts()) == 2
    assert list(steps(desk)) == ["A", "Z"]


def test_two_terminals_that_begin_a_runbook_at_once_walk_the_one_that_was_frozen_last(
    desk: Desk, file: Path
) -> None:
    from incidentctl.domain.events.steps import RunbookFrozen  # noqa: PLC0415 - a race is written by hand
    from incidentctl.domain.facts import New  # noqa: PLC0415 - as above

    context = desk.context()
    incident = context.timeline.incidents()[0]
    first = context.timeline.state(incident).runbooks["mine"].event
    file.write_text(HEAD + A + "  - {id: Z, title: Z, ja: {title: 末}}\n", encoding="utf-8")
    desk("runbook", "adopt", "mine")
    assert list(steps(desk)) == ["A", "Z"]
    old = RunbookFrozen("mine", first.source, first.compiled, first.origin)  # as written before `file` was
    context.timeline.append(incident, [New(old)], by="aoki")
    assert list(steps(desk)) == ["A", "B", "C"]
