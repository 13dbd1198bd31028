"""The requirements of the articles that the main path covers, each by its id: `pytest -k S0_25` shows one.

How a row reads is told in session.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, Session, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S0_1", "the first act is to report, before any cause is known", """
        $ declare "Checkout returns 500"
            no-out cause
            no-err cause
            log declared
            err NOBODY TOLD
        $ tell manager
            no-err NOBODY TOLD
        $
            no-out NOBODY TOLD
    """),
    Row("S0_2", "fifteen minutes to check, then report either way", """
        $ declare "Login is slow" --suspect
        $ tell manager
        ... 14m57s
        $ note 14:59
            err Incident or not? Decide by 14:20
        $ note 15:00
            err Still undecided: report it as that
        $ confirm
        $ note decided
            no-err undecided
    """),
    Row("S0_3", "undecided is a state that can be reported", """
        $ declare "Login is slow" --suspect
            out [SUSPECTED]
            out We are reporting this while still unsure whether it is an incident.
        $ report --form final
            out [SUSPECTED]
        $ report --form final --lang ja
            out 【障害疑い】
            out 障害かどうかの判断に迷っている段階での報告です。
        $ confirm
        $ report --form final --lang ja
            no-out 障害かどうかの判断に迷っている
    """),
    Row("S0_4", "in doubt, fall to the safe side", """
        $ declare "Login is slow"
        $ runbook show report
            out In doubt, go higher
        $ severity SEV3
        $ severity SEV2
        $ severity SEV3
            err --why
    """),
    Row("S0_5", "a false alarm is fine and costs one apology", """
        $ declare "Login is slow" --suspect
        $ withdraw --why "planned maintenance"
            out We investigated and confirmed that this was not an incident. Thank you for raising it early.
            no-out mistake
            no-out blame
        ... 2h
        $ list
            out withdrawn
        $ note "all quiet"
            no-err due
        $ report
            no-out | TTR |
    """),
    Row("S0_6", "escalating belongs to the report: whom, how, when", """
        $ declare "Checkout returns 500"
        ... 16m
        $ note x
            err NOBODY TOLD: was due 14:20
        $ tell "manager, support" --how phone --at 14:10
            out 2026-11-22 14:10 JST
            out manager, support
            out phone
            no-err NOBODY
    """),
    Row("S0_7", "not reproduced is reported with that premise and blocks nothing", """
        $ declare "Checkout returns 500"
        $ step done R4 result=no same_build=yes environment=dev "steps=pay by card"
        $ report
            out We have not been able to reproduce this in the development environment.
        $ report --form final --lang ja
            out 開発環境では再現できていません。
    """),
    Row("S0_8", "a dev result only means something on the same build", """
        $ declare "Checkout returns 500"
        $ step done R4 result=no same_build=? environment=dev steps=?
        $ brief
            no-out S0-8
        ... 15m
        $ brief
            out S0-8: It was not tried on the build of production, or nobody knows
            no-out S0-9
        @ja $ brief
            out S0-8: 本番と同じビルドで試していない
        $ set repro.same_build yes
        $ brief
            no-out S0-8
    """),
    Row("S0_9", "an oddity comes with its steps; unknown ones are said to be unknown", """
        $ declare "Checkout returns 500"
        $ step done R4 result=yes same_build=yes environment=dev steps=?
        $ report --form final
            out Being confirmed. We will update this as soon as we know more.
        ... 15m
        $ brief
            out S0-9: It was reproduced, but by which steps is not written down.
            no-out S0-8
        @ja $ brief
            out S0-9: 再現したが、その手順が書かれていない。
        $ set repro.steps "pay by card"
        $ brief
            no-out S0-9
    """),
    Row("S0_14", "a step can be skipped with a reason, and only with one", """
        $ declare "Checkout returns 500"
        $ step done I1 "orders are placed"
        $ step list
            out report
            out isolate-cause
        $ step skip F12
            =7
            err --why
        $ step skip F12 --why "no users yet"
        $ step list first-response
            out no users yet
    """),
    Row("S0_17", "the request path is an ordered list of hops", """
        $ declare "Checkout returns 500"
        $ path set "client > edge > api > db"
            out client → edge → api → db
        $ path mark proxy ok
            =3
            err client > edge > api > db
    """),
    Row("S0_18", "the boundary is computed, and not fixed while a hop is unknown", """
        $ declare "Checkout returns 500"
        $ path set "client > edge > api > db"
        $ path mark client ok
        $ path mark api ng "500 in the response"
            err not fixed
            err edge
        $ path mark edge ok
            no-err not fixed
            err edge
            err api
        $ report
            out 500 in the response
    """),
    Row("S0_23", "the report is written while investigating: minute one has one", """
        $ declare "Checkout returns 500"
        $ report
            out # [INVESTIGATING]
        $ report --form final
            out # [INVESTIGATING]
    """),
    Row("S0_24", "facts only: a hypothesis is in no report", """
        $ declare "Checkout returns 500"
        $ note "error rate 12 percent"
        $ note --guess "the pool of 10 is exhausted"
        $ note "maybe the cache is cold"
        $ hypothesis add "the disk is full"
        $ act "turned the new cart off" --before 12% --after 0.1%
        $ decide "stop the sale" --basis evidence
        $ report --form final
            out error rate 12 percent
            out turned the new cart off
            out stop the sale
            no-out pool of 10
            no-out cache is cold
            no-out disk is full
        $ report --form first --audience engineer
            no-out pool of 10
            no-out cache is cold
            no-out disk is full
        @ja $ report --form progress
            no-out pool of 10
            no-out cache is cold
            no-out disk is full
        $ report --form final --audience customer
            no-out pool of 10
            no-out cache is cold
            no-out disk is full
        $ report
            no-out pool of 10
            no-out cache is cold
            no-out disk is full
        $ timeline
            out pool of 10
            out cache is cold
    """),
    Row("S0_25", "an unknown cause prints exactly the fixed phrase", """
        @ja $ declare 決済で500エラー
        @ja $ report --form final
            line 調査中。判明次第更新します
        @ja $ report --form first
            line 調査中。判明次第更新します
        @ja $ report --form progress --audience customer
            line 調査中。判明次第更新します
        @ja $ report
            line 調査中。判明次第更新します
        $ report --form first
            line Under investigation. We will update this as soon as we know more.
        @ja $ set cause 接続プールが10しかない
        @ja $ report --form final
            line 調査中。判明次第更新します
            no-out 接続プール
        @ja $ set cause 接続プールが10しかない --certainty confirmed
        @ja $ report --form final --audience engineer
            out 接続プールが10しかない
            no-out 調査中。判明次第更新します
        @ja $ set cause 接続プールが10しかない --certainty likely
        @ja $ report --form first
            line 調査中。判明次第更新します
        @ja $ report --form progress --audience customer
            line 調査中。判明次第更新します
        $ report --form final
            line Under investigation. We will update this as soon as we know more.
    """),
    Row("S0_26", "no guess in a report: kept out as it is typed, and the strict check fails on one", """
        $ declare "Checkout returns 500"
        $ note 直前のリリースに原因がありそうです
            err 原因がありそう
            err --to fact
        $ report
            no-out 原因がありそう
        $ set summary 直前のリリースに原因がありそうです
        $ lint --strict
            =8
            out G1
        $ set summary APIは200を返すべきだったが500を返した
        $ lint --strict
            no-out G1
        $ set summary "It seems to be the cache"
        $ lint --form final --strict
            =8
            out final.md:
            out G1 seems
        $ set summary "Twelve pods failed to start"
        $ lint --strict
            no-out G1
    """),
    Row("S0_28", "the fields stand in their order, and a running incident says so", """
        @ja $ declare 決済で500エラー
        @ja $ report --form final
            order 障害内容 影響範囲 発生時刻・継続時間 対応(暫定) 原因 対応(恒久)
            out 継続中
        @ja $ report --form progress
            order 障害内容 影響範囲 発生時刻・継続時間 対応(暫定) 原因 復旧見込み
            out 継続中
        $ report --form first
            order happened Impact Times Cause Outlook
            out (ongoing)
        @ja $ mark mitigated
        @ja $ report --form final
            no-out 継続中
            out 収束
    """),
    Row("S0_29", "a team's own field is in the report", """
        $ declare "Checkout returns 500"
        $ set custom.tenant "the shop of A"
        $ report
            out the shop of A
        $ set impact.scope payments
        + forms/final.yaml
            | {incidentctl: 1, title: "{title}", numbered: true, sections: [
            |   {id: cause, part: cause, heading: "Why", required: true},
            |   {id: impact, part: impact, heading: Impact, fields: [{field: custom.tenant, label: Tenant}]},
            |   {id: extra, heading: "Handling", text: "Not to be passed on."}]}
        $ report --form final
            line ## 1. Why
            line ## 2. Impact
            line - Tenant: the shop of A
            line ## 3. Handling
            line Not to be passed on.
            no-out What happened
        $ report --form final --audience customer
            out payments
            no-out the shop of A
            no-out Handling
        + forms/final.yaml
            | {incidentctl: 1, title: "{title}", sections: [{id: cause, part: couse, heading: "Why"}]}
        $ report --form final
            out ## 2. What happened
            err error: part cannot be “couse”
            err did you mean cause?
        @ja $ report --form final
            out ## 6. 原因
            err 報告書の様式を使えません
    """),
    Row("S0_30", "roles, not names, are in what goes out", """
        @tanaka $ declare "Checkout returns 500"
        @tanaka $ note "error rate 12 percent"
        $ set roles.operator sato
        @sato $ act "restarted web-03" --before 12% --after 0.1%
        $ report
            out Operator
            no-out tanaka
            no-out sato
        $ report --form final --lang ja
            out 作業者
            no-out tanaka
            no-out sato
        @ja $ set summary 担当者が誤って本番を停止した
            err 人を責める言い方に読める
        $ lint --form final --strict
            =8
            out B1 担当者が誤って
        @ja $ set summary 本番と検証の画面が同じ色で、停止の操作は確認なしで受け付けられた
            no-err 人を責める
        $ lint --form final --strict
            no-out B1
    """),
    Row("S1_13", "an observer gives facts; a conclusion waits until somebody settles it", """
        $ declare "Checkout returns 500"
        $ note "the request never arrived" --fact
        $ note "no logs, so the app never received the request"
            err amend
        $ note "it is down in Osaka" --source support
            out support
        $ report
            out the request never arrived
            no-out no logs, so
    """),
    Row("S1_14", "a note keeps when it happened and when it was recorded", """
        $ declare "Checkout returns 500"
        $ note "error rate 12 percent" --at 14:02
            out 2026-11-22 14:02 JST
        $ timeline --kind noted --json
            out "at": "2026-11-22T14:02:00+09:00"
            out "recorded": "2026-11-22T05:05:
    """),
    Row("S1_18", "an incident is declared by a person, in so many words", """
        $ note "error rate 12 percent"
            =3
            err incidentctl declare 'error rate 12 percent'
        $ list
            no-out INC-
        $ declare "Checkout returns 500"
            out Declared INC-
    """),
    Row("S2_4", "an unknown impact is an answer", """
        $ declare "Checkout returns 500"
        $ set impact.users unknown
        $ report --form final --lang ja
            out 確認中。判明次第更新します
    """),
    Row("S3_16", "the text of each checklist is kept with the incident", """
        $ declare "Checkout returns 500"
        $ timeline
            out sha256
        $ report
            out - Runbooks: report `
            out Log head: w-
        $ set runbook_change "report: say whom to tell"
        $ report
            out Change to the runbook: report: say whom to tell
        @ja $ report --form final
            out report: say whom to tell
        @ja $ report --form final --audience customer
            no-out `
            no-out say whom to tell
        @ja $ report --form final
            out - 手順書: report `
        $ step fail report/R4 --why "no dev environment"
        $ follow-up add "say which build" --kind prevent
        $ runbook propose report
            out no dev environment
    """),
    Row("S4_1", "how it came in is recorded and reported", """
        $ declare "Checkout returns 500" --source inquiry --detected 14:00
        $ report
            out inquiry
            out 14:00
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)


@pytest.mark.parametrize(
    "line", ["out nothing like it", "no-out INC-", "=3", "oput x", "order Impact: Declared"]
)
def test_a_row_can_fail(desk: Desk, line: str) -> None:
    session = Session(desk)
    session.line("$ declare x")
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        session.line(line)


def test_a_command_that_fails_unasked_is_seen(desk: Desk) -> None:
    session = Session(desk)
    session.line("$ report")
    with pytest.raises(AssertionError):
        session.done()
