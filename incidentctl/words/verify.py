"""What is wrong with a log, and where: `file`, `line` and `byte` are always given."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "line-broken": (
        "{file}, line {line} (byte {byte}): this is no whole record. It was stepped around.",
        "{file} {line}行目({byte}バイト目): 記録として読めません。この行は飛ばしました。",
    ),
    "hash-wrong": (
        "{file}, line {line} (byte {byte}): the record was changed after it was written. It was stepped around.",
        "{file} {line}行目({byte}バイト目): 書かれた後に変わっています。この行は飛ばしました。",
    ),
    "payload-wrong": (
        "{file}, line {line} (byte {byte}): the text of this record was changed after it was written. "
        "It was stepped around.",
        "{file} {line}行目({byte}バイト目): 本文が書かれた後に変わっています。この行は飛ばしました。",
    ),
    "payload-missing": (
        "{file}, line {line} (byte {byte}): the text of this record is gone, and no redaction says so.",
        "{file} {line}行目({byte}バイト目): 本文がありません。消去の記録もありません。",
    ),
    "not-erased": (
        "{file}, line {line} (byte {byte}): was redacted, and its text is still in this file. No view shows it; "
        "incidentctl recover erases it.",
        "{file} {line}行目({byte}バイト目): 消去の記録がありますが、本文がまだ残っています。"
        "どの画面にも出ません。incidentctl recover で消えます。",
    ),
    "too-long": (
        "{file}, line {line} (byte {byte}): longer than any record can be. It was stepped around.",
        "{file} {line}行目({byte}バイト目): 記録として長すぎます。この行は飛ばしました。",
    ),
    "more": (
        "{file}, from line {line} (byte {byte}) on: {count} more lines are no records. They were stepped around.",
        "{file} {line}行目({byte}バイト目)から: ほかに {count}行が記録として読めません。これらの行は飛ばしました。",
    ),
    "counter": (
        "{file}, line {line} (byte {byte}): record {expected} should stand here, and it is number {found}. "
        "Records were lost, or put in another order.",
        "{file} {line}行目({byte}バイト目): {expected}番のはずが {found}番です。"
        "記録が失われたか、順番が変わっています。",
    ),
    "chain": (
        "{file}, line {line} (byte {byte}): this record does not follow from the one before it.",
        "{file} {line}行目({byte}バイト目): 直前の記録とつながりません。",
    ),
    "fork": (
        "{file}, line {line} (byte {byte}): record {n} of {writer}, and {other}, line {other_line}, is another one. "
        "Both are kept and shown. Most likely a backup was restored.",
        "{file} {line}行目({byte}バイト目): {writer} の{n}番の記録ですが、{other} {other_line}行目にも別の{n}番があります。"
        "どちらも残し、表示します。バックアップから戻した可能性があります。",
    ),
    "fork-seen": (
        "{file}, line {line} (byte {byte}): written knowing another record {n} of {writer} than the one in {other}, "
        "line {other_line}. Most likely a backup was restored; the other one may be on another machine.",
        "{file} {line}行目({byte}バイト目): {writer} の{n}番を踏まえて書かれていますが、{other} {other_line}行目の{n}番は別の記録です。"
        "バックアップから戻した可能性があります。もう一方は別の端末にあるかもしれません。",
    ),
    "id-twice": (
        "{file}, line {line} (byte {byte}): the id {id} already belongs to another fact.",
        "{file} {line}行目({byte}バイト目): ID {id} は別の記録でも使われています。",
    ),
    "seen-missing": (
        "{file}, line {line} (byte {byte}): this record was written knowing record {n} of {writer}, "
        "which is not here. It was cut off, or has not arrived yet.",
        "{file} {line}行目({byte}バイト目): {writer} の {n}番を踏まえて書かれていますが、"
        "その記録がありません。失われたか、まだ届いていません。",
    ),
    "head-missing": (
        "{file}: record {n} of {writer} stood here once and is gone; the last one that is left is {last}. "
        "The end was cut off.",
        "{file}: かつてあった {writer} の{n}番がありません。残っている最後は{last}番です。末尾が切り取られています。",
    ),
    "head-none": (
        "{file}: {n} records of {writer} stood here once, and none of them is left.",
        "{file}: かつてあった {writer} の{n}件の記録が、1件も残っていません。",
    ),
    "head-differs": (
        "{file}, line {line} (byte {byte}): record {n} of {writer} is not the one that stood here once. "
        "It was put in its place.",
        "{file} {line}行目({byte}バイト目): {writer} の{n}番が、かつてのものと違います。差し替えられています。",
    ),
    "heads-there": (
        "every last record that {file} names is here ({count})",
        "{file} が末尾とする記録はすべてある({count}件)",
    ),
    "wrong-writer": (
        "{file}, line {line} (byte {byte}): a record of {writer}, in the file of another writer.",
        "{file} {line}行目({byte}バイト目): {writer} の記録が、別の書き手のファイルにあります。",
    ),
    "wrong-incident": (
        "{file}, line {line} (byte {byte}): this record belongs to another incident. It was stepped around.",
        "{file} {line}行目({byte}バイト目): 別のインシデントの記録です。この行は飛ばしました。",
    ),
    "clock-order": (
        "{file}, line {line} (byte {byte}): the clock of this record is not later than that of the one before.",
        "{file} {line}行目({byte}バイト目): 時計が直前の記録より進んでいません。",
    ),
    "clock-ahead": (
        "{file}, line {line} (byte {byte}): the clock of {writer} runs more than a minute ahead of this machine.",
        "{file} {line}行目({byte}バイト目): {writer} の時計が、この端末より1分以上進んでいます。",
    ),
    "newer": (
        "{file}, line {line} (byte {byte}): written by a newer version (format {version}). "
        "It is read, and not written to.",
        "{file} {line}行目({byte}バイト目): 新しい版(形式 {version})で書かれています。"
        "読むだけにし、書き込みません。",
    ),
    "torn": (
        "{file}, line {line} (byte {byte}): the rest of a write that was cut off. "
        "Nobody was told that it was recorded, and nothing else is missing.",
        "{file} {line}行目({byte}バイト目): 途中で切れた書き込みの残りです。"
        "「記録しました」とは伝えておらず、ほかに欠けはありません。",
    ),
    "in-progress": (
        "{file}, line {line} (byte {byte}): a record that is just being written, or was cut off.",
        "{file} {line}行目({byte}バイト目): 書き込み中か、途中で切れた記録です。",
    ),
    "blob-missing": (
        "{file}, line {line} (byte {byte}): a long text of this record is missing or was changed.",
        "{file} {line}行目({byte}バイト目): 長い本文のファイルがないか、変わっています。",
    ),
    "checklist-missing": (
        "{file}, line {line} (byte {byte}): the stored copy of the checklist {runbook} is missing or was changed.",
        "{file} {line}行目({byte}バイト目): 手順書 {runbook} の控えがないか、変わっています。",
    ),
    "empty": (
        "{file}: the log holds no record at all. It was emptied, or has not arrived yet.",
        "{file}: 記録が1件もありません。空にされたか、まだ届いていません。",
    ),
    "undeclared": (
        "{file}: no record declares this incident. Its beginning was lost, or has not arrived yet.",
        "{file}: 宣言の記録がありません。最初の部分が失われたか、まだ届いていません。",
    ),
    "pulse-wrong": (
        "{file}: the shortcut does not agree with the log ({fields}). The log is right; delete the shortcut.",
        "{file}: 控えが記録と食い違っています({fields})。正しいのは記録です。控えは削除してください。",
    ),
    "unreadable": (
        "{file}: cannot be read ({reason}). What it holds is missing here.",
        "{file}: 読めません({reason})。この中の記録は表示に含まれていません。",
    ),
    "not-a-file": (
        "{file}: is a link or no file, or belongs to another user, and is not opened. "
        "What it holds is missing here.",
        "{file}: リンクか、ファイル以外のものか、他のユーザーのものなので開きません。"
        "この中の記録は表示に含まれていません。",
    ),
    # the verdict
    "sound": ("sound", "異常なし"),
    "damaged": ("DAMAGED", "破損あり"),
    "facts": ("{count} fact(s)", "{count}件"),
    "in": ("(in {path})", "(場所: {path})"),
}
