"""One incident from the first doubt to the closing, at two terminals, in each language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.e2e.conftest import House, Story, Terminal

NAMES = ("tanaka", "suzuki", "yamada", "ito", "sato")


class Said(NamedTuple):
    """What the two people say in one language, besides the answers of the story."""

    note: str
    unsure: str
    guess: str
    seen: str
    why: str
    told: str
    unknown_cause: str


SAID: dict[Lang, Said] = {
    "en": Said(
        "/n the error rate is 40 %", "/n it is probably the bank", "the cache is full", "p99 is 8 s at 14:10",
        "/s everybody is in one room", "manager, support", "under investigation",
    ),
    "ja": Said(
        "／ｎ エラー率は40%", "／ｎ 銀行が原因かもしれない", "キャッシュがあふれている", "p99は14:10に8秒",
        "／ｓ 全員が同じ部屋にいる", "上長、CS", "調査中。判明次第更新します",
    ),
}  # fmt: skip


@pytest.mark.parametrize("house", ["ja", pytest.param("en", marks=pytest.mark.slow)], indirect=True)
def test_an_incident_is_walked_from_declaring_to_closing(house: House, story: Story) -> None:
    first = house.open("declare", *story.answers["title"].split(), rows=30)
    begin(first, house.lang)
    stop_in_the_middle(first)
    second = house.open("walk", rows=30)
    go_on_where_it_stopped(second, house)
    told = house.run("report").out
    final = house.run("report", "--lang", "ja", "--form", "final", "--audience", "engineer").out
    assert SAID[house.lang].unknown_cause in told.lower()
    assert "調査中。判明次第更新します" in final
    check_report(told, house.lang)
    for runbook in ("first-response", "isolate-cause"):
        second.until(runbook)
        second.answer()
        story.walk(second, runbook)
    assert story.answers["cause"] in house.run("report").out
    for runbook in ("write-report", "stand-down", "fix", "close"):
        second.until(runbook)
        second.answer()
        story.walk(second, runbook)
    assert second.until_end() == 0
    assert "incidentctl report" in second.shown()
    postmortem = house.run("report").out
    final = house.run("report", "--lang", "ja", "--form", "final", "--audience", "engineer").out
    for report in (postmortem, final):
        check_report(report, house.lang)
        for field in ("cause", "summary", "mitigation", "follow_up.permanent", "recovery.fact"):
            assert story.answers[field] in report, field
    assert "調査中。判明次第更新します" not in final
    assert SAID[house.lang].note.partition(" ")[2] in postmortem
    verified = house.run("verify")
    assert verified.code == 0, verified
    assert [fact.by for fact in house.facts() if fact.by not in NAMES] == []


def begin(terminal: Terminal, lang: Lang) -> None:
    """Tell somebody, promise the next update, note, take back, and set the severity."""
    shown = terminal.until("[2/10]")
    assert "15" in shown
    terminal.answer(SAID[lang].told)
    terminal.until("[3/10]")
    terminal.answer()  # the promise that is proposed
    terminal.until("[4/10]")
    terminal.answer(SAID[lang].note)
    terminal.until(SAID[lang].note.partition(" ")[2])
    terminal.until_ready()
    assert "[4/10]" in terminal.shown().rpartition("SEV?")[2]  # the same step again
    terminal.answer(SAID[lang].unsure)
    terminal.until("--to fact")
    terminal.answer({"en": "1", "ja": "１"}[lang])
    terminal.until("[5/10]")
    terminal.answer({"en": "n", "ja": "いいえ"}[lang])
    terminal.until("[6/10]")
    terminal.answer({"en": "?", "ja": "？"}[lang])
    for number in range(1, 6):
        terminal.until(f"({number}/5)")
        terminal.answer({"en": "n", "ja": "２"}[lang])
    terminal.until("> 4")  # nothing is wrong: the lowest is proposed, and another may be taken
    terminal.answer({"en": "1", "ja": "１"}[lang])
    terminal.until("[7/10 · 1/2]")
    terminal.answer({"en": "/u", "ja": "／ｕ"}[lang])
    terminal.until({"en": "severity SEV1", "ja": "重大度 SEV1"}[lang])
    terminal.answer({"en": "y", "ja": "ｙ"}[lang])
    terminal.until({"en": "Taken back", "ja": "取り消した"}[lang])
    terminal.until_ready()
    assert "[6/10]" in terminal.shown().rpartition("SEV?")[2]
    terminal.answer({"en": "2", "ja": "２"}[lang])


def stop_in_the_middle(terminal: Terminal) -> None:
    """Answer one of two questions of a step, then press Ctrl-C with half an answer typed."""
    terminal.until("[7/10 · 1/2]")
    terminal.answer("10m")
    terminal.until("[7/10 · 2/2]")
    terminal.type("5")
    terminal.send("\x03")
    assert terminal.until_end() == 130
    assert re.search(r"incidentctl -i \w{4} walk", terminal.shown())
    assert terminal.is_cooked


def go_on_where_it_stopped(terminal: Terminal, house: House) -> None:
    """Resume at the open question; back, skip, later, and somebody else answering meanwhile."""
    lang = house.lang
    shown = terminal.until("[7/10 · 2/2]")
    assert {"en": "Resumed at 7/10", "ja": "7/10 から再開"}[lang] in shown
    assert "1/2]" not in shown
    terminal.answer("1")
    terminal.until("[8/10 · 1/3]")
    terminal.answer("/b")
    terminal.until_ready()
    assert "[7/10 · 1/2]" in terminal.shown()
    terminal.answer()  # both stand as they were
    terminal.until_ready()
    terminal.answer()
    terminal.until_ready()
    terminal.answer(SAID[lang].why)
    terminal.until("[9/10]")
    terminal.answer("/w")
    terminal.until("[10/10 · 1/4]")
    somebody_else_helps(house)
    terminal.answer("1")
    terminal.until("[10/10 · 2/4]")
    terminal.answer("y")
    terminal.until("[10/10 · 4/4]")  # the third was answered at the other terminal
    assert "3/4]" not in terminal.shown()
    terminal.answer({"en": "pay with a card", "ja": "カードで支払う"}[lang])
    terminal.until_ready()
    assert "[9/10]" in terminal.shown().rpartition("SEV2")[2]  # put off to the end, which is now
    terminal.answer()


def somebody_else_helps(house: House) -> None:
    """Write a guess and a fact, and answer a question of the step that is open elsewhere."""
    said = SAID[house.lang]
    for argv in (
        ("note", "--guess", said.guess),
        ("note", said.seen),
        ("step", "done", "R4", "repro.environment=staging"),
    ):
        other = house.open(*argv, "--as", "suzuki")
        assert other.until_end() == 0, other.shown()


def check_report(report: str, lang: Lang) -> None:
    """Facts are in it; guesses and names are not."""
    said = SAID[lang]
    assert said.seen.split()[0][:3] in report
    assert said.guess not in report
    assert said.unsure.partition(" ")[2] not in report
    for name in NAMES:
        assert not re.search(rf"\b{name}\b", report), name
