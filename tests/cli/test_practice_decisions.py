"""What the articles ask of decisions, concerns, hypotheses and the order of looking, each by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S0_13", "what was decided first is the next step", """
        $ declare "Checkout returns 500"
        $ step done F5 "decision=roll checkout back to 411"
            log decided
        $ decide "switch traffic to 411"
            out decided: switch traffic to 411
            err incidentctl act
        @ja $ decide 411へ切り戻す
            out 決定: 411へ切り戻す
            err incidentctl act
        $ report
            out Decision: roll checkout back to 411
        $
            out Decided:
            out 411へ切り戻す
        $ act --look "tailed the log of the API"
        $
            out Decided:
        $ act "switched traffic to 411" --before 31% --after 0.2%
        $
            no-out Decided:
    """),
    Row("S0_15", "a hypothesis before the event is grasped warns until both are set, and is kept", """
        $ runbook show isolate-cause
            order (`I1`) (`I2`) (`I4`) (`I7`) (`I8`)
        $ declare "Checkout returns 500"
        $ hypothesis add "the pool is exhausted"
            err S0-15
            err incidentctl set expected
            err incidentctl set symptom
            log hypothesis_added
        $ hypothesis list
            out the pool is exhausted
        $ report
            out - Expected behaviour
        $ set expected "orders are placed"
        $ hypothesis add "the cache is cold"
            err S0-15
            no-err incidentctl set expected
        @ja $ hypothesis add DNSが引けない
            err 期待する動作と実際の症状
        $ set symptom "500 on pay"
        $ hypothesis add "the queue is full"
            no-err S0-15
    """),
    Row("S0_16", "not built for that use unlocks the code step", """
        $ declare "Checkout returns 500"
        $ step done I8
            err S0-19
        $ step done I3 yes
        $ step done I8
            no-err S0-19
        $ report
            out built for
    """),
    Row("S0_19", "code comes last: after the event, the path and its marks", """
        $ declare "Checkout returns 500"
        $ step done I8
            err S0-19: Code comes last
            err incidentctl set expected
            err incidentctl path set
            log step_done
        @ja $ hypothesis add 丸め方が違う --about code
            err S0-19: コードを読むのは最後
        $ step done I1 "orders are placed"
        $ step done I2 "symptom=500 on pay" started_at=14:00
        $ path set "client > edge > api > db"
        $ step done I8
            err S0-19
            no-err path set
            err incidentctl path mark
        $ path mark api ng
        $ step done I8
            no-err S0-19
    """),
    Row("S0_20", "whoever knows the domain goes on, and the timeline says so", """
        $ declare "Checkout returns 500"
        $ step done I8 --override known-domain
            no-err S0-19
            log overridden
        $ timeline --kind overridden
            out S0-19
            out known-domain
        $ hypothesis add "the rounding is wrong" --about code
            no-err S0-19
    """),
    Row("S0_21", "the screen is not suspected before the API response was seen", """
        $ declare "Checkout returns 500"
        $ set expected "orders are placed"
        $ set symptom "500 on pay"
        $ hypothesis add "the button sends twice" --about ui
            err S0-21: Look at the API response
            err incidentctl path mark
        @ja $ hypothesis add ボタンが二重に送る --about 画面
            err S0-21: 画面を疑う前に
        $ path set "browser > edge > api"
        $ hypothesis add "the Browser drops the cookie"
            err S0-21
        $ path mark api ok "200 with the order"
        $ hypothesis add "the button is disabled" --about ui
            no-err S0-21
    """),
    Row("S0_22", "one hypothesis at a time, and a result for each", """
        $ declare "Checkout returns 500"
        $ set expected "orders are placed"
        $ set symptom "500 on pay"
        $ hypothesis add "the pool is exhausted"
            no-err S0-22
        $ hypothesis add "the cache is cold"
            err S0-22: Another hypothesis is still being tested
            err incidentctl hypothesis settle y-
        @ja $ hypothesis add DNSが引けない
            err S0-22: 別の仮説を検証中
        $ report
            no-out pool
            no-out cache is cold
        @ja $ report --form final
            no-out DNS
    """),
    Row("S0_31", "a fix that is put off has an owner and a date", """
        $ declare "Checkout returns 500"
        $ set fix.choice ticket
            err S0-31: A ticket needs an owner and a date
            err incidentctl set fix.owner
            err incidentctl set fix.due
        @ja $ step done X1 choice=ticket owner=? due=2026-12-01
            err S0-31: チケットには担当と期限がいる
            no-err set fix.due
        $ set fix.owner "payments team"
            no-err S0-31
        $ set fix.choice ticket
            no-err S0-31
        $ declare "Login is slow"
        $ set fix.choice ticket
        $ set fix.owner "login team"
        $ resolve "p99 is 180 ms"
        $ set standdown_when now
        $ stand-down
        $ close
            err S0-31: Follow-ups without an owner or a date: 1
            err --due DATE
    """),
    Row("S1_16", "what was not understood is asked afterwards", """
        $ declare "Checkout returns 500"
        $ park --question "what is a canary?"
        $ report
            out Carried over to the review
            out what is a canary?
        @ja $ report
            out 持ち越した質問
        $ report --form final
            no-out canary
    """),
    Row("S2_3", "what the field may not decide alone waits, and is shown as waiting", """
        $ declare "Checkout returns 500"
        $ decide "stop the service" --level director
            out put to a director: stop the service
            out do not act on it yet
            err incidentctl decide --approve j-
        $ note "error rate 12 percent"
            err a decision waits for somebody above
        @ja $ note エラー率12パーセント
            err 判断を待っている
        $
            out stop the service
            no-out Decided:
        $ report
            out Decision asked of a director: stop the service
            no-out Decision: stop the service
        @ja $ report --form final
            out 役員・部門長に判断を依頼: stop the service
            no-out 決定事項
        $ declare "Cards are charged twice"
        @tanaka $ decide "stop taking cards" --level owner --risk "no revenue"
        $
            out WAITING for the business owner to decide: stop taking cards
        @ja $ brief
            out 事業責任者の判断待ち: stop taking cards(リスク: no revenue)
    """),
    Row("S2_9", "without evidence it is tried after weighing: basis, risk, when to stop", """
        $ declare "Checkout returns 500"
        $ decide "restart web-03" --basis intuition
            err S2-9: Intuition is a fair basis, with its risk
            err incidentctl set decision.risk
            log decided
        $ brief
            out S2-9
        $ report
            out The risk accepted with: restart web-03
        @ja $ report
            out 「restart web-03」で受け入れるリスク
        $ set decision.risk "carts are lost"
            no-err S2-9
        $ report
            no-out The risk accepted with
            out | restart web-03 | intuition | carts are lost |
        @ja $ decide web-04を再起動 --basis 直感 --risk カートが消える --stop-if エラーが増える
            no-err S2-9
            out リスク: カートが消える
            out 中止の条件: エラーが増える
        @ja $ decide web-05を再起動 --basis 直感
            err S2-9: 直感で決めてよい
        $ report --form final
            no-out intuition
            no-out carts are lost
    """),
    Row("S2_11", "the ideal is not lamented now: it is taken to the review", """
        $ declare "Checkout returns 500"
        $ park "the alert came 20 minutes late"
            out for the review
        $ report
            out the alert came 20 minutes late
        @ja $ park アラートの宛先が古い
            out 振り返り
        @ja $ report
            out アラートの宛先が古い
    """),
    Row("S2_22", "others speak up, and get an answer with its reason", """
        $ declare "Checkout returns 500"
        @tanaka $ concern "the backup is two days old"
            err incidentctl concern answer e-
        $ note x
            err a concern waits for an answer
        $ concern list
            out [unanswered]  the backup is two days old
        @ja $ concern list
            out [未回答]
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)


def fact(desk: Desk, *argv: str) -> str:
    ran = desk(*argv, "--json")
    assert ran.code == 0, ran
    return str(ran.json["facts"][-1]["handle"])


@pytest.mark.parametrize(
    ("verdict", "row"), [("--approve", "Approved by a director"), ("--decline", "Not approved")]
)
def test_S2_3_whoever_may_decide_ends_the_waiting(desk: Desk, verdict: str, row: str) -> None:  # noqa: N802
    desk("declare", "Checkout returns 500")
    id_ = fact(desk, "decide", "stop the service", "--level", "director")
    assert desk("decide", verdict, id_, "--by", "suzuki", "--why", "orders are at risk").code == 0
    assert "waits for somebody above" not in desk("note", "x").err
    page = desk("report").out
    assert f"{row}" in page
    assert "orders are at risk" in page
    assert "suzuki" not in page


@pytest.mark.parametrize("verdict", ["accepted", "見送る"])
def test_S2_22_an_answer_ends_the_waiting(desk: Desk, verdict: str) -> None:  # noqa: N802
    desk("declare", "Checkout returns 500")
    id_ = fact(desk, "concern", "the backup is old", "--as", "tanaka")
    assert "S2-22" in desk("note", "x").err
    ran = desk("concern", "answer", id_, verdict, "--why", "taken at noon")
    assert "taken at noon" in ran.out
    assert "S2-22" not in desk("note", "x").err
    assert "taken at noon" in desk("concern", "list").out


@pytest.mark.parametrize("result", ["refuted", "支持", "open"])
def test_S0_22_the_next_one_is_free_once_it_is_settled(desk: Desk, result: str) -> None:  # noqa: N802
    desk("declare", "Checkout returns 500")
    id_ = fact(desk, "hypothesis", "add", "the pool is full")
    assert desk("hypothesis", "settle", id_, result, "--because", "3 of 10 in use").code == 0
    assert "S0-22" not in desk("hypothesis", "add", "the cache is cold").err
