"""Five people at five terminals, from the first doubt to the end of the formation, in each language."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.e2e.conftest import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.words import Lang
    from tests.e2e.conftest import House

PEOPLE = ("tanaka", "suzuki", "yamada", "ito", "sato")


class Seat:
    """One person at one terminal: a shell that stays open, in which they type one command after the other."""

    def __init__(self, house: House, who: str) -> None:
        self.who = who
        environ = {**house.environ(), "INCIDENTCTL_USER": "nobody", "PS1": "", "PS2": ""}
        self.shell = pexpect.spawn(
            "/bin/sh", ["-c", "stty -echo; exec /bin/sh"], env=environ, cwd=str(house.desk),
            dimensions=(24, 80), encoding="utf-8", timeout=30,
        )  # fmt: skip
        self.shell.delaybeforesend = None

    def __call__(self, line: str, code: int = 0) -> str:
        """Type a command as this person, without a prompt; give what stood on the screen."""
        words = [*PROGRAM, *shlex.split(line), "--as", self.who, "--no-input"]
        self.shell.sendline(f'{shlex.join(words)}; echo "[=$?]"')
        self.shell.expect(r"\[=(\d+)\]\r\n")
        shown = re.sub(r"\x1b\[[0-9;]*m", "", str(self.shell.before)).replace("\r\n", "\n")
        match = self.shell.match
        assert isinstance(match, re.Match)
        assert int(match[1]) == code, f"{self.who}$ {line}\n{shown}"
        return shown


@pytest.fixture
def seats(house: House) -> Iterator[dict[str, Seat]]:
    """Seat five people in the same house."""
    seats = {who: Seat(house, who) for who in PEOPLE}
    yield seats
    for seat in seats.values():
        seat.shell.close(force=True)


def handle(shown: str, letter: str) -> str:
    """Give the handle that an echo showed."""
    found = re.search(rf"\b{letter}-[0-9a-z]{{3,}}", shown)
    assert found, shown
    return found[0]


SAID: dict[Lang, dict[str, str]] = {
    "en": {
        "title": "Checkout is slow", "suspected": "[SUSPECTED]", "investigating": "[INVESTIGATING]",
        "mitigated": "[MITIGATED]", "recovered": "[RECOVERED]", "told": "manager, support",
        "happening": "one in eight orders cannot be paid", "resolved_when": "error rate below 1 % for 30 min",
        "task": "check the gateway log", "why": "to find where it breaks",
        "seen": "the gateway answers, the API does not", "plan": "roll back, then look for the cause",
        "decision": "roll back to build 411", "risk": "the new coupon page goes back with it",
        "act": "rolled back to build 411", "concern": "were orders charged twice?",
        "answer": "billing compares them now", "works": "customers can pay again since 14:40",
        "recovery": "the error rate is below 1 %", "unclear": "probably the bank",
        "customer": "You cannot pay with a card right now. Please try again later.",
        "standdown": "an hour without an error",
    },
    "ja": {
        "title": "決済が遅い", "suspected": "【障害疑い】", "investigating": "【調査中】",
        "mitigated": "【暫定復旧】", "recovered": "【復旧完了】", "told": "上長、CS",
        "happening": "注文の8件に1件が決済できない", "resolved_when": "エラー率1%未満が30分続く",
        "task": "ゲートウェイのログを確かめる", "why": "異常の始まる場所を知るため",
        "seen": "ゲートウェイは応答し、APIは応答しない", "plan": "切り戻してから原因を調べる",
        "decision": "ビルド411へ切り戻す", "risk": "新しいクーポン画面も一緒に戻る",
        "act": "ビルド411へ切り戻した", "concern": "二重に請求された注文はないか",
        "answer": "課金の担当役割が照合している", "works": "14:40から再び支払いができる",
        "recovery": "エラー率が1%を下回った", "unclear": "銀行が原因かもしれない",
        "customer": "現在、カードでのお支払いができません。しばらくしてから再度お試しください。",
        "standdown": "エラーのない状態が1時間続く",
    },
}  # fmt: skip


@pytest.mark.parametrize("house", ["en", pytest.param("ja", marks=pytest.mark.slow)], indirect=True)
def test_five_people_take_an_incident_from_suspicion_to_stand_down(  # noqa: PLR0915 - one long story
    house: House, seats: dict[str, Seat]
) -> None:
    said = SAID[house.lang]
    tanaka, suzuki, yamada, ito, sato = (seats[who] for who in PEOPLE)
    pages: list[str] = []  # everything that is pasted somewhere, or read by whoever joins

    shown = sato(f'declare "{said["title"]}" --suspect --no-walk')
    assert said["suspected"] in shown
    sato(f'tell "{said["told"]}"')
    for seat, role in ((tanaka, "commander"), (suzuki, "operator"), (yamada, "liaison"), (ito, "scribe")):
        assert len(seat(f"role take {role}").splitlines()) > 2  # the duties are printed
    sato("role take observer")
    suzuki("role take commander", code=4)  # it is held, and nobody vanished
    sato(f'note "{said["unclear"]}"')
    assert "incidentctl note" in sato("act restarted the API", code=4)  # only one writes; the text is kept
    tanaka("confirm")
    tanaka("severity SEV2")
    tanaka(f'set happening "{said["happening"]}"')
    tanaka(f'set resolved_when "{said["resolved_when"]}"')
    tanaka(f'set plan "{said["plan"]}"')
    post = yamada("update --audience manager")
    assert said["investigating"] in post
    pages.append(post)

    order = tanaka(f'assign sato "{said["task"]}" --why "{said["why"]}" --within 15m')
    task = handle(order, "k")
    assert said["why"] in order
    sato(f"task ack {task}")
    sato(f'note "{said["seen"]}"')
    sato(f'task done {task} "{said["seen"]}"')
    tanaka("set change.recent released")
    for answer in ("data=safe", "features=acceptable", "procedure=ready", "dependants=none"):
        tanaka(f"set rollback.{answer.replace('=', ' ')}")
    tanaka(f'decide "{said["decision"]}" --basis evidence --risk "{said["risk"]}"')
    assert said["decision"] in tanaka("")  # pinned as the next step
    suzuki(f'act "{said["act"]}" --begin --method previous_build --before 12%')
    suzuki("act something else --begin", code=4)  # one change at a time
    pages.append(ito("brief"))
    suzuki("act --end --after 0.1%")
    tanaka("set mitigation.result restored")
    post = yamada(f'update "{said["works"]}" --audience engineer')
    assert said["mitigated"] in post
    pages.append(post)
    pages.append(yamada(f'update "{said["customer"]}" --audience customer'))

    concern = handle(sato(f'concern "{said["concern"]}"'), "e")
    tanaka(f'concern answer {concern} accepted --why "{said["answer"]}"')
    suzuki(f'resolve "{said["recovery"]}"', code=4)  # only the commander declares the end
    criterion = re.search(r"criteria tick (\S+)", tanaka(f'resolve "{said["recovery"]}"'))
    if criterion:
        tanaka(f'criteria tick {criterion[1]} --evidence "{said["recovery"]}"')
    tanaka("stand-down", code=4)  # nobody has said when people may go
    tanaka(f'set standdown_when "{said["standdown"]}"')
    post = yamada(f'update "{said["recovery"]}"')
    assert said["recovered"] in post
    pages.append(post)
    ito("report -o report.md")
    ito("set links.report report.md")
    tanaka("role give commander suzuki")
    tanaka("stand-down", code=4)
    pages.append(suzuki("brief"))
    suzuki("stand-down")
    report = house.run("report").out
    final = house.run("report", "--form", "final", "--lang", "ja").out
    pages += [house.run("brief").out, report, final]
    for page in pages:
        for name in PEOPLE:
            assert not re.search(rf"\b{name}\b", page, re.IGNORECASE), f"{name} in\n{page}"
        assert said["unclear"] not in page
    assert said["act"] in report
    assert said["decision"] in report
    verified = house.run("verify")
    assert verified.code == 0, verified
    overridden = [fact for fact in house.facts() if fact.kind == "overridden"]
    assert overridden == []
