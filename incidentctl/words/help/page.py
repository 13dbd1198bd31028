"""The head of the help page, and the headings of its sections."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "root": (
        "incidentctl (or ic): report first, walk the checklist, keep every fact,\n"
        "export the report. Alone, it says what is going on and what to do next.",
        "incidentctl(または ic): まず報告し、手順書をたどり、事実を残し、報告書を出す。\n"
        "引数なしで実行すると、いまの状況と次にすることを示す。",
    ),
    "first": ("In the first minutes:", "最初の数分で使うもの:"),
    "start": ("How it begins:", "始まり:"),
    "record": ("What is seen, done and decided:", "見たこと・したこと・決めたこと:"),
    "people": ("People and work:", "人と作業:"),
    "end": ("How it ends:", "終わり:"),
    "keep": ("Looking and keeping:", "見る・保つ:"),
    "topics": (
        "incidentctl help COMMAND, or a topic: {topics}",
        "incidentctl help コマンド名、または: {topics}",
    ),
    "usage": ("Usage: {usage}", "使い方: {usage}"),
    "commands": ("Commands:", "コマンド:"),
    "arguments": ("Arguments:", "引数:"),
    "options": ("Options:", "オプション:"),
}
