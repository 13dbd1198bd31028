"""The requirements about status updates, each by its id: `pytest -k S2_20` shows one.

How a row reads is told in session.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S0_27", "who is no engineer meets no term of the glossary, and what is left is named", """
        $ declare "Checkout fails"
        $ set happening "the API returns 500 after a rollback"
        $ update --audience customer
            out the system link returns a system error after a return to the previous version
            no-out API
            no-out 500
            no-out rollback
            no-err S0-27
        $ update --audience engineer
            out the API returns 500 after a rollback
            no-err S0-27
        $ update --audience customer "NullPointerException in billing_svc on web-03"
            err S0-27: Words that only engineers know
            err web-03
            err billing_svc
            err NullPointerException
        @ja $ update --audience customer "DBのタイムアウトが続いている"
            out データ保管先の時間内に応答がないエラーが続いている。
            no-out DB
            no-out タイムアウト
        $ report --form first
            out a system error
            no-out returns 500
            no-out rollback
        $ report --form progress --audience customer
            no-out returns 500
            no-out the API
        $ report
            out the API returns 500 after a rollback
        $ report --audience お客様
            no-out returns 500
    """),
    Row("S1_8", "customers hear one voice: whoever else posts is told so", """
        $ declare "Checkout returns 500" --as tanaka
        @tanaka $ tell manager
        $ role give liaison sato --as tanaka
        @sato $ update --audience customer "Card payments fail"
            no-err S1-8
        @tanaka $ update --audience customer "Card payments fail"
            err S1-8: Customers hear one voice, the liaison
        @tanaka $ update --audience manager "Card payments fail"
            no-err S1-8
        @tanaka $ update --audience customer "カード決済が失敗する" --lang ja
            err S1-8: お客様に出すのは外部通信役一人
    """),
    Row("S2_17", "less than confirmed is marked inside, and customers do not read it at all", """
        $ declare "Checkout returns 500"
        $ set cause "a pool of 10" --certainty likely
            out [likely]
        $ set workaround "use the app" --certainty likely
        $ report --form final
            no-out a pool of 10
        $ update --audience engineer
            out Workaround: use the app (likely)
            out Cause: a pool of 10 (likely)
        $ update --audience customer
            no-out use the app
            no-out a pool of 10
        $ update --audience manager
            no-out a pool of 10
        $ set workaround "use the app"
        $ update --audience customer
            out Workaround: use the app
        $ update --audience customer "It is probably the cache"
            err S2-17: “probably” reads like a guess
        $ update --audience engineer "It is probably the cache"
            out It is probably the cache (unconfirmed).
            no-err S2-17
        @ja $ update --audience engineer キャッシュが原因かもしれない
            out キャッシュが原因かもしれない(未確認)。
    """),
    Row("S2_18", "engineers, managers and customers read different things", """
        $ declare "Checkout returns 500" --started 14:00
        $ set impact.scope "card payments"
        $ set impact.users 1200
        $ set workaround "pay by bank transfer"
        $ set links.working "#inc-7"
        $ note "error rate 12 percent"
        $ hypothesis add "the pool is too small" --override early
        $ decide "stop the shop" --level owner --risk "no sales"
        $ assign sato "read the log" --why scope --within 15m
        $ update --audience engineer "Looking at the db"
            out Hypotheses, not confirmed: the pool is too small
            out error rate 12 percent
            out read the log
            out #inc-7
            out Looking at the db.
        $ update --audience manager "Looking at the db"
            out 1,200 users
            out Needed from you: stop the shop: waits for the business owner since 14:05 JST
            out Risks: no sales
            out Looking at the data store.
            no-out the pool is too small
            no-out error rate 12 percent
            no-out #inc-7
        $ update --audience customer "Looking at the db"
            out Impact: card payments
            out Workaround: pay by bank transfer
            out Since: 14:00 JST
            no-out 1,200
            no-out stop the shop
            no-out no sales
            no-out the pool is too small
            no-out error rate
            no-out sato
        @ja $ update --audience manager
            out 依頼・判断待ち: stop the shop(事業責任者の判断待ち、14:05 から)
        $ set cause "a db pool of 10" --certainty likely
        $ report --audience engineer
            out error rate 12 percent
            out Looking at the db
        $ report --form first
            out 1,200
            out Under investigation. We will update this as soon as we know more.
            out Next update at
            no-out pool
        $ report --form progress --audience manager
            out Reported by (role): Commander
            out (progress, no. 3)
            no-out the db
        $ report --form progress --audience customer
            out card payments
            out pay by bank transfer
            out (progress, no. 2)
            no-out ommander
            no-out 1,200
            no-out stop the shop
            no-out pool
            no-out error rate
        $ report --audience nobody
            =2
        $ report --form privacy --audience customer
            =2
    """),
    Row("S2_19", "what nobody can source is not in an update", """
        $ declare "Checkout returns 500"
        $ note "it is down in Osaka" --source support
        $ note "maybe Nagoya, too"
        $ note --guess "Kobe is next"
        $ update --audience engineer
            out it is down in Osaka (source: support)
            no-out Nagoya
            no-out Kobe
        $ update --audience manager "Tokyo is down, I heard"
            err S2-19: “i heard”: passed on from whom?
        $ update --audience manager "Tokyo is down" --source "the support desk"
            out Tokyo is down (source: the support desk).
            no-err S2-19
        @ja $ update 東京でも使えないとのこと
            err S2-19
        @ja $ update 東京でも使えないとのこと --source CS
            out 東京でも使えないとのこと(出所: CS)。
            no-err S2-19
    """),
    Row("S2_20", "the phase comes first, then one time and the fact", """
        @ja $ declare 決済で500エラー
            line 【調査中】14:05 決済で500エラー。
        @ja $ update 前のビルドに戻している
            line 【調査中】14:05 前の版に戻している。
        $ update "We are going back"
            line [INVESTIGATING] 14:05 JST We are going back.
        $ update "14:02 the error rate fell"
            line [INVESTIGATING] 14:02 the error rate fell.
    """),
    Row("S2_21", "the prefix is derived, whatever is typed", """
        @ja $ declare 決済で500エラー
        @ja $ update 【状況共有】原因を調べている
            line 【調査中】14:05 原因を調べている。
            err 【状況共有】 の代わりに 【調査中】
        $ update "[RECOVERED] All is well"
            line [INVESTIGATING] 14:05 JST All is well.
            err [INVESTIGATING] stands there instead of [RECOVERED]
        @ja $ act 前のビルドに切り戻した
        @ja $ update 【調査中】切り戻した
            out 【暫定対応中】14:05
            no-out 【調査中】
        @ja $ mark mitigated
        @ja $ update
            out 【暫定復旧】
        @ja $ report --form final
            out 【暫定復旧】
    """),
    Row("S3_1", "what happens, impact and outlook are always there, with the next time, counted down", """
        $ declare "Checkout returns 500"
            order Checkout Impact: Outlook:
        $ update "We are going back" --next 30m
            order We What Impact: Outlook:
            out What is happening: Checkout returns a system error
            out Impact: Being confirmed.
            out Outlook: We do not have a recovery estimate yet.
            out Next update at 14:35 JST, even if nothing has changed.
            err Next update at 14:35 (30 min left)
        $ note "error rate 12 percent"
            err Next update at 14:35 (30 min left)
        ... 31m
        $ note "error rate 9 percent"
            err UPDATE OVERDUE since 14:35
        $ update
            out Nothing has changed since the last update.
            order Nothing Checkout Impact: Outlook:
            no-err OVERDUE
        $ update x --next 30
            =2
        @ja $ update 前のビルドに切り戻している --next 30分
            order 前の版に戻している 状況: 影響: 復旧見込み:
            out (進展がなくても報告します)
    """),
    Row("S3_10", "the first update says where questions go; customers read what the commander saw", """
        $ declare "Checkout returns 500" --as tanaka
        @tanaka $ tell manager
        @tanaka $ role give liaison sato
        @tanaka $ set contact "#inc-7"
        @sato $ update "Card payments fail"
            out The liaison is the point of contact for this incident. Please send all questions to #inc-7.
        @sato $ update "Card payments still fail"
            no-out point of contact
        @sato $ update --audience customer "Card payments fail"
            no-out #inc-7
            err where customers can ask
        @sato $ set contact "help@example.com"
        @sato $ update --draft --audience customer "Card payments fail"
            err DRAFT for customers
            err → incidentctl update --approve u-
            out Please send all questions about this incident to help@example.com.
            no-out liaison
        $ timeline --kind update_drafted
            out draft for customers: Card payments fail
        @ja $ update --draft --audience engineer カード決済が使えない
            err 下書き
            out 本件の窓口は外部通信役です。
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)


def test_S3_10_in_a_formation_customers_wait_for_the_commander(desk: Desk) -> None:  # noqa: N802 - the id
    desk.config["profile"] = "formation"
    desk("declare", "Checkout returns 500", "--severity", "SEV1", "--as", "tanaka")
    first = desk("update", "--audience", "customer", "Card payments fail", "--as", "sato")
    assert first.code == 0, first  # the first notice waits for nobody
    assert desk("role", "give", "liaison", "sato", "--as", "tanaka").code == 0
    refused = desk("update", "--audience", "customer", "Cards work again", "--as", "sato")
    assert refused.code == 4
    assert "S3-10: The commander sees what goes to customers first" in refused.err
    assert "incidentctl update --draft --audience customer" in refused.err
    assert refused.out == ""
    draft = desk("update", "--draft", "--audience", "customer", "Cards work again", "--as", "sato")
    found = re.search(r"--approve (u-\w+)", draft.err)
    assert found, draft.err
    handle = found[1]
    assert desk("update", "--approve", handle, "--as", "sato").code == 4
    desk("act", "restarted", "--as", "tanaka", "--override", "alone")
    approved = desk("update", "--approve", handle, "--as", "tanaka")
    assert approved.code == 0, approved
    assert approved.out.startswith("[MITIGATING] ")  # the phase of now, not of the draft
    assert "Cards work again." in approved.out
    assert desk("update", "--approve", handle, "--as", "tanaka").code == 3
    assert "Update to customers (mitigating): Cards work again" in desk("report", "--form", "final").out
