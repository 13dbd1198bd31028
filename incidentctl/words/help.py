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
    "rest": ("Everything else:", "そのほか:"),
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
    "report": (
        "incidentctl report\nincidentctl report --lang ja --form final -o report.md\n\n"
        "render the postmortem draft or the 障害報告書, at any minute",
        "incidentctl report\nincidentctl report --lang ja --form final -o report.md\n\n"
        "ポストモーテムの下書きや障害報告書を、いつでも出す",
    ),
    "list": (
        "incidentctl list\nincidentctl list --open\n\nlist incidents, open ones first",
        "incidentctl list\nincidentctl list --open\n\n障害の一覧(対応中が先)",
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
        "incidentctl act restarted web-03 --before 12% --after 0.1%\nincidentctl act --look tailed the api log\n\n"
        "record what was done to the system by hand",
        "incidentctl act web-03を再起動 --before 12% --after 0.1%\nincidentctl act --look APIのログを見た\n\n"
        "手で行った操作を残す",
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
        "incidentctl timeline\nincidentctl timeline --kind acted\n\neverything in the order in which it happened",
        "incidentctl timeline\nincidentctl timeline --kind acted\n\n起きた順にすべて見る",
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
    "runbook-check": (
        "incidentctl runbook check my-runbook.yaml\n\nevery problem at once, with its place",
        "incidentctl runbook check my-runbook.yaml\n\n誤りをすべて、場所つきで示す",
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
    "argument-evidence": ("what shows it", "根拠"),
    "argument-who": ("people or teams, separated by spaces or commas", "人やチーム(空白か読点で区切る)"),
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
    "option-guess": ("a hypothesis: never in a report", "仮説として残す(報告書には載らない)"),
    "option-fact": ("a fact, although it reads like a guess", "推測のように読めても事実として残す"),
    "option-source": ("who said so", "情報の出所"),
    "option-certainty": ("confirmed, likely, possible, unknown", "confirmed・likely・possible・unknown"),
    "option-why": ("the reason", "理由"),
    "option-look": ("only looked, changed nothing", "見ただけで、何も変えていない"),
    "option-before": ("the value before", "変更前の値"),
    "option-after": ("the value after", "変更後の値"),
    "option-how": ("by which way", "連絡の手段"),
    "option-unrelated": ("tell them that they are not affected", "影響がないことを知らせた"),
    "option-to": ("fact, guess, action, decision or question", "fact・guess・action・decision・question"),
    "option-until": ("until when", "いつまで"),
    "option-role": ("only what this role did", "この役割の記録だけ"),
    "option-kind": ("only this kind, such as acted or told", "この種類だけ(acted、told など)"),
    "option-all": ("also what was taken back", "取り消したものも"),
    "option-open": ("only the open ones", "対応中だけ"),
    "option-form": (
        "postmortem, or final (障害報告書 最終報)",
        "postmortem、または final(障害報告書 最終報)",
    ),
    "option-format": ("md or json", "md または json"),
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
