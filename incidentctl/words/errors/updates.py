"""A status update cannot be meant as it was asked for."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "sent-of-then": (
        "--sent is about the report as it stands now, --known-at about one of the past.",
        "--sent は今の報告書を送ったことを残すもので、--known-at(過去の時点)とは一緒に使えません。",
    ),
    "sent-of-then.next": (
        "Leave one of them out.",
        "どちらか一方を外してください。",
    ),
    "sent-unmark": (
        "--unmark prints a file; it does not say which facts that file tells of.",
        "--unmark はファイルを出すだけで、どの記録までを含むかが分かりません。",
    ),
    "sent-unmark.next": (
        "Renew the file and record that it goes out, then print it: incidentctl report --sent -o FILE",
        "先にファイルを新しくして、送付を残す: incidentctl report --sent -o ファイル",
    ),
    "sent-privacy": (
        "The report of the personal-data track is not sent to an audience.",
        "個人情報の報告書は、読み手を分けて送るものではありません。",
    ),
    "sent-privacy.next": (
        "Sent to an authority? incidentctl clock submitted ID",
        "当局へ提出したなら: incidentctl clock submitted ID",
    ),
    "report-outdated": (
        "Not recorded as sent: something was recorded while the report was made, and is not in it.",
        "送付したことは記録していません。報告書を作る間に記録が増えました。",
    ),
    "report-outdated.next": (
        "Make it again: the same command.",
        "同じコマンドで作り直してください。",
    ),
    "no-such-audience": (
        "“{audience}” is no audience. There are: {choices}",
        "「{audience}」という宛先はありません。使えるもの: {choices}",
    ),
    "no-such-audience.next": (
        "Did you mean: --audience {suggestion}",
        "もしかして: --audience {suggestion}",
    ),
    "no-such-draft": (
        "No draft {id} is waiting: there is none, or it was posted already.",
        "承認待ちの下書き {id} はありません(ないか、もう出しました)。",
    ),
    "no-such-draft.next": (
        "See them: incidentctl timeline --kind update_drafted",
        "下書きを見る: incidentctl timeline --kind update_drafted",
    ),
    "approve-alone": (
        "--approve posts the draft as it is: no text, --audience, --source or --draft beside it.",
        "--approve は下書きをそのまま出します。本文・--audience・--source・--draft は一緒に使えません。",
    ),
    "approve-alone.next": (
        "Approve it: incidentctl update --approve {id}   or write another: incidentctl update --draft TEXT",
        "承認する: incidentctl update --approve {id}   書き直す: incidentctl update --draft 本文",
    ),
}
