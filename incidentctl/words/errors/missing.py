"""Something that a command needs was not given."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "which-incident": (
        "Which of the open incidents is meant?",
        "対応中のどの障害ですか。",
    ),
    "which-incident.next": (
        "Add -i ID, or choose for this terminal: incidentctl use ID",
        "-i ID を付けるか、この端末で選んでください: incidentctl use ID",
    ),
    "note-without-incident": (
        "Not recorded: no incident is open.",
        "記録していません: 対応中の障害がありません。",
    ),
    "note-without-incident.next": (
        "Declare one with this text: {line}",
        "この文で宣言する: {line}",
    ),
    "text-missing": (
        "There is no text.",
        "本文がありません。",
    ),
    "text-missing.next": (
        "Add the text, or pipe it in with `-`.",
        "本文を付けるか、`-` で標準入力から渡してください。",
    ),
    "needs-text": (
        "The text is missing.",
        "本文がありません。",
    ),
    "needs-text.next": (
        'Add it: incidentctl note "what you saw"',
        '付けてください: incidentctl note "見たこと"',
    ),
    "needs-act": (
        "What was done is missing.",
        "何をしたかがありません。",
    ),
    "needs-act.next": (
        'Add it: incidentctl act "restarted web-03" --before 12% --after 0.1%',
        '付けてください: incidentctl act "web-03を再起動" --before 12% --after 0.1%',
    ),
    "needs-title": (
        "The title is missing.",
        "件名がありません。",
    ),
    "needs-title.next": (
        'Add it: incidentctl declare "Checkout returns 500"',
        '付けてください: incidentctl declare "決済で500エラー"',
    ),
    "needs-who": (
        "Nobody is named.",
        "相手が書かれていません。",
    ),
    "needs-who.next": (
        'Name them: incidentctl tell "manager, support"',
        "書いてください: incidentctl tell 上長 CS",
    ),
    "needs-why": (
        "The reason is missing.",
        "理由がありません。",
    ),
    "needs-why.next": (
        "Add --why TEXT.",
        "--why 理由 を付けてください。",
    ),
    "needs-why-redact": (
        "The reason is missing: it is all that will be left of the text.",
        "理由がありません。本文の代わりに残るのは、この理由だけです。",
    ),
    "needs-why-redact.next": (
        'Without the secret itself: incidentctl redact {handle} --why "a password was pasted"',
        '秘密そのものは書かずに: incidentctl redact {handle} --why "パスワードを貼ってしまった"',
    ),
    "needs-yes-redact": (
        "What is erased is gone for good, and nobody can be asked here.",
        "消去すると元に戻せませんが、確認する端末がありません。",
    ),
    "needs-yes-redact.next": (
        "If it is meant: incidentctl redact {handle} --why TEXT --yes",
        "消去してよければ: incidentctl redact {handle} --why 理由 --yes",
    ),
    "needs-handle-redact": (
        "Which fact is to be erased is missing.",
        "どの記録を消去するかがありません。",
    ),
    "needs-handle-redact.next": (
        "incidentctl timeline shows the ids; then: incidentctl redact n-k7f --why TEXT",
        "IDは incidentctl timeline で分かります。続けて: incidentctl redact n-k7f --why 理由",
    ),
    "needs-field": (
        "The field is missing.",
        "項目がありません。",
    ),
    "needs-field.next": (
        "incidentctl set impact.users 1200   (all fields: incidentctl help fields)",
        "incidentctl set impact.users 1200   (一覧: incidentctl help fields)",
    ),
    "needs-value": (
        "The value of {field} is missing.",
        "{field} の値がありません。",
    ),
    "needs-value.next": (
        "Add it, or say “unknown”: incidentctl set {field} VALUE",
        "値か「不明」を付けてください: incidentctl set {field} 値",
    ),
    "needs-milestone": (
        "The milestone is missing.",
        "節目がありません。",
    ),
    "needs-milestone.next": (
        "incidentctl mark started 20m ago",
        "incidentctl mark started 20分前",
    ),
    "needs-level": (
        "The level is missing.",
        "重大度がありません。",
    ),
    "needs-level.next": (
        "incidentctl severity SEV2",
        "incidentctl severity SEV2",
    ),
    "needs-hops": (
        "The path is missing.",
        "処理の流れがありません。",
    ),
    "needs-hops.next": (
        'incidentctl path set "client > edge > api > db"',
        'incidentctl path set "client > edge > api > db"',
    ),
    "needs-hop-mark": (
        "The hop or its mark is missing.",
        "箇所または印がありません。",
    ),
    "needs-hop-mark.next": (
        "incidentctl path mark api ok",
        "incidentctl path mark api ok",
    ),
    "needs-handle": (
        "The id of the fact is missing.",
        "記録のIDがありません。",
    ),
    "needs-handle.next": (
        "See the ids: incidentctl timeline",
        "IDを見る: incidentctl timeline",
    ),
    "needs-incident": (
        "The id of the incident is missing.",
        "障害のIDがありません。",
    ),
    "needs-incident.next": (
        "See them all: incidentctl list",
        "一覧: incidentctl list",
    ),
    "needs-step": (
        "The id of the step is missing.",
        "手順のIDがありません。",
    ),
    "needs-step.next": (
        "See the steps: incidentctl step list",
        "手順を見る: incidentctl step list",
    ),
    "needs-new-id": (
        "What is the runbook to be called?",
        "手順書の ID がありません。",
    ),
    "needs-new-id.next": (
        "For example: incidentctl runbook new checkout-rollback -o checkout-rollback.yaml",
        "例: incidentctl runbook new checkout-rollback -o checkout-rollback.yaml",
    ),
    "needs-runbook-to-adopt": (
        "Which runbook is to be adopted?",
        "どの手順書を取り込むかの指定がありません。",
    ),
    "needs-runbook-to-adopt.next": (
        "See what was edited: incidentctl runbook diff",
        "編集されたものを見る: incidentctl runbook diff",
    ),
    "needs-runbook": (
        "The id of the runbook is missing.",
        "手順書のIDがありません。",
    ),
    "needs-runbook.next": (
        "See them all: incidentctl runbook list",
        "一覧: incidentctl runbook list",
    ),
    "needs-shell": (
        "The shell is missing.",
        "シェルの名前がありません。",
    ),
    "needs-shell.next": (
        "incidentctl completion bash   (or zsh, fish)",
        "incidentctl completion bash   (または zsh、fish)",
    ),
    "needs-terminal": (
        "{step} waits for an answer, and there is no terminal to ask on.",
        "{step} が回答を待っていますが、尋ねる端末がありません。",
    ),
    "needs-terminal.next": (
        "Answer it: incidentctl step done {step} [VALUE]   or: incidentctl walk --answers FILE",
        "答える: incidentctl step done {step} [値]   または: incidentctl walk --answers FILE",
    ),
    "needs-terminal-to-run": (
        "{step} is a command, and there is no terminal to ask on.",
        "{step} はコマンドですが、確認する端末がありません。",
    ),
    "needs-terminal-to-run.next": (
        "Run it: incidentctl step run {step} --yes   done by hand: incidentctl step done {step}",
        "実行する: incidentctl step run {step} --yes   手で実行した: incidentctl step done {step}",
    ),
    "step-needs-value": (
        "{step} asks for an answer:",
        "{step} には回答が要ります:",
    ),
    "step-needs-value.next": (
        "incidentctl step done {step} VALUE   (several: name=value ...)",
        "incidentctl step done {step} 値   (複数なら: 名前=値 ...)",
    ),
    "step-needs-pairs": (
        "“{text}” does not say which question of {step} it answers.",
        "「{text}」が {step} のどの問いへの回答か分かりません。",
    ),
    "step-needs-pairs.next": (
        "Write name=value, with one of: {names}",
        "名前=値 の形で書いてください。名前: {names}",
    ),
    "amend-what": (
        "Nothing is to change in {handle}.",
        "{handle} の何を変えるかがありません。",
    ),
    "amend-what.next": (
        "Add a text, --to fact|guess|action|decision|question, or --at TIME.",
        "本文、--to fact|guess|action|decision|question、--at 時刻 のどれかを付けてください。",
    ),
    "option-needs-value": (
        "{option} needs a value.",
        "{option} には値が要ります。",
    ),
    "option-needs-value.next": (
        "See: {path} --help",
        "参照: {path} --help",
    ),
}
