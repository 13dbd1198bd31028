"""What each argument means."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "argument-role": ("the role, by id or as it is called", "役割(IDでも呼び名でもよい)"),
    "argument-one-person": ("one person", "相手(一人)"),
    "argument-one-or-oneself": ("somebody else; without it, you", "ほかの人(省けば自分)"),
    "argument-title": ("what is seen, in a few words", "何が起きているか、短く"),
    "argument-search": (
        "words that must all be there; quotes keep some together",
        "探す言葉(すべて含むもの。空白を含む語句は引用符で囲む)",
    ),
    "argument-text": ("the text; quotes are not needed", "本文(引用符は要らない)"),
    "argument-command": ("the command with its own options", "コマンドとそのオプション"),
    "argument-runbook": ("the runbook (incidentctl runbook list)", "手順書(一覧: incidentctl runbook list)"),
    "argument-step": ("the step: R4, or RUNBOOK/STEP", "手順: R4、または 手順書/手順"),
    "argument-step-value": ("the answer; several questions: name=value", "回答。問いが複数なら 名前=値"),
    "argument-field": ("the field (incidentctl help fields)", "項目(一覧: incidentctl help fields)"),
    "argument-value": ("its value, or unknown", "値、または「不明」"),
    "argument-milestone": (
        "started, detected, acknowledged, mitigated, fixed; others are only corrected",
        "started・detected・acknowledged・mitigated・fixed(ほかは訂正だけ)",
    ),
    "argument-time": ("when; nothing means now", "時刻(省けば今)"),
    "argument-level": ("SEV1 to SEV4, 1 is worst", "SEV1〜SEV4(1が最も重い)"),
    "argument-hops": ("the hops, separated by >", "箇所を > で区切る"),
    "argument-hop": ("a hop of the path", "流れの中の箇所"),
    "argument-mark": ("how it was found", "見た結果"),
    "argument-clock": (
        "the clock (incidentctl clock list --all)",
        "期限のID(一覧: incidentctl clock list --all)",
    ),
    "argument-evidence-file": ("the file, or - for a pipe", "ファイル。- でパイプから読む"),
    "argument-shows": ("what it shows; quotes are not needed", "何を示すか(引用符は要らない)"),
    "argument-evidence-id": ("its id (incidentctl evidence)", "資料のID(一覧: incidentctl evidence)"),
    "argument-evidence": ("what shows it", "根拠"),
    "argument-criterion": ("what must hold", "満たすべき条件"),
    "argument-criterion-id": ("its id (incidentctl criteria list)", "条件のID(incidentctl criteria list)"),
    "argument-recovery": ("what shows it, as a whole sentence", "何で確認したか(文で)"),
    "argument-follow-up": ("what is to be done", "対策の内容"),
    "argument-follow-up-id": ("its id (incidentctl follow-up list)", "対策のID(incidentctl follow-up list)"),
    "argument-follow-up-text": ("what came of it", "結果"),
    "argument-who": ("people or teams, separated by spaces or commas", "人やチーム(空白か読点で区切る)"),
    "argument-assignee": ("one person, by name; or nobody", "相手を一人(まだなら 未定)"),
    "argument-what": ("what is to be done; quotes are not needed", "作業の内容(引用符は要らない)"),
    "argument-task": ("the task; without it, your only open one", "作業のID(省けば、自分の唯一の作業)"),
    "argument-task-text": (
        "the task (k-...; without it, your only open one) and the text",
        "作業のID(k-…。省けば、自分の唯一の作業)と内容",
    ),
    "argument-task-who": (
        "the task (k-...; without it, your only open one) and who gets it",
        "作業のID(k-…。省けば、自分の唯一の作業)と渡す相手",
    ),
    "argument-fact-redact": ("which fact: n-k7f", "消去する記録のID: n-k7f"),
    "argument-fact": ("the id of a fact, from its echo or `timeline`", "記録のID(記録時の表示か timeline)"),
    "argument-incident": ("any unique end of the id", "IDの末尾"),
    "argument-incidents": ("incidents; without any, all", "障害(省けばすべて)"),
    "argument-paths": (
        "files or directories; without any, all runbooks found",
        "ファイルかディレクトリ(省けばすべての手順書)",
    ),
    "argument-tests": (
        "NAME.test.yaml, runbooks, or directories; without any, all runbooks found",
        "NAME.test.yaml・手順書・ディレクトリ(省けばすべての手順書)",
    ),
    "argument-new": ("what the runbook is called", "手順書の ID"),
    "argument-schema": (
        "runbook (unless said), test, or a policy file such as rules",
        "runbook(省いたとき)・test、または rules などのポリシー",
    ),
    "argument-shell": ("the shell", "シェル"),
    "argument-topic": ("a command or a topic", "コマンド名か項目"),
    "argument-import-file": (
        "a CSV file (at, text, kind, role, source), JSON lines, lines, or an archive; - reads a pipe",
        "CSV(at, text, kind, role, source)、JSON Lines、行のファイル、書き出し。- でパイプから読む",
    ),
    "argument-incident-id": ("an incident (default: the active one)", "障害のID(省けば今の障害)"),
    "argument-news": (
        "what is new, in one sentence; without it, the state as it stands",
        "新しく分かったことを一文で。なければ現状のまま",
    ),
    "argument-concern": (
        "the id of a concern (incidentctl concern list)",
        "懸念のID(一覧: incidentctl concern list)",
    ),
    "argument-verdict": ("the answer", "答え(受け入れる・見送る でもよい)"),
    "argument-hypothesis": (
        "the id of a hypothesis (incidentctl hypothesis list)",
        "仮説のID(一覧: incidentctl hypothesis list)",
    ),
    "argument-result": ("what became of it", "結果(否定・支持・保留 でもよい)"),
    "argument-lint-files": (
        "text or Markdown; - is standard input; none: the report draft",
        "テキストかMarkdown。- は標準入力。省けば報告書の下書き",
    ),
}
