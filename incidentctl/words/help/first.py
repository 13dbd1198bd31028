"""Help on the commands of the first minutes."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "declare": (
        'incidentctl declare "Checkout returns 500"\nincidentctl declare Login is slow --suspect --no-walk\n'
        'incidentctl declare --drill "Checkout returns 500"\n\n'
        "open an incident; a title is enough",
        'incidentctl declare "決済で500エラー"\nincidentctl declare ログインが遅い --suspect --no-walk\n'
        'incidentctl declare --drill "決済で500エラー"\n\n'
        "障害を宣言する。件名だけでよい",
    ),
    "walk": (
        "incidentctl walk\nincidentctl walk isolate-cause\nincidentctl walk report --answers answers.txt\n\n"
        "go through a checklist, from the first open step",
        "incidentctl walk\nincidentctl walk isolate-cause\nincidentctl walk report --answers answers.txt\n\n"
        "手順書を、まだの手順からたどる",
    ),
    "note": (
        "incidentctl note error rate 12 percent --at 14:02\nincidentctl note --guess the cache may be cold\n"
        "kubectl get pods | incidentctl note -\n\nput one line on the timeline",
        "incidentctl note エラー率 12% --at 14:02\nincidentctl note --guess キャッシュが空かもしれない\n"
        "kubectl get pods | incidentctl note -\n\nタイムラインに1行残す",
    ),
    "run": (
        'incidentctl run --look kubectl get pods\nincidentctl run -m "Roll back to 411" kubectl rollout undo deploy/checkout\nincidentctl run --timeout 5m sh -c "kubectl get pods | grep -c Running"\n\nrun a command, and keep it with what it printed',
        'incidentctl run --look kubectl get pods\nincidentctl run -m "411に切り戻す" kubectl rollout undo deploy/checkout\nincidentctl run --timeout 5m sh -c "kubectl get pods | grep -c Running"\n\nコマンドを実行し、出力とともに残す',
    ),
    "tell": (
        'incidentctl tell "manager, support" --how phone\nincidentctl tell billing --unrelated\n\n'
        "record who was told",
        "incidentctl tell 上長 CS --how 電話\nincidentctl tell 課金チーム --unrelated\n\n誰に知らせたかを残す",
    ),
    "brief": (
        "incidentctl brief\nincidentctl brief --known-at 14:30\n\none screen for whoever joins late or takes over",
        "incidentctl brief\nincidentctl brief --known-at 14:30\n\n途中から入る人・引き継ぐ人が読む1画面",
    ),
    "update": (
        'incidentctl update "Rolling back to the previous build" --next 30m\n'
        'incidentctl update --audience customer "Card payments work again"\n'
        "incidentctl update --approve u-7k2\n\n"
        "write a status update, ready to paste, and record it as sent",
        "incidentctl update 前のビルドに戻している --next 30分\n"
        "incidentctl update --audience customer カード決済が使えるようになった\n"
        "incidentctl update --approve u-7k2\n\n"
        "そのまま貼れる状況報告を作り、送信済みとして残す",
    ),
    "report": (
        "incidentctl report\nincidentctl report --lang ja --form final -o report.md\n"
        "incidentctl report -o postmortem.html\nincidentctl report --unmark report.md\n\n"
        "render the postmortem draft or the 障害報告書, at any minute",
        "incidentctl report\nincidentctl report --lang ja --form final -o report.md\n"
        "incidentctl report -o postmortem.html\nincidentctl report --unmark report.md\n\n"
        "ポストモーテムの下書きや障害報告書を、いつでも出す",
    ),
    "list": (
        "incidentctl list\nincidentctl list --severity SEV1 --since 2026-01-01\n"
        "incidentctl list --closed --sort updated --limit 10\n\nlist incidents, open ones first",
        "incidentctl list\nincidentctl list --severity SEV1 --since 2026-01-01\n"
        "incidentctl list --closed --sort updated --limit 10\n\n障害の一覧(対応中が先)",
    ),
    "assign": (
        'incidentctl assign tanaka "count the 500s per minute" --why "we must know how many are hit"\n'
        'incidentctl assign tanaka "call the bank" --why "refunds" --within 30m --stream refunds\n'
        "incidentctl assign tanaka --task k-7f2\n\nask one named person: what, why, when to report back",
        "incidentctl assign tanaka 500エラーを1分ごとに数える --why 影響人数を知るため\n"
        "incidentctl assign tanaka 銀行に連絡する --why 返金のため --within 30分 --stream 返金\n"
        "incidentctl assign tanaka --task k-7f2\n\n相手を一人決めて頼む(作業・目的・報告の時刻)",
    ),
    "resolve": (
        'incidentctl resolve "orders go through again, error rate 0.1 percent" --at 15:10\n\n'
        "the commander declares recovery",
        'incidentctl resolve "注文が通り、エラー率が0.1%に戻った" --at 15:10\n\n指揮官が復旧完了を宣言する',
    ),
}
