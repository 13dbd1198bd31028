"""The brief, as a colleague would say it to somebody who takes over."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "since": ("{length} since {at}", "{at}から{length}"),
    "labelled": ("{label}: {text}", "{label}: {text}"),
    "not-agreed": ("not agreed yet → incidentctl set {field} TEXT", "未合意 → incidentctl set {field} 内容"),
    "decides": ("Decides: {role}.", "決める人: {role}。"),
    "nobody-decides": (
        "Nobody is named to decide (incidentctl set decider WHO).",
        "決める人が未定(incidentctl set decider 名前)。",
    ),
    "musts": ("Must hold: {text}.", "譲れない条件: {text}。"),
    "users": ("{count} users", "{count}"),
    "impact": ("Impact: {text}", "影響: {text}"),
    "cause": ("Cause, confirmed: {text}.", "原因(確定): {text}。"),
    "no-cause": ("Cause: not confirmed yet.", "原因は未確定。"),
    "path": ("Path: {text}", "処理の流れ: {text}"),
    "filled": ("Filled: {roles}.", "着任: {roles}。"),
    "vacant": ("Vacant: {roles}.", "空席: {roles}。"),
    "people": ("{counted}.", "{counted}。"),
    "responding": ("{count} working", "対応中{count}名"),
    "standby": ("{count} ready", "待機{count}名"),
    "watching": ("{count} watching", "見学{count}名"),
    "change": ("CHANGE UNDER WAY since {at}, by {role}: {text}", "変更中({at}から、{role}): {text}"),
    "decided": ("Decided: {text}", "決定: {text}"),
    "with-risk": ("{text} (risk: {risk})", "{text}(リスク: {risk})"),
    "pending": ("WAITING for {level} to decide: {text}", "{level}の判断待ち: {text}"),
    "tasks": (
        "Open tasks: {count}, overdue {overdue}, without an owner {unowned}: incidentctl task list",
        "作業中{count}件(遅れ{overdue}・担当なし{unowned}): incidentctl task list",
    ),
    "task": ("{who}: {text}{due}", "{who}: {text}{due}"),
    "nobody": ("NO OWNER", "担当なし"),
    "due": (" (report due {at})", "(次の報告 {at})"),
    "overdue": (" (REPORT OVERDUE since {at})", "(報告が遅れ: 期限 {at})"),
    "concern": ("Unanswered concern {id}: {text}", "未回答の懸念 {id}: {text}"),
    "private": (
        "Personal data: handled apart since {at}, beside the recovery.",
        "個人情報: {at}から、復旧と並行して別に対応中。",
    ),
    "clock": (
        "Deadline {clock}: {at}, in {left} (verify with legal)",
        "期限 {clock}: {at}(あと{left}、法務に確認する)",
    ),
    "clock-over": (
        "Deadline {clock}: OVER since {at}, {left} ago (verify with legal)",
        "期限 {clock}: {at} を{left}超過(法務に確認する)",
    ),
    "stand-down": ("Stand down when: {text}", "解除条件: {text}"),
    "nobody-told": ("NOBODY TOLD yet: due {at}.", "未連絡: 一報の期限は{at}。"),
    "no-next-update": ("No next update is promised.", "次回報告は未定。"),
    "update": ("Next update: {at}, in {length}.", "次回報告: {at}(あと{length})。"),
    "update-over": (
        "UPDATE OVERDUE: was promised for {at}, {length} ago.",
        "次回報告が遅れ: {at}の予定から{length}。",
    ),
    "more": ("+{count} more: {see}", "ほか{count}行: {see}"),
}
