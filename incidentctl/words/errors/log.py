"""The log could not be read or written."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "not-recorded": (
        "NOT RECORDED: no file took it ({reason}).",
        "記録できませんでした({reason})。",
    ),
    "not-recorded.next": (
        "Copy the text above to a safe place now. Free some space or mend the disk, then enter it again.",
        "まず上の内容を別の場所に控えてください。空き容量を作るかディスクを直してから、もう一度入力します。",
    ),
    "busy": (
        "NOT RECORDED: another terminal is writing to this incident and does not let go.",
        "記録できませんでした。別の端末がこのインシデントに書き込み中のままです。",
    ),
    "busy.next": (
        "Run the same command again. If it goes on, look for a stopped incidentctl (ps) and end it.",
        "同じコマンドをもう一度実行してください。続くようなら、止まったままの incidentctl を ps で探して終了します。",
    ),
    "too-long": (
        "NOT RECORDED: the record would be longer than the log can hold.",
        "記録できませんでした。1件の記録として長すぎます。",
    ),
    "too-long.next": (
        "Use a shorter name for the person who records.",
        "記録者の名前を短くしてください。",
    ),
    "blob-not-kept": (
        "NOT RECORDED: no file took the data ({reason}).",
        "記録できませんでした。データを保存できません({reason})。",
    ),
    "blob-not-kept.next": (
        "Free some space or mend the disk, then run the same command again.",
        "空き容量を作るかディスクを直してから、同じコマンドをもう一度実行してください。",
    ),
    "blob-missing": (
        "The stored data {digest} is missing.",
        "保存したデータ {digest} が見つかりません。",
    ),
    "blob-missing.next": (
        "Run incidentctl verify to see what else is affected; copy the file back from a backup.",
        "incidentctl verify でほかの影響を調べ、バックアップからファイルを戻してください。",
    ),
    "no-checklist": (
        "What is stored as the checklist {runbook} is none that this version can read.",
        "チェックリスト {runbook} として保存されたデータを、この版では読めません。",
    ),
    "no-checklist.next": (
        "Was it opened with a newer version? Use that one; everything else can be recorded and shown.",
        "新しい版で開いたものなら、その版を使ってください。ほかの記録と表示はできます。",
    ),
    "blob-damaged": (
        "The stored data {digest} was changed after it was written.",
        "保存したデータ {digest} は、書かれた後に変わっています。",
    ),
    "blob-damaged.next": (
        "Run incidentctl verify to see what else is affected; copy the file back from a backup.",
        "incidentctl verify でほかの影響を調べ、バックアップからファイルを戻してください。",
    ),
    "incident-unreadable": (
        "The files of {id} cannot be opened ({reason}).",
        "{id} のファイルを開けません({reason})。",
    ),
    "incident-unreadable.next": (
        "Check who owns the directory, and that no part of its path is a link.",
        "ディレクトリの所有者と、途中にリンクがないことを確かめてください。",
    ),
    "redact-unfinished": (
        "No view shows that text any more, but not every file below {path} is rid of it ({reason}).",
        "その本文はどの画面にも出なくなりましたが、{path} のファイルからまだ消し切れていません({reason})。",
    ),
    "redact-unfinished.next": (
        "Mend the cause, then run the same command again, or incidentctl recover.",
        "原因を直してから、同じコマンドか incidentctl recover をもう一度実行してください。",
    ),
    "no-heads": (
        "{file} names no log head.",
        "{file} に「ログの末尾」の行がありません。",
    ),
    "no-heads.next": (
        "A report's last lines do (“Log head: w-… 42 …”), and so does incidentctl verify --json.",
        "報告書の最後の行(「ログの末尾: w-… 42 …」)か、incidentctl verify --json の出力を使ってください。",
    ),
    "needs-incident-heads": (
        "{file} names no incident that is here.",
        "{file} から、どの障害の記録かが分かりません。",
    ),
    "needs-incident-heads.next": (
        "Say which: incidentctl verify ID --against {file}",
        "IDを付けてください: incidentctl verify ID --against {file}",
    ),
    "against-one": (
        "--against is about one incident.",
        "--against で確かめられるのは1件です。",
    ),
    "against-one.next": (
        "incidentctl verify ID --against FILE",
        "incidentctl verify ID --against ファイル",
    ),
    "against-unreadable": (
        "{file} cannot be read: {reason}",
        "{file} を読めません: {reason}",
    ),
    "against-unreadable.next": (
        "Give a report, or - to read lines from a pipe.",
        "報告書のファイルか、パイプから読むなら - を指定してください。",
    ),
    "recover-left": (
        "Not put right: {count}.",
        "直せなかったもの: {count}件。",
    ),
    "recover-left.next": (
        "Damaged lines: incidentctl verify says what each is; every view skips them. The rest: mend the cause, "
        "then run incidentctl recover again.",
        "壊れた行は incidentctl verify が説明し、どの画面でも飛ばします。ほかは原因を直してから、"
        "もう一度 incidentctl recover を実行してください。",
    ),
    "nothing-readable": (
        "Nothing in the log of {id} can be read.",
        "{id} の記録を1件も読めません。",
    ),
    "nothing-readable.next": (
        "Run incidentctl verify {id}; it names every damaged place. Do not delete the files.",
        "incidentctl verify {id} で壊れた箇所を確かめてください。ファイルは消さないでください。",
    ),
}
