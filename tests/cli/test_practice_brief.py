"""The requirements about overview, brief and reminders, each by its id: `pytest -k S3_2` shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S2_1", "two lanes: both are in sight, and the silence of one is told", """
        $ declare "Checkout returns 500"
        @tanaka $ tell manager
        $
            out Restore:
            out Tell:     last at 14:05
        ... 29m
        $ note x
            no-err S2-1:
        ... 1m
        $ note x
            err S2-1: users have heard nothing for 30 min. `ic update`
        @ja $ note x
            err S2-1: 利用者への案内が30分止まっている
        $ set impact.users 1200
            no-err S2-1:
    """),
    Row("S2_10", "nothing changes unless the commander decides: a nudge after twenty minutes", """
        $ declare "Checkout returns 500"
        @tanaka $ tell manager
        ... 19m50s
        $ note x
            no-err S2-10
        ... 10s
        $ note x
            err S2-10: nothing was decided for 20 min. `ic decide TEXT`
        @ja $ note x
            err S2-10: 20分間、何も決まっていない
        $ decide "back to the build before"
        $ note x
            no-err S2-10
    """),
    Row("S3_2", "whoever comes late can enter: one screen with all that it takes", """
        $ declare "Checkout returns 500" --severity SEV1
        $ tell manager
        $ role give operator suzuki
        $ assign tanaka "count the orders" --why "scope the impact" --within 15m
        $ set happening "cards are refused, says suzuki"
        $ set resolved_when "no 500 for 15 min"
        $ set next_update_at 30m
        @suzuki $ note "error rate 12 percent"
        $ brief
            out What is happening: cards are refused, says the operator
            out What counts as resolved: no 500 for 15 min
            out Filled: commander, operator.
            out Vacant: liaison.
            out a responder: count the orders
            out operator: error rate 12 percent
            out Next update: 14:35
            no-out suzuki
            no-out tanaka
            no-out aoki
        @ja $ brief
            out 何が起きているのか: cards are refused, says 作業者
            out どんな状態になれば解決と言えるか: no 500 for 15 min
            out 着任: 指揮官、作業者。
            out 対応者: count the orders
            out 作業者: error rate 12 percent
            out 次回報告: 14:35
            no-out suzuki
            no-out tanaka
            no-out aoki
    """),
    Row("S3_8", "both alignments stand first in the brief, and are asked for from minute ten on", """
        $ declare "Checkout returns 500"
        $ tell manager
        ... 9m50s
        $ note x
            no-err S3-8
        ... 10s
        $ note x
            err S3-8: what is happening, and what counts as resolved? `ic set happening TEXT`
        $ brief
            out What is happening: not agreed yet → incidentctl set happening TEXT
            out What counts as resolved: not agreed yet → incidentctl set resolved_when TEXT
        $ step done F2 "happening=cards are refused" "resolved_when=no 500 for 15 minutes"
            no-err S3-8
        $ brief
            order happening: resolved: Impact:
            out What is happening: cards are refused
            out What counts as resolved: no 500 for 15 minutes
        @ja $ brief
            order 何が起きているのか どんな状態になれば解決と言えるか 影響
        $ report
            out cards are refused
            out no 500 for 15 minutes
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)
