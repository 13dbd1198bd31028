"""The requirements on orders, on deciding together and on workstreams: `pytest -k S2_15` shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S1_2", "work that nobody owns is flagged until somebody has it", """
        $ declare "Checkout returns 500"
        @tanaka $ tell manager
        $ assign ? call the bank
            err S1-2
        $ task list
            out NOBODY: call the bank
            out S1-2
        @ja $ task list
            out 担当なし: call the bank
        @tanaka $ brief
            out call the bank
        $ task list --json
            out "who": null
        @tanaka $ task ack
            =7
            err call the bank
    """),
    Row("S2_14", "an overdue report is marked on every screen until it comes", """
        $ declare "Checkout returns 500"
        $ tell manager
        $ assign tanaka count the 500s --why "how many are hit?"
        @tanaka $ task ack
        $ task list
            out tanaka: count the 500s
            out report by 14:20
            out since 14:05
            out taken up
            no-out OVERDUE
        ... 14m
        @tanaka $ note 14:19
            no-err S2-14
        ... 2m
        $ note 14:21
            err S2-14
        $ task list
            out REPORT OVERDUE since 14:20
        @ja $ task list
            out 報告遅れ 14:20から
        $ task list --json
            out "overdue": true
        @tanaka $ task report 200 so far --next 30m
            out 200 so far
            out report by 14:51
            no-err S2-14
        $ task list
            out 14:21 200 so far
            no-out OVERDUE
        @tanaka $ task done 430 in all
        $ task list
            out No open task.
        $ task list --all
            out done 14:21: 430 in all
    """),
    Row("S2_15", "one named person is asked, with the purpose; a group or an empty purpose warns", """
        $ declare "Checkout returns 500"
        $ assign @tanaka count the 500s --why "how many are hit?" --within 30m
            out @tanaka, could you take this? (Checkout returns 500)
            out Why: how many are hit?
            out What: count the 500s
            out Report back by 14:35 JST, also when nothing has changed.
            no-err S2-15
        @ja $ assign 田中さん 500エラーを数える --why 影響人数を知るため --within 15分
            out @田中 次の作業をお願いします。(Checkout returns 500)
            out 目的: 影響人数を知るため
            out 作業: 500エラーを数える
            out 報告: 14:20 JST までにお願いします。進展がなくてもお知らせください。
            no-err S2-15
        $ assign @team look at the logs --why "where it begins"
            err S2-15: This asks a group
            log task_assigned
        @ja $ assign 開発チーム ログを見る --why 始まりを知るため
            err S2-15: 相手が一人に決まっていない
        $ assign tanaka look at the logs
            err S2-15: The order does not say what it is for
        @ja $ assign tanaka ログを見る
            err S2-15: 何のための作業か
        $ runbook show first-response
            out ic assign
    """),
    Row("S2_16", "the board is a view of the facts: looking changes nothing", """
        $ declare "Checkout returns 500"
        $ assign tanaka count the 500s --why "how many are hit?" --stream customers
        $ assign ? repair the carts --stream data
        @tanaka $ task done 430
        $ task list --all
            out x k-
            out customers 1 of 1 done · data 0 of 1 done
        $ task list --all
            out x k-
            out customers 1 of 1 done · data 0 of 1 done
    """),
    Row("S3_9", "a plan comes before the first change", """
        $ declare "Checkout returns 500"
        $ role give operator tanaka
        @tanaka $ act restarted web-03 --before 12% --after 0.1%
            err S3-9
        $ set plan "restart, then roll back"
        @tanaka $ act restarted web-04 --before 12% --after 0.1%
            no-err S3-9
        $ report
            out restart, then roll back
    """),
    Row("S4_7", "an initial decision is taken together once more than one department is concerned", """
        $ declare "Checkout returns 500"
        @tanaka $ tell manager
            no-err S4-7
        $ set streams fix
            no-err S4-7
        $ set streams "fix, customers"
            err S4-7
            err step done F5
        @ja $ set duties.regulators applies
            err S4-7: 複数の部署に関わる
        $ step done F5 decider=tanaka "streams=fix, customers, pr"
            no-err S4-7
        $ set departments.pending "legal, PR"
            no-err S4-7
    """),
    Row("S4_8", "a meeting names whom all centre on, and the brief does, by role", """
        $ declare "Checkout returns 500"
        $ brief
            out Nobody is named to decide (incidentctl set decider WHO)
        $ step done F5 decider=? "streams=fix, customers"
            err S4-8: No decision-maker is named
        @ja $ step done F5 decider=?
            err S4-8: 意思決定者が決まっていない
        $ step done F5 decider=tanaka "streams=fix, customers"
            no-err S4-8
        @tanaka $ brief
            no-out S4-8
        $ set decider aoki
        $ brief
            out Decides: the commander.
            no-out aoki
        @ja $ brief
            out 決める人: 指揮官。
    """),
    Row("S4_10", "work runs in streams, and each shows how far it is", """
        $ declare "Checkout returns 500"
        @tanaka $ tell manager
        @ja $ set streams 修正、取引先、お客様、データ、返金、当局、広報
            out 修正、取引先対応、お客様対応、データ補正、返金、当局対応、広報
        $ assign tanaka answer the inquiries --why "they wait" --stream お客様
        $ assign sato call the bank --why refunds --stream refunds
        @sato $ task done
        $ step done X5 repair.data=needed "repair.for_others=order ids of 14:00 to 15:00"
            err S1-2: 2 tasks have no owner
        $ task list
            out NOBODY: repair the data
            out NOBODY: hand over the data that other teams need
            out fix no task yet
            out customers 0 of 1 done
            out data 0 of 2 done
            out refunds 1 of 1 done
        @ja $ task list
            out 担当なし: データを補正する
            out お客様対応 0/1件済
        $ report --form final --lang ja
            out 修正、取引先対応、お客様対応、データ補正、返金、当局対応、広報
            no-out answer the inquiries
            no-out call the bank
        $ report
            out Finished: call the bank
            no-out sato
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)


@pytest.mark.parametrize("id_", ["S2_16"])
def test_the_board_comes_from_the_facts_alone(desk: Desk, id_: str) -> None:
    assert id_
    desk("declare", "Checkout returns 500")
    desk("assign", "tanaka", "count the 500s", "--why", "how many?", "--stream", "customers")
    desk.terminal = "t2"
    desk("assign", "?", "repair the carts", "--stream", "data")
    desk("task", "report", "200 so far", "--as", "tanaka")
    seen = desk("task", "list", "--all", "--json").out
    shortcuts = [path for path in desk.home.rglob("*") if path.name in {"pulse.json", "index.json"}]
    assert shortcuts
    for path in shortcuts:
        path.unlink()
    assert desk("task", "list", "--all", "--json").out == seen
