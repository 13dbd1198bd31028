"""How a command ended otherwise: interrupted, a bug, output that failed."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "doctor-found": (
        "{count} of these would fail when it matters.",
        "このままでは、いざというときに困るものが{count}件あります。",
    ),
    "doctor-found.next": (
        "Mend them, then run it again: incidentctl doctor",
        "直してから、もう一度: incidentctl doctor",
    ),
    "was-nothing": (
        "This command recorded nothing.",
        "このコマンドでは何も記録していません。",
    ),
    "was-nothing.next": (
        "",
        "",
    ),
    "was-recorded": (
        "Recorded before that: {handles}",
        "中断前に記録済み: {handles}",
    ),
    "was-recorded.next": (
        "",
        "",
    ),
    "was-unconfirmed": (
        "UNCONFIRMED before that: {handles}",
        "中断前に書き込み済み(未確認): {handles}",
    ),
    "was-unconfirmed.next": (
        "",
        "",
    ),
    "how-to-resume": (
        "→ incidentctl -i {id} walk",
        "→ incidentctl -i {id} walk",
    ),
    "how-to-resume.next": (
        "",
        "",
    ),
    "output-failed": (
        "The output could not be written: {why}. What was recorded is on the timeline.",
        "出力に失敗しました: {why}。記録したものはタイムラインにあります。",
    ),
    "output-failed.next": (
        "",
        "",
    ),
    "unexpected": (
        "This is a bug in incidentctl: {what}\nWhat was recorded is on the timeline. Please report it with {path}",
        "incidentctl の不具合です: {what}\n記録済みのものはタイムラインにあります。{path} を添えて報告してください。",
    ),
    "unexpected.next": (
        "",
        "",
    ),
}
