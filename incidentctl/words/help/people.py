"""Help on people, roles and their work."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "task": (
        "incidentctl task list\nincidentctl task report k-7f2 half done --next 30m\n"
        "incidentctl task done k-7f2\n\nwho does what until when",
        "incidentctl task list\nincidentctl task report k-7f2 半分終わった --next 30分\n"
        "incidentctl task done k-7f2\n\n誰が何をいつまでにするか",
    ),
    "task-list": (
        "incidentctl task list\nincidentctl task list --all\n\nopen tasks, overdue first; progress by workstream",
        "incidentctl task list\nincidentctl task list --all\n\n作業の一覧(報告の遅れが先)と分担ごとの進み具合",
    ),
    "task-give": (
        "incidentctl task give k-7f2 sato\nincidentctl task give k-7f2 sato --why TEXT --within 30m\n\n"
        "give a task to somebody else, or to nobody",
        "incidentctl task give k-7f2 sato\nincidentctl task give k-7f2 sato --why 目的 --within 30分\n\n"
        "作業を別の人に渡す(未定 なら担当を外す)",
    ),
    "task-ack": (
        "incidentctl task ack\nincidentctl task ack k-7f2\n\non it; one that nobody has becomes yours",
        "incidentctl task ack\nincidentctl task ack k-7f2\n\n引き受ける(担当なしなら自分の作業になる)",
    ),
    "task-report": (
        "incidentctl task report 200 so far\nincidentctl task report k-7f2 200 so far --next 30m\n\n"
        "how it goes, and when the next word comes (15 min unless said)",
        "incidentctl task report いま200件\nincidentctl task report k-7f2 いま200件 --next 30分\n\n"
        "様子を報告する(次の報告は、書かなければ15分後)",
    ),
    "task-done": (
        "incidentctl task done\nincidentctl task done k-7f2 430 in all\n\nit is done",
        "incidentctl task done\nincidentctl task done k-7f2 全部で430件\n\n作業を終える",
    ),
    "task-drop": (
        'incidentctl task drop k-7f2 --why "the bank called back"\n\nno longer needed, for a reason',
        "incidentctl task drop k-7f2 --why 銀行から連絡が来た\n\n理由を添えて取りやめる",
    ),
    "concern": (
        'incidentctl concern "the backup is two days old"\n'
        'incidentctl concern answer e-k7f accepted --why "we take a new one first"\n\n'
        "say what worries you; it must be answered",
        'incidentctl concern "バックアップが2日前のもの"\n'
        'incidentctl concern answer e-k7f 受け入れる --why "先に取り直す"\n\n'
        "気がかりを残す(必ず答えが返る)",
    ),
    "concern-add": (
        'incidentctl concern add "the backup is two days old"\n\nraise a concern; never refused',
        'incidentctl concern add "バックアップが2日前のもの"\n\n懸念を残す(いつでも、誰でも)',
    ),
    "concern-answer": (
        'incidentctl concern answer e-k7f accepted --why "we take a new one first"\n'
        'incidentctl concern answer e-k7f declined --why "nothing is written to it"\n\n'
        "answer a concern, with the reason",
        'incidentctl concern answer e-k7f 受け入れる --why "先に取り直す"\n'
        'incidentctl concern answer e-k7f 見送る --why "書き込みがない"\n\n理由を添えて懸念に答える',
    ),
    "concern-list": (
        "incidentctl concern list\n\nall concerns, the unanswered first",
        "incidentctl concern list\n\n懸念の一覧(未回答が先)",
    ),
    "park": (
        'incidentctl park "the alert came 20 minutes late"\n'
        'incidentctl park --question "what is a canary?"\n\nkeep something for the review',
        'incidentctl park "アラートが20分遅れて届いた"\n'
        'incidentctl park --question "カナリアリリースとは何か"\n\n振り返りまで取っておく',
    ),
    "role": (
        "incidentctl role list\nincidentctl role take operator\nincidentctl role give commander suzuki\n\n"
        "who holds which role: take, hand over, release",
        "incidentctl role list\nincidentctl role take 作業者\nincidentctl role give 指揮官 鈴木\n\n"
        "役割を担当する・渡す・離れる・見る",
    ),
    "role-take": (
        'incidentctl role take operator\nincidentctl role take commander --why "no answer for 10 min"\n\n'
        "take a role; with --why, from somebody who does not answer",
        "incidentctl role take 作業者\nincidentctl role take 指揮官 --why 10分応答なし\n\n"
        "役割を担当する。応答のない人からは --why で引き継ぐ",
    ),
    "role-give": (
        "incidentctl role give commander suzuki\n\nhand a role over",
        "incidentctl role give 指揮官 鈴木\n\n役割を渡す",
    ),
    "role-release": (
        "incidentctl role release scribe\n\nlet go of a role",
        "incidentctl role release 書記官\n\n役割を離れる",
    ),
    "role-list": (
        "incidentctl role list\n\nthe roles in order, who holds them, who is there",
        "incidentctl role list\n\n役割と担当、参加者を見る",
    ),
    "join": (
        "incidentctl join\nincidentctl join --watch\nincidentctl join suzuki\n\ncome to help, or to watch",
        "incidentctl join\nincidentctl join --watch\nincidentctl join 鈴木\n\n参加する、または見学する",
    ),
    "leave": (
        "incidentctl leave\nincidentctl leave suzuki\n\ngo; what you had becomes free",
        "incidentctl leave\nincidentctl leave 鈴木\n\n離脱する(役割と作業は空く)",
    ),
    "release": (
        "incidentctl release suzuki\n\nlet somebody go, with thanks ready to send",
        "incidentctl release 鈴木\n\nお礼を添えて離れてもらう",
    ),
}
