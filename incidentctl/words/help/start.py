"""Help on how an incident begins, and on its steps."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "confirm": (
        "incidentctl confirm\n\na suspicion turned out to be an incident",
        "incidentctl confirm\n\n疑いを障害と確認する",
    ),
    "withdraw": (
        'incidentctl withdraw --why "planned maintenance"\n\nit was no incident: thanks, and no blame',
        "incidentctl withdraw --why 計画メンテナンスだった\n\n障害ではなかったとして取り下げる",
    ),
    "step": (
        "incidentctl step list\nincidentctl step done R6 SEV2\n"
        'incidentctl step skip R4 --why "no dev environment"\n\n'
        "answer the checklist without a terminal",
        "incidentctl step list\nincidentctl step done R6 SEV2\nincidentctl step skip R4 --why 開発環境なし\n\n"
        "端末なしで手順書に答える",
    ),
    "step-list": (
        "incidentctl step list\nincidentctl step list report\n\nthe steps and where each stands",
        "incidentctl step list\nincidentctl step list report\n\n手順とその状態",
    ),
    "step-done": (
        "incidentctl step done R6 SEV2\nincidentctl step done R2 detected_at=14:05 source=alert\n\n"
        "tick a step, or answer its questions",
        "incidentctl step done R6 SEV2\nincidentctl step done R2 detected_at=14:05 source=alert\n\n"
        "手順を済にする、または問いに答える",
    ),
    "step-run": (
        "incidentctl step run rollback --dry-run\nincidentctl step run rollback --yes\n\n"
        "run the command of a step; what came to what is expected ticks it",
        "incidentctl step run rollback --dry-run\nincidentctl step run rollback --yes\n\n"
        "手順のコマンドを実行する(期待どおりなら済になる)",
    ),
    "step-skip": (
        'incidentctl step skip R4 --why "no dev environment"\n\nleave a step out, for a reason',
        "incidentctl step skip R4 --why 開発環境なし\n\n理由を添えて手順を飛ばす",
    ),
    "step-defer": (
        "incidentctl step defer R10 --until 30m\n\nput a step off",
        "incidentctl step defer R10 --until 30分\n\n手順を後回しにする",
    ),
    "step-fail": (
        'incidentctl step fail X4 --why "still 500 in production"\n\na step did not work',
        "incidentctl step fail X4 --why 本番ではまだ500\n\n手順がうまくいかなかった",
    ),
    "use": (
        "incidentctl use k7f3\n\nmake another incident the one of this terminal",
        "incidentctl use k7f3\n\nこの端末で扱う障害を切り替える",
    ),
}
