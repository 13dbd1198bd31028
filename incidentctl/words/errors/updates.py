"""A status update cannot be meant as it was asked for."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
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
