"""Help on looking at what was kept, and on keeping it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "timeline": (
        "incidentctl timeline\nincidentctl timeline --kind acted\nincidentctl timeline --known-at 14:30\nincidentctl timeline --follow\n\n"
        "everything in the order in which it happened",
        "incidentctl timeline\nincidentctl timeline --kind acted\nincidentctl timeline --known-at 14:30\nincidentctl timeline --follow\n\n"
        "起きた順にすべて見る",
    ),
    "search": (
        'incidentctl search timeout checkout\nincidentctl search "connection pool" --closed\n\n'
        "find incidents by titles, causes, follow-ups and notes",
        "incidentctl search タイムアウト 決済\nincidentctl search 接続プール --closed\n\n"
        "件名・原因・対策・記録から障害を探す",
    ),
    "evidence": (
        "incidentctl evidence\nincidentctl evidence b-7f2\nincidentctl evidence b-7f2 -o error.log\n\n"
        "what was attached, and what commands printed",
        "incidentctl evidence\nincidentctl evidence b-7f2\nincidentctl evidence b-7f2 -o error.log\n\n"
        "添付した資料とコマンドの出力(IDを付けるとその内容)",
    ),
    "stats": (
        "incidentctl stats\nincidentctl stats --by month --since 2026-01-01\n\n"
        "how long detecting, mitigating and resolving take",
        "incidentctl stats\nincidentctl stats --by month --since 2026-01-01\n\n"
        "検知・復旧までの時間を集計する",
    ),
    "runbook": (
        "incidentctl runbook list\nincidentctl runbook check ops/runbooks\n\nthe checklists, and what is wrong with a file",
        "incidentctl runbook list\nincidentctl runbook check ops/runbooks\n\n手順書の一覧と検査",
    ),
    "runbook-list": (
        "incidentctl runbook list\n\nthe runbooks and where each comes from",
        "incidentctl runbook list\n\n手順書とその出どころ",
    ),
    "runbook-show": (
        "incidentctl runbook show report --lang ja\n\none runbook as Markdown",
        "incidentctl runbook show report\n\n手順書をMarkdownで見る",
    ),
    "runbook-propose": (
        "incidentctl runbook propose\nincidentctl runbook propose first-response\n\n"
        "what this incident suggests to change in the checklists, as a diff to look at",
        "incidentctl runbook propose\nincidentctl runbook propose first-response\n\n"
        "この障害の記録から、手順書の直しどころを差分で示す",
    ),
    "runbook-trust": (
        "incidentctl runbook trust checkout-rollback\n\nshow a runbook's commands, and let walks run them",
        "incidentctl runbook trust checkout-rollback\n\n手順書のコマンドを示し、実行してよいものにする",
    ),
    "runbook-check": (
        "incidentctl runbook check my-runbook.yaml\n\nevery problem at once, with its place",
        "incidentctl runbook check my-runbook.yaml\n\n誤りをすべて、場所つきで示す",
    ),
    "runbook-test": (
        "incidentctl runbook test disk-full.test.yaml\nincidentctl runbook test\nincidentctl runbook test ops/runbooks --coverage\n\n"
        "try runbooks out: the cases of a file, or every branch; nothing is run",
        "incidentctl runbook test disk-full.test.yaml\nincidentctl runbook test\nincidentctl runbook test ops/runbooks --coverage\n\n"
        "手順書を試す(ファイルのケース、または全分岐)。何も実行しない",
    ),
    "runbook-diff": (
        "incidentctl runbook diff\nincidentctl runbook diff checkout-rollback\n\n"
        "how the files differ from the checklists that this incident walks",
        "incidentctl runbook diff\nincidentctl runbook diff checkout-rollback\n\n"
        "この障害で使っている手順書と、ファイルとの違いを見る",
    ),
    "runbook-adopt": (
        "incidentctl runbook adopt checkout-rollback\n\n"
        "walk the edited file from now on; steps keep their answers",
        "incidentctl runbook adopt checkout-rollback\n\n編集したファイルの内容に切り替える(手順の答えは残る)",
    ),
    "runbook-new": (
        "incidentctl runbook new checkout-rollback -o checkout-rollback.yaml\n"
        "incidentctl runbook new checkout-rollback --test\n\n"
        "a commented example to begin with, right as it stands; no file is replaced",
        "incidentctl runbook new checkout-rollback -o checkout-rollback.yaml\n"
        "incidentctl runbook new checkout-rollback --test\n\n"
        "説明つきのひな形(そのままで正しい)。ファイルは上書きしない",
    ),
    "runbook-schema": (
        "incidentctl runbook schema -o incidentctl.schema.json\nincidentctl runbook schema test\n\n"
        "the JSON Schema by which an editor completes and underlines, offline",
        "incidentctl runbook schema -o incidentctl.schema.json\nincidentctl runbook schema test\n\n"
        "エディターの補完と検査に使う JSON Schema(オフラインで動く)",
    ),
    "doctor": (
        "incidentctl doctor\n\nfind at noon what would fail at three in the morning",
        "incidentctl doctor\n\n夜中に困ることを、昼のうちに見つける",
    ),
    "import": (
        "incidentctl import timeline.csv --dry-run\nincidentctl import notes.txt --day 2026-11-22\n"
        "pbpaste | incidentctl import -\nincidentctl import INC-20261122-k7f3.tar\n\n"
        "record past events from a file (CSV, JSON, text), or an export",
        "incidentctl import timeline.csv --dry-run\nincidentctl import notes.txt --day 2026-11-22\n"
        "pbpaste | incidentctl import -\nincidentctl import INC-20261122-k7f3.tar\n\n"
        "ファイルの出来事(CSV・JSON・テキスト)や export の内容を取り込む",
    ),
    "export": (
        "incidentctl export\nincidentctl export k7f3 -o k7f3.tar\n\n"
        "a whole incident as one file: a back-up, or for another machine",
        "incidentctl export\nincidentctl export k7f3 -o k7f3.tar\n\n"
        "障害を丸ごと1つのファイルに書き出す(控え、別の端末へ)",
    ),
    "lint": (
        "incidentctl lint\nincidentctl lint postmortem.md --strict\npbpaste | incidentctl lint -\n\n"
        "find blame, guesses, names, vague sizes before a report goes out",
        "incidentctl lint\nincidentctl lint report.md --strict\npbpaste | incidentctl lint -\n\n"
        "責める言い方・推測・名前・あいまいな規模を、報告書を出す前に見つける",
    ),
    "verify": (
        "incidentctl verify\nincidentctl verify k7f3\nincidentctl verify --against report.md\n\n"
        "is the log whole? is all still there that a report knew?",
        "incidentctl verify\nincidentctl verify k7f3\nincidentctl verify --against report.md\n\n"
        "ログが壊れていないか、報告書を作ったときの記録が残っているかを確かめる",
    ),
    "recover": (
        "incidentctl recover --dry-run\nincidentctl recover\n\n"
        "take home what was kept outside the log; copy damaged lines",
        "incidentctl recover --dry-run\nincidentctl recover\n\n"
        "ログの外に退避した記録を戻し、壊れた行の写しを取る",
    ),
    "completion": (
        'eval "$(incidentctl completion bash)"\n\nthe script that completes commands in a shell',
        'eval "$(incidentctl completion bash)"\n\nシェルの補完スクリプトを出す',
    ),
    "help": (
        "incidentctl help note\nincidentctl help exit-codes\n\nthis table, a command, or a topic",
        "incidentctl help note\nincidentctl help exit-codes\n\nこの一覧、コマンド、項目の説明",
    ),
}
