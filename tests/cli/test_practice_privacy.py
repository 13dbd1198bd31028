"""The requirements about personal data, legal clocks and peak hours, by id: `pytest -k S4_4` shows one.

How a row reads is told in session.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROWS = [
    Row("S0_32", "peak time: a permanent fix waits for the next business day, a mitigation does not", """
        $ declare "Checkout returns 500"
        $ set planned_at "2026-11-23 20:00"
            out 2026-11-23
            err S0-32
            err peak hours (18:00-23:00)
            err incidentctl set planned_at "2026-11-24 10:00"
        $ set planned_at "2026-11-24 10:00"
            no-err S0-32
        $ step done X2 "2026-11-24 20:00"
            err 2026-11-25 10:00
        ... 6h
        $ act "moved the traffic back" --before 12% --after 0.1%
            no-err S0-32
        $ set mitigation.method traffic
            no-err S0-32
        @ja $ set fix.choice now
            err S0-32: ピーク時間帯(18:00-23:00)に当たる
            err incidentctl set fix.choice next_business_day
        $ set fix.choice now --override "the shop is closed for it"
            no-err S0-32
            log overridden
    """),
    Row("S4_4", "any concern about personal data is acted on in parallel, by the minute", """
        $ runbook show report
            order (`R7`) (`R2`)
        $ declare "Checkout returns 500"
        $ tell manager
        $ step done R7 unknown
            out [HEADS-UP] 14:05 JST
            out 14:20 JST
            no-out Checkout returns 500
            err privacy contact now
            err incidentctl set privacy.told WHO
            no-err incidentctl walk personal-data
        ... 14m58s
        $ note 14:59
            err Ask again by 14:20
            no-err Was to be asked
        $ note 15:00
            err Was to be asked again at 14:20
        @ja $ set privacy.concern unknown
            no-out 事前連絡
            err 個人情報の対応を、復旧と並行して始める
            err incidentctl walk personal-data
            err incidentctl clock list --all
            err 主担当がいない
        $ act "rolled back" --before 12% --after 0.1%
            no-err S4-4
        $ set privacy.lead tanaka
            no-err has no lead
        $ declare "Login is slow"
        @ja $ set privacy.concern unknown
            out 【事前連絡】14:20 JST
            out 個人情報・決済情報への影響の有無は、まだ分かっていません。
        $ set privacy.concern yes
            no-out [HEADS-UP]
            err The personal-data track is open, beside recovery: restoring goes on
            err incidentctl set privacy.lead WHO
            err incidentctl walk personal-data
        $ set privacy.concern no
            no-err has no lead
            no-err walk personal-data
    """),
    Row("S4_5", "nothing of the personal-data track is in what goes wide", """
        $ declare "Checkout returns 500"
        $ tell manager
        $ step done P5 "items=passport numbers" whose=guests count=1200 as_of=now
        $ note --private "three passports in the log of web-03"
            err On the personal-data track
        $ concern add --private "the backup holds passports, too"
        $ assign tanaka "count the passports" --why "how many people" --private
        $ clock start gdpr-33 --anchor 14:05
        $ report
            no-out passport
            no-out GDPR
        $ report --form final
            no-out passport
        $ report --format json
            no-out passport
        $ list
            no-out passport
        $ update "Three passports in the log of web-03" --audience customer
            =4
            err S4-5
        $ update "Cards are refused since 14:00" --audience manager
            no-out passport
        $ brief
            no-out passport
        $
            no-out passport
            no-out gdpr-33
        $ timeline
            out [privacy] three passports in the log of web-03
            out [privacy] clock gdpr-33
        @ja $ timeline
            out [個人情報] three passports
        $ timeline --json
            out "private": true
            out "private": false
        $ report --form privacy
            out # [RESTRICTED]
            out three passports in the log of web
            out passport numbers
        @ja $ report --form privacy
            out # 【関係者限り】
    """),
    Row("S4_6", "neither more nor less than is known: ranges, unknown, as of when", """
        $ declare "Checkout returns 500"
        $ set impact.users 1200..1500
        $ report
            out 1,200–1,500
        $ set impact.users >=1200
        $ report
            out at least 1,200
        $ set impact.users unknown
        $ report
            no-out 1,200
        $ step done P5 items=? "whose=guests in Japan" count=800..1200 as_of=14:00
        $ report --form privacy
            out Data items: unknown
            out People affected: 800–1,200
            out Count as of: 2026-11-22 (Sun) 14:00 JST
            out Evidence kept: not answered yet
        @ja $ report --form privacy
            out 本人の人数: 800〜1,200人
            out データの項目: 不明
    """),
    Row("S4_9", "it is always examined who must be told, until when, and who judged that", """
        $ declare "Checkout returns 500"
        $ clock list
            out Report to regulators: not examined yet
            out Report to customers: not examined yet
        $ step done C6 regulators=applies partners=no customers=undecided judged_by=legal due=?
        $ clock list
            out Report to regulators: must be told (judged by: legal)
            out Report to partners: no duty (judged by: legal)
            out Report to customers: undecided (judged by: legal)
            no-out not examined yet
        @ja $ clock list
            out お客様への報告: 判断中(判断: legal)
        $ clock list --all
            out gdpr-33
            out anchor not set (from when it became known) · verify with legal
        $ clock start gdpr-33 --anchor unknown
            =4
            err anchor not set
        $ clock start gdpr-33 --anchor 14:00
            out due 2026-11-25 (Wed) 14:00 JST
            out verify with legal
        $ clock stop appi-first --why "no data of people in Japan"
            out does not apply: no data of people in Japan (judged by: commander)
        @ja $ clock list
            out 期限 2026年11月25日(水) 14:00 JST
            out 対象外: no data of people in Japan(判断: 指揮官)
            out 法務に確認
        ... 48h
        $ note two days later
            err gdpr-33: due 11-25 14:00
            err verify with legal
        $ clock submitted gdpr-33
        $ note sent
            no-err gdpr-33
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)
