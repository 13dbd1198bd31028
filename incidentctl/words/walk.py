"""Walking through a checklist: what is said around its questions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "plain": ("{text}", "{text}"),
    "yes": ("yes", "はい"),
    "no": ("no", "いいえ"),
    "unknown": ("don't know", "分からない"),
    "which-incident": ("Which incident?", "どの障害か"),
    "resumed": (
        "Resumed at {place}; last entry {at} by the {role}, {ago} ago.",
        "{place} から再開。最後の記録は {at} {role}({ago}前)。",
    ),
    "edited": (
        "The file of {runbook} was edited since; see: incidentctl runbook diff {runbook}",
        "{runbook} のファイルはその後編集されている。違いを見る: incidentctl runbook diff {runbook}",
    ),
    "adopted": (
        "An edit of {runbook} was adopted meanwhile.",
        "{runbook} の編集が、途中で取り込まれた。",
    ),
    "others": ("", ""),
    "other": ("+ {at} {who}: {text}", "+ {at} {who}: {text}"),
    "others-more": (
        "+ and {count} more from other terminals: incidentctl timeline",
        "+ ほかの端末の記録があと{count}件: incidentctl timeline",
    ),
    "was-skipped": (
        "(step {step}, which this one depends on, was skipped)",
        "(前提の手順 {step} は飛ばされている)",
    ),
    "severity-questions": (
        "In doubt, take the higher level. Five short questions (/q: back to the levels):",
        "迷ったら高いほうにする。短い問いに答えて決める(/q で重大度の選択に戻る):",
    ),
    "heard": ("", ""),
    "minutes": ("{minutes}m", "{minutes}分"),
    "now": ("now", "今"),
    "go-on": ("Next checklist: {title} ({runbook})", "次の手順書: {title}({runbook})"),
    "hint-go-on": ("Enter: go on", "Enter: 続ける"),
    "noted": ("Noted {handle}: {text}", "メモ {handle}: {text}"),
    "would-undo": ("Your last entry:", "直前の記録:"),
    "undone": ("Taken back.", "取り消した。"),
    "nothing-before": ("This is the first step.", "これが最初の手順。"),
    "unconfirmed": (
        "UNCONFIRMED: written, but the disk did not confirm it.",
        "未確認: 書き込んだが、ディスクが確認を返さなかった。",
    ),
    "elsewhere": ("(kept in {path})", "({path} に保存)"),
    "fallback": (
        "(the log could not be written: kept in {path}; later: incidentctl recover)",
        "(ログに書けないため {path} に保存。後で incidentctl recover)",
    ),
    "ask-note": ("Note:", "メモ:"),
    "ask-override": (
        "Go on anyway? Type the reason (/q: answer again)",
        "それでも進めるなら理由を書く(/q で答え直す)",
    ),
    "ask-skip": ("Why is this step left out?", "この手順を飛ばす理由は何か"),
    "ask-failed": ("What did not work?", "何がうまくいかなかったか"),
    "ask-undo": ("Take this back?", "取り消してよいか"),
    "ask-second": (
        "Answered at another terminal meanwhile. Record yours, too? (The newest counts.)",
        "この間にほかの端末で回答済み。自分の回答も記録するか(新しいほうが有効)",
    ),
    "undo-text": ("To undo: {text}", "戻し方: {text}"),
    "unset": ("({field}: not filled in)", "({field}: 未記入)"),
    "not-known": ("({field}: unknown)", "({field}: 不明)"),
    "by-hand": ("Run by hand: {command}", "手で実行する: {command}"),
    "help": (
        "/n note  /u undo  /b back  /s skip (with a reason)  /d done  /w later (/w 30m)  /f failed  /q stop here",
        "/n メモ  /u 取消  /b 戻る  /s 飛ばす(理由)  /d 済  /w 後で(/w 30分)  /f 失敗  /q 中断",
    ),
    "hint-do": ("Enter: done (with a remark, if you type one)", "Enter: 済(一言あれば書いてから)"),
    "hint-time": ("14:05, 10m ago, yesterday 23:50", "14:05、10分前、昨日 23:50"),
    "hint-due": ("30m, 14:30, tomorrow 9:00", "30分、14:30、明日9時"),
    "hint-count": ("1200, 1200..1500, >=1200", "1200、1200〜1500、1200以上"),
    "hint-list": ("separate with commas", "読点かカンマで区切る"),
    "hint-hops": ("client > edge > api > db", "client > edge > api > db"),
    "hint-duration": ("30m, 1h30m", "30分、1時間半"),
}
