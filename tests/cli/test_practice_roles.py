"""The requirements about roles and people, each by its id: `pytest -k S1_4` shows one.

How a row reads is told in session.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Desk
from tests.cli.session import Row, play

if TYPE_CHECKING:
    from pathlib import Path

    from incidentctl.ports import Context

ROWS = [
    Row("S1_1", "whoever made the change is nobody's to blame: the name is shown nowhere", """
        $ declare "Checkout returns 500"
        $ set change.by tanaka
            out shown nowhere
            no-out tanaka
        @ja $ set change.by tanaka
            no-out tanaka
        $ set change.what "release 412"
        $ report
            out release 412
            no-out tanaka
            no-out change.by
            no-out Who made
        $ report --form final --lang ja
            no-out tanaka
            no-out 変更した人
        $ report --format json
            no-out tanaka
        $ timeline
            no-out tanaka
        $ timeline --json
            out change.by
            no-out tanaka
        $ walk report --dry-run
            no-out change.by
        $ walk first-response --dry-run
            no-out change.by
    """),
    Row("S1_3", "one commander, one operator, many observers; a second one is refused unless handed over", """
        @sato $ declare "Checkout returns 500"
        @tanaka $ role take operator
            log role_taken
            out You alone change the system
        @suzuki $ role take operator
            =4
            err S1-3
            err incidentctl role give operator WHO
            err incidentctl role take operator --why REASON
        @suzuki $ role take 作業者 --lang ja
            =4
            err S1-3
            err 担当がいる
        @tanaka $ role give operator suzuki
            out operator: suzuki
        @kato $ role take observer
        @mori $ role take 観測者
        $ role list
            out suzuki since
            out kato since
            out mori since
    """),
    Row("S1_4", "a handover keeps both names; taking over from who does not answer needs only a reason", """
        @sato $ declare "Checkout returns 500"
        @tanaka $ role take commander
            out Decide; nothing changes unless you do.
            err incidentctl brief
        @tanaka $ role give commander suzuki
            out commander released: tanaka
            out commander: suzuki
            out You alone say when it is over.
            err incidentctl brief
        @ja $ role list
            out suzuki 14:05から
        @kato $ role take commander
            =4
        @kato $ role take commander --why "no answer for 10 minutes"
            out commander released: suzuki
            out commander: kato — no answer for 10 minutes
        $ report
            no-out suzuki
            no-out no answer
    """),
    Row("S1_10", "the operator had better not have made the change; an experienced one may", """
        @sato $ declare "Checkout returns 500"
        @sato $ set change.by tanaka
        @mori $ join
        @sato $ role give operator suzuki
            no-err S1-10
        @sato $ role give operator tanaka
            err S1-10
        @ja $ role list
            out tanaka
        @sato $ role give operator suzuki
        @sato $ role give operator tanaka --override experienced
            no-err S1-10
            log overridden
    """),
    Row("S1_20", "commander and operator are the least; whoever declares commands meanwhile", """
        @sato $ declare "Checkout returns 500"
        $ timeline --role commander
            out declared
        @sato $ tell manager
        @sato $ role list
            out sato (acting
            no-err S1-20
        @tanaka $ join
        @tanaka $ role list
            err S1-20
            err incidentctl role give operator WHO
        @ja $ role list
            err S1-20
        @tanaka $ role take operator
        @tanaka $ role list
            no-err S1-20
        @sato $ role give commander tanaka
        @sato $ step skip F6 --why "nothing was released"
            =4
        @tanaka $ step skip F6 --why "nothing was released"
        @sato $ leave
        @tanaka $ role list
            no-out sato
    """),
    Row("S1_21", "alone one does all, no rule about roles bites; a reminder comes each half hour", """
        $ declare "Checkout returns 500"
        $
            out (one person)
        $ role take liaison
            no-err S3-6
        $ role take operator
        $ role give operator tanaka
        $ role take operator
            no-err S1-3
        $ role give commander suzuki
        $ role take commander
            no-err S1-3
        $ set change.by aoki
        $ role take operator
            =4
            err Nothing to record
        $ step done F1 commander=aoki operator=aoki sme=? liaison=aoki scribe=?
            no-err S1
        $ act "restart web-03" --before 12% --after 0.1%
        $
            out (one person)
        $ brief
            out (one person)
        ... 29m
        $ note "still alone"
            no-err S1-21
        ... 1m
        $ note "still alone"
            err S1-21: alone for 30 min. Is there a second person? `ic join`
        $ note "and again"
            no-err S1-21
        ... 30m
        @ja $ note "まだ一人"
            err S1-21: 一人で1時間
        @tanaka $ note "I am here"
            no-err S1-21
            err two people now
        $
            no-out (one person)
    """),
    Row("S2_13", "who has no task may go, with thanks; who has one is asked to hand it over", """
        @sato $ declare "Checkout returns 500"
        @tanaka $ role take operator
        @kato $ join
        @sato $ role list
            out standby
            no-err S2-13
        ... 31m
        @sato $ role list
            err S2-13
            err incidentctl release WHO
        @ja $ role list
            err S2-13
        @sato $ release kato
            out Thank you for your help, kato.
            out katoさん、ご対応ありがとうございました。
            out watch
        @sato $ role list
            no-out kato
            no-err S2-13
        @sato $ release tanaka
            err S2-13
            err incidentctl role give operator WHO
        @mori $ join --watch
        @sato $ release mori
            =4
            err always welcome
        @sato $ release ito
            =3
            err mori
    """),
    Row("S3_11", "who holds which role, who joins and who leaves is on the roster", """
        @sato $ declare "Checkout returns 500"
        @sato $ role list
            no-out kato
        @kato $ join
            out joined: kato
        @sato $ role list
            out standby     kato
        @kato $ role take scribe
        @sato $ role list
            out responding  kato  scribe
        @ja $ role list
            out 対応中  kato  書記官
        @kato $ leave
            out scribe released: kato
        @sato $ role list
            no-out kato
        @sato $ report
            out ## Roles
            out | Scribe | 2026-11-22
            no-out kato
        @sato $ report --lang ja
            out ## 体制
            out | 書記官 | 2026年11月22日
    """),
    Row("S4_2", "joining is one's own choice, watching is open to everybody, and nobody is asked first", """
        @sato $ declare "Checkout returns 500"
        @kato $ join --watch
            out watching: kato
        @mori $ join --watch
        @ito $ note "support has twelve calls"
        @ito $ role list
            out watching    kato
            out watching    mori
            no-out ito
        @kato $ note "the banner shows, too"
        @kato $ join
        @kato $ role list
            out standby     kato
        @kato $ leave
        @ja $ role list
            out 見学    mori
            no-out kato
    """),
]  # fmt: skip

FORMATION = [
    Row("S3_4", "the formation has four roles, and the commander has the last word", """
        @sato $ declare "Checkout returns 500"
        @tanaka $ role list
            out Roles (formation)
            order commander subject-matter liaison scribe
            no-out operator
        @ja $ role list
            out 役割(障害対応体制)
            order 指揮官 主任SME 外部通信役 書記官
        @tanaka $ role take 指揮官
            out You have the last word.
        @tanaka $ role take operator
            =2
            err commander, sme, liaison, scribe
    """),
    Row("S3_6", "roles are filled in order", """
        @sato $ declare "Checkout returns 500"
        $ walk first-response --dry-run
            order roles.commander roles.sme roles.liaison roles.scribe
            no-out roles.operator
            out Who is the subject-matter expert?
        @tanaka $ role take liaison
            err S3-6
            err incidentctl role give sme WHO
        @ja $ role give 書記官 kato
            err S3-6
            err 先に決める役割
        @tanaka $ role give sme mori
            no-err S3-6
        $ step done first-response/F1 commander=sato sme=mori liaison=tanaka scribe=kato
            no-err S3-6
        $ step list first-response
            out [x] F1
    """),
    Row("S3_7", "the SME holds no second role, even when few; others may double", """
        @sato $ declare "Checkout returns 500"
        @sato $ role take commander
        @tanaka $ role take sme
        @tanaka $ role take scribe
            =4
            err S3-7
            err incidentctl role give sme WHO
        @sato $ role give sme sato
            =4
            err S3-7
        @ja $ role give sme sato
            =4
            err 兼任
        @sato $ role take scribe
            no-err S3-7
        @sato $ step done first-response/F1 commander=sato sme=kato liaison=kato scribe=?
            =4
            err S3-7
        @sato $ role release scribe
        @tanaka $ role take scribe --override "nobody else is awake"
            log overridden
    """),
]  # fmt: skip


class InFormation(Desk):
    """A desk whose team chose the other formation."""

    def context(self) -> Context:
        context = super().context()
        context.config = {"profile": "formation"}
        return context


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)


@pytest.mark.parametrize("row", FORMATION, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_of_the_formation_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: Row
) -> None:
    play(InFormation(tmp_path / "home", capsys), row)
