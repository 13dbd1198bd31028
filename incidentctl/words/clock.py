"""The clocks that run, as headers and footers tell them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "next": ("next {at}", "次報 {at}"),
    "solo": ("solo", "一人"),
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
    "update-due": ("Next update at {at} ({length} left)", "次回報告 {at}(残り{length})"),
    "update-overdue": ("UPDATE OVERDUE since {at} ({length})", "次回報告 {at} を{length}過ぎている"),
    "privacy-again-due": (
        "Personal data affected? Ask again by {at}, then `ic set privacy.concern yes` (or no, unknown)",
        "個人情報への影響: {at}までに再確認し、`ic set privacy.concern yes`(no・unknown も可)",
    ),
    "privacy-again-overdue": (
        "Personal data affected? Was to be asked again at {at}: `ic set privacy.concern yes` (or no, unknown)",
        "個人情報への影響: 再確認の時刻 {at} になった。`ic set privacy.concern yes`(no・unknown も可)",
    ),
    "privacy-lead-due": (
        "The personal-data track has no lead: `ic set privacy.lead WHO`",
        "個人情報の対応に主担当がいない: `ic set privacy.lead 名前`",
    ),
    "privacy-lead-overdue": (
        "The personal-data track has no lead: `ic set privacy.lead WHO`",
        "個人情報の対応に主担当がいない: `ic set privacy.lead 名前`",
    ),
    "privacy-check-due": ("Personal data: look again at {at}", "個人情報: {at} に見直す"),
    "privacy-check-overdue": (
        "Personal data: was to be looked at again at {at}. Next: `ic set privacy.next_check_at 2h`",
        "個人情報: 見直しの時刻 {at} になった。次の時刻: `ic set privacy.next_check_at 2時間`",
    ),
    "duty-due": (
        "{id}: due {at} ({length} left), verify with legal: `ic clock list`",
        "{id}: 期限 {at}(残り{length})、法務に確認: `ic clock list`",
    ),
    "duty-overdue": (
        "{id}: WAS DUE {at} ({length} ago), verify with legal: `ic clock list`",
        "{id}: 期限 {at} を{length}過ぎている。法務に確認: `ic clock list`",
    ),
    "hours": ("{hours} h", "{hours}時間"),
    "hours-and": ("{hours} h {minutes} min", "{hours}時間{minutes}分"),
    "minutes": ("{minutes} min", "{minutes}分"),
    "timebox": ("This step: {minutes} of {length} min left", "この手順: 残り{minutes}分({length}分枠)"),
    "timebox-over": (
        "This step's {length} min are over by {minutes} min: go on or put it off (/w)",
        "この手順の{length}分枠を{minutes}分超過。先へ進むか後回し(/w)にする",
    ),
    "wait": ("Waiting: {minutes} of {length} min left", "待機中: 残り{minutes}分({length}分)"),
    "wait-over": ("The {length} min of waiting are over", "{length}分の待機が終わった"),
}
