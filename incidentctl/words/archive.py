"""`export`, and `import` of what it wrote."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "exported": (
        "Exported {id} to {path}: {facts} fact(s), {blobs} attachment(s), {size} bytes",
        "{id} を {path} に書き出した(記録{facts}件、添付{blobs}件、{size}バイト)",
    ),
    "holds-everything": (
        "(all of it: names, guesses, what was taken back. For others: incidentctl report)",
        "(名前・推測・取り消した記録も含む。人に渡すなら incidentctl report)",
    ),
    "holds-private": (
        "! The personal-data track is in it ({count} fact(s)): hand it only to people of that track. "
        "Nothing can be left out, or the log could not be proved whole.",
        "! 個人情報の記録({count}件)を含む。その対応の関係者だけに渡す。"
        "抜くとログが壊れていない証明ができないため、除くことはできない。",
    ),
    "without": (
        "! {count} attachment(s) are missing here, and so in the archive: see `incidentctl verify`",
        "! 添付{count}件がこの端末になく、書き出しにも含まれない。`incidentctl verify` を参照",
    ),
    "damaged": (
        "! {file} is damaged, and is in the archive as it is: see `incidentctl verify`",
        "! {file} は壊れている。そのまま書き出した。`incidentctl verify` を参照",
    ),
    "would-new": (
        "{id} would be imported: {facts} fact(s), {blobs} attachment(s)",
        "{id} を取り込める(記録{facts}件、添付{blobs}件)",
    ),
    "would-more": (
        "{id}: {facts} fact(s) would be added to what is here",
        "{id}: 記録{facts}件を追加できる",
    ),
    "would-changed": (
        "{id}: no new facts, but what is here would be changed by the archive",
        "{id}: 新しい記録はないが、書き出しに合わせてここの記録を直すことになる",
    ),
    "taken-new": (
        "Imported {id}: {facts} fact(s), {blobs} attachment(s)",
        "{id} を取り込んだ(記録{facts}件、添付{blobs}件)",
    ),
    "taken-more": (
        "{id}: {facts} fact(s) added to what was here",
        "{id}: 記録{facts}件を追加した",
    ),
    "taken-changed": (
        "{id}: no new facts, but what is here was changed by the archive",
        "{id}: 新しい記録はないが、書き出しに合わせてここの記録を直した",
    ),
    "taken-known": (
        "{id}: all of it is here already",
        "{id}: すべて取り込み済み",
    ),
    "is-behind": (
        "(more is here than in the archive; it stays)",
        "(この端末のほうが記録が多い。そのまま残した)",
    ),
    "stays-erased": (
        "(redacted texts: {count}; they are erased here, and did not come back)",
        "(消去した本文: {count}件。取り込んでも戻らない)",
    ),
    "fork": (
        "! From one record on, the archive and this machine tell different things. Both are kept: the "
        "archive's in {file}.",
        "! ある記録から先が、書き出しとこの端末とで食い違っている。両方残した(書き出しの分は {file})。",
    ),
    "is-own": (
        "(this machine wrote some of it once; from now on it writes under a new id)",
        "(以前この端末が書いた記録を含む。今後は新しいIDで書き込む)",
    ),
}
