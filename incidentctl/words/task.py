"""Orders and tasks: what is pasted to whoever is asked, the board, and what the usual workstreams are called."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # what is asked on a terminal
    "ask-who": ("Who? One person by name (? = nobody yet)", "誰に頼むか。名前を一人(? = まだ決まっていない)"),
    "ask-what": ("What exactly?", "何を頼むか"),
    "ask-why": ("What is it for? (? = leave out)", "何のためか(? = 省く)"),
    "ask-within": ("When to report back?", "いつ報告してもらうか"),
    "box": ("15m", "15分"),
    # an order, ready to paste
    "order": ("@{who}, could you take this? ({title})", "@{who} 次の作業をお願いします。({title})"),
    "order-why": ("Why: {why}", "目的: {why}"),
    "order-what": ("What: {what}", "作業: {what}"),
    "order-due": (
        "Report back by {at}, also when nothing has changed.",
        "報告: {at} までにお願いします。進展がなくてもお知らせください。",
    ),
    "then-ack": (
        "(ready to paste; once they agree, record it)",
        "(そのまま貼れる。引き受けてもらえたら記録する)",
    ),
    # the board
    "about": ("{who}: {what}", "{who}: {what}"),
    "nobody": ("NOBODY", "担当なし"),
    "none": ("No open task.", "未完了の作業はない。"),
    "rollback.data": ("find out what going back does to the data", "切り戻しでデータがどうなるかを確かめる"),
    "find-out": ("find out: {label}", "{label}を確かめる"),
    "due": ("report by {at}", "報告 {at}まで"),
    "overdue": ("REPORT OVERDUE since {at} ({late})", "報告遅れ {at}から{late}"),
    "since": ("since {at}", "{at}から"),
    "acked": ("taken up", "着手"),
    "not-acked": ("no answer yet", "返事待ち"),
    "unowned": ("S1-2: `incidentctl task give {id} WHO`", "S1-2: `incidentctl task give {id} 名前`"),
    "private": ("personal data", "個人情報"),
    "was-done": ("done {at}", "{at} 完了"),
    "was-dropped": ("dropped {at}", "{at} 取りやめ"),
    "was-answered": ("answered: {value}", "回答: {value}"),
    "streams": ("Workstreams: {streams}", "分担: {streams}"),
    "progress": ("{stream} {done} of {total} done", "{stream} {done}/{total}件済"),
    "progress-none": ("{stream} no task yet", "{stream} 作業なし"),
    # tasks that are about a field and are no finding out
    "repair.data": ("repair the data", "データを補正する"),
    "repair.refunds": ("make the refunds", "返金する"),
    "repair.resends": ("send again what did not arrive", "届かなかったものを再送する"),
    "repair.for_others": ("hand over the data that other teams need", "他部署に必要なデータを渡す"),
    # what else the usual workstreams are called
    "stream.fix": ("fix, repair, recovery", "修正, 修正対応, 復旧, 復旧対応"),
    "stream.partners": ("partners, partner contact", "取引先, 取引先対応, パートナー"),
    "stream.customers": (
        "customers, customer, users, customer contact, support",
        "お客様, お客様対応, 顧客, 顧客対応, 利用者, 利用者対応, CS",
    ),
    "stream.data": ("data, data repair, data correction", "データ, データ補正, データ修正, 補正"),
    "stream.refunds": ("refunds, refund", "返金, 返金対応"),
    "stream.authorities": (
        "authorities, regulators, ministries, regulator",
        "当局, 当局対応, 当局報告, 省庁, 監督官庁",
    ),
    "stream.pr": ("pr, public relations, press, media", "広報, 広報対応, 報道対応"),
    # names that mean a group (S2-15); a name that ends like one does, too
    "groups": (
        "all, everyone, everybody, anyone, anybody, someone, somebody, team, the team, here, channel, group, "
        "whoever, devs, engineers, developers, folks",
        "みんな, 皆, 皆さん, みなさん, 全員, 誰か, だれか, どなたか, 各位, 各自, 有志, チーム, 一同, 関係者, "
        "手の空いている人, 手が空いている人, 手の空いた人",
    ),
    "group-endings": ("-team, _team, team, -devs, -all", "チーム, 班, 一同, 各位, メンバー, グループ, の人"),
}
