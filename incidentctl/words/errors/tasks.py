"""Orders and tasks that cannot be meant, or lack something."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "needs-assignee": ("Nobody is named.", "相手が書かれていません。"),
    "needs-assignee.next": (
        'Name one person: incidentctl assign tanaka "count the 500s per minute" --why TEXT',
        '一人を挙げてください: incidentctl assign tanaka "500エラーを1分ごとに数える" --why 目的',
    ),
    "needs-task-text": ("What is to be done is missing.", "作業の内容がありません。"),
    "needs-task-text.next": (
        'Add it: incidentctl assign WHO "count the 500s per minute" --why TEXT',
        '付けてください: incidentctl assign 名前 "500エラーを1分ごとに数える" --why 目的',
    ),
    "needs-task-report": ("The text of the report is missing.", "報告の内容がありません。"),
    "needs-task-report.next": (
        "Add it: incidentctl task report ID TEXT",
        "付けてください: incidentctl task report ID 内容",
    ),
    "needs-why-dropped": ("The reason is missing.", "理由がありません。"),
    "needs-why-dropped.next": (
        "Add it: incidentctl task drop ID --why TEXT",
        "付けてください: incidentctl task drop ID --why 理由",
    ),
    "which-task": ("Which task is meant?", "どの作業ですか。"),
    "which-task.next": ("Add its id, as listed above.", "上のIDを付けてください。"),
    "no-such-task": ("There is no task {id}.", "{id} という作業はありません。"),
    "no-such-task.next": ("See them: incidentctl task list --all", "一覧: incidentctl task list --all"),
    "no-open-task": ("No task is open.", "未完了の作業はありません。"),
    "no-open-task.next": (
        "See the others: incidentctl task list --all",
        "終わった作業も見る: incidentctl task list --all",
    ),
    "task-is-over": ("That task has ended already.", "その作業はもう終わっています。"),
    "task-is-over.next": (
        "To add a word: incidentctl task report ID TEXT",
        "書き足す場合: incidentctl task report ID 内容",
    ),
    "task-has-its-text": ("The task {id} has its text already.", "{id} には作業の内容がもうあります。"),
    "task-has-its-text.next": (
        "Leave the text out to give it to somebody: incidentctl task give {id} WHO",
        "内容を省いて渡してください: incidentctl task give {id} 名前",
    ),
}
