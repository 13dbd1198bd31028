"""The requirements on changing the system and on going back: `pytest -k S0_12` shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S0_10", "a release just before puts the rollback card first, one of three days ago does not", """
        $ declare "Checkout returns 500"
        $ step list first-response
            order F1 F6 F7 F8
        $ step done R5 released
        $ step done F6 "what=release 412" at=13:35
        $ step list first-response
            order F1 F6 F7 F8
        $ set change.at "11/19 14:05"
        $ step list first-response
            order F1 F7 F6 F8
        $ step done R5 none
        $ step list first-response
            out [/] F6
        $ step done R5 ?
        $ step list first-response
            no-out [/] F6
    """),
    Row("S0_11", "a mitigation has its method, both times, before and after, and its effect", """
        $ declare "Checkout returns 500"
        $ step done F7 method=previous_build "decision=back to 411" basis=evidence "risk=some carts" stop_if=?
        ... 4m
        $ act "rolling back to 411" --begin --before 12%
            out deploy the previous build
        $
            out mitigating
        ... 6m
        $ act --end --after 0.1%
        $ set mitigation.result restored
        $ report
            out | 14:09 | Commander | Begun: rolling back to 411 (
            out (method: deploy the previous build; before: 12%) |
            out | 14:15 | Commander | Ended: rolling back to 411 (after: 0.1%).
            out Effect for users: users can work again |
        $ report --form final --lang ja --audience engineer
            out 開始: rolling back to 411(手段: 前のビルドに戻す、変更前: 12%)
            out 終了: rolling back to 411(変更後: 0.1%)。利用者から見た効果: 利用できるようになった
    """),
    Row("S0_12", "data that going back would hurt refuses it; not to know names one person", """
        $ declare "Checkout returns 500"
        $ set rollback.data hurts
        $ set rollback.decision roll_back
            =4
            err S0-12
            err incidentctl set rollback.decision go_forward
            err incidentctl walk isolate-cause
        @ja $ act 前のビルドに切り戻した
            =4
            err S0-12
            err 切り戻すと、壊れるか失われるデータがある
            err incidentctl note
        $ set mitigation.method previous_build
            =4
        $ act --begin --method revert_deploy "going back"
            =4
        $ step done F6 data=hurts decision=roll_back
            =4
        $ set rollback.decision go_forward
        $ set rollback.data unknown
            log task_assigned
            out 14:10
        $ set rollback.decision roll_back
            err S2-6
            err incidentctl set decision.risk
        $ set decision.risk "carts of ten minutes"
        $ set rollback.decision roll_back
            no-err incidentctl set decision.risk
        $ set rollback.data safe
        $ act "rolled back to 411"
            no-err S0-12
    """),
    Row("S1_9", "only the operator writes, exactly one person", """
        $ declare "Checkout returns 500"
        $ role take operator --as sato
        @tanaka $ act "restarted web-03"
            =4
            err S1-9
            err incidentctl role take operator
            err → incidentctl note 'restarted web-03'
            no-err sato
        @tanaka $ act "restarted web-03" --lang ja
            =4
            err システムを変更するのは一人だけ
        @tanaka $ note 'restarted web-03'
        @tanaka $ act --look "tailed the log"
        @sato $ act "restarted web-03" --before 12% --after 3%
            no-err S1-9
        @tanaka $ act "restarted web-03" --override "the operator asked me to"
            log overridden
    """),
    Row("S1_12", "destructive work is serial, and has a value before and after", """
        $ declare "Checkout returns 500"
        $ act "rolling back" --begin --before 12%
            err incidentctl act --end --after VALUE
        @tanaka $ act "restarted web-03"
            =4
            err S1-12
            err incidentctl act --end --why REASON
        @tanaka $ act "restarting" --begin --lang ja
            =4
            err ほかの変更が進行中
        @tanaka $ act --end --after 3%
            =7
            err --why
        @tanaka $ act --end --after 3% --why "does not answer"
            out does not answer
        $ act "restarted web-03"
            err --before and --after
    """),
    Row("S1_15", "onlookers are welcome, watching only", """
        $ declare "Checkout returns 500"
        @mori $ join --watch
        @mori $ note "the banner is gone"
        $ timeline --role onlooker
            out the banner is gone
        @mori $ act "restarted web-03"
            =4
            err S1-15
            err incidentctl role take operator
        @mori $ act "restarted web-03" --lang ja
            =4
            err 見学は歓迎
        @mori $ act --look "the status page"
    """),
    Row("S2_5", "while nobody knows the cause, going back comes before the fix", """
        $ declare "Checkout returns 500"
        $ step done R5 released
        $ step list first-response
            order F6 F7
        $ set mitigation.method patch
            err S2-5
            err incidentctl walk first-response
        $ set mitigation.method patch --lang ja
            err その変更が原因だとはまだ示されていない
        $ set change.causality yes
        $ set mitigation.method patch
            no-err S2-5
    """),
    Row("S2_6", "the risk of going back is always checked: five questions", """
        $ runbook show first-response
            out Does going back hurt the data?
            out Do other features go back with it?
            out Is the procedure ready?
            out Does anything depend on the new version?
            out How would you undo the rollback?
        $ declare "Checkout returns 500"
        $ set rollback.decision roll_back
            err S2-6: What going back would do has not been checked yet
        $ step done F6 data=safe features=not_acceptable
        $ set rollback.decision roll_back
            err S2-6: This speaks against going back: Rollback (features that go back too)
            err S2-6: Not checked before going back: Rollback (procedure)
        $ step done F6 features=none procedure=ready dependants=none "undo=deploy 412"
        $ set rollback.decision roll_back
            no-err S2-6
        $ act "rolled back to 411"
            no-err S2-6
    """),
    Row("S2_7", "a change that is labelled as one that can go back skips two questions", """
        $ runbook show fix
            out label the change
        $ declare "Checkout returns 500"
        $ step done F6 "what=release 412" at=13:35 data=safe dependants=none "undo=deploy 412"
        $ step done F6 rollback_label=yes
            out Rollback (procedure): ready
            out Rollback (features that go back too): none
        $ step done F6 decision=roll_back
            no-err S2-6
        $ step list first-response
            out [x] F6
    """),
    Row("S2_8", "the smallest scope comes first: flag, traffic, previous build, redeploy", """
        $ runbook show first-response
            out From small to large: flag, traffic switch, previous build, revert and redeploy.
        $ declare "Checkout returns 500"
        $ step done R5 config
        $ set rollback.decision go_forward
        $ set mitigation.method stop
            err S2-8: There is something smaller: turn a flag off
            err incidentctl set mitigation.method flag
        $ set mitigation.method stop --lang ja
            err 影響のもっと小さい手段がある: フラグで止める
        $ set mitigation.method flag
            no-err S2-8
    """),
]  # fmt: skip

IN_FORMATION = [
    Row("S3_3", "no role, no responding; notes are kept", """
        $ declare "Checkout returns 500"
        @tanaka $ act "restarted web-03"
            =4
            err S3-3
            err incidentctl role take
        @tanaka $ act "restarted web-03" --lang ja
            =4
            err この体制では、役割のある人だけが動く
        @tanaka $ decide "restart web-03"
            =4
        @tanaka $ set happening "web-03 answers no request"
            =4
            err S3-3
        @tanaka $ set privacy.concern yes
            no-err S3-3
        @tanaka $ note "restarted web-03"
        $ timeline --role responder
            out restarted web-03
        @tanaka $ role take sme
        @tanaka $ act "restarted web-03" --override "agreed by phone"
            no-err S3-3
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)


@pytest.mark.parametrize("row", IN_FORMATION, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept_in_the_formation(desk: Desk, row: Row) -> None:
    desk.config["profile"] = "formation"
    play(desk, row)
