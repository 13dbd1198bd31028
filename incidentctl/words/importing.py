"""`import`: what a file holds, and what became of it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "kind.detected": ("detected", "検知"),
    "kind.note": ("note", "メモ"),
    "kind.hypothesis": ("hypothesis", "仮説"),
    "kind.action": ("action", "対応"),
    "kind.decision": ("decision", "決定"),
    "kind.status_update": ("status update", "状況報告"),
    "kind.mitigated": ("mitigated", "暫定復旧"),
    "kind.resolved": ("resolved", "復旧完了"),
    "wrong": ("{file}:{line}: {what} → {how}", "{file}:{line}: {what} → {how}"),
    "more": ("  … and {count} more", "  … ほか{count}件"),
    "count": ("{kind} {count}", "{kind} {count}"),
    "summary": ("{total} row(s): {counts}", "{total}行: {counts}"),
    "summary-known": (
        "{total} row(s), {known} of them there already; new: {counts}",
        "{total}行のうち{known}行は記録済み。新しいもの: {counts}",
    ),
    "all-known": (
        "Nothing new: all {total} row(s) are there already.",
        "新しいものはない。{total}行すべて記録済み。",
    ),
    "corrects": (
        "  ! {kind}: so far {before}; the file puts it right",
        "  ! {kind}: これまでは {before}。ファイルの時刻に直す",
    ),
    "columns": ("  kept beside the rows: {columns}", "  行と一緒に残す列: {columns}"),
    "ask": ("Record {count} row(s) in {id}?", "{count}行を {id} に記録するか。"),
    "nothing": ("Nothing was recorded.", "何も記録していない。"),
}
