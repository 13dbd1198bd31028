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
        "If it is meant: incidentctl run --yes COMMAND",
        "実行してよければ: incidentctl run --yes コマンド",
    ),
}
