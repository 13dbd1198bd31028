"""Help: the table of commands, each command (examples, a blank line, what it does), its flags, and topics."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "root": (
        "incidentctl (or ic): report first, walk the checklist, keep every fact,\n"
        "export the report. Alone, it says what is going on and what to do next.",
        "incidentctl(または ic): まず報告し、手順書をたどり、事実を残し、報告書を出す。\n"
        "引数なしで実行すると、いまの状況と次にすることを示す。",
    ),
    "first": ("In the first minutes:", "最初の数分で使うもの:"),
    "start": ("How it begins:", "始まり:"),
    "record": ("What is seen, done and decided:", "見たこと・したこと・決めたこと:"),
    "people": ("People and work:", "人と作業:"),
    "end": ("How it ends:", "終わり:"),
    "keep": ("Looking and keeping:", "見る・保つ:"),
    "topics": (
        "incidentctl help COMMAND, or a topic: {topics}",
        "incidentctl help コマンド名、または: {topics}",
    ),
    "usage": ("Usage: {usage}", "使い方: {usage}"),
    "commands": ("Commands:", "コマンド:"),
    "arguments": ("Arguments:", "引数:"),
    "options": ("Options:", "オプション:"),
    # commands
    "declare": (
        'incidentctl declare "Checkout returns 500"\nincidentctl declare Login is slow --suspect --no-walk\n\n'
        "open an incident; a title is enough",
        'incidentctl declare "決済で500エラー"\nincidentctl declare ログインが遅い --suspect --no-walk\n\n'
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
    "tell": (
        'incidentctl tell "manager, support" --how phone\nincidentctl tell billing --unrelated\n\n'
        "record who was told",
        "incidentctl tell 上長 CS --how 電話\nincidentctl tell 課金チーム --unrelated\n\n誰に知らせたかを残す",
    ),
    "brief": (
        "incidentctl brief\nincidentctl brief --json\n\none screen for whoever joins late or takes over",
        "incidentctl brief\nincidentctl brief --json\n\n途中から入る人・引き継ぐ人が読む1画面",
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
        "incidentctl report -o postmortem.html\n\n"
        "render the postmortem draft or the 障害報告書, at any minute",
        "incidentctl report\nincidentctl report --lang ja --form final -o report.md\n"
        "incidentctl report -o postmortem.html\n\n"
        "ポストモーテムの下書きや障害報告書を、いつでも出す",
    ),
    "list": (
        "incidentctl list\nincidentctl list --open\n\nlist incidents, open ones first",
        "incidentctl list\nincidentctl list --open\n\n障害の一覧(対応中が先)",
    ),
    "assign": (
        'incidentctl assign tanaka "count the 500s per minute" --why "we must know how many are hit"\n'
        'incidentctl assign tanaka "call the bank" --why "refunds" --within 30m --stream refunds\n'
        "incidentctl assign tanaka --task k-7f2\n\nask one named person: what, why, when to report back",
        "incidentctl assign tanaka 500エラーを1分ごとに数える --why 影響人数を知るため\n"
        "incidentctl assign tanaka 銀行に連絡する --why 返金のため --within 30分 --stream 返金\n"
        "incidentctl assign tanaka --task k-7f2\n\n相手を一人決めて頼む(作業・目的・報告の時刻)",
    ),
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
    "confirm": (
        "incidentctl confirm\n\na suspicion turned out to be an incident",
        "incidentctl confirm\n\n疑いを障害と確認する",
    ),
    "withdraw": (
        'incidentctl withdraw --why "planned maintenance"\n\nit was no incident: thanks, and no blame',
        "incidentctl withdraw --why 計画メンテナンスだった\n\n障害ではなかったとして取り下げる",
    ),
    "step": (
        "incidentctl step list\nincidentctl step done R6 SEV2\n"
        'incidentctl step skip R4 --why "no dev environment"\n\n'
        "answer the checklist without a terminal",
        "incidentctl step list\nincidentctl step done R6 SEV2\nincidentctl step skip R4 --why 開発環境なし\n\n"
        "端末なしで手順書に答える",
    ),
    "step-list": (
        "incidentctl step list\nincidentctl step list report\n\nthe steps and where each stands",
        "incidentctl step list\nincidentctl step list report\n\n手順とその状態",
    ),
    "step-done": (
        "incidentctl step done R6 SEV2\nincidentctl step done R2 detected_at=14:05 source=alert\n\n"
        "tick a step, or answer its questions",
        "incidentctl step done R6 SEV2\nincidentctl step done R2 detected_at=14:05 source=alert\n\n"
        "手順を済にする、または問いに答える",
    ),
    "step-skip": (
        'incidentctl step skip R4 --why "no dev environment"\n\nleave a step out, for a reason',
        "incidentctl step skip R4 --why 開発環境なし\n\n理由を添えて手順を飛ばす",
    ),
    "step-defer": (
        "incidentctl step defer R10 --until 30m\n\nput a step off",
        "incidentctl step defer R10 --until 30分\n\n手順を後回しにする",
    ),
    "step-fail": (
        'incidentctl step fail X4 --why "still 500 in production"\n\na step did not work',
        "incidentctl step fail X4 --why 本番ではまだ500\n\n手順がうまくいかなかった",
    ),
    "use": (
        "incidentctl use k7f3\n\nmake another incident the one of this terminal",
        "incidentctl use k7f3\n\nこの端末で扱う障害を切り替える",
    ),
    "set": (
        "incidentctl set impact.users 1200\nincidentctl set impact.users unknown\n"
        'incidentctl set cause "connection pool of 10" --certainty likely\n\n'
        "give a field a value (incidentctl help fields)",
        "incidentctl set impact.users 1200\nincidentctl set impact.users 不明\n"
        "incidentctl set cause 接続プールが10しかない --certainty likely\n\n"
        "項目に値を入れる(一覧: incidentctl help fields)",
    ),
    "path": (
        'incidentctl path set "client > edge > api > db"\nincidentctl path mark api ng 500 in the response\n\n'
        "the request path, and from where it is not normal",
        'incidentctl path set "client > edge > api > db"\nincidentctl path mark api ng 応答が500\n\n'
        "処理の流れと、どこから異常か",
    ),
    "path-set": (
        'incidentctl path set "client > edge > api > db"\n\nwrite down the path',
        'incidentctl path set "client > edge > api > db"\n\n流れを書く',
    ),
    "path-mark": (
        "incidentctl path mark api ok 200 in 40 ms\n\nmark one hop: ok, ng or unknown",
        "incidentctl path mark api ok 40msで200\n\n箇所に印を付ける(ok・ng・unknown)",
    ),
    "mark": (
        "incidentctl mark started 20m ago\nincidentctl mark mitigated 15:10\nincidentctl mark started unknown\n\n"
        "set or correct a milestone; without a time: now",
        "incidentctl mark started 20分前\nincidentctl mark mitigated 15:10\nincidentctl mark started 不明\n\n"
        "節目の時刻を入れる・直す(時刻を省けば今)",
    ),
    "severity": (
        'incidentctl severity SEV2\nincidentctl severity SEV3 --why "5 users, workaround known"\n\n'
        "set the severity",
        "incidentctl severity SEV2\nincidentctl severity SEV3 --why 利用者5名・回避策あり\n\n重大度を決める",
    ),
    "act": (
        "incidentctl act restarted web-03 --before 12% --after 0.1%\n"
        "incidentctl act rolling back --begin --method previous_build --before 12%\n"
        "incidentctl act --end --after 0.1%\nincidentctl act --look tailed the api log\n\n"
        "record what is done to the system by hand",
        "incidentctl act web-03を再起動 --before 12% --after 0.1%\n"
        "incidentctl act 4.11へ切り戻す --begin --method previous_build --before 12%\n"
        "incidentctl act --end --after 0.1%\nincidentctl act --look APIのログを見た\n\n"
        "手で行う操作を残す(その場で、または始めと終わり)",
    ),
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
    "resolve": (
        'incidentctl resolve "orders go through again, error rate 0.1 percent" --at 15:10\n\n'
        "the commander declares recovery",
        'incidentctl resolve "注文が通り、エラー率が0.1%に戻った" --at 15:10\n\n指揮官が復旧完了を宣言する',
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
    "decide": (
        'incidentctl decide "roll back to 411" --basis evidence --risk "new orders show old prices"\n'
        'incidentctl decide "stop the service" --level owner\n'
        'incidentctl decide --approve j-k7f --by "the business owner"\n\n'
        "record what is to be done next, or the word of somebody above",
        'incidentctl decide "411へ切り戻す" --basis 経験 --risk "新しい注文に旧価格が出る"\n'
        "incidentctl decide サービスを止める --level 事業責任者\n"
        "incidentctl decide --approve j-k7f --by 事業責任者\n\n次にすること、または上の判断を残す",
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
    "hypothesis": (
        'incidentctl hypothesis add "the pool of 10 is exhausted" --about data\n'
        'incidentctl hypothesis settle y-k7f refuted --because "3 of 10 in use"\n\n'
        "what may be so, one at a time; in no report",
        'incidentctl hypothesis add "接続プール10本が枯渇している" --about data\n'
        'incidentctl hypothesis settle y-k7f 否定 --because "使用中は10本中3本"\n\n'
        "仮説を一つずつ確かめる(報告書には載らない)",
    ),
    "hypothesis-add": (
        'incidentctl hypothesis add "the pool of 10 is exhausted"\n\nwrite down what may be so',
        'incidentctl hypothesis add "接続プール10本が枯渇している"\n\n仮説を残す',
    ),
    "hypothesis-settle": (
        'incidentctl hypothesis settle y-k7f refuted --because "3 of 10 in use"\n\n'
        "say what became of it, and what shows that",
        'incidentctl hypothesis settle y-k7f 否定 --because "使用中は10本中3本"\n\n'
        "否定・支持・保留のどれになったかを、根拠とともに残す",
    ),
    "hypothesis-list": (
        "incidentctl hypothesis list\n\nall hypotheses, those being tested first",
        "incidentctl hypothesis list\n\n仮説の一覧(検証中が先)",
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
    "undo": (
        "incidentctl undo\nincidentctl undo n-k7f\n\ntake back your last fact, or the one named",
        "incidentctl undo\nincidentctl undo n-k7f\n\n自分の最後の記録、または指定した記録を取り消す",
    ),
    "amend": (
        "incidentctl amend n-k7f error rate 13 percent\nincidentctl amend n-k7f --to guess\n"
        "incidentctl amend n-k7f --at 14:05\n\nput right a text, its kind or its time; the old one is kept",
        "incidentctl amend n-k7f エラー率 13%\nincidentctl amend n-k7f --to guess\n"
        "incidentctl amend n-k7f --at 14:05\n\n本文・種別・時刻を直す(元の記録も残る)",
    ),
    "timeline": (
        "incidentctl timeline\nincidentctl timeline --kind acted\nincidentctl timeline --known-at 14:30\n\n"
        "everything in the order in which it happened",
        "incidentctl timeline\nincidentctl timeline --kind acted\nincidentctl timeline --known-at 14:30\n\n"
        "起きた順にすべて見る",
    ),
    "stats": (
        "incidentctl stats\nincidentctl stats --by month --since 2026-01-01\n\n"
        "how long detecting, mitigating and resolving take",
        "incidentctl stats\nincidentctl stats --by month --since 2026-01-01\n\n"
        "検知・復旧までの時間を集計する",
    ),
    "runbook": (
        "incidentctl runbook list\nincidentctl runbook check ops/runbooks\n\nthe checklists, and what is wrong with a file",
        "incidentctl runbook list\nincidentctl runbook check ops/runbooks\n\n手順書の一覧と検査",
    ),
    "runbook-list": (
        "incidentctl runbook list\n\nthe runbooks and where each comes from",
        "incidentctl runbook list\n\n手順書とその出どころ",
    ),
    "runbook-show": (
        "incidentctl runbook show report --lang ja\n\none runbook as Markdown",
        "incidentctl runbook show report\n\n手順書をMarkdownで見る",
    ),
    "runbook-propose": (
        "incidentctl runbook propose\nincidentctl runbook propose first-response\n\n"
        "what this incident suggests to change in the checklists, as a diff to look at",
        "incidentctl runbook propose\nincidentctl runbook propose first-response\n\n"
        "この障害の記録から、手順書の直しどころを差分で示す",
    ),
    "runbook-check": (
        "incidentctl runbook check my-runbook.yaml\n\nevery problem at once, with its place",
        "incidentctl runbook check my-runbook.yaml\n\n誤りをすべて、場所つきで示す",
    ),
    "doctor": (
        "incidentctl doctor\n\nfind at noon what would fail at three in the morning",
        "incidentctl doctor\n\n夜中に困ることを、昼のうちに見つける",
    ),
    "import": (
        "incidentctl import timeline.csv --dry-run\nincidentctl import notes.txt --day 2026-11-22\n"
        "pbpaste | incidentctl import -\n\n"
        "record the events of a file: CSV, JSON lines, or “14:02 text”",
        "incidentctl import timeline.csv --dry-run\nincidentctl import notes.txt --day 2026-11-22\n"
        "pbpaste | incidentctl import -\n\n"
        "ファイルの出来事をまとめて記録する(CSV・JSON Lines・「14:02 本文」)",
    ),
    "lint": (
        "incidentctl lint\nincidentctl lint postmortem.md --strict\npbpaste | incidentctl lint -\n\n"
        "find blame, guesses, names, vague sizes before a report goes out",
        "incidentctl lint\nincidentctl lint report.md --strict\npbpaste | incidentctl lint -\n\n"
        "責める言い方・推測・名前・あいまいな規模を、報告書を出す前に見つける",
    ),
    "verify": (
        "incidentctl verify\nincidentctl verify k7f3\n\nis the log whole?",
        "incidentctl verify\nincidentctl verify k7f3\n\nログが壊れていないか確かめる",
    ),
    "completion": (
        'eval "$(incidentctl completion bash)"\n\nthe script that completes commands in a shell',
        'eval "$(incidentctl completion bash)"\n\nシェルの補完スクリプトを出す',
    ),
    "help": (
        "incidentctl help note\nincidentctl help exit-codes\n\nthis table, a command, or a topic",
        "incidentctl help note\nincidentctl help exit-codes\n\nこの一覧、コマンド、項目の説明",
    ),
    # options that many commands have
    "option-override": (
        "go on although a rule is not met; the reason goes on the timeline",
        "ルールに反しても進める(理由を記録に残す)",
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
    "argument-role": ("the role, by id or as it is called", "役割(IDでも呼び名でもよい)"),
    "argument-one-person": ("one person", "相手(一人)"),
    "argument-one-or-oneself": ("somebody else; without it, you", "ほかの人(省けば自分)"),
    "option-why-take": ("why you take it over", "引き継ぐ理由"),
    "option-watch": ("only to watch", "見学だけ"),
    "option-incident": ("the incident: any unique end of its id", "対象の障害(IDの末尾でよい)"),
    "option-as": (
        "who acts (default: $INCIDENTCTL_USER, then the login)",
        "操作する人(既定: $INCIDENTCTL_USER、ログイン名)",
    ),
    "option-lang": ("en or ja", "en または ja"),
    "option-zone": (
        "read and show times in this zone: Asia/Tokyo",
        "時刻を読み書きするタイムゾーン(Asia/Tokyo など)",
    ),
    "option-json": ("print JSON", "JSONで出す"),
    "option-no-input": (
        "never ask; exit 7 names what is missing",
        "尋ねない(足りないものは終了コード7で示す)",
    ),
    "option-plain": ("plain lines instead of a drawn screen", "画面を描かず、行だけで出す"),
    "option-no-color": ("no colour", "色を付けない"),
    "option-version": ("print the version", "版を出す"),
    "option-help": ("show this", "この説明を出す"),
    "option-at": (
        "when it happened: 14:05, 10m ago, yesterday 23:50",
        "起きた時刻: 14:05、10分前、昨日 23:50",
    ),
    # arguments and options of single commands
    "argument-title": ("what is seen, in a few words", "何が起きているか、短く"),
    "argument-text": ("the text; quotes are not needed", "本文(引用符は要らない)"),
    "argument-runbook": ("the runbook (incidentctl runbook list)", "手順書(一覧: incidentctl runbook list)"),
    "argument-step": ("the step: R4, or RUNBOOK/STEP", "手順: R4、または 手順書/手順"),
    "argument-step-value": ("the answer; several questions: name=value", "回答。問いが複数なら 名前=値"),
    "argument-field": ("the field (incidentctl help fields)", "項目(一覧: incidentctl help fields)"),
    "argument-value": ("its value, or unknown", "値、または「不明」"),
    "argument-milestone": (
        "started, detected, acknowledged, mitigated, fixed; others are only corrected",
        "started・detected・acknowledged・mitigated・fixed(ほかは訂正だけ)",
    ),
    "argument-time": ("when; nothing means now", "時刻(省けば今)"),
    "argument-level": ("SEV1 to SEV4, 1 is worst", "SEV1〜SEV4(1が最も重い)"),
    "argument-hops": ("the hops, separated by >", "箇所を > で区切る"),
    "argument-hop": ("a hop of the path", "流れの中の箇所"),
    "argument-mark": ("how it was found", "見た結果"),
    "argument-clock": (
        "the clock (incidentctl clock list --all)",
        "期限のID(一覧: incidentctl clock list --all)",
    ),
    "option-anchor": ("when it runs from: 14:05, yesterday 23:50", "起点の時刻: 14:05、昨日 23:50"),
    "option-all-clocks": ("also the disabled worked examples", "無効にしてある例も"),
    "argument-evidence": ("what shows it", "根拠"),
    "argument-criterion": ("what must hold", "満たすべき条件"),
    "argument-criterion-id": ("its id (incidentctl criteria list)", "条件のID(incidentctl criteria list)"),
    "argument-recovery": ("what shows it, as a whole sentence", "何で確認したか(文で)"),
    "argument-follow-up": ("what is to be done", "対策の内容"),
    "argument-follow-up-id": ("its id (incidentctl follow-up list)", "対策のID(incidentctl follow-up list)"),
    "argument-follow-up-text": ("what came of it", "結果"),
    "argument-who": ("people or teams, separated by spaces or commas", "人やチーム(空白か読点で区切る)"),
    "argument-assignee": ("one person, by name; or nobody", "相手を一人(まだなら 未定)"),
    "argument-what": ("what is to be done; quotes are not needed", "作業の内容(引用符は要らない)"),
    "argument-task": ("the task; without it, your only open one", "作業のID(省けば、自分の唯一の作業)"),
    "argument-task-text": (
        "the task (k-...; without it, your only open one) and the text",
        "作業のID(k-…。省けば、自分の唯一の作業)と内容",
    ),
    "argument-task-who": (
        "the task (k-...; without it, your only open one) and who gets it",
        "作業のID(k-…。省けば、自分の唯一の作業)と渡す相手",
    ),
    "argument-fact": ("the id of a fact, from its echo or `timeline`", "記録のID(記録時の表示か timeline)"),
    "argument-incident": ("any unique end of the id", "IDの末尾"),
    "argument-incidents": ("incidents; without any, all", "障害(省けばすべて)"),
    "argument-paths": (
        "files or directories; without any, all runbooks found",
        "ファイルかディレクトリ(省けばすべての手順書)",
    ),
    "argument-shell": ("the shell", "シェル"),
    "argument-topic": ("a command or a topic", "コマンド名か項目"),
    "option-suspect": ("not sure yet: report it as a suspicion", "まだ確かでない(障害の疑いとして報告)"),
    "option-severity": ("SEV1 to SEV4; in doubt the higher", "SEV1〜SEV4(迷ったら高いほう)"),
    "option-service": ("the service", "サービス名"),
    "option-detected": ("when it was detected", "検知した時刻"),
    "option-started": ("when it started", "始まった時刻"),
    "option-detection-source": ("alert, inquiry, sales, staff, other", "alert・inquiry・sales・staff・other"),
    "option-no-walk": ("do not begin the checklist", "手順書を始めない"),
    "option-answers": ("take the answers from a file (help answers)", "回答をファイルから読む(help answers)"),
    "option-dry-run": ("show what would be asked; record nothing", "問いを示すだけで、何も記録しない"),
    "option-dry-run-import": ("show the rows; record nothing", "行を示すだけで、何も記録しない"),
    "option-day": ("the day of the first time without one", "最初の、日付のない時刻の日付"),
    "option-yes-import": ("record without asking", "確認せずに記録する"),
    "argument-import-file": (
        "a CSV file (at, text, kind, role, source), JSON lines, or lines; - reads a pipe",
        "CSV(at, text, kind, role, source)、JSON Lines、行のファイル。- でパイプから読む",
    ),
    "option-guess": ("a hypothesis: never in a report", "仮説として残す(報告書には載らない)"),
    "option-fact": ("a fact, although it reads like a guess", "推測のように読めても事実として残す"),
    "option-private": (
        "on the personal-data track: in no wide report or notice",
        "個人情報の記録として残す(広い報告や連絡には載らない)",
    ),
    "argument-news": (
        "what is new, in one sentence; without it, the state as it stands",
        "新しく分かったことを一文で。なければ現状のまま",
    ),
    "option-audience": ("manager (default), engineer or customer", "manager(既定)・engineer・customer"),
    "option-next": ("when the next one comes: 30m, 15:00", "次に報告する時刻: 30分、15:00"),
    "option-draft": ("keep it for the commander to approve", "下書きにして、指揮官の承認を待つ"),
    "option-approve": ("post this draft now (the commander)", "この下書きを今出す(指揮官)"),
    "option-source": ("who said so", "情報の出所"),
    "option-certainty": ("confirmed, likely, possible, unknown", "confirmed・likely・possible・unknown"),
    "option-why": ("the reason", "理由"),
    "option-evidence": ("what shows it", "根拠"),
    "option-purpose": ("what it is for", "目的"),
    "option-within": (
        "when to report back: 15m, 14:30 (default: 15m)",
        "報告の時刻: 15分、14:30(省けば15分)",
    ),
    "option-stream": (
        "the workstream: fix partners customers data refunds authorities pr, or another",
        "分担: 修正・取引先・お客様・データ・返金・当局・広報、またはほかの名前",
    ),
    "option-task": ("a task that is there already goes to them", "すでにある作業を渡す"),
    "option-next-report": ("when the next word comes: 30m, 15:00", "次の報告: 30分、15:00"),
    "option-all-tasks": ("also those that are over", "終わった作業も出す"),
    "option-look": ("only looked, changed nothing", "見ただけで、何も変えていない"),
    "option-begin": ("it takes time: nobody else changes anything until it ends", "時間のかかる変更を始める"),
    "option-end": (
        "it ended: the one named, else yours, else the open one",
        "変更を終える(IDを省けば自分の、なければ進行中のもの)",
    ),
    "option-method": (
        "flag, traffic, previous_build, revert_deploy, ... (else as chosen at F7)",
        "flag・traffic・previous_build・revert_deploy など(省けばF7で選んだもの)",
    ),
    "option-why-end": ("why you end what somebody else began", "別の人が始めた変更を終える理由"),
    "option-before": ("the value before", "変更前の値"),
    "option-after": ("the value after", "変更後の値"),
    "argument-concern": (
        "the id of a concern (incidentctl concern list)",
        "懸念のID(一覧: incidentctl concern list)",
    ),
    "argument-verdict": ("the answer", "答え(受け入れる・見送る でもよい)"),
    "argument-hypothesis": (
        "the id of a hypothesis (incidentctl hypothesis list)",
        "仮説のID(一覧: incidentctl hypothesis list)",
    ),
    "argument-result": ("what became of it", "結果(否定・支持・保留 でもよい)"),
    "option-basis": (
        "evidence, experience or intuition",
        "evidence(事実・データ)・experience(経験)・intuition(直感)",
    ),
    "option-risk": ("the risk that you accept with it", "受け入れるリスク"),
    "option-stop-if": ("when to give it up", "中止する条件"),
    "option-decision-level": (
        "who has to decide: field, director, owner",
        "判断する立場: field(現場)・director(役員・部門長)・owner(事業責任者)",
    ),
    "option-approve-decision": ("a decision that waits was approved", "判断待ちの決定が承認された"),
    "option-decline": ("a decision that waits was declined", "判断待ちの決定が認められなかった"),
    "option-by": ("who said so", "判断した人・立場"),
    "option-question": ("a question, to be asked afterwards", "後で聞く質問として残す"),
    "option-about": (
        "what it suspects: ui, api, data, logs, code",
        "疑う対象: ui(画面)・api・data・logs・code",
    ),
    "option-because": ("what was seen", "根拠(見たこと)"),
    "option-follow-up-kind": (
        "cause, permanent, prevent, detect, recover",
        "原因確定・恒久対応・再発防止・早期検知・収束時間短縮",
    ),
    "option-owner": ("the role or team that owns it, no person", "担当の役割・チーム(個人名は書かない)"),
    "option-due": (
        "by when: 12/1, 2w; a date means its end",
        "期限: 12/1、2週間(日付だけならその日の終わり)",
    ),
    "option-follow-up-when": ("now, later or wont", "今・後で・やらない"),
    "option-decided-by": ("which role agreed to that", "合意した役割"),
    "option-url": ("where the ticket is", "チケットのURL"),
    "option-follow-up-format": ("text, md, csv, json or gh", "text・md・csv・json・gh"),
    "option-all-follow-ups": (
        "also what is done, dropped, or not to be done",
        "終わったもの・やらないものも出す",
    ),
    "option-how": ("by which way", "連絡の手段"),
    "option-unrelated": ("tell them that they are not affected", "影響がないことを知らせた"),
    "option-to": ("fact, guess, action, decision or question", "fact・guess・action・decision・question"),
    "option-until": ("until when", "いつまで"),
    "option-role": ("only what this role did", "この役割の記録だけ"),
    "option-kind": ("only this kind, such as acted or told", "この種類だけ(acted、told など)"),
    "option-all": ("also what was taken back", "取り消したものも"),
    "option-known-at": ("only what was on record then: no hindsight", "その時点で記録されていたことだけ"),
    "option-stats-since": ("declared on this day or later", "この日以降に宣言したもの"),
    "option-stats-until": ("declared on this day or earlier", "この日までに宣言したもの"),
    "option-stats-by": ("month or severity", "month(月別)か severity(重大度別)"),
    "option-open": ("only the open ones", "対応中だけ"),
    "option-form": (
        "postmortem (default); 障害報告書: first (第1報), progress (続報), final (最終報); privacy (restricted)",
        "postmortem(既定)、障害報告書の first(第1報)・progress(続報)・final(最終報)、privacy(関係者限り)",
    ),
    "option-report-audience": (
        "engineer, manager or customer (default: engineer for postmortem, else manager)",
        "engineer・manager・customer(既定: postmortem は engineer、他は manager)",
    ),
    "option-strict": ("end with 8 if an error is found", "エラーがあれば終了コード8で終わる"),
    "option-lint-audience": (
        "who will read it: customer makes names an error",
        "読む人。customer では名前もエラーになる",
    ),
    "option-lint-follow-up": (
        "it is a list of remedies: find the weak ones",
        "再発防止策として見る(弱い対策を指摘する)",
    ),
    "argument-lint-files": (
        "text or Markdown; - is standard input; none: the report draft",
        "テキストかMarkdown。- は標準入力。省けば報告書の下書き",
    ),
    "option-format": (
        "md, html or json (default: by the ending of the file)",
        "md、html、json のどれか(省略時はファイル名の拡張子で決める)",
    ),
    "option-output": ("write to a file", "ファイルに書く"),
    # topics
    "topic-exit-codes": (
        """exit codes
   0  ok
   1  a bug in incidentctl
   2  usage: bad flag or value
   3  not found: no such incident, step, runbook; or none is open
   4  refused by a rule; the message names it and what is missing
   5  a runbook or policy file is wrong; every problem is listed
   6  damaged: verify found damage, or nothing could be read
   7  needs an answer; the message names it and its flag
   8  found wanting: a check found problems
   9  the output could not be written
  74  NOT RECORDED: the action is not in the log
  75  UNCONFIRMED: written, but the disk did not confirm it
 130  interrupted; what was answered is saved""",
        """終了コード
   0  成功
   1  incidentctl の不具合
   2  使い方の誤り(オプションや値)
   3  見つからない(障害・手順・手順書)、または対応中の障害がない
   4  規則により不可(規則と足りないものを示す)
   5  手順書やポリシーの誤り(すべて列挙)
   6  ログの破損(verify が検出、または何も読めない)
   7  回答が必要(何が必要かとオプションを示す)
   8  検査で問題を検出
   9  出力に失敗
  74  未記録: ログに入っていない
  75  未確認: 書き込んだが、ディスクが確認を返さない
 130  中断(回答済みのものは保存されている)""",
    ),
    "topic-times": (
        """times as you type them
  past   now   14:05   10m   10m ago   1h30m ago   yesterday 23:50   11/22 14:05
         25:30 (01:30 of the next day)   2026-11-22T14:05+09:00   about 14:05   unknown
  ahead  30m   14:30 (the next one)   tomorrow 9:00   2026-11-25 (its end)
Without an offset, the zone of the incident counts; the echo shows the absolute time.""",
        """時刻の書き方
  過去   今   14:05   14時5分   10分前   1時間半前   昨日 23:50   11/22 14:05
         25:30(翌日の1時30分)   2026-11-22T14:05+09:00   14時頃   不明
  今後   30分   14:30(次の14:30)   明日9時   2026-11-25(その日の終わり)
時差を書かなければ障害のタイムゾーンで読む。記録時に日付と時差つきで示す。""",
    ),
    "topic-fields": (
        "fields: incidentctl set FIELD VALUE   (also custom.ANYTHING)",
        "項目: incidentctl set 項目 値   (custom.自由な名前 も可)",
    ),
    "topic-keys": (
        """keys in a walk
  1..9  an answer      Enter  the highlighted one      ?  don't know
  /n TEXT  a note, at any question      /u  undo your last answer
  /b  back      /s WHY  skip      /d  done      /w 30m  later      /f WHY  failed
  /h  the whole step      /q  stop here (also Ctrl-D, Ctrl-C)      //  a text that begins with /
Full-width keys work too.""",
        """手順書をたどるときのキー
  1..9  回答      Enter  選択中の回答      ?  分からない
  /n 本文  どの問いでもメモ      /u  直前の回答を取り消す
  /b  戻る      /s 理由  飛ばす      /d  済      /w 30分  後で      /f 理由  失敗
  /h  手順の全文      /q  中断(Ctrl-D、Ctrl-Cも)      //  / で始まる文
全角のままでも使える。""",
    ),
    "topic-contacts": (
        "Whom to reach at night: .incidentctl/runbooks/policy/contacts.yaml\n\n"
        "  incidentctl: 1\n"
        "  contacts:\n"
        '    - {id: support, label: "Support", who: "support duty", how: "#support, ext. 4410"}\n'
        '    - {id: privacy, who: "privacy office", how: "+81 3 0000 0000"}\n\n'
        "id: dev support public_affairs legal sales pr management, privacy, customers (the\n"
        "support desk), business_owner. Write duties and channels rather than people.",
        "夜中に誰へ知らせるか: .incidentctl/runbooks/policy/contacts.yaml\n\n"
        "  incidentctl: 1\n"
        "  contacts:\n"
        '    - {id: support, label: "CS", who: "CS当番", how: "#support、内線4410"}\n'
        '    - {id: privacy, who: "個人情報担当", how: "03-0000-0000"}\n\n'
        "id: dev support public_affairs legal sales pr management、privacy、customers(お客様\n"
        "窓口)、business_owner(事業責任者)。個人名よりも当番や窓口を書く。",
    ),
    "topic-rules": (
        "How hard each rule bites: .incidentctl/runbooks/policy/rules.yaml\n\n"
        "  incidentctl: 1\n"
        "  rules:\n"
        '    - {id: S2-15, level: "off"}\n'
        "    - {id: S0-19, level: block}\n\n"
        "off, hint (in the brief only), warn, or block: refused, unless --override REASON, which\n"
        "goes on the timeline. formation, solo, minor: the level in that formation, for one\n"
        "person alone, at a severity without a postmortem. The ids stand in each message.",
        "ルールの強さ: .incidentctl/runbooks/policy/rules.yaml\n\n"
        "  incidentctl: 1\n"
        "  rules:\n"
        '    - {id: S2-15, level: "off"}\n'
        "    - {id: S0-19, level: block}\n\n"
        "off(なし)、hint(briefだけに出す)、warn(警告)、block(止める)。止まっても\n"
        "--override 理由 を付ければ進めて、理由が記録に残る。formation・solo・minor は、その体制・\n"
        "一人のとき・ポストモーテム不要の重大度での強さ。idは各メッセージの先頭にある。",
    ),
    "topic-answers": (
        """an answers file, for `walk --answers FILE`: one line per question
  # a comment
  R8: manager, support
  R9: 30m
  R2:detected_at: 14:05
  R2:detection.source: alert
  R4: /s no dev environment
  report/R6: SEV2""",
        """回答ファイル(`walk --answers FILE`): 問い1つに1行
  # コメント
  R8: 上長、CS
  R9: 30分
  R2:detected_at: 14:05
  R2:detection.source: alert
  R4: /s 開発環境なし
  report/R6: SEV2""",
    ),
}
