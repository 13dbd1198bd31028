"""Running commands: what is missing, and what may not be run."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "needs-command": (
        "There is no command to run.",
        "実行するコマンドがありません。",
    ),
    "needs-command.next": (
        "Put it behind: incidentctl run kubectl get pods",
        "後ろに続けて書いてください: incidentctl run kubectl get pods",
    ),
    "trust-not-kept": (
        "Not trusted: that could not be kept ({reason}).",
        "信頼を記録できませんでした({reason})。",
    ),
    "trust-not-kept.next": (
        "Check the directory: incidentctl doctor",
        "保存先を確かめてください: incidentctl doctor",
    ),
    "needs-yes-to-trust": (
        "Not trusted: nobody can be asked here.",
        "信頼していません: ここでは確認できません。",
    ),
    "needs-yes-to-trust.next": (
        "If you have read the commands above: add --yes",
        "上のコマンドを確かめたら、--yes を付けてください。",
    ),
    "needs-yes-to-run": (
        "Nothing was run: nobody can be asked here.",
        "実行していません: ここでは確認できません。",
    ),
    "needs-yes-to-run.next": (
        "If it is meant: {line}",
        "実行してよければ: {line}",
    ),
    "step-runs-nothing": (
        "{step} runs no command.",
        "{step} にコマンドはありません。",
    ),
    "step-runs-nothing.next": (
        "Tick or answer it: incidentctl step done {step}",
        "済にする、または答える: incidentctl step done {step}",
    ),
    "runbook-not-trusted": (
        "Nothing was run: the commands of {runbook} are not trusted here.",
        "実行していません: {runbook} のコマンドは信頼されていません。",
    ),
    "runbook-not-trusted.next": (
        "Look at them first: incidentctl runbook trust {runbook}",
        "先に内容を確かめてください: incidentctl runbook trust {runbook}",
    ),
    "older-not-trusted": (
        "Nothing was run: {runbook} was edited since it came into this incident, and its older commands are not trusted.",
        "実行していません: {runbook} は取り込み後に編集され、取り込んだ版のコマンドは信頼されていません。",
    ),
    "older-not-trusted.next": (
        "Look at the edit: incidentctl runbook diff {runbook}; take it over: incidentctl runbook adopt {runbook}",
        "変更を見る: incidentctl runbook diff {runbook}、取り入れる: incidentctl runbook adopt {runbook}",
    ),
    "step-needs-fields": (
        "Nothing was run: the command of {step} needs what nobody has said yet.",
        "実行していません: {step} のコマンドに必要な項目が、まだ入っていません。",
    ),
    "step-needs-fields.next": (
        "Set it, then run the step again.",
        "入れてから、もう一度実行してください。",
    ),
    "step-value-is-option": (
        "Nothing was run: the value of {field} begins with -, so the program of {step} would read it as an option.",
        "実行していません: {field} の値が - で始まるため、{step} のプログラムがオプションとして読んでしまいます。",
    ),
    "step-value-is-option.next": (
        "Correct it: incidentctl set {field} VALUE. If it is meant: put -- before it in the runbook.",
        "直す: incidentctl set {field} VALUE。そのままで正しければ、手順書で値の前に -- を置いてください。",
    ),
    "step-waiting": (
        "Nothing was run: {step} waits for {because}.",
        "実行していません: {step} は {because} を待っています。",
    ),
    "step-waiting.next": (
        "Answer that first, or say why not: --override REASON",
        "先にそれに答えるか、理由を付けて進めてください: --override 理由",
    ),
    "step-not-applicable": (
        "Nothing was run: {step} does not apply, by the answer to {because}.",
        "実行していません: {because} の答えにより、{step} は対象外です。",
    ),
    "step-not-applicable.next": (
        "Correct that answer, or say why to go on: --override REASON",
        "その答えを直すか、理由を付けて進めてください: --override 理由",
    ),
    "step-after-skipped": (
        "Nothing was run: before {step}, {because} was skipped or failed.",
        "実行していません: {step} の前提の {because} が、飛ばされたか失敗しています。",
    ),
    "step-after-skipped.next": (
        "Do that first, or say why to go on: --override REASON",
        "先にそれを済ませるか、理由を付けて進めてください: --override 理由",
    ),
}
