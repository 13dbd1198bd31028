"""What `recover` did, or would do, file by file."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "nothing": (
        "Nothing to recover: no fact is outside the log, and no line is damaged.",
        "復旧するものはありません。ログの外に残った記録も、壊れた行もありません。",
    ),
    "dry": (
        "(--dry-run: nothing was changed)",
        "(--dry-run: 何も変更していません)",
    ),
    "adopted": (
        "{incident}: {count} facts are in the log again, from {path}",
        "{incident}: {count}件をログに戻しました({path} から)",
    ),
    "adopted.dry": (
        "{incident}: {count} facts would go back into the log, from {path}",
        "{incident}: {count}件をログに戻します({path} から)",
    ),
    "blobs": (
        "{count} stored texts and checklists are in the log's directory again, from {path}",
        "長い本文や手順書の控え{count}件を元の場所に戻しました({path} から)",
    ),
    "blobs.dry": (
        "{count} stored texts and checklists would go back, from {path}",
        "長い本文や手順書の控え{count}件を元の場所に戻します({path} から)",
    ),
    "blob-damaged": (
        "{path}: was changed after it was written. It was left there.",
        "{path}: 書かれた後に変わっています。そのまま残しました。",
    ),
    "swept": (
        "{path}: {count} unfinished files of commands that were cut off are removed; they held nothing recorded",
        "{path}: 途中で止まったコマンドの書きかけを{count}個消しました(記録済みのものは含みません)",
    ),
    "swept.dry": (
        "{path}: {count} unfinished files of commands that were cut off would be removed; they hold nothing recorded",
        "{path}: 途中で止まったコマンドの書きかけを{count}個消します(記録済みのものは含みません)",
    ),
    "quarantined": (
        "{incident}: line {line} (byte {byte}) of {path} is damaged. It stays where it is; a copy is in {copy}",
        "{incident}: {path} の{line}行目({byte}バイト目)が壊れています。その行は残し、写しを {copy} に置きました",
    ),
    "quarantined.dry": (
        "{incident}: line {line} (byte {byte}) of {path} is damaged. It would stay, with a copy in {copy}",
        "{incident}: {path} の{line}行目({byte}バイト目)が壊れています。その行は残し、写しを {copy} に置きます",
    ),
    "damaged": (
        "{incident}: line {line} (byte {byte}) of {path} is damaged; its copy is in {copy}",
        "{incident}: {path} の{line}行目({byte}バイト目)が壊れています。写しは {copy} にあります",
    ),
    "erased": (
        "{incident}: what was redacted is erased from this machine, too (files rewritten below {path}: {count})",
        "{incident}: 消去の記録がある本文を、この端末からも消しました({path} で書き直したファイル: {count})",
    ),
    "erased.dry": (
        "{incident}: what was redacted would be erased from this machine, too (texts below {path}: {count})",
        "{incident}: 消去の記録がある本文を、この端末からも消します({path} に残る本文: {count}件)",
    ),
    "differs": (
        "{incident}: {path} is not the file of that name in the log. Both are kept, and every view reads both",
        "{incident}: {path} は、ログにある同じ名前のファイルと違います。両方を残し、どの画面でも両方を読みます",
    ),
    "busy": (
        "{incident}: another terminal is writing to {path}. Run incidentctl recover again",
        "{incident}: 別の端末が {path} に書き込み中です。もう一度 incidentctl recover を実行してください",
    ),
    "stuck-no-file": (
        "{path}: is a link or no file, or belongs to another user: it is not opened, and stays as it is",
        "{path}: リンクか、ファイル以外のものか、他のユーザーのものなので開かず、そのまま残します",
    ),
    "quarantined-lines": (
        "{incident}: {count} lines from line {line} (byte {byte}) on of {path} are damaged. They stay where they are; "
        "a copy is in {copy}",
        "{incident}: {path} の{line}行目({byte}バイト目)から{count}行が壊れています。その行は残し、写しを {copy} に置きました",
    ),
    "quarantined-lines.dry": (
        "{incident}: {count} lines from line {line} (byte {byte}) on of {path} are damaged. They would stay, with a copy "
        "in {copy}",
        "{incident}: {path} の{line}行目({byte}バイト目)から{count}行が壊れています。その行は残し、写しを {copy} に置きます",
    ),
    "damaged-lines": (
        "{incident}: {count} lines from line {line} (byte {byte}) on of {path} are damaged; their copy is in {copy}",
        "{incident}: {path} の{line}行目({byte}バイト目)から{count}行が壊れています。写しは {copy} にあります",
    ),
    "stuck": (
        "{path}: could not be put right ({reason}). Nothing is lost: what is there stays there",
        "{path}: 直せませんでした({reason})。中の記録はそのまま残っています",
    ),
}
