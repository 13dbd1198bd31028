"""What commands say about what they did."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "recorded": ("Recorded", "記録した"),
    "unconfirmed": ("UNCONFIRMED", "未確認"),
    "unconfirmed-next": (
        "Written, but the disk did not confirm it: check the disk, then `incidentctl verify`.",
        "書き込んだが、ディスクが確認を返さなかった。ディスクを確かめ、`incidentctl verify` を実行する。",
    ),
    "private": (
        "(the log was in use or could not be written; kept in {path}, which every view reads)",
        "(ログが使用中か書き込めないため {path} に保存。どの画面にも含まれる)",
    ),
    "fallback": (
        "(the log could not be written: kept in {path}, which every view reads)",
        "(ログに書けないため {path} に保存。どの画面にも含まれる)",
    ),
    "fallback-unsure": (
        "(the log could not be written: kept in {path}, which every view reads, but which may not outlive a restart)",
        "(ログに書けないため {path} に保存。どの画面にも含まれるが、再起動で消えるおそれがある)",
    ),
    "fallback-next": (
        "As soon as the log can be written again (room, permissions): incidentctl recover",
        "空き容量や権限を直してログに書けるようになったら: incidentctl recover",
    ),
    "declared": ("Declared {id}: {title}", "宣言した {id}: {title}"),
    "declared-anyway": (
        "The incident is declared. Its checklist or first notice could not be read:",
        "宣言は記録した。手順書または一報の文面を読めなかった:",
    ),
    "no-longer-solo": (
        "(two people now: the rules of working together apply: `incidentctl role list`)",
        "(二人になったので、複数人のルールが働く: `incidentctl role list`)",
    ),
    "paste": (
        "(the first notice, ready to paste: send it, then record whom you told)",
        "(そのまま貼れる一報。送ったら、知らせた相手を記録する)",
    ),
    "wide": ("(send it wide: {who})", "(広めに送る: {who})"),
    "rooms": (
        "(channels: {working} to work, {reporting} to report)",
        "(チャンネル名: 調査用 {working}、報告用 {reporting})",
    ),
    "then-tell": (
        'incidentctl tell "manager, support"      then: incidentctl walk',
        "incidentctl tell 上長 CS      続けて: incidentctl walk",
    ),
    "using": ("This terminal now uses {id}: {title}", "この端末の対象: {id} {title}"),
    "taken-back": ("Taken back: {text}", "取り消した: {text}"),
    "was": ("It was: {text}", "訂正前: {text}"),
    "private-mark": ("[privacy] ", "[個人情報] "),
    "undone-mark": ("[taken back] ", "[取消済み] "),
    "following": (
        "(what comes is shown here; Ctrl-C ends)",
        "(新しい記録をここに表示する。Ctrl-C で終わる)",
    ),
    "follow-gone": (
        "(the log of {id} cannot be read at the moment; still looking)",
        "({id} の記録を今は読めない。待っている)",
    ),
    "known-at": ("As known at {at}", "{at} 時点で分かっていたこと"),
    "damage.skipped": (
        "! {file}:{line} is damaged and was left out; see `incidentctl verify`",
        "! {file}:{line} が壊れているため除いた。`incidentctl verify` を参照",
    ),
    "damage.skipped-many": (
        "! {file}: {count} damaged lines were left out, from line {line} on; see `incidentctl verify`",
        "! {file} の壊れた{count}行({line}行目から)を除いた。`incidentctl verify` を参照",
    ),
    "damage.gap": (
        "! {file}:{line}: records are missing here, or in another order; see `incidentctl verify`",
        "! {file}:{line} で記録が欠けているか、順番が変わっている。`incidentctl verify` を参照",
    ),
    "damage.fork": (
        "! {file}:{line}: two records claim this place; both are shown; see `incidentctl verify`",
        "! {file}:{line} に別の記録が重なっている(どちらも表示)。`incidentctl verify` を参照",
    ),
    "damage.text": (
        "! {file}:{line}: the text of a record is missing; see `incidentctl verify`",
        "! {file}:{line} の本文が失われている。`incidentctl verify` を参照",
    ),
    "damage.unreadable": (
        "! {file} cannot be read, and what it holds is missing here; see `incidentctl verify`",
        "! {file} を読めず、その中の記録は含まれていない。`incidentctl verify` を参照",
    ),
    "none-so": ("No incident like that.", "当てはまる障害はない。"),
    "no-incidents": ("No incident yet.", "障害の記録はまだない。"),
    "unreadable": ("cannot be read: see `incidentctl verify`", "読めない: `incidentctl verify` を参照"),
    "written": ("Written to {path}", "{path} に書き出した"),
    "walk-paused": (
        "Stopped at {n}/{total} of {runbook}. Every answer so far is recorded.",
        "{runbook} を {n}/{total} で中断。ここまでの回答はすべて記録済み。",
    ),
    "walk-waiting": (
        "{runbook}: {n}/{total}; the rest waits for {step}.",
        "{runbook}: {n}/{total}。残りは {step} を待っている。",
    ),
    "walk-finished": ("{runbook}: {n}/{total}, nothing left to do.", "{runbook}: {n}/{total} すべて終わり。"),
    "answer-unused": ("{file}:{line}: not used: {text}", "{file}:{line}: 使われなかった行: {text}"),
    "step-marks": (
        "[x] done  [-] skipped  [>] later  [!] failed  [/] not applicable  [~] waiting",
        "[x] 済  [-] 飛ばした  [>] 後で  [!] 失敗  [/] 対象外  [~] 待ち",
    ),
}
