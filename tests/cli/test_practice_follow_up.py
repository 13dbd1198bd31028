"""The requirements about follow-ups and the review, each by its id; how a row reads is told in session.py."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Row, play

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ENDED = """
        $ declare "Checkout returns 500" --severity SEV1
        @tanaka $ note "error rate 12 percent"
        $ tell manager
        $ step done W8
        $ resolve "orders go through again"
        $ set standdown_when now
        $ update "It is over"
        $ stand-down
"""
"""An incident of two people that is over, and not closed yet."""

IN_FORMATION = """
        profile formation
        $ declare "Login is slow" --severity SEV1
        $ role take commander
        @tanaka $ note "p99 is 9 s"
        $ tell manager
        $ resolve "p99 is 180 ms"
        $ set standdown_when now
        $ stand-down --override "the report comes tomorrow"
"""
"""The same where the gates of closing refuse: in the formation."""

ROWS = [
    Row("S2_12", "five kinds of actions, each with one or the reason why there is none", ENDED + """
        $ follow-up add "alert on failed payments" --kind detect --owner "payment team" --due 12/1
            out follow-up (Detect sooner): alert on failed payments
        $ step done C8 cause=none "permanent=bring the retry back" "prevent=a contract test" recover=?
        $ close
            err S2-12: No action, and no reason why there is none: Confirm the cause, Recover faster
            err incidentctl follow-up add TEXT --kind recover
            err incidentctl set follow_up.cause "none, because ..."
        $ reopen --why again
        $ resolve "orders go through again"
        $ stand-down
        $ set follow_up.cause "none, because it is confirmed"
        $ follow-up add "切り戻しのボタン" --kind 収束時間短縮 --owner 決済チーム --due 12/1
        @ja $ close
            no-err S2-12
        $ report
            out | 1 | Confirm the cause | none, because it is confirmed |
            out | 5 | Recover faster | 切り戻しのボタン | 決済チーム | 2026-12-01 (Tue) |
        @ja $ report --form final
            out | 番号 | 観点 | 内容 | 担当 | 期限 | 状態 |
""" + IN_FORMATION + """
        $ step done C8 cause=none "permanent=bring the retry back" "prevent=a test" recover=x --override x
        $ close
            =4
            err S2-12: No action, and no reason why there is none: Confirm the cause, Detect sooner
        $ set follow_up.detect "none, because the alert came in a minute" --override x
        $ set follow_up.cause "none, because it is confirmed" --override x
        $ close
            =4
            no-err S2-12
    """),
    Row("S3_14", "the review looks at the response and at the cause: six cells", ENDED + """
        $ report
            out The review has not been held yet.
        $ close
            err S4-11: Closing takes this, too: the review
        $ park --question "what is a canary?"
        $ set lessons.response.went_well W1
        $ set lessons.response.went_badly B1
        $ set lessons.response.next N1
        $ set lessons.cause.went_well W2
        $ set lessons.cause.went_badly B2
        $ set lessons.cause.next N2
        $ set lessons.lucky L
        $ report
            out | What went well | W1 | W2 |
            out | What went badly | B1 | B2 |
            out | What's next | N1 | N2 |
            out Where we got lucky: L
            out what is a canary?
        @ja $ report
            out | 良かったこと | W1 | W2 |
            out | 悪かったこと | B1 | B2 |
            out | 次にやること | N1 | N2 |
    """),
    Row("S4_11", "closing takes the review, the document, the report to management, the prevention", """
        $ declare "Checkout returns 500" --severity SEV1
        @tanaka $ note "error rate 12 percent"
        $ resolve "orders go through again"
        $ set standdown_when now
        $ stand-down
        $ close
            err the review, the finished report, the report to management, the prevention
        $ reopen --why again
        $ resolve "orders go through again"
        $ stand-down
        $ set links.report https://wiki/1
        $ set departments.management told
        $ follow-up add "a contract test" --kind prevent --owner "payment team" --due 12/1
        @ja $ close
            err S4-11: クローズに足りないもの: 振り返り
            no-err 完成した報告書
            no-err 経営への報告
        $ reopen --why again
        $ resolve "orders go through again"
        $ stand-down
        $ set lessons.response.went_well a
        $ set lessons.response.went_badly b
        $ set lessons.response.next c
        $ set lessons.cause.went_well d
        $ set lessons.cause.went_badly e
        $ set lessons.cause.next f
        $ close
            no-err S4-11
""" + IN_FORMATION + """
        $ close
            =4
            err this, too: the review, the finished report, the report to management, the prevention
        $ set links.report https://wiki/1 --override x
        $ close
            =4
            err this, too: the review, the report to management, the prevention
        $ set departments.management told --override x
        $ close
            =4
            err this, too: the review, the prevention
        $ follow-up add "a contract test" --kind prevent --owner "shop team" --due 12/1 --override x
        @ja $ close
            =4
            err S4-11: クローズに足りないもの: 振り返り
        $ set lessons.response.went_well a --override x
        $ set lessons.response.went_badly b --override x
        $ set lessons.response.next c --override x
        $ set lessons.cause.went_well d --override x
        $ set lessons.cause.went_badly e --override x
        $ close
            =4
            err S4-11
        $ set lessons.cause.next f --override x
        $ close
            =4
            no-err S4-11
    """),
    Row("S4_12", "each action is now, later or never, with the reason and who agreed", ENDED + """
        $ follow-up add "a contract test" --kind prevent --owner "payment team" --due 12/1
        $ follow-up add "a rollback button" --kind recover --owner "payment team" --due 12/24
        $ close
            err S4-12: Not decided whether now, later or not at all: 2
            err S4-12: Nobody is named who agreed
            err incidentctl follow-up set m-
        $ reopen --why again
        $ resolve "orders go through again"
        $ stand-down
        $ step done C9 later=all wont=none "decided_by=product owner"
            err S4-12: Put off or not done, without a reason: 2
        @ja $ close
            err S4-12: 後回し・やらない理由がない対策: 2件
            no-err S4-12: 今
        $ reopen --why again
        $ resolve "orders go through again"
        $ stand-down
        $ set priorities.wont none
        $ follow-up list
            out later
        $ report
            out | a rollback button | payment team | 2026-12-24 (Thu) | later |
        @ja $ report --form final
            out 後日対応
""" + IN_FORMATION + """
        $ follow-up add "a contract test" --kind prevent --owner "shop team" --due 12/1 --override x
        $ close
            =4
            err S4-12: Not decided whether now, later or not at all: 1
        $ step done C9 now=all later=none wont=none "decided_by=product owner" --override x
        @ja $ close
            =4
            no-err S4-12
    """),
    Row("S4_14", "contributing factors have a kind, and what came from outside counts", ENDED + """
        $ set cause.factors "no alert on retries"
        $ close
            err S4-14: No contributing factor has a kind
            err incidentctl set cause.factors "external: TEXT, design: TEXT"
        $ reopen --why again
        $ resolve "orders go through again"
        $ stand-down
        $ set cause.factors "no alert on retries, external: a slow bank"
        @ja $ close
            no-err S4-14
        $ report
            out Contributing factor: no alert on retries
            out Contributing factor (external): a slow bank
        @ja $ report --form final
            out 寄与した要因(外部): a slow bank
            no-out 根本原因
    """),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)


def test_S3_16_the_footer_has_the_hash_of_the_checklist_as_it_was_walked(desk: Desk) -> None:  # noqa: N802 - the id
    own = desk.home / ".incidentctl" / "runbooks" / "report.yaml"
    own.parent.mkdir(parents=True)
    built_in = (Path(__file__).parents[2] / "runbooks" / "report.yaml").read_bytes()
    footers, declared = [], []
    for text in (built_in, built_in + b"# one line was learned\n"):
        own.write_bytes(text)
        declared.append(desk("declare", "Checkout returns 500", "--json").json["incident"])
        footers.append(desk("report").out)
        assert f"report `{sha256(text).hexdigest()[:12]}`" in footers[-1]
    assert footers[0].splitlines()[-2] in desk("report", "-i", declared[0]).out.splitlines()
