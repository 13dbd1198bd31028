"""`decide`, `concern`, `park`, `hypothesis`: what is asked for, what is refused, what the lists print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply

if TYPE_CHECKING:
    from pathlib import Path

    from incidentctl.domain.screens import Ask, Say
    from tests.cli.conftest import Desk


class Says:
    """Somebody at the terminal who answers every question with the same line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.titles: list[str] = []

    def ask(self, ask: Ask) -> Reply:
        self.titles.append(ask.title)
        return Reply(self.text)

    def say(self, say: Say) -> None:
        raise AssertionError(say)


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    """Have an incident declared."""
    assert desk("declare", "Checkout returns 500").code == 0
    return desk


def handle(desk: Desk, *argv: str) -> str:
    ran = desk(*argv, "--json")
    assert ran.code == 0, ran
    return str(ran.json["facts"][-1]["handle"])


@pytest.mark.parametrize(
    ("argv", "title"),
    [
        (("decide",), "What is decided?"),
        (("concern", "add"), "What worries you?"),
        (("park",), "What should the review take up?"),
        (("hypothesis", "add"), "What may be so?"),
    ],
)
def test_only_a_text_that_is_missing_is_asked_for(open_desk: Desk, argv: tuple[str, ...], title: str) -> None:
    before = len(open_desk("timeline", "--json").json["entries"])
    assert open_desk(*argv).code == 7
    assert len(open_desk("timeline", "--json").json["entries"]) == before
    somebody = Says("as typed")
    open_desk.is_interactive, open_desk.prompter = True, somebody
    ran = open_desk(*argv)
    assert ran.code == 0, ran
    assert "as typed" in ran.out
    assert [asked.startswith(title) for asked in somebody.titles] == [True]
    assert open_desk(*argv, "something").code == 0
    assert len(somebody.titles) == 1


def test_a_decision_takes_basis_and_level_in_either_language(open_desk: Desk) -> None:
    ran = open_desk(
        "decide", "411へ切り戻す", "--basis", "経験", "--level", "現場で決められる", "--lang", "ja"
    )
    assert ran.code == 0, ran
    assert "決定: 411へ切り戻す(根拠: 経験)" in ran.out
    assert "incidentctl act" in ran.err
    (data,) = [e["data"] for e in open_desk("timeline", "--kind", "decided", "--json").json["entries"]]
    assert data == {"text": "411へ切り戻す", "basis": "experience"}


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("decide", "x", "--basis", "intuitoin"), 2, "intuition"),
        (("decide", "x", "--level", "boss"), 2, "field, director, owner"),
        (("decide", "x", "--approve", "j-abc"), 2, "--approve ID"),
        (("decide", "--approve", "j-abc", "--decline", "j-abc"), 2, "--approve ID"),
        (("decide", "x", "--by", "cto"), 2, "--approve ID"),
        (("decide", "--approve", "j-abc"), 3, "timeline --kind decided"),
        (("decide", "--decline", "j-abc"), 7, "--why"),
        (("concern", "answer", "e-abc", "accepted"), 7, "--why"),
        (("concern", "answer", "e-abc"), 7, "concern list"),
        (("concern", "answer", "e-abc", "acepted", "--why", "x"), 2, "accepted"),
        (("concern", "answer", "e-abc", "accepted", "--why", "x"), 3, "concern list"),
        (("concern", "lst"), 2, "list"),
        (("hypothesis", "settle", "y-abc", "refuted"), 7, "--because"),
        (("hypothesis", "settle", "y-abc"), 7, "hypothesis list"),
        (("hypothesis", "settle", "y-abc", "wrong", "--because", "x"), 2, "refuted, supported, open"),
        (("hypothesis", "settle", "y-abc", "refuted", "--because", "x"), 3, "hypothesis list"),
        (("hypothesis", "add", "x", "--about", "screen"), 2, "ui, api, data, logs, code"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_recorded(
    open_desk: Desk, argv: tuple[str, ...], code: int, said: str
) -> None:
    before = len(open_desk("timeline", "--json").json["entries"])
    ran = open_desk(*argv)
    assert ran.code == code, ran
    assert said in ran.err
    assert len(open_desk("timeline", "--json").json["entries"]) == before


def test_a_decision_is_approved_once(open_desk: Desk) -> None:
    id_ = handle(open_desk, "decide", "stop the service", "--level", "owner")
    ran = open_desk("decide", "--approve", id_, "--by", "the owner")
    assert ran.code == 0, ran
    assert "by the owner" in ran.out
    again = open_desk("decide", "--decline", id_, "--why", "changed my mind")
    assert again.code == 4
    assert "waits for nobody" in again.err


@pytest.mark.parametrize(
    "argv", [("concern", "backup is old", "--private"), ("concern", "--private", "backup is old")]
)
def test_a_private_concern_is_marked_and_in_no_report(open_desk: Desk, argv: tuple[str, ...]) -> None:
    assert open_desk(*argv).code == 0
    listed = open_desk("concern", "list")
    assert "[privacy] backup is old" in listed.out
    assert "backup" not in open_desk("report").out
    assert open_desk("concern", "list", "--json").json["concerns"][0]["private"] is True


@pytest.mark.parametrize("command", ["concern", "park"])
def test_without_an_incident_the_text_is_not_lost(desk: Desk, command: str) -> None:
    ran = desk(command, "the backup is old")
    assert ran.code == 3
    assert "incidentctl declare 'the backup is old'" in ran.err


@pytest.mark.parametrize("command", ["concern", "park"])
def test_after_the_end_it_is_kept_and_marked(open_desk: Desk, command: str) -> None:
    open_desk("withdraw", "--why", "planned work")
    ran = open_desk(command, "the alert came late")
    assert ran.code == 0, ran
    assert "already over" in ran.err


@pytest.mark.parametrize("columns", ["80", "40"])
def test_the_lists_fit_the_screen_and_lose_nothing(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    words = "接続プールが枯渇している " * 6
    id_ = handle(open_desk, "hypothesis", "add", words)
    open_desk("hypothesis", "settle", id_, "否定", "--because", "使用中は10本中3本", "--lang", "ja")
    open_desk("hypothesis", "add", "the cache is cold\x1b[2J")
    ran = open_desk("hypothesis", "list", "--lang", "ja")
    from incidentctl.render.width import width

    assert max(width(line) for line in ran.out.splitlines()) <= int(columns)
    assert ran.out.count("枯渇") == 6
    assert ran.out.index("[検証中]") < ran.out.index("[否定]")
    assert "\x1b" not in ran.out
    rows = open_desk("hypothesis", "list", "--json").json["hypotheses"]
    assert [(row["state"], row["why"]) for row in rows] == [("testing", ""), ("refuted", "使用中は10本中3本")]


def test_answers_given_at_once_are_decided_together(open_desk: Desk) -> None:
    ran = open_desk(
        "step", "done", "X1", "choice=ticket", "owner=payments", "due=2026-12-01", "priority=high"
    )
    assert "S0-31" not in ran.err
    ran = open_desk("step", "done", "X1", "owner=?", "choice=ticket")
    assert "S0-31" in ran.err
    assert "incidentctl set fix.owner" in ran.err
    ran = open_desk("step", "done", "F7", "risk=?", "basis=直感", "decision=roll back")
    assert "S2-9" in ran.err
    (known,) = [e["data"] for e in open_desk("timeline", "--kind", "decided", "--json").json["entries"]]
    assert known == {"text": "roll back", "step": "first-response/F7"}
    assert "| roll back | intuition |" in open_desk("report").out


def test_undoing_the_answer_takes_the_decision_back(open_desk: Desk) -> None:
    open_desk("step", "done", "F5", "decision=roll back")
    assert "Decision: roll back" in open_desk("report").out
    open_desk("undo")
    assert "roll back" not in open_desk("report").out


def test_a_walk_makes_one_decision_of_its_questions(open_desk: Desk, tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text(
        "F1: /s alone\nF6: /s nothing\nF7:mitigation.method: flag\nF7:decision: switch the flag off\n"
        "F7:decision.basis: intuition\nF7:decision.risk: ?\nF7:decision.stop_if: errors rise\n",
        encoding="utf-8",
    )
    ran = open_desk("walk", "first-response", "--answers", str(answers))
    assert ran.err.count("S2-9") == 1, ran
    assert len(open_desk("timeline", "--kind", "decided", "--json").json["entries"]) == 1
    assert "| switch the flag off | intuition |  | errors rise |" in open_desk("report").out


def test_a_walk_says_that_code_comes_last_however_the_step_is_ticked(open_desk: Desk, tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    skipped = "".join(f"{step}: /s later\n" for step in ("I1", "I2", "I3", "I4", "I5", "I6", "I7"))
    for ticked in ("I8: read it\n", "I8: /d\n"):
        answers.write_text(skipped + ticked, encoding="utf-8")
        open_desk("declare", "Login is slow")
        assert "S0-19" in open_desk("walk", "isolate-cause", "--answers", str(answers)).err


def test_a_rule_that_the_team_lets_block_keeps_nothing_until_there_is_a_reason(open_desk: Desk) -> None:
    file = open_desk.home / ".incidentctl" / "runbooks" / "policy" / "rules.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("incidentctl: 1\nrules:\n  - {id: S0-15, level: block}\n", encoding="utf-8")
    ran = open_desk("hypothesis", "add", "the pool is full")
    assert ran.code == 4, ran
    assert "pool" not in open_desk("timeline").out
    assert open_desk("hypothesis", "add", "the pool is full", "--override", "seen before").code == 0
    assert "seen before" in open_desk("timeline").out
    assert open_desk("concern", "the backup is old").code == 0
