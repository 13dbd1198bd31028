"""Warnings: it was recorded, and there is something to know about it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "reads-like-a-guess": (
        "! “{matched}” reads like a guess: kept out of reports until "
        "`incidentctl amend {handle} --to fact` (or guess)",
        "! 「{matched}」は推測と読める。`incidentctl amend {handle} --to fact`(または guess)まで報告書に載らない",
    ),
    "incident-is-over": (
        "! {id} is already over; the note is kept there all the same",
        "! {id} は終了済み。メモはそこに残した",
    ),
    "before-and-after": (
        "! Next time add --before and --after: they show what the change did",
        "! 次は --before と --after も残すと、変更の効果が分かる",
    ),
    "milestone-order": (
        "! {later} is before {earlier}: kept; correct one of them with `incidentctl mark`",
        "! {later} が {earlier} より前になっている。記録はした。`incidentctl mark` で直せる",
    ),
    "downgrade-needs-reason": (
        "! From {before} down to {after} without a reason: add it with "
        "`incidentctl severity {after} --why TEXT`",
        "! {before} から {after} へ理由なしで下げた。`incidentctl severity {after} --why 理由` で残す",
    ),
    "meant-for-role": (
        "! {step} is meant for the {role}; recorded all the same",
        "! {step} は{role}の手順。記録はした",
    ),
    "privacy-yes": (
        "! Tell the privacy contact now. In parallel, in another terminal: incidentctl walk personal-data",
        "! 個人情報の担当に今すぐ知らせる。並行して、別の端末で: incidentctl walk personal-data",
    ),
    "privacy-unknown": (
        "! Give the privacy contact a heads-up now, and ask again within 15 minutes.",
        "! 個人情報の担当に先に一報を入れ、15分以内にもう一度確かめる。",
    ),
    "note-is-private": (
        "! Written at a question about personal data: kept out of the wide reports",
        "! 個人情報の問いでのメモのため、広く送る報告書には載らない",
    ),
    "not-an-incident": (
        "! If it is none: incidentctl withdraw --why TEXT",
        "! 障害でなければ: incidentctl withdraw --why 理由",
    ),
}
