"""Help on how an incident ends, and on what follows."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "criteria": (
        'incidentctl criteria add "no 500 for 15 minutes"\nincidentctl criteria list\n\n'
        "what must hold before recovery is declared",
        'incidentctl criteria add "500が15分間出ていない"\nincidentctl criteria list\n\n'
        "何がそろえば復旧といえるか",
    ),
    "criteria-add": (
        'incidentctl criteria add "no 500 for 15 minutes"\n\nadd a criterion',
        'incidentctl criteria add "500が15分間出ていない"\n\n条件を加える',
    ),
    "criteria-tick": (
        'incidentctl criteria tick i-k7f --evidence "0 of 12,000 since 14:40"\n\nthis one holds',
        'incidentctl criteria tick i-k7f --evidence "14:40以降 12,000件中0件"\n\n条件を満たした',
    ),
    "criteria-list": (
        "incidentctl criteria list\n\nthe criteria, and which of them hold",
        "incidentctl criteria list\n\n条件と、満たしたかどうか",
    ),
    "follow-up": (
        'incidentctl follow-up add "alert on failed payments" --kind detect --owner "payment team" --due 12/1\n'
        "incidentctl follow-up list\nincidentctl follow-up set m-k7f --when later --why TEXT\n\n"
        "what is to be done after the incident, of five kinds",
        "incidentctl follow-up add 決済失敗率のアラートを足す --kind 早期検知 --owner 決済チーム --due 12/1\n"
        "incidentctl follow-up list\nincidentctl follow-up set m-k7f --when 後で --why 理由\n\n"
        "障害のあとにやる対策(五つの観点)",
    ),
    "follow-up-add": (
        'incidentctl follow-up add "alert on failed payments" --kind detect --owner "payment team" --due 12/1\n\n'
        "add a follow-up, with its kind, owning role and date",
        "incidentctl follow-up add 決済失敗率のアラートを足す --kind 早期検知 --owner 決済チーム --due 12/1\n\n"
        "対策を加える(観点・担当の役割・期限)",
    ),
    "follow-up-list": (
        "incidentctl follow-up list\nincidentctl follow-up list -i k7f3 --all\n"
        "incidentctl follow-up list --format gh\n\n"
        "of all incidents, overdue first; also as Markdown, CSV or lines for gh",
        "incidentctl follow-up list\nincidentctl follow-up list -i k7f3 --all\n"
        "incidentctl follow-up list --format gh\n\n"
        "すべての障害の対策(期限切れが先)。Markdown・CSV・gh のコマンドでも出す",
    ),
    "follow-up-set": (
        'incidentctl follow-up set m-k7f --when later --why "after the migration" --decided-by "product owner"\n'
        "incidentctl follow-up set m-k7f --url https://tracker.example/1\n\n"
        "say who owns it, by when, now or later; its text: incidentctl amend m-k7f TEXT",
        "incidentctl follow-up set m-k7f --when 後で --why 移行のあとに行う --decided-by 事業責任者\n"
        "incidentctl follow-up set m-k7f --url https://tracker.example/1\n\n"
        "担当・期限・今か後かを決める(文の訂正: incidentctl amend m-k7f 内容)",
    ),
    "follow-up-done": (
        'incidentctl follow-up done m-k7f "live since release 420"\n\nit is done',
        "incidentctl follow-up done m-k7f リリース420で公開\n\n対策を終える",
    ),
    "follow-up-drop": (
        'incidentctl follow-up drop m-k7f --why "the service is retired"\n\ngive it up, for a reason',
        "incidentctl follow-up drop m-k7f --why サービスを終了するため\n\n理由を添えて取りやめる",
    ),
    "stand-down": (
        "incidentctl stand-down\n\nlift the formation, once the end is announced: everybody may go",
        "incidentctl stand-down\n\n体制を解除する(終了の報告と報告書のあと)",
    ),
    "close": (
        "incidentctl close\n\nclose it days later, with the review done",
        "incidentctl close\n\n振り返りを終えてクローズする",
    ),
    "reopen": (
        'incidentctl reopen --why "500 again since 16:20"\n\nit is not over after all',
        "incidentctl reopen --why 16:20から再び500\n\n再発したので対応を再開する",
    ),
    "clock": (
        "incidentctl clock list\nincidentctl clock start gdpr-33 --anchor 14:05\n"
        "incidentctl clock submitted gdpr-33\n\nreports that the law may ask for, and when; verify with legal",
        "incidentctl clock list\nincidentctl clock start gdpr-33 --anchor 14:05\n"
        "incidentctl clock submitted gdpr-33\n\n法令などによる報告とその期限(法務に確認する)",
    ),
    "clock-list": (
        "incidentctl clock list\nincidentctl clock list --all\n\nhow each deadline and each duty stands",
        "incidentctl clock list\nincidentctl clock list --all\n\n期限と報告義務の状態を見る",
    ),
    "clock-start": (
        "incidentctl clock start gdpr-33 --anchor 14:05\n"
        'incidentctl clock start appi-first --anchor "yesterday 23:50"\n\n'
        "let a clock run from the time that you set",
        "incidentctl clock start gdpr-33 --anchor 14:05\n"
        'incidentctl clock start appi-first --anchor "昨日 23:50"\n\n起点の時刻を決めて、期限を数え始める',
    ),
    "clock-submitted": (
        "incidentctl clock submitted gdpr-33 --at 16:40\n\nthe report was sent; what follows it begins to run",
        "incidentctl clock submitted gdpr-33 --at 16:40\n\n報告を提出した(続きの報告の期限が始まる)",
    ),
    "clock-stop": (
        'incidentctl clock stop gdpr-33 --why "no data of people in the EU"\n\n'
        "it does not apply; your role is kept as who judged",
        "incidentctl clock stop gdpr-33 --why EU域内の本人のデータはない\n\n"
        "当てはまらないと判断した(判断した役割が残る)",
    ),
}
