"""The requirements about the end, each by its id; how a row reads is told in session.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S1_5", "it is over when the commander says so, and nobody else", """
        $ declare "Checkout returns 500"
        @tanaka $ note "error rate 12 percent"
        @tanaka $ resolve "orders go through again"
            =4
            err S1-5
            err incidentctl role take commander
        @ja $ resolve 注文が通るようになった --as tanaka
            =4
            err 終わりを宣言するのは指揮官
        $ resolve "orders go through again"
            log resolved
        @tanaka $ set standdown_when now
        @tanaka $ stand-down
            =4
            err S1-5
        $ stand-down
            log stood_down
        @tanaka $ close
            =4
            err S1-5
        $ close
            log closed
            no-err S1-5
    """),
    Row("S1_6", "a criterion that nobody ticked is named before recovery is declared", """
        $ declare "Checkout returns 500"
        $ step done F2 "happening=cards are refused" "resolved_when=no 500 for 15 minutes"
        $ criteria list
            out [ ] f-
            out no 500 for 15 minutes
        $ criteria add "the queue is empty"
        $ criteria list
            out [ ] i-
            no-out no 500
        $ resolve "orders go through again"
            err S1-6: Not shown yet: the queue is empty
            err incidentctl criteria tick i-
        $ reopen --why "500 again"
        @ja $ resolve 注文が通るようになった
            err S1-6: まだ確かめていない条件: the queue is empty
    """),
    Row("S1_7", "what is easily missed is swept, and unknown becomes a task that blocks nothing", """
        $ declare "Checkout returns 500"
        $ step done C2 logs=done billing=na notices=? data=done queues=done alerts=done
            log task_assigned
        $ task list
            out Notices to users
        @ja $ task list
            out 利用者へのお知らせ
        $ resolve "orders go through again"
            no-err S1-7
        $ set sweep.notices done
        $ task list
            no-out [ ]
    """),
    Row("S1_22", "afterwards there are two drafts to share: the report, and the postmortem", """
        $ declare "Checkout returns 500"
        $ resolve "orders go through again"
            out incidentctl report, incidentctl report --form final
        $ report
            out # [RECOVERED] Postmortem: Checkout returns 500
        $ report --form final
            out # [RECOVERED] Incident report
        $ stand-down
            out incidentctl report, incidentctl report --form final
            err incidentctl walk close
        @ja $ report --form final
            out 【対応終了】障害報告書
    """),
    Row("S2_2", "usable again, recovered and fixed are three times", """
        $ declare "Checkout returns 500" --detected 14:00
        ... 10m
        $ mark mitigated
        ... 10m
        $ resolve "error rate back to 0.1 percent"
        ... 40m
        $ mark fixed
        $ report
            order Mitigated Recovery Permanent
            out | Time to mitigate (TTM) | 15 min |
            out | Time to resolve (TTR) | 25 min |
        @ja $ report --form final
            out 暫定復旧時刻: 2026年11月22日(日) 14:15 JST
            out 復旧完了時刻: 2026年11月22日(日) 14:25 JST
    """),
    Row("S3_12", "people may go once the condition is met that everybody heard before", """
        $ declare "Checkout returns 500"
        $ tell manager
        $ mark mitigated
            err incidentctl walk stand-down
        @tanaka $ note "error rate 0.1 percent"
        $ resolve "orders go through again"
        $ stand-down
            =4
            err S3-12: Nobody has said yet when the formation is lifted.
            err incidentctl set standdown_when TEXT
        @ja $ stand-down
            =4
            err S3-12: 解除条件がまだ決まっていない。
        $ set standdown_when "30 minutes without a 500"
        $ stand-down
            no-err S3-12
            log stood_down
    """),
    Row("S3_13", "the end is announced, the report written, the formation lifted: in this order", """
        $ declare "Checkout returns 500" --severity SEV1
        $ tell manager
        @tanaka $ note "error rate 0.1 percent"
        $ resolve "orders go through again"
        $ set standdown_when "30 minutes without a 500"
        $ stand-down
            err S3-13: Announce the end, write the report
            err incidentctl update
            err incidentctl walk write-report
        $ reopen --why "500 again"
        $ resolve "orders go through again"
        $ tell manager
        @ja $ stand-down
            err S3-13: 終了の報告、報告書、体制の解除の順に行う。
            no-err incidentctl update
            err incidentctl walk write-report
        $ reopen --why "500 again"
        $ resolve "orders go through again"
        $ tell manager
        $ step done W8
        $ stand-down
            no-err S3-13
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)
