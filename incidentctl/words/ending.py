"""The end: criteria, recovery declared, the formation lifted, closed, opened again."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # what the commands say
    "drafts": (
        "(drafts to share: {first}, {second})",
        "(共有できる下書き: {first}、{second})",
    ),
    "thanks": (
        "Every role is free. Thank you: everybody may go.",
        "役割はすべて空いた。おつかれさまでした。全員、解散してよい。",
    ),
    "reopened": (
        "Open again: the impact goes on counting, and recovery has yet to be declared anew.",
        "再開した。影響の時間は続けて数える。復旧はもう一度宣言する。",
    ),
    "roles-are-free": (
        "Every role is free: fill them again, the command first.",
        "役割はすべて空いている。指揮官から順に決め直す。",
    ),
    "no-criteria": (
        "Nothing says yet what must hold before recovery is declared.",
        "復旧を宣言する条件は、まだ決まっていない。",
    ),
    # questions
    "ask.recovery": (
        'What shows it? A whole sentence, such as "orders go through again".',
        "何で確認したか。「注文が通るようになった」のように書く。",
    ),
    "ask.criterion": ("What must hold before recovery is declared?", "何がそろえば復旧といえるか"),
    "ask.why-reopen": ("Why is it not over?", "再開する理由は何か"),
    # the gates of closing (S4-11)
    "gate.review": ("the review", "振り返り"),
    "gate.document": ("the finished report", "完成した報告書"),
    "gate.management": ("the report to management", "経営への報告"),
    "gate.prevention": ("the prevention", "再発防止"),
}
