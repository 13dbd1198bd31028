"""Follow-ups that cannot be meant, or lack something."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "needs-follow-up": ("What is to be done is missing.", "対策の内容がありません。"),
    "needs-follow-up.next": (
        'Add it: incidentctl follow-up add "alert on failed payments" --kind detect --owner TEAM --due DATE',
        "付けてください: incidentctl follow-up add 決済失敗率のアラートを足す --kind 早期検知 --owner チーム --due 日付",
    ),
    "needs-follow-up-id": ("Which follow-up is meant?", "どの対策ですか。"),
    "needs-follow-up-id.next": (
        "Add its id, from: incidentctl follow-up list",
        "IDを付けてください。一覧: incidentctl follow-up list",
    ),
    "follow-up-set-what": ("Nothing is to be changed.", "変えるものがありません。"),
    "follow-up-set-what.next": (
        "Say what: incidentctl follow-up set ID --owner TEAM --due DATE --when later --why TEXT",
        "指定してください: incidentctl follow-up set ID --owner チーム --due 日付 --when 後で --why 理由",
    ),
    "needs-why-follow-up": ("The reason is missing.", "理由がありません。"),
    "needs-why-follow-up.next": (
        "Add it: incidentctl follow-up drop ID --why TEXT",
        "付けてください: incidentctl follow-up drop ID --why 理由",
    ),
    "no-such-follow-up": ("There is no follow-up {id}.", "{id} という対策はありません。"),
    "no-such-follow-up.next": (
        "See them: incidentctl follow-up list --all",
        "一覧: incidentctl follow-up list --all",
    ),
    "follow-up-is-over": ("That follow-up has ended already.", "その対策はもう終わっています。"),
    "follow-up-is-over.next": (
        "To open it again, take the end back: incidentctl undo ID (from incidentctl timeline)",
        "開き直すには、終えた記録を取り消してください: incidentctl undo ID(incidentctl timeline で確認)",
    ),
    "no-such-follow-up-kind": ("There is no kind {text}.", "「{text}」という観点はありません。"),
    "no-such-follow-up-kind.next": (
        "One of {choices}. Near: {suggestion}",
        "{choices} のどれかにしてください(近いもの: {suggestion})。",
    ),
    "no-such-follow-up-when": ("{text} is not a time to do it.", "「{text}」は使えません。"),
    "no-such-follow-up-when.next": (
        "One of {choices}. Near: {suggestion}",
        "{choices} のどれかにしてください(近いもの: {suggestion})。",
    ),
    "no-such-follow-up-format": ("There is no format {format}.", "{format} という形式はありません。"),
    "no-such-follow-up-format.next": ("One of {choices}.", "{choices} のどれかにしてください。"),
    "follow-up-url": ("This is no address of a ticket: {url}", "チケットのURLではありません: {url}"),
    "follow-up-url.next": (
        "It begins with https:// or http:// and holds no space.",
        "https:// か http:// で始まる、空白のないものにしてください。",
    ),
}
