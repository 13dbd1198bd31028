"""Follow-ups: what they are called, how they stand, what is asked about them; the review's proposals."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # what an answer at a step comes to (X1, X7)
    "fix": ("make the permanent fix", "恒久対応を行う"),
    "workaround": ("remove the workaround", "暫定対応を片づける"),
    "workaround-is": ("remove the workaround: {text}", "暫定対応を片づける: {text}"),
    # what else the kinds and the timings are called, when typed
    "called.kind.cause": (
        "confirm the cause, root cause, find the cause",
        "原因確定, 原因, 原因究明, 原因調査",
    ),
    "called.kind.permanent": ("permanent fix, fix", "恒久対応, 恒久化, 恒久, 一時処置→恒久"),
    "called.kind.prevent": ("prevention, prevent recurrence", "再発防止, 予防, 防止"),
    "called.kind.detect": ("detection, early detection, monitoring, detect sooner", "早期検知, 検知, 監視"),
    "called.kind.recover": (
        "recovery, faster recovery, recover faster",
        "収束時間短縮, 収束時間の短縮, 時間短縮, 短縮",
    ),
    "called.when.now": ("at once", "今, 今やる, 今すぐ, すぐ, いま"),
    "called.when.later": ("afterwards", "後で, 後でやる, あとで, 後回し, 後"),
    "called.when.wont": ("won't, won't be done, will not, never", "やらない, しない, 見送り, 見送る"),
    "when.now": ("now", "今やる"),
    "when.later": ("later", "後でやる"),
    "when.wont": ("won't be done", "やらない"),
    "called.factor.change": ("change, release, deploy", "変更, リリース"),
    "called.factor.design": ("design, architecture, code", "設計, 実装"),
    "called.factor.capacity": ("capacity, load, scale", "容量, 負荷, 性能"),
    "called.factor.detection": ("detection, monitoring, alerting", "検知, 監視, アラート"),
    "called.factor.procedure": ("procedure, process, runbook, test", "手順, 運用, 試験, テスト"),
    "called.factor.external": (
        "external, provider, third party, outside",
        "外部, 外部要因, 外乱, 取引先, 外部サービス",
    ),
    # the list
    "none": ("No open follow-up.", "未完了の対策はない。"),
    "drills-left-out": (
        "Those of drills are not here: {ids} (`ic follow-up list -i ID`)",
        "訓練の対策は除いた: {ids}(見るには `ic follow-up list -i ID`)",
    ),
    "overdue": ("OVERDUE since {at}", "期限切れ({at})"),
    "due": ("due {at}", "期限 {at}"),
    "no-due": ("no date", "期限なし"),
    "owner": ("{owner}", "担当 {owner}"),
    "no-owner": ("NO OWNER", "担当なし"),
    "undecided": ("now or later?", "今か後か未定"),
    "no-kind": ("other", "その他"),
    "was-done": ("done", "完了"),
    "was-dropped": ("dropped", "取りやめ"),
    "reason": ("{text}: {why}", "{text}: {why}"),
    "ticket": ("ticket: {url}", "チケット: {url}"),
    "gh-skipped": ("Left out, they have a ticket: {count}", "チケットがあるため省いた: {count}件"),
    "gh-then": (
        "(read them, run them, then record each address)",
        "(内容を確かめて実行し、できたチケットのURLを残す)",
    ),
    "gh-body-kind": ("Kind: {text}", "観点: {text}"),
    "gh-body-owner": ("Owner: {text}", "担当: {text}"),
    "gh-body-due": ("Due: {text}", "期限: {text}"),
    "gh-body-why": ("Why: {text}", "理由: {text}"),
    "gh-body-from": ("From {id}: {title}", "{id} より: {title}"),
    "unreadable": (
        "{id} could not be read: incidentctl verify {id}",
        "{id} は読めなかった: incidentctl verify {id}",
    ),
    # questions
    "ask-text": ("What will be done? A mechanism, not a reminder.", "何をするか(心がけではなく仕組み)"),
    "ask-kind": ("What is it for?", "何のための対策か"),
    "ask-why": ("Why is it not done?", "取りやめる理由は何か"),
    # what comes back at the review
    "parked": ("Parked for now: {text}", "持ち越した質問・気づき: {text}"),
    "left-out": ("{outcome}: {step} {why}", "{outcome}: {step} {why}"),
    "to-settle": ("{handle} {text} ({kind})", "{handle} {text}({kind})"),
    "how-to-settle": (
        "Answer with ids, or `all` for those that are left; a reason after a colon.",
        "IDで答える(残り全部は「残り」)。理由はコロンのあとに書く。",
    ),
    "proposal": (
        "What the log suggests to change: `ic runbook propose`",
        "記録から分かる直しどころ: `ic runbook propose`",
    ),
    # the proposed edit of a runbook
    "comment.skipped": ("{incident}: left out: {why}", "{incident}: 飛ばした: {why}"),
    "comment.failed": ("{incident}: did not work: {why}", "{incident}: うまくいかなかった: {why}"),
    "comment.deferred": ("{incident}: put off, and not done", "{incident}: 後回しのまま"),
    "comment.added": ("{incident}: done by hand here", "{incident}: 手順にない操作"),
    "nothing-to-propose": (
        "Every step was done as written, and nothing beside them: nothing to propose.",
        "すべて手順どおりで、手順にない操作もない。直すところは見つからない。",
    ),
    "only-a-proposal": (
        "A proposal to look at: nothing was changed. It goes into your own copy of the runbook.",
        "提案を示しただけで、何も変えていない。自分たちの手順書に取り込む。",
    ),
}
