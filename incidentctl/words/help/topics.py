"""The pages that no command has: `help times`, `help exit-codes`."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "topic-exit-codes": (
        """exit codes
   0  ok
   1  a bug in incidentctl
   2  usage: bad flag or value
   3  not found: no such incident, step, runbook; or none is open
   4  refused by a rule; the message names it and what is missing
   5  a runbook or policy file is wrong; every problem is listed
   6  damaged: verify found damage, recover left some, or nothing could be read
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
   6  ログの破損(verify が検出、recover で直せない、または何も読めない)
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
    "topic-forms": (
        "A report of your own: .incidentctl/runbooks/policy/forms/partner.yaml\n\n"
        "  incidentctl: 1\n"
        '  title: "To our partners: {title}"\n'
        "  audience: customer\n"
        "  sections:\n"
        '    - {id: impact, part: impact, heading: "Impact", required: true}\n'
        "    - id: data\n"
        '      heading: "Your data"\n'
        "      for: [customer]\n"
        "      fields: [{field: custom.tenant}]\n\n"
        "  incidentctl report --form partner\n\n"
        "A file named first, progress, final or postmortem takes the place of that form. A\n"
        "section has a part that is filled in, fields, or a fixed text. All of them, and what\n"
        "they hold, stand at the top of the built-in runbooks/policy/forms/final.yaml.",
        "独自の報告書: .incidentctl/runbooks/policy/forms/partner.yaml\n\n"
        "  incidentctl: 1\n"
        "  lang: ja\n"
        '  title: "お取引先へ: {title}"\n'
        "  audience: customer\n"
        "  sections:\n"
        '    - {id: impact, part: impact, heading: "影響範囲", required: true}\n'
        "    - id: data\n"
        '      heading: "お預かりのデータ"\n'
        "      for: [customer]\n"
        "      fields: [{field: custom.tenant}]\n\n"
        "  incidentctl report --form partner\n\n"
        "first・progress・final・postmortem という名前のファイルは、その様式と入れ替わる。\n"
        "節に書くのは、自動で埋まる部分(part)、項目(fields)、決まった文(text)。一覧は、\n"
        "組み込みの runbooks/policy/forms/final.yaml の先頭にある。",
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
