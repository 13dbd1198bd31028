"""Requirements about being prepared, telling wide, and severity; how a row reads is told in session.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S1_17", "half of it is preparation: what is missing is found beforehand", """
        $ doctor
            out contacts
            out resolved
            out checklist
        @ja $ doctor
            out 連絡先がない
    """),
    Row("S1_19", "the first notice goes wider than needed; who is not affected hears so, with one sorry", """
        $ declare "Checkout returns 500" --severity SEV2
            err Development, Customer support, Legal, Sales, Management
        $ tell billing --unrelated
            out Following up on our earlier notice: billing is not affected. Sorry for the noise.
        $ tell 課金チーム --unrelated --lang ja
            out 先ほどの一報について、課金チームへの影響がないことを確認しました。お騒がせしました。
    """),
    Row("S3_5", "two channels, with names ready", """
        $ declare "Checkout returns 500"
            err inc-20261122-
            err -report to report
        @ja $ declare 決済で500エラー
            err 調査用 inc-20261122-
        $ step done R10 working=#ours reporting=#theirs call=https://meet.example/x
        $ timeline
            out #ours
    """),
    Row("S4_3", "departments: told, not needed, or still unknown, and that stays visible", """
        $ declare "Checkout returns 500" --severity SEV2
        @tanaka $ tell dev support
            err S4-3: Not told yet: Legal, Sales, Management
        $ set departments.legal not_needed
        @tanaka $ tell sales management
            no-err S4-3
        @tanaka $ severity SEV1
        @tanaka $ tell dev --lang ja
            err S4-3: まだ知らせていない部署: 渉外、広報
    """),
    Row("S4_13", "a lower severity carries its reason; a leak is never a small thing", """
        $ declare "Checkout returns 500" --severity SEV1
        $ severity SEV3
            err S4-13
            err --why
        $ severity SEV4 --why "five users, workaround known"
            no-err S4-13
        $ report
            out five users, workaround known
        $ set privacy.concern yes
        $ severity SEV3 --why "few rows" --lang ja
            err 個人情報の懸念があるあいだは SEV2 以上
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)
