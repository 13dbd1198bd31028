"""Roles and people: what was named is not there, or there is nothing to let go."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "role-not-there": (
        "This formation has no role “{role}”.",
        "この体制に「{role}」という役割はありません。",
    ),
    "role-not-there.next": (
        "Its roles: {choices}",
        "役割: {choices}",
    ),
    "role-is-free": (
        "Nobody was named for this role.",
        "この役割には誰も指名されていません。",
    ),
    "role-is-free.next": (
        "Fill it: incidentctl role take {role}",
        "担当する: incidentctl role take {role}",
    ),
    "needs-role": (
        "The role is missing.",
        "役割がありません。",
    ),
    "needs-role.next": (
        "incidentctl role take operator   (all roles: incidentctl role list)",
        "incidentctl role take 作業者   (一覧: incidentctl role list)",
    ),
    "needs-holder": (
        "Who is to have the role is missing.",
        "誰に渡すかがありません。",
    ),
    "needs-holder.next": (
        "incidentctl role give {role} suzuki",
        "incidentctl role give {role} 鈴木",
    ),
    "needs-who-leaves": (
        "Nobody is named.",
        "名前が書かれていません。",
    ),
    "needs-who-leaves.next": (
        "incidentctl leave suzuki   (you yourself: incidentctl leave)",
        "incidentctl leave 鈴木   (自分が離れるなら: incidentctl leave)",
    ),
    "needs-leaver": (
        "Whom to let go is missing.",
        "離れてもらう人がありません。",
    ),
    "needs-leaver.next": (
        "incidentctl release suzuki   (who is there: incidentctl role list)",
        "incidentctl release 鈴木   (参加者: incidentctl role list)",
    ),
    "not-on-the-roster": (
        "{who} is not on the roster.",
        "{who} は参加者の中にいません。",
    ),
    "not-on-the-roster.next": (
        "There: {suggestion}   (all: incidentctl role list)",
        "いる人: {suggestion}   (一覧: incidentctl role list)",
    ),
    "only-watches": (
        "{who} only watches, which is always welcome.",
        "{who} は見学だけです。見学はいつでも歓迎です。",
    ),
    "only-watches.next": (
        "",
        "",
    ),
}
