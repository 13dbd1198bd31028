"""A change of the system that cannot be begun or ended so."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "no-open-write": (
        "No change of the system is under way.",
        "進行中の変更はありません。",
    ),
    "no-open-write.next": (
        "Record what was done: incidentctl act WHAT --before VALUE --after VALUE",
        "した操作を残す: incidentctl act 内容 --before 前 --after 後",
    ),
    "write-has-ended": (
        "This change has ended already.",
        "この変更はすでに終わっています。",
    ),
    "write-has-ended.next": (
        "Add what you saw since: incidentctl note TEXT",
        "その後に見たことを残す: incidentctl note 本文",
    ),
    "write-ambiguous": (
        "Several changes are under way:",
        "進行中の変更が複数あります。",
    ),
    "write-ambiguous.next": (
        "Name one: incidentctl act --end ID --after VALUE",
        "一つ選んでください: incidentctl act --end ID --after 後",
    ),
    "needs-why-of-end": (
        "Somebody else began this change: the reason why you end it is missing.",
        "この変更を始めたのは別の人です。代わりに終える理由がありません。",
    ),
    "needs-why-of-end.next": (
        'Add it: incidentctl act --end --after VALUE --why "does not answer, and the page loads again"',
        "付けてください: incidentctl act --end --after 後 --why 応答がなく、画面は表示できている",
    ),
    "act-flags": (
        "These do not go together: {flags}.",
        "同時には使えません: {flags}。",
    ),
    "act-flags.next": (
        "Begin: act WHAT --begin --before VALUE   End: act --end --after VALUE   Only looked: act WHAT --look",
        "始める: act 内容 --begin --before 前   終える: act --end --after 後   見ただけ: act 内容 --look",
    ),
}
