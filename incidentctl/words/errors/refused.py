"""It was understood, and cannot be done."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "answers-left": (
        "Recorded, except for {answers}: that would break a rule.",
        "ほかの回答は記録しましたが、{answers} は記録していません。次のルールに反します。",
    ),
    "answers-left.next": (
        "Or go on anyway, and say why: incidentctl step done {step} {answers} --override REASON",
        "それでも進めるなら、理由を添えて: incidentctl step done {step} {answers} --override 理由",
    ),
    "rules-not-met": (
        "Not done: it would break a rule.",
        "実行していません。次のルールに反します。",
    ),
    "rules-not-met.next": (
        "Or go on anyway, and say why: --override REASON",
        "それでも進めるなら、理由を添えて: --override 理由",
    ),
    "nothing-to-record": (
        "Nothing to record: that is how it stands already.",
        "記録するものがありません。すでにその状態です。",
    ),
    "nothing-to-record.next": (
        "See how things stand: incidentctl brief",
        "現状を見る: incidentctl brief",
    ),
    "milestone-only-corrected": (
        "`mark {milestone}` only corrects a time that exists.",
        "`mark {milestone}` は、すでにある時刻の訂正にだけ使えます。",
    ),
    "milestone-only-corrected.next": (
        "Reach it first: incidentctl {verb}",
        "先に: incidentctl {verb}",
    ),
    "required-step": (
        "{step} is required: only the commander may skip it.",
        "{step} は必須です。飛ばせるのは指揮官だけです。",
    ),
    "required-step.next": (
        "Ask the commander, or answer it: incidentctl step done {step}",
        "指揮官に頼むか、答えてください: incidentctl step done {step}",
    ),
    "nothing-left-to-walk": (
        "Every checklist of this incident is done.",
        "この障害の手順書はすべて終わっています。",
    ),
    "nothing-left-to-walk.next": (
        "Render the report: incidentctl report",
        "報告書を出す: incidentctl report",
    ),
    "nothing-to-undo": (
        "There is nothing of {user} to take back here.",
        "取り消せる {user} の記録はありません。",
    ),
    "nothing-to-undo.next": (
        "Name a fact: incidentctl undo ID   (ids: incidentctl timeline)",
        "IDを指定してください: incidentctl undo ID   (ID: incidentctl timeline)",
    ),
    "not-undoable": (
        "{handle} ({kind}) cannot be taken back.",
        "{handle}({kind})は取り消せません。",
    ),
    "not-undoable.next": (
        "Put it right with `incidentctl amend {handle}`; an incident ends with `withdraw`.",
        "訂正は `incidentctl amend {handle}`、障害でなかったなら `withdraw` を使ってください。",
    ),
    "not-redactable": (
        "This fact ({kind}) holds no text that anybody typed.",
        "この記録({kind})には、人が書いた本文がありません。",
    ),
    "not-redactable.next": (
        "incidentctl timeline --all shows every fact and its id.",
        "記録とIDの一覧: incidentctl timeline --all",
    ),
    "already-undone": (
        "{handle} is already taken back.",
        "{handle} はすでに取り消されています。",
    ),
    "already-undone.next": (
        "",
        "",
    ),
    "not-amendable": (
        "A {kind} has no such part to put right.",
        "{kind} は、そこを訂正できません。",
    ),
    "not-amendable.next": (
        "Record the right one anew; the old one stays in the log.",
        "正しい内容を記録し直してください。元の記録も残ります。",
    ),
    "already-withdrawn": (
        "{id} was withdrawn.",
        "{id} は取り下げ済みです。",
    ),
    "already-withdrawn.next": (
        "Was it one after all? incidentctl reopen --why TEXT",
        "やはり障害だったら: incidentctl reopen --why 理由",
    ),
    "already-confirmed": (
        "{id} is an incident already.",
        "{id} はすでに障害として扱われています。",
    ),
    "already-confirmed.next": (
        "Go on: incidentctl walk",
        "続ける: incidentctl walk",
    ),
    "already-closed": (
        "{id} is closed.",
        "{id} はクローズ済みです。",
    ),
    "already-closed.next": (
        "It came back? incidentctl reopen --why TEXT",
        "再発したら: incidentctl reopen --why 理由",
    ),
    "log-damaged": (
        "The log of {ids} is damaged (see above). Every readable fact is still shown by every view.",
        "{ids} のログに壊れた箇所があります(上記)。読める記録はすべて表示されます。",
    ),
    "log-damaged.next": (
        "Make a copy of the directory named above before anything else. What is missing may be in a backup or an "
        "export.",
        "まず上記のディレクトリの控えを取ってください。欠けた記録は、バックアップや export したファイルに"
        "残っているかもしれません。",
    ),
    "option-takes-no-value": (
        "{option} takes no value.",
        "{option} に値は付けられません。",
    ),
    "option-takes-no-value.next": (
        "Leave out what follows the =. See: {path} --help",
        "= から後を除いてください。参照: {path} --help",
    ),
}
