"""Decisions, concerns, hypotheses, and what is parked: what is asked, and how the lists say it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "ask": ("What is decided? One line is enough.", "何を決めたか。一行でよい。"),
    "ask-why-declined": ("Why was it declined?", "認めない理由は何か"),
    "ask-concern": ("What worries you? One line is enough.", "何が気がかりか。一行でよい。"),
    "ask-why-answer": ("Why? One line for whoever asked.", "その理由は何か(言った人に伝わるように)"),
    "ask-park": ("What should the review take up?", "振り返りで取り上げることは何か"),
    "ask-hypothesis": ("What may be so?", "どんな仮説か"),
    "ask-because": ("What shows it?", "何を見てそう言えるか"),
    "waits-director": (
        "Waits for a director: do not act on it yet.",
        "役員・部門長の判断待ち。まだ実行しない。",
    ),
    "waits-owner": (
        "Waits for the business owner: do not act on it yet.",
        "事業責任者の判断待ち。まだ実行しない。",
    ),
    "parked-until": (
        "It will stand in the postmortem, for the review.",
        "ポストモーテムに載り、振り返りで取り上げる。",
    ),
    # where it stands
    "word-unanswered": ("unanswered", "未回答"),
    "word-accepted": ("accepted", "受け入れる"),
    "word-declined": ("declined", "見送る"),
    "word-testing": ("testing", "検証中"),
    "word-refuted": ("refuted", "否定"),
    "word-supported": ("supported", "支持"),
    "word-open": ("open", "保留"),
    "word-ui": ("ui", "画面"),
    "word-api": ("api", "API"),
    "word-data": ("data", "データ"),
    "word-logs": ("logs", "ログ"),
    "word-code": ("code", "コード"),
    "private": ("[privacy] ", "[個人情報] "),
    "no-concerns": ("No concern was raised.", "懸念の記録はない。"),
    "no-hypotheses": ("No hypothesis yet.", "仮説の記録はない。"),
}
