"""The clocks that run, as headers and footers tell them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "next": ("next {at}", "次報 {at}"),
    "solo": ("solo", "一人"),
    "notice-due": (
        "NOBODY TOLD yet: due by {at} ({length} left)",
        "未連絡: {at}までに一報(残り{length})",
    ),
    "notice-overdue": (
        "NOBODY TOLD: was due {at} ({length} ago)",
        "未連絡: 一報の期限 {at} を{length}過ぎている",
    ),
    "decide-due": (
        "Incident or not? Decide by {at} ({length} left)",
        "障害かどうか: {at}までに決める(残り{length})",
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
    "days": ("{n} d", "{n}日"),
    "hours": ("{n} h", "{n}時間"),
    "minutes": ("{n} min", "{n}分"),
    "glue": (" ", ""),
    "timebox": ("This step: {left} of {length} left", "この手順: 残り{left}({length}枠)"),
    "timebox-over": (
        "This step's {length} are over by {left}: go on or put it off (/w)",
        "この手順の{length}枠を{left}超過。先へ進むか後回し(/w)にする",
    ),
    "wait": ("Waiting: {left} of {length} left", "待機中: 残り{left}({length}待ち)"),
    "wait-over": ("The {length} of waiting are over", "{length}の待機が終わった"),
}
