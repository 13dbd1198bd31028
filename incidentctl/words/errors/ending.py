"""The end cannot be declared like that."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "already-resolved": (
        "Recovery was declared already.",
        "復旧はすでに宣言されています。",
    ),
    "already-resolved.next": (
        "Correct its time with `incidentctl mark resolved TIME`. It came back? `incidentctl reopen --why TEXT`",
        "時刻の訂正は `incidentctl mark resolved 時刻`、再発なら `incidentctl reopen --why 理由` です。",
    ),
    "already-stood-down": (
        "The formation was lifted already.",
        "体制はすでに解除されています。",
    ),
    "already-stood-down.next": (
        "Go on with the closing: incidentctl walk close",
        "クロージングへ進んでください: incidentctl walk close",
    ),
    "not-resolved": (
        "Recovery has not been declared yet.",
        "復旧がまだ宣言されていません。",
    ),
    "not-resolved.next": (
        "First: incidentctl resolve FACT",
        "先に: incidentctl resolve 確認した事実",
    ),
    "not-stood-down": (
        "The formation has not been lifted yet.",
        "体制がまだ解除されていません。",
    ),
    "not-stood-down.next": (
        "First: incidentctl stand-down   (none at all? incidentctl withdraw --why TEXT)",
        "先に: incidentctl stand-down   (障害でなければ incidentctl withdraw --why 理由)",
    ),
    "not-over": (
        "It is still open: no recovery was declared.",
        "まだ対応中です。復旧は宣言されていません。",
    ),
    "not-over.next": (
        "Go on: incidentctl walk",
        "続ける: incidentctl walk",
    ),
    "needs-recovery-fact": (
        "What shows the recovery is missing.",
        "復旧を何で確認したかがありません。",
    ),
    "needs-recovery-fact.next": (
        'Add it: incidentctl resolve "orders go through again, error rate 0.1 percent"',
        '付けてください: incidentctl resolve "注文が通り、エラー率が0.1%に戻った"',
    ),
    "needs-criterion": (
        "The criterion is missing.",
        "条件がありません。",
    ),
    "needs-criterion.next": (
        'Add it: incidentctl criteria add "no 500 for 15 minutes"',
        '付けてください: incidentctl criteria add "500が15分間出ていない"',
    ),
    "needs-criterion-id": (
        "Which criterion holds is missing.",
        "どの条件を満たしたかがありません。",
    ),
    "needs-criterion-id.next": (
        "Name it: incidentctl criteria tick ID --evidence TEXT   (ids: incidentctl criteria list)",
        "指定してください: incidentctl criteria tick ID --evidence 根拠   (ID: incidentctl criteria list)",
    ),
    "no-such-criterion": (
        "No criterion is called {id}.",
        "{id} という条件はありません。",
    ),
    "no-such-criterion.next": (
        "See them: incidentctl criteria list",
        "一覧: incidentctl criteria list",
    ),
}
