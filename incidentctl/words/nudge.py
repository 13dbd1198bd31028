"""Nudges in footers: what is missing, and the command that answers it. The rule's id stands before each."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "alone": (
        "alone for {length}. Is there a second person? `ic join` lets them in",
        "一人で{length}。もう一人呼べないか。来た人は `ic join`",
    ),
    "write": (
        "a change of the system has been open for {length}. `ic act --end`",
        "システムの変更を始めて{length}、終わりの記録がない。`ic act --end`",
    ),
    "commanders": (
        "{count} people hold the command. Agree on one; who does not: `ic role release commander`",
        "指揮官が{count}人いる。一人に決め、外れる人は `ic role release commander`",
    ),
    "writes": (
        "{count} changes of the system are under way at once. `ic act --end {id}`",
        "システムの変更が{count}件、同時に進んでいる。`ic act --end {id}`",
    ),
    "decision": (
        "a decision waits for somebody above. `ic decide --approve {id} --by WHO`",
        "上の判断を待っている決定がある。`ic decide --approve {id} --by 名前`",
    ),
    "decision.many": (
        "{count} decisions wait for somebody above. `ic decide --approve {id} --by WHO`",
        "上の判断を待っている決定が{count}件。`ic decide --approve {id} --by 名前`",
    ),
    "concern": (
        "a concern waits for an answer. `ic concern answer {id} accepted --why TEXT`",
        "懸念にまだ答えていない。`ic concern answer {id} accepted --why 理由`",
    ),
    "concern.many": (
        "{count} concerns wait for an answer. `ic concern answer {id} accepted --why TEXT`",
        "懸念{count}件にまだ答えていない。`ic concern answer {id} accepted --why 理由`",
    ),
    "draft": (
        "an update waits for the commander's word. `ic update --approve {id}`",
        "指揮官の確認を待っている報告文がある。`ic update --approve {id}`",
    ),
    "draft.many": (
        "{count} updates wait for the commander's word. `ic update --approve {id}`",
        "指揮官の確認を待っている報告文が{count}件。`ic update --approve {id}`",
    ),
    "report": (
        "the report on a task is overdue. `ic task report {id} TEXT`",
        "作業の報告が遅れている。`ic task report {id} 状況`",
    ),
    "report.many": (
        "the reports on {count} tasks are overdue. `ic task list`",
        "作業{count}件の報告が遅れている。`ic task list`",
    ),
    "unowned": (
        "a task has no owner. `ic task give {id} WHO`",
        "担当のいない作業がある。`ic task give {id} 名前`",
    ),
    "unowned.many": (
        "{count} tasks have no owner. `ic task list`",
        "担当のいない作業が{count}件。`ic task list`",
    ),
    "silent": (
        "users have heard nothing for {length}. `ic update`",
        "利用者への案内が{length}止まっている。`ic update`",
    ),
    "undecided": (
        "nothing was decided for {length}. `ic decide TEXT`",
        "{length}間、何も決まっていない。`ic decide 決めたこと`",
    ),
    "align": (
        "what is happening, and what counts as resolved? `ic set happening TEXT`",
        "何が起きているのか、どうなれば解決か。`ic set happening 内容`",
    ),
    "align.happening": (
        "what is happening? `ic set happening TEXT`",
        "何が起きているのか。`ic set happening 内容`",
    ),
    "align.resolved_when": (
        "what counts as resolved? `ic set resolved_when TEXT`",
        "どんな状態になれば解決と言えるか。`ic set resolved_when 内容`",
    ),
}
