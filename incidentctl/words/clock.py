"""The clocks that run, as headers and footers tell them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "next": ("next {at}", "次報 {at}"),
    "notice-due": (
        "NOBODY TOLD yet: due by {at} ({minutes} min left)",
        "未連絡: {at}までに一報(残り{minutes}分)",
    ),
    "notice-overdue": (
        "NOBODY TOLD: was due {at} ({minutes} min ago)",
        "未連絡: 一報の期限 {at} を{minutes}分過ぎている",
    ),
    "decide-due": (
        "Incident or not? Decide by {at} ({minutes} min left)",
        "障害かどうか: {at}までに決める(残り{minutes}分)",
    ),
    "decide-overdue": (
        "Still undecided: report it as that, or `ic confirm` / `ic withdraw` (was due {at})",
        "判断の期限 {at} を過ぎた。「判断に迷っている」と報告するか、`ic confirm` / `ic withdraw`",
    ),
    "update-due": ("Next update at {at} ({minutes} min left)", "次回報告 {at}(残り{minutes}分)"),
    "update-overdue": ("UPDATE OVERDUE since {at} ({minutes} min)", "次回報告 {at} を{minutes}分過ぎている"),
    "timebox": ("This step: {minutes} of {length} min left", "この手順: 残り{minutes}分({length}分枠)"),
    "timebox-over": (
        "This step's {length} min are over by {minutes} min: go on or put it off (/w)",
        "この手順の{length}分枠を{minutes}分超過。先へ進むか後回し(/w)にする",
    ),
    "wait": ("Waiting: {minutes} of {length} min left", "待機中: 残り{minutes}分({length}分)"),
    "wait-over": ("The {length} min of waiting are over", "{length}分の待機が終わった"),
}
