"""The privacy track: what its answers ask for, and the heads-up to send while nobody knows."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "open": (
        "! The personal-data track is open, beside recovery: restoring goes on. Tell the privacy contact now.",
        "! 個人情報の対応を、復旧と並行して始める。復旧は止めない。個人情報の担当に今すぐ知らせる。",
    ),
    "clocks": (
        "  Deadlines that may run; verify with legal, then start those that apply:",
        "  期限が生じうるもの。法務に確認し、当てはまるものを開始する:",
    ),
    "no-clocks": (
        "  Deadlines may run; verify with legal. Worked examples: `incidentctl clock list --all`",
        "  報告の期限が生じうる。法務に確認する。例の一覧: `incidentctl clock list --all`",
    ),
    "heads-up": (
        "[HEADS-UP] {at}, {id}: it is not known yet whether personal or payment data is affected. "
        "We will ask again by {again} and tell you either way. Details only in a restricted channel.",
        "【事前連絡】{at} {id}: 個人情報・決済情報への影響の有無は、まだ分かっていません。"
        "{again} までに再度確認し、結果にかかわらずご連絡します。詳細は限定チャンネルでのみお伝えします。",
    ),
    "heads-up-to": (
        "! Send this heads-up to {who} now; then record it, and ask again.",
        "! この事前連絡を {who} に今すぐ送る。送ったら記録し、時間になったら再確認する。",
    ),
    "heads-up-anyone": (
        "! Send this heads-up to the privacy contact now; then record it, and ask again.",
        "! この事前連絡を個人情報の担当に今すぐ送る。送ったら記録し、時間になったら再確認する。",
    ),
}
